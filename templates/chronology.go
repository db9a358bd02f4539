package templates

import (
	"fmt"
	"html/template"
	"net/url"
	"slices"
	"sort"
	"strconv"
	"strings"
	"time"

	"dateline/timeline"
	"dateline/timeline/edtf"
)

// A ChronologyPage is a published timeline as readers see it, on a page of
// its own or in an embed.
type ChronologyPage struct {
	Head
	Slug     string
	Number   int    // the edition's
	Heading  string // the timeline's title
	Summary  string
	Articles int
	Count    int // events
	Updated  string
	// UpdatedAt is Updated for programs, Timezone the zone that it is told in.
	UpdatedAt time.Time
	Timezone  string
	Filters   []Filter
	Actors    []string // whom a reader may choose
	Query     string   // what the reader searched for
	Legend    Legend
	Periods   []Period
	Short     bool    // some Items are Minor
	Paging    *Paging // nil where the page lists all there is
	// Editions are the present one and those before it, the newest first;
	// Former is set on the page of one before it.
	Editions []EditionLink
	Former   bool
	Sources  []SourceItem

	// The drawings come from our own renderer. The narrow one is for embeds
	// and tablets.
	Wide, Narrow template.HTML
	// Broad tells that on paper the wide one is hardly smaller: the narrow one is
	// so high that a sheet's height would leave it little of the width.
	Broad bool
	// Option and Script are the addresses that take over in the browser, ""
	// if there is nothing to take over.
	Option, Script string
	// Lanes are what the drawing shows, and LaneChoices what a reader may
	// choose: "actor", "kind" or "one".
	Lanes       string
	LaneChoices []string

	Page    string // absolute address of the page
	Embed   string // absolute address of the embed
	Picture string // absolute address of a picture of 1200 by 630 pixels, "" if there is none
	OEmbed  string // absolute address of the oEmbed endpoint with this page's address
	// ScriptCode and FrameCode are HTML to paste into an article; the first
	// fits its own height.
	ScriptCode, FrameCode string
	JSONLD                any
	// Formats are the downloads.
	Formats []Format

	part Part // which the page lists
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
	Day, Reported, About, Within, Roughly, Lasting, Since, Until, Before, After, Planned bool
	Led, Followed, Disputed                                                              bool   // arcs of which an end led to, or only came before, or contradicts the other
	Columns                                                                              bool   // what has no mark is counted
	Report                                                                               bool   // an article was published in the time shown
	Differ                                                                               bool   // some sources give other dates
	Shape                                                                                string // of the commonest group
	Group                                                                                timeline.Group
}

// A Period is a heading of the list with the events under it: a day, or the
// longer time within which they fell.
type Period struct {
	Soft   string // "Friday", "Some time", or ""
	Bold   string // "3 January 2020"
	Span   string // see spanOf
	Events []Item
}

// An Item is an event in the list.
type Item struct {
	ID      string
	Title   string
	Kind    string // its label
	Group   timeline.Group
	Shape   string
	Hollow  bool // the day is not sure
	Roughly bool // a month or longer, approximately
	Form    Form
	Date    string // EDTF
	Day     string // of the value, for <time datetime>, "" if it is no one day
	Span    string // see spanOf
	Year    string // in which it began, for a list without days
	Short   string // the date without that year, for a narrow column
	Words   string // the date in words
	When    string // the date in words where the heading does not say it all
	Note    string // what the words leave open
	Place   string
	Actors  []string
	Who     string   // those of them whom a reader may choose: indices, with spaces between
	Text    []string // paragraphs
	URL     string
	Go      string // the same by way of this site, see Quote
	Says    string // who says so
	Label   timeline.Label
	Planned bool
	// At is where the event stands in time, in milliseconds of local time since
	// 1970, where the chart may have to look for it; 0 elsewhere.
	At       int64
	Minor    bool // left out of a short list, until its reader asks for all
	Image    *timeline.Image
	Quotes   []Quote
	Datings  []Dating // where sources differ, the event's own date first
	Because  []Link   // what it answers
	LedTo    []Link   // what answers it
	Disputes []Link   // what tells otherwise
	History  []string
}

