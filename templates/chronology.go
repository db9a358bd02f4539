package templates

import (
	"html/template"
	"sort"
	"strconv"
	"strings"
	"time"

	"dateline/timeline"
)

// A ChronologyPage is a published timeline as readers see it, on a page of
// its own or in an embed.
type ChronologyPage struct {
	Head
	Slug     string
	Heading  string // the timeline's title
	Summary  string
	Articles int
	Count    int // events
	Updated  string
	// UpdatedAt is Updated for programs.
	UpdatedAt time.Time
	Filters   []Filter
	Legend    Legend
	Periods   []Period
	Short     bool // some Items are Minor
	Sources   []SourceItem

	// The drawings come from our own renderer. The narrow one is for embeds
	// and tablets.
	Wide, Narrow template.HTML
	// Option and Script are the addresses that take over in the browser, ""
	// if there is nothing to take over.
	Option, Script string
	// Lanes are what the drawing shows, and LaneChoices what a reader may
	// choose: "actor", "kind" or "one".
	Lanes       string
	LaneChoices []string

	Page    string // absolute address of the page
	Embed   string // absolute address of the embed
	Picture string // absolute address of the drawing
	OEmbed  string // absolute address of the oEmbed endpoint with this page's address
	// ScriptCode and FrameCode are HTML to paste into an article; the first
	// fits its own height.
	ScriptCode, FrameCode string
	JSONLD                any
	// Formats are the downloads.
	Formats []Format
}

// A Format is a download of the whole chronology.
type Format struct{ Label, Path, Type string }

// A Filter is a group of kinds with the number of its events.
type Filter struct {
	timeline.GroupInfo
	Count int
}

// A Legend says which ways of drawing time occur, so that a chart explains
// what it shows and nothing else.
type Legend struct {
	Day, Reported, About, Within, Lasting, Before, After, Planned, Led bool
	Shape                                                              string // of the commonest group
	Group                                                              timeline.Group
}

// A Period is a heading of the list with the events under it: a day, or the
// longer time within which they fell.
type Period struct {
	Soft   string // "Friday", "Some time", or ""
	Bold   string // "3 January 2020"
	Events []Item
}

// An Item is an event in the list.
type Item struct {
	ID       string
	Title    string
	Kind     string // its label
	Group    timeline.Group
	Shape    string
	Hollow   bool // the day is not sure
	Form     Form
	Date     string // EDTF
	Day      string // of the value, for <time datetime>, "" if it is no one day
	Year     string // in which it began, for a list without days
	Short    string // the date without that year, for a narrow column
	Words    string // the date in words
	When     string // the date in words where the heading does not say it all
	Note     string // what the words leave open
	Place    string
	Actors   []string
	Text     []string // paragraphs
	URL      string
	Says     string // who says so
	Label    timeline.Label
	Planned  bool
	Minor    bool // left out of a short list, until its reader asks for all
	Image    *timeline.Image
	Quotes   []Quote
	Because  []Link // what it answers
	LedTo    []Link // what answers it
	Disputes []Link // what tells otherwise
}

// A Link leads from one event to another, with words between the two.
type Link struct{ Words, ID, Title string }

// A Quote is cited words with their source.
type Quote struct {
	Words  string
	Source string // its name
	Title  string // of the article, where Source is not that
	Date   string // when it was published, in words
	URL    string // opens the source at the words; "" if it has no address
	Go     string // the same by way of this site, for frames that may link to nothing else
}

// A SourceItem is an article in the list of sources.
type SourceItem struct {
	Name, Title, Date, URL string
	Events                 int
}

