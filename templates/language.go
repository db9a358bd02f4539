package templates

import (
	"slices"
	"sync"

	"golang.org/x/text/language"

	"dateline/timeline"
)

// DirectionOf returns "rtl" or "ltr" for a BCP 47 tag, see [timeline.RightToLeft].
func DirectionOf(language string) string {
	if timeline.RightToLeft(language) {
		return "rtl"
	}
	return "ltr"
}

// spoken are the languages that have messages, English first, and their matcher.
var spoken = sync.OnceValues(func() ([]string, language.Matcher) {
	tags := []string{"en"}
	for tag := range languages() {
		if tag != "en" {
			tags = append(tags, tag)
		}
	}
	slices.Sort(tags[1:])
	var parsed []language.Tag
	for _, tag := range tags {
		parsed = append(parsed, language.Make(tag))
	}
	return tags, language.NewMatcher(parsed)
})

// ReaderLanguage returns the language, of those that pages have words for, that
// suits an Accept-Language header best; English if none does.
func ReaderLanguage(accept string) string {
	wanted, _, err := language.ParseAcceptLanguage(accept)
	if err != nil || len(wanted) == 0 {
		return "en"
	}
	tags, matcher := spoken()
	_, i, _ := matcher.Match(wanted...)
	return tags[i]
}
