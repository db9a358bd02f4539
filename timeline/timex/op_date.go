package timex

import (
	"time"

	"dateline/timeline/edtf"
)

// operations are what a rule's gives line may name.
var operations map[string]func(*resolver, *match) (outcome, bool)

func init() {
	operations = map[string]func(*resolver, *match) (outcome, bool){
		"date":     opDate,
		"weekday":  opWeekday,
		"step":     opStep,
		"duration": opDuration,
		"set":      opSet,
		"ref":      opRef,
		"clock":    opClock,
		"holiday":  opHoliday,
		"numeric":  opNumeric,
		"fiscal":   opFiscal,
		"same":     opSame,
		"window":   opWindow,
	}
}

// opDate reads a date of the calendar from the slots year, month, day,
// decade, century, season, quarter, half, and fills what is missing from what
// the text is about. The slot rel counts years, or whole periods, from the
// publication ("May last year", "last summer").
func opDate(r *resolver, m *match) (outcome, bool) {
	o, ok := r.calendarDate(m)
	return r.partOfDay(r.eve(o, m), &m.captures), ok
}

func (r *resolver) calendarDate(m *match) (outcome, bool) {
	c := &m.captures
	p, have := r.named(c)
	if !have {
		return r.dayAlone(c)
	}
	if d, ok := c.num("day"); ok && p.unit == month {
		p.unit, p.day = day, d
	}
	y, known := r.yearOf(c)
	if known {
		p.year = y
		if n, ok := c.num("decade"); ok && n%10 != 0 {
			return outcome{}, false
		}
		if p.unit == day && p.day > monthLength(p.year, p.n) {
			return outcome{}, false
		}
		o := on(p.floor(), c, "")
		if c.has("rel") {
			o.anchor = "dct"
		}
		return o, true
	}
	return r.fill(p, m)
}

// dayAlone is "the 20th": of the month told last, else of the month that puts
// it nearest up to publication.
func (r *resolver) dayAlone(c *captures) (outcome, bool) {
	d, ok := c.num("day")
	if !ok {
		return outcome{}, false
	}
	p, anchor := r.ref, "narrative"
	if !r.hasRef || p.unit != day && p.unit != month {
		if !r.hasDCT || r.narrative {
			return outcome{typ: "DATE", value: string(appendInt([]byte("XXXX-XX-"), d, 2))}, true
		}
		p, anchor = periodOf(month, r.dct), "dct"
		if _, _, today := r.dct.Date(); d > today {
			p = p.shift(-1)
		}
	}
	p.unit, p.day = day, d
	if !p.exists() {
		return outcome{}, false
	}
	return on(p, c, anchor), true
}

// named reads the finest unit that the slots name, short of the day.
func (r *resolver) named(c *captures) (period, bool) {
	for _, u := range [...]unit{month, season, quarter, half} {
		if n, ok := c.num(u.String()); ok {
			return period{unit: u, n: n}, true
		}
	}
	switch {
	case c.has("decade"), c.has("decade2"):
		return period{unit: decade}, true
	case c.has("century"):
		return period{unit: century}, true
	case c.has("millennium"):
		return period{unit: millennium}, true
	}
	return period{unit: year}, c.has("year") || c.has("yy") || c.has("rel") || c.has("sameyear")
}

// yearOf returns the year that the slots give.
func (r *resolver) yearOf(c *captures) (int, bool) {
	y, ok := 0, false
	for _, name := range [...]string{"year", "decade"} {
		if n, has := c.num(name); has {
			y, ok = n, true
		}
	}
	if n, has := c.num("century"); has {
		if c.value("era") == "BC" {
			return 1 - 100*(n-1) - 99, true
		}
		return 100 * (n - 1), true
	}
	if n, has := c.num("decade2"); has {
		return r.fullYear(n, c) / 10 * 10, true
	}
	if n, has := c.num("yy"); has {
		return r.fullYear(n, c), true
	}
	if ok {
		if c.value("era") == "BC" {
			y = 1 - y
		}
		return y, true
	}
	if n, has := c.num("rel"); has && r.hasDCT {
		base, _, _ := r.dct.Date()
		if r.narrative && r.hasYear {
			base = r.year
		}
		return base + n, true
	}
	if c.has("sameyear") && r.hasMentioned {
		return r.mentioned, true
	}
	return 0, false
}

