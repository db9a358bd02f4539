package edtf

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

func TestFirstAndLastDays(t *testing.T) {
	for name, tt := range map[string]struct{ in, first, last string }{ // "" is open or unknown
		"a fixed day of some year in a decade":                {"156X-12-25", "1560-12-25", "1569-12-25"},
		"a fixed day of some year in a century":               {"15XX-12-25", "1500-12-25", "1599-12-25"},
		"a leap day of some year in a century":                {"19XX-02-29", "1904-02-29", "1996-02-29"},
		"a leap day of some round year":                       {"1X00-02-29", "1200-02-29", "1600-02-29"},
		"a 31st of some month":                                {"2020-XX-31", "2020-01-31", "2020-12-31"},
		"a 30th of some month, which is not February":         {"2020-XX-30", "2020-01-30", "2020-12-30"},
		"a 31st of a month from October on":                   {"2020-1X-31", "2020-10-31", "2020-12-31"},
		"a day in the tens of a month":                        {"2020-01-1X", "2020-01-10", "2020-01-19"},
		"a day in the twenties of February, no leap year":     {"2019-02-2X", "2019-02-20", "2019-02-28"},
		"a day in the twenties of some February":              {"201X-02-2X", "2010-02-20", "2019-02-28"},
		"some day of a year":                                  {"1985-XX-XX", "1985-01-01", "1985-12-31"},
		"some month of a millennium":                          {"1XXX-XX", "1000-01-01", "1999-12-31"},
		"a month of some year in a millennium":                {"1XXX-12", "1000-12-01", "1999-12-31"},
		"a year that lacks a digit in the middle":             {"1X50", "1050-01-01", "1950-12-31"},
		"a day in December of whatever year":                  {"XXXX-12-XX", "", ""},
		"nothing is given":                                    {"XXXX-XX-XX", "", ""},
		"a decade before the year 0":                          {"-004X", "-0049-01-01", "-0040-12-31"},
		"the years just before the year 0":                    {"-000X", "-0009-01-01", "-0001-12-31"},
		"some year before the year 0":                         {"-XXXX", "", "-0001-12-31"},
		"a century before the year 0":                         {"-18XX-06", "-1899-06-01", "-1800-06-30"},
		"the leap day of the year 0":                          {"0000-02-29", "0000-02-29", "0000-02-29"},
		"a leap day before the year 0":                        {"-0004-02-29", "-0004-02-29", "-0004-02-29"},
		"a spring, which is the north's":                      {"2001-21", "2001-03-01", "2001-05-31"},
		"a winter that ends in a leap year":                   {"2019-24", "2019-12-01", "2020-02-29"},
		"a northern summer":                                   {"2001-26", "2001-06-01", "2001-08-31"},
		"a southern spring":                                   {"2001-29", "2001-09-01", "2001-11-30"},
		"a southern summer ends in the next year":             {"2001-30", "2001-12-01", "2002-02-28"},
		"a southern winter":                                   {"2001-32", "2001-06-01", "2001-08-31"},
		"the first quarter":                                   {"2020-33", "2020-01-01", "2020-03-31"},
		"the fourth quarter":                                  {"2020-36", "2020-10-01", "2020-12-31"},
		"the second quadrimester":                             {"2020-38", "2020-05-01", "2020-08-31"},
		"the second semester":                                 {"2020-41", "2020-07-01", "2020-12-31"},
		"a season before the year 0":                          {"-0043-21", "-0043-03-01", "-0043-05-31"},
		"a year of two significant digits":                    {"1950S2", "1900-01-01", "1999-12-31"},
		"the same before the year 0":                          {"-1950S2", "-1999-01-01", "-1900-12-31"},
		"an exponent with significant digits":                 {"Y3388E2S3", "Y338000", "Y338999"},
		"a long year before the year 0":                       {"Y-17E7", "Y-170000000", "Y-170000000"},
		"an interval of months":                               {"2004-06/2006-08", "2004-06-01", "2006-08-31"},
		"an interval that ends in a month of its year":        {"2004/2004-06", "2004-01-01", "2004-06-30"},
		"an interval that begins some day of a month":         {"2004-06-XX/2004-07-03", "2004-06-01", "2004-07-03"},
		"an interval whose beginning has no year":             {"XXXX/2004", "", "2004-12-31"},
		"an interval whose end has no year":                   {"2004/XXXX-12", "2004-01-01", ""},
		"an interval that ends with a winter":                 {"2001-21/2001-24", "2001-03-01", "2002-02-28"},
		"an unknown beginning":                                {"/1988", "", "1988-12-31"},
		"an open beginning":                                   {"../1988", "", "1988-12-31"},
		"an unknown end":                                      {"1988/", "1988-01-01", ""},
		"an open end":                                         {"1988/..", "1988-01-01", ""},
		"a flight that lands on the day before":               {"2020-01-09T01:00:00+09:00/2020-01-08T18:00:00Z", "2020-01-08", "2020-01-09"},
		"an instant is of its own zone's day":                 {"2020-01-08T23:30:00-05:00", "2020-01-08", "2020-01-08"},
		"the midnight that ends a day is of that day":         {"2020-01-08T24:00:00", "2020-01-08", "2020-01-08"},
		"a leap second":                                       {"2016-12-31T23:59:60Z", "2016-12-31", "2016-12-31"},
		"one of years with a gap":                             {"[1667,1668,1670..1672]", "1667-01-01", "1672-12-31"},
		"one of dates, the beginning open":                    {"[..1760-12-03]", "", "1760-12-03"},
		"one of dates, the end open":                          {"[1760-12..]", "1760-12-01", ""},
		"one of dates, the end open after single ones":        {"[1760-01,1760-02,1760-12..]", "1760-01-01", ""},
		"all of years, the beginning open and one more after": {"{..1984,1990}", "", "1990-12-31"},
		"all of a year and a month":                           {"{1960,1961-12}", "1960-01-01", "1961-12-31"},
	} {
		t.Run(name, func(t *testing.T) {
			d := MustParse(tt.in)
			first, last := "", ""
			if day, ok := d.Earliest(); ok {
				first = day.String()
			}
			if day, ok := d.Latest(); ok {
				last = day.String()
			}
			if strings.HasPrefix(tt.first, "Y") { // such years have no days
				tt.first, tt.last = tt.first+"-01-01", tt.last+"-12-31"
			}
			assert.Equal(t, tt.first, first, tt.in)
			assert.Equal(t, tt.last, last, tt.in)
			assert.Equal(t, tt.in, d.String())
		})
	}
}

