package timex

import (
	"strings"
	"sync"
	"time"

	"dateline/timeline/edtf"
)

// opClock reads a time of day: slots hour, minute, second, ampm, zone (as "Z",
// "+08:00" or, where summer time is kept, the name "America/New_York"). Its day is
// found by clocks.
func opClock(r *resolver, m *match) (outcome, bool) { return clockOn(r.dct, m) }

// clockOn reads a time of day of day d, without the day.
func clockOn(d edtf.Day, m *match) (outcome, bool) {
	c := &m.captures
	v, ok := clockValue(c)
	if !ok {
		return outcome{}, false
	}
	return outcome{typ: "TIME", mod: c.mod(), value: v + zoneOf(c, d), background: true}, true
}

// clock puts a time of day on its day: the one that stands beside it
// ("around 2 a.m. Saturday", which is then one expression, "at 5 a.m. on 20
// March"), else one told before in the sentence, else one after, else the day
// told last, else that of publication.
func (r *resolver) clock(k int, matches []match) {
	m := &matches[k]
	if m.rule == nil || m.rule.give.op != "clock" {
		return
	}
	i, anchor := r.clockDay(k, matches)
	d := r.dct
	if v, _ := clockValue(&m.captures); anchor == "dct" && r.hasLead && v != "T24:00" { // midnight is between days
		d = r.lead
	}
	if i >= 0 {
		d, _ = r.outcome(i).period.days()
		if v := r.outcome(i).value; strings.HasSuffix(v, "TAF") || strings.HasSuffix(v, "TEV") || strings.HasSuffix(v, "TNI") {
			m.captures.afternoon(v[len(v)-2:])
		}
	}
	o, ok := clockOn(d, m)
	if !ok {
		return
	}
	defer func() { *r.outcome(k) = o }()
	if i < 0 && anchor == "" {
		o.value = "XXXX-XX-XX" + o.value
		return
	}
	o.anchor = anchor
	r.because(&o, step{say: "on {day}", day: d})
	o.date = edtfDay(d)
	if v, _ := clockValue(&m.captures); len(v) >= len("T18:00") && v != "T24:00" && o.mod == "" && r.before("bound", m.first) == "" {
		o.date += v
		if len(v) == len("T18:00") {
			o.date += ":00"
		}
		o.date += zoneOf(&m.captures, d)
	}
	o.value = edtfDay(d) + o.value
	// "2 a.m. Saturday", "May 8 1:00 AM"
	if i == k+1 && r.touch(m, &matches[i]) {
		m.last, m.to = matches[i].last, matches[i].to
		m.captures.keepWeekday(&matches[i])
		matches[i].rule = nil
	} else if i >= 0 && i == k-1 && r.touch(&matches[i], m) {
		m.first, m.from = matches[i].first, matches[i].from
		m.captures.keepWeekday(&matches[i])
		matches[i].rule = nil
	}
}

// touch tells whether nothing but a comma stands between two expressions.
func (r *resolver) touch(a, b *match) bool {
	between := b.first - a.last
	return a.rule != nil && b.rule != nil && !r.tokens[b.first].breaks &&
		(between == 0 || between == 1 && r.text[r.tokens[a.last].start] == ',' && a.rule.give.op == "clock" && b.captures.has("month"))
}

// clockDay returns the expression that gives a time of day its day, or -1, and
// what that is; without both there is none.
func (r *resolver) clockDay(k int, matches []match) (int, string) {
	isDay := func(i int) bool {
		o := r.outcome(i)
		return o.fixed && o.period.unit == day && matches[i].rule != nil && o.mod != "APPROX"
	}
	const beside = 2 // tokens, such as ", on"
	if k+1 < len(matches) && matches[k+1].first-matches[k].last <= beside && r.sameSentence(matches[k].first, matches[k+1].first) && isDay(k+1) {
		return k + 1, "text"
	}
	if r.hasDCT && !r.narrative && (matches[k].first == 0 || r.tokens[matches[k].first].breaks) {
		return -1, "entry" // of a live blog: written at that time
	}
	for i := k - 1; i >= max(0, k-clockNeeds) && r.sameSentence(matches[i].first, matches[k].first); i-- {
		if r.outcome(i).typ == "SET" {
			return -1, "" // "every morning at 10 a.m."
		}
		if isDay(i) {
			return i, "text"
		}
	}
	for i := k + 1; i < min(len(matches), k+clockNeeds) && r.sameSentence(matches[k].first, matches[i].first); i++ {
		if r.outcome(i).typ == "SET" {
			return -1, ""
		}
		if isDay(i) {
			return i, "text"
		}
	}
	// In what was told just before; else, of news, the day of its lead.
	for i := k - 1; i >= max(0, k-clockBack); i-- {
		if !isDay(i) {
			continue
		}
		if r.hasDCT && !r.narrative && !r.sameParagraph(matches[i].first, matches[k].first) {
			if r.standsAlone(&matches[i]) {
				return i, "narrative" // the heading of a day
			}
			continue
		}
		if !r.hasDCT || r.narrative {
			if r.sentence[matches[k].first]-r.sentence[matches[i].first] <= 2 {
				return i, "narrative"
			}
			break
		}
		d, _ := r.outcome(i).period.days()
		if d <= r.dct || r.tense(&matches[k]) >= future {
			return i, "narrative"
		}
	}
	if r.hasDCT && !r.narrative {
		return -1, "dct"
	}
	return -1, ""
}

