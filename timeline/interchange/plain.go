package interchange

import (
	"html"
	"strings"

	xhtml "golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// breaks gives the lines that an element puts around its text: 2 a paragraph,
// 1 a line, and a space between cells.
var breaks = map[atom.Atom]string{
	atom.P: "\n\n", atom.Blockquote: "\n\n", atom.Ul: "\n\n", atom.Ol: "\n\n", atom.Table: "\n\n", atom.Pre: "\n\n", atom.Hr: "\n\n",
	atom.H1: "\n\n", atom.H2: "\n\n", atom.H3: "\n\n", atom.H4: "\n\n", atom.H5: "\n\n", atom.H6: "\n\n", atom.Section: "\n\n", atom.Article: "\n\n", atom.Figure: "\n\n",
	atom.Br: "\n", atom.Div: "\n", atom.Li: "\n", atom.Tr: "\n", atom.Dt: "\n", atom.Dd: "\n", atom.Figcaption: "\n",
	atom.Td: " ", atom.Th: " ", atom.Option: " ",
}

// plain makes plain text of what may be HTML, and returns the first http
// address that it links to or frames. No word is lost: what only looks like a
// tag ("a <b", "<sic>") stays as it is written, and a picture's alternative
// text stays in its place.
func plain(s string) (text, link string) {
	if !strings.ContainsAny(s, "<&") {
		return tidy(s), ""
	}
	var b strings.Builder
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
			b.WriteString(collapse(t.Data))
		case kind == xhtml.CommentToken:
			if !strings.HasPrefix(raw, "<!--") {
				b.WriteString(collapse(raw))
			}
		case kind == xhtml.DoctypeToken:
		case t.DataAtom == 0 && !strings.Contains(t.Data, "-"):
			b.WriteString(collapse(raw)) // no element of HTML, so the writer's own angle brackets
		default:
			if kind == xhtml.StartTagToken && (t.DataAtom == atom.Script || t.DataAtom == atom.Style) {
				dropped = t.DataAtom
			}
			b.WriteString(breaks[t.DataAtom])
			for _, a := range t.Attr {
				if (a.Key == "href" && t.DataAtom == atom.A || a.Key == "src" && t.DataAtom == atom.Iframe) && link == "" && isAddress(a.Val) {
					link = a.Val
				}
				if a.Key == "alt" && t.DataAtom == atom.Img {
					b.WriteString(" " + collapse(a.Val) + " ")
				}
			}
		}
	}
	if dropped == 0 && read < len(s) {
		b.WriteString(collapse(s[read:])) // a "<" that nothing closes
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
func tidy(s string) string {
	return tidyLines(strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(s))
}

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
