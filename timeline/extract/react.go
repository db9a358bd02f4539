package extract

import (
	"slices"
	"strings"

	"dateline/timeline"
)

// findNews sets the event that the article is about: of those that the title
// or a main clause of the first paragraph tells, the one that is told most
// often. "The move", "the decision" mean it.
func (r *reader) findNews() {
	most := 0
	for _, e := range r.events {
		if e.scheduled || slices.Contains(answering, e.kind) {
			continue
		}
		n := 0
		for _, m := range e.mentions {
			s := &r.sentences[m.sentence]
			c := &s.clauses[m.clause]
			if d, ok := m.when.date.Latest(); ok && !m.when.date.IsZero() && r.hasPublished && r.publishedDay-d > wake {
				n = 0
				break
			}
			told := m.noun || c.opener < 0 || c.parent >= 0 && r.isSpeech(s.clauses[c.parent].verb.head)
			n++
			switch {
			case r.inTitle(s.para) && told:
				n += 6
			case r.paras[s.para].lead && told && m.makes:
				n += 4
			}
		}
		if n > 4 && n > most {
			r.news, most = e, n
		}
	}
}

// answering lists the kinds of speech that answer what happened.
var answering = []timeline.Kind{"support", "accusation", "rejection", "appeal", "threat"}

// newsBut returns the event that the article is about, unless that is the
// given one.
func (r *reader) newsBut(e *event) *event {
	if r.news == e {
		return nil
	}
	return r.news
}

// reaction returns the events that a verb of reaction at tokens[i:end] ties:
// "condemned the raid", "a raid that ministers condemned", "rejected it".
func (r *reader) reaction(s *sentence, l *link, i, end int, mentions []*mention) (later, earlier *event) {
	k := s.clauseOf(i)
	c := &s.clauses[k]
	if !c.hasVerb || c.verb.head < i || c.verb.head >= end {
		return nil, nil
	}
	for _, m := range mentions {
		if m.event == nil {
			continue
		}
		if m.first < end && m.end > i {
			later = m.event
			break
		}
		if m.clause == k && later == nil && slices.Contains(statements, m.event.kind) {
			later = m.event
		}
	}
	if later == nil && k+1 < len(s.clauses) && s.clauses[k+1].verb.bare && s.clauses[k+1].verb.form&gerund != 0 {
		if m := r.verbOf(s, mentions, k+1); m != nil {
			later = m.event // "answered the coup by recalling its envoy"
		}
	}
	if later == nil {
		return nil, nil
	}
	if l.deny {
		if earlier = r.claimBefore(i, later); earlier == nil {
			earlier = r.thing(s, end, mentions, later)
		}
		if earlier == nil && l.news && r.common(s, end, mentions) {
			earlier = r.newsBut(later) // "disputed the findings"
		}
		return later, earlier
	}
	of := c.opener >= 0 && r.tokens[c.opener].class&relative != 0
	if of && r.tokens[c.opener].low == "that" && c.parent >= 0 && s.clauses[c.parent].verb.head == c.opener-1 {
		of = false // "found that he had accepted"
	}
	at := -1 // what is reacted to stands before this token
	switch {
	case of && (c.verb.passive || c.opener+1 < c.verb.first && (end >= s.end || r.tokens[end].punct || r.tokens[end].class&preposition != 0)):
		at = c.opener
	case c.verb.passive || c.verb.bare && c.verb.form&gerund == 0:
		at = c.verb.first
	}
	if at >= 0 {
		if earlier = r.subjectBefore(at, mentions, later); earlier == nil && of && c.parent >= 0 {
			if m := r.verbOf(s, mentions, c.parent); m != nil {
				earlier = m.event // "fired seven missiles, which the council condemned"
			}
		}
		return later, earlier
	}
	earlier = r.thing(s, end, mentions, later)
	switch news := r.newsBut(later); {
	case end >= s.end || news == nil:
	case earlier != nil: // "condemned the attack"
		if m := mentionIn(mentions, end, end+6); m != nil && m.event == earlier && r.sameNews(m, news) {
			earlier = news
		}
	case l.news && r.common(s, end, mentions):
		// "welcomed the Fed's action"; "this action" is what was just told.
		if earlier = news; r.tokens[end].class&demonstrative != 0 {
			earlier = r.itMeans(i, later, true)
		}
	}
	return later, earlier
}

