package interchange

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"dateline/timeline"
)

// decode reads one JSON value and nothing after it.
func decode(r io.Reader, into any) error {
	b, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	if err := json.Unmarshal(b, into); err != nil {
		var bad *json.SyntaxError
		if errors.As(err, &bad) {
			return timeline.Errorf(timeline.Invalid, "the file is no JSON at byte %d: %v", bad.Offset, bad)
		}
		return timeline.Errorf(timeline.Invalid, "the file is JSON of another form: %v", err)
	}
	return nil
}

func encode(w io.Writer, v any) error {
	e := json.NewEncoder(w)
	e.SetIndent("", "  ")
	return e.Encode(v)
}

// isOurs tells our own JSON from TimelineJS's by the date of its events.
func isOurs(file []byte) (bool, error) {
	var f struct {
		Slug   *json.RawMessage  `json:"slug"`
		Events []json.RawMessage `json:"events"`
	}
	if err := json.Unmarshal(file, &f); err != nil {
		var bad *json.SyntaxError
		if errors.As(err, &bad) {
			return false, timeline.Errorf(timeline.Invalid, "the file is no JSON at byte %d: %v", bad.Offset, bad)
		}
		return false, timeline.Errorf(timeline.Invalid, `the file is JSON of another form: it takes an object with a list "events"`)
	}
	for _, raw := range f.Events {
		var e struct {
			Date, Start *json.RawMessage
			StartDate   *json.RawMessage `json:"start_date"`
		}
		if json.Unmarshal(raw, &e) == nil && (e.Date != nil || e.StartDate != nil) {
			return e.Date != nil && e.StartDate == nil, nil
		}
	}
	return f.Slug != nil, nil
}

// EditionJSON reads an edition's JSON, as [JSON] writes it. The words that its
// events cite stay behind, because the articles are not in the file, which a
// problem of row 0 says; an event without an address of its own gets that of
// the first article that it cites.
// Rows are counted through the events, then the relations.
func EditionJSON(r io.Reader, v timeline.Vocabulary) (Import, error) {
	var file struct {
		Title     string              `json:"title"`
		Summary   string              `json:"summary"`
		Language  string              `json:"language"`
		Timezone  string              `json:"timezone"`
		Events    []json.RawMessage   `json:"events"`
		Relations []timeline.Relation `json:"relations"`
		Sources   []timeline.Source   `json:"sources"`
	}
	if err := decode(r, &file); err != nil {
		return Import{}, err
	}
	if file.Events == nil {
		return Import{}, timeline.Errorf(timeline.Invalid, `the file has no "events": our own JSON is an edition, as /t/SLUG.json gives it`)
	}
	address := map[string]string{}
	for _, s := range file.Sources {
		address[s.ID] = s.URL
	}
	in := Import{Language: file.Language, Timezone: file.Timezone}
	in.name(file.Title, file.Summary, [2]string{"title", "summary"})
	came, cited := map[string]int{}, 0
	for i, raw := range file.Events {
		var p timeline.PublishedEvent
		if err := json.Unmarshal(raw, &p); err != nil {
			field, detail := "event", err.Error()
			var bad *json.UnmarshalTypeError
			var date struct {
				Date string `json:"date"`
			}
			if errors.As(err, &bad) && bad.Field != "" {
				field, detail = bad.Field, "is a "+bad.Value+", which cannot stand there"
			} else if json.Unmarshal(raw, &date) == nil {
				field, detail = "date", fmt.Sprintf("%v: give a date as EDTF has it, such as 2020-01-08 or [..2020-01-08]", err)
			}
			in.problem(i+1, field, "%s", detail)
			continue
		}
		e := timeline.Event{
			ID: p.ID, Title: p.Title, Kind: p.Kind, Date: p.Date, Text: p.Text, Actors: p.Actors, Place: p.Place, URL: p.URL,
			Attribution: p.Attribution, Label: p.Label, Status: p.Status, Lane: p.Lane, Importance: p.Importance, Image: p.Image,
		}
		if e.URL == "" && len(p.Citations) > 0 {
			e.URL = address[p.Citations[0].Article]
		}
		if first := came[e.ID]; first > 0 && e.ID != "" {
			in.problem(i+1, "id", "%q is that of row %d too: relations could not tell the two", cut(e.ID, 60), first)
		} else if in.add(i+1, e, v, nil) {
			came[e.ID] = i + 1
			cited += len(p.Citations)
		}
	}
	if cited > 0 {
		in.problem(0, "citations", "of these events, %d, stay behind: the articles that they cite are not in the file; each event has the address of its first", cited)
	}
	for i, r := range file.Relations {
		row := len(file.Events) + i + 1
		switch {
		case !r.Type.Valid():
			in.problem(row, "type", "%q is no relation: use one such as response-to", cut(string(r.Type), 60))
		case r.From == "" || came[r.From] == 0:
			in.problem(row, "from", "%q is no event that came in", cut(r.From, 60))
		case r.To == "" || came[r.To] == 0 || r.To == r.From:
			in.problem(row, "to", "%q is no other event that came in", cut(r.To, 60))
		default:
			in.Relations = append(in.Relations, r)
		}
	}
	return in, nil
}

// JSON writes an edition as /t/SLUG.json gives it.
func JSON(w io.Writer, ed *timeline.Edition) error { return encode(w, ed) }
