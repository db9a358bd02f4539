package timeline

import (
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"dateline/timeline/edtf"
)

// Limits of an event's texts and of a timeline's summary, in code points.
const (
	MaxTitle = 120 // what two lines of a label hold at 390 px
	MaxText  = 5000
	MaxName  = 200 // of an actor, a place, a lane, an attribution, a credit
	MaxURL   = 2000
	MaxActor = 50 // actors of one event

	MaxSummary = 500 // of a timeline
)

// A State is what people have decided about an event.
type State string

// The states. Only accepted events are published.
const (
	Proposed State = "proposed" // by an extractor
	Accepted State = "accepted" // by a person; an event that a person enters is
	Rejected State = "rejected"
)

// A Status says whether an event has happened.
type Status string

// The statuses.
const (
	Happened  Status = "happened"
	Scheduled Status = "scheduled" // firmly, for a given time
)

// A Label is how sure the newsroom is, as text beside the event.
type Label string

// The labels; "" shows none.
const (
	Confirmed   Label = "confirmed"
	Reported    Label = "reported"
	Disputed    Label = "disputed"
	Unconfirmed Label = "unconfirmed"
)

// An ActorRole is what an actor was to the event.
type ActorRole string

// The roles of actors.
const (
	Agent       ActorRole = "agent"
	Target      ActorRole = "target"
	Participant ActorRole = "participant"
)

// An Actor takes part in an event.
type Actor struct {
	Name string    `json:"name"` // a state by its common name, all else by the fullest name in the article
	Role ActorRole `json:"role"`
}

// An Image is a picture that an editor put to an event.
type Image struct {
	URL    string `json:"url"`
	Alt    string `json:"alt"`
	Credit string `json:"credit,omitempty"`
}

// A Citation is the words of an article that an event was read from.
type Citation struct {
	Article string `json:"article"` // its ID
	Span
	Exact  string `json:"exact"`  // verbatim
	Prefix string `json:"prefix"` // up to 20 code points before
	Suffix string `json:"suffix"` // up to 20 code points after
	// Trigger is the head word or words alone; its span is empty for a
	// citation that an editor made by hand.
	Trigger Span `json:"trigger"`
	// DateText is the words that gave the date, "" if none did.
	DateText Quote `json:"dateText"`
	// Date is what the article gives the event, zero if it gives none. In an
	// edition it stands where it cannot be the event's own date.
	Date edtf.Date `json:"date,omitzero"`
}

// An Event is one thing that happened, as one or more articles tell it.
//
// Its date is never finer than its source: "last week" stays a week.
type Event struct {
	ID          string // opaque, stable across editions: readers link to it
	Title       string
	Kind        Kind
	Date        edtf.Date // zero until the source or an editor gives one
	Text        string    // plain text, "" if there is nothing to add
	Actors      []Actor
	Place       string
	URL         string // http or https, "" if none
	Attribution string // who says so
	Label       Label
	Status      Status
	Lane        string  // an editor's own grouping, "" for none
	Importance  float64 // 0…1; the larger are kept where there is no room
	Image       *Image
	State       State
	Confidence  float64 // the extractor's, 0…1; 1 where a person entered it
	Citations   []Citation
	Why         []Reason // of the extractor; empty where a person entered it
	// Like is the ID of an event of the same timeline that this proposal seems
	// to tell again, "" if none; accepting offers to merge the two.
	Like    string
	Version int // rises by one with each saved change
	Created time.Time
	Updated time.Time
}

// Normalize trims the texts, takes the marks from them that would have them read
// in another order than they are written (U+202D and U+202E), and fills in what an
// empty field means. It is called before Validate.
func (e *Event) Normalize() {
	for _, s := range []*string{&e.Title, &e.Text, &e.Place, &e.URL, &e.Attribution, &e.Lane} {
		*s = tidy(*s)
	}
	if e.Status == "" {
		e.Status = Happened
	}
	if e.State == "" {
		e.State = Accepted
	}
	if e.Kind == "" {
		e.Kind = "other"
	}
	actors := e.Actors[:0:0]
	for _, a := range e.Actors {
		if a.Name = tidy(a.Name); a.Name == "" {
			continue
		}
		if a.Role == "" {
			a.Role = Participant
		}
		actors = append(actors, a)
	}
	e.Actors = actors
}

func tidy(s string) string {
	return strings.TrimSpace(overrides.Replace(s))
}

