package extract

import "dateline/timeline"

// FeatureName and FeatureCount are of the features of [Candidate].
var (
	FeatureName  = featureName
	FeatureCount = offsets[len(crosses)]
)

// LikelyEnough and MostLikely bound who is added to an event.
const (
	LikelyEnough = likelyEnough
	MostLikely   = mostLikely
)

// A Candidate is a party that may take part in an event.
type Candidate struct {
	Name     string
	Features []int
}

// Candidates returns, for each event of an article, the proposal without likely
// parties, and who may take part besides.
func Candidates(a *timeline.Article) (events []timeline.Proposal, candidates [][]Candidate, err error) {
	points := newPoints(a.Text)
	times, err := timesOf(a, points)
	if err != nil {
		return nil, nil, err
	}
	l, err := languageOf(a.Language)
	if err != nil {
		return nil, nil, err
	}
	r := newReader(a, l, times, points)
	r.understand()
	r.tieEvents()
	for _, e := range r.events {
		p := r.proposal(e)
		var all []Candidate
		for _, c := range r.candidates(&p, e) {
			x := Candidate{Name: r.entities[c.entity].name}
			c.traits.features(func(i int) { x.Features = append(x.Features, i) })
			all = append(all, x)
		}
		events, candidates = append(events, p), append(candidates, all)
	}
	return events, candidates, nil
}
