package article

import (
	"cmp"
	"encoding/json"
	"fmt"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"time"

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
	body      string // the article's text as JSON-LD carries it, with or without markup

	addressDay edtf.Date // the day in the page's address: "/2024/03/12/"
	live       bool      // it is said to be a live blog
	liveLD     bool      // by JSON-LD, whose datePublished is when it was begun
	updates    []update  // the entries of the live blog that JSON-LD carries
	isArticle  bool      // JSON-LD or Open Graph says that the page is one
}

// An update is an entry of a live blog as JSON-LD carries it.
type update struct {
	headline, body string
	published      edtf.Date
}

// found is what each place of a page says; the first of each list that can be
// read wins.
type found struct {
	titles    map[titlePlace]string
	times     map[timePlace]string
	language  string
	publisher string
	canonical string
	ogArticle bool
	live      bool
	things    []thing           // the articles that JSON-LD tells of
	names     map[string]string // of organisations, by their @id

	itemLanguage, itemPublisher string // of microdata
}

// A thing is an article as JSON-LD tells of it.
type thing struct {
	headline, name, published string
	language, publisher, body string
	address                   string
	live, video               bool
	updates                   []update
}

// The places of a title, most to be trusted first: the element <title> often
// has the site's name in it.
type titlePlace int

const (
	titleLD titlePlace = iota
	titleOG
	titleTwitter
	titleItemprop
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
	f := found{titles: map[titlePlace]string{}, times: map[timePlace]string{}, names: map[string]string{}}
	for n := range doc.Descendants() {
		if n.Type == html.ElementNode {
			f.element(n)
		}
	}
	ld := f.thingOfPage(address)
	f.title(titleLD, ld.headline)
	f.title(titleLD, ld.name)
	if !ld.video {
		f.time(timeLD, ld.published)
	}
	m := metadata{
		language: cmp.Or(f.language, ld.language, f.itemLanguage), publisher: cmp.Or(f.publisher, ld.publisher, f.itemPublisher),
		body: ld.body, updates: ld.updates, liveLD: ld.live, isArticle: ld.headline != "" || f.ogArticle,
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
	if d, err := ReadPublished(ld.published); m.published.IsZero() && err == nil {
		m.published = d // of a video, which may be older than what stands below it
	}
	for _, a := range []string{address, m.canonical} {
		if d, ok := addressDay(a); ok && m.addressDay.IsZero() {
			m.addressDay = d
		}
		m.live = m.live || isLiveAddress(a)
	}
	m.live = m.live || f.live || m.liveLD || saysLive(m.title) || saysLive(f.titles[titleElement])
	return m
}

var dayInAddress = regexp.MustCompile(`/(\d{4})[/-](\d{1,2}|[a-z]{3})[/-](\d{1,2})(?:/|-|$)`)

// addressDay reads the day that many sites have in their addresses:
// "/2024/03/12/title", "/2024/mar/12/title".
func addressDay(address string) (edtf.Date, bool) {
	u, err := url.Parse(address)
	if err != nil {
		return edtf.Date{}, false
	}
	m := dayInAddress.FindStringSubmatch(strings.ToLower(u.Path))
	if m == nil {
		return edtf.Date{}, false
	}
	month, err := strconv.Atoi(m[2])
	if err != nil {
		month = int(months[m[2]])
	}
	day, _ := strconv.Atoi(m[3])
	d, err := edtf.Parse(fmt.Sprintf("%s-%02d-%02d", m[1], month, day))
	return d, err == nil
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
		switch attr(n, "itemprop") {
		case "datePublished":
			f.time(timeItemprop, attr(n, "content"))
		case "headline":
			f.title(titleItemprop, inner(n))
		}
	}
	f.itemName(n)
	f.live = f.live || liveClass.MatchString(attr(n, "class")) || liveClass.MatchString(attr(n, "id"))
}

