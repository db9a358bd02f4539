package interchange

import (
	"html"
	"strings"

	xhtml "golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// breaks gives the line ends that an element puts before and after its text: 2
// for a paragraph, 1 for a line. A br adds one each time.
var breaks = map[atom.Atom]int{
	atom.P: 2, atom.Blockquote: 2, atom.Ul: 2, atom.Ol: 2, atom.Table: 2, atom.Pre: 2, atom.Hr: 2,
	atom.H1: 2, atom.H2: 2, atom.H3: 2, atom.H4: 2, atom.H5: 2, atom.H6: 2, atom.Section: 2, atom.Article: 2, atom.Figure: 2,
	atom.Div: 1, atom.Li: 1, atom.Tr: 1, atom.Dt: 1, atom.Dd: 1, atom.Figcaption: 1,
}

// A builder puts line ends between texts, however many elements ask for them.
type builder struct {
	strings.Builder
	ends int // line ends that are due before the next text
}

func (b *builder) text(s string) {
	s = collapse(s)
	if strings.TrimSpace(s) != "" {
		b.WriteString("\n\n"[:min(2, b.ends)])
		b.ends = 0
	}
	b.WriteString(s)
}

// plain makes plain text of what may be HTML, and returns the first http
// address that it links to or frames. No word is lost: what only looks like a
// tag ("a <b", "<sic>") stays as it is written, and a picture's alternative
// text stays in its place.
func plain(s string) (text, link string) {
	if !strings.ContainsAny(s, "<&") {
		return tidy(s), ""
	}
	var b builder
	z := xhtml.NewTokenizer(strings.NewReader(s))
	read, dropped := 0, atom.Atom(0)
	for {
		kind := z.Next()
		if kind == xhtml.ErrorToken {
			break
		}
		raw := string(z.Raw())
		read += len(raw)
		t := z.Token()
		if dropped != 0 {
			if kind == xhtml.EndTagToken && t.DataAtom == dropped {
				dropped = 0
			}
			continue
		}
		switch {
		case kind == xhtml.TextToken:
			b.text(t.Data)
		case kind == xhtml.CommentToken:
			if !strings.HasPrefix(raw, "<!--") {
				b.text(raw)
			}
		case kind == xhtml.DoctypeToken:
		case t.DataAtom == 0 && !strings.Contains(t.Data, "-"):
			b.text(raw) // no element of HTML, so the writer's own angle brackets
		default:
			if kind == xhtml.StartTagToken && (t.DataAtom == atom.Script || t.DataAtom == atom.Style) {
				dropped = t.DataAtom
			}
			switch b.ends = max(b.ends, breaks[t.DataAtom]); t.DataAtom {
			case atom.Br:
				b.ends++
			case atom.Td, atom.Th, atom.Option:
				b.WriteByte(' ')
			}
			for _, a := range t.Attr {
				if (a.Key == "href" && t.DataAtom == atom.A || a.Key == "src" && t.DataAtom == atom.Iframe) && link == "" && isAddress(a.Val) {
					link = a.Val
				}
				if a.Key == "alt" && t.DataAtom == atom.Img {
					b.text(" " + a.Val + " ")
				}
			}
		}
	}
	if dropped == 0 && read < len(s) {
		b.text(s[read:]) // a "<" that nothing closes
	}
	return tidyLines(b.String()), link
}

func isAddress(s string) bool {
	return strings.HasPrefix(s, "https://") || strings.HasPrefix(s, "http://")
}

// collapse does to white space what HTML does.
func collapse(s string) string {
	var b strings.Builder
	space := false
	for _, r := range s {
		switch {
		case r == ' ' || r == '\t' || r == '\n' || r == '\r' || r == '\f':
			if !space {
				b.WriteByte(' ')
			}
			space = true
			continue
		case r < ' ' || r == 0x7f:
			continue
		}
		space = false
		b.WriteRune(r)
	}
	return b.String()
}

// tidy is for text without markup, whose own lines are kept: spreadsheets hold
// paragraphs so.
func tidy(s string) string { return tidyLines(lineEnds.Replace(s)) }

var lineEnds = strings.NewReplacer("\r\n", "\n", "\r", "\n")

// tidyLines trims each line and keeps at most one blank line between two.
func tidyLines(s string) string {
	var b strings.Builder
	blank := 0
	for line := range strings.SplitSeq(s, "\n") {
		line = strings.TrimSpace(collapse(line))
		if line == "" {
			blank++
			continue
		}
		if b.Len() > 0 {
			b.WriteString("\n\n"[:min(2, blank+1)])
		}
		blank = 0
		b.WriteString(line)
	}
	return b.String()
}

// markup writes plain text as the HTML that TimelineJS shows; plain reads it
// back.
func markup(text string) string {
	text = strings.TrimSpace(text)
	if text == "" {
		return ""
	}
	var b strings.Builder
	for p := range strings.SplitSeq(text, "\n\n") {
		b.WriteString("<p>" + strings.ReplaceAll(html.EscapeString(p), "\n", "<br>") + "</p>")
	}
	return b.String()
}
