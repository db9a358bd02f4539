package chronology

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"dateline/timeline"
	"dateline/timeline/edtf"
)

// tell is a proposal as a test writes it: "trigger" is found in the sentence,
// actors are "agent", ">target" or "=participant".
type tell struct {
	kind, date, sentence, trigger string
	actors                        []string
	place                         string
	vague                         bool // no words give the date
}

// told makes an article of the sentences of its events, one a paragraph. The
// proposals' IDs are e0, e1, …
func told(t *testing.T, id, published string, events ...tell) Read {
	t.Helper()
	a := &timeline.Article{ID: id, Published: edtf.MustParse(published)}
	x := &timeline.Extraction{}
	for i, e := range events {
		at := strings.Index(e.sentence, e.trigger)
		require.GreaterOrEqual(t, at, 0, e.trigger)
		start := len(a.Text)
		a.Text += e.sentence + "\n"
		a.Paragraphs = append(a.Paragraphs, timeline.Paragraph{Span: timeline.Span{Start: start, End: start + len(e.sentence)}, Role: timeline.RoleBody})
		p := timeline.Proposal{
			ID: fmt.Sprint("e", i), Title: e.sentence, Kind: timeline.Kind(e.kind), Span: timeline.Span{Start: start, End: start + len(e.sentence)},
			Trigger: timeline.Quote{Span: timeline.Span{Start: start + at, End: start + at + len(e.trigger)}, Text: e.trigger},
			Place:   e.place, Status: timeline.Happened, Confidence: 0.8,
		}
		if e.date != "" {
			p.Date = edtf.MustParse(e.date)
		}
		if !e.vague {
			p.Timex = new(int)
		}
		for _, name := range e.actors {
			role := timeline.Agent
			if n, ok := strings.CutPrefix(name, ">"); ok {
				name, role = n, timeline.Target
			} else if n, ok := strings.CutPrefix(name, "="); ok {
				name, role = n, timeline.Participant
			}
			p.Actors = append(p.Actors, timeline.Actor{Name: name, Role: role})
		}
		x.Events = append(x.Events, p)
	}
	return Read{Article: a, Extraction: x}
}

// story is several articles on one week.
func story(t *testing.T) []Read {
	return []Read{
		told(t, "first", "2020-01-03T20:00:00Z",
			tell{"airstrike", "2020-01-03", "A US drone killed General Qasem Soleimani near Baghdad airport on Friday.", "killed", []string{"United States", ">Qasem Soleimani"}, "Baghdad", false},
			tell{"statement", "2020-01-03", "Ayatollah Ali Khamenei vowed revenge on Friday.", "vowed", []string{"Ali Khamenei"}, "", false}),
		told(t, "second", "2020-01-08T21:09:00",
			tell{"missile-attack", "2020-01-08", "Iran fired missiles at two bases in Iraq early on Wednesday.", "fired missiles", []string{"Iran", ">United States"}, "Iraq", false},
			tell{"killing", "[2019-12-30..2020-01-05]", "Soleimani was killed in Baghdad last week by a US drone.", "killed", []string{"United States", ">Soleimani"}, "Baghdad", false},
			tell{"phone-call", "2020-01-08", "Donald Trump spoke by telephone to Jens Stoltenberg on Wednesday.", "spoke", []string{"Donald Trump", "=Jens Stoltenberg"}, "", false},
			tell{"phone-call", "[..2020-01-08]", "Trump also called Boris Johnson.", "called", []string{"Donald Trump", "=Boris Johnson"}, "", true}),
		told(t, "third", "2020-01-09",
			tell{"phone-call", "2020-01-08", "The president called NATO's Stoltenberg on Wednesday by telephone.", "called", []string{"Trump", "=Stoltenberg"}, "", false},
			tell{"missile-attack", "2020-01-08", "Tehran's missiles hit bases in Iraq on Wednesday.", "hit", []string{"Iran"}, "Iraq", false}),
	}
}

func titled(t *testing.T, events []Event, kind timeline.Kind, words string) Event {
	t.Helper()
	var got []Event
	for _, e := range events {
		if e.Kind == kind && strings.Contains(e.Title, words) {
			got = append(got, e)
		}
	}
	require.Len(t, got, 1, "%s %q", kind, words)
	return got[0]
}

