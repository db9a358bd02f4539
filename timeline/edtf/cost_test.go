package edtf

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestReadingAllocatesNothing(t *testing.T) {
	for name, in := range map[string]string{
		"a plain day":      "2020-01-08",
		"a month":          "2020-01",
		"a year":           "2015",
		"an uncertain day": "2020-01-08?",
		"an instant":       "2020-01-08T21:09:00+04:30",
		"an interval":      "1980/1988",
		"an ongoing one":   "2020-01-06/..",
		"a decade":         "199X",
	} {
		t.Run(name, func(t *testing.T) {
			assert.Zero(t, testing.AllocsPerRun(100, func() {
				if _, err := Parse(in); err != nil {
					t.Fatal(err)
				}
			}))
		})
	}
}

func TestOrderAllocatesNothing(t *testing.T) {
	a, b := MustParse("2020-01-08T21:09:00+04:30"), MustParse("2020-01-08T21:09:00Z")
	assert.Zero(t, testing.AllocsPerRun(100, func() {
		if a.Compare(b) != -1 || !a.Overlaps(b) || !a.Contains(b) {
			t.Fatal("order")
		}
	}))
}

// Ten times as much hostile input may cost ten times as much and some noise,
// no more.
func TestHostileInputCostsInProportionToItsLength(t *testing.T) {
	const unit = 100_000
	for name, make := range map[string]func(n int) string{
		"digits":                     func(n int) string { return strings.Repeat("9", n) },
		"digits after Y":             func(n int) string { return "Y" + strings.Repeat("9", n) },
		"an exponent of many digits": func(n int) string { return "Y1E" + strings.Repeat("9", n) },
		"zeros before an exponent":   func(n int) string { return "Y1E" + strings.Repeat("0", n) + "5" },
		"zeros before a year":        func(n int) string { return "Y" + strings.Repeat("0", n) + "12345" },
		"many significant digits":    func(n int) string { return "1950S" + strings.Repeat("0", n) + "2" },
		"opening brackets":           func(n int) string { return strings.Repeat("[", n) },
		"dots":                       func(n int) string { return strings.Repeat(".", n) },
		"slashes":                    func(n int) string { return strings.Repeat("/", n) },
		"marks":                      func(n int) string { return strings.Repeat("?", n) },
		"a set of very many":         func(n int) string { return "[" + strings.Repeat("2020-01-08,", n/11) + "2020]" },
		"a set of very many masks":   func(n int) string { return "[" + strings.Repeat("XXXX-XX-3X,", n/11) + "2020]" },
		"a set of no leap days":      func(n int) string { return "[" + strings.Repeat("XXX1-02-2X,", n/11) + "XXX1-02-29]" },
		"letters outside ASCII":      func(n int) string { return strings.Repeat("é", n/2) },
	} {
		t.Run(name, func(t *testing.T) {
			cost := func(s string) time.Duration {
				var all []time.Duration
				for range 5 {
					start := time.Now()
					if d, err := Parse(s); err != nil {
						require.Less(t, len(err.Error()), 1500)
					} else {
						require.NotEmpty(t, d.Words())
					}
					all = append(all, time.Since(start))
				}
				return slices.Min(all)
			}
			small, large := cost(make(unit)), cost(make(10*unit))
			assert.Less(t, large, 30*small+20*time.Millisecond)
		})
	}
}

func TestASetOfTooManyIsRefused(t *testing.T) {
	full := "[" + strings.Repeat("2020,", maxMembers-1) + "2021]"
	d, err := Parse(full)
	require.NoError(t, err)
	assert.Equal(t, "[2020,2021]", d.String())
	_, err = Parse("[" + strings.Repeat("2020,", maxMembers) + "2021]")
	assert.Equal(t, &SyntaxError{"[" + strings.Repeat("2020,", maxMembers) + "2021]", 1 + 5*maxMembers, "no more than 1000 members of a set"}, err)
}

func benchmarkParse(b *testing.B, s string) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Parse(s); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkParsePlainDay(b *testing.B) { benchmarkParse(b, "2020-01-08") }

func BenchmarkParse(b *testing.B) {
	for name, s := range map[string]string{
		"month": "2020-01", "instant": "2020-01-08T21:09:00+04:30", "interval": "1980/1988", "within": "[2019-12-30..2020-01-05]",
		"uncertain": "2020-01-08?", "marks": "?2004-06-~11", "mask": "156X-12-25", "set": "[1667,1668,1670..1672]", "long": "Y-17E7",
	} {
		b.Run(name, func(b *testing.B) { benchmarkParse(b, s) })
	}
}

func BenchmarkWords(b *testing.B) {
	for name, s := range map[string]string{"day": "2020-01-08", "within": "[2019-12-30..2020-01-05]"} {
		d := MustParse(s)
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				_ = d.Words()
			}
		})
	}
}

func BenchmarkCompare(b *testing.B) {
	x, y := MustParse("2020-01-08T21:09:00Z"), MustParse("2020-01-08T21:09:00+04:30")
	b.ReportAllocs()
	for b.Loop() {
		_ = x.Compare(y)
	}
}
