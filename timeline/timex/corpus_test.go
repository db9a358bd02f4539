package timex

import (
	"bufio"
	"cmp"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"dateline/timeline/edtf"
)

// figuresFile records how well the corpora were read last, in per cent. It is
// raised as the figures improve.
const figuresFile = "testdata/figures.txt"

// The figures in the manner of TempEval-3, on our own articles and on the
// shared corpora where they are; none may fall more than a point below what is
// recorded. Run it with -v to see them, and with TIMEX_ERRORS=1 to see what is
// read otherwise than it is marked.
func TestFigures(t *testing.T) {
	recorded := recordedFigures(t)
	for _, name := range []string{"own-news", "own-histories", "own-briefs", "own-wires", "own-wars", "own-dispatches", "own-accounts", "own-german", "wikinews", "wikiwars"} {
		t.Run(name, func(t *testing.T) {
			docs := corpusDocs(t, name)
			got := scoreOf(t, docs)
			t.Logf("%-13s %4d expressions: value F1 %.1f, strict F1 %.1f, finer or wrong %.1f %% of %d calendar values",
				name, got.gold, got.value(), got.strict(), got.finerOrWrong(), got.calendar)
			want, ok := recorded[name]
			require.True(t, ok, "%s has no line for %s", figuresFile, name)
			assert.Greater(t, got.value(), want[0]-1, "value F1 fell by more than a point")
			assert.Greater(t, got.strict(), want[1]-1, "strict F1 fell by more than a point")
			assert.Less(t, got.finerOrWrong(), want[2]+1, "finer or wrong rose by more than a point")
		})
	}
}

func recordedFigures(t *testing.T) map[string][3]float64 {
	figures := map[string][3]float64{}
	for _, line := range strings.Split(fileText(t, figuresFile), "\n") {
		f := strings.Fields(line)
		if len(f) == 0 || f[0][0] == '#' {
			continue
		}
		require.Len(t, f, 4, line)
		var v [3]float64
		for k := range v {
			n, err := strconv.ParseFloat(f[k+1], 64)
			require.NoError(t, err, line)
			v[k] = n
		}
		figures[f[0]] = v
	}
	return figures
}

func corpusDocs(t *testing.T, name string) []markedText {
	if kind, own := strings.CutPrefix(name, "own-"); kind == "german" {
		return articles(t, "de", "news")
	} else if own {
		return articles(t, "en", kind)
	}
	in, err := os.Open(filepath.Join("..", "..", "..", "shared", "corpus", name+".jsonl"))
	if err != nil {
		t.Skip("the shared corpus is not here: ", err)
	}
	defer in.Close()
	var docs []markedText
	lines := bufio.NewScanner(in)
	lines.Buffer(nil, 1<<24)
	for lines.Scan() {
		var d struct {
			ID, Published, Text string
			Timexes             []struct {
				Start, End  int // code points
				Type, Value string
			}
		}
		require.NoError(t, json.Unmarshal(lines.Bytes(), &d))
		m := markedText{where: d.ID, language: "en", text: d.Text}
		if d.Published != "" {
			m.dct = edtf.MustParse(d.Published)
		}
		at := byteOffsets(d.Text)
		for _, x := range d.Timexes {
			m.gold = append(m.gold, markedTimex{ByteSpan: ByteSpan{at[x.Start], at[x.End]}, typ: x.Type, value: x.Value})
		}
		docs = append(docs, m)
	}
	require.NoError(t, lines.Err())
	return docs
}

func byteOffsets(text string) []int {
	at := make([]int, 0, len(text)+1)
	for i := range text {
		at = append(at, i)
	}
	return append(at, len(text))
}

type figures struct {
	gold, found, sameValue, sameSpan int
	calendar, bad                    int
}

func (f figures) value() float64  { return 200 * float64(f.sameValue) / float64(max(1, f.gold+f.found)) }
func (f figures) strict() float64 { return 200 * float64(f.sameSpan) / float64(max(1, f.gold+f.found)) }
func (f figures) finerOrWrong() float64 {
	return 100 * float64(f.bad) / float64(max(1, f.calendar))
}

