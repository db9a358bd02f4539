package extract

import (
	"fmt"
	"slices"

	"dateline/timeline"
	"dateline/timeline/edtf"
)

// When was it, if no word says so? The bounds that the article gives are always true,
// and often say less than the article does: what is told right behind "on Monday" was
// mostly on that day, what answers the news came after it. Which of the dates that the
// text offers an editor would give is weighed here, by the traits of the event and of
// what was told before.

// A moment is one of the dates that an event without a date of its own may have.
type moment uint8

const (
	bounds    moment = iota // that the article gives
	toldDay                 // when that was which words dated last
	sinceTold               // from then on, up to publication
	sinceNews               // from what the article is about on
	inWords                 // that of a time in its sentence which dates something else
	moments
)

const (
	// A date must be so much more probable than the bounds to be given instead.
	clearlyMore = 0.1
	// A day is more easily wrong than bounds, and must be about as likely right as not.
	dayEnough = 0.45
)

const (
	traitMoment     trait = iota // which date
	traitTense                   // of the verb that tells the event
	traitClause                  // how the clause depends on another
	traitSaying                  // it is a statement
	traitOf                      // the group of its kind
	traitInLead                  // the title or the first paragraph tells it
	traitPosition                // in which fifth of the article it is told
	traitLower                   // the bounds have a first day
	traitUpper                   // and end with publication
	traitTimeBeside              // whose the nearest day in its sentence is, which dates something else
	traitNoDay                   // its sentence has a time that is no day
	traitTold                    // what was dated last: how exactly
	traitToldAge                 // how long before publication
	traitToldOf                  // the group of its kind
	traitToldKind                // it is of the same kind
	traitToldLead                // it is news
	traitDistance                // how many sentences lie between the two
	traitParagraph               // they stand in one paragraph
	traitParagraphs              // how many lie between them
	traitAnswers                 // it has a relation
	traitNewsAge                 // how long before publication the dated news was
)

// ages are the values of an age in days: each at most as many as agesMost.
var (
	ages     = []string{"none", "future", "0", "1", "3", "7", "31", "366", "more"}
	agesMost = []edtf.Day{-1, 0, 1, 3, 7, 31, 366} // of those between the first and the last
)

// momentScale weighs when it was, by the weights of en/undated.txt.
var momentScale = newScale([]string{
	"date", "tense", "clause", "saying", "of", "lead", "position", "lower", "upper", "beside", "no-day",
	"told", "told-age", "told-of", "told-kind", "told-lead", "distance", "paragraph", "paragraphs", "answers", "news-age",
}, [][]string{
	traitMoment:     {"bounds", "told", "since-told", "since-news", "sentence"},
	traitTense:      {"past", "noun", "gerund", "participle", "pluperfect", "perfect", "present", "infinitive"},
	traitClause:     {"main", "after", "before", "while", "relative", "other", "said"},
	traitSaying:     {"", "yes"},
	traitOf:         groupNames(),
	traitInLead:     {"", "yes"},
	traitPosition:   {"0", "1", "2", "3", "4"},
	traitLower:      {"", "yes"},
	traitUpper:      {"", "yes"},
	traitTimeBeside: {"none", "own", "saying", "above", "below", "other"},
	traitNoDay:      {"", "yes"},
	traitTold:       {"none", "day", "week", "month", "year", "open"},
	traitToldAge:    ages,
	traitToldOf:     append([]string{""}, groupNames()...),
	traitToldKind:   {"", "yes"},
	traitToldLead:   {"", "yes"},
	traitDistance:   {"before", "0", "1", "2", "3", "4"},
	traitParagraph:  {"", "yes"},
	traitParagraphs: {"0", "1", "2", "3"},
	traitAnswers:    {"none", "other", "told"},
	traitNewsAge:    ages,
}, func() (all [][]trait) {
	all = append(all, []trait{traitMoment})
	for t := traitTense; t <= traitNewsAge; t++ {
		all = append(all, []trait{traitMoment, t}) // each date has its own weights
	}
	return all
}())

