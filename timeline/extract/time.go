package extract

import (
	"slices"
	"strings"

	"dateline/timeline"
	"dateline/timeline/edtf"
	"dateline/timeline/timex"
)

// A timeAt is a time expression with its place among the tokens.
type timeAt struct {
	timex.Timex
	index      int // in the Extraction, -1 for what only an event dates
	first, end int // tokens
	sentence   int
	clock      bool
	sameDay    bool // as the event that is named behind: "on the evening of the crash"
}

// usable reports whether the expression dates anything by itself.
func (t *timeAt) usable() bool { return !t.Date.IsZero() && !t.clock || t.Shift != nil }

// day reports whether the expression has a date. A bare time of day ("at 2:46
// p.m.") has none: its day is told elsewhere.
func (t *timeAt) day() bool {
	return !t.Date.IsZero() && t.Type != "SET" && t.Type != "DURATION" && !t.clock
}

// near: a time right beside a verb of saying makes the saying an event.
func (t *timeAt) near(i int) bool { return t.first-i < 9 && i-t.end < 9 }

// placeTimes fills r.times from the expressions that lie in sentences, those of the
// article and those that only an event can date.
func (r *reader) placeTimes() {
	s := 0
	byEvents := r.timesByEvents()
	r.timeOf = zeroed(r.timeOf, len(r.tokens))
	r.times = slices.Grow(r.times, len(r.rawTimes)+len(byEvents))
	for n := 0; n < len(r.rawTimes) || len(byEvents) > 0; {
		var t timex.Timex
		index := -1
		if len(byEvents) > 0 && (n == len(r.rawTimes) || byEvents[0].Start < r.rawTimes[n].Start) {
			t, byEvents = byEvents[0], byEvents[1:]
		} else {
			t, index = r.rawTimes[n], n
			n++
		}
		for s < len(r.sentences) && r.tokens[r.sentences[s].end-1].end <= t.Start {
			s++
		}
		if s == len(r.sentences) {
			return
		}
		sent := &r.sentences[s]
		first := sent.first
		for first < sent.end && r.tokens[first].end <= t.Start {
			first++
		}
		end := first
		for end < sent.end && r.tokens[end].start < t.End {
			end++
		}
		if first < end && !(end == first+1 && r.namesPerson(first)) && !r.declared(sent, first, end) {
			t = r.beforeMidnight(t, s, first, end)
			byDay := t.Shift != nil && t.Shift.Unit == ""
			r.times = append(r.times, timeAt{Timex: t, index: index, first: first, end: end, sentence: s, sameDay: byDay, clock: t.Type == "TIME" && r.isClock(first, end) || r.isNumber(sent, first, end)})
			for i := first; i < end; i++ {
				r.timeOf[i] = int32(len(r.times))
			}
		}
	}
}

// declared: "declared Wednesday a day of mourning": the day is what it is declared to be, and dates
// nothing.
func (r *reader) declared(s *sentence, first, end int) bool {
	return first > s.first && end < s.end && r.tokens[first-1].class&announce != 0 && r.tokens[end].class&indefinite != 0
}

// timesByEvents finds the expressions that no calendar dates, but an event that is
// named behind them: "the day after he was elected", "on the evening of the crash",
// whose shift has no unit.
func (r *reader) timesByEvents() (out []timex.Timex) {
	times := r.rawTimes
	for k := range r.sentences {
		s := &r.sentences[k]
		for i := s.first; i+3 < s.end; i++ {
			the, noun := &r.tokens[i], &r.tokens[i+1]
			if the.class&(definite|demonstrative) != definite || noun.punct || the.quoted {
				continue
			}
			shift, ok := r.shiftByEvent(s, i)
			if !ok {
				continue
			}
			for len(times) > 0 && times[0].End <= the.start {
				times = times[1:]
			}
			if len(times) > 0 && times[0].Start <= r.tokens[i+3].start {
				continue // "the day after Christmas"
			}
			span := timex.ByteSpan{Start: the.start, End: noun.end}
			out = append(out, timex.Timex{ByteSpan: span, Text: r.text[span.Start:span.End], Type: "DURATION", Shift: &shift})
		}
	}
	return out
}

