package extract

import (
	"slices"

	"dateline/timeline"
)

// judge decides whether a mention tells something that happened or is firmly
// scheduled, and sets makes, scheduled and fresh.
func (r *reader) judge(m *mention) {
	sent := &r.sentences[m.sentence]
	c := &sent.clauses[m.clause]
	for i := m.first; i < m.end; i++ {
		if r.tokens[i].quoted {
			return
		}
	}
	if !m.noun && groupOf(m.kind) == timeline.Conflict && m.first > sent.first && m.end < sent.end && isQuote(r.tokens[m.first-1].text) && isQuote(r.tokens[m.end].text) {
		first, end := r.subjectRange(sent, m.clause, 0)
		if slices.ContainsFunc(r.tokens[first:end], func(t token) bool { return t.class&reportNoun != 0 }) {
			return // a speech that "poisoned" them
		}
	}
	if r.conditional(sent, m.clause) || r.asKind(sent, c) || r.inDegree(sent, c) || r.firstThat(sent, c) || r.denied(sent, m.clause) || r.firstPerson(sent, m.clause) {
		return
	}
	if m.noun {
		r.judgeNoun(m, sent, c)
		return
	}
	v := &c.verb
	if r.notUntil(m) >= 0 {
		m.makes, m.because = true, "not before a time, and so then"
		return
	}
	if v.negated || r.subjectDenies(c) || r.almost(v) || r.compared(sent, v) {
		return
	}
	beside := m.clause > 0 && sent.clauses[m.clause-1].verb.head == v.first-1 && c.lead[1] == 0
	if p := m.clause - 1; p >= 0 && (beside || !v.finite() && c.parent == p) && (sent.clauses[p].verb.negated || r.subjectDenies(&sent.clauses[p])) {
		return // "No one was reported hurt", "did not agree to leave"
	}
	if v.passive && r.tokens[m.first].class&announce != 0 && v.first > c.first && r.tokens[v.first-1].class&pronoun != 0 && r.tokens[v.first-1].class&pronounPerson == 0 && r.ownTime(m.sentence, m.clause, m.first) < 0 && !(m.end < sent.end && r.tokens[m.end].low == "that") {
		return // "after it was announced", which names what was told; not "it was announced that"
	}
	switch {
	case v.modal && r.willHave(sent, m.clause) && r.futureTime(m):
		m.scheduled, m.makes, m.because = true, true, "said to be for a given time to come"
		return
	case v.modal:
		return
	case v.future && c.opener >= 0 && r.tokens[c.opener].class&relative != 0 && r.tokens[v.first].class&beVerb != 0 && r.forms(v.first)&past != 0:
		return // "called off the visit on which she was to meet the president next week"
	case v.future, v.infinitive && r.governor(sent, m.clause)&scheduledVerb != 0:
		if r.futureTime(m) {
			m.scheduled, m.makes, m.because = true, true, "told for a given time to come"
		}
		return
	case v.infinitive && v.perfect && r.saidToHave(sent, m.clause):
		m.because = "reported to have happened"
	case v.infinitive && v.first > sent.first+1 && r.tokens[v.first-1].sense&onlyWord != 0 && r.tokens[v.first-2].text == ",":
		m.because = "what came of it"
	case v.infinitive:
		if r.governor(sent, m.clause)&carried == 0 {
			return
		}
		m.because = "what somebody began, managed or was made to do"
	case v.bare && v.form&gerund == 0 && r.wantedDone(sent, c):
		return // "failed to get the budget passed"
	case v.bare && v.form&gerund == 0 && v.first > sent.first && r.tokens[v.first-1].class&(subordinator|preposition) != 0 && !(r.tokens[v.first].class&beVerb != 0 && r.tokens[v.first-1].class&timeAfter != 0):
		return // "when asked", "as planned", but not "after being attacked"
	case c.opener >= 0 && c.opener == v.first-1 && v.first == v.head && v.form&participle != 0 && r.tokens[c.opener].class&(sameTime|condition) != 0:
		return // "When asked"
	case v.bare && v.form&gerund == 0 && r.inTitle(sent.para) && m.clause == 0 && m.first > sent.first:
		m.fresh, m.because = true, "a participle that tells what a headline's subject underwent"
	case v.bare && v.form&gerund == 0 && r.onlyDescribes(sent, m):
		return // "half a million cars sold in the country are affected"
	case v.bare && v.form&gerund != 0:
		if !r.gerundHappened(sent, m) {
			return
		}
		m.because = "told beside the main verb"
	case v.present && (v.progressive || v.auxiliary && m.pattern.phrase != nil && len(m.pattern.rest) > 1): // "is in talks with"
		m.fresh, m.because = true, "going on as the article is written"
		if r.futureTime(m) {
			m.scheduled, m.makes = true, true
			return
		}
	case v.present:
		if r.futureTime(m) && !r.inTitle(sent.para) {
			m.scheduled, m.makes, m.because = true, true, "present tense with a time to come"
			return
		}
		switch {
		case r.headline(sent.para):
			m.because = "the present tense of a headline or a caption"
		case r.entryOf(m) > 0 && !r.isSpeech(m.first):
			m.because = "the present tense of a live blog"
		default:
			return
		}
		m.fresh = true
	case v.perfect && !v.pluperfect && m.has(flagToll) && r.since(m, c):
		return // "has killed 3,200 people since 1969": a count
	case v.perfect && !v.pluperfect:
		m.fresh, m.because = true, "has happened"
	default:
		m.because = "told in the past tense"
	}
	if r.wished(sent, m.clause) {
		return
	}
	if m.kind == "accusation" && !v.passive && m.end < sent.end && r.tokens[m.end].class&ofWord != 0 && r.ownTime(m.sentence, m.clause, m.first) < 0 && !r.headline(sent.para) {
		return // "houses of persons accused of rioting"
	}
	if m.has(flagSpeech) && !r.occasion(m, sent, c) {
		return
	}
	if (m.has(flagSaid) || m.has(flagDated)) && r.ownTime(m.sentence, m.clause, m.first) < 0 && !r.paras[sent.para].lead && !m.fresh {
		return
	}
	m.makes = true
}

