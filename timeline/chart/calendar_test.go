package chart

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestTheAxisSpeaksTheLanguageOfTheEdition(t *testing.T) {
	ed := january(t)
	for language, want := range map[string]string{"de-AT": "Dezember 2019", "tr": "Aralık 2019", "en-GB": "December 2019", "xx": "December 2019", "": "December 2019"} {
		ed.Language = language
		svg, err := NewRenderer().SVG(t.Context(), optionOf(t, ed), Wide)
		require.NoError(t, err)
		assert.Contains(t, string(svg), want, language)
	}
}
