package extract

import (
	"slices"
	"strings"

	"dateline/timeline"
	"dateline/timeline/edtf"
)

// An event is what one or more mentions tell.
type event struct {
	mentions  []*mention // in the order of the text; teller is the best of them
	teller    *mention
	kind      timeline.Kind
	agents    []int
	targets   []int
	others    []int
	speakers  []int // who speak of it
	all       []int // all these: asked for at every comparison
	place     string
	placeRule string // how the place came about
	claim     string

	firstDate edtf.Date // that of the first mention joined which has one
	date      edtf.Date
	when      when   // of the mention that dated it
	rule      string // how the date came about
	recounted bool   // the date is counted from another than the words say by themselves
	weighed   bool   // the date is the most probable of those that the text offers
	words     string // what it was read from, "" if no words
	scheduled bool
	main      bool
	after     []*event // what it cannot be before
	since     bool     // it went on from then
	wake      *event   // what the article is about, told before
	causes    []*event // what it has relations to
	effects   []*event // what has relations to it
	until     edtf.Date
	before    bool // words say that it was before that
	index     int
}

// sure is the score from which a noun of a headline can mean what is long past.
const sure = 20

// recent is how many events back a mention is compared: the text is read in
// linear time, and what was told further back is told again by name.
const recent = 40

// join makes one event of the mentions that tell the same. Titles come last,
// because the body says more exactly what they mean: that of an entry of a live
// blog after the entry, that of the article after all.
func (r *reader) join() {
	for _, m := range r.mentions {
		r.findActors(m)
		m.all = slices.Concat(m.agents, m.targets, m.others)
		m.named = m.all[:len(m.agents)+len(m.targets)]
		m.tellers = tellers[m.kind]
	}
	var later []int
	joinLater := func() {
		for _, i := range later {
			r.joinOne(i, r.mentions[i])
		}
		later = later[:0]
	}
	entry := 0
	var titles []int
	for i, m := range r.mentions {
		if e := r.entryOf(m); e != entry {
			joinLater()
			entry = e
		}
		switch {
		case !r.inTitle(r.sentences[m.sentence].para):
			r.joinOne(i, m)
		case entry > 0:
			later = append(later, i)
		default:
			titles = append(titles, i)
		}
	}
	joinLater()
	later = titles
	joinLater()
	kept := r.events[:0]
	for _, e := range r.events {
		slices.SortStableFunc(e.mentions, func(a, b *mention) int { return a.first - b.first })
		if e.teller == nil {
			continue
		}
		if slices.ContainsFunc(e.mentions, func(m *mention) bool {
			return m.makes && m.claim == "" && !r.inTitle(r.sentences[m.sentence].para)
		}) {
			e.claim = "" // the article says so itself
		}
		kept = append(kept, e)
	}
	slices.SortStableFunc(kept, func(a, b *event) int { return a.mentions[0].first - b.mentions[0].first })
	for i, e := range kept {
		e.index = i
	}
	r.events = kept
}

func (r *reader) joinOne(i int, m *mention) {
	best, how, score := (*event)(nil), (*joining)(nil), 0
	headline := r.inTitle(r.sentences[m.sentence].para)
	seen := 0
	for k := len(r.events) - 1; k >= 0 && seen < recent; k-- {
		seen++
		old := headline && !r.recently(r.events[k])
		if old && !m.noun {
			continue // a headline tells news
		}
		if s, j := r.same(m, r.events[k]); s > score && !(old && s < sure) {
			best, how, score = r.events[k], j, s
		}
	}
	if best == nil && i > 0 {
		best, how = r.announced(i), &byAnnouncing
	}
	if best == nil && headline {
		best, how = r.headlined(m), &byHeadline
	}
	if best != nil && i > 0 {
		r.absorb(best, r.mentions[i-1], m)
	}
	if best != nil && m.has(flagSpeech) && best.mentions[0].noun && best.mentions[0].sentence == m.sentence {
		best = r.spoken(m, best)
	}
	switch {
	case best != nil:
		done := i > 0 && r.mentions[i-1].event == best && (r.mentions[i-1].dated || r.mentions[i-1].kind == "other" || r.mentions[i-1].kind == "statement") && !m.noun && r.byDoing(m)
		if i > 0 && r.mentions[i-1].event == best && r.objectTells(r.mentions[i-1], m) || done || how != nil && how.kind {
			best.kind = m.kind
		}
		m.joined = how
		best.take(m)
		if done {
			best.teller = m
		}
	case m.makes:
		e := r.allEvents.keep(event{})
		e.take(m)
		r.events = append(r.events, e)
	}
}

