package chart

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"dateline/timeline"
)

// patience is how long a test waits for what must come: long, for a slow machine.
const patience = 20 * time.Second

// browser opens a page that holds the drawing of an edition and the script
// that takes over, under the policy that readers' pages have. Whatever the
// browser complains of fails the test.
func browser(t *testing.T, ed *timeline.Edition, width, height int) context.Context {
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
	option, err := Option(ed, Settings{})
	require.NoError(t, err)
	svg, err := NewRenderer().SVG(t.Context(), option, Wide)
	require.NoError(t, err)
	light, dark := Colours()
	name, script := Script()
	mux := http.NewServeMux()
	file := func(path, kind string, body []byte) {
		mux.HandleFunc("GET "+path, func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", kind)
			w.Header().Set("Content-Security-Policy", "default-src 'none'; script-src 'self'; style-src 'self'; style-src-attr 'unsafe-inline'; connect-src 'self'; img-src data:")
			_, _ = w.Write(body)
		})
	}
	file("/{$}", "text/html; charset=utf-8", fmt.Appendf(nil, `<!doctype html><html lang="en"><meta name="viewport" content="width=device-width"><title>chart</title><link rel="icon" href="data:,"><link rel="stylesheet" href="/page.css">`+
		`<figure id="chart">%s</figure><p id="opened"></p><script type="module" src="/page.js"></script>`, svg))
	file("/page.css", "text/css", []byte(":root{"+light+"color-scheme:light dark}@media(prefers-color-scheme:dark){:root{"+dark+"}}body{margin:10px;background:var(--dl-paper);min-height:2000px}figure{margin:0}.dl-chart{display:block;width:100%;height:auto}"))
	file("/page.js", "text/javascript", fmt.Appendf(nil, `import { mount } from "/%s";
		const option = await (await fetch("/option.json")).json();
		window.take = () => { window.chart = mount(document.getElementById("chart"), option, {
			onOpen: (id) => { document.getElementById("opened").textContent = id; },
			tile: async (level, index, query) => (await fetch("/tile/" + level + "/" + index + "?" + query)).json(),
		}); };
		document.documentElement.dataset.loaded = "yes";`, name))
	file("/option.json", "application/json", option)
	levels := levelsOf(t, ed)
	mux.HandleFunc("GET /tile/{level}/{index}", func(w http.ResponseWriter, r *http.Request) {
		level, _ := strconv.Atoi(r.PathValue("level"))
		index, _ := strconv.Atoi(r.PathValue("index"))
		f := All
		if hide := r.URL.Query().Get("hide"); hide != "" {
			f.Hidden = []timeline.Group{timeline.Group(hide)}
		}
		body, err := levels.Tile(level, index, f)
		if err != nil {
			http.NotFound(w, r)
			return
		}
		_, _ = w.Write(body)
	})
	file("/"+name, "text/javascript", script)
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)

	allocator, cancel := chromedp.NewExecAllocator(t.Context(), append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.WindowSize(width, height), chromedp.UserDataDir(filepath.Join(t.TempDir(), "profile")),
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-component-update", true))...)
	t.Cleanup(cancel)
	ctx, cancel := chromedp.NewContext(allocator)
	t.Cleanup(cancel)
	ctx, cancel = context.WithTimeout(ctx, 5*time.Minute)
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
	require.NoError(t, chromedp.Do(ctx, chromedp.Navigate(server.URL), chromedp.WaitReady(chromedp.CSS("html[data-loaded]"))))
	return ctx
}

func look(t *testing.T, ctx context.Context, name string) {
	if dir := os.Getenv("CHART_SCREENSHOTS"); dir != "" {
		png, err := chromedp.Run(ctx, chromedp.CaptureScreenshot())
		require.NoError(t, err)
		require.NoError(t, os.WriteFile(filepath.Join(dir, name+".png"), png, 0o644))
	}
}

func eval[T any](t *testing.T, ctx context.Context, script string) T {
	v, err := chromedp.Run(ctx, chromedp.Evaluate[T](script))
	require.NoError(t, err, script)
	return v
}

func TestTheScriptTakesOverInPlace(t *testing.T) {
	ctx := browser(t, january(t), 1280, 800)
	look(t, ctx, "server")
	before := eval[map[string]float64](t, ctx, `(() => { const r = document.getElementById("chart").getBoundingClientRect(), m = document.querySelector('[data-event="sol"] text').getBoundingClientRect(); return {h: r.height, x: m.x, y: m.y}; })()`)
	eval[bool](t, ctx, `take(), true`)
	require.NoError(t, chromedp.Do(ctx, chromedp.WaitReady(chromedp.CSS("#chart[data-state=ready]"))))
	look(t, ctx, "taken")
	after := eval[map[string]float64](t, ctx, `(() => { const r = document.getElementById("chart").getBoundingClientRect(), m = [...document.querySelectorAll('#chart > div text')].find((e) => e.textContent === 'US airstrike kills').getBoundingClientRect(); return {h: r.height, x: m.x, y: m.y}; })()`)
	for k := range before {
		assert.InDelta(t, before[k], after[k], 1, "%s moved", k)
	}
}

