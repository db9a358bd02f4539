package templates

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/andybalholm/cascadia"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/net/html"

	"dateline/timeline"
	"dateline/timeline/edtf"
)

// chronology is an edition with an event for each date, in that order.
func chronology(dates ...string) *timeline.Edition {
	ed := &timeline.Edition{Slug: "x", Number: 1, Title: "A chronology", Language: "en", Timezone: "UTC", Published: time.Date(2020, 1, 11, 18, 40, 0, 0, time.UTC)}
	for i, d := range dates {
		ed.Events = append(ed.Events, timeline.PublishedEvent{ID: fmt.Sprintf("e%d", i), Title: fmt.Sprintf("Event %d", i), Kind: "meeting", Date: edtf.MustParse(d), Status: timeline.Happened})
	}
	return ed
}

// document renders a page or an embed of an edition.
func document(t *testing.T, ed *timeline.Edition, embed bool) *html.Node {
	t.Helper()
	pages, err := Parse("")
	require.NoError(t, err)
	page, err := NewChronologyPage(ed, Part{})
	require.NoError(t, err)
	page.Head = Head{Language: ed.Language, Direction: DirectionOf(ed.Language), Title: ed.Title}
	page.JSONLD = JSONLD(ed, "https://a.example/t/x", "")
	show := pages.Timeline
	if embed {
		show = pages.Embed
	}
	body, err := show(page)
	require.NoError(t, err)
	root, err := html.Parse(bytes.NewReader(body))
	require.NoError(t, err)
	return root
}

func query(n *html.Node, selector string) []*html.Node {
	return cascadia.QueryAll(n, cascadia.MustCompile(selector))
}

func texts(n *html.Node, selector string) []string {
	var all []string
	for _, found := range query(n, selector) {
		var b strings.Builder
		for d := range found.Descendants() {
			if d.Type == html.TextNode {
				b.WriteString(d.Data)
			}
		}
		all = append(all, strings.Join(strings.Fields(b.String()), " "))
	}
	return all
}

func TestAChronologyWithoutEventsSaysSo(t *testing.T) {
	for _, embed := range []bool{false, true} {
		doc := document(t, chronology(), embed)
		assert.Equal(t, []string{"Nothing is published in this chronology yet."}, texts(doc, ".empty"))
		assert.Empty(t, query(doc, "figure.chart, [data-tools]"), "there is nothing to draw")
	}
}

func TestRightToLeftLanguagesTurnThePage(t *testing.T) {
	for language, want := range map[string]string{"ar": "rtl", "fa-IR": "rtl", "he": "rtl", "ur": "rtl", "en": "ltr", "tr": "ltr", "az-Arab": "rtl", "ar-Latn": "ltr", "": "ltr"} {
		assert.Equal(t, want, DirectionOf(language), language)
	}
	ed := chronology("2020-01-03")
	ed.Language = "ar"
	assert.Len(t, query(document(t, ed, false), `html[lang=ar][dir=rtl]`), 1)
}

func TestEventsOfOnePeriodAreExactFirstAndCausesFirst(t *testing.T) {
	ed := chronology("2020-01-08?", "2020-01-08", "2020-01-08", "2020-01-08")
	ed.Relations = []timeline.Relation{{ID: "r", From: "e1", Type: timeline.ResponseTo, To: "e3"}}
	assert.Equal(t, []string{"Event 3", "Event 1", "Event 2", "Event 0"}, texts(document(t, ed, false), "h3"))

	// Two that answer each other are still both told, once.
	ed.Relations = append(ed.Relations, timeline.Relation{ID: "s", From: "e3", Type: timeline.ResponseTo, To: "e1"})
	assert.Len(t, texts(document(t, ed, false), "h3"), 4)
}

func TestALegendExplainsWhatIsDrawnAndNothingElse(t *testing.T) {
	assert.Equal(t, []string{"on that day"}, texts(document(t, chronology("2020-01-03"), false), ".chart > figcaption > span"))
	ed := chronology("1980/1988", "[..2020-01-08]", "2020-01-08?", "[2020-01-08..]", "2020-02", "2020-03-01")
	ed.Events[5].Status = timeline.Scheduled
	ed.Relations = []timeline.Relation{{ID: "r", From: "e1", Type: timeline.ResponseTo, To: "e0"}}
	assert.Equal(t, []string{"on that day", "reported that day", "some time within", "lasted", "by then", "then or later", "planned", "led to"},
		texts(document(t, ed, false), ".chart > figcaption > span"))
}

