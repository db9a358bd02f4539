package extract_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"dateline/timeline"
	"dateline/timeline/article"
	"dateline/timeline/extract"
)

// figuresFile records how well the sets were read last. It is raised as the
// figures improve.
const figuresFile = "testdata/figures.txt"

// sharedDir holds the scorers, and the sets that are not ours.
const sharedDir = "../../../shared"

// slack is how far a figure may fall below what is recorded, in its own unit:
// one event more or less moves a small set by about as much.
const slack = 1.0

// How well articles are read, by the shared scorers: on our own marked
// articles (testdata/articles, a folder a set) and on the shared sets. Run it
// with -v to see the figures, and with EXTRACT_ERRORS=1 to see what is read
// otherwise than it is marked.
func TestFigures(t *testing.T) {
	if _, err := os.Stat(sharedDir); err != nil {
		t.Skip("the shared scorers are not here: ", err)
	}
	recorded := recordedFigures(t)
	seen := map[string]bool{}
	check := func(t *testing.T, set string, got map[string]float64) {
		t.Helper()
		for _, name := range slices.Sorted(maps.Keys(got)) {
			key := set + " " + name
			seen[key] = true
			t.Logf("%-12s %-18s %5.1f", set, name, got[name])
			want, ok := recorded[key]
			if !assert.Truef(t, ok, "%s has no line for %s", figuresFile, key) {
				continue
			}
			if lower[name] {
				assert.LessOrEqual(t, got[name], want+slack, key)
			} else {
				assert.GreaterOrEqual(t, got[name], want-slack, key)
			}
		}
	}
	sets, err := os.ReadDir("testdata/articles")
	require.NoError(t, err)
	for _, d := range sets {
		if !d.IsDir() {
			continue
		}
		t.Run(d.Name(), func(t *testing.T) {
			check(t, d.Name(), newsroomFigures(t, markedArticles(t, filepath.Join("testdata/articles", d.Name()))))
		})
	}
	t.Run("newsroom", func(t *testing.T) {
		check(t, "newsroom", newsroomFigures(t, jsonLines(t, "newsroom/dev.jsonl")))
	})
	t.Run("reports", func(t *testing.T) {
		check(t, "reports", newsroomFigures(t, markedReports(t)))
	})
	t.Run("wikinews", func(t *testing.T) {
		gold := jsonLines(t, "corpus/wikinews-dates.jsonl")
		var v struct {
			AtTrigger float64 `json:"at_trigger_exact"`
		}
		score(t, "eval/event_dates.py", gold, &v)
		check(t, "wikinews", map[string]float64{"dated-exactly": 100 * v.AtTrigger})
	})
	t.Run("plover", func(t *testing.T) {
		gold := jsonLines(t, "corpus/plover.jsonl")
		var v struct{ Right float64 }
		score(t, "eval/plover.py", gold, &v)
		check(t, "plover", map[string]float64{"right-kind": v.Right})
	})
	for key := range recorded {
		assert.Truef(t, seen[key] || t.Failed(), "%s records %s, which nothing measures", figuresFile, key)
	}
}

// lower names the figures of which less is better.
var lower = map[string]bool{"finer-or-wrong": true, "duplicates": true}

// newsroomFigures scores against an editor's gold, in per cent.
func newsroomFigures(t *testing.T, gold []goldArticle) map[string]float64 {
	var v struct {
		Chronology float64 `json:"chronology_f1"`
		Precision  float64
		Recall     float64
		MainRecall float64 `json:"main_recall"`
		Matched    float64
		System     float64
		Duplicates float64
		Dates      map[string]float64
		Actors     float64 `json:"actor_f1"`
		Place      float64 `json:"place_found"`
		Relations  float64 `json:"relation_f1"`
	}
	score(t, "newsroom/score.py", gold, &v)
	return map[string]float64{
		"chronology": v.Chronology, "precision": v.Precision, "recall": v.Recall, "main-recall": v.MainRecall,
		"finer-or-wrong": 100 * (v.Dates["finer"] + v.Dates["wrong"]) / max(1, v.Matched),
		"duplicates":     100 * v.Duplicates / max(1, v.System),
		"actors":         v.Actors, "place": v.Place, "relations": v.Relations,
	}
}

