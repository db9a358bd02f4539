package timex

import (
	"fmt"
	"maps"
	"slices"
	"sort"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"dateline/timeline/timex/feast"
)

// An atom is what one token is compared with: a word or mark, or membership
// in a class.
type atom int16

// A lexicon gives each token its signature: the number of the set of atoms
// that the token satisfies. A pattern's automaton runs over signatures, so
// that no word is looked up twice.
type lexicon struct {
	atoms   map[string]atom
	classes map[string]*class
	words   map[string][3]int32 // signature in lower case, capitalised, all capitals
	shapes  [1 << 10]uint64     // a bit for each shape that one of them has
	marks   map[rune]int32
	digits  []*class               // classes of numbers, at most 32
	feasts  map[string]feast.Feast // by what the words say of them
	numSigs map[uint32]int32       // by the bit set of the classes of digits
	short   [5][]int32             // of numbers of one to four digits, by width and number

	sigs    [][]atom // by signature
	sigOf   map[string]int32
	unknown [3]int32
	endings []ending
	member  []uint64 // of each signature, a bit for each atom
	stride  int
	group   string // marks between groups of three digits

	entries map[string]*entry // while loading
}

// A class is a named list of words with values, or a range of numbers.
type class struct {
	name   string
	atom   atom
	values map[string]string // by word in lower case; phrases have their own list
	phrase []phrase
	lo, hi int32 // of numbers
	wlo    int32 // digits at least
	whi    int32 // and at most
	number bool
}

// An ending puts words that the lexicon does not list into classes: "*ed".
type ending struct {
	text  string
	atoms []atom
	sig   [3]int32
}

// A phrase is an entry of more than one token.
type phrase struct {
	parts []string // as splitLiteral cuts it
	value string
	atoms []atom // of the parts, where they are compared without a pattern
}

type entry struct {
	atoms   []atom
	capital []atom // only where the token has a capital
}

// Wildcards: what any token may be.
const (
	anyWord    = "word"    // a run of letters
	anyCapital = "Capital" // a word with a capital
	anyLower   = "lower"   // a word without
	anyNumber  = "number"  // a run of digits, grouped by marks or not
	anyMark    = "mark"    // anything else
)

func newLexicon() *lexicon {
	l := &lexicon{
		atoms:   map[string]atom{},
		classes: map[string]*class{},
		feasts:  map[string]feast.Feast{},
		words:   map[string][3]int32{},
		marks:   map[rune]int32{},
		sigOf:   map[string]int32{},
		entries: map[string]*entry{},
	}
	for _, w := range []string{anyWord, anyCapital, anyLower, anyNumber, anyMark} {
		l.classes[w] = &class{name: w, atom: l.atom("{" + w + "}")}
	}
	return l
}

func (l *lexicon) atom(name string) atom {
	a, ok := l.atoms[name]
	if !ok {
		a = atom(len(l.atoms))
		l.atoms[name] = a
	}
	return a
}

// literal returns the atom of a word or mark as a pattern writes it; one with
// a capital wants a token with a capital.
func (l *lexicon) literal(text string) atom {
	low := strings.ToLower(text)
	e := l.entry(low)
	r, _ := utf8.DecodeRuneInString(text)
	if unicode.IsUpper(r) {
		a := l.atom(text)
		e.capital = appendNew(e.capital, a)
		return a
	}
	a := l.atom(low)
	e.atoms = appendNew(e.atoms, a)
	return a
}

func (l *lexicon) entry(low string) *entry {
	e := l.entries[low]
	if e == nil {
		e = &entry{}
		l.entries[low] = e
	}
	return e
}

func appendNew(list []atom, a atom) []atom {
	if slices.Contains(list, a) {
		return list
	}
	return append(list, a)
}

// read takes in a file of words: a class in brackets, and under it lines
// "value = word, phrase of words, …"; without a value a word is its own, and
// "~" is none; a comma stands on a line of its own. In the classes "holiday"
// and "holiday-…" a value is a feast (see feast.Parse). A class of numbers is
// one line, "[day] 1..31", or "[year] 1000..2100 digits 4".
func (l *lexicon) read(file, text string) error {
	var c *class
	for n, line := range strings.Split(text, "\n") {
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		fail := func(format string, args ...any) error {
			return fmt.Errorf("%s:%d: %s", file, n+1, fmt.Sprintf(format, args...))
		}
		if line[0] == '[' {
			name, rest, ok := strings.Cut(line[1:], "]")
			if !ok {
				return fail("a class is written [name]")
			}
			if c = l.classes[name]; c == nil {
				c = &class{name: name, atom: l.atom("{" + name + "}"), values: map[string]string{}}
				l.classes[name] = c
			}
			if rest = strings.TrimSpace(rest); rest != "" {
				if err := c.numbers(rest); err != nil {
					return fail("%v", err)
				}
				l.digits = append(l.digits, c)
			}
			continue
		}
		if c == nil || c.number {
			return fail("a word stands under no class of words: begin with [name]")
		}
		value, words, ok := strings.Cut(line, "=")
		if !ok {
			value, words = "", line
		}
		value = strings.TrimSpace(value)
		if isFeasts(c.name) {
			if err := l.feast(value); err != nil {
				return fail("%v", err)
			}
		}
		if strings.TrimSpace(words) == "," {
			l.add(c, ",", value)
			continue
		}
		for w := range strings.SplitSeq(words, ",") {
			if w = strings.TrimSpace(w); w == "" {
				return fail("an empty word in class %s", c.name)
			}
			l.add(c, w, value)
		}
	}
	return nil
}

