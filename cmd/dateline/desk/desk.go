// Package desk is what people, jobs and other programs do with Dateline, a
// function each: add an article, decide a proposal, save an event, publish an
// edition. Each function checks who may, checks the input, and changes the
// store in one transaction.
package desk

import (
	"context"
	"log/slog"
	"time"

	"dateline/storage"
	"dateline/timeline"
	"dateline/timeline/edtf"
)

// Names of storage's that callers of the desk use.
type (
	EventQuery = storage.EventQuery
	StaleError = storage.StaleError
	Revision   = storage.Revision
)

// Options are what a desk works with. Store is needed; without a Fetcher
// addresses are refused, without a Renderer nothing is published.
type Options struct {
	Store  *storage.Store
	Now    func() time.Time // nil is time.Now
	Logger *slog.Logger     // nil is slog.Default
}

// A Desk is what a newsroom works at. Its methods may be called at once.
type Desk struct {
	store *storage.Store
}

// New returns a desk.
func New(o Options) *Desk { return &Desk{store: o.Store} }

// Sessions keeps sessions for alexedwards/scs.
func (d *Desk) Sessions() *storage.Sessions { panic("being written") }

// Ready returns nil if the database answers.
func (d *Desk) Ready(ctx context.Context) error { panic("being written") }

func (d *Desk) SignIn(ctx context.Context, name, password string) (timeline.User, error) {
	panic("being written")
}
func (d *Desk) AddUser(ctx context.Context, name string, role timeline.UserRole, password string) (timeline.User, string, error) {
	panic("being written")
}
func (d *Desk) AddToken(ctx context.Context, userName string) (string, error) { panic("being written") }
func (d *Desk) UserByToken(ctx context.Context, token string) (timeline.User, error) {
	panic("being written")
}
func (d *Desk) User(ctx context.Context, id string) (timeline.User, error) { panic("being written") }

// TimelineInfo is a timeline with how many events of each state it has.
type TimelineInfo struct {
	timeline.Timeline
	Proposed, Accepted, Rejected int
}

func (d *Desk) CreateTimeline(ctx context.Context, who timeline.User, t *timeline.Timeline) error {
	panic("being written")
}
func (d *Desk) Timeline(ctx context.Context, who timeline.User, slug string) (TimelineInfo, error) {
	panic("being written")
}
func (d *Desk) Timelines(ctx context.Context, who timeline.User) ([]TimelineInfo, error) {
	panic("being written")
}
func (d *Desk) UpdateTimeline(ctx context.Context, who timeline.User, slug string, version int, change func(*timeline.Timeline)) (timeline.Timeline, error) {
	panic("being written")
}
func (d *Desk) DeleteTimeline(ctx context.Context, who timeline.User, slug string, version int) error {
	panic("being written")
}

// ArticleInput is an article as a person or a program gives it: one of URL,
// Text and HTML; with Text or HTML the URL is only where it stands.
type ArticleInput struct {
	URL, Text, HTML string
	Title           string // "" if it is to be found
	Published       string // EDTF or as people write dates; "" if it is to be found
	Language        string // "" if it is to be found
}

// ArticleView is an article with what was read in it.
type ArticleView struct {
	timeline.Article
	Timexes   []timeline.Timex
	Events    []timeline.Event // that cite it, in every state
	Relations []timeline.Relation
	Created   time.Time
	Known     bool // it was there already, and nothing was added
}

func (d *Desk) AddArticle(ctx context.Context, who timeline.User, slug string, in ArticleInput) (ArticleView, error) {
	panic("being written")
}
func (d *Desk) Article(ctx context.Context, who timeline.User, slug, id string) (ArticleView, error) {
	panic("being written")
}

// ArticleInfo is an article in a list.
type ArticleInfo struct {
	timeline.Source
	Created                      time.Time
	Proposed, Accepted, Rejected int // events that cite it
}

