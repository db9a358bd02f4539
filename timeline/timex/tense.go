package timex

import (
	"slices"
	"strings"
)

// A tense is when a clause says its event happens.
type tense uint8

const (
	unknownTense tense = iota
	past
	future
	planned // the present of a calendar: "opens on Friday"
)

// cues are the words by which tense is told: classes that a language's words
// define as they can.
type cues struct {
	past, future, planned, passive *cue
}

// A cue is a class of words and phrases, ready to be compared with tokens.
type cue struct {
	first   []bool   // by signature: a token may begin it
	word    []bool   // by signature: a token is it
	phrases [][]atom // the words of each phrase
}

func (l *lexicon) cues() cues {
	return cues{l.cue("cue-past"), l.cue("cue-future"), l.cue("cue-planned"), l.cue("cue-passive")}
}

// phraseAtoms must run before the lexicon is sealed, cue after it.
func (l *lexicon) phraseAtoms() {
	for _, name := range []string{"cue-past", "cue-future", "cue-planned", "cue-passive"} {
		if c := l.classes[name]; c != nil {
			for k := range c.phrase {
				ph := &c.phrase[k]
				for _, part := range ph.parts {
					ph.atoms = append(ph.atoms, l.literal(strings.TrimPrefix(part, " ")))
				}
			}
		}
	}
}

func (l *lexicon) cue(name string) *cue {
	q := &cue{first: make([]bool, len(l.sigs)), word: make([]bool, len(l.sigs))}
	c := l.classes[name]
	if c == nil {
		return q
	}
	for _, ph := range c.phrase {
		q.phrases = append(q.phrases, ph.atoms)
	}
	for sig := range q.first {
		q.word[sig] = l.has(int32(sig), c.atom)
		q.first[sig] = q.word[sig]
		for _, ph := range q.phrases {
			q.first[sig] = q.first[sig] || l.has(int32(sig), ph[0])
		}
	}
	return q
}

// reach is how many tokens a cue may be away from its expression.
const reach = 30

// tense finds the cue that governs an expression: the nearest before it in
// its sentence, else the nearest after it. A language whose verbs may stand at
// the end of a clause names the marks between clauses, in the class
// clause-end: there a cue in the same clause goes before all others.
func (r *resolver) tense(m *match) tense {
	if r.g.prog.lex.classes["clause-end"] != nil {
		if t := r.nearestCue(m, "clause-end"); t != unknownTense {
			return t
		}
	}
	return r.nearestCue(m, "")
}

// nearestCue looks no further than a token of the class bounds, nor than the
// sentence.
func (r *resolver) nearestCue(m *match, bounds string) tense {
	for i := m.first - 1; i >= 0 && i >= m.first-reach; i-- {
		if r.endsSentence(i) || r.word(bounds, i) != "" {
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
		if r.tokens[i].breaks || r.endsSentence(i) || r.word(bounds, i) != "" {
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
	if r.tokens[i].capital && i > 0 && r.sentence[i] == r.sentence[i-1] && r.g.prog.lex.classes["verbs-without-capital"] != nil {
		return unknownTense // where nouns have capitals, this is one
	}
	q := &r.g.cues
	switch {
	case r.isCue(q.future, i):
		return future
	case r.isCue(q.planned, i):
		return planned
	case r.isCue(q.past, i) && !(i > 0 && r.isCue(q.passive, i-1)):
		// After "be" a participle says nothing of time: "will be delayed".
		return past
	}
	return unknownTense
}

func (r *resolver) isCue(q *cue, i int) bool {
	sig := r.tokens[i].sig
	if !q.first[sig] || q.word[sig] {
		return q.first[sig]
	}
	for _, ph := range q.phrases {
		if i+len(ph) > len(r.tokens) {
			continue
		}
		k := 0
		for k < len(ph) && r.g.prog.lex.has(r.tokens[i+k].sig, ph[k]) {
			k++
		}
		if k == len(ph) {
			return true
		}
	}
	return false
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
	if r.word("ordinal-number", i-1) != "" && r.word("sentence-opener", i+1) == "" {
		return false // "8. Januar" in a language that writes ordinals so
	}
	if p.kind == wordToken && (p.end-p.start == 1 || r.word("abbreviation", i-1) != "") {
		return false
	}
	return true
}

func (r *resolver) sameSentence(from, to int) bool {
	return r.sentence[from] == r.sentence[to]
}

// sentences numbers the sentence of each token.
func (r *resolver) sentences(of []int32) []int32 {
	of = slices.Grow(of[:0], len(r.tokens))[:len(r.tokens)]
	n := int32(0)
	for i := range r.tokens {
		if i > 0 && (r.tokens[i].breaks || r.endsSentence(i-1)) {
			n++
		}
		of[i] = n
	}
	return of
}
