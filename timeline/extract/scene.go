package extract

import (
	"slices"
	"sort"
	"strings"

	"dateline/timeline"
)

// Where an event was of which its sentence names no place.

// recallSites remembers the buildings that are named with their place, by
// their noun: "the consulate" is "the Saudi consulate in Istanbul", "the island"
// the one of Lampedusa.
func (r *reader) recallSites() {
	r.sites, r.named = map[string][]locus{}, map[string]bool{}
	put := func(noun string, l locus) {
		l.rule = "“the " + noun + "” that was named before"
		r.sites[noun] = append(r.sites[noun], l)
	}
	for i := range r.names {
		n := &r.names[i]
		l, ok := r.locusOf(n)
		if !ok || n.adjective || l.extent <= whole {
			continue
		}
		if end := r.siteAfter(n); end > 0 {
			put(r.tokens[end-1].low, l)
			continue
		}
		if last := &r.tokens[n.end-1]; last.place&(siteNoun|landNoun) != 0 && last.place&areaNoun == 0 {
			put(last.low, l) // "Suez Canal", later "the canal"
			continue
		}
		if p := n.first - 1; p > 0 && (r.tokens[p].class&strictPlace != 0 && r.tokens[p-1].place&siteNoun != 0 || r.tokens[p].class&ofWord != 0 && r.tokens[p-1].place&(siteNoun|landNoun) != 0 && r.tokens[p-1].place&areaNoun == 0) {
			put(r.tokens[p-1].low, l)
		}
	}
	if r.here < 0 {
		return
	}
	// A building of which the lead does not say where it is, is where the
	// dateline is: "BEIRUT - … an explosion in the port".
	here := locus{extent: town, name: r.entities[r.here].name, in: r.datelineIn}
	for si := range r.sentences {
		s := &r.sentences[si]
		if !r.paras[s.para].lead {
			continue
		}
		for i := s.first + 2; i < s.end; i++ {
			if r.tokens[i].place&siteNoun != 0 && !r.tokens[i].capital && r.tokens[i-1].class&definite != 0 && r.tokens[i-1].class&possessiveWord == 0 && r.tokens[i-2].class&strictPlace != 0 && (i+1 == s.end || r.tokens[i+1].class&(ofWord|strictPlace) == 0) {
				here.first = i
				put(r.tokens[i].low, here)
			}
		}
	}
	for _, list := range r.sites {
		slices.SortStableFunc(list, func(a, b locus) int { return a.first - b.first })
	}
}

// scene is the state that an article is about: named at least three times,
// itself, its people or its places, and twice as often as any other. "" if
// there is none.
func (r *reader) scene() string {
	counts := map[string]int{}
	for i := range r.names {
		if e := &r.entities[r.names[i].entity]; e.sort == state {
			counts[e.name]++
		} else if e.sort == place && e.in != "" {
			counts[e.in]++
		}
	}
	if r.datelineIn != "" {
		counts[r.datelineIn] += 2
	}
	best, most, second := "", 0, 0
	for name, n := range counts {
		switch {
		case n > most:
			best, most, second = name, n, most
		case n > second:
			second = n
		}
	}
	if most > 2 && most > second && (most >= 2*second || best == r.datelineIn) {
		return best
	}
	return ""
}

