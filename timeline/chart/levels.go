package chart

import (
	"cmp"
	"encoding/json"
	"math"
	"slices"

	"dateline/timeline"
)

const (
	perTile   = 160 // events of one tile, so of one view at most two times as many
	passing   = 40  // of them, those that began before it
	tileBins  = 64  // of the density of a tile
	firstBins = 128 // the same of the whole time, which is drawn wider
	deepest   = 16  // no level is deeper, whatever a reader may zoom to
)

// Levels is an edition as a reader comes to see it by zooming in. Level 0 is
// the whole time, in the option; level n divides the axis into 2^n tiles. A
// tile has the events that rank first among those which its time touches, in
// all or in their lane (see [timeline.Edition.Ranked]), and how many there are:
// what any one view needs is bounded, however many events there are.
type Levels struct {
	all    *payload
	ranked []int        // indices of all.Events
	spans  [][2]float64 // of the events, in units of the axis
}

// A Filter is what a reader leaves of the events.
type Filter struct {
	Hidden []timeline.Group
	Who    int // index of [timeline.Edition.Leading], or Everyone
}

// Everyone is no one in particular.
const Everyone = -1

// All is the filter that leaves every event.
var All = Filter{Who: Everyone}

func (f Filter) leaves(m mark) bool {
	return !slices.Contains(f.Hidden, m.Group) && (f.Who == Everyone || slices.Contains(m.Who, f.Who))
}

// levels is what the option says of them.
type levels struct {
	Total   int `json:"total"`   // events
	Deepest int `json:"deepest"` // level
}

// A tile is the JSON of [Levels.Tile].
type tile struct {
	Events    []mark  `json:"events"`
	Relations []arc   `json:"relations"` // indices into Events
	Density   density `json:"density"`
	Whole     bool    `json:"whole"` // no deeper tile has events that this one lacks
	// Before is how many it lacks that began before it: density has none of them.
	Before int `json:"before,omitempty"`
}

// density is how many events begin in each of equally long stretches of a
// tile, for each lane.
type density map[Lanes][][]int

// NewLevels prepares the levels of an edition. Errors are those of [Option].
func NewLevels(ed *timeline.Edition, s Settings) (*Levels, error) {
	p, err := payloadOf(ed, s)
	if err != nil {
		return nil, err
	}
	l := &Levels{all: p, ranked: p.fair(ed.Ranked()), spans: make([][2]float64, len(p.Events))}
	for i, e := range p.Events {
		l.spans[i] = [2]float64{p.units(e.From), p.units(e.To)}
		if e.Ongoing {
			l.spans[i][1] = axisUnits
		}
		if n := len(e.Also); n > 0 {
			l.spans[i] = [2]float64{min(l.spans[i][0], p.units(e.Also[0])), max(l.spans[i][1], p.units(e.Also[n-1]))}
		}
	}
	return l, nil
}

// fair puts a ranking in an order in which no lane waits for long: an event
// comes as early as its place in all of them says, or that in its own lane.
func (p *payload) fair(ranked []int) []int {
	lane := func(i int) int { return p.Events[i].Lane[p.View.Lanes] } // 0 of one line
	size, before := map[int]int{}, map[int]int{}
	for _, i := range ranked {
		size[lane(i)]++
	}
	place := make([]float64, len(ranked))
	for n, i := range ranked {
		place[i] = min(float64(n)/float64(len(ranked)), float64(before[lane(i)])/float64(size[lane(i)]))
		before[lane(i)]++
	}
	slices.SortStableFunc(ranked, func(a, b int) int { return cmp.Compare(place[a], place[b]) })
	return ranked
}

// deepest is the level beyond which a reader cannot zoom in.
func (l *Levels) deepest() int {
	return min(deepest, max(0, int(math.Log2(axisUnits/l.all.leastSpan()))))
}

// first is what the option holds: all of a small edition, else level 0.
func (l *Levels) first() *payload {
	if len(l.all.Events) <= timeline.Whole {
		return l.all
	}
	p := *l.all
	t := l.cut(0, axisUnits, firstBins, All)
	p.Events, p.Relations, p.Density = t.Events, t.Relations, t.Density
	p.Levels = &levels{Total: len(l.all.Events), Deepest: l.deepest()}
	return &p
}

// Tile returns the JSON of what a filter leaves of a tile of a level, the first
// tile being 0. A tile that there is none of is a NotFound error.
func (l *Levels) Tile(level, index int, f Filter) ([]byte, error) {
	if len(l.all.Events) <= timeline.Whole || level < 0 || level > l.deepest() || index < 0 || index >= 1<<level {
		return nil, timeline.Errorf(timeline.NotFound, "this edition has no tile %d of level %d", index, level)
	}
	if f.Who != Everyone && (f.Who < 0 || f.Who >= len(l.all.Actors)) {
		return nil, timeline.Errorf(timeline.NotFound, "this edition has no actor %d to choose", f.Who)
	}
	bins := tileBins
	if level == 0 {
		bins = firstBins
	}
	w := axisUnits / float64(int(1)<<level)
	return json.Marshal(l.cut(w*float64(index), w*float64(index+1), bins, f))
}

// cut makes the tile of a stretch of the axis.
func (l *Levels) cut(from, to float64, bins int, f Filter) tile {
	t := tile{Events: []mark{}, Relations: []arc{}, Density: density{}, Whole: true}
	for _, by := range []Lanes{ByActor, ByKind} {
		t.Density[by] = make([][]int, len(l.all.Lanes[by]))
		for n := range t.Density[by] {
			t.Density[by][n] = make([]int, bins)
		}
	}
	at := map[int]int{} // index in all.Events → in t.Events
	passed := 0
	for _, i := range l.ranked {
		span := l.spans[i]
		if span[0] > to || span[1] < from || !f.leaves(l.all.Events[i]) {
			continue
		}
		if bin := int((span[0] - from) / (to - from) * float64(bins)); bin >= 0 && bin < bins {
			for by, lane := range l.all.Events[i].Lane {
				t.Density[by][lane][bin]++
			}
		}
		// What lasts for years must not take the room of what begins here.
		began := span[0] < from
		if len(t.Events) == perTile || began && passed == passing {
			t.Whole = false
			if began {
				t.Before++
			}
			continue
		}
		if began {
			passed++
		}
		at[i] = len(t.Events)
		t.Events = append(t.Events, l.all.Events[i])
	}
	for _, r := range l.all.Relations {
		cause, ok1 := at[r.Cause]
		effect, ok2 := at[r.Effect]
		if ok1 && ok2 {
			r.Cause, r.Effect = cause, effect
			t.Relations = append(t.Relations, r)
		}
	}
	return t
}