// fullYear puts a century to two digits: that of the year beside them
// ("1915-16"), or the one that keeps them nearest to the text's time, not far
// in its future.
func (r *resolver) fullYear(yy int, c *captures) int {
	if y, ok := c.num("from"); ok {
		full := y - y%100 + yy
		if c.value("era") == "BC" {
			return 1 - full
		}
		return full
	}
	base := 2000
	switch {
	case r.narrative && r.hasYear:
		base = r.year
	case r.hasDCT:
		base, _, _ = r.dct.Date()
	}
	full := base - base%100 + yy
	if full > base+10 {
		full -= 100
	}
	return full
}

// fill gives a year to a period that has none.
func (r *resolver) fill(p period, m *match) (outcome, bool) {
	c := &m.captures
	var o outcome
	switch {
	case c.has("which"):
		n, _ := c.num("which")
		base, anchor, ok := r.base(false)
		if !ok {
			return r.yearless(p, c), true
		}
		p = nearest(p, base, n)
		o = on(p, c, anchor)
		o.background = true
	case r.narrative:
		if !r.hasYear {
			return r.yearless(p, c), true
		}
		p.year = r.carriedYear(p)
		o = on(p, c, "narrative")
		r.because(&o, step{say: "the narrative has come to the year {n}", n: p.year})
	case r.hasDCT:
		if y, ok := r.sameSentenceYear(p, m); ok {
			p.year = y
			o = on(p, c, "text")
			r.because(&o, step{say: "the sentence is about the year {n}", n: y})
			break
		}
		side := r.side(p, r.tense(m))
		p = nearestOrNow(p, r.dct, side)
		o = on(p, c, "dct")
		if side > 0 {
			r.because(&o, step{say: "its clause is in the future: the nearest from {day} on", day: r.dct})
		} else {
			r.because(&o, step{say: "the nearest up to {day}", day: r.dct})
		}
	default:
		return r.yearless(p, c), true
	}
	if p.unit == day && p.day > monthLength(p.year, p.n) {
		return outcome{}, false
	}
	return o, true
}

// side tells whether a date without a year lies before publication or after.
// Without a clear future it is the nearest before, unless that is so long ago
// that a writer would have named the year, and the next one is near.
func (r *resolver) side(p period, t tense) int {
	if t == future {
		return 1
	}
	const near, long = 60, 290
	before, after := nearestOrNow(p, r.dct, -1), nearestOrNow(p, r.dct, 1)
	_, last := before.days()
	first, _ := after.days()
	ago, ahead := int(r.dct-last), int(first-r.dct)
	switch {
	case t == planned && ahead < ago:
		return 1
	case ago > long && ahead < near && (p.unit == day || t != past):
		return 1
	}
	return -1
}

// base is the day that "last" and "next" count from.
func (r *resolver) base(told bool) (edtf.Day, string, bool) {
	if (r.narrative || told) && r.hasRef {
		d, _ := r.ref.days()
		return d, "narrative", true
	}
	if r.hasDCT {
		return r.dct, "dct", true
	}
	return 0, "", false
}

func (r *resolver) yearless(p period, c *captures) outcome {
	p.year = 2000
	v := p.value()
	return outcome{typ: "DATE", value: "XXXX" + v[4:], mod: c.mod()}
}

