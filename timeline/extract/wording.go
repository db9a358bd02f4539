package extract

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// maxTitle, in code points, is what a mark's label on the chart holds.
const maxTitle = 60

// A wording is a title while it is put together from the article's own words.
// Every word knows whether the title may end before it, so that what is too
// long is cut between two phrases and not inside one.
type wording struct {
	r     *reader
	words []word
	size  int    // code points
	ends  border // whether the title may end behind the last word
	quote bool   // inside quotation marks
	// need is how many words must stay: what is done, and to whom.
	need int
	// content says that what somebody said is told.
	content bool
	// brief leaves out where it was said: "in a statement". A noun takes no
	// words behind its time that are not tied to it.
	brief, noun, bare bool // bare: and "that"
	// longer says that something was put in that a brief one leaves out.
	longer bool
	// person: the subject is a person, whom "its" does not mean.
	person bool
	// telegraphic leaves out the articles of what the verb is followed by, as headlines do.
	telegraphic bool
}

type word struct {
	text  string
	token int    // -1 for what stands for a pronoun
	tight bool   // follows the word before it without a space
	ends  border // whether the title may end before it
	quote bool   // inside quotation marks
}

// A border is how well a title can end at a place.
type border uint8

const (
	noBorder     border = iota // inside a phrase
	looseBorder                // between a noun and what belongs to it: "release | of the hostages"
	phraseBorder               // between two phrases
)

// wordings are kept, because many titles are tried.
var wordings = sync.Pool{New: func() any { return new(wording) }}

// newWording begins a title, to be given back with free.
func (r *reader) newWording() *wording {
	w := wordings.Get().(*wording)
	*w = wording{r: r, words: w.words[:0]}
	return w
}

func (w *wording) free() { wordings.Put(w) }

func (w *wording) put(text string, token int, tight bool, ends border) {
	if text == "" {
		return
	}
	tight = tight && len(w.words) > 0
	w.words = append(w.words, word{text: text, token: token, tight: tight, ends: ends, quote: w.quote})
	w.size += utf8.RuneCountInString(text)
	if !tight && len(w.words) > 1 {
		w.size++
	}
	w.ends = phraseBorder
}

// last returns the token of the last word, -1 if there is none.
func (w *wording) last() int {
	if len(w.words) == 0 {
		return -1
	}
	return w.words[len(w.words)-1].token
}

// token adds token i as it stands in the article.
func (w *wording) token(i int, ends border) {
	t := &w.r.tokens[i]
	if w.telegraphic && w.need > 0 && !w.quote && (w.r.isArticle(i) || w.r.onlyIntroduces(i)) {
		return
	}
	text := t.text
	if len(w.words) > 0 && t.capital && t.entity < 0 && w.last() != i-1 && w.r.lowered(i) {
		text = t.low
	}
	if w.person && t.low == "its" {
		if e := w.r.antecedent(i, false); len(e) == 1 {
			text = w.r.owner(w.r.entities[e[0]].called)
		}
	}
	if t.class&pronounPerson != 0 && t.class&relative == 0 && t.sense&objective != 0 && len(w.words) > 0 && !w.quote && !w.r.owns(i) {
		if e := w.r.antecedent(i, true); len(e) == 1 && !w.names(e[0]) {
			text = w.r.entities[e[0]].called // "Marines seized Joaquin Guzman"
		}
	}
	tight := w.quote && isQuote(t.text) || w.last() >= 0 && w.r.tokens[w.last()].end == t.start
	w.put(text, i, tight, ends)
}

// names reports whether the words so far name entity e.
func (w *wording) names(e int) bool {
	for _, x := range w.words {
		if x.token >= 0 && w.r.tokens[x.token].entity >= 0 && w.r.names[w.r.tokens[x.token].entity].entity == e {
			return true
		}
	}
	return false
}

// lowered: the first word of a sentence has its capital from the sentence, unless
// nothing is known of it: it may be a name.
func (r *reader) lowered(i int) bool {
	t := &r.tokens[i]
	known := t.class != 0 || t.lexeme.patterns != nil || t.lexeme.form != 0 || strings.HasSuffix(t.low, "s") || abstract(t.low)
	return known && i == r.sentences[r.sentenceOf(i)].first && t.text[1:] == t.low[1:] && len(t.text) > 1
}

