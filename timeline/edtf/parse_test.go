package edtf

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// strings of ../shared/edtf, a line each.
func stringsOf(t *testing.T, name string) []string {
	b, err := os.ReadFile(filepath.Join("..", "..", "..", "shared", "edtf", name))
	if err != nil {
		t.Skipf("../shared/edtf/%s is not here", name)
	}
	return strings.Split(strings.TrimSpace(string(b)), "\n")
}

func TestEveryValidStringIsReadAndPrintedBack(t *testing.T) {
	for _, line := range stringsOf(t, "valid.txt") {
		_, s, _ := strings.Cut(line, "\t")
		d, err := Parse(s)
		require.NoError(t, err)
		assert.Equal(t, s, d.String(), "all of them are canonical")
		assert.NotEmpty(t, d.Words())
	}
}

func TestEveryInvalidStringIsRefused(t *testing.T) {
	for _, s := range stringsOf(t, "invalid.txt") {
		d, err := Parse(s)
		assert.Error(t, err, "%q was read as %v", s, d)
	}
}

func TestFormAndPrecision(t *testing.T) {
	for name, tt := range map[string]struct {
		in   string
		form Form
		prec Precision
	}{
		"a day":                               {"2020-01-08", Single, DayPrecision},
		"an uncertain day":                    {"2020-01-08?", Single, DayPrecision},
		"a month":                             {"2020-02", Single, Month},
		"a year":                              {"2019", Single, Year},
		"a long year":                         {"Y17E8", Single, Year},
		"an instant":                          {"2020-01-08T21:09:00Z", Single, Second},
		"a season":                            {"2007-21", Single, Season},
		"a southern season":                   {"2007-32", Single, Season},
		"a quarter":                           {"2012-35", Single, Quarter},
		"a half":                              {"2012-40", Single, Quarter},
		"a decade":                            {"201X", Single, Decade},
		"a century":                           {"18XX", Single, Century},
		"a millennium":                        {"1XXX", Single, Unknown},
		"an estimate to the century":          {"1950S2", Single, Century},
		"an estimate to the decade":           {"1950S3", Single, Decade},
		"an estimate to the million":          {"Y171010000S3", Single, Unknown},
		"a month that is not given":           {"2004-XX", Single, Year},
		"a day that is not given":             {"2004-06-XX", Single, Month},
		"a day whose tens are given":          {"2004-06-1X", Single, Month},
		"a day in a month that is not given":  {"2004-XX-11", Single, Year},
		"a day of some year in a decade":      {"156X-12-25", Single, Decade},
		"within a week":                       {"[2019-12-30..2020-01-05]", OneOf, DayPrecision},
		"by a day":                            {"[..2020-01-08]", OneOf, DayPrecision},
		"one of a year and a month":           {"[1667,1760-12]", OneOf, Month},
		"all of a year and a month":           {"{1960,1961-12}", AllOf, Month},
		"a set of one is that one":            {"{1960}", Single, Year},
		"what lasted years":                   {"1980/1988", Interval, Year},
		"what began in a year, ended one day": {"1980/1988-08-20", Interval, DayPrecision},
		"what still lasts":                    {"2020-01-06/..", Interval, DayPrecision},
	} {
		t.Run(name, func(t *testing.T) {
			d, err := Parse(tt.in)
			require.NoError(t, err)
			assert.Equal(t, tt.form, d.Form(), tt.in)
			assert.Equal(t, tt.prec, d.Precision(), tt.in)
		})
	}
	assert.Equal(t, Unknown, Date{}.Precision())
}

func TestWhichPartsAreMarked(t *testing.T) {
	const both = Uncertain | Approximate
	for in, want := range map[string][3]Mark{
		"2004-06-11":           {},
		"2004-06-11%":          {both, both, both},
		"2004-06~-11":          {Approximate, Approximate, 0},
		"2004?-06-11":          {Uncertain, 0, 0},
		"?2004-06-~11":         {Uncertain, 0, Approximate},
		"2004-%06-11":          {0, both, 0},
		"2004-06~":             {Approximate, Approximate, 0},
		"1984?":                {Uncertain, 0, 0},
		"2001-21?":             {Uncertain, Uncertain, 0},
		"1984~/2004-?06":       {Approximate, Uncertain, 0},
		"[1667?,1668-12-~01]":  {Uncertain, 0, Approximate},
		"2004-06-~01/2004?-06": {Uncertain, 0, Approximate},
	} {
		d := MustParse(in)
		var got [3]Mark
		got[0], got[1], got[2] = d.Marks()
		assert.Equal(t, want, got, in)
		all := got[0] | got[1] | got[2]
		assert.Equal(t, all&Uncertain != 0, d.Uncertain(), in)
		assert.Equal(t, all&Approximate != 0, d.Approximate(), in)
	}
}

func TestAnOpenEndIsToldApartFromAnUnknownOne(t *testing.T) {
	for in, want := range map[string][4]any{
		"2020/2021":    {"2020", "2021", false, false},
		"2020/..":      {"2020", "", false, true},
		"2020/":        {"2020", "", false, false},
		"../2020":      {"", "2020", true, false},
		"[..2020]":     {"", "2020", true, false},
		"[2020..]":     {"2020", "", false, true},
		"[2020..2021]": {"2020", "2021", false, false},
		"2020":         {"", "", false, false},
		"/2020":        {"", "2020", false, false},
		"{..2020}":     {"", "2020", true, false},
		"[2020,2022]":  {"", "", false, false},
	} {
		start, end, startOpen, endOpen := MustParse(in).Interval()
		assert.Equal(t, want, [4]any{start.String(), end.String(), startOpen, endOpen}, in)
	}
}
