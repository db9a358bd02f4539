package timex

import (
	"slices"
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
	clock   time.Time
	hasDCT  bool
	hasTime bool // clock holds the time of day

	// narrative: the text tells of a time of its own, not of its
	// publication, so that what it leaves out is filled from what it told
	// before.
	narrative    bool
	ref          period // the date told last
	refAt        int    // the token at which it stood
	hasRef       bool
	year         int // the year that the narrative has come to
	hasYear      bool
	mentioned    int // the year named last, though it be an aside
	hasMentioned bool

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
		if at, _, ok := dct.Time(); ok {
			r.clock, r.hasTime = at, true
		}
	}
	return r
}

func (r *resolver) resolveAll(matches []match) []Timex {
	r.narrative = !r.hasDCT || r.tellsItsOwnTime(matches)
	asides := asides(matches)
	outcomes := slices.Grow(r.outcomes[:0], len(matches))[:len(matches)]
	r.outcomes = outcomes
	for k := range matches {
		m := &matches[k]
		if m.rule.give.op == "clock" {
			continue
		}
		o, ok := operations[m.rule.give.op](r, m)
		if !ok {
			continue
		}
		o.background = o.background || asides[k]
		r.remember(m, &o)
		outcomes[k] = o
	}
	r.clocks(matches, outcomes)
	found := make([]Timex, 0, len(matches))
	for k := range matches {
		if t, ok := r.timex(&matches[k], &outcomes[k]); ok {
			found = append(found, t)
		}
	}
	r.joinRanges(found)
	return found
}

// remember moves the narrative's current date.
func (r *resolver) remember(m *match, o *outcome) {
	if !o.fixed {
		return
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
	if m.first == 0 || r.tokens[m.first].breaks {
		return written
	}
	bound := r.word("bound", m.first-1)
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
