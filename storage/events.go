package storage

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"reflect"
	"slices"
	"time"

	"gorm.io/gorm"

	"dateline/timeline"
	"dateline/timeline/edtf"
)

// batch is how many rows one statement stores: a statement of SQLite has at
// most 32,766 parameters, of PostgreSQL 65,535.
const batch = 500

// Places of events that no day bounds, beyond every edtf.Day.
const (
	endless = math.MaxInt32 + 1
	undated = math.MaxInt32 + 2
)

type eventRow struct {
	Seq         int64 `gorm:"primaryKey;autoIncrement"`
	ID          string
	TimelineID  string
	State       string
	Kind        string
	Point       place `gorm:"embedded"`
	Date        string
	Title       string
	Text        string
	Actors      []timeline.Actor `gorm:"serializer:json"`
	Place       string
	URL         string
	Attribution string
	Label       string
	Status      string
	Lane        string
	Importance  float64
	Image       *timeline.Image `gorm:"serializer:json"`
	Confidence  float64
	Citations   []timeline.Citation `gorm:"serializer:json"`
	Why         []timeline.Reason   `gorm:"serializer:json"`
	Seems       string
	Version     int
	Created     int64
	Updated     int64
	Deleted     int64
}

func (eventRow) TableName() string { return "events" }

func rowOf(timelineID string, e *timeline.Event) eventRow {
	r := eventRow{
		ID: e.ID, TimelineID: timelineID, State: string(e.State), Kind: string(e.Kind), Date: e.Date.String(),
		Title: e.Title, Text: e.Text, Actors: orNil(e.Actors), Place: e.Place, URL: e.URL, Attribution: e.Attribution,
		Label: string(e.Label), Status: string(e.Status), Lane: e.Lane, Importance: e.Importance, Image: e.Image,
		Confidence: e.Confidence, Citations: orNil(e.Citations), Why: orNil(e.Why), Seems: e.Like, Version: e.Version,
		Created: instant(e.Created), Updated: instant(e.Updated),
	}
	r.Point = placeOf(e.Date)
	return r
}

// A place is where lists show an event, as edtf.Date.Compare orders: by its
// earliest day, with an open start by its latest; then by its latest day; then
// the instants of one day by the clock.
type place struct {
	Stands, Latest int64 // days, or endless or undated
	Clock          int64 // seconds since 1970 of an instant, 0 of all else
}

func placeOf(d edtf.Date) place {
	if d.IsZero() {
		return place{undated, undated, 0}
	}
	first, begins := d.Earliest()
	last, ends := d.Latest()
	p := place{Stands: int64(first), Latest: int64(last)}
	if !ends {
		p.Latest = endless
	}
	if !begins {
		p.Stands = p.Latest
	}
	if t, _, ok := d.Time(); ok {
		p.Clock = t.Unix()
	}
	return p
}

func (r *eventRow) event() (timeline.Event, error) {
	e := timeline.Event{
		ID: r.ID, Title: r.Title, Kind: timeline.Kind(r.Kind), Text: r.Text, Actors: r.Actors, Place: r.Place, URL: r.URL,
		Attribution: r.Attribution, Label: timeline.Label(r.Label), Status: timeline.Status(r.Status), Lane: r.Lane,
		Importance: r.Importance, Image: r.Image, State: timeline.State(r.State), Confidence: r.Confidence,
		Citations: r.Citations, Why: r.Why, Like: r.Seems, Version: r.Version, Created: timeOf(r.Created), Updated: timeOf(r.Updated),
	}
	if err := e.Date.UnmarshalText([]byte(r.Date)); err != nil {
		return e, fmt.Errorf("the stored date of event %s: %w", r.ID, err)
	}
	return e, nil
}

func eventsOf(rows []eventRow) ([]timeline.Event, error) {
	events := make([]timeline.Event, len(rows))
	for i := range rows {
		var err error
		if events[i], err = rows[i].event(); err != nil {
			return nil, err
		}
	}
	return events, nil
}

// eventDoc is an event as revisions tell it.
type eventDoc struct {
	ID          string              `json:"id"`
	Title       string              `json:"title"`
	Kind        timeline.Kind       `json:"kind"`
	Date        edtf.Date           `json:"date"`
	Text        string              `json:"text"`
	Actors      []timeline.Actor    `json:"actors"`
	Place       string              `json:"place"`
	URL         string              `json:"url"`
	Attribution string              `json:"attribution"`
	Label       timeline.Label      `json:"label"`
	Status      timeline.Status     `json:"status"`
	Lane        string              `json:"lane"`
	Importance  float64             `json:"importance"`
	Image       *timeline.Image     `json:"image"`
	State       timeline.State      `json:"state"`
	Confidence  float64             `json:"confidence"`
	Citations   []timeline.Citation `json:"citations"`
	Why         []timeline.Reason   `json:"-"` // never changes
	Like        string              `json:"like"`
	Version     int                 `json:"version"`
	Created     time.Time           `json:"created"`
	Updated     time.Time           `json:"updated"`
}

