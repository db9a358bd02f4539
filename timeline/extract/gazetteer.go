package extract

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"dateline/timeline/extract/fold"
)

//go:generate go run gazetteer/generate.go

// A species is what a name names.
type species uint8

const (
	unknown species = iota
	person
	organisation
	state
	place
)

// An extent is how far a place reaches: the smaller it is, the more exact.
type extent uint8

const (
	unsized extent = iota
	wide           // a continent, a sea
	whole          // a state
	region         // a part of a state
	town
	site // a building and the like
)

// A known is a name of the gazetteer.
type known struct {
	name      string // the common or the full name
	sort      species
	adjective bool // "Iranian"
	capital   bool // a city that also stands for its government
	extent    extent
	in        string // the state in which a place lies, "" if not known
}

// A gazetteer finds known names by their first word. Towns are found in the
// sorted text of the generated file itself, so that nothing has to be built
// of it at the start.
type gazetteer struct {
	byFirst   map[string][]knownName // longest first
	codes     map[string]string      // code of a state → common name
	former    map[string]string      // name that a state had → its common name now
	ambiguous map[string]bool        // names that are places with evidence alone
	withheld  map[string]known       // what they name then, if it is written by hand
	first     map[string]bool        // states whose names are first names as well
	nouns     map[string]locative
	seats     []string          // houses of government
	endings   []string          // of words for what is of a place: Siberian
	spelled   map[string]bool   // organisations, and whether an editor spells them out
	capitals  map[string]string // state → the city that "the capital" means
	towns     string            // lines of name, tab, code, tab, thousands of people
	index     [1 << 14]int32    // where in towns the names with two first letters begin, at both letters
	big       [1 << 10]uint64   // a bit for the first word of each town that needs no evidence, at its hash: most words are of none
}

type knownName struct {
	words []string
	known
}

// A locative is what a word says of a place, as place-words.txt has it.
type locative uint32

const (
	siteNoun locative = 1 << iota
	landNoun
	civicNoun
	capitalNoun
	sameNoun
	areaNoun
	partNoun
	aboutNoun
	beforeName
	gathering
	offWord
	onWord
	fromWord
	outWord
	thereWord
	whereWord
	thisWord
	alikeWord
	offVerb
	phaseNoun
	endingVerb
	otherWord
)

var locatives = map[string]locative{
	"site": siteNoun, "land": landNoun, "civic": civicNoun, "capital": capitalNoun, "same": sameNoun, "area": areaNoun, "part": partNoun, "about": aboutNoun, "before": beforeName, "gathering": gathering,
	"off": offWord, "on": onWord, "from": fromWord, "out": outWord, "there": thereWord, "where": whereWord, "this": thisWord, "alike": alikeWord, "off-verb": offVerb, "phase": phaseNoun, "ends": endingVerb, "other": otherWord,
}

var extents = map[string]extent{"wide": wide, "region": region, "town": town, "site": site}

// loadGazetteer reads what is written by hand first, since the first entry of
// a name wins, and then what is generated.
func loadGazetteer(tag string) (*gazetteer, error) {
	g := &gazetteer{byFirst: map[string][]knownName{}, codes: map[string]string{}, former: map[string]string{}, ambiguous: map[string]bool{}, withheld: map[string]known{}, first: map[string]bool{}, capitals: map[string]string{}, nouns: map[string]locative{}, spelled: map[string]bool{}}
	for _, f := range []struct {
		name string
		read func(line string) error
	}{
		{"ambiguous.txt", g.readAmbiguous},
		{"place-words.txt", g.readNouns},
		{"states.txt", g.readState},
		{"organisations.txt", g.readOrganisation},
		{"places.txt", g.readPlaces},
		{"states.gen.txt", g.readGenerated},
	} {
		if err := eachLine(tag+"/"+f.name, f.read); err != nil {
			return nil, err
		}
	}
	b, err := data.ReadFile(tag + "/cities.gen.txt")
	if err != nil {
		return nil, err
	}
	g.towns = string(b)
	for strings.HasPrefix(g.towns, "#") {
		_, g.towns, _ = strings.Cut(g.towns, "\n")
	}
	g.indexTowns()
	return g, nil
}

