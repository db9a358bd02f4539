package desk

import (
	"context"
	"crypto/sha256"
	"errors"
	"net/url"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"dateline/storage"
	"dateline/timeline"
	"dateline/timeline/article"
	"dateline/timeline/edtf"
	"dateline/timeline/extract"
	"dateline/timeline/timex"
)

// MaxText is the most bytes that a pasted article may have; a page has
// article.MaxHTML.
const MaxText = 2 << 20

// ArticleInput is an article as a person or a program gives it: one of URL,
// Text and HTML. With Text or HTML the URL is only where it stands.
type ArticleInput struct {
	URL, Text, HTML string
	Title           string // "" if it is to be found
	Published       string // see article.ReadPublished; "" if it is to be found
	Language        string // "" if it is to be found
}

// An ArticleView is an article with what was read in it.
type ArticleView struct {
	timeline.Article
	Timexes   []timeline.Timex
	Events    []timeline.Event    // that cite it, in every state, in order of time
	Relations []timeline.Relation // from or to those
	Created   time.Time
	Known     bool     // the timeline had it already, and no article was added
	Dated     bool     // it was known without a time of publication, which it was given now
	Warnings  []string // what could not be read in it, in sentences
}

// AddArticle reads an article and stores it with the events and relations that
// it tells, as proposals (contributors). The same words, with whatever spaces
// and line ends, are known again, and not read twice, unless it is now that they
// come with a time of publication: then it is read again, as by ReadAgain. An
// address may have articles of several texts, since articles are corrected.
//
// What is wrong with the article is Problems of the field at fault; of an
// address that cannot be read, see article.Fetcher.
func (d *Desk) AddArticle(ctx context.Context, who timeline.User, slug string, in ArticleInput) (ArticleView, error) {
	info, err := d.open(ctx, who, timeline.Contributor, slug)
	if err != nil {
		return ArticleView{}, err
	}
	a, err := d.read(ctx, in)
	if err != nil {
		return ArticleView{}, err
	}
	timexes, events, relations, err := d.tell(ctx, info.ID, a)
	if err != nil {
		return ArticleView{}, err
	}
	stored := storage.Article{Article: *a, Timexes: timexes, Sum: sha256.Sum256([]byte(strings.Join(strings.Fields(a.Text), " ")))}
	known, err := d.store.AddArticle(ctx, who, info.ID, &stored, events, relations)
	if err != nil {
		return ArticleView{}, err
	}
	view, err := d.viewArticle(ctx, info.ID, stored.ID)
	if err == nil && known && view.Published.IsZero() && !a.Published.IsZero() {
		view, err = d.readAgain(ctx, who, info.ID, stored.ID, a.Published)
		view.Dated = true
	}
	view.Known = known
	return view, err
}

// ReadAgain reads an article that is there as published at another time, a day
// with or without a time (contributors). What it tells then replaces those
// proposals of it that nobody has touched; see storage.Store.ReadAgain. A time
// that cannot be read is Problems of the field "published".
func (d *Desk) ReadAgain(ctx context.Context, who timeline.User, slug, id, published string) (ArticleView, error) {
	info, err := d.open(ctx, who, timeline.Contributor, slug)
	if err != nil {
		return ArticleView{}, err
	}
	if err := checkID("article", id); err != nil {
		return ArticleView{}, err
	}
	at, err := readPublished(published)
	if err != nil {
		return ArticleView{}, err
	}
	if at.IsZero() {
		return ArticleView{}, timeline.FieldProblem("published", "is missing: give a day such as 8 January 2020, or with a time, such as 8 January 2020, 9 pm")
	}
	return d.readAgain(ctx, who, info.ID, id, at)
}

// readPublished reads a time of publication as article.ReadPublished does, or else as
// an editor writes a day, see ReadDate; zero for none. What it cannot read, and a
// weekday that is not the day's, is Problems of the field "published".
func readPublished(text string) (edtf.Date, error) {
	var weekday *timex.WeekdayError
	if _, err := timex.Read(text, edtf.Date{}); errors.As(err, &weekday) {
		return edtf.Date{}, timeline.FieldProblem("published", "%s", strings.TrimPrefix(weekday.Error(), "timex: "))
	}
	at, err := article.ReadPublished(text)
	if err == nil {
		return at, nil
	}
	if d, _, notDate := ReadDate(text, edtf.Date{}); notDate == nil && d.Form() == edtf.Single && d.Precision() >= edtf.DayPrecision && !d.Uncertain() && !d.Approximate() {
		return d, nil
	}
	return edtf.Date{}, err
}

func (d *Desk) readAgain(ctx context.Context, who timeline.User, timelineID, id string, published edtf.Date) (ArticleView, error) {
	a, err := d.store.Article(ctx, timelineID, id)
	if err != nil {
		return ArticleView{}, err
	}
	a.Published = published
	// The entries of a live blog may have their day from the article.
	again, err := article.FromText(a.Text, article.Hints{Title: a.Title, Published: published.String(), Language: a.Language, URL: a.URL})
	if err == nil && slices.EqualFunc(a.Paragraphs, again.Paragraphs, func(p, q timeline.Paragraph) bool { return p.Span == q.Span }) {
		for i, p := range again.Paragraphs {
			if !p.Published.IsZero() {
				a.Paragraphs[i].Published = p.Published
			}
		}
	}
	timexes, events, relations, err := d.tell(ctx, timelineID, &a.Article)
	if err != nil {
		return ArticleView{}, err
	}
	a.Timexes = timexes
	if err := d.store.ReadAgain(ctx, who, timelineID, &a, events, relations); err != nil {
		return ArticleView{}, err
	}
	return d.viewArticle(ctx, timelineID, id)
}

