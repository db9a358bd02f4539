// Package interchange takes chronologies in from other programs and gives
// editions out to them: TimelineJS (JSON and CSV), spreadsheets, calendars,
// and our own JSON.
//
// What comes in is checked row by row: a row that cannot be an event is
// reported with its field, and the others come in. What goes out says no more
// than the edition does: where a form has no words for a date (a calendar
// cannot say "about"), the date's words go into a text beside it.
package interchange

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/unicode"

	"dateline/timeline"
)

// An Import is what a file holds. Its events are accepted, valid in the
// vocabulary they were read with, and without citations: the articles that
// were cited are not in the file.
type Import struct {
	Title   string // of the chronology, "" if the file does not say
	Summary string
	// Language and Timezone are the chronology's, "" if the file does not say.
	Language, Timezone string
	// Events come in the file's order. An ID is the file's own, "" if it has
	// none; it is there to follow relations, a caller gives new ones.
	Events    []timeline.Event
	Relations []timeline.Relation // between Events, by the file's own IDs
	Problems  []RowProblem
	Warnings  []RowProblem // of rows that came in: what an event has no place for
}

// A RowProblem is what was wrong with one field of a row that did not come in,
// or what did not come in of one that did.
type RowProblem struct {
	Row    int    // from 1; a header does not count; 0 is the chronology's own title and summary, and what no event can keep
	Field  string // as the file names it
	Detail string // what is wrong and what would be accepted
}

func (p RowProblem) String() string {
	if p.Row == 0 {
		return p.Field + " " + p.Detail
	}
	return fmt.Sprintf("row %d: %s %s", p.Row, p.Field, p.Detail)
}

// Read reads a file whose form it tells from its content: a ZIP is a
// spreadsheet (XLSX); an object with "events" is our own JSON if these have a
// "date", and TimelineJS if not; anything else is TimelineJS CSV. Texts are
// UTF-8, or UTF-16 with its byte order mark, as spreadsheets save "Unicode
// text". An error, code Invalid, means that nothing could be read.
func Read(file []byte, v timeline.Vocabulary) (Import, error) {
	for _, mark := range []string{"\xff\xfe", "\xfe\xff"} {
		if bytes.HasPrefix(file, []byte(mark)) {
			decoded, err := unicode.UTF16(unicode.LittleEndian, unicode.ExpectBOM).NewDecoder().Bytes(file)
			if err != nil {
				return Import{}, timeline.Errorf(timeline.Invalid, "the file is no UTF-16, though it begins as such: %w", err)
			}
			file = decoded
		}
	}
	switch {
	case bytes.HasPrefix(file, []byte("PK\x03\x04")):
		return XLSXFile(file, v)
	case bytes.HasPrefix(file, []byte("\xd0\xcf\x11\xe0")):
		return Import{}, timeline.Errorf(timeline.Invalid, "the file is a spreadsheet of the old form, or one with a password: save it as XLSX without one")
	case bytes.IndexByte(file, 0) >= 0:
		return Import{}, timeline.Errorf(timeline.Invalid, "the file is no text: it takes CSV, JSON or a spreadsheet (XLSX)")
	case !utf8.Valid(file):
		return Import{}, timeline.Errorf(timeline.Invalid, `the file is not UTF-8 at byte %d: save it as UTF-8 (in Excel as "CSV UTF-8")`, invalidAt(file))
	}
	file = bytes.TrimPrefix(file, []byte("\ufeff"))
	trimmed := bytes.TrimSpace(file)
	if len(trimmed) == 0 {
		return Import{}, timeline.Errorf(timeline.Invalid, "the file is empty")
	}
	if trimmed[0] != '{' {
		if trimmed[0] == '[' || trimmed[0] == '<' {
			return Import{}, timeline.Errorf(timeline.Invalid, `the file begins with %q: it takes a JSON object with "events", or CSV with a header such as Year,Month,Day,Headline,Text`, trimmed[0])
		}
		return TimelineJSCSV(bytes.NewReader(file), v)
	}
	ours, err := isOurs(trimmed)
	switch {
	case err != nil:
		return Import{}, err
	case ours:
		return EditionJSON(bytes.NewReader(trimmed), v)
	}
	return TimelineJS(bytes.NewReader(trimmed), v)
}

