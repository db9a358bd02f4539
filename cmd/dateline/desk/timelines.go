package desk

import (
	"context"
	"fmt"
	"strings"

	"dateline/timeline"
)

// CreateTimeline adds a timeline (editors), fills in what it leaves empty, its
// slug from the title, and sets ID, Version, Created and Updated. A slug that
// was given and is taken is Conflicting, naming "slug"; one made of the title
// gets a number.
func (d *Desk) CreateTimeline(ctx context.Context, who timeline.User, t *timeline.Timeline) error {
	if err := need(who, timeline.Editor); err != nil {
		return err
	}
	t.Normalize()
	given := t.Slug != ""
	if !given {
		t.Slug = timeline.Slugify(t.Title)
	}
	if err := t.Validate(); err != nil {
		return err
	}
	slug := t.Slug
	for n := 2; ; n++ {
		err := d.store.AddTimeline(ctx, who, t)
		if given || n > mostOfOneTitle || timeline.CodeOf(err) != timeline.Conflicting {
			return err
		}
		t.Slug = numbered(slug, n)
	}
}

// mostOfOneTitle bounds the search for a slug that is free.
const mostOfOneTitle = 200

// numbered is a slug with a number after it, within the length of a slug.
func numbered(slug string, n int) string {
	end := fmt.Sprintf("-%d", n)
	return strings.TrimRight(slug[:min(len(slug), 80-len(end))], "-") + end
}

// Timeline returns a timeline by its slug.
func (d *Desk) Timeline(ctx context.Context, who timeline.User, slug string) (TimelineInfo, error) {
	return d.open(ctx, who, timeline.Contributor, slug)
}

// Timelines returns all timelines, the newest first.
func (d *Desk) Timelines(ctx context.Context, who timeline.User) ([]TimelineInfo, error) {
	if err := need(who, timeline.Contributor); err != nil {
		return nil, err
	}
	return d.store.Timelines(ctx)
}

// UpdateTimeline changes a timeline's own texts (editors). Of another version
// than the one given (0 is any) it is Conflicting with a *StaleError. The slug
// stays once readers have it.
func (d *Desk) UpdateTimeline(ctx context.Context, who timeline.User, slug string, version int, change func(*timeline.Timeline)) (timeline.Timeline, error) {
	info, err := d.open(ctx, who, timeline.Editor, slug)
	if err != nil {
		return timeline.Timeline{}, err
	}
	return d.store.ChangeTimeline(ctx, who, info.ID, version, func(t *timeline.Timeline) error {
		change(t)
		t.Normalize()
		if t.Slug != slug && info.Edition > 0 {
			return timeline.FieldProblem("slug", "stays %q: readers have that address since the first edition", slug)
		}
		return t.Validate()
	})
}

// DeleteTimeline takes a timeline away from editors and readers (editors). The
// version is as for UpdateTimeline.
func (d *Desk) DeleteTimeline(ctx context.Context, who timeline.User, slug string, version int) error {
	info, err := d.open(ctx, who, timeline.Editor, slug)
	if err != nil {
		return err
	}
	defer d.shown.forget()
	return d.store.DeleteTimeline(ctx, who, info.ID, version)
}

// Revisions returns what was done to one event, relation, article or the
// timeline itself, by its ID, the newest first, at most 200.
func (d *Desk) Revisions(ctx context.Context, who timeline.User, slug, id string) ([]Revision, error) {
	info, err := d.open(ctx, who, timeline.Contributor, slug)
	if err != nil {
		return nil, err
	}
	if err := checkID("thing", id); err != nil {
		return nil, err
	}
	return d.store.Revisions(ctx, info.ID, id, 0, 200)
}

// Log returns what was done in a timeline, the newest first: at most limit
// revisions (0 is 50) older than the one numbered before (0 is the newest).
func (d *Desk) Log(ctx context.Context, who timeline.User, slug string, before int64, limit int) ([]Revision, error) {
	info, err := d.open(ctx, who, timeline.Contributor, slug)
	if err != nil {
		return nil, err
	}
	switch {
	case limit == 0:
		limit = 50
	case limit < 0 || limit > 1000:
		return nil, timeline.FieldProblem("limit", "%d is not between 1 and 1000", limit)
	}
	return d.store.Log(ctx, info.ID, before, limit)
}
