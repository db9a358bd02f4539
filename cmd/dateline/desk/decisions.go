package desk

import (
	"context"

	"dateline/timeline"
)

// Accept makes a proposal an event that will be published (editors). It needs
// a date. The version is as for SaveEvent.
func (d *Desk) Accept(ctx context.Context, who timeline.User, slug, id string, version int) (timeline.Event, error) {
	return d.decide(ctx, who, slug, id, version, "accept", timeline.Accepted)
}

// Reject keeps a proposal, or an event, from being published (editors). The
// version is as for SaveEvent.
func (d *Desk) Reject(ctx context.Context, who timeline.User, slug, id string, version int) (timeline.Event, error) {
	return d.decide(ctx, who, slug, id, version, "reject", timeline.Rejected)
}

func (d *Desk) decide(ctx context.Context, who timeline.User, slug, id string, version int, action string, s timeline.State) (timeline.Event, error) {
	info, err := d.openEvent(ctx, who, timeline.Editor, slug, id)
	if err != nil {
		return timeline.Event{}, err
	}
	v, err := d.Vocabulary(ctx)
	if err != nil {
		return timeline.Event{}, err
	}
	return d.store.ChangeEvent(ctx, who, info.ID, id, version, action, func(e *timeline.Event) error {
		e.State = s
		e.Like = "" // whether it tells another event again is decided too
		return e.Validate(v)
	})
}

// MergedInto returns the ID of the event that took in this one, "" if none did.
func MergedInto(e timeline.Event) string {
	if e.State == timeline.Rejected {
		return e.Like
	}
	return ""
}

// Merge says that an event is the same as another one (editors): the other
// gets its citations and relations and is else as it was, whose date and words
// stay a person's to change. It itself is rejected; see MergedInto. An event
// that was merged stands for the one that took it in.
func (d *Desk) Merge(ctx context.Context, who timeline.User, slug, id, into string) (timeline.Event, error) {
	info, err := d.openEvent(ctx, who, timeline.Editor, slug, id, into)
	if err != nil {
		return timeline.Event{}, err
	}
	// This ends: an event is merged only into one that is not merged itself,
	// and forgets into which when it is decided anew.
	for {
		e, err := d.store.Event(ctx, info.ID, into)
		if err != nil {
			return timeline.Event{}, err
		}
		if MergedInto(e) == "" {
			break
		}
		into = MergedInto(e)
	}
	if id == into {
		return timeline.Event{}, timeline.FieldProblem("into", "is the same event: choose another")
	}
	return d.store.MergeEvents(ctx, who, info.ID, id, into, func(from, to *timeline.Event) error {
		if other := MergedInto(*from); other != "" {
			return timeline.Errorf(timeline.Conflicting, "%q was merged already", from.Title)
		}
		if MergedInto(*to) != "" {
			return timeline.Errorf(timeline.Conflicting, "%q was merged in the meantime", to.Title)
		}
		addCitations(to, from.Citations...)
		if to.Like == from.ID {
			to.Like = ""
		}
		from.State, from.Like = timeline.Rejected, to.ID
		return nil
	})
}

// Relate ties two events of a timeline (editors). Two that are tied so already
// are Conflicting.
func (d *Desk) Relate(ctx context.Context, who timeline.User, slug string, r timeline.Relation) (timeline.Relation, error) {
	info, err := d.openEvent(ctx, who, timeline.Editor, slug, r.From, r.To)
	if err != nil {
		return r, err
	}
	var p timeline.Problems
	if !r.Type.Valid() {
		p.Add("type", "%q is no relation: use one such as %s", r.Type, timeline.ResponseTo)
	}
	if r.From == r.To {
		p.Add("to", "is the same event: choose another")
	}
	if err := p.Err(); err != nil {
		return r, err
	}
	r.Quote = "" // the words of an article are an extractor's to cite
	return r, d.store.AddRelation(ctx, who, info.ID, &r)
}

// Relations returns the relations of a timeline.
func (d *Desk) Relations(ctx context.Context, who timeline.User, slug string) ([]timeline.Relation, error) {
	info, err := d.open(ctx, who, timeline.Contributor, slug)
	if err != nil {
		return nil, err
	}
	return d.store.Relations(ctx, info.ID)
}

// Unrelate removes a relation (editors).
func (d *Desk) Unrelate(ctx context.Context, who timeline.User, slug, id string) error {
	info, err := d.open(ctx, who, timeline.Editor, slug)
	if err != nil {
		return err
	}
	if err := checkID("relation", id); err != nil {
		return err
	}
	return d.store.DeleteRelation(ctx, who, info.ID, id)
}
