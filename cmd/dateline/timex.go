package main

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/jedib0t/go-pretty/v6/text"
	"github.com/spf13/cobra"

	"dateline/timeline"
	"dateline/timeline/article"
	"dateline/timeline/edtf"
	"dateline/timeline/timex"
)

func timexCommand() *cobra.Command {
	var published, language string
	cmd := &cobra.Command{
		Use:   "timex [TEXT]",
		Short: "Show how the time expressions of a text are understood",
		Long: `Shows for each time expression of a text, or of standard input, its TIMEX3
type and value, its EDTF date, the words that readers see, and the steps that
led there: which rule read it, what it took from the words, and what it was
counted from.`,
		Example: `  dateline timex "two days after Easter 2019" --published 2020-01-08
  dateline timex "am Mittwoch letzter Woche" --language de --published 2020-01-08`,
		RunE: func(cmd *cobra.Command, words []string) error {
			dct, err := creationTime(published)
			if err != nil {
				return err
			}
			s := strings.Join(words, " ")
			if len(words) == 0 || len(words) == 1 && words[0] == "-" {
				b, err := io.ReadAll(io.LimitReader(cmd.InOrStdin(), maxLine+1))
				switch {
				case err != nil:
					return err
				case len(b) > maxLine:
					return fmt.Errorf("the text is larger than %d MB", maxLine>>20)
				}
				s = string(b)
			}
			grammar, err := timex.For(language)
			if err != nil {
				return err
			}
			found, err := grammar.Find(s, dct)
			if err != nil {
				return err
			}
			switch {
			case strings.TrimSpace(s) == "":
				return errors.New("the text is empty: give it as an argument or on standard input")
			case len(found) == 0:
				return fmt.Errorf("there is no time expression in %q (a file is read by dateline timex < FILE)", timeline.Excerpt(s))
			}
			return showTimexes(cmd.OutOrStdout(), found, !dct.IsZero())
		},
	}
	cmd.Flags().StringVar(&published, "published", "", "the document's creation `time`: a date, or a date and time of day")
	cmd.Flags().StringVar(&language, "language", "en", "the text's `language` as a BCP 47 tag; a region such as en-GB decides 7/8/2020")
	return cmd
}

// creationTime reads the day, or the instant, on which a text was written;
// without one the text has to say it.
func creationTime(published string) (edtf.Date, error) {
	if published == "" {
		return edtf.Date{}, nil
	}
	d, err := article.ReadPublished(published)
	if err != nil {
		return edtf.Date{}, fmt.Errorf("--%w", err)
	}
	return d, nil
}

func showTimexes(out io.Writer, found []timex.Timex, dated bool) error {
	bold := func(s string) string { return s }
	if colourful(out) {
		bold = func(s string) string { return text.Bold.Sprint(s) }
	}
	var b strings.Builder
	for k := range found {
		x := &found[k]
		if k > 0 {
			b.WriteByte('\n')
		}
		fmt.Fprintf(&b, "%s\n", bold(strings.Join(strings.Fields(x.Text), " ")))
		line := func(name, says string) {
			if says != "" {
				fmt.Fprintf(&b, "  %-6s %s\n", name, says)
			}
		}
		line("type", x.Type)
		line("value", x.Value)
		line("mod", x.Mod)
		switch {
		case x.Date.IsZero() && strings.HasPrefix(x.Value, "XXXX") && !dated:
			line("EDTF", "none: say with --published when this was written")
		case x.Date.IsZero():
			line("EDTF", "none: it gives the chronology no date by itself")
		default:
			line("EDTF", x.Date.String())
			line("words", x.Date.Words())
		}
		for n, s := range x.Steps() {
			line(map[bool]string{true: "how"}[n == 0], fmt.Sprintf("%d. %s", n+1, s))
		}
	}
	_, err := io.WriteString(out, b.String())
	return err
}
