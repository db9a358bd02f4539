package desk

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"sync"
	"time"

	"dateline/storage"
	"dateline/templates"
	"dateline/timeline"
	"dateline/timeline/chart"
)

// Published is an edition with its renderings. It is shared: nobody writes
// into it.
type Published struct {
	Edition *timeline.Edition
	JSON    []byte // the edition's; Hash is its SHA-256 in hexadecimal
	Hash    string
	Option  []byte // for ECharts
	SVG     []byte // chart.Wide pixels wide; see chart.Standalone
	Narrow  []byte // chart.Narrow pixels wide

	once   sync.Once
	levels *chart.Levels // made when the first tile is asked for
	err    error
}

// Tile returns a tile of the edition's levels of detail, see chart.Levels.
func (p *Published) Tile(level, index int, f chart.Filter) ([]byte, error) {
	p.once.Do(func() { p.levels, p.err = chart.NewLevels(p.Edition, settingsOf(p.Edition)) })
	if p.err != nil {
		return nil, p.err
	}
	return p.levels.Tile(level, index, f)
}

// settingsOf is how the chart of an edition is to be: it speaks its language.
func settingsOf(ed *timeline.Edition) chart.Settings {
	return chart.Settings{Words: templates.ChartWords(ed.Language)}
}

// publishTries is how often Publish begins anew when others publish meanwhile.
const publishTries = 3

// Publish freezes what is accepted into the next edition, draws it and shows
// it to readers (editors). Where nothing changed since the edition that
// readers see, that one is returned.
func (d *Desk) Publish(ctx context.Context, who timeline.User, slug string) (*Published, error) {
	return d.PublishAs(ctx, who, slug, false)
}

// PublishAs publishes as Publish does. An edition that is to stand alone withdraws
// those before, and is a new one though nothing changed: readers can no longer go
// back to what was wrong. Copies in caches end when these let them go.
func (d *Desk) PublishAs(ctx context.Context, who timeline.User, slug string, alone bool) (*Published, error) {
	info, err := d.open(ctx, who, timeline.Editor, slug)
	if err != nil {
		return nil, err
	}
	for try := 1; ; try++ {
		err := d.publish(ctx, who, info.ID, alone)
		if timeline.CodeOf(err) == timeline.Conflicting && try < publishTries {
			continue
		}
		if err != nil {
			return nil, err
		}
		return d.current(ctx, slug)
	}
}

// publish draws outside of any transaction, so that others can write
// meanwhile: the draft is one state of the timeline, and the number of the
// edition is stored only if nobody else took it.
func (d *Desk) publish(ctx context.Context, who timeline.User, timelineID string, alone bool) error {
	v, err := d.Vocabulary(ctx)
	if err != nil {
		return err
	}
	draft, err := d.store.Draft(ctx, timelineID)
	if err != nil {
		return err
	}
	before, err := d.current(ctx, draft.Timeline.Slug) // which another process may just have published
	if err != nil && timeline.CodeOf(err) != timeline.NotFound {
		return err
	}
	now := d.now()
	// Editions are told apart by their second.
	if before != nil && now.Before(before.Edition.Published.Add(time.Second)) {
		now = before.Edition.Published.Add(time.Second)
	}
	ed, err := timeline.NewEdition(draft.Timeline, draft.Events, draft.Relations, draft.Sources, v, now)
	if err != nil {
		return err
	}
	if before != nil {
		ed.Follow(before.Edition)
	}
	content, err := contentOf(ed)
	if err != nil {
		return err
	}
	if content == draft.Content && !alone {
		return nil
	}
	ed.Number = draft.Last + 1
	ed.By = who.Name
	stored := storage.Edition{
		TimelineID: timelineID, Number: ed.Number, Hash: ed.Hash(), Content: content,
		EditionInfo: storage.EditionInfo{
			Slug: ed.Slug, Title: ed.Title, Summary: ed.Summary, Language: ed.Language, Timezone: ed.Timezone,
			Events: len(ed.Events), Published: ed.Published,
		},
	}
	if stored.JSON, err = json.Marshal(ed); err != nil {
		return fmt.Errorf("edition %d of %s: %w", ed.Number, ed.Slug, err)
	}
	if stored.Option, err = chart.Option(ed, settingsOf(ed)); err != nil {
		return fmt.Errorf("edition %d of %s: %w", ed.Number, ed.Slug, err)
	}
	if stored.SVG, err = d.renderer.SVG(ctx, stored.Option, chart.Wide); err != nil {
		return fmt.Errorf("edition %d of %s: %w", ed.Number, ed.Slug, err)
	}
	if stored.Narrow, err = d.renderer.SVG(ctx, stored.Option, chart.Narrow); err != nil {
		return fmt.Errorf("edition %d of %s: %w", ed.Number, ed.Slug, err)
	}
	defer d.shown.forget()
	return d.store.AddEdition(ctx, who, &stored, alone)
}

