package extract

import (
	"slices"
	"strings"

	"dateline/timeline"
)

// A mention is a place in the text that tells an event.
type mention struct {
	pattern    pattern
	kind       timeline.Kind
	first, end int // tokens of the trigger, end exclusive
	sentence   int
	clause     int
	scheduled  bool
	fresh      bool   // told as news: perfect, or the present of a headline
	makes      bool   // tells an event by itself; else it only names one told elsewhere
	dated      bool   // no trigger of the lexicon, but a dated finite verb
	because    string // the rule by which it counts, for people
	noun       bool
	definite   bool
	when       when
	agents     []int // entities
	targets    []int
	others     []int
	spokenOf   bool   // by the others, who take no part
	all        []int  // agents, targets and others
	named      []int  // agents and targets
	claim      string // who says so
	event      *event
	joined     *joining // how it came to its event, nil of the first
	subject    [2]int   // tokens, once it was asked for in a pair
	asked      bool
	tellers    uint8 // see tellers, of its kind
}

// has reports one of the flags of the entry that found the mention.
func (m *mention) has(f flags) bool {
	return m.pattern.entry != nil && m.pattern.entry.has(f)
}

// lemma is the phrase of the lexicon that the mention is told by, "" if by none.
func (m *mention) lemma() string {
	if m.pattern.phrase == nil {
		return ""
	}
	return m.pattern.lemma
}

// findMentions fills r.mentions in the order of the text.
func (r *reader) findMentions() {
	r.told = zeroed(r.told, len(r.tokens))
	for s := range r.sentences {
		sent := &r.sentences[s]
		for i := sent.first; i < sent.end; {
			m, next := r.mentionAt(s, i)
			if m != nil {
				r.mentions = append(r.mentions, m)
			}
			i = next
		}
	}
}

// mentionAt reads the trigger at token i, and returns where to go on.
func (r *reader) mentionAt(s, i int) (*mention, int) {
	sent, t := &r.sentences[s], &r.tokens[i]
	if r.told[i] || t.punct || t.capital && t.class&month != 0 || t.entity >= 0 && !t.quoted && !r.inTitle(sent.para) {
		return nil, i + 1
	}
	var next *token // what stands behind it
	if i+1 < sent.end {
		next = &r.tokens[i+1]
	}
	k := sent.clauseOf(i)
	c := &sent.clauses[k]
	v := &c.verb
	inVerb := c.hasVerb && v.first <= i && i <= v.head
	m := &r.trial
	m.first, m.sentence, m.clause = i, s, k
	patterns := t.lexeme.nouns
	if inVerb {
		patterns = t.lexeme.patterns
	}
	late := next != nil && next.class&preposition != 0 && r.timeBeforeInfinitive(i+1, sent.end)
	for n := range patterns {
		p := &patterns[n]
		if p.noun && t.entity >= 0 || p.next != nil && (next == nil || p.next != next.lexeme && (p.noun || !late)) {
			continue
		}
		end, tail := i+1, i
		switch {
		case p.alone:
		case p.pair && p.next == next.lexeme && next.place&onWord == 0:
			end, tail = i+2, i+1
		default:
			var ok bool
			if end, tail, ok = r.matchRest(sent, p, i); !ok {
				continue
			}
		}
		if i > sent.first && end < sent.end && r.tokens[i-1].text == "(" && r.tokens[end].text == ")" {
			continue // "President Jane Doe (search)": of a page, not of its text
		}
		if p.noun {
			if c.hasVerb && v.head >= i && v.head < end || p.entry.wide() && end < sent.end && r.tokens[end].class&organisationWord != 0 {
				continue // nor "the Reuters news agency"
			}
		} else if v.head == i && p.form&v.form == 0 && v.form != 0 && !v.auxiliary || i < v.head && v.head >= end {
			continue
		} else if v.head == i && v.first == i && v.form&past != 0 && !v.auxiliary && p.form == base && !r.inTitle(sent.para) {
			continue // "Divers found the wreck" founds nothing
		}
		m.pattern, m.kind, m.end, m.noun = *p, p.entry.kind, end, p.noun
		if !r.conditions(m) {
			continue
		}
		if p.noun && p.alone && p.entry.plain() {
			r.senseOf(m, patterns)
		}
		r.judge(m)
		if tail >= end && !(tail+2 < sent.end && r.tokens[tail+1].sense&forWord != 0 && r.inTime(tail+2)) {
			r.told[tail] = true // not in "called an election | for July 4"
		}
		kept := r.allMentions.keep(*m)
		*m = mention{}
		if !p.noun && tail == end-1 && tail > i && end+1 < sent.end && r.tokens[end].sense&forWord != 0 && r.inTime(end+1) {
			return kept, tail // "called a strike | for June 5"
		}
		return kept, end
	}
	if c.hasVerb && v.head == i {
		if m := r.datedVerb(s, i); m != nil {
			return m, i + 1
		}
	}
	return nil, i + 1
}

