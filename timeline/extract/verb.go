package extract

import (
	"slices"
	"strings"
	"unicode"
)

// A verb is a verb with what stands before it: "has not been arrested".
type verb struct {
	first, head int // the group's first token and its main verb
	form        form
	modal       bool // may, would, must, …
	future      bool // will
	negated     bool
	perfect     bool // has, had + participle
	pluperfect  bool
	passive     bool
	progressive bool // is leaving
	infinitive  bool // to leave
	bare        bool // a participle or gerund without an auxiliary: no finite verb
	present     bool
	auxiliary   bool // a form of be, have or do that is the main verb
}

// finite reports whether the verb makes a clause of its own.
func (v *verb) finite() bool { return !v.infinitive && !v.bare }

// findVerbs returns the verb groups of a sentence in order, until it is called again.
func (r *reader) findVerbs(s *sentence) []verb {
	out := r.verbs[:0]
	for i := s.first; i < s.end; i++ {
		t := &r.tokens[i]
		if t.punct || t.entity >= 0 {
			continue
		}
		if t.class&(beVerb|haveVerb|doVerb|modal) != 0 || t.class&toInfinitive != 0 {
			v, ok := r.groupFrom(s, i)
			if !ok {
				continue
			}
			out = append(out, v)
			i = v.head
			continue
		}
		if i > s.first+2 && r.tokens[i-1].text == "%" && r.tokens[i-3].class&determiner != 0 && r.forms(i)&gerund != 0 {
			continue // "its 49.5% holding"
		}
		if f := r.verbForm(s, i); f != 0 && !(f&(past|participle|gerund) == 0 && len(out) > 0 && (out[len(out)-1].head == i-1 && !out[len(out)-1].auxiliary || r.stillObject(&out[len(out)-1], i) && !r.wantsVerb(out))) {
			v := verb{first: i, head: i, form: f}
			takes := f&past != 0 && i+1 < s.end && r.tokens[i+1].sense&objective != 0 && !r.owns(i+1) // "until marines seized him"
			v.bare = f&(past|third|base) == 0 || !takes && (r.reduced(s, i, f) || f&participle != 0 && len(out) > 0 && r.complement(s, &out[len(out)-1], i) && !r.wantsVerb(out))
			if f&participle != 0 && len(out) > 0 && r.hadDone(&out[len(out)-1], i) {
				v.bare = true
			}
			v.present = f&(past|participle|gerund) == 0
			if n := len(out); n > 0 && v.present && f&base != 0 && i > out[n-1].head+1 && r.tokens[out[n-1].head].sense&letting != 0 {
				v.infinitive = true // "let the crew leave"
			}
			for j := i - 1; j >= s.first && (r.tokens[j].class&(adverb|negation) != 0 || r.tokens[j].ly()); j-- {
				v.negated = v.negated || r.tokens[j].class&negation != 0
			}
			out = append(out, v)
		}
	}
	r.verbs = out
	return out
}

// stillObject: "threw petrol bombs at the police", where a word that could be a verb in the
// present stands among what a verb in the past acts on, and nothing parts them.
func (r *reader) stillObject(v *verb, i int) bool {
	if !v.finite() || v.present || v.form&past == 0 || v.auxiliary || r.tokens[v.head].class&saidVerb != 0 || i-v.head > 6 {
		return false
	}
	for j := v.head + 1; j < i; j++ {
		if t := &r.tokens[j]; t.punct || t.class&(coordinator|subordinator|relative|pronoun|saidVerb|beVerb|haveVerb|modal) != 0 && t.class&determiner == 0 {
			return false
		}
	}
	return true
}

