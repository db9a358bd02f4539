package edtf

import (
	"encoding/json"
	"errors"
	"math"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/require"
)

var fuzzSeeds = []string{
	"2020-01-08", "[2019-12-30..2020-01-05]", "156X-12-25", "?2004-06-~11", "Y-17E7S2", "-1950S2", "1985-04-12T23:20:30+04:30",
	"2020-01-08T24:00:00Z/..", "2016-12-31T23:59:60Z", "{..1984,1990,1980..1985}", "2001-41", "XXXX-12-XX", "-000X-02-29", "1XX1-02-29",
	"%2004~-06?-11", "[1667,1668,1670..1672,1760-12..]", "2020-01-09T01:00:00+09:00/2020-01-08T18:00:00Z", "2004-06-XX/2004-07-03",
}

// What is refused is refused with a place and a wish; what is read has bounds
// that enclose it.
func FuzzParse(f *testing.F) {
	for _, s := range fuzzSeeds {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		d, err := Parse(s)
		if err != nil {
			var bad *SyntaxError
			require.True(t, errors.As(err, &bad), "%v", err)
			require.True(t, bad.Offset >= 0 && bad.Offset <= len(s), "%v", err)
			require.NotEmpty(t, bad.Expected)
			require.True(t, d.IsZero())
			require.Less(t, len(err.Error()), 1500)
			if utf8.ValidString(s) {
				require.True(t, utf8.ValidString(err.Error()), "%q", err)
			}
			return
		}
		lo, begins := d.Earliest()
		hi, ends := d.Latest()
		require.True(t, !begins || !ends || lo <= hi)
		require.LessOrEqual(t, math.Abs(float64(d.lo)), 1e18)
		require.LessOrEqual(t, math.Abs(float64(d.hi)), 1e18)
		require.True(t, d.Contains(d))
		require.True(t, d.Overlaps(d))
		for _, m := range d.Members() {
			require.True(t, d.Contains(m), "%q of %q", m, d)
		}
		start, end, _, _ := d.Interval()
		require.True(t, start.IsZero() || d.Overlaps(start), "%q", d)
		require.True(t, end.IsZero() || d.Overlaps(end), "%q", d)
		_, _, ok := d.Time()
		require.Equal(t, d.Form() == Single && d.Precision() == Second, ok)
	})
}

// What is printed is read again as the same value, and printed the same.
func FuzzRoundTrip(f *testing.F) {
	for _, s := range fuzzSeeds {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		d, err := Parse(s)
		if err != nil {
			return
		}
		again, err := Parse(d.String())
		require.NoError(t, err, "%q prints as %q", s, d)
		require.Equal(t, d, again)
		require.True(t, d == again && d.Equal(again))
		require.Zero(t, d.Compare(again))
		b, err := json.Marshal(d)
		require.NoError(t, err)
		var back Date
		require.NoError(t, json.Unmarshal(b, &back))
		require.Equal(t, d, back)
		words := d.Words()
		require.NotEmpty(t, words)
		require.NotContains(t, words, "%!")
		require.NotContains(t, words, "  ")
		require.Equal(t, strings.TrimSpace(words), words)
		for _, m := range []Date{d.AsUncertain(), d.AsApproximate()} {
			read, err := Parse(m.String())
			require.NoError(t, err)
			require.Equal(t, m, read)
		}
	})
}
