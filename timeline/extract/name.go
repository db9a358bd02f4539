package extract

import (
	"slices"
	"strings"
	"unicode"

	"dateline/timeline/timex"
)

// A name is one mention of an entity.
type name struct {
	first, end int // tokens, end exclusive
	entity     int // index of reader.entities
	adjective  bool
	capital    bool // a capital that may stand for its government
	owner      bool // followed by "'s"
	placed     bool // the words around it say that it is a place
}

// An entity is what one or more names name.
type entity struct {
	name   string // the common name of a state, the fullest name of all else
	called string // as titles have it: an organisation by the longest name that the article has for it
	sort   species
	words  []string
	titled bool // a title or "Mr." stood before a mention
	office bool // one of an office of state stood beside a mention
	the    bool // "the" stood before a mention
	thing  bool // see isThing
	acts   bool // it does something in the article
	signs  int  // how far its mentions tell that it is a person
	sex    sense
	placed int // mentions that the words around them say to be of a place
	count  int
	from   int // the state whose adjective introduced a person, -1 for none
	serves int // the organisation that a person is said to lead or speak for, -1 for none
	extent extent
	in     string // the state in which a place lies, "" if not known
}

// particles join the parts of names.
var particles = map[string]bool{
	"of": true, "de": true, "bin": true, "ibn": true, "al": true, "van": true, "von": true, "der": true, "den": true, "la": true,
	"le": true, "el": true, "da": true, "dos": true, "du": true, "di": true, "del": true, "for": true, "und": true, "y": true,
}

// findNames fills r.names and r.entities.
func (r *reader) findNames() {
	r.freeMonths()
	seen := r.wordsInside()
	for s := range r.sentences {
		for i := r.sentences[s].first; i < r.sentences[s].end; {
			i = r.nameAt(s, i, seen)
		}
	}
	r.resolveNames()
	r.callEntities()
}

// callEntities sets what titles call each entity: "NASA", where the article
// never writes the name in full.
func (r *reader) callEntities() {
	longest := make([]string, len(r.entities))
	for i := range r.names {
		n := &r.names[i]
		if words := r.words(n.first, n.end); !n.adjective && len(words) > len(longest[n.entity]) {
			longest[n.entity] = words
		}
	}
	for i := range r.entities {
		e := &r.entities[i]
		if e.called = e.name; e.sort == organisation && longest[i] != "" {
			e.called = longest[i]
		}
	}
}

// freeMonths makes a name of "May" in "Theresa May", and of the "May" that says
// or has something behind it.
func (r *reader) freeMonths() {
	people := map[string]bool{}
	for _, s := range r.sentences {
		for i := s.first; i < s.end; i++ {
			t := &r.tokens[i]
			if !t.capital || t.class&month == 0 || len(t.low) < 3 || i+1 < s.end && r.tokens[i+1].digit {
				continue
			}
			behind := i > s.first && r.tokens[i-1].capital && r.tokens[i-1].class&(givenName|honorific|title) != 0
			alone := people[t.low] && i+1 < s.end && (i == s.first || r.tokens[i-1].class&(preposition|determiner) == 0) && (r.tokens[i+1].low == "'s" || r.tokens[i+1].class&(saidVerb|haveVerb|beVerb) != 0 || r.forms(i+1)&past != 0)
			if behind || alone {
				t.class &^= month
				people[t.low] = true
			}
		}
	}
}

// namesPerson reports the word of a month that is the name of a person.
func (r *reader) namesPerson(i int) bool {
	t := &r.tokens[i]
	return t.capital && t.class&month == 0 && r.lang.lexeme(t.low).class&month != 0
}

