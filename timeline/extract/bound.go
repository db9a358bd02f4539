package extract

import (
	"slices"

	"dateline/timeline"
	"dateline/timeline/edtf"
)

// bound gives every event its date: from its own words, counted from another
// event, or the bounds that the article gives.
func (r *reader) bound() {
	for _, e := range r.events {
		r.ownDate(e)
		e.main = r.isMain(e)
	}
	r.countFromTold()
	r.countFromEvents()
	for _, e := range r.events {
		r.clamp(e)
	}
	r.onOccasion()
	r.outside()
	r.before()
	r.presuppose()
	for _, x := range r.relations {
		if x.ordered() && x.to.wake != nil && (x.to.wake == x.from || x.to.teller.noun && x.from.teller.sentence == x.to.teller.sentence) {
			x.to.wake = nil // "resigned after weeks of protests": they came before the news
		}
		// What was answered on a day was done by then.
		last, ok := x.from.date.Latest()
		until, bounded := x.to.until.Latest()
		told, known := r.toldBy(x.to)
		if x.ordered() && ok && !dated(x.to) && known && last < told && (!bounded || last < until) {
			x.to.until = edtf.OfDay(last)
		}
	}
	news := r.newsDay()
	// What is undated may answer what was undated itself: two rounds reach
	// as far as articles go.
	for range 2 {
		for _, e := range r.events {
			r.boundOne(e)
		}
	}
	for _, e := range r.events {
		r.yetToCome(e)
	}
	r.tieEvents()
	r.weighDates(news)
}

// yetToCome settles what would have happened after the article was written: a
// noun names it before it is ("the sentencing was set for Friday"), and what a
// verb tells as past is not of that day.
func (r *reader) yetToCome(e *event) {
	first, ok := e.date.Earliest()
	told, known := r.toldBy(e)
	if e.scheduled || !ok || !known || first <= told {
		return
	}
	c := &r.sentences[e.teller.sentence].clauses[e.teller.clause]
	if e.teller.noun && !(c.hasVerb && c.verb.form&past != 0 && !c.verb.passive && r.tokens[c.verb.head].class&scheduled == 0) {
		e.scheduled = true
		return
	}
	e.date, e.rule, e.words = edtf.By(told), ruleBounds, ""
	e.when = when{time: -1}
}

// ownDate takes the first date that a mention's own words give; a date shared
// with a neighbour only where there is no other.
func (r *reader) ownDate(e *event) {
	for rank := range 3 {
		for _, m := range e.mentions {
			w := m.when
			if w.date.IsZero() {
				continue
			}
			if w.before {
				if e.until.IsZero() {
					e.until, e.before = w.date, true
				}
				continue
			}
			if rank == 0 && (w.shared || m.noun && !m.makes) || rank == 1 && w.shared && m.noun {
				continue
			}
			if dated(e) && (!e.date.Contains(w.date) || e.date.Equal(w.date)) {
				continue
			}
			x := &r.times[w.time]
			e.date, e.when = w.date, w
			e.words, e.rule = x.Text, w.rule
		}
		if dated(e) {
			return
		}
	}
}

// clamp ends "some time within" at publication: what the article tells as
// happened was not after it.
func (r *reader) clamp(e *event) {
	lo, ok1 := e.date.Earliest()
	hi, ok2 := e.date.Latest()
	told, known := r.toldBy(e)
	if dated(e) && ok1 && ok2 && !e.scheduled && known && e.date.Form() == edtf.OneOf && lo <= told && hi > told {
		e.date = dayWithin(lo, told)
	}
}

// isMain: told in the title or in the first paragraph.
func (r *reader) isMain(e *event) bool {
	for _, m := range e.mentions {
		if p := &r.paras[r.sentences[m.sentence].para]; r.inTitle(r.sentences[m.sentence].para) || p.lead && m.makes {
			return true
		}
	}
	return false
}

// sinceWhat returns the event since which a verb in the perfect tells: "have fled
// since the fighting began on May 2".
func (r *reader) sinceWhat(m *mention) *event {
	s := &r.sentences[m.sentence]
	if !s.clauses[m.clause].verb.perfect {
		return nil
	}
	for i := r.firstMention(m.sentence); i < len(r.mentions) && r.mentions[i].sentence == m.sentence; i++ {
		o := r.mentions[i]
		c := &s.clauses[o.clause]
		if o.event != nil && dated(o.event) && !o.event.scheduled && c.parent == m.clause && c.opener >= 0 && r.tokens[c.opener].sense&sinceWord != 0 {
			return o.event
		}
	}
	return nil
}

