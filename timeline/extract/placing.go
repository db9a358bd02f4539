package extract

import (
	"slices"

	"dateline/timeline"
)

// Which of the events of a sentence a place in it belongs to, and how surely.

// giveTo finds the event that a place at tokens[first:end] belongs to.
func (r *reader) giveTo(s *sentence, list []*mention, l locus, first, end int, give func(*mention, locus)) {
	n := -1
	if r.tokens[first].entity >= 0 {
		n = r.tokens[first].entity
	}
	if n >= 0 && (r.names[n].adjective || r.names[n].owner && !r.ownsPlace(&r.names[n])) {
		r.giveDescribed(s, list, l, &r.names[n], give)
		return
	}
	if m := r.nounAfter(s, list, end); m != nil {
		// "the Boston bombing", "Paris talks"; a state would be who does it.
		if (n < 0 || r.listed(&r.names[n])) && l.extent != whole || slices.Contains(ofStates, m.kind) {
			l.trust, l.rule = beside, "named before the noun"
			give(m, l)
		}
		return
	}
	if n >= 0 && l.extent == whole && !r.names[n].owner && r.modifies(s, min(end, s.end-1)) {
		return // "in the US embassy": whose it is
	}
	k := s.clauseOf(first)
	p := r.prepositionBefore(s, first)
	if p < 0 && r.tokens[first].entity < 0 && len(r.sites[r.tokens[first].low]) == 0 {
		p = first // "here" needs none
	}
	if p < 0 {
		r.giveObject(s, list, l, k, first, end, give)
		return
	}
	if r.fronted(s, k, p) {
		r.giveFronted(s, list, l, k, give)
		return
	}
	m := r.ownerOf(s, list, k, p)
	if m == nil {
		return
	}
	if o := r.ofDay(s, m, p); o != nil {
		m = o
	}
	l.trust, l.rule = r.trusts(s, m, l, p), "the place that the words point to"
	if n >= 0 {
		l.rule = "the most exact place named with a preposition of place"
		if !r.listed(&r.names[n]) {
			if isSpeech(m.kind) {
				return // "a report in Ars Technica"
			}
			l.trust = min(l.trust, beside)
		}
		if o := r.nameEnding(s, p); o != nil && !o.adjective { // not "American bases in Iraq"
			if _, ok := r.locusOf(o); ok && r.listed(o) {
				l.trust = min(l.trust, told) // "Toulouse in France": it only says where Toulouse is
			}
		}
	}
	if l.trust > 0 {
		give(m, l)
	}
}

// ofDay returns the verb of another event whose day stands right behind the place that the
// preposition at p begins, so that both are its own: "spoke after the airstrike at the
// headquarters in Brussels on January 6". It is nil if there is none.
func (r *reader) ofDay(s *sentence, m *mention, p int) *mention {
	const longest = 10 // tokens of a place
	if !m.noun || r.tokens[p].class&(placePreposition|strictPlace) == 0 {
		return nil
	}
	for i := p + 1; i < min(s.end, p+longest); i++ {
		if t := r.timeOver(i); t >= 0 {
			if m.when.time == t && !m.when.before {
				return nil
			}
			for k := r.firstMention(m.sentence); k < len(r.mentions) && r.mentions[k].first < m.first; k++ {
				if o := r.mentions[k]; !o.noun && o.makes && o.event != nil && o.event != m.event && o.when.time == t && !o.when.shared && o.end <= m.first && slices.ContainsFunc(r.tokens[o.end:m.first], func(t token) bool { return t.class&(timeAfter|timeBefore) != 0 }) {
					return o
				}
			}
			return nil
		}
		if t := &r.tokens[i]; t.punct && t.text != "," || t.class&(coordinator|subordinator|relative) != 0 && t.class&preposition == 0 || t.entity < 0 && r.forms(i)&past != 0 || r.mentionOn(i) != nil {
			return nil
		}
	}
	return nil
}

// nameEnding returns the name that ends before the preposition at p, also
// with a noun for a site or a comma between.
func (r *reader) nameEnding(s *sentence, p int) *name {
	for j := p - 1; j >= s.first && j > p-4; j-- {
		t := &r.tokens[j]
		if t.entity >= 0 {
			return &r.names[t.entity]
		}
		if t.text != "," && t.place&siteNoun == 0 {
			return nil
		}
	}
	return nil
}

