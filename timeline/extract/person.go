package extract

import "strings"

// What a name and the words around it say of whether it is a person or a firm,
// and whom a person serves.

// maybePerson: a person, or a name of several words, without "the", of which nothing
// is known.
func (r *reader) maybePerson(i int) bool {
	e := &r.entities[i]
	return e.sort == person || e.sort == unknown && len(e.words) > 1 && e.signs >= 0
}

// enoughSigns of a person make one of a name that nothing else tells of.
const enoughSigns = 2

// signsOfPerson weighs what a mention says for its entity being a person: an age
// or "who" behind the name, an office before it, the last of its words alone; and against it: "the".
func (r *reader) signsOfPerson(n *name, full *entity) int {
	if len(full.words) < 2 || n.adjective {
		return 0
	}
	if n.first > 0 && r.tokens[n.first-1].class&(definite|demonstrative|possessiveWord|pronoun) == definite {
		return -enoughSigns
	}
	at := func(i int) *token { return &r.tokens[min(i, len(r.tokens)-1)] }
	next := at(n.end)
	if n.first > 1 && r.tokens[n.first-1].text == "," && r.tokens[n.first-2].class&title != 0 && r.tokens[n.first-2].entity < 0 && next.punct && n.end-n.first > 1 {
		return enoughSigns // "the rebel leader, John Doe,"
	}
	if next.text == "," {
		next = at(n.end + 1)
		if next.digit && len(next.text) == 2 && at(n.end+2).punct && !r.inTime(n.end+1) {
			return enoughSigns
		}
	}
	switch {
	case next.class&relative != 0 && next.class&pronounPerson != 0:
		return enoughSigns
	case n.end == n.first+1 && strings.EqualFold(r.tokens[n.first].text, full.words[len(full.words)-1]):
		return 1
	}
	return 0
}

// sexOf is what a mention says of whether "he" or "she" can mean a person: the first
// name, "Ms.", "the actress".
func (r *reader) sexOf(n *name, full *entity) (sex sense) {
	if n.end-n.first > 1 && len(full.words) > 1 {
		sex = r.tokens[n.first].sense
	}
	for i := n.first - 1; i >= 0 && !r.tokens[i].punct && r.tokens[i].class&(title|honorific) != 0; i-- {
		sex |= r.tokens[i].sense
	}
	return sex & (male | female)
}

// canMean reports whether a pronoun can mean an entity: "she" is nobody known as "he".
func (r *reader) canMean(pronoun, e int) bool {
	sex := r.entities[e].sex
	said := r.tokens[pronoun].sense & (male | female)
	return sex == 0 || said == 0 || sex&said != 0
}

func (r *reader) sortOf(e *entity) species {
	last := r.lang.lexeme(strings.ToLower(e.words[len(e.words)-1])).class
	switch {
	case e.sort != unknown:
		return e.sort
	case e.titled:
		return person
	case last&placeWord != 0 && last&organisationWord == 0, len(e.words) > 1 && r.lang.names.nouns[strings.ToLower(e.words[0])]&beforeName != 0:
		return place
	case r.hasClass(e.words, organisationWord):
		return organisation
	case len(e.words) > 1 && (r.lang.lexeme(strings.ToLower(e.words[0])).class&givenName != 0 || e.signs >= enoughSigns):
		return person
	case e.placed > 0:
		if k, ok := r.lang.names.placeNamed(e.name); ok {
			e.extent = k.extent
			if e.in == "" {
				e.in = k.in
			}
			return place
		}
		if 2*e.placed > e.count {
			return place
		}
	}
	return unknown
}

