package timex

import (
	"time"

	"dateline/timeline/edtf"
)

// opNumeric reads dates in digits: the slots a, b, c in the order of the
// argument order ("ymd", "dmy", "mdy"); "auto" takes the month first unless
// that cannot be.
func opNumeric(r *resolver, m *match) (outcome, bool) {
	c := &m.captures
	a, _ := c.num("a")
	b, _ := c.num("b")
	y, _ := c.num("c")
	order, why := m.rule.give.arg("order", c), ""
	if order == "auto" {
		order, why = r.numericOrder(a, b, y)
	}
	var mo, d int
	switch order {
	case "ymd":
		y, mo, d = a, b, y
	case "dmy":
		d, mo = a, b
	default:
		mo, d = a, b
	}
	if s, _ := c.get("c"); order != "ymd" && s.isNum && int(r.tokens[s.first].width) <= 2 {
		y = r.fullYear(y, &captures{})
	}
	if mo < 1 || mo > 12 || d < 1 || d > monthLength(y, mo) {
		return outcome{}, false
	}
	o := on(period{unit: day, year: y, n: mo, day: d}, c, "")
	if why != "" {
		r.because(&o, step{say: why})
	}
	if other := (period{unit: day, year: y, n: d, day: mo}); why == orElse && d != mo && other.exists() {
		// Nothing tells which: one of the two.
		one, two := o.period, other
		if two.n < one.n {
			one, two = two, one
		}
		o.date = "[" + one.edtfString() + "," + two.edtfString() + "]"
	}
	if v, ok := clockValue(c); ok {
		day, _ := o.period.days()
		zone := zoneOf(c, day)
		o.typ = "TIME"
		o.value += v + zone
		o.date = o.period.edtfString() + v
		if len(v) == len("T18:00") {
			o.date += ":00"
		}
		o.date += zone
	}
	return o, true
}

// orElse is why an order was taken that nothing tells.
const orElse = "the nearer to publication, else the month first: nothing tells the order of day and month"

// numericOrder tells 7/8 from 8/7: by the number that can be no month, by the
// other dates of the text, by the region of its language, by the day nearer to
// publication, else the month first.
func (r *resolver) numericOrder(a, b, y int) (order, why string) {
	switch {
	case a > 12:
		return "dmy", ""
	case b > 12:
		return "mdy", ""
	}
	says := map[string]string{"dmy": "the day stands first", "mdy": "the month stands first"}
	if order := r.textOrder(); order != "" {
		return order, says[order] + ", as in the other dates of the text"
	}
	if order := r.g.regionOrder(); order != "" {
		return order, says[order] + ", as in the region of the language"
	}
	order = "mdy"
	if r.hasDCT && y >= 100 {
		mdy, dmy := edtf.DayOf(y, time.Month(a), b), edtf.DayOf(y, time.Month(b), a)
		if distance(int(dmy), int(r.dct)) < distance(int(mdy), int(r.dct)) {
			order = "dmy"
		}
	}
	return order, orElse
}

// textOrder is the order of the text's dates in digits that can be read in one
// way only, "" where there are none or they differ.
func (r *resolver) textOrder() string {
	if r.order == "" {
		r.order = "none"
		for k := range r.matches {
			m := &r.matches[k]
			if m.rule == nil || m.rule.give.op != "numeric" || m.rule.give.arg("order", &m.captures) != "auto" {
				continue
			}
			a, _ := m.captures.num("a")
			b, _ := m.captures.num("b")
			order := ""
			switch {
			case a > 12 && b <= 12:
				order = "dmy"
			case b > 12 && a <= 12:
				order = "mdy"
			default:
				continue
			}
			if r.order != "none" && r.order != order {
				r.order = "none"
				break
			}
			r.order = order
		}
	}
	if r.order == "none" {
		return ""
	}
	return r.order
}
