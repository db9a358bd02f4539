package article

import (
	"bytes"
	"fmt"
	"net/url"
	"strings"
	"time"
	"unicode/utf8"

	"codeberg.org/readeck/go-readability/v2"
	"golang.org/x/net/html"
	"golang.org/x/net/html/charset"

	"dateline/timeline"
)

// Limits of a page.
const (
	// MaxHTML, in bytes, is more than any article's page that we have met; the
	// rest of larger ones is data for scripts.
	MaxHTML = 2 << 20
	// maxElements bounds the work that the main text is found in; the longest
	// articles and live blogs have a tenth of it.
	maxElements = 100_000
	// fewestWords is what the shortest of news in brief has.
	fewestWords = 15
)

// htmlDeadline is how long reading one page may take. An ordinary page takes
// some ten milliseconds.
const htmlDeadline = 5 * time.Second

// FromHTML reads the page of an article. pageURL is where it came from, "" if
// that is not known. The character set is the one that the page names, unless
// its bytes are UTF-8. The Text of the article is made of the title and the
// page's paragraphs, captions, quotations and items of lists, a blank line
// between any two; white space is made single spaces.
//
// It refuses, with Problems of the field "html", a page of more than [MaxHTML]
// bytes, one that cannot be read in bounded time and memory, and one without
// an article: a list of links, a form, a page that only scripts fill.
func FromHTML(page []byte, pageURL string, h Hints) (*timeline.Article, error) {
	published, err := ReadPublished(h.Published)
	if err != nil {
		return nil, err
	}
	if len(page) > MaxHTML {
		return nil, timeline.FieldProblem("html", "has %d bytes; %d fit", len(page), MaxHTML)
	}
	if len(bytes.TrimSpace(page)) == 0 {
		return nil, timeline.FieldProblem("html", "holds nothing: give the page's HTML")
	}
	a, err := withDeadline(htmlDeadline, func() (*timeline.Article, error) { return readPage(page, pageURL, h) })
	if err != nil {
		return nil, err
	}
	h.apply(a, published)
	return a, nil
}

// withDeadline runs read, which cannot be interrupted, and gives up waiting
// for it after d. Its input is bounded, so what was given up ends by itself.
func withDeadline(d time.Duration, read func() (*timeline.Article, error)) (*timeline.Article, error) {
	type answer struct {
		a   *timeline.Article
		err error
	}
	done := make(chan answer, 1)
	go func() {
		defer func() {
			// The page is hostile input to a large library; one page must not
			// end the program.
			if r := recover(); r != nil {
				done <- answer{nil, timeline.FieldProblem("html", "cannot be read: %v", r)}
			}
		}()
		a, err := read()
		done <- answer{a, err}
	}()
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case got := <-done:
		return got.a, got.err
	case <-timer.C:
		return nil, timeline.FieldProblem("html", "could not be read in %s; paste the article's text instead", d)
	}
}

func readPage(page []byte, pageURL string, h Hints) (*timeline.Article, error) {
	source, err := decode(page)
	if err != nil {
		return nil, timeline.FieldProblem("html", "cannot be decoded: %v", err)
	}
	doc, err := html.Parse(strings.NewReader(source))
	if err != nil {
		return nil, timeline.FieldProblem("html", "cannot be parsed: %s", strings.TrimPrefix(err.Error(), "html: "))
	}
	if n := countElements(doc, maxElements); n > maxElements {
		return nil, timeline.FieldProblem("html", "has more than %d elements", maxElements)
	}
	meta := readMetadata(doc, pageURL)
	if h.Title != "" {
		meta.title = oneLine(h.Title)
	}
	base, _ := url.Parse(pageURL)
	if base == nil || !base.IsAbs() {
		base, _ = url.Parse(meta.canonical)
	}
	parser := readability.NewParser()
	parser.KeepClasses = true // pull quotes and credits are told by class
	parser.DisableJSONLD = true
	main, err := parser.ParseAndMutate(doc, base)
	if err != nil {
		return nil, timeline.FieldProblem("html", "holds no article: %v", err)
	}
	var blocks []block
	if main.Node != nil {
		blocks = readBlocks(main.Node)
	}
	if words, linked := prose(blocks); words < fewestWords {
		if len(strings.Fields(meta.body)) < fewestWords {
			if linked > words {
				return nil, timeline.FieldProblem("html", "is a list of links, no article: give the address or the text of one article")
			}
			return nil, timeline.FieldProblem("html", "holds no article: %d words of running text were found; paste the article's text instead", words)
		}
		// A page that scripts fill may carry its text for search engines.
		blocks = nil
		for p := range strings.SplitSeq(meta.body, "\n") {
			if p = clean(p); p != "" {
				blocks = append(blocks, block{text: p})
			}
		}
	}
	a := fromBlocks(blocks, meta)
	if a.URL = pageURL; a.URL == "" {
		a.URL = meta.canonical
	}
	return a, nil
}

// decode returns a page as UTF-8. Bytes that are UTF-8 beyond ASCII are taken
// as such whatever the page says: no other character set looks like that by
// chance, and a page that came through JSON was decoded before.
func decode(page []byte) (string, error) {
	if utf8.Valid(page) && !ascii(page) {
		return strings.TrimPrefix(string(page), "\ufeff"), nil
	}
	encoding, name, _ := charset.DetermineEncoding(page, "")
	decoded, err := encoding.NewDecoder().Bytes(page)
	if err != nil {
		return "", fmt.Errorf("as %s: %w", name, err)
	}
	return string(decoded), nil
}

func ascii(b []byte) bool {
	for _, c := range b {
		if c >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// countElements counts to one more than most.
func countElements(doc *html.Node, most int) int {
	n := 0
	for d := range doc.Descendants() {
		if d.Type == html.ElementNode {
			if n++; n > most {
				break
			}
		}
	}
	return n
}

// prose counts the words of sentences outside links, and all words in links.
func prose(blocks []block) (words, linked int) {
	for _, b := range blocks {
		linked += b.linked
		if b.role != timeline.RoleRelated && isSentence(b.text) {
			words += max(0, wordCount(b.text)-b.linked)
		}
	}
	return words, linked
}

// fromBlocks makes the article of a page from its blocks: its text is the
// title and the blocks, a blank line between.
func fromBlocks(blocks []block, meta metadata) *timeline.Article {
	var text strings.Builder
	var ps []paragraph
	add := func(s string, role timeline.Role) {
		if text.Len() > 0 {
			text.WriteString("\n\n")
		}
		start := text.Len()
		text.WriteString(s)
		ps = append(ps, paragraph{byteSpan{start, text.Len()}, role})
	}
	if meta.title != "" {
		add(meta.title, "")
	}
	for _, b := range blocks {
		if meta.title != "" && sameWords(b.text, meta.title) {
			continue
		}
		if b.role == "" {
			b.role = anywhere(b.text)
		}
		add(b.text, b.role)
	}
	s := text.String()
	head := readHead(s, ps, meta.title)
	markRest(s, ps[head.end:])
	a := assemble(s, cutCredits(s, ps))
	a.Title = head.title
	if meta.title != "" {
		a.Title = meta.title
	}
	a.Published = meta.published
	if a.Published.IsZero() {
		a.Published = head.published
	}
	a.Language = meta.language
	a.Publisher = meta.publisher
	return a
}
