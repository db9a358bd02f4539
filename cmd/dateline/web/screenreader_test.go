package web

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/accessibility"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// A spoken is a node of the tree that Chromium hands to a screen reader.
type spoken struct {
	role, name string
	depth      int
	says       map[string]string // its properties, such as level and pressed
}

func (s spoken) String() string {
	var more []string
	for _, p := range []string{"level", "pressed", "expanded", "disabled", "live", "current", "url", "valuetext", "hidden"} {
		if v := s.says[p]; v != "" && v != "false" || p == "pressed" && v != "" {
			more = append(more, p+"="+v)
		}
	}
	return strings.Repeat(" ", s.depth) + s.role + " " + fmt.Sprintf("%q", s.name) + " " + strings.Join(more, " ")
}

// heard returns what a screen reader is handed of the present page, in order.
func heard(t *testing.T, ctx context.Context, name string) []spoken {
	t.Helper()
	_, err := chromedp.Call(ctx, accessibility.Enable, cdp.Empty{})
	require.NoError(t, err)
	tree, err := chromedp.Call(ctx, accessibility.GetFullAXTree, accessibility.GetFullAXTreeParams{})
	require.NoError(t, err)
	text := func(v *accessibility.Value) string {
		if v == nil {
			return ""
		}
		var s any
		_ = json.Unmarshal(v.Value, &s)
		if s == nil {
			return ""
		}
		return fmt.Sprint(s)
	}
	nodes := map[accessibility.NodeID]*accessibility.Node{}
	for _, n := range tree.Nodes {
		nodes[n.NodeID] = n
	}
	var all []spoken
	var visit func(n *accessibility.Node, depth int)
	visit = func(n *accessibility.Node, depth int) {
		if role := text(n.Role); !n.Ignored && role != "InlineTextBox" {
			s := spoken{role: role, name: text(n.Name), depth: depth, says: map[string]string{"value": text(n.Value)}}
			for _, p := range n.Properties {
				s.says[string(p.Name)] = text(p.Value)
			}
			all = append(all, s)
			depth++
		}
		for _, id := range n.ChildIDs {
			if c := nodes[id]; c != nil {
				visit(c, depth)
			}
		}
	}
	visit(tree.Nodes[0], 0)
	if dir := os.Getenv("DATELINE_SCREENSHOTS"); dir != "" {
		var b strings.Builder
		for _, s := range all {
			b.WriteString(s.String() + "\n")
		}
		require.NoError(t, os.WriteFile(filepath.Join(dir, name+".tree.txt"), []byte(b.String()), 0o644))
	}
	return all
}

// of returns the nodes of a role.
func of(all []spoken, role string) []spoken {
	var some []spoken
	for _, s := range all {
		if s.role == role {
			some = append(some, s)
		}
	}
	return some
}

func names(all []spoken) []string {
	list := make([]string, len(all))
	for i, s := range all {
		list[i] = s.name
	}
	return list
}

// with returns those whose property is so.
func with(all []spoken, property, value string) []spoken {
	return slices.DeleteFunc(slices.Clone(all), func(s spoken) bool { return s.says[property] != value })
}