// presuppose: what speaks of an event that is dated comes after it: "denied
// any part in the coup".
func (r *reader) presuppose() {
	for _, e := range r.events {
		m := e.teller
		if m.noun || dated(e) || e.scheduled || len(e.after) > 0 {
			continue
		}
		if o := r.sinceWhat(m); o != nil && o != e {
			e.after, e.since = append(e.after, o), true
		}
		if r.pluperfect(m) {
			continue
		}
		for i := r.firstMention(m.sentence); i < len(r.mentions) && r.mentions[i].sentence == m.sentence; i++ {
			o := r.mentions[i]
			if o.event != nil && o.event != e && o.noun && (o.clause == m.clause || o.definite && o.first > m.first && r.tokens[m.first].class&saidVerb != 0 || o.definite && r.sentences[m.sentence].clauses[o.clause].parent == m.clause) && dated(o.event) && !o.event.scheduled && o.event.mentions[0].first < o.first {
				e.after = append(e.after, o.event)
			}
		}
	}
	anchor := r.anchor()
	if anchor == nil {
		return
	}
	from, _ := anchor.date.Earliest()
	// What follows "in 2003" or "after the election in May" is told of that
	// time, until the article has gone on to something else.
	const memory = 3 // sentences
	flashback, told := false, -1
	for _, e := range r.events {
		if d, ok := e.date.Latest(); ok && dated(e) {
			flashback, told = d < from, e.teller.sentence
		}
		v := &r.sentences[e.teller.sentence].clauses[e.teller.clause].verb
		// The last quarter of an article tells of other things.
		news := !e.teller.noun && v.perfect && !v.pluperfect && 4*e.teller.sentence < 3*len(r.sentences) && (slices.Contains(reactions, groupOf(e.kind)) || share(e.actors(), anchor.actors()) || slices.Contains(e.actors(), r.topic))
		beside := told >= 0 && !flashback && !e.teller.noun && v.finite() && e.teller.sentence-told <= 2 // it goes on from there
		back := flashback && e.teller.sentence-told <= memory
		if back && slices.Contains(statements, e.kind) && !e.teller.noun && v.finite() && r.sentences[told].para != r.sentences[e.teller.sentence].para {
			back = false // a new paragraph goes back to what people say of the news
		}
		if !news && (back || r.toldOf(e, from)) || dated(e) || e.scheduled || len(e.after) > 0 || e == anchor ||
			!news && !beside && !slices.Contains(reactions, groupOf(e.kind)) || r.pluperfect(e.teller) && e.claim == "" || v.bare && v.first > 0 && r.tokens[v.first-1].sense&sinceWord != 0 { // "since taking office"
			continue
		}
		if e.teller.first > anchor.mentions[0].first {
			e.wake = anchor
		}
	}
}

// toldOf reports whether the words just before an event tell of a time before
// a day: "with the bank since May 2011, but a court kept him".
func (r *reader) toldOf(e *event, day edtf.Day) bool {
	i := r.firstTime(e.teller.sentence+1) - 1
	if i < 0 || r.times[i].sentence < e.teller.sentence-2 || !r.times[i].day() {
		return false
	}
	d, ok := r.times[i].Date.Latest()
	return ok && d < day
}

// onOccasion dates what somebody says or shows in the course of the article's
// own occasion, a speech, a launch, a summit of one day, by that day.
func (r *reader) onOccasion() {
	var occasion *event
	for _, e := range r.events {
		if slices.Contains(occasions, e.kind) && !e.scheduled && len(e.agents) > 0 && r.opensArticle(e) && (r.isDay(e) || r.fresh(e)) {
			occasion = e
			break
		}
	}
	if occasion == nil {
		return
	}
	day, dayed := occasion.date.Earliest()
	if !dated(occasion) {
		day, dayed = r.publishedDay, r.hasPublished
	}
	if !dayed || !r.hasPublished || r.publishedDay-day > wake || day > r.publishedDay {
		return
	}
	sides := r.sides(occasion.agents)
	for _, e := range r.events {
		m := e.teller
		v := &r.sentences[m.sentence].clauses[m.clause].verb
		if e == occasion || dated(e) || e.scheduled || m.noun || m.first < occasion.mentions[0].first || v.perfect || v.present || !v.finite() && v.form&gerund == 0 ||
			!slices.Contains(occasions, e.kind) || !r.sided(e.agents, sides) || len(e.after) > 0 || !e.until.IsZero() || r.toldOf(e, day) || r.relativeTime(m) {
			continue
		}
		e.date, e.rule = edtf.OfDay(day), "on the occasion that the article reports"
		if !dated(occasion) {
			e.date, e.rule = e.date.AsUncertain(), ruleSameDay
		}
	}
}

