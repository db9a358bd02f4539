package extract

import (
	"hash/maphash"
	"iter"
	"strings"
)

// A dictionary has what is known of each word. A text looks for all its words, and what
// it waits for is the memory that is far from the processor: here one look at the slots
// mostly says that a word is not there, and one more finds it.
type dictionary struct {
	slots  []slot
	blocks [][]lexeme // of blockSize, so that they do not move
	count  uint32
}

// A slot is where the hash of a word leads.
type slot struct {
	number uint32 // of the word, from 1; 0 for none
	tag    uint32 // bits of the hash that do not say where the slot is
}

const blockSize = 256

var wordSeed = maphash.MakeSeed()

// slotOf returns the slot of a word: the one that has it, or an empty one, and the tag
// that it would have.
func (d *dictionary) slotOf(word string) (at *slot, tag uint32) {
	h := maphash.String(wordSeed, word)
	tag = uint32(h >> 32)
	for i := int(h) & (len(d.slots) - 1); ; i = (i + 1) & (len(d.slots) - 1) {
		if s := &d.slots[i]; s.number == 0 || s.tag == tag && d.at(s.number).word == word {
			return s, tag
		}
	}
}

func (d *dictionary) at(number uint32) *lexeme {
	return &d.blocks[(number-1)/blockSize][(number-1)%blockSize]
}

// lexeme returns what is known of a word in lower case.
func (d *dictionary) lexeme(low string) *lexeme {
	if s, _ := d.slotOf(low); s.number != 0 {
		return d.at(s.number)
	}
	return unknownWord
}

// learn returns the entry of a word, for the caller to fill in; a new one stands behind
// the one that was added before it.
func (d *dictionary) learn(word string) *lexeme {
	if 2*int(d.count) >= len(d.slots) {
		d.grow()
	}
	s, tag := d.slotOf(word)
	if s.number != 0 {
		return d.at(s.number)
	}
	if d.count%blockSize == 0 {
		d.blocks = append(d.blocks, make([]lexeme, blockSize))
	}
	d.count++
	*s = slot{d.count, tag}
	x := d.at(d.count)
	x.word, x.opening = strings.Clone(word), noOpening // a copy stands beside the others, and not somewhere in a file
	return x
}

// learnAll returns what is known of the words of a phrase.
func (d *dictionary) learnAll(words []string) []*lexeme {
	out := make([]*lexeme, len(words))
	for i, w := range words {
		if out[i] = gap; w != "~" {
			out[i] = d.learn(w)
		}
	}
	return out
}

func (d *dictionary) grow() {
	d.slots = make([]slot, max(1<<15, 2*len(d.slots)))
	n := uint32(0)
	for x := range d.all() {
		n++
		s, tag := d.slotOf(x.word)
		*s = slot{n, tag}
	}
}

// all yields the words in the order in which they were added.
func (d *dictionary) all() iter.Seq[*lexeme] {
	return func(yield func(*lexeme) bool) {
		for n := uint32(1); n <= d.count && yield(d.at(n)); n++ {
		}
	}
}
