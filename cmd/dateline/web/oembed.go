package web

import (
	"encoding/json"
	"encoding/xml"
	"fmt"
	"html"
	"net/http"
	"net/url"
	"regexp"
	"strconv"
	"strings"

	"github.com/gin-gonic/gin"

	"dateline/cmd/dateline/desk"
	"dateline/templates"
	"dateline/timeline"
	"dateline/timeline/chart/picture"
)

// embedWidth, in CSS pixels, is what an embed has unless a consumer says less.
const embedWidth = 600

// An oembedReply is a response of type rich, as oEmbed 1.0 has it.
type oembedReply struct {
	XMLName      xml.Name `xml:"oembed" json:"-"`
	Type         string   `xml:"type" json:"type"`
	Version      string   `xml:"version" json:"version"`
	Title        string   `xml:"title" json:"title"`
	ProviderName string   `xml:"provider_name" json:"provider_name"`
	ProviderURL  string   `xml:"provider_url" json:"provider_url"`
	CacheAge     int      `xml:"cache_age" json:"cache_age"`
	HTML         string   `xml:"html" json:"html"`
	Width        int      `xml:"width" json:"width"`
	Height       int      `xml:"height" json:"height"`
	// All or none of them, as the standard has it.
	ThumbnailURL    string `xml:"thumbnail_url,omitempty" json:"thumbnail_url,omitempty"`
	ThumbnailWidth  int    `xml:"thumbnail_width,omitempty" json:"thumbnail_width,omitempty"`
	ThumbnailHeight int    `xml:"thumbnail_height,omitempty" json:"thumbnail_height,omitempty"`
}

// oembed answers consumers that want to embed one of our addresses. Arguments
// that the standard does not name are ignored.
func (s *server) oembed(c *gin.Context) {
	q := c.Request.URL.Query()
	format := q.Get("format")
	if format == "" {
		format = "json"
	}
	if format != "json" && format != "xml" {
		s.fail(c, statusErrorf(http.StatusNotImplemented, "there is no format %q: use json or xml", format))
		return
	}
	width, err := limit(q, "maxwidth", embedWidth)
	if err != nil {
		s.fail(c, err)
		return
	}
	slug, ok := s.slugOf(q.Get("url"))
	if !ok {
		s.fail(c, timeline.Errorf(timeline.NotFound, "url %q is no chronology of %s", q.Get("url"), s.base))
		return
	}
	p, err := s.desk.Published(c.Request.Context(), slug)
	if err != nil {
		s.fail(c, err)
		return
	}
	height, err := limit(q, "maxheight", embedHeight(p, width))
	if err != nil {
		s.fail(c, err)
		return
	}
	reply := oembedReply{
		Type: "rich", Version: "1.0", Title: p.Edition.Title, ProviderName: "Dateline", ProviderURL: s.absolute("/"), CacheAge: 3600,
		HTML: s.embedCode(slug, p.Edition.Title, width, height), Width: width, Height: height,
	}
	if err := s.thumbnail(&reply, p.Edition, q); err != nil {
		s.fail(c, err)
		return
	}
	mediaType, body := "application/json; charset=utf-8", []byte(nil)
	if format == "xml" {
		mediaType = "text/xml; charset=utf-8"
		body, err = xml.Marshal(reply)
		body = append([]byte(xml.Header), body...)
	} else {
		body, err = json.Marshal(reply)
	}
	if err != nil {
		s.fail(c, err)
		return
	}
	newAsset(mediaType, cacheEdition, dataPolicy, body).serve(c.Writer, c.Request)
}

// thumbnail adds the card's picture, as large as the consumer takes; none to
// one that takes only what is too small to read.
func (s *server) thumbnail(reply *oembedReply, ed *timeline.Edition, q url.Values) error {
	width, err := limit(q, "maxwidth", cardWidth)
	if err != nil {
		return err
	}
	height, err := limit(q, "maxheight", cardHeight)
	if err != nil {
		return err
	}
	width = min(width, height*cardWidth/cardHeight)
	height = width * cardHeight / cardWidth
	if width < picture.LeastWidth || height < picture.LeastHeight {
		return nil
	}
	reply.ThumbnailURL = s.absolute("/t/" + ed.Slug + cardQuery(ed, width, height))
	reply.ThumbnailWidth, reply.ThumbnailHeight = width, height
	return nil
}

// limit reads maxwidth or maxheight, which is never raised.
func limit(q url.Values, name string, otherwise int) (int, error) {
	v := q.Get(name)
	if v == "" {
		return otherwise, nil
	}
	n, err := strconv.Atoi(v)
	if err != nil || n < 1 {
		return 0, statusErrorf(http.StatusBadRequest, "%s %q is no number of pixels", name, v)
	}
	return min(n, otherwise), nil
}

// slugOf returns the slug of an address of ours: a chronology's page or embed.
func (s *server) slugOf(address string) (string, bool) {
	u, err := url.Parse(address)
	if err != nil || u.Scheme != s.base.Scheme || !strings.EqualFold(u.Host, s.base.Host) || u.User != nil {
		return "", false
	}
	slug, ok := strings.CutPrefix(u.Path, s.base.Path+"/t/")
	slug = strings.TrimSuffix(strings.TrimSuffix(slug, "/"), "/embed")
	return slug, ok && timeline.CheckSlug(slug) == nil
}

// oembedAddress is the endpoint for one page, to which a format is added.
func (s *server) oembedAddress(page string) string {
	return s.absolute("/oembed") + "?url=" + url.QueryEscape(page)
}

// embedCode is the frame to paste. It begins with the frame: WordPress hides
// what begins with a blockquote until the frame has spoken. The obsolete
// frameborder is for WordPress, which leaves a frame no style.
func (s *server) embedCode(slug, title string, width, height int) string {
	return fmt.Sprintf(`<iframe src="%s" title="%s" width="%d" height="%d" frameborder="0" loading="lazy" style="border:0;max-width:100%%"></iframe>`,
		html.EscapeString(s.absolute("/t/"+slug+"/embed")), html.EscapeString(title), width, height)
}

var viewBox = regexp.MustCompile(`viewBox="0 0 ([0-9.]+) ([0-9.]+)"`)

// embedHeight is what an embed takes before it can say so itself: its chart,
// and a line an event.
func embedHeight(p *desk.Published, width int) int {
	height := 190 + 34*templates.Listed(len(p.Edition.Events))
	if width < narrowestChart {
		return height
	}
	if w, h := sizeOf(p.Narrow); w > 0 {
		height += int(h * float64(width) / w)
	}
	return height
}

// sizeOf is a drawing's own width and height, 0 if it does not say them.
func sizeOf(drawing []byte) (width, height float64) {
	if m := viewBox.FindSubmatch(drawing); m != nil {
		width, _ = strconv.ParseFloat(string(m[1]), 64)
		height, _ = strconv.ParseFloat(string(m[2]), 64)
	}
	return width, height
}

// onPaper is by how much a drawing is made smaller or larger for what the head
// leaves of a sheet of A4, see site.css.
func onPaper(drawing []byte) float64 {
	const width, height = 718, 743
	w, h := sizeOf(drawing)
	if w == 0 || h == 0 {
		return 0
	}
	return min(width/w, height/h)
}

// narrowestChart, in CSS pixels: in a narrower embed the list is the drawing,
// see site.css.
const narrowestChart = 481
