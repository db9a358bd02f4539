package desk

import (
	"context"
	"slices"

	"dateline/storage"
	"dateline/timeline"
	"dateline/timeline/edtf"
)

// An EventQuery says which events of a timeline are wanted. The zero query
// wants all, a page at a time.
type EventQuery struct {
	State    timeline.State // "" is any
	Kind     timeline.Kind  // "" is any
	From, To string         // EDTF, inclusive; "" is open
	Q        string         // words that an event must hold, the last as a prefix
	Article  string         // ID of an article that an event must cite
	Limit    int            // 0 is 50; at most 1000
	Cursor   string         // "" begins; else what the page before gave as next
}

func (q EventQuery) parse(v timeline.Vocabulary) (storage.EventQuery, error) {
	s := storage.EventQuery{State: q.State, Kind: q.Kind, Q: q.Q, Article: q.Article, Limit: q.Limit, Cursor: q.Cursor}
	var p timeline.Problems
	if !slices.Contains([]timeline.State{"", timeline.Proposed, timeline.Accepted, timeline.Rejected}, q.State) {
		p.Add("state", "%q is no state: use proposed, accepted or rejected", q.State)
	}
	if _, ok := v.Lookup(q.Kind); !ok && q.Kind != "" {
		p.Add("kind", "%q is not a kind of this newsroom", q.Kind)
	}
	if q.Article != "" && !storage.IsID(q.Article) {
		p.Add("article", "%q is no article", q.Article)
	}
	for _, end := range []struct {
		field, text string
		date        *edtf.Date
	}{{"from", q.From, &s.From}, {"to", q.To, &s.To}} {
		if end.text == "" {
			continue
		}
		var err error
		if *end.date, err = edtf.Parse(end.text); err != nil {
			p.Add(end.field, "%v: use a date such as 2020-01-08", err)
		}
	}
	return s, p.Err()
}

// Events returns a page of events in order of time, those without a date last,
// and the cursor of the next page, "" if this is the last.
func (d *Desk) Events(ctx context.Context, who timeline.User, slug string, q EventQuery) (events []timeline.Event, next string, err error) {
	info, err := d.open(ctx, who, timeline.Contributor, slug)
	if err != nil {
		return nil, "", err
	}
	v, err := d.Vocabulary(ctx)
	if err != nil {
		return nil, "", err
	}
	parsed, err := q.parse(v)
	if err != nil {
		return nil, "", err
	}
	return d.store.Events(ctx, info.ID, parsed)
}

// Event returns an event of a timeline.
func (d *Desk) Event(ctx context.Context, who timeline.User, slug, id string) (timeline.Event, error) {
	info, err := d.openEvent(ctx, who, timeline.Contributor, slug, id)
	if err != nil {
		return timeline.Event{}, err
	}
	return d.store.Event(ctx, info.ID, id)
}

func (d *Desk) openEvent(ctx context.Context, who timeline.User, least timeline.UserRole, slug string, ids ...string) (TimelineInfo, error) {
	info, err := d.open(ctx, who, least, slug)
	if err != nil {
		return info, err
	}
	for _, id := range ids {
		if err := checkID("event", id); err != nil {
			return info, err
		}
	}
	return info, nil
}

// AddEvent adds an event that a person enters (contributors): it is accepted
// unless it says otherwise. ID, Version, Created and Updated are set. Words
// that it cites must stand in an article of the timeline.
func (d *Desk) AddEvent(ctx context.Context, who timeline.User, slug string, e *timeline.Event) error {
	info, err := d.open(ctx, who, timeline.Contributor, slug)
	if err != nil {
		return err
	}
	v, err := d.Vocabulary(ctx)
	if err != nil {
		return err
	}
	e.ID, e.Confidence, e.Why, e.Like = "", 1, nil, ""
	e.Normalize()
	if err := e.Validate(v); err != nil {
		return err
	}
	if err := d.checkCitations(ctx, info.ID, e.Citations); err != nil {
		return err
	}
	events := []timeline.Event{*e}
	if err := d.store.AddEvents(ctx, who, info.ID, "add", events, nil); err != nil {
		return err
	}
	*e = events[0]
	return nil
}

