package templates

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"dateline/timeline"
)

func TestTheWordsOfARelationAreThoseBesideItsEvents(t *testing.T) {
	const text = "Talks after raid\nJets bombed a depot. Crowds marched after the raid."
	span := func(words string) timeline.Span {
		at := strings.Index(text, words)
		require.GreaterOrEqual(t, at, 0, words)
		return timeline.Span{Start: at, End: at + len(words)}
	}
	a := timeline.Article{ID: "a", Text: text, Paragraphs: []timeline.Paragraph{
		{Span: span("Talks after raid"), Role: timeline.RoleTitle}, {Span: span("Jets bombed a depot. Crowds marched after the raid."), Role: timeline.RoleBody},
	}}
	events := []timeline.Event{
		{ID: "raid", Kind: "airstrike", Citations: []timeline.Citation{{Article: "a", Span: span("Jets bombed a depot")}}},
		{ID: "march", Kind: "protest", Citations: []timeline.Citation{{Article: "a", Span: span("Crowds marched")}}},
	}
	tied := func(relations ...timeline.Relation) (words []string) {
		for _, p := range MarkArticle(a, events, relations, timeline.Vocabulary{}) {
			for _, piece := range p.Pieces {
				for _, r := range piece.Runs {
					if r.Relation {
						words = append(words, string(p.Role)+": "+r.Text)
					}
				}
			}
		}
		return words
	}
	body, title := string(timeline.RoleBody), string(timeline.RoleTitle)
	assert.Equal(t, []string{body + ": after"}, tied(timeline.Relation{From: "march", To: "raid", Quote: "after"}))
	assert.Equal(t, []string{title + ": after"}, tied(timeline.Relation{From: "x", To: "y", Quote: "after"}), "where nothing is nearer, the first")
	assert.Empty(t, tied(timeline.Relation{From: "march", To: "raid", Quote: "because of"}))
	assert.Empty(t, tied(timeline.Relation{From: "march", To: "raid"}))
}

func TestWordsThatSeveralEventsTellAreMarkedForEach(t *testing.T) {
	const text = "The army said jets bombed a depot."
	cite := func(start, end int) []timeline.Citation {
		return []timeline.Citation{{Article: "a", Span: timeline.Span{Start: start, End: end}}}
	}
	a := timeline.Article{ID: "a", Text: text, Paragraphs: []timeline.Paragraph{{Span: timeline.Span{End: len(text)}, Role: timeline.RoleBody}}}
	events := []timeline.Event{{ID: "said", Kind: "statement", Citations: cite(0, 33)}, {ID: "raid", Kind: "airstrike", Citations: cite(14, 33)}, {ID: "twin", Kind: "airstrike", Citations: cite(14, 33)}}
	var got []Piece
	for _, p := range MarkArticle(a, events, nil, timeline.Vocabulary{}) {
		got = append(got, p.Pieces...)
	}
	assert.Equal(t, []Piece{
		{Events: []string{"said"}, Group: timeline.Diplomacy, Numbers: []int{1}, Runs: []Run{{Text: "The army said "}}},
		{Events: []string{"raid", "twin", "said"}, Group: timeline.Conflict, Numbers: []int{2, 3}, Runs: []Run{{Text: "jets bombed a depot"}}},
		{Runs: []Run{{Text: "."}}},
	}, got)
}

func TestAHeadlineStandsAboveATextThatHasItNot(t *testing.T) {
	headline := func(title, text string) string {
		return HeadlineOf(timeline.Article{Title: title, Text: text, Paragraphs: []timeline.Paragraph{{Span: timeline.Span{Start: len("World\n"), End: len([]rune(text))}}}})
	}
	assert.Equal(t, "Jets bomb depot", headline("Jets bomb depot", "Kirkuk: The army said so."))
	assert.Empty(t, headline("Jets bomb depot", "JETS BOMB\nDEPOT\nThe army said so."))
	assert.Empty(t, headline("Jets bomb depot", "World\nJets bomb depot"))
	assert.Empty(t, headline("", "The army said so."))
}

func TestAProblemIsASentence(t *testing.T) {
	in := Input{Values: map[string]string{"title": "", "date": "x"}}
	in.Problems.Add("title", "is missing")
	in.Problems.Add("date", `cannot be read: %q is not understood`, "x")
	in.Problems.Add("actors[2].role", `%q is no role`, "y")
	assert.Equal(t, "The title is missing.", in.Problem("title"))
	assert.Equal(t, "The date cannot be read: “x” is not understood.", in.Problem("date"))
	assert.Equal(t, []string{"“y” is no role."}, in.Others())
}

func TestAReasonIsSaidBrieflyFirst(t *testing.T) {
	why := []timeline.Reason{
		{Field: "kind", Words: "arrested", Rule: "trigger justice/arrest/arrest"},
		{Field: "date", Words: "Sunday", Rule: "the words in its own clause: “Sunday” is read by the rule weekday (en/weekdays.rules:3); weekday = 7; the nearest up to Sunday 2016-07-17"},
	}
	got := BecauseOf(why)
	require.Len(t, got, 2)
	assert.Equal(t, "the words in its own clause; the nearest up to Sunday 17 July 2016", got[0].Brief)
	assert.Equal(t, why[1].Rule, got[0].Rule, "and whole below")
	assert.Equal(t, "a word of the list for arrest", got[1].Brief)
}
