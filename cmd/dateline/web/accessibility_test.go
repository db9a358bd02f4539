package web

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"dateline/timeline"
	"dateline/timeline/edtf"
)

// axe is the script of axe-core, which testdata/axe pins: "npm ci" there
// brings it.
func axe(t *testing.T) string {
	t.Helper()
	script, err := os.ReadFile("testdata/axe/node_modules/axe-core/axe.min.js")
	if err != nil {
		if os.Getenv("DATELINE_TEST_ALL") == "1" {
			t.Fatalf("DATELINE_TEST_ALL=1 asks for axe-core: run \"npm ci\" in cmd/dateline/web/testdata/axe: %v", err)
		}
		t.Skip("axe-core is not installed: run \"npm ci\" in cmd/dateline/web/testdata/axe")
	}
	return string(script)
}

// A finding is a rule of axe-core with what it is about, as axe.run gives it.
type finding struct {
	ID    string
	Help  string
	Nodes []struct {
		Target         []any
		HTML           string
		FailureSummary string
	}
}

// judged are the rules that axe-core leaves to a person, with what a person
// found where it did. Contrast is not among them, see measured.
var judged = map[string]string{
	"label-content-name-mismatch": "the buttons that show − and + are named “Zoom out” and “Zoom in”: a sign has no words to be part of a name",
	"frame-tested":                "the frame of another origin is a page that is checked by itself",
}

// measured is the script that measures the contrast where axe-core does not:
// it takes no stand on texts of a drawing, on texts of one letter, and where
// boxes overlap. The texts of a drawing have a border of the paper's colour
// around each letter, so that the paper is what they stand on. It returns the
// elements that have less contrast than 4.5.
const measured = `(nodes) => {
	const pen = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
	const over = (colour, ground) => {
		pen.globalAlpha = 1;
		pen.fillStyle = 'rgb(' + ground + ')';
		pen.fillRect(0, 0, 1, 1);
		pen.fillStyle = colour;
		pen.fillRect(0, 0, 1, 1);
		return [...pen.getImageData(0, 0, 1, 1).data].slice(0, 3);
	};
	const light = (c) => c.map((v) => v / 255).map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)).reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
	const bad = [];
	for (const node of nodes) {
		const e = document.querySelector(node.target.at(-1)), style = getComputedStyle(e), path = [];
		for (let n = e; n; n = n.parentElement) path.unshift(n);
		let ground = [255, 255, 255], opacity = 1;
		for (const n of path) {
			ground = over(getComputedStyle(n).backgroundColor, ground);
			opacity *= getComputedStyle(n).opacity;
		}
		if (style.color === 'rgba(0, 0, 0, 0)') continue; // said by screen readers, shown to nobody
		let ink = over(e instanceof SVGElement ? style.fill : style.color, ground);
		ink = ink.map((v, i) => v * opacity + ground[i] * (1 - opacity));
		const [a, b] = [light(ink), light(ground)].sort((x, y) => y - x), ratio = (a + 0.05) / (b + 0.05);
		if (ratio < 4.5) bad.push(ratio.toFixed(2) + ': ' + e.outerHTML.slice(0, 200));
	}
	return bad;
}`

