package storage

import (
	"crypto/sha256"
	"encoding/hex"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"dateline/storage/storagetest"
	"dateline/timeline"
)

// released are the SHA-256 of the steps that have run on users' data. A step
// that is wrong is put right by another step.
var released = map[string]string{
	"begin": "557716078309bfc39248135a14d201c1997e302f00faaef1f23f7cd4bb8663e3",
	"lanes": "4e37b7a29e023948e445153374fc3c1c0642450d9b8dcace2ac0aef25385b33c",
}

func TestAReleasedMigrationIsNeverChanged(t *testing.T) {
	for _, st := range steps {
		sum := sha256.Sum256([]byte(st.text))
		if want, ok := released[st.name]; ok {
			assert.Equal(t, want, hex.EncodeToString(sum[:]), "migration %d (%s)", st.number, st.name)
		}
	}
	for name := range released {
		assert.Contains(t, names(steps), name)
	}
}

func names(steps []step) (all []string) {
	for _, st := range steps {
		all = append(all, st.name)
	}
	return all
}

func openFor(t *testing.T, dsn string) *Store {
	s, err := Open(t.Context(), dsn, Options{})
	require.NoError(t, err)
	t.Cleanup(func() { _ = s.Close() })
	return s
}

func TestADatabaseOfANewerProgramIsRefused(t *testing.T) {
	storagetest.Each(t, func(t *testing.T, dsn string) {
		s := openFor(t, dsn)
		require.NoError(t, s.migrate(t.Context(), append(steps[:len(steps):len(steps)], step{len(steps) + 1, "later", "CREATE TABLE later (id BIGINT)"})))
		require.NoError(t, s.Close())
		_, err := Open(t.Context(), dsn, Options{})
		require.ErrorContains(t, err, "newer Dateline")
	})
}

func TestAMigrationThatFailsLeavesNothing(t *testing.T) {
	storagetest.Each(t, func(t *testing.T, dsn string) {
		s := openFor(t, dsn)
		half := step{len(steps) + 1, "half", "CREATE TABLE half (id BIGINT); INSERT INTO nowhere VALUES (1)"}
		require.ErrorContains(t, s.migrate(t.Context(), append(steps[:len(steps):len(steps)], half)), "half")
		assert.NotContains(t, columns(t, s), "half.id")
		require.NoError(t, s.Close())
		openFor(t, dsn) // it is of the schema that it was
	})
}

func TestAnOldDatabaseIsUpgradedWithItsData(t *testing.T) {
	storagetest.Each(t, func(t *testing.T, dsn string) {
		s := openFor(t, dsn)
		tl := timeline.Timeline{Slug: "a", Title: "A"}
		require.NoError(t, s.AddTimeline(t.Context(), timeline.User{ID: "u", Name: "anna"}, &tl))
		added := append(steps[:len(steps):len(steps)],
			step{len(steps) + 1, "colour", "ALTER TABLE timelines ADD COLUMN colour TEXT NOT NULL DEFAULT 'red'"},
			step{len(steps) + 2, "notes", "CREATE TABLE notes (id {{.Serial}}, body {{.Bytes}} NOT NULL)"})
		require.NoError(t, s.migrate(t.Context(), added))
		require.NoError(t, s.migrate(t.Context(), added), "again, with nothing to do")
		var colour string
		require.NoError(t, s.read.Raw("SELECT colour FROM timelines WHERE id = ?", tl.ID).Scan(&colour).Error)
		assert.Equal(t, "red", colour)
		assert.Contains(t, columns(t, s), "notes.body")
	})
}

func TestProgramsThatStartAtOnceMigrateOnce(t *testing.T) {
	storagetest.Each(t, func(t *testing.T, dsn string) {
		var wg sync.WaitGroup
		for range 4 {
			wg.Go(func() {
				s, err := Open(t.Context(), dsn, Options{})
				if assert.NoError(t, err) {
					assert.NoError(t, s.Close())
				}
			})
		}
		wg.Wait()
	})
}

func TestBothDatabasesHaveTheSameColumns(t *testing.T) {
	of := map[string][]string{}
	storagetest.Each(t, func(t *testing.T, dsn string) {
		s := openFor(t, dsn)
		of[string(s.dialect)] = columns(t, s)
	})
	if of["postgres"] == nil {
		t.Skip("no PostgreSQL")
	}
	// The words of events are all that the two keep differently.
	assert.Subset(t, of["sqlite"], without(of["postgres"], "event_words.seq"))
	assert.Subset(t, of["postgres"], of["sqlite"])
}

func without(all []string, one string) (rest []string) {
	for _, s := range all {
		if s != one {
			rest = append(rest, s)
		}
	}
	return rest
}

// columns lists a schema as table.column.
func columns(t *testing.T, s *Store) (all []string) {
	query := `SELECT m.name || '.' || c.name FROM sqlite_master m JOIN pragma_table_info(m.name) c
		WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%' AND m.name NOT LIKE 'event_words_%' ORDER BY 1`
	if s.dialect == postgres {
		query = `SELECT table_name || '.' || column_name FROM information_schema.columns WHERE table_schema = current_schema() ORDER BY 1`
	}
	require.NoError(t, s.read.Raw(query).Scan(&all).Error)
	require.NotEmpty(t, all)
	return all
}