// span adds tokens[first:end] without adverbial times, fillers and what stands
// in brackets.
func (w *wording) span(s *sentence, first, end int) {
	for i := first; i < end; i++ {
		if j := w.r.afterAdverbial(s, i, end); j > i {
			i = j - 1
			continue
		}
		if j := w.r.afterBrackets(i, end); j > i {
			i = j - 1
			continue
		}
		if t := &w.r.tokens[i]; w.r.fills(i) && i > first && w.r.tokens[i-1].class&(determiner|preposition) == 0 || isQuote(t.text) || isBracket(t.text) {
			continue
		}
		w.token(i, noBorder)
	}
}

// text joins the first n words.
func (w *wording) text(n int) string {
	var b strings.Builder
	b.Grow(w.size + n/4)
	quote := ""
	for i, x := range w.words[:n] {
		if i > 0 && !x.tight {
			b.WriteByte(' ')
		}
		b.WriteString(x.text)
		if isQuote(x.text) {
			if quote != "" {
				quote = ""
			} else {
				quote = closing(x.text)
			}
		}
	}
	b.WriteString(quote)
	return b.String()
}

// fit returns the longest title that fits, and how many words of it there are;
// "" if not even what must stay fits.
func (w *wording) fit() (title string, n int, kind border) {
	if w.size <= maxTitle && w.ends == phraseBorder {
		return w.text(len(w.words)), len(w.words), phraseBorder
	}
	size := 0
	var best [phraseBorder + 1]int
	for i, x := range w.words {
		room := maxTitle
		if i > 0 && w.words[i-1].quote {
			room-- // for the closing mark
		}
		if i > 0 && size <= room && i >= w.need {
			best[x.ends] = i
		}
		size += utf8.RuneCountInString(x.text)
		if i > 0 && !x.tight {
			size++
		}
	}
	if w.size <= maxTitle && best[w.ends] < len(w.words) {
		best[w.ends] = len(w.words)
	}
	for kind := phraseBorder; kind > noBorder; kind-- {
		if n := best[kind]; n > 0 {
			if kind == phraseBorder && n == w.need && best[looseBorder] > n {
				continue // the verb alone says less
			}
			return w.text(n), n, kind
		}
	}
	// A phrase that fits nowhere is cut behind a word that can end one.
	for n := best[noBorder]; n > 0 && n >= w.need; n-- {
		if t := w.words[n-1].token; t < 0 || !w.r.hangs(t) && !isQuote(w.words[n-1].text) {
			return w.text(n), n, noBorder
		}
	}
	return "", 0, noBorder
}

// canEnd reports whether a phrase ends behind the first n words.
func (w *wording) canEnd(n int) bool {
	if n < len(w.words) {
		return w.words[n].ends == phraseBorder
	}
	return w.ends == phraseBorder
}

// hangs reports a word that nothing ends with.
func (r *reader) hangs(i int) bool {
	t := &r.tokens[i]
	if r.isParticle(i) || t.sense&objective != 0 && !r.owns(i) {
		return false
	}
	if t.class&(preposition|determiner|coordinator|subordinator|relative|beVerb|haveVerb|doVerb|modal|toInfinitive|possessiveWord) != 0 && !(t.capital && t.entity >= 0) {
		return true
	}
	if leansOn(t.low) {
		return true
	}
	if t.capital && t.class&title != 0 && i+1 < len(r.tokens) && r.tokens[i+1].capital && r.tokens[i+1].class&title != 0 {
		return true // "Prime | Minister"
	}
	if t.class&pronoun != 0 && isSubject(t.low) {
		return true
	}
	if i+1 < len(r.tokens) {
		n := &r.tokens[i+1]
		if t.low == "other" && (n.capital || r.isNoun(i+1)) {
			return true // "its two other | Dorniers"
		}
		if t.entity >= 0 && r.names[t.entity].adjective && r.names[t.entity].end == i+1 && !n.punct && n.class&(preposition|coordinator|subordinator|relative|beVerb|haveVerb|doVerb|modal|determiner|adverb) == 0 && !n.ly() && (n.class&groupNoun != 0 || r.forms(i+1)&(past|third) == 0) || t.digit && n.class&numberWord != 0 {
			return true // "German | Chancellor", "150 | million"
		}
		if r.namesThing(i) {
			return true
		}
	}
	switch t.text {
	case "$", "€", "£", "&", "-", ",", "'", "’":
		return true
	}
	if t.low == "'s" && t.entity < 0 || t.low != "'s" && r.isOwner(i) {
		return true
	}
	if i+1 < len(r.tokens) && r.tokens[i+1].entity >= 0 {
		n := &r.names[r.tokens[i+1].entity]
		// "President | Barack Obama", "Barack | Obama"
		return t.class&(title|honorific) != 0 && n.first == i+1 || n.first <= i
	}
	return false
}

