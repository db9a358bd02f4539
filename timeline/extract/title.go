package extract

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"dateline/timeline"
)

// A rating says how well a title stands alone.
type rating int

const (
	good     rating = 20 // tells who did what
	nameless rating = -8 // does not say who
	vague    rating = -4 // leaves something out that a reader asks for
	short    rating = -3 // too short to tell anything
	cut      rating = -3 // more follows
	minor    rating = -1
)

// titleOf makes a title in the article's own words that stands alone: of all
// that tells the event, what says most plainly who did what.
func (r *reader) titleOf(e *event) string {
	title, _ := r.titleAndTeller(e)
	return title
}

// titleAndTeller returns the title with the mention that it was made of.
func (r *reader) titleAndTeller(e *event) (string, *mention) {
	best, most, from := "", rating(-1000), e.teller
	try := func(m *mention) {
		t, n := r.titleFrom(m)
		if n < good+vague && r.inTitle(r.sentences[m.sentence].para) {
			if whole := r.headlineOf(&r.sentences[m.sentence]); whole != "" && !r.headlineOfAnother(m, whole) {
				t, n = whole, good+vague // it tells this and more
			}
		}
		if t == "" {
			return
		}
		if n >= good+cut-1 && n < good {
			n = good + minor // cut between phrases, it tells as much
		}
		whole := r.finite(m) && t == r.wholeHeadline(m, &r.sentences[m.sentence])
		if m.kind != e.kind && !(!m.noun && r.reports(m)) && !whole {
			n += vague
			if m.has(flagSpeech) {
				n += vague // "stressed", of a telephone call
			}
			if m.has(flagToll) && e.kind == "coup" {
				n += 4 * vague // "290 people died"
			}
		}
		if !m.makes && !whole {
			n += short // it only names what another tells
		}
		if m.noun && m.pattern.entry != nil && m.pattern.entry.wide() {
			n += 2 * vague // "the move"
		}
		if m == e.teller {
			n -= minor
		}
		if r.inTitle(r.sentences[m.sentence].para) {
			n += 3
		}
		if utf8.RuneCountInString(t) < 12 {
			n += short
		}
		if m.noun && !strings.Contains(t, " ") {
			n += 2 * vague // "Cuts"
		}
		if n > most {
			best, most, from = t, n, m
		}
	}
	try(e.teller)
	for _, m := range e.mentions {
		if m != e.teller && most < r.atMost(m, e) && !r.nobody(m) {
			try(m)
		}
	}
	if best == "" {
		best = r.citedTitle(e.teller)
	}
	if saysOnlyWhat(best) {
		best += r.which(e, from, maxTitle-utf8.RuneCountInString(best))
	}
	if saysOnlyWhat(best) && from.noun {
		c, n := utf8.DecodeRuneInString(best)
		if t := r.whose(from) + string(unicode.ToLower(c)) + best[n:]; len(t) > len(best) && utf8.RuneCountInString(t) <= maxTitle {
			best = t
		}
	}
	return capitalise(r.tidy(best)), from
}

// which says, in so many code points, which event a title means that says only what it was:
// where it was, or with "of" when.
func (r *reader) which(e *event, from *mention, room int) string {
	m := e.teller
	s := &r.sentences[m.sentence]
	if e.place != "" && m.noun && !r.hasName(r.phraseStart(s, m.first), m.end) && r.tokens[m.first].class&reportNoun == 0 {
		if k, ok := r.lang.names.placeNamed(e.place); ok && k.extent != site && len(" in ")+utf8.RuneCountInString(e.place) < room {
			return " in " + e.place // "Earthquake" alone is any
		}
	}
	if of := r.ofTime(from.end, r.sentences[from.sentence].end); from.noun && of != "" && utf8.RuneCountInString(of) < room {
		return " " + of // "Riots"
	}
	return ""
}

