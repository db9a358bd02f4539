package picture

import (
	"bytes"
	"cmp"
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode"

	"github.com/go-text/typesetting/di"
	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/font/opentype"
	"github.com/go-text/typesetting/shaping"
	"golang.org/x/image/math/fixed"
	"golang.org/x/text/unicode/bidi"
)

// The families for Latin, Greek and Cyrillic.
const (
	sans  = "Noto Sans"
	serif = "Noto Serif"
)

// A style is what a text should look like, as far as there is a font for it.
type style struct {
	family string
	bold   bool
	italic bool
}

// A typeface is one of the fonts that pictures are drawn with.
type typeface struct {
	file string
	style
	*font.Face
}

// A typesetter sets lines of text. Its methods may be called from any
// goroutine; the faces that it keeps may not, so that it sets one at a time.
type typesetter struct {
	mu        sync.Mutex
	faces     []*typeface
	segmenter shaping.Segmenter
	shaper    shaping.HarfbuzzShaper
	wrapper   shaping.LineWrapper
}

// added are the faces of AddFont.
var added []*typeface

// AddFont adds a TrueType or OpenType font, or the first of a collection of
// them, for the letters that the fonts in the program do not have, such as
// Chinese ones. It must be called before the first picture is drawn.
func AddFont(file string) error {
	f, err := os.Open(file)
	if err != nil {
		return err
	}
	defer f.Close()
	faces, err := font.ParseTTC(f)
	if err != nil {
		return fmt.Errorf("reading the font %s: %w", file, err)
	}
	added = append(added, &typeface{file: file, Face: faces[0]})
	return nil
}

// letters is the typesetter of all pictures, its fonts unpacked when first
// needed.
var letters = sync.OnceValues(func() (*typesetter, error) { return typeset(added) })

func typeset(more []*typeface) (*typesetter, error) {
	t := &typesetter{faces: []*typeface{
		{file: "NotoSans_400Regular", style: style{sans, false, false}},
		{file: "NotoSans_600SemiBold", style: style{sans, true, false}},
		{file: "NotoSerif_400Regular_Italic", style: style{serif, false, true}},
		{file: "NotoSerif_700Bold", style: style{serif, true, false}},
		{file: "NotoSansArabic_400Regular"},
		{file: "NotoSansArabic_700Bold", style: style{bold: true}},
		{file: "NotoSansHebrew_400Regular"},
		{file: "NotoSansHebrew_700Bold", style: style{bold: true}},
		{file: "NotoSansBengali_400Regular"},
		{file: "NotoSansDevanagari_400Regular"},
		{file: "NotoSansThai_400Regular"},
	}}
	for _, f := range t.faces {
		b, err := unpack(f.file + ".ttf")
		if err != nil {
			return nil, err
		}
		if f.Face, err = font.ParseTTF(bytes.NewReader(b)); err != nil {
			return nil, fmt.Errorf("reading the font %s: %w", f.file, err)
		}
	}
	t.faces = append(t.faces, more...)
	return t, nil
}

// faces are a typesetter's, those first that are most like what is wanted:
// where a letter is looked for.
type faces []*typeface

func (t *typesetter) like(s style) faces {
	likeness := func(f *typeface) int {
		n := 0
		for weight, same := range []bool{f.italic == s.italic, f.bold == s.bold, f.family == s.family} {
			if same {
				n += 1 << weight
			}
		}
		return n
	}
	all := slices.Clone(t.faces)
	slices.SortStableFunc(all, func(a, b *typeface) int { return cmp.Compare(likeness(b), likeness(a)) })
	return all
}

// ResolveFace is the first face that has the letter, or the first of all: its
// box stands for a letter that none has.
func (f faces) ResolveFace(r rune) *font.Face {
	for _, face := range f {
		if _, ok := face.NominalGlyph(r); ok {
			return face.Face
		}
	}
	return f[0].Face
}

