package extract

import (
	"strings"
	"unicode"
	"unicode/utf8"
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
		if m.kind != e.kind && !(!m.noun && r.reports(m)) {
			n += vague
			if m.has(flagSpeech) {
				n += vague // "stressed", of a telephone call
			}
			if m.has(flagToll) && e.kind == "coup" {
				n += 4 * vague // "290 people died"
			}
		}
		if !m.makes {
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
	if e.place != "" && saysOnlyWhat(best) && e.teller.noun && !r.hasName(r.phraseStart(&r.sentences[e.teller.sentence], e.teller.first), e.teller.end) && r.tokens[e.teller.first].class&reportNoun == 0 {
		if k, ok := r.lang.names.placeNamed(e.place); ok && k.extent != site && utf8.RuneCountInString(best)+utf8.RuneCountInString(e.place) < maxTitle-4 {
			best += " in " + e.place // "Earthquake" alone is any
		}
	}
	return capitalise(r.tidy(best)), from
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
	if m.kind != e.kind {
		n += vague
	}
	if !m.makes {
		n += short
	}
	if r.inTitle(r.sentences[m.sentence].para) {
		return n + 3
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
// tells nothing else.
func (r *reader) wholeHeadline(m *mention, s *sentence) string {
	if !r.inTitle(s.para) || r.entryOf(m) > 0 {
		return ""
	}
	for i := s.first; i < s.end; i++ {
		if o := r.mentionOn(i); o != nil && o != m && o.event != nil && o.event != m.event {
			return ""
		}
	}
	return r.headlineOf(s)
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

// verbTitle is the clause of a verb: its subject, the verb, its complements.
func (r *reader) verbTitle(m *mention, s *sentence) (string, rating) {
	k := m.clause
	for i := range s.clauses {
		if c := &s.clauses[i]; c.hasVerb && c.verb.head >= m.first && c.verb.head < m.end {
			k = i
			break
		}
	}
	if k != m.clause {
		own := *m
		own.clause, m = k, &own
	}
	c := &s.clauses[k]
	if c.verb.finite() {
		if t, n := r.sharedAuxiliary(m, s); t != "" {
			return t, n
		}
		if t, n := r.contentTitle(m, s, k); t != "" {
			return t, n
		}
		return r.clauseTitle(m, s, k)
	}
	if c.verb.bare && c.verb.form&gerund == 0 {
		if t, n := r.sharedAuxiliary(m, s); t != "" {
			return t, n
		}
		if p := c.parent; p >= 0 && r.hadDone(&s.clauses[p].verb, c.verb.first) {
			return r.clauseTitle(m, s, p) // "had their convictions quashed"
		}
		return r.participleTitle(m, s)
	}
	if q := c.parent; q >= 0 && c.verb.infinitive && s.clauses[q].verb.bare && s.clauses[q].verb.head+1 < c.verb.first && r.tokens[s.clauses[q].verb.head].class&implicative != 0 {
		if first, end := r.trimSubject(s, s.clauses[q].verb.head+1, c.verb.first); first < end {
			return r.compose(m, s, k, []doer{{first: first, end: end}}, m.first) // "prompting the bank to close"
		}
	}
	p := r.finiteBefore(s, k)
	comma := p >= 0 && r.commaBetween(s.clauses[p].verb.head, m.first)
	if p >= 0 && !comma && !r.timesAnother(m, s, p) {
		// "decided to remove the winglets", "forced to land"
		if t, n := r.clauseTitle(m, s, p); t != "" {
			return t, n
		}
	}
	if p >= 0 && c.verb.bare && r.tokens[c.verb.first-1].text == "," && !r.speaks(m, s, p) {
		if t := r.resultTitle(m, s, p); t != "" {
			return t, good + minor
		}
	}
	// Without the verb that governs it: "Qantas to commence A380 operations".
	var doers []doer
	if p >= 0 {
		doers = r.doersOf(m, s, p)
	}
	if q := c.parent; p < 0 && c.verb.bare && q > k && s.clauses[q].verb.finite() {
		for _, d := range r.doersOf(m, s, q) { // "While visiting Rome, he met the pope"
			if d.end > 0 {
				d.name += r.words(d.first, d.end)
				d.first, d.end = 0, 0
			}
			doers = append(doers, d)
		}
	}
	if len(doers) == 0 && len(m.agents) > 0 {
		doers = r.doersNamed(m.agents[0])
	}
	first := m.first
	if c.verb.infinitive {
		first = c.verb.first
	}
	return r.compose(m, s, k, doers, first)
}

// timesAnother: "stepped down after losing a vote": a gerund behind a word of time, of which
// the verb of clause p tells another event.
func (r *reader) timesAnother(m *mention, s *sentence, p int) bool {
	v := &s.clauses[m.clause].verb
	if !v.bare || v.form&gerund == 0 || v.first == 0 || r.tokens[v.first-1].class&(timeAfter|timeBefore) == 0 {
		return false
	}
	o := r.mentionOn(s.clauses[p].verb.head)
	return o != nil && o.event != nil && o.event != m.event
}

// auxiliaryOf is the clause whose auxiliary the verb of clause k shares, as the second of
// "was arrested and charged with murder" does; -1 if it shares none.
func (r *reader) auxiliaryOf(s *sentence, k int) int {
	c := &s.clauses[k]
	v := &c.verb
	if k == 0 || v.first != v.head || v.form&participle == 0 || r.tokens[v.head].sense&neverPassive != 0 || v.first == s.first || r.tokens[v.first-1].class&coordinator == 0 && r.tokens[c.first].class&coordinator == 0 {
		return -1
	}
	p := k - 1
	if q := r.mainBefore(s, c, p); q >= 0 {
		p = q // "was arrested after police broke up a march, and sentenced"
	}
	for p > 0 && !s.clauses[p].verb.finite() {
		p--
	}
	if !s.clauses[p].verb.passive || v.head+1 < s.end && !r.tokens[v.head+1].punct && r.tokens[v.head+1].class&preposition == 0 && !r.inTime(v.head+1) {
		return -1
	}
	return p
}

// sharedAuxiliary is the title of the second verb of "was arrested and charged
// with murder".
func (r *reader) sharedAuxiliary(m *mention, s *sentence) (string, rating) {
	k := m.clause
	p := r.auxiliaryOf(s, k)
	if p < 0 {
		return "", 0
	}
	o := &s.clauses[p].verb
	doers := r.doersOf(&mention{agents: m.targets, targets: m.targets, clause: p}, s, p)
	if len(doers) == 0 {
		return "", 0
	}
	for i := range doers {
		doers[i].aux = [2]int{o.first, o.head}
	}
	return r.compose(m, s, k, doers, m.first)
}

// contentTitle is the title of "it emerged that …": what emerged.
func (r *reader) contentTitle(m *mention, s *sentence, k int) (string, rating) {
	c := &s.clauses[k]
	if c.verb.first == s.first || !r.expletive(s, k, c.verb.first-1) {
		return "", 0
	}
	q := s.clauseOf(c.verb.head + 1)
	if q <= k || !s.clauses[q].hasVerb || !s.clauses[q].verb.finite() {
		return "", 0
	}
	v := &s.clauses[q].verb
	return r.clauseTitle(&mention{first: v.first, end: v.head + 1, sentence: m.sentence, clause: q}, s, q)
}

// finiteBefore returns the finite clause that governs clause k from before it.
func (r *reader) finiteBefore(s *sentence, k int) int {
	for n := 0; k >= 0 && n < 8; n++ {
		p := s.clauses[k].parent
		if p < 0 || p >= k {
			return -1
		}
		if s.clauses[p].hasVerb && s.clauses[p].verb.finite() {
			return p
		}
		k = p
	}
	return -1
}

func (r *reader) commaBetween(first, end int) bool {
	for i := first; i < end; i++ {
		if r.tokens[i].text == "," || isStop(r.tokens[i].text) {
			return true
		}
	}
	return false
}

// clauseTitle is the title of a mention in the words of the finite clause k,
// its own or one that governs it.
func (r *reader) clauseTitle(m *mention, s *sentence, k int) (string, rating) {
	c := &s.clauses[k]
	doers := r.doersOf(m, s, k)
	first := c.verb.first
	if k == m.clause {
		first = min(first, m.first)
		for c.sharesSubject && first > s.first && r.tokens[first-1].class&(haveVerb|beVerb|modal|toInfinitive) != 0 {
			first-- // "was to have led"
		}
		if len(doers) == 0 {
			who := m.agents
			if c.verb.passive {
				who = m.targets
			}
			switch {
			case len(who) == 0 || c.opener >= 0:
			case len(who) == 2 && r.entities[who[0]].sort == person && r.entities[who[1]].sort == person:
				doers = []doer{{name: r.entities[who[0]].called + " and " + r.entities[who[1]].called, person: true}}
			default:
				doers = r.doersNamed(who[0])
			}
		}
	}
	return r.compose(m, s, k, doers, first)
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
// "that" as well.
func (r *reader) composeOne(m *mention, s *sentence, k int, d doer, first, straight int, speech bool) (title string, out rating, longer bool) {
	c := &s.clauses[k]
	w := r.newWording()
	defer w.free()
	w.brief, w.bare = straight > 0, straight > 1
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

// participleTitle is the title of "an agreement reached in Vienna".
func (r *reader) participleTitle(m *mention, s *sentence) (string, rating) {
	var doers []doer
	if m.first > s.first {
		if first, end := r.phraseBefore(s, m.first); first < end && s.clauseOf(end-1) <= m.clause && !r.cannotBeDescribed(end-1) {
			doers = []doer{{first: r.afterDeterminer(first, end), end: end}}
		}
	}
	if len(doers) == 0 {
		if p := s.clauses[m.clause].parent; p >= 0 && s.clauses[p].verb.finite() {
			doers = r.doersOf(m, s, p)
			if len(doers) > 0 && doers[0].first <= m.first && m.first < doers[0].end {
				return r.clauseTitle(m, s, p) // "Freed hostages are led …"
			}
		}
	}
	return r.compose(m, s, m.clause, doers, m.first)
}

// cannotBeDescribed: a verb or a small word before a participle is not what it
// describes.
func (r *reader) cannotBeDescribed(i int) bool {
	t := &r.tokens[i]
	return t.class&(beVerb|haveVerb|preposition|adverb|coordinator|saidVerb) != 0 || t.entity < 0 && r.forms(i)&past != 0
}

func (r *reader) afterDeterminer(first, end int) int {
	if first+1 < end && r.tokens[first].class&(definite|indefinite) != 0 && r.tokens[first].entity < 0 {
		return first + 1
	}
	return first
}

// resultTitle is the title of "A bomb exploded in the market, killing 12
// people": the deed and what came of it, if both fit.
func (r *reader) resultTitle(m *mention, s *sentence, p int) string {
	doers := r.doersOf(m, s, p)
	if len(doers) == 0 {
		return ""
	}
	tail := &wording{r: r}
	tail.token(m.first, noBorder)
	for i := m.first + 1; i < m.end; i++ {
		tail.token(i, noBorder)
	}
	tail.need = len(tail.words)
	tail.rest(s, m, m.end, m.clause)
	c := &s.clauses[p]
	for _, d := range doers {
		w := &wording{r: r}
		w.doer(s, d)
		w.verb(s, c, c.verb.first, c.verb.head+1)
		need := len(w.words)
		w.rest(s, &mention{first: c.verb.head, end: c.verb.head + 1, sentence: m.sentence}, c.verb.head+1, p)
		if need == len(w.words) && w.ends != phraseBorder || d.weak {
			continue
		}
		best, most := "", 0
		for n := need; n <= len(w.words); n++ {
			if !w.canEnd(n) || n == need && n < len(w.words) && c.verb.auxiliary {
				continue
			}
			deed := w.text(n)
			for q := len(tail.words); q > tail.need; q-- {
				if !tail.canEnd(q) {
					continue
				}
				t := deed + ", " + tail.text(q)
				if size := utf8.RuneCountInString(t); size <= maxTitle && size > most {
					best, most = t, size
				}
			}
		}
		if best != "" {
			return best
		}
	}
	return ""
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
