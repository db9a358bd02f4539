package web

import (
	"errors"
	"net/http"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"dateline/cmd/dateline/desk"
	"dateline/templates"
	"dateline/timeline"
	"dateline/timeline/edtf"
)

// Fields of an event's forms: those beside an article, and those of the whole.
var (
	cardFields = []string{"title", "date", "kind", "actors", "place", "attribution", "label"}
	fullFields = append(cardFields[:len(cardFields):len(cardFields)], "text", "url", "lane", "status", "importance", "image.url", "image.alt", "image.credit")
)

// usualImportance is what an event has that nobody weighed.
const usualImportance = 0.5

// valuesOf is what the fields of an event's form hold.
func valuesOf(e timeline.Event) map[string]string {
	v := map[string]string{
		"title": e.Title, "kind": string(e.Kind), "actors": actorsText(e.Actors), "place": e.Place, "attribution": e.Attribution,
		"label": string(e.Label), "text": e.Text, "url": e.URL, "lane": e.Lane, "status": string(e.Status),
		"importance": strconv.FormatFloat(e.Importance, 'g', 3, 64), "image.url": "", "image.alt": "", "image.credit": "",
		"date": "", "date-was": "", "date-edtf": e.Date.String(),
	}
	if !e.Date.IsZero() {
		v["date"] = strings.TrimPrefix(e.Date.Words(), "some time ")
	}
	// A date that is left as it was shown stays what it is, whether or not its
	// words can be read back.
	v["date-was"] = v["date"]
	if e.Image != nil {
		v["image.url"], v["image.alt"], v["image.credit"] = e.Image.URL, e.Image.Alt, e.Image.Credit
	}
	return v
}

// actorsText puts actors into one line. A role is said where it is not the
// usual one.
func actorsText(actors []timeline.Actor) string {
	separator := ", "
	var names []string
	for _, a := range actors {
		if strings.Contains(a.Name, ",") {
			separator = "; "
		}
	}
	for _, a := range actors {
		name := a.Name
		if a.Role != timeline.Participant && a.Role != "" {
			name += " (" + string(a.Role) + ")"
		}
		names = append(names, name)
	}
	line := strings.Join(names, separator)
	if separator == "; " && len(actors) == 1 {
		line += ";" // which says that the comma is part of the name
	}
	return line
}

// readActorsText is the other way round.
func readActorsText(line string) []timeline.Actor {
	separator := ","
	if strings.Contains(line, ";") {
		separator = ";"
	}
	var actors []timeline.Actor
	for name := range strings.SplitSeq(line, separator) {
		a := timeline.Actor{Name: strings.TrimSpace(name), Role: timeline.Participant}
		for _, role := range []timeline.ActorRole{timeline.Agent, timeline.Target, timeline.Participant} {
			if before, ok := strings.CutSuffix(a.Name, "("+string(role)+")"); ok {
				a.Name, a.Role = strings.TrimSpace(before), role
			}
		}
		if a.Name != "" {
			actors = append(actors, a)
		}
	}
	return actors
}

// posted returns what came in the fields of a form. Browsers send texts with
// the line ends of the internet.
func posted(r *http.Request, fields ...string) map[string]string {
	v := map[string]string{}
	for _, name := range fields {
		v[name] = strings.ReplaceAll(r.PostFormValue(name), "\r\n", "\n")
	}
	return v
}

// postedEvent returns what came in an event's form. A full form is told by a
// field of its own.
func postedEvent(r *http.Request) map[string]string {
	fields := cardFields
	if r.PostFormValue("full") != "" {
		fields = fullFields
	}
	return posted(r, append([]string{"date-was", "date-edtf"}, fields...)...)
}

// reference is the day that words such as "last week" count from: the
// article's, if the form stands beside one, else today.
func (v *visit) reference() edtf.Date {
	value, given := "", false
	if v.c.Request.Method == http.MethodPost {
		value, given = v.c.GetPostForm("reference")
	} else {
		value, given = v.c.GetQuery("reference")
	}
	if given {
		if d, err := edtf.Parse(value); err == nil {
			return d
		}
		return edtf.Date{}
	}
	return edtf.OfDay(edtf.DayOf(v.now().UTC().Date()))
}

