package web

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"dateline/timeline"
	"dateline/timeline/edtf"
)

// shown counts the events of the list that a reader sees.
const shown = `document.querySelectorAll("li.event:not([hidden])").length`

func TestAReaderFindsEventsAndSharesTheView(t *testing.T) {
	ctx := browser(t)
	s, _ := published(t)
	act(t, ctx, chromedp.Navigate(s.server.URL+"/t/january"), chromedp.WaitReady(chromedp.CSS("[data-story]:enabled")))
	act(t, ctx, chromedp.SendKeys(chromedp.CSS("[data-find]"), "rockets"))
	becomes(t, ctx, shown+` === 1`, "one event tells of rockets")
	becomes(t, ctx, `document.querySelector("[data-found]").textContent === "1 of 3 events"`, "a screen reader is told")
	becomes(t, ctx, `location.search === "?q=rockets"`, "the address holds it")
	act(t, ctx, chromedp.Evaluate[chromedp.Void](`document.querySelector("[data-zoom=in]").click()`))
	becomes(t, ctx, `/view=20\d\d-\d\d-\d\d.*\.\.2020-01-\d\d/.test(location.search)`, "and the part of the time in view")

	address := evaluated[string](t, ctx, `location.href`)
	act(t, ctx, chromedp.Navigate("about:blank"), chromedp.Navigate(address))
	becomes(t, ctx, shown+` === 1 && document.querySelector("[data-find]").value === "rockets" && !!document.querySelector("[data-state=ready]")`, "whoever opens the address sees the same")
	act(t, ctx, chromedp.Navigate(s.server.URL+"/t/january?off=conflict"))
	becomes(t, ctx, shown+` === 1 && document.querySelector("[data-filter=conflict]").getAttribute("aria-pressed") === "false" && !!document.querySelector("[data-state=ready]")`, "a kind that is switched off, in the list and the chart")

	act(t, ctx, chromedp.SendKeys(chromedp.CSS("[data-find]"), "nothing like it"))
	becomes(t, ctx, shown+` === 0 && document.querySelector("[data-found]").textContent === "No event fits the filter."`, "that nothing is left is said")
	look(t, ctx, "none")
	act(t, ctx, chromedp.Click(chromedp.CSS("[data-clear]")))
	becomes(t, ctx, shown+` === 3 && document.querySelector("[data-clear]").hidden && document.querySelector("[data-find]").value === "" && location.search === ""`, "and one button leads back to all")
}

func TestAViewOfHoursIsSharedAsItIs(t *testing.T) {
	ctx := browser(t)
	s, _ := published(t)
	for _, at := range []string{"2020-01-06T09:15:00", "2020-01-06T10:10:00/2020-01-06T10:50:00", "2020-01-06T11:02:00"} {
		require.NoError(t, s.desk.AddEvent(t.Context(), edith, "january", &timeline.Event{Title: "At " + at, Kind: "meeting", Date: edtf.MustParse(at)}))
	}
	_, err := s.desk.Publish(t.Context(), edith, "january")
	require.NoError(t, err)
	view := `new URLSearchParams(location.search).get("view")`
	for _, want := range []string{"2020-01-06T09:30..2020-01-06T15:00", "2020-01-02..2020-01-09"} {
		act(t, ctx, chromedp.Navigate("about:blank"), chromedp.Navigate(s.server.URL+"/t/january?view="+want))
		becomes(t, ctx, `!!document.querySelector("[data-state=ready]")`, "the chart is drawn")
		act(t, ctx, chromedp.Sleep(600*time.Millisecond)) // it moves there, and the address follows
		assert.Equal(t, want, evaluated[string](t, ctx, view), "the view is as it was")
	}
	for _, bad := range []string{"2020-99-99..2020-01-01", "2020-01-09..2020-01-02", "x..y"} {
		act(t, ctx, chromedp.Navigate("about:blank"), chromedp.Navigate(s.server.URL+"/t/january?view="+bad), chromedp.WaitReady(chromedp.CSS("[data-zoom=in]:enabled")), chromedp.Click(chromedp.CSS("[data-lanes=one]")))
		becomes(t, ctx, `!!document.querySelector("[data-state=ready]") && document.querySelector("[data-zoom=all]").disabled`, bad+" is none")
	}
}