// point moves the pointer to the middle of an event's mark in the window.
func point(t *testing.T, ctx context.Context, id string) (x, y float64) {
	at := eval[[]float64](t, ctx, fmt.Sprintf(`(() => { const i = chart.model.events.findIndex((e) => e.id === %q), p = chart.place(i), r = chart.stage.getBoundingClientRect(); return [r.x + p.x * chart.scale, r.y + p.y * chart.scale]; })()`, id))
	require.NoError(t, chromedp.Do(ctx, chromedp.MouseEvent(input.DispatchMouseEventTypeMouseMoved, at[0], at[1]), chromedp.MouseEvent(input.DispatchMouseEventTypeMouseMoved, at[0]+1, at[1])))
	return at[0] + 1, at[1]
}

// What an event led to and what led to it stay in sight.
func TestTheTooltipCoversNothingThatIsLit(t *testing.T) {
	ctx := browser(t, january(t), 1280, 800)
	eval[bool](t, ctx, `take(), true`)
	for _, id := range []string{"sol", "mis", "kh", "adm"} {
		point(t, ctx, id)
		covered := fmt.Sprintf(`(() => {
			const tip = document.querySelector("[role=tooltip]").getBoundingClientRect(), r = chart.stage.getBoundingClientRect();
			const i = chart.model.events.findIndex((e) => e.id === %q), all = chart.model.relations.filter((x) => x.cause === i || x.effect === i).flatMap((x) => [x.cause, x.effect]);
			return tip.width === 0 ? "none" : [...new Set(all)].filter((j) => { const p = chart.place(j), x = r.x + p.x * chart.scale, y = r.y + p.y * chart.scale; return x > tip.left && x < tip.right && y > tip.top && y < tip.bottom; }).join();
		})()`, id)
		assert.Eventually(t, func() bool { return eval[string](t, ctx, covered) == "" }, patience, 20*time.Millisecond, id)
	}
}

func TestAReaderUsesTheChart(t *testing.T) {
	ed := january(t)
	ed.Events[3].Title = `US airstrike <img src=x onerror=alert(1)> kills "Qasem" Soleimani`
	ctx := browser(t, ed, 1280, 800)
	eval[bool](t, ctx, `take(), true`)
	tip := `document.querySelector("[role=tooltip]")`

	x, y := point(t, ctx, "sol")
	assert.Eventually(t, func() bool { return eval[bool](t, ctx, tip+`.style.display === "block"`) }, patience, 20*time.Millisecond)
	assert.Contains(t, eval[string](t, ctx, tip+`.textContent`), ed.Events[3].Title, "a title is text in the tooltip")
	time.Sleep(300 * time.Millisecond)
	look(t, ctx, "hover")
	require.NoError(t, chromedp.Do(ctx, chromedp.KeyEvent(kb.Escape)))
	assert.Equal(t, "none", eval[string](t, ctx, tip+`.style.display`), "Escape dismisses it")

	require.NoError(t, chromedp.Do(ctx, chromedp.MouseClickXY(x, y)))
	assert.Equal(t, "sol", eval[string](t, ctx, `document.getElementById("opened").textContent`), "a click opens the event")

	eval[bool](t, ctx, `chart.zoom("in"), true`)
	assert.Eventually(t, func() bool { return eval[bool](t, ctx, `chart.range.end - chart.range.start < 50.1`) }, patience, 20*time.Millisecond)
	look(t, ctx, "zoomed")
	eval[bool](t, ctx, `chart.zoom("all"), true`)
	assert.Eventually(t, func() bool { return eval[bool](t, ctx, `chart.range.end - chart.range.start > 99.9`) }, patience, 20*time.Millisecond)

	eval[bool](t, ctx, `chart.setLanes("kind"), true`)
	look(t, ctx, "kinds")
	eval[bool](t, ctx, `chart.setFilter({hidden: ["politics"]}), chart.highlight("mis"), true`)
	look(t, ctx, "lit")
	require.NoError(t, chromedp.Do(ctx, chromedp.KeyEvent(kb.Escape)))
	assert.True(t, eval[bool](t, ctx, `chart.model.view.lit === null`), "Escape ends the light")
	eval[bool](t, ctx, `chart.setFilter({hidden: []}), chart.highlight(null), chart.setLanes("one"), true`)
	look(t, ctx, "one")
	eval[bool](t, ctx, `chart.setLanes("actor"), true`)

	require.NoError(t, chromedp.Do(ctx, chromedp.KeyEvent(kb.Tab), chromedp.KeyEvent(kb.ArrowRight), chromedp.KeyEvent(kb.ArrowRight)))
	assert.Contains(t, eval[string](t, ctx, `document.activeElement.textContent`), "Protesters storm the US embassy", "arrow keys walk in order of time")
	look(t, ctx, "keyboard")
	require.NoError(t, chromedp.Do(ctx, chromedp.KeyEvent(kb.Enter)))
	assert.Equal(t, "emb", eval[string](t, ctx, `document.getElementById("opened").textContent`), "Enter opens the event")
}

