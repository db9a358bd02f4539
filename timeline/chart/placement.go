package chart

import (
	"fmt"
	"math"

	"dateline/timeline/edtf"
)

// A form is how a date is drawn.
type form string

const (
	at      form = "at"      // a mark: that day, that instant
	within  form = "within"  // a pale band with a mark in it: some time within
	lasting form = "lasting" // a bar
	before  form = "before"  // a band that fades in and ends at a mark: by then
	after   form = "after"   // the reverse: not before then
)

// placement is where a date stands on the axis and how it is drawn. Times are
// milliseconds since 1970-01-01T00:00 in the calendar's own local time. From
// and To are equal for an instant, and where the other end is not known.
type placement struct {
	Form    form    `json:"form"`
	From    float64 `json:"from"`
	To      float64 `json:"to"`
	Hollow  bool    `json:"hollow,omitempty"`  // the day is not certain
	FadeIn  bool    `json:"fadeIn,omitempty"`  // the start is open, not known or approximate
	FadeOut bool    `json:"fadeOut,omitempty"` // the same of the end
	Ongoing bool    `json:"ongoing,omitempty"` // lasts beyond the end of the chart
	Soft    bool    `json:"soft,omitempty"`    // a month or a year: a band only where it is wider than a mark
}

// hasClock reports whether an hour of the day is known, of either end.
func (p placement) hasClock() bool {
	whole := func(t float64) bool { return math.Mod(t, day) == 0 }
	return (p.Form == at && p.From == p.To) || (p.Form == lasting && !(whole(p.From) && whole(p.To)))
}

// placementOf reads a date. It refuses only dates without any bound.
func placementOf(d edtf.Date) (placement, error) {
	lo, hasLo := d.Earliest()
	hi, hasHi := d.Latest()
	if !hasLo && !hasHi {
		return placement{}, fmt.Errorf("its date %q has no place on an axis", d)
	}
	p := placement{From: float64(lo) * day, To: float64(hi)*day + day, Hollow: d.Uncertain() || d.Approximate()}
	switch d.Form() {
	case edtf.Interval:
		return lastingFrom(d, p, hasLo, hasHi), nil
	case edtf.AllOf:
		p.Form = lasting
		return p, nil
	case edtf.OneOf:
		p.Form, p.Hollow = within, true
		switch {
		case !hasLo:
			p.Form, p.FadeIn = before, true
			p.To -= day / 2
			p.From = p.To
		case !hasHi:
			p.Form, p.FadeOut = after, true
			p.From += day / 2
			p.To = p.From
		}
		return p, nil
	}
	switch d.Precision() {
	case edtf.Second:
		t, _, ok := d.Time()
		if !ok {
			return placement{}, fmt.Errorf("its date %q gives no instant", d)
		}
		_, east := t.Zone()
		p.Form = at
		p.From = float64(t.UnixMilli()) + float64(east)*1000
		p.To = p.From
	case edtf.DayPrecision:
		p.Form = at
		if lo != hi { // a day of which digits are not known
			p.Form, p.Hollow = within, true
		}
	default:
		p.Form, p.Soft = within, true
		p.FadeIn, p.FadeOut = d.Approximate(), d.Approximate()
	}
	return p, nil
}

// lastingFrom places an interval, of which either end may be open or unknown.
func lastingFrom(d edtf.Date, p placement, hasLo, hasHi bool) placement {
	start, end, _, endOpen := d.Interval()
	p.Form = lasting
	p.Hollow = false
	p.FadeIn, p.FadeOut = start.Approximate() || start.Uncertain(), end.Approximate() || end.Uncertain()
	if t, _, ok := start.Time(); ok {
		_, east := t.Zone()
		p.From = float64(t.UnixMilli()) + float64(east)*1000
	}
	if t, _, ok := end.Time(); ok {
		_, east := t.Zone()
		p.To = float64(t.UnixMilli()) + float64(east)*1000
	}
	switch {
	case !hasLo:
		p.From, p.FadeIn = p.To, true
	case !hasHi:
		p.To, p.FadeOut = p.From, true
		p.Ongoing = endOpen
	}
	return p
}