// groupFrom reads a group that begins with an auxiliary or "to" at token i.
func (r *reader) groupFrom(s *sentence, i int) (verb, bool) {
	v := verb{first: i, head: i}
	lastBe, lastHave, did := -1, -1, false
	j := i
	for ; j < s.end; j++ {
		t := &r.tokens[j]
		c := t.class
		switch {
		case t.punct || t.entity >= 0:
			goto done
		case c&toInfinitive != 0 && (j == i || lastBe >= 0 || lastHave >= 0):
			// "to leave", "is to leave", "has to leave"
			if j+1 >= s.end || !r.infinitiveAt(s, j+1) {
				goto done
			}
			if j > i {
				v.future, lastBe = true, -1 // "was to have begun" is no passive
			} else {
				v.infinitive = true
			}
		case c&modal != 0:
			v.modal = v.modal || c&future == 0
			v.future = v.future || c&future != 0
			v.negated = v.negated || c&negation != 0
			v.head = j
		case c&beVerb != 0:
			v.progressive = lastBe >= 0 && t.low == "being"
			lastBe, v.head = j, j
			v.negated = v.negated || c&negation != 0
		case c&haveVerb != 0:
			lastHave, v.head = j, j
			v.negated = v.negated || c&negation != 0
			v.pluperfect = t.low == "had"
		case c&doVerb != 0:
			did, v.head = true, j
			v.negated = v.negated || c&negation != 0
			v.present = v.present || t.low != "did"
		case c&negation != 0 && c&determiner == 0:
			v.negated = true
		case c&adverb != 0 && c&(determiner|preposition|subordinator) == 0 || t.ly():
		default:
			goto done
		}
	}
done:
	main := j
	if main < s.end && !r.tokens[main].punct && r.tokens[main].entity < 0 {
		f := r.forms(main)
		switch {
		case lastBe >= 0 && f&(participle|gerund) != 0 && lastBe > lastHave:
			v.passive, v.progressive = f&participle != 0, v.progressive || f&participle == 0
			v.perfect = lastHave >= 0
			v.form, v.head = f&(participle|gerund), main
		case lastHave >= 0 && lastBe < 0 && f&participle != 0:
			v.perfect, v.form, v.head = true, participle, main
		case (v.modal || v.future || did || v.infinitive) && lastBe < 0 && lastHave < 0 && f&(past|gerund) == 0 && r.tokens[main].class&(determiner|preposition|pronoun|adverb) == 0,
			(v.modal || v.future || did || v.infinitive) && f&base != 0:
			v.form, v.head = base, main
		}
	}
	if v.head == v.first && r.tokens[i].class&toInfinitive != 0 || v.infinitive && r.withoutArticle(s, v.head) {
		return v, false
	}
	if r.tokens[v.head].class&(beVerb|haveVerb|doVerb|modal) != 0 && v.form == 0 {
		v.auxiliary = true
		v.form = past
	}
	low := r.tokens[v.first].low
	if !v.modal && !v.future && !v.infinitive {
		v.present = v.present || !v.perfect && (low == "is" || low == "are" || low == "'s" || low == "'re" || low == "am" || low == "has" && v.auxiliary || low == "have" && v.auxiliary)
	}
	if low == "being" || low == "having" {
		v.bare = true
	}
	if v.infinitive && v.first > s.first {
		v.negated = v.negated || r.tokens[v.first-1].class&negation != 0
	}
	return v, true
}

// withoutArticle: a noun that needs none stands at i, and not the verb that is written
// like it: "returned to court", not "to court voters".
func (r *reader) withoutArticle(s *sentence, i int) bool {
	return r.tokens[i].sense&bareNoun != 0 && (i+1 == s.end || r.tokens[i+1].punct || r.tokens[i+1].class&(preposition|coordinator|subordinator|relative) != 0 || r.inTime(i+1))
}

// infinitiveAt reports whether a verb in its base form can stand at i, after
// adverbs.
func (r *reader) infinitiveAt(s *sentence, i int) bool {
	for i < s.end && (r.tokens[i].class&adverb != 0 && r.tokens[i].class&preposition == 0 || r.tokens[i].ly()) {
		i++
	}
	if i >= s.end {
		return false
	}
	t := &r.tokens[i]
	if t.class&(beVerb|haveVerb|doVerb) != 0 {
		return true
	}
	if i-2 >= s.first && i+2 < s.end && r.forms(i) == 0 && r.tokens[i-1].class&toInfinitive != 0 && r.forms(i-2)&(past|base|third|participle) == 0 && r.tokens[i-2].class&(wish|scheduled|adverb|beVerb|haveVerb) == 0 && r.tokens[i+1].class&preposition != 0 && r.inTime(i+2) {
		return false // "cut its rating to junk on Monday"
	}
	if i+1 < s.end && r.forms(i) == 0 && r.tokens[i+1].entity >= 0 && adjectival(t.low) {
		return false // "aid to northern Gaza"
	}
	return !t.punct && !t.capital && !t.digit && t.entity < 0 && t.class&(determiner|pronoun|preposition|numberWord|month|weekday) == 0 && r.forms(i)&(past|gerund) == 0 &&
		!strings.HasSuffix(t.low, "s") || r.forms(i)&base != 0
}

// verbPhrase reports whether a phrase of the lexicon that begins with a verb stands
// at token i: "opening fire".
func (r *reader) verbPhrase(s *sentence, i int) bool {
	patterns := r.tokens[i].lexeme.patterns
	for n := range patterns {
		if p := &patterns[n]; !p.noun && p.next != nil {
			if _, _, ok := r.matchRest(s, p, i); ok {
				return true
			}
		}
	}
	return false
}