// indexTowns fills index; names of the file are ASCII.
func (g *gazetteer) indexTowns() {
	next := 0
	for at := 0; at < len(g.towns); {
		line := g.towns[at:]
		for k := letters(line); next <= k; next++ {
			g.index[next] = int32(at)
		}
		if k, people, ok := g.townAt(line, line[:strings.IndexByte(line, '\t')]); ok && g.large(k, people) {
			i, bit := g.bigBit(line)
			g.big[i] |= bit
		}
		at += strings.IndexByte(line, '\n') + 1
	}
	for ; next < len(g.index); next++ {
		g.index[next] = int32(len(g.towns))
	}
}

// bigBit is where in g.big the first word of a name is, up to a space or the end of the
// name in a line of towns. The hash is FNV-1a.
func (g *gazetteer) bigBit(name string) (int, uint64) {
	h := uint32(2166136261)
	for i := 0; i < len(name) && name[i] > ' '; i++ {
		h = (h ^ uint32(name[i])) * 16777619
	}
	h ^= h >> 16
	return int(h>>6) % len(g.big), 1 << (h % 64)
}

// letters is the index of a name's first two letters, -1 if they are not
// ASCII.
func letters(name string) int {
	if len(name) < 2 || name[0] >= 0x80 || name[1] >= 0x80 {
		return -1
	}
	return int(name[0])<<7 | int(name[1])
}

func (g *gazetteer) readAmbiguous(line string) error {
	why, names, ok := strings.Cut(line, ":")
	if !ok {
		return fmt.Errorf("want why: names")
	}
	into := g.ambiguous
	if why == "first" {
		into = g.first
	}
	for _, s := range strings.Fields(names) {
		into[s] = true
	}
	return nil
}

func (g *gazetteer) readNouns(line string) error {
	what, names, ok := strings.Cut(line, ":")
	switch what {
	case "seat":
		g.seats = listed(names, "|")
		return nil
	case "ending":
		g.endings = strings.Fields(names)
		return nil
	}
	n := locatives[what]
	if !ok || n == 0 {
		return fmt.Errorf("%q says nothing of a place", what)
	}
	for _, s := range strings.Fields(names) {
		g.nouns[s] |= n
		g.nouns[pluralOf(s)] |= n
	}
	return nil
}

// readState reads "common name | other names | adjectives | cities", of which
// the last may be left off.
func (g *gazetteer) readState(line string) error {
	f := strings.Split(line, "|")
	if len(f) > 4 {
		return fmt.Errorf("want name | other names | adjectives | cities, have %d fields", len(f))
	}
	f = append(f, "", "", "")
	g.addState(strings.TrimSpace(f[0]), f[1], f[2], f[3])
	return nil
}

func (g *gazetteer) addState(name, others, adjectives, cities string) {
	g.add(name, known{name: name, sort: state, extent: whole})
	for _, s := range listed(others, ";") {
		s, former := strings.CutSuffix(s, "*")
		if former {
			g.former[s] = name
		}
		g.add(s, known{name: name, sort: state, extent: whole})
	}
	for _, s := range listed(adjectives, ";") {
		g.add(s, known{name: name, sort: state, extent: whole, adjective: true})
	}
	for _, s := range listed(cities, ";") {
		if _, ok := g.capitals[name]; !ok {
			g.capitals[name] = strings.TrimSuffix(s, "-")
		}
		if city, alone := strings.CutSuffix(s, "-"); alone {
			g.add(city, known{name: city, sort: place, extent: town, in: name})
		} else {
			g.add(s, known{name: name, sort: state, extent: town, capital: true, in: name})
		}
	}
}

