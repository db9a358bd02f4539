package timex

import (
	"fmt"
	"strings"
	"sync"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/require"

	"dateline/timeline/edtf"
)

func FuzzFindAnswersAnyBytes(f *testing.F) {
	var grammars []*Grammar
	for _, language := range []string{"en", "de"} {
		g, err := For(language)
		require.NoError(f, err)
		grammars = append(grammars, g)
		for _, r := range g.rules {
			for _, e := range r.examples {
				f.Add(e.text, e.dct)
			}
		}
		for _, m := range phenomena(f, language) {
			f.Add(m.text, m.dct.String())
		}
	}
	for _, text := range []string{"\xff\xfe Monday", "31 February 2019", "99/99/9999", "9999 BC", "in 0 AD", "-0001-00-00",
		"999999999999 years ago", "1000000000 years later", "a hundred thousand centuries ago", "the 31st", "29 February"} {
		f.Add(text, "2020-01-08")
		f.Add(text, "")
	}
	f.Fuzz(func(t *testing.T, text, day string) {
		dct, _ := edtf.Parse(day)
		for _, g := range grammars {
			checkSound(t, g, text, dct)
		}
		_, _ = Read(text, dct)
	})
}

// checkSound checks what holds of every text.
func checkSound(t *testing.T, g *Grammar, text string, dct edtf.Date) {
	t.Helper()
	found, err := g.Find(text, dct)
	if (err == nil) != utf8.ValidString(text) {
		t.Fatalf("%q: %v", text, err)
	}
	end := 0
	for _, x := range found {
		if x.Start < end || x.End <= x.Start || x.End > len(text) {
			t.Fatalf("bad span %d..%d after %d in %d bytes", x.Start, x.End, end, len(text))
		}
		if text[x.Start:x.End] != x.Text {
			t.Fatalf("text %q is not at %d..%d", x.Text, x.Start, x.End)
		}
		if !utf8.ValidString(x.Text) {
			t.Fatalf("a character is cut: %q", x.Text)
		}
		if x.Value == "" || x.Type == "" || x.Rule == "" || len(x.Steps()) == 0 {
			t.Fatalf("%q has no value, type, rule or steps: %+v", x.Text, x)
		}
		if x.Shift != nil && x.Shift.N < 0 {
			t.Fatalf("%q is shifted by %d", x.Text, x.Shift.N)
		}
		end = x.End
	}
}

// Texts made to cost more than their length.
func TestHostileTextsAreRead(t *testing.T) {
	for _, language := range []string{"en", "de"} {
		g, err := For(language)
		require.NoError(t, err)
		for name, text := range map[string]string{
			"a weekday 100,000 times":  strings.Repeat("Monday ", 100_000),
			"a line of 10 MB":          strings.Repeat("x", 10_000_000),
			"a line of 10 MB of words": strings.Repeat("in May the last ", 625_000),
			"50,000 brackets":          strings.Repeat("[(", 25_000) + strings.Repeat(")]", 25_000),
			"a million digits":         strings.Repeat("20", 500_000),
			"nothing but marks":        strings.Repeat("/-.:", 100_000),
		} {
			t.Run(language+", "+name, func(t *testing.T) {
				checkSound(t, g, text, edtf.MustParse("2020-01-08"))
				checkSound(t, g, text, edtf.Date{})
			})
		}
	}
}

func TestFindRefusesWhatIsNotUTF8AndSaysWhere(t *testing.T) {
	g, err := For("en")
	require.NoError(t, err)
	found, err := g.Find("Café on Monday \xff and Tuesday", edtf.MustParse("2020-01-08"))
	require.Empty(t, found)
	var bad *EncodingError
	require.ErrorAs(t, err, &bad)
	require.Equal(t, EncodingError{Offset: 16, CodePoint: 15}, *bad)
	require.ErrorContains(t, err, "not UTF-8 at byte 16, after 15 characters")
}

// One document, ever longer: the time a byte takes must stay the same.
func BenchmarkOneDocument(b *testing.B) {
	g, err := For("en")
	require.NoError(b, err)
	dct := edtf.MustParse("2020-01-08")
	for _, size := range []int{10_000, 100_000, 1_000_000, 5_000_000, 10_000_000} {
		text := strings.Repeat(article, size/len(article)+1)[:size]
		b.Run(fmt.Sprintf("%d kB", size/1000), func(b *testing.B) {
			b.SetBytes(int64(size))
			for b.Loop() {
				g.find(text, dct)
			}
		})
	}
}

func BenchmarkFind(b *testing.B) {
	g, err := For("en")
	require.NoError(b, err)
	text := strings.Repeat(article, 40)
	dct := edtf.MustParse("2020-01-08")
	g.find(text, dct)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		g.find(text, dct)
	}
}

func BenchmarkCompile(b *testing.B) {
	for b.Loop() {
		if _, err := compile(languages, "en"); err != nil {
			b.Fatal(err)
		}
	}
}

const article = `The ministers met in Vienna on Tuesday after 18 days of talks, hours before a deadline that had already been
moved twice, and agreed on a text of some ninety pages. Nobody in the hall would say what it holds. Officials who had seen
drafts said last week that the inspectors would return in March, that the first payments were due by 30 June 2020, and that
a second round would follow early next year. The war began in September 1980 and lasted almost eight years; a truce of
1988 has held ever since, though shells fell on border villages as late as the winter of 2015.

"We have waited for this since the 1990s," said a shopkeeper, who opens at 7:30 a.m. every day and has two sons abroad.
Three months earlier a bomb had killed eleven people at the market, and the day after the attack thousands marched.
`

// A grammar makes its states as texts need them, for several readers at once.
func TestOneGrammarServesManyGoroutines(t *testing.T) {
	g, err := compile(languages, "en")
	require.NoError(t, err)
	cases := phenomena(t, "en")
	want := make([]int, len(cases))
	for k := range cases {
		want[k] = len(g.find(cases[k].text, cases[k].dct))
	}
	g, err = compile(languages, "en") // again without any state
	require.NoError(t, err)
	var readers sync.WaitGroup
	for n := range 8 {
		readers.Go(func() {
			for k := range cases {
				k = (k + n*len(cases)/8) % len(cases)
				if got := len(g.find(cases[k].text, cases[k].dct)); got != want[k] {
					t.Errorf("%s: %d expressions, %d when read alone", cases[k].where, got, want[k])
				}
			}
		})
	}
	readers.Wait()
}
