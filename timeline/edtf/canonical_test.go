package edtf

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

func TestWhatMeansTheSamePrintsTheSame(t *testing.T) {
	for name, tt := range map[string]struct {
		want  string
		alike []string
	}{
		"a mark on every part is one at the end":                  {"2020-01-08?", []string{"?2020-?01-?08", "2020?-?01-08?", "2020-01?-?08", "?2020-01-08?", "?2020?-01?-?08?"}},
		"an uncertain and an approximate mark are one":            {"2020-01-08%", []string{"?2020-?01-?08~", "~2020-~01-~08?", "2020-01%-%08"}},
		"a mark of the year alone stands on its right":            {"2004?-06-11", []string{"?2004-06-11", "?2004?-06-11"}},
		"a mark of year and month is that of a group":             {"2004-06~-11", []string{"~2004-~06-11", "2004~-~06-11", "~2004-06~-11"}},
		"marks that differ stand each on the left":                {"?2004-06-~11", []string{"2004?-06-~11"}},
		"a group stays one beside another mark":                   {"2004-06?-~11", []string{"?2004-?06-~11", "2004?-?06-~11"}},
		"a part never has two marks":                              {"?2004-%06-?11", []string{"2004-~06-11?", "?2004-~06?-?11"}},
		"the mark of a year may stand before it":                  {"1984?", []string{"?1984", "?1984?"}},
		"a season is marked as a month is":                        {"2001-21~", []string{"~2001-~21", "~2001-21~"}},
		"a mark before a long year goes behind it":                {"Y17E8?", []string{"?Y17E8", "?Y1700000000?"}},
		"an exponent shortens a long year of few digits":          {"Y-17E7", []string{"Y-170000000", "Y-17000E4", "Y-170E6", "Y-00017E007"}},
		"a long year of many digits is written in full":           {"Y171010000", []string{"Y17101E4", "Y0171010000"}},
		"one zero takes no exponent":                              {"Y12340", []string{"Y1234E1", "Y12340E0"}},
		"significant digits that are all of them say nothing":     {"1950", []string{"1950S4", "1950S04"}},
		"significant digits have no leading zero":                 {"Y171010000S3", []string{"Y171010000S03", "Y17101E4S3"}},
		"a zone of negative zero is positive":                     {"2020-01-08T21:09:00+00:00", []string{"2020-01-08T21:09:00-00:00"}},
		"the members of a set are in order of time":               {"[1667,1668,1760-12]", []string{"[1760-12,1668,1667]", "[1668,1667,1760-12,1667]"}},
		"a range holds its own years":                             {"[1667..1670]", []string{"[1667..1670,1668]", "[1667..1669,1668..1670]", "[1667..1668,1669..1670]", "[1667,1668..1670]", "[1667,1668,1668..1670]"}},
		"a range of days continues over the end of a month":       {"{2020-01-30..2020-02-02}", []string{"{2020-01-30..2020-01-31,2020-02-01..2020-02-02}"}},
		"an open end takes in what is beyond it":                  {"[1760-01,1760-12..]", []string{"[1760-12..,1760-01]", "[1760-12..,1761-01,1760-01]", "[1761-01..,1760-12..1760-12,1760-01]"}},
		"a set of one is that one":                                {"1960", []string{"[1960]", "{1960}", "[1960,1960]", "{1960..1960}"}},
		"a mark that is written twice over in a set is seen once": {"[1667?,1668]", []string{"[1668,?1667,1667?]"}},
		"the ends of an interval are canonical each":              {"2004-06~/2004-07-11?", []string{"~2004-~06/?2004-?07-?11"}},
		"an open interval's end is canonical":                     {"2004-06~/..", []string{"~2004-~06/.."}},
		"an unknown beginning stays unknown":                      {"/2004-06~", []string{"/~2004-~06"}},
	} {
		t.Run(name, func(t *testing.T) {
			want := MustParse(tt.want)
			assert.Equal(t, tt.want, want.String(), "is canonical")
			for _, s := range tt.alike {
				d, err := Parse(s)
				require.NoError(t, err, "%q", s)
				assert.Equal(t, tt.want, d.String(), "%q", s)
				assert.Equal(t, want, d, "%q", s)
				assert.True(t, want == d && want.Equal(d), "%q", s)
			}
		})
	}
}

