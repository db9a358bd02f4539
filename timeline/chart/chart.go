// Package chart draws an edition: as an option of Apache ECharts, which is
// pure JSON and which go-echarts makes, and as an SVG that the same option
// gives without a browser.
//
// The drawing is a custom series named "chronology" in the generated script
// (see [Script]), which readers' browsers load when they reach for the chart;
// [Renderer] runs the very same script, so that it can take over in place:
//
//	option, err := chart.Option(edition, chart.Settings{})
//	svg, err := renderer.SVG(ctx, option, chart.Wide)
//
// Colours are CSS variables of the page (--dl-ink, --dl-conflict, …), so that
// one drawing serves light and dark; see [Standalone] for a drawing that
// brings its own.
package chart

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"
	"github.com/go-echarts/go-echarts/v2/types"

	"dateline/timeline"
	"dateline/timeline/edtf"
)

// Widths in CSS pixels that editions are rendered for.
const (
	Wide   = 1160 // a page of its own
	Narrow = 640  // an embed, a tablet held upright
)

// Lanes says what the lanes of a chart are.
type Lanes = timeline.Lanes

// The lanes, as in package timeline.
const (
	ByActor = timeline.ByActor
	ByKind  = timeline.ByKind
	OneLine = timeline.OneLine
)

// Settings is how a chart is to be. Its zero follows the edition.
type Settings struct {
	Lanes Lanes // "": the edition's, else by actor where actors share the events well, else by kind
	// Height, in CSS pixels, is what the drawing should not be higher than, if
	// that can be had by placing labels closer or leaving some out. 0 is as high
	// as reads well.
	Height int
	Words  timeline.Words
}

// or returns what stands under a key, else what stands in for it.
func or[K comparable](words map[K]string, key K, english string) string {
	return cmp.Or(words[key], english)
}

// payload is what the series draws: series[0].itemPayload of the option, the
// "model" of the modules in bundle.
type payload struct {
	Segments  []segment                 `json:"segments"`
	Lanes     map[Lanes][]string        `json:"lanes"` // names, from the top
	Shapes    map[timeline.Group]string `json:"shapes"`
	Names     *calendar                 `json:"names,omitempty"`   // nil is English
	Clock     bool                      `json:"clock"`             // some event has a time of day
	RTL       bool                      `json:"rtl,omitempty"`     // time goes from right to left, as the edition is read
	Actors    []string                  `json:"actors,omitempty"`  // whom a reader may choose, see Actors
	Reports   []float64                 `json:"reports,omitempty"` // when the sources were published, as placement.From
	View      view                      `json:"view"`
	Events    []mark                    `json:"events"`
	Relations []arc                     `json:"relations"`
	Levels    *levels                   `json:"levels,omitempty"` // where there are more events than these
	Density   density                   `json:"density,omitempty"`
}

// view is what a reader may change.
type view struct {
	Lanes Lanes `json:"lanes"`
	// Height is Settings.Height, which no reader changes.
	Height int `json:"height,omitempty"`
}

// mark is an event as it is drawn.
type mark struct {
	ID         string         `json:"id"`
	Title      string         `json:"title"`
	Group      timeline.Group `json:"group"`
	Kind       string         `json:"kind"` // its label
	When       string         `json:"when"` // the date in words
	Place      string         `json:"place,omitempty"`
	Label      string         `json:"label,omitempty"`
	Planned    bool           `json:"planned,omitempty"`
	Importance float64        `json:"importance"`
	Who        []int          `json:"who,omitempty"`  // indices into payload.Actors
	Also       []float64      `json:"also,omitempty"` // where articles that differ place it, as From
	Lane       map[Lanes]int  `json:"lane"`           // index into payload.Lanes
	placement
}

// arc is a relation as it is drawn, from what led to what followed.
type arc struct {
	Cause  int    `json:"cause"`  // index into payload.Events
	Effect int    `json:"effect"` // the same
	Words  string `json:"words,omitempty"`
	Arrow  bool   `json:"arrow,omitempty"`
	Dash   bool   `json:"dash,omitempty"`
}