func TestALegendExplainsWhatIsApproximateAndWhatHasNoEnd(t *testing.T) {
	for date, want := range map[string]string{"2020-02~": "about then", "1980~": "about then", "2020-01-08/..": "from then on", "2020-01-08/": "from then on", "../2020-01-08": "until then", "2020-01-08~": "about that day"} {
		assert.Equal(t, []string{want}, texts(document(t, chronology(date), false), ".chart > figcaption > span"), date)
	}
	doc := document(t, chronology("2020-02~", "2020-03"), false)
	assert.Len(t, query(doc, ".chart .k.within, .chart .k.roughly"), 2)
	assert.Len(t, query(doc, "li.about"), 1, "the rail beside the list fades too")
}

func TestKindsAreOfferedWhereThereAreSeveral(t *testing.T) {
	ed := chronology("2020-01-03", "2020-01-04")
	assert.Empty(t, query(document(t, ed, false), ".chips"))
	ed.Events[1].Kind = "storm"
	assert.Len(t, query(document(t, ed, false), ".chip"), 2)
}

func TestALegendExplainsArticlesThatStandOnTheAxis(t *testing.T) {
	for published, want := range map[string]int{"2020-01-05T12:00:00Z": 1, "2020-01-08": 1, "2019-12-31": 0, "2020-03-01": 0, "2020-01": 0, "": 0} {
		ed := chronology("2020-01-03", "2020-01-08")
		ed.Sources = []timeline.Source{{ID: "a", Title: "One", Published: published}}
		assert.Equal(t, want, strings.Count(strings.Join(texts(document(t, ed, false), ".chart figcaption > span"), "|"), "an article appeared"), published)
	}
}

func TestWhatSeparatesFactsStandsOutsideTheirIsolation(t *testing.T) {
	ed := chronology("[..2020-01-08]", "2020-01-08?")
	ed.Language = "fa" // from right to left, a gap inside an isolate falls on its far side
	ed.Events[0].Attribution, ed.Events[1].Attribution = "officials", "officials"
	doc := document(t, ed, false)
	assert.Equal(t, []string{"the day is not known · according to officials", "reported on 8 January 2020 · according to officials"}, texts(doc, ".when"))
	assert.Equal(t, []string{"the day is not known", "according to officials", "reported on 8 January 2020", "according to officials"}, texts(doc, ".when bdi"))
	assert.Equal(t, []string{"by 8 January 2020", "Wednesday 8 January 2020"}, texts(doc, ".period h2"))
}

func TestWhatABrowserCanWriteItIsGiven(t *testing.T) {
	ed := chronology("2019-12-31/2020-01-01", "2020-01", "2020-01/2020-03", "[2020-02-03..2020-02-05]", "2020-21", "2020-02-06?", "2020-02-06T09:00:00Z")
	ed.Language = "fa"
	given := func(embed bool, within string) (all []string) {
		for _, n := range query(document(t, ed, embed), within+" time[data-write]") {
			at := map[string]string{}
			for _, a := range n.Attr {
				at[a.Key] = a.Val
			}
			all = append(all, strings.TrimSuffix(at["datetime"]+"/"+at["data-to"], "/"))
		}
		return all
	}
	assert.Equal(t, []string{"2019-12-31/2020-01-01", "2020-01/2020-03"}, given(false, ".when"))
	assert.Equal(t, []string{"2019-12-31", "2020-01", "2020-02-03/2020-02-05", "2020-02-06"}, given(false, "h2"), "no season, which only words can say")
	assert.Equal(t, []string{"2019-12-31/2020-01-01", "2020-01/2020-03", "2020-01", "2020-02-06"}, given(true, "summary"))
	ed.Language = "de"
	assert.Empty(t, given(false, "main"))
}

func TestWhatHappenedByADayDoesNotCutItInTwo(t *testing.T) {
	doc := document(t, chronology("2020-01-08", "[..2020-01-08]", "2020-01-08T21:09:00Z", "[2020-01-08..2020-01-10]", "2020-01-09"), false)
	assert.Equal(t, []string{"Wednesday 8 January 2020", "by 8 January 2020", "Some time 8–10 January 2020", "Thursday 9 January"}, texts(doc, ".period h2"))
	assert.Equal(t, []string{"Event 0", "Event 2"}, texts(doc, ".period:first-child h3"))
}

