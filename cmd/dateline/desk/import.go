package desk

import (
	"context"
	"io"

	"dateline/timeline"
)

// RowProblem is one field of a row that did not come in.
type RowProblem struct {
	Row    int // from 1; a header does not count
	Field  string
	Detail string
}

// Imported is what came of an import.
type Imported struct {
	Timeline timeline.Timeline
	Made     bool // the timeline was not there
	Added    int  // events
	Problems []RowProblem
}

// Refused returns how many rows did not come in.
func (i Imported) Refused() int {
	rows := map[int]bool{}
	for _, p := range i.Problems {
		rows[p.Row] = true
	}
	return len(rows)
}

// Import waits for the room that reads files.
func (d *Desk) Import(ctx context.Context, who timeline.User, slug, title, fileName string, file io.Reader) (Imported, error) {
	return Imported{}, timeline.Errorf(timeline.Invalid, "files cannot be read yet")
}
