package extract

import (
	"fmt"
	"strings"
)

// A species is what a name names.
type species uint8

const (
	unknown species = iota
	person
	organisation
	state
	place
)

// A known is a name of the gazetteer.
type known struct {
	name      string // the common or the full name
	sort      species
	adjective bool // "Iranian"
	capital   bool // a city that also stands for its government
}

// A gazetteer finds known names by their first word.
type gazetteer struct {
	byFirst map[string][]knownName // longest first
}

type knownName struct {
	words []string
	known
}

func loadGazetteer(tag string) (*gazetteer, error) {
	g := &gazetteer{byFirst: map[string][]knownName{}}
	err := eachLine(tag+"/states.txt", func(line string) error {
		f := strings.Split(line, "|")
		if len(f) != 4 {
			return fmt.Errorf("want name | other names | adjectives | cities, have %d fields", len(f))
		}
		name := strings.TrimSpace(f[0])
		g.add(name, known{name: name, sort: state})
		for _, s := range strings.Fields(f[1]) {
			g.add(s, known{name: name, sort: state})
		}
		for _, s := range strings.Fields(f[2]) {
			g.add(s, known{name: name, sort: state, adjective: true})
		}
		for _, s := range strings.Fields(f[3]) {
			if city, alone := strings.CutSuffix(s, "-"); alone {
				g.add(city, known{name: strings.ReplaceAll(city, "_", " "), sort: place})
			} else {
				g.add(city, known{name: name, sort: state, capital: true})
			}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	err = eachLine(tag+"/organisations.txt", func(line string) error {
		name, others, ok := strings.Cut(line, "|")
		if name = strings.TrimSpace(name); !ok || name == "" {
			return fmt.Errorf("want name | other names")
		}
		g.add(name, known{name: name, sort: organisation})
		for _, s := range strings.Fields(others) {
			g.add(s, known{name: name, sort: organisation})
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	err = eachLine(tag+"/places.txt", func(line string) error {
		for _, s := range strings.Split(line, "|") {
			name := strings.TrimSpace(s)
			g.add(name, known{name: name, sort: place})
		}
		return nil
	})
	return g, err
}

// add enters a name; "_" joins its words in files that part names by spaces.
func (g *gazetteer) add(name string, k known) {
	words := strings.Fields(strings.ReplaceAll(name, "_", " "))
	if len(words) == 0 {
		return
	}
	list := g.byFirst[words[0]]
	i := 0
	for i < len(list) && len(list[i].words) >= len(words) {
		if len(list[i].words) == len(words) && strings.Join(list[i].words, " ") == strings.Join(words, " ") {
			return // the first entry wins
		}
		i++
	}
	list = append(list, knownName{})
	copy(list[i+1:], list[i:])
	list[i] = knownName{words, k}
	g.byFirst[words[0]] = list
}

// find returns the longest known name that begins at tokens[i], and its
// length in tokens, 0 if there is none.
func (g *gazetteer) find(tokens []token, i int) (known, int) {
	for _, k := range g.byFirst[tokens[i].text] {
		if len(k.words) > len(tokens)-i {
			continue
		}
		same := true
		for j, w := range k.words {
			if tokens[i+j].text != w {
				same = false
				break
			}
		}
		if same {
			return k.known, len(k.words)
		}
	}
	return known{}, 0
}
