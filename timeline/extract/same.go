package extract

import (
	"slices"
	"strings"

	"dateline/timeline"
)

// same scores how surely a mention tells an event that was told before; 0 is
// not the same.
func (r *reader) same(m *mention, e *event) int {
	last := e.mentions[len(e.mentions)-1]
	if r.apart(m, e) || r.ofOld(m, e) {
		return 0
	}
	if m.scheduled != e.scheduled && m.makes && !r.inTitle(r.sentences[m.sentence].para) {
		return 0
	}
	if c := &r.sentences[m.sentence].clauses[m.clause]; !m.noun && m.kind == e.kind && c.sharesSubject && last.sentence == m.sentence && m.clause-last.clause == 1 && !last.noun && r.tokens[m.first].class&r.tokens[last.first].class&light != 0 && !r.hasObject(m) {
		return 25 // "the trial, which opened in April and closed on June 22"
	}
	if !r.datesAgree(m, e) {
		return 0
	}
	if m.fresh && e.scheduled && !m.scheduled {
		return 0 // "Airbus launches …" is not what is to take off next year
	}
	for k := len(e.mentions) - 1; k >= 0 && e.mentions[k].sentence == m.sentence; k-- {
		// Beside several mentions of one clause the verb counts.
		if o := e.mentions[k]; o.clause == m.clause && (!o.noun || last.clause != m.clause) {
			last = o
			break
		}
	}
	near := m.sentence == last.sentence && m.clause == last.clause
	subject := !m.noun && m.sentence == last.sentence && last.end == r.sentences[m.sentence].clauses[m.clause].verb.first
	title := r.inTitle(r.sentences[m.sentence].para)
	if n := r.entryOf(m); title && n > 0 && n != r.entryOf(last) {
		return 0 // the headline of an entry is of what its entry tells
	}
	shared := share(m.actors(), e.actors())
	apart := len(m.actors()) > 0 && len(e.actors()) > 0 && !shared
	score := 0
	switch {
	case near && r.objectTells(last, m):
		score = 40
	case near && last.dated && m.noun && m.makes && !r.prepositionBetween(last.end, m.first), near && m.dated && last.noun && last.makes && (!r.prepositionBetween(last.end, m.first) || !r.insidePhrase(last) && last.first < r.sentences[m.sentence].clauses[m.clause].verb.first):
		score = 40 // a verb that only carries the noun
	case m.noun:
		score = r.sameNoun(m, e, last, near, shared, apart)
	case m.has(flagToll):
		score = r.sameToll(m, e, last, near, shared)
	case last.noun && (near || subject) && last.pattern.entry.stands(m.kind) && !last.has(flagMention) && (subject || !r.insidePhrase(last)):
		score = 40 // "the talks … were held"
	case !m.noun && near && last.noun && last.makes && len(m.agents) == 0 && r.reports(m) && !r.insidePhrase(last):
		score = 40 // "An explosion was reported"
	case !m.noun && m.sentence == last.sentence && (r.ofAntecedent(m, e) || r.coordinated(m, e)):
		score = 27
	case !m.noun && last.noun && near && last.first < m.first && (last.kind == "statement" || last.kind == "phone-call") && !last.has(flagMention) && (slices.Contains(families["statement"], m.kind) || r.performs(m)) && r.occasional(r.phraseStart(&r.sentences[m.sentence], last.first)-1):
		score = 30 // "In a televised speech on Thursday he condemned …"
	case !m.noun && last.noun && near && last.first < m.first && last.makes && len(m.agents) == 0 && (last.kind == "protest" || last.kind == "other") && slices.Contains(families["statement"], m.kind) && r.occasional(r.phraseStart(&r.sentences[m.sentence], last.first)-1):
		score = 30 // "Crowds at funerals called for …"
	case !m.noun && m.makes && m.sentence == last.sentence && sameFamily(m.kind, e.kind) && r.opensSameTime(m.sentence, m.clause) && r.sentences[m.sentence].clauses[m.clause].parent == last.clause && groupOf(m.kind) != timeline.Diplomacy:
		score = 20 // "The first strikes were carried out when jets attacked …"
	case !m.noun && m.makes && m.sentence == last.sentence && last.dated && m.clause-last.clause == 1 && r.byDoing(m):
		score = 30 // "astonished the nation by resigning"
	case !m.noun && m.makes && m.sentence == last.sentence && last.dated && e.kind == "other" && m.clause-last.clause == 1 && r.opensSameTime(m.sentence, m.clause) && r.sentences[m.sentence].clauses[m.clause].parent == last.clause && groupOf(m.kind) == timeline.Conflict:
		score = 20 // "The group struck on March 1, when men stormed a resort"
	case !m.noun && m.makes && m.sentence == last.sentence && m.kind == e.kind && last.noun && m.when.time >= 0 && m.when.time == last.when.time && groupOf(m.kind) != timeline.Diplomacy && m.clause-last.clause == 1:
		score = 18 // "The unrest started on Tuesday in Talas, where protesters occupied …"
	case !m.noun && !last.noun && m.kind == e.kind && m.clause-last.clause == 1 && m.sentence == last.sentence && (m.when.time < 0 || m.when.shared) && r.byTheWay(m, last):
		score = 19 // "won the cup, beating England"
	case m.sentence == last.sentence && last.has(flagToll) && !m.noun && deadlyKind(m.kind) && r.opensSameTime(m.sentence, m.clause) && r.sentences[m.sentence].clauses[m.clause].parent == last.clause:
		score = 28 // "was killed when soldiers stormed the palace"
	case last.noun && near && !m.noun && r.subjectOutcome(m, last):
		score = 26
	case !title && !m.noun && m.makes && m.kind == e.kind && r.tellsAgain(m, e, last, apart):
		score = 13
	case !m.noun && m.pattern.entry != nil && m.pattern.lemma == lemmaOf(e) && m.kind == e.kind && m.when.date.IsZero() && !apart && m.sentence-last.sentence <= 4 && r.presupposed(m):
		score = 15
	case title && m.kind == "statement" && m.kind != e.kind && shared && slices.ContainsFunc(e.mentions, func(o *mention) bool { return !o.noun && r.tokens[o.first].class&announce != 0 }) && r.tokens[m.first].class&announce != 0:
		score = 30
	case shared && !m.noun && m.kind != e.kind && sameFamily(m.kind, e.kind) && e.teller != nil && !e.teller.noun && m.pattern.entry != nil && firstWord(m) == firstWord(e.teller) && m.makes:
		score = 18 // "had signed a contract … signed the agreement"
	case !m.noun && slices.Contains(voted, e.kind) && m.sentence-last.sentence <= 6 && r.tally(m):
		score = 17
	case !m.noun && r.sameVictim(m, e) && sameFamily(m.kind, "killing") && sameFamily(m.kind, e.kind):
		score = 16
	case m.kind == "statement" && m.kind != e.kind && !m.noun && m.when.date.IsZero() && m.sentence-last.sentence <= 8 && slices.Contains(families["statement"], e.kind) && share(m.agents, e.agents) && r.people(m.agents) && !e.firstDate.IsZero():
		score = 9 // more of what somebody said that day
	case !m.noun && !title && m.makes && m.has(flagSpeech) && !slices.Contains(families["statement"], e.kind):
		score = r.sameSpeech(m, e)
	case m.kind != e.kind && !(e.teller != nil && m.pattern.lemma == e.teller.pattern.lemma && sameFamily(m.kind, e.kind)):
		return 0
	case title && (m.kind != "other" || m.pattern.lemma == lemmaOf(e)):
		if shared || len(m.actors()) == 0 {
			score = 30
		}
	case m.dated:
		return 0
	case !m.makes:
		return 0
	case slices.Contains(families["statement"], m.kind):
		score = r.sameSpeech(m, e)
	case shared && m.pattern.lemma == lemmaOf(e) && r.sameTargets(m, e):
		score = 20
	case m.kind == "other":
		return 0
	case m.kind == e.kind && slices.Contains(mutual, m.kind) && !apart && !m.when.date.IsZero() && m.when.date.Equal(e.firstDate):
		score = 14 // "have agreed … the declaration they signed on Friday"
	case m.kind == e.kind && (groupOf(m.kind) == timeline.Economy || groupOf(m.kind) == timeline.Justice || m.kind == "sanction") && e.teller != nil && !e.teller.noun && len(m.agents) > 0 && len(m.targets) > 0 && r.sameTargets(m, e) && share(m.agents, e.agents):
		score = 14 // the same is done by the same to the same
	case shared && r.sameTargets(m, e) && !m.when.date.IsZero() && m.when.date.Equal(e.firstDate):
		score = 20
	case strings.Contains(m.pattern.lemma, " ") && slices.ContainsFunc(e.mentions, func(o *mention) bool { return o.noun && headWord(o) == headWord(m) }):
		score = 20 // "made its maiden flight", of the maiden flight
	case m.kind == e.kind && m.sentence == last.sentence && shared && r.sameTargets(m, e) && m.when.date.IsZero() && e.firstDate.IsZero():
		score = 14
	case m.kind == e.kind && m.kind == "launch" && shared && m.when.date.IsZero() && r.sameProduct(m, e):
		score = 14 // "unveiled the iPhone 4 … while introducing the iPhone 4"
	case r.sharePerson(m, e) && slices.Contains(once, m.kind):
		score = 25
	case (m.kind == "election" || m.kind == "protest" && m.when.date.IsZero() && m.sentence-last.sentence <= 6) && m.kind == e.kind && !m.noun && !m.scheduled && r.opensArticle(e) && r.recent(m) && r.recently(e):
		score = 12 // "several ministers lost their seats", "others gathered in the square"
	case m.kind == e.kind && !m.noun && !apart && e.teller != nil && e.teller.noun && groupOf(m.kind) == timeline.Conflict && !m.when.date.IsZero() && !e.firstDate.IsZero() && e.firstDate.Contains(m.when.date):
		score = 14 // "last year's seizure of the ship … stormed it on May 31"
	case m.kind == "accident" && m.kind == e.kind && !m.noun && !apart && m.when.date.IsZero() && r.opensArticle(e) && m.sentence-last.sentence <= 3 && !r.pluperfect(m):
		score = 12 // how it went
	case m.kind == "market-move" && m.pattern.entry == last.pattern.entry && m.sentence == last.sentence && (m.when.date.IsZero() || e.firstDate.IsZero() || m.when.date.Equal(e.firstDate)):
		score = 14 // the parts of one move
	case m.kind == "market-move" && m.kind == e.kind && !m.noun && e.teller != nil && (e.teller.noun || e.teller.pattern.entry == m.pattern.entry) && r.opensArticle(e) && r.isMain(e) && (m.when.date.IsZero() && r.recently(e) || !e.firstDate.IsZero() && m.when.date.Equal(e.firstDate)):
		score = 12 // many markets on one day
	case e.teller != nil && r.onlyToll(e) && deadlyKind(m.kind) && m.makes && !apart && r.opensArticle(e) && r.recent(m) && m.sentence-last.sentence <= 5:
		score = 14 // "a dam which killed 65 … The dam burst on Friday"
	case title && shared:
		score = 15
	}
	if score == 0 {
		return 0
	}
	if title && score < 30 && r.opensArticle(e) {
		score += 5 // of two alike, a headline means the news
	}
	return max(1, score-min(9, abs(m.sentence-last.sentence)))
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
	if m.pattern.lemma == t.pattern.lemma && m.sentence != t.sentence && groupOf(m.kind) == groupOf(e.kind) && (groupOf(m.kind) == timeline.Conflict || groupOf(m.kind) == timeline.Disaster) {
		if a, b := r.townOf(m), r.townOf(t); a != "" && b != "" && a != b {
			return true
		}
	}
	return !m.noun && t.fresh && e.firstDate.IsZero() && !m.when.shared && !r.recent(m)
}