func TestAPlainWheelScrollsThePageAndControlZooms(t *testing.T) {
	ctx := browser(t, january(t), 1280, 700)
	eval[bool](t, ctx, `take(), true`)
	wheel := func(down float64, modifiers int64) {
		_, err := chromedp.Call(ctx, input.DispatchMouseEvent, input.DispatchMouseEventParams{Type: input.DispatchMouseEventTypeMouseWheel, X: 600, Y: 300, DeltaX: 0.01, DeltaY: down, Modifiers: modifiers})
		require.NoError(t, err)
	}
	wheel(-120, 2) // with Control
	assert.Eventually(t, func() bool { return eval[bool](t, ctx, `chart.range.end - chart.range.start < 99.9`) }, patience, 20*time.Millisecond)
	assert.Zero(t, eval[float64](t, ctx, `scrollY`))
	time.Sleep(700 * time.Millisecond) // a wheel that turns at once is one gesture with the turn before
	zoomed := eval[float64](t, ctx, `chart.range.end`)
	wheel(120, 0)
	assert.Eventually(t, func() bool { return eval[float64](t, ctx, `scrollY`) > 0 }, patience, 20*time.Millisecond)
	assert.Equal(t, zoomed, eval[float64](t, ctx, `chart.range.end`))
}

func TestDraggingPansAndReachesNoFurtherThanTheEnds(t *testing.T) {
	ctx := browser(t, january(t), 1180, 700)
	eval[bool](t, ctx, `take(), chart.zoom("in"), true`)
	assert.Eventually(t, func() bool { return eval[bool](t, ctx, `chart.range.end - chart.range.start < 50.1`) }, patience, 20*time.Millisecond)
	const axis = 30 // pixels from the top: nothing to click on
	drag := func(from, to float64) {
		steps := []chromedp.Action[chromedp.Void]{chromedp.MouseEvent(input.DispatchMouseEventTypeMousePressed, from, axis, chromedp.ButtonLeft)}
		for i := range 10 {
			steps = append(steps, chromedp.MouseEvent(input.DispatchMouseEventTypeMouseMoved, from+(to-from)*float64(i+1)/10, axis, chromedp.ButtonLeft), chromedp.Sleep(30*time.Millisecond))
		}
		steps = append(steps, chromedp.MouseEvent(input.DispatchMouseEventTypeMouseReleased, to, axis, chromedp.ButtonLeft))
		require.NoError(t, chromedp.Do(ctx, steps...))
	}
	drag(900, 300)
	assert.Eventually(t, func() bool { return eval[bool](t, ctx, `chart.range.start > 26`) }, patience, 20*time.Millisecond)
	for range 4 {
		drag(200, 1100)
	}
	assert.Eventually(t, func() bool { return eval[bool](t, ctx, `chart.range.start < 0.1`) }, patience, 20*time.Millisecond)
}

func TestAFilterLeavesItsEventsAndNothingElse(t *testing.T) {
	ctx := browser(t, january(t), 1180, 900)
	eval[bool](t, ctx, `take(), true`)
	height := eval[float64](t, ctx, `chart.height`)
	drawn := func() []string {
		return eval[[]string](t, ctx, `chart.model.events.filter((e, i) => chart.place(i)).map((e) => e.id)`)
	}
	whole := drawn()
	eval[bool](t, ctx, `chart.setFilter({ who: chart.model.actors.indexOf("Iran") }), true`)
	assert.Equal(t, []string{"mourn", "mis", "ps", "adm"}, drawn())
	assert.Less(t, eval[float64](t, ctx, `chart.height`), height, "empty lanes take no room")
	look(t, ctx, "filtered")
	eval[bool](t, ctx, `chart.setFilter({ hidden: ["conflict"], only: new Set(["sol", "call"]) }), true`)
	assert.Equal(t, []string{"call"}, drawn())
	eval[bool](t, ctx, `chart.setFilter({ only: new Set() }), true`)
	assert.Empty(t, drawn())
	eval[bool](t, ctx, `chart.setFilter({}), true`)
	assert.Equal(t, whole, drawn())
	assert.Equal(t, height, eval[float64](t, ctx, `chart.height`))
}

