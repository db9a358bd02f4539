package extract

import (
	"slices"
	"strings"
)

// subject is the range of tokens that the subject of the clause of m takes; empty without one.
func (r *reader) subject(m *mention) (first, end int) {
	return r.subjectRange(&r.sentences[m.sentence], m.clause, 0)
}

// subjectRange returns the tokens of the subject of clause k: its own, that of
// the clause it is joined to by "and", or what a relative word stands for.
func (r *reader) subjectRange(s *sentence, k, depth int) (first, end int) {
	c := &s.clauses[k]
	if depth > 6 || !c.hasVerb {
		return 0, 0
	}
	if f, e := r.inverted(s, c); f < e {
		return f, e
	}
	if c.sharesSubject {
		p := k - 1
		if o := &s.clauses[p]; o.hasVerb && !o.verb.finite() && o.opener < 0 && o.first > s.first && (isStop(r.tokens[o.first-1].text) || isStop(r.tokens[o.first].text)) && r.tokens[c.first].class&coordinator == 0 {
			if first, end = r.acrossVerbs(s, k); first < end {
				return r.trimSubject(s, first, end) // "It rained; an attempt to free the ship failed"
			}
		}
		if o := &s.clauses[p]; o.hasVerb && !o.verb.finite() && o.opener >= o.first && o.opener < o.verb.first && !r.isRelative(o) && r.tokens[c.first].class&coordinator == 0 && r.tokens[c.first-1].class&coordinator == 0 {
			if o.verb.infinitive {
				first, end = r.acrossVerbs(s, k)
				return r.trimSubject(s, first, end) // "said that an attempt to free the ship had failed"
			}
			return r.trimSubject(s, r.skipFronted(s, o.opener+1, o.verb.first), o.verb.first) // "when the device, hidden in a lorry, went off"
		}
		if o := &s.clauses[p]; o.hasVerb && o.verb.bare && o.opener < 0 && o.first < o.verb.first && r.tokens[c.first].class&coordinator == 0 && r.tokens[c.first-1].class&coordinator == 0 && p > 0 && r.isSpeech(s.clauses[p-1].verb.head) {
			return r.trimSubject(s, r.skipFronted(s, o.first, o.verb.first), o.verb.first) // "Police said a man arrested on Monday had confessed"
		}
		if o := &s.clauses[p]; o.hasVerb && o.verb.bare && o.opener < 0 && r.isSpeech(c.verb.head) && r.tokens[c.first].class&coordinator == 0 && o.verb.first > s.first {
			if f, e := r.phraseBefore(s, o.verb.first); f < e && f > s.first && r.tokens[f-1].text == "," {
				return f, e // "…, a commission led by a senator reported"
			}
		}
		for p > 0 && !s.clauses[p].verb.finite() {
			p--
		}
		if p == k {
			return 0, 0
		}
		o := &s.clauses[p]
		joined := r.tokens[c.first].class&coordinator != 0 || r.tokens[c.first-1].class&coordinator != 0
		if !o.verb.finite() && c.lead[1] == 0 && !joined {
			first, end = r.acrossVerbs(s, k) // "An attempt to free the ship had failed"
			return r.trimSubject(s, first, end)
		}
		if v := &o.verb; o.hasVerb && v.head+1 == c.verb.first && v.first == v.head && v.form&(third|base) != 0 && v.form&past == 0 && o.first < v.first {
			return r.trimSubject(s, r.skipFronted(s, o.first, v.first), c.verb.first) // "Toyota shares have lost": no verb
		}
		if o.hasVerb {
			from := o.verb.head + 1
			for i := c.verb.first - 1; i >= from; i-- {
				if isQuote(r.tokens[i].text) && i+1 < c.verb.first && !joined {
					return r.trimSubject(s, r.skipFronted(s, i+1, c.verb.first), c.verb.first) // "…," said she
				}
			}
			if !joined && o.opener >= 0 && r.tokens[o.opener].class&relative == 0 && from < c.first {
				// "before the month was out the pair had been charged"
				if r.tokens[from].class&preposition != 0 {
					if !isAdverbial(r.tokens[from].low) {
						return r.trimSubject(s, r.skipFronted(s, o.opener+1, o.verb.first), o.verb.first) // "when the airliner, bound for Lima, was hit"
					}
					from++
				}
				return r.trimSubject(s, r.skipFronted(s, from, c.verb.first), c.verb.first)
			}
		}
		if q := r.mainBefore(s, c, p); q >= 0 {
			return r.subjectRange(s, q, depth+1)
		}
		if p < 0 || p == k {
			return 0, 0
		}
		if q := r.goesOnFrom(s, k, p, depth); q >= 0 {
			return r.subjectRange(s, q, depth+1)
		}
		if q := s.clauses[p].parent; q >= 0 && q < p && s.clauses[p].verb.first > s.first && r.tokens[s.clauses[p].verb.first-1].low == "there" {
			p = q // "radioed that there was smoke and asked"
		}
		return r.subjectRange(s, p, depth+1)
	}
	first, end = c.first, c.verb.first
	if first == s.first && c.verb.passive && c.lead[1] == 0 && first < end && r.inTime(first) && r.timeOn(first).end == end && r.tokens[first].class&preposition == 0 {
		return first, end // "Saturday has been declared a holiday"
	}
	if c.lead[1] > 0 {
		first, end = c.lead[0], c.lead[1]
	}
	if c.opener >= first && c.opener < end {
		o := &r.tokens[c.opener]
		if o.class&relative != 0 && o.class&possessiveWord == 0 && (o.low != "that" || r.nounBefore(c.opener)) && (c.opener+1 == c.verb.first || r.skipFronted(s, c.opener+1, c.verb.first) >= c.verb.first) {
			if p := c.opener - 2; p >= s.first && r.tokens[p+1].entity < 0 && r.tokens[p].class&(beVerb|negation) != 0 {
				return 0, 0 // "It was not clear who fired"
			}
			return r.phraseBefore(s, c.opener)
		}
		if first = c.opener + 1; o.low == "as" && first < end && r.tokens[first].class&determiner != 0 && atLeast(r, first+1, end) {
			first = c.opener // "As many as 500 people"
		}
		if j := c.opener + 3; o.low == "as" && j < end && r.tokens[j-2].class&indefinite != 0 && r.tokens[j-1].entity < 0 && (r.afterFrontedPhrase(s, c.opener, end) == j || r.tokens[j].class&groupNoun != 0 && r.tokens[j-1].class&(groupNoun|official|title) == 0) {
			first = j // "As a result Norway", "As a precaution police"
		}
		if o.class&preposition != 0 {
			if j := r.lastComma(first, end); j > 0 || o.class&(timeAfter|timeBefore) != 0 {
				if j = max(j, r.afterFrontedPhrase(s, c.opener, end)); j > c.opener && j < end && !(j < first) {
					first = j // "After an inspection, Airbus decided"
				}
			}
		}
		if o.class&possessiveWord != 0 {
			if f, e := r.apposition(first, end); f < e {
				return f, e
			}
		}
	}
	for i := first; i < end; i++ {
		if isStop(r.tokens[i].text) && r.tokens[i].text != "-" && !isBracket(r.tokens[i].text) || r.endsSpeech(i) {
			first = i + 1
		}
	}
	first = r.skipFronted(s, first, end)
	if first >= end && k > 0 && c.lead[1] == 0 && (r.tokens[c.first].class&coordinator != 0 || r.tokens[max(c.first-1, 0)].class&coordinator != 0) {
		// "…, and in February declared": the subject is that of the clause before.
		for p := k - 1; p >= 0; p-- {
			if s.clauses[p].hasVerb && s.clauses[p].verb.finite() {
				return r.subjectRange(s, p, depth+1)
			}
		}
	}
	if first >= end && c.opener < 0 && k > 0 && c.lead[1] == 0 && c.first > s.first && r.tokens[c.first-1].text == "," {
		p := k - 1
		for p >= 0 && !(s.clauses[p].hasVerb && s.clauses[p].verb.finite()) {
			p--
		}
		if p < 0 {
			return r.trimSubject(s, r.skipFronted(s, s.first, c.first), c.first) // "ING, the banking group, last night agreed"
		}
		if o := s.clauses[p].opener; o > s.first+1 && r.tokens[o-1].text == "," && r.tokens[o].class&relative != 0 {
			return r.phraseBefore(s, o) // "Jane Doe, whom the court had barred, named a stand-in"
		}
	}
	if first >= end && c.opener < 0 && c.lead[1] == 0 {
		// "An attempt to free the ship had failed": other verbs stand between.
		first, end = r.acrossVerbs(s, k)
	}
	return r.trimSubject(s, first, end)
}

