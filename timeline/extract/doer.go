package extract

import "strings"

// A doer is the subject of a title: words of the article, or a name that
// stands for a pronoun.
type doer struct {
	first, end int    // tokens
	name       string // in their place; with an end, before them: "Iran's" of "its forces"
	weak       bool   // a reader cannot know who it is: "he"
	person     bool
	cost       rating // of what was left out of it
	aux        [2]int // auxiliaries of the verb that it shares: "were" of "were arrested and charged"
	none       bool
}

// doersOf returns the subject of the clause k of a sentence, the fullest first.
func (r *reader) doersOf(m *mention, s *sentence, k int) []doer {
	first, end := r.subjectRange(s, k, 0)
	if first >= end {
		return nil
	}
	if x := r.timeOn(first); x != nil && x.first == first && x.end == end {
		return []doer{{name: r.words(first, end)}} // "Saturday", which would be left out as a time
	}
	d := doer{first: first, end: end}
	who := m.agents
	if s.clauses[k].verb.passive && k == m.clause {
		who = m.targets
	}
	t := &r.tokens[first]
	switch {
	case end-first == 1 && t.class&pronoun != 0 && t.class&determiner == 0:
		if t.class&pronounFirst != 0 {
			return []doer{{first: first, end: end, weak: true}}
		}
		if r.expletive(s, k, first) {
			return nil
		}
		if p := s.clauses[k].parent; p >= 0 && p < k && s.clauses[k].opener != first && t.class&pronounPlural == 0 && s.clauses[p].hasVerb && s.clauses[p].verb.finite() && !s.clauses[p].verb.passive && r.isSpeech(s.clauses[p].verb.head) && !s.clauses[p].sharesSubject {
			if f, e := r.subjectRange(s, p, 0); f < e && r.tokens[f].class&pronoun == 0 && !(t.class&pronounPerson != 0 && r.speaksForAnother(f, e)) {
				return r.doersOf(m, s, p) // "the country said it had …"
			}
		}
		if p := r.besideInTime(s, k); p >= 0 && t.class&pronounPerson == 0 {
			if f, e := r.subjectRange(s, p, 0); f < e && r.meansThing(f, e, t.class&pronounPlural != 0) {
				return r.doersOf(m, s, p)
			}
		}
		if t.class&pronounPlural != 0 {
			if d, ok := r.doerBefore(s, k); ok {
				return []doer{d}
			}
			return []doer{{first: first, end: end, weak: true}}
		}
		people := t.class&pronounPerson != 0
		if e := r.antecedent(first, people); len(e) == 1 && (people || r.doesThings(e[0]) && !s.clauses[k].verb.passive) {
			return r.doersNamed(e[0])
		}
		return []doer{{first: first, end: end, weak: true}}
	case end-first > 1 && t.class&pronounPerson != 0 && isSubject(t.low) && r.tokens[first+1].class&coordinator != 0:
		if e := r.antecedent(first, true); len(e) == 1 {
			d.name, d.first = r.entities[e[0]].called, first+1 // "He and his navigator"
		} else {
			d.weak = true
		}
		return []doer{d}
	case end-first == 1 && t.class&(demonstrative|eachWord) != 0, t.low == "there":
		return nil
	case t.class&possessiveWord != 0 && end-first > 1:
		if t.class&pronounPlural != 0 {
			return []doer{{first: first + 1, end: end}}
		}
		if e := r.antecedent(first, t.class&pronounPerson != 0); len(e) == 1 {
			d.name, d.first = r.owner(r.entities[e[0]].called), first+1
			list := []doer{d}
			if x := &r.entities[e[0]]; x.sort == person && len(x.words) > 1 {
				d.name, d.cost = r.owner(x.words[len(x.words)-1]), 3
				list = append(list, d)
			}
			for _, short := range r.shorter(s, doer{first: first + 1, end: end})[1:] {
				short.name, short.cost = r.owner(r.entities[e[0]].called), short.cost+1
				list = append(list, short) // "Saab's takeover | by a builder of cars"
			}
			return append(list, doer{first: first + 1, end: end, cost: 6})
		}
		return []doer{{first: first + 1, end: end, weak: true}}
	case end-first == 2 && t.class&definite != 0:
		n := &r.tokens[first+1]
		if e, ok := r.holders[n.low]; ok && n.entity < 0 {
			return r.doersNamed(e)
		}
		if n.class&anaphor != 0 && n.class&(official|groupNoun) == 0 && !shared[n.low] && len(who) == 1 && r.entities[who[0]].sort != state {
			return r.doersNamed(who[0])
		}
		return []doer{d, {first: first + 1, end: end, cost: 3}} // "Government announced", as headlines have it
	}
	if e := r.apposed(s, end); t.class&indefinite != 0 && len(who) == 1 && e == who[0] {
		return r.doersNamed(e) // "A stunt pilot and twice mayor, Mr. Doe, 47, won"
	}
	list := append(r.namedBehind(s, d), r.shorter(s, d)...)
	if t.class&definite != 0 && t.class&(possessiveWord|pronoun) == 0 && end-first > 2 {
		list = append(list, doer{first: first + 1, end: end, cost: 4}) // as headlines have it
	}
	if both, short := r.joinedPersons(first, end); both != "" {
		list = append(list, doer{name: both, cost: 1, person: true})
		if short != "" {
			list = append(list, doer{name: short, cost: 3, person: true})
		}
		return append(list, r.firstOf(first, end, who)...)
	}
	if e := r.tokens[end-1].entity; e >= 0 && r.names[e].end >= end && !r.prepositionIn(first, r.names[e].first) && !r.names[e].adjective {
		n := &r.names[e]
		x := &r.entities[n.entity]
		titled := n.first > first
		for i := first; i < n.first; i++ {
			titled = titled && r.tokens[i].class&(honorific) != 0
		}
		if x.sort == person && (titled || n.first == first) {
			return r.doersNamed(n.entity)
		}
		if n.first > first && r.tokens[n.first-1].class&coordinator == 0 && (x.sort == person || len(x.words) > 1 || r.tokens[n.first-1].entity < 0 && !r.tokens[n.first-1].capital) {
			for _, short := range r.doersNamed(n.entity) {
				short.cost++
				list = append(list, short)
			}
		}
	}
	return append(list, r.firstOf(first, end, who)...)
}

