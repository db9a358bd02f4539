package desk

import (
	"context"
	"crypto/rand"
	"crypto/subtle"
	"encoding/base64"
	"fmt"
	"strings"

	"golang.org/x/crypto/argon2"
)

// A cost is what argon2id (RFC 9106) is asked to spend on a password. It is
// kept in each hash, so that it can rise without locking anybody out.
type cost struct {
	memory  uint32 // KiB
	passes  uint32
	threads uint8
}

// today is OWASP's minimum for argon2id: 19 MiB, 2 passes, 1 thread.
var today = cost{19 * 1024, 2, 1}

// hashesAtOnce bounds the memory that a flood of sign-ins can take.
const hashesAtOnce = 4

const (
	saltSize = 16
	hashSize = 32
)

var b64 = base64.RawStdEncoding

// nobodysHash is checked where a name is unknown, so that it takes as long.
var nobodysHash = encodeHash(today, make([]byte, saltSize), make([]byte, hashSize))

// encodeHash writes a hash in the PHC string format.
func encodeHash(c cost, salt, sum []byte) string {
	return fmt.Sprintf("$argon2id$v=%d$m=%d,t=%d,p=%d$%s$%s", argon2.Version, c.memory, c.passes, c.threads, b64.EncodeToString(salt), b64.EncodeToString(sum))
}

func decodeHash(s string) (c cost, salt, sum []byte, err error) {
	parts := strings.Split(s, "$")
	if len(parts) != 6 || parts[1] != "argon2id" || parts[2] != fmt.Sprintf("v=%d", argon2.Version) {
		return c, nil, nil, fmt.Errorf("a stored password is not a hash of argon2id, version %d", argon2.Version)
	}
	if _, err = fmt.Sscanf(parts[3], "m=%d,t=%d,p=%d", &c.memory, &c.passes, &c.threads); err != nil {
		return c, nil, nil, fmt.Errorf("a stored password's parameters: %w", err)
	}
	if salt, err = b64.DecodeString(parts[4]); err != nil {
		return c, nil, nil, fmt.Errorf("a stored password's salt: %w", err)
	}
	if sum, err = b64.DecodeString(parts[5]); err != nil {
		return c, nil, nil, fmt.Errorf("a stored password's hash: %w", err)
	}
	return c, salt, sum, nil
}

func (d *Desk) hashPassword(ctx context.Context, password string) (string, error) {
	salt := make([]byte, saltSize)
	rand.Read(salt) // never fails
	sum, err := d.derive(ctx, password, today, salt, hashSize)
	if err != nil {
		return "", err
	}
	return encodeHash(today, salt, sum), nil
}

func (d *Desk) checkPassword(ctx context.Context, password, hash string) (bool, error) {
	c, salt, want, err := decodeHash(hash)
	if err != nil {
		return false, err
	}
	if len(password) > 4*maxPassword {
		password = "" // no stored password is so long, nor empty
	}
	got, err := d.derive(ctx, password, c, salt, len(want))
	if err != nil {
		return false, err
	}
	return subtle.ConstantTimeCompare(got, want) == 1, nil
}

func (d *Desk) derive(ctx context.Context, password string, c cost, salt []byte, size int) ([]byte, error) {
	select {
	case d.hashing <- struct{}{}:
		defer func() { <-d.hashing }()
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	return argon2.IDKey([]byte(password), salt, c.passes, c.memory, c.threads, uint32(size)), nil
}

// newPassword makes a password of 80 random bits in a form that people can
// copy by hand.
func newPassword() string {
	s := strings.ToLower(rand.Text()[:16])
	return s[:4] + "-" + s[4:8] + "-" + s[8:12] + "-" + s[12:]
}
