package interchange

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"dateline/timeline"
	"dateline/timeline/edtf"
)

func edition(events ...timeline.PublishedEvent) *timeline.Edition {
	kinds := map[timeline.Kind]bool{}
	ed := &timeline.Edition{Slug: "s", Number: 1, Title: "Two <days>", Published: time.Date(2020, 1, 9, 12, 0, 0, 0, time.UTC), Events: events, Relations: []timeline.Relation{}, Sources: []timeline.Source{}}
	for _, e := range events {
		if !kinds[e.Kind] {
			kinds[e.Kind] = true
			ed.Kinds = append(ed.Kinds, timeline.Vocabulary{}.Info(e.Kind))
		}
	}
	return ed
}

func published(title, date string) timeline.PublishedEvent {
	return timeline.PublishedEvent{ID: "e1", Title: title, Kind: "airstrike", Date: edtf.MustParse(date), Status: timeline.Happened, Actors: []timeline.Actor{}, Citations: []timeline.Citation{}}
}

func read(t *testing.T, s string) Import {
	t.Helper()
	in, err := Read(strings.NewReader(s), timeline.Vocabulary{})
	require.NoError(t, err)
	return in
}

func TestTimelineJSDatesAreAsExactAsTheirParts(t *testing.T) {
	for parts, want := range map[string]string{
		`{"year":2020}`:                                        "2020",
		`{"year":"2020","month":"1"}`:                          "2020-01",
		`{"year":2020,"month":1,"day":8}`:                      "2020-01-08",
		`{"year":2020,"month":1,"day":8,"hour":21,"minute":9}`: "2020-01-08T21:09:00",
		`{"year":"2020","month":"","day":""}`:                  "2020",
		`{"year":-43,"month":3}`:                               "-0043-03",
		`{"year":2020,"month":1,"day":8},"end_date":{"year":2020,"month":1,"day":9}`: "2020-01-08/2020-01-09",
		`{"year":1980},"end_date":{"year":1980}`:                                     "1980",
	} {
		in := read(t, `{"events":[{"text":{"headline":"x"},"start_date":`+parts+`}]}`)
		require.Empty(t, in.Problems, parts)
		assert.Equal(t, want, in.Events[0].Date.String(), parts)
	}
}

func TestABadRowIsReportedAndTheOthersComeIn(t *testing.T) {
	in := read(t, `{"events":[
		{"text":{"headline":"good"},"start_date":{"year":2020}},
		{"text":{"headline":"no date"}},
		{"text":{"headline":"bad month"},"start_date":{"year":2020,"month":13}},
		{"text":{"headline":""},"start_date":{"year":2020}},
		{"text":{"headline":"backwards"},"start_date":{"year":2020},"end_date":{"year":2019}},
		{"text":7},
		{"text":{"headline":"also good"},"start_date":{"year":2021}}]}`)
	require.Len(t, in.Events, 2)
	assert.Equal(t, "also good", in.Events[1].Title)
	var got []string
	for _, p := range in.Problems {
		got = append(got, string(rune('0'+p.Row))+" "+p.Field)
		assert.NotEmpty(t, p.Detail)
	}
	assert.Equal(t, []string{"2 start_date", "3 start_date", "4 title", "5 end_date", "6 file"}, got)
}

func TestAGroupIsAKindOrElseALane(t *testing.T) {
	in := read(t, `{"events":[
		{"text":{"headline":"a"},"start_date":{"year":2020},"group":"Phone call"},
		{"text":{"headline":"b"},"start_date":{"year":2020},"group":"missile-attack"},
		{"text":{"headline":"c"},"start_date":{"year":2020},"group":"The <i>south</i>"}]}`)
	assert.Equal(t, timeline.Kind("phone-call"), in.Events[0].Kind)
	assert.Equal(t, timeline.Kind("missile-attack"), in.Events[1].Kind)
	assert.Equal(t, timeline.Kind("other"), in.Events[2].Kind)
	assert.Equal(t, "The south", in.Events[2].Lane)
	assert.Empty(t, in.Events[0].Lane)
}

func TestMarkupBecomesWordsAndNothingElse(t *testing.T) {
	for in, want := range map[string]string{
		"<p>One</p><p>Two &amp; three</p>":          "One\nTwo & three",
		"a<br>b":                                    "a\nb",
		`<script>alert(1)</script>left`:             "left",
		`<a href="javascript:x()">words</a> of it`:  "words of it",
		"1 < 2 and 3 > 2":                           "1 < 2 and 3 > 2",
		"<ul><li>first</li><li>second</li></ul>end": "first\nsecond\nend",
		"no markup":                                 "no markup",
	} {
		assert.Equal(t, want, plain(in), in)
	}
}