// outside dates what was said or done "outside the courtroom" by the day of the
// hearing or vote that the article reports.
func (r *reader) outside() {
	var hearing *event
	for _, e := range r.events {
		if slices.Contains(sittings, e.kind) && !e.scheduled && r.opensArticle(e) && (r.isDay(e) || r.fresh(e)) {
			hearing = e
			break
		}
	}
	if hearing == nil || !r.hasPublished {
		return
	}
	day, dayed := hearing.date.Earliest()
	if !dated(hearing) {
		day, dayed = r.publishedDay, true
	}
	if !dayed || r.publishedDay-day > wake || day > r.publishedDay {
		return
	}
	for _, e := range r.events {
		if e == hearing || dated(e) || e.scheduled || e.teller.noun || e.teller.first < hearing.mentions[0].first || len(e.after) > 0 || !r.tellsOutside(e.teller) {
			continue
		}
		e.date, e.rule = edtf.OfDay(day), "outside the sitting that the article reports"
		if !dated(hearing) {
			e.date, e.rule = e.date.AsUncertain(), ruleSameDay
		}
	}
}

// tellsOutside reports "outside the court" or "outside the building" in a clause.
func (r *reader) tellsOutside(m *mention) bool {
	c := &r.sentences[m.sentence].clauses[m.clause]
	for i := c.first; i+2 < c.end; i++ {
		if r.tokens[i].low == "outside" && r.tokens[i+1].class&definite != 0 && r.tokens[i+2].sense&courtWord != 0 {
			return true
		}
	}
	return false
}

// sittings lists kinds that happen in a building before which people wait.
var sittings = []timeline.Kind{"verdict", "trial", "charge", "legislation", "resolution"}

// sides are the agents with those that they act for.
func (r *reader) sides(agents []int) []int {
	out := slices.Clone(agents)
	for _, e := range agents {
		if firm := r.entities[e].serves; firm >= 0 {
			out = append(out, firm)
		}
	}
	return out
}

// sided reports whether one of the agents, or one whom they act for, is in a list.
func (r *reader) sided(agents, list []int) bool {
	return slices.ContainsFunc(agents, func(e int) bool {
		return slices.Contains(list, e) || r.entities[e].serves >= 0 && slices.Contains(list, r.entities[e].serves)
	})
}

// occasions lists kinds that are said or shown to people.
var occasions = append([]timeline.Kind{"launch", "meeting"}, statements...)

// isDay reports an event that words date to one day.
func (r *reader) isDay(e *event) bool {
	a, ok1 := e.date.Earliest()
	b, ok2 := e.date.Latest()
	return dated(e) && ok1 && ok2 && a == b
}

// before bounds what is told in the pluperfect by what was told last: "France
// had refused to let the bombers pass".
func (r *reader) before() {
	var last *event
	for _, e := range r.events {
		m := e.teller
		switch {
		case dated(e):
			if d, ok := e.date.Latest(); ok && !e.scheduled && r.hasPublished && d <= r.publishedDay && !slices.Contains(statements, e.kind) {
				last = e
			}
		case last != nil && m.sentence-last.teller.sentence <= 5 && !m.noun && r.pluperfect(m) && e.claim == "" && len(e.after) == 0 && e.until.IsZero():
			e.until = last.date
		case !m.noun && !r.pluperfect(m) && r.sentences[m.sentence].clauses[m.clause].verb.finite():
			last = nil // nobody knows when it was, and what is told next was before it
		}
	}
}

// reactions lists groups whose undated events, in an article about a dated
// event, come in its wake.
var reactions = []timeline.Group{timeline.Diplomacy, timeline.Justice, timeline.Politics}

// wake is how many days before publication an event can lie for the article
// to be about its wake.
const wake = 92

// anchor returns the earliest event of the title and the first paragraphs
// that words date within the wake, nil if there is none.
func (r *reader) anchor() *event {
	if !r.hasPublished {
		return nil
	}
	var best *event
	for _, e := range r.events {
		d, ok := e.date.Earliest()
		if !ok || e.scheduled || r.publishedDay-d > wake || d > r.publishedDay || !r.opensArticle(e) {
			continue
		}
		if best == nil {
			best = e
			continue
		}
		if b, _ := best.date.Earliest(); d < b {
			best = e
		}
	}
	return best
}

