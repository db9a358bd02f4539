package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
	"unicode"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"dateline/timeline/interchange"
	"dateline/timeline/interchange/interchangetest"
)

// run is the program with these arguments and this standard input.
func run(t *testing.T, stdin string, args ...string) (stdout string, err error) {
	t.Helper()
	var out bytes.Buffer
	cmd := root()
	cmd.SetArgs(args)
	cmd.SetIn(strings.NewReader(stdin))
	cmd.SetOut(&out)
	cmd.SetErr(io.Discard)
	err = cmd.ExecuteContext(t.Context())
	return out.String(), err
}

// shared returns a file beside the project, and skips the test without it.
func shared(t *testing.T, name string) string {
	t.Helper()
	p := filepath.Join("..", "..", "..", "shared", name)
	if _, err := os.Stat(p); err != nil {
		t.Skipf("../shared/%s is not here", name)
	}
	return p
}

const raid = `{"id":"a1","title":"Raid","published":"2020-01-08","language":"en","text":"American jets bombed a depot near Kirkuk on Monday, killing six people, the army said.","other":[1]}`

func decode(t *testing.T, line string) map[string]any {
	t.Helper()
	var v map[string]any
	require.NoError(t, json.Unmarshal([]byte(line), &v), "%s", line)
	return v
}

func TestExtractWritesALineForEachArticle(t *testing.T) {
	out, err := run(t, raid+"\n\n"+strings.Replace(raid, "a1", "a2", 1), "extract")
	require.NoError(t, err)
	lines := strings.Split(strings.TrimSpace(out), "\n")
	require.Len(t, lines, 2)
	first := decode(t, lines[0])
	assert.Equal(t, "a1", first["id"])
	assert.NotContains(t, first, "text", "a text that was given is not given back")
	assert.NotContains(t, first, "error")
	for _, list := range []string{"timexes", "events", "relations"} {
		assert.IsType(t, []any{}, first[list], "%s is a list, also when it is empty", list)
	}
	events := first["events"].([]any)
	require.NotEmpty(t, events)
	e := events[0].(map[string]any)
	assert.Equal(t, "2020-01-06", e["date"])
	assert.Equal(t, "airstrike", e["kind"])
	for _, member := range []string{"id", "title", "kind", "date", "start", "end", "trigger", "actors", "place", "status", "attribution", "confidence", "timex", "also"} {
		assert.Contains(t, e, member)
	}
	assert.NotContains(t, e, "why", "reasons come with --explain")
	assert.Equal(t, "a2", decode(t, lines[1])["id"])
}

func TestRepliesComeInTheOrderOfTheArticles(t *testing.T) {
	const articles = 60
	long := strings.Repeat("American jets bombed a depot near Kirkuk on Monday. ", 200)
	var in strings.Builder
	for n := range articles {
		switch n % 3 {
		case 0:
			fmt.Fprintf(&in, `{"id":%d,"language":"en","published":"2020-01-08","text":%q}`+"\n", n, long)
		case 1:
			fmt.Fprintf(&in, `{"id":%d,"text":7}`+"\n", n)
		default:
			fmt.Fprintf(&in, `{"id":%d,"language":"en","published":"2020-01-08","text":"The minister resigned on Monday."}`+"\n", n)
		}
	}
	out, err := run(t, in.String(), "extract")
	require.ErrorIs(t, err, errUnread)
	assert.ErrorContains(t, err, ": 20")
	lines := strings.Split(strings.TrimSpace(out), "\n")
	require.Len(t, lines, articles)
	for n, line := range lines {
		reply := decode(t, line)
		require.EqualValues(t, n, reply["id"])
		require.Equal(t, n%3 == 1, reply["error"] != nil)
	}
}

func TestAStoppedRunSaysSo(t *testing.T) {
	ctx, stop := context.WithCancel(t.Context())
	stop()
	for _, command := range []string{"extract", "chronology"} {
		cmd := root()
		cmd.SetArgs([]string{command})
		cmd.SetIn(strings.NewReader(strings.Repeat(raid+"\n", 100)))
		cmd.SetOut(io.Discard)
		cmd.SetErr(io.Discard)
		assert.ErrorContains(t, cmd.ExecuteContext(ctx), "stopped before the end")
	}
}