// namesThing: "the Albita | crossing": a name behind "the" only says which.
func (r *reader) namesThing(i int) bool {
	t, next := &r.tokens[i], &r.tokens[i+1]
	if t.entity < 0 || next.punct || next.capital || next.digit || next.entity >= 0 {
		return false
	}
	n := &r.names[t.entity]
	return n.end == i+1 && n.first > 0 && r.tokens[n.first-1].class&definite != 0 && !r.inTime(i+1) && !next.ly() && r.forms(i+1)&(past|third) == 0 &&
		next.class&(preposition|coordinator|subordinator|relative|beVerb|haveVerb|modal|determiner|adverb|toInfinitive) == 0
}

// leansOn tells adverbs that belong to what follows.
func leansOn(low string) bool {
	switch low {
	case "only", "even", "just", "almost", "so", "very", "too", "not", "as", "than", "because", "how", "what", "more", "including":
		return true
	}
	return false
}

// isArticle reports "the", "a" or "an" that belongs to no name.
func (r *reader) isArticle(i int) bool {
	t := &r.tokens[i]
	return t.entity < 0 && (t.low == "the" || t.low == "a" || t.low == "an")
}

// onlyIntroduces reports a noun that says what the name behind it is: "auditor Klein & Moss".
func (r *reader) onlyIntroduces(i int) bool {
	t, next := &r.tokens[i], i+1
	return t.entity < 0 && !t.capital && r.isNoun(i) && t.class&(determiner|preposition|unit|numberWord) == 0 && next < len(r.tokens) && r.tokens[next].entity >= 0 && r.names[r.tokens[next].entity].first == next && !r.names[r.tokens[next].entity].adjective
}

func isSubject(low string) bool {
	switch low {
	case "he", "she", "they", "we", "i", "who":
		return true
	}
	return false
}

// isParticle: "taking off", "struck it down", "driving down the price": the
// word belongs to the verb.
func (r *reader) isParticle(i int) bool {
	if !isAdverbial(r.tokens[i].low) || i == 0 {
		return false
	}
	if r.forms(i-1)&^(singular|plural) != 0 && r.tokens[i-1].entity < 0 && (r.tokens[i].low != "through" && r.tokens[i].low != "over") {
		return true
	}
	if i+1 == len(r.tokens) {
		return true
	}
	n := &r.tokens[i+1]
	return n.punct || n.class&(preposition|subordinator|coordinator) != 0 || r.inTime(i+1) && r.tokens[i].class&placePreposition == 0
}

func isAdverbial(low string) bool {
	switch low {
	case "off", "out", "up", "down", "over", "away", "back", "aboard", "apart", "through":
		return true
	}
	return false
}

