package desk

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"dateline/timeline"
	"dateline/timeline/edtf"
)

func TestAProposalIsAcceptedOrRejected(t *testing.T) {
	d := newDesk(t)
	ctx := t.Context()
	_, events := propose(t, d)
	got, err := d.Accept(ctx, editor, "a", events[0].ID, events[0].Version)
	require.NoError(t, err)
	assert.Equal(t, timeline.Accepted, got.State)
	_, err = d.Reject(ctx, editor, "a", events[0].ID, events[0].Version)
	assert.Equal(t, timeline.Conflicting, timeline.CodeOf(err), "of a version that is past")
	got, err = d.Reject(ctx, editor, "a", events[1].ID, 0)
	require.NoError(t, err)
	assert.Equal(t, timeline.Rejected, got.State)
	again, err := d.Reject(ctx, editor, "a", events[1].ID, 0)
	require.NoError(t, err)
	assert.Equal(t, got, again, "to decide the same again changes nothing")

	info, err := d.Timeline(ctx, editor, "a")
	require.NoError(t, err)
	assert.Equal(t, [3]int{0, 1, 1}, [3]int{info.Proposed, info.Accepted, info.Rejected})
	log, err := d.Revisions(ctx, editor, "a", events[0].ID)
	require.NoError(t, err)
	assert.Equal(t, []string{"accept", "propose"}, []string{log[0].Action, log[1].Action})
	assert.Equal(t, "edith", log[0].By)
}

func TestAProposalWithoutADateIsNotAccepted(t *testing.T) {
	d := newDesk(t)
	article := paste(t, d)
	x := told()
	x.Events[0].Date = edtf.Date{}
	events, err := d.Propose(t.Context(), editor, "a", article, x)
	require.NoError(t, err)
	_, err = d.Accept(t.Context(), editor, "a", events[0].ID, 0)
	assert.Equal(t, []string{"date"}, fields(t, err))
	got, err := d.Event(t.Context(), editor, "a", events[0].ID)
	require.NoError(t, err)
	assert.Equal(t, timeline.Proposed, got.State)
	_, err = d.Reject(t.Context(), editor, "a", events[0].ID, 0)
	assert.NoError(t, err)
}

func TestMergingAddsTheCitationsAndMovesTheRelations(t *testing.T) {
	d := newDesk(t)
	ctx := t.Context()
	_, events := propose(t, d)
	strike := add(t, d, meeting("The strike on K-1", "2020-01"))
	later := add(t, d, meeting("Later", "2020-02"))
	_, err := d.Relate(ctx, editor, "a", timeline.Relation{From: later.ID, Type: timeline.Follows, To: events[0].ID})
	require.NoError(t, err)

	got, err := d.Merge(ctx, editor, "a", events[0].ID, strike.ID)
	require.NoError(t, err)
	want := strike
	want.Citations, want.Version, want.Updated = events[0].Citations, 2, got.Updated
	assert.Equal(t, want, got, "its date and words stay as they were")
	merged, err := d.Event(ctx, editor, "a", events[0].ID)
	require.NoError(t, err)
	assert.Equal(t, timeline.Rejected, merged.State)
	assert.Equal(t, strike.ID, MergedInto(merged))

	relations, err := d.Relations(ctx, editor, "a")
	require.NoError(t, err)
	require.Len(t, relations, 2)
	for _, r := range relations {
		assert.Equal(t, strike.ID, r.To)
	}

	// What seemed to be the merged event is merged into the one that took it.
	kept, err := d.Merge(ctx, editor, "a", later.ID, events[0].ID)
	require.NoError(t, err)
	assert.Equal(t, strike.ID, kept.ID)
	relations, err = d.Relations(ctx, editor, "a")
	require.NoError(t, err)
	assert.Len(t, relations, 1, "a relation of an event to itself is dropped")

	_, err = d.Merge(ctx, editor, "a", events[0].ID, events[1].ID)
	assert.Equal(t, timeline.Conflicting, timeline.CodeOf(err), "it was merged already")
	_, err = d.Merge(ctx, editor, "a", strike.ID, events[0].ID)
	assert.Equal(t, []string{"into"}, fields(t, err), "it would be merged into itself")
}

