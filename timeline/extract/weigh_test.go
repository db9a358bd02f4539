package extract_test

import (
	"cmp"
	"encoding/json"
	"flag"
	"fmt"
	"iter"
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
	"dateline/timeline/edtf"
	"dateline/timeline/extract"
)

var update = flag.Bool("update", false, "learn the weights in en/ again")

// sealed are the sets of testdata/articles from which nothing is learned.
var sealed = []string{"wire4", "wire7", "wire8", "wire9"}

// An example is a party or a date that an event may have, and whether an editor put it
// down.
type example struct {
	features []int
	right    bool
}

// eachMarked gives to do each article of a set, and what an editor marked in it.
func eachMarked(t *testing.T, set string, do func(a *timeline.Article, marked []goldEvent)) {
	for _, g := range markedArticles(t, filepath.Join("testdata/articles", set)) {
		var marked struct{ Events []goldEvent }
		require.NoError(t, json.Unmarshal(g.line, &marked))
		a, err := article.FromText(g.Text, article.Hints{Title: g.Title, Published: g.Published, Language: g.Language})
		require.NoError(t, err)
		do(a, marked.Events)
	}
}

// markedAt returns the index of the marked event that has a mention at the trigger, or -1.
func markedAt(marked []goldEvent, trigger timeline.Span) int {
	return slices.IndexFunc(marked, func(e goldEvent) bool {
		return slices.ContainsFunc(e.Mentions, func(m [2]int) bool { return trigger.Start < m[1] && m[0] < trigger.End })
	})
}

// examplesOfParties returns what there is to learn from a set, event by event.
func examplesOfParties(t *testing.T, set string) (all [][]example) {
	eachMarked(t, set, func(a *timeline.Article, marked []goldEvent) {
		events, candidates, err := extract.Candidates(a)
		require.NoError(t, err)
		for i, p := range events {
			told := markedAt(marked, p.Trigger.Span)
			if told < 0 {
				continue // what is no event has no actors to learn from
			}
			missed := slices.DeleteFunc(slices.Clone(marked[told].Actors), func(name string) bool {
				return slices.ContainsFunc(p.Actors, func(a timeline.Actor) bool { return sameName(a.Name, name) })
			})
			var of []example
			for _, c := range candidates[i] {
				of = append(of, example{c.Features, slices.ContainsFunc(missed, func(name string) bool { return sameName(c.Name, name) })})
			}
			all = append(all, of)
		}
	})
	return all
}

// examplesOfDates are those of when an event was that no word dates.
func examplesOfDates(t *testing.T, set string) (all [][]example) {
	eachMarked(t, set, func(a *timeline.Article, marked []goldEvent) {
		triggers, dates, err := extract.Undated(a)
		require.NoError(t, err)
		for i, trigger := range triggers {
			told := markedAt(marked, trigger)
			if told < 0 {
				continue
			}
			var of []example
			for _, d := range dates[i] {
				if x := (example{}); d.Date.IsZero() {
					of = append(of, x) // keeps the place
				} else {
					of = append(of, example{d.Features, rightDate(t, d.Date, marked[told])})
				}
			}
			all = append(all, of)
		}
	})
	return all
}

// rightDate: as the scorer has it, the same days, or at most twice as many that hold
// them.
func rightDate(t *testing.T, d edtf.Date, e goldEvent) bool {
	if slices.Contains(e.AltDates, d.String()) {
		return true
	}
	gold, err := edtf.Parse(e.Date)
	require.NoError(t, err, e.Date)
	first, begins := d.Earliest()
	last, ends := d.Latest()
	from, fromKnown := gold.Earliest()
	to, toKnown := gold.Latest()
	if begins == fromKnown && ends == toKnown && (!begins || first == from) && (!ends || last == to) {
		return true
	}
	return begins && ends && fromKnown && toKnown && first <= from && to <= last && last-first+1 <= 2*(to-from+1)
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
func learn(features int, all [][]example) []float64 {
	const steps, rate, penalty, seldom = 200, 0.5, 8, 40
	rows := slices.DeleteFunc(slices.Concat(all...), func(x example) bool { return len(x.features) == 0 })
	seen := make([]int, features)
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
	const least = 0.05 // a smaller weight is left out
	for _, q := range []struct {
		scale    extract.Scale
		examples func(*testing.T, string) [][]example
	}{{extract.Moments, examplesOfDates}, {extract.Parties, examplesOfParties}} {
		var all [][]example
		for _, set := range sets(t) {
			all = append(all, q.examples(t, set)...)
		}
		weights := learn(q.scale.Count, all)
		b, err := os.ReadFile(q.scale.File)
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
					fmt.Fprintf(&out, "%.2f %s\n", w, q.scale.Name(f))
				}
			}
			require.NoError(t, os.WriteFile(q.scale.File, []byte(out.String()), 0o644))
			continue
		}
		kept := map[string]float64{}
		for _, line := range strings.Split(string(b), "\n") {
			if value, name, ok := strings.Cut(line, " "); ok && value != "#" {
				kept[name], err = strconv.ParseFloat(value, 64)
				require.NoError(t, err, line)
			}
		}
		for f, w := range weights {
			assert.InDelta(t, w, kept[q.scale.Name(f)], least+0.01, "%s: %s: learn it again with -update", q.scale.File, q.scale.Name(f))
		}
	}
}

// What is learned from four fifths of the sets holds on the fifth: the dates that are
// given instead of the bounds are right more often than those were.
func TestWhenItWasHoldsOnOtherArticles(t *testing.T) {
	bounds, given, right, all := 0, 0, 0, 0
	for part, others := range folds(t, examplesOfDates) {
		weights := learn(extract.Moments.Count, others)
		for _, of := range part {
			probable := make([]float64, len(of))
			for i, x := range of {
				if len(x.features) > 0 {
					probable[i] = probability(weights, x)
				}
			}
			all++
			if best := extract.MostProbable(probable); best != 0 {
				given++
				right += btoi(of[best].right)
				bounds += btoi(of[0].right)
			}
		}
	}
	t.Logf("of %d that no words date %d got another date than the bounds: %d right, where %d of the bounds were", all, given, right, bounds)
	assert.Greater(t, float64(right), 1.3*float64(bounds))
}

// folds yields each fifth of the sets, and what is in the others.
func folds(t *testing.T, examples func(*testing.T, string) [][]example) iter.Seq2[[][]example, [][]example] {
	var parts [5][][]example
	for i, set := range sets(t) {
		parts[i%len(parts)] = append(parts[i%len(parts)], examples(t, set)...)
	}
	return func(yield func(part, others [][]example) bool) {
		for i, part := range parts {
			var others [][]example
			for k := range parts {
				if k != i {
					others = append(others, parts[k]...)
				}
			}
			if !yield(part, others) {
				return
			}
		}
	}
}

// What is learned from four fifths of the sets holds on the fifth: of those added as
// many take part as the weights promise at least.
func TestWhoIsLikelyHoldsOnOtherArticles(t *testing.T) {
	added, right, missed := 0, 0, 0
	for part, others := range folds(t, examplesOfParties) {
		weights := learn(extract.Parties.Count, others)
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
