package extract

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"dateline/timeline"
)

// Who else takes part in an event: an article names many of those whom an
// editor puts down in another sentence, or as "the bank". No rule for whom a
// clause leaves out was right half of the time (who is named most: one time in
// ten; who did what was told before: four in ten). What such rules look at is
// weighed here together: the traits of an event and of a party that it may have.

// likelyEnough is how probable it must be that a party takes part. The F1 of actors
// rises with every party that is more probable than half of that F1, which is some
// 0.7; a little more is asked for, because the weights were learned on our own sets.
const likelyEnough = 0.4

// wholeArticle is how many sentences an article must have: in a few, every party is
// named as often as any other and beside every event, of which nothing was learned.
const wholeArticle = 6

const (
	mostLikely = 2  // parties added to an event
	salients   = 8  // of the parties named most, considered for every event
	eventsNear = 20 // events before and after whose parties are looked at
	sentsBack  = 4  // sentences in which parties are looked for, and the next
)

const (
	traitSort     trait = iota // of the party
	traitKnown                 // how many parties of the event are known
	traitRoles                 // and what they did
	traitRank                  // how many others the article names more often
	traitCount                 // how often it names the party
	traitWhere                 // where the nearest mention of the party is
	traitHow                   // and what it is
	traitGroup                 // of the event's kind
	traitKind                  // of the event
	traitVoice                 // of what tells the event
	traitSubject               // of the verb that tells it
	traitHead                  // what sort of word the subject is
	traitTitle                 // the headline names the party
	traitLead                  // the first sentences do
	traitMain                  // the event is what the article is about
	traitBeside                // what the party does in another event of the sentence
	traitNews                  // in what the article is about
	traitTwin                  // in an event of the same kind
	traitAlike                 // in one of the same group
	traitPrevious              // in the event told before
	traitRelated               // in an event that led to it or that it led to
	traitStage                 // the event was in the party, a state
	traitTopic                 // the article is about the party
	traitHome                  // its police and ministers are meant without a name
	traitFrom                  // a known party is of it, or it of one
	traitServes                // the same of whom a person speaks for
	traitOffice                // a known party holds an office of no other state than the party
)

var roleValues = []string{"", "agent", "target", "other"}

// partyScale weighs who takes part, by the weights of en/likely.txt.
var partyScale = newScale([]string{
	"sort", "known", "roles", "rank", "count", "where", "how", "group", "kind", "voice", "subject", "head",
	"title", "lead", "main", "beside", "news", "twin", "alike", "previous", "related", "stage", "topic", "home", "from", "serves", "office",
}, [][]string{
	traitSort:     {"unknown", "name", "person", "organisation", "state"}, // a name: of several words
	traitKnown:    {"0", "1", "2", "3"},
	traitRoles:    {"none", "agent", "target", "both"},
	traitRank:     {"0", "1", "2", "5", "more"},
	traitCount:    {"0", "1", "2", "3", "4", "5", "6"},
	traitWhere:    {"far", "clause-before", "clause-after", "sentence-before", "sentence-after", "last", "last-but-one", "earlier", "next"},
	traitHow:      {"none", "plain", "adjective", "owner", "capital"},
	traitGroup:    groupNames(),
	traitKind:     kindNames(),
	traitVoice:    {"active", "passive", "noun"},
	traitSubject:  {"none", "definite", "pronoun", "bare", "definite-named", "pronoun-named", "bare-named"},
	traitHead:     {"", "organisation", "official", "group"},
	traitTitle:    {"", "yes"},
	traitLead:     {"", "yes"},
	traitMain:     {"", "yes"},
	traitBeside:   roleValues,
	traitNews:     roleValues,
	traitTwin:     roleValues,
	traitAlike:    roleValues,
	traitPrevious: roleValues,
	traitRelated:  {"", "cause-agent", "cause-target", "effect-agent", "effect-target"},
	traitStage:    {"", "yes"},
	traitTopic:    {"", "yes"},
	traitHome:     {"", "yes"},
	traitFrom:     {"", "whole", "part"},
	traitServes:   {"", "whole", "part"},
	traitOffice:   {"", "home", "holder"},
}, [][]trait{
	{}, {traitSort}, {traitKnown}, {traitRoles}, {traitRank}, {traitCount}, {traitWhere}, {traitHow}, {traitGroup}, {traitVoice},
	{traitSort, traitKnown}, {traitSort, traitRoles}, {traitSort, traitRank}, {traitSort, traitWhere}, {traitSort, traitGroup}, {traitSort, traitKind},
	{traitSort, traitVoice}, {traitWhere, traitHow}, {traitKnown, traitWhere}, {traitKnown, traitRank}, {traitRoles, traitRank}, {traitRoles, traitGroup},
	{traitRoles, traitVoice}, {traitVoice, traitRank}, {traitKnown, traitSort, traitRank},
	{traitSubject, traitSort}, {traitSubject, traitRank}, {traitHead, traitSort}, {traitHead, traitSubject, traitSort},
	{traitTitle}, {traitTitle, traitKnown}, {traitTitle, traitSort}, {traitLead}, {traitLead, traitKnown}, {traitMain}, {traitMain, traitRank},
	{traitBeside}, {traitBeside, traitKnown}, {traitNews}, {traitNews, traitSort}, {traitNews, traitGroup}, {traitTwin}, {traitTwin, traitKnown},
	{traitAlike}, {traitAlike, traitGroup}, {traitPrevious}, {traitPrevious, traitRoles}, {traitPrevious, traitSort}, {traitRelated},
	{traitStage}, {traitStage, traitGroup}, {traitStage, traitKnown}, {traitTopic}, {traitTopic, traitGroup}, {traitTopic, traitKnown},
	{traitHome}, {traitHome, traitGroup}, {traitHome, traitKnown}, {traitFrom}, {traitFrom, traitGroup}, {traitServes}, {traitServes, traitGroup},
	{traitOffice}, {traitOffice, traitGroup}, {traitOffice, traitKnown},
})

