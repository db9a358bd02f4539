package extract

import (
	"fmt"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"dateline/timeline"
	"dateline/timeline/edtf"
)

// find returns the proposal whose trigger or later mention overlaps words.
func find(t *testing.T, a *timeline.Article, e *timeline.Extraction, words string) *timeline.Proposal {
	t.Helper()
	i := strings.Index(a.Text, words)
	require.GreaterOrEqual(t, i, 0, words)
	span := timeline.Span{Start: len([]rune(a.Text[:i])), End: len([]rune(a.Text[:i+len(words)]))}
	for k, p := range e.Events {
		for _, s := range append(p.Also, p.Trigger.Span) {
			if s.Overlaps(span) {
				return &e.Events[k]
			}
		}
	}
	return nil
}

// The articles of these tests were published on Thursday 9 January 2020.
func TestWhatHappenedIsToldApartFromWhatDidNot(t *testing.T) {
	for sentence, events := range map[string]bool{
		"Police [arrested] two men on Tuesday.":                                     true,
		"Police have not [arrested] anybody.":                                       false,
		"No one was reported [hurt] on Tuesday.":                                    false,
		"Nobody was [arrested] on Tuesday.":                                         false,
		"Neither side launched an [offensive] in December.":                         false,
		"No group has said it [planted] the bomb.":                                  false,
		"There were fears that rebels had [seized] the town on Tuesday.":            false,
		"Police confirmed fears that rebels had [seized] the town on Tuesday.":      true,
		"Investors were not told the bank had [collapsed] on Tuesday.":              true,
		"Using [captured] ports, the navy sank 12 ships on Tuesday.":                false,
		"The grounding in March came after two [crashes] that killed 346 people.":   true,
		"The minister called the [strike] unjustified.":                             false,
		"Chile beat Peru, a spokesman [announced] on Monday.":                       true,
		"Shares had their worst week since 2008 after the [collapse] of Acme.":      true,
		"The army \"[bombed]\" a hospital on Monday, witnesses said.":               true,
		"The [signing] of the accord between Oman and Norway is due on Friday.":     true,
		"The [outbreak] of the epidemic was reported on December 31.":               true,
		"The concern over the [crash] grew on Monday.":                              false,
		"The 65-year-old [landed in] Lima on Tuesday.":                              true,
		"A speech had \"[poisoned]\" his members, John Doe said on Tuesday.":        false,
		"Six have died this school year, which [began] in April.":                   false,
		"Police may [arrest] two men.":                                              false,
		"If police [arrested] the men, they would talk.":                            false,
		"The minister hopes that police will [arrest] the men.":                     false,
		"The party wanted the law [repealed] on Monday.":                            false,
		"He failed to get the law [repealed] on Monday.":                            false,
		"He wants to [resign].":                                                     false,
		"Police routinely [arrested] beggars.":                                      false,
		"The union called off a planned [strike] by workers.":                       false,
		"The theft was not [discovered] until Tuesday.":                             true,
		"A man with no experience was [appointed] as minister.":                     true,
		"Each of the three was [sentenced] to ten years on Tuesday.":                true,
		"A crowd of 3,000 [protested] in Almar on Tuesday.":                         true,
		"Police arrested the driver on Monday, only to [release] him.":              true,
		"Police detained two men over the [collapse] of a canopy that killed 15.":   true,
		"At no time did the police [arrest] him.":                                   false,
		"The council that built the dam [meets] on Monday.":                         true,
		"He called off a visit on which he was to [meet] Trump next week.":          false,
		"Troops began to [withdraw] from the valley on Tuesday.":                    true,
		"A bomb exploded at the market on Tuesday, [killing] 12 people.":            true,
		"\"They [arrested] two of my friends on Tuesday night,\" said a neighbour.": false,
		"Johnson denied that Iran had [bombed] Baghdad on Sunday.":                  false,
		"It was not true that the army [bombed] the town on Sunday, he said.":       false,
		"He denied [shooting] the man on Monday.":                                   false,
		"Troops nearly [killed] him on Sunday.":                                     false,
		"Had he [resigned] on Monday, the party would have won.":                    false,
		"None has yet been [charged].":                                              false,
		"Three men have so far been [arrested].":                                    true,
		"The minister has always [denied] it.":                                      false,
		"The men that could not be identified were [arrested] on Tuesday.":          true,
		"The new president will be [sworn in] on Friday.":                           true,
		"The new president will be [sworn in].":                                     false,
		"She faces ten years in prison if [convicted].":                             false,
		"A spokesman [declined] to comment.":                                        false,
		"The company plans to launch a new [phone] next year.":                      false,
		"The law goes further than most ministers had [promised] on Monday.":        false,
		"More than 40 people [died] on Monday.":                                     true,
		"The bank more than [doubled] its rate on Monday.":                          true,
		"What had looked like the road to war [ended] on Friday.":                   false,
		"\"My son was here, and now nobody is,\" [said] a worker.":                  false,
		"Two men are being [questioned] by the police.":                             true,
		"It was [announced] that the bank would lend to the poor.":                  true,
		"The airliner has been popular since it was [announced] in February 2000.":  true,
	} {
		plain, words := marked(sentence)
		a := article(plain)
		got, err := Read(a)
		require.NoError(t, err)
		assert.Equal(t, events, find(t, a, got, words) != nil, sentence)
	}
}

