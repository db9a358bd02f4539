package extract

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// nounTitle is the phrase of a noun with its complement, or the clause that it
// is the subject or the object of where the phrase says too little.
func (r *reader) nounTitle(m *mention, s *sentence) (string, rating) {
	first := r.phraseStart(s, m.first)
	for first > s.first && (r.tokens[first-1].low == "'s" || r.isOwner(first-1)) {
		first = r.phraseStart(s, first-1)
	}
	start := first
	for first < m.first && (r.tokens[first].punct && !isQuote(r.tokens[first].text) || r.tokens[first].class&(determiner|adverb) != 0 || r.tokens[first].class&pronoun != 0 && r.tokens[first].entity < 0 || r.tokens[first].ly() || r.fills(first) || r.isOwner(first) || r.inTime(first) && !r.inTime(m.first-1) && r.tokens[r.timeOn(first).end].class&ofWord == 0 || r.inTime(first) && !r.inTime(first+1) && r.isOwner(first+1)) {
		first++
	}
	w := r.newWording()
	defer w.free()
	w.noun, w.brief = true, true
	if first > s.first && first < m.end && r.tokens[first-1].class&possessiveWord != 0 && r.tokens[first-1].class&(pronounPlural|pronounPerson) == 0 {
		if e := r.antecedent(first-1, false); len(e) == 1 && r.entities[e[0]].sort != place && r.entities[e[0]].sort != state {
			w.put(r.owner(r.entities[e[0]].called), -1, false, noBorder) // "its collapse"
		}
	}
	w.spanAll(first, m.end)
	w.need = len(w.words)
	if m.end < s.end && r.tokens[m.end].class&preposition != 0 {
		w.rest(s, m, m.end, s.clauseOf(m.end-1))
	}
	w.trimNoun(m)
	t, n, kind := w.fit()
	out := good + vague
	named := len(w.words) > 0 && w.words[0].token < 0
	for _, x := range w.words[:n] {
		named = named || x.token >= 0 && (r.tokens[x.token].entity >= 0 || r.tokens[x.token].digit)
	}
	switch {
	case t == "":
		out = -100
	case kind != phraseBorder:
		out += vague
	case named && n > 2:
		out += 2
	case !named && n < 3:
		out += nameless
	case !named:
		out += short
	}
	light := s.clauses[m.clause].hasVerb && r.tokens[s.clauses[m.clause].verb.head].class&light != 0
	ofAnother := n > 2 && kind == phraseBorder && s.clauses[m.clause].verb.head < m.first && r.subjectTells(m, s, m.clause) // "The raid followed the arrest of three rebels"
	if t == "" || n < 3 || (!named || light) && !ofAnother {
		if c, k := r.carrierTitle(m, s, start); c != "" && k > out && (!named || namesAll(c, w.words[:n])) {
			return c, k
		}
	}
	return t, out
}

// ofTime returns "of" with the time behind it, from token i on: "of July 1983"; "" if they do
// not stand there.
func (r *reader) ofTime(i, end int) string {
	if i+1 < end && r.tokens[i].class&ofWord != 0 {
		if x := r.timeOn(i + 1); x != nil && x.first == i+1 {
			return r.words(i, x.end)
		}
	}
	return ""
}

// namesAll reports whether a title has every name and number of some words.
func namesAll(title string, words []word) bool {
	return !slices.ContainsFunc(words, func(x word) bool {
		first := firstRune(x.text)
		return (unicode.IsUpper(first) || unicode.IsDigit(first)) && !strings.Contains(title, x.text)
	})
}

// spanAll adds tokens[first:end] with the times in them: they belong to the
// phrase.
func (w *wording) spanAll(first, end int) {
	for i := first; i < end; i++ {
		if t := &w.r.tokens[i]; !isQuote(t.text) && !isBracket(t.text) {
			w.token(i, noBorder)
		}
	}
}

