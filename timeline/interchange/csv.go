package interchange

import (
	"encoding/csv"
	"io"
	"regexp"
	"strconv"
	"strings"

	"dateline/timeline"
)

// csvHeader is TimelineJS's columns and then ours. The dates' parts are for
// spreadsheets; EDTF is what the date is.
var csvHeader = []string{
	"Year", "Month", "Day", "Time", "End Year", "End Month", "End Day", "End Time", "Display Date",
	"Headline", "Text", "Media", "Media Credit", "Media Caption", "Alt Text", "Type", "Group",
	"EDTF", "Kind", "Actors", "Place", "URL", "Attribution", "Label", "Status", "Lane", "Importance", "ID",
}

// CSV writes an edition as CSV (RFC 4180, UTF-8), one row an event after a row
// of headers, which TimelineJS and [TimelineJSCSV] read. No cell is a formula
// to a spreadsheet: one that would be begins with an apostrophe, which
// TimelineJSCSV takes away again. Texts are plain, for people who open the
// table; TimelineJS would take "<b>" in one for markup, in which
// [TimelineJSJSON] is exact.
func CSV(w io.Writer, ed *timeline.Edition) error {
	c := csv.NewWriter(w)
	c.UseCRLF = false // encoding/csv would add \r inside quoted cells too
	if err := c.Write(csvHeader); err != nil {
		return err
	}
	for _, row := range editionRows(ed) {
		for i := range row {
			row[i] = escape(row[i])
		}
		if err := c.Write(row); err != nil {
			return err
		}
	}
	c.Flush()
	return c.Error()
}

// editionRows returns a row an event, in the order of csvHeader.
func editionRows(ed *timeline.Edition) [][]string {
	var rows [][]string
	for _, e := range ed.Events {
		start, end, _ := span(e.Date)
		var image timeline.Image
		if e.Image != nil {
			image = *e.Image
		}
		var actors []string
		for _, a := range e.Actors {
			actors = append(actors, a.Name+" ("+string(a.Role)+")")
		}
		row := append(dateCells(start), dateCells(end)...)
		rows = append(rows, append(row,
			e.Date.Words(), e.Title, e.Text, image.URL, image.Credit, "", image.Alt, "", groupOf(ed, e),
			e.Date.String(), string(e.Kind), strings.Join(actors, "; "), e.Place, e.URL, e.Attribution,
			string(e.Label), string(e.Status), e.Lane, strconv.FormatFloat(e.Importance, 'g', -1, 64), e.ID))
	}
	return rows
}

// dateCells returns year, month, day and time.
func dateCells(d *tjsDate) []string {
	cells := make([]string, 4)
	if d == nil {
		return cells
	}
	for i, p := range []part{d.Year, d.Month, d.Day} {
		if p.given {
			cells[i] = strconv.FormatInt(p.n, 10)
		}
	}
	if d.Hour.given {
		two := func(p part) string { return string([]byte{byte('0' + p.n/10), byte('0' + p.n%10)}) }
		cells[3] = two(d.Hour) + ":" + two(d.Minute) + ":" + two(d.Second)
	}
	return cells
}

// escape keeps a spreadsheet from taking a cell for a formula. A cell that is
// escaped already is escaped again, so that unescape is its inverse.
func escape(cell string) string {
	if formula(cell) {
		return "'" + cell
	}
	return cell
}

func unescape(cell string) string {
	if strings.HasPrefix(cell, "'") && formula(cell) {
		return cell[1:]
	}
	return cell
}

// formula reports whether a cell begins as a formula does, after any
// apostrophes. A negative number computes nothing, and TimelineJS takes no
// other year before the first.
func formula(cell string) bool {
	rest := strings.TrimLeft(cell, "'")
	return rest != "" && strings.IndexByte("=+-@\t\r\n", rest[0]) >= 0 && !negative.MatchString(rest)
}

var negative = regexp.MustCompile(`^-[0-9]+$`)
