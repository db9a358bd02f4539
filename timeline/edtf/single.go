package edtf

import (
	"fmt"
	"strings"
)

// A Mark says how sure a part of a date is: nothing, "?", "~" or "%".
type Mark uint8

// The marks. Both together are written "%".
const (
	Uncertain   Mark = 1 << iota // "?": the source is doubted
	Approximate                  // "~": an estimate
)

// String is the mark as EDTF writes it, "" for none.
func (m Mark) String() string { return [...]string{"", "?", "~", "%"}[m&3] }

// marks are those of year, month and day, two bits each.
type marks uint8

func (m marks) of(part int) Mark { return Mark(m>>(2*part)) & 3 }

func (m marks) any(q Mark) bool {
	return (m.of(0)|m.of(1)|m.of(2))&q != 0
}

// upTo marks a part and all those to its left.
func (m *marks) upTo(part int, q Mark) {
	for i := range part + 1 {
		m.on(i, q)
	}
}

func (m *marks) on(part int, q Mark) { *m |= marks(q) << (2 * part) }

// single reads one date: years with Y, E and S; four digits; a month, a season
// or X; a day; a time. Marks may stand on either side of each part: on its
// left they are of that part alone, on its right of all parts so far (EDTF
// level 2, qualification of individual components and of groups).
func (p *parser) single() (Date, error) {
	d, w, err := p.written()
	if err != nil {
		return Date{}, err
	}
	return p.canonical(d, w), nil
}

// written are the parts of a single date as canonical text; absent ones empty.
type written struct {
	start             int // where it begins in the input
	year              string
	month, day, clock string
}

func (p *parser) written() (d Date, w written, err error) {
	w.start = p.at
	d.marks.on(0, p.mark())
	start := p.at
	if p.take('Y') {
		w.year, err = p.longYear(start, &d)
		d.marks.on(0, p.mark())
		return d, w, err
	}
	negative := p.take('-')
	mask, ok := p.digits(4)
	if !ok {
		return d, w, p.fail(p.at, "a year of four digits")
	}
	if negative && mask == "0000" {
		return d, w, p.fail(start, "another year than -0000, which is 0000")
	}
	w.year = p.in[start:p.at]
	y := yearsOf(mask, negative)
	d.prec = y.precision()
	d.noLo, d.noHi = mask == "XXXX", mask == "XXXX" && !negative
	if y.known && p.take('S') {
		w.year, err = p.significant(&d, w.year, y.least)
		d.marks.on(0, p.mark())
		return d, w, err
	}
	d.marks.on(0, p.mark())
	if !p.take('-') {
		d.lo, d.hi = civil(y.least, 1, 1), civil(y.most, 12, 31)
		return d, w, nil
	}

	d.marks.on(1, p.mark())
	at := p.at
	if w.month, ok = p.digits(2); !ok {
		return d, w, p.fail(p.at, "a month of two digits")
	}
	m1, m2 := fit(w.month, 1, 12)
	if m1 == 0 {
		if !y.known || w.month < "21" || w.month > "41" || strings.Contains(w.month, "X") {
			return d, w, p.fail(at, "a month from 01 to 12 or a season from 21 to 41")
		}
		d.season(y.least, number2(w.month))
		d.marks.upTo(1, p.mark())
		return d, w, nil
	}
	if m1 == m2 && d.prec == Year {
		d.prec = Month
	}
	d.marks.upTo(1, p.mark())
	if !p.take('-') {
		d.lo, d.hi = civil(y.least, m1, 1), civil(y.most, m2, daysIn(y.most, m2))
		return d, w, nil
	}

	d.marks.on(2, p.mark())
	at = p.at
	if w.day, ok = p.digits(2); !ok {
		return d, w, p.fail(p.at, "a day of two digits")
	}
	if d.lo, d.hi, ok = y.days(w.month, w.day); !ok {
		if y.known && m1 == m2 {
			return d, w, p.fail(at, fmt.Sprintf("a day from 01 to %d", daysIn(y.least, m1)))
		}
		return d, w, p.fail(at, "a day that the month has")
	}
	if d.prec == Month && !strings.Contains(w.day, "X") {
		d.prec = DayPrecision
	}
	d.marks.upTo(2, p.mark())
	if p.peek() == 'T' {
		if d.prec != DayPrecision || d.marks != 0 {
			return d, w, p.fail(p.at, "no time of day after a date that is not a plain day")
		}
		p.at++
		w.clock, err = p.clock(d.lo)
		d.prec = Second
	}
	return d, w, err
}

// canonical gives d its text: the part of the input where that is canonical.
func (p *parser) canonical(d Date, w written) Date {
	var room [40]byte
	b := appendSingle(room[:0], w, d.marks)
	d.s = p.in[w.start:p.at]
	if string(b) != d.s {
		d.s = string(b)
		p.changed = true
	}
	return d
}

