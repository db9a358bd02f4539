package storage

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"gorm.io/gorm"
	"gorm.io/gorm/logger"

	"dateline/storage/storagetest"
	"dateline/timeline"
	"dateline/timeline/edtf"
)

// recorder keeps the statements that run.
type recorder struct {
	logger.Interface
	statements []string
}

func (r *recorder) Trace(_ context.Context, _ time.Time, f func() (string, int64), _ error) {
	s, _ := f()
	// The dialect quotes strings as SQLite quotes names.
	r.statements = append(r.statements, strings.ReplaceAll(s, `"`, `'`))
}

func (r *recorder) LogMode(logger.LogLevel) logger.Interface { return r }

// TestListsReadAnIndexInItsOrder looks at SQLite's plans: no list of events
// reads a whole table, or sorts more than it returns.
func TestListsReadAnIndexInItsOrder(t *testing.T) {
	s := openFor(t, storagetest.SQLite(t))
	ctx := t.Context()
	tl := timeline.Timeline{Slug: "a", Title: "A"}
	require.NoError(t, s.AddTimeline(ctx, timeline.User{}, &tl))
	events := make([]timeline.Event, 3)
	for i := range events {
		events[i] = timeline.Event{Title: "E", Kind: "meeting", State: timeline.Accepted, Date: edtf.MustParse("2020-01-08")}
	}
	require.NoError(t, s.AddEvents(ctx, timeline.User{}, tl.ID, "add", events, nil))
	_, cursor, err := s.Events(ctx, tl.ID, EventQuery{Limit: 1})
	require.NoError(t, err)
	page := func(q EventQuery) func(*Store) error {
		q.Cursor = cursor
		return func(s *Store) error { _, _, err := s.Events(ctx, tl.ID, q); return err }
	}
	for name, tt := range map[string]struct {
		run  func(*Store) error
		want string
	}{
		"all events":          {page(EventQuery{}), "events_in_time"},
		"of a state":          {page(EventQuery{State: timeline.Proposed}), "events_of_state"},
		"of a kind":           {page(EventQuery{Kind: "meeting"}), "events_of_kind"},
		"of a state and kind": {page(EventQuery{State: timeline.Accepted, Kind: "meeting"}), "events_of_both"},
		"to a day":            {page(EventQuery{To: edtf.MustParse("2020")}), "events_in_time"},
		"from a day":          {page(EventQuery{From: edtf.MustParse("2020")}), "events_lasting"},
		"an event":            {func(s *Store) error { _, err := s.Event(ctx, tl.ID, events[0].ID); return err }, "events_id"},
		"a timeline":          {func(s *Store) error { _, err := s.Timeline(ctx, "a"); return err }, "timelines_slug"},
		"the log":             {func(s *Store) error { _, err := s.Log(ctx, tl.ID, 5, 10); return err }, "revisions_timeline"},
		"revisions":           {func(s *Store) error { _, err := s.Revisions(ctx, tl.ID, events[0].ID, 0, 10); return err }, "revisions_thing"},
	} {
		t.Run(name, func(t *testing.T) {
			r := &recorder{Interface: logger.Discard}
			seen := *s
			seen.read = s.read.Session(&gorm.Session{Logger: r})
			require.NoError(t, tt.run(&seen))
			var b strings.Builder
			for _, statement := range r.statements {
				var plan []struct{ Detail string }
				require.NoError(t, s.read.Raw("EXPLAIN QUERY PLAN "+statement).Scan(&plan).Error)
				for _, line := range plan {
					b.WriteString(line.Detail + "\n")
				}
			}
			assert.Contains(t, b.String(), "INDEX "+tt.want+" ", "%s\n%s", r.statements[0], b.String())
			assert.NotContains(t, b.String(), "SCAN", "it reads a whole table:\n%s", b.String())
			assert.NotContains(t, b.String(), "B-TREE", "it sorts:\n%s", b.String())
		})
	}
}