// readGenerated reads a state of states.gen.txt. A state that is known under
// another name already keeps that name.
func (g *gazetteer) readGenerated(line string) error {
	f := strings.Split(line, "|")
	if len(f) != 5 {
		return fmt.Errorf("want code | name | other names | adjectives | capital, have %d fields", len(f))
	}
	name := strings.TrimSpace(f[1])
	others := name + ";" + f[2]
	for _, s := range listed(others, ";") {
		if k, ok := g.named(s); ok && k.sort == state && !k.adjective && !k.capital {
			name = k.name
			break
		}
	}
	g.codes[strings.TrimSpace(f[0])] = name
	g.addState(name, others, f[3], f[4])
	return nil
}

func (g *gazetteer) readOrganisation(line string) error {
	name, others, ok := strings.Cut(line, "|")
	name, spelled := strings.CutPrefix(strings.TrimSpace(name), "+")
	if !ok || name == "" {
		return fmt.Errorf("want name | other names")
	}
	g.spelled[name] = spelled
	g.add(name, known{name: name, sort: organisation})
	for _, s := range strings.Fields(others) {
		g.add(strings.ReplaceAll(s, "_", " "), known{name: name, sort: organisation})
	}
	return nil
}

func (g *gazetteer) readPlaces(line string) error {
	head, names, ok := strings.Cut(line, ":")
	what, in, _ := strings.Cut(head, " ")
	x, known1 := extents[what]
	if !ok || !known1 {
		return fmt.Errorf("want site, town, region or wide, a state, and names after a colon")
	}
	for _, s := range listed(names, "|") {
		g.add(s, known{name: s, sort: place, extent: x, in: in})
	}
	return nil
}

func listed(s, separator string) []string {
	var out []string
	for _, x := range strings.Split(s, separator) {
		if x = strings.TrimSpace(x); x != "" {
			out = append(out, x)
		}
	}
	return out
}

// add enters a name, unless it is one that needs evidence or is there already.
func (g *gazetteer) add(name string, k known) {
	words := nameWords(name)
	if len(words) == 0 {
		return
	}
	if g.ambiguous[name] && k.sort != organisation {
		if _, ok := g.withheld[name]; !ok {
			g.withheld[name] = k
		}
		return
	}
	list := g.byFirst[words[0]]
	i := 0
	for i < len(list) && len(list[i].words) >= len(words) {
		if slices.Equal(list[i].words, words) {
			return // the first entry wins
		}
		i++
	}
	g.byFirst[words[0]] = slices.Insert(list, i, knownName{words, k})
}

// nameWords splits a name as a text is split: "People's" is two tokens.
func nameWords(name string) []string { return strings.Fields(nameSeams.Replace(name)) }

var nameSeams = strings.NewReplacer(",", " ,", "'s ", " 's ")

// named returns what is known by exactly this name.
func (g *gazetteer) named(name string) (known, bool) {
	words := nameWords(name)
	if len(words) == 0 {
		return known{}, false
	}
	for _, k := range g.byFirst[words[0]] {
		if slices.Equal(k.words, words) {
			return k.known, true
		}
	}
	return known{}, false
}

// ListedName returns the one name of a state or an organisation that the lists for English
// have under several, "Federal Bureau of Investigation" for "FBI", which each article may
// call as it likes; any other name as it is.
func ListedName(name string) string {
	l, err := languageOf("en")
	if err != nil {
		return name
	}
	if k, ok := l.names.named(name); ok && (k.sort == organisation || k.sort == state && !k.adjective && !k.capital) {
		return k.name
	}
	return name
}

// ofRegion reports the adjective of a part of the world that is no state:
// "Sicilian fishermen" do not act for Sicily.
func (g *gazetteer) ofRegion(word string) bool {
	stem, ok := strings.CutSuffix(strings.TrimSuffix(word, "s"), "n")
	if !ok {
		return false
	}
	for _, s := range []string{stem, strings.TrimSuffix(stem, "a"), strings.TrimSuffix(stem, "ia") + "y", strings.TrimSuffix(stem, "a") + "e"} {
		if k, ok := g.named(s); ok && k.sort == place && (k.extent == region || k.extent == wide) {
			return true
		}
	}
	return false
}

