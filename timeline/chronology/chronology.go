// Package chronology makes one chronology of the events that many articles
// tell: each happening once, with every mention of it, the best date that all
// articles together support, and the dates of articles that differ.
//
//	events := chronology.Merge([]chronology.Read{{Article: a, Extraction: x}, …})
//
// Two proposals are one event when their kinds are near, their dates can be
// one, and actors, place and words agree; two events of one article are never
// one, for its extractor has told them apart. The result does not depend on
// the order of the articles.
package chronology

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"math"
	"slices"
	"sort"
	"strings"

	"dateline/timeline"
	"dateline/timeline/edtf"
)

// A Read is an article together with what was read in it. Articles are told
// apart by ID.
type Read struct {
	Article    *timeline.Article
	Extraction *timeline.Extraction
}

// An Event is one happening as one or more articles tell it. Its JSON is the
// line that `dateline chronology` writes.
type Event struct {
	ID         string           `json:"id"` // stable while its first mention is the same
	Title      string           `json:"title"`
	Kind       timeline.Kind    `json:"kind"`
	Date       edtf.Date        `json:"date"`
	Actors     []timeline.Actor `json:"actors"`
	Place      string           `json:"place"`
	Status     timeline.Status  `json:"status"`
	Importance float64          `json:"importance"` // 0…1, two decimals
	Mentions   []Mention        `json:"mentions"`   // in order of publication, then of text
	Dates      []OwnDate        `json:"dates"`      // what an article says in words, where that is another date
	Relations  []Relation       `json:"relations"`
}

// A Mention is one place of one article that tells the event.
type Mention struct {
	Article string `json:"article"`
	timeline.Span
	Trigger timeline.Quote `json:"trigger"`
}

// An OwnDate is the date that one article gives an event.
type OwnDate struct {
	Article string    `json:"article"`
	Date    edtf.Date `json:"date"`
}

// A Relation leads from the event that holds it to another.
type Relation struct {
	Type timeline.RelationType `json:"type"`
	To   string                `json:"to"`
}

// Involves reports whether name takes part in the event, by its whole name or
// by the last part of it ("Merkel" for "Angela Merkel").
func (e *Event) Involves(name string) bool {
	for _, a := range e.Actors {
		if sameName(nameOf(a.Name), nameOf(name)) {
			return true
		}
	}
	return false
}

// Merge makes one chronology of many articles, in order of time.
func Merge(reads []Read) []Event {
	c := newCorpus(itemsOf(reads))
	groups := c.cluster()
	events := make([]Event, len(groups))
	of := map[string]int{} // article and proposal -> event
	for i, g := range groups {
		events[i] = eventOf(g)
		for _, it := range g {
			of[it.key()] = i
		}
	}
	relate(reads, events, of)
	tighten(events)
	weigh(events, groups, len(reads))
	sort.SliceStable(events, func(i, j int) bool {
		if n := events[i].Date.Compare(events[j].Date); n != 0 {
			return n < 0
		}
		return events[i].ID < events[j].ID
	})
	return events
}

// eventOf makes the event that a group of proposals tells.
func eventOf(g []*item) Event {
	best := slices.MaxFunc(g, func(a, b *item) int { return a.tellsBetterThan(b) })
	e := Event{
		ID: identify(g), Title: best.title, Kind: timeline.Kind(vote(g, func(it *item) string { return string(it.kind) })), Status: timeline.Happened,
		Actors: unite(g), Place: vote(g, func(it *item) string { return it.place }),
		Mentions: []Mention{}, Dates: []OwnDate{}, Relations: []Relation{},
	}
	e.Date = mergeDates(g)
	if !slices.ContainsFunc(g, func(it *item) bool { return it.status != timeline.Scheduled }) {
		e.Status = timeline.Scheduled
	}
	for _, it := range g {
		e.Mentions = append(e.Mentions, it.mentions...)
		if it.worded && !it.date.IsZero() && boundsOf(it.date) != boundsOf(e.Date) {
			e.Dates = append(e.Dates, OwnDate{it.article, it.date})
		}
	}
	return e
}

