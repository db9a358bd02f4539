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

// NewEditionLink is the link to an edition by when it was published, UTC.
func NewEditionLink(number int, published time.Time, zone string) EditionLink {
	return EditionLink{number, updatedWords(published, zone)}
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