// accessible checks the present page by axe-core: WCAG 2.2 AA and axe-core's
// own good practice. A frame of another origin is a page of its own.
func accessible(t *testing.T, ctx context.Context, script, name string) {
	t.Helper()
	// A script that runs through the debugger is not the page's: no policy
	// stops it. What is out of view is laid out too, for axe-core to see it.
	run := `(async () => {
		if (!matchMedia('(scripting: enabled)').matches) { // where no script may run, no timer comes back
			window.setTimeout = (f, _, ...a) => { Promise.resolve().then(() => f(...a)); return 0; };
		}
		const all = new CSSStyleSheet();
		all.replaceSync('* { content-visibility: visible !important }');
		document.adoptedStyleSheets = [all];
		if (!window.axe) { ` + script + `
		}
		let r, contrast;
		for (let tries = 0; tries < 5; tries++) { // a chart may be drawn again while axe-core looks at it
			await (` + rested + `)();
			r = await axe.run(document, { iframes: false, resultTypes: ['violations', 'incomplete'], runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] });
			contrast = r.incomplete.filter((f) => f.id === 'color-contrast').flatMap((f) => f.nodes);
			if (contrast.every((node) => document.querySelector(node.target.at(-1)))) break;
		}
		document.adoptedStyleSheets = [];
		return { violations: r.violations, incomplete: r.incomplete.filter((f) => f.id !== 'color-contrast'), passes: r.passes.length, faint: (` + measured + `)(contrast) };
	})()`
	raw, err := chromedp.Run(ctx, chromedp.Evaluate[[]byte](run, chromedp.EvalAwaitPromise))
	require.NoError(t, err, name)
	var found struct {
		Violations, Incomplete []finding
		Passes                 int
		Faint                  []string
	}
	require.NoError(t, json.Unmarshal(raw, &found), name)
	assert.NotZero(t, found.Passes, "%s: axe-core looked at the page", name)
	for _, f := range found.Faint {
		t.Errorf("%s: too little contrast: %s", name, f)
	}
	tell := func(list []finding, what string) {
		for _, f := range list {
			for _, n := range f.Nodes {
				t.Errorf("%s: %s: %s: %s\n\t%v %.300s\n\t%s", name, what, f.ID, f.Help, n.Target, n.HTML, n.FailureSummary)
			}
		}
	}
	tell(found.Violations, "a violation")
	tell(slices.DeleteFunc(found.Incomplete, func(f finding) bool { return judged[f.ID] != "" }), "for a person to decide")
}

// demonstration runs the program's own demo and returns where its main story
// and the newspaper that carries it are.
func demonstration(t *testing.T) (story, newspaper string) {
	t.Helper()
	program := filepath.Join(t.TempDir(), "dateline")
	out, err := exec.CommandContext(t.Context(), "go", "build", "-o", program, "dateline/cmd/dateline").CombinedOutput()
	require.NoError(t, err, "%s", out)
	cmd := exec.CommandContext(t.Context(), program, "demo", "--addr", "127.0.0.1:0")
	cmd.Cancel = func() error { return cmd.Process.Signal(os.Interrupt) } // it ends as by Ctrl+C
	r, err := cmd.StdoutPipe()
	require.NoError(t, err)
	require.NoError(t, cmd.Start())
	t.Cleanup(func() { _ = cmd.Wait() })
	for lines := bufio.NewScanner(r); lines.Scan(); {
		what, rest, _ := strings.Cut(lines.Text(), " ")
		where := strings.Fields(rest)
		switch {
		case what == "chronology" && story == "":
			story = where[0]
		case what == "newspaper":
			newspaper = where[0]
		case what == "stop":
			return story, newspaper
		}
	}
	t.Fatal("the demo ended before it served")
	return "", ""
}

// media sets what the reader's system prefers, as name, value, name, value.
func media(t *testing.T, ctx context.Context, pairs ...string) {
	t.Helper()
	p := emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{}}
	for i := 0; i < len(pairs); i += 2 {
		p.Features = append(p.Features, &emulation.MediaFeature{Name: pairs[i], Value: pairs[i+1]})
	}
	_, err := chromedp.Call(ctx, emulation.SetEmulatedMedia, p)
	require.NoError(t, err)
}

// shot takes a picture of what is in view, if a directory for pictures is named.
func shot(t *testing.T, ctx context.Context, name string) {
	t.Helper()
	dir := os.Getenv("DATELINE_SCREENSHOTS")
	if dir == "" {
		return
	}
	picture, err := chromedp.Run(ctx, chromedp.CaptureScreenshot())
	require.NoError(t, err)
	require.NoError(t, os.WriteFile(filepath.Join(dir, strings.ReplaceAll(name, " ", "-")+".png"), picture, 0o644))
}