func TestAnAddressOfAnEventShowsItOnAPhone(t *testing.T) {
	ctx := browser(t)
	story, _ := demonstration(t)
	act(t, ctx, chromedp.EmulateViewport(390, 844), chromedp.Navigate(story))
	ids := evaluated[[]string](t, ctx, `[...document.querySelectorAll("li.event")].map((li) => li.id)`)
	for _, n := range []int{0, len(ids) / 2, len(ids) - 1} {
		act(t, ctx, chromedp.Navigate("about:blank"), chromedp.Navigate(story+"#"+ids[n]))
		becomes(t, ctx, `document.querySelectorAll(".period:not([data-laid])").length === 0`, "all is laid out")
		becomes(t, ctx, fmt.Sprintf(`(() => { const r = document.getElementById(%q).getBoundingClientRect(); return r.top >= -1 && r.top < innerHeight - 100; })()`, ids[n]), fmt.Sprintf("event %d", n))
	}
}

func TestTheStorysCardAndItsMarkAreBothInView(t *testing.T) {
	ctx := browser(t)
	story, _ := demonstration(t)
	act(t, ctx, chromedp.EmulateViewport(1280, 720), chromedp.Navigate(story), chromedp.WaitReady(chromedp.CSS("[data-story]:enabled")), chromedp.Click(chromedp.CSS("[data-story]")))
	becomes(t, ctx, `!!document.querySelector(".story .on") && !!document.querySelector("[data-state=ready]")`, "it begins")
	for n := range 30 {
		act(t, ctx, chromedp.Evaluate[chromedp.Void](`document.querySelector(".story .on").click()`))
		if n%6 != 5 {
			continue
		}
		becomes(t, ctx, `(() => {
			const card = document.querySelector(".story").getBoundingClientRect(), title = document.querySelector(".story h3").textContent;
			const own = [...document.querySelectorAll("[data-mounted] svg text")].filter((e) => getComputedStyle(e).fontWeight === "650" && e.getAttribute("fill") === "var(--dl-ink)" && title.includes(e.textContent)); // in ink: no lane's name
			return card.bottom <= innerHeight + 1 && own.length > 0 && own.every((e) => e.getBoundingClientRect().top > 0 && e.getBoundingClientRect().bottom < card.top);
		})()`, fmt.Sprintf("step %d", n+1))
	}
}

func TestTheStoryIsToldStepByStep(t *testing.T) {
	ctx := browser(t)
	s, p := published(t)
	act(t, ctx, chromedp.Navigate(s.server.URL+"/t/january"), chromedp.WaitReady(chromedp.CSS("[data-story]:enabled")), chromedp.Click(chromedp.CSS("[data-story]")))
	step := `(document.querySelector(".story .step")?.innerText ?? "")`
	becomes(t, ctx, step+`.includes("Two weeks")`, "it begins with the title")
	act(t, ctx, chromedp.KeyEvent(kb.ArrowRight))
	becomes(t, ctx, step+`.length > 0 && document.querySelector(".story .count").textContent === "1 of 3"`, "the key leads on")
	becomes(t, ctx, `!!document.querySelector("[data-state=ready]")`, "the chart follows")
	look(t, ctx, "story")
	on := chromedp.Evaluate[chromedp.Void](`document.querySelector(".story .on").click()`) // the page still scrolls
	act(t, ctx, on, on)
	becomes(t, ctx, step+`.includes(`+quoted(p.Edition.Events[2].Title)+`) || document.querySelector(".story .count").textContent === "3 of 3"`, "the button too")
	assert.True(t, evaluated[bool](t, ctx, `document.querySelector(".story .on").disabled`), "there it ends")
	act(t, ctx, chromedp.KeyEvent(kb.Escape))
	becomes(t, ctx, `!document.querySelector(".story") && document.activeElement.matches("[data-story]")`, "Escape ends it, where it began")
}

// swiped draws a finger over the page, in a window that takes touches.
func swiped(t *testing.T, ctx context.Context, fromX, fromY, toX, toY float64) {
	t.Helper()
	touch := func(kind input.DispatchTouchEventType, points ...*input.TouchPoint) {
		_, err := chromedp.Call(ctx, input.DispatchTouchEvent, input.DispatchTouchEventParams{Type: kind, TouchPoints: append([]*input.TouchPoint{}, points...)})
		require.NoError(t, err)
	}
	touch(input.DispatchTouchEventTypeTouchStart, &input.TouchPoint{X: fromX, Y: fromY})
	const steps = 8
	for i := 1.0; i <= steps; i++ {
		touch(input.DispatchTouchEventTypeTouchMove, &input.TouchPoint{X: fromX + (toX-fromX)*i/steps, Y: fromY + (toY-fromY)*i/steps})
		act(t, ctx, chromedp.Sleep(16*time.Millisecond))
	}
	touch(input.DispatchTouchEventTypeTouchEnd)
}

