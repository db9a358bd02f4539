package web

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"dateline/cmd/dateline/desk"
	"dateline/timeline"
	"dateline/timeline/chart"
	"dateline/timeline/edtf"
)

// large is a site with an edition of n events.
func large(t testing.TB, n int) (*site, *desk.Published) {
	t.Helper()
	s := newSite(t)
	var csv strings.Builder
	csv.WriteString("Year,Month,Day,Headline,Text,Group\n")
	for i := range n {
		fmt.Fprintf(&csv, "%d,%d,%d,Vote %d in the chamber,What was said before it.,Chamber %d\n", 2000+i%20, 1+i%12, 1+i%28, i, i%3)
	}
	_, err := s.desk.Import(t.Context(), edith, timeline.Timeline{Slug: "large", Title: "Votes"}, "votes.csv", strings.NewReader(csv.String()))
	require.NoError(t, err)
	p, err := s.desk.Publish(t.Context(), edith, "large")
	require.NoError(t, err)
	require.Len(t, p.Edition.Events, n)
	return s, p
}

func TestWhatALargeChronologySendsIsBounded(t *testing.T) {
	s, p := large(t, 3000)
	br := func(path string) int {
		r := s.get(path, "Accept-Encoding", "br")
		require.Equal(t, http.StatusOK, r.status, path)
		return len(r.body)
	}
	assert.Less(t, br("/t/large"), 60_000)
	assert.Less(t, br("/t/large/embed"), 60_000)
	assert.Less(t, br("/t/large?page=15"), 60_000)
	option := s.page("/t/large").attr("[data-option]", "data-option")
	assert.Less(t, br(option), 60_000)
	tile := strings.TrimSuffix(option, ".json") + "/2-3.json"
	assert.Less(t, br(tile), 60_000)
	assert.Equal(t, cacheForever, s.get(tile).header.Get("Cache-Control"))
	var got struct{ Events []struct{ ID string } }
	require.NoError(t, json.Unmarshal(s.get(tile).body, &got))
	assert.NotEmpty(t, got.Events)

	require.NoError(t, json.Unmarshal(s.get(strings.TrimSuffix(option, ".json")+"/0-0.json?hide=conflict,disaster").body, &got))
	groups, hidden := map[timeline.Kind]timeline.Group{}, map[string]bool{}
	for _, k := range p.Edition.Kinds {
		groups[k.Kind] = k.Group
	}
	for _, e := range p.Edition.Events {
		hidden[e.ID] = groups[e.Kind] == "conflict" || groups[e.Kind] == "disaster"
	}
	require.NotEmpty(t, got.Events)
	for _, e := range got.Events {
		assert.False(t, hidden[e.ID], "%s is of a group that the reader does not see", e.ID)
	}
	for query, field := range map[string]string{"hide=war": "hide", "hide=conflict,": "hide", "who=x": "who", "who=-1": "who"} {
		r := s.get(tile + "?" + query)
		assert.Equal(t, http.StatusBadRequest, r.status, query)
		assert.Equal(t, field, r.problem(t).Errors[0].Field, query)
	}
	assert.Equal(t, http.StatusNotFound, s.get(tile+"?who=99").status)

	last := p.Edition.Events[2999]
	assert.Contains(t, string(s.get("/t/large/event/"+last.ID).body), last.Title)
	for _, path := range []string{"/t/large?page=16", "/t/large?page=0x1", "/t/large?page=-1", "/t/large/event/none",
		strings.TrimSuffix(option, ".json") + "/99-0.json", strings.TrimSuffix(option, ".json") + "/2-3", strings.TrimSuffix(option, ".json") + "/02-3.json", "/t/large/option/other/2-3.json"} {
		assert.Equal(t, http.StatusNotFound, s.get(path).status, path)
	}
}

func TestAnEventThatThePageDoesNotListOpensUnderTheChart(t *testing.T) {
	ctx := browser(t)
	s, p := large(t, 3000)
	ranked := p.Edition.Ranked()
	e := p.Edition.Events[ranked[len(ranked)-1]]
	act(t, ctx, chromedp.Navigate(s.server.URL+"/t/large#e="+e.ID), chromedp.WaitReady(chromedp.CSS("[data-opened] li")))
	assert.Contains(t, evaluated[string](t, ctx, `document.querySelector("[data-opened]").innerText`), e.Title)
	look(t, ctx, "opened")
	act(t, ctx, chromedp.Evaluate[chromedp.Void](`location.hash = "e=`+p.Edition.Events[ranked[0]].ID+`"`))
	becomes(t, ctx, `document.querySelector("[data-opened]").hidden`, "one that it lists is shown in the list")

	listed := evaluated[int](t, ctx, `document.querySelectorAll("li.event:not([hidden])").length`)
	act(t, ctx, chromedp.Evaluate[chromedp.Void](`(() => { const f = document.querySelector("[data-find]"); f.value = "nothing of the kind"; f.dispatchEvent(new Event("input")); })()`), chromedp.Sleep(300*time.Millisecond))
	assert.Equal(t, listed, evaluated[int](t, ctx, `document.querySelectorAll("li.event:not([hidden])").length`), "words are looked for in all events, by the server")
}

