package templates

import (
	"strings"
	"time"

	"dateline/timeline"
)

// An EditionLink leads to a chronology as it stood.
type EditionLink struct {
	Number int
	Words  string // when it was published
	At     string // the same for programs: a day, or an instant
	Zone   string // that an instant is told in, "" for a day
}

// An EditionTime is when an edition was published.
type EditionTime struct {
	Number    int
	Published time.Time
}

// EditionLinks names editions by their day in a zone, and those of one day by
// the time of day too.
// The words are those of a BCP 47 tag.
func EditionLinks(editions []EditionTime, zone, language string) []EditionLink {
	w := wordsOf(language)
	perDay := map[string]int{}
	for _, e := range editions {
		perDay[w.day(e.Published, zone)]++
	}
	links := make([]EditionLink, len(editions))
	for i, e := range editions {
		links[i] = EditionLink{Number: e.Number, Words: w.day(e.Published, zone), At: in(e.Published, zone).Format(time.DateOnly)}
		if perDay[links[i].Words] > 1 {
			links[i].Words, links[i].At, links[i].Zone = w.instant(e.Published, zone), e.Published.Format(time.RFC3339), zone
		}
	}
	return links
}

// historyOf tells in words when an event was added, unless it was there from
// the first edition on, and what was changed of it since.
func historyOf(w words, e timeline.PublishedEvent, begun time.Time, zone string) []string {
	var lines []string
	if e.Since.After(begun) {
		lines = append(lines, w.must("added", "When", w.instant(e.Since, zone)))
	}
	for _, c := range e.Changes {
		var fields []string
		for _, f := range c.Fields {
			if name := w.or("field."+f, ""); name != "" {
				fields = append(fields, name)
			}
		}
		if len(fields) > 0 {
			lines = append(lines, w.must("changed", "When", w.instant(c.Published, zone), "What", strings.Join(fields, w.dates.Comma())))
		}
	}
	return lines
}

// begunOf is when the first of an edition's events was published.
func begunOf(ed *timeline.Edition) time.Time {
	begun := ed.Published
	for _, e := range ed.Events {
		if e.Since.Before(begun) {
			begun = e.Since
		}
	}
	return begun
}
