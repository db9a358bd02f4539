// Package storagetest gives tests an empty database of each kind.
//
// SQLite is always there. PostgreSQL is the server that DATELINE_TEST_POSTGRES
// names (a URL; each test gets a schema of its own), else a cluster that is
// made for the run where PostgreSQL's programs are installed; else the test
// skips, saying why, or fails under DATELINE_TEST_ALL=1.
package storagetest

import (
	"context"
	"crypto/rand"
	"database/sql"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	_ "github.com/jackc/pgx/v5/stdlib" // the driver "pgx"
)

// Each runs a test once with a data source of each kind, as storage.Open
// takes it.
func Each(t *testing.T, test func(t *testing.T, dsn string)) {
	t.Run("sqlite", func(t *testing.T) { test(t, SQLite(t)) })
	t.Run("postgres", func(t *testing.T) { test(t, Postgres(t)) })
}

// SQLite returns the data source of an empty database.
func SQLite(t testing.TB) string {
	return "sqlite:" + filepath.Join(t.TempDir(), "dateline.db")
}

// Postgres returns the data source of an empty schema, which is dropped when
// the test ends.
func Postgres(t testing.TB) string {
	t.Helper()
	base := os.Getenv("DATELINE_TEST_POSTGRES")
	if base == "" {
		var err error
		if base, err = cluster(); err != nil {
			if os.Getenv("DATELINE_TEST_ALL") == "1" {
				t.Fatalf("PostgreSQL is needed under DATELINE_TEST_ALL=1: %v", err)
			}
			t.Skipf("no PostgreSQL: %v", err)
		}
	}
	db, err := sql.Open("pgx", base)
	if err != nil {
		t.Fatalf("DATELINE_TEST_POSTGRES: %v", err)
	}
	schema := "dateline_" + strings.ToLower(rand.Text())
	if _, err := db.ExecContext(t.Context(), "CREATE SCHEMA "+schema); err != nil {
		t.Fatalf("a schema for the test: %v", err)
	}
	t.Cleanup(func() {
		// The test's own context has ended.
		if _, err := db.ExecContext(context.Background(), "DROP SCHEMA "+schema+" CASCADE"); err != nil {
			t.Errorf("the test's schema: %v", err)
		}
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	u, err := url.Parse(base)
	if err != nil {
		t.Fatalf("DATELINE_TEST_POSTGRES: %v", err)
	}
	query := u.Query()
	query.Set("search_path", schema)
	u.RawQuery = query.Encode()
	return u.String()
}
