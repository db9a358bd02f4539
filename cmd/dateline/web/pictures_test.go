package web

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"image/png"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"dateline/timeline"
	"dateline/timeline/edtf"
)

// size decodes a picture.
func (r reply) size(t testing.TB) (w, h int) {
	t.Helper()
	require.Equal(t, http.StatusOK, r.status, "%s", r.body)
	require.Equal(t, "image/png", r.header.Get("Content-Type"))
	img, err := png.Decode(bytes.NewReader(r.body))
	require.NoError(t, err)
	return img.Bounds().Dx(), img.Bounds().Dy()
}

func TestAnEditionIsAPicture(t *testing.T) {
	s, _ := published(t)
	card := s.get("/t/january.png?w=1200&h=630&scale=2&theme=dark")
	w, h := card.size(t)
	assert.Equal(t, []int{2400, 1260}, []int{w, h})
	light := s.get("/t/january.png?w=1200&h=630&scale=2")
	assert.NotEqual(t, card.body, light.body, "dark is another picture")
	assert.Equal(t, light.body, s.get("/t/january.png?w=1200&h=630&scale=2&theme=light&utm_source=x&W=5").body)
	w, _ = s.get("/t/january.png").size(t)
	assert.Equal(t, 1160, w)

	assert.Equal(t, http.StatusNotModified, s.get("/t/january.png?w=1200&h=630&scale=2", "If-None-Match", light.header.Get("ETag")).status)
	assert.Equal(t, http.StatusOK, s.get("/t/january.png?w=1200&h=630&scale=2", "If-None-Match", card.header.Get("ETag")).status)
	assert.Equal(t, cacheEdition, light.header.Get("Cache-Control"))
	assert.Empty(t, light.header.Get("Vary"), "a PNG is compressed already")
	r, err := http.NewRequestWithContext(t.Context(), "HEAD", s.server.URL+"/t/january.png?w=1200&h=630&scale=2", nil)
	require.NoError(t, err)
	head := s.send(r)
	assert.Empty(t, head.body)
	for _, name := range []string{"ETag", "Content-Length", "Content-Type", "Cache-Control"} {
		assert.Equal(t, light.header.Get(name), head.header.Get(name), name)
	}
}

func TestAPictureShowsTheEditionThatItNames(t *testing.T) {
	s, _ := published(t)
	const small = "/t/january.png?w=400&h=210"
	first := s.get(small)
	assert.Equal(t, first.body, s.get(small+"&edition=1").body)
	require.NoError(t, s.desk.AddEvent(t.Context(), edith, "january", &timeline.Event{Title: "One more", Kind: "meeting", Date: edtf.MustParse("2020-01-09")}))
	_, err := s.desk.Publish(t.Context(), edith, "january")
	require.NoError(t, err)
	assert.NotEqual(t, first.body, s.get(small, "If-None-Match", first.header.Get("ETag")).body)
	assert.Equal(t, first.body, s.get(small+"&edition=1").body)
	for _, none := range []string{"3", "0", "-1", "x", "99999999999999999999"} {
		assert.Equal(t, http.StatusNotFound, s.get(small+"&edition="+none).status, none)
	}
	assert.Equal(t, http.StatusNotFound, s.get("/t/nothing.png").status)
	require.NoError(t, s.desk.DeleteTimeline(t.Context(), edith, "january", 0))
	assert.Equal(t, http.StatusNotFound, s.get(small).status)
	assert.Equal(t, http.StatusNotFound, s.get(small+"&edition=1").status)
}