// senseOf gives a noun that any article may use the sense that it has in this one, if the words
// around it would not: an article has one sense of a word (Gale, Church and Yarowsky 1992). After
// "nurses ended a strike", "the strike began in May" is one of workers, and so it is after
// "nurses walked out".
func (r *reader) senseOf(m *mention, patterns []pattern) {
	const back = 60 // mentions
	told := r.mentions[max(0, len(r.mentions)-back):]
	if groupOf(m.kind) == timeline.Other || slices.ContainsFunc(told, func(o *mention) bool { return o.makes && sameFamily(o.kind, m.kind) }) {
		return
	}
	word := r.tokens[m.first].lexeme
	the := m.first > 0 && r.tokens[m.first-1].class&definite != 0
	of := func(kind timeline.Kind) bool {
		return slices.ContainsFunc(told, func(o *mention) bool {
			c := &r.sentences[o.sentence].clauses[o.clause]
			return o.makes && o.sentence != m.sentence && o.kind == kind && (the || slices.ContainsFunc(r.tokens[c.first:c.end], func(t token) bool { return t.lexeme == word }))
		})
	}
	for i := range patterns {
		if p := &patterns[i]; p.noun && p.alone && p.entry.kind != m.kind && groupOf(p.entry.kind) != timeline.Other && p.entry.near != nil && of(p.entry.kind) {
			m.pattern, m.kind = *p, p.entry.kind
			return
		}
	}
}

// matchRest matches the words of a phrase after its first; the trigger ends
// after the contiguous part, and tail is the last word matched. A time may stand
// before the infinitive of a verb.
func (r *reader) matchRest(s *sentence, p *pattern, i int) (end, tail int, ok bool) {
	j, contiguous := i+1, i+1
	if p.mark != 0 && !r.hears(s, p.mark, j, j+maxGap+1) {
		return 0, 0, false // as in most sentences with a common verb
	}
	for k := 0; k < len(p.rest); k++ {
		if p.rest[k] != gap {
			if j < s.end && r.tokens[j].class&preposition != 0 && r.tokens[j].lexeme != p.rest[k] && !p.entry.noun && r.timeBeforeInfinitive(j, s.end) {
				j = r.afterTime(j, s.end)
			}
			if j >= s.end || r.tokens[j].lexeme != p.rest[k] {
				return 0, 0, false
			}
			if k == len(p.rest)-1 && !p.entry.noun && r.tokens[j].place&onWord != 0 && j+1 < s.end && r.inTime(j+1) {
				return 0, 0, false // "settled on Monday" is no "settle on"
			}
			if j++; contiguous == j-1 {
				contiguous = j
			}
			continue
		}
		k++
		found := false
		for g := j; g < s.end && g <= j+maxGap; g++ {
			if r.tokens[g].punct && r.tokens[g].text != "-" && r.tokens[g].text != "\"" {
				break
			}
			if r.tokens[g].lexeme == p.rest[k] && !(r.tokens[g].capital && r.inTime(g)) { // not "joined … in March"
				j, found = g+1, true
				break
			}
		}
		if !found {
			return 0, 0, false
		}
	}
	return contiguous, j - 1, true
}

// timeBeforeInfinitive: "on Sunday to" in "failed on Sunday to agree".
func (r *reader) timeBeforeInfinitive(i, end int) bool {
	to := r.afterTime(i, end)
	return to < end && r.tokens[to].class&toInfinitive != 0
}

