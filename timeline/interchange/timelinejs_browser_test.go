package interchange

import (
	"bytes"
	"context"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"dateline/timeline"
	"dateline/timeline/edtf"
)

// timelineJS is where npm ci puts TimelineJS.
var timelineJS = filepath.Join("testdata", "timelinejs", "node_modules", "@knight-lab", "timelinejs", "dist")

// need skips a test that lacks something, or fails it where all tests must run.
func need(t *testing.T, there bool, what string) {
	t.Helper()
	if there {
		return
	}
	if os.Getenv("DATELINE_TEST_ALL") == "1" {
		t.Fatal(what + ", and DATELINE_TEST_ALL=1 asks for it")
	}
	t.Skip(what)
}

// loaded is what TimelineJS makes of a file: by its own loader, and as its
// readers see it.
type loaded struct {
	Errors []string
	Title  string
	Slides []tjsShown
}

type tjsShown struct {
	ID, Group            string
	Start, End           []int  // year, month, day, hour, minute, second as far as given
	Headline, Text, Date string // as shown
	Alt, Credit          string
}

// load lets the real TimelineJS load a file in Chromium.
func load(t *testing.T, name string, file []byte) loaded {
	t.Helper()
	chromium := ""
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if p, err := exec.LookPath(name); err == nil {
			chromium = p
			break
		}
	}
	need(t, chromium != "", "no Chromium is installed")
	_, err := os.Stat(timelineJS)
	need(t, err == nil, "TimelineJS is not installed: npm ci in timeline/interchange/testdata/timelinejs")

	mux := http.NewServeMux()
	mux.Handle("/dist/", http.StripPrefix("/dist/", http.FileServer(http.Dir(timelineJS))))
	mux.HandleFunc("/"+name, func(w http.ResponseWriter, _ *http.Request) { w.Write(file) })
	mux.HandleFunc("/{$}", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		w.Write([]byte(`<!doctype html><link rel="stylesheet" href="/dist/css/timeline.css"><script src="/dist/js/timeline.js"></script>
<div id="t" style="height:600px"></div><script>
window.ready = false
window.tl = new TL.Timeline("t", location.origin + "/` + name + `", {script_path: location.origin + "/dist/js/", soundcite: false})
tl.on("loaded", () => { window.ready = true })
</script>`))
	})
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	allocator, cancel := chromedp.NewExecAllocator(t.Context(), append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(chromium), chromedp.NoSandbox, chromedp.DisableGPU, chromedp.WindowSize(1280, 900), chromedp.UserDataDir(filepath.Join(t.TempDir(), "profile")),
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-component-update", true),
		chromedp.Flag("host-resolver-rules", "MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"))...) // its fonts and media are elsewhere
	t.Cleanup(cancel)
	ctx, cancel := chromedp.NewContext(allocator)
	t.Cleanup(cancel)
	ctx, cancel = context.WithTimeout(ctx, 2*time.Minute)
	t.Cleanup(cancel)
	require.NoError(t, chromedp.Do(ctx, chromedp.Navigate(server.URL+"/")))
	require.Eventually(t, func() bool {
		ok, err := chromedp.Run(ctx, chromedp.Evaluate[bool](`window.ready || window.tl?.config?.messages.errors.length > 0`))
		return err == nil && ok
	}, 15*time.Second, 50*time.Millisecond, "TimelineJS did not load the file")
	out, err := chromedp.Run(ctx, chromedp.Evaluate[string](`JSON.stringify({
		Errors: (tl.config?.messages.errors ?? ["no config"]).map(String), Title: tl.config.title?.text?.headline ?? "",
		Slides: !window.ready ? [] : tl._storyslider._slides.filter(s => s.data.start_date).map(s => {
			const el = s._el.container, shown = q => el.querySelector(q)?.textContent ?? ""
			const parts = d => d ? ["year", "month", "day", "hour", "minute", "second"].map(p => d.data[p]).filter(p => p !== undefined && p !== null && p !== "").map(Number) : null
			return {ID: s.data.unique_id, Group: s.data.group ?? "", Start: parts(s.data.start_date), End: parts(s.data.end_date),
				Headline: shown(".tl-headline"), Text: [...el.querySelectorAll(".tl-text-content p")].map(p => p.innerText).join("\n\n"), Date: shown(".tl-headline-date"),
				Alt: s.data.media?.alt ?? "", Credit: s.data.media?.credit ?? ""}
		})})`))
	require.NoError(t, err)
	var v loaded
	require.NoError(t, json.Unmarshal([]byte(out), &v), out)
	return v
}

