package extract

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"dateline/timeline"
)

// propose writes the events and relations in the order of the text.
func (r *reader) propose(out *timeline.Extraction) {
	out.Events = slices.Grow(out.Events, len(r.events))
	for _, e := range r.events {
		p := r.proposal(e)
		r.addLikely(&p, e)
		out.Events = append(out.Events, p)
	}
	r.giveHeadline(out.Events)
	for _, x := range r.relations {
		if x.backwards() {
			continue
		}
		out.Relations = append(out.Relations, timeline.ProposedRelation{
			From: id(x.from), Type: x.kind, To: id(x.to),
			Span: r.points.span(r.tokens[x.first].start, r.tokens[x.end-1].end),
		})
	}
}

// callAsArticle gives a state the name that it had if the article has no other for it,
// "Burma" in 1983, and an organisation the longest that it has for it: "FBI".
func (r *reader) callAsArticle() {
	for i := range r.entities {
		x := &r.entities[i]
		if spelled, listed := r.lang.names.spelled[x.name]; listed && !spelled && x.sort == organisation {
			x.name = x.called
		}
	}
	former, by := map[int]string{}, map[int]bool{} // by: the article has its name of now
	for _, n := range r.names {
		if n.adjective || r.entities[n.entity].sort != state {
			continue
		}
		if words := r.words(n.first, n.end); r.lang.names.former[words] == r.entities[n.entity].name {
			former[n.entity] = words
		} else if !n.capital {
			by[n.entity] = true
		}
	}
	for i, name := range former {
		if by[i] {
			continue
		}
		x := &r.entities[i]
		for _, e := range r.events {
			if e.place == x.name {
				e.place = name
			}
		}
		x.name, x.called = name, name
	}
}

// tieEvents tells each event what has relations to it and to what it has.
func (r *reader) tieEvents() {
	for i := range r.relations {
		x := &r.relations[i]
		x.from.causes = append(x.from.causes, x.to)
		x.to.effects = append(x.to.effects, x.from)
	}
}

// backwards reports that the dates say otherwise: what something followed or
// answered was not after it. One of the two was read wrongly.
func (x *relation) backwards() bool {
	last, ok1 := x.from.date.Latest()
	first, ok2 := x.to.date.Earliest()
	return x.ordered() && ok1 && ok2 && last < first
}

// ordered reports a relation of which one event was before the other.
func (x *relation) ordered() bool {
	return x.kind != timeline.PartOf && x.kind != timeline.Contradicts
}

func id(e *event) string { return fmt.Sprintf("e%d", e.index+1) }

func (r *reader) proposal(e *event) timeline.Proposal {
	m := e.teller
	first, end := r.cited(m)
	title, titled := r.titleAndTeller(e)
	p := timeline.Proposal{
		ID: id(e), Title: title, Kind: e.kind, Date: e.date,
		Span:    r.points.span(r.tokens[first].start, r.tokens[end-1].end),
		Trigger: timeline.Quote{Span: r.points.span(r.tokens[m.first].start, r.tokens[m.end-1].end), Text: r.words(m.first, m.end)},
		Actors:  r.actorsOf(e), Place: e.place, Status: timeline.Happened, Attribution: e.claim,
		Confidence: r.confidence(e), Also: []timeline.Span{},
	}
	if e.scheduled {
		p.Status = timeline.Scheduled
	}
	if e.words != "" && e.when.time >= 0 && r.times[e.when.time].index >= 0 {
		index := r.times[e.when.time].index
		p.Timex = &index
	}
	for _, o := range e.mentions {
		if o != m {
			p.Also = append(p.Also, r.points.span(r.tokens[o.first].start, r.tokens[o.end-1].end))
		}
	}
	if r.explain {
		p.Why = append(r.why(e, &p), r.whyTitle(titled))
	}
	r.addTitled(&p, titled)
	return p
}

