package templates

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/net/html"

	"dateline/timeline"
	"dateline/timeline/edtf"
)

// messagesOf reads a message file: each key with its forms, which are one, or
// those of a plural.
func messagesOf(t *testing.T, tag string) map[string]map[string]string {
	t.Helper()
	body, err := messageFiles.ReadFile("messages/" + tag + ".json")
	require.NoError(t, err)
	var raw map[string]any
	require.NoError(t, json.Unmarshal(body, &raw))
	all := map[string]map[string]string{}
	for key, v := range raw {
		switch v := v.(type) {
		case string:
			all[key] = map[string]string{"other": v}
		case map[string]any:
			all[key] = map[string]string{}
			for form, text := range v {
				all[key][form] = text.(string)
			}
		}
	}
	return all
}

// usedKeys are the keys that templates and code say, and beginnings of keys
// that they put together.
func usedKeys(t *testing.T) (whole map[string]bool, begun []string) {
	t.Helper()
	whole = map[string]bool{}
	in := regexp.MustCompile(`(?:\(|\b)(?:say|sayMarkup|must)[ (]"([\w.-]+)"`)
	put := regexp.MustCompile(`(?:or|must|words|say)[ (]\(?(?:print )?"([\w-]+\.)"`)
	for _, pattern := range []string{"public/*.html", "*.go"} {
		files, err := filepath.Glob(pattern)
		require.NoError(t, err)
		for _, f := range files {
			if strings.HasSuffix(f, "_test.go") {
				continue
			}
			body, err := os.ReadFile(f)
			require.NoError(t, err)
			for _, m := range in.FindAllSubmatch(body, -1) {
				if !strings.HasSuffix(string(m[1]), ".") {
					whole[string(m[1])] = true
				}
			}
			for _, m := range put.FindAllSubmatch(body, -1) {
				begun = append(begun, string(m[1]))
			}
		}
	}
	return whole, begun
}

func TestEveryLanguageHasEveryMessage(t *testing.T) {
	english := messagesOf(t, "en")
	used, begun := usedKeys(t)
	for key := range used {
		assert.Contains(t, english, key, "is said, but no message")
	}
	for key := range english {
		prefixed := slices.ContainsFunc(begun, func(b string) bool { return strings.HasPrefix(key, b) })
		assert.True(t, used[key] || prefixed, "message %q is never said", key)
	}
	for _, k := range timeline.Kinds {
		assert.Equal(t, k.Label, english["kind."+string(k.Kind)]["other"])
	}
	for _, g := range timeline.Groups {
		assert.Equal(t, g.Label, english["group."+string(g.Group)]["other"])
	}
	for _, r := range timeline.RelationTypes {
		assert.Equal(t, r.Words, english["relation."+string(r.Type)]["other"])
	}
	placeholder := regexp.MustCompile(`\{\{\.\w+\}\}|\{\w+\}`)
	of := func(text string) []string {
		all := placeholder.FindAllString(text, -1)
		slices.Sort(all)
		return all
	}
	require.ElementsMatch(t, []string{"en", "ar", "tr", "fr", "es", "de"}, tagsOf())
	for tag, w := range languages() {
		messages := messagesOf(t, tag)
		for key := range messages {
			assert.Contains(t, english, key, "superfluous in %s", tag)
		}
		for key, forms := range english {
			text := messages[key]["other"]
			assert.NotEmpty(t, text, "%s lacks %q", tag, key)
			if len(forms) == 1 {
				assert.Equal(t, of(forms["other"]), of(text), "%q in %s", key, tag)
				continue
			}
			// Each number that calls for a form of its own finds it.
			for _, n := range append(indices(0, 130), 1000, 1e6, 2e6) {
				said, err := w.say(key, "Count", n)
				assert.NoError(t, err, "%q for %d in %s", key, n, tag)
				assert.NotEmpty(t, said, "%q for %d in %s", key, n, tag)
				assert.NotContains(t, said, "<no value>", "%q in %s", key, tag)
			}
			for form, text := range messages[key] {
				if form == "few" || form == "many" || form == "other" {
					assert.Equal(t, of(forms["other"]), of(text), "%q in %s, %s", key, tag, form)
				}
			}
		}
	}
}

