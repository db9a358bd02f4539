package extract

import (
	"slices"
	"strings"

	"dateline/timeline"
)

// judgeNoun decides whether a noun tells an event by itself.
func (r *reader) judgeNoun(m *mention, s *sentence, c *clause) {
	first := r.phraseStart(s, m.first)
	for i := first; i < m.first; i++ {
		t := &r.tokens[i]
		switch {
		case t.class&(negation|eachWord) != 0, t.class&unreal != 0 && t.class&definite == 0:
			return
		case i == c.opener: // "said that human error": no determiner
		case t.class&(definite|possessiveWord) != 0 || t.low == "'s" || r.isOwner(i):
			m.definite = true
		}
	}
	if first > s.first && (r.tokens[first-1].class&negation != 0 || r.tokens[first-1].low == "'s" || r.isOwner(first-1)) {
		if r.tokens[first-1].class&negation != 0 {
			return
		}
		m.definite = true
	}
	if m.end < s.end && r.modifies(s, m.end) {
		m.definite = !m.has(flagNominal)
		return
	}
	if m.has(flagMention) || r.onlyTopic(s, first) || groupOf(m.kind) == timeline.Diplomacy && r.measured(first, m.first) {
		return
	}
	if r.sinceWhen(s, first) {
		return
	}
	v := &c.verb
	own := r.nounTime(m, s)
	unreal := c.hasVerb && (r.tokens[v.head].class&undone != 0 || r.undoes(s, v.head) || v.modal || v.negated || v.future || v.infinitive && r.governor(s, m.clause)&carried == 0 || r.tokens[v.head].class&wish != 0 && (v.head < m.first || v.passive && m.first < v.first && r.tokens[v.head].class&scheduled == 0 && own < 0) && r.tokens[v.head].class&saidVerb == 0)
	if c.hasVerb && v.head < m.first && !m.definite && (v.negated || r.subjectDenies(c)) && !r.prepositionBetween(v.head+1, first) {
		return // "Neither side launched an offensive in April"
	}
	prep := first-1 >= s.first && r.tokens[first-1].class&(preposition|timeAfter|timeBefore) != 0
	follows := prep && r.tokens[first-1].class&manner != 0 || r.linked(s, first)
	if prep && r.tokens[first-1].class&(timeAfter|timeBefore) == 0 && first == m.first && m.pattern.form == singular && own < 0 && !r.headline(s.para) && m.end < s.end && r.tokens[m.end].class&ofWord == 0 && !strings.Contains(m.lemma(), " ") {
		return // "resigned in protest", "returned on trial"
	}
	if prep && own < 0 && r.tokens[first-1].sense&sinceWord != 0 && !(c.hasVerb && (v.perfect || v.finite() && c.opener == first-1 && !r.superlative(s.first, c.first))) {
		return // "the first since the war": a comparison
	}
	if c.hasVerb && v.passive && m.first < v.first && r.tokens[v.head].class&scheduled != 0 {
		written, known := r.writtenOn(m.sentence)
		if t := r.ownTime(m.sentence, m.clause, v.head); t >= 0 && r.times[t].first > v.head && r.times[t].day() {
			if last, ok := r.times[t].Date.Latest(); ok && known && last < written {
				return // "was planned for January 2003", and put off
			}
		}
	}
	switch {
	case own >= 0 && (r.times[own].day() || r.times[own].Shift != nil):
		if written, known := r.writtenOn(m.sentence); known {
			if first, ok := r.times[own].Date.Earliest(); ok && first > written {
				m.scheduled = true
			}
		}
		if m.scheduled && c.hasVerb && (v.modal || v.negated || v.head < m.first && (r.tokens[v.head].class&wish != 0 && r.tokens[v.head].sense&fixing == 0 || r.tokens[v.head].sense&intention != 0)) {
			return
		}
		m.makes, m.because = true, "a noun with a date of its own"
	case c.hasVerb && (v.present || v.future) && !v.negated && r.futureTime(m) && (m.first < v.first && !r.prepositionBetween(c.first, m.first) || r.tokens[v.head].class&light != 0 && m.first > v.head && !r.prepositionBetween(v.head+1, r.phraseStart(s, m.first))):
		m.makes, m.scheduled, m.because = true, true, "told for a given time to come"
	case m.has(flagDated) && !(r.carriedBy(m, s, c) && r.ownTime(m.sentence, m.clause, m.first) >= 0):
		return
	case follows:
		m.makes, m.because = true, "named as what something else followed"
	case unreal:
		return
	case r.wished(s, m.clause):
		return
	case m.pattern.form == plural && !m.definite && !r.carriedBy(m, s, c) && !r.tollBehind(m, s):
		return
	case m.has(flagMedium) && !(prep && c.hasVerb):
		return
	case r.carriedBy(m, s, c):
		m.makes, m.because = true, "a noun that a verb of happening carries"
	case r.tollBehind(m, s):
		m.makes, m.because = true, "a noun of which the victims are counted"
	case prep && !m.definite && r.occasional(first-1) && c.hasVerb && !v.present:
		m.makes, m.because = true, "the occasion of what is told"
	case r.headline(s.para):
		m.makes, m.fresh, m.because = true, true, "named in a headline or a caption"
	case m.definite && m.end < s.end && r.tokens[m.end].low == "of" && r.hasName(m.end, min(m.end+6, s.end)) && !v.present:
		m.makes, m.because = true, "a definite noun with its object"
	}
	m.fresh = m.fresh || m.makes && c.hasVerb && v.perfect && !v.pluperfect
}

