package web

import (
	"bytes"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/andybalholm/cascadia"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/net/html"

	"dateline/cmd/dateline/desk"
	"dateline/timeline"
	"dateline/timeline/edtf"
)

// A visitor is a browser without script, at the desk.
type visitor struct {
	*site
	http *http.Client
	at   *url.URL
	code int
	head http.Header
	page *html.Node
	text string // of the page's source
}

// visitor is somebody who has not signed in yet.
func (s *site) visitor() *visitor {
	jar, err := cookiejar.New(nil)
	require.NoError(s.t, err)
	return &visitor{site: s, http: &http.Client{Jar: jar, Timeout: 30 * time.Second}}
}

// signedIn is somebody at the desk's first page.
func (s *site) signedIn(name string) *visitor {
	v := s.visitor()
	v.open("/desk")
	v.submit(v.form("button"), "name", name, "password", password)
	require.Equal(s.t, "/desk", v.at.Path, "%s", v.text)
	return v
}

func (v *visitor) request(r *http.Request) {
	v.t.Helper()
	w, err := v.http.Do(r)
	require.NoError(v.t, err)
	defer w.Body.Close()
	body, err := io.ReadAll(w.Body)
	require.NoError(v.t, err)
	v.at, v.code, v.head, v.text = w.Request.URL, w.StatusCode, w.Header, string(body)
	v.page, err = html.Parse(bytes.NewReader(body))
	require.NoError(v.t, err)
	seen := map[string]bool{}
	for _, n := range v.all("[id]") {
		id := attr(n, "id")
		assert.False(v.t, seen[id], "%s: the id %q stands twice", v.at.Path, id)
		seen[id] = true
	}
	for _, n := range v.all("input:not([type=hidden]), select, textarea") {
		assert.NotNil(v.t, v.first(fmt.Sprintf("label[for=%q]", attr(n, "id"))), "%s: the field %q has no label", v.at.Path, attr(n, "name"))
	}
}

func (v *visitor) open(path string) {
	v.t.Helper()
	r, err := http.NewRequestWithContext(v.t.Context(), "GET", v.server.URL+path, nil)
	require.NoError(v.t, err)
	r.Header.Set("Accept", "text/html")
	v.request(r)
}

func (v *visitor) all(selector string) []*html.Node {
	return cascadia.QueryAll(v.page, cascadia.MustCompile(selector))
}

func (v *visitor) first(selector string) *html.Node {
	return cascadia.Query(v.page, cascadia.MustCompile(selector))
}

// words are the text of an element, white space made one space.
func (v *visitor) words(selector string) string {
	v.t.Helper()
	n := v.first(selector)
	require.NotNil(v.t, n, "%s has no %s:\n%s", v.at, selector, v.text)
	return strings.Join(strings.Fields(textOfNode(n)), " ")
}

func textOfNode(n *html.Node) string {
	var b strings.Builder
	for n := range n.Descendants() {
		if n.Type == html.TextNode {
			b.WriteString(n.Data)
		}
	}
	return b.String()
}

// A form is what a browser would send.
type form struct {
	action string
	values url.Values
}

// form returns the form around a button, with what its fields hold.
func (v *visitor) form(button string) form {
	v.t.Helper()
	n := v.first(button)
	require.NotNil(v.t, n, "%s has no %s:\n%s", v.at, button, v.text)
	f := form{values: url.Values{}}
	if name := attr(n, "name"); name != "" {
		f.values.Set(name, attr(n, "value"))
	}
	for n != nil && n.Data != "form" {
		n = n.Parent
	}
	require.NotNil(v.t, n, "%s is in no form", button)
	f.action = attr(n, "action")
	for _, field := range cascadia.QueryAll(n, cascadia.MustCompile("input, select, textarea")) {
		value := attr(field, "value")
		switch field.Data {
		case "textarea":
			value = strings.TrimPrefix(textOfNode(field), "\n")
		case "select":
			if o := cascadia.Query(field, cascadia.MustCompile("option[selected]")); o != nil {
				value = attr(o, "value")
			} else if o := cascadia.Query(field, cascadia.MustCompile("option")); o != nil {
				value = attr(o, "value")
			}
		}
		if attr(field, "type") != "file" {
			f.values.Set(attr(field, "name"), value)
		}
	}
	return f
}

