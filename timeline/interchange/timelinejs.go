package interchange

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"path"
	"strconv"
	"strings"
	"time"

	"dateline/timeline"
	"dateline/timeline/edtf"
)

// The JSON of TimelineJS 3 (its documentation, "JSON data format"). Numbers
// may come as strings.
type (
	jsTimeline struct {
		Title  *jsSlide  `json:"title,omitempty"`
		Events []jsSlide `json:"events"`
		Eras   []jsSlide `json:"eras,omitempty"`
		Scale  string    `json:"scale,omitempty"`
	}
	jsSlide struct {
		UniqueID    string   `json:"unique_id,omitempty"`
		StartDate   *jsDate  `json:"start_date,omitempty"`
		EndDate     *jsDate  `json:"end_date,omitempty"`
		DisplayDate string   `json:"display_date,omitempty"`
		Text        *jsText  `json:"text,omitempty"`
		Media       *jsMedia `json:"media,omitempty"`
		Group       string   `json:"group,omitempty"`
		Autolink    *bool    `json:"autolink,omitempty"`
	}
	jsText struct {
		Headline string `json:"headline"`
		Text     string `json:"text"`
	}
	jsMedia struct {
		URL     string `json:"url"`
		Caption string `json:"caption,omitempty"`
		Credit  string `json:"credit,omitempty"`
		Alt     string `json:"alt,omitempty"`
		Link    string `json:"link,omitempty"`
	}
	jsDate struct {
		Year   jsNumber `json:"year,omitempty"`
		Month  jsNumber `json:"month,omitempty"`
		Day    jsNumber `json:"day,omitempty"`
		Hour   jsNumber `json:"hour,omitempty"`
		Minute jsNumber `json:"minute,omitempty"`
		Second jsNumber `json:"second,omitempty"`
	}
)

// A jsNumber is a whole number, or a string that holds one; "" is none.
type jsNumber string

func (n *jsNumber) UnmarshalJSON(b []byte) error {
	if string(b) == "null" {
		*n = ""
		return nil
	}
	var s string
	if err := json.Unmarshal(b, &s); err != nil {
		s = string(b)
	}
	*n = jsNumber(strings.TrimSpace(s))
	return nil
}

func (n jsNumber) MarshalJSON() ([]byte, error) { return []byte(n), nil }

func (in *importer) timelineJS(b []byte) error {
	var t struct {
		Title  *jsSlide          `json:"title"`
		Events []json.RawMessage `json:"events"`
		Eras   []json.RawMessage `json:"eras"`
	}
	if err := json.Unmarshal(b, &t); err != nil {
		return explain(err)
	}
	if t.Title != nil && t.Title.Text != nil {
		in.Title, in.Summary = oneLine(plain(t.Title.Text.Headline)), oneLine(plain(t.Title.Text.Text))
	}
	row := 0
	for _, list := range [][]json.RawMessage{t.Events, t.Eras} {
		for _, raw := range list {
			row++
			var s jsSlide
			if err := json.Unmarshal(raw, &s); err != nil {
				in.add(row, timeline.Event{}, explain(err))
				continue
			}
			e, err := in.slide(s)
			in.add(row, e, err)
		}
	}
	return nil
}

// slide makes an event of a slide. Its headline and text are HTML.
func (in *importer) slide(s jsSlide) (timeline.Event, error) {
	e := timeline.Event{ID: s.UniqueID}
	if s.Text != nil {
		e.Title, e.Text = oneLine(plain(s.Text.Headline)), plain(s.Text.Text)
	}
	e.Kind, e.Lane = in.group(s.Group)
	if s.StartDate == nil {
		return e, timeline.FieldProblem("start_date", "is missing")
	}
	var err error
	if e.Date, err = span("start_date", "end_date", s.StartDate, s.EndDate); err != nil {
		return e, err
	}
	if m := s.Media; m != nil && m.URL != "" {
		media(&e, *m)
	}
	return e, nil
}

// group reads a group: a kind of ours by its name or its label, else a lane.
func (in *importer) group(g string) (timeline.Kind, string) {
	g = oneLine(plain(g))
	for _, k := range in.vocabulary.All() {
		if strings.EqualFold(g, string(k.Kind)) || strings.EqualFold(g, k.Label) {
			return k.Kind, ""
		}
	}
	return "other", g
}

// media puts a picture, or the address of anything else, to an event.
func media(e *timeline.Event, m jsMedia) {
	address := strings.TrimSpace(m.URL)
	if strings.HasPrefix(address, "//") {
		address = "https:" + address
	}
	file, _, _ := strings.Cut(address, "?")
	switch strings.ToLower(path.Ext(file)) {
	case ".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif", ".svg":
		alt := e.Title
		for _, words := range []string{m.Caption, m.Alt} {
			if w := oneLine(plain(words)); w != "" {
				alt = w
			}
		}
		e.Image = &timeline.Image{URL: address, Alt: alt, Credit: oneLine(plain(m.Credit))}
		e.URL = strings.TrimSpace(m.Link)
	default:
		if strings.HasPrefix(address, "http://") || strings.HasPrefix(address, "https://") {
			e.URL = address
		}
	}
}

