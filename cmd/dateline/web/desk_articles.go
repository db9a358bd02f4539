package web

import (
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"dateline/cmd/dateline/desk"
	"dateline/templates"
	"dateline/timeline"
	"dateline/timeline/edtf"
)

var articleFields = []string{"text", "url", "title", "published", "file"}

func articlePage(v *visit) error {
	values := map[string]string{}
	for _, name := range articleFields {
		values[name] = ""
	}
	return v.showArticle(http.StatusOK, templates.Input{Values: values, First: "text"}, "")
}

func (v *visit) showArticle(status int, form templates.Input, problem string) error {
	t, err := v.desk.Timeline(v.ctx, v.who, v.slug)
	if err != nil {
		return err
	}
	page := templates.ArticlePage{Slug: t.Slug, Title: t.Title, Form: form, Problem: problem}
	page.DeskHead = v.deskHead("Add an article")
	body, err := v.pages.DeskArticle(page)
	return v.show(status, body, err)
}

func addArticle(v *visit) error {
	if err := parseForm(v.c.Request); err != nil {
		return err
	}
	form := templates.Input{Values: posted(v.c.Request, articleFields...)}
	in, err := articleInput(v.c.Request, form.Values)
	if err == nil {
		err = v.once(func() (string, error) {
			read, err := v.desk.AddArticle(v.ctx, v.who, v.slug, in)
			if err != nil {
				return "", err
			}
			notice := fmt.Sprintf("Read: %s proposed.", count(len(read.Events), "event"))
			switch {
			case read.Dated:
				notice = "This timeline has the article already, but had not its date: it was read again with it."
			case read.Known:
				notice = "This timeline has the article already: it is the one below. Nothing was read twice."
			}
			return v.at("/articles/" + read.ID), v.say(notice, nil)
		})
	}
	if err == nil {
		return nil
	}
	problems, status, other := refused(err)
	if other != nil {
		// A site that does not answer is no fault of the form; what was typed
		// is no less worth.
		if timeline.CodeOf(other) != timeline.Upstream && timeline.CodeOf(other) != timeline.Invalid {
			return other
		}
		return v.showArticle(status, form, sentence(other.Error()))
	}
	for i, p := range problems {
		if p.Field == "html" {
			problems[i].Field = "text" // both come from the one field
		}
		if form.Values["file"] != "" && problems[i].Field == "text" {
			problems[i].Field = "file"
		}
	}
	form.Problems = problems
	return v.showArticle(status, form, "")
}

// articleInput makes of the form what the desk reads. A file's text is put
// into values, so that it comes back if the form is refused.
func articleInput(r *http.Request, values map[string]string) (desk.ArticleInput, error) {
	in := desk.ArticleInput{URL: strings.TrimSpace(values["url"]), Title: strings.TrimSpace(values["title"]), Published: strings.TrimSpace(values["published"])}
	text, name := values["text"], ""
	file, head, err := r.FormFile("file")
	switch {
	case err == nil && head.Size == 0:
		return in, timeline.FieldProblem("file", "%q is empty", head.Filename)
	case err == nil && strings.TrimSpace(text) != "":
		return in, timeline.FieldProblem("file", "came beside a pasted text: give one of the two")
	case err == nil:
		if text, err = readFile(file, head.Filename); err != nil {
			return in, err
		}
		name, values["file"], values["text"] = head.Filename, head.Filename, text
	}
	if looksLikeHTML(text) || slices.Contains([]string{".html", ".htm", ".xhtml"}, strings.ToLower(path.Ext(name))) {
		in.HTML = text
	} else {
		in.Text = text
	}
	return in, nil
}

// readFile reads an uploaded file, which must be text in UTF-8.
func readFile(file multipart.File, name string) (string, error) {
	defer file.Close()
	b, err := io.ReadAll(file)
	if err != nil {
		return "", formError(err)
	}
	text := strings.TrimPrefix(string(b), "\ufeff")
	for i := 0; i < len(text); {
		r, n := utf8.DecodeRuneInString(text[i:])
		if r == utf8.RuneError && n == 1 {
			return "", timeline.FieldProblem("file", "%q is not UTF-8 text (byte %d): save it as UTF-8, or paste its text", name, i)
		}
		i += n
	}
	return text, nil
}

// looksLikeHTML tells a page that was pasted as its source from a text.
func looksLikeHTML(s string) bool {
	s = strings.TrimSpace(s)
	return strings.HasPrefix(s, "<") && strings.Contains(s, "</")
}

func reviewPage(v *visit) error {
	return v.showReview(http.StatusOK, v.id, v.c.Query("open"), v.c.Query("after"), nil, nil)
}

// readAgain reads an article again, as published at the time in the form.
func readAgain(v *visit) error {
	if err := parseForm(v.c.Request); err != nil {
		return err
	}
	again := templates.Input{Values: posted(v.c.Request, "published")}
	err := v.once(func() (string, error) {
		read, err := v.desk.ReadAgain(v.ctx, v.who, v.slug, v.id, again.Values["published"])
		if err != nil {
			return "", err
		}
		waiting := 0
		for _, e := range read.Events {
			if e.State == timeline.Proposed {
				waiting++
			}
		}
		return v.at("/articles/" + read.ID), v.say(fmt.Sprintf("Read again, as published %s: %s to review.", read.Published.Words(), count(waiting, "event")), nil)
	})
	var status int
	if again.Problems, status, err = refused(err); len(again.Problems) > 0 {
		return v.showReview(status, v.id, "", "", nil, &again)
	}
	return err
}

