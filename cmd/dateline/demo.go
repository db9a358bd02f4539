package main

import (
	"context"
	"embed"
	"fmt"
	"io"
	"io/fs"
	"net"
	"path"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/spf13/cobra"

	"dateline/cmd/dateline/desk"
	"dateline/cmd/dateline/web"
	"dateline/storage"
	"dateline/timeline"
)

// samples holds the demo's articles: the facts are public, the sentences ours.
//
//go:embed samples
var samples embed.FS

// A sample is a story told by the articles of one folder of samples.
type sample struct {
	folder, slug, title, summary string
	// unread is how many of the last articles' proposals are left for whoever
	// looks at the desk to decide.
	unread int
}

var stories = []sample{
	{"soleimani", "soleimani", "From airstrike to retaliation: two weeks in January",
		"A rocket on a base near Kirkuk, a drone over Baghdad, missiles in the night, and the calls that followed.", 1},
	{"suez", "ever-given", "The ship that closed the Suez Canal",
		"Six days aground, three months under arrest: how the Ever Given came in and got out.", 0},
}

func demoCommand() *cobra.Command {
	var addr, db string
	cmd := &cobra.Command{
		Use:   "demo",
		Short: "Show the whole job on sample articles",
		Long: `Reads sample articles into a database, publishes their chronologies and serves
them with an article page that embeds one and a desk to sign in to. The
database is removed at the end unless --db names one.`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return demo(cmd.Context(), cmd.OutOrStdout(), addr, db)
		},
	}
	cmd.Flags().StringVar(&addr, "addr", setting("DATELINE_ADDR", "127.0.0.1:8080"), "`address` to listen on (DATELINE_ADDR)")
	cmd.Flags().StringVar(&db, "db", "", "keep the data in this `database`, which is the demo's alone")
	return cmd
}

func demo(ctx context.Context, out io.Writer, addr, db string) error {
	log := logger()
	if db == "" {
		db = storage.Temporary
	}
	// The address is taken first: a port in use is found out before any work.
	l, err := net.Listen("tcp", addr)
	if err != nil {
		return err
	}
	defer l.Close()
	paper, err := listenBeside(l.Addr())
	if err != nil {
		return err
	}
	defer paper.Close()

	base := baseOf(l.Addr())
	clock := &storyClock{}
	d, closeStore, err := openDeskAt(ctx, db, base, clock.now, log)
	if err != nil {
		return err
	}
	defer closeStore()
	reports, err := printed()
	if err != nil {
		return err
	}
	password, err := fill(ctx, d, clock, baseOf(paper.Addr()))
	if err != nil {
		return err
	}
	handler, err := newHandler(d, base, log)
	if err != nil {
		return err
	}
	for _, s := range stories {
		fmt.Fprintf(out, "chronology  %s/t/%s\n", base, s.slug)
	}
	main := stories[0].slug
	fmt.Fprintf(out, "its embed   %s/t/%s/embed\n", base, main)
	fmt.Fprintf(out, "newspaper   %s/  (another site, which carries the embed)\n", baseOf(paper.Addr()))
	fmt.Fprintf(out, "desk        %s/desk  name: %s  password: %s\n", base, theDemo, password)
	fmt.Fprintln(out, "stop with Ctrl+C")
	return serve(ctx, log, listening{l, handler}, listening{paper, web.Newspaper(base, main, reports...)})
}

// listenBeside listens for the newspaper, which is another site, so that the
// embed is seen as one. It takes the next port, so that the links of a database
// that is kept lead there at the next start too, or any port if that is taken.
func listenBeside(a net.Addr) (net.Listener, error) {
	host, port, err := net.SplitHostPort(a.String())
	if err != nil {
		return nil, err
	}
	if n, err := strconv.Atoi(port); err == nil {
		if l, err := net.Listen("tcp", net.JoinHostPort(host, strconv.Itoa(n+1))); err == nil {
			return l, nil
		}
	}
	return net.Listen("tcp", net.JoinHostPort(host, "0"))
}

