package picture

import (
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"io"
	"os"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"dateline/timeline"
	"dateline/timeline/edtf"
)

// edition makes one of n events, a day each, in four lanes.
func edition(t testing.TB, title string, n int) *timeline.Edition {
	ed := &timeline.Edition{Slug: "sample", Number: 1, Title: title, Language: "en", Timezone: "UTC", Published: time.Date(2020, 3, 1, 9, 0, 0, 0, time.UTC)}
	kinds := []timeline.Kind{"airstrike", "statement", "protest", "verdict"}
	for i := range n {
		day := time.Date(2020, 1, 1+3*i, 0, 0, 0, 0, time.UTC)
		date, err := edtf.Parse(day.Format("2006-01-02"))
		require.NoError(t, err)
		ed.Events = append(ed.Events, timeline.PublishedEvent{
			ID: fmt.Sprintf("e%d", i), Title: fmt.Sprintf("The delegation of group %d arrives for talks", i), Kind: kinds[i%4], Date: date,
			Lane: []string{"North", "South", "East", "West"}[i%4], Status: timeline.Happened, Importance: float64(i%7) / 7,
		})
	}
	for _, k := range kinds {
		ed.Kinds = append(ed.Kinds, timeline.Vocabulary{}.Info(k))
	}
	return ed
}

var painter = NewPainter()

func draw(t testing.TB, ed *timeline.Edition, s Settings) image.Image {
	t.Helper()
	b, err := painter.PNG(t.Context(), ed, s)
	require.NoError(t, err)
	img, err := png.Decode(bytes.NewReader(b))
	require.NoError(t, err)
	return img
}

// ink counts the pixels of a part of a picture that are not of its paper, and
// says between which columns they stand.
func ink(img image.Image, part image.Rectangle) (n, left, right int) {
	paper := img.At(img.Bounds().Max.X-1, img.Bounds().Max.Y-1)
	left = part.Max.X
	for y := part.Min.Y; y < part.Max.Y; y++ {
		for x := part.Min.X; x < part.Max.X; x++ {
			if img.At(x, y) != paper {
				n++
				left, right = min(left, x), max(right, x)
			}
		}
	}
	return n, left, right
}

func TestAPictureHasTheSizeThatWasAskedFor(t *testing.T) {
	ed := edition(t, "Talks in the valley", 12)
	for _, tt := range []struct {
		s    Settings
		w, h int
	}{
		{Settings{Width: 1200, Height: 630}, 1200, 630},
		{Settings{Width: 1200, Height: 630, Scale: 3}, 3600, 1890},
		{Settings{Width: 400, Height: 800, Scale: 2, Dark: true}, 800, 1600},
		{Settings{Width: LeastWidth, Height: LeastHeight}, LeastWidth, LeastHeight},
		{Settings{Width: MostWidth, Height: LeastHeight}, MostWidth, LeastHeight},
		{Settings{Height: 500}, NaturalWidth, 500},
	} {
		assert.Equal(t, image.Pt(tt.w, tt.h), draw(t, ed, tt.s).Bounds().Size(), "%+v", tt.s)
	}
	few, many := draw(t, edition(t, "Talks", 2), Settings{}).Bounds().Size(), draw(t, edition(t, "Talks", 20), Settings{}).Bounds().Size()
	assert.Equal(t, NaturalWidth, few.X)
	assert.Equal(t, NaturalWidth, many.X)
	assert.Greater(t, many.Y, few.Y, "without a height, it follows the drawing")
}

func TestSettingsBeyondTheLimitsAreRefusedByName(t *testing.T) {
	ed := edition(t, "Talks", 1)
	for name, tt := range map[string]struct {
		s     Settings
		field string
	}{
		"too narrow":                      {Settings{Width: LeastWidth - 1}, "w"},
		"less than nothing":               {Settings{Width: -5, Height: 630}, "w"},
		"too wide":                        {Settings{Width: MostWidth + 1}, "w"},
		"too low":                         {Settings{Height: LeastHeight - 1}, "h"},
		"too high":                        {Settings{Height: MostHeight + 1}, "h"},
		"too fine":                        {Settings{Scale: MostScale + 1}, "scale"},
		"too many pixels":                 {Settings{Width: 2400, Height: 2400, Scale: 3}, "scale"},
		"too many pixels as it comes out": {Settings{Width: 2400, Scale: 3}, "scale"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := painter.PNG(t.Context(), ed, tt.s)
			var fields timeline.Problems
			require.ErrorAs(t, err, &fields)
			assert.Equal(t, tt.field, fields[0].Field)
		})
	}
}

