package chart

import (
	"math"
	"sort"
)

// Milliseconds of spans of time.
const (
	minute = 60_000.0
	hour   = 60 * minute
	day    = 24 * hour
	year   = 365.25 * day
)

// breakUnits is the width of a break, as a share of the whole axis.
const breakUnits = 0.03

// A segment is a stretch of time and the units of the axis that it is drawn
// over. A chronology of a week and of one event forty years before would be
// two dots on one scale; it is two segments with a break between them.
type segment struct {
	T0 float64 `json:"t0"` // milliseconds
	T1 float64 `json:"t1"`
	U0 float64 `json:"u0"`
	U1 float64 `json:"u1"`
}

// axisUnits is the length of the whole axis.
const axisUnits = 1000.0

// segmentsOf divides the time of events into segments: one, unless a gap
// without any event is more than half of the time and what lies on its two
// sides would be unreadable.
func segmentsOf(events []mark) []segment {
	var spans [][2]float64
	for _, e := range events {
		spans = append(spans, [2]float64{e.From, e.To})
	}
	if len(spans) == 0 {
		return []segment{{T0: 0, T1: day, U1: axisUnits}}
	}
	parts := split(spans)
	return lay(parts)
}

// part is the spans of one segment.
type part struct {
	t0, t1 float64
	count  int
}

// split cuts at gaps that are more than nine tenths of the time around them.
func split(spans [][2]float64) []part {
	sort.Slice(spans, func(i, j int) bool { return spans[i][0] < spans[j][0] })
	var parts []part
	for _, s := range spans {
		if n := len(parts); n > 0 && s[0] <= parts[n-1].t1 {
			parts[n-1].t1 = math.Max(parts[n-1].t1, s[1])
			parts[n-1].count++
			continue
		}
		parts = append(parts, part{s[0], s[1], 1})
	}
	const maxSegments = 4
	// Join neighbours, the nearest first, until what is left apart is far apart.
	for len(parts) > 1 {
		at, least := 0, math.Inf(1)
		for i := 1; i < len(parts); i++ {
			if gap := parts[i].t0 - parts[i-1].t1; gap < least {
				at, least = i, gap
			}
		}
		whole := parts[len(parts)-1].t1 - parts[0].t0
		inside := 0.0
		for _, p := range parts {
			inside += p.t1 - p.t0
		}
		// The parts hold so little of the whole that on one scale they would be
		// dots: every gap that is left is at least ten times what lies about it.
		around := math.Max(parts[at].t1-parts[at].t0, parts[at-1].t1-parts[at-1].t0)
		if len(parts) <= maxSegments && least > 10*math.Max(around, day) && inside < whole/10 {
			break
		}
		parts[at-1] = part{parts[at-1].t0, parts[at].t1, parts[at-1].count + parts[at].count}
		parts = append(parts[:at], parts[at+1:]...)
	}
	return parts
}

// lay pads the parts and shares the axis among them by their events.
func lay(parts []part) []segment {
	total := 0.0
	for _, p := range parts {
		total += weight(p)
	}
	room := axisUnits * (1 - breakUnits*float64(len(parts)-1))
	var segments []segment
	u := 0.0
	for _, p := range parts {
		t0, t1 := pad(p)
		w := room * weight(p) / total
		segments = append(segments, segment{T0: t0, T1: t1, U0: round(u), U1: round(u + w)})
		u += w + axisUnits*breakUnits
	}
	segments[len(segments)-1].U1 = axisUnits
	return segments
}

func weight(p part) float64 { return 2 + float64(p.count) }

// pad leaves room at both ends and rounds to whole days, hours or years, so
// that the axis begins and ends at a tick.
func pad(p part) (t0, t1 float64) {
	span := p.t1 - p.t0
	margin, unit := span*0.035, minute
	switch {
	case span > 60*year:
		unit = year / 12
	case span > 3*day:
		margin, unit = math.Max(span*0.035, day), day
	case span >= day: // days alone are known
		margin, unit = day, day
	case span > 6*hour:
		margin, unit = math.Max(margin, hour/2), hour
	case span > 0:
		margin = math.Max(span*0.06, 5*minute)
		unit = 5 * minute
	default:
		margin, unit = 30*minute, 10*minute
	}
	return math.Floor((p.t0-margin)/unit) * unit, math.Ceil((p.t1+margin)/unit) * unit
}

func round(u float64) float64 { return math.Round(u*1e4) / 1e4 }

// units returns where on the axis a time stands, as toUnits in scale.js does.
func (p *payload) units(t float64) float64 {
	for i, s := range p.Segments {
		if t < s.T0 {
			if i == 0 {
				return s.U0
			}
			return round((p.Segments[i-1].U1 + s.U0) / 2)
		}
		if t <= s.T1 {
			return round(s.U0 + (t-s.T0)/(s.T1-s.T0)*(s.U1-s.U0))
		}
	}
	return axisUnits
}

// leastSpan is as far as a reader can zoom in: an hour, or a thousandth of all.
func (p *payload) leastSpan() float64 {
	densest := 0.0 // units of a millisecond
	for _, s := range p.Segments {
		densest = math.Max(densest, (s.U1-s.U0)/(s.T1-s.T0))
	}
	return math.Max(round(densest*hour), axisUnits/1000)
}
