package desk

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"dateline/timeline"
	"dateline/timeline/edtf"
)

func TestAnEventThatAPersonEntersIsAccepted(t *testing.T) {
	d := newDesk(t)
	e := meeting(" Talks in Vienna ", "2020-01-08")
	e.ID, e.Version, e.Why, e.Like = "mine", 7, []timeline.Reason{{Field: "date"}}, "x"
	require.NoError(t, d.AddEvent(t.Context(), contributor, "a", &e))
	assert.NotEqual(t, "mine", e.ID)
	assert.Equal(t, "Talks in Vienna", e.Title)
	assert.Equal(t, timeline.Accepted, e.State)
	assert.Equal(t, 1.0, e.Confidence)
	assert.Equal(t, 1, e.Version)
	assert.Empty(t, e.Why)
	got, err := d.Event(t.Context(), contributor, "a", e.ID)
	require.NoError(t, err)
	assert.Equal(t, e, got)
}

func TestAddEventNamesEachFieldAtFault(t *testing.T) {
	d := newDesk(t)
	article := paste(t, d)
	for field, spoil := range map[string]func(*timeline.Event){
		"title":      func(e *timeline.Event) { e.Title = " " },
		"kind":       func(e *timeline.Event) { e.Kind = "space-walk" },
		"date":       func(e *timeline.Event) { e.Date = edtf.Date{} },
		"url":        func(e *timeline.Event) { e.URL = "javascript:alert(1)" },
		"label":      func(e *timeline.Event) { e.Label = "sure" },
		"status":     func(e *timeline.Event) { e.Status = "maybe" },
		"state":      func(e *timeline.Event) { e.State = "published" },
		"importance": func(e *timeline.Event) { e.Importance = 2 },
		"text":       func(e *timeline.Event) { e.Text = strings.Repeat("x", 5001) },
		"place":      func(e *timeline.Event) { e.Place = "a\x00b" },
		"image.alt":  func(e *timeline.Event) { e.Image = &timeline.Image{URL: "https://example.org/a.png"} },
		"citations": func(e *timeline.Event) {
			e.Citations = []timeline.Citation{{Article: article, Span: timeline.Span{Start: 0, End: 4}, Exact: "Rain"}}
		},
	} {
		t.Run(field, func(t *testing.T) {
			e := meeting("Talks", "2020-01-08")
			spoil(&e)
			err := d.AddEvent(t.Context(), editor, "a", &e)
			assert.Equal(t, timeline.Invalid, timeline.CodeOf(err), "%v", err)
			assert.Equal(t, []string{field}, fields(t, err))
		})
	}
	info, err := d.Timeline(t.Context(), editor, "a")
	require.NoError(t, err)
	assert.Zero(t, info.Accepted, "nothing was saved")
}

func TestAPersonMayCiteWordsOfAnArticle(t *testing.T) {
	d := newDesk(t)
	article := paste(t, d)
	struck := spanOf("Jets struck a base")
	e := meeting("A strike", "2020-01-08")
	e.Citations = []timeline.Citation{{Article: article, Span: struck.Span, Exact: struck.Text}}
	require.NoError(t, d.AddEvent(t.Context(), contributor, "a", &e))
	assert.Equal(t, " near Kirkuk on Wedn", e.Citations[0].Suffix)

	met := spanOf("met in Vienna")
	for range 2 { // the second time nothing is added
		got, err := d.Cite(t.Context(), editor, "a", e.ID, 0, article, met.Span)
		require.NoError(t, err)
		require.Len(t, got.Citations, 2)
		assert.Equal(t, "met in Vienna", got.Citations[1].Exact)
		assert.Equal(t, 2, got.Version)
	}
	_, err := d.Cite(t.Context(), editor, "a", e.ID, 0, article, timeline.Span{Start: 5, End: 5000})
	assert.Equal(t, []string{"start"}, fields(t, err))
}

func TestSaveEventKeepsWhatIsNotAPersonsToChange(t *testing.T) {
	d := newDesk(t)
	_, events := propose(t, d)
	before := events[0]
	got, err := d.SaveEvent(t.Context(), editor, "a", before.ID, before.Version, func(e *timeline.Event) {
		e.Title = "Another title"
		e.Confidence, e.Why, e.Like = 0, nil, before.ID
		e.Citations = append(e.Citations, timeline.Citation{Article: "x", Exact: "made up"})
	})
	require.NoError(t, err)
	want := before
	want.Title, want.Version, want.Updated = "Another title", 2, got.Updated
	assert.Equal(t, want, got)
}