// Trying every day is the reference: what digits with X can be.
func TestBoundsOfUnspecifiedDigitsAreThoseOfTryingEveryDay(t *testing.T) {
	x := func(t *rapid.T, digits string) string {
		b := []byte(digits)
		for i := range b {
			if rapid.Bool().Draw(t, "x") {
				b[i] = 'X'
			}
		}
		return string(b)
	}
	fits := func(mask, s string) bool {
		for i := range mask {
			if mask[i] != 'X' && mask[i] != s[i] {
				return false
			}
		}
		return true
	}
	days := map[int][]string{}
	for day := DayOf(1900, time.January, 1); day <= DayOf(2099, time.December, 31); day++ {
		y, m, n := day.Date()
		days[y/100] = append(days[y/100], fmt.Sprintf("%04d-%02d-%02d", y, m, n))
	}
	rapid.Check(t, func(t *rapid.T) {
		century := rapid.SampledFrom([]int{19, 20}).Draw(t, "century") // 1900 is no leap year
		year := fmt.Sprint(century) + x(t, fmt.Sprintf("%02d", rapid.IntRange(0, 99).Draw(t, "year")))
		mask := year + "-" + x(t, fmt.Sprintf("%02d", rapid.IntRange(1, 12).Draw(t, "month"))) + "-" + x(t, fmt.Sprintf("%02d", rapid.IntRange(1, 31).Draw(t, "day")))
		var first, last string
		for _, s := range days[century] {
			if fits(mask, s) {
				if first == "" {
					first = s
				}
				last = s
			}
		}
		d, err := Parse(mask)
		if first == "" {
			require.Error(t, err, mask)
			return
		}
		require.NoError(t, err, mask)
		lo, _ := d.Earliest()
		hi, _ := d.Latest()
		require.Equal(t, [2]string{first, last}, [2]string{lo.String(), hi.String()}, mask)
	})
}