func TestOneHappeningToldByManyArticlesIsOneEvent(t *testing.T) {
	events := Merge(story(t))
	require.Len(t, events, 5)
	killing := titled(t, events, "airstrike", "Soleimani")
	assert.Equal(t, "2020-01-03", killing.Date.String(), "the day of one article fixes the week of another")
	assert.Equal(t, []OwnDate{{"second", edtf.MustParse("[2019-12-30..2020-01-05]")}}, killing.Dates)
	assert.Equal(t, []timeline.Actor{{Name: "United States", Role: timeline.Agent}, {Name: "Qasem Soleimani", Role: timeline.Target}}, killing.Actors)
	assert.Equal(t, "Baghdad", killing.Place)
	var told []string
	for _, m := range killing.Mentions {
		told = append(told, m.Article+" "+m.Trigger.Text)
	}
	assert.Equal(t, []string{"first killed", "second killed"}, told)
	assert.Len(t, titled(t, events, "missile-attack", "Iran").Mentions, 2)
	assert.Len(t, titled(t, events, "phone-call", "Stoltenberg").Mentions, 2)
	assert.True(t, slices.IsSortedFunc(events, func(a, b Event) int { return a.Date.Compare(b.Date) }), "in order of time")
}

func TestWhatLooksAlikeStaysApart(t *testing.T) {
	for name, pair := range map[string][2]tell{
		"two calls of a day with different people": {
			{"phone-call", "2015-11-17", "Obama telephoned Hollande on Tuesday.", "telephoned", []string{"Barack Obama", "=Francois Hollande"}, "", false},
			{"phone-call", "2015-11-17", "Putin telephoned Hollande on Tuesday.", "telephoned", []string{"Vladimir Putin", "=Francois Hollande"}, "", false}},
		"an expulsion and its answer": {
			{"expulsion", "[2018-03-01..2018-03-30]", "Britain expelled 23 Russian diplomats this month.", "expelled", []string{"United Kingdom", ">Russia"}, "", false},
			{"expulsion", "2018-03-17", "Russia expelled 23 British diplomats on Saturday.", "expelled", []string{"Russia", ">United Kingdom"}, "", false}},
		"raids of two days": {
			{"airstrike", "2015-11-15", "France bombed Raqqa on Sunday.", "bombed", []string{"France"}, "Raqqa", false},
			{"airstrike", "2015-11-17", "France bombed Raqqa on Tuesday.", "bombed", []string{"France"}, "Raqqa", false}},
		"another ceasefire, and bare bounds": {
			{"ceasefire", "2011-03-18", "Libya declared a ceasefire on Friday.", "declared", []string{"Libya"}, "", false},
			{"ceasefire", "[..2011-03-20]", "Libya announced another ceasefire.", "announced", []string{"Libya"}, "", true}},
		"two statements of a day by unnamed people": {
			{"statement", "2015-11-17", "The ministry said on Tuesday the search went on.", "said", nil, "", false},
			{"statement", "2015-11-17", "Doctors announced on Tuesday that he was awake.", "announced", nil, "", false}},
		"kinds that no one takes for another": {
			{"election", "2015-11-17", "Anna Roe won the vote of Dunmore on Tuesday.", "won", []string{"Anna Roe"}, "Dunmore", false},
			{"arrest", "2015-11-17", "Anna Roe was arrested after the vote of Dunmore on Tuesday.", "arrested", []string{"Anna Roe"}, "Dunmore", false}},
	} {
		events := Merge([]Read{told(t, "a", "2018-04-01", pair[0]), told(t, "b", "2018-04-02", pair[1])})
		assert.Len(t, events, 2, name)
	}
}

func TestEventsOfOneArticleAreNeverOne(t *testing.T) {
	e := tell{"airstrike", "2015-11-15", "France bombed Raqqa on Sunday.", "bombed", []string{"France"}, "Raqqa", false}
	assert.Len(t, Merge([]Read{told(t, "a", "2015-11-16", e, e)}), 2)
	assert.Len(t, Merge([]Read{told(t, "a", "2015-11-16", e, e), told(t, "b", "2015-11-16", e)}), 2, "not by way of another article either")
}

