// Package picture draws an edition as a PNG, without a browser: its chart on a
// card, under its title.
//
//	painter := picture.NewPainter()
//	png, err := painter.PNG(ctx, edition, picture.Settings{Width: 1200, Height: 630})
//
// The chart is the one of package chart, laid out for the card. What turns SVG
// into pixels is resvg (https://github.com/linebender/resvg), compiled to
// WebAssembly for npm and run by wazero, so that the program stays one file
// that runs anywhere. Texts are set by go-text, which does what HarfBuzz does, and
// drawn as paths. Fonts are brought along: Noto for Latin, Greek, Cyrillic,
// Arabic, Hebrew, Bengali, Devanagari and Thai. A letter of another script is
// drawn as the box of a missing glyph.
package picture

import (
	"context"
	"math"

	"dateline/timeline"
	"dateline/timeline/chart"
)

// What a picture may measure. Widths and heights are CSS pixels.
const (
	LeastWidth, MostWidth   = 200, 2400
	LeastHeight, MostHeight = 100, 2400
	MostScale               = 3
	// MostPixels is how many a picture has at most, its scale counted.
	MostPixels = 8_000_000
	// NaturalWidth is how wide a picture is if nobody says.
	NaturalWidth = 1160
)

// Settings say which picture is wanted.
type Settings struct {
	Width  int // in CSS pixels; 0 is NaturalWidth
	Height int // the same; 0 is as high as the chart is at that width
	Scale  int // pixels of the picture to a CSS pixel; 0 is 1
	Dark   bool
}

// check fills in what is not said, and refuses what goes beyond the limits:
// [timeline.Problems] of w, h and scale, which is what addresses call them.
func (s Settings) check() (Settings, error) {
	var p timeline.Problems
	if s.Width == 0 {
		s.Width = NaturalWidth
	}
	if s.Scale == 0 {
		s.Scale = 1
	}
	if s.Width < LeastWidth || s.Width > MostWidth {
		p.Add("w", "is %d: use %d to %d pixels", s.Width, LeastWidth, MostWidth)
	}
	if s.Height != 0 && (s.Height < LeastHeight || s.Height > MostHeight) {
		p.Add("h", "is %d: use %d to %d pixels", s.Height, LeastHeight, MostHeight)
	}
	if s.Scale < 1 || s.Scale > MostScale {
		p.Add("scale", "is %d: use 1 to %d", s.Scale, MostScale)
	}
	if err := p.Err(); err != nil {
		return s, err
	}
	return s, s.fits(s.Height)
}

// fits refuses a picture of more than MostPixels.
func (s Settings) fits(height int) error {
	if s.Width*height*s.Scale*s.Scale > MostPixels {
		var p timeline.Problems
		p.Add("scale", "is %d: a picture of %d by %d pixels so many times over would have more than %d of them", s.Scale, s.Width, height, MostPixels)
		return p.Err()
	}
	return nil
}

// A Painter draws pictures. It starts with its first picture; its methods may
// be called from any goroutine, and it draws the charts one at a time.
type Painter struct {
	// Words gives the words of a BCP 47 tag's language; nil has all in English.
	// It is set before the first picture.
	Words  func(language string) timeline.Words
	charts *chart.Renderer
}

// NewPainter returns a Painter; it costs nothing until it draws.
func NewPainter() *Painter { return &Painter{charts: chart.NewRenderer()} }

// words are those of an edition's language.
func (p *Painter) words(ed *timeline.Edition) timeline.Words {
	if p.Words == nil {
		return timeline.Words{}
	}
	return p.Words(ed.Language)
}

// PNG draws an edition. The same edition and settings give the same bytes.
// Settings beyond the limits are [timeline.Problems] that name w, h or scale.
// The context is asked between the steps of drawing, none of which takes more
// than a second or two.
func (p *Painter) PNG(ctx context.Context, ed *timeline.Edition, s Settings) ([]byte, error) {
	s, err := s.check()
	if err != nil {
		return nil, err
	}
	card, height, err := p.card(ctx, ed, s)
	if err != nil {
		return nil, err
	}
	if err := s.fits(int(math.Ceil(height))); err != nil {
		return nil, err
	}
	r, err := renderer()
	if err != nil {
		return nil, err
	}
	return r.draw(ctx, card, float64(s.Scale))
}

// Warm makes ready what the first picture would have to wait for, once in the
// life of a program; it takes a second or two.
func Warm() error {
	if _, err := letters(); err != nil {
		return err
	}
	_, err := renderer()
	return err
}
