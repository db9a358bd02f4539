package extract

import (
	"slices"
	"strings"

	"dateline/timeline"
)

// A pair is a mention beside an event, told before, that it may tell too.
type pair struct {
	*reader
	m    *mention
	e    *event
	last *mention // of the mentions of e the one that m is compared with
	back int      // how many sentences m stands behind it

	title  bool // m stands in a headline
	near   bool // m and last stand in one clause
	shared bool // somebody takes part in both
	apart  bool // both name who takes part, and nobody takes part in both
}

// same scores how surely a mention tells an event that was told before, and
// tells how; 0 is not the same.
func (r *reader) same(m *mention, e *event) (int, *joining) {
	title := r.inTitle(r.sentences[m.sentence].para)
	if !title && m.strange(e) || r.apart(m, e) || r.ofOld(m, e) {
		return 0, nil
	}
	if m.scheduled != e.scheduled && m.makes && !title || turned(m, e) {
		return 0, nil
	}
	last := e.mentions[len(e.mentions)-1]
	if c := &r.sentences[m.sentence].clauses[m.clause]; !m.noun && m.kind == e.kind && c.sharesSubject && last.sentence == m.sentence && m.clause-last.clause == 1 && !last.noun && r.tokens[m.first].class&r.tokens[last.first].class&light != 0 && !r.hasObject(m) {
		return carriedOn.score, &carriedOn
	}
	if !r.datesAgree(m, e) {
		return 0, nil
	}
	if m.fresh && e.scheduled && !m.scheduled {
		return 0, nil // "Airbus launches …" is not what is to take off next year
	}
	for k := len(e.mentions) - 1; k >= 0 && e.mentions[k].sentence == m.sentence; k-- {
		// Beside several mentions of one clause the verb counts.
		if o := e.mentions[k]; o.clause == m.clause && (!o.noun || last.clause != m.clause) {
			last = o
			break
		}
	}
	if n := r.entryOf(m); title && n > 0 && n != r.entryOf(last) {
		return 0, nil // the headline of an entry is of what its entry tells
	}
	p := r.pair(m, e, last)
	j := p.joining()
	if j == nil || j.score == 0 {
		return 0, nil
	}
	score := j.score
	if title && score <= sameHeadline.score && r.opensArticle(e) {
		score += 5 // of two alike, a headline means the news
	}
	if title {
		return max(1, score-min(9, abs(e.mentions[0].sentence-m.sentence))), j // how early the article tells it
	}
	return max(1, score-min(9, abs(p.back))), j
}

// namedKiller reports a noun of the sentence for what kills, told by another event than e.
func (r *reader) namedKiller(m *mention, e *event) bool {
	for k := r.firstMention(m.sentence); k < len(r.mentions) && r.mentions[k].sentence == m.sentence; k++ {
		if o := r.mentions[k]; o.noun && o != m && deadlyKind(o.kind) && o.event != e {
			return true
		}
	}
	return false
}

// turned: who does it has it done to him in the other: Britain expelled Russians, and Russia Britons.
func turned(m *mention, e *event) bool {
	return m.kind == e.kind && !m.noun && !slices.Contains(mutual, m.kind) && share(m.agents, e.targets) && share(m.targets, e.agents) && !share(m.agents, e.agents) && !share(m.targets, e.targets)
}

// strange: no row of the tables joins what is told in another sentence and in so
// different words. Most of what is compared is such.
func (m *mention) strange(e *event) bool {
	switch {
	case m.sentence == e.mentions[len(e.mentions)-1].sentence:
		return false
	case m.noun:
		return !m.definite && !m.pattern.entry.stands(e.kind)
	}
	if t := e.teller; t != nil && t.noun && len(t.pattern.deeds) > 0 {
		return false
	}
	if m.kind == e.kind || m.kind == "statement" || m.has(flagToll) || m.has(flagSpeech) {
		return false
	}
	return m.tellers == 0 || m.tellers&tellers[e.kind] == 0
}

// pair puts m beside e, whose mention last it is compared with. There is one at a
// time: they are too many to be made anew.
func (r *reader) pair(m *mention, e *event, last *mention) *pair {
	p := &r.paired
	*p = pair{reader: r, m: m, e: e, last: last, back: m.sentence - last.sentence, title: r.inTitle(r.sentences[m.sentence].para), shared: share(m.actors(), e.actors())}
	p.near = p.back == 0 && m.clause == last.clause
	p.apart = len(m.actors()) > 0 && len(e.actors()) > 0 && !p.shared
	return p
}

