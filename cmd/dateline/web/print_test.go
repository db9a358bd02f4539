package web

import (
	"fmt"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const sheet = 680 // pixels of A4 between margins of 15 mm

func TestAPrintedPageIsTheWholeListAndNoControls(t *testing.T) {
	ctx := browser(t)
	story, _ := demonstration(t)
	for _, a := range []string{story, story + "/embed"} {
		act(t, ctx, chromedp.EmulateViewport(sheet, 1000), chromedp.Navigate(a), chromedp.WaitReady(chromedp.CSS("main")))
		_, err := chromedp.Call(ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: "print"})
		require.NoError(t, err)
		shot(t, ctx, fmt.Sprint("printed-", len(a)))
		shown := func(selector string) []string {
			return evaluated[[]string](t, ctx, fmt.Sprintf(`[...document.querySelectorAll(%q)].filter((e) => e.getBoundingClientRect().height > 0).map((e) => e.outerHTML.slice(0, 90))`, selector))
		}
		assert.Empty(t, shown(".tools button:not(.chip), .tools input, .tools select, .share, .skip, [data-all]"), "%s: no control is printed", a)
		assert.Len(t, shown("li.event"), evaluated[int](t, ctx, `document.querySelectorAll("li.event").length`), "%s: every event is printed", a)
		assert.Len(t, shown(".page .quote"), evaluated[int](t, ctx, `document.querySelectorAll(".page .quote").length`), "%s: every quotation, also those that were folded", a)
		assert.Len(t, shown(".dl-chart"), 1, "%s: with the drawing", a)
		assert.LessOrEqual(t, evaluated[int](t, ctx, `document.documentElement.scrollWidth`), sheet, "%s: nothing is cut", a)
		assert.Zero(t, evaluated[int](t, ctx, `[...document.querySelectorAll("a")].filter((e) => /attr|http/.test(getComputedStyle(e, "::after").content)).length`), "no address is spelt out")
		assert.Equal(t, "rgb(255, 255, 255)", evaluated[string](t, ctx, `getComputedStyle(document.body).backgroundColor`))
		pdf, err := chromedp.Run(ctx, chromedp.PrintToPDF())
		require.NoError(t, err)
		assert.Greater(t, len(pdf), 10_000)
	}
}

func TestAChartIsPrintedAsTheReaderHasIt(t *testing.T) {
	ctx := browser(t)
	story, _ := demonstration(t)
	act(t, ctx, chromedp.EmulateViewport(1280, 1300), chromedp.Navigate(story), chromedp.WaitReady(chromedp.CSS("main")))
	takenOver(t, ctx)
	act(t, ctx, chromedp.Evaluate[chromedp.Void](`document.querySelector("[data-zoom=in]").click()`)) // the strip of the whole time comes
	_, err := chromedp.Call(ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: "print"})
	require.NoError(t, err)
	becomes(t, ctx, `getComputedStyle(document.querySelector("[data-mounted]")).position === "static"`, "the style of paper")
	// In one go: a sheet is no window that the chart would lay itself out for.
	box := evaluated[[]float64](t, ctx, fmt.Sprintf(`dispatchEvent(new Event("beforeprint"));
		document.querySelector("main").style.width = "%dpx";
		const r = document.querySelector("[data-mounted] div[aria-hidden] svg").getBoundingClientRect(), main = document.querySelector("main").getBoundingClientRect();
		[r.left - main.left, main.right - r.right, r.top, r.height]`, sheet))
	assert.GreaterOrEqual(t, box[0], 0.0, "nothing is cut at the left")
	assert.GreaterOrEqual(t, box[1], 0.0, "nothing is cut at the right")
	assert.Greater(t, box[3], 400.0)
	assert.Less(t, box[2]+box[3], 1300.0, "head and chart stand on one page")
}

func TestHeadAndChartShareTheFirstSheet(t *testing.T) {
	ctx := browser(t)
	story, _ := demonstration(t)
	const long, short = 1047, 718 // pixels of A4 between margins of 10 mm
	for _, a := range []string{story, story + "/embed"} {
		for _, s := range [][2]int64{{short, long}, {long, short}} {
			act(t, ctx, chromedp.EmulateViewport(s[0], s[1]), chromedp.Navigate(a), chromedp.WaitReady(chromedp.CSS("main")))
			_, err := chromedp.Call(ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: "print"})
			require.NoError(t, err)
			box := evaluated[[]float64](t, ctx, `(() => { const r = document.querySelector(".chart").getBoundingClientRect(); return [r.top, r.height, r.bottom]; })()`)
			assert.Greater(t, box[1], float64(s[1])/2, "%s on a sheet of %v: the chart is large enough to read", a, s)
			assert.LessOrEqual(t, box[2], float64(s[1]), "%s on a sheet of %v: the chart ends on the first", a, s)
			if a == story && s[0] == short {
				wide := evaluated[float64](t, ctx, `[...document.querySelectorAll(".drawing .dl-chart")].find((e) => e.getClientRects().length).getBoundingClientRect().width`)
				assert.Greater(t, wide, 0.9*float64(short), "and takes the sheet's width")
			}
		}
	}
}