// wordsInside lists the words that stand with a capital inside a sentence
// (bit 1), without one anywhere (bit 2), and with one but no "'s" (bit 4): at the
// beginning of a sentence a capital says nothing.
func (r *reader) wordsInside() map[string]uint8 {
	seen := r.spelt
	for _, s := range r.sentences {
		for i := s.first; i < s.end; i++ {
			t := &r.tokens[i]
			if t.punct || t.digit || !t.capital {
				continue
			}
			if !allCapitals(t.text) {
				r.mixed[t.low] = true
			}
			bit := uint8(0)
			if i+1 == len(r.tokens) || !r.isOwner(i+1) {
				seen[t.low] |= 4
			}
			if i == s.first+1 && adjectival(r.tokens[s.first].low) && t.class&(givenName|official|groupNoun|audience) == 0 {
				continue // "National Rail has": not what stands alone elsewhere
			}
			if i > s.first && !r.inTitle(s.para) && (!r.tokens[i-1].punct || r.tokens[i-1].text == "," || isQuote(r.tokens[i-1].text) && i-2 > s.first && r.tokens[i-2].capital) {
				bit = 1
			}
			seen[t.low] |= bit
		}
	}
	for i := range r.tokens {
		if t := &r.tokens[i]; !t.punct && !t.digit && !t.capital {
			if bits, ok := seen[t.low]; ok {
				seen[t.low] = bits | 2
			}
		}
	}
	return seen
}

// nameAt reads a name that begins at token i and returns where to go on.
func (r *reader) nameAt(s, i int, seen map[string]uint8) int {
	t := &r.tokens[i]
	if t.punct || !t.capital && !r.lowerName(i) {
		return i + 1
	}
	end := r.sentences[s].end
	if t.class&(month|weekday) != 0 || t.low == "staff" && i > 1 && r.tokens[i-1].class&ofWord != 0 && r.tokens[i-2].low == "chief" {
		return i + 1 // "Chief of Staff Jane Doe"
	}
	if r.insideTime(t) {
		return i + 1 // "New Year's Day"
	}
	capitals := r.inTitle(r.sentences[s].para) && r.allBegin(&r.sentences[s])
	if capitals && r.ordinary(i, seen) {
		return i + 1 // "House Votes To Expel Traficant"
	}
	if stop := r.abbreviated(i, end); stop > 0 {
		return stop
	}
	k, n := r.lang.names.find(r.tokens[:end], i)
	run := r.runFrom(i, end)
	for j := i + 1; capitals && j < run; j++ {
		if r.ordinary(j, seen) {
			run = j
		}
	}
	if e, ok := r.letters[t.text]; ok {
		r.names = append(r.names, name{first: i, end: i + 1, entity: e})
		r.finishName()
		return i + 1
	}
	if n == 0 && r.afterModel(i, r.sentences[s].first) {
		return run
	}
	if n == 0 && run == i+1 && r.lang.names.ofRegion(t.text) {
		return run
	}
	if stop := r.model(s, i); stop > 0 {
		return stop
	}
	if n > 0 && i+n >= run {
		r.addName(i, i+n, k)
		return i + n
	}
	if n > 0 {
		if !r.goesOn(k, i, i+n, run) {
			r.addName(i, i+n, k)
			return i + n
		}
	} else if i == r.sentences[s].first || r.tokens[i-1].punct && isOpening(r.tokens[i-1].text) {
		if !r.nameAtStart(i, run, seen) {
			return i + 1
		}
	} else if t.class&notName != 0 && run == i+1 && t.text[1:] == t.low[1:] {
		return i + 1
	}
	if t.class&(title|honorific) != 0 {
		if run == i+1 {
			return i + 1
		}
		return r.titledName(i, run)
	}
	// A title inside parts "Apple CEO Steve Jobs"; a known name inside a run
	// begins anew ("Northrop Grumman U.S.").
	return r.splitRun(i, run, false)
}

// insideTime reports a word of a time expression behind its first.
func (r *reader) insideTime(t *token) bool {
	k, found := slices.BinarySearchFunc(r.rawTimes, t.start, func(x timex.Timex, at int) int {
		switch {
		case x.End <= at:
			return -1
		case x.Start > at:
			return 1
		}
		return 0
	})
	return found && r.rawTimes[k].Start < t.start
}

