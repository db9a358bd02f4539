package interchange

import (
	"bytes"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"dateline/timeline"
)

// slide reads a file of one slide.
func slide(t *testing.T, json string) (timeline.Event, []RowProblem) {
	t.Helper()
	in, err := TimelineJS(strings.NewReader(`{"events":[`+json+`]}`), timeline.Vocabulary{})
	require.NoError(t, err)
	if len(in.Events) == 0 {
		return timeline.Event{}, in.Problems
	}
	return in.Events[0], in.Problems
}

func TestASlidesDateIsAsExactAsItsParts(t *testing.T) {
	for in, want := range map[string]string{
		`"start_date":{"year":1956}`:                                                                                  "1956",
		`"start_date":{"year":"1956","month":"07"}`:                                                                   "1956-07",
		`"start_date":{"year":1956,"month":7,"day":26}`:                                                               "1956-07-26",
		`"start_date":{"year":1956,"month":0,"day":0}`:                                                                "1956",
		`"start_date":{"year":1956,"month":"","day":null}`:                                                            "1956",
		`"start_date":{"year":1956,"month":7,"day":26,"hour":19}`:                                                     "1956-07-26T19:00:00",
		`"start_date":{"year":1956,"month":7,"day":26,"hour":0,"minute":5}`:                                           "1956-07-26T00:05:00",
		`"start_date":{"year":1956},"end_date":{"year":1957,"month":4}`:                                               "1956/1957-04",
		`"start_date":{"year":1956},"end_date":{"year":1956}`:                                                         "1956",
		`"start_date":{"year":-44,"month":3,"day":15}`:                                                                "-0043-03-15",
		`"start_date":{"year":-1}`:                                                                                    "0000",
		`"start_date":{"year":-9999}`:                                                                                 "-9998",
		`"start_date":{"year":-12000}`:                                                                                "Y-12E3",
		`"start_date":{"year":-65000000}`:                                                                             "Y-65E6",
		`"start_date":{"year":1950},"display_date":"c. 1950"`:                                                         "1950~",
		`"start_date":{"year":1950,"display_date":"about 1950"}`:                                                      "1950~",
		`"start_date":{"year":2020,"month":1,"day":8},"display_date":"by 8 January 2020"`:                             "[..2020-01-08]",
		`"start_date":{"year":2020,"month":1,"day":8},"display_date":"reported on 8 January 2020"`:                    "2020-01-08?",
		`"start_date":{"year":2020,"month":1,"day":8},"display_date":"Wednesday"`:                                     "2020-01-08",
		`"start_date":{"year":2010},"end_date":{"year":2019,"month":12,"day":31},"display_date":"some decade of war"`: "2010/2019-12-31",
	} {
		e, problems := slide(t, `{`+in+`,"text":{"headline":"Canal"}}`)
		assert.Empty(t, problems, in)
		assert.Equal(t, want, e.Date.String(), in)
	}
}

func TestASlideThatIsNoEventIsReportedByItsField(t *testing.T) {
	for in, field := range map[string]string{
		`{"text":{"headline":"No date"}}`:                                                                        "start_date",
		`{"start_date":{"month":3},"text":{"headline":"No year"}}`:                                               "start_date.year",
		`{"start_date":{"year":"soon"},"text":{"headline":"No number"}}`:                                         "start_date.year",
		`{"start_date":{"year":1956,"month":13},"text":{"headline":"No month"}}`:                                 "start_date.month",
		`{"start_date":{"year":1956,"day":3},"text":{"headline":"Day without month"}}`:                           "start_date.month",
		`{"start_date":{"year":2019,"month":2,"day":29},"text":{"headline":"No leap year"}}`:                     "start_date.day",
		`{"start_date":{"year":2019,"month":2,"day":9,"hour":25},"text":{"headline":"No hour"}}`:                 "start_date.hour",
		`{"start_date":{"year":2019,"hour":9},"text":{"headline":"Hour without day"}}`:                           "start_date.day",
		`{"start_date":{"year":1956},"end_date":{"year":1955},"text":{"headline":"Ends before"}}`:                "end_date",
		`{"end_date":{"year":1955},"text":{"headline":"No start"}}`:                                              "end_date",
		`{"start_date":{"year":1956}}`:                                                                           "text.headline",
		`{"start_date":{"year":1956},"text":{"headline":"Long","text":"` + strings.Repeat("word ", 1001) + `"}}`: "text.text",
		`{"start_date":{"year":1956},"text":{"headline":"Bad address"},"media":{"url":"javascript:alert(1)"}}`:   "media.url",
		`7`:                     "event",
		`{"start_date":"1956"}`: "start_date",
	} {
		good := `{"start_date":{"year":1956},"text":{"headline":"Good"}}`
		file, err := TimelineJS(strings.NewReader(`{"events":[`+good+`,`+in+`]}`), timeline.Vocabulary{})
		require.NoError(t, err)
		assert.Len(t, file.Events, 1, "the good row of %s", in)
		if assert.NotEmpty(t, file.Problems, in) {
			assert.Equal(t, 2, file.Problems[0].Row, in)
			assert.Equal(t, field, file.Problems[0].Field, in)
		}
	}
}

