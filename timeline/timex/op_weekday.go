package timex

import (
	"strconv"

	"dateline/timeline/edtf"
)

// opWeekday reads a day of the week (slot weekday, 1 is Monday), which the
// slot which (-1, 0, 1) or the tense of its clause sets before or after the
// publication; the slot relweek counts weeks ("Friday last week"); the slot
// past says that the day is over whatever the tense ("the attack of Friday
// will …"). The argument eve=1 takes the night before the day.
func opWeekday(r *resolver, m *match) (outcome, bool) {
	c := &m.captures
	wd, _ := c.num("weekday")
	if r.next != nil && r.nextSign != 0 && r.matches[r.now+1].rule.give.op != "weekday" {
		return r.weekdayFromNext(wd, m)
	}
	if r.hasRef && r.ref.unit == day && r.counts(m) && (r.narrative || r.looksBack(m.first) && r.sameParagraph(r.refAt, m.first) && r.tense(m) < future) && r.sentence[m.first]-r.sentence[r.refAt] <= 2 {
		// "Shot on Friday, 22 November 1963. On Sunday …"
		told, _ := r.ref.days()
		o := on(dayPeriod(told+edtf.Day((wd%7-int(told.Weekday())+7)%7)), c, "narrative")
		r.because(&o, step{say: "the first from {day} on, which was told before", day: told})
		return r.partOfDay(o, c), true
	}
	if !r.hasDCT || r.narrative {
		return outcome{typ: "DATE", value: "XXXX-WXX-" + strconv.Itoa(wd), mod: c.mod()}, true
	}
	from := r.dct
	if c.has("told") && r.hasRef && r.ref.unit == day {
		from, _ = r.ref.days()
	}
	of := from - edtf.Day((int(from.Weekday())-wd%7+7)%7) // on or before
	which, given := c.num("which")
	var d edtf.Day
	var why string
	relweek, weeks := c.num("relweek")
	on7, weekOn := c.num("week-on")
	switch {
	case weekOn:
		d, why = of+edtf.Day(on7), "a week or more from the nearest to {day}"
		if on7 < 0 {
			d += 7 // the last one is the nearest before
			if of == from {
				d -= 7
			}
		} else if of < from {
			d += 7
		}
	case weeks:
		y, n := isoWeek(r.dct)
		d = weekMonday(y, n) + edtf.Day(7*relweek+wd-1)
		why = "in the week named, seen from {day}"
	case c.has("past"):
		d, why = of, "the nearest up to {day}"
	case given && which > 0:
		d, why = of+7, "the nearest after {day}"
	case given && which < 0:
		if d = of; d == from {
			d -= 7
		}
		why = "the nearest before {day}"
	case r.tense(m) >= future && !r.pledged(m), c.has("this") && r.tense(m) != past, r.word("ahead", m.first-1) != "" && !r.possessive(m.last):
		if d = of; d < r.dct {
			d += 7
		}
		why = "its clause is in the future: the nearest from {day} on"
	default:
		d, why = of, "the nearest up to {day}"
	}
	o := on(dayPeriod(d), c, "dct")
	r.because(&o, step{say: why, day: from})
	return r.partOfDay(r.eve(o, m), c), true
}

// weekdayFromNext is "the Monday after Thanksgiving", or before it.
func (r *resolver) weekdayFromNext(wd int, m *match) (outcome, bool) {
	r.useNext()
	first, last := r.next.days()
	d := last + 1
	for int(d.Weekday()) != wd%7 {
		d++
	}
	if r.nextSign < 0 {
		for d = first - 1; int(d.Weekday()) != wd%7; {
			d--
		}
	}
	o := on(dayPeriod(d), &m.captures, "text")
	r.because(&o, step{say: r.nextSays})
	r.because(&o, step{say: "counted from {day}", day: first})
	return o, true
}

// pledged: "agreed to buy its rival on Tuesday" is of the Tuesday of the agreement, but not
// "agreed to meet on Tuesday", whose verb a calendar uses.
func (r *resolver) pledged(m *match) bool {
	for i := m.first - 1; i >= 0 && i >= m.first-reach && r.sameSentence(i, m.first); i-- {
		if n := r.cueLength(r.g.cues.of[pledgeCue], i); n > 0 && i+n < len(r.tokens) {
			return r.word("plain-verb", i+n) == ""
		}
		if r.cue(i) >= future {
			return false
		}
	}
	return false
}

// counts tells a weekday without "last" or "next".
func (r *resolver) counts(m *match) bool {
	return !m.captures.has("which") && !m.captures.has("relweek") && !m.captures.has("week-on")
}

// possessive tells "Friday's talks" from "talks on Friday".
func (r *resolver) possessive(at int) bool {
	return r.word("possessive", at) != "" && r.tokens[at].glued
}

// eve goes back, by the argument eve=1, to the day whose night ends in the day
// named: the night to Thursday is that of Wednesday.
func (r *resolver) eve(o outcome, m *match) outcome {
	if m.rule.give.arg("eve", &m.captures) == "" || !o.fixed || o.period.unit != day {
		return o
	}
	o.period = o.period.shift(-1)
	o.value = o.period.value()
	first, last := o.period.days()
	o.date = within(first, last+1)
	return o
}
