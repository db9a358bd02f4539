package extract

import (
	"slices"
)

// A clause is a run of tokens with at most one verb that carries it.
type clause struct {
	first, end int
	verb       verb
	hasVerb    bool
	opener     int // the token that subordinates it ("that", "after", "who"), -1
	parent     int // the clause that it depends on, -1 for a main clause
	// sharesSubject: "…, and detained the leader".
	sharesSubject bool
	// lead is where the clause begins if others stand inside it: of "The
	// king, who had fled, returned" the tokens before "who". Its first is
	// then where it goes on.
	lead [2]int
	// front is the time of this clause and of another that stands between them:
	// "On Friday, as millions marched, a caller denied".
	front [2]int
}

// splitClauses fills s.clauses.
func (r *reader) splitClauses(s *sentence) {
	for i := s.first + 1; i < s.end; i++ {
		t := &r.tokens[i]
		if t.class&adverb != 0 && t.class&(coordinator|subordinator) != 0 && r.tokens[i-1].class&(haveVerb|beVerb|modal) != 0 {
			t.class &^= coordinator | subordinator // "has yet been charged"
		}
		if i+1 < s.end && t.low == "than" && i-2 >= s.first && r.tokens[i-2].class&negation != 0 {
			r.tokens[i-2].class = 0 // "no fewer than 14 girls were abducted"
		}
		if t.sense&sinceWord != 0 && r.tokens[i-1].class&haveVerb != 0 && i+1 < s.end && r.forms(i+1)&participle != 0 {
			t.class = adverb // "has since struck down the law"
		}
	}
	verbs := r.findVerbs(s)
	if len(verbs) == 0 {
		r.addClause(s, clause{first: s.first, end: s.end, opener: -1, parent: -1})
		return
	}
	begin, opener := s.first, r.openerAt(s, s.first, verbs[0].first)
	if opener >= 0 && r.tokens[opener].class&(timeAfter|timeBefore) != 0 && r.tokens[opener].class&preposition != 0 && !r.anotherVerb(verbs) {
		opener = -1 // "After the war in 1945 the family moved": no verb is left for another clause
	}
	for k, v := range verbs {
		c := clause{first: begin, verb: v, hasVerb: true, opener: opener, parent: -1}
		if k == len(verbs)-1 {
			c.end = s.end
			r.addClause(s, c)
			break
		}
		next := verbs[k+1]
		b, o := r.border(s, v.head+1, next)
		if opener == s.first && b == next.first && v.form&past != 0 && !v.passive && r.onePhrase(v.head+1, b) && next.form&past != 0 && noneFinite(verbs[k+2:]) {
			b = v.head + 1 // "After the hearing ended Jane Doe left"
			c.verb.bare, verbs[k+1].bare = false, false
		}
		if opener >= 0 && opener == c.first && o < 0 && b == next.first && next.finite() && r.tokens[b-1].text == "," {
			b = r.afterComma(v.head+1, b) // "When they heard it, | the heirs, most of them poor, wept"
		}
		c.end = b
		r.addClause(s, c)
		begin, opener = b, o
	}
	for k := range s.clauses {
		r.attach(s, k)
	}
	for k := range s.clauses {
		if p := r.auxiliaryOf(s, k); p >= 0 {
			v, o := &s.clauses[k].verb, &s.clauses[p].verb
			v.future, v.modal = o.future, o.modal // "will be tried on June 8 and sentenced a week later"
		}
	}
}

// addClause adds a clause to s, which is being split: its clauses are the last ones. Where
// memory runs out they move, and those of the sentences before stay where they are.
func (r *reader) addClause(s *sentence, c clause) {
	const least = 64
	n := len(s.clauses) + 1
	if len(r.clauses) == cap(r.clauses) {
		r.clauses = append(make([]clause, 0, max(least, 2*cap(r.clauses))), s.clauses...)
	}
	r.clauses = append(r.clauses, c)
	s.clauses = r.clauses[len(r.clauses)-n:]
}

