package desk

import (
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

var (
	contributor = timeline.User{ID: "u1", Name: "carla", Role: timeline.Contributor}
	editor      = timeline.User{ID: "u2", Name: "edith", Role: timeline.Editor}
	admin       = timeline.User{ID: "u3", Name: "ada", Role: timeline.Admin}
)

// a story of our own; each sentence tells one event.
const story = `Jets struck a base near Kirkuk on Wednesday, officials said.

The ministers of both states met in Vienna on Thursday in response to the airstrike.`

// newDesk is a desk over an empty database with a timeline "a".
func newDesk(t testing.TB) *Desk {
	store, err := storage.Open(t.Context(), storagetest.SQLite(t), storage.Options{})
	require.NoError(t, err)
	t.Cleanup(func() { assert.NoError(t, store.Close()) })
	d := New(Options{Store: store, Now: func() time.Time { return time.Date(2020, 1, 10, 12, 0, 0, 0, time.UTC) }})
	require.NoError(t, d.CreateTimeline(t.Context(), editor, &timeline.Timeline{Slug: "a", Title: "A story"}))
	return d
}

// meeting is a valid event that a person enters.
func meeting(title, date string) timeline.Event {
	e := timeline.Event{Title: title, Kind: "meeting", Importance: 0.5}
	if date != "" {
		e.Date = edtf.MustParse(date)
	}
	return e
}

func add(t testing.TB, d *Desk, e timeline.Event) timeline.Event {
	require.NoError(t, d.AddEvent(t.Context(), editor, "a", &e))
	return e
}

// paste adds the story, dated but without the proposals that the extractor
// makes of it, and returns its ID.
func paste(t testing.TB, d *Desk) string {
	read, err := d.AddArticle(t.Context(), contributor, "a", ArticleInput{Text: story, Published: "2020-01-10", Title: "Story"})
	require.NoError(t, err)
	for _, e := range read.Events {
		require.NoError(t, d.DeleteEvent(t.Context(), editor, "a", e.ID, 0))
	}
	return read.ID
}

// spanOf finds words in the story.
func spanOf(words string) timeline.Quote {
	i := len([]rune(story[:strings.Index(story, words)]))
	return timeline.Quote{Span: timeline.Span{Start: i, End: i + len([]rune(words))}, Text: words}
}

// told is what an extractor could read in the story.
func told() timeline.Extraction {
	wednesday := spanOf("Wednesday")
	first := 0
	return timeline.Extraction{
		Timexes: []timeline.Timex{{Span: wednesday.Span, Text: "Wednesday", Type: "DATE", Value: "2020-01-08"}},
		Events: []timeline.Proposal{
			{ID: "e1", Title: "Jets strike a base", Kind: "airstrike", Date: edtf.MustParse("2020-01-08"), Span: spanOf("Jets struck a base near Kirkuk on Wednesday").Span,
				Trigger: spanOf("struck"), Confidence: 0.9, Timex: &first, Place: "Kirkuk"},
			{ID: "e2", Title: "Ministers meet in Vienna", Kind: "meeting", Date: edtf.MustParse("2020-01-09"), Span: spanOf("The ministers of both states met in Vienna").Span,
				Trigger: spanOf("met"), Confidence: 0.8},
		},
		Relations: []timeline.ProposedRelation{{From: "e2", Type: timeline.ResponseTo, To: "e1", Span: spanOf("in response to").Span}},
	}
}

// propose adds the story and what is told in it.
func propose(t testing.TB, d *Desk) (articleID string, events []timeline.Event) {
	articleID = paste(t, d)
	events, err := d.Propose(t.Context(), contributor, "a", articleID, told())
	require.NoError(t, err)
	return articleID, events
}

// fields returns the fields that an error finds fault with.
func fields(t testing.TB, err error) []string {
	var p timeline.Problems
	require.ErrorAs(t, err, &p)
	var all []string
	for _, q := range p {
		all = append(all, q.Field)
	}
	return all
}

func TestEachFunctionIsRefusedToWhoMayNot(t *testing.T) {
	d := newDesk(t)
	ctx := t.Context()
	e := add(t, d, meeting("A meeting", "2020-01-08"))
	article := paste(t, d)
	nothing := func(*timeline.Event) {}
	for name, tt := range map[string]struct {
		least timeline.UserRole
		do    func(who timeline.User) error
	}{
		"list timelines": {timeline.Contributor, func(w timeline.User) error { _, err := d.Timelines(ctx, w); return err }},
		"see a timeline": {timeline.Contributor, func(w timeline.User) error { _, err := d.Timeline(ctx, w, "a"); return err }},
		"list events":    {timeline.Contributor, func(w timeline.User) error { _, _, err := d.Events(ctx, w, "a", EventQuery{}); return err }},
		"see an event":   {timeline.Contributor, func(w timeline.User) error { _, err := d.Event(ctx, w, "a", e.ID); return err }},
		"list articles":  {timeline.Contributor, func(w timeline.User) error { _, err := d.Articles(ctx, w, "a"); return err }},
		"see an article": {timeline.Contributor, func(w timeline.User) error { _, err := d.Article(ctx, w, "a", article); return err }},
		"read the log":   {timeline.Contributor, func(w timeline.User) error { _, err := d.Log(ctx, w, "a", 0, 0); return err }},
		"read revisions": {timeline.Contributor, func(w timeline.User) error { _, err := d.Revisions(ctx, w, "a", e.ID); return err }},
		"list relations": {timeline.Contributor, func(w timeline.User) error { _, err := d.Relations(ctx, w, "a"); return err }},
		"add an article": {timeline.Contributor, func(w timeline.User) error {
			_, err := d.AddArticle(ctx, w, "a", ArticleInput{Text: story})
			return err
		}},
		"add an event": {timeline.Contributor, func(w timeline.User) error { e := meeting("x", "2020"); return d.AddEvent(ctx, w, "a", &e) }},
		"propose":      {timeline.Contributor, func(w timeline.User) error { _, err := d.Propose(ctx, w, "a", article, told()); return err }},
		"use a key": {timeline.Contributor, func(w timeline.User) error {
			_, err := d.Once(ctx, w, "k", nil, func() Answer { return Answer{} })
			return err
		}},
		"make a timeline": {timeline.Editor, func(w timeline.User) error { return d.CreateTimeline(ctx, w, &timeline.Timeline{Title: "B " + w.Name}) }},
		"change a timeline": {timeline.Editor, func(w timeline.User) error {
			_, err := d.UpdateTimeline(ctx, w, "a", 0, func(*timeline.Timeline) {})
			return err
		}},
		"save an event": {timeline.Editor, func(w timeline.User) error { _, err := d.SaveEvent(ctx, w, "a", e.ID, 0, nothing); return err }},
		"cite": {timeline.Editor, func(w timeline.User) error {
			_, err := d.Cite(ctx, w, "a", e.ID, 0, article, timeline.Span{Start: 0, End: 4})
			return err
		}},
		"reject":  {timeline.Editor, func(w timeline.User) error { _, err := d.Reject(ctx, w, "a", e.ID, 0); return err }},
		"accept":  {timeline.Editor, func(w timeline.User) error { _, err := d.Accept(ctx, w, "a", e.ID, 0); return err }},
		"publish": {timeline.Editor, func(w timeline.User) error { _, err := d.Publish(ctx, w, "a"); return err }},
		"add a kind": {timeline.Admin, func(w timeline.User) error {
			return d.AddKind(ctx, w, timeline.KindInfo{Kind: timeline.Kind("k-" + w.Name), Group: timeline.Other, Label: "x"})
		}},
	} {
		t.Run(name, func(t *testing.T) {
			assert.Equal(t, timeline.Unauthorized, timeline.CodeOf(tt.do(timeline.User{})))
			for _, who := range []timeline.User{contributor, editor, admin} {
				err := tt.do(who)
				if who.Role.May(tt.least) {
					assert.NoError(t, err, "%s may", who.Name)
				} else {
					assert.Equal(t, timeline.Forbidden, timeline.CodeOf(err), "%s may not: %v", who.Name, err)
				}
			}
		})
	}
	// What takes things away, and would take them from the cases above.
	other := add(t, d, meeting("Another", "2020"))
	for name, do := range map[string]func() error{
		"merge": func() error { _, err := d.Merge(ctx, contributor, "a", e.ID, other.ID); return err },
		"relate": func() error {
			_, err := d.Relate(ctx, contributor, "a", timeline.Relation{From: e.ID, To: other.ID})
			return err
		},
		"unrelate":          func() error { return d.Unrelate(ctx, contributor, "a", "r0") },
		"delete an event":   func() error { return d.DeleteEvent(ctx, contributor, "a", e.ID, 0) },
		"delete a timeline": func() error { return d.DeleteTimeline(ctx, contributor, "a", 0) },
	} {
		assert.Equal(t, timeline.Forbidden, timeline.CodeOf(do()), name)
	}
}

func TestWhatIsNotThereIsNotFoundHoweverItIsWritten(t *testing.T) {
	d := newDesk(t)
	ctx := t.Context()
	for _, name := range []string{"b", "", "A", "a/../b", "\x00", "ä", strings.Repeat("x", 10000), "' OR 1=1 --"} {
		_, err := d.Timeline(ctx, editor, name)
		assert.Equal(t, timeline.NotFound, timeline.CodeOf(err), "timeline %.20q", name)
		_, err = d.Event(ctx, editor, "a", name)
		assert.Equal(t, timeline.NotFound, timeline.CodeOf(err), "event %.20q", name)
		_, err = d.Article(ctx, editor, "a", name)
		assert.Equal(t, timeline.NotFound, timeline.CodeOf(err), "article %.20q", name)
		_, err = d.Published(ctx, name)
		assert.Equal(t, timeline.NotFound, timeline.CodeOf(err), "edition %.20q", name)
		assert.Equal(t, timeline.NotFound, timeline.CodeOf(d.Unrelate(ctx, editor, "a", name)), "relation %.20q", name)
		_, err = d.User(ctx, name)
		assert.Equal(t, timeline.NotFound, timeline.CodeOf(err), "user %.20q", name)
	}
}