// addTitled adds to the actors of an event who is named in its title: what a title
// needs to stand alone takes part in most events.
func (r *reader) addTitled(p *timeline.Proposal, m *mention) {
	s := &r.sentences[m.sentence]
	for i := s.first; i < s.end && s.clauseOf(i) <= m.clause; i++ {
		e := r.tokens[i].entity
		if e < 0 {
			continue
		}
		n := &r.names[e]
		i = n.end - 1
		x := &r.entities[n.entity]
		if n.adjective || n.owner || n.capital || x.sort == place || x.thing || p.Kind == "launch" && !founding[m.lemma()] && r.isProduct(x) || r.qualifies(n, s.end) || !r.isParty(n, n.first) {
			continue
		}
		if !nameIn(p.Title, r.words(n.first, n.end)) && !nameIn(p.Title, x.called) {
			continue
		}
		if len(p.Actors) < mostActors && x.name != p.Place && !slices.ContainsFunc(p.Actors, func(a timeline.Actor) bool { return a.Name == x.name }) {
			p.Actors = append(p.Actors, timeline.Actor{Name: x.name, Role: timeline.Participant})
			if r.explain {
				p.Why = append(p.Why, timeline.Reason{Field: "actors", Words: r.words(n.first, n.end), Rule: "named in the title"})
			}
		}
	}
}

// nameIn reports whether a title has a name that no longer one begins with:
// "Singapore", but not of "Singapore Airlines".
func nameIn(title, name string) bool {
	_, rest, ok := strings.Cut(title, name)
	next := firstRune(strings.TrimLeft(rest, " "))
	return ok && name != "" && !unicode.IsUpper(next) && (rest == "" || !unicode.IsLetter(firstRune(rest)))
}

// qualifies: "US | markets", "US | President Jane Doe".
func (r *reader) qualifies(n *name, end int) bool {
	if n.end >= end {
		return false
	}
	t := &r.tokens[n.end]
	return t.low == "'s" || t.class&title != 0 || !t.punct && r.forms(n.end)&(past|third) == 0 && r.isNoun(n.end)
}

// whyTitle tells what a title was made of.
func (r *reader) whyTitle(m *mention) timeline.Reason {
	rule := "the clause of the verb, without its times"
	switch {
	case r.inTitle(r.sentences[m.sentence].para):
		rule = "the headline"
	case m.noun:
		rule = "the phrase of the noun, or the clause that it stands in"
	}
	return timeline.Reason{Field: "title", Words: r.words(m.first, m.end), Rule: rule}
}

// giveHeadline makes the headline the title of the event that opens the lead, where
// no trigger in the headline says what it tells but the lead repeats its words.
func (r *reader) giveHeadline(events []timeline.Proposal) {
	title := r.headlineText()
	if title == "" || slices.ContainsFunc(events, func(p timeline.Proposal) bool { return p.Title == title }) {
		return
	}
	i := slices.IndexFunc(r.events, func(e *event) bool { return !e.scheduled && r.leads(e) })
	if i < 0 || !r.repeats(title, &r.sentences[r.events[i].teller.sentence]) || r.ofOthers(title, r.events[i]) {
		return
	}
	p := &events[i]
	p.Title = title
	if r.explain {
		why := slices.IndexFunc(p.Why, func(w timeline.Reason) bool { return w.Field == "title" })
		p.Why[why] = timeline.Reason{Field: "title", Words: title, Rule: "the headline, whose words the lead repeats"}
	}
}

// headlineText returns the headline if it can be a title and tells no event, ""
// otherwise.
func (r *reader) headlineText() string {
	for s := range r.sentences {
		if !r.inTitle(r.sentences[s].para) {
			continue
		}
		for i := r.firstMention(s); i < len(r.mentions) && r.mentions[i].sentence == s; i++ {
			if r.mentions[i].event != nil {
				return ""
			}
		}
		return capitalise(r.tidy(r.headlineOf(&r.sentences[s])))
	}
	t := strings.Join(strings.Fields(r.article.Title), " ")
	if n := utf8.RuneCountInString(t); n < 12 || n > maxTitle || strings.ContainsAny(t, "?:;|—–") || !balanced(t) {
		return ""
	}
	return capitalise(t)
}

// repeats reports whether a sentence has at least two of the longer words of a
// headline.
func (r *reader) repeats(title string, s *sentence) bool {
	const longer, enough = 4, 2
	n := 0
	for _, w := range strings.FieldsFunc(strings.ToLower(title), func(c rune) bool { return !unicode.IsLetter(c) && !unicode.IsDigit(c) }) {
		if len(w) >= longer && slices.ContainsFunc(r.tokens[s.first:s.end], func(t token) bool { return t.low == w || strings.TrimSuffix(t.low, "s") == strings.TrimSuffix(w, "s") }) {
			n++
		}
	}
	return n >= enough
}