// showReview shows an article beside its events. The card of the event open
// is open, or else that of the first to decide behind the event after. A form
// that was refused takes the place of its card's, or of the article's own.
func (v *visit) showReview(status int, id, open, after string, form, again *templates.Input) error {
	t, err := v.desk.Timeline(v.ctx, v.who, v.slug)
	if err != nil {
		return err
	}
	a, err := v.desk.Article(v.ctx, v.who, v.slug, id)
	if err != nil {
		return err
	}
	kinds, err := v.desk.Vocabulary(v.ctx)
	if err != nil {
		return err
	}
	events := templates.InArticleOrder(a.ID, a.Events)
	page := templates.ReviewPage{
		Slug: t.Slug, Timeline: t.Title, ID: a.ID, Title: titleOr(a.Title), Publisher: a.Publisher, Published: wordsOf(a.Published.String()), Source: webAddress(a.URL),
		Empty: t.Accepted == 0, Language: a.Language, Direction: templates.DirectionOf(a.Language),
		Warnings: a.Warnings, Headline: templates.HeadlineOf(a.Article),
		Paragraphs: templates.MarkArticle(a.Article, events, a.Relations, kinds), Kinds: templates.KindGroups(kinds),
	}
	page.Again.Values = map[string]string{"published": page.Published}
	if again != nil {
		page.Again = *again
	}
	if open == "" {
		open = nextToDecide(events, after)
	}
	for i, e := range events {
		card := templates.Card{EventRow: eventRow(e, kinds), Number: i + 1, Open: e.ID == open, First: e.ID == open && (after != "" || v.c.Query("open") != ""), Because: templates.BecauseOf(e.Why), Cites: templates.CitesOf(a.Article, e)}
		card.Form = templates.Input{Values: valuesOf(e), Prefix: "e" + fmt.Sprint(i+1) + "-"}
		if form != nil && e.ID == open {
			card.Form.Values, card.Form.Problems = form.Values, form.Problems
			card.Version = versionOf(v.c.Request)
		}
		reference := a.Published
		for _, c := range e.Citations {
			if c.Article == a.ID {
				reference = a.PublishedAt(c.Start)
				break
			}
		}
		card.Reference, card.Reads = reference.String(), reading(card.Form.Values, reference)
		switch e.State {
		case timeline.Accepted:
			card.Decided = "accepted"
		case timeline.Rejected:
			card.Decided = "rejected"
			if desk.MergedInto(e) != "" {
				card.Decided = "merged"
			}
		default:
			page.Waiting++
		}
		if err := v.tie(&card, e, events, a.Relations); err != nil {
			return err
		}
		page.Cards = append(page.Cards, card)
	}
	page.Heading = reviewHeading(len(events), page.Waiting)
	page.DeskHead = v.deskHead(page.Title)
	body, err := v.pages.DeskReview(page)
	return v.show(status, body, err)
}

// tie adds to a card what its event has to do with others.
func (v *visit) tie(card *templates.Card, e timeline.Event, events []timeline.Event, relations []timeline.Relation) error {
	find := func(id string) (timeline.Event, int, error) {
		if i := slices.IndexFunc(events, func(e timeline.Event) bool { return e.ID == id }); i >= 0 {
			return events[i], i + 1, nil
		}
		other, err := v.desk.Event(v.ctx, v.who, v.slug, id)
		if timeline.CodeOf(err) == timeline.NotFound {
			err = nil // deleted meanwhile
		}
		return other, 0, err
	}
	for _, r := range relations {
		if r.From != e.ID {
			continue
		}
		other, number, err := find(r.To)
		if err != nil {
			return err
		}
		if other.ID != "" {
			card.Ties = append(card.Ties, templates.Tie{Words: r.Type.Words(), Number: number, ID: other.ID, Title: other.Title})
		}
	}
	if e.Like == "" || e.State != timeline.Proposed {
		return nil
	}
	like, _, err := find(e.Like)
	if err != nil || like.ID == "" {
		return err
	}
	card.Like, card.LikeName = like.ID, like.Title
	if !like.Date.IsZero() {
		card.LikeDate = like.Date.Words()
	}
	return nil
}

// nextToDecide returns the first proposal behind the event after, or before
// it if there is none behind.
func nextToDecide(events []timeline.Event, after string) string {
	start := slices.IndexFunc(events, func(e timeline.Event) bool { return e.ID == after }) + 1
	for i := range events {
		if e := events[(start+i)%len(events)]; e.State == timeline.Proposed && e.ID != after {
			return e.ID
		}
	}
	return ""
}

var small = []string{"No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Eleven", "Twelve"}

func reviewHeading(all, waiting int) string {
	word := func(n int) string {
		if n < len(small) {
			return small[n]
		}
		return fmt.Sprint(n)
	}
	switch {
	case all == 0:
		return "No event was found"
	case waiting == 0:
		return "Everything is decided"
	case waiting == 1 && all > 1:
		return "One proposal is left"
	case waiting < all:
		return word(waiting) + " proposals are left"
	case waiting == 1:
		return "One proposal from one article"
	}
	return word(all) + " proposals from one article"
}

// wordsOf puts an EDTF value into words, "" if it is none.
func wordsOf(s string) string {
	d, err := edtf.Parse(s)
	if s == "" || err != nil {
		return ""
	}
	return d.Words()
}

func titleOr(title string) string {
	if title == "" {
		return "An article without a headline"
	}
	return title
}

// webAddress is an address that a page may link to, else "".
func webAddress(s string) string {
	if strings.HasPrefix(s, "http://") || strings.HasPrefix(s, "https://") {
		return s
	}
	return ""
}
