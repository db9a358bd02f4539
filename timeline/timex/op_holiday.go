package timex

import (
	"dateline/timeline/edtf"
	"dateline/timeline/timex/feast"
)

// opHoliday reads a named day: the argument day is a feast, every=1 the set of
// its days. Without a year in its words it is the nearest up to publication,
// or from then on where its clause is in the future; in a narrative that of
// the year that has been reached. The slot which is -1 for the last, 1 for the
// next, 0 for this year's.
func opHoliday(r *resolver, m *match) (outcome, bool) {
	c, a := &m.captures, &m.rule.give
	f, ok := r.g.prog.lex.feasts[a.arg("day", c)]
	if !ok {
		return outcome{}, false
	}
	if a.arg("every", c) != "" {
		return outcome{typ: "SET", value: f.Yearly(), mod: c.mod()}, true
	}
	var o outcome
	y, known := r.yearOf(c)
	only, once := f.Once()
	switch {
	case once:
		days, _ := f.In(only)
		if r.hasDCT && r.dct < days[0] {
			return outcome{}, false // it had not come: the words mean something else
		}
		o = feastOn(f, days[0], c, "")
	case known:
		o = r.feastIn(f, y, c, "")
	case c.has("which"):
		o, ok = r.feastWhich(f, c)
	case r.narrative:
		if !r.hasYear {
			return yearless(f, c), true
		}
		o = r.feastIn(f, r.year, c, "narrative")
	case r.hasDCT:
		o, ok = r.feastNear(f, m)
	default:
		return yearless(f, c), true
	}
	// A feast is more often beside what is told than the day of it.
	o.background = true
	return r.partOfDay(r.eve(o, m), c), ok
}

// feastOn makes an outcome of a feast's day.
func feastOn(f feast.Feast, d edtf.Day, c *captures, anchor string) outcome {
	o := on(dayPeriod(d), c, anchor)
	if f.Approximate() {
		o.date = o.period.edtfString() + "~"
	}
	return o
}

// yearless is a feast of which nothing tells the year.
func yearless(f feast.Feast, c *captures) outcome {
	v := "XXXX-XX-XX"
	if f.Fixed() {
		v = f.Yearly()
	}
	return outcome{typ: "DATE", value: v, mod: c.mod()}
}

// feastIn is the feast of a year, or the year itself where it had none that
// the rules know.
func (r *resolver) feastIn(f feast.Feast, y int, c *captures, anchor string) outcome {
	days, n := f.In(y)
	if n == 0 {
		o := on(period{unit: year, year: y}, c, anchor)
		o.value += "-XX-XX"
		return o
	}
	o := feastOn(f, days[0], c, anchor)
	if n > 1 {
		r.because(&o, step{say: "it comes twice in {n}: this is the first, the other is {day}", n: y, day: days[1]})
	}
	return o
}

// feastWhich is the last, the next, or this year's.
func (r *resolver) feastWhich(f feast.Feast, c *captures) (outcome, bool) {
	base, anchor, ok := r.base(false)
	if !ok {
		return yearless(f, c), true
	}
	which, _ := c.num("which")
	var d edtf.Day
	switch {
	case which < 0:
		d, ok = f.UpTo(base, true)
	case which > 0:
		d, ok = f.From(base, true)
	default:
		y, _, _ := base.Date()
		return r.feastIn(f, y, c, anchor), true
	}
	return feastOn(f, d, c, anchor), ok
}

// feastNear is the feast before publication or after it, as the tense says;
// without one it is the next where the last was so long ago that a writer
// would have said so.
func (r *resolver) feastNear(f feast.Feast, m *match) (outcome, bool) {
	const near, long = 60, 290
	before, ok1 := f.UpTo(r.dct, false)
	after, ok2 := f.From(r.dct, false)
	if !ok1 || !ok2 {
		return outcome{}, false
	}
	t := r.tense(m)
	if t == future || t == planned || t == unknownTense && r.dct-before > long && after-r.dct < near {
		o := feastOn(f, after, &m.captures, "dct")
		if t == unknownTense {
			r.because(&o, step{say: "the last was long ago, so the next from {day} on", day: r.dct})
		} else {
			r.because(&o, step{say: "its clause is in the future: the nearest from {day} on", day: r.dct})
		}
		return o, true
	}
	o := feastOn(f, before, &m.captures, "dct")
	r.because(&o, step{say: "the nearest up to {day}", day: r.dct})
	return o, true
}