func (d *Desk) Articles(ctx context.Context, who timeline.User, slug string) ([]ArticleInfo, error) {
	panic("being written")
}
func (d *Desk) Propose(ctx context.Context, who timeline.User, slug, articleID string, x timeline.Extraction) ([]timeline.Event, error) {
	panic("being written")
}
func (d *Desk) Events(ctx context.Context, who timeline.User, slug string, q EventQuery) (events []timeline.Event, next string, err error) {
	panic("being written")
}
func (d *Desk) Event(ctx context.Context, who timeline.User, slug, id string) (timeline.Event, error) {
	panic("being written")
}
func (d *Desk) AddEvent(ctx context.Context, who timeline.User, slug string, e *timeline.Event) error {
	panic("being written")
}
func (d *Desk) SaveEvent(ctx context.Context, who timeline.User, slug, id string, version int, change func(*timeline.Event)) (timeline.Event, error) {
	panic("being written")
}
func (d *Desk) DeleteEvent(ctx context.Context, who timeline.User, slug, id string, version int) error {
	panic("being written")
}
func (d *Desk) Accept(ctx context.Context, who timeline.User, slug, id string, version int) (timeline.Event, error) {
	panic("being written")
}
func (d *Desk) Reject(ctx context.Context, who timeline.User, slug, id string, version int) (timeline.Event, error) {
	panic("being written")
}
func (d *Desk) Merge(ctx context.Context, who timeline.User, slug, id, into string) (timeline.Event, error) {
	panic("being written")
}
func (d *Desk) Relate(ctx context.Context, who timeline.User, slug string, r timeline.Relation) (timeline.Relation, error) {
	panic("being written")
}
func (d *Desk) Relations(ctx context.Context, who timeline.User, slug string) ([]timeline.Relation, error) {
	panic("being written")
}
func (d *Desk) Unrelate(ctx context.Context, who timeline.User, slug, id string) error {
	panic("being written")
}

// ReadDate reads a date that a person typed.
func ReadDate(text string, reference edtf.Date) (d edtf.Date, words string, err error) {
	panic("being written")
}

// Imported is what came of an import.
type Imported struct {
	Slug     string
	Events   int
	Problems []RowProblem
}

// RowProblem is a row of a file that did not come in.
type RowProblem struct {
	Row    int // counted from 1, the header not counted
	Detail string
}

// Import adds the events of a file to a timeline, which is made if it is not there.
func (d *Desk) Import(ctx context.Context, who timeline.User, slug, title, fileName string, file []byte) (Imported, error) {
	panic("being written")
}
func (d *Desk) AddKind(ctx context.Context, who timeline.User, k timeline.KindInfo) error {
	panic("being written")
}
func (d *Desk) Vocabulary(ctx context.Context) (timeline.Vocabulary, error) { panic("being written") }

// Published is an edition with its renderings.
type Published struct {
	Edition     *timeline.Edition
	JSON        []byte // of the edition; Hash is its SHA-256
	Hash        string
	Option      []byte // for ECharts
	SVG, Narrow []byte // 1160 and 640 wide
}

func (d *Desk) Publish(ctx context.Context, who timeline.User, slug string) (*Published, error) {
	panic("being written")
}

// Published returns the edition that readers see; NotFound if there is none.
func (d *Desk) Published(ctx context.Context, slug string) (*Published, error) {
	panic("being written")
}

// PublicTimelines lists what is published, the newest edition first.
func (d *Desk) PublicTimelines(ctx context.Context) ([]PublicTimeline, error) { panic("being written") }

// PublicTimeline is a published timeline in a list.
type PublicTimeline struct {
	Slug, Title, Summary, Language, Timezone string
	Edition                                  int
	Published                                time.Time
	Events                                   int
}

// Answer is a reply that Once keeps.
type Answer struct {
	Status int
	Header map[string]string
	Body   []byte
}

// Once does do for the first request with this key and gives its answer to
// the later ones. request is all that makes two requests the same: method,
// path and body.
func (d *Desk) Once(ctx context.Context, who timeline.User, key string, request []byte, do func() Answer) (Answer, error) {
	panic("being written")
}

// Revisions returns what was done to one event, timeline or relation, newest first.
func (d *Desk) Revisions(ctx context.Context, who timeline.User, slug, id string) ([]Revision, error) {
	panic("being written")
}

// Log returns what was done in a timeline, newest first, at most limit
// (0 is 50) older than the revision before (0 is the newest).
func (d *Desk) Log(ctx context.Context, who timeline.User, slug string, before int64, limit int) ([]Revision, error) {
	panic("being written")
}
