package desk

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"dateline/timeline"
)

func TestAnArticleBecomesProposalsThatCiteItsWords(t *testing.T) {
	d := newDesk(t)
	ctx := t.Context()
	read, err := d.AddArticle(ctx, contributor, "a", ArticleInput{Text: story, Published: "2020-01-10", Title: "Story", URL: "https://example.org/story"})
	require.NoError(t, err)
	assert.False(t, read.Known)
	assert.Equal(t, story, read.Text)
	require.NotEmpty(t, read.Events)
	for _, e := range read.Events {
		assert.Equal(t, timeline.Proposed, e.State)
		require.Len(t, e.Citations, 1)
		c := e.Citations[0]
		assert.Equal(t, read.ID, c.Article)
		assert.Equal(t, string([]rune(story)[c.Start:c.End]), c.Exact)
		assert.NotEmpty(t, e.Confidence)
	}
	info, err := d.Timeline(ctx, editor, "a")
	require.NoError(t, err)
	assert.Equal(t, len(read.Events), info.Proposed)

	list, err := d.Articles(ctx, editor, "a")
	require.NoError(t, err)
	require.Len(t, list, 1)
	assert.Equal(t, timeline.Source{ID: read.ID, Title: "Story", URL: "https://example.org/story", Published: "2020-01-10"}, list[0].Source)
	assert.Equal(t, len(read.Events), list[0].Proposed)
}

func TestTheSameArticlePastedTwiceIsKnown(t *testing.T) {
	d := newDesk(t)
	ctx := t.Context()
	in := ArticleInput{Text: story, Published: "2020-01-10"}
	first, err := d.AddArticle(ctx, contributor, "a", in)
	require.NoError(t, err)
	again, err := d.AddArticle(ctx, editor, "a", in)
	require.NoError(t, err)
	assert.True(t, again.Known)
	again.Known = false
	assert.Equal(t, first, again)
	for name, in := range map[string]ArticleInput{
		"without its date":             {Text: story},
		"with another date":            {Text: story, Published: "2020-01-11"},
		"as another system ends lines": {Text: strings.ReplaceAll(story, "\n", "\r\n") + "\r\n", Published: "2020-01-10"},
		"as a page":                    {HTML: "<article><p>" + strings.ReplaceAll(story, "\n\n", "</p><p>") + "</p></article>", URL: "https://example.org/story"},
	} {
		again, err := d.AddArticle(ctx, editor, "a", in)
		require.NoError(t, err, name)
		assert.True(t, again.Known, name)
		assert.Equal(t, first.ID, again.ID, name)
	}
	info, err := d.Timeline(ctx, editor, "a")
	require.NoError(t, err)
	assert.Equal(t, len(first.Events), info.Proposed)

	// Another timeline has not read it.
	require.NoError(t, d.CreateTimeline(ctx, editor, &timeline.Timeline{Slug: "b", Title: "B"}))
	other, err := d.AddArticle(ctx, editor, "b", in)
	require.NoError(t, err)
	assert.False(t, other.Known)

	// Nor has anybody read what the same address says since it was corrected.
	for _, text := range []string{story, strings.Replace(story, "Kirkuk", "Mosul", 1)} {
		corrected, err := d.AddArticle(ctx, editor, "b", ArticleInput{Text: text + " They left.", Published: "2020-01-10", URL: "https://example.org/story"})
		require.NoError(t, err)
		assert.False(t, corrected.Known)
	}
}

func TestAddArticleRefuses(t *testing.T) {
	d := newDesk(t)
	for name, tt := range map[string]struct {
		in    ArticleInput
		field string
	}{
		"nothing":                          {ArticleInput{}, "text"},
		"a letter":                         {ArticleInput{Text: "x"}, "text"},
		"letters":                          {ArticleInput{Text: "a b c"}, "text"},
		"a language that is none":          {ArticleInput{Text: story, Language: "!!"}, "language"},
		"white space":                      {ArticleInput{Text: " \n\t "}, "text"},
		"text that is not UTF-8":           {ArticleInput{Text: "caf\xe9 struck"}, "text"},
		"a NUL":                            {ArticleInput{Text: "Jets struck.\x00"}, "text"},
		"text and HTML":                    {ArticleInput{Text: "a", HTML: "<p>a</p>"}, "html"},
		"more text than fits":              {ArticleInput{Text: strings.Repeat("Jets struck. ", 200000)}, "text"},
		"an address that is none":          {ArticleInput{Text: story, URL: "javascript:alert(1)"}, "url"},
		"an address where nothing fetches": {ArticleInput{URL: "https://example.org/"}, "url"},
		"a day that is none":               {ArticleInput{Text: story, Published: "2020-13-45"}, "published"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := d.AddArticle(t.Context(), editor, "a", tt.in)
			assert.Equal(t, timeline.Invalid, timeline.CodeOf(err), "%v", err)
			assert.Contains(t, fields(t, err), tt.field)
		})
	}
	list, err := d.Articles(t.Context(), editor, "a")
	require.NoError(t, err)
	assert.Empty(t, list)
}

