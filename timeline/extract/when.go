package extract

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"dateline/timeline"
	"dateline/timeline/edtf"
)

// A when is how a mention is dated.
type when struct {
	time   int       // index of r.times, -1 for none
	rule   string    // for people
	before bool      // the time bounds the event from above
	shared bool      // taken over from a neighbouring clause
	date   edtf.Date // zero if not dated
}

// dateMentions gives each mention the date of its own clause, noun phrase or
// the clause with which it shares one.
func (r *reader) dateMentions() {
	var told *mention // the last that words date
	for _, m := range r.mentions {
		m.when = r.whenOf(m)
		if w, c := m.when, &r.sentences[m.sentence].clauses[m.clause]; (!m.noun || c.verb.perfect) && m.makes && !m.scheduled && w.time >= 0 && !w.before && !w.date.IsZero() && r.toCome(w.time) && !r.hasBegun(m, w.time) {
			m.when = when{time: -1} // "have agreed to cut 35,000 jobs by 2030"
		}
		if told != nil && m.sentence-told.sentence <= 4 && (m.when.date.IsZero() || r.soonAfter(m)) {
			r.carryDay(m, told)
		}
		if told != nil && m.sentence-told.sentence <= 4 && r.barePart(m.when.time) {
			if day, ok := r.dayBefore(told); ok {
				m.when.date, m.when.rule = edtf.OfDay(day), "on the day told before" // "yesterday … in the evening"
			}
		}
		if m.makes && !m.when.date.IsZero() && !m.when.before && !m.scheduled {
			told = m
		}
	}
}

// barePart reports "the morning" or "the evening" of no day.
func (r *reader) barePart(t int) bool {
	if t < 0 {
		return false
	}
	x := &r.times[t]
	return x.index >= 0 && x.Type == "TIME" && x.end-x.first == 2 && r.tokens[x.first].class&(definite|demonstrative) == definite && isDayPart(r.tokens[x.end-1].low)
}

// dayBefore returns the day that a mention tells of, if it is one or two days before
// publication.
func (r *reader) dayBefore(m *mention) (edtf.Day, bool) {
	first, ok1 := m.when.date.Earliest()
	last, ok2 := m.when.date.Latest()
	return last, ok1 && ok2 && first == last && r.hasPublished && last < r.publishedDay && r.publishedDay-last <= 2
}

// soonAfter: "minutes later", which what was told just before dates better than
// the last date of the text does.
func (r *reader) soonAfter(m *mention) bool {
	if m.when.time < 0 || m.when.shared {
		return false
	}
	x := r.times[m.when.time].Shift
	return x != nil && x.After && (x.Unit == "minute" || x.Unit == "second")
}

// carryDay dates "shortly before midnight" and "within hours" from the day that
// was told before.
func (r *reader) carryDay(m, told *mention) {
	c := &r.sentences[m.sentence].clauses[m.clause]
	lo, hi := r.timesOfSentence(m.sentence)
	for t := lo; t < hi; t++ {
		x := &r.times[t]
		if !c.holds(x.first) || r.ofNoun(&r.sentences[m.sentence], x) {
			continue
		}
		first, ok1 := told.when.date.Earliest()
		last, ok2 := told.when.date.Latest()
		if written, known := r.writtenOn(m.sentence); !ok1 || !ok2 || known && last > written {
			continue
		}
		w := when{time: t, rule: "on the day told before", date: told.when.date}
		if m.sentence-told.sentence > 2 && !(x.clock && x.Type == "TIME") {
			continue
		}
		switch {
		case x.clock && x.Type == "TIME" && first == last:
		case x.Shift != nil && x.Shift.After && x.Shift.Unit == "hour" && x.Date.IsZero() && r.opensWithTime(c):
			// "resigned on Friday, hours after the country had voted"
			w.date, w.shared = dayWithin(first-1, last), true
		case x.Shift != nil && x.Shift.After && (x.Shift.Unit == "hour" && x.Date.IsZero() || x.Shift.Unit == "minute" || x.Shift.Unit == "second"):
		case x.Type == "DURATION" && r.within(x) && !c.verb.modal && !c.verb.future: // not "must pay the fine within two years"
			after, known := map[string]edtf.Day{"second": 0, "minute": 0, "hour": 1, "day": 7}[strings.TrimSuffix(r.tokens[x.end-1].low, "s")]
			if n, days, ok := lengthOf(x.Value); ok && !known {
				after, known = edtf.Day(n*days), true // "within two years"
			}
			if !known {
				continue
			}
			w.rule, w.date = "counted from the day told before", dayWithin(first, last+after)
		default:
			continue
		}
		m.when = w
		return
	}
}

