package timex

import (
	"math"
	"strconv"
	"time"

	"dateline/timeline/edtf"
)

// stepFromNext counts from the date that follows: "two days after Easter 2019",
// "the day before Christmas Eve". keep says that the result has that date's
// unit: "a year ago this week" is a week.
func (r *resolver) stepFromNext(u unit, q amount, c *captures, keep bool) outcome {
	r.useNext()
	first, last := r.next.days()
	n := q.sign * int(q.n)
	var o outcome
	if !keep {
		base := first
		if n > 0 {
			base = last
		}
		p := periodOf(u, base)
		if r.next.unit > u {
			p = periodOf(max(u, day), base)
		}
		o = on(p.shift(n), c, "text")
	} else {
		// From its middle, so that a week stays the week of that date.
		middle := dayPeriod(first + (last-first)/2)
		months := n * u.months()
		if months == 0 {
			p := periodOf(u, first).shift(n)
			day, _ := p.days()
			o = on(periodOf(r.next.unit, day), c, "dct")
		} else {
			p := period{unit: month, year: middle.year, n: middle.n}.shift(months)
			d := edtf.DayOf(p.year, time.Month(p.n), min(middle.day, monthLength(p.year, p.n)))
			o = on(periodOf(r.next.unit, d), c, "dct")
		}
	}
	r.because(&o, step{say: r.nextSays})
	r.because(&o, step{say: "counted from {day}: {count}", n: n, unit: u, day: first})
	return o
}

// useNext makes the date that follows a part of the expression.
func (r *resolver) useNext() {
	r.nextUsed = true
	n := &r.matches[r.now+1]
	r.nextSays = readBy(r.text[r.tokens[n.first].start:r.tokens[n.last-1].end], n.rule)
}

// partOfDay adds the slot pod ("MO", "AF", "EV", "NI") to a day.
func (r *resolver) partOfDay(o outcome, c *captures) outcome {
	if pod := c.value("pod"); pod != "" && o.period.unit == day {
		o.typ = "TIME"
		o.value += "T" + pod
	}
	return o
}

// opStep counts units from the publication (from=dct) or from the date told
// last (from=told): n of the argument or of the quantity slots, with sign=-1
// backwards.
func opStep(r *resolver, m *match) (outcome, bool) {
	c, a := &m.captures, &m.rule.give
	u, many := unitOf(a.arg("unit", c))
	if many == 0 {
		return outcome{}, false
	}
	q := quantity(c, a, many)
	from := a.arg("from", c)
	if keep := a.arg("next", c); r.next != nil && (keep != "" || from == "next") {
		return r.stepFromNext(u, q, c, keep == "keep"), true
	}
	told := from == "told" && (r.hasRef && (r.narrative || r.ref.unit <= max(u, day) || u > day) || a.arg("else", c) != "dct" || !r.hasDCT || q.vague && r.hasRef && r.looksBackFrom(m.first))
	if from == "next" || u > millennium {
		return outcome{}, false
	}
	var shift *Shift
	if told {
		shift = q.shift(u, q.sign > 0 && q.n >= 0)
	}
	if u == day && q.n == 0 && !told && r.narrative && !q.vague {
		// A narrative's "today" is its reader's, or that of one it quotes.
		return outcome{typ: "DATE", value: "PRESENT_REF"}, true
	}
	if u >= weekend && q.n == 0 && !told && !c.has("ahead") && (r.tense(m) == future || u == weekend && r.tense(m) == planned) {
		c.slots = append(c.slots, slot{name: "ahead", value: "1"})
	}
	o, ok := r.step(u, q, told, c)
	if !ok {
		return o, false
	}
	o.shift = shift
	if a.arg("spans", c) != "" && o.fixed {
		first, last := o.period.days()
		o.date = within(first, last+1)
	}
	return r.partOfDay(o, c), true
}

