package desk

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"dateline/storage"
	"dateline/timeline"
	"dateline/timeline/chronology"
	"dateline/timeline/edtf"
)

// maxContext is how many code points before and after a quote a citation
// keeps, so that a link finds the right place where the words occur twice.
const maxContext = 20

// Propose stores what another extractor read in an article of the timeline, as
// proposals (contributors). It refuses all if one cites words that do not
// stand in the article verbatim at their offsets: Problems name the field, such
// as "events[2].trigger".
func (d *Desk) Propose(ctx context.Context, who timeline.User, slug, articleID string, x timeline.Extraction) ([]timeline.Event, error) {
	info, err := d.open(ctx, who, timeline.Contributor, slug)
	if err != nil {
		return nil, err
	}
	if err := checkID("article", articleID); err != nil {
		return nil, err
	}
	a, err := d.store.Article(ctx, info.ID, articleID)
	if err != nil {
		return nil, err
	}
	if err := checkProposals(&a.Article, &x); err != nil {
		return nil, err
	}
	v, err := d.Vocabulary(ctx)
	if err != nil {
		return nil, err
	}
	events := eventsOf(&a.Article, &x)
	var p timeline.Problems
	for i := range events {
		if err, bad := events[i].Validate(v).(timeline.Problems); bad {
			for _, q := range err {
				p.Add(fmt.Sprintf("events[%d].%s", i, q.Field), "%s", q.Detail)
			}
		}
	}
	if err := p.Err(); err != nil {
		return nil, err
	}
	if err := d.findLike(ctx, info.ID, events); err != nil {
		return nil, err
	}
	if err := d.store.AddEvents(ctx, who, info.ID, "propose", events, relationsOf(&a.Article, &x)); err != nil {
		return nil, err
	}
	return events, nil
}

// checkProposals holds what a program says against the article's words.
func checkProposals(a *timeline.Article, x *timeline.Extraction) error {
	text := newQuoter(a)
	var p timeline.Problems
	verbatim := func(field string, q timeline.Quote) {
		switch words, ok := text.words(q.Span); {
		case !ok:
			p.Add(field, "%d to %d is not a stretch of the article's %d code points", q.Start, q.End, len(text.runes))
		case words != q.Text:
			p.Add(field, "%q does not stand in the article at %d to %d: %q does", shorten(q.Text, 80), q.Start, q.End, shorten(words, 80))
		}
	}
	inside := func(field string, s timeline.Span) {
		if _, ok := text.words(s); !ok {
			p.Add(field, "%d to %d is not a stretch of the article's %d code points", s.Start, s.End, len(text.runes))
		}
	}
	for i, t := range x.Timexes {
		verbatim(fmt.Sprintf("timexes[%d].text", i), timeline.Quote{Span: t.Span, Text: t.Text})
	}
	ids := map[string]bool{}
	for i, e := range x.Events {
		at := fmt.Sprintf("events[%d].", i)
		if e.ID == "" || ids[e.ID] {
			p.Add(at+"id", "%q is not an id that only this event has", timeline.Excerpt(e.ID))
		}
		ids[e.ID] = true
		inside(at+"start", e.Span)
		verbatim(at+"trigger", e.Trigger)
		if e.Trigger.Start < e.Start || e.Trigger.End > e.End {
			p.Add(at+"trigger", "%d to %d is not within the cited words, %d to %d", e.Trigger.Start, e.Trigger.End, e.Start, e.End)
		}
		for _, s := range e.Also {
			inside(at+"also", s)
		}
		if e.Timex != nil && (*e.Timex < 0 || *e.Timex >= len(x.Timexes)) {
			p.Add(at+"timex", "%d is no index into timexes, of which there are %d", *e.Timex, len(x.Timexes))
		}
		if !(e.Confidence >= 0 && e.Confidence <= 1) {
			p.Add(at+"confidence", "%v is not between 0 and 1", e.Confidence)
		}
		for _, w := range e.Why {
			if !strings.Contains(a.Text, w.Words) {
				p.Add(at+"why", "%q does not stand in the article", shorten(w.Words, 80))
			}
			if !utf8.ValidString(w.Field+w.Rule) || utf8.RuneCountInString(w.Field+w.Rule) > 500 {
				p.Add(at+"why", "a reason is longer than 500 characters or not UTF-8")
			}
		}
	}
	for i, r := range x.Relations {
		at := fmt.Sprintf("relations[%d].", i)
		if !ids[r.From] {
			p.Add(at+"from", "%q is the id of none of these events", timeline.Excerpt(r.From))
		}
		if !ids[r.To] || r.To == r.From {
			p.Add(at+"to", "%q is the id of no other of these events", timeline.Excerpt(r.To))
		}
		if !r.Type.Valid() {
			p.Add(at+"type", "%q is no relation", timeline.Excerpt(r.Type))
		}
		inside(at+"start", r.Span)
	}
	return p.Err()
}

// eventsOf makes proposed events of what was read in an article, each named by
// its proposal's ID.
func eventsOf(a *timeline.Article, x *timeline.Extraction) []timeline.Event {
	text := newQuoter(a)
	events := make([]timeline.Event, len(x.Events))
	for i, p := range x.Events {
		c := text.cite(p.Span)
		c.Trigger = p.Trigger.Span
		c.Date = p.Date
		if p.Timex != nil {
			t := x.Timexes[*p.Timex]
			c.DateText = timeline.Quote{Span: t.Span, Text: t.Text}
		}
		events[i] = timeline.Event{
			ID: p.ID, Title: p.Title, Kind: p.Kind, Date: p.Date, Actors: p.Actors, Place: p.Place, Attribution: p.Attribution,
			Status: p.Status, State: timeline.Proposed, Confidence: p.Confidence, Importance: importance(p),
			Citations: []timeline.Citation{c}, Why: p.Why,
		}
		events[i].Normalize()
	}
	return events
}

