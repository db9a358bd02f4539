package interchange

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"

	"dateline/timeline"
)

func (in *importer) csv(b []byte) error {
	r := csv.NewReader(bytes.NewReader(b))
	r.FieldsPerRecord, r.LazyQuotes, r.TrimLeadingSpace = -1, true, true
	rows, err := r.ReadAll()
	if err != nil {
		var p *csv.ParseError
		if errors.As(err, &p) {
			return timeline.FieldProblem("file", "is not CSV at line %d, column %d: %v", p.Line, p.Column, p.Err)
		}
		return err
	}
	return in.rows(rows)
}

// spreadsheet reads the first sheet of a workbook.
func (in *importer) spreadsheet(b []byte) error {
	f, err := excelize.OpenReader(bytes.NewReader(b), excelize.Options{UnzipSizeLimit: 64 << 20, UnzipXMLSizeLimit: 32 << 20})
	if err != nil {
		return timeline.FieldProblem("file", "is not a spreadsheet that can be read: %v", err)
	}
	defer f.Close()
	rows, err := f.GetRows(f.GetSheetName(0))
	if err != nil {
		return timeline.FieldProblem("file", "has no sheet that can be read: %v", err)
	}
	return in.rows(rows)
}

// rows reads a table with the columns of TimelineJS, which are told by their
// headings ("Headline", "Start Date") whatever their order and case.
func (in *importer) rows(rows [][]string) error {
	if len(rows) == 0 {
		return timeline.FieldProblem("file", "is empty")
	}
	column := map[string]int{}
	for i, h := range rows[0] {
		column[strings.ToLower(strings.TrimSpace(h))] = i
	}
	_, headline := column["headline"]
	_, year := column["year"]
	_, start := column["start date"]
	if !headline || !year && !start {
		return timeline.FieldProblem("file", `has no columns Headline and Year (or Start Date) in its first row, as TimelineJS has them`)
	}
	for i, cells := range rows[1:] {
		get := func(names ...string) string {
			for _, name := range names {
				if c, ok := column[name]; ok && c < len(cells) {
					if v := strings.TrimSpace(cells[c]); v != "" {
						return v
					}
				}
			}
			return ""
		}
		if strings.TrimSpace(strings.Join(cells, "")) == "" {
			continue
		}
		if strings.EqualFold(get("type"), "title") {
			in.Title, in.Summary = oneLine(plain(get("headline"))), oneLine(plain(get("text")))
			continue
		}
		e, err := in.row(get)
		in.add(i+1, e, err)
	}
	return nil
}

func (in *importer) row(get func(names ...string) string) (timeline.Event, error) {
	s := jsSlide{Text: &jsText{get("headline"), get("text")}, Group: get("group", "tag")}
	if m := get("media"); m != "" {
		s.Media = &jsMedia{URL: m, Caption: get("media caption"), Credit: get("media credit"), Alt: get("alt text")}
	}
	var err error
	if s.StartDate, err = cellDate(get("year"), get("month"), get("day"), get("time"), get("start date")); err != nil {
		return timeline.Event{}, timeline.FieldProblem("start date", "%v", err)
	}
	if s.EndDate, err = cellDate(get("end year"), get("end month"), get("end day"), get("end time"), get("end date")); err != nil {
		return timeline.Event{}, timeline.FieldProblem("end date", "%v", err)
	}
	return in.slide(s)
}

