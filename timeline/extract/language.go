package extract

import (
	"embed"
	"fmt"
	"strings"
	"sync"
)

//go:embed en/*.txt en/triggers/*.txt
var data embed.FS

// A class is what a word does in a clause, as words.txt lists it.
type class uint64

const (
	haveVerb class = 1 << iota
	beVerb
	beFinite
	doVerb
	modal
	future
	negation
	determiner
	definite
	indefinite
	eachWord
	possessiveWord
	demonstrative
	pronoun
	pronounPerson
	pronounPlural
	pronounFirst
	preposition
	subordinator
	condition
	relative
	coordinator
	timeBefore
	timeAfter
	adverb
	numberWord
	honorific
	title
	month
	weekday
	abbreviation
	notName
	organisationWord
	placeWord
	groupNoun
	saidVerb
	wish
	implicative
	scheduled
	light
	reportNoun
	stopDated
	placePreposition
	toInfinitive
	announce
	givenName
	unit
	generic
	unreal
	accusing
	manner
	effect
	audience
	ofWord
	sameTime
	byWord
	anaphor
	strictPlace
	hereWord
	accordingWord
	anyone
	undone
	monarch
	official
)

var classNames = map[string]class{
	"have": haveVerb, "be": beVerb, "be-finite": beFinite, "do": doVerb, "modal": modal, "future": future, "negation": negation,
	"determiner": determiner, "definite": definite, "indefinite": indefinite, "each": eachWord, "possessive": possessiveWord,
	"demonstrative": demonstrative, "pronoun": pronoun, "pronoun-person": pronounPerson, "pronoun-plural": pronounPlural,
	"pronoun-first": pronounFirst, "preposition": preposition, "subordinator": subordinator, "condition": condition,
	"relative": relative, "coordinator": coordinator, "time-before": timeBefore, "time-after": timeAfter, "adverb": adverb,
	"number": numberWord, "honorific": honorific, "title": title, "month": month, "weekday": weekday, "abbreviation": abbreviation,
	"not-name": notName, "organisation-word": organisationWord, "place-word": placeWord, "group-noun": groupNoun, "said": saidVerb,
	"wish": wish, "implicative": implicative, "scheduled": scheduled, "light": light, "report-noun": reportNoun,
	"stop-dated": stopDated, "place-preposition": placePreposition, "infinitive": toInfinitive, "announce": announce, "given-name": givenName, "given-male": givenName, "given-female": givenName, "unit": unit, "generic": generic, "unreal": unreal, "accusing": accusing, "manner": manner, "effect": effect, "audience": audience, "of-word": ofWord, "same-time": sameTime, "by-word": byWord, "anaphor": anaphor, "strict-place": strictPlace, "here": hereWord, "according": accordingWord, "anyone": anyone, "undone": undone, "monarch": monarch, "official": official,
}

// A sense is what an open-class word tells of an event, as words.txt lists it.
type sense uint64

const (
	performing        sense = 1 << iota // the verb does what its object names: "signed the pact"
	superlative                         // "worst … since 2001": a comparison
	reportedFuture                      // "would", of what somebody said will be
	settled                             // "has lived there since 1999": it began then
	concessive                          // "although": another thing at the same time
	forWord                             // the time behind it is a purpose or a period
	notVerb                             // behind a name it describes what follows
	notPast                             // ends in "ed" and is no verb: "unchanged"
	notAdverb                           // ends in "ly" by chance: "assembly"
	clockWord                           // a time of day without its day
	midnightWord                        // the end of one day and the beginning of another
	letting                             // "let": its object does what the verb behind it tells
	causative                           // "to get": its object undergoes what the participle behind it tells
	intention                           // "expected": what is for a given time may yet not be
	male                                // "he" can mean who has it as a first name, an honorific or an office
	female                              // "she" can
	objective                           // a pronoun that is no subject: "wants them suspended"
	howWord                             // "how", "what"
	degree                              // "little" behind it
	allThings                           // "everything": what is told behind it only measures it
	plainAdjective                      // "long": what stands behind it and a determiner is a noun
	matter                              // what a ministry is for, before "and": "the Department of Trade and Industry"
	nounRather                          // of a verb's plain form and its third person, as often a noun: "seat", "pounds"
	sinceWord                           // "since": from then until now
	withinWord                          // "within hours": soon after what was told
	putsOff                             // the day behind "until" is not the verb's
	denial                              // what it says is not so
	almostWord                          // what is told behind it did not happen
	fixing                              // "called an election for July 4": it is to be on that day, and is no mere wish
	measuring                           // "doubled": "almost" before it is of how much
	topicNoun                           // what is behind it is only spoken of: "talks on a merger"
	particle                            // belongs to the verb before it: "carried out an attack"
	announcing                          // a noun for telling what is done by telling it
	executive                           // leads a firm or speaks for it
	office                              // of a state
	onlyWord                            // before an infinitive it tells what came of something
	happening                           // a noun for what happens, which means nothing that is said
	laterDeath                          // where and of what the hurt die later
	untilWord                           // "until": up to then
	eveWord                             // the day before what is named behind it
	partOfDay                           // "evening", and "day" itself
	calendarUnit                        // "day", "week", "month", "year"
	thenWord                            // "then": another thing follows
	smallAbbreviation                   // may begin with a small letter: "approx.", not "ill."
	courtWord                           // where courts and parliaments sit: "outside the building"
	prefix                              // before a hyphen it is no name: "ex-minister"
	series                              // several of one kind: "a wave of bombings"
	exchanging                          // behind its "to" and "from" is who gets and who gives what its object names
	hearing                             // says to somebody, who must be named: "told the court"
	bareNoun                            // no verb behind "to": "sentenced to life in prison"
	staying                             // what stands behind it is how something still is: "remained closed"
	deathNoun                           // "death", and what is held for the dead
	compound                            // behind a hyphen it makes a description of a name: "Chicago-based"
	firmWord                            // means a firm or another body, and no state
	nationWord                          // means a state
	namingWord                          // "called", behind which a name stands
	ministerWord                        // an office of which what stands before it says for what
)

