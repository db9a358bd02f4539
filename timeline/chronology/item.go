package chronology

import (
	"fmt"
	"math"
	"regexp"
	"slices"
	"sort"
	"strings"
	"unicode"

	"dateline/timeline"
	"dateline/timeline/edtf"
)

// item is one event as one article, or one editor, tells it: what a proposal
// or a timeline's event comes down to for comparison.
type item struct {
	article    string
	proposal   string
	order      string // of publication, then of text: decides ties, the same in every run
	title      string
	kind       timeline.Kind
	date       edtf.Date
	worded     bool // words of the article give the date
	correction bool // told by a paragraph that corrects an earlier article
	actors     []actor
	place      string
	status     timeline.Status
	confidence float64
	inLead     bool // told by the title or at the beginning of the body
	another    bool // its words say that there was one like it before
	mentions   []Mention

	words map[string]float64 // stems of title and cited words, with their weight
	norm  float64            // of words, as a vector
}

type actor struct {
	name string
	role timeline.ActorRole
	id   string // the same for all names of one actor in the corpus
}

func (it *item) key() string { return keyOf(it.article, it.proposal) }

// itemsOf makes the items of all articles.
func itemsOf(reads []Read) []*item {
	var items []*item
	for _, r := range reads {
		if r.Article == nil || r.Extraction == nil {
			continue
		}
		text := []rune(r.Article.Text)
		lead := leadEnd(r.Article)
		for _, p := range r.Extraction.Events {
			it := &item{
				article: r.Article.ID, proposal: p.ID, title: p.Title, kind: p.Kind, date: p.Date, worded: p.Timex != nil, place: p.Place,
				status: p.Status, confidence: p.Confidence, inLead: p.Trigger.Start < lead,
				order: fmt.Sprintf("%s\x00%s\x00%09d\x00%09d\x00%s", r.Article.Published, r.Article.ID, p.Trigger.Start, p.Trigger.End, p.ID),
			}
			it.another = again.MatchString(slice(text, timeline.Span{Start: max(p.Start, p.Trigger.Start-25), End: min(len(text), max(p.End, p.Trigger.End), p.Trigger.End+25)}))
			if sentence, ok := corrects(r.Article, text, p.Trigger.Start); ok && mistaken.MatchString(sentence) {
				it.date, it.worded = edtf.Date{}, false // what was wrong is said again to put it right
			} else {
				it.correction = ok
			}
			it.mentions = append(it.mentions, Mention{r.Article.ID, p.Span, p.Trigger})
			for _, s := range p.Also {
				q := timeline.Quote{Span: s, Text: slice(text, s)}
				it.mentions = append(it.mentions, Mention{r.Article.ID, s, q})
			}
			for _, a := range p.Actors {
				it.actors = append(it.actors, actor{name: a.Name, role: a.Role})
			}
			it.read(p.Title + " " + slice(text, p.Span))
			items = append(items, it)
		}
	}
	return items
}

// slice is the words of a span; of one outside the text, nothing.
func slice(text []rune, s timeline.Span) string {
	if s.Start < 0 || s.Start > s.End || s.End > len(text) {
		return ""
	}
	return string(text[s.Start:s.End])
}

// leadEnd is where the beginning of an article ends: its title and its first
// paragraph of body.
func leadEnd(a *timeline.Article) int {
	for _, p := range a.Paragraphs {
		if p.Role == timeline.RoleBody {
			return p.End
		}
	}
	return 0
}

var (
	again = regexp.MustCompile(`(?i)\b(?:another|a second|a third|for the (?:second|third) time|again|once more)\b`)
	// mistaken are the words of a correction that tell the error.
	mistaken = regexp.MustCompile(`(?i)\b(?:wrongly|incorrectly|erroneously|mistakenly|in error|misstated|misreported|gave|reported|stated|earlier version)\b`)
	errata   = []string{"correction", "corrected", "clarification", "editor's note", "editor’s note", "erratum"}
)

// corrects returns the sentence at a place if its paragraph is a newsroom's
// correction of what it said before.
func corrects(a *timeline.Article, text []rune, at int) (sentence string, ok bool) {
	for _, p := range a.Paragraphs {
		if p.Start > at || at >= p.End {
			continue
		}
		head := strings.ToLower(slice(text, timeline.Span{Start: p.Start, End: min(p.End, p.Start+20)}))
		if !slices.ContainsFunc(errata, func(mark string) bool { return strings.HasPrefix(head, mark) }) {
			return "", false
		}
		before, after := slice(text, timeline.Span{Start: p.Start, End: at}), slice(text, timeline.Span{Start: at, End: p.End})
		if i := strings.LastIndex(before, ". "); i >= 0 {
			before = before[i+2:]
		}
		if i := strings.Index(after, ". "); i >= 0 {
			after = after[:i]
		}
		return before + after, true
	}
	return "", false
}

// read takes the words that tell the event.
func (it *item) read(s string) {
	it.words = map[string]float64{}
	for w := range strings.FieldsFuncSeq(s, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		w = stem(strings.ToLower(w))
		if len(w) > 2 && !stopWords[w] && !unicode.IsDigit(rune(w[0])) { // numbers of dead rise from report to report
			it.words[w] = 1
		}
	}
}

// stem cuts the commonest endings of English, so that "bombed", "bombing" and
// "bombs" meet. It only has to be the same for both.
func stem(w string) string {
	w = strings.TrimSuffix(w, "'s")
	for _, end := range []string{"ations", "ation", "ingly", "ings", "ing", "ions", "ion", "ments", "ment", "ies", "ied", "ers", "er", "ed", "es", "ly", "s", "y", "e"} {
		if cut, ok := strings.CutSuffix(w, end); ok && len(cut) >= 4 {
			return cut
		}
	}
	return strings.TrimSuffix(w, "s")
}

var stopWords = func() map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(`the and for that with was were has had have been his her their its from which who whom into over after before
		when while than then they them she him this these those will would could should may might must not but also more most about between against
		said say says told tell monday tuesday wednesday thursday friday saturday sunday january february march april june july august september
		october november december day week month year today yesterday last next ago late early earlier morning evening night two three four five six
		seven eight nine ten first second one other another some all any there here out off down under during because since until where what how new people`) {
		m[stem(w)] = true
	}
	return m
}()

// corpus is the items that are compared with each other, and what is common
// among them: a name that stands in every event says little about any.
type corpus struct {
	items  []*item
	actors map[string]float64 // weight of each actor's id
}

func newCorpus(items []*item) *corpus {
	c := &corpus{items: items, actors: map[string]float64{}}
	sort.Slice(items, func(i, j int) bool { return items[i].order < items[j].order })
	c.nameActors()
	n := float64(len(items))
	words, actors := map[string]float64{}, map[string]float64{}
	for _, it := range items {
		for w := range it.words {
			words[w]++
		}
		for _, a := range it.actors {
			actors[a.id]++
		}
	}
	for id, k := range actors {
		c.actors[id] = math.Log(1 + n/k)
	}
	for _, it := range items {
		sum := 0.0
		for _, w := range sortedKeys(it.words) { // in one order: sums of floats depend on it
			idf := math.Log(1 + n/words[w])
			it.words[w] = idf
			sum += idf * idf
		}
		it.norm = math.Sqrt(sum)
	}
	return c
}

func sortedKeys(m map[string]float64) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	return keys
}

func one(b bool) float64 {
	if b {
		return 1
	}
	return 0
}