func (r *resolver) step(u unit, q amount, told bool, c *captures) (outcome, bool) {
	base, anchor, ok := r.base(told)
	ok = ok && (!told || r.hasRef)
	if told && r.hasSaid && (!r.hasRef || r.saidAt > r.refAt) && r.said.unit >= u && u >= day &&
		(r.sameSentence(r.saidAt, r.tokenNow()) || q.sign > 0 && u > day && r.said.unit == u && r.sentence[r.tokenNow()]-r.sentence[r.saidAt] == 1) {
		// An aside of the same sentence: "in 1831 and again six years later"; or of
		// the one before: "It broke last October. The following month …"
		base, _ = r.said.days()
		anchor, ok = "text", true
	}
	if !ok {
		return r.unanchored(u, q, c), true
	}
	if q.vague {
		return r.vagueStep(u, q, base, anchor, c), true
	}
	if anchor == "narrative" && r.ref.unit > u && (u <= day || r.ref.unit == year && u < year && u != week) {
		return r.coarseStep(u, q, c), true
	}
	if u < day {
		return r.clockStep(u, q, base, anchor, c), true
	}
	n := q.sign * int(q.n)
	if q.n != float64(int(q.n)) {
		// Half a year ago in months, two and a half weeks ago in days, half a
		// century ago in years.
		switch {
		case u > year:
			u, n = year, q.sign*int(q.n*monthsOf(u)/12)
		case u.months() > 0:
			u, n = month, q.sign*int(q.n*monthsOf(u))
		case u == week:
			u, n = day, q.sign*int(q.n*7)
		case u == day:
			return r.clockStep(hour, amount{n: q.n * 24, sign: q.sign}, base, anchor, c), true
		}
	}
	if years := float64(n) * monthsOf(u) / 12; years < -9000 || years > 7000 {
		// "66 million years ago" is no date that a chronology of news writes.
		o := r.vagueStep(u, amount{sign: q.sign, vague: true}, base, "dct", c)
		o.date = ""
		return o, true
	}
	p := periodOf(u, base)
	p = p.shift(n)
	if u == weekend && n == 0 && anchor == "dct" && !c.has("ahead") && (r.tense(&r.matches[r.now]) == past || base.Weekday() < time.Wednesday) {
		// Before a Saturday "this weekend" is the one just past, unless that
		// is long ago and nothing says so.
		if first, _ := p.days(); base < first {
			p = p.shift(-1)
		}
	}
	o := on(p, c, anchor)
	o.background = n < 0 || !told // a look back or ahead, after which the story goes on
	r.because(&o, step{say: "counted from {day}: {count}", n: n, unit: u, day: base})
	if q.counted && q.sign < 0 && anchor == "dct" && !told {
		switch first, _ := p.days(); o.mod {
		case "MORE_THAN", "EQUAL_OR_MORE":
			_, last := p.days()
			o.date = "[.." + edtfDay(last) + "]"
			if p.unit >= month && p.unit <= year {
				o.date = "[.." + p.edtfString() + "]"
			}
		case "LESS_THAN", "EQUAL_OR_LESS":
			o.date = within(first, base)
		}
	}
	if q.counted && (p.unit >= month || q.n != float64(int(q.n))) && o.mod == "" && anchor == "dct" {
		// "Four years ago" is said of any day of that year and its edges.
		o.date = p.edtfString() + "~"
	}
	if most, ok := c.num("most"); ok && most > int(q.n) && most < 1000 {
		// "two or three years ago": TIMEX3 has no value for it, EDTF has.
		first, _ := p.shift((most - int(q.n)) * q.sign).days()
		_, last := p.days()
		o.value, o.date = "PAST_REF", within(first, last)
	}
	if n == 0 && anchor == "dct" && o.mod == "" {
		o.date = r.current(p, c)
	}
	return o, true
}

func (r *resolver) tokenNow() int { return r.matches[r.now].first }

// current is "this week" and the like: of the past, from its first day to
// publication.
func (r *resolver) current(p period, c *captures) string {
	first, last := p.days()
	if p.unit < week || r.dct < first || r.dct > last {
		return ""
	}
	if c.has("ahead") {
		return within(r.dct, last)
	}
	return within(first, r.dct)
}

func (u unit) months() int {
	switch u {
	case month:
		return 1
	case year:
		return 12
	case decade:
		return 120
	case century:
		return 1200
	}
	return 0
}

func monthsOf(u unit) float64 { return float64(u.months()) }

// An amount is "two", "several", "a" before a unit.
type amount struct {
	n       float64
	sign    int
	vague   bool // several, a few
	counted bool // a number of units was named: not "last year" but "a year ago"
}

// quantity reads how many of a unit there are, of which many make the unit that
// the calendar knows.
func quantity(c *captures, a *action, many int) amount {
	q := numberOf(c, a)
	q.n *= float64(many)
	return q
}

