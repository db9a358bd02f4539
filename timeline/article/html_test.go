package article

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/net/html"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"dateline/timeline"
	"dateline/timeline/edtf"
)

// sentences are the body of the pages of these tests.
var sentences = []string{
	"The harbour of Dunmore reopened on Sunday after a week of storms, the harbour master told reporters at the quay.",
	"Boats had waited for days behind the wall, which the waves had broken in two places on the night of March 1.",
	"The council met on Monday in the town hall and voted for the money to mend it before the autumn, the mayor said.",
	"A second storm is expected to come in from the west before the end of the month, according to the weather office.",
}

func paragraphs(s []string) string { return "<p>" + strings.Join(s, "</p>\n<p>") + "</p>" }

// site is a page as a news site serves it, with head in its <head> and body in
// the article.
func site(head, body string) []byte {
	return []byte(`<!doctype html><html lang="en-GB"><head><meta charset="utf-8">` + head + `</head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/w">World</a></li></ul></nav>
<main><article>` + body + `</article></main>
<aside class="sidebar"><h3>Most read</h3><ul><li><a href="/1">Storm names explained</a></li><li><a href="/2">The price of herring</a></li></ul></aside>
<footer><p>© Coast Agency. All rights reserved.</p></footer></body></html>`)
}

func page(t *testing.T, source []byte, url string, h Hints) *timeline.Article {
	t.Helper()
	a, err := FromHTML(source, url, h)
	require.NoError(t, err)
	checkSpans(t, a)
	assert.NotContains(t, a.Text, "\n\n\n")
	return a
}

func TestANewsPageIsReadWithWhatItSaysOfItself(t *testing.T) {
	head := `<title>Harbour reopens after storms | Coast Agency</title>
<meta property="og:site_name" content="Coast Agency">
<link rel="canonical" href="https://coast.example/harbour">
<script type="application/ld+json">{"@context":"https://schema.org","@graph":[{"@type":"WebSite","name":"Coast"},{"@type":["NewsArticle"],"headline":"Harbour reopens after &quot;worst&quot; storms","datePublished":"2019-03-03T21:09:00+01:00","dateModified":"2019-03-04T10:00:00Z"}]}</script>`
	body := `<header><h1>Harbour reopens after "worst" storms</h1><p class="byline">By Ann Roe</p><time datetime="2019-03-04T10:00:00Z">March 4</time></header>
<figure><img src="a.jpg" alt=""><figcaption>Boats wait at the quay on Saturday. <span>Ann Roe</span></figcaption></figure>
` + paragraphs(sentences[:2]) + `
<p><a href="/names">READ: Why storms have names and who gives them</a></p>
<blockquote><p>“We have waited for this day since the waves came over the wall.”</p></blockquote>
<h2>What comes next</h2>
` + paragraphs(sentences[2:]) + `
<ul><li>Dunmore has 300 boats.</li><li>The wall is of 1871.</li></ul>`
	a := page(t, site(head, body), "https://coast.example/harbour?x=1", Hints{})
	assert.Equal(t, `Harbour reopens after "worst" storms`, a.Title)
	assert.Equal(t, "2019-03-03T21:09:00+01:00", a.Published.String())
	assert.Equal(t, "en-GB", a.Language)
	assert.Equal(t, "Coast Agency", a.Publisher)
	assert.Equal(t, "https://coast.example/harbour?x=1", a.URL)
	got := roles(a)
	for _, want := range []string{
		`title: Harbour reopens after "worst" storms`,
		"caption: Boats wait at the quay on Saturday. Ann ",
		"body: The harbour of Dunmore reopened on Sunda",
		"related: READ: Why storms have names and who give",
		"quote: “We have waited for this day since the w",
		"boilerplate: What comes next",
		"body: The council met on Monday in the town ha",
		"body: Dunmore has 300 boats.",
	} {
		assert.Contains(t, got, want)
	}
	for _, never := range []string{"Home", "Most read", "All rights reserved"} {
		assert.NotContains(t, a.Text, never)
	}
}