// isFeasts tells the classes of words whose values are feasts.
func isFeasts(class string) bool { return class == "holiday" || strings.HasPrefix(class, "holiday-") }

// feast takes in a feast, as the words or a rule give it.
func (l *lexicon) feast(spec string) error {
	f, err := feast.Parse(spec)
	l.feasts[spec] = f
	return err
}

func (c *class) numbers(spec string) error {
	f := strings.Fields(spec)
	lo, hi, ok := strings.Cut(f[0], "..")
	a, err1 := strconv.Atoi(lo)
	b, err2 := strconv.Atoi(hi)
	if !ok || err1 != nil || err2 != nil {
		return fmt.Errorf("class %s: %q is not a range of numbers such as 1..31", c.name, spec)
	}
	// Of no width is a number in groups: "1,500".
	c.number, c.lo, c.hi, c.wlo, c.whi = true, int32(a), int32(b), 0, int32(len(hi))
	if len(f) == 3 && f[1] == "digits" {
		w, err := strconv.Atoi(f[2])
		if err != nil {
			return fmt.Errorf("class %s: digits %q is no number", c.name, f[2])
		}
		c.wlo, c.whi = int32(w), int32(w)
	}
	return nil
}

func (l *lexicon) add(c *class, word, value string) {
	low := strings.ToLower(word)
	switch value {
	case "":
		value = low
	case "~":
		value = ""
	}
	if suffix, ok := strings.CutPrefix(low, "*"); ok {
		l.endings = append(l.endings, ending{text: suffix, atoms: []atom{c.atom}})
		return
	}
	if parts := splitLiteral(word); len(parts) > 1 {
		c.phrase = append(c.phrase, phrase{parts: parts, value: value})
		return
	}
	if _, twice := c.values[low]; !twice {
		c.values[low] = value
	}
	e := l.entry(low)
	if r, _ := utf8.DecodeRuneInString(word); unicode.IsUpper(r) {
		e.capital = appendNew(e.capital, c.atom)
	} else {
		e.atoms = appendNew(e.atoms, c.atom)
	}
}

// seal numbers the signatures, after all words and patterns are in.
func (l *lexicon) seal() {
	for _, mark := range slices.Sorted(maps.Keys(l.class("digit-group").values)) {
		l.group += mark
	}
	word, capital, lower := l.classes[anyWord].atom, l.classes[anyCapital].atom, l.classes[anyLower].atom
	l.unknown = [3]int32{l.sig(word, lower), l.sig(word, capital), l.sig(word, capital)}
	for k := range l.endings {
		e := &l.endings[k]
		e.sig[0] = l.sig(append([]atom{word, lower}, e.atoms...)...)
		e.sig[1] = l.sig(append([]atom{word, capital}, e.atoms...)...)
		e.sig[2] = e.sig[1]
	}
	chance, some := l.classes["no-ending"]
	for low, e := range l.entries {
		// A word that the files name has its ending as any other.
		if !some || !slices.Contains(e.atoms, chance.atom) && !slices.Contains(e.capital, chance.atom) {
			for k := range l.endings {
				if t := l.endings[k].text; len(low) > len(t)+2 && strings.HasSuffix(low, t) {
					e.atoms = append(e.atoms, l.endings[k].atoms...)
				}
			}
		}
		r, _ := utf8.DecodeRuneInString(low)
		if !isLetter(r) {
			if !isDigit(low[0]) {
				l.marks[foldMark(r)] = l.sig(append([]atom{l.classes[anyMark].atom}, e.atoms...)...)
			}
			continue
		}
		with := slices.Concat(e.atoms, e.capital, []atom{word, capital})
		// The clones stand side by side, where a look-up finds them sooner than in the files.
		at := shapeOf(low)
		l.shapes[at>>6] |= 1 << (at & 63)
		l.words[strings.Clone(low)] = [3]int32{l.sig(append([]atom{word, lower}, e.atoms...)...), l.sig(with...), l.sig(with...)}
	}
	l.marks[-1] = l.sig(l.classes[anyMark].atom)
	l.numSigs = map[uint32]int32{}
	// Which classes a number is in changes only at their bounds, so numbers
	// at and beside the bounds, at every width, reach all the combinations.
	for _, c := range l.digits {
		for _, n := range []int32{0, c.lo - 1, c.lo, c.hi, c.hi + 1, maxNumber} {
			for width := int32(0); width <= maxWidth+1; width++ {
				bits := l.numberBits(n, width)
				set := []atom{l.classes[anyNumber].atom}
				for k, c := range l.digits {
					if bits>>k&1 == 1 {
						set = append(set, c.atom)
					}
				}
				l.numSigs[bits] = l.sig(set...)
			}
		}
	}
	for width, below := int32(1), int32(10); int(width) < len(l.short); width, below = width+1, below*10 {
		l.short[width] = make([]int32, below)
		for n := range below {
			l.short[width][n] = l.numSigs[l.numberBits(n, width)]
		}
	}
	l.entries = nil
	l.stride = (len(l.atoms) + 63) / 64
	l.member = make([]uint64, l.stride*len(l.sigs))
	for s, set := range l.sigs {
		for _, a := range set {
			l.member[s*l.stride+int(a)>>6] |= 1 << (a & 63)
		}
	}
}

