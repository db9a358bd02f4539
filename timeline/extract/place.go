package extract

import (
	"slices"
	"strings"

	"dateline/timeline"
)

// A locus is a place that the text gives an event, with how surely it does.
type locus struct {
	trust  trust
	extent extent
	name   string
	in     string // the state it is or lies in
	first  int    // the token it was read from
	rule   string
}

// A trust is how surely words place an event; what is fallen back to comes
// last.
type trust int

const (
	fallen trust = 10 * (1 + iota)
	told         // told elsewhere in the sentence, or by a word that refers back
	beside       // part of the phrase or of what the verb acts on
	inside       // after a preposition of place, in the event's own clause
)

// placeEvents sets where the events were: the most exact place that the
// article names for each, not where it was written.
func (r *reader) placeEvents() {
	r.recallSites()
	scene := r.scene()
	found := make([][]locus, len(r.events))
	bySentence := make([][]*mention, len(r.sentences))
	for i := 0; i < len(r.mentions); {
		s, j := r.mentions[i].sentence, i
		for j < len(r.mentions) && r.mentions[j].sentence == s {
			j++
		}
		bySentence[s] = r.mentions[i:j]
		i = j
	}
	give := func(m *mention, l locus) {
		if e := m.event; e != nil && e.index < len(r.events) && r.events[e.index] == e {
			found[e.index] = append(found[e.index], l)
		}
	}
	for s, list := range bySentence {
		if len(list) > 0 {
			r.locate(&r.sentences[s], list, give)
		}
	}
	var last *locus // where the event before was, for "there"
	var before *event
	for _, e := range r.events {
		l, ok := choose(found[e.index])
		if !ok && last != nil {
			l, ok = r.referred(e, before, *last)
		}
		if !ok {
			l, ok = r.arrived(e, bySentence[e.teller.sentence], found)
		}
		if !ok {
			l, ok = r.occasionOf(e, bySentence, found)
		}
		if !ok {
			l, ok = r.ofTheState(e, scene)
		}
		if !ok {
			continue
		}
		e.place, e.placeRule = l.name, l.rule
		if l.extent > whole {
			last, before = &l, e
		}
	}
	for _, x := range r.relations {
		if x.kind == timeline.PartOf && x.from.place == "" {
			x.from.place, x.from.placeRule = x.to.place, "the place of the whole"
		}
	}
}

// choose takes the surest place, and a more exact one that lies in it. What
// was in three states at once has no place.
func choose(list []locus) (locus, bool) {
	if len(list) == 0 {
		return locus{}, false
	}
	var states []string
	for _, l := range list {
		if l.extent == whole && !slices.Contains(states, l.in) {
			states = append(states, l.in)
		}
	}
	if len(states) > 2 {
		return locus{}, false
	}
	best := list[0]
	for _, l := range list[1:] {
		if l.trust > best.trust || l.trust == best.trust && l.extent > best.extent {
			best = l
		}
	}
	for _, l := range list {
		if l.extent > best.extent && l.trust >= told && (best.extent == wide || l.in != "" && l.in == best.in) {
			best = l
		}
	}
	if best.extent == site && best.in == "" {
		// "the Shifa factory, Khartoum": a building says little without its town.
		for _, l := range list {
			if l.extent == town && l.trust == inside {
				best.name += ", " + l.name
				break
			}
		}
	}
	return best, true
}

// locate gives the places that a sentence names to the events that it tells.
func (r *reader) locate(s *sentence, list []*mention, give func(*mention, locus)) {
	for i := s.first; i < s.end; i++ {
		t := &r.tokens[i]
		if t.quoted {
			continue
		}
		if t.entity < 0 {
			if l, ok := r.pointed(s, i); ok {
				r.giveTo(s, list, l, i, i+1, give)
			}
			continue
		}
		n := &r.names[t.entity]
		if l, ok := r.locusOf(n); ok {
			r.giveTo(s, list, l, n.first, n.end, give)
		}
		i = max(i, n.end-1)
	}
	for k := range s.clauses {
		c := &s.clauses[k]
		if c.opener < 0 || r.tokens[c.opener].place&whereWord == 0 {
			continue
		}
		// "… on the island of Utoeya, where 69 died"
		for j := c.opener - 1; j >= s.first && j > c.opener-4; j-- {
			if x := r.tokens[j].entity; x >= 0 {
				if l, ok := r.locusOf(&r.names[x]); ok {
					l.trust, l.rule = inside, "the place before “where”"
					for _, m := range list {
						if m.clause == k {
							give(m, l)
						}
					}
				}
				break
			}
		}
	}
}

