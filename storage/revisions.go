package storage

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"gorm.io/gorm"

	"dateline/timeline"
)

// A Revision is one change that was made to a timeline or to what it holds.
type Revision struct {
	ID     int64           `json:"id"`     // rises
	Thing  string          `json:"thing"`  // "timeline", "article", "event" or "relation"
	Of     string          `json:"of"`     // its ID
	Action string          `json:"action"` // "add", "propose", "import", "change", "accept", "reject", "merge", "replace", "delete" or "publish"
	By     string          `json:"by"`     // the person's name
	At     time.Time       `json:"at"`     // UTC
	Before json.RawMessage `json:"before"` // null if there was nothing
	After  json.RawMessage `json:"after"`  // null if there is nothing
}

type revisionRow struct {
	ID         int64 `gorm:"primaryKey;autoIncrement"`
	TimelineID string
	Thing      string
	ThingID    string
	Action     string
	UserID     string
	UserName   string
	Created    int64
	Was        string
	Became     string
}

func (revisionRow) TableName() string { return "revisions" }

// An entry is what a change tells the log; before and after are encoded as
// JSON, nil for nothing.
type entry struct {
	thing, id, action string
	before, after     any
}

func (s *Store) log(tx *gorm.DB, by timeline.User, timelineID string, entries ...entry) error {
	rows := make([]revisionRow, len(entries))
	now := instant(s.now())
	for i, e := range entries {
		was, err := document(e.before)
		if err != nil {
			return err
		}
		became, err := document(e.after)
		if err != nil {
			return err
		}
		rows[i] = revisionRow{
			TimelineID: timelineID, Thing: e.thing, ThingID: e.id, Action: e.action,
			UserID: by.ID, UserName: by.Name, Created: now, Was: was, Became: became,
		}
	}
	if len(rows) == 0 {
		return nil
	}
	return tx.CreateInBatches(rows, batch).Error
}

func document(v any) (string, error) {
	if v == nil {
		return "", nil
	}
	b, err := json.Marshal(v)
	if err != nil {
		return "", fmt.Errorf("a revision: %w", err)
	}
	return string(b), nil
}

// Log returns what was done in a timeline, the newest first: at most limit
// revisions older than the one numbered before, 0 for the newest.
func (s *Store) Log(ctx context.Context, timelineID string, before int64, limit int) ([]Revision, error) {
	q := s.view(ctx).Where("timeline_id = ?", timelineID)
	return revisions(q, before, limit)
}

// Revisions is Log of one thing, by its ID.
func (s *Store) Revisions(ctx context.Context, timelineID, id string, before int64, limit int) ([]Revision, error) {
	q := s.view(ctx).Where("timeline_id = ? AND thing_id = ?", timelineID, id)
	return revisions(q, before, limit)
}

func revisions(q *gorm.DB, before int64, limit int) ([]Revision, error) {
	if before > 0 {
		q = q.Where("id < ?", before)
	}
	var rows []revisionRow
	if err := q.Order("id DESC").Limit(limit).Find(&rows).Error; err != nil {
		return nil, err
	}
	all := make([]Revision, len(rows))
	for i, r := range rows {
		all[i] = Revision{r.ID, r.Thing, r.ThingID, r.Action, r.UserName, timeOf(r.Created), raw(r.Was), raw(r.Became)}
	}
	return all, nil
}

func raw(s string) json.RawMessage {
	if s == "" {
		return json.RawMessage("null")
	}
	return json.RawMessage(s)
}