func TestASmallChronologyHasItsEventsAlone(t *testing.T) {
	s, p := published(t)
	e := p.Edition.Events[0]
	page := s.page("/t/january/event/" + e.ID)
	assert.Len(t, page.all("li.event"), 1)
	assert.Equal(t, http.StatusNotFound, s.get("/t/january?page=1").status)
	assert.Equal(t, timeline.NotFound, timeline.CodeOf(func() error { _, err := p.Tile(1, 0, chart.All); return err }()))
}

func TestASliderGoesBackThroughTheEditions(t *testing.T) {
	ctx := browser(t)
	s, p := published(t)
	require.NoError(t, s.desk.AddEvent(t.Context(), edith, "january", &timeline.Event{Title: "One more", Kind: "meeting", Date: edtf.MustParse("2020-01-09")}))
	_, err := s.desk.Publish(t.Context(), edith, "january")
	require.NoError(t, err)
	act(t, ctx, chromedp.Navigate(s.server.URL+"/t/january"), chromedp.WaitReady(chromedp.CSS("[data-editions] input")))
	to := func(edition int) {
		evaluated[bool](t, ctx, fmt.Sprintf(`(() => { const s = document.querySelector("[data-editions] input"); s.value = %d; return s.dispatchEvent(new Event("input")); })()`, edition-1))
	}
	listed := func(n int) string { return fmt.Sprintf(`document.querySelectorAll("li.event").length === %d`, n) }
	becomes(t, ctx, listed(4), "the present edition")
	act(t, ctx, chromedp.Evaluate[chromedp.Void](`document.querySelector("[data-zoom=in]").click()`))
	becomes(t, ctx, `!!document.querySelector("[data-state=ready]")`, "the chart took over")
	to(1)
	becomes(t, ctx, listed(len(p.Edition.Events)), "the first edition")
	becomes(t, ctx, `new URLSearchParams(location.search).get("edition") === "1"`, "its address can be shared")
	becomes(t, ctx, `!!document.querySelector("[data-state=ready]") && !document.querySelector("[data-chart]").innerHTML.includes("One more")`, "the chart goes back too")
	look(t, ctx, "as-it-stood")
	to(2)
	becomes(t, ctx, listed(4), "and forth again")
	becomes(t, ctx, `new URLSearchParams(location.search).get("edition") === null && !!new URLSearchParams(location.search).get("view")`, "at the page's own address, with the view")

	act(t, ctx, chromedp.Navigate(s.server.URL+"/t/january?edition=1"), chromedp.WaitReady(chromedp.CSS("[data-editions] input")))
	becomes(t, ctx, `document.querySelector("[data-editions] input").value === "0" && document.querySelector(".former").checkVisibility()`, "an old edition's own page has the slider too")
	to(2)
	becomes(t, ctx, listed(4)+` && location.search === "" && getComputedStyle(document.querySelector(".former")).visibility === "hidden"`, "and leads to what stands now")
}

func TestTheActorWhoWasChosenIsTheSameInEveryEdition(t *testing.T) {
	ctx := browser(t)
	s, _ := published(t)
	tell := func(title, actor string) {
		require.NoError(t, s.desk.AddEvent(t.Context(), edith, "january", &timeline.Event{Title: title, Kind: "meeting", Date: edtf.MustParse("2020-01-09"), Actors: []timeline.Actor{{Name: actor, Role: timeline.Agent}}}))
	}
	for range 2 {
		tell("Norway meets", "Norway")
		tell("Chile meets", "Chile")
	}
	_, err := s.desk.Publish(t.Context(), edith, "january")
	require.NoError(t, err)
	for range 4 { // Norway is not the first any more
		tell("Chile meets again", "Chile")
	}
	_, err = s.desk.Publish(t.Context(), edith, "january")
	require.NoError(t, err)
	act(t, ctx, chromedp.Navigate(s.server.URL+"/t/january?who=Norway"), chromedp.WaitReady(chromedp.CSS("[data-editions] input")))
	mine := `[...document.querySelectorAll("li.event:not([hidden]) h3")].map((e) => e.textContent).join() === "Norway meets,Norway meets"`
	becomes(t, ctx, mine, "at present")
	evaluated[bool](t, ctx, `(() => { const s = document.querySelector("[data-editions] input"); s.value = 1; return s.dispatchEvent(new Event("input")); })()`)
	becomes(t, ctx, `new URLSearchParams(location.search).get("edition") === "2" && document.querySelector("[data-who]").selectedOptions[0].text === "Norway" && `+mine, "as it stood")
}

