package extract_test

import (
	"cmp"
	"encoding/json"
	"flag"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"dateline/timeline"
	"dateline/timeline/article"
	"dateline/timeline/extract"
)

var update = flag.Bool("update", false, "learn en/likely.txt again")

// sealed are the sets of testdata/articles from which nothing is learned.
var sealed = []string{"wire4", "wire7", "wire8", "wire9"}

// An example is a party that an event may have, and whether an editor put it down.
type example struct {
	features []int
	right    bool
}

// examples returns what there is to learn from a set, event by event.
func examples(t *testing.T, set string) (all [][]example) {
	for _, g := range markedArticles(t, filepath.Join("testdata/articles", set)) {
		var marked struct{ Events []goldEvent }
		require.NoError(t, json.Unmarshal(g.line, &marked))
		a, err := article.FromText(g.Text, article.Hints{Title: g.Title, Published: g.Published, Language: g.Language})
		require.NoError(t, err)
		events, candidates, err := extract.Candidates(a)
		require.NoError(t, err)
		for i, p := range events {
			told := slices.IndexFunc(marked.Events, func(e goldEvent) bool {
				return slices.ContainsFunc(e.Mentions, func(m [2]int) bool { return p.Trigger.Start < m[1] && m[0] < p.Trigger.End })
			})
			if told < 0 {
				continue // what is no event has no actors to learn from
			}
			missed := slices.DeleteFunc(slices.Clone(marked.Events[told].Actors), func(name string) bool {
				return slices.ContainsFunc(p.Actors, func(a timeline.Actor) bool { return sameName(a.Name, name) })
			})
			var of []example
			for _, c := range candidates[i] {
				of = append(of, example{c.Features, slices.ContainsFunc(missed, func(name string) bool { return sameName(c.Name, name) })})
			}
			all = append(all, of)
		}
	}
	return all
}

// sameName: two names share a word other than the commonest, much as the scorer has
// it.
func sameName(a, b string) bool {
	words := func(s string) []string {
		return slices.DeleteFunc(strings.FieldsFunc(strings.ToLower(s), func(c rune) bool { return !unicode.IsLetter(c) && !unicode.IsDigit(c) }), func(w string) bool {
			return len(w) < 2 || slices.Contains([]string{"the", "of", "and", "for", "in", "de", "al", "el", "la"}, w)
		})
	}
	return slices.ContainsFunc(words(a), func(w string) bool { return slices.Contains(words(b), w) })
}

// learn fits the weights of a logistic regression to examples: Adagrad over all
// of them at once, with a penalty on large weights. A feature that is seldom
// seen has none.
func learn(all [][]example) []float64 {
	const steps, rate, penalty, seldom = 200, 0.5, 8, 40
	rows := slices.Concat(all...)
	seen := make([]int, extract.FeatureCount)
	for _, x := range rows {
		for _, f := range x.features {
			seen[f]++
		}
	}
	for i := range rows {
		rows[i].features = slices.DeleteFunc(slices.Clone(rows[i].features), func(f int) bool { return seen[f] < seldom })
	}
	weights, gradient, past := make([]float64, len(seen)), make([]float64, len(seen)), make([]float64, len(seen))
	for range steps {
		for i, w := range weights {
			gradient[i] = penalty * w
		}
		for _, x := range rows {
			wrong := probability(weights, x)
			if x.right {
				wrong--
			}
			for _, f := range x.features {
				gradient[f] += wrong
			}
		}
		for i, g := range gradient {
			past[i] += g * g
			weights[i] -= rate * g / (math.Sqrt(past[i]) + 1e-6)
		}
	}
	return weights
}

func probability(weights []float64, x example) float64 {
	sum := 0.0
	for _, f := range x.features {
		sum += weights[f]
	}
	return 1 / (1 + math.Exp(-sum))
}

// sets lists our marked sets but for the sealed ones.
func sets(t *testing.T) (names []string) {
	all, err := os.ReadDir("testdata/articles")
	require.NoError(t, err)
	for _, d := range all {
		if d.IsDir() && !slices.Contains(sealed, d.Name()) {
			names = append(names, d.Name())
		}
	}
	return names
}

func TestWeightsAreLearnedFromTheMarkedArticles(t *testing.T) {
	const file, least = "en/likely.txt", 0.05 // a smaller weight is left out
	var all [][]example
	for _, set := range sets(t) {
		all = append(all, examples(t, set)...)
	}
	weights := learn(all)
	b, err := os.ReadFile(file)
	require.NoError(t, err)
	if *update {
		var out strings.Builder
		for _, line := range strings.SplitAfter(string(b), "\n") {
			if strings.HasPrefix(line, "#") {
				out.WriteString(line)
			}
		}
		for f, w := range weights {
			if math.Abs(w) >= least {
				fmt.Fprintf(&out, "%.2f %s\n", w, extract.FeatureName(f))
			}
		}
		require.NoError(t, os.WriteFile(file, []byte(out.String()), 0o644))
		return
	}
	kept := map[string]float64{}
	for _, line := range strings.Split(string(b), "\n") {
		if value, name, ok := strings.Cut(line, " "); ok && value != "#" {
			kept[name], err = strconv.ParseFloat(value, 64)
			require.NoError(t, err, line)
		}
	}
	for f, w := range weights {
		assert.InDelta(t, w, kept[extract.FeatureName(f)], least+0.01, "%s: learn it again with -update", extract.FeatureName(f))
	}
}

// What is learned from four fifths of the sets holds on the fifth: of those added as
// many take part as the weights promise at least.
func TestWhoIsLikelyHoldsOnOtherArticles(t *testing.T) {
	const folds = 5
	var parts [folds][][]example
	for i, set := range sets(t) {
		parts[i%folds] = append(parts[i%folds], examples(t, set)...)
	}
	added, right, missed := 0, 0, 0
	for i, part := range parts {
		var others [][]example
		for k := range parts {
			if k != i {
				others = append(others, parts[k]...)
			}
		}
		weights := learn(others)
		for _, of := range part {
			for _, x := range of {
				missed += btoi(x.right)
			}
			slices.SortStableFunc(of, func(a, b example) int { return cmp.Compare(probability(weights, b), probability(weights, a)) })
			for _, x := range of[:min(extract.MostLikely, len(of))] {
				if probability(weights, x) > extract.LikelyEnough {
					added++
					right += btoi(x.right)
				}
			}
		}
	}
	t.Logf("%d added, %d of them right, of %d missed", added, right, missed)
	assert.Greater(t, float64(right)/float64(added), extract.LikelyEnough)
	assert.Greater(t, float64(right)/float64(missed), 0.1)
}

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}