// ofOthers reports whether a headline begins with somebody who takes no part in an
// event.
func (r *reader) ofOthers(title string, e *event) bool {
	first, rest, _ := strings.Cut(title, " ")
	if strings.HasSuffix(first, "'s") || strings.HasSuffix(first, "’s") {
		first, _, _ = strings.Cut(rest, " ") // "Zimbabwe's Mnangagwa"
	}
	named := false
	for i := range r.entities {
		if x := &r.entities[i]; slices.Contains(x.words, first) && x.count > 0 {
			if r.sided(e.actors(), []int{i}) {
				return false
			}
			named = true
		}
	}
	return named
}

// cited returns the tokens of the clause that tells the event, with the
// clauses without a finite verb that belong to it, and without what opens it.
func (r *reader) cited(m *mention) (first, end int) {
	s := &r.sentences[m.sentence]
	k := m.clause
	for !s.clauses[k].verb.finite() && s.clauses[k].parent >= 0 && s.clauses[k].parent < k {
		k = s.clauses[k].parent
	}
	first, end = s.clauses[k].first, s.clauses[k].end
	for n := k + 1; n < len(s.clauses) && (!s.clauses[n].verb.finite() || n <= m.clause); n++ {
		end = s.clauses[n].end
	}
	if first > m.first {
		first = min(s.clauses[m.clause].first, m.first)
	}
	if end < m.end {
		end = m.end
	}
	for first < m.first && (r.tokens[first].punct && !isOpening(r.tokens[first].text) || r.tokens[first].class&coordinator != 0) {
		first++
	}
	for end > m.end && r.tokens[end-1].punct && !isCloser(r.tokens[end-1].text) {
		end--
	}
	if r.tokens[first].text == `"` && first < m.first && straightQuotes(r.tokens[first:end])%2 == 1 {
		first++ // it closes what stands before
	}
	return first, end
}

// mutual lists kinds that nobody does to another.
var mutual = []timeline.Kind{"meeting", "phone-call", "agreement", "ceasefire"}

const mostActors = 12 // of one event

func (r *reader) actorsOf(e *event) []timeline.Actor {
	out := []timeline.Actor{}
	taken := map[string]bool{}
	add := func(list []int, role timeline.ActorRole) {
		for _, i := range list {
			name := r.entities[i].name
			if taken[name] || len(out) >= mostActors || r.entities[i].thing || e.kind == "launch" && role == timeline.Target && !founding[e.teller.lemma()] && r.isProduct(&r.entities[i]) {
				continue
			}
			taken[name] = true
			if slices.Contains(mutual, e.kind) {
				role = timeline.Participant
			}
			out = append(out, timeline.Actor{Name: name, Role: role})
		}
	}
	for _, i := range e.agents {
		if e.suffered(i) {
			add([]int{i}, timeline.Target)
		} else {
			add([]int{i}, timeline.Agent)
		}
	}
	add(e.targets, timeline.Target)
	if slices.Contains(mutual, e.kind) || len(e.agents)+len(e.targets) == 0 {
		add(e.others, timeline.Participant)
	}
	for _, i := range e.agents {
		if firm := r.entities[i].serves; firm >= 0 && r.entities[i].sort == person {
			add([]int{firm}, timeline.Agent)
		}
		if from := r.entities[i].from; from >= 0 && r.entities[i].sort == person {
			add([]int{from}, timeline.Agent)
		}
	}
	if groupOf(e.kind) == timeline.Conflict {
		for _, i := range e.targets {
			if from := r.entities[i].from; from >= 0 {
				add([]int{from}, timeline.Target)
			}
		}
	}
	if len(out) == 0 {
		// Not the state that it happened in: "the airstrikes" in Iraq are not Iraq's.
		if t := r.topic; t >= 0 && !(t == r.home && groupOf(e.kind) == timeline.Conflict) && (groupOf(e.kind) == timeline.Diplomacy || groupOf(e.kind) == timeline.Conflict) && r.namedNear(t, e.teller.sentence) {
			add([]int{t}, timeline.Participant)
		}
	}
	return out
}

// isThing reports a name of what is nobody, though mentions of one event may share it:
// "the Nobel Peace Prize", "Hurricane Mitch"; "the Copyright Act", but not "Jude Law".
func (r *reader) isThing(e *entity) bool {
	first, last := r.lang.lexeme(strings.ToLower(e.words[0])), r.lang.lexeme(strings.ToLower(e.words[len(e.words)-1]))
	return e.sort == unknown && (last.sense&thing != 0 || first.sense&stormWord != 0) || (e.sort == unknown || e.sort == organisation) && last.sense&calledThe != 0 && e.the
}