// mentionIn returns the first noun that tells an event among tokens[i:end].
func mentionIn(mentions []*mention, i, end int) *mention {
	for _, m := range mentions {
		if m.noun && m.event != nil && m.first >= i && m.first < end {
			return m
		}
	}
	return nil
}

// sameNews reports whether a definite noun that was taken for another event,
// which no other words like it tell, can be what the article is about.
func (r *reader) sameNews(m *mention, news *event) bool {
	if !m.definite || m.kind == "other" || m.kind != news.kind && !m.pattern.entry.stands(news.kind) {
		return false
	}
	return !slices.ContainsFunc(m.event.mentions, func(o *mention) bool {
		return o != m && r.tokens[o.end-1].low == r.tokens[m.end-1].low
	})
}

// common reports a definite noun phrase at token i whose last word before a
// stop is no name and no person.
func (r *reader) common(s *sentence, i int, mentions []*mention) bool {
	if i >= s.end || r.tokens[i].class&subordinator != 0 || (r.tokens[i].class&definite == 0 || r.tokens[i].class&possessiveWord != 0) && r.tokens[i].entity < 0 {
		return false
	}
	head := -1
	for j := i + 1; j < s.end && j < i+6; j++ {
		t := &r.tokens[j]
		if t.punct && t.low != "'s" && !r.isOwner(j) || t.class&(preposition|coordinator|subordinator|relative) != 0 {
			break
		}
		head = j
	}
	return head >= 0 && !containsMention(mentions, i, head+1) && !r.hasParty(head, head+1) && r.tokens[head].entity < 0 && !r.tokens[head].capital
}

// subjectBefore returns the event of the noun that stands before token i.
func (r *reader) subjectBefore(i int, mentions []*mention, later *event) *event {
	for k := len(mentions) - 1; k >= 0; k-- {
		if m := mentions[k]; m.noun && m.event != nil && m.event != later && m.end <= i && i-m.end <= 4 {
			return r.eventMeant(m, later)
		}
	}
	return nil
}

// thing returns the event that the noun phrase at token i names.
func (r *reader) thing(s *sentence, i int, mentions []*mention, later *event) *event {
	if i >= s.end {
		return nil
	}
	t := &r.tokens[i]
	if t.class&preposition != 0 && t.class&determiner == 0 {
		return nil // "called for an inquiry"
	}
	if t.low == "it" || t.class&demonstrative != 0 && (i+1 >= s.end || r.tokens[i+1].punct || r.tokens[i+1].class&(preposition|determiner) != 0) {
		return r.reactedTo(r.itMeans(i, later, false), later)
	}
	for j := i; j < s.end && j < i+10; j++ {
		t := &r.tokens[j]
		if t.class&ofWord != 0 {
			continue
		}
		if r.tokens[i].class&definite != 0 {
			if e := r.sameStem(j, later); e != nil {
				return e
			}
		}
		if t.punct && t.low != "'s" && t.low != "-" && t.low != "\"" && !r.isOwner(j) || j > i && t.class&(preposition|coordinator|subordinator|relative) != 0 && t.class&determiner == 0 {
			return nil
		}
		if k := s.clauseOf(j); s.clauses[k].hasVerb && s.clauses[k].verb.head == j {
			return nil
		}
		for _, m := range mentions {
			if m.noun && m.first == j && m.event == nil && m.definite {
				if e := r.ofKind(m, later); e != nil {
					return e
				}
			}
			if m.noun && m.first == j && m.event != nil && m.event != later {
				if m.pattern.entry.wide() && m.end < s.end && r.tokens[m.end].class&ofWord != 0 {
					continue // "news of the rescue"
				}
				return r.eventMeant(m, later)
			}
		}
	}
	return nil
}