// mainBefore returns the main clause with which clause c goes on behind a comma, where clause p
// before it depends on that: "…, hours before it met, and detained"; -1 if it goes on with p.
func (r *reader) mainBefore(s *sentence, c *clause, p int) int {
	joined := r.tokens[c.first].class&coordinator != 0 || c.first > s.first && r.tokens[c.first-1].class&coordinator != 0
	if !joined || s.clauses[p].opener < 0 || c.first < s.first+2 || r.tokens[c.first-1].text != "," && r.tokens[c.first-2].text != "," {
		return -1
	}
	for q := p - 1; q >= 0; q-- {
		if x := &s.clauses[q]; x.hasVerb && x.verb.finite() && x.opener < 0 {
			return q
		}
	}
	return -1
}

// goesOnFrom returns the clause that governs clause p if clause k goes on with that and
// not with p: "accepted that the drug had come from a powder and threw out the
// charge"; -1 if it goes on with p.
func (r *reader) goesOnFrom(s *sentence, k, p, depth int) int {
	o, v := &s.clauses[p], &s.clauses[k].verb
	if q := o.parent; q >= 0 && q < p && s.clauses[q].hasVerb && s.clauses[q].verb.finite() && r.isSpeech(s.clauses[q].verb.head) && (r.isSpeech(v.head) || r.tokens[v.head].class&wish != 0) {
		if first, end := r.subjectRange(s, p, depth+1); first < end && !r.hasParty(first, end) && !slices.ContainsFunc(r.tokens[first:end], func(t token) bool { return t.class&(organisationWord|official|pronoun) != 0 }) {
			return q // "said the money came too late and called for an inquiry"
		}
	}
	if o.opener < 0 || r.tokens[o.opener].low != "that" || o.parent < 0 || o.parent >= p || !o.verb.pluperfect || v.auxiliary || v.first != v.head || v.form&past == 0 {
		return -1
	}
	return o.parent
}