func TestAThemeChangesPaperAndInk(t *testing.T) {
	ed := edition(t, "Talks in the valley", 8)
	for dark, paper := range map[bool]color.RGBA{false: {0xff, 0xff, 0xff, 0xff}, true: {0x14, 0x16, 0x1a, 0xff}} {
		img := draw(t, ed, Settings{Width: 1200, Height: 630, Dark: dark})
		assert.Equal(t, paper, color.RGBAModel.Convert(img.At(1199, 629)))
		n, _, _ := ink(img, image.Rect(0, 20, 1200, 100))
		assert.Greater(t, n, 2000, "the title is drawn")
	}
}

// Two letters that a font has look different; the box of a missing glyph is
// the same for all.
func TestLettersOfTheScriptsAreDrawn(t *testing.T) {
	r, err := renderer()
	require.NoError(t, err)
	picture := func(text string) []byte {
		svg, err := withPaths(fmt.Appendf(nil, `<svg xmlns="http://www.w3.org/2000/svg" width="200" height="60"><rect width="200" height="60" fill="#fff"/><text x="10" y="40" font-size="30" font-weight="600">%s</text></svg>`, text))
		require.NoError(t, err)
		b, err := r.draw(t.Context(), svg, 1)
		require.NoError(t, err)
		return b
	}
	box := picture("中")
	assert.Equal(t, box, picture("文"), "a script that no font has")
	for script, letters := range map[string][2]string{
		"Latin": {"ğ", "ß"}, "Greek": {"λ", "ω"}, "Cyrillic": {"Ж", "я"}, "Arabic": {"ع", "ش"}, "Persian": {"پ", "گ"}, "Urdu": {"ٹ", "ے"},
		"Hebrew": {"א", "ש"}, "Devanagari": {"क", "म"}, "Bengali": {"ক", "ম"}, "Thai": {"ก", "ม"},
	} {
		a, b := picture(letters[0]), picture(letters[1])
		assert.NotEqual(t, a, b, script)
		assert.NotEqual(t, box, a, script)
		assert.NotEqual(t, box, b, script)
	}
	assert.Equal(t, picture("Fire"), picture("Fire\U0001f525\ufe0f"), "a picture that no font has is left out")
	assert.NotEqual(t, picture("سلام"), picture("س\u200cل\u200cا\u200cم"), "Arabic letters join")
}

func TestATitleStandsWhereItsScriptBegins(t *testing.T) {
	title := image.Rect(0, 30, 1200, 100)
	_, left, right := ink(draw(t, edition(t, "Talks in the valley", 5), Settings{Width: 1200, Height: 630}), title)
	assert.InDelta(t, 50, left, 5)
	assert.Less(t, right, 700)
	_, left, right = ink(draw(t, edition(t, "محادثات في الوادي", 5), Settings{Width: 1200, Height: 630}), title)
	assert.InDelta(t, 1150, right, 5)
	assert.Greater(t, left, 500)
}

func TestAHostileTitleIsText(t *testing.T) {
	for _, title := range []string{
		`</text><script>alert(1)</script><image href="file:///etc/passwd"/>`, "a&b <b> \"c\" 'd' ]]> <!--", "one\x00two\x1fthree\ufffe\xff", strings.Repeat("word ", 40),
		strings.Repeat("w", 200), "\u202e\u2067reversed\u202d", "", "   ", "😀 中文",
	} {
		ed := edition(t, title, 3)
		ed.Events[0].Title = title + "."
		svg, _, err := painter.card(t.Context(), ed, Settings{Width: 1200, Height: 630})
		require.NoError(t, err, "%q", title)
		for d := xml.NewDecoder(bytes.NewReader(svg)); ; {
			token, err := d.Token()
			if errors.Is(err, io.EOF) {
				break
			}
			require.NoError(t, err, "%q", title)
			if e, ok := token.(xml.StartElement); ok {
				assert.NotContains(t, []string{"script", "image", "b"}, e.Name.Local, "%q", title)
			}
		}
		draw(t, ed, Settings{Width: 1200, Height: 630})
	}
}

func TestACardNamesWhatItShows(t *testing.T) {
	for _, n := range []int{1, 5, 12, 40, 200, 400} {
		ed := edition(t, "Talks in the valley", n)
		d, err := painter.fit(t.Context(), ed, 1100, 440, 1.36)
		require.NoError(t, err)
		shown := len(d.edition.Events)
		t.Logf("%d of %d events, letters of %.1f pixels", shown, n, 12.5*d.zoom)
		assert.True(t, d.good)
		assert.GreaterOrEqual(t, shown, min(n, few))
		assert.LessOrEqual(t, d.height*d.zoom, 440.0)
		assert.GreaterOrEqual(t, d.zoom, 1.36)
		assert.Equal(t, shown, bytes.Count(d.body, []byte("<a ")))
		assert.NotContains(t, string(d.body), "…")
	}
}

