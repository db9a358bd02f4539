package chronology

import (
	"fmt"

	"dateline/timeline"
)

// Like finds among the events of a timeline the one that e seems to tell
// again. Rejected events count: what an editor threw out once is not proposed
// as new. Events cited from the same article are not looked at, nor is e
// itself.
func Like(e timeline.Event, among []timeline.Event) (id string, ok bool) {
	mine := eventItem(&e, 0)
	items := []*item{mine}
	for i := range among {
		if o := &among[i]; o.ID != e.ID && !shareArticle(&e, o) {
			items = append(items, eventItem(o, i+1))
		}
	}
	c := newCorpus(items)
	best := 0.0
	for _, it := range c.items {
		if it == mine {
			continue
		}
		if like := c.likeness(mine, it); like >= same && like > best {
			best, id, ok = like, it.proposal, true
		}
	}
	return id, ok
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
