package web

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/andybalholm/brotli"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestAnEncodingIsChosenByWeight(t *testing.T) {
	for name, tt := range map[string]struct{ field, want string }{
		"nothing is asked for":                 {"", "identity"},
		"all that browsers ask for":            {"gzip, deflate, br, zstd", "br"},
		"gzip alone":                           {"gzip", "gzip"},
		"the old name of gzip":                 {"x-gzip", "gzip"},
		"gzip is preferred":                    {"br;q=0.5, gzip;q=0.9", "gzip"},
		"capitals and spaces":                  {" BR ; Q=0.9 , GZIP;q=0.1", "br"},
		"brotli is refused":                    {"br;q=0, gzip", "gzip"},
		"identity is preferred":                {"identity, br;q=0.5", "identity"},
		"anything":                             {"*", "br"},
		"anything but brotli":                  {"br;q=0, *", "gzip"},
		"anything, at least as it is":          {"*;q=0.2, identity;q=0.7", "identity"},
		"one that is not known":                {"zstd", "identity"},
		"identity refused, gzip not mentioned": {"identity;q=0", ""},
		"all are refused":                      {"*;q=0", ""},
		"all but identity are refused":         {"identity, *;q=0", "identity"},
		"a weight that is none":                {"br;q=much, gzip;q=0.1", "gzip"},
		"a weight over one":                    {"br;q=2, gzip;q=0.1", "gzip"},
	} {
		t.Run(name, func(t *testing.T) {
			assert.Equal(t, tt.want, chooseEncoding(tt.field, true, true), "%q", tt.field)
		})
	}
	assert.Equal(t, "identity", chooseEncoding("br, gzip", false, false), "what is not there is not chosen")
}

func TestIfNoneMatch(t *testing.T) {
	for name, tt := range map[string]struct {
		field string
		want  bool
	}{
		"the tag":                     {`"abc"`, true},
		"another":                     {`"abd"`, false},
		"the tag, weak":               {`W/"abc"`, true},
		"anything":                    {`*`, true},
		"in a list":                   {`"x", "abc", "y"`, true},
		"in a list of weak ones":      {`W/"x",W/"abc"`, true},
		"not in a list":               {`"x", W/"y"`, false},
		"behind a tag with a comma":   {`"x,y", "abc"`, true},
		"inside another tag":          {`"x,abc,y"`, false},
		"empty members":               {`, ,"abc"`, true},
		"without quotes":              {`abc`, false},
		"without its last quote":      {`"abc`, false},
		"a star in a list is no star": {`"x", *`, false},
		"nothing":                     {``, false},
	} {
		t.Run(name, func(t *testing.T) {
			assert.Equal(t, tt.want, noneMatch(tt.field, `"abc"`), "%q", tt.field)
		})
	}
}

// ask serves an asset to a request with one header.
func ask(a *asset, method, header, value string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(method, "/", nil)
	if header != "" {
		r.Header.Set(header, value)
	}
	w := httptest.NewRecorder()
	a.serve(w, r)
	return w
}

func TestEachEncodingHoldsTheSameBytesUnderAnETagOfItsOwn(t *testing.T) {
	body := bytes.Repeat([]byte("events of a chronology, "), 200)
	a := newAsset("text/plain", cacheEdition, dataPolicy, body)
	tags := map[string]bool{}
	for encoding, decode := range map[string]func(io.Reader) (io.Reader, error){
		"identity": func(r io.Reader) (io.Reader, error) { return r, nil },
		"gzip":     func(r io.Reader) (io.Reader, error) { return gzip.NewReader(r) },
		"br":       func(r io.Reader) (io.Reader, error) { return brotli.NewReader(r), nil },
	} {
		w := ask(a, "GET", "Accept-Encoding", encoding)
		require.Equal(t, http.StatusOK, w.Code)
		if encoding != "identity" {
			assert.Equal(t, encoding, w.Header().Get("Content-Encoding"))
			assert.Less(t, w.Body.Len(), len(body))
		}
		assert.Equal(t, "Accept-Encoding", w.Header().Get("Vary"))
		r, err := decode(w.Body)
		require.NoError(t, err)
		got, err := io.ReadAll(r)
		require.NoError(t, err)
		assert.True(t, bytes.Equal(body, got), encoding)
		tag := w.Header().Get("ETag")
		assert.Regexp(t, `^"[^"]+"$`, tag, "a strong tag")
		assert.False(t, tags[tag], "%s is the tag of two encodings", tag)
		tags[tag] = true
	}
}

func TestWhatHasNotChangedIsNotSentAgain(t *testing.T) {
	a := newAsset("text/plain", cacheEdition, dataPolicy, bytes.Repeat([]byte("x y "), 1000))
	first := ask(a, "GET", "Accept-Encoding", "br")
	r := httptest.NewRequest("GET", "/", nil)
	r.Header.Set("Accept-Encoding", "br")
	r.Header.Set("If-None-Match", first.Header().Get("ETag"))
	w := httptest.NewRecorder()
	a.serve(w, r)
	assert.Equal(t, http.StatusNotModified, w.Code)
	assert.Empty(t, w.Body.String())
	for _, same := range []string{"ETag", "Cache-Control", "Vary"} {
		assert.Equal(t, first.Header().Get(same), w.Header().Get(same), "RFC 9110, 15.4.5: %s", same)
	}
	assert.Empty(t, w.Header().Get("Content-Encoding"))

	// The tag of the compressed bytes is not that of the plain ones.
	r.Header.Del("Accept-Encoding")
	w = httptest.NewRecorder()
	a.serve(w, r)
	assert.Equal(t, http.StatusOK, w.Code)
}

