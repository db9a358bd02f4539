package edtf

import "strings"

// clock reads hh:mm:ss and a zone: Z, ±hh or ±hh:mm.
func (p *parser) clock() error {
	at := p.at
	h, ok1 := p.two(24)
	colon1 := p.take(':')
	m, ok2 := p.two(59)
	colon2 := p.take(':')
	s, ok3 := p.two(59)
	if !ok1 || !ok2 || !ok3 || !colon1 || !colon2 || h == 24 && m+s > 0 {
		return p.fail(at, "a time such as 21:09:00")
	}
	if p.take('Z') {
		return nil
	}
	at = p.at
	if !p.take('+') && !p.take('-') {
		return nil
	}
	zh, ok := p.two(14)
	zm := 0
	if ok && p.take(':') {
		zm, ok = p.two(59)
	}
	if !ok || zh == 14 && zm > 0 {
		return p.fail(at, "a zone such as Z, +04 or -03:30, within 14 hours")
	}
	return nil
}

func (p *parser) two(most int) (int, bool) {
	s, ok := p.digits(2)
	if !ok || strings.Contains(s, "X") {
		return 0, false
	}
	n := int(s[0]-'0')*10 + int(s[1]-'0')
	return n, n <= most
}

// clocksReversed reports whether the interval read since start has two instants
// of which the second is the earlier.
func (p *parser) clocksReversed(start int) bool {
	a, b, _ := strings.Cut(p.in[start:p.at], "/")
	if !strings.Contains(a, "T") || !strings.Contains(b, "T") {
		return false
	}
	from, zone1, _ := Date{s: a, prec: Second}.Time()
	to, zone2, _ := Date{s: b, prec: Second}.Time()
	return zone1 == zone2 && to.Before(from)
}