// afternoon puts an hour without a.m. or p.m. into the part of the day that its
// day's words name.
func (c *captures) afternoon(pod string) {
	h, ok := c.num("hour")
	if !ok || h == 0 || h > 12 || c.has("ampm") || pod == "NI" && h < 6 {
		return
	}
	c.slots = append(c.slots, slot{name: "ampm", value: "pm"})
}

// keepWeekday keeps the weekday that is named with a day ("Tuesday, 12 May 2026
// 9 pm"), for Read to hold against it.
func (c *captures) keepWeekday(of *match) {
	if wd, named := of.captures.get("wd"); named && of.rule.give.arg("eve", nil) == "" {
		c.slots = append(c.slots, wd)
	}
}

// clockValue writes "T18:40", with seconds where the words have them.
func clockValue(c *captures) (string, bool) {
	if v := c.value("moment"); v != "" {
		return v, true
	}
	h, ok := c.num("hour")
	if n, together := c.num("hhmm"); together {
		if n%100 > 59 {
			return "", false
		}
		return clockText(n/100, n%100), true
	}
	if !ok {
		return "", false
	}
	mi, _ := c.num("minute")
	if n, before := c.num("tominute"); before {
		mi = -n
	}
	switch c.value("ampm") {
	case "pm":
		if h < 12 {
			h += 12
		}
	case "am":
		if h == 12 {
			h = 0
		}
	}
	if mi < 0 {
		h, mi = (h+23)%24, 60+mi
	}
	if h > 24 || mi > 59 {
		return "", false
	}
	v := clockText(h, mi)
	if s, ok := c.num("second"); ok && s < 60 {
		v = string(appendInt([]byte(v+":"), s, 2))
	}
	return v, true
}

// clockText writes "T18:40".
func clockText(h, m int) string {
	var buf [8]byte
	return string(appendInt(append(appendInt(append(buf[:0], 'T'), h, 2), ':'), m, 2))
}

// zoneOf writes the zone of a clock on day d as "Z" or "-04:00", "" if it has none.
func zoneOf(c *captures, d edtf.Day) string {
	z := c.value("zone")
	if strings.Contains(z, "/") {
		const noon = 12
		l := location(z)
		if l == nil {
			return ""
		}
		y, mo, day := d.Date()
		return time.Date(y, mo, day, noon, 0, 0, 0, l).Format("-07:00")
	}
	n, ok := c.num("offset")
	if !ok {
		return z
	}
	sign := "+"
	if strings.Contains(c.value("offsetsign"), "-") {
		sign = "-"
	}
	minute, _ := c.num("offsetminute")
	return string(appendInt(append(appendInt([]byte(sign), n, 2), ':'), minute, 2))
}

var locations sync.Map // by name: *time.Location

// location returns a zone of the IANA database, nil if neither the machine nor the
// program has a table of them (import time/tzdata for one).
func location(name string) *time.Location {
	if l, ok := locations.Load(name); ok {
		return l.(*time.Location)
	}
	l, _ := time.LoadLocation(name) // nil with an error
	locations.Store(name, l)
	return l
}

// noteLead keeps the first day that news tells of, which is most often that of
// the event it is about.
func (r *resolver) noteLead(m *match, o *outcome) {
	const week = 7
	if r.hasLead || !r.hasDCT || !o.fixed || o.period.unit != day || r.isPublication(&m.captures) {
		return
	}
	if d, _ := o.period.days(); d <= r.dct && d > r.dct-week {
		r.lead, r.hasLead = d, true
	}
}

func (r *resolver) sameParagraph(from, to int) bool { return r.para[from] == r.para[to] }

// standsAlone tells whether an expression is a whole line.
func (r *resolver) standsAlone(m *match) bool {
	return m.rule != nil && (m.first == 0 || r.tokens[m.first].breaks) && (m.last == len(r.tokens) || r.tokens[m.last].breaks) && !r.isPublication(&m.captures)
}
