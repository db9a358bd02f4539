package web

import (
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"dateline/timeline"
)

func TestARefusedFormComesBackWithWhatWasTyped(t *testing.T) {
	s := newSite(t)
	v := s.signedIn("editor")
	v.newTimeline("X")
	t.Run("a timeline", func(t *testing.T) {
		v.open("/desk")
		v.submit(v.form("main button.go"), "title", "Another", "slug", "x", "summary", "One <b>sentence")
		assert.Equal(t, http.StatusConflict, v.code)
		assert.Equal(t, "Another", attr(v.first("#title"), "value"))
		assert.Equal(t, "One <b>sentence", attr(v.first("#summary"), "value"))
		assert.Contains(t, v.words("#slug-problem"), "taken")
		assert.Equal(t, "true", attr(v.first("#slug"), "aria-invalid"))
	})
	t.Run("an event with a date that cannot be read", func(t *testing.T) {
		v.open("/desk/t/x/events/new")
		v.submit(v.form("button.go"), "title", "Talks", "date", "the day after never", "text", "First\r\nsecond", "actors", "NATO", "image.url", "https://example.org/p.jpg")
		assert.Equal(t, http.StatusUnprocessableEntity, v.code)
		for field, want := range map[string]string{"title": "Talks", "date": "the day after never", "actors": "NATO"} {
			assert.Equal(t, want, attr(v.first("#"+field), "value"), field)
		}
		assert.Equal(t, "First\nsecond", strings.TrimPrefix(textOfNode(v.first("#text")), "\n"))
		assert.Contains(t, v.words("#date-problem"), "never", "which words are not understood")
		assert.Contains(t, v.words("#date-problem"), "2020-01-08", "what would be accepted")
		assert.Contains(t, v.words("[id='image.alt-problem']"), "cannot see it", "everything is told at once")
		v.submit(v.form("button.go"), "date", "8 January 2020")
		assert.Equal(t, http.StatusUnprocessableEntity, v.code)
		assert.Nil(t, v.first("#date-problem"))
		v.submit(v.form("button.go"), "image.alt", "Two men at a table")
		assert.Equal(t, http.StatusOK, v.code)
		assert.Contains(t, v.words(".notice"), "Added")
	})
	t.Run("a proposal beside its article", func(t *testing.T) {
		v.open("/desk/t/x")
		v.addRaid()
		v.submit(v.form("details[open] button[value=accept]"), "title", "", "date", "31 February 2020", "place", "Kept")
		assert.Equal(t, http.StatusUnprocessableEntity, v.code)
		assert.Contains(t, v.words("details[open] [id$=date-problem]"), "The date cannot be read: “31 February 2020”")
		assert.Equal(t, "The title is missing.", v.words("details[open] [id$=title-problem]"), "everything is told at once")
		assert.Empty(t, v.words("details[open] [data-reads]"), "and once")
		assert.Equal(t, "Kept", attr(v.first("details[open] input[name=place]"), "value"))
		v.submit(v.form("details[open] button[value=accept]"), "date", "")
		assert.Equal(t, http.StatusUnprocessableEntity, v.code)
		assert.Contains(t, v.words("details[open] [id$=title-problem]"), "missing")
	})
	t.Run("an article without text", func(t *testing.T) {
		v.open("/desk/t/x/articles/new")
		v.submit(v.form("button.go"), "title", "Only a headline", "published", "8 January 2020")
		assert.Equal(t, http.StatusUnprocessableEntity, v.code)
		assert.Contains(t, v.words("#text-problem"), "missing")
		assert.Equal(t, "Only a headline", attr(v.first("#title"), "value"))
	})
	t.Run("an article with a time of publication that cannot be read", func(t *testing.T) {
		v.open("/desk/t/x/articles/new")
		v.submit(v.form("button.go"), "text", raid+"More.", "published", "someday")
		assert.Equal(t, http.StatusUnprocessableEntity, v.code)
		assert.Contains(t, v.words("#published-problem"), "someday")
		assert.Contains(t, v.words("#text"), "American jets")
	})
	t.Run("an address of an inner network", func(t *testing.T) {
		v.open("/desk/t/x/articles/new")
		v.submit(v.form("button.go"), "url", "http://127.0.0.1:1/secret")
		assert.Equal(t, http.StatusUnprocessableEntity, v.code)
		assert.NotEmpty(t, v.words("#url-problem"))
	})
	assert.Empty(t, s.log.String())
}

func TestAConflictShowsBothVersions(t *testing.T) {
	s := newSite(t)
	v := s.signedIn("editor")
	v.newTimeline("X")
	e := s.event("x", "Talks")
	v.open("/desk/t/x/events/" + e.ID)
	f := v.form("button[value=save]")
	_, err := s.desk.SaveEvent(t.Context(), s.user("editor"), "x", e.ID, e.Version, func(e *timeline.Event) { e.Title, e.Place = "Talks of theirs", "Vienna" })
	require.NoError(t, err)

	v.submit(f, "title", "Talks of mine", "date", "9 January 2020")
	require.Equal(t, http.StatusConflict, v.code)
	assert.Contains(t, v.words("[role=alert]"), "changed by another")
	assert.Equal(t, "Talks of mine", attr(v.first("#title"), "value"), "mine is in the field")
	assert.Contains(t, v.text, "Now stands: <b>Talks of theirs</b>")
	assert.Equal(t, "Vienna", attr(v.first("#place"), "value"), "what only they changed is theirs")
	assert.Contains(t, v.text, "Changed by another. Before: <b>nothing</b>")
	now, err := s.desk.Event(t.Context(), s.user("editor"), "x", e.ID)
	require.NoError(t, err)
	assert.Equal(t, "Talks of theirs", now.Title, "nothing was overwritten")

	v.submit(v.form("button[value=save]"))
	require.Equal(t, http.StatusOK, v.code, "%s", v.text)
	now, err = s.desk.Event(t.Context(), s.user("editor"), "x", e.ID)
	require.NoError(t, err)
	assert.Equal(t, "Talks of mine", now.Title)
	assert.Equal(t, "Vienna", now.Place)
	assert.Equal(t, "2020-01-09", now.Date.String())
}

