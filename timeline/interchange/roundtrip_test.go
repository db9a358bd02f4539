package interchange

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"dateline/timeline"
	"dateline/timeline/edtf"
	"dateline/timeline/interchange/interchangetest"
)

var update = flag.Bool("update", false, "write the golden files again")

// dates that TimelineJS can hold, by its parts or by the words beside them.
var heldDates = []string{
	"1956", "1956-07", "1956-07-26", "1956-07-26T19:00:00", "1956-07-26T19:00:00Z", "1956-07-26T19:00:00+02:00",
	"1956-07-26?", "1956~", "1956-07%", "1956/1957", "1956-10-29/1956-11-07", "1956-10~/1957-03", "1956-10-29/..", "/1957",
	"[1956-10-29..1956-11-07]", "[..1956-10-29]", "[1956-10-29..]", "195X", "19XX", "1956-21", "1956-35", "1956-10-XX", "-0044-03-15", "0000", "-9998", "Y-10000", "Y-65000000",
}

// editionOf makes editions of what lies in reach of a form's dates.
func editionOf(t *rapid.T, dates []string, kindAndLane bool) *timeline.Edition {
	tl := timeline.Timeline{Slug: "suez", Title: "The canal & <after>", Summary: "A < b.", Language: "en", Timezone: "UTC"}
	var events []timeline.Event
	for i := range rapid.IntRange(1, 5).Draw(t, "events") {
		word := func(name string) string { return strings.TrimSpace(anyWord.Draw(t, name)) }
		e := timeline.Event{
			ID: "e" + string(rune('1'+i)), Title: "=" + word("title"), Text: textOf().Draw(t, "text"), State: timeline.Accepted,
			Date: edtf.MustParse(rapid.SampledFrom(dates).Draw(t, "date")),
			Kind: rapid.SampledFrom(timeline.Kinds).Draw(t, "kind").Kind,
		}
		if rapid.Bool().Draw(t, "image") {
			e.Image = &timeline.Image{URL: "https://example.org/a.jpg", Alt: "Ships _x0041_ " + word("alt"), Credit: word("credit")}
		}
		if rapid.Bool().Draw(t, "url") {
			e.URL = "https://example.org/story"
		}
		if rapid.Bool().Draw(t, "lane") {
			e.Lane = "Cairo & " + word("lane")
			if !kindAndLane {
				e.Kind = "other" // the one group cannot hold both
			}
		}
		if kindAndLane {
			e.Place, e.Attribution, e.Label, e.Status, e.Importance = "Port Said", word("by"), timeline.Reported, timeline.Scheduled, 0.25
			e.Actors = []timeline.Actor{{Name: "Egypt", Role: timeline.Agent}, {Name: "Canal (company)", Role: timeline.Target}}
		}
		e.Normalize()
		events = append(events, e)
	}
	ed, err := timeline.NewEdition(tl, events, nil, nil, timeline.Vocabulary{}, time.Date(2020, 1, 8, 12, 0, 0, 0, time.UTC))
	require.NoError(t, err)
	return ed
}

// same compares what came back with the edition.
func same(t require.TestingT, ed *timeline.Edition, in Import) {
	for i, want := range ed.Events {
		got := in.Events[i]
		want.Since = time.Time{} // an import begins a history of its own
		require.Equal(t, want, timeline.PublishedEvent{
			ID: got.ID, Title: got.Title, Kind: got.Kind, Date: got.Date, Text: got.Text, Actors: append([]timeline.Actor{}, got.Actors...), Place: got.Place, URL: got.URL,
			Attribution: got.Attribution, Label: got.Label, Status: got.Status, Lane: got.Lane, Importance: got.Importance, Image: got.Image, Citations: []timeline.Citation{},
		})
	}
}

func TestTimelineJSGivesBackWhatItCanHold(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		ed := editionOf(t, heldDates, false)
		in := roundTrip(t, ed, func(b *bytes.Buffer) error { return TimelineJSJSON(b, ed) })
		require.Equal(t, ed.Title, in.Title)
		require.Equal(t, ed.Summary, in.Summary)
		same(t, ed, in)
	})
}

func TestOurOwnFormsGiveBackEverything(tb *testing.T) {
	all := append([]string{"{1956,1957-03}", "[1956,1958]", "XXXX-10-29", "1956~-10"}, heldDates...)
	rapid.Check(tb, func(t *rapid.T) {
		ed := editionOf(t, all, true)
		var b bytes.Buffer
		require.NoError(t, JSON(&b, ed))
		interchangetest.Edition(tb, Schema(), b.Bytes())
		same(t, ed, roundTrip(t, ed, func(b *bytes.Buffer) error { return JSON(b, ed) }))
		same(t, ed, roundTrip(t, ed, func(b *bytes.Buffer) error { return CSV(b, ed) }))
		same(t, ed, roundTrip(t, ed, func(b *bytes.Buffer) error { return XLSX(b, ed) }))
	})
}