// sameSpeech reports whether m says more of what e told.
func (r *reader) sameSpeech(m *mention, e *event) bool {
	j := firstOf(spokenAgain, r.pair(m, e, e.mentions[len(e.mentions)-1]))
	return j != nil && j.score > 0
}

// joining returns the row that decides, nil if none does.
func (p *pair) joining() *joining {
	m, e := p.m, p.e
	switch {
	case m.has(flagNominal) && !p.ofDeed():
		return nil
	case m.noun:
		return firstOf(named, p)
	case m.has(flagToll) && p.title && !p.opensArticle(e):
		return nil // "Cholera kills 40" is not of the gunmen who once killed a driver
	case m.has(flagToll) && p.title && e.kind == "other" && p.deathly(e, m):
		if p.namedKiller(m, e) {
			return nil // "Floods kill 57" are not of a minister's death
		}
		return &headlineToll
	case m.has(flagToll):
		return firstOf(killed, p)
	}
	if p.back == 0 {
		if j := firstOf(inSentence, p); j != nil {
			return j
		}
	}
	if j := firstOf(retold, p); j != nil {
		return j
	}
	switch {
	case !p.title && m.makes && m.has(flagSpeech) && !p.isStatement(e.kind):
		return firstOf(spokenAgain, p)
	case !p.oneKind() && !(e.teller != nil && m.lemma() == e.teller.lemma() && sameFamily(m.kind, e.kind)):
		return nil
	case p.title && (m.kind != "other" || p.sameLemma()):
		if p.shared || len(m.actors()) == 0 {
			return &sameHeadline
		}
		return nil
	case m.dated, !m.makes:
		return nil
	case p.isStatement(m.kind):
		return firstOf(spokenAgain, p)
	}
	return firstOf(ofOneKind, p)
}

// subject is [reader.subject], looked for once: m is compared with many events.
func (p *pair) subject(m *mention) (first, end int) {
	if !m.asked {
		m.subject[0], m.subject[1] = p.reader.subject(m)
		m.asked = true
	}
	return m.subject[0], m.subject[1]
}

// clause is that of m.
func (p *pair) clause() *clause { return &p.sentences[p.m.sentence].clauses[p.m.clause] }

// withoutTime: no time stands by m itself; it may have that of a clause before.
func (p *pair) withoutTime() bool { return p.ownTime(p.m.sentence, p.m.clause, p.m.first) < 0 }

// later: a word before the verb says that what m tells came after: "then".
func (p *pair) later() bool {
	c := p.clause()
	return slices.ContainsFunc(p.tokens[c.first:c.verb.first], func(t token) bool { return t.sense&thenWord != 0 })
}

// partOf: m is of what the noun before it is a part, or the announcement: "the start of the
// trial", "the announcement of the job cuts", but not "of the attack", which may be older.
func (p *pair) partOf() bool {
	last := p.last.end - 1
	return p.tokens[last].place&phaseNoun != 0 && p.last.end < p.m.first && p.tokens[p.last.end].class&ofWord != 0 && p.phraseOf(p.m) == p.last.end+1 &&
		(p.tokens[last].sense&announcing == 0 || slices.Contains(performed, p.m.kind) || p.m.kind == "agreement")
}

// nextClause: m stands in the clause after that of last.
func (p *pair) nextClause() bool { return p.m.clause-p.last.clause == 1 }

// then: the clause of m tells what happened at the time of last, or of the verbs beside it:
// "died and 80 were hurt when bombs exploded".
func (p *pair) then() bool {
	k := p.opened(p.m, p.last)
	return k >= 0 && p.opensSameTime(p.m.sentence, k)
}

// opened returns the clause with which what m tells begins, if it belongs to that of last or to one
// beside it, and else -1: that of "after" in "died and 80 were hurt after a tram left the rails and
// ran into a crowd".
func (r *reader) opened(m, last *mention) int {
	clauses := r.sentences[m.sentence].clauses
	if m.sentence != last.sentence {
		return -1
	}
	k := m.clause
	for k > last.clause+1 && clauses[k].opener < 0 {
		k--
	}
	parent := clauses[k].parent
	for parent > last.clause && clauses[parent].opener < 0 {
		parent--
	}
	if clauses[k].opener < 0 || parent != last.clause {
		return -1
	}
	return k
}

// ofOneSubject: the clauses from that of last to that of m have one subject: "walked in, drank and
// opened fire".
func (p *pair) ofOneSubject() bool {
	clauses := p.sentences[p.m.sentence].clauses
	for k := p.last.clause + 1; k <= p.m.clause; k++ {
		if c := &clauses[k]; !c.sharesSubject && (c.verb.finite() || k == p.m.clause) {
			return false
		}
	}
	return p.back == 0 && p.m.clause > p.last.clause
}

