package storage_test

import (
	"context"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"dateline/storage"
	"dateline/storage/storagetest"
	"dateline/timeline"
	"dateline/timeline/edtf"
)

var anna = timeline.User{ID: "u1", Name: "anna", Role: timeline.Editor}

// clock stands still until it is moved.
type clock struct{ at time.Time }

func (c *clock) now() time.Time { return c.at }

// each runs a test on an empty database of each kind.
func each(t *testing.T, test func(t *testing.T, s *storage.Store, c *clock)) {
	storagetest.Each(t, func(t *testing.T, dsn string) {
		c := &clock{time.Date(2020, 1, 9, 12, 0, 0, 0, time.FixedZone("", 3600))}
		test(t, open(t, dsn, c), c)
	})
}

func open(t testing.TB, dsn string, c *clock) *storage.Store {
	s, err := storage.Open(t.Context(), dsn, storage.Options{Now: c.now})
	require.NoError(t, err)
	t.Cleanup(func() { assert.NoError(t, s.Close()) })
	return s
}

func newTimeline(t testing.TB, s *storage.Store, slug string) timeline.Timeline {
	tl := timeline.Timeline{Slug: slug, Title: "Title of " + slug}
	tl.Normalize()
	require.NoError(t, s.AddTimeline(t.Context(), anna, &tl))
	return tl
}

func event(title, date string) timeline.Event {
	e := timeline.Event{Title: title, Kind: "meeting"}
	if date != "" {
		e.Date = edtf.MustParse(date)
	}
	e.Normalize()
	return e
}

func addEvents(t testing.TB, s *storage.Store, tl timeline.Timeline, events ...timeline.Event) []timeline.Event {
	require.NoError(t, s.AddEvents(t.Context(), anna, tl.ID, "add", events, nil))
	return events
}

func titles(events []timeline.Event) string {
	var all []string
	for _, e := range events {
		all = append(all, e.Title)
	}
	return strings.Join(all, " ")
}

func TestWhatIsStoredIsThereAfterReopening(t *testing.T) {
	storagetest.Each(t, func(t *testing.T, dsn string) {
		c := &clock{time.Date(2020, 1, 9, 12, 0, 0, 123456789, time.FixedZone("", 3600))}
		s, err := storage.Open(t.Context(), dsn, storage.Options{Now: c.now})
		require.NoError(t, err)
		tl := newTimeline(t, s, "a")
		e := event("Missiles", "[2020-01-07..2020-01-08]")
		e.Actors = []timeline.Actor{{Name: "Iran", Role: timeline.Agent}}
		e.Image = &timeline.Image{URL: "https://example.org/a.png", Alt: "A base"}
		e.Why = []timeline.Reason{{Field: "date", Rule: "last-unit"}}
		e.Importance, e.Confidence, e.Label, e.Lane = 0.25, 0.5, timeline.Disputed, "Iran"
		stored := addEvents(t, s, tl, e)[0]
		require.NoError(t, s.Close())

		s = open(t, dsn, c)
		got, err := s.Event(t.Context(), tl.ID, stored.ID)
		require.NoError(t, err)
		assert.Equal(t, stored, got)
		assert.Equal(t, time.UTC, got.Created.Location())
		assert.Equal(t, "2020-01-09 11:00:00.123456 +0000 UTC", got.Created.String())
		info, err := s.Timeline(t.Context(), "a")
		require.NoError(t, err)
		assert.Equal(t, storage.TimelineInfo{Timeline: tl, Accepted: 1}, info)
	})
}

func TestOpenRefusesWhatItDoesNotKnow(t *testing.T) {
	_, err := storage.Open(t.Context(), "mysql://root:secret@x/y", storage.Options{})
	require.ErrorContains(t, err, "sqlite:PATH")
	assert.NotContains(t, err.Error(), "secret")
	_, err = storage.Open(t.Context(), "sqlite:/no/such/directory/x.db", storage.Options{})
	require.ErrorContains(t, err, "/no/such/directory/x.db")
}

func TestATemporaryDatabaseIsRemoved(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	s, err := storage.Open(t.Context(), storage.Temporary, storage.Options{})
	require.NoError(t, err)
	newTimeline(t, s, "a")
	require.NoError(t, s.Close())
	left, err := os.ReadDir(os.TempDir())
	require.NoError(t, err)
	assert.Empty(t, left)
}

func TestACancelledContextStoresNothing(t *testing.T) {
	each(t, func(t *testing.T, s *storage.Store, _ *clock) {
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		tl := timeline.Timeline{Slug: "a", Title: "A"}
		require.ErrorIs(t, s.AddTimeline(ctx, anna, &tl), context.Canceled)
		all, err := s.Timelines(t.Context())
		require.NoError(t, err)
		assert.Empty(t, all)
		require.NoError(t, s.Ping(t.Context()))
	})
}
