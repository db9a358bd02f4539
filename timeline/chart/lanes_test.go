package chart

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"dateline/timeline"
)

func acting(agent string, others ...string) timeline.PublishedEvent {
	e := timeline.PublishedEvent{Kind: "meeting"}
	if agent != "" {
		e.Actors = append(e.Actors, timeline.Actor{Name: agent, Role: timeline.Agent})
	}
	for _, o := range others {
		e.Actors = append(e.Actors, timeline.Actor{Name: o, Role: timeline.Target})
	}
	return e
}

func TestLanesAreTheActorsThatShareTheEvents(t *testing.T) {
	own := acting("Iran")
	own.Lane = "Sport"
	for _, tt := range []struct {
		name   string
		events []timeline.PublishedEvent
		names  []string
		of     []int
	}{
		{"the agent's lane, not the target's", []timeline.PublishedEvent{acting("Iran", "Iraq"), acting("Iran"), acting("Iraq", "Iran"), acting("Iraq")}, []string{"Iran", "Iraq"}, []int{0, 0, 1, 1}},
		{"who has one event stands with the others", []timeline.PublishedEvent{acting("Iran"), acting("Iran"), acting("Peru")}, []string{"Iran", "Others"}, []int{0, 0, 1}},
		{"without an agent, a target that has a lane", []timeline.PublishedEvent{acting("Iran"), acting("Iran"), acting("", "Iran")}, []string{"Iran"}, []int{0, 0, 0}},
		{"an editor's lane counts alone", []timeline.PublishedEvent{own, acting("Iran"), acting("Iran")}, []string{"Iran", "Sport"}, []int{1, 0, 0}},
		{"no actors, one lane", []timeline.PublishedEvent{acting(""), acting("")}, []string{"Others"}, []int{0, 0}},
		{"no events, one lane", nil, []string{""}, []int{}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got := actorLanes(&timeline.Edition{Events: tt.events}, otherLanes)
			assert.Equal(t, tt.names, got.names)
			assert.Equal(t, tt.of, got.of)
		})
	}
}

func TestLanesAreChosenThatSaySomething(t *testing.T) {
	for _, tt := range []struct {
		name string
		ed   *timeline.Edition
		want Lanes
	}{
		{"actors where they share the events", january(t), ByActor},
		{"kinds where there are no actors", twoCenturies(t), ByKind},
		{"one line for a single event", edition(t, "", []told{{"a", "Iran", "accident", "Crash", "2020-01-08", 1}}), OneLine},
	} {
		t.Run(tt.name, func(t *testing.T) {
			p, err := payloadOf(tt.ed, Settings{})
			require.NoError(t, err)
			assert.Equal(t, tt.want, p.View.Lanes)
		})
	}
	p, err := payloadOf(january(t), Settings{Lanes: ByKind})
	require.NoError(t, err)
	assert.Equal(t, ByKind, p.View.Lanes, "an editor's choice counts")
}

func TestTimesFarApartGetSegmentsOfTheirOwn(t *testing.T) {
	for _, tt := range []struct {
		name string
		ed   *timeline.Edition
		want int
	}{
		{"two weeks are one", january(t), 1},
		{"two hours are one", twoHours(t), 1},
		{"two centuries are one", twoCenturies(t), 1},
		{"a week and what came forty years before are two", apart(t), 2},
		{"nothing is one", edition(t, "", nil), 1},
	} {
		t.Run(tt.name, func(t *testing.T) {
			p, err := payloadOf(tt.ed, Settings{})
			require.NoError(t, err)
			assert.Len(t, p.Segments, tt.want)
			end := 0.0
			for _, s := range p.Segments {
				assert.Less(t, s.T0, s.T1)
				assert.GreaterOrEqual(t, s.U0, end)
				assert.Less(t, s.U0, s.U1)
				end = s.U1
			}
			assert.Equal(t, axisUnits, end)
			for _, m := range p.Events {
				u := p.units(m.From)
				assert.True(t, u > 0 && u < axisUnits, "%s stands at %v", m.ID, u)
			}
		})
	}
}

func TestAnEditorChoosesTheLanes(t *testing.T) {
	ed := january(t)
	for _, want := range []Lanes{ByKind, OneLine, ByActor} {
		ed.Lanes = want
		p, err := payloadOf(ed, Settings{})
		require.NoError(t, err)
		assert.Equal(t, want, p.View.Lanes)
	}
	p, err := payloadOf(ed, Settings{Lanes: ByKind})
	require.NoError(t, err)
	assert.Equal(t, ByKind, p.View.Lanes)
}
