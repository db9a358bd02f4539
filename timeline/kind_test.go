package timeline

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestTheTablesOfKindsAndGroupsAgree(t *testing.T) {
	shapes, kinds := map[string]bool{}, map[Kind]bool{}
	for _, g := range Groups {
		assert.False(t, shapes[g.Shape], "two groups have the shape %s", g.Shape)
		shapes[g.Shape] = true
		assert.Regexp(t, `^#[0-9a-f]{6}$`, g.Light)
		assert.Regexp(t, `^#[0-9a-f]{6}$`, g.Dark)
	}
	for _, k := range Kinds {
		assert.False(t, kinds[k.Kind], "%s stands twice", k.Kind)
		kinds[k.Kind] = true
		assert.Equal(t, k.Group, InfoOf(k.Group).Group, "%s is in no group", k.Kind)
		assert.NotEmpty(t, k.Label)
	}
}

func TestANewsroomAddsItsOwnKinds(t *testing.T) {
	v, err := NewVocabulary(KindInfo{Kind: "space-walk", Group: Other, Label: "Space walk"})
	require.NoError(t, err)
	k, ok := v.Lookup("space-walk")
	assert.True(t, ok)
	assert.Equal(t, "Space walk", k.Label)
	_, ok = v.Lookup("airstrike")
	assert.True(t, ok, "its own kinds stand beside the common ones")
}

func TestAVocabularyRefuses(t *testing.T) {
	for name, tt := range map[string]struct {
		own   []KindInfo
		field string
	}{
		"a name with capitals":      {[]KindInfo{{Kind: "Space", Group: Other, Label: "x"}}, "kind"},
		"a name that is taken":      {[]KindInfo{{Kind: "meeting", Group: Other, Label: "x"}}, "kind"},
		"the same name twice":       {[]KindInfo{{Kind: "a", Group: Other, Label: "x"}, {Kind: "a", Group: Other, Label: "x"}}, "kind"},
		"a group that is not there": {[]KindInfo{{Kind: "a", Group: "sport", Label: "x"}}, "group"},
		"a kind without a label":    {[]KindInfo{{Kind: "a", Group: Other}}, "label"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := NewVocabulary(tt.own...)
			var p Problems
			require.ErrorAs(t, err, &p)
			assert.Equal(t, tt.field, p[0].Field)
		})
	}
}

func TestAnUnknownKindIsStillShown(t *testing.T) {
	assert.Equal(t, KindInfo{Kind: "gone", Group: Other, Label: "gone"}, Vocabulary{}.Info("gone"))
}

func TestARoleMayWhatTheOnesBelowItMay(t *testing.T) {
	assert.True(t, Admin.May(Editor))
	assert.True(t, Editor.May(Editor))
	assert.False(t, Contributor.May(Editor))
	assert.False(t, UserRole("").May(""), "no role may nothing")
}
