package web

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// browser starts Chromium with a window of a size. An exception in a page, or
// a word of the browser's own about one, such as a policy's report, fails the
// test.
func browser(t *testing.T, width, height int64) context.Context {
	t.Helper()
	path := ""
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if p, err := exec.LookPath(name); err == nil {
			path = p
			break
		}
	}
	if path == "" {
		if os.Getenv("DATELINE_TEST_ALL") == "1" {
			t.Fatal("no Chromium is installed, and DATELINE_TEST_ALL=1 asks for it")
		}
		t.Skip("no Chromium is installed")
	}
	allocator, cancel := chromedp.NewExecAllocator(t.Context(), append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.UserDataDir(filepath.Join(t.TempDir(), "profile")),
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-component-update", true))...)
	t.Cleanup(cancel)
	ctx, cancel := chromedp.NewContext(allocator)
	t.Cleanup(cancel)
	ctx, cancel = context.WithTimeout(ctx, time.Minute)
	t.Cleanup(cancel)
	require.NoError(t, chromedp.Listen(ctx, func(event any) {
		switch e := event.(type) {
		case *runtime.EventExceptionThrown:
			t.Errorf("the page threw: %+v", e.ExceptionDetails)
		case *log.EventEntryAdded:
			if e.Entry.Level == log.EntryLevelError || e.Entry.Level == log.EntryLevelWarning {
				t.Errorf("the browser complains: %s %s", e.Entry.Text, e.Entry.URL)
			}
		}
	}))
	require.NoError(t, chromedp.Do(ctx, chromedp.EmulateViewport(width, height)))
	return ctx
}

func eval[T any](t *testing.T, ctx context.Context, script string) T {
	t.Helper()
	v, err := chromedp.Run(ctx, chromedp.Evaluate[T](script))
	require.NoError(t, err, script)
	return v
}

// until waits until a script says true. It asks from outside: a page's policy
// lets nobody evaluate inside.
func until(t *testing.T, ctx context.Context, script string) {
	t.Helper()
	for range 200 {
		if eval[bool](t, ctx, script) {
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
	t.Fatalf("it never came true: %s", script)
}

func TestAReaderReachesForTheChart(t *testing.T) {
	s, p := published(t)
	ctx := browser(t, 1280, 900)
	require.NoError(t, chromedp.Do(ctx, chromedp.Navigate(s.server.URL+"/t/january")))
	assert.Zero(t, eval[int](t, ctx, `performance.getEntriesByType("resource").filter((r) => r.name.includes("/option/")).length`), "the chart's script is not loaded before anybody reaches for it")
	top := `document.getElementById("chronology").getBoundingClientRect().top`
	before := eval[float64](t, ctx, top)

	require.NoError(t, chromedp.Do(ctx, chromedp.MouseEvent(chromedp.MouseMoved, 640, 400)))
	until(t, ctx, `document.querySelector(".wide[data-state=ready]") !== null`)
	assert.InDelta(t, before, eval[float64](t, ctx, top), 1, "nothing jumps when the chart takes over")

	require.NoError(t, chromedp.Do(ctx, chromedp.Click(chromedp.CSS("[data-filter=conflict]"))))
	assert.Equal(t, 1, eval[int](t, ctx, `[...document.querySelectorAll("li.event")].filter((e) => e.checkVisibility()).length`), "two of the three events are conflict")
	assert.Equal(t, 1, eval[int](t, ctx, `[...document.querySelectorAll(".period")].filter((e) => e.checkVisibility()).length`), "an empty period goes too")

	// A link to an event that is filtered away brings it back.
	id := ""
	for _, e := range p.Edition.Events {
		if e.Title == struck {
			id = e.ID
		}
	}
	eval[any](t, ctx, fmt.Sprintf(`location.hash = "e=%s"`, id))
	until(t, ctx, `document.querySelector(":target")?.checkVisibility() === true`)
	assert.Equal(t, "e="+id, eval[string](t, ctx, `document.activeElement.id`))
	assert.Equal(t, "true", eval[string](t, ctx, `document.querySelector("[data-filter=conflict]").getAttribute("aria-pressed")`))
}

func TestEveryEventIsThereWithoutScript(t *testing.T) {
	s, p := published(t)
	ctx := browser(t, 1280, 900)
	_, err := chromedp.Call(ctx, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
	require.NoError(t, err)
	for _, path := range []string{"/t/january", "/t/january/embed"} {
		require.NoError(t, chromedp.Do(ctx, chromedp.Navigate(s.server.URL+path)))
		shown := eval[[]string](t, ctx, `[...document.querySelectorAll("li.event h3")].filter((e) => e.checkVisibility()).map((e) => e.textContent)`)
		require.Len(t, shown, len(p.Edition.Events), path)
		for _, e := range p.Edition.Events {
			assert.Contains(t, strings.Join(shown, "\n"), e.Title, path)
		}
		assert.Equal(t, 1, eval[int](t, ctx, `[...document.querySelectorAll(".drawing svg")].filter((e) => e.getBoundingClientRect().height > 100).length`), "%s: one drawing is seen", path)
		assert.Zero(t, eval[int](t, ctx, `[...document.querySelectorAll("button:enabled:not([data-all])")].filter((e) => e.checkVisibility()).length`), "%s: no button that does nothing", path)
	}
}

func TestNothingIsWiderThanAPhone(t *testing.T) {
	s, _ := published(t)
	ctx := browser(t, 320, 800)
	for _, path := range []string{"/", "/t/january", "/t/january/embed"} {
		require.NoError(t, chromedp.Do(ctx, chromedp.Navigate(s.server.URL+path)))
		assert.LessOrEqual(t, eval[int](t, ctx, `document.documentElement.scrollWidth`), 320, path)
	}
}

// host is another site, whose page has a body and notes every message.
func host(t *testing.T, body string) string {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprintf(w, `<!doctype html><html lang="en"><title>host</title><link rel="icon" href="data:,"><script>var got = []; addEventListener("message", (e) => got.push({origin: e.origin, data: e.data}))</script><body style="margin:0">%s`, body)
	}))
	t.Cleanup(server.Close)
	return server.URL
}