// find returns the longest known name that begins at tokens[i], and its
// length in tokens, 0 if there is none.
func (g *gazetteer) find(tokens []token, i int) (known, int) {
	var found known
	n := 0
	for _, k := range g.byFirst[tokens[i].text] {
		if len(k.words) > len(tokens)-i {
			continue
		}
		same := true
		for j, w := range k.words {
			if t := &tokens[i+j]; t.text != w && (w != "'s" || t.low != w) {
				same = false
				break
			}
		}
		if same {
			found, n = k.known, len(k.words)
			break
		}
	}
	if t, m := g.findTown(tokens, i); m > n {
		return t, m
	}
	return found, n
}

// maxTownWords is how many words the longest names of towns have.
const maxTownWords = 6

// findTown returns the longest town that needs no evidence.
func (g *gazetteer) findTown(tokens []token, i int) (known, int) {
	var found known
	n := 0
	if tokens[i].class&notName != 0 {
		return found, 0
	}
	name := fold.Fold(tokens[i].text)
	if k, bit := g.bigBit(name); g.big[k]&bit == 0 {
		return found, 0
	}
	for m := 1; ; m++ {
		rest := g.from(name)
		if rest == "" || !strings.HasPrefix(rest, name) {
			break
		}
		if k, people, ok := g.townAt(rest, name); ok && g.large(k, people) && !g.ambiguous[name] {
			k.name = joined(tokens[i : i+m])
			found, n = k, m
		}
		if m == maxTownWords || i+m >= len(tokens) || tokens[i+m].punct {
			break
		}
		name += " " + fold.Fold(tokens[i+m].text)
	}
	return found, n
}

func joined(tokens []token) string {
	words := make([]string, len(tokens))
	for i, t := range tokens {
		words[i] = t.text
	}
	return strings.Join(words, " ")
}

// from returns the lines of towns from the first that is not before name, ""
// if none can have that name.
func (g *gazetteer) from(name string) string {
	k := letters(name)
	if k < 0 || k+1 >= len(g.index) {
		return ""
	}
	lo, hi := int(g.index[k]), int(g.index[k+1])
	for lo < hi {
		m := lo + (hi-lo)/2
		m = max(lo, strings.LastIndexByte(g.towns[:m], '\n')+1) // the line that holds m
		line := g.towns[m:]
		if g.towns[m:m+strings.IndexByte(line, '\t')] < name {
			lo = m + strings.IndexByte(line, '\n') + 1
		} else {
			hi = m
		}
	}
	return g.towns[lo:]
}

// townAt reads the first of lines if it is that of name.
func (g *gazetteer) townAt(lines, name string) (known, int, bool) {
	rest, ok := strings.CutPrefix(lines, name)
	if !ok || !strings.HasPrefix(rest, "\t") {
		return known{}, 0, false
	}
	line, _, _ := strings.Cut(rest[1:], "\n")
	code, number, _ := strings.Cut(line, "\t")
	people, err := strconv.Atoi(number)
	return known{name: name, sort: place, extent: town, in: g.codes[code]}, people, err == nil
}

// placeNamed returns the place of exactly this name, of whatever size, also
// one that needs evidence.
func (g *gazetteer) placeNamed(name string) (known, bool) {
	if k, ok := g.named(name); ok && (k.sort == place || k.sort == state && !k.adjective) {
		return k, true
	}
	if k, ok := g.withheld[name]; ok {
		return k, true
	}
	plain := fold.Fold(name)
	k, _, ok := g.townAt(g.from(plain), plain)
	k.name = name
	return k, ok
}

// Thousands of people from which the name of a town needs no evidence. In
// English-speaking states too many smaller ones are named for people and
// things; measured on the articles of wikinews and wikiwars, of the towns of
// 100,000 to 300,000 there every second was a person or a ship.
const largeTown, largeEnglishTown = 100, 300

var english = []string{"United States", "Britain", "Canada", "Australia", "New Zealand", "Ireland", "South Africa", "Jamaica", ""}

func (g *gazetteer) large(k known, people int) bool {
	return people >= largeEnglishTown || people >= largeTown && !slices.Contains(english, k.in)
}
