package web

import (
	"bytes"
	"encoding/json"
	"fmt"
	"html/template"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/gin-gonic/gin"

	"dateline/cmd/dateline/desk"
	"dateline/templates"
	"dateline/timeline"
	"dateline/timeline/chart"
	"dateline/timeline/interchange"
)

// publicRoutes routes what anybody may read: no cookie is read or set here,
// and nothing comes from drafts.
func (s *server) publicRoutes(r *gin.Engine) {
	get(r, "/", s.home)
	get(r, "/t/:slug", s.timeline)
	get(r, "/t/:slug/", func(c *gin.Context) {
		// With a slash at its end a page would be told from itself by caches.
		to := s.base.Path + "/t/" + url.PathEscape(c.Param("slug"))
		c.Header("Location", to)
		write(c.Writer, c.Request, http.StatusMovedPermanently, "text/plain; charset=utf-8", []byte("moved to "+to+"\n"))
	})
	get(r, "/t/:slug/embed", s.embed)
	get(r, "/t/:slug/event/:event", s.event)
	get(r, "/t/:slug/option/:name", s.option)
	get(r, "/t/:slug/option/:name/:tile", s.tile)
	get(r, "/t/:slug/source/:event/:citation", s.source)
	get(r, "/oembed", s.oembed)
	get(r, "/embed.js", one(newAsset("text/javascript; charset=utf-8", cacheScript, dataPolicy, templates.EmbedScript())))
	name, script := chart.Script()
	bundle := newAsset("text/javascript; charset=utf-8", cacheForever, dataPolicy, script)
	go bundle.compress() // before the first reader reaches for the chart
	s.static[templates.StaticPrefix+name] = bundle
	get(r, templates.StaticPrefix+":name", func(c *gin.Context) {
		a, ok := s.static[c.Request.URL.Path]
		if !ok {
			s.fail(c, timeline.Errorf(timeline.NotFound, "there is no such file"))
			return
		}
		a.serve(c.Writer, c.Request)
	})
	get(r, "/favicon.ico", one(newAsset("image/svg+xml", cacheScript, dataPolicy, templates.Icon())))
	get(r, "/robots.txt", one(newAsset("text/plain; charset=utf-8", cacheScript, dataPolicy, []byte("User-agent: *\nDisallow: /desk\nDisallow: /api/\n"))))
	get(r, "/schema/edition.json", one(newAsset("application/schema+json", cacheScript, dataPolicy, interchange.Schema())))
	get(r, "/healthz", func(c *gin.Context) { plainText(c, "ok\n") })
	get(r, "/readyz", s.ready)
	get(r, "/metrics", s.metrics)
}

// one serves an asset that stands by itself.
func one(a *asset) gin.HandlerFunc {
	return func(c *gin.Context) { a.serve(c.Writer, c.Request) }
}

func plainText(c *gin.Context, text string) {
	c.Header("Cache-Control", "no-store")
	write(c.Writer, c.Request, http.StatusOK, "text/plain; charset=utf-8", []byte(text))
}

func (s *server) ready(c *gin.Context) {
	if err := s.desk.Ready(c.Request.Context()); err != nil {
		s.log.Error("not ready", "error", err)
		s.reply(c, problem{Status: http.StatusServiceUnavailable, Title: http.StatusText(http.StatusServiceUnavailable), Detail: "the database does not answer"})
		return
	}
	plainText(c, "ready\n")
}

func (s *server) home(c *gin.Context) {
	all, err := s.desk.PublicTimelines(c.Request.Context())
	if err != nil {
		s.fail(c, err)
		return
	}
	language := homeLanguage(all)
	page := templates.HomePage{Head: s.head(language, templates.HomeTitle(language))}
	page.Canonical = s.absolute("/")
	for _, t := range all {
		page.Timelines = append(page.Timelines, templates.NewHomeItem(page.Language, t.Slug, t.Title, t.Summary, t.Timezone, t.Events, t.Published))
	}
	body, err := s.pages.Home(page)
	if err != nil {
		s.fail(c, err)
		return
	}
	newAsset("text/html; charset=utf-8", cacheEdition, pagePolicy, body).serve(c.Writer, c.Request)
}

