package extract

import (
	"fmt"
	"iter"
	"math"
	"math/bits"
	"slices"
	"strings"
)

// A wordList is what a condition asks for: one of some words and phrases, its
// own or those of sets with a name.
type wordList struct {
	named   setBits
	marks   []uint16     // of its own words, and of those that begin its own phrases
	words   int          // how many of marks are of words
	phrases *[][]*lexeme // its own, of which few lists have any
}

// setBits has a bit for each set with a name.
type setBits [2]uint64

const mostNamed = 64 * len(setBits{})

func (b *setBits) has(set uint16) bool   { return b[set/64]&(1<<(set%64)) != 0 }
func (b *setBits) add(set uint16)        { b[set/64] |= 1 << (set % 64) }
func (b *setBits) join(o *setBits)       { b[0], b[1] = b[0]|o[0], b[1]|o[1] }
func (b *setBits) meets(o *setBits) bool { return b[0]&o[0]|b[1]&o[1] != 0 }

// all yields the sets of which there is a bit.
func (b *setBits) all() iter.Seq[int] {
	return func(yield func(int) bool) {
		for n, rest := range b {
			for ; rest != 0; rest &= rest - 1 {
				if !yield(64*n + bits.TrailingZeros64(rest)) {
					return
				}
			}
		}
	}
}

// A setPhrase is a phrase of a set with a name.
type setPhrase struct {
	set   uint16
	words []*lexeme
}

// wordLists reads the lists of a language.
type wordLists struct {
	words  *dictionary
	named  map[string]uint16
	lists  map[string]*wordList // by what is written in the condition
	marked uint16               // how many words have a mark
	// What is looked at together stands side by side.
	block block[wordList]
	marks []uint16
}

func newWordLists(words *dictionary) *wordLists {
	return &wordLists{words: words, named: map[string]uint16{}, lists: map[string]*wordList{}}
}

// define reads a set with a name: "vessel: ship|tanker|aircraft carrier".
func (w *wordLists) define(line string) error {
	name, phrases, ok := strings.Cut(line, ":")
	if _, known := w.named[name]; !ok || known {
		return fmt.Errorf("%q: want a new name, a colon and words", line)
	}
	set := uint16(len(w.named))
	if int(set) == mostNamed {
		return fmt.Errorf("%q: there is room for %d sets with a name", name, mostNamed)
	}
	w.named[name] = set
	for phrase := range strings.SplitSeq(phrases, "|") {
		words, plural := w.read(phrase)
		switch {
		case len(words) == 0:
			return fmt.Errorf("%q has an empty word", line)
		case plural != nil:
			words[0].named.add(set)
			plural.named.add(set)
		default:
			begins := words[0].opens()
			begins.begun.add(set)
			begins.setPhrases = append(begins.setPhrases, setPhrase{set, words})
		}
	}
	return nil
}

// list reads what a condition asks for: "missile|rocket|@vessel".
func (w *wordLists) list(s string) (*wordList, error) {
	if l := w.lists[s]; l != nil {
		return l, nil
	}
	l := w.block.keep(wordList{})
	var words, firsts []uint16
	var phrases [][]*lexeme
	for phrase := range strings.SplitSeq(s, "|") {
		phrase = strings.TrimSpace(phrase)
		if name, isSet := strings.CutPrefix(phrase, "@"); isSet {
			set, known := w.named[name]
			if !known {
				return nil, fmt.Errorf("%q is no set of words of sets.txt", phrase)
			}
			l.named.add(set)
			continue
		}
		if phrase == "" {
			return nil, fmt.Errorf("%q has an empty word", s)
		}
		if w.marked > math.MaxUint16-2 {
			return nil, fmt.Errorf("%q: there is no room for more words of conditions", s)
		}
		if own, plural := w.read(phrase); plural != nil {
			words = append(words, w.mark(own[0]), w.mark(plural))
		} else {
			firsts = append(firsts, w.mark(own[0]))
			phrases = append(phrases, own)
		}
	}
	w.marks, l.marks = packed(w.marks, append(words, firsts...))
	if l.words = len(words); len(phrases) > 0 {
		l.phrases = &phrases
	}
	w.lists[s] = l
	return l, nil
}