// checkCitations holds the words of citations against the articles, and gives
// each its context.
func (d *Desk) checkCitations(ctx context.Context, timelineID string, citations []timeline.Citation) error {
	var p timeline.Problems
	for i := range citations {
		c := &citations[i]
		if !storage.IsID(c.Article) {
			p.Add("citations", "%q is no article of this timeline", c.Article)
			continue
		}
		a, err := d.store.Article(ctx, timelineID, c.Article)
		if timeline.CodeOf(err) == timeline.NotFound {
			p.Add("citations", "%q is no article of this timeline", c.Article)
			continue
		} else if err != nil {
			return err
		}
		text := newQuoter(&a.Article)
		if words, ok := text.words(c.Span); !ok || words != c.Exact {
			p.Add("citations", "%q does not stand in the article at %d to %d", shorten(c.Exact, 80), c.Start, c.End)
			continue
		}
		*c = text.cite(c.Span)
	}
	return p.Err()
}

// Cite adds the words of a span of an article to what an event cites (editors).
// The version is as for SaveEvent.
func (d *Desk) Cite(ctx context.Context, who timeline.User, slug, id string, version int, articleID string, span timeline.Span) (timeline.Event, error) {
	info, err := d.openEvent(ctx, who, timeline.Editor, slug, id)
	if err != nil {
		return timeline.Event{}, err
	}
	if err := checkID("article", articleID); err != nil {
		return timeline.Event{}, err
	}
	a, err := d.store.Article(ctx, info.ID, articleID)
	if err != nil {
		return timeline.Event{}, err
	}
	text := newQuoter(&a.Article)
	if _, ok := text.words(span); !ok {
		return timeline.Event{}, timeline.FieldProblem("start", "%d to %d is not a stretch of the article's %d code points", span.Start, span.End, len(text.runes))
	}
	return d.store.ChangeEvent(ctx, who, info.ID, id, version, "change", func(e *timeline.Event) error {
		addCitations(e, text.cite(span))
		return nil
	})
}

// addCitations adds those that an event does not have.
func addCitations(e *timeline.Event, more ...timeline.Citation) {
	for _, c := range more {
		has := slices.ContainsFunc(e.Citations, func(h timeline.Citation) bool { return h.Article == c.Article && h.Span == c.Span })
		if !has {
			e.Citations = append(e.Citations, c)
		}
	}
}

// SaveEvent changes an event (editors). Of another version than the one given
// (0 is any) it is Conflicting with a *StaleError. What change does to ID,
// Confidence, Why, Version and times is undone, and so are citations that the
// event did not have: see Cite. An event that is to be reviewed again is
// compared with the others again.
func (d *Desk) SaveEvent(ctx context.Context, who timeline.User, slug, id string, version int, change func(*timeline.Event)) (timeline.Event, error) {
	info, err := d.openEvent(ctx, who, timeline.Editor, slug, id)
	if err != nil {
		return timeline.Event{}, err
	}
	v, err := d.Vocabulary(ctx)
	if err != nil {
		return timeline.Event{}, err
	}
	return d.store.ChangeEvent(ctx, who, info.ID, id, version, "change", func(e *timeline.Event) error {
		before := *e
		had := slices.Clone(e.Citations)
		change(e)
		e.Confidence, e.Why, e.Like = before.Confidence, before.Why, before.Like
		if e.State != before.State {
			e.Like = "" // decided, as by Accept and Reject
			if e.State == timeline.Proposed {
				again := []timeline.Event{*e}
				if err := d.findLike(ctx, info.ID, again); err != nil {
					return err
				}
				e.Like = again[0].Like
			}
		}
		e.Citations = slices.DeleteFunc(e.Citations, func(c timeline.Citation) bool { return !slices.Contains(had, c) })
		e.Normalize()
		return e.Validate(v)
	})
}

// DeleteEvent takes an event out of a timeline (editors); the version is as
// for SaveEvent.
func (d *Desk) DeleteEvent(ctx context.Context, who timeline.User, slug, id string, version int) error {
	info, err := d.openEvent(ctx, who, timeline.Editor, slug, id)
	if err != nil {
		return err
	}
	return d.store.DeleteEvent(ctx, who, info.ID, id, version)
}
