package main

import (
	"context"
	"embed"
	"fmt"
	"io"
	"io/fs"
	"net"
	"os"
	"path"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"dateline/cmd/dateline/desk"
	"dateline/cmd/dateline/web"
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
	cmd.Flags().StringVar(&db, "db", setting("DATELINE_DB", ""), "keep the data in this `database` (DATELINE_DB)")
	return cmd
}

func demo(ctx context.Context, out io.Writer, addr, db string) error {
	log := logger()
	if db == "" {
		dir, err := os.MkdirTemp("", "dateline-demo-")
		if err != nil {
			return err
		}
		defer os.RemoveAll(dir)
		db = "sqlite:" + filepath.Join(dir, "demo.db")
	}
	// The address is taken first: a port in use is found out before any work.
	l, err := net.Listen("tcp", addr)
	if err != nil {
		return err
	}
	defer l.Close()
	// The newspaper is another site, so that the embed is seen as one.
	paper, err := net.Listen("tcp", net.JoinHostPort(hostOf(l.Addr()), "0"))
	if err != nil {
		return err
	}
	defer paper.Close()

	base := baseOf(l.Addr())
	d, closeStore, err := openDesk(ctx, db, base, log)
	if err != nil {
		return err
	}
	defer closeStore()
	reports, err := printed()
	if err != nil {
		return err
	}
	name, password, err := fill(ctx, d, baseOf(paper.Addr()))
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
	fmt.Fprintf(out, "desk        %s/desk  name: %s  password: %s\n", base, name, password)
	fmt.Fprintln(out, "stop with Ctrl+C")
	return serve(ctx, log, listening{l, handler}, listening{paper, web.Newspaper(base, main, reports...)})
}

func hostOf(a net.Addr) string {
	host, _, err := net.SplitHostPort(a.String())
	if err != nil {
		return ""
	}
	return host
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

// fill puts the stories into an empty database, as an editor would: paste each
// article, merge what tells an event again, accept the rest, publish. A
// database that was kept by an earlier run is left as it is, and the editor
// gets a new password. paper is the address of the newspaper.
func fill(ctx context.Context, d *desk.Desk, paper string) (name, password string, err error) {
	name = "editor"
	who, password, err := d.AddUser(ctx, name, timeline.Editor, "")
	if timeline.CodeOf(err) == timeline.Conflicting {
		password, err = d.NewPassword(ctx, name)
		return name, password, err
	}
	if err != nil {
		return "", "", err
	}
	for _, s := range stories {
		if err := tell(ctx, d, who, s, paper); err != nil {
			return "", "", fmt.Errorf("sample %s: %w", s.slug, err)
		}
	}
	return name, password, nil
}

func tell(ctx context.Context, d *desk.Desk, who timeline.User, s sample, paper string) error {
	t := timeline.Timeline{Slug: s.slug, Title: s.title, Summary: s.summary}
	if err := d.CreateTimeline(ctx, who, &t); err != nil {
		return err
	}
	files, err := fs.Glob(samples, path.Join("samples", s.folder, "*.txt"))
	if err != nil {
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
			if e.Like != "" {
				_, err = d.Merge(ctx, who, s.slug, e.ID, e.Like)
			} else {
				_, err = d.Accept(ctx, who, s.slug, e.ID, 0)
			}
			if err != nil {
				return fmt.Errorf("%s, %q: %w", file, e.Title, err)
			}
		}
	}
	_, err = d.Publish(ctx, who, s.slug)
	return err
}