// printed is the samples as the newspaper prints them, so that a citation's
// link leads to the sentence.
func printed() ([]web.Report, error) {
	var all []web.Report
	for _, s := range stories {
		files, err := fs.Glob(samples, path.Join("samples", s.folder, "*.txt"))
		if err != nil {
			return nil, err
		}
		for _, file := range files {
			text, err := samples.ReadFile(file)
			if err != nil {
				return nil, err
			}
			all = append(all, web.Report{Path: printedAt(file), Text: string(text)})
		}
	}
	return all, nil
}

// printedAt is where the newspaper prints a sample: /soleimani/1.
func printedAt(file string) string {
	return strings.TrimSuffix(strings.TrimPrefix(file, "samples"), ".txt")
}

// theDemo is the name to sign in with.
const theDemo = "demo"

// A storyClock tells the time at which the newsroom of a story works: a while
// after the article that it reads, so that readers can go back through the
// editions of the story. At other times it tells the time.
type storyClock struct {
	mu sync.Mutex
	at time.Time
}

func (c *storyClock) now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.at.IsZero() {
		return time.Now()
	}
	return c.at
}

// set stops the clock at a time; at the zero time it goes on.
func (c *storyClock) set(at time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.at = at
}

// fill puts the stories that are missing into a database, as an editor would:
// paste each article, merge what tells an event again, accept the rest,
// publish. What an earlier run published is left as it is, what it began is
// finished, and the sign-in gets a new password. A database that holds other
// timelines is a newsroom's and is refused. paper is the newspaper's address.
func fill(ctx context.Context, d *desk.Desk, clock *storyClock, paper string) (password string, err error) {
	there, err := d.Timelines(ctx, theOperator)
	if err != nil {
		return "", err
	}
	for _, t := range there {
		if !slices.ContainsFunc(stories, func(s sample) bool { return s.slug == t.Slug }) {
			return "", fmt.Errorf("the database holds the timeline %q: the demo needs one of its own", t.Slug)
		}
	}
	if _, password, err = d.AddUser(ctx, theDemo, timeline.Editor, ""); timeline.CodeOf(err) == timeline.Conflicting {
		password, err = d.NewPassword(ctx, theDemo)
	}
	if err != nil {
		return "", err
	}
	for _, s := range stories {
		if err := tell(ctx, d, clock, theOperator, s, paper); err != nil {
			return "", fmt.Errorf("sample %s: %w", s.slug, err)
		}
	}
	return password, nil
}

// tell publishes an edition for each article of a story that is read.
func tell(ctx context.Context, d *desk.Desk, clock *storyClock, who timeline.User, s sample, paper string) error {
	defer clock.set(time.Time{})
	files, err := fs.Glob(samples, path.Join("samples", s.folder, "*.txt"))
	if err != nil {
		return err
	}
	if p, err := d.Published(ctx, s.slug); err == nil && p.Edition.Number >= len(files)-s.unread {
		return nil
	} else if err != nil && timeline.CodeOf(err) != timeline.NotFound {
		return err
	}
	t := timeline.Timeline{Slug: s.slug, Title: s.title, Summary: s.summary}
	if err := d.CreateTimeline(ctx, who, &t); err != nil && timeline.CodeOf(err) != timeline.Conflicting {
		return err
	}
	for i, file := range files {
		text, err := samples.ReadFile(file)
		if err != nil {
			return err
		}
		read, err := d.AddArticle(ctx, who, s.slug, desk.ArticleInput{Text: strings.TrimSpace(string(text)), URL: paper + printedAt(file)})
		if err != nil {
			return fmt.Errorf("%s: %w", file, err)
		}
		if i >= len(files)-s.unread {
			continue
		}
		for _, e := range read.Events {
			switch {
			case e.State != timeline.Proposed: // decided by a run that was stopped
			case e.Like != "":
				_, err = d.Merge(ctx, who, s.slug, e.ID, e.Like)
			default:
				_, err = d.Accept(ctx, who, s.slug, e.ID, 0)
			}
			if err != nil {
				return fmt.Errorf("%s, %q: %w", file, e.Title, err)
			}
		}
		if printed, _, ok := read.Published.Time(); ok {
			clock.set(printed.Add(90 * time.Minute))
		}
		if _, err := d.Publish(ctx, who, s.slug); err != nil {
			return fmt.Errorf("%s: %w", file, err)
		}
	}
	return nil
}
