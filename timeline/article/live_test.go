package article

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"dateline/timeline"
)

// times returns each paragraph as "role time: words", with the words cut at 30
// code points.
func times(a *timeline.Article) []string {
	var out []string
	text := []rune(a.Text)
	for _, p := range a.Paragraphs {
		s := text[p.Start:p.End]
		out = append(out, string(p.Role)+" "+p.Published.String()+": "+string(s[:min(len(s), 30)]))
	}
	return out
}

func TestALiveBlogOfTextHasATimeForEachEntry(t *testing.T) {
	a := read(t, `Storm at Dunmore: live updates

March 12, 2019

All times GMT

0:20 GMT – The wall gives way

The sea has broken through the wall at two places, the harbour master says.

11:40pm
Boats were brought in an hour ago. The council met yesterday.

14.05 - The council closes the harbour, and the pubs stay open.

March 10, 2019

9:30 am (GMT+2): Two boats have left the quay in spite of the warning.
`, Hints{})
	assert.Equal(t, []string{
		"title : Storm at Dunmore: live updates",
		"dateline : March 12, 2019",
		"boilerplate : All times GMT",
		"dateline 2019-03-12T00:20:00Z: 0:20 GMT –",
		"title 2019-03-12T00:20:00Z: The wall gives way",
		"body 2019-03-12T00:20:00Z: The sea has broken through the",
		"dateline 2019-03-11T23:40:00Z: 11:40pm",
		"body 2019-03-11T23:40:00Z: Boats were brought in an hour ",
		"dateline 2019-03-11T14:05:00Z: 14.05 -",
		"body 2019-03-11T14:05:00Z: The council closes the harbour",
		"dateline 2019-03-11T14:05:00Z: March 10, 2019",
		"dateline 2019-03-10T09:30:00+02:00: 9:30 am (GMT+2):",
		"body 2019-03-10T09:30:00+02:00: Two boats have left the quay i",
	}, times(a))
	assert.Equal(t, "2019-03-12", a.Published.String())
}

func TestALiveBlogCopiedFromASite(t *testing.T) {
	for name, c := range map[string]struct {
		text string
		want []string
	}{
		"how long ago, then when": {"Storm at Dunmore: List of key events\n\n12 Mar 2019\n14 mins ago\n(14:35 GMT)\nCouncil closes harbour\n\nThe council has closed the harbour, the mayor says.\n\n25 mins ago\n(14:24 GMT)\nPolice arrest two\n\nPolice arrested two men this morning.\n", []string{
			"title : Storm at Dunmore: List of key ",
			"dateline : 12 Mar 2019",
			"boilerplate : 14 mins ago",
			"dateline 2019-03-12T14:35:00Z: (14:35 GMT)",
			"title 2019-03-12T14:35:00Z: Council closes harbour",
			"body 2019-03-12T14:35:00Z: The council has closed the har",
			"boilerplate 2019-03-12T14:35:00Z: 25 mins ago",
			"dateline 2019-03-12T14:24:00Z: (14:24 GMT)",
			"title 2019-03-12T14:24:00Z: Police arrest two",
			"body 2019-03-12T14:24:00Z: Police arrested two men this m",
		}},
		"the writer below the time": {"Live Updates: Dunmore Closes Its Harbour\n\nMarch 12, 2019, 11:35 p.m. ET\n22 minutes ago\n\nAnn Roe\n\nThe council of Dunmore has voted to close the harbour until the autumn.\n\nMarch 12, 2019, 9:10 a.m. ET\n\nLee Poe\n\nPolice arrested two men at the harbour this morning, they said.\n", []string{
			"title : Live Updates: Dunmore Closes I",
			"dateline 2019-03-12T23:35:00: March 12, 2019, 11:35 p.m. ET",
			"boilerplate 2019-03-12T23:35:00: 22 minutes ago",
			"boilerplate 2019-03-12T23:35:00: Ann Roe",
			"body 2019-03-12T23:35:00: The council of Dunmore has vot",
			"dateline 2019-03-12T09:10:00: March 12, 2019, 9:10 a.m. ET",
			"boilerplate 2019-03-12T09:10:00: Lee Poe",
			"body 2019-03-12T09:10:00: Police arrested two men at the",
		}},
		"a German ticker": {"Liveticker: Sturm in Dunmore\n\n12.03.2019, 15:05 Uhr\n\n+++ 14:35 Uhr: Rat sperrt Hafen +++\nDer Rat hat den Hafen gesperrt, wie die Bürgermeisterin heute sagte.\n\n+++ 12:10 Uhr: Pläne im Rathaus +++\nDie Ingenieure sind heute mit den Plänen im Rathaus angekommen.\n", []string{
			"title : Liveticker: Sturm in Dunmore",
			"dateline : 12.03.2019, 15:05 Uhr",
			"dateline 2019-03-12T14:35:00: +++ 14:35 Uhr:",
			"title 2019-03-12T14:35:00: Rat sperrt Hafen +++",
			"body 2019-03-12T14:35:00: Der Rat hat den Hafen gesperrt",
			"dateline 2019-03-12T12:10:00: +++ 12:10 Uhr:",
			"title 2019-03-12T12:10:00: Pläne im Rathaus +++",
			"body 2019-03-12T12:10:00: Die Ingenieure sind heute mit ",
		}},
	} {
		assert.Equal(t, c.want, times(read(t, c.text, Hints{})), name)
	}
}