// weighDates gives each event that only bounds date the most probable of the dates that
// the text offers, if it is clearly more probable than they are.
func (r *reader) weighDates(news edtf.Date) {
	weigh := r.weighDate
	if r.learning != nil {
		weigh = r.learning
	} else if r.lang.undated == nil {
		return
	}
	if r.hasPublished {
		r.eachUndated(func(e, told *event) { weigh(e, told, news) })
	}
}

// eachUndated calls f with each event that no words date and the one told last before it
// that words date and that has happened, nil if there is none.
func (r *reader) eachUndated(f func(e, told *event)) {
	var told, before *event
	for _, e := range r.events {
		switch {
		case r.onlyBounded(e) && told != nil && told.teller.sentence == e.teller.sentence && r.longAgo(told) && r.isRelative(&r.sentences[e.teller.sentence].clauses[told.teller.clause]):
			f(e, before) // "Drago, who has ruled since 2008, accused"
		case r.onlyBounded(e):
			f(e, told)
		case e.words != "" && !e.scheduled && dated(e):
			told, before = e, told
		}
	}
}

// newsDay is the day of what the article is about, if words date it.
func (r *reader) newsDay() edtf.Date {
	if e := r.anchor(); e != nil {
		if first, ok := e.date.Earliest(); ok {
			return edtf.OfDay(first)
		}
	}
	return edtf.Date{}
}

// onlyBounded reports an event that no words date.
func (r *reader) onlyBounded(e *event) bool { return e.rule == ruleBounds && !e.scheduled }

func (r *reader) weighDate(e, told *event, news edtf.Date) {
	dates, v := r.datesFor(e, told, news)
	var probable [moments]float64
	for m := range moments {
		if v[traitMoment] = uint8(m); !dates[m].IsZero() {
			probable[m] = momentScale.probability(&v, r.lang.undated)
		}
	}
	best := mostProbable(probable)
	if best == bounds {
		return
	}
	e.date, e.weighed = dates[best], true
	e.rule = fmt.Sprintf("%s: more probable than the bounds by all that stands around it (%.0f in 100)", momentRules[best], 100*probable[best])
}

// mostProbable chooses among dates by how probable each is, 0 for what is not offered.
func mostProbable(probable [moments]float64) moment {
	best, least := bounds, probable[bounds]+clearlyMore
	for m := bounds + 1; m < moments; m++ {
		if p := probable[m]; p > least && (p > dayEnough || m == sinceTold || m == sinceNews) {
			best, least = m, p
		}
	}
	return best
}

var momentRules = [moments]string{
	toldDay:   "when that was which is told before",
	sinceTold: "between what is told before and publication",
	sinceNews: "between the news and publication",
	inWords:   "at the time that its sentence has",
}

