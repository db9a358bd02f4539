package chart

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"dateline/timeline"
)

// What most texts of a drawing share, said once on its root.
var shared = map[string]string{
	"font-family": "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif",
	"font-size":   "12.5px",
	"text-anchor": "start",
}

// kept lists the attributes that a drawing consists of, in the order in which
// they are written. All others are ECharts' own: classes, hints to its script.
var kept = []string{
	"d", "x", "y", "width", "height", "transform", "clip-path", "fill", "fill-opacity", "stroke", "stroke-width", "stroke-dasharray", "stroke-opacity",
	"stroke-linejoin", "paint-order", "opacity", "text-anchor", "dominant-baseline", "font-size", "font-family", "font-weight", "font-style",
}

// clean makes of ECharts' SVG one that can stand in any page: presentation
// attributes instead of styles, each event's elements in a link of their own,
// ids that begin with prefix. It is hidden from screen readers: the page's list
// says all that it shows, and in better order.
func clean(raw, prefix, title string, p *payload) ([]byte, error) {
	c := cleaner{payload: p, prefix: prefix, at: -1}
	d := xml.NewDecoder(strings.NewReader(raw))
	for {
		t, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, fmt.Errorf("reading the drawing: %w", err)
		}
		switch t := t.(type) {
		case xml.StartElement:
			c.start(t)
		case xml.CharData:
			if c.depth == inText {
				_ = xml.EscapeText(&c.body, t)
			}
		case xml.EndElement:
			c.end(t)
		}
	}
	c.leave()

	var out bytes.Buffer
	fmt.Fprintf(&out, `<svg xmlns="http://www.w3.org/2000/svg" class="dl-chart" width="%s" height="%s" viewBox="0 0 %[1]s %[2]s" aria-hidden="true" direction="ltr" font-family="%[3]s" font-size="%[4]s">`,
		c.width, c.height, shared["font-family"], shared["font-size"])
	fmt.Fprintf(&out, `<title>%s</title>`, escape(title))
	c.writeFades(&out)
	out.Write(c.body.Bytes())
	out.WriteString("</svg>")
	return out.Bytes(), nil
}

// inText is the state of a cleaner within a text element.
const inText = 1

type cleaner struct {
	payload       *payload
	prefix        string
	width, height string
	body          bytes.Buffer
	at            int      // the data item whose elements are being written, -1 before the first
	closing       string   // the end tag of its group
	depth         int      // inText or 0
	fades         []string // gradients in use, such as in-conflict
}

func (c *cleaner) start(t xml.StartElement) {
	attrs := map[string]string{}
	for _, a := range t.Attr {
		attrs[a.Name.Local] = a.Value
	}
	switch t.Name.Local {
	case "svg":
		c.width, c.height = attrs["width"], attrs["height"]
	case "path", "circle", "text":
		if attrs["fill"] == "none" && attrs["stroke"] == "" {
			return // the room that a text takes
		}
		if n, err := strconv.Atoi(attrs["ecmeta_data_index"]); err == nil && n != c.at {
			c.enter(n)
		}
		c.write(t.Name.Local, attrs)
	}
}

func (c *cleaner) end(t xml.EndElement) {
	if t.Name.Local == "text" {
		c.body.WriteString("</text>")
		c.depth = 0
	}
}

// enter begins the group of a data item: the ground, a relation or an event.
// A text carries no index; it belongs to the path before it.
func (c *cleaner) enter(n int) {
	c.leave()
	c.at = n
	c.closing = "</g>"
	relations := len(c.payload.Relations)
	switch {
	case n == 0:
		c.body.WriteString(`<g aria-hidden="true">`)
	case n <= relations:
		r := c.payload.Relations[n-1]
		fmt.Fprintf(&c.body, `<g aria-hidden="true" data-cause="%s" data-effect="%s">`, escape(c.payload.Events[r.Cause].ID), escape(c.payload.Events[r.Effect].ID))
	default:
		e := c.payload.Events[n-1-relations]
		// The list in the page holds every event: the drawing's links are for
		// the pointer, and are not walked through a second time by Tab.
		fmt.Fprintf(&c.body, `<a href="#e=%s" data-event="%s" tabindex="-1"><title>%s, %s</title>`, escape(url.PathEscape(e.ID)), escape(e.ID), escape(e.Title), escape(e.When))
		c.closing = "</a>"
	}
}

func (c *cleaner) leave() {
	c.body.WriteString(c.closing)
	c.closing = ""
}