// shiftByEvent is how far "the day after" at token i lies from the event behind it.
func (r *reader) shiftByEvent(s *sentence, i int) (shift timex.Shift, ok bool) {
	noun, link, behind := &r.tokens[i+1], &r.tokens[i+2], &r.tokens[i+3]
	switch {
	case link.class&ofWord != 0 && i > s.first && r.tokens[i-1].class&preposition != 0 && behind.class&(definite|possessiveWord) != 0:
		if noun.sense&eveWord != 0 {
			return timex.Shift{N: 1, Unit: "day"}, true
		}
		return timex.Shift{}, noun.sense&partOfDay != 0
	case link.class&(timeAfter|timeBefore) == 0 || link.class&sameTime != 0 || link.class&(preposition|subordinator) == 0 || link.sense&untilWord != 0 || behind.punct:
		return timex.Shift{}, false
	case noun.sense&partOfDay != 0:
		return timex.Shift{N: 1, Unit: "day", After: link.class&timeAfter != 0}, true
	}
	return timex.Shift{N: 1, Unit: noun.low, After: link.class&timeAfter != 0}, noun.sense&calendarUnit != 0
}

// beforeMidnight: "shortly before midnight" of no day is of the day before
// publication, whose own midnight has not come.
func (r *reader) beforeMidnight(t timex.Timex, sentence, first, end int) timex.Timex {
	written, known := r.writtenOn(sentence)
	if !known || t.Type != "TIME" || r.tokens[end-1].sense&midnightWord == 0 || end-first > 3 {
		return t
	}
	for i := max(0, first-1); i < end-1; i++ {
		if r.tokens[i].class&timeBefore != 0 {
			t.Date = edtf.OfDay(written - 1)
		}
	}
	return t
}

// isClock reports whether tokens[first:end] are a time of day alone.
func (r *reader) isClock(first, end int) bool {
	digits := false
	for i := first; i < end; i++ {
		t := &r.tokens[i]
		digits = digits || t.digit || t.sense&clockWord != 0
		if t.class&(weekday|month|adverb) != 0 || strings.HasSuffix(t.low, "day") {
			return false
		}
	}
	return digits
}

// isNumber: "Resolution 1970", "numbered 1970": four digits that count
// something and are no year.
func (r *reader) isNumber(s *sentence, first, end int) bool {
	if end != first+1 || !r.tokens[first].digit || first == s.first {
		return false
	}
	p := &r.tokens[first-1]
	return !p.punct && p.class&(preposition|determiner|adverb|coordinator|subordinator|month|beVerb|unit) == 0 && (p.capital || r.forms(first-1)&participle != 0)
}

// timesOfSentence returns the range of r.times in sentence s.
func (r *reader) timesOfSentence(s int) (lo, hi int) {
	lo = r.firstTime(s)
	for hi = lo; hi < len(r.times) && r.times[hi].sentence == s; hi++ {
	}
	return lo, hi
}

func (r *reader) firstTime(s int) int {
	lo, hi := 0, len(r.times)
	for lo < hi {
		if m := (lo + hi) / 2; r.times[m].sentence < s {
			lo = m + 1
		} else {
			hi = m
		}
	}
	return lo
}

// inTime reports whether token i is part of a time expression.
func (r *reader) inTime(i int) bool { return r.timeOver(i) >= 0 }

// timeOver returns the time expression that token i is part of, -1 if none.
func (r *reader) timeOver(i int) int {
	if i < 0 || i >= len(r.timeOf) {
		return -1
	}
	return int(r.timeOf[i]) - 1
}