// borderBefore tells whether a title may end before token i of a sentence.
func (w *wording) borderBefore(s *sentence, i int, m *mention) border {
	r, p := w.r, w.last()
	if p < 0 {
		return noBorder
	}
	t := &r.tokens[i]
	particle := p == m.end-1 && m.end > m.first+1
	if r.hangs(p) && !particle || t.start == r.tokens[p].end && !t.punct {
		return noBorder
	}
	if t.entity >= 0 && r.names[t.entity].first < i || r.isOwner(i) && t.low != "'s" {
		return noBorder // "developers | ' conference"
	}
	c := t.class
	if k := s.clauseOf(p); s.clauses[k].hasVerb && s.clauses[k].verb.head == p && s.clauses[k].verb.bare && k != s.clauseOf(m.first) && c&toInfinitive != 0 || c&toInfinitive != 0 && r.isParticle(p) {
		return noBorder // "aircraft belonging | to an exile group", "up | to 40"
	}
	if k := s.clauseOf(p); k != s.clauseOf(m.first) && s.clauses[k].hasVerb && s.clauses[k].verb.head == p && s.clauses[k].verb.finite() && !s.clauses[k].verb.passive && c&(preposition|toInfinitive) != 0 {
		return looseBorder // "said that it stood ready | to lend"
	} else if k != s.clauseOf(m.first) && s.clauses[k].hasVerb && s.clauses[k].verb.head == p && !s.clauses[k].verb.finite() && !t.punct && (c&preposition == 0 && i == p+1) {
		return noBorder // "met to discuss | sending monitors"
	}
	switch {
	case r.isParticle(i), c&ofWord != 0 && r.tokens[p].class&unit != 0, c&preposition != 0 && p > s.first && complexes[r.tokens[p].low] && r.tokens[p-1].low == "in":
		return noBorder // "three days | of fighting", "in response | to the raid"
	case c&ofWord != 0, t.low == "'s":
		return looseBorder
	case c&coordinator != 0:
		if w.opens("between") || w.opens("both") {
			return noBorder
		}
		n := min(i+1, s.end-1)
		if r.tokens[p].entity >= 0 || r.tokens[n].class&determiner != 0 || r.tokens[n].entity >= 0 || s.clauseOf(n) != s.clauseOf(p) {
			return phraseBorder
		}
		return looseBorder
	case t.punct:
		if strings.ContainsAny(t.text, "$€£%&-") || isQuote(t.text) && r.tokens[p].end != t.start {
			return noBorder
		}
		return phraseBorder
	case c&toInfinitive != 0 && !w.content && p >= m.end && i+1 < s.end && r.governs(s, m, i):
		return looseBorder // "forced the bank | to close"
	case c&(preposition|subordinator|relative|toInfinitive) != 0:
		if n := min(i+1, s.end-1); r.tokens[p].class&numberWord != 0 && (r.tokens[n].digit || r.tokens[n].class&numberWord != 0) || c&demonstrative != 0 && c&relative != 0 && p < m.end {
			return looseBorder
		}
		return phraseBorder
	case i != p+1:
		return phraseBorder // a time was cut out
	case t.ly() || w.r.fills(i):
		return looseBorder
	}
	if v := &s.clauses[s.clauseOf(i)].verb; s.clauses[s.clauseOf(i)].hasVerb && v.bare && v.first == i && p >= m.end && v.form&base == 0 && !(v.form&gerund != 0 && i+1 < s.end && r.tokens[i+1].class&ofWord != 0) {
		return phraseBorder // but "let the crew | leave"
	}
	return noBorder
}

// complexes lists nouns that with the prepositions around them are one: "in response to".
var complexes = wordSet("response retaliation reply reaction answer exchange return addition connection favour favor charge possession search support defiance view front")

// governs reports whether the verb of a mention says that somebody is to do
// what the infinitive at token i tells: without it the verb tells nothing.
func (r *reader) governs(s *sentence, m *mention, i int) bool {
	k := s.clauseOf(m.end - 1)
	v := &s.clauses[k].verb
	return s.clauses[k].hasVerb && v.head < i && r.tokens[v.head].class&(implicative|wish|saidVerb) != 0
}

func (w *wording) opens(low string) bool {
	for i := len(w.words) - 1; i >= 0 && i > len(w.words)-9; i-- {
		if w.words[i].text == low {
			return true
		}
	}
	return false
}

