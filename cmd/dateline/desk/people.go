package desk

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"strings"
	"unicode"
	"unicode/utf8"

	"dateline/timeline"
)

// Limits of passwords in code points, after NIST SP 800-63B.
const (
	minPassword = 8
	maxPassword = 200
)

// tokenMark begins every token, so that a scanner of leaked secrets knows it.
const tokenMark = "dateline_"

// SignIn returns the person of a name and password. A wrong name and a wrong
// password are the same Unauthorized error, and take the same time.
func (d *Desk) SignIn(ctx context.Context, name, password string) (timeline.User, error) {
	u, hash, err := timeline.User{}, "", error(nil)
	if checkName(name) == nil {
		u, hash, err = d.store.UserByName(ctx, name)
		if err != nil && timeline.CodeOf(err) != timeline.NotFound {
			return timeline.User{}, err
		}
	}
	known := hash != ""
	if !known {
		hash = nobodysHash
	}
	right, err := d.checkPassword(ctx, password, hash)
	if err != nil {
		return timeline.User{}, err
	}
	if !known || !right {
		return timeline.User{}, timeline.Errorf(timeline.Unauthorized, "the name or the password is wrong")
	}
	return u, nil
}

// AddUser adds a person and returns the password, which is made if it is "".
// A name that is taken is Conflicting, naming "name".
func (d *Desk) AddUser(ctx context.Context, name string, role timeline.UserRole, password string) (timeline.User, string, error) {
	var p timeline.Problems
	if err := checkName(name); err != nil {
		p = append(p, err...)
	}
	if !role.May(timeline.Contributor) {
		p.Add("role", "%q is no role: use contributor, editor or admin", role)
	}
	if password == "" {
		password = newPassword()
	}
	if n := utf8.RuneCountInString(password); n < minPassword || n > maxPassword {
		p.Add("password", "has %d characters: use %d to %d", n, minPassword, maxPassword)
	}
	if err := p.Err(); err != nil {
		return timeline.User{}, "", err
	}
	hash, err := d.hashPassword(ctx, password)
	if err != nil {
		return timeline.User{}, "", err
	}
	u := timeline.User{Name: name, Role: role}
	if err := d.store.AddUser(ctx, &u, hash); err != nil {
		return timeline.User{}, "", err
	}
	return u, password, nil
}

// NewPassword makes a new password for a person and returns it.
func (d *Desk) NewPassword(ctx context.Context, name string) (string, error) {
	u, err := d.userNamed(ctx, name)
	if err != nil {
		return "", err
	}
	password := newPassword()
	hash, err := d.hashPassword(ctx, password)
	if err != nil {
		return "", err
	}
	return password, d.store.SetPassword(ctx, u.ID, hash)
}

// AddToken makes a token with which programs act as a person. It is shown this
// once: only its hash is stored.
func (d *Desk) AddToken(ctx context.Context, userName string) (string, error) {
	u, err := d.userNamed(ctx, userName)
	if err != nil {
		return "", err
	}
	secret := make([]byte, 32)
	rand.Read(secret) // never fails
	token := tokenMark + base64.RawURLEncoding.EncodeToString(secret)
	return token, d.store.AddToken(ctx, u.ID, sha256.Sum256([]byte(token)))
}

// UserByToken returns the person whom a token stands for, else Unauthorized.
// The token is 256 random bits, so its plain hash may be looked up.
func (d *Desk) UserByToken(ctx context.Context, token string) (timeline.User, error) {
	u, err := d.store.UserByToken(ctx, sha256.Sum256([]byte(token)))
	if timeline.CodeOf(err) == timeline.NotFound {
		return u, timeline.Errorf(timeline.Unauthorized, "the token is not known")
	}
	return u, err
}

// User returns the person with an ID.
func (d *Desk) User(ctx context.Context, id string) (timeline.User, error) {
	if err := checkID("user", id); err != nil {
		return timeline.User{}, err
	}
	return d.store.User(ctx, id)
}

func (d *Desk) userNamed(ctx context.Context, name string) (timeline.User, error) {
	if checkName(name) != nil {
		return timeline.User{}, timeline.Errorf(timeline.NotFound, "there is no user %q", name)
	}
	u, _, err := d.store.UserByName(ctx, name)
	return u, err
}

func checkName(name string) (p timeline.Problems) {
	switch {
	case name == "":
		p.Add("name", "is missing")
	case utf8.RuneCountInString(name) > 80 || !utf8.ValidString(name) || strings.TrimSpace(name) != name || strings.ContainsFunc(name, unicode.IsControl):
		p.Add("name", "%q is no name: use up to 80 characters without white space at the ends", name)
	}
	return p
}