func (r *reader) acrossVerbs(s *sentence, k int) (first, end int) {
	c := &s.clauses[k]
	end = c.verb.first
	for first = end; first > s.first && !r.tokens[first-1].punct && r.tokens[first-1].class&(subordinator|relative) == 0; first-- {
	}
	apart := first == end && k > 0
	if apart {
		// "The trial, due to start on Monday, was postponed"
		for first = s.clauses[k-1].first; first < end && r.tokens[first].punct; first++ {
		}
		for end = first; end < c.verb.first && !r.tokens[end].punct; end++ {
		}
	}
	for i := range s.clauses {
		if o := &s.clauses[i]; o != c && o.hasVerb && (o.verb.finite() || apart) && o.verb.head >= first && o.verb.head < end {
			return 0, 0
		}
	}
	return r.skipFronted(s, first, end), end
}

// skipFronted passes over what stands before a subject: conjunctions, adverbs,
// times, "In Tokyo".
func (r *reader) skipFronted(s *sentence, first, end int) int {
	for first < end {
		t := &r.tokens[first]
		if j := r.afterAdverbial(s, first, end); j > first {
			first = j
			continue
		}
		if x := r.timeOn(first); x != nil && x.end < end && (x.first < first && !r.partOfPhrase(s, x) || r.tokens[x.end].class&(timeAfter|timeBefore) != 0) {
			first = x.end
			continue
		}
		if first+2 < end && t.class&determiner != 0 && r.tokens[first+1].class&unit != 0 && r.tokens[first+2].class&(timeAfter|timeBefore) != 0 ||
			first+1 < end && t.entity < 0 && t.class&determiner == 0 && r.forms(first)&past != 0 && r.afterAdverbial(s, first+1, end) > first+1 {
			first++ // "the day after the vote", "when trading began on Monday"
			continue
		}
		if t.text == "," && first > s.first && r.inTime(first-1) {
			if j := r.afterAside(first+1, end); j > 0 {
				first = j
				continue
			}
		}
		switch {
		case t.class&subordinator != 0 && t.class&determiner == 0 && first+1 < end && !(t.class&(timeAfter|timeBefore) != 0 && t.class&preposition != 0 && s.clauses[s.clauseOf(first)].opener < 0) && !(r.tokens[first+1].class&determiner != 0 && atLeast(r, first+2, end)):
			if j := first + 1; r.tokens[j].class&determiner != 0 {
				for ; j < end; j++ {
					if r.tokens[j].text == "," && j+1 < end {
						first = j // "As a result of the shutdown, …"
						break
					}
				}
			}
			first++
			continue
		case t.punct && !strings.ContainsAny(t.text, "$€£"), t.class&coordinator != 0, (t.class&adverb != 0 || t.ly()) && t.class&(determiner|preposition) == 0 && first+1 < end && !(t.capital && r.tokens[first+1].capital && r.tokens[first+1].class&title != 0) && !r.counts(first+1):
			first++
			continue
		case t.class&preposition != 0 && !atLeast(r, first, end), first+1 < end && t.class&unit != 0 && r.tokens[first+1].class&preposition != 0:
			j := r.afterFrontedPhrase(s, first, end)
			if j <= first {
				return end
			}
			if first = j; r.tokens[j-1].text == "," {
				first = max(j, r.afterAside(j, end))
			}
			continue
		}
		return first
	}
	return first
}