func TestTheAddressOfATimelineStaysOncePublished(t *testing.T) {
	s := newSite(t)
	v := s.signedIn("editor")
	v.newTimeline("X")
	v.submit(v.form("details .stack button"), "slug", "No address!", "title", "Y")
	assert.Equal(t, http.StatusUnprocessableEntity, v.code)
	assert.Contains(t, v.words("#slug-problem"), "“No address!” is no address")
	assert.Equal(t, "Y", attr(v.first("#title"), "value"))
	v.submit(v.form("details .stack button"), "slug", "y")
	require.Equal(t, "/desk/t/y", v.at.Path, "%s", v.text)
	s.event("y", "Talks")
	v.open("/desk/t/y")
	v.submit(v.form(".act button"))
	assert.Nil(t, v.first("#slug"))
	v.submit(v.form("details .stack button"), "slug", "z", "title", "Z")
	assert.Equal(t, "/desk/t/y", v.at.Path)
	assert.Equal(t, "Z", v.words("h1"))
	assert.Empty(t, s.log.String())
}

func TestAFormThatIsSentTwiceDoesItOnce(t *testing.T) {
	s := newSite(t)
	v := s.signedIn("editor")
	f := v.form("main button.go")
	v.submit(f, "title", "Once")
	v.submit(f, "title", "Once")
	assert.Equal(t, http.StatusOK, v.code, "%s", v.text)
	assert.Equal(t, "/desk/t/once", v.at.Path)

	v.open("/desk/t/once/events/new")
	f = v.form("button.go")
	for range 2 {
		v.submit(f, "title", "Talks", "date", "8 January 2020")
		require.Equal(t, http.StatusOK, v.code)
	}
	events, _, err := s.desk.Events(t.Context(), s.user("editor"), "once", deskQuery())
	require.NoError(t, err)
	require.Len(t, events, 1)

	v.addRaid()
	f = v.form("details[open] button[value=accept]")
	v.submit(f, "title", "Changed")
	v.submit(f, "title", "Changed")
	assert.Equal(t, http.StatusOK, v.code, "the second is as was wanted: %s", v.text)
	assert.Contains(t, v.words(".notice"), "Accepted")
}

func TestWhatWasTypedOutlivesASession(t *testing.T) {
	s := newSite(t)
	v := s.signedIn("editor")
	v.newTimeline("X")
	v.open("/desk/t/x/events/new")
	f := v.form("button.go")
	v.http.Jar, _ = cookiejar.New(nil) // the session is over
	v.submit(f, "title", "Typed for an hour", "date", "8 January 2020")
	assert.Equal(t, http.StatusUnauthorized, v.code)
	assert.Contains(t, v.words("[role=alert]"), "it is kept here")
	v.submit(v.form("button.go"), "name", "editor", "password", "wrong")
	v.submit(v.form("button.go"), "name", "editor", "password", password)
	assert.Equal(t, "You are signed in again", v.words("h1"))
	v.submit(v.form("button.go"))
	assert.Contains(t, v.words(".notice"), "Typed for an hour")
}

func TestADateIsReadWhileItIsTyped(t *testing.T) {
	s := newSite(t)
	v := s.signedIn("editor")
	for text, want := range map[string]string{
		"last week":                          "[2019-12-30..2020-01-05]",
		"8 Jan 2020":                         "2020-01-08",
		"[..2020-01-08]":                     "by 8 January 2020",
		"between 30 December and 5 January?": "cannot be read",
		"":                                   "No date yet",
		"9 March 2020 to 6 March 2020":       "ends before it begins: “6 March 2020” is before “9 March 2020”",
		"2020-01-08/2020-01-06":              "ends before it begins",
		"between 8 and 6 January 2020":       "The date ",
		"letzte Woche":                       "[2019-12-30..2020-01-05]",
		"two days after Easter 2019":         "23 April 2019</b> <code>2019-04-23",
		"mid-January":                        "mid-January 2020</b>, counted from 8 January 2020",
		// What the desk offers as examples.
		"March 2019":                "2019-03",
		"6-9 March 2020":            "2020-03-06/2020-03-09",
		"6–9 March 2020":            "2020-03-06/2020-03-09",
		"by 8 January 2020":         "[..2020-01-08]",
		"[2020-01-06..2020-01-08]":  "between 6 and 8 January 2020",
		"<script>alert(1)</script>": "&lt;script&gt;",
	} {
		v.open("/desk/date?reference=2020-01-08&text=" + url.QueryEscape(text))
		assert.Equal(t, http.StatusOK, v.code)
		assert.Contains(t, v.text, want, text)
		assert.NotContains(t, v.text, "<script>")
	}
}
