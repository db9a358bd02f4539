// Package timeline holds the nouns of Dateline and their rules: articles are
// read into proposals, people make events of them, and a timeline of events
// is published as numbered editions. It does no input or output.
package timeline

import (
	"regexp"
	"strings"
	"time"
	"unicode/utf8"
)

// A Timeline is a chronology that a newsroom keeps: a draft that editors work
// on, and the editions that readers see.
type Timeline struct {
	ID       string
	Slug     string // its public address, see [CheckSlug]
	Title    string
	Summary  string // one sentence under the title, "" for none
	Language string // BCP 47 of its texts; "" is en
	Timezone string // IANA name in which "updated" is shown; "" is UTC
	Lanes    Lanes  // what readers' charts begin with; "" lets the chart choose
	Version  int    // rises by one with each saved change of these fields
	Edition  int    // number of the edition that readers see, 0 before the first
	Created  time.Time
	Updated  time.Time
}

// Lanes says what the lanes of a chart are.
type Lanes string

// The lanes.
const (
	ByActor Lanes = "actor" // or an editor's own lanes
	ByKind  Lanes = "kind"  // a lane for each group of kinds
	OneLine Lanes = "one"
)

var slugForm = regexp.MustCompile(`^[a-z0-9-]{1,80}$`)

// CheckSlug returns Problems about "slug" unless s is 1 to 80 of a-z, 0-9 and
// hyphens.
func CheckSlug(s string) error {
	if slugForm.MatchString(s) {
		return nil
	}
	return FieldProblem("slug", "%q is no address: use 1 to 80 of a-z, 0-9 and hyphens", Excerpt(s))
}

// Normalize trims the texts and fills in what an empty field means.
func (t *Timeline) Normalize() {
	t.Title, t.Summary = strings.TrimSpace(t.Title), strings.TrimSpace(t.Summary)
	if t.Language == "" {
		t.Language = "en"
	}
	if t.Timezone == "" {
		t.Timezone = "UTC"
	}
}

// Validate returns nil or Problems.
func (t *Timeline) Validate() error {
	var p Problems
	switch n := utf8.RuneCountInString(t.Title); {
	case n == 0:
		p.Add("title", "is missing")
	case n > MaxName:
		p.Add("title", "has %d characters; %d fit", n, MaxName)
	case strings.IndexFunc(t.Title, isControl) >= 0 || !utf8.ValidString(t.Title):
		p.Add("title", "has a control character or is not valid UTF-8")
	}
	if n := utf8.RuneCountInString(t.Summary); n > MaxSummary {
		p.Add("summary", "has %d characters; %d fit", n, MaxSummary)
	} else if strings.IndexFunc(t.Summary, isControl) >= 0 || !utf8.ValidString(t.Summary) {
		p.Add("summary", "has a control character or is not valid UTF-8")
	}
	if !slugForm.MatchString(t.Slug) {
		p.Add("slug", "%q is no address: use 1 to 80 of a-z, 0-9 and hyphens", Excerpt(t.Slug))
	}
	if !languageForm.MatchString(t.Language) {
		p.Add("language", "%q is no language tag: use one such as en or pt-BR", Excerpt(t.Language))
	}
	if _, err := time.LoadLocation(t.Timezone); err != nil || t.Timezone == "Local" {
		p.Add("timezone", "%q is no time zone: use a name such as Europe/Brussels", Excerpt(t.Timezone))
	}
	switch t.Lanes {
	case "", ByActor, ByKind, OneLine:
	default:
		p.Add("lanes", "%q is none of actor, kind and one", Excerpt(t.Lanes))
	}
	return p.Err()
}

// IsLanguage reports whether s has the form of a language tag, such as en or
// pt-BR.
func IsLanguage(s string) bool { return languageForm.MatchString(s) }

var languageForm = regexp.MustCompile(`^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$`)

// Slugify makes an address of a title: lower-case ASCII letters and digits,
// the rest one hyphen each, at most 80 bytes; "timeline" if nothing is left.
func Slugify(title string) string {
	var b strings.Builder
	hyphen := false
	for _, r := range strings.ToLower(title) {
		if b.Len() >= 79 {
			break
		}
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
			if hyphen && b.Len() > 0 {
				b.WriteByte('-')
			}
			b.WriteRune(r)
			hyphen = false
		} else if r != '\'' && r != '’' {
			hyphen = true
		}
	}
	if b.Len() == 0 {
		return "timeline"
	}
	return b.String()
}

// A Relation ties two events of one timeline.
type Relation struct {
	ID    string       `json:"id"`
	From  string       `json:"from"` // Event.ID
	Type  RelationType `json:"type"`
	To    string       `json:"to"`    // Event.ID
	Quote string       `json:"quote"` // the words that say so, "" if an editor does
}

// A Source is an article as an edition names it.
type Source struct {
	ID        string `json:"id"`
	Title     string `json:"title"`
	URL       string `json:"url,omitempty"`
	Publisher string `json:"publisher,omitempty"`
	Published string `json:"published,omitempty"` // EDTF
}

// A Role of a person in the newsroom.
type UserRole string

// The roles of people, each of which may do all that the one before may.
const (
	Contributor UserRole = "contributor" // adds articles and events
	Editor      UserRole = "editor"      // decides and publishes
	Admin       UserRole = "admin"       // people, tokens, kinds
)

// May reports whether r includes what least may do.
func (r UserRole) May(least UserRole) bool {
	rank := map[UserRole]int{Contributor: 1, Editor: 2, Admin: 3}
	return rank[r] >= rank[least] && rank[least] > 0
}

// A User is a person who may sign in.
type User struct {
	ID      string
	Name    string // to sign in with, unique
	Role    UserRole
	Created time.Time
}