// endsSpeech reports a mark at token i with which somebody's words end.
func (r *reader) endsSpeech(i int) bool {
	return i > 0 && r.tokens[i-1].quoted && !r.tokens[i].quoted && isQuote(r.tokens[i].text)
}

// counts reports a number at token i that is no time: "nearly | 200 people".
func (r *reader) counts(i int) bool {
	return (r.tokens[i].digit || r.tokens[i].class&numberWord != 0) && !r.inTime(i)
}

// afterAside returns where the subject begins behind what explains a time or a
// place: "On Saturday, the eve of the vote, three men …"; 0 if nothing does.
func (r *reader) afterAside(i, end int) int {
	if i+1 >= end || r.tokens[i].class&definite == 0 || r.tokens[end-1].text == "," {
		return 0
	}
	for j := i + 1; j+1 < end && r.tokens[j].entity < 0; j++ {
		if r.tokens[j].text == "," {
			if n := &r.tokens[j+1]; n.class&coordinator == 0 && !n.digit {
				return j + 1
			}
			return 0
		}
	}
	return 0
}

// atLeast: "At least three", "Up to 40", "Over 200" begin a subject.
func atLeast(r *reader, i, end int) bool {
	for j := i + 1; j < end && j < i+3; j++ {
		t := &r.tokens[j]
		if t.digit && !r.inTime(j) || t.class&numberWord != 0 {
			return true
		}
		if t.low != "least" && t.low != "most" && t.low != "to" && t.low != "than" {
			return false
		}
	}
	return false
}