// forms returns the verb forms that the word alone allows.
func (r *reader) forms(i int) form {
	t := &r.tokens[i]
	f := t.lexeme.form
	for _, p := range t.lexeme.phrases {
		if f&p.form != p.form && i+1 < len(r.tokens) && r.tokens[i+1].lexeme == p.next && r.sameWords(i+1, p.rest) {
			f |= p.form
		}
	}
	if f != 0 {
		return f
	}
	n := len(t.low)
	if k := strings.LastIndexByte(t.low, '-'); k > 0 && (unicode.IsUpper(firstRune(t.text)) || t.low[k:] == "-based") {
		return 0 // "Chicago-based", not "test-fired"
	}
	switch {
	case t.class&saidVerb != 0:
		return past | participle
	case n > 4 && strings.HasSuffix(t.low, "ed") && t.sense&notPast == 0:
		return past | participle
	case n > 5 && strings.HasSuffix(t.low, "ing") && t.class&(preposition|pronoun) == 0 && t.low != "during":
		return gerund
	}
	return 0
}

// opensPhrase reports a participle at token i with which a phrase before the subject begins:
// "Using …, the navy sank", but not "Shelling killed civilians".
func (r *reader) opensPhrase(s *sentence, i int) bool {
	const words = 8
	if i != s.first || r.forms(i)&gerund == 0 || r.isNoun(i) {
		return false
	}
	for j := i + 1; j+1 < s.end && j < i+words; j++ {
		if r.tokens[j].text == "," {
			return r.tokens[j+1].class&(coordinator|relative) == 0
		}
	}
	return false
}

// bareNounAt reports a plain word at token i that can only go on a noun phrase.
func (r *reader) bareNounAt(i int) bool {
	t := &r.tokens[i]
	return !t.punct && !t.capital && !t.digit && t.entity < 0 && t.class&^(groupNoun|official|title|organisationWord|placeWord) == 0 && !t.ly() && r.forms(i) == 0
}

// isNoun reports whether the lexicon has the word, or a phrase that begins with it
// here, as a noun.
func (r *reader) isNoun(i int) bool {
	for _, p := range r.tokens[i].lexeme.nouns {
		if !p.entry.has(flagNominal) && (p.next == nil || i+1 < len(r.tokens) && p.next == r.tokens[i+1].lexeme) && r.sameWords(i+1, p.rest) {
			return true
		}
	}
	return false
}

