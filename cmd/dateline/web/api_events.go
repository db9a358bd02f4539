package web

import (
	"errors"
	"net/http"
	"strconv"
	"strings"
	"time"

	"dateline/cmd/dateline/desk"
	"dateline/timeline"
	"dateline/timeline/edtf"
)

// eventJSON is an event as the API shows it: every member, always.
type eventJSON struct {
	ID          string              `json:"id"`
	Title       string              `json:"title"`
	Date        edtf.Date           `json:"date"` // "" if it has none yet
	Kind        timeline.Kind       `json:"kind"`
	Text        string              `json:"text"`
	Actors      []timeline.Actor    `json:"actors"`
	Place       string              `json:"place"`
	URL         string              `json:"url"`
	Attribution string              `json:"attribution"`
	Label       timeline.Label      `json:"label"`
	Status      timeline.Status     `json:"status"`
	Lane        string              `json:"lane"`
	Importance  float64             `json:"importance"`
	Image       *timeline.Image     `json:"image"`
	State       timeline.State      `json:"state"`
	Version     int                 `json:"version"`
	Citations   []timeline.Citation `json:"citations"`
	Confidence  float64             `json:"confidence"`
	Why         []timeline.Reason   `json:"why"`
	Like        string              `json:"like,omitempty"`
	Created     time.Time           `json:"created"`
	Updated     time.Time           `json:"updated"`
}

func eventJSONOf(e timeline.Event) eventJSON {
	return eventJSON{
		ID: e.ID, Title: e.Title, Date: e.Date, Kind: e.Kind, Text: e.Text, Actors: some(e.Actors), Place: e.Place, URL: e.URL,
		Attribution: e.Attribution, Label: e.Label, Status: e.Status, Lane: e.Lane, Importance: e.Importance, Image: e.Image,
		State: e.State, Version: e.Version, Citations: some(e.Citations), Confidence: e.Confidence, Why: some(e.Why), Like: e.Like,
		Created: e.Created, Updated: e.Updated,
	}
}

func eventsJSONOf(events []timeline.Event) []eventJSON {
	list := make([]eventJSON, len(events))
	for i, e := range events {
		list[i] = eventJSONOf(e)
	}
	return list
}

// some is a slice that encodes as a list also when it is empty.
func some[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}

// readEvent reads the members of an event that people write.
func readEvent(o *object, e *timeline.Event) {
	o.text("title", &e.Title)
	o.date("date", &e.Date)
	textOf(o, "kind", &e.Kind)
	o.text("text", &e.Text)
	readActors(o, &e.Actors)
	o.text("place", &e.Place)
	o.text("url", &e.URL)
	o.text("attribution", &e.Attribution)
	textOf(o, "label", &e.Label)
	textOf(o, "status", &e.Status)
	o.text("lane", &e.Lane)
	o.number("importance", &e.Importance)
	image, null := o.inner("image")
	switch {
	case null:
		e.Image = nil
	case image != nil:
		var i timeline.Image
		if e.Image != nil {
			i = *e.Image
		}
		image.text("url", &i.URL)
		image.text("alt", &i.Alt)
		image.text("credit", &i.Credit)
		image.finish()
		e.Image = &i
	}
}

func readActors(o *object, into *[]timeline.Actor) {
	var actors []timeline.Actor
	if o.list("actors", func(o *object) {
		var a timeline.Actor
		before := len(*o.problems)
		o.text("name", &a.Name)
		if strings.TrimSpace(a.Name) == "" && len(*o.problems) == before {
			o.add("name", "is missing")
		}
		textOf(o, "role", &a.Role)
		actors = append(actors, a)
	}) {
		*into = actors
	}
}

func listEvents(q *call) (answer, error) {
	query, err := eventQuery(q)
	if err != nil {
		return answer{}, err
	}
	events, next, err := q.desk.Events(q.ctx, q.who, q.slug, query)
	if err != nil {
		return answer{}, err
	}
	reply := struct {
		Events []eventJSON `json:"events"`
		Next   *string     `json:"next"` // null on the last page
	}{Events: eventsJSONOf(events)}
	if next != "" {
		reply.Next = &next
	}
	return answer{status: http.StatusOK, body: reply}, nil
}