// notUntil returns the day behind "until" of what did not happen before: "was not found
// until Tuesday"; -1 if there is none.
func (r *reader) notUntil(m *mention) int {
	c := &r.sentences[m.sentence].clauses[m.clause]
	if c.verb.present || c.verb.modal || c.verb.future || c.verb.infinitive || m.has(flagSpeech) || !c.verb.negated && !r.negation(c.first, c.verb.first) {
		return -1
	}
	lo, hi := r.timesOfSentence(m.sentence)
	for t := lo; t < hi; t++ {
		if x := &r.times[t]; c.holds(x.first) && x.first > c.verb.head+1 && r.tokens[x.first-1].sense&untilWord != 0 && x.day() && !r.toCome(t) {
			return t
		}
	}
	return -1
}

// negation reports a word such as "neither" in tokens[first:end].
func (r *reader) negation(first, end int) bool {
	return slices.ContainsFunc(r.tokens[first:max(first, end)], func(t token) bool { return t.class&negation != 0 && t.class&coordinator == 0 })
}

// since reports a time in the clause that tells since when.
func (r *reader) since(m *mention, c *clause) bool {
	lo, hi := r.timesOfSentence(m.sentence)
	for t := lo; t < hi; t++ {
		if x := &r.times[t]; c.holds(x.first) && r.sinceTime(x) {
			return true
		}
	}
	return false
}

// willHave: "announced that parliament would sit on Wednesday".
func (r *reader) willHave(s *sentence, k int) bool {
	c := &s.clauses[k]
	return c.parent >= 0 && s.clauses[c.parent].hasVerb && r.isSpeech(s.clauses[c.parent].verb.head) && !s.clauses[c.parent].verb.negated && r.tokens[c.verb.first].sense&reportedFuture != 0
}

// saidToHave: "is reported to have opened an inquiry".
func (r *reader) saidToHave(s *sentence, k int) bool {
	p := s.clauses[k].parent
	return p >= 0 && s.clauses[p].verb.passive && !s.clauses[p].verb.negated && r.tokens[s.clauses[p].verb.head].class&saidVerb != 0
}

// onlyDescribes: a participle behind a noun tells an event only with a day, a
// place or somebody who did it.
func (r *reader) onlyDescribes(s *sentence, m *mention) bool {
	c := &s.clauses[m.clause]
	if c.verb.first == s.first || r.tokens[c.verb.first-1].punct || r.ownTime(m.sentence, m.clause, m.first) >= 0 {
		return false
	}
	if r.tokens[c.verb.first-1].entity >= 0 || r.isNoun(c.verb.first-1) {
		return false
	}
	for i := m.end; i < c.end; i++ {
		if r.tokens[i].class&byWord != 0 {
			return false
		}
	}
	return true
}

