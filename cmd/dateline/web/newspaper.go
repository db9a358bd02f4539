package web

import (
	"net/http"
	"net/url"
	"strings"

	"dateline/templates"
)

// Newspaper serves, for the demonstration, an article page of a made-up
// newspaper that carries the embed of a chronology. It is another site: serve
// it at another address. base is the chronology's site.
func Newspaper(base, slug string) http.Handler {
	base = strings.TrimSuffix(base, "/")
	page := templates.NewspaperPage{Script: base + "/embed.js", Target: base + "/t/" + slug, Picture: base + "/t/" + slug + ".svg", Heading: "The fortnight, event by event"}
	policy := "default-src 'none'; style-src 'self'; style-src-attr 'unsafe-inline'; base-uri 'none'; form-action 'none'; img-src data: " + originOf(base) +
		"; script-src " + originOf(base) + "; frame-src " + originOf(base)
	pages, err := templates.Parse("")
	if err != nil {
		panic("embedded templates parse: " + err.Error())
	}
	body, err := pages.Newspaper(page)
	if err != nil {
		panic("the embedded article renders: " + err.Error())
	}
	files := map[string]*asset{"/": newAsset("text/html; charset=utf-8", cacheScript, policy, body)}
	for _, f := range templates.StaticFiles() {
		if strings.HasPrefix(f.Name, "newspaper.") {
			files["/newspaper.css"] = newAsset(f.Type, cacheScript, dataPolicy, f.Body)
		}
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		a, ok := files[r.URL.Path]
		switch {
		case !ok:
			http.NotFound(w, r)
		case r.Method != http.MethodGet && r.Method != http.MethodHead:
			w.Header().Set("Allow", "GET, HEAD")
			http.Error(w, "GET or HEAD", http.StatusMethodNotAllowed)
		default:
			a.serve(w, r)
		}
	})
}

func originOf(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return "'none'"
	}
	return u.Scheme + "://" + u.Host
}
