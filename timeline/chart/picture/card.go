package picture

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"html"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"dateline/timeline"
	"dateline/timeline/chart"
)

// card composes the SVG of a picture and returns its height. From the top: a
// short rule, the title, the chart, a line with the groups of kinds and what
// the chronology is made of.
func (p *Painter) card(ctx context.Context, ed *timeline.Edition, s Settings) ([]byte, float64, error) {
	w, h := float64(s.Width), float64(s.Height)
	unit := w // what sizes go by
	if h != 0 {
		unit = min(w, h*1200/630)
	}
	c := &canvas{width: w, margin: clamp(unit*0.04, 14, 56), rtl: rightToLeft(ed.Title)}
	inner := w - 2*c.margin

	c.rect(c.start(0, 0.045*unit), 0, 0.045*unit, clamp(unit*0.007, 4, 12), "conflict")
	y, err := c.title(ed.Title, clamp(unit*0.033, 18, 60), clamp(unit*0.034, 17, 60), inner, h*0.3)
	if err != nil {
		return nil, 0, err
	}
	small := clamp(unit*0.0137, 11.5, 24)
	foot, err := c.foot(ed, p.words(ed), len(ed.Events), small, inner)
	if err != nil {
		return nil, 0, err
	}
	if h != 0 && h < 240 { // no room for what is not the chart
		foot = &canvas{height: c.margin * 0.5}
	}
	var d *drawing
	if h == 0 {
		d, err = p.tall(ctx, ed, inner)
	} else {
		d, err = p.fit(ctx, ed, inner, h-y-foot.height, max(1, unit/cardWidth))
	}
	if err != nil {
		return nil, 0, err
	}
	if h == 0 {
		h = math.Ceil(y + d.height*d.zoom + foot.height)
	} else {
		// A drawing that is lower than its room stands a little above the middle.
		y += 0.4 * max(0, h-foot.height-y-d.height*d.zoom)
		if foot.body.Len() > 0 {
			if foot, err = c.foot(d.edition, p.words(ed), len(ed.Events), small, inner); err != nil {
				return nil, 0, err
			}
		}
	}
	body, err := withPaths(d.body)
	if err != nil {
		return nil, 0, err
	}
	across := c.margin + (inner-d.width*d.zoom)/2
	fmt.Fprintf(&c.body, `<g transform="translate(%.2f %.2f) scale(%.4f)">`, across, y, d.zoom)
	c.body.Write(body)
	c.body.WriteString("</g>")
	if foot.body.Len() > 0 {
		fmt.Fprintf(&c.body, `<g transform="translate(0 %.2f)">`, h-foot.height)
		c.body.Write(foot.body.Bytes())
		c.body.WriteString("</g>")
	}

	var out bytes.Buffer
	fmt.Fprintf(&out, `<svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%.0f" viewBox="0 0 %[1]d %.0[2]f"><rect width="100%%" height="100%%" fill="var(--dl-paper)"/>`, s.Width, h)
	out.Write(c.body.Bytes())
	out.WriteString("</svg>")
	return chart.Coloured(out.Bytes(), s.Dark), h, nil
}

// A canvas is a part of a card as it is written, in CSS pixels.
type canvas struct {
	body                  bytes.Buffer
	width, margin, height float64
	rtl                   bool
}

// start returns where a thing of a width is left, that far from where lines start.
func (c *canvas) start(from, width float64) float64 {
	if c.rtl {
		return c.width - c.margin - from - width
	}
	return c.margin + from
}

func (c *canvas) rect(x, y, w, h float64, colour string) {
	fmt.Fprintf(&c.body, `<rect x="%.1f" y="%.1f" width="%.1f" height="%.1f" fill="var(--dl-%s)"/>`, x, y, w, h, colour)
}

// text writes a line that is left at x, its baseline at y.
func (c *canvas) text(l line, x, y, size float64, colour string) {
	fmt.Fprintf(&c.body, `<path d="%s" fill="var(--dl-%s)"/>`, l.path(x, y, size), colour)
}