// pointed reads words that point to a place without a name: "here", "this
// city", "in the capital".
func (r *reader) pointed(s *sentence, i int) (locus, bool) {
	t := &r.tokens[i]
	dateline := func(rule string) (locus, bool) {
		if r.here < 0 {
			return locus{}, false
		}
		e := &r.entities[r.here]
		return locus{extent: town, name: e.name, in: r.datelineIn, first: i, rule: rule}, true
	}
	switch n := t.place; {
	case n&(siteNoun|landNoun) != 0 && len(r.sites[t.low]) > 0 && i > s.first && !t.capital && r.tokens[i-1].class&definite != 0 && r.tokens[i-1].class&possessiveWord == 0 && r.tokens[i-1].place&thisWord == 0:
		if i+1 < s.end && r.tokens[i+1].class&ofWord != 0 {
			return locus{}, false // "the town of Samarra" is named here
		}
		list := r.sites[t.low]
		if k := sort.Search(len(list), func(k int) bool { return list[k].first > i }); k > 0 {
			l := list[k-1]
			if n&siteNoun == 0 && r.sentenceOf(i)-r.sentenceOf(l.first) > maxBack {
				break // towns are many, and "the city" is the last one
			}
			l.first = i
			return l, true
		}
	case t.class&hereWord != 0:
		return dateline("the dateline's “here”")
	case n&sameNoun != 0 && n&landNoun != 0 && i > s.first && r.tokens[i-1].place&thisWord != 0 && n&areaNoun == 0:
		return dateline("the dateline's town, “this " + t.low + "”")
	case n&capitalNoun != 0 && i > s.first && r.tokens[i-1].entity >= 0 && r.names[r.tokens[i-1].entity].adjective:
		return r.capitalOf(i, r.entities[r.names[r.tokens[i-1].entity].entity].name)
	case n&capitalNoun != 0 && r.home >= 0 && i > s.first+1 && r.tokens[i-1].class&definite != 0 && r.tokens[i-2].class&(placePreposition|ofWord) != 0:
		return r.capitalOf(i, r.entities[r.home].name)
	}
	return locus{}, false
}

// capitalOf returns the capital of a state, if the article names it.
func (r *reader) capitalOf(i int, in string) (locus, bool) {
	city := r.lang.names.capitals[in]
	named, ok := r.named[city]
	if !ok {
		named = city != "" && (strings.Contains(r.text, city) || strings.Contains(r.text, strings.ToUpper(city)))
		r.named[city] = named
	}
	if !named {
		return locus{}, false
	}
	return locus{extent: town, name: city, in: in, first: i, rule: "“the capital” of " + in}, true
}

// maxBack is how many sentences back "there" points.
const maxBack = 3

// referred: "there", "in the same region" mean where the event before was.
func (r *reader) referred(e, before *event, last locus) (locus, bool) {
	violent := func(k timeline.Kind) bool {
		return groupOf(k) == timeline.Conflict || groupOf(k) == timeline.Disaster
	}
	for _, m := range e.mentions {
		s := &r.sentences[m.sentence]
		c := &s.clauses[m.clause]
		if m.sentence-before.teller.sentence > maxBack {
			continue
		}
		for i := m.end; i < min(c.end, m.end+12); i++ {
			t := &r.tokens[i]
			there := t.place&thereWord != 0 && (i+1 >= s.end || r.tokens[i+1].class&(beVerb|haveVerb|modal) == 0)
			same := violent(e.kind) == violent(before.kind) && r.tokens[i].place&sameNoun != 0 && r.tokens[i-1].place&alikeWord != 0 && r.prepositionBefore(s, i) >= 0
			if there || same {
				last.trust, last.first, last.rule = told, i, "“"+t.text+"” is where the event before was"
				return last, true
			}
		}
	}
	return locus{}, false
}

// occasionOf: "died in the clashes", "withdrew from a conference in Riyadh":
// where that was.
func (r *reader) occasionOf(e *event, bySentence [][]*mention, found [][]locus) (locus, bool) {
	for _, m := range e.mentions {
		if m.noun {
			continue
		}
		s := &r.sentences[m.sentence]
		for _, n := range bySentence[m.sentence] {
			if !n.noun || n.event == nil || n.event.teller == nil || n.event == e || n.clause != m.clause || n.first < m.end || isSpeech(m.kind) && !isSpeech(n.kind) && n.kind != "visit" && n.kind != "meeting" {
				continue
			}
			p := r.phraseStart(s, n.first) - 1
			if p < m.end || p-m.end > 8 || !r.occasional(p) || r.tokens[p].low == "with" || r.tokens[p].low == "by" {
				continue
			}
			if l, ok := choose(found[n.event.index]); ok {
				l.trust, l.rule = told, "the place of “"+r.words(n.first, n.end)+"”"
				return l, true
			}
		}
	}
	return locus{}, false
}

// arrived: "Visiting Luxembourg, the minister said …": what is said is said
// there.
func (r *reader) arrived(e *event, beside []*mention, found [][]locus) (locus, bool) {
	m := e.teller
	s := &r.sentences[m.sentence]
	if !isSpeech(e.kind) || m.clause == 0 || s.clauses[0].verb.finite() {
		return locus{}, false
	}
	for _, o := range beside {
		if o.clause == 0 && !o.noun && o.event != nil && o.event.teller != nil && slices.Contains(moving, o.kind) {
			return choose(found[o.event.index])
		}
	}
	return locus{}, false
}

