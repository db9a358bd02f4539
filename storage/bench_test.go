package storage_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"dateline/storage"
	"dateline/storage/storagetest"
	"dateline/timeline"
	"dateline/timeline/edtf"
)

// filled returns a timeline of n events over n days, each twentieth proposed,
// each hundredth of a rare kind and with a rare word, ten citing an article.
func filled(b *testing.B, s *storage.Store, slug string, n int) (tl timeline.Timeline, articleID string, events []timeline.Event) {
	tl = newTimeline(b, s, slug)
	a := article("Jets struck.")
	_, err := s.AddArticle(b.Context(), anna, tl.ID, &a, nil, nil)
	require.NoError(b, err)
	first, _ := edtf.MustParse("1800-01-01").Earliest()
	for at := 0; at < n; at += 5000 {
		part := make([]timeline.Event, min(5000, n-at))
		for i := range part {
			e := event(fmt.Sprintf("Ministers meet for talks number %d", at+i), "")
			e.Date = edtf.OfDay(first + edtf.Day(at+i))
			e.Text = "The ministers of both states spoke for three hours about the attack on the base and its consequences."
			e.Actors = []timeline.Actor{{Name: "Iran", Role: timeline.Agent}, {Name: "the United States", Role: timeline.Target}}
			if i%20 == 0 {
				e.State = timeline.Proposed
			}
			if i%100 == 50 {
				e.Kind, e.Place = "earthquake", "Kermanshah"
			}
			if i%(n/10) == 7 {
				e.Citations = []timeline.Citation{{Article: a.ID, Exact: "Jets struck"}}
			}
			part[i] = e
		}
		require.NoError(b, s.AddEvents(b.Context(), anna, tl.ID, "import", part, nil))
		events = append(events, part...)
	}
	return tl, a.ID, events
}

// BenchmarkEvents shows what a page costs as the timeline grows.
func BenchmarkEvents(b *testing.B) {
	for name, dsn := range map[string]func(testing.TB) string{"sqlite": storagetest.SQLite, "postgres": storagetest.Postgres} {
		b.Run(name, func(b *testing.B) {
			for _, n := range []int{1000, 100000} {
				s := open(b, dsn(b), &clock{time.Date(2020, 1, 9, 12, 0, 0, 0, time.UTC)})
				began := time.Now()
				tl, articleID, events := filled(b, s, "a", n)
				b.Logf("%d events stored in %v", n, time.Since(began).Round(time.Millisecond))
				middle := events[n/2].Date
				page := func(q storage.EventQuery) func(*testing.B) {
					return func(b *testing.B) {
						for b.Loop() {
							got, _, err := s.Events(b.Context(), tl.ID, q)
							if err != nil || len(got) == 0 {
								b.Fatal(len(got), err)
							}
						}
					}
				}
				_, cursor, err := s.Events(b.Context(), tl.ID, storage.EventQuery{From: middle, Limit: 1})
				require.NoError(b, err)
				size := fmt.Sprint(n)
				b.Run("first-page/"+size, page(storage.EventQuery{}))
				b.Run("page-in-the-middle/"+size, page(storage.EventQuery{Cursor: cursor}))
				b.Run("proposed/"+size, page(storage.EventQuery{State: timeline.Proposed}))
				b.Run("rare-kind/"+size, page(storage.EventQuery{Kind: "earthquake", State: timeline.Accepted}))
				b.Run("ten-days/"+size, page(storage.EventQuery{From: middle, To: events[n/2+9].Date}))
				b.Run("of-an-article/"+size, page(storage.EventQuery{Article: articleID}))
				b.Run("rare-word/"+size, page(storage.EventQuery{Q: "kermansh"}))
				b.Run("one-event-by-number/"+size, page(storage.EventQuery{Q: fmt.Sprint("talks ", n/2)}))
				b.Run("common-word/"+size, page(storage.EventQuery{Q: "ministers"}))
				b.Run("one/"+size, func(b *testing.B) {
					for b.Loop() {
						if _, err := s.Event(b.Context(), tl.ID, events[n/2].ID); err != nil {
							b.Fatal(err)
						}
					}
				})
				b.Run("save/"+size, func(b *testing.B) {
					i := 0
					for b.Loop() {
						i++
						_, err := s.ChangeEvent(b.Context(), anna, tl.ID, events[n/2].ID, 0, "change", func(e *timeline.Event) error {
							e.Title = fmt.Sprint("Title ", i)
							return nil
						})
						if err != nil {
							b.Fatal(err)
						}
					}
				})
				b.Run("timelines/"+size, func(b *testing.B) {
					for b.Loop() {
						if _, err := s.Timelines(b.Context()); err != nil {
							b.Fatal(err)
						}
					}
				})
			}
		})
	}
}