// within: "within hours", "in less than a day" as time that passed since.
func (r *reader) within(x *timeAt) bool {
	return r.tokens[x.first].sense&withinWord != 0 || x.first > 0 && r.tokens[x.first-1].sense&withinWord != 0
}

// lengthOf reads a TIMEX3 duration of whole weeks, months or years: how many, and the
// days of one.
func lengthOf(value string) (n, days int, ok bool) {
	unit := map[byte]int{'W': 7, 'M': 31, 'Y': 366}
	if len(value) < 3 || value[0] != 'P' {
		return 0, 0, false
	}
	n, err := strconv.Atoi(value[1 : len(value)-1])
	days, ok = unit[value[len(value)-1]]
	return n, days, ok && err == nil && n > 0 && n < 100
}

func (r *reader) whenOf(m *mention) when {
	s := &r.sentences[m.sentence]
	if !m.noun && s.clauses[m.clause].hasVerb {
		if t := r.notUntil(m); t >= 0 {
			w := r.dated(t, "until when it had not been", false)
			if last, ok := w.date.Latest(); ok && r.times[t].Date.Form() != edtf.Single {
				w.date = edtf.OfDay(last)
			}
			return w
		}
	}
	if m.noun {
		if t := r.nounTime(m, s); t >= 0 {
			return r.dated(t, "the words beside the noun", false)
		}
		return r.whenOfNoun(m, s)
	}
	if t := r.ownTime(m.sentence, m.clause, m.first); t >= 0 {
		return r.dated(t, "the words in its own clause", false)
	}
	if t := r.infinitiveTime(m, s); t >= 0 {
		return r.dated(t, "the words behind its infinitive", false)
	}
	if t := r.sharedTime(m, s); t >= 0 && (m.scheduled || !r.toCome(t)) && !r.perfectApart(m, s, t) {
		w := r.dated(t, "shared with the clause beside it", true)
		if r.earlierThan(m, s, t) {
			w.before, w.rule = true, "before what its clause belongs to"
		}
		return w
	}
	for k := m.clause + 1; k < len(s.clauses) && k <= m.clause+2; k++ {
		// "Five men were killed when troops stormed a house on Friday."
		if c := &s.clauses[k]; c.parent == m.clause && c.opener >= 0 && r.tokens[c.opener].class&sameTime != 0 && c.verb.finite() && !r.pluperfect(m) {
			if t := r.ownTime(m.sentence, k, c.verb.head); t >= 0 && r.times[t].day() && !r.toCome(t) {
				return r.dated(t, "shared with the clause beside it", true)
			}
		}
	}
	if c := &s.clauses[m.clause]; c.opener-1 > s.first && r.tokens[c.opener].class&sameTime != 0 && r.tokens[c.opener].low == "when" {
		// "since September 1971, when Britain ejected 105 of them"
		at := c.opener - 1
		if r.tokens[at].text == "," {
			at--
		}
		if t := r.timeOver(at); t >= 0 && r.times[t].day() && r.times[t].end == at+1 && !r.toCome(t) {
			return r.dated(t, "the time at which it is said to have been", false)
		}
	}
	if c := &s.clauses[m.clause]; c.first-3 > s.first && r.tokens[c.first-1].class&unit != 0 && r.tokens[c.first-2].class&definite != 0 && r.tokens[c.first-3].text == "," {
		// "on September 24, the day that the police detained him"
		if t := r.timeOver(c.first - 4); t >= 0 && r.times[t].day() && r.times[t].end == c.first-3 {
			return r.dated(t, "the day that it is said to be of", false)
		}
	}
	if t := r.afterTimeOf(m, s); t >= 0 {
		w := r.dated(t, "before what came after it", true)
		w.before = true
		return w
	}
	return r.whenScheduled(m, s)
}

// whenScheduled: "is due to begin on Wednesday": an infinitive dates what is to be.
func (r *reader) whenScheduled(m *mention, s *sentence) when {
	for k := m.clause + 1; m.scheduled && k < len(s.clauses) && !s.clauses[k].verb.finite(); k++ {
		if t := r.ownTime(m.sentence, k, s.clauses[k].first); t >= 0 {
			return r.dated(t, "the words that go with its clause", false)
		}
	}
	return when{time: -1}
}

