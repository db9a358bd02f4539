// Package desk is what people, jobs and other programs do with Dateline, a
// function each: add an article, decide a proposal, save an event, publish an
// edition. Each function checks who may, checks the input, and changes the
// store in one transaction.
//
// Errors that a caller can act on are of package timeline: Problems name the
// fields at fault, an Error has a code. Any other error is a fault of ours.
package desk

import (
	"context"
	"log/slog"
	"time"

	"dateline/storage"
	"dateline/timeline"
	"dateline/timeline/article"
	"dateline/timeline/chart"
)

// Names of package storage that callers of the desk use.
type (
	StaleError   = storage.StaleError
	Revision     = storage.Revision
	TimelineInfo = storage.TimelineInfo
	ArticleInfo  = storage.ArticleInfo
	Answer       = storage.Answer
	// PublicTimeline is a published timeline in a list.
	PublicTimeline = storage.EditionInfo
)

// Options are what a desk works with.
type Options struct {
	Store    *storage.Store   // needed
	Fetcher  *article.Fetcher // nil refuses to read from addresses
	Renderer *chart.Renderer  // nil makes one
	Now      func() time.Time // nil is time.Now
	Logger   *slog.Logger     // nil is slog.Default
}

// A Desk is what a newsroom works at. Its methods may be called at once.
type Desk struct {
	store    *storage.Store
	fetcher  *article.Fetcher
	renderer *chart.Renderer
	now      func() time.Time
	log      *slog.Logger
	hashing  chan struct{} // holds a place for each password being hashed
	editions editions
	shown    shown
}

// New returns a desk.
func New(o Options) *Desk {
	d := &Desk{
		store: o.Store, fetcher: o.Fetcher, renderer: o.Renderer, now: o.Now, log: o.Logger,
		hashing: make(chan struct{}, hashesAtOnce),
	}
	if d.renderer == nil {
		d.renderer = chart.NewRenderer()
	}
	if d.now == nil {
		d.now = time.Now
	}
	if d.log == nil {
		d.log = slog.Default()
	}
	return d
}

// Sessions keeps sessions, as alexedwards/scs wants it.
func (d *Desk) Sessions() *storage.Sessions { return d.store.Sessions() }

// Ready returns nil if the database answers.
func (d *Desk) Ready(ctx context.Context) error { return d.store.Ping(ctx) }

// need returns nil if a person may what the role least may.
func need(who timeline.User, least timeline.UserRole) error {
	switch {
	case who.Role.May(least):
		return nil
	case who.Role == "":
		return timeline.Errorf(timeline.Unauthorized, "nobody is signed in")
	}
	return timeline.Errorf(timeline.Forbidden, "this needs the role %s; %s is %s", least, who.Name, who.Role)
}

// open finds a timeline for a person who may what the role least may.
func (d *Desk) open(ctx context.Context, who timeline.User, least timeline.UserRole, slug string) (TimelineInfo, error) {
	if err := need(who, least); err != nil {
		return TimelineInfo{}, err
	}
	if timeline.CheckSlug(slug) != nil {
		return TimelineInfo{}, timeline.Errorf(timeline.NotFound, "there is no timeline %q", slug)
	}
	return d.store.Timeline(ctx, slug)
}

// checkID keeps what is no ID of ours from the database.
func checkID(what, id string) error {
	if storage.IsID(id) {
		return nil
	}
	return timeline.Errorf(timeline.NotFound, "there is no %s %q in this timeline", what, id)
}
