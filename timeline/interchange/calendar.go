package interchange

import (
	"bufio"
	"io"
	"strings"
	"time"
	"unicode/utf8"

	"dateline/timeline"
	"dateline/timeline/edtf"
)

// ICalendar writes an edition as an iCalendar file (RFC 5545), one VEVENT an
// event. Instants with a zone are in UTC, without one in floating time; all
// else is whole days, from the first that is possible to the last, and the
// summary then says what the date is. Left out are events without any bound
// and those before the year 1 or after 9999, which a calendar cannot hold.
func ICalendar(w io.Writer, ed *timeline.Edition) error {
	out := &calendar{w: bufio.NewWriter(w)}
	out.line("BEGIN:VCALENDAR")
	out.line("VERSION:2.0")
	out.line("PRODID:-//Dateline//Timelines//EN")
	out.line("CALSCALE:GREGORIAN")
	out.text("NAME", ed.Title) // RFC 7986
	out.text("X-WR-CALNAME", ed.Title)
	for _, e := range ed.Events {
		start, end, ok := calendarSpan(e.Date)
		if !ok {
			continue
		}
		out.line("BEGIN:VEVENT")
		out.text("UID", e.ID+"@"+ed.Slug+".dateline")
		out.line("DTSTAMP:" + ed.Published.UTC().Format(calendarUTC))
		out.line("DTSTART" + start)
		if end != "" {
			out.line("DTEND" + end)
		}
		summary := e.Title
		if !certain(e.Date) {
			summary += " (" + e.Date.Words() + ")"
		}
		out.text("SUMMARY", summary)
		out.text("DESCRIPTION", paragraphs(e.Date.Words(), e.Text))
		if e.Place != "" {
			out.text("LOCATION", e.Place)
		}
		if e.URL != "" {
			out.line("URL:" + e.URL)
		}
		out.text("CATEGORIES", kindLabel(ed, e.Kind))
		if e.Status == timeline.Scheduled || !certain(e.Date) {
			out.line("STATUS:TENTATIVE")
		} else {
			out.line("STATUS:CONFIRMED")
		}
		out.line("TRANSP:TRANSPARENT") // a chronology makes nobody busy
		out.line("END:VEVENT")
	}
	out.line("END:VCALENDAR")
	return out.w.Flush()
}

const (
	calendarUTC      = "20060102T150405Z"
	calendarFloating = "20060102T150405"
	calendarDay      = "20060102"
)

// calendarSpan returns what follows DTSTART and DTEND, the latter "" where the
// start says all.
func calendarSpan(d edtf.Date) (start, end string, ok bool) {
	first, ok1 := d.Earliest()
	last, ok2 := d.Latest()
	switch {
	case !ok1 && !ok2:
		return "", "", false
	case !ok1:
		first = last
	case !ok2:
		last = first
	}
	if y, _, _ := first.Date(); y < 1 {
		return "", "", false
	}
	if y, _, _ := (last + 1).Date(); y > 9999 {
		return "", "", false
	}
	if at, _, ok := d.Time(); ok {
		return instant(d, at), "", true
	}
	if from, to, _, _ := d.Interval(); d.Form() == edtf.Interval {
		at, zone, ok := from.Time()
		until, zone2, ok2 := to.Time()
		if ok && ok2 && zone == zone2 && at.Before(until) {
			return instant(from, at), instant(to, until), true
		}
	}
	day := func(d edtf.Day) string {
		y, m, n := d.Date()
		return ";VALUE=DATE:" + time.Date(y, m, n, 0, 0, 0, 0, time.UTC).Format(calendarDay)
	}
	// DTEND is the first day after (RFC 5545, 3.6.1).
	return day(first), day(last + 1), true
}

func instant(d edtf.Date, at time.Time) string {
	if _, zoned, _ := d.Time(); zoned {
		return ":" + at.UTC().Format(calendarUTC)
	}
	return ":" + at.Format(calendarFloating)
}

// certain reports whether the calendar's days or times are all that the date
// says.
func certain(d edtf.Date) bool {
	if d.Uncertain() || d.Approximate() {
		return false
	}
	if d.Form() == edtf.Interval {
		from, to, _, _ := d.Interval()
		return from.Precision() >= edtf.DayPrecision && to.Precision() >= edtf.DayPrecision
	}
	return d.Form() == edtf.Single && d.Precision() >= edtf.DayPrecision
}

type calendar struct{ w *bufio.Writer }

// text writes a property of type TEXT, escaped (RFC 5545, 3.3.11).
func (c *calendar) text(name, value string) {
	value = lineEnds.Replace(value)
	c.line(name + ":" + strings.NewReplacer(`\`, `\\`, ";", `\;`, ",", `\,`, "\n", `\n`).Replace(value))
}

// line writes a content line, folded so that no line has more than 75 octets
// and no character is cut (RFC 5545, 3.1). The writer keeps its first error
// for Flush.
func (c *calendar) line(s string) {
	room := 75
	for len(s) > room {
		cut := room
		for cut > 0 && !utf8.RuneStart(s[cut]) {
			cut--
		}
		c.w.WriteString(s[:cut])
		c.w.WriteString("\r\n ")
		s, room = s[cut:], 74 // the space counts
	}
	c.w.WriteString(s)
	c.w.WriteString("\r\n")
}
