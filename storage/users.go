package storage

import (
	"context"

	"dateline/timeline"
)

type userRow struct {
	ID       string
	Name     string
	Role     string
	Password string
	Created  int64
}

func (userRow) TableName() string { return "users" }

func (r userRow) user() timeline.User {
	return timeline.User{ID: r.ID, Name: r.Name, Role: timeline.UserRole(r.Role), Created: timeOf(r.Created)}
}

type tokenRow struct {
	Sum     []byte
	UserID  string
	Created int64
}

func (tokenRow) TableName() string { return "tokens" }

// AddUser stores a person with the hash of a password, and sets ID and
// Created. A name that is taken is Conflicting, naming "name".
func (s *Store) AddUser(ctx context.Context, u *timeline.User, password string) error {
	now := s.now()
	row := userRow{ID: newID('u', now), Name: u.Name, Role: string(u.Role), Password: password, Created: instant(now)}
	if err := s.write.WithContext(ctx).Create(&row).Error; err != nil {
		return taken(err, "name", "%q is taken", u.Name)
	}
	*u = row.user()
	return nil
}

// User finds a person by ID.
func (s *Store) User(ctx context.Context, id string) (timeline.User, error) {
	var row userRow
	if err := s.view(ctx).Where("id = ?", id).Take(&row).Error; err != nil {
		return timeline.User{}, found(err, "such user")
	}
	return row.user(), nil
}

// UserByName finds a person and the hash of the password.
func (s *Store) UserByName(ctx context.Context, name string) (u timeline.User, password string, err error) {
	var row userRow
	if err := s.view(ctx).Where("name = ?", name).Take(&row).Error; err != nil {
		return timeline.User{}, "", found(err, "user %q", name)
	}
	return row.user(), row.Password, nil
}

// SetPassword replaces the hash of a person's password.
func (s *Store) SetPassword(ctx context.Context, id, password string) error {
	return stored(s.write.WithContext(ctx).Model(&userRow{}).Where("id = ?", id).Update("password", password).Error)
}

// AddToken stores the SHA-256 of a token of a user's.
func (s *Store) AddToken(ctx context.Context, userID string, sum [32]byte) error {
	row := tokenRow{Sum: sum[:], UserID: userID, Created: instant(s.now())}
	return stored(s.write.WithContext(ctx).Create(&row).Error)
}

// UserByToken finds the person whose token has this SHA-256.
func (s *Store) UserByToken(ctx context.Context, sum [32]byte) (timeline.User, error) {
	var row userRow
	err := s.view(ctx).Where("id = (SELECT user_id FROM tokens WHERE sum = ?)", sum[:]).Take(&row).Error
	if err != nil {
		return timeline.User{}, found(err, "such token")
	}
	return row.user(), nil
}