// employer finds the organisation of a person: "Swatch chief executive Nick
// Hayek", "James Kinnear, Texaco's chief executive", "Paul Otellini, its
// president", "the chairman of the bank, Thomas Jordan".
func (r *reader) employer(n *name) int {
	before := n.first - 1
	if before > 0 && r.tokens[before].text == "," && r.tokens[before-1].class&title != 0 {
		before-- // "Mattel's chief executive, Robert Eckert,"
	}
	other := false // somebody else is named before the title
	for i, titles := before, 0; i >= 0 && i > before-7; i-- {
		t := &r.tokens[i]
		if t.entity >= 0 {
			other = true
			if x := &r.names[t.entity]; titles > 0 && r.isFirm(x.entity) && !(x.first > 0 && r.tokens[x.first-1].sense&pastOffice != 0) {
				return x.entity
			}
			break // nor "former Swatch chief executive"
		}
		if t.sense&pastOffice != 0 {
			return -1
		}
		if t.class&title != 0 {
			titles++
		} else if titles > 0 && t.class&anaphor != 0 && t.class&official == 0 {
			const near = 200                           // tokens
			for j := i - 1; j >= max(0, i-near); j-- { // "company CEO Steve Jobs": of the firm named last
				if e := r.tokens[j].entity; e >= 0 && r.isFirm(r.names[e].entity) {
					return r.names[e].entity
				}
			}
			break
		} else if t.low != "'s" && !r.isOwner(i) && t.class&ofWord == 0 {
			break
		}
	}
	if n.first > 0 && r.tokens[n.first-1].sense&executive != 0 && !other && r.topic >= 0 && r.isFirm(r.topic) {
		return r.topic // "Chief executive Thomas Enders", of the firm that the article is about
	}
	if n.end+2 >= len(r.tokens) || r.tokens[n.end].text != "," {
		return -1
	}
	titles, owner := 0, -1
	for i := n.end + 1; i < len(r.tokens) && i < n.end+9; i++ {
		t := &r.tokens[i]
		switch {
		case t.punct && t.low != "'s" && !r.isOwner(i):
			if titles > 0 {
				return owner
			}
			return -1
		case t.class&title != 0:
			titles++
		case t.entity >= 0 && owner < 0:
			if e := r.names[t.entity].entity; r.isFirm(e) {
				owner = e
			}
		case t.class&possessiveWord != 0 && owner < 0:
			if who := r.antecedent(i, false); len(who) > 0 && r.isFirm(who[0]) {
				owner = who[0]
			}
		case t.class&(relative|coordinator) != 0:
			return -1
		}
	}
	return -1
}

// isFirm: an organisation that is no state; of what nobody has named so, a name
// that the article uses again.
func (r *reader) isFirm(entity int) bool {
	e := &r.entities[entity]
	return e.sort == organisation || e.sort == unknown && e.count > 1
}

// stateBefore finds the state among the titles before a name: "Chilean President",
// "Spain's development minister, Ana Pastor".
func (r *reader) stateBefore(first int) int {
	i := first - 1
	if i > 0 && r.tokens[i].text == "," && r.tokens[i-1].class&title != 0 {
		i--
	}
	for ; i >= 0 && i > first-7; i-- {
		t := &r.tokens[i]
		if t.entity >= 0 {
			if n := r.names[t.entity]; r.entities[n.entity].sort == state && (n.adjective || n.owner && n.end < first) {
				return n.entity
			}
			return -1
		}
		if t.punct && t.low != "'s" || t.class&(preposition|coordinator|determiner|pronoun|beVerb|haveVerb) != 0 {
			return -1
		}
	}
	return -1
}

// stateBehind finds it behind the name: "John Kerry, the new US secretary of state,".
func (r *reader) stateBehind(end int) int {
	if end+2 >= len(r.tokens) || r.tokens[end].text != "," {
		return -1
	}
	for i := end + 1; i+1 < len(r.tokens) && i < end+6; i++ {
		t := &r.tokens[i]
		if n := t.entity; n >= 0 {
			if x := &r.names[n]; x.end+1 < len(r.tokens) && r.entities[x.entity].sort == state && (x.adjective || x.owner || r.tokens[x.end].class&title != 0) && (r.tokens[x.end].class&title != 0 || r.tokens[x.end+1].class&title != 0) {
				return x.entity
			}
			return -1
		}
		if t.punct || t.class&(relative|preposition|coordinator|beVerb|haveVerb) != 0 {
			return -1
		}
	}
	return -1
}