// verbForm decides, by its neighbours, which verb form a word without an
// auxiliary has at token i; 0 if it is no verb there.
func (r *reader) verbForm(s *sentence, i int) form {
	f := r.forms(i)
	if f == 0 && r.tokens[i].class == 0 && !r.tokens[i].ly() && i > s.first && i+1 < s.end && r.tokens[i-1].class&relative != 0 && r.tokens[i-1].class&pronounPerson != 0 && r.tokens[i+1].class&determiner != 0 && strings.HasSuffix(r.tokens[i].low, "s") {
		return third // "who chairs the bloc"
	}
	if f == 0 || f&past == 0 && r.inTime(i) {
		return 0
	}
	if i-2 >= s.first && isQuote(r.tokens[i-1].text) && r.tokens[i-2].class&determiner != 0 {
		return 0 // a “recommended” rating
	}
	t := &r.tokens[i]
	if i > s.first+1 && i+1 < s.end && f&participle != 0 && f&base == 0 && r.tokens[i-1].text == "," && r.tokens[i-2].entity >= 0 && (r.tokens[i+1].text == "," || r.tokens[i+1].text == ")") && r.headline(s.para) {
		return 0 // "Jane Doe, left, and John Doe"
	}
	if i > s.first && i+1 < s.end && f == past|participle && r.tokens[i-1].entity < 0 && r.bareNounAt(i+1) && (r.tokens[i-1].class&light != 0 && r.forms(i-1)&past != 0 || r.opensPhrase(s, r.adverbsFrom(s.first, i)-1)) {
		return 0 // "gave suspended prison terms", "Using captured ports, the navy …"
	}
	var prev, next *token
	j := i - 1
	for j >= s.first && (r.tokens[j].class&adverb != 0 && (r.tokens[j].class&determiner == 0 || f&past != 0 && j > s.first && r.nounBefore(j)) || r.tokens[j].ly()) {
		j-- // also "the party and the union both welcomed it"
	}
	if j >= s.first {
		prev = &r.tokens[j]
	}
	if i+1 < s.end {
		next = &r.tokens[i+1]
	}
	afterDet := prev != nil && (prev.class&determiner != 0 && prev.class&pronoun == 0 || prev.class&(possessiveWord|numberWord) != 0 || prev.low == "'s" || prev.digit && !r.inTime(j) || r.isOwner(j))
	nounLike := next != nil && !next.punct && next.class&(determiner|preposition|pronoun|coordinator|subordinator|relative|adverb|beVerb|haveVerb|modal|weekday|month|numberWord) == 0 && next.entity < 0 && !next.digit && !next.ly()
	if prev != nil && prev.class&demonstrative != 0 && prev.class&relative != 0 && f&(past|third) != 0 && r.nounBefore(j) {
		afterDet = false // "the tanker that spilled oil"
	}
	if prev != nil && prev.low == "'s" && prev.entity >= 0 {
		afterDet = false // "McDonald's opened a restaurant"
	}
	if prev != nil && prev.class&numberWord != 0 && f&past != 0 && (!nounLike || f&participle == 0 || strings.HasSuffix(prev.low, "s")) {
		afterDet = false // "Thousands marched in the capital", "Hundreds joined protests"
	}
	if prev != nil && prev.digit && !nounLike && j > s.first && (r.tokens[j-1].capital || r.tokens[j-1].class&ofWord != 0 && f&past != 0) && !r.inTime(j) {
		afterDet = false // "Flight 93 crashed in a field", "A crowd of 3,000 gathered"
	}
	if k := j - 1; f&base != 0 && f&(past|participle) != 0 && prev != nil && k >= s.first && prev.sense&plainAdjective != 0 && r.tokens[k].class&(determiner|possessiveWord) != 0 && r.tokens[k].class&pronoun == 0 {
		return 0 // "the long run"
	}
	nounish := r.isNoun(i) || t.sense&nounRather != 0
	switch {
	case f&past != 0:
		if r.attributive(s, i) || prev != nil && prev.sense&staying != 0 && f&participle != 0 && !(j > s.first && r.tokens[j-1].class&determiner != 0) {
			return 0
		}
		if k := j - 1; nounLike && prev != nil && k >= s.first && !prev.punct && prev.class == 0 && prev.entity < 0 && (strings.Contains(prev.low, "-") || adjectival(prev.low)) && r.tokens[k].class&(determiner|possessiveWord) != 0 && r.tokens[k].class&pronoun == 0 {
			return 0 // "a two-year suspended sentence"
		}
		if t.sense&notVerb != 0 && prev != nil && prev.entity >= 0 && next != nil && (next.entity >= 0 || nounLike) && r.verbAfter(s, i) {
			return 0 // "Los Angeles based Northrop said", not "Members of the union backed strikes"
		}
		if afterDet && (nounLike || prev.low != "that") && !(prev.class&pronoun != 0) {
			return 0
		}
		if prev != nil && prev.class&preposition != 0 && nounLike && r.forms(i+1) == 0 {
			return 0 // "of proposed cuts"
		}
		if f&base != 0 && i+1 < s.end && !r.tokens[i+1].punct && r.forms(i+1)&(past|base) == past && r.tokens[i+1].entity < 0 && prev != nil && prev.class&pronoun == 0 && prev.entity < 0 {
			return 0 // "A power cut left millions in the dark"
		}
		if f&base != 0 && (r.isNoun(i) || prev == nil || prev.class&(preposition|toInfinitive) != 0) && !(prev != nil && (prev.entity >= 0 || prev.class&pronoun != 0)) {
			return 0 // "cut", "hit": nouns where no subject stands before
		}
		return f
	case f&participle != 0:
		if afterDet {
			return 0
		}
		return f
	case f&gerund != 0:
		if next != nil && prev != nil && (r.forms(i+1)&past != 0 && r.forms(i+1)&participle == 0 || next.class&(beFinite|haveVerb) != 0 || r.isNoun(i+1)) && next.entity < 0 && r.insidePhraseAt(s, i) {
			return 0 // "The attack on the parliament building lasted", "A level crossing accident"
		}
		if afterDet || prev != nil && prev.class&demonstrative != 0 && j > s.first && r.tokens[j-1].class&preposition != 0 || r.isNoun(i) && !r.verbPhrase(s, i) && !(next != nil && (next.class&(determiner|numberWord|pronoun) != 0 || next.entity >= 0 || next.digit)) && !(prev != nil && prev.punct && r.numberSoon(s, i+1)) && !(prev != nil && prev.class&byWord != 0 && j > s.first && r.tokens[j-1].sense&neverPassive != 0) {
			return 0
		}
		return gerund
	case f&third != 0:
		if nounish && next != nil && next.class&(haveVerb|beFinite|modal) != 0 {
			return 0 // "fears that rebels had seized the town"
		}
		if prev != nil && j > s.first && !prev.capital && r.tokens[j-1].class&preposition != 0 && (adjectival(prev.low) || strings.HasSuffix(prev.low, "ian")) {
			return 0 // "on humanitarian grounds"
		}
		if prev != nil && prev.class&relative != 0 && prev.class&possessiveWord == 0 && !nounLike {
			return third
		}
		if afterDet || prev == nil || prev.punct || prev.class&(preposition|coordinator|notName) != 0 && prev.class&(pronoun|groupNoun) == 0 && prev.entity < 0 {
			return 0
		}
		if t.class&groupNoun != 0 && !(next != nil && (next.class&(determiner|numberWord|pronoun) != 0 || next.entity >= 0)) {
			return 0 // "the armed forces"
		}
		if nounish && !(r.headline(s.para) && (prev.entity >= 0 || !prev.capital || j == s.first) && next != nil && (nounLike || next.class&(determiner|numberWord|preposition|pronoun) != 0 || next.entity >= 0 || next.digit)) &&
			!(prev.entity >= 0 && next != nil && (next.class&(determiner|numberWord|pronoun) != 0 || next.entity >= 0)) {
			return 0
		}
		return third
	case f&base != 0:
		if prev == nil || next == nil || next.punct || afterDet || prev.punct || t.capital || prev.class&(preposition|coordinator) != 0 {
			return 0
		}
		if r.headline(s.para) && j == s.first && prev.capital && next.entity >= 0 && !nounish {
			return base // "Chelsea sack Mourinho"
		}
		if prev.entity >= 0 && r.names[prev.entity].adjective && nounLike {
			return 0 // "Libyan patrol boats"
		}
		if prev.class&groupNoun != 0 && j > s.first && r.tokens[j-1].class&indefinite != 0 {
			return 0 // "an army camp", "a missile test"
		}
		pluralSubject := prev.entity >= 0 || prev.class&(pronounPlural|groupNoun) != 0 || strings.HasSuffix(prev.low, "s") && !prev.punct && prev.class&(beVerb|haveVerb|preposition|pronoun) == 0
		if !pluralSubject && !nounish && next != nil && (next.class&preposition != 0 || r.inTime(i+1)) && i-s.first < 12 && !(j > s.first && prev.class&notName != 0 && r.tokens[j-1].class&indefinite != 0) && r.pluralBefore(s, i) {
			return base // "Leaders of the union meet in Brussels"
		}
		if !pluralSubject || nounish && !(next != nil && (next.class&(determiner|numberWord|pronoun) != 0 || next.entity >= 0)) {
			return 0
		}
		return base
	}
	return 0
}

