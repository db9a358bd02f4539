package extract

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// Each row of the tables decides its example: two mentions are joined by it or, if it
// keeps events apart, the text is read otherwise without it.
func TestEveryJoiningDecidesItsExample(t *testing.T) {
	for _, rows := range [][]joining{inSentence, retold, spokenAgain, ofOneKind, killed, named} {
		for i := range rows {
			j := &rows[i]
			t.Run(j.name, func(t *testing.T) {
				events, by := retelling(t, j.example)
				if j.score > 0 {
					assert.Contains(t, by, j.name, "%q is read as %q", j.example, events)
					return
				}
				holds := j.holds
				defer func() { j.holds = holds }()
				j.holds = func(*pair) bool { return false }
				without, _ := retelling(t, j.example)
				assert.NotEqual(t, without, events, j.example)
			})
		}
	}
}

// retelling lists the events of a text, each by the words that tell it, and how those
// were joined.
func retelling(t *testing.T, text string) (events, by []string) {
	t.Helper()
	x, err := Explain(article(strings.Split(text, "\n")...))
	require.NoError(t, err)
	for _, e := range x.Events {
		words := []string{e.Trigger.Text}
		for _, w := range e.Why {
			if w.Field == "also" {
				words, by = append(words, w.Words), append(by, w.Rule)
			}
		}
		events = append(events, strings.Join(words, ", "))
	}
	return events, by
}