func scoreOf(t *testing.T, docs []markedText) (f figures) {
	for _, m := range docs {
		g, err := For(m.language)
		require.NoError(t, err)
		found := g.find(m.text, m.dct)
		f.gold += len(m.gold)
		f.found += len(found)
		pair := paired(m.gold, found)
		for i, want := range m.gold {
			from, to, isCalendar := daysOf(want)
			if isCalendar {
				f.calendar++
			}
			j, ok := pair[i]
			var got markedTimex
			if ok {
				got = markedTimex{ByteSpan: found[j].ByteSpan, typ: found[j].Type, value: found[j].Value}
				if got.ByteSpan == want.ByteSpan {
					f.sameSpan++
				}
				if want.value != "" && want.value == got.value {
					f.sameValue++
				}
				if a, b, dated := daysOf(got); isCalendar && dated && (a > from || b < to) {
					f.bad++
				}
			}
			if os.Getenv("TIMEX_ERRORS") != "" && (got.ByteSpan != want.ByteSpan || got.value != want.value) {
				by := ""
				if ok {
					by = fmt.Sprintf("%q %s %s by %s", found[j].Text, got.typ, got.value, found[j].Rule)
				}
				t.Logf("%s: …%s[%s]%s… is %s %s; found %s", filepath.Base(m.where), tail(m.text[:want.Start]), m.text[want.Start:want.End], head(m.text[want.End:]), want.typ, want.value, by)
			}
		}
		if os.Getenv("TIMEX_ERRORS") != "" {
			for j, x := range found {
				if !slices.Contains(slices.Collect(values(pair)), j) {
					t.Logf("%s: …%s[%s]%s… is none; found %s %s by %s", filepath.Base(m.where), tail(m.text[:x.Start]), x.Text, head(m.text[x.End:]), x.Type, x.Value, x.Rule)
				}
			}
		}
	}
	return f
}

func values(m map[int]int) func(func(int) bool) {
	return func(yield func(int) bool) {
		for _, v := range m {
			if !yield(v) {
				return
			}
		}
	}
}

const shown = 60 // bytes of what stands beside an expression

func tail(s string) string {
	s = strings.ReplaceAll(s, "\n", "¶")
	return strings.ToValidUTF8(s[max(0, len(s)-shown):], "")
}

func head(s string) string {
	s = strings.ReplaceAll(s, "\n", "¶")
	return strings.ToValidUTF8(s[:min(len(s), shown)], "")
}

// paired gives each gold expression at most one of ours: the same span first,
// then the longest overlap, then the leftmost.
func paired(gold []markedTimex, ours []Timex) map[int]int {
	type candidate struct{ same, overlap, i, j int }
	var list []candidate
	for i, g := range gold {
		for j, o := range ours {
			if n := min(g.End, o.End) - max(g.Start, o.Start); n > 0 {
				c := candidate{1, n, i, j}
				if g.ByteSpan == o.ByteSpan {
					c.same = 0
				}
				list = append(list, c)
			}
		}
	}
	slices.SortStableFunc(list, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(a.same, b.same), cmp.Compare(b.overlap, a.overlap))
	})
	pair, used := map[int]int{}, map[int]bool{}
	for _, c := range list {
		if _, taken := pair[c.i]; !taken && !used[c.j] {
			pair[c.i] = c.j
			used[c.j] = true
		}
	}
	return pair
}

// daysOf returns the days that a date's TIMEX3 value names, where it names a
// stretch of the calendar.
func daysOf(m markedTimex) (first, last edtf.Day, ok bool) {
	if m.typ != "DATE" && m.typ != "TIME" {
		return 0, 0, false
	}
	v := m.value
	if at := strings.IndexByte(v, 'T'); at > 0 && v[at-1] >= '0' && v[at-1] <= '9' {
		v = v[:at]
	}
	for _, x := range []string{"-XX", "-XX", "-WXX", "-QX", "-HX"} {
		v = strings.TrimSuffix(v, x)
	}
	var p period
	switch n := len(v); {
	case n < 2 || strings.Trim(v, "0123456789-WQHESPUFAI") != "":
		return 0, 0, false
	case scans(v, "%4d-%2d-%2d", &p.year, &p.n, &p.day):
		p.unit = day
	case strings.HasSuffix(v, "-WE") && scans(v, "%4d-W%2d-WE", &p.year, &p.n):
		p.unit = weekend
	case scans(v, "%4d-W%2d", &p.year, &p.n):
		p.unit = week
	case scans(v, "%4d-Q%1d", &p.year, &p.n):
		p.unit = quarter
	case scans(v, "%4d-H%1d", &p.year, &p.n):
		p.unit = half
	case scans(v, "%4d-%2d", &p.year, &p.n):
		p.unit = month
	case n == 7 && slices.Contains(seasonCodes[1:], v[5:]):
		p.unit, p.n = season, slices.Index(seasonCodes[:], v[5:])
		scans(v[:4], "%4d", &p.year)
	default:
		if _, err := strconv.Atoi(v); err != nil || n > 4 {
			return 0, 0, false
		}
		p.unit = map[int]unit{2: century, 3: decade, 4: year}[n]
		p.year, _ = strconv.Atoi((v + "00")[:4])
	}
	first, last = p.days()
	return first, last, true
}

// scans tells whether the whole of s is written as the format says.
func scans(s, format string, into ...any) bool {
	n, err := fmt.Sscanf(s, format, into...)
	if err != nil || n != len(into) {
		return false
	}
	args := make([]any, n)
	for k, p := range into {
		args[k] = *p.(*int)
	}
	return fmt.Sprintf(strings.NewReplacer("%4d", "%04d", "%2d", "%02d").Replace(format), args...) == s
}