// homeLanguage is the one that all chronologies are in, else English.
func homeLanguage(all []desk.PublicTimeline) string {
	for _, t := range all {
		if t.Language != all[0].Language {
			return "en"
		}
	}
	if len(all) == 0 {
		return "en"
	}
	return all[0].Language
}

// head is the top of a page in a language.
func (s *server) head(language, title string) templates.Head {
	return templates.Head{Language: language, Direction: templates.DirectionOf(language), Title: title}
}

// timeline serves /t/SLUG and, because a slug has no dot, /t/SLUG.json and
// the other formats.
func (s *server) timeline(c *gin.Context) {
	slug, ext, dotted := strings.Cut(c.Param("slug"), ".")
	c.Params = gin.Params{{Key: "slug", Value: slug}}
	if !dotted {
		s.page(c)
		return
	}
	if ext == "png" {
		s.picture(c)
		return
	}
	render, ok := formats[ext]
	if !ok {
		s.fail(c, timeline.Errorf(timeline.NotFound, "there is no format %q: use %s", ext, formatNames))
		return
	}
	s.edition(c, ext, func(p *desk.Published) (*asset, error) { return render(p, s.absolute("/t/"+slug)) })
}

// edition serves a rendering of the edition that readers see, made once.
func (s *server) edition(c *gin.Context, what string, render func(*desk.Published) (*asset, error)) {
	p, err := s.published(c)
	if err != nil {
		s.fail(c, err)
		return
	}
	a, err := s.cache.get(what+" "+p.Hash, func() (*asset, error) { return render(p) })
	if err != nil {
		s.fail(c, err)
		return
	}
	a.serve(c.Writer, c.Request)
}

func (s *server) published(c *gin.Context) (*desk.Published, error) {
	slug := c.Param("slug")
	if timeline.CheckSlug(slug) != nil {
		return nil, timeline.Errorf(timeline.NotFound, "there is no chronology %q", slug)
	}
	return s.desk.Published(c.Request.Context(), slug)
}

// embed serves what stands in other sites' pages. With ?theme=light or dark it
// is as the page around, whatever its reader's system prefers.
func (s *server) embed(c *gin.Context) {
	theme := c.Query("theme")
	if theme != "light" && theme != "dark" {
		theme = ""
	}
	s.edition(c, embedKey+theme, func(p *desk.Published) (*asset, error) {
		page, err := s.chronologyPage(p, templates.Part{Few: true})
		if err != nil {
			return nil, err
		}
		page.Theme = theme
		body, err := s.pages.Embed(page)
		if err != nil {
			return nil, err
		}
		a := newAsset("text/html; charset=utf-8", cacheEdition, embedPolicy, body)
		a.often = true
		return a, nil
	})
}

// chronologyPage is a part of the edition with its addresses and drawings.
func (s *server) chronologyPage(p *desk.Published, part templates.Part) (templates.ChronologyPage, error) {
	ed := p.Edition
	page, err := templates.NewChronologyPage(ed, part)
	if err != nil {
		return page, err
	}
	page.Head = s.head(ed.Language, ed.Title)
	page.Description = ed.Summary
	path := "/t/" + ed.Slug
	page.Page, page.Embed, page.Picture = s.absolute(path), s.absolute(path+"/embed"), s.absolute(path+cardQuery(ed, cardWidth, cardHeight))
	page.Canonical = page.Page
	page.OEmbed = s.oembedAddress(page.Page)
	page.FrameCode = s.embedCode(ed.Slug, ed.Title, embedWidth, embedHeight(p, embedWidth))
	page.ScriptCode = s.scriptCode(p)
	page.JSONLD = templates.JSONLD(ed, page.Page, page.Picture)
	// The drawings are our own renderer's, which writes elements and
	// attributes that it knows and escapes every text.
	page.Wide, page.Narrow = template.HTML(p.SVG), template.HTML(p.Narrow)
	page.Broad = onPaper(p.SVG) > 0.9*onPaper(p.Narrow)
	name, _ := chart.Script()
	page.Script = s.base.Path + templates.StaticPrefix + name
	page.Option = s.base.Path + path + "/option/" + optionName(p) + ".json"
	page.Lanes, page.LaneChoices = lanesOf(p.Option)
	for _, f := range formatList {
		page.Formats = append(page.Formats, templates.Format{Label: f.label, Path: path + "." + f.ext, Type: f.mediaType})
	}
	return page, nil
}