func TestSaveEventRefusesWhatIsInvalidAndWhatIsStale(t *testing.T) {
	d := newDesk(t)
	ctx := t.Context()
	e := add(t, d, meeting("Talks", "2020-01-08"))
	_, err := d.SaveEvent(ctx, editor, "a", e.ID, 1, func(e *timeline.Event) { e.Date = edtf.Date{} })
	assert.Equal(t, []string{"date"}, fields(t, err))

	second, err := d.SaveEvent(ctx, editor, "a", e.ID, 1, func(e *timeline.Event) { e.Place = "Vienna" })
	require.NoError(t, err)
	_, err = d.SaveEvent(ctx, editor, "a", e.ID, 1, func(e *timeline.Event) { e.Place = "Geneva" })
	assert.Equal(t, timeline.Conflicting, timeline.CodeOf(err))
	var stale *StaleError
	require.ErrorAs(t, err, &stale)
	assert.Equal(t, second, stale.Current)
}

func TestEventsRefusesAFilterThatItCannotRead(t *testing.T) {
	d := newDesk(t)
	for field, q := range map[string]EventQuery{
		"state": {State: "published"}, "kind": {Kind: "space-walk"}, "from": {From: "yesterday"}, "to": {To: "2020-13"},
		"limit": {Limit: -1}, "cursor": {Cursor: "x"}, "article": {Article: "x"},
	} {
		_, _, err := d.Events(t.Context(), editor, "a", q)
		assert.Equal(t, []string{field}, fields(t, err))
	}
}

func TestEventsAreFoundByWordAndDay(t *testing.T) {
	d := newDesk(t)
	add(t, d, meeting("Talks in Vienna", "2020-01-08"))
	add(t, d, meeting("Talks in Geneva", "2020-02"))
	events, next, err := d.Events(t.Context(), contributor, "a", EventQuery{Q: "talk", From: "2020-01-01", To: "2020-01-31", State: timeline.Accepted})
	require.NoError(t, err)
	assert.Empty(t, next)
	require.Len(t, events, 1)
	assert.Equal(t, "Talks in Vienna", events[0].Title)
}

func TestDatesAreReadAsPeopleWriteThem(t *testing.T) {
	published := edtf.MustParse("2020-01-08")
	for text, want := range map[string]string{
		"2020-01-08":                 "2020-01-08",
		" [2020-01-06..2020-01-08] ": "[2020-01-06..2020-01-08]",
		"2015~":                      "2015~",
		"8 January 2020":             "2020-01-08",
		"January 8, 2020":            "2020-01-08",
		"January 2020":               "2020-01",
		"last week":                  "[2019-12-30..2020-01-05]",
		"2020":                       "2020",
		"7 January 2020, 9 pm":       "2020-01-07T21:00:00", // of the chronology's own zone
		"Tuesday, 7 January 2020":    "2020-01-07",
	} {
		got, words, err := ReadDate(text, published)
		if assert.NoError(t, err, "%q", text) {
			assert.Equal(t, want, got.String(), "%q", text)
			assert.NotEmpty(t, words)
		}
	}
	for _, value := range []string{"2020-01-08", "2020-01", "2020", "2015~", "[2019-12-30..2020-01-05]", "[..2020-01-08]", "[2020-01-08..]", "2020-01-08?", "2020-01?", "2020-01-06/..", "../1988", "1980/1988",
		"2020-01-08T21:09:00", "2020-01-08T21:09:00Z", "2020-01-08T21:09:33+01:00", "2020-01-08T21:09:00-05:30",
		"2020-01-08T10:00:00/2020-01-08T12:00:00", "2020-01-08T10:00:00Z/2020-01-08T12:00:30Z", "2020-01-08T10:00:00-05:30/2020-01-08T12:00:00-05:30"} {
		words := edtf.MustParse(value).Words()
		got, _, err := ReadDate(words, edtf.Date{})
		if assert.NoError(t, err, "%q", words) {
			assert.Equal(t, value, got.String(), "a date is read back from its own words, %q", words)
		}
	}
	for _, text := range []string{"", "soon", "2020-13-45", "[2020", "\x00", strings.Repeat("1", 201), "the president"} {
		_, _, err := ReadDate(text, published)
		assert.Equal(t, []string{"date"}, fields(t, err), "%q", text)
	}
	_, _, err := ReadDate("2020-13-45", published)
	assert.ErrorContains(t, err, "2020-13-45")
	_, _, err = ReadDate("Monday, 7 January 2020", published)
	assert.ErrorContains(t, err, "7 January 2020 is a Tuesday, not a Monday")
}
