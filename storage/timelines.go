package storage

import (
	"context"
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"dateline/timeline"
)

type timelineRow struct {
	ID       string
	Slug     string
	Title    string
	Summary  string
	Language string
	Timezone string
	Lanes    string
	Version  int
	Edition  int
	Oldest   int // the first edition that readers may go back to
	Proposed int
	Accepted int
	Rejected int
	Created  int64
	Updated  int64
	Deleted  int64
}

func (timelineRow) TableName() string { return "timelines" }

func (r timelineRow) timeline() timeline.Timeline {
	return timeline.Timeline{
		ID: r.ID, Slug: r.Slug, Title: r.Title, Summary: r.Summary, Language: r.Language, Timezone: r.Timezone, Lanes: timeline.Lanes(r.Lanes),
		Version: r.Version, Edition: r.Edition, Created: timeOf(r.Created), Updated: timeOf(r.Updated),
	}
}

// A TimelineInfo is a timeline with how many events of each state it has.
type TimelineInfo struct {
	timeline.Timeline
	Proposed, Accepted, Rejected int
}

func (r timelineRow) info() TimelineInfo {
	return TimelineInfo{r.timeline(), r.Proposed, r.Accepted, r.Rejected}
}

// timelineDoc is a timeline as revisions tell it.
type timelineDoc struct {
	ID       string         `json:"id"`
	Slug     string         `json:"slug"`
	Title    string         `json:"title"`
	Summary  string         `json:"summary"`
	Language string         `json:"language"`
	Timezone string         `json:"timezone"`
	Lanes    timeline.Lanes `json:"lanes"`
	Version  int            `json:"version"`
	Edition  int            `json:"edition"`
	Created  time.Time      `json:"created"`
	Updated  time.Time      `json:"updated"`
}

// AddTimeline stores a timeline and sets ID, Version, Created and Updated. A
// slug that is taken is Conflicting, naming "slug".
func (s *Store) AddTimeline(ctx context.Context, by timeline.User, t *timeline.Timeline) error {
	now := s.now()
	row := timelineRow{
		ID: newID('t', now), Slug: t.Slug, Title: t.Title, Summary: t.Summary, Language: t.Language, Timezone: t.Timezone, Lanes: string(t.Lanes),
		Version: 1, Created: instant(now), Updated: instant(now),
	}
	err := s.change(ctx, func(tx *gorm.DB) error {
		if err := tx.Create(&row).Error; err != nil {
			return taken(err, "slug", "%q is taken by another timeline", t.Slug)
		}
		return s.log(tx, by, row.ID, entry{"timeline", row.ID, "add", nil, timelineDoc(row.timeline())})
	})
	if err != nil {
		return err
	}
	*t = row.timeline()
	return nil
}

// Timeline finds a timeline by its slug.
func (s *Store) Timeline(ctx context.Context, slug string) (TimelineInfo, error) {
	var row timelineRow
	if err := s.view(ctx).Where("slug = ? AND deleted = 0", slug).Take(&row).Error; err != nil {
		return TimelineInfo{}, found(err, "timeline %q", slug)
	}
	return row.info(), nil
}

// Timelines returns all timelines, the newest first.
func (s *Store) Timelines(ctx context.Context) ([]TimelineInfo, error) {
	var rows []timelineRow
	if err := s.view(ctx).Where("deleted = 0").Order("created DESC, id DESC").Find(&rows).Error; err != nil {
		return nil, err
	}
	infos := make([]TimelineInfo, len(rows))
	for i, r := range rows {
		infos[i] = r.info()
	}
	return infos, nil
}

// ChangeTimeline changes the texts of a timeline. Of another version than the
// one given (0 is any) it is Conflicting with a *StaleError. An error of
// change is returned as it is, and nothing is stored.
func (s *Store) ChangeTimeline(ctx context.Context, by timeline.User, id string, version int, change func(*timeline.Timeline) error) (timeline.Timeline, error) {
	var after timeline.Timeline
	err := s.change(ctx, func(tx *gorm.DB) error {
		row, err := lockTimeline(tx, id)
		if err != nil {
			return err
		}
		before := row.timeline()
		if version != 0 && version != before.Version {
			return stale(&StaleError{Timeline: before})
		}
		after = before
		if err := change(&after); err != nil {
			return err
		}
		after.ID, after.Version, after.Edition, after.Created, after.Updated = before.ID, before.Version, before.Edition, before.Created, before.Updated
		if after == before {
			return nil
		}
		after.Version++
		after.Updated = timeOf(instant(s.now()))
		err = tx.Model(&timelineRow{}).Where("id = ?", id).Updates(map[string]any{
			"slug": after.Slug, "title": after.Title, "summary": after.Summary, "language": after.Language, "timezone": after.Timezone, "lanes": string(after.Lanes),
			"version": after.Version, "updated": instant(after.Updated),
		}).Error
		if err != nil {
			return taken(err, "slug", "%q is taken by another timeline", after.Slug)
		}
		return s.log(tx, by, id, entry{"timeline", id, "change", timelineDoc(before), timelineDoc(after)})
	})
	return after, err
}

// DeleteTimeline takes a timeline away from editors and readers; what it holds
// stays stored, and its slug is free. The version is as for ChangeTimeline.
func (s *Store) DeleteTimeline(ctx context.Context, by timeline.User, id string, version int) error {
	return s.change(ctx, func(tx *gorm.DB) error {
		row, err := lockTimeline(tx, id)
		if err != nil {
			return err
		}
		before := row.timeline()
		if version != 0 && version != before.Version {
			return stale(&StaleError{Timeline: before})
		}
		if err := tx.Model(&timelineRow{}).Where("id = ?", id).Update("deleted", instant(s.now())).Error; err != nil {
			return err
		}
		return s.log(tx, by, id, entry{"timeline", id, "delete", timelineDoc(before), nil})
	})
}

// lockTimeline begins every change of a timeline or of what it holds: changes
// of one timeline take turns, so that two never wait for each other.
func lockTimeline(tx *gorm.DB, id string) (timelineRow, error) {
	var row timelineRow
	err := tx.Clauses(clause.Locking{Strength: clause.LockingStrengthUpdate}).Where("id = ? AND deleted = 0", id).Take(&row).Error
	if err != nil {
		return row, found(err, "such timeline")
	}
	return row, nil
}
