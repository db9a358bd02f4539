package web

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"sync"

	"github.com/gin-gonic/gin"

	"dateline/cmd/dateline/desk"
	"dateline/templates"
	"dateline/timeline"
	"dateline/timeline/chart/picture"
)

// What pictures may cost, whoever asks for whatever sizes.
const (
	pictureBytes = 24 << 20 // those that are kept; apart from pages, which they must not drive out
	mostPictures = 32       // those that wait for their turn; one is drawn at a time
)

// The picture of a card, in CSS pixels: what Open Graph's consumers want.
const cardWidth, cardHeight = 1200, 630

// cardQuery asks for it. It names the edition: who keeps pictures by their
// address, as networks do, gets a new one of each.
func cardQuery(ed *timeline.Edition, width, height int) string {
	return fmt.Sprintf(".png?w=%d&h=%d&edition=%d", width, height, ed.Number)
}

// pictures are the PNGs of editions, each drawn once.
type pictures struct {
	painter *picture.Painter
	kept    *renderings
	turn    chan struct{} // held by the one that draws
	mu      sync.Mutex
	drawn   map[string]*drawing // those that are waited for, by key
}

// A drawing is a picture that somebody waits for. done is closed when asset
// and err are set; stop ends it when nobody waits any more.
type drawing struct {
	waiting int
	stop    context.CancelFunc
	done    chan struct{}
	asset   *asset
	err     error
}

func newPictures() *pictures {
	painter := picture.NewPainter()
	painter.Words = templates.ChartWords
	return &pictures{painter: painter, kept: newRenderings(pictureBytes), turn: make(chan struct{}, 1), drawn: map[string]*drawing{}}
}

var errManyPictures = statusErrorf(http.StatusServiceUnavailable, "%d pictures are waiting to be drawn: ask again in some seconds", mostPictures)

// get returns the picture of a key, made by draw if it is not kept. Those who
// ask for the same at once share one drawing, which goes on as long as one of
// them waits.
func (p *pictures) get(ctx context.Context, key string, draw func(context.Context) (*asset, error)) (*asset, error) {
	if a := p.kept.find(key); a != nil {
		return a, nil
	}
	p.mu.Lock()
	d := p.drawn[key]
	if d == nil {
		if len(p.drawn) >= mostPictures {
			p.mu.Unlock()
			return nil, errManyPictures
		}
		ongoing, stop := context.WithCancel(context.WithoutCancel(ctx))
		d = &drawing{stop: stop, done: make(chan struct{})}
		p.drawn[key] = d
		go p.run(ongoing, key, d, draw)
	}
	d.waiting++
	p.mu.Unlock()
	select {
	case <-d.done:
		return d.asset, d.err
	case <-ctx.Done():
		p.mu.Lock()
		defer p.mu.Unlock()
		if d.waiting--; d.waiting == 0 {
			d.stop()
			p.forget(key, d)
		}
		return nil, ctx.Err()
	}
}

// forget has the next who asks begin anew; the caller holds mu.
func (p *pictures) forget(key string, d *drawing) {
	if p.drawn[key] == d {
		delete(p.drawn, key)
	}
}

// run draws when it is its turn.
func (p *pictures) run(ctx context.Context, key string, d *drawing, draw func(context.Context) (*asset, error)) {
	defer d.stop()
	defer close(d.done)
	defer func() {
		if v := recover(); v != nil { // no handler's goroutine, where that would be caught
			d.err = fmt.Errorf("a picture panicked: %v", v)
		}
		p.mu.Lock()
		defer p.mu.Unlock()
		p.forget(key, d)
	}()
	select {
	case p.turn <- struct{}{}:
		defer func() { <-p.turn }()
	case <-ctx.Done():
		d.err = ctx.Err()
		return
	}
	d.asset, d.err = p.kept.get(key, func() (*asset, error) { return draw(ctx) })
}

// picture serves /t/SLUG.png, of the present edition or of the one that is
// asked for.
func (s *server) picture(c *gin.Context) {
	q := c.Request.URL.Query()
	p, err := s.published(c)
	if number := q.Get("edition"); err == nil && number != "" {
		p, err = s.numbered(c.Request.Context(), p.Edition.Slug, number)
	}
	if err != nil {
		s.fail(c, err)
		return
	}
	a, err := s.drawn(c.Request.Context(), p, q)
	if err != nil {
		if errors.Is(err, errManyPictures) {
			c.Header("Retry-After", "5")
		}
		s.fail(c, err)
		return
	}
	a.serve(c.Writer, c.Request)
}

// drawn is the picture of an edition that a query asks for.
func (s *server) drawn(ctx context.Context, p *desk.Published, q url.Values) (*asset, error) {
	settings, err := pictureSettings(q)
	if err != nil {
		return nil, err
	}
	a, err := s.pictures.get(ctx, fmt.Sprintf("%+v %s", settings, p.Hash), func(ctx context.Context) (*asset, error) {
		body, err := s.pictures.painter.PNG(ctx, p.Edition, settings)
		if err != nil {
			return nil, err
		}
		return newAsset("image/png", cacheEdition, dataPolicy, body), nil
	})
	var fields timeline.Problems
	if errors.As(err, &fields) {
		return nil, badParameter(fields)
	}
	return a, err
}

// pictureSettings reads w, h, scale and theme; other parameters are ignored.
func pictureSettings(q url.Values) (picture.Settings, error) {
	var s picture.Settings
	var bad timeline.Problems
	for _, p := range []struct {
		name string
		to   *int
	}{{"w", &s.Width}, {"h", &s.Height}, {"scale", &s.Scale}} {
		if !q.Has(p.name) {
			continue
		}
		n, err := strconv.Atoi(q.Get(p.name))
		if err != nil || n < 1 {
			bad.Add(p.name, "is %q: use a whole number above 0", q.Get(p.name))
			continue
		}
		*p.to = n
	}
	switch theme := q.Get("theme"); {
	case theme == "dark":
		s.Dark = true
	case q.Has("theme") && theme != "light":
		bad.Add("theme", "is %q: use light or dark", theme)
	}
	if len(bad) > 0 {
		return s, badParameter(bad)
	}
	return s, nil
}

// badParameter is the refusal of an address's query, which is no form that
// could be filled in anew: 400, with each parameter at fault.
func badParameter(fields timeline.Problems) error {
	return errors.Join(statusErrorf(http.StatusBadRequest, "%s %s", fields[0].Field, fields[0].Detail), fields)
}