// ofKind returns the last event of its kind told before a noun that no event is
// known by.
func (r *reader) ofKind(m *mention, later *event) *event {
	if m.kind == "other" {
		return nil
	}
	if n := r.newsBut(later); n != nil && m.pattern.entry.stands(n.kind) {
		return n
	}
	told := r.toldBefore(m.first)
	for k := len(told) - 1; k >= 0; k-- {
		if e := told[k]; e != later && m.kind == e.kind {
			return e
		}
	}
	return nil
}

// toldBefore returns the events told last before token i, in the order of the
// text.
func (r *reader) toldBefore(i int) []*event {
	k, _ := slices.BinarySearchFunc(r.events, i, func(e *event, i int) int { return e.mentions[0].first - i })
	return r.events[max(0, k-recent):k]
}

// sameStem returns the event whose verb the noun at token j is made of, if no
// event is known by it yet: "the filing", of "filed for bankruptcy".
func (r *reader) sameStem(j int, later *event) *event {
	if len(r.tokens[j].low) < 6 || r.eventAt(j) {
		return nil
	}
	w := stem(r.tokens[j].low)
	for _, e := range r.toldBefore(j) {
		if e == later {
			continue
		}
		for _, m := range e.mentions {
			// A stem begins its word.
			if low := r.tokens[m.first].low; strings.HasPrefix(low, w) && stem(low) == w || r.tokens[m.end-1].low == r.tokens[j].low {
				return e
			}
		}
	}
	return nil
}

// eventAt reports whether a mention at token i tells an event.
func (r *reader) eventAt(i int) bool {
	k := r.mentionsAt(i)
	return k < len(r.mentions) && r.mentions[k].first == i && r.mentions[k].event != nil
}

// stem cuts the endings by which a noun differs from its verb.
func stem(w string) string {
	for _, s := range [...]string{"ements", "ement", "ments", "ment", "ings", "ing", "ures", "ure", "als", "al", "ed", "es", "s", "e"} {
		if x, ok := strings.CutSuffix(w, s); ok && len(x) >= 3 {
			return x
		}
	}
	return w
}

// eventMeant returns the event that a noun names: a word for any event means what
// the article is about.
func (r *reader) eventMeant(m *mention, later *event) *event {
	if m.pattern.entry.wide() && m.definite {
		if n := r.newsBut(later); n != nil {
			return n
		}
	}
	if m.kind == "statement" && m.definite && (slices.Contains(answering, m.event.kind) || m.event.mentions[0] == m) {
		if n := r.newsBut(later); n != nil {
			return n
		}
	}
	return m.event
}

// reactedTo returns what an event answers if another answers too, "Britain condemned the
// raid. France called it a crime", the raid; what the article is about if it answers
// nothing that is known; else the event.
func (r *reader) reactedTo(e, later *event) *event {
	if e == nil || later == nil {
		return e
	}
	answers := func(e *event) bool { return slices.Contains(answering, e.kind) || e.kind == "statement" }
	both := answers(e) && answers(later) && later.kind != "rejection" // what is denied is the claim itself
	for i := range r.relations {
		if x := &r.relations[i]; x.from == e && x.kind == timeline.ResponseTo && x.to != later && (both || e.kind == later.kind) {
			return x.to
		}
	}
	if n := r.newsBut(later); both && n != nil && n.mentions[0].first < later.teller.first {
		return n
	}
	return e
}

