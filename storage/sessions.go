package storage

import (
	"context"
	"crypto/sha256"
	"errors"
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"
)

// Sessions keeps the desk's sessions, as a Store of alexedwards/scs/v2. Only
// the SHA-256 of a session's token is stored: who reads the database cannot
// take a session over.
type Sessions struct{ store *Store }

// Sessions returns the sessions of this database.
func (s *Store) Sessions() *Sessions { return &Sessions{s} }

type sessionRow struct {
	Sum     []byte `gorm:"primaryKey"`
	Data    []byte
	Expires int64
}

func (sessionRow) TableName() string { return "sessions" }

// FindCtx returns the data of a session that has not expired.
func (s *Sessions) FindCtx(ctx context.Context, token string) ([]byte, bool, error) {
	sum := sha256.Sum256([]byte(token))
	var row sessionRow
	err := s.store.view(ctx).Where("sum = ? AND expires > ?", sum[:], instant(s.store.now())).Take(&row).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return nil, false, nil
	}
	return row.Data, err == nil, err
}

// CommitCtx stores a session, and removes those that have expired.
func (s *Sessions) CommitCtx(ctx context.Context, token string, data []byte, expiry time.Time) error {
	sum := sha256.Sum256([]byte(token))
	return s.store.change(ctx, func(tx *gorm.DB) error {
		if err := tx.Where("expires <= ?", instant(s.store.now())).Delete(&sessionRow{}).Error; err != nil {
			return err
		}
		return tx.Clauses(clause.OnConflict{UpdateAll: true}).Create(&sessionRow{sum[:], data, instant(expiry)}).Error
	})
}

// DeleteCtx removes a session, if it is there.
func (s *Sessions) DeleteCtx(ctx context.Context, token string) error {
	sum := sha256.Sum256([]byte(token))
	return s.store.write.WithContext(ctx).Where("sum = ?", sum[:]).Delete(&sessionRow{}).Error
}

// Find is FindCtx for callers without a context.
func (s *Sessions) Find(token string) ([]byte, bool, error) {
	return s.FindCtx(context.Background(), token)
}

// Commit is CommitCtx for callers without a context.
func (s *Sessions) Commit(token string, data []byte, expiry time.Time) error {
	return s.CommitCtx(context.Background(), token, data, expiry)
}

// Delete is DeleteCtx for callers without a context.
func (s *Sessions) Delete(token string) error { return s.DeleteCtx(context.Background(), token) }