// takenOver has the chart take over from the server's drawing.
func takenOver(t *testing.T, ctx context.Context) {
	t.Helper()
	act(t, ctx, chromedp.Evaluate[chromedp.Void](`document.querySelector("[data-chart]").dispatchEvent(new Event("pointerenter"))`))
	becomes(t, ctx, `!!document.querySelector("[data-state=ready]")`, "the chart takes over")
}

// A state is what a reader does to a page before it is looked at.
type state struct {
	name  string
	width int64
	media []string
	do    string // a script
	live  bool   // the chart took over
}

// states of a page that has a chart.
var states = []state{
	{name: "1280", width: 1280},
	{name: "640", width: 640},
	{name: "390", width: 390},
	{name: "320", width: 320},
	{name: "dark", width: 1280, media: []string{"prefers-color-scheme", "dark"}},
	{name: "forced colours", width: 1280, media: []string{"forced-colors", "active"}},
	{name: "dark 320", width: 320, media: []string{"prefers-color-scheme", "dark"}},
	{name: "live", width: 1280, live: true},
	{name: "live dark", width: 1280, live: true, media: []string{"prefers-color-scheme", "dark"}},
	{name: "live forced colours", width: 1280, live: true, media: []string{"forced-colors", "active"}},
	{name: "opened", width: 1280, live: true, do: `location.hash = document.querySelectorAll("li.event")[2].id`},
	{name: "opened dark", width: 1280, live: true, media: []string{"prefers-color-scheme", "dark"}, do: `location.hash = document.querySelectorAll("li.event")[2].id`},
	{name: "tooltip", width: 1280, live: true, do: `const a = document.querySelector("[data-mounted] [role=group] a"); a.focus(); a.dispatchEvent(new KeyboardEvent("keydown", { key: "Home" })); if (document.querySelector("[role=tooltip]").style.display === "none") throw new Error("no tooltip")`},
	{name: "tooltip dark", width: 1280, live: true, media: []string{"prefers-color-scheme", "dark"}, do: `const a = document.querySelector("[data-mounted] [role=group] a"); a.focus(); a.dispatchEvent(new KeyboardEvent("keydown", { key: "Home" })); if (document.querySelector("[role=tooltip]").style.display === "none") throw new Error("no tooltip")`},
	{name: "filtered", width: 1280, live: true, do: `document.querySelector("[data-filter]")?.click()`},
	{name: "filtered dark", width: 1280, live: true, media: []string{"prefers-color-scheme", "dark"}, do: `document.querySelector("[data-filter]")?.click()`},
	{name: "filtered 320", width: 320, do: `document.querySelector("[data-filter]")?.click()`},
	{name: "other lanes", width: 1280, live: true, do: `document.querySelector("[data-lanes][aria-pressed=false]")?.click()`},
	{name: "zoomed", width: 1280, live: true, do: `document.querySelector("[data-zoom=in]").click()`},
	{name: "searched", width: 1280, do: `{const f = document.querySelector("[data-find]"); if (f) { f.value = "the"; f.dispatchEvent(new Event("input")); }}`},
	{name: "told as a story", width: 1280, live: true, do: `document.querySelector("[data-story]")?.click()`},
	{name: "told as a story dark 320", width: 320, media: []string{"prefers-color-scheme", "dark"}, do: `document.querySelector("[data-story]")?.click()`},
	{name: "a step of the story", width: 1280, live: true, do: `{const b = document.querySelector("[data-story]"); b?.click(); const wait = b && setInterval(() => { const on = document.querySelector(".story .on"); on?.click(); if (on) clearInterval(wait); }, 20); }`},
	{name: "all listed", width: 640, do: `document.querySelector("[data-all]")?.click()`},
	{name: "all unfolded", width: 1280, do: `document.querySelector("[data-all]")?.click(); for (const d of document.querySelectorAll("details")) d.open = true`},
	{name: "all unfolded dark 390", width: 390, media: []string{"prefers-color-scheme", "dark"}, do: `document.querySelector("[data-all]")?.click(); for (const d of document.querySelectorAll("details")) d.open = true`},
}