// spoken returns the deed that "In a statement, the bank said" speaks of, and
// moves the statement there; occasion if there is none.
func (r *reader) spoken(m *mention, occasion *event) *event {
	for k := len(r.events) - 1; k >= 0; k-- {
		e := r.events[k]
		if e == occasion || slices.Contains(statements, e.kind) || !r.sameSpeech(m, e) || !r.datesAgree(m, e) {
			continue
		}
		r.events = slices.DeleteFunc(r.events, func(o *event) bool { return o == occasion })
		for _, o := range occasion.mentions {
			e.take(o)
		}
		return e
	}
	// "warned yesterday … In an address carried by radio, the president said"
	for k := len(r.events) - 1; k >= 0 && occasion.firstDate.IsZero(); k-- {
		e := r.events[k]
		last := e.mentions[len(e.mentions)-1]
		if m.sentence-last.sentence > 2 {
			break
		}
		if e == occasion || m.sentence == last.sentence || !slices.Contains(statements, e.kind) || !r.people(m.agents) || !share(m.agents, e.agents) || slices.ContainsFunc(e.mentions, func(o *mention) bool { return o.noun && slices.Contains(statements, o.kind) }) {
			continue
		}
		r.events = slices.DeleteFunc(r.events, func(o *event) bool { return o == occasion })
		for _, o := range occasion.mentions {
			e.take(o)
		}
		return e
	}
	return occasion
}

// objectTells: "launched air strikes", "received a bailout": the verb says only that
// what its object names was done.
func (r *reader) objectTells(verb, object *mention) bool {
	return !verb.noun && object.noun && object.makes && verb.sentence == object.sentence && verb.clause == object.clause && r.tokens[verb.first].class&light != 0 &&
		verb.first < object.first && verb.kind != "verdict" && !r.prepositionBetween(verb.end, r.phraseStart(&r.sentences[object.sentence], object.first))
}

// headlined returns the event of the first paragraphs that a headline tells in
// words of its own: nearly every headline does.
func (r *reader) headlined(m *mention) *event {
	if !m.makes || m.scheduled || r.isRelative(&r.sentences[m.sentence].clauses[m.clause]) {
		return nil // "Hans Weber, who brought down a chancellor"
	}
	var best, first *event // first: what the first sentence tells in the same words
	most := 0
	for _, e := range r.events {
		if e.teller == nil || e.scheduled || !r.opensArticle(e) || turned(m, e) || m.kind != e.kind && slices.ContainsFunc(e.mentions, func(o *mention) bool { return r.inTitle(r.sentences[o.sentence].para) }) {
			continue // or told by another verb of the headline: "Kerr dismisses Whitlam; Fraser sworn in"
		}
		n := 0
		if share(m.actors(), e.actors()) {
			n += 2
		}
		switch {
		case m.kind == e.kind && (m.kind != "other" || n > 0), !m.noun && !e.teller.noun && firstWord(m) == firstWord(e.teller):
			n += 3
		case groupOf(m.kind) == groupOf(e.kind) && n > 0:
			n += 2
		}
		if p := r.paras[r.sentences[e.teller.sentence].para]; p.lead && e.teller.clause == 0 {
			n++
			if s := e.teller.sentence; !m.noun && s > 0 && r.sentences[s-1].para != r.sentences[s].para && first == nil && n+r.sharedWords(m.sentence, s) > 2 {
				first = e
			}
		}
		if n > most && n >= 2 {
			best, most = e, n
		}
	}
	if best == nil {
		return first
	}
	return best
}