// read returns the words of a phrase; if it is a word, then its plural too.
func (w *wordLists) read(phrase string) (words []*lexeme, plural *lexeme) {
	parts := strings.Fields(strings.ReplaceAll(phrase, "'s", " 's")) // as tokens are
	if len(parts) == 1 {
		plural = w.words.learn(pluralOf(parts[0]))
	}
	return w.words.learnAll(parts), plural
}

// mark returns the number that lists know a word by.
func (w *wordLists) mark(x *lexeme) uint16 {
	if x.mark == 0 {
		w.marked++
		x.mark = w.marked
	}
	return x.mark
}

// heard is what a sentence has of the words that conditions ask for.
type heard struct {
	in *sentence
	// Bits for the tokens of which something is asked; several tokens share a bit.
	where [256]uint64       // those with a mark, by mark: several marks share a place
	sets  [mostNamed]uint64 // those in a set with a name, and those that begin a phrase of it
	any   setBits           // the sets of which there are some
}

// listen notes where a sentence has what, so that holds need not look for the rest,
// most of what is asked for.
func (r *reader) listen(s *sentence) {
	h := &r.heard
	if h.in == s {
		return
	}
	*h = heard{in: s}
	for i := s.first; i < s.end; i++ {
		x, bit := r.tokens[i].lexeme, uint64(1)<<(i%64)
		if x.mark != 0 {
			h.where[int(x.mark)%len(h.where)] |= bit
		}
		of := x.named
		of.join(&x.begun)
		for set := range of.all() {
			h.sets[set] |= bit
		}
		h.any.join(&of)
	}
}

// hears reports whether a word with a mark may stand in tokens[first:end] of a sentence.
func (r *reader) hears(s *sentence, mark uint16, first, end int) bool {
	r.listen(s)
	return bitsOf(r.heard.where[int(mark)%len(r.heard.where)], first, end) != 0
}

// bitsOf returns the bits of those that are set which stand for tokens[first:end].
func bitsOf(where uint64, first, end int) uint64 {
	if n := end - first; n < 64 {
		where &= bits.RotateLeft64(1<<max(n, 0)-1, first%64)
	}
	return where
}

// holds reports whether one of the words, or its plural, stands in
// tokens[first:end] of a sentence; a phrase of several words matches in order.
func (r *reader) holds(s *sentence, l *wordList, first, end int) bool {
	r.listen(s)
	h := &r.heard
	at := uint64(0) // where one of the words may stand, or a phrase begin
	for _, mark := range l.marks {
		at |= h.where[int(mark)%len(h.where)]
	}
	if l.named.meets(&h.any) {
		for set := range l.named.all() {
			at |= h.sets[set]
		}
	}
	if at = bitsOf(at, first, end); at == 0 {
		return false
	}
	words, firsts := l.marks[:l.words], l.marks[l.words:]
	for i := first; i < end; i++ {
		if at>>(i%64)&1 == 0 {
			continue
		}
		x := r.tokens[i].lexeme
		switch {
		case x.named.meets(&l.named), slices.Contains(words, x.mark):
			return true
		case slices.Contains(firsts, x.mark) && slices.ContainsFunc(*l.phrases, func(p []*lexeme) bool { return i+len(p) <= end && r.sameWords(i, p) }):
			return true
		case x.begun.meets(&l.named) && slices.ContainsFunc(x.setPhrases, func(p setPhrase) bool {
			return l.named.has(p.set) && i+len(p.words) <= end && r.sameWords(i, p.words)
		}):
			return true
		}
	}
	return false
}

// wordSet makes a set of words for which words.txt has no sort left.
func wordSet(words string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(words) {
		set[w] = true
	}
	return set
}