func TestTheBestDateThatArticlesSupportTogether(t *testing.T) {
	const sentence = "The roof of the San Jose mine fell in and trapped the miners."
	for name, c := range map[string]struct {
		dates []string // "~" before a date that no words give
		want  string
		own   []string
	}{
		"a day and its month":                     {[]string{"2010-08-05", "2010-08"}, "2010-08-05", []string{"2010-08"}},
		"a month and its year":                    {[]string{"2010", "2010-08"}, "2010-08", []string{"2010"}},
		"two ranges that share days":              {[]string{"[2010-08-01..2010-08-10]", "[2010-08-08..2010-08-20]"}, "[2010-08-08..2010-08-10]", []string{"[2010-08-01..2010-08-10]", "[2010-08-08..2010-08-20]"}},
		"a day against bare bounds":               {[]string{"2010-08-05", "~[..2010-08-25]"}, "2010-08-05", nil},
		"an instant and its day":                  {[]string{"2010-08-05", "2010-08-05T14:30:00-04:00"}, "2010-08-05T14:30:00-04:00", nil},
		"two against one":                         {[]string{"2010-08-05", "2010-08-06", "2010-08-05"}, "2010-08-05", []string{"2010-08-06"}},
		"reported fresh, later dated":             {[]string{"2010-08-06?", "2010-08-05"}, "2010-08-05", []string{"2010-08-06?"}},
		"reported fresh, bare bounds":             {[]string{"2010-08-06?", "~[..2010-08-25]"}, "2010-08-06?", nil},
		"about a year, and a month in it":         {[]string{"2010~", "2010-08"}, "2010-08", []string{"2010~"}},
		"what lasted, not some time within":       {[]string{"2010-08-05/2010-08-06", "[2010-08-05..2010-08-06]"}, "2010-08-05/2010-08-06", nil},
		"one article alone":                       {[]string{"[..2010-08-25]"}, "[..2010-08-25]", nil},
		"no date at all":                          {[]string{"", ""}, "", nil},
		"a date in one, none in the other at all": {[]string{"", "2010-08"}, "2010-08", nil},
	} {
		var reads []Read
		for i, d := range c.dates {
			date, vague := strings.CutPrefix(d, "~")
			reads = append(reads, told(t, fmt.Sprint("a", i), fmt.Sprintf("2010-09-%02d", i+1), tell{"accident", date, sentence, "fell in", nil, "San Jose mine", vague}))
		}
		events := Merge(reads)
		require.Len(t, events, 1, name)
		assert.Equal(t, c.want, events[0].Date.String(), name)
		var own []string
		for _, d := range events[0].Dates {
			own = append(own, d.Date.String())
		}
		assert.Equal(t, c.own, own, name)
	}
}

func TestACorrectionOutweighsWhatWasReportedBefore(t *testing.T) {
	e := tell{"airstrike", "2015-11-16", "France bombed Raqqa, the Syrian stronghold, in the early hours of Monday.", "bombed", []string{"France"}, "Raqqa", false}
	c := tell{"airstrike", "2015-11-15", "CORRECTION: France bombed Raqqa, the Syrian stronghold, on Sunday.", "bombed", []string{"France"}, "Raqqa", false}
	events := Merge([]Read{told(t, "a", "2015-11-16", e), told(t, "b", "2015-11-16", e), told(t, "c", "2015-11-21", c)})
	require.Len(t, events, 1)
	assert.Equal(t, "2015-11-15", events[0].Date.String())
	assert.Equal(t, []OwnDate{{"a", e.edtf()}, {"b", e.edtf()}}, events[0].Dates, "the disagreement is kept")
}

func TestTheErrorThatACorrectionRepeatsIsNoReport(t *testing.T) {
	e := tell{"accident", "2018-03-04", "Anna Roe and her daughter collapsed in Dunmore on March 4.", "collapsed", []string{"Anna Roe"}, "Dunmore", false}
	c := tell{"accident", "2018-03-03", "CORRECTION: We wrongly reported that Anna Roe and her daughter collapsed on March 3. They did so on March 4.", "collapsed", []string{"Anna Roe"}, "", false}
	events := Merge([]Read{told(t, "a", "2018-03-12", e), told(t, "b", "2018-03-26", c)})
	require.Len(t, events, 1)
	assert.Equal(t, "2018-03-04", events[0].Date.String())
	assert.Empty(t, events[0].Dates)
}

