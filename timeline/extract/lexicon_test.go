package extract

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"dateline/timeline"
	"dateline/timeline/edtf"
)

// article makes a body of one paragraph a line, published on Thursday 9
// January 2020.
func article(lines ...string) *timeline.Article {
	a := &timeline.Article{Language: "en", Published: edtf.MustParse("2020-01-09"), Text: strings.Join(lines, "\n")}
	at := 0
	for _, l := range lines {
		n := len([]rune(l))
		a.Paragraphs = append(a.Paragraphs, timeline.Paragraph{Span: timeline.Span{Start: at, End: at + n}, Role: timeline.RoleBody})
		at += n + 1
	}
	return a
}

// marked returns a sentence without its brackets and the words between them.
func marked(s string) (sentence, words string) {
	before, rest, _ := strings.Cut(s, "[")
	words, after, _ := strings.Cut(rest, "]")
	return before + words + after, words
}

func TestEveryTriggerReachesItsExample(t *testing.T) {
	l, err := languageOf("en")
	require.NoError(t, err)
	for _, e := range l.lexicon.entries {
		t.Run(e.id, func(t *testing.T) {
			sentence, words := marked(e.example)
			a := article(sentence)
			got, err := Read(a)
			require.NoError(t, err)
			from := strings.Index(sentence, words)
			span := timeline.Span{Start: len([]rune(sentence[:from])), End: len([]rune(sentence[:from+len(words)]))}
			var seen []string
			for _, p := range got.Events {
				for _, s := range append(p.Also, p.Trigger.Span) {
					if s.Overlaps(span) && (p.Kind == e.kind || e.has(flagMention) || e.has(flagToll)) {
						return
					}
				}
				seen = append(seen, string(p.Kind)+": "+p.Trigger.Text)
			}
			t.Errorf("%q\n want %s at %q\n have %v", sentence, e.kind, words, seen)
		})
	}
}

func TestALexiconRefusesAnEntry(t *testing.T) {
	for name, tt := range map[string]struct{ line, says string }{
		"without an example":             {"v arrest, detain", "no example"},
		"whose example marks no trigger": {"v arrest => They arrested him.", "no example"},
		"of an unknown part of speech":   {"adj arrested => They [arrested] him.", "no part of speech"},
		"without words":                  {"v => They [arrested] him.", "no words"},
		"with an unknown condition":      {"v arrest {when=noon} => They [arrested] him.", "no condition"},
		"with an unknown set":            {"v arrest {obj=@nobody} => They [arrested] him.", "no set"},
		"that covers an unknown family":  {"n arrest {covers=police} => The [arrest].", "no family"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := parseEntry(tt.line, newWordLists(&dictionary{}))
			require.Error(t, err)
			assert.Contains(t, err.Error(), tt.says)
		})
	}
}

func TestVerbsAreInflected(t *testing.T) {
	l, err := languageOf("en")
	require.NoError(t, err)
	for verb, want := range map[string][]string{
		"arrest": {"arrests", "arrested", "arresting"},
		"strike": {"strikes", "struck", "striking"},
		"ban":    {"bans", "banned", "banning"},
		"deny":   {"denies", "denied", "denying"},
		"die":    {"dies", "died", "dying"},
		"admit":  {"admits", "admitted", "admitting"},
		"shoot":  {"shoots", "shot", "shooting"},
		"visit":  {"visits", "visited", "visiting"},
		"cut":    {"cuts", "cutting"},
		"agree":  {"agrees", "agreed", "agreeing"},
	} {
		var got []string
		for _, f := range l.inflect(verb) {
			got = append(got, f.word)
		}
		assert.Subset(t, got, want, verb)
	}
}
