package templates

import (
	"fmt"
	"net/url"
	"strings"
	"unicode"
	"unicode/utf8"

	"dateline/timeline"
)

// Limits of text fragments, in code points, as browsers' own "copy link to
// highlight" has them.
const (
	wholeQuote   = 300 // a longer one is given by its first and last words
	needsContext = 20  // a shorter one may stand elsewhere too
)

// SourceLink returns the address that opens a source at the cited words, by a
// text fragment (WICG, Scroll to Text Fragment); "" if the source has no
// http or https address.
func SourceLink(address string, c timeline.Citation) string {
	if address = safeURL(address); address == "" {
		return ""
	}
	directive := textDirective(c)
	if directive == "" {
		return address
	}
	if strings.Contains(address, "#") {
		return address + ":~:text=" + directive
	}
	return address + "#:~:text=" + directive
}

func textDirective(c timeline.Citation) string {
	exact := strings.TrimSpace(c.Exact)
	if exact == "" {
		return ""
	}
	// A match of the whole cannot cross from one block to the next; one of a
	// start and an end can.
	if n := utf8.RuneCountInString(exact); n > wholeQuote || strings.ContainsAny(exact, "\n\r") {
		words := strings.Fields(exact)
		const ends = 5
		if len(words) > 2*ends {
			return fragmentText(strings.Join(words[:ends], " ")) + "," + fragmentText(strings.Join(words[len(words)-ends:], " "))
		}
	}
	directive := fragmentText(exact)
	if utf8.RuneCountInString(exact) < needsContext {
		if p := lastLine(c.Prefix); p != "" {
			directive = fragmentText(p) + "-," + directive
		}
		if s := firstLine(c.Suffix); s != "" {
			directive += ",-" + fragmentText(s)
		}
	}
	return directive
}

// Context is given in whole words: a fragment matches at word boundaries only.
// Prefix and suffix are cut at 20 code points, in the middle of a word maybe.
func lastLine(prefix string) string {
	if i := strings.LastIndexAny(prefix, "\n\r"); i >= 0 {
		return strings.TrimSpace(prefix[i+1:])
	}
	if i := strings.IndexFunc(prefix, unicode.IsSpace); i >= 0 {
		return strings.TrimSpace(prefix[i:])
	}
	return ""
}

func firstLine(suffix string) string {
	if i := strings.IndexAny(suffix, "\n\r"); i >= 0 {
		return strings.TrimSpace(suffix[:i])
	}
	if i := strings.LastIndexFunc(suffix, unicode.IsSpace); i >= 0 {
		return strings.TrimSpace(suffix[:i])
	}
	return ""
}

// fragmentText percent-encodes for a text directive, whose own characters are
// the ampersand, the hyphen and the comma.
func fragmentText(s string) string {
	s = strings.ReplaceAll(url.QueryEscape(strings.Join(strings.Fields(s), " ")), "+", "%20")
	return strings.ReplaceAll(s, "-", "%2D")
}

// safeURL returns address if a page may link to it: http or https; else "".
// Storage holds no other, but an edition may be older than the rule.
func safeURL(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return ""
	}
	return address
}

func newQuote(w words, slug, event string, i int, c timeline.Citation, s timeline.Source) Quote {
	q := Quote{Words: quoted(c), Source: s.Publisher, Date: w.published(s.Published), Day: dayOf(s.Published), URL: SourceLink(s.URL, c)}
	if !c.Date.IsZero() {
		q.Dated = c.Date.WordsIn(w.tag)
	}
	if q.Source == "" {
		q.Source = s.Title
	} else {
		q.Title = s.Title
	}
	if q.URL != "" {
		q.Go = fmt.Sprintf("/t/%s/source/%s/%d", slug, url.PathEscape(event), i)
	}
	return q
}

// quoted is the cited words on one line, with dots where they begin or end
// inside a sentence.
func quoted(c timeline.Citation) string {
	words := strings.Join(strings.Fields(c.Exact), " ")
	// A quotation that was cut before its closing mark opens with it.
	if mark, n := utf8.DecodeRuneInString(words); strings.ContainsRune(`"'”’“»`, mark) {
		if rest := strings.TrimLeft(words[n:], " ,.;:"); len(rest) < len(words)-n {
			words = rest
		}
	}
	if words == "" {
		return ""
	}
	first, _ := utf8.DecodeRuneInString(words)
	if unicode.IsLower(first) {
		words = "… " + words
	}
	last, _ := utf8.DecodeLastRuneInString(words)
	next, _ := utf8.DecodeRuneInString(strings.TrimSpace(c.Suffix))
	if !strings.ContainsRune(".!?…。؟۔”\"’»", last) && (unicode.IsLetter(next) || unicode.IsDigit(next) || next == ',' || next == ';') && !strings.HasPrefix(strings.TrimLeft(c.Suffix, " "), "\n") {
		words = strings.TrimRight(words, ",;: ") + " …"
	}
	return words
}