// conditional: the clause, or one that it depends on, is opened by "if".
func (r *reader) conditional(s *sentence, k int) bool {
	for n := 0; k >= 0 && n < 8; n++ {
		c := &s.clauses[k]
		if c.opener >= 0 && r.tokens[c.opener].class&condition != 0 {
			return true
		}
		if k <= 1 && r.tokens[s.first].class&haveVerb != 0 && r.forms(s.first)&gerund == 0 && r.tokens[s.end-1].text != "?" {
			return true // "Had he resigned on Monday, …"
		}
		for i := c.first; i < min(c.first+2, c.end); i++ {
			if r.tokens[i].class&condition != 0 {
				return true
			}
		}
		if c.hasVerb && c.verb.first > s.first && r.tokens[c.verb.first-1].class&condition != 0 {
			return true // "faces ten years if convicted"
		}
		if c.parent < 0 && k > 0 && r.tokens[c.first].class&coordinator != 0 && !r.tokens[c.first-1].punct {
			k-- // "if it is indicted or convicted"
			continue
		}
		k = c.parent
	}
	return false
}

// asKind: "painted him as a man who refused to listen" tells what he is said to be.
func (r *reader) asKind(s *sentence, c *clause) bool {
	if c.opener <= s.first+1 || r.tokens[c.opener].class&relative == 0 {
		return false
	}
	first := r.phraseStart(s, c.opener-1)
	return first > s.first && r.tokens[first].class&indefinite != 0 && r.tokens[first-1].low == "as"
}

// inDegree: "showed how little the powers had bought" and "gave it almost everything it
// asked for" measure what was got.
func (r *reader) inDegree(s *sentence, c *clause) bool {
	if !c.hasVerb || c.verb.first < s.first+3 {
		return false
	}
	for i := c.verb.first - 1; i > s.first && i > c.verb.first-8 && !r.tokens[i].punct; i-- {
		if t := &r.tokens[i]; t.sense&degree != 0 && r.tokens[i-1].sense&howWord != 0 {
			return true
		}
	}
	return r.tokens[c.verb.first-1].class&(pronoun|relative) == pronoun && r.tokens[c.verb.first-2].sense&allThings != 0
}

// firstThat: ", the first leader whom his country has surrendered" compares what was
// told with what others underwent.
func (r *reader) firstThat(s *sentence, c *clause) bool {
	if c.opener <= s.first+2 || r.tokens[c.opener].class&relative == 0 || r.tokens[c.opener-1].punct || !c.verb.perfect {
		return false
	}
	first := r.phraseStart(s, c.opener-1)
	return first > s.first && r.tokens[first-1].text == "," && r.tokens[first].class&definite != 0 && r.superlative(first, c.opener)
}

// wantedDone: a participle depends on "to get" or "to have", which did not come about.
func (r *reader) wantedDone(s *sentence, c *clause) bool {
	if c.parent < 0 || !s.clauses[c.parent].hasVerb {
		return false
	}
	p := &s.clauses[c.parent].verb
	if r.tokens[p.head].class&wish != 0 && r.tokens[p.head].class&saidVerb == 0 && p.head+1 < c.verb.first && c.verb.first <= p.head+5 {
		return true // "wants the ban lifted"
	}
	return p.infinitive && r.governor(s, c.parent)&carried == 0 && p.head < c.verb.first && r.tokens[p.head].sense&causative != 0
}

// denied: "denied that the army had bombed it", "denied shooting him", "it is not
// true that …": somebody says that it is not so.
func (r *reader) denied(s *sentence, k int) bool {
	c := &s.clauses[k]
	if c.opener > s.first && r.tokens[c.opener].class&demonstrative != 0 && c.opener+1 < c.verb.first && supposed[r.tokens[c.opener-1].low] && !(c.parent >= 0 && s.clauses[c.parent].hasVerb && borneOut[r.tokens[s.clauses[c.parent].verb.head].low]) {
		return true // "fears that rebels had seized the town"
	}
	if c.parent < 0 || !s.clauses[c.parent].hasVerb || s.clauses[c.parent].verb.head >= c.verb.head {
		return false
	}
	p := &s.clauses[c.parent].verb
	said := r.tokens[p.head].class&(saidVerb|beVerb|beFinite) != 0 || p.first < c.first && r.tokens[p.first].class&beFinite != 0
	switch {
	case c.opener < 0 && c.verb.finite() && c.first == p.head+1 && r.tokens[p.head].class&saidVerb != 0 && r.tokens[p.head].sense&hearing == 0:
		return p.negated || r.subjectDenies(&s.clauses[c.parent]) // "nobody has said it planted the bomb"
	case c.opener >= 0 && r.tokens[c.opener].low == "that" && c.opener > p.head:
		return r.tokens[p.head].sense&denial != 0 || (p.negated || r.tokens[p.head].sense&hearing == 0 && r.subjectDenies(&s.clauses[c.parent])) && said || c.opener-2 > p.head && r.tokens[c.opener-2].class&negation != 0 // "no sign that"
	case c.verb.bare && (c.verb.form&gerund != 0 || c.verb.perfect): // "denied having shot him"
		return r.tokens[p.head].sense&denial != 0 && c.verb.first == p.head+1
	}
	return false
}

