package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"time"

	"github.com/schollz/progressbar/v3"
	"github.com/spf13/cobra"
	"golang.org/x/term"

	"dateline/timeline"
	"dateline/timeline/extract"
)

// A reply is the line that extract writes for one article.
type reply struct {
	ID json.RawMessage `json:"id"`
	// Of an article that came as a page or a file: what the offsets count in,
	// and what was found in it.
	Text      string `json:"text,omitempty"`
	Title     string `json:"title,omitempty"`
	Published string `json:"published,omitempty"`
	Language  string `json:"language,omitempty"`
	*timeline.Extraction
	// Warnings say what could not be read, for people.
	Warnings []string `json:"warnings,omitempty"`
	Error    string   `json:"error,omitempty"`
}

// errUnread ends a run in which some article could not be read.
var errUnread = errors.New("some articles could not be read")

func extractCommand() *cobra.Command {
	var format string
	var explain bool
	cmd := &cobra.Command{
		Use:   "extract [FILE…]",
		Short: "Read articles and write their events",
		Long: `Reads articles as JSONL from standard input, or the texts, pages and JSONL of
the named files, and writes a line of JSON for each: its time expressions, its
events with the words they were read from, and how the events bear on another.
Offsets are Unicode code points into the text, end exclusive. What could not be
read for what the article is (its language, no time of publication) is told in
its "warnings".`,
		Example: `  dateline extract --format table article.txt
  dateline extract < articles.jsonl > events.jsonl`,
		RunE: func(cmd *cobra.Command, files []string) error {
			out := bufio.NewWriter(cmd.OutOrStdout())
			var write func(item, *timeline.Extraction, error) error
			switch format {
			case "jsonl":
				encoder := json.NewEncoder(out)
				encoder.SetEscapeHTML(false)
				write = func(it item, x *timeline.Extraction, err error) error {
					return encoder.Encode(replyTo(it, x, err))
				}
			case "table":
				page := newTable(out, colourful(cmd.OutOrStdout()), widthOf(cmd.OutOrStdout()))
				write = page.write
			default:
				return fmt.Errorf("--format %q is not known: use jsonl or table", format)
			}
			bar := progress(cmd.ErrOrStderr(), "articles")
			unread := 0
			err := readings(cmd.Context(), cmd.InOrStdin(), files, explain, func(it item, x *timeline.Extraction, err error) error {
				if err != nil {
					unread++
				}
				bar.Add(1)
				return write(it, x, err)
			})
			bar.Clear()
			if err := errors.Join(err, out.Flush()); err != nil {
				return err
			}
			if unread > 0 {
				return fmt.Errorf("%w: %d", errUnread, unread)
			}
			return nil
		},
	}
	cmd.Flags().StringVar(&format, "format", "jsonl", "`jsonl` for programs or table for people")
	cmd.Flags().BoolVar(&explain, "explain", false, "tell for each field which words and which rule gave it")
	return cmd
}

func replyTo(it item, x *timeline.Extraction, err error) reply {
	r := reply{ID: it.id, Extraction: x}
	if err != nil {
		r.Extraction, r.Error = nil, err.Error()
		return r
	}
	r.Warnings = extract.Warnings(it.article, time.Now())
	if it.found {
		a := it.article
		r.Text, r.Title, r.Published, r.Language = a.Text, a.Title, a.Published.String(), a.Language
	}
	return r
}

// progress is a bar on a terminal, shown once the run has taken a while, and
// nothing elsewhere.
func progress(w io.Writer, what string) *progressbar.ProgressBar {
	if !isTerminal(w) {
		return progressbar.DefaultSilent(-1)
	}
	return progressbar.NewOptions(-1,
		progressbar.OptionSetWriter(w),
		progressbar.OptionSetDescription("reading"),
		progressbar.OptionSetItsString(what),
		progressbar.OptionShowIts(),
		progressbar.OptionShowCount(),
		progressbar.OptionThrottle(200e6),
		progressbar.OptionClearOnFinish(),
	)
}

func isTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

// colourful follows https://no-color.org.
func colourful(w io.Writer) bool {
	return isTerminal(w) && os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb"
}

func widthOf(w io.Writer) int {
	if f, ok := w.(*os.File); ok {
		if width, _, err := term.GetSize(int(f.Fd())); err == nil && width > 40 {
			return width
		}
	}
	return 100
}
