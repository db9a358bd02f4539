package extract

import (
	"embed"
	"fmt"
	"slices"
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
	thing                               // a name that ends in it is nobody's: "the Nobel Prize"
	stormWord                           // nor is one that begins with it: "Hurricane Mitch"
	calledThe                           // it is, behind "the": "the Copyright Act"
	accounting                          // a time up to something for which results are: "the quarter to June"
	pastOffice                          // an office of before: "former"
	speaker                             // somebody who speaks for another: "a spokesman"
	neverPassive                        // a word that shares no passive beside it: "was freed and fled", and whose "by" names no doer: "responded by shelling"
)

var senseNames = map[string]sense{"performing": performing, "topic": topicNoun, "superlative": superlative, "reported-future": reportedFuture, "settled": settled, "concessive": concessive, "for": forWord, "not-verb": notVerb, "not-past": notPast, "not-adverb": notAdverb, "clock": clockWord, "midnight": midnightWord, "letting": letting, "causative": causative, "male": male, "female": female, "noun-rather": nounRather, "objective": objective, "adjective": plainAdjective, "matter": matter, "how": howWord, "degree": degree, "all-things": allThings, "given-male": male, "given-female": female, "intention": intention, "since": sinceWord, "within": withinWord, "puts-off": putsOff, "denial": denial, "almost": almostWord, "measuring": measuring, "fixing": fixing, "particle": particle, "hearing": hearing, "compound": compound, "bare-noun": bareNoun, "death-noun": deathNoun, "staying": staying, "exchanging": exchanging, "executive": executive, "office": office, "only": onlyWord, "happening": happening, "later-death": laterDeath, "small-abbreviation": smallAbbreviation, "until": untilWord, "eve": eveWord, "part-of-day": partOfDay, "calendar-unit": calendarUnit, "then": thenWord, "announcing": announcing, "court": courtWord, "series": series, "prefix": prefix, "firm": firmWord, "nation": nationWord, "naming": namingWord, "minister": ministerWord, "thing": thing, "called-the": calledThe, "storm": stormWord, "speaker": speaker, "past-office": pastOffice, "never-passive": neverPassive, "accounting": accounting}

// A language is all that is known of one: compiled once, then only read.
type language struct {
	said       string               // the plainest verb of saying, in the past
	irregular  map[string][2]string // base → past, past participle
	otherPasts map[string][]string  // base → other forms of both: "hanged"
	lexicon    *lexicon
	names      *gazetteer
	links      map[string][]*link // by first word
	dictionary
	likely  []float64 // the weights of who takes part
	undated []float64 // the weights of when it was
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
	l := &language{irregular: map[string][2]string{}, otherPasts: map[string][]string{}}
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
			x := l.learn(w)
			x.class |= c
			x.sense |= n
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
			l.learn(w).form |= past | participle
		}
		l.learn(f[0]).form |= base
		l.learn(f[1]).form |= past
		l.learn(f[2]).form |= participle
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
	l.gather()
	return l, nil
}

// A lexeme is what is known of a word in lower case: looked up once a token, so
// what is asked of every word stands in it, and what few words have behind a
// pointer.
type lexeme struct {
	word  string
	class class
	sense sense
	named setBits // the sets with a name that it is in
	*opening
	place locative
	form  form   // as a verb, whatever follows
	mark  uint16 // which lists of words know it by, 0 if none asks for it
}

// An opening is what begins with a word.
type opening struct {
	patterns   []pattern   // of triggers, in the order in which they count
	nouns      []pattern   // those of nouns
	links      []*link     // words that tell a relation
	setPhrases []setPhrase // that conditions ask for
	begun      setBits     // the sets with a name that have one of those
	// Patterns of verbs in a form that needs the words behind it, of verbs that undo,
	// and of verbs of saying.
	phrases, undoing, saying []*pattern
	verb                     bool // whether one of the patterns is a verb
	found                    int  // how many patterns were found while they are gathered
}

var (
	noOpening   = &opening{}
	unknownWord = &lexeme{opening: noOpening}
)

// opens returns what begins with a word, to be added to.
func (x *lexeme) opens() *opening {
	if x.opening == noOpening {
		x.opening = &opening{}
	}
	return x.opening
}

// gather tells each word what it says of a place, and which patterns and links begin
// with it.
func (l *language) gather() {
	for w, p := range l.names.nouns {
		l.learn(w).place = p
	}
	l.gatherPatterns()
	for w, links := range l.links {
		l.learn(w).opens().links = links
	}
}

// gatherPatterns tells each word of the patterns that begin with it. They stand side by
// side, where a processor finds them faster than strewn over the memory, in the order
// of the words: those of the function words first.
func (l *language) gatherPatterns() {
	found := l.lexicon.found
	l.lexicon.found, l.lexicon.forms = nil, nil
	all := make([]pattern, len(found))
	for x := range l.all() {
		if n := x.found; n > 0 {
			x.patterns, all = all[:0:n], all[n:]
		}
	}
	for i := range found {
		x := found[i].by
		x.patterns = append(x.patterns, found[i].pattern)
	}
	var nouns []pattern
	for x := range l.all() {
		if x.found == 0 {
			continue
		}
		slices.SortStableFunc(x.patterns, func(a, b pattern) int { return b.rank - a.rank })
		var own []pattern
		for i := range x.patterns {
			p := &x.patterns[i]
			switch {
			case p.noun:
				own = append(own, *p)
			case p.next == nil || p.form&(base|third) == 0:
				x.form |= p.form
			default:
				x.phrases = append(x.phrases, p)
			}
			x.verb = x.verb || !p.noun
			if p.entry.has(flagUndoes) {
				x.undoing = append(x.undoing, p)
			}
			if !p.noun && (p.entry.has(flagDeed) || p.entry.has(flagSpeech)) {
				x.saying = append(x.saying, p)
			}
		}
		if x.nouns = x.patterns; x.verb {
			nouns, x.nouns = packed(nouns, own)
		}
	}
}

// packed appends part to all, or to a new slice if that has no room, and returns it and
// the copy of part in it. Copies returned before stay where they are.
func packed[T any](all, part []T) ([]T, []T) {
	if len(part) > cap(all)-len(all) {
		all = make([]T, 0, 1<<14+len(part))
	}
	all = append(all, part...)
	return all, all[len(all)-len(part) : len(all) : len(all)]
}

// eachLine calls f with every line of an embedded file that is neither empty
// nor a comment; an error of f gets the file and the line.
func eachLine(name string, f func(line string) error) error {
	b, err := data.ReadFile(name)
	if err != nil {
		return err
	}
	i := 0
	for line := range strings.SplitSeq(string(b), "\n") {
		i++
		if line = strings.TrimSpace(line); line == "" || line[0] == '#' {
			continue
		}
		if err := f(line); err != nil {
			return fmt.Errorf("%s:%d: %w", name, i, err)
		}
	}
	return nil
}
