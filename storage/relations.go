package storage

import (
	"context"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"dateline/timeline"
)

type relationRow struct {
	ID         string
	TimelineID string
	FromID     string
	Type       string
	ToID       string
	Quote      string
}

func (relationRow) TableName() string { return "relations" }

func (r relationRow) relation() timeline.Relation {
	return timeline.Relation{ID: r.ID, From: r.FromID, Type: timeline.RelationType(r.Type), To: r.ToID, Quote: r.Quote}
}

// living is the condition that both events of a relation are there.
const living = `EXISTS (SELECT 1 FROM events e WHERE e.id = relations.from_id AND e.deleted = 0)
	AND EXISTS (SELECT 1 FROM events e WHERE e.id = relations.to_id AND e.deleted = 0)`

// Relations returns the relations between events of a timeline.
func (s *Store) Relations(ctx context.Context, timelineID string) ([]timeline.Relation, error) {
	return relations(s.view(ctx).Where("timeline_id = ? AND "+living, timelineID))
}

// RelationsOf returns the relations from or to some events.
func (s *Store) RelationsOf(ctx context.Context, timelineID string, eventIDs []string) ([]timeline.Relation, error) {
	if len(eventIDs) == 0 {
		return nil, nil
	}
	return relations(s.view(ctx).Where("timeline_id = ? AND (from_id IN ? OR to_id IN ?) AND "+living, timelineID, eventIDs, eventIDs))
}

func relations(q *gorm.DB) ([]timeline.Relation, error) {
	var rows []relationRow
	if err := q.Order("id").Find(&rows).Error; err != nil {
		return nil, err
	}
	all := make([]timeline.Relation, len(rows))
	for i, r := range rows {
		all[i] = r.relation()
	}
	return all, nil
}

// AddRelation stores a relation between two events of a timeline and sets its
// ID. An event that is not there is NotFound, a relation that is, Conflicting.
func (s *Store) AddRelation(ctx context.Context, by timeline.User, timelineID string, r *timeline.Relation) error {
	return s.change(ctx, func(tx *gorm.DB) error {
		if _, err := lockTimeline(tx, timelineID); err != nil {
			return err
		}
		for _, id := range []string{r.From, r.To} {
			if _, _, err := takeEvent(tx, timelineID, id); err != nil {
				return err
			}
		}
		r.ID = newID('r', s.now())
		if err := tx.Create(rowOfRelation(timelineID, *r)).Error; err != nil {
			return taken(err, "type", "these two events are tied so already")
		}
		return s.log(tx, by, timelineID, entry{"relation", r.ID, "add", nil, *r})
	})
}

func rowOfRelation(timelineID string, r timeline.Relation) *relationRow {
	return &relationRow{ID: r.ID, TimelineID: timelineID, FromID: r.From, Type: string(r.Type), ToID: r.To, Quote: r.Quote}
}

// addRelations stores relations that came with events; one that is there
// already stays as it is.
func (s *Store) addRelations(tx *gorm.DB, by timeline.User, timelineID, action string, all []timeline.Relation) error {
	for i := range all {
		r := &all[i]
		r.ID = newID('r', s.now())
		done := tx.Clauses(clause.OnConflict{DoNothing: true}).Create(rowOfRelation(timelineID, *r))
		if done.Error != nil {
			return stored(done.Error)
		}
		if done.RowsAffected == 0 {
			continue
		}
		if err := s.log(tx, by, timelineID, entry{"relation", r.ID, action, nil, *r}); err != nil {
			return err
		}
	}
	return nil
}

// DeleteRelation removes a relation.
func (s *Store) DeleteRelation(ctx context.Context, by timeline.User, timelineID, id string) error {
	return s.change(ctx, func(tx *gorm.DB) error {
		if _, err := lockTimeline(tx, timelineID); err != nil {
			return err
		}
		var row relationRow
		if err := tx.Where("id = ? AND timeline_id = ?", id, timelineID).Take(&row).Error; err != nil {
			return found(err, "relation %q in this timeline", id)
		}
		if err := tx.Where("id = ?", id).Delete(&relationRow{}).Error; err != nil {
			return err
		}
		return s.log(tx, by, timelineID, entry{"relation", id, "delete", row.relation(), nil})
	})
}

// moveRelations gives one event's relations to another. What would tie it to
// itself, or tie two events twice, is dropped.
func moveRelations(tx *gorm.DB, timelineID, from, into string) error {
	var rows []relationRow
	if err := tx.Where("timeline_id = ? AND (from_id = ? OR to_id = ?)", timelineID, from, from).Find(&rows).Error; err != nil {
		return err
	}
	for _, r := range rows {
		if err := tx.Where("id = ?", r.ID).Delete(&relationRow{}).Error; err != nil {
			return err
		}
		if r.FromID == from {
			r.FromID = into
		}
		if r.ToID == from {
			r.ToID = into
		}
		if r.FromID == r.ToID {
			continue
		}
		if err := tx.Clauses(clause.OnConflict{DoNothing: true}).Create(&r).Error; err != nil {
			return err
		}
	}
	return nil
}