// numberSoon reports a number at token i or behind words that measure it: "at least 30",
// "nearly forty", but not "shelling of three villages".
func (r *reader) numberSoon(s *sentence, i int) bool {
	for i < s.end && (r.tokens[i].class&adverb != 0 && r.tokens[i].class&preposition == 0 || isNearly(r.tokens[i].low)) {
		i++
	}
	number := func(i int) bool { return i < s.end && (r.tokens[i].digit || r.tokens[i].class&numberWord != 0) }
	return number(i) || i < s.end && !number(i+1) && atLeast(r, i, s.end)
}

// insidePhraseAt reports plain words and a determiner right before token i, which then
// goes on their noun phrase.
func (r *reader) insidePhraseAt(s *sentence, i int) bool {
	const longest = 3 // words
	for j := i - 1; j >= s.first && j >= i-longest; j-- {
		t := &r.tokens[j]
		if t.class&determiner != 0 && t.class&pronoun == 0 {
			return j < i-1
		}
		if t.punct || t.digit || t.entity >= 0 || t.class&^(notName|placeWord|organisationWord|groupNoun|official|title) != 0 || r.forms(j)&(past|participle) != 0 {
			return false
		}
	}
	return false
}

// adverbsFrom is where the adverbs right before token i begin, i if there are none.
func (r *reader) adverbsFrom(first, i int) int {
	for i-1 > first && (r.tokens[i-1].ly() || r.tokens[i-1].class&adverb != 0) {
		i--
	}
	return i
}

// verbAfter reports a word behind token i in its sentence that can be a finite verb.
func (r *reader) verbAfter(s *sentence, i int) bool {
	for j := i + 1; j < s.end; j++ {
		if t := &r.tokens[j]; t.class&(saidVerb|beFinite|haveVerb|modal) != 0 || t.entity < 0 && r.forms(j)&(past|third) != 0 {
			return true
		}
	}
	return false
}

// attributive: "Top elected officials said": what stands before the word can be no
// subject, and the noun behind it has a verb of its own.
func (r *reader) attributive(s *sentence, i int) bool {
	p := &r.tokens[max(i-1, s.first)]
	if i != s.first+1 || p.class&(pronoun|numberWord|groupNoun|official) != 0 || p.entity >= 0 || p.capital && r.inTitle(s.para) || strings.HasSuffix(p.low, "s") || r.isNoun(i-1) {
		return false
	}
	for j := i + 1; j < s.end && j < i+5; j++ {
		t := &r.tokens[j]
		if j > i+1 && t.class&(saidVerb|beFinite|haveVerb|modal) != 0 {
			return true
		}
		if t.punct || t.class&(determiner|preposition|pronoun|coordinator|subordinator|relative|adverb) != 0 {
			return false
		}
	}
	return false
}

