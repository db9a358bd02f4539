package templates

import (
	"embed"
	"html/template"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"dateline/timeline"
	"dateline/timeline/edtf"
)

//go:embed desk/*.html
var deskFiles embed.FS

// parseDesk parses the editors' pages.
func parseDesk(basePath string) (*template.Template, error) {
	f := funcs(basePath)
	f["field"] = func(in Input, name, label string) Field { return in.field(name, label) }
	f["kinds"] = func(field Field, groups []KindGroup) kindField { return kindField{field, groups} }
	f["dated"] = func(in Input, label string) dateField {
		return dateField{in.field("date", label), in.Values["date-was"], in.Values["date-edtf"]}
	}
	f["told"] = told
	f["join"] = func(words []string) string { return strings.Join(words, " ") }
	return template.New("desk").Funcs(f).Option("missingkey=error").ParseFS(deskFiles, "desk/*.html")
}

// A DeskHead is what every page of the desk needs.
type DeskHead struct {
	Head
	User    string // who is signed in, "" for nobody
	Decides bool   // whether they may accept, reject and publish
	Section string // "timelines" or "", for the navigation
	Notice  string // what was done just now
	Undo    *Undo  // of what was done just now
	// Once makes a form that is sent twice one request. Each page has its own.
	Once string
}

// An Undo takes the last decision back.
type Undo struct{ Slug, Words string }

// An Input is what stands in the fields of a form and what is wrong with it.
type Input struct {
	Values   map[string]string
	Problems timeline.Problems
	Prefix   string // of the fields' ids, so that a page may hold many forms
	// Theirs holds, after a conflict, what stands now where it is not what
	// Values has.
	Theirs map[string]string
	First  string // the field that has the focus if nothing is wrong
	// Taken holds, after a conflict, what stood in the fields that only
	// another changed; Values has theirs.
	Taken map[string]string
}

// A Field is one labelled field of a form.
type Field struct {
	ID, Name, Label, Value, Problem string
	// Theirs is, after a conflict, what stands now.
	Differs bool
	Theirs  string
	// Was is, after a conflict, what stood where only another changed it.
	Taken bool
	Was   string
	Focus bool
}

// A dateField is a field with a date in words, and what they stood for when
// they were shown.
type dateField struct {
	Field     Field
	Was, EDTF string
}

// A kindField is a field that offers the newsroom's kinds.
type kindField struct {
	Field  Field
	Groups []KindGroup
}

func (f Input) field(name, label string) Field {
	field := Field{ID: f.Prefix + name, Name: name, Label: label, Value: f.Values[name], Problem: f.Problem(name)}
	field.Theirs, field.Differs = f.Theirs[name]
	field.Was, field.Taken = f.Taken[name]
	field.Focus = f.First == name && len(f.Problems) == 0
	return field
}

// Value returns what stands in a field.
func (f Input) Value(name string) string { return f.Values[name] }

// Problem returns what is wrong with a field, or with a part of it, as a
// sentence; "" if nothing is.
func (f Input) Problem(name string) string {
	var all []string
	for _, p := range f.Problems {
		if p.Field == name || strings.HasPrefix(p.Field, name+"[") {
			all = append(all, told(name, p.Detail))
		}
	}
	return strings.Join(all, " ")
}

// subjects name the fields of forms in sentences.
var subjects = map[string]string{
	"actors": "Who", "attribution": "“According to”", "file": "The file", "image.alt": "The description", "image.credit": "The credit",
	"image.url": "The address of the picture", "published": "The time of publication", "quote": "The words", "lanes": "The lanes", "slug": "The address", "timezone": "The time zone", "url": "The address",
}

// goQuotation is a quotation as Go writes it.
var goQuotation = regexp.MustCompile(`"((?:[^"\\]|\\.)*)"`)

// told makes a sentence of what is wrong with a field. Where the detail names
// no subject, the field is it.
func told(field, detail string) string {
	if first, _ := utf8.DecodeRuneInString(detail); unicode.IsLower(first) {
		subject := subjects[field]
		if subject == "" {
			subject = "The " + field
		}
		detail = subject + " " + detail
	}
	return goQuotation.ReplaceAllString(strings.TrimSuffix(detail, "."), "“$1”") + "."
}

// Others returns the problems of fields that the form does not show.
func (f Input) Others() []string {
	var all []string
	for _, p := range f.Problems {
		name, _, _ := strings.Cut(p.Field, "[")
		if _, shown := f.Values[name]; !shown {
			all = append(all, told(p.Field, p.Detail))
		}
	}
	return all
}

// A SignInPage asks who is there.
type SignInPage struct {
	DeskHead
	Name    string
	Next    string // path to go to afterwards
	Problem string
	// Kept is a form that somebody sent who was no longer signed in.
	Kept     []KeptField
	KeptPath string
}

// A KeptField is a field of a form that is to be sent again.
type KeptField struct{ Name, Value string }

// A ResendPage offers to send a form again after signing in.
type ResendPage struct {
	DeskHead
	Path string
	Kept []KeptField
}