// ofOneDay: m is dated to the day.
func (p *pair) ofOneDay(m *mention) bool {
	first, ok1 := m.when.date.Earliest()
	last, ok2 := m.when.date.Latest()
	return ok1 && ok2 && first == last
}

// besides: the clause of m tells of another thing, or of another place: "in a separate raid", "two
// nurses were also shot", "at a petrol station", "in Helmand".
func (p *pair) besides() bool { return p.another() || p.placed(true) }

// elsewhere: the clause of m is of a place with a name, of which the event is not.
func (p *pair) elsewhere() bool { return p.placed(false) }

// placed: elsewhere, or at something that nothing told of before.
func (p *pair) placed(some bool) bool {
	c := p.clause()
	for i := max(c.first, 1); i < c.end; i++ {
		t, in := &p.tokens[i], p.tokens[i-1].class
		if in&(strictPlace|placePreposition) == 0 || p.inTime(i) {
			continue
		}
		if some && in&strictPlace != 0 && t.class&indefinite != 0 && i > p.m.first || t.entity >= 0 && !p.toldOf(p.names[t.entity].entity) {
			return true
		}
	}
	return false
}

// another: a word of the clause of m says that it tells of another thing.
func (p *pair) another() bool {
	c := p.clause()
	other := func(t token) bool { return t.place&otherWord != 0 }
	return slices.ContainsFunc(p.tokens[c.first:c.end], other) || c.lead[1] > c.lead[0] && slices.ContainsFunc(p.tokens[c.lead[0]:c.lead[1]], other)
}

// toldOf: what told the event named an entity beside it.
func (p *pair) toldOf(entity int) bool {
	return slices.Contains(p.e.actors(), entity) || slices.ContainsFunc(p.e.mentions, func(o *mention) bool {
		s := &p.sentences[o.sentence]
		return slices.ContainsFunc(p.tokens[s.first:s.end], func(t token) bool { return t.entity >= 0 && p.names[t.entity].entity == entity })
	})
}

// sameSubject: the subject of m is a pronoun, or a word of that of the verb told before: "rebels …
// the rebels".
func (p *pair) sameSubject(m, told *mention) bool {
	first, end := p.subject(m)
	from, to := p.subject(told)
	if first >= end {
		return false
	}
	head := &p.tokens[end-1]
	return end-first == 1 && head.class&pronoun != 0 || slices.ContainsFunc(p.tokens[from:to], func(t token) bool { return strings.TrimSuffix(t.low, "s") == strings.TrimSuffix(head.low, "s") })
}

// inAnother: "died in a plane crash": a noun behind the verb tells what killed them.
func (p *pair) inAnother(m *mention) bool {
	c := &p.sentences[m.sentence].clauses[m.clause]
	for k := p.mentionsAt(m.end); k < len(p.mentions) && p.mentions[k].first < c.end && p.mentions[k].sentence == m.sentence; k++ {
		o := p.mentions[k]
		if at := p.phraseOf(o); o.noun && deadlyKind(o.kind) && p.tokens[at].class&indefinite != 0 && p.occasional(at-1) {
			return true
		}
	}
	return false
}

// bareName: the subject of m is a name, and maybe an age: "Per Lund, 58,".
func (p *pair) bareName(m *mention) bool {
	s := &p.sentences[m.sentence]
	first, end := p.subjectRange(s, m.clause, 0)
	for i := first; i < max(end, s.clauses[m.clause].verb.first); i++ {
		if t := &p.tokens[i]; t.entity < 0 && !t.punct && !t.digit && t.class&honorific == 0 {
			return false
		}
	}
	return first < end
}

// sameOffice: the subject of the verb told before is somebody's office alone, "the bank's governor",
// and that of m has no other.
func (p *pair) sameOffice(m, told *mention) bool {
	offices := func(m *mention) (words []*lexeme) {
		first, end := p.subject(m)
		for i := first; i < end; i++ {
			if t := &p.tokens[i]; t.class&(official|title) != 0 && t.class&honorific == 0 {
				words = append(words, t.lexeme)
			}
		}
		return words
	}
	before, now := offices(told), offices(m)
	return len(before) > 0 && (len(now) == 0 || slices.ContainsFunc(now, func(w *lexeme) bool { return slices.Contains(before, w) }))
}

// isSubject: last stands right before the verb m.
func (p *pair) isSubject() bool {
	c := p.clause()
	if p.back > 0 || !c.hasVerb {
		return false
	}
	if p.last.end == c.verb.first {
		return true
	}
	// "the eruption of a volcano in Iceland sent": the subject begins with it
	first, end := p.subject(p.m)
	return first < end && p.last.end <= end && p.last.clause == p.m.clause && p.phraseOf(p.last) == first && end <= c.verb.first
}

