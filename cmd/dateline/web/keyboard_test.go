package web

import (
	"context"
	"testing"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// A stop is where Tab comes to.
type stop struct {
	Name    string // of what has the focus: its label or text
	Is      string // what part of the page it stands in
	Seen    bool   // it shows that it has the focus
	Clear   bool   // nothing lies over it, and it is in view
	W, H    float64
	Where   string
	Inline  bool // a link within a text
	Default bool // nothing has the focus
}

// stopped describes what has the focus. Outlines that are drawn by the page's
// own rule, or a mark of an opened event, show it.
const stopped = `(() => {
	const e = document.activeElement;
	if (e === document.body) return { default: true };
	const style = getComputedStyle(e), r = e.getBoundingClientRect();
	const inside = r.top >= -1 && r.left >= -1 && r.right <= innerWidth + 1 && (r.bottom <= innerHeight + 1 || r.height > innerHeight);
	const at = (x, y) => document.elementsFromPoint(x, y).find((o) => getComputedStyle(o).pointerEvents !== 'none');
	const passes = style.pointerEvents === 'none' || style.opacity === '0'; // it lies over what it stands for
	const top = at(Math.min(Math.max(r.left + r.width / 2, 0), innerWidth - 1), Math.min(Math.max(r.top + Math.min(r.height, innerHeight) / 2, 0), innerHeight - 1));
	const parts = { skip: '.skip', chips: '.chips', views: '.views', zoom: '.zoom', chart: '[data-chart]', list: '#chronology', sources: '.sources', footer: 'footer', title: 'h1' };
	return {
		name: e.getAttribute('aria-label') || e.labels?.[0]?.textContent || e.textContent.trim(),
		is: Object.keys(parts).find((k) => e.closest(parts[k])) ?? '',
		seen: (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2) || (e.matches(':target') && getComputedStyle(e, '::before').width === '3px'),
		clear: inside && (passes || !!top && (e === top || e.contains(top) || top.contains(e))),
		where: [inside, e === top, r.top, r.bottom, innerWidth, innerHeight, r.left, r.top, r.width, r.height, top?.outerHTML.slice(0, 100)].join(' '),
		w: r.width, h: r.height, inline: style.display === 'inline',
	};
})()`

// key presses a key and tells what has the focus then.
func key(t *testing.T, ctx context.Context, keys string) stop {
	t.Helper()
	// A frame later what has the focus is in view.
	act(t, ctx, chromedp.KeyEvent(keys), chromedp.Evaluate[chromedp.Void](`new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))`, chromedp.EvalAwaitPromise))
	return evaluated[stop](t, ctx, stopped)
}

// tabs walks by Tab until nothing more comes, and checks each stop.
func tabs(t *testing.T, ctx context.Context, most int) []stop {
	t.Helper()
	var all []stop
	for range most {
		s := key(t, ctx, kb.Tab)
		if s.Default || len(all) > 0 && s.Is == "skip" {
			return all
		}
		assert.True(t, s.Seen, "it is seen that %s %q has the focus", s.Is, s.Name)
		assert.True(t, s.Clear, "%s %q is in view and nothing lies over it: %s", s.Is, s.Name, s.Where)
		assert.True(t, s.Inline || s.Is == "skip" || s.W >= 24 && s.H >= 24, "%s %q is %g by %g", s.Is, s.Name, s.W, s.H)
		if s.Is == "chart" && !evaluated[bool](t, ctx, `!!document.querySelector("[data-state=ready]")`) {
			t.Error("the chart is reached before it took over")
		}
		all = append(all, s)
	}
	t.Fatalf("Tab leads nowhere: after %d stops %+v", most, all[len(all)-1])
	return nil
}

func TestThePageIsUsedByTheKeyboardAlone(t *testing.T) {
	ctx := browser(t)
	story, _ := demonstration(t)
	for _, width := range []int64{1280, 640, 320} {
		act(t, ctx, chromedp.EmulateViewport(width, 700), chromedp.Navigate("about:blank"), chromedp.Navigate(story), chromedp.WaitReady(chromedp.CSS("main")))
		first := key(t, ctx, kb.Tab)
		assert.Equal(t, "skip", first.Is)
		assert.True(t, first.Seen && first.Clear, "the way past the chart shows itself when it has the focus: %+v", first)
		second := key(t, ctx, kb.Tab)
		assert.Equal(t, "chips", second.Is, "the controls come next")
		if width > 700 {
			becomes(t, ctx, `!!document.querySelector("[data-state=ready]")`, "the chart is there when it is reached")
		}
		all := append([]stop{first, second}, tabs(t, ctx, 300)...)
		count := map[string]int{}
		var order []string
		for _, s := range all {
			count[s.Is]++
			if len(order) == 0 || order[len(order)-1] != s.Is {
				order = append(order, s.Is)
			}
		}
		if width > 700 {
			assert.Equal(t, []string{"skip", "chips", "views", "chart", "list", "sources", "footer"}, order)
			assert.Equal(t, 1, count["chart"], "the chart is one stop")
		} else {
			assert.NotContains(t, order, "chart", "what is not shown is not walked through")
		}
		assert.Greater(t, count["list"], 30)

		act(t, ctx, chromedp.Navigate(story+"/embed"), chromedp.WaitReady(chromedp.CSS("main")))
		tabs(t, ctx, 100)
	}
}

func TestTheChartIsWalkedByArrowKeys(t *testing.T) {
	ctx := browser(t)
	story, _ := demonstration(t)
	act(t, ctx, chromedp.Navigate(story), chromedp.WaitReady(chromedp.CSS("main")))
	// The skip link leads to the list.
	key(t, ctx, kb.Tab)
	key(t, ctx, kb.Enter)
	assert.Equal(t, "list", key(t, ctx, kb.Tab).Is)
	act(t, ctx, chromedp.Navigate("about:blank"), chromedp.Navigate(story), chromedp.WaitReady(chromedp.CSS("main")))
	takenOver(t, ctx)
	for s := key(t, ctx, kb.Tab); s.Is != "chart"; s = key(t, ctx, kb.Tab) {
		require.False(t, s.Default, "Tab comes to the chart")
	}
	const tip = `getComputedStyle(document.querySelector("[role=tooltip]")).display !== "none"`
	becomes(t, ctx, tip, "the event of the focus is told")
	time := func() float64 {
		return evaluated[float64](t, ctx, `(() => { const id = decodeURIComponent(document.activeElement.hash.slice(1)); return [...document.querySelectorAll("li.event")].findIndex((li) => li.id === id); })()`)
	}
	var walked []float64
	for range 6 {
		walked = append(walked, time())
		assert.Equal(t, "chart", key(t, ctx, kb.ArrowRight).Is)
	}
	assert.Len(t, unique(walked), 6, "each arrow leads to another event")
	first := key(t, ctx, kb.Home)
	last := key(t, ctx, kb.End)
	assert.NotEqual(t, first.Name, last.Name)
	assert.Equal(t, last.Name, key(t, ctx, kb.ArrowRight).Name, "the last is the last")

	// Escape ends the tooltip and leaves the focus where it is (1.4.13).
	becomes(t, ctx, tip, "the last is told")
	here := key(t, ctx, kb.Escape)
	assert.Equal(t, last.Name, here.Name)
	assert.False(t, evaluated[bool](t, ctx, tip))

	// Zoom by keys; Enter opens the event in the list, and again from the chart.
	key(t, ctx, "+")
	becomes(t, ctx, `!document.querySelector("[data-zoom=all]").disabled`, "plus zooms in")
	key(t, ctx, "0")
	becomes(t, ctx, `document.querySelector("[data-zoom=all]").disabled`, "nought shows all")
	for range 2 {
		opened := evaluated[string](t, ctx, `document.activeElement.hash`)
		key(t, ctx, kb.Enter)
		becomes(t, ctx, `"#" + document.activeElement.id === decodeURIComponent(`+"`"+opened+"`"+`)`, "Enter leads to the event")
		s := evaluated[stop](t, ctx, stopped)
		assert.Equal(t, "list", s.Is)
		assert.True(t, s.Seen && s.Clear, "it is seen where: %+v", s)
		act(t, ctx, chromedp.Evaluate[chromedp.Void](`document.querySelector("[data-mounted] [role=group] a").focus()`))
	}
}

func unique(list []float64) map[float64]bool {
	m := map[float64]bool{}
	for _, v := range list {
		m[v] = true
	}
	return m
}

func TestATooltipStaysUnderThePointerAndGoesByEscape(t *testing.T) {
	ctx := browser(t)
	s, _ := published(t)
	act(t, ctx, chromedp.Navigate(s.server.URL+"/t/january"), chromedp.WaitReady(chromedp.CSS("main")))
	takenOver(t, ctx)
	to := func(script string) {
		at := evaluated[[]float64](t, ctx, `(() => { const r = [`+script+`].map((e) => e.getBoundingClientRect?.() ?? e)[0]; return [r.x + r.width / 2, r.y + r.height / 2]; })()`)
		for _, by := range []float64{1, 0} {
			act(t, ctx, chromedp.MouseEvent(input.DispatchMouseEventTypeMouseMoved, at[0]+by, at[1]))
		}
	}
	const tip = `getComputedStyle(document.querySelector("[role=tooltip]")).display !== "none"`
	const mark = `document.querySelector("[data-mounted] [role=group] a")` // lies over the mark
	const away = `document.querySelector("figcaption")`
	to(mark)
	becomes(t, ctx, tip, "the pointer on a mark tells the event")
	to(`document.querySelector("[role=tooltip]")`)
	// Longer than a tooltip that is left stays.
	act(t, ctx, chromedp.Evaluate[chromedp.Void](`new Promise((done) => setTimeout(done, 600))`, chromedp.EvalAwaitPromise))
	assert.True(t, evaluated[bool](t, ctx, tip), "it stays while the pointer is on it")
	act(t, ctx, chromedp.KeyEvent(kb.Escape))
	assert.False(t, evaluated[bool](t, ctx, tip), "Escape ends it without moving the pointer")
	to(away)
	to(`new DOMRect(...((r) => [r.x + 4, r.y + 4, 2, 2])(document.querySelector("[data-mounted]").getBoundingClientRect()))`) // the chart's ground
	to(mark)
	becomes(t, ctx, tip, "it comes again")
	to(away)
	becomes(t, ctx, "!("+tip+")", "and goes when the pointer goes")
}
