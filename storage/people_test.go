package storage_test

import (
	"crypto/sha256"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"dateline/storage"
	"dateline/timeline"
)

func TestANameIsTakenOnce(t *testing.T) {
	each(t, func(t *testing.T, s *storage.Store, _ *clock) {
		ctx := t.Context()
		u := timeline.User{Name: "anna", Role: timeline.Editor}
		require.NoError(t, s.AddUser(ctx, &u, "hash"))
		assert.True(t, storage.IsID(u.ID))
		again := timeline.User{Name: "anna", Role: timeline.Admin}
		err := s.AddUser(ctx, &again, "other")
		assert.Equal(t, timeline.Conflicting, timeline.CodeOf(err))
		var p timeline.Problems
		require.ErrorAs(t, err, &p)
		assert.Equal(t, timeline.Problem{Field: "name", Detail: `"anna" is taken`}, p[0])

		got, hash, err := s.UserByName(ctx, "anna")
		require.NoError(t, err)
		assert.Equal(t, u, got)
		assert.Equal(t, "hash", hash)
		require.NoError(t, s.SetPassword(ctx, u.ID, "new"))
		_, hash, err = s.UserByName(ctx, "anna")
		require.NoError(t, err)
		assert.Equal(t, "new", hash)
		_, _, err = s.UserByName(ctx, "berta")
		assert.Equal(t, timeline.NotFound, timeline.CodeOf(err))
	})
}

func TestATokenLeadsToItsUser(t *testing.T) {
	each(t, func(t *testing.T, s *storage.Store, _ *clock) {
		ctx := t.Context()
		u := timeline.User{Name: "anna", Role: timeline.Editor}
		require.NoError(t, s.AddUser(ctx, &u, "hash"))
		sum := sha256.Sum256([]byte("token"))
		require.NoError(t, s.AddToken(ctx, u.ID, sum))
		got, err := s.UserByToken(ctx, sum)
		require.NoError(t, err)
		assert.Equal(t, u, got)
		_, err = s.UserByToken(ctx, sha256.Sum256([]byte("another")))
		assert.Equal(t, timeline.NotFound, timeline.CodeOf(err))
		assert.Error(t, s.AddToken(ctx, "nobody", sha256.Sum256(nil)), "of a user who is not there")
	})
}

func TestASessionIsKeptUntilItExpires(t *testing.T) {
	each(t, func(t *testing.T, s *storage.Store, c *clock) {
		sessions := s.Sessions()
		expiry := c.at.Add(time.Hour)
		require.NoError(t, sessions.Commit("token", []byte("one"), expiry))
		require.NoError(t, sessions.Commit("token", []byte("two"), expiry))
		require.NoError(t, sessions.Commit("other", []byte("x"), expiry))
		b, there, err := sessions.Find("token")
		require.NoError(t, err)
		assert.True(t, there)
		assert.Equal(t, "two", string(b))

		require.NoError(t, sessions.Delete("other"))
		require.NoError(t, sessions.Delete("other"), "deleting what is not there is fine")
		_, there, err = sessions.Find("other")
		require.NoError(t, err)
		assert.False(t, there)

		c.at = expiry
		_, there, err = sessions.Find("token")
		require.NoError(t, err)
		assert.False(t, there)
		_, there, err = sessions.Find("never")
		require.NoError(t, err)
		assert.False(t, there)
	})
}

func TestKindsComeInTheOrderInWhichTheyWereAdded(t *testing.T) {
	each(t, func(t *testing.T, s *storage.Store, c *clock) {
		ctx := t.Context()
		walk := timeline.KindInfo{Kind: "space-walk", Group: timeline.Other, Label: "Space walk", CAMEO: "04", MediaTopic: "20000735"}
		require.NoError(t, s.AddKind(ctx, walk))
		c.at = c.at.Add(time.Second)
		dock := timeline.KindInfo{Kind: "docking", Group: timeline.Economy, Label: "Docking"}
		require.NoError(t, s.AddKind(ctx, dock))
		got, err := s.Kinds(ctx)
		require.NoError(t, err)
		assert.Equal(t, []timeline.KindInfo{walk, dock}, got)
		assert.Equal(t, timeline.Conflicting, timeline.CodeOf(s.AddKind(ctx, walk)))
	})
}
