package timex

import (
	"strings"

	"dateline/timeline/edtf"
)

// headBytes is how much of a text dateline looks at: a dateline stands above
// the story or at its very beginning.
const headBytes = 2000

// dateline finds the creation time that a text states of itself: a line that
// holds a full date and nothing else ("January 8, 2020 at 9:09 pm"), or the
// dateline of a wire ("BRUSSELS, Jan 8, 2020 (Reuters) –"). ok is false where
// there is none, or none with a year.
func (g *Grammar) dateline(text string) (edtf.Date, bool) {
	if len(text) > headBytes {
		text = text[:headBytes]
		if cut := strings.LastIndexByte(text, '\n'); cut > 0 {
			text = text[:cut]
		}
	}
	w := workshops.Get().(*workshop)
	defer w.leave()
	r := newResolver(g, text, w, edtf.Date{})
	matches := g.scan(text, w)
	for k := range matches {
		m := &matches[k]
		o, ok := m.rule.give.do(r, m)
		r.remember(m, &o)
		if !ok || !o.fixed || o.period.unit != day || !r.isDateline(m, matches) {
			continue
		}
		written := o.period.edtfString()
		if k+1 < len(matches) && matches[k+1].rule.give.op == "clock" && r.sameLine(m.last, matches[k+1].first) {
			if v, ok := clockValue(&matches[k+1].captures); ok && len(v) == len("T18:00") && v != "T24:00" {
				day, _ := o.period.days()
				written += v + ":00" + zoneOf(&matches[k+1].captures, day)
			}
		}
		if d, err := edtf.Parse(written); err == nil {
			return d, true
		}
	}
	return edtf.Date{}, false
}

// isDateline tells whether a date stands alone on its line, but for other
// expressions and words such as "published", or after a place in capitals at
// a paragraph's beginning with a dash or bracket after it.
func (r *resolver) isDateline(m *match, matches []match) bool {
	first, last := m.first, m.last
	for first > 0 && !r.tokens[first].breaks {
		first--
	}
	for last < len(r.tokens) && !r.tokens[last].breaks {
		last++
	}
	in := func(i int) bool {
		for k := range matches {
			if i >= matches[k].first && i < matches[k].last {
				return true
			}
		}
		return false
	}
	alone := true
	for i := first; i < last && alone; i++ {
		alone = r.tokens[i].kind == markToken || in(i) || r.word("dateline", i) != ""
	}
	if alone {
		return true
	}
	agency := m.last+1 < last && r.word("agency", m.last+1) != ""
	return m.last < last && m.first > first && r.isPlace(first, m.first, agency) && r.tokens[m.last].kind == markToken &&
		strings.ContainsAny(r.text[r.tokens[m.last].start:r.tokens[m.last].end], "-–—():")
}

// isPlace tells whether tokens begin with a word all in capitals, or, with an
// agency named after the date, with a capital, and are few.
func (r *resolver) isPlace(from, to int, agency bool) bool {
	const most = 8
	t := &r.tokens[from]
	word := r.text[t.start:t.end]
	return to-from <= most && t.kind == wordToken && len(word) > 2 && (word == strings.ToUpper(word) || agency && t.capital)
}

func (r *resolver) sameLine(from, to int) bool {
	for i := from; i <= to && i < len(r.tokens); i++ {
		if r.tokens[i].breaks {
			return false
		}
	}
	return true
}