func TestAScheduledEventSaysSo(t *testing.T) {
	for text, date := range map[string]string{
		"The new president will be [sworn in] on Friday.": "2020-01-10",
		"The court fixed the [trial] for June 3.":         "2020-06-03",
		"The Russian cabinet [meets] on Thursday.":        "2020-01-09",
		"The pope is due to [arrive] in Chile on Friday.": "2020-01-10",
		"Lima has called an [election] for July 4.":       "2020-07-04",
	} {
		p := proposalFor(t, text)
		assert.Equal(t, timeline.Scheduled, p.Status, text)
		assert.Equal(t, date, p.Date.String(), text)
	}
	a := article("The army planned an attack for June 3.")
	got, err := Read(a)
	require.NoError(t, err)
	assert.Nil(t, find(t, a, got, "attack"), "only planned")
}

func TestTheDateIsTheEventsAndNotTheReports(t *testing.T) {
	for name, tt := range map[string]struct{ text, words, date string }{
		"the reporting verb keeps its own day":          {"The ministry announced on Wednesday that Trump had telephoned Boris Johnson on Monday.", "telephoned", "2020-01-06"},
		"a vague day stays vague":                       {"The general was killed in Baghdad last week.", "killed", "[2019-12-30..2020-01-05]"},
		"a day is counted from the event beside it":     {"Thousands marched in Khartoum on Tuesday, a day after cruise missiles destroyed a plant.", "destroyed", "2020-01-06"},
		"what led to the news was not after it":         {"The prime minister stepped down on Monday after losing a confidence vote.", "losing", "[..2020-01-06]"},
		"who was arrested once did it not then":         {"A court on Friday convicted Per Lund, a banker arrested in 2012 in Lima, and jailed him for ten years.", "convicted", "2020-01-03"},
		"nor was what came first of the last day":       {"Jane Doe was arrested in May 2012 after police broke up a march in Gori, and sentenced that December to 12 years.", "broke up", "[..2012-05-31]"},
		"a weekend is of no day told before":            {"Shares fell on Wednesday. The two banks had been in talks over the weekend.", "talks", "[2020-01-04..2020-01-05]"},
		"two verbs joined share their day":              {"Soldiers seized power on Monday and detained Aung San Suu Kyi.", "detained", "2020-01-06"},
		"what is only answered bounds what answers":     {"The general was killed in Baghdad on Friday. Iran fired missiles in retaliation for the killing of the general.", "fired", "[2020-01-03..2020-01-09]"},
		"what something came after was before it":       {"A woman wept in Gori on Tuesday after a Russian air strike.", "air strike", "[..2020-01-07]"},
		"results of a quarter are of no day in it":      {"The bank reported on Tuesday a profit of 2 million euros for the quarter to September.", "reported", "2020-01-07"},
		"nor where the quarter is in one word":          {"Gantry posted a rise in fourth-quarter profit on Tuesday.", "posted", "2020-01-07"},
		"since when he rules dates nothing that he did": {"Tom Kral, 54, in power since 2015, arrested his rival on Tuesday.", "arrested", "2020-01-07"},
		"what is joined behind a comma is of that day":  {"Protesters blocked a road on Tuesday, and police arrested 23 people.", "arrested", "2020-01-07"},
		"nor where the day is not told":                 {"The bank reported a profit of 2 million euros in the three months to September.", "reported", "[..2020-01-09]"},
		"two days joined are all that time":             {"Unions held a general strike on Monday and Tuesday.", "strike", "2020-01-06/2020-01-07"},
		"days counted from the first are all":           {"The ministers met for three days from January 2.", "met", "2020-01-02/2020-01-04"},
		"a phrase in front keeps its own time":          {"In answer to the drone strike on Friday, Iran fired missiles on Wednesday.", "fired", "2020-01-08"},
		"since when it was the worst":                   {"Four people died after the storm swept across the north, the worst to hit the region since 2005.", "swept across", "[..2020-01-09]"},
		"what one is jailed for":                        {"Two men were jailed on Monday for the murder of a farmer in 2015.", "murder", "2015"},
		"a noun behind keeps its own time":              {"Iran fired missiles on Wednesday in answer to the drone strike on Friday.", "drone strike", "2020-01-03"},
		"hours before may be the day before":            {"The minister resigned on Tuesday, hours after police had arrested his son.", "arrested", "[2020-01-06..2020-01-07]"},
		"the day that something else was":               {"Police released one man on January 3, the day that another was arrested.", "arrested", "2020-01-03"},
		"what has happened is on no day to come":        {"The two sides have struck a deal to cut output by 2030.", "struck", "[..2020-01-09]"},
		"an infinitive tells when what is due will be":  {"The trial of the general is due to begin on Friday in London.", "trial", "2020-01-10"},
		"a noun is when its verb says that it was":      {"The first flight of the airliner was in 1994.", "first flight", "1994"},
		"what has been so since then began then":        {"The director has been on sick leave since December.", "sick leave", "2019-12"},
		"what was managed was managed when that was":    {"In December the shop managed to outsell its rival.", "outsell", "2019-12"},
		"what has happened since then was after it":     {"Hundreds have died since the war began in 2009.", "died", "[2009-01-01..2020-01-09]"},
		"what began then is dated where it is named":    {"More than 100,000 people had fled since the fighting began on January 2.", "fighting", "2020-01-02"},
		"what was done while visiting was done then":    {"While visiting Rome in December, he met the pope.", "met", "2019-12"},
		"the worst since a year is not of that year":    {"The flood, the worst since 1953, killed 20 people in December.", "flood", "2019-12"},
		"what somebody is accused of was done before":   {"John Smith is accused of killing his wife.", "killing", "[..2020-01-09]"},
		"the day after counts from the day beside it":   {"The board took the decision on Tuesday, the day after a new chairman was elected.", "elected", "2020-01-06"},
		"the evening of an event is its day":            {"A mine collapsed in Almar on January 2. The king promised help in a televised address on the evening of the collapse.", "promised", "2020-01-02"},
		"days after what a noun of its verb names":      {"The fleet was grounded on December 2. Two days after the grounding, thousands marched in protest at the ministry, which some of them blamed.", "marched", "2019-12-04"},
		"a time before when is that of its clause":      {"It is the worst row since September 2011, when Britain expelled 105 officials.", "expelled", "2011-09"},
		"that evening opens no clause":                  {"The car maker left the town on January 3. That evening the mayor walked out and resigned.", "resigned", "2020-01-03"},
		"counted from what was told, not from an aside": {"The airline stopped flying on Saturday. The company, which carried 11 million people last year, had warned in a statement the day before that it might.", "warned", "2020-01-03"},
		"speech is not of the day of what it is about":  {"The president apologised on Tuesday for the raid that his forces carried out on January 1 and promised an inquiry.", "promised", "2020-01-07"},
		"a word right behind it dates it":               {"Police killed ten miners. The massacre of 2012 shocked the country.", "killed", "2012"},
		"a word for what was long ago is not the news":  {"Police shot two robbers dead after a battle of an hour on Tuesday. The minister wept. Some 3,000 people died in the fighting of 2011.", "shot", "2020-01-07"},
		"mourning is not what it is for":                {"Police shot two robbers dead on Monday. The government declared three days of mourning on Tuesday.", "declared", "2020-01-07"},
		"what was before a day is not of it":            {"A woman wept in Gori on Tuesday after a Russian air strike. The minister had resigned.", "air strike", "[..2020-01-07]"},
		"a short verb is past":                          {"The family sued the hospital in March.", "sued", "2019-03"},
		"a comma in a date ends no clause":              {"A suit was filed in Chicago, but on September 21, 2004 the parties agreed to a settlement.", "agreed", "2004-09-21"},
		"what somebody is fined for was before it":      {"The bank has been fined for breaking the rules between 2012 and 2015.", "fined", "[..2020-01-09]"},
		"what is said is not of the day of saying":      {"The minister told reporters on Tuesday that a missile brought the plane down.", "brought", "[..2020-01-09]"},
		"nor what was admitted before that":             {"Crowds marched on Tuesday after the army admitted that it had shot down a plane.", "shot down", "[..2020-01-09]"},
		"what had been is before what is told last":     {"Jets struck two bases on Tuesday, in answer to a rocket attack on December 27. The president condemned the air strikes. He had asked Washington to call them off.", "asked", "[..2020-01-09]"},
		"a month that has begun is past so far":         {"The minister took office in January.", "took office", "2020-01"},
		"what stands between brackets dates itself":     {"On March 3, 2019, Kenya and Uganda (allies since 1999) attacked the rebels.", "attacked", "2019-03-03"},
		"and what stands between dashes":                {"The minister – she took office in March – resigned on Monday.", "resigned", "2020-01-06"},
		"and is dated by what stands there":             {"The minister – she took office in March – resigned on Monday.", "took office", "2019-03"},
		"what somebody has done is of its day":          {"The mayor had the statue removed on Sunday.", "had", "2020-01-05"},
		"a plan is agreed to on the day that has been":  {"Ministers agreed to the plan on Tuesday.", "agreed", "2020-01-07"},
		"and what is to be done is agreed then":         {"Gantry agreed to buy Elmos for 3 billion dollars on Tuesday.", "agreed", "2020-01-07"},
		"what a verb of an irregular past tells":        {"In March the minister wound up his visit.", "wound up", "2019-03"},
		"a year ends before the clause behind it":       {"Gantry recalled its valves in 2019 after three patients died.", "recalled", "2019"},
		"a fine is not of the time in which to pay":     {"The trust was fined on Tuesday. It must pay the fine within two years.", "fined", "2020-01-07"},
		"a weekday is of now in another paragraph":      {"He fell ill on 4 February 2018 and died the next morning.\n\nOn Tuesday, the trust pleaded guilty in Lima.", "pleaded", "2020-01-07"},
		"what an amount was is not what it fell to":     {"On Tuesday the price of oil fell to $60 from $70 a year earlier.", "fell", "2020-01-07"},
		"what is avenged has its own time":              {"The militia attacked the tanker in retaliation for the bombing of its bases on Friday.", "bombing", "2020-01-03"},
		"what is agreed for a month is not of it":       {"The company agreed to sell its bank in September.", "agreed", "[..2020-01-09]"},
		"an hour may have no space before p.m.":         {"A bomb went off at 5p.m. Tuesday in Lima, killing 12 people.", "went off", "2020-01-07T17:00:00"},
		"two verbs share what is to come":               {"The general will be charged on June 8 and sentenced in Lima.", "sentenced", "2020-06-08"},
		"a noun has the time that stands beside it":     {"Soldiers ruled for half a century after a coup in 1962.", "coup", "1962"},
	} {
		t.Run(name, func(t *testing.T) {
			a := article("Nothing is said here.", "And nothing here.", tt.text)
			got, err := Read(a)
			require.NoError(t, err)
			p := find(t, a, got, tt.words)
			require.NotNil(t, p)
			assert.Equal(t, tt.date, p.Date.String())
		})
	}
}