func TestExtractSaysWhatCouldNotBeRead(t *testing.T) {
	out, err := run(t, `{"id":1,"language":"fr","published":"2020-01-08","text":"Le ministre a démissionné mardi."}
{"id":2,"language":"de","published":"2020-01-08","text":"Der Minister trat am Dienstag zurück."}
{"id":3,"language":"en","text":"The minister resigned last week."}
{"id":4,"language":"en","published":"2999-01-08","text":"The minister resigned last week."}
`+raid, "extract")
	require.NoError(t, err)
	lines := strings.Split(strings.TrimSpace(out), "\n")
	require.Len(t, lines, 5)
	for i, says := range []string{"no rules for French", "no rules for events in German", "does not say when it was published", "lies in the future"} {
		reply := decode(t, lines[i])
		require.Len(t, reply["warnings"], 1, "%s", lines[i])
		assert.Contains(t, reply["warnings"].([]any)[0], says)
	}
	assert.Len(t, decode(t, lines[1])["timexes"], 1, "the times of German are read")
	assert.NotContains(t, decode(t, lines[4]), "warnings")

	out, err = run(t, `{"language":"fr","published":"2020-01-08","text":"Le ministre a démissionné mardi."}`, "extract", "--format", "table")
	require.NoError(t, err)
	assert.Contains(t, out, "Note: There are no rules for French")
}

func TestExtractReadsALiveBlogEntryByEntry(t *testing.T) {
	out, err := run(t, `{"id":1,"language":"en","title":"Live: the raid","published":"2020-01-08T18:00","text":"17:30 - The army says that jets bombed a depot near Kirkuk today.\n\n00:30 - Nothing is heard from the town.\n\n22:10 - Police arrested two men in Kirkuk this morning.\n"}`, "extract")
	require.NoError(t, err)
	dates := map[string]any{}
	for _, e := range decode(t, strings.TrimSpace(out))["events"].([]any) {
		e := e.(map[string]any)
		dates[e["trigger"].(map[string]any)["text"].(string)] = e["date"]
	}
	assert.Equal(t, "2020-01-08", dates["bombed"])
	assert.Equal(t, "2020-01-07", dates["arrested"])
}

func TestAFileIsAPageByItsNameOrItsHead(t *testing.T) {
	dir := t.TempDir()
	const body = "<p>The army said that jets bombed a depot near Kirkuk on Monday, and that six people were killed.</p>"
	for name, content := range map[string]string{"a.htm": "<title>Raid</title>" + body, "b.HTML": body, "c.txt": "<!DOCTYPE html><title>Raid</title>" + body} {
		require.NoError(t, os.WriteFile(filepath.Join(dir, name), []byte(content), 0o600))
		out, err := run(t, "", "extract", filepath.Join(dir, name))
		require.NoError(t, err, name)
		assert.NotContains(t, decode(t, strings.TrimSpace(out))["text"], "<p>", name)
	}
}

// Bad input of the kinds that a newsroom's pipe brings gets an answer in time.
func TestExtractAnswersHostilePagesInTime(t *testing.T) {
	dir := t.TempDir()
	for name, page := range map[string]string{
		"nested 100,000 deep": "<html><body>" + strings.Repeat("<div>", 100_000) + "The army said that jets bombed a depot.",
		"a list of links":     "<html><body><ul>" + strings.Repeat(`<li><a href="/x">Jets bombed a depot near Kirkuk, the army said.</a></li>`, 5000),
		"larger than a page":  "<html><body>" + strings.Repeat("<p>Jets bombed a depot near Kirkuk on Monday, the army said.</p>", 100_000),
	} {
		file := filepath.Join(dir, strings.Fields(name)[0]+".html")
		require.NoError(t, os.WriteFile(file, []byte(page), 0o600))
		began := time.Now()
		out, err := run(t, "", "extract", file)
		assert.ErrorIs(t, err, errUnread, name)
		assert.NotEmpty(t, decode(t, strings.TrimSpace(out))["error"], name)
		assert.Less(t, time.Since(began), 2*time.Second, name)
	}
}

