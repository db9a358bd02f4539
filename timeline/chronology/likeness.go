package chronology

import (
	"math"
	"strings"

	"dateline/timeline"
)

// same is the likeness from which two items are one event. Set on stories in
// which calls, raids and expulsions resemble each other: rather two entries
// for one event than one for two.
const same = 0.42

// families are kinds that editors and articles call the same happening by.
// A kind in two families joins both, but not their other kinds.
var families = [][]timeline.Kind{
	{"airstrike", "drone-strike", "missile-attack", "shelling", "bombing", "killing", "shooting", "ground-attack"},
	{"statement", "accusation", "rejection", "threat", "appeal", "support"},
	{"statement", "ceasefire", "expulsion", "sanction", "resignation", "appointment", "layoffs", "launch", "results", "investigation", "agreement"},
	{"meeting", "visit", "agreement"},
	{"resolution", "legislation", "sanction", "agreement", "ceasefire"},
	{"arrest", "abduction", "investigation"},
	{"resignation", "layoffs", "appointment"},
	{"trial", "verdict", "charge"},
	{"charge", "lawsuit"},
	{"accident", "fire", "bombing", "killing", "missile-attack"},
	{"ground-attack", "withdrawal", "deployment"},
	{"protest", "coup", "strike-action"},
}

// kindLikeness is 1 for one kind, less for near ones, 0 for kinds that no one
// takes for another.
func kindLikeness(a, b timeline.Kind) float64 {
	switch {
	case a == b:
		return 1
	case a == "other" || b == "other":
		return 0.85
	}
	for _, f := range families {
		in := 0
		for _, k := range f {
			if k == a || k == b {
				in++
			}
		}
		if in == 2 {
			return 0.9
		}
	}
	return 0
}

// likeness says how likely two items are one event: 0 where they cannot be,
// from [same] where they are taken for one.
func (c *corpus) likeness(a, b *item) float64 {
	kind := kindLikeness(a.kind, b.kind)
	if kind == 0 {
		return 0
	}
	date, disagree, ok := dateLikeness(a, b)
	if !ok {
		return 0
	}
	actors, ok := c.actorLikeness(a, b)
	if !ok {
		return 0
	}
	words := cosine(a, b)
	// Everybody speaks and meets every day: without a day, or without a name,
	// only the same words make one speech of two.
	if a.kind != b.kind && date < 0.3 && (many(a.kind) || many(b.kind)) {
		return 0
	}
	if words < 0.12 && (len(a.actors) == 0 || len(b.actors) == 0) && many(a.kind) && many(b.kind) {
		return 0
	}
	if disagree && (words < 0.1 || many(a.kind) || many(b.kind)) {
		return 0 // the next day's raid is another raid, unless it is told alike
	}
	return math.Max(0, kind*(0.35*date+0.3*actors+0.6*words+placeLikeness(a, b)))
}

// dateLikeness is 1 for one day, less the vaguer the dates are; disagree where
// both name a day and not the same; not ok where they cannot be one.
func dateLikeness(a, b *item) (likeness float64, disagree, ok bool) {
	x, y := possible(a.date), possible(b.date)
	if gap := x.gap(y); gap > 0 {
		// Reports of one day and of the next contradict each other now and
		// then; reports of days further apart are of two events.
		return 0.25, true, gap == 1 && a.worded && b.worded && x.day() && y.day()
	}
	if a.another != b.another && !(x.day() && x == y) {
		return 0, false, false // "another ceasefire" is not the first
	}
	// Bounds that no words give hold so much that to lie in them tells nothing.
	bare := func(it *item, b bounds) bool { return !it.worded && !b.day() && (it.date.IsZero() || firm(it.date)) }
	if bare(a, x) || bare(b, y) {
		return 0.1, false, true
	}
	// The more days two dates cover, the more likely they meet by chance: a
	// day within a week is a good sign, within ten years none.
	return math.Max(0.1, 1-0.1*math.Log2(x.days()+y.days()-1)), false, true
}

// actorLikeness compares who took part. It is not ok for two that cannot be
// one: each names someone whom the other should, or who did it to whom is the
// other way round.
func (c *corpus) actorLikeness(a, b *item) (float64, bool) {
	if len(a.actors) == 0 || len(b.actors) == 0 {
		return 0.25, true
	}
	has := func(it *item, id string, role timeline.ActorRole) bool {
		for _, x := range it.actors {
			if x.id == id && (role == "" || x.role == role) {
				return true
			}
		}
		return false
	}
	shared, sumA, sumB := 0.0, 0.0, 0.0
	common, turned, straight := 0, 0, 0
	for _, x := range a.actors {
		sumA += c.actors[x.id]
		if !has(b, x.id, "") {
			continue
		}
		common++
		shared += c.actors[x.id]
		switch {
		case x.role == timeline.Agent && has(b, x.id, timeline.Target), x.role == timeline.Target && has(b, x.id, timeline.Agent):
			turned++
		case x.role != timeline.Participant && has(b, x.id, x.role):
			straight++
		}
	}
	for _, x := range b.actors {
		sumB += c.actors[x.id]
	}
	if turned > straight && len(a.actors) > 1 && len(b.actors) > 1 {
		return 0, false // "was found" and "collapsed" say no more than who
	}
	fewest := min(len(a.actors), len(b.actors))
	if encounter(a.kind) && encounter(b.kind) && common < fewest {
		return 0, false // a call with Merkel is no call with Macron
	}
	if common == 0 {
		return 0, fewest < 2 || a.place != "" && strings.EqualFold(a.place, b.place)
	}
	if aims, met := c.targets(a, b); aims && !met {
		return 0, true // done by the same, to others
	}
	likeness := shared / math.Max(0.1, math.Min(sumA, sumB))
	if straight > 1 {
		likeness += 0.4 // the same did it to the same
	}
	return likeness, true
}

// targets reports whether both say to whom it was done, and to one of the same.
func (c *corpus) targets(a, b *item) (both, met bool) {
	named := false
	for _, x := range a.actors {
		if x.role != timeline.Target {
			continue
		}
		named = true
		for _, y := range b.actors {
			met = met || y.id == x.id && y.role == timeline.Target
		}
	}
	for _, y := range b.actors {
		both = both || named && y.role == timeline.Target
	}
	return both, met
}

// many reports whether there are so many events of a kind that kind and day
// alone tell nothing.
func many(k timeline.Kind) bool {
	switch k {
	case "statement", "appeal", "accusation", "rejection", "threat", "support":
		return true
	}
	return encounter(k)
}

// encounter reports whether events of a kind are told apart by who took part.
func encounter(k timeline.Kind) bool {
	return k == "phone-call" || k == "meeting" || k == "visit"
}

func placeLikeness(a, b *item) float64 {
	switch {
	case a.place == "" || b.place == "":
		return 0
	case strings.EqualFold(a.place, b.place):
		return 0.12
	}
	return -0.05 // one may lie in the other, which we do not know
}

func cosine(a, b *item) float64 {
	if a.norm == 0 || b.norm == 0 {
		return 0
	}
	if len(a.words) > len(b.words) {
		a, b = b, a
	}
	sum := 0.0
	for _, w := range sortedKeys(a.words) {
		sum += a.words[w] * b.words[w]
	}
	return sum / (a.norm * b.norm)
}
