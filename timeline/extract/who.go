package extract

import (
	"slices"
	"strings"

	"dateline/timeline"
)

// findActors sets who a mention says did it and to whom.
func (r *reader) findActors(m *mention) {
	s := &r.sentences[m.sentence]
	c := &s.clauses[m.clause]
	if m.noun {
		r.nounActors(m, s, c)
	} else {
		subject := r.subjectOf(m.sentence, m.clause, 0)
		who, said := r.saidToHaveDone(s, c)
		if said {
			subject = who
		}
		object := r.namesIn(m.first+1, r.reach(s, m), true) // "spoke to the king by phone" has him inside
		if c.verb.passive || c.verb.bare && c.verb.form&gerund == 0 || c.verb.finite() && (c.sharesSubject || m.kind != "other" && slices.Contains(undergone, m.kind)) && r.auxiliaryOf(s, m.clause) >= 0 {
			by := r.after(m.end, r.reach(s, m), byWord)
			m.agents, m.targets = by, subject
			for _, e := range object {
				if !slices.Contains(by, e) {
					m.others = append(m.others, e)
				}
			}
			if c.verb.bare {
				// "an agreement reached in Vienna" has no subject of its own,
				// "Dr Jim Cairns, sacked in July" has.
				m.targets = nil
				if p := c.parent; p >= 0 && (s.clauses[p].verb.passive && r.tokens[c.first].class&coordinator != 0 || r.hadDone(&s.clauses[p].verb, c.verb.first)) {
					m.targets = r.subjectOf(m.sentence, p, 0) // "was impeached and removed", "had her visa revoked"
				} else if n := c.verb.first - 1; n >= s.first && (r.tokens[n].entity >= 0 || r.tokens[n].text == "," && n > s.first && r.tokens[n-1].entity >= 0) {
					if e := r.nameBefore(s, n+1); e >= 0 {
						m.targets = []int{e}
					}
				} else if j := r.appositionOf(s, c.verb.first); j > s.first {
					if e := r.nameBefore(s, j); e >= 0 {
						m.targets = []int{e}
					}
				}
			}
		} else {
			m.agents, m.targets = subject, r.meant(m, s, subject, object)
		}
		if c.verb.bare && (c.verb.form&gerund != 0 || c.verb.perfect) && len(m.agents) == 0 && c.parent >= 0 && !said {
			m.agents = r.subjectOf(m.sentence, c.parent, 0)
		}
	}
	if m.has(flagToll) && !m.noun && !c.verb.passive && len(m.agents) > 0 && !r.hasObject(m) {
		m.targets = nil // "passed away with her husband, John, at her side"
	}
	if m.kind == "launch" && !m.noun && len(m.targets) > 0 && !slices.ContainsFunc(m.targets, func(e int) bool { return r.entities[e].sort != person }) {
		m.kind = "other" // "Ida Holm was released", as no product is
	}
	m.claim = r.claimOf(m, s)
	for _, e := range m.agents {
		r.entities[e].acts = r.entities[e].acts || !m.has(flagSuffers)
	}
}

// meant is whom an object means: a pronoun right behind the verb stands for
// what was named before, and who is only told something takes no part.
func (r *reader) meant(m *mention, s *sentence, subject, object []int) []int {
	if m.has(flagSpeech) || m.kind == "statement" {
		object = slices.DeleteFunc(object, func(e int) bool {
			x := &r.entities[e]
			return x.sort == organisation || x.sort == unknown || r.hasClass(x.words, audience) || x.sort == state && r.onlyAdjective(e, m.end, r.reach(s, m))
		})
	}
	if m.end >= s.end || m.kind == "statement" {
		return object
	}
	t := &r.tokens[m.end]
	switch {
	case t.class&(pronoun|pronounPerson) == 0:
		return object
	case r.owns(m.end):
		if owner := r.antecedent(m.end, true); t.class&pronounPerson != 0 && len(object) == 0 && !share(owner, subject) {
			return owner // "froze her accounts", but not "sacked his deputy"
		}
		return object
	case t.class&pronounPerson != 0:
		return append(object, r.antecedent(m.end, true)...)
	case t.class&anaphor != 0:
		return append(object, r.antecedent(m.end, false)...)
	}
	return object
}