// filtered is a site with an edition of n events of two kinds, every fourth of
// them a strike by Norland and Norland in every second.
func filtered(t *testing.T, n int) (*site, *desk.Published) {
	t.Helper()
	s := newSite(t)
	var events []map[string]any
	for i := range n {
		e := map[string]any{"id": fmt.Sprintf("e%d", i), "title": fmt.Sprintf("Thing %d", i), "kind": "meeting", "date": fmt.Sprintf("%d-%02d-%02d", 2000+i%20, 1+i%12, 1+i%28)}
		if i%4 == 0 {
			e["kind"] = "airstrike"
		}
		if i%2 == 0 {
			e["actors"] = []map[string]any{{"name": "Norland", "role": "agent"}}
		}
		events = append(events, e)
	}
	file, err := json.Marshal(map[string]any{"schema": 1, "slug": "large", "title": "Things", "events": events})
	require.NoError(t, err)
	_, err = s.desk.Import(t.Context(), edith, timeline.Timeline{Slug: "large", Title: "Things"}, "things.json", strings.NewReader(string(file)))
	require.NoError(t, err)
	p, err := s.desk.Publish(t.Context(), edith, "large")
	require.NoError(t, err)
	require.Len(t, p.Edition.Events, n)
	return s, p
}

func TestAFilterListsAllThatItLeaves(t *testing.T) {
	s, _ := filtered(t, 1200)
	page := s.page("/t/large?page=1&off=conflict&who=Norland")
	assert.Len(t, page.all("li.event"), 200)
	assert.Equal(t, "300 of 1200 events", page.attr("[data-left]", "data-left"))
	assert.Equal(t, "/t/large?page=2&off=conflict&who=Norland", page.attr("[data-part=end] a", "href"))
	second := s.page("/t/large?page=2&off=conflict&who=Norland")
	assert.Len(t, second.all("li.event"), 100)
	for _, li := range second.all("li.event") {
		assert.Equal(t, "diplomacy", attr(li, "data-group"))
	}
	assert.Equal(t, http.StatusNotFound, s.get("/t/large?page=3&off=conflict&who=Norland").status)
	assert.Len(t, s.page("/t/large?q=Thing+10&off=conflict&who=Norland").all("li.event"), 40)
	assert.Equal(t, http.StatusUnprocessableEntity, s.get("/t/large?page=1&who="+strings.Repeat("x", timeline.MaxName+1)).status)
	assert.NotEmpty(t, s.page("/t/large?off=conflict&who=Norland").all("[data-chart]"), "the first view has the chart, which its script filters")

	require.NoError(t, s.desk.AddEvent(t.Context(), edith, "large", &timeline.Event{Title: "One more", Kind: "meeting", Date: edtf.MustParse("2020-01-09")}))
	_, err := s.desk.Publish(t.Context(), edith, "large")
	require.NoError(t, err)
	former := s.page("/t/large?edition=1&page=2&off=conflict&who=Norland")
	assert.Len(t, former.all("li.event"), 100)
	assert.Equal(t, "/t/large?page=1&edition=1&off=conflict&who=Norland", former.attr("[data-part=end] a", "href"), "the pages of an edition before")
	assert.Equal(t, s.server.URL+"/t/large", former.attr("link[rel=canonical]", "href"), "what a filter leaves is no page of its own")
	found := s.page("/t/large?q=Thing&edition=1&who=Norland")
	assert.Equal(t, []string{"edition", "who"}, []string{attr(found.all("form.find [type=hidden]")[0], "name"), attr(found.all("form.find [type=hidden]")[1], "name")}, "another search is in the same")

	ctx := browser(t)
	counted := `document.querySelector("[data-found]").innerText`
	act(t, ctx, chromedp.Navigate(s.server.URL+"/t/large"), chromedp.WaitReady(chromedp.CSS("[data-filter]:enabled")))
	listed := `[...document.querySelectorAll("li.event:not([hidden])")].map((li) => li.id).join()`
	before := evaluated[string](t, ctx, listed)
	act(t, ctx, chromedp.Click(chromedp.CSS("[data-filter=conflict]")))
	becomes(t, ctx, counted+` === "901 of 1201 events" && document.querySelectorAll("li.event:not([hidden])").length === 200`, "the list has what is left of all")
	becomes(t, ctx, `[...document.querySelectorAll("li.event")].every((li) => li.dataset.group === "diplomacy") && document.querySelectorAll(".numbers a[href*='off=conflict']").length === 6`, "and so have its pages")
	look(t, ctx, "filtered-large")
	act(t, ctx, chromedp.Click(chromedp.CSS("[data-filter=conflict]")))
	becomes(t, ctx, counted+` === "" && `+listed+` === "`+before+`"`, "what was there before is there again")

	act(t, ctx, chromedp.Navigate(s.server.URL+"/t/large?who=Norland"))
	becomes(t, ctx, counted+` === "600 of 1201 events"`, "an address that has a filter")
	act(t, ctx, chromedp.Evaluate[chromedp.Void](`(() => { const f = document.querySelector("[data-find]"); f.value = "Thing 10"; f.form.querySelector("button").click(); })()`))
	becomes(t, ctx, `location.search.includes("who=Norland") && document.querySelectorAll("li.event").length === 71`, "what is found is filtered too")
}