// ofTheState: what a state or its offices do at home, of which no more exact
// place is named, is in that state. In the lead, what a court or a minister
// of the dateline's state did is in the dateline's town: there the news is.
func (r *reader) ofTheState(e *event, scene string) (locus, bool) {
	l := locus{trust: fallen, extent: whole, rule: "what a state does at home"}
	offices := slices.Contains(ofOffices, e.kind)
	switch {
	case offices, slices.Contains(domestic, e.kind):
		l.name = r.stateOf(e.agents)
		if l.name == "" && len(e.agents) == 0 && !offices {
			l.name = r.stateOf(slices.Concat(e.targets, e.others))
		}
		if l.name == "" {
			l.name = r.stateOfSubject(e.teller)
		}
		if l.name == "" && e.kind != "legislation" && (scene == r.datelineIn || !offices && !r.firmsIn(e.actors())) {
			l.name, l.rule = scene, "in the state that the article is about"
		}
		if l.name != "" && l.name == r.datelineIn && offices && r.leads(e) {
			return locus{trust: fallen, extent: town, name: r.entities[r.here].name, in: l.name, rule: "the lead's news, in the dateline's town"}, true
		}
	case e.kind == "earthquake", e.kind == "storm", e.kind == "flood", e.kind == "outbreak":
		l.name, l.rule = scene, "in the state that the article is about"
	}
	l.in = l.name
	return l, l.name != "" && !r.elsewhere(e, l.name)
}

// elsewhere reports whether the clause that tells an event names a place that
// does not lie in a state, so that it may have been there: "Israeli soldiers
// arrested a hundred people in a sweep of the West Bank".
func (r *reader) elsewhere(e *event, in string) bool {
	s := &r.sentences[e.teller.sentence]
	c := &s.clauses[e.teller.clause]
	for i := c.first; i < c.end; i++ {
		if k := r.tokens[i].entity; k >= 0 && !r.names[k].adjective && !r.tokens[i].quoted {
			if l, ok := r.locusOf(&r.names[k]); ok && l.extent != whole && !r.names[k].capital && l.in != in {
				return true
			}
		}
	}
	return false
}

// firmsIn reports actors that are no person and no state: firms have
// "defeated" others as well.
func (r *reader) firmsIn(list []int) bool {
	return slices.ContainsFunc(list, func(i int) bool { return r.entities[i].sort == organisation || r.entities[i].sort == unknown })
}

// stateOf returns the first state among entities, or of the persons among
// them.
func (r *reader) stateOf(list []int) string {
	for _, i := range list {
		if x := &r.entities[i]; x.sort == state {
			return x.name
		} else if x.sort == person && x.from >= 0 {
			return r.entities[x.from].name
		}
	}
	return ""
}

// stateOfSubject: "Venezuela's National Assembly passed …", "the Turkish
// parliament".
func (r *reader) stateOfSubject(m *mention) string {
	c := &r.sentences[m.sentence].clauses[m.clause]
	if m.noun || !c.hasVerb {
		return ""
	}
	for i := c.first; i < c.verb.first; i++ {
		if k := r.tokens[i].entity; k >= 0 && (r.names[k].adjective || r.names[k].owner) && !r.tokens[i].quoted {
			if x := &r.entities[r.names[k].entity]; x.sort == state {
				return x.name
			}
		}
	}
	return ""
}

// leads reports whether an event is told in the article's first sentence.
func (r *reader) leads(e *event) bool {
	s := e.teller.sentence
	return r.paras[r.sentences[s].para].lead && (s == 0 || !r.paras[r.sentences[s-1].para].lead)
}

// domestic lists kinds that states and their people do at home, ofOffices
// those that officials, and sometimes firms, do.
var (
	domestic  = []timeline.Kind{"election", "coup", "legislation", "protest"}
	ofOffices = []timeline.Kind{"appointment", "resignation", "arrest", "charge", "trial", "verdict", "layoffs"}
)
