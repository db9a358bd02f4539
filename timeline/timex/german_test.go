package timex

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"dateline/timeline/edtf"
)

// Cases and articles in German, marked by hand: «words|TYPE VALUE MOD|EDTF»,
// the EDTF only where it counts. A line "@ 2020-01-08" is the day on which what
// follows it was written, an empty line stands between cases. What is not
// marked must not be found.
func TestGermanIsReadAsMarked(t *testing.T) {
	g, err := For("de")
	require.NoError(t, err)
	files, err := filepath.Glob(filepath.Join("testdata", "de", "*", "*.txt"))
	require.NoError(t, err)
	require.NotEmpty(t, files)
	for _, file := range files {
		b, err := os.ReadFile(file)
		require.NoError(t, err)
		dct := edtf.Date{}
		pieces := strings.Split(string(b), "\n\n")
		if filepath.Base(filepath.Dir(file)) == "articles" {
			day, text, _ := strings.Cut(string(b), "\n")
			pieces = []string{day, text}
		}
		for _, piece := range pieces {
			var lines []string
			for line := range strings.SplitSeq(strings.TrimSpace(piece), "\n") {
				if day, ok := strings.CutPrefix(line, "@ "); ok {
					dct = edtf.MustParse(day)
				} else if !strings.HasPrefix(line, "# ") {
					lines = append(lines, line)
				}
			}
			text, want := germanMarks(t, strings.Join(lines, "\n"))
			found, err := g.Find(text, dct)
			require.NoError(t, err)
			var got []string
			for k, x := range found {
				says := strings.TrimSpace(x.Type + " " + x.Value + " " + x.Mod)
				if k >= len(want) || strings.Count(want[k], "|") == 2 {
					says += "|" + x.Date.String()
				}
				got = append(got, fmt.Sprintf("%d %s|%s", x.Start, x.Text, says))
			}
			assert.Equal(t, strings.Join(want, "\n"), strings.Join(got, "\n"), "%s: %s", file, text)
		}
	}
}

// germanMarks returns the text without its marks, and of each its place and
// what it says.
func germanMarks(t *testing.T, marked string) (plain string, gold []string) {
	var text strings.Builder
	for {
		before, rest, ok := strings.Cut(marked, "«")
		text.WriteString(before)
		if !ok {
			return text.String(), gold
		}
		inner, after, ok := strings.Cut(rest, "»")
		require.True(t, ok, rest)
		words, _, ok := strings.Cut(inner, "|")
		require.True(t, ok, inner)
		gold = append(gold, fmt.Sprintf("%d %s", text.Len(), inner))
		text.WriteString(words)
		marked = after
	}
}

func TestGermanOfAllCountriesIsOneGrammar(t *testing.T) {
	german, err := For("de")
	require.NoError(t, err)
	for _, tag := range []string{"de-AT", "de_CH", "DE", "de-Latn-DE"} {
		g, err := For(tag)
		require.NoError(t, err, tag)
		assert.Same(t, german, g, tag)
	}
}

func TestAGermanDatelineGivesTheTimeOfCreation(t *testing.T) {
	g, err := For("de")
	require.NoError(t, err)
	for text, want := range map[string]string{
		"Wien, 8. Jänner 2020 (APA) – Der Rat hat gestern":               "2020-01-08",
		"Ein Titel\nStand: 08.01.2020, 14:30 Uhr\nDer Rat hat":           "2020-01-08T14:30:00",
		"Veröffentlicht am 8. Januar 2020\n\nDer Rat hat getagt.":        "2020-01-08",
		"Berlin war am 8. Januar 2020 (sagte sie) noch ganz verschneit.": "",
	} {
		d, _ := g.dateline(text)
		assert.Equal(t, want, d.String(), text)
	}
}