func TestWhatAPanelFoundOutWasNotThen(t *testing.T) {
	p := proposalFor(t, "A panel [found] the striker guilty of insulting a player in a match on October 15.")
	assert.Equal(t, "2020-01-09?", p.Date.String())
}

func TestWhatIsSaidOutsideACourtIsSaidOnThatDay(t *testing.T) {
	a := article("A court in Lima sentenced John Smith to 30 years in prison on Tuesday.", "He had been arrested in 2018.", "His lawyer told reporters outside the courtroom that he would appeal.")
	got, err := Read(a)
	require.NoError(t, err)
	p := find(t, a, got, "told reporters")
	require.NotNil(t, p)
	assert.Equal(t, "2020-01-07", p.Date.String())
}

func TestAnEventIsToldOnce(t *testing.T) {
	for name, tt := range map[string]struct {
		text, one, other string
		same             bool
	}{
		"a launch and its announcement":       {"Gantry Motors unveiled the Gantry 4 on Monday. The announcement came at a show in Leeds.", "unveiled", "announcement", true},
		"a product shown twice":               {"Gantry Motors unveiled the Gantry 4 on Monday. While introducing the Gantry 4, Gantry Motors said nothing of its price.", "unveiled", "introducing", true},
		"a noun of the verb":                  {"The company announced job cuts on Monday. The announcement angered the unions.", "announced", "announcement", true},
		"an opening and what opened":          {"He confessed before the trial opened on January 2.", "trial", "opened", true},
		"what another day answered":           {"Gunmen killed 14 people in Galati on Tuesday. In response to the attack, Romania closed its border early on Wednesday.", "killed", "attack", true},
		"a walkout and the strike that it is": {"Rail workers walked out on Monday. The government condemned the strike on Tuesday.", "walked out", "strike", true},
		"a strike and its demands":            {"Dockworkers went on strike on Friday, demanding better protection.", "went on strike", "demanding", true},
		"a light verb and its object":         {"India launched air strikes on Monday.", "launched", "air strikes", true},
		"a subject and what it did":           {"The eruption of a volcano in Iceland sent a cloud of ash into the air on Monday.", "eruption", "sent", true},
		"a deal and the call that made it":    {"President Ida Holm and President Per Lund agreed on the swap in a phone call on Monday.", "agreed", "phone call", true},
		"what a clause tells of its noun":     {"Protests that drew thousands on Sunday went on in Lima.", "Protests", "drew", true},
		"but not of what it happened to":      {"Protests that the army crushed on Sunday went on in Lima on Monday.", "Protests", "crushed", false},
		"a dismissal and a resignation":       {"Robert Smith resigned on Tuesday. Robert Smith sacked his deputy on Tuesday.", "resigned", "sacked", false},
		"an agreement and its signing":        {"The two ministers agreed on Monday to end the war. In the declaration they signed on Monday they promised to talk.", "agreed", "signed", true},
		"two parts of an election":            {"The Labour Party has won the election of Sunday. Several ministers lost their seats.", "won", "lost", true},
		"two meetings of a day":               {"Donald Trump met Angela Merkel in Berlin on Monday. Donald Trump met Emmanuel Macron in Paris on Monday.", "met Angela", "met Emmanuel", false},
		"two calls of a day":                  {"Donald Trump telephoned Angela Merkel on Monday. Donald Trump telephoned Emmanuel Macron on Monday.", "telephoned Angela", "telephoned Emmanuel", false},
		"what will be, and its announcement":  {"Trains to Almar will resume on Friday, the railway announced.", "resume", "announced", true},
		"one after the other":                 {"Oman recalled its ambassador two days after Iran expelled an Omani diplomat.", "recalled", "expelled", false},
		"a toll in so many words":             {"A train struck a bus on Monday, killing at least 30 people.", "struck", "killing", true},
		"whom the gunman killed":              {"Gunmen stormed a hotel in Kabul on Monday. A gunman killed five people.", "stormed", "killed", true},
		"what another thing did":              {"A bridge fell in Almar on Monday. A tree killed two people.", "fell", "killed", false},
		"what was done and how":               {"Iran retaliated by firing missiles at two bases on Monday.", "retaliated", "firing", true},
		"two blows, not to the same":          {"Gunmen shot a driver on Monday and bombed his house.", "shot", "bombed", false},
		"two blows to the same":               {"Two drones struck a tanker on Monday and set its engine room ablaze.", "struck", "set its", true},
		"two attacks of a day":                {"Gunmen killed five people in Kabul on Monday. Gunmen killed three people in Herat on Monday.", "killed five", "killed three", false},
		"a recall and an earlier one":         {"Toyota announced on Tuesday that it is recalling 437,000 cars. Last fall it recalled four million vehicles.", "recalling", "recalled", false},
	} {
		t.Run(name, func(t *testing.T) {
			a := article("Nothing is said here.", tt.text)
			got, err := Read(a)
			require.NoError(t, err)
			one, other := find(t, a, got, tt.one), find(t, a, got, tt.other)
			require.NotNil(t, one)
			assert.Equal(t, tt.same, one == other)
		})
	}
}