// locusOf returns what place a name is, if it is one.
func (r *reader) locusOf(n *name) (locus, bool) {
	e := &r.entities[n.entity]
	l := locus{extent: e.extent, name: r.words(n.first, n.end), in: e.in, first: n.first}
	switch {
	case n.end < len(r.tokens) && r.tokens[n.end].text == "$":
		return l, false // "US$140bn"
	case e.sort == place && (r.lang.names.nouns[strings.ToLower(e.name)] != 0 || !r.listed(n) && r.describesOnly(n)):
		return l, false // "in the North", "the Battle of …", "this Siberian city"
	case n.capital, e.sort == place:
		if n.capital {
			l.extent, l.in = town, e.name
		}
		if end := r.siteAfter(n); end > 0 {
			l.extent, l.name = site, r.words(n.first, end)
		} else {
			l.name += r.andAlso(n, l.extent)
		}
	case e.sort == state && slices.Contains(r.lang.names.seats, l.name):
		l.extent, l.in = site, e.name // "at the White House"
	case e.sort == state:
		l.extent, l.in = whole, e.name
		l.name = e.name + r.andAlso(n, whole)
	case slices.Contains(r.lang.names.seats, e.name):
		l.extent = site
	case e.sort == organisation && r.tokens[n.end-1].place&siteNoun != 0 && r.beforePlace(n.first):
		l.extent = site // "at Stanford University"
	case e.sort == unknown && r.tokens[n.end-1].place&gathering != 0:
		// "the Boston Marathon"
		k, m := r.lang.names.find(r.tokens[:n.end], n.first)
		if m == 0 || k.extent != town {
			return l, false
		}
		l.extent, l.name, l.in = town, r.words(n.first, n.first+m), k.in
	default:
		return l, false
	}
	return l, true
}

// describesOnly: a name that no list has is the beginning of a longer one
// ("the Battle of Valcour Island") or an adjective ("this Siberian city").
func (r *reader) describesOnly(n *name) bool {
	if n.end+1 < len(r.tokens) && r.tokens[n.end].class&ofWord != 0 && r.tokens[n.end+1].capital {
		return true
	}
	last := r.tokens[n.end-1].low
	for _, end := range r.lang.names.endings {
		if strings.HasSuffix(last, end) && n.end < len(r.tokens) && r.tokens[n.end].place&landNoun != 0 {
			return true
		}
	}
	return false
}

// andAlso returns " and Dar es Salaam" where two places of a size are named
// together.
func (r *reader) andAlso(n *name, x extent) string {
	if n.end+1 >= len(r.tokens) || r.tokens[n.end].class&coordinator == 0 || r.tokens[n.end+1].entity < 0 {
		return ""
	}
	o := &r.names[r.tokens[n.end+1].entity]
	e := &r.entities[o.entity]
	switch {
	case o.first != n.end+1 || o.owner || o.adjective:
		return ""
	case x == whole && e.sort == state && !o.capital:
		return " " + r.tokens[n.end].text + " " + e.name
	case e.sort == place && e.extent == x, o.capital && x == town:
		return " " + r.words(n.end, o.end)
	}
	return ""
}

// siteAfter returns where "the Incirlik air base", "Torez station" end, 0 if
// no noun for a site follows the name.
func (r *reader) siteAfter(n *name) int {
	for j := n.end; j < n.end+3 && j < len(r.tokens) && !r.tokens[j].punct && !r.tokens[j].capital; j++ {
		if r.tokens[j].place&siteNoun != 0 {
			return j + 1
		}
		if r.tokens[j].class&(preposition|determiner|coordinator|beVerb|haveVerb|modal) != 0 {
			return 0
		}
	}
	return 0
}