// reduced reports whether a past form is a participle that modifies the noun
// before it ("an agreement reached in Vienna"), not a finite verb: where a
// finite verb follows before the clause can end.
func (r *reader) reduced(s *sentence, i int, f form) bool {
	if f&participle == 0 {
		return false
	}
	if f&past == 0 {
		return true
	}
	before := r.adverbsFrom(s.first, i) - 1 // "the government, widely criticised for it, gave way"
	if first, end := r.parenthesis(s, i); first < end && first == max(before, s.first) && end < s.end {
		return true // "the bank (founded in 1890) collapsed"
	}
	if i == s.first || before > s.first && r.tokens[before].text == "," {
		// "Citing …", "…, designed to …": a participle, unless it goes on
		// a list of verbs.
		if i > s.first && r.interrupts(s, i) {
			return true
		}
		return i+1 < s.end && r.tokens[i+1].class&preposition != 0 && r.tokens[i+1].low == "by" || i == s.first
	}
	if i+1 < s.end && r.tokens[i+1].low == "by" && r.tokens[i-1].class&(pronoun|relative) == 0 && r.tokens[i].sense&neverPassive == 0 && !r.doing(s, i+2) {
		return true
	}
	if i > s.first+1 && r.tokens[i-1].sense&objective != 0 && r.tokens[i-2].class&preposition == 0 || r.ofFronted(s, i) || r.inApposition(s, i) {
		return true
	}
	if r.tokens[i].sense&namingWord != 0 && i+1 < s.end && r.tokens[i+1].entity >= 0 {
		if e := r.names[r.tokens[i+1].entity].end; e < s.end && r.tokens[e].entity < 0 && r.forms(e)&past != 0 {
			return true // "investors called Tenedora bought the firm"
		}
	}
	if r.tokens[i].class&saidVerb != 0 {
		return false // "Kerry said Washington would …"
	}
	// A finite verb right after its noun phrase: "the men arrested on Friday were …".
	for j := i + 1; j < s.end && j < i+12; j++ {
		t := &r.tokens[j]
		if t.punct || t.class&(subordinator|relative|coordinator) != 0 {
			return false
		}
		if r.tokens[j-1].class&pronoun != 0 && r.tokens[j-1].class&determiner == 0 && t.class&(beFinite|modal|haveVerb) != 0 {
			return false // "removed the measures | they had imposed"
		}
		if t.class&(beFinite|modal) != 0 || t.low == "has" || t.low == "had" ||
			j > i+2 && r.tokens[i+1].class&preposition != 0 && r.tokens[i+1].sense&particle == 0 && r.forms(j)&past != 0 && r.tellsItself(s, j) {
			return true // "a jet bound for Geneva plunged", "a bomb planted under his car killed a judge"
		}
	}
	return false
}

// inApposition: in "convicted Per Lund, a banker arrested in Lima, and jailed him" the noun
// before token i says who that is, and does nothing itself: what follows the next comma goes on
// with the verb before. Not so "…, a court ruled on Monday".
func (r *reader) inApposition(s *sentence, i int) bool {
	const longest = 14 // tokens up to the next comma
	j := r.appositionOf(s, i)
	if j < 0 || r.tokens[i+1].class&preposition == 0 && !r.inTime(i+1) || r.tokens[i].class&(saidVerb|announce) != 0 || r.isSpeech(i) {
		return false
	}
	for k := i + 1; k+2 < s.end && k < i+longest; k++ {
		if r.tokens[k].text == "," {
			return r.tokens[k+1].class&coordinator != 0 && r.tokens[k+2].entity < 0 && r.forms(k+2)&past != 0 || r.tokens[k+1].class&(beFinite|haveVerb) != 0
		}
	}
	return false
}

// appositionOf returns the comma between a person and an indefinite noun right before token i,
// "Per Lund, a banker |", -1 if there is none.
func (r *reader) appositionOf(s *sentence, i int) int {
	const longest = 6 // tokens from the comma on
	j := i - 1
	for j > s.first && j > i-longest && !r.tokens[j].punct && r.tokens[j].class&(preposition|relative|subordinator|pronoun)&^determiner == 0 {
		j--
	}
	if j <= s.first || r.tokens[j].text != "," || r.tokens[j+1].class&indefinite == 0 || i-j < 3 || i+1 >= s.end || r.tokens[j-1].entity < 0 || !r.maybePerson(r.names[r.tokens[j-1].entity].entity) {
		return -1
	}
	return j
}

// ofFronted: in "Under an accord concluded on Friday, staff may return" the noun before
// token i belongs to the preposition that begins the sentence.
func (r *reader) ofFronted(s *sentence, i int) bool {
	if r.tokens[s.first].class&preposition == 0 || r.tokens[s.first].class&subordinator != 0 || i-s.first > 5 || i-s.first < 2 || i+1 >= s.end || r.tokens[i+1].class&preposition == 0 {
		return false
	}
	for j := s.first + 1; j < i; j++ {
		if t := &r.tokens[j]; t.punct || t.class&(preposition|coordinator|relative|pronoun) != 0 || t.entity >= 0 || r.inTime(j) || j > s.first+1 && t.class&determiner != 0 {
			return false
		}
	}
	for j := i + 1; j < s.end && j < i+8; j++ {
		if r.tokens[j].text == "," {
			return true
		}
	}
	return false
}