// tollBehind: "the collapse of a roof that killed 15".
func (r *reader) tollBehind(m *mention, s *sentence) bool {
	for k := m.clause + 1; k < len(s.clauses) && k <= m.clause+2; k++ {
		c := &s.clauses[k]
		if c.opener >= m.end && r.tokens[c.opener].class&relative != 0 && c.verb.first == c.opener+1 && c.verb.finite() && !c.verb.passive && !c.verb.modal && !c.verb.future && r.tokens[c.verb.head].class&effect != 0 {
			return !r.nounsIn(m.end, c.opener) && !r.verbIn(s, m.end, c.opener)
		}
	}
	return false
}

// undoes reports whether the verb at token i says that something will not be:
// "called off".
func (r *reader) undoes(s *sentence, i int) bool {
	for _, p := range r.tokens[i].lexeme.undoing {
		if _, _, ok := r.matchRest(s, p, i); ok {
			return true
		}
	}
	return false
}

// measured: "after 18 days of talks" tells how long it took, and no event.
func (r *reader) measured(first, end int) bool {
	for i := first; i+1 < end; i++ {
		if r.tokens[i].class&unit != 0 && r.tokens[i+1].class&ofWord != 0 {
			return true
		}
	}
	return false
}

// superlative reports a word such as "first" or "worst" in tokens[first:end].
func (r *reader) superlative(first, end int) bool {
	for i := first; i < end; i++ {
		if r.tokens[i].sense&superlative != 0 {
			return true
		}
	}
	return false
}

// sinceWhen: in "its worst day since the reopening after the attacks of 2001" what stands from
// token i on is only compared with.
func (r *reader) sinceWhen(s *sentence, i int) bool {
	const near, before = 5, 6 // words
	for j := i - 1; j >= s.first && j >= i-near && !r.tokens[j].punct && !r.inTime(j); j-- {
		if r.tokens[j].sense&sinceWord != 0 {
			return !r.verbIn(s, j, i) && r.superlative(max(s.first, j-before), j)
		}
	}
	return false
}

// onlyTopic: "charged with murder", "talks on a merger", "fears of an attack":
// what is charged, discussed or feared need not have happened.
func (r *reader) onlyTopic(s *sentence, first int) bool {
	p := first - 1
	if p-1 < s.first || r.tokens[p].class&preposition == 0 {
		return false
	}
	q := p - 1
	for q > s.first && (r.tokens[q].class&(pronoun|determiner) != 0 || r.tokens[q].entity >= 0) && r.tokens[q].sense&topicNoun == 0 {
		q-- // "charged him with murder"
	}
	return r.tokens[q].sense&topicNoun != 0
}

// phraseStart returns the first token of the noun phrase that ends at i:
// determiner, adjectives, names, "a wave of", "weeks of".
func (r *reader) phraseStart(s *sentence, i int) int {
	j := i
	for j > s.first {
		t := &r.tokens[j-1]
		if t.class&ofWord != 0 && j-2 >= s.first && (r.tokens[j-2].class&unit != 0 && strings.HasSuffix(r.tokens[j-2].low, "s") || r.tokens[j-2].sense&series != 0) {
			j -= 2
			continue
		}
		if t.punct && t.low != "'s" && !r.isOwner(j-1) || t.class&(preposition|coordinator|subordinator|relative|beVerb|haveVerb|modal|doVerb) != 0 && t.class&determiner == 0 {
			break
		}
		if t.class&pronoun != 0 && t.class&(possessiveWord|determiner) == 0 {
			break
		}
		if k := s.clauseOf(j - 1); s.clauses[k].hasVerb && s.clauses[k].verb.head == j-1 {
			break
		}
		j--
		if t.class&(definite|indefinite) != 0 {
			break
		}
	}
	return j
}