// sharedWords counts, up to two, the words that two sentences share and that tell
// what they are about.
func (r *reader) sharedWords(a, b int) int {
	const stem, enough = 5, 2 // bytes; words
	n := 0
	x, y := &r.sentences[a], &r.sentences[b]
	for i := x.first; i < x.end && n < enough; i++ {
		t := &r.tokens[i]
		if len(t.low) < stem || t.class&^(title|official|groupNoun|notName|placeWord|organisationWord|givenName) != 0 {
			continue
		}
		for j := y.first; j < y.end; j++ {
			if strings.HasPrefix(r.tokens[j].low, t.low[:stem]) {
				n++
				break
			}
		}
	}
	return n
}

// absorb makes one event of what a verb does and the event told before that is
// its object: "unveiled the pact", "announced the decision".
func (r *reader) absorb(into *event, verb, object *mention) {
	e := verb.event
	if e == nil || e == into || len(e.mentions) > 1 || verb.noun || !object.noun || verb.sentence != object.sentence || verb.clause != object.clause ||
		!r.performs(verb) || r.prepositionBetween(verb.end, r.wholeOf(&r.sentences[object.sentence], object)) || !r.datesAgree(verb, into) {
		return
	}
	for k := len(r.events) - 1; k >= 0; k-- {
		if r.events[k] == e {
			r.events = slices.Delete(r.events, k, k+1)
			verb.joined = &byPerforming
			into.take(verb)
			return
		}
	}
}

// wholeOf returns where the phrase of a noun begins, or that of the part of it that stands before:
// "the end of the walkout".
func (r *reader) wholeOf(s *sentence, m *mention) int {
	first := r.phraseStart(s, m.first)
	if first-2 >= s.first && r.tokens[first-1].class&ofWord != 0 && r.tokens[first-2].place&(phaseNoun|endingVerb) != 0 {
		return r.phraseStart(s, first-2)
	}
	return first
}

// performs: the verb says or does what its object names.
func (r *reader) performs(m *mention) bool {
	t := &r.tokens[m.first]
	return t.class&announce != 0 || t.sense&performing != 0
}

// take adds a mention to an event.
func (e *event) take(m *mention) {
	m.event = e
	e.mentions = append(e.mentions, m)
	if e.firstDate.IsZero() && !m.when.before {
		e.firstDate = m.when.date
	}
	if e.kind == "" || e.teller != nil && betterKind(m, e.teller) {
		e.kind = m.kind
	}
	if m.makes && (e.teller == nil || tells(m) > tells(e.teller)) {
		e.teller = m
	}
	e.scheduled = e.scheduled || m.scheduled
	for _, a := range m.agents {
		e.agents = appendNew(e.agents, a)
	}
	for _, a := range m.targets {
		e.targets = appendNew(e.targets, a)
	}
	for _, a := range m.others {
		if m.spokenOf {
			e.speakers = appendNew(e.speakers, a)
		} else {
			e.others = appendNew(e.others, a)
		}
	}
	e.all = slices.Concat(e.agents, e.targets, e.others, e.speakers)
	if e.claim == "" && m.makes {
		e.claim = m.claim
	}
}

func appendNew(list []int, x int) []int {
	if slices.Contains(list, x) {
		return list
	}
	return append(list, x)
}

// tells ranks mentions by how well they tell the event: a finite verb with
// somebody who acts before a noun.
func tells(m *mention) int {
	n := 1
	if !m.noun {
		n += 2
	}
	if len(m.agents)+len(m.targets) > 0 {
		n++
	}
	if m.has(flagToll) || m.dated {
		n -= 2
	}
	return n
}

// betterKind: what killed says more than that it killed; a deal more than
// that it was announced.
func betterKind(m, old *mention) bool {
	vague := func(m *mention) bool {
		return m.has(flagToll) || m.has(flagSpeech) || m.has(flagSaid) && m.kind == "meeting" || m.dated || m.has(flagDeed) && m.kind == "statement" || m.noun && m.pattern.entry.covers != "" && len(m.pattern.entry.family) > 2
	}
	if old.dated && !m.dated && !m.noun && m.makes && m.sentence == old.sentence {
		return true // "bowed before the cameras and apologised"
	}
	if m.kind == "launch" && old.kind == "statement" {
		return false // "a statement released on Friday"
	}
	return vague(old) && !vague(m) && !m.has(flagMention) && m.makes
}

func (e *event) actors() []int { return e.all }

func (m *mention) actors() []int { return m.all }

