package extract

import (
	"fmt"
	"math"
	"math/bits"
	"path"
	"slices"
	"strings"

	"dateline/timeline"
)

// A form is how a word of the lexicon stands in the text.
type form uint8

const (
	base       form = 1 << iota // arrest
	third                       // arrests
	past                        // arrested, took
	participle                  // arrested, taken
	gerund                      // arresting
	singular                    // raid
	plural                      // raids
)

// An entry is one line of a file of triggers.
type entry struct {
	flags flags
	noun  bool
	kind  timeline.Kind
	// Each of these lists is a condition that holds if one of its words is
	// there: after the verb, before it, right after it, nowhere right after
	// it, anywhere in the sentence, nowhere in it.
	object, subject, next, not, near, far *wordList

	id      string          // file and line, for people
	words   []string        // the lemmas, several words joined by a space
	covers  string          // the family of kinds that the noun can stand for, "" for its own kind
	family  []timeline.Kind // that of covers
	example string          // with the trigger in brackets
}

// plain reports that no words are asked for around the trigger.
func (e *entry) plain() bool {
	return e.object == nil && e.subject == nil && e.next == nil && e.near == nil && e.far == nil
}

// flags are the conditions without words.
type flags uint32

const (
	flagToll    flags = 1 << iota // counts the victims of another event: "killed 40"
	flagDeed                      // speech that is a deed by itself: apologised, warned
	flagSpeech                    // a bare word of saying, an event only on an occasion
	flagSaid                      // counts with a date or in the lead
	flagDated                     // counts only with a date in its own clause
	flagMention                   // names an event that is told elsewhere, and never tells one
	flagPerson                    // acts on somebody who is named
	flagName                      // acts on something that is named
	flagBy                        // is done by somebody who is named
	flagTo                        // is followed by an infinitive
	flagWith                      // is followed by "with"
	flagThat                      // is followed by "that"
	flagOf                        // is followed by "of"
	flagWhere                     // is followed by the name of a place
	flagActive                    // is not told in the passive
	flagPassive                   // is told in the passive alone
	flagSuffers                   // its subject does nothing: "died"
	flagUndoes                    // what it acts on will not happen, or not yet
	flagMain                      // is no gerund beside another verb: "…, leaving the party without a leader"
	flagMedium                    // is what somebody says something in
	flagHead                      // the word of its subject is what does it: "a tree", not "a tree surgeon"
	flagNominal                   // is of nominals.txt, and names only the deeds that stand there
)

var flagNames = map[string]flags{
	"toll":    flagToll,
	"deed":    flagDeed,
	"speech":  flagSpeech,
	"said":    flagSaid,
	"dated":   flagDated,
	"mention": flagMention,
	"person":  flagPerson,
	"name":    flagName,
	"by":      flagBy,
	"to":      flagTo,
	"with":    flagWith,
	"that":    flagThat,
	"of":      flagOf,
	"where":   flagWhere,
	"active":  flagActive,
	"passive": flagPassive,
	"undoes":  flagUndoes,
	"main":    flagMain,
	"suffers": flagSuffers,
	"medium":  flagMedium,
	"head":    flagHead,
}

// has reports one of the flags.
func (e *entry) has(f flags) bool { return e.flags&f != 0 }

// specific ranks entries that fit the same words: those that ask more first.
func (e *entry) specific() int {
	n := 0
	for _, list := range []*wordList{e.object, e.subject, e.next, e.near} {
		if list != nil {
			n += 2
		}
	}
	return n + bits.OnesCount32(uint32(e.flags&(flagPerson|flagName|flagBy|flagTo|flagWith|flagThat|flagOf)))
}

// A pattern is one form of one phrase of an entry. It is small, for a common word
// begins hundreds.
type pattern struct {
	*phrase
	entry *entry
	next  *lexeme // the first of rest, nil where anything may stand
	mark  uint16  // of the word behind the gap, where that is the first of rest; 0 if it has none
	form  form
	noun  bool
	alone bool // rest is empty
	pair  bool // rest is next
}

type phrase struct {
	lemma string
	rest  []*lexeme // the words behind its first, and gap for up to maxGap of any
	rank  int       // of patterns that fit, the highest counts
	deeds []deed    // what the noun names, besides the verb that it is made from
}

// gap is "~" in a phrase: words that do not matter.
var gap = &lexeme{opening: noOpening}

// wordCount is how many words a pattern has behind its first; a gap, which may be
// empty, is none.
func (p *phrase) wordCount() int {
	n := 0
	for _, w := range p.rest {
		if w != gap {
			n++
		}
	}
	return n
}

const maxGap = 8

type lexicon struct {
	lists    *wordLists // while it is loaded
	entries  []*entry
	found    []foundPattern // while it is loaded
	forms    map[string][]inflected
	phrases  block[phrase]
	nominals []string // the nouns of nominals.txt, in their order
	deeds    map[string][]deed
	toldBy   map[*lexeme][]deed // by the words that tell it
	lines    int                // of nominals.txt
}

