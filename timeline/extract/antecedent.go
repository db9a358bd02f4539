package extract

import (
	"slices"
	"strings"
)

// A reference is a token that stands for somebody, or for something.
type reference struct {
	token  int
	person bool
}

// antecedent finds whom a pronoun at token i means: the person, or the state
// or organisation, that was named first in the nearest sentence before.
func (r *reader) antecedent(i int, people bool) []int {
	k := reference{i, people}
	who, known := r.meanings[k]
	if !known { // each is asked for again and again, and asks for those before it
		r.meanings[k] = nil
		who = r.findAntecedent(i, people)
		r.meanings[k] = who
	}
	return slices.Clone(who)
}

// meansTopic: "the company" at token i is the one that the article is about, whatever rival
// was named in passing, but not one that the sentence before tells of.
func (r *reader) meansTopic(i int) bool {
	if r.tokens[i].sense&firmWord == 0 || i <= r.firmFrom || r.tokens[i-1].class&definite == 0 || i+1 < len(r.tokens) && r.tokens[i+1].class&relative != 0 {
		return false
	}
	si := r.sentenceOf(i)
	s := &r.sentences[si]
	c := &s.clauses[s.clauseOf(i)]
	for j := c.first; j < c.end; j++ {
		if e := r.tokens[j].entity; e >= 0 && r.names[e].entity == r.topic {
			return false // "the company rejected a bid from Gantry"
		}
	}
	if si == 0 || r.inTitle(r.sentences[si-1].para) {
		return true
	}
	for k := range r.sentences[si-1].clauses {
		for _, e := range r.subjectOf(si-1, k, 0) {
			if x := &r.entities[e]; e != r.topic && (x.sort == organisation || x.sort == unknown) {
				return false
			}
		}
	}
	return true
}

// isAuthority reports a body that its name says to be no company.
func (r *reader) isAuthority(e *entity) bool {
	return slices.ContainsFunc(e.words, func(w string) bool { return authorities[strings.ToLower(w)] })
}

// authorities lists words in the names of such bodies.
var authorities = wordSet("union nations council commission court ministry parliament senate congress government department agency authority committee assembly")

func (r *reader) findAntecedent(i int, people bool) []int {
	s := r.sentenceOf(i)
	var self []int // "Amadou Ba telephoned him" means another
	if people && !isSubject(r.tokens[i].low) && !r.owns(i) {
		if k := r.sentences[s].clauseOf(i); k >= 0 && r.sentences[s].clauses[k].hasVerb && r.sentences[s].clauses[k].verb.head < i {
			self = r.subjectOf(s, k, 0)
		}
	}
	if people {
		if e := r.subjectAbove(&r.sentences[s], i); e >= 0 {
			return []int{e}
		}
	}
	if !people && r.meansTopic(i) {
		return []int{r.topic}
	}
	const far = 250 // tokens
	perhaps, object := -1, -1
	for back := 0; back < 6 && s-back >= 0; back++ {
		sent := &r.sentences[s-back]
		if r.inTitle(sent.para) {
			break
		}
		if people && back == 1 {
			who, nobody := r.personBefore(s-back, i)
			if nobody {
				return nil
			}
			if who >= 0 && !slices.Contains(self, who) {
				return []int{who}
			}
		}
		best := -1
		for j := max(sent.first, i-far); j < sent.end && (back > 0 || j < i); j++ {
			k := r.tokens[j].entity
			if k < 0 {
				if t := &r.tokens[j]; people && back > 0 && !t.quoted && isSubject(t.low) && t.sense&r.tokens[i].sense&(male|female) != 0 && sent.clauses[sent.clauseOf(j)].opener < 0 {
					if who := r.antecedent(j, true); len(who) == 1 && !slices.Contains(self, who[0]) {
						return who // "She resigned. … Later she", not "After she died, another"
					}
				}
				continue
			}
			n := &r.names[k]
			e := &r.entities[n.entity]
			is := e.sort == person || people && r.maybePerson(n.entity)
			if t := &r.tokens[i]; t.sense&firmWord != 0 && (e.sort == state || e.sort == place) || t.sense&nationWord != 0 && e.sort != state || t.sense&firmWord != 0 && !strings.HasPrefix(t.low, "organi") && r.isAuthority(e) {
				continue // "Shops in Norway … The company", "The European Union fined … The company"
			}
			if people && !r.canMean(i, n.entity) || slices.Contains(self, n.entity) {
				continue
			}
			if !people && back > 0 && j > sent.first && r.tokens[j-1].class&byWord != 0 {
				continue // "The truce, brokered by Sweden, lasted. It collapsed"
			}
			if is == people && r.isParty(n, j) && !(n.adjective && !r.actsFor(n.end)) && !(n.owner && best >= 0) {
				if people && e.sort != person && e.sex == 0 && r.tokens[i].sense&(male|female) != 0 {
					if perhaps < 0 {
						perhaps = n.entity // if nobody is known better: "With Carmichael's help she"
					}
					continue
				}
				best = n.entity
				break
			}
		}
		switch {
		case best < 0:
		case object < 0 && back == 1 && people && r.opensParagraph(i) && r.inList(sent, best):
			object = best // only if nobody is told of in the sentence before that
		case back < 3 || object < 0:
			return []int{best}
		}
	}
	if object >= 0 {
		return []int{object}
	}
	if perhaps >= 0 {
		return []int{perhaps}
	}
	return nil
}

