package web

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/andybalholm/cascadia"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/net/html"

	"dateline/cmd/dateline/desk"
	"dateline/timeline"
	"dateline/timeline/chart"
	"dateline/timeline/edtf"
	"dateline/timeline/interchange"
	"dateline/timeline/interchange/interchangetest"
)

// hostile is a title that tries every way out of where a title stands.
const hostile = `</script></title></textarea><img src=x onerror=alert(1)>"'&<!--`

// Titles of the published sample.
const (
	struck = "Jets bomb a depot near Kirkuk"
	fired  = "Rockets hit the embassy <b>in</b> Baghdad"
)

// edith edits; nobody has to sign in to be read.
var edith = timeline.User{ID: "u1", Name: "edith", Role: timeline.Editor}

// published is a site with an edition: an event that a person entered, two
// that an article at an address of its own tells, one of them in retaliation
// for the other, and one that is only proposed.
func published(t testing.TB) (*site, *desk.Published) {
	t.Helper()
	s := newSite(t)
	ctx, who := t.Context(), edith
	require.NoError(t, s.desk.CreateTimeline(ctx, who, &timeline.Timeline{Slug: "january", Title: "January: " + hostile, Summary: "Two weeks", Timezone: "Europe/Brussels"}))
	read, err := s.desk.AddArticle(ctx, who, "january", desk.ArticleInput{Text: raid, URL: "https://news.example/raid?a=1&b=2"})
	require.NoError(t, err)
	for _, e := range read.Events {
		require.NoError(t, s.desk.DeleteEvent(ctx, who, "january", e.ID, 0))
	}
	span := func(words string) timeline.Span {
		i := strings.Index(read.Text, words)
		require.GreaterOrEqual(t, i, 0, words)
		start := len([]rune(read.Text[:i]))
		return timeline.Span{Start: start, End: start + len([]rune(words))}
	}
	quote := func(words string) timeline.Quote { return timeline.Quote{Span: span(words), Text: words} }
	proposed, err := s.desk.Propose(ctx, who, "january", read.ID, timeline.Extraction{
		Events: []timeline.Proposal{
			{ID: "a", Title: struck, Kind: "airstrike", Date: edtf.MustParse("2020-01-06"), Span: span("American jets bombed a depot near Kirkuk on Monday"), Trigger: quote("bombed"), Confidence: 1, Place: "Kirkuk"},
			{ID: "b", Title: fired, Kind: "missile-attack", Date: edtf.MustParse("[..2020-01-07]"), Span: span("Militiamen fired rockets at the embassy in Baghdad"), Trigger: quote("fired"), Confidence: 1},
			{ID: "c", Title: "SECRET proposal", Kind: "killing", Date: edtf.MustParse("2020-01-06"), Span: span("killing six people"), Trigger: quote("killing"), Confidence: 1},
		},
		Relations: []timeline.ProposedRelation{{From: "b", Type: timeline.RetaliationFor, To: "a", Span: span("in retaliation for the airstrike")}},
	})
	require.NoError(t, err)
	for _, e := range proposed {
		if !strings.HasPrefix(e.Title, "SECRET") {
			_, err := s.desk.Accept(ctx, who, "january", e.ID, 0)
			require.NoError(t, err)
		}
	}
	require.NoError(t, s.desk.AddEvent(ctx, who, "january", &timeline.Event{Title: hostile, Kind: "meeting", Date: edtf.MustParse("2020-01"), Text: hostile, Attribution: "officials", Label: timeline.Disputed, Importance: 1}))
	p, err := s.desk.Publish(ctx, who, "january")
	require.NoError(t, err)
	require.Len(t, p.Edition.Events, 3)
	return s, p
}

// get asks for an address of the site; headers come in pairs.
func (s *site) get(path string, headers ...string) reply {
	s.t.Helper()
	return s.ask("GET", path, headers...)
}

// ask is get with another method.
func (s *site) ask(method, path string, headers ...string) reply {
	s.t.Helper()
	r, err := http.NewRequestWithContext(s.t.Context(), method, s.server.URL+path, nil)
	require.NoError(s.t, err)
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	reply := s.send(r)
	if strings.HasPrefix(path, "/t/") && reply.status == http.StatusOK && reply.header.Get("Content-Type") == "application/json" &&
		strings.Count(path, "/") == 2 && !strings.HasSuffix(path, ".timelinejs.json") {
		interchangetest.Edition(s.t, interchange.Schema(), reply.body)
	}
	return reply
}