func TestADayOfFarYearsIsCountedBackToItsDate(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		y := rapid.Int64Range(-maxYear, maxYear).Draw(t, "year")
		m := rapid.IntRange(1, 12).Draw(t, "month")
		day := rapid.IntRange(1, daysIn(y, m)).Draw(t, "day")
		a, b, c := civil(y, m, day).Date()
		require.Equal(t, [3]int64{y, int64(m), int64(day)}, [3]int64{int64(a), int64(b), int64(c)})
	})
	rapid.Check(t, func(t *rapid.T) {
		when := time.Unix(rapid.Int64Range(-1e14, 1e14).Draw(t, "seconds"), 0).UTC()
		y, m, d := when.Date()
		day := DayOf(y, m, d)
		a, b, c := day.Date()
		require.Equal(t, []any{y, m, d, when.Weekday()}, []any{a, b, c, day.Weekday()})
	})
}

func TestAnInstantIsTheTimeOfItsZone(t *testing.T) {
	for in, want := range map[string]string{
		"2020-01-08T21:09:00Z":       "2020-01-08T21:09:00Z",
		"2020-01-08T21:09:00":        "2020-01-08T21:09:00Z",
		"2020-01-08T21:09:00+04:30":  "2020-01-08T16:39:00Z",
		"2020-01-08T21:09:00-04":     "2020-01-09T01:09:00Z",
		"2020-01-08T24:00:00+01:00":  "2020-01-08T23:00:00Z",
		"2016-12-31T23:59:60Z":       "2017-01-01T00:00:00Z",
		"2017-01-01T08:59:60+09:00":  "2017-01-01T00:00:00Z",
		"-0043-03-15T12:00:00Z":      "-0043-03-15T12:00:00Z",
		"0000-02-29T12:00:00-00:00":  "0000-02-29T12:00:00Z",
		"2015-06-30T23:59:60":        "2015-07-01T00:00:00Z",
		"2020-01-08T21:09:00-14:00":  "2020-01-09T11:09:00Z",
		"1969-12-31T23:00:00-01:00":  "1970-01-01T00:00:00Z",
		"9999-12-31T23:59:59-14:00":  "10000-01-01T13:59:59Z",
		"-9999-01-01T00:00:00+14:00": "-10000-12-31T10:00:00Z",
	} {
		d, err := Parse(in)
		require.NoError(t, err, in)
		got, hasZone, ok := d.Time()
		require.True(t, ok, in)
		assert.Equal(t, want, got.UTC().Format(time.RFC3339), in)
		assert.Equal(t, strings.ContainsAny(in[11:], "Z+-"), hasZone, in)
	}
	tokyo, _, _ := MustParse("2020-01-08T21:09:00+09:00").Time()
	assert.Equal(t, "21:09 +0900", tokyo.Format("15:04 MST"), "the local hour is kept")
}