// datesFor returns the dates that an event may have, and its traits. told is what was told
// last before it that words date, nil if nothing was; news the day of what the article is
// about, if words date that.
func (r *reader) datesFor(e, told *event, news edtf.Date) (dates [moments]edtf.Date, v vector) {
	written, _ := r.toldBy(e)
	dates[bounds] = e.date
	m := e.teller
	s := &r.sentences[m.sentence]
	c := &s.clauses[m.clause]
	v[traitTense] = r.tenseOf(m, c)
	v[traitClause] = r.dependence(s, c)
	v[traitSaying] = uint8(btoi(slices.Contains(statements, e.kind)))
	v[traitOf] = momentScale.valueOf(traitOf, string(groupOf(e.kind)))
	v[traitInLead] = uint8(btoi(e.main))
	v[traitPosition] = uint8(5 * m.sentence / len(r.sentences))
	_, lower := e.date.Earliest()
	last, _ := e.date.Latest()
	v[traitLower], v[traitUpper] = uint8(btoi(lower)), uint8(btoi(last == written))
	lo, hi := r.timesOfSentence(m.sentence)
	nearest := -1
	for t := lo; t < hi; t++ {
		x := &r.times[t]
		if !x.day() {
			v[traitNoDay] = 1
			continue
		}
		if r.sinceTime(x) || r.ofReason(s, x) || r.periodOf(&s.clauses[s.clauseOf(x.first)], x) {
			continue
		}
		if nearest < 0 || distance(x, m.first) < distance(&r.times[nearest], m.first) {
			nearest = t
		}
	}
	if nearest >= 0 {
		whose := r.besideWhat(s, m.clause, s.clauseOf(r.times[nearest].first))
		v[traitTimeBeside] = momentScale.valueOf(traitTimeBeside, whose)
		if last, ok := r.times[nearest].Date.Latest(); ok && last <= written && whose != "saying" {
			dates[inWords] = r.times[nearest].Date
		}
	}
	if told != nil {
		r.traitsOfTold(&v, e, told, written)
		first, begins := told.date.Earliest()
		if last, ends := told.date.Latest(); ends && last <= written && !(v[traitClause] == afterClause && groupOf(told.kind) == timeline.Diplomacy && told.toldIn(m.sentence)) {
			dates[toldDay] = told.date // not that of talks held after it
		}
		if begins && first <= written && v[traitTense] != pluperfectTense { // what "had" been done was done before
			dates[sinceTold] = dayWithin(first, written)
		}
	}
	for _, x := range e.causes {
		v[traitAnswers] = max(v[traitAnswers], 1)
		if x == told {
			v[traitAnswers] = 2
		}
	}
	if day, ok := news.Earliest(); ok {
		v[traitNewsAge] = ageOf(day, written, true)
		if day <= written && !r.goesBack(e, told, written) {
			dates[sinceNews] = dayWithin(day, written)
		}
	}
	for m := toldDay; m < moments; m++ {
		switch first, ok := dates[m].Earliest(); {
		case r.ruledOut(e, dates[m]):
			dates[m] = edtf.Date{}
		case ok && first == written:
			dates[m] = edtf.OfDay(written).AsUncertain() // the day of publication is no fact that no word states
		}
	}
	return dates, v
}

// toldIn reports whether sentence s tells or names an event.
func (e *event) toldIn(s int) bool {
	return slices.ContainsFunc(e.mentions, func(m *mention) bool { return m.sentence == s })
}

// goesBack: the article tells of what is long past, and e goes on with that: "The story appeared in
// 1974. The chancellor dismissed it."
func (r *reader) goesBack(e, told *event, written edtf.Day) bool {
	const year, near = 366, 4 // days, sentences
	s := &r.sentences[e.teller.sentence]
	v := &s.clauses[e.teller.clause].verb
	if told == nil || e.main || e.teller.noun || v.perfect || v.present || e.teller.sentence-told.teller.sentence > near {
		return false
	}
	past := func(o *event) bool {
		last, ok := o.date.Latest()
		return ok && written-last > year && !r.isRelative(&r.sentences[o.teller.sentence].clauses[o.teller.clause])
	}
	if !past(told) {
		return false
	}
	if r.sentences[told.teller.sentence].para == s.para {
		return true
	}
	for _, o := range r.events[e.index+1:] {
		if r.sentences[o.teller.sentence].para != s.para {
			return false
		}
		if o.words != "" && dated(o) {
			return past(o)
		}
	}
	return false
}

// ofReason: the time of what somebody did is not that of what was done to him for it:
// "fined for breaking the rules between 2012 and 2015".
func (r *reader) ofReason(s *sentence, x *timeAt) bool {
	c := &s.clauses[s.clauseOf(x.first)]
	return c.hasVerb && c.verb.bare && c.verb.form&gerund != 0 && c.verb.first > s.first && r.tokens[c.verb.first-1].sense&forWord != 0
}

// ruledOut reports a date on which an event was not, for words say what it was before.
func (r *reader) ruledOut(e *event, d edtf.Date) bool {
	last, ends := d.Latest()
	until, ok := e.until.Latest()
	return ok && e.before && (!ends || last > until || d.Equal(e.until))
}

