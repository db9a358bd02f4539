package web

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"dateline/cmd/dateline/desk"
	"dateline/templates"
	"dateline/timeline"
)

// versionOf is the version of what a form was made of; a form of ours always
// says it. Without one it is -1, which nothing has.
func versionOf(r *http.Request) int {
	n, err := strconv.Atoi(r.PostFormValue("version"))
	if err != nil || n < 1 {
		return -1
	}
	return n
}

func newEventPage(v *visit) error {
	values := valuesOf(timeline.Event{Kind: "other", Status: timeline.Happened, Importance: usualImportance})
	values["quote"] = v.c.Query("quote")
	return v.showEvent(http.StatusOK, timeline.Event{}, templates.Input{Values: values, First: "title"}, v.c.Query("article"), "")
}

// showEvent shows the form of an event; of a new one if it has no ID.
func (v *visit) showEvent(status int, e timeline.Event, form templates.Input, article, conflict string) error {
	t, err := v.desk.Timeline(v.ctx, v.who, v.slug)
	if err != nil {
		return err
	}
	kinds, err := v.desk.Vocabulary(v.ctx)
	if err != nil {
		return err
	}
	page := templates.EventPage{
		Slug: t.Slug, Timeline: t.Title, ID: e.ID, Version: e.Version, State: e.State, Form: form, Kinds: templates.KindGroups(kinds),
		Conflict: conflict, Citations: e.Citations, Because: templates.BecauseOf(e.Why), Article: article,
	}
	reference := v.reference()
	if article != "" {
		a, err := v.desk.Article(v.ctx, v.who, v.slug, article)
		if err != nil {
			return err
		}
		reference = a.Published
		page.Reference = &templates.Reference{EDTF: a.Published.String()}
	}
	page.Reads = reading(form.Values, reference)
	title := "Add an event"
	if e.ID != "" {
		title = e.Title
		if err := v.fillRelations(&page, kinds); err != nil {
			return err
		}
	}
	page.DeskHead = v.deskHead(title)
	body, err := v.pages.DeskEvent(page)
	return v.show(status, body, err)
}

// mostOthers is how many events a form offers to relate to.
const mostOthers = 500

func (v *visit) fillRelations(page *templates.EventPage, kinds timeline.Vocabulary) error {
	if !v.who.Role.May(timeline.Editor) {
		return nil
	}
	relations, err := v.desk.Relations(v.ctx, v.who, v.slug)
	if err != nil {
		return err
	}
	others, _, err := v.desk.Events(v.ctx, v.who, v.slug, desk.EventQuery{Limit: mostOthers})
	if err != nil {
		return err
	}
	titles := map[string]string{}
	for _, o := range others {
		titles[o.ID] = o.Title
		if o.ID != page.ID && o.State != timeline.Rejected {
			page.Others = append(page.Others, eventRow(o, kinds))
		}
	}
	for _, r := range relations {
		if title, ok := titles[r.To]; ok && r.From == page.ID {
			page.Relations = append(page.Relations, templates.RelationRow{ID: r.ID, Words: r.Type.Words(), EventID: r.To, Title: title})
		}
	}
	return nil
}

func addEvent(v *visit) error {
	if err := parseForm(v.c.Request); err != nil {
		return err
	}
	values := postedEvent(v.c.Request)
	values["quote"] = posted(v.c.Request, "quote")["quote"]
	article := v.c.PostForm("article")
	change, err := changeOf(values, v.reference())
	if err == nil {
		err = v.once(func() (string, error) {
			e := timeline.Event{Importance: usualImportance}
			change(&e)
			if err := v.quote(&e, article, values["quote"]); err != nil {
				return "", err
			}
			if err := v.desk.AddEvent(v.ctx, v.who, v.slug, &e); err != nil {
				return "", err
			}
			to := v.at("?state=accepted#events")
			if article != "" {
				to = v.at("/articles/" + article + "?after=" + e.ID)
			}
			return to, v.say(fmt.Sprintf("Added: “%s”.", e.Title), nil)
		})
	} else {
		err = v.alsoWrong(err, timeline.Event{Importance: usualImportance}, change)
	}
	problems, status, err := refused(err)
	if len(problems) == 0 {
		return err
	}
	return v.showEvent(status, timeline.Event{}, templates.Input{Values: values, Problems: problems}, article, "")
}