// afterFrontedPhrase returns where the subject begins behind a prepositional
// phrase at token i: behind its comma, or where a second noun phrase begins.
func (r *reader) afterFrontedPhrase(s *sentence, i, end int) int {
	for j := i; j < end; j++ {
		if r.tokens[j].text == "," {
			if k := j + 2; k < end && r.tokens[k].text == "," && r.tokens[j+1].entity >= 0 && r.entities[r.names[r.tokens[j+1].entity].entity].sort == place {
				return k + 1 // "In Norfolk, Va., the leader"
			}
			if e := r.tokens[j-1].entity; e >= 0 && j+1 < end-1 && r.tokens[j+1].class&determiner != 0 && r.tokens[end-1].text == "," {
				if n := &r.names[e]; n.first > i+1 && n.end == j && r.entities[n.entity].sort == person && r.tokens[n.first-1].class&(preposition|title|honorific|determiner|coordinator) == 0 {
					return n.first // "At the same ceremony Jane Doe, the leader of the party, was"
				}
			}
			if e := r.tokens[j-1].entity; e >= 0 && j+2 < end && r.tokens[j+1].digit && len(r.tokens[j+1].text) == 2 && r.tokens[j+2].text == "," && r.names[e].first > i+1 {
				return r.names[e].first // "In a statement Jane Doe, 32, thanked"
			}
			return j + 1
		}
		// "In Ottawa Jean Charest, the sports minister, …"
		if e := r.tokens[j].entity; j > i+1 && e >= 0 && r.tokens[j-1].entity >= 0 && r.tokens[j-1].entity != e && r.entities[r.names[e].entity].sort == person && !r.names[r.tokens[j-1].entity].adjective {
			return j
		}
	}
	noun := false
	for j := i + 1; j < end; j++ {
		t := &r.tokens[j]
		switch {
		case t.class&(preposition|coordinator) != 0 || r.isOwner(j):
			noun = false
			continue
		case t.class == adverb || isNearly(t.low) || t.sense&almostWord != 0:
			continue // "After nearly a year"
		case t.class&pronoun != 0 && (strings.HasSuffix(t.low, "self") || strings.HasSuffix(t.low, "selves")):
			return j + 1 // "In Kashmir itself violence …"
		case noun && (t.class&(determiner|pronoun|numberWord) != 0 || t.digit || t.entity >= 0 && r.tokens[j-1].entity != t.entity && (r.tokens[j-1].entity < 0 || !r.names[r.tokens[j-1].entity].adjective)):
			return j
		case noun && r.tokens[j-1].entity >= 0 && t.entity < 0 && !r.names[r.tokens[j-1].entity].adjective && !t.punct && t.class&placeWord == 0 && !r.namesTheThing(j-1):
			return j
		case noun && j-2 > i && r.tokens[j-1].entity < 0 && r.tokens[j-2].entity >= 0 && t.entity < 0 && (t.class&groupNoun != 0 || strings.HasSuffix(t.low, "s") && r.forms(j) == 0) && (r.tokens[j-1].place&siteNoun != 0 && r.tokens[j-1].place&landNoun == 0 || r.namesTheThing(j-2)):
			return j // "At Melbourne airport | workers", "At the Renault factory | workers"
		case noun && r.inTime(j-1) && !r.inTime(j):
			return j
		}
		noun = t.class&determiner == 0 && !t.digit && !t.punct || r.inTime(j)
	}
	for j := i + 2; j < end; j++ {
		if p := &r.tokens[j-1]; r.tokens[j].class&groupNoun != 0 && (p.sense&objective != 0 && !r.owns(j-1) || p.entity < 0 && strings.HasSuffix(p.low, "s") && r.bareNounAt(j-1)) {
			return j // "In the gravest of the cases | soldiers killed"
		}
	}
	return i
}

// namesTheThing: "the Galileo | navigation system": what stands behind the name is one with
// it, but not behind that of a place, "In the Netherlands | police".
func (r *reader) namesTheThing(i int) bool {
	return r.namesThing(i) && r.tokens[i+1].class&groupNoun == 0 && r.entities[r.names[r.tokens[i].entity].entity].sort != state && r.entities[r.names[r.tokens[i].entity].entity].sort != place
}