// toCome reports a time that ends after publication, and did not begin long
// before: most of "in 2014" is past in October.
func (r *reader) toCome(t int) bool {
	first, begins := r.times[t].Date.Earliest()
	last, ok := r.times[t].Date.Latest()
	written, known := r.writtenOn(r.times[t].sentence)
	return ok && known && last > written+7 && !(begins && written-first > last-written)
}

// hasBegun: "took office in May" of this May: what is told in the past was in the part of it
// that has passed.
func (r *reader) hasBegun(m *mention, t int) bool {
	x, c := &r.times[t], &r.sentences[m.sentence].clauses[m.clause]
	first, begins := x.Date.Earliest()
	written, known := r.writtenOn(m.sentence)
	until := func(i int) bool {
		return r.tokens[i].sense&untilWord != 0 || r.tokens[i].class&(timeBefore|byWord) != 0
	}
	aim := slices.ContainsFunc(r.tokens[m.end:max(m.end, x.first)], func(t token) bool { return t.class&toInfinitive != 0 }) // "agreed to cut jobs this year"
	return begins && known && first <= written && !aim && c.holds(x.first) && !until(x.first) && !until(max(x.first-1, 0)) &&
		c.verb.finite() && !c.verb.modal && !c.verb.future && !c.verb.present
}

// perfectApart: "Jobs, born on February 24, has built a company": the present
// perfect does not share another clause's day that has passed.
func (r *reader) perfectApart(m *mention, s *sentence, t int) bool {
	c := &s.clauses[m.clause]
	if !c.verb.perfect || c.verb.pluperfect || c.verb.bare || c.verb.modal || c.holds(r.times[t].first) {
		return false
	}
	last, ok := r.times[t].Date.Latest()
	written, known := r.writtenOn(m.sentence)
	return ok && known && last < written && !s.clauses[s.clauseOf(r.times[t].first)].verb.perfect
}

// infinitiveTime: "ordered it to pay a fine last June", "suspended trading in
// the shares today": a day that has passed at the end of an infinitive or a
// gerund dates the verb that it belongs to.
func (r *reader) infinitiveTime(m *mention, s *sentence) int {
	c := &s.clauses[m.clause]
	written, known := r.writtenOn(m.sentence)
	if !known || !c.verb.finite() || c.verb.present || c.verb.future || c.verb.modal {
		return -1
	}
	for k := m.clause + 1; k < len(s.clauses); k++ {
		o := &s.clauses[k]
		switch {
		case o.verb.infinitive && o.opener < 0, o.verb.bare && o.verb.form&gerund != 0 && r.tokens[o.first-1].text != ",", k == m.clause+1 && r.hadDone(&c.verb, o.verb.first):
		case o.opener >= 0 && r.tokens[o.opener].class&relative != 0 && r.ownTime(m.sentence, k, o.verb.head) < 0:
			continue // "banned the firm that made them from exporting toys last week"
		default:
			return -1
		}
		if t := r.ownTime(m.sentence, k, o.verb.head); t >= 0 && r.times[t].day() && !r.times[t].Date.IsZero() && !r.sinceTime(&r.times[t]) {
			first, _ := r.times[t].Date.Earliest()
			last, ok := r.times[t].Date.Latest()
			if (r.tokens[o.first-1].sense&forWord != 0 || r.tokens[o.first-1].class&ofWord != 0) && (first != last || written-last > 7) {
				return -1 // "was fined for breaking the rules in 2012"
			}
			if ok && last <= written {
				return t
			}
		}
	}
	return -1
}

// earlierThan reports whether a mention that shares time t with another clause
// lies before it: "the zone proclaimed by London" of a ship sunk on Sunday,
// "had already approved" beside what was done in January.
func (r *reader) earlierThan(m *mention, s *sentence, t int) bool {
	c := &s.clauses[m.clause]
	x := &r.times[t]
	if c.holds(x.first) || r.auxiliaryOf(s, m.clause) >= 0 {
		return false
	}
	if c.verb.bare && c.verb.form&gerund == 0 && c.verb.first > s.first && r.tokens[c.verb.first-1].text != "," && !r.tokens[c.verb.first-1].punct {
		return c.parent >= 0 && s.clauses[c.parent].verb.head < c.verb.first
	}
	if c.verb.bare && c.verb.form&gerund != 0 && c.verb.first > s.first && r.tokens[c.verb.first-1].class&(timeAfter|accusing) != 0 {
		return true // "announced it on Monday, after telephoning the leader"
	}
	if c.verb.pluperfect && !c.sharesSubject {
		o := &s.clauses[s.clauseOf(x.first)]
		return !o.verb.pluperfect && o.hasVerb
	}
	return false
}