func TestExtractExplains(t *testing.T) {
	out, err := run(t, raid, "extract", "--explain")
	require.NoError(t, err)
	e := decode(t, strings.TrimSpace(out))["events"].([]any)[0].(map[string]any)
	assert.NotEmpty(t, e["why"])
}

func TestALineThatCannotBeReadDoesNotStopTheRun(t *testing.T) {
	for name, tt := range map[string]struct{ line, id, says string }{
		"no JSON":               {`{"id":"x",`, "null", "is not JSON at byte"},
		"not UTF-8":             {"{\"id\":\"x\",\"text\":\"caf\xe9\"}", "null", "is not UTF-8 after byte 21"},
		"a number as text":      {`{"id":"x","text":7}`, `"x"`, `"text" is a number where a string was expected`},
		"neither text nor html": {`{"id":"x","title":"t"}`, `"x"`, "text is missing: give text or html"},
		"a bad time":            {`{"id":"x","text":"It rained.","published":"soon"}`, `"x"`, "published"},
		"half a surrogate":      {`{"id":"x","text":"a \ud800 b"}`, `"x"`, "half of a surrogate pair"},
		"a list":                {`[1]`, "null", "is a JSON array where an object was expected"},
		"an article of blanks":  {`{"id":"x","text":"  \n "}`, `"x"`, "text"},
	} {
		t.Run(name, func(t *testing.T) {
			out, err := run(t, tt.line+"\n"+raid, "extract")
			require.ErrorIs(t, err, errUnread)
			lines := strings.Split(strings.TrimSpace(out), "\n")
			require.Len(t, lines, 2)
			var bad struct {
				ID    json.RawMessage
				Error string
			}
			require.NoError(t, json.Unmarshal([]byte(lines[0]), &bad))
			assert.Equal(t, tt.id, string(bad.ID))
			assert.Contains(t, bad.Error, tt.says)
			assert.Contains(t, bad.Error, "line 1")
			assert.Equal(t, "a1", decode(t, lines[1])["id"])
		})
	}
}

func TestExtractReadsFilesAndGivesTheirTextBack(t *testing.T) {
	dir := t.TempDir()
	text := filepath.Join(dir, "a.txt")
	require.NoError(t, os.WriteFile(text, []byte("Jets bomb depot\n\nJanuary 8, 2020\n\nAmerican jets bombed a depot near Kirkuk on Monday, killing six people. The army said in the evening that the men who had fired at its base were among the dead, and that it would go on with the flights over the north of the country.\n"), 0o600))
	page := filepath.Join(dir, "a.html")
	body := strings.Repeat("<p>American jets bombed a depot near Kirkuk on Monday, killing six people, the army said in the evening.</p>", 8)
	require.NoError(t, os.WriteFile(page, []byte(`<!doctype html><html lang="en"><head><title>Jets bomb depot</title><meta property="article:published_time" content="2020-01-08T10:00:00Z"></head><body><article><h1>Jets bomb depot</h1>`+body+`</article></body></html>`), 0o600))
	out, err := run(t, "", "extract", text, page)
	require.NoError(t, err)
	lines := strings.Split(strings.TrimSpace(out), "\n")
	require.Len(t, lines, 2)
	for _, l := range lines {
		v := decode(t, l)
		assert.Equal(t, "Jets bomb depot", v["title"])
		assert.Contains(t, v["published"], "2020-01-08")
		assert.Equal(t, "en", v["language"])
		runes := []rune(v["text"].(string))
		require.NotEmpty(t, v["events"])
		for _, e := range v["events"].([]any) {
			trigger := e.(map[string]any)["trigger"].(map[string]any)
			assert.Equal(t, trigger["text"], string(runes[int(trigger["start"].(float64)):int(trigger["end"].(float64))]))
		}
	}
}

