package article

import (
	"strings"
	"unicode/utf8"
)

// maxWrap is the longest line, in code points, that a hard-wrapped text has.
// Mail and wire copy wrap at 65 to 80; nobody wraps beyond this.
const maxWrap = 110

// split cuts a text into paragraphs, without the white space around them. A
// blank line always ends a paragraph. A single line break does too, unless the
// text is hard-wrapped and the break is where the next word did not fit.
func split(text string) []byteSpan {
	lines := lineSpans(text)
	width := wrapWidth(text, lines)
	var out []byteSpan
	open := false
	for i, l := range lines {
		if l.start == l.end {
			open = false
			continue
		}
		if open && width > 0 && !fits(text, lines[i-1], l, width) && !isItem(l.of(text)) {
			out[len(out)-1].end = l.end
		} else {
			out = append(out, l)
		}
		open = true
	}
	return out
}

// lineSpans returns each line without the white space at its ends; a blank
// line is an empty span.
func lineSpans(text string) []byteSpan {
	var out []byteSpan
	for start := 0; start <= len(text); {
		end := start
		for end < len(text) && !beginsBreak(text[end:]) {
			end++
		}
		next := end + 1
		if end < len(text) {
			if text[end] == '\r' && strings.HasPrefix(text[end:], "\r\n") {
				next = end + 2
			} else if text[end] >= utf8.RuneSelf {
				next = end + len("\u2028")
			}
		}
		out = append(out, trimSpan(text, byteSpan{start, end}))
		start = next
	}
	return out
}

// beginsBreak reports a break between lines or, by Unicode, between paragraphs at the
// beginning of s.
func beginsBreak(s string) bool {
	switch s[0] {
	case '\n', '\r':
		return true
	case "\u2028"[0]:
		return strings.HasPrefix(s, "\u2028") || strings.HasPrefix(s, "\u2029")
	}
	return false
}

// trimSpan takes the white space from both ends of s.
func trimSpan(text string, s byteSpan) byteSpan {
	t := s.of(text)
	cut := strings.TrimLeftFunc(t, isSpace)
	s.start += len(t) - len(cut)
	s.end = s.start + len(strings.TrimRightFunc(cut, isSpace))
	return s
}

// wrapWidth returns the width in code points at which a text is hard-wrapped,
// or 0 if it is not: most breaks between lines are then where the next word
// would have gone over the longest line.
func wrapWidth(text string, lines []byteSpan) int {
	width, breaks := 0, 0
	for i, l := range lines {
		width = max(width, utf8.RuneCountInString(l.of(text)))
		if width > maxWrap {
			return 0
		}
		if i > 0 && l.start < l.end && lines[i-1].start < lines[i-1].end {
			breaks++
		}
	}
	if width < 40 || breaks < 3 {
		return 0
	}
	full := 0
	for i, l := range lines {
		if i > 0 && l.start < l.end && lines[i-1].start < lines[i-1].end && !fits(text, lines[i-1], l, width) {
			full++
		}
	}
	if 2*full < breaks {
		return 0
	}
	return width
}

// fits reports whether the first word of next would have fitted on line. A
// few columns are left, for wrappers count tabs and wide characters otherwise.
func fits(text string, line, next byteSpan, width int) bool {
	const slack = 3
	word := next.of(text)
	if i := strings.IndexByte(word, ' '); i >= 0 {
		word = word[:i]
	}
	return utf8.RuneCountInString(line.of(text))+1+utf8.RuneCountInString(word)+slack <= width
}

// isItem reports whether a line begins an item of a list, or an entry of a live
// blog.
func isItem(line string) bool {
	if entryLine.MatchString(line) {
		return true
	}
	for _, mark := range []string{"* ", "- ", "• ", "– ", "— ", "· ", "▪ "} {
		if strings.HasPrefix(line, mark) {
			return true
		}
	}
	return false
}

// entryLine is a line that begins with a time set apart: "16:30 - The gate
// opens."
var entryLine = compile(`^\d{1,2}[:.]\d{2}(?:\s?[A-Z]{2,4}|\s?[ap]\.?m\.?|\sUhr)?(?:\s*[:|]|\s+[-–—]|$)`)