// phraseBefore returns the noun phrase that ends before token i: what a relative word
// stands for.
func (r *reader) phraseBefore(s *sentence, i int) (first, end int) {
	end = i
	for end > s.first && (r.tokens[end-1].text == "," || r.tokens[end-1].text == ")") {
		if r.tokens[end-1].text == ")" {
			for end > s.first && r.tokens[end-1].text != "(" {
				end--
			}
		}
		end--
	}
	if n := end - 2; n > s.first && r.tokens[n+1].digit && r.tokens[n].text == "," && r.tokens[n-1].entity >= 0 {
		end = n // "Jane Doe, 54, who"
	}
	if end <= s.first {
		return 0, 0
	}
	first = r.phraseStart(s, end-1)
	if first-2 > s.first && end == i && r.tokens[first].class&definite != 0 && r.tokens[first-1].text == "," && r.tokens[i].class&pronounPerson != 0 && r.tokens[first-2].entity >= 0 {
		if n := &r.names[r.tokens[first-2].entity]; r.maybePerson(n.entity) {
			return n.first, n.end // "Jane Doe, the builder who won"
		}
	}
	if e := r.tokens[end-1].entity; e >= 0 && end < i && r.tokens[i].class&pronounPerson != 0 && !r.maybePerson(r.names[e].entity) {
		for j := first - 1; j > s.first+1 && r.tokens[j].class&subordinator == 0 && s.clauseOf(j) == s.clauseOf(end-1); j-- {
			if r.tokens[j].text == "," {
				return r.phraseBefore(s, j) // "a businessman, just back from the Gulf, who"
			}
		}
	}
	if e := r.tokens[end-1].entity; e >= 0 && r.tokens[i].class&pronounPerson != 0 && r.entities[r.names[e].entity].sort == person {
		return r.trimSubject(s, r.skipFronted(s, first, end), end) // "the fate of Jane Doe, who"
	}
	if first-2 > s.first && r.tokens[first-1].class&preposition != 0 && r.tokens[first-1].class&(ofWord|byWord) == 0 && r.isNoun(first-2) && r.onlySays(first, end, i) {
		first = r.phraseStart(s, first-2) // "its war with Iran, which ended"
		for first < end && (r.inTime(first) || r.tokens[first].class&determiner != 0) {
			first++
		}
		return first, end
	}
	if e := r.tokens[end-1].entity; e >= 0 && r.names[e].first == first && r.entities[r.names[e].entity].sort == place && r.tokens[first].class&determiner == 0 {
		for first-2 >= s.first && r.tokens[first-1].class&preposition != 0 {
			first = r.phraseStart(s, first-2) // "talks between the two in Jeddah, which opened"
		}
	}
	for first-1 > s.first && r.tokens[first-1].class&ofWord != 0 && r.tokens[first].class&determiner == 0 {
		if g := &r.tokens[first-2]; r.tokens[i].class&pronounPerson != 0 && strings.HasSuffix(r.tokens[end-1].low, "s") && !counts[g.low] && g.class&(groupNoun|numberWord|unit) == 0 {
			break // "a goal of protesters who"
		}
		if e := r.tokens[first].entity; e >= 0 && r.names[e].end == end && end-first > 1 && r.entities[r.names[e].entity].sort != place && !(r.isNoun(first-2) && r.tokens[i].class&pronounPerson == 0) {
			break // "memories of TWA Flight 800, which"
		}
		first = r.phraseStart(s, first-2)
	}
	return r.trimSubject(s, r.skipFronted(s, first, end), end)
}

// onlySays: the phrase tokens[first:end] behind a preposition only says which event the noun
// before it means, and that is what the relative word at token i stands for: "its war with
// Iran, which ended", "the tariffs on imported steel that he imposed".
func (r *reader) onlySays(first, end, i int) bool {
	last := r.tokens[end-1].entity
	switch {
	case r.tokens[first].class&determiner == 0 && last >= 0:
		return true
	case r.tokens[first].class&determiner == 0:
		if i+1 >= len(r.tokens) || r.tokens[i+1].class&(pronoun|determiner) == 0 && r.tokens[i+1].entity < 0 {
			return false // "the protest against companies that sacked 500 workers"
		}
		return r.tokens[i].class&(relative|pronounPerson) == relative && !slices.ContainsFunc(r.tokens[first:end], func(t token) bool { return t.entity >= 0 })
	}
	return last >= 0 && r.tokens[first].class&definite != 0 && r.names[last].first == first+1
}

