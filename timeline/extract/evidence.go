package extract

import "strings"

// What the words around a name say of whether it is a place.

// beforePlace reports whether token i stands after a preposition of place,
// with a determiner between at most.
func (r *reader) beforePlace(i int) bool {
	p := i - 1
	for p >= 0 && r.tokens[p].class&determiner != 0 {
		p--
	}
	if p < 0 {
		return false
	}
	if r.tokens[p].class&strictPlace != 0 || r.tokens[p].place&offWord != 0 && (p == 0 || r.tokens[p-1].place&offVerb == 0) {
		return true // "in Gori", "off Samar", not "bought off Acme"
	}
	// "the island of Lampedusa"
	return p > 0 && r.tokens[p].class&ofWord != 0 && (r.tokens[p-1].class&placeWord != 0 || r.tokens[p-1].place&landNoun != 0)
}

// placeEvidence reports whether the words around a name say that it is a
// place, and the state that they put it in, if they do.
func (r *reader) placeEvidence(n *name) (in string, ok bool) {
	if in = r.stateAfter(n); in != "" {
		return in, true
	}
	if r.beforePlace(n.first) {
		return "", true
	}
	if n.first > 0 && r.verbOfKind(n.first-1, "visit") && r.knownPlace(n) {
		return "", true // "visited Lund"
	}
	for j := n.end; j < n.end+3 && j < len(r.tokens) && !r.tokens[j].punct && !r.tokens[j].capital; j++ {
		c := r.lang.lexeme(strings.TrimSuffix(r.tokens[j].low, "s")).class
		if c&placeWord != 0 && c&organisationWord == 0 || r.tokens[j].place&siteNoun != 0 && c&organisationWord == 0 {
			return "", true // "the Incirlik air base"
		}
		if r.tokens[j].place&civicNoun != 0 && j == n.end && r.knownPlace(n) {
			return "", true // "Reading police"
		}
		if r.tokens[j].class&(preposition|determiner|coordinator|beVerb|haveVerb|modal) != 0 {
			break
		}
	}
	// "Gori, a town near the front"
	if j := n.end + 1; j < len(r.tokens) && r.tokens[n.end].text == "," && r.tokens[j].class&determiner != 0 {
		for j++; j < n.end+7 && j < len(r.tokens) && !r.tokens[j].punct && r.tokens[j].class&(preposition|coordinator|relative|beVerb|haveVerb) == 0; j++ {
			if r.tokens[j].place&(landNoun|capitalNoun) != 0 && !r.tokens[j].capital {
				return "", true
			}
		}
	}
	return "", false
}

// extentOf tells from its last or first word how far a place reaches that no
// list has: "Karachi Airport", "Kodori Gorge", "Mount Athos"; a town where they
// say nothing.
func (r *reader) extentOf(e *entity) extent {
	nouns := r.lang.names.nouns
	switch n := nouns[strings.ToLower(e.words[len(e.words)-1])]; {
	case n&siteNoun != 0:
		return site
	case n&landNoun != 0, len(e.words) > 1 && nouns[strings.ToLower(e.words[0])]&beforeName != 0:
		return region
	}
	return town
}

// placesWithin gives places that no list has the state of the place in which
// the words after them put them: "the Bardo museum in Tunis", "Savar, near
// Dhaka".
func (r *reader) placesWithin() {
	for i := range r.names {
		n := &r.names[i]
		e := &r.entities[n.entity]
		if e.sort != place || e.in != "" || r.tokens[n.end-1].place&gathering != 0 || r.isNoun(n.end-1) {
			continue
		}
		j := n.end
		if end := r.siteAfter(n); end > 0 {
			j = end
		}
		if j < len(r.tokens) && r.tokens[j].text == "," {
			j++
		}
		if j+1 >= len(r.tokens) || r.tokens[j].class&strictPlace == 0 || r.tokens[j+1].entity < 0 {
			continue
		}
		if o := &r.names[r.tokens[j+1].entity]; !o.adjective && !o.owner {
			if x := &r.entities[o.entity]; x.sort == state {
				e.in = x.name
			} else if x.sort == place {
				e.in = x.in
			}
		}
	}
}

// knownPlace reports whether the gazetteer has a place of that name.
func (r *reader) knownPlace(n *name) bool {
	_, ok := r.lang.names.placeNamed(joined(r.tokens[n.first:n.end]))
	return ok
}

// stateAfter returns the state in which the words after a comma put a place:
// "Toledo, Ohio"; "Gori, Georgia,". A list of states puts nothing anywhere.
func (r *reader) stateAfter(n *name) string {
	if n.end+1 >= len(r.tokens) || r.tokens[n.end].text != "," {
		return ""
	}
	k, m := r.lang.names.find(r.tokens, n.end+1)
	after := n.end + 1 + m
	if m == 0 || k.adjective || k.capital || k.sort != state && k.extent != region || after < len(r.tokens) && (r.isOwner(after) || r.tokens[after].capital || r.tokens[after].class&coordinator != 0) {
		return ""
	}
	own, ok := r.lang.names.placeNamed(joined(r.tokens[n.first:n.end]))
	if ok && own.sort == state && !own.capital || !ok && !r.beforePlace(n.first) {
		return ""
	}
	if k.sort == state {
		return k.name
	}
	return k.in
}

// townBeside reports whether e is a town and full what is called after it:
// "Boston" and "Boston Globe", "Lampedusa" and "Lampedusa Island" are two.
func (r *reader) townBeside(e, full *entity) bool {
	if e.placed == 0 || full.titled || e.titled {
		return false
	}
	_, ok := r.lang.names.placeNamed(e.name)
	return ok && r.sortOf(full) != person
}

// surnames gives the names of known places that are surnames of persons of
// the article to those, where nothing says that a place is meant: "Karen
// London, the author, … London said".
func (r *reader) surnames(short map[string]int) {
	for i := range r.names {
		n := &r.names[i]
		e := &r.entities[n.entity]
		if n.placed || n.adjective || e.sort != place && e.sort != state {
			continue
		}
		if full, ok := short[joined(r.tokens[n.first:n.end])]; ok && r.entities[full].sort == person {
			n.entity, n.capital = full, false
		}
	}
}

// datelineState returns the state of the wire dateline: the one that it names,
// else that of its city.
func (r *reader) datelineState() string {
	if r.here < 0 {
		return ""
	}
	for s := range r.sentences {
		first := r.sentences[s].first
		if r.inTitle(r.sentences[s].para) || first < 2 || s > 0 && r.sentences[s-1].end == first || r.paraOf(first-1) != r.sentences[s].para {
			continue
		}
		for i := first - 1; i >= 0 && r.paraOf(i) == r.sentences[s].para; i-- {
			if k, n := r.lang.names.find(r.tokens[:first], i); n > 0 && k.sort == state && !k.adjective {
				return k.name
			} else if n > 0 && k.in != "" {
				return k.in
			}
		}
		break
	}
	if k, ok := r.lang.names.placeNamed(r.entities[r.here].name); ok {
		if k.sort == state {
			return k.name
		}
		return k.in
	}
	return ""
}