// behindVerb: m stands behind the verb last.
func (p *pair) behindVerb() bool { return !p.last.noun && p.last.first < p.m.first }

func (p *pair) oneKind() bool { return p.m.kind == p.e.kind }

func (p *pair) sameLemma() bool { return p.m.lemma() == lemmaOf(p.e) }

// madeOf: the noun m is made from a verb that told the event.
func (p *pair) madeOf() bool {
	return slices.ContainsFunc(p.e.mentions, func(o *mention) bool { return !o.noun && derived(headWord(p.m), firstWord(o)) })
}

// ofDeed: the definite noun m names what told the event.
func (p *pair) ofDeed() bool {
	return p.m.definite && slices.ContainsFunc(p.e.mentions, func(o *mention) bool { return p.namesDeed(p.m, o, p.e) })
}

// sameWord: the noun m told the event before, or a verb that it is made from.
func (p *pair) sameWord() bool { return p.reader.sameWord(p.m, p.e) }

func (r *reader) sameWord(m *mention, e *event) bool {
	return slices.ContainsFunc(e.mentions, func(o *mention) bool {
		return headWord(o) == headWord(m) || !o.noun && derived(headWord(m), firstWord(o)) || m.definite && r.namesDeed(m, o, e)
	})
}

// undated: no word dates m.
func (p *pair) undated() bool { return p.m.when.date.IsZero() }

// sameDay: both are dated, and alike.
func (p *pair) sameDay() bool { return !p.undated() && p.m.when.date.Equal(p.e.firstDate) }

// phraseOf is the token with which the phrase of a noun begins.
func (p *pair) phraseOf(m *mention) int { return p.phraseStart(&p.sentences[m.sentence], m.first) }

// onOccasion: m stands behind a preposition that tells on which occasion.
func (p *pair) onOccasion() bool { return p.occasional(p.phraseOf(p.m) - 1) }

// indefinite: "a strike", outside of a headline, where all is.
func (p *pair) indefinite() bool {
	return !p.m.definite && !p.headline(p.sentences[p.m.sentence].para)
}

// vague: the noun does not say what happened, or only speaks of it.
func (p *pair) vague() bool {
	return p.m.pattern.entry.has(flagMention) || p.m.pattern.entry.wide()
}

func (p *pair) isStatement(k timeline.Kind) bool { return slices.Contains(statements, k) }

// hailed: "was hailed by others", which is no more of what it is said of.
func (p *pair) hailed(m *mention) bool {
	return p.clause().verb.passive && slices.ContainsFunc(p.tokens[m.first].lexeme.links, func(l *link) bool { return l.react && l.news })
}

// announces: a verb of e says that it is announced.
func (r *reader) announces(e *event) bool {
	return slices.ContainsFunc(e.mentions, func(o *mention) bool { return !o.noun && r.tokens[o.first].class&announce != 0 })
}

// apart reports what cannot be one event whatever its words: it is done by
// others or elsewhere, is long past where the other is news, or dismisses where the other
// goes.
func (r *reader) apart(m *mention, e *event) bool {
	t := e.teller
	if t == nil || m.noun && !m.makes || r.inTitle(r.sentences[m.sentence].para) {
		return false
	}
	switch {
	case slices.Contains(mutual, m.kind) && slices.Contains(mutual, e.kind):
		a, b := r.persons(m.actors()), r.persons(e.actors())
		return len(a) > 1 && len(b) > 1 && !allIn(a, b) && !allIn(b, a)
	case m.kind == "resignation" && e.kind == "resignation" && !m.noun && !t.noun && m.has(flagPerson) != t.has(flagPerson):
		return !r.sharePerson(m, e)
	}
	if last := e.mentions[len(e.mentions)-1]; r.measuredAfter(m, last) || !m.noun && !last.noun && m.sentence == last.sentence && (r.oneAfter(m, last) && !r.causeOf(m, last) || r.oneAfter(last, m)) {
		return true
	}
	if m.lemma() == t.lemma() && m.sentence != t.sentence && groupOf(m.kind) == groupOf(e.kind) && (groupOf(m.kind) == timeline.Conflict || groupOf(m.kind) == timeline.Disaster) {
		if a, b := r.townOf(m), r.townOf(t); a != "" && b != "" && a != b {
			return true
		}
	}
	return !m.noun && t.fresh && e.firstDate.IsZero() && !m.when.shared && !r.recent(m)
}

