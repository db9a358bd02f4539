package timex

import (
	"cmp"
	"math"
	"slices"

	"dateline/timeline/edtf"
)

// A told date is one of those of which a narrative is made, in the order of the
// text. Its year may be left to the reader.
type told struct {
	at     int    // index of its match
	period period // without a year where bare
	bare   bool
	shift  int  // of "three years later": how many units of the period from the date told last
	gap    bool // a paragraph ends between it and the one before
	had    bool // its clause looks back: "had been signed in 1879"
	wd     int  // the day of the week that stands with it, 1 is Monday, 0 none
	joined bool // it is the end of a range of which the date before is the beginning
	near   bool // it stands in the sentence of the date before it, or in the next
}

// A choice is what the story makes of one told date.
type choice struct {
	year  int
	known bool
	aside bool // mentioned, and the story does not go there
}

// A thread is a way to understand the dates up to one of them: where in time it
// has put the story, and what that cost.
type thread struct {
	first, last edtf.Day
	placed      bool
	out         bool // the date before was an aside, and this:
	side        [2]edtf.Day
	cost        float64
	before      int32 // index of the thread that it continues
	choice      choice
}

// maxThreads is how many ways of understanding are kept beside each other, and
// portion how many dates are read before the best of them is settled, so that the
// work and its room grow with the text and no faster.
const (
	maxThreads = 10
	portion    = 400
)

// story gives the dates that name no year the years by which the narrative runs
// most evenly: forward in small steps, back seldom, and then rather at a new
// paragraph or in the past perfect; years that lie apart are asides, to which
// the story does not go. It is the cheapest path through all of them (after
// Viterbi), so that what comes later may tell what came before. The weights were
// fitted to narratives of wars and the like.
func (r *resolver) story(matches []match) []choice {
	choices := make([]choice, len(matches))
	items := r.toldDates(matches)
	start := thread{before: -1}
	for len(items) > 0 {
		n := min(portion, len(items))
		start = settle(items[:n], start, choices)
		items = items[n:]
	}
	return choices
}

// settle finds the cheapest path through some dates, notes its choices, and
// returns where it ends.
func settle(items []told, start thread, choices []choice) thread {
	start.before, start.cost = -1, 0
	all := []thread{start}
	from, to := 0, 1
	for k := range items {
		for p := from; p < to; p++ {
			all = items[k].extend(all, int32(p))
		}
		if len(all) == to {
			for p := from; p < to; p++ { // no year fits this date: the story goes on without it
				next := all[p]
				next.before, next.choice = int32(p), choice{}
				all = append(all, next)
			}
		}
		from, to = to, len(all)
		kept := all[from:to]
		slices.SortFunc(kept, func(a, b thread) int { return cmp.Compare(a.cost, b.cost) })
		n := 0
		for i := range kept {
			same := slices.ContainsFunc(kept[:n], func(q thread) bool {
				return q.first == kept[i].first && q.last == kept[i].last && q.placed == kept[i].placed
			})
			if !same && n < maxThreads {
				kept[n] = kept[i]
				n++
			}
		}
		to = from + n
		all = all[:to]
	}
	best := all[from]
	for k, p := len(items)-1, from; k >= 0; k-- {
		choices[items[k].at] = all[p].choice
		p = int(all[p].before)
	}
	return best
}

// extend adds to the paths those that go on from one of them over this date.
func (t *told) extend(all []thread, from int32) []thread {
	p := all[from]
	if !t.near {
		p.out = false
	}
	move := func(q period, extra float64, c choice) {
		first, last := q.days()
		if t.wd > 0 && q.unit == day && int(first.Weekday()) != t.wd%7 {
			extra += wrongDay
		}
		next := thread{first: first, last: last, placed: true, before: from, choice: c}
		next.cost = p.cost + extra
		if p.placed {
			next.cost += t.step(&p, first, last)
		}
		if t.joined && p.placed && !p.out && p.first < first {
			next.first = p.first // the story is anywhere in the range
		}
		all = append(all, next)
	}
	stay := func(extra float64, c choice, q period) {
		next := p
		next.before, next.choice = from, c
		next.cost += extra
		if c.aside {
			next.out = true
			next.side[0], next.side[1] = q.days()
		}
		all = append(all, next)
	}
	switch {
	case t.shift != 0:
		if !p.placed {
			stay(0, choice{}, period{})
			break
		}
		q := periodOf(t.period.unit, p.first).shift(t.shift)
		if t.shift < 0 {
			stay(rest, choice{aside: true}, q) // a look back
			break
		}
		move(q, 0, choice{})
		all[len(all)-1].cost = p.cost + rest
	case t.bare && !p.placed:
		stay(0, choice{}, period{})
	case t.bare:
		y, _, _ := p.first.Date()
		last, _, _ := p.last.Date()
		const few = 4
		for year := max(y, last-few) - 1; year <= last+1; year++ {
			q := t.period
			q.year = year
			if !q.exists() {
				continue
			}
			extra := 0.0
			switch {
			case year > last:
				extra = unsaidNext
			case year < y:
				extra = unsaidLast
			}
			move(q, extra, choice{year: year, known: true})
		}
		if p.out {
			// The aside goes on: "in 1949, after strikes in January and June".
			q := t.period
			q.year, _, _ = p.side[0].Date()
			if q.exists() && (t.wd == 0 || q.unit != day || int(q.first().Weekday()) == t.wd%7) {
				on := thread{first: p.side[0], last: p.side[1]}
				first, last := q.days()
				stay(asideOn+t.step(&on, first, last), choice{year: q.year, known: true, aside: true}, q)
			}
		}
	default:
		year := t.period.year
		move(t.period, 0, choice{year: year, known: true})
		if p.placed {
			stay(t.asideCost(&p), choice{year: year, known: true, aside: true}, t.period)
		}
	}
	return all
}

