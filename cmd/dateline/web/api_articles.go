package web

import (
	"net/http"
	"time"

	"dateline/cmd/dateline/desk"
	"dateline/timeline"
	"dateline/timeline/edtf"
)

// articleJSON is an article as the API shows it. Offsets count code points of
// its text.
type articleJSON struct {
	ID         string               `json:"id"`
	URL        string               `json:"url"`
	Title      string               `json:"title"`
	Published  edtf.Date            `json:"published"` // "" if it does not say
	Language   string               `json:"language"`
	Publisher  string               `json:"publisher"`
	Text       string               `json:"text"`
	Paragraphs []timeline.Paragraph `json:"paragraphs"`
	Created    time.Time            `json:"created"`
}

// readingJSON is an article with what was read in it.
type readingJSON struct {
	ID        string              `json:"id"` // of the article
	Article   articleJSON         `json:"article"`
	Events    []eventJSON         `json:"events"`
	Relations []timeline.Relation `json:"relations"`
	Timexes   []timeline.Timex    `json:"timexes"`
	Warnings  []string            `json:"warnings"` // what could not be read, for people
}

func readingJSONOf(v desk.ArticleView) readingJSON {
	return readingJSON{
		ID: v.ID,
		Article: articleJSON{
			ID: v.ID, URL: v.URL, Title: v.Title, Published: v.Published, Language: v.Language, Publisher: v.Publisher,
			Text: v.Text, Paragraphs: some(v.Paragraphs), Created: v.Created,
		},
		Events: eventsJSONOf(v.Events), Relations: some(v.Relations), Timexes: some(v.Timexes), Warnings: some(v.Warnings),
	}
}

func createArticle(q *call) (answer, error) {
	o, err := readObject(q.body)
	if err != nil {
		return answer{}, err
	}
	var in desk.ArticleInput
	o.text("url", &in.URL)
	o.text("text", &in.Text)
	o.text("html", &in.HTML)
	o.text("title", &in.Title)
	o.text("published", &in.Published)
	o.text("language", &in.Language)
	if err := o.err(); err != nil {
		return answer{}, err
	}
	v, err := q.desk.AddArticle(q.ctx, q.who, q.slug, in)
	if err != nil {
		return answer{}, err
	}
	status := http.StatusCreated
	if v.Known {
		status = http.StatusOK
	}
	return answer{status: status, location: "/timelines/" + q.slug + "/articles/" + v.ID, body: readingJSONOf(v)}, nil
}

func getArticle(q *call) (answer, error) {
	v, err := q.desk.Article(q.ctx, q.who, q.slug, q.id)
	if err != nil {
		return answer{}, err
	}
	return answer{status: http.StatusOK, body: readingJSONOf(v)}, nil
}

func listArticles(q *call) (answer, error) {
	all, err := q.desk.Articles(q.ctx, q.who, q.slug)
	if err != nil {
		return answer{}, err
	}
	list := make([]timeline.Source, len(all))
	for i, a := range all {
		list[i] = a.Source
	}
	return answer{status: http.StatusOK, body: map[string]any{"articles": list}}, nil
}

func createProposals(q *call) (answer, error) {
	o, err := readObject(q.body)
	if err != nil {
		return answer{}, err
	}
	x := readExtraction(o)
	if _, given := o.members["text"]; given {
		// A line of `dateline extract FILE` has it: what its offsets count in.
		var text string
		o.text("text", &text)
		v, err := q.desk.Article(q.ctx, q.who, q.slug, q.id)
		if err != nil {
			return answer{}, err
		}
		if text != v.Text {
			o.add("text", "is not the text of this article, in which the offsets count")
		}
	}
	if err := o.err(); err != nil {
		return answer{}, err
	}
	events, err := q.desk.Propose(q.ctx, q.who, q.slug, q.id, x)
	if err != nil {
		return answer{}, err
	}
	return answer{status: http.StatusCreated, body: map[string]any{"events": eventsJSONOf(events)}}, nil
}

// readExtraction reads a line that `dateline extract` or another extractor
// wrote; of the line, id and what was found about the article say nothing here.
func readExtraction(o *object) timeline.Extraction {
	var x timeline.Extraction
	o.ignore("id", "title", "published", "language", "warnings")
	if !o.list("events", func(o *object) { x.Events = append(x.Events, readProposal(o)) }) {
		o.add("events", "is missing")
	}
	o.list("timexes", func(o *object) {
		var t timeline.Timex
		readSpan(o, &t.Span)
		o.text("text", &t.Text)
		o.text("type", &t.Type)
		o.text("value", &t.Value)
		o.text("mod", &t.Mod)
		x.Timexes = append(x.Timexes, t)
	})
	o.list("relations", func(o *object) {
		var r timeline.ProposedRelation
		o.text("from", &r.From)
		textOf(o, "type", &r.Type)
		o.text("to", &r.To)
		readSpan(o, &r.Span)
		x.Relations = append(x.Relations, r)
	})
	return x
}

func readProposal(o *object) timeline.Proposal {
	var p timeline.Proposal
	o.text("id", &p.ID)
	o.text("title", &p.Title)
	textOf(o, "kind", &p.Kind)
	o.date("date", &p.Date)
	readSpan(o, &p.Span)
	if trigger, _ := o.inner("trigger"); trigger != nil {
		readSpan(trigger, &p.Trigger.Span)
		trigger.text("text", &p.Trigger.Text)
		trigger.finish()
	}
	readActors(o, &p.Actors)
	o.text("place", &p.Place)
	textOf(o, "status", &p.Status)
	o.text("attribution", &p.Attribution)
	o.number("confidence", &p.Confidence)
	o.read("timex", "the index of an expression", &p.Timex, func() { p.Timex = nil })
	o.list("also", func(o *object) {
		var s timeline.Span
		readSpan(o, &s)
		p.Also = append(p.Also, s)
	})
	o.list("why", func(o *object) {
		var r timeline.Reason
		o.text("field", &r.Field)
		o.text("words", &r.Words)
		o.text("rule", &r.Rule)
		p.Why = append(p.Why, r)
	})
	return p
}

func readSpan(o *object, into *timeline.Span) {
	o.integer("start", &into.Start)
	o.integer("end", &into.End)
}
