package interchange

import (
	"bytes"
	"cmp"
	"encoding/csv"
	"errors"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"dateline/timeline"
	"dateline/timeline/edtf"
)

// fromTable names a table's columns for our fields and for the dates' parts.
var fromTable = map[string]string{
	"title": "Headline", "text": "Text", "date": "EDTF", "lane": "Lane", "kind": "Kind", "url": "URL", "image.url": "Media",
	"image.alt": "Alt Text", "image.credit": "Media Credit", "actors": "Actors", "place": "Place", "attribution": "Attribution",
	"label": "Label", "status": "Status", "importance": "Importance",
	"display_date": "Display Date", "background": "Background", "media.thumbnail": "Media Thumbnail",
	"start_date": "Year", "start_date.year": "Year", "start_date.month": "Month", "start_date.day": "Day",
	"start_date.hour": "Time", "start_date.minute": "Time", "start_date.second": "Time",
	"end_date": "End Year", "end_date.year": "End Year", "end_date.month": "End Month", "end_date.day": "End Day",
	"end_date.hour": "End Time", "end_date.minute": "End Time", "end_date.second": "End Time",
}

// TimelineJSCSV reads CSV with TimelineJS's columns, known by their headers in
// any order and case, those of its old sheets (Start Date, End Date, Tag), and
// the further ones that [CSV] writes. Cells are parted by commas, semicolons
// or tabs, lines end as they like. Columns that are neither are passed over.
// Rows without any cell filled do not count as wrong.
func TimelineJSCSV(r io.Reader, v timeline.Vocabulary) (Import, error) {
	file, err := io.ReadAll(r)
	if err != nil {
		return Import{}, err
	}
	if bytes.IndexByte(file, '\n') < 0 {
		file = bytes.ReplaceAll(file, []byte("\r"), []byte("\n"))
	}
	for _, comma := range ",;\t" {
		header, err := csvReader(file, comma).Read()
		if err == nil && headed(header) {
			return csvTable(file, comma, v)
		}
	}
	return csvTable(file, ',', v) // which says what is wrong
}

func csvReader(file []byte, comma rune) *csv.Reader {
	c := csv.NewReader(bytes.NewReader(file))
	c.Comma = comma
	c.FieldsPerRecord = -1
	// A quotation mark within a cell that has none around it is one: sheets
	// are written by hand too.
	c.LazyQuotes = true
	return c
}

// maxUnclosed is how many rows may have a quotation mark that nothing closes.
// Each costs a look at all that follows.
const maxUnclosed = 20

// csvTable reads rows. A quotation mark that nothing closes would take all that
// follows into its cell: that row is reported, and the next line read anew.
func csvTable(file []byte, comma rune, v timeline.Vocabulary) (Import, error) {
	var in Import
	var rows [][]string
	unclosed := 0
	c := csvReader(file, comma)
	for {
		from := c.InputOffset()
		row, err := c.Read()
		if errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			return Import{}, timeline.Errorf(timeline.Invalid, "the file is no CSV in row %d: %w", len(rows), err)
		}
		raw := bytes.TrimLeft(file[from:c.InputOffset()], "\r\n")
		line, rest, several := bytes.Cut(raw, []byte("\n"))
		if several && len(bytes.TrimSpace(rest)) > 0 {
			strict := csvReader(raw, comma)
			strict.LazyQuotes = false
			if before, err := strict.Read(); err != nil {
				if unclosed++; unclosed > maxUnclosed || len(rows) == 0 {
					return Import{}, timeline.Errorf(timeline.Invalid, `the file is no CSV in row %d: a quotation mark in %q is not closed, or stands single in a cell of several lines: write it twice there`, len(rows), excerpt(line))
				}
				column := "column " + strconv.Itoa(len(before)+1)
				if len(before) < len(rows[0]) && strings.TrimSpace(rows[0][len(before)]) != "" {
					column = rows[0][len(before)]
				}
				in.problem(len(rows), column, "has a quotation mark that nothing closes, or that stands single in a cell of several lines: write it twice there, and one around the cell")
				rows = append(rows, nil)
				file = file[int(c.InputOffset())-len(rest):]
				c = csvReader(file, comma)
				continue
			}
		}
		if extra := len(rows) > 0 && len(row) > len(rows[0]) && strings.TrimSpace(strings.Join(row[len(rows[0]):], "")) != ""; extra {
			in.problem(len(rows), "row", "has %d cells under %d headers: put quotation marks around a cell that has a %s in it", len(row), len(rows[0]), map[rune]string{',': "comma", ';': "semicolon", '\t': "tab"}[comma])
			row = nil
		}
		rows = append(rows, row)
	}
	err := in.table(rows, v)
	slices.SortStableFunc(in.Problems, func(a, b RowProblem) int { return cmp.Compare(a.Row, b.Row) })
	return in, err
}