// owns reports whether what stands behind the word at token i belongs to whom it
// means: "her accounts", but not "her" of "arrested her in Berlin".
func (r *reader) owns(i int) bool {
	if r.tokens[i].class&possessiveWord == 0 {
		return false
	}
	if r.tokens[i].sense&objective == 0 {
		return true
	}
	if i+1 >= r.sentences[r.sentenceOf(i)].end {
		return false
	}
	next := &r.tokens[i+1]
	return !next.punct && next.class&(preposition|coordinator|adverb|toInfinitive) == 0 && !(r.inTime(i+1) && !strings.Contains(next.low, "-"))
}

// pointsBack: "the company" at token i is one named before, and not "a company", "a quake in the
// country" or "the state assembly", in the subject tokens[first:end].
func (r *reader) pointsBack(s *sentence, i, first, end int) bool {
	if r.tokens[i].class&pronoun != 0 || r.inTitle(s.para) {
		return true
	}
	const describing = 2 // words: "the same software group"
	j := i - 1
	for j > 0 && i-j <= describing && r.tokens[j].class&(determiner|preposition) == 0 && !r.tokens[j].punct {
		j--
	}
	if j < 0 || r.tokens[j].class&definite == 0 || i+1 < end && r.tokens[i+1].entity < 0 && (r.isNoun(i+1) || r.tokens[i+1].class&(organisationWord|groupNoun|official) != 0) {
		return false
	}
	p := j - 1
	return p < first || r.tokens[p].class&preposition == 0 || r.tokens[p].class&ofWord != 0 || !r.nounsIn(first, p)
}

// saidToHaveDone returns of whom the verb that governs a gerund says that he did it, if that is not
// its subject: its object, "accused rebels of killing", and nobody of "was cleared of killing".
func (r *reader) saidToHaveDone(s *sentence, c *clause) (who []int, ok bool) {
	at := c.verb.first - 1
	if c.parent < 0 || !c.verb.bare || c.verb.form&gerund == 0 || !s.clauses[c.parent].hasVerb || at <= s.clauses[c.parent].verb.head || !objected[r.tokens[at].low] {
		return nil, false
	}
	p := &s.clauses[c.parent].verb
	switch {
	case exonerating[r.tokens[p.head].low]:
		return nil, true
	case p.passive || p.bare && p.form&gerund == 0 || at == p.head+1:
		return nil, false
	}
	return r.namesIn(p.head+1, at, true), true
}

// objected lists the prepositions between the object of a verb and what it is said to have done.
var objected = wordSet("of for with from against")