func TestWhatMeansSomethingElseStaysApart(t *testing.T) {
	for name, pair := range map[string][2]string{
		"within a stretch and lasting it":        {"[2019-12-30..2020-01-05]", "2019-12-30/2020-01-05"},
		"within a stretch and all of it":         {"[2020..2022]", "{2020..2022}"},
		"a range and a list of the same":         {"[1667..1668]", "[1667,1668]"},
		"a day and what lasted the day":          {"2020-01-08", "2020-01-08/2020-01-08"},
		"a month and its days":                   {"2020-01", "2020-01-01/2020-01-31"},
		"a year and an unspecified month of it":  {"2004", "2004-XX"},
		"a decade and a year estimated in it":    {"195X", "1950S3"},
		"two estimates within the same century":  {"1950S2", "1951S2"},
		"an open and an unknown end":             {"1985/..", "1985/"},
		"UTC and a local time with no shift":     {"2020-01-08T21:09:00Z", "2020-01-08T21:09:00+00:00"},
		"the two midnights of one instant":       {"2020-01-08T24:00:00Z", "2020-01-09T00:00:00Z"},
		"an uncertain year and an uncertain day": {"2004?-06-11", "2004-06-?11"},
		"a range of estimates and one estimate":  {"[1667~..1667~]", "1667~"},
		"winter and a northern winter":           {"2001-24", "2001-28"},
	} {
		t.Run(name, func(t *testing.T) {
			a, b := MustParse(pair[0]), MustParse(pair[1])
			assert.Equal(t, pair[0], a.String())
			assert.Equal(t, pair[1], b.String())
			assert.False(t, a.Equal(b))
			assert.NotZero(t, a.Compare(b))
		})
	}
}

// A date with marks in any places prints with no more of them, and as the same
// date: the marks are spread again by the rules of the standard.
func TestMarksArePrintedAsFewAndSayTheSame(t *testing.T) {
	anyMark := rapid.SampledFrom([]string{"", "", "", "?", "~", "%"})
	rapid.Check(t, func(t *rapid.T) {
		parts := []string{"2004", "06", "11"}[:rapid.IntRange(1, 3).Draw(t, "parts")]
		var s strings.Builder
		var want [3]Mark
		count := 0
		as := map[string]Mark{"?": Uncertain, "~": Approximate, "%": Uncertain | Approximate}
		for i, part := range parts {
			left, right := anyMark.Draw(t, "left"), anyMark.Draw(t, "right")
			if i > 0 {
				s.WriteByte('-')
			}
			s.WriteString(left + part + right)
			count += len(left) + len(right)
			want[i] |= as[left]
			for j := range i + 1 {
				want[j] |= as[right]
			}
		}
		d, err := Parse(s.String())
		require.NoError(t, err, "%q", s.String())
		var got [3]Mark
		got[0], got[1], got[2] = d.Marks()
		require.Equal(t, want, got, "%q", s.String())
		again := MustParse(d.String())
		require.Equal(t, d, again, "%q", s.String())
		most := 0
		for _, m := range want {
			if m != 0 {
				most++
			}
		}
		require.LessOrEqual(t, strings.Count(d.String(), "?")+strings.Count(d.String(), "~")+strings.Count(d.String(), "%"), most)
		require.Equal(t, want != [3]Mark{} && (want[0]|want[1]|want[2])&Uncertain != 0, d.Uncertain())
		require.Equal(t, (want[0]|want[1]|want[2])&Approximate != 0, d.Approximate())
	})
}

// A set prints the same in whatever order, however often and in whatever
// pieces its years are written, as long as they are ranges.
func TestASetIsItsMembersInWhateverOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var in [40]bool
		var parts []string
		for range rapid.IntRange(1, 6).Draw(t, "ranges") {
			from := rapid.IntRange(0, 36).Draw(t, "from")
			to := rapid.IntRange(from+1, min(from+8, 39)).Draw(t, "to")
			for y := from; y <= to; y++ {
				in[y] = true
			}
			parts = append(parts, yearText(1900+from)+".."+yearText(1900+to))
		}
		a := MustParse("[" + strings.Join(parts, ",") + "]")
		b := MustParse("[" + strings.Join(rapid.Permutation(parts).Draw(t, "order"), ",") + "]")
		require.Equal(t, a, b)
		for y := range in {
			require.Equal(t, in[y], a.Contains(OfYear(1900+y)), "%v %d", a, 1900+y)
			require.Equal(t, in[y], a.Overlaps(OfYear(1900+y)), "%v %d", a, 1900+y)
		}
	})
}

func TestAMarkCanBePutOnEveryPart(t *testing.T) {
	for in, want := range map[string][2]string{
		"2020-01-08":           {"2020-01-08?", "2020-01-08~"},
		"2020-01-08?":          {"2020-01-08?", "2020-01-08%"},
		"2015~":                {"2015%", "2015~"},
		"2004-06~-11":          {"2004-06%-?11", "2004-06-11~"},
		"2004-?06-11":          {"2004-06-11?", "~2004-%06-~11"},
		"2001-21":              {"2001-21?", "2001-21~"},
		"1950S2":               {"1950S2?", "1950S2~"},
		"Y17E8":                {"Y17E8?", "Y17E8~"},
		"2020-01-08T21:09:00Z": {"2020-01-08T21:09:00Z", "2020-01-08T21:09:00Z"},
		"1980/1988":            {"1980/1988", "1980/1988"},
		"[..2020]":             {"[..2020]", "[..2020]"},
		"":                     {"", ""},
	} {
		var d Date
		require.NoError(t, d.UnmarshalText([]byte(in)))
		assert.Equal(t, want, [2]string{d.AsUncertain().String(), d.AsApproximate().String()}, in)
	}
}
