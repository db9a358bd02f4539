package edtf

import (
	"strconv"
	"strings"
)

// Words returns d in English for readers: "8 January 2020", "some time between
// 30 December 2019 and 5 January 2020", "early 2015", "by 8 January 2020",
// "reported on 8 January 2020". The words say what the notation says and no
// more; "" for no date.
func (d Date) Words() string {
	switch {
	case d.IsZero():
		return ""
	case d.form == Single:
		return d.phrase(true, "reported on ")
	case d.form == Interval:
		return d.lasting()
	case !d.many() && d.form == OneOf:
		return d.within()
	}
	var parts []string
	for _, m := range d.Members() {
		switch m.form {
		case OneOf:
			if from, _, _, open := m.Interval(); open {
				parts = append(parts, "from "+from.end()+" on")
				continue
			}
			parts = append(parts, strings.TrimPrefix(m.within(), "some time "))
		case AllOf:
			parts = append(parts, m.every())
		default:
			parts = append(parts, m.end())
		}
	}
	if d.form == OneOf {
		return list(parts, "or")
	}
	return list(parts, "and")
}

// list is "a, b and c".
func list(parts []string, last string) string {
	if len(parts) == 1 {
		return parts[0]
	}
	n := len(parts) - 1
	return strings.Join(parts[:n], ", ") + " " + last + " " + parts[n]
}

// lasting writes an interval.
func (d Date) lasting() string {
	from, to, startOpen, endOpen := d.Interval()
	switch {
	case startOpen:
		return "until " + to.end()
	case from.IsZero():
		return "until " + to.end() + ", from an unknown time"
	case endOpen:
		return "since " + from.end()
	case to.IsZero():
		return "from " + from.end() + ", until an unknown time"
	case from.Equal(to):
		return "throughout " + from.end()
	}
	a, b := pair(from, to)
	return a + " – " + b
}

// within writes one of a single range.
func (d Date) within() string {
	from, to, startOpen, endOpen := d.Interval()
	switch {
	case startOpen:
		return "by " + to.end()
	case endOpen:
		return from.end() + " or later"
	}
	if w := third(from, to); w != "" {
		return w
	}
	a, b := pair(from, to)
	return "some time between " + a + " and " + b
}

// every writes all of a single range.
func (d Date) every() string {
	from, to, startOpen, endOpen := d.Interval()
	unit := "all"
	switch max(from.unit(), to.unit()) {
	case Year:
		unit = "every year"
	case Month:
		unit = "every month"
	case DayPrecision:
		unit = "every day"
	}
	switch {
	case startOpen:
		return unit + " up to " + to.end()
	case endOpen:
		return unit + " from " + from.end()
	}
	a, b := pair(from, to)
	return unit + " from " + a + " to " + b
}

// third is "early 2015" for its first four months, "mid-January 2020" for the
// second ten days, "" for what is no such third.
func third(from, to Date) string {
	if from.unit() == Unknown || from.unit() != to.unit() {
		return ""
	}
	y, m1, d1 := from.lo.Date()
	y2, m2, d2 := to.hi.Date()
	if y != y2 {
		return ""
	}
	first, last, ends := int(m1), int(m2), [3]int{4, 8, 12}
	what := yearWords(int64(y))
	if from.unit() == DayPrecision {
		if m1 != m2 {
			return ""
		}
		first, last, ends = d1, d2, [3]int{10, 20, daysIn(int64(y), int(m1))}
		what = m1.String() + " " + what
	} else if from.unit() == Year {
		return ""
	}
	begins := 1
	for i, end := range ends {
		if first == begins && last == end {
			return [3]string{"early ", "mid-", "late "}[i] + what
		}
		begins = end + 1
	}
	return ""
}

// pair writes two ends, the year only once where both have the same, and the
// month too.
func pair(from, to Date) (string, string) {
	a, b := from.end(), to.end()
	if from.unit() != to.unit() || from.unit() < Month {
		return a, b
	}
	y1, m1, day := from.lo.Date()
	y2, m2, _ := to.lo.Date()
	switch {
	case y1 != y2 || from.s == to.s:
		return a, b
	case m1 == m2:
		return strconv.Itoa(day), b
	}
	return from.phrase(false, ""), b
}

// end writes a single date that is a part of something.
func (d Date) end() string { return d.phrase(true, "perhaps ") }
