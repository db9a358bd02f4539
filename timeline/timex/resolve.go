package timex

import (
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"dateline/timeline/edtf"
)

// A resolver gives values to the matches of one text in their order, and
// remembers where in time the text has come to.
type resolver struct {
	*workshop
	g    *Grammar
	text string

	dct     edtf.Day // the document creation time
	hasDCT  bool
	time    time.Time // and its time of day, where hasTime
	hasTime bool

	// narrative: the text tells of a time of its own, not of its
	// publication, so that what it leaves out is filled from what it told
	// before.
	narrative    bool
	ref          period // the date told last
	refAt        int    // the token at which it stood
	hasRef       bool
	nearAt       int // the token of the last expression that counted from publication
	hasNear      bool
	year         int // the year that the narrative has come to
	hasYear      bool
	said         period // the date read last, though it be an aside
	saidAt       int
	hasSaid      bool
	saidCounted  bool       // it was counted: "four years ago"
	refFirm      bool       // what was told last is a day or month, or a year after "in"
	days         [16]period // the last days told
	dayCount     int
	mentioned    int // the year named last, though it be an aside
	hasMentioned bool

	order    string   // of day and month in the text's dates of digits, "none" if it does not say
	lead     edtf.Day // the first day that news tells of
	hasLead  bool
	told     []choice // of a narrative, by match
	now      int      // the match that is being read
	next     *period  // the date that follows at once, from which an expression may count
	nextUsed bool
	nextSign int    // 1: the expression is counted after it, -1: before
	nextSays string // how the date that follows was read, for a step

	steps []step // room for those of the outcomes
}

// An outcome is what an operation makes of a match.
type outcome struct {
	typ, value, mod string
	date            string // EDTF
	period          period // where the value is a period of the calendar
	fixed           bool   // period is set
	background      bool   // the narrative's time does not move to it
	shift           *Shift
	anchor          string
	steps           []step
}

func newResolver(g *Grammar, text string, w *workshop, dct edtf.Date) *resolver {
	w.tokens = g.prog.lex.tokenize(text, w.tokens)
	r := &resolver{workshop: w, g: g, text: text}
	w.sentence = r.sentences(w.sentence)
	if d, ok := dct.Earliest(); ok {
		r.dct, r.hasDCT = d, true
		r.time, _, r.hasTime = dct.Time()
	}
	return r
}

func (r *resolver) resolveAll(matches []match) []Timex {
	r.narrative = !r.hasDCT || r.tellsItsOwnTime(matches)
	var aside func(k int) bool
	if r.narrative {
		r.told = r.story(matches)
		aside = func(k int) bool { return r.told[k].aside }
	} else {
		marks := asides(matches)
		aside = func(k int) bool { return marks[k] }
	}
	found := make([]Timex, 0, len(matches))
	for k := range len(matches) + afterClock {
		if k < len(matches) {
			*r.outcome(k) = r.read(k, matches, aside(k))
		}
		if i := k - clockNeeds; i >= 0 && i < len(matches) {
			r.clock(i, matches)
		}
		if i := k - afterClock; i >= 0 && matches[i].rule != nil {
			if t, ok := r.timex(&matches[i], r.outcome(i)); ok {
				found = append(found, t)
			}
		}
	}
	r.joinRanges(found)
	return found
}

// A time of day looks for its day among the expressions around it, and may join
// one beside it. So it is read when clockNeeds more have been read, and all is
// given out when no clock can touch it.
const (
	clockNeeds = 8
	clockBack  = 16
	afterClock = clockNeeds + 2
	ring       = 64 // outcomes that are kept, more than all of these
)

// outcome returns the room for that of a match; the last ones are kept.
func (r *resolver) outcome(k int) *outcome { return &r.outcomes[k%ring] }

// read makes the outcome of a match, but for a time of day, which waits.
func (r *resolver) read(k int, matches []match, aside bool) outcome {
	m := &matches[k]
	if m.rule == nil || m.rule.give.op == "clock" {
		return outcome{}
	}
	r.lookAhead(k, matches)
	o, ok := m.rule.give.do(r, m)
	if !ok {
		return outcome{}
	}
	if r.nextUsed {
		m.last = matches[k+1].last
		matches[k+1].rule = nil
	}
	r.next, r.nextUsed = nil, false
	o.background = o.background || aside
	r.remember(m, &o)
	r.noteLead(m, &o)
	return o
}

// lookAhead puts into next the date that follows an expression at once, or after
// one of the words that count from it.
func (r *resolver) lookAhead(k int, matches []match) {
	r.next, r.nextUsed, r.nextSign, r.now = nil, false, 0, k
	a := &matches[k].rule.give
	if !a.counts || k+1 == len(matches) {
		return
	}
	n := &matches[k+1]
	at := matches[k].last
	for at < n.first && at-matches[k].last < 2 {
		sign := r.word("counted-from", at)
		if sign == "" {
			break
		}
		if s, _ := strconv.Atoi(sign); s != 0 {
			r.nextSign = s
		}
		at++
	}
	if at != n.first || at < len(r.tokens) && r.tokens[at].breaks || n.rule.give.op == "clock" || n.rule.give.counts && n.rule.give.op != "weekday" {
		return
	}
	r.now = k + 1
	o, ok := n.rule.give.do(r, n)
	r.now = k
	if ok && o.fixed && !r.nextUsed {
		r.next = &o.period
	}
}