// afterComma returns where a subject that is explained between commas begins behind the
// first comma of tokens[first:end], end if none does.
func (r *reader) afterComma(first, end int) int {
	const enough = 3 // before it, and around what explains it
	begin, commas := end, 0
	for i := first; i < end; i++ {
		if r.tokens[i].text != "," || r.inTime(i) {
			continue
		}
		if commas++; commas > 1 {
			continue
		}
		if t := &r.tokens[i+1]; t.class&(determiner|numberWord|pronoun) != 0 && t.class&relative == 0 || t.digit {
			begin = i + 1 // not "in Lima, Peru,"
		}
	}
	if commas < enough {
		return end
	}
	return begin
}

// anotherVerb reports whether a verb behind the first of a sentence can carry a clause that
// nothing subordinates.
func (r *reader) anotherVerb(verbs []verb) bool {
	for i := 1; i < len(verbs); i++ {
		v := &verbs[i]
		below := slices.ContainsFunc(r.tokens[verbs[i-1].head+1:max(v.first, verbs[i-1].head+1)], func(t token) bool { return t.class&(relative|subordinator) != 0 })
		if !below && (v.finite() || v.form&past != 0) {
			return true
		}
	}
	return false
}

// onePhrase reports whether tokens[first:end] are a name with its titles, which
// a verb behind it needs as its subject.
func (r *reader) onePhrase(first, end int) bool {
	for i := first; i < end; i++ {
		if t := &r.tokens[i]; t.punct || !t.capital || t.class&(month|weekday) != 0 {
			return false
		}
	}
	return first < end
}

func noneFinite(verbs []verb) bool {
	return !slices.ContainsFunc(verbs, func(v verb) bool { return v.finite() })
}

// openerAt returns the subordinating word at the beginning of a clause.
func (r *reader) openerAt(s *sentence, first, verb int) int {
	if i := r.afterTime(first, verb); i > first && i < verb && r.tokens[i].text == "," {
		first = i + 1 // "On Tuesday, after …"
	}
	for i := first; i < verb && i < first+4; i++ {
		t := &r.tokens[i]
		if t.class&(subordinator|relative) != 0 && !r.becauseOf(i) && !r.pointsToTime(i) {
			return i
		}
		if t.class&(coordinator|adverb|preposition|numberWord|unit) == 0 && !t.punct && !t.digit {
			break
		}
	}
	return -1
}

// pointsToTime: "that evening", where the word opens no clause.
func (r *reader) pointsToTime(i int) bool {
	t := r.timeOver(i)
	return t >= 0 && r.tokens[i].class&demonstrative != 0 && r.times[t].first == i && r.times[t].end > i+1
}