// NewChronologyPage fills in what the edition says. Addresses, drawings and
// Head are the caller's.
func NewChronologyPage(ed *timeline.Edition) ChronologyPage {
	p := ChronologyPage{
		Slug: ed.Slug, Heading: ed.Title, Summary: ed.Summary, Count: len(ed.Events), Articles: len(ed.Sources),
		UpdatedAt: ed.Published, Updated: updatedWords(ed.Published, ed.Timezone),
	}
	kinds := map[timeline.Kind]timeline.KindInfo{}
	for _, k := range ed.Kinds {
		kinds[k.Kind] = k
	}
	items := make([]Item, len(ed.Events))
	at := map[string]int{}
	counts := map[timeline.Group]int{}
	sources := map[string]timeline.Source{}
	cited := map[string]int{}
	for _, s := range ed.Sources {
		sources[s.ID] = s
	}
	for i, e := range ed.Events {
		at[e.ID] = i
		k, ok := kinds[e.Kind]
		if !ok {
			k = timeline.Vocabulary{}.Info(e.Kind)
		}
		group := timeline.InfoOf(k.Group)
		counts[group.Group]++
		items[i] = newItem(ed.Slug, e, k, group, sources)
		seen := map[string]bool{}
		for _, c := range e.Citations {
			if !seen[c.Article] {
				seen[c.Article] = true
				cited[c.Article]++
			}
		}
	}
	relate(ed, items, at)
	for _, g := range timeline.Groups {
		if n := counts[g.Group]; n > 0 {
			p.Filters = append(p.Filters, Filter{g, n})
		}
	}
	p.Short = shorten(ed, items)
	p.Legend = legendOf(items, p.Filters, len(ed.Relations) > 0)
	p.Periods = periodsOf(ed, items)
	for _, s := range ed.Sources {
		p.Sources = append(p.Sources, SourceItem{Name: s.Publisher, Title: s.Title, Date: publishedWords(s.Published), URL: safeURL(s.URL), Events: cited[s.ID]})
	}
	return p
}

func newItem(slug string, e timeline.PublishedEvent, k timeline.KindInfo, g timeline.GroupInfo, sources map[string]timeline.Source) Item {
	it := Item{
		ID: e.ID, Title: e.Title, Kind: k.Label, Group: g.Group, Shape: g.Shape,
		Form: FormOf(e.Date), Date: e.Date.String(), Words: e.Date.Words(),
		Place: e.Place, URL: safeURL(e.URL), Says: e.Attribution, Label: e.Label, Planned: e.Status == timeline.Scheduled, Image: e.Image,
	}
	it.Hollow = it.Form.Hollow()
	it.When, it.Note = whenWords(e.Date, it.Form)
	from, begun := e.Date.Earliest()
	to, ended := e.Date.Latest()
	if begun && ended && from == to {
		it.Day = from.String()
	}
	if !begun {
		from = to
	}
	year, _, _ := from.Date()
	it.Year = strconv.Itoa(year)
	it.Short = shortWords(e.Date, year)
	for _, a := range e.Actors {
		it.Actors = append(it.Actors, a.Name)
	}
	for _, line := range strings.Split(e.Text, "\n") {
		if line = strings.TrimSpace(line); line != "" {
			it.Text = append(it.Text, line)
		}
	}
	for i, c := range e.Citations {
		it.Quotes = append(it.Quotes, newQuote(slug, e.ID, i, c, sources[c.Article]))
	}
	return it
}

// relate puts the edition's relations to both of their events.
func relate(ed *timeline.Edition, items []Item, at map[string]int) {
	for _, r := range ed.Relations {
		from, ok1 := at[r.From]
		to, ok2 := at[r.To]
		if !ok1 || !ok2 || from == to {
			continue
		}
		there := Link{r.Type.Words(), items[to].ID, items[to].Title}
		back := Link{"", items[from].ID, items[from].Title}
		switch r.Type {
		case timeline.Contradicts:
			items[from].Disputes = append(items[from].Disputes, there)
			back.Words = "contradicted by"
			items[to].Disputes = append(items[to].Disputes, back)
		case timeline.PartOf:
			items[from].Because = append(items[from].Because, there)
			back.Words = "of which"
			items[to].LedTo = append(items[to].LedTo, back)
		default:
			items[from].Because = append(items[from].Because, there)
			back.Words = "led to"
			if r.Type == timeline.Follows {
				back.Words = "followed by"
			}
			items[to].LedTo = append(items[to].LedTo, back)
		}
	}
}