// A page is a document to be asked by CSS selectors.
type page struct {
	t    testing.TB
	root *html.Node
}

func (s *site) page(path string, headers ...string) page {
	s.t.Helper()
	r := s.get(path, append(headers, "Accept", "text/html")...)
	require.Equal(s.t, "text/html; charset=utf-8", r.header.Get("Content-Type"))
	root, err := html.Parse(bytes.NewReader(r.body))
	require.NoError(s.t, err)
	return page{s.t, root}
}

func (p page) all(selector string) []*html.Node {
	return cascadia.QueryAll(p.root, cascadia.MustCompile(selector))
}

// text is the text of the one element that a selector finds.
func (p page) text(selector string) string {
	p.t.Helper()
	found := p.all(selector)
	require.Len(p.t, found, 1, selector)
	var b strings.Builder
	var walk func(*html.Node)
	walk = func(n *html.Node) {
		if n.Type == html.TextNode {
			b.WriteString(n.Data)
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c)
		}
	}
	walk(found[0])
	return strings.Join(strings.Fields(b.String()), " ")
}

func attr(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

func (p page) attr(selector, name string) string {
	p.t.Helper()
	found := p.all(selector)
	require.Len(p.t, found, 1, selector)
	return attr(found[0], name)
}

// item selects the list item of an event by a word of its title.
func item(t testing.TB, p *desk.Published, title string) string {
	t.Helper()
	for _, e := range p.Edition.Events {
		if e.Title == title {
			return `li[id="e=` + e.ID + `"]`
		}
	}
	t.Fatalf("no event %q", title)
	return ""
}

func TestAPageHoldsTheWholeChronologyWithoutScript(t *testing.T) {
	s, p := published(t)
	page := s.page("/t/january")
	assert.Equal(t, "January: "+hostile, page.text("h1"))
	assert.Equal(t, "3 events from 1 article", page.text(".top .meta bdi:first-child"))
	assert.Contains(t, page.text(".top .meta time"), "CET", "the time of the update is in the timeline's zone")
	assert.Len(t, page.all("li.event"), 3)
	assert.Len(t, page.all(".drawing svg"), 2, "the wide and the narrow drawing")

	airstrike := item(t, p, struck)
	assert.Equal(t, "“American jets bombed a depot near Kirkuk on Monday …”", page.text(airstrike+" blockquote"))
	assert.Equal(t, "https://news.example/raid?a=1&b=2#:~:text=American%20jets%20bombed%20a%20depot%20near%20Kirkuk%20on%20Monday", page.attr(airstrike+" .quote a", "href"))
	assert.Equal(t, "Airstrike · Kirkuk", page.text(airstrike+" .kind"))

	rockets := item(t, p, fired)
	assert.Equal(t, fired, page.text(rockets+" h3"), "a title is text")
	assert.Equal(t, "the day is not known", page.text(rockets+" .when"))
	assert.Equal(t, "in retaliation for "+struck, page.text(rockets+" .why"))
	assert.Equal(t, "#"+page.attr(airstrike, "id"), page.attr(rockets+" .why a", "href"))
	assert.Equal(t, "led to "+fired, page.text(airstrike+" .why"))

	entered := item(t, p, hostile)
	assert.Equal(t, hostile, page.text(entered+" h3"))
	assert.Equal(t, hostile, page.text(entered+" .text"))
	assert.Equal(t, "disputed", page.text(entered+" .flag"))
	assert.Contains(t, page.text(entered+" .when"), "according to officials")

	// A month is no day: it has a heading of its own.
	var headings []string
	for i := range page.all(".period h2") {
		headings = append(headings, page.text(fmt.Sprintf(".period:nth-of-type(%d) h2", i+1)))
	}
	assert.Equal(t, []string{"January 2020", "Monday 6 January", "by 7 January 2020"}, headings)
}

func TestPagesAreSoundMarkup(t *testing.T) {
	s, _ := published(t)
	for _, path := range []string{"/", "/t/january", "/t/january/embed", "/t/nothing"} {
		page := s.page(path)
		ids := map[string]bool{}
		for _, n := range page.all("[id]") {
			assert.False(t, ids[attr(n, "id")], "%s: id %q stands twice", path, attr(n, "id"))
			ids[attr(n, "id")] = true
		}
		for _, n := range page.all(`a[href^="#"], use[href^="#"]`) {
			assert.True(t, ids[attr(n, "href")[1:]], "%s: %s leads nowhere", path, attr(n, "href"))
		}
		assert.Len(t, page.all("h1"), 1, path)
		assert.Empty(t, page.all("[onerror], [onclick], img[src=x], script:not([src]):not([type='application/ld+json'])"), path)
		for _, n := range page.all("style") {
			sum := sha256.Sum256([]byte(n.FirstChild.Data))
			assert.Contains(t, s.get(path, "Accept", "text/html").header.Get("Content-Security-Policy"), "'sha256-"+base64.StdEncoding.EncodeToString(sum[:])+"'", path)
		}
		for _, n := range page.all("script[src], link[rel=stylesheet], link[rel=icon]") {
			address := attr(n, "src") + attr(n, "href")
			assert.True(t, strings.HasPrefix(address, "/static/"), "%s: %s", path, address)
			assert.Equal(t, http.StatusOK, s.get(address).status, address)
		}
	}
}

func TestNothingOfADraftIsPublic(t *testing.T) {
	s, _ := published(t)
	require.NoError(t, s.desk.AddEvent(t.Context(), edith, "january", &timeline.Event{Title: "SECRET draft", Kind: "meeting", Date: edtf.MustParse("2020")}))
	require.NoError(t, s.desk.CreateTimeline(t.Context(), edith, &timeline.Timeline{Slug: "draft", Title: "SECRET timeline"}))
	for _, path := range []string{"/", "/t/january", "/t/january/embed", "/t/january.json", "/t/january.csv", "/t/january.svg", "/t/january.ics", "/t/january.timelinejs.json", "/t/draft", "/t/draft.json"} {
		assert.NotContains(t, string(s.get(path, "Accept", "text/html").body), "SECRET", path)
	}
	for _, path := range []string{"/t/draft", "/t/draft/embed", "/t/draft.json", "/t/draft.png"} {
		assert.Equal(t, http.StatusNotFound, s.get(path).status, path)
	}
}

func TestJSONLDIsTextInsideItsElement(t *testing.T) {
	s, p := published(t)
	var got struct {
		Headline         string
		TemporalCoverage string
		MainEntity       struct {
			ItemListElement []struct {
				Item struct{ Name, StartDate, URL string }
			}
		}
	}
	raw := s.page("/t/january").text(`script[type="application/ld+json"]`)
	require.NoError(t, json.Unmarshal([]byte(raw), &got), raw)
	assert.Equal(t, p.Edition.Title, got.Headline)
	assert.Equal(t, "2020-01-01/2020-01-31", got.TemporalCoverage)
	require.Len(t, got.MainEntity.ItemListElement, 3)
	for i, e := range p.Edition.Events {
		it := got.MainEntity.ItemListElement[i].Item
		assert.Equal(t, e.Title, it.Name)
		assert.Equal(t, s.server.URL+"/t/january#e="+e.ID, it.URL)
		if e.Title == struck {
			assert.Equal(t, "2020-01-06", it.StartDate)
		} else {
			assert.Empty(t, it.StartDate, "no day is made up")
		}
	}
}

func TestPublicRepliesCarryTheirHeaders(t *testing.T) {
	s, p := published(t)
	for path, want := range map[string]struct{ mediaType, cache string }{
		"/t/january":                         {"text/html; charset=utf-8", cacheEdition},
		"/t/january/embed":                   {"text/html; charset=utf-8", cacheEdition},
		"/t/january.json":                    {"application/json", cacheEdition},
		"/t/january.csv":                     {"text/csv; charset=utf-8", cacheEdition},
		"/t/january.svg":                     {"image/svg+xml", cacheEdition},
		"/t/january.feed.json":               {"application/feed+json", cacheEdition},
		"/schema/edition.json":               {"application/schema+json", cacheScript},
		"/t/january.png":                     {"image/png", cacheEdition},
		"/t/january.ics":                     {"text/calendar; charset=utf-8", cacheEdition},
		"/t/january/option/" + optionName(p): {"application/json", cacheForever},
		"/":                                  {"text/html; charset=utf-8", cacheEdition},
		"/embed.js":                          {"text/javascript; charset=utf-8", cacheScript},
		"/robots.txt":                        {"text/plain; charset=utf-8", cacheScript},
	} {
		r := s.get(path, "Origin", "null", "Cookie", "dateline_desk=x")
		assert.Equal(t, http.StatusOK, r.status, path)
		assert.Equal(t, want.mediaType, r.header.Get("Content-Type"), path)
		assert.Equal(t, want.cache, r.header.Get("Cache-Control"), path)
		assert.Equal(t, "nosniff", r.header.Get("X-Content-Type-Options"), path)
		assert.Equal(t, "*", r.header.Get("Access-Control-Allow-Origin"), path)
		assert.Empty(t, r.header.Values("Set-Cookie"), path)
		policy := r.header.Get("Content-Security-Policy")
		for _, directive := range strings.Split(policy, ";") {
			if strings.Contains(directive, "unsafe") {
				assert.Contains(t, directive, "style-src", "%s: %s", path, policy)
			}
		}
		assert.Contains(t, policy, "default-src 'none'", path)
		again := s.get(path, "If-None-Match", `"other", W/`+r.header.Get("ETag"))
		assert.Equal(t, http.StatusNotModified, again.status, path)
	}
	assert.Contains(t, s.get("/t/january").header.Get("Content-Security-Policy"), "frame-ancestors 'none'")
	assert.Contains(t, s.get("/t/january/embed").header.Get("Content-Security-Policy"), "frame-ancestors *")
}

func TestAReaderSeesTheNewEditionAtOnce(t *testing.T) {
	s, p := published(t)
	before := s.get("/t/january")
	require.NoError(t, s.desk.AddEvent(t.Context(), edith, "january", &timeline.Event{Title: "One more", Kind: "meeting", Date: edtf.MustParse("2020-01-09")}))
	option := s.get("/t/january/option/" + optionName(p) + ".json").body
	next, err := s.desk.Publish(t.Context(), edith, "january")
	require.NoError(t, err)
	after := s.get("/t/january", "If-None-Match", before.header.Get("ETag"))
	assert.Equal(t, http.StatusOK, after.status)
	assert.Contains(t, string(after.body), "One more")
	assert.Equal(t, option, s.get("/t/january/option/"+optionName(p)+".json").body, "an address that names an edition never gives another")
	assert.Contains(t, string(s.get("/t/january/option/"+optionName(next)+".json").body), "One more")
}

func TestFormerEditionsCanBeWithdrawn(t *testing.T) {
	s, p := published(t)
	option := "/t/january/option/" + optionName(p) + ".json"
	_, err := s.desk.SaveEvent(t.Context(), edith, "january", p.Edition.Events[0].ID, 0, func(e *timeline.Event) { e.Title = "Jets bomb two depots" })
	require.NoError(t, err)
	_, err = s.desk.Publish(t.Context(), edith, "january")
	require.NoError(t, err)
	require.Equal(t, http.StatusOK, s.get("/t/january?edition=1").status)
	require.Equal(t, http.StatusOK, s.get(option).status)
	require.NotEmpty(t, s.page("/t/january").all("[data-editions]"))

	last, err := s.desk.PublishAs(t.Context(), edith, "january", true)
	require.NoError(t, err)
	assert.Equal(t, 3, last.Edition.Number, "though nothing has changed: the page names no other now")
	assert.Empty(t, s.page("/t/january").all("[data-editions]"))
	for _, path := range []string{"/t/january?edition=1", "/t/january?edition=2", "/t/january.png?edition=1", option} {
		assert.Equal(t, http.StatusNotFound, s.get(path).status, path)
	}
}

func TestAChronologyCanBeReadAsItStood(t *testing.T) {
	s, p := published(t)
	assert.Empty(t, s.page("/t/january").all("[data-editions]"), "one edition has no past")
	changed := p.Edition.Events[0]
	_, err := s.desk.SaveEvent(t.Context(), edith, "january", changed.ID, 0, func(e *timeline.Event) { e.Title = "Jets bomb two depots" })
	require.NoError(t, err)
	require.NoError(t, s.desk.AddEvent(t.Context(), edith, "january", &timeline.Event{Title: "One more", Kind: "meeting", Date: edtf.MustParse("2020-01-09")}))
	_, err = s.desk.Publish(t.Context(), edith, "january")
	require.NoError(t, err)
	require.NoError(t, s.desk.AddEvent(t.Context(), edith, "january", &timeline.Event{Title: "SECRET draft", Kind: "meeting", Date: edtf.MustParse("2020-01-09")}))

	now, then := s.page("/t/january"), s.page("/t/january?edition=1")
	assert.Len(t, now.all("[data-editions] option"), 2)
	assert.Len(t, now.all(".history"), 2, "one was added, one changed")
	assert.Len(t, then.all("li.event"), 3)
	assert.Len(t, then.all(".former"), 1)
	assert.NotContains(t, string(s.get("/t/january?edition=1").body), "two depots")
	assert.Equal(t, http.StatusFound, s.get("/t/january?edition=2").status, "the present one has the address without a number")
	for _, none := range []string{"3", "0", "-1", "x", "1e3", "99999999999999999999"} {
		r := s.get("/t/january?edition=" + none)
		assert.Equal(t, http.StatusNotFound, r.status, none)
		assert.NotContains(t, string(r.body), "SECRET")
	}
	require.NoError(t, s.desk.DeleteTimeline(t.Context(), edith, "january", 0))
	assert.Equal(t, http.StatusNotFound, s.get("/t/january?edition=1").status)
	assert.Equal(t, http.StatusNotFound, s.get("/t/january/option/"+optionName(p)+".json").status)
}

func TestASourceIsReachedByWayOfThisHost(t *testing.T) {
	s, p := published(t)
	for _, e := range p.Edition.Events {
		r := s.get("/t/january/source/" + e.ID + "/0")
		if e.Title != struck {
			continue
		}
		assert.Equal(t, http.StatusFound, r.status)
		assert.Equal(t, "https://news.example/raid?a=1&b=2#:~:text=American%20jets%20bombed%20a%20depot%20near%20Kirkuk%20on%20Monday", r.header.Get("Location"))
		for _, bad := range []string{"1", "-1", "x", "link", "99999999999999999999"} {
			assert.Equal(t, http.StatusNotFound, s.get("/t/january/source/"+e.ID+"/"+bad).status, bad)
		}
	}
	assert.Equal(t, http.StatusNotFound, s.get("/t/january/source/https:%2F%2Fevil.example/0").status)
}

func TestErrorsAreAPageForPeopleAndDetailsForPrograms(t *testing.T) {
	s, _ := published(t)
	for path, status := range map[string]int{
		"/t/nothing": 404, "/t/NO": 404, "/t/a%2Fb": 404, "/t/january.exe": 404, "/t/": 404, "/nothing": 404, "/static/x.css": 404, "/t/%00": 404,
		"/t/january/embed/more": 404, "/t/january/option/x": 404,
	} {
		r := s.get(path, "Accept", "text/html,application/xhtml+xml")
		assert.Equal(t, status, r.status, path)
		assert.Equal(t, "text/html; charset=utf-8", r.header.Get("Content-Type"), path)
		assert.Equal(t, "no-store", r.header.Get("Cache-Control"), path)
		r = s.get(path)
		assert.Equal(t, status, r.status, path)
		assert.Equal(t, status, r.problem(t).Status, path)
	}
	for accept, want := range map[string][3]string{
		"de-AT,de;q=0.9,en;q=0.5": {"de", "ltr", "Nicht gefunden"}, "ar": {"ar", "rtl", "غير موجود"},
		"ja,fr;q=0.3": {"fr", "ltr", "Introuvable"}, "ja": {"en", "ltr", "Not Found"}, "*": {"en", "ltr", "Not Found"}, "no such header;": {"en", "ltr", "Not Found"},
	} {
		page := s.page("/t/nothing", "Accept-Language", accept)
		assert.Equal(t, want, [3]string{page.attr("html", "lang"), page.attr("html", "dir"), page.text("h1")}, accept)
		assert.Contains(t, page.text("main"), `There is no published timeline "nothing"`, accept)
	}
	r, err := http.NewRequestWithContext(t.Context(), "POST", s.server.URL+"/t/january", nil)
	require.NoError(t, err)
	w := s.send(r)
	assert.Equal(t, http.StatusMethodNotAllowed, w.status)
	assert.Contains(t, w.header.Get("Allow"), "GET")
}

func TestOEmbed(t *testing.T) {
	s, p := published(t)
	ask := func(address, more string) reply { return s.get("/oembed?url=" + url.QueryEscape(address) + more) }
	base := s.server.URL
	for _, address := range []string{"/t/january", "/t/january/", "/t/january/embed", "/t/january#e=x", "/t/january?utm=1"} {
		assert.Equal(t, http.StatusOK, ask(base+address, "").status, address)
	}
	for name, tt := range map[string]struct {
		address, more string
		status        int
	}{
		"a stranger":                 {"https://example.org/t/january", "", 404},
		"a host that begins as ours": {base + ".evil.example/t/january", "", 404},
		"a user before the host":     {"http://x@" + strings.TrimPrefix(base, "http://") + "/t/january", "", 404},
		"another scheme":             {"https://" + strings.TrimPrefix(base, "http://") + "/t/january", "", 404},
		"no chronology":              {base + "/desk", "", 404},
		"one that is not there":      {base + "/t/nothing", "", 404},
		"nothing":                    {"", "", 404},
		"no address":                 {"http://[", "", 404},
		"a format that is none":      {base + "/t/january", "&format=yaml", 501},
		"a width that is none":       {base + "/t/january", "&maxwidth=wide", 400},
		"a height below one":         {base + "/t/january", "&maxheight=0", 400},
	} {
		t.Run(name, func(t *testing.T) {
			r := ask(tt.address, tt.more)
			assert.Equal(t, tt.status, r.status)
			assert.Equal(t, tt.status, r.problem(t).Status)
		})
	}

	var got oembedReply
	r := ask(base+"/t/january", "&maxwidth=400&maxheight=250&autoplay=1")
	require.NoError(t, json.Unmarshal(r.body, &got))
	assert.Equal(t, "rich", got.Type)
	assert.Equal(t, "1.0", got.Version)
	assert.Equal(t, p.Edition.Title, got.Title)
	assert.Equal(t, []int{400, 250}, []int{got.Width, got.Height})
	frame, err := html.Parse(strings.NewReader(got.HTML))
	require.NoError(t, err)
	found := page{t, frame}
	assert.Equal(t, base+"/t/january/embed", found.attr("iframe", "src"))
	assert.Equal(t, p.Edition.Title, found.attr("iframe", "title"))
	assert.Len(t, found.all("body > *"), 1, "the title stays in its attribute")

	var inXML oembedReply
	r = ask(base+"/t/january", "&format=xml&maxwidth=400&maxheight=250")
	assert.Equal(t, "text/xml; charset=utf-8", r.header.Get("Content-Type"))
	require.NoError(t, xml.Unmarshal(r.body, &inXML))
	inXML.XMLName = xml.Name{}
	assert.Equal(t, got, inXML, "both forms say the same")
}

func TestASlashAtTheEndLeadsToThePage(t *testing.T) {
	s := newSite(t)
	r := s.get("/t/january/")
	assert.Equal(t, http.StatusMovedPermanently, r.status)
	assert.Equal(t, "/t/january", r.header.Get("Location"))
}

func TestPagesLeadToTheirOEmbed(t *testing.T) {
	s, _ := published(t)
	for _, path := range []string{"/t/january", "/t/january/embed"} {
		page := s.page(path)
		for mediaType, want := range map[string]string{"application/json+oembed": "application/json; charset=utf-8", "text/xml+oembed": "text/xml; charset=utf-8"} {
			address := page.attr(`head link[rel=alternate][type="`+mediaType+`"]`, "href")
			r := s.get(strings.TrimPrefix(address, s.server.URL))
			assert.Equal(t, http.StatusOK, r.status, address)
			assert.Equal(t, want, r.header.Get("Content-Type"))
		}
		early := bytes.Index(s.get(path).body, []byte("text/xml+oembed"))
		assert.True(t, early > 0 && early < 4000, "it stands at byte %d", early)
	}
}

func TestAddressesComeFromTheBaseAlone(t *testing.T) {
	s, _ := published(t)
	r, err := http.NewRequestWithContext(t.Context(), "GET", s.server.URL+"/t/january", nil)
	require.NoError(t, err)
	r.Host = "evil.example"
	r.Header.Set("X-Forwarded-Host", "evil.example")
	r.Header.Set("Forwarded", "host=evil.example")
	assert.NotContains(t, string(s.send(r).body), "evil.example")
}

func TestASiteMayStandUnderAPath(t *testing.T) {
	s, _ := published(t)
	h, err := New(Options{Desk: s.desk, BaseURL: s.server.URL + "/chronology/"})
	require.NoError(t, err)
	s.server.Config.Handler = h
	page := s.page("/chronology/t/january")
	assert.Equal(t, s.server.URL+"/chronology/t/january", page.attr("link[rel=canonical]", "href"))
	for _, n := range page.all("script[src], link[rel=stylesheet], footer a") {
		address := attr(n, "src") + attr(n, "href")
		assert.True(t, strings.HasPrefix(address, "/chronology/"), address)
		assert.Equal(t, http.StatusOK, s.get(address).status, address)
	}
	assert.Equal(t, http.StatusOK, s.get(page.attr("[data-chart]", "data-option")).status)
	assert.Equal(t, http.StatusOK, s.get(page.attr("[data-chart]", "data-script")).status)
	assert.Equal(t, http.StatusOK, s.get("/chronology/oembed?url="+url.QueryEscape(s.server.URL+"/chronology/t/january")).status)
	assert.Equal(t, http.StatusNotFound, s.get("/chronology/oembed?url="+url.QueryEscape(s.server.URL+"/t/january")).status)
}

func TestABaseThatIsNoneIsRefused(t *testing.T) {
	for _, bad := range []string{"", "example.org", "ftp://example.org", "https://", "https://example.org/?a=1", "https://example.org/#a"} {
		_, err := New(Options{BaseURL: bad})
		assert.ErrorContains(t, err, "is not an http or https address", "%q", bad)
	}
}

func TestAnEmbedThatIsNotThereSaysSoInItsFrame(t *testing.T) {
	s := newSite(t)
	r := s.get("/t/nope/embed?theme=light", "Accept", "text/html")
	assert.Equal(t, http.StatusNotFound, r.status)
	assert.Contains(t, r.header.Get("Content-Security-Policy"), "frame-ancestors *")
	assert.NotContains(t, string(r.body), "<a ", "it leads nowhere")
	assert.Contains(t, s.get("/t/nope", "Accept", "text/html").header.Get("Content-Security-Policy"), "frame-ancestors 'none'")
}

func TestThePageKnowsTheChartsColours(t *testing.T) {
	s, _ := published(t)
	sheets := s.page("/").all("style")
	require.Len(t, sheets, 2)
	assert.Equal(t, "(prefers-color-scheme: dark)", attr(sheets[1], "media"))
	light, dark := chart.Colours()
	for where, part := range map[string][2]string{"light": {light, sheets[0].FirstChild.Data}, "dark": {dark, sheets[1].FirstChild.Data}} {
		for _, declaration := range strings.Split(strings.TrimSuffix(part[0], ";"), ";") {
			assert.Contains(t, part[1], strings.Replace(declaration, ":", ": ", 1)+";", where)
		}
	}
}

func TestTheProbesAnswer(t *testing.T) {
	s := newSite(t)
	assert.Equal(t, "ok\n", string(s.get("/healthz").body))
	assert.Equal(t, "ready\n", string(s.get("/readyz").body))
	s.get("/t/one")
	s.get("/t/two")
	m := string(s.get("/metrics").body)
	assert.Contains(t, m, `dateline_http_requests_total{method="GET",route="/t/:slug",status="404"} 2`)
}

func TestTheNewspaperCarriesTheEmbedAndItsReports(t *testing.T) {
	s := newSite(t)
	s.server.Config.Handler = Newspaper("https://chronology.example", "january", Report{"/raid", raid})
	front := s.page("/")
	assert.Equal(t, "https://chronology.example/embed.js", front.attr("script", "src"))
	assert.Equal(t, "https://chronology.example/t/january", front.attr("script", "data-target"))
	report := s.page("/raid")
	assert.Equal(t, "US jets bomb depot near Kirkuk", report.text("h1"))
	assert.Contains(t, report.text("article p:nth-of-type(2)"), "American jets bombed a depot near Kirkuk on Monday", "the words that are cited stand in one paragraph")
	assert.Equal(t, http.StatusNotFound, s.get("/other").status)
}

// BenchmarkAPublishedPage measures a page that is in memory, from the request
// to the last byte written, without the network.
func BenchmarkAPublishedPage(b *testing.B) {
	s, _ := published(b)
	for name, header := range map[string][2]string{"brotli": {"Accept-Encoding", "br"}, "304": {"If-None-Match", "*"}} {
		b.Run(name, func(b *testing.B) {
			r := httptest.NewRequest("GET", "/t/january", nil)
			r.Header.Set(header[0], header[1])
			for b.Loop() {
				s.server.Config.Handler.ServeHTTP(httptest.NewRecorder(), r)
			}
		})
	}
}
