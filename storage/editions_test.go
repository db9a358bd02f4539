package storage_test

import (
	"crypto/sha256"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"dateline/storage"
	"dateline/timeline"
	"dateline/timeline/edtf"
)

func edition(tl timeline.Timeline, number int) storage.Edition {
	return storage.Edition{
		TimelineID: tl.ID, Number: number, Hash: "hash", Content: "content", JSON: []byte("{\"a\": 1}\n"), Option: []byte("{}"),
		SVG: []byte("<svg/>"), Narrow: []byte("<svg />"),
		EditionInfo: storage.EditionInfo{Slug: tl.Slug, Title: tl.Title, Language: "en", Timezone: "UTC", Events: 3, Published: time.Date(2020, 1, number, 0, 0, 0, 0, time.UTC)},
	}
}

func TestReadersSeeTheEditionThatWasPublishedLast(t *testing.T) {
	each(t, func(t *testing.T, s *storage.Store, _ *clock) {
		ctx := t.Context()
		a, b := newTimeline(t, s, "a"), newTimeline(t, s, "b")
		_, _, err := s.Current(ctx, "a")
		assert.Equal(t, timeline.NotFound, timeline.CodeOf(err))
		for n := 1; n <= 2; n++ {
			ed := edition(a, n)
			require.NoError(t, s.AddEdition(ctx, anna, &ed, false))
			got, err := s.Published(ctx, "a")
			require.NoError(t, err)
			assert.Equal(t, ed, got, "byte for byte")
		}
		ed := edition(a, 2)
		err = s.AddEdition(ctx, anna, &ed, false)
		assert.Equal(t, timeline.Conflicting, timeline.CodeOf(err), "the number is taken")

		other := edition(b, 1)
		require.NoError(t, s.AddEdition(ctx, anna, &other, false))
		list, err := s.PublishedTimelines(ctx, 10)
		require.NoError(t, err)
		assert.Equal(t, []storage.EditionInfo{edition(a, 2).EditionInfo, other.EditionInfo}, list)
		n, hash, err := s.Current(ctx, "a")
		require.NoError(t, err)
		assert.Equal(t, 2, n)
		assert.Equal(t, "hash", hash)

		first, err := s.EditionNumbered(ctx, "a", 1)
		require.NoError(t, err)
		assert.Equal(t, edition(a, 1), first, "what readers saw before")
		times, err := s.EditionTimes(ctx, "a", 10)
		require.NoError(t, err)
		assert.Equal(t, []storage.EditionTime{{Number: 2, Published: edition(a, 2).Published}, {Number: 1, Published: first.Published}}, times)
		for _, none := range []int{0, 3, -1} {
			_, err = s.EditionNumbered(ctx, "a", none)
			assert.Equal(t, timeline.NotFound, timeline.CodeOf(err), "%d", none)
		}

		alone := edition(a, 3)
		require.NoError(t, s.AddEdition(ctx, anna, &alone, true))
		for _, withdrawn := range []int{1, 2} {
			_, err = s.EditionNumbered(ctx, "a", withdrawn)
			assert.Equal(t, timeline.NotFound, timeline.CodeOf(err), "%d", withdrawn)
		}
		times, err = s.EditionTimes(ctx, "a", 10)
		require.NoError(t, err)
		assert.Equal(t, []storage.EditionTime{{Number: 3, Published: alone.Published}}, times)
		_, err = s.EditionNumbered(ctx, "b", 1)
		require.NoError(t, err, "of another timeline")

		require.NoError(t, s.DeleteTimeline(ctx, anna, a.ID, 0))
		_, err = s.EditionNumbered(ctx, "a", 1)
		assert.Equal(t, timeline.NotFound, timeline.CodeOf(err))
		_, err = s.Published(ctx, "a")
		assert.Equal(t, timeline.NotFound, timeline.CodeOf(err))
		assert.Equal(t, timeline.NotFound, timeline.CodeOf(s.AddEdition(ctx, anna, &ed, false)))
	})
}