// canal is an edition with a bit of everything.
func canal(t *testing.T) *timeline.Edition {
	t.Helper()
	events := []timeline.Event{
		{ID: "a", Title: "Nasser nationalises the Suez Canal", Kind: "legislation", Date: edtf.MustParse("1956-07-26"), Text: "He said so in Alexandria; the crowd, it is said, cheered.", URL: "https://example.org/canal", Place: "Alexandria, Egypt",
			Actors: []timeline.Actor{{Name: "Gamal Abdel Nasser", Role: timeline.Agent}}},
		{ID: "b", Title: "=HYPERLINK(\"https://example.org\")", Kind: "other", Date: edtf.MustParse("[1956-10-22..1956-10-24]"), Lane: "Sèvres"},
		{ID: "c", Title: "Fighting in the Sinai and along the canal, from the first Israeli drop at the Mitla Pass to the ceasefire – été", Kind: "ground-attack", Date: edtf.MustParse("1956-10-29/1956-11-07")},
		{ID: "d", Title: "Ceasefire at midnight", Kind: "ceasefire", Date: edtf.MustParse("1956-11-06T23:59:00+02:00"), Label: timeline.Confirmed},
		{ID: "e", Title: "The canal is clear", Kind: "other", Date: edtf.MustParse("1957-04"), Status: timeline.Scheduled},
	}
	for i := range events {
		events[i].Normalize()
	}
	ed, err := timeline.NewEdition(timeline.Timeline{Slug: "suez", Title: "Suez, 1956", Language: "en", Timezone: "UTC"}, events, nil, nil, timeline.Vocabulary{}, time.Date(2020, 1, 8, 12, 0, 0, 0, time.UTC))
	require.NoError(t, err)
	return ed
}

// told is canal as a newsroom has it: read from an article, tied, corrected.
func told(t *testing.T) *timeline.Edition {
	t.Helper()
	ed := canal(t)
	ed.Number, ed.Summary = 2, "How the canal was taken, fought over and cleared."
	first := ed.Published.Add(-48 * time.Hour)
	for i := range ed.Events[:4] {
		ed.Events[i].Since = first
	}
	a, c := &ed.Events[0], &ed.Events[2]
	a.Citations = []timeline.Citation{{
		Article: "s", Span: timeline.Span{Start: 20, End: 42}, Exact: "nationalised the canal", Prefix: "President Nasser ", Suffix: " on Thursday.",
		Trigger: timeline.Span{Start: 20, End: 32}, DateText: timeline.Quote{Span: timeline.Span{Start: 46, End: 54}, Text: "Thursday"}, Date: edtf.MustParse("1956-07-27"),
	}}
	a.Image = &timeline.Image{URL: "https://example.org/nasser.jpg", Alt: "A man at a lectern, arms wide", Credit: "Agency"}
	a.Changes = []timeline.Change{{Published: ed.Published, Fields: []string{"date", "actors"}}}
	ed.Sources = []timeline.Source{{ID: "s", Title: "Canal taken", URL: "https://news.example/canal", Publisher: "The Example", Published: "1956-07-27"}}
	ed.Relations = []timeline.Relation{{ID: "r", From: c.ID, Type: timeline.ResponseTo, To: a.ID, Quote: "because of it"}}
	return ed
}

func TestFilesLookAsTheyDid(t *testing.T) {
	ed := canal(t)
	for name, write := range map[string]func(*bytes.Buffer) error{
		"canal.timelinejs.json": func(b *bytes.Buffer) error { return TimelineJSJSON(b, ed) },
		"canal.csv":             func(b *bytes.Buffer) error { return CSV(b, ed) },
		"canal.ics":             func(b *bytes.Buffer) error { return ICalendar(b, ed) },
		"told.json":             func(b *bytes.Buffer) error { return JSON(b, told(t)) },
		"told.feed.json":        func(b *bytes.Buffer) error { return JSONFeed(b, told(t), "https://dateline.example/t/suez") },
	} {
		var b bytes.Buffer
		require.NoError(t, write(&b))
		file := filepath.Join("testdata", name)
		if *update {
			require.NoError(t, os.WriteFile(file, b.Bytes(), 0o644))
		}
		want, err := os.ReadFile(file)
		require.NoError(t, err)
		assert.Equal(t, string(want), b.String(), name)
	}
}

func TestNoCellIsAFormulaAndEveryCellComesBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		cell := rapid.StringMatching(`'{0,2}[=+@\t\r\n-]?[a-z0-9']{0,3}`).Draw(t, "cell")
		out := escape(cell)
		require.Equal(t, cell, unescape(out))
		if _, err := strconv.Atoi(out); out != "" && (err != nil || out[0] != '-') {
			require.NotContains(t, "=+-@\t\r\n", out[:1])
		}
	})
}

func TestASpreadsheetComesBack(t *testing.T) {
	ed := canal(t)
	same(t, ed, roundTrip(t, ed, func(b *bytes.Buffer) error { return XLSX(b, ed) }))
}

func TestATableIsReadByItsHeadersInAnyOrder(t *testing.T) {
	in, err := Read([]byte("\ufeffheadline, YEAR ,Month,Time,Day,End Year,Type,Group,Text,Extra\n"+
		"Suez,,,,,,title,,<b>All</b> of it,\n"+
		"Canal,1956,7,7:05 pm,26,,,Meeting,a &amp; b,x\n"+
		",,,,,,,,,\n"+
		"War,1956,,,,1957,era,,,\n"+
		"Bad,1956,13,,,,,,,\n"), timeline.Vocabulary{})
	require.NoError(t, err)
	assert.Equal(t, "Suez", in.Title)
	assert.Equal(t, "All of it", in.Summary)
	require.Len(t, in.Events, 2)
	assert.Equal(t, "1956-07-26T19:05:00", in.Events[0].Date.String())
	assert.Equal(t, timeline.Kind("meeting"), in.Events[0].Kind)
	assert.Equal(t, "1956/1957", in.Events[1].Date.String())
	assert.Equal(t, []RowProblem{{5, "Month", "13 is not from 1 to 12"}}, in.Problems)

	old, err := Read([]byte("Start Date,End Date,Headline,Tag\n7/26/1956,1957,Canal,Egypt\n"), timeline.Vocabulary{})
	require.NoError(t, err)
	assert.Equal(t, "1956-07-26/1957", old.Events[0].Date.String())
	assert.Equal(t, "Egypt", old.Events[0].Lane)
}