var senseNames = map[string]sense{"performing": performing, "topic": topicNoun, "superlative": superlative, "reported-future": reportedFuture, "settled": settled, "concessive": concessive, "for": forWord, "not-verb": notVerb, "not-past": notPast, "not-adverb": notAdverb, "clock": clockWord, "midnight": midnightWord, "letting": letting, "causative": causative, "male": male, "female": female, "noun-rather": nounRather, "objective": objective, "adjective": plainAdjective, "matter": matter, "how": howWord, "degree": degree, "all-things": allThings, "given-male": male, "given-female": female, "intention": intention, "since": sinceWord, "within": withinWord, "puts-off": putsOff, "denial": denial, "almost": almostWord, "measuring": measuring, "fixing": fixing, "particle": particle, "hearing": hearing, "compound": compound, "bare-noun": bareNoun, "death-noun": deathNoun, "staying": staying, "exchanging": exchanging, "executive": executive, "office": office, "only": onlyWord, "happening": happening, "later-death": laterDeath, "small-abbreviation": smallAbbreviation, "until": untilWord, "eve": eveWord, "part-of-day": partOfDay, "calendar-unit": calendarUnit, "then": thenWord, "announcing": announcing, "court": courtWord, "series": series, "prefix": prefix, "firm": firmWord, "nation": nationWord, "naming": namingWord, "minister": ministerWord}

// A language is all that is known of one: compiled once, then only read.
type language struct {
	words      map[string]class
	said       string // the plainest verb of saying, in the past
	senses     map[string]sense
	irregular  map[string][2]string // base → past, past participle
	otherPasts map[string][]string  // base → other forms of both: "hanged"
	verbForms  map[string]form      // forms of irregular verbs, for verbs that no trigger names
	lexicon    *lexicon
	names      *gazetteer
	links      map[string][]*link // by first word
	lexemes    map[string]*lexeme // all that is known of a word, for its tokens
	likely     []float64          // the weights of who takes part
	undated    []float64          // the weights of when it was
}

// languages holds what has been compiled, so that each is compiled once.
var languages = struct {
	sync.Mutex
	by map[string]*language
}{by: map[string]*language{}}

// languageOf returns the rules for a BCP 47 tag, "" meaning English; nil if
// there are none.
func languageOf(tag string) (*language, error) {
	tag, _, _ = strings.Cut(strings.ToLower(tag), "-")
	if tag == "" {
		tag = "en"
	}
	languages.Lock()
	defer languages.Unlock()
	if l := languages.by[tag]; l != nil {
		return l, nil
	}
	if _, err := data.ReadFile(tag + "/words.txt"); err != nil {
		return nil, nil
	}
	l, err := loadLanguage(tag)
	if err != nil {
		return nil, err
	}
	languages.by[tag] = l
	return l, nil
}