func TestTheScriptEmbedFitsItsFrame(t *testing.T) {
	s, _ := published(t)
	for name, markup := range map[string]string{
		"an address":       `<div style="min-height:300px"><script defer src="%[1]s/embed.js" data-target="%[1]s/t/january"></script></div>`,
		"a slug":           `<div><script defer src="%[1]s/embed.js" data-target="january"></script></div>`,
		"a place":          `<div id="place"></div><script defer src="%[1]s/embed.js" data-target="#place" data-src="%[1]s/t/january"></script>`,
		"a custom element": `<script defer src="%[1]s/embed.js"></script><dateline-chart src="%[1]s/t/january"></dateline-chart><dateline-chart src="https://example.org/t/january"></dateline-chart>`,
		"the script twice": `<div><script defer src="%[1]s/embed.js" data-target="january"></script></div><script defer src="%[1]s/embed.js"></script>`,
	} {
		t.Run(name, func(t *testing.T) {
			ctx := browser(t, 640, 900)
			require.NoError(t, chromedp.Do(ctx, chromedp.Navigate(host(t, fmt.Sprintf(markup, s.server.URL)))))
			until(t, ctx, `got.some((m) => m.data["datawrapper-height"]?.january > 200)`)
			assert.Equal(t, s.server.URL+"/t/january/embed?theme=light", eval[string](t, ctx, `[...document.querySelectorAll("iframe")].map((f) => f.src).join()`))
			until(t, ctx, `document.querySelector("iframe").offsetHeight === got.findLast((m) => m.data["datawrapper-height"]).data["datawrapper-height"].january`)
			assert.Equal(t, "lazy", eval[string](t, ctx, `document.querySelector("iframe").loading`))
			assert.NotEmpty(t, eval[string](t, ctx, `document.querySelector("iframe").title`))
		})
	}
}