// The start, the announcement of something is no event of its own.
func TestAPartOfAnEventIsOneWithIt(t *testing.T) {
	for text, kind := range map[string]timeline.Kind{
		"The announcement of the merger on Tuesday surprised the market.": "acquisition",
		"The start of the trial on Monday drew hundreds.":                 "trial",
		"The signing of the treaty on Monday was a surprise.":             "agreement",
		"The launch of the rocket on Monday was a surprise.":              "launch",
	} {
		got, err := Read(article("Nothing is said here.", text))
		require.NoError(t, err)
		require.Len(t, got.Events, 1, text)
		assert.Equal(t, kind, got.Events[0].Kind, text)
		assert.Contains(t, []string{"2020-01-06", "2020-01-07"}, got.Events[0].Date.String(), text)
	}
}

// A tree kills, a tree surgeon murders.
func TestWhatKillsSaysWhatHappened(t *testing.T) {
	for text, kind := range map[string]timeline.Kind{
		"A falling tree [killed] two people on Tuesday.":               "accident",
		"Two people were [killed] by a falling tree on Tuesday.":       "accident",
		"A crane driver [killed] two people on Tuesday.":               "killing",
		"A mob near the wall [killed] two people on Tuesday.":          "killing",
		"Sam Crane [killed] two people on Tuesday.":                    "killing",
		"The trader was [sent] to prison yesterday for six years.":     "verdict",
		"The tribunal [sent] three men to prison on Tuesday.":          "verdict",
		"Gantry [founded] A Better Chance in 1963.":                    "launch",
		"Divers [found] the Gantry off Lima on Tuesday.":               "other",
		"In Kabul, [shooting] near two hotels killed four on Tuesday.": "shooting",
	} {
		assert.Equal(t, kind, proposalFor(t, text).Kind, text)
	}
}

