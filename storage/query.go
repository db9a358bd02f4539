package storage

import (
	"context"
	"encoding/base64"
	"strconv"
	"strings"

	"dateline/timeline"
	"dateline/timeline/edtf"
)

// The size of a page of events.
const (
	DefaultLimit = 50
	MaxLimit     = 1000
)

// An EventQuery says which events of a timeline are wanted. The zero query
// wants all that are not deleted, a page at a time.
type EventQuery struct {
	State timeline.State // "" is any
	Kind  timeline.Kind  // "" is any
	// From and To are dates, inclusive: an event is wanted if it may have
	// lasted to From and stands in the list at or before To. Zero is open.
	// Events without a date are wanted only if both are open.
	From, To edtf.Date
	Q        string // words that an event must hold, each as a prefix; "" is any
	Article  string // ID of an article that an event must cite; "" is any
	Limit    int    // 0 is DefaultLimit; at most MaxLimit
	Cursor   string // "" begins; else what the page before gave as next
}

// Events returns a page of a timeline's events in order of time, those without
// a date last, and the cursor of the page after it, "" if this is the last.
//
// The cost grows with the page, not with the timeline; only with Q it grows
// with how many events hold the words, and with From with how many are before.
func (s *Store) Events(ctx context.Context, timelineID string, q EventQuery) (events []timeline.Event, next string, err error) {
	switch {
	case q.Limit == 0:
		q.Limit = DefaultLimit
	case q.Limit < 0 || q.Limit > MaxLimit:
		return nil, "", timeline.FieldProblem("limit", "%d is not between 1 and %d", q.Limit, MaxLimit)
	}
	tx := s.view(ctx).Where("timeline_id = ? AND deleted = 0", timelineID)
	if q.State != "" {
		tx = tx.Where("state = ?", string(q.State))
	}
	if q.Kind != "" {
		tx = tx.Where("kind = ?", string(q.Kind))
	}
	if !q.From.IsZero() {
		if day, ok := q.From.Earliest(); ok {
			tx = tx.Where("latest >= ?", int64(day))
		}
		tx = tx.Where("stands < ?", undated)
	}
	if !q.To.IsZero() {
		if day, ok := q.To.Latest(); ok {
			tx = tx.Where("stands <= ?", int64(day))
		}
		tx = tx.Where("stands < ?", undated)
	}
	if q.Article != "" {
		tx = tx.Where("id IN (SELECT event_id FROM event_articles WHERE article_id = ?)", q.Article)
	}
	if q.Q != "" {
		tx = s.matching(tx, timelineID, q.Q)
	}
	if q.Cursor != "" {
		at, err := readCursor(q.Cursor)
		if err != nil {
			return nil, "", err
		}
		tx = tx.Where("(stands, latest, clock, id) > (?, ?, ?, ?)", at.Stands, at.Latest, at.Clock, at.id)
	}
	var rows []eventRow
	// One more than the page tells whether another follows.
	if err := tx.Order("stands, latest, clock, id").Limit(q.Limit + 1).Find(&rows).Error; err != nil {
		return nil, "", stored(err)
	}
	if len(rows) > q.Limit {
		rows = rows[:q.Limit]
		last := rows[len(rows)-1]
		next = cursor{last.Point, last.ID}.String()
	}
	events, err = eventsOf(rows)
	return events, next, err
}

// A cursor is the place of the last event of a page. Pages that follow it miss
// nothing and repeat nothing while other events come and go.
type cursor struct {
	place
	id string
}

func (c cursor) String() string {
	var b strings.Builder
	for _, n := range []int64{c.Stands, c.Latest, c.Clock} {
		b.WriteString(strconv.FormatInt(n, 36) + ",")
	}
	return base64.RawURLEncoding.EncodeToString([]byte(b.String() + c.id))
}

func readCursor(s string) (c cursor, err error) {
	bad := timeline.FieldProblem("cursor", "is not one that a page gave as next")
	b, err := base64.RawURLEncoding.DecodeString(s)
	if err != nil {
		return c, bad
	}
	parts := strings.Split(string(b), ",")
	if len(parts) != 4 || !IsID(parts[3]) {
		return c, bad
	}
	for i, n := range []*int64{&c.Stands, &c.Latest, &c.Clock} {
		if *n, err = strconv.ParseInt(parts[i], 36, 64); err != nil {
			return c, bad
		}
	}
	c.id = parts[3]
	return c, nil
}
