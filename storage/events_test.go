package storage_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"dateline/storage"
	"dateline/timeline"
	"dateline/timeline/edtf"
)

func TestAChangeStoresTheEventItsVersionAndItsRevisionAtOnce(t *testing.T) {
	each(t, func(t *testing.T, s *storage.Store, c *clock) {
		ctx := t.Context()
		tl := newTimeline(t, s, "a")
		e := addEvents(t, s, tl, event("Before", "2020-01-08"))[0]
		c.at = c.at.Add(time.Hour)

		got, err := s.ChangeEvent(ctx, anna, tl.ID, e.ID, 1, "change", func(e *timeline.Event) error {
			e.Title, e.State = "After", timeline.Rejected
			e.ID, e.Version = "another", 77
			return nil
		})
		require.NoError(t, err)
		assert.Equal(t, e.ID, got.ID)
		assert.Equal(t, 2, got.Version)
		assert.Equal(t, e.Created, got.Created)
		assert.Equal(t, time.Hour, got.Updated.Sub(e.Updated))
		stored, err := s.Event(ctx, tl.ID, e.ID)
		require.NoError(t, err)
		assert.Equal(t, got, stored)

		log, err := s.Revisions(ctx, tl.ID, e.ID, 0, 10)
		require.NoError(t, err)
		require.Len(t, log, 2)
		assert.Equal(t, "change", log[0].Action)
		assert.Equal(t, "anna", log[0].By)
		assert.Equal(t, stored.Updated, log[0].At)
		assert.Contains(t, string(log[0].Before), `"title":"Before"`)
		assert.Contains(t, string(log[0].After), `"title":"After"`)
		assert.JSONEq(t, "null", string(log[1].Before))

		info, err := s.Timeline(ctx, "a")
		require.NoError(t, err)
		assert.Equal(t, [3]int{0, 0, 1}, [3]int{info.Proposed, info.Accepted, info.Rejected})
	})
}

func TestAStaleVersionIsAConflictThatShowsWhatStands(t *testing.T) {
	each(t, func(t *testing.T, s *storage.Store, _ *clock) {
		ctx := t.Context()
		tl := newTimeline(t, s, "a")
		e := addEvents(t, s, tl, event("First", "2020-01-08"))[0]
		title := func(to string) func(*timeline.Event) error {
			return func(e *timeline.Event) error { e.Title = to; return nil }
		}
		second, err := s.ChangeEvent(ctx, anna, tl.ID, e.ID, 1, "change", title("Second"))
		require.NoError(t, err)

		_, err = s.ChangeEvent(ctx, anna, tl.ID, e.ID, 1, "change", title("Third"))
		var stale *storage.StaleError
		require.ErrorAs(t, err, &stale)
		assert.Equal(t, timeline.Conflicting, timeline.CodeOf(err))
		assert.Equal(t, second, stale.Current)
		require.ErrorAs(t, s.DeleteEvent(ctx, anna, tl.ID, e.ID, 1), &stale)

		stored, err := s.Event(ctx, tl.ID, e.ID)
		require.NoError(t, err)
		assert.Equal(t, second, stored, "nothing is overwritten")
		_, err = s.ChangeEvent(ctx, anna, tl.ID, e.ID, 0, "change", title("Third"))
		require.NoError(t, err, "version 0 is any")
	})
}

func TestAChangeThatFailsStoresNothing(t *testing.T) {
	each(t, func(t *testing.T, s *storage.Store, _ *clock) {
		ctx := t.Context()
		tl := newTimeline(t, s, "a")
		with := event("First", "2020-01-08")
		with.Actors = []timeline.Actor{{Name: "Iran", Role: timeline.Agent}}
		e := addEvents(t, s, tl, with)[0]
		refused := errors.New("refused")
		_, err := s.ChangeEvent(ctx, anna, tl.ID, e.ID, 1, "change", func(e *timeline.Event) error {
			e.Actors[0].Name = "Iraq"
			return refused
		})
		require.ErrorIs(t, err, refused)
		stored, err := s.Event(ctx, tl.ID, e.ID)
		require.NoError(t, err)
		assert.Equal(t, e, stored)
		log, err := s.Revisions(ctx, tl.ID, e.ID, 0, 10)
		require.NoError(t, err)
		assert.Len(t, log, 1)
	})
}

