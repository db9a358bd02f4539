package storage

import (
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5/pgconn"
	"gorm.io/gorm"

	"dateline/timeline"
)

// A StaleError tells that an event or a timeline has changed since it was
// read. It is the cause of an error of code Conflicting.
type StaleError struct {
	Current  timeline.Event    // as it stands, if an event was to be changed
	Timeline timeline.Timeline // as it stands, if a timeline was
}

func (e *StaleError) Error() string {
	if e.Timeline.ID != "" {
		return fmt.Sprintf("timeline %q has changed since it was read: it is at version %d", e.Timeline.Slug, e.Timeline.Version)
	}
	return fmt.Sprintf("event %q has changed since it was read: it is at version %d", e.Current.Title, e.Current.Version)
}

func stale(e *StaleError) error {
	return &timeline.Error{Code: timeline.Conflicting, Message: e.Error(), Err: e}
}

// found names what was looked for if err says that it is not there.
func found(err error, format string, args ...any) error {
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return timeline.Errorf(timeline.NotFound, "there is no "+format, args...)
	}
	return stored(err)
}

// taken names the field if err says that its value is there already.
func taken(err error, field, format string, args ...any) error {
	if errors.Is(err, gorm.ErrDuplicatedKey) {
		p := timeline.Problems{{Field: field, Detail: fmt.Sprintf(format, args...)}}
		return &timeline.Error{Code: timeline.Conflicting, Message: p.Error(), Err: p}
	}
	return stored(err)
}

// stored tells bad input from a fault of the database: PostgreSQL takes no
// NUL and no broken UTF-8 in a text (class 22, data exception).
func stored(err error) error {
	var pg *pgconn.PgError
	if errors.As(err, &pg) && len(pg.Code) == 5 && pg.Code[:2] == "22" {
		return &timeline.Error{Code: timeline.Invalid, Message: "a text holds characters that cannot be stored, such as NUL", Err: err}
	}
	return err
}