// afterTimeOf: "tightened in 1996, after jets shot down two aircraft": what a
// clause with "after" tells was before the main clause's date.
func (r *reader) afterTimeOf(m *mention, s *sentence) int {
	c := &s.clauses[m.clause]
	if c.opener < 0 || r.tokens[c.opener].class&timeAfter == 0 || r.tokens[c.opener].class&sameTime != 0 || c.parent < 0 || !c.verb.finite() || r.opensWithTime(c) || c.verb.first == c.opener+1 {
		return -1 // nor in "and soon after returned"
	}
	for k, n := c.parent, 0; k >= 0 && n < 4; k, n = s.clauses[k].parent, n+1 {
		if t := r.ownTime(m.sentence, k, s.clauses[k].verb.head); t >= 0 && r.times[t].day() && r.times[t].first < c.first {
			return t
		}
	}
	return -1
}

// timeTakingPlace returns the time of a relative clause behind a noun that says when what it names
// was: "the meeting, which took place on Tuesday, was a provocation"; -1 if there is none.
func (r *reader) timeTakingPlace(m *mention, s *sentence) int {
	for k := range s.clauses {
		c := &s.clauses[k]
		if c.opener < m.end || c.opener > m.end+1 || !r.isRelative(c) || !c.hasVerb || c.verb.first != c.opener+1 {
			continue
		}
		if r.tokens[c.verb.head].class&light == 0 || r.tokens[c.verb.head].class&(beVerb|haveVerb) != 0 || r.tokens[c.verb.head].place&endingVerb != 0 || c.verb.modal || c.verb.perfect || c.verb.negated || c.opener > m.end && r.tokens[m.end].text != "," {
			return -1
		}
		return r.ownTime(m.sentence, k, c.verb.head)
	}
	return -1
}

// opensWithTime: "two days after the jets took off": counted, not bounded as in
// "fell on Friday after ministers resigned".
func (r *reader) opensWithTime(c *clause) bool {
	if c.opener <= 0 {
		return false
	}
	t := r.timeOver(c.opener - 1)
	return t >= 0 && (r.times[t].Shift != nil || !r.times[t].day())
}

func (r *reader) dated(t int, rule string, shared bool) when {
	x := &r.times[t]
	w := when{time: t, rule: rule, shared: shared}
	if x.day() {
		w.date = r.lasting(t)
	}
	return w
}

// lasting returns the days that an expression begins: "on Friday and
// Saturday", "for three days from March 20"; else its own.
func (r *reader) lasting(t int) edtf.Date {
	x := &r.times[t]
	first, ok1 := x.Date.Earliest()
	last, ok2 := x.Date.Latest()
	if !ok1 || !ok2 || first != last {
		return x.Date
	}
	if t+1 < len(r.times) {
		y := &r.times[t+1]
		next, ok1 := y.Date.Earliest()
		end, ok2 := y.Date.Latest()
		if y.first == x.end+1 && r.tokens[x.end].class&coordinator != 0 && ok1 && ok2 && next == first+1 && end == next && y.day() {
			last = end
		}
	}
	if t > 0 {
		y := &r.times[t-1]
		if n, err := strconv.Atoi(strings.TrimSuffix(strings.TrimPrefix(y.Value, "P"), "D")); err == nil && n > 1 && y.Type == "DURATION" && y.end == x.first-1 && r.tokens[y.end].low == "from" {
			last = first + edtf.Day(n-1)
		}
	}
	if last == first {
		return x.Date
	}
	d, err := edtf.Lasting(edtf.OfDay(first), edtf.OfDay(last))
	if err != nil {
		return x.Date
	}
	return d
}

