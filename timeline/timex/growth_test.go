//go:build unix

package timex

import (
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"dateline/timeline/edtf"
)

// Texts that could cost more than their length, each in two lengths.
func TestTimeGrowsWithTheText(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds")
	}
	g, err := For("en")
	require.NoError(t, err)
	dct := edtf.MustParse("2020-01-08")
	for name, unit := range map[string]string{
		"one word":       "Monday ",
		"brackets":       "[(",
		"numbers":        "1 ",
		"digits":         "1",
		"dates":          "on 3, 5 and 7 January 2020 ",
		"clauses":        "the the the last early mid ",
		"clock":          "at 5 pm, ",
		"no sentence":    "in May, they said that on Friday ",
		"sums of digits": "1,234",
		"looks back":     "30 February ",
	} {
		const before = "He spoke yesterday. In 2010 he met "
		once, more := before+strings.Repeat(unit, 5_000), before+strings.Repeat(unit, 40_000)
		g.find(once, dct) // states of the automaton are made
		a, b := fastest(func() { g.find(once, dct) }), fastest(func() { g.Find(more, dct) })
		// Eight times the text; a quadratic step would take sixty-four times.
		assert.Less(t, b.Seconds(), 24*a.Seconds()+0.05, "%s: %s for a text of %d bytes, %s for eight times that", name, a, len(once), b)
		assert.Less(t, a.Seconds(), 2.0, name)
	}
}

// fastest is in processor time: a busy machine must not fail the test.
func fastest(f func()) time.Duration {
	best := time.Hour
	for range 3 {
		start := processorTime()
		f()
		best = min(best, processorTime()-start)
	}
	return best
}

func processorTime() time.Duration {
	var u syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &u) != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