func share(a, b []int) bool {
	return slices.ContainsFunc(a, func(x int) bool { return slices.Contains(b, x) })
}

// announced: announcing and what is done by announcing are one event, unless
// what is announced has a date of its own.
func (r *reader) announced(i int) *event {
	m, prev := r.mentions[i], r.mentions[i-1]
	if prev.event != nil && prev.noun && !m.noun && m.sentence == prev.sentence && m.clause == prev.clause && r.tokens[m.first].class&announce != 0 && r.sentences[m.sentence].clauses[m.clause].verb.passive && !r.insidePhrase(prev) &&
		(m.when.date.IsZero() || m.kind == "statement" && m.when.date.Equal(prev.event.firstDate) || prev.event.firstDate.IsZero() && prev.event.teller != nil && prev.event.teller.fresh) {
		return prev.event // "The deal was announced during a forum", "has cut 900 jobs. The cuts were announced on Monday"
	}
	lo := r.firstMention(m.sentence)
	if told := r.verbBefore(r.mentions[lo:], i-lo); told != nil && r.announcesBehind(m, told) {
		return told.event
	}
	if prev.event == nil || prev.noun || prev.sentence != m.sentence || r.tokens[prev.first].class&announce == 0 || prev.kind != "statement" {
		return nil
	}
	if m.scheduled || groupOf(m.kind) == timeline.Diplomacy && m.kind != "sanction" && m.kind != "agreement" {
		return nil
	}
	s := &r.sentences[m.sentence]
	if m.noun {
		if m.clause != prev.clause || r.nounTime(m, s) >= 0 || r.prepositionBetween(prev.end, r.phraseStart(s, m.first)) {
			return nil
		}
	} else {
		c := &s.clauses[m.clause]
		goes := m.kind == "resignation" || m.kind == "appointment" // whoever says so
		reported := c.verb.perfect && (slices.Contains(reportedToo, m.kind) || goes) && (len(m.agents) == 0 || share(m.actors(), prev.agents) || m.kind == "results" || goes)
		going := c.verb.progressive && m.kind != "statement" && (c.verb.present || c.verb.first > c.first && r.tokens[c.verb.first-1].class&pronoun != 0) // "announced that it was closing the plant"
		if !m.when.date.IsZero() || c.parent != prev.clause || !(going || c.verb.modal || c.verb.future || c.verb.infinitive || reported) || c.verb.negated || !slices.Contains(performed, m.kind) && !reported && !going {
			return nil
		}
	}
	e := prev.event
	if e.kind == "statement" {
		e.kind = m.kind
	}
	return e
}

// announcesBehind: "has agreed to buy its rival, the two companies announced on Tuesday", "will
// reopen on Friday, the owner announced".
func (r *reader) announcesBehind(m, told *mention) bool {
	c, e := &r.sentences[m.sentence].clauses[m.clause], told.event
	if m.noun || m.kind != "statement" || m.clause <= told.clause || r.tokens[m.first].class&announce == 0 && !(m.has(flagSpeech) && told.fresh && !m.when.date.IsZero()) ||
		c.opener >= 0 || c.sharesSubject || !c.verb.finite() || m.first != c.verb.head || r.tokens[c.first-1].text != "," {
		return false
	}
	if e.scheduled {
		return m.when.date.IsZero()
	}
	return e.firstDate.IsZero() && (slices.Contains(performed, e.kind) || slices.Contains(reportedToo, e.kind)) && (len(m.agents) == 0 || share(m.actors(), e.actors()))
}

// insidePhrase: the noun stands behind a preposition, and so is neither the
// subject nor the object of its verb.
func (r *reader) insidePhrase(m *mention) bool {
	s := &r.sentences[m.sentence]
	p := r.phraseStart(s, m.first) - 1
	return p >= s.first && r.tokens[p].class&preposition != 0
}

// reportedToo lists what has happened by the time that who did it says so.
var reportedToo = []timeline.Kind{"results", "layoffs", "acquisition", "agreement", "market-move", "launch", "other"}

// performed lists what is done by saying so.
var performed = []timeline.Kind{"resignation", "appointment", "layoffs", "sanction", "withdrawal", "acquisition", "launch", "ceasefire"}
