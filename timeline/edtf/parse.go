package edtf

import (
	"fmt"
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
	in      string
	at      int
	changed bool // what was read is not canonical as it stands
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
	if p.at < len(p.in) && p.in[p.at] == c {
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
	return d, nil
}

// join widens d to hold m too.
func (d *Date) join(m Date) {
	d.lo, d.hi = min(d.lo, m.lo), max(d.hi, m.hi)
	d.noLo, d.noHi = d.noLo || m.noLo, d.noHi || m.noHi
	d.prec = max(d.prec, m.prec)
	d.marks |= m.marks
}

// interval reads a date, or two ends with a slash between them, of which one
// may be open (..) or unknown (nothing).
func (p *parser) interval() (Date, error) {
	start := p.at
	var from, to Date
	var err error
	open := p.takes("..")
	if open && p.peek() != '/' {
		return Date{}, p.fail(p.at, `"/"`)
	}
	if p.peek() != '/' {
		if from, err = p.single(); err != nil {
			return Date{}, err
		}
	}
	if !p.take('/') {
		return from, nil
	}
	at := p.at
	if at == len(p.in) || p.takes("..") {
		if from.IsZero() {
			return Date{}, p.fail(at, "a date: one end must be known")
		}
		d := from
		d.form, d.noHi = Interval, true
		d.s = p.text(start, from.s, p.in[at-1:p.at])
		return d, nil
	}
	if to, err = p.single(); err != nil {
		return Date{}, err
	}
	if from.IsZero() {
		d := to
		d.form, d.noLo = Interval, true
		d.s = p.text(start, p.in[start:at], to.s)
		return d, nil
	}
	d, ok := stretch(from, to)
	if !ok {
		return Date{}, p.fail(start, forward)
	}
	d.form = Interval
	d.s = p.text(start, from.s, "/", to.s)
	return d, nil
}

// text joins canonical parts: to the input itself where that is the same.
func (p *parser) text(start int, parts ...string) string {
	if !p.changed {
		return p.in[start:p.at]
	}
	return strings.Join(parts, "")
}

// stretch is the time from the beginning of one date to the end of another,
// and false where it would end before it begins. Instants are compared as such
// where both have a zone, or neither: one who flies east to west may arrive on
// the day before.
func stretch(from, to Date) (Date, bool) {
	d := from
	d.join(to)
	t, _, zone1, ok1 := from.instant()
	u, _, zone2, ok2 := to.instant()
	if ok1 && ok2 && (zone1 == 0) == (zone2 == 0) {
		return d, t <= u
	}
	d.lo, d.noLo, d.hi, d.noHi = from.lo, from.noLo, to.hi, to.noHi
	return d, from.noLo || to.noHi || from.lo <= to.hi
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
