package article

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"dateline/timeline"
	"dateline/timeline/edtf"
)

// block is one paragraph of a page, white space made single spaces.
type block struct {
	text   string
	role   timeline.Role // as its element gives it, "" if that says nothing
	linked int           // how many of its words are in links to other pages

	heading bool
	stamp   edtf.Date // of the element <time> that opens it
	said    bool      // the words of that element are in text
}

// readBlocks cuts the main text of a page into its blocks.
func readBlocks(main *html.Node) []block {
	var r blockReader
	r.walk(main, "")
	r.end("")
	return r.blocks
}

type blockReader struct {
	blocks []block
	line   strings.Builder // the block that is being read
	linked strings.Builder // those of its words that are in links
	breaks int             // line breaks since the last words
	seam   bool            // an element that sites set apart by style began or ended since the last words

	heading bool
	stamp   edtf.Date // of a <time> that opens the block that is read, or the next
	said    bool
}

// walk reads a node. html.Parse bounds how deep this goes.
func (r *blockReader) walk(n *html.Node, role timeline.Role) {
	switch n.Type {
	case html.TextNode:
		r.words(n, role)
		return
	case html.ElementNode:
	case html.DocumentNode:
		r.children(n, role)
		return
	default:
		return
	}
	if isUnseen(n) {
		return
	}
	switch element(n) {
	case atom.Script, atom.Style, atom.Noscript, atom.Template, atom.Svg, atom.Button, atom.Form, atom.Select, atom.Nav,
		atom.Iframe, atom.Object, atom.Audio, atom.Video, atom.Math, atom.Textarea, atom.Input:
		return
	case atom.Br:
		r.breaks++
		return
	case atom.Sup:
		if hasClass(n, "reference") { // the number of a footnote
			return
		}
	case atom.Hr:
		r.end(role)
		return
	case atom.Time:
		r.time(n, role)
		return
	case atom.Span, atom.Cite, atom.Label:
		r.seam = true
		r.children(n, role)
		r.seam = true
		return
	}
	if !isBlock(n) {
		r.children(n, role)
		return
	}
	r.end(role)
	inner := role
	switch {
	case (chromeClass.MatchString(attr(n, "class")) || chromeClass.MatchString(attr(n, "id"))) && isSmall(n):
		inner = timeline.RoleBoilerplate
	case element(n) == atom.Figcaption || hasClass(n, "wp-caption-text", "caption", "image-caption", "credit"):
		inner = timeline.RoleCaption
	case element(n) == atom.Blockquote || hasClass(n, "pullquote", "pull-quote", "pull_quote"):
		inner = timeline.RoleQuote
	case isHeading(n):
		if inner != timeline.RoleRelated {
			inner = timeline.RoleBoilerplate
		}
		r.heading = true
	case relatedClass.MatchString(attr(n, "class")) && isSmall(n):
		inner = timeline.RoleRelated
	}
	r.children(n, inner)
	r.end(inner)
	r.heading = false
}

// The classes and ids of what is no part of the story, as one of their words:
// "newsletter-signup", "c-related__list".
var (
	chromeClass  = regexp.MustCompile(`(?i)(?:^|[\s_-])(?:newsletters?|sign-?up|cookies?|consent|advert\w*|share-?(?:tools|bar|links|buttons)|social-?(?:share|links|media)|breadcrumbs?|author-?bio)(?:$|[\s_-])`)
	relatedClass = regexp.MustCompile(`(?i)(?:^|[\s_-])(?:related(?:-?(?:content|links|posts|articles|stories))?|read-?more|recirc\w*|promo|rich-?link|more-on)(?:$|[\s_-])`)
)

// whose is the line below a quotation that says whose it is, and of an embedded
// post when it was written, which is no time of the story.
var whose = regexp.MustCompile(`^[—–-]{1,2}\s?\S.{0,120}$`)

// isSmall reports whether an element is as small as what stands beside a
// story. Sites give such classes to what holds the story too: "page
// has-newsletter".
func isSmall(n *html.Node) bool {
	const mostWords, mostNodes = 100, 400
	words, nodes := 0, 0
	for d := range n.Descendants() {
		if nodes++; d.Type == html.TextNode {
			words += wordCount(d.Data)
		}
		if words > mostWords || nodes > mostNodes {
			return false
		}
	}
	return true
}

// isUnseen reports whether browsers do not show an element: what is said to
// screen readers alone ("Image caption, ") is no part of the text.
func isUnseen(n *html.Node) bool {
	if _, hidden := attribute(n, "hidden"); hidden {
		return true
	}
	return hasClass(n, "visually-hidden", "visuallyhidden", "sr-only", "screen-reader-text", "screenreader-only", "u-hidden-visually")
}

