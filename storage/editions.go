package storage

import (
	"context"
	"time"

	"gorm.io/gorm"

	"dateline/timeline"
)

// A Draft is one state of a timeline, as an edition is made from.
type Draft struct {
	Timeline  timeline.Timeline
	Events    []timeline.Event    // those accepted, in order of time
	Relations []timeline.Relation // between any events
	Sources   []timeline.Source   // all that the timeline has
	Last      int                 // number of the last edition, 0 if there is none
	Content   string              // Edition.Content of the one that readers see
}

// Draft reads what an edition of a timeline is made from, all in one state.
func (s *Store) Draft(ctx context.Context, timelineID string) (Draft, error) {
	var d Draft
	err := s.snapshot(ctx, func(tx *gorm.DB) error {
		var row timelineRow
		if err := tx.Where("id = ? AND deleted = 0", timelineID).Take(&row).Error; err != nil {
			return found(err, "such timeline")
		}
		d.Timeline = row.timeline()
		if err := tx.Model(&editionRow{}).Select("COALESCE(MAX(number), 0)").Where("timeline_id = ?", timelineID).Scan(&d.Last).Error; err != nil {
			return err
		}
		if err := tx.Model(&editionRow{}).Select("content").Where("timeline_id = ? AND number = ?", timelineID, row.Edition).Scan(&d.Content).Error; err != nil {
			return err
		}
		var rows []eventRow
		err := tx.Where("timeline_id = ? AND state = ? AND deleted = 0", timelineID, string(timeline.Accepted)).
			Order("stands, latest, clock, id").Find(&rows).Error
		if err != nil {
			return err
		}
		if d.Events, err = eventsOf(rows); err != nil {
			return err
		}
		if d.Relations, err = relations(tx.Where("timeline_id = ? AND "+living, timelineID)); err != nil {
			return err
		}
		var articles []articleRow
		err = tx.Select("id, url, title, publisher, published").
			Where("timeline_id = ?", timelineID).Order("created, id").Find(&articles).Error
		for _, a := range articles {
			d.Sources = append(d.Sources, sourceOf(a))
		}
		return err
	})
	return d, err
}

// An Edition is a published edition with its renderings, as bytes.
type Edition struct {
	TimelineID string
	Number     int    // from 1
	Hash       string // SHA-256 of JSON
	Content    string // SHA-256 of the same without number and time
	JSON       []byte
	Option     []byte
	SVG        []byte
	Narrow     []byte
	EditionInfo
}

// EditionInfo is what lists show of an edition.
type EditionInfo struct {
	Slug, Title, Summary, Language, Timezone string
	Events                                   int
	Published                                time.Time
}

type editionRow struct {
	TimelineID string
	Number     int
	Hash       string
	Content    string
	JSON       []byte `gorm:"column:json"`
	Chart      []byte
	SVG        []byte `gorm:"column:svg"`
	Narrow     []byte
	Title      string
	Summary    string
	Language   string
	Timezone   string
	Events     int
	UserID     string
	Published  int64
}

func (editionRow) TableName() string { return "editions" }

// AddEdition stores an edition and shows it to readers, who may go back to those
// before unless it is to stand alone. A number that another
// edition has is Conflicting: somebody published in the meantime.
func (s *Store) AddEdition(ctx context.Context, by timeline.User, ed *Edition, alone bool) error {
	return s.change(ctx, func(tx *gorm.DB) error {
		if _, err := lockTimeline(tx, ed.TimelineID); err != nil {
			return err
		}
		err := tx.Create(&editionRow{
			ed.TimelineID, ed.Number, ed.Hash, ed.Content, ed.JSON, ed.Option, ed.SVG, ed.Narrow,
			ed.Title, ed.Summary, ed.Language, ed.Timezone, ed.Events, by.ID, instant(ed.Published),
		}).Error
		if err != nil {
			return taken(err, "edition", "%d was published in the meantime", ed.Number)
		}
		now := map[string]any{"edition": ed.Number}
		if alone {
			now["oldest"] = ed.Number
		}
		if err := tx.Model(&timelineRow{}).Where("id = ?", ed.TimelineID).Updates(now).Error; err != nil {
			return err
		}
		now["hash"], now["events"] = ed.Hash, ed.Events
		return s.log(tx, by, ed.TimelineID, entry{"timeline", ed.TimelineID, "publish", nil, now})
	})
}