func TestACardHasTheLanesThatAnEditorChose(t *testing.T) {
	ed := edition(t, "Talks in the valley", 40)
	for lanes, lines := range map[timeline.Lanes]int{timeline.OneLine: 0, timeline.ByKind: 2} {
		ed.Lanes = lanes
		d, err := painter.fit(t.Context(), ed, 1100, 440, 1.36)
		require.NoError(t, err)
		assert.True(t, d.good)
		names := regexp.MustCompile(`fill="var\(--dl-soft\)"[^>]* font-weight="650"`).FindAll(d.body, -1) // the axis' are in ink
		assert.GreaterOrEqual(t, len(names), lines, "a name for each lane")
		if lines == 0 {
			assert.Empty(t, names)
		}
	}
}

func TestAPictureAsHighAsItLikesNamesAllEvents(t *testing.T) {
	for _, n := range []int{3, 15, 40} {
		d, err := painter.tall(t.Context(), edition(t, "Talks in the valley", n), 1100)
		require.NoError(t, err)
		assert.Equal(t, n, bytes.Count(d.body, []byte("<a ")))
		for _, e := range eventElement.FindAll(d.body, -1) {
			assert.Contains(t, string(e), "<text")
			assert.NotContains(t, string(e), "…")
		}
	}
}

func TestACardHoldsNothingFromOutside(t *testing.T) {
	svg, _, err := painter.card(t.Context(), edition(t, "Talks", 9), Settings{Width: 1200, Height: 630})
	require.NoError(t, err)
	for _, no := range []string{"var(", "<style", "http://www.w3.org/1999/xlink", "<text", "<image"} {
		assert.NotContains(t, string(svg), no)
	}
}

func TestTheMarksOfTheFootAreThoseOfTheChart(t *testing.T) {
	script, err := os.ReadFile("../bundle/marks.js")
	require.NoError(t, err)
	for _, g := range timeline.Groups {
		require.NotEmpty(t, shapes[g.Shape], g.Shape)
		assert.Contains(t, string(script), "'"+shapes[g.Shape]+"'")
	}
}

func TestWrapBreaksWhereThereIsRoom(t *testing.T) {
	set, err := letters()
	require.NoError(t, err)
	for _, text := range []string{"", "one", "A title of some words that takes more than a line", strings.Repeat("x", 90), "word " + strings.Repeat("y", 60) + " word", "من الضربة إلى الرد أسبوعان هزا الشرق الأوسط"} {
		for _, most := range []float64{6, 12, 40} {
			lines, cut := set.paragraph(text, style{serif, true, false}).wrap(most, 3)
			assert.LessOrEqual(t, len(lines), 3)
			for _, l := range lines {
				assert.LessOrEqual(t, set.set(l, style{serif, true, false}).width, most+0.05, "%q", l)
			}
			if cut {
				assert.Contains(t, strings.Join(lines, " "), "…")
			} else {
				assert.Equal(t, strings.Fields(text), strings.Fields(strings.Join(lines, " ")))
			}
		}
	}
}

func TestAnAddedFontHasTheLettersThatNoOtherHas(t *testing.T) {
	const file = "/usr/share/fonts/truetype/wqy/wqy-microhei.ttc" // Debian's fonts-wqy-microhei
	if _, err := os.Stat(file); err != nil {
		if os.Getenv("DATELINE_TEST_ALL") == "1" {
			t.Fatal("DATELINE_TEST_ALL=1 asks for it: ", err)
		}
		t.Skip("no Chinese font is installed: ", err)
	}
	require.NoError(t, AddFont(file))
	set, err := typeset(added)
	added = nil
	require.NoError(t, err)
	plain := style{sans, false, false}
	g, ok := set.like(plain).ResolveFace('港').NominalGlyph('港')
	assert.True(t, ok)
	assert.NotZero(t, g)
	assert.InDelta(t, 2, set.set("港口", plain).width, 0.1)
	latin, err := letters()
	require.NoError(t, err)
	assert.Equal(t, latin.set("harbour", plain).width, set.set("harbour", plain).width, "the others come from the program's own")
	lines, cut := set.paragraph("港口罢工两周：从停工到重开谈判", plain).wrap(6, 3)
	assert.False(t, cut)
	assert.Len(t, lines, 3)
	assert.Error(t, AddFont("picture_test.go"))
	assert.Error(t, AddFont("none.ttf"))
}