// giveFronted gives a place in front of clause k to what that tells, and with
// less trust to what the clauses tell that go on with it.
func (r *reader) giveFronted(s *sentence, list []*mention, l locus, k int, give func(*mention, locus)) {
	l.rule = "named before the clause"
	for _, m := range list {
		if m.clause < k {
			continue
		}
		c := &s.clauses[m.clause]
		switch {
		case m.noun && m.definite && c.hasVerb && m.first > c.verb.head && m.event != nil && m.event.mentions[0] != m && (r.reacts(c.verb.head) || r.isSpeech(c.verb.head)):
			continue // "In New York, the envoy welcomed the signing", which was elsewhere
		case m.clause == k:
			l.trust = inside
		case c.parent == k && !c.verb.finite(), c.sharesSubject, r.besides(s, m.clause):
			l.trust = told
		default:
			continue
		}
		give(m, l)
	}
}

// listed reports whether more than a preposition says that a name is one of a
// place.
func (r *reader) listed(n *name) bool {
	e := &r.entities[n.entity]
	return e.sort != place && e.sort != organisation || slices.Contains(r.lang.names.seats, e.name) || e.in != "" || e.extent != town || r.siteAfter(n) > 0 || r.knownPlace(n)
}

// ownsPlace: "in Myanmar's cities", "off Somalia's coast".
func (r *reader) ownsPlace(n *name) bool {
	for j := n.end + 1; j < n.end+4 && j < len(r.tokens) && !r.tokens[j].punct && !r.tokens[j].capital; j++ {
		if r.tokens[j].place&(landNoun|siteNoun|partNoun|capitalNoun) != 0 {
			return true
		}
	}
	return false
}

// ofStates lists kinds that a state's name before the noun places: "the U.S.
// election", "the Haiti earthquake", not "the US airstrike".
var ofStates = []timeline.Kind{"election", "coup", "visit", "earthquake", "storm", "flood", "outbreak", "launch", "protest"}

// giveDescribed: "the Turkish coup", "Haiti's earthquake".
func (r *reader) giveDescribed(s *sentence, list []*mention, l locus, n *name, give func(*mention, locus)) {
	end := n.end
	if n.owner {
		end++
	}
	for j := end; j < end+3 && j < s.end && !r.tokens[j].punct && !r.tokens[j].capital; j++ {
		if r.tokens[j].place&(landNoun|siteNoun) == 0 || r.isNoun(j) {
			continue
		}
		// "at four French sites"
		if p := r.prepositionBefore(s, n.first); p >= 0 && l.extent == whole {
			if m := r.ownerOf(s, list, s.clauseOf(n.first), p); m != nil && r.trusts(s, m, l, p) > 0 {
				l.trust, l.rule = told, "the state whose place it is"
				give(m, l)
			}
		}
		return
	}
	if m := r.nounAfter(s, list, end); m != nil && slices.Contains(ofStates, m.kind) && m.kind != "launch" && m.kind != "visit" {
		l.trust, l.rule = beside, "named before the noun"
		give(m, l)
	}
}

// nounAfter returns the noun that tells an event and that the word before
// token i describes.
func (r *reader) nounAfter(s *sentence, list []*mention, i int) *mention {
	for _, m := range list {
		if m.noun && m.first >= i && m.first < i+4 {
			for j := i; j < m.first; j++ {
				if t := &r.tokens[j]; t.punct && t.text != "-" || t.class&(preposition|determiner|coordinator|relative|beVerb|haveVerb|modal) != 0 || s.clauses[s.clauseOf(j)].hasVerb && s.clauses[s.clauseOf(j)].verb.head == j {
					return nil
				}
			}
			return m
		}
	}
	return nil
}

