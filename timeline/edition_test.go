package timeline

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"dateline/timeline/edtf"
)

var noon = time.Date(2020, 1, 9, 12, 0, 0, 0, time.UTC)

func TestAnEditionHoldsWhatWasAcceptedAndNothingElse(t *testing.T) {
	accepted, proposed, rejected := event(), event(), event()
	accepted.Citations = []Citation{{Article: "told"}}
	proposed.ID, proposed.Title, proposed.State, proposed.Citations = "b", "SECRET proposal", Proposed, []Citation{{Article: "untold"}}
	rejected.ID, rejected.Title, rejected.State = "c", "SECRET rejected", Rejected
	rel := []Relation{{ID: "r1", From: "a", Type: Follows, To: "b", Quote: "SECRET words"}}
	sources := []Source{{ID: "told", Title: "Told"}, {ID: "untold", Title: "SECRET source"}}

	ed, err := NewEdition(Timeline{Slug: "x", Title: "X"}, []Event{proposed, accepted, rejected}, rel, sources, Vocabulary{}, noon)
	require.NoError(t, err)
	b, err := json.Marshal(ed)
	require.NoError(t, err)
	assert.NotContains(t, string(b), "SECRET")
	assert.Len(t, ed.Events, 1)
	assert.Len(t, ed.Sources, 1)
	assert.Equal(t, []KindInfo{Vocabulary{}.Info("missile-attack")}, ed.Kinds)
}

func TestAnEditionIsInOrderOfTime(t *testing.T) {
	var events []Event
	for i, d := range []string{"2020-01-08", "2019-12-27", "[2019-12-30..2020-01-05]"} {
		e := event()
		e.ID, e.Date = string(rune('a'+i)), edtf.MustParse(d)
		events = append(events, e)
	}
	ed, err := NewEdition(Timeline{}, events, nil, nil, Vocabulary{}, noon)
	require.NoError(t, err)
	assert.Equal(t, []string{"b", "c", "a"}, []string{ed.Events[0].ID, ed.Events[1].ID, ed.Events[2].ID})
}

func TestTheHashCoversTheWholeEdition(t *testing.T) {
	ed, err := NewEdition(Timeline{Slug: "x"}, []Event{event()}, nil, nil, Vocabulary{}, noon)
	require.NoError(t, err)
	before := ed.Hash()
	assert.Equal(t, before, ed.Hash())
	ed.Events[0].Title += "!"
	assert.NotEqual(t, before, ed.Hash())
}

func TestEventsOfADayAreInTheOrderInWhichTheyAreTold(t *testing.T) {
	var events []Event
	for i, at := range []int{70, 10, 40} {
		e := event()
		e.ID, e.Citations = string(rune('a'+i)), []Citation{{Article: "told", Trigger: Span{at, at + 5}}}
		events = append(events, e)
	}
	late := event()
	late.ID, late.Created = "0", noon
	ed, err := NewEdition(Timeline{}, append(events, late), nil, nil, Vocabulary{}, noon)
	require.NoError(t, err)
	var ids string
	for _, e := range ed.Events {
		ids += e.ID
	}
	assert.Equal(t, "bca0", ids)
}

func TestAnEditionTellsWhatItChanged(t *testing.T) {
	make := func(at time.Time, events ...Event) *Edition {
		ed, err := NewEdition(Timeline{Slug: "x", Title: "X"}, events, nil, nil, Vocabulary{}, at)
		require.NoError(t, err)
		return ed
	}
	e := event()
	first := make(noon, e)
	assert.Equal(t, noon, first.Events[0].Since)

	same := make(noon.Add(time.Hour), e)
	same.Follow(first)
	assert.Equal(t, first.Events, same.Events, "what is the same has the same history")

	e.Title, e.Place = "Another title", "Elsewhere"
	added := event()
	added.ID = "b"
	second := make(noon.Add(2*time.Hour), e, added)
	second.Follow(same)
	byID := map[string]PublishedEvent{second.Events[0].ID: second.Events[0], second.Events[1].ID: second.Events[1]}
	assert.Equal(t, noon, byID[e.ID].Since)
	assert.Equal(t, []Change{{noon.Add(2 * time.Hour), []string{"title", "place"}}}, byID[e.ID].Changes)
	assert.Equal(t, noon.Add(2*time.Hour), byID["b"].Since)
	assert.Empty(t, byID["b"].Changes)
	assert.Empty(t, first.Events[0].Changes, "the edition before stays as it was")
}

func TestTheFirstInRankAreSpreadOverTheirTime(t *testing.T) {
	var ed Edition
	for range 64 {
		ed.Events = append(ed.Events, PublishedEvent{Importance: 0.5})
	}
	ed.Events[41].Importance = 0.6
	ranked := ed.Ranked()
	assert.Equal(t, 41, ranked[0], "importance comes first")
	quarters := map[int]int{}
	for _, i := range ranked[1:9] {
		quarters[i/16]++
	}
	assert.Equal(t, map[int]int{0: 2, 1: 2, 2: 2, 3: 2}, quarters)
	assert.Len(t, ranked, 64)
}

func TestAnEditionTellsWhichSourceDatesAnEventOtherwise(t *testing.T) {
	e := event()
	e.Date = edtf.MustParse("2020-01-08")
	for _, date := range []string{"2020-01-08", "2020-01", "[..2020-01-09]", "2020-01-10?", "2020-01-07"} {
		e.Citations = append(e.Citations, Citation{Article: date, Date: edtf.MustParse(date)})
	}
	ed, err := NewEdition(Timeline{Slug: "x", Title: "X"}, []Event{e}, nil, nil, Vocabulary{}, noon)
	require.NoError(t, err)
	var differ []string
	for _, c := range ed.Events[0].Citations {
		if !c.Date.IsZero() {
			differ = append(differ, c.Article)
		}
	}
	assert.Equal(t, []string{"2020-01-07"}, differ, "coarser dates and days of a report contradict nothing")
	assert.False(t, e.Citations[0].Date.IsZero(), "the draft keeps what each article says")
}
