package timex

import (
	"strconv"
	"strings"
)

var durationLetters = map[unit]string{
	second: "TS", minute: "TM", hour: "TH", day: "D", weekend: "WE", week: "W", month: "M",
	quarter: "Q", season: "SE", year: "Y", decade: "DE", century: "CE", millennium: "ML",
}

// opDuration reads how long: "three days", "several months". The argument
// shift=1 or -1 says that it is counted from an event after it.
func opDuration(r *resolver, m *match) (outcome, bool) {
	c, a := &m.captures, &m.rule.give
	u, many := unitOf(a.arg("unit", c))
	if many == 0 {
		return outcome{}, false
	}
	q := quantity(c, a, many)
	if r.next != nil && a.arg("shift", c) != "" && !q.vague && q.n == float64(int(q.n)) && u >= day {
		if a.arg("shift", c) == "-1" {
			q.sign = -1
		}
		return r.stepFromNext(u, q, c, false), true
	}
	letter := durationLetters[u]
	v := "P"
	if letter[0] == 'T' {
		v, letter = "PT", letter[1:]
	}
	if u == half {
		return outcome{}, false
	}
	n := "X"
	if !q.vague {
		if u <= hour && u > second && q.n == 0.5 {
			q.n, letter = 30, durationLetters[u-1][1:]
		}
		n = strconv.FormatFloat(q.n, 'f', -1, 64)
	}
	o := outcome{typ: "DURATION", value: v + n + letter, mod: c.mod()}
	if n2, ok := c.num("n2"); ok {
		u2, _ := unitOf(c.value("unit2"))
		if u2 == noUnit || u2 >= u {
			return outcome{}, false
		}
		small := durationLetters[u2]
		if small[0] == 'T' && v == "PT" {
			small = small[1:]
		}
		if small[0] == 'T' || u2 >= day && v == "PT" {
			return outcome{}, false
		}
		o.value += strconv.Itoa(n2) + small
	}
	if s := a.arg("shift", c); s != "" {
		o.shift = q.shift(u, s == "1")
	}
	return o, true
}

// opSet reads what comes again and again: the argument value, in which slots
// may stand, or every unit, or every weekday.
func opSet(r *resolver, m *match) (outcome, bool) {
	c, a := &m.captures, &m.rule.give
	o := outcome{typ: "SET", value: a.arg("value", c), mod: c.mod()}
	if before, slot, ok := strings.Cut(o.value, "{"); ok {
		slot = strings.TrimSuffix(slot, "}")
		v := c.value(slot)
		switch n, _ := c.num(slot); slot {
		case "season":
			v = seasonCodes[n]
		case "month":
			v = string(appendInt(nil, n, 2))
		}
		o.value = before + v
	}
	if o.value == "" {
		d, ok := opDuration(r, m)
		if !ok {
			return o, false
		}
		o.value = d.value
	}
	if n, ok := c.num("weekday"); ok {
		o.value += "-" + strconv.Itoa(n)
		if pod := c.value("pod"); pod != "" {
			o.value += "T" + pod
		}
	}
	return o, true
}

// opRef gives the constant value: PAST_REF, PRESENT_REF, FUTURE_REF, or
// whatever else a rule knows by heart; with in=narrative only where a text tells
// of a time of its own.
func opRef(r *resolver, m *match) (outcome, bool) {
	if m.rule.give.arg("in", &m.captures) == "narrative" && !r.narrative {
		return outcome{}, false
	}
	typ := m.rule.give.arg("type", &m.captures)
	if typ == "" {
		typ = "DATE"
	}
	return outcome{typ: typ, value: m.rule.give.arg("value", &m.captures), mod: m.captures.mod()}, true
}