func TestWhatTheCallerKnowsWinsOverThePage(t *testing.T) {
	a := page(t, site(`<title>Page title</title><meta property="article:published_time" content="2019-03-03">`, paragraphs(sentences)), "",
		Hints{Title: "My title", Published: "2019-03-05", Language: "en", URL: "https://other.example/"})
	assert.Equal(t, []string{"My title", "2019-03-05", "en", "https://other.example/"}, []string{a.Title, a.Published.String(), a.Language, a.URL})
}

func TestWhereAPageSaysWhenItWasPublished(t *testing.T) {
	for name, c := range map[string]struct{ head, body, want string }{
		"JSON-LD in an array":                   {`<script type="application/ld+json">[{"@type":"Organization"},{"@type":"ReportageNewsArticle","datePublished":"2019-03-03"}]</script>`, "", "2019-03-03"},
		"JSON-LD below a page":                  {`<script type="application/ld+json">{"@type":"WebPage","mainEntity":{"@type":"NewsArticle","datePublished":"2019-03-03T08:00Z"}}</script>`, "", "2019-03-03T08:00:00Z"},
		"Open Graph":                            {`<meta property="article:published_time" content="2019-03-03T21:09:00.000Z">`, "", "2019-03-03T21:09:00Z"},
		"a date without a zone":                 {`<meta name="parsely-pub-date" content="2019-03-03 21:09">`, "", "2019-03-03T21:09:00"},
		"broken JSON-LD, then a meta element":   {`<script type="application/ld+json">{"@type":"NewsArticle",</script><meta name="date" content="3 March 2019">`, "", "2019-03-03"},
		"an unreadable date, then a good one":   {`<meta name="pubdate" content="yesterday"><meta name="dc.date" content="2019-03-03">`, "", "2019-03-03"},
		"microdata":                             {"", `<span itemprop="datePublished" content="2019-03-03"></span>`, "2019-03-03"},
		"a time element before that of another": {"", `<time datetime="2019-03-03">3 March</time><time datetime="2018-01-01">old</time>`, "2019-03-03"},
		"a time marked as that of publication":  {"", `<time datetime="2020-01-01">now</time><time class="PublishedAt" datetime="2019-03-03">3 March</time>`, "2019-03-03"},
		"words in the time element":             {"", `<time>Sunday 3 March 2019 21:09 GMT</time>`, "2019-03-03T21:09:00Z"},
		"a line of the text":                    {"", `<div>Published: March 3, 2019</div>`, "2019-03-03"},
		"JSON-LD with a line break in a string": {`<script type="application/ld+json">{"@type":"NewsArticle","description":"one` + "\n" + `two","datePublished":"2019-03-03",}</script>`, "", "2019-03-03"},
		"JSON-LD with a typed value":            {`<script type="application/ld+json">{"@type":"schema:NewsArticle","datePublished":{"@type":"Date","@value":"2019-03-03"}}</script>`, "", "2019-03-03"},
		"JSON-LD of another article too":        {`<script type="application/ld+json">[{"@type":"NewsArticle","headline":"Old news of the sea","datePublished":"2018-01-01"},{"@type":"NewsArticle","headline":"Harbour reopens","datePublished":"2019-03-03"}]</script><title>Harbour reopens</title>`, "", "2019-03-03"},
		"JSON-LD of the page by its address":    {`<link rel="canonical" href="https://coast.example/h"><script type="application/ld+json">[{"@type":"NewsArticle","datePublished":"2018-01-01"},{"@type":"NewsArticle","mainEntityOfPage":{"@type":"WebPage","@id":"http://www.coast.example/h/"},"datePublished":"2019-03-03"}]</script>`, "", "2019-03-03"},
		"seconds since 1970":                    {`<meta property="article:published_time" content="1551647340">`, "", "2019-03-03T21:09:00Z"},
		"a time without marks":                  {`<meta name="pubdate" content="20190303T210900Z">`, "", "2019-03-03T21:09:00Z"},
		"the address, where nothing else does":  {`<link rel="canonical" href="https://coast.example/2019/mar/03/harbour">`, "", "2019-03-03"},
		"a line before the address":             {`<link rel="canonical" href="https://coast.example/2019/03/04/harbour">`, `<div>Published: March 3, 2019</div>`, "2019-03-03"},
		"a video's upload":                      {`<script type="application/ld+json">{"@type":"VideoObject","name":"Boats","uploadDate":"2019-03-03"}</script>`, "", "2019-03-03"},
		"not that of a video beside it":         {`<script type="application/ld+json">{"@type":"VideoObject","name":"Boats","uploadDate":"2018-01-01"}</script>`, `<time datetime="2019-03-03">3 March</time>`, "2019-03-03"},
		"nowhere":                               {"", "", ""},
	} {
		a := page(t, site(c.head, c.body+paragraphs(sentences)), "", Hints{Title: "Harbour reopens"})
		assert.Equal(t, c.want, a.Published.String(), name)
	}
}