// submit fills in a form, in pairs of name and value, and sends it.
func (v *visitor) submit(f form, pairs ...string) {
	v.t.Helper()
	for i := 0; i+1 < len(pairs); i += 2 {
		f.values.Set(pairs[i], pairs[i+1])
	}
	r, err := http.NewRequestWithContext(v.t.Context(), "POST", v.server.URL+f.action, strings.NewReader(f.values.Encode()))
	require.NoError(v.t, err)
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.Header.Set("Accept", "text/html")
	r.Header.Set("Origin", v.server.URL)
	v.request(r)
}

// newTimeline makes a timeline through the desk's form.
func (v *visitor) newTimeline(title string) {
	v.t.Helper()
	v.open("/desk")
	v.submit(v.form("main button.go"), "title", title)
	require.Equal(v.t, http.StatusOK, v.code, "%s", v.text)
	require.Equal(v.t, "/desk/t/"+timeline.Slugify(title), v.at.Path)
}

// addRaid pastes the article, and ends on its review.
func (v *visitor) addRaid() {
	v.t.Helper()
	v.open(v.at.Path + "/articles/new")
	v.submit(v.form("button.go"), "text", strings.ReplaceAll(raid, "\n", "\r\n"))
	require.Equal(v.t, http.StatusOK, v.code, "%s", v.text)
	require.Contains(v.t, v.at.Path, "/articles/")
}

func TestTheReviewSaysWhatCouldNotBeRead(t *testing.T) {
	s := newSite(t)
	v := s.signedIn("editor")
	v.newTimeline("X")
	v.addRaid()
	assert.Nil(t, v.first(".notice[role=note]"), "nothing is amiss with it")
	v.open("/desk/t/x/articles/new")
	v.submit(v.form("button.go"), "text", "Le ministre a dit lundi que le pont n'est pas sûr et que les travaux sont prévus pour cette année dans la ville.")
	require.Contains(t, v.at.Path, "/articles/")
	said := v.words(".notice[role=note]")
	assert.Contains(t, said, "no rules for French")
	assert.Contains(t, said, "does not say when it was published")
}

func TestAnArticleThatIsThereIsShownAndNotReadAgain(t *testing.T) {
	s := newSite(t)
	v := s.signedIn("editor")
	v.newTimeline("X")
	v.addRaid()
	first := v.at.Path
	v.open("/desk/t/x/articles/new")
	v.submit(v.form("button.go"), "text", raid+"\n\n", "url", "https://news.example/raid")
	assert.Equal(t, first, v.at.Path, "%s", v.text)
	assert.Contains(t, v.words(".notice[role=status]"), "has the article already")
	assert.Len(t, v.all("details.card"), 2)
}

