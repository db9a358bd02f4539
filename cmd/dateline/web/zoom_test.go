package web

import (
	"fmt"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"dateline/timeline"
	"dateline/timeline/edtf"
)

// zoomable is a site with an edition of two weeks.
func zoomable(t *testing.T) *site {
	t.Helper()
	s, _ := published(t)
	for day := 1; day <= 14; day++ {
		e := &timeline.Event{Title: fmt.Sprint("Day ", day), Kind: "meeting", Date: edtf.MustParse(fmt.Sprintf("2020-01-%02d", day))}
		require.NoError(t, s.desk.AddEvent(t.Context(), edith, "january", e))
	}
	_, err := s.desk.Publish(t.Context(), edith, "january")
	require.NoError(t, err)
	return s
}

func TestAnAddressReopensWhatItsSharerSaw(t *testing.T) {
	ctx := browser(t)
	s := zoomable(t)
	act(t, ctx, chromedp.Navigate(s.server.URL+"/t/january"), chromedp.WaitReady(chromedp.CSS("[data-zoom=in]:enabled")))
	// What of the whole time is in view, as the strip under the chart has it.
	const window = `(() => { const { style } = document.querySelector("[data-state=ready] [role=slider]"); return [parseFloat(style.left), parseFloat(style.width)]; })()`
	for range 2 {
		act(t, ctx, chromedp.Evaluate[chromedp.Void](`document.querySelector("[data-zoom=in]").click()`), chromedp.Sleep(time.Second))
	}
	saw, address := evaluated[[]float64](t, ctx, window), evaluated[string](t, ctx, `location.href`)
	act(t, ctx, chromedp.Navigate("about:blank"), chromedp.Navigate(address))
	becomes(t, ctx, `!!document.querySelector("[data-state=ready]")`, "the chart is drawn")
	act(t, ctx, chromedp.Sleep(time.Second))
	assert.InDeltaSlice(t, saw, evaluated[[]float64](t, ctx, window), 0.02, address)
	assert.Equal(t, address, evaluated[string](t, ctx, `location.href`))
}

func TestAButtonThatCanDoNoMoreSaysSo(t *testing.T) {
	ctx := browser(t)
	s := zoomable(t)
	act(t, ctx, chromedp.Navigate(s.server.URL+"/t/january"), chromedp.WaitReady(chromedp.CSS("[data-zoom=in]:enabled")))
	const off = `["in", "out", "all"].filter((how) => document.querySelector("[data-zoom=" + how + "]").disabled).join()`
	assert.Equal(t, "out,all", evaluated[string](t, ctx, off), "all is in view")
	for range 6 {
		act(t, ctx, chromedp.Evaluate[chromedp.Void](`document.querySelector("[data-zoom=in]").click()`), chromedp.Sleep(500*time.Millisecond))
	}
	assert.Equal(t, "in", evaluated[string](t, ctx, off), "no nearer")
	act(t, ctx, chromedp.Evaluate[chromedp.Void](`document.querySelector("[data-zoom=all]").click()`))
	becomes(t, ctx, off+` === "out,all"`, "as at first")
}
