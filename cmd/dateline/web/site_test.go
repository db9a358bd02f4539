package web

import (
	"bytes"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"dateline/cmd/dateline/desk"
	"dateline/storage"
	"dateline/timeline"
	"dateline/timeline/article"
)

// A site is the real server over a database of its own.
type site struct {
	t      testing.TB
	desk   *desk.Desk
	server *httptest.Server
	log    *bytes.Buffer
	paths  sync.Map // path → how often it was asked for, *atomic.Int64
}

// asked is how often a path was asked for.
func (s *site) asked(path string) int {
	n, ok := s.paths.Load(path)
	if !ok {
		return 0
	}
	return int(n.(*atomic.Int64).Load())
}

// password is every test user's.
const password = "correct horse battery"

// newSite starts a server with an editor and a contributor. The database and
// the server end with the test.
func newSite(t testing.TB) *site { return newSiteAt(t, nil) }

// newSiteAt is a site with a clock of its own.
func newSiteAt(t testing.TB, now func() time.Time) *site {
	t.Helper()
	store, err := storage.Open(t.Context(), storage.Temporary, storage.Options{})
	require.NoError(t, err)
	s := &site{t: t, log: &bytes.Buffer{}}
	log := slog.New(slog.NewTextHandler(s.log, &slog.HandlerOptions{Level: slog.LevelError}))
	s.desk = desk.New(desk.Options{Store: store, Fetcher: article.NewFetcher(article.FetcherOptions{}), Now: now, Logger: log})
	for name, role := range map[string]timeline.UserRole{"editor": timeline.Editor, "contributor": timeline.Contributor} {
		_, _, err := s.desk.AddUser(t.Context(), name, role, password)
		require.NoError(t, err)
	}
	s.server = httptest.NewUnstartedServer(nil)
	handler, err := New(Options{Desk: s.desk, BaseURL: "http://" + s.server.Listener.Addr().String(), Logger: log})
	require.NoError(t, err)
	s.server.Config.Handler = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		n, _ := s.paths.LoadOrStore(r.URL.Path, &atomic.Int64{})
		n.(*atomic.Int64).Add(1)
		handler.ServeHTTP(w, r)
	})
	s.server.Start()
	t.Cleanup(func() {
		s.server.Close()
		require.NoError(t, store.Close())
	})
	return s
}

func (s *site) token(name string) string {
	s.t.Helper()
	token, err := s.desk.AddToken(s.t.Context(), name)
	require.NoError(s.t, err)
	return token
}

func (s *site) user(name string) timeline.User {
	s.t.Helper()
	u, err := s.desk.SignIn(s.t.Context(), name, password)
	require.NoError(s.t, err)
	return u
}

// raid is an article of two events, the second in retaliation for the first.
const raid = `US jets bomb depot near Kirkuk

January 8, 2020

KIRKUK, Jan. 8 (Meridian) - American jets bombed a depot near Kirkuk on Monday, killing six people, the army said.

Militiamen fired rockets at the embassy in Baghdad on Tuesday in retaliation for the airstrike, police said.
`

// A reply is what a server answered.
type reply struct {
	status int
	header http.Header
	body   []byte
}

// object decodes the body, which must be a JSON object.
func (r reply) object(t testing.TB) map[string]any {
	t.Helper()
	var v map[string]any
	require.NoError(t, json.Unmarshal(r.body, &v), "%d %s", r.status, r.body)
	return v
}

func (r reply) problem(t testing.TB) problem {
	t.Helper()
	require.Equal(t, "application/problem+json", r.header.Get("Content-Type"), "%d %s", r.status, r.body)
	var p problem
	require.NoError(t, json.Unmarshal(r.body, &p), "%s", r.body)
	require.Equal(t, r.status, p.Status, "the problem tells the status of the reply")
	return p
}

// A client is a program that uses the API.
type client struct {
	*site
	bearer string
}

func (s *site) client(name string) client { return client{s, s.token(name)} }

// do sends a request. Headers come in pairs; a body is sent as JSON unless a
// header says otherwise.
func (c client) do(method, path, body string, headers ...string) reply {
	c.t.Helper()
	r, err := http.NewRequestWithContext(c.t.Context(), method, c.server.URL+"/api/v1"+path, strings.NewReader(body))
	require.NoError(c.t, err)
	if c.bearer != "" {
		r.Header.Set("Authorization", "Bearer "+c.bearer)
	}
	if body != "" {
		r.Header.Set("Content-Type", "application/json")
	}
	for i := 0; i+1 < len(headers); i += 2 {
		if headers[i+1] == "" {
			r.Header.Del(headers[i])
			continue
		}
		r.Header.Set(headers[i], headers[i+1])
	}
	return c.send(r)
}

func (s *site) send(r *http.Request) reply {
	s.t.Helper()
	client := &http.Client{Timeout: 30 * time.Second, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	w, err := client.Do(r)
	require.NoError(s.t, err)
	defer w.Body.Close()
	body, err := io.ReadAll(w.Body)
	require.NoError(s.t, err)
	return reply{w.StatusCode, w.Header, body}
}

// timeline makes a timeline and returns its address.
func (c client) timeline(slug string) string {
	c.t.Helper()
	r := c.do("POST", "/timelines", `{"title":"January","slug":"`+slug+`"}`)
	require.Equal(c.t, http.StatusCreated, r.status, "%s", r.body)
	return "/timelines/" + slug
}

// event adds an event and returns its address and what was answered.
func (c client) event(at string) (string, reply) {
	c.t.Helper()
	r := c.do("POST", at+"/events", `{"title":"Raid near Kirkuk","date":"2020-01-06","kind":"airstrike"}`)
	require.Equal(c.t, http.StatusCreated, r.status, "%s", r.body)
	return at + "/events/" + r.object(c.t)["id"].(string), r
}
