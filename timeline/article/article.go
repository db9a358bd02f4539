// Package article reads a news article: from plain text, from the HTML of any
// news site, or from an address (see [Fetcher]). It finds the title, the time
// of publication, the language, and what role each paragraph has; of a live
// blog also when each entry was written.
//
// It refuses, with Problems that name the field, what is no article: nothing
// but white space, text that is not UTF-8, a page without a main text.
//
//	a, err := article.FromText(text, article.Hints{Published: "2020-01-08"})
//
// The text that an Article carries is what every offset counts in. Text that
// came as text is given back unchanged, byte for byte.
package article

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"dateline/timeline"
	"dateline/timeline/edtf"
)

// Hints are what the caller knows about an article. What a hint says wins over
// what is found in the article; an empty hint says nothing.
type Hints struct {
	Title     string
	Published string // see [ReadPublished]
	Language  string // BCP 47, or as POSIX writes it, en_GB
	URL       string // http or https
}

// byteSpan is a stretch of a text in bytes, end exclusive.
type byteSpan struct{ start, end int }

func (s byteSpan) of(text string) string { return text[s.start:s.end] }

// paragraph is a timeline.Paragraph before its offsets are converted.
type paragraph struct {
	byteSpan
	role      timeline.Role
	heading   bool      // one of the page's headings
	stamp     edtf.Date // the time of the page's element <time> that opens it
	said      bool      // the words of that element are in the paragraph
	published edtf.Date // of its entry, in a live blog
}

// assemble makes the Article of a text whose paragraphs are known: the one
// place where byte offsets become code points. Paragraphs must be in order.
func assemble(text string, ps []paragraph) *timeline.Article {
	a := &timeline.Article{Text: text, Paragraphs: make([]timeline.Paragraph, 0, len(ps))}
	at, points := 0, 0
	upTo := func(i int) int {
		points += utf8.RuneCountInString(text[at:i])
		at = i
		return points
	}
	for _, p := range ps {
		start := upTo(p.start)
		a.Paragraphs = append(a.Paragraphs, timeline.Paragraph{Span: timeline.Span{Start: start, End: upTo(p.end)}, Role: p.role, Published: p.published})
	}
	return a
}

// apply puts the hints over what was found. It must come after the hint of
// publication was read.
func (h Hints) apply(a *timeline.Article, published edtf.Date) {
	if t := oneLine(h.Title); t != "" {
		a.Title = t
	}
	if !published.IsZero() {
		a.Published = published
	}
	if h.Language != "" {
		a.Language = strings.ReplaceAll(h.Language, "_", "-")
	}
	if a.Language == "" {
		a.Language = language(a.Text)
	}
	if h.URL != "" {
		a.URL = h.URL
	}
}

// checkText refuses what is no text at all; field is the field that held it.
func checkText(field, text string) error {
	if i := invalidUTF8(text); i >= 0 {
		return timeline.FieldProblem(field, "is not UTF-8: byte %#02x at offset %d (counted in bytes from 0) begins no character; convert the text to UTF-8", text[i], i)
	}
	if strings.TrimFunc(text, isSpace) == "" {
		return timeline.FieldProblem(field, "holds no words: give the article's text")
	}
	return nil
}

// invalidUTF8 returns the offset of the first byte that is not UTF-8, or -1.
func invalidUTF8(s string) int {
	if utf8.ValidString(s) {
		return -1
	}
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		if r == utf8.RuneError && n == 1 {
			return i
		}
		i += n
	}
	return -1
}

// isSpace reports white space and the marks that take no room: a byte order
// mark at the head of a file, zero-width spaces of content management systems.
func isSpace(r rune) bool {
	return unicode.IsSpace(r) || r == '\ufeff' || r == '\u200b' || r == '\u200e' || r == '\u200f'
}

// oneLine is s with every run of white space made one space.
func oneLine(s string) string {
	gap := true // so that a space at the beginning is one too many
	for _, r := range s {
		was := gap
		if gap = isSpace(r); gap && (was || r != ' ') {
			return strings.Join(strings.FieldsFunc(s, isSpace), " ")
		}
	}
	if strings.HasSuffix(s, " ") {
		return s[:len(s)-1]
	}
	return s // as most lines are
}