// subjectOf returns the entities that are the subject of clause k.
func (r *reader) subjectOf(si, k, depth int) []int {
	s := &r.sentences[si]
	c := &s.clauses[k]
	if depth > 4 {
		return nil
	}
	first, end := c.first, c.end
	if c.hasVerb {
		end = c.verb.first
	}
	if c.lead[1] > 0 {
		first, end = c.lead[0], c.lead[1]
	}
	if c.opener >= first && c.opener < end {
		first = c.opener + 1
	}
	if first+1 < end && r.tokens[first].class&preposition != 0 && r.inTime(first+1) {
		for first++; first < end && r.inTime(first); first++ {
		} // "On Monday Jane Doe and her husband"
	} else if first < end && r.tokens[first].class&preposition != 0 {
		for i := first; i < end; i++ {
			if r.tokens[i].text == "," {
				if i+1 < end && r.tokens[i+1].class&(determiner|relative) != 0 {
					break // "Before dawn Jane Doe, the head of the team, …"
				}
				if names := r.namesIn(i+1, end, false); len(names) > 0 {
					return names // "In addition to Stoltenberg, Trump …"
				}
				break
			}
		}
	}
	if names := r.namesIn(first, end, false); len(names) > 0 {
		return names
	}
	if c.verb.infinitive && c.parent >= 0 && c.parent < k {
		// "prompting Iran to close": what is prompted does it
		if v := &s.clauses[c.parent].verb; r.tokens[v.head].class&implicative != 0 && r.tokens[v.head+1].class&preposition == 0 {
			if names := r.namesIn(v.head+1, c.verb.first, false); len(names) > 0 {
				return names
			}
		}
	}
	if c.lead[1] > 0 && first > s.first && r.tokens[first-1].text == "," {
		// "Andy Coulson, a former editor whom he hired, was detained"
		if n := r.nameBefore(s, first-1); n >= 0 {
			return []int{n}
		}
	}
	for i := first; i < end; i++ {
		t := &r.tokens[i]
		switch {
		case t.class&(pronounPerson) != 0 && t.class&pronoun != 0 && t.class&relative == 0:
			return r.antecedent(i, true)
		case strings.HasSuffix(t.low, "-year-old") && i > first && r.tokens[i-1].class&definite != 0:
			return r.antecedent(i, true) // "the 79-year-old former banker"
		case t.class&official != 0 && r.home >= 0 && c.opener != i:
			return r.officeOf(i) // "the police", "the justice minister"
		case t.class&official != 0 && t.class&organisationWord == 0:
			return nil // nor whatever body was named before
		case t.class&pronounPlural != 0:
			if who, ok := r.theyMean(si, k, depth+1); ok {
				return who
			}
			return r.antecedent(i, false)
		case t.class&anaphor != 0 && r.pointsBack(s, i, first, end):
			return r.antecedent(i, false)
		}
	}
	switch {
	case c.sharesSubject && k > 0 && r.mainBefore(s, c, k-1) >= 0:
		return r.subjectOf(si, r.mainBefore(s, c, k-1), depth+1)
	case r.isRelative(c) && c.opener > s.first:
		if n := r.nameBefore(s, c.opener); n >= 0 {
			return []int{n}
		}
	case c.sharesSubject && k > 0:
		p := k - 1
		for p > 0 && !s.clauses[p].verb.finite() {
			p--
		}
		if q := r.goesOnFrom(s, k, p, depth); q >= 0 {
			p = q
		}
		return r.subjectOf(si, p, depth+1)
	case c.hasVerb && !c.verb.finite() && c.parent >= 0 && c.parent != k:
		return r.subjectOf(si, c.parent, depth+1)
	}
	return nil
}

// theyMean returns whom "they", the subject of clause k, means if the clause above, or the sentence
// before, tells of people without a name: "gunmen freed 15 pupils a month after they stormed the
// school".
func (r *reader) theyMean(si, k, depth int) (who []int, ok bool) {
	s := &r.sentences[si]
	at, above := si, -1
	if c := &s.clauses[k]; c.opener >= 0 && c.parent >= 0 && c.parent < k {
		above = c.parent
	} else if at--; at >= 0 && r.sentences[at].para == s.para {
		above = slices.IndexFunc(r.sentences[at].clauses, func(c clause) bool { return c.hasVerb && c.opener < 0 && c.verb.finite() })
	}
	if above < 0 {
		return nil, false
	}
	first, end := r.subjectRange(&r.sentences[at], above, 0)
	if first >= end || slices.ContainsFunc(r.tokens[first:end], func(t token) bool { return t.entity >= 0 || t.class&pronoun != 0 }) {
		return nil, false
	}
	if last := &r.tokens[end-1]; !strings.HasSuffix(last.low, "s") && !strings.HasSuffix(last.low, "men") && last.class&groupNoun == 0 {
		return nil, false
	}
	return r.subjectOf(at, above, depth), true
}

// officeOf is the state whose official token i is: home, unless "a court in Milan" is
// elsewhere, or "In Milan, a court".
func (r *reader) officeOf(i int) []int {
	s, at := &r.sentences[r.sentenceOf(i)], i+2
	if at >= s.end || r.tokens[i+1].class&strictPlace == 0 || r.tokens[at].entity < 0 {
		at = s.clauses[s.clauseOf(i)].first + 1
		if at >= i || r.tokens[at-1].class&strictPlace == 0 || r.tokens[at].entity < 0 || r.tokens[r.names[r.tokens[at].entity].end].text != "," && r.tokens[r.names[r.tokens[at].entity].end].class&determiner == 0 {
			return []int{r.home}
		}
	}
	n := r.names[r.tokens[at].entity].entity
	switch e := &r.entities[n]; {
	case e.sort == state:
		return []int{n}
	case e.sort == place && e.in != "" && e.in != r.entities[r.home].name:
		if k, ok := r.entityBy[e.in]; ok && r.entities[k].sort == state {
			return []int{k}
		}
		return nil
	}
	return []int{r.home}
}