// conditions reports whether what the entry asks for is there.
func (r *reader) conditions(m *mention) bool {
	e := m.pattern.entry
	sent := &r.sentences[m.sentence]
	c := &sent.clauses[m.clause]
	before, after := [2]int{c.first, m.first}, [2]int{m.end, r.reach(sent, m)}
	if c.lead[1] > 0 && m.first >= c.first {
		before[0] = c.lead[0]
	}
	if c.sharesSubject || r.isRelative(c) {
		before[0] = max(sent.first, c.first-14)
	}
	if !m.noun && c.verb.infinitive && c.parent >= 0 && c.parent < m.clause && r.governor(sent, m.clause)&(scheduledVerb|carried) != 0 {
		before[0] = sent.clauses[c.parent].first // "The pope is due to arrive on Tuesday"
		if l := sent.clauses[c.parent].lead; l[1] > 0 {
			before[0] = l[0]
		}
	}
	if !m.noun && c.verb.bare && c.verb.form&gerund == 0 || !m.noun && c.verb.passive {
		// The passive turns them round.
		if e.object != nil && !r.holds(sent, e.object, max(sent.first, m.first-10), m.first) && !r.holds(sent, e.object, after[0], after[1]) {
			return false
		}
		if by := c.verb.passive && r.hasWord("by", after[0], min(after[1], after[0]+3)); e.subject != nil && !r.holds(sent, e.subject, after[0], after[1]) && (by || !r.holds(sent, e.subject, before[0], before[1])) {
			return false
		}
	} else {
		if e.object != nil && !r.holds(sent, e.object, after[0], after[1]) && !(c.opener > sent.first && r.isRelative(c) && !onlyAdverbs(r.tokens[c.opener+1:max(c.opener+1, c.verb.first)]) && r.holds(sent, e.object, max(sent.first, c.opener-5), c.opener)) {
			return false // "the death penalty, which Turkey gave up"
		}
		if e.subject != nil && !r.holds(sent, e.subject, before[0], before[1]) {
			return false
		}
	}
	if m.kind == "phone-call" && !m.noun && c.verb.bare && m.clause == 0 && c.parent > 0 && r.isSpeech(sent.clauses[c.parent].verb.head) {
		return false // "Speaking to the station, the minister said"
	}
	if e.next != nil && !r.holds(sent, e.next, m.end, min(m.end+2, sent.end)) {
		return false
	}
	if e.not != nil && r.holds(sent, e.not, m.end, min(m.end+4, sent.end)) {
		return false
	}
	if e.near != nil && !r.holds(sent, e.near, sent.first, sent.end) || e.far != nil && r.holds(sent, e.far, sent.first, sent.end) {
		return false
	}
	return r.flagsHold(m, c, before, after)
}

// headIs reports that what does the verb of m, behind "by" where that is passive, is itself
// of the list, and no name.
func (r *reader) headIs(m *mention, c *clause, list *wordList, after [2]int) bool {
	s := &r.sentences[m.sentence]
	first, end := r.subjectRange(s, m.clause, 0)
	if c.verb.passive {
		for first, end = m.end, after[1]; first < end && r.tokens[first].class&byWord == 0; first++ {
		}
		first++
	}
	head := first
	for head+1 < end && !r.tokens[head+1].punct && r.tokens[head+1].class&(preposition|relative|coordinator) == 0 && r.forms(head+1)&participle == 0 && !r.inTime(head+1) {
		head++
	}
	return head < end && r.tokens[head].entity < 0 && r.holds(s, list, head, head+1)
}

func (r *reader) flagsHold(m *mention, c *clause, before, after [2]int) bool {
	e := m.pattern.entry
	passive := !m.noun && c.verb.passive
	if (passive || !m.noun && c.verb.bare && c.verb.form&gerund == 0 && c.verb.first == c.verb.head) && e.has(flagActive) || e.has(flagPassive) && !passive && !(c.verb.bare && c.verb.form&gerund == 0) {
		return false
	}
	if e.has(flagHead) && !r.headIs(m, c, e.subject, after) {
		return false
	}
	if e.has(flagMain) && c.verb.bare && c.verb.form&gerund != 0 {
		return false
	}
	if e.has(flagPerson) {
		in := after
		if passive {
			in = before
		}
		if !passive {
			in[1] = r.phraseEnd(in[0], in[1])
		}
		if !r.hasParty(in[0], min(in[1], in[0]+14)) {
			return false
		}
	}
	if e.has(flagName) && !r.hasName(after[0], after[1]) && !(passive && r.hasName(before[0], before[1])) {
		return false
	}
	if e.has(flagWhere) && !r.hasPlace(m.end, after[1]) && !(e.subject != nil && r.unknownAt(m.end, r.sentences[m.sentence].end)) {
		return false
	}
	if e.has(flagBy) && !c.verb.bare && !r.hasParty(before[0], before[1]) && !passive {
		return false
	}
	first := m.end
	if e.has(flagTo) {
		ok := false
		for j := first; j < min(after[1]+4, len(r.tokens)) && !r.tokens[j].punct; j++ {
			ok = ok || r.tokens[j].low == "to" || j == first && r.tokens[j].class&(preposition|subordinator) != 0 && r.tokens[j].low != "if"
		}
		if !ok {
			return false
		}
	}
	if e.has(flagWith) && !r.hasWord("with", after[0], after[1]) {
		return false
	}
	if e.has(flagOf) && !r.hasWord("of", first, min(first+1, len(r.tokens))) {
		return false
	}
	if e.has(flagThat) && !(first < len(r.tokens) && r.hasWord("that", first, min(first+5, len(r.tokens)))) {
		return false
	}
	return true
}