// ofOld reports a noun with a date long past, which is not what the article opens with:
// "to accept the peace accord of 2000".
func (r *reader) ofOld(m *mention, e *event) bool {
	return m.noun && slices.Contains(mutual, m.kind) && !m.when.shared && !r.recent(m) && e.teller != nil && e.firstDate.IsZero() && r.opensArticle(e)
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
		carries = r.tokens[m.first].class&light != 0 || m.kind == e.kind && e.teller != nil && e.teller.noun
	case c.verb.first > c.first && r.tokens[c.verb.first-1].class&pronoun != 0:
		at = c.verb.first - 1
	default:
		return false
	}
	return (r.performs(m) || carries) && slices.ContainsFunc(e.mentions, func(o *mention) bool {
		return o.noun && o.sentence == m.sentence && o.end <= at && at-o.end <= 1 && (o.end == at || r.tokens[o.end].text == ",")
	})
}

// voted lists what is decided by a vote.
var voted = []timeline.Kind{"legislation", "rejection", "resolution", "election"}

// tally: "28 legislators voted against the plan, eight voted for and one abstained"
// counts a vote.
func (r *reader) tally(m *mention) bool {
	if w := firstWord(m); w != "vote" && w != "abstain" {
		return false
	}
	s := &r.sentences[m.sentence]
	first, end := r.subjectRange(s, m.clause, 0)
	return first < end && (r.tokens[first].digit || r.tokens[first].class&numberWord != 0)
}