// oneAfter: a stands in a clause of what was before or after b: "recalled its envoy two
// days after the other expelled a diplomat".
func (r *reader) oneAfter(a, b *mention) bool {
	c := &r.sentences[a.sentence].clauses[a.clause]
	return c.parent == b.clause && c.opener >= 0 && c.verb.finite() && r.tokens[c.opener].class&(timeAfter|timeBefore) != 0 && r.tokens[c.opener].class&sameTime == 0
}

// measuredAfter: the verb m stands behind "came a year after", whose subject is the noun last.
func (r *reader) measuredAfter(m, last *mention) bool {
	c := &r.sentences[m.sentence].clauses[m.clause]
	return !m.noun && last.noun && m.sentence == last.sentence && c.parent == last.clause && c.opener > 0 && r.tokens[c.opener].class&(timeAfter|timeBefore) != 0 && r.tokens[c.opener-1].class&unit != 0
}

// causeOf: m tells, behind "after", what killed those of last or hit what last tells of: "were
// killed after a lorry ploughed into a market", "burned down after lightning struck it".
func (r *reader) causeOf(m, last *mention) bool {
	k := r.opened(m, last)
	if k < 0 || m.noun || last.noun || !deadlyKind(m.kind) || m.kind == "protest" || r.ownTime(m.sentence, m.clause, m.first) >= 0 {
		return false
	}
	c := &r.sentences[m.sentence].clauses[k]
	if t := r.tokens[c.opener].class; t&timeAfter == 0 || t&sameTime != 0 || c.opener == 0 || r.tokens[c.opener-1].class&unit != 0 {
		return false // "two days after"
	}
	if last.has(flagToll) || r.sentences[last.sentence].clauses[last.clause].verb.passive && (last.kind == "killing" || last.kind == "shooting") {
		return true
	}
	disaster := groupOf(last.kind) == timeline.Disaster
	if disaster && groupOf(m.kind) == timeline.Disaster && r.tokens[c.opener+1].class&(pronoun|possessiveWord) != 0 {
		return true // "crashed after its engine caught fire"
	}
	return (disaster || last.kind == "other") && m.end < c.end && r.tokens[m.end].class&pronoun != 0 && r.tokens[m.end].class&possessiveWord == 0
}

// ofOld reports a noun with a date long past, which is not what the article opens with, nor
// what it tells without a date in other words: "to accept the peace accord of 2000", "died
// in the fighting of 2011".
func (r *reader) ofOld(m *mention, e *event) bool {
	if !m.noun || m.when.shared || r.recent(m) || e.teller == nil || !e.firstDate.IsZero() {
		return false
	}
	if c := &r.sentences[e.teller.sentence].clauses[e.teller.clause]; !e.teller.noun && r.opensArticle(e) && (c.opener < 0 && !r.pluperfect(e.teller) || c.parent >= 0 && r.isSpeech(r.sentences[e.teller.sentence].clauses[c.parent].verb.head)) {
		return true // "the coup of 2000", where the news is a coup
	}
	return slices.Contains(mutual, m.kind) && r.opensArticle(e) || !e.teller.noun && m.sentence-e.mentions[len(e.mentions)-1].sentence > 1 && !r.sameWord(m, e)
}

// townOf returns the town that the clause of m says it was in, "" if it does
// not.
func (r *reader) townOf(m *mention) string {
	c := &r.sentences[m.sentence].clauses[m.clause]
	for i := max(c.first, 1); i < c.end; i++ {
		k := r.tokens[i].entity
		if k < 0 || r.tokens[i-1].class&strictPlace == 0 {
			continue
		}
		n := &r.names[k]
		words := r.words(n.first, n.end)
		if e := &r.entities[n.entity]; e.sort == place && e.extent == town || e.sort == state && !n.adjective && words != e.name {
			return words
		}
	}
	return ""
}

func (r *reader) persons(list []int) []int {
	return slices.DeleteFunc(slices.Clone(list), func(x int) bool { return !r.maybePerson(x) })
}

func allIn(list, all []int) bool {
	return !slices.ContainsFunc(list, func(x int) bool { return !slices.Contains(all, x) })
}

// reports: "was reported", which says only that its subject happened.
func (r *reader) reports(m *mention) bool {
	v := &r.sentences[m.sentence].clauses[m.clause].verb
	return v.passive && m.first == v.head && r.tokens[v.head].class&saidVerb != 0
}