func TestOnWhichDayTheEntriesOfALiveBlogStand(t *testing.T) {
	for name, c := range map[string]struct {
		published string
		clocks    []string
		want      []string
	}{
		"the newest first":                          {"2019-03-12T18:00", []string{"17:50", "12:00", "08:00"}, []string{"12", "12", "12"}},
		"the newest first, over midnight":           {"2019-03-12T18:00", []string{"17:50", "00:10", "23:50"}, []string{"12", "12", "11"}},
		"the oldest first":                          {"2019-03-12", []string{"08:00", "12:00", "17:50"}, []string{"12", "12", "12"}},
		"the oldest first, over midnight":           {"2019-03-12", []string{"20:00", "23:50", "00:10"}, []string{"11", "11", "12"}},
		"published soon after midnight":             {"2019-03-12T00:30", []string{"23:50", "22:00", "20:00"}, []string{"11", "11", "11"}},
		"published before the entries of the day":   {"2019-03-12T08:00", []string{"17:50", "12:00"}, []string{"12", "12"}},
		"an entry that stands out of order":         {"2019-03-12", []string{"17:50", "15:00", "15:40", "12:00"}, []string{"12", "12", "12", "12"}},
		"the article does not say when it is of":    {"", []string{"17:50", "12:00"}, []string{"", ""}},
		"three days":                                {"2019-03-12", []string{"09:00", "22:00", "07:00", "23:00"}, []string{"12", "11", "11", "10"}},
		"the first of a month, seen from before it": {"2019-03-01", []string{"01:00", "23:00"}, []string{"01", "28"}},
	} {
		var text strings.Builder
		for _, clock := range c.clocks {
			text.WriteString(clock + " - The sea is high at the wall of the harbour.\n\n")
		}
		a := read(t, text.String(), Hints{Title: "Storm: live", Published: c.published})
		var got []string
		for _, p := range a.Paragraphs {
			if p.Role == timeline.RoleBody {
				day := ""
				if !p.Published.IsZero() {
					day = p.Published.String()[len("2019-03-"):][:2]
				}
				got = append(got, day)
			}
		}
		assert.Equal(t, c.want, got, name)
	}
}