// addLikely adds to the actors of an event who probably takes part besides.
func (r *reader) addLikely(p *timeline.Proposal, e *event) {
	if r.lang.likely == nil || len(r.sentences) < wholeArticle {
		return
	}
	type party struct {
		candidate
		probability float64
	}
	var likely []party
	for _, c := range r.candidates(p, e) {
		if probability := partyScale.probability(&c.traits, r.lang.likely); probability > likelyEnough {
			likely = append(likely, party{c, probability})
		}
	}
	slices.SortStableFunc(likely, func(a, b party) int { return cmp.Compare(b.probability, a.probability) })
	for _, x := range likely[:min(mostLikely, len(likely), mostActors-len(p.Actors))] {
		n := &r.names[x.name]
		p.Actors = append(p.Actors, timeline.Actor{Name: r.entities[n.entity].name, Role: timeline.Participant})
		if r.explain {
			p.Why = append(p.Why, timeline.Reason{
				Field: "actors", Words: r.words(n.first, n.end),
				Rule: fmt.Sprintf("not named with it, but takes part by all that the article says of both (%.0f in 100)", 100*x.probability),
			})
		}
	}
}

// A candidate is a party that may take part in an event.
type candidate struct {
	entity int
	name   int // its nearest, or first
	traits vector
}

// candidates are the parties named near an event and those named most, but for
// those that it has and those who only speak of it. They are good until the next call.
func (r *reader) candidates(p *timeline.Proposal, e *event) []candidate {
	s := r.salience()
	all := r.namedAround(e.teller, r.parties[:0])
	for _, i := range s.order[:min(salients, len(s.order))] {
		if !slices.ContainsFunc(all, func(c candidate) bool { return c.entity == i }) {
			all = append(all, candidate{entity: i, name: s.first[i]})
		}
	}
	all = slices.DeleteFunc(all, func(c candidate) bool {
		x := &r.entities[c.entity]
		return x.sort == place || x.thing || p.Kind == "launch" && r.isProduct(x) || x.count == 0 || x.name == p.Place || slices.Contains(e.speakers, c.entity) || slices.ContainsFunc(p.Actors, func(a timeline.Actor) bool { return a.Name == x.name })
	})
	of, previous := r.traitsOf(p, e), r.toldJustBefore(e)
	for i := range all {
		c := &all[i]
		where, how := c.traits[traitWhere], c.traits[traitHow]
		c.traits = of
		c.traits[traitWhere], c.traits[traitHow] = where, how
		r.traitsOfParty(&c.traits, c.entity, e, previous)
	}
	r.parties = all
	return all
}