// quote makes an event cite words of an article that an editor gave.
func (v *visit) quote(e *timeline.Event, article, words string) error {
	if article == "" {
		return nil
	}
	words = strings.TrimSpace(words)
	if words == "" {
		return timeline.FieldProblem("quote", "are missing: give the words of the article that tell the event, or add it from the timeline's page")
	}
	a, err := v.desk.Article(v.ctx, v.who, v.slug, article)
	if err != nil {
		return err
	}
	at := strings.Index(a.Text, words)
	if at < 0 {
		return timeline.FieldProblem("quote", "do not stand in the article so: copy them from it")
	}
	start := len([]rune(a.Text[:at]))
	e.Citations = []timeline.Citation{{Article: article, Span: timeline.Span{Start: start, End: start + len([]rune(words))}, Exact: words}}
	return nil
}

func eventPage(v *visit) error {
	e, err := v.desk.Event(v.ctx, v.who, v.slug, v.id)
	if err != nil {
		return err
	}
	return v.showEvent(http.StatusOK, e, templates.Input{Values: valuesOf(e)}, v.c.Query("article"), "")
}

// A decision is what an editor does about an event: a button of its form.
type decision string

// The decisions.
const (
	doSave   decision = "save"
	doAccept decision = "accept"
	doReject decision = "reject"
	doUndo   decision = "undo" // back to review
	doMerge  decision = "merge"
	doDelete decision = "delete"
)

// becomes is the state that an event has after a decision, "" if it keeps its own.
func (d decision) becomes() timeline.State {
	switch d {
	case doAccept:
		return timeline.Accepted
	case doReject:
		return timeline.Rejected
	case doUndo:
		return timeline.Proposed
	}
	return ""
}

// decide saves what was changed in an event's form and does what its button
// says.
func decide(v *visit) error {
	if err := parseForm(v.c.Request); err != nil {
		return err
	}
	do := decision(v.c.PostForm("do"))
	if do == "" {
		do = doSave // Enter in a field
	}
	if !slices.Contains([]decision{doSave, doAccept, doReject, doUndo, doMerge, doDelete}, do) {
		return timeline.FieldProblem("do", "%q is nothing that can be done with an event", do)
	}
	values, article := postedEvent(v.c.Request), v.c.PostForm("article")
	before, err := v.desk.Event(v.ctx, v.who, v.slug, v.id)
	if err != nil {
		return err
	}
	var after timeline.Event
	change, err := changeOf(values, v.reference())
	if err == nil {
		after, err = v.carryOut(do, before, change)
	} else {
		err = v.alsoWrong(err, before, change)
	}
	var stale *desk.StaleError
	if stale = staleOf(err); stale != nil {
		if !changes(stale.Current, change) && (do.becomes() == stale.Current.State || do == doSave) {
			after, err = stale.Current, nil // sent twice: it is as was wanted
		} else {
			return v.showConflict(stale.Current, values, article)
		}
	}
	problems, status, err := refused(err)
	if len(problems) > 0 {
		form := templates.Input{Values: values, Problems: problems}
		if v.c.PostForm("full") == "" && article != "" {
			return v.showReview(status, article, v.id, "", &form, nil)
		}
		before.Version = versionOf(v.c.Request)
		return v.showEvent(status, before, form, article, "")
	}
	if err != nil {
		return err
	}
	if wantsJSON(v.c.Request) {
		b, err := encode(map[string]any{"version": after.Version})
		if err == nil {
			write(v.c.Writer, v.c.Request, http.StatusOK, "application/json", b)
		}
		return err
	}
	return v.decided(do, before, after, article)
}

// wantsJSON reports whether the desk's own script sends the form.
func wantsJSON(r *http.Request) bool { return r.Header.Get("Accept") == "application/json" }

// carryOut saves what the form changes and then decides. Both check that the
// event is the one that the form was made of.
func (v *visit) carryOut(do decision, before timeline.Event, change func(*timeline.Event)) (timeline.Event, error) {
	version := versionOf(v.c.Request)
	e := before
	if do == doDelete {
		return e, v.desk.DeleteEvent(v.ctx, v.who, v.slug, v.id, version)
	}
	if version != before.Version {
		stale := &desk.StaleError{Current: before}
		return e, &timeline.Error{Code: timeline.Conflicting, Message: stale.Error(), Err: stale}
	}
	var err error
	if do != doMerge && changes(before, change) || do == doSave {
		if e, err = v.desk.SaveEvent(v.ctx, v.who, v.slug, v.id, version, change); err != nil {
			return e, err
		}
	}
	switch do {
	case doAccept:
		return v.desk.Accept(v.ctx, v.who, v.slug, v.id, e.Version)
	case doReject:
		return v.desk.Reject(v.ctx, v.who, v.slug, v.id, e.Version)
	case doUndo:
		return v.desk.SaveEvent(v.ctx, v.who, v.slug, v.id, e.Version, func(e *timeline.Event) { e.State = timeline.Proposed })
	case doMerge:
		return v.desk.Merge(v.ctx, v.who, v.slug, v.id, v.c.PostForm("into"))
	}
	return e, nil
}