// doing reports a gerund at token i with what it is done to: "celebrated by | opening a shop".
func (r *reader) doing(s *sentence, i int) bool {
	if i+1 >= s.end || r.forms(i)&gerund == 0 || r.tokens[i].entity >= 0 {
		return false
	}
	n := &r.tokens[i+1]
	return n.class&(determiner|possessiveWord|numberWord) != 0 || n.digit || n.entity >= 0
}

// tellsItself reports a past form that describes no noun: an object or a
// preposition follows, and nothing that a noun phrase begins with stands before.
func (r *reader) tellsItself(s *sentence, i int) bool {
	t, p := &r.tokens[i], &r.tokens[i-1]
	if t.entity >= 0 || t.capital || i+1 >= s.end || p.class&(determiner|possessiveWord|numberWord|preposition|pronoun|adverb) != 0 || p.digit || p.ly() || p.low == "'s" || r.isOwner(i-1) {
		return false
	}
	n := &r.tokens[i+1]
	return n.class&(determiner|numberWord|preposition|possessiveWord) != 0 || n.digit || n.entity >= 0
}

// complement: in "imposed on a company accused of fraud" the noun before token i
// belongs to the finite verb before it, and can be no subject.
func (r *reader) complement(s *sentence, v *verb, i int) bool {
	there := v.auxiliary && v.first > 0 && r.tokens[v.first-1].place&thereWord != 0 && r.tokens[i].low == "left" // "there was no money left"
	if !v.finite() || v.auxiliary && !there || r.isSpeech(v.head) || r.tokens[v.head].class&(saidVerb|wish) != 0 || i-v.head < 3 || i-v.head > 12 {
		return false
	}
	behind := r.behindPreposition(v.head, i)
	for j := v.head + 1; j < i; j++ {
		t := &r.tokens[j]
		if t.punct && t.low != "'s" && !r.isOwner(j) && t.text != "$" || t.class&(coordinator|relative) != 0 || t.class&subordinator != 0 && t.class&preposition == 0 || !behind && r.inTime(j) && !strings.Contains(t.low, "-") { // a "60-day" is no time of its own
			return false
		}
	}
	return r.tokens[i-1].class&(pronoun|preposition|adverb|determiner) == 0 && !r.tokens[i-1].ly() && !r.timedBy(s, v.head, i)
}

// timedBy: in "fell after Oman rejected the plan" the verb at token i tells when that at token v
// was, and is no participle as in "came after a deal reached in Lima" or, in a headline,
// "after plan rejected".
func (r *reader) timedBy(s *sentence, v, i int) bool {
	if r.inTitle(s.para) {
		return false
	}
	for j := i - 1; j > v; j-- {
		t := &r.tokens[j]
		if (t.class&(timeAfter|timeBefore) != 0 || t.sense&sinceWord != 0) && t.class&subordinator != 0 {
			return j+1 < i && (r.tokens[j+1].class&indefinite == 0 || r.tokens[i].sense&neverPassive != 0 || r.objectBehind(i))
		}
	}
	return false
}

// objectBehind reports a verb at token i right behind which a noun phrase begins.
func (r *reader) objectBehind(i int) bool {
	if i+1 >= len(r.tokens) {
		return false
	}
	t := &r.tokens[i+1]
	return !r.inTime(i+1) && (t.entity >= 0 || t.digit || t.class&(determiner|pronoun|numberWord) != 0)
}

// behindPreposition: in "was freed on Monday under a deal reached in Doha" a preposition behind
// the verb at token v has the noun before token i.
func (r *reader) behindPreposition(v, i int) bool {
	const longest = 4 // words of the noun phrase
	for j := i - 1; j > v+1 && j >= i-longest; j-- {
		t, p := &r.tokens[j], &r.tokens[j-1]
		if t.punct || r.inTime(j) || t.class&(preposition|pronoun) != 0 && t.class&determiner == 0 {
			return false
		}
		if t.class&determiner != 0 {
			return p.class&preposition != 0 && p.class&(subordinator|timeAfter|timeBefore|ofWord) == 0
		}
	}
	return false
}