// namedAround adds to a list the parties that the sentences around a mention name,
// with where the nearest of their names is.
func (r *reader) namedAround(m *mention, all []candidate) []candidate {
	nearness := [...]int{9, 0, 0, 1, 1, 2, 3, 4, 3} // of the values of traitWhere
	c := &r.sentences[m.sentence].clauses[m.clause]
	for s := max(0, m.sentence-sentsBack); s <= min(m.sentence+1, len(r.sentences)-1); s++ {
		for i := r.sentences[s].first; i < r.sentences[s].end; i++ {
			k := r.tokens[i].entity
			if k < 0 {
				continue
			}
			n := &r.names[k]
			i = n.end - 1
			where, how := uint8(7), uint8(1)
			switch {
			case s == m.sentence && (n.first >= c.first && n.first < c.end || c.lead[1] > 0 && n.first >= c.lead[0] && n.first < c.lead[1]):
				where = 1
			case s == m.sentence:
				where = 3
			case s > m.sentence:
				where = 8
			case s > m.sentence-3:
				where = uint8(4 + m.sentence - s)
			}
			if s == m.sentence && n.first > m.first {
				where++
			}
			switch {
			case n.adjective:
				how = 2
			case n.owner:
				how = 3
			case n.capital:
				how = 4
			}
			x := candidate{entity: n.entity, name: k}
			x.traits[traitWhere], x.traits[traitHow] = where, how
			switch at := slices.IndexFunc(all, func(o candidate) bool { return o.entity == n.entity }); {
			case at < 0:
				all = append(all, x)
			case nearness[where] < nearness[all[at].traits[traitWhere]]:
				all[at] = x
			}
		}
	}
	return all
}

// traitsOf returns the traits of an event.
func (r *reader) traitsOf(p *timeline.Proposal, e *event) (v vector) {
	agent, target := uint8(0), uint8(0)
	for _, a := range p.Actors {
		switch a.Role {
		case timeline.Agent:
			agent = 1
		case timeline.Target:
			target = 2
		}
	}
	v[traitKnown], v[traitRoles] = uint8(min(len(p.Actors), 3)), agent+target
	v[traitGroup] = partyScale.valueOf(traitGroup, string(groupOf(e.kind)))
	v[traitKind] = partyScale.valueOf(traitKind, string(e.kind))
	if e.main {
		v[traitMain] = 1
	}
	s := &r.sentences[e.teller.sentence]
	if e.teller.noun {
		v[traitVoice] = 2
		return v
	}
	if s.clauses[e.teller.clause].verb.passive {
		v[traitVoice] = 1
	}
	first, end := r.subjectRange(s, e.teller.clause, 0)
	if first >= end {
		return v
	}
	v[traitSubject] = 3
	switch t := &r.tokens[first]; {
	case t.class&(definite|possessiveWord|demonstrative) != 0:
		v[traitSubject] = 1
	case t.class&pronoun != 0:
		v[traitSubject] = 2
	}
	var words class
	named := false
	for i := first; i < end; i++ {
		named = named || r.tokens[i].entity >= 0
		words |= r.tokens[i].class
	}
	if named {
		v[traitSubject] += 3
	}
	switch {
	case words&organisationWord != 0:
		v[traitHead] = 1
	case words&(official|title) != 0:
		v[traitHead] = 2
	case words&groupNoun != 0:
		v[traitHead] = 3
	}
	return v
}

