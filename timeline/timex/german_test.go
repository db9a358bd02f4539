package timex

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestGermanOfAllCountriesIsOneGrammar(t *testing.T) {
	german, err := For("de")
	require.NoError(t, err)
	for _, tag := range []string{"de-AT", "de_CH", "DE", "de-Latn-DE"} {
		g, err := For(tag)
		require.NoError(t, err, tag)
		assert.Same(t, german.prog, g.prog, tag)
	}
}

func TestAGermanDatelineGivesTheTimeOfCreation(t *testing.T) {
	g, err := For("de")
	require.NoError(t, err)
	for text, want := range map[string]string{
		"Wien, 8. Jänner 2020 (APA) – Der Rat hat gestern":               "2020-01-08",
		"Ein Titel\nStand: 08.01.2020, 14:30 Uhr\nDer Rat hat":           "2020-01-08T14:30:00",
		"Veröffentlicht am 8. Januar 2020\n\nDer Rat hat getagt.":        "2020-01-08",
		"Berlin war am 8. Januar 2020 (sagte sie) noch ganz verschneit.": "",
	} {
		d, _ := g.dateline(text)
		assert.Equal(t, want, d.String(), text)
	}
}