// shown ties editions to the timelines whose readers see them.
const shown = "JOIN timelines t ON t.id = editions.timeline_id AND t.edition = editions.number AND t.deleted = 0"

// seen ties them to those whose readers see them or may go back to them.
const seen = "JOIN timelines t ON t.id = editions.timeline_id AND editions.number BETWEEN t.oldest AND t.edition AND t.deleted = 0"

// Current tells which edition the readers of a timeline see. A timeline that
// is not published is NotFound, like one that is not there.
func (s *Store) Current(ctx context.Context, slug string) (number int, hash string, err error) {
	var row editionRow
	err = s.view(ctx).Select("editions.number, editions.hash").Joins(shown).Where("t.slug = ?", slug).Take(&row).Error
	if err != nil {
		return 0, "", found(err, "published timeline %q", slug)
	}
	return row.Number, row.Hash, nil
}

// Published returns the edition that the readers of a timeline see, with its
// renderings. Errors are as for Current.
func (s *Store) Published(ctx context.Context, slug string) (Edition, error) {
	var row editionRow
	if err := s.view(ctx).Select("editions.*").Joins(shown).Where("t.slug = ?", slug).Take(&row).Error; err != nil {
		return Edition{}, found(err, "published timeline %q", slug)
	}
	return row.edition(slug), nil
}

func (row editionRow) edition(slug string) Edition {
	return Edition{
		row.TimelineID, row.Number, row.Hash, row.Content, row.JSON, row.Chart, row.SVG, row.Narrow,
		EditionInfo{slug, row.Title, row.Summary, row.Language, row.Timezone, row.Events, timeOf(row.Published)},
	}
}

// EditionNumbered returns an edition that the readers of a timeline see or may go
// back to: a former one that was not withdrawn. Any other is NotFound.
func (s *Store) EditionNumbered(ctx context.Context, slug string, number int) (Edition, error) {
	var row editionRow
	err := s.view(ctx).Select("editions.*").Joins(seen).Where("t.slug = ? AND editions.number = ?", slug, number).Take(&row).Error
	if err != nil {
		return Edition{}, found(err, "edition %d of a published timeline %q", number, slug)
	}
	return row.edition(slug), nil
}

// An EditionTime is when an edition was published.
type EditionTime struct {
	Number    int
	Published time.Time
}

// EditionTimes returns the editions that the readers of a timeline see or may go back to,
// the newest first, at most limit.
func (s *Store) EditionTimes(ctx context.Context, slug string, limit int) ([]EditionTime, error) {
	var rows []editionRow
	err := s.view(ctx).Select("editions.number, editions.published").Joins(seen).Where("t.slug = ?", slug).Order("editions.number DESC").Limit(limit).Find(&rows).Error
	if err != nil {
		return nil, err
	}
	all := make([]EditionTime, len(rows))
	for i, r := range rows {
		all[i] = EditionTime{r.Number, timeOf(r.Published)}
	}
	return all, nil
}

// PublishedTimelines lists the editions that readers see, the newest first.
func (s *Store) PublishedTimelines(ctx context.Context, limit int) ([]EditionInfo, error) {
	var rows []struct {
		Row  editionRow `gorm:"embedded"`
		Slug string
	}
	err := s.view(ctx).Table("editions").
		Select("editions.title, editions.summary, editions.language, editions.timezone, editions.events, editions.published, t.slug AS slug").
		Joins(shown).Order("editions.published DESC, t.slug").Limit(limit).Scan(&rows).Error
	if err != nil {
		return nil, err
	}
	all := make([]EditionInfo, len(rows))
	for i, r := range rows {
		all[i] = EditionInfo{r.Slug, r.Row.Title, r.Row.Summary, r.Row.Language, r.Row.Timezone, r.Row.Events, timeOf(r.Row.Published)}
	}
	return all, nil
}
