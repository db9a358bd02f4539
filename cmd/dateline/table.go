package main

import (
	"fmt"
	"io"
	"strings"
	"time"
	"unicode"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/jedib0t/go-pretty/v6/text"

	"dateline/timeline"
	"dateline/timeline/extract"
)

// A tableWriter shows extractions to people.
type tableWriter struct {
	out    io.Writer
	colour bool
	width  int // of the terminal, in columns
	blank  bool
}

func newTable(out io.Writer, colour bool, width int) *tableWriter {
	return &tableWriter{out: out, colour: colour, width: min(width, 140)}
}

func (t *tableWriter) paint(c text.Colors, s string) string {
	if !t.colour || s == "" {
		return s
	}
	return c.Sprint(s)
}

var groupColours = map[timeline.Group]text.Colors{
	timeline.Conflict:  {text.FgRed},
	timeline.Diplomacy: {text.FgBlue},
	timeline.Politics:  {text.FgMagenta},
	timeline.Justice:   {text.FgYellow},
	timeline.Disaster:  {text.FgGreen},
	timeline.Economy:   {text.FgCyan},
	timeline.Other:     {text.FgHiBlack},
}

// write shows one article: its title, its events in order of the text, and
// how they bear on one another.
func (t *tableWriter) write(it item, x *timeline.Extraction, err error) error {
	if t.blank {
		fmt.Fprintln(t.out)
	}
	t.blank = true
	if err != nil {
		_, err = fmt.Fprintf(t.out, "%s %s\n", t.paint(text.Colors{text.FgRed, text.Bold}, "Not read:"), shown(err.Error()))
		return err
	}
	a := it.article
	fmt.Fprintln(t.out, t.paint(text.Colors{text.Bold}, shown(a.Title)))
	published := "it does not say when it was published"
	if !a.Published.IsZero() {
		published = "published " + a.Published.Words()
	}
	fmt.Fprintln(t.out, t.paint(text.Colors{text.Faint}, published+"; "+count(len(x.Events), "event")+", "+count(len(x.Timexes), "time expression")))
	warn := func() error {
		for _, w := range extract.Warnings(a, time.Now()) {
			if _, err := fmt.Fprintf(t.out, "%s %s\n", t.paint(text.Colors{text.FgYellow, text.Bold}, "Note:"), shown(w)); err != nil {
				return err
			}
		}
		return nil
	}
	if len(x.Events) == 0 {
		return warn()
	}

	runes := []rune(shown(a.Text))
	rows := table.NewWriter()
	rows.SetStyle(table.StyleLight)
	rows.Style().Options = table.Options{SeparateColumns: false, SeparateHeader: true}
	if !t.colour {
		rows.Style().Color = table.ColorOptions{}
	}
	rows.Style().Format.Header = text.FormatDefault
	number := map[string]int{}
	for i, e := range x.Events {
		number[e.ID] = i + 1
	}
	// What is left of the width goes to the two columns of prose.
	prose := max(24, (t.width-46)/2)
	rows.SetColumnConfigs([]table.ColumnConfig{
		{Number: 1, Align: text.AlignRight},
		{Number: 2, WidthMax: 20, WidthMaxEnforcer: wrap},
		{Number: 3, WidthMax: 16, WidthMaxEnforcer: wrap},
		{Number: 4, WidthMax: prose, WidthMaxEnforcer: wrap},
		{Number: 5, WidthMax: prose, WidthMaxEnforcer: wrap},
	})
	rows.AppendHeader(table.Row{"", "When", "Kind", "What and who", "The words"})
	for _, e := range x.Events {
		kind := timeline.Vocabulary{}.Info(e.Kind)
		what := []string{t.paint(text.Colors{text.Bold}, shown(e.Title))}
		if who := shown(actors(e.Actors)); who != "" {
			what = append(what, who)
		}
		if e.Place != "" {
			what = append(what, "in "+shown(e.Place))
		}
		if e.Attribution != "" {
			what = append(what, "according to "+shown(e.Attribution))
		}
		for _, r := range x.Relations {
			if r.From == e.ID {
				what = append(what, fmt.Sprintf("%s %d", r.Type.Words(), number[r.To]))
			}
		}
		rows.AppendRow(table.Row{
			number[e.ID], when(e), t.paint(groupColours[kind.Group], kind.Label),
			strings.Join(what, "\n"), "“" + cited(runes, e) + "”",
		})
		for _, w := range e.Why {
			rows.AppendRow(table.Row{"", "", t.paint(text.Colors{text.Faint}, w.Field), t.paint(text.Colors{text.Faint}, shown(w.Rule)), t.paint(text.Colors{text.Faint}, oneLine(shown(w.Words)))})
		}
	}
	if _, err = fmt.Fprintln(t.out, rows.Render()); err != nil {
		return err
	}
	return warn()
}

// wrap keeps the lines of a cell apart, which the library's own joins.
func wrap(cell string, width int) string {
	lines := strings.Split(cell, "\n")
	for i, l := range lines {
		lines[i] = text.WrapSoft(l, width)
	}
	return strings.Join(lines, "\n")
}

// mostCited is how many code points of the cited words a cell shows.
const mostCited = 160

// cited is the words of an event, cut around its trigger where they are long.
func cited(runes []rune, e timeline.Proposal) string {
	from, to := e.Start, e.End
	before, after := "", ""
	if to-from > mostCited {
		if at := e.Trigger.Start - mostCited/2; at > from {
			for from = at; from < e.Trigger.Start && runes[from-1] != ' '; {
				from++
			}
			before = "… "
		}
		if at := from + mostCited; at < to {
			for to = at; to > e.Trigger.End && runes[to] != ' '; {
				to--
			}
			after = " …"
		}
	}
	return before + oneLine(string(runes[from:to])) + after
}

func when(e timeline.Proposal) string {
	switch {
	case e.Date.IsZero():
		return "not known"
	case e.Status == timeline.Scheduled:
		return e.Date.Words() + ", planned"
	}
	return e.Date.Words()
}

func actors(list []timeline.Actor) string {
	var names []string
	for _, a := range list {
		names = append(names, a.Name)
	}
	return strings.Join(names, ", ")
}

// shown is s for a terminal, which would obey the control characters of an
// article: it could set the title of the window, or hide what was printed.
func shown(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n':
		case !unicode.IsControl(r):
		case unicode.IsSpace(r):
			return ' '
		default:
			return unicode.ReplacementChar
		}
		return r
	}, s)
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
