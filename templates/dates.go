package templates

import (
	"regexp"
	"time"

	"dateline/timeline"
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

// plain are a day, a month, or two of the same.
var plain = regexp.MustCompile(`^(\d{4}-\d\d-\d\d(/\d{4}-\d\d-\d\d)?|\d{4}-(0\d|1[0-2])(/\d{4}-(0\d|1[0-2]))?)$`)

// spanOf is a date that a browser can write in words of its own, as one or two
// values of <time datetime>; "" for every other.
func spanOf(d edtf.Date) string {
	if s := d.String(); plain.MatchString(s) {
		return s
	}
	return ""
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
func (h heading) words(w words, said int) string {
	if h.bold != "" {
		return h.bold
	}
	return w.days(h.from, h.to, h.year == said)
}

func headingOf(w words, d edtf.Date, f Form) heading {
	from, begun := d.Earliest()
	to, ended := d.Latest()
	day := func(d edtf.Day) heading {
		y, _, _ := d.Date()
		return heading{key: d.String(), soft: w.dates.Weekday(d), from: d, to: d, year: y}
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
			h.bold = d.WordsIn(w.tag)
			h.key = d.String()
			return h
		}
		h.soft = w.must("someTime")
		if h.bold = w.wholeYears(from, to); h.bold != "" {
			h.soft = w.must("someTimeIn")
		}
		return h
	case FormLasting, FormSince, FormUntil:
		// A war begins in a year, a siege on a day: as exact as its own end is.
		start, end, _, _ := d.Interval()
		if f == FormUntil {
			start = end
		}
		if !start.IsZero() {
			return headingOf(w, start, FormOf(start))
		}
	}
	return heading{key: d.String(), bold: d.WordsIn(w.tag), year: noYear}
}

// wholeYears returns "2015–2017" if the two days enclose just that.
func (w words) wholeYears(from, to edtf.Day) string {
	_, m1, d1 := from.Date()
	_, m2, d2 := to.Date()
	if m1 != time.January || d1 != 1 || m2 != time.December || d2 != 31 {
		return ""
	}
	return w.dates.Format("y", from) + "–" + w.dates.Format("y", to)
}

// days gives two days as short as they can be said: "3 January 2020",
// "6–9 March 2020", "30 December 2019 – 5 January 2020".
func (w words) days(from, to edtf.Day, withoutYear bool) string {
	y1, m1, _ := from.Date()
	y2, m2, _ := to.Date()
	last := w.dates.Format("dmy", to)
	if withoutYear && y1 == y2 {
		last = w.dates.Format("dm", to)
	}
	switch {
	case from == to:
		return last
	case y1 == y2 && m1 == m2:
		return w.dates.Format("d", from) + "–" + last
	case y1 == y2:
		return w.dates.Format("dm", from) + " – " + last
	}
	return w.dates.Format("dmy", from) + " – " + last
}

// when returns the words beside an event that its heading does not say,
// and what they leave open.
func (w words) when(d edtf.Date, f Form) (when, note string) {
	switch f {
	case FormDay:
		if t, zone, ok := d.Time(); ok {
			if zone {
				return t.Format("15:04 MST"), ""
			}
			return t.Format("15:04"), ""
		}
		if d.Form() == edtf.AllOf {
			return d.WordsIn(w.tag), ""
		}
		return "", ""
	case FormWithin:
		if d.Form() == edtf.Single {
			return "", w.must("dayUnknown")
		}
		if from, ok := d.Earliest(); ok {
			if to, ok := d.Latest(); ok && to-from > 366 {
				return "", w.must("yearUnknown")
			}
		}
		return "", w.must("dayUnknown")
	case FormBefore, FormAfter:
		return "", w.must("dayUnknown")
	}
	return d.WordsIn(w.tag), ""
}

// short are words for a narrow column: "3 Jan", "30 Dec – 5 Jan 2020", "by 8
// Jan". The year is left out where it is the one that stands above. What is no
// day is said as it is: "January 2020".
func (w words) short(d edtf.Date, said int) string {
	from, begun := d.Earliest()
	to, ended := d.Latest()
	// part is a day or a month, without its year if that is said.
	part := func(parts string, day edtf.Day, withYear bool) string {
		if y, _, _ := day.Date(); withYear && y != said {
			return w.dates.Format("short."+parts+"y", day)
		}
		return w.dates.Format("short."+parts, day)
	}
	if d.Form() == edtf.AllOf || d.Form() == edtf.Single && d.Precision() < edtf.DayPrecision {
		return d.WordsIn(w.tag)
	}
	first, last, _, _ := d.Interval()
	switch f := FormOf(d); {
	case f == FormSince:
		return w.dates.Brief("since", first, w.short(first, said))
	case f == FormUntil && !last.IsZero():
		return w.dates.Brief("until", last, w.short(last, said))
	case f == FormBefore:
		return w.dates.Brief("by", last, w.short(last, said))
	case f == FormAfter:
		return w.dates.Brief("after", first, w.short(first, said))
	case !begun || !ended:
		return d.WordsIn(w.tag)
	case from == to:
		return part("dm", from, true)
	}
	if years := w.wholeYears(from, to); years != "" {
		return years
	}
	y1, m1, _ := from.Date()
	y2, m2, _ := to.Date()
	if y1 == y2 && m1 == m2 {
		return w.dates.Format("d", from) + "–" + part("dm", to, true)
	}
	if first.Precision() == edtf.Month && last.Precision() == edtf.Month {
		return part("m", from, y1 != y2) + " – " + part("m", to, true)
	}
	return part("dm", from, y1 != y2) + " – " + part("dm", to, true)
}

// day is the day of an instant in a zone.
func (w words) day(t time.Time, zone string) string {
	return w.dates.Format("dmy", edtf.DayOf(in(t, zone).Date()))
}

// instant is an instant in a zone, such as when an edition was made.
func (w words) instant(t time.Time, zone string) string {
	return w.dates.Stamp(w.day(t, zone), in(t, zone).Format("15:04 MST"))
}

func in(t time.Time, zone string) time.Time {
	if l, err := time.LoadLocation(zone); err == nil {
		return t.In(l)
	}
	return t
}

// published is an article's time of publication as its day, to stand behind a
// name: in a language from right to left it is isolated, lest a Latin name
// before it turn its parts around.
func (w words) published(s string) string {
	day := w.publishedDay(s)
	if day == "" || !timeline.RightToLeft(w.tag) {
		return day
	}
	const firstStrongIsolate, popIsolate = "\u2068", "\u2069"
	return firstStrongIsolate + day + popIsolate
}

func (w words) publishedDay(s string) string {
	d, err := edtf.Parse(s)
	if err != nil {
		return ""
	}
	if day, ok := oneDay(d); ok {
		return w.dates.Format("dmy", day)
	}
	return d.WordsIn(w.tag)
}

// dayOf is the day of an article's time of publication, for <time datetime>;
// "" if it is no one day.
func dayOf(published string) string {
	if d, err := edtf.Parse(published); err == nil {
		if day, ok := oneDay(d); ok {
			return day.String()
		}
	}
	return ""
}

// oneDay returns the day that a date lies in, if it is one.
func oneDay(d edtf.Date) (edtf.Day, bool) {
	from, begun := d.Earliest()
	to, ended := d.Latest()
	return from, begun && ended && from == to
}