// whose says who held the talks or made the statement that a title means, if he did something
// there: "Mary Jones's " of "Mary Jones condemned it in a speech"; "" if nobody is named.
func (r *reader) whose(m *mention) string {
	s := &r.sentences[m.sentence]
	first := r.phraseStart(s, m.first)
	if first <= s.first || groupOf(m.kind) != timeline.Diplomacy || r.tokens[first].class&indefinite == 0 || r.tokens[first-1].class&preposition == 0 || r.hasName(first, m.end) || !s.clauses[m.clause].verb.finite() || s.clauses[m.clause].verb.head > first {
		return ""
	}
	doers := r.doersOf(m, s, m.clause)
	if len(doers) == 0 || doers[0].weak {
		return ""
	}
	for _, d := range doers {
		if d.end == 0 && d.name != "" {
			return r.owner(d.name) + " "
		}
		if e := r.tokens[d.first].entity; e >= 0 && r.names[e].first == d.first && r.names[e].end == d.end {
			return r.owner(r.entities[r.names[e].entity].called) + " "
		}
	}
	return ""
}

// nobody: "nobody was hurt" tells of an event what did not happen.
func (r *reader) nobody(m *mention) bool {
	c := &r.sentences[m.sentence].clauses[m.clause]
	return !m.noun && !m.makes && (c.verb.negated || r.subjectDenies(c))
}

// saysOnlyWhat reports a title of one word, or of two without an owner or a number:
// "Earthquake", "Failed coup".
func saysOnlyWhat(t string) bool {
	words := strings.Fields(t)
	return len(words) == 1 || len(words) == 2 && !strings.ContainsAny(t, "'’0123456789")
}

// atMost is the highest rating that a title from a mention can have.
func (r *reader) atMost(m *mention, e *event) rating {
	n := good
	if r.inTitle(r.sentences[m.sentence].para) {
		return n + 3
	}
	if m.kind != e.kind {
		n += vague
	}
	if !m.makes {
		n += short
	}
	if m.noun {
		n += minor
	}
	return n
}

// headlineOfAnother reports whether another event has the headline that m
// stands in as its title: that of the finite verb, or the first that it tells.
func (r *reader) headlineOfAnother(m *mention, whole string) bool {
	s := &r.sentences[m.sentence]
	var first *mention
	for i := s.first; i < s.end; i++ {
		o := r.mentionOn(i)
		if o == nil || o.event == nil {
			continue
		}
		if first == nil {
			first = o
		}
		if k := s.clauseOf(i); !o.noun && s.clauses[k].hasVerb && s.clauses[k].verb.finite() {
			first = o
			break
		}
	}
	return first != nil && first.event != m.event && r.titleOf(first.event) == capitalise(r.tidy(whole))
}

// titleFrom makes a title of one mention.
func (r *reader) titleFrom(m *mention) (string, rating) {
	s := &r.sentences[m.sentence]
	if t := r.wholeHeadline(m, s); t != "" {
		return t, good
	}
	if m.noun {
		return r.nounTitle(m, s)
	}
	return r.verbTitle(m, s)
}

// wholeHeadline returns the headline that a mention stands in, if it fits and
// no other of its verbs tells anything else.
func (r *reader) wholeHeadline(m *mention, s *sentence) string {
	if own := &s.clauses[m.clause]; !r.inTitle(s.para) || r.entryOf(m) > 0 || !m.noun && !r.finite(m) && own.hasVerb && own.verb.finite() {
		return "" // nor "Peru buries its murdered president", of the murder
	}
	for i := s.first; i < s.end; i++ {
		o := r.mentionOn(i)
		if o == nil || o == m || o.event == nil || o.event == m.event {
			continue
		}
		if c := &s.clauses[o.clause]; !r.finite(m) || o.clause != m.clause && c.hasVerb && c.verb.finite() {
			return "" // not of "recover stolen masterpieces"
		}
	}
	return r.headlineOf(s)
}

// finite reports whether a mention is the finite verb of its clause.
func (r *reader) finite(m *mention) bool {
	c := &r.sentences[m.sentence].clauses[m.clause]
	return !m.noun && c.hasVerb && c.verb.finite() && m.first <= c.verb.head && c.verb.head < m.end
}

// headlineOf returns a headline if it fits, is one sentence and asks nothing.
func (r *reader) headlineOf(s *sentence) string {
	end := s.end
	for end > s.first && r.tokens[end-1].punct && !isQuote(r.tokens[end-1].text) {
		if r.tokens[end-1].text == "?" {
			return ""
		}
		end--
	}
	if end-s.first < 3 {
		return ""
	}
	for i := s.first; i < end; i++ {
		switch r.tokens[i].text {
		case ":", ";", "|", "—", "–", "--":
			return ""
		}
	}
	t := strings.Join(strings.Fields(r.words(s.first, end)), " ")
	if utf8.RuneCountInString(t) > maxTitle || !balanced(t) {
		return ""
	}
	return t
}