// reach is where what a verb acts on ends: at a stop or after twelve tokens,
// through infinitives and gerunds that belong to it.
func (r *reader) reach(s *sentence, m *mention) int {
	end := s.clauses[m.clause].end
	for k := m.clause + 1; k < len(s.clauses) && !s.clauses[k].verb.finite(); k++ {
		if v := &s.clauses[k].verb; v.bare && v.form&gerund != 0 && r.tokens[v.head].class&implicative != 0 {
			break // "…, prompting Iran to close its airspace"
		}
		if s.clauses[k].parent > k {
			break // "died when the jet, bound for Lima, was hit"
		}
		if first := s.clauses[k].first; r.tokens[first].class&coordinator != 0 && r.tokens[first-1].text == "," {
			break // "was impeached, and removed by the court"
		}
		end = s.clauses[k].end
	}
	return min(end, m.end+14, s.end)
}

// hasWord reports whether a word stands in tokens[first:end].
func (r *reader) hasWord(word string, first, end int) bool {
	for i := first; i < end; i++ {
		if r.tokens[i].low == word {
			return true
		}
	}
	return false
}

// hasParty reports a person, a state, an organisation, a pronoun for one, or
// a word for people who act for one.
func (r *reader) hasParty(first, end int) bool {
	for i := first; i < end; i++ {
		t := &r.tokens[i]
		if t.class&(pronounPerson|groupNoun|title|honorific|pronounPlural) != 0 || t.digit && strings.HasSuffix(t.low, "-old") {
			return true
		}
		if t.entity >= 0 && r.entities[r.names[t.entity].entity].sort != place {
			return true
		}
	}
	return false
}

// partyActs: the subject of the verb m names somebody, or tells how many: "the Red Cross team", "about
// 200 prisoners", not "the minister's troubles" nor "anger at the minister".
func (r *reader) partyActs(m *mention) bool {
	first, end := r.subject(m)
	for i := first; i < end; i++ {
		t := &r.tokens[i]
		if t.class&(preposition|ofWord) != 0 && i > first {
			return false
		}
		if t.digit || t.class&numberWord != 0 || r.hasParty(i, i+1) && !(i+1 < end && r.tokens[i+1].low == "'s") {
			return true
		}
	}
	return false
}

func (r *reader) hasPlace(first, end int) bool {
	for i := first; i < end; i++ {
		if k := r.tokens[i].entity; k >= 0 {
			if s := r.entities[r.names[k].entity].sort; s == place || s == state && !r.names[k].adjective {
				return true
			}
		}
		if r.tokens[i].class&placeWord != 0 {
			return true
		}
	}
	return false
}

// unknownAt: in "Government forces have taken Shusha" the name of which nothing is
// known is of what they took.
func (r *reader) unknownAt(i, end int) bool {
	return i < end && r.tokens[i].entity >= 0 && r.entities[r.names[r.tokens[i].entity].entity].sort == unknown
}

// phraseEnd is where the noun phrase that begins at token i ends: at a
// conjunction, a verb or a second preposition.
func (r *reader) phraseEnd(i, end int) int {
	for j := i; j < end; j++ {
		t := &r.tokens[j]
		if t.punct && t.text != "-" && j > i || t.class&(coordinator|subordinator|relative|beVerb|haveVerb|modal|toInfinitive) != 0 && t.class&preposition == 0 && j > i+1 || t.class&preposition != 0 && j > i+1 && t.class&ofWord == 0 {
			return j
		}
	}
	return end
}

func (r *reader) hasName(first, end int) bool {
	for i := first; i < end; i++ {
		if r.tokens[i].entity >= 0 {
			return true
		}
	}
	return false
}