func article(text string) storage.Article {
	return storage.Article{
		Article: timeline.Article{
			ID: "given", Title: "T " + text, URL: "https://example.org/", Published: edtf.MustParse("2020-01-08T21:09:00Z"), Language: "en", Publisher: "P", Text: text,
			Paragraphs: []timeline.Paragraph{{Span: timeline.Span{Start: 0, End: len(text)}, Role: timeline.RoleBody}},
		},
		Timexes: []timeline.Timex{{Text: "today", Type: "DATE", Value: "2020-01-08"}},
		Sum:     sha256.Sum256([]byte(text)),
	}
}

func TestAnArticleIsStoredWithWhatItTells(t *testing.T) {
	each(t, func(t *testing.T, s *storage.Store, _ *clock) {
		ctx := t.Context()
		tl := newTimeline(t, s, "a")
		a := article("Jets struck.")
		one, two := event("One", "2020-01-08"), event("Two", "2020-01-09")
		one.ID, two.ID = "e1", "e2"
		for _, e := range []*timeline.Event{&one, &two} {
			e.State = timeline.Proposed
			e.Citations = []timeline.Citation{{Article: "given", Exact: "Jets"}}
		}
		events := []timeline.Event{one, two}
		relations := []timeline.Relation{{From: "e2", Type: timeline.Follows, To: "e1", Quote: "after"}, {From: "e2", Type: timeline.Follows, To: "e1", Quote: "then"}}
		known, err := s.AddArticle(ctx, anna, tl.ID, &a, events, relations)
		require.NoError(t, err)
		assert.False(t, known)

		got, err := s.Article(ctx, tl.ID, a.ID)
		require.NoError(t, err)
		assert.Equal(t, a, got)
		citing, _, err := s.Events(ctx, tl.ID, storage.EventQuery{Article: a.ID})
		require.NoError(t, err)
		assert.Equal(t, events, citing)
		assert.Equal(t, a.ID, citing[0].Citations[0].Article)
		tied, err := s.RelationsOf(ctx, tl.ID, []string{events[0].ID})
		require.NoError(t, err)
		require.Len(t, tied, 1, "the same relation twice is one")
		assert.Equal(t, "after", tied[0].Quote)

		again := article("Jets struck.")
		known, err = s.AddArticle(ctx, anna, tl.ID, &again, []timeline.Event{event("Three", "2020")}, nil)
		require.NoError(t, err)
		assert.True(t, known)
		assert.Equal(t, a.ID, again.ID)
		list, err := s.Articles(ctx, tl.ID)
		require.NoError(t, err)
		require.Len(t, list, 1)
		assert.Equal(t, [3]int{2, 0, 0}, [3]int{list[0].Proposed, list[0].Accepted, list[0].Rejected})
		assert.Equal(t, "2020-01-08T21:09:00Z", list[0].Published)
	})
}

