package desk

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"dateline/timeline"
)

func TestATimelineGetsItsSlugFromItsTitle(t *testing.T) {
	d := newDesk(t)
	tl := timeline.Timeline{Title: " From airstrike to retaliation "}
	require.NoError(t, d.CreateTimeline(t.Context(), editor, &tl))
	assert.Equal(t, "from-airstrike-to-retaliation", tl.Slug)
	assert.Equal(t, "From airstrike to retaliation", tl.Title)
	assert.Equal(t, [2]string{"en", "UTC"}, [2]string{tl.Language, tl.Timezone})
	got, err := d.Timeline(t.Context(), contributor, tl.Slug)
	require.NoError(t, err)
	assert.Equal(t, tl, got.Timeline)
}

func TestASlugThatIsTakenIsAConflictAboutTheSlug(t *testing.T) {
	d := newDesk(t)
	err := d.CreateTimeline(t.Context(), editor, &timeline.Timeline{Slug: "a", Title: "Again"})
	assert.Equal(t, timeline.Conflicting, timeline.CodeOf(err))
	assert.Equal(t, []string{"slug"}, fields(t, err))
	require.NoError(t, d.CreateTimeline(t.Context(), editor, &timeline.Timeline{Slug: "b", Title: "B"}))
	_, err = d.UpdateTimeline(t.Context(), editor, "b", 0, func(t *timeline.Timeline) { t.Slug = "a" })
	assert.Equal(t, timeline.Conflicting, timeline.CodeOf(err))
	assert.Equal(t, []string{"slug"}, fields(t, err))

	require.NoError(t, d.DeleteTimeline(t.Context(), editor, "a", 0))
	assert.NoError(t, d.CreateTimeline(t.Context(), editor, &timeline.Timeline{Slug: "a", Title: "Again"}), "the slug of a deleted timeline is free")
}

func TestATimelineIsChangedByWhoHasSeenItsVersion(t *testing.T) {
	d := newDesk(t)
	ctx := t.Context()
	got, err := d.UpdateTimeline(ctx, editor, "a", 1, func(t *timeline.Timeline) { t.Summary, t.Timezone = "In short.", "Europe/Brussels" })
	require.NoError(t, err)
	assert.Equal(t, 2, got.Version)
	_, err = d.UpdateTimeline(ctx, editor, "a", 1, func(t *timeline.Timeline) { t.Summary = "Other" })
	var stale *StaleError
	require.ErrorAs(t, err, &stale)
	assert.Equal(t, got, stale.Timeline)
	assert.Equal(t, timeline.Conflicting, timeline.CodeOf(err))
	assert.Equal(t, timeline.Conflicting, timeline.CodeOf(d.DeleteTimeline(ctx, editor, "a", 1)))
	_, err = d.UpdateTimeline(ctx, editor, "a", 0, func(t *timeline.Timeline) { t.Title, t.Timezone = "", "Mars/Olympus" })
	assert.Equal(t, []string{"title", "timezone"}, fields(t, err))
}

func TestAnAddressThatReadersHaveStays(t *testing.T) {
	d := newDesk(t)
	ctx := t.Context()
	_, err := d.UpdateTimeline(ctx, editor, "a", 0, func(t *timeline.Timeline) { t.Slug = "b" })
	require.NoError(t, err)
	_, err = d.Publish(ctx, editor, "b")
	require.NoError(t, err)
	_, err = d.UpdateTimeline(ctx, editor, "b", 0, func(t *timeline.Timeline) { t.Slug = "c" })
	assert.Equal(t, []string{"slug"}, fields(t, err))
}

func TestTheLogTellsWhoDidWhat(t *testing.T) {
	d := newDesk(t)
	ctx := t.Context()
	e := add(t, d, meeting("Talks", "2020-01-08"))
	_, err := d.Reject(ctx, admin, "a", e.ID, 0)
	require.NoError(t, err)
	_, err = d.Publish(ctx, editor, "a")
	require.NoError(t, err)
	log, err := d.Log(ctx, contributor, "a", 0, 0)
	require.NoError(t, err)
	var told []string
	for _, r := range log {
		told = append(told, r.By+" "+r.Action+" "+r.Thing)
	}
	assert.Equal(t, []string{"edith publish timeline", "ada reject event", "edith add event", "edith add timeline"}, told)
	older, err := d.Log(ctx, contributor, "a", log[1].ID, 1)
	require.NoError(t, err)
	assert.Equal(t, log[2:3], older)
	_, err = d.Log(ctx, contributor, "a", 0, 1001)
	assert.Equal(t, []string{"limit"}, fields(t, err))
}

func TestANewsroomAddsKinds(t *testing.T) {
	d := newDesk(t)
	ctx := t.Context()
	e := meeting("A walk", "2020-01-08")
	e.Kind = "space-walk"
	assert.Equal(t, []string{"kind"}, fields(t, d.AddEvent(ctx, editor, "a", &e)))
	require.NoError(t, d.AddKind(ctx, admin, timeline.KindInfo{Kind: "space-walk", Group: timeline.Other, Label: " Space walk "}))
	require.NoError(t, d.AddEvent(ctx, editor, "a", &e))
	v, err := d.Vocabulary(ctx)
	require.NoError(t, err)
	assert.Equal(t, "Space walk", v.Info("space-walk").Label)
	for name, k := range map[string]timeline.KindInfo{
		"taken by the newsroom": {Kind: "space-walk", Group: timeline.Other, Label: "x"},
		"taken from the start":  {Kind: "meeting", Group: timeline.Other, Label: "x"},
		"no name":               {Kind: "Space Walk", Group: timeline.Other, Label: "x"},
	} {
		assert.Equal(t, []string{"kind"}, fields(t, d.AddKind(ctx, admin, k)), name)
	}
}

func TestASlugMadeOfATitleGetsANumberWhereItIsTaken(t *testing.T) {
	d := newDesk(t)
	for _, want := range []string{"talks", "talks-2", "talks-3"} {
		tl := timeline.Timeline{Title: "Talks"}
		require.NoError(t, d.CreateTimeline(t.Context(), editor, &tl))
		assert.Equal(t, want, tl.Slug)
	}
	assert.NoError(t, timeline.CheckSlug(numbered(strings.Repeat("a", 80), 12)))
}