func excerpt(line []byte) string { return cut(strings.ToValidUTF8(string(line), ""), 60) }

// namesIn is fromTable for a table that has some columns only: it names none
// that is not there.
func namesIn(columns map[string]int) map[string]string {
	has := func(name string) bool { _, ok := columns[name]; return ok }
	names := maps.Clone(fromTable)
	for field, other := range map[string]string{"url": "Media", "lane": "Group", "kind": "Group", "date": "Year"} {
		if !has(strings.ToLower(names[field])) {
			names[field] = other
		}
	}
	for end, column := range map[string]string{"start_date": "Start Date", "end_date": "End Date"} {
		if !has(strings.ToLower(names[end])) && has(strings.ToLower(column)) {
			for field := range names {
				if strings.HasPrefix(field, end) {
					names[field] = column
				}
			}
		}
	}
	if _, year := columns["year"]; !year && names["date"] == "Year" {
		names["date"] = "Start Date"
	}
	return names
}

// columnsOf finds the columns of a header by their names in lower case.
func columnsOf(header []string) map[string]int {
	columns := map[string]int{}
	for i, h := range header {
		name := strings.ToLower(strings.Join(strings.Fields(strings.TrimPrefix(h, "\ufeff")), " "))
		if _, there := columns[name]; !there && name != "" {
			columns[name] = i
		}
	}
	return columns
}

// headed reports whether a row names what a table needs at least.
func headed(header []string) bool {
	columns := columnsOf(header)
	has := func(name string) bool { _, ok := columns[name]; return ok }
	return (has("headline") || has("text")) && (has("year") || has("start date") || has("edtf"))
}

// table takes in rows of which the first holds the headers.
func (in *Import) table(rows [][]string, v timeline.Vocabulary) error {
	if len(rows) == 0 {
		return timeline.Errorf(timeline.Invalid, "the table is empty")
	}
	if !headed(rows[0]) {
		return timeline.Errorf(timeline.Invalid, "the first row is %q: it takes headers such as Year, Month, Day, Headline, Text", excerpt([]byte(strings.Join(rows[0], ","))))
	}
	columns := columnsOf(rows[0])
	names := namesIn(columns)
	for i, row := range rows[1:] {
		if strings.TrimSpace(strings.Join(row, "")) == "" {
			continue
		}
		in.row(i+1, func(name string) string {
			if at, ok := columns[name]; ok && at < len(row) {
				return unescape(strings.TrimSpace(row[at]))
			}
			return ""
		}, names, v)
	}
	return nil
}

// row takes in one row, whose cells are got by the header in lower case.
func (in *Import) row(n int, cell func(string) string, names map[string]string, v timeline.Vocabulary) {
	s := tjsSlide{
		UniqueID: text(cell("id")), DisplayDate: text(cell("display date")), Group: text(cell("group")),
		Text: &tjsText{Headline: text(cell("headline")), Text: text(cell("text"))},
	}
	if s.Group == "" {
		s.Group = text(cell("tag"))
	}
	if background := cell("background"); background != "" {
		s.Background = background
	}
	if cell("media") != "" || cell("media caption") != "" || cell("media credit") != "" || cell("media thumbnail") != "" {
		s.Media = &tjsMedia{URL: text(cell("media")), Caption: text(cell("media caption")), Credit: text(cell("media credit")), Alt: text(cell("alt text")), Thumbnail: text(cell("media thumbnail"))}
	}
	switch kind := strings.ToLower(cell("type")); kind {
	case "title":
		title, _ := plain(string(s.Text.Headline))
		summary, _ := plain(string(s.Text.Text))
		in.name(title, summary, [2]string{"Headline", "Text"})
		return
	case "era":
		if s.Group == "" {
			s.Group = eraLane
		}
	case "", "event":
	default:
		in.problem(n, "Type", "%q is no type: use title, era or nothing", cell("type"))
		return
	}

	before := len(in.Problems)
	s.StartDate = in.cells(n, cell, "", "start date")
	s.EndDate = in.cells(n, cell, "end ", "end date")
	if len(in.Problems) > before {
		return
	}
	if cell("edtf") == "" && !in.ours(cell) {
		in.slide(n, s, v, names)
		return
	}
	in.ownRow(n, s, cell, names, v)
}

// ours reports whether a row has a cell that only CSV of ours has.
func (in *Import) ours(cell func(string) string) bool {
	for _, name := range []string{"kind", "actors", "place", "url", "attribution", "label", "status", "lane", "importance"} {
		if cell(name) != "" {
			return true
		}
	}
	return false
}