// ofAntecedent: "a ceasefire that the government declared", "the settlement,
// announced on Friday", "the trial, which opened in April", "the declaration
// they signed": the verb tells what its antecedent names.
func (r *reader) ofAntecedent(m *mention, e *event) bool {
	c := &r.sentences[m.sentence].clauses[m.clause]
	at, carries := c.opener, false
	switch {
	case c.verb.bare && c.verb.form&gerund == 0, r.forms(c.verb.head)&participle != 0 && c.verb.first == c.verb.head && c.verb.first > 0 && r.tokens[c.verb.first-1].text == ",":
		at = c.verb.first
	case c.opener >= 0 && r.tokens[c.opener].class&relative != 0:
		carries = r.tokens[m.first].class&light != 0 || m.kind == e.kind && e.teller != nil && e.teller.noun || m.dated && c.verb.first == c.opener+1
	case c.verb.first > c.first && r.tokens[c.verb.first-1].class&pronoun != 0:
		at = c.verb.first - 1
	default:
		return false
	}
	return (r.performs(m) || carries) && slices.ContainsFunc(e.mentions, func(o *mention) bool {
		return o.noun && o.sentence == m.sentence && o.end <= at && at-o.end <= 1 && (o.end == at || r.tokens[o.end].text == ",")
	})
}

// coordinated: verbs of one subject that tell one occasion, joined by "and":
// "condemned the raid and demanded an apology", "met and agreed".
func (r *reader) coordinated(m *mention, e *event) bool {
	c := &r.sentences[m.sentence].clauses[m.clause]
	last := e.mentions[len(e.mentions)-1]
	for k := len(e.mentions) - 1; k > 0 && last.noun && last.sentence == m.sentence; k-- {
		last = e.mentions[k-1] // "denied it in an interview and swore"
	}
	if last.sentence != m.sentence || last.noun || m.scheduled != e.scheduled || m.clause-last.clause > 2 || m.kind == last.kind && slices.Contains(mutual, m.kind) && !r.sameTargets(m, e) {
		return false // not "made a pact with one firm and struck a deal with another"
	}
	if o := &r.sentences[last.sentence].clauses[last.clause]; !c.sharesSubject && !(c.verb.bare && c.verb.form&gerund != 0) && !(o.verb.bare && o.verb.form&gerund != 0 && o.parent == m.clause) {
		return false
	}
	if own := r.ownTime(m.sentence, m.clause, m.first); own >= 0 && own != last.when.time {
		return false
	}
	if p := &r.tokens[max(0, c.verb.first-1)]; c.verb.bare && p.class&(timeAfter|timeBefore) != 0 {
		return false // "announced it after telephoning the leader"
	}
	for _, f := range oneOccasion {
		if slices.Contains(f, m.kind) && slices.Contains(f, last.kind) {
			return true
		}
	}
	return false
}

// oneOccasion lists kinds that verbs of one subject tell of one occasion.
var oneOccasion = [][]timeline.Kind{
	{"statement", "appeal", "accusation", "rejection", "threat", "support", "meeting", "agreement", "phone-call"},
	{"sanction", "legislation", "resolution", "appeal"},
	{"protest", "strike-action", "appeal"}, {"verdict"}, {"investigation"}, {"market-move"}, {"accident", "fire", "flood", "storm", "earthquake"}, {"layoffs"}, {"results"},
}

// subjectOutcome: "an inquiry cleared the service", "the vote removed him": what
// such an event as the subject does is how it ended.
func (r *reader) subjectOutcome(m, noun *mention) bool {
	if v := &r.sentences[m.sentence].clauses[m.clause].verb; v.passive && groupOf(m.kind) == timeline.Diplomacy && m.kind != "agreement" {
		return false // "the verdict was condemned"
	}
	return slices.Contains(proceedings, noun.kind) && noun.end <= r.sentences[m.sentence].clauses[m.clause].verb.first && !noun.has(flagMention) && !r.insidePhrase(noun) && groupOf(m.kind) != timeline.Disaster && m.kind != "support" // "the ruling drew praise"
}

// proceedings lists kinds that come to a result.
var proceedings = []timeline.Kind{"investigation", "trial", "verdict", "election", "meeting"}

