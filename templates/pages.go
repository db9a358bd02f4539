package templates

import (
	"strconv"
	"strings"
	"time"

	"dateline/timeline"
	"dateline/timeline/edtf"
)

// Timeline renders the reader's page.
func (p *Pages) Timeline(page ChronologyPage) ([]byte, error) {
	return render(p.in(page.Language), "timeline.html", page)
}

// Embed renders what stands in other sites' pages.
func (p *Pages) Embed(page ChronologyPage) ([]byte, error) {
	return render(p.in(page.Language), "embed.html", page)
}

// A Year is a heading of an embed's list.
type Year struct {
	Year   string
	Events []Item
}

// Years are the events under the years in which they began.
func (p ChronologyPage) Years() []Year {
	var years []Year
	for _, period := range p.Periods {
		for _, it := range period.Events {
			if n := len(years); n == 0 || years[n-1].Year != it.Year {
				years = append(years, Year{Year: it.Year})
			}
			last := &years[len(years)-1]
			last.Events = append(last.Events, it)
		}
	}
	return years
}

// Brief is the item where its date stands in words already.
func (it Item) Brief() Item {
	it.When = ""
	return it
}

// A HomePage lists what is published.
type HomePage struct {
	Head
	Timelines []HomeItem
}

// A HomeItem is a timeline in the list.
type HomeItem struct {
	Path, Title, Summary, Updated string
	UpdatedAt                     time.Time
	Events                        int
}

// NewHomeItem describes a published timeline, in the home page's language.
func NewHomeItem(language, slug, title, summary, zone string, events int, published time.Time) HomeItem {
	return HomeItem{Path: "/t/" + slug, Title: title, Summary: summary, Updated: wordsOf(language).instant(published, zone), UpdatedAt: published, Events: events}
}

// HomeTitle is the title of the home page in the language of a BCP 47 tag.
func HomeTitle(language string) string { return wordsOf(language).must("chronologies") }

// Home renders the list of what is published.
func (p *Pages) Home(page HomePage) ([]byte, error) {
	return render(p.in(page.Language), "home.html", page)
}

// A NewspaperPage is an article of a made-up newspaper that carries an embed,
// to show an embed where it belongs: on another site.
type NewspaperPage struct {
	Script string // absolute address of embed.js
	Target string // absolute address of the chronology
	// Picture stands in for the embed where there is no script.
	Picture string
	Heading string // of the chronology
}

// Newspaper renders the made-up article.
func (p *Pages) Newspaper(page NewspaperPage) ([]byte, error) {
	return render(p.in("en"), "newspaper.html", page)
}

// A ReportPage is an article of the made-up newspaper that a chronology was
// read from, so that its citations lead somewhere.
type ReportPage struct {
	Title      string
	Paragraphs []string
}

// Report renders such an article.
func (p *Pages) Report(page ReportPage) ([]byte, error) {
	return render(p.in("en"), "report.html", page)
}

// ld is a JSON-LD object (schema.org).
type ld map[string]any

// JSONLD describes an edition as schema.org has it: an article that covers a
// time, with its events and its sources. Only a date that is exact becomes a
// startDate; schema.org has no "some time within". Of an edition that readers
// do not get whole it lists what they get first. What an edition says
// otherwise than the one before of what happened is a correction.
func JSONLD(ed *timeline.Edition, address, picture string) any {
	var events, corrections []ld
	var covered coverage
	listed := make([]bool, len(ed.Events))
	chosen, _, _ := Part{}.choose(ed) // the first view is always there
	for _, i := range chosen {
		listed[i] = true
	}
	for i, e := range ed.Events {
		event := ld{"@type": "Event", "name": e.Title, "url": address + "#e=" + e.ID}
		from, _ := e.Date.Earliest()
		to, _ := e.Date.Latest()
		switch FormOf(e.Date) {
		case FormDay:
			if e.Date.Form() == edtf.Single { // several days are no date of ISO 8601
				event["startDate"] = e.Date.String()
			}
		case FormLasting:
			event["startDate"], event["endDate"] = from.String(), to.String()
		case FormSince:
			event["startDate"] = from.String()
		case FormUntil:
			event["endDate"] = to.String()
		}
		if e.Place != "" {
			event["location"] = ld{"@type": "Place", "name": e.Place}
		}
		if e.Status == timeline.Scheduled {
			event["eventStatus"] = "https://schema.org/EventScheduled"
		}
		covered.add(e.Date)
		if listed[i] {
			events = append(events, ld{"@type": "ListItem", "position": i + 1, "item": event})
			corrections = append(corrections, correctionsOf(wordsOf(ed.Language), e)...)
		}
	}
	sources := make([]ld, 0, len(ed.Sources))
	for _, s := range ed.Sources {
		source := ld{"@type": "NewsArticle", "headline": s.Title}
		if u := safeURL(s.URL); u != "" {
			source["url"] = u
		}
		if s.Publisher != "" {
			source["publisher"] = ld{"@type": "Organization", "name": s.Publisher}
		}
		sources = append(sources, source)
	}
	begun := begunOf(ed)
	if begun.IsZero() { // made before editions told it
		begun = ed.Published
	}
	page := ld{
		"@context": "https://schema.org", "@type": "NewsArticle", "headline": ed.Title, "url": address, "mainEntityOfPage": address,
		"inLanguage": ed.Language, "dateModified": ed.Published.Format(time.RFC3339), "datePublished": begun.Format(time.RFC3339),
		"image": picture, "version": strconv.Itoa(ed.Number),
		"mainEntity": ld{"@type": "ItemList", "numberOfItems": len(ed.Events), "itemListOrder": "https://schema.org/ItemListOrderAscending", "itemListElement": events},
	}
	if ed.Summary != "" {
		page["description"] = ed.Summary
	}
	if c := covered.String(); c != "" {
		page["temporalCoverage"] = c
	}
	if len(corrections) > 0 {
		page["correction"] = corrections
	}
	if len(sources) > 0 {
		page["citation"] = sources
	}
	return page
}

// A coverage is the time from the first to the last day of events.
type coverage struct {
	first, last edtf.Day
	begun, some bool
	open        bool // something still goes on
}

func (c *coverage) add(d edtf.Date) {
	from, begun := d.Earliest()
	to, ended := d.Latest()
	if begun && (!c.begun || from < c.first) {
		c.first, c.begun = from, true
	}
	if ended && (!c.some || to > c.last) {
		c.last, c.some = to, true
	}
	c.open = c.open || FormOf(d) == FormSince
}

// String is an interval of ISO 8601, "" where there is none.
func (c *coverage) String() string {
	switch {
	case !c.begun || !c.some && !c.open:
		return ""
	case c.open:
		return c.first.String() + "/.."
	}
	return c.first.String() + "/" + c.last.String()
}

// factual are the fields of timeline.Change that say what happened. Another
// text or a further source adds to it.
var factual = map[string]bool{"title": true, "date": true, "kind": true, "actors": true, "place": true, "attribution": true, "status": true}

// correctionsOf is what was corrected of an event, the oldest first.
func correctionsOf(w words, e timeline.PublishedEvent) []ld {
	var all []ld
	for _, c := range e.Changes {
		var fields []string
		for _, f := range c.Fields {
			if factual[f] {
				fields = append(fields, w.must("field."+f))
			}
		}
		if len(fields) > 0 {
			all = append(all, ld{
				"@type": "CorrectionComment", "datePublished": c.Published.Format(time.RFC3339),
				"text": w.must("corrected", "Title", e.Title, "What", strings.Join(fields, w.dates.Comma())),
			})
		}
	}
	return all
}