// whenOfNoun dates a noun by the verb of its clause: what happens "during",
// "in" or by a dated verb has its date; what is "after" it, was before.
func (r *reader) whenOfNoun(m *mention, s *sentence) when {
	t := r.ownTime(m.sentence, m.clause, m.first)
	if t < 0 {
		if t := r.timeTakingPlace(m, s); t >= 0 {
			return r.dated(t, "when it is said to have taken place", false)
		}
	}
	shared := false
	if t < 0 {
		t, shared = r.sharedTime(m, s), true
	}
	if t < 0 {
		return r.whenScheduled(m, s)
	}
	c := &s.clauses[m.clause]
	if shared && c.verb.bare && r.earlierThan(m, s, t) {
		w := r.dated(t, "before what its clause belongs to", true)
		w.before = true // "completed it on Monday, a year after announcing the deal"
		return w
	}
	first := r.phraseStart(s, m.first)
	direct := first
	for n := 0; n < 5 && first-2 >= s.first && (r.tokens[first-1].class&ofWord != 0 || r.occasional(first-1)) && !r.verbIn(s, first-2, first-1) && !r.tokens[first-2].punct; n++ {
		first = r.phraseStart(s, first-1)
	}
	if first > s.first && r.tokens[first-1].class&(timeAfter|timeBefore) == 0 {
		first = direct
	}
	if r.answered(s, direct) {
		return when{time: -1}
	}
	if first > s.first {
		p := &r.tokens[first-1]
		switch {
		case p.class&timeAfter != 0 && p.class&(preposition|subordinator) != 0:
			w := r.dated(t, "before what came after it", shared)
			w.before = true
			return w
		case p.class&timeBefore != 0:
			return when{time: -1}
		case m.definite && p.class&byWord != 0 && !(c.hasVerb && first-2 == c.verb.head):
			w := r.dated(t, "before what it caused", shared)
			w.before = true
			return w
		case r.occasional(first - 1):
			return r.dated(t, "the occasion of what is dated", true)
		}
	}
	if c.hasVerb && (r.carriedBy(m, s, c) || m.scheduled) {
		return r.dated(t, "the words that date its verb", shared)
	}
	return when{time: -1}
}

// answered reports words of answering right before token i: what
// "in response to" names was before what the clause tells.
func (r *reader) answered(s *sentence, i int) bool {
	const longest = 4 // words of such a phrase
	for k := max(s.first, i-longest); k < i; k++ {
		for _, l := range r.tokens[k].lexeme.links {
			if !l.swap && !l.react && !l.alone && len(l.words) > 1 && (l.relation == timeline.ResponseTo || l.relation == timeline.RetaliationFor) && r.matchLink(s, l, k) == i {
				return true
			}
		}
	}
	return false
}