// ownTime returns the time expression that dates the verb of clause k, -1 if
// there is none: of those in the clause that belong to no noun the one with a
// date nearest to token i.
func (r *reader) ownTime(s, k, i int) int {
	sent := &r.sentences[s]
	c := &sent.clauses[k]
	best := -1
	lo, hi := r.timesOfSentence(s)
	for t := lo; t < hi; t++ {
		x := &r.times[t]
		if c.hasVerb && i <= c.verb.head && x.first > c.verb.head && r.inAnswer(sent, c.verb.head, x.first) {
			continue // "attacked it in retaliation for the bombing of its bases last week"
		}
		if !c.holds(x.first) || r.inParenthesis(sent, c, x) || r.putOffTo(c, x) || r.periodOf(c, x) || r.ofNounInPerfect(c, x) || r.ofOffence(c, x) || !x.usable() || r.compares(c, x) || r.sinceSuperlative(x) || r.opensClause(sent, c, x) || r.ofNoun(sent, x) || r.sinceAside(c, x) {
			continue
		}
		switch {
		case best < 0, x.day() && !r.times[best].day(), r.describesNoun(&r.times[best]) && daysOf(x.Date) == 1:
			best = t
		case r.describesNoun(x) && daysOf(r.times[best].Date) == 1:
		case x.day() != r.times[best].day():
		case r.ofOpening(c, &r.times[best]), r.closer(x, &r.times[best], i):
			best = t
		}
	}
	return best
}

// sinceAside: "Kral, in power since 2015, arrested his rival": since when something is that only
// explains the subject.
func (r *reader) sinceAside(c *clause, x *timeAt) bool {
	if !c.hasVerb || x.end >= c.verb.first || r.tokens[x.end].text != "," || !r.sinceTime(x) {
		return false
	}
	first := c.first
	if c.lead[1] > 0 {
		first = c.lead[0]
	}
	return slices.ContainsFunc(r.tokens[first:max(first, x.first)], func(t token) bool { return t.text == "," })
}

// describesNoun: the quarter of "a rise in fourth-quarter profit".
func (r *reader) describesNoun(x *timeAt) bool {
	return x.end == x.first+1 && x.end < len(r.tokens) && strings.Contains(r.tokens[x.first].low, "-") && !r.tokens[x.end].punct && r.tokens[x.end].class&(preposition|coordinator|subordinator) == 0
}

// inParenthesis: "Kenya and Uganda (allies since 1999) attacked": what stands between brackets
// does not date the verb outside, but for a time alone behind it: "signed it in Paris
// (3 September 1783)".
func (r *reader) inParenthesis(s *sentence, c *clause, x *timeAt) bool {
	first, end := r.parenthesis(s, x.first)
	if first == end || !c.hasVerb || c.verb.head > first && c.verb.head < end {
		return false
	}
	return c.verb.head > first || x.first > first+2 || x.end+1 < end
}

// parenthesis returns the brackets around token i and what stands between them, nothing
// where it stands in none.
func (r *reader) parenthesis(s *sentence, i int) (first, end int) {
	if !s.brackets {
		return 0, 0
	}
	for first = i - 1; r.tokens[max(first, 0)].text != "("; first-- {
		if first <= max(s.first, i-longAside) || r.tokens[first].text == ")" {
			return 0, 0
		}
	}
	for end = i; end < min(s.end, i+longAside); end++ {
		switch r.tokens[end].text {
		case ")":
			return first, end + 1
		case "(":
			return 0, 0
		}
	}
	return 0, 0
}

// ofOpening: "In answer to the strike on Friday, Iran fired missiles on
// Wednesday": where the verb has a time behind it, one that follows a noun in a
// phrase before the subject is the noun's.
func (r *reader) ofOpening(c *clause, x *timeAt) bool {
	return c.hasVerb && x.end < c.verb.first && r.tokens[x.end].text == "," && r.tokens[c.first].class&preposition != 0 && r.nounsIn(c.first, x.first)
}

// ofNounInPerfect: "has protested over the arrest of the general on Friday": the
// present perfect takes no day that has passed; the noun before it does.
func (r *reader) ofNounInPerfect(c *clause, x *timeAt) bool {
	written, known := r.writtenOn(x.sentence)
	if !c.hasVerb || !c.verb.perfect || c.verb.pluperfect || x.first <= c.verb.head || !x.day() || !known {
		return false
	}
	if last, ok := x.Date.Latest(); !ok || last >= written || r.compares(c, x) || r.sinceTime(x) {
		return false
	}
	for i := c.verb.head + 1; i < x.first; i++ {
		if r.isNoun(i) && r.tokens[i].entity < 0 {
			return true
		}
	}
	return false
}