// foundPattern is a pattern, and where it is to stand.
type foundPattern struct {
	by *opening
	pattern
}

func loadLexicon(tag string, l *language) (*lexicon, error) {
	const patterns = 1 << 17 // more than a language has, so that what is found is not moved
	x := &lexicon{forms: map[string][]inflected{}, deeds: map[string][]deed{}, toldBy: map[*lexeme][]deed{}, found: make([]foundPattern, 0, patterns)}
	lists := newWordLists(&l.dictionary)
	x.lists = lists
	if err := eachLine(tag+"/sets.txt", lists.define); err != nil {
		return nil, err
	}
	if err := eachLine(tag+"/nominals.txt", func(line string) error { return x.readDeeds(line, l) }); err != nil {
		return nil, err
	}
	files, err := data.ReadDir(tag + "/triggers")
	if err != nil {
		return nil, err
	}
	for _, f := range files {
		kind, line := timeline.Kind(""), 0
		err := eachLine(path.Join(tag, "triggers", f.Name()), func(s string) error {
			line++
			if strings.HasPrefix(s, "[") && strings.HasSuffix(s, "]") {
				kind = timeline.Kind(s[1 : len(s)-1])
				if _, ok := (timeline.Vocabulary{}).Lookup(kind); !ok {
					return fmt.Errorf("%q is no kind", kind)
				}
				return nil
			}
			e, err := parseEntry(s, lists)
			if err != nil {
				return err
			}
			e.kind = kind
			e.id = strings.TrimSuffix(f.Name(), ".txt") + "/" + string(kind) + "/" + e.words[0]
			x.add(e, l)
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	x.addNominals(l)
	x.lists = nil
	return x, nil
}

// parseEntry reads "v arrest, detain {obj=man|men; dated} => They [arrested] him."
func parseEntry(s string, lists *wordLists) (*entry, error) {
	head, example, ok := strings.Cut(s, "=>")
	if example = strings.TrimSpace(example); !ok || !strings.Contains(example, "[") || !strings.Contains(example, "]") {
		return nil, fmt.Errorf("%q has no example with its trigger in brackets", strings.TrimSpace(head))
	}
	e := &entry{example: example}
	head, conditions, _ := strings.Cut(strings.TrimSpace(head), "{")
	pos, words, _ := strings.Cut(head, " ")
	if e.noun = pos == "n"; !e.noun && pos != "v" {
		return nil, fmt.Errorf("%q is no part of speech: use n or v", pos)
	}
	for w := range strings.SplitSeq(words, ",") {
		if w = strings.TrimSpace(w); w != "" {
			e.words = append(e.words, w)
		}
	}
	if len(e.words) == 0 {
		return nil, fmt.Errorf("%q has no words", s)
	}
	for c := range strings.SplitSeq(strings.TrimSuffix(strings.TrimSpace(conditions), "}"), ";") {
		if c = strings.TrimSpace(c); c == "" {
			continue
		}
		key, value, valued := strings.Cut(c, "=")
		var list *wordList
		if valued && key != "covers" {
			var err error
			if list, err = lists.list(value); err != nil {
				return nil, err
			}
		}
		switch {
		case !valued && flagNames[key] != 0:
			e.flags |= flagNames[key]
		case valued && key == "obj":
			e.object = list
		case valued && key == "subj":
			e.subject = list
		case valued && key == "next":
			e.next = list
		case valued && key == "not":
			e.not = list
		case valued && key == "near":
			e.near = list
		case valued && key == "far":
			e.far = list
		case valued && key == "covers":
			if _, ok := families[value]; !ok {
				return nil, fmt.Errorf("%q is no family of kinds", value)
			}
			e.covers, e.family = value, families[value]
		default:
			return nil, fmt.Errorf("%q is no condition", c)
		}
	}
	return e, nil
}

func (x *lexicon) add(e *entry, l *language) {
	x.entries = append(x.entries, e)
	x.put(e, l)
}

// put adds the patterns of an entry.
func (x *lexicon) put(e *entry, l *language) {
	asks := e.specific()
	for _, lemma := range e.words {
		words := strings.Fields(lemma)
		read := func(words []string) pattern {
			p := pattern{entry: e, noun: e.noun, phrase: x.phrases.keep(phrase{lemma: lemma, rest: l.learnAll(words[1:])})}
			p.rank = p.wordCount()*100 + asks // longer phrases, then those that ask more
			if len(p.rest) > 0 && p.rest[0] != gap {
				p.next = p.rest[0]
			} else if len(p.rest) > 1 && x.lists.marked < math.MaxUint16 {
				p.mark = x.lists.mark(p.rest[1])
			}
			p.alone, p.pair = len(p.rest) == 0, len(p.rest) == 1 && p.next != nil
			return p
		}
		put := func(first string, p pattern, f form) {
			p.form = f
			by := l.learn(first).opens()
			by.found++
			x.found = append(x.found, foundPattern{by, p})
		}
		p := read(words)
		if e.noun {
			p.deeds = x.deeds[lemma]
			put(words[0], p, singular)
			if e.has(flagNominal) {
				continue
			}
			plurals := slices.Clone(words) // the last word takes the plural
			plurals[len(plurals)-1] = pluralOf(words[len(words)-1])
			many := read(plurals)
			many.deeds = slices.Concat(p.deeds, x.deeds[strings.Join(plurals, " ")])
			put(plurals[0], many, plural)
			continue
		}
		forms, known := x.forms[words[0]]
		if !known {
			forms = l.inflect(words[0])
			x.forms[words[0]] = forms
		}
		for _, v := range forms {
			put(v.word, p, v.form)
		}
	}
}

func pluralOf(w string) string {
	switch {
	case strings.HasSuffix(w, "s"), strings.HasSuffix(w, "x"), strings.HasSuffix(w, "ch"), strings.HasSuffix(w, "sh"):
		return w + "es"
	case strings.HasSuffix(w, "y") && len(w) > 1 && !isVowel(w[len(w)-2]):
		return w[:len(w)-1] + "ies"
	}
	return w + "s"
}

type inflected struct {
	word string
	form form
}

// inflect returns every form of an English verb; a past that is also the
// participle stands once, with both bits.
func (l *language) inflect(verb string) []inflected {
	if verb == "be" {
		return []inflected{{"be", base}, {"is", third}, {"are", base}, {"was", past}, {"were", past}, {"been", participle}, {"being", gerund}}
	}
	stem := strings.TrimSuffix(verb, "e")
	irregular, known := l.irregular[verb]
	out := []inflected{{verb, base}, {thirdOf(verb), third}}
	switch {
	case known && irregular[0] == irregular[1]:
		out = append(out, inflected{irregular[0], past | participle})
	case known:
		out = append(out, inflected{irregular[0], past}, inflected{irregular[1], participle})
	case strings.HasSuffix(verb, "y") && !isVowel(verb[len(verb)-2]):
		out = append(out, inflected{verb[:len(verb)-1] + "ied", past | participle})
	case strings.HasSuffix(verb, "e"):
		out = append(out, inflected{verb + "d", past | participle})
	case endsInL(verb):
		// "cancelled" in Britain, "canceled" in the United States.
		return append(out, inflected{verb + "ed", past | participle}, inflected{verb + "led", past | participle}, inflected{verb + "ing", gerund}, inflected{verb + "ling", gerund})
	case doubles(verb):
		out = append(out, inflected{verb + verb[len(verb)-1:] + "ed", past | participle})
	default:
		out = append(out, inflected{verb + "ed", past | participle})
	}
	if known && irregular[0] == verb {
		out[0].form |= past
		if out = out[:2]; irregular[1] == verb {
			out[0].form |= participle
		} else {
			out = append(out, inflected{irregular[1], participle}) // "beat, beaten"
		}
	}
	for _, word := range l.otherPasts[verb] {
		out = append(out, inflected{word, past | participle})
	}
	switch {
	case strings.HasSuffix(verb, "ie"):
		out = append(out, inflected{verb[:len(verb)-2] + "ying", gerund})
	case strings.HasSuffix(verb, "ee"), strings.HasSuffix(verb, "oe"), verb == "be":
		out = append(out, inflected{verb + "ing", gerund})
	case stem != verb:
		out = append(out, inflected{stem + "ing", gerund})
	case doubles(verb) || known && len(irregular[1]) > len(verb)+2 && strings.HasPrefix(irregular[1], verb+verb[len(verb)-1:]):
		out = append(out, inflected{verb + verb[len(verb)-1:] + "ing", gerund})
	default:
		out = append(out, inflected{verb + "ing", gerund})
	}
	return out
}

func thirdOf(v string) string {
	switch {
	case v == "have":
		return "has"
	case strings.HasSuffix(v, "o"):
		return v + "es"
	}
	return pluralOf(v)
}

// doubles reports whether a verb of one syllable doubles its last letter.
func doubles(v string) bool {
	n := len(v)
	if n < 3 || isVowel(v[n-1]) || strings.IndexByte("wxyh", v[n-1]) >= 0 || !isVowel(v[n-2]) || isVowel(v[n-3]) {
		return false
	}
	vowels := 0
	for i := range v {
		if isVowel(v[i]) && (i == 0 || !isVowel(v[i-1])) {
			vowels++
		}
	}
	return vowels == 1
}

// endsInL: verbs of several syllables such as "travel", which spellings differ on.
func endsInL(v string) bool {
	n := len(v)
	return n > 4 && v[n-1] == 'l' && (v[n-2] == 'e' || v[n-2] == 'a') && !isVowel(v[n-3])
}

func isVowel(b byte) bool { return strings.IndexByte("aeiou", b) >= 0 }
