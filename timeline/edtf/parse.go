package edtf

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"
)

// A SyntaxError tells where a string stops being EDTF.
type SyntaxError struct {
	Input    string
	Offset   int    // in bytes, of the first character that cannot stand there
	Expected string // what could have stood there
}

// forward is what is expected of an interval.
const forward = "an interval that does not end before it begins"

func (e *SyntaxError) Error() string {
	if e.Expected == forward {
		begin, end, _ := strings.Cut(e.Input[e.Offset:], "/")
		return fmt.Sprintf("%q ends (%s) before it begins (%s)", excerpt(e.Input), excerpt(end), excerpt(begin))
	}
	if e.Offset >= len(e.Input) {
		return fmt.Sprintf("%q ends where %s was expected", excerpt(e.Input), e.Expected)
	}
	rest := e.Input[e.Offset:]
	// Up to the next separator is what was meant as one part; a separator that
	// stands wrong is a part itself.
	part := rest
	if i := strings.IndexAny(rest[1:], "-/.,]}T:"); i >= 0 && utf8.RuneStart(rest[1+i]) {
		part = rest[:1+i]
	}
	return fmt.Sprintf("%q has %q at byte %d where %s was expected", excerpt(e.Input), excerpt(part), e.Offset, e.Expected)
}

// excerpt is at most 80 code points of s, an ellipsis the last of them where s
// is longer.
func excerpt(s string) string {
	const most = 80
	n := 0
	for i := range s {
		if n++; n == most && utf8.RuneCountInString(s[i:]) > 1 {
			return s[:i] + "…"
		}
	}
	return s
}

// Parse reads one EDTF value of level 0, 1 or 2. A bad value, "" too, gives a
// *SyntaxError.
func Parse(s string) (Date, error) {
	if d, ok := parseDay(s); ok {
		return d, nil
	}
	p := parser{in: s}
	d, err := p.value()
	if err != nil {
		return Date{}, err
	}
	return d, nil
}

// MustParse is Parse for constants; it panics on a bad value.
func MustParse(s string) Date {
	d, err := Parse(s)
	if err != nil {
		panic(err)
	}
	return d
}

// parseDay reads a plain day, the most frequent value by far.
func parseDay(s string) (Date, bool) {
	if len(s) != 10 || s[4] != '-' || s[7] != '-' {
		return Date{}, false
	}
	var n [8]int
	for i, at := range [8]int{0, 1, 2, 3, 5, 6, 8, 9} {
		c := s[at] - '0'
		if c > 9 {
			return Date{}, false
		}
		n[i] = int(c)
	}
	y, m, d := int64(n[0]*1000+n[1]*100+n[2]*10+n[3]), n[4]*10+n[5], n[6]*10+n[7]
	if m < 1 || m > 12 || d < 1 || d > daysIn(y, m) {
		return Date{}, false
	}
	day := civil(y, m, d)
	return Date{s: s, lo: day, hi: day, prec: DayPrecision}, true
}

type parser struct {
	in string
	at int
}

func (p *parser) fail(at int, expected string) error {
	return &SyntaxError{Input: p.in, Offset: at, Expected: expected}
}

func (p *parser) peek() byte {
	if p.at < len(p.in) {
		return p.in[p.at]
	}
	return 0
}

func (p *parser) take(c byte) bool {
	if p.peek() == c && p.at < len(p.in) {
		p.at++
		return true
	}
	return false
}

func (p *parser) takes(s string) bool {
	if strings.HasPrefix(p.in[p.at:], s) {
		p.at += len(s)
		return true
	}
	return false
}

func (p *parser) value() (Date, error) {
	var d Date
	var err error
	switch {
	case p.take('['):
		d, err = p.set(']', OneOf)
	case p.take('{'):
		d, err = p.set('}', AllOf)
	default:
		d, err = p.interval()
	}
	if err != nil {
		return Date{}, err
	}
	if p.at < len(p.in) {
		return Date{}, p.fail(p.at, "the end")
	}
	d.s = p.in
	return d, nil
}

// set reads the members of a set up to its closing bracket.
func (p *parser) set(closing byte, form Form) (Date, error) {
	all := Date{form: form}
	for first := true; ; first = false {
		m, err := p.member()
		if err != nil {
			return Date{}, err
		}
		all.join(m, first)
		if p.take(closing) {
			return all, nil
		}
		if !p.take(',') {
			return Date{}, p.fail(p.at, "a comma or "+strconv.QuoteRune(rune(closing)))
		}
	}
}

