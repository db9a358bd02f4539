package chart

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestEveryCalendarNamesTwelveMonths(t *testing.T) {
	for language, c := range calendars {
		assert.Len(t, c.Months, 12, language)
		assert.Len(t, c.Short, 12, language)
		assert.NotEmpty(t, c.BCE, language)
	}
}

func TestTheAxisSpeaksTheLanguageOfTheEdition(t *testing.T) {
	ed := january(t)
	for language, want := range map[string]string{"de-AT": "Dezember 2019", "tr": "Aralık 2019", "en-GB": "December 2019", "xx": "December 2019", "": "December 2019"} {
		ed.Language = language
		svg, err := NewRenderer().SVG(t.Context(), optionOf(t, ed), Wide)
		require.NoError(t, err)
		assert.Contains(t, string(svg), want, language)
	}
}