// anyOf draws sets with gaps, which ranges of days alone would not show.
var anyOf = rapid.Custom(func(t *rapid.T) Date {
	if rapid.Bool().Draw(t, "plain") {
		return anyDate.Draw(t, "date")
	}
	one := rapid.StringMatching(`20[01][0-9]|\.\.200[0-9]|201[0-9]\.\.|200[0-4]\.\.201[0-9]|2005-0[1-9]|2005-0[1-3]-0[1-9]`)
	d, err := Parse("[" + strings.Join(rapid.SliceOfN(one, 1, 4).Draw(t, "members"), ",") + "]")
	require.NoError(t, err)
	return d
})

func TestContainsAndOverlapsAgree(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b, c := anyOf.Draw(t, "a"), anyOf.Draw(t, "b"), anyOf.Draw(t, "c")
		require.True(t, a.Contains(a), "reflexive")
		require.True(t, a.Overlaps(a), "reflexive")
		require.Equal(t, a.Overlaps(b), b.Overlaps(a), "symmetric: %v %v", a, b)
		if a.Contains(b) {
			require.True(t, a.Overlaps(b), "%v %v", a, b)
			if b.Contains(c) {
				require.True(t, a.Contains(c), "transitive: %v %v %v", a, b, c)
			}
			if b.Overlaps(c) {
				require.True(t, a.Overlaps(c), "%v %v %v", a, b, c)
			}
		}
		for _, m := range a.Members() {
			require.True(t, a.Contains(m), "%v %v", a, m)
		}
		first, ok1 := a.Earliest()
		last, ok2 := a.Latest()
		if ok1 {
			require.True(t, a.Overlaps(OfDay(first)))
			require.False(t, a.Overlaps(OfDay(first-1)))
		}
		if ok2 {
			require.True(t, a.Overlaps(OfDay(last)))
			require.False(t, a.Overlaps(OfDay(last+1)))
		}
	})
}

func TestContainsAndOverlapsByExample(t *testing.T) {
	for name, tt := range map[string]struct {
		a, b               string
		contains, overlaps bool
	}{
		"a month contains its days":                     {"2020-01", "2020-01-08", true, true},
		"a day does not contain its month":              {"2020-01-08", "2020-01", false, true},
		"months next to each other do not overlap":      {"2020-01", "2020-02", false, false},
		"an open end reaches without limit":             {"2020/..", "Y17E8", true, true},
		"so does an unknown one":                        {"2020/", "2021", true, true},
		"what is open is in nothing that ends":          {"2020", "2020/..", false, true},
		"days between the members of a set are not its": {"[1667,1670]", "1668", false, false},
		"a year across a gap is not within":             {"[1667,1670]", "1667/1670", false, true},
		"members that follow each other leave no gap":   {"{1667,1668}", "1667-12/1668-01", true, true},
		"a week holds a range of its days":              {"[2019-12-30..2020-01-05]", "[2019-12-31..2020-01-01]", true, true},
		"a winter reaches into the next year":           {"2019-24", "2020-02-29", true, true},
		"no date is in nothing":                         {"2020", "", false, false},
		"nothing is in no date":                         {"", "2020", false, false},
	} {
		t.Run(name, func(t *testing.T) {
			var a, b Date
			require.NoError(t, a.UnmarshalText([]byte(tt.a)))
			require.NoError(t, b.UnmarshalText([]byte(tt.b)))
			assert.Equal(t, tt.contains, a.Contains(b))
			assert.Equal(t, tt.overlaps, a.Overlaps(b))
		})
	}
}

func TestTheMembersOfASetAreDatesAndRanges(t *testing.T) {
	for in, want := range map[string]string{
		"":                       "",
		"2020":                   "2020",
		"1980/1988":              "1980/1988",
		"[1667,1668,1670..1672]": "1667 1668 [1670..1672]",
		"{..1984,1990}":          "{..1984} 1990",
		"[2020..]":               "[2020..]",
	} {
		var d Date
		require.NoError(t, d.UnmarshalText([]byte(in)))
		var got []string
		for _, m := range d.Members() {
			got = append(got, m.String())
		}
		assert.Equal(t, want, strings.Join(got, " "))
	}
}
