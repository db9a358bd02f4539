package extract

import (
	"time"

	"dateline/timeline/edtf"
)

// Dates that are counted from those of other events: "a day after the attack".

// countFromTold counts "the day before" from what the article told last, where timex,
// which knows no clauses, has counted from a year or month of an aside: "It closed on
// Saturday. The firm, which carried 11 million people last year, had warned the day
// before that …".
func (r *reader) countFromTold() {
	const memory = 3 // sentences
	for _, e := range r.events {
		t := e.when.time
		if !dated(e) || e.words == "" || t < 0 || e.scheduled {
			continue
		}
		x := &r.times[t]
		if x.Shift == nil || x.Anchor != "narrative" && x.Anchor != "text" || x.end < len(r.tokens) && r.tokens[x.end].class&(timeAfter|timeBefore) != 0 {
			continue
		}
		// What timex counted from is the last date before.
		from := t - 1
		for from >= 0 && r.times[from].sentence >= x.sentence-memory && !r.times[from].day() {
			from--
		}
		if from < 0 || r.times[from].sentence < x.sentence-memory {
			continue
		}
		first, _ := r.times[from].Date.Earliest()
		last, _ := r.times[from].Date.Latest()
		coarse := last-first > 27 && x.Shift.Unit != "month" && x.Shift.Unit != "year" || last-first > 31 && x.Shift.Unit == "month"
		o := r.toldLast(x.first, x.sentence-memory, e)
		if o != nil && coarse && (r.inRelative(&r.times[from]) || r.isDay(o) && o.teller.sentence >= x.sentence-1) {
			if d, ok := shift(o.date, x.Shift.N, x.Shift.Unit, x.Shift.After); ok {
				e.date, e.recounted, e.rule = d, true, "counted from what was told before: “"+r.words(o.teller.first, o.teller.end)+"”"
			}
		}
	}
}

// inRelative reports a time in a relative clause.
func (r *reader) inRelative(x *timeAt) bool {
	s := &r.sentences[x.sentence]
	for k, n := s.clauseOf(x.first), 0; k >= 0 && n < 4; k, n = s.clauses[k].parent, n+1 {
		if c := &s.clauses[k]; c.opener >= 0 && r.tokens[c.opener].class&relative != 0 {
			return true
		}
	}
	return false
}

// toldLast returns the event with a date of its own that was told last before token i, but
// in no relative clause, in the sentences from first on.
func (r *reader) toldLast(i, first int, but *event) *event {
	for k := r.mentionsAt(i) - 1; k >= 0 && r.mentions[k].sentence >= first; k-- {
		m := r.mentions[k]
		if e := m.event; e == nil || e == but || !m.makes || !dated(e) || e.scheduled || e.words == "" {
			continue
		}
		s := &r.sentences[m.sentence]
		if c := &s.clauses[m.clause]; c.opener >= 0 && r.tokens[c.opener].class&relative != 0 {
			continue
		}
		return m.event
	}
	return nil
}

// countFromEvents dates "six days after the explosion" from the event that
// the words name, or that event from it.
func (r *reader) countFromEvents() {
	for i := range r.times {
		t := &r.times[i]
		if t.Shift == nil || t.end >= len(r.tokens) || r.tokens[t.end].class&(timeAfter|timeBefore) == 0 && r.tokens[t.end-1].class&(timeAfter|timeBefore) == 0 && !t.sameDay {
			continue // "a day later" counts from what was told before
		}
		near, far := r.shifted(t)
		if b := r.timeOver(t.first - 2); far != nil && !dated(far) && b >= 0 && r.times[b].day() && r.times[b].end == t.first-1 && r.tokens[t.first-1].text == "," {
			// "on Saturday, the day after he was elected"
			if d, ok := shift(r.times[b].Date, t.Shift.N, t.Shift.Unit, !t.Shift.After); ok {
				far.date, far.words, far.rule, far.when = d, t.Text, "counted from the day beside it", when{time: i}
				continue
			}
		}
		if near == nil {
			continue
		}
		if t.sameDay { // "on the evening of the crash"
			if far != nil && far != near && dated(far) && (!dated(near) || near.when.time == i || near.when.shared) {
				near.date, near.words, near.rule, near.when = far.date, t.Text, "the day of the event that the words name", when{time: i}
			}
			continue
		}
		switch {
		case far == nil || far == near:
		case !dated(far) && dated(near):
			if d, ok := shift(near.date, t.Shift.N, t.Shift.Unit, !t.Shift.After); ok {
				far.date, far.words, far.rule = d, t.Text, "counted from the event beside it"
				far.when = when{time: i}
				r.dateJoined(far, t.sentence)
			}
		case dated(far) && (!dated(near) || near.when.time == i):
			if d, ok := shift(far.date, t.Shift.N, t.Shift.Unit, t.Shift.After); ok {
				near.date, near.words, near.rule = d, t.Text, "counted from the event that the words name"
				near.when = when{time: i}
			}
		case !dated(far) && near.when.time == i && t.Shift.After:
			near.after = append(near.after, far)
		}
		if t.Shift.After && far != nil && far != near {
			near.after = append(near.after, far)
		}
	}
}

