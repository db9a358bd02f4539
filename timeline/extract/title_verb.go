package extract

import "unicode/utf8"

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
	if q := c.parent; q >= 0 && q < k && c.verb.infinitive && s.clauses[q].verb.finite() && !s.clauses[q].verb.passive && s.clauses[q].verb.head+1 < c.verb.first && m.first <= c.verb.head && r.tokens[s.clauses[q].verb.head].class&implicative != 0 && r.subjectTells(m, s, q) {
		if first, end := r.trimSubject(s, s.clauses[q].verb.head+1, c.verb.first); first < end && r.tokens[first].class&(preposition|adverb) == 0 {
			return r.compose(m, s, k, r.shorter(s, doer{first: first, end: end}), m.first) // "The raid prompted Peru to deploy troops"
		}
	}
	p := r.finiteBefore(s, k)
	comma := p >= 0 && r.commaBetween(s.clauses[p].verb.head, m.first)
	by := c.verb.bare && c.verb.form&gerund != 0 && c.verb.first > s.first && r.tokens[c.verb.first-1].class&byWord != 0 // the deed says more than "answered"
	if p >= 0 && !comma && !by && !r.timesAnother(m, s, p) {
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
	if q := c.parent; q >= 0 && q < k && c.verb.bare && c.verb.form&gerund != 0 && c.verb.first > s.first && s.clauses[q].verb.bare && s.clauses[q].verb.form&gerund == 0 && r.tokens[c.verb.first-1].class&preposition != 0 && r.tokens[c.verb.first-1].class&(timeAfter|timeBefore|byWord) == 0 {
		v := &s.clauses[q].verb // "accused of killing two women" is no proof that he did
		return r.participleTitle(&mention{first: v.first, end: v.head + 1, sentence: m.sentence, clause: q, targets: m.agents}, s)
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

// subjectTells reports that the subject of clause q, or its verb, tells another event than m.
func (r *reader) subjectTells(m *mention, s *sentence, q int) bool {
	first, end := r.subjectRange(s, q, 0)
	for i := first; i < end; i++ {
		if o := r.mentionOn(i); o != nil && o.event != nil && o.event != m.event {
			return true
		}
	}
	o := r.mentionOn(s.clauses[q].verb.head)
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
	if p < 0 || s.clauses[k].verb.finite() && !s.clauses[k].sharesSubject {
		return "", 0 // nor of "the bank was closed and its chairman arrested"
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
		if len(doers) == 0 {
			doers = r.described(m, s, c)
		}
	}
	return r.compose(m, s, k, doers, first)
}

// described is what a past form describes that stands right behind it, or behind its comma,
// and has no subject: "Then came the tax, unveiled in May", "under a bargain signed in June".
func (r *reader) described(m *mention, s *sentence, c *clause) []doer {
	at := m.first
	if c.opener >= 0 || !c.verb.finite() || c.verb.first != m.first || c.verb.form&participle == 0 || r.tokens[m.first].sense&neverPassive != 0 || at <= s.first+1 {
		return nil
	}
	if r.tokens[at-1].text == "," {
		at--
	}
	first, end := r.phraseBefore(s, at)
	if first >= end || r.cannotBeDescribed(end-1) {
		return nil
	}
	return []doer{{first: r.afterDeterminer(first, end), end: end}}
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
