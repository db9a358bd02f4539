package edtf

import "strconv"

// maxYear keeps days within an int64 with room to spare.
const maxYear = 1e15

// beyond is what is expected of a year after Y (EDTF level 1: "when, and only
// when, the year exceeds four digits").
const beyond = "a year of more than four digits, up to 1E15, after Y"

// longYear reads what follows a Y: more than four digits, or an exponent, and
// perhaps how many digits are significant. It returns the canonical text.
func (p *parser) longYear(start int, d *Date) (string, error) {
	negative := p.take('-')
	at := p.at
	year, ok := p.number()
	if !ok {
		if p.at == at {
			return "", p.fail(at, "the digits of a year")
		}
		return "", p.fail(at, beyond)
	}
	if p.take('E') {
		at := p.at
		e, ok := p.number()
		if !ok || e > 15 {
			return "", p.fail(at, "an exponent up to 15")
		}
		for ; e > 0 && year <= maxYear; e-- {
			year *= 10
		}
	}
	if year <= 9999 || year > maxYear {
		return "", p.fail(at, beyond)
	}
	if negative {
		year = -year
	}
	d.prec = Year
	d.lo, d.hi = civil(year, 1, 1), civil(year, 12, 31)
	text := longText(year)
	if p.take('S') {
		return p.significant(d, text, year)
	}
	// Most are written as they are printed.
	if s := p.in[start:p.at]; s == text {
		return s, nil
	}
	return text, nil
}

// longText writes a year beyond four digits: with an exponent of two or more
// if what is left before it has no more than four digits, as Y-17E7; else, as
// Y171010000, in full.
func longText(year int64) string {
	n, e := max(year, -year), 0
	for m := n; m%10 == 0; e++ {
		m /= 10
	}
	var room [24]byte
	b := append(room[:0], 'Y')
	if year < 0 {
		b = append(b, '-')
	}
	short := n
	for range e {
		short /= 10
	}
	if e < 2 || short > 9999 {
		return string(strconv.AppendInt(b, n, 10))
	}
	b = strconv.AppendInt(b, short, 10)
	return string(strconv.AppendInt(append(b, 'E'), int64(e), 10))
}

// significant reads how many digits of a year count, which widens it: 1950S2
// is some year from 1900 to 1999, estimated to be 1950. If all count, it says
// nothing. It returns the canonical text.
func (p *parser) significant(d *Date, text string, year int64) (string, error) {
	at := p.at
	n, ok := p.number()
	size := int64(len(strconv.FormatInt(max(year, -year), 10)))
	if !ok || n < 1 || n > size {
		return "", p.fail(at, "how many of the year's digits are significant, from 1 to "+strconv.FormatInt(size, 10))
	}
	d.prec = Year
	if n == size {
		d.lo, d.hi = civil(year, 1, 1), civil(year, 12, 31)
		return text, nil
	}
	unit := int64(1)
	for range size - n {
		unit *= 10
	}
	lo := year / unit * unit // towards 0, so that -1950S2 is of -19XX
	hi := lo + unit - 1
	if year < 0 {
		lo, hi = lo-unit+1, lo
	}
	d.lo, d.hi = civil(lo, 1, 1), civil(hi, 12, 31)
	switch {
	case unit == 10:
		d.prec = Decade
	case unit == 100:
		d.prec = Century
	case unit > 100:
		d.prec = Unknown
	}
	return text + "S" + strconv.FormatInt(n, 10), nil
}

// number takes a run of digits. It is false, after them, where they are none
// or too many.
func (p *parser) number() (int64, bool) {
	start := p.at
	n, fits := int64(0), true
	for p.at < len(p.in) && p.in[p.at] >= '0' && p.in[p.at] <= '9' {
		if fits = fits && n <= maxYear; fits {
			n = n*10 + int64(p.in[p.at]-'0')
		}
		p.at++
	}
	return n, fits && p.at > start
}