func TestZoomingInKeepsAnEventInView(t *testing.T) {
	ctx := browser(t, january(t), 1180, 900)
	eval[bool](t, ctx, `take(), chart.setFilter({ only: new Set(["call"]) }), true`)
	for range 5 {
		eval[bool](t, ctx, `chart.zoom("in"), true`)
		time.Sleep(300 * time.Millisecond) // it moves there in steps
		assert.True(t, eval[bool](t, ctx, `!!chart.place(0)`), "the one that a filter left")
	}
}

func TestHoursOfTwoCenturiesCanBeZoomedTo(t *testing.T) {
	ctx := browser(t, centuriesAndHours(t), 1180, 800)
	eval[bool](t, ctx, `take(), chart.settings.onChange = (state) => { window.state = state; }, chart.look(Date.UTC(2024, 4, 3, 9), Date.UTC(2024, 4, 3, 13)), true`)
	assert.Eventually(t, func() bool {
		return eval[float64](t, ctx, `chart.view ? (chart.view[1] - chart.view[0]) / 36e5 : 1e9`) < 4.001
	}, patience, 20*time.Millisecond)
	look(t, ctx, "hours")
	assert.InDelta(t, 4, eval[float64](t, ctx, `(chart.view[1] - chart.view[0]) / 36e5`), 0.001)
	// Where marks stand among the hours, of which a quarter is in each quarter of the plot.
	for id, hours := range map[string]float64{"gates": 1, "radio": 1.25, "ship": 2 + 5.0/60} {
		at := eval[float64](t, ctx, fmt.Sprintf(`(() => { const { plot } = chart.layout; return (chart.place(chart.model.events.findIndex((e) => e.id === %q)).x - plot.left) / (plot.right - plot.left); })()`, id))
		assert.InDelta(t, hours/4, at, 0.001, id)
	}
	bar := eval[[]float64](t, ctx, `[...document.querySelectorAll("#chart > div path")].map((p) => p.getBBox()).filter((b) => b.height === 10 && b.width > 1000).map((b) => b.width)`)
	require.NotEmpty(t, bar)
	assert.Less(t, bar[0], 3e5, "browsers draw a longer bar where it is not")
	assert.Eventually(t, func() bool { return eval[bool](t, ctx, rests) }, patience, 20*time.Millisecond)
	_, nameless, seen := drawn(t, ctx)
	assert.Empty(t, nameless, "what began two centuries before is named too")
	assert.Equal(t, 4, seen)
	assert.False(t, eval[bool](t, ctx, `state.closest`))
	for range 3 {
		eval[bool](t, ctx, `chart.zoom("in"), true`)
		time.Sleep(300 * time.Millisecond)
	}
	assert.True(t, eval[bool](t, ctx, `state.closest`), "it is said that no nearer can be zoomed")
	assert.InDelta(t, 1, eval[float64](t, ctx, `(chart.view[1] - chart.view[0]) / 36e5`), 0.001)
}

func TestAStripShowsWhichPartIsInView(t *testing.T) {
	ctx := browser(t, january(t), 1180, 900)
	eval[bool](t, ctx, `take(), true`)
	shown := `getComputedStyle(chart.overview.box).display !== "none"`
	assert.False(t, eval[bool](t, ctx, shown), "all is in view")
	eval[bool](t, ctx, `chart.look(Date.UTC(2020, 0, 2), Date.UTC(2020, 0, 6)), true`)
	assert.Eventually(t, func() bool {
		return eval[bool](t, ctx, `!!chart.view && Math.abs(chart.view[0] - Date.UTC(2020, 0, 2)) < 36e5 && Math.abs(chart.view[1] - Date.UTC(2020, 0, 6)) < 36e5`)
	}, patience, 20*time.Millisecond)
	assert.True(t, eval[bool](t, ctx, shown))
	look(t, ctx, "strip")
	start := eval[float64](t, ctx, `chart.range.start`)
	eval[bool](t, ctx, `chart.overview.window.focus(), true`)
	require.NoError(t, chromedp.Do(ctx, chromedp.KeyEvent(kb.ArrowRight)))
	assert.Eventually(t, func() bool { return eval[float64](t, ctx, `chart.range.start`) > start+1 }, patience, 20*time.Millisecond)
	require.NoError(t, chromedp.Do(ctx, chromedp.KeyEvent(kb.Home)))
	assert.Eventually(t, func() bool { return eval[float64](t, ctx, `chart.range.start`) < 0.1 }, patience, 20*time.Millisecond)
	at := eval[[]float64](t, ctx, `(() => { const r = chart.overview.box.getBoundingClientRect(); return [r.right - 20, r.bottom - 5]; })()`)
	require.NoError(t, chromedp.Do(ctx, chromedp.MouseClickXY(at[0], at[1])))
	assert.Eventually(t, func() bool { return eval[float64](t, ctx, `chart.range.end`) > 99 }, patience, 20*time.Millisecond)
}