// known is an edition of what TimelineJS may stumble over.
func known(t *testing.T) *timeline.Edition {
	t.Helper()
	var events []timeline.Event
	for i, e := range []timeline.Event{
		{Date: edtf.MustParse("-0043-03-15"), Title: "Caesar falls"},
		{Date: edtf.MustParse("1869-11-17"), Title: "Profit & <loss>", Text: "One <b>line</b> & more\nand another.\n\nA second paragraph.", Lane: "R & <D>"},
		{Date: edtf.MustParse("1956-07"), Title: "A month", Kind: "meeting", URL: "http://127.0.0.1:1/story?a=1&b=2"},
		{Date: edtf.MustParse("1956-10-29/1956-11-07"), Title: "What lasted"},
		{Date: edtf.MustParse("[1956-10-22..1956-10-24]"), Title: "Some time within"},
		{Date: edtf.MustParse("[..1956-10-24]"), Title: "By a day"},
		{Date: edtf.MustParse("1956-11-06T23:59:00"), Title: "A minute"},
		{Date: edtf.MustParse("1956-11-06?"), Title: "Reported"},
		{Date: edtf.MustParse("1957~"), Title: "About a year"},
		{Date: edtf.MustParse("1958"), Title: "=1+1", Image: &timeline.Image{URL: "http://127.0.0.1:1/ships.png", Alt: `Six "ships" & <tugs>`, Credit: "Agency & <sons>"}},
	} {
		e.ID = string(rune('a' + i))
		e.Normalize()
		events = append(events, e)
	}
	ed, err := timeline.NewEdition(timeline.Timeline{Slug: "suez", Title: "The canal & <after>", Language: "en"}, events, nil, nil, timeline.Vocabulary{}, time.Date(2020, 1, 8, 12, 0, 0, 0, time.UTC))
	require.NoError(t, err)
	return ed
}

func TestTimelineJSItselfLoadsOurJSON(t *testing.T) {
	ed := known(t)
	var b bytes.Buffer
	require.NoError(t, TimelineJSJSON(&b, ed))
	got := load(t, "canal.json", b.Bytes())
	assert.Empty(t, got.Errors)
	assert.Equal(t, "The canal &amp; &lt;after&gt;", got.Title, "its headlines are HTML")
	shown := shownAs(t, ed, got)
	assert.Equal(t, "One <b>line</b> & more\nand another.\n\nA second paragraph.", shown["b"].Text)
	assert.Equal(t, "R & <D>", shown["b"].Group)
	assert.Equal(t, "Meeting", shown["c"].Group)
	assert.Equal(t, `Six "ships" & <tugs>`, shown["j"].Alt)
	assert.Equal(t, "Agency &amp; &lt;sons&gt;", shown["j"].Credit)
	for id, want := range map[string]string{
		"a": "March 15, 44 BCE", "c": "July 1956", "d": "October 29, 1956 — November 7, 1956", "e": "some time between 22 and 24 October 1956",
		"f": "by 24 October 1956", "h": "reported on 6 November 1956", "i": "about 1957",
	} {
		assert.Equal(t, want, shown[id].Date)
	}
}

func TestTimelineJSItselfLoadsOurCSV(t *testing.T) {
	ed := known(t)
	ed.Events[1].Title, ed.Events[9].Title = "Profit", "Ships" // its texts are HTML, which a table's are not
	var b bytes.Buffer
	require.NoError(t, CSV(&b, ed))
	got := load(t, "canal.csv", b.Bytes())
	assert.Empty(t, got.Errors)
	for i := range got.Slides { // which it names anew
		for _, e := range ed.Events {
			if got.Slides[i].Headline == e.Title {
				got.Slides[i].ID = e.ID
			}
		}
	}
	shown := shownAs(t, ed, got)
	for _, e := range ed.Events {
		assert.Equal(t, e.Date.Words(), shown[e.ID].Date)
	}
}

// shownAs holds what TimelineJS shows against the edition, and returns its
// slides by the events' IDs.
func shownAs(t *testing.T, ed *timeline.Edition, got loaded) map[string]tjsShown {
	t.Helper()
	shown := map[string]tjsShown{}
	for _, s := range got.Slides {
		shown[s.ID] = s
	}
	require.Len(t, shown, len(ed.Events))
	numbers := func(d *tjsDate) []int {
		if d == nil {
			return nil
		}
		var all []int
		for _, p := range []part{d.Year, d.Month, d.Day, d.Hour, d.Minute, d.Second} {
			if p.given {
				all = append(all, int(p.n))
			}
		}
		return all
	}
	for _, e := range ed.Events {
		start, end, _ := span(e.Date)
		assert.Equal(t, e.Title, shown[e.ID].Headline)
		assert.Equal(t, numbers(start), shown[e.ID].Start, e.Title)
		assert.Equal(t, numbers(end), shown[e.ID].End, e.Title)
	}
	return shown
}