func TestAChangeWithinASliceIsAChange(t *testing.T) {
	each(t, func(t *testing.T, s *storage.Store, _ *clock) {
		tl := newTimeline(t, s, "a")
		with := event("First", "2020-01-08")
		with.Actors = []timeline.Actor{{Name: "Iran", Role: timeline.Agent}}
		with.Image = &timeline.Image{URL: "https://example.org/a.png", Alt: "A"}
		e := addEvents(t, s, tl, with)[0]
		got, err := s.ChangeEvent(t.Context(), anna, tl.ID, e.ID, 1, "change", func(e *timeline.Event) error {
			e.Actors[0].Name, e.Image.Alt = "Iraq", "B"
			return nil
		})
		require.NoError(t, err)
		assert.Equal(t, 2, got.Version)
		log, err := s.Revisions(t.Context(), tl.ID, e.ID, 0, 1)
		require.NoError(t, err)
		assert.Contains(t, string(log[0].Before), "Iran")
		assert.Contains(t, string(log[0].After), "Iraq")
	})
}

func TestAChangeOfNothingKeepsTheVersion(t *testing.T) {
	each(t, func(t *testing.T, s *storage.Store, _ *clock) {
		tl := newTimeline(t, s, "a")
		e := addEvents(t, s, tl, event("First", "2020-01-08"))[0]
		got, err := s.ChangeEvent(t.Context(), anna, tl.ID, e.ID, 1, "change", func(e *timeline.Event) error {
			e.Actors = []timeline.Actor{} // empty, as it was
			return nil
		})
		require.NoError(t, err)
		assert.Equal(t, 1, got.Version)
		log, err := s.Revisions(t.Context(), tl.ID, e.ID, 0, 10)
		require.NoError(t, err)
		assert.Len(t, log, 1)
	})
}

func TestOfManyWhoSaveAtOnceOneWins(t *testing.T) {
	each(t, func(t *testing.T, s *storage.Store, _ *clock) {
		ctx := t.Context()
		tl := newTimeline(t, s, "a")
		e := addEvents(t, s, tl, event("First", "2020-01-08"))[0]
		const people = 8
		errs := make([]error, people)
		var wg sync.WaitGroup
		for i := range people {
			wg.Go(func() {
				_, errs[i] = s.ChangeEvent(ctx, anna, tl.ID, e.ID, 1, "change", func(e *timeline.Event) error {
					e.Title = fmt.Sprint("of ", i)
					return nil
				})
			})
		}
		wg.Wait()
		won := 0
		for _, err := range errs {
			if err == nil {
				won++
			} else {
				assert.Equal(t, timeline.Conflicting, timeline.CodeOf(err), "%v", err)
			}
		}
		assert.Equal(t, 1, won)
	})
}

func TestManyWhoAddAtOnceAllDo(t *testing.T) {
	each(t, func(t *testing.T, s *storage.Store, _ *clock) {
		tl := newTimeline(t, s, "a")
		const people, each = 6, 5
		var wg sync.WaitGroup
		for range people {
			wg.Go(func() {
				for range each {
					assert.NoError(t, s.AddEvents(t.Context(), anna, tl.ID, "add", []timeline.Event{event("One", "2020-01-08")}, nil))
				}
			})
		}
		wg.Wait()
		info, err := s.Timeline(t.Context(), "a")
		require.NoError(t, err)
		assert.Equal(t, people*each, info.Accepted)
	})
}

func TestADeletedEventIsNowhereButInTheLog(t *testing.T) {
	each(t, func(t *testing.T, s *storage.Store, _ *clock) {
		ctx := t.Context()
		tl := newTimeline(t, s, "a")
		events := addEvents(t, s, tl, event("Gone", "2020-01-08"), event("Stays", "2020-01-09"))
		r := timeline.Relation{From: events[1].ID, Type: timeline.Follows, To: events[0].ID}
		require.NoError(t, s.AddRelation(ctx, anna, tl.ID, &r))
		require.NoError(t, s.DeleteEvent(ctx, anna, tl.ID, events[0].ID, 1))

		_, err := s.Event(ctx, tl.ID, events[0].ID)
		assert.Equal(t, timeline.NotFound, timeline.CodeOf(err))
		for _, q := range []storage.EventQuery{{}, {State: timeline.Accepted}, {Q: "gone stays"}, {Q: "gone"}} {
			got, _, err := s.Events(ctx, tl.ID, q)
			require.NoError(t, err)
			assert.NotContains(t, titles(got), "Gone", "%+v", q)
		}
		relations, err := s.Relations(ctx, tl.ID)
		require.NoError(t, err)
		assert.Empty(t, relations)
		info, err := s.Timeline(ctx, "a")
		require.NoError(t, err)
		assert.Equal(t, 1, info.Accepted)
		log, err := s.Revisions(ctx, tl.ID, events[0].ID, 0, 10)
		require.NoError(t, err)
		assert.Contains(t, string(log[0].Before), "Gone")
	})
}