// A Link leads from one event to another, with words between the two.
type Link struct {
	Words, ID, Title string
	Path             string // of a page that has the event, "" if this one has
	Out              bool   // that page is not to be shown in this one's frame
}

// A Quote is cited words with their source.
type Quote struct {
	Words  string
	Source string // its name
	Title  string // of the article, where Source is not that
	Date   string // when it was published, in words
	Day    string // for <time datetime>, "" if it is not known
	URL    string // opens the source at the words; "" if it has no address
	Dated  string // the date that it gives the event, if that differs
	Go     string // the same by way of this site, for frames that may link to nothing else
}

// A Dating is one of several dates that an event is given.
type Dating struct {
	Short string // see Item
	Words string
	Span  string // see spanOf
	Who   string // gives it, "" if no source does
}

// A SourceItem is an article in the list of sources.
type SourceItem struct {
	Name, Title, URL string
	Date             string // when it was published, in words
	Day              string // for <time datetime>, "" if it is no one day
	Events           int
}

// EventPath is the path of the page of one event.
func EventPath(slug, id string) string { return "/t/" + slug + "/event/" + url.PathEscape(id) }

// NewChronologyPage fills in what the edition says, for a part of its events.
// Addresses, drawings and Head are the caller's. A part that there is none of
// is a NotFound error.
func NewChronologyPage(ed *timeline.Edition, part Part) (ChronologyPage, error) {
	part = part.Of(ed)
	chosen, paging, err := part.choose(ed)
	if err != nil {
		return ChronologyPage{}, err
	}
	w := wordsOf(ed.Language)
	p := ChronologyPage{
		Slug: ed.Slug, Number: ed.Number, Heading: ed.Title, Summary: ed.Summary, Count: len(ed.Events), Articles: len(ed.Sources),
		UpdatedAt: ed.Published, Timezone: ed.Timezone, Updated: w.instant(ed.Published, ed.Timezone), Paging: paging, part: part,
	}
	kinds := map[timeline.Kind]timeline.KindInfo{}
	for _, k := range ed.Kinds {
		k.Label = w.kind(k)
		kinds[k.Kind] = k
	}
	group := func(e timeline.PublishedEvent) (timeline.KindInfo, timeline.GroupInfo) {
		k, ok := kinds[e.Kind]
		if !ok {
			k = timeline.Vocabulary{}.Info(e.Kind)
			k.Label = w.kind(k)
			kinds[e.Kind] = k
		}
		return k, timeline.InfoOf(k.Group)
	}
	counts := map[timeline.Group]int{}
	sources := map[string]timeline.Source{}
	cited := map[string]int{}
	for _, s := range ed.Sources {
		sources[s.ID] = s
	}
	for _, e := range ed.Events {
		_, g := group(e)
		counts[g.Group]++
		seen := map[string]bool{}
		for _, c := range e.Citations {
			if !seen[c.Article] {
				seen[c.Article] = true
				cited[c.Article]++
			}
		}
	}
	p.Actors, p.Query = ed.Leading(), part.Query
	begun := begunOf(ed)
	items := make([]Item, len(chosen))
	at := map[string]int{}
	for n, i := range chosen {
		e := ed.Events[i]
		at[e.ID] = n
		k, g := group(e)
		items[n] = newItem(w, ed.Slug, e, k, g, sources)
		items[n].Who = whoOf(e, p.Actors)
		items[n].History = historyOf(w, e, begun, ed.Timezone)
		if paging != nil {
			items[n].At = atOf(e.Date)
		}
	}
	relate(w, ed, items, at, part.Few)
	for _, g := range timeline.Groups {
		if n := counts[g.Group]; n > 0 {
			g.Label = w.must("group." + string(g.Group))
			p.Filters = append(p.Filters, Filter{g, n})
		}
	}
	p.Short = paging == nil && shorten(ed, items)
	p.Legend = legendOf(items, p.Filters, ed)
	p.Legend.Columns = paging != nil
	p.Periods = periodsOf(w, ed, chosen, items)
	for _, s := range ed.Sources {
		p.Sources = append(p.Sources, SourceItem{Name: s.Publisher, Title: s.Title, Date: w.published(s.Published), Day: dayOf(s.Published), URL: safeURL(s.URL), Events: cited[s.ID]})
	}
	return p, nil
}