// hadDone: "had their convictions quashed", "wanted the ban lifted": the participle at
// token i tells what was done, or was to be, to the object of v and not by its subject.
func (r *reader) hadDone(v *verb, i int) bool {
	t, next := &r.tokens[v.head], &r.tokens[min(i+1, len(r.tokens)-1)]
	if t.class&haveVerb == 0 && t.sense&causative == 0 || !v.finite() && !(v.infinitive && t.sense&causative != 0) || i-v.head < 2 || i-v.head > 6 {
		return false
	}
	ends := next.punct || next.class&(preposition|adverb) != 0 || r.inTime(i+1) // the participle has no object of its own
	if o := &r.tokens[v.head+1]; o.class&possessiveWord == 0 && !(ends && (o.class&determiner != 0 || o.sense&objective != 0 || o.entity >= 0 && t.class&haveVerb == 0)) {
		return false
	}
	for j := v.head + 1; j < i; j++ {
		if r.tokens[j].punct || r.tokens[j].class&(preposition|coordinator|relative|subordinator) != 0 {
			return false
		}
	}
	return true
}

// wantsVerb: in "A fire that broke out in a factory killed" the only finite verb so
// far belongs to a relative clause.
func (r *reader) wantsVerb(verbs []verb) bool {
	v := &verbs[len(verbs)-1]
	return noneFinite(verbs[:len(verbs)-1]) && v.first > 0 && r.tokens[v.first-1].class&relative != 0 && r.nounBefore(v.first-1)
}

// interrupts: "Alan Gross, arrested in 2009, was released": the participle at
// token i stands between commas, and a finite verb follows the second.
func (r *reader) interrupts(s *sentence, i int) bool {
	from := s.first
	for j := s.first; j < i-2; j++ {
		if t := &r.tokens[j]; t.class&saidVerb != 0 || t.class&subordinator != 0 && t.class&determiner == 0 {
			from = j + 1 // "said Alan Gross, arrested in 2009, was released"
		}
	}
	for j := from; j < i-1; j++ {
		if t := &r.tokens[j]; t.class&(beFinite|haveVerb|modal|saidVerb) != 0 || t.entity < 0 && r.forms(j)&past != 0 && j > s.first && r.tokens[j-1].class&determiner == 0 {
			return false
		}
	}
	for j := i + 1; j+1 < s.end && j < i+24; j++ {
		if r.tokens[j].text != "," {
			if r.tokens[j].punct && isStop(r.tokens[j].text) {
				return false
			}
			continue
		}
		n := &r.tokens[j+1]
		if n.class&(beFinite|modal) != 0 || n.class&haveVerb != 0 && !n.punct || n.entity < 0 && r.forms(j+1)&past != 0 {
			return true
		}
		if n.entity < 0 && r.forms(j+1)&third != 0 && j+2 < s.end && !r.tokens[j+2].punct && r.tokens[j+2].class&(preposition|coordinator) == 0 {
			return true // "The suit, filed in May, accuses the bank"
		}
		if n.class&coordinator != 0 || n.class&subordinator != 0 && n.class&determiner == 0 {
			return false // "Per Lund, the chairman, suffered a stroke, while others, …"
		}
	}
	return false
}

// pluralBefore: the sentence begins with a plural noun, after a determiner or
// adjectives at most, and no verb stands between it and token i.
func (r *reader) pluralBefore(s *sentence, i int) bool {
	for j := s.first; j < i && j < s.first+4; j++ {
		t := &r.tokens[j]
		if t.punct || t.class&(preposition|pronoun|beVerb|haveVerb|modal) != 0 {
			return false
		}
		if strings.HasSuffix(t.low, "s") && j+1 < i && r.tokens[j+1].class&preposition != 0 {
			for k := j + 1; k < i; k++ {
				if r.tokens[k].class&(beVerb|haveVerb|modal|subordinator|relative) != 0 || r.tokens[k].punct || r.forms(k)&past != 0 {
					return false
				}
			}
			return true
		}
	}
	return false
}

// isSpeech reports a verb of saying at token i.
func (r *reader) isSpeech(i int) bool {
	for _, p := range r.tokens[i].lexeme.saying {
		if r.sameFirst(i, p.rest) {
			return true
		}
	}
	return r.tokens[i].class&saidVerb != 0
}

// sameFirst reports whether the words of a phrase up to its gap stand behind token i.
func (r *reader) sameFirst(i int, rest []*lexeme) bool {
	for k, w := range rest {
		if w == gap {
			return slices.ContainsFunc(r.tokens[i+1+k:max(i+1+k, min(i+k+maxGap+2, len(r.tokens)))], func(t token) bool { return t.lexeme == rest[k+1] })
		}
		if i+1+k >= len(r.tokens) || r.tokens[i+1+k].lexeme != w {
			return false
		}
	}
	return true
}

func (r *reader) pluperfect(m *mention) bool {
	return r.sentences[m.sentence].clauses[m.clause].verb.pluperfect
}

// sameWords reports whether words stand at token i.
func (r *reader) sameWords(i int, words []*lexeme) bool {
	for k, w := range words {
		if i+k >= len(r.tokens) || r.tokens[i+k].lexeme != w {
			return false
		}
	}
	return true
}
