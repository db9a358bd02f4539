package timex

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// A token is a run of letters, a run of digits, or one other character.
type token struct {
	start, end int32
	sig        int32 // what the grammar knows this token as, see lexicon
	kind       tokenKind
	glued      bool // no space stands between it and the token before
	breaks     bool // a paragraph or a line begins here: no expression runs across
	capital    bool // its first letter is a capital
	num        int32
	width      int32 // of a number: how many digits; 0 where it was grouped ("1,500")
}

type tokenKind uint8

const (
	wordToken tokenKind = iota
	numberToken
	markToken
)

// maxNumber caps the value of a number: no date needs more, and a longer run
// of digits is known by its width.
const maxNumber = 1_000_000_000

// tokenize splits text in one pass. Bytes that are not UTF-8 become marks
// that no rule knows. The tokens are put into the room that tokens has.
func (l *lexicon) tokenize(text string, tokens []token) []token {
	wrapped := hardWrapped(text)
	if tokens = tokens[:0]; cap(tokens) < len(text)/8 {
		tokens = make([]token, 0, len(text)/4+4)
	}
	space, newlines := false, 0
	var buf [64]byte
	for i := 0; i < len(text); {
		c := text[i]
		if c == ' ' || c == '\t' || c == '\r' || c == '\n' {
			if c == '\n' {
				newlines++
			}
			space = true
			i++
			continue
		}
		r, size := rune(c), 1
		if c >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(text[i:])
			if unicode.IsSpace(r) || r == '\u200b' || r == '\ufeff' {
				if r == '\u2029' || r == '\u0085' || r == '\u2028' {
					newlines++
				}
				space = true
				i += size
				continue
			}
		}
		t := token{
			start:  int32(i),
			glued:  !space && len(tokens) > 0,
			breaks: newlines > 1 || newlines == 1 && !wrapped,
		}
		space, newlines = false, 0
		switch {
		case r >= '0' && r <= '9':
			i = l.number(text, i, &t)
		case isLetter(r):
			t.kind = wordToken
			t.capital = unicode.IsUpper(r)
			word, upper := buf[:0], true
			for i < len(text) {
				c := text[i]
				if c < utf8.RuneSelf {
					switch {
					case c >= 'A' && c <= 'Z':
						c += 'a' - 'A'
					case c >= 'a' && c <= 'z':
						upper = false
					default:
						goto end
					}
					if len(word) < len(buf) {
						word = append(word, c)
					}
					i++
					continue
				}
				r, size := utf8.DecodeRuneInString(text[i:])
				if !isLetter(r) && !unicode.Is(unicode.Mn, r) {
					break
				}
				if unicode.IsLower(r) {
					upper = false
				}
				if len(word)+utf8.UTFMax <= len(buf) {
					word = utf8.AppendRune(word, unicode.ToLower(r))
				}
				i += size
			}
		end:
			t.sig = l.wordSig(word, t.capital, upper && i-int(t.start) > 1)
		default:
			t.kind = markToken
			t.sig = l.markSig(foldMark(r))
			i += size
		}
		t.end = int32(i)
		tokens = append(tokens, t)
	}
	return tokens
}

// number reads digits, with the language's marks between groups of three, and
// returns where they end.
func (l *lexicon) number(text string, i int, t *token) int {
	t.kind = numberToken
	j, n := i, int64(0)
	for ; j < len(text) && isDigit(text[j]); j++ {
		n = min(n*10+int64(text[j]-'0'), maxNumber)
	}
	t.width = int32(j - i)
	if t.width <= 3 {
		k, m := j, n
		for k+3 < len(text) && strings.IndexByte(l.group, text[k]) >= 0 && isDigit(text[k+1]) && isDigit(text[k+2]) && isDigit(text[k+3]) &&
			(k+4 == len(text) || !isDigit(text[k+4])) {
			m = min(m*1000+int64(text[k+1]-'0')*100+int64(text[k+2]-'0')*10+int64(text[k+3]-'0'), maxNumber)
			k += 4
		}
		if k > j {
			j, n, t.width = k, m, 0
		}
	}
	t.num = int32(n)
	t.sig = l.numberSig(t.num, t.width)
	return j
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

func isLetter(r rune) bool {
	if r < utf8.RuneSelf {
		return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z'
	}
	return unicode.IsLetter(r)
}

// foldMark makes one of the characters that writers use for the same thing.
func foldMark(r rune) rune {
	switch r {
	case '‐', '‑', '‒', '–', '−', '\u00ad':
		return '-'
	case '’', '‘', 'ʼ', '′', '`', '´':
		return '\''
	case '“', '”', '„', '«', '»':
		return '"'
	}
	return r
}

// hardWrapped tells a text whose lines were broken at a column, so that a
// newline is no more than a space, from one with a paragraph or a headline
// on each line.
func hardWrapped(text string) bool {
	const sample, widest, usual = 64, 100, 45
	lines, full, width := 0, 0, 0
	for i := 0; i < len(text) && lines < sample; i++ {
		if text[i] != '\n' {
			if width++; width > widest {
				return false
			}
			continue
		}
		if width > 0 {
			lines++
			if width >= usual {
				full++
			}
		}
		width = 0
	}
	return lines >= 4 && full*3 >= lines*2
}