// A toll at a comma is what the accident did, and no killing of its own.
func TestATollDoesNotSayWhatHappened(t *testing.T) {
	a := article("An earthquake struck Cuba on Monday, killing at least 30 people.")
	got, err := Read(a)
	require.NoError(t, err)
	require.Len(t, got.Events, 1)
	assert.Equal(t, timeline.Kind("earthquake"), got.Events[0].Kind)
}

func TestWhatIsToldOfLongAgoIsNoFreshNews(t *testing.T) {
	a := article("The queen died in Almar on 8 September 2010. Charles became king.")
	got, err := Read(a)
	require.NoError(t, err)
	require.NotNil(t, find(t, a, got, "became"))
	first, _ := find(t, a, got, "became").Date.Earliest()
	assert.Equal(t, edtf.MustParse("2010-09-08"), edtf.OfDay(first))

	a = article("Jane Doe, elected in 2010, has resigned as leader.")
	got, err = Read(a)
	require.NoError(t, err)
	assert.Equal(t, "2020-01-09?", find(t, a, got, "resigned").Date.String(), "an aside tells of long ago")
}

func TestFreshNewsHasTheUncertainDayOfPublication(t *testing.T) {
	a := article("Airbus has announced 10,000 job cuts.")
	got, err := Read(a)
	require.NoError(t, err)
	require.Len(t, got.Events, 1, "announcing and what is announced are one event")
	assert.Equal(t, "2020-01-09?", got.Events[0].Date.String())
	assert.Equal(t, timeline.Kind("layoffs"), got.Events[0].Kind)
}

func TestWithoutATimeOfPublicationOnlyWordsDate(t *testing.T) {
	a := article("Airbus has announced 10,000 job cuts.", "It bought a plant in 1996.")
	a.Published = edtf.Date{}
	got, err := Read(a)
	require.NoError(t, err)
	require.Len(t, got.Events, 2)
	assert.True(t, got.Events[0].Date.IsZero())
	assert.Equal(t, "1996", got.Events[1].Date.String())
}

func TestAClaimKeepsWhoMakesIt(t *testing.T) {
	a := article("Libyan officials said dozens of people had been killed in Tripoli on Tuesday.")
	got, err := Read(a)
	require.NoError(t, err)
	p := find(t, a, got, "killed")
	require.NotNil(t, p)
	assert.Equal(t, "Libyan officials", p.Attribution)
	assert.Empty(t, proposalFor(t, "Police [arrested] two men on Monday, and the mayor said the city was safe.").Attribution)
	assert.Equal(t, "the police", proposalFor(t, "Two men were [arrested] on Monday, the police said.").Attribution)
}