// nearest gives a yearless period the year by which it lies nearest before a
// day (side < 0) or after it (side > 0), not containing it; 0 gives the day's
// own year.
func nearest(p period, d edtf.Day, side int) period {
	switch {
	case side < 0:
		return p.latest(d, func(_, last edtf.Day) bool { return last < d })
	case side > 0:
		return p.earliest(d, func(first, _ edtf.Day) bool { return first > d })
	}
	p.year, _, _ = d.Date()
	return p
}

// nearestOrNow is nearest, but a period that contains the day counts.
func nearestOrNow(p period, d edtf.Day, side int) period {
	if side < 0 {
		return p.latest(d, func(first, _ edtf.Day) bool { return first <= d })
	}
	return p.earliest(d, func(_, last edtf.Day) bool { return last >= d })
}

func (p period) latest(d edtf.Day, ok func(first, last edtf.Day) bool) period {
	y, _, _ := d.Date()
	for p.year = y + 1; p.year > y-9; p.year-- {
		if p.exists() && ok(p.days()) {
			break
		}
	}
	return p
}

func (p period) earliest(d edtf.Day, ok func(first, last edtf.Day) bool) period {
	y, _, _ := d.Date()
	for p.year = y - 1; p.year < y+9; p.year++ {
		if p.exists() && ok(p.days()) {
			break
		}
	}
	return p
}

// exists is false for 29 February in most years.
func (p period) exists() bool {
	return p.unit != day || p.day <= monthLength(p.year, p.n)
}

// sameSentenceYear is for news: the year of a day or month named earlier in
// the sentence covers the months after it.
func (r *resolver) sameSentenceYear(p period, m *match) (int, bool) {
	if !r.hasRef || r.ref.unit > month || r.ref.unit == week || !r.sameSentence(r.refAt, m.first) {
		return 0, false
	}
	dctYear, _, _ := r.dct.Date()
	if r.ref.year >= dctYear {
		return 0, false
	}
	return r.ref.year, true
}

// opNumeric reads dates in digits: the slots a, b, c in the order of the
// argument order ("ymd", "dmy", "mdy"); "auto" takes the month first unless
// that cannot be.
func opNumeric(r *resolver, m *match) (outcome, bool) {
	c := &m.captures
	a, _ := c.num("a")
	b, _ := c.num("b")
	y, _ := c.num("c")
	order := m.rule.give.arg("order", c)
	if order == "auto" {
		order = r.numericOrder(a, b, y)
	}
	var mo, d int
	switch order {
	case "ymd":
		y, mo, d = a, b, y
	case "dmy":
		d, mo = a, b
	default:
		mo, d = a, b
	}
	if s, _ := c.get("c"); order != "ymd" && s.isNum && int(r.tokens[s.first].width) <= 2 {
		y = r.fullYear(y, &captures{})
	}
	if mo < 1 || mo > 12 || d < 1 || d > monthLength(y, mo) {
		return outcome{}, false
	}
	return on(period{unit: day, year: y, n: mo, day: d}, c, ""), true
}

// numericOrder tells 7/8 from 8/7: by the number that can be no month, else
// by the day nearer to publication, else the month first.
func (r *resolver) numericOrder(a, b, y int) string {
	switch {
	case a > 12:
		return "dmy"
	case b > 12 || !r.hasDCT || y < 100:
		return "mdy"
	}
	mdy, dmy := edtf.DayOf(y, time.Month(a), b), edtf.DayOf(y, time.Month(b), a)
	if distance(int(dmy), int(r.dct)) < distance(int(mdy), int(r.dct)) {
		return "dmy"
	}
	return "mdy"
}

// opFiscal reads a fiscal year, of which the text does not say when it begins.
func opFiscal(r *resolver, m *match) (outcome, bool) {
	y, ok := r.yearOf(&m.captures)
	if !ok {
		return outcome{}, false
	}
	p := period{unit: year, year: y}
	return outcome{typ: "DATE", value: "FY" + p.value(), date: p.edtfString() + "~", mod: m.captures.mod()}, true
}
