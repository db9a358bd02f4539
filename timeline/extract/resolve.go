package extract

import (
	"slices"
	"strings"
	"time"
	"unicode"

	"dateline/timeline"
	"dateline/timeline/edtf"
)

// endOfSovietUnion is 26 December 1991: until then Moscow's government was its.
var endOfSovietUnion = edtf.DayOf(1991, time.December, 26)

// resolveNames gives short names the entity of the longer one that they
// shorten, and every entity its sort.
func (r *reader) resolveNames() {
	short := r.shortForms()
	debuts := r.debuts()
	into := make([]int, len(r.entities))
	for i := range r.entities {
		into[i] = i
		e := &r.entities[i]
		if _, listed := r.lang.names.spelled[e.name]; e.sort == state || e.sort == place || listed {
			continue // the United Nations are not their Security Council
		}
		full, ok := short[e.name]
		if !ok {
			full, ok = r.institution(e)
		}
		if x, y := &debuts[i], &debuts[full]; ok && (y.kin && x.at < y.at || x.sex&y.sex == 0 && x.sex != 0 && y.sex != 0) {
			ok = false // "Gandhi" before "her son, Rajiv Gandhi", "Mrs. Reed" and Tyler Reed
		}
		if ok && full != i && !r.townBeside(e, &r.entities[full]) {
			into[i] = full
			r.entities[full].titled = r.entities[full].titled || e.titled
			r.entities[full].office = r.entities[full].office || e.office
			r.entities[full].count += e.count
			r.entities[full].placed += e.placed
			e.count, e.placed = 0, 0 // nothing is called so any more
		}
	}
	if r.hasPublished && r.publishedDay < endOfSovietUnion {
		if union, ok := r.entityBy["Soviet Union"]; ok {
			if russia, ok := r.entityBy["Russia"]; ok {
				into[russia] = union // "Moscow", "the Russians"
				r.entities[union].count += r.entities[russia].count
				r.entities[russia].count = 0
			}
		}
	}
	for i := range r.names {
		n := &r.names[i]
		full := &r.entities[into[n.entity]]
		full.signs += r.signsOfPerson(n, full)
		full.sex |= r.sexOf(n, full)
		n.entity = into[n.entity]
	}
	for i := range r.entities {
		e := &r.entities[i]
		if e.sort = r.sortOf(e); e.sort == place && e.extent == unsized {
			e.extent = r.extentOf(e)
		}
	}
	for t, e := range r.holders {
		r.holders[t] = into[e]
	}
	r.holdBodies()
	r.surnames(short)
	r.placesWithin()
	r.home = r.homeState()
	if r.home >= 0 && r.home < len(into) {
		r.home = into[r.home]
	}
	r.topic = r.mostNamed()
	r.firmFrom = r.firmNamedFrom()
	for _, n := range r.names {
		e := &r.entities[n.entity]
		if e.sort == person && e.serves < 0 {
			e.serves = r.employer(&n)
		}
		if e.sort == person && e.from < 0 {
			if e.from = r.stateBefore(n.first); e.from < 0 {
				e.from = r.stateBehind(n.end)
			}
		}
	}
}

// A debut is how an article first names somebody.
type debut struct {
	at  int   // the token of the first name
	kin bool  // as somebody's wife or son
	sex sense // what all names of the entity tell
}

// debuts returns that of each entity.
func (r *reader) debuts() []debut {
	all := make([]debut, len(r.entities))
	seen := make([]bool, len(r.entities))
	for i := range r.names {
		n := &r.names[i]
		d := &all[n.entity]
		d.sex |= r.sexOf(n, &r.entities[n.entity])
		if seen[n.entity] {
			continue
		}
		seen[n.entity], d.at = true, n.first
		if before := n.first - 1; before > 0 {
			if r.tokens[before].text == "," {
				before--
			}
			d.kin = kinship[r.tokens[before].low]
		}
	}
	return all
}

// kinship lists words for whoever is another than the one whose he is, and may share his surname.
var kinship = wordSet("wife husband son daughter brother sister father mother widow widower nephew niece cousin uncle aunt grandson granddaughter grandfather grandmother stepson stepdaughter half-brother half-sister twin lawyer lawyers predecessor successor bodyguard driver neighbour neighbor")

// holdBodies lets "the council" and "the bank" mean the one that the article names.
func (r *reader) holdBodies() {
	bodies := map[string]int{}
	for i := range r.entities {
		e := &r.entities[i]
		if e.sort != organisation && e.sort != unknown || len(e.words) < 2 || e.count == 0 {
			continue
		}
		last := strings.ToLower(e.words[len(e.words)-1])
		if r.lang.lexeme(last).class&organisationWord == 0 {
			continue
		}
		if _, twice := bodies[last]; twice {
			bodies[last] = -1
		} else {
			bodies[last] = i
		}
	}
	for last, i := range bodies {
		if _, held := r.holders[last]; !held && i >= 0 {
			r.holders[last] = i
		}
	}
}