// speaksForAnother reports a subject that "he" behind "said" does not mean: "officials",
// "a spokesman".
func (r *reader) speaksForAnother(first, end int) bool {
	for i := first; i < end; i++ {
		t := &r.tokens[i]
		if t.entity >= 0 || t.class&preposition != 0 {
			return t.entity < 0
		}
		if t.class&(official|groupNoun) != 0 && (strings.HasSuffix(t.low, "s") || t.class&title == 0) || t.sense&speaker != 0 {
			return true
		}
	}
	return false
}

// apposed returns the person named behind the comma at token i, -1 if none is.
func (r *reader) apposed(s *sentence, i int) int {
	if i+1 >= s.end || r.tokens[i].text != "," {
		return -1
	}
	for i++; i+1 < s.end && r.tokens[i].class&honorific != 0 && r.tokens[i].entity < 0; i++ {
	}
	return r.personAt(i)
}

// besideInTime returns the clause whose subject a pronoun in clause k takes up: "The
// vessel was on its way | when it sank", "After the vessel sank, | it was raised".
func (r *reader) besideInTime(s *sentence, k int) int {
	timed := func(c *clause) bool {
		return c.opener >= 0 && r.tokens[c.opener].class&(timeAfter|timeBefore|sameTime) != 0
	}
	if p := s.clauses[k].parent; p >= 0 && p < k && s.clauses[p].hasVerb && timed(&s.clauses[k]) {
		return p
	}
	if p := k - 1; p >= 0 && s.clauses[p].hasVerb && s.clauses[p].parent == k && timed(&s.clauses[p]) {
		return p
	}
	return -1
}

