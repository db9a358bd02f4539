package extract

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"dateline/timeline"
)

// What no rule decides is weighed: who takes part in an event without being named
// with it (likely.go), when it was if no word says so (undated.go). What such rules
// would look at are traits; the weights of the traits, and of some of them together,
// were learned from marked articles: a logistic regression. TestWeights learns them
// again.

// A trait is something that may tell whether what is weighed is so.
type trait uint8

// mostTraits is how many a scale may have.
const mostTraits = 32

// A vector holds a value of each trait of a scale.
type vector [mostTraits]uint8

// A scale is what a question is weighed on.
type scale struct {
	names   []string   // of the traits, as the file of weights has them
	values  [][]string // and theirs; an empty first value is nothing to go by
	crosses [][]trait  // the traits, and the traits together, that have weights
	offsets []int      // where the weights of each cross begin, and at the end how many there are
	// By trait: how many values it has, and whether the first is nothing to go by.
	sizes [mostTraits]int
	empty [mostTraits]bool
}

func newScale(names []string, values [][]string, crosses [][]trait) *scale {
	s := &scale{names: names, values: values, crosses: crosses, offsets: []int{0}}
	for t, v := range values {
		s.sizes[t], s.empty[t] = len(v), v[0] == ""
	}
	for _, c := range crosses {
		n := 1
		for _, t := range c {
			n *= len(values[t])
		}
		s.offsets = append(s.offsets, s.offsets[len(s.offsets)-1]+n)
	}
	return s
}

// count is how many features there are.
func (s *scale) count() int { return s.offsets[len(s.crosses)] }

// features calls f with the number of each feature that a vector has.
func (s *scale) features(v *vector, f func(feature int)) {
next:
	for n, c := range s.crosses {
		at := 0
		for _, t := range c {
			if v[t] == 0 && s.empty[t] {
				continue next
			}
			at = at*s.sizes[t] + int(v[t])
		}
		f(s.offsets[n] + at)
	}
}

// probability is that of what has these traits to be so.
func (s *scale) probability(v *vector, weights []float64) float64 {
	sum := 0.0
	s.features(v, func(i int) { sum += weights[i] })
	return 1 / (1 + math.Exp(-sum))
}

// featureName is a feature as the file of weights has it: "sort=state known=0", "any"
// for what all have.
func (s *scale) featureName(feature int) string {
	n := 0
	for feature >= s.offsets[n+1] {
		n++
	}
	at, name := feature-s.offsets[n], ""
	for _, t := range slices.Backward(s.crosses[n]) {
		name = s.names[t] + "=" + s.values[t][at%len(s.values[t])] + " " + name
		at /= len(s.values[t])
	}
	return cmp.Or(strings.TrimSuffix(name, " "), "any")
}

// read reads the weights of features, a weight and a feature a line; nil, with which
// nothing is weighed, if the file has none.
func (s *scale) read(name string) (weights []float64, err error) {
	number := map[string]int{}
	for i := range s.count() {
		number[s.featureName(i)] = i
	}
	err = eachLine(name, func(line string) error {
		if weights == nil {
			weights = make([]float64, s.count())
		}
		value, name, _ := strings.Cut(line, " ")
		w, err := strconv.ParseFloat(value, 64)
		i, known := number[name]
		if err != nil || !known {
			return fmt.Errorf("%q is no weight of a feature", line)
		}
		weights[i] = w
		return nil
	})
	return weights, err
}

// valueOf is the number of a trait's value, that of the first if it has none such.
func (s *scale) valueOf(t trait, value string) uint8 {
	return uint8(max(0, slices.Index(s.values[t], value)))
}

func groupNames() (names []string) {
	for _, g := range timeline.Groups {
		names = append(names, string(g.Group))
	}
	return names
}

func kindNames() (names []string) {
	for _, k := range timeline.Kinds {
		names = append(names, string(k.Kind))
	}
	return names
}
