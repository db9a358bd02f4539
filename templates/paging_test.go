package templates

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"dateline/timeline"
)

// long is an edition of n events of 2020, one of them important.
func long(n int) *timeline.Edition {
	var dates []string
	for i := range n {
		dates = append(dates, fmt.Sprintf("2020-%02d-%02d", 1+i*12/n, 1+(i*336/n)%28))
	}
	ed := chronology(dates...)
	ed.Events[n/2].Importance = 1
	ed.Relations = []timeline.Relation{{From: ed.Events[n/2].ID, Type: timeline.ResponseTo, To: ed.Events[1].ID}}
	return ed
}

func TestALongListLeadsToAllOfItsEvents(t *testing.T) {
	ed := long(950)
	first, err := NewChronologyPage(ed, Part{})
	require.NoError(t, err)
	assert.True(t, first.Drawn())
	assert.Equal(t, &Paging{Shown: onePage, Last: 5, Links: []int{1, 2, 3, 0, 5}}, first.Paging)

	seen := map[string]bool{}
	for page := 1; page <= first.Paging.Last; page++ {
		p, err := NewChronologyPage(ed, Part{Page: page})
		require.NoError(t, err)
		assert.False(t, p.Drawn())
		for _, period := range p.Periods {
			for _, e := range period.Events {
				assert.False(t, seen[e.ID], "%s stands on two pages", e.ID)
				seen[e.ID] = true
			}
		}
	}
	assert.Len(t, seen, len(ed.Events))
}

func TestTheFirstViewHasWhatMattersMost(t *testing.T) {
	ed := long(950)
	doc := document(t, ed, false)
	assert.Len(t, query(doc, "li.event"), onePage)
	assert.Len(t, query(doc, `[id="e=`+ed.Events[475].ID+`"]`), 1)
	assert.Len(t, query(doc, ".paging"), 2)
	embed, err := NewChronologyPage(ed, Part{Few: true})
	require.NoError(t, err)
	assert.Equal(t, shortList, embed.Paging.Shown)
	for _, link := range embed.Periods[0].Events[0].Because {
		assert.Equal(t, link.Path != "", link.Out, "a page that may not be framed is opened outside of the frame")
	}
}

func TestAnEventAloneLeadsToItsPlace(t *testing.T) {
	ed := long(950)
	p, err := NewChronologyPage(ed, Part{Event: ed.Events[475].ID})
	require.NoError(t, err)
	require.Len(t, p.Periods, 1)
	require.Len(t, p.Periods[0].Events, 1)
	e := p.Periods[0].Events[0]
	assert.Equal(t, []Link{{"in response to", ed.Events[1].ID, ed.Events[1].Title, EventPath("x", ed.Events[1].ID), false}}, e.Because, "what the page does not list has its own")
	assert.Equal(t, 3, p.Paging.Page)
	assert.NotZero(t, e.At)
}

func TestAPartThatThereIsNoneOfIsNotFound(t *testing.T) {
	for _, part := range []Part{{Page: 6}, {Page: -1}, {Event: "none"}} {
		_, err := NewChronologyPage(long(950), part)
		assert.Equal(t, timeline.NotFound, timeline.CodeOf(err), "%+v", part)
	}
	_, err := NewChronologyPage(long(timeline.Whole), Part{Page: 1})
	assert.Equal(t, timeline.NotFound, timeline.CodeOf(err), "a list that is whole has no pages")
}