func TestAGroupIsAKindOrALane(t *testing.T) {
	own, err := timeline.NewVocabulary(timeline.KindInfo{Kind: "summit", Group: timeline.Diplomacy, Label: "Summit"})
	require.NoError(t, err)
	for group, want := range map[string][2]string{
		"Missile attack": {"missile-attack", ""},
		"airstrike":      {"airstrike", ""},
		"SUMMIT":         {"summit", ""},
		"Markets":        {"other", "Markets"},
		"R&amp;D":        {"other", "R&D"},
		"":               {"other", ""},
	} {
		in, err := TimelineJS(strings.NewReader(`{"events":[{"start_date":{"year":1956},"text":{"headline":"x"},"group":"`+group+`"}]}`), own)
		require.NoError(t, err)
		e := in.Events[0]
		assert.Equal(t, want, [2]string{string(e.Kind), e.Lane}, group)
	}
}

func TestMediaBecomesAnImageOrAnAddressAndNoWordIsLost(t *testing.T) {
	const date = `{"start_date":{"year":1956},"text":{"headline":"Canal","text":"Ships wait."},"media":`
	e, _ := slide(t, date+`{"url":"https://example.org/a.JPG?w=9","caption":"<b>Ships</b> at anchor","credit":"Agency"}}`)
	assert.Equal(t, &timeline.Image{URL: "https://example.org/a.JPG?w=9", Alt: "Ships at anchor", Credit: "Agency"}, e.Image)
	assert.Equal(t, "Ships wait.", e.Text)

	e, _ = slide(t, date+`{"url":"https://example.org/a.png","caption":"At anchor","alt":"Six ships","link":"https://example.org/story"}}`)
	assert.Equal(t, &timeline.Image{URL: "https://example.org/a.png", Alt: "Six ships"}, e.Image)
	assert.Equal(t, "Ships wait.\n\nAt anchor", e.Text)
	assert.Equal(t, "https://example.org/story", e.URL)

	e, _ = slide(t, date+`{"url":"https://video.example/1","caption":"A film","credit":"Agency"}}`)
	assert.Nil(t, e.Image)
	assert.Equal(t, "https://video.example/1", e.URL)
	assert.Equal(t, "Ships wait.\n\nA film\n\nAgency", e.Text)

	e, _ = slide(t, date+`{"url":"https://example.org/a.png","credit":"Agency"}}`)
	assert.Equal(t, &timeline.Image{URL: "https://example.org/a.png", Alt: "Canal", Credit: "Agency"}, e.Image, "a picture that nobody describes")
	assert.Equal(t, "Ships wait.", e.Text)
	assert.Empty(t, e.URL)

	e, _ = slide(t, `{"start_date":{"year":1956},"text":{"text":"Only a text.<br>And more."},"media":{"url":"https://example.org/a.png"}}`)
	assert.Equal(t, &timeline.Image{URL: "https://example.org/a.png", Alt: "Only a text."}, e.Image)

	for _, rows := range []string{
		"Year,Headline,Media,Media Credit\n1956,Canal,https://example.org/a.png,Agency",
		"Year,Headline,Media,Media Credit,Kind\n1956,Canal,https://example.org/a.png,Agency,other",
	} {
		in, err := TimelineJSCSV(strings.NewReader(rows), timeline.Vocabulary{})
		require.NoError(t, err)
		require.Len(t, in.Events, 1, "%v", in.Problems)
		assert.Equal(t, &timeline.Image{URL: "https://example.org/a.png", Alt: "Canal", Credit: "Agency"}, in.Events[0].Image)
	}

	e, _ = slide(t, date+`{"url":"<blockquote>We shall <i>stay</i>.</blockquote>"}}`)
	assert.Equal(t, "Ships wait.\n\nWe shall stay.", e.Text)
}

func TestTheTitleSlideNamesTheTimelineAndErasLast(t *testing.T) {
	in, err := TimelineJS(strings.NewReader(`{
		"title":{"text":{"headline":"The <em>canal</em>","text":"<p>What happened.</p>"}},
		"events":[{"unique_id":"a","start_date":{"year":1956},"text":{"headline":"Canal"}}],
		"eras":[{"start_date":{"year":1952},"end_date":{"year":1954},"text":{"headline":"Before"}},{"text":{"headline":"Never"}}]}`), timeline.Vocabulary{})
	require.NoError(t, err)
	assert.Equal(t, "The canal", in.Title)
	assert.Equal(t, "What happened.", in.Summary)
	require.Len(t, in.Events, 2)
	assert.Equal(t, "a", in.Events[0].ID)
	assert.Equal(t, "1952/1954", in.Events[1].Date.String())
	assert.Equal(t, "Eras", in.Events[1].Lane)
	assert.Equal(t, []RowProblem{{3, "start_date", "is missing: give at least a year"}}, in.Problems)
}

