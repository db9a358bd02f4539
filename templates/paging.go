package templates

import (
	"net/url"
	"slices"
	"strconv"
	"strings"

	"dateline/timeline"
)

// onePage is how many events a page of a long list has.
const onePage = 200

// A Part says which events of an edition a page lists. Its zero is what readers
// see first: all of them, or of an edition of more than [timeline.Whole] those
// that rank first.
type Part struct {
	Few   bool   // as an embed begins: of a large edition, ten events
	Page  int    // of the whole list, or of what has the query's words, from 1
	Event string // the ID of one event alone
	// What a listed event of a large edition has: words, none of some groups, an
	// actor by name. The last two count on pages of a list alone: on the first
	// view they are the chart's, and its script's.
	Query string
	Off   []timeline.Group
	Who   string
}

// Of returns the part without what an edition does not know: a small one's page
// finds and filters by itself.
func (p Part) Of(ed *timeline.Edition) Part {
	if len(ed.Events) <= timeline.Whole {
		return Part{Few: p.Few, Page: p.Page, Event: p.Event}
	}
	if p.Query == "" && p.Page == 0 {
		p.Off, p.Who = nil, ""
	}
	return p
}

// Sought tells whether the part is what a search or a filter leaves.
func (p Part) Sought() bool { return p.Query != "" || p.filtered() }

func (p Part) filtered() bool { return len(p.Off) > 0 || p.Who != "" }

// Paging leads through a list that is too long for one page.
type Paging struct {
	Shown int // events on this page
	Page  int // on which they stand; 0 is the page of those that rank first
	Last  int
	// From and To are the first and the last date of the page, in words.
	From, To string
	Links    []int  // pages to offer; 0 stands for some that are left out
	Query    string // what was searched for, or ""
	Filtered bool   // by kind or actor
	Found    int    // events that a search or a filter leaves
	Event    string // the ID of the one event that is shown alone, or ""
}

// choose returns the indices of a part's events in order of time, and the
// paging where they are not all that there are. A part that there is none of
// is NotFound.
func (p Part) choose(ed *timeline.Edition) ([]int, *Paging, error) {
	n := len(ed.Events)
	last := (n + onePage - 1) / onePage
	switch {
	case p.Event != "":
		i := slices.IndexFunc(ed.Events, func(e timeline.PublishedEvent) bool { return e.ID == p.Event })
		if i < 0 {
			return nil, nil, timeline.Errorf(timeline.NotFound, "there is no event %q in this chronology", p.Event)
		}
		return []int{i}, &Paging{Shown: 1, Page: 1 + i/onePage, Last: last, Event: p.Event}, nil
	case p.Sought():
		found := p.find(ed)
		page, last := max(1, p.Page), max(1, (len(found)+onePage-1)/onePage)
		if p.Page < 0 || page > last {
			return nil, nil, timeline.Errorf(timeline.NotFound, "what was found has no page %d", p.Page)
		}
		chosen := found[(page-1)*onePage : min(page*onePage, len(found))]
		paging := &Paging{Shown: len(chosen), Page: page, Last: last, Query: p.Query, Filtered: p.filtered(), Found: len(found)}
		if last > 1 {
			paging.Links = pageLinks(page, last)
		}
		return chosen, paging, nil
	case p.Page != 0:
		if p.Page < 0 || p.Page > last || n <= timeline.Whole {
			return nil, nil, timeline.Errorf(timeline.NotFound, "this chronology has no page %d", p.Page)
		}
		chosen := indices((p.Page-1)*onePage, min(p.Page*onePage, n))
		from, to := ed.Events[chosen[0]].Date, ed.Events[chosen[len(chosen)-1]].Date
		return chosen, &Paging{Shown: len(chosen), Page: p.Page, Last: last, From: from.WordsIn(ed.Language), To: to.WordsIn(ed.Language), Links: pageLinks(p.Page, last)}, nil
	case n > timeline.Whole:
		most := onePage
		if p.Few {
			most = shortList
		}
		chosen := ed.Ranked()[:most]
		slices.Sort(chosen)
		return chosen, &Paging{Shown: most, Last: last, Links: pageLinks(1, last)}, nil
	}
	return indices(0, n), nil, nil
}

// find returns the indices of the events that have every word of the query,
// and are what the filters leave.
func (p Part) find(ed *timeline.Edition) []int {
	words := strings.Fields(strings.ToLower(p.Query))
	off := map[timeline.Kind]bool{}
	for _, k := range ed.Kinds {
		off[k.Kind] = slices.Contains(p.Off, k.Group)
	}
	has := func(e timeline.PublishedEvent) bool {
		if off[e.Kind] || p.Who != "" && !slices.ContainsFunc(e.Actors, func(a timeline.Actor) bool { return a.Name == p.Who }) {
			return false
		}
		if len(words) == 0 {
			return true
		}
		all := []string{e.Title, e.Text, e.Place, e.Attribution}
		for _, a := range e.Actors {
			all = append(all, a.Name)
		}
		for _, c := range e.Citations {
			all = append(all, c.Exact)
		}
		text := strings.ToLower(strings.Join(all, "\n"))
		return !slices.ContainsFunc(words, func(w string) bool { return !strings.Contains(text, w) })
	}
	var found []int
	for i, e := range ed.Events {
		if has(e) {
			found = append(found, i)
		}
	}
	return found
}

func indices(from, to int) []int {
	all := make([]int, 0, to-from)
	for i := from; i < to; i++ {
		all = append(all, i)
	}
	return all
}

// pageLinks are the first page, the last and those around one.
func pageLinks(page, last int) []int {
	var links []int
	for n := 1; n <= last; n++ {
		switch {
		case n == 1, n == last, n >= page-2 && n <= page+2:
			links = append(links, n)
		case links[len(links)-1] != 0:
			links = append(links, 0)
		}
	}
	return links
}

// Drawn tells whether the page has the chart: pages that list what its first
// view does not are lists alone.
func (p ChronologyPage) Drawn() bool {
	return len(p.Periods) > 0 && (p.Paging == nil || p.Paging.Page == 0 && p.Paging.Query == "")
}

// PagePath is the path of a page of a chronology's list, or of what was found
// or left by a filter.
func (p ChronologyPage) PagePath(page int) string {
	path := "/t/" + p.Slug + "?page=" + strconv.Itoa(page)
	for _, kept := range append(p.Kept(), [2]string{"q", p.part.Query}) {
		if kept[1] != "" {
			path += "&" + kept[0] + "=" + url.QueryEscape(kept[1])
		}
	}
	return path
}

// Kept are the parameters that a search keeps, by name and value: the edition
// and the filters.
func (p ChronologyPage) Kept() [][2]string {
	var kept [][2]string
	if p.Former {
		kept = append(kept, [2]string{"edition", strconv.Itoa(p.Number)})
	}
	if len(p.part.Off) > 0 {
		var off []string
		for _, g := range p.part.Off {
			off = append(off, string(g))
		}
		kept = append(kept, [2]string{"off", strings.Join(off, ".")})
	}
	if p.part.Who != "" {
		kept = append(kept, [2]string{"who", p.part.Who})
	}
	return kept
}

// ChartPath is the path of the page that has the chart.
func (p ChronologyPage) ChartPath() string {
	if p.Former {
		return "/t/" + p.Slug + "?edition=" + strconv.Itoa(p.Number)
	}
	return "/t/" + p.Slug
}
