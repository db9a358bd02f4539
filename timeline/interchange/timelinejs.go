package interchange

import (
	"cmp"
	"encoding/json"
	"errors"
	"io"
	"net/url"
	"path"
	"strings"

	"dateline/timeline"
	"dateline/timeline/edtf"
)

// The members of TimelineJS JSON, https://timeline.knightlab.com/docs/json-format.html.
type (
	tjsFile struct {
		Title  *tjsSlide  `json:"title,omitempty"`
		Events []tjsSlide `json:"events"`
		Eras   []tjsSlide `json:"eras,omitempty"`
	}
	tjsSlide struct {
		UniqueID    text      `json:"unique_id,omitempty"`
		StartDate   *tjsDate  `json:"start_date,omitempty"`
		EndDate     *tjsDate  `json:"end_date,omitempty"`
		DisplayDate text      `json:"display_date,omitempty"`
		Text        *tjsText  `json:"text,omitempty"`
		Media       *tjsMedia `json:"media,omitempty"`
		Group       text      `json:"group,omitempty"`
		Background  any       `json:"background,omitempty"`
	}
	tjsText struct {
		Headline text `json:"headline,omitempty"`
		Text     text `json:"text,omitempty"`
	}
	tjsMedia struct {
		URL       text `json:"url"`
		Caption   text `json:"caption,omitempty"`
		Credit    text `json:"credit,omitempty"`
		Alt       text `json:"alt,omitempty"`
		Title     text `json:"title,omitempty"`
		Link      text `json:"link,omitempty"`
		Thumbnail text `json:"thumbnail,omitempty"`
	}
	// text is a string that some files write as a number, or as null.
	text string
)

func (t *text) UnmarshalJSON(b []byte) error {
	switch {
	case string(b) == "null":
	case b[0] == '"':
		return json.Unmarshal(b, (*string)(t))
	case b[0] == '{' || b[0] == '[':
		return errors.New("is no text")
	default:
		*t = text(b)
	}
	return nil
}

// eraLane is the lane of what comes in as an era of TimelineJS.
const eraLane = "Eras"

// fromTimelineJS names TimelineJS's fields for ours.
var fromTimelineJS = map[string]string{
	"title": "text.headline", "text": "text.text", "date": "start_date", "lane": "group", "kind": "group",
	"image.url": "media.url", "image.alt": "media.alt", "image.credit": "media.credit", "url": "media.url",
}

// TimelineJS reads TimelineJS JSON. Its HTML becomes plain text; a start and
// an end become something that lasted; an era becomes an event in the lane
// "Eras"; a group is a kind if it is one's name or label, else a lane; media
// that is a picture is the event's image, its alternative text else its caption
// or the headline, other media its address. Rows are counted through the
// events, then the eras. What an event has no place for, such as a background, is
// a warning.
func TimelineJS(r io.Reader, v timeline.Vocabulary) (Import, error) {
	var file struct {
		Title  json.RawMessage   `json:"title"`
		Events []json.RawMessage `json:"events"`
		Eras   []json.RawMessage `json:"eras"`
	}
	if err := decode(r, &file); err != nil {
		return Import{}, err
	}
	if file.Events == nil {
		return Import{}, timeline.Errorf(timeline.Invalid, `the file has no "events": TimelineJS JSON is an object with a list of that name`)
	}
	var in Import
	var title tjsSlide
	if len(file.Title) > 0 && json.Unmarshal(file.Title, &title) == nil && title.Text != nil {
		headline, _ := plain(string(title.Text.Headline))
		summary, _ := plain(string(title.Text.Text))
		in.name(headline, summary, [2]string{"title.text.headline", "title.text.text"})
	}
	for i, raw := range file.Events {
		in.rawSlide(i+1, raw, false, v)
	}
	for i, raw := range file.Eras {
		in.rawSlide(len(file.Events)+i+1, raw, true, v)
	}
	return in, nil
}

