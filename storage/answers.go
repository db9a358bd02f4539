package storage

import (
	"bytes"
	"context"
	"errors"
	"time"

	"gorm.io/gorm"
)

// How long answers are kept, and how long who works on one may take before
// another may begin anew: its program has stopped.
const (
	keepAnswers = 24 * time.Hour
	holdAnswer  = 2 * time.Minute
)

// An Answer is the reply to a request that came with an Idempotency-Key.
type Answer struct {
	Status int
	Header map[string]string
	Body   []byte
}

type answerRow struct {
	UserID  string
	Name    string
	Sum     []byte
	Holder  string
	Status  int
	Header  map[string]string `gorm:"serializer:json"`
	Body    []byte
	Created int64
}

func (answerRow) TableName() string { return "answers" }

// A Claim is what became of asking for the right to answer a request.
type Claim struct {
	Holder string  // not "" if the caller is to answer: for Answer or Unclaim
	Answer *Answer // not nil if it was answered; if neither, another works on it
	Other  bool    // the key came with another request
}

// Claim asks for the right to answer the request that came with a key of a
// user's; sum is the request's SHA-256.
func (s *Store) Claim(ctx context.Context, userID, key string, sum [32]byte) (Claim, error) {
	var c Claim
	err := s.change(ctx, func(tx *gorm.DB) error {
		if s.dialect == postgres {
			// Two that come at once take turns before there is a row to lock.
			if err := tx.Exec(`SELECT pg_advisory_xact_lock(hashtext(?))`, userID+" "+key).Error; err != nil {
				return err
			}
		}
		now := s.now()
		if err := tx.Where("created < ?", instant(now.Add(-keepAnswers))).Delete(&answerRow{}).Error; err != nil {
			return err
		}
		var row answerRow
		err := tx.Where("user_id = ? AND name = ?", userID, key).Take(&row).Error
		switch {
		case errors.Is(err, gorm.ErrRecordNotFound):
			c.Holder = newID('h', now)
			return tx.Create(&answerRow{UserID: userID, Name: key, Sum: sum[:], Holder: c.Holder, Created: instant(now)}).Error
		case err != nil:
			return err
		case !bytes.Equal(row.Sum, sum[:]):
			c.Other = true
		case row.Holder == "":
			c.Answer = &Answer{row.Status, row.Header, row.Body}
		case timeOf(row.Created).Add(holdAnswer).Before(now):
			c.Holder = newID('h', now)
			return tx.Model(&answerRow{}).Where("user_id = ? AND name = ?", userID, key).
				Updates(map[string]any{"holder": c.Holder, "created": instant(now)}).Error
		}
		return nil
	})
	return c, stored(err)
}

// Answer keeps the reply to a claimed request.
func (s *Store) Answer(ctx context.Context, userID, key, holder string, a Answer) error {
	return stored(s.write.WithContext(ctx).Model(&answerRow{}).Where("user_id = ? AND name = ? AND holder = ?", userID, key, holder).
		Select("holder", "status", "header", "body").Updates(&answerRow{Status: a.Status, Header: a.Header, Body: a.Body}).Error)
}

// Unclaim gives a claim back, so that the request may be sent again.
func (s *Store) Unclaim(ctx context.Context, userID, key, holder string) error {
	return stored(s.write.WithContext(ctx).Where("user_id = ? AND name = ? AND holder = ?", userID, key, holder).Delete(&answerRow{}).Error)
}
