package timeline

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestProblemsAreToldUpToALimit(t *testing.T) {
	var p Problems
	for range 1000 {
		p.Add("x", "is not known")
	}
	require.Len(t, p, MaxProblems+1)
	assert.Equal(t, Problem{"", "and more: these are the first 50"}, p[MaxProblems])
	assert.True(t, strings.HasSuffix(p.Error(), "; and more: these are the first 50"))
}

func TestAnExcerptHasAtMost80Characters(t *testing.T) {
	assert.Equal(t, strings.Repeat("é", 80), Excerpt(strings.Repeat("é", 80)))
	assert.Equal(t, strings.Repeat("é", 79)+"…", Excerpt(strings.Repeat("é", 81)))
	assert.Equal(t, "", Excerpt(""))
	long := event()
	long.Kind, long.Label, long.Status, long.State = Kind(strings.Repeat("k", 1e6)), "x"+Label(strings.Repeat("k", 1e6)), Status(strings.Repeat("k", 1e6)), State(strings.Repeat("k", 1e6))
	long.URL = strings.Repeat("h", 1e6)
	assert.Less(t, len(long.Validate(Vocabulary{}).Error()), 1000)
}

func TestAnAddressThatReadersFollowIsOneInAllItsParts(t *testing.T) {
	check := func(s string) error {
		var p Problems
		checkURL(&p, "url", s)
		return p.Err()
	}
	for _, good := range []string{"", "https://example.org", "http://example.org:8080/a?b=c#d", "https://[2001:db8::1]/x", "https://example.org/caf%C3%A9/été"} {
		assert.NoError(t, check(good), good)
	}
	for _, bad := range []string{"https://:80/x", "https://user@example.org/", "https://user:secret@example.org/", "https://example.org:65536/", "https://example.org:0/",
		"https://example.org/a b", `https://example.org/"onload`, "https://example.org/<b>", "https://example.org/\u00a0"} {
		assert.Error(t, check(bad), bad)
	}
}
