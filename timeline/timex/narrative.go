package timex

// tellsItsOwnTime decides whether what a text leaves out of its dates is to
// be filled from the text itself: it names many years that are not that of
// its publication, and little that is counted from publication. One that
// carries the date of its publication is news.
func (r *resolver) tellsItsOwnTime(matches []match) bool {
	const enough = 6
	dctYear, _, _ := r.dct.Date()
	far, near := 0, 0
	for k := range matches {
		m := &matches[k]
		if r.isPublication(&m.captures) {
			return false
		}
		switch s, ok := m.captures.get("year"); {
		case ok && (int(s.num) != dctYear || m.captures.value("era") == "BC"):
			far++
		case ok:
			near++
		case m.rule.give.op == "weekday", m.rule.give.op == "window",
			m.rule.give.op == "step" && m.rule.give.arg("from", &m.captures) != "told":
			near++
		}
	}
	return far >= enough && far > 5*near
}

// isPublication tells a full date that is the document's own.
func (r *resolver) isPublication(c *captures) bool {
	y, _ := c.num("year")
	mo, isMonth := c.num("month")
	d, isDay := c.num("day")
	return isMonth && isDay && dayPeriod(r.dct) == period{unit: day, year: y, n: mo, day: d}
}

// asides marks the dates to which a narrative does not move: a year that
// stands alone between two dates of another year ("declassified in 2005"), or
// years far from those before and after them.
func asides(matches []match) []bool {
	const far = 6
	type told struct{ at, year int }
	var years []told
	for k := range matches {
		c := &matches[k].captures
		if s, ok := c.get("year"); ok && s.isNum {
			y := int(s.num)
			if c.value("era") == "BC" {
				y = 1 - y
			}
			years = append(years, told{k, y})
		}
	}
	marks := make([]bool, len(matches))
	for k := range years {
		if k == 0 || k+1 == len(years) {
			continue
		}
		prev, y, next := years[k-1].year, years[k].year, years[k+1].year
		c := &matches[years[k].at].captures
		bare := !c.has("month") && !c.has("season")
		switch back := distance(prev, next); {
		case prev == next && (bare && y != prev || y < prev),
			back <= 1 && distance(y, prev) > 1 && distance(y, next) > 1:
			marks[years[k].at] = true
		case back <= far && distance(y, prev) > far && distance(y, next) > far:
			marks[years[k].at] = true
			years[k].year = prev
		}
	}
	return marks
}

func distance(a, b int) int { return max(a-b, b-a) }

// carriedYear continues a narrative: the year told last, or the next one
// where the months have come round ("in December … in January").
func (r *resolver) carriedYear(p period) int {
	const round = 8
	if !r.hasRef || r.ref.year != r.year || p.unit != month && p.unit != day {
		return r.year
	}
	if r.ref.unit == month || r.ref.unit == day {
		switch d := r.ref.n - p.n; {
		case d >= round:
			return r.year + 1
		}
	}
	return r.year
}