// rest adds what follows the verb of clause k from token i on: its objects and
// complements, and what somebody said.
func (w *wording) rest(s *sentence, m *mention, i, k int) {
	r := w.r
	open := -1 // the last token that a clause or a list needs
	cur := k
	for i < s.end && w.size <= maxTitle+9 {
		t := &r.tokens[i]
		closed := i > open
		if w.noun && i >= m.end && t.class&preposition != 0 && (m.when.time < 0 || m.when.before) && r.ofDay(s, m, i) != nil {
			break // where and when something else was
		}
		if ck := s.clauseOf(i); ck != cur && !w.quote {
			to, goesOn := w.enter(s, m, i, cur, ck)
			if !goesOn {
				break
			}
			cur, open = ck, max(open, to)
		}
		if j := r.afterAdverbial(s, i, s.end); j > i && (i >= m.end || s.clauses[k].hasVerb && i > s.clauses[k].verb.head && k != m.clause) {
			i = j
			if w.noun && (i >= s.end || r.tokens[i].class&preposition == 0) {
				goto done
			}
			continue
		}
		if i >= m.end && (t.class&(preposition|title) != 0 || t.entity >= 0 && r.names[t.entity].adjective) && (w.brief || !w.longer) {
			j := r.afterOccasion(s, i)
			if j == i {
				j = r.afterTitle(i, s.end)
			}
			if w.longer = w.longer || j > i; j > i && w.brief {
				i = j
				continue
			}
		}
		if !w.quote && i >= m.end && closed && t.class&(subordinator|relative) != 0 && t.class&(preposition|determiner) == 0 && t.low != "that" && !asks(t.low) && (t.class&(relative|condition) != 0 || s.opens(i)) {
			break
		}
		if p := i - 1; t.class&pronoun != 0 && t.class&(determiner|relative) == 0 && closed && !w.quote && i > m.end && !r.tokens[p].punct && w.last() == p && r.forms(p) == 0 && r.tokens[p].class&(preposition|pronoun|coordinator|subordinator|adverb) == 0 && !r.tokens[p].ly() {
			break // "the interest | it pays"
		}
		if t.class&coordinator != 0 && i > open && !w.quote && i+1 < s.end && r.tokens[i+1].entity < 0 && !r.tokens[i+1].punct && r.forms(i+1)&(past|third) != 0 && !r.isNoun(i+1) {
			break
		}
		if j := r.afterBrackets(i, s.end); j > i {
			i = j
			continue
		}
		if w.r.fills(i) && !w.quote && w.last() >= 0 && r.tokens[i-1].class&(determiner|preposition) == 0 {
			i++
			continue
		}
		if x := r.timeOn(i); x != nil && x.first == i && x.end < s.end && r.tokens[x.end].class&(timeAfter|timeBefore) != 0 && i >= m.end && i > open {
			w.token(i, w.unlessHanging()) // "an hour | after the first shots"
			open = max(open, x.end)
			i++
			continue
		}
		if i+2 < s.end && i >= m.end && i > open && t.class&determiner != 0 && r.tokens[i+1].class&unit != 0 && r.tokens[i+2].class&(timeAfter|timeBefore) != 0 {
			w.token(i, w.unlessHanging()) // "the day | after the announcement"
			open = max(open, i+2)
			i++
			continue
		}
		ends := noBorder
		if closed {
			ends = w.borderBefore(s, i, m)
		}
		if t.punct && t.low != "'s" && !r.isOwner(i) {
			switch {
			case t.text == "," && w.quote:
				if i+1 < s.end && isQuote(r.tokens[i+1].text) {
					i++
					continue
				}
			case t.text == ",":
				if e := r.listEnd(s, i); e > 0 {
					open = max(open, e)
					break
				}
				if j := r.afterInsert(s, i, open); j > i {
					i = j
					continue
				}
				goto done
			case isQuote(t.text) && !w.quote && r.quoteEnd(i, s.end) > 0 && t.text != "'" && t.text != "’":
				w.token(i, ends)
				w.quote = true
				open = max(open, i+2)
				i++
				continue
			case isQuote(t.text) && w.quote:
				w.token(i, noBorder)
				w.quote = false
				i++
				continue
			case strings.ContainsAny(t.text, "$€£%&"), t.text == "-" && w.last() == i-1 && r.tokens[i-1].end == t.start && i+1 < s.end && r.tokens[i+1].start == t.end:
			default:
				goto done
			}
		}
		if t.low == "that" && i > open && i+1 < s.end && !r.inTime(i+1) && i > m.end-1 {
			open = max(open, r.verbUnder(s, i)) // none if it was not recognised
		}
		if t.low == "that" && w.bare && w.content && i == s.clauses[cur].opener {
			i++
			for len(w.words) > 0 && i < s.end && r.tokens[i].punct {
				i++
			}
			continue
		}
		w.token(i, ends)
		i++
	}
done:
	if w.quote {
		w.quote = false
	}
	if i < s.end && open == s.end && r.tokens[i].punct && w.last() > 0 && r.tokens[w.last()].low != "that" {
		open = 0 // "demanded that they withdraw,": all is there
	}
	if p := w.last(); p >= 0 && (p < open || r.hangs(p) && !(p < m.end && m.end > m.first+1)) {
		w.ends = noBorder
	}
	if w.size > maxTitle {
		w.ends = noBorder
	}
}

// opens reports whether token i subordinates a clause.
func (s *sentence) opens(i int) bool {
	for k := range s.clauses {
		if s.clauses[k].opener == i {
			return true
		}
	}
	return false
}

// verbUnder returns the verb of the clause that "that" at token i opens, the end of
// the sentence if there is none; 0 where it is a determiner.
func (r *reader) verbUnder(s *sentence, i int) int {
	for k := range s.clauses {
		if c := &s.clauses[k]; c.hasVerb && c.opener == i {
			return c.verb.head
		}
	}
	if r.tokens[i-1].class&preposition != 0 || !r.tokens[i-1].punct && r.forms(i-1) == 0 && r.tokens[i-1].entity < 0 && !r.inTime(i-1) {
		return 0
	}
	return s.end
}