// border finds where the clause of next begins, from token i on: at the last
// conjunction before its subject, at a comma, or at the verb itself.
func (r *reader) border(s *sentence, i int, next verb) (at, opener int) {
	comma, and, commas := -1, -1, 0
	for j := next.first - 1; j >= i; j-- {
		t := &r.tokens[j]
		switch {
		case t.text == ")" && j+1 == next.first && j-2 > i && r.tokens[j-2].text == "(":
			j -= 2 // "after the company (SAIC) declined"
		case t.punct && isStop(t.text):
			return j + 1, -1
		case comma == next.first-1 && j > i && r.endsSpeech(j) && next.finite():
			return j + 1, -1 // "…," the chairman, Jane Doe, told reporters
		case t.class&(subordinator|relative) != 0 && !r.isPreposition(s, j, next.first) && !r.pointsToTime(j):
			b := j
			for t.class&(timeAfter|timeBefore) != 0 && b-1 >= i && !r.endsDate(b) && (r.tokens[b-1].class&unit != 0 || r.tokens[b-1].class&numberWord != 0 || r.tokens[b-1].digit || r.tokens[b-1].low == "only" || (r.tokens[b-1].low == "a" || r.tokens[b-1].low == "the") && b < j) {
				b--
			}
			if b-1 >= i && r.tokens[b-1].class&preposition != 0 && t.class&relative != 0 {
				b-- // "at which", "in which"
			}
			return b, j
		case t.class&coordinator != 0 && and < 0:
			if j+1 >= next.first || onlyAdverbs(r.tokens[j+1:next.first]) {
				return j, -1
			}
			if comma < 0 {
				and = j
			} else if commas == 2 && comma == next.first-1 && next.finite() && j > i && r.tokens[j-1].text == "," {
				return j, -1 // "…, and Audi, a brand of Volkswagen, will close its factory"
			}
		case t.text == "," && !r.inTime(j):
			if commas++; comma >= 0 {
				break
			}
			if comma = j; and == j+1 {
				return j, -1
			}
		}
	}
	switch {
	case comma < 0 && (and < 0 || and > i && and+1 < next.first && next.finite() && r.tokens[i].class&groupNoun != 0) && (next.finite() || next.bare && next.form&participle != 0 && next.first > i && r.tokens[i-1].class&saidVerb != 0 && !r.prepositionBetween(i, next.first)) && r.isSpeech(i-1) && r.tokens[i].sense&particle == 0:
		return r.afterTime(r.afterMedium(r.afterTime(i, next.first), next.first), next.first), -1 // "officials said on Monday dozens had been killed"
	case comma >= 0 && (next.finite() || comma+1 >= next.first || onlyAdverbs(r.tokens[comma+1:next.first])):
		return comma + 1, -1
	case and >= 0 && next.finite():
		return and, -1
	}
	return next.first, -1
}

// endsDate reports a date that ends before token i: "in 2021 | after", not "two days after".
func (r *reader) endsDate(i int) bool {
	t := r.timeOver(i - 1)
	return t >= 0 && r.times[t].end == i && r.times[t].Shift == nil && r.times[t].day()
}

// afterMedium passes over "in a statement" at token i.
func (r *reader) afterMedium(i, end int) int {
	if i >= end || r.tokens[i].class&preposition == 0 {
		return i
	}
	for j := i + 1; j < min(end, i+5) && !r.tokens[j].punct && r.tokens[j].entity < 0; j++ {
		if r.tokens[j].class&reportNoun != 0 && j+1 < end && r.tokens[j+1].class&(preposition|ofWord|reportNoun) == 0 {
			return j + 1
		}
	}
	return i
}

// afterTime passes over a time expression at token i, with its preposition.
func (r *reader) afterTime(i, end int) int {
	for {
		j := i
		if j+1 < end && r.tokens[j].class&preposition != 0 && r.inTime(j+1) {
			j++
		}
		if j >= end || !r.inTime(j) {
			return i
		}
		for j < end && r.inTime(j) {
			j++
		}
		i = j
	}
}

func isStop(s string) bool {
	switch s {
	case ";", ":", "—", "–", "--", "-", "(", ")":
		return true
	}
	return false
}

func onlyAdverbs(tokens []token) bool {
	for i := range tokens {
		t := &tokens[i]
		if t.class&adverb == 0 && !t.ly() && !t.punct {
			return false
		}
	}
	return true
}

// isPreposition tells "after the attack" from "after he attacked": no verb is
// left to the conjunction if a comma parts them.
func (r *reader) isPreposition(s *sentence, j, verb int) bool {
	t := &r.tokens[j]
	if r.becauseOf(j) {
		return true
	}
	if t.class&relative != 0 || t.class&preposition == 0 && t.low != "as" {
		// "that" as a determiner: "that day".
		return t.low == "that" && j+1 < verb && r.tokens[j+1].class&(weekday|month) != 0
	}
	depth := 0
	for k := j + 1; k < verb; k++ {
		if r.tokens[k].text == "," {
			depth++
		}
	}
	return depth%2 == 1
}