func TestManyEventsAreDrawnOnACanvas(t *testing.T) {
	ctx := browser(t, many(t, 280, 300), 1180, 900)
	eval[bool](t, ctx, `take(), true`)
	assert.Equal(t, 1.0, eval[float64](t, ctx, `document.querySelectorAll("#chart canvas").length`))
	look(t, ctx, "canvas")
	labels := func() float64 {
		return eval[float64](t, ctx, `chart.chart.getZr().storage.getDisplayList().filter((e) => e.type === "tspan" && !e.invisible && / [0-9]+$|…$/.test(e.style.text) && e.style.x < chart.width).length`)
	}
	before := labels()
	eval[bool](t, ctx, `chart.zoom("in"), chart.zoom("in"), true`)
	assert.Greater(t, labels(), before*0.25, "a quarter of the time has more than a quarter of the labels, because there is room")
	assert.InDelta(t, 25, eval[float64](t, ctx, `chart.range.end - chart.range.start`), 0.1)
	look(t, ctx, "canvas-zoomed")
	point(t, ctx, eval[string](t, ctx, `chart.model.events.find((e, i) => chart.place(i)).id`))
	assert.Eventually(t, func() bool {
		return eval[string](t, ctx, `document.querySelector("[role=tooltip]").style.display`) == "block"
	}, patience, 20*time.Millisecond)
}

func TestZoomingInBringsWhatTheFirstViewHasNoRoomFor(t *testing.T) {
	ed := many(t, 5000, 4999)
	ctx := browser(t, ed, 1180, 900)
	before := eval[float64](t, ctx, `document.querySelector("svg.dl-chart").getBoundingClientRect().height`)
	eval[bool](t, ctx, `take(), true`)
	assert.InDelta(t, before, eval[float64](t, ctx, `chart.element.getBoundingClientRect().height`), 1, "it takes over in place")
	height := eval[float64](t, ctx, `chart.height`)

	last := ed.Ranked()[len(ed.Events)-1]
	id, from := ed.Events[last].ID, levelsOf(t, ed).all.Events[last].From
	assert.Equal(t, -1.0, eval[float64](t, ctx, fmt.Sprintf(`chart.model.events.findIndex((e) => e.id === %q)`, id)))
	eval[bool](t, ctx, fmt.Sprintf(`chart.reveal(%q, %f), true`, id, from))
	assert.Eventually(t, func() bool {
		return eval[bool](t, ctx, fmt.Sprintf(`!!chart.place(chart.model.events.findIndex((e) => e.id === %q))`, id))
	}, patience, 20*time.Millisecond, "the last in rank has its mark once the reader is near enough")
	look(t, ctx, "levels")
	assert.Less(t, eval[float64](t, ctx, `chart.model.events.length`), 2.0*perTile+1)
	assert.Equal(t, height, eval[float64](t, ctx, `chart.height`), "nothing jumps up or down")

	overlapping := `(() => {
		const boxes = chart.layout.items.flatMap((it, i) => it.out || !it.label ? [] : [{ x: it.mark + it.dx - (it.end ? it.w : 0), y: it.y + it.dy, w: it.w }]);
		return boxes.filter((a, i) => boxes.some((b, j) => i !== j && a.x < b.x + b.w && b.x < a.x + a.w && Math.abs(a.y - b.y) < 15)).length;
	})()`
	assert.Zero(t, eval[float64](t, ctx, overlapping))
	eval[bool](t, ctx, `chart.zoom("all"), true`)
	assert.Eventually(t, func() bool { return eval[float64](t, ctx, `chart.model.events.length`) == perTile }, patience, 20*time.Millisecond)
}

func TestAFilterOfManyEventsBringsThoseThatItLeaves(t *testing.T) {
	ctx := browser(t, many(t, 5000, 4999), 1180, 900)
	eval[bool](t, ctx, `take(), true`)
	whole := eval[[]string](t, ctx, `chart.model.events.map((e) => e.id)`)
	hidden := eval[string](t, ctx, `chart.model.events[0].group`)
	eval[bool](t, ctx, fmt.Sprintf(`chart.setFilter({ hidden: [%q] }), true`, hidden))
	assert.Eventually(t, func() bool { return eval[float64](t, ctx, `chart.model.events.length`) == perTile }, patience, 20*time.Millisecond, "as many as before")
	assert.Zero(t, eval[float64](t, ctx, fmt.Sprintf(`chart.model.events.filter((e) => e.group === %q).length`, hidden)))
	look(t, ctx, "levels-filtered")
	eval[bool](t, ctx, `chart.zoom("in"), chart.zoom("in"), true`)
	assert.Eventually(t, func() bool {
		return eval[bool](t, ctx, `chart.levels.coming.size === 0 && chart.model.range.scale === 4`)
	}, patience, 20*time.Millisecond)
	assert.Zero(t, eval[float64](t, ctx, fmt.Sprintf(`chart.model.events.filter((e) => e.group === %q).length`, hidden)))
	eval[bool](t, ctx, `chart.zoom("all"), chart.setFilter({}), true`)
	assert.Eventually(t, func() bool {
		return assert.ObjectsAreEqual(whole, eval[[]string](t, ctx, `chart.model.events.map((e) => e.id)`))
	}, patience, 20*time.Millisecond, "as it was")
}