// periodsOf puts the events under headings, in the edition's order but for
// events of one period: there what is exact comes first, and an event after
// what it answers. What happened by a day or within some that begin with it
// stands there among the day's own, and would cut that day in two.
func periodsOf(ed *timeline.Edition, items []Item) []Period {
	var periods []Period
	var keys []string // of the periods
	year := noYear
	for i, e := range ed.Events {
		h := headingOf(e.Date, items[i].Form)
		at := max(0, len(keys)-2) // the period before the last, or the last
		for at < len(keys) && keys[at] != h.key {
			at++
		}
		if at == len(keys) {
			keys = append(keys, h.key)
			periods = append(periods, Period{Soft: h.soft, Bold: h.words(year)})
			year = h.year
		}
		periods[at].Events = append(periods[at].Events, items[i])
	}
	for i := range periods {
		events := periods[i].Events
		sort.SliceStable(events, func(a, b int) bool { return !events[a].Hollow && events[b].Hollow })
		periods[i].Events = causesFirst(events)
	}
	return periods
}

// causesFirst moves each event behind those of the same period that it answers.
func causesFirst(events []Item) []Item {
	here := map[string]int{}
	for i, e := range events {
		here[e.ID] = i
	}
	done := make([]bool, len(events))
	var out []Item
	var put func(i int)
	put = func(i int) {
		if done[i] {
			return
		}
		done[i] = true // before its causes, so that a circle ends
		for _, l := range events[i].Because {
			if j, ok := here[l.ID]; ok {
				put(j)
			}
		}
		out = append(out, events[i])
	}
	for i := range events {
		put(i)
	}
	return out
}

// shortList is how many events an embed lists at first; a list that is hardly
// longer is shown whole.
const shortList, hardlyLonger = 10, 4

// Listed returns how many of an edition's events an embed lists at first.
func Listed(events int) int {
	if events <= shortList+hardlyLonger {
		return events
	}
	return shortList
}

// shorten marks as minor what a short list leaves out: it keeps the important
// events, those that many sources tell and those that are tied to others.
func shorten(ed *timeline.Edition, items []Item) bool {
	if Listed(len(items)) == len(items) {
		return false
	}
	order := make([]int, len(items))
	weight := make([]float64, len(items))
	for i, e := range ed.Events {
		order[i] = i
		ties := len(items[i].Because) + len(items[i].LedTo) + len(items[i].Disputes)
		weight[i] = e.Importance + 0.05*float64(min(ties, 4)+min(len(e.Citations), 4))
	}
	sort.SliceStable(order, func(a, b int) bool { return weight[order[a]] > weight[order[b]] })
	for _, i := range order[shortList:] {
		items[i].Minor = true
	}
	return true
}

func legendOf(items []Item, filters []Filter, led bool) Legend {
	l := Legend{Led: led, Shape: "circle", Group: timeline.Diplomacy}
	most := 0
	for _, f := range filters {
		// A ring is hollow by nature and would explain nothing.
		if f.Count > most && f.Shape != "ring" {
			most, l.Shape, l.Group = f.Count, f.Shape, f.Group
		}
	}
	for _, it := range items {
		switch it.Form {
		case FormDay:
			l.Day = true
		case FormReported:
			l.Reported = true
		case FormAbout:
			l.About = true
		case FormWithin:
			l.Within = true
		case FormLasting, FormSince, FormUntil:
			l.Lasting = true
		case FormBefore:
			l.Before = true
		case FormAfter:
			l.After = true
		}
		l.Planned = l.Planned || it.Planned
	}
	return l
}
