package timeline

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

func TestSlugifyMakesAValidSlugOfAnyTitle(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		title := rapid.String().Draw(t, "title")
		if err := CheckSlug(Slugify(title)); err != nil {
			t.Fatalf("%q gives %q: %v", title, Slugify(title), err)
		}
	})
	assert.Equal(t, "from-airstrike-to-retaliation-two-weeks", Slugify("From airstrike to retaliation: two weeks"))
	assert.Equal(t, "timeline", Slugify("حرب"))
	assert.Len(t, Slugify(strings.Repeat("a b", 100)), 79)
}

func TestCheckSlugSaysWhatWouldDo(t *testing.T) {
	for _, bad := range []string{"", "A", "a b", "ä", strings.Repeat("a", 81), "a/b"} {
		var p Problems
		require.ErrorAs(t, CheckSlug(bad), &p, "%q", bad)
		assert.Equal(t, "slug", p[0].Field)
	}
	assert.NoError(t, CheckSlug("a-1"))
}

func TestATimelineIsValidated(t *testing.T) {
	good := Timeline{Slug: "x", Title: "X"}
	good.Normalize()
	require.NoError(t, good.Validate())
	for field, spoil := range map[string]func(*Timeline){
		"title":    func(t *Timeline) { t.Title = "" },
		"slug":     func(t *Timeline) { t.Slug = "No" },
		"language": func(t *Timeline) { t.Language = "english please" },
		"timezone": func(t *Timeline) { t.Timezone = "Mars/Olympus" },
		"summary":  func(t *Timeline) { t.Summary = strings.Repeat("x", 501) },
	} {
		bad := good
		spoil(&bad)
		var p Problems
		require.ErrorAs(t, bad.Validate(), &p, field)
		assert.Equal(t, field, p[0].Field)
	}
}