// appendSingle writes a date with as few marks as say the same. Each part is
// covered by one mark: if the first two parts or all of them are marked the
// same, by one on the right of the last such (a group), else by one on its own
// left. One that is the year's, and the only one, stands on the right too, as
// it does at level 1 in 1984?. So ISO 8601-2 prefers it: complete over group,
// group over individual.
func appendSingle(b []byte, w written, m marks) []byte {
	parts := [3]string{w.year, w.month, w.day}
	group := 0 // how many parts the mark on the right covers
	for group < 3 && parts[group] != "" && m.of(group) == m.of(0) && m.of(0) != 0 {
		group++
	}
	if group == 1 && m>>2 != 0 {
		group = 0
	}
	for i, part := range parts {
		if part == "" {
			break
		}
		if i > 0 {
			b = append(b, '-')
		}
		if i >= group {
			b = append(b, m.of(i).String()...)
		}
		b = append(b, part...)
		if i == group-1 {
			b = append(b, m.of(0).String()...)
		}
	}
	if w.clock != "" {
		b = append(append(b, 'T'), w.clock...)
	}
	return b
}

var unmarked = strings.NewReplacer("?", "", "~", "", "%", "")

// partsOf takes the text of a single date apart, the marks away.
func partsOf(s string) (w written) {
	s, w.clock, _ = strings.Cut(s, "T")
	s = unmarked.Replace(s)
	if strings.HasPrefix(s, "Y") {
		w.year = s
		return w
	}
	from := min(len(s), len("-"))
	if i := strings.IndexByte(s[from:], '-'); i >= 0 {
		w.year = s[:from+i]
		w.month, w.day, _ = strings.Cut(s[from+i+1:], "-")
		return w
	}
	w.year = s
	return w
}

// mark takes ?, ~ or %.
func (p *parser) mark() Mark {
	var m Mark
	switch p.peek() {
	case '?':
		m = Uncertain
	case '~':
		m = Approximate
	case '%':
		m = Uncertain | Approximate
	default:
		return 0
	}
	p.at++
	return m
}

// years are those that four digits, of which any may be X, can be.
type years struct {
	mask        string
	negative    bool
	known       bool // no digit is X
	least, most int64
}

func yearsOf(mask string, negative bool) years {
	y := years{mask: mask, negative: negative, known: !strings.Contains(mask, "X")}
	for i := range len(mask) {
		l, h := int64(0), int64(9)
		if mask[i] != 'X' {
			l = int64(mask[i] - '0')
			h = l
		}
		y.least, y.most = y.least*10+l, y.most*10+h
	}
	if negative {
		y.least, y.most = -y.most, -max(y.least, 1) // -0000 is no year
	}
	return y
}

func (y years) precision() Precision {
	switch strings.IndexByte(y.mask, 'X') {
	case -1:
		return Year
	case 3:
		return Decade
	case 2:
		return Century
	}
	return Unknown
}

func (y years) fits(n int64) bool {
	if y.negative {
		n = -n
	}
	for i := 3; i >= 0; i-- {
		if c := y.mask[i]; c != 'X' && int64(c-'0') != n%10 {
			return false
		}
		n /= 10
	}
	return true
}

// days are the first and the last day that fit. It is false where none does:
// 156X-09-31, 1XX1-02-29.
func (y years) days(month, day string) (first, last Day, ok bool) {
	if y.known && month[0] != 'X' && month[1] != 'X' && day[0] != 'X' && day[1] != 'X' {
		m, d := number2(month), number2(day)
		if d < 1 || d > daysIn(y.least, m) {
			return 0, 0, false
		}
		first = civil(y.least, m, d)
		return first, first, true
	}
	if month == "02" && !y.leap() {
		if d, _ := fit(day, 1, 28); d == 0 {
			return 0, 0, false // without trying every year
		}
	}
	for n := y.least; n <= y.most && !ok; n++ {
		for m := 1; m <= 12 && !ok && y.fits(n); m++ {
			if d, _ := fit(day, 1, daysIn(n, m)); d > 0 && fits2(month, m) {
				first, ok = civil(n, m, d), true
			}
		}
	}
	found := false
	for n := y.most; n >= y.least && ok && !found; n-- {
		for m := 12; m >= 1 && !found && y.fits(n); m-- {
			if _, d := fit(day, 1, daysIn(n, m)); d > 0 && fits2(month, m) {
				last, found = civil(n, m, d), true
			}
		}
	}
	return first, last, ok
}

// leap reports whether one of the years may be a leap year.
func (y years) leap() bool {
	for n := range int64(100) {
		// The last two digits decide, 00 aside, where the first two do.
		if n%4 == 0 && fits2(y.mask[2:], int(n)) {
			if n > 0 {
				return true
			}
			for c := range int64(25) {
				if fits2(y.mask[:2], int(c*4)) && !(y.negative && c == 0) {
					return true
				}
			}
		}
	}
	return false
}

// fits2 reports whether n is one of the numbers that two digits can be.
func fits2(digits string, n int) bool {
	return (digits[0] == 'X' || int(digits[0]-'0') == n/10) && (digits[1] == 'X' || int(digits[1]-'0') == n%10)
}

// fit returns the least and the greatest number from least to most whose two
// digits fit; 0 and 0 if none does.
func fit(digits string, least, most int) (first, last int) {
	for n := least; n <= most; n++ {
		if fits2(digits, n) {
			if first == 0 {
				first = n
			}
			last = n
		}
	}
	return first, last
}

// number2 is the number of two digits, none of which is X.
func number2(s string) int { return int(s[0]-'0')*10 + int(s[1]-'0') }