// enter decides whether the title goes on into clause k at token i, and up to
// which token it then cannot end.
func (w *wording) enter(s *sentence, m *mention, i, cur, k int) (open int, goesOn bool) {
	r, c := w.r, &s.clauses[k]
	switch {
	case k < cur, r.tokens[i].punct && c.hasVerb && c.verb.finite():
		return 0, false
	case c.hasVerb && r.tokens[i].class&coordinator != 0 && i == m.end && i == s.clauses[cur].verb.head+1 && i+1 == c.verb.first && c.verb.form&past != 0:
		return c.verb.head, true // "attacked and captured the town"
	case !c.hasVerb:
		return 0, true
	case !c.verb.finite():
		return c.verb.head, true
	}
	if c.lead[1] > 0 && (i < c.lead[0] || i >= c.first && cur < k && s.clauses[cur].parent == k) {
		return 0, false // the main clause goes on behind this one
	}
	that := c.opener == i && (r.tokens[i].low == "that" && !r.relativeThat(i, c.verb.first) || asks(r.tokens[i].low) && r.isSpeech(s.clauses[cur].verb.head))
	if that || c.opener < 0 && r.tokens[i].class&coordinator == 0 && r.isSpeech(s.clauses[cur].verb.head) && (i == 0 || r.tokens[i-1].text != ",") {
		w.content = true
		return c.verb.head, true
	}
	return 0, false
}

// unlessHanging returns the border of a phrase, none behind a word that needs
// another: "in | a year".
func (w *wording) unlessHanging() border {
	if p := w.last(); p >= 0 && w.r.hangs(p) {
		return noBorder
	}
	return phraseBorder
}

// listEnd returns the last token of a list that goes on behind the comma at
// token i, "Malaysia, Venezuela and Senegal"; 0 if none does.
func (r *reader) listEnd(s *sentence, i int) int {
	if i == s.first || i+1 >= s.end || r.tokens[i-1].entity < 0 || r.tokens[i+1].entity < 0 {
		return 0
	}
	for j := i + 1; j+1 < s.end && j < i+9; j++ {
		t := &r.tokens[j]
		switch {
		case t.entity >= 0, t.text == ",":
		case t.class&coordinator != 0 && r.tokens[j+1].entity >= 0:
			return r.names[r.tokens[j+1].entity].end - 1
		default:
			return 0
		}
	}
	return 0
}

// afterInsert returns the token behind the second of two commas, where the
// title cannot end in between: "the factory, in Belgium, would close".
func (r *reader) afterInsert(s *sentence, i, open int) int {
	for j := i + 1; j < open && j < s.end; j++ {
		if r.tokens[j].text == "," {
			return j + 1
		}
	}
	return 0
}

// afterBrackets returns the token behind what stands in brackets at token i, i
// itself if nothing does.
func (r *reader) afterBrackets(i, end int) int {
	if r.tokens[i].text != "(" && r.tokens[i].text != "[" {
		return i
	}
	for j := i + 1; j < end && j < i+12; j++ {
		if r.tokens[j].text == ")" || r.tokens[j].text == "]" {
			return j + 1
		}
	}
	return i
}

func (r *reader) quoteEnd(i, end int) int {
	want := closing(r.tokens[i].text)
	for j := i + 1; j < end; j++ {
		if r.tokens[j].text == want {
			return j
		}
	}
	return 0
}

// afterTitle returns the name behind a person's title at token i: "US President |
// Barack Obama"; i itself if there is none.
func (r *reader) afterTitle(i, end int) int {
	j := i
	if i > 0 {
		p := &r.tokens[i-1]
		if p.class&ofWord != 0 || p.capital {
			return i
		}
		if !p.punct && p.class&(preposition|determiner|coordinator|subordinator) == 0 && p.entity < 0 && r.forms(i-1) == 0 {
			return i // "former President"
		}
	}
	if e := r.tokens[i].entity; e >= 0 && r.names[e].adjective && r.names[e].first == i {
		j = r.names[e].end
	}
	titles := j
	for j < end && r.tokens[j].capital && r.tokens[j].class&title != 0 && r.tokens[j].entity < 0 {
		j++
	}
	if j > titles && j < end && r.tokens[j].entity >= 0 {
		if n := &r.names[r.tokens[j].entity]; n.first == j && n.end-n.first > 1 && r.entities[n.entity].sort == person {
			return j
		}
	}
	return i
}

func isOccasional(low string) bool {
	switch low {
	case "in", "at", "on", "during", "via":
		return true
	}
	return false
}

