package timex

import (
	"bufio"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"dateline/timeline/edtf"
)

// The figures of the shared corpora in the manner of TempEval-3; each may
// fall no more than a point below what is recorded here.
func TestCorporaAreReadAsWellAsBefore(t *testing.T) {
	for file, recorded := range map[string]struct{ value, strict float64 }{
		"wikinews.jsonl": {85.8, 90.2},
		"wikiwars.jsonl": {91.0, 90.7},
	} {
		t.Run(file, func(t *testing.T) {
			in, err := os.Open(filepath.Join("..", "..", "..", "shared", "corpus", file))
			if err != nil {
				t.Skip("the shared corpus is not here: ", err)
			}
			defer in.Close()
			value, strict := scoreCorpus(t, in)
			t.Logf("value F1 %.2f, strict F1 %.2f", value, strict)
			assert.Greater(t, value, recorded.value-1, "value F1")
			assert.Greater(t, strict, recorded.strict-1, "strict F1")
		})
	}
}

type goldTimex struct {
	Start, End int // code points
	Value      string
}

func scoreCorpus(t *testing.T, in *os.File) (value, strict float64) {
	g, err := For("en")
	require.NoError(t, err)
	gold, found, sameValue, sameSpan := 0, 0, 0, 0
	lines := bufio.NewScanner(in)
	lines.Buffer(nil, 1<<24)
	for lines.Scan() {
		var d struct {
			Published, Text string
			Timexes         []goldTimex
		}
		require.NoError(t, json.Unmarshal(lines.Bytes(), &d))
		var dct edtf.Date
		if d.Published != "" {
			dct = edtf.MustParse(d.Published)
		}
		ours := inCodePoints(d.Text, g.find(d.Text, dct))
		gold += len(d.Timexes)
		found += len(ours)
		v, s := paired(d.Timexes, ours)
		sameValue += v
		sameSpan += s
	}
	require.NoError(t, lines.Err())
	return 200 * float64(sameValue) / float64(gold+found), 200 * float64(sameSpan) / float64(gold+found)
}

func inCodePoints(text string, found []Timex) []goldTimex {
	var list []goldTimex
	at, points := 0, 0
	for _, x := range found {
		points += utf8.RuneCountInString(text[at:x.Start])
		at = x.Start
		list = append(list, goldTimex{points, points + utf8.RuneCountInString(x.Text), x.Value})
	}
	return list
}

// paired counts equal values and equal spans over pairs: the same span first,
// then the longest overlap.
func paired(gold, ours []goldTimex) (values, spans int) {
	usedGold, usedOurs := map[int]bool{}, map[int]bool{}
	for {
		best, bi, bj := 0, -1, -1
		for i, g := range gold {
			for j, o := range ours {
				if usedGold[i] || usedOurs[j] || o.Start >= g.End || o.End <= g.Start {
					continue
				}
				n := min(g.End, o.End) - max(g.Start, o.Start)
				if g.Start == o.Start && g.End == o.End {
					n = 1 << 30
				}
				if n > best {
					best, bi, bj = n, i, j
				}
			}
		}
		if bi < 0 {
			return values, spans
		}
		usedGold[bi], usedOurs[bj] = true, true
		if best == 1<<30 {
			spans++
		}
		if gold[bi].Value != "" && gold[bi].Value == ours[bj].Value {
			values++
		}
	}
}