// datedVerb makes an event of a finite verb that no trigger knows, if its
// clause is dated: what has a date of its own in the past happened.
func (r *reader) datedVerb(s, i int) *mention {
	sent := &r.sentences[s]
	k := sent.clauseOf(i)
	c := &sent.clauses[k]
	if c.verb.auxiliary {
		return r.beganToBe(s, k)
	}
	if c.verb.present && r.paras[sent.para].role == timeline.RoleCaption {
		return nil // "A banner hangs outside parliament, June 18, 2015": a picture
	}
	if !c.verb.finite() && !(c.verb.infinitive && r.governor(sent, k)&(carried|firmVerb) != 0) || r.tokens[i].class&(saidVerb|wish) != 0 || r.tokens[i].class&light != 0 && r.nounIn(sent, c) || r.tokens[i].capital && !r.inTitle(sent.para) || c.verb.bare {
		return nil
	}
	if n := k + 1; n < len(sent.clauses) && r.tokens[i].class&implicative != 0 && sent.clauses[n].verb.infinitive && sent.clauses[n].verb.first == i+1 && sent.clauses[n].parent == k {
		return nil // "began to question": what was begun tells it
	}
	if r.opensSameTime(s, k) && r.tokens[i].class&light != 0 && !r.hasObject(&mention{sentence: s, end: i + 1}) {
		return nil // "fell when trading began on Monday"
	}
	t := r.ownTime(s, k, i)
	if n := k + 1; t < 0 && n < len(sent.clauses) && sent.clauses[n].verb.first == i+1 && sent.clauses[n].verb.bare && sent.clauses[n].verb.form&gerund != 0 {
		t = r.ownTime(s, n, i+1) // "stopped printing in December"
	}
	if t < 0 && !c.verb.finite() && sent.clauses[c.parent].verb.head+1 == c.verb.first {
		t = r.ownTime(s, c.parent, sent.clauses[c.parent].verb.head) // "This year it managed to outsell its rival"
	}
	if t < 0 || !r.times[t].day() || r.tokens[i].class&stopDated != 0 && !(c.verb.perfect && r.sinceTime(&r.times[t]) && r.tokens[i].sense&settled != 0) {
		return nil
	}
	if first, end := r.subjectRange(sent, k, 0); end-first == 1 && r.tokens[first].sense&howWord != 0 || first < end && r.tokens[i].class&light != 0 && r.tokens[end-1].class&unit != 0 {
		return nil // "What had looked like the road to war ended on Friday", "The school year began in April"
	}
	m := &mention{kind: "other", first: i, end: i + 1, sentence: s, clause: k, dated: true}
	r.judge(m)
	if !m.makes {
		return nil
	}
	return m
}

// beganToBe makes an event of the beginning of what has lasted since a day:
// "has been on leave since January", "has been president since 2005".
func (r *reader) beganToBe(s, k int) *mention {
	sent := &r.sentences[s]
	v := &sent.clauses[k].verb
	t := r.ownTime(s, k, v.head)
	if t < 0 || !r.times[t].day() || !r.sinceTime(&r.times[t]) || v.negated || v.modal || r.tokens[v.first].class&haveVerb == 0 || r.tokens[v.head].class&beVerb == 0 || v.head+1 >= sent.end || r.conditional(sent, k) || r.tokens[v.head].quoted {
		return nil
	}
	m := &mention{kind: "other", first: v.head, end: v.head + 1, sentence: s, clause: k, dated: true, makes: true, because: "has been so since"}
	const longest = 5 // tokens of a phrase that says what he is
	since := r.times[t].first
	for since > v.head && r.tokens[since].sense&sinceWord == 0 {
		since--
	}
	if since > v.head+1 && since <= v.head+longest && !hasComma(r.tokens[v.head:since]) {
		m.end = since // "been on medical leave"
	}
	for i := v.head + 1; i < min(since, v.head+longest); i++ {
		for _, q := range r.tokens[i].lexeme.nouns {
			if len(q.rest) == 0 && !q.entry.wide() && !q.entry.has(flagNominal) && (q.entry.near == nil || r.holds(sent, q.entry.near, sent.first, sent.end)) {
				m.kind = q.entry.kind // "been on trial"
				return m
			}
		}
	}
	if r.tokens[v.head+1].class&preposition != 0 {
		return m
	}
	for i := v.head + 1; i < min(v.head+longest, r.times[t].first); i++ {
		if x := &r.tokens[i]; x.class&title != 0 && x.entity < 0 {
			m.kind = "appointment"
			return m
		}
	}
	return nil
}

// nounIn reports whether a clause has a noun of the lexicon, which a light
// verb then only carries.
func (r *reader) nounIn(s *sentence, c *clause) bool {
	if c.opener > s.first && r.tokens[c.opener].class&relative != 0 {
		// "The trial, which opened in April"
		for i := c.opener - 1; i >= s.first && i > c.opener-3; i-- {
			if r.isNoun(i) {
				return true
			}
		}
	}
	for i := c.first; i < c.end; i++ {
		if i != c.verb.head && r.isNoun(i) {
			return true
		}
	}
	return false
}

// firstMention returns the index of the first mention in or behind a sentence.
func (r *reader) firstMention(sentence int) int {
	k, _ := slices.BinarySearchFunc(r.mentions, sentence, func(m *mention, s int) int { return m.sentence - s })
	return k
}
