package templates

import (
	"fmt"
	"time"

	"dateline/timeline/edtf"
)

// A Form is how a date is drawn in the list; it is a CSS class too.
type Form string

// The forms.
const (
	FormDay      Form = "day"      // a day or an instant
	FormReported Form = "reported" // a day that is not certain
	FormAbout    Form = "about"    // approximately
	FormWithin   Form = "within"   // some time within: a month, a week, a set
	FormLasting  Form = "lasting"  // from, to
	FormSince    Form = "since"    // lasting, with no end
	FormUntil    Form = "until"    // lasting, from nobody knows when
	FormBefore   Form = "before"   // by then
	FormAfter    Form = "after"    // then or later
)

// Hollow reports whether the mark is hollow: when the day is not known.
func (f Form) Hollow() bool {
	switch f {
	case FormDay, FormLasting, FormSince, FormUntil:
		return false
	}
	return true
}

// FormOf returns how a date is drawn.
func FormOf(d edtf.Date) Form {
	_, begun := d.Earliest()
	_, ended := d.Latest()
	switch d.Form() {
	case edtf.Interval:
		switch {
		case !ended:
			return FormSince
		case !begun:
			return FormUntil
		}
		return FormLasting
	case edtf.AllOf:
		return FormDay
	case edtf.OneOf:
		switch {
		case !begun:
			return FormBefore
		case !ended:
			return FormAfter
		}
		return FormWithin
	}
	switch {
	case d.Precision() < edtf.DayPrecision:
		return FormWithin
	case d.Approximate():
		return FormAbout
	case d.Uncertain():
		return FormReported
	}
	return FormDay
}

// A heading stands over the events of a period. Only a day that is one in the
// data makes a day's heading: an event of "last week" is not put under Monday,
// nor one of "by Monday".
type heading struct {
	key      string
	soft     string
	from, to edtf.Day
	bold     string // where the two days are not what is said
	year     int
}

// noYear is no year that a heading could have said.
const noYear = -1 << 31

// words are the bold ones; the year is left out where the heading before said it.
func (h heading) words(said int) string {
	if h.bold != "" {
		return h.bold
	}
	return rangeWords(h.from, h.to, h.year == said)
}

func headingOf(d edtf.Date, f Form) heading {
	from, begun := d.Earliest()
	to, ended := d.Latest()
	day := func(d edtf.Day) heading {
		y, _, _ := d.Date()
		return heading{key: d.String(), soft: d.Weekday().String(), from: d, to: d, year: y}
	}
	switch f {
	case FormDay, FormReported, FormAbout:
		if begun {
			return day(from)
		}
	case FormWithin:
		if !begun || !ended {
			break
		}
		if from == to {
			return day(from)
		}
		y, _, _ := to.Date()
		h := heading{key: from.String() + "/" + to.String(), from: from, to: to, year: y}
		if d.Form() == edtf.Single {
			h.bold = d.Words()
			h.key = d.String()
			return h
		}
		h.soft = "Some time"
		if h.bold = wholeYears(from, to); h.bold != "" {
			h.soft = "Some time in"
		}
		return h
	case FormLasting, FormSince, FormUntil:
		// A war begins in a year, a siege on a day: as exact as its own end is.
		start, end, _, _ := d.Interval()
		if f == FormUntil {
			start = end
		}
		if !start.IsZero() {
			return headingOf(start, FormOf(start))
		}
	}
	return heading{key: d.String(), bold: d.Words(), year: noYear}
}

// wholeYears returns "2015–2017" if the two days enclose just that.
func wholeYears(from, to edtf.Day) string {
	y1, m1, d1 := from.Date()
	y2, m2, d2 := to.Date()
	if m1 != time.January || d1 != 1 || m2 != time.December || d2 != 31 {
		return ""
	}
	return fmt.Sprintf("%d–%d", y1, y2)
}