func TestAnArticleIsDatedAndReadAgain(t *testing.T) {
	s := newSite(t)
	v := s.signedIn("editor")
	v.newTimeline("X")
	v.open("/desk/t/x/articles/new")
	v.submit(v.form("button.go"), "text", "Jets bombed a depot near Kirkuk on Monday, the army said.\n\nPolice arrested two men in Basra on Tuesday.\n")
	article := v.at.Path
	assert.NotNil(t, v.first(".again[open]"), "who pasted no date is asked for it")
	require.Contains(t, v.words(".notice[role=note]"), "does not say when it was published")

	v.submit(v.form(".again button"), "published", "Monday, 7 January 2020")
	assert.Equal(t, http.StatusUnprocessableEntity, v.code)
	assert.Contains(t, v.words(".again .problem"), "7 January 2020 is a Tuesday, not a Monday")
	assert.Equal(t, "Monday, 7 January 2020", attr(v.first("#published"), "value"))

	v.submit(v.form("details.card form button[value=reject]"))
	v.submit(v.form(".again button"), "published", "8 January 2020, 9 pm")
	require.Equal(t, article, v.at.Path, "%s", v.text)
	assert.Equal(t, "Read again, as published 21:00, 8 January 2020: 1 event to review.", v.words(".notice[role=status] p"))
	assert.Nil(t, v.first(".notice[role=note]"))
	assert.Nil(t, v.first(".again[open]"))
	assert.Equal(t, "21:00, 8 January 2020", attr(v.first("#published"), "value"))
	require.Len(t, v.all("details.card"), 2)
	assert.NotNil(t, v.first("details.card.rejected"), "what was decided stays")
	assert.Equal(t, "7 January 2020", attr(v.first("details.card.proposed input[name=date]"), "value"))
	assert.Empty(t, s.log.String())
}

func TestACardOfALiveBlogCountsFromItsEntry(t *testing.T) {
	s := newSite(t)
	v := s.signedIn("editor")
	v.newTimeline("X")
	v.open("/desk/t/x/articles/new")
	v.submit(v.form("button.go"), "title", "Raid at Kirkuk: live", "published", "2020-01-08T18:00", "text",
		"17:30 - Jets bombed a depot near Kirkuk today, the army said.\n\n00:30 - Nothing is heard from the town.\n\n22:10 - Police arrested two men in Kirkuk this morning.\n")
	require.Contains(t, v.at.Path, "/articles/")
	var got []string
	for _, n := range v.all(".card input[name=reference]") {
		got = append(got, attr(n, "value"))
	}
	assert.Equal(t, []string{"2020-01-08T17:30:00", "2020-01-07T22:10:00"}, got)
}

func (s *site) event(slug, title string) timeline.Event {
	s.t.Helper()
	e := timeline.Event{Title: title, Kind: "meeting", Date: edtf.MustParse("2020-01-08")}
	require.NoError(s.t, s.desk.AddEvent(s.t.Context(), s.user("editor"), slug, &e))
	return e
}

func TestTheDeskAsksWhoIsThere(t *testing.T) {
	s := newSite(t)
	v := s.visitor()
	v.open("/desk/t/x?state=proposed")
	assert.Equal(t, "/desk/sign-in", v.at.Path)
	assert.Equal(t, "no-store", v.head.Get("Cache-Control"))
	assert.Contains(t, v.head.Get("Content-Security-Policy"), "frame-ancestors 'none'")
	assert.NotContains(t, strings.ReplaceAll(v.head.Get("Content-Security-Policy"), "style-src-attr 'unsafe-inline'", ""), "unsafe-inline")

	v.submit(v.form("button.go"), "name", "editor", "password", "wrong")
	assert.Equal(t, http.StatusUnauthorized, v.code)
	assert.Equal(t, "The name or the password is wrong.", v.words("[role=alert]"))
	assert.Equal(t, "editor", attr(v.first("#name"), "value"), "the name need not be typed again")

	f := v.form("button.go")
	v.http.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	v.submit(f, "password", password)
	assert.Equal(t, http.StatusSeeOther, v.code)
	assert.Equal(t, "/desk/t/x?state=proposed", v.head.Get("Location"), "signing in leads to where one was going")
	cookie := v.head.Get("Set-Cookie")
	for _, part := range []string{"Path=/desk", "HttpOnly", "SameSite=Lax"} {
		assert.Contains(t, cookie, part)
	}
	v.http.CheckRedirect = nil

	v.open("/desk")
	v.submit(v.form(".who button"))
	assert.Equal(t, "/desk/sign-in", v.at.Path)
	v.open("/desk")
	assert.Equal(t, "/desk/sign-in", v.at.Path, "who signed out is out")
}