func TestAnEventBelongsToItsTimelineAlone(t *testing.T) {
	each(t, func(t *testing.T, s *storage.Store, _ *clock) {
		ctx := t.Context()
		a, b := newTimeline(t, s, "a"), newTimeline(t, s, "b")
		e := addEvents(t, s, a, event("Of a", "2020-01-08"))[0]
		_, err := s.Event(ctx, b.ID, e.ID)
		assert.Equal(t, timeline.NotFound, timeline.CodeOf(err))
		_, err = s.ChangeEvent(ctx, anna, b.ID, e.ID, 0, "change", func(*timeline.Event) error { return nil })
		assert.Equal(t, timeline.NotFound, timeline.CodeOf(err))
		assert.Equal(t, timeline.NotFound, timeline.CodeOf(s.DeleteEvent(ctx, anna, b.ID, e.ID, 0)))
		got, _, err := s.Events(ctx, b.ID, storage.EventQuery{Q: "of"})
		require.NoError(t, err)
		assert.Empty(t, got)
	})
}

func TestEventsComeInOrderOfTimePageByPage(t *testing.T) {
	each(t, func(t *testing.T, s *storage.Store, c *clock) {
		ctx := t.Context()
		tl := newTimeline(t, s, "a")
		dates := []string{"", "2019", "2019-12-30", "[2019-12-30..2020-01-05]", "[..2020-01-07]", "2020-01-08", "2020-01-08T21:09:00Z", "2020-01-08T22:00:00+03:00", "2020-01-06/..", "1980/1988", "", "-0043-03-15"}
		var want []timeline.Event
		for i, d := range dates {
			want = append(want, event(fmt.Sprint(i), d))
		}
		rand.Shuffle(len(want), func(i, j int) { want[i], want[j] = want[j], want[i] })
		addEvents(t, s, tl, want...)
		slices.SortFunc(want, func(a, b timeline.Event) int {
			if a.Date.IsZero() != b.Date.IsZero() {
				if a.Date.IsZero() {
					return 1
				}
				return -1
			}
			if c := a.Date.Compare(b.Date); c != 0 {
				return c
			}
			return strings.Compare(a.ID, b.ID)
		})
		for limit := 1; limit <= len(want)+1; limit++ {
			var got []timeline.Event
			q := storage.EventQuery{Limit: limit}
			for pages := 0; ; pages++ {
				page, next, err := s.Events(ctx, tl.ID, q)
				require.NoError(t, err)
				got = append(got, page...)
				if next == "" {
					assert.Equal(t, (len(want)-1)/limit, pages, "pages of %d", limit)
					break
				}
				require.Len(t, page, limit)
				q.Cursor = next
			}
			assert.Equal(t, titles(want), titles(got), "pages of %d", limit)
		}
	})
}