func TestWhatAScreenReaderIsHanded(t *testing.T) {
	ctx := browser(t)
	story, _ := demonstration(t)
	var ed struct {
		Events []struct{ ID, Title string }
	}
	r, err := http.Get(story + ".json")
	require.NoError(t, err)
	defer r.Body.Close()
	require.NoError(t, json.NewDecoder(r.Body).Decode(&ed))
	require.Greater(t, len(ed.Events), 20)
	var titles []string
	for _, e := range ed.Events {
		titles = append(titles, e.Title)
	}

	act(t, ctx, chromedp.Navigate(story), chromedp.WaitReady(chromedp.CSS("main")))
	becomes(t, ctx, `!document.querySelector(".period:not([data-laid])")`, "all is laid out: of what is not, nothing is handed")
	all := heard(t, ctx, "story")
	assert.ElementsMatch(t, titles, names(with(of(all, "heading"), "level", "3")), "each event's title once, as a heading")
	assert.Len(t, with(of(all, "heading"), "level", "1"), 1)
	assert.Len(t, of(all, "main"), 1)
	assert.Subset(t, names(of(all, "region")), []string{"The chronology as a chart", "The chronology as a list"})
	assert.Equal(t, "Skip to the list of events", of(all, "link")[0].name, "the first link leads past the chart")
	said := strings.Join(names(of(all, "StaticText")), "\n")
	toEvents := func(s spoken) bool { return strings.Contains(s.says["url"], "#e=") }
	relations := slices.DeleteFunc(of(all, "link"), func(s spoken) bool { return !toEvents(s) })
	assert.Len(t, relations, evaluated[int](t, ctx, `document.querySelectorAll(".why a").length`), "relations are links, and the drawing says nothing again")
	assert.Subset(t, titles, names(relations), "with the other event's title")
	for _, words := range []string{"Missile attack ", "27 December 2019", "in retaliation for ", "led to ", "according to the Pentagon", "some time within"} {
		assert.Contains(t, said, words, "kinds, dates, relations, sources and the legend are told in words")
	}

	// The controls: their names, and whether they are pressed.
	buttons := of(all, "button")
	assert.Subset(t, names(buttons), []string{"Zoom out", "Zoom in", "All", "By actor", "By kind", "One line"})
	kinds := 0
	for _, b := range buttons {
		assert.NotEmpty(t, b.name)
		if strings.HasPrefix(b.name, "Conflict ") {
			kinds++
			assert.Equal(t, "true", b.says["pressed"])
		}
		if b.name == "All" {
			assert.Equal(t, "true", b.says["disabled"])
		}
	}
	assert.Equal(t, 1, kinds)
	assert.Subset(t, names(of(all, "group")), []string{"Kinds of events", "Lanes", "Zoom"})
	for _, role := range []string{"slider", "searchbox", "combobox"} {
		require.NotEmpty(t, of(all, role), role)
		assert.NotContains(t, names(of(all, role)), "", "%s has a name", role)
	}

	// Once the chart took over, it adds one group with one link.
	takenOver(t, ctx)
	live := heard(t, ctx, "story-live")
	assert.ElementsMatch(t, names(with(of(all, "heading"), "level", "3")), names(with(of(live, "heading"), "level", "3")))
	assert.Len(t, of(live, "link"), len(of(all, "link"))+1)
	assert.Len(t, of(live, "group"), len(of(all, "group"))+1)

	// What a filter leaves is announced, politely.
	act(t, ctx, chromedp.Click(chromedp.CSS(`[data-filter="conflict"]`)))
	becomes(t, ctx, `document.querySelector("[role=status]").textContent !== ""`, "the filter tells how many it leaves")
	filtered := heard(t, ctx, "story-filtered")
	for _, b := range of(filtered, "button") {
		if strings.HasPrefix(b.name, "Conflict ") {
			assert.Equal(t, "false", b.says["pressed"])
		}
	}
	left := with(of(filtered, "heading"), "level", "3")
	assert.Less(t, len(left), len(titles))
	told := ""
	for i, s := range filtered {
		if s.role == "status" && s.says["live"] == "polite" && i+1 < len(filtered) {
			told += filtered[i+1].name + "\n"
		}
	}
	assert.Contains(t, told, fmt.Sprintf("%d of %d events", len(left), len(titles)))

	// An embed lists its events alike, each with its date.
	act(t, ctx, chromedp.Navigate(story+"/embed"), chromedp.WaitReady(chromedp.CSS("main")), chromedp.Evaluate[chromedp.Void](`document.querySelector("[data-all]").click()`))
	embed := heard(t, ctx, "embed")
	assert.ElementsMatch(t, titles, names(with(of(embed, "heading"), "level", "3")))
	assert.Len(t, of(embed, "DisclosureTriangle"), len(titles))
	for _, d := range of(embed, "DisclosureTriangle") {
		assert.Regexp(t, `\d.* \S`, d.name, "a date and a title")
	}
	assert.Empty(t, slices.DeleteFunc(of(embed, "link"), func(s spoken) bool { return !toEvents(s) }), "closed events and the drawing add nothing")
	act(t, ctx, chromedp.Click(chromedp.CSS("li.event summary")))
	becomes(t, ctx, `!!document.querySelector("details[open]")`, "an event opens")
	assert.Greater(t, len(heard(t, ctx, "embed-open")), len(embed))
}
