package timeline

import (
	"dateline/timeline/edtf"
)

// A Span is a stretch of an article's text in Unicode code points, End
// exclusive. Byte offsets are never a Span.
type Span struct {
	Start int `json:"start"`
	End   int `json:"end"`
}

// Overlaps reports whether the two share a code point.
func (s Span) Overlaps(t Span) bool { return s.Start < t.End && t.Start < s.End }

// A Quote is a span together with its words, verbatim.
type Quote struct {
	Span
	Text string `json:"text"`
}

// A Role is what a paragraph is to the article.
type Role string

// The roles. Only title, body, caption and quote tell events.
const (
	RoleTitle       Role = "title"    // the article's, or that of an entry of a live blog
	RoleDateline    Role = "dateline" // the publication's own line of place or time, apart from the body
	RoleBody        Role = "body"
	RoleCaption     Role = "caption"
	RoleQuote       Role = "quote"       // a block quotation
	RoleRelated     Role = "related"     // a link to another story ("READ: …")
	RoleBoilerplate Role = "boilerplate" // slogans, credits, bylines, navigation
)

// Tells reports whether paragraphs of this role tell events.
func (r Role) Tells() bool {
	switch r {
	case RoleTitle, RoleBody, RoleCaption, RoleQuote:
		return true
	}
	return false
}

// A Paragraph is a stretch of an article's text with its role.
type Paragraph struct {
	Span
	Role Role `json:"role"`
	// Published is when the entry of a live blog that the paragraph belongs to
	// was written: what "today" in it counts from. Zero is the article's own.
	Published edtf.Date `json:"published,omitzero"`
}

// An Article is a news article as it was read.
type Article struct {
	ID    string // opaque; the caller's own in JSONL
	URL   string // http or https, "" if it has none
	Title string // "" if none was found
	// Published is the document creation time: a day, or an instant with or
	// without a zone; zero if the article does not say.
	Published edtf.Date
	Language  string // BCP 47, "" if not known
	Publisher string // the name of the site or agency, "" if not known
	Text      string // valid UTF-8, never normalised; all offsets count in it
	// Paragraphs are in order, do not overlap, and leave out only white space.
	Paragraphs []Paragraph
}

// PublishedAt returns when the words at a code point of the text were
// published: in a live blog with their entry, else with the article.
func (a *Article) PublishedAt(point int) edtf.Date {
	for _, p := range a.Paragraphs {
		if p.Start <= point && point < p.End && !p.Published.IsZero() {
			return p.Published
		}
	}
	return a.Published
}
