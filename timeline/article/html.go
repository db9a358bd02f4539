package article

import (
	"bytes"
	"cmp"
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"codeberg.org/readeck/go-readability/v2"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
	"golang.org/x/net/html/charset"

	"dateline/timeline"
	"dateline/timeline/edtf"
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
	a, err := withDeadline(htmlDeadline, func() (*timeline.Article, error) { return readPage(page, pageURL, h, published) })
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

func readPage(page []byte, pageURL string, h Hints, published edtf.Date) (*timeline.Article, error) {
	source, err := decode(page)
	if err != nil {
		return nil, timeline.FieldProblem("html", "cannot be decoded: %v", err)
	}
	doc, err := html.Parse(strings.NewReader(source))
	if err != nil {
		// Elements nested deeper than any browser shows are the likeliest.
		return nil, timeline.FieldProblem("html", "cannot be parsed: %s; paste the article's text instead", strings.TrimPrefix(err.Error(), "html: "))
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
	if meta.live {
		blocks, err = liveBlocks(source, blocks, meta)
		if err != nil {
			return nil, err
		}
	}
	words, linked := prose(blocks)
	if words < fewestWords && meta.body != "" {
		// A page that scripts fill may carry its text for search engines.
		if carried := carriedBlocks(meta.body); wordCount(meta.body) >= fewestWords {
			blocks, words = carried, wordCount(meta.body)
		}
	}
	switch {
	case words < fewestWords && linked > words:
		return nil, timeline.FieldProblem("html", "is a list of links, no article: give the address or the text of one article")
	case words < fewestWords:
		return nil, timeline.FieldProblem("html", "holds no article: %d words of running text were found; paste the article's text instead", words)
	case meta.isArticle || meta.live:
	case teasers(blocks):
		return nil, timeline.FieldProblem("html", "is a list of articles, each with its first words: give the address or the text of one of them")
	case words < mostOfError && errorTitle.MatchString(meta.title):
		return nil, timeline.FieldProblem("html", "holds no article but the message %q: give the article's address or its text", timeline.Excerpt(meta.title))
	}
	a := fromBlocks(blocks, meta, published)
	if a.URL = pageURL; a.URL == "" {
		a.URL = meta.canonical
	}
	return a, nil
}

// errorTitle is the title of what a site shows in the place of an article, and
// mostOfError the most words that such a page has.
var errorTitle = regexp.MustCompile(`(?i)^\W*(?:(?:error|http)\s*)?(?:40[0134]|410|429|50[0234])\b.{0,40}$|^(?:error|oops)\b|\bpage (?:was |is |could )?(?:not|cannot|can['’]t|no longer)\b.{0,20}\b(?:found|exists?|available)\b|\bnot found\b|\baccess denied\b|^just a moment\b|\bare you (?:a robot|human)\b|\bseite (?:wurde )?nicht gefunden\b|\bpage (?:introuvable|non trouvée)\b|\bpágina no encontrada\b|\bpagina non trovata\b`)

const mostOfError = 150

// liveBlocks returns the blocks of a live blog. The finder of the main text
// looks for one story and may keep one entry of many; what stands in the page
// as a whole, or in its JSON-LD, is taken instead where it has more entries.
func liveBlocks(source string, blocks []block, meta metadata) ([]block, error) {
	best := entriesIn(blocks)
	doc, err := html.Parse(strings.NewReader(source))
	if err != nil {
		return nil, timeline.FieldProblem("html", "cannot be parsed: %v", err)
	}
	if all := readBlocks(mainElement(doc)); entriesIn(all) > best {
		blocks, best = all, entriesIn(all)
	}
	if len(meta.updates) > best {
		blocks = nil
		for _, u := range meta.updates {
			if u.headline != "" && !strings.HasPrefix(clean(u.body), u.headline) {
				blocks = append(blocks, block{text: u.headline, role: timeline.RoleBoilerplate, heading: true, stamp: u.published})
			}
			first := len(blocks)
			blocks = append(blocks, carriedBlocks(u.body)...)
			if first < len(blocks) && (first == 0 || !blocks[first-1].heading) {
				blocks[first].stamp = u.published
			}
		}
	}
	return blocks, nil
}

// entriesIn counts the entries of a live blog.
func entriesIn(blocks []block) int {
	blocks = slices.Clone(blocks)
	for i := range blocks {
		blocks[i].role = cmp.Or(blocks[i].role, timeline.RoleBody) // which words make a role is no matter here
	}
	text, ps := layOut(blocks, "")
	_, marks := findEntries(text, ps, true)
	return len(marks)
}

// mainElement is the element <main> of a page, else all of it.
func mainElement(doc *html.Node) *html.Node {
	for n := range doc.Descendants() {
		if n.Type == html.ElementNode && n.DataAtom == atom.Main {
			return n
		}
	}
	return doc
}

// carriedBlocks are the blocks of a text as JSON-LD carries it, with or
// without markup.
func carriedBlocks(body string) []block {
	if strings.Contains(body, "</") || strings.Contains(body, "<br") {
		if doc, err := html.Parse(strings.NewReader(body)); err == nil {
			return readBlocks(doc)
		}
	}
	var blocks []block
	for p := range strings.SplitSeq(body, "\n") {
		if p = clean(p); p != "" {
			blocks = append(blocks, block{text: p})
		}
	}
	return blocks
}

// teasers reports whether most of what is told stands below links that lead
// to where it is told in full, with at most a date between.
func teasers(blocks []block) bool {
	const fewest = 5
	told, led := 0, 0
	behind := 2 // blocks since the last link
	for _, b := range blocks {
		switch {
		case b.linked > 2 && 10*b.linked >= 9*wordCount(b.text):
			behind = 0
			continue
		case isSentence(b.text) && wordCount(b.text) > 5:
			if told++; behind <= 1 {
				led++
			}
		}
		behind++
	}
	return led >= fewest && 2*led > told
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

// layOut writes the title and the blocks, a blank line between, and returns
// where they stand.
func layOut(blocks []block, title string) (string, []paragraph) {
	var text strings.Builder
	var ps []paragraph
	add := func(s string, role timeline.Role) {
		if text.Len() > 0 {
			text.WriteString("\n\n")
		}
		start := text.Len()
		text.WriteString(s)
		ps = append(ps, paragraph{byteSpan: byteSpan{start, text.Len()}, role: role})
	}
	if title != "" {
		add(title, "")
	}
	for _, b := range blocks {
		if title != "" && sameWords(b.text, title) {
			continue
		}
		if b.role == "" {
			b.role = anywhere(b.text)
		}
		add(b.text, b.role)
		p := &ps[len(ps)-1]
		p.heading, p.stamp, p.said = b.heading, b.stamp, b.said
	}
	return text.String(), ps
}

// fromBlocks makes the article of a page from its blocks.
func fromBlocks(blocks []block, meta metadata, published edtf.Date) *timeline.Article {
	s, ps := layOut(blocks, meta.title)
	ps, marks := findEntries(s, ps, meta.live)
	head := readHead(s, ps, meta.title, firstEntry(marks, len(ps)))
	markRest(s, ps[head.end:])
	if published.IsZero() {
		published = meta.published
	}
	if published.IsZero() {
		published = head.published
	}
	if published.IsZero() {
		published = meta.addressDay
	}
	dateEntries(s, ps, marks, published, meta.liveLD)
	a := assemble(s, cutCredits(s, ps))
	a.Title = head.title
	if meta.title != "" {
		a.Title = meta.title
	}
	a.Published = published
	a.Language = meta.language
	// English is what templates of pages say before anybody thought of it.
	if primary, _, _ := strings.Cut(a.Language, "-"); primary == "en" {
		if told := language(a.Text); told != "" && told != primary {
			a.Language = told
		}
	}
	a.Publisher = meta.publisher
	return a
}
