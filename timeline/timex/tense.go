package timex

import "strings"

// A tense is when a clause says its event happens.
type tense uint8

const (
	unknownTense tense = iota
	past
	present
	future
)

var tenses = map[string]tense{"past": past, "present": present, "future": future}

// cueClasses are the classes that the code itself asks for, which a
// language's words define as they can.
type cueClasses struct {
	past, future, sentence *class
}

func (l *lexicon) cueClasses() cueClasses {
	return cueClasses{l.classes["cue-past"], l.classes["cue-future"], l.classes["sentence-end"]}
}

// reach is how many tokens a cue may be away from its expression.
const reach = 30

// tense finds the cue that governs an expression: the nearest before it in
// its sentence, else the nearest after it.
func (r *resolver) tense(m *match) tense {
	for i := m.first - 1; i >= 0 && i >= m.first-reach; i-- {
		if r.endsSentence(i) {
			break
		}
		if t := r.cue(i); t != unknownTense {
			return t
		}
		if r.tokens[i].breaks {
			break
		}
	}
	for i := m.last; i < len(r.tokens) && i < m.last+reach; i++ {
		if r.tokens[i].breaks || r.endsSentence(i) {
			break
		}
		if t := r.cue(i); t != unknownTense {
			return t
		}
	}
	return unknownTense
}

// cue returns the tense that a token speaks of: a word of a class, or the
// first word of a phrase of one.
func (r *resolver) cue(i int) tense {
	if r.isCue(r.g.cues.future, i) {
		return future
	}
	if r.isCue(r.g.cues.past, i) {
		return past
	}
	return unknownTense
}

func (r *resolver) isCue(c *class, i int) bool {
	if c == nil {
		return false
	}
	if r.g.prog.lex.has(r.tokens[i].sig, c.atom) {
		return true
	}
	for _, ph := range c.phrase {
		if r.readsPhrase(ph.parts, i) {
			return true
		}
	}
	return false
}

func (r *resolver) readsPhrase(parts []string, i int) bool {
	for _, part := range parts {
		if i >= len(r.tokens) {
			return false
		}
		if fold(r.text, &r.tokens[i]) != strings.TrimPrefix(part, " ") {
			return false
		}
		i++
	}
	return true
}

// endsSentence tells whether a token is a full stop that ends a sentence: a
// space and a capital come after it, and no abbreviation or initial before.
func (r *resolver) endsSentence(i int) bool {
	t := &r.tokens[i]
	if t.kind != markToken || t.end-t.start != 1 {
		return false
	}
	switch r.text[t.start] {
	case '!', '?', ';':
		return true
	case '.':
	default:
		return false
	}
	if i+1 >= len(r.tokens) {
		return true
	}
	next := &r.tokens[i+1]
	if next.glued && next.kind != markToken || next.kind == wordToken && !next.capital {
		return false
	}
	if i == 0 {
		return true
	}
	p := &r.tokens[i-1]
	if p.kind == wordToken && (p.end-p.start == 1 || r.word("abbreviation", i-1) != "") {
		return false
	}
	return true
}

func (r *resolver) sameSentence(from, to int) bool {
	for i := from; i < to; i++ {
		if i > from && r.tokens[i].breaks || r.endsSentence(i) {
			return false
		}
	}
	return true
}