// sameProduct: the names behind both verbs share a word, other than who acts.
func (r *reader) sameProduct(m *mention, e *event) bool {
	t := e.teller
	if t == nil {
		return false
	}
	a, b := &r.sentences[m.sentence].clauses[m.clause], &r.sentences[t.sentence].clauses[t.clause]
	for i := m.end; i < a.end; i++ {
		x := &r.tokens[i]
		if x.punct || !x.capital && !x.digit || r.inTime(i) {
			continue
		}
		if x.entity >= 0 {
			if e := r.names[x.entity].entity; slices.Contains(m.agents, e) || r.entities[e].sort == place || r.entities[e].sort == state {
				continue
			}
		}
		for j := t.end; j < b.end; j++ {
			if r.tokens[j].low == x.low && (x.capital || r.tokens[j-1].low == r.tokens[i-1].low) { // "iPhone 4", not any 4
				return true
			}
		}
	}
	return false
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
	return slices.Contains(proceedings, noun.kind) && noun.end <= r.sentences[m.sentence].clauses[m.clause].verb.first && !noun.has(flagMention) && !r.insidePhrase(noun) && groupOf(m.kind) != timeline.Disaster
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
	case slices.Contains(families["statement"], m.kind) || m.kind == "other" && m.pattern.entry != e.teller.pattern.entry:
		return false
	case apart && (r.people(m.actors()) && r.people(e.actors()) || groupOf(m.kind) == timeline.Economy || groupOf(m.kind) == timeline.Diplomacy || m.kind == "other"):
		return false
	case p.lead && e.teller.fresh && e.firstDate.IsZero() && m.sentence-e.teller.sentence <= 4:
		return r.recent(m)
	}
	if town := r.townOf(m); town != "" && town != r.townOf(e.teller) {
		return false // "In Norfolk the leader was sentenced", of another court
	}
	return !apart && m.kind == "verdict" && m.when.date.IsZero() && (len(m.actors()) == 0 && m.sentence-last.sentence <= 3 || r.opensArticle(e) && m.sentence-last.sentence <= 5)
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