func TestASwipeBackIsTheStorysAndNotTheBrowsers(t *testing.T) {
	ctx := browser(t, chromedp.Flag("overscroll-history-navigation", "1"))
	story, _ := demonstration(t)
	act(t, ctx, chromedp.EmulateViewport(390, 844, chromedp.EmulateMobile, chromedp.EmulateTouch), chromedp.Navigate("about:blank"), chromedp.Navigate(story), chromedp.WaitReady(chromedp.CSS("[data-story]:enabled")), chromedp.Click(chromedp.CSS("[data-story]")))
	becomes(t, ctx, `!!document.querySelector(".story .on")`, "it begins")
	middle := func() float64 {
		rests(t, ctx)
		return evaluated[float64](t, ctx, `(() => { const r = document.querySelector(".step").getBoundingClientRect(); return (r.top + r.bottom) / 2; })()`)
	}
	counts := func(step int) string {
		return fmt.Sprintf(`document.querySelector(".story .count")?.textContent.startsWith("%d of ")`, step)
	}
	for step := range 2 {
		y := middle()
		swiped(t, ctx, 340, y, 60, y)
		becomes(t, ctx, counts(step+1), "a swipe leads on")
	}
	y := middle()
	swiped(t, ctx, 60, y, 340, y)
	becomes(t, ctx, counts(1), "a swipe leads back")
	act(t, ctx, chromedp.Sleep(time.Second)) // in which the browser would go
	assert.Equal(t, story, evaluated[string](t, ctx, `location.href`))
	y, before := middle(), evaluated[float64](t, ctx, `scrollY`)
	swiped(t, ctx, 200, y, 200, y-200)
	becomes(t, ctx, fmt.Sprintf(`scrollY > %v`, before), "up and down it scrolls")
}

func TestOnAPhoneTheListFollowsTheStory(t *testing.T) {
	ctx := browser(t)
	story, _ := demonstration(t)
	act(t, ctx, chromedp.EmulateViewport(360, 600, chromedp.EmulateMobile, chromedp.EmulateTouch), chromedp.Navigate(story), chromedp.WaitReady(chromedp.CSS("[data-story]:enabled")), chromedp.Click(chromedp.CSS("[data-story]")))
	becomes(t, ctx, `!!document.querySelector(".story .on")`, "it begins")
	for n := range 12 {
		act(t, ctx, chromedp.Evaluate[chromedp.Void](`document.querySelector(".story .on").click()`))
		becomes(t, ctx, `(() => {
			const told = document.querySelectorAll("li[aria-current]"), card = document.querySelector(".story").getBoundingClientRect();
			const h = told[0]?.querySelector("h3"), r = h?.getBoundingClientRect();
			return told.length === 1 && h.textContent === document.querySelector(".story h3").textContent && r.top >= 0 && r.bottom < card.top
				&& [...document.querySelectorAll(".story button")].every((b) => b.getBoundingClientRect().bottom <= innerHeight);
		})()`, fmt.Sprintf("step %d is lit above the card, and the buttons are in view", n+1))
	}
	shot(t, ctx, "story-360")
	act(t, ctx, chromedp.Evaluate[chromedp.Void](`document.querySelector(".story button:last-child").click()`))
	becomes(t, ctx, `!document.querySelector(".story, li[aria-current]")`, "the end puts it out")
}

func quoted(s string) string { return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(s) + `"` }

func TestALargeChronologyIsSearchedWithoutScript(t *testing.T) {
	s, p := large(t, 1000)
	found := s.page("/t/large?q=vote+777")
	assert.Len(t, found.all("li.event"), 1)
	assert.Contains(t, string(s.get("/t/large?q=chamber").body), "1000 of 1000 events have")
	assert.Len(t, s.page("/t/large?q=chamber").all("li.event"), 200)
	last := s.page("/t/large?page=5&q=chamber")
	assert.Len(t, last.all("li.event"), 200)
	assert.Equal(t, "/t/large?page=1&q=chamber", strings.TrimPrefix(attr(last.all(".numbers a")[0], "href"), s.server.URL), "every find has its page")
	assert.Len(t, last.all("#q"), 1)
	assert.Equal(t, http.StatusNotFound, s.get("/t/large?page=6&q=chamber").status)
	assert.Empty(t, s.page("/t/large?q=nothing+of+it").all("li.event"))
	assert.Contains(t, string(s.get("/t/large?q=%3Cscript%3E").body), "&lt;script&gt;")
	assert.Equal(t, http.StatusUnprocessableEntity, s.get("/t/large?q="+strings.Repeat("x", 101)).status)
	assert.Equal(t, http.StatusUnprocessableEntity, s.get("/t/large?q=%ff").status)
	assert.Len(t, p.Edition.Events, 1000)
}