func TestAHeadHasTheHeadersOfItsGet(t *testing.T) {
	a := newAsset("text/plain", cacheEdition, dataPolicy, bytes.Repeat([]byte("x y "), 1000))
	got, head := ask(a, "GET", "Accept-Encoding", "gzip"), ask(a, "HEAD", "Accept-Encoding", "gzip")
	assert.Equal(t, got.Header(), head.Header())
	assert.Empty(t, head.Body.String())
}

func TestARequestThatRefusesEveryEncodingIsToldSo(t *testing.T) {
	a := newAsset("text/plain", cacheEdition, dataPolicy, bytes.Repeat([]byte("x y "), 1000))
	assert.Equal(t, http.StatusNotAcceptable, ask(a, "GET", "Accept-Encoding", "*;q=0").Code)
}

func TestTheCacheOfRenderingsIsBounded(t *testing.T) {
	c := newRenderings(10_000)
	made := 0
	get := func(key string) {
		_, err := c.get(key, func() (*asset, error) {
			made++
			return newAsset("image/png", cacheEdition, dataPolicy, make([]byte, 2000)), nil
		})
		require.NoError(t, err)
	}
	get("a")
	get("a")
	assert.Equal(t, 1, made, "what is held is not made again")
	for _, key := range strings.Split("bcdefgh", "") {
		get(key)
	}
	assert.LessOrEqual(t, c.total, c.most)
	assert.Len(t, c.byKey, c.order.Len())
	made = 0
	get("h")
	assert.Equal(t, 0, made, "the latest is still held")
	get("a")
	assert.Equal(t, 1, made, "the oldest is not")

	_, err := c.get("large", func() (*asset, error) {
		return newAsset("image/png", cacheEdition, dataPolicy, make([]byte, 20_000)), nil
	})
	require.NoError(t, err)
	assert.LessOrEqual(t, c.total, c.most, "what is larger than all the memory is not held")
}

func TestAPageInMemoryIsServedAsItIsByTheRouter(t *testing.T) {
	s, _ := published(t)
	for _, path := range []string{"/t/january", "/t/january/embed", "/t/january/embed?theme=light"} {
		for _, method := range []string{"GET", "HEAD"} {
			for _, field := range []string{"", "br", "gzip", "br;q=0, gzip;q=0, identity;q=0"} {
				first := s.ask(method, path, "Accept-Encoding", field)
				again := s.ask(method, path, "Accept-Encoding", field)
				routed := s.ask(method, path+map[bool]string{true: "&", false: "?"}[strings.Contains(path, "?")]+"x=1", "Accept-Encoding", field)
				for _, h := range []http.Header{first.header, again.header, routed.header} {
					h.Del("Date")
				}
				assert.Equal(t, first, again, "%s %s %s", method, path, field)
				if !strings.Contains(path, "theme") {
					assert.Equal(t, first, routed, "%s %s %s", method, path, field)
				}
			}
		}
	}
	m := string(s.get("/metrics").body)
	assert.Contains(t, m, `dateline_http_requests_total{method="HEAD",route="/t/:slug/embed",status="200"}`)
}

func BenchmarkServe(b *testing.B) {
	s, _ := published(b)
	handler := s.server.Config.Handler
	page := s.get("/t/january")
	for name, r := range map[string]*http.Request{
		"page":  httptest.NewRequest("GET", "/t/january", nil),
		"embed": httptest.NewRequest("GET", "/t/january/embed", nil),
		"304":   httptest.NewRequest("GET", "/t/january", nil),
	} {
		if name == "304" {
			r.Header.Set("Accept-Encoding", "gzip")
			r.Header.Set("If-None-Match", page.header.Get("ETag"))
		}
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				w := httptest.NewRecorder()
				handler.ServeHTTP(w, r)
			}
		})
	}

}

func TestWhatIsAskedForOftenIsMadeSmallerOneAtATime(t *testing.T) {
	s, _ := large(t, 30)
	page := s.get("/t/large").body
	encode := func(often bool) *asset {
		a := newAsset("text/html", cacheEdition, pagePolicy, page)
		a.often = often
		a.compress()
		plain, err := io.ReadAll(brotli.NewReader(bytes.NewReader(a.brotli.body)))
		require.NoError(t, err)
		assert.Equal(t, page, plain)
		return a
	}
	seldom, often := encode(false), encode(true)
	assert.Less(t, len(often.brotli.body), len(seldom.brotli.body)*95/100)
	assert.NotEqual(t, often.brotli.tag, seldom.brotli.tag, "other bytes have another tag")
	assert.Equal(t, often.gzip.tag, seldom.gzip.tag)

	encodingOften.Lock()
	meanwhile := encode(true)
	encodingOften.Unlock()
	assert.Equal(t, seldom.brotli, meanwhile.brotli, "nobody waits for another's")
}

func BenchmarkBrotli(b *testing.B) {
	for _, n := range []int{20, 300} {
		s, _ := large(b, n)
		page := s.get("/t/large").body
		for _, level := range []int{brotliLevel, 9, brotliOften, 11} {
			b.Run(fmt.Sprintf("%d events/%d", n, level), func(b *testing.B) {
				b.ReportAllocs()
				var out bytes.Buffer
				for b.Loop() {
					out.Reset()
					w := brotli.NewWriterLevel(&out, level)
					_, _ = w.Write(page)
					_ = w.Close()
				}
				b.ReportMetric(float64(out.Len())/1000, "kB")
			})
		}
	}
}