// sig returns the number of a set of atoms.
func (l *lexicon) sig(set ...atom) int32 {
	slices.Sort(set)
	set = slices.Compact(set)
	var key strings.Builder
	for _, a := range set {
		key.WriteByte(byte(a))
		key.WriteByte(byte(a >> 8))
	}
	if s, ok := l.sigOf[key.String()]; ok {
		return s
	}
	s := int32(len(l.sigs))
	l.sigs = append(l.sigs, slices.Clone(set))
	l.sigOf[key.String()] = s
	return s
}

// shapeOf tells words apart by their length, their first two bytes and their last.
func shapeOf[S string | []byte](low S) uint16 {
	n := len(low)
	if n < 2 {
		return uint16(low[0])
	}
	return uint16(low[0]) ^ uint16(low[1])<<5 ^ uint16(low[n-1])<<9 ^ uint16(n)<<12
}

func (l *lexicon) wordSig(low []byte, capital, upper bool) int32 {
	form := 0
	if upper {
		form = 2
	} else if capital {
		form = 1
	}
	// Most words of a text are none of ours, which their shape mostly tells
	// without a look into the large map.
	if at := shapeOf(low); l.shapes[at>>6]&(1<<(at&63)) != 0 {
		if s, ok := l.words[string(low)]; ok {
			return s[form]
		}
	}
	for k := range l.endings {
		e := &l.endings[k]
		if n := len(low) - len(e.text); n > 2 && string(low[n:]) == e.text {
			return e.sig[form]
		}
	}
	return l.unknown[form]
}

func (l *lexicon) markSig(r rune) int32 {
	if s, ok := l.marks[r]; ok {
		return s
	}
	return l.marks[-1]
}

func (l *lexicon) numberSig(n, width int32) int32 {
	if width > 0 && int(width) < len(l.short) {
		return l.short[width][n]
	}
	return l.numSigs[l.numberBits(n, min(width, maxWidth+1))]
}

// maxWidth is the longest run of digits that a class may name.
const maxWidth = 10

func (l *lexicon) numberBits(n, width int32) uint32 {
	bits := uint32(0)
	for k, c := range l.digits {
		if n >= c.lo && n <= c.hi && width >= c.wlo && width <= c.whi {
			bits |= 1 << k
		}
	}
	return bits
}

// class returns a class of words; an empty one where the language has none.
func (l *lexicon) class(name string) *class {
	if c := l.classes[name]; c != nil {
		return c
	}
	return &class{name: name, atom: -1}
}

// value returns what a class says of a token's text.
func (c *class) value(low string) string {
	if c.values == nil || c.number {
		return low
	}
	return c.values[low]
}

// has tells whether a token with this signature belongs to a class.
func (l *lexicon) has(sig int32, a atom) bool {
	return l.member[int(sig)*l.stride+int(a)>>6]>>(a&63)&1 == 1
}

// names lists the classes, for a message.
func (l *lexicon) names() string {
	var list []string
	for n := range l.classes {
		list = append(list, n)
	}
	sort.Strings(list)
	return strings.Join(list, ", ")
}

// splitLiteral cuts the text of a word or phrase as the tokenizer would, and
// writes a blank before each part that need not be glued to the one before.
func splitLiteral(text string) []string {
	var parts []string
	space := false
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		if r == ' ' {
			space = true
			i++
			continue
		}
		j := i + size
		switch {
		case r == '{':
			if end := strings.IndexByte(text[i:], '}'); end > 0 {
				j = i + end + 1
			}
		case isLetter(r):
			for j < len(text) {
				q, n := utf8.DecodeRuneInString(text[j:])
				if !isLetter(q) {
					break
				}
				j += n
			}
		case isDigit(text[i]):
			for j < len(text) && isDigit(text[j]) {
				j++
			}
		}
		part := text[i:j]
		if space || len(parts) == 0 {
			part = " " + part
		}
		parts = append(parts, part)
		space = false
		i = j
	}
	return parts
}
