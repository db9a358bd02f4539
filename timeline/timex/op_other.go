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
// whatever else a rule knows by heart.
func opRef(r *resolver, m *match) (outcome, bool) {
	typ := m.rule.give.arg("type", &m.captures)
	if typ == "" {
		typ = "DATE"
	}
	return outcome{typ: typ, value: m.rule.give.arg("value", &m.captures), mod: m.captures.mod()}, true
}

// opClock reads a time of day: slots hour, minute, second, ampm, zone (as "Z"
// or "+08:00"). Its day is found by clocks.
func opClock(r *resolver, m *match) (outcome, bool) {
	c := &m.captures
	v, ok := clockValue(c)
	if !ok {
		return outcome{}, false
	}
	return outcome{typ: "TIME", mod: c.mod(), value: v + zoneOf(c), background: true}, true
}

// clocks puts the times of day on their days: the one that stands beside them
// ("around 2 a.m. Saturday", which is then one expression, "at 5 a.m. on 20
// March"), else one told before in the sentence, else one after, else the day
// told last, else that of publication.
func (r *resolver) clocks(matches []match, outcomes []outcome) {
	for k := range matches {
		m := &matches[k]
		if m.rule == nil || m.rule.give.op != "clock" {
			continue
		}
		i, anchor := r.clockDay(k, matches, outcomes)
		d := r.dct
		if i >= 0 {
			d, _ = outcomes[i].period.days()
			if v := outcomes[i].value; strings.HasSuffix(v, "TAF") || strings.HasSuffix(v, "TEV") || strings.HasSuffix(v, "TNI") {
				m.captures.afternoon(v[len(v)-2:])
			}
		}
		o, ok := opClock(r, m)
		if !ok {
			continue
		}
		if i < 0 && anchor == "" {
			o.value = "XXXX-XX-XX" + o.value
			outcomes[k] = o
			continue
		}
		o.anchor = anchor
		r.because(&o, step{say: "on {day}", day: d})
		o.date = edtfDay(d)
		if v, _ := clockValue(&m.captures); len(v) >= len("T18:00") && v != "T24:00" {
			o.date += v
			if len(v) == len("T18:00") {
				o.date += ":00"
			}
			o.date += zoneOf(&m.captures)
		}
		o.value = edtfDay(d) + o.value
		outcomes[k] = o
		// "2 a.m. Saturday", "May 8 1:00 AM"
		if i == k+1 && r.touch(m, &matches[i]) {
			m.last, m.to = matches[i].last, matches[i].to
			matches[i].rule = nil
		} else if i >= 0 && i == k-1 && r.touch(&matches[i], m) {
			m.first, m.from = matches[i].first, matches[i].from
			matches[i].rule = nil
		}
	}
}

// touch tells whether nothing but a comma stands between two expressions.
func (r *resolver) touch(a, b *match) bool {
	between := b.first - a.last
	return a.rule != nil && b.rule != nil && !r.tokens[b.first].breaks &&
		(between == 0 || between == 1 && r.text[r.tokens[a.last].start] == ',' && a.rule.give.op == "clock" && b.captures.has("month"))
}

// clockDay returns the expression that gives a time of day its day, or -1, and
// what that is; without both there is none.
func (r *resolver) clockDay(k int, matches []match, outcomes []outcome) (int, string) {
	isDay := func(i int) bool {
		o := &outcomes[i]
		return o.fixed && o.period.unit == day && matches[i].rule != nil && o.mod != "APPROX"
	}
	const beside = 2 // tokens, such as ", on"
	if k+1 < len(matches) && matches[k+1].first-matches[k].last <= beside && r.sameSentence(matches[k].first, matches[k+1].first) && isDay(k+1) {
		return k + 1, "text"
	}
	const nearby = 8 // expressions: a sentence may be a whole text
	for i := k - 1; i >= max(0, k-nearby) && r.sameSentence(matches[i].first, matches[k].first); i-- {
		if outcomes[i].typ == "SET" {
			return -1, "" // "every morning at 10 a.m."
		}
		if isDay(i) {
			return i, "text"
		}
	}
	for i := k + 1; i < min(len(matches), k+nearby) && r.sameSentence(matches[k].first, matches[i].first); i++ {
		if outcomes[i].typ == "SET" {
			return -1, ""
		}
		if isDay(i) {
			return i, "text"
		}
	}
	// In what was told before: of news the latest day up to publication, but a
	// look back that is still going on counts.
	best := -1
	for i := k - 1; i >= max(0, k-2*nearby); i-- {
		if !isDay(i) {
			continue
		}
		apart := r.sentence[matches[k].first] - r.sentence[matches[i].first]
		if !r.hasDCT || r.narrative {
			if apart <= 2 {
				return i, "narrative"
			}
			break
		}
		d, _ := outcomes[i].period.days()
		if best < 0 && apart <= 1 && (d <= r.dct || r.tense(&matches[k]) >= future) {
			return i, "narrative"
		}
		if b, _ := dayOf(outcomes, best); d <= r.dct && d > r.dct-15 && (best < 0 || d > b) {
			best = i
		}
	}
	if best >= 0 {
		return best, "narrative"
	}
	if r.hasDCT && !r.narrative {
		return -1, "dct"
	}
	return -1, ""
}

func dayOf(outcomes []outcome, i int) (edtf.Day, bool) {
	if i < 0 {
		return 0, false
	}
	d, _ := outcomes[i].period.days()
	return d, true
}

// afternoon puts an hour without a.m. or p.m. into the part of the day that its
// day's words name.
func (c *captures) afternoon(pod string) {
	h, ok := c.num("hour")
	if !ok || h == 0 || h > 12 || c.has("ampm") || pod == "NI" && h < 6 {
		return
	}
	c.slots = append(c.slots, slot{name: "ampm", value: "pm"})
}

// clockValue writes "T18:40", with seconds where the words have them.
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
	if n, before := c.num("tominute"); before {
		mi = -n
	}
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
	if mi < 0 {
		h, mi = (h+23)%24, 60+mi
	}
	if h > 24 || mi > 59 {
		return "", false
	}
	v := clockText(h, mi)
	if s, ok := c.num("second"); ok && s < 60 {
		v = string(appendInt([]byte(v+":"), s, 2))
	}
	return v, true
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
