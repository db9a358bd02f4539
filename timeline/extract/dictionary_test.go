package extract

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestADictionaryKnowsWhatItLearned(t *testing.T) {
	d := dictionary{}
	const many = 40_000 // more than it has room for at first
	first := d.learn("word 0")
	for i := range many {
		d.learn(fmt.Sprint("word ", i)).mark = uint16(i)
	}
	assert.Same(t, first, d.lexeme("word 0"), "a lexeme does not move")
	n := 0
	for x := range d.all() {
		if x.word != fmt.Sprint("word ", n) || x.mark != uint16(n) || x != d.lexeme(x.word) {
			t.Fatalf("word %d is %+v", n, x)
		}
		n++
	}
	assert.Equal(t, many, n)
	for i := many; i < 2*many; i++ {
		if w := fmt.Sprint("word ", i); d.lexeme(w) != unknownWord {
			t.Fatalf("%q was never learned", w)
		}
	}
}