func TestWhatIsNoLiveBlogHasNoEntries(t *testing.T) {
	entries := "16:30 - The gate opens.\n\n15:10 - The boats come in, and the crews go home.\n"
	for name, c := range map[string]struct{ title, text string }{
		"a day told by the hour":             {"How the storm came", entries},
		"somebody who lives":                 {"Ten who live by the sea are alive", entries},
		"one time is no blog":                {"Storm: live updates", "16:30 - The gate opens.\n\nThe boats come in, and the crews go home.\n"},
		"numbers that are no times":          {"Storm: live updates", "10.50 euros is what a ticket costs at the quay.\n\n12.30 pounds it was last year, the council said.\n"},
		"times inside of sentences":          {"Storm: live updates", "At 14:35 the wall broke in two places, he said.\n\nBy 15:10 the boats were all in the harbour.\n"},
		"hours that there are not":           {"Storm: live updates", "25:10 - The gate opens.\n\n15:75 - The boats come in, and the crews go home.\n"},
		"when it was published and mended":   {"Storm: live updates", "Published 16:30, 3 March 2019\n\nUpdated 17:30, 3 March 2019\n\nThe sea has broken through the wall at two places, they say.\n"},
		"a clock that goes on as a sentence": {"Storm: live updates", "16:30 and not an hour before is when the gate opens.\n\n17:10 or later is when the boats come in, they say.\n"},
	} {
		a := read(t, c.text, Hints{Title: c.title, Published: "2019-03-12"})
		for _, p := range a.Paragraphs {
			assert.True(t, p.Published.IsZero(), "%s: %v", name, times(a))
		}
	}
}

func TestHowEntriesSayTheirTime(t *testing.T) {
	for in, want := range map[string][2]string{
		"14:35":                              {"T14:35:00", ""},
		"14:35 GMT":                          {"T14:35:00Z", ""},
		"(14:35 GMT)":                        {"T14:35:00Z", ""},
		"[14:35] The gate opens":             {"T14:35:00", "The gate opens"},
		"2.35pm GMT":                         {"T14:35:00Z", ""},
		"2:35 p.m. ET":                       {"T14:35:00", ""},
		"4 pm: The gate opens":               {"T16:00:00", "The gate opens"},
		"Posted at 14:35":                    {"T14:35:00", ""},
		"Posted at 14:35 12 Mar 2019":        {"2019-03-12T14:35:00", ""},
		"12 March 2019, 14:35 GMT":           {"2019-03-12T14:35:00Z", ""},
		"March 12, 2019 at 2:35 PM":          {"2019-03-12T14:35:00", ""},
		"5m ago (14:35 GMT)":                 {"T14:35:00Z", ""},
		"2 hours ago 14.35 GMT":              {"T14:35:00Z", ""},
		"14.35 Uhr: Das Tor geht auf":        {"T14:35:00", "Das Tor geht auf"},
		"+++ 14:35 Uhr Das Tor geht auf +++": {"T14:35:00", "Das Tor geht auf +++"},
		"14h35 - La porte s’ouvre":           {"T14:35:00", "La porte s’ouvre"},
		"14:35 NATO says it will help":       {"T14:35:00", "NATO says it will help"},
		"14:35 UTC+2 — The gate opens":       {"T14:35:00+02:00", "The gate opens"},
		"5m ago":                             {"", ""},
		"10.50 Euros":                        {"", ""},
		"14:35 in the afternoon":             {"", ""},
		"14 boats: The gate opens":           {"", ""},
		"2019-03-12":                         {"", ""},
		"":                                   {"", ""},
	} {
		m, ok := readMark(in)
		if want[0] == "" {
			assert.False(t, ok, in)
			continue
		}
		require.True(t, ok, in)
		day, clock, dated := strings.Cut(want[0], "T")
		assert.Equal(t, "T"+clock, m.clock+m.zone, in)
		assert.Equal(t, dated && day != "", m.day != "", in)
		assert.Equal(t, want[1], in[m.rest:], in)
	}
}

// entry is an entry of a live blog.
type entry struct{ time, clock, headline, text string }

var entries = []entry{
	{"2019-03-12T14:35:00Z", "14:35", "The council closes the harbour", "The council of Dunmore has closed the harbour until the autumn, the mayor said."},
	{"2019-03-12T12:10:00Z", "12:10", "The engineers arrive", "The engineers who found the cracks came to the town hall this morning with the plans."},
	{"2019-03-11T21:50:00Z", "21:50", "Crowds at the quay", "Hundreds of people gathered at the old quay tonight, and marched on the town hall."},
}

