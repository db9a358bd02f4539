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
		assert.Equal(t, s, d.String())
		assert.NotEmpty(t, d.Words())
	}
}

func TestEveryInvalidStringIsRefused(t *testing.T) {
	for _, s := range stringsOf(t, "invalid.txt") {
		d, err := Parse(s)
		assert.Error(t, err, "%q was read as %v", s, d)
	}
}

func TestBoundsPrecisionFormAndWords(t *testing.T) {
	for _, tt := range []struct {
		in, first, last string // "" is open
		form            Form
		prec            Precision
		words           string
	}{
		{"2020-01-08", "2020-01-08", "2020-01-08", Single, DayPrecision, "8 January 2020"},
		{"2020-02", "2020-02-01", "2020-02-29", Single, Month, "February 2020"},
		{"2019", "2019-01-01", "2019-12-31", Single, Year, "2019"},
		{"2020-01-08T21:09:00Z", "2020-01-08", "2020-01-08", Single, Second, "21:09 UTC, 8 January 2020"},
		{"2020-01-08?", "2020-01-08", "2020-01-08", Single, DayPrecision, "reported on 8 January 2020"},
		{"2015~", "2015-01-01", "2015-12-31", Single, Year, "about 2015"},
		{"[2019-12-30..2020-01-05]", "2019-12-30", "2020-01-05", OneOf, DayPrecision, "some time between 30 December 2019 and 5 January 2020"},
		{"[2020-01-01..2020-01-10]", "2020-01-01", "2020-01-10", OneOf, DayPrecision, "early January 2020"},
		{"[2020-01-28..2020-02-03]", "2020-01-28", "2020-02-03", OneOf, DayPrecision, "some time between 28 January and 3 February 2020"},
		{"[..2020-01-08]", "", "2020-01-08", OneOf, DayPrecision, "by 8 January 2020"},
		{"[2020-01-08..]", "2020-01-08", "", OneOf, DayPrecision, "8 January 2020 or later"},
		{"1980/1988", "1980-01-01", "1988-12-31", Interval, Year, "1980 – 1988"},
		{"2020-01-06/..", "2020-01-06", "", Interval, DayPrecision, "since 6 January 2020"},
		{"/1988", "", "1988-12-31", Interval, Year, "until 1988, from an unknown time"},
		{"2007-21", "2007-03-01", "2007-05-31", Single, Season, "spring 2007"},
		{"2012-35", "2012-07-01", "2012-09-30", Single, Quarter, "the third quarter of 2012"},
		{"201X", "2010-01-01", "2019-12-31", Single, Decade, "the 2010s"},
		{"18XX", "1800-01-01", "1899-12-31", Single, Century, "the 19th century"},
		{"{1960,1961-12}", "1960-01-01", "1961-12-31", AllOf, Month, "1960 and December 1961"},
	} {
		d, err := Parse(tt.in)
		require.NoError(t, err)
		first, last := "", ""
		if day, ok := d.Earliest(); ok {
			first = day.String()
		}
		if day, ok := d.Latest(); ok {
			last = day.String()
		}
		assert.Equal(t, tt.first, first, tt.in)
		assert.Equal(t, tt.last, last, tt.in)
		assert.Equal(t, tt.form, d.Form(), tt.in)
		assert.Equal(t, tt.prec, d.Precision(), tt.in)
		assert.Equal(t, tt.words, d.Words(), tt.in)
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
	} {
		start, end, startOpen, endOpen := MustParse(in).Interval()
		assert.Equal(t, want, [4]any{start.String(), end.String(), startOpen, endOpen}, in)
	}
}
