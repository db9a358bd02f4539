package desk

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"dateline/timeline"
)

// three sentences, the events of which follow each other.
const undated = `Jets struck a base near Kirkuk on Wednesday, officials said.

The ministers of both states met in Vienna on Thursday in response to the airstrike.

Police arrested two men in Basra on Thursday.

The mayor of Umm Qasr resigned on Tuesday.`

// datesOf gives the date of each event by its trigger.
func datesOf(events []timeline.Event) map[string]string {
	all := map[string]string{}
	for _, e := range events {
		c := e.Citations[0].Trigger
		all[string([]rune(undated)[c.Start:c.End])] = e.Date.String()
	}
	return all
}

func triggered(t *testing.T, view ArticleView, by string) timeline.Event {
	t.Helper()
	i := slices.IndexFunc(view.Events, func(e timeline.Event) bool {
		c := e.Citations[0].Trigger
		return string([]rune(undated)[c.Start:c.End]) == by
	})
	require.GreaterOrEqual(t, i, 0, "no event is triggered by %q", by)
	return view.Events[i]
}

func TestAnArticleIsReadAgainWithItsTimeOfPublication(t *testing.T) {
	d := newDesk(t)
	ctx := t.Context()
	first, err := d.AddArticle(ctx, contributor, "a", ArticleInput{Text: undated})
	require.NoError(t, err)
	require.Equal(t, map[string]string{"struck": "", "met": "", "arrested": "", "resigned": ""}, datesOf(first.Events))
	require.NotEmpty(t, first.Warnings)

	// What a person does with three of them; of the fourth, nothing.
	struck, err := d.SaveEvent(ctx, editor, "a", triggered(t, first, "struck").ID, 1, func(e *timeline.Event) { e.Title = "A base is struck" })
	require.NoError(t, err)
	arrested, err := d.Reject(ctx, editor, "a", triggered(t, first, "arrested").ID, 1)
	require.NoError(t, err)
	require.NoError(t, d.DeleteEvent(ctx, editor, "a", triggered(t, first, "resigned").ID, 1))

	for range 2 { // the second time nothing becomes other than it is
		again, err := d.ReadAgain(ctx, contributor, "a", first.ID, "Friday, 10 January 2020, 9 pm")
		require.NoError(t, err)
		assert.Equal(t, "2020-01-10T21:00:00", again.Published.String())
		assert.Empty(t, again.Warnings)
		assert.Equal(t, map[string]string{"struck": "", "met": "2020-01-09", "arrested": ""}, datesOf(again.Events))
		assert.Equal(t, struck, triggered(t, again, "struck"), "what was edited stays")
		assert.Equal(t, arrested, triggered(t, again, "arrested"), "what was rejected stays")
		met := triggered(t, again, "met")
		assert.NotEqual(t, triggered(t, first, "met").ID, met.ID)
		require.Len(t, again.Relations, 1)
		assert.Equal(t, [2]string{met.ID, struck.ID}, [2]string{again.Relations[0].From, again.Relations[0].To}, "it is tied to what stays")
	}
	info, err := d.Timeline(ctx, editor, "a")
	require.NoError(t, err)
	assert.Equal(t, [3]int{2, 0, 1}, [3]int{info.Proposed, info.Accepted, info.Rejected})
	list, err := d.Articles(ctx, editor, "a")
	require.NoError(t, err)
	require.Len(t, list, 1)
	assert.Equal(t, "2020-01-10T21:00:00", list[0].Published)
	assert.Equal(t, 2, list[0].Proposed)
	revisions, err := d.Revisions(ctx, editor, "a", triggered(t, first, "met").ID)
	require.NoError(t, err)
	assert.Equal(t, "replace", revisions[0].Action)
	assert.Equal(t, contributor.Name, revisions[0].By)
}

func TestReadingAgainKeepsAProposalThatAPersonTied(t *testing.T) {
	d := newDesk(t)
	ctx := t.Context()
	first, err := d.AddArticle(ctx, contributor, "a", ArticleInput{Text: undated})
	require.NoError(t, err)
	arrested, resigned := triggered(t, first, "arrested"), triggered(t, first, "resigned")
	_, err = d.Relate(ctx, editor, "a", timeline.Relation{From: arrested.ID, To: resigned.ID, Type: timeline.Follows})
	require.NoError(t, err)
	again, err := d.ReadAgain(ctx, editor, "a", first.ID, "2020-01-10")
	require.NoError(t, err)
	assert.Equal(t, map[string]string{"struck": "2020-01-08", "met": "2020-01-09", "arrested": "", "resigned": ""}, datesOf(again.Events))
}