// prepositionBefore returns the preposition that a name stands after, with
// what may stand between: "in the southern city of", "on the edge of". -1 if
// there is none.
func (r *reader) prepositionBefore(s *sentence, first int) int {
	j, list, determined := first-1, false, false
	for steps := 0; j >= s.first && steps < 10; steps++ {
		t := &r.tokens[j]
		switch {
		case t.entity < 0 && r.inTime(j), determined && t.class&(placePreposition|ofWord|determiner) == 0 && t.class&coordinator == 0 && !t.punct:
			return -1 // "later in the day the Pentagon sent …"
		case t.class&ofWord != 0 && j > s.first && (r.tokens[j-1].place&(landNoun|siteNoun|partNoun) != 0 || r.tokens[j-1].class&placeWord != 0):
			j -= 2
			determined = false
			continue
		case t.class&(placePreposition|ofWord) != 0:
			return j
		case t.text == "," || t.class&coordinator != 0:
			// "in Nairobi and Dar es Salaam", "in Toledo, Ohio"; but "in
			// support of China, the United States embargoed …"
			if j > s.first && t.text != "," && r.tokens[j-1].text == "," {
				j--
			}
			if j > s.first && r.tokens[j-1].entity >= 0 && (t.text != "," || list || j == first-1 && r.listGoesOn(s, first)) {
				list = true
				n := &r.names[r.tokens[j-1].entity]
				if _, ok := r.locusOf(n); ok && !n.adjective {
					j, determined = n.first-1, false
					continue
				}
			}
			return -1
		case t.class&determiner != 0, t.entity >= 0 && r.names[t.entity].adjective:
			determined = t.class&determiner != 0
			j--
		case r.isOwner(j) && j > s.first && r.tokens[j-1].entity >= 0:
			j = r.names[r.tokens[j-1].entity].first - 1 // "in East Timor's capital Dili"
		case t.punct || t.entity >= 0 || t.class&(preposition|subordinator|relative|pronoun|beVerb|haveVerb|doVerb|modal) != 0:
			return -1
		default:
			k := s.clauseOf(j)
			if s.clauses[k].hasVerb && s.clauses[k].verb.head == j || first-j > 6 {
				return -1
			}
			j--
		}
	}
	return -1
}

// listGoesOn reports whether what follows a name after a comma leaves it in
// the list: no verb that would make it a subject.
func (r *reader) listGoesOn(s *sentence, first int) bool {
	end := first + 1
	if k := r.tokens[first].entity; k >= 0 {
		end = r.names[k].end
	}
	return end >= s.end || r.tokens[end].punct || r.tokens[end].class&(coordinator|preposition) != 0
}

// fronted reports whether the preposition at p begins clause k or stands
// before all that the clause tells.
func (r *reader) fronted(s *sentence, k, p int) bool {
	c := &s.clauses[k]
	if r.goesOnWith(s, k) {
		return false
	}
	for j := c.first; j < p; j++ {
		if t := &r.tokens[j]; !t.punct && t.class&(coordinator|adverb|subordinator) == 0 && !r.inTime(j) {
			return false
		}
	}
	return true
}

// besides: a clause that goes on beside another: "…, although the bank …".
func (r *reader) besides(s *sentence, k int) bool {
	o := s.clauses[k].opener
	return o >= 0 && r.tokens[o].class&(sameTime|coordinator) != 0
}

// ownerOf returns the mention that the words after the preposition at p
// place: the last one before them in their clause, or in the clause that
// theirs only goes on with.
func (r *reader) ownerOf(s *sentence, list []*mention, k, p int) *mention {
	for i := len(list) - 1; i >= 0; i-- {
		m := list[i]
		if m.end > p && !(m.first < p && p < m.end) { // "had driven into"
			continue
		}
		if !r.carries(s, m.clause, k) {
			break
		}
		if m.event == nil && !m.noun && r.goesOnWith(s, m.clause) {
			continue
		}
		if m.event != nil || !m.noun {
			return m
		}
		// A noun that names no event: what the verb before it tells was there,
		// unless that only speaks of it or punishes it.
		if o := r.verbBefore(list, i); o != nil && r.carries(s, o.clause, k) && (isSpeech(o.kind) == isSpeech(m.kind) && groupOf(o.kind) != timeline.Justice) {
			return o
		}
		return m
	}
	for _, m := range list {
		if m.clause == k && m.first > p && (!m.noun || r.afterAll(s, m)) {
			return m // "Police in London arrested two men", "a woman wept in Gori after an air strike"
		}
	}
	return nil
}

// verbBefore returns the last verb before mention i that tells an event.
func (r *reader) verbBefore(list []*mention, i int) *mention {
	for i--; i >= 0; i-- {
		if !list[i].noun && list[i].event != nil {
			return list[i]
		}
	}
	return nil
}

// afterAll reports whether a noun is what the clause comes after: "… after an
// air strike".
func (r *reader) afterAll(s *sentence, m *mention) bool {
	f := r.phraseStart(s, m.first)
	return f > s.first && r.tokens[f-1].class&timeAfter != 0
}