// member reads a date, a..b, ..b or a.. of a set.
func (p *parser) member() (Date, error) {
	start := p.at
	if p.takes("..") {
		d, err := p.single()
		d.noLo = true
		return d, err
	}
	d, err := p.single()
	if err != nil || !p.takes("..") {
		return d, err
	}
	if c := p.peek(); c == ',' || c == ']' || c == '}' {
		d.noHi = true
		return d, nil
	}
	to, err := p.single()
	if err != nil {
		return Date{}, err
	}
	if d.lo > to.hi {
		return Date{}, p.fail(start, "a range that does not end before it begins")
	}
	lo := d.lo
	d.join(to, false)
	d.lo, d.hi = lo, to.hi
	return d, nil
}

// join widens d to hold m too.
func (d *Date) join(m Date, first bool) {
	if first || m.lo < d.lo {
		d.lo = m.lo
	}
	if first || m.hi > d.hi {
		d.hi = m.hi
	}
	d.noLo, d.noHi = d.noLo || m.noLo, d.noHi || m.noHi
	d.prec = max(d.prec, m.prec)
	d.doubtful, d.about = d.doubtful || m.doubtful, d.about || m.about
}

// interval reads a date, or two ends with a slash between them, of which one
// may be open (..) or unknown (nothing).
func (p *parser) interval() (Date, error) {
	start := p.at
	var from, to Date
	var err error
	if p.takes("..") {
		if p.peek() != '/' {
			return Date{}, p.fail(p.at, `"/"`)
		}
	} else if p.peek() != '/' {
		if from, err = p.single(); err != nil {
			return Date{}, err
		}
	}
	if !p.take('/') {
		return from, nil
	}
	open := p.in[start:p.at-1] == "" || p.in[start:p.at-1] == ".."
	d := from
	d.form = Interval
	if at := p.at; at == len(p.in) || p.takes("..") {
		if open {
			return Date{}, p.fail(at, "a date: one end must be known")
		}
		d.noHi = true
		return d, nil
	}
	if to, err = p.single(); err != nil {
		return Date{}, err
	}
	if open {
		to.form, to.noLo = Interval, true
		return to, nil
	}
	if from.lo > to.hi || p.clocksReversed(start) {
		return Date{}, p.fail(start, forward)
	}
	lo := d.lo
	d.join(to, false)
	d.lo, d.hi = lo, to.hi
	return d, nil
}

// maxYear keeps days within an int64 with room to spare.
const maxYear = 1e15

// single reads one date: years with Y, E and S; four digits; a month, a season
// or X; a day; a time; and the qualifiers of levels 1 and 2.
func (p *parser) single() (Date, error) {
	var d Date
	p.qualifier(&d)
	start := p.at
	if p.take('Y') {
		return p.longYear(start, d)
	}
	negative := p.take('-')
	year, ok := p.digits(4)
	if !ok {
		return d, p.fail(p.at, "a year of four digits")
	}
	if negative && year == "0000" {
		return d, p.fail(start, "another year than -0000, which is 0000")
	}
	lo, hi := bounds(year)
	if negative {
		lo, hi = -hi, -lo
	}
	d.prec = yearPrecision(year)
	known := lo == hi
	d.lo, d.hi = civil(lo, 1, 1), civil(hi, 12, 31)
	d.noLo, d.noHi = year == "XXXX", year == "XXXX"
	if known && p.take('S') {
		return p.significant(d, lo)
	}
	p.qualifier(&d)
	if !p.take('-') {
		return d, nil
	}

	p.qualifier(&d)
	at := p.at
	month, ok := p.digits(2)
	if !ok {
		return d, p.fail(p.at, "a month of two digits")
	}
	m1, m2 := fit(month, 1, 12)
	if m1 == 0 {
		if known && month >= "21" && month <= "41" && !strings.Contains(month, "X") {
			d = d.season(lo, int(month[0]-'0')*10+int(month[1]-'0'))
			p.qualifier(&d)
			return d, nil
		}
		return d, p.fail(at, "a month from 01 to 12 or a season from 21 to 41")
	}
	if m1 == m2 && d.prec == Year {
		d.prec = Month
	}
	if !d.noLo {
		d.lo, d.hi = civil(lo, m1, 1), civil(hi, m2, daysIn(hi, m2))
	}
	p.qualifier(&d)
	if !p.take('-') {
		return d, nil
	}

	p.qualifier(&d)
	at = p.at
	day, ok := p.digits(2)
	if !ok {
		return d, p.fail(p.at, "a day of two digits")
	}
	if !p.dayFits(lo, hi, m1, m2, day) {
		return d, p.fail(at, "a day that the month has")
	}
	if known && m1 == m2 {
		d1, d2 := fit(day, 1, daysIn(lo, m1))
		d.lo, d.hi = civil(lo, m1, d1), civil(lo, m1, d2)
		if d1 == d2 {
			d.prec = DayPrecision
		}
	}
	p.qualifier(&d)
	if p.peek() == 'T' && p.at < len(p.in) {
		if d.prec != DayPrecision || d.doubtful || d.about {
			return d, p.fail(p.at, "no time of day after a date that is not a plain day")
		}
		p.at++
		if err := p.clock(); err != nil {
			return d, err
		}
		d.prec = Second
	}
	return d, nil
}