// allBegin reports a headline in which every longer word has a capital.
func (r *reader) allBegin(s *sentence) bool {
	const longer, enough = 4, 4 // bytes, words
	n := 0
	for i := s.first; i < s.end; i++ {
		if t := &r.tokens[i]; len(t.text) >= longer && !t.punct && !t.digit && t.class&(preposition|subordinator) == 0 {
			if !t.capital {
				return false
			}
			n++
		}
	}
	return n >= enough
}

// ordinary reports a word that begins with a capital only because the headline has all
// so: one that stands small elsewhere, or a word of the lexicon.
func (r *reader) ordinary(i int, seen map[string]uint8) bool {
	t := &r.tokens[i]
	if t.class&(title|honorific|givenName|organisationWord|placeWord) != 0 || seen[t.low]&1 != 0 {
		return false
	}
	return seen[t.low]&2 != 0 || r.forms(i) != 0 || r.isNoun(i)
}

// abbreviated reads "Democratic Party of Japan (DPJ)", "European Space Agency (Esa)": words before a bracket
// whose capitals are the letters in it are one name, which the letters stand
// for from then on. It returns where to go on, 0 if there is no such name.
func (r *reader) abbreviated(i, end int) int {
	const words = 9
	j := i
	var capitals strings.Builder
	for ; j < end && j < i+words && r.tokens[j].text != "("; j++ {
		t := &r.tokens[j]
		switch {
		case t.capital:
			for _, part := range strings.Split(t.text, "-") {
				if c := firstRune(part); unicode.IsUpper(c) {
					capitals.WriteRune(c)
				}
			}
		case !particles[t.low] && t.class&(coordinator|definite) == 0 && t.text != "&":
			return 0
		}
	}
	if j+2 >= end || j < i+2 || r.tokens[j].text != "(" || r.tokens[j+2].text != ")" {
		return 0
	}
	letters := strings.ReplaceAll(r.tokens[j+1].text, ".", "")
	if len(letters) < 2 || letters != capitals.String() && !(len(letters) > 2 && strings.ToUpper(letters) == capitals.String()) && !(len(letters) > capitals.Len() && r.shortens(letters, i, j)) {
		return 0
	}
	if k, n := r.lang.names.find(r.tokens[:end], i); n == j-i {
		r.addName(i, j, k)
	} else {
		r.addRun(i, j, false)
	}
	e := r.names[len(r.names)-1].entity
	if r.entities[e].sort == unknown {
		r.entities[e].sort = organisation
	}
	r.letters[r.tokens[j+1].text] = e
	return j + 1
}

// shortens reports whether letters are those of the words at tokens[first:end]
// in order, the first of every word with a capital among them: "SAmoa Airways
// (SAA)".
func (r *reader) shortens(letters string, first, end int) bool {
	if first == end {
		return letters == ""
	}
	t := &r.tokens[first]
	if !t.capital {
		return r.shortens(letters, first+1, end)
	}
	word := strings.ToUpper(t.text)
	for n := 1; n <= len(letters); n++ {
		// n letters are of this word.
		if letters[0] != word[0] || !within(letters[1:n], word[1:]) {
			return false
		}
		if r.shortens(letters[n:], first+1, end) {
			return true
		}
	}
	return false
}

// within reports whether the letters of a word stand in it in order.
func within(letters, word string) bool {
	for i := range len(letters) {
		at := strings.IndexByte(word, letters[i])
		if at < 0 {
			return false
		}
		word = word[at+1:]
	}
	return true
}

// goesOn reports whether a known name at first is but the beginning of a
// longer one that ends at run: an airline, a bank, "Boston Globe".
func (r *reader) goesOn(k known, first, end, run int) bool {
	rest, last := &r.tokens[end], &r.tokens[run-1]
	switch {
	case rest.class&(title|honorific) != 0:
		return false
	case last.class&(organisationWord|placeWord) != 0:
		return true
	case k.sort == state && !k.capital && rest.class&(organisationWord|placeWord) == organisationWord && r.headed(end, run):
		return true // "Kenya Airways Flight 507"
	case k.sort == state && !k.capital:
		// "U.S. Marines" are two; but Chad and Jordan are first names as well.
		return !k.adjective && r.lang.names.first[r.tokens[first].text] && run == end+1
	case k.sort == organisation:
		return false
	}
	if _, n := r.lang.names.find(r.tokens[:run], end); n > 0 {
		return false
	}
	// "In Edinburgh Nicola Sturgeon told …"
	return !(rest.class&givenName != 0 && r.beforePlace(first))
}