func TestAnArticleThatIsReadAgainReplacesWhatNobodyTouched(t *testing.T) {
	each(t, func(t *testing.T, s *storage.Store, _ *clock) {
		ctx := t.Context()
		tl := newTimeline(t, s, "a")
		a := article("Jets struck. Ministers met. Police came. It rained.")
		proposals := func(dates ...string) (events []timeline.Event) {
			for i, title := range []string{"strike", "meeting", "arrest", "rain"} {
				e := event(title, dates[i])
				e.ID, e.State = title, timeline.Proposed
				e.Citations = []timeline.Citation{{Article: a.ID, Exact: title, Trigger: timeline.Span{Start: i, End: i + 1}}}
				events = append(events, e)
			}
			return events
		}
		ties := []timeline.Relation{{From: "meeting", Type: timeline.Follows, To: "strike", Quote: "after"}, {From: "rain", Type: timeline.Follows, To: "arrest", Quote: "then"}}
		events := proposals("", "", "", "")
		_, err := s.AddArticle(ctx, anna, tl.ID, &a, events, slices.Clone(ties))
		require.NoError(t, err)
		edited, err := s.ChangeEvent(ctx, anna, tl.ID, events[0].ID, 0, "change", func(e *timeline.Event) error { e.Title = "edited"; return nil })
		require.NoError(t, err)
		require.NoError(t, s.DeleteEvent(ctx, anna, tl.ID, events[2].ID, 0))

		a.Published, a.Timexes = edtf.MustParse("2020-01-09"), nil
		again := proposals("2020-01-06", "2020-01-07", "2020-01-08", "2020-01-09")
		require.NoError(t, s.ReadAgain(ctx, anna, tl.ID, &a, again, slices.Clone(ties)))
		got, _, err := s.Events(ctx, tl.ID, storage.EventQuery{Article: a.ID})
		require.NoError(t, err)
		assert.Equal(t, "meeting rain edited", titles(got))
		assert.Equal(t, edited, got[2])
		assert.NotContains(t, []string{events[1].ID, events[3].ID}, got[0].ID)
		tied, err := s.Relations(ctx, tl.ID)
		require.NoError(t, err)
		require.Len(t, tied, 1)
		assert.Equal(t, [2]string{got[0].ID, edited.ID}, [2]string{tied[0].From, tied[0].To})
		stored, err := s.Article(ctx, tl.ID, a.ID)
		require.NoError(t, err)
		assert.Equal(t, "2020-01-09", stored.Published.String())
		assert.Empty(t, stored.Timexes)
		assert.Equal(t, a.Text, stored.Text)
		info, err := s.Timeline(ctx, "a")
		require.NoError(t, err)
		assert.Equal(t, 3, info.Proposed)
		found, _, err := s.Events(ctx, tl.ID, storage.EventQuery{Q: "rain"})
		require.NoError(t, err)
		assert.Len(t, found, 1, "what was replaced is no longer found by its words")

		require.NoError(t, s.ReadAgain(ctx, anna, tl.ID, &a, nil, nil))
		got, _, err = s.Events(ctx, tl.ID, storage.EventQuery{Article: a.ID})
		require.NoError(t, err)
		assert.Equal(t, "edited", titles(got))

		a.ID = "other"
		assert.Equal(t, timeline.NotFound, timeline.CodeOf(s.ReadAgain(ctx, anna, tl.ID, &a, nil, nil)))
	})
}

func TestAnArticleWhoseEventFailsIsNotStored(t *testing.T) {
	each(t, func(t *testing.T, s *storage.Store, _ *clock) {
		ctx := t.Context()
		tl := newTimeline(t, s, "a")
		a := article("Jets struck.")
		e := event("One", "2020-01-08")
		e.Citations = []timeline.Citation{{Article: "a00000000000000000000"}} // no such article
		_, err := s.AddArticle(ctx, anna, tl.ID, &a, []timeline.Event{e}, nil)
		require.Error(t, err)
		list, err := s.Articles(ctx, tl.ID)
		require.NoError(t, err)
		assert.Empty(t, list)
		info, err := s.Timeline(ctx, "a")
		require.NoError(t, err)
		assert.Zero(t, info.Accepted)
		log, err := s.Log(ctx, tl.ID, 0, 10)
		require.NoError(t, err)
		assert.Len(t, log, 1, "the timeline's own")
	})
}

