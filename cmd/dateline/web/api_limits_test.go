package web

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"dateline/timeline"
)

func TestABadBodyDoesNotBecomeALargerReply(t *testing.T) {
	c := newSite(t).client("editor")
	at := c.timeline("x")
	var strange strings.Builder
	for i := range 20000 {
		fmt.Fprintf(&strange, `"m%d":0,`, i)
	}
	long := strings.Repeat("é", 1e6)
	for name, body := range map[string]string{
		"many unknown members": `{` + strange.String() + `"title":"A"}`,
		"a long name":          `{"` + long + `":0}`,
		"a long date":          `{"title":"A","date":"` + long + `"}`,
		"a long kind":          `{"title":"A","date":"2020","kind":"` + long + `"}`,
		"many bad actors":      `{"title":"A","actors":[` + strings.Repeat(`{"x":1},`, 20000) + `0]}`,
	} {
		r := c.do("POST", at+"/events", body)
		require.Equal(t, http.StatusUnprocessableEntity, r.status, name)
		assert.Less(t, len(r.body), 10000, name)
		assert.LessOrEqual(t, len(r.problem(t).Errors), timeline.MaxProblems+1, name)
		assert.Less(t, len(r.problem(t).Detail), 1000, name)
	}
	r := c.do("POST", at+"/events", `{"strange":1,"stranger":2,"title":"A"}`)
	assert.Equal(t, 1, strings.Count(string(r.body), "attribution, label"), "what may stand is told once in errors: %s", r.problem(t).Errors)
}

func TestAnEventSaysItsKindAndWhoItsActorsAre(t *testing.T) {
	c := newSite(t).client("editor")
	at := c.timeline("x")
	for field, body := range map[string]string{
		"kind":           `{"title":"A","date":"2020"}`,
		"actors[0].name": `{"title":"A","date":"2020","kind":"other","actors":[{"role":"agent"}]}`,
		"actors[1].name": `{"title":"A","date":"2020","kind":"other","actors":[{"name":"Iran"},{"name":" "}]}`,
	} {
		r := c.do("POST", at+"/events", body)
		require.Equal(t, http.StatusUnprocessableEntity, r.status, field)
		assert.Equal(t, field, r.problem(t).Errors[0].Field)
	}
	r := c.do("GET", at+"/events?from=2020-02&to=2020-01-05", "")
	require.Equal(t, http.StatusUnprocessableEntity, r.status)
	assert.Equal(t, "to", r.problem(t).Errors[0].Field)
	assert.Equal(t, http.StatusOK, c.do("GET", at+"/events?from=2020-01-05&to=2020-01", "").status)
}

func TestALineOfExtractIsTakenWithWhatItSaysOfItsArticle(t *testing.T) {
	c := newSite(t).client("editor")
	at := c.timeline("x")
	read := c.do("POST", at+"/articles", mustJSON(map[string]string{"text": raid})).object(t)
	line := map[string]any{"id": "a.txt", "text": raid, "title": "T", "published": "2020-01-08", "language": "en", "timexes": []any{}, "events": []any{}, "relations": []any{}}
	to := at + "/articles/" + read["id"].(string) + "/proposals"
	r := c.do("POST", to, mustJSON(line))
	require.Equal(t, http.StatusCreated, r.status, "%s", r.body)
	line["text"] = raid + "x"
	r = c.do("POST", to, mustJSON(line))
	require.Equal(t, http.StatusUnprocessableEntity, r.status)
	assert.Equal(t, "text", r.problem(t).Errors[0].Field)
	r = c.do("POST", to, `{"events":[{"id":"e","timex":-1}]}`)
	require.Equal(t, http.StatusUnprocessableEntity, r.status)
	assert.Contains(t, string(r.body), `"events[0].timex"`)
}

func TestAHeadIsAnsweredAsItsGetAlsoWhereNothingIs(t *testing.T) {
	s := newSite(t)
	for _, path := range []string{"/nope", "/t/one/", "/t/nope"} {
		var got [2]http.Header
		for i, method := range []string{"GET", "HEAD"} {
			r, err := http.NewRequestWithContext(t.Context(), method, s.server.URL+path, nil)
			require.NoError(t, err)
			got[i] = s.send(r).header
			got[i].Del("Date")
		}
		assert.Equal(t, got[0], got[1], path)
	}
	r := s.get("/oembed?format=yaml")
	assert.Equal(t, http.StatusNotImplemented, r.status)
	assert.Empty(t, s.log.String(), "what a client asks wrongly is no fault of ours")
}

func TestAnAddressOutsideThePathOfTheSiteIsUnknown(t *testing.T) {
	s := newSite(t)
	h, err := New(Options{Desk: s.desk, BaseURL: s.server.URL + "/chronology"})
	require.NoError(t, err)
	s.server.Config.Handler = h
	for _, path := range []string{"/t/x", "/chronologyx"} {
		r := s.get(path)
		assert.Equal(t, http.StatusNotFound, r.status)
		assert.Contains(t, r.problem(t).Detail, "/chronology")
	}
}

func TestATimelineKeepsTheLanesOfItsChart(t *testing.T) {
	c := newSite(t).client("editor")
	at := c.timeline("a")
	r := c.do("PATCH", at, `{"lanes":"kind"}`, "If-Match", "*")
	require.Equal(t, http.StatusOK, r.status, "%s", r.body)
	assert.Equal(t, "kind", c.do("GET", at, "").object(t)["lanes"])
	r = c.do("PATCH", at, `{"lanes":"colour"}`, "If-Match", "*")
	assert.Equal(t, http.StatusUnprocessableEntity, r.status)
	assert.Contains(t, string(r.body), `"field":"lanes"`)
}