func TestALongEmbedListsWhatMattersFirst(t *testing.T) {
	dates := make([]string, 30)
	for i := range dates {
		dates[i] = fmt.Sprintf("2020-01-%02d", i+1)
	}
	ed := chronology(dates...)
	ed.Events[20].Importance = 1
	doc := document(t, ed, true)
	assert.Len(t, query(doc, "li.event"), 30, "every event is there for who has no script")
	assert.Len(t, query(doc, "li.event:not([data-minor])"), Listed(30))
	assert.Len(t, query(doc, `li[id="e=e20"]:not([data-minor])`), 1)
	assert.Equal(t, []string{"Show all 30 events"}, texts(doc, "[data-all]"))

	short := document(t, chronology(dates[:12]...), true)
	assert.Empty(t, query(short, "[data-minor], [data-all], [data-short]"))
}

func TestFurtherQuotationsAreFoldedAway(t *testing.T) {
	ed := chronology("2020-01-03")
	ed.Sources = []timeline.Source{{ID: "a", Title: "One", URL: "https://a.example/1"}, {ID: "b", Title: "Two", Publisher: "Paper", Published: "2020-01-04T10:00:00Z"}}
	ed.Events[0].Citations = []timeline.Citation{{Article: "a", Exact: "First words."}, {Article: "b", Exact: "Second words."}, {Article: "b", Exact: "Third words."}}
	doc := document(t, ed, false)
	assert.Equal(t, []string{"“First words.”", "“Second words.”", "“Third words.”"}, texts(doc, "blockquote"))
	assert.Equal(t, []string{"2 more quotations"}, texts(doc, "details.more summary"))
	assert.Equal(t, []string{"“Second words.”", "“Third words.”"}, texts(doc, "details.more blockquote"))
	assert.Equal(t, []string{"One", "Paper, 4 January 2020", "Paper, 4 January 2020"}, texts(doc, ".quote figcaption"))
	assert.Equal(t, []string{"One 1 event", "Two Paper, 4 January 2020 · 1 event"}, texts(doc, ".sources li"))
}

func TestAnAddressThatIsCodeIsNoLink(t *testing.T) {
	ed := chronology("2020-01-03")
	ed.Events[0].URL = "javascript:alert(1)"
	ed.Events[0].Citations = []timeline.Citation{{Article: "a", Exact: "First words."}}
	ed.Sources = []timeline.Source{{ID: "a", Title: "One", URL: "data:text/html,x"}}
	for _, a := range query(document(t, ed, false), "a") {
		for _, attribute := range a.Attr {
			assert.NotContains(t, attribute.Val, "javascript:")
			assert.NotContains(t, attribute.Val, "data:text")
		}
	}
}

func TestStaticNamesChangeWithTheirContent(t *testing.T) {
	for _, f := range StaticFiles() {
		assert.Regexp(t, `^[a-z]+\.[0-9a-f]{10}\.[a-z0-9]+$`, f.Name)
		assert.NotEmpty(t, f.Type, f.Name)
	}
}

func TestWhereSourcesDifferEveryDateStandsAtTheEventWithWhoGivesIt(t *testing.T) {
	ed := chronology("2020-01-08", "2020-01-09")
	ed.Sources = []timeline.Source{{ID: "a", Publisher: "The Courier"}, {ID: "b", Publisher: "The Herald"}}
	ed.Events[0].Citations = []timeline.Citation{
		{Article: "a", Exact: "It fell.", DateText: timeline.Quote{Text: "Wednesday"}},
		{Article: "b", Exact: "It fell.", Date: edtf.MustParse("2020-01-07")},
		{Article: "c", Exact: "It fell."}, // and dates nothing
	}
	for embed, title := range map[bool]string{false: "article > ", true: "summary h3 > "} {
		doc := document(t, ed, embed)
		assert.Equal(t, []string{"dates it 7 January 2020"}, texts(doc, ".quote .differs"))
		assert.Contains(t, texts(doc, ".chart figcaption")[0], "sources differ")
		assert.Equal(t, []string{"8 January 2020 · according to The Courier", "7 January 2020 · according to The Herald"}, texts(doc, title+".when"))
		assert.Len(t, query(doc, ".rail .differ use"), 2, "the mark is the legend's")
		assert.Len(t, query(doc, ".rail > svg:not(.differ)"), 1, "of nothing else")
	}
	assert.Equal(t, []string{"8 Jan / 7 Jan", "9 Jan"}, texts(document(t, ed, true), "summary .date"))
}