// Option returns the ECharts option of an edition as JSON: no function, no
// markup, no address. The same edition and settings give the same bytes. Of an
// edition of more than [timeline.Whole] events it holds the first of its [Levels].
func Option(ed *timeline.Edition, s Settings) ([]byte, error) {
	l, err := NewLevels(ed, s)
	if err != nil {
		return nil, err
	}
	p := l.first()
	units := p.Segments[len(p.Segments)-1].U1
	data := make([]opts.CustomData, 0, 1+len(p.Relations)+len(p.Events))
	data = append(data, opts.CustomData{Name: "ground", Value: []float64{0, units}})
	for range p.Relations {
		data = append(data, opts.CustomData{Name: "relation", Value: []float64{0, units}})
	}
	for _, m := range p.Events {
		data = append(data, opts.CustomData{Name: m.ID, Value: []float64{p.units(m.From), p.units(m.To)}})
	}

	var rtl types.Bool // unset where it is false
	if p.RTL {
		rtl = opts.Bool(true)
	}
	c := charts.NewCustom()
	c.SetGlobalOptions(
		charts.WithAnimation(false),
		charts.WithTitleOpts(opts.Title{Title: plain(ed.Title), Show: opts.Bool(false)}),
		charts.WithLegendOpts(opts.Legend{Show: opts.Bool(false)}),
		charts.WithTooltipOpts(opts.Tooltip{Show: opts.Bool(false)}), // the script has its own, which writes titles as text
		charts.WithXAxisOpts(opts.XAxis{Type: "value", Show: opts.Bool(false), Min: 0, Max: units, Inverse: rtl}),
		charts.WithYAxisOpts(opts.YAxis{Type: "value", Show: opts.Bool(false), Min: 0, Max: 1}),
		charts.WithDataZoomOpts(opts.DataZoom{Type: "inside", XAxisIndex: []int{0}, FilterMode: "none"}),
	)
	c.AddSeries("", data, charts.WithSeriesOpts(func(s *charts.SingleSeries) { s.RenderItem = "chronology" }))
	c.Validate()

	// What go-echarts has no field for is set on its map. Its page templates
	// are not used: they load from a foreign host and write titles raw.
	option := c.JSON()
	series, err := asMap(c.MultiSeries[0])
	if err != nil {
		return nil, err
	}
	series["itemPayload"] = p
	series["encode"] = map[string]any{"x": []int{0, 1}, "y": -1}
	option["series"] = []any{series}
	option["useUTC"] = true
	zoom, err := asMap(c.DataZoomList[0])
	if err != nil {
		return nil, err
	}
	// A plain wheel scrolls the page; with Control, or two fingers, it zooms.
	zoom["zoomOnMouseWheel"] = "ctrl"
	zoom["moveOnMouseMove"] = true
	zoom["moveOnMouseWheel"] = false
	zoom["preventDefaultMouseMove"] = false
	zoom["minValueSpan"] = p.leastSpan()
	option["dataZoom"] = []any{zoom}
	for _, unused := range []string{"toolbox", "legend", "color"} {
		delete(option, unused)
	}
	return json.Marshal(option)
}

// plain makes one line of a text and leaves out what XML cannot hold.
func plain(s string) string {
	return strings.Join(strings.Fields(strings.Map(func(r rune) rune {
		switch {
		case r < 0x20, r == 0x7f, r == utf8.RuneError, r == 0xfffe, r == 0xffff:
			return ' '
		}
		return r
	}, s)), " ")
}

func asMap(v any) (map[string]any, error) {
	b, err := json.Marshal(v)
	if err != nil {
		return nil, fmt.Errorf("encoding the option: %w", err)
	}
	var m map[string]any
	return m, json.Unmarshal(b, &m)
}

