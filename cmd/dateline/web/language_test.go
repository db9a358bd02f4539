package web

import (
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"dateline/timeline"
)

// tooWide names what reaches beyond the window, "" if nothing can be scrolled to.
const tooWide = `document.documentElement.scrollWidth <= document.documentElement.clientWidth ? "" : [...document.querySelectorAll("main *")].filter((e) => {
	const r = e.getBoundingClientRect();
	return !e.closest(".chips") && r.width > 0 && (r.right > document.documentElement.clientWidth + 0.5 || r.left < -0.5);
}).map((e) => e.outerHTML.slice(0, 80)).join("\n")`

// Every public page is in its chronology's language, the chart in the browser
// too, and no language's words are too long for a phone.
func TestPagesSpeakTheLanguageOfTheirChronology(t *testing.T) {
	ctx := browser(t)
	s, _ := published(t)
	for language, want := range map[string]struct{ direction, chart, answer, home string }{
		"de": {"ltr", "Grafik.", "als Vergeltung für", "Chronologien"}, "fr": {"ltr", "Graphique.", "en représailles à", "Chronologies"},
		"es": {"ltr", "Gráfico.", "en represalia por", "Cronologías"}, "tr": {"ltr", "Grafik.", "misilleme", "Kronolojiler"},
		"ar": {"rtl", "رسم بياني.", "ردًّا انتقاميًا على", "تسلسلات زمنية"},
	} {
		_, err := s.desk.UpdateTimeline(t.Context(), edith, "january", 0, func(t *timeline.Timeline) { t.Language = language })
		require.NoError(t, err)
		p, err := s.desk.Publish(t.Context(), edith, "january")
		require.NoError(t, err)
		assert.Contains(t, string(p.Option), want.answer, "the drawing in %s", language)
		page := s.get("/t/january").body
		for _, f := range formatList {
			if !slices.Contains([]string{"JSON", "CSV", "SVG", "TimelineJS", "JSON Feed"}, f.label) { // names
				assert.NotContains(t, page, ">"+f.label+"<", "in %s", language)
			}
		}
		for _, path := range []string{"/t/january", "/t/january/embed"} {
			act(t, ctx, chromedp.EmulateViewport(1280, 900), chromedp.Navigate(s.server.URL+path+"?now="+language), chromedp.WaitReady(chromedp.CSS("[data-zoom=in]:enabled")))
			look(t, ctx, language+strings.ReplaceAll(path, "/", "-"))
			act(t, ctx, chromedp.EmulateViewport(320, 900))
			assert.Empty(t, evaluated[string](t, ctx, tooWide), "%s in %s", path, language)
			act(t, ctx, chromedp.EmulateViewport(1280, 900), chromedp.Evaluate[chromedp.Void](`document.querySelector("[data-zoom=in]").click()`))
			becomes(t, ctx, `document.querySelector("[data-state=ready] [role=group][aria-label]")?.ariaLabel.startsWith("`+want.chart+`") ?? false`, "the chart of "+path+" speaks "+language)
			assert.Equal(t, []string{language, want.direction}, evaluated[[]string](t, ctx, `[document.documentElement.lang, document.documentElement.dir]`))
		}
		assert.Contains(t, string(s.get("/").body), "<h1>"+want.home+"</h1>")
	}
}
