package extract

import (
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	bcp47 "golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"dateline/timeline"
	"dateline/timeline/timex"
)

// Warnings says in sentences, for people, what could not be read in an article
// for what it is: it is a list of links, its language has no rules, it does not
// say when it was published, or that time is still to come. now is the present, zero if it is
// not known; nothing is compared with it then.
func Warnings(a *timeline.Article, now time.Time) []string {
	list := []string{}
	if isList(a) {
		list = append(list, "Its lines are short and hardly one is a sentence, as in a list of links: give the text of one article.")
	}
	if l, err := languageOf(languageTag(a)); err == nil && l == nil {
		name := nameOf(a.Language)
		if _, err := timex.For(a.Language); err == nil {
			list = append(list, fmt.Sprintf("There are no rules for events in %s: only its time expressions were read.", name))
		} else {
			list = append(list, fmt.Sprintf("There are no rules for %s: neither events nor time expressions were read.", name))
		}
	} else if a.Language == "" {
		list = append(list, "Its language could not be told; it was read as English.")
	}
	switch {
	case !dates(a):
		list = append(list, "It does not say when it was published: dates that count from then, such as “last week”, are left open.")
	case !now.IsZero() && isAfter(a, now):
		list = append(list, fmt.Sprintf("The time of publication that it gives, %s, lies in the future: dates that count from it may be wrong.", a.Published.Words()))
	}
	return list
}

// isList reports whether an article is one short line below the other, with next
// to no sentence: the links of a page, each of which leads to an article.
func isList(a *timeline.Article) bool {
	const fewest, longest, share = 5, 160, 5 // lines; code points of one; of so many words, one in a sentence
	isLong := func(p timeline.Paragraph) bool { return p.End-p.Start > longest }
	if len(a.Paragraphs) < fewest || slices.ContainsFunc(a.Paragraphs, isLong) {
		return false // as most articles
	}
	text := []rune(a.Text)
	words, told := 0, 0
	for _, p := range a.Paragraphs {
		line := string(text[p.Start:p.End])
		n := len(strings.Fields(line))
		words += n
		if last, _ := utf8.DecodeLastRuneInString(strings.TrimRight(line, "\"'”’»)] ")); strings.ContainsRune(".!?…:;。！？؟۔।", last) {
			told += n
		}
	}
	return share*told < words
}

// dates reports whether an article, or an entry of it, says when it was
// published.
func dates(a *timeline.Article) bool {
	if !a.Published.IsZero() {
		return true
	}
	for _, p := range a.Paragraphs {
		if !p.Published.IsZero() {
			return true
		}
	}
	return false
}

// isAfter reports whether an article was published after now in every zone
// that there is.
func isAfter(a *timeline.Article, now time.Time) bool {
	t, zoned, ok := a.Published.Time()
	if !ok {
		day, known := a.Published.Earliest()
		if !known {
			return false
		}
		y, m, d := day.Date()
		t, zoned = time.Date(y, m, d, 0, 0, 0, 0, time.UTC), false
	}
	if !zoned {
		const east = 14 * time.Hour // of Greenwich it is later by so much at most
		t = t.Add(-east)
	}
	const slack = time.Hour // clocks differ
	return t.After(now.Add(slack))
}

// nameOf is the English name of a language tag.
func nameOf(tag string) string {
	if t, err := bcp47.Parse(tag); err == nil {
		if name := display.English.Tags().Name(t); name != "" {
			return name
		}
	}
	return fmt.Sprintf("the language %q", timeline.Excerpt(tag))
}
