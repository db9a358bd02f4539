package timex

import (
	"fmt"
	"strconv"
	"strings"

	"dateline/timeline/edtf"
)

// A step is one thought on the way from words to a value. It is kept in its
// parts, because most are never read.
type step struct {
	say  string // with {n}, {count} and {day} for the parts that follow
	n    int
	unit unit
	day  edtf.Day
}

func (s step) String() string {
	said := s.say
	if strings.Contains(said, "{n}") {
		said = strings.ReplaceAll(said, "{n}", strconv.Itoa(s.n))
	}
	if strings.Contains(said, "{count}") {
		said = strings.ReplaceAll(said, "{count}", s.count())
	}
	if strings.Contains(said, "{day}") {
		said = strings.ReplaceAll(said, "{day}", s.day.Weekday().String()+" "+s.day.String())
	}
	return said
}

// count is "2 weeks back".
func (s step) count() string {
	n, way := s.n, "on"
	switch {
	case n == 0:
		return "the same " + s.unit.String()
	case n < 0:
		n, way = -n, "back"
	}
	plural := "s"
	if n == 1 {
		plural = ""
	}
	return fmt.Sprintf("%d %s%s %s", n, s.unit, plural, way)
}

// Steps tells how the value came about, for people: the rule that read the
// words and where it stands, what it took from them, what the value was counted
// from, and what that makes for the chronology.
func (t *Timex) Steps() []string {
	var list []string
	if t.rule != nil {
		list = append(list, readBy(t.Text, t.rule))
		for _, s := range t.slots {
			if said := s.String(); said != "" {
				list = append(list, said)
			}
		}
	}
	for _, s := range t.steps {
		list = append(list, s.String())
	}
	if d := t.Date.String(); d != "" && d != t.Value {
		list = append(list, "for the chronology: "+d)
	}
	return list
}

func readBy(words string, r *rule) string {
	return fmt.Sprintf("“%s” is read by the rule %s (%s)", strings.Join(strings.Fields(words), " "), r.id, r.where)
}

// String is "unit = week", with the number where digits were read.
func (s *slot) String() string {
	if s.isNum || s.value == "" {
		return s.name + " = " + strconv.Itoa(int(s.num))
	}
	return s.name + " = " + s.value
}

// because keeps a step of an outcome.
func (r *resolver) because(o *outcome, s step) {
	if o.steps != nil {
		o.steps = append(o.steps, s)
		return
	}
	if len(r.steps) == cap(r.steps) {
		r.steps = make([]step, 0, 16)
	}
	r.steps = append(r.steps, s)
	n := len(r.steps)
	o.steps = r.steps[n-1 : n : n]
}