// Event finds an event of a timeline.
func (s *Store) Event(ctx context.Context, timelineID, id string) (timeline.Event, error) {
	var row eventRow
	if err := s.view(ctx).Where("id = ? AND timeline_id = ? AND deleted = 0", id, timelineID).Take(&row).Error; err != nil {
		return timeline.Event{}, found(err, "event %q in this timeline", id)
	}
	return row.event()
}

// AddEvents stores events of a timeline with relations between them, all or
// none, and sets ID, Version, Created and Updated of each. Relations name the
// events by the IDs that they came with, which are replaced. action names the
// change in the log: "add", "propose" or "import".
func (s *Store) AddEvents(ctx context.Context, by timeline.User, timelineID, action string, events []timeline.Event, relations []timeline.Relation) error {
	return s.change(ctx, func(tx *gorm.DB) error {
		if _, err := lockTimeline(tx, timelineID); err != nil {
			return err
		}
		return s.addBoth(tx, by, timelineID, action, events, relations)
	})
}

func (s *Store) addBoth(tx *gorm.DB, by timeline.User, timelineID, action string, events []timeline.Event, relations []timeline.Relation) error {
	ids := map[string]string{}
	for i := range events {
		id := newID('e', s.now())
		ids[events[i].ID], events[i].ID = id, id
	}
	if err := s.addEvents(tx, by, timelineID, action, events); err != nil {
		return err
	}
	for i := range relations {
		r := &relations[i]
		r.From, r.To = cmp.Or(ids[r.From], r.From), cmp.Or(ids[r.To], r.To)
	}
	return s.addRelations(tx, by, timelineID, action, relations)
}

func (s *Store) addEvents(tx *gorm.DB, by timeline.User, timelineID, action string, events []timeline.Event) error {
	if len(events) == 0 {
		return nil
	}
	now := timeOf(instant(s.now()))
	rows := make([]eventRow, len(events))
	entries := make([]entry, len(events))
	count := map[timeline.State]int{}
	for i := range events {
		e := &events[i]
		at := now.Add(time.Duration(i) * time.Microsecond) // those of one day keep the order in which they were given
		e.Version, e.Created, e.Updated = 1, at, at
		rows[i] = rowOf(timelineID, e)
		entries[i] = entry{"event", e.ID, action, nil, eventDoc(*e)}
		count[e.State]++
	}
	if err := tx.CreateInBatches(rows, batch).Error; err != nil {
		return stored(err)
	}
	seqs := make([]int64, len(rows))
	for i := range rows {
		seqs[i] = rows[i].Seq
	}
	if err := s.index(tx, timelineID, seqs, events); err != nil {
		return stored(err)
	}
	if err := cite(tx, events...); err != nil {
		return err
	}
	if err := tally(tx, timelineID, count); err != nil {
		return err
	}
	return s.log(tx, by, timelineID, entries...)
}

// ChangeEvent changes one event. Of another version than the one given (0 is
// any) it is Conflicting with a *StaleError. An error of change is returned as
// it is, and nothing is stored; a change of nothing keeps the version. action
// names the change in the log.
func (s *Store) ChangeEvent(ctx context.Context, by timeline.User, timelineID, id string, version int, action string, change func(*timeline.Event) error) (timeline.Event, error) {
	var after timeline.Event
	err := s.change(ctx, func(tx *gorm.DB) error {
		if _, err := lockTimeline(tx, timelineID); err != nil {
			return err
		}
		row, before, err := takeEvent(tx, timelineID, id)
		if err != nil {
			return err
		}
		if version != 0 && version != before.Version {
			return stale(&StaleError{Current: before})
		}
		after = copyOf(before)
		if err := change(&after); err != nil {
			return err
		}
		return s.putEvent(tx, by, timelineID, row.Seq, action, before, &after)
	})
	return after, err
}

// putEvent stores what became of an event, with all that hangs on it.
func (s *Store) putEvent(tx *gorm.DB, by timeline.User, timelineID string, seq int64, action string, before timeline.Event, after *timeline.Event) error {
	after.ID, after.Version, after.Created, after.Updated = before.ID, before.Version, before.Created, before.Updated
	if same(before, *after) {
		return nil
	}
	after.Version++
	after.Updated = timeOf(instant(s.now()))
	row := rowOf(timelineID, after)
	if err := tx.Model(&eventRow{}).Where("seq = ?", seq).Select("*").Omit("seq", "id", "timeline_id", "created").Updates(&row).Error; err != nil {
		return stored(err)
	}
	if err := s.index(tx, timelineID, []int64{seq}, []timeline.Event{*after}); err != nil {
		return stored(err)
	}
	if err := cite(tx, *after); err != nil {
		return err
	}
	if before.State != after.State {
		if err := tally(tx, timelineID, map[timeline.State]int{before.State: -1, after.State: 1}); err != nil {
			return err
		}
	}
	return s.log(tx, by, timelineID, entry{"event", after.ID, action, eventDoc(before), eventDoc(*after)})
}