func (in *Import) rawSlide(row int, raw json.RawMessage, era bool, v timeline.Vocabulary) {
	var s tjsSlide
	if err := json.Unmarshal(raw, &s); err != nil {
		field, detail := "event", err.Error()
		var bad *json.UnmarshalTypeError
		if errors.As(err, &bad) {
			field, detail = bad.Field, "is a "+bad.Value+", which cannot stand there"
			if field == "" {
				field = "event"
			}
		} else if f, d, ok := badMember(raw); ok {
			field, detail = f, d
		}
		in.problem(row, field, "%s", detail)
		return
	}
	if era && s.Group == "" {
		s.Group = eraLane
	}
	in.slide(row, s, v, fromTimelineJS)
}

// badMember finds the part of a date that is no number: package json does not
// say which member refused its value.
func badMember(raw json.RawMessage) (field, detail string, ok bool) {
	var slide map[string]json.RawMessage
	if json.Unmarshal(raw, &slide) != nil {
		return "", "", false
	}
	for _, end := range []string{"start_date", "end_date"} {
		var parts map[string]json.RawMessage
		if json.Unmarshal(slide[end], &parts) != nil {
			continue
		}
		for _, name := range []string{"year", "month", "day", "hour", "minute", "second"} {
			var p part
			if b, has := parts[name]; has {
				if err := json.Unmarshal(b, &p); err != nil {
					return end + "." + name, err.Error(), true
				}
			}
		}
	}
	return "", "", false
}

// slide takes one slide in. names gives the file's names for our fields, and
// "start_date" and "end_date" for the dates.
func (in *Import) slide(row int, s tjsSlide, v timeline.Vocabulary, names map[string]string) {
	e := timeline.Event{ID: string(s.UniqueID)}
	if s.Text == nil {
		s.Text = &tjsText{}
	}
	headline, link := plain(string(s.Text.Headline))
	body, link2 := plain(string(s.Text.Text))
	e.Text = body
	firstLine, _, _ := strings.Cut(body, "\n")
	setMedia(&e, s.Media, cmp.Or(headline, firstLine))
	for _, l := range []string{link2, link} {
		if e.URL == "" {
			e.URL = l
		}
	}
	setTitle(&e, headline)
	if group, _ := plain(string(s.Group)); group != "" {
		setGroup(&e, group, v)
	}

	before := len(in.Problems)
	display := string(s.DisplayDate)
	if display == "" && s.StartDate != nil {
		display = s.StartDate.DisplayDate
	}
	start := in.end(row, "start_date", s.StartDate, names)
	end := in.end(row, "end_date", s.EndDate, names)
	switch {
	case len(in.Problems) > before:
		return
	case start.IsZero() && end.IsZero():
		in.problem(row, nameOf(names, "start_date"), "is missing: give at least a year")
		return
	}
	display, _ = plain(display)
	d, wrong := dateOf(start, end, display)
	if wrong != "" {
		in.problem(row, nameOf(names, "end_date"), "%s", wrong)
		return
	}
	e.Date = d
	if in.add(row, e, v, names) {
		in.leave(row, s, strings.Join(strings.Fields(display), " "), d, names)
	}
}

// leave says what of a slide that came in an event has no place for.
func (in *Import) leave(row int, s tjsSlide, display string, d edtf.Date, names map[string]string) {
	if display != "" && display != d.Words() && !circa.MatchString(display) {
		in.warn(row, nameOf(names, "display_date"), "%q is left out: a date is shown in the words of its value, here %q", display, d.Words())
	}
	if s.Background != nil && s.Background != "" {
		in.warn(row, nameOf(names, "background"), "is left out: events have none")
	}
	if s.Media != nil && s.Media.Thumbnail != "" {
		in.warn(row, nameOf(names, "media.thumbnail"), "is left out: events have a picture, and no smaller one")
	}
}

// end reads one end of a slide's date.
func (in *Import) end(row int, which string, d *tjsDate, names map[string]string) edtf.Date {
	if d == nil {
		return edtf.Date{}
	}
	v, field, wrong := d.date()
	if wrong != "" {
		in.problem(row, nameOf(names, which+"."+field), "%s", wrong)
	}
	return v
}

func nameOf(names map[string]string, field string) string {
	if n, ok := names[field]; ok {
		return n
	}
	return field
}

