package extract

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A token is a word, a number or one mark of punctuation. Its offsets are
// bytes of the article's text; code points are made at the package's edge
// alone (see spanOf).
type token struct {
	start, end int
	text       string // verbatim
	low        string // in lower case, the apostrophe made straight
	class      class  // what the language says of the word
	sense      sense
	place      locative // what it says of a place
	lexeme     *lexeme  // of low
	capital    bool
	digit      bool // begins with a digit
	punct      bool
	quoted     bool // inside direct speech
	entity     int  // index of the name it belongs to, -1 for none
}

// ly reports a word that its ending makes an adverb.
func (t *token) ly() bool {
	return strings.HasSuffix(t.low, "ly") && t.entity < 0 && t.sense&notAdverb == 0
}

// tokenise splits one paragraph. A possessive "'s" is a token of its own; an
// abbreviation keeps its full stop.
func (l *language) tokenise(text string, start, end int, out []token) []token {
	for i := start; i < end; {
		r, n := utf8.DecodeRuneInString(text[i:end])
		if unicode.IsSpace(r) {
			i += n
			continue
		}
		j := i + n
		word := isWordRune(r)
		if word {
			j = wordEnd(text, i, end)
			if k := possessive(text, i, j); k > i {
				j = k
			}
		} else if k := wordEnd(text, i+n, end); i > 0 && k == i+n+1 && text[i+n] == 's' && possessive(text, i, k) == i {
			j, word = k, true
		} else if r == '-' || r == '.' {
			for j < end && text[j] == text[i] {
				j++
			}
		}
		if word && j < end && text[j] == '.' && l.abbreviates(text[i:j]) {
			j++
		}
		out = append(out, token{}) // made where it is to stand
		l.token(&out[len(out)-1], text, i, j, r, !word)
		i = j
	}
	return out
}

func (l *language) token(t *token, text string, i, j int, first rune, punct bool) {
	t.start, t.end, t.text, t.punct, t.entity = i, j, text[i:j], punct, -1
	t.capital, t.digit = unicode.IsUpper(first), unicode.IsDigit(first)
	if k := strings.LastIndexByte(t.text, '-'); k > 0 && l.isDescription(t.text[:k], t.text[k+1:]) {
		t.capital = false // "Chicago-based", not "Joon-seok"
	}
	t.low = t.text
	if !punct {
		t.low = strings.ToLower(t.text)
		if strings.Contains(t.low, "’") {
			t.low = strings.ReplaceAll(t.low, "’", "'")
		}
	}
	t.lexeme = l.lexeme(t.low)
	if !punct {
		t.sense, t.place = t.lexeme.sense, t.lexeme.place
		if t.class = t.lexeme.class; t.class&pronoun != 0 && t.capital && len(t.text) > 1 && allCapitals(t.text) {
			t.class = 0 // "US" is no pronoun
		}
		if t.capital && t.class&month != 0 {
			t.class &^= modal // "May"
		}
	}
}

// isDescription reports whether the two halves of a word with a hyphen describe
// what follows: "Kremlin-appointed", "Ex-minister".
func (l *language) isDescription(head, tail string) bool {
	r, _ := utf8.DecodeRuneInString(tail)
	return l.lexeme(tail).sense&compound != 0 || unicode.IsLower(r) && (strings.HasSuffix(tail, "ed") || strings.HasSuffix(tail, "ing") || l.lexeme(strings.ToLower(head)).sense&prefix != 0)
}

func isWordRune(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r)
}

// wordEnd returns where the word that begins at i ends: letters and digits,
// with a single mark between two of them (co-founder, 2,745, o'clock, U.S).
func wordEnd(text string, i, end int) int {
	for i < end {
		r, n := utf8.DecodeRuneInString(text[i:end])
		if isWordRune(r) {
			i += n
			continue
		}
		after, _ := utf8.DecodeRuneInString(text[i+n : end])
		before, _ := utf8.DecodeLastRuneInString(text[:i])
		switch {
		case !isWordRune(after):
			return i
		case r == '-' || r == '\'' || r == '’' || r == '&':
		case (r == ',' || r == ':') && unicode.IsDigit(before) && unicode.IsDigit(after):
		case r == '.' && (unicode.IsDigit(before) && unicode.IsDigit(after) || unicode.IsUpper(before) && unicode.IsUpper(after) || before == 'a' && after == 'm' || before == 'p' && after == 'm'):
		default:
			return i
		}
		i += n
	}
	return i
}

// possessive returns where a final "'s" of text[i:j] begins, -1 if there is none.
func possessive(text string, i, j int) int {
	for _, s := range [...]string{"'s", "’s"} {
		if strings.HasSuffix(text[i:j], s) {
			return j - len(s)
		}
	}
	return -1
}