func TestALineIsSetAsItsScriptsAre(t *testing.T) {
	set, err := letters()
	require.NoError(t, err)
	plain := style{sans, false, false}
	width := func(text string) float64 { return set.set(text, plain).width }
	alone := func(letters string) (sum float64) {
		for _, r := range letters {
			face := set.like(plain).ResolveFace(r)
			g, ok := face.NominalGlyph(r)
			require.True(t, ok, "%q", r)
			sum += float64(face.HorizontalAdvance(g)) / float64(face.Upem())
		}
		return sum
	}
	assert.InDelta(t, alone("का"), width("का"), 0.01, "a vowel stands beside its consonant")
	assert.Less(t, width("सत्य"), alone("सत्य"), "consonants without a vowel between them join")
	assert.Less(t, width("سلام"), alone("سلام"), "Arabic letters join")
	for _, letter := range []string{"ن", "ي", "ب", "ت", "ل", "س", "ش"} {
		assert.Less(t, width("ب"+letter+"ب")-width("بب"), 0.75*alone(letter), "%s is narrower in the middle of a word", letter)
	}
	assert.InDelta(t, width("ab")+width("شب")+width("n n")-width("nn"), width("ab شب"), 0.02, "two scripts in a line")
	assert.Zero(t, width(""))

	// The full stop of an Arabic line stands at its left, of a Latin one at its right.
	first, last := func(l line) glyph { return l.glyphs[0] }, func(l line) glyph { return l.glyphs[len(l.glyphs)-1] }
	stop := first(set.set(".", plain)).outline
	assert.Equal(t, len(stop), len(first(set.set("سلام.", plain)).outline))
	assert.Equal(t, len(stop), len(last(set.set("peace.", plain)).outline))
	assert.InDelta(t, 0, first(set.set("سلام.", plain)).x, 1)
}

func FuzzALine(f *testing.F) {
	for _, text := range []string{"", "a", "من (2020)", "अमेरिका\u200d", "\u202eabc\u202c\u2029", "\xff\x00", "ก็", strings.Repeat("ل", 300)} {
		f.Add(text)
	}
	set, err := letters()
	require.NoError(f, err)
	f.Fuzz(func(t *testing.T, text string) {
		l := set.set(text, style{serif, true, false})
		if l.width < 0 || strings.Contains(l.path(0, 0, 12), "NaN") {
			t.Errorf("%q is %f wide", text, l.width)
		}
	})
}

func TestAPainterStopsWithItsContext(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err := painter.PNG(ctx, edition(t, "Talks", 3), Settings{})
	assert.ErrorIs(t, err, context.Canceled)
	r, err := renderer()
	require.NoError(t, err)
	_, err = r.draw(ctx, []byte("<svg/>"), 1)
	assert.ErrorIs(t, err, context.Canceled)
}

func TestTheRendererRefusesWhatIsNoSVG(t *testing.T) {
	r, err := renderer()
	require.NoError(t, err)
	for _, svg := range []string{"", "<svg", "no", `<svg xmlns="http://www.w3.org/2000/svg" width="9000" height="9000"/>`} {
		_, err := r.draw(t.Context(), []byte(svg), 1)
		assert.Error(t, err, "%q", svg)
	}
}

func TestAPainterServesManyAtOnce(t *testing.T) {
	ed := edition(t, "Talks", 6)
	want, err := painter.PNG(t.Context(), ed, Settings{Width: 600, Height: 315})
	require.NoError(t, err)
	var all sync.WaitGroup
	for range 4 {
		all.Go(func() {
			got, err := painter.PNG(t.Context(), ed, Settings{Width: 600, Height: 315})
			assert.NoError(t, err)
			assert.True(t, bytes.Equal(want, got), "the same picture")
		})
	}
	all.Wait()
}

func BenchmarkPNG(b *testing.B) {
	require.NoError(b, Warm())
	for _, n := range []int{10, 100, 1000} {
		ed := edition(b, "Talks in the valley", n)
		b.Run(fmt.Sprintf("card of %d", n), func(b *testing.B) {
			for b.Loop() {
				_, err := painter.PNG(b.Context(), ed, Settings{Width: 1200, Height: 630})
				require.NoError(b, err)
			}
		})
	}
	svg, _, err := painter.card(b.Context(), edition(b, "Talks in the valley", 10), Settings{Width: 1200, Height: 630, Scale: 1})
	require.NoError(b, err)
	b.Run("pixels alone", func(b *testing.B) {
		r, err := renderer()
		require.NoError(b, err)
		for b.Loop() {
			_, err := r.draw(b.Context(), svg, 1)
			require.NoError(b, err)
		}
	})
}