// headed reports whether the words of organisations at first end before a
// product: a flight or an aircraft.
func (r *reader) headed(first, run int) bool {
	for first < run && r.tokens[first].class&organisationWord != 0 {
		first++
	}
	return first < run && (r.tokens[first].low == "flight" || strings.ContainsFunc(r.tokens[first].text, unicode.IsDigit))
}

// splitRun records the run as one name, or as two where a title parts them.
func (r *reader) splitRun(i, run int, titled bool) int {
	for j := i + 1; j < run; j++ {
		c := r.tokens[j].class
		if c&title != 0 && c&organisationWord == 0 && j+1 < run || c&honorific != 0 {
			if r.tokens[j].sense&ministerWord == 0 {
				r.addRun(i, j, false) // but not "Education" of "Education Secretary Jane Doe"
			}
			return r.titledName(j, run)
		}
	}
	if run > i+1 && r.tokens[run-1].sense&ministerWord != 0 {
		return run // "the Education Secretary" is an office
	}
	r.addRun(i, run, titled)
	return run
}

// afterModel: the rest of a product's name, "Boeing 787 Dreamliner" and
// "iTunes Music Store", names nobody who acts.
func (r *reader) afterModel(i, first int) bool {
	if i <= first {
		return false
	}
	p := &r.tokens[i-1]
	if p.digit && i-1 > first && r.tokens[i-2].entity >= 0 && !r.tokens[i-2].punct {
		return true
	}
	return !p.punct && len(p.text) > 2 && unicode.IsLower(firstRune(p.text)) && p.text[1:] != p.low[1:] && !strings.Contains(p.text, "-")
}

// model returns the end of "Tupolev 154" in "a Tupolev 154" and "an Iberia
// Tupolev 154", whose maker has no part in what befell it; 0 for all else.
func (r *reader) model(s, i int) int {
	end, first := r.sentences[s].end, r.sentences[s].first
	if i == first || i+1 >= end || r.tokens[i].class&(title|organisationWord|placeWord|abbreviation) != 0 || !strings.ContainsFunc(r.tokens[i+1].text, unicode.IsDigit) || r.inTime(i+1) {
		return 0
	}
	if p := &r.tokens[i-1]; p.class&(indefinite|numberWord) == 0 && p.entity < 0 {
		return 0
	}
	j := i + 2
	for j < end && r.tokens[j].capital && !r.tokens[j].punct {
		j++
	}
	return j
}

// lowerName finds names that begin with a small letter: al-Qaeda.
func (r *reader) lowerName(i int) bool {
	t := r.tokens[i].text
	return len(t) > 4 && strings.HasPrefix(t, "al-") && unicode.IsUpper(firstRune(t[3:]))
}

func isOpening(s string) bool {
	switch s {
	case "\"", "“", "‘", "(", "[", ":", "—", "-", "–", "``":
		return true
	}
	return false
}