// meansThing reports whether "it", or if plural "they", can mean the subject
// tokens[first:end].
func (r *reader) meansThing(first, end int, plural bool) bool {
	for i := first + 1; i < end; i++ {
		if r.tokens[i].class&preposition != 0 && r.tokens[i].entity < 0 {
			end = i // "representatives | of the guild"
		}
	}
	if r.tokens[end-1].digit && end-1 > first && r.tokens[end-2].capital {
		return !plural // "Flight 103"
	}
	if e := r.tokens[end-1].entity; e >= 0 {
		sort := r.entities[r.names[e].entity].sort
		return !plural && r.names[e].first == first && !r.names[e].adjective && sort != person && sort != place && !r.maybePerson(r.names[e].entity)
	}
	return (r.tokens[first].class&definite != 0 || plural && r.tokens[first].class&(determiner|pronoun) == 0) && strings.HasSuffix(r.tokens[end-1].low, "s") == plural
}

// doerBefore returns the subject of the sentence before, for a "they" that begins a
// sentence: "The rescuers had cleared the tunnel. They reached the spot".
func (r *reader) doerBefore(s *sentence, k int) (doer, bool) {
	at := r.sentenceOf(s.first) - 1
	if at < 0 || s.clauses[k].parent >= 0 || r.sentences[at].para != s.para || r.inTitle(s.para) {
		return doer{}, false
	}
	o := &r.sentences[at]
	for q := range o.clauses {
		c := &o.clauses[q]
		if !c.hasVerb || !c.verb.finite() || c.parent >= 0 {
			continue
		}
		first, end := r.subjectRange(o, q, 0)
		if first >= end || r.tokens[first].class&(pronoun) != 0 && r.tokens[first].class&determiner == 0 || r.tokens[end-1].entity >= 0 || end-first > 6 ||
			r.tokens[first].class&(negation|eachWord|anyone) != 0 || !strings.HasSuffix(r.tokens[end-1].low, "s") && r.tokens[end-1].class&groupNoun == 0 {
			return doer{}, false
		}
		for k := q + 1; k < len(o.clauses) && !strings.HasSuffix(r.tokens[end-1].low, "s"); k++ {
			if f, e := r.subjectRange(o, k, 0); f < e && strings.HasSuffix(r.tokens[e-1].low, "s") {
				return doer{}, false // "The government said so after doctors walked out. They"
			}
		}
		name := r.words(first, end)
		if r.lowered(first) {
			name = r.tokens[first].low + name[len(r.tokens[first].text):]
		}
		return doer{name: name, cost: 1}, true
	}
	return doer{}, false
}

// namedBehind names who the office of a subject is, as headlines do: "Oil minister
// Jane Doe" of "The oil minister, Jane Doe, resigned".
func (r *reader) namedBehind(s *sentence, d doer) []doer {
	from := d.first
	if r.tokens[from].class&definite != 0 {
		from++
	} else if r.tokens[from].entity < 0 || !r.names[r.tokens[from].entity].owner {
		return nil
	}
	if d.end+1 >= s.end || r.tokens[d.end].text != "," {
		return nil
	}
	who := r.personAt(d.end + 1)
	if who < 0 || r.tokens[r.names[r.tokens[d.end+1].entity].end].text != "," {
		return nil
	}
	office := false
	for i := d.first + 1; i < d.end; i++ {
		office = office || r.tokens[i].class&(title|official) != 0
	}
	if !office || d.end-from > 5 || r.prepositionIn(d.first, d.end) {
		return nil
	}
	list := r.doersNamed(who)
	return append([]doer{{name: r.words(from, d.end) + " " + list[0].name, person: true}}, list...)
}

// firstOf returns the first of several who act, for where they are too long together.
func (r *reader) firstOf(first, end int, who []int) []doer {
	for i := first + 1; i+1 < end && len(who) > 0 && r.entities[who[0]].sort != unknown; i++ {
		if r.tokens[i].class&coordinator != 0 && r.tokens[i-1].entity >= 0 && r.tokens[i].entity < 0 {
			list := r.doersNamed(who[0])
			for k := range list {
				list[k].cost += 12
			}
			return list
		}
	}
	return nil
}