func TestExtractAsATableShowsPeopleTheEvents(t *testing.T) {
	out, err := run(t, raid, "extract", "--format", "table")
	require.NoError(t, err)
	assert.Contains(t, out, "6 January 2020")
	assert.Contains(t, out, "Airstrike")
	assert.NotContains(t, out, "\x1b", "colours are for terminals")

	_, err = run(t, raid, "extract", "--format", "xml")
	assert.ErrorContains(t, err, "use jsonl or table")
}

func TestATableObeysNoControlCharacterOfAnArticle(t *testing.T) {
	const evil = `\u001b]0;owned\u0007\u009b31m\u0000\u007f\r`
	text := `American jets bombed a depot near ` + evil + `Kirkuk on Monday, killing six people, the ` + evil + `army said.`
	for _, line := range []string{
		`{"title":"Raid ` + evil + ` again","published":"2020-01-08","language":"en","text":"` + text + `"}`,
		`{"language":"` + evil + `","text":"` + text + `"}`,
		`{"published":"` + evil + `","text":"` + text + `"}`,
		evil,
	} {
		out, _ := run(t, line, "extract", "--explain", "--format", "table")
		assert.NotEmpty(t, out)
		assert.NotContains(t, strings.Map(func(r rune) rune {
			if r != '\n' && unicode.IsControl(r) {
				return '!'
			}
			return r
		}, strings.ReplaceAll(out, "!", "")), "!", "%q", out)
	}
	out, err := run(t, `{"published":"2020-01-08","language":"en","text":"`+text+`"}`, "extract", "--format", "table")
	require.NoError(t, err)
	assert.Contains(t, out, "Airstrike")
	assert.Contains(t, out, "\uFFFD")
}

func TestTheSeedArticleGivesTheEditorsSixEvents(t *testing.T) {
	text := shared(t, "seed/article.txt")
	out, err := run(t, "", "extract", text)
	require.NoError(t, err)
	v := decode(t, strings.TrimSpace(out))
	expected, err := os.ReadFile(shared(t, "seed/expected.json"))
	require.NoError(t, err)
	assert.Equal(t, decode(t, string(expected))["title"], v["title"])
	assert.Equal(t, "2020-01-08T21:09:00", v["published"])
	kinds := map[string]int{}
	for _, e := range v["events"].([]any) {
		kinds[e.(map[string]any)["kind"].(string)]++
	}
	assert.GreaterOrEqual(t, kinds["phone-call"], 2)
	for _, kind := range []string{"airstrike", "meeting", "missile-attack", "statement"} {
		assert.GreaterOrEqual(t, kinds[kind], 1, kind)
	}
}

func TestChronologyTellsAnEventOfTwoArticlesOnce(t *testing.T) {
	out, err := run(t, raid+"\n"+strings.Replace(raid, "a1", "a2", 1), "chronology")
	require.NoError(t, err)
	e := decode(t, strings.Split(out, "\n")[0])
	articles := map[any]bool{}
	for _, m := range e["mentions"].([]any) {
		articles[m.(map[string]any)["article"]] = true
	}
	assert.Equal(t, map[any]bool{"a1": true, "a2": true}, articles)
}