// changeOf reads an event's form: what it makes of an event. What it cannot
// read is Problems; the change then leaves those fields empty.
func changeOf(values map[string]string, reference edtf.Date) (func(*timeline.Event), error) {
	var problems timeline.Problems
	collect := func(err error) {
		var p timeline.Problems
		if errors.As(err, &p) {
			problems = append(problems, p...)
		}
	}
	var date edtf.Date
	switch text := strings.TrimSpace(values["date"]); {
	case text == "":
	case text == strings.TrimSpace(values["date-was"]) && values["date-edtf"] != "":
		d, err := edtf.Parse(values["date-edtf"])
		if err != nil {
			problems.Add("date", "%s", err)
		}
		date = d
	default:
		d, _, err := desk.ReadDate(text, reference)
		collect(err)
		date = d
	}
	var importance float64
	if text, has := values["importance"]; has && strings.TrimSpace(text) != "" {
		n, err := strconv.ParseFloat(strings.TrimSpace(text), 64)
		if err != nil {
			problems.Add("importance", "%q is not a number from 0 to 1", text)
		}
		importance = n
	}
	return func(e *timeline.Event) {
		e.Date = date
		e.Title, e.Kind, e.Place, e.Attribution, e.Label = values["title"], timeline.Kind(values["kind"]), values["place"], values["attribution"], timeline.Label(values["label"])
		e.Actors = readActorsText(values["actors"])
		if _, full := values["text"]; !full {
			return
		}
		e.Text, e.URL, e.Lane, e.Status, e.Importance = values["text"], values["url"], values["lane"], timeline.Status(values["status"]), importance
		e.Image = nil
		if strings.TrimSpace(values["image.url"]+values["image.alt"]+values["image.credit"]) != "" {
			e.Image = &timeline.Image{URL: strings.TrimSpace(values["image.url"]), Alt: strings.TrimSpace(values["image.alt"]), Credit: strings.TrimSpace(values["image.credit"])}
		}
	}, problems.Err()
}

// alsoWrong adds to the Problems of fields that cannot be read what else the
// event could not be saved with: an editor is told everything at once.
func (v *visit) alsoWrong(unread error, e timeline.Event, change func(*timeline.Event)) error {
	var problems, more timeline.Problems
	if !errors.As(unread, &problems) {
		return unread
	}
	kinds, err := v.desk.Vocabulary(v.ctx)
	if err != nil {
		return err
	}
	change(&e)
	e.Normalize()
	if errors.As(e.Validate(kinds), &more) {
		for _, m := range more {
			if !slices.ContainsFunc(problems, func(p timeline.Problem) bool { return p.Field == m.Field }) {
				problems = append(problems, m)
			}
		}
	}
	return problems
}

// changes reports whether a change makes an event another.
func changes(e timeline.Event, change func(*timeline.Event)) bool {
	after := e
	change(&after)
	after.Normalize()
	e.Normalize()
	return !reflect.DeepEqual(valuesOf(e), valuesOf(after)) || e.Date.String() != after.Date.String()
}

// reading tells how the date in a form is understood.
func reading(values map[string]string, reference edtf.Date) templates.Reading {
	text := strings.TrimSpace(values["date"])
	if text == "" {
		return templates.Reading{}
	}
	if text == strings.TrimSpace(values["date-was"]) {
		if d, err := edtf.Parse(values["date-edtf"]); err == nil {
			return templates.NewReading(d)
		}
	}
	d, _, err := desk.ReadDate(text, reference)
	var p timeline.Problems
	if errors.As(err, &p) {
		return templates.Reading{Problem: p[0].Detail}
	}
	r := templates.NewReading(d)
	if same, _, err := desk.ReadDate(text, edtf.Date{}); !reference.IsZero() && (err != nil || !same.Equal(d)) {
		r.From = reference.Words()
	}
	return r
}

// readDate answers, while somebody types, how a date is understood: a part of
// a page.
func readDate(v *visit) error {
	body, err := v.pages.DeskReading(reading(map[string]string{"date": v.c.Query("text")}, v.reference()))
	return v.show(http.StatusOK, body, err)
}
