package timex

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"dateline/timeline/edtf"
)

func TestAZoneOfAPlaceKeepsItsSummerTime(t *testing.T) {
	g, err := For("en")
	require.NoError(t, err)
	for text, want := range map[string]string{
		"It rang at 9:30 a.m. Eastern on 14 May 2026.":             "2026-05-14T09:30-04:00",
		"It rang at 9:30 a.m. Eastern on 14 January 2026.":         "2026-01-14T09:30-05:00",
		"It rang at 9:30 a.m. EST on 14 May 2026.":                 "2026-05-14T09:30-05:00",
		"It rang at 8 p.m. Central European Time on 14 May 2026.":  "2026-05-14T20:00+01:00",
		"It rang at 7 a.m. Indian Standard Time on 14 May 2026.":   "2026-05-14T07:00+05:30",
		"It rang at 5 p.m. Pacific time on Thursday, 14 May 2026.": "2026-05-14T17:00-07:00",
	} {
		found := g.find(text, edtf.MustParse("2026-05-15"))
		if assert.NotEmpty(t, found, text) {
			assert.Equal(t, want, found[0].Value, text)
		}
	}
}

func TestZonesOfPlacesAreKnown(t *testing.T) {
	for _, language := range []string{"en", "de"} {
		g, err := For(language)
		require.NoError(t, err)
		zone := g.prog.lex.classes["zone"]
		names := map[string]bool{}
		for _, name := range zone.values {
			names[name] = true
		}
		for _, p := range zone.phrase {
			names[p.value] = true
		}
		for name := range names {
			if strings.Contains(name, "/") {
				assert.NotNil(t, location(name), name)
			}
		}
	}
}