func invalidAt(b []byte) int {
	for i := 0; i < len(b); {
		r, n := utf8.DecodeRune(b[i:])
		if r == utf8.RuneError && n == 1 {
			return i
		}
		i += n
	}
	return len(b)
}

// add takes an event in, or reports what keeps it out. names gives the
// file's names for our fields.
func (in *Import) add(row int, e timeline.Event, v timeline.Vocabulary, names map[string]string) bool {
	e.Confidence = 1
	e.Normalize()
	err := e.Validate(v)
	if err == nil {
		in.Events = append(in.Events, e)
		return true
	}
	var problems timeline.Problems
	if !errors.As(err, &problems) {
		problems = timeline.Problems{{Field: "event", Detail: err.Error()}}
	}
	for _, p := range problems {
		if name, ok := names[p.Field]; ok {
			p.Field = name
		}
		in.problem(row, p.Field, "%s", p.Detail)
	}
	return false
}

// name takes in what the file calls itself. fields names its two in the file.
func (in *Import) name(title, summary string, fields [2]string) {
	in.Title, in.Summary = cut(title, timeline.MaxName), cut(summary, timeline.MaxSummary)
	for i, c := range []struct{ given, kept string }{{title, in.Title}, {summary, in.Summary}} {
		if c.given != c.kept {
			in.problem(0, fields[i], "is cut to %d characters: %d do not fit", utf8.RuneCountInString(c.kept), utf8.RuneCountInString(c.given))
		}
	}
}

func (in *Import) problem(row int, field, format string, args ...any) {
	in.Problems = append(in.Problems, RowProblem{row, field, fmt.Sprintf(format, args...)})
}

func (in *Import) warn(row int, field, format string, args ...any) {
	in.Warnings = append(in.Warnings, RowProblem{row, field, fmt.Sprintf(format, args...)})
}

// setGroup puts TimelineJS's one grouping where it belongs: a kind's name or
// label is the kind, all else a lane.
func setGroup(e *timeline.Event, group string, v timeline.Vocabulary) {
	for _, k := range v.All() {
		if strings.EqualFold(group, string(k.Kind)) || strings.EqualFold(group, k.Label) {
			e.Kind = k.Kind
			return
		}
	}
	e.Lane = group
}

// setTitle gives an event its headline. What has none takes the first words of
// its text or caption; what does not fit is cut at a word, and then stands in full before
// the text, so that no word is lost.
func setTitle(e *timeline.Event, headline string) {
	headline = strings.Join(strings.Fields(headline), " ")
	if headline == "" {
		first, _, _ := strings.Cut(e.Text, "\n")
		if e.Title = shorten(first); e.Title == first { // which is not told twice
			e.Text = strings.TrimSpace(strings.TrimPrefix(e.Text, first))
		}
		return
	}
	e.Title = shorten(headline)
	if e.Title != headline {
		e.Text = paragraphs(headline, e.Text)
	}
}

// shorten cuts s at a word so that it fits a title.
func shorten(s string) string { return cut(s, timeline.MaxTitle) }

// cut cuts s at a word so that it has at most so many code points.
func cut(s string, most int) string {
	if utf8.RuneCountInString(s) <= most {
		return s
	}
	kept := string([]rune(s)[:most-1])
	if i := strings.LastIndexByte(kept, ' '); i > len(kept)/2 {
		kept = kept[:i]
	}
	return strings.TrimRight(kept, " ,;:–-") + "…"
}

// paragraphs joins those that are not empty.
func paragraphs(parts ...string) string {
	var kept []string
	for _, p := range parts {
		if p = strings.TrimSpace(p); p != "" {
			kept = append(kept, p)
		}
	}
	return strings.Join(kept, "\n\n")
}