// mentionOn returns the mention whose trigger token i is part of.
func (r *reader) mentionOn(i int) *mention {
	lo, hi := 0, len(r.mentions)
	for lo < hi {
		if h := (lo + hi) / 2; r.mentions[h].end <= i {
			lo = h + 1
		} else {
			hi = h
		}
	}
	if lo < len(r.mentions) && r.mentions[lo].first <= i {
		return r.mentions[lo]
	}
	return nil
}

// compose puts the subject, the verb and what follows together, with the
// fullest subject that leaves room for what was done.
func (r *reader) compose(m *mention, s *sentence, k int, doers []doer, first int) (best string, most rating) {
	if len(doers) == 0 {
		doers = []doer{{none: true}}
	}
	most = -1000
	speech := r.speaks(m, s, k)
	for _, d := range doers {
		if most >= good-d.cost {
			break
		}
		for v := range 3 {
			t, n, longer := r.composeOne(m, s, k, d, first, v, speech)
			if t != "" && n > most {
				best, most = t, n
			}
			if n >= good-d.cost || !longer {
				break
			}
		}
		if speech && most < good-d.cost {
			if t, n := r.saidBefore(m, s, k, d, first); t != "" && n > most {
				best, most = t, n
			}
		}
	}
	if speech && k == m.clause && most <= good+2*vague {
		if t, n := r.whatIsSaid(m, s, k, best); t != "" && n > most {
			return t, n // rather than "The canal authority said"
		}
	}
	if most <= good+vague+minor {
		for _, d := range doers {
			if t, n, _ := r.composeOne(m, s, k, d, first, 3, speech); n >= most-vague && len(t) > len(best) {
				best, most = t, n // "refused to let bombers cross their airspace"
			}
		}
	}
	return best, most
}

// whatIsSaid is the title of a statement whose speaker and content do not fit together,
// so that best has the speaker alone: the content, if it says of whom or what it tells.
func (r *reader) whatIsSaid(m *mention, s *sentence, k int, best string) (string, rating) {
	at := r.saidAt(s, k, max(m.end, s.clauses[k].verb.head+1))
	if at < 0 || isQuote(r.tokens[at].text) {
		return "", 0
	}
	q := s.clauseOf(at)
	c := &s.clauses[q]
	first, end := r.subjectRange(s, q, 0)
	if strings.Contains(best, r.words(first, end)) || r.objectBefore(m, s, q, c.verb.head+1).end > 0 || c.opener != at || !c.verb.finite() || first != at+1 || first >= end || r.tokens[first].class&pronoun != 0 && r.tokens[first].class&determiner == 0 {
		return "", 0
	}
	t, n := r.clauseTitle(&mention{first: c.verb.first, end: c.verb.head + 1, sentence: m.sentence, clause: q}, s, q)
	return t, n + vague
}

func (r *reader) speaks(m *mention, s *sentence, k int) bool {
	v := &s.clauses[k].verb
	if k == m.clause && m.pattern.entry != nil && !m.has(flagDeed) && !m.has(flagSpeech) && !m.has(flagSaid) && r.tokens[v.head].class&(saidVerb|announce) == 0 {
		return false
	}
	return s.clauses[k].hasVerb && (r.isSpeech(v.head) || r.tokens[v.head].class&announce != 0)
}

func (w *wording) doer(s *sentence, d doer) {
	if d.none {
		return
	}
	w.put(d.name, -1, false, noBorder)
	w.person = d.end == 0 && d.person
	if d.end > 0 {
		w.span(s, d.first, d.end)
		e := w.r.tokens[d.end-1].entity
		w.person = e >= 0 && w.r.entities[w.r.names[e].entity].sort == person
	}
}

