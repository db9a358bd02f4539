package storage

import (
	"context"
	"encoding/base64"
	"fmt"
	"strconv"
	"strings"

	"gorm.io/gorm"

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
	Q        string // words that an event must hold, the last as a prefix; "" is any
	Article  string // ID of an article that an event must cite; "" is any
	Limit    int    // 0 is DefaultLimit; at most MaxLimit
	Cursor   string // "" begins; else what the page before gave as next
}

// Events returns a page of a timeline's events in order of time, those without
// a date last, and the cursor of the page after it, "" if this is the last.
//
// The cost grows with the page, not with the timeline; only with Q it grows
// with how many events hold the words, with Article with how many cite it, and
// with From with how many events before it lasted long.
func (s *Store) Events(ctx context.Context, timelineID string, q EventQuery) (events []timeline.Event, next string, err error) {
	switch {
	case q.Limit == 0:
		q.Limit = DefaultLimit
	case q.Limit < 0 || q.Limit > MaxLimit:
		return nil, "", timeline.FieldProblem("limit", "%d is not between 1 and %d", q.Limit, MaxLimit)
	}
	var after *cursor
	if q.Cursor != "" {
		at, err := readCursor(q.Cursor)
		if err != nil {
			return nil, "", err
		}
		after = &at
	}
	// One more than the page tells whether another follows.
	var rows []eventRow
	for _, part := range s.parts(ctx, timelineID, q, after) {
		if after != nil {
			part = part.Where("(stands, latest, clock, id) > (?, ?, ?, ?)", after.Stands, after.Latest, after.Clock, after.id)
		}
		var more []eventRow
		if err := part.Order("stands, latest, clock, id").Limit(q.Limit + 1 - len(rows)).Find(&more).Error; err != nil {
			return nil, "", stored(err)
		}
		if rows = append(rows, more...); len(rows) > q.Limit {
			rows = rows[:q.Limit]
			last := rows[len(rows)-1]
			next = cursor{last.Point, last.ID}.String()
			break
		}
	}
	events, err = eventsOf(rows)
	return events, next, err
}

// longDays tells the events that last long; their index has the same number.
const longDays = 31

// parts returns queries that together find what is wanted; all that a part
// finds stands before all that the next one does.
func (s *Store) parts(ctx context.Context, timelineID string, q EventQuery, after *cursor) []*gorm.DB {
	if q.Q != "" && len(foldWords(q.Q, 1)) == 0 {
		return nil // a query of signs alone finds nothing
	}
	tx := s.view(ctx)
	few := true // what is found by words or an article is looked through
	switch {
	case q.Article != "":
		// The cross join makes SQLite begin with the article: without
		// statistics it would go through the timeline, in order.
		tx = tx.Table("(SELECT event_id FROM event_articles WHERE article_id = ?) hits CROSS JOIN events", q.Article).
			Select("events.*").Where("events.id = hits.event_id")
		if q.Q != "" {
			tx = tx.Where("seq IN (?)", s.matching(ctx, timelineID, q.Q))
		}
	case q.Q != "":
		tx = tx.Table("(?) hits CROSS JOIN events", s.matching(ctx, timelineID, q.Q)).
			Select("events.*").Where("events.seq = hits.hit")
	default:
		few = false
	}
	tx = tx.Where("timeline_id = ? AND deleted = 0", timelineID)
	if q.State != "" {
		tx = tx.Where("state = ?", string(q.State))
	}
	if q.Kind != "" {
		tx = tx.Where("kind = ?", string(q.Kind))
	}
	// One upper and one lower bound: SQLite looks up no more in an index.
	if day, ends := q.To.Latest(); ends && !q.To.IsZero() {
		tx = tx.Where("stands <= ?", int64(day))
	} else if !q.To.IsZero() || !q.From.IsZero() {
		tx = tx.Where("stands < ?", undated)
	}
	from, begins := q.From.Earliest()
	if !begins || q.From.IsZero() {
		return []*gorm.DB{tx}
	}
	tx = tx.Where("latest >= ?", int64(from))
	if few {
		return []*gorm.DB{tx}
	}
	// What began long before and lasted until then is among the few that last
	// long; all else is found from shortly before on.
	border := int64(from) - longDays
	begin := border
	if after != nil {
		begin = max(begin, after.Stands)
	}
	return []*gorm.DB{
		tx.Session(&gorm.Session{}).Where(fmt.Sprintf("latest - stands > %d AND stands < ?", longDays), border),
		tx.Session(&gorm.Session{}).Where("stands >= ?", begin),
	}
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