// personBefore returns the person whom the subject of a sentence means by an office alone, "the
// pope", if a pronoun at token i can mean that one, and else -1; and whether it is somebody without a
// name, "a nurse of 44", whom the pronoun means.
func (r *reader) personBefore(sentence, i int) (who int, nobody bool) {
	s := &r.sentences[sentence]
	k := slices.IndexFunc(s.clauses, func(c clause) bool { return c.hasVerb && c.opener < 0 })
	if k < 0 {
		return -1, false
	}
	first, end := r.subjectRange(s, k, 0)
	if first >= end {
		return -1, false
	}
	var words class
	for j := first; j < end; j++ {
		if words |= r.tokens[j].class; r.tokens[j].entity >= 0 && !r.names[r.tokens[j].entity].adjective {
			return -1, false
		}
	}
	switch {
	case r.tokens[first].class&indefinite != 0 && words&(official|title|groupNoun) != 0, strings.HasSuffix(r.tokens[min(first+1, end-1)].low, "-year-old") && r.tokens[first].class&indefinite != 0:
		return -1, r.tokens[i].class&pronounPlural == 0
	case words&(official|title) == 0 || r.tokens[first].class&definite == 0:
		return -1, false
	}
	if list := r.subjectOf(sentence, k, 0); len(list) == 1 && r.maybePerson(list[0]) && r.canMean(i, list[0]) {
		return list[0], false
	}
	return -1, false
}

// opensParagraph: the pronoun at token i is the first word of its paragraph.
func (r *reader) opensParagraph(i int) bool {
	s := r.sentenceOf(i)
	return i == r.sentences[s].first && (s == 0 || r.sentences[s-1].para != r.sentences[s].para)
}

// inList reports a person whom a sentence names only as one of several that explain what
// stands before a comma: "two presidents, Ida Holm in October and Anna Berg in June".
func (r *reader) inList(s *sentence, entity int) bool {
	listed, own := 0, false
	for j := s.first + 1; j < s.end; j++ {
		n := r.tokens[j].entity
		if n < 0 || r.names[n].first != j || !r.maybePerson(r.names[n].entity) {
			continue
		}
		if p := &r.tokens[j-1]; p.text == "," || listed > 0 && p.class&coordinator != 0 {
			listed++
			own = own || r.names[n].entity == entity
		}
	}
	return own && listed > 1
}

// subjectAbove returns the person who acts in a subordinate clause on which that of
// token i depends: "took office after Salim had stood down when he admitted it".
func (r *reader) subjectAbove(s *sentence, i int) int {
	k := s.clauseOf(i)
	if k < 0 || s.clauses[k].opener < 0 || s.clauses[k].parent < 0 || s.clauses[k].parent >= k {
		return -1
	}
	p := &s.clauses[s.clauses[k].parent]
	if p.opener < 0 || !p.hasVerb || r.tokens[p.opener].class&relative != 0 {
		return -1
	}
	for j := p.verb.first - 1; j > p.opener; j-- {
		if n := r.tokens[j].entity; n >= 0 && !r.names[n].owner {
			if e := r.personAt(r.names[n].first); e >= 0 && r.canMean(i, e) {
				return e
			}
		}
	}
	return -1
}
