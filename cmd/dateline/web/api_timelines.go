package web

import (
	"net/http"
	"time"

	"dateline/cmd/dateline/desk"
	"dateline/timeline"
)

// timelineJSON is a timeline as the API shows it.
type timelineJSON struct {
	ID       string         `json:"id"`
	Slug     string         `json:"slug"`
	Title    string         `json:"title"`
	Summary  string         `json:"summary"`
	Language string         `json:"language"`
	Timezone string         `json:"timezone"`
	Lanes    timeline.Lanes `json:"lanes"` // "" if the chart chooses
	Version  int            `json:"version"`
	Edition  int            `json:"edition"` // 0 before it is published
	URL      string         `json:"url"`     // of the readers' page, there once it is published
	Created  time.Time      `json:"created"`
	Updated  time.Time      `json:"updated"`
}

func timelineJSONOf(s *server, t timeline.Timeline) timelineJSON {
	return timelineJSON{
		ID: t.ID, Slug: t.Slug, Title: t.Title, Summary: t.Summary, Language: t.Language, Timezone: t.Timezone, Lanes: t.Lanes,
		Version: t.Version, Edition: t.Edition, URL: s.absolute("/t/" + t.Slug), Created: t.Created, Updated: t.Updated,
	}
}

// countedJSON is a timeline in a list, with how many events of each state it has.
type countedJSON struct {
	timelineJSON
	Events struct {
		Proposed int `json:"proposed"`
		Accepted int `json:"accepted"`
		Rejected int `json:"rejected"`
	} `json:"events"`
}

func listTimelines(q *call) (answer, error) {
	all, err := q.desk.Timelines(q.ctx, q.who)
	if err != nil {
		return answer{}, err
	}
	list := make([]countedJSON, len(all))
	for i, t := range all {
		list[i].timelineJSON = timelineJSONOf(q.server, t.Timeline)
		list[i].Events.Proposed, list[i].Events.Accepted, list[i].Events.Rejected = t.Proposed, t.Accepted, t.Rejected
	}
	return answer{status: http.StatusOK, body: map[string]any{"timelines": list}}, nil
}

// readTimeline reads the members of a timeline that people write.
func readTimeline(o *object, t *timeline.Timeline) {
	o.text("title", &t.Title)
	o.text("slug", &t.Slug)
	o.text("summary", &t.Summary)
	o.text("language", &t.Language)
	o.text("timezone", &t.Timezone)
	o.text("lanes", (*string)(&t.Lanes))
}

func createTimeline(q *call) (answer, error) {
	o, err := readObject(q.body)
	if err != nil {
		return answer{}, err
	}
	var t timeline.Timeline
	readTimeline(o, &t)
	if err := o.err(); err != nil {
		return answer{}, err
	}
	if err := q.desk.CreateTimeline(q.ctx, q.who, &t); err != nil {
		return answer{}, err
	}
	return answer{http.StatusCreated, "/timelines/" + t.Slug, timelineTag(t), timelineJSONOf(q.server, t)}, nil
}

func getTimeline(q *call) (answer, error) {
	t, err := q.desk.Timeline(q.ctx, q.who, q.slug)
	if err != nil {
		return answer{}, err
	}
	return answer{status: http.StatusOK, tag: timelineTag(t.Timeline), body: timelineJSONOf(q.server, t.Timeline)}, nil
}

// currentTimeline returns the version of a timeline that a change is made to.
// If-Match must name it.
func currentTimeline(q *call) (version int, err error) {
	if _, _, err := ifMatch(q.r); err != nil {
		return 0, err
	}
	t, err := q.desk.Timeline(q.ctx, q.who, q.slug)
	if err != nil {
		return 0, err
	}
	ok, err := matching(q.r, timelineTag(t.Timeline))
	if err == nil && !ok {
		stale := &desk.StaleError{Timeline: t.Timeline}
		err = &timeline.Error{Code: timeline.Conflicting, Message: stale.Error(), Err: stale}
	}
	return t.Version, err
}

func patchTimeline(q *call) (answer, error) {
	version, err := currentTimeline(q)
	if err != nil {
		return answer{}, withYours(err, q.body)
	}
	// Read twice: first to refuse what is no good, then into what stands.
	o, err := readObject(q.body)
	if err != nil {
		return answer{}, err
	}
	readTimeline(o, &timeline.Timeline{})
	if err := o.err(); err != nil {
		return answer{}, err
	}
	t, err := q.desk.UpdateTimeline(q.ctx, q.who, q.slug, version, func(t *timeline.Timeline) { readTimeline(o, t) })
	if err != nil {
		return answer{}, withYours(err, q.body)
	}
	return answer{status: http.StatusOK, tag: timelineTag(t), body: timelineJSONOf(q.server, t)}, nil
}

func deleteTimeline(q *call) (answer, error) {
	version, err := currentTimeline(q)
	if err != nil {
		return answer{}, err
	}
	return answer{status: http.StatusNoContent}, q.desk.DeleteTimeline(q.ctx, q.who, q.slug, version)
}

// publishedJSON tells what was published.
type publishedJSON struct {
	Slug      string    `json:"slug"`
	Edition   int       `json:"edition"`
	Hash      string    `json:"hash"` // SHA-256 of the edition's JSON
	Published time.Time `json:"published"`
	Events    int       `json:"events"`
	URL       string    `json:"url"`
	EmbedURL  string    `json:"embedUrl"`
}

// publishTimeline publishes, with "alone" so that readers cannot go back to the
// editions before.
func publishTimeline(q *call) (answer, error) {
	o, err := readObject(q.body)
	if err != nil {
		return answer{}, err
	}
	alone := false
	o.truth("alone", &alone)
	if err := o.err(); err != nil {
		return answer{}, err
	}
	p, err := q.desk.PublishAs(q.ctx, q.who, q.slug, alone)
	if err != nil {
		return answer{}, err
	}
	ed := p.Edition
	return answer{status: http.StatusOK, body: publishedJSON{
		Slug: ed.Slug, Edition: ed.Number, Hash: p.Hash, Published: ed.Published, Events: len(ed.Events),
		URL: q.absolute("/t/" + ed.Slug), EmbedURL: q.absolute("/t/" + ed.Slug + "/embed"),
	}}, nil
}
