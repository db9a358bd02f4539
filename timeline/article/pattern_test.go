package article

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
)

// lines is what the patterns are tried on: what they look for and what only
// looks like it.
var lines = []string{
	"", " ", "\n", "Read more: The sea came", "READ MORE – x", "Lire aussi : la mer", "Related stories", "MOST READ:", "(Reporting by A. Roe)",
	"Ann Roe contributed reporting from Dunmore.", "Mit AFP und DPA", "By Ann Roe", "By ann", "© 2020 The Sea", "Sign up\nnow", "signups rose", "Cookies", "cookie",
	"get the best of it all in your inbox", "get the best of it all in your inboxes", "It is as it happened", "LIVE", "LIVEN", "The storm: live", "Live updates: the storm",
	"The storm – live", "en direct", "in  diretta", "5 min read", "12 comments", "12 comments were left", "FILE - A boat", "Boats. (AP Photo/Jane Roe)", "Boats [A B – C D].",
	"Photo: Ann", "Photo by Ann Roe", "Boats / Getty Images", "> it goes", ">", "14:35 It goes", "14:35", "14:35:01", "16.30 Uhr: Öl", "16:30 - The gate opens", "since 1888", "since 1888 it is",
	"Welcome to Dunmore", "é edition", "zedition", "editions", "ſign up", "Don’t miss", "don't miss: this", "Über uns", "İLIVE", "\u212aeep reading for more", "日本語。", "\xff\xfelive", strings.Repeat("live ", 40) + "news",
}

func patterns() []*pattern {
	return []*pattern{relatedLine, relatedHead, credit, byline, notice, liveHead, lengthLine, captionHead, captionMark, slogan, quoteMark, liveEntry, liveWords, entryLine, opening}
}

// What is tried behind opening alone must be in it.
func TestOpeningMatchesWhatOneOfItsPatternsDoes(t *testing.T) {
	for _, s := range lines {
		one := slices.ContainsFunc([]*pattern{relatedLine, relatedHead, credit, byline, notice, lengthLine, captionHead}, func(p *pattern) bool { return p.MatchString(s) })
		assert.Equal(t, one, opening.MatchString(s), "%q", s)
	}
	assert.True(t, opening.anchored, "it stops where none can match any more")
	assert.True(t, credit.anchored)
}

func TestAllTimesBeginALiveBlog(t *testing.T) {
	for s, want := range map[string]bool{
		"The storm: all times are GMT":                 true,
		strings.Repeat("𝄞", 59) + " All times are GMT": true,
		strings.Repeat("𝄞", 60) + " all times are GMT": false, // further on than such a line has it
		"The storm: all time records":                  false,
		"Live coverage":                                true,
	} {
		assert.Equal(t, want, beginsLive(s), s)
	}
}

func TestAPatternMatchesWhatItsRegularExpressionDoes(t *testing.T) {
	var all sync.WaitGroup
	for range 4 { // at once, as articles are read
		all.Go(func() {
			for _, p := range patterns() {
				for _, s := range lines {
					assert.Equal(t, p.regexp().MatchString(s), p.MatchString(s), "%q in %q", p, s)
				}
			}
		})
	}
	all.Wait()
}

func TestAPatternWithoutRoomForMoreStillMatches(t *testing.T) {
	p := compile(`a.{12}b$`)
	for n := range 1 << 13 { // each leads to states of its own
		s := strings.NewReplacer("0", "x", "1", "a").Replace(fmt.Sprintf("%013b", n)) + "b"
		assert.Equal(t, strings.HasPrefix(s, "a"), p.MatchString(s), s)
	}
	assert.LessOrEqual(t, len(p.states)+len(p.far), mostStates+1)
}

func FuzzPatterns(f *testing.F) {
	for _, s := range lines {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, p := range patterns() {
			assert.Equal(t, p.regexp().MatchString(s), p.MatchString(s), "%q in %q", p, s)
		}
	})
}