func TestWhoPublishedAPageAndInWhatLanguage(t *testing.T) {
	for name, head := range map[string]string{
		"Open Graph":         `<meta property="og:site_name" content="Coast Agency"><meta itemprop="inLanguage" content="en-IE">`,
		"JSON-LD":            `<script type="application/ld+json">{"@type":"NewsArticle","inLanguage":{"@type":"Language","name":"English","alternateName":"en-IE"},"publisher":[{"name":"Coast Agency"}]}</script>`,
		"JSON-LD by its @id": `<script type="application/ld+json">{"@graph":[{"@type":"NewsArticle","inLanguage":"en_IE","publisher":{"@id":"https://coast.example/#org"}},{"@type":"Organization","@id":"https://coast.example/#org","name":"Coast Agency"}]}</script>`,
		"microdata":          `<meta itemprop="inLanguage" content="en-IE"><meta itemprop="x"></head><body><div itemprop="publisher"><meta itemprop="name" content="Coast Agency"></div>`,
	} {
		a := page(t, []byte("<html><head>"+head+"<article><h1>Harbour reopens</h1>"+paragraphs(sentences)), "", Hints{})
		assert.Equal(t, "Coast Agency", a.Publisher, name)
		assert.Equal(t, "en-IE", a.Language, name)
	}
}

func TestAPageThatCallsItselfEnglishAndIsNot(t *testing.T) {
	french := "<p>Le ministre a dit lundi que le pont n'est pas sûr et que les travaux sont prévus pour cette année dans la ville et sur la côte.</p>"
	assert.Equal(t, "fr", page(t, []byte(`<html lang="en-US"><body><article>`+french), "", Hints{}).Language)
	assert.Equal(t, "pt", page(t, []byte(`<html lang="pt"><body><article>`+french), "", Hints{}).Language, "who says more than what is always said is believed")
	assert.Equal(t, "en", page(t, []byte(`<html lang="fr"><body><article>`+french), "", Hints{Language: "en"}).Language)
}

func TestWhatStandsBesideTheStoryIsNotRead(t *testing.T) {
	doc, err := html.Parse(strings.NewReader(`<figure><img src="a.jpg"><figcaption><span class="visually-hidden">Image caption, </span>Boats at the quay</figcaption></figure>
` + paragraphs(sentences[:1]) + `
<div class="c-newsletter-signup"><h4>The Coast Briefing</h4><p>The stories of the day, told by those who know the sea, every morning at seven.</p></div>
` + paragraphs(sentences[1:2]) + `
<blockquote><p>The harbour is open.</p>— Harbour of Dunmore (@dunmore) <a href="/s/1">March 3, 2019</a></blockquote>
<div class="has-newsletter">` + paragraphs(sentences[2:]) + `<p>` + strings.Join(sentences, " ") + ` ` + strings.Join(sentences, " ") + `</p></div>
<h2>More on this story</h2><ul><li><a href="/c">Old port traders fear for the summer</a><div>Published<span>2 days ago</span></div></li></ul>`))
	require.NoError(t, err)
	// Of the page as it is, without what the finder of the main text leaves out.
	a := fromBlocks(readBlocks(doc), metadata{title: "Harbour reopens"}, edtf.Date{})
	assert.Equal(t, []string{
		"title: Harbour reopens",
		"caption: Boats at the quay",
		"body: The harbour of Dunmore reopened on Sunda",
		"boilerplate: The Coast Briefing",
		"boilerplate: The stories of the day, told by those wh",
		"body: Boats had waited for days behind the wal",
		"quote: The harbour is open.",
		"boilerplate: — Harbour of Dunmore (@dunmore) March 3,",
		"body: The council met on Monday in the town ha",
		"body: A second storm is expected to come in fr",
		"body: The harbour of Dunmore reopened on Sunda",
		"related: More on this story",
		"related: Old port traders fear for the summer",
		"boilerplate: Published 2 days ago",
	}, roles(a))
}

