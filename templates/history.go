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
}

// An EditionTime is when an edition was published.
type EditionTime struct {
	Number    int
	Published time.Time
}

// EditionLinks names editions by their day in a zone, and those of one day by
// the time of day too.
func EditionLinks(editions []EditionTime, zone string) []EditionLink {
	perDay := map[string]int{}
	for _, e := range editions {
		perDay[dayWords(e.Published, zone)]++
	}
	links := make([]EditionLink, len(editions))
	for i, e := range editions {
		links[i] = EditionLink{e.Number, dayWords(e.Published, zone)}
		if perDay[links[i].Words] > 1 {
			links[i].Words = updatedWords(e.Published, zone)
		}
	}
	return links
}

// dayWords is the day of an instant in a zone.
func dayWords(t time.Time, zone string) string {
	day, _, _ := strings.Cut(updatedWords(t, zone), ",")
	return day
}

// changedWords names the fields of timeline.Change as readers know them.
var changedWords = map[string]string{
	"title": "headline", "date": "date", "kind": "kind", "text": "text", "actors": "who took part", "place": "place",
	"attribution": "who says so", "label": "how sure it is", "status": "whether it is planned", "citations": "sources",
}

// historyOf tells in words when an event was added, unless it was there from
// the first edition on, and what was changed of it since.
func historyOf(e timeline.PublishedEvent, begun time.Time, zone string) []string {
	var lines []string
	if e.Since.After(begun) {
		lines = append(lines, "Added "+updatedWords(e.Since, zone))
	}
	for _, c := range e.Changes {
		var fields []string
		for _, f := range c.Fields {
			if w := changedWords[f]; w != "" {
				fields = append(fields, w)
			}
		}
		if len(fields) > 0 {
			lines = append(lines, "Changed "+updatedWords(c.Published, zone)+": "+strings.Join(fields, ", "))
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
