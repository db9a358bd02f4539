package chart

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"dateline/timeline"
	"dateline/timeline/edtf"
)

// told is an event as a test writes it.
type told struct {
	id, actor, kind, title, date string
	importance                   float64
}

func (e told) event(t testing.TB) timeline.PublishedEvent {
	d, err := edtf.Parse(e.date)
	require.NoError(t, err)
	ev := timeline.PublishedEvent{ID: e.id, Title: e.title, Kind: timeline.Kind(e.kind), Date: d, Importance: e.importance, Status: timeline.Happened}
	if e.actor != "" {
		ev.Actors = []timeline.Actor{{Name: e.actor, Role: timeline.Agent}}
	}
	return ev
}

func edition(t testing.TB, title string, events []told, relations ...timeline.Relation) *timeline.Edition {
	ed := &timeline.Edition{Slug: "sample", Number: 1, Title: title, Language: "en", Timezone: "UTC", Relations: relations}
	for _, e := range events {
		ed.Events = append(ed.Events, e.event(t))
	}
	return ed
}

func relation(from string, how timeline.RelationType, to string) timeline.Relation {
	return timeline.Relation{ID: from + to, From: from, Type: how, To: to}
}

// january is two weeks of January 2020, with nearly every form that a date has.
func january(t testing.TB) *timeline.Edition {
	ed := edition(t, "From airstrike to retaliation: two weeks in January", []told{
		{"k1", "Iraq", "shelling", "Rockets hit K-1 base near Kirkuk", "2019-12-27", .6},
		{"kh", "United States", "airstrike", "US strikes five Kataib Hezbollah sites", "2019-12-29", .7},
		{"emb", "Iraq", "protest", "Protesters storm the US embassy in Baghdad", "2019-12-31/2020-01-01", .7},
		{"sol", "United States", "airstrike", "US airstrike kills Qasem Soleimani", "2020-01-03", 1},
		{"train", "NATO", "withdrawal", "NATO suspends training in Iraq", "[2020-01-03..2020-01-04]", .4},
		{"mourn", "Iran", "protest", "Three days of national mourning", "2020-01-04/2020-01-06", .5},
		{"threat", "United States", "threat", "Trump threatens 52 Iranian sites", "2020-01-04", .6},
		{"vote", "Iraq", "legislation", "Parliament votes to expel foreign troops", "2020-01-05", .7},
		{"nato", "NATO", "meeting", "NATO ambassadors meet in Brussels", "2020-01-06", .4},
		{"mis", "Iran", "missile-attack", "Iran fires missiles at US bases in Iraq", "[2020-01-07..2020-01-08]", 1},
		{"ps", "Iran", "accident", "Ukrainian airliner shot down near Tehran", "2020-01-08", .9},
		{"rem", "United States", "statement", "Trump: Iran “standing down”", "2020-01-08", .7},
		{"call", "NATO", "phone-call", "Trump phones Stoltenberg", "2020-01-08?", .4},
		{"john", "NATO", "phone-call", "Trump phones Boris Johnson", "[..2020-01-08]", .3},
		{"adm", "Iran", "statement", "Iran admits shooting down the airliner", "2020-01-11", .8},
	},
		relation("kh", timeline.RetaliationFor, "k1"), relation("emb", timeline.ResponseTo, "kh"), relation("mis", timeline.RetaliationFor, "sol"),
		relation("vote", timeline.ResponseTo, "sol"), relation("adm", timeline.Follows, "ps"))
	ed.Events[14].Status = timeline.Scheduled
	return ed
}