// composeOne puts a title together. With straight what stands between a verb of
// saying and what was said is left out, and the titles of persons; from 2 on
// "that" as well, and from 3 on the articles of what follows the verb.
func (r *reader) composeOne(m *mention, s *sentence, k int, d doer, first, straight int, speech bool) (title string, out rating, longer bool) {
	c := &s.clauses[k]
	w := r.newWording()
	defer w.free()
	w.brief, w.bare, w.telegraphic = straight > 0, straight > 1, straight > 2
	w.doer(s, d)
	for i := d.aux[0]; i < d.aux[1]; i++ {
		if !r.fills(i) && !r.tokens[i].punct {
			w.token(i, noBorder)
		}
	}
	if d.end > first && d.first < first {
		first = d.end
	}
	subject := len(w.words)
	head := max(m.end, c.verb.head+1)
	if k != m.clause {
		head = c.verb.head + 1
	}
	if head <= first {
		head = first + 1
	}
	if a := c.verb.first - 1; first == c.verb.first && a > s.first && r.tokens[a].sense&almostWord != 0 && k == m.clause {
		w.token(a, noBorder) // "almost doubled its profit"
	}
	unheard := straight > 0 && speech && k == m.clause && r.tokens[c.verb.head].sense&hearing != 0 && r.saidAt(s, k, head) > 0
	if unheard {
		w.verb(s, c, first, c.verb.head+1)
		w.wordAt(len(w.words)-1, r.lang.said)
	} else {
		w.verb(s, c, first, head)
	}
	if (c.verb.bare && (c.verb.form&gerund != 0 || c.verb.perfect) || c.verb.infinitive && first == c.verb.head) && subject > 0 && k == m.clause && m.first == c.verb.head {
		w.tell(m, subject)
	}
	w.need = len(w.words)
	object := r.objectBefore(m, s, k, head)
	if to := r.afterTime(head, s.end); object.end > 0 && to+1 < s.end && r.tokens[to].class&toInfinitive != 0 && (r.isSpeech(head-1) || r.tokens[head-1].class&wish != 0) {
		head = to
		w.token(head, noBorder) // "whom the clan has sworn to kill"
		w.token(head+1, noBorder)
		head += 2
	}
	if object.end > 0 {
		if head < s.end && r.tokens[head].class&preposition != 0 && (head+1 == s.end || r.tokens[head+1].punct || r.tokens[head+1].class&coordinator != 0) {
			w.token(head, noBorder) // "whom the minister refused to deal with"
			head++
		}
		w.span(s, object.first, object.end)
		w.need = len(w.words)
	}
	from := head
	if d.first >= head && d.end > 0 {
		from = d.end // "…," said Jane Doe
	}
	if speech {
		if at := r.saidAt(s, k, head); at > 0 {
			if w.longer = true; straight > 0 {
				from = at
			}
		}
	}
	verbWords := len(w.words)
	w.rest(s, m, from, k)
	if k != m.clause {
		// What it is about must be there.
		for w.need < len(w.words) && w.words[w.need-1].token < m.end-1 {
			w.need++
		}
		if w.words[w.need-1].token < m.end-1 {
			return "", 0, false
		}
	}
	t, n, kind := w.fit()
	if t == "" {
		return "", 0, false
	}
	out = good - d.cost - rating(straight/2)
	switch {
	case d.none && c.verb.finite():
		out += nameless
	case d.none:
		out += nameless - short
	case d.weak:
		out += vague
	}
	switch {
	case kind == noBorder:
		out += 4 * vague
	case kind == looseBorder:
		out += vague + minor
	case n < len(w.words):
		out += cut
	}
	w.longer = w.longer || w.content
	told := false // what was said
	for _, x := range w.words[:n] {
		told = told || x.token >= head && (s.clauseOf(x.token) != k && w.content || x.quote)
	}
	switch {
	case speech && k == m.clause && !told && (n == verbWords || w.content || r.tokens[c.verb.head].class&saidVerb != 0):
		out += 2 * vague // "Airbus announced"
	case n == verbWords && object.end == 0 && (n-subject < 2 || n < len(w.words)) && head < s.end && (n < len(w.words) || !r.tokens[head].punct):
		out += vague // an object that did not fit
	}
	for _, x := range w.words[verbWords:n] {
		if x.token >= 0 && r.tokens[x.token].class&pronoun != 0 && r.tokens[x.token].class&(determiner|possessiveWord|relative) == 0 {
			out += minor
		}
	}
	return t, out, w.longer
}