// dayFits reports whether some month among those that are possible has a day
// that fits the digits.
func (p *parser) dayFits(lo, hi int64, m1, m2 int, day string) bool {
	for m := m1; m <= m2; m++ {
		most := daysIn(lo, m)
		if lo != hi && m == 2 {
			most = 29 // some year that fits may be a leap year
		}
		if first, _ := fit(day, 1, most); first > 0 {
			return true
		}
	}
	return false
}

// digits takes n digits or Xs.
func (p *parser) digits(n int) (string, bool) {
	start := p.at
	for ; p.at < start+n; p.at++ {
		if c := p.peek(); (c < '0' || c > '9') && c != 'X' {
			return "", false
		}
	}
	return p.in[start:p.at], true
}

// number takes a run of digits.
func (p *parser) number() (int64, bool) {
	start := p.at
	for p.at < len(p.in) && p.in[p.at] >= '0' && p.in[p.at] <= '9' {
		p.at++
	}
	n, err := strconv.ParseInt(p.in[start:p.at], 10, 64)
	return n, err == nil
}

func bounds(digits string) (lo, hi int64) {
	for i := range len(digits) {
		l, h := int64(0), int64(9)
		if digits[i] != 'X' {
			l = int64(digits[i] - '0')
			h = l
		}
		lo, hi = lo*10+l, hi*10+h
	}
	return lo, hi
}

// fit returns the least and the greatest number from min to max whose two
// digits fit; 0 and 0 if none does.
func fit(digits string, least, most int) (first, last int) {
	for n := least; n <= most; n++ {
		if (digits[0] == 'X' || int(digits[0]-'0') == n/10) && (digits[1] == 'X' || int(digits[1]-'0') == n%10) {
			if first == 0 {
				first = n
			}
			last = n
		}
	}
	return first, last
}

func yearPrecision(digits string) Precision {
	switch strings.IndexByte(digits, 'X') {
	case -1:
		return Year
	case 3:
		return Decade
	case 2:
		return Century
	}
	return Unknown
}

// qualifier takes ?, ~ or %.
func (p *parser) qualifier(d *Date) {
	if p.at == len(p.in) {
		return
	}
	switch p.in[p.at] {
	case '?':
		d.doubtful = true
	case '~':
		d.about = true
	case '%':
		d.doubtful, d.about = true, true
	default:
		return
	}
	p.at++
}

// longYear reads what follows a Y: more than four digits, or an exponent, and
// perhaps how many digits are significant.
func (p *parser) longYear(start int, d Date) (Date, error) {
	negative := p.take('-')
	at := p.at
	year, ok := p.number()
	width := p.at - at
	if !ok {
		return d, p.fail(at, "a year that is not beyond counting")
	}
	exponent := p.take('E')
	if exponent {
		e, ok := p.number()
		if !ok || e > 15 {
			return d, p.fail(p.at, "an exponent up to 15")
		}
		for ; e > 0 && year <= maxYear; e-- {
			year *= 10
		}
	} else if width < 5 {
		return d, p.fail(at, "more than four digits after Y")
	}
	if year > maxYear {
		return d, p.fail(start, "a year within 1E15")
	}
	if negative {
		year = -year
	}
	d.prec = Year
	d.lo, d.hi = civil(year, 1, 1), civil(year, 12, 31)
	if p.take('S') {
		return p.significant(d, year)
	}
	p.qualifier(&d)
	return d, nil
}

// significant reads how many digits of a year count, which widens it.
func (p *parser) significant(d Date, year int64) (Date, error) {
	at := p.at
	n, ok := p.number()
	size := len(strconv.FormatInt(max(year, -year), 10))
	if !ok || n < 1 || n > int64(size) {
		return d, p.fail(at, "how many of the year's digits are significant")
	}
	unit := int64(1)
	for range int64(size) - n {
		unit *= 10
	}
	lo := floorDiv(year, unit) * unit
	d.lo, d.hi = civil(lo, 1, 1), civil(lo+unit-1, 12, 31)
	switch {
	case unit == 10:
		d.prec = Decade
	case unit == 100:
		d.prec = Century
	case unit > 100:
		d.prec = Unknown
	}
	p.qualifier(&d)
	return d, nil
}