// The weights of a story, and the days that a step is measured in.
const (
	oneStep      = 31   // days
	unsaidNext   = 1.13 // to come to the next year without a word
	unsaidLast   = 1.4  // to come to the year before
	rest         = 0.15 // to go on to a date that is counted from the last
	backward     = 0.87 // to go back
	backAtBreak  = 0.2  // to go back at a new paragraph, or in the past perfect
	asideYear    = 4.7  // to mention a year
	asideDate    = 8.4  // to mention a month or a day of a year
	asidePerfect = 2.7  // less of it in the past perfect
	asideFar     = 1.9  // and of what is farther than farYears
	farYears     = 64
	asideMore    = 0.53 // the part of it that another aside at once costs
	asideOn      = 1.9  // to stay in an aside
	wrongDay     = 8    // to make a Friday of what is called a Monday
)

// step is what it costs to go from where the story is to other days.
func (t *told) step(p *thread, first, last edtf.Day) float64 {
	steps := func(days edtf.Day) float64 { return math.Log1p(float64(days) / oneStep) }
	switch {
	case first > p.last:
		return steps(first - p.last)
	case last >= p.first:
		return 0
	}
	back := backward
	if t.gap || t.had {
		back = backAtBreak
	}
	return back + steps(p.first-last)
}

func (t *told) asideCost(p *thread) float64 {
	cost := asideDate
	if t.period.unit == year {
		cost = asideYear
	}
	y, _, _ := p.first.Date()
	if distance(y, t.period.year) > farYears {
		cost -= asideFar
	}
	if t.had {
		cost -= asidePerfect
	}
	if p.out {
		cost *= asideMore
	}
	return max(0.1, cost)
}

// toldDates are the matches of which a story is made.
func (r *resolver) toldDates(matches []match) []told {
	items := make([]told, 0, len(matches))
	last := 0
	for k := range matches {
		m := &matches[k]
		t, ok := r.toldDate(m)
		if !ok {
			continue
		}
		t.at = k
		t.gap = !r.sameParagraph(last, m.first)
		t.had = r.looksBackFrom(m.first)
		t.joined = len(items) > 0 && r.joins(&matches[items[len(items)-1].at], m)
		t.near = r.sentence[m.first]-r.sentence[last] <= 1 && !t.gap
		t.wd, _ = m.captures.num("wd")
		last = m.first
		items = append(items, t)
	}
	return items
}

// joins tells whether one word of a range stands between two expressions.
func (r *resolver) joins(a, b *match) bool {
	how := r.word("joins", a.last)
	return b.first == a.last+1 && how != "" && how != "and"
}

func (r *resolver) toldDate(m *match) (told, bool) {
	if m.rule == nil {
		return told{}, false
	}
	c, a := &m.captures, &m.rule.give
	switch a.op {
	case "numeric":
		o, ok := opNumeric(r, m)
		return told{period: o.period}, ok && o.fixed
	case "step":
		u, many := unitOf(a.arg("unit", c))
		if many == 0 || u < day || u > year || u == weekend || a.arg("from", c) != "told" {
			return told{}, false
		}
		q := quantity(c, a, many)
		n := q.sign * int(q.n)
		return told{period: period{unit: u}, shift: n}, n != 0 && !q.vague && q.n == float64(int(q.n)) && n < 1000
	case "date":
	default:
		return told{}, false
	}
	p, ok := r.named(c)
	if !ok || p.unit > year || c.has("rel") || c.has("which") || c.has("toldyear") || c.has("toldmonth") {
		return told{}, false
	}
	if d, isDay := c.num("day"); isDay && p.unit == month {
		p.unit, p.day = day, d
	}
	if c.has("yy") && !c.has("from") {
		return told{}, false
	}
	y, known := 0, false
	if !c.has("sameyear") {
		y, known = r.yearOf(c)
	}
	p.year = y
	if known && !p.exists() {
		return told{}, false
	}
	return told{period: p, bare: !known}, known || p.unit < year
}

// looksBackFrom tells whether the past perfect stands shortly before.
func (r *resolver) looksBackFrom(at int) bool {
	const words = 12
	for i := at - 1; i >= max(0, at-words) && r.sameSentence(i, at); i-- {
		if r.word("perfect", i) != "" {
			return true
		}
	}
	return false
}