func TestAnotherExtractorMayPropose(t *testing.T) {
	d := newDesk(t)
	article, events := propose(t, d)
	require.Len(t, events, 2)
	c := events[0].Citations[0]
	assert.Equal(t, article, c.Article)
	assert.Equal(t, "Jets struck a base near Kirkuk on Wednesday", c.Exact)
	assert.Equal(t, "", c.Prefix)
	assert.Equal(t, ", officials said.", c.Suffix)
	assert.Equal(t, spanOf("struck").Span, c.Trigger)
	assert.Equal(t, "Wednesday", c.DateText.Text)
	assert.Equal(t, timeline.Proposed, events[0].State)

	view, err := d.Article(t.Context(), editor, "a", article)
	require.NoError(t, err)
	assert.Equal(t, events, view.Events)
	require.Len(t, view.Relations, 1)
	r := view.Relations[0]
	assert.Equal(t, [4]string{events[1].ID, string(timeline.ResponseTo), events[0].ID, "in response to"}, [4]string{r.From, string(r.Type), r.To, r.Quote})
}

func TestAProposalWhoseWordsAreNotTheArticlesIsRefused(t *testing.T) {
	d := newDesk(t)
	article := paste(t, d)
	five := 5
	for name, tt := range map[string]struct {
		spoil func(*timeline.Extraction)
		field string
	}{
		"other words":                      {func(x *timeline.Extraction) { x.Events[0].Trigger.Text = "strikes" }, "events[0].trigger"},
		"words one place off":              {func(x *timeline.Extraction) { x.Events[1].Trigger.Start++; x.Events[1].Trigger.End++ }, "events[1].trigger"},
		"offsets beyond the text":          {func(x *timeline.Extraction) { x.Events[0].End = 100000 }, "events[0].start"},
		"negative offsets":                 {func(x *timeline.Extraction) { x.Events[0].Start = -1 }, "events[0].start"},
		"an empty span":                    {func(x *timeline.Extraction) { x.Events[0].Start = x.Events[0].End }, "events[0].start"},
		"a later mention beyond":           {func(x *timeline.Extraction) { x.Events[0].Also = []timeline.Span{{Start: 5, End: 4000}} }, "events[0].also"},
		"a time expression of other words": {func(x *timeline.Extraction) { x.Timexes[0].Text = "Thursday" }, "timexes[0].text"},
		"a trigger outside the citation":   {func(x *timeline.Extraction) { x.Events[0].Trigger = x.Events[1].Trigger }, "events[0].trigger"},
		"an index that is none":            {func(x *timeline.Extraction) { x.Events[0].Timex = &five }, "events[0].timex"},
		"a reason's words":                 {func(x *timeline.Extraction) { x.Events[0].Why = []timeline.Reason{{Field: "date", Words: "Friday"}} }, "events[0].why"},
		"no id":                            {func(x *timeline.Extraction) { x.Events[0].ID = "" }, "events[0].id"},
		"the same id twice":                {func(x *timeline.Extraction) { x.Events[1].ID = "e1" }, "events[1].id"},
		"a kind that is none":              {func(x *timeline.Extraction) { x.Events[1].Kind = "space-walk" }, "events[1].kind"},
		"a title that does not fit":        {func(x *timeline.Extraction) { x.Events[1].Title = strings.Repeat("x", 121) }, "events[1].title"},
		"a confidence beyond 1":            {func(x *timeline.Extraction) { x.Events[0].Confidence = 1.5 }, "events[0].confidence"},
		"a relation to nothing":            {func(x *timeline.Extraction) { x.Relations[0].To = "e9" }, "relations[0].to"},
		"a relation to itself":             {func(x *timeline.Extraction) { x.Relations[0].To = "e2" }, "relations[0].to"},
		"a relation that is none":          {func(x *timeline.Extraction) { x.Relations[0].Type = "likes" }, "relations[0].type"},
		"a relation's words":               {func(x *timeline.Extraction) { x.Relations[0].End = 9999 }, "relations[0].start"},
	} {
		t.Run(name, func(t *testing.T) {
			x := told()
			tt.spoil(&x)
			_, err := d.Propose(t.Context(), editor, "a", article, x)
			assert.Equal(t, timeline.Invalid, timeline.CodeOf(err))
			assert.Contains(t, fields(t, err), tt.field)
		})
	}
	info, err := d.Timeline(t.Context(), editor, "a")
	require.NoError(t, err)
	assert.Zero(t, info.Proposed, "nothing was saved")
}

func TestACitationStandsAtItsOffsetsWithItsContext(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringMatching(`([a-zé🕳 ]{1,30}\n\n){1,4}[a-zé🕳 ]{1,30}`).Draw(t, "text")
		a := timeline.Article{ID: "x", Text: text}
		runes := []rune(text)
		at := 0
		for _, p := range strings.Split(text, "\n\n") {
			n := len([]rune(p))
			a.Paragraphs = append(a.Paragraphs, timeline.Paragraph{Span: timeline.Span{Start: at, End: at + n}})
			at += n + 2
		}
		p := rapid.SampledFrom(a.Paragraphs).Draw(t, "paragraph")
		start := rapid.IntRange(p.Start, p.End-1).Draw(t, "start")
		end := rapid.IntRange(start+1, p.End).Draw(t, "end")
		c := newQuoter(&a).cite(timeline.Span{Start: start, End: end})
		prefix, suffix := []rune(c.Prefix), []rune(c.Suffix)
		if c.Exact != string(runes[start:end]) {
			t.Fatalf("exact %q", c.Exact)
		}
		if len(prefix) > maxContext || string(runes[start-len(prefix):start]) != c.Prefix || strings.Contains(c.Prefix, "\n") {
			t.Fatalf("prefix %q", c.Prefix)
		}
		if len(suffix) > maxContext || string(runes[end:end+len(suffix)]) != c.Suffix || strings.Contains(c.Suffix, "\n") {
			t.Fatalf("suffix %q", c.Suffix)
		}
	})
}