// afterOccasion returns the token behind "in a statement", i if it is not there.
func (r *reader) afterOccasion(s *sentence, i int) int {
	if !isOccasional(r.tokens[i].low) || i+2 >= s.end || r.tokens[i+1].class&determiner == 0 {
		return i
	}
	for j := i + 2; j < s.end && j < i+6; j++ {
		t := &r.tokens[j]
		if t.punct || t.class&(preposition|determiner|coordinator) != 0 {
			return i
		}
		if t.class&reportNoun == 0 || j+1 < s.end && r.tokens[j+1].class&reportNoun != 0 {
			continue
		}
		if j++; j+1 < s.end && r.tokens[j].class&placePreposition != 0 && r.tokens[j+1].class&determiner != 0 {
			// "in an address from the palace"
			for j += 2; j < s.end && !r.tokens[j].punct && !r.inTime(j) && (r.tokens[j].class&ofWord != 0 || r.tokens[j].class&(preposition|coordinator|subordinator|relative|toInfinitive) == 0); j++ {
			}
		}
		return j
	}
	return i
}

func isQuote(s string) bool { return s == "\"" || s == "“" || s == "”" || s == "``" || s == "''" }

func isBracket(s string) bool { return s == "(" || s == ")" || s == "[" || s == "]" }

func closing(s string) string {
	switch s {
	case "“":
		return "”"
	case "``":
		return "''"
	}
	return s
}

// fills tells adverbs that tie a sentence to others: a title stands alone.
func (r *reader) fills(i int) bool {
	t := &r.tokens[i]
	if t.place&thereWord != 0 && i > 0 && i+1 < len(r.tokens) && r.tokens[i+1].class&(beVerb|haveVerb|modal) != 0 && (r.isSpeech(i-1) || r.inTime(i-1) || r.tokens[i-1].class&subordinator != 0) {
		return false // "said there was no money"
	}
	switch t.low {
	case "further": // not "further talks", "further into Gaza"
		return i+1 == len(r.tokens) || r.tokens[i+1].punct || r.inTime(i+1)
	case "too": // not "too high"
		return i+1 == len(r.tokens) || r.tokens[i+1].punct || r.tokens[i+1].class&(preposition|coordinator|subordinator) != 0 || r.inTime(i+1)
	case "also", "already", "then", "meanwhile", "however", "thus", "still", "now", "therefore", "later",
		"earlier", "recently", "soon", "here", "there", "again", "nevertheless":
		return true
	default:
		return t.class == adverb && t.sense&sinceWord != 0 // "has since"
	}
}

// asks tells what opens a clause that tells what somebody said, as "that" does.
func asks(low string) bool {
	switch low {
	case "whether", "how", "why":
		return true
	}
	return false
}

// afterAdverbial returns the token behind an adverbial of time at token i, with
// its preposition; i itself if there is none. A time inside a noun phrase ("a
// six-month extension", "the 1967 war") stays: the phrase would not stand
// without it. A length of time stays too; it does not say when.
func (r *reader) afterAdverbial(s *sentence, i, end int) int {
	if x := r.timeOn(min(i+1, len(r.tokens)-1)); x != nil && x.first == i+1 && i+1 < end && r.tokens[i].class&definite != 0 && r.tokens[i].class&(demonstrative|possessiveWord) == 0 && !r.inTime(i) {
		if j := r.afterAdverbial(s, i+1, end); j > i+1 {
			return j // "the | next Sunday"
		}
		return i
	}
	if i+2 < end && (r.tokens[i].class&(determiner|numberWord) != 0 || r.tokens[i].digit) && r.tokens[i+1].class&unit != 0 && countsFrom(r.tokens[i+2].low) && (i == s.first || r.tokens[i-1].class&preposition == 0 || r.tokens[i-1].class&(timeAfter|timeBefore) != 0) {
		if x := r.timeOn(i); x == nil || x.end <= i+3 {
			return i + 3 // "a day later"
		}
	}
	j := i
	for j+2 < end && j < i+2 && (r.tokens[j].class&unit != 0 && r.tokens[j+1].class&(timeAfter|timeBefore) != 0 || isNearly(r.tokens[j].low)) && !r.inTime(j) {
		j++
	}
	if j+1 < end && r.tokens[j].class&preposition != 0 && !r.inTime(j) && !(r.tokens[j].sense&particle != 0 && j > s.first && r.forms(j-1) != 0) && (!isAdverbial(r.tokens[j].low) || r.tokens[j].class&placePreposition != 0) && r.inTime(j+1) {
		j++
	} else {
		j = i
	}
	x := r.timeOn(j)
	if x == nil || x.first < j || r.partOfPhrase(s, x) || j > i && r.describesNoun(x) {
		return i // nor "a rise in | fourth-quarter profit"
	}
	k := min(x.end, end)
	for k < end && r.tokens[k].class&adverb != 0 && countsFrom(r.tokens[k].low) {
		k++
	}
	for k+1 < end && r.tokens[k].class&coordinator != 0 {
		y := r.timeOn(k + 1)
		if y == nil || y.end > end || r.partOfPhrase(s, y) {
			break
		}
		k = y.end
	}
	if k < end && r.tokens[k].class&timeAfter != 0 && r.tokens[j].class&unit != 0 {
		return i
	}
	return k
}