func TestAMergedEventMayBeTakenOutAgain(t *testing.T) {
	d := newDesk(t)
	ctx := t.Context()
	one, two := add(t, d, meeting("One", "2020-01")), add(t, d, meeting("Two", "2020-01"))
	_, err := d.Merge(ctx, editor, "a", one.ID, two.ID)
	require.NoError(t, err)
	got, err := d.SaveEvent(ctx, editor, "a", one.ID, 0, func(e *timeline.Event) { e.State = timeline.Accepted })
	require.NoError(t, err)
	assert.Empty(t, got.Like)
	// No circle: what follows who took in whom would never end.
	_, err = d.Merge(ctx, editor, "a", two.ID, one.ID)
	require.NoError(t, err)
	_, err = d.SaveEvent(ctx, editor, "a", one.ID, 0, func(e *timeline.Event) { e.State = timeline.Rejected })
	require.NoError(t, err)
	three := add(t, d, meeting("Three", "2020-01"))
	kept, err := d.Merge(ctx, editor, "a", three.ID, two.ID)
	require.NoError(t, err)
	assert.Equal(t, one.ID, kept.ID)
}

func TestAProposalSaysWhichEventItSeemsToBe(t *testing.T) {
	d := newDesk(t)
	ctx := t.Context()
	_, events := propose(t, d)
	_, err := d.Accept(ctx, editor, "a", events[0].ID, 0)
	require.NoError(t, err)

	// The same news from another article.
	read, err := d.AddArticle(ctx, contributor, "a", ArticleInput{Text: "Officials spoke.\n\n" + story, Published: "2020-01-11", Title: "Again"})
	require.NoError(t, err)
	for _, e := range read.Events {
		require.NoError(t, d.DeleteEvent(ctx, editor, "a", e.ID, 0))
	}
	x := told()
	shift := len("Officials spoke.\n\n")
	move := func(s *timeline.Span) { s.Start += shift; s.End += shift }
	move(&x.Timexes[0].Span)
	for i := range x.Events {
		move(&x.Events[i].Span)
		move(&x.Events[i].Trigger.Span)
	}
	move(&x.Relations[0].Span)
	again, err := d.Propose(ctx, editor, "a", read.ID, x)
	require.NoError(t, err)
	assert.Equal(t, events[0].ID, again[0].Like)
	assert.Equal(t, events[1].ID, again[1].Like)

	kept, err := d.Merge(ctx, editor, "a", again[0].ID, again[0].Like)
	require.NoError(t, err)
	assert.Len(t, kept.Citations, 2)
	accepted, err := d.Accept(ctx, editor, "a", again[1].ID, 0)
	require.NoError(t, err)
	assert.Empty(t, accepted.Like, "accepting says that it is another")
}

func TestRelateRefuses(t *testing.T) {
	d := newDesk(t)
	ctx := t.Context()
	one, two := add(t, d, meeting("One", "2020-01")), add(t, d, meeting("Two", "2020-01"))
	r, err := d.Relate(ctx, editor, "a", timeline.Relation{From: one.ID, Type: timeline.Contradicts, To: two.ID, Quote: "made up"})
	require.NoError(t, err)
	assert.Empty(t, r.Quote)
	_, err = d.Relate(ctx, editor, "a", r)
	assert.Equal(t, timeline.Conflicting, timeline.CodeOf(err), "there already")
	assert.Equal(t, []string{"type"}, fields(t, err))
	_, err = d.Relate(ctx, editor, "a", timeline.Relation{From: one.ID, Type: "likes", To: one.ID})
	assert.Equal(t, []string{"type", "to"}, fields(t, err))
	_, err = d.Relate(ctx, editor, "a", timeline.Relation{From: one.ID, Type: timeline.Follows, To: "e00000000000000000000"})
	assert.Equal(t, timeline.NotFound, timeline.CodeOf(err))
	require.NoError(t, d.Unrelate(ctx, editor, "a", r.ID))
	assert.Equal(t, timeline.NotFound, timeline.CodeOf(d.Unrelate(ctx, editor, "a", r.ID)))
}