// title writes the title from y on, in at most three lines and, unless it is
// 0, most pixels; it returns where what follows may begin.
func (c *canvas) title(title string, y, size, inner, most float64) (float64, error) {
	set, err := letters()
	if err != nil {
		return 0, err
	}
	look := style{serif, true, false}
	p := set.paragraph(title, look)
	const leading, least = 1.2, 13
	largest := size
	for ; size >= least; size *= 0.93 {
		lines, cut := p.wrap(inner/size, 3)
		high := leading * size * float64(len(lines))
		smaller := size*0.93 >= least
		if (cut || len(lines) > 2 || most > 0 && high > most) && smaller && size > 0.55*largest {
			continue
		}
		if most > 0 && high > most {
			n := int(most / (leading * size))
			if n == 0 {
				break
			}
			lines, _ = p.wrap(inner/size, n)
		}
		for _, text := range lines {
			l := set.set(text, look)
			c.text(l, c.start(0, l.width*size), y+0.95*size, size, "ink")
			y += leading * size
		}
		return y + 0.3*size, nil
	}
	return y, nil
}

// foot composes what stands below the chart of an edition, or of a part of one
// that has so many events in all.
func (c *canvas) foot(ed *timeline.Edition, say timeline.Words, all int, size, inner float64) (*canvas, error) {
	f := &canvas{width: c.width, margin: c.margin, rtl: c.rtl}
	words := made(ed, all)
	if say.Made != nil {
		words = say.Made(ed, all)
	}
	set, err := letters()
	if err != nil {
		return nil, err
	}
	look := style{sans, false, false}
	f.rect(c.margin, 0, inner, 1, "line")
	groups, used := map[timeline.Kind]timeline.Group{}, map[timeline.Group]bool{}
	for _, k := range ed.Kinds {
		groups[k.Kind] = k.Group
	}
	for _, e := range ed.Events {
		used[timeline.InfoOf(groups[e.Kind]).Group] = true
	}
	x, y := 0.0, 1.75*size
	for _, g := range timeline.Groups {
		if !used[g.Group] {
			continue
		}
		label := set.set(cmp.Or(say.Groups[g.Group], g.Label), look)
		wide := 1.35*size + label.width*size
		if x > 0 && x+wide > inner {
			x, y = 0, y+1.6*size
		}
		f.mark(g, f.start(x, size)+size/2, y-0.35*size, size/12.5)
		f.text(label, f.start(x+1.35*size, label.width*size), y, size, "soft")
		x += wide + 1.3*size
	}
	lines, _ := set.paragraph(words, look).wrap(inner/size, 2)
	for i, text := range lines {
		l := set.set(text, look)
		wide := l.width * size
		if x > 0 && x+wide > inner {
			x, y = 0, y+1.6*size
		}
		at := 0.0
		if x > 0 {
			at = inner - wide
		}
		f.text(l, f.start(at, wide), y, size, "soft")
		if x = 0; i < len(lines)-1 {
			y += 1.6 * size
		}
	}
	f.height = y + max(0.9*size, c.margin*0.45)
	return f, nil
}

// shapes are the marks of bundle/marks.js, by name.
var shapes = map[string]string{
	"triangle": "M0 -7.2L6.8 5.2H-6.8Z",
	"circle":   "M-5.8 0A5.8 5.8 0 1 1 5.8 0A5.8 5.8 0 1 1 -5.8 0Z",
	"diamond":  "M0 -7.2L7.2 0L0 7.2L-7.2 0Z",
	"square":   "M-5.2 -5.2H5.2V5.2H-5.2Z",
	"cross":    "M-2.2 -6.2H2.2V-2.2H6.2V2.2H2.2V6.2H-2.2V2.2H-6.2V-2.2H-2.2Z",
	"bar":      "M-7 -3.4H7V3.4H-7Z",
	"ring":     "M-4.6 0A4.6 4.6 0 1 1 4.6 0A4.6 4.6 0 1 1 -4.6 0Z",
}

// mark writes a group's mark around a point.
func (c *canvas) mark(g timeline.GroupInfo, x, y, zoom float64) {
	paint := fmt.Sprintf(`fill="var(--dl-%s)"`, g.Group)
	if g.Shape == "ring" {
		paint = fmt.Sprintf(`fill="none" stroke="var(--dl-%s)" stroke-width="3.2"`, g.Group)
	}
	fmt.Fprintf(&c.body, `<path transform="translate(%.1f %.1f) scale(%.3f)" d="%s" %s/>`, x, y, zoom*0.9, shapes[g.Shape], paint)
}

