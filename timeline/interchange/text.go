package interchange

import (
	"html"
	"strings"

	xhtml "golang.org/x/net/html"
)

// plain gives the words of an HTML fragment: paragraphs and breaks become
// lines, scripts and styles go.
func plain(fragment string) string {
	var b strings.Builder
	z := xhtml.NewTokenizer(strings.NewReader(fragment))
	silent := 0
	for {
		switch z.Next() {
		case xhtml.ErrorToken:
			return tidy(b.String())
		case xhtml.TextToken:
			if silent == 0 {
				b.Write(z.Text())
			}
		case xhtml.StartTagToken:
			name, _ := z.TagName()
			if mutes(string(name)) {
				silent++
			}
			breaks(&b, string(name))
		case xhtml.SelfClosingTagToken:
			name, _ := z.TagName()
			breaks(&b, string(name))
		case xhtml.EndTagToken:
			name, _ := z.TagName()
			if mutes(string(name)) && silent > 0 {
				silent--
			}
			breaks(&b, string(name))
		}
	}
}

func mutes(tag string) bool { return tag == "script" || tag == "style" }

func breaks(b *strings.Builder, tag string) {
	switch tag {
	case "p", "br", "div", "li", "ul", "ol", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "tr":
		b.WriteByte('\n')
	}
}

// tidy folds blanks, and keeps one line break where there
// were several.
func tidy(s string) string {
	var lines []string
	for line := range strings.Lines(s) {
		if line = strings.Join(strings.Fields(line), " "); line != "" {
			lines = append(lines, line)
		}
	}
	return strings.Join(lines, "\n")
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

func escape(s string) string { return html.EscapeString(s) }

// paragraphs is plain text as HTML, a paragraph a line.
func paragraphs(s string) string {
	var b strings.Builder
	for line := range strings.Lines(s) {
		if line = strings.TrimSpace(line); line != "" {
			b.WriteString("<p>" + escape(line) + "</p>")
		}
	}
	return b.String()
}