// cellDate reads the columns of one end. The old sheets have one column, with
// dates as the United States write them.
func cellDate(year, month, day, clock, whole string) (*jsDate, error) {
	d := &jsDate{Year: jsNumber(year), Month: jsNumber(month), Day: jsNumber(day)}
	if year == "" && whole != "" {
		layouts := []struct{ layout, parts string }{
			{"2006-01-02", "ymd"}, {"1/2/2006", "ymd"}, {"1/2/2006 15:04:05", "ymdt"}, {"1/2/2006 15:04", "ymdt"}, {"1/2006", "ym"}, {"2006-01", "ym"}, {"2006", "y"},
			{"January 2, 2006", "ymd"}, {"2 January 2006", "ymd"}, {"January 2006", "ym"},
		}
		for _, l := range layouts {
			t, err := time.Parse(l.layout, whole)
			if err != nil {
				continue
			}
			d.Year = number(t.Year())
			if strings.Contains(l.parts, "m") {
				d.Month = number(int(t.Month()))
			}
			if strings.Contains(l.parts, "d") {
				d.Day = number(t.Day())
			}
			if strings.Contains(l.parts, "t") {
				d.Hour, d.Minute, d.Second = number(t.Hour()), number(t.Minute()), number(t.Second())
			}
			return d, nil
		}
		return nil, fmt.Errorf("%q is no date: use one such as 1/8/2020, 2020-01-08 or 2020", whole)
	}
	if *d == (jsDate{}) {
		return nil, nil
	}
	if clock != "" {
		for _, layout := range []string{"15:04:05", "15:04", "3:04 PM", "3:04PM", "3:04:05 PM", "3 PM", "3PM"} {
			if t, err := time.Parse(layout, strings.ToUpper(clock)); err == nil {
				d.Hour, d.Minute, d.Second = number(t.Hour()), number(t.Minute()), number(t.Second())
				return d, nil
			}
		}
		return nil, fmt.Errorf("has the time %q: use one such as 21:09", clock)
	}
	return d, nil
}

// columns of an edition in a table.
var columns = []string{"id", "date", "when", "title", "kind", "text", "actors", "place", "attribution", "label", "status", "lane", "importance", "url", "quote", "source"}

func record(ed *timeline.Edition, e timeline.PublishedEvent) []string {
	var names, quotes, sources []string
	for _, a := range e.Actors {
		names = append(names, a.Name)
	}
	title := map[string]string{}
	for _, s := range ed.Sources {
		title[s.ID] = s.Title
		if s.URL != "" {
			title[s.ID] = s.URL
		}
	}
	for _, c := range e.Citations {
		quotes, sources = append(quotes, oneLine(c.Exact)), append(sources, title[c.Article])
	}
	return []string{e.ID, e.Date.String(), e.Date.Words(), e.Title, string(e.Kind), e.Text, strings.Join(names, "; "), e.Place, e.Attribution,
		string(e.Label), string(e.Status), e.Lane, fmt.Sprint(e.Importance), e.URL, strings.Join(quotes, " | "), strings.Join(sources, " | ")}
}

// CSV writes an edition as CSV (RFC 4180) in UTF-8, a row an event. A cell
// that a spreadsheet would take for a formula begins with an apostrophe.
func CSV(w io.Writer, ed *timeline.Edition) error {
	out := csv.NewWriter(w)
	out.UseCRLF = true
	if err := out.Write(columns); err != nil {
		return err
	}
	for _, e := range ed.Events {
		cells := record(ed, e)
		for i, c := range cells {
			if isFormula(c) {
				cells[i] = "'" + c
			}
		}
		if err := out.Write(cells); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

// isFormula follows OWASP's list of what begins a formula.
func isFormula(cell string) bool {
	return cell != "" && strings.ContainsRune("=+-@\t\r", rune(cell[0]))
}

// XLSX writes an edition as a workbook of one sheet. Every cell is text, so
// that none is a formula.
func XLSX(w io.Writer, ed *timeline.Edition) error {
	f := excelize.NewFile()
	defer f.Close()
	sheet := f.GetSheetName(0)
	out, err := f.NewStreamWriter(sheet)
	if err != nil {
		return err
	}
	rows := [][]string{columns}
	for _, e := range ed.Events {
		rows = append(rows, record(ed, e))
	}
	for i, cells := range rows {
		row := make([]any, len(cells))
		for j, c := range cells {
			row[j] = c
		}
		at, err := excelize.CoordinatesToCellName(1, i+1)
		if err != nil {
			return err
		}
		if err := out.SetRow(at, row); err != nil {
			return err
		}
	}
	if err := out.Flush(); err != nil {
		return err
	}
	return f.Write(w)
}
