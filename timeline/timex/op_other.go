package timex

import (
	"strconv"
	"strings"

	"dateline/timeline/edtf"
)

var durationLetters = map[unit]string{
	second: "TS", minute: "TM", hour: "TH", day: "D", weekend: "WE", week: "W", month: "M",
	quarter: "Q", season: "SE", year: "Y", decade: "DE", century: "CE", millennium: "ML",
}

// opDuration reads how long: "three days", "several months". The argument
// shift=1 or -1 says that it is counted from an event after it.
func opDuration(r *resolver, m *match) (outcome, bool) {
	c, a := &m.captures, &m.rule.give
	u, ok := units[a.arg("unit", c)]
	if !ok {
		return outcome{}, false
	}
	q := quantity(c, a)
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
		if u == hour && q.n == 0.5 {
			q.n, letter = 30, "M"
		}
		n = strconv.FormatFloat(q.n, 'f', -1, 64)
	}
	o := outcome{typ: "DURATION", value: v + n + letter, mod: c.mod()}
	if s := a.arg("shift", c); s != "" {
		o.shift = q.shift(u, s == "1")
	}
	return o, true
}

// opSet reads what comes again and again: the argument value, or every unit,
// or every weekday.
func opSet(r *resolver, m *match) (outcome, bool) {
	c, a := &m.captures, &m.rule.give
	o := outcome{typ: "SET", value: a.arg("value", c), mod: c.mod()}
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
// whatever else a rule knows by heart.
func opRef(r *resolver, m *match) (outcome, bool) {
	typ := m.rule.give.arg("type", &m.captures)
	if typ == "" {
		typ = "DATE"
	}
	return outcome{typ: typ, value: m.rule.give.arg("value", &m.captures), mod: m.captures.mod()}, true
}

// opClock reads a time of day: slots hour, minute, ampm, zone (as "Z" or
// "+08:00"). Its day is found by clocks.
func opClock(r *resolver, m *match) (outcome, bool) {
	c := &m.captures
	v, ok := clockValue(c)
	if !ok {
		return outcome{}, false
	}
	return outcome{typ: "TIME", mod: c.mod(), value: v + zoneOf(c), background: true}, true
}

// clocks puts the times of day on their days: the day that follows at once
// ("at 5 a.m. on 20 March"), else one told before in the sentence, else one
// after, else the day of publication.
func (r *resolver) clocks(matches []match, outcomes []outcome) {
	for k := range matches {
		m := &matches[k]
		if m.rule.give.op != "clock" {
			continue
		}
		o, ok := opClock(r, m)
		if !ok {
			continue
		}
		d, anchor, ok := r.clockDay(k, matches, outcomes)
		if !ok {
			o.value = "XXXX-XX-XX" + o.value
			outcomes[k] = o
			continue
		}
		o.anchor = anchor
		o.date = edtfDay(d)
		if v, _ := clockValue(&m.captures); len(v) == len("T18:00") && v != "T24:00" {
			o.date += v + ":00" + zoneOf(&m.captures)
		}
		o.value = edtfDay(d) + o.value
		outcomes[k] = o
	}
}

func (r *resolver) clockDay(k int, matches []match, outcomes []outcome) (edtf.Day, string, bool) {
	at := func(i int) (edtf.Day, bool) {
		o := &outcomes[i]
		if !o.fixed || o.period.unit != day {
			return 0, false
		}
		d, _ := o.period.days()
		return d, true
	}
	const beside = 2 // tokens, such as ", on"
	if k+1 < len(matches) && matches[k+1].first-matches[k].last <= beside && r.sameSentence(matches[k].first, matches[k+1].first) {
		if d, ok := at(k + 1); ok {
			return d, "text", true
		}
	}
	const nearby = 8 // expressions: a sentence may be a whole text
	for i := k - 1; i >= max(0, k-nearby) && r.sameSentence(matches[i].first, matches[k].first); i-- {
		if d, ok := at(i); ok {
			return d, "text", true
		}
	}
	for i := k + 1; i < min(len(matches), k+nearby) && r.sameSentence(matches[k].first, matches[i].first); i++ {
		if d, ok := at(i); ok {
			return d, "text", true
		}
	}
	if r.hasDCT && !r.narrative {
		return r.dct, "dct", true
	}
	const sentences = 2
	for i := k - 1; i >= max(0, k-nearby) && r.sentence[matches[k].first]-r.sentence[matches[i].first] <= sentences; i-- {
		if d, ok := at(i); ok {
			return d, "narrative", true
		}
	}
	return 0, "", false
}

// clockValue writes "T18:40".
func clockValue(c *captures) (string, bool) {
	if v := c.value("moment"); v != "" {
		return v, true
	}
	h, ok := c.num("hour")
	if n, together := c.num("hhmm"); together {
		if n%100 > 59 {
			return "", false
		}
		return clockText(n/100, n%100), true
	}
	if !ok {
		return "", false
	}
	mi, _ := c.num("minute")
	switch c.value("ampm") {
	case "pm":
		if h < 12 {
			h += 12
		}
	case "am":
		if h == 12 {
			h = 0
		}
	}
	if h > 24 || mi > 59 {
		return "", false
	}
	return clockText(h, mi), true
}

// clockText writes "T18:40".
func clockText(h, m int) string {
	var buf [8]byte
	return string(appendInt(append(appendInt(append(buf[:0], 'T'), h, 2), ':'), m, 2))
}

func zoneOf(c *captures) string {
	z := c.value("zone")
	n, ok := c.num("offset")
	if !ok {
		return z
	}
	sign := "+"
	if strings.Contains(c.value("offsetsign"), "-") {
		sign = "-"
	}
	return string(appendInt([]byte(sign), n, 2)) + ":00"
}
