package web

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/gin-gonic/gin"

	"dateline/cmd/dateline/desk"
	"dateline/templates"
	"dateline/timeline"
)

// page serves /t/SLUG: the chart with its list, or with ?page= a page of a long
// list, with ?q=, off= and who= of those of its events that have some words and
// are left by the page's filters; with ?edition= as it stood. An edition before
// never changes, but for the editions that have come since, and for the present
// one, which stands at the page's own address.
func (s *server) page(c *gin.Context) {
	part, err := partOf(c)
	if err != nil {
		s.fail(c, err)
		return
	}
	now, err := s.published(c)
	if err != nil {
		s.fail(c, err)
		return
	}
	p, key := now, pageOf(part.Page)+" "+now.Hash
	edition := c.Query("edition")
	if edition != "" {
		if p, err = s.numbered(c.Request.Context(), now.Edition.Slug, edition); err != nil {
			s.fail(c, err)
			return
		}
		if p.Hash == now.Hash {
			c.Header("Cache-Control", "no-store")
			c.Redirect(http.StatusFound, s.base.Path+"/t/"+now.Edition.Slug)
			return
		}
		key = fmt.Sprintf("former %s until %d", p.Hash, now.Edition.Number)
	}
	part = part.Of(p.Edition)
	render := func() (*asset, error) { return s.renderPage(c.Request.Context(), p, part, edition != "") }
	var a *asset
	if part.Sought() || edition != "" && part.Page != 0 { // too many to keep
		a, err = render()
	} else {
		a, err = s.cache.get(key, render)
	}
	if err != nil {
		s.fail(c, err)
		return
	}
	a.serve(c.Writer, c.Request)
}

// pageOf is the key of a page of the list; of the first view it is pageKey.
func pageOf(page int) string { return "page " + strconv.Itoa(page) }

// partOf reads which part of a list an address asks for. Groups that there are
// not are ignored, as the page's script does.
func partOf(c *gin.Context) (templates.Part, error) {
	part := templates.Part{Query: strings.TrimSpace(c.Query("q")), Who: c.Query("who")}
	if page := c.Query("page"); page != "" {
		n, err := strconv.Atoi(page)
		if err != nil || n < 1 || n > 1e6 {
			return part, timeline.Errorf(timeline.NotFound, "there is no page %q: pages are numbered from 1", page)
		}
		part.Page = n
	}
	if !utf8.ValidString(part.Query) || utf8.RuneCountInString(part.Query) > 100 {
		return part, timeline.FieldProblem("q", "use at most 100 characters of UTF-8")
	}
	if !utf8.ValidString(part.Who) || utf8.RuneCountInString(part.Who) > timeline.MaxName {
		return part, timeline.FieldProblem("who", "use at most %d characters of UTF-8", timeline.MaxName)
	}
	off := strings.Split(c.Query("off"), ".")
	for _, g := range timeline.Groups {
		if slices.Contains(off, string(g.Group)) {
			part.Off = append(part.Off, g.Group)
		}
	}
	return part, nil
}

// event serves the page of one event: a large chronology's page does not list
// every event, and its chart opens them by this.
func (s *server) event(c *gin.Context) {
	part := templates.Part{Event: c.Param("event")}
	s.edition(c, "event "+part.Event, func(p *desk.Published) (*asset, error) { return s.renderPage(c.Request.Context(), p, part, false) })
}

// renderPage makes the page of a part of an edition, which is the present one or
// a former.
func (s *server) renderPage(ctx context.Context, p *desk.Published, part templates.Part, former bool) (*asset, error) {
	page, err := s.chronologyPage(p, part)
	if err != nil {
		return nil, err
	}
	page.Former = former
	if page.Drawn() {
		if err := s.addEditions(ctx, p, &page); err != nil {
			return nil, err
		}
	}
	if former || !page.Drawn() { // a page of the list, or an empty chronology
		page.JSONLD = nil
	}
	cache := cacheEdition
	switch {
	case former:
		cache = cacheScript
	case part.Event != "":
		page.Title = page.Periods[0].Events[0].Title + " · " + page.Heading
		page.Canonical = s.absolute(templates.EventPath(page.Slug, part.Event))
	case part.Page != 0 && !part.Sought():
		page.Canonical += "?page=" + strconv.Itoa(part.Page)
	}
	body, err := s.pages.Timeline(page)
	if err != nil {
		return nil, err
	}
	a := newAsset("text/html; charset=utf-8", cache, pagePolicy, body)
	a.often = !former && page.Drawn()
	return a, nil
}

// addEditions fills in which editions a reader of a page may go to.
func (s *server) addEditions(ctx context.Context, p *desk.Published, page *templates.ChronologyPage) error {
	editions, err := s.desk.Editions(ctx, page.Slug)
	if err != nil {
		return err
	}
	times := make([]templates.EditionTime, len(editions))
	for i, e := range editions {
		times[i] = templates.EditionTime(e)
	}
	if slices.ContainsFunc(times, func(e templates.EditionTime) bool { return e.Number == page.Number }) {
		page.Editions = templates.EditionLinks(times, p.Edition.Timezone, p.Edition.Language)
	}
	return nil
}

// numbered returns an edition that readers see or saw, by its number as an
// address gives it.
func (s *server) numbered(ctx context.Context, slug, number string) (*desk.Published, error) {
	n, err := strconv.Atoi(number)
	if err != nil || n < 1 || n > 1e9 {
		return nil, timeline.Errorf(timeline.NotFound, "there is no edition %q: editions are numbered from 1", number)
	}
	return s.desk.Edition(ctx, slug, n)
}