// sharedTime finds the date of a clause without one: of the clause that it
// is joined to by "and", of the clause that it depends on without a finite
// verb, or of words that open the sentence.
func (r *reader) sharedTime(m *mention, s *sentence) int {
	k := m.clause
	for n := 0; n < 6 && k >= 0; n++ {
		c := &s.clauses[k]
		switch {
		case c.sharesSubject && k > 0:
			if t := r.chainTime(m.sentence, s, k, -1); t >= 0 {
				return t
			}
		case !c.verb.finite() && c.parent >= 0 && c.parent != k:
			k = c.parent
			if t := r.ownTime(m.sentence, k, s.clauses[k].verb.head); t >= 0 && s.clauses[k].verb.head >= 0 {
				return t
			}
			continue
		case c.opener >= 0 && c.parent >= 0 && (r.tokens[c.opener].class&sameTime != 0 || c.opener > c.first && r.tokens[c.opener].class&relative != 0 && r.occasional(c.opener-1)):
			k = c.parent
			if t := r.ownTime(m.sentence, k, s.clauses[k].verb.head); t >= 0 {
				return t
			}
			continue
		}
		break
	}
	if c := &s.clauses[k]; c.verb.finite() && c.opener < 0 {
		// "Tanks blocked the bridges on Friday and jets bombed parliament.", also
		// where the jets have a relative clause.
		start := c.first
		if c.lead[1] > 0 {
			start = c.lead[0] - 1
		}
		comma := start > s.first && r.tokens[start].text == ","
		if comma {
			start++ // "on Friday, and police arrested 23 people"
		}
		if start > s.first && start < s.end && r.tokens[start].class&coordinator != 0 {
			j := s.clauseOf(start - 1)
			if j == k && k > 0 {
				j-- // the comma is this clause's
			}
			if t := r.ownTime(m.sentence, j, s.clauses[j].verb.head); t >= 0 && r.times[t].day() && r.times[t].end+2 >= start && !r.onlyDue(s, j) && (!comma || daysOf(r.times[t].Date) <= tenDays) {
				return t
			}
		}
	}
	if t := r.chainTime(m.sentence, s, m.clause, 1); t >= 0 {
		return t
	}
	if c := &s.clauses[m.clause]; m.clause+1 < len(s.clauses) && r.paras[s.para].lead && c.verb.finite() && c.opener < 0 && c.parent < 0 {
		// The lead: "Bells rang in Havana and exiles protested on Wednesday".
		if o := &s.clauses[m.clause+1]; o.verb.finite() && o.opener < 0 && r.tokens[o.first].class&coordinator != 0 && !r.tokens[o.first-1].punct {
			if t := r.ownTime(m.sentence, m.clause+1, o.verb.head); t >= 0 && r.times[t].day() {
				return t
			}
		}
	}
	if c := &s.clauses[0]; m.clause == 1 && !c.verb.finite() && c.hasVerb && c.parent == 1 && (c.opener < 0 || r.tokens[c.opener].class&sameTime != 0) {
		// "Speaking in Rome on Sunday, the pope called on …"
		if t := r.ownTime(m.sentence, 0, c.verb.head); t >= 0 && r.times[t].day() {
			return t
		}
	}
	// Words that open the sentence hold for its main clauses.
	if s.clauses[m.clause].parent < 0 && m.clause > 0 {
		lo, hi := r.timesOfSentence(m.sentence)
		for t := lo; t < hi; t++ {
			if x := &r.times[t]; x.usable() && (x.first <= s.first+2 || r.opensSentence(s, x) || r.tokens[s.first].class&preposition != 0 && !r.hasName(s.first, x.first)) && x.first < s.clauses[0].verb.first && s.clauses[0].parent < 0 && !r.ofNoun(s, x) {
				return t
			}
		}
	}
	return -1
}

const tenDays = 10 // "in mid-November, but" is near enough; "in 2006, but" is not

// daysOf is how many days a date spans, more than any count if it has no end.
func daysOf(d edtf.Date) edtf.Day {
	first, begins := d.Earliest()
	last, ends := d.Latest()
	if !begins || !ends {
		return math.MaxInt32
	}
	return last - first + 1
}

// opensSentence: a word, a mark and a preposition at most stand before the
// time: "There, in May 1980, …".
func (r *reader) opensSentence(s *sentence, x *timeAt) bool {
	return x.first-s.first <= 3 && !r.hasName(s.first, x.first)
}

// chainTime looks along the clauses joined to k, back (-1) or on (1).
func (r *reader) chainTime(sentence int, s *sentence, k, step int) int {
	for n := 0; n < 4; n++ {
		if step < 0 && !s.clauses[k].sharesSubject {
			return -1
		}
		if c := &s.clauses[k]; step < 0 && k > 0 && r.isSpeech(c.verb.head) {
			// "apologised for the raid that they carried out on March 1 and promised …"
			if o := &s.clauses[k-1]; o.opener >= 0 && r.tokens[o.opener].class&relative != 0 && o.parent >= 0 && o.parent < k-1 && s.clauses[o.parent].hasVerb && r.isSpeech(s.clauses[o.parent].verb.head) && !r.isSpeech(o.verb.head) {
				k = o.parent + 1
			}
		}
		k += step
		if k < 0 || k >= len(s.clauses) || step > 0 && (!s.clauses[k].sharesSubject || r.mainBefore(s, &s.clauses[k], k-1) >= 0) {
			return -1 // or "was arrested after police broke up a march, and sentenced that May"
		}
		for step < 0 && k > 0 && !s.clauses[k].verb.finite() && !s.clauses[k].sharesSubject {
			if r.onlyDue(s, k) {
				return -1
			}
			k-- // ", killing eight, and then opened fire"
		}
		if step < 0 && r.onlyDue(s, k) {
			return -1
		}
		if t := r.ownTime(sentence, k, s.clauses[k].verb.head); t >= 0 && r.times[t].day() {
			return t
		}
	}
	return -1
}

// onlyDue: "was due to take place on Sunday but was called off", of which Sunday dates
// nothing that was done.
func (r *reader) onlyDue(s *sentence, k int) bool {
	return s.clauses[k].verb.infinitive && r.governor(s, k)&scheduledVerb != 0
}
