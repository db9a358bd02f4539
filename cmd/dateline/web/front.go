package web

import (
	"net/http"
	"strings"
	"time"
)

// front answers what most readers ask for, pages and embeds that are in
// memory, before the router: a header and bytes that stand ready. All else,
// and what must first be asked of the database, goes on to next. The reply is
// the same either way.
func (s *server) front(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		start := time.Now()
		a, route := s.atHand(r)
		if a == nil {
			next.ServeHTTP(w, r)
			return
		}
		s.common(w.Header())
		status := a.serve(w, r)
		s.counts.add(r.Method, route, status, time.Since(start))
	})
}

// atHand returns what a request asks for if it is in memory, with the route
// that it is counted under.
func (s *server) atHand(r *http.Request) (*asset, string) {
	if r.Method != http.MethodGet && r.Method != http.MethodHead || r.ContentLength > 0 {
		return nil, ""
	}
	slug, ok := strings.CutPrefix(r.URL.Path, "/t/")
	if !ok {
		return nil, ""
	}
	what, route := pageKey, "/t/:slug"
	if inner, ok := strings.CutSuffix(slug, "/embed"); ok {
		slug, what, route = inner, embedKey, "/t/:slug/embed"
		if theme, ok := strings.CutPrefix(r.URL.RawQuery, "theme="); ok && (theme == "light" || theme == "dark") {
			what = embedKey + theme
		}
	}
	if r.URL.RawQuery != "" && (what == pageKey || what == embedKey) {
		return nil, ""
	}
	p := s.desk.AtHand(slug)
	if p == nil {
		return nil, ""
	}
	return s.cache.find(what + " " + p.Hash), route
}

// Keys of renderings, before the edition's hash.
const (
	pageKey  = "page 0"
	embedKey = "embed "
)