// traitsOfTold sets those of what was dated last.
func (r *reader) traitsOfTold(v *vector, e, p *event, written edtf.Day) {
	first, begins := p.date.Earliest()
	last, ends := p.date.Latest()
	span := "open"
	switch days := last - first; {
	case !begins || !ends:
	case days == 0:
		span = "day"
	case days < 8:
		span = "week"
	case days < 32:
		span = "month"
	default:
		span = "year"
	}
	v[traitTold] = momentScale.valueOf(traitTold, span)
	v[traitToldAge] = ageOf(last, written, ends)
	v[traitToldOf] = momentScale.valueOf(traitToldOf, string(groupOf(p.kind)))
	v[traitToldKind] = uint8(btoi(p.kind == e.kind))
	v[traitToldLead] = uint8(btoi(p.main))
	m := e.teller
	at, _ := slices.BinarySearchFunc(p.mentions, m.first, func(o *mention, i int) int { return o.first - i })
	near := p.mentions[max(0, at-1)]
	v[traitDistance] = uint8(min(5, max(0, 1+m.sentence-near.sentence)))
	apart := r.sentences[m.sentence].para - r.sentences[near.sentence].para
	v[traitParagraph] = uint8(btoi(apart == 0))
	v[traitParagraphs] = uint8(min(3, max(0, apart)))
}

// ageOf is the value of an age in days.
func ageOf(day, written edtf.Day, known bool) uint8 {
	if !known {
		return 0
	}
	for i, most := range agesMost {
		if written-day <= most {
			return uint8(i + 1)
		}
	}
	return uint8(len(ages) - 1)
}

var pluperfectTense = momentScale.valueOf(traitTense, "pluperfect")

// tenseOf is how the verb that tells an event stands.
func (r *reader) tenseOf(m *mention, c *clause) uint8 {
	v := &c.verb
	value := "past"
	switch {
	case m.noun:
		value = "noun"
	case v.bare && v.form&gerund != 0:
		value = "gerund"
	case v.bare:
		value = "participle"
	case v.pluperfect:
		value = "pluperfect"
	case v.perfect:
		value = "perfect"
	case v.present:
		value = "present"
	case v.infinitive:
		value = "infinitive"
	}
	return momentScale.valueOf(traitTense, value)
}

// besideWhat is whose a time in clause t of a sentence is, for an event in clause k. When
// something was said is not when it was: "said on Thursday that a missile had hit it".
func (r *reader) besideWhat(s *sentence, k, t int) string {
	switch {
	case k == t:
		return "own"
	case s.clauses[t].parent == k:
		return "below"
	}
	said := false
	for up, n := k, 0; up >= 0 && n < 4; up, n = s.clauses[up].parent, n+1 {
		switch {
		case up == t && said:
			return "saying"
		case up == t:
			return "above"
		}
		said = said || r.isContent(s, &s.clauses[up])
	}
	return "other"
}

// isContent reports a clause that is what the clause above it says.
func (r *reader) isContent(s *sentence, c *clause) bool {
	if c.opener >= 0 && r.tokens[c.opener].low != "that" {
		return false
	}
	p := c.parent
	return p >= 0 && s.clauses[p].hasVerb && r.isSpeech(s.clauses[p].verb.head)
}

var afterClause = momentScale.valueOf(traitClause, "after")

// dependence is how a clause depends on another.
func (r *reader) dependence(s *sentence, c *clause) uint8 {
	value := "main"
	if r.isContent(s, c) {
		value = "said"
	} else if c.opener >= 0 {
		switch k := r.tokens[c.opener].class; {
		case k&timeAfter != 0 && k&sameTime == 0:
			value = "after"
		case k&timeBefore != 0:
			value = "before"
		case k&sameTime != 0:
			value = "while"
		case k&relative != 0:
			value = "relative"
		default:
			value = "other"
		}
	}
	return momentScale.valueOf(traitClause, value)
}