// becauseOf: with "of" behind it a conjunction is a preposition.
func (r *reader) becauseOf(i int) bool {
	return r.tokens[i].class&subordinator != 0 && i+1 < len(r.tokens) && r.tokens[i+1].class&ofWord != 0
}

// attach sets the clause on which clause k depends.
func (r *reader) attach(s *sentence, k int) {
	c := &s.clauses[k]
	switch {
	case c.opener >= 0 && k == 0:
		for m := 1; m < len(s.clauses); m++ {
			if s.clauses[m].opener < 0 && s.clauses[m].verb.finite() {
				c.parent = m
				if i := r.afterTime(c.first, c.opener); i > c.first && i < c.opener && r.tokens[i].text == "," {
					s.clauses[m].front = [2]int{c.first, i + 1}
				}
				return
			}
		}
	case c.opener >= 0 || !c.verb.finite():
		c.parent = k - 1
		for c.opener >= 0 && c.parent > 0 && !s.clauses[c.parent].verb.finite() && r.tokens[c.opener].class&relative == 0 {
			c.parent--
		}
		if k > 0 && k+1 < len(s.clauses) && !c.verb.finite() && c.opener < 0 && s.clauses[k+1].verb.finite() && (r.tokens[c.first].text == ";" || r.tokens[c.first-1].text == ";") {
			c.parent = k + 1 // "…; on landing in Boston he told"
		}
		if k == 0 {
			c.parent = -1
			if len(s.clauses) > 1 {
				c.parent = 1
			}
		}
	case k > 0 && r.tokens[c.first-1].class&saidVerb != 0:
		c.parent = k - 1
	case k > 0:
		// Coordinate: without a subject of its own it depends on what the
		// clause before depends on.
		begin := c.first
		for begin+1 < c.verb.first && r.tokens[begin].punct {
			begin++
		}
		joined := (r.tokens[begin].class&coordinator != 0 || r.tokens[begin-1].class&coordinator != 0) &&
			slices.ContainsFunc(r.tokens[begin:max(begin, c.verb.first)], func(t token) bool { return t.class&(unit|preposition) != 0 }) // "…, and eight months later abducted", not "and Tuesday brought"
		subject := false
		for i := c.first; i < c.verb.first; i++ {
			t := &r.tokens[i]
			if !t.punct && t.class&(coordinator|adverb) == 0 && !t.ly() && !(r.inTime(i) && joined) {
				subject = true
			}
		}
		if !subject && (r.resume(s, k) || r.resumeBehind(s, k)) {
			return
		}
		if !subject {
			prev := k - 1
			for prev > 0 && !s.clauses[prev].verb.finite() {
				prev--
			}
			c.sharesSubject = true
			c.parent = -1
			if o := &s.clauses[k-1]; o.hasVerb && o.verb.bare && o.opener >= o.first && o.opener < o.verb.first && r.tokens[o.opener].class&relative == 0 && r.tokens[c.first].class&coordinator == 0 && r.tokens[c.first-1].class&coordinator == 0 {
				c.opener, c.parent = o.opener, o.parent // "when the jet bound for Geneva plunged"
				return
			}
			if s.clauses[prev].opener >= 0 || s.clauses[prev].parent >= 0 {
				c.opener, c.parent = s.clauses[prev].opener, s.clauses[prev].parent
			}
		}
	}
}