// nameBefore returns the entity named last before token i, within a few words.
func (r *reader) nameBefore(s *sentence, i int) int {
	for j := i - 1; j >= s.first && j > i-8; j-- {
		if r.forms(j)&past != 0 {
			return -1
		}
		if n := r.tokens[j].entity; n >= 0 && r.isParty(&r.names[n], j) {
			return r.names[n].entity
		}
	}
	return -1
}

// namesIn lists the entities in tokens[first:end] that can act. Names of
// places after "in" or "near" are left out; so are owners and adjectives
// beside a name that they only describe, unless nothing else is there.
func (r *reader) namesIn(first, end int, object bool) []int {
	var out, weak []int
	for i := first; i < end; i++ {
		k := r.tokens[i].entity
		if r.tokens[i].quoted {
			continue
		}
		if k < 0 {
			if e, ok := r.holders[r.tokens[i].low]; ok && i > 0 && r.tokens[i-1].class&definite != 0 && r.tokens[i-1].class&possessiveWord == 0 && !r.namedSoon(i, end) && !slices.Contains(out, e) {
				out = append(out, e) // "the king"
			}
			continue
		}
		n := &r.names[k]
		i = n.end - 1
		if !r.isParty(n, n.first) || !object && r.ofKin(n) {
			continue
		}
		describes := n.end < len(r.tokens) && (n.owner || n.adjective && !r.actsFor(n.end) || r.describesTitle(n)) ||
			n.first > 0 && r.tokens[n.first-1].class&ofWord != 0 && !object
		list := &out
		if describes {
			list = &weak
		}
		if !slices.Contains(*list, n.entity) {
			*list = append(*list, n.entity)
		}
	}
	if len(out) == 0 {
		return weak
	}
	return out
}

// ofKin: "President Kral's son", "the lawyer for Kral": another than the one named.
func (r *reader) ofKin(n *name) bool {
	const near = 3 // words: "Kral's eldest son"
	if n.owner {
		for i := n.end; i < len(r.tokens) && i < n.end+near && !r.tokens[i].punct; i++ {
			if kinship[r.tokens[i].low] {
				return true
			}
		}
	}
	i := n.first - 1
	for i > 0 && r.tokens[i].class&(title|honorific) != 0 {
		i--
	}
	return i > 0 && (r.tokens[i].class&ofWord != 0 || r.tokens[i].sense&forWord != 0) && kinship[r.tokens[i-1].low]
}

// namedSoon reports a name or another title right after a title at token i.
func (r *reader) namedSoon(i, end int) bool {
	for j := i + 1; j < end && j < i+4; j++ {
		if t := &r.tokens[j]; t.entity >= 0 || t.class&(title|ofWord) != 0 {
			return true
		}
		if r.tokens[j].class&(coordinator|preposition) != 0 {
			return false
		}
	}
	return false
}

