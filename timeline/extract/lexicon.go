package extract

import (
	"fmt"
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
	id      string // file and line, for people
	kind    timeline.Kind
	noun    bool
	words   []string        // the lemmas, several words joined by a space
	covers  string          // the family of kinds that the noun can stand for, "" for its own kind
	family  []timeline.Kind // that of covers
	example string          // with the trigger in brackets
	// Each of these lists is a condition that holds if one of its words is
	// there: after the verb, before it, right after it, nowhere right after
	// it, anywhere in the sentence, nowhere in it.
	object, subject, next, not, near, far wordList
	flags                                 flags
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
}

// has reports one of the flags.
func (e *entry) has(f flags) bool { return e.flags&f != 0 }

// conditions lists what the entry asks for and forbids.
func (e *entry) conditions() []wordList {
	return []wordList{e.object, e.subject, e.next, e.not, e.near, e.far}
}

// specific ranks entries that fit the same words: those that ask more first.
func (e *entry) specific() int {
	n := 0
	for _, list := range []wordList{e.object, e.subject, e.next, e.near} {
		if len(list) > 0 {
			n += 2
		}
	}
	return n + bits.OnesCount32(uint32(e.flags&(flagPerson|flagName|flagBy|flagTo|flagWith|flagThat|flagOf)))
}

// A pattern is one form of one phrase of an entry. "~" in rest stands for up
// to maxGap tokens.
type pattern struct {
	entry *entry
	form  form
	lemma string
	rest  []string
	next  *lexeme // of the first of rest, nil where anything may stand
	rank  int     // of patterns that fit, the highest counts
}

// wordCount is how many words a pattern has behind its first; a gap, which may be
// empty, is none.
func (p *pattern) wordCount() int {
	n := 0
	for _, w := range p.rest {
		if w != "~" {
			n++
		}
	}
	return n
}

const maxGap = 8

type lexicon struct {
	entries  []*entry
	patterns map[string][]pattern // by first token
	sets     map[string]*wordSet  // "@vessel" in a condition stands for its words
}

func loadLexicon(tag string, l *language) (*lexicon, error) {
	x := &lexicon{patterns: map[string][]pattern{}, sets: map[string]*wordSet{}}
	err := eachLine(tag+"/sets.txt", func(line string) error {
		name, words, ok := strings.Cut(line, ":")
		if !ok || x.sets[name] != nil {
			return fmt.Errorf("%q: want a new name, a colon and words", line)
		}
		set := &wordSet{}
		x.sets[name] = set
		for _, w := range strings.Split(words, "|") {
			set.add(strings.TrimSpace(w))
		}
		return nil
	})
	if err != nil {
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
			e, err := x.parseEntry(s)
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
	for first, ps := range x.patterns {
		slices.SortStableFunc(ps, func(a, b pattern) int {
			return b.rank - a.rank
		})
		x.patterns[first] = ps
	}
	return x, nil
}

// parseEntry reads "v arrest, detain {obj=man|men; dated} => They [arrested] him."
func (x *lexicon) parseEntry(s string) (*entry, error) {
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
	for _, w := range strings.Split(words, ",") {
		if w = strings.TrimSpace(w); w != "" {
			e.words = append(e.words, w)
		}
	}
	if len(e.words) == 0 {
		return nil, fmt.Errorf("%q has no words", s)
	}
	for _, c := range strings.Split(strings.TrimSuffix(strings.TrimSpace(conditions), "}"), ";") {
		if c = strings.TrimSpace(c); c == "" {
			continue
		}
		key, value, valued := strings.Cut(c, "=")
		var list wordList
		if valued && key != "covers" {
			var err error
			if list, err = x.wordList(value); err != nil {
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

// A wordSet is a set of words and phrases, each also in the plural of its
// first word.
type wordSet struct {
	behind map[string][][]string  // by first word, what follows it
	marks  [markCount / 64]uint64 // a bit for each mark of its first words
}

// markCount is how many marks there are for the words that conditions ask for: enough that
// a set has few marks of words that it does not have.
const markCount = 1024

// has reports whether a word with a mark may be the first of the set.
func (s *wordSet) has(mark uint16) bool { return s.marks[mark/64]&(1<<(mark%64)) != 0 }

func (s *wordSet) add(phrase string) {
	if s.behind == nil {
		s.behind = map[string][][]string{}
	}
	words := strings.Fields(strings.ReplaceAll(phrase, "'s", " 's")) // as tokens are
	s.behind[words[0]] = append(s.behind[words[0]], words[1:])
	if len(words) == 1 {
		plural := pluralOf(words[0])
		s.behind[plural] = append(s.behind[plural], nil)
	}
}

// A wordList is what a condition asks for: one word of one of the sets.
type wordList []*wordSet

// wordList reads "missile|rocket|@vessel".
func (x *lexicon) wordList(s string) (wordList, error) {
	own := &wordSet{}
	out := wordList{}
	for _, w := range strings.Split(s, "|") {
		w = strings.TrimSpace(w)
		name, isSet := strings.CutPrefix(w, "@")
		switch {
		case w == "":
			return nil, fmt.Errorf("%q has an empty word", s)
		case !isSet:
			own.add(w)
		case x.sets[name] == nil:
			return nil, fmt.Errorf("%q is no set of words of sets.txt", w)
		default:
			out = append(out, x.sets[name])
		}
	}
	if len(own.behind) > 0 {
		out = append(out, own)
	}
	return out, nil
}

func (x *lexicon) add(e *entry, l *language) {
	x.entries = append(x.entries, e)
	asks := e.specific()
	for _, phrase := range e.words {
		words := strings.Fields(phrase)
		put := func(first string, rest []string, f form) {
			p := pattern{entry: e, form: f, lemma: phrase, rest: rest}
			p.rank = p.wordCount()*100 + asks // longer phrases, then those that ask more
			x.patterns[first] = append(x.patterns[first], p)
		}
		if e.noun {
			// The last word takes the plural.
			put(words[0], words[1:], singular)
			plurals := slices.Clone(words)
			plurals[len(plurals)-1] = pluralOf(words[len(words)-1])
			put(plurals[0], plurals[1:], plural)
			continue
		}
		for _, v := range l.inflect(words[0]) {
			put(v.word, words[1:], v.form)
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