// goesOnWith reports a clause that is none: no clause begins with its verb
// and nothing before it, so that its verb is a noun or a participle of the
// clause before.
func (r *reader) goesOnWith(s *sentence, k int) bool {
	c := &s.clauses[k]
	return c.hasVerb && c.verb.first == c.first && c.opener < 0 && c.first > s.first && !r.tokens[c.first-1].punct
}

// carries reports whether what clause k names may belong to clause own.
func (r *reader) carries(s *sentence, own, k int) bool {
	for n := 0; k > own && n < 6; n++ {
		c := &s.clauses[k]
		if r.goesOnWith(s, k) {
			k--
			continue
		}
		if c.verb.infinitive || c.verb.finite() && (c.opener < 0 || r.tokens[c.opener].class&relative == 0 || r.tokens[c.opener].low == "who") {
			return false
		}
		k--
	}
	return k == own
}

// trusts says how far the preposition at p places the event that m tells.
func (r *reader) trusts(s *sentence, m *mention, l locus, p int) trust {
	t := &r.tokens[p]
	if p < m.end && p > m.first {
		return inside
	}
	speech := isSpeech(m.kind)
	conflict := groupOf(m.kind) == timeline.Conflict || groupOf(m.kind) == timeline.Disaster
	if m.first > p {
		if m.noun {
			return told
		}
		if speech || groupOf(m.kind) == timeline.Economy || t.class&strictPlace == 0 && !r.partOf(p, l.first) {
			return 0
		}
		return told
	}
	if speech && !m.noun && !r.straight(m, p) {
		return 0 // "condemned what was done in Paris"
	}
	if l.extent == whole && r.about(p) {
		return 0
	}
	switch {
	case t.entity < 0 && t.class&(preposition) == 0:
		return inside // "here"
	case t.class&ofWord != 0 && p > m.end-1 && r.tokens[p-1].place&outWord != 0:
		if m.kind == "withdrawal" || slices.Contains(moving, m.kind) {
			return inside
		}
		return 0
	case t.class&strictPlace != 0, t.place&offWord != 0:
		if l.extent == wide && !conflict {
			return told
		}
		return inside
	case t.class&ofWord != 0:
		switch {
		case m.noun && p == m.end && conflict:
			return beside // "the bombing of Dresden"
		case l.extent == site, r.tokens[l.first].entity >= 0 && r.tokens[r.names[r.tokens[l.first].entity].end-1].place&gathering != 0:
			return told // "the commander of the Incirlik air base", "the finish line of the Boston Marathon"
		}
		return 0
	case t.place&onWord != 0:
		if conflict || l.extent >= region || r.partOf(p, l.first) {
			return inside
		}
		return 0
	case t.place&fromWord != 0:
		switch {
		case l.extent == whole || l.extent == wide:
			return 0
		case speech && l.extent == site, m.kind == "withdrawal", m.kind == "launch" && p == m.end:
			return inside
		case slices.Contains(moving, m.kind), speech && l.extent == town:
			return told // "an address from Riyadh"
		}
		return 0
	case t.class&toInfinitive != 0 && r.wayTo(s, p):
		return 0
	case slices.Contains(moving, m.kind) || conflict && t.class&toInfinitive == 0:
		if l.extent == wide && m.kind == "visit" {
			return 0
		}
		return inside
	case m.kind == "other" && !m.noun && l.extent >= whole && p == m.end:
		return inside // "moved to the United States", "put into Beirut"
	case m.kind == "other" && !m.noun && l.extent >= town, conflict && l.extent > whole:
		return told // "flew a helicopter to Alexandroupolis"
	}
	return 0
}

// wayTo: "a flight from Tomsk to Moscow" was in neither.
func (r *reader) wayTo(s *sentence, p int) bool {
	o := r.nameEnding(s, p)
	if o == nil {
		return false
	}
	f := r.prepositionBefore(s, o.first)
	return f >= 0 && r.tokens[f].place&fromWord != 0
}

// partOf reports that a part of the place is meant: "off the coast of".
func (r *reader) partOf(p, first int) bool {
	for j := p + 1; j < first; j++ {
		if r.tokens[j].place&(partNoun|landNoun) != 0 {
			return true
		}
	}
	return false
}

// moving lists kinds that are where somebody or something goes.
var moving = []timeline.Kind{"visit", "deployment", "withdrawal", "ground-attack", "expulsion"}