// itMeans returns the event that "it" at token i means: what the sentence
// told before, else what the sentence before began with; a deed if only that
// can be meant.
func (r *reader) itMeans(i int, later *event, deed bool) *event {
	var best *mention
	var event *event
	own := r.mentionsAt(i)
	for k := own - 1; k >= 0; k-- {
		m := r.mentions[k]
		if m.sentence < r.mentions[own-1].sentence-2 {
			break
		}
		c := &r.sentences[m.sentence].clauses[m.clause]
		e := m.event
		if e == nil && m.noun && m.definite {
			e = r.ofKind(m, later) // "the accord", which an article told
		}
		if e == nil || e == later || deed && (slices.Contains(answering, e.kind) || e.kind == "phone-call") || r.isRelative(c) {
			continue
		}
		if best != nil && m.sentence != best.sentence {
			break
		}
		if best == nil || !m.noun || best.noun {
			best, event = m, e
		}
	}
	return event
}

// mentionsAt returns the index of the first mention at or after token i.
func (r *reader) mentionsAt(i int) int {
	k, _ := slices.BinarySearchFunc(r.mentions, i, func(m *mention, i int) int { return m.first - i })
	return k
}

// claimBefore returns what a denial denies: the last claim that the sentence
// made before, else one of the two sentences before.
func (r *reader) claimBefore(i int, later *event) *event {
	var best *event
	own := -1
	for k := len(r.mentions) - 1; k >= 0; k-- {
		m := r.mentions[k]
		if m.first >= i {
			own = m.sentence
			continue
		}
		if own < 0 {
			own = m.sentence
		}
		if own-m.sentence > 2 || own != m.sentence && (i+1 >= len(r.tokens) || r.tokens[i+1].punct) {
			break // "a claim that Britain denied."
		}
		main := m.sentence == own && !m.noun && r.plainClause(&r.sentences[own].clauses[m.clause])
		if m.event == nil || m.event == later || m.event.kind != "accusation" && m.event.kind != "statement" && !main {
			continue
		}
		if m.sentence != own && m.event.kind == "accusation" && len(later.agents) > 0 && !share(later.agents, m.event.actors()) {
			continue // of somebody else
		}
		if m.sentence == own || m.event.kind == "accusation" {
			return m.event
		}
		if best == nil {
			best = m.event
		}
	}
	return best
}

// plainClause: neither subordinate nor told as what went on meanwhile.
func (r *reader) plainClause(c *clause) bool {
	for i := c.first; i < c.verb.first; i++ {
		if r.tokens[i].class&sameTime != 0 {
			return false
		}
	}
	return c.opener < 0
}

// speaksOf ties a statement to the event that it is told to be about: "said in
// a statement that the resignation was a chance".
func (r *reader) speaksOf(s *sentence, mentions []*mention) {
	for _, m := range mentions {
		if m.event == nil || m.event.kind != "statement" || m.event.scheduled {
			continue
		}
		for k := m.clause + 1; k < len(s.clauses) && k <= m.clause+2; k++ {
			c := &s.clauses[k]
			if c.parent < 0 || c.opener >= 0 && r.tokens[c.opener].low != "that" || !c.verb.finite() {
				continue
			}
			for _, o := range mentions {
				if o.noun && o.event != nil && o.event != m.event && o.event.mentions[0].first < m.first && !o.event.scheduled && r.tokens[r.phraseStart(s, o.first)].class&definite != 0 && o.clause == k && o.end == c.verb.first && !r.prepositionBetween(c.first, o.first) {
					r.tie(m.event, timeline.ResponseTo, o.event, o.first, o.end)
				}
			}
		}
	}
}

// partsOfCoup ties what the same people did in a coup to it: "seized power and
// detained the president".
func (r *reader) partsOfCoup(s *sentence, mentions []*mention) {
	for _, m := range mentions {
		if m.event == nil || m.noun || !s.clauses[m.clause].sharesSubject || !slices.Contains([]timeline.Kind{"arrest", "deployment"}, m.event.kind) {
			continue
		}
		for _, o := range mentions {
			if o.event != nil && o.event.kind == "coup" && !o.noun && o.clause == m.clause-1 {
				r.tie(m.event, timeline.PartOf, o.event, o.first, m.end)
			}
		}
	}
}
