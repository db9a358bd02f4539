package picture

import (
	"context"
	"fmt"

	"github.com/tetratelabs/wazero/api"
)

// A heap holds the objects that an instance of the renderer knows by number:
// what JavaScript's own values would be in a browser. They are []byte (a
// Uint8Array), view, memory, string and error.
type heap struct {
	objects map[uint32]any
	next    uint32
}

type (
	memory struct{}                  // the instance's
	view   struct{ at, size uint32 } // a part of it
)

// firstObject is the first number that wasm-bindgen leaves to the host: below
// it stand undefined, null, true and false.
const firstObject = 132

func newHeap() *heap { return &heap{objects: map[uint32]any{}, next: firstObject} }

func (h *heap) add(v any) uint32 {
	n := h.next
	h.next++
	h.objects[n] = v
	return n
}

func (h *heap) take(n uint32) any {
	v := h.objects[n]
	delete(h.objects, n)
	return v
}

// heapKey is the context key of an instance's heap.
type heapKey struct{}

func heapOf(ctx context.Context) *heap { return ctx.Value(heapKey{}).(*heap) }

// read returns a copy of a part of an instance's memory.
func read(m api.Module, at, size uint32) []byte {
	b, ok := m.Memory().Read(at, size)
	if !ok {
		panic(fmt.Sprintf("the picture renderer names %d bytes at %d, outside of its memory", size, at))
	}
	return append([]byte(nil), b...)
}

const unused = "the picture renderer asks for what this program gives it no cause to"

func unused1(uint32) uint32 { panic(unused) }

// imports are the host functions that resvg-wasm 2.6.2 asks for, under the
// names that its wasm-bindgen gave them. A panic becomes an error of the call.
var imports = map[string]any{
	"__wbindgen_memory": func(ctx context.Context) uint32 { return heapOf(ctx).add(memory{}) },
	"__wbg_buffer_12d079cc21e14bdb": func(ctx context.Context, of uint32) uint32 {
		return heapOf(ctx).add(heapOf(ctx).objects[of])
	},
	"__wbg_newwithbyteoffsetandlength_aa4a17c33a06e5cb": func(ctx context.Context, _, at, size uint32) uint32 {
		return heapOf(ctx).add(view{at, size})
	},
	// new Uint8Array: of the memory's buffer it is a view, of another array a copy.
	"__wbg_new_63b92bc8671ed464": func(ctx context.Context, m api.Module, of uint32) uint32 {
		h := heapOf(ctx)
		switch v := h.objects[of].(type) {
		case memory:
			return h.add(view{0, m.Memory().Size()})
		case view:
			return h.add(read(m, v.at, v.size))
		case []byte:
			return h.add(v)
		default:
			panic(fmt.Sprintf("a %T is no array of bytes", v))
		}
	},
	"__wbg_length_c20a40f15020d68a": func(ctx context.Context, of uint32) uint32 {
		switch v := heapOf(ctx).objects[of].(type) {
		case view:
			return v.size
		case []byte:
			return uint32(len(v))
		default:
			panic(fmt.Sprintf("a %T has no length", v))
		}
	},
	"__wbg_set_a47bac70306a19a7": func(ctx context.Context, m api.Module, to, from, offset uint32) {
		h := heapOf(ctx)
		dst, ok1 := h.objects[to].(view)
		src, ok2 := h.objects[from].([]byte)
		if !ok1 || !ok2 || !m.Memory().Write(dst.at+offset, src) {
			panic("the picture renderer copies what it may not")
		}
	},
	"__wbg_instanceof_Uint8Array_2b3bbecd033d19f6": func(ctx context.Context, of uint32) uint32 {
		if _, ok := heapOf(ctx).objects[of].([]byte); ok {
			return 1
		}
		return 0
	},
	// Only the SVG is asked for as a string, and it comes as bytes.
	"__wbindgen_string_get": func(_ context.Context, m api.Module, at, _ uint32) { m.Memory().WriteUint64Le(at, 0) },
	"__wbindgen_string_new": func(ctx context.Context, m api.Module, at, size uint32) uint32 {
		return heapOf(ctx).add(string(read(m, at, size)))
	},
	// Lists of fonts and of pictures in the drawing: it has neither.
	"__wbg_values_839f3396d5aac002": unused1,
	"__wbg_next_196c84450b364254":   unused1,
	"__wbg_done_298b57d23c0fc80c":   unused1,
	"__wbg_value_d93c65011f51a456":  unused1,
	"__wbg_new_16b304a2cfa7ff4a":    func() uint32 { panic(unused) },
	"__wbg_push_a5b05aedc7234f9f":   func(uint32, uint32) uint32 { panic(unused) },
	"__wbindgen_object_drop_ref":    func(ctx context.Context, n uint32) { heapOf(ctx).take(n) },
	"__wbg_new_28c511d9baebfa89": func(ctx context.Context, m api.Module, at, size uint32) uint32 {
		return heapOf(ctx).add(fmt.Errorf("%s", read(m, at, size)))
	},
	"__wbindgen_throw": func(_ context.Context, m api.Module, at, size uint32) { panic(string(read(m, at, size))) },
}