// rangeWords gives two days as short as they can be said: "3 January 2020",
// "6–9 March 2020", "30 December 2019 – 5 January 2020".
func rangeWords(from, to edtf.Day, withoutYear bool) string {
	y1, m1, d1 := from.Date()
	y2, m2, d2 := to.Date()
	year := fmt.Sprintf(" %d", y2)
	if withoutYear && y1 == y2 {
		year = ""
	}
	switch {
	case from == to:
		return fmt.Sprintf("%d %s%s", d1, m1, year)
	case y1 == y2 && m1 == m2:
		return fmt.Sprintf("%d–%d %s%s", d1, d2, m1, year)
	case y1 == y2:
		return fmt.Sprintf("%d %s – %d %s%s", d1, m1, d2, m2, year)
	}
	return fmt.Sprintf("%d %s %d – %d %s %d", d1, m1, y1, d2, m2, y2)
}

// whenWords returns the words beside an event that its heading does not say,
// and what they leave open.
func whenWords(d edtf.Date, f Form) (words, note string) {
	switch f {
	case FormDay:
		if t, zone, ok := d.Time(); ok {
			if zone {
				return t.Format("15:04 MST"), ""
			}
			return t.Format("15:04"), ""
		}
		if d.Form() == edtf.AllOf {
			return d.Words(), ""
		}
		return "", ""
	case FormWithin:
		if d.Form() == edtf.Single {
			return "", "the day is not known"
		}
		if from, ok := d.Earliest(); ok {
			if to, ok := d.Latest(); ok && to-from > 366 {
				return "", "the year is not known"
			}
		}
		return "", "the day is not known"
	case FormBefore, FormAfter:
		return "", "the day is not known"
	}
	return d.Words(), ""
}

// shortWords are for a narrow column: "3 Jan", "30 Dec – 5 Jan 2020", "by 8
// Jan". The year is left out where it is the one that stands above. What is no
// day is said as it is: "January 2020".
func shortWords(d edtf.Date, said int) string {
	from, begun := d.Earliest()
	to, ended := d.Latest()
	month := func(day edtf.Day, withYear bool) string {
		y, m, _ := day.Date()
		if !withYear || y == said {
			return m.String()[:3]
		}
		return fmt.Sprintf("%s %d", m.String()[:3], y)
	}
	short := func(day edtf.Day, withYear bool) string {
		_, _, n := day.Date()
		return fmt.Sprintf("%d %s", n, month(day, withYear))
	}
	if d.Form() == edtf.AllOf || d.Form() == edtf.Single && d.Precision() < edtf.DayPrecision {
		return d.Words()
	}
	first, last, _, _ := d.Interval()
	switch f := FormOf(d); {
	case f == FormSince:
		return "since " + shortWords(first, said)
	case f == FormUntil && !last.IsZero():
		return "until " + shortWords(last, said)
	case f == FormBefore:
		return "by " + shortWords(last, said)
	case f == FormAfter:
		return "after " + shortWords(first, said)
	case !begun || !ended:
		return d.Words()
	case from == to:
		return short(from, true)
	}
	if years := wholeYears(from, to); years != "" {
		return years
	}
	y1, m1, d1 := from.Date()
	y2, m2, d2 := to.Date()
	if y1 == y2 && m1 == m2 {
		return fmt.Sprintf("%d–%d %s", d1, d2, month(to, true))
	}
	if first.Precision() == edtf.Month && last.Precision() == edtf.Month {
		return month(from, y1 != y2) + " – " + month(to, true)
	}
	return short(from, y1 != y2) + " – " + short(to, true)
}

// updatedWords is when an edition was made, in the timeline's own zone.
func updatedWords(t time.Time, zone string) string {
	if l, err := time.LoadLocation(zone); err == nil {
		t = t.In(l)
	}
	return t.Format("2 January 2006, 15:04 MST")
}

// publishedWords is an article's time of publication as its day.
func publishedWords(s string) string {
	if s == "" {
		return ""
	}
	d, err := edtf.Parse(s)
	if err != nil {
		return ""
	}
	if from, ok := d.Earliest(); ok {
		if to, ok := d.Latest(); ok && from == to {
			return rangeWords(from, from, false)
		}
	}
	return d.Words()
}
