package extract

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"dateline/timeline"
	"dateline/timeline/edtf"
)

// liveBlog is an article of 9 January 2020 whose paragraphs are entries, each
// written as "2020-01-08T09:05: words"; "# " before the words makes them the
// headline of their entry.
func liveBlog(entries ...string) *timeline.Article {
	var words []string
	for _, e := range entries {
		words = append(words, strings.TrimPrefix(e[len("2020-01-08T09:05: "):], "# "))
	}
	a := article(words...)
	for i, e := range entries {
		p := &a.Paragraphs[i]
		p.Published = edtf.MustParse(e[:len("2020-01-08T09:05")] + ":00")
		if strings.Contains(e, ": # ") {
			p.Role = timeline.RoleTitle
		}
	}
	return a
}

func TestAnEntryOfALiveBlogIsReadAtItsOwnTime(t *testing.T) {
	for name, tt := range map[string]struct {
		entries     []string
		words, date string
	}{
		"today": {
			[]string{"2020-01-09T10:00: Nothing is said.", "2020-01-07T10:00: Police arrested two men today."}, "arrested", "2020-01-07"},
		"yesterday": {
			[]string{"2020-01-07T10:00: Police arrested two men yesterday."}, "arrested", "2020-01-06"},
		"an hour ago": {
			[]string{"2020-01-07T00:30: Police arrested two men two hours ago."}, "arrested", "2020-01-06"},
		"what has happened, in its lead": {
			[]string{"2020-01-09T10:00: Nothing is said.", "2020-01-07T10:00: Police have arrested two men."}, "arrested", "2020-01-07?"},
		"what has happened, further down": {
			[]string{"2020-01-07T10:00: Nothing is said.", "2020-01-07T10:00: Police have arrested two men."}, "arrested", "2020-01-07?"},
		"the present tense": {
			[]string{"2020-01-09T10:00: Nothing is said.", "2020-01-07T10:00: Nothing is said.", "2020-01-07T10:00: Police arrest two men at the station."}, "arrest", "2020-01-07?"},
		"what no words date": {
			[]string{"2020-01-09T10:00: Nothing is said.", "2020-01-07T10:00: Nothing is said.", "2020-01-07T10:00: Police arrested two men."}, "arrested", "[..2020-01-07]"},
		"this month, up to then": {
			[]string{"2020-01-07T10:00: Police arrested two men this month."}, "arrested", "[2020-01-01..2020-01-07]"},
		"what was to come": {
			[]string{"2020-01-09T10:00: Nothing is said.", "2020-01-07T10:00: The new president will be sworn in on Wednesday."}, "sworn in", "2020-01-08"},
		"before midnight": {
			[]string{"2020-01-09T10:00: Nothing is said.", "2020-01-07T10:00: Police arrested two men shortly before midnight."}, "arrested", "2020-01-06"},
		"nothing from the entry before": {
			[]string{"2020-01-09T10:00: The war began in 1980.", "2020-01-07T10:00: Police arrested two men in March."}, "arrested", "2019-03"},
	} {
		a := liveBlog(tt.entries...)
		got, err := Read(a)
		require.NoError(t, err)
		checkSpans(t, a, got)
		p := find(t, a, got, tt.words)
		if assert.NotNil(t, p, name) {
			assert.Equal(t, tt.date, p.Date.String(), name)
		}
	}
}

func TestAnEventToldInSeveralEntriesIsOne(t *testing.T) {
	a := liveBlog(
		"2020-01-09T10:00: Police have arrested Ann Roe in Dunmore.",
		"2020-01-08T10:00: # Police arrest Ann Roe",
		"2020-01-08T10:00: Police have arrested Ann Roe at her house in Dunmore.",
		"2020-01-07T10:00: # Soldiers arrest Lee Poe",
		"2020-01-07T10:00: Soldiers arrested Lee Poe at the border.",
	)
	got, err := Read(a)
	require.NoError(t, err)
	checkSpans(t, a, got)
	require.Len(t, got.Events, 2)
	first, second := got.Events[0], got.Events[1]
	assert.Len(t, first.Also, 2)
	assert.Equal(t, "2020-01-08?", first.Date.String(), "when it was told first")
	assert.Len(t, second.Also, 1, "the headline tells what its own entry tells")
	assert.Equal(t, "2020-01-07?", second.Date.String())
}

func TestALiveBlogWithoutATimeOfItsOwnStillDatesItsEntries(t *testing.T) {
	a := liveBlog("2020-01-07T10:00: Police arrested two men today.")
	a.Published = edtf.Date{}
	got, err := Read(a)
	require.NoError(t, err)
	require.Len(t, got.Events, 1)
	assert.Equal(t, "2020-01-07", got.Events[0].Date.String())
}

func TestALongLiveBlogIsRead(t *testing.T) {
	var entries []string
	at := time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC)
	for range 6000 {
		at = at.Add(time.Minute)
		stamp := at.Format("2006-01-02T15:04")
		entries = append(entries, stamp+": # Police arrest Ann Roe", stamp+": Police have arrested Ann Roe at her house in Dunmore today, and two men on Monday.")
	}
	a := liveBlog(entries...)
	got, err := Read(a)
	require.NoError(t, err)
	checkSpans(t, a, got)
}
