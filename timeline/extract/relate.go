package extract

import (
	"fmt"
	"slices"
	"strings"

	"dateline/timeline"
)

// A link is words that say what led to what.
type link struct {
	relation timeline.RelationType
	words    [][]string // at each place what may stand there; "~" is a gap
	swap     bool       // the event after the words is the later one
	alone    bool       // they name no event: "in protest"
	react    bool       // a verb of reaction; what it acts on is the earlier event
	deny     bool       // a verb of denial; the claim before it is the earlier event
	news     bool       // the object of the verb may be named by words that nobody knows
	named    bool       // the object of the verb is called something: "called the riot a disgrace"
	person   bool       // what the person behind the words left, or suffered, is the earlier event
	noun     bool       // only a noun behind the words names the earlier event
	later    []string   // kinds or groups that the later event must have, nil any
	earlier  []string
	example  string
}

// linkGap is how many words "~" stands for at most.
const linkGap = 5

// loadLinks returns the links by the word that they begin with, those that
// say most first.
func loadLinks(tag string, lang *language) (map[string][]*link, error) {
	out := map[string][]*link{}
	err := eachLine(tag+"/relations.txt", func(line string) error {
		links, err := parseLink(line)
		for _, l := range links {
			if l.react {
				verb := l.words[0][0]
				l.words[0] = nil
				for _, v := range lang.inflect(verb) {
					l.words[0] = append(l.words[0], v.word)
				}
			}
			for _, w := range l.words[0] {
				out[w] = append(out[w], l)
			}
		}
		return err
	})
	for _, list := range out {
		slices.SortStableFunc(list, func(a, b *link) int { return len(b.words) - len(a.words) })
	}
	return out, err
}

// parseLink reads "follows | came/comes after | => It [came after] the riot.",
// a link for each of its phrases.
func parseLink(line string) ([]*link, error) {
	head, example, ok := strings.Cut(line, "=>")
	f := strings.Split(head, "|")
	if !ok || len(f) != 3 || !strings.Contains(example, "[") {
		return nil, fmt.Errorf("want relation | words | conditions => example with [words]")
	}
	one := link{relation: timeline.RelationType(strings.TrimSpace(f[0])), example: strings.TrimSpace(example)}
	if !one.relation.Valid() || strings.TrimSpace(f[1]) == "" {
		return nil, fmt.Errorf("%q is no relation", f[0])
	}
	flags := map[string]*bool{"swap": &one.swap, "alone": &one.alone, "react": &one.react, "news": &one.news, "deny": &one.deny, "named": &one.named, "person": &one.person, "noun": &one.noun}
	for _, c := range strings.Fields(f[2]) {
		key, value, valued := strings.Cut(c, "=")
		kinds := strings.Split(value, ",")
		switch flag := flags[key]; {
		case flag != nil && !valued:
			*flag = true
		case key != "later" && key != "earlier":
			return nil, fmt.Errorf("%q is no condition", c)
		case slices.ContainsFunc(kinds, func(k string) bool { return !isKindOrGroup(k) }):
			return nil, fmt.Errorf("%q names what is no kind and no group", c)
		case key == "later":
			one.later = kinds
		default:
			one.earlier = kinds
		}
	}
	one.react = one.react || one.deny
	var out []*link
	for _, phrase := range strings.Split(f[1], ",") {
		l := one
		for _, w := range strings.Fields(phrase) {
			l.words = append(l.words, strings.Split(w, "/"))
		}
		out = append(out, &l)
	}
	return out, nil
}

func isKindOrGroup(s string) bool {
	if _, ok := (timeline.Vocabulary{}).Lookup(timeline.Kind(s)); ok {
		return true
	}
	return slices.ContainsFunc(timeline.Groups, func(g timeline.GroupInfo) bool { return string(g.Group) == s })
}

// matchLink returns the end of the words of a link at token i, 0 if they do not
// stand there.
func (r *reader) matchLink(s *sentence, l *link, i int) int {
	j, gap := i, 0
	for k := 0; k < len(l.words); {
		switch {
		case l.words[k][0] == "~":
			gap = linkGap
			k++
		case j >= s.end || gap == 0 && r.tokens[j].punct:
			return 0
		case slices.Contains(l.words[k], r.tokens[j].low):
			j, k, gap = j+1, k+1, 0
		case gap > 0 && (!r.tokens[j].punct || r.tokens[j].low == "'s"):
			j, gap = j+1, gap-1
		default:
			return 0
		}
	}
	return j
}