// lanesOf reads from an option which lanes it begins with and which a reader
// may choose: those that are more than one.
func lanesOf(option []byte) (now string, choices []string) {
	var o struct {
		Series []struct {
			ItemPayload struct {
				Lanes map[string][]string `json:"lanes"`
				View  struct {
					Lanes string `json:"lanes"`
				} `json:"view"`
			} `json:"itemPayload"`
		} `json:"series"`
	}
	if err := json.Unmarshal(option, &o); err != nil || len(o.Series) == 0 {
		return "", nil
	}
	p := o.Series[0].ItemPayload
	for _, by := range []chart.Lanes{chart.ByActor, chart.ByKind} {
		if len(p.Lanes[string(by)]) > 1 {
			choices = append(choices, string(by))
		}
	}
	if len(choices) > 0 {
		choices = append(choices, string(chart.OneLine))
	}
	return p.View.Lanes, choices
}

// optionName names what the chart loads of an edition: /option/NAME.json, and
// the tiles of its levels of detail below /option/NAME/. These addresses never
// change their content, so that it may be kept for ever; those of editions
// before the present one stay, for readers whose page is older.
func optionName(p *desk.Published) string {
	return fmt.Sprintf("%d-%s", p.Edition.Number, p.Hash[:20])
}

// named is the edition that an optionName names.
func (s *server) named(c *gin.Context, name string) (*desk.Published, error) {
	slug, none := c.Param("slug"), timeline.Errorf(timeline.NotFound, "there is no option %q", name)
	number, _, _ := strings.Cut(name, "-")
	n, err := strconv.Atoi(number)
	if err != nil || timeline.CheckSlug(slug) != nil {
		return nil, none
	}
	p, err := s.desk.Edition(c.Request.Context(), slug, n)
	if err == nil && optionName(p) != name {
		return nil, none
	}
	return p, err
}

func (s *server) option(c *gin.Context) {
	name, _ := strings.CutSuffix(c.Param("name"), ".json")
	s.immutable(c, name, "option", func(p *desk.Published) ([]byte, error) { return p.Option, nil })
}

// tile serves a tile of the levels of detail of an edition, such as
// /option/NAME/3-5.json: of level 3 the sixth. With ?hide=conflict,politics it
// has no event of these groups, with ?who=2 those of the third actor alone.
func (s *server) tile(c *gin.Context) {
	var level, index int
	tile := c.Param("tile")
	if _, err := fmt.Sscanf(tile, "%d-%d.json", &level, &index); err != nil || tile != fmt.Sprintf("%d-%d.json", level, index) {
		s.fail(c, timeline.Errorf(timeline.NotFound, "there is no tile %q: use LEVEL-INDEX.json", tile))
		return
	}
	f, err := filterOf(c.Request.URL.Query())
	if err != nil {
		s.fail(c, err)
		return
	}
	s.immutable(c, c.Param("name"), fmt.Sprintf("tile %s %v", tile, f), func(p *desk.Published) ([]byte, error) { return p.Tile(level, index, f) })
}

// filterOf reads hide and who; other parameters are ignored.
func filterOf(q url.Values) (chart.Filter, error) {
	f, bad := chart.All, timeline.Problems(nil)
	if hide := q.Get("hide"); hide != "" {
		for _, name := range strings.Split(hide, ",") {
			if g := timeline.Group(name); slices.ContainsFunc(timeline.Groups, func(info timeline.GroupInfo) bool { return info.Group == g }) {
				f.Hidden = append(f.Hidden, g)
			} else {
				bad.Add("hide", "is no list of groups: there is no %q", name)
				break
			}
		}
		slices.Sort(f.Hidden)
		f.Hidden = slices.Compact(f.Hidden)
	}
	if who := q.Get("who"); who != "" {
		n, err := strconv.Atoi(who)
		if err != nil || n < 0 {
			bad.Add("who", "is %q: use the number of an actor, from 0", who)
		}
		f.Who = n
	}
	if len(bad) > 0 {
		return f, badParameter(bad)
	}
	return f, nil
}