// isParty reports whether a name stands for somebody who acts, not for a
// place.
func (r *reader) isParty(n *name, at int) bool {
	e := &r.entities[n.entity]
	if e.sort == place {
		return false
	}
	if n.first == 0 || e.sort == person || n.adjective {
		return true
	}
	if b := r.namedBeside(n); b != nil {
		return r.isParty(b, b.first) // "help from Britain and Norway"
	}
	p := &r.tokens[n.first-1]
	if n.capital && p.class&determiner != 0 && !r.actsFor(n.end) {
		return false // "by the London club"
	}
	if p.class&definite != 0 && n.first > 1 {
		p = &r.tokens[n.first-2]
	}
	if s := &r.sentences[r.sentenceOf(n.first)]; e.sort == state && !n.capital && (p.class&strictPlace == 0 || p.low == "at") && n.end < s.end && len(s.clauses) > 0 && r.tokens[n.end].place&landNoun == 0 && r.modifies(s, n.end) {
		return true // "US bases", as "American bases", but not "in the Turkey earthquake"
	}
	if e.sort == state && p.place&fromWord != 0 && n.first > 1 && (r.tokens[n.first-2].class|r.lang.lexeme(strings.TrimSuffix(r.tokens[n.first-2].low, "s")).class)&(groupNoun|title) != 0 {
		return true // "ministers from Kenya"
	}
	if p.class&placePreposition == 0 {
		// "Goma, Congo": the second names where the first lies.
		return !(e.sort == state && p.text == "," && n.first > 1 && r.tokens[n.first-2].entity >= 0 && r.entities[r.names[r.tokens[n.first-2].entity].entity].sort == place)
	}
	return p.class&strictPlace == 0 && (e.sort == organisation || (e.sort == unknown || e.sort == state) && r.exchanges(n.first) || e.sort == unknown && r.talksTo(n.first))
}

// talksTo: "spoke to Stoltenberg", whose preposition is the verb's.
func (r *reader) talksTo(i int) bool {
	k := r.mentionsAt(i) - 1
	return k >= 0 && r.mentions[k].end >= i-1 && r.tokens[i-1].class&toInfinitive != 0 && !r.mentions[k].noun && (r.mentions[k].kind == "meeting" || r.mentions[k].kind == "phone-call")
}

// exchanges: "was awarded to Boeing", "accepted help from Norway".
func (r *reader) exchanges(i int) bool {
	s := &r.sentences[r.sentenceOf(i)]
	k := s.clauseOf(i)
	return k >= 0 && s.clauses[k].hasVerb && r.tokens[s.clauses[k].verb.head].sense&exchanging != 0
}

// namedBeside returns the name of the same sort that stands before n in a list
// that ends with "and", nil where there is none.
func (r *reader) namedBeside(n *name) *name {
	i := n.first - 1
	if i < 1 || r.tokens[i].class&coordinator == 0 && r.tokens[i].text != "," {
		return nil
	}
	if r.tokens[i].text == "," {
		const longest = 12 // names
		for j, names := n.end, 0; ; j, names = r.names[r.tokens[j+1].entity].end, names+1 {
			if names == longest || j+1 >= len(r.tokens) || r.tokens[j+1].entity < 0 || r.tokens[j].text != "," && r.tokens[j].class&coordinator == 0 {
				return nil
			}
			if r.tokens[j].class&coordinator != 0 {
				break
			}
		}
	}
	k := r.tokens[i-1].entity
	if k < 0 || r.names[k].adjective || r.entities[r.names[k].entity].sort != r.entities[n.entity].sort {
		return nil
	}
	return &r.names[k]
}

// actsFor: "Iranian officials", "Georgian artillery": the state acts.
func (r *reader) actsFor(i int) bool {
	for j := i; j < i+3 && j < len(r.tokens); j++ {
		t := &r.tokens[j]
		if t.class&groupNoun != 0 {
			return !(t.class&title != 0 && j+1 < len(r.tokens) && r.tokens[j+1].entity >= 0)
		}
		if t.punct || t.class&(preposition|coordinator) != 0 || t.entity >= 0 {
			return false
		}
	}
	return false
}

// describesTitle: "Apple CEO Steve Jobs", "a Supreme Court judge, Jane Doe": the
// organisation only describes.
func (r *reader) describesTitle(n *name) bool {
	for j := n.end; j < n.end+5 && j < len(r.tokens); j++ {
		t := &r.tokens[j]
		if t.entity >= 0 {
			return j > n.end && r.entities[r.names[t.entity].entity].sort == person
		}
		if t.text == "," && j > n.end && j+1 < len(r.tokens) {
			return r.tokens[j-1].class&title != 0 && r.entities[n.entity].sort != state && r.personAt(j+1) >= 0
		}
		if t.punct || t.class&title == 0 && t.class&(preposition|coordinator) != 0 {
			return false
		}
	}
	return false
}

// after lists the entities right after a word of class c.
func (r *reader) after(first, end int, c class) []int {
	for i := first; i < end; i++ {
		if r.tokens[i].class&c != 0 {
			return r.namesIn(i+1, min(end, i+8), false)
		}
	}
	return nil
}