// tell makes proposals, and relations between them, of what an article tells.
func (d *Desk) tell(ctx context.Context, timelineID string, a *timeline.Article) ([]timeline.Timex, []timeline.Event, []timeline.Relation, error) {
	x, err := extract.Explain(a)
	if err != nil {
		return nil, nil, nil, err
	}
	v, err := d.Vocabulary(ctx)
	if err != nil {
		return nil, nil, nil, err
	}
	var events []timeline.Event
	for _, e := range eventsOf(a, x) {
		clip(&e)
		// Nobody could answer for a proposal that breaks the rules: it is a
		// fault of the extractor, and costs the reader one event, not all.
		if err := e.Validate(v); err != nil {
			d.log.ErrorContext(ctx, "a proposal is left out", "title", e.Title, "error", err)
			continue
		}
		events = append(events, e)
	}
	return x.Timexes, events, between(events, relationsOf(a, x)), d.findLike(ctx, timelineID, events)
}

// fewestWords is what a text has at least that tells an event.
const fewestWords = 4

// read makes an article of what was given.
func (d *Desk) read(ctx context.Context, in ArticleInput) (*timeline.Article, error) {
	in.URL = strings.TrimSpace(in.URL)
	published, err := readPublished(in.Published)
	if err != nil {
		return nil, err
	}
	hints := article.Hints{Title: in.Title, Published: published.String(), Language: in.Language, URL: in.URL}
	if in.Language != "" && !timeline.IsLanguage(in.Language) {
		return nil, timeline.FieldProblem("language", "%q is no language tag: use one such as en or pt-BR", timeline.Excerpt(in.Language))
	}
	text, html := strings.TrimSpace(in.Text) != "", strings.TrimSpace(in.HTML) != ""
	switch {
	case text && html:
		return nil, timeline.FieldProblem("html", "came beside text: give one of the two")
	case text || html:
		if err := checkAddress(in.URL); err != nil {
			return nil, err
		}
	case in.URL == "":
		return nil, timeline.FieldProblem("text", "is missing: paste the article, its HTML, or give its address")
	}
	var a *timeline.Article
	switch {
	case text:
		if len(in.Text) > MaxText {
			return nil, timeline.FieldProblem("text", "has %d bytes; %d fit", len(in.Text), MaxText)
		}
		// Scripts that put no space between words have fewer, longer fields.
		if len(strings.Fields(in.Text)) < fewestWords && utf8.RuneCountInString(in.Text) < 6*fewestWords && utf8.ValidString(in.Text) {
			return nil, timeline.FieldProblem("text", "holds no running text: give the article's sentences")
		}
		a, err = article.FromText(in.Text, hints)
	case html:
		a, err = article.FromHTML([]byte(in.HTML), in.URL, hints)
	default:
		if d.fetcher == nil {
			return nil, timeline.FieldProblem("url", "cannot be read here: paste the article")
		}
		page, final, ferr := d.fetcher.Fetch(ctx, in.URL)
		if ferr != nil {
			return nil, ferr
		}
		hints.URL = ""
		a, err = article.FromHTML(page, final, hints)
	}
	if err != nil {
		return nil, err
	}
	// PostgreSQL cannot store it, and no page shows it.
	if i := strings.IndexByte(a.Text, 0); i >= 0 {
		return nil, timeline.FieldProblem("text", "has a NUL character after %d bytes", i)
	}
	return a, nil
}

func checkAddress(s string) error {
	if s == "" {
		return nil
	}
	u, err := url.Parse(s)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" || len(s) > timeline.MaxURL {
		return timeline.FieldProblem("url", "%q is not an http or https address of at most %d bytes", timeline.Excerpt(s), timeline.MaxURL)
	}
	return nil
}

// Article returns an article of a timeline with its events.
func (d *Desk) Article(ctx context.Context, who timeline.User, slug, id string) (ArticleView, error) {
	info, err := d.open(ctx, who, timeline.Contributor, slug)
	if err != nil {
		return ArticleView{}, err
	}
	if err := checkID("article", id); err != nil {
		return ArticleView{}, err
	}
	return d.viewArticle(ctx, info.ID, id)
}

func (d *Desk) viewArticle(ctx context.Context, timelineID, id string) (ArticleView, error) {
	a, err := d.store.Article(ctx, timelineID, id)
	if err != nil {
		return ArticleView{}, err
	}
	view := ArticleView{Article: a.Article, Timexes: a.Timexes, Created: a.Created}
	// Its time was to come when it was added, whatever time it is now.
	view.Warnings = extract.Warnings(&view.Article, a.Created)
	view.Events, err = d.allEvents(ctx, timelineID, storage.EventQuery{Article: id})
	if err != nil {
		return ArticleView{}, err
	}
	ids := make([]string, len(view.Events))
	for i, e := range view.Events {
		ids[i] = e.ID
	}
	view.Relations, err = d.store.RelationsOf(ctx, timelineID, ids)
	return view, err
}

// allEvents reads every page.
func (d *Desk) allEvents(ctx context.Context, timelineID string, q storage.EventQuery) (all []timeline.Event, err error) {
	q.Limit = storage.MaxLimit
	for {
		page, next, err := d.store.Events(ctx, timelineID, q)
		if err != nil {
			return nil, err
		}
		all = append(all, page...)
		if next == "" {
			return all, nil
		}
		q.Cursor = next
	}
}

// Articles returns the articles of a timeline, the newest first.
func (d *Desk) Articles(ctx context.Context, who timeline.User, slug string) ([]ArticleInfo, error) {
	info, err := d.open(ctx, who, timeline.Contributor, slug)
	if err != nil {
		return nil, err
	}
	return d.store.Articles(ctx, info.ID)
}
