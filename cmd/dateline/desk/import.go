package desk

import (
	"cmp"
	"context"
	"io"
	"path/filepath"
	"strings"

	"dateline/timeline"
	"dateline/timeline/interchange"
)

// MaxFile is the most bytes of a file that is imported: 50,000 events with two
// sentences each take 20 MB as TimelineJS JSON.
const MaxFile = 64 << 20

// RowProblem is one field of a row that did not come in.
type RowProblem = interchange.RowProblem

// Imported is what came of an import.
type Imported struct {
	Timeline timeline.Timeline
	Made     bool // the timeline was not there
	Added    int  // events
	Problems []RowProblem
	Warnings []RowProblem // what was left out of rows that came in
}

// Refused returns how many rows did not come in.
func (i Imported) Refused() int {
	rows := map[int]bool{}
	for _, p := range i.Problems {
		rows[p.Row] = true
	}
	delete(rows, 0) // the title, which was cut
	return len(rows)
}

// Import adds the events of a file, see interchange.Read, to a timeline as
// accepted, all in one transaction (editors). The timeline is given by its slug;
// one that is not there is made, if any event came in: what to leaves empty is
// the file's own, and its title else the file's name.
func (d *Desk) Import(ctx context.Context, who timeline.User, to timeline.Timeline, fileName string, file io.Reader) (Imported, error) {
	var in Imported
	if err := need(who, timeline.Editor); err != nil {
		return in, err
	}
	if err := timeline.CheckSlug(to.Slug); err != nil {
		return in, err
	}
	v, err := d.Vocabulary(ctx)
	if err != nil {
		return in, err
	}
	b, err := io.ReadAll(io.LimitReader(file, MaxFile+1))
	if err != nil {
		return in, timeline.Errorf(timeline.Invalid, "the file cannot be read: %w", err)
	}
	if len(b) > MaxFile {
		return in, timeline.Errorf(timeline.TooLarge, "the file is larger than %d bytes, the most that is taken", MaxFile)
	}
	read, err := interchange.Read(b, v)
	if err != nil {
		return in, err
	}
	in.Problems, in.Warnings = read.Problems, read.Warnings
	info, err := d.store.Timeline(ctx, to.Slug)
	switch {
	case err == nil:
		in.Timeline = info.Timeline
	case timeline.CodeOf(err) != timeline.NotFound:
		return in, err
	case len(read.Events) == 0:
		return in, nil
	default:
		to.Summary = cmp.Or(to.Summary, read.Summary)
		to.Language, to.Timezone = cmp.Or(to.Language, read.Language), cmp.Or(to.Timezone, read.Timezone)
		for _, other := range []string{read.Title, strings.TrimSuffix(filepath.Base(fileName), filepath.Ext(fileName))} {
			if strings.TrimSpace(to.Title) == "" {
				to.Title = shorten(other, timeline.MaxName)
			}
		}
		if err := d.CreateTimeline(ctx, who, &to); err != nil {
			return in, err
		}
		in.Timeline, in.Made = to, true
	}
	if err := d.store.AddEvents(ctx, who, in.Timeline.ID, "import", read.Events, between(read.Events, read.Relations)); err != nil {
		return in, err
	}
	in.Added = len(read.Events)
	return in, nil
}