func (e tell) edtf() edtf.Date { return edtf.MustParse(e.date) }

func TestRelationsOfAllArticlesLeadFromEventToEvent(t *testing.T) {
	reads := story(t)
	reads[1].Extraction.Relations = []timeline.ProposedRelation{
		{From: "e0", Type: timeline.RetaliationFor, To: "e1"}, {From: "e0", Type: timeline.RetaliationFor, To: "e1"},
		{From: "e3", Type: timeline.ResponseTo, To: "e0"}, {From: "e0", Type: timeline.Follows, To: "nothing"},
	}
	events := Merge(reads)
	killing := titled(t, events, "airstrike", "Soleimani")
	missiles := titled(t, events, "missile-attack", "Iran")
	call := titled(t, events, "phone-call", "Johnson")
	assert.Equal(t, []Relation{{timeline.RetaliationFor, killing.ID}}, missiles.Relations)
	assert.Equal(t, []Relation{{timeline.ResponseTo, missiles.ID}}, call.Relations)
	assert.Equal(t, "2020-01-08", call.Date.String(), "an answer is not before what it answers")
}

func TestTheOrderOfArticlesMakesNoDifference(t *testing.T) {
	reads := story(t)
	kinds := []string{"airstrike", "statement", "meeting", "phone-call", "killing", "expulsion"}
	people := []string{"Anna Roe", "Roe", "Ben Poe", "Carl Low", "France", "Russia"}
	random := rand.New(rand.NewPCG(1, 2))
	for i := range 30 {
		var tells []tell
		for range 4 {
			day := fmt.Sprintf("2020-01-%02d", 1+random.IntN(9))
			if random.IntN(3) == 0 {
				day = "[.." + day + "]"
			}
			a, b := people[random.IntN(len(people))], people[random.IntN(len(people))]
			kind := kinds[random.IntN(len(kinds))]
			tells = append(tells, tell{kind, day, fmt.Sprintf("%s and %s had a %s in the town of Dunmore.", a, b, kind), "had", []string{a, ">" + b}, "", false})
		}
		reads = append(reads, told(t, fmt.Sprint("r", i), fmt.Sprintf("2020-01-%02d", 10+i%3), tells...))
		reads[len(reads)-1].Extraction.Relations = []timeline.ProposedRelation{{From: "e0", Type: timeline.ResponseTo, To: "e1"}}
	}
	want, err := json.Marshal(Merge(reads))
	require.NoError(t, err)
	for range 20 {
		random.Shuffle(len(reads), func(i, j int) { reads[i], reads[j] = reads[j], reads[i] })
		got, err := json.Marshal(Merge(reads))
		require.NoError(t, err)
		require.JSONEq(t, string(want), string(got))
	}
}

func TestEveryMentionComesOutOnceAndIDsDiffer(t *testing.T) {
	reads := story(t)
	in := 0
	for _, r := range reads {
		for i := range r.Extraction.Events {
			p := &r.Extraction.Events[i]
			p.Also = []timeline.Span{p.Trigger.Span}
			in += 2
		}
	}
	out, ids := 0, map[string]bool{}
	for _, e := range Merge(reads) {
		out += len(e.Mentions)
		assert.False(t, ids[e.ID], e.ID)
		ids[e.ID] = true
		for _, m := range e.Mentions {
			assert.NotEmpty(t, m.Trigger.Text)
		}
		assert.True(t, e.Importance > 0 && e.Importance <= 1, e.Importance)
	}
	assert.Equal(t, in, out)
}

func TestWhatMoreArticlesTellIsMoreImportant(t *testing.T) {
	events := Merge(story(t))
	assert.Greater(t, titled(t, events, "airstrike", "Soleimani").Importance, titled(t, events, "phone-call", "Johnson").Importance)
}