// about: after these nouns "in" does not say where: "confidence in Iran".
func (r *reader) about(p int) bool {
	return p > 0 && r.tokens[p-1].place&aboutNoun != 0
}

// straight reports whether nothing but time and audience stands between what
// tells a speech and the preposition at p: else the place is that of what is
// spoken of.
func (r *reader) straight(m *mention, p int) bool {
	if p-m.end > 14 {
		return false
	}
	if p > m.end && r.tokens[p-1].class&(reportNoun|audience) != 0 {
		return true // "took questions on the deal at a news conference in Paris"
	}
	if r.tokens[m.end-1].class&toInfinitive != 0 {
		return false // "threatened to"
	}
	for j := m.end; j < p; j++ {
		if r.tokens[j].class&toInfinitive != 0 && j+1 < p && r.forms(j+1)&base != 0 {
			return false // "threatened to impose a curfew in Algiers"
		}
		if t := &r.tokens[j]; r.isNoun(j) && t.class&reportNoun == 0 && !r.inTime(j) && p-j > 1 && p-m.end > 5 {
			return false
		} else if t.class&(subordinator|relative) != 0 && t.class&preposition == 0 {
			return false
		}
	}
	return p-m.end <= 5 || r.tokens[p-1].class&(reportNoun|audience) != 0 || r.inTime(p-1)
}

// isSpeech reports kinds that are done by saying so, wherever that is.
func isSpeech(k timeline.Kind) bool {
	switch k {
	case "statement", "appeal", "accusation", "rejection", "threat", "support", "phone-call", "resolution", "sanction":
		return true
	}
	return false
}

// giveObject: without a preposition a place is what somebody bombed, reached
// or visited, or, before a passive verb, what was bombed.
func (r *reader) giveObject(s *sentence, list []*mention, l locus, k, first, end int, give func(*mention, locus)) {
	c := &s.clauses[k]
	if !c.hasVerb {
		return
	}
	l.rule = "what the verb acts on"
	for _, m := range list {
		if m.clause != k || isSpeech(m.kind) {
			continue
		}
		if l.extent >= town && end < c.verb.first && r.tokens[end].place&civicNoun != 0 && !m.noun {
			x := l
			x.trust, x.rule = told, "whose "+r.tokens[end].text+" did it"
			give(m, x)
			continue
		}
		l.trust = beside
		conflict := groupOf(m.kind) == timeline.Conflict || groupOf(m.kind) == timeline.Disaster
		reached := m.kind == "other" || m.kind == "investigation" || m.kind == "protest" || slices.Contains(moving, m.kind)
		if l.extent <= whole && !r.partOf(c.verb.head, first) && !(conflict && m.kind != "withdrawal" && m.kind != "deployment" && m.kind != "ceasefire" || m.kind == "visit") {
			continue
		}
		switch {
		case first > c.verb.head && r.objectOf(c.verb.head, first):
			if (conflict || reached) && (!m.noun || m.first < c.verb.first) && !c.verb.passive && !undergoer(m.kind) {
				give(m, l)
			}
		case end <= c.verb.first && c.verb.passive && conflict && !m.noun && r.subjectRight(end, c.verb.first):
			give(m, l)
		}
	}
}

// undergoer lists kinds that are done to somebody, never to a place.
func undergoer(k timeline.Kind) bool {
	return k == "killing" || k == "abduction" || k == "expulsion"
}

// objectOf reports that only determiners, describing words and other objects
// stand between a verb and the name at first.
func (r *reader) objectOf(head, first int) bool {
	for j := head + 1; j < first; j++ {
		t := &r.tokens[j]
		if t.entity >= 0 && !r.names[t.entity].adjective {
			if e := &r.entities[r.names[t.entity].entity]; e.sort != place && e.sort != state {
				return false
			}
			continue
		}
		if t.class&ofWord != 0 && r.tokens[j-1].place&(partNoun|landNoun|siteNoun) != 0 {
			continue // "searched the ruins of Mosul"
		}
		if t.punct && t.text != "," || t.class&(preposition|subordinator|relative|pronoun|beVerb|haveVerb|modal) != 0 && t.class&determiner == 0 || j-head > 4 {
			return false
		}
	}
	return true
}

func (r *reader) subjectRight(end, verb int) bool {
	for j := end; j < verb; j++ {
		if t := &r.tokens[j]; t.punct || t.class&(preposition|relative|subordinator) != 0 {
			return false
		}
	}
	return true
}