// copyOf returns an event that shares no memory with e.
func copyOf(e timeline.Event) timeline.Event {
	e.Actors, e.Citations, e.Why = slices.Clone(e.Actors), slices.Clone(e.Citations), slices.Clone(e.Why)
	if e.Image != nil {
		image := *e.Image
		e.Image = &image
	}
	return e
}

// orNil makes the two empty slices one, so that they compare alike.
func orNil[T any](s []T) []T {
	if len(s) == 0 {
		return nil
	}
	return s
}

// same reports whether two events are stored alike.
func same(a, b timeline.Event) bool {
	return reflect.DeepEqual(rowOf("", &a), rowOf("", &b))
}

// DeleteEvent takes an event out of its timeline; it stays stored. The version
// is as for ChangeEvent.
func (s *Store) DeleteEvent(ctx context.Context, by timeline.User, timelineID, id string, version int) error {
	return s.change(ctx, func(tx *gorm.DB) error {
		if _, err := lockTimeline(tx, timelineID); err != nil {
			return err
		}
		row, before, err := takeEvent(tx, timelineID, id)
		if err != nil {
			return err
		}
		if version != 0 && version != before.Version {
			return stale(&StaleError{Current: before})
		}
		return s.deleteEvent(tx, by, timelineID, row.Seq, "delete", before)
	})
}

func (s *Store) deleteEvent(tx *gorm.DB, by timeline.User, timelineID string, seq int64, action string, before timeline.Event) error {
	if err := tx.Model(&eventRow{}).Where("seq = ?", seq).Update("deleted", instant(s.now())).Error; err != nil {
		return err
	}
	if err := s.unindex(tx, seq); err != nil {
		return err
	}
	if err := tally(tx, timelineID, map[timeline.State]int{before.State: -1}); err != nil {
		return err
	}
	return s.log(tx, by, timelineID, entry{"event", before.ID, action, eventDoc(before), nil})
}

// MergeEvents lets merge take what one event has into another, and moves the
// first one's relations. Errors are as for ChangeEvent.
func (s *Store) MergeEvents(ctx context.Context, by timeline.User, timelineID, id, into string, merge func(from, into *timeline.Event) error) (timeline.Event, error) {
	var kept timeline.Event
	err := s.change(ctx, func(tx *gorm.DB) error {
		if _, err := lockTimeline(tx, timelineID); err != nil {
			return err
		}
		fromRow, fromBefore, err := takeEvent(tx, timelineID, id)
		if err != nil {
			return err
		}
		intoRow, intoBefore, err := takeEvent(tx, timelineID, into)
		if err != nil {
			return err
		}
		from := copyOf(fromBefore)
		kept = copyOf(intoBefore)
		if err := merge(&from, &kept); err != nil {
			return err
		}
		if err := s.putEvent(tx, by, timelineID, fromRow.Seq, "merge", fromBefore, &from); err != nil {
			return err
		}
		if err := s.putEvent(tx, by, timelineID, intoRow.Seq, "merge", intoBefore, &kept); err != nil {
			return err
		}
		return moveRelations(tx, timelineID, id, into)
	})
	return kept, err
}

func takeEvent(tx *gorm.DB, timelineID, id string) (eventRow, timeline.Event, error) {
	var row eventRow
	// The timeline is locked: nobody else changes the event now.
	err := tx.Where("id = ? AND timeline_id = ? AND deleted = 0", id, timelineID).Take(&row).Error
	if err != nil {
		return row, timeline.Event{}, found(err, "event %q in this timeline", id)
	}
	e, err := row.event()
	return row, e, err
}

type eventArticleRow struct{ ArticleID, EventID string }

func (eventArticleRow) TableName() string { return "event_articles" }

// cite ties events to the articles that they cite.
func cite(tx *gorm.DB, events ...timeline.Event) error {
	var ids []string
	var rows []eventArticleRow
	for _, e := range events {
		if e.Version > 1 {
			ids = append(ids, e.ID)
		}
		seen := map[string]bool{}
		for _, c := range e.Citations {
			if c.Article != "" && !seen[c.Article] {
				seen[c.Article] = true
				rows = append(rows, eventArticleRow{c.Article, e.ID})
			}
		}
	}
	if len(ids) > 0 {
		if err := tx.Where("event_id IN ?", ids).Delete(&eventArticleRow{}).Error; err != nil {
			return err
		}
	}
	if len(rows) == 0 {
		return nil
	}
	return tx.CreateInBatches(rows, batch).Error
}

// tally keeps the numbers of a timeline's events.
func tally(tx *gorm.DB, timelineID string, count map[timeline.State]int) error {
	return tx.Exec(`UPDATE timelines SET proposed = proposed + ?, accepted = accepted + ?, rejected = rejected + ? WHERE id = ?`,
		count[timeline.Proposed], count[timeline.Accepted], count[timeline.Rejected], timelineID).Error
}
