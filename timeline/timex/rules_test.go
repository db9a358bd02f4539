package timex

import (
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
)

func TestLoadingRefusesBadRules(t *testing.T) {
	for name, c := range map[string]struct{ rules, says string }{
		"a rule without an example":        {"r\n  match today\n  gives ref value=X\n", "has no example"},
		"a rule that gives nothing":        {"r\n  match today\n  example [today] => X\n", "gives line"},
		"a veto that gives something":      {"!r\n  match today\n  gives ref value=X\n  example [today]\n", "veto has none"},
		"an operation that there is not":   {"r\n  match today\n  gives magic\n  example [today] => X\n", "no such operation"},
		"a class that there is not":        {"r\n  match {nothing}\n  gives ref value=X\n  example [today] => X\n", "{nothing} is no class"},
		"a bracket left open":              {"r\n  match (today\n  gives ref value=X\n  example [today] => X\n", "not closed"},
		"an id that is taken":              {"r\n  match a\n  gives ref value=X\n  example [a] => X\nr\n  match b\n  gives ref value=X\n  example [b] => X\n", "taken"},
		"patterns that name each other":    {"{a}\n  match {b}\n{b}\n  match {a}\nr\n  match {a}\n  gives ref value=X\n  example [b] => X\n", "circle"},
		"an example without marked words":  {"r\n  match today\n  gives ref value=X\n  example today => X\n", "brackets"},
		"a line that is no part of a rule": {"r\n  matches today\n", "none of match, gives, example"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := compile(fstest.MapFS{"xx/a.rules": {Data: []byte(c.rules)}}, "xx")
			if assert.Error(t, err) {
				assert.Contains(t, err.Error(), c.says)
				assert.Contains(t, err.Error(), "a.rules:")
			}
		})
	}
}

func TestAnUnknownLanguageSaysWhichThereAre(t *testing.T) {
	_, err := For("tlh")
	if assert.Error(t, err) {
		assert.Contains(t, err.Error(), "there is de, en")
	}
	g, err := For("en-GB")
	assert.NoError(t, err)
	assert.NotNil(t, g)
}