// ownRow takes in a row with further columns of ours. Its texts are plain.
func (in *Import) ownRow(n int, s tjsSlide, cell func(string) string, names map[string]string, v timeline.Vocabulary) {
	e := timeline.Event{
		ID: string(s.UniqueID), Text: tidy(cell("text")), Place: cell("place"), URL: cell("url"), Attribution: cell("attribution"),
		Label: timeline.Label(strings.ToLower(cell("label"))), Status: timeline.Status(strings.ToLower(cell("status"))),
	}
	setTitle(&e, cell("headline"))
	if m := s.Media; m != nil {
		m.Caption, m.Credit = escaped(string(m.Caption)), escaped(string(m.Credit))
		address := e.URL
		setMedia(&e, m, e.Title)
		if address != "" {
			e.URL = address
		}
	}
	if s.Group != "" {
		setGroup(&e, string(s.Group), v)
	}
	if kind := cell("kind"); kind != "" {
		e.Kind, e.Lane = timeline.Kind(kind), ""
	}
	if lane := cell("lane"); lane != "" {
		e.Lane = lane
	}
	for a := range strings.SplitSeq(cell("actors"), ";") {
		name, role := strings.TrimSpace(a), timeline.ActorRole("")
		if i := strings.LastIndex(name, " ("); i > 0 && strings.HasSuffix(name, ")") {
			switch r := timeline.ActorRole(name[i+2 : len(name)-1]); r {
			case timeline.Agent, timeline.Target, timeline.Participant:
				name, role = name[:i], r
			}
		}
		e.Actors = append(e.Actors, timeline.Actor{Name: name, Role: role})
	}
	if cell("importance") != "" {
		f, err := strconv.ParseFloat(cell("importance"), 64)
		if err != nil {
			in.problem(n, "Importance", "%q is no number: use one from 0 to 1", cell("importance"))
			return
		}
		e.Importance = f
	}
	if written := cell("edtf"); written != "" {
		d, err := edtf.Parse(written)
		if err != nil {
			in.problem(n, "EDTF", "%v", err)
			return
		}
		e.Date = d
	} else {
		start, end := in.end(n, "start_date", s.StartDate, names), in.end(n, "end_date", s.EndDate, names)
		d, wrong := dateOf(start, end, string(s.DisplayDate))
		if wrong != "" {
			in.problem(n, nameOf(names, "end_date"), "%s", wrong)
			return
		}
		e.Date = d
	}
	in.add(n, e, v, names)
}

// cells reads one end's date from the columns Year, Month, Day and Time, each
// with a prefix, or from the one column of old sheets.
func (in *Import) cells(row int, cell func(string) string, prefix, old string) *tjsDate {
	var d tjsDate
	for _, c := range []struct {
		name string
		part *part
	}{{"year", &d.Year}, {"month", &d.Month}, {"day", &d.Day}} {
		if err := c.part.read(cell(prefix + c.name)); err != nil {
			in.problem(row, header(prefix+c.name), "%v", err)
		}
	}
	if s := cell(prefix + "time"); s != "" && !d.clock(s) {
		in.problem(row, header(prefix+"time"), "%q is no time: use one such as 21:09 or 9:09 pm", s)
	}
	if s := cell(old); s != "" && !d.Year.given {
		if !d.oldCell(s) {
			in.problem(row, header(old), "%q is no date: use one such as 1/8/2020 (month first), 1/2020, 2020 or 2020-01-08", s)
		}
	}
	if d == (tjsDate{}) {
		return nil
	}
	return &d
}

// header writes a column's name as TimelineJS does.
func header(lower string) string {
	words := strings.Fields(lower)
	for i, w := range words {
		words[i] = strings.ToUpper(w[:1]) + w[1:]
	}
	return strings.Join(words, " ")
}

func (d *tjsDate) clock(s string) bool {
	s = strings.ToUpper(strings.ReplaceAll(s, ".", ""))
	for _, layout := range []string{"15:04", "15:04:05", "3:04 PM", "3:04PM", "3:04:05 PM", "3 PM", "3PM"} {
		if t, err := time.Parse(layout, s); err == nil {
			d.Hour, d.Minute = part{int64(t.Hour()), true}, part{int64(t.Minute()), true}
			d.Second = part{int64(t.Second()), true}
			return true
		}
	}
	return false
}

// oldCell reads the Start Date of old sheets, which TimelineJS read month
// first.
func (d *tjsDate) oldCell(s string) bool {
	day, clock, _ := strings.Cut(s, " ")
	if clock != "" && !d.clock(clock) {
		return false
	}
	parts := strings.Split(day, "/")
	into := []*part{&d.Month, &d.Day, &d.Year}[:]
	switch {
	case len(parts) == 1 && strings.Count(day, "-") == 2 && day[0] != '-':
		parts, into = strings.Split(day, "-"), []*part{&d.Year, &d.Month, &d.Day}
	case len(parts) == 1:
		into = []*part{&d.Year}
	case len(parts) == 2:
		into = []*part{&d.Month, &d.Year}
	case len(parts) != 3:
		return false
	}
	for i, p := range parts {
		if into[i].read(p) != nil || !into[i].given {
			return false
		}
	}
	return true
}