// decided tells what was done, and goes on to what is to be decided next.
func (v *visit) decided(do decision, before, after timeline.Event, article string) error {
	notice := map[decision]string{
		doSave: "Saved: “%s”.", doAccept: "Accepted: “%s”.", doReject: "Rejected: “%s”.", doUndo: "Back to review: “%s”.",
		doMerge: "Merged into “%s”, which now cites these words too.", doDelete: "Deleted: “%s”.",
	}[do]
	var back *undoing
	if do == doAccept || do == doReject {
		back = &undoing{Slug: v.slug, ID: v.id, Version: after.Version, Before: before}
	}
	if err := v.say(fmt.Sprintf(notice, after.Title), back); err != nil {
		return err
	}
	switch {
	case article == "":
		return v.goTo(v.at("?state=" + string(timeline.Accepted) + "#events"))
	case do == doSave || do == doUndo:
		return v.goTo(v.at("/articles/" + url.PathEscape(article) + "?open=" + v.id))
	}
	return v.goTo(v.at("/articles/" + url.PathEscape(article) + "?after=" + v.id))
}

// showConflict shows what was typed beside what stands now. Saving it then is
// a decision, not an accident.
func (v *visit) showConflict(now timeline.Event, values map[string]string, article string) error {
	if wantsJSON(v.c.Request) {
		return timeline.Errorf(timeline.Conflicting, "this event was changed by another since you opened it")
	}
	opened, err := v.asOpened(now.ID, versionOf(v.c.Request))
	if err != nil {
		return err
	}
	kinds, err := v.desk.Vocabulary(v.ctx)
	if err != nil {
		return err
	}
	// The form of the whole shows every field, those of a card as typed. What
	// only the other changed is taken over.
	all, typed, taken := valuesOf(now), values, map[string]string{}
	for name, value := range all {
		mine, has := typed[name]
		was, known := opened[name]
		if has && known && mine == was && was != value {
			taken[name] = was
		}
		if !has || known && mine == was {
			typed[name] = value
		}
	}
	form := templates.Input{Values: typed, Theirs: differing(typed, all), Taken: taken}
	for _, shown := range []map[string]string{form.Theirs, form.Taken} {
		delete(shown, "date-was")
		delete(shown, "date-edtf")
		if kind, ok := shown["kind"]; ok {
			shown["kind"] = kinds.Info(timeline.Kind(kind)).Label
		}
	}
	if typed["date"] == all["date"] {
		typed["date-edtf"], typed["date-was"] = all["date-edtf"], all["date-was"]
	}
	return v.showEvent(http.StatusConflict, now, form, article,
		"This event was changed by another since you opened it. What you changed is in the fields, with what stands now under it; what only they changed is theirs. Nothing is lost.")
}

// asOpened is what the fields of an event's form held at a version, nil if
// that is no longer known.
func (v *visit) asOpened(id string, version int) (map[string]string, error) {
	revisions, err := v.desk.Revisions(v.ctx, v.who, v.slug, id)
	if err != nil {
		return nil, err
	}
	for _, r := range revisions {
		for _, state := range []json.RawMessage{r.After, r.Before} {
			var e timeline.Event
			if json.Unmarshal(state, &e) == nil && e.ID == id && e.Version == version {
				return valuesOf(e), nil
			}
		}
	}
	return nil, nil
}

func relate(v *visit) error {
	if err := parseForm(v.c.Request); err != nil {
		return err
	}
	r := timeline.Relation{From: v.c.PostForm("from"), To: v.c.PostForm("to"), Type: timeline.RelationType(v.c.PostForm("type"))}
	notice := "The two are tied."
	_, err := v.desk.Relate(v.ctx, v.who, v.slug, r)
	switch timeline.CodeOf(err) {
	case "":
		if err != nil {
			return err
		}
	case timeline.Conflicting, timeline.Invalid:
		notice = "Not tied: " + err.Error() + "."
	default:
		return err
	}
	if err := v.say(notice, nil); err != nil {
		return err
	}
	return v.goTo(v.at("/events/" + url.PathEscape(r.From)))
}

func unrelate(v *visit) error {
	if err := parseForm(v.c.Request); err != nil {
		return err
	}
	if err := v.desk.Unrelate(v.ctx, v.who, v.slug, v.id); err != nil {
		return err
	}
	if err := v.say("They are no longer tied.", nil); err != nil {
		return err
	}
	return v.goTo(v.at("/events/" + url.PathEscape(v.c.PostForm("from"))))
}
