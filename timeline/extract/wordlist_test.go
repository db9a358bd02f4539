package extract

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// held reports whether a condition that asks for a list holds in words[first:end] of a
// sentence.
func held(t *testing.T, list, words string, first, end int) bool {
	t.Helper()
	d := &dictionary{}
	lists := newWordLists(d)
	require.NoError(t, lists.define("vessel: ship|tanker|aircraft carrier"))
	require.NoError(t, lists.define("weapon: missile|car bomb"))
	l, err := lists.list(list)
	require.NoError(t, err)
	tokens := (&language{dictionary: *d}).tokenise(words, 0, len(words), nil)
	r := &reader{scratch: &scratch{tokens: tokens}}
	return r.holds(&sentence{first: 0, end: len(tokens)}, l, first, end)
}

func TestAConditionHoldsForAWordThatIsThere(t *testing.T) {
	filler := strings.Repeat("x ", 64) // as many tokens as have a bit of their own
	for name, tt := range map[string]struct {
		list, words string
		first, end  int
		want        bool
	}{
		"a word":                           {"mine|rocket", "the rocket fell", 0, 3, true},
		"its plural":                       {"mine|rocket", "the rockets fell", 0, 3, true},
		"another word":                     {"mine|rocket", "the plane fell", 0, 3, false},
		"outside what is looked at":        {"mine|rocket", "rocket fell rocket", 1, 2, false},
		"nothing is looked at":             {"mine|rocket", "rocket fell", 1, 1, false},
		"a word of a set":                  {"mine|@vessel", "the tankers burn", 0, 3, true},
		"of the other set":                 {"@weapon", "the tankers burn", 0, 3, false},
		"of a set, outside":                {"@vessel", "the tankers burn", 2, 3, false},
		"a phrase":                         {"gas line", "the gas line burns", 0, 4, true},
		"the beginning of a phrase":        {"gas line", "the gas burns", 0, 3, false},
		"a phrase that ends outside":       {"gas line", "the gas line burns", 0, 2, false},
		"a phrase of a set":                {"mine|@weapon", "a car bomb went off", 0, 5, true},
		"the beginning of one":             {"mine|@weapon", "a car went off", 0, 4, false},
		"a phrase of another set":          {"@vessel", "a car bomb went off", 0, 5, false},
		"behind 64 tokens":                 {"mine|rocket", filler + "rocket", 60, 65, true},
		"at the bit of a token 64 before":  {"mine|rocket", "rocket " + filler + "x", 60, 66, false},
		"anywhere in more than 64 tokens":  {"mine|rocket", "x " + filler + "rocket", 0, 66, true},
		"nowhere in more than 64 tokens":   {"mine|rocket", filler + "x x", 0, 66, false},
		"a possessive, a token of its own": {"driver 's", "a driver's seat", 0, 4, true},
		"a mark inside a phrase":           {"pilots ' strike", "a pilots' strike grounded flights", 0, 6, true},
		"a mark between two names":         {"pratt & whitney", "it chose pratt & whitney engines", 0, 6, true},
		"a mark":                           {"%|dollars", "it rose 12 %", 0, 4, true},
	} {
		t.Run(name, func(t *testing.T) {
			assert.Equal(t, tt.want, held(t, tt.list, tt.words, tt.first, tt.end))
		})
	}
}

func TestAListOfWordsIsRefused(t *testing.T) {
	lists := newWordLists(&dictionary{})
	require.NoError(t, lists.define("vessel: ship"))
	assert.ErrorContains(t, lists.define("vessel: boat"), "new name")
	assert.ErrorContains(t, lists.define("boat"), "colon")
	assert.ErrorContains(t, lists.define("boat: dinghy|"), "empty word")
	_, err := lists.list("mine||rocket")
	assert.ErrorContains(t, err, "empty word")
	_, err = lists.list("@plane")
	assert.ErrorContains(t, err, "no set of words")
}