// made says in English what a chronology is made of, and that a part is one.
func made(ed *timeline.Edition, all int) string {
	count := func(n int, what string) string {
		if n != 1 {
			what += "s"
		}
		return strconv.Itoa(n) + " " + what
	}
	words := count(all, "event")
	if n := len(ed.Events); n < all {
		words = strconv.Itoa(n) + " of " + words
	}
	if n := len(ed.Sources); n > 0 {
		words += " from " + count(n, "article")
	}
	if ed.Published.IsZero() {
		return words
	}
	at := ed.Published
	if zone, err := time.LoadLocation(ed.Timezone); err == nil {
		at = at.In(zone)
	}
	return words + " · " + at.Format("2 January 2006")
}

// A drawing is a chart on its way into a card: what stands inside of its svg
// element, to be scaled by zoom.
type drawing struct {
	edition             *timeline.Edition // what it shows
	settings            chart.Settings
	body                []byte
	width, height, zoom float64
	good                bool // it fits as laid out, and every event is named in full
}

// A chart is laid out in pixels of its own, the narrower the larger its letters
// come out in the same card.
const (
	narrowest = 240  // in a narrower card the drawing is made smaller
	cardWidth = 880  // of a whole card: makes letters of 17 pixels in one of 1200
	pageWidth = 1100 // the same of a picture that is as high as it likes

	mostEvents = 60 // in a card; in any that has been seen, fewer fit
	few        = 8  // in a card that would have room for more
)

// tall draws the chart as the page does, as high as it reads well.
func (p *Painter) tall(ctx context.Context, ed *timeline.Edition, width float64) (*drawing, error) {
	return p.draw(ctx, ed, chart.Settings{Words: p.words(ed)}, width, clamp(width, narrowest, pageWidth), 0)
}

// fit draws the chart for a room in a card. A card is seen small and cannot be
// asked for more: where not all events can be named in full in letters that
// are read at that size, it shows as many of the first of
// [timeline.Edition.Ranked] as can; where lanes that no editor chose leave room
// for few, without lanes.
func (p *Painter) fit(ctx context.Context, ed *timeline.Edition, width, height, zoom float64) (*drawing, error) {
	layout := max(width/zoom, narrowest)
	best, err := p.most(ctx, ed, chart.Settings{Words: p.words(ed)}, width, layout, height)
	if err != nil {
		return nil, err
	}
	if shown := len(best.edition.Events); !best.good || ed.Lanes == "" && shown < min(few, len(ed.Events)) {
		plain, err := p.most(ctx, ed, chart.Settings{Lanes: chart.OneLine, Words: p.words(ed)}, width, layout, height)
		if err != nil {
			return nil, err
		}
		if plain.good && (!best.good || len(plain.edition.Events) > shown) {
			best = plain
		}
	}
	// Few events can be named in larger letters still.
	for _, larger := range []float64{0.9, 0.8} {
		if !best.good || layout*larger < narrowest {
			break
		}
		d, err := p.draw(ctx, best.edition, best.settings, width, layout*larger, height)
		if err != nil {
			return nil, err
		}
		if !d.good {
			break
		}
		best = d
	}
	return best, nil
}

// most draws as many of the events as there is room for. If there is none for
// a single one, what it returns is not good.
func (p *Painter) most(ctx context.Context, ed *timeline.Edition, s chart.Settings, width, layout, height float64) (*drawing, error) {
	counts := []int{0} // how many events are tried
	for n := min(len(ed.Events), mostEvents); n > 0; n = n * 5 / 6 {
		counts = append(counts, n)
	}
	slices.Sort(counts)
	ranked := ed.Ranked()
	least, err := p.draw(ctx, first(ed, ranked, counts[min(1, len(counts)-1)]), s, width, layout, height)
	if err != nil || !least.good {
		return least, err
	}
	best := least
	for low, high := 2, len(counts); low < high; {
		middle := (low + high) / 2
		d, err := p.draw(ctx, first(ed, ranked, counts[middle]), s, width, layout, height)
		if err != nil {
			return nil, err
		}
		if d.good {
			best, low = d, middle+1
		} else {
			high = middle
		}
	}
	return best, nil
}