// mostNamed is the party that the article is about: the one that it names most,
// -1 if it names none often.
func (r *reader) mostNamed() int {
	const often = 4
	best, most := -1, often-1
	for i := range r.entities {
		if e := &r.entities[i]; e.count > most && e.sort != place {
			best, most = i, e.count
		}
	}
	return best
}

// firmNamedFrom is the token from which on "the company" is what the article is about: where
// that is first named, no token if it is no body. What may be a product is taken for none
// where the article names a body.
func (r *reader) firmNamedFrom() int {
	body := r.topic >= 0 && (r.entities[r.topic].sort == organisation ||
		r.entities[r.topic].sort == unknown && !slices.ContainsFunc(r.entities, func(e entity) bool { return e.sort == organisation && e.count > 0 }))
	for i := range r.names {
		if body && r.names[i].entity == r.topic {
			return r.names[i].first
		}
	}
	return len(r.tokens)
}

// homeState is the state of the wire dateline's city, else the one that is
// named most.
func (r *reader) homeState() int {
	in := r.datelineState()
	best, most := -1, 1
	for i := range r.entities {
		if e := &r.entities[i]; e.sort == state && e.count > most {
			best, most = i, e.count
		}
	}
	if in == "" {
		return best
	}
	r.datelineIn = in
	if i, ok := r.entityBy[in]; best >= 0 && best != i && (!ok || r.entities[i].count == 0) && r.namedFirst(best) {
		return best // written in Geneva, of Sweden
	}
	return r.entityNamed(in, state)
}

// namedFirst reports an entity that the title or the first paragraph names.
func (r *reader) namedFirst(entity int) bool {
	return slices.ContainsFunc(r.names, func(n name) bool {
		p := &r.paras[r.sentences[r.sentenceOf(n.first)].para]
		return n.entity == entity && (p.lead || p.role == timeline.RoleTitle)
	})
}

// shortForms maps surnames, first words of organisations and initials to the
// entity with the longest such name; the earliest among equals.
func (r *reader) shortForms() map[string]int {
	short := map[string]int{}
	put := func(s string, i int) {
		if old, ok := short[s]; !ok || len(r.entities[i].words) > len(r.entities[old].words) && r.entities[old].count <= r.entities[i].count {
			short[s] = i
		}
	}
	for i := range r.entities {
		e := &r.entities[i]
		n := len(e.words)
		if firm, ok := strings.CutSuffix(e.name, "'s"); ok && e.sort == unknown {
			put(firm, i) // "McDonald's", before its shops
		}
		if n < 2 || e.sort == state || e.sort == place {
			continue
		}
		held := r.lang.names.nouns[strings.ToLower(e.words[n-1])]&gathering != 0 // "Apple" is not the Apple Developers Conference
		org := r.hasClass(e.words, organisationWord)
		if r.lang.lexeme(strings.ToLower(e.words[0])).class&monarch != 0 {
			continue
		}
		if !org {
			for k := 1; k < n; k++ {
				put(strings.Join(e.words[k:], " "), i)
			}
		}
		if org || r.lang.lexeme(strings.ToLower(e.words[0])).class&givenName == 0 {
			for k := 1; k < n && !held; k++ {
				if w := r.lang.lexeme(strings.ToLower(e.words[k-1])).class; k > 1 || w&(notName|organisationWord|placeWord) == 0 {
					put(strings.Join(e.words[:k], " "), i)
				}
			}
		}
		var b strings.Builder
		for _, w := range e.words {
			if unicode.IsUpper(firstRune(w)) {
				b.WriteRune(firstRune(w))
			}
		}
		if b.Len() > 1 {
			put(b.String(), i)
		}
	}
	return short
}

// institution returns the only longer name of the article that ends with the
// bare word of an institution: "the Commission".
func (r *reader) institution(e *entity) (int, bool) {
	if len(e.words) != 1 || e.sort != unknown || !r.hasClass(e.words, organisationWord) {
		return 0, false
	}
	full, n := 0, 0
	for i := range r.entities {
		if o := &r.entities[i]; len(o.words) > 1 && o.words[len(o.words)-1] == e.words[0] && o.sort != state && o.sort != place {
			full, n = i, n+1
		}
	}
	return full, n == 1
}

func (r *reader) hasClass(words []string, c class) bool {
	for _, w := range words {
		if r.lang.lexeme(strings.ToLower(w)).class&c != 0 {
			return true
		}
	}
	return false
}
