package timeline

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"math/bits"
	"slices"
	"strings"
	"time"

	"dateline/timeline/edtf"
)

// An Edition is a timeline as it was published: numbered, immutable, hashed.
// Readers' requests are answered from editions alone, so that no draft can
// leak. Its JSON is the public /t/SLUG.json.
type Edition struct {
	Slug      string           `json:"slug"`
	Number    int              `json:"edition"`
	Title     string           `json:"title"`
	Summary   string           `json:"summary,omitempty"`
	Language  string           `json:"language"`
	Timezone  string           `json:"timezone"`
	Lanes     Lanes            `json:"lanes,omitempty"`
	Published time.Time        `json:"published"` // when this edition was made, UTC
	By        string           `json:"-"`         // who published it; not for readers
	Events    []PublishedEvent `json:"events"`    // in order of time
	Relations []Relation       `json:"relations"`
	Sources   []Source         `json:"sources"`
	Kinds     []KindInfo       `json:"kinds"` // of its events, so that it stands alone
}

// Whole is how many events readers get whole, in one drawing and one list. What
// a page shows of a larger edition is bounded: it leads to the rest.
const Whole = 300

// A PublishedEvent is an accepted event as readers see it.
type PublishedEvent struct {
	ID          string     `json:"id"`
	Title       string     `json:"title"`
	Kind        Kind       `json:"kind"`
	Date        edtf.Date  `json:"date"`
	Text        string     `json:"text,omitempty"`
	Actors      []Actor    `json:"actors"`
	Place       string     `json:"place,omitempty"`
	URL         string     `json:"url,omitempty"`
	Attribution string     `json:"attribution,omitempty"`
	Label       Label      `json:"label,omitempty"`
	Status      Status     `json:"status"`
	Lane        string     `json:"lane,omitempty"`
	Importance  float64    `json:"importance"`
	Image       *Image     `json:"image,omitempty"`
	Citations   []Citation `json:"citations"`
	Since       time.Time  `json:"since"` // when the first edition that has it was published
	Changes     []Change   `json:"changes,omitempty"`
}

// A Change is what an edition says of an event otherwise than the one before.
type Change struct {
	Published time.Time `json:"published"` // of that edition
	Fields    []string  `json:"fields"`    // names in the JSON of the event
}

// NewEdition freezes the accepted events of a draft. Events that are not
// accepted are left out, and relations and sources that name only those.
// Number and hash are the caller's to set. It refuses an event without a date.
func NewEdition(t Timeline, events []Event, relations []Relation, sources []Source, v Vocabulary, now time.Time) (*Edition, error) {
	ed := &Edition{
		Slug: t.Slug, Title: t.Title, Summary: t.Summary, Language: t.Language, Timezone: t.Timezone, Lanes: t.Lanes,
		Published: now.UTC().Truncate(time.Second),
		Events:    []PublishedEvent{}, Relations: []Relation{}, Sources: []Source{}, Kinds: []KindInfo{},
	}
	in, cited, kinds := map[string]bool{}, map[string]bool{}, map[Kind]bool{}
	events = slices.Clone(events)
	slices.SortStableFunc(events, inOrder)
	for _, e := range events {
		if e.State != Accepted {
			continue
		}
		if err := e.Validate(v); err != nil {
			return nil, Errorf(Invalid, "event %q cannot be published: %w", e.Title, err)
		}
		in[e.ID] = true
		for _, c := range e.Citations {
			cited[c.Article] = true
		}
		if !kinds[e.Kind] {
			kinds[e.Kind] = true
			ed.Kinds = append(ed.Kinds, v.Info(e.Kind))
		}
		ed.Events = append(ed.Events, PublishedEvent{
			ID: e.ID, Title: e.Title, Kind: e.Kind, Date: e.Date, Text: e.Text, Actors: nonNil(e.Actors), Place: e.Place, URL: e.URL,
			Attribution: e.Attribution, Label: e.Label, Status: e.Status, Lane: e.Lane, Importance: e.Importance, Image: e.Image, Citations: e.disagreeing(),
			Since: ed.Published,
		})
	}
	slices.SortFunc(ed.Kinds, func(a, b KindInfo) int { return strings.Compare(string(a.Kind), string(b.Kind)) })
	for _, r := range relations {
		if in[r.From] && in[r.To] {
			ed.Relations = append(ed.Relations, r)
		}
	}
	for _, s := range sources {
		if cited[s.ID] {
			ed.Sources = append(ed.Sources, s)
		}
	}
	return ed, nil
}