// first is the edition less all but the first n of the ranked events.
func first(ed *timeline.Edition, ranked []int, n int) *timeline.Edition {
	part := *ed
	part.Events, part.Relations = nil, nil
	in := map[string]bool{}
	for _, i := range slices.Sorted(slices.Values(ranked[:n])) {
		part.Events = append(part.Events, ed.Events[i])
		in[ed.Events[i].ID] = true
	}
	for _, r := range ed.Relations {
		if in[r.From] && in[r.To] {
			part.Relations = append(part.Relations, r)
		}
	}
	return &part
}

// draw draws the chart as laid out for a width, and scaled to a card's; if it is
// higher than the card's room, which is 0 if there is no bound, it is made
// smaller.
func (p *Painter) draw(ctx context.Context, ed *timeline.Edition, s chart.Settings, width, layout, height float64) (*drawing, error) {
	d := &drawing{edition: ed, settings: s, zoom: width / layout}
	if height > 0 {
		s.Height = int(height / d.zoom)
	}
	option, err := chart.Option(ed, s)
	if err != nil {
		return nil, err
	}
	svg, err := p.charts.SVG(ctx, option, int(layout))
	if err != nil {
		return nil, err
	}
	size := svgSize.FindSubmatch(svg)
	begin, end := bytes.Index(svg, []byte("</title>")), bytes.LastIndex(svg, []byte("</svg>"))
	if size == nil || begin < 0 || end < begin {
		return nil, errors.New("the chart's drawing is not as it was: it has no size or title")
	}
	d.width, _ = strconv.ParseFloat(string(size[1]), 64)
	d.height, _ = strconv.ParseFloat(string(size[2]), 64)
	d.good = height == 0 || d.height*d.zoom <= height
	if !d.good {
		d.zoom = height / d.height
	}
	d.body = svg[begin+len("</title>") : end]
	for _, e := range eventElement.FindAll(d.body, -1) {
		if !bytes.Contains(e, []byte("<text")) || bytes.Contains(e, []byte("…</text>")) {
			d.good = false
		}
	}
	return d, nil
}

// withPaths draws the texts of a drawing as paths: the renderer's own setting of
// text takes one font for a line, all lines to begin at the left, and places
// the letters of Indic scripts over each other.
func withPaths(body []byte) ([]byte, error) {
	set, err := letters()
	if err != nil {
		return nil, err
	}
	return textElement.ReplaceAllFunc(body, func(element []byte) []byte {
		m := textElement.FindSubmatch(element)
		attributes := map[string]string{"font-size": "12.5px"}
		var others bytes.Buffer
		for _, a := range attribute.FindAllSubmatch(m[1], -1) {
			switch name := string(a[1]); name {
			case "x", "y", "text-anchor", "dominant-baseline", "font-size", "font-family", "font-weight", "font-style":
				attributes[name] = string(a[2])
			default:
				others.Write(a[0])
			}
		}
		number := func(name string) float64 {
			n, _ := strconv.ParseFloat(strings.TrimSuffix(attributes[name], "px"), 64)
			return n
		}
		look := style{family: sans, bold: number("font-weight") >= 600, italic: attributes["font-style"] == "italic"}
		if strings.Contains(attributes["font-family"], serif) {
			look.family = serif
		}
		l := set.set(html.UnescapeString(string(m[2])), look)
		x, y, size := number("x"), number("y"), number("font-size")
		switch attributes["text-anchor"] {
		case "middle":
			x -= l.width * size / 2
		case "end":
			x -= l.width * size
		}
		if attributes["dominant-baseline"] == "central" {
			y += l.middle * size
		}
		return fmt.Appendf(nil, `<path d="%s" stroke-linejoin="round"%s/>`, l.path(x, y, size), others.Bytes())
	}), nil
}

// What is read from a drawing of chart.Renderer, whose texts and attributes
// are escaped.
var (
	textElement  = regexp.MustCompile(`<text([^>]*)>([^<]*)</text>`)
	attribute    = regexp.MustCompile(` ([a-z-]+)="([^"]*)"`)
	eventElement = regexp.MustCompile(`(?s)<a [^>]*data-event=.*?</a>`)
	svgSize      = regexp.MustCompile(`viewBox="0 0 ([0-9.]+) ([0-9.]+)"`)
)

func clamp(v, low, high float64) float64 { return min(max(v, low), high) }