// resume ties the verb of clause k to a subject that stands before a relative
// clause or a participle: "The king, who had fled in May, returned", "the dams,
// built in 1970, burst". It reports whether it did.
func (r *reader) resume(s *sentence, k int) bool {
	c := &s.clauses[k]
	if !c.verb.finite() || r.tokens[c.first].class&coordinator != 0 || r.tokens[c.first-1].class&coordinator != 0 {
		return false
	}
	comma := r.tokens[c.first-1].text == ","
	for j := k - 1; j >= 0; j-- {
		o := &s.clauses[j]
		at := r.interruption(o)
		if at < 0 {
			if o.verb.finite() && o.opener < 0 && !o.sharesSubject {
				return false
			}
			continue
		}
		if at <= s.first || (r.tokens[at-1].text == ",") != comma {
			return false
		}
		first := r.subjectStart(s, at, j)
		opened := o.opener >= o.first && o.opener < at-1 && r.tokens[o.opener].class&subordinator != 0
		if opened {
			first = o.opener + 1 // "when marines, whom nobody had seen, stormed the train"
		}
		if first >= at || first == at-1 && comma {
			return false
		}
		c.lead = [2]int{first, at}
		c.opener, c.parent = -1, -1
		if opened {
			c.opener, c.parent = o.opener, o.parent
		}
		if j > 0 && o.first < first {
			o.first = at
		} else {
			o.first = at
			if o.opener >= 0 && o.opener < first {
				c.opener = o.opener
			}
		}
		if r.tokens[at].class&relative != 0 {
			o.opener = at
		} else if at+1 < len(r.tokens) && r.tokens[at+1].class&relative != 0 {
			o.opener = at + 1 // "in which"
		} else {
			o.opener = -1
			for i := at; i < o.verb.first; i++ {
				if r.tokens[i].class&subordinator != 0 {
					o.opener = i
				}
			}
		}
		o.parent = k
		if j > 0 && s.clauses[j-1].end > first {
			s.clauses[j-1].end = first
			if opened {
				s.clauses[j-1].end = o.first
			}
		}
		return true
	}
	return false
}

// resumeBehind does so where the subject stands behind a conjunction or a verb of saying that
// another clause has: "ended after Oman, angered by the raid, recalled its envoy".
func (r *reader) resumeBehind(s *sentence, k int) bool {
	if k < 2 {
		return false
	}
	c, o, p := &s.clauses[k], &s.clauses[k-1], &s.clauses[k-2]
	if !o.hasVerb || !o.verb.bare || o.opener >= 0 || !p.hasVerb || r.tokens[o.first-1].text != "," || r.tokens[c.first-1].text != "," || r.adverbsFrom(o.first, o.verb.first) != o.first {
		return false
	}
	from := r.afterTime(p.verb.head+1, o.first)
	opener := -1
	for i := o.first - 2; i >= from && opener < 0; i-- {
		switch t := &r.tokens[i]; {
		case t.punct && t.low != "'s" && !r.isOwner(i):
			return false
		case t.class&subordinator != 0 && t.class&determiner == 0 && !r.becauseOf(i):
			opener = i
		}
	}
	end := opener
	if opener < 0 {
		if !p.verb.finite() || !r.isSpeech(p.verb.head) {
			return false
		}
		opener, end = from-1, from
	}
	if opener+1 >= o.first-1 || end <= p.verb.head {
		return false
	}
	for end > p.verb.head+1 && r.tokens[end-1].class&(unit|numberWord) != 0 {
		end-- // "two days | after"
	}
	c.lead = [2]int{opener + 1, o.first}
	c.opener, c.parent = -1, k-2
	if r.tokens[opener].class&subordinator != 0 {
		c.opener = opener
	}
	p.end, o.parent = end, k
	return true
}