// fits reports whether an event is of one of the kinds or groups.
func (e *event) fits(kinds []string) bool {
	return kinds == nil || slices.Contains(kinds, string(e.kind)) || slices.Contains(kinds, string(groupOf(e.kind)))
}

// A relation ties two events by words.
type relation struct {
	from, to   *event
	kind       timeline.RelationType
	first, end int // tokens
}

// relate finds the relations that the words say.
func (r *reader) relate() {
	r.findNews()
	at := 0
	for s := range r.sentences {
		sent := &r.sentences[s]
		lo := at
		for at < len(r.mentions) && r.mentions[at].sentence == s {
			at++
		}
		mentions := r.mentions[lo:at]
		if len(mentions) == 0 {
			continue
		}
		for i := sent.first; i < sent.end; {
			if n := r.linkAt(sent, i, mentions); n > 0 {
				i += n
				continue
			}
			r.follows(sent, i, mentions)
			i++
		}
		r.whens(sent, mentions)
		r.speaksOf(sent, mentions)
		r.partsOfCoup(sent, mentions)
	}
}

// linkAt reads a link at token i and returns its length in tokens, 0 if none.
func (r *reader) linkAt(s *sentence, i int, mentions []*mention) int {
	if r.tokens[i].quoted || r.tokens[i].punct {
		return 0
	}
	for _, l := range r.tokens[i].lexeme.links {
		end := r.matchLink(s, l, i)
		if end == 0 {
			continue
		}
		var later, earlier *event
		switch {
		case !r.happened(s, l, i, end), l.named && !r.isCalled(s, end, mentions):
			continue
		case l.react:
			later, earlier = r.reaction(s, l, i, end, mentions)
		default:
			later, earlier = r.ends(s, l, i, end, mentions)
		}
		if later == nil || earlier == nil || later == earlier || !later.fits(l.later) || !earlier.fits(l.earlier) {
			continue
		}
		kind := l.relation
		if kind == timeline.CausedBy && !l.swap && (slices.Contains(statements, later.kind) && s.clauses[s.clauseOf(i)].verb.infinitive || r.putOff(later)) {
			kind = timeline.ResponseTo // "urges people not to buy its bonds due to the ban", "put off a trip because of the flood"
		}
		r.tie(later, kind, earlier, i, end)
		return end - i
	}
	return 0
}

// putOff reports that somebody put off, or called off, what was to be: an answer to what made them.
func (r *reader) putOff(e *event) bool {
	m := e.teller
	v := &r.sentences[m.sentence].clauses[m.clause].verb
	off := r.tokens[m.first].sense&putsOff != 0 || r.tokens[m.first].class&undone != 0 || m.first+1 < len(r.tokens) && r.tokens[m.first+1].place&offWord != 0 // "broke off"
	return !m.noun && !v.passive && m.first == v.head && off && r.partyActs(m)
}

// isCalled reports that a complement follows the object of a verb at token i: not in
// "called off the talks", "called a new vote".
func (r *reader) isCalled(s *sentence, i int, mentions []*mention) bool {
	const longest = 8 // tokens of an object
	if i >= s.end || r.tokens[i].class&preposition != 0 {
		return false
	}
	if m := mentionIn(mentions, i, i+longest); m != nil {
		i = m.end
	} else {
		for i++; i < s.end && r.tokens[i-1].class&(determiner|pronoun) == determiner; i++ {
		}
	}
	if i < s.end && !r.tokens[i].punct && r.tokens[i].class&(preposition|relative|coordinator|modal|haveVerb|beVerb) == 0 && !r.inTime(i) {
		return true
	}
	for ; i < s.end && (!r.tokens[i].punct || isQuote(r.tokens[i].text)) && r.tokens[i].class&(relative|modal|haveVerb|beVerb) == 0; i++ {
		if t := &r.tokens[i]; isQuote(t.text) || t.class&indefinite != 0 && r.tokens[i-1].class&preposition == 0 || t.class&sameTime != 0 {
			return true // "called the riot in Gori a disgrace", "described it on Tuesday as a crime"
		}
	}
	return false
}