// supposed lists nouns behind which "that" tells what may not be so.
var supposed = wordSet("fear fears rumour rumours rumor rumors theory theories suspicion suspicions speculation possibility hope hopes risk chance danger belief suggestion suggestions doubt doubts")

// exonerating lists verbs whose object has not done what they are of.
var exonerating = wordSet("cleared acquitted absolved exonerated")

// borneOut lists verbs that say that what is supposed is so.
var borneOut = wordSet("confirmed confirm confirms proved upheld")

// almost: "nearly killed him", but not "nearly doubled its profit".
func (r *reader) almost(v *verb) bool {
	if r.tokens[v.head].sense&measuring != 0 {
		return false
	}
	return v.head > 0 && r.tokens[v.head-1].sense&almostWord != 0 || v.first > 0 && r.tokens[v.first-1].sense&almostWord != 0
}

// firstPerson: "we hope …" outside quotation marks is still somebody's speech.
func (r *reader) firstPerson(s *sentence, k int) bool {
	c := &s.clauses[k]
	if !c.hasVerb {
		return false
	}
	for i := c.first; i < c.verb.first; i++ {
		if r.tokens[i].class&pronounFirst != 0 && !(r.tokens[i].quoted && !r.tokens[c.verb.head].quoted) {
			return true
		}
	}
	return false
}

// subjectDenies: "no officers were sent", "nobody", "each", "often".
func (r *reader) subjectDenies(c *clause) bool {
	if c.opener > 0 && r.tokens[c.opener].class&relative != 0 && r.tokens[c.opener-1].class&(anyone|demonstrative) != 0 {
		return true // "anyone who has bought", "those who"
	}
	for i := c.first; i <= c.verb.head; i++ {
		t := &r.tokens[i]
		if t.class&negation != 0 && i-1 > c.first && r.tokens[i-1].class&preposition != 0 {
			continue // "A man with no experience was given the office"
		}
		if t.class&generic != 0 || t.class&negation != 0 && t.class&coordinator == 0 && i < c.verb.first || t.class&eachWord != 0 && i < c.verb.first && !(i+1 < c.verb.first && r.tokens[i+1].class&ofWord != 0) {
			return true // but "each of the three was sentenced"
		}
	}
	return false
}

// What the verb says on which an infinitive depends.
const (
	carried       = 1 << iota // it was done: "began to"
	scheduledVerb             // it is for a given time: "is due to", "is expected to"
	firmVerb                  // and nobody doubts it: "is due to"
)

func (r *reader) governor(s *sentence, k int) int {
	c := &s.clauses[k]
	if c.parent < 0 {
		return 0
	}
	p := &s.clauses[c.parent]
	h := &r.tokens[p.verb.head]
	out := 0
	if h.class&implicative != 0 && (p.verb.finite() || p.verb.bare && p.verb.form&gerund != 0 && r.tokens[p.verb.first-min(1, p.verb.first)].text == ",") && !p.verb.modal && !p.verb.future && !p.verb.negated && !p.verb.present {
		out |= carried
	}
	at := -1
	for i := p.verb.first; i < c.verb.first && i < p.verb.head+4; i++ {
		if r.tokens[i].class&scheduled != 0 && !p.verb.negated && !p.verb.modal {
			at = i
		}
	}
	if i := c.verb.first - 1; c.verb.infinitive && i >= s.first && r.tokens[i].class&scheduled != 0 {
		at = i
	}
	if at >= 0 {
		out |= scheduledVerb
		if r.tokens[at].sense&intention == 0 {
			out |= firmVerb
		}
	}
	return out
}

