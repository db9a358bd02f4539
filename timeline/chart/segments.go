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

// segmentsOf divides the time of events into segments: one, unless events
// that are many stand so close, and others so far off, that on one scale the
// many would be a blot.
func segmentsOf(events []mark) []segment {
	var parts []part
	for _, e := range events {
		p := part{e.From, e.To, 1}
		if len(e.Also) > 0 {
			p.t0, p.t1 = min(p.t0, e.Also[0]), max(p.t1, e.Also[len(e.Also)-1])
		}
		parts = append(parts, p)
	}
	if len(parts) == 0 {
		return []segment{{T0: 0, T1: day, U1: axisUnits}}
	}
	sort.Slice(parts, func(i, j int) bool { return parts[i].t0 < parts[j].t0 })
	merged := parts[:1]
	for _, p := range parts[1:] {
		if last := &merged[len(merged)-1]; p.t0 <= last.t1 {
			*last = join(*last, p)
		} else {
			merged = append(merged, p)
		}
	}
	return lay(split(merged, maxSegments))
}

// part is a stretch of time with its events.
type part struct {
	t0, t1 float64
	count  int
}

func join(a, b part) part {
	return part{a.t0, math.Max(a.t1, b.t1), a.count + b.count}
}

func all(parts []part) part {
	whole := parts[0]
	for _, p := range parts[1:] {
		whole = join(whole, p)
	}
	return whole
}

const (
	maxSegments = 4
	wideGap     = 0.3 // of the whole time: what is at least as empty may be broken
	squeezed    = 0.2 // a side's share of the time, to its share of the events
)

// split cuts parts, which are in order and apart, at their widest gap if
// events of one side would be squeezed without, and does the same on both sides.
func split(parts []part, most int) []part {
	whole := all(parts)
	at, widest := 0, 0.0
	for i := 1; i < len(parts); i++ {
		if gap := parts[i].t0 - parts[i-1].t1; gap > widest {
			at, widest = i, gap
		}
	}
	span := whole.t1 - whole.t0
	if at == 0 || most < 2 || widest < wideGap*span {
		return []part{whole}
	}
	tight := func(side part) bool {
		return side.count >= 3 && math.Max(side.t1-side.t0, hour)/span < squeezed*float64(side.count)/float64(whole.count)
	}
	if !tight(all(parts[:at])) && !tight(all(parts[at:])) {
		return []part{whole}
	}
	left := split(parts[:at], most-1)
	return append(left, split(parts[at:], most-len(left))...)
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
		margin, unit = 2*day, day
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

// leastSpan is as far as a reader can zoom in, in units: what an hour takes where
// an hour of the day is known, or else three days, wherever they take least.
func (p *payload) leastSpan() float64 {
	least := axisUnits
	for _, e := range p.Events {
		span := 3 * day
		if e.hasClock() {
			span = hour
		}
		for _, s := range p.Segments {
			if e.To >= s.T0 && e.From <= s.T1 {
				least = min(least, (s.U1-s.U0)/(s.T1-s.T0)*span)
			}
		}
	}
	return least
}
