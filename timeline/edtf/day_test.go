package edtf

import (
	"math"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

func TestDatesAreMadeOfDays(t *testing.T) {
	wed := DayOf(2020, time.January, 8)
	far := DayOf(12345, time.March, 1)
	ongoing, err := Ongoing(OfDay(wed))
	require.NoError(t, err)
	lasting, err := Lasting(OfYear(1980), OfYear(1988))
	require.NoError(t, err)
	ended, err := Lasting(Date{}, OfYear(1988))
	require.NoError(t, err)
	for name, tt := range map[string]struct {
		got  Date
		want string
	}{
		"a day":                               {OfDay(wed), "2020-01-08"},
		"a day before the year 0":             {OfDay(DayOf(-43, time.March, 15)), "-0043-03-15"},
		"a day of a far year is the year":     {OfDay(far), "Y12345"},
		"a month":                             {OfMonth(2020, time.January), "2020-01"},
		"a month before the year 0":           {OfMonth(-43, time.March), "-0043-03"},
		"a month that carries over":           {OfMonth(2020, 13), "2021-01"},
		"a month that carries back":           {OfMonth(2020, 0), "2019-12"},
		"a month of a far year is the year":   {OfMonth(12345, time.March), "Y12345"},
		"a far year by carrying":              {OfMonth(9999, 13), "Y1E4"},
		"a year":                              {OfYear(476), "0476"},
		"a far year":                          {OfYear(-12345), "Y-12345"},
		"some time within":                    {Within(wed, wed+2), "[2020-01-08..2020-01-10]"},
		"some time within, the wrong way":     {Within(wed+2, wed), "[2020-01-08..2020-01-10]"},
		"within one day":                      {Within(wed, wed), "2020-01-08"},
		"within days of one far year":         {Within(far, far+1), "Y12345"},
		"within a time that ends in far year": {Within(wed, far), "[2020-01-08..Y12345]"},
		"by a day":                            {By(wed), "[..2020-01-08]"},
		"by a day of a far year":              {By(far), "[..Y12345]"},
		"from a day on":                       {After(wed), "[2020-01-08..]"},
		"begun and not ended":                 {ongoing, "2020-01-08/.."},
		"from one year to another":            {lasting, "1980/1988"},
		"ended, the beginning unknown":        {ended, "/1988"},
	} {
		t.Run(name, func(t *testing.T) {
			assert.Equal(t, tt.want, tt.got.String())
			assert.Equal(t, MustParse(tt.want), tt.got)
		})
	}
	_, err = Lasting(OfYear(1988), OfYear(1980))
	assert.ErrorContains(t, err, "before it begins")
	_, err = Lasting(Date{}, Date{})
	assert.ErrorContains(t, err, "one end must be known")
}

func TestWithinEnclosesItsDays(t *testing.T) {
	days := rapid.Int64Range(-4_000_000, 4_000_000)
	rapid.Check(t, func(t *rapid.T) {
		a, b := Day(days.Draw(t, "a")), Day(days.Draw(t, "b"))
		d := Within(a, b)
		for _, e := range []Date{OfDay(a), OfDay(b)} {
			require.True(t, d.Contains(e), "%v %v", d, e)
			require.True(t, By(max(a, b)).Contains(e))
			require.True(t, After(min(a, b)).Contains(e))
		}
	})
}

func TestNoYearIsBeyondItsDays(t *testing.T) {
	for _, y := range []int{maxYear, -maxYear} {
		d := OfYear(y)
		lo, _ := d.Earliest()
		hi, _ := d.Latest()
		first, _, _ := lo.Date()
		last, _, _ := hi.Date()
		assert.Equal(t, [2]int{y, y}, [2]int{first, last})
		assert.Less(t, math.Abs(float64(lo)), float64(math.MaxInt64/16))
	}
	assert.Panics(t, func() { OfYear(maxYear + 1) })
}