// walk checks an address in states.
func walk(t *testing.T, ctx context.Context, script, name, address string, states ...state) {
	t.Helper()
	for _, s := range states {
		media(t, ctx, s.media...)
		act(t, ctx, chromedp.EmulateViewport(s.width, 900), chromedp.Navigate("about:blank"), chromedp.Navigate(address), chromedp.WaitReady(chromedp.CSS("main, article")))
		if s.live {
			takenOver(t, ctx)
		}
		if s.do != "" {
			act(t, ctx, chromedp.Evaluate[chromedp.Void](`{`+s.do+`}`), chromedp.Sleep(400*time.Millisecond)) // motion ends
		}
		accessible(t, ctx, script, name+" "+s.name)
		assert.LessOrEqual(t, evaluated[int64](t, ctx, `document.documentElement.scrollWidth`), s.width, "%s %s is wider than its window", name, s.name)
		shot(t, ctx, name+"-"+s.name)
	}
	media(t, ctx)
}

// these picks states by their names, for pages where they differ little.
func these(names ...string) []state {
	return slices.DeleteFunc(slices.Clone(states), func(s state) bool { return !slices.Contains(names, s.name) })
}

// plainly are the states of a page without a chart.
var plainly = []state{states[0], states[3], states[4], states[5], states[6]}

func TestAxeFindsNothing(t *testing.T) {
	script := axe(t)
	t.Run("the demo", func(t *testing.T) {
		ctx := browser(t)
		story, newspaper := demonstration(t)
		walk(t, ctx, script, "story", story, states...)
		walk(t, ctx, script, "newspaper", newspaper, states[0], states[3])
	})
	t.Run("the embed and the small pages", func(t *testing.T) {
		ctx := browser(t)
		story, newspaper := demonstration(t)
		walk(t, ctx, script, "embed", story+"/embed", these("1280", "640", "320", "dark", "forced colours", "live", "live dark", "opened", "tooltip", "zoomed", "all listed", "all unfolded", "all unfolded dark 390")...)
		walk(t, ctx, script, "home", strings.TrimSuffix(story, "/t/soleimani"), plainly...)
		walk(t, ctx, script, "edition", story+"?edition=2", plainly...)
		act(t, ctx, chromedp.Navigate(story))
		id := evaluated[string](t, ctx, `document.querySelector("li.event").id.slice(2)`)
		walk(t, ctx, script, "event", story+"/event/"+id, plainly...)
		walk(t, ctx, script, "report", newspaper+"soleimani/1", states[0], states[3])
		t.Run("without JavaScript", func(t *testing.T) {
			_, err := chromedp.Call(ctx, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
			require.NoError(t, err)
			walk(t, ctx, script, "story without script", story, plainly...)
			walk(t, ctx, script, "embed without script", story+"/embed", plainly...)
		})
	})
	t.Run("numbers of events", func(t *testing.T) {
		for _, n := range []int{20, 280, 3000} {
			ctx := browser(t)
			s, _ := large(t, n)
			walk(t, ctx, script, fmt.Sprintf("%d events", n), s.server.URL+"/t/large", these("1280", "320", "live")...)
			walk(t, ctx, script, fmt.Sprintf("embed of %d events", n), s.server.URL+"/t/large/embed", states[0], states[3])
			if n == 3000 {
				walk(t, ctx, script, "found", s.server.URL+"/t/large?q=chamber", states[0], states[3])
				walk(t, ctx, script, "filtered", s.server.URL+"/t/large?page=1&off=conflict", states[0], states[3])
				walk(t, ctx, script, "page 2", s.server.URL+"/t/large?page=2", states[0], states[3])
				walk(t, ctx, script, "3000 events", s.server.URL+"/t/large", state{name: "opened", width: 1280, live: true, do: `location.hash = document.querySelectorAll("li.event")[2].id`})
			}
		}
	})
	t.Run("nothing, errors, right to left", func(t *testing.T) {
		ctx := browser(t)
		s := newSite(t)
		walk(t, ctx, script, "empty home", s.server.URL+"/", plainly...)
		require.NoError(t, s.desk.CreateTimeline(t.Context(), edith, &timeline.Timeline{Slug: "empty", Title: "Nothing yet"}))
		_, err := s.desk.Publish(t.Context(), edith, "empty")
		require.NoError(t, err)
		walk(t, ctx, script, "empty timeline", s.server.URL+"/t/empty", plainly...)
		walk(t, ctx, script, "empty embed", s.server.URL+"/t/empty/embed", plainly...)
		harbour(t, s)
		walk(t, ctx, script, "arabic", s.server.URL+"/t/arabic", these("1280", "640", "320", "live", "live dark", "live forced colours", "opened", "tooltip", "filtered", "other lanes", "zoomed", "told as a story")...)
		walk(t, ctx, script, "arabic embed", s.server.URL+"/t/arabic/embed", these("1280", "320", "live", "all unfolded")...)
		for name, path := range map[string]string{"not found": "/t/none", "no page": "/t/arabic?page=9", "no such address": "/none"} {
			require.Equal(t, http.StatusNotFound, s.get(path, "Accept", "text/html").status)
			page := s.get(path, "Accept", "text/html")
			require.Contains(t, page.header.Get("Content-Type"), "text/html", path)
			// The browser tells of a reply of 404 as of an error, so the page comes with a 200.
			mirror := http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
				w.Header()["Content-Type"], w.Header()["Content-Security-Policy"] = page.header["Content-Type"], page.header["Content-Security-Policy"]
				_, _ = w.Write(page.body)
			})
			server := httptest.NewServer(mirror)
			walk(t, ctx, script, name, server.URL, plainly...)
			server.Close()
		}
	})
}

