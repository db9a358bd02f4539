package article

import (
	"encoding/json"
	"net/url"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"dateline/timeline/edtf"
)

// metadata is what a page says about its article outside the main text.
type metadata struct {
	title     string
	published edtf.Date
	language  string
	publisher string
	canonical string // http or https, absolute; "" if the page names none
	body      string // the article's text as JSON-LD carries it, plain
}

// found is what each place of a page says; the first of each list that can be
// read wins.
type found struct {
	titles     map[titlePlace]string
	times      map[timePlace]string
	language   string
	publisher  string
	ldLanguage string
	ldName     string
	canonical  string
	body       string
}

// The places of a title, most to be trusted first: the element <title> often
// has the site's name in it.
type titlePlace int

const (
	titleLD titlePlace = iota
	titleOG
	titleTwitter
	titleH1
	titleElement
)

// The places of a time of publication. A bare <time> may be that of a comment
// or of another story, so it comes last.
type timePlace int

const (
	timeLD timePlace = iota
	timeMeta
	timeItemprop
	timeMarked
	timeBare
	timePlaces
)

// publishedNames are the names that sites give their time of publication in
// <meta name> or <meta property>, in lower case.
var publishedNames = map[string]bool{
	"article:published_time": true, "article:published": true, "og:published_time": true, "og:article:published_time": true,
	"parsely-pub-date": true, "pubdate": true, "publishdate": true, "publish-date": true, "publish_date": true, "publication_date": true,
	"date": true, "dc.date": true, "dc.date.issued": true, "dcterms.created": true, "dcterms.date": true, "dcterms.issued": true, "dc.date.created": true,
	"sailthru.date": true, "cxenseparse:recs:publishtime": true, "article.published": true, "citation_publication_date": true,
}

// readMetadata reads a page before its main text is cut out; address is where
// it came from, "" if that is not known.
func readMetadata(doc *html.Node, address string) metadata {
	f := found{titles: map[titlePlace]string{}, times: map[timePlace]string{}}
	for n := range doc.Descendants() {
		if n.Type == html.ElementNode {
			f.element(n)
		}
	}
	m := metadata{language: f.language, publisher: f.publisher, body: f.body}
	if m.language == "" {
		m.language = f.ldLanguage
	}
	if m.publisher == "" {
		m.publisher = f.ldName
	}
	if u, err := url.Parse(f.canonical); err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Host != "" {
		m.canonical = f.canonical
	}
	host := m.canonical
	if address != "" {
		host = address
	}
	if u, err := url.Parse(host); err == nil {
		host = u.Hostname()
	}
	m.title = withoutSite(f.bestTitle(), m.publisher, host)
	for p := range timePlaces {
		if d, err := ReadPublished(f.times[p]); err == nil && !d.IsZero() {
			m.published = d
			break
		}
	}
	return m
}

// bestTitle is the first of a page's titles that its element <title> has too:
// JSON-LD may hold a description in its place, and a heading may be that of the
// site or of a section. Where none agrees, it is simply the first.
func (f *found) bestTitle() string {
	element := f.titles[titleElement]
	best := ""
	for p := range titleElement {
		t := f.titles[p]
		if wordCount(t) > 1 && strings.Contains(element, t) {
			return t
		}
		if best == "" && (p != titleH1 || element == "") {
			best = t
		}
	}
	if best == "" {
		best = element
	}
	return best
}

func (f *found) element(n *html.Node) {
	switch n.DataAtom {
	case atom.Html:
		f.language = tag(attr(n, "lang"))
	case atom.Title:
		if n.Parent != nil && n.Parent.DataAtom == atom.Head { // not that of a drawing
			f.title(titleElement, inner(n))
		}
	case atom.H1:
		f.title(titleH1, inner(n))
	case atom.Link:
		if strings.EqualFold(attr(n, "rel"), "canonical") && f.canonical == "" {
			f.canonical = attr(n, "href")
		}
	case atom.Meta:
		f.meta(n)
	case atom.Time:
		f.timeElement(n)
	case atom.Script:
		if strings.EqualFold(strings.TrimSpace(attr(n, "type")), "application/ld+json") && n.FirstChild != nil {
			f.linkedData(n.FirstChild.Data)
		}
	default:
		if attr(n, "itemprop") == "datePublished" {
			f.time(timeItemprop, attr(n, "content"))
		}
	}
}

func (f *found) title(p titlePlace, s string) {
	if s = clean(s); s != "" && f.titles[p] == "" {
		f.titles[p] = s
	}
}

func (f *found) time(p timePlace, s string) {
	if f.times[p] != "" {
		return
	}
	if d, err := ReadPublished(s); err == nil && !d.IsZero() {
		f.times[p] = s
	}
}

