package picture

import (
	"bytes"
	"context"
	"embed"
	"encoding/json"
	"errors"
	"fmt"
	"image"
	"image/png"
	"io"
	"sync"

	"github.com/andybalholm/brotli"
	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
)

//go:generate go run generate.go

//go:embed gen/*.br
var gen embed.FS

// unpack returns a file that generate.go made, as it was before.
func unpack(name string) ([]byte, error) {
	f, err := gen.Open("gen/" + name + ".br")
	if err != nil {
		return nil, err
	}
	defer f.Close()
	b, err := io.ReadAll(brotli.NewReader(f))
	if err != nil {
		return nil, fmt.Errorf("unpacking %s: %w", name, err)
	}
	return b, nil
}

// memoryPages bounds what one drawing may take, in WebAssembly's pages of
// 64 KiB: MostPixels a few times over, for what is drawn half through.
const memoryPages = 3200

// renderer is resvg, compiled once when first needed: that takes a second or
// two of one core, and is why a program should Warm up.
var renderer = sync.OnceValues(func() (*resvg, error) {
	code, err := unpack("resvg.wasm")
	if err != nil {
		return nil, err
	}
	ctx := context.Background()
	// Not WithCloseOnContextDone, which makes every drawing five times as slow:
	// the context is asked between the steps, each of which is bounded.
	r := wazero.NewRuntimeWithConfig(ctx, wazero.NewRuntimeConfig().WithMemoryLimitPages(memoryPages))
	host := r.NewHostModuleBuilder("wbg")
	for name, f := range imports {
		host = host.NewFunctionBuilder().WithFunc(f).Export(name)
	}
	if _, err := host.Instantiate(ctx); err != nil {
		return nil, fmt.Errorf("starting the picture renderer: %w", err)
	}
	compiled, err := r.CompileModule(ctx, code)
	if err != nil {
		return nil, fmt.Errorf("compiling the picture renderer: %w", err)
	}
	return &resvg{r, compiled}, nil
})

type resvg struct {
	runtime  wazero.Runtime
	compiled wazero.CompiledModule
}

// draw makes a PNG of an SVG without texts and pictures, scaled by zoom. Each
// drawing has an instance of its own, so that nothing of one, and no memory,
// is left to the next.
func (r *resvg) draw(ctx context.Context, svg []byte, zoom float64) ([]byte, error) {
	h := newHeap()
	ctx = context.WithValue(ctx, heapKey{}, h)
	m, err := r.runtime.InstantiateModule(ctx, r.compiled, wazero.NewModuleConfig().WithName(""))
	if err != nil {
		return nil, fmt.Errorf("starting the picture renderer: %w", err)
	}
	defer m.Close(ctx)

	c := caller{ctx: ctx, module: m, heap: h}
	options, err := json.Marshal(map[string]any{"fitTo": map[string]any{"mode": "zoom", "value": zoom}})
	if err != nil {
		return nil, err
	}
	optionsAt, err := c.put(options)
	if err != nil {
		return nil, err
	}
	drawing, err := c.result("resvg_new", uint64(h.add(svg)), optionsAt, uint64(len(options)), 0)
	if err != nil {
		return nil, err
	}
	rendered, err := c.result("resvg_render", drawing)
	if err != nil {
		return nil, err
	}
	size := image.Rectangle{}
	for name, to := range map[string]*int{"renderedimage_width": &size.Max.X, "renderedimage_height": &size.Max.Y} {
		n, err := c.call(name, rendered)
		if err != nil {
			return nil, err
		}
		*to = int(uint32(n))
	}
	out, err := c.call("renderedimage_pixels", rendered)
	if err != nil {
		return nil, err
	}
	pixels, ok := h.take(uint32(out)).([]byte)
	if !ok || len(pixels) != 4*size.Dx()*size.Dy() {
		return nil, errors.New("the picture renderer gave no picture")
	}
	// Go's encoder is faster than the renderer's own, and its files smaller.
	var b bytes.Buffer
	err = png.Encode(&b, &image.RGBA{Pix: pixels, Stride: 4 * size.Dx(), Rect: size})
	return b.Bytes(), err
}

// caller calls what an instance exports, in the way of wasm-bindgen 0.2: a
// function that can fail writes (value, error, failed) to where its first
// argument points, and objects stand on a heap of the host.
type caller struct {
	ctx    context.Context
	module api.Module
	heap   *heap
}

func (c caller) call(name string, args ...uint64) (uint64, error) {
	if err := c.ctx.Err(); err != nil {
		return 0, err
	}
	f := c.module.ExportedFunction(name)
	if f == nil {
		return 0, fmt.Errorf("the renderer has no function %s", name)
	}
	out, err := f.Call(c.ctx, args...)
	if err != nil {
		return 0, fmt.Errorf("drawing a picture, %s: %w", name, err)
	}
	if len(out) == 0 {
		return 0, nil
	}
	return out[0], nil
}

// put copies bytes into the instance.
func (c caller) put(b []byte) (uint64, error) {
	at, err := c.call("__wbindgen_malloc", uint64(len(b)), 1)
	if err != nil {
		return 0, err
	}
	if !c.module.Memory().Write(uint32(at), b) {
		return 0, errors.New("out of memory")
	}
	return at, nil
}

// result calls a function that can fail.
func (c caller) result(name string, args ...uint64) (uint64, error) {
	const room = 16
	at, err := c.call("__wbindgen_add_to_stack_pointer", api.EncodeI32(-room))
	if err != nil {
		return 0, err
	}
	if _, err := c.call(name, append([]uint64{at}, args...)...); err != nil {
		return 0, err
	}
	b, ok := c.module.Memory().Read(uint32(at), 12)
	if !ok {
		return 0, errors.New("the result stands outside of memory")
	}
	word := func(i int) uint32 {
		return uint32(b[i]) | uint32(b[i+1])<<8 | uint32(b[i+2])<<16 | uint32(b[i+3])<<24
	}
	value, problem, failed := word(0), word(4), word(8)
	if failed != 0 {
		return 0, fmt.Errorf("drawing a picture, %s: %v", name, c.heap.take(problem))
	}
	_, err = c.call("__wbindgen_add_to_stack_pointer", room)
	return uint64(value), err
}