// importance is a first guess, for editors to change: what an article comes
// back to is what it is about.
func importance(p timeline.Proposal) float64 {
	return 0.5 + 0.1*float64(min(len(p.Also), 4))
}

// relationsOf makes relations between the events of eventsOf.
func relationsOf(a *timeline.Article, x *timeline.Extraction) []timeline.Relation {
	text := newQuoter(a)
	relations := make([]timeline.Relation, 0, len(x.Relations))
	for _, r := range x.Relations {
		words, _ := text.words(r.Span)
		relations = append(relations, timeline.Relation{From: r.From, Type: r.Type, To: r.To, Quote: words})
	}
	return relations
}

// between keeps the relations that tie two of these events.
func between(events []timeline.Event, relations []timeline.Relation) []timeline.Relation {
	named := map[string]bool{}
	for _, e := range events {
		named[e.ID] = e.ID != ""
	}
	return slices.DeleteFunc(relations, func(r timeline.Relation) bool {
		return !named[r.From] || !named[r.To] || r.From == r.To || !r.Type.Valid()
	})
}

// How far around a proposal's date events are looked at that it may tell
// again, and how many.
const (
	likeDays  = 3
	likeOpen  = 14 // before the end of a date with an open start
	likeLimit = 300
)

// findLike says of each of the proposals from an article which event of the timeline
// it seems to tell again, and of no two the same: the article told them apart. Only
// events around its date are looked at, so that the cost does not grow with the
// timeline.
func (d *Desk) findLike(ctx context.Context, timelineID string, proposals []timeline.Event) error {
	type match struct {
		chronology.Match
		of   *timeline.Event
		into string
	}
	var all []match
	for i := range proposals {
		e := &proposals[i]
		first, begins := e.Date.Earliest()
		last, ends := e.Date.Latest()
		switch {
		case e.Date.IsZero() || !begins && !ends:
			continue
		case !begins:
			first = last - likeOpen
		case !ends:
			last = first + likeOpen
		}
		q := storage.EventQuery{From: edtf.OfDay(first - likeDays), To: edtf.OfDay(last + likeDays), Limit: likeLimit}
		among, _, err := d.store.Events(ctx, timelineID, q)
		if err != nil {
			return err
		}
		for _, m := range chronology.Like(*e, among) {
			into := m.ID
			for _, o := range among {
				if o.ID == m.ID && MergedInto(o) != "" {
					into = MergedInto(o)
				}
			}
			all = append(all, match{m, e, into})
		}
	}
	slices.SortStableFunc(all, func(a, b match) int { return cmp.Compare(b.Likeness, a.Likeness) })
	taken := map[string]bool{}
	for _, m := range all {
		if m.of.Like == "" && !taken[m.into] {
			m.of.Like, taken[m.into] = m.into, true
		}
	}
	return nil
}

// A quoter finds an article's words by code points.
type quoter struct {
	article *timeline.Article
	runes   []rune
}

func newQuoter(a *timeline.Article) quoter { return quoter{a, []rune(a.Text)} }

// words returns the words of a span; ok is false if it is empty or no span of
// the text.
func (q quoter) words(s timeline.Span) (words string, ok bool) {
	if s.Start < 0 || s.Start >= s.End || s.End > len(q.runes) {
		return "", false
	}
	return string(q.runes[s.Start:s.End]), true
}

// cite makes a citation of a span, with its context from the same paragraph:
// a browser looks for a quote within one.
func (q quoter) cite(s timeline.Span) timeline.Citation {
	from, to := s.Start-maxContext, s.End+maxContext
	for _, p := range q.article.Paragraphs {
		if p.Start <= s.Start && s.Start < p.End {
			from = max(from, p.Start)
		}
		if p.Start < s.End && s.End <= p.End {
			to = min(to, p.End)
		}
	}
	c := timeline.Citation{Article: q.article.ID, Span: s}
	c.Exact, _ = q.words(s)
	c.Prefix, _ = q.words(timeline.Span{Start: max(from, 0), End: s.Start})
	c.Suffix, _ = q.words(timeline.Span{Start: s.End, End: min(to, len(q.runes))})
	return c
}

// clip cuts what an extractor made too long to be kept.
func clip(e *timeline.Event) {
	e.Title = shorten(e.Title, timeline.MaxTitle)
	e.Place = shorten(e.Place, timeline.MaxName)
	e.Attribution = shorten(e.Attribution, timeline.MaxName)
	for i := range e.Actors {
		e.Actors[i].Name = shorten(e.Actors[i].Name, timeline.MaxName)
	}
	if len(e.Actors) > timeline.MaxActor {
		e.Actors = e.Actors[:timeline.MaxActor]
	}
}

// shorten cuts s to n code points, an ellipsis the last of them.
func shorten(s string, n int) string {
	if utf8.RuneCountInString(s) <= n {
		return s
	}
	return strings.TrimSpace(string([]rune(s)[:n-1])) + "…"
}