// span reads a start and an end as the date of an event.
func span(startField, endField string, start, end *jsDate) (edtf.Date, error) {
	from, err := start.date()
	if err != nil {
		return edtf.Date{}, timeline.FieldProblem(startField, "%v", err)
	}
	if end == nil || *end == (jsDate{}) || *end == *start {
		return from, nil
	}
	to, err := end.date()
	if err != nil {
		return edtf.Date{}, timeline.FieldProblem(endField, "%v", err)
	}
	d, err := edtf.Lasting(from, to)
	if err != nil {
		return edtf.Date{}, timeline.FieldProblem(endField, "%s is before the start, %s", to, from)
	}
	return d, nil
}

// date is exact to the finest part that is given.
func (d *jsDate) date() (edtf.Date, error) {
	if d.Year == "" {
		return edtf.Date{}, fmt.Errorf("has no year")
	}
	var s string
	for _, part := range []struct {
		name, format string
		value        jsNumber
	}{{"year", "", d.Year}, {"month", "-%02d", d.Month}, {"day", "-%02d", d.Day}, {"hour", "T%02d", d.Hour}, {"minute", ":%02d", d.Minute}, {"second", ":%02d", d.Second}} {
		if part.value == "" {
			if strings.Contains(s, "T") {
				s += ":00" // a time of day has seconds in EDTF
				continue
			}
			break
		}
		n, err := strconv.Atoi(string(part.value))
		if err != nil {
			return edtf.Date{}, fmt.Errorf("has the %s %q, which is no whole number", part.name, part.value)
		}
		if part.name == "year" {
			s = year(n)
		} else {
			s += fmt.Sprintf(part.format, n)
		}
	}
	return edtf.Parse(s)
}

func year(n int) string {
	switch {
	case n > 9999 || n < -9999:
		return fmt.Sprintf("Y%d", n)
	case n < 0:
		return fmt.Sprintf("-%04d", -n)
	}
	return fmt.Sprintf("%04d", n)
}

// TimelineJSJSON writes an edition for TimelineJS. What its dates cannot say
// (within, by, about) stands in words as the date that it displays.
func TimelineJSJSON(w io.Writer, ed *timeline.Edition) error {
	t := jsTimeline{Events: []jsSlide{}, Scale: "human"}
	t.Title = &jsSlide{Text: &jsText{escape(ed.Title), escape(ed.Summary)}}
	labels := map[timeline.Kind]string{}
	for _, k := range ed.Kinds {
		labels[k.Kind] = k.Label
	}
	for _, e := range ed.Events {
		start, end, ok := jsDates(e.Date)
		if !ok {
			continue // TimelineJS has no place for what has no bounds
		}
		s := jsSlide{UniqueID: e.ID, StartDate: start, EndDate: end, Text: &jsText{escape(e.Title), paragraphs(e.Text)}, Group: escape(e.Lane)}
		if e.Lane == "" && e.Kind != "other" {
			s.Group = escape(labels[e.Kind])
		}
		if e.Date.Form() != edtf.Single && e.Date.Form() != edtf.Interval || e.Date.Uncertain() || e.Date.Approximate() {
			s.DisplayDate = e.Date.Words()
		}
		switch {
		case e.Image != nil:
			s.Media = &jsMedia{URL: e.Image.URL, Alt: escape(e.Image.Alt), Credit: escape(e.Image.Credit), Link: e.URL}
		case e.URL != "":
			s.Media = &jsMedia{URL: e.URL}
		}
		t.Events = append(t.Events, s)
	}
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(t); err != nil {
		return err
	}
	_, err := w.Write(b.Bytes())
	return err
}

// jsDates gives the first and last of a date as finely as it is known.
func jsDates(d edtf.Date) (start, end *jsDate, ok bool) {
	if from, to, _, _ := d.Interval(); !from.IsZero() && !to.IsZero() {
		a, _, ok1 := jsDates(from)
		b, last, ok2 := jsDates(to)
		if last != nil {
			b = last
		}
		return a, b, ok1 && ok2
	}
	first, has := d.Earliest()
	last, hasLast := d.Latest()
	if !has {
		first = last
	}
	if !has && !hasLast {
		return nil, nil, false
	}
	y, m, day := first.Date()
	out := &jsDate{Year: number(y)}
	switch d.Precision() {
	case edtf.Month:
		out.Month = number(int(m))
	case edtf.DayPrecision, edtf.Second:
		out.Month, out.Day = number(int(m)), number(day)
		if t, _, ok := d.Time(); ok {
			out.Hour, out.Minute, out.Second = number(t.Hour()), number(t.Minute()), number(t.Second())
		}
	case edtf.Year:
	default: // a season, a decade: its days
		if hasLast && last != first {
			y2, m2, d2 := last.Date()
			out.Month, out.Day = number(int(m)), number(day)
			return out, &jsDate{Year: number(y2), Month: number(int(m2)), Day: number(d2)}, true
		}
	}
	return out, nil, true
}

func number(n int) jsNumber { return jsNumber(strconv.Itoa(n)) }

// stamp is the form of times in calendars, RFC 5545 section 3.3.5, in UTC.
func stamp(t time.Time) string { return t.UTC().Format("20060102T150405Z") }
