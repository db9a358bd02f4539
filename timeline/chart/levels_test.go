package chart

import (
	"encoding/json"
	"fmt"
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"dateline/timeline"
)

func levelsOf(t testing.TB, ed *timeline.Edition) *Levels {
	l, err := NewLevels(ed, Settings{})
	require.NoError(t, err)
	return l
}

func (l *Levels) tile(t testing.TB, level, index int) tile {
	b, err := l.Tile(level, index, All)
	require.NoError(t, err)
	var got tile
	require.NoError(t, json.Unmarshal(b, &got))
	return got
}

func TestASmallEditionHasNoLevels(t *testing.T) {
	l := levelsOf(t, many(t, timeline.Whole, 300))
	assert.Nil(t, l.first().Levels)
	assert.Len(t, l.first().Events, timeline.Whole)
	_, err := l.Tile(1, 0, All)
	assert.Equal(t, timeline.NotFound, timeline.CodeOf(err))
}

func TestEveryEventIsFoundByZoomingIn(t *testing.T) {
	ed := many(t, 5000, 4999) // no day has more events than a tile
	l := levelsOf(t, ed)
	first := l.first()
	assert.Len(t, first.Events, perTile)
	assert.Equal(t, len(ed.Events), first.Levels.Total)

	seen := map[string]bool{}
	var zoom func(level, index int)
	zoom = func(level, index int) {
		got := l.tile(t, level, index)
		assert.LessOrEqual(t, len(got.Events), perTile)
		for _, e := range got.Events {
			seen[e.ID] = true
		}
		if !got.Whole && level < first.Levels.Deepest {
			zoom(level+1, 2*index)
			zoom(level+1, 2*index+1)
		}
	}
	zoom(1, 0)
	zoom(1, 1)
	assert.Equal(t, len(ed.Events), len(seen))
}

func TestADeeperTileKeepsWhatItsParentShows(t *testing.T) {
	l := levelsOf(t, many(t, 3000, 900))
	shown := map[string]bool{}
	for _, index := range []int{2, 3} {
		for _, e := range l.tile(t, 2, index).Events {
			shown[e.ID] = true
		}
	}
	for _, e := range l.tile(t, 1, 1).Events {
		assert.True(t, shown[e.ID], "%s is gone after zooming in", e.ID)
	}
}

func TestTheDensityCountsEveryEventOnce(t *testing.T) {
	ed := many(t, 3000, 900)
	l := levelsOf(t, ed)
	for level := 1; level <= 3; level++ {
		sum := map[Lanes]int{}
		for index := range 1 << level {
			for by, lanes := range l.tile(t, level, index).Density {
				for _, bins := range lanes {
					for _, n := range bins {
						sum[by] += n
					}
				}
			}
		}
		assert.Equal(t, map[Lanes]int{ByActor: len(ed.Events), ByKind: len(ed.Events)}, sum, "level %d", level)
	}
}

func TestATileThatThereIsNoneOfIsNotFound(t *testing.T) {
	l := levelsOf(t, many(t, 400, 300))
	for _, at := range [][2]int{{0, 1}, {-1, 0}, {1, 2}, {1, -1}, {64, 0}, {math.MaxInt, 1}} {
		_, err := l.Tile(at[0], at[1], All)
		assert.Equal(t, timeline.NotFound, timeline.CodeOf(err), "%v", at)
	}
}

func TestATileHasWhatAFilterLeaves(t *testing.T) {
	ed := many(t, 3000, 900)
	l := levelsOf(t, ed)
	var all, left tile
	require.NoError(t, json.Unmarshal(must(l.Tile(0, 0, All))(t), &all))
	groups := map[timeline.Group]int{}
	for _, m := range l.all.Events {
		groups[m.Group]++
	}
	require.Greater(t, len(groups), 2)
	hidden := all.Events[0].Group
	require.NoError(t, json.Unmarshal(must(l.Tile(0, 0, Filter{Hidden: []timeline.Group{hidden}, Who: Everyone}))(t), &left))
	assert.Len(t, left.Events, perTile, "others take the room of those that are hidden")
	sum := 0
	for _, bins := range left.Density[ByKind] {
		for _, n := range bins {
			sum += n
		}
	}
	assert.Equal(t, len(ed.Events)-groups[hidden], sum, "and no one that is hidden is counted")
	for _, e := range left.Events {
		assert.NotEqual(t, hidden, e.Group)
	}
	require.NotEmpty(t, l.all.Actors)
	require.NoError(t, json.Unmarshal(must(l.Tile(1, 1, Filter{Who: 0}))(t), &left))
	require.NotEmpty(t, left.Events)
	for _, e := range left.Events {
		assert.Contains(t, e.Who, 0)
	}
	for _, who := range []int{-2, len(l.all.Actors)} {
		_, err := l.Tile(0, 0, Filter{Who: who})
		assert.Equal(t, timeline.NotFound, timeline.CodeOf(err), "%d", who)
	}
}

func must(body []byte, err error) func(testing.TB) []byte {
	return func(t testing.TB) []byte {
		require.NoError(t, err)
		return body
	}
}

func BenchmarkTile(b *testing.B) {
	for _, n := range []int{1000, 50000} {
		l := levelsOf(b, many(b, n, 900))
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			for b.Loop() {
				_, err := l.Tile(3, 4, All)
				require.NoError(b, err)
			}
		})
	}
}

func BenchmarkLevels(b *testing.B) {
	ed := many(b, 50000, 900)
	for b.Loop() {
		levelsOf(b, ed)
	}
}

func TestEachLaneShowsItsOwn(t *testing.T) {
	ed := many(t, 2000, 900)
	for i := range ed.Events { // all that matters most happens in one lane
		ed.Events[i].Lane = "Quiet"
		if i%2 == 0 {
			ed.Events[i].Lane, ed.Events[i].Importance = "Loud", 1
		}
	}
	p := levelsOf(t, ed).first()
	count := map[string]int{}
	for _, e := range p.Events {
		count[p.Lanes[ByActor][e.Lane[ByActor]]]++
	}
	assert.Greater(t, count["Quiet"], perTile/5)
	assert.Greater(t, count["Loud"], count["Quiet"], "and what matters most comes first")
}