// happened reports whether what the words of a link say is told as having
// happened: not "may trigger", "to follow", "did not lead to".
func (r *reader) happened(s *sentence, l *link, i, end int) bool {
	c := &s.clauses[s.clauseOf(i)]
	if !c.hasVerb || c.opener == i {
		return true
	}
	v := &c.verb
	if v.head < i {
		return v.infinitive || !v.negated && !r.subjectDenies(c) // "no jobs would be lost because of the merger"
	}
	if v.bare && v.form&gerund != 0 && v.first > s.first && r.tokens[v.first-1].class&preposition != 0 {
		return false // "in the hope of sparking a riot"
	}
	if v.passive && l.swap {
		return r.tokens[end-1].class&byWord != 0 // "the troops were forced to retreat"
	}
	if v.head >= end {
		return !v.negated && !r.subjectDenies(c)
	}
	return !v.modal && !v.future && !v.negated && !r.subjectDenies(c) && (!v.infinitive || v.first == i || l.person)
}

// ends returns the events that the words of a link at tokens[i:end] tie.
func (r *reader) ends(s *sentence, l *link, i, end int, mentions []*mention) (later, earlier *event) {
	inside := slices.IndexFunc(mentions, func(m *mention) bool {
		return m.event != nil && m.end > i && m.first < end-btoi(m.noun)
	})
	if l.swap {
		if m := r.mentionBefore(s, i, mentions, nil); m != nil && (m.noun || !r.hasSubject(s, i, end)) {
			earlier = m.event
		}
		if m := r.mentionAfter(s, end, mentions); m != nil {
			later = m.event
		} else if inside >= 0 {
			later = mentions[inside].event // "protests brought down the cabinet"
		}
		return later, earlier
	}
	m := r.mentionBefore(s, i, mentions, l.later)
	if inside >= 0 {
		m = mentions[inside] // "responded to"
	}
	if l.alone {
		if m == nil {
			m = r.mentionAfter(s, end, mentions)
		}
		if m == nil || end < s.end && r.tokens[end].class&preposition != 0 && !(end+1 < s.end && r.inTime(end+1)) {
			return nil, nil
		}
		if n := slices.IndexFunc(mentions, func(o *mention) bool {
			return o.noun && o.event != nil && o.event != m.event && o.first >= i && o.end <= end
		}); n >= 0 {
			return m.event, mentions[n].event // "jumped on the news"
		}
		if e := r.itMeans(min(i, m.first), m.event, true); e != nil && !l.news {
			return m.event, e
		}
		return m.event, r.newsBut(m.event)
	}
	if l.person {
		earlier = r.departure(s, end)
	} else {
		earlier = r.cause(s, end, mentions, l.noun)
	}
	if m == nil && earlier != nil && (i <= s.first+4 || r.tokens[i-1].text == ",") {
		m = r.mainAfter(s, i, earlier, mentions)
	}
	if m == nil || earlier == nil {
		return nil, nil
	}
	if m.event == earlier && !l.noun {
		return nil, nil
	}
	return m.event, earlier
}

// hasSubject reports whether a verb at tokens[i:end] has a subject of its own,
// which then must be the event: not "troops shot a man and the king forced …".
func (r *reader) hasSubject(s *sentence, i, end int) bool {
	c := &s.clauses[s.clauseOf(i)]
	if !c.hasVerb || !c.verb.finite() || c.verb.head < i || c.verb.head >= end {
		return false
	}
	return c.opener < 0 || r.tokens[c.opener].class&relative == 0
}

// cause returns the event that the words before token i point at: the verb
// of the clause that they open, else the noun behind them.
func (r *reader) cause(s *sentence, i int, mentions []*mention, noun bool) *event {
	if !noun && !r.prepositional(s, i-1, mentions) {
		for k := range s.clauses {
			c := &s.clauses[k]
			if c.opener != i-1 && !(c.hasVerb && c.verb.bare && c.verb.first == i) || i == s.first {
				continue
			}
			if m := r.verbOf(s, mentions, k); m != nil && m.first >= i {
				return m.event
			}
			return nil
		}
	}
	if i < s.end && r.tokens[i].class&pronoun != 0 && r.tokens[i].class&possessiveWord == 0 && r.tokens[i].class&determiner == 0 {
		return nil
	}
	if e := r.thing(s, i, mentions, nil); e != nil || noun {
		return e
	}
	if k := s.clauseOf(i) + 1; k < len(s.clauses) && r.tokens[i-1].class&subordinator != 0 && s.clauses[k].opener < i && s.clauses[k].verb.finite() && s.clauses[k].first-i < 12 && !r.hasWord(",", i, s.clauses[k].first) {
		// "after the company (SAIC) declined": brackets cut the clause
		if m := r.verbOf(s, mentions, k); m != nil {
			return m.event
		}
	}
	return nil
}

