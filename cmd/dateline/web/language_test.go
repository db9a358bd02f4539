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

// A language that has no message file gets its dates from the browser, and its
// page says that the rest is English.
func TestDatesOfOtherLanguagesAreTheBrowsers(t *testing.T) {
	ctx := browser(t)
	s, _ := published(t)
	assert.NotContains(t, string(s.get("/t/january").body), "data-write", "English pages have no use for it")
	const page, embed = `[...document.querySelectorAll("h2, .sources time")].map((e) => e.textContent).join("|")`, `[...document.querySelectorAll("summary time")].map((e) => e.textContent).join("|")`
	// How the browser writes a month depends on its version.
	for language, want := range map[string]struct{ page, embed string }{
		"fa": {`^\P{Latin}+2020\|\P{Latin}+ژانوی\P{Latin}*\|by 7 January 2020\|Sources\|\P{Latin}+ژانوی\P{Latin}*$`, `^\P{Latin}+2020\|\P{Latin}*ژانو\P{Latin}*\|by 7 Jan$`},
		"he": {`^\P{Latin}+2020\|\P{Latin}+ינואר\P{Latin}*\|by 7 January 2020\|Sources\|\P{Latin}+ינואר\P{Latin}*$`, `^\P{Latin}+2020\|\P{Latin}*ינו\P{Latin}*\|by 7 Jan$`},
		"xx": {`^January 2020\|Monday 6 January\|by 7 January 2020\|Sources\|8 January 2020$`, `^January 2020\|6 Jan\|by 7 Jan$`},
	} {
		_, err := s.desk.UpdateTimeline(t.Context(), edith, "january", 0, func(t *timeline.Timeline) { t.Language = language })
		require.NoError(t, err)
		_, err = s.desk.Publish(t.Context(), edith, "january")
		require.NoError(t, err)
		act(t, ctx, chromedp.Navigate(s.server.URL+"/t/january?now="+language))
		assert.Regexp(t, want.page, evaluated[string](t, ctx, page), language)
		if language != "xx" {
			assert.NotRegexp(t, `[A-Z][a-z]{2}`, evaluated[string](t, ctx, `document.querySelector(".meta time").textContent`), "the month of the update")
			act(t, ctx, chromedp.Evaluate[chromedp.Void](`fetch(location).then((r) => r.text()).then((text) => {
				const page = new DOMParser().parseFromString(text, "text/html");
				document.querySelector(".told").replaceChildren(...page.querySelector(".told").childNodes);
				document.body.dataset.came = "yes";
			})`))
			becomes(t, ctx, `document.body.dataset.came === "yes" && [...document.querySelectorAll(".told time[data-write]")].every((e) => e.lang === "`+language+`")`, "and what comes into the page later")
			assert.Regexp(t, want.page, evaluated[string](t, ctx, page), language)
			assert.Equal(t, "rtl isolate", evaluated[string](t, ctx, `(() => { const t = document.querySelector(".meta time"); return t.dir + " " + getComputedStyle(t).unicodeBidi; })()`), "set apart from English beside it")
			act(t, ctx, chromedp.Evaluate[chromedp.Void](`document.querySelector(".told").insertAdjacentHTML("beforeend", '<p id="two"><time datetime="2019-12-31" data-to="2020-01-01" data-write>31 December 2019 – 1 January 2020</time></p>')`))
			becomes(t, ctx, `/^\P{Script=Latin}*2019\P{Script=Latin}*2020\P{Script=Latin}*$/u.test(document.querySelector("#two").textContent)`, "two days as one time")
		}
		act(t, ctx, chromedp.Navigate(s.server.URL+"/t/january/embed?now="+language))
		assert.Regexp(t, want.embed, evaluated[string](t, ctx, embed), language)
	}
}