func TestWordsThatOnlyStyleSetsApart(t *testing.T) {
	for html, want := range map[string]string{
		`Published<span>12 March</span>`:             "Published 12 March",
		`<span>Credit...</span><span>Ann Roe</span>`: "Credit... Ann Roe",
		`1h ago<span>(14:35 GMT)</span>`:             "1h ago (14:35 GMT)",
		`<span>D</span>unmore`:                       "Dunmore",
		`Dun<span>more</span>`:                       "Dunmore",
		`H<sub>2</sub>O and <b>You</b>Tube`:          "H2O and YouTube",
		`20<span>19</span>`:                          "2019",
	} {
		a := page(t, site("", paragraphs(sentences)+"<p>"+html+"</p>"), "", Hints{Title: "T"})
		assert.True(t, strings.HasSuffix(a.Text, "\n\n"+want), "%s: %q", html, a.Text[len(a.Text)-40:])
	}
}

func TestTheTitleComesWithoutTheSitesName(t *testing.T) {
	for head, want := range map[string]string{
		`<meta property="og:site_name" content="Coast"><title>Harbour reopens - Coast</title>`:                 "Harbour reopens",
		`<meta property="og:site_name" content="Coast"><title>Coast | Harbour reopens</title>`:                 "Harbour reopens",
		`<title>Harbour reopens - again</title>`:                                                               "Harbour reopens - again",
		`<title>Wrong</title><meta property="og:title" content="Harbour &amp; wall reopen">`:                   "Harbour & wall reopen",
		`<svg><title>Logo</title></svg><meta name="twitter:title" content="Harbour reopens"><title>No</title>`: "Harbour reopens",
	} {
		assert.Equal(t, want, page(t, site(head, paragraphs(sentences)), "", Hints{}).Title, head)
	}
}

func TestAPageInAnotherCharacterSet(t *testing.T) {
	text := strings.Join(sentences, " ") + " Das Rathaus von Köln öffnete für alle."
	for name, encode := range map[string]func(string) string{
		"Latin-1 as it says": func(s string) string {
			out, err := charmap.ISO8859_1.NewEncoder().String(`<html><meta charset="iso-8859-1"><body>` + s)
			require.NoError(t, err)
			return out
		},
		"Windows-1252 unsaid": func(s string) string {
			out, err := charmap.Windows1252.NewEncoder().String(`<html><body>` + s)
			require.NoError(t, err)
			return out
		},
		"UTF-8 that says it is Latin-1": func(s string) string { return `<html><meta charset="iso-8859-1"><body>` + s },
		"UTF-16 with a mark": func(s string) string {
			out, err := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String(`<html><body>` + s)
			require.NoError(t, err)
			return out
		},
	} {
		a := page(t, []byte(encode("<article><p>"+text+"</p></article>")), "", Hints{})
		assert.Contains(t, a.Text, "Köln öffnete für alle", name)
	}
}

func TestParagraphsMadeOfLineBreaks(t *testing.T) {
	a := page(t, site("", "<div>"+sentences[0]+"<br><br>"+sentences[1]+"<br>"+sentences[2]+" It rained<br>all&nbsp;day in Dun&shy;more and in the hills.</div>"), "", Hints{Title: "T"})
	assert.Equal(t, []string{sentences[0], sentences[1], sentences[2] + " It rained all day in Dunmore and in the hills."}, strings.Split(a.Text, "\n\n")[1:])
}

