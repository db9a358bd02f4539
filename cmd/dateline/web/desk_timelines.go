package web

import (
	"fmt"
	"html"
	"net/http"
	"net/url"

	"dateline/cmd/dateline/desk"
	"dateline/templates"
	"dateline/timeline"
)

func timelinesPage(v *visit) error {
	return v.showTimelines(http.StatusOK, templates.Input{Values: map[string]string{"title": "", "summary": "", "slug": "", "timezone": "UTC"}})
}

func (v *visit) showTimelines(status int, form templates.Input) error {
	all, err := v.desk.Timelines(v.ctx, v.who)
	if err != nil {
		return err
	}
	page := templates.TimelinesPage{Form: form}
	for _, t := range all {
		page.Timelines = append(page.Timelines, rowOf(t))
	}
	page.DeskHead = v.deskHead("Timelines")
	page.Section = "timelines"
	body, err := v.pages.DeskTimelines(page)
	return v.show(status, body, err)
}

func rowOf(t desk.TimelineInfo) templates.TimelineRow {
	return templates.TimelineRow{
		Slug: t.Slug, Title: t.Title, Edition: t.Edition, Proposed: t.Proposed, Accepted: t.Accepted, Rejected: t.Rejected,
		Updated: shownTime(t.Updated, t.Timezone),
	}
}

func makeTimeline(v *visit) error {
	err := v.once(func() (string, error) {
		r := v.c.Request
		t := timeline.Timeline{Title: r.PostFormValue("title"), Summary: r.PostFormValue("summary"), Slug: r.PostFormValue("slug"), Timezone: r.PostFormValue("timezone")}
		if err := v.desk.CreateTimeline(v.ctx, v.who, &t); err != nil {
			return "", err
		}
		return "/desk/t/" + t.Slug, v.say(fmt.Sprintf("“%s” is made. Add its first article.", t.Title), nil)
	})
	problems, status, err := refused(err)
	if len(problems) == 0 {
		return err
	}
	return v.showTimelines(status, templates.Input{Values: posted(v.c.Request, "title", "summary", "slug", "timezone"), Problems: problems})
}

// eventsShown is how many events a page of the list has.
const eventsShown = 100

func timelinePage(v *visit) error {
	t, err := v.desk.Timeline(v.ctx, v.who, v.slug)
	if err != nil {
		return err
	}
	return v.showTimeline(http.StatusOK, t, templates.Input{Values: map[string]string{
		"title": t.Title, "summary": t.Summary, "slug": t.Slug, "language": t.Language, "timezone": t.Timezone, "lanes": string(t.Lanes),
	}})
}

func (v *visit) showTimeline(status int, t desk.TimelineInfo, settings templates.Input) error {
	page := templates.TimelinePage{TimelineRow: rowOf(t), Summary: t.Summary, Settings: settings, Version: t.Version, OpenDetails: status != http.StatusOK}
	articles, err := v.desk.Articles(v.ctx, v.who, v.slug)
	if err != nil {
		return err
	}
	for _, a := range articles {
		page.Articles = append(page.Articles, templates.ArticleRow{
			ID: a.ID, Title: titleOr(a.Title), Publisher: a.Publisher, Published: wordsOf(a.Published), Proposed: a.Proposed, Decided: a.Accepted + a.Rejected,
		})
	}
	if err := v.fillEvents(&page, t); err != nil {
		return err
	}
	page.Page = v.absolute("/t/" + t.Slug)
	if t.Edition > 0 {
		p, err := v.desk.Published(v.ctx, t.Slug)
		if err != nil {
			return err
		}
		page.FrameCode = v.embedCode(t.Slug, p.Edition.Title, embedWidth, embedHeight(p, embedWidth))
		page.ScriptCode = v.scriptCode(p)
	}
	page.DeskHead = v.deskHead(t.Title)
	body, err := v.pages.DeskTimeline(page)
	return v.show(status, body, err)
}

// fillEvents puts the events that are asked for into the page.
func (v *visit) fillEvents(page *templates.TimelinePage, t desk.TimelineInfo) error {
	page.State, page.Q = v.c.Query("state"), v.c.Query("q")
	if page.State == "" {
		page.State = string(timeline.Accepted)
		if t.Accepted == 0 && t.Proposed > 0 {
			page.State = string(timeline.Proposed)
		}
	}
	events, next, err := v.desk.Events(v.ctx, v.who, v.slug, desk.EventQuery{State: timeline.State(page.State), Q: page.Q, Limit: eventsShown, Cursor: v.c.Query("cursor")})
	if err != nil {
		return err
	}
	kinds, err := v.desk.Vocabulary(v.ctx)
	if err != nil {
		return err
	}
	for _, e := range events {
		page.Events = append(page.Events, eventRow(e, kinds))
	}
	if next != "" {
		page.Next = v.base.Path + v.at("") + "?" + url.Values{"state": {page.State}, "q": {page.Q}, "cursor": {next}}.Encode()
	}
	return nil
}

