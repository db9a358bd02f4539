package chronology

import (
	"cmp"
	"fmt"
	"slices"

	"dateline/timeline"
)

// A Match is an event that another seems to tell again.
type Match struct {
	ID       string
	Likeness float64 // the higher, the surer
}

// Like finds among the events of a timeline those that e seems to tell again,
// the surest first. Rejected events count: what an editor threw out once is not
// proposed as new. Events cited from the same article are not looked at, nor is
// e itself.
func Like(e timeline.Event, among []timeline.Event) []Match {
	mine := eventItem(&e, 0)
	items := []*item{mine}
	for i := range among {
		if o := &among[i]; o.ID != e.ID && !shareArticle(&e, o) {
			items = append(items, eventItem(o, i+1))
		}
	}
	c := newCorpus(items)
	var all []Match
	for _, it := range c.items {
		if it == mine {
			continue
		}
		if like := c.likeness(mine, it); like >= same {
			all = append(all, Match{it.proposal, like})
		}
	}
	slices.SortStableFunc(all, func(a, b Match) int { return cmp.Compare(b.Likeness, a.Likeness) })
	return all
}

func shareArticle(a, b *timeline.Event) bool {
	for _, x := range a.Citations {
		for _, y := range b.Citations {
			if x.Article == y.Article {
				return true
			}
		}
	}
	return false
}

func eventItem(e *timeline.Event, n int) *item {
	it := &item{
		proposal: e.ID, order: fmt.Sprintf("%09d", n), title: e.Title, kind: e.Kind, date: e.Date, place: e.Place, status: e.Status, confidence: e.Confidence,
		worded: len(e.Citations) == 0, // an editor's own date is said in words
	}
	words := e.Title + " " + e.Text
	for _, c := range e.Citations {
		words += " " + c.Exact
		it.worded = it.worded || c.DateText.Text != ""
	}
	for _, a := range e.Actors {
		it.actors = append(it.actors, actor{name: a.Name, role: a.Role})
	}
	it.read(words)
	return it
}
