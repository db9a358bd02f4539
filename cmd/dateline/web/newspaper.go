package web

import (
	"net/http"
	"net/url"
	"strings"

	"dateline/templates"
)

// A Report is an article of the made-up newspaper.
type Report struct {
	Path string // where it stands, such as "/2020-01-03"
	Text string // its title, an empty line, and its paragraphs
}

// Newspaper serves, for the demonstration, a made-up newspaper: its front page
// is an article that carries the embed of a chronology, and the reports are
// what the chronology was read from, so that its citations can be followed. It
// is another site: serve it at another address. base is the chronology's site.
func Newspaper(base, slug string, reports ...Report) http.Handler {
	base = strings.TrimSuffix(base, "/")
	policy := "default-src 'none'; style-src 'self'; style-src-attr 'unsafe-inline'; base-uri 'none'; form-action 'none'; img-src data: " + originOf(base) +
		"; script-src " + originOf(base) + "; frame-src " + originOf(base)
	pages, err := templates.Parse("")
	if err != nil {
		panic("embedded templates parse: " + err.Error())
	}
	files := map[string]*asset{}
	put := func(path string, body []byte, err error) {
		if err != nil {
			panic("an embedded page renders: " + err.Error())
		}
		files[path] = newAsset("text/html; charset=utf-8", cacheScript, policy, body)
	}
	body, err := pages.Newspaper(templates.NewspaperPage{Script: base + "/embed.js", Target: base + "/t/" + slug, Picture: base + "/t/" + slug + ".png", Heading: "The fortnight, event by event"})
	put("/", body, err)
	for _, r := range reports {
		var page templates.ReportPage
		for _, p := range strings.Split(strings.TrimSpace(r.Text), "\n\n") {
			if p = strings.TrimSpace(p); p == "" {
				continue
			}
			if page.Title == "" {
				page.Title = p
			} else {
				page.Paragraphs = append(page.Paragraphs, p)
			}
		}
		body, err := pages.Report(page)
		put(r.Path, body, err)
	}
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
