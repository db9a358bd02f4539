package extract

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"dateline/timeline"
	"dateline/timeline/edtf"
)

// A mark of testdata/articles: «words|event».
var articleMark = regexp.MustCompile(`«([^|»]*)\|[^»]*»`)

// What holds for every proposal, whatever the article.
func TestAProposalHoldsTogether(t *testing.T) {
	names, err := filepath.Glob("testdata/articles/*/*.txt")
	require.NoError(t, err)
	require.NotEmpty(t, names)
	for _, name := range names {
		b, err := os.ReadFile(name)
		require.NoError(t, err)
		text, _, _ := strings.Cut(string(b), "\n---\n")
		published, text, _ := strings.Cut(articleMark.ReplaceAllString(text, "$1"), "\n")
		a := article(strings.Split(strings.TrimSpace(text), "\n")...)
		a.Published = edtf.MustParse(published[2:12])
		got, err := Read(a)
		require.NoError(t, err)
		written, ok := a.Published.Latest()
		require.True(t, ok)
		for _, p := range got.Events {
			assert.LessOrEqual(t, p.Span.Start, p.Trigger.Start, "%s: %s", name, p.Title)
			assert.GreaterOrEqual(t, p.Span.End, p.Trigger.End, "%s: %s", name, p.Title)
			if first, ok := p.Date.Earliest(); ok && p.Status == timeline.Happened {
				assert.LessOrEqual(t, first, written, "%s: %s has happened on %s", name, p.Title, p.Date)
			}
		}
		for _, x := range got.Relations {
			from, to := byID(got, x.From), byID(got, x.To)
			last, ok1 := from.Date.Latest()
			first, ok2 := to.Date.Earliest()
			if ok1 && ok2 && x.Type != timeline.PartOf && x.Type != timeline.Contradicts {
				assert.GreaterOrEqual(t, last, first, "%s: %q %s %q", name, from.Title, x.Type, to.Title)
			}
		}
	}
}

func byID(x *timeline.Extraction, id string) *timeline.Proposal {
	i := slices.IndexFunc(x.Events, func(p timeline.Proposal) bool { return p.ID == id })
	return &x.Events[i]
}