// onlyToll: nothing but the victims of an event has been told.
func (r *reader) onlyToll(e *event) bool {
	return !slices.ContainsFunc(e.mentions, func(o *mention) bool { return !o.has(flagToll) })
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
	if m.has(flagPerson) {
		lists = lists[:1] // "sacked his deputy": who, is not said
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
			return m.pattern.lemma
		}
	}
	return ""
}

func (r *reader) sameTargets(m *mention, e *event) bool {
	return len(m.targets) == 0 || len(e.targets) == 0 || share(m.targets, e.targets)
}

// byTheWay: a gerund behind a comma says more of what the clause before it tells.
func (r *reader) byTheWay(m, last *mention) bool {
	c := &r.sentences[m.sentence].clauses[m.clause]
	return c.verb.bare && c.verb.form&gerund != 0 && c.parent == last.clause && c.verb.first > 0 && r.tokens[c.verb.first-1].text == ","
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

func (r *reader) sameNoun(m *mention, e *event, last *mention, near, shared, apart bool) int {
	entry := m.pattern.entry
	sent := &r.sentences[m.sentence]
	within := r.occasional(r.phraseStart(sent, m.first) - 1)
	if near && !last.noun && last.first < m.first && !m.definite && r.undoes(sent, last.first) {
		return 0 // "called off a strike": none took place
	}
	if near && last.noun && sameFamily(last.kind, "killing") && sameFamily(m.kind, "killing") && within {
		return 38 // "the killing of the general in an airstrike"
	}
	if near && last.has(flagToll) && within && !m.definite && deadlyKind(m.kind) && !entry.has(flagMention) {
		return 38 // "thousands died in an earthquake"
	}
	if within && (last.has(flagSpeech) || last.has(flagSaid) || last.has(flagDeed) && (m.kind == "statement" || last.kind == "statement")) && last.sentence == m.sentence && (last.clause == m.clause || sent.clauses[m.clause].parent == last.clause) && (slices.Contains(mutual, m.kind) || m.kind == "statement" || m.kind == "election" || m.kind == "protest" && !m.definite) {
		return 36 // one event an occasion: "stressed … during a telephone call"
	}
	if within && near && m.kind == "statement" && (slices.Contains(families["statement"], e.kind) || !last.noun && r.performs(last)) {
		return 36 // "the announcement came in a press conference"
	}
	made := slices.ContainsFunc(e.mentions, func(o *mention) bool { return !o.noun && derived(headWord(m), firstWord(o)) })
	if m.definite && m.kind == "statement" && entry.covers == "statement" && r.tokens[m.first].sense&announcing != 0 && m.sentence > last.sentence && r.mainDeed(e) && slices.Contains(performed, e.kind) && len(m.agents)+len(m.targets) == 0 {
		return 12 // "The announcement came at a conference", of the launch that the lead tells
	}
	if !entry.stands(e.kind) && !(made && m.definite) {
		// An object that the verb before it already tells: "signed an
		// agreement", "announced job cuts".
		return 0
	}
	if e.kind == "other" && !entry.wide() && !deathly(e, m) {
		return 0 // "other" is no kind that two things could share
	}
	sameWord := made || slices.ContainsFunc(e.mentions, func(o *mention) bool { return headWord(o) == headWord(m) })
	if near && !last.noun && last.first < m.first && m.first-last.end < 8 && (m.kind == e.kind || !m.definite) {
		return 35
	}
	if near && !last.noun && last.first < m.first && m.definite && m.kind != e.kind && !last.dated && !within {
		return 0 // "welcomed the announcement": not the welcome
	}
	switch {
	case near && last.noun && sameWord:
		return 20
	case near && last.noun && m.first-last.end > 1:
		return 0
	}
	if entry.covers == "war" && !sameWord {
		return 0
	}
	explicit := slices.Concat(m.agents, m.targets)
	if len(explicit) > 0 && len(e.actors()) > 0 && !share(explicit, e.actors()) {
		return 0
	}
	if len(m.targets) > 0 && len(e.targets) > 0 && !share(m.targets, e.actors()) && !share(m.agents, e.targets) {
		return 0
	}
	if entry.has(flagMention) && apart && m.kind != "other" {
		return 0 // "Trump telegraphed the appeal", of somebody else's
	}
	apart = len(explicit) > 0 && apart // a clause's subject need not be the noun's
	switch {
	case !m.definite && m.pattern.form == plural && !near:
		return 0 // "more orders than last year": of no event that was told
	case !m.definite && !r.headline(r.sentences[m.sentence].para):
		if m.makes && !shared && !sameWord {
			return 0
		}
		if m.kind == e.kind && (shared && share(explicit, e.actors()) || !m.makes && sameWord) {
			return 12
		}
		return 0
	case entry.wide() && near && !last.noun:
		return 0 // "announced the operation": what is announced, not the announcing
	case entry.has(flagMention) || entry.wide():
		switch back := m.sentence - last.sentence; {
		case r.isMain(e) && m.when.date.IsZero():
			return 8 // "the decision", unless it says which, is the article's news
		case back <= 1:
			return 7
		case back > 3:
			return 0
		}
		return 6
	case sameWord:
		switch {
		case apart:
			return 11
		case len(explicit) > 1 && allIn(explicit, e.actors()):
			return 29 // "the deal between the two", rather than a later deal of one
		}
		return 25
	case share(explicit, e.actors()):
		return 22
	case m.kind == e.kind:
		return 16
	default:
		return 11
	}
}

// derived reports a noun that is made from the verb: "announcement" of
// "announce", "approval" of "approve".
func derived(noun, verb string) bool {
	stem := strings.TrimSuffix(verb, "e")
	return len(stem) > 3 && len(noun) > len(stem) && strings.HasPrefix(noun, stem)
}

// firstWord is the verb of a phrase: "sign" of "sign ~ contract".
func firstWord(m *mention) string {
	w, _, _ := strings.Cut(m.pattern.lemma, " ")
	return w
}

// headWord is the last word of a phrase: "remarks" of "televised remarks".
func headWord(m *mention) string {
	return m.pattern.lemma[strings.LastIndexByte(m.pattern.lemma, ' ')+1:]
}

// sameToll joins "killed 40" to the attack or accident that did it.
func (r *reader) sameToll(m *mention, e *event, last *mention, near, shared bool) int {
	deadly := deadlyKind(e.kind) && (e.kind != "protest" || m.sentence == last.sentence && r.tollOf(m, last))
	switch {
	case m.kind == e.kind && share(m.targets, e.targets) && (e.kind != "other" || deathly(e, m)):
		return 30
	case !deadly && !(e.kind == "other" && m.kind == "other" && shared && deathly(e, m)):
		return 0
	case m.sentence == last.sentence && abs(m.first-last.end) < 16 && r.tollOf(m, last):
		return 28
	case share(m.targets, e.targets):
		return 20
	case m.sentence-last.sentence <= 3 && len(m.targets) == 0:
		return 9
	}
	return 0
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

// deathly reports whether e is told by words for death, or by the word of m.
func deathly(e *event, m *mention) bool {
	return slices.ContainsFunc(e.mentions, func(o *mention) bool {
		return o.has(flagToll) || o.pattern.entry != nil && (o.pattern.entry.covers == "death" && m.has(flagToll) || headWord(o) == headWord(m))
	})
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

// sameSpeech: one event an occasion, not a quotation.
func (r *reader) sameSpeech(m *mention, e *event) int {
	if !share(r.sides(m.agents), e.agents) && !share(m.agents, r.sides(e.agents)) && !(share(m.agents, e.actors()) && !e.mentions[0].noun) {
		return 0
	}
	if !slices.Contains(families["statement"], e.kind) {
		if (m.has(flagSpeech) || m.kind == "statement") && m.when.date.IsZero() && r.mainDeed(e) && m.sentence-e.mentions[0].sentence <= 8 && len(m.agents) > 0 && e.teller != nil && share(r.sides(m.agents), e.agents) {
			return 9 // "the company said in a statement", of what it has done
		}
		if m.has(flagSpeech) && (m.when.date.IsZero() || e.firstDate.IsZero() && r.recent(m) && r.opensArticle(e) || e.firstDate.Overlaps(m.when.date)) && m.sentence-e.mentions[0].sentence <= 8 && slices.ContainsFunc(e.mentions, func(o *mention) bool { return !o.noun && r.tokens[o.first].class&announce != 0 }) {
			return 9 // what is said when a resignation is announced
		}
		return 0
	}
	d := e.firstDate
	last := e.mentions[len(e.mentions)-1]
	switch {
	case !m.when.date.IsZero() && m.when.date.Equal(d) && (m.kind == e.kind || m.kind == "statement"):
		return 18
	case m.when.date.IsZero() && m.sentence-last.sentence <= 3 && m.kind == e.kind:
		return 12
	case m.when.date.IsZero() && m.kind == "statement" && e.kind == "statement" && m.sentence-last.sentence <= 8:
		return 10
	}
	return 0
}