// setMedia puts a slide's media to the event. What the event has no field for
// goes into its text. A picture that nobody describes is kept: its alternative
// text is what it stands beside.
func setMedia(e *timeline.Event, m *tjsMedia, beside string) {
	if m == nil {
		return
	}
	caption, link := plain(string(m.Caption))
	credit, creditLink := plain(string(m.Credit))
	alt := strings.Join(strings.Fields(tidy(string(m.Alt))), " ") // an attribute, so no HTML
	title, _ := plain(string(m.Title))
	media := strings.TrimSpace(string(m.URL))
	if strings.HasPrefix(media, "<") { // TimelineJS takes an iframe or a blockquote here
		quote, framed := plain(media)
		e.Text = paragraphs(e.Text, quote)
		media = framed
	}
	if strings.HasPrefix(media, "//") {
		media = "https:" + media
	}
	if alt == "" {
		alt, title, caption = firstOf(caption, title)
	}
	if isPicture(media) && cmp.Or(alt, beside) != "" {
		e.Image = &timeline.Image{URL: media, Alt: cmp.Or(alt, beside), Credit: credit}
		e.Text = paragraphs(e.Text, title, caption)
		e.URL = strings.TrimSpace(string(m.Link))
	} else {
		e.Text = paragraphs(e.Text, alt, title, caption, credit)
		if e.URL = media; media == "" {
			e.URL = strings.TrimSpace(string(m.Link))
		}
	}
	for _, l := range []string{link, creditLink} {
		if e.URL == "" {
			e.URL = l
		}
	}
}

// firstOf takes the caption, or the title, as the alternative text and returns
// what is left of the two.
func firstOf(caption, title string) (alt, titleLeft, captionLeft string) {
	if caption != "" {
		return caption, title, ""
	}
	return title, "", ""
}

// isPicture reports whether an address ends like a picture's.
func isPicture(address string) bool {
	u, err := url.Parse(address)
	if err != nil || !isAddress(address) {
		return false
	}
	switch strings.ToLower(path.Ext(u.Path)) {
	case ".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif", ".svg":
		return true
	}
	return false
}

// TimelineJSJSON writes an edition as TimelineJS JSON. A date that its year,
// month and day do not say in full has display_date, by which TimelineJS
// itself knows it again. An event without any bound is left out: TimelineJS
// draws none. The group is the lane, or else the kind's label.
func TimelineJSJSON(w io.Writer, ed *timeline.Edition) error {
	out := tjsFile{Title: &tjsSlide{Text: &tjsText{Headline: escaped(ed.Title), Text: text(markup(ed.Summary))}}, Events: []tjsSlide{}}
	for _, e := range ed.Events {
		start, end, ok := span(e.Date)
		if !ok {
			continue
		}
		s := tjsSlide{
			UniqueID: text(e.ID), StartDate: start, EndDate: end,
			Text:  &tjsText{Headline: escaped(e.Title), Text: text(markup(e.Text))},
			Group: escaped(groupOf(ed, e)),
		}
		if !plainly(e.Date) {
			s.DisplayDate = text(e.Date.Words())
		}
		switch {
		case e.Image != nil:
			s.Media = &tjsMedia{URL: text(e.Image.URL), Alt: text(e.Image.Alt), Credit: escaped(e.Image.Credit), Link: text(e.URL)}
		case e.URL != "":
			s.Media = &tjsMedia{URL: text(e.URL)}
		}
		out.Events = append(out.Events, s)
	}
	return encode(w, out)
}

func escaped(s string) text {
	return text(strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;").Replace(s))
}

// groupOf returns an event's lane, or its kind's label.
func groupOf(ed *timeline.Edition, e timeline.PublishedEvent) string {
	if e.Lane != "" {
		return e.Lane
	}
	return kindLabel(ed, e.Kind)
}

func kindLabel(ed *timeline.Edition, k timeline.Kind) string {
	for _, i := range ed.Kinds {
		if i.Kind == k {
			return i.Label
		}
	}
	return timeline.Vocabulary{}.Info(k).Label
}