// contentOf is the hash of an edition less what differs each time.
func contentOf(ed *timeline.Edition) (string, error) {
	same := *ed
	same.Number, same.Published = 0, time.Time{}
	b, err := json.Marshal(same)
	if err != nil {
		return "", fmt.Errorf("an edition of %s: %w", ed.Slug, err)
	}
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:]), nil
}

// Published returns the edition that readers see, from the table of editions
// alone: no draft can leak. NotFound if there is none.
func (d *Desk) Published(ctx context.Context, slug string) (*Published, error) {
	if timeline.CheckSlug(slug) != nil {
		return nil, timeline.Errorf(timeline.NotFound, "there is no published timeline %q", slug)
	}
	if p := d.AtHand(slug); p != nil {
		return p, nil
	}
	return d.current(ctx, slug)
}

// current asks the database which edition readers see.
func (d *Desk) current(ctx context.Context, slug string) (*Published, error) {
	turn := d.shown.begin()
	_, hash, err := d.store.Current(ctx, slug)
	if err != nil {
		return nil, err
	}
	p := d.editions.get(hash)
	if p == nil {
		stored, err := d.store.Published(ctx, slug)
		if err != nil {
			return nil, err
		}
		if p, err = d.keep(stored); err != nil {
			return nil, err
		}
	}
	d.shown.set(turn, slug, p.Hash)
	return p, nil
}

// AtHand returns the edition that readers see if it is in memory and was asked
// after in the database within the last second, else nil: it never waits.
func (d *Desk) AtHand(slug string) *Published {
	if hash := d.shown.get(slug); hash != "" {
		return d.editions.get(hash)
	}
	return nil
}

// Edition returns an edition that readers see or may go back to, by its number.
// NotFound if there is none, or if it was withdrawn.
func (d *Desk) Edition(ctx context.Context, slug string, number int) (*Published, error) {
	if now, err := d.Published(ctx, slug); err != nil || now.Edition.Number == number {
		return now, err
	}
	stored, err := d.store.EditionNumbered(ctx, slug, number)
	if err != nil {
		return nil, err
	}
	if p := d.editions.get(stored.Hash); p != nil {
		return p, nil
	}
	return d.keep(stored)
}

// Editions lists when the editions that readers see or may go back to were published, the
// newest first, at most 200.
func (d *Desk) Editions(ctx context.Context, slug string) ([]storage.EditionTime, error) {
	return d.store.EditionTimes(ctx, slug, 200)
}

// keep reads an edition that comes from the database and keeps it for the next
// request.
func (d *Desk) keep(stored storage.Edition) (*Published, error) {
	slug := stored.Slug
	p := &Published{
		Edition: new(timeline.Edition), JSON: stored.JSON, Hash: stored.Hash,
		Option: stored.Option, SVG: stored.SVG, Narrow: stored.Narrow,
	}
	if sum := sha256.Sum256(stored.JSON); hex.EncodeToString(sum[:]) != stored.Hash {
		return nil, fmt.Errorf("edition %d of %s was changed in the database: its hash is %x", stored.Number, slug, sum)
	}
	if err := json.Unmarshal(stored.JSON, p.Edition); err != nil {
		return nil, fmt.Errorf("edition %d of %s: %w", stored.Number, slug, err)
	}
	d.editions.put(p)
	return p, nil
}

// PublicTimelines lists what is published, the newest edition first, at most
// 100.
func (d *Desk) PublicTimelines(ctx context.Context) ([]PublicTimeline, error) {
	return d.store.PublishedTimelines(ctx, 100)
}