// itemName reads the names of microdata: of the language, and of the publisher
// with its own item inside.
func (f *found) itemName(n *html.Node) {
	value := func() string { return cmp.Or(attr(n, "content"), inner(n)) }
	switch attr(n, "itemprop") {
	case "inLanguage":
		f.itemLanguage = cmp.Or(f.itemLanguage, tag(value()))
	case "name":
		const near = 3 // elements between the two, of logos and links
		for p, i := n.Parent, 0; p != nil && i < near; p, i = p.Parent, i+1 {
			if attr(p, "itemprop") == "publisher" {
				f.itemPublisher = cmp.Or(f.itemPublisher, clean(value()))
			}
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
	case name == "og:type":
		f.ogArticle = strings.EqualFold(content, "article")
	case publishedNames[name]:
		f.time(timeMeta, unixTime(content))
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

// unixTime writes a count of seconds or milliseconds since 1970, which some
// sites have for a date, as a date; all else is given back.
func unixTime(s string) string {
	n, err := strconv.ParseInt(s, 10, 64)
	switch {
	case err != nil || len(s) != 10 && len(s) != 13:
		return s
	case len(s) == 13:
		n /= 1000
	}
	return time.Unix(n, 0).UTC().Format(time.RFC3339)
}

// linkedData reads a JSON-LD script; one that is no JSON is passed over, but
// for line breaks inside strings and commas too many, which are common.
func (f *found) linkedData(script string) {
	var v any
	script = strings.TrimSpace(script)
	for _, mark := range [][2]string{{"<!--", "-->"}, {"<![CDATA[", "]]>"}} { // for browsers and parsers of the last century
		script = strings.TrimSpace(strings.TrimSuffix(strings.TrimPrefix(script, mark[0]), mark[1]))
	}
	script = strings.TrimSuffix(script, ";")
	err := json.Unmarshal([]byte(script), &v)
	if err != nil {
		script = strings.Map(func(r rune) rune {
			if r < ' ' {
				return ' '
			}
			return r
		}, script)
		err = json.Unmarshal([]byte(commaTooMany.ReplaceAllString(script, "$1")), &v)
	}
	if err == nil {
		f.readThing(v, 0)
	}
}

var commaTooMany = regexp.MustCompile(`,\s*([}\]])`)

// mostTitle is, in bytes, more than any headline has with the site's name.
const mostTitle = 1000

// mostThings bounds how many articles and entries of a page are remembered.
const mostThings = 2000

// readThing looks for articles in a value of JSON-LD: a thing, an array of
// them, or a thing that carries others ("@graph").
func (f *found) readThing(v any, depth int) {
	const deepest = 8
	if depth > deepest || len(f.things) >= mostThings {
		return
	}
	switch v := v.(type) {
	case []any:
		for _, e := range v {
			f.readThing(e, depth+1)
		}
	case map[string]any:
		if id, name := str(v["@id"]), str(v["name"]); id != "" && name != "" && len(f.names) < mostThings {
			f.names[id] = clean(name)
		}
		switch t := v["@type"]; {
		case isArticleType(t):
			f.things = append(f.things, articleThing(v))
		case isType(t, func(s string) bool { return s == "VideoObject" }) && depth < 3:
			f.things = append(f.things, thing{name: str(v["name"]), published: str(v["uploadDate"]), address: str(v["url"]), video: true})
		}
		for _, key := range []string{"@graph", "mainEntity", "mainEntityOfPage"} {
			f.readThing(v[key], depth+1)
		}
	}
}

func articleThing(v map[string]any) thing {
	t := thing{
		headline: clean(str(v["headline"])), name: clean(str(v["name"])), published: str(v["datePublished"]), language: tag(str(v["inLanguage"])),
		body: str(v["articleBody"]), address: str(v["url"]),
		live: isType(v["@type"], func(s string) bool { return s == "LiveBlogPosting" }),
	}
	if t.address == "" {
		t.address = str(v["mainEntityOfPage"])
	}
	publisher := v["publisher"]
	if list, ok := publisher.([]any); ok && len(list) > 0 {
		publisher = list[0]
	}
	if p, ok := publisher.(map[string]any); ok {
		if t.publisher = clean(str(p["name"])); t.publisher == "" {
			t.publisher = str(p["@id"]) // found is asked for its name
		}
	}
	if !t.live {
		return t
	}
	updates, ok := v["liveBlogUpdate"].([]any)
	if !ok {
		updates = []any{v["liveBlogUpdate"]}
	}
	for _, u := range updates {
		u, ok := u.(map[string]any)
		if !ok || len(t.updates) >= mostThings {
			continue
		}
		published, err := ReadPublished(str(u["datePublished"]))
		if err != nil {
			continue
		}
		t.updates = append(t.updates, update{headline: clean(str(u["headline"])), body: str(u["articleBody"]), published: published})
	}
	return t
}

// thingOfPage returns the article of JSON-LD that is the page's own: pages
// tell of others too, that they lead to. It is the one with the page's address
// or title, else the first.
func (f *found) thingOfPage(address string) thing {
	best, score := thing{}, -1
	for _, t := range f.things {
		n := 0
		switch {
		case t.video:
			n = 0
		case t.address != "" && (sameAddress(t.address, address) || sameAddress(t.address, f.canonical)):
			n = 4
		default:
			n = 1
			for _, title := range f.titles {
				if wordCount(t.headline) > 1 && (sameWords(t.headline, title) || len(title) <= mostTitle && strings.Contains(title, t.headline)) {
					n = 3
				}
			}
			if n == 1 && t.live {
				n = 2
			}
		}
		if n > score {
			best, score = t, n
		}
	}
	if name, ok := f.names[best.publisher]; ok {
		best.publisher = name
	} else if strings.Contains(best.publisher, "://") {
		best.publisher = ""
	}
	return best
}

// sameAddress compares two addresses but for scheme, query and fragment.
func sameAddress(a, b string) bool {
	x, errX := url.Parse(a)
	y, errY := url.Parse(b)
	return errX == nil && errY == nil && x.Host != "" && strings.TrimPrefix(x.Host, "www.") == strings.TrimPrefix(y.Host, "www.") &&
		strings.TrimSuffix(x.Path, "/") == strings.TrimSuffix(y.Path, "/")
}

// isArticleType reports whether the @type of a thing is NewsArticle or another
// of schema.org's articles.
func isArticleType(t any) bool {
	return isType(t, func(s string) bool {
		return strings.HasSuffix(s, "Article") || strings.HasSuffix(s, "Posting") && s != "JobPosting" || s == "Report"
	})
}

// isType reports whether one of the types of a thing is such: written plain, or
// as "schema:NewsArticle" or "https://schema.org/NewsArticle".
func isType(t any, such func(string) bool) bool {
	switch t := t.(type) {
	case string:
		return such(t[strings.LastIndexAny(t, ":/")+1:])
	case []any:
		for _, e := range t {
			if s, ok := e.(string); ok && isType(s, such) {
				return true
			}
		}
	}
	return false
}

// str is a JSON string, the first of an array of them, or what stands for one:
// {"@value": …}, {"@id": …}, {"name": …}; "" for all else.
func str(v any) string {
	switch v := v.(type) {
	case string:
		// Many sites escape their JSON-LD as if it were HTML.
		return html.UnescapeString(v)
	case []any:
		if len(v) > 0 {
			if _, nested := v[0].([]any); !nested {
				return str(v[0])
			}
		}
	case map[string]any:
		for _, key := range []string{"@value", "alternateName", "@id", "name"} {
			if s, ok := v[key].(string); ok {
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