// verb adds tokens[first:end] of a verb and its auxiliaries; "has" and "had"
// go where the verb stands without them.
func (w *wording) verb(s *sentence, c *clause, first, end int) {
	r := w.r
	for i := first; i < end; i++ {
		t := &r.tokens[i]
		if i > c.verb.head && i == end-1 && t.class&preposition != 0 && !isAdverbial(t.low) && r.afterAdverbial(s, i, s.end) > i {
			continue // "called on | Friday for a halt"
		}
		if i < c.verb.head && (w.r.fills(i) || r.afterAdverbial(s, i, end) > i) {
			if j := r.afterAdverbial(s, i, end); j > i {
				i = j - 1
			}
			continue
		}
		if t.punct && t.low != "'s" && t.text != "-" {
			continue
		}
		if i == c.verb.first && t.class&haveVerb != 0 && c.verb.perfect && !c.verb.passive && !c.verb.progressive && !c.verb.negated && !c.verb.modal && !c.verb.future && len(w.words) > 0 && r.forms(c.verb.head)&past != 0 {
			continue
		}
		w.token(i, noBorder)
	}
}

// tell puts the gerund or infinitive that follows a subject in the past: "Facebook
// announced the deal", of "eight months after announcing the deal".
func (w *wording) tell(m *mention, subject int) {
	low := w.r.tokens[m.first].low
	stem, isGerund := strings.CutSuffix(low, "ing")
	verb, told := low, ""
	switch {
	case subject >= len(w.words) || w.words[subject].token != m.first:
		return
	case isGerund && m.pattern.entry == nil:
		if w.r.tokens[m.first].class&saidVerb != 0 {
			w.wordAt(subject, w.r.lang.said)
		}
		return
	case m.pattern.entry != nil:
		verb = firstWord(m)
	}
	for _, f := range w.r.lang.inflect(verb) {
		if f.form&past != 0 && (told == "" || strings.HasPrefix(f.word, stem)) {
			told = f.word
		}
	}
	if told != "" {
		w.wordAt(subject, told)
	}
}

// objectBefore returns the object of a verb in a relative clause, which stands
// before it: "the sanctions that the council imposed".
func (r *reader) objectBefore(m *mention, s *sentence, k, head int) doer {
	c := &s.clauses[k]
	o := c.opener
	if o < 0 || o <= s.first || c.verb.passive || r.tokens[o].class&relative == 0 || r.tokens[o].class&possessiveWord != 0 || r.tokens[o].low == "where" || c.sharesSubject ||
		onlyAdverbs(r.tokens[r.afterTime(o+1, max(o+1, c.verb.first)):max(o+1, c.verb.first)]) || r.tokens[o-1].class&preposition != 0 || r.tokens[o].low == "that" && !r.nounBefore(o) || r.tokens[c.verb.head].class&saidVerb != 0 {
		return doer{}
	}
	if head < s.end {
		if t := &r.tokens[head]; !t.punct && !r.inTime(head) && t.class&(preposition|sameTime) == 0 {
			return doer{}
		}
	}
	first, end := r.phraseBefore(s, o)
	return doer{first: first, end: end}
}

// wordAt gives a word another text.
func (w *wording) wordAt(n int, text string) {
	x := &w.words[n]
	w.size += utf8.RuneCountInString(text) - utf8.RuneCountInString(x.text)
	x.text = text
}

// saidAt returns where what somebody said begins behind a verb of saying: at
// "that" or a quotation; -1 if neither follows.
func (r *reader) saidAt(s *sentence, k, head int) int {
	for i := head; i < s.end && i < head+24; i++ {
		t := &r.tokens[i]
		switch {
		case isQuote(t.text):
			if i > head && r.quoteEnd(i, s.end) > i+4 {
				return i
			}
			return -1
		case t.low == "that" && i > head:
			if q := s.clauseOf(i); q == k+1 && s.clauses[q].opener == i {
				return i
			}
			return -1
		case s.clauseOf(i) != k && t.text != ",":
			return -1
		case i == head && t.class&preposition == 0 && !r.inTime(i) && t.text != "," && r.tokens[head-1].sense&hearing == 0:
			return -1 // an object
		case t.punct && !(t.text == "," && i+1 < s.end && isQuote(r.tokens[i+1].text)):
			return -1
		}
	}
	return -1
}