func TestALongHeadlineIsCutAndStandsInFullInTheText(t *testing.T) {
	long := strings.TrimSpace(strings.Repeat("canal ", 40))
	e, problems := slide(t, `{"start_date":{"year":1956},"text":{"headline":"`+long+`","text":"More."}}`)
	assert.Empty(t, problems)
	assert.True(t, strings.HasSuffix(e.Title, "canal…"), e.Title)
	assert.Equal(t, long+"\n\nMore.", e.Text)

	e, _ = slide(t, `{"start_date":{"year":1956},"text":{"text":"Only a text.<br>And more."}}`)
	assert.Equal(t, "Only a text.", e.Title)
	assert.Equal(t, "And more.", e.Text, "what is the headline is not told again")
	e, _ = slide(t, `{"start_date":{"year":1956},"text":{"text":"Only a text."}}`)
	assert.Equal(t, "Only a text.", e.Title)
	assert.Empty(t, e.Text)
}

func TestWhatAnEventHasNoPlaceForIsAWarning(t *testing.T) {
	files := []string{
		`{"events":[{"start_date":{"year":1956,"month":7,"day":26},"display_date":"Thursday evening","text":{"headline":"Canal"},"media":{"url":"https://example.org/a.png","thumbnail":"https://example.org/t.png"},"background":{"color":"#123456"}},
			{"start_date":{"year":1956},"display_date":"about 1956","background":null,"text":{"headline":"Before"}}]}`,
		"Year,Month,Day,Display Date,Headline,Media,Media Thumbnail,Background\n1956,7,26,Thursday evening,Canal,https://example.org/a.png,https://example.org/t.png,#123456\n1956,,,about 1956,Before,,,\n",
	}
	for i, fields := range [][3]string{{"display_date", "background", "media.thumbnail"}, {"Display Date", "Background", "Media Thumbnail"}} {
		in, err := Read([]byte(files[i]), timeline.Vocabulary{})
		require.NoError(t, err)
		assert.Len(t, in.Events, 2, "the rows come in")
		assert.Empty(t, in.Problems)
		assert.Equal(t, []RowProblem{
			{1, fields[0], `"Thursday evening" is left out: a date is shown in the words of its value, here "26 July 1956"`},
			{1, fields[1], "is left out: events have none"},
			{1, fields[2], "is left out: events have a picture, and no smaller one"},
		}, in.Warnings)
	}
}

func TestAFileThatIsNoTimelineIsRefusedWithTheReason(t *testing.T) {
	for in, part := range map[string]string{
		"":                     "empty",
		"[1]":                  `"events"`,
		"<html>":               `"events"`,
		`{"events":`:           "no JSON at byte 10",
		`{"events":{}}`:        "another form",
		`{"title":{}}`:         `no "events"`,
		"a,b\n1,2":             "headers such as Year",
		"Headline,Year\n\"a,1": "",
		"\xff\xfe":             "empty",
		"\x89PNG\r\n":          "byte 0",
		"\xd0\xcf\x11\xe0\xa1": "save it as XLSX",
		"Year,Headline\x00":    "no text",
		"PK\x03\x04 no zip":    "no spreadsheet",
	} {
		in2, err := Read([]byte(in), timeline.Vocabulary{})
		if part == "" {
			continue // lazily quoted: TimelineJS's sheets are written by hand
		}
		assert.ErrorContains(t, err, part, "%q", in)
		assert.Equal(t, timeline.Invalid, timeline.CodeOf(err), "%q", in)
		assert.Empty(t, in2.Events)
	}
}

func FuzzRead(f *testing.F) {
	for _, s := range []string{`{"events":[{"start_date":{"year":1956},"text":{"headline":"Canal","text":"a <b>c</b> & d"}}]}`,
		"Year,Headline\n1956,Canal", `{"events":[{"date":"1956","title":"Canal"}],"slug":"x"}`, "EDTF,Headline,Actors\n1956,x,Egypt (agent)"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		in, err := Read(b, timeline.Vocabulary{})
		if err != nil {
			require.NotEmpty(t, timeline.CodeOf(err), "%v", err)
			return
		}
		for _, e := range in.Events {
			require.NoError(t, e.Validate(timeline.Vocabulary{}))
		}
	})
}

func roundTrip(t require.TestingT, ed *timeline.Edition, write func(*bytes.Buffer) error) Import {
	var b bytes.Buffer
	require.NoError(t, write(&b))
	in, err := Read(b.Bytes(), timeline.Vocabulary{})
	require.NoError(t, err)
	require.Empty(t, in.Problems, b.String())
	require.Empty(t, in.Warnings, b.String())
	require.Len(t, in.Events, len(ed.Events), b.String())
	return in
}