// score runs a shared scorer on gold and on what the program reads.
func score(t *testing.T, script string, gold []goldArticle, into any) {
	t.Helper()
	python, err := exec.LookPath("python3")
	if err != nil {
		if os.Getenv("DATELINE_TEST_ALL") == "1" {
			t.Fatal("python3 is needed under DATELINE_TEST_ALL=1: ", err)
		}
		t.Skip("python3, which the shared scorers need, is not here: ", err)
	}
	dir := t.TempDir()
	var want, have bytes.Buffer
	for _, g := range gold {
		want.Write(append(g.line, '\n'))
		a, err := article.FromText(g.Text, article.Hints{Title: g.Title, Published: g.Published, Language: g.Language})
		require.NoError(t, err, g.ID)
		x, err := extract.Read(a)
		require.NoError(t, err, g.ID)
		line, err := json.Marshal(struct {
			ID string `json:"id"`
			*timeline.Extraction
		}{g.ID, x})
		require.NoError(t, err)
		have.Write(append(line, '\n'))
	}
	files := []string{filepath.Join(dir, "gold.jsonl"), filepath.Join(dir, "system.jsonl")}
	require.NoError(t, os.WriteFile(files[0], want.Bytes(), 0o600))
	require.NoError(t, os.WriteFile(files[1], have.Bytes(), 0o600))
	run := func(flags ...string) []byte {
		cmd := exec.Command(python, append(append([]string{filepath.Join(sharedDir, script)}, files...), flags...)...)
		cmd.Env = append(os.Environ(), "PYTHONDONTWRITEBYTECODE=1")
		out, err := cmd.CombinedOutput()
		require.NoError(t, err, string(out))
		return out
	}
	require.NoError(t, json.Unmarshal(run("--json"), into))
	if os.Getenv("EXTRACT_ERRORS") != "" && strings.HasSuffix(script, "score.py") {
		t.Logf("%s", run("--errors", "1000"))
	}
}

// A goldArticle is an article with the line that marks its events.
type goldArticle struct {
	ID, Title, Published, Language, Text string
	line                                 []byte
}

func jsonLines(t *testing.T, name string) []goldArticle {
	b, err := os.ReadFile(filepath.Join(sharedDir, name))
	if err != nil {
		t.Skipf("../shared/%s is not here: %v", name, err)
	}
	var out []goldArticle
	for _, line := range bytes.Split(bytes.TrimSpace(b), []byte("\n")) {
		g := goldArticle{line: line}
		require.NoError(t, json.Unmarshal(line, &g))
		out = append(out, g)
	}
	return out
}

// markedReports are the articles of ../shared/corpus/wikinews-dates.jsonl that
// newsroom/dev.jsonl has not, with marks of ours: testdata/reports.jsonl holds spans in
// their texts, and no text but the headlines that some of them lack.
func markedReports(t *testing.T) []goldArticle {
	texts := map[string]goldArticle{}
	for _, g := range jsonLines(t, "corpus/wikinews-dates.jsonl") {
		texts[g.ID] = g
	}
	b, err := os.ReadFile("testdata/reports.jsonl")
	require.NoError(t, err)
	var out []goldArticle
	for _, line := range bytes.Split(bytes.TrimSpace(b), []byte("\n")) {
		var marks map[string]any
		require.NoError(t, json.Unmarshal(line, &marks))
		g, ok := texts[marks["id"].(string)]
		require.True(t, ok, marks["id"])
		if title, ok := marks["title"].(string); ok {
			g.Title = title
		} else {
			g.Title, _, _ = strings.Cut(strings.TrimSpace(g.Text), "\n")
		}
		marks["title"], marks["text"], marks["published"], marks["language"] = g.Title, g.Text, g.Published, "en"
		g.line, err = json.Marshal(marks)
		require.NoError(t, err)
		out = append(out, g)
	}
	return out
}

func recordedFigures(t *testing.T) map[string]float64 {
	b, err := os.ReadFile(figuresFile)
	require.NoError(t, err)
	out := map[string]float64{}
	for _, line := range strings.Split(string(b), "\n") {
		f := strings.Fields(line)
		if len(f) == 0 || f[0][0] == '#' {
			continue
		}
		require.Len(t, f, 3, line)
		n, err := strconv.ParseFloat(f[2], 64)
		require.NoError(t, err, line)
		out[f[0]+" "+f[1]] = n
	}
	return out
}