func TestSigningInNeverLeadsToAnotherSite(t *testing.T) {
	for next, want := range map[string]string{
		"/desk/t/x?state=a":     "/desk/t/x?state=a",
		"https://example.org/":  "/desk",
		"//example.org/desk":    "/desk",
		`/\example.org/desk`:    "/desk",
		"/desktop":              "/desk",
		"/desk/sign-in":         "/desk",
		"":                      "/desk",
		"javascript:alert(1)":   "/desk",
		"/desk/../../elsewhere": "/desk/../../elsewhere", // which is still this site
	} {
		assert.Equal(t, want, nextPath(next), next)
	}
}

func TestSigningInIsLimited(t *testing.T) {
	s := newSite(t)
	v := s.visitor()
	v.open("/desk/sign-in")
	f := v.form("button.go")
	for range attemptsByBoth {
		v.submit(f, "name", "editor", "password", "wrong")
		require.Equal(t, http.StatusUnauthorized, v.code)
	}
	v.submit(f, "name", "editor", "password", password)
	assert.Equal(t, http.StatusTooManyRequests, v.code, "even with the right password")
	assert.NotEmpty(t, v.head.Get("Retry-After"))
	v.submit(f, "name", "contributor", "password", password)
	assert.Equal(t, http.StatusOK, v.code, "others may")
}

func TestAttemptsAreForgottenInTime(t *testing.T) {
	now := time.Date(2020, 1, 8, 12, 0, 0, 0, time.UTC)
	a := newAttempts(func() time.Time { return now })
	for range attemptsByBoth {
		assert.Zero(t, a.wait("Editor", "192.0.2.1"))
		a.fail("Editor", "192.0.2.1")
	}
	assert.Equal(t, attemptsWithin, a.wait("editor", "192.0.2.1"), "a name in any case is one name")
	assert.Zero(t, a.wait("editor", "192.0.2.2"), "nobody is locked out by others")
	now = now.Add(attemptsWithin)
	assert.Zero(t, a.wait("editor", "192.0.2.1"))
	assert.Empty(t, a.failed, "nothing is held of what is over")
}

func TestAFormOfAnotherSiteIsRefused(t *testing.T) {
	s := newSite(t)
	v := s.signedIn("editor")
	for name, header := range map[string][2]string{
		"by its fetch metadata": {"Sec-Fetch-Site", "cross-site"},
		"by its origin":         {"Origin", "https://example.org"},
	} {
		t.Run(name, func(t *testing.T) {
			r, err := http.NewRequestWithContext(t.Context(), "POST", s.server.URL+"/desk/timelines", strings.NewReader("title=Planted"))
			require.NoError(t, err)
			r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
			r.Header.Set(header[0], header[1])
			v.request(r)
			assert.Equal(t, http.StatusForbidden, v.code)
		})
	}
	v.open("/desk")
	assert.NotContains(t, v.text, "Planted")
}