func TestTheJSONIsThatOfTheContract(t *testing.T) {
	events := Merge([]Read{told(t, "a", "2015-11-16", tell{"airstrike", "2015-11-15", "France bombed Raqqa.", "bombed", []string{"France"}, "Raqqa", false})})
	b, err := json.Marshal(events)
	require.NoError(t, err)
	assert.JSONEq(t, `[{"id":"`+events[0].ID+`","title":"France bombed Raqqa.","kind":"airstrike","date":"2015-11-15","actors":[{"name":"France","role":"agent"}],
		"place":"Raqqa","status":"happened","importance":0.83,"mentions":[{"article":"a","start":0,"end":20,"trigger":{"start":7,"end":13,"text":"bombed"}}],"dates":[],"relations":[]}]`, string(b))
	assert.Empty(t, Merge(nil))
}

func TestAnEntityIsKnownByTheEndOfItsName(t *testing.T) {
	e := Event{Actors: []timeline.Actor{{Name: "Angela Merkel"}, {Name: "United Nations Security Council"}, {Name: "FBI"}}}
	for name, want := range map[string]bool{
		"Angela Merkel": true, "merkel": true, "Chancellor Angela Merkel": true, "Security Council": true, "Angela": false, "United Nations": false, "": false, "Council of Europe": false,
		"Federal Bureau of Investigation": true,
	} {
		assert.Equal(t, want, e.Involves(name), name)
	}
}

func TestAProposalThatTheTimelineHasAlreadyIsRecognised(t *testing.T) {
	have := []timeline.Event{
		{ID: "killing", Kind: "drone-strike", Title: "US drone kills Qasem Soleimani in Baghdad", Date: edtf.MustParse("2020-01-03"), Place: "Baghdad",
			Actors: []timeline.Actor{{Name: "United States", Role: timeline.Agent}, {Name: "Qasem Soleimani", Role: timeline.Target}}, Citations: []timeline.Citation{{Article: "a"}}},
		{ID: "call", Kind: "phone-call", Title: "Trump calls Stoltenberg", Date: edtf.MustParse("2020-01-08"),
			Actors: []timeline.Actor{{Name: "Donald Trump"}, {Name: "Jens Stoltenberg"}}, Citations: []timeline.Citation{{Article: "a"}}},
	}
	again := timeline.Event{ID: "new", Kind: "killing", Title: "Soleimani killed in Baghdad", Date: edtf.MustParse("[2019-12-30..2020-01-05]"), Place: "Baghdad",
		Actors: []timeline.Actor{{Name: "United States", Role: timeline.Agent}, {Name: "Soleimani", Role: timeline.Target}}, Citations: []timeline.Citation{{Article: "b", Exact: "killed in Baghdad last week in a US airstrike"}}}
	like := Like(again, have)
	require.Len(t, like, 1)
	assert.Equal(t, "killing", like[0].ID)

	again.Citations[0].Article = "a"
	assert.Empty(t, Like(again, have), "an article's own events were told apart when it was read")

	assert.Empty(t, Like(have[0], have), "an event is not like itself")

	other := timeline.Event{ID: "x", Kind: "phone-call", Title: "Trump calls Johnson", Date: edtf.MustParse("2020-01-08"), Actors: []timeline.Actor{{Name: "Donald Trump"}, {Name: "Boris Johnson"}}}
	assert.Empty(t, Like(other, have), "a call with another is another call")
	assert.Empty(t, Like(timeline.Event{ID: "y"}, nil))
}

func BenchmarkMerge(b *testing.B) {
	for _, n := range []int{10, 100, 1000} {
		random := rand.New(rand.NewPCG(1, 2))
		var reads []Read
		t := &testing.T{}
		for i := range n {
			var tells []tell
			for j := range 8 {
				who := fmt.Sprintf("Anna%d Roe%d", random.IntN(n), random.IntN(n))
				tells = append(tells, tell{"meeting", fmt.Sprintf("2020-%02d-%02d", 1+random.IntN(12), 1+random.IntN(28)), fmt.Sprintf("%s met the council of town%d over plan%d.", who, random.IntN(n), i*8+j), "met", []string{who}, "", false})
			}
			reads = append(reads, told(t, fmt.Sprint("a", i), "2021-01-01", tells...))
		}
		b.Run(fmt.Sprint(n, " articles"), func(b *testing.B) {
			for b.Loop() {
				Merge(reads)
			}
		})
	}
}