// tellsAgain: after "two rulers have been sentenced" the next sentences say
// who sentenced whom on what day; "it was signed", "the judges found" tell more
// of what was told just before.
func (r *reader) tellsAgain(m *mention, e *event, last *mention, apart bool) bool {
	if e.teller == nil || e.scheduled != m.scheduled {
		return false
	}
	c := &r.sentences[m.sentence].clauses[m.clause]
	p := &r.paras[r.sentences[e.teller.sentence].para]
	switch {
	case m.sentence == last.sentence && m.clause == last.clause:
		return false
	case c.verb.passive && len(m.agents) == 0 && c.verb.first > c.first && r.tokens[c.verb.first-1].class&pronoun != 0 && r.tokens[c.verb.first-1].class&pronounPerson == 0:
		return m.sentence-last.sentence <= 3
	case m.sentence == last.sentence:
		return false
	case slices.Contains(statements, m.kind) || m.kind == "other" && m.pattern.entry != e.teller.pattern.entry && !r.oneNominal(m, e.teller) && !r.ofThem(m, e.teller):
		return false
	case apart && (r.people(m.actors()) && r.people(e.actors()) || groupOf(m.kind) == timeline.Economy || groupOf(m.kind) == timeline.Diplomacy || m.kind == "other" && len(m.agents) > 0):
		return false
	case p.lead && e.teller.fresh && e.firstDate.IsZero() && m.sentence-e.teller.sentence <= 4:
		return r.recent(m)
	}
	if town := r.townOf(m); town != "" && town != r.townOf(e.teller) {
		return false // "In Norfolk the leader was sentenced", of another court
	}
	if apart && m.kind == "verdict" && len(m.targets) == 0 && len(e.teller.agents) == 0 && r.people(m.agents) {
		apart = false // "was sentenced to 14 years. The term handed down by Judge James Zagel"
	}
	return !apart && m.kind == "verdict" && m.when.date.IsZero() && !(r.pluperfect(e.teller) && !r.pluperfect(m)) && (len(m.actors()) == 0 && m.sentence-last.sentence <= 3 || r.opensArticle(e) && m.sentence-last.sentence <= 5)
}

// ofThem: the sentence behind the news goes on with those whom it told of: "have won the cup. They
// beat Oman".
func (r *reader) ofThem(m, news *mention) bool {
	s := &r.sentences[m.sentence]
	first, end := r.subjectRange(s, m.clause, 0)
	return m.sentence-news.sentence == 1 && s.clauses[m.clause].opener < 0 && first == s.first && end-first == 1 && r.tokens[first].class&pronoun != 0 && !m.when.date.IsZero()
}

// presupposed: a clause of time speaks of what is known: "After the plane was
// delivered, …".
func (r *reader) presupposed(m *mention) bool {
	c := &r.sentences[m.sentence].clauses[m.clause]
	return c.opener >= 0 && r.tokens[c.opener].class&(timeAfter|timeBefore|sameTime) != 0 && r.tokens[c.opener].sense&concessive == 0
}

// people reports a person among some entities.
func (r *reader) people(list []int) bool {
	return slices.ContainsFunc(list, func(e int) bool { return r.entities[e].sort == person })
}

// recently: an event of no date yet, or of one shortly before publication.
func (r *reader) recently(e *event) bool {
	return r.recent(&mention{when: when{date: e.firstDate}})
}

// recent: of no date, or of one shortly before publication.
func (r *reader) recent(m *mention) bool {
	const days = 14
	if m.when.date.IsZero() {
		return true
	}
	last, ok := m.when.date.Latest()
	return ok && r.hasPublished && r.publishedDay-last <= days
}

// sharePerson: both are done to the same person, or the same person comes or goes.
func (r *reader) sharePerson(m *mention, e *event) bool {
	if m.kind != "resignation" && m.kind != "appointment" {
		return share(m.targets, e.targets)
	}
	return e.teller != nil && share(r.leavers(m, m.agents, m.targets), r.leavers(e.teller, e.agents, e.targets))
}

// leavers returns the people whom m tells to be dismissed or appointed, or else
// to go or come.
func (r *reader) leavers(m *mention, agents, targets []int) []int {
	lists := [][]int{targets, agents}
	switch {
	case m.has(flagPerson):
		lists = lists[:1] // "sacked his deputy": who, is not said
	case m.kind == "resignation" && !m.noun && slices.ContainsFunc(r.tokens[m.first:min(m.first+4, len(r.tokens))], func(t token) bool { return t.class&possessiveWord != 0 }):
		lists = [][]int{agents, targets} // "handed his resignation to the governor"
	}
	for _, list := range lists {
		if people := r.persons(list); len(people) > 0 {
			return people
		}
	}
	return nil
}

// once lists what happens to a person one time.
var once = []timeline.Kind{"killing", "resignation", "appointment", "arrest", "verdict"}

func lemmaOf(e *event) string {
	for _, m := range e.mentions {
		if !m.noun {
			return m.lemma()
		}
	}
	return ""
}

func (r *reader) sameTargets(m *mention, e *event) bool {
	return len(m.targets) == 0 || len(e.targets) == 0 || share(m.targets, e.targets)
}

// byDoing: a gerund behind "by" tells what its verb did.
func (r *reader) byDoing(m *mention) bool {
	v := &r.sentences[m.sentence].clauses[m.clause].verb
	return v.bare && v.form&gerund != 0 && v.first > 0 && r.tokens[v.first-1].class&byWord != 0
}