// time reads an element <time>. One at the head of a block tells when the
// block was written, or the next block if it is empty for a script to fill.
func (r *blockReader) time(n *html.Node, role timeline.Role) {
	const lead, most = 4, 80 // words and bytes before it: "Last updated at", "By Ann Roe"
	opens := r.line.Len() <= most && wordCount(r.line.String()) <= lead && !isSentence(r.line.String())
	r.seam = true
	before := r.line.Len()
	r.children(n, role)
	r.seam = true
	if d, err := ReadPublished(attr(n, "datetime")); opens && r.stamp.IsZero() && err == nil {
		r.stamp, r.said = d, strings.TrimFunc(r.line.String()[min(before, r.line.Len()):], isSpace) != ""
	}
}

func (r *blockReader) children(n *html.Node, role timeline.Role) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		r.walk(c, role)
	}
}

// words adds the text of a node to the block. One line break is a space unless
// a sentence ends there; more are the end of the block, for pages that make
// paragraphs so.
func (r *blockReader) words(n *html.Node, role timeline.Role) {
	if strings.TrimFunc(n.Data, isSpace) != "" && r.breaks > 0 {
		if r.breaks > 1 || isSentence(strings.TrimRightFunc(r.line.String(), isSpace)) {
			r.end(role)
		} else {
			r.line.WriteByte(' ')
		}
		r.breaks = 0
	}
	if r.seam && n.Data != "" {
		if sewn(r.line.String(), n.Data) {
			r.line.WriteByte(' ')
		}
		r.seam = false
	}
	r.line.WriteString(n.Data)
	for p := n.Parent; p != nil; p = p.Parent {
		if element(p) == atom.A {
			if !strings.Contains(attr(p, "href"), "#") { // no place of this page
				r.linked.WriteString(n.Data + " ")
			}
			break
		}
		if isBlock(p) {
			break
		}
	}
}

// sewn reports whether two words stand together in the markup that a page sets
// apart by style: "Published" and "12 March", "1h ago" and "14:35". Letters that
// go on in small ones are one word.
func sewn(before, after string) bool {
	a, _ := utf8.DecodeLastRuneInString(before)
	b, _ := utf8.DecodeRuneInString(after)
	switch {
	case unicode.IsLower(a) || strings.ContainsRune(".!?:)…", a):
		return unicode.IsUpper(b) || unicode.IsDigit(b) || b == '('
	case unicode.IsDigit(a):
		return unicode.IsUpper(b) || b == '('
	}
	return false
}

// end closes the block that is being read.
func (r *blockReader) end(role timeline.Role) {
	text, linked := clean(r.line.String()), clean(r.linked.String())
	r.line.Reset()
	r.linked.Reset()
	r.breaks = 0
	if text == "" {
		return
	}
	b := block{text: text, role: role, linked: wordCount(linked), heading: r.heading, stamp: r.stamp, said: r.said}
	r.stamp, r.said = edtf.Date{}, false
	if r.heading && relatedHead.MatchString(text) {
		b.role = timeline.RoleRelated
	}
	if role == timeline.RoleQuote && whose.MatchString(text) && !isSentence(text) {
		b.role = timeline.RoleBoilerplate
	}
	// A paragraph that is all link leads to another story.
	if role == "" && b.linked > 2 && 10*utf8.RuneCountInString(linked) >= 9*utf8.RuneCountInString(text) {
		b.role = timeline.RoleRelated
	}
	r.blocks = append(r.blocks, b)
}

// clean makes white space single spaces and takes out what is not seen: soft
// hyphens and marks without width.
func clean(s string) string {
	return oneLine(strings.Map(func(r rune) rune {
		switch {
		case r == '\u00ad', r == '\u2060':
			return -1
		case r < ' ' && !isSpace(r), r == 0x7f:
			return -1
		}
		return r
	}, s))
}

// element is what element n is. Those that the finder of the main text made
// itself have no atom yet.
func element(n *html.Node) atom.Atom {
	if n.DataAtom != 0 {
		return n.DataAtom
	}
	return atom.Lookup([]byte(n.Data))
}

func isBlock(n *html.Node) bool {
	switch element(n) {
	case atom.P, atom.Div, atom.Section, atom.Article, atom.Main, atom.Header, atom.Footer, atom.Aside, atom.Figure, atom.Figcaption,
		atom.Blockquote, atom.Ul, atom.Ol, atom.Li, atom.Dl, atom.Dt, atom.Dd, atom.Table, atom.Tbody, atom.Thead, atom.Tr, atom.Td, atom.Th,
		atom.Caption, atom.Pre, atom.Address, atom.Details, atom.Summary, atom.Center, atom.Body, atom.Html, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		return true
	}
	return false
}

func isHeading(n *html.Node) bool {
	switch element(n) {
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		return true
	}
	return false
}

func attr(n *html.Node, key string) string {
	v, _ := attribute(n, key)
	return v
}

func attribute(n *html.Node, key string) (value string, ok bool) {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val, true
		}
	}
	return "", false
}

// hasClass reports whether n has one of the classes.
func hasClass(n *html.Node, names ...string) bool {
	for c := range strings.FieldsSeq(attr(n, "class")) {
		for _, name := range names {
			if strings.EqualFold(c, name) {
				return true
			}
		}
	}
	return false
}