// A TimelineRow is a timeline in the list.
type TimelineRow struct {
	Slug, Title                  string
	Edition                      int
	Proposed, Accepted, Rejected int
	Updated                      string
}

// A TimelinesPage lists the timelines.
type TimelinesPage struct {
	DeskHead
	Timelines []TimelineRow
	Form      Input
}

// A TimelinePage is one timeline at the desk.
type TimelinePage struct {
	DeskHead
	TimelineRow
	Summary  string
	Articles []ArticleRow
	// Events of the state and the words that are asked for.
	Events      []EventRow
	State, Q    string
	Next        string // address of the next page of events, "" if there is none
	Page        string // absolute address of the readers' page
	FrameCode   string // "" before it is published
	ScriptCode  string
	Settings    Input
	Version     int
	OpenDetails bool // whether the settings are shown open, as they were refused
}

// An ArticleRow is an article in a list.
type ArticleRow struct {
	ID, Title, Publisher, Published string
	Proposed, Decided               int
}

// An EventRow is an event in a list.
type EventRow struct {
	ID, Title, Kind string
	Date, Short     string // in words; Short for a narrow place
	Group           timeline.Group
	Shape           string
	State           timeline.State
	Article         string // the ID of an article that cites it, "" for none
	Version         int
}

// An ArticlePage takes an article in.
type ArticlePage struct {
	DeskHead
	Slug, Title string // of the timeline
	Form        Input
	Problem     string // of the whole, "" for none
}

// An EventPage is the form of one event: a new one, or one that is there.
type EventPage struct {
	DeskHead
	Slug, Timeline string
	ID             string // "" for a new one
	Version        int
	State          timeline.State
	Form           Input
	Kinds          []KindGroup
	Reads          Reading
	Conflict       string // what happened meanwhile, "" for nothing
	Citations      []timeline.Citation
	Because        []Because
	Relations      []RelationRow
	Others         []EventRow // to relate to
	Article        string     // to go back to, "" for the timeline
	// Reference is the day that words such as "last week" count from; nil is today.
	Reference *Reference
}

// A Reference is a day to count from; "" if an article does not say its own.
type Reference struct{ EDTF string }

// A RelationRow is a relation of the event that a page shows.
type RelationRow struct{ ID, Words, EventID, Title string }

// A KindGroup is a group of a list of kinds to choose from.
type KindGroup struct {
	Label string
	Kinds []timeline.KindInfo
}

// ShortDate puts a date into words for a narrow place, "" for no date.
func ShortDate(d edtf.Date) string {
	words := d.Words()
	if utf8.RuneCountInString(words) > shortDate {
		return wordsOf("en").short(d, noYear)
	}
	return words
}

// shortDate, in code points, is the longest date that stands beside a title.
const shortDate = 28

// KindGroups puts a newsroom's kinds under their groups.
func KindGroups(v timeline.Vocabulary) []KindGroup {
	var all []KindGroup
	for _, g := range timeline.Groups {
		one := KindGroup{Label: g.Label}
		for _, k := range v.All() {
			if k.Group == g.Group {
				one.Kinds = append(one.Kinds, k)
			}
		}
		if len(one.Kinds) > 0 {
			all = append(all, one)
		}
	}
	return all
}

// A Reading is what a date was understood to be.
type Reading struct {
	Words   string // "8 January 2020"
	EDTF    string
	Form    Form
	From    string // the day that it was counted from, in words, "" if it gives itself
	Problem string // why it could not be read
}

// NewReading tells how a date is understood; the zero date as no date.
func NewReading(d edtf.Date) Reading {
	if d.IsZero() {
		return Reading{}
	}
	return Reading{Words: d.Words(), EDTF: d.String(), Form: FormOf(d)}
}

// DeskSignIn renders the page that asks who is there.
func (p *Pages) DeskSignIn(page SignInPage) ([]byte, error) {
	return render(p.desk, "sign-in.html", page)
}

// DeskResend renders the page that sends a form again.
func (p *Pages) DeskResend(page ResendPage) ([]byte, error) {
	return render(p.desk, "resend.html", page)
}

// DeskTimelines renders the list of timelines.
func (p *Pages) DeskTimelines(page TimelinesPage) ([]byte, error) {
	return render(p.desk, "timelines.html", page)
}

// DeskTimeline renders one timeline at the desk.
func (p *Pages) DeskTimeline(page TimelinePage) ([]byte, error) {
	return render(p.desk, "timeline.html", page)
}

// DeskArticle renders the form that takes an article in.
func (p *Pages) DeskArticle(page ArticlePage) ([]byte, error) {
	return render(p.desk, "article.html", page)
}

// DeskReview renders an article with its proposals.
func (p *Pages) DeskReview(page ReviewPage) ([]byte, error) {
	return render(p.desk, "review.html", page)
}

// DeskEvent renders the form of one event.
func (p *Pages) DeskEvent(page EventPage) ([]byte, error) { return render(p.desk, "event.html", page) }

// DeskReading renders what a date was understood to be, as a part of a page.
func (p *Pages) DeskReading(r Reading) ([]byte, error) { return render(p.desk, "reads", r) }