func TestALiveBlogOfAnySiteHasATimeForEachEntry(t *testing.T) {
	all := func(f func(entry) string) string {
		var b strings.Builder
		for _, e := range entries {
			b.WriteString(f(e))
		}
		return b.String()
	}
	head := `<title>Storm at Dunmore – live updates</title><meta property="article:published_time" content="2019-03-11T08:00:00Z">`
	ld := `<script type="application/ld+json">{"@type":"LiveBlogPosting","headline":"Storm at Dunmore – live updates","datePublished":"2019-03-11T08:00:00Z","liveBlogUpdate":[` +
		strings.TrimSuffix(all(func(e entry) string {
			return `{"@type":"BlogPosting","headline":"` + e.headline + `","datePublished":"` + e.time + `","articleBody":"<p>` + e.text + `</p>"},`
		}), ",") + `]}</script>`
	for name, html := range map[string]string{
		"the time, then the headline": head + "<body><h1>Storm at Dunmore – live updates</h1>" + all(func(e entry) string {
			return `<article><header><time datetime="` + e.time + `">` + e.clock + ` GMT</time><h2>` + e.headline + `</h2></header><p>` + e.text + `</p></article>`
		}),
		"with the name of the writer": head + `<body>` + all(func(e entry) string {
			return `<div><time datetime="` + e.time + `">` + e.clock + ` Uhr</time><div>Ann Roe</div><h3>` + e.headline + `</h3><p>` + e.text + `</p></div>`
		}),
		"the headline, then the time": head + `<body>` + all(func(e entry) string {
			return `<li><h3>` + e.headline + `</h3><div><span>Posted at</span><time datetime="` + e.time + `">` + e.clock + `</time></div><p>` + e.text + `</p></li>`
		}),
		"how long ago, for a script to count": strings.Replace(head, " – live updates", "", 1) + `<body>` + all(func(e entry) string {
			return `<div class="live-post"><a href="#x"><time datetime="` + e.time + `">3h ago</time></a><h2><a href="#x">` + e.headline + `</a></h2><p>` + e.text + `</p></div>`
		}),
		"a time that a script will fill": head + `<body>` + all(func(e entry) string {
			return `<section><time datetime="` + e.time + `"></time><h2>` + e.headline + `</h2><p>` + e.text + `</p></section>`
		}),
		"no element of time": `<title>Storm at Dunmore: live</title>` + strings.Replace(ld, "liveBlogUpdate", "x", 1) + `<body>` + all(func(e entry) string {
			return `<p><strong>` + e.clock + ` GMT – ` + e.headline + `</strong></p><p>` + e.text + `</p>`
		}),
		"JSON-LD alone":                     ld + `<body><div id="app"></div>`,
		"JSON-LD, and the first entry only": ld + `<body><article><p>` + entries[0].text + `</p></article>`,
	} {
		a := page(t, []byte("<html><head>"+strings.Replace(html, "<body>", "</head><body><main>", 1)+"</main></body></html>"), "", Hints{})
		text := []rune(a.Text)
		var got, want []string
		for _, p := range a.Paragraphs {
			if p.Role.Tells() && !p.Published.IsZero() {
				got = append(got, string(p.Role)+" "+p.Published.String()+" "+string(text[p.Start:p.End]))
			}
		}
		for _, e := range entries {
			want = append(want, "title "+e.time+" "+e.headline, "body "+e.time+" "+e.text)
		}
		assert.Equal(t, want, got, name)
		assert.Equal(t, "2019-03-11T08:00:00Z", a.Published.String(), name)
	}
}

func TestThePageOfAnArticleWithManyTimesHasNoEntries(t *testing.T) {
	comments := `<section><h2>Comments</h2><div><time datetime="2019-03-04T09:00:00Z">March 4</time><p>I have a boat there myself, and it was a bad week for all of us.</p></div><div><time datetime="2019-03-05T09:00:00Z">March 5</time><p>The wall should have been mended years ago, as we all said.</p></div></section>`
	a := page(t, site(`<title>Harbour reopens</title>`, `<h1>Harbour reopens</h1><p>Published <time datetime="2019-03-03T21:09:00Z">3 March</time></p>`+paragraphs(sentences)+comments), "", Hints{})
	for _, p := range a.Paragraphs {
		assert.True(t, p.Published.IsZero(), "%v", times(a))
	}
}