// dateJoined gives an event's date to what the same subject did beside it: "a
// day after he gave in and resigned".
func (r *reader) dateJoined(e *event, sentence int) {
	s := &r.sentences[sentence]
	for i := r.firstMention(sentence); i < len(r.mentions) && r.mentions[i].sentence == sentence; i++ {
		m := r.mentions[i]
		if o := m.event; o == nil || o == e || dated(o) || m.noun || !s.clauses[m.clause].sharesSubject || m.clause == 0 {
			continue
		}
		for _, q := range e.mentions {
			if q.sentence == sentence && q.clause == m.clause-1 {
				m.event.date, m.event.words, m.event.rule, m.event.when = e.date, e.words, e.rule, e.when
			}
		}
	}
}

// shifted returns the event that a shift dates and the one it counts from:
// the last told before it, and the first after it in the same sentence.
func (r *reader) shifted(t *timeAt) (near, far *event) {
	lo := r.firstMention(t.sentence)
	s := &r.sentences[t.sentence]
	k := s.clauseOf(t.first)
	for i := lo; i < len(r.mentions) && r.mentions[i].sentence == t.sentence; i++ {
		m := r.mentions[i]
		if m.event == nil {
			continue
		}
		if m.first < t.first && (!m.noun || near == nil) && (m.makes || near == nil) {
			near = m.event
		}
		if m.first >= t.end && far == nil && m.first-t.end < 14 {
			if s.clauses[m.clause].opener < 0 && (!m.noun && m.clause != k || r.commaBetween(t.end, m.first)) {
				continue // "Two days after the vote, thousands marched in protest"
			}
			if far = m.event; m.noun {
				far = r.eventMeant(m, near)
			}
		}
	}
	if far == nil {
		// "Two days after the grounding", of which no trigger knows
		at := t.end
		if r.tokens[at-1].class&(timeAfter|timeBefore) == 0 {
			at++
		}
		far = r.thing(s, at, r.mentions[lo:r.firstMention(t.sentence+1)], near)
	}
	if near == nil && far != nil && t.first <= s.first+2 {
		// "Two days after the takeover the police charged her."
		for i := lo; i < len(r.mentions) && r.mentions[i].sentence == t.sentence; i++ {
			if m := r.mentions[i]; m.event != nil && m.event != far && !m.noun {
				return m.event, far
			}
		}
	}
	return near, far
}

// shift moves a date by whole units; hours stay on the day. A week is told as
// a week, a month as a month.
func shift(d edtf.Date, n int, unit string, forward bool) (edtf.Date, bool) {
	first, ok1 := d.Earliest()
	last, ok2 := d.Latest()
	if !ok1 || !ok2 {
		return edtf.Date{}, false
	}
	sign := 1
	if !forward {
		sign = -1
	}
	y, m, _ := first.Date()
	switch unit {
	case "second", "minute", "hour":
		if !forward {
			first-- // hours before may be the day before
		}
		return dayWithin(first, last), true
	case "day":
		if n == 0 {
			if forward {
				return edtf.Within(first, last+7), true
			}
			return edtf.Within(first-7, last), true
		}
		k := edtf.Day(sign * n)
		return dayWithin(first+k, last+k), true
	case "week":
		monday := first - edtf.Day((int(first.Weekday())+6)%7) + edtf.Day(7*sign*n)
		return edtf.Within(monday, monday+6), true
	case "month":
		months := y*12 + int(m) - 1 + sign*n
		return edtf.OfMonth(months/12, time.Month(months%12+1)), true
	case "year":
		return edtf.OfYear(y + sign*n), true
	}
	return edtf.Date{}, false
}