// "He" is whom the subject before meant by an office alone, and not who was named last.
func TestHeIsWhoHoldsTheOffice(t *testing.T) {
	p := proposalFor(t, "Pope Francis returned to Rome on Sunday.", "On Monday Pope Francis accepted the resignation of Bishop John Neal.", "\"He should have gone,\" said David Cole, who leads a group.", "Last week the pope set up a tribunal. In April he [removed] a bishop in Missouri.")
	require.NotEmpty(t, p.Actors)
	assert.Equal(t, "Pope Francis", p.Actors[0].Name)
}

// "They" are people without a name where the sentence tells of such.
func TestTheyHaveTheNameOfNobodyElse(t *testing.T) {
	p := proposalFor(t, "Gunmen released 15 pupils of the Bethel School near Almar on Monday, seven weeks after they [stormed] the building.")
	for _, a := range p.Actors {
		assert.NotEqual(t, timeline.Agent, a.Role, a.Name)
	}
}

// A story of long ago goes on in its own time, and not after the news.
func TestAStoryOfLongAgoGoesOn(t *testing.T) {
	p := proposalFor(t, "Hans Weber died in Hamburg on Sunday.", "His story was printed in April 1974. The chancellor [dismissed] it as a fairy tale.")
	first, ok := p.Date.Earliest()
	assert.False(t, ok && first > edtf.DayOf(1975, time.January, 1), p.Date.String())
}

// The news agency tells nothing of the news.
func TestTheNewsAgencyIsNoNews(t *testing.T) {
	a := article("Acme has agreed to pay a fine.", "Members questioned Sam Holt in 2012. They recalled him the following year after the Reuters news agency had named him.")
	got, err := Read(a)
	require.NoError(t, err)
	p := find(t, a, got, "agreed")
	require.NotNil(t, p)
	assert.Equal(t, "2020-01-09?", p.Date.String())
	assert.Empty(t, p.Also)
}

// An article has one sense of a word.
func TestTheStrikeIsThatOfTheArticle(t *testing.T) {
	p := proposalFor(t, "Nurses ended a strike on Monday after the government raised their pay.", "[The strike] began on 5 June.")
	assert.Equal(t, timeline.Kind("strike-action"), p.Kind)
	p = proposalFor(t, "Jets have bombed a camp.", "[The strike] on Monday killed nine.")
	assert.Equal(t, timeline.Kind("airstrike"), p.Kind)
}

func TestAnEventIsOnTheDayItIsSaidToHaveTakenPlace(t *testing.T) {
	p := proposalFor(t, "The minister met the rebels.", "France said [the meeting], which took place near Almar on Tuesday, was a provocation.")
	assert.Equal(t, "2020-01-07", p.Date.String())
}

// A day that is declared to be something, and a day that was planned and has passed, date nothing.
func TestADayThatIsSpokenOfDatesNothing(t *testing.T) {
	p := proposalFor(t, "President Aldo Brandt [declared] Wednesday a day of mourning after a ferry sank.")
	assert.Equal(t, "2020-01-09?", p.Date.String())
	got, err := Read(article("The landing was planned for January 2003, but the craft was lost."))
	require.NoError(t, err)
	for _, p := range got.Events {
		assert.NotEqual(t, "2003-01", p.Date.String())
	}
}

func TestWhoStoodByAtADeathDiedNot(t *testing.T) {
	p := proposalFor(t, "Ida Holm [died] on Monday with her husband, John Holm, at her side.")
	for _, a := range p.Actors {
		assert.NotEqual(t, "John Holm", a.Name)
	}
}

// A crash that came a year after another is not that one.
func TestWhatCameAfterAnEventIsAnother(t *testing.T) {
	got, err := Read(article("The crash on Monday came a year after a bus plunged into a river."))
	require.NoError(t, err)
	require.Len(t, got.Events, 2)
}

func TestALanguageWithoutRulesGivesNoEvents(t *testing.T) {
	a := article("Die Polizei nahm am Freitag zwei Männer fest.")
	a.Language = "de-AT"
	got, err := Read(a)
	require.NoError(t, err)
	assert.Empty(t, got.Events)
	if assert.Len(t, got.Timexes, 1, "its times are read all the same") {
		assert.Equal(t, "Freitag", got.Timexes[0].Text)
	}
}

func TestTextThatIsNotUTF8IsRefused(t *testing.T) {
	a := article("Police arrested two men.")
	a.Text = "\xff" + a.Text
	_, err := Read(a)
	assert.Equal(t, timeline.Invalid, timeline.CodeOf(err))
}

// checkSpans asserts what every extraction keeps: offsets lie in the text and
// the trigger stands there verbatim.
func checkSpans(t *testing.T, a *timeline.Article, e *timeline.Extraction) {
	t.Helper()
	runes := []rune(a.Text)
	in := func(s timeline.Span) bool { return 0 <= s.Start && s.Start < s.End && s.End <= len(runes) }
	for _, p := range e.Events {
		require.True(t, in(p.Span), "%+v", p)
		require.True(t, in(p.Trigger.Span), "%+v", p)
		require.Equal(t, p.Trigger.Text, string(runes[p.Trigger.Start:p.Trigger.End]))
		require.True(t, p.Start <= p.Trigger.Start && p.Trigger.End <= p.End, "the trigger lies in the cited words: %+v", p)
		require.LessOrEqual(t, len([]rune(p.Title)), maxTitle)
		require.NotEmpty(t, p.Title)
		require.True(t, balanced(p.Title), p.Title)
		require.NotContains(t, p.Title, "  ")
		for _, s := range p.Also {
			require.True(t, in(s), "%+v", p)
		}
	}
	for _, x := range e.Relations {
		require.True(t, in(x.Span), "%+v", x)
	}
}