func TestPeopleTokensImportPublishAndExportByTheCommandLine(t *testing.T) {
	db := "sqlite:" + filepath.Join(t.TempDir(), "t.db")
	out, err := run(t, "", "user", "add", "ada", "--role", "editor", "--db", db)
	require.NoError(t, err)
	assert.Regexp(t, `(?s)ada, editor\nfirst password: \S{12,}\n`, out)
	_, err = run(t, "", "user", "add", "ada", "--role", "editor", "--db", db)
	assert.ErrorContains(t, err, "ada", "a name is taken once")
	_, err = run(t, "", "user", "add", "bob", "--role", "king", "--db", db)
	assert.ErrorContains(t, err, "king")

	out, err = run(t, "", "token", "add", "ada", "--db", db)
	require.NoError(t, err)
	words := strings.Fields(out)
	assert.GreaterOrEqual(t, len(words[len(words)-1]), 32, "the last word is the token")

	file := filepath.Join(t.TempDir(), "in.json")
	require.NoError(t, os.WriteFile(file, []byte(`{"title":{"text":{"headline":"Two days"}},"events":[
		{"start_date":{"year":"2020","month":"1","day":"3"},"text":{"headline":"A general is killed","text":"<p>Near the <b>airport</b></p>"},"group":"Iraq"},
		{"start_date":{"year":"2020","month":"13"},"text":{"headline":"No such month"}},
		{"start_date":{"year":"2020","month":"1","day":"8"},"text":{"headline":"Missiles are fired"}}]}`), 0o600))
	out, err = run(t, "", "import", file, "--timeline", "two-days", "--publish", "--db", db)
	assert.ErrorIs(t, err, errRefused, "the exit status tells that a row did not come in")
	assert.Contains(t, out, "2 events came in, 1 row did not")
	assert.Contains(t, out, "edition 1 of two-days, 2 events")

	out, err = run(t, "", "export", "two-days", "--format", "json", "--db", db)
	require.NoError(t, err)
	interchangetest.Edition(t, interchange.Schema(), []byte(out))
	ed := decode(t, out)
	assert.Equal(t, "Two days", ed["title"])
	first := ed["events"].([]any)[0].(map[string]any)
	assert.Equal(t, "2020-01-03", first["date"])
	assert.Equal(t, "Iraq", first["lane"])
	assert.Equal(t, "Near the airport", first["text"])

	out, err = run(t, "", "publish", "two-days", "--db", db)
	require.NoError(t, err)
	assert.Contains(t, out, "edition 1 ", "nothing changed: no new edition")
	_, err = run(t, "", "publish", "no-such", "--db", db)
	assert.Error(t, err)
	_, err = run(t, "", "publish", "two-days", "--db", "sqlite:")
	assert.ErrorContains(t, err, "names no file", "nothing is kept where nobody finds it")
}

// TestTheDemoShowsTheMainJob runs the demo as a newcomer does, and follows
// what it prints.
func TestTheDemoShowsTheMainJob(t *testing.T) {
	ctx, stop := context.WithCancel(t.Context())
	r, w := io.Pipe()
	done := make(chan error, 1)
	go func() { done <- demo(ctx, w, "127.0.0.1:0", ""); w.Close() }()
	printed := make(chan string, 1)
	go func() {
		var b bytes.Buffer
		buf := make([]byte, 1024)
		for !strings.Contains(b.String(), "stop with") {
			n, err := r.Read(buf)
			b.Write(buf[:n])
			if err != nil {
				break
			}
		}
		printed <- b.String()
		io.Copy(io.Discard, r)
	}()
	var out string
	select {
	case out = <-printed:
	case <-time.After(time.Minute):
		t.Fatal("the demo printed nothing in a minute")
	}
	addresses := regexp.MustCompile(`http://\S+`).FindAllString(out, -1)
	require.Len(t, addresses, 5, "%s", out)
	assert.Contains(t, addresses[0], "/t/soleimani")
	for _, a := range addresses {
		resp, err := http.Get(a)
		require.NoError(t, err)
		body, err := io.ReadAll(resp.Body)
		resp.Body.Close()
		require.NoError(t, err)
		assert.Equal(t, http.StatusOK, resp.StatusCode, a)
		assert.Contains(t, string(body), "</html>", a)
	}
	resp, err := http.Get(addresses[0] + ".json")
	require.NoError(t, err)
	defer resp.Body.Close()
	var ed struct{ Events []struct{ Title string } }
	require.NoError(t, json.NewDecoder(resp.Body).Decode(&ed))
	assert.GreaterOrEqual(t, len(ed.Events), 15)
	stop()
	assert.NoError(t, <-done, "it stops when it is told to")
}