func numberOf(c *captures, a *action) amount {
	q := amount{sign: 1}
	if a.arg("sign", c) == "-1" {
		q.sign = -1
	}
	if fixed, err := strconv.Atoi(a.arg("n", c)); err == nil {
		q.n = float64(fixed)
		return q
	}
	q.counted = true
	whole := false
	if n, ok := c.num("tens"); ok {
		q.n, whole = float64(n), true
	}
	if n, ok := c.num("n"); ok {
		q.n, whole = q.n+float64(n), true
	}
	if n, ok := c.num("times"); ok {
		if !whole {
			q.n = 1
		}
		q.n, whole = q.n*float64(n), true
	}
	if s, ok := c.get("tenths"); ok {
		f := float64(s.num)
		for range len(s.value) {
			f /= 10
		}
		q.n, whole = q.n+f, true
	}
	if s, ok := c.get("fraction"); ok {
		f, _ := strconv.ParseFloat(s.value, 64) // the rules' examples try them all
		if c.has("of") && whole {
			q.n *= f
		} else {
			q.n, whole = q.n+f, true
		}
	}
	q.vague = !whole
	return q
}

// shift is the amount as whole units: half a century is 50 years.
func (q amount) shift(u unit, after bool) *Shift {
	if q.vague {
		return &Shift{Unit: u.String(), After: after}
	}
	smaller := map[unit]struct {
		unit unit
		n    float64
	}{century: {year, 100}, decade: {year, 10}, year: {month, 12}, week: {day, 7}, day: {hour, 24}, hour: {minute, 60}}
	n := math.Abs(q.n)
	if s, ok := smaller[u]; ok && n != float64(int(n)) {
		u, n = s.unit, n*s.n
	}
	return &Shift{N: int(n + 0.5), Unit: u.String(), After: after}
}

// unanchored is a step from nowhere.
func (r *resolver) unanchored(u unit, q amount, c *captures) outcome {
	o := outcome{typ: "DATE", mod: c.mod()}
	switch u {
	case second, minute, hour:
		o.typ, o.value = "TIME", "XXXX-XX-XXTXX"
	case day, weekend:
		o.value = "XXXX-XX-XX"
	case week:
		o.value = "XXXX-WXX"
	case month:
		o.value = "XXXX-XX"
	default:
		o.value = "XXXX"
	}
	return o
}

// coarseStep is "three days later" where only the month or year is told.
func (r *resolver) coarseStep(u unit, q amount, c *captures) outcome {
	o := outcome{typ: "DATE", mod: c.mod(), anchor: "narrative"}
	y := period{unit: year, year: r.ref.year}.value()
	o.value = y + "-XX-XX"
	if u < day {
		o.typ, o.value = "TIME", y+"-XX-XXTXX"
	}
	if u == month {
		o.value = y + "-XX"
	}
	if u == day && !q.vague && r.ref.unit <= year {
		first, last := r.ref.days()
		n := edtf.Day(q.sign * int(q.n))
		o.date = within(first+n, last+n)
	}
	return o
}

// clockStep is hours and less.
func (r *resolver) clockStep(u unit, q amount, base edtf.Day, anchor string, c *captures) outcome {
	o := outcome{typ: "TIME", mod: c.mod(), anchor: anchor}
	o.value = edtfDay(base) + "TXX"
	hours := q.n
	switch u {
	case minute:
		hours /= 60
	case second:
		hours /= 3600
	}
	days := edtf.Day(1)
	if hours > 24 {
		days = edtf.Day(hours/24) + 1
	}
	if r.hasTime && anchor == "dct" && !q.vague {
		// From a known time of day the days are known.
		at := r.time.Add(time.Duration(float64(q.sign) * hours * float64(time.Hour)))
		d := edtf.DayOf(at.Year(), at.Month(), at.Day())
		o.value = edtfDay(d) + "TXX"
		o.date = edtfDay(d)
		return o
	}
	if q.sign < 0 {
		o.date = within(base-days, base)
	} else {
		o.date = within(base, base+days)
	}
	return o
}

