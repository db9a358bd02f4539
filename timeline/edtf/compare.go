package edtf

import (
	"cmp"
	"math"
	"slices"
	"strings"
)

// Contains reports whether every day that e may touch is one that d may touch.
// An open or unknown end reaches without limit. Days between the members of a
// set are not of it; a date with X is taken from its first day to its last.
// Every date contains itself; no date contains nothing, and nothing contains
// it. What is contained overlaps.
func (d Date) Contains(e Date) bool {
	if d.IsZero() || e.IsZero() {
		return false
	}
	if !d.many() && !e.many() {
		return d.reach().contains(e.reach())
	}
	wide := d.spans()
	for _, s := range e.spans() {
		if !slices.ContainsFunc(wide, func(w span) bool { return w.contains(s) }) {
			return false
		}
	}
	return true
}

// Overlaps reports whether some day that d may touch is one that e may touch,
// which is symmetric. It counts as [Date.Contains] does.
func (d Date) Overlaps(e Date) bool {
	if d.IsZero() || e.IsZero() {
		return false
	}
	if !d.many() && !e.many() {
		return d.reach().meets(e.reach())
	}
	mine := d.spans()
	for _, s := range e.spans() {
		if slices.ContainsFunc(mine, s.meets) {
			return true
		}
	}
	return false
}

// A span is a run of days; the ends of an open one are the ends of counting.
type span struct{ lo, hi Day }

func (s span) contains(t span) bool { return s.lo <= t.lo && t.hi <= s.hi }

func (s span) meets(t span) bool { return s.lo <= t.hi && t.lo <= s.hi }

func (d Date) reach() span {
	s := span{d.lo, d.hi}
	if d.noLo {
		s.lo = math.MinInt64
	}
	if d.noHi {
		s.hi = math.MaxInt64
	}
	return s
}

// spans are the runs of days of d, in order, none of which touches another.
func (d Date) spans() []span {
	var all []span
	for _, m := range d.Members() {
		all = append(all, m.reach())
	}
	slices.SortFunc(all, func(a, b span) int { return cmp.Compare(a.lo, b.lo) })
	out := all[:1]
	for _, s := range all[1:] {
		if last := &out[len(out)-1]; last.hi == math.MaxInt64 || s.lo <= last.hi+1 {
			last.hi = max(last.hi, s.hi)
		} else {
			out = append(out, s)
		}
	}
	return out
}

// Compare orders dates for a reader: by first day (by the last where the start
// is open or unknown), then by last day, those without end last. Of what has
// both the same, what has an hour comes after the rest, by when it began and
// then by when it ended, by the clock of the world; and what is still equal
// goes by its text. The order is total: only equal dates
// compare as 0. What has no bounds at all comes after all else, and no date
// after that.
func (d Date) Compare(e Date) int {
	if d.IsZero() || e.IsZero() {
		return cmp.Compare(btoi(d.IsZero()), btoi(e.IsZero()))
	}
	a, b := d.reach(), e.reach()
	if c := cmp.Or(cmp.Compare(d.place(), e.place()), cmp.Compare(a.hi, b.hi)); c != 0 {
		return c
	}
	// What has an hour stands together after the days it is of: were it
	// compared by the clock among itself and by text with all else, the order
	// would have circles.
	t1, t2, ok1 := d.hours()
	u1, u2, ok2 := e.hours()
	return cmp.Or(cmp.Compare(btoi(ok1), btoi(ok2)), cmp.Compare(t1, u1), cmp.Compare(t2, u2), strings.Compare(d.s, e.s))
}

// hours returns the instants at which d begins and ends, in seconds; it is false
// unless it begins at one. Without an end by the clock it ends as it begins.
func (d Date) hours() (from, to int64, ok bool) {
	if d.form != Interval {
		from, _, _, ok = d.instant()
		return from, from, ok
	}
	start, end, _, _ := d.Interval()
	if from, _, _, ok = start.instant(); !ok {
		return 0, 0, false
	}
	if to, _, _, ended := end.instant(); ended {
		return from, to, true
	}
	return from, from, true
}

func (d Date) place() Day {
	s := d.reach()
	if d.noLo {
		return s.hi
	}
	return s.lo
}

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}