// hasObject reports whether something else than a time or a place stands right
// behind a verb: "will begin service on Sunday".
func (r *reader) hasObject(m *mention) bool {
	s := &r.sentences[m.sentence]
	return m.end < s.end && !r.tokens[m.end].punct && r.tokens[m.end].class&(preposition|coordinator|adverb) == 0 && !r.inTime(m.end)
}

// datesAgree: what is dated apart is not the same.
func (r *reader) datesAgree(m *mention, e *event) bool {
	if m.when.date.IsZero() || m.when.before {
		return true
	}
	d := e.firstDate
	if d.IsZero() {
		return true
	}
	if m.when.shared && m.noun {
		// The date of its clause may be another event's: "discussed the deal on Friday".
		return true
	}
	return d.Overlaps(m.when.date)
}

// derived reports a noun that is made from the verb: "announcement" of
// "announce", "approval" of "approve".
func derived(noun, verb string) bool {
	stem := strings.TrimSuffix(verb, "e")
	return len(stem) > 3 && len(noun) > len(stem) && strings.HasPrefix(noun, stem)
}

// firstWord is the verb of a phrase: "sign" of "sign ~ contract".
func firstWord(m *mention) string {
	w, _, _ := strings.Cut(m.lemma(), " ")
	return w
}

// headWord is the last word of a phrase: "remarks" of "televised remarks".
func headWord(m *mention) string {
	return m.lemma()[strings.LastIndexByte(m.lemma(), ' ')+1:]
}

// mainDeed: the news of the article, done by who can say so too.
func (r *reader) mainDeed(e *event) bool {
	return (slices.Contains(performed, e.kind) || slices.Contains(spokenOf, e.kind)) && r.opensArticle(e)
}

// spokenOf lists what those who do it make a statement of.
var spokenOf = []timeline.Kind{"agreement", "verdict", "market-move", "legislation", "lawsuit", "charge", "investigation"}

// deadlyKind: what people are killed by.
func deadlyKind(k timeline.Kind) bool {
	return k != "other" && sameFamily(k, "killing") || groupOf(k) == timeline.Disaster || k == "coup" || k == "protest"
}

// deathly reports whether both are told by words for death, or by the same word.
func (r *reader) deathly(e *event, m *mention) bool {
	return slices.ContainsFunc(e.mentions, func(o *mention) bool {
		return r.ofDeath(o) && r.ofDeath(m) || o.pattern.entry != nil && headWord(o) == headWord(m)
	})
}

// ofDeath: "killed 40", "died", "the funeral".
func (r *reader) ofDeath(m *mention) bool {
	return m.has(flagToll) || m.noun && r.tokens[m.end-1].sense&deathNoun != 0
}

// sameVictim: "the bombings of its embassies … The embassies were attacked".
func (r *reader) sameVictim(m *mention, e *event) bool {
	v := &r.sentences[m.sentence].clauses[m.clause].verb
	if e.teller == nil || !e.teller.noun || !v.passive || v.first == 0 {
		return false
	}
	victim := &r.tokens[v.first-1]
	t := r.tokens[e.teller.end:min(e.teller.end+6, len(r.tokens))]
	return !victim.punct && victim.class&(pronoun|adverb|relative) == 0 && len(t) > 0 && t[0].class&ofWord != 0 && slices.ContainsFunc(t, func(x token) bool { return x.low == victim.low })
}

// tollOf: the toll stands in the clause of what caused it, or beside it
// without a verb or a subject of its own: ", killing 40", "which killed 102".
func (r *reader) tollOf(m, last *mention) bool {
	if m.clause == last.clause {
		return true
	}
	c := &r.sentences[m.sentence].clauses[m.clause]
	if last.noun && c.opener >= last.end && c.verb.first == c.opener+1 && !r.verbIn(&r.sentences[m.sentence], last.end, c.opener) {
		return true // "a rocket attack on the base that killed a contractor": the attack is its subject
	}
	if c.opener >= 0 && r.tokens[c.opener].class&sameTime != 0 || last.clause < len(r.sentences[m.sentence].clauses) && r.opensSameTime(m.sentence, last.clause) {
		return true // "died when their boat overturned"
	}
	return !c.verb.finite() || c.sharesSubject || c.opener >= 0 && r.tokens[c.opener].class&relative != 0 && len(m.targets) == 0
}

// opensSameTime reports a clause opened by "when", "as", "while".
func (r *reader) opensSameTime(sentence, clause int) bool {
	c := &r.sentences[sentence].clauses[clause]
	return c.opener >= 0 && r.tokens[c.opener].class&sameTime != 0 && r.tokens[c.opener].sense&concessive == 0
}