// opensArticle: told in the title or in the first two paragraphs of the body.
func (r *reader) opensArticle(e *event) bool {
	for _, m := range e.mentions {
		if p := r.sentences[m.sentence].para; r.inTitle(p) || r.paras[p].body <= 2 && r.paras[p].body > 0 {
			return true
		}
	}
	return false
}

// boundOne gives an event without a date of its own the bounds that it has.
func (r *reader) boundOne(e *event) {
	if dated(e) && e.rule != ruleBounds || e.scheduled {
		return
	}
	lower, haveLower := edtf.Day(0), false
	for _, a := range e.after {
		if d, ok := a.date.Earliest(); ok && (!haveLower || d > lower) {
			lower, haveLower = d, true
		}
	}
	if !haveLower && e.wake != nil {
		lower, haveLower = e.wake.date.Earliest()
	}
	upper, haveUpper := r.toldBy(e)
	told := upper
	if d, ok := e.until.Latest(); ok && !e.until.IsZero() && (!haveUpper || d < upper) {
		upper, haveUpper = d, true
	}
	switch {
	case !e.since && r.fresh(e):
		e.date, e.rule = edtf.OfDay(upper).AsUncertain(), ruleFresh
	case haveLower && haveUpper && lower <= upper:
		if e.date, e.rule = dayWithin(lower, upper), ruleBounds; lower == upper && upper == told {
			// The day of publication is no fact that no word states.
			e.date, e.rule = e.date.AsUncertain(), ruleSameDay
		}
	case haveUpper:
		e.date, e.rule = edtf.By(upper), ruleBounds
	case haveLower:
		e.date, e.rule = edtf.After(lower), ruleBounds
	}
}

// The rules for what no words date.
const (
	ruleSameDay = "after what it followed and up to publication, which leaves this day alone: uncertain"
	ruleFresh   = "fresh news that no word dates: the day of publication, uncertain"
	ruleBounds  = "not dated: the bounds that the article gives"
)

func dated(e *event) bool { return !e.date.IsZero() }

func dayWithin(lower, upper edtf.Day) edtf.Date {
	if lower == upper {
		return edtf.OfDay(lower)
	}
	return edtf.Within(lower, upper)
}

// fresh: the main news, told in the title or the lead as what has happened, or
// in an entry of a live blog as what is new.
func (r *reader) fresh(e *event) bool {
	if !r.hasPublished || !e.until.IsZero() {
		return false
	}
	for _, m := range e.mentions {
		p := r.sentences[m.sentence].para
		if c := &r.sentences[m.sentence].clauses[m.clause]; !m.noun && !m.fresh && c.opener >= 0 && c.parent >= 0 && r.sentences[m.sentence].clauses[c.parent].verb.head < c.first && r.isSpeech(r.sentences[m.sentence].clauses[c.parent].verb.head) {
			continue // "admitted that he was killed" says nothing of when
		}
		if c := &r.sentences[m.sentence].clauses[m.clause]; !m.noun && c.verb.bare && c.verb.first > 0 && r.tokens[c.verb.first-1].class&accusing != 0 {
			continue // "is accused of killing his wife"
		}
		if o := r.toldLast(r.sentences[m.sentence].first, m.sentence-1, e); !m.fresh && o != nil && r.longAgo(o) && !r.sentences[o.teller.sentence].clauses[o.teller.clause].verb.bare {
			return false // "The queen died in 1952. Her son became king": told of then
		}
		if r.relativeTime(m) {
			return false // "a day later", of what has no date: not the day of publication
		}
		if m.makes && (m.fresh && (r.inTitle(p) || r.paras[p].lead || r.paras[p].entry > 0) || r.paras[p].lead && !m.noun && !r.pluperfect(m)) {
			return true
		}
	}
	return false
}

// longAgo reports an event whose wake no article is about any more.
func (r *reader) longAgo(e *event) bool {
	last, ok := e.date.Latest()
	return ok && r.publishedDay-last > wake
}

// relativeTime reports a time in the clause of a mention that is counted from
// something told, not from publication.
func (r *reader) relativeTime(m *mention) bool {
	c := &r.sentences[m.sentence].clauses[m.clause]
	lo, hi := r.timesOfSentence(m.sentence)
	for t := lo; t < hi; t++ {
		if x := &r.times[t]; c.holds(x.first) && (x.Shift != nil || x.Type == "DURATION" && r.within(x)) {
			return true
		}
	}
	return false
}