// traitsOfParty sets the traits of a party, and those of the two together.
func (r *reader) traitsOfParty(v *vector, party int, e, previous *event) {
	x, s := &r.entities[party], r.salience()
	yes := func(t trait, is bool) {
		if is {
			v[t] = 1
		}
	}
	switch {
	case x.sort == unknown && len(x.words) > 1:
		v[traitSort] = 1
	case x.sort != unknown:
		v[traitSort] = uint8(x.sort-person) + 2
	}
	switch rank := s.rank[party]; {
	case rank < 3:
		v[traitRank] = uint8(rank)
	case rank < 6:
		v[traitRank] = 3
	default:
		v[traitRank] = 4
	}
	v[traitCount] = uint8(min(x.count, 6))
	yes(traitTitle, s.title[party])
	yes(traitLead, s.lead[party])
	yes(traitTopic, party == r.topic)
	yes(traitHome, party == r.home)
	yes(traitStage, x.sort == state && strings.Contains(e.place, x.name))
	r.traitsOfOthers(v, party, e, previous)
	for _, i := range e.all {
		switch o := &r.entities[i]; {
		case party == r.home && o.office && o.from < 0 && o.serves < 0:
			v[traitOffice] = 1
		case i == r.home && x.office && x.from < 0 && x.serves < 0:
			v[traitOffice] = 2
		}
		switch {
		case r.entities[i].from == party:
			v[traitFrom] = 1
		case x.from == i:
			v[traitFrom] = 2
		}
		switch {
		case r.entities[i].serves == party:
			v[traitServes] = 1
		case x.serves == i:
			v[traitServes] = 2
		}
	}
}

// traitsOfOthers sets what a party does in the events around one.
func (r *reader) traitsOfOthers(v *vector, party int, e, previous *event) {
	role := func(o *event) uint8 {
		switch {
		case !slices.Contains(o.all, party): // as nearly all
			return 0
		case slices.Contains(o.agents, party):
			return 1
		case slices.Contains(o.targets, party):
			return 2
		}
		return 3
	}
	note := func(t trait, role uint8) {
		if v[t] == 0 || role < v[t] {
			v[t] = role
		}
	}
	at, group := e.teller.sentence, groupOf(e.kind)
	part := r.salience().part[party]
	near, _ := slices.BinarySearch(part, e.index-eventsNear)
	for _, i := range part[near:] {
		o := r.events[i]
		if i >= e.index+eventsNear {
			break
		}
		if o == e || o.teller == nil {
			continue
		}
		does := role(o)
		if o.teller.sentence == at {
			note(traitBeside, does)
		} else if o.kind == e.kind {
			note(traitTwin, does)
		} else if groupOf(o.kind) == group {
			note(traitAlike, does)
		}
		if o.main && !e.main {
			note(traitNews, does)
		}
	}
	if previous != nil {
		v[traitPrevious] = role(previous)
	}
	for _, o := range e.causes {
		if does := role(o); does == 1 || does == 2 {
			note(traitRelated, does)
		}
	}
	for _, o := range e.effects {
		if does := role(o); does == 1 || does == 2 {
			note(traitRelated, does+2)
		}
	}
}

// toldJustBefore returns the event that is told before another in the same sentence or
// the three before.
func (r *reader) toldJustBefore(e *event) *event {
	for i := min(len(r.events), e.index+eventsNear) - 1; i >= max(0, e.index-eventsNear); i-- {
		if o := r.events[i]; o != e && o.teller != nil && o.teller.first < e.teller.first && e.teller.sentence-o.teller.sentence <= 3 {
			return o
		}
	}
	return nil
}

// A salience tells by entity how much an article is about it.
type salience struct {
	order       []int // but for places, those named most first
	rank        []int // where in that order
	first       []int // its first name
	title, lead []bool
	part        [][]int // the events in which it takes part
}

func (r *reader) salience() *salience {
	if r.salient != nil {
		return r.salient
	}
	n := len(r.entities)
	s := &salience{rank: make([]int, n), first: make([]int, n), title: make([]bool, n), lead: make([]bool, n), part: make([][]int, n)}
	for i := len(r.names) - 1; i >= 0; i-- {
		x := &r.names[i]
		s.first[x.entity] = i
		p := &r.paras[r.sentences[r.sentenceOf(x.first)].para]
		s.title[x.entity] = s.title[x.entity] || p.role == timeline.RoleTitle
		s.lead[x.entity] = s.lead[x.entity] || p.lead
	}
	for i := range r.entities {
		if r.entities[i].sort != place && r.entities[i].count > 0 {
			s.order = append(s.order, i)
		}
	}
	for i, e := range r.events {
		for _, x := range e.all {
			if n := len(s.part[x]); n == 0 || s.part[x][n-1] != i {
				s.part[x] = append(s.part[x], i)
			}
		}
	}
	slices.SortStableFunc(s.order, func(a, b int) int { return r.entities[b].count - r.entities[a].count })
	for k, i := range s.order {
		s.rank[i] = k
	}
	r.salient = s
	return s
}