// vagueStep is "days ago", "a few years later".
func (r *resolver) vagueStep(u unit, q amount, base edtf.Day, anchor string, c *captures) outcome {
	o := outcome{typ: "DATE", mod: c.mod(), anchor: anchor, value: "PAST_REF"}
	if q.sign > 0 {
		o.value = "FUTURE_REF"
	}
	if anchor == "narrative" && !c.has("vague") {
		o = r.unanchored(u, q, c)
		o.anchor = anchor
	}
	first, last := base, base
	if anchor == "narrative" && r.ref.unit > day {
		// "In May … minutes later": as vague as what it is counted from.
		first, last = r.ref.days()
	}
	if u < day {
		o := r.clockStep(u, amount{n: 12, sign: q.sign}, base, anchor, c)
		if first < last {
			o.date = within(first, last)
		}
		return o
	}
	// At least one of the unit, and fewer than make the next unit up.
	most := map[unit]int{day: 7, week: 8, month: 12, year: 10, decade: 10, century: 10}[u]
	near := edtf.Day(1)
	if u != day {
		begin, _ := periodOf(u, base).days()
		next, _ := periodOf(u, base).shift(1).days()
		near = next - begin
	}
	far := near * edtf.Day(most)
	if q.sign < 0 {
		o.date = within(first-far, last-near)
		if u == day {
			o.date = within(first-far, last)
		}
	} else {
		o.date = within(first+near, last+far)
	}
	return o
}

// opSame is "that year", "the same day": the period of the date told last. The
// argument else=dct takes the day of publication where none was told ("in the
// evening").
func opSame(r *resolver, m *match) (outcome, bool) {
	c := &m.captures
	u, many := unitOf(m.rule.give.arg("unit", c))
	if many != 1 {
		return outcome{}, false
	}
	if r.hasSaid && r.saidAt != r.refAt && r.said.unit <= u && r.sentence[m.first]-r.sentence[r.saidAt] <= 1 {
		// An aside may be told of at once: "In 1974 … the same year".
		first, _ := r.said.days()
		o := on(periodOf(u, first), c, "text")
		o.background = true
		r.because(&o, step{say: "the date told last begins on {day}", day: first})
		return r.partOfDay(o, c), true
	}
	if u == day && r.hasLead && !r.narrative && r.hasRef && r.ref.unit > day {
		o := on(dayPeriod(r.lead), c, "text")
		r.because(&o, step{say: "the day that the news is about is {day}", day: r.lead})
		return r.partOfDay(o, c), true
	}
	// In news, "the evening" of a day told long before is not meant.
	const nearby = 1 // sentences
	published := m.rule.give.arg("else", c) == "dct" && r.hasDCT && !r.narrative &&
		(!r.hasRef || r.ref.unit > u || r.sentence[m.first]-r.sentence[r.refAt] > nearby)
	if !r.hasRef || published {
		if r.hasDCT && (u >= week || published) {
			return r.partOfDay(on(periodOf(u, r.dct), c, "dct"), c), true
		}
		return r.unanchored(u, amount{}, c), true
	}
	if r.ref.unit > u {
		o := r.coarseStep(u, amount{vague: true}, c)
		if r.ref.unit == month && u == day {
			o.value = r.ref.value() + "-XX"
			o.date = r.ref.edtfString()
		}
		return o, true
	}
	first, _ := r.ref.days()
	o := on(periodOf(u, first), c, "narrative")
	r.because(&o, step{say: "the date told last begins on {day}", day: first})
	return r.partOfDay(o, c), true
}

// opAhead is "in two weeks": counted from publication where its clause is in
// the future, else how long something took.
func opAhead(r *resolver, m *match) (outcome, bool) {
	if r.hasDCT && !r.narrative && r.tense(m) >= future {
		if u, many := unitOf(m.rule.give.arg("unit", &m.captures)); many > 0 && u >= day && !quantity(&m.captures, &m.rule.give, many).vague {
			return opStep(r, m)
		}
	}
	return opDuration(r, m)
}

// opWindow is "the last three days": a duration that ends, or with sign=1
// begins, at publication.
func opWindow(r *resolver, m *match) (outcome, bool) {
	o, ok := opDuration(r, m)
	if !ok {
		return o, false
	}
	c, a := &m.captures, &m.rule.give
	u, many := unitOf(a.arg("unit", c))
	q := quantity(c, a, many)
	base, anchor, ok := r.base(false)
	if !ok || anchor != "dct" || q.vague || u < day {
		return o, true
	}
	n := q.sign * int(q.n)
	var far edtf.Day
	switch {
	case u == day:
		far = base + edtf.Day(n)
	case u == week:
		far = base + edtf.Day(7*n)
	case u.months() > 0:
		p := periodOf(month, base).shift(n * u.months())
		_, _, d := base.Date()
		p.unit, p.day = day, min(d, monthLength(p.year, p.n))
		far, _ = p.days()
	default:
		return o, true
	}
	o.anchor = "dct"
	if n < 0 {
		o.date = within(far, base)
	} else {
		o.date = within(base, far)
	}
	return o, true
}