// drawable leaves out of a text the pictures and marks that no face has: a box
// in their place would say less than nothing. Letters are kept.
func (f faces) drawable(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.In(r, unicode.So, unicode.Sk, unicode.Mn) {
			if _, ok := f.ResolveFace(r).NominalGlyph(r); !ok {
				return -1
			}
		}
		return r
	}, text)
}

// em is the size at which lines are set, in units that a line is measured in:
// thousandths of the size at which it will be drawn.
const em = 1000

// A line of text is ready to be drawn at any size.
type line struct {
	width  float64 // as part of its size
	middle float64 // how far above the baseline its middle is, the same
	glyphs []glyph
}

// A glyph is an outline with its place, in units of em from where the line's
// baseline begins; y goes up.
type glyph struct {
	outline    []opentype.Segment
	x, y, zoom float32
}

// set sets a line: it follows the scripts in it and their directions, and joins
// letters as their fonts say (UAX #9, UAX #24, OpenType).
//
// It needs go-text 0.3.2: in 0.3.4 and 0.3.5 noon and yeh stay in the middle of
// a word as they are alone, because the filter that tells which letters a rule
// of a font is for lacks some.
func (t *typesetter) set(text string, s style) line {
	t.mu.Lock()
	defer t.mu.Unlock()
	available := t.like(s)
	runes := []rune(available.drawable(text))
	direction := di.DirectionLTR
	if rightToLeft(text) {
		direction = di.DirectionRTL
	}
	if len(runes) == 0 {
		return line{}
	}
	var runs []shaping.Output
	for _, in := range t.segmenter.Split(shaping.Input{Text: runes, RunEnd: len(runes), Direction: direction, Size: fixed.I(em)}, available) {
		runs = append(runs, t.shaper.Shape(in))
	}
	var l line
	if e, ok := available[0].FontHExtents(); ok {
		l.middle = float64(e.Ascender+e.Descender) / 2 / float64(available[0].Upem())
	}
	x := float32(0)
	// The wrapper knows the order in which runs are seen; there is one line.
	lines, _ := t.wrapper.WrapParagraph(shaping.WrapConfig{Direction: direction}, 1<<24, runes, shaping.NewSliceIterator(runs))
	for _, seen := range lines {
		slices.SortStableFunc(seen, func(a, b shaping.Output) int { return cmp.Compare(a.VisualIndex, b.VisualIndex) })
		for _, run := range seen {
			zoom := em / float32(run.Face.Upem())
			for _, g := range run.Glyphs {
				if outline, ok := run.Face.GlyphData(g.GlyphID).(font.GlyphOutline); ok {
					l.glyphs = append(l.glyphs, glyph{outline.Segments, x + units(g.XOffset), units(g.YOffset), zoom})
				}
				x += units(g.XAdvance)
			}
		}
	}
	l.width = float64(x) / em
	return l
}

func units(n fixed.Int26_6) float32 { return float32(n) / 64 }

// path is the line as the data of an SVG path, its baseline beginning at a point.
func (l line) path(x, y, size float64) string {
	var b []byte
	for _, g := range l.glyphs {
		for i, s := range g.outline {
			if s.Op == opentype.SegmentOpMoveTo && i > 0 {
				b = append(b, 'Z')
			}
			b = append(b, "MLQC"[s.Op])
			for _, p := range s.ArgsSlice() {
				b = strconv.AppendFloat(b, x+float64(g.x+p.X*g.zoom)*size/em, 'f', 2, 64)
				b = append(b, ' ')
				b = strconv.AppendFloat(b, y-float64(g.y+p.Y*g.zoom)*size/em, 'f', 2, 64)
				b = append(b, ' ')
			}
		}
		if len(g.outline) > 0 {
			b = append(b, 'Z')
		}
	}
	return string(b)
}

// rightToLeft reports whether the first letter that has a direction goes from
// right to left (UAX #9, rules P2 and P3).
func rightToLeft(text string) bool {
	for len(text) > 0 {
		p, n := bidi.LookupString(text)
		switch p.Class() {
		case bidi.L:
			return false
		case bidi.R, bidi.AL:
			return true
		}
		text = text[max(n, 1):]
	}
	return false
}