// What ECharts makes anew from what it drew before must not stand where that stood.
func TestNoLabelStaysWhereAnotherWas(t *testing.T) {
	ctx := browser(t, many(t, 2000, 900), 1180, 900)
	eval[bool](t, ctx, `take(), chart.zoom("in"), chart.zoom("in"), true`)
	assert.Eventually(t, func() bool {
		return eval[bool](t, ctx, `chart.levels.coming.size === 0 && chart.model.range.scale === 4`)
	}, patience, 20*time.Millisecond)
	for _, by := range []string{"one", "kind", "actor", "one"} {
		eval[bool](t, ctx, fmt.Sprintf(`chart.setLanes(%q), true`, by))
		assert.Empty(t, eval[[]string](t, ctx, `chart.chart.getZr().storage.getDisplayList().filter((e) => e.type === "tspan" && e.transform && (e.transform[4] || e.transform[5])).map((e) => e.style.text)`), by)
	}
}

func TestNoEventIsLeftOutOfANearView(t *testing.T) {
	ctx := browser(t, many(t, 800, 799), 1180, 900)
	eval[bool](t, ctx, `take(), Array.from({ length: 8 }).forEach(() => chart.zoom("in")), true`)
	assert.Eventually(t, func() bool {
		return eval[bool](t, ctx, `chart.levels.coming.size === 0 && chart.model.whole && chart.model.events.length > 0`)
	}, patience, 20*time.Millisecond)
	assert.Zero(t, eval[float64](t, ctx, `chart.layout.items.filter((it) => it.out).length`))
	look(t, ctx, "near")
}

// drawn gives, of the events as they are painted, what meets of two of them, and those without a name.
func drawn(t *testing.T, ctx context.Context) (meeting, nameless []string, shown int) {
	got := eval[[][]string](t, ctx, `(() => {
		const { plot } = chart.layout, of = new Map();
		for (const e of chart.chart.getZr().storage.getDisplayList()) {
			const group = e.type === 'tspan' ? e.parent.parent : e.parent;
			if (e.invisible || !group) continue;
			if (!(e.type === 'tspan' || e.type === 'rect' && e.shape.height === 10 || e.type === 'path' && (e.x || e.y))) continue;
			const r = e.getBoundingRect(), x = r.x + e.x, y = r.y + e.y;
			const box = { type: e.type, x: Math.max(x, plot.left), y, r: Math.min(x + r.width, plot.right), b: y + r.height, text: e.style.text || e.type };
			if (box.r < box.x + 8) continue; // at the edge
			if (!of.has(group)) of.set(group, []);
			of.get(group).push(box);
		}
		const events = [...of.values()].filter((boxes) => boxes.some((b) => b.type !== 'tspan'));
		const meeting = [];
		events.forEach((mine, n) => events.slice(n + 1).forEach((others) => {
			for (const a of mine) for (const b of others) {
				if (a.x + 1 < b.r && b.x + 1 < a.r && a.y + 1 < b.b && b.y + 1 < a.b) meeting.push(a.text + ' ' + JSON.stringify(a) + ' meets ' + b.text + ' ' + JSON.stringify(b));
			}
		}));
		return [meeting, events.filter((boxes) => boxes.every((b) => b.type !== 'tspan')).map((boxes) => JSON.stringify(boxes[0])), events.map(() => '')];
	})()`)
	return got[0], got[1], len(got[2])
}

// rests is true once the view is laid out for itself.
const rests = `!!chart.view && !!chart.model.range && !!chart.model.range.view && Math.abs(chart.model.range.view[0] - chart.range.start * 10) < 1e-6 && (!chart.levels || chart.levels.coming.size === 0)`

func TestANearViewOfManyHasARowForWhatBeganBefore(t *testing.T) {
	ed := lastingMany(t, 2400, 400)
	ctx := browser(t, ed, 1180, 1200)
	eval[bool](t, ctx, `take(), true`)
	for _, from := range []string{"Date.UTC(2020, 6, 4)", "Date.UTC(2020, 6, 5, 12)", "Date.UTC(2020, 6, 20)"} {
		eval[bool](t, ctx, fmt.Sprintf(`chart.look(%s, %s + 4 * 864e5), true`, from, from))
		assert.Eventually(t, func() bool { return eval[bool](t, ctx, rests+` && chart.model.whole`) }, patience, 20*time.Millisecond)
		meeting, nameless, shown := drawn(t, ctx)
		assert.Empty(t, meeting)
		assert.Greater(t, shown, 30)
		assert.Empty(t, nameless)
		look(t, ctx, "near-lasting")
	}
}