// ofOffence: "was jailed for the murder of a farmer in 2019": of what a time could
// date, one that is long past dates what somebody is tried for.
func (r *reader) ofOffence(c *clause, x *timeAt) bool {
	const fresh = 7 // days
	written, known := r.writtenOn(x.sentence)
	first, begins := x.Date.Earliest()
	last, ends := x.Date.Latest()
	if !known || !begins || !ends || first == last && written-last <= fresh || !c.hasVerb || x.first <= c.verb.head || !r.verbOfKind(c.verb.head, tried...) {
		return false
	}
	for i := c.verb.head + 1; i < x.first; i++ {
		if r.tokens[i].sense&forWord != 0 && !r.inTime(i+1) {
			return r.nounsIn(i, x.first)
		}
	}
	return false
}

// verbOfKind reports a verb at token i that tells an event of one of the kinds by itself,
// whatever its object.
func (r *reader) verbOfKind(i int, kinds ...timeline.Kind) bool {
	return slices.ContainsFunc(r.tokens[i].lexeme.patterns, func(p pattern) bool {
		return !p.noun && len(p.rest) == 0 && p.entry.object == nil && slices.Contains(kinds, p.entry.kind)
	})
}

// tried lists what is done to somebody for what was done before.
var tried = []timeline.Kind{"arrest", "charge", "trial", "verdict"}

// sinceTime: "since January", which goes with the perfect.
func (r *reader) sinceTime(x *timeAt) bool {
	return r.tokens[x.first].sense&sinceWord != 0 || x.first > 0 && r.tokens[x.first-1].sense&sinceWord != 0
}

// periodOf: "reported a loss for 1996", "profit in the three months to June": the time that
// something is for is not when it was done.
func (r *reader) periodOf(c *clause, x *timeAt) bool {
	if !c.hasVerb || x.first <= c.verb.head+1 || x.Type != "DATE" {
		return false
	}
	before := &r.tokens[x.first-2]
	if r.tokens[x.first-1].class&toInfinitive != 0 && before.sense&accounting != 0 && (r.tokens[x.first-3].class&definite != 0 || r.tokens[max(x.first-4, 0)].class&definite != 0) {
		return true // not "was jailed for a year to December"
	}
	return r.tokens[x.first-1].sense&forWord != 0 && before.class&scheduled == 0
}

// putOffTo: "postponed the vote until June", "extended the deadline to Friday":
// the day is that of what is put off.
func (r *reader) putOffTo(c *clause, x *timeAt) bool {
	if !c.hasVerb || r.tokens[c.verb.head].sense&putsOff == 0 || x.first <= c.verb.head {
		return false
	}
	p := &r.tokens[x.first-1]
	return p.class&timeBefore != 0 || p.class&toInfinitive != 0 || p.low == "for" || r.tokens[x.first].class&(timeBefore|toInfinitive) != 0
}

func (r *reader) closer(a, b *timeAt, i int) bool {
	return distance(a, i) < distance(b, i)
}

func distance(t *timeAt, i int) int {
	if t.first > i {
		return t.first - i
	}
	return i - t.end + 1
}

// opensClause: "six days after an explosion killed …": the expression dates
// the clause before, by this one.
func (r *reader) opensClause(s *sentence, c *clause, x *timeAt) bool {
	if x.Shift == nil {
		return false
	}
	return c.opener >= 0 && x.end >= c.opener && x.first <= c.opener+1 && c.first <= x.first && x.first < c.verb.first
}

// ofNoun reports whether a time expression belongs to a noun, not to the
// verb of its clause: "the earthquake of January 1995", "the 2003 deal",
// "last week's vote".
func (r *reader) ofNoun(s *sentence, x *timeAt) bool {
	if x.first > s.first && r.tokens[x.first-1].class&ofWord != 0 && x.first-2 >= s.first && r.forms(x.first-2)&(past|participle) == 0 {
		return true
	}
	if r.afterNoun(s, x) {
		return true
	}
	if x.end < s.end && (r.tokens[x.end].low == "'s" || r.isOwner(x.end)) {
		return true
	}
	if r.tokens[x.end-1].low == "'s" {
		return true
	}
	if x.first > s.first && (r.tokens[x.first-1].class&(determiner|possessiveWord) != 0 || r.tokens[x.first-1].low == "'s") && r.tokens[x.first].class&determiner == 0 && x.end < s.end {
		n := &r.tokens[x.end]
		return !n.punct && n.class&(preposition|coordinator|subordinator|relative|beVerb|haveVerb|modal|determiner) == 0
	}
	return false
}