// immutable serves JSON of an edition that is named in its address.
func (s *server) immutable(c *gin.Context, name, what string, render func(*desk.Published) ([]byte, error)) {
	p, err := s.named(c, name)
	var a *asset
	if err == nil {
		a, err = s.cache.get(what+" "+p.Hash, func() (*asset, error) {
			body, err := render(p)
			if err != nil {
				return nil, err
			}
			return newAsset("application/json", cacheForever, dataPolicy, body), nil
		})
	}
	if err != nil {
		s.fail(c, err)
		return
	}
	a.serve(c.Writer, c.Request)
}

// source leads to the source of a citation, by its number, at its words, or
// to the "link" of an event. Frames that may link to this host alone, such as
// WordPress's, use it; it leads nowhere but to what the edition names.
func (s *server) source(c *gin.Context) {
	p, err := s.published(c)
	if err != nil {
		s.fail(c, err)
		return
	}
	for _, e := range p.Edition.Events {
		if e.ID != c.Param("event") {
			continue
		}
		if to := leadsTo(p.Edition, e, c.Param("citation")); to != "" {
			c.Header("Cache-Control", "public, max-age=60")
			http.Redirect(c.Writer, c.Request, to, http.StatusFound)
			return
		}
	}
	s.fail(c, timeline.Errorf(timeline.NotFound, "this edition cites no such source"))
}

// leadsTo is where a citation of an event, or its link, leads; "" if nowhere.
func leadsTo(ed *timeline.Edition, e timeline.PublishedEvent, which string) string {
	if which == "link" {
		return templates.SourceLink(e.URL, timeline.Citation{})
	}
	n, err := strconv.Atoi(which)
	if err != nil || n < 0 || n >= len(e.Citations) {
		return ""
	}
	for _, src := range ed.Sources {
		if src.ID == e.Citations[n].Article {
			return templates.SourceLink(src.URL, e.Citations[n])
		}
	}
	return ""
}

// A format is a download of a whole edition.
type format struct {
	ext, label, mediaType string
	render                func(p *desk.Published, page string) ([]byte, error) // page is the absolute address
	inPlace               bool                                                 // shown by browsers, not saved
}

var formatList = []format{
	{"json", "JSON", "application/json", func(p *desk.Published, _ string) ([]byte, error) { return p.JSON, nil }, true},
	{"csv", "CSV", "text/csv", written(interchange.CSV), false},
	{"xlsx", "Spreadsheet", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", written(interchange.XLSX), false},
	{"ics", "Calendar", "text/calendar", written(interchange.ICalendar), false},
	{"timelinejs.json", "TimelineJS", "application/json", written(interchange.TimelineJSJSON), true},
	{"feed.json", "JSON Feed", "application/feed+json", func(p *desk.Published, page string) ([]byte, error) {
		var b bytes.Buffer
		err := interchange.JSONFeed(&b, p.Edition, page)
		return b.Bytes(), err
	}, true},
	{"svg", "SVG", "image/svg+xml", func(p *desk.Published, _ string) ([]byte, error) { return chart.Standalone(p.SVG), nil }, true},
	{"png", "Picture", "image/png", nil, true}, // drawn as its address asks, see server.picture
}

func written(f func(io.Writer, *timeline.Edition) error) func(*desk.Published, string) ([]byte, error) {
	return func(p *desk.Published, _ string) ([]byte, error) {
		var b bytes.Buffer
		err := f(&b, p.Edition)
		return b.Bytes(), err
	}
}

var (
	formats     = map[string]func(p *desk.Published, page string) (*asset, error){}
	formatNames string
)

func init() {
	var names []string
	for _, f := range formatList {
		names = append(names, "."+f.ext)
		if f.render == nil {
			continue
		}
		formats[f.ext] = func(p *desk.Published, page string) (*asset, error) {
			body, err := f.render(p, page)
			if err != nil {
				return nil, fmt.Errorf("%s of %s: %w", f.ext, p.Edition.Slug, err)
			}
			mediaType := f.mediaType
			if strings.HasPrefix(mediaType, "text/") {
				mediaType += "; charset=utf-8"
			}
			a := newAsset(mediaType, cacheEdition, dataPolicy, body)
			if !f.inPlace {
				a.download = p.Edition.Slug + "." + f.ext
			}
			return a, nil
		}
	}
	formatNames = strings.Join(names, ", ")
}