// A goldEvent and a goldRelation are as ../shared/newsroom/README.md has them.
type goldEvent struct {
	ID         string   `json:"id"`
	Kind       string   `json:"kind"`
	AltKinds   []string `json:"alt_kinds,omitempty"`
	Date       string   `json:"date"`
	AltDates   []string `json:"alt_dates,omitempty"`
	Status     string   `json:"status,omitempty"`
	Mentions   [][2]int `json:"mentions"`
	Actors     []string `json:"actors"`
	Place      string   `json:"place"`
	Importance string   `json:"importance"`
	Why        string   `json:"why"`
}

type goldRelation struct {
	From string `json:"from"`
	Type string `json:"type"`
	To   string `json:"to"`
}

// markedArticles reads a folder of marked articles; testdata/articles/README.md
// tells their form.
func markedArticles(t *testing.T, dir string) []goldArticle {
	names, err := filepath.Glob(filepath.Join(dir, "*.txt"))
	require.NoError(t, err)
	require.NotEmpty(t, names, dir)
	var out []goldArticle
	for _, name := range names {
		b, err := os.ReadFile(name)
		require.NoError(t, err)
		g, err := markedArticle(strings.TrimSuffix(filepath.Base(name), ".txt"), string(b))
		require.NoError(t, err, name)
		out = append(out, g)
	}
	return out
}

func markedArticle(id, s string) (goldArticle, error) {
	parts := append(strings.Split(s, "\n---\n"), "", "")
	head, body, _ := strings.Cut(parts[0], "\n")
	g := goldArticle{ID: id, Published: strings.TrimSpace(strings.TrimPrefix(head, "@")), Language: "en"}
	mentions, none := map[string][][2]int{}, [][2]int{}
	var text []rune
	for rest := strings.Trim(body, "\n"); ; {
		before, after, found := strings.Cut(rest, "«")
		text = append(text, []rune(before)...)
		if !found {
			break
		}
		mark, after, closed := strings.Cut(after, "»")
		words, ids, named := strings.Cut(mark, "|")
		if !closed || !named {
			return g, fmt.Errorf("«%s is no mark", mark)
		}
		span := [2]int{len(text), len(text) + len([]rune(words))}
		text = append(text, []rune(words)...)
		for _, id := range strings.Split(ids, ",") {
			if id = strings.TrimSpace(id); id == "-" {
				none = append(none, span)
			} else {
				mentions[id] = append(mentions[id], span)
			}
		}
		rest = after
	}
	g.Text = string(text)
	g.Title, _, _ = strings.Cut(g.Text, "\n")
	var events []goldEvent
	for _, line := range strings.Split(strings.TrimSpace(parts[1]), "\n") {
		f := strings.Split(line+"|", "|")
		if len(f) < 7 {
			return g, fmt.Errorf("%q has not the six fields of an event", line)
		}
		for i := range f {
			f[i] = strings.TrimSpace(f[i])
		}
		e := goldEvent{ID: f[0], Place: f[5], Why: f[6], Mentions: mentions[f[0]], Actors: list(f[4], ";")}
		if len(e.Mentions) == 0 {
			return g, fmt.Errorf("event %s has no mention", e.ID)
		}
		delete(mentions, f[0])
		kinds, dates := list(f[1], ","), list(f[2], " or ")
		e.Kind, e.AltKinds, e.Date, e.AltDates = kinds[0], kinds[1:], dates[0], dates[1:]
		var scheduled string
		if e.Importance, scheduled, _ = strings.Cut(f[3], " "); scheduled != "" {
			e.Status = "scheduled"
		}
		events = append(events, e)
	}
	for id := range mentions {
		return g, fmt.Errorf("%s is marked, and no event", id)
	}
	relations := []goldRelation{}
	for _, line := range list(parts[2], "\n") {
		f := strings.Fields(line)
		if len(f) != 3 {
			return g, fmt.Errorf("%q is no relation", line)
		}
		relations = append(relations, goldRelation{f[0], f[1], f[2]})
	}
	var err error
	g.line, err = json.Marshal(map[string]any{"id": id, "title": g.Title, "published": g.Published, "language": "en", "text": g.Text, "events": events, "relations": relations, "not_events": none})
	return g, err
}

// list splits s, and leaves out what is empty.
func list(s, sep string) []string {
	out := []string{}
	for _, x := range strings.Split(s, sep) {
		if x = strings.TrimSpace(x); x != "" {
			out = append(out, x)
		}
	}
	return out
}
