package extract

import (
	"dateline/timeline"
	"dateline/timeline/edtf"
)

// A Scale is what something is weighed on: its name is that of its file of weights.
type Scale struct {
	File  string
	Name  func(feature int) string
	Count int
}

// Parties and Moments are of the features of [Candidates] and [Undated].
var (
	Parties = Scale{"en/likely.txt", partyScale.featureName, partyScale.count()}
	Moments = Scale{"en/undated.txt", momentScale.featureName, momentScale.count()}
)

// LikelyEnough and MostLikely bound who is added to an event.
const (
	LikelyEnough = likelyEnough
	MostLikely   = mostLikely
)

// readerOf returns the reader of an article that has read nothing yet.
func readerOf(a *timeline.Article) (*reader, error) {
	points := newPoints(a.Text)
	times, err := timesOf(a, points)
	if err != nil {
		return nil, err
	}
	l, err := languageOf(a.Language)
	if err != nil {
		return nil, err
	}
	return newReader(a, l, times, points), nil
}

// A Candidate is a party that may take part in an event.
type Candidate struct {
	Name     string
	Features []int
}

// Candidates returns, for each event of an article, the proposal without likely
// parties, and who may take part besides.
func Candidates(a *timeline.Article) (events []timeline.Proposal, candidates [][]Candidate, err error) {
	r, err := readerOf(a)
	if err != nil {
		return nil, nil, err
	}
	r.understand()
	for _, e := range r.events {
		p := r.proposal(e)
		var all []Candidate
		for _, c := range r.candidates(&p, e) {
			x := Candidate{Name: r.entities[c.entity].name}
			partyScale.features(&c.traits, func(i int) { x.Features = append(x.Features, i) })
			all = append(all, x)
		}
		events, candidates = append(events, p), append(candidates, all)
	}
	return events, candidates, nil
}

// A Moment is a date that an event may have, and its features; no date if none is offered.
type Moment struct {
	Date     edtf.Date
	Features []int
}

// MostProbable chooses among the dates of [Undated] by how probable each is.
func MostProbable(probable []float64) int { return int(mostProbable([moments]float64(probable))) }

// Undated returns, for each event of an article that only bounds date, its trigger and
// the dates that it may have.
func Undated(a *timeline.Article) (triggers []timeline.Span, dates [][]Moment, err error) {
	r, err := readerOf(a)
	if err != nil {
		return nil, nil, err
	}
	r.learning = func(e, told *event, news edtf.Date) {
		all, v := r.datesFor(e, told, news)
		var of []Moment
		for k, d := range all {
			x := Moment{Date: d}
			v[traitMoment] = uint8(k)
			momentScale.features(&v, func(i int) { x.Features = append(x.Features, i) })
			of = append(of, x)
		}
		m := e.teller
		triggers, dates = append(triggers, r.points.span(r.tokens[m.first].start, r.tokens[m.end-1].end)), append(dates, of)
	}
	r.understand()
	return triggers, dates, nil
}