// futureTime reports whether a time expression of the clause lies after
// publication.
func (r *reader) futureTime(m *mention) bool {
	written, known := r.writtenOn(m.sentence)
	if !known {
		return false
	}
	s := &r.sentences[m.sentence]
	t := r.ownTime(m.sentence, m.clause, m.first)
	for k := m.clause + 1; t < 0 && k < len(s.clauses) && !s.clauses[k].verb.finite(); k++ {
		t = r.ownTime(m.sentence, k, s.clauses[k].first)
	}
	if t < 0 {
		t = r.sharedTime(m, s)
	}
	if t < 0 || !r.times[t].day() {
		return false
	}
	last, ok := r.times[t].Date.Latest()
	v := &s.clauses[m.clause].verb
	today := v.future || r.governor(s, m.clause)&scheduledVerb != 0 || !m.noun && v.present && !v.auxiliary && !v.progressive && !r.isSpeech(v.head) && s.clauses[m.clause].holds(r.times[t].first) // "meets today"
	return ok && (last > written || last == written && today)
}

// gerundHappened: "…, killing 40" and "after telephoning" have, "without
// killing" and "plans for bombing" have not.
func (r *reader) gerundHappened(s *sentence, m *mention) bool {
	c := &s.clauses[m.clause]
	if c.verb.first <= s.first {
		return true
	}
	p := &r.tokens[c.verb.first-1]
	switch {
	case p.class&negation != 0:
		return false
	case p.class&(manner) != 0, p.text == ",", p.class&relative != 0:
	case p.class&coordinator != 0:
	case p.class&accusing != 0:
		// "for killing 77 people" names what was done.
		if !m.has(flagToll) {
			return false
		}
	case p.class&(preposition|pronoun|determiner) != 0:
		return false
	case p.entity >= 0, !p.punct:
		// "a suspect carrying", "Israel increasing"
		return m.has(flagToll)
	default:
		return false
	}
	if c.parent >= 0 {
		for k := c.parent + 1; k < m.clause; k++ {
			if s.clauses[k].verb.infinitive && r.governor(s, k)&scheduledVerb != 0 {
				return false // "is due to travel to Shanghai before returning to Moscow"
			}
		}
		q := &s.clauses[c.parent].verb
		return !q.modal && !q.future && !q.negated && !(q.infinitive && r.governor(s, c.parent)&carried == 0)
	}
	return true
}

// wished: the clause is what somebody hopes, fears, demands or plans, or
// stands below such a clause.
func (r *reader) wished(s *sentence, k int) bool {
	c := &s.clauses[k]
	if c.parent < 0 || c.opener >= 0 && r.tokens[c.opener].class&(timeBefore|timeAfter) != 0 {
		return false
	}
	if c.opener >= 0 && r.tokens[c.opener].class&(relative) != 0 && r.tokens[c.opener].low != "that" {
		return false
	}
	p := &s.clauses[c.parent]
	if !p.hasVerb {
		return false
	}
	h := &r.tokens[p.verb.head]
	if h.class&wish != 0 && h.class&saidVerb == 0 && p.end == c.first && !(c.verb.perfect || c.verb.form&past != 0 && !c.verb.infinitive && c.opener < 0) {
		return true
	}
	return false
}

// compared: "goes further than most diplomats had foreseen": only
// what something is measured by.
func (r *reader) compared(s *sentence, v *verb) bool {
	const longest = 5 // tokens of a subject
	for i := v.first - 1; i > s.first && i >= v.first-longest && !r.tokens[i].punct; i-- {
		next := &r.tokens[i+1]
		switch t := &r.tokens[i]; {
		case t.low == "than": // but not "more than doubled", "more than 40 people died"
			return i+1 < v.first && !next.digit && next.class&numberWord == 0 && !r.inTime(i+1)
		case t.class&(subordinator|relative|coordinator) != 0, next.class&pronoun != 0 && next.class&determiner == 0 && i+1 < v.first:
			return false // "more than the price | it had offered"
		}
	}
	return false
}

// occasion: saying is an event where it has a day, a medium or an audience.
func (r *reader) occasion(m *mention, s *sentence, c *clause) bool {
	end := r.reach(s, m)
	for i := c.first; i < min(end, c.end); i++ {
		t := &r.tokens[i]
		if t.class&audience != 0 && i > m.first && i < m.end+5 || t.class&reportNoun != 0 && i > m.first && i > 0 && !t.quoted {
			return true
		}
	}
	if p := m.end; p < s.end && r.tokens[p].class&(strictPlace|placePreposition) != 0 && r.hasPlace(p+1, min(p+5, s.end)) {
		return true
	}
	t := r.ownTime(m.sentence, m.clause, m.first)
	if t < 0 && !s.clauses[0].verb.finite() && m.clause == 1 {
		t = r.ownTime(m.sentence, 0, s.clauses[0].first)
		return t >= 0 && r.times[t].day()
	}
	return t >= 0 && r.times[t].day() && r.times[t].near(m.first) && !r.tokens[r.times[t].first].quoted // "… now," he said
}