// joinedPersons returns the bare names of "Ukraine's president Jane Doe and Russia's
// John Smith", "" for any other subject; short, the last word of each.
func (r *reader) joinedPersons(first, end int) (names, short string) {
	var who []int
	last, joined := first, 0
	for i := first; i < end; i++ {
		t := &r.tokens[i]
		if t.class&coordinator != 0 {
			joined++
		}
		if t.entity < 0 {
			continue
		}
		n := &r.names[t.entity]
		if n.owner || n.adjective || !r.maybePerson(n.entity) {
			continue
		}
		who = append(who, n.entity)
		i, last = n.end-1, n.end
	}
	if len(who) != 2 || joined != 1 || last != end {
		return "", ""
	}
	a, b := &r.entities[who[0]], &r.entities[who[1]]
	if len(a.words) > 0 && len(b.words) > 0 && a.sort == person && b.sort == person {
		short = a.words[len(a.words)-1] + " and " + b.words[len(b.words)-1]
	}
	return a.name + " and " + b.name, short
}

// expletive: "it emerged that …" names nobody.
func (r *reader) expletive(s *sentence, k, i int) bool {
	v := &s.clauses[k].verb
	return r.tokens[i].low == "it" && v.head+1 < s.end && r.tokens[v.head+1].low == "that" && !(r.isSpeech(v.head) && !v.passive)
}

// shorter returns a subject and the same without what ends it: "the losses of
// a trader | in Singapore".
func (r *reader) shorter(s *sentence, d doer) []doer {
	list := []doer{d}
	for of := 0; of < 2; of++ {
		for i := d.end - 1; i > d.first && len(list) < 4; i-- {
			t := &r.tokens[i]
			if t.class&preposition == 0 || (t.class&ofWord != 0) != (of > 0) || t.capital || r.hangs(i-1) || r.tokens[i-1].class&(numberWord|adverb) != 0 || counts[r.tokens[i-1].low] || r.tokens[i-1].sense&series != 0 {
				continue
			}
			short := doer{first: d.first, end: i, cost: rating(2 + of)}
			if i-1 > d.first+1 && r.tokens[i-1].entity < 0 && r.forms(i-1)&(past|participle) != 0 {
				short.end-- // "a commission | led by a senator"
			}
			if short.end-short.first < 2 {
				short.cost += 2 // "talks", "shares"
			}
			list = append(list, short)
		}
	}
	return list
}

// counts say nothing without what they count: "a number of", "most of".
var counts = wordSet("number lot couple part parts group majority half percent percentage kind head members one heads member rest much most some many all several few dozens hundreds thousands scores tens thirds third quarter bulk remainder")

// doesThings: what "it" means is rather a thing than an unknown name.
func (r *reader) doesThings(e int) bool {
	x := &r.entities[e]
	return x.sort == state || x.sort == organisation || x.sort == unknown && x.count > 2
}

// shared are words that are anaphors of states too often to name one.
var shared = wordSet("union party court state country kingdom republic")

// owner is the possessive of a name, as this article writes it.
func (r *reader) owner(name string) string {
	mark := "'"
	if strings.Contains(r.text, "’") {
		mark = "’"
	}
	name += mark
	if !strings.HasSuffix(name, "s"+mark) {
		name += "s"
	}
	return name
}

// doersNamed returns the name of an entity, and of a person the last word of it.
func (r *reader) doersNamed(e int) []doer {
	x := &r.entities[e]
	list := []doer{{name: x.called, person: x.sort == person}}
	if n := len(x.words); x.sort == person && n > 1 && r.lang.lexeme(strings.ToLower(x.words[0])).class&monarch == 0 {
		list = append(list, doer{name: x.words[n-1], person: true, cost: 3})
	}
	return list
}

func (r *reader) prepositionIn(first, end int) bool {
	for i := first; i < end; i++ {
		if t := &r.tokens[i]; t.class&(preposition|coordinator) != 0 && t.class&title == 0 && !(i > first && r.tokens[i-1].capital && r.tokens[i+1].capital && t.class&coordinator != 0) || t.punct {
			return true
		}
	}
	return false
}

// personAt returns the person, or who may be one, whose name begins at token i; -1
// if none does.
func (r *reader) personAt(i int) int {
	if k := r.tokens[i].entity; k >= 0 && r.names[k].first == i {
		if e := r.names[k].entity; r.maybePerson(e) {
			return e
		}
	}
	return -1
}
