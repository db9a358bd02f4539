package timex

// A match is one rule's reading of tokens, before it has a value.
type match struct {
	rule        *rule
	first, last int // tokens of the expression; last is exclusive
	from, to    int // and with what was read beside it
	captures    captures
}

// scan runs the automaton once over the tokens. From each place the longest
// reading counts, what stands beside the expression included; of two as long,
// the rule that comes first in the files. A reading that a veto wins is
// passed over.
func (g *Grammar) scan(text string, w *workshop) []match {
	tokens, fit := w.tokens, &w.fit
	fit.prog, fit.text, fit.tokens = g.prog, text, tokens
	found := w.matches[:0]
	var ahead match // begins later than the place from which it was read
	waiting := false
	for i := 0; i < len(tokens); {
		if waiting && ahead.first < i {
			waiting = false
		}
		here, later := g.longest(fit, i)
		if later.rule != nil && (!waiting || later.last > ahead.last) {
			ahead, waiting = later, true
		}
		if waiting && ahead.beats(&here, i) {
			here = ahead
		}
		if here.rule == nil || here.first > i {
			i++
			continue
		}
		if !here.rule.veto {
			found = append(found, here)
		}
		i = here.last
	}
	w.matches = found
	return found
}

// beats tells whether a reading that was made from before its expression stands
// against what is read from token i. Beside a veto it stands if it read as
// much: "in May had" is no Mrs May. One that begins within the other stands if
// it read further: "decade-long" in "a decade-long war".
func (ahead *match) beats(here *match, i int) bool {
	switch {
	case here.rule == nil:
		return ahead.first == i
	case ahead.first > i:
		return !ahead.rule.veto && ahead.first < here.last && (ahead.to > here.to || ahead.to == here.to && ahead.from < i)
	case here.rule.veto:
		return ahead.to-ahead.from >= here.to-here.from
	}
	return here.last < ahead.last || here.last == ahead.last && here.to <= ahead.to
}

// longest returns the longest reading from a token, of which the expression
// itself begins there, and the longest of which it begins later. Either may
// have no rule.
func (g *Grammar) longest(fit *fitter, i int) (here, later match) {
	text, tokens := fit.text, fit.tokens
	kept := g.auto.kept.Load()
	n := kept.step(kept.at(startState), &tokens[i], true)
	if n == deadState || !mayBegin(text, tokens, i) {
		return
	}
	type accepted struct {
		at    *state
		after int
	}
	var few [8]accepted
	list := few[:0]
	for j := i + 1; ; j++ {
		s := kept.at(n)
		if len(s.accepts) > 0 && mayEnd(text, tokens, j) {
			list = append(list, accepted{s, j})
		}
		if j == len(tokens) || tokens[j].breaks {
			break
		}
		if n = kept.step(s, &tokens[j], false); n == deadState {
			break
		}
	}
	for k := len(list) - 1; k >= 0 && here.rule == nil; k-- {
		for _, id := range list[k].at.accepts {
			r := g.rules[id]
			c, ok := fit.fit(r, i, list[k].after)
			if !ok || c.open >= c.close || !mayBegin(text, tokens, c.open) || !mayEnd(text, tokens, c.close) {
				continue
			}
			m := match{rule: r, first: c.open, last: c.close, from: i, to: list[k].after, captures: c}
			if c.open == i && here.rule == nil {
				here = m
			} else if c.open > i && later.rule == nil {
				later = m
			}
		}
	}
	return
}

// mayBegin refuses the inside of what writers run together: "A320", "x86".
func mayBegin(text string, tokens []token, i int) bool {
	t := &tokens[i]
	if !t.glued || i == 0 {
		return true
	}
	switch p := &tokens[i-1]; p.kind {
	case wordToken, numberToken:
		return false
	default:
		if t.kind == numberToken {
			if i >= 2 && followingYears(text, tokens, i-2) {
				return true
			}
			switch text[p.start] {
			case '.', ',', ':', '/', '#', '@', '_', '=', '&', '+':
				return i < 2 || tokens[i-2].kind != numberToken && text[p.start] != '#' || !p.glued
			}
		}
		return true
	}
}

// mayEnd refuses to stop inside a word or a number: "20th", "1.5", "3:15".
func mayEnd(text string, tokens []token, after int) bool {
	if after >= len(tokens) || !tokens[after].glued {
		return true
	}
	t := &tokens[after]
	if t.kind != markToken {
		return false
	}
	if tokens[after-1].kind != numberToken || after+1 >= len(tokens) || !tokens[after+1].glued || tokens[after+1].kind != numberToken {
		return true
	}
	switch text[t.start] {
	case '.', ',', ':', '/':
		return followingYears(text, tokens, after-1)
	}
	return true
}

// followingYears tells "2019/20", two years of which each may be an
// expression, from other numbers about a stroke.
func followingYears(text string, tokens []token, i int) bool {
	a, b := &tokens[i], &tokens[i+2]
	return text[tokens[i+1].start] == '/' && a.kind == numberToken && a.width == 4 &&
		(b.width == 2 && b.num == (a.num+1)%100 || b.width == 4 && b.num == a.num+1) && (i+3 == len(tokens) || !tokens[i+3].glued || tokens[i+3].kind == markToken && text[tokens[i+3].start] != '/')
}