func FuzzReadKeepsItsOffsets(f *testing.F) {
	l, err := languageOf("en")
	if err != nil {
		f.Fatal(err)
	}
	for _, e := range l.lexicon.entries {
		f.Add(e.example)
	}
	f.Add("BEIRUT, Lebanon - “A’s’s” 's 's, and ’s Jobs' – Mr. Diab’s government\nresigned; it, who and.")
	f.Add("who had fled in May, returned on Tuesday.")
	f.Add("Hoping to stop, seeking to end, wanting to leave, deploring the attack on Tuesday.")
	f.Add("Officials met John Kerry, the United States")
	f.Add("being opened trial, been other | 1997 | background | | South Africa | 'in 1997' freetown | other, meeting | 2012-05-30 | main | | Freetown | at the sentencing")
	f.Add("was «said|announced» become a because burden she not her, leaving that but the to because office 74, had in Cordova said. Continued on Page B12 [Photo: Workers hold an oil-soaked cormorant on Green")
	f.Add("1996-12-17/1996-12-31 February, or Hashimoto agreement new")
	f.Fuzz(func(t *testing.T, text string) {
		if strings.ToValidUTF8(text, "") != text {
			t.Skip()
		}
		a := article(strings.Split(text, "\n")...)
		e, err := Read(a)
		require.NoError(t, err)
		checkSpans(t, a, e)
		// The same as a live blog, an entry a line.
		for i := range a.Paragraphs {
			if i%3 > 0 {
				a.Paragraphs[i].Published = edtf.OfDay(edtf.DayOf(2020, 1, i))
			}
		}
		e, err = Read(a)
		require.NoError(t, err)
		checkSpans(t, a, e)
		for _, x := range e.Timexes {
			require.Equal(t, x.Text, string([]rune(a.Text)[x.Start:x.End]))
		}
	})
}

// longArticle is an article of so many MB: the examples of the lexicon.
func longArticle(t testing.TB, mb int) *timeline.Article {
	l, err := languageOf("en")
	require.NoError(t, err)
	var lines []string
	for n := 0; n < mb<<20; {
		for _, e := range l.lexicon.entries {
			s, _ := marked(e.example)
			lines = append(lines, s)
			n += len(s) + 1
		}
	}
	return article(lines...)
}

func TestALongArticleIsRead(t *testing.T) {
	a := longArticle(t, 1)
	e, err := Read(a)
	require.NoError(t, err)
	checkSpans(t, a, e)
}

func TestASentenceWithoutEndIsRead(t *testing.T) {
	const one = "police arrested two men on Monday at 14:35 and "
	a := article(strings.Repeat(one, 1<<20/len(one)))
	e, err := Read(a)
	require.NoError(t, err)
	checkSpans(t, a, e)
}

// Each asks whom those before it mean, of whom nobody is named.
// Each verb may go on with the one before it or with the one that governs that.
func TestAChainOfVerbsIsRead(t *testing.T) {
	_, err := Read(article(strings.Repeat("He responded by firing by firing by firing ", 100)))
	require.NoError(t, err)
}

func TestPronounsForNobodyAreRead(t *testing.T) {
	a := article(strings.Repeat("He ran because he fell and he wept and he wept and he wept on Tuesday. ", 1000))
	_, err := Read(a)
	require.NoError(t, err)
}