// arabic is read from right to left; its sentences are ours.
func arabic(t testing.TB) *timeline.Edition {
	ed := edition(t, "أسبوعان في ميناء المدينة", []told{
		{"strike", "النقابة", "strike-action", "عمال الميناء يعلنون الإضراب", "2020-01-02/2020-01-09", 1},
		{"meet", "الوزارة", "meeting", "الوزير يلتقي ممثلي النقابة في مقر الوزارة", "2020-01-04", .6},
		{"offer", "النقابة", "rejection", "النقابة ترفض العرض الأول (3%)", "[2020-01-04..2020-01-05]", .5},
		{"fire", "الشركة", "fire", "حريق صغير في المستودع رقم 7", "2020-01-06?", .4},
		{"court", "الشركة", "lawsuit", "المحكمة تنظر في دعوى الشركة", "[..2020-01-08]", .5},
		{"ships", "الشركة", "statement", "Harbour Lines تحوّل سفنها إلى ميناء آخر", "2020-01-07/..", .5},
		{"deal", "الوزارة", "agreement", "الطرفان يوقعان اتفاقاً وتعود السفن", "2020-01-10", 1},
	}, relation("meet", timeline.ResponseTo, "strike"), relation("offer", timeline.ResponseTo, "meet"), relation("deal", timeline.Follows, "court"))
	ed.Language = "ar"
	return ed
}

// many is n events over some days, several of them on one day.
func many(t testing.TB, n, days int) *timeline.Edition {
	actors := []string{"United States", "Iran", "Iraq", "NATO", "European Union"}
	kinds := []string{"airstrike", "meeting", "election", "arrest", "accident", "results"}
	titles := []string{"Ministers meet over the proposal in Geneva", "Troops cross the river at night", "Court hears the first witnesses in the case", "Markets fall on the news", "Storm reaches the coast and cuts off three towns", "Parliament debates"}
	var events []told
	for i := range n {
		date := time.Date(2020, 1, 1+i*i*7919%days, 0, 0, 0, 0, time.UTC).Format(time.DateOnly)
		if i%29 == 5 {
			date += "/.."
		}
		events = append(events, told{fmt.Sprint("e", i), actors[i*5%7%len(actors)], kinds[i%len(kinds)], fmt.Sprint(titles[i*5%len(titles)], " ", i), date, float64(i*37%100) / 100})
	}
	return edition(t, fmt.Sprint(n, " events"), events)
}

// lastingMany is many events of two actors, of which each third lasts for twelve days.
func lastingMany(t testing.TB, n, days int) *timeline.Edition {
	ed := many(t, n, days)
	for i := range ed.Events {
		e := &ed.Events[i]
		e.Actors = []timeline.Actor{{Name: []string{"Iran", "Iraq"}[i%2], Role: timeline.Agent}}
		from := time.Date(2020, 1, 1+i*days/n, 0, 0, 0, 0, time.UTC)
		e.Date = edtf.MustParse(from.Format(time.DateOnly))
		if i%3 == 0 {
			e.Date = edtf.MustParse(from.Format(time.DateOnly) + "/" + from.AddDate(0, 0, 12).Format(time.DateOnly))
		}
	}
	return ed
}

// sixOfOneDay is a day on which everything happens at once.
func sixOfOneDay(t testing.TB) *timeline.Edition {
	var events []told
	for i, title := range []string{"Iran fires missiles at two bases in Iraq", "Ukrainian airliner crashes after take-off from Tehran", "Trump says Iran is standing down", "Stoltenberg and Trump speak by telephone", "Rockets fall in the Green Zone", "Oil price rises above 70 dollars"} {
		events = append(events, told{fmt.Sprint("d", i), []string{"Iran", "United States"}[i%2], []string{"missile-attack", "accident", "statement", "phone-call", "shelling", "market-move"}[i], title, "2020-01-08", .5})
	}
	return edition(t, "Six events of one day", events)
}

func twoHours(t testing.TB) *timeline.Edition {
	return edition(t, "Two hours", []told{
		{"h1", "Iran", "missile-attack", "First missiles hit Ain al-Asad", "2020-01-08T01:34:00", 1},
		{"h2", "Iran", "missile-attack", "Second wave hits the base near Erbil", "2020-01-08T01:45:00", .9},
		{"h3", "United States", "statement", "The White House says the president is being briefed", "2020-01-08T02:10:00", .6},
		{"h4", "Iran", "statement", "Revolutionary Guards claim the attack", "2020-01-08T02:12:00", .7},
		{"h5", "United States", "statement", "The Pentagon confirms more than a dozen missiles", "2020-01-08T03:20:00", .8},
	}, relation("h4", timeline.PartOf, "h1"))
}