// trimNoun ends the phrase of a noun before a verb that is not its own.
func (w *wording) trimNoun(m *mention) {
	s := &w.r.sentences[m.sentence]
	c := &s.clauses[m.clause]
	for i, x := range w.words {
		if c.hasVerb && x.token >= c.verb.first && x.token > m.end-1 && i >= w.need && c.verb.first >= m.end {
			for i > w.need && w.words[i-1].token >= 0 && w.r.hangs(w.words[i-1].token) {
				i--
			}
			w.words = w.words[:i]
			w.ends = phraseBorder
			break
		}
	}
	w.size = 0
	for i, x := range w.words {
		w.size += utf8.RuneCountInString(x.text)
		if i > 0 && !x.tight {
			w.size++
		}
	}
}

// carrierTitle is the clause that a noun is the subject or the object of,
// unless that clause tells another event.
func (r *reader) carrierTitle(m *mention, s *sentence, start int) (string, rating) {
	k := m.clause
	c := &s.clauses[k]
	if c.hasVerb && c.verb.bare && r.tokens[c.verb.head].class&saidVerb != 0 && r.tokens[m.end-1].class&reportNoun != 0 {
		t, n := r.verbTitle(&mention{first: c.verb.head, end: c.verb.head + 1, sentence: m.sentence, clause: k, agents: m.agents}, s)
		return t, n + minor // "…, saying in a statement that"
	}
	if !c.hasVerb || !c.verb.finite() || c.verb.auxiliary {
		return "", 0
	}
	if o := r.mentionOn(c.verb.head); o != nil && o.event != nil && o.event != m.event {
		return "", 0
	}
	medium := r.tokens[m.end-1].class&reportNoun != 0 && r.isSpeech(c.verb.head) // "said in a statement"
	if !medium && c.verb.head < start && (start-c.verb.head > 4 || r.prepositionBetween(c.verb.head+1, start)) {
		return "", 0
	}
	if n := m.end; m.first > c.verb.head && n < s.end && slices.ContainsFunc(r.tokens[c.verb.head].lexeme.links, func(l *link) bool { return l.react }) && (isQuote(r.tokens[n].text) && !slices.ContainsFunc(r.tokens[c.verb.head+1:m.first], func(t token) bool { return isQuote(t.text) }) || r.tokens[n].class&indefinite != 0) {
		return "", 0 // "called the cuts a disgrace": what somebody says of it
	}
	doers := r.doersOf(m, s, k)
	if len(doers) == 0 {
		return "", 0
	}
	if !medium && m.first < c.verb.first && !(doers[0].first <= m.first && m.first < doers[0].end) {
		return "", 0
	}
	of := &mention{first: c.verb.head, end: c.verb.head + 1, sentence: m.sentence, clause: k, agents: m.agents, targets: m.targets}
	t, n := "", rating(0)
	for i, d := range doers {
		one, rate, _ := r.composeOne(of, s, k, d, c.verb.first, 0, r.speaks(of, s, k))
		if i == 0 && m.first < c.verb.first || one != "" {
			t, n = one, rate
			break
		}
	}
	if t == "" || !medium && !strings.Contains(t, r.words(m.first, m.end)) && m.first > c.verb.head {
		return "", 0
	}
	return t, n + minor
}

// citedTitle falls back to the cited words.
func (r *reader) citedTitle(m *mention) string {
	s := &r.sentences[m.sentence]
	first, end := r.cited(m)
	w := &wording{r: r}
	first = r.skipFronted(s, first, m.first)
	w.spanAll(first, min(m.end, end))
	w.rest(s, m, m.end, m.clause)
	if t, _, _ := w.fit(); t != "" {
		return t
	}
	w = &wording{r: r}
	w.spanAll(m.first, m.end)
	w.rest(s, m, m.end, m.clause)
	if t, _, _ := w.fit(); t != "" {
		return t
	}
	return r.words(m.first, m.end)
}