func TestADraftIsWhatAnEditionIsMadeFrom(t *testing.T) {
	each(t, func(t *testing.T, s *storage.Store, _ *clock) {
		ctx := t.Context()
		tl := newTimeline(t, s, "a")
		proposed := event("Proposed", "2020-01-01")
		proposed.State = timeline.Proposed
		events := addEvents(t, s, tl, event("Second", "2020-01-09"), event("First", "2020-01-08"), proposed)
		r := timeline.Relation{From: events[0].ID, Type: timeline.Follows, To: events[1].ID}
		require.NoError(t, s.AddRelation(ctx, anna, tl.ID, &r))
		a := article("Jets struck.")
		_, err := s.AddArticle(ctx, anna, tl.ID, &a, nil, nil)
		require.NoError(t, err)

		d, err := s.Draft(ctx, tl.ID)
		require.NoError(t, err)
		assert.Equal(t, tl, d.Timeline)
		assert.Equal(t, "First Second", titles(d.Events))
		assert.Equal(t, []timeline.Relation{r}, d.Relations)
		assert.Equal(t, []timeline.Source{{ID: a.ID, Title: a.Title, URL: a.URL, Publisher: "P", Published: "2020-01-08T21:09:00Z"}}, d.Sources)
		assert.Zero(t, d.Last)
		assert.Empty(t, d.Content)

		ed := edition(tl, 1)
		require.NoError(t, s.AddEdition(ctx, anna, &ed, false))
		d, err = s.Draft(ctx, tl.ID)
		require.NoError(t, err)
		assert.Equal(t, 1, d.Last)
		assert.Equal(t, "content", d.Content)
	})
}

func TestMergingMovesRelationsOnce(t *testing.T) {
	each(t, func(t *testing.T, s *storage.Store, _ *clock) {
		ctx := t.Context()
		tl := newTimeline(t, s, "a")
		events := addEvents(t, s, tl, event("Merged", "2020"), event("Kept", "2020"), event("Third", "2020"))
		merged, kept, third := events[0].ID, events[1].ID, events[2].ID
		for _, r := range []timeline.Relation{
			{From: merged, Type: timeline.Follows, To: kept},
			{From: merged, Type: timeline.Follows, To: third},
			{From: kept, Type: timeline.Follows, To: third},
			{From: third, Type: timeline.PartOf, To: merged},
		} {
			require.NoError(t, s.AddRelation(ctx, anna, tl.ID, &r))
		}
		_, err := s.MergeEvents(ctx, anna, tl.ID, merged, kept, func(from, into *timeline.Event) error {
			from.State = timeline.Rejected
			return nil
		})
		require.NoError(t, err)
		got, err := s.Relations(ctx, tl.ID)
		require.NoError(t, err)
		var ends [][3]string
		for _, r := range got {
			ends = append(ends, [3]string{r.From, string(r.Type), r.To})
		}
		assert.ElementsMatch(t, [][3]string{{kept, "follows", third}, {third, "part-of", kept}}, ends)
	})
}

func TestAKeyIsClaimedOnceAndForgottenAfterADay(t *testing.T) {
	each(t, func(t *testing.T, s *storage.Store, c *clock) {
		ctx := t.Context()
		sum, other := sha256.Sum256([]byte("one")), sha256.Sum256([]byte("two"))
		first, err := s.Claim(ctx, "u", "key", sum)
		require.NoError(t, err)
		require.NotEmpty(t, first.Holder)
		waits, err := s.Claim(ctx, "u", "key", sum)
		require.NoError(t, err)
		assert.Equal(t, storage.Claim{}, waits, "another works on it")
		refused, err := s.Claim(ctx, "u", "key", other)
		require.NoError(t, err)
		assert.True(t, refused.Other)

		// The program that held it stopped.
		c.at = c.at.Add(3 * time.Minute)
		second, err := s.Claim(ctx, "u", "key", sum)
		require.NoError(t, err)
		require.NotEmpty(t, second.Holder)
		a := storage.Answer{Status: 201, Header: map[string]string{"ETag": `"1"`}, Body: []byte("{}")}
		require.NoError(t, s.Answer(ctx, "u", "key", first.Holder, storage.Answer{Status: 500}), "who lost the claim answers nobody")
		require.NoError(t, s.Answer(ctx, "u", "key", second.Holder, a))
		require.NoError(t, s.Unclaim(ctx, "u", "key", first.Holder))
		answered, err := s.Claim(ctx, "u", "key", sum)
		require.NoError(t, err)
		assert.Equal(t, storage.Claim{Answer: &a}, answered)

		c.at = c.at.Add(25 * time.Hour)
		anew, err := s.Claim(ctx, "u", "key", other)
		require.NoError(t, err)
		assert.NotEmpty(t, anew.Holder)
	})
}