func twoCenturies(t testing.TB) *timeline.Edition {
	return edition(t, "Two centuries", []told{
		{"c1", "", "agreement", "Congress of Vienna closes", "1815-06-09", 1},
		{"c2", "", "protest", "Revolutions across Europe", "1848", .9},
		{"c3", "", "ground-attack", "Franco-Prussian War", "1870-07-19/1871-05-10", .8},
		{"c4", "", "ground-attack", "First World War", "1914-07-28/1918-11-11", 1},
		{"c5", "", "agreement", "Treaty of Versailles is signed", "1919-06-28", .8},
		{"c6", "", "ground-attack", "Second World War", "1939-09-01/1945-05-08", 1},
		{"c7", "", "agreement", "Treaties of Rome", "1957-03-25", .9},
		{"c8", "", "protest", "The Berlin Wall opens", "1989-11-09", 1},
		{"c9", "", "market-move", "About then, the first euro notes", "2002~", .5},
	}, relation("c5", timeline.CausedBy, "c4"), relation("c6", timeline.Follows, "c5"))
}

// centuriesAndHours is what lasted 200 years, and two hours at its end.
func centuriesAndHours(t testing.TB) *timeline.Edition {
	return edition(t, "Two centuries and two hours", []told{
		{"canal", "", "agreement", "The concession that began the canal company", "1824-05-01/2024-05-20", .8},
		{"lock", "", "launch", "Lock rebuilt after the war", "1948-06", .5},
		{"gates", "", "accident", "The closing of the gates", "2024-05-03T10:00:00/2024-05-03T12:00:00", .7},
		{"radio", "", "accident", "Control room loses the ship's signal", "2024-05-03T10:15:00", .9},
		{"ship", "", "accident", "Ship strikes the lock gate", "2024-05-03T11:05:00", 1},
	})
}

// longTitles has titles as long as a title may be.
func longTitles(t testing.TB) *timeline.Edition {
	ed := january(t)
	for i := range ed.Events {
		ed.Events[i].Title = strings.Repeat(ed.Events[i].Title+" and ", 4)[:timeline.MaxTitle-10] + "…"
	}
	ed.Events[2].Title = strings.Repeat("Donaudampfschifffahrtsgesellschaft", 3)
	return ed
}

// apart is a week of 2020 and what led to it forty years before.
func apart(t testing.TB) *timeline.Edition {
	ed := january(t)
	ed.Events = append([]timeline.PublishedEvent{
		told{"rev", "Iran", "coup", "The Shah leaves Iran", "1979-01-16", .6}.event(t),
		told{"war", "Iraq", "ground-attack", "Iraq attacks Iran", "1980-09-22/1988-08-20", .8}.event(t),
	}, ed.Events...)
	return ed
}

// sourcesDiffer is a day on which articles do not agree, beside some that do.
func sourcesDiffer(t testing.TB) *timeline.Edition {
	ed := edition(t, "When the bridge fell", []told{
		{"warn", "Inspectors", "statement", "Inspectors warn of cracks in the bridge", "2021-05-03", .5},
		{"fell", "City", "accident", "The bridge falls into the river", "2021-05-06", 1},
		{"shut", "City", "other", "The road is closed", "2021-05-05/2021-05-12", .6},
		{"talk", "Inspectors", "meeting", "Inspectors meet the mayor", "2021-05-09", .4},
	}, relation("talk", timeline.ResponseTo, "fell"))
	for i, date := range map[int]string{1: "2021-05-08", 3: "2021-05-10"} {
		ed.Events[i].Citations = []timeline.Citation{{Article: "a", Exact: "it fell"}, {Article: "b", Exact: "the collapse", Date: edtf.MustParse(date)}}
	}
	return ed
}
