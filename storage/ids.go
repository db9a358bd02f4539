package storage

import (
	"crypto/rand"
	"encoding/base32"
	"encoding/binary"
	"regexp"
	"time"
)

var idAlphabet = base32.HexEncoding.WithPadding(base32.NoPadding)

// newID returns an opaque name: a letter for what it names, then the second
// and 64 random bits. IDs made later sort later, which keeps an index compact.
func newID(letter byte, now time.Time) string {
	var b [12]byte
	binary.BigEndian.PutUint32(b[:4], uint32(now.Unix()))
	rand.Read(b[4:]) // never fails
	id := make([]byte, 1, 21)
	id[0] = letter
	for _, c := range idAlphabet.AppendEncode(nil, b[:]) {
		if c >= 'A' && c <= 'V' {
			c += 'a' - 'A'
		}
		id = append(id, c)
	}
	return string(id)
}

var idForm = regexp.MustCompile(`^[a-z][0-9a-v]{20}$`)

// IsID reports whether s could be an ID of ours. What is none is not looked up.
func IsID(s string) bool { return idForm.MatchString(s) }