func TestABadParameterOfAPictureIsNamed(t *testing.T) {
	s, _ := published(t)
	for query, field := range map[string]string{
		"w=199": "w", "w=2401": "w", "w=0": "w", "w=-1200": "w", "w=wide": "w", "w=": "w", "w=1200.5": "w", "w=1e3": "w", "w=0x400": "w", "w=99999999999999999999": "w", "w=٣٠٠": "w", "w=%00": "w",
		"h=99": "h", "h=2401": "h", "h=0": "h", "h=tall": "h",
		"scale=0": "scale", "scale=4": "scale", "scale=1.5": "scale", "scale=NaN": "scale", "w=2400&h=2400&scale=3": "scale", "w=2400&scale=3": "scale",
		"theme=blue": "theme", "theme=": "theme", "theme=DARK": "theme", "theme=%3Cscript%3E": "theme",
	} {
		r := s.get("/t/january.png?" + query)
		assert.Equal(t, http.StatusBadRequest, r.status, query)
		p := r.problem(t)
		require.Len(t, p.Errors, 1, query)
		assert.Equal(t, field, p.Errors[0].Field, query)
		assert.Contains(t, p.Detail, field+" is", query)
	}
	assert.Len(t, s.get("/t/january.png?w=1&h=x&theme=y").problem(t).Errors, 2, "what is no number or theme is told at once")
	assert.Empty(t, s.log.String())
}

func FuzzPictureSettings(f *testing.F) {
	for _, q := range []string{"w=1200&h=630&scale=2&theme=dark", "w=&w=5", "theme", "h=%zz", "scale=9223372036854775808"} {
		f.Add(q)
	}
	f.Fuzz(func(t *testing.T, query string) {
		q, _ := url.ParseQuery(query) // as net/http reads it: what cannot be read is left out
		s, err := pictureSettings(q)
		if err != nil {
			p := problemOf(err)
			if p.Status != http.StatusBadRequest || len(p.Errors) == 0 {
				t.Errorf("%q: %+v", query, p)
			}
			return
		}
		for name, n := range map[string]int{"w": s.Width, "h": s.Height, "scale": s.Scale} {
			if n < 0 || q.Has(name) != (n > 0) {
				t.Errorf("%q: %s is %d", query, name, n)
			}
		}
	})
}

func TestPagesNameTheirPicture(t *testing.T) {
	s, p := published(t)
	page := s.page("/t/january")
	meta := func(property string) string { return page.attr(`meta[property="`+property+`"]`, "content") }
	assert.Equal(t, p.Edition.Title, meta("og:title"))
	assert.Equal(t, p.Edition.Title, meta("og:image:alt"))
	assert.Equal(t, "article", meta("og:type"))
	assert.Equal(t, "Two weeks", meta("og:description"))
	assert.Equal(t, s.server.URL+"/t/january", meta("og:url"))
	assert.Equal(t, "summary_large_image", page.attr(`meta[name="twitter:card"]`, "content"))
	address := meta("og:image")
	require.True(t, strings.HasPrefix(address, s.server.URL+"/t/january.png?"), address)
	w, h := s.get(strings.TrimPrefix(address, s.server.URL)).size(t)
	assert.Equal(t, []string{meta("og:image:width"), meta("og:image:height")}, []string{fmt.Sprint(w), fmt.Sprint(h)})
	assert.Contains(t, page.text("script[type='application/ld+json']"), `/t/january.png?`)
	assert.Len(t, page.all(`link[rel=alternate][type="image/png"]`), 1)
	assert.Contains(t, page.text("body"), `/t/january.png" alt=`, "the code to paste shows it where there is no script")
}

func TestOEmbedHasAThumbnailOrNone(t *testing.T) {
	s, _ := published(t)
	for more, want := range map[string][2]int{
		"":                           {1200, 630},
		"&maxwidth=600":              {600, 315},
		"&maxheight=315":             {600, 315},
		"&maxwidth=500&maxheight=99": {},
		"&maxwidth=120":              {},
	} {
		r := s.get("/oembed?url=" + url.QueryEscape(s.server.URL+"/t/january") + more)
		var got oembedReply
		require.NoError(t, json.Unmarshal(r.body, &got))
		assert.Equal(t, want, [2]int{got.ThumbnailWidth, got.ThumbnailHeight}, more)
		if want == [2]int{} {
			assert.NotContains(t, string(r.body), "thumbnail", more)
			continue
		}
		w, h := s.get(strings.TrimPrefix(got.ThumbnailURL, s.server.URL)).size(t)
		assert.Equal(t, want, [2]int{w, h}, more)
	}
}