// eventQuery reads which events are wanted. What is no parameter of ours is
// left alone: proxies and clients add their own.
func eventQuery(q *call) (desk.EventQuery, error) {
	var p timeline.Problems
	values := q.r.URL.Query()
	one := func(name string) string {
		if all := values[name]; len(all) > 1 {
			p.Add(name, "stands %d times; once is wanted", len(all))
		}
		return values.Get(name)
	}
	query := desk.EventQuery{
		State: timeline.State(one("state")), Kind: timeline.Kind(one("kind")), From: one("from"), To: one("to"), Q: one("q"),
		Article: one("article"), Cursor: one("cursor"),
	}
	from, _ := edtf.Parse(query.From) // what is no date the desk refuses
	to, _ := edtf.Parse(query.To)
	if !from.IsZero() && !to.IsZero() {
		first, begins := from.Earliest()
		last, ends := to.Latest()
		if begins && ends && first > last {
			p.Add("to", "%s is before from, %s", timeline.Excerpt(query.To), timeline.Excerpt(query.From))
		}
	}
	if s := one("limit"); s != "" {
		n, err := strconv.Atoi(s)
		if err != nil || n < 1 {
			p.Add("limit", "%q is no number of events: use 1 or more", shortened(s, 20))
		}
		query.Limit = n
	}
	return query, p.Err()
}

func createEvent(q *call) (answer, error) {
	o, err := readObject(q.body)
	if err != nil {
		return answer{}, err
	}
	e := timeline.Event{Importance: usualImportance}
	readEvent(o, &e)
	if _, given := o.members["kind"]; !given || e.Kind == "" && len(*o.problems) == 0 {
		o.add("kind", "is missing: give one such as meeting, or other")
		// The desk would take it for other; what else is wrong is told too.
		as := e
		as.Normalize()
		var p timeline.Problems
		if len(*o.problems) == 1 && errors.As(as.Validate(timeline.Vocabulary{}), &p) {
			*o.problems = append(*o.problems, p...)
		}
	}
	if err := o.err(); err != nil {
		return answer{}, err
	}
	if err := q.desk.AddEvent(q.ctx, q.who, q.slug, &e); err != nil {
		return answer{}, err
	}
	return answer{http.StatusCreated, "/timelines/" + q.slug + "/events/" + e.ID, eventTag(e), eventJSONOf(e)}, nil
}

func getEvent(q *call) (answer, error) {
	return oneEvent(q.desk.Event(q.ctx, q.who, q.slug, q.id))
}

func oneEvent(e timeline.Event, err error) (answer, error) {
	if err != nil {
		return answer{}, err
	}
	return answer{status: http.StatusOK, tag: eventTag(e), body: eventJSONOf(e)}, nil
}

// currentEvent returns the version of an event that a change is made to.
// If-Match must name it.
func currentEvent(q *call) (version int, err error) {
	if _, _, err := ifMatch(q.r); err != nil {
		return 0, err
	}
	e, err := q.desk.Event(q.ctx, q.who, q.slug, q.id)
	if err != nil {
		return 0, err
	}
	ok, err := matching(q.r, eventTag(e))
	if err == nil && !ok {
		stale := &desk.StaleError{Current: e}
		err = &timeline.Error{Code: timeline.Conflicting, Message: stale.Error(), Err: stale}
	}
	return e.Version, err
}

func patchEvent(q *call) (answer, error) {
	version, err := currentEvent(q)
	if err != nil {
		return answer{}, withYours(err, q.body)
	}
	// Read twice: first to refuse what is no good, then into what stands.
	o, err := readObject(q.body)
	if err != nil {
		return answer{}, err
	}
	readEvent(o, &timeline.Event{})
	if err := o.err(); err != nil {
		return answer{}, err
	}
	a, err := oneEvent(q.desk.SaveEvent(q.ctx, q.who, q.slug, q.id, version, func(e *timeline.Event) { readEvent(o, e) }))
	return a, withYours(err, q.body)
}

func deleteEvent(q *call) (answer, error) {
	version, err := currentEvent(q)
	if err != nil {
		return answer{}, err
	}
	return answer{status: http.StatusNoContent}, q.desk.DeleteEvent(q.ctx, q.who, q.slug, q.id, version)
}

// decided is the version that a decision is about: with If-Match the one it
// names, without it any.
func decided(q *call) (version int, err error) {
	if err := nothing(q); err != nil {
		return 0, err
	}
	if q.r.Header.Get("If-Match") == "" {
		return 0, nil
	}
	return currentEvent(q)
}

func acceptEvent(q *call) (answer, error) {
	version, err := decided(q)
	if err != nil {
		return answer{}, err
	}
	return oneEvent(q.desk.Accept(q.ctx, q.who, q.slug, q.id, version))
}

func rejectEvent(q *call) (answer, error) {
	version, err := decided(q)
	if err != nil {
		return answer{}, err
	}
	return oneEvent(q.desk.Reject(q.ctx, q.who, q.slug, q.id, version))
}
