package interchange

import (
	"io"
	"strings"
	"unicode/utf8"

	"dateline/timeline"
	"dateline/timeline/edtf"
)

// ICalendar writes an edition as RFC 5545 has it, an all-day VEVENT for each
// event, a timed one where the date is an instant with a zone. A calendar
// cannot say "some time within": such an event spans its days as TENTATIVE,
// with its date in words. Events outside the years 1 to 9999 are left out.
func ICalendar(w io.Writer, ed *timeline.Edition) error {
	var b strings.Builder
	line := func(name, value string) { fold(&b, name+":"+value) }
	line("BEGIN", "VCALENDAR")
	line("VERSION", "2.0")
	line("PRODID", "-//Dateline//Chronology//EN")
	line("X-WR-CALNAME", calendarText(ed.Title))
	for _, e := range ed.Events {
		first, hasFirst := e.Date.Earliest()
		last, hasLast := e.Date.Latest()
		switch {
		case !hasFirst && !hasLast:
			continue
		case !hasFirst:
			first = last
		case !hasLast:
			last = first
		}
		if y, _, _ := first.Date(); y < 1 {
			continue
		}
		if y, _, _ := (last + 1).Date(); y > 9999 {
			continue
		}
		line("BEGIN", "VEVENT")
		line("UID", e.ID+"."+ed.Slug+"@dateline")
		line("DTSTAMP", stamp(ed.Published))
		if t, zoned, ok := e.Date.Time(); ok && zoned {
			line("DTSTART", stamp(t))
		} else {
			line("DTSTART;VALUE=DATE", compact(first))
			line("DTEND;VALUE=DATE", compact(last+1)) // exclusive
		}
		line("SUMMARY", calendarText(e.Title))
		about := e.Text
		if e.Date.Form() == edtf.OneOf || e.Date.Uncertain() || e.Date.Approximate() || !hasFirst || !hasLast {
			line("STATUS", "TENTATIVE")
			about = strings.TrimSpace(e.Date.Words() + "\n" + about)
		}
		if about != "" {
			line("DESCRIPTION", calendarText(about))
		}
		if e.Place != "" {
			line("LOCATION", calendarText(e.Place))
		}
		if e.URL != "" {
			line("URL", e.URL)
		}
		line("END", "VEVENT")
	}
	line("END", "VCALENDAR")
	_, err := io.WriteString(w, b.String())
	return err
}

func compact(d edtf.Day) string { return strings.ReplaceAll(d.String(), "-", "") }

// calendarText escapes TEXT, section 3.3.11.
func calendarText(s string) string {
	return strings.NewReplacer(`\`, `\\`, ";", `\;`, ",", `\,`, "\r\n", `\n`, "\n", `\n`, "\r", `\n`).Replace(s)
}

// fold breaks a content line after 75 octets, section 3.1, between characters.
func fold(b *strings.Builder, s string) {
	for room := 75; len(s) > room; room = 74 { // the space that goes on counts
		n := room
		for !utf8.RuneStart(s[n]) {
			n--
		}
		b.WriteString(s[:n] + "\r\n ")
		s = s[n:]
	}
	b.WriteString(s + "\r\n")
}