func TestAnEditorWalksTheWholePathWithoutScript(t *testing.T) {
	s := newSite(t)
	v := s.signedIn("editor")
	v.newTimeline("Kirkuk in January")
	home := v.at.Path
	assert.Contains(t, v.words(".notice"), "is made")

	v.addRaid()
	review := v.at.Path
	cards := v.all("details.card")
	require.Len(t, cards, 2, "%s", v.text)
	assert.Equal(t, "Two proposals from one article", v.words("h1"))
	assert.Equal(t, "1 American jets bombed a depot near Kirkuk on Monday, killing six people", strings.Replace(v.words("mark[data-event]"), "1American", "1 American", 1))
	assert.Equal(t, "Monday", v.words("mark u"), "the words that gave the date are marked")
	assert.NotNil(t, v.first("details.card[open]"), "the first to decide is open")
	assert.Contains(t, v.words(".because"), "Monday")
	assert.Contains(t, v.words(".card .reads"), "2020-01-06")

	assert.Equal(t, "save", attr(v.first("details[open] form button"), "value"), "Enter in a field takes the first button: it decides nothing")

	first := attr(cards[0], "data-event")
	v.submit(v.form("#e-"+first+" button[value=accept]"), "title", "US raid near Kirkuk", "date", "5 January 2020")
	require.Equal(t, review, v.at.Path)
	assert.Contains(t, v.words(".notice"), "Accepted: “US raid near Kirkuk”.")
	e, err := s.desk.Event(t.Context(), s.user("editor"), "kirkuk-in-january", first)
	require.NoError(t, err)
	assert.Equal(t, timeline.Accepted, e.State)
	assert.Equal(t, "2020-01-05", e.Date.String())

	v.submit(v.form(".notice button"))
	assert.Contains(t, v.words(".notice"), "Undone")
	e, err = s.desk.Event(t.Context(), s.user("editor"), "kirkuk-in-january", first)
	require.NoError(t, err)
	assert.Equal(t, timeline.Proposed, e.State)
	assert.Equal(t, "2020-01-06", e.Date.String(), "what the decision changed is as it was")

	v.submit(v.form("#e-" + first + " button[value=accept]"))
	second := attr(v.first("details.card[open]"), "data-event")
	assert.NotEqual(t, first, second, "the next to decide is open")
	assert.NotNil(t, v.first("#e-"+second+" summary[autofocus]"), "and has the focus")
	v.submit(v.form("#e-" + second + " button[value=reject]"))
	assert.Equal(t, "Everything is decided", v.words("h1"))

	v.open(home + "/events/new")
	v.submit(v.form("button.go"), "title", "Funeral in Kerman", "date", "7 January 2020", "kind", "other", "actors", "Iran (agent), Kerman")
	assert.Contains(t, v.words(".notice"), "Funeral in Kerman")
	require.Equal(t, home, v.at.Path)
	assert.Nil(t, v.first("#frame"), "there is nothing to embed yet")

	v.submit(v.form(".act button"))
	assert.Contains(t, v.words(".notice"), "edition 1 with 2 events")
	assert.Contains(t, v.words("#frame"), `<iframe src="`+s.server.URL+`/t/kirkuk-in-january/embed"`)
	assert.Contains(t, v.words("#script"), s.server.URL+"/embed.js")

	to := attr(v.first(`.head a[href*="/t/kirkuk-in-january"]`), "href")
	assert.Equal(t, s.server.URL+"/t/kirkuk-in-january?now=1", to, "an address that no browser has kept yet")
	v.open(strings.TrimPrefix(to, s.server.URL))
	assert.Equal(t, http.StatusOK, v.code)
	assert.Contains(t, v.text, "Funeral in Kerman")
	assert.NotContains(t, v.text, "Militiamen", "what was rejected is not published")
	assert.Empty(t, s.log.String())
}

// upload sends an article as a file.
func (v *visitor) upload(name string, content []byte) {
	v.t.Helper()
	v.open("/desk/t/x/articles/new")
	f := v.form("button.go")
	var b bytes.Buffer
	w := multipart.NewWriter(&b)
	for field, values := range f.values {
		require.NoError(v.t, w.WriteField(field, values[0]))
	}
	part, err := w.CreateFormFile("file", name)
	require.NoError(v.t, err)
	_, err = part.Write(content)
	require.NoError(v.t, err)
	require.NoError(v.t, w.Close())
	r, err := http.NewRequestWithContext(v.t.Context(), "POST", v.server.URL+f.action, &b)
	require.NoError(v.t, err)
	r.Header.Set("Content-Type", w.FormDataContentType())
	r.Header.Set("Accept", "text/html")
	v.request(r)
}