func eventRow(e timeline.Event, v timeline.Vocabulary) templates.EventRow {
	k := v.Info(e.Kind)
	row := templates.EventRow{ID: e.ID, Title: e.Title, Kind: k.Label, Group: k.Group, Shape: timeline.InfoOf(k.Group).Shape, State: e.State, Version: e.Version}
	if !e.Date.IsZero() {
		row.Date, row.Short = e.Date.Words(), templates.ShortDate(e.Date)
	}
	if len(e.Citations) > 0 {
		row.Article = e.Citations[0].Article
	}
	return row
}

func saveSettings(v *visit) error {
	t, err := v.desk.Timeline(v.ctx, v.who, v.slug)
	if err != nil {
		return err
	}
	if err := parseForm(v.c.Request); err != nil {
		return err
	}
	values := posted(v.c.Request, "title", "summary", "slug", "language", "timezone", "lanes")
	if t.Edition > 0 {
		values["slug"] = t.Slug
	}
	form := templates.Input{Values: values}
	saved, err := v.desk.UpdateTimeline(v.ctx, v.who, v.slug, versionOf(v.c.Request), func(t *timeline.Timeline) {
		t.Title, t.Summary, t.Language, t.Timezone = values["title"], values["summary"], values["language"], values["timezone"]
		t.Slug, t.Lanes = values["slug"], timeline.Lanes(values["lanes"])
	})
	if stale := staleOf(err); stale != nil {
		// What stands now beside what was typed: nothing is lost, and the
		// next "Save" is a decision.
		now := stale.Timeline
		form.Theirs = differing(values, map[string]string{"title": now.Title, "summary": now.Summary, "language": now.Language, "timezone": now.Timezone, "lanes": string(now.Lanes)})
		form.Problems.Add("title", "was changed by another since you opened it: see what stands now beside each field, and save again if yours is to stand")
		t.Timeline = now
		return v.showTimeline(http.StatusConflict, t, form)
	}
	var status int
	if form.Problems, status, err = refused(err); len(form.Problems) > 0 {
		return v.showTimeline(status, t, form)
	}
	if err != nil {
		return err
	}
	if err := v.say("Saved.", nil); err != nil {
		return err
	}
	return v.goTo("/desk/t/" + saved.Slug)
}

// differing returns those of now that are not what was typed.
func differing(typed, now map[string]string) map[string]string {
	theirs := map[string]string{}
	for name, value := range typed {
		if current, ok := now[name]; ok && current != value {
			theirs[name] = current
		}
	}
	return theirs
}

func publish(v *visit) error {
	err := v.once(func() (string, error) {
		alone, rest := v.c.PostForm("alone") != "", ""
		p, err := v.desk.PublishAs(v.ctx, v.who, v.slug, alone)
		if err != nil {
			return "", err
		}
		if alone {
			rest = " and none before it"
		}
		return v.at(""), v.say(fmt.Sprintf("Published: readers see edition %d with %s%s.", p.Edition.Number, count(len(p.Edition.Events), "event"), rest), nil)
	})
	problems, _, err := refused(err)
	if len(problems) == 0 {
		return err
	}
	if err := v.say("Not published: "+problems.Error()+".", nil); err != nil {
		return err
	}
	return v.goTo(v.at(""))
}

// undo takes the last decision back, unless somebody changed the event since.
func undo(v *visit) error {
	u := v.undoable()
	if u == nil || u.Slug != v.slug {
		if err := v.say("There is nothing to undo.", nil); err != nil {
			return err
		}
		return v.goTo(v.at(""))
	}
	e, err := v.desk.SaveEvent(v.ctx, v.who, u.Slug, u.ID, u.Version, func(e *timeline.Event) {
		version := e.Version
		*e = u.Before
		e.Version = version
	})
	notice := fmt.Sprintf("Undone: “%s” is as it was.", u.Before.Title)
	switch {
	case staleOf(err) != nil:
		notice = fmt.Sprintf("Not undone: “%s” has been changed since.", u.Before.Title)
	case err != nil:
		return err
	}
	if err := v.say(notice, nil); err != nil {
		return err
	}
	if article := articleOf(e); article != "" {
		return v.goTo(v.at("/articles/" + article + "?open=" + u.ID))
	}
	return v.goTo(v.at("/events/" + u.ID))
}

// articleOf returns the first article that an event cites, "" if none.
func articleOf(e timeline.Event) string {
	if len(e.Citations) == 0 {
		return ""
	}
	return e.Citations[0].Article
}

// count is a number of things in words: "1 event", "2 events".
func count(n int, thing string) string {
	if n == 1 {
		return "1 " + thing
	}
	return fmt.Sprintf("%d %ss", n, thing)
}

// scriptCode is the script to paste, which puts the frame and fits its height.
// Without script a reader sees a picture.
func (s *server) scriptCode(p *desk.Published) string {
	page, title := html.EscapeString(s.absolute("/t/"+p.Edition.Slug)), html.EscapeString(p.Edition.Title)
	return fmt.Sprintf(`<div style="min-height:%dpx"><script defer src="%s" data-target="%s" data-title="%s"></script><noscript><a href="%s"><img src="%s.png" alt="%s" style="max-width:100%%"></a></noscript></div>`,
		embedHeight(p, embedWidth), html.EscapeString(s.absolute("/embed.js")), page, title, page, page, title)
}