// overrides show "live" where "evil" is written. Embeddings and isolates, which
// texts in two directions need, do no such harm.
var overrides = strings.NewReplacer("\u202d", "", "\u202e", "")

// Validate returns nil or Problems with one entry for each field at fault, so
// that a form can mark all of them at once.
func (e *Event) Validate(v Vocabulary) error {
	var p Problems
	text := func(field, s string, most int) {
		if n := utf8.RuneCountInString(s); n > most {
			p.Add(field, "has %d characters; %d fit", n, most)
		} else if !utf8.ValidString(s) {
			p.Add(field, "is not valid UTF-8")
		} else if i := strings.IndexFunc(s, isControl); i >= 0 {
			p.Add(field, "has a control character after %d bytes", i)
		}
	}
	if e.Title == "" {
		p.Add("title", "is missing")
	}
	text("title", e.Title, MaxTitle)
	text("text", e.Text, MaxText)
	text("place", e.Place, MaxName)
	text("attribution", e.Attribution, MaxName)
	text("lane", e.Lane, MaxName)
	if _, ok := v.Lookup(e.Kind); !ok {
		p.Add("kind", "%q is not a kind of this newsroom: use one it has, such as meeting, or add it first", Excerpt(e.Kind))
	}
	if e.State == Accepted && e.Date.IsZero() {
		// The chart would have to invent a place for it.
		p.Add("date", "is missing: give at least bounds, such as [..2020-01-08]")
	}
	if len(e.Actors) > MaxActor {
		p.Add("actors", "are %d; %d fit", len(e.Actors), MaxActor)
	}
	for _, a := range e.Actors {
		text("actors", a.Name, MaxName)
		if a.Role != Agent && a.Role != Target && a.Role != Participant {
			p.Add("actors", "%q is no role: use agent, target or participant", Excerpt(a.Role))
		}
	}
	checkURL(&p, "url", e.URL)
	if e.Image != nil {
		if e.Image.URL == "" {
			p.Add("image.url", "is missing")
		}
		if strings.TrimSpace(e.Image.Alt) == "" {
			p.Add("image.alt", "is missing: say what the picture shows, for those who cannot see it")
		}
		checkURL(&p, "image.url", e.Image.URL)
		text("image.alt", e.Image.Alt, MaxText)
		text("image.credit", e.Image.Credit, MaxName)
	}
	if !slices.Contains([]Label{"", Confirmed, Reported, Disputed, Unconfirmed}, e.Label) {
		p.Add("label", "%q is no label: use confirmed, reported, disputed or unconfirmed", Excerpt(e.Label))
	}
	if !slices.Contains([]Status{Happened, Scheduled}, e.Status) {
		p.Add("status", "%q is no status: use happened or scheduled", Excerpt(e.Status))
	}
	if !slices.Contains([]State{Proposed, Accepted, Rejected}, e.State) {
		p.Add("state", "%q is no state: use proposed, accepted or rejected", Excerpt(e.State))
	}
	if !(e.Importance >= 0 && e.Importance <= 1) {
		p.Add("importance", "%v is not between 0 and 1", e.Importance)
	}
	return p.Err()
}

// isControl reports characters that no text of ours holds: XML and terminals
// cannot carry them.
func isControl(r rune) bool { return r < ' ' && r != '\n' && r != '\t' && r != '\r' || r == 0x7f }

func checkURL(p *Problems, field, s string) {
	if s == "" {
		return
	}
	if len(s) > MaxURL {
		p.Add(field, "has %d bytes; %d fit", len(s), MaxURL)
		return
	}
	u, err := url.Parse(s)
	switch {
	case err != nil || u.Hostname() == "" || u.Scheme != "http" && u.Scheme != "https" || strings.IndexFunc(s, isControl) >= 0:
		p.Add(field, "%q is not an http or https address", Excerpt(s))
	case u.User != nil:
		p.Add(field, "%q has a user's name before its host: leave it out", Excerpt(s))
	case u.Port() != "" && !isPort(u.Port()):
		p.Add(field, "%q has no port between 1 and 65535", Excerpt(s))
	case strings.ContainsFunc(s, outsideURL):
		p.Add(field, "%q has a space, quote or angle bracket: write it as %%20, %%22, %%3C or %%3E", Excerpt(s))
	}
}

func isPort(s string) bool {
	n, err := strconv.ParseUint(s, 10, 16)
	return err == nil && n > 0
}

// outsideURL reports what url.Parse lets pass though it ends an address in
// mark-up and in running text.
func outsideURL(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune(`"<>`, r) }