// prepositional tells "three days after the landing Lord Carrington resigned"
// from "after the landing failed": a name, or what begins another phrase,
// follows the noun.
func (r *reader) prepositional(s *sentence, i int, mentions []*mention) bool {
	c := &s.clauses[s.clauseOf(i)]
	if !c.hasVerb || c.opener != i {
		return false
	}
	for _, m := range mentions {
		if m.noun && m.first > i && m.first-i <= 4 && m.end < c.verb.first {
			t := &r.tokens[m.end]
			return t.entity >= 0 || t.class&(determiner|honorific|pronounPerson|pronounPlural) != 0
		}
	}
	return false
}

// departure returns the event by which the person that tokens from i on name
// left an office: "was named to succeed Mr Hernu".
func (r *reader) departure(s *sentence, i int) *event {
	for j := i; j < s.end && j < i+6 && !r.tokens[j].punct; j++ {
		t := &r.tokens[j]
		if t.entity < 0 {
			continue
		}
		who := r.names[t.entity].entity
		for _, e := range r.toldBefore(i) {
			if e.kind == "resignation" && slices.Contains(e.actors(), who) {
				return e
			}
		}
	}
	return nil
}

func containsMention(mentions []*mention, first, end int) bool {
	return slices.ContainsFunc(mentions, func(m *mention) bool { return m.first >= first && m.first < end })
}

// tie records a relation once; words that say more than "after" replace it.
func (r *reader) tie(from *event, kind timeline.RelationType, to *event, first, end int) {
	if from == nil || to == nil || from == to {
		return
	}
	for i, x := range r.relations {
		if x.from == from && x.to == to && x.kind == timeline.Follows && kind != timeline.Follows {
			r.relations[i] = relation{from, to, kind, first, end}
			return
		}
		if x.from == from && x.to == to || x.from == to && x.to == from {
			return
		}
	}
	r.relations = append(r.relations, relation{from, to, kind, first, end})
	if kind.Bounds() && !from.scheduled {
		from.after = append(from.after, to)
	}
}

// mentionAfter returns the first mention that tells an event at or after
// token i, within the same stretch.
func (r *reader) mentionAfter(s *sentence, i int, mentions []*mention) *mention {
	for _, m := range mentions {
		if m.event == nil || m.first < i {
			continue
		}
		if m.first-i > 12 {
			return nil
		}
		for j := i; j < m.first; j++ {
			if r.tokens[j].punct && isStop(r.tokens[j].text) {
				return nil
			}
		}
		return m
	}
	return nil
}

// mentionBefore returns the mention that a link at token i hangs on: the verb
// of its clause, else the last before it. Of given kinds it is the nearest.
func (r *reader) mentionBefore(s *sentence, i int, mentions []*mention, kinds []string) *mention {
	var last *mention
	k := s.clauseOf(i)
	c := &s.clauses[k]
	switch {
	case !c.hasVerb || c.verb.first < i:
	case c.opener >= i && !r.prepositional(s, i, mentions) || !c.verb.finite():
		if c.parent >= 0 {
			k = c.parent
		}
	case kinds == nil && i-c.first <= 6:
		// "…, and three days after the landing the minister resigned"
		var own *mention
		before := false
		for _, m := range mentions {
			if m.event == nil || m.clause != k {
				continue
			}
			before = before || m.end <= i
			if !m.noun {
				own = m
			}
		}
		if !before && (own != nil || k > 0 && c.opener < 0) {
			return own
		}
	}
	for _, m := range mentions {
		if m.event == nil || m.end > i || !m.event.fits(kinds) {
			continue
		}
		last = m
		if kinds == nil && !m.noun && m.clause == k {
			return m
		}
	}
	return last
}

// mainAfter returns the main verb of a sentence that begins with "In reply to
// the strike", or which such words interrupt.
func (r *reader) mainAfter(s *sentence, i int, earlier *event, mentions []*mention) *mention {
	for _, m := range mentions {
		if m.event != nil && m.event != earlier && !m.noun && m.first > i && s.clauses[m.clause].opener < 0 {
			return m
		}
	}
	return nil
}

