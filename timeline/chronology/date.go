package chronology

import (
	"cmp"
	"math"
	"slices"

	"dateline/timeline/edtf"
)

// bounds are the first and the last day that a date may be, inclusive; never
// and always where it does not say.
type bounds struct{ lo, hi edtf.Day }

const (
	never  = edtf.Day(math.MinInt32)
	always = edtf.Day(math.MaxInt32)
)

// boundsOf are what d says, whether it is sure or not.
func boundsOf(d edtf.Date) bounds {
	b := bounds{never, always}
	if d.IsZero() {
		return b
	}
	if lo, ok := d.Earliest(); ok {
		b.lo = lo
	}
	if hi, ok := d.Latest(); ok {
		b.hi = hi
	}
	return b
}

// possible are the days that an event with date d may have been on: an
// approximate date may be off by its own length, and news "reported on" a day
// may be some days older.
func possible(d edtf.Date) bounds {
	b := boundsOf(d)
	const stale = 3 // days that fresh news may be old
	switch {
	case d.IsZero():
	case d.Approximate() && b.lo != never && b.hi != always:
		length := b.hi - b.lo + 1
		b.lo, b.hi = b.lo-length, b.hi+length
	case d.Uncertain() && b.lo != never:
		b.lo -= stale
	}
	return b
}

func (b bounds) meet(c bounds) (bounds, bool) {
	m := bounds{max(b.lo, c.lo), min(b.hi, c.hi)}
	return m, m.lo <= m.hi
}

// days is how many days b holds; a great number if it is open.
func (b bounds) days() float64 {
	if b.lo == never || b.hi == always {
		return 3650
	}
	return float64(b.hi) - float64(b.lo) + 1
}

func (b bounds) day() bool { return b.lo == b.hi }

// gap is the number of days between two that do not meet, 0 if they do.
func (b bounds) gap(c bounds) int64 {
	switch {
	case b.hi < c.lo:
		return int64(c.lo) - int64(b.hi)
	case c.hi < b.lo:
		return int64(b.lo) - int64(c.hi)
	}
	return 0
}

// firm reports whether d is neither uncertain nor approximate.
func firm(d edtf.Date) bool { return !d.IsZero() && !d.Uncertain() && !d.Approximate() }

// mergeDates gives the best date that all of them together support: the days
// that all firm dates share. Where articles contradict each other, those days
// that the most of them support; one that corrects an earlier report outweighs
// the rest.
func mergeDates(g []*item) edtf.Date {
	var firms, softs []*item
	for _, it := range g {
		switch {
		case it.date.IsZero():
		case firm(it.date):
			firms = append(firms, it)
		default:
			softs = append(softs, it)
		}
	}
	slices.SortFunc(softs, func(a, b *item) int {
		x, y := boundsOf(a.date), boundsOf(b.date)
		return cmp.Or(cmp.Compare(x.days(), y.days()), cmp.Compare(x.lo, y.lo), cmp.Compare(a.order, b.order))
	})
	if len(firms) == 0 {
		if len(softs) == 0 {
			return edtf.Date{}
		}
		return softs[0].date
	}
	best := consensus(firms)
	if m := boundsOf(best); m.days() > 31 && len(softs) > 0 {
		// What was reported fresh on a day says more than bare bounds.
		if _, ok := m.meet(possible(softs[0].date)); ok && boundsOf(softs[0].date).days() < m.days() {
			return softs[0].date
		}
	}
	return best
}

// consensus merges firm dates.
func consensus(g []*item) edtf.Date {
	weight := func(it *item) float64 {
		w := 1.0
		if boundsOf(it.date).day() {
			w = 2
		}
		if !it.worded {
			w /= 4
		}
		if it.correction {
			w += 6
		}
		return w
	}
	g = slices.Clone(g)
	support := map[*item]float64{}
	for _, it := range g {
		for _, o := range g {
			if _, ok := boundsOf(it.date).meet(boundsOf(o.date)); ok {
				support[it] += weight(o)
			}
		}
	}
	slices.SortFunc(g, func(a, b *item) int {
		return cmp.Or(-cmp.Compare(support[a], support[b]), -cmp.Compare(weight(a), weight(b)), cmp.Compare(boundsOf(a.date).days(), boundsOf(b.date).days()),
			cmp.Compare(a.order, b.order))
	})
	all := bounds{never, always}
	for _, it := range g {
		if m, ok := all.meet(boundsOf(it.date)); ok {
			all = m
		}
	}
	// A date that says just this in its own words, the finest of them: an
	// instant rather than its day, what lasted rather than some time within.
	var own edtf.Date
	for _, it := range g {
		if boundsOf(it.date) == all && (own.IsZero() || finer(it.date, own)) {
			own = it.date
		}
	}
	if !own.IsZero() {
		return own
	}
	return within(all)
}

func finer(a, b edtf.Date) bool {
	if x, y := a.Precision(), b.Precision(); x != y {
		return x > y
	}
	return a.String() < b.String()
}

// within is "some time within" b.
func within(b bounds) edtf.Date {
	switch {
	case b.lo == never && b.hi == always:
		return edtf.Date{}
	case b.lo == never:
		return edtf.By(b.hi)
	case b.hi == always:
		return edtf.After(b.lo)
	case b.day():
		return edtf.OfDay(b.lo)
	}
	return edtf.Within(b.lo, b.hi)
}

// tighten uses what led to what: an answer is not before what it answers. Only
// dates that are bare bounds are made narrower.
func tighten(events []Event) {
	at := map[string]int{}
	for i, e := range events {
		at[e.ID] = i
	}
	for range 3 { // chains of answers; longer ones are rare
		changed := false
		for i := range events {
			for _, r := range events[i].Relations {
				if !r.Type.Bounds() {
					continue
				}
				later, earlier := &events[i], &events[at[r.To]]
				l, e := boundsOf(later.Date), boundsOf(earlier.Date)
				if isBounds(later.Date) && firm(earlier.Date) && e.lo != never && e.lo > l.lo && e.lo <= l.hi {
					later.Date, changed = within(bounds{e.lo, l.hi}), true
				}
				if isBounds(earlier.Date) && firm(later.Date) && l.hi != always && l.hi < e.hi && l.hi >= e.lo {
					earlier.Date, changed = within(bounds{e.lo, l.hi}), true
				}
			}
		}
		if !changed {
			return
		}
	}
}

// isBounds reports whether d is "some time within", not a day, a month or what
// lasted.
func isBounds(d edtf.Date) bool { return firm(d) && d.Form() == edtf.OneOf }
