package desk

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"dateline/timeline"
)

func TestAnEditionHoldsWhatWasAccepted(t *testing.T) {
	d := newDesk(t)
	ctx := t.Context()
	article, events := propose(t, d)
	_, err := d.Published(ctx, "a")
	assert.Equal(t, timeline.NotFound, timeline.CodeOf(err), "nothing is published yet")

	_, err = d.Accept(ctx, editor, "a", events[0].ID, 0)
	require.NoError(t, err)
	secret := meeting("SECRET", "2020-01-08")
	secret.State = timeline.Proposed
	add(t, d, secret)
	p, err := d.Publish(ctx, editor, "a")
	require.NoError(t, err)
	assert.Equal(t, 1, p.Edition.Number)
	require.Len(t, p.Edition.Events, 1)
	assert.Equal(t, events[0].ID, p.Edition.Events[0].ID)
	assert.Equal(t, article, p.Edition.Sources[0].ID)
	assert.Empty(t, p.Edition.Relations, "the other end is not accepted")
	sum := sha256.Sum256(p.JSON)
	assert.Equal(t, hex.EncodeToString(sum[:]), p.Hash)
	assert.True(t, json.Valid(p.Option))
	assert.Contains(t, string(p.SVG), "<svg")
	assert.Contains(t, string(p.Narrow), "<svg")
	for _, b := range [][]byte{p.JSON, p.Option, p.SVG, p.Narrow} {
		assert.NotContains(t, string(b), "SECRET")
		assert.NotContains(t, string(b), "Ministers", "a proposal")
		assert.NotContains(t, string(b), "edith", "who published")
	}
}

func TestReadersSeeNothingOfADraftUntilItIsPublished(t *testing.T) {
	d := newDesk(t)
	ctx := t.Context()
	e := add(t, d, meeting("Talks", "2020-01-08"))
	first, err := d.Publish(ctx, editor, "a")
	require.NoError(t, err)

	_, err = d.SaveEvent(ctx, editor, "a", e.ID, 0, func(e *timeline.Event) { e.Title = "Talks collapse" })
	require.NoError(t, err)
	_, err = d.UpdateTimeline(ctx, editor, "a", 0, func(t *timeline.Timeline) { t.Title = "Another title" })
	require.NoError(t, err)
	seen, err := d.Published(ctx, "a")
	require.NoError(t, err)
	assert.Equal(t, first, seen)
	list, err := d.PublicTimelines(ctx)
	require.NoError(t, err)
	require.Len(t, list, 1)
	assert.Equal(t, "A story", list[0].Title)

	second, err := d.Publish(ctx, editor, "a")
	require.NoError(t, err)
	assert.Equal(t, 2, second.Edition.Number)
	assert.Equal(t, "Talks collapse", second.Edition.Events[0].Title)
	assert.NotEqual(t, first.Hash, second.Hash)
	list, err = d.PublicTimelines(ctx)
	require.NoError(t, err)
	assert.Equal(t, PublicTimeline{Slug: "a", Title: "Another title", Language: "en", Timezone: "UTC", Events: 1, Published: second.Edition.Published}, list[0])

	require.NoError(t, d.DeleteTimeline(ctx, editor, "a", 0))
	_, err = d.Published(ctx, "a")
	assert.Equal(t, timeline.NotFound, timeline.CodeOf(err))
	list, err = d.PublicTimelines(ctx)
	require.NoError(t, err)
	assert.Empty(t, list)
}

func TestPublishingWithNothingChangedGivesTheSameEdition(t *testing.T) {
	d := newDesk(t)
	ctx := t.Context()
	add(t, d, meeting("Talks", "2020-01-08"))
	first, err := d.Publish(ctx, editor, "a")
	require.NoError(t, err)
	d.now = func() time.Time { return time.Date(2020, 2, 1, 0, 0, 0, 0, time.UTC) }
	again, err := d.Publish(ctx, editor, "a")
	require.NoError(t, err)
	assert.Equal(t, first, again)
	info, err := d.Timeline(ctx, editor, "a")
	require.NoError(t, err)
	assert.Equal(t, 1, info.Edition)
}

func TestPublishingAtOnceMakesOneEdition(t *testing.T) {
	d := newDesk(t)
	add(t, d, meeting("Talks", "2020-01-08"))
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			p, err := d.Publish(t.Context(), editor, "a")
			if assert.NoError(t, err) {
				assert.Equal(t, 1, p.Edition.Number)
			}
		})
	}
	wg.Wait()
}

func TestAnEmptyTimelineMayBePublished(t *testing.T) {
	d := newDesk(t)
	p, err := d.Publish(t.Context(), editor, "a")
	require.NoError(t, err)
	assert.Empty(t, p.Edition.Events)
	assert.Contains(t, string(p.JSON), `"events":[]`)
}

func TestAnEditionThatWasReadFromTheDatabaseIsTheOneThatWasPublished(t *testing.T) {
	d := newDesk(t)
	e := meeting("Talks </script><img onerror=alert(1)>", "[2019-12-30..2020-01-08]")
	e.Actors = []timeline.Actor{{Name: "Iran", Role: timeline.Agent}}
	e.Image = &timeline.Image{URL: "https://example.org/a.png", Alt: "A table"}
	add(t, d, e)
	first, err := d.Publish(t.Context(), editor, "a")
	require.NoError(t, err)
	d.editions = editions{}
	read, err := d.Published(t.Context(), "a")
	require.NoError(t, err)
	assert.Equal(t, first, read)
	assert.Equal(t, first.Hash, read.Edition.Hash())
	assert.False(t, strings.Contains(string(read.SVG), "<img"), "a title is text")
}

func TestTheEditionsThatAreKeptAreBounded(t *testing.T) {
	var c editions
	for i := range maxEditions + 10 {
		c.put(&Published{Hash: strings.Repeat("x", i)})
		c.put(&Published{Hash: strings.Repeat("x", i)})
	}
	assert.Len(t, c.kept, maxEditions)
	assert.Nil(t, c.get(""))
	assert.NotNil(t, c.get(strings.Repeat("x", maxEditions+9)))
}