func TestAPageThatOnlyScriptsFillGivesWhatItCarriesForSearchEngines(t *testing.T) {
	html := `<html><head><script type="application/ld+json">{"@type":"NewsArticle","headline":"Harbour reopens","articleBody":"` + sentences[0] + `\n` + sentences[1] + `"}</script></head><body><div id="app">Loading…</div></body></html>`
	a := page(t, []byte(html), "", Hints{})
	assert.Equal(t, []string{"title: Harbour reopens", "body: The harbour of Dunmore reopened on Sunda", "body: Boats had waited for days behind the wal"}, roles(a))
}

func TestWhatIsNoArticleIsRefused(t *testing.T) {
	links := strings.Repeat(`<li><a href="/x">Storm closes the harbour of Dunmore for a week, mayor says.</a></li>`, 60)
	var teasers, results strings.Builder
	for i := range 12 {
		fmt.Fprintf(&teasers, `<article><h3><a href="/%d">Storm number %d closes the harbour</a></h3><p>%s</p></article>`, i, i, sentences[i%len(sentences)])
		fmt.Fprintf(&results, `<div><h3><a href="/%d">Storm number %d</a></h3><span>March %d, 2019</span><p>… %s</p></div>`, i, i, i+1, sentences[i%len(sentences)])
	}
	for name, c := range map[string]struct{ html, says string }{
		"the page of a section":   {"<html><head><title>Sea</title></head><body><main><h1>Sea</h1>" + teasers.String(), "list of articles"},
		"the results of a search": {"<html><head><title>Results for storm</title></head><body><main>" + results.String(), "list of articles"},
		"a page that is gone":     {"<html><head><title>Page not found - Coast</title></head><body><main><h1>404</h1><p>The page that you look for may have been moved, or it has never been here at all.</p>", "the message \"Page not found"},
		"nothing":                 {"", "holds nothing"},
		"white space":             {" \n ", "holds nothing"},
		"a page of links":         {"<html><body><h1>News</h1><ul>" + links + "</ul></body></html>", "list of links"},
		"a form":                  {`<html><body><form><input name="q"><button>Search</button></form></body></html>`, "holds no article"},
		"only scripts":            {`<html><body><div id="app"></div><script>run()</script></body></html>`, "holds no article"},
		"an image's bytes":        {"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + strings.Repeat("\x00\xff", 500), "holds no article"},
		"JSON":                    {`{"error":"not found"}`, "holds no article"},
		"too large":               {strings.Repeat("<p>"+sentences[0]+"</p>", MaxHTML/100), "2097152 fit"},
		"100,000 deep":            {strings.Repeat("<div>", 100_000) + sentences[0], "512"},
		"a million elements":      {strings.Repeat("<b></b>", 290_000) + sentences[0], "elements"},
	} {
		start := time.Now()
		a, err := FromHTML([]byte(c.html), "", Hints{})
		assert.Nil(t, a, name)
		var p timeline.Problems
		if assert.True(t, errors.As(err, &p), "%s: %v", name, err) {
			assert.Equal(t, "html", p[0].Field, name)
			assert.Contains(t, p[0].Detail, c.says, name)
		}
		assert.Less(t, time.Since(start), htmlDeadline+time.Second, name)
	}
	_, err := FromHTML(site("", paragraphs(sentences)), "", Hints{Published: "soon"})
	assert.ErrorContains(t, err, `published "soon" cannot be read`)
}

// It is read without the deadline: it ends by itself.
func TestHostileMarkupEnds(t *testing.T) {
	text := paragraphs(sentences)
	for name, html := range map[string]string{
		"unclosed formatting":   strings.Repeat("<b><i><u><a>", 20_000) + text,
		"tables in tables":      strings.Repeat("<table><tr><td>", 160) + text,
		"a million attributes":  "<p " + strings.Repeat("a ", 500_000) + ">" + text,
		"one word of 2 MB":      "<p>" + strings.Repeat("a", MaxHTML-1000) + "</p>" + text,
		"two million commas":    "<p>" + strings.Repeat(",", MaxHTML-1000) + "</p>" + text,
		"quotation marks alone": "<p>" + strings.Repeat("“", (MaxHTML-1000)/3) + "</p>" + text,
		"brackets alone":        "<p>" + strings.Repeat("[(", (MaxHTML-1000)/2) + "</p>" + text,
		"deep JSON-LD":          `<script type="application/ld+json">` + strings.Repeat(`{"@graph":[`, 90_000) + "</script>" + text,
		"deep but allowed":      strings.Repeat("<div>", 500) + text,
		"many short paragraphs": strings.Repeat("<p>a</p>", 90_000) + text,
		"NUL bytes":             strings.Repeat("\x00", 100_000) + text,
		"times in one line":     "<p>" + strings.Repeat(`a <time datetime="2019-03-03T10:00Z">b</time> `, 40_000) + text,
		"a date of 2 MB":        `<time datetime="` + strings.Repeat("99/99/9999 ", 180_000) + `">` + text,
		"a title of 1 MB":       "<title>" + strings.Repeat("a b ", 250_000) + "</title>" + strings.Repeat("<p>a b c", 60_000) + text,
		"articles in JSON-LD":   "<title>" + strings.Repeat("a b ", 250_000) + `</title><script type="application/ld+json">[` + strings.Repeat(`{"@type":"Article","headline":"a b c"},`, 20_000) + `{}]</script>` + text,
		"a live blog of times":  "<title>Storm: live</title>" + strings.Repeat("<p>14:35 GMT</p><p>The sea is high at the wall.</p>", 20_000) + text,
		"entries in JSON-LD":    `<script type="application/ld+json">{"@type":"LiveBlogPosting","liveBlogUpdate":[` + strings.Repeat(`{"datePublished":"2019-03-03T10:00Z","articleBody":"<p>a b c</p>"},`, 20_000) + `{}]}</script>` + text,
		"classes in classes":    strings.Repeat(`<div class="newsletter related">`, 480) + strings.Repeat("<i></i>", 50_000) + text,
	} {
		a, err := readPage([]byte(html), "", Hints{}, edtf.Date{})
		if err == nil {
			assert.NotEmpty(t, a.Paragraphs, name)
		} else {
			assert.Equal(t, timeline.Invalid, timeline.CodeOf(err), name)
		}
	}
}

func TestAPageThatTakesTooLongIsGivenUp(t *testing.T) {
	never := make(chan struct{})
	defer close(never)
	_, err := withDeadline(time.Millisecond, func() (*timeline.Article, error) { <-never; return nil, nil })
	assert.ErrorContains(t, err, "html could not be read in 1ms")
	_, err = withDeadline(time.Minute, func() (*timeline.Article, error) { panic("stack") })
	assert.ErrorContains(t, err, "html cannot be read: stack")
}

func BenchmarkFromHTML(b *testing.B) {
	for _, n := range []int{10, 100, 1000, 9000} { // the last is of 1 MB
		html := site("<title>T</title>", strings.Repeat(paragraphs(sentences), n/len(sentences)+1))
		b.Run(fmt.Sprint(n, " paragraphs"), func(b *testing.B) {
			b.SetBytes(int64(len(html)))
			for b.Loop() {
				if _, err := FromHTML(html, "", Hints{}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func FuzzFromHTML(f *testing.F) {
	f.Add(string(site("<title>T</title>", paragraphs(sentences))))
	f.Add("<table><p>" + sentences[0] + "<br><br>" + sentences[1] + "<script type='application/ld+json'>[{\"@type\":\"Article\"}]</script>")
	f.Add(`<title>Storm: live</title><body><time datetime="2019-03-03T14:35Z">5m ago</time><h2>It goes</h2><p>` + sentences[0] + `</p><h3>It goes</h3><p>14:35<span>GMT</span></p><p>` + sentences[1])
	f.Add(`<script type="application/ld+json">{"@type":"LiveBlogPosting","headline":"Storm","liveBlogUpdate":[{"headline":"It goes","datePublished":"2019-03-03T14:35Z","articleBody":"<p>` + sentences[0] + `</p>"},{"datePublished":"2019-03-03","articleBody":"` + sentences[1] + `"}],}</script>`)
	f.Fuzz(func(t *testing.T, html string) {
		a, err := FromHTML([]byte(html), "", Hints{})
		if err != nil {
			assert.Equal(t, timeline.Invalid, timeline.CodeOf(err))
			return
		}
		checkSpans(t, a)
	})
}