func tagsOf() []string {
	var tags []string
	for tag := range languages() {
		tags = append(tags, tag)
	}
	return tags
}

func TestNumbersAndPluralsAreTheLanguagesOwn(t *testing.T) {
	for tag, want := range map[string][]string{ // 1, 2, 3, 11, 10000 events
		"en":    {"1 event", "2 events", "3 events", "11 events", "10,000 events"},
		"de-AT": {"1 Ereignis", "2 Ereignisse", "3 Ereignisse", "11 Ereignisse", "10.000 Ereignisse"},
		"tr":    {"1 olay", "2 olay", "3 olay", "11 olay", "10.000 olay"},
		"ar":    {"حدث واحد", "حدثان", "3 أحداث", "11 حدثًا", "10,000 حدث"},
		"xx":    {"1 event", "2 events", "3 events", "11 events", "10,000 events"},
	} {
		for i, n := range []int{1, 2, 3, 11, 10000} {
			assert.Equal(t, want[i], wordsOf(tag).must("events", "Count", n), tag)
		}
	}
	_, err := wordsOf("en").say("no such message")
	assert.ErrorContains(t, err, "no such message")
	_, err = wordsOf("en").say("events", "Count")
	assert.ErrorContains(t, err, "not pairs")
}

func TestAPictureSaysWhatItIsMadeOf(t *testing.T) {
	ed := chronology("2020-01-01", "2020-01-02")
	assert.Equal(t, "2 Ereignisse · 11. Januar 2020", ChartWords("de").Made(ed, 2))
	ed.Sources = []timeline.Source{{ID: "a"}}
	assert.Equal(t, "2 von 5 Ereignissen aus 1 Artikel · 11. Januar 2020", ChartWords("de").Made(ed, 5))
	assert.Equal(t, "حدثان من مقال واحد · 11 يناير 2020", ChartWords("ar").Made(ed, 2))
	assert.Equal(t, "2 of 10,000 events from 1 article · 11 January 2020", ChartWords("en").Made(ed, 10000))
}

func TestShortDatesInSixLanguages(t *testing.T) {
	for date, want := range map[string][5]string{ // de, fr, es, tr, ar
		"2020-01-01":               {"1. Jan", "1er janv.", "1 ene", "1 Oca", "1 يناير"},
		"2019-12-30":               {"30. Dez 2019", "30 déc. 2019", "30 dic 2019", "30 Ara 2019", "30 ديسمبر 2019"},
		"[2020-01-06..2020-01-08]": {"6.–8. Jan", "6–8 janv.", "6–8 ene", "6–8 Oca", "6–8 يناير"},
		"2020-01-06/..":            {"seit 6. Jan", "depuis 6 janv.", "desde el 6 ene", "6 Oca – …", "منذ 6 يناير"},
		"[..2020-01-08]":           {"bis 8. Jan", "au plus tard le 8 janv.", "hasta el 8 ene", "en geç 8 Oca", "أقصاه 8 يناير"},
		"[2020-01-08..]":           {"ab 8. Jan", "dès le 8 janv.", "el 8 ene o después", "en erken 8 Oca", "بدءًا من 8 يناير"},
		"2020-02/2020-05":          {"Feb – Mai", "févr. – mai", "feb – may", "Şub – May", "فبراير – مايو"},
	} {
		for i, tag := range []string{"de", "fr", "es", "tr", "ar"} {
			assert.Equal(t, want[i], wordsOf(tag).short(edtf.MustParse(date), 2020), "%s in %s", date, tag)
		}
	}
	h := func(tag, date string) string {
		d := edtf.MustParse(date)
		h := headingOf(wordsOf(tag), d, FormOf(d))
		return h.soft + " " + h.words(wordsOf(tag), noYear)
	}
	assert.Equal(t, "Freitag 3. Januar 2020", h("de", "2020-01-03"))
	assert.Equal(t, "viernes 3 de enero de 2020", h("es", "2020-01-03"))
	assert.Equal(t, "Irgendwann 6.–8. Januar 2020", h("de", "[2020-01-06..2020-01-08]"))
	assert.Equal(t, []string{"4. Januar 2020", "\u20684 يناير 2020\u2069", ""}, []string{wordsOf("de").published("2020-01-04"), wordsOf("ar").published("2020-01-04"), wordsOf("ar").published("")})
	assert.Equal(t, "11. Januar 2020, 19:40 CET", wordsOf("de").instant(time.Date(2020, 1, 11, 18, 40, 0, 0, time.UTC), "Europe/Berlin"))
}