func TestEventsAreFoundBy(t *testing.T) {
	each(t, func(t *testing.T, s *storage.Store, _ *clock) {
		ctx := t.Context()
		tl := newTimeline(t, s, "a")
		war, call, base, maybe, undated := event("War", "1980/1988"), event("Call", "2020-01-08"), event("Base", "[2019-12-30..2020-01-05]"), event("Maybe", "2020-01-09"), event("Undated", "")
		war.Kind, base.Kind = "ground-attack", "ground-attack"
		call.Text, call.Place = "Emmanuel Macron spoke of Téhéran's answer.", "São Paulo"
		base.Actors = []timeline.Actor{{Name: "Qassem Soleimani", Role: timeline.Target}}
		maybe.State, undated.State = timeline.Proposed, timeline.Proposed
		maybe.Kind = "ground-attack"
		addEvents(t, s, tl, war, call, base, maybe, undated)
		day := edtf.MustParse

		for name, tt := range map[string]struct {
			q    storage.EventQuery
			want string
		}{
			"nothing asked":                          {storage.EventQuery{}, "War Base Call Maybe Undated"},
			"state":                                  {storage.EventQuery{State: timeline.Proposed}, "Maybe Undated"},
			"kind":                                   {storage.EventQuery{Kind: "ground-attack"}, "War Base Maybe"},
			"state and kind":                         {storage.EventQuery{Kind: "ground-attack", State: timeline.Accepted}, "War Base"},
			"a day within what lasted":               {storage.EventQuery{From: day("1984-05-01"), To: day("1984-05-01")}, "War"},
			"from the last possible day":             {storage.EventQuery{From: day("2020-01-05")}, "Base Call Maybe"},
			"from the day after":                     {storage.EventQuery{From: day("2020-01-06")}, "Call Maybe"},
			"to the first possible day":              {storage.EventQuery{To: day("2019-12-30")}, "War Base"},
			"to a month":                             {storage.EventQuery{To: day("2019-12")}, "War Base"},
			"a word of the title":                    {storage.EventQuery{Q: "call"}, "Call"},
			"the beginning of a word":                {storage.EventQuery{Q: "Sole"}, "Base"},
			"words of different fields":              {storage.EventQuery{Q: "macron call"}, "Call"},
			"a word without its accents":             {storage.EventQuery{Q: "teheran sao"}, "Call"},
			"a word with other accents":              {storage.EventQuery{Q: "TÉHERÁN"}, "Call"},
			"a word that is not there":               {storage.EventQuery{Q: "macron base"}, ""},
			"signs alone":                            {storage.EventQuery{Q: `"* & | !`}, ""},
			"signs of a query language":              {storage.EventQuery{Q: `call" OR "base') | NOT`}, ""},
			"a word and a state":                     {storage.EventQuery{Q: "maybe", State: timeline.Accepted}, ""},
			"a word, a kind and a stretch":           {storage.EventQuery{Q: "war", Kind: "ground-attack", To: day("1990")}, "War"},
			"an article that is not there":           {storage.EventQuery{Article: "a0000000000000000000"}, ""},
			"the name of the timeline's own ID":      {storage.EventQuery{Q: tl.ID[:10]}, ""},
			"the beginning of a word before another": {storage.EventQuery{Q: "cal macron"}, ""},
		} {
			t.Run(name, func(t *testing.T) {
				got, next, err := s.Events(ctx, tl.ID, tt.q)
				require.NoError(t, err)
				assert.Equal(t, tt.want, titles(got))
				assert.Empty(t, next)
			})
		}
	})
}

func TestWordsThatWereChangedAreFoundAndTheOldNoMore(t *testing.T) {
	each(t, func(t *testing.T, s *storage.Store, _ *clock) {
		tl := newTimeline(t, s, "a")
		e := addEvents(t, s, tl, event("Oldword", "2020-01-08"))[0]
		_, err := s.ChangeEvent(t.Context(), anna, tl.ID, e.ID, 1, "change", func(e *timeline.Event) error { e.Title = "Newword"; return nil })
		require.NoError(t, err)
		for q, want := range map[string]string{"oldword": "", "newword": "Newword"} {
			got, _, err := s.Events(t.Context(), tl.ID, storage.EventQuery{Q: q})
			require.NoError(t, err)
			assert.Equal(t, want, titles(got), q)
		}
	})
}

func TestAQueryRefusesWhatItCannotRead(t *testing.T) {
	each(t, func(t *testing.T, s *storage.Store, _ *clock) {
		tl := newTimeline(t, s, "a")
		for field, q := range map[string]storage.EventQuery{
			"limit":  {Limit: 1001},
			"cursor": {Cursor: "bm9uc2Vuc2U"},
		} {
			_, _, err := s.Events(t.Context(), tl.ID, q)
			var p timeline.Problems
			require.ErrorAs(t, err, &p)
			assert.Equal(t, field, p[0].Field)
		}
	})
}

func TestHostileTextsComeBackAsTheyWere(t *testing.T) {
	each(t, func(t *testing.T, s *storage.Store, _ *clock) {
		tl := newTimeline(t, s, "a")
		for _, text := range []string{"<script>alert(1)</script>", "'; DROP TABLE events; --", "a\u202eb\u200f", "🕳️ ﷽", "\ufeff", strings.Repeat("é ", 2500)} {
			e := event("Title", "2020-01-08")
			e.Text = text
			stored := addEvents(t, s, tl, e)[0]
			got, err := s.Event(t.Context(), tl.ID, stored.ID)
			require.NoError(t, err)
			assert.Equal(t, text, got.Text)
		}
	})
}

func TestATextThatCannotBeStoredIsInvalid(t *testing.T) {
	each(t, func(t *testing.T, s *storage.Store, _ *clock) {
		tl := newTimeline(t, s, "a")
		e := event("NUL \x00", "2020-01-08")
		if err := s.AddEvents(t.Context(), anna, tl.ID, "add", []timeline.Event{e}, nil); err != nil { // SQLite takes it
			assert.Equal(t, timeline.Invalid, timeline.CodeOf(err), "%v", err)
		}
	})
}