// tellsBetterThan orders proposals by how well their title and words stand for
// the event.
func (it *item) tellsBetterThan(o *item) int {
	return cmp.Or(
		cmp.Compare(one(it.inLead), one(o.inLead)),
		cmp.Compare(it.confidence, o.confidence),
		cmp.Compare(len(it.actors), len(o.actors)),
		cmp.Compare(o.order, it.order),
	)
}

// identify derives an ID from the earliest mention, so that articles added
// later seldom change it.
func identify(g []*item) string {
	first := slices.MinFunc(g, func(a, b *item) int { return strings.Compare(a.order, b.order) })
	sum := sha256.Sum256([]byte(first.order))
	return "e" + hex.EncodeToString(sum[:5])
}

// vote returns the value that most proposals have, each as sure as it is. The
// empty value and the kind "other" only win alone; "killing" and "statement"
// give way to the kind that says how.
func vote(g []*item, value func(*item) string) string {
	votes := map[string]float64{}
	for _, it := range g {
		switch v := value(it); v {
		case "":
		case "other":
			votes[v] += 0.01
		case "killing", "statement":
			votes[v] += 0.4 * (0.5 + it.confidence)
		default:
			votes[v] += 0.5 + it.confidence
		}
	}
	best := ""
	for v, n := range votes {
		if best == "" || n > votes[best] || n == votes[best] && (len(v) > len(best) || len(v) == len(best) && v < best) {
			best = v
		}
	}
	return best
}

// unite gives the actors of a group, each under the fullest of its names and
// in the role that most proposals give it.
func unite(g []*item) []timeline.Actor {
	type entry struct {
		name  string
		roles map[timeline.ActorRole]int
		n     int
	}
	by := map[string]*entry{}
	for _, it := range g {
		for _, a := range it.actors {
			e := by[a.id]
			if e == nil {
				e = &entry{roles: map[timeline.ActorRole]int{}}
				by[a.id] = e
			}
			if len(a.name) > len(e.name) || len(a.name) == len(e.name) && a.name < e.name {
				e.name = a.name
			}
			e.roles[a.role]++
			e.n++
		}
	}
	out := []timeline.Actor{}
	for _, e := range by {
		role := timeline.Participant
		for _, r := range []timeline.ActorRole{timeline.Agent, timeline.Target} {
			if e.roles[r] > e.roles[role] {
				role = r
			}
		}
		out = append(out, timeline.Actor{Name: e.name, Role: role})
	}
	rank := map[timeline.ActorRole]int{timeline.Agent: 0, timeline.Participant: 1, timeline.Target: 2}
	sort.Slice(out, func(i, j int) bool {
		if a, b := rank[out[i].Role], rank[out[j].Role]; a != b {
			return a < b
		}
		return out[i].Name < out[j].Name
	})
	return out
}

// relate carries the relations between proposals over to the events.
func relate(reads []Read, events []Event, of map[string]int) {
	for _, r := range reads {
		for _, rel := range r.Extraction.Relations {
			from, ok1 := of[keyOf(r.Article.ID, rel.From)]
			to, ok2 := of[keyOf(r.Article.ID, rel.To)]
			out := Relation{rel.Type, ""}
			if !ok1 || !ok2 || from == to {
				continue
			}
			if out.To = events[to].ID; !slices.Contains(events[from].Relations, out) {
				events[from].Relations = append(events[from].Relations, out)
			}
		}
	}
	for i := range events {
		sort.Slice(events[i].Relations, func(a, b int) bool {
			x, y := events[i].Relations[a], events[i].Relations[b]
			return x.To < y.To || x.To == y.To && x.Type < y.Type
		})
	}
}

// weigh gives each event its importance: how many of the articles tell it, how
// often, and whether one opens with it.
func weigh(events []Event, groups [][]*item, articles int) {
	for i, g := range groups {
		tellers := map[string]bool{}
		lead := 0.0
		for _, it := range g {
			tellers[it.article] = true
			lead = max(lead, one(it.inLead))
		}
		share := math.Sqrt(float64(len(tellers)) / float64(max(articles, 1)))
		often := math.Min(1, float64(len(events[i].Mentions))/6)
		events[i].Importance = math.Round(100*(0.5*share+0.2*often+0.3*lead)) / 100
	}
}

func keyOf(article, proposal string) string { return fmt.Sprintf("%q %q", article, proposal) }
