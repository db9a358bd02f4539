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
		"ahead":    opAhead,
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
	if nth, is := m.captures.num("nth"); is && ok {
		return r.nthDay(o, nth, m)
	}
	if m.captures.has("weekof") && o.fixed {
		first, _ := o.period.days()
		o = on(periodOf(week, first), &m.captures, o.anchor)
	}
	return r.partOfDay(r.eve(o, m), &m.captures), ok
}

// nthDay is "the last Sunday in October": a day of the month that was read.
func (r *resolver) nthDay(o outcome, nth int, m *match) (outcome, bool) {
	wd, _ := m.captures.num("nthday")
	if !o.fixed {
		return outcome{typ: "DATE", value: "XXXX-XX-XX"}, true
	}
	first, last := o.period.days()
	d := first + edtf.Day((wd%7-int(first.Weekday())+7)%7) + edtf.Day(7*(nth-1))
	if nth < 0 {
		d = last - edtf.Day((int(last.Weekday())-wd%7+7)%7)
	}
	if d > last || o.period.unit != month {
		return outcome{}, false
	}
	day := on(dayPeriod(d), &m.captures, o.anchor)
	day.steps = o.steps
	r.because(&day, step{say: "in the month that begins on {day}", day: first})
	return day, true
}

func (r *resolver) calendarDate(m *match) (outcome, bool) {
	c := &m.captures
	if n, ok := c.num("relmonth"); ok {
		if !r.hasDCT {
			return outcome{}, true
		}
		return on(periodOf(month, r.dct).shift(n), c, "dct"), true
	}
	p, have := r.named(c)
	if !have {
		return r.dayAlone(m)
	}
	if d, ok := c.num("day"); ok && p.unit == month {
		p.unit, p.day = day, d
	}
	y, known := r.yearOf(c)
	if known {
		p.year = y
		if other, listed := c.num("other"); listed && m.rule.give.arg("list", c) == "months" && p.unit <= month && p.n > other {
			p.year-- // "October to February 1900"
		}
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
func (r *resolver) dayAlone(m *match) (outcome, bool) {
	c := &m.captures
	d, ok := c.num("day")
	if !ok {
		return outcome{}, false
	}
	if wd, ok := c.num("weekday"); ok {
		return r.weekdayOfMonth(wd, d, m)
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

// weekdayOfMonth is "Friday the 13th": the nearest day that is both, on the side
// that the clause's tense tells.
func (r *resolver) weekdayOfMonth(wd, d int, m *match) (outcome, bool) {
	base, anchor, ok := r.base(false)
	if !ok {
		return outcome{typ: "DATE", value: string(appendInt([]byte("XXXX-XX-"), d, 2))}, true
	}
	side := -1
	if anchor == "narrative" || r.tense(m) >= future {
		side = 1
	}
	const years = 12 * 12 // in months: by then each day has been each weekday
	p := periodOf(month, base)
	for range years {
		if d <= monthLength(p.year, p.n) {
			found := edtf.DayOf(p.year, time.Month(p.n), d)
			if int(found.Weekday()) == wd%7 && (side < 0 && found <= base || side > 0 && found >= base) {
				o := on(dayPeriod(found), &m.captures, anchor)
				r.because(&o, step{say: "the nearest to {day} that is both", day: base})
				return o, true
			}
		}
		p = p.shift(side)
	}
	return outcome{}, false
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
			return 1 - 100*n, true
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
	if n, has := c.num("toldyear"); has && r.hasRef {
		return r.ref.year + n, true
	}
	if c.has("toldmonth") && r.hasRef {
		// "the following September": the next one after the date told last.
		p, _ := r.named(c)
		_, last := r.ref.days()
		for p.year = r.ref.year - 1; p.first() <= last; p.year++ {
		}
		return p.year, true
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
		if now := periodOf(season, base); p.unit == season && n == 0 && now.n == p.n {
			p = now // in January "this winter" began last year
		} else {
			p = nearest(p, base, n)
		}
		o = on(p, c, anchor)
		o.background = true
	case r.narrative:
		y, known := r.storyYear(m)
		if !known {
			return r.yearless(p, c), true
		}
		p.year = y
		o = on(p, c, "narrative")
		r.because(&o, step{say: "the narrative has come to the year {n}", n: p.year})
	case r.hasDCT:
		if q, ok := r.byWeekday(p, m); ok {
			p = q
			o = on(p, c, "dct")
			r.because(&o, step{say: "the year nearest to {day} in which it is that day of the week", day: r.dct})
			break
		}
		if y, ok := r.toldDay(p); ok {
			p.year = y
			o = on(p, c, "text")
			r.because(&o, step{say: "this day was told before, of the year {n}", n: y})
			break
		}
		if y, ok := r.sameSentenceYear(p, m); ok && r.tense(m) < future && !c.has("past") && !r.turnsBack(p, m) {
			p.year = y
			o = on(p, c, "text")
			r.because(&o, step{say: "the sentence is about the year {n}", n: y})
			break
		}
		if r.looksBack(m.first) && r.tense(m) < future && !c.has("past") && !(r.hasNear && r.justPassed(p)) && !r.turnsBack(p, m) {
			p.year = r.carriedYear(p, m)
			o = on(p, c, "narrative")
			r.because(&o, step{say: "the sentences before tell of the year {n}", n: r.ref.year})
			break
		}
		side, why := r.side(p, r.tense(m), r.word("until", m.first-1) != "")
		switch {
		case c.has("past"):
			side, why = -1, "it is of the past: the nearest up to {day}"
		case c.has("ahead"):
			side, why = 1, "it is to come: the nearest from {day} on"
		case side > 0 && r.tense(m) == past && r.word("until", m.first-1) == "" && r.justTold(nearestOrNow(p, r.dct, -1).year, m):
			side, why = -1, "the sentences before tell of that year: the nearest up to {day}"
		}
		if side < 0 && (p.unit == quarter || p.unit == half) {
			p = nearest(p, r.dct, side) // results are of one that is over
		} else {
			p = nearestOrNow(p, r.dct, side)
		}
		o = on(p, c, "dct")
		r.because(&o, step{say: why, day: r.dct})
	default:
		return r.yearless(p, c), true
	}
	if p.unit == day && p.day > monthLength(p.year, p.n) {
		return outcome{}, false
	}
	return o, true
}

// turnsBack tells whether a month would lie before the one that the same sentence has
// just told of, if it were of its year: in "left in March 2004, was woken in January"
// it is of another.
func (r *resolver) turnsBack(p period, m *match) bool {
	const round = 8 // from December to January: the year has turned
	return p.unit == month && r.hasRef && r.ref.unit == month && r.ref.n > p.n && r.ref.n < p.n+round && r.word("until", m.first-1) == "" && r.sameSentence(r.refAt, m.first)
}

// justTold tells whether the text named a year, or a day of it with it, shortly before.
func (r *resolver) justTold(y int, m *match) bool {
	const sentences = 2
	return r.hasRef && r.refFirm && r.ref.unit <= year && r.ref.year == y && r.sentence[m.first]-r.sentence[r.refAt] <= sentences
}

// justPassed tells whether a month or a day of the year lies shortly before
// publication: news then means that one, also right after it has told of a year
// long past.
func (r *resolver) justPassed(p period) bool {
	const days = 45
	_, last := nearestOrNow(p, r.dct, -1).days()
	return r.dct-last < days
}

// toldDay is the year of a day of the year that the text has told before: "the
// fire of 27 February".
func (r *resolver) toldDay(p period) (int, bool) {
	if p.unit != day {
		return 0, false
	}
	for _, q := range r.days {
		if q.n == p.n && q.day == p.day {
			return q.year, true
		}
	}
	return 0, false
}

// byWeekday finds the year of "Friday 23 January": the nearest to publication in
// which that day is a Friday, in the past or in the future.
func (r *resolver) byWeekday(p period, m *match) (period, bool) {
	wd, ok := m.captures.num("wd")
	if !ok || p.unit != day {
		return p, false
	}
	y, _, _ := r.dct.Date()
	best, found := p, false
	for _, year := range [...]int{y, y - 1, y + 1, y - 2, y + 2, y - 3, y + 3, y - 4, y - 5, y - 6} {
		p.year = year
		if !p.exists() {
			continue
		}
		d, _ := p.days()
		if int(d.Weekday()) != wd%7 {
			continue
		}
		b, _ := best.days()
		if !found || distance(int(d), int(r.dct)) < distance(int(b), int(r.dct)) {
			best, found = p, true
		}
	}
	return best, found
}

// side tells whether a date without a year lies before publication or after.
// Without a clear future it is the nearest before, unless that is so long ago
// that a writer would have named the year, and the next one is near.
func (r *resolver) side(p period, t tense, until bool) (side int, why string) {
	const near, long = 70, 290
	if t == future {
		return 1, "its clause is in the future: the nearest from {day} on"
	}
	before, after := nearestOrNow(p, r.dct, -1), nearestOrNow(p, r.dct, 1)
	_, last := before.days()
	first, _ := after.days()
	ago, ahead := int(r.dct-last), int(first-r.dct)
	year, _, _ := r.dct.Date() // "died on February 16", told in December
	switch {
	case t == planned && ahead < long:
		return 1, "its clause speaks of what is planned: the nearest from {day} on"
	case until && ahead < ago,
		t == unknownTense && ahead < ago && ago > 150 && p.unit != day,
		ago > long && ahead < near && (p.unit == day && before.year < year || t != past):
		return 1, "the next after {day} is much nearer than the last"
	}
	return -1, "the nearest up to {day}"
}

// base is the day that "last" and "next" count from.
func (r *resolver) base(told bool) (edtf.Day, string, bool) {
	if (r.narrative && r.hasDCT || told) && r.hasRef {
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
// the sentence, or counted ("four years ago"), covers the months after it.
func (r *resolver) sameSentenceYear(p period, m *match) (int, bool) {
	if !r.hasSaid || r.said.unit > year || r.said.unit == week || !r.sameSentence(r.saidAt, m.first) {
		return 0, false
	}
	if r.said.unit != year && r.said.n == p.n && (p.unit == day || p.unit == month) && (r.said.unit == day || r.said.unit == month) {
		return r.said.year, true // the same month again
	}
	dctYear, _, _ := r.dct.Date()
	if r.said.year >= dctYear || r.said.unit == year && !r.saidCounted {
		return 0, false
	}
	y := r.said.year
	if r.said.unit < year && (r.said.n >= p.n+8 || r.said.n > p.n && r.word("until", m.first-1) != "") {
		y++ // "in December …, and in January"
	}
	return y, true
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
