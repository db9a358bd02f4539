package extract

import (
	"fmt"
	"slices"
	"strings"
)

// A deed is what a noun can name by another word than the one that it is made from: that
// somebody left or fled is his departure.
type deed struct {
	line  int       // of one line, what the same nouns name
	forms []*lexeme // of the verb, or of a noun that is spelled like it
	rest  []*lexeme // the words that belong to the verb, not far behind it
}

// mostBetween is how many words may stand between a verb and one that belongs to it: "handed the
// former president over".
const mostBetween = 4

// readDeeds reads "departure, exit => leave, walk out".
func (x *lexicon) readDeeds(line string, l *language) error {
	nouns, verbs, ok := strings.Cut(line, "=>")
	if !ok || strings.TrimSpace(verbs) == "" {
		return fmt.Errorf("want nouns => verbs")
	}
	x.lines++
	var deeds []deed
	for _, v := range strings.Split(verbs, ",") {
		words := strings.Fields(v)
		if len(words) == 0 {
			return fmt.Errorf("a verb is missing in %q", verbs)
		}
		d := deed{rest: l.learnAll(words[1:])}
		for _, f := range l.inflect(words[0]) {
			d.forms = append(d.forms, l.learn(f.word))
		}
		d.line = x.lines
		for _, f := range d.forms {
			x.toldBy[f] = append(x.toldBy[f], d)
		}
		deeds = append(deeds, d)
	}
	for _, n := range strings.Split(nouns, ",") {
		if n = strings.TrimSpace(n); n == "" {
			return fmt.Errorf("a noun is missing in %q", line)
		}
		if x.deeds[n] == nil {
			x.nominals = append(x.nominals, n)
		}
		x.deeds[n] = append(x.deeds[n], deeds...)
	}
	return nil
}

// addNominals lets every noun that names deeds be one where no trigger is.
func (x *lexicon) addNominals(l *language) {
	for _, n := range x.nominals {
		x.put(&entry{flags: flagMention | flagNominal, noun: true, kind: "other", id: "nominals/" + n, words: []string{n}}, l)
	}
}

// namesDeed reports whether a noun names what a mention of an event tells.
func (r *reader) namesDeed(noun, o *mention, e *event) bool {
	return slices.ContainsFunc(noun.pattern.deeds, func(d deed) bool { return r.tellsDeed(o, d) }) && !r.ofAnother(noun, o, e)
}

// tellsDeed reports whether a mention tells a deed.
func (r *reader) tellsDeed(m *mention, d deed) bool {
	at := m.first
	if m.noun {
		at = m.end - 1
	}
	return slices.Contains(d.forms, r.tokens[at].lexeme) && r.wordsFollow(at+1, r.sentences[m.sentence].end, d.rest)
}

// oneNominal reports two verbs that one noun names: "broke in" and "stole", which are a theft.
func (r *reader) oneNominal(a, b *mention) bool {
	for _, x := range r.lang.lexicon.toldBy[r.tokens[a.first].lexeme] {
		for _, y := range r.lang.lexicon.toldBy[r.tokens[b.first].lexeme] {
			if x.line == y.line && r.tellsDeed(a, x) && r.tellsDeed(b, y) {
				return true
			}
		}
	}
	return false
}

// ofAnother reports that the words around a noun say whose deed it is, or of what, and that the
// event has nothing of it: "the release of the video", "the party's defeat", "the tax increase".
func (r *reader) ofAnother(noun, o *mention, e *event) bool {
	const longest = 6 // tokens of what stands behind the noun
	s := &r.sentences[noun.sentence]
	shares := func(first, end int) bool {
		for i := first; i < end; i++ {
			if n := r.tokens[i].entity; n >= 0 && slices.Contains(e.actors(), r.names[n].entity) {
				return true
			}
		}
		return false
	}
	if n := noun.end; n+1 < s.end && r.tokens[n].class&preposition != 0 && r.tokens[n].class&(timeAfter|timeBefore|sameTime) == 0 && !r.inTime(n) && !r.inTime(n+1) && !shares(n+1, min(s.end, n+longest)) {
		return true
	}
	first := r.phraseStart(s, noun.first)
	for i := first; i < noun.first; i++ {
		if t := &r.tokens[i]; t.low == "'s" || r.isOwner(i) {
			return !shares(max(s.first, first-1), i)
		}
	}
	if first > s.first && (r.tokens[first-1].low == "'s" || r.isOwner(first-1)) {
		return !shares(max(s.first, first-4), first)
	}
	t := &r.tokens[noun.first-1]
	if noun.first-1 <= first || t.class != 0 || t.entity >= 0 || t.punct || t.digit || t.ly() || t.sense&(plainAdjective|superlative) != 0 || adjectival(t.low) {
		return false
	}
	told := &r.sentences[o.sentence]
	return !slices.ContainsFunc(r.tokens[told.first:told.end], func(x token) bool { return x.lexeme == t.lexeme && x.lexeme != unknownWord })
}

// wordsFollow reports whether words follow from token i on, not far from each other.
func (r *reader) wordsFollow(i, end int, words []*lexeme) bool {
	for _, w := range words {
		k := i
		for k < min(end, i+mostBetween) && r.tokens[k].lexeme != w {
			k++
		}
		if k >= min(end, i+mostBetween) {
			return false
		}
		i = k + 1
	}
	return true
}