func TestAnEmbedIsAsDarkAsThePageAroundIt(t *testing.T) {
	s, _ := published(t)
	ctx := browser(t, 640, 900)
	_, err := chromedp.Call(ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: "dark"}}})
	require.NoError(t, err)
	for style, light := range map[string]bool{"": true, "background:#fbf9f4": true, "background:#111": false, "color-scheme:light dark": false, "color-scheme:light dark;background:white": true} {
		markup := fmt.Sprintf(`<style>:root{%s}</style><div><script defer src="%s/embed.js" data-target="january"></script></div>`, style, s.server.URL)
		require.NoError(t, chromedp.Do(ctx, chromedp.Navigate(host(t, markup))))
		until(t, ctx, `document.querySelector("iframe") !== null`)
		assert.Equal(t, light, eval[bool](t, ctx, `document.querySelector("iframe").src.endsWith("?theme=light")`), style)
	}
	require.NoError(t, chromedp.Do(ctx, chromedp.Navigate(s.server.URL+"/t/january/embed")))
	assert.Equal(t, "rgb(20, 22, 26)", eval[string](t, ctx, `getComputedStyle(document.body).backgroundColor`))
	require.NoError(t, chromedp.Do(ctx, chromedp.Navigate(s.server.URL+"/t/january/embed?theme=light")))
	assert.Equal(t, "rgb(255, 255, 255)", eval[string](t, ctx, `getComputedStyle(document.body).backgroundColor`))
}

func TestAnEmbedTellsEachHostItsHeight(t *testing.T) {
	s, _ := published(t)
	ctx := browser(t, 640, 900)
	require.NoError(t, chromedp.Do(ctx, chromedp.Navigate(host(t, `<iframe width="600" height="400" src="`+s.server.URL+`/t/january/embed?childId=here&amp;initialWidth=600"></iframe>`))))
	until(t, ctx, `got.length >= 4`)
	height := eval[int](t, ctx, `got.find((m) => m.data["datawrapper-height"]).data["datawrapper-height"].january`)
	for name, script := range map[string]string{
		"Pym":    fmt.Sprintf(`got.some((m) => m.data === "pymxPYMxherexPYMxheightxPYMx%d")`, height),
		"AMP":    fmt.Sprintf(`got.some((m) => m.data.sentinel === "amp" && m.data.type === "embed-size" && m.data.height === %d)`, height),
		"Medium": fmt.Sprintf(`got.some((m) => typeof m.data === "string" && m.data[0] === "{" && JSON.parse(m.data).context === "iframe.resize" && JSON.parse(m.data).height === %d && JSON.parse(m.data).src === document.querySelector("iframe").src)`, height),
	} {
		assert.True(t, eval[bool](t, ctx, script), name)
	}
	assert.False(t, eval[bool](t, ctx, `got.some((m) => m.data.message)`), "WordPress is spoken to where it gave a secret")
}

func TestAnEmbedWorksInWordPresssSandbox(t *testing.T) {
	s, _ := published(t)
	ctx := browser(t, 640, 900)
	require.NoError(t, chromedp.Do(ctx, chromedp.Navigate(host(t, `<iframe sandbox="allow-scripts" security="restricted" width="600" height="800" src="`+s.server.URL+`/t/january/embed#?secret=abcdefghij"></iframe>`))))
	until(t, ctx, `got.some((m) => m.data.message === "height")`)
	assert.Equal(t, "null", eval[string](t, ctx, `got[0].origin`), "the frame's origin is opaque")
	assert.True(t, eval[bool](t, ctx, `got.filter((m) => m.data.message === "height").every((m) => m.data.secret === "abcdefghij" && m.data.value >= 200 && m.data.value <= 1000)`))
	// Popups are refused there: the host follows links that lead to our host.
	// A frame of another process takes a moment until it takes clicks.
	for try := 0; try < 20 && !eval[bool](t, ctx, `got.some((m) => m.data.message === "link")`); try++ {
		require.NoError(t, chromedp.Do(ctx, chromedp.MouseClickXY(80, 26)))
		time.Sleep(200 * time.Millisecond)
	}
	until(t, ctx, `got.some((m) => m.data.message === "link")`)
	assert.Equal(t, s.server.URL+"/t/january", eval[string](t, ctx, `got.find((m) => m.data.message === "link").data.value`))
}