// modifies reports whether a noun follows at i, which the word before it
// then only modifies: "crash site".
func (r *reader) modifies(s *sentence, i int) bool {
	t := &r.tokens[i]
	if t.punct || t.capital || t.digit || t.entity >= 0 || t.class&(determiner|preposition|coordinator|subordinator|relative|pronoun|adverb|beVerb|haveVerb|doVerb|modal|numberWord|toInfinitive|negation|weekday|month|light|saidVerb|effect|unit) != 0 || t.ly() || strings.HasSuffix(t.low, "ed") {
		return false
	}
	k := s.clauseOf(i)
	if s.clauses[k].hasVerb && s.clauses[k].verb.first <= i && i <= s.clauses[k].verb.head {
		return false
	}
	return !r.inTime(i)
}

// carriedBy: the noun is the subject or the object of a verb of happening
// ("took place", "held") or the subject of what it caused ("killed 40").
func (r *reader) carriedBy(m *mention, s *sentence, c *clause) bool {
	if k := m.clause + 1; k < len(s.clauses) && c.hasVerb && c.verb.bare && c.verb.first == m.end && s.clauses[k].sharesSubject && s.clauses[k].verb.finite() && !r.prepositionBetween(c.first, m.first) {
		v := &s.clauses[k].verb // "A landslide triggered by rain killed 15 people"
		return !v.negated && !v.modal && !v.future && r.tokens[v.head].class&(light|effect) != 0
	}
	if !c.hasVerb || c.verb.negated || c.verb.modal || c.verb.future || c.verb.infinitive || c.verb.present && !r.headline(s.para) {
		return false
	}
	h := &r.tokens[c.verb.head]
	if n := m.end; m.definite && m.first > c.verb.head && n < s.end && !r.tokens[n].punct && r.tokens[n].class&(preposition|coordinator|relative|subordinator|toInfinitive) == 0 && !r.inTime(n) &&
		slices.ContainsFunc(h.lexeme.links, func(l *link) bool { return l.named }) {
		return false // "called the strike unjustified"
	}
	if c.verb.auxiliary {
		return m.first > c.verb.head && m.first-c.verb.head < 5 && c.first+1 < len(r.tokens) && r.tokens[c.verb.first-min(1, c.verb.first)].low == "there"
	}
	return h.class&(light|effect) != 0 && m.first < c.verb.first || h.class&(light|announce) != 0 && m.first > c.verb.head && !r.prepositionBetween(c.verb.head+1, m.first) ||
		c.verb.head >= 0 && m.first < c.verb.first && !r.prepositionBetween(c.first, m.first) && r.forms(c.verb.head)&past != 0 && !c.verb.bare && (h.class&saidVerb == 0 || c.verb.passive || m.kind == "statement" && !m.definite)
}

func (r *reader) prepositionBetween(first, end int) bool {
	for i := first; i < end; i++ {
		if r.tokens[i].sense&particle != 0 && i > 0 && i+1 < len(r.tokens) && r.forms(i-1) != 0 && r.tokens[i+1].class&preposition == 0 {
			continue
		}
		if r.tokens[i].class&preposition != 0 && !r.inTime(i) && !(i+1 < end && r.inTime(i+1)) {
			return true
		}
	}
	return false
}

// occasional: prepositions after which an event is where or when something
// else was said or done.
func (r *reader) occasional(i int) bool {
	if i < 0 {
		return false
	}
	switch r.tokens[i].low {
	case "in", "at", "during", "by", "with", "from", "into":
		return true
	}
	return false
}

// linked: the phrase stands after words such as "in response to".
func (r *reader) linked(s *sentence, first int) bool {
	for i := first - 1; i >= s.first && i >= first-6; i-- {
		for _, l := range r.tokens[i].lexeme.links {
			if !l.react && !l.alone && l.later == nil && r.matchLink(s, l, i) == first {
				return true
			}
		}
	}
	return false
}
