// Package storage keeps timelines, articles, events, editions and people in
// SQLite or PostgreSQL. It is the one room that knows GORM.
//
// What a method acknowledges is on disk. A change, its check of the version
// and its revision are one transaction, in one method. An error that a caller
// can act on is a *timeline.Error; any other is a fault of the database.
package storage

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"strings"
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/logger"
)

// Temporary is the data source of an SQLite database in a directory of its
// own, which [Store.Close] removes.
const Temporary = "sqlite:"

// Options are what Open may be told. The zero Options are the default.
type Options struct {
	// Now is the clock of what is stored; nil is time.Now.
	Now func() time.Time
	// Connections is the most that read at once (PostgreSQL: and write); 0 is 8.
	Connections int
}

// A dialect is what the two databases do not say alike.
type dialect string

const (
	sqlite   dialect = "sqlite"
	postgres dialect = "postgres"
)

// A Store is an open database. Its methods may be called at once.
type Store struct {
	dialect dialect
	write   *gorm.DB // SQLite: one connection, because writers wait for each other anyway
	read    *gorm.DB
	now     func() time.Time
	remove  string // directory to remove when closed, "" for none
}

// Open opens "sqlite:PATH" (made if it is not there; see [Temporary]) or
// "postgres://…" and brings its schema up to date. It refuses a database that
// a newer program has migrated.
func Open(ctx context.Context, dsn string, o Options) (*Store, error) {
	s := &Store{now: o.Now}
	if s.now == nil {
		s.now = time.Now
	}
	if o.Connections == 0 {
		o.Connections = 8
	}
	var err error
	path, isSQLite := strings.CutPrefix(dsn, "sqlite:")
	switch {
	case isSQLite:
		err = s.openSQLite(path, o)
	case strings.HasPrefix(dsn, "postgres://"), strings.HasPrefix(dsn, "postgresql://"):
		err = s.openPostgres(dsn, o)
	default:
		// Not shown whole: it may hold a password.
		scheme, _, _ := strings.Cut(dsn, ":")
		return nil, fmt.Errorf("database %q… is not known: use sqlite:PATH or postgres://USER@HOST/NAME", scheme)
	}
	if err == nil {
		err = s.migrate(ctx, steps)
	}
	if err != nil {
		return nil, errors.Join(err, s.Close())
	}
	return s, nil
}

// Close closes the database, and removes it if it is temporary.
func (s *Store) Close() error {
	var errs []error
	for _, db := range []*gorm.DB{s.read, s.write} {
		if db == nil {
			continue
		}
		pool, err := db.DB()
		if err == nil {
			err = pool.Close()
		}
		errs = append(errs, err)
	}
	if s.remove != "" {
		errs = append(errs, os.RemoveAll(s.remove))
	}
	return errors.Join(errs...)
}

// Ping returns nil if the database answers.
func (s *Store) Ping(ctx context.Context) error {
	pool, err := s.read.DB()
	if err != nil {
		return err
	}
	return pool.PingContext(ctx)
}

func config() *gorm.Config {
	return &gorm.Config{
		TranslateError:         true,
		SkipDefaultTransaction: true, // each method says what is one transaction
		PrepareStmt:            true,
		Logger:                 logger.Discard, // errors are returned, and logged once, at the edge
	}
}

// view reads without a transaction: one statement sees one state.
func (s *Store) view(ctx context.Context) *gorm.DB { return s.read.WithContext(ctx) }

// snapshot runs statements that read one state of the database.
func (s *Store) snapshot(ctx context.Context, do func(tx *gorm.DB) error) error {
	o := &sql.TxOptions{ReadOnly: true}
	if s.dialect == postgres {
		o.Isolation = sql.LevelRepeatableRead // SQLite's are so by nature
	}
	return s.view(ctx).Transaction(do, o)
}

// change runs statements of which all or none are stored.
func (s *Store) change(ctx context.Context, do func(tx *gorm.DB) error) error {
	return s.write.WithContext(ctx).Transaction(do)
}

// instant is how times are stored.
func instant(t time.Time) int64 { return t.UnixMicro() }

func timeOf(i int64) time.Time { return time.UnixMicro(i).UTC() }
