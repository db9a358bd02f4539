package chart

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"sync"

	"github.com/dop251/goja"

	"dateline/timeline"
)

// MaxWidth is the widest drawing that a Renderer makes, in CSS pixels.
const MaxWidth = 8000

// program is the script, compiled once for all Renderers when first needed.
var program = sync.OnceValues(func() (*goja.Program, error) {
	return goja.Compile("chronology.gen.js", classic(), true)
})

// A Renderer turns options into SVG by running the script that browsers run.
// It starts with its first drawing and draws one at a time; its methods may be
// called from any goroutine.
type Renderer struct {
	mu   sync.Mutex
	vm   *goja.Runtime
	draw goja.Callable // (option JSON, width) → SVG as ECharts writes it
}

// NewRenderer returns a Renderer; it costs nothing until it draws.
func NewRenderer() *Renderer { return &Renderer{} }

// SVG draws an option of [Option] for a width in CSS pixels. The reply is one
// <svg> element to stand in a page: its colours are the page's CSS variables
// and it holds no script, no style and no address but links to #e=ID, one
// around the mark and label of each event, which carries data-event too.
// Screen readers are handed none of it.
//
// An option that is none, or a width beyond 200 to MaxWidth, is an Invalid error.
func (r *Renderer) SVG(ctx context.Context, option []byte, width int) ([]byte, error) {
	if width < 200 || width > MaxWidth {
		return nil, timeline.Errorf(timeline.Invalid, "a chart of %d pixels cannot be drawn: use 200 to %d", width, MaxWidth)
	}
	var o struct {
		Title  struct{ Text string }
		Series []struct{ ItemPayload payload }
	}
	if err := json.Unmarshal(option, &o); err != nil || len(o.Series) != 1 || len(o.Series[0].ItemPayload.Segments) == 0 {
		return nil, timeline.Errorf(timeline.Invalid, "this is no option of a chronology, see Option: %v", err)
	}
	raw, err := r.call(ctx, option, width)
	if err != nil {
		return nil, err
	}
	// Other drawings that stand in the same page have other ids.
	sum := sha256.Sum256(fmt.Append(option, width))
	return clean(raw, "dl-"+hex.EncodeToString(sum[:4])+"-", o.Title.Text, &o.Series[0].ItemPayload)
}

func (r *Renderer) call(ctx context.Context, option []byte, width int) (raw string, err error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if err := ctx.Err(); err != nil {
		return "", err
	}
	if r.vm == nil {
		if err := r.start(); err != nil {
			return "", err
		}
	}
	stop := context.AfterFunc(ctx, func() { r.vm.Interrupt(ctx.Err()) })
	defer func() {
		if !stop() { // interrupted, or about to be: a half-drawn chart is thrown away with its runtime
			r.vm = nil
		}
	}()
	v, err := r.draw(goja.Undefined(), r.vm.ToValue(string(option)), r.vm.ToValue(width))
	if err != nil {
		if ctx.Err() != nil {
			return "", ctx.Err()
		}
		return "", fmt.Errorf("drawing the chart: %w", err)
	}
	return v.String(), nil
}

func (r *Renderer) start() error {
	p, err := program()
	if err != nil {
		return fmt.Errorf("compiling the chart's script: %w", err)
	}
	vm := goja.New()
	// ECharts asks for timers to animate and to gather updates; a drawing that
	// is made once waits for neither.
	for _, name := range []string{"setTimeout", "clearTimeout"} {
		if err := vm.Set(name, func() int { return 0 }); err != nil {
			return fmt.Errorf("starting the chart's script: %w", err)
		}
	}
	if _, err := vm.RunProgram(p); err != nil {
		return fmt.Errorf("running the chart's script: %w", err)
	}
	v, err := vm.RunString("(option, width) => dateline.svg(JSON.parse(option), width)")
	if err != nil {
		return fmt.Errorf("starting the chart's script: %w", err)
	}
	draw, ok := goja.AssertFunction(v)
	if !ok {
		return fmt.Errorf("starting the chart's script: it gives %s instead of a function", v)
	}
	r.vm, r.draw = vm, draw
	return nil
}
