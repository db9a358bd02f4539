package chart

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"dateline/timeline"
)

var update = flag.Bool("update", false, "rewrite the golden files in testdata")

// golden compares with testdata/name, or rewrites it under -update.
func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		require.NoError(t, os.MkdirAll("testdata", 0o755))
		require.NoError(t, os.WriteFile(path, got, 0o644))
		return
	}
	want, err := os.ReadFile(path)
	require.NoError(t, err, "run go test -update and look at the difference")
	assert.Equal(t, string(want), string(got), "%s differs: if that is meant, run go test -update and look at the difference", path)
}

var samples = []struct {
	name string
	make func(testing.TB) *timeline.Edition
}{
	{"one-event", func(t testing.TB) *timeline.Edition {
		return edition(t, "One event", []told{{"a", "Iran", "accident", "Ukrainian airliner crashes near Tehran", "2020-01-08", 1}})
	}},
	{"no-event", func(t testing.TB) *timeline.Edition { return edition(t, "No event", nil) }},
	{"january", january},
	{"six-of-one-day", sixOfOneDay},
	{"two-hours", twoHours},
	{"two-centuries", twoCenturies},
	{"long-titles", longTitles},
	{"apart", apart},
	{"sources-differ", sourcesDiffer},
	{"arabic", arabic},
	{"60-events", func(t testing.TB) *timeline.Edition { return many(t, 60, 90) }},
	{"200-events", func(t testing.TB) *timeline.Edition { return many(t, 200, 200) }},
}

func optionOf(t testing.TB, ed *timeline.Edition) []byte {
	o, err := Option(ed, Settings{})
	require.NoError(t, err)
	return o
}

// TestGoldens also writes each drawing as a file that can be looked at, if
// CHART_SCREENSHOTS names a folder.
func TestGoldens(t *testing.T) {
	r := NewRenderer()
	for _, s := range samples {
		t.Run(s.name, func(t *testing.T) {
			option := optionOf(t, s.make(t))
			var pretty bytes.Buffer
			require.NoError(t, json.Indent(&pretty, option, "", " "))
			small := s.name != "200-events" && s.name != "60-events" && s.name != "long-titles"
			if small {
				golden(t, s.name+".json", append(pretty.Bytes(), '\n'))
			}
			for _, width := range []int{Wide, Narrow} {
				svg, err := r.SVG(t.Context(), option, width)
				require.NoError(t, err)
				if small {
					golden(t, fmt.Sprintf("%s-%d.svg", s.name, width), normal(svg))
				}
				if dir := os.Getenv("CHART_SCREENSHOTS"); dir != "" {
					require.NoError(t, os.WriteFile(filepath.Join(dir, fmt.Sprintf("%s-%d.svg", s.name, width)), Standalone(svg), 0o644))
				}
			}
		})
	}
}

var (
	ids    = regexp.MustCompile(`dl-[0-9a-f]{8}-`)
	floats = regexp.MustCompile(`-?\d+\.\d+`)
)

// normal makes drawings comparable: ids renumbered, numbers rounded, an
// element a line.
func normal(svg []byte) []byte {
	s := ids.ReplaceAllString(string(svg), "dl-1-")
	s = floats.ReplaceAllStringFunc(s, func(n string) string {
		var f float64
		_, _ = fmt.Sscan(n, &f)
		return strings.TrimSuffix(fmt.Sprintf("%.1f", f), ".0")
	})
	return []byte(strings.ReplaceAll(s, "><", ">\n<") + "\n")
}

func TestTheOptionIsPureJSON(t *testing.T) {
	for _, s := range samples {
		option := optionOf(t, s.make(t))
		var v map[string]any
		require.NoError(t, json.Unmarshal(option, &v), s.name)
		assert.NotContains(t, string(option), "function", s.name)
		assert.NotContains(t, string(option), "__f__", "go-echarts' mark for a function")
		assert.NotContains(t, string(option), "//", "an address")
		assert.Equal(t, option, optionOf(t, s.make(t)), "the same edition gives the same bytes")
		series := v["series"].([]any)[0].(map[string]any)
		assert.Equal(t, "chronology", series["renderItem"])
	}
}

// well reads a drawing as XML and calls see for each element.
func well(t *testing.T, svg []byte, see func(xml.StartElement)) {
	t.Helper()
	d := xml.NewDecoder(bytes.NewReader(svg))
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return
		}
		require.NoError(t, err)
		if e, ok := token.(xml.StartElement); ok {
			see(e)
		}
	}
}