func TestAViewIsLaidOutForWhatIsInIt(t *testing.T) {
	ctx := browser(t, lastingMany(t, 200, 900), 1180, 900)
	eval[bool](t, ctx, `take(), true`)
	height := eval[float64](t, ctx, `chart.height`)
	eval[bool](t, ctx, `chart.look(Date.UTC(2020, 10, 1), Date.UTC(2021, 0, 1)), true`)
	assert.Eventually(t, func() bool { return eval[bool](t, ctx, rests) }, patience, 20*time.Millisecond)
	assert.True(t, eval[bool](t, ctx, `chart.view[0] === Date.UTC(2020, 10, 1) && chart.view[1] === Date.UTC(2021, 0, 1)`), "it is the view that was asked for")
	meeting, nameless, shown := drawn(t, ctx)
	assert.Empty(t, meeting)
	assert.Empty(t, nameless, "there is room for all")
	assert.Greater(t, shown, 12)
	assert.Equal(t, height, eval[float64](t, ctx, `chart.height`), "nothing below it moves")
	look(t, ctx, "view")
	eval[bool](t, ctx, `chart.zoom("out"), true`)
	time.Sleep(300 * time.Millisecond) // in its way, and when it has come
	meeting, _, _ = drawn(t, ctx)
	assert.Empty(t, meeting)
	eval[bool](t, ctx, `chart.zoom("all"), true`)
	assert.Eventually(t, func() bool { return eval[bool](t, ctx, `!chart.view && !chart.model.range`) }, patience, 20*time.Millisecond, "as it was")
}

func TestTheChartFollowsTheWidthOfItsElement(t *testing.T) {
	ctx := browser(t, january(t), 1180, 800)
	eval[bool](t, ctx, `take(), document.getElementById("chart").style.width = "560px", true`)
	assert.Eventually(t, func() bool { return eval[float64](t, ctx, `chart.width`) == 560 }, patience, 20*time.Millisecond)
	assert.InDelta(t, eval[float64](t, ctx, `chart.height`), eval[float64](t, ctx, `document.getElementById("chart").getBoundingClientRect().height`), 1)
	look(t, ctx, "resized")
	eval[bool](t, ctx, `chart.dispose(), true`)
	assert.True(t, eval[bool](t, ctx, `document.querySelector("#chart > svg").getBoundingClientRect().height > 0 && document.querySelectorAll("#chart > div").length === 0`), "disposing puts the server's drawing back")
}

