package timex

import (
	"fmt"
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

// cues are the words by which tense is told, by the classes that a language's
// words define as they can. A phrase of them may name a class: "is {ing}".
type cues struct {
	of   [6]*cue
	some []bool // by signature: a token may begin one of them
}

// The classes of cues, in the order in which they count where two are as long.
var cueClasses = [...]struct {
	name string
	says tense
}{
	{"cue-future", future},
	{"cue-planned", planned},
	{"cue-past", past},
	{"cue-passive", unknownTense}, // "be": a participle after it says nothing of time
	{"cue-pledge", future},        // speaks of what comes after it: "promised to leave on Friday"
	{"cue-headline", planned},     // counts only near the beginning of a sentence that has no other
}

const futureCue, passiveCue, pledgeCue, headlineCue = 0, 3, 4, 5

// A cue is a class of words and phrases, ready to be compared with tokens.
type cue struct {
	first   []bool   // by signature: a token may begin it
	word    []bool   // by signature: a token is it
	phrases [][]atom // the words of each phrase
}

func (l *lexicon) cues() (list cues) {
	for k := range cueClasses {
		list.of[k] = l.cue(cueClasses[k].name)
	}
	list.some = make([]bool, len(l.sigs))
	for sig := range list.some {
		for _, q := range list.of {
			list.some[sig] = list.some[sig] || q.first[sig]
		}
	}
	return list
}

// phraseAtoms must run before the lexicon is sealed, cue after it.
func (l *lexicon) phraseAtoms() error {
	for _, of := range cueClasses {
		c := l.classes[of.name]
		if c == nil {
			continue
		}
		for k := range c.phrase {
			ph := &c.phrase[k]
			for _, part := range ph.parts {
				part = strings.TrimPrefix(part, " ")
				name, isClass := strings.CutPrefix(part, "{")
				if !isClass {
					ph.atoms = append(ph.atoms, l.literal(part))
					continue
				}
				in := l.classes[strings.TrimSuffix(name, "}")]
				if in == nil {
					return fmt.Errorf("class %s: %s is no class; there are %s", of.name, part, l.names())
				}
				ph.atoms = append(ph.atoms, in.atom)
			}
		}
	}
	return nil
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
	if r.settled(m, "to-day", "moves-day") || r.settled(m, "for-day", "fixes-day") {
		return future
	}
	if r.g.prog.lex.classes["clause-end"] != nil {
		if t := r.nearestCue(m, "clause-end"); t != unknownTense {
			return t
		}
	}
	return r.nearestCue(m, "")
}

// settled: "postponed the election from May to June 4", "called an election for
// June 4": a word of class joint before the day, and before that one of class verb.
func (r *resolver) settled(m *match, joint, verb string) bool {
	const clause = 12 // tokens
	if m.first == 0 || r.word(joint, m.first-1) == "" {
		return false
	}
	for i := m.first - 2; i >= 0 && i >= m.first-clause && r.tokens[i].kind != markToken && r.sameSentence(i, m.first); i-- {
		if r.before(verb, i+1) != "" {
			return true
		}
	}
	return false
}

// nearestCue looks no further than a token of the class bounds, nor than the
// sentence.
func (r *resolver) nearestCue(m *match, bounds string) tense {
	for i := m.first - 1; i >= 0 && i >= m.first-reach; i-- {
		if r.endsSentence(i) || r.word(bounds, i) != "" || i > 0 && r.text[r.tokens[i-1].start] == ',' && r.word("clause-joint", i) != "" {
			break
		}
		if t := r.cueAround(i); t != unknownTense {
			return t
		}
		if r.tokens[i].breaks {
			break
		}
	}
	const opening = 6 // tokens: "On Friday, ministers will meet"
	opens := m.first < opening || !r.sameSentence(m.first-opening, m.first)
	for i := m.last; i < len(r.tokens) && i < m.last+reach; i++ {
		if r.tokens[i].breaks || r.endsSentence(i) || r.word(bounds, i) != "" || !opens && r.text[r.tokens[i].start] == ',' {
			break
		}
		if t := r.cue(i); t != unknownTense {
			return t
		}
	}
	return r.headlineTense(m.first)
}

// cueAround is the cue of a token, or of a phrase that it is in: at "expected"
// the "is expected" that begins before it.
func (r *resolver) cueAround(i int) tense {
	const before = 3
	for j := max(0, i-before); j < i; j++ {
		if !r.g.cues.some[r.tokens[j].sig] || !r.sameSentence(j, i) {
			continue
		}
		if t, n := r.cueBefore(j); j+n > i && t != unknownTense {
			return t
		}
	}
	t, _ := r.cueBefore(i)
	return t
}

// cueBefore is the cue at a token that stands before the expression: there a
// pledge counts too.
func (r *resolver) cueBefore(i int) (tense, int) {
	t, n := r.cueAt(i)
	if m := r.cueLength(r.g.cues.of[pledgeCue], i); m > n && (i+m >= len(r.tokens) || r.word("before-noun", i+m) == "" && !r.tokens[i+m].capital) {
		return future, m // not "agreed to the plan"
	}
	return t, n
}

// headlineTense looks at the first words of the sentence.
func (r *resolver) headlineTense(at int) tense {
	const words = 6
	first := at
	for first > 0 && first > at-reach && r.sameSentence(first-1, at) {
		first--
	}
	for i := first + 1; i < min(at, first+words); i++ {
		if r.cueLength(r.g.cues.of[headlineCue], i) > 0 {
			return planned
		}
	}
	return unknownTense
}

// cue returns the tense that a token speaks of: of the words and phrases that
// begin there, the longest says it ("may have" before "may").
func (r *resolver) cue(i int) tense {
	t, _ := r.cueAt(i)
	return t
}

func (r *resolver) cueAt(i int) (says tense, longest int) {
	if !r.g.cues.some[r.tokens[i].sig] {
		return unknownTense, 0
	}
	if r.tokens[i].capital && i > 0 && r.sentence[i] == r.sentence[i-1] && r.tokens[i-1].kind != markToken {
		return unknownTense, 0 // a name, as May, or a noun where nouns have capitals
	}
	for k, of := range cueClasses {
		if k >= passiveCue {
			break
		}
		if n := r.cueLength(r.g.cues.of[k], i); n > longest {
			says, longest = of.says, n
		}
	}
	if says == planned && longest == 1 && i > 0 && r.word("noun-too", i) != "" && (r.tokens[i-1].kind == numberToken || (!r.tokens[i-1].capital || i == 1 || !r.sameSentence(i-2, i-1)) && r.word("before-noun", i-1) != "") {
		return unknownTense, 0 // "lost three votes", "The start"
	}
	if says == planned && i > 0 && r.word("infinitive", i-1) != "" {
		return unknownTense, 0 // "began to fall on the town"
	}
	if says == past && longest == 1 && i > 0 && r.word("past-or-plain", i) != "" &&
		(r.word("infinitive", i-1) != "" || r.cueLength(r.g.cues.of[futureCue], i-1) > 0) {
		return unknownTense, 0 // "will cut rates"
	}
	if says == past && longest == 1 && i > 0 && r.cueLength(r.g.cues.of[passiveCue], i-1) > 0 {
		return unknownTense, 0 // "will be delayed"
	}
	return says, longest
}

// cueLength is how many tokens of a cue begin at i.
func (r *resolver) cueLength(q *cue, i int) int {
	sig := r.tokens[i].sig
	if !q.first[sig] {
		return 0
	}
	longest := 0
	if q.word[sig] {
		longest = 1
	}
	for _, ph := range q.phrases {
		if len(ph) <= longest || i+len(ph) > len(r.tokens) {
			continue
		}
		k := 0
		for k < len(ph) && r.g.prog.lex.has(r.tokens[i+k].sig, ph[k]) {
			k++
		}
		if k == len(ph) {
			longest = k
		}
	}
	return longest
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

// sentences numbers the sentence and the paragraph of each token.
func (r *resolver) sentences(of []int32) []int32 {
	r.para = slices.Grow(r.para[:0], len(r.tokens))[:len(r.tokens)]
	paragraph := int32(0)
	of = slices.Grow(of[:0], len(r.tokens))[:len(r.tokens)]
	n := int32(0)
	for i := range r.tokens {
		if i > 0 && (r.tokens[i].breaks || r.endsSentence(i-1)) {
			n++
		}
		if r.tokens[i].breaks {
			paragraph++
		}
		of[i], r.para[i] = n, paragraph
	}
	return of
}
