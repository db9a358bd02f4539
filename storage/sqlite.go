package storage

import (
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"sync"
	"time"

	"github.com/ncruces/go-sqlite3"
	"github.com/ncruces/go-sqlite3/driver"
	"github.com/ncruces/go-sqlite3/ext/fts5"
	"github.com/ncruces/go-sqlite3/gormlite"
	"gorm.io/gorm"
)

// withSearch makes FTS5 known to every connection, once.
var withSearch = sync.OnceFunc(func() {
	sqlite3.AutoExtension(fts5.Register)
})

func (s *Store) openSQLite(path string, o Options) error {
	s.dialect = sqlite
	withSearch()
	if path == "" {
		dir, err := os.MkdirTemp("", "dateline-")
		if err != nil {
			return fmt.Errorf("a temporary database: %w", err)
		}
		s.remove, path = dir, filepath.Join(dir, "dateline.db")
	}
	// Only its owner may read it: it holds drafts and password hashes. SQLite
	// gives the files beside it the same mode.
	f, err := os.OpenFile(path, os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return fmt.Errorf("database: %w", err)
	}
	if err := f.Close(); err != nil {
		return fmt.Errorf("database: %w", err)
	}
	// Full: what is acknowledged has reached the disk. The busy timeout is for
	// another process on the same file.
	const pragmas = "?_pragma=busy_timeout(10000)&_pragma=journal_mode(wal)&_pragma=synchronous(full)&_pragma=foreign_keys(on)&_timefmt=auto"
	name := "file:" + (&url.URL{Path: path}).EscapedPath() + pragmas
	if s.write, err = openPool(name+"&_txlock=immediate", 1); err != nil {
		return fmt.Errorf("database %s: %w", path, err)
	}
	if s.read, err = openPool(name+"&_txlock=deferred&_pragma=query_only(on)", o.Connections); err != nil {
		return fmt.Errorf("database %s: %w", path, err)
	}
	return nil
}

func openPool(name string, connections int) (*gorm.DB, error) {
	pool, err := driver.Open(name)
	if err != nil {
		return nil, err
	}
	// Kept open: a connection costs 2 ms to make.
	pool.SetMaxOpenConns(connections)
	pool.SetMaxIdleConns(connections)
	if err := connect(pool); err != nil {
		return nil, errors.Join(err, pool.Close())
	}
	return gorm.Open(gormlite.OpenDB(pool), config())
}

// connect makes the first connection. It tries again while the file is locked:
// the change of a new file to a write-ahead log does not wait for the busy
// timeout, and another program may be making the same change.
func connect(pool *sql.DB) error {
	const most = 10 * time.Second
	for start := time.Now(); ; time.Sleep(5 * time.Millisecond) {
		err := pool.Ping()
		if !errors.Is(err, sqlite3.BUSY) || time.Since(start) > most {
			return err
		}
	}
}