func TestAChartFromRightToLeftIsUsedFromRightToLeft(t *testing.T) {
	ctx := browser(t, arabic(t), 1180, 700)
	before := eval[map[string]float64](t, ctx, `Object.fromEntries([...document.querySelectorAll("[data-event] text")].map((e) => [e.textContent, e.getBoundingClientRect().right]))`)
	eval[bool](t, ctx, `take(), true`)
	look(t, ctx, "arabic")
	after := eval[map[string]float64](t, ctx, `Object.fromEntries([...document.querySelectorAll("#chart > div text")].map((e) => [e.textContent, e.getBoundingClientRect().right]))`)
	require.NotEmpty(t, before)
	for label, right := range before {
		assert.InDelta(t, right, after[label], 1, "%q moved", label)
	}
	x := func(id string) float64 {
		return eval[float64](t, ctx, fmt.Sprintf(`chart.place(chart.model.events.findIndex((e) => e.id === %q)).x`, id))
	}
	assert.Greater(t, x("strike"), x("meet"), "what was first stands to the right")
	assert.Greater(t, x("meet"), x("deal"))

	point(t, ctx, "meet")
	tip := `document.querySelector("[role=tooltip]")`
	assert.Eventually(t, func() bool { return eval[bool](t, ctx, tip+`.textContent.includes("الوزير يلتقي")`) }, patience, 20*time.Millisecond, "the mark is where it is drawn")
	require.NoError(t, chromedp.Do(ctx, chromedp.KeyEvent(kb.Tab), chromedp.KeyEvent(kb.Home)))
	first := eval[string](t, ctx, `document.activeElement.textContent`)
	here := func() float64 { return eval[float64](t, ctx, `document.activeElement.getBoundingClientRect().x`) }
	from := here()
	require.NoError(t, chromedp.Do(ctx, chromedp.KeyEvent(kb.ArrowLeft), chromedp.KeyEvent(kb.ArrowLeft)))
	assert.Less(t, here(), from, "the left arrow leads to the left")
	require.NoError(t, chromedp.Do(ctx, chromedp.KeyEvent(kb.ArrowRight), chromedp.KeyEvent(kb.ArrowRight)))
	assert.Equal(t, first, eval[string](t, ctx, `document.activeElement.textContent`))

	// The view follows the pointer that drags it, and the strip agrees.
	eval[bool](t, ctx, `chart.zoom("in"), true`)
	assert.Eventually(t, func() bool { return eval[bool](t, ctx, `chart.range.end - chart.range.start < 50.1`) }, patience, 20*time.Millisecond)
	look(t, ctx, "arabic-zoomed")
	assert.Zero(t, eval[float64](t, ctx, `[...document.querySelectorAll("#chart > div text")].filter((e) => e.getCTM().a < 0).length`), "no text is mirrored")
	start := eval[float64](t, ctx, `chart.range.start`)
	eval[bool](t, ctx, `chart.overview.window.focus(), true`)
	require.NoError(t, chromedp.Do(ctx, chromedp.KeyEvent(kb.ArrowLeft)))
	assert.Eventually(t, func() bool { return eval[float64](t, ctx, `chart.range.start`) > start+1 }, patience, 20*time.Millisecond, "left is later")
	middle := eval[[]float64](t, ctx, `(() => { const a = chart.overview.window.getBoundingClientRect(), b = chart.overview.box.getBoundingClientRect(); return [(a.x + a.width / 2 - b.x) / b.width * 100, 100 - (chart.range.start + chart.range.end) / 2]; })()`)
	assert.InDelta(t, middle[1], middle[0], 1, "the strip runs as the chart does")
	start = eval[float64](t, ctx, `chart.range.start`)
	ground := eval[float64](t, ctx, `chart.stage.getBoundingClientRect().top + 60`)
	steps := []chromedp.Action[chromedp.Void]{chromedp.MouseEvent(input.DispatchMouseEventTypeMousePressed, 700, ground, chromedp.ButtonLeft)}
	for i := range 10 {
		steps = append(steps, chromedp.MouseEvent(input.DispatchMouseEventTypeMouseMoved, 700-20*float64(i+1), ground, chromedp.ButtonLeft), chromedp.Sleep(30*time.Millisecond))
	}
	require.NoError(t, chromedp.Do(ctx, append(steps, chromedp.MouseEvent(input.DispatchMouseEventTypeMouseReleased, 500, ground, chromedp.ButtonLeft))...))
	assert.Eventually(t, func() bool { return eval[float64](t, ctx, `chart.range.start`) < start-1 }, patience, 20*time.Millisecond, "dragging to the left brings what is to the right: earlier")
}

func TestABrowserNamesTheMonthsThatTheServerCannot(t *testing.T) {
	ctx := browser(t, january(t), 1180, 800)
	for language, want := range map[string]string{"fa": "ژانویه", "ja": "1月", "pt-BR": "janeiro", "en-GB": "January", "xx-none": "January"} {
		eval[bool](t, ctx, fmt.Sprintf(`document.documentElement.lang = %q, document.body.lang = "en", take(), true`, language)) // the interface has no words in it
		assert.Contains(t, eval[string](t, ctx, `document.querySelector("#chart > div").textContent`), want, language)
		eval[bool](t, ctx, `chart.dispose(), true`)
	}
}

func TestANearViewSaysWhatBeganBeforeAndHasNoRoom(t *testing.T) {
	ed := many(t, 3000, 2999) // a hundred of them go on for ever
	ctx := browser(t, ed, 1180, 900)
	eval[bool](t, ctx, `take(), true`)
	says := `chart.chart.getZr().storage.getDisplayList().map((e) => e.style.text ?? "").find((text) => / more began before$/.test(text)) ?? ""`
	assert.Empty(t, eval[string](t, ctx, says), "nothing began before the whole time")
	last := ed.Events[2990]
	from, _ := last.Date.Earliest()
	eval[bool](t, ctx, fmt.Sprintf(`chart.reveal(%q, %d), true`, last.ID, int64(from)*864e5))
	assert.Eventually(t, func() bool { return eval[string](t, ctx, says) != "" }, patience, 20*time.Millisecond)
	l := levelsOf(t, ed)
	assert.Eventually(t, func() bool {
		first := eval[[]float64](t, ctx, `[chart.model.bands[0].level, chart.model.bands[0].index, chart.model.bands[0].from]`)
		left := eval[int](t, ctx, `chart.layout.items.filter((it, i) => it.out && it.mark < chart.layout.plot.left - 7).length`)
		marked := map[string]bool{}
		for _, e := range l.tile(t, int(first[0]), int(first[1])).Events {
			marked[e.ID] = true
		}
		for i, span := range l.spans {
			if span[0] < first[2] && span[1] >= first[2] && !marked[l.all.Events[i].ID] {
				left++
			}
		}
		return eval[string](t, ctx, says) == fmt.Sprint(left, " more began before")
	}, patience, 20*time.Millisecond)
	look(t, ctx, "before")
}