func TestAnArticleIsUploaded(t *testing.T) {
	s := newSite(t)
	v := s.signedIn("editor")
	v.newTimeline("X")
	v.upload("raid.txt", []byte("\ufeff"+raid))
	require.Equal(t, http.StatusOK, v.code, "%s", v.text)
	assert.Len(t, v.all("details.card"), 2)

	page := "<!doctype html><html lang=en><title>Raid</title><meta property='article:published_time' content='2020-01-09T10:00:00Z'><article><h1>Raid at dawn</h1>" +
		"<p>" + strings.Repeat("The base stood empty for a while and nothing moved there at all. ", 6) + "</p><p>American jets bombed a depot near Mosul on Tuesday, killing two people, the army said.</p></article>"
	v.upload("raid.html", []byte(page))
	require.Equal(t, http.StatusOK, v.code, "%s", v.text)
	assert.Contains(t, v.words("article.story"), "near Mosul")
	assert.NotContains(t, v.words("article.story"), "<p>")

	v.upload("latin.txt", []byte("Caf\xe9 "+raid))
	assert.Equal(t, http.StatusUnprocessableEntity, v.code)
	assert.Contains(t, v.words("#file-problem"), "byte 3")
	v.upload("empty.txt", nil)
	assert.Equal(t, http.StatusUnprocessableEntity, v.code)
	assert.Contains(t, v.words("#file-problem"), "empty")
	v.upload("large.txt", bytes.Repeat([]byte("x"), maxBody))
	assert.Equal(t, http.StatusRequestEntityTooLarge, v.code)
	assert.Empty(t, s.log.String())
}

func TestTheDeskAsksBeforeItPublishesNothing(t *testing.T) {
	s := newSite(t)
	v := s.signedIn("editor")
	v.newTimeline("X")
	asks := func() {
		t.Helper()
		assert.Contains(t, v.words("#nothing"), "the page would be empty")
		button := v.first(".act button")
		assert.Equal(t, "nothing", attr(button, "aria-describedby"))
		assert.Contains(t, attr(button, "data-sure"), "the page will be empty")
	}
	asks()
	v.addRaid()
	assert.Nil(t, v.first("#nothing"), "what is to decide comes first")
	v.submit(v.form("details.card.proposed button[value=reject]"))
	v.submit(v.form("details.card.proposed button[value=reject]"))
	asks()
	v.submit(v.form(".act button"))
	assert.Contains(t, v.words(".notice"), "edition 1 with 0 events", "who means it may")
	s.event("x", "Talks")
	v.open("/desk/t/x")
	assert.Nil(t, v.first("#nothing"))
	assert.Empty(t, attr(v.first(".act button"), "data-sure"))
}

func TestAContributorSeesNoDecisions(t *testing.T) {
	s := newSite(t)
	s.signedIn("editor").newTimeline("X")
	v := s.signedIn("contributor")
	v.open("/desk/t/x")
	assert.Nil(t, v.first(".act button"), "no button to publish")
	v.addRaid()
	assert.Nil(t, v.first("button[value=accept]"))
	id := attr(v.first("details.card"), "data-event")
	v.submit(form{"/desk/t/x/events/" + id, url.Values{"do": {"accept"}, "version": {"1"}, "title": {"Mine"}, "date": {"2020"}, "kind": {"other"}}})
	assert.Equal(t, http.StatusForbidden, v.code)
	v.submit(form{"/desk/t/x/publish", url.Values{}})
	assert.Equal(t, http.StatusForbidden, v.code)
}