// nounTime returns the time expression of a noun's own phrase, -1 if none.
func (r *reader) nounTime(m *mention, s *sentence) int {
	if k := m.clause + 1; k < len(s.clauses) {
		// "a conference that opens on Tuesday": the light verb dates the noun.
		if c := &s.clauses[k]; c.opener >= m.end && c.opener <= m.end+1 && r.tokens[c.opener].class&relative != 0 && c.hasVerb && r.tokens[c.verb.head].class&light != 0 && !c.verb.auxiliary {
			if t := r.ownTime(m.sentence, k, c.verb.head); t >= 0 && r.times[t].day() {
				return t
			}
		}
	}
	lo, hi := r.timesOfSentence(m.sentence)
	if c := &s.clauses[m.clause]; c.hasVerb && c.verb.passive && m.first < c.verb.first && r.tokens[c.verb.head].sense&putsOff != 0 {
		for t := lo; t < hi; t++ {
			if x := &r.times[t]; c.holds(x.first) && r.putOffTo(c, x) {
				return t // "A hearing, planned for this week, has been put off until February 24"
			}
		}
	}
	for t := lo; t < hi; t++ {
		x := &r.times[t]
		if !x.usable() || r.sinceSuperlative(x) {
			continue
		}
		if x.end <= m.first && m.first-x.end <= 4 && r.ofNoun(s, x) && !r.breaks(x.end, m.first) {
			return t
		}
		if x.first >= m.end && x.first-m.end <= 12 {
			gap := r.tokens[m.end:x.first]
			c := &s.clauses[m.clause]
			if r.tellsWhen(m, c, x) {
				return t
			}
			if r.putOffTo(c, x) && x.first < c.end && (m.first > c.verb.head || c.verb.passive && !r.prepositionBetween(c.first, m.first)) {
				return t
			}
			if x.first < c.end && (r.ofNounInPerfect(c, x) || r.ofOffence(c, x) || c.hasVerb && m.first > c.verb.head && r.inAnswer(s, c.verb.head, x.first)) && !slices.ContainsFunc(gap, func(t token) bool { return t.text == "," }) && !r.nounsIn(m.end, x.first) {
				return t
			}
			if len(gap) > 8 || r.verbIn(s, m.end, x.first) || hasComma(gap) && len(gap) > 2 {
				continue
			}
			if len(gap) == 0 || len(gap) == 1 && gap[0].class&(preposition) != 0 || gap[0].class&ofWord != 0 {
				// Right behind the noun, which no verb before it claims.
				if len(gap) == 1 && gap[0].sense&forWord != 0 && x.Type == "DATE" && x.day() {
					return t // "called an election for July 4"
				}
				if len(gap) > 0 && gap[len(gap)-1].class&ofWord != 0 || !c.hasVerb || m.first < c.verb.first || x.Shift != nil || c.verb.auxiliary || !r.isTrigger(c.verb.head) || r.afterNoun(s, x) {
					return t
				}
			}
			if own := r.ownTime(m.sentence, m.clause, c.verb.head); c.hasVerb && m.first > c.verb.head && own >= 0 && own != t && r.times[own].end <= m.first && (len(gap) <= 1 || r.and(r.times[own].end, m.first)) {
				return t // "… in April, and an interim accord in Geneva in November 2013"
			}
			if m.first < c.verb.first && c.hasVerb && x.end <= c.verb.first && !r.breaks(m.end, x.first) {
				return t
			}
		}
	}
	return -1
}

// tellsWhen: "The first flight of the aircraft was in 1994".
func (r *reader) tellsWhen(m *mention, c *clause, x *timeAt) bool {
	v := &c.verb
	return c.hasVerb && v.auxiliary && v.finite() && !v.modal && !v.negated && r.tokens[v.head].class&beVerb != 0 && m.end <= v.first && x.first > v.head && x.first-v.head <= 2 &&
		!r.prepositionBetween(c.first, m.first)
}

