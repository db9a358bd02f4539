package timex

// tellsItsOwnTime decides whether what a text leaves out of its dates is to
// be filled from the text itself: it names many years that are not that of
// its publication, and little that is counted from publication. One that
// carries the date of its publication is news.
func (r *resolver) tellsItsOwnTime(matches []match) bool {
	const enough, lead = 6, 400
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
			if m.rule.give.op == "weekday" && r.tokens[m.first].start < lead {
				return false // the lead of news
			}
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

// storyYear is the year that the narrative has come to at an expression.
func (r *resolver) storyYear(m *match) (int, bool) {
	if r.now < len(r.told) && r.told[r.now].known && m == &r.matches[r.now] {
		return r.told[r.now].year, true
	}
	return r.year, r.hasYear
}

// carriedYear continues a narrative: the year told last, or the next one
// where the months have come round ("in December … in January", "until March").
func (r *resolver) carriedYear(p period, m *match) int {
	const round = 8
	y := r.year
	if r.hasRef && !r.narrative {
		y = r.ref.year
	}
	if !r.hasRef || r.ref.year != y || p.unit != month && p.unit != day || r.ref.unit != month && r.ref.unit != day {
		return y
	}
	switch back := r.ref.n - p.n; {
	case back >= round,
		back > 0 && r.word("until", m.first-1) != "" && r.sameSentence(r.refAt, m.first):
		return y + 1
	}
	return y
}

// looksBack tells whether news has gone back, in the sentences just before, to a
// year long past and is still there: nothing has been counted from publication
// since, and no paragraph has ended, unless all of the text so far is such.
func (r *resolver) looksBack(at int) bool {
	if !r.hasRef || !r.refFirm || r.ref.unit > year || r.ref.unit == week || r.ref.unit == weekend {
		return false
	}
	if _, last := r.ref.days(); last > r.dct-400 || r.hasNear && r.nearAt > r.refAt {
		return false
	}
	if r.hasNear && r.sameParagraph(r.nearAt, r.refAt) && r.sentence[r.refAt] == r.sentence[r.nearAt] && r.looksBackFrom(r.refAt) {
		return false // "broke out in September … a pledge that it had given in 1994": an aside
	}
	if r.inAside(r.refAt) {
		return false
	}
	const sentences = 2
	if r.sentence[at]-r.sentence[r.refAt] > sentences {
		return false
	}
	if !r.hasNear {
		return true
	}
	return r.sameParagraph(r.refAt, at)
}

// inAside: "the general, who took power in 1999, resigned on August 18".
func (r *resolver) inAside(at int) bool {
	const words = 20
	for i := at - 1; i > 0 && i >= at-words && r.sameSentence(i-1, at); i-- {
		comma := r.text[r.tokens[i-1].start] == ','
		switch {
		case comma && r.word("aside", i) != "":
			for k := at + 1; k < len(r.tokens) && k < at+words && r.sameSentence(at, k); k++ {
				if r.text[r.tokens[k].start] == ',' {
					return true
				}
			}
			return false
		case comma:
			return false
		}
	}
	return false
}