func TestWordsOfAnArticleBecomeAnEvent(t *testing.T) {
	s := newSite(t)
	v := s.signedIn("editor")
	v.newTimeline("X")
	v.addRaid()
	article := strings.TrimPrefix(v.at.Path, "/desk/t/x/articles/")
	v.open("/desk/t/x/events/new?article=" + article + "&quote=" + url.QueryEscape("the army said"))
	assert.Equal(t, "the army said", strings.TrimSpace(textOfNode(v.first("#quote"))))
	v.submit(v.form("button.go"), "title", "The army speaks", "date", "Monday", "quote", "the navy said")
	assert.Equal(t, http.StatusUnprocessableEntity, v.code)
	assert.NotEmpty(t, v.words("#quote-problem"))
	v.submit(v.form("button.go"), "quote", "the army said")
	require.Equal(t, http.StatusOK, v.code, "%s", v.text)
	assert.Len(t, v.all("details.card"), 3)
	events, _, err := s.desk.Events(t.Context(), s.user("editor"), "x", deskQuery())
	require.NoError(t, err)
	require.Len(t, events, 1, "an event that a person enters is accepted")
	assert.Equal(t, "the army said", events[0].Citations[0].Exact)
	assert.Equal(t, "2020-01-06", events[0].Date.String(), "“Monday” counts from the article's day")
}

func TestTwoEventsAreMergedAndTied(t *testing.T) {
	s := newSite(t)
	v := s.signedIn("editor")
	v.newTimeline("X")
	v.addRaid()
	kept := attr(v.first("details.card"), "data-event")
	v.submit(v.form("details[open] button[value=accept]"))
	again := strings.Replace(raid, "January 8, 2020\n", "January 9, 2020\n", 1)
	v.open("/desk/t/x/articles/new")
	v.submit(v.form("button.go"), "text", again)
	require.NotNil(t, v.first("button[value=merge]"), "the same raid is seen to be the same: %s", v.text)
	like := "#e-" + attr(v.first("details.card[open]"), "data-event")
	v.submit(v.form(like + " button[value=reject]"))
	require.Nil(t, v.first(like+" button[value=merge]"), "it is decided")
	v.submit(v.form(".notice button"))
	require.NotNil(t, v.first(like+" button[value=merge]"), "the hint is back with the proposal: %s", v.text)
	v.submit(v.form("button[value=merge]"))
	assert.Contains(t, v.words(".notice"), "Merged into")
	e, err := s.desk.Event(t.Context(), s.user("editor"), "x", kept)
	require.NoError(t, err)
	assert.Len(t, e.Citations, 2)

	other := s.event("x", "Talks")
	v.open("/desk/t/x/events/" + other.ID)
	v.submit(v.form("[aria-labelledby=ties] > form button"), "type", "response-to", "to", kept)
	assert.Contains(t, v.words(".tie"), "in response to")
	v.submit(v.form(".tie button"))
	assert.Nil(t, v.first(".tie"))
}

func TestAnEditorWithdrawsFormerEditions(t *testing.T) {
	v := newSite(t).signedIn("editor")
	v.newTimeline("X")
	v.addRaid()
	v.submit(v.form("button[value=accept]"))
	v.open("/desk/t/x")
	assert.Nil(t, v.first("input[name=alone]"), "nothing is published yet")
	v.submit(v.form(".act button.go"))
	v.submit(v.form("input[name=alone] ~ p button"))
	assert.Contains(t, v.text, "readers see edition 2 with 1 event and none before it")
	v.open("/t/x?edition=1")
	assert.Equal(t, http.StatusNotFound, v.code)
}

func TestEveryPageOfTheDeskSaysWhatIsNotThere(t *testing.T) {
	v := newSite(t).signedIn("editor")
	v.newTimeline("X")
	for _, path := range []string{"/desk/t/y", "/desk/t/y/articles/new", "/desk/t/x/articles/nothing", "/desk/t/x/events/nothing", "/desk/nothing", "/desk/t/x?state=proposed&cursor=bad"} {
		v.open(path)
		assert.GreaterOrEqual(t, v.code, 400, path)
		assert.Less(t, v.code, 500, path)
		assert.NotNil(t, v.first("h1"), "a page, not JSON: %s", path)
	}
	v.open("/desk/t/x/publish")
	assert.Equal(t, http.StatusMethodNotAllowed, v.code)
}

// deskQuery asks for what is accepted.
func deskQuery() desk.EventQuery { return desk.EventQuery{State: timeline.Accepted} }
