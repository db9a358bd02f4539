package desk

import (
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"dateline/timeline"
)

func TestAPersonSignsInWithNameAndPassword(t *testing.T) {
	d := newDesk(t)
	ctx := t.Context()
	anna, password, err := d.AddUser(ctx, "Anna Ó", timeline.Editor, "")
	require.NoError(t, err)
	assert.Regexp(t, regexp.MustCompile(`^[a-z2-7]{4}(-[a-z2-7]{4}){3}$`), password)

	got, err := d.SignIn(ctx, "Anna Ó", password)
	require.NoError(t, err)
	assert.Equal(t, anna, got)
	same, err := d.User(ctx, anna.ID)
	require.NoError(t, err)
	assert.Equal(t, anna, same)

	for name, try := range map[string][2]string{
		"a wrong password":  {"Anna Ó", password + "x"},
		"no password":       {"Anna Ó", ""},
		"an endless one":    {"Anna Ó", strings.Repeat("x", 1<<20)},
		"an unknown name":   {"Berta", password},
		"no name":           {"", ""},
		"a hostile name":    {"\x00' OR 1=1", password},
		"another case":      {"anna ó", password},
		"a name not UTF-8":  {"\xff", password},
		"white space added": {"Anna Ó ", password},
	} {
		_, err := d.SignIn(ctx, try[0], try[1])
		assert.Equal(t, timeline.Unauthorized, timeline.CodeOf(err), name)
		assert.EqualError(t, err, "the name or the password is wrong", name)
	}
}

func TestANewPasswordReplacesTheOld(t *testing.T) {
	d := newDesk(t)
	ctx := t.Context()
	_, _, err := d.AddUser(ctx, "anna", timeline.Editor, "a password of mine")
	require.NoError(t, err)
	made, err := d.NewPassword(ctx, "anna")
	require.NoError(t, err)
	_, err = d.SignIn(ctx, "anna", made)
	require.NoError(t, err)
	_, err = d.SignIn(ctx, "anna", "a password of mine")
	assert.Equal(t, timeline.Unauthorized, timeline.CodeOf(err))
	_, err = d.NewPassword(ctx, "berta")
	assert.Equal(t, timeline.NotFound, timeline.CodeOf(err))
}

func TestAddUserRefuses(t *testing.T) {
	d := newDesk(t)
	ctx := t.Context()
	_, _, err := d.AddUser(ctx, "anna", timeline.Editor, "")
	require.NoError(t, err)
	for name, tt := range map[string]struct {
		name, password string
		role           timeline.UserRole
		field          string
		code           timeline.Code
	}{
		"a name that is taken":  {"anna", "", timeline.Editor, "name", timeline.Conflicting},
		"no name":               {"", "", timeline.Editor, "name", timeline.Invalid},
		"a control character":   {"a\nb", "", timeline.Editor, "name", timeline.Invalid},
		"a role that is none":   {"berta", "", "chief", "role", timeline.Invalid},
		"a short password":      {"berta", "1234567", timeline.Editor, "password", timeline.Invalid},
		"an overlong password":  {"berta", strings.Repeat("x", 201), timeline.Editor, "password", timeline.Invalid},
		"white space at an end": {" berta", "", timeline.Editor, "name", timeline.Invalid},
	} {
		t.Run(name, func(t *testing.T) {
			_, _, err := d.AddUser(ctx, tt.name, tt.role, tt.password)
			assert.Equal(t, tt.code, timeline.CodeOf(err))
			assert.Equal(t, []string{tt.field}, fields(t, err))
		})
	}
}

func TestAPasswordsCostIsKeptInItsHash(t *testing.T) {
	d := newDesk(t)
	hash, err := d.hashPassword(t.Context(), "correct horse")
	require.NoError(t, err)
	assert.Regexp(t, `^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$`, hash)
	again, err := d.hashPassword(t.Context(), "correct horse")
	require.NoError(t, err)
	assert.NotEqual(t, hash, again, "each has its own salt")

	// A hash of another cost is still right, so that the cost can rise.
	salt := []byte("0123456789abcdef")
	cheap := cost{64, 1, 2}
	sum, err := d.derive(t.Context(), "correct horse", cheap, salt, 24)
	require.NoError(t, err)
	right, err := d.checkPassword(t.Context(), "correct horse", encodeHash(cheap, salt, sum))
	require.NoError(t, err)
	assert.True(t, right)
	_, err = d.checkPassword(t.Context(), "x", "$2a$10$bcrypt")
	assert.ErrorContains(t, err, "argon2id")
}

func TestATokenStandsForItsPerson(t *testing.T) {
	d := newDesk(t)
	ctx := t.Context()
	anna, _, err := d.AddUser(ctx, "anna", timeline.Editor, "")
	require.NoError(t, err)
	token, err := d.AddToken(ctx, "anna")
	require.NoError(t, err)
	assert.Regexp(t, `^dateline_[A-Za-z0-9_-]{43}$`, token)
	got, err := d.UserByToken(ctx, token)
	require.NoError(t, err)
	assert.Equal(t, anna, got)
	for _, wrong := range []string{"", token + "x", token[:len(token)-1], "dateline_"} {
		_, err := d.UserByToken(ctx, wrong)
		assert.Equal(t, timeline.Unauthorized, timeline.CodeOf(err), "%q", wrong)
	}
	_, err = d.AddToken(ctx, "berta")
	assert.Equal(t, timeline.NotFound, timeline.CodeOf(err))
}