// saidBefore makes a title of what is told before the verb of saying: "About
// 6,000 people have been detained, the minister said."
func (r *reader) saidBefore(m *mention, s *sentence, k int, d doer, first int) (string, rating) {
	c := &s.clauses[k]
	b := c.first
	for b < c.verb.first && r.tokens[b].punct {
		b++
	}
	if d.end > 0 && d.first > c.verb.head {
		b = c.verb.first
	}
	if k == 0 || c.opener >= 0 || c.verb.passive || !c.verb.finite() || c.lead[1] > 0 || d.none || b <= s.first+3 || !r.speaks(m, s, k) {
		return "", 0
	}
	if d.end > 0 && d.first < b-1 || b == 0 || r.tokens[b].class&coordinator != 0 || r.tokens[b-1].class&coordinator != 0 {
		return "", 0
	}
	mark := b - 1
	for mark > s.first && isQuote(r.tokens[mark].text) {
		mark--
	}
	told := m.end // whom
	for told < s.end && !r.tokens[told].punct && r.tokens[told].class&(preposition|subordinator|relative) == 0 && !r.inTime(told) {
		told++
	}
	if r.tokens[mark].text != "," || told-m.end > 4 {
		return "", 0
	}
	from := s.first
	for k := range s.clauses {
		if o := &s.clauses[k]; o.first >= mark {
			break
		} else if o.opener >= 0 && o.opener == s.first {
			return "", 0
		}
	}
	w := r.newWording()
	defer w.free()
	w.doer(s, d)
	if r.tokens[c.verb.head].sense&hearing != 0 && max(m.end, told)-c.verb.head > 2 {
		w.verb(s, c, first, c.verb.head+1) // "told a crowded press conference"
		w.wordAt(len(w.words)-1, r.lang.said)
	} else {
		w.verb(s, c, first, max(m.end, c.verb.head+1))
		if !(d.end > 0 && d.first > c.verb.head) {
			w.span(s, m.end, told)
		}
	}
	w.need = len(w.words) + 1
	quoted := isQuote(r.tokens[from].text)
	at := s.clauseOf(from)
	for at < len(s.clauses) && !(s.clauses[at].hasVerb && s.clauses[at].verb.finite()) {
		at++
	}
	if at >= k && !quoted {
		return "", 0
	}
	if !quoted {
		if first, end := r.subjectRange(s, at, 0); first < end && s.clauses[at].opener < 0 && first >= from && (first == s.first || r.tokens[first-1].class&subordinator == 0) {
			from = first
		} else {
			return "", 0
		}
	}
	if at = min(at, k-1); quoted {
		w.rest(s, &mention{first: from, end: from, sentence: m.sentence}, from, at)
	} else {
		w.span(s, from, s.clauses[at].verb.head+1)
		w.need = len(w.words)
		w.rest(s, &mention{first: from, end: s.clauses[at].verb.head + 1, sentence: m.sentence}, s.clauses[at].verb.head+1, at)
	}
	t, n, kind := w.fit()
	if t == "" || kind != phraseBorder {
		return "", 0
	}
	out := good - d.cost
	if n < len(w.words) {
		out += minor
	}
	if d.weak {
		out += vague
	}
	return t, out
}

// tidy makes a title of words that no rule foresaw fit all the same.
func (r *reader) tidy(t string) string {
	if strings.Contains(t, "  ") || strings.ContainsAny(t, "\n\t\r") {
		t = strings.Join(strings.Fields(t), " ")
	}
	t = strings.TrimLeftFunc(t, func(c rune) bool {
		return !unicode.IsLetter(c) && !unicode.IsDigit(c) && !strings.ContainsRune("\"“'‘$€£#(", c)
	})
	if utf8.RuneCountInString(t) > maxTitle {
		t = string([]rune(t)[:maxTitle])
		if i := strings.LastIndexByte(t, ' '); i > 0 {
			t = t[:i]
		}
	}
	if !balanced(t) {
		t = strings.Join(strings.Fields(strings.Map(func(c rune) rune {
			if strings.ContainsRune("\"“”()[]", c) {
				return -1
			}
			return c
		}, t)), " ")
	}
	return strings.TrimRight(t, " ,;:-–—")
}

// balanced reports whether the marks in a title come in pairs.
func balanced(t string) bool {
	depth, curly, straight := 0, 0, 0
	for _, c := range t {
		switch c {
		case '(', '[':
			depth++
		case ')', ']':
			if depth--; depth < 0 {
				return false
			}
		case '“':
			curly++
		case '”':
			curly--
		case '"':
			straight++
		}
	}
	return depth == 0 && curly == 0 && straight%2 == 0
}