// follows ties what is told to have come "after" an event, by the word at token
// i, to it.
func (r *reader) follows(s *sentence, i int, mentions []*mention) {
	t := &r.tokens[i]
	if t.quoted || t.class&timeAfter == 0 || t.class&(preposition|subordinator) == 0 || t.class&sameTime != 0 {
		return
	}
	if c := &s.clauses[s.clauseOf(i)]; c.hasVerb && c.verb.first == i+1 && c.verb.finite() {
		return // "soon after resumed"
	}
	earlier := r.cause(s, i+1, mentions, false)
	if earlier == nil || earlier.scheduled || r.sinceWhen(s, i) {
		return
	}
	m := r.mentionBefore(s, i, mentions, nil)
	if m == nil && i <= s.first+4 {
		m = r.mainAfter(s, i, earlier, mentions)
	}
	if m == nil || m.event == earlier {
		return
	}
	shifted := i > s.first && (r.tokens[i-1].class&unit != 0 || r.inTime(i-1) && r.inTime(i))
	if kind := r.consequence(m, earlier, shifted); kind != "" {
		r.tie(m.event, kind, earlier, i, i+1)
	}
}

// consequence says what it means that a came after b: a reaction answers, a
// disturbance is an effect, and what only happened later, by so many days, is
// no consequence at all unless it is a deed of those that have one.
func (r *reader) consequence(m *mention, b *event, shifted bool) timeline.RelationType {
	a := m.event
	ga, gb := groupOf(a.kind), groupOf(b.kind)
	meetings := []timeline.Kind{"meeting", "visit", "phone-call"}
	switch {
	case slices.Contains(meetings, a.kind):
		if shifted {
			return ""
		}
		return timeline.Follows
	case shifted && (a.kind == b.kind || ga == timeline.Diplomacy && a.kind != "expulsion" && !slices.Contains(meetings, b.kind) || a.kind == "other" && (gb == timeline.Conflict || gb == timeline.Disaster) || ga == timeline.Conflict && gb == timeline.Conflict || ga == timeline.Justice):
		return ""
	case a.kind == "agreement" || a.kind == "ceasefire" || a.kind == "withdrawal":
		return timeline.Follows
	case a.kind == "resignation" && b.kind == "appointment":
		return "" // "resigned a week after taking office"
	case a.kind == "resignation" && gb != timeline.Diplomacy && b.kind != "resignation":
		return timeline.ResponseTo
	case ga == timeline.Diplomacy && slices.Contains(meetings, b.kind):
		return timeline.Follows
	case ga == timeline.Diplomacy:
		return timeline.ResponseTo
	case (a.kind == "protest" || a.kind == "strike-action") && (gb == timeline.Diplomacy || gb == timeline.Politics || gb == timeline.Justice || gb == timeline.Economy):
		return timeline.ResponseTo
	case gb == timeline.Disaster && (ga == timeline.Disaster || !m.noun && r.tokens[m.first].class&undone != 0):
		return timeline.CausedBy
	}
	return timeline.Follows
}

// whens ties what was done "when" something else had happened to it, if it
// answers that, what was "because" of it, and to what somebody did it "having done".
func (r *reader) whens(s *sentence, mentions []*mention) {
	for k := range s.clauses {
		c := &s.clauses[k]
		having := c.hasVerb && c.verb.perfect && r.tokens[c.verb.first].class&haveVerb != 0 && c.verb.form&participle != 0 && c.parent >= 0 && strings.HasSuffix(r.tokens[c.verb.first].low, "ing")
		when := k == 0 && c.opener == s.first && r.tokens[s.first].low == "when"
		as := r.inTitle(s.para) && c.opener >= 0 && r.tokens[c.opener].low == "as"
		because := c.opener >= 0 && r.tokens[c.opener].low == "because"
		if !having && !when && !as && !because || c.parent < 0 {
			continue
		}
		a, b := r.verbOf(s, mentions, c.parent), r.verbOf(s, mentions, k)
		if a == nil || b == nil || a.event.scheduled || b.event.scheduled {
			continue
		}
		switch kind := r.consequence(a, b.event, false); {
		case having:
			r.tie(a.event, timeline.Follows, b.event, c.verb.first, c.verb.head+1)
		case kind == timeline.ResponseTo:
			r.tie(a.event, kind, b.event, c.opener, c.opener+1)
		case because:
			r.tie(a.event, timeline.CausedBy, b.event, c.opener, c.opener+1)
		case as && groupOf(a.event.kind) == timeline.Economy:
			r.tie(a.event, timeline.Follows, b.event, c.opener, c.opener+1)
		}
	}
}

// verbOf returns the mention that is the verb of clause k, else its subject or
// its object, nil if none is one.
func (r *reader) verbOf(s *sentence, mentions []*mention, k int) *mention {
	var noun *mention
	for _, m := range mentions {
		switch {
		case m.clause != k || m.event == nil:
		case !m.noun:
			return m
		case noun == nil && !r.insidePhrase(m):
			noun = m // "riots broke out", "received criticism"
		}
	}
	return noun
}