// remember moves the narrative's current date.
func (r *resolver) remember(m *match, o *outcome) {
	if o.anchor == "dct" {
		r.nearAt, r.hasNear = m.first, true
	}
	if !o.fixed {
		return
	}
	r.said, r.saidAt, r.hasSaid, r.saidCounted = o.period, m.first, true, m.rule.give.op == "step"
	if o.period.unit == day {
		r.days[r.dayCount%len(r.days)] = o.period
		r.dayCount++
	}
	if o.period.unit < decade {
		r.mentioned, r.hasMentioned = o.period.year, true
	}
	if o.background {
		return
	}
	if o.period.unit > r.ref.unit && o.period.year == r.ref.year && r.hasRef && r.sameSentence(r.refAt, m.first) {
		return // "on 7 December …, 1941": the finer date stands
	}
	r.ref, r.refAt, r.hasRef = o.period, m.first, true
	r.refFirm = o.period.unit < year || r.word("told-in", m.first-1) != ""
	if o.period.unit < decade {
		r.year, r.hasYear = o.period.year, true
	}
}

// timex makes the result of an outcome.
func (r *resolver) timex(m *match, o *outcome) (Timex, bool) {
	span := ByteSpan{int(r.tokens[m.first].start), int(r.tokens[m.last-1].end)}
	t := Timex{
		ByteSpan: span, Text: r.text[span.Start:span.End],
		Type: o.typ, Value: o.value, Mod: o.mod,
		Shift: o.shift, Anchor: o.anchor, Rule: m.rule.id, rule: m.rule, slots: m.captures.slots, steps: o.steps,
	}
	written := o.date
	if o.fixed {
		if written == "" {
			written = o.period.edtfString()
			if p, ok := o.period.part(o.mod); ok {
				written = p
			} else if o.mod == "APPROX" && !strings.HasPrefix(written, "[") {
				written += "~"
			}
		}
		written = r.bounded(m, o, written)
	}
	if written != "" {
		d, err := edtf.Parse(written)
		if err != nil {
			// What the rules made is no date: better none than a wrong one.
			return t, o.value != ""
		}
		t.Date = d
	}
	return t, o.value != ""
}

// bounded counts in a word before the expression, such as "by" or "before".
func (r *resolver) bounded(m *match, o *outcome, written string) string {
	if m.first == 0 || r.tokens[m.first].breaks || r.possessive(m.last) {
		return written // "before Friday's blast" bounds by the blast
	}
	bound := r.before("bound", m.first)
	if (bound == "BEFORE" || bound == "AFTER") && o.typ == "TIME" && o.period.unit == day {
		return written // before or after dawn on Saturday is still that day, or its night
	}
	if bound == "" {
		return written
	}
	first, last := o.period.days()
	if p, ok := r.partDays(o); ok {
		first, last = p[0], p[1]
	}
	switch bound {
	case "ON_OR_BEFORE":
		if r.hasDCT && !r.narrative && last > r.dct {
			return within(r.dct, last)
		}
		return "[.." + edtfDay(last) + "]"
	case "BEFORE":
		if o.mod == "END" { // "before the end of the month": until then
			first = last + 1
		}
		if r.hasDCT && !r.narrative && first > r.dct {
			return within(r.dct, first-1)
		}
		return "[.." + edtfDay(first-1) + "]"
	case "AFTER":
		if r.hasDCT && !r.narrative && last < r.dct {
			return within(last, r.dct)
		}
		if o.period.unit > day {
			last++ // not in it
		}
		return "[" + edtfDay(last) + "..]"
	}
	return written
}

func (r *resolver) partDays(o *outcome) ([2]edtf.Day, bool) {
	s, ok := o.period.part(o.mod)
	if !ok {
		return [2]edtf.Day{}, false
	}
	d, err := edtf.Parse(s)
	if err != nil {
		return [2]edtf.Day{}, false
	}
	a, ok1 := d.Earliest()
	b, ok2 := d.Latest()
	return [2]edtf.Day{a, b}, ok1 && ok2
}

// word returns what a class says of a token, or "".
func (r *resolver) word(class string, at int) string {
	c := r.g.prog.lex.classes[class]
	if c == nil || at < 0 || at >= len(r.tokens) || !r.g.prog.lex.has(r.tokens[at].sig, c.atom) {
		return ""
	}
	return c.value(fold(r.text, &r.tokens[at]))
}

// before returns what a class says of the word or phrase that ends before a
// token, or "".
func (r *resolver) before(class string, at int) string {
	c := r.g.prog.lex.classes[class]
	if c == nil {
		return ""
	}
	for _, ph := range c.phrase {
		k := at - len(ph.parts)
		if k < 0 {
			continue
		}
		n := 0
		for n < len(ph.parts) && fold(r.text, &r.tokens[k+n]) == strings.TrimPrefix(ph.parts[n], " ") {
			n++
		}
		if n == len(ph.parts) {
			return ph.value
		}
	}
	return r.word(class, at-1)
}

// fold is a token as the lexicon knows it: in lower case, and of marks the
// one that stands for its kind.
func fold(text string, t *token) string {
	s := text[t.start:t.end]
	if t.kind != markToken {
		return strings.ToLower(s)
	}
	c, _ := utf8.DecodeRuneInString(s)
	return string(foldMark(c))
}

// num returns a slot's number: of its digits, or of its value.
func (c *captures) num(name string) (int, bool) {
	s, ok := c.get(name)
	if !ok {
		return 0, false
	}
	if s.isNum {
		return int(s.num), true
	}
	n, err := strconv.Atoi(s.value)
	return n, err == nil
}

func (c *captures) has(name string) bool {
	_, ok := c.get(name)
	return ok
}

func (c *captures) value(name string) string {
	s, _ := c.get(name)
	return s.value
}

// mod is the modifier that a pattern caught.
func (c *captures) mod() string { return c.value("mod") }

// on makes an outcome of a period.
func on(p period, c *captures, anchor string) outcome {
	o := outcome{typ: "DATE", value: p.value(), mod: c.mod(), period: p, fixed: true, anchor: anchor}
	return o
}