// abbreviates reports whether a full stop after the word belongs to it.
func (l *language) abbreviates(word string) bool {
	if len(word) == 1 {
		return word[0] >= 'A' && word[0] <= 'Z'
	}
	if strings.Contains(word, ".") {
		last := word[strings.LastIndexByte(word, '.')+1:]
		return last == "" || last[0] < '0' || last[0] > '9' // "5p.m.", not "for $1.2bn."
	}
	if len(word) >= 7 {
		return false
	}
	x := l.lexeme(strings.ToLower(word) + ".")
	return x.class&abbreviation != 0 && (word[0] <= 'Z' || x.sense&smallAbbreviation != 0)
}

// A sentence is a run of tokens within one paragraph.
type sentence struct {
	first, end int // tokens, end exclusive
	para       int
	brackets   bool // something stands between brackets, or between two dashes
	clauses    []clause
}

// sentences splits tokens[first:] of a paragraph.
func (l *language) sentences(tokens []token, text string, first, para int, out []sentence) []sentence {
	begin := first
	for i := first; i < len(tokens); i++ {
		if !ends(tokens, i) && !l.endsAfterAbbreviation(tokens, i) {
			continue
		}
		j := i + 1
		for j < len(tokens) && isCloser(tokens[j].text) && tokens[j].start == tokens[j-1].end {
			j++
		}
		if j < len(tokens) && !opens(&tokens[j]) {
			continue
		}
		out = append(out, sentence{first: begin, end: j, para: para})
		begin, i = j, j-1
	}
	if begin < len(tokens) {
		out = append(out, sentence{first: begin, end: len(tokens), para: para})
	}
	return out
}

func ends(tokens []token, i int) bool {
	switch tokens[i].text {
	case "!", "?", "…":
		return true
	case ".":
		return true
	}
	return false
}

// endsAfterAbbreviation: "in the U.S. The …" ends where a word follows that
// never is a name, "at 11 a.m. …" at any capital that is of no time.
func (l *language) endsAfterAbbreviation(tokens []token, i int) bool {
	t := &tokens[i]
	if t.punct || !strings.HasSuffix(t.text, ".") || t.class&(honorific|month) != 0 || i+1 >= len(tokens) {
		return false
	}
	next := &tokens[i+1]
	if (t.low == "a.m." || t.low == "p.m.") && next.capital && next.class&(weekday|month) == 0 {
		// "at 11 a.m. Schools will remain closed", but not "Eastern time", "GMT"
		zone := slices.ContainsFunc(tokens[i+1:min(i+4, len(tokens))], func(x token) bool { return x.low == "time" || x.low == "eve" })
		return !zone && !allCapitals(next.text)
	}
	return next.capital && next.class&notName != 0 && next.class&(weekday|month) == 0 // "at 9:15 p.m. Thursday"
}

func isCloser(s string) bool {
	switch s {
	case "\"", "”", "’", "'", ")", "]", "''":
		return true
	}
	return false
}

func opens(t *token) bool {
	if !t.punct {
		return t.capital || t.digit || !unicode.IsLower(firstRune(t.text))
	}
	switch t.text {
	case "\"", "“", "‘", "(", "[", "'", "``", "-", "—", "–":
		return true
	}
	return false
}

func firstRune(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}

// minQuote is the number of tokens from which quoted words are somebody's
// speech and not a name or a term in quotation marks.
const minQuote = 5

// markQuotes sets quoted within one paragraph. open says that the paragraph
// begins inside a quotation; it returns whether it ends inside one.
func markQuotes(tokens []token, open bool) bool {
	begin := 0
	for i := range tokens {
		t := &tokens[i]
		switch t.text {
		case "“", "``":
			if !open {
				open, begin = true, i
			}
		case "”", "''":
			if open {
				quote(tokens[begin:i])
			}
			open = false
		case "\"":
			if open {
				quote(tokens[begin:i])
			} else {
				begin = i
			}
			open = !open
		}
	}
	if open {
		quote(tokens[begin:])
	}
	return open
}

func quote(tokens []token) {
	if len(tokens) <= minQuote && !slices.ContainsFunc(tokens, func(t token) bool { return t.class&pronounFirst != 0 }) {
		return // but "We need this," said Doe
	}
	for i := range tokens {
		tokens[i].quoted = true
	}
}

// straightQuotes counts the marks that may open or close.
func straightQuotes(tokens []token) int {
	n := 0
	for i := range tokens {
		t := &tokens[i]
		if t.text == "\"" {
			n++
		}
	}
	return n
}