func TestADrawingIsSafeInAPage(t *testing.T) {
	r := NewRenderer()
	for _, s := range samples {
		t.Run(s.name, func(t *testing.T) {
			ed := s.make(t)
			svg, err := r.SVG(t.Context(), optionOf(t, ed), Wide)
			require.NoError(t, err)
			seen, links := map[string]bool{}, map[string]bool{}
			allowed := regexp.MustCompile(`^(svg|title|defs|linearGradient|stop|g|a|path|circle|text)$`)
			well(t, svg, func(e xml.StartElement) {
				assert.Regexp(t, allowed, e.Name.Local)
				for _, a := range e.Attr {
					assert.NotEqual(t, "style", a.Name.Local, "on %s", e.Name.Local)
					assert.False(t, strings.HasPrefix(a.Name.Local, "on"), "%s on %s", a.Name.Local, e.Name.Local)
					switch a.Name.Local {
					case "id":
						assert.False(t, seen[a.Value], "the id %s occurs twice", a.Value)
						seen[a.Value] = true
					case "href":
						assert.True(t, strings.HasPrefix(a.Value, "#e="), a.Value)
					case "data-event":
						links[a.Value] = true
					case "fill", "stroke", "stop-color":
						assert.Regexp(t, `^(none|var\(--dl-[a-z]+\)|url\(#dl-[0-9a-f]{8}-[a-z-]+\))$`, a.Value)
					}
				}
			})
			for _, e := range ed.Events {
				assert.True(t, links[e.ID], "the event %s has no link", e.ID)
			}
			foreign := strings.ReplaceAll(string(svg), `xmlns="http://www.w3.org/2000/svg"`, "")
			assert.NotContains(t, foreign, "//", "no address but that of the notation")
		})
	}
}

func TestTwoDrawingsInOnePageShareNoID(t *testing.T) {
	r := NewRenderer()
	of := func(ed *timeline.Edition, width int) string {
		svg, err := r.SVG(t.Context(), optionOf(t, ed), width)
		require.NoError(t, err)
		return string(ids.Find(svg))
	}
	assert.NotEqual(t, of(january(t), Wide), of(january(t), Narrow))
	assert.NotEqual(t, of(january(t), Wide), of(twoHours(t), Wide))
	assert.Equal(t, of(january(t), Wide), of(january(t), Wide), "but an edition gives the same bytes again")
}

func TestTitlesAreText(t *testing.T) {
	r := NewRenderer()
	for name, title := range map[string]string{
		"markup":            `</title><script>alert(1)</script>`,
		"an end of CDATA":   `]]><b>&amp;`,
		"quotes":            `"'"><img src=x onerror=alert(1)>`,
		"rich text":         `{a|rich} {b} text`,
		"a broken line":     "one\ntwo\tthree",
		"not for XML":       "null\x00byte \x0b and \ufffe bell\x07",
		"half a code point": "broken \xff\xfe text",
		"other scripts":     "محادثات في بغداد 会谈 переговоры 🚀",
		"a format verb":     "100 %s %d {0} ${x} __f__",
	} {
		t.Run(name, func(t *testing.T) {
			ed := january(t)
			ed.Title, ed.Events[0].Title, ed.Events[0].Lane, ed.Events[0].ID = title, title, title, `"><b>`+title
			svg, err := r.SVG(t.Context(), optionOf(t, ed), Wide)
			require.NoError(t, err)
			for _, s := range [][]byte{svg, Standalone(svg)} {
				well(t, s, func(e xml.StartElement) {
					assert.NotContains(t, []string{"script", "img", "b", "image"}, e.Name.Local)
				})
			}
		})
	}
}

func TestAStandaloneDrawingBringsItsColours(t *testing.T) {
	svg, err := NewRenderer().SVG(t.Context(), optionOf(t, january(t)), Wide)
	require.NoError(t, err)
	alone := string(Standalone(svg))
	for _, m := range regexp.MustCompile(`var\((--dl-[a-z]+)\)`).FindAllStringSubmatch(alone, -1) {
		assert.Equal(t, 2, strings.Count(alone, m[1]+":"), "%s for light and for dark", m[1])
	}
	assert.NotContains(t, alone, "<a ")
	assert.Contains(t, alone, `role="img"`)
	well(t, []byte(alone), func(xml.StartElement) {})
}