// onlyAdjective reports a state that tokens[first:end] name only to say where those are who
// are told something: "told a Danish newspaper".
func (r *reader) onlyAdjective(entity, first, end int) bool {
	for i := first; i < end; i++ {
		if k := r.tokens[i].entity; k >= 0 && r.names[k].entity == entity && (!r.names[k].adjective || r.names[k].end >= end || r.tokens[r.names[k].end].class&(audience|reportNoun) == 0) {
			return false
		}
	}
	return true
}

func (r *reader) sentenceOf(i int) int {
	lo, hi := 0, len(r.sentences)-1
	for lo < hi {
		if m := (lo + hi + 1) / 2; r.sentences[m].first <= i {
			lo = m
		} else {
			hi = m - 1
		}
	}
	return lo
}

// nounActors reads "US airstrike", "the killing of Soleimani", "Soleimani's
// killing", "a call with Stoltenberg", and the subject of a verb that the
// noun is the object of.
func (r *reader) nounActors(m *mention, s *sentence, c *clause) {
	first := r.phraseStart(s, m.first)
	for first > s.first && (r.tokens[first-1].low == "'s" || r.isOwner(first-1)) {
		first = r.phraseStart(s, first-1)
	}
	var before []int
	for i := first; i < m.first; i++ {
		if k := r.tokens[i].entity; k >= 0 && r.entities[r.names[k].entity].sort != place {
			before = append(before, r.names[k].entity)
			i = r.names[k].end - 1
		}
	}
	undergoes := slices.Contains(undergone, m.kind)
	for _, e := range before {
		if undergoes && r.entities[e].sort == person {
			m.targets = append(m.targets, e)
		} else {
			m.agents = append(m.agents, e)
		}
	}
	end := r.nounReach(s, m)
	if m.end < end && r.tokens[m.end].class&(preposition) != 0 {
		m.targets = append(m.targets, r.namesIn(m.end, end, true)...)
	}
	if len(m.agents) > 0 && !undergoes || !c.hasVerb {
		return
	}
	if m.first > c.verb.head && len(m.targets) == 0 || m.first > c.verb.head && !c.verb.passive && !r.prepositionBetween(c.verb.head+1, m.first) || slices.Contains(mutual, m.kind) || m.kind == "statement" {
		// "struck in retaliation for the bombing": not by whoever answers it.
		governor := m.clause
		if !c.verb.finite() {
			governor = r.finiteBefore(s, governor)
		}
		m.spokenOf = governor >= 0 && m.kind != "statement" && (!slices.Contains(mutual, m.kind) && r.isSpeech(s.clauses[governor].verb.head) || m.definite && m.first > s.clauses[governor].verb.head && r.reacts(s.clauses[governor].verb.head) && !r.prepositionBetween(s.clauses[governor].verb.head+1, m.first))
		if first == s.first || m.kind == "meeting" && m.makes || r.tokens[first-1].class&(timeAfter|toInfinitive) == 0 && r.tokens[first-1].sense&forWord == 0 {
			m.others = append(m.others, r.subjectOf(m.sentence, m.clause, 0)...)
		}
	}
}

// reacts reports a verb that tells only how somebody takes what its object names: "welcomed".
func (r *reader) reacts(i int) bool {
	return slices.ContainsFunc(r.tokens[i].lexeme.links, func(l *link) bool { return l.react && l.news && len(l.words) == 1 })
}

// undergone lists kinds whose possessor suffers them, "Soleimani's killing", and but for the last
// whoever has no "was" of his own: "the bank was closed and its chairman arrested".
var undergone = []timeline.Kind{"killing", "airstrike", "abduction", "arrest", "charge", "trial", "expulsion", "other"}

// nounReach is where the phrase of a noun and its complements ends.
func (r *reader) nounReach(s *sentence, m *mention) int {
	end := min(s.clauses[m.clause].end, m.end+10)
	for i := m.end; i < end; i++ {
		t := &r.tokens[i]
		if t.punct && t.text != "'" || t.class&(subordinator|relative|beVerb|haveVerb|modal) != 0 && t.class&preposition == 0 {
			return i
		}
		if c := &s.clauses[m.clause]; c.hasVerb && i == c.verb.first {
			return i
		}
	}
	return end
}