// The cost is linear in the text.
func BenchmarkReadALongArticle(b *testing.B) {
	for _, mb := range []int{1, 2, 4} {
		b.Run(fmt.Sprintf("%d MB", mb), func(b *testing.B) {
			a := longArticle(b, mb)
			b.SetBytes(int64(len(a.Text)))
			for b.Loop() {
				if _, err := Read(a); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// The article with which the project began, if the shared folder is there.
func seed(t testing.TB) *timeline.Article {
	b, err := os.ReadFile("../../../shared/seed/article.txt")
	if err != nil {
		t.Skip("the shared folder is not here: ", err)
	}
	a := article(strings.Split(strings.TrimSpace(string(b)), "\n")...)
	a.Text = strings.TrimSpace(string(b))
	a.Published = edtf.MustParse("2020-01-08")
	kept := a.Paragraphs[:0]
	for i, p := range a.Paragraphs {
		if p.Start == p.End || i < 8 || strings.HasPrefix(string([]rune(a.Text)[p.Start:]), "READ") {
			continue
		}
		kept = append(kept, p)
	}
	a.Paragraphs = kept
	return a
}

func TestTheSeedArticlesEventsAndTheirRelation(t *testing.T) {
	a := seed(t)
	got, err := Read(a)
	require.NoError(t, err)
	checkSpans(t, a, got)
	killing, missiles, call := find(t, a, got, "killed in Baghdad"), find(t, a, got, "launched"), find(t, a, got, "telephone call")
	require.NotNil(t, killing)
	require.NotNil(t, missiles)
	require.NotNil(t, call)
	assert.Equal(t, "[2019-12-30..2020-01-05]", killing.Date.String())
	assert.Equal(t, "[2019-12-30..2020-01-08]", missiles.Date.String())
	assert.Equal(t, "2020-01-08", call.Date.String())
	assert.Contains(t, got.Relations, timeline.ProposedRelation{From: missiles.ID, Type: timeline.RetaliationFor, To: killing.ID, Span: got.Relations[len(got.Relations)-1].Span})
}

// The sentence with which the program is explained: it is read as an editor does though
// it is all there is.
func TestOneSentenceWithThreeEvents(t *testing.T) {
	a := article("Smith spoke to Petersen on Thursday; Iran had fired missiles in retaliation for the airstrike that killed Karimi last week.")
	got, err := Read(a)
	require.NoError(t, err)
	require.Len(t, got.Events, 3)
	for i, want := range []struct {
		kind   timeline.Kind
		date   string
		actors []string
	}{
		{"phone-call", "2020-01-09", []string{"Smith", "Petersen"}},
		{"missile-attack", "[2019-12-30..2020-01-09]", []string{"Iran"}}, // "had": before the call
		{"airstrike", "[2019-12-30..2020-01-05]", []string{"Karimi"}},
	} {
		e := got.Events[i]
		var actors []string
		for _, x := range e.Actors {
			actors = append(actors, x.Name)
		}
		assert.Equal(t, want.kind, e.Kind)
		assert.Equal(t, want.date, e.Date.String(), e.Title)
		assert.Equal(t, want.actors, actors, e.Title)
	}
	require.Len(t, got.Relations, 1)
	assert.Equal(t, timeline.RetaliationFor, got.Relations[0].Type)
}

func TestManyGoroutinesReadAtOnce(t *testing.T) {
	l, err := languageOf("en")
	require.NoError(t, err)
	var articles []*timeline.Article
	var want []*timeline.Extraction
	for k := 0; k+3 <= len(l.lexicon.entries) && len(articles) < 40; k += 3 {
		var lines []string
		for _, e := range l.lexicon.entries[k : k+3] {
			line, _ := marked(e.example)
			lines = append(lines, line)
		}
		a := article(lines...)
		x, err := Read(a)
		require.NoError(t, err)
		articles, want = append(articles, a), append(want, x)
	}
	languages.Lock()
	delete(languages.by, "en") // again without any state
	languages.Unlock()
	var readers sync.WaitGroup
	for n := range 4 {
		readers.Go(func() {
			for k := range articles {
				k = (k + n*len(articles)/4) % len(articles)
				got, err := Read(articles[k])
				if assert.NoError(t, err) {
					assert.Equal(t, want[k], got, "%q gives what it gives when read alone", articles[k].Text)
				}
			}
		})
	}
	readers.Wait()
}

func BenchmarkReadTheSeedArticle(b *testing.B) {
	a := seed(b)
	_, err := Read(a)
	require.NoError(b, err)
	b.SetBytes(int64(len(a.Text)))
	for b.Loop() {
		if _, err := Read(a); err != nil {
			b.Fatal(err)
		}
	}
}

func TestAnHourMayEndASentence(t *testing.T) {
	for text, want := range map[string]int{
		"The vote is planned for Sunday at 11 a.m. Schools in the city stay closed.": 2,
		"The bank closed at 9 p.m. Eastern time on Tuesday.":                         1,
		"The bank closed at 9 p.m. GMT on Tuesday.":                                  1,
		"The bank closed at 9 p.m. Thursday after a run on it.":                      1,
		"He came home to the U.S. Senate on Tuesday.":                                1,
	} {
		r, _ := readNames(t, text)
		assert.Len(t, r.sentences, 1+want, text) // with that of readNames
	}
}

func TestWhoIsSaidToHaveDoneIt(t *testing.T) {
	for text, want := range map[string][]string{
		"Peru accused Oman on Monday of [killing] ten men in May.":           {"Oman agent", "Peru participant"},
		"John Smith was cleared on Monday of [killing] his wife in 2015.":    {"John Smith target"},
		"The UN accused rebels on Monday of [killing] 50 villagers in May.":  {"United Nations participant"},
		"John Smith lost the vote in May after [winning] one in 2015.":       {"John Smith agent"},
		"John Smith denied having [killed] his wife in Lima in May of 2015.": nil,
	} {
		plain, words := marked(text)
		a := article(plain)
		got, err := Read(a)
		require.NoError(t, err)
		var actors []string
		if p := find(t, a, got, words); p != nil {
			for _, x := range p.Actors {
				actors = append(actors, x.Name+" "+string(x.Role))
			}
		}
		assert.Equal(t, want, actors, text)
	}
}

func TestWhatWasOnlyToBeDidNotHappen(t *testing.T) {
	for text, events := range map[string]int{
		"The summit, which was to have [opened] on Monday, was cancelled.":             0,
		"The [resignation] of the minister was demanded by the opposition on Tuesday.": 0,
		"The summit, which [opened] on Monday, was cancelled.":                         1,
		"John Smith denied having [killed] his wife on Monday.":                        0,
	} {
		plain, words := marked(text)
		a := article(plain)
		got, err := Read(a)
		require.NoError(t, err)
		n := 0
		for _, p := range got.Events {
			if p.Trigger.Text == words {
				n++
			}
		}
		assert.Equal(t, events, n, text)
	}
}