// harbour publishes a chronology in Arabic, whose sentences are ours.
func harbour(t testing.TB, s *site) {
	t.Helper()
	ctx := t.Context()
	require.NoError(t, s.desk.CreateTimeline(ctx, edith, &timeline.Timeline{Slug: "arabic", Title: "أسبوعان في ميناء المدينة", Summary: "من الإضراب إلى الاتفاق، يوماً بيوم.", Language: "ar"}))
	for _, e := range []timeline.Event{
		{Title: "عمال الميناء يعلنون الإضراب", Kind: "strike-action", Date: edtf.MustParse("2020-01-02/2020-01-09"), Actors: []timeline.Actor{{Name: "النقابة", Role: timeline.Agent}}, Importance: 1},
		{Title: "الوزير يلتقي ممثلي النقابة", Kind: "meeting", Date: edtf.MustParse("2020-01-04"), Place: "وزارة النقل", Actors: []timeline.Actor{{Name: "الوزارة", Role: timeline.Agent}}},
		{Title: "النقابة ترفض العرض الأول", Kind: "rejection", Date: edtf.MustParse("[2020-01-04..2020-01-05]"), Actors: []timeline.Actor{{Name: "النقابة", Role: timeline.Agent}}},
		{Title: "حريق صغير في المستودع رقم 7", Kind: "fire", Date: edtf.MustParse("2020-01-06?"), Label: timeline.Disputed},
		{Title: "المحكمة تنظر في دعوى الشركة", Kind: "lawsuit", Date: edtf.MustParse("[..2020-01-08]"), Actors: []timeline.Actor{{Name: "الشركة", Role: timeline.Agent}}},
		{Title: "الطرفان يوقعان اتفاقاً وتعود السفن", Kind: "agreement", Date: edtf.MustParse("2020-01-10"), Actors: []timeline.Actor{{Name: "الوزارة", Role: timeline.Agent}, {Name: "النقابة", Role: timeline.Agent}}, Importance: 1},
		{Title: "مراجعة الاتفاق", Kind: "meeting", Date: edtf.MustParse("2020-01-15"), Status: timeline.Scheduled, Actors: []timeline.Actor{{Name: "الوزارة", Role: timeline.Agent}}},
	} {
		require.NoError(t, s.desk.AddEvent(ctx, edith, "arabic", &e))
	}
	_, err := s.desk.Publish(ctx, edith, "arabic")
	require.NoError(t, err)
}