func abs(n int) int {
	if n < 0 {
		return -n
	}
	return n
}

// words returns the text of tokens[first:end] verbatim.
func (r *reader) words(first, end int) string {
	return r.text[r.tokens[first].start:r.tokens[end-1].end]
}

// claimOf returns who says so, where the article does not say it itself.
func (r *reader) claimOf(m *mention, s *sentence) string {
	if m.pattern.entry != nil && (m.has(flagDeed) || m.has(flagSpeech)) {
		return ""
	}
	c := &s.clauses[m.clause]
	if p := c.parent; p >= 0 && c.verb.bare && c.verb.form&gerund != 0 && s.clauses[p].hasVerb && !s.clauses[p].verb.passive && s.clauses[p].verb.finite() && r.accuses(s.clauses[p].verb.head) && s.clauses[p].verb.head < c.verb.first-2 {
		if w := r.speaker(s, &s.clauses[p]); w != "" {
			return w // "Peru accused Oman of shelling a village"
		}
	}
	for n, k := 0, c.parent; k >= 0 && n < 6; n, k = n+1, s.clauses[k].parent {
		p := &s.clauses[k]
		if p.hasVerb && r.tokens[p.verb.head].class&saidVerb != 0 && p.verb.head < m.first {
			if w := r.speaker(s, p); w != "" {
				return w
			}
		}
	}
	// "…, the ministry said."; "…, according to the police".
	for k := range s.clauses {
		p := &s.clauses[k]
		if p.first > m.end && p.hasVerb && r.tokens[p.verb.head].class&saidVerb != 0 && k > m.clause && p.opener < 0 && p.verb.finite() && !p.sharesSubject && !r.coordinate(p) {
			return r.speaker(s, p)
		}
	}
	for i := m.end; i+2 < s.end; i++ {
		if r.tokens[i].class&accordingWord != 0 && r.tokens[i+1].class&toInfinitive != 0 {
			return r.phrase(i+2, s.end)
		}
	}
	return ""
}

// accuses reports a verb with which somebody says what another has done.
func (r *reader) accuses(i int) bool {
	return slices.ContainsFunc(r.tokens[i].lexeme.patterns, func(p pattern) bool { return !p.noun && p.entry.kind == "accusation" })
}

// coordinate: the clause is joined to the one before by "and" or "but", and so is not what it was
// told by: "police arrested two men, and the mayor said the city was safe".
func (r *reader) coordinate(c *clause) bool {
	i := c.first
	for i < c.verb.first && r.tokens[i].punct {
		i++
	}
	return (r.tokens[i].class|r.tokens[max(0, c.first-1)].class)&coordinator != 0
}

// speaker returns the words of who speaks in a clause of saying.
func (r *reader) speaker(s *sentence, c *clause) string {
	first := c.first
	for first < c.verb.first && (r.tokens[first].punct || r.tokens[first].class&(coordinator|subordinator) != 0) {
		first++
	}
	if first < c.verb.first {
		if n := c.verb.first - first; n == 1 && r.tokens[first].class&pronoun != 0 || n > 9 {
			if e := r.subjectOf(r.sentenceOf(first), s.clauseOf(c.verb.head), 0); len(e) > 0 {
				return r.entities[e[0]].name
			}
			return ""
		}
		return r.phrase(first, c.verb.first)
	}
	return r.phrase(c.verb.head+1, c.end)
}

// phrase returns tokens[first:end] up to the first mark or time expression.
func (r *reader) phrase(first, end int) string {
	for first < end && r.tokens[first].punct {
		first++
	}
	stop := first
	for stop < end && stop < first+9 && !r.tokens[stop].punct && !r.inTime(stop) && r.tokens[stop].class&(relative) == 0 {
		stop++
	}
	for stop > first && r.tokens[stop-1].class&(preposition|determiner|coordinator) != 0 {
		stop--
	}
	if stop == first {
		return ""
	}
	return r.words(first, stop)
}