// pseudo adds a language for a test: English, with each message between marks.
func pseudo(t *testing.T) {
	t.Helper()
	marked := map[string]map[string]string{}
	for key, forms := range messagesOf(t, "en") {
		marked[key] = map[string]string{}
		for form, text := range forms {
			marked[key][form] = "⟦" + text + "⟧"
		}
	}
	file, err := json.Marshal(marked)
	require.NoError(t, err)
	w, err := newWords("eo", file) // a language whose dates are English
	require.NoError(t, err)
	languages()["eo"] = w
	t.Cleanup(func() { delete(languages(), "eo") })
}

// Every text that a public page shows is content, a date, or a message.
func TestPagesHaveNoTextBesideMessages(t *testing.T) {
	pseudo(t)
	pages, err := Parse("")
	require.NoError(t, err)
	// Content has no small letters, so that any that is left is ours.
	edition := func(n int) *timeline.Edition {
		ed := long(max(n, 8))
		ed.Language, ed.Title, ed.Summary = "eo", "TITLE", "SUMMARY"
		ed.Sources = []timeline.Source{{ID: "a", Title: "A", Publisher: "P", URL: "https://a.example/1", Published: "2020-01-04"}, {ID: "b"}}
		for i := range ed.Events {
			e := &ed.Events[i]
			e.Title, e.Place, e.Text, e.Attribution, e.Label = "E", "PLACE", "TEXT", "SOMEBODY", timeline.Disputed
			e.URL, e.Status = "https://a.example/2", timeline.Scheduled
			e.Actors = []timeline.Actor{{Name: "ACTOR"}, {Name: "OTHER"}}
			e.Citations = []timeline.Citation{{Article: "a", Exact: "WORDS"}, {Article: "b", Exact: "WORDS", Date: edtf.MustParse("2020-01-07")}, {Article: "b", Exact: "W"}}
			e.Since = ed.Published.Add(time.Duration(i) * time.Hour)
			e.Changes = []timeline.Change{{Published: ed.Published, Fields: []string{"title", "citations"}}}
		}
		for i, d := range []string{"2020-01-02?", "2020-01-03~", "[2020-01-04..2020-01-05]", "2020-01-06/2020-01-07", "[..2020-01-08]", "[2020-01-09..]", "[2010..2019]"} {
			ed.Events[i].Date = edtf.MustParse(d)
		}
		for i, r := range timeline.RelationTypes {
			ed.Relations = append(ed.Relations, timeline.Relation{From: ed.Events[7].ID, Type: r.Type, To: ed.Events[i].ID})
		}
		return ed
	}
	show := func(ed *timeline.Edition, part Part, embed bool) []byte {
		p, err := NewChronologyPage(ed, part)
		require.NoError(t, err)
		p.Head = Head{Language: "eo", Direction: "ltr", Title: "TITLE"}
		p.Editions = EditionLinks([]EditionTime{{2, ed.Published}, {1, ed.Published}}, "UTC", "eo")
		p.Lanes, p.LaneChoices, p.Former = "kind", []string{"actor", "kind", "one"}, true
		p.Formats = []Format{{"Calendar", "/t/x.ics", "text/calendar"}, {"CSV", "/t/x.csv", "text/csv"}}
		render := pages.Timeline
		if embed {
			render = pages.Embed
		}
		body, err := render(p)
		require.NoError(t, err)
		return body
	}
	bodies := map[string][]byte{}
	empty := edition(8)
	empty.Events, empty.Relations, empty.Sources = nil, nil, nil
	large := edition(950)
	for name, b := range map[string][]byte{
		"the page": show(edition(20), Part{}, false), "the embed": show(edition(20), Part{}, true), "an empty page": show(empty, Part{}, false),
		"an empty embed": show(empty, Part{}, true), "a large page": show(large, Part{}, false), "its embed": show(large, Part{Few: true}, true),
		"a page of its list": show(large, Part{Page: 2}, false), "one event": show(large, Part{Event: large.Events[7].ID}, false),
		"a search": show(large, Part{Query: "E"}, false), "a filtered list": show(large, Part{Page: 1, Off: []timeline.Group{timeline.Economy}}, false), "a search without finds": show(large, Part{Query: "ZZZ"}, false),
	} {
		bodies[name] = b
	}
	head := Head{Language: "eo", Direction: "ltr", Title: "TITLE"}
	bodies["home"], err = pages.Home(HomePage{Head: head, Timelines: []HomeItem{NewHomeItem("eo", "x", "TITLE", "SUMMARY", "UTC", 3, time.Date(2020, 1, 11, 0, 0, 0, 0, time.UTC))}})
	require.NoError(t, err)
	bodies["an empty home"], err = pages.Home(HomePage{Head: head})
	require.NoError(t, err)
	bodies["an error"], err = pages.Error(ErrorPage{Head: head, Status: 404, Title: "TITLE", Detail: "DETAIL"})
	require.NoError(t, err)

	for name, body := range bodies {
		root, err := html.ParseWithOptions(bytes.NewReader(body), html.ParseOptionEnableScripting(false)) // so that noscript is read
		require.NoError(t, err)
		var text strings.Builder
		for n := range root.Descendants() {
			if n.Type == html.TextNode && n.Parent.Data != "style" && n.Parent.Data != "script" && n.Parent.Data != "code" {
				text.WriteString(n.Data + "\n")
			}
			for _, a := range n.Attr {
				switch a.Key {
				case "aria-label", "title", "placeholder", "alt", "data-found", "data-left", "data-previous", "data-next", "data-begin", "data-end", "data-of", "data-words":
					text.WriteString(a.Val + "\n")
				}
			}
		}
		assert.Contains(t, text.String(), "⟦", name)
		assert.Empty(t, unmarked(text.String()), name)
	}
}

var (
	markedText = regexp.MustCompile(`⟦[^⟦⟧]*⟧`)
	// dateText is what package edtf words, whose own test finds what is missing.
	dateText = regexp.MustCompile(`\b(January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Oct|Nov|Dec|\w+day|reported on|about|by|after|since|or later|some time between|and)\b`)
	wordsKey = regexp.MustCompile(`"(chart|open|now|before|overview|planned)":`)
)

// unmarked returns the lines of a text with letters that come from no message:
// small ones, as content has none.
func unmarked(text string) []string {
	text = wordsKey.ReplaceAllString(text, "")
	for markedText.MatchString(text) {
		text = markedText.ReplaceAllString(text, "")
	}
	var lines []string
	for line := range strings.Lines(dateText.ReplaceAllString(text, "")) {
		if strings.ContainsFunc(line, unicode.IsLower) && strings.TrimSpace(line) != "Dateline" {
			lines = append(lines, line)
		}
	}
	slices.Sort(lines)
	return slices.Compact(lines)
}
