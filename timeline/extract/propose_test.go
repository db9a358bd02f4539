package extract_test

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"dateline/timeline"
	"dateline/timeline/article"
	"dateline/timeline/extract"
)

// What holds for every proposal, whatever the article.
func TestAProposalHoldsTogether(t *testing.T) {
	sets, err := os.ReadDir("testdata/articles")
	require.NoError(t, err)
	for _, d := range sets {
		if !d.IsDir() {
			continue
		}
		for _, g := range markedArticles(t, filepath.Join("testdata/articles", d.Name())) {
			a, err := article.FromText(g.Text, article.Hints{Title: g.Title, Published: g.Published, Language: g.Language})
			require.NoError(t, err, g.ID)
			got, err := extract.Read(a)
			require.NoError(t, err, g.ID)
			written, ok := a.Published.Latest()
			require.True(t, ok, g.ID)
			for _, p := range got.Events {
				assert.LessOrEqual(t, p.Span.Start, p.Trigger.Start, "%s: %s", g.ID, p.Title)
				assert.GreaterOrEqual(t, p.Span.End, p.Trigger.End, "%s: %s", g.ID, p.Title)
				for i, x := range p.Actors {
					assert.False(t, slices.ContainsFunc(p.Actors[:i], func(o timeline.Actor) bool { return o.Name == x.Name }), "%s: %s has %s twice", g.ID, p.Title, x.Name)
				}
				if first, ok := p.Date.Earliest(); ok && p.Status == timeline.Happened {
					assert.LessOrEqual(t, first, written, "%s: %s has happened on %s", g.ID, p.Title, p.Date)
				}
			}
			for _, x := range got.Relations {
				from, to := byID(got, x.From), byID(got, x.To)
				last, ok1 := from.Date.Latest()
				first, ok2 := to.Date.Earliest()
				if ok1 && ok2 && x.Type != timeline.PartOf && x.Type != timeline.Contradicts {
					assert.GreaterOrEqual(t, last, first, "%s: %q %s %q", g.ID, from.Title, x.Type, to.Title)
				}
			}
		}
	}
}

func byID(x *timeline.Extraction, id string) *timeline.Proposal {
	i := slices.IndexFunc(x.Events, func(p timeline.Proposal) bool { return p.ID == id })
	return &x.Events[i]
}