// isNearly tells words before "before midnight" and "in June".
func isNearly(low string) bool {
	switch low {
	case "just", "early", "late", "only", "even", "shortly":
		return true
	}
	return false
}

// countsFrom tells words behind a length of time that make it a date.
func countsFrom(low string) bool {
	switch low {
	case "earlier", "later", "ago", "afterwards":
		return true
	}
	return false
}

// timeOn returns the time expression that token i is part of, nil for none.
func (r *reader) timeOn(i int) *timeAt {
	if t := r.timeOver(i); t >= 0 {
		return &r.times[t]
	}
	return nil
}

// partOfPhrase reports a time that a noun phrase needs.
func (r *reader) partOfPhrase(s *sentence, x *timeAt) bool {
	if x.Type == "DURATION" || x.Type == "SET" {
		return x.end >= s.end || !countsFrom(r.tokens[x.end].low)
	}
	if x.end >= s.end {
		return false
	}
	next := &r.tokens[x.end]
	if last := &r.tokens[x.end-1]; last.capital && next.capital && isDayPart(last.low) {
		return true // "the Winter Olympics"
	}
	if r.isOwner(x.end) {
		return true
	}
	if next.class&ofWord != 0 {
		last := &r.tokens[x.end-1] // "a day of mourning", but "accused it on Wednesday of"
		return last.class&(weekday|month) == 0 && !last.digit && x.first > s.first && r.tokens[x.first-1].class&(preposition|adverb) == 0
	}
	if !r.nounLike(s, x.end) {
		return false
	}
	if x.first > s.first && r.tokens[x.first-1].class&ofWord != 0 {
		return true // "the eyes of Sunday visitors"
	}
	if x.Value == "FUTURE_REF" || x.Value == "PRESENT_REF" || x.Value == "PAST_REF" {
		return true // "future labor action"
	}
	if x.first > s.first {
		p := &r.tokens[x.first-1]
		if p.class&determiner != 0 && p.class&(pronoun|subordinator) == 0 || p.class&possessiveWord != 0 || r.isOwner(x.first-1) {
			return true
		}
		if p.class&preposition != 0 && p.class&(placePreposition|timeAfter|timeBefore) == 0 && p.sense&sinceWord == 0 && !isAdverbial(p.low) {
			return true // "with midnight rate rise"
		}
	}
	last := &r.tokens[x.end-1]
	return r.tokens[x.first].class&determiner != 0 && last.class&(unit|weekday) == 0 && !isDayPart(last.low)
}

func isDayPart(low string) bool {
	switch low {
	case "night", "morning", "afternoon", "evening", "weekend", "spring", "summer", "autumn", "winter":
		return true
	}
	return false
}

// nounLike reports a word that goes on a noun phrase.
func (r *reader) nounLike(s *sentence, i int) bool {
	t := &r.tokens[i]
	if t.punct || t.digit || t.class&(preposition|coordinator|subordinator|relative|beVerb|haveVerb|modal|doVerb|determiner|pronoun|toInfinitive|adverb|numberWord) != 0 || t.ly() || r.inTime(i) {
		return false
	}
	k := s.clauseOf(i)
	return !(s.clauses[k].hasVerb && s.clauses[k].verb.first <= i && i <= s.clauses[k].verb.head)
}

// capitalise makes the first letter large, unless the word has its own way:
// iPhone.
func capitalise(t string) string {
	c, n := utf8.DecodeRuneInString(t)
	if n == 0 {
		return t
	}
	if first, _, _ := strings.Cut(t, " "); unicode.IsLower(c) && strings.ContainsFunc(first[n:], unicode.IsUpper) && !strings.Contains(first, "-") {
		return t
	}
	return string(unicode.ToUpper(c)) + t[n:]
}
