// Package storage keeps timelines, articles, events, editions and people in
// SQLite or PostgreSQL. It is the one room that knows GORM.
package storage

import (
	"context"
	"fmt"
	"log/slog"
	"time"

	"dateline/timeline"
)

// Temporary is the data source of an SQLite database in a directory of its
// own that [Store.Close] removes.
const Temporary = "sqlite:"

// Options are what Open may be told. The zero Options are the default.
type Options struct {
	// Now is the clock of what is stored; nil is time.Now.
	Now func() time.Time
	// Logger gets what went wrong without anybody to tell; nil is slog.Default.
	Logger *slog.Logger
	// Readers is the most connections that read at once; 0 is 8.
	Readers int
}

// A Store is an open database.
type Store struct {
	now func() time.Time
}

// Open opens "sqlite:PATH" (made if it is not there; see [Temporary]) or
// "postgres://…" and brings its schema up to date. It refuses a database that
// a newer program has migrated.
func Open(ctx context.Context, dsn string, o Options) (*Store, error) {
	return nil, fmt.Errorf("not yet")
}

// Close waits for what is running and closes the database.
func (s *Store) Close() error { return nil }

// Sessions keeps the desk's sessions, as alexedwards/scs wants it.
type Sessions struct{ store *Store }

// An EventQuery says which events of a timeline are wanted. The zero query
// wants all that are not deleted.
type EventQuery struct {
	State    timeline.State // "" is any
	Kind     timeline.Kind  // "" is any
	From, To string         // days YYYY-MM-DD, inclusive; "" is open
	Q        string         // words that an event must hold, each as a prefix
	Article  string         // ID of an article that an event must cite
	Limit    int            // 0 is 50; at most 1000
	Cursor   string         // "" begins; else what the page before gave as next
}

// A StaleError tells that an event or a timeline has changed since it was
// read. It is the cause of an error of code Conflicting.
type StaleError struct {
	Current  timeline.Event    // as it stands, if an event was to be changed
	Timeline timeline.Timeline // as it stands, if a timeline was
}

func (e *StaleError) Error() string { return "it has changed since it was read" }

// A Revision is one change that was made to a timeline, an event or a relation.
type Revision struct {
	ID     int64     `json:"id"`
	Thing  string    `json:"thing"`  // "timeline", "event", "relation" or "article"
	Of     string    `json:"of"`     // its ID
	Action string    `json:"action"` // "add", "change", "accept", "reject", "merge", "delete" or "publish"
	By     string    `json:"by"`     // the person's name
	At     time.Time `json:"at"`     // UTC
	Before string    `json:"before"` // JSON, "" if there was nothing
	After  string    `json:"after"`  // JSON, "" if there is nothing
}
