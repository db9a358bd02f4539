package timex

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"dateline/timeline/edtf"
)

// A markedText is a text in which each time expression stands in guillemets
// with what it means: «last week|DATE 2020-W01|[2019-12-30..2020-01-05]», that
// is the words, the TIMEX3 type, value and mod, and the EDTF date, which may
// be left out. What is not marked is no expression.
type markedText struct {
	where    string // file and line
	about    string // the phenomenon, in a sentence
	language string
	dct      edtf.Date
	text     string
	gold     []markedTimex
	missed   bool // known to be read otherwise
}

type markedTimex struct {
	ByteSpan
	typ, value, mod, date string
}

func (m markedTimex) String() string {
	return strings.TrimSpace(fmt.Sprintf("%s %s %s", m.typ, m.value, m.mod)) + "|" + m.date
}

// phenomena reads files of cases. "# …" begins a phenomenon, "@ 2020-01-08" or
// "@ 2020-01-08 en-GB" says when and where the cases after it were written, and
// an empty line stands between cases. In a case, "¶" is a new paragraph. A case
// that begins with "? " is known to be read otherwise: the test fails once it is
// read as marked, so that the mark goes.
func phenomena(t testing.TB, language string) []markedText {
	var cases []markedText
	for _, file := range markedFiles(t, language, "phenomena") {
		about, dct, region := "", edtf.Date{}, language
		var lines []string
		begin := 0
		end := func() {
			if len(lines) == 0 {
				return
			}
			m := markedText{where: fmt.Sprintf("%s:%d", file, begin), about: about, language: region, dct: dct}
			body, missed := strings.CutPrefix(strings.ReplaceAll(strings.Join(lines, "\n"), "\n¶\n", "\n\n"), "? ")
			m.missed = missed
			m.read(t, body)
			cases = append(cases, m)
			lines = nil
		}
		for n, line := range strings.Split(fileText(t, file), "\n") {
			switch {
			case strings.HasPrefix(line, "# "):
				end()
				about = line[2:]
			case strings.HasPrefix(line, "@ "):
				end()
				dct, region = written(t, line, language)
			case line == "":
				end()
			default:
				if lines == nil {
					begin = n + 1
				}
				lines = append(lines, line)
			}
		}
		end()
	}
	return cases
}

// articles reads whole articles, a file each; the first line says when it was
// written.
func articles(t testing.TB, language, kind string) []markedText {
	var list []markedText
	for _, file := range markedFiles(t, language, kind) {
		first, text, _ := strings.Cut(fileText(t, file), "\n")
		m := markedText{where: file}
		m.dct, m.language = written(t, first, language)
		m.read(t, strings.TrimSpace(text))
		list = append(list, m)
	}
	return list
}

func markedFiles(t testing.TB, language, kind string) []string {
	files, err := filepath.Glob(filepath.Join("testdata", language, kind, "*.txt"))
	require.NoError(t, err)
	return files
}

func fileText(t testing.TB, file string) string {
	b, err := os.ReadFile(file)
	require.NoError(t, err)
	return string(b)
}

func written(t testing.TB, line, language string) (edtf.Date, string) {
	f := strings.Fields(strings.TrimPrefix(line, "@"))
	require.NotEmpty(t, f, line)
	if len(f) > 1 {
		language = f[1]
	}
	if f[0] == "none" {
		return edtf.Date{}, language
	}
	d, err := edtf.Parse(f[0])
	require.NoError(t, err, line)
	return d, language
}

// read takes the marks out of a body.
func (m *markedText) read(t testing.TB, body string) {
	var text strings.Builder
	for {
		before, rest, ok := strings.Cut(body, "«")
		text.WriteString(before)
		if !ok {
			break
		}
		inner, after, ok := strings.Cut(rest, "»")
		require.True(t, ok, "%s: a mark is not closed: %s", m.where, rest)
		part := strings.SplitN(inner, "|", 3)
		require.GreaterOrEqual(t, len(part), 2, "%s: %s", m.where, inner)
		g := markedTimex{ByteSpan: ByteSpan{text.Len(), text.Len() + len(part[0])}}
		f := strings.Fields(part[1])
		require.True(t, len(f) == 2 || len(f) == 3, "%s: %s", m.where, inner)
		require.Contains(t, []string{"DATE", "TIME", "DURATION", "SET"}, f[0], m.where)
		g.typ, g.value = f[0], f[1]
		if len(f) == 3 {
			g.mod = f[2]
		}
		if len(part) == 3 {
			g.date = part[2]
			_, err := edtf.Parse(g.date)
			require.NoError(t, err, m.where)
		}
		text.WriteString(part[0])
		m.gold = append(m.gold, g)
		body = after
	}
	m.text = text.String()
}

// differences says where a text is read otherwise than it is marked.
func (m *markedText) differences(t testing.TB) []string {
	g, err := For(m.language)
	require.NoError(t, err)
	var list []string
	ours := map[ByteSpan]Timex{}
	for _, x := range g.find(m.text, m.dct) {
		ours[x.ByteSpan] = x
	}
	for _, want := range m.gold {
		x, found := ours[want.ByteSpan]
		delete(ours, want.ByteSpan)
		words := m.text[want.Start:want.End]
		if !found {
			list = append(list, fmt.Sprintf("%q is not found: %s", words, want))
			continue
		}
		got := markedTimex{typ: x.Type, value: x.Value, mod: x.Mod, date: x.Date.String()}
		if want.date == "" {
			got.date = ""
		}
		if got.String() != want.String() {
			list = append(list, fmt.Sprintf("%q by rule %s\n\t got %s\n\twant %s", words, x.Rule, got, want))
		}
	}
	for _, x := range ours {
		list = append(list, fmt.Sprintf("%q is no expression, and is found by rule %s: %s %s", x.Text, x.Rule, x.Type, x.Value))
	}
	slices.Sort(list)
	return list
}

func TestPhenomena(t *testing.T) {
	for _, language := range []string{"en", "de"} {
		for _, m := range phenomena(t, language) {
			t.Run(m.about, func(t *testing.T) {
				switch differ := m.differences(t); {
				case m.missed && len(differ) == 0:
					t.Errorf("%s: is read as marked now: take the \"? \" away", m.where)
				case !m.missed && len(differ) > 0:
					t.Errorf("%s: %s\n%s", m.where, m.text, strings.Join(differ, "\n"))
				}
			})
		}
	}
}