func payloadOf(ed *timeline.Edition, s Settings) (*payload, error) {
	p := &payload{Lanes: map[Lanes][]string{}, Shapes: map[timeline.Group]string{}, Names: calendarOf(ed.Language), RTL: timeline.RightToLeft(ed.Language), Relations: []arc{}, Events: []mark{}}
	groups := groupsOf(ed)
	p.Actors, p.Reports = ed.Leading(), reportsOf(ed)
	index := map[string]int{}
	for i, e := range ed.Events {
		where, err := placementOf(e.Date)
		if err != nil {
			return nil, fmt.Errorf("event %q cannot be drawn: %w", e.ID, err)
		}
		index[e.ID] = i
		p.Clock = p.Clock || where.hasClock()
		k := groups[e.Kind]
		p.Shapes[k.Group] = timeline.InfoOf(k.Group).Shape
		p.Events = append(p.Events, mark{
			ID: e.ID, Title: plain(e.Title), Group: k.Group, Kind: kindWords(k, s.Words), When: e.Date.WordsIn(ed.Language),
			Place: plain(e.Place), Label: or(s.Words.Labels, e.Label, string(e.Label)), Planned: e.Status == timeline.Scheduled, Importance: e.Importance,
			Lane: map[Lanes]int{}, Who: whoIn(e, p.Actors), Also: alsoOf(e), placement: where,
		})
	}
	actors, kinds := actorLanes(ed, cmp.Or(s.Words.Others, otherLanes)), kindLanes(ed, groups, s.Words.Groups)
	p.Lanes[ByActor], p.Lanes[ByKind] = actors.names, kinds.names
	for i := range p.Events {
		p.Events[i].Lane[ByActor], p.Events[i].Lane[ByKind] = actors.of[i], kinds.of[i]
	}
	p.View.Lanes, p.View.Height = cmp.Or(s.Lanes, ed.Lanes), s.Height
	if p.View.Lanes == "" {
		p.View.Lanes = chooseLanes(actors, kinds)
	}
	for _, r := range ed.Relations {
		from, ok1 := index[r.From]
		to, ok2 := index[r.To]
		if ok1 && ok2 && from != to {
			p.Relations = append(p.Relations, arcOf(r.Type, or(s.Words.Relations, r.Type, r.Type.Words()), to, from))
		}
	}
	p.Segments = segmentsOf(p.Events)
	return p, nil
}

// whoIn gives the indices of an event's actors among some.
func whoIn(e timeline.PublishedEvent, actors []string) []int {
	var who []int
	for _, a := range e.Actors {
		if i := slices.Index(actors, a.Name); i >= 0 && !slices.Contains(who, i) {
			who = append(who, i)
		}
	}
	return who
}

// reportsOf is when the sources were published.
func reportsOf(ed *timeline.Edition) []float64 {
	var reports []float64
	for _, s := range ed.Sources {
		d, err := edtf.Parse(s.Published)
		if err != nil || d.IsZero() {
			continue
		}
		if where, err := placementOf(d); err == nil && where.Form == at {
			reports = append(reports, (where.From+where.To)/2)
		}
	}
	slices.Sort(reports)
	return slices.Compact(reports)
}

// alsoOf is where articles that differ from an event's date place it.
func alsoOf(e timeline.PublishedEvent) []float64 {
	var also []float64
	for _, c := range e.Citations {
		if where, err := placementOf(c.Date); !c.Date.IsZero() && err == nil {
			if t := (where.From + where.To) / 2; !slices.Contains(also, t) {
				also = append(also, t)
			}
		}
	}
	slices.Sort(also)
	return also
}

// arcOf says how a relation looks: what only followed is not drawn as what
// another led to.
func arcOf(t timeline.RelationType, words string, cause, effect int) arc {
	a := arc{Cause: cause, Effect: effect, Arrow: true, Words: words}
	switch t {
	case timeline.Follows:
		a.Dash = true
	case timeline.PartOf, timeline.Contradicts:
		a.Arrow, a.Dash = false, true
	}
	return a
}

// kindWords is the label of a kind: the newsroom's own, or that of the starting
// vocabulary in the language of the words.
func kindWords(k timeline.KindInfo, w timeline.Words) string {
	if start, ok := (timeline.Vocabulary{}).Lookup(k.Kind); ok && start.Label == k.Label {
		return or(w.Kinds, k.Kind, k.Label)
	}
	return k.Label
}

// groupsOf returns the edition's own row of each kind.
func groupsOf(ed *timeline.Edition) map[timeline.Kind]timeline.KindInfo {
	m := map[timeline.Kind]timeline.KindInfo{}
	for _, e := range ed.Events {
		m[e.Kind] = timeline.Vocabulary{}.Info(e.Kind)
	}
	for _, k := range ed.Kinds {
		k.Group = timeline.InfoOf(k.Group).Group
		m[k.Kind] = k
	}
	return m
}