func loadLanguage(tag string) (*language, error) {
	l := &language{words: map[string]class{}, senses: map[string]sense{}, irregular: map[string][2]string{}, otherPasts: map[string][]string{}, verbForms: map[string]form{}}
	err := eachLine(tag+"/words.txt", func(line string) error {
		name, words, ok := strings.Cut(line, ":")
		c, n := classNames[name], senseNames[name]
		if !ok || c == 0 && n == 0 {
			return fmt.Errorf("%q is no class of words", name)
		}
		if c == saidVerb {
			l.said = strings.Fields(words)[0]
		}
		for _, w := range strings.Fields(words) {
			l.words[w] |= c
			if n != 0 {
				l.senses[w] |= n
			}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	err = eachLine(tag+"/irregular.txt", func(line string) error {
		f := strings.Fields(line)
		if len(f) < 3 {
			return fmt.Errorf("want base, past and participle, have %d words", len(f))
		}
		l.irregular[f[0]] = [2]string{f[1], f[2]}
		l.otherPasts[f[0]] = f[3:]
		for _, w := range f[3:] {
			l.verbForms[w] |= past | participle
		}
		l.verbForms[f[0]] |= base
		l.verbForms[f[1]] |= past
		l.verbForms[f[2]] |= participle
		return nil
	})
	if err != nil {
		return nil, err
	}
	if l.names, err = loadGazetteer(tag); err != nil {
		return nil, err
	}
	if l.links, err = loadLinks(tag, l); err != nil {
		return nil, err
	}
	if l.lexicon, err = loadLexicon(tag, l); err != nil {
		return nil, err
	}
	if l.likely, err = partyScale.read(tag + "/likely.txt"); err != nil {
		return nil, err
	}
	if l.undated, err = momentScale.read(tag + "/undated.txt"); err != nil {
		return nil, err
	}
	l.gatherLexemes()
	return l, nil
}

// A lexeme is what is known of a word in lower case: looked up once a token.
type lexeme struct {
	class    class
	sense    sense
	place    locative
	form     form      // as a verb, whatever follows
	patterns []pattern // of triggers that begin with it
	links    []*link   // of words that tell a relation, that begin with it
	// Those of patterns that are verbs in a form that needs the words behind it,
	// verbs that undo, verbs of saying, and nouns.
	phrases, undoing, saying, nouns []*pattern
	verb                            bool   // whether one of patterns is a verb
	mark                            uint16 // from 1 if a condition asks for it; others may have the same
}

var unknownWord = &lexeme{}

func (l *language) gatherLexemes() {
	l.lexemes = map[string]*lexeme{}
	of := func(w string) *lexeme {
		x := l.lexemes[w]
		if x == nil {
			x = &lexeme{}
			l.lexemes[w] = x
		}
		return x
	}
	for w, c := range l.words {
		of(w).class = c
	}
	for w, s := range l.senses {
		of(w).sense = s
	}
	for w, p := range l.names.nouns {
		of(w).place = p
	}
	for w, f := range l.verbForms {
		of(w).form = f
	}
	for w, patterns := range l.lexicon.patterns {
		x := of(w)
		x.patterns = patterns
		for i := range patterns {
			p := &patterns[i]
			if len(p.rest) > 0 && p.rest[0] != "~" {
				p.next = of(p.rest[0])
			}
			switch {
			case p.entry.noun:
				x.nouns = append(x.nouns, p)
			case p.next == nil || p.form&(base|third) == 0:
				x.form |= p.form
			default:
				x.phrases = append(x.phrases, p)
			}
			x.verb = x.verb || !p.entry.noun
			if p.entry.has(flagUndoes) {
				x.undoing = append(x.undoing, p)
			}
			if !p.entry.noun && (p.entry.has(flagDeed) || p.entry.has(flagSpeech)) {
				x.saying = append(x.saying, p)
			}
		}
	}
	for w, links := range l.links {
		of(w).links = links
	}
	marked, done := 0, map[*wordSet]bool{} // "@vessel" stands in many
	for _, e := range l.lexicon.entries {
		for _, list := range e.conditions() {
			for _, set := range list {
				if done[set] {
					continue
				}
				done[set] = true
				for w := range set.behind {
					x := of(w)
					if x.mark == 0 {
						x.mark = uint16(1 + marked%(markCount-1))
						marked++
					}
					set.marks[x.mark/64] |= 1 << (x.mark % 64)
				}
			}
		}
	}
}

func (l *language) lexeme(low string) *lexeme {
	if x := l.lexemes[low]; x != nil {
		return x
	}
	return unknownWord
}

// eachLine calls f with every line of an embedded file that is neither empty
// nor a comment; an error of f gets the file and the line.
func eachLine(name string, f func(line string) error) error {
	b, err := data.ReadFile(name)
	if err != nil {
		return err
	}
	for i, line := range strings.Split(string(b), "\n") {
		if line = strings.TrimSpace(line); line == "" || line[0] == '#' {
			continue
		}
		if err := f(line); err != nil {
			return fmt.Errorf("%s:%d: %w", name, i+1, err)
		}
	}
	return nil
}