// founding lists what is done to a firm, and to no product.
var founding = map[string]bool{"found": true, "co-found": true, "set up": true, "establish": true, "incorporate": true}

// isProduct reports what is launched and does nothing in the article, or where it is.
func (r *reader) isProduct(e *entity) bool {
	return e.sort == state || e.sort == unknown && !e.acts
}

// suffered reports whether an entity is the subject of "died" and its like alone.
func (e *event) suffered(entity int) bool {
	return !slices.ContainsFunc(e.mentions, func(m *mention) bool { return slices.Contains(m.agents, entity) && !m.has(flagSuffers) })
}

// namedNear reports whether a party is named in a sentence or in the two before.
func (r *reader) namedNear(entity, sentence int) bool {
	for i := r.sentences[max(0, sentence-2)].first; i < r.sentences[sentence].end; i++ {
		if k := r.tokens[i].entity; k >= 0 && r.names[k].entity == entity {
			return true
		}
	}
	return false
}

// confidence says how sure the reading is: words with their own date most,
// an unknown verb with a date least.
func (r *reader) confidence(e *event) float64 {
	c := 0.6
	m := e.teller
	switch {
	case m.dated:
		c = 0.45
	case m.has(flagSpeech), m.has(flagSaid), m.noun && len(e.mentions) == 1:
		c = 0.5
	case !m.noun:
		c = 0.7
	}
	if e.words != "" {
		c += 0.1
	}
	if len(e.mentions) > 1 {
		c += 0.1
	}
	if e.main {
		c += 0.05
	}
	if e.claim != "" {
		c -= 0.05
	}
	return float64(int(c*100+0.5)) / 100
}

// why tells, a line a field, what the proposal was read from.
func (r *reader) why(e *event, p *timeline.Proposal) []timeline.Reason {
	m, named := e.teller, e.teller
	if i := slices.IndexFunc(e.mentions, func(o *mention) bool { return o.kind == e.kind }); i >= 0 && m.kind != e.kind {
		named = e.mentions[i] // another mention says better what it was
	}
	rule := "a verb with a date of its own"
	if named.pattern.entry != nil {
		rule = "trigger " + named.pattern.entry.id
	}
	out := []timeline.Reason{{Field: "kind", Words: r.words(named.first, named.end), Rule: rule}, {Field: "status", Words: p.Trigger.Text, Rule: m.because}}
	switch {
	case e.words != "" && e.when.time >= 0:
		t := &r.times[e.when.time]
		steps := strings.Join(t.Steps(), "; ")
		if e.recounted {
			steps = ""
		}
		if steps != "" {
			steps = ": " + steps
		}
		out = append(out, timeline.Reason{Field: "date", Words: e.words, Rule: e.rule + steps})
	case e.weighed:
		out = append(out, timeline.Reason{Field: "date", Rule: e.rule})
	case e.rule != "":
		out = append(out, timeline.Reason{Field: "date", Rule: e.rule + r.boundedBy(e)})
	}
	if len(p.Actors) == 1 && len(e.actors()) == 0 {
		out = append(out, timeline.Reason{Field: "actors", Words: p.Actors[0].Name, Rule: "nobody is named here: the party that the article is about, named just before"})
	} else if len(p.Actors) > 0 {
		first, end := r.cited(m)
		out = append(out, timeline.Reason{Field: "actors", Words: r.words(first, end), Rule: "the names before and after the trigger, and those of its other mentions"})
	}
	if p.Place != "" {
		out = append(out, timeline.Reason{Field: "place", Words: p.Place, Rule: e.placeRule})
	}
	if p.Attribution != "" {
		out = append(out, timeline.Reason{Field: "attribution", Words: p.Attribution, Rule: "who says so in the same sentence"})
	}
	for _, o := range e.mentions {
		if o.joined != nil {
			out = append(out, timeline.Reason{Field: "also", Words: r.words(o.first, o.end), Rule: o.joined.name})
		}
	}
	return out
}

func (r *reader) boundedBy(e *event) string {
	var parts []string
	for _, a := range e.after {
		if part := "after “" + r.words(a.teller.first, a.teller.end) + "”"; !slices.Contains(parts, part) {
			parts = append(parts, part)
		}
	}
	if !e.until.IsZero() {
		parts = append(parts, "before "+e.until.String())
	}
	if len(parts) == 0 {
		return ""
	}
	return ": " + strings.Join(parts, ", ")
}
