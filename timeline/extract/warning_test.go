package extract

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"

	"dateline/timeline/edtf"
)

func TestWhatCouldNotBeReadIsSaid(t *testing.T) {
	now := time.Date(2020, 1, 9, 12, 0, 0, 0, time.UTC)
	for name, c := range map[string]struct {
		language, published string
		says                []string
	}{
		"nothing amiss":                          {"en-GB", "2020-01-09", nil},
		"times have rules, events have not":      {"de-AT", "2020-01-09", []string{"no rules for events in Austrian German: only its time expressions were read"}},
		"neither have rules":                     {"fr", "2020-01-09", []string{"no rules for French: neither events nor time expressions"}},
		"a language that nobody knows":           {"x y", "2020-01-09", []string{`no rules for the language "x y"`}},
		"a language that could not be told":      {"", "2020-01-09", []string{"read as English"}},
		"no time of publication":                 {"en", "", []string{"does not say when it was published"}},
		"both":                                   {"ar", "", []string{"no rules for Arabic", "does not say when"}},
		"a day to come":                          {"en", "2020-01-11", []string{"11 January 2020, lies in the future"}},
		"tomorrow, which is today in the east":   {"en", "2020-01-10", nil},
		"an instant to come":                     {"en", "2020-01-09T14:00:00Z", []string{"lies in the future"}},
		"now, on a clock that is a little ahead": {"en", "2020-01-09T12:30:00Z", nil},
		"a time without a zone":                  {"en", "2020-01-10T01:00:00", nil},
		"now, in the east":                       {"en", "2020-01-10T01:00:00+14:00", nil},
	} {
		a := article("Nothing is said.")
		a.Language, a.Published = c.language, edtf.Date{}
		if c.published != "" {
			a.Published = edtf.MustParse(c.published)
		}
		got := Warnings(a, now)
		if assert.Len(t, got, len(c.says), "%s: %v", name, got) {
			for i, says := range c.says {
				assert.Contains(t, got[i], says, name)
				assert.True(t, strings.HasSuffix(got[i], "."), name)
			}
		}
	}
	a := article("Nothing is said.")
	a.Published = edtf.MustParse("2999-01-01")
	assert.Empty(t, Warnings(a, time.Time{}), "a present that is not known is compared with nothing")
	a.Published = edtf.Date{}
	a.Paragraphs[0].Published = edtf.MustParse("2020-01-09T12:00:00Z")
	assert.Empty(t, Warnings(a, now), "entries that have their time need none of the article's")
}

func TestAListOfLinksIsSaidToBeOne(t *testing.T) {
	links := "News\nStorm closes the harbour of Dunmore\nMayor resigns over bridge scandal\nWho will win the vote?\nMinisters meet to discuss the budget\n" +
		"Read more: the history of the dam\nOpposition calls for an early election\nSports\nDunmore United win the cup final\nContact us"
	brief := "Storm closes the harbour\n\n12 March 2019\n\nBy Ann Roe\n\nThe harbour of Dunmore was closed on Monday.\n\nIt will open again."
	for name, c := range map[string]struct {
		text string
		list bool
	}{
		"a list of links":          {links, true},
		"news in brief":            {brief, false},
		"below the menu of a site": {"Home\nNews\nSport\nWeather\nLog in\n\n" + brief, false},
		"a caption":                {"Boats in the harbour of Dunmore\n\nPhoto: Ann Roe", false},
		"a headline":               {"Storm closes the harbour of Dunmore", false},
		"one long paragraph":       {links + "\n" + strings.Repeat("it went on and on ", 12), false},
		"another script's stops":   {strings.Repeat("तूफान ने बंदरगाह बंद कर दिया।\n", 6), false},
	} {
		a := article(strings.FieldsFunc(c.text, func(r rune) bool { return r == '\n' })...)
		said := strings.Contains(strings.Join(Warnings(a, time.Time{}), " "), "list of links")
		assert.Equal(t, c.list, said, name)
	}
}