// disagreeing returns the citations, with their dates where they cannot be the
// event's. A day that is only that of the report contradicts nothing.
func (e Event) disagreeing() []Citation {
	all := nonNil(slices.Clone(e.Citations))
	for i, c := range all {
		if c.Date.Overlaps(e.Date) || c.Date.Uncertain() || e.Date.Uncertain() {
			all[i].Date = edtf.Date{}
		}
	}
	return all
}

// inOrder puts events in order of time; those of one date in the order in which
// they were told: articles as they came in, sentences as they stand.
func inOrder(a, b Event) int {
	return cmp.Or(
		a.Date.Compare(b.Date),
		a.Created.Compare(b.Created),
		cmp.Compare(a.position(), b.position()),
		strings.Compare(a.ID, b.ID),
	)
}

// position is where the first of its citations' triggers stands.
func (e Event) position() int {
	if len(e.Citations) == 0 {
		return 0
	}
	return e.Citations[0].Trigger.Start
}

// Follow takes over from the edition before what it tells of the history of
// its events, and adds what this one changes.
func (ed *Edition) Follow(before *Edition) {
	was := map[string]PublishedEvent{}
	for _, e := range before.Events {
		was[e.ID] = e
	}
	for i := range ed.Events {
		e := &ed.Events[i]
		old, known := was[e.ID]
		if !known {
			continue
		}
		e.Since, e.Changes = old.Since, old.Changes
		if fields := e.differs(old); len(fields) > 0 {
			e.Changes = append(slices.Clone(old.Changes), Change{ed.Published, fields})
		}
	}
}

// differs names the fields that a reader would see changed.
func (e *PublishedEvent) differs(old PublishedEvent) []string {
	var fields []string
	for _, f := range []struct {
		name string
		same bool
	}{
		{"title", e.Title == old.Title},
		{"date", e.Date.String() == old.Date.String()},
		{"kind", e.Kind == old.Kind},
		{"text", e.Text == old.Text},
		{"actors", slices.Equal(e.Actors, old.Actors)},
		{"place", e.Place == old.Place},
		{"attribution", e.Attribution == old.Attribution},
		{"label", e.Label == old.Label},
		{"status", e.Status == old.Status},
		{"citations", slices.Equal(e.Citations, old.Citations)},
	} {
		if !f.same {
			fields = append(fields, f.name)
		}
	}
	return fields
}

// Leading returns the names of those who take part in two events or more, who
// take part in most first, at most 40: those whom a reader may choose.
func (ed *Edition) Leading() []string {
	count := map[string]int{}
	for _, e := range ed.Events {
		seen := map[string]bool{}
		for _, a := range e.Actors {
			if !seen[a.Name] {
				seen[a.Name] = true
				count[a.Name]++
			}
		}
	}
	var names []string
	for name, n := range count {
		if n >= 2 {
			names = append(names, name)
		}
	}
	slices.SortFunc(names, func(a, b string) int { return cmp.Or(cmp.Compare(count[b], count[a]), strings.Compare(a, b)) })
	return names[:min(len(names), 40)]
}

// Ranked returns the indices of the events, those first that a view with room
// for few should show: the important ones, those that many sources tell and
// those that are tied to others. Of equals, each next one stands far from
// those before it, so that the first few of many are spread over their time.
func (ed *Edition) Ranked() []int {
	ties := map[string]int{}
	for _, r := range ed.Relations {
		ties[r.From]++
		ties[r.To]++
	}
	weight := make([]float64, len(ed.Events))
	order := make([]int, len(ed.Events))
	for i, e := range ed.Events {
		order[i] = i
		weight[i] = e.Importance + 0.05*float64(min(ties[e.ID], 4)+min(len(e.Citations), 4))
	}
	slices.SortFunc(order, func(a, b int) int {
		// The bits of an index, read backwards, are van der Corput's sequence.
		return cmp.Or(cmp.Compare(weight[b], weight[a]), cmp.Compare(bits.Reverse32(uint32(a)), bits.Reverse32(uint32(b))))
	})
	return order
}

// Hash returns the SHA-256 of the edition's JSON in hexadecimal; equal content
// of another number or time has another hash.
func (ed *Edition) Hash() string {
	b, err := json.Marshal(ed)
	if err != nil {
		panic("an edition always encodes: " + err.Error())
	}
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
}

func nonNil[T any](s []T) []T {
	if s == nil {
		return []T{}
	}
	return s
}
