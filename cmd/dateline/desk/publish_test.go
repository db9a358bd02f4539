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
	big := make([]byte, keptBytes/8)
	for i := range 20 {
		c.put(&Published{Hash: strings.Repeat("x", i), SVG: big})
		c.put(&Published{Hash: strings.Repeat("x", i), SVG: big})
		c.get(strings.Repeat("x", 13))
	}
	assert.LessOrEqual(t, c.bytes, keptBytes)
	assert.Len(t, c.kept, 7)
	assert.Nil(t, c.get(""))
	assert.NotNil(t, c.get(strings.Repeat("x", 13)), "what is read stays")
	huge := &Published{Hash: "huge", SVG: make([]byte, 2*keptBytes)}
	c.put(huge)
	assert.Equal(t, huge, c.get("huge"), "the last is kept, however large")
}

func TestReadersSeeAtOnceWhatIsPublishedHereAndSoonWhatIsPublishedElsewhere(t *testing.T) {
	d := newDesk(t)
	ctx := t.Context()
	other := New(Options{Store: d.store}) // another process with the same database
	add(t, d, meeting("Talks", "2020-01-08"))
	first, err := d.Publish(ctx, editor, "a")
	require.NoError(t, err)
	assert.Equal(t, first, d.AtHand("a"))
	seen, err := other.Published(ctx, "a")
	require.NoError(t, err)
	assert.Equal(t, first.Hash, seen.Hash)

	add(t, d, meeting("More talks", "2020-01-09"))
	second, err := d.Publish(ctx, editor, "a")
	require.NoError(t, err)
	now, err := d.Published(ctx, "a")
	require.NoError(t, err)
	assert.Equal(t, second.Hash, now.Hash, "at once")
	assert.Eventually(t, func() bool {
		seen, err := other.Published(ctx, "a")
		return err == nil && seen.Hash == second.Hash
	}, 3*moment, moment/20, "within a moment")

	require.NoError(t, d.DeleteTimeline(ctx, editor, "a", 0))
	assert.Nil(t, d.AtHand("a"))
	_, err = d.Published(ctx, "a")
	assert.Equal(t, timeline.NotFound, timeline.CodeOf(err), "what is deleted is gone at once")
	assert.Eventually(t, func() bool { _, err := other.Published(ctx, "a"); return timeline.CodeOf(err) == timeline.NotFound }, 3*moment, moment/20)
}

func TestAnEditionFollowsTheLastAlsoOfAnotherProcess(t *testing.T) {
	d := newDesk(t)
	ctx := t.Context()
	other := New(Options{Store: d.store, Renderer: d.renderer, Now: d.now})
	add(t, d, meeting("Talks", "2020-01-08"))
	_, err := d.Publish(ctx, editor, "a")
	require.NoError(t, err)
	e := add(t, d, meeting("More talks", "2020-01-09"))
	second, err := other.Publish(ctx, editor, "a")
	require.NoError(t, err)
	require.Equal(t, 2, second.Edition.Number)
	_, err = d.SaveEvent(ctx, editor, "a", e.ID, 0, func(e *timeline.Event) { e.Title = "Talks again" })
	require.NoError(t, err)
	third, err := d.Publish(ctx, editor, "a")
	require.NoError(t, err)
	later := third.Edition.Events[1]
	assert.Equal(t, second.Edition.Events[1].Since, later.Since, "known since the edition of the other")
	assert.Len(t, later.Changes, 1)
}

func TestAnAnswerThatAPublicationOvertookIsNotRemembered(t *testing.T) {
	var s shown
	turn := s.begin()
	s.forget()
	s.set(turn, "a", "old")
	assert.Empty(t, s.get("a"))
	s.set(s.begin(), "a", "new")
	assert.Equal(t, "new", s.get("a"))
	for i := range mostShown {
		s.set(s.begin(), strings.Repeat("x", i%80)+string(rune('a'+i%26))+string(rune(i)), "h")
	}
	assert.LessOrEqual(t, len(s.of), mostShown)
}