// whoOf gives the indices of an event's actors among some.
func whoOf(e timeline.PublishedEvent, actors []string) string {
	var who []string
	for _, a := range e.Actors {
		if i := slices.Index(actors, a.Name); i >= 0 {
			who = append(who, strconv.Itoa(i))
		}
	}
	return strings.Join(who, " ")
}

// atOf is where a date begins, or ends if that alone is known.
func atOf(d edtf.Date) int64 {
	const day = 24 * 60 * 60 * 1000
	if t, _, ok := d.Time(); ok {
		_, east := t.Zone()
		return t.UnixMilli() + int64(east)*1000
	}
	if from, ok := d.Earliest(); ok {
		return int64(from) * day
	}
	to, _ := d.Latest()
	return int64(to)*day + day/2
}

func newItem(w words, slug string, e timeline.PublishedEvent, k timeline.KindInfo, g timeline.GroupInfo, sources map[string]timeline.Source) Item {
	it := Item{
		ID: e.ID, Title: e.Title, Kind: k.Label, Group: g.Group, Shape: g.Shape,
		Form: FormOf(e.Date), Date: e.Date.String(), Words: e.Date.WordsIn(w.tag),
		Place: e.Place, URL: safeURL(e.URL), Says: e.Attribution, Label: e.Label, Planned: e.Status == timeline.Scheduled, Image: e.Image,
	}
	if it.URL != "" {
		it.Go = fmt.Sprintf("/t/%s/source/%s/link", slug, url.PathEscape(e.ID))
	}
	it.Hollow, it.Roughly = it.Form.Hollow(), it.Form == FormWithin && e.Date.Approximate()
	it.When, it.Note = w.when(e.Date, it.Form)
	from, begun := e.Date.Earliest()
	to, ended := e.Date.Latest()
	if begun && ended && from == to {
		it.Day = from.String()
	}
	it.Span = spanOf(e.Date)
	if !begun {
		from = to
	}
	year, _, _ := from.Date()
	it.Year = w.dates.Format("y", from)
	it.Short = w.short(e.Date, year)
	for _, a := range e.Actors {
		it.Actors = append(it.Actors, a.Name)
	}
	for _, line := range strings.Split(e.Text, "\n") {
		if line = strings.TrimSpace(line); line != "" {
			it.Text = append(it.Text, line)
		}
	}
	for i, c := range e.Citations {
		it.Quotes = append(it.Quotes, newQuote(w, slug, e.ID, i, c, sources[c.Article]))
	}
	if it.Datings = datingsOf(w, e, it, year); it.Datings != nil {
		it.When = "" // which they say
	}
	return it
}

// datingsOf says which sources date an event how, nil if none differs. The
// first are those whose words give it the date that it has.
func datingsOf(w words, e timeline.PublishedEvent, it Item, year int) []Dating {
	all := []Dating{{Short: it.Short, Words: it.Words, Span: it.Span}}
	who := make([][]string, 1)
	for i, c := range e.Citations {
		words, at := it.Quotes[i].Dated, 0
		switch {
		case words != "":
			if at = slices.IndexFunc(all, func(d Dating) bool { return d.Words == words }); at < 0 {
				at = len(all)
				all, who = append(all, Dating{Short: w.short(c.Date, year), Words: words, Span: spanOf(c.Date)}), append(who, nil)
			}
		case c.DateText.Text == "":
			continue
		}
		if name := it.Quotes[i].Source; name != "" && !slices.Contains(who[at], name) {
			who[at] = append(who[at], name)
		}
	}
	if len(all) == 1 {
		return nil
	}
	for i := range all {
		all[i].Who = strings.Join(who[i], w.dates.Comma())
	}
	return all
}

