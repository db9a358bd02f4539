package edtf

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"strings"
)

// maxMembers is how many members of a set are read: more than any source
// lists, and few enough that a hostile one costs little.
const maxMembers = 1000

// A member of a set is a date, or a range of which one end may be open.
type member struct {
	Date           // its bounds, precision and marks; its text
	from, to  Date // zero where open; both the date itself where it is no range
	dots      bool
	plainUnit Precision // Year, Month or DayPrecision if it counts in these, else Unknown
}

// set reads the members of a set up to its closing bracket.
func (p *parser) set(closing byte, form Form) (Date, error) {
	var room [4]member
	members := room[:0]
	for {
		if len(members) == maxMembers {
			return Date{}, p.fail(p.at, "no more than "+strconv.Itoa(maxMembers)+" members of a set")
		}
		m, err := p.member()
		if err != nil {
			return Date{}, err
		}
		members = append(members, m)
		if p.take(closing) {
			break
		}
		if !p.take(',') {
			return Date{}, p.fail(p.at, "a comma or "+strconv.QuoteRune(rune(closing)))
		}
	}
	members = normal(members)
	if len(members) == 1 && !members[0].dots {
		return members[0].Date, nil // one of one, and all of one, is that one
	}
	d := members[0].Date
	var text strings.Builder
	text.WriteByte(p.in[0])
	for i, m := range members {
		if i > 0 {
			text.WriteByte(',')
			d.join(m.Date)
		}
		text.WriteString(m.s)
	}
	text.WriteByte(closing)
	d.form, d.s = form, text.String()
	return d, nil
}

// member reads a date, a..b, ..b or a.. of a set.
func (p *parser) member() (member, error) {
	start := p.at
	if p.takes("..") {
		to, err := p.single()
		return ranged(Date{}, to), err
	}
	from, err := p.single()
	if err != nil || !p.takes("..") {
		return member{Date: from, from: from, to: from, plainUnit: from.unit()}, err
	}
	if c := p.peek(); c == ',' || c == ']' || c == '}' {
		return ranged(from, Date{}), nil
	}
	to, err := p.single()
	if err != nil {
		return member{}, err
	}
	if _, ok := stretch(from, to); !ok {
		return member{}, p.fail(start, "a range that does not end before it begins")
	}
	return ranged(from, to), nil
}

// ranged is from..to, of which one may be zero: open. A range from a day, a
// month or the like to itself is no range.
func ranged(from, to Date) member {
	m := member{from: from, to: to, dots: true}
	switch {
	case from.IsZero():
		m.Date, m.plainUnit = to, to.unit()
		m.noLo = true
	case to.IsZero():
		m.Date, m.plainUnit = from, from.unit()
		m.noHi = true
	case from.s == to.s && from.marks == 0 && !strings.ContainsAny(from.s, "XS"):
		return member{Date: from, from: from, to: from, plainUnit: from.unit()}
	default:
		m.Date, _ = stretch(from, to)
		if from.unit() == to.unit() {
			m.plainUnit = from.unit()
		}
	}
	m.s = from.s + ".." + to.s
	return m
}

// unit is what a year, month or day without any mark or X counts in.
func (d Date) unit() Precision {
	if d.marks == 0 && (d.prec == Year || d.prec == Month || d.prec == DayPrecision) {
		return d.prec
	}
	return Unknown
}

// normal puts the members of a set in order, each once. ".." stands for all
// values between its ends at their precision (EDTF level 2, set
// representation), so a member that a range of its own precision holds says
// nothing, and what overlaps or continues a range becomes one with it. Single
// values in a row stay as they are listed.
func normal(members []member) []member {
	if len(members) == 1 {
		return members
	}
	slices.SortFunc(members, func(a, b member) int {
		return cmp.Or(cmp.Compare(a.plainUnit, b.plainUnit), cmp.Compare(a.begins(), b.begins()), cmp.Compare(a.ends(), b.ends()), cmp.Compare(a.s, b.s))
	})
	out := members[:0]
	for _, m := range members {
		for len(out) > 0 {
			one, ok := out[len(out)-1].and(m)
			if !ok {
				break
			}
			m, out = one, out[:len(out)-1]
		}
		out = append(out, m)
	}
	slices.SortStableFunc(out, func(a, b member) int {
		return cmp.Or(btoi(b.noLo)-btoi(a.noLo), btoi(a.noHi)-btoi(b.noHi),
			cmp.Compare(a.begins(), b.begins()), cmp.Compare(a.ends(), b.ends()), cmp.Compare(a.s, b.s))
	})
	return out
}

func (m member) begins() Day {
	if m.noLo {
		return math.MinInt64
	}
	return m.lo
}

func (m member) ends() Day {
	if m.noHi {
		return math.MaxInt64
	}
	return m.hi
}

// and makes one member of two, of which n does not begin before m.
func (m member) and(n member) (member, bool) {
	switch {
	case m.s == n.s:
		return m, true
	case m.plainUnit == Unknown || m.plainUnit != n.plainUnit:
		return m, false
	case m.noLo && n.noHi, n.noLo && m.noHi:
		return m, false // a set has no way to say always
	}
	if touches := m.noHi || n.begins() <= m.hi || (m.dots || n.dots) && n.begins() == m.hi+1; !touches {
		return m, false
	}
	if m.ends() >= n.ends() {
		return m, true
	}
	return ranged(m.from, n.to), true
}

// Members returns what a set is a set of: dates, and ranges as sets of their
// own. Of any other date it returns that date alone, of the zero Date nothing.
func (d Date) Members() []Date {
	if d.IsZero() {
		return nil
	}
	if d.form != OneOf && d.form != AllOf {
		return []Date{d}
	}
	var all []Date
	for m := range strings.SplitSeq(d.s[1:len(d.s)-1], ",") {
		if strings.Contains(m, "..") {
			m = d.s[:1] + m + d.s[len(d.s)-1:]
		}
		all = append(all, MustParse(m))
	}
	return all
}

// many reports whether d is a set of several members, which may leave gaps.
func (d Date) many() bool {
	return (d.form == OneOf || d.form == AllOf) && strings.Contains(d.s, ",")
}