// runFrom returns the end of the run of capitalised words at i.
func (r *reader) runFrom(i, end int) int {
	j := i + 1
	for j < end {
		t := &r.tokens[j]
		switch {
		case t.punct && t.text == "&" && j+1 < end && r.tokens[j+1].capital:
			j += 2
		case isQuote(t.text) && j+3 < end && r.tokens[j+1].capital && isQuote(r.tokens[j+2].text) && r.tokens[j+3].capital && t.start > r.tokens[j-1].end && r.tokens[j-1].class&(title|organisationWord) == 0:
			j += 4 // John "Kenny" Collins
		case t.punct || t.class&(month|weekday) != 0 && t.capital:
			return j
		case r.tokens[j-1].class&abbreviation != 0 && r.tokens[j-1].class&organisationWord != 0:
			return j // "Apple Inc." ends a name
		case t.class&pronounFirst != 0 && i > 0 && r.tokens[i-1].class&preposition != 0 && r.tokens[i].class&givenName == 0 && j+1 < end && (r.forms(j+1)&past != 0 || r.tokens[j+1].class&(haveVerb|beVerb|modal) != 0):
			return j // "In Paris I met", not "the Artemis I rocket"
		case t.capital || r.lowerName(j):
			j++
		case particles[t.low] && j+2 < end && particles[r.tokens[j+1].low] && r.tokens[j+2].capital && r.tokens[j+2].class&notName == 0 && t.class&preposition == 0:
			j += 3 // "von der Leyen"
		case particles[t.low] && j+1 < end && r.tokens[j+1].capital && r.tokens[j+1].class&(month|weekday|notName) == 0 && (t.low != "of" && t.low != "for" || r.tokens[j-1].class&(organisationWord|placeWord) != 0 && r.tokens[j-1].class&title == 0 || r.tokens[j-1].class&title != 0 && r.tokens[j+1].class&title != 0):
			j += 2
		case t.class&coordinator != 0 && j+1 < end && r.tokens[j-1].sense&matter != 0 && r.tokens[j+1].capital && r.matters(j, end):
			j += 2 // "Economic and Financial Crimes Commission"
		case t.low == "'s" && r.endsName(j, end):
			return j + 1
		default:
			return j
		}
	}
	return j
}

// matters reports whether the conjunction at token i joins two parts of one name of an
// institution: its noun ends what follows, or stands before it.
func (r *reader) matters(i, end int) bool {
	for j := i + 1; j < end && j < i+6 && r.tokens[j].capital; j++ {
		if r.tokens[j].class&organisationWord != 0 {
			return true
		}
	}
	return i > 2 && r.tokens[i-2].class&ofWord != 0 && r.tokens[i-3].class&organisationWord != 0
}

// endsName: the "'s" at token i belongs to a firm's name, for a verb with its object
// follows: "McDonald's opened its first restaurant".
func (r *reader) endsName(i, end int) bool {
	if i+2 >= end || r.forms(i+1)&past == 0 {
		return false
	}
	if r.spelt[r.tokens[i-1].low]&4 != 0 {
		return false // the article names it without: "Norvo has bought … Norvo's fell 5 percent"
	}
	n := &r.tokens[i+2]
	return n.class&determiner != 0 || n.capital && !n.punct && n.class&(month|weekday) == 0 || !r.isNoun(i+1) && (n.class&(preposition|numberWord) != 0 || n.digit)
}

// nameAtStart decides whether the capital of a sentence's first word is one
// of a name.
func (r *reader) nameAtStart(i, run int, seen map[string]uint8) bool {
	t := &r.tokens[i]
	switch {
	case t.class&honorific != 0:
		return true
	case run > i+1 && r.tokens[run-1].class&organisationWord != 0 && t.class&(determiner|pronoun|preposition|subordinator|coordinator|adverb) == 0:
		return true
	case t.class&notName != 0, strings.HasSuffix(t.low, "-old"), t.class&(modal|beVerb|haveVerb|doVerb|determiner|pronoun|preposition|subordinator|coordinator|adverb) != 0:
		return false
	case seen[t.low]&1 != 0:
		return true
	case run > i+1 && r.describes(i, seen):
		return false // "Annual Fiat sales"
	case run > i+1:
		return seen[t.low]&2 == 0 || t.class&(title|givenName) != 0
	case seen[t.low]&2 != 0, t.ly(), strings.HasSuffix(t.low, "ing"), strings.HasSuffix(t.low, "ed"), r.isNoun(i), abstract(t.low):
		return false // "Unemployment rose"
	case i+2 < len(r.tokens) && r.tokens[i+1].text == "," && r.tokens[i+2].class&(indefinite|definite|relative|title|official) != 0 && !r.tokens[i+2].capital && t.class&title == 0:
		return true // "Northvolt, a battery maker, …", "Mayawati, leader of a small party, …"
	case i+1 < len(r.tokens) && r.tokens[i+1].text == ",":
		return t.class&title == 0 && r.inTitle(r.paraOf(i))
	}
	if i+2 < len(r.tokens) && r.tokens[i+1].class&coordinator != 0 && r.tokens[i+2].capital && r.tokens[i+2].class&(notName|month|weekday) == 0 && t.class == 0 && !strings.HasSuffix(t.low, "s") && !r.inTitle(r.paraOf(i)) {
		return true // "Boeing and Airbus agreed"
	}
	// An unknown word alone is a name where the sentence goes on with its verb.
	s := &r.sentences[r.sentenceOf(i)]
	k := i + 1
	for k < s.end && (r.tokens[k].class&adverb != 0 && r.tokens[k].class&(preposition|determiner|coordinator) == 0 || r.tokens[k].ly()) {
		k++ // "Nokia also opened"
	}
	k = r.afterDay(k, s.end) // "Nokia on Monday opened"
	return !r.inTitle(s.para) && t.class&title == 0 && !strings.HasSuffix(t.low, "s") && k < s.end && (r.isOwner(k) || r.forms(k)&past != 0 && !r.attributive(s, k) || r.tokens[k].class&(haveVerb|beFinite) != 0)
}