func TestAPictureComesInWithItsWords(t *testing.T) {
	in := read(t, `{"events":[
		{"text":{"headline":"a"},"start_date":{"year":2020},"media":{"url":"https://example.org/x.JPG?w=1","caption":"A <b>bridge</b>","credit":"Ada"}},
		{"text":{"headline":"b"},"start_date":{"year":2020},"media":{"url":"https://video.example.org/v/1"}},
		{"text":{"headline":"c"},"start_date":{"year":2020},"media":{"url":"<iframe src='https://example.org'></iframe>"}}]}`)
	require.Empty(t, in.Problems)
	assert.Equal(t, &timeline.Image{URL: "https://example.org/x.JPG?w=1", Alt: "A bridge", Credit: "Ada"}, in.Events[0].Image)
	assert.Equal(t, "https://video.example.org/v/1", in.Events[1].URL)
	assert.Nil(t, in.Events[2].Image)
	assert.Empty(t, in.Events[2].URL)
}

func TestTimelineJSColumnsAreToldByTheirHeadings(t *testing.T) {
	in := read(t, "\ufeffHeadline,Text,year,Month,Day,Time,End Year,End Month,End Day,Group,Type\r\n"+
		"All of it,Summary,,,,,,,,,title\r\n"+
		"\"Strike, at night\",It was dark,2020,1,3,1:05 AM,,,,Iraq,\r\n"+
		"The war,,1980,,,,1988,,,,era\r\n"+
		",,,,,,,,,,\r\n"+
		"No year,,,,,,,,,,\r\n"+
		"Bad hour,,2020,1,3,soon,,,,,\r\n")
	assert.Equal(t, "All of it", in.Title)
	require.Len(t, in.Events, 2)
	assert.Equal(t, "Strike, at night", in.Events[0].Title)
	assert.Equal(t, "2020-01-03T01:05:00", in.Events[0].Date.String())
	assert.Equal(t, "Iraq", in.Events[0].Lane)
	assert.Equal(t, "1980/1988", in.Events[1].Date.String())
	require.Len(t, in.Problems, 2)
	assert.Equal(t, 5, in.Problems[0].Row)
	assert.Contains(t, in.Problems[1].Detail, "soon")
}

func TestOldSheetsHaveOneColumnForADate(t *testing.T) {
	in := read(t, "Start Date,End Date,Headline,Tag\n1/8/2020,,a,x\n2020,,b,\n1/8/2020,1/9/2020,c,\nlast week,,d,\n")
	require.Len(t, in.Events, 3)
	assert.Equal(t, "2020-01-08", in.Events[0].Date.String())
	assert.Equal(t, "x", in.Events[0].Lane)
	assert.Equal(t, "2020", in.Events[1].Date.String())
	assert.Equal(t, "2020-01-08/2020-01-09", in.Events[2].Date.String())
	assert.Contains(t, in.Problems[0].Detail, `"last week" is no date`)
}

func TestAFileThatIsNoneOfTheseSaysWhatWasExpected(t *testing.T) {
	for in, says := range map[string]string{
		"":                     "is empty",
		"[]":                   `an object with "events"`,
		`{"a":1}`:              `no list "events"`,
		`{"events":[}`:         "is not JSON at byte 12",
		"just words\n":         "no columns Headline and Year",
		"\xff\xfe":             "neither UTF-8",
		"PK\x03\x04 not a zip": "not a spreadsheet",
	} {
		_, err := Read(strings.NewReader(in), timeline.Vocabulary{})
		var p timeline.Problems
		require.ErrorAs(t, err, &p, "%q", in)
		assert.Equal(t, "file", p[0].Field)
		assert.Contains(t, p[0].Detail, says)
	}
}

func TestOurOwnJSONComesBackWhole(t *testing.T) {
	e := published("Strike", "[2019-12-30..2020-01-05]")
	e.Actors, e.Place, e.Label, e.Importance = []timeline.Actor{{Name: "Iran", Role: timeline.Target}}, "Baghdad", timeline.Disputed, 0.5
	var b bytes.Buffer
	require.NoError(t, JSON(&b, edition(e)))
	in := read(t, b.String())
	require.Empty(t, in.Problems)
	got := in.Events[0]
	assert.Equal(t, "[2019-12-30..2020-01-05]", got.Date.String())
	assert.Equal(t, e.Actors, got.Actors)
	assert.Equal(t, e.Place, got.Place)
	assert.Equal(t, e.Label, got.Label)
	assert.Equal(t, e.Importance, got.Importance)
	assert.Equal(t, "Two <days>", in.Title)
}