// nounsIn reports a noun of the lexicon in tokens[first:end].
func (r *reader) nounsIn(first, end int) bool {
	for i := first; i < end; i++ {
		if r.tokens[i].entity < 0 && r.isNoun(i) {
			return true
		}
	}
	return false
}

// compares: ", the first contact since 1979": a point of comparison, not the
// date of the verb before the comma.
func (r *reader) compares(c *clause, x *timeAt) bool {
	if !c.hasVerb || x.first <= c.verb.head+1 {
		return false
	}
	i := x.first
	if x.Shift != nil && !x.Shift.After && r.amountFrom(c.verb.head, i) {
		return true // "fell to $210m from $424m a year earlier"
	}
	if r.tokens[i].class&manner == 0 {
		i--
	}
	if r.tokens[i].class&manner == 0 || r.tokens[i].class&subordinator == 0 || r.tokens[i].class&preposition == 0 {
		return false
	}
	if r.sinceSuperlative(x) {
		return true
	}
	return hasComma(r.tokens[c.verb.head:i])
}

// inAnswer reports words among tokens[first:end] that say what was answered, and a noun of the
// lexicon behind them, which the time at end dates.
func (r *reader) inAnswer(s *sentence, first, end int) bool {
	for i := first + 1; i < end; i++ {
		for _, l := range r.tokens[i].lexeme.links {
			if l.relation != timeline.RetaliationFor || l.alone {
				continue
			}
			if j := r.matchLink(s, l, i); j > 0 && j < end && r.nounsIn(j, end) {
				return true
			}
		}
	}
	return false
}

// amountFrom reports an amount of before right in front of token i: "from $424m | a year earlier".
func (r *reader) amountFrom(first, i int) bool {
	const longest = 5 // tokens
	amount := false
	for j := i - 1; j > first && j >= i-longest; j-- {
		switch t := &r.tokens[j]; {
		case t.place&fromWord != 0:
			return amount
		case t.digit || t.class&numberWord != 0:
			amount = true
		case t.class&(preposition|determiner) != 0:
			return false
		}
	}
	return false
}

// sinceSuperlative: "their worst day since 2001", which the time only measures.
func (r *reader) sinceSuperlative(x *timeAt) bool {
	const words = 5
	return r.sinceTime(x) && r.superlative(max(r.sentences[x.sentence].first, x.first-words), x.first)
}

// afterNoun: "after a coup in 1962": the time stands right behind a noun of
// the lexicon that is itself when something else happened.
func (r *reader) afterNoun(s *sentence, x *timeAt) bool {
	i := x.first - 1
	if i >= s.first && r.tokens[i].class&preposition != 0 {
		i--
	}
	if i < s.first || r.tokens[i].punct || !r.isNoun(i) || r.tokens[i].entity >= 0 {
		return false
	}
	p := r.phraseStart(s, i) - 1
	return p >= s.first && r.tokens[p].class&(timeAfter|timeBefore) != 0 && r.tokens[p].class&preposition != 0
}

// and reports a coordinating conjunction in tokens[first:end].
func (r *reader) and(first, end int) bool {
	for i := first; i < end; i++ {
		if r.tokens[i].class&coordinator != 0 {
			return true
		}
	}
	return false
}

func hasComma(tokens []token) bool {
	for i := range tokens {
		t := &tokens[i]
		if t.text == "," {
			return true
		}
	}
	return false
}

// breaks reports punctuation, conjunctions or verbs in tokens[first:end].
func (r *reader) breaks(first, end int) bool {
	for i := first; i < end; i++ {
		t := &r.tokens[i]
		if t.punct && t.low != "'s" && !r.isOwner(i) || t.class&(coordinator|subordinator|relative|beVerb|haveVerb|modal|pronoun) != 0 && t.class&determiner == 0 {
			return true
		}
	}
	return false
}

func (r *reader) verbIn(s *sentence, first, end int) bool {
	for k := range s.clauses {
		if v := &s.clauses[k].verb; s.clauses[k].hasVerb && v.head >= first && v.head < end {
			return true
		}
	}
	return false
}

// isTrigger reports whether the lexicon has the word as a verb.
func (r *reader) isTrigger(i int) bool {
	return r.tokens[i].lexeme.verb || r.tokens[i].class&saidVerb != 0
}