// relate puts the edition's relations to those of their events that the page
// lists. With out the others' pages are opened outside of this one's frame.
func relate(w words, ed *timeline.Edition, items []Item, at map[string]int, out bool) {
	titles := map[string]string{}
	if len(items) < len(ed.Events) {
		for _, e := range ed.Events {
			titles[e.ID] = e.Title
		}
	}
	link := func(said, id string) Link {
		if i, here := at[id]; here {
			return Link{Words: said, ID: id, Title: items[i].Title}
		}
		return Link{Words: said, ID: id, Title: titles[id], Path: EventPath(ed.Slug, id), Out: out}
	}
	for _, r := range ed.Relations {
		if r.From == r.To {
			continue
		}
		back := w.or("reverse."+string(r.Type), w.must("reverse.led"))
		from, ok1 := at[r.From]
		to, ok2 := at[r.To]
		disputed := r.Type == timeline.Contradicts
		if there := link(w.or("relation."+string(r.Type), string(r.Type)), r.To); ok1 && disputed {
			items[from].Disputes = append(items[from].Disputes, there)
		} else if ok1 {
			items[from].Because = append(items[from].Because, there)
		}
		if here := link(back, r.From); ok2 && disputed {
			items[to].Disputes = append(items[to].Disputes, here)
		} else if ok2 {
			items[to].LedTo = append(items[to].LedTo, here)
		}
	}
}

// periodsOf puts the events under headings, in the edition's order but for
// events of one period: there what is exact comes first, and an event after
// what it answers. What happened by a day or within some that begin with it
// stands there among the day's own, and would cut that day in two.
func periodsOf(w words, ed *timeline.Edition, chosen []int, items []Item) []Period {
	var periods []Period
	var keys []string // of the periods
	year := noYear
	for i := range items {
		h := headingOf(w, ed.Events[chosen[i]].Date, items[i].Form)
		at := max(0, len(keys)-2) // the period before the last, or the last
		for at < len(keys) && keys[at] != h.key {
			at++
		}
		if at == len(keys) {
			keys = append(keys, h.key)
			p := Period{Soft: h.soft, Bold: h.words(w, year)}
			switch {
			case h.bold != "":
				p.Span = spanOf(ed.Events[chosen[i]].Date)
			case h.from == h.to:
				p.Span = h.from.String()
			default:
				p.Span = h.from.String() + "/" + h.to.String()
			}
			periods = append(periods, p)
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

// shorten marks as minor what a short list leaves out.
func shorten(ed *timeline.Edition, items []Item) bool {
	if Listed(len(items)) == len(items) {
		return false
	}
	for _, i := range ed.Ranked()[shortList:] {
		items[i].Minor = true
	}
	return true
}

func legendOf(items []Item, filters []Filter, ed *timeline.Edition) Legend {
	l := Legend{Shape: "ring", Group: timeline.Other}
	for _, r := range ed.Relations {
		switch r.Type {
		case timeline.Follows:
			l.Followed = true
		case timeline.Contradicts:
			l.Disputed = true
		case timeline.PartOf: // whose words stand on it
		default:
			l.Led = true
		}
	}
	var covered coverage
	for _, e := range ed.Events {
		covered.add(e.Date)
	}
	for _, s := range ed.Sources { // the axis has a mark for each that falls on it
		if d, err := edtf.Parse(s.Published); err == nil && covered.begun {
			day, one := oneDay(d)
			l.Report = l.Report || one && day >= covered.first && (day <= covered.last || covered.open)
		}
	}
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
			l.Within, l.Roughly = l.Within || !it.Roughly, l.Roughly || it.Roughly
		case FormLasting:
			l.Lasting = true
		case FormSince:
			l.Since = true
		case FormUntil:
			l.Until = true
		case FormBefore:
			l.Before = true
		case FormAfter:
			l.After = true
		}
		l.Planned = l.Planned || it.Planned
		l.Differ = l.Differ || it.Datings != nil
	}
	return l
}