func (f *found) meta(n *html.Node) {
	name, content := attr(n, "property"), strings.TrimSpace(attr(n, "content"))
	if name == "" {
		name = attr(n, "name")
	}
	switch name = strings.ToLower(name); {
	case content == "":
	case name == "og:title":
		f.title(titleOG, content)
	case name == "twitter:title":
		f.title(titleTwitter, content)
	case name == "og:site_name" && f.publisher == "":
		f.publisher = clean(content)
	case name == "og:url" && f.canonical == "":
		f.canonical = content
	case publishedNames[name]:
		f.time(timeMeta, content)
	case attr(n, "itemprop") == "datePublished":
		f.time(timeItemprop, content)
	}
}

func (f *found) timeElement(n *html.Node) {
	s := attr(n, "datetime")
	if s == "" {
		s = inner(n)
	}
	place := timeBare
	_, pubdate := attribute(n, "pubdate")
	if pubdate || attr(n, "itemprop") == "datePublished" || strings.Contains(strings.ToLower(attr(n, "class")), "publish") {
		place = timeMarked
	}
	f.time(place, s)
}

// linkedData reads a JSON-LD script; one that is no JSON is passed over.
func (f *found) linkedData(script string) {
	var v any
	script = strings.TrimSpace(script)
	for _, mark := range [][2]string{{"<!--", "-->"}, {"<![CDATA[", "]]>"}} { // for browsers and parsers of the last century
		script = strings.TrimSpace(strings.TrimSuffix(strings.TrimPrefix(script, mark[0]), mark[1]))
	}
	if json.Unmarshal([]byte(script), &v) == nil {
		f.thing(v, 0)
	}
}

// thing looks for an article in a value of JSON-LD: a thing, an array of them,
// or a thing that carries others ("@graph").
func (f *found) thing(v any, depth int) {
	const deepest = 8
	if depth > deepest {
		return
	}
	switch v := v.(type) {
	case []any:
		for _, e := range v {
			f.thing(e, depth+1)
		}
	case map[string]any:
		if isArticleType(v["@type"]) {
			f.title(titleLD, str(v["headline"]))
			f.title(titleLD, str(v["name"]))
			f.time(timeLD, str(v["datePublished"]))
			if f.ldLanguage == "" {
				f.ldLanguage = tag(str(v["inLanguage"]))
			}
			if p, ok := v["publisher"].(map[string]any); ok && f.ldName == "" {
				f.ldName = clean(str(p["name"]))
			}
			if f.body == "" {
				f.body = str(v["articleBody"])
			}
		}
		for _, key := range []string{"@graph", "mainEntity", "mainEntityOfPage"} {
			f.thing(v[key], depth+1)
		}
	}
}

// isArticleType reports whether the @type of a thing is NewsArticle or another
// of schema.org's articles.
func isArticleType(t any) bool {
	switch t := t.(type) {
	case string:
		return strings.HasSuffix(t, "Article") || strings.HasSuffix(t, "Posting") && t != "JobPosting" || t == "Report"
	case []any:
		for _, e := range t {
			if isArticleType(e) {
				return true
			}
		}
	}
	return false
}

// str is a JSON string, or the first of an array of them; "" for all else.
func str(v any) string {
	switch v := v.(type) {
	case string:
		// Many sites escape their JSON-LD as if it were HTML.
		return html.UnescapeString(v)
	case []any:
		if len(v) > 0 {
			if s, ok := v[0].(string); ok {
				return html.UnescapeString(s)
			}
		}
	}
	return ""
}

// tag makes a language tag of what a page says, such as "en_US"; "" if that is
// no tag.
func tag(s string) string {
	s = strings.ReplaceAll(strings.TrimSpace(s), "_", "-")
	primary, _, _ := strings.Cut(s, "-")
	if len(primary) < 2 || len(primary) > 3 || len(s) > 35 || strings.Trim(strings.ToLower(s), "abcdefghijklmnopqrstuvwxyz0123456789-") != "" {
		return ""
	}
	return s
}

// withoutSite cuts the name of the site from the end or the beginning of a
// title: "Title - Site". Besides the name that the page gives, the site is
// known by its host.
func withoutSite(title, site, host string) string {
	isSite := func(s string) bool {
		name := strings.ToLower(strings.Join(strings.FieldsFunc(s, notLetter), ""))
		return site != "" && sameWords(s, site) || len(name) > 2 && strings.Contains(strings.ReplaceAll(host, "-", ""), name)
	}
	for _, sep := range []string{" | ", " - ", " – ", " — ", " :: ", " • ", " · ", ": "} {
		if i := strings.LastIndex(title, sep); i > 0 && isSite(title[i+len(sep):]) {
			return strings.TrimSpace(title[:i])
		}
		if i := strings.Index(title, sep); i > 0 && isSite(title[:i]) {
			return strings.TrimSpace(title[i+len(sep):])
		}
	}
	return title
}

// inner is the text inside n.
func inner(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	return b.String()
}
