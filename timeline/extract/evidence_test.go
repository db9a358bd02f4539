package extract

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// readNames reads one paragraph and returns its names with what they are.
func readNames(t *testing.T, text string) (*reader, map[string]species) {
	t.Helper()
	l, err := languageOf("en")
	require.NoError(t, err)
	a := article("Nothing is said here.", text)
	r := newReader(a, l, nil, newPoints(a.Text))
	r.findNames()
	sorts := map[string]species{}
	for _, n := range r.names {
		sorts[joined(r.tokens[n.first:n.end])] = r.entities[n.entity].sort
	}
	return r, sorts
}

func TestAnAmbiguousNameIsAPlaceWithEvidenceAlone(t *testing.T) {
	for text, want := range map[string]struct {
		name string
		sort species
	}{
		"The talks were held in Nice on Monday.":                     {"Nice", place},
		"He spoke of Nice on Monday.":                                {"Nice", unknown},
		"The city of Split was shelled.":                             {"Split", place},
		"Engineers flew to Mobile, Alabama, on Monday.":              {"Mobile", place},
		"Engineers wrote to Mobile on Monday.":                       {"Mobile", unknown},
		"Fire destroyed Reading station.":                            {"Reading", place},
		"On Monday Preston police held two men.":                     {"Preston", place},
		"The rebels took Zhyrov, a town near the front.":             {"Zhyrov", place},
		"The rebels took Zhyrov on Monday.":                          {"Zhyrov", unknown},
		"Soldiers shelled Kramatorsk on Monday.":                     {"Kramatorsk", place},
		"The firm laid off workers, and Toyota said so.":             {"Toyota", unknown},
		"The explosion damaged Victoria, the capital of Seychelles.": {"Victoria", place},
		"He praised Poland, Germany and France.":                     {"Poland", state},
	} {
		_, sorts := readNames(t, text)
		got, ok := sorts[want.name]
		assert.True(t, ok || want.sort == unknown, "%s: no name %s in %v", text, want.name, sorts)
		assert.Equal(t, want.sort, got, text)
	}
}

func TestAKnownNameDoesNotBreakUpALongerOne(t *testing.T) {
	for text, want := range map[string]string{
		"Critics praised Jack London on Monday.":          "Jack London",
		"It was the Bank of Boston that lent the money.":  "Bank of Boston",
		"The news was in the Boston Globe on Monday.":     "Boston Globe",
		"Police arrested Paris Hilton on Monday.":         "Paris Hilton",
		"He ran the Berlin Marathon on Sunday.":           "Berlin Marathon",
		"The striker Chad Marshall scored on Sunday.":     "Chad Marshall",
		"In Edinburgh Nicola Sturgeon told a conference.": "Nicola Sturgeon",
		"On Monday Kabul University was closed.":          "Kabul University",
		"Then Paris Mayor Anne Hidalgo spoke.":            "Anne Hidalgo",
	} {
		_, sorts := readNames(t, text)
		assert.Contains(t, sorts, want, text)
	}
}

func TestASurnameOfThePersonIsNoPlace(t *testing.T) {
	r, _ := readNames(t, "The author Karen London came home on Monday. London said that it was over. She was born in London.")
	var meant []string
	for _, n := range r.names {
		meant = append(meant, r.entities[n.entity].name)
	}
	assert.Equal(t, []string{"Karen London", "Karen London", "Britain"}, meant)
}

func TestATownKnowsItsState(t *testing.T) {
	for text, want := range map[string]string{
		"He was born in Toledo, Ohio, in 1962.":        "United States",
		"He was born in Paris, Texas, in 1962.":        "United States",
		"Shells fell on Gori, Georgia, on Monday.":     "Georgia",
		"Shells fell on Kharkiv on Monday.":            "Ukraine",
		"He was seen in Zhyrov, Ukraine, on Monday.":   "Ukraine",
		"He was seen in Zhyrov, and Ukraine denied it": "",
	} {
		r, _ := readNames(t, text)
		assert.Equal(t, want, r.entities[r.names[0].entity].in, text)
	}
}