func TestARoundTripThroughTimelineJSLosesNothingThatItHolds(t *testing.T) {
	words := rapid.StringMatching(`[A-Za-z<>&"'é=+@0-9]{1,8}( [A-Za-z<>&"'é]{1,8}){0,3}`)
	dates := rapid.SampledFrom([]string{"2020", "2020-01", "2020-01-08", "2020-01-08T21:09:00", "1980/1988", "2020-01-08/2020-02", "-0043-03-15"})
	rapid.Check(t, func(t *rapid.T) {
		e := published(words.Draw(t, "title"), dates.Draw(t, "date"))
		e.Text = words.Draw(t, "text") + "\n" + words.Draw(t, "more")
		if rapid.Bool().Draw(t, "lane") {
			e.Kind, e.Lane = "other", "Lane "+words.Draw(t, "name")
		}
		e.Image = &timeline.Image{URL: "https://example.org/a.png", Alt: words.Draw(t, "alt"), Credit: words.Draw(t, "credit")}
		var b bytes.Buffer
		if err := TimelineJSJSON(&b, edition(e)); err != nil {
			t.Fatal(err)
		}
		in, err := Read(&b, timeline.Vocabulary{})
		if err != nil || len(in.Problems) > 0 || len(in.Events) != 1 {
			t.Fatal(err, in.Problems)
		}
		got := in.Events[0]
		if got.Title != e.Title || got.Text != e.Text || !got.Date.Equal(e.Date) || got.Kind != e.Kind || got.Lane != e.Lane || *got.Image != *e.Image || got.ID != e.ID {
			t.Fatalf("got %+v\nwant %+v", got, e)
		}
	})
}

func TestTimelineJSShowsInWordsWhatItsDatesCannotSay(t *testing.T) {
	var b bytes.Buffer
	require.NoError(t, TimelineJSJSON(&b, edition(published("a", "[..2020-01-08]"))))
	var out jsTimeline
	require.NoError(t, json.Unmarshal(b.Bytes(), &out))
	assert.Equal(t, "by 8 January 2020", out.Events[0].DisplayDate)
	assert.Equal(t, jsDate{Year: "2020", Month: "1", Day: "8"}, *out.Events[0].StartDate)
}

func TestNoCellIsAFormula(t *testing.T) {
	e := published(`=HYPERLINK("http://x")`, "2020-01-08")
	e.Place, e.Lane, e.Attribution = "-1", "+1", "@x"
	var b bytes.Buffer
	require.NoError(t, CSV(&b, edition(e)))
	rows, err := csv.NewReader(&b).ReadAll()
	require.NoError(t, err)
	for _, cell := range rows[1] {
		assert.False(t, isFormula(cell), "%q", cell)
	}
	assert.Equal(t, `'=HYPERLINK("http://x")`, rows[1][3])
}

func TestASpreadsheetOfTimelineJSColumnsComesIn(t *testing.T) {
	var b bytes.Buffer
	require.NoError(t, XLSX(&b, edition(published("=1+1", "2020-01-08"))))
	_, err := Read(bytes.NewReader(b.Bytes()), timeline.Vocabulary{})
	assert.ErrorContains(t, err, "no columns Headline", "it is read, and has other columns")
}

func TestACalendarHasDaysThatEndTheDayAfterAndFoldedLines(t *testing.T) {
	e := published(strings.Repeat("Ünï, cödé; ", 12), "2020-01-08/2020-01-09")
	vague := published("Some week", "[2019-12-30..2020-01-05]")
	timed := published("At once", "2020-01-08T21:09:00+01:00")
	var b bytes.Buffer
	require.NoError(t, ICalendar(&b, edition(e, vague, timed)))
	s := b.String()
	assert.Contains(t, s, "DTSTART;VALUE=DATE:20200108\r\nDTEND;VALUE=DATE:20200110\r\n")
	assert.Contains(t, s, "STATUS:TENTATIVE\r\nDESCRIPTION:some time between 30 December 2019 and 5 January 2020\r\n")
	assert.Contains(t, s, "DTSTART:20200108T200900Z\r\n")
	for _, l := range strings.Split(strings.TrimSuffix(s, "\r\n"), "\r\n") {
		assert.LessOrEqual(t, len(l), 75, l)
		assert.True(t, strings.ToValidUTF8(l, "?") == l, "a character is cut in two")
	}
	assert.Contains(t, strings.ReplaceAll(s, "\r\n ", ""), `Ünï\, cödé\;`)
}

func FuzzReadNeverPanics(f *testing.F) {
	f.Add(`{"events":[{"text":{"headline":"x"},"start_date":{"year":2020}}]}`)
	f.Add("Headline,Year\na,2020\n")
	f.Fuzz(func(t *testing.T, s string) {
		in, err := Read(strings.NewReader(s), timeline.Vocabulary{})
		if err == nil {
			for _, e := range in.Events {
				if err := e.Validate(timeline.Vocabulary{}); err != nil {
					t.Fatal(err)
				}
			}
		}
	})
}