// afterDay passes over a day of the week at token i with its preposition, before times are placed.
func (r *reader) afterDay(i, end int) int {
	j := i
	if j+1 < end && r.tokens[j].class&preposition != 0 {
		j++
	}
	if j < end && r.tokens[j].class&weekday != 0 {
		return j + 1
	}
	return i
}

// abstract reports a word that its ending makes a common noun.
func abstract(low string) bool {
	for _, end := range []string{"ment", "tion", "sion", "ness", "ity", "ism"} {
		if len(low) > len(end)+3 && strings.HasSuffix(low, end) {
			return true
		}
	}
	return false
}

// describes reports a word that looks like an adjective before a name that
// stands alone elsewhere.
func (r *reader) describes(i int, seen map[string]uint8) bool {
	t := &r.tokens[i]
	if t.class&(title|givenName|organisationWord) != 0 || r.lang.names.nouns[t.low]&beforeName != 0 || seen[r.tokens[i+1].low]&1 == 0 {
		return false
	}
	return adjectival(t.low)
}

// adjectival reports a word that its ending makes an adjective.
func adjectival(low string) bool {
	for _, end := range [...]string{"ual", "ous", "ful", "ive", "ible", "able", "ical", "ional", "less", "ern", "ral", "nal", "ric"} {
		if strings.HasSuffix(low, end) {
			return true
		}
	}
	return false
}

// titledName reads "Prime Minister Hassan Diab" and "Mr. Diab".
func (r *reader) titledName(i, run int) int {
	j := i
	for j < run && (r.tokens[j].class&(title|honorific) != 0 || particles[r.tokens[j].low] && j > i) && !(r.tokens[j].class&givenName != 0 && j+1 < run) {
		j++
	}
	if j >= run {
		return run
	}
	if k, n := r.lang.names.find(r.tokens[:run], j); n > 0 && k.sort == state && j > i {
		r.addName(j, j+n, k)
		return j + n
	}
	if j == run-1 && r.tokens[j].class&official != 0 {
		return run // "the Foreign Ministry", as small letters have it
	}
	if j == run-1 && j > i && r.tokens[j-1].class&monarch != 0 {
		j-- // "King Salman" is the whole name
	}
	from := len(r.names)
	king := j < run && r.tokens[j].sense&office != 0 // "King Salman"
	end := r.splitRun(j, run, true)
	if len(r.names) == from+1 && i > 0 {
		r.holder(i, r.names[from].entity)
	}
	if king && len(r.names) > from {
		r.entities[r.names[from].entity].office = true
	}
	return end
}

// holder remembers who bears a title, for "the king" later on.
func (r *reader) holder(i, entity int) {
	for j := i; j < len(r.tokens) && r.tokens[j].class&title != 0; j++ {
		if _, ok := r.holders[r.tokens[j].low]; !ok {
			r.holders[r.tokens[j].low] = entity
		}
	}
}