// interruption returns the relative word or the participle with which a clause
// interrupts another, -1 if it does not.
func (r *reader) interruption(c *clause) int {
	if c.opener >= 0 && r.tokens[c.opener].class&relative != 0 && c.opener > c.first-1 && (r.tokens[c.opener].class&demonstrative == 0 || r.relativeThat(c.opener, c.verb.first)) {
		if c.opener > c.first && r.tokens[c.opener-1].class&preposition != 0 {
			return c.opener - 1
		}
		return c.opener
	}
	if !c.hasVerb || c.opener >= 0 && r.tokens[c.opener].class&relative != 0 && r.tokens[c.opener].class&subordinator == 0 {
		return -1
	}
	for i := max(c.first+1, c.opener+2); i < c.verb.first; i++ {
		if r.tokens[i].class&relative != 0 && (r.tokens[i].class&demonstrative == 0 || r.relativeThat(i, c.verb.first) || r.thatWith(i, c.verb.first)) {
			if r.tokens[i-1].class&preposition != 0 && i-1 > c.first {
				return i - 1
			}
			return i
		}
	}
	if c.verb.bare {
		at := r.adverbsFrom(c.first, c.verb.first) // "the government, widely criticised for it, gave way"
		if at > c.first && r.tokens[at-1].text == "," {
			return at
		}
	}
	if i := r.lastComma(c.first, c.verb.first); i > c.first+1 && c.opener < 0 && r.tokens[i].class&determiner != 0 {
		for j := i + 2; j < c.verb.first; j++ {
			if r.tokens[j].class&(timeAfter|timeBefore|sameTime) != 0 && r.tokens[j].class&subordinator != 0 {
				return i // "Jane Doe, the first leader after the war ended, resigned"
			}
		}
	}
	return -1
}

// isRelative reports a clause of a relative word that stands for a noun: not of the "that" in
// "said that".
func (r *reader) isRelative(c *clause) bool {
	return c.opener >= 0 && r.tokens[c.opener].class&relative != 0 && (r.tokens[c.opener].class&demonstrative == 0 || r.nounBefore(c.opener))
}

// relativeThat tells "the tanker that spilled oil" from "said that …" and "that
// day": the verb follows at once, and a noun stands before.
func (r *reader) relativeThat(i, verb int) bool {
	return i > 0 && i < verb && onlyAdverbs(r.tokens[i+1:verb]) && r.nounBefore(i)
}

// thatWith: "the rumour that the king had died": a noun stands before the word at token i and
// a subject behind it.
func (r *reader) thatWith(i, verb int) bool {
	if i == 0 || i+2 > verb || !r.nounBefore(i) {
		return false
	}
	t := &r.tokens[i+1]
	return t.class&(determiner|pronoun|numberWord) != 0 || t.entity >= 0 || t.digit && !r.inTime(i+1)
}

// nounBefore reports a word before token i that can be a noun.
func (r *reader) nounBefore(i int) bool {
	if i == 0 {
		return false
	}
	p := &r.tokens[i-1]
	return !p.punct && p.class&(preposition|determiner|coordinator|subordinator|relative|beVerb|haveVerb|doVerb|modal|adverb|saidVerb|pronoun) == 0 && (p.entity >= 0 || r.forms(i-1)&past == 0) && !r.inTime(i-1)
}

// subjectStart returns where the noun phrase begins that a relative word at
// token i follows.
func (r *reader) subjectStart(s *sentence, i, j int) int {
	first := s.first
	if j > 0 {
		first = s.clauses[j-1].verb.head + 1
		if !s.clauses[j-1].hasVerb {
			first = s.clauses[j-1].first
		}
	}
	for q := i - 2; q >= first; q-- {
		t := &r.tokens[q]
		if j > 0 && (t.punct && t.low != "'s" && !r.isOwner(q) || t.class&(coordinator|subordinator) != 0 && t.class&preposition == 0) {
			return q + 1
		}
	}
	return first
}

// holds reports whether token i is in the clause.
func (c *clause) holds(i int) bool {
	return i >= c.first && i < c.end || i >= c.lead[0] && i < c.lead[1] || i >= c.front[0] && i < c.front[1]
}

// clauseOf returns the index of the clause that holds token i.
func (s *sentence) clauseOf(i int) int {
	for k := range s.clauses {
		if c := &s.clauses[k]; i >= c.lead[0] && i < c.lead[1] || i >= c.front[0] && i < c.front[1] {
			return k
		}
	}
	for k := range s.clauses {
		if i < s.clauses[k].end {
			return k
		}
	}
	return len(s.clauses) - 1
}