func TestReadAgainRefuses(t *testing.T) {
	d := newDesk(t)
	ctx := t.Context()
	first, err := d.AddArticle(ctx, contributor, "a", ArticleInput{Text: undated})
	require.NoError(t, err)
	for _, published := range []string{"", "soon", "January 2020", "last week", "2020-01-08?", "Monday, 10 January 2020", "8 to 9 January 2020"} {
		_, err := d.ReadAgain(ctx, editor, "a", first.ID, published)
		assert.Equal(t, []string{"published"}, fields(t, err), "%q", published)
	}
	_, err = d.ReadAgain(ctx, editor, "a", "a000", "2020-01-10")
	assert.Equal(t, timeline.NotFound, timeline.CodeOf(err))
	_, err = d.ReadAgain(ctx, timeline.User{}, "a", first.ID, "2020-01-10")
	assert.Equal(t, timeline.Unauthorized, timeline.CodeOf(err))
	now, err := d.Article(ctx, editor, "a", first.ID)
	require.NoError(t, err)
	assert.Equal(t, first, now)
}

func TestAnArticleThatCameWithoutItsDateGetsItWhenItComesWithIt(t *testing.T) {
	d := newDesk(t)
	ctx := t.Context()
	first, err := d.AddArticle(ctx, contributor, "a", ArticleInput{Text: undated})
	require.NoError(t, err)
	again, err := d.AddArticle(ctx, contributor, "a", ArticleInput{Text: undated, Published: "2020-01-10"})
	require.NoError(t, err)
	assert.True(t, again.Known && again.Dated)
	assert.Equal(t, first.ID, again.ID)
	assert.Equal(t, map[string]string{"struck": "2020-01-08", "met": "2020-01-09", "arrested": "2020-01-09", "resigned": "2020-01-07"}, datesOf(again.Events))
	other, err := d.AddArticle(ctx, contributor, "a", ArticleInput{Text: undated, Published: "2020-02-10"})
	require.NoError(t, err)
	assert.True(t, other.Known && !other.Dated)
	assert.Equal(t, again.Events, other.Events)
}

func TestTheEntriesOfALiveBlogGetTheirDayWhenItIsReadAgain(t *testing.T) {
	d := newDesk(t)
	ctx := t.Context()
	first, err := d.AddArticle(ctx, contributor, "a", ArticleInput{Title: "Raid at Kirkuk: live", Text: "17:30 - Jets bombed a depot near Kirkuk today, the army said.\n\n00:30 - Nothing is heard from the town.\n\n22:10 - Police arrested two men in Kirkuk this morning.\n"})
	require.NoError(t, err)
	again, err := d.ReadAgain(ctx, contributor, "a", first.ID, "2020-01-08T18:00")
	require.NoError(t, err)
	var dates []string
	for _, e := range again.Events {
		dates = append(dates, e.Date.String())
	}
	assert.Equal(t, []string{"2020-01-07", "2020-01-08"}, dates)
}

// Both forms, that of a new article and that of one read again, read a time alike.
func TestATimeOfPublicationIsReadAsPeopleWriteIt(t *testing.T) {
	for text, want := range map[string]string{
		"":                                "",
		"2020-01-08T21:09Z":               "2020-01-08T21:09:00Z",
		"8 janvier 2020":                  "2020-01-08",
		"9 p.m. on 8 January 2020":        "2020-01-08T21:00:00",
		"Wednesday, January 8, 2020":      "2020-01-08",
		"Wednesday, 8 January 2020, 9 pm": "2020-01-08T21:00:00",
	} {
		got, err := readPublished(text)
		require.NoError(t, err, text)
		assert.Equal(t, want, got.String(), text)
	}
	for text, says := range map[string]string{
		"Monday, 8 January 2020": "8 January 2020 is a Wednesday, not a Monday",
		"January 2020":           "cannot be read",
		"around 8 January 2020":  "cannot be read",
	} {
		_, err := readPublished(text)
		require.ErrorContains(t, err, says, text)
	}
}