func TestAPictureIsDrawnOnceForAllWhoAsk(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := newPictures()
		var drawings atomic.Int32
		goOn := make(chan struct{})
		var all sync.WaitGroup
		for range 20 {
			all.Go(func() {
				a, err := p.get(t.Context(), "one", func(context.Context) (*asset, error) {
					drawings.Add(1)
					<-goOn
					return newAsset("image/png", "", "", []byte("picture")), nil
				})
				if assert.NoError(t, err) {
					assert.Equal(t, "picture", string(a.identity.body))
				}
			})
		}
		synctest.Wait()
		close(goOn)
		all.Wait()
		assert.EqualValues(t, 1, drawings.Load())
		_, err := p.get(t.Context(), "one", nil)
		assert.NoError(t, err, "and it is kept")
		assert.Empty(t, p.drawn)
	})
}

func TestPicturesAreDrawnOneAtATime(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := newPictures()
		var now, most atomic.Int32
		goOn := make(chan struct{})
		var all sync.WaitGroup
		for i := range mostPictures {
			all.Go(func() {
				_, err := p.get(t.Context(), fmt.Sprint(i), func(context.Context) (*asset, error) {
					most.Store(max(most.Load(), now.Add(1)))
					defer now.Add(-1)
					<-goOn
					return newAsset("image/png", "", "", []byte("x")), nil
				})
				assert.NoError(t, err)
			})
		}
		synctest.Wait()
		_, err := p.get(t.Context(), "one more", nil)
		assert.Equal(t, http.StatusServiceUnavailable, problemOf(err).Status, "who comes when many wait is told so")
		close(goOn)
		all.Wait()
		assert.EqualValues(t, 1, most.Load())
	})
}

func TestAPictureGoesOnWhileSomebodyWaits(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := newPictures()
		goOn := make(chan struct{})
		drawing := func(ctx context.Context) (*asset, error) {
			select {
			case <-goOn:
				return newAsset("image/png", "", "", []byte("picture")), nil
			case <-ctx.Done():
				return nil, ctx.Err()
			}
		}
		first, leave := context.WithCancel(t.Context())
		second, leaveToo := context.WithCancel(t.Context())
		var errs [2]error
		var all sync.WaitGroup
		for i, ctx := range []context.Context{first, second} {
			all.Go(func() { _, errs[i] = p.get(ctx, "one", drawing) })
		}
		synctest.Wait()
		leave()
		synctest.Wait()
		assert.ErrorIs(t, errs[0], context.Canceled)
		assert.Len(t, p.drawn, 1, "the other still waits")
		leaveToo()
		all.Wait()
		synctest.Wait()
		assert.ErrorIs(t, errs[1], context.Canceled)
		assert.Empty(t, p.drawn)
		close(goOn)
		_, err := p.get(t.Context(), "one", drawing)
		assert.NoError(t, err, "who asks later begins anew")
	})
}

func TestAPanicOfAPictureIsAnErrorOfThatPicture(t *testing.T) {
	p := newPictures()
	_, err := p.get(t.Context(), "bad", func(context.Context) (*asset, error) { panic("a slip") })
	assert.Equal(t, http.StatusInternalServerError, problemOf(err).Status)
	_, err = p.get(t.Context(), "bad", func(context.Context) (*asset, error) { return nil, errors.New("no") })
	assert.ErrorContains(t, err, "no", "the next has its turn")
}

func BenchmarkKeptPicture(b *testing.B) {
	s, _ := published(b)
	handler := s.server.Config.Handler
	for b.Loop() {
		w := httptest.NewRecorder()
		handler.ServeHTTP(w, httptest.NewRequest("GET", "/t/january.png?w=1200&h=630", nil))
		require.Equal(b, http.StatusOK, w.Code)
		b.SetBytes(int64(w.Body.Len()))
	}
}