// addName records a known name.
func (r *reader) addName(i, end int, k known) {
	e := r.entityNamed(k.name, k.sort)
	if k.sort == place {
		r.entities[e].extent, r.entities[e].in = k.extent, k.in
	}
	r.names = append(r.names, name{first: i, end: end, entity: e, adjective: k.adjective, capital: k.capital})
	r.finishName()
}

// addRun records a run of capitalised words; a number or "Flight" in it makes
// the rest a product, which is no actor.
func (r *reader) addRun(i, end int, titled bool) {
	stop := i
	for stop < end && !strings.ContainsFunc(r.tokens[stop].text, unicode.IsDigit) && r.tokens[stop].low != "flight" {
		stop++
	}
	for stop > i && r.tokens[stop-1].class&(preposition|coordinator) != 0 {
		stop--
	}
	if stop == i || stop == i+1 && len([]rune(r.tokens[i].text)) < 2 {
		return
	}
	called := strings.Join(strings.Fields(r.words(i, stop)), " ")
	if r.shouted(i, stop) {
		called = titleCase(r.tokens[i:stop]) // "LUIS FIGO became", as leads begin
	}
	e := r.entityNamed(called, unknown)
	r.entities[e].titled = r.entities[e].titled || titled
	r.names = append(r.names, name{first: i, end: stop, entity: e})
	r.finishName()
}

// shouted reports a name in capitals of which a word stands elsewhere as names do.
func (r *reader) shouted(first, end int) bool {
	usual := false
	for i := first; i < end; i++ {
		t := &r.tokens[i]
		if !allCapitals(t.text) || len(t.text) < 3 {
			return false
		}
		usual = usual || r.mixed[t.low]
	}
	return usual && end-first > 1
}

// finishName sets what the surroundings say of the name just added.
func (r *reader) finishName() {
	n := &r.names[len(r.names)-1]
	for i := n.first; i < n.end; i++ {
		r.tokens[i].entity = len(r.names) - 1
		if i > n.first && r.tokens[i].class&pronounFirst != 0 {
			r.tokens[i].class = 0 // "Artemis I"
		}
	}
	e := &r.entities[n.entity]
	e.count++
	e.the = e.the || n.first > 0 && r.tokens[n.first-1].class&definite != 0
	for i := n.first - 1; i >= r.sentences[r.sentenceOf(n.first)].first && r.tokens[i].class&title != 0; i-- {
		e.office = e.office || r.tokens[i].sense&office != 0 // "Health minister Jane Doe"
	}
	n.owner = n.end < len(r.tokens) && r.isOwner(n.end)
	if in, ok := r.placeEvidence(n); ok {
		n.placed = true
		e.placed++
		if e.in == "" || in != "" && e.sort == place {
			e.in = in // "Paris, Texas"
		}
		return
	}
	// "Jo Cox, a Labour lawmaker, …"
	if n.end+2 < len(r.tokens) && r.tokens[n.end].text == "," && n.end-n.first > 1 {
		for j := n.end + 1; j < n.end+6 && j < len(r.tokens) && !r.tokens[j].punct; j++ {
			if r.tokens[j].class&title != 0 && !r.tokens[j].capital {
				e.titled = true
				e.office = e.office || r.tokens[j].sense&office != 0
			}
		}
	}
}

// isOwner reports whether tokens[i] is a possessive ending.
func (r *reader) isOwner(i int) bool {
	t := &r.tokens[i]
	return t.low == "'s" || (t.text == "'" || t.text == "’") && i > 0 && t.start == r.tokens[i-1].end && strings.HasSuffix(r.tokens[i-1].low, "s")
}

func (r *reader) entityNamed(s string, sort species) int {
	if e, ok := r.entityBy[s]; ok {
		if r.entities[e].sort == unknown {
			r.entities[e].sort = sort
		}
		return e
	}
	r.entityBy[s] = len(r.entities)
	r.entities = append(r.entities, entity{name: s, sort: sort, words: strings.Fields(s), from: -1, serves: -1})
	return len(r.entities) - 1
}
