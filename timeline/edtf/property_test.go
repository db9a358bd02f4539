package edtf

import (
	"encoding/json"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

// anyDate makes dates of every form; the pattern's misfits are passed over.
var anyDate = rapid.Custom(func(t *rapid.T) Date {
	one := rapid.StringMatching(`-?(19[0-9]{2}|2[0-9]{2}X|20XX|000[1-9])(-(0[1-9]|1[0-2]|2[1-9]|XX)(-(0[1-9]|[12][0-9]|XX))?)?[?~%]?|202[0-3]-01-0[1-4]T(0[0-9]|1[0-9]):[0-5][0-9]:00(Z|-05|\+09:30)?`)
	return rapid.Custom(func(t *rapid.T) Date {
		a, b := one.Draw(t, "a"), one.Draw(t, "b")
		s := rapid.SampledFrom([]string{a, a, a + "/" + b, a + "/..", "/" + a, "[" + a + ".." + b + "]", "[.." + a + "]", "[" + a + "..]", "{" + a + "," + b + "}"}).Draw(t, "s")
		d, _ := Parse(s)
		return d
	}).Filter(func(d Date) bool { return !d.IsZero() }).Draw(t, "date")
})

func TestPrintingAndReadingAgree(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := anyDate.Draw(t, "d")
		again, err := Parse(d.String())
		require.NoError(t, err)
		require.Equal(t, d, again)
		require.NotEmpty(t, d.Words())

		b, err := json.Marshal(struct{ D Date }{d})
		require.NoError(t, err)
		var back struct{ D Date }
		require.NoError(t, json.Unmarshal(b, &back))
		require.True(t, d.Equal(back.D))
	})
}

func TestBoundsEncloseTheEnds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := anyDate.Draw(t, "d")
		first, ok1 := d.Earliest()
		last, ok2 := d.Latest()
		if ok1 && ok2 {
			require.LessOrEqual(t, first, last)
		}
		require.True(t, d.Contains(d))
		require.True(t, d.Overlaps(d))
		start, end, _, _ := d.Interval()
		for _, e := range []Date{start, end} {
			if !e.IsZero() {
				require.True(t, d.Overlaps(e))
			}
		}
	})
}

func TestCompareIsATotalOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b, c := anyOf.Draw(t, "a"), anyOf.Draw(t, "b"), anyOf.Draw(t, "c")
		require.Equal(t, a.Compare(b), -b.Compare(a))
		require.Equal(t, a.Equal(b), a.Compare(b) == 0)
		from, ok1 := a.Earliest()
		to, ok2 := b.Earliest()
		if ok1 && ok2 && from < to {
			require.Negative(t, a.Compare(b), "by first day")
		}
		if a.Compare(b) <= 0 && b.Compare(c) <= 0 {
			require.LessOrEqual(t, a.Compare(c), 0)
		}
	})
}

func TestDaysCountAsTheCalendarDoes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		day := Day(rapid.IntRange(-4_000_000, 2_900_000).Draw(t, "day"))
		require.Equal(t, day, DayOf(day.Date()))
		d, err := Parse(day.String())
		require.NoError(t, err)
		first, _ := d.Earliest()
		require.Equal(t, day, first)
		require.Equal(t, d, OfDay(day))
	})
}

func TestDatesAreOrderedForAReader(t *testing.T) {
	want := []string{"1980/1988", "[..2020-01-05]", "2020-01-06", "2020-01-06T23:00:00-05", "2020-01-07", "2020-01-08", "2020-01-08T09:00:00Z", "2020-01-08T09:00:00Z/2020-01-08T11:00:00Z", "2020-01-08T09:15:00Z", "2020-01-08T08:00:00-05", "[2020-01-08..2020-01-10]", "2020-01-08/..", ""}
	var dates []Date
	for _, s := range want {
		var d Date
		require.NoError(t, d.UnmarshalText([]byte(s)))
		dates = append(dates, d)
	}
	slices.Reverse(dates)
	slices.SortFunc(dates, Date.Compare)
	var got []string
	for _, d := range dates {
		got = append(got, d.String())
	}
	assert.Equal(t, want, got)
}

func TestAnIntervalOfInstantsDoesNotEndBeforeItBegins(t *testing.T) {
	_, err := Parse("2020-01-08T10:00:00Z/2020-01-08T09:00:00Z")
	assert.Error(t, err)
	_, err = Parse("2020-01-08T10:00:00+09:00/2020-01-08T02:00:00Z")
	assert.NoError(t, err, "10:00 in Tokyo is 01:00 UTC")
}