func (c *cleaner) write(name string, attrs map[string]string) {
	for _, rule := range strings.Split(attrs["style"], ";") {
		if k, v, ok := strings.Cut(rule, ":"); ok {
			attrs[strings.TrimSpace(k)] = strings.TrimSpace(v)
		}
	}
	if fade, ok := strings.CutPrefix(attrs["fill"], "url(#dl-fade-"); ok {
		fade = strings.TrimSuffix(fade, ")")
		if !slices.Contains(c.fades, fade) {
			c.fades = append(c.fades, fade)
		}
		attrs["fill"] = "url(#" + c.prefix + fade + ")"
	}
	c.body.WriteString("<" + name)
	for _, k := range kept {
		if v, ok := attrs[k]; ok && v != shared[k] {
			fmt.Fprintf(&c.body, ` %s="%s"`, k, escape(v))
		}
	}
	if name == "text" {
		c.body.WriteString(">")
		c.depth = inText
		return
	}
	c.body.WriteString("/>")
}

// writeFades writes the gradients of bands whose end is open.
func (c *cleaner) writeFades(out *bytes.Buffer) {
	if len(c.fades) == 0 {
		return
	}
	slices.Sort(c.fades)
	out.WriteString("<defs>")
	for _, f := range c.fades {
		way, group, _ := strings.Cut(f, "-")
		opacity := map[string][]int{"in": {0, 1}, "out": {1, 0}, "both": {0, 1, 0}}[way]
		fmt.Fprintf(out, `<linearGradient id="%s%s">`, c.prefix, escape(f))
		for i, o := range opacity {
			fmt.Fprintf(out, `<stop offset="%g" stop-color="var(--dl-%s)" stop-opacity="%d"/>`, float64(i)/float64(len(opacity)-1), escape(group), o)
		}
		out.WriteString("</linearGradient>")
	}
	out.WriteString("</defs>")
}

func escape(s string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(s))
	return b.String()
}

// The page's colours that are no group's, in the light and in the dark.
var pageColours = [][3]string{
	{"paper", "#ffffff", "#14161a"},
	{"ink", "#16181c", "#e9eaec"},
	{"soft", "#5b626c", "#9aa2ad"},
	{"line", "#e3e5e8", "#2b2f36"},
	{"wash", "#f5f6f7", "#1b1e23"},
	{"accent", "#0b57a4", "#7db4f0"},
	{"arc", "#7d6e4a", "#c9b27c"},
}

// Colours returns the CSS declarations of the variables that drawings use, for
// light and for dark paper. The names are --dl- and paper, ink, soft, line,
// wash, accent, arc or a [timeline.Group].
func Colours() (light, dark string) {
	var l, d strings.Builder
	for _, c := range pageColours {
		fmt.Fprintf(&l, "--dl-%s:%s;", c[0], c[1])
		fmt.Fprintf(&d, "--dl-%s:%s;", c[0], c[2])
	}
	for _, g := range timeline.Groups {
		fmt.Fprintf(&l, "--dl-%s:%s;", g.Group, g.Light)
		fmt.Fprintf(&d, "--dl-%s:%s;", g.Group, g.Dark)
	}
	return l.String(), d.String()
}

var variables = regexp.MustCompile(`var\(--dl-([a-z]+)\)`)

// Coloured writes the colours of [Colours] into a drawing in the place of the
// variables, for programs that know none.
func Coloured(svg []byte, dark bool) []byte {
	colours := map[string]string{}
	choose := func(name, light, onDark string) {
		if colours[name] = light; dark {
			colours[name] = onDark
		}
	}
	for _, c := range pageColours {
		choose(c[0], c[1], c[2])
	}
	for _, g := range timeline.Groups {
		choose(string(g.Group), g.Light, g.Dark)
	}
	return variables.ReplaceAllFunc(svg, func(v []byte) []byte {
		if c, ok := colours[string(variables.FindSubmatch(v)[1])]; ok {
			return []byte(c)
		}
		return v
	})
}

var links = regexp.MustCompile(`<a href="[^"]*"( data-event="[^"]*") tabindex="-1">`)

// Standalone makes of a drawing of [Renderer.SVG] a picture that stands alone,
// as a file or in <img>: with its own colours for light and dark, its own
// paper, and without links. Its style element asks for style-src
// 'unsafe-inline' where it is served with a Content-Security-Policy.
func Standalone(svg []byte) []byte {
	light, dark := Colours()
	s := string(svg)
	if start := strings.Index(s, "</title>"); start >= 0 {
		start += len("</title>")
		style := "<style>svg{" + light + "color-scheme:light dark}@media(prefers-color-scheme:dark){svg{" + dark + "}}</style>"
		s = s[:start] + style + `<rect width="100%" height="100%" fill="var(--dl-paper)"/>` + s[start:]
	}
	s = strings.Replace(s, ` aria-hidden="true"`, ` role="img"`, 1) // its title is its name
	s = links.ReplaceAllString(s, "<g$1>")
	s = strings.ReplaceAll(s, "</a>", "</g>")
	return []byte(`<?xml version="1.0" encoding="UTF-8"?>` + "\n" + s)
}