// trimSubject ends a subject before an apposition or a relative clause; "his
// minister, Jane Doe," is Jane Doe.
func (r *reader) trimSubject(s *sentence, first, end int) (int, int) {
	if first+2 < end && r.tokens[first].class&(determiner|pronoun) == 0 && r.tokens[first].entity < 0 && !strings.HasSuffix(r.tokens[first].low, "s") {
		for i := first + 1; i+1 < end; i++ {
			if r.inTime(i) && !r.inTime(i+1) && r.tokens[i+1].class&definite != 0 {
				first = i + 1 // "In a letter made | public during the evening the minister told"
			}
		}
	}
	for i := first; i < end; i++ {
		t := &r.tokens[i]
		if i > first && r.becauseOf(i) {
			end = i // "the president because of the crisis put off"
			break
		}
		if t.punct && t.low != "'s" && !r.isOwner(i) && !strings.ContainsAny(t.text, "$€£%&") && !isQuote(t.text) || t.class&relative != 0 && (t.class&determiner == 0 || i > first && i+1 < end && r.nounBefore(i) && (r.tokens[i+1].class&(determiner|pronoun) != 0 || r.tokens[i+1].entity >= 0)) {
			if t.text == "," && r.listEnd(s, i) > 0 {
				continue
			}
			if j := r.afterBrackets(i, end); j > i {
				i = j - 1
				continue
			}
			if t.text == "-" && r.tokens[i-1].end == t.start {
				continue
			}
			if r.tokens[first].class&possessiveWord != 0 {
				if f, e := r.apposition(first, end); f < e {
					return f, e
				}
			}
			end = i
			break
		}
	}
	for end > first && (r.tokens[end-1].class&adverb != 0 && r.tokens[end-1].class&determiner == 0 || r.tokens[end-1].ly() || r.hangs(end-1) && r.tokens[end-1].class&pronoun == 0 && end-first > 1) {
		end--
	}
	if x := r.timeOn(end - 1); first < end && x != nil && x.first-1 > first && x.end == end && r.tokens[x.first-1].class&(preposition|ofWord) == preposition {
		end = x.first - 1 // "the company on Monday reported"
	}
	if end-2 > first && r.tokens[end-1].low == "than" && r.tokens[end-2].low == "more" {
		end -= 2 // "the bank more than doubled its rate"
	}
	timed := true
	for i := first; i < end; i++ {
		timed = timed && r.inTime(i)
	}
	if timed {
		return 0, 0
	}
	return first, end
}

// apposition returns the person named behind the first comma of a subject.
func (r *reader) apposition(first, end int) (int, int) {
	for i := first; i+1 < end; i++ {
		if r.tokens[i].text == "," {
			if r.personAt(i+1) >= 0 {
				return i + 1, min(r.names[r.tokens[i+1].entity].end, end)
			}
			break
		}
	}
	return 0, 0
}

// lastComma returns the token behind the only comma in tokens[first:end] if
// something stands there, else 0.
func (r *reader) lastComma(first, end int) int {
	at, n := 0, 0
	for i := first; i < end; i++ {
		if r.tokens[i].text == "," {
			at, n = i+1, n+1
		}
	}
	if n == 1 && at < end {
		return at
	}
	return 0
}

// inverted returns the subject that follows its verb: "…," said Jane Doe.
func (r *reader) inverted(s *sentence, c *clause) (first, end int) {
	v := &c.verb
	if v.first != v.head || v.head == s.first || v.head+1 >= s.end || r.tokens[v.head].class&saidVerb == 0 {
		return 0, 0
	}
	for i := c.first; i < v.head && !isQuote(r.tokens[v.head-1].text); i++ {
		if !r.tokens[i].punct {
			return 0, 0
		}
	}
	if p := &r.tokens[v.head-1]; c.lead[1] > 0 || p.text != "," && !isQuote(p.text) {
		return 0, 0
	}
	first = v.head + 1
	t := &r.tokens[first]
	someone := t.class&(title|honorific) != 0 || t.entity >= 0 && r.entities[r.names[t.entity].entity].sort == person
	if !someone && (r.tokens[v.head-1].text == "," || t.entity < 0 && t.class&determiner == 0) {
		return 0, 0
	}
	for end = first; end < s.end; end++ {
		if t := &r.tokens[end]; t.punct && t.low != "'s" || r.inTime(end) || t.class&(subordinator|relative|preposition) != 0 && t.class&(ofWord|determiner) == 0 {
			break
		}
	}
	return first, end
}
