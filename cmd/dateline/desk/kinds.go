package desk

import (
	"context"
	"strings"

	"dateline/timeline"
)

// AddKind adds a kind of the newsroom's own (admins).
func (d *Desk) AddKind(ctx context.Context, who timeline.User, k timeline.KindInfo) error {
	if err := need(who, timeline.Admin); err != nil {
		return err
	}
	k.Label = strings.TrimSpace(k.Label)
	own, err := d.store.Kinds(ctx)
	if err != nil {
		return err
	}
	if _, err := timeline.NewVocabulary(append(own, k)...); err != nil {
		return err
	}
	return d.store.AddKind(ctx, k)
}

// Vocabulary returns the kinds that this newsroom uses.
func (d *Desk) Vocabulary(ctx context.Context) (timeline.Vocabulary, error) {
	own, err := d.store.Kinds(ctx)
	if err != nil {
		return timeline.Vocabulary{}, err
	}
	return timeline.NewVocabulary(own...)
}
