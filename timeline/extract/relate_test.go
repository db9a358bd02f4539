package extract

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"dateline/timeline"
)

// related returns the relation between the events at two words of an article,
// "" if there is none.
func related(t *testing.T, a *timeline.Article, e *timeline.Extraction, later, earlier string) timeline.RelationType {
	t.Helper()
	from, to := find(t, a, e, later), find(t, a, e, earlier)
	require.NotNil(t, from, later)
	require.NotNil(t, to, earlier)
	for _, x := range e.Relations {
		if x.From == from.ID && x.To == to.ID {
			return x.Type
		}
	}
	return ""
}

func TestEveryLinkReachesItsExample(t *testing.T) {
	l, err := languageOf("en")
	require.NoError(t, err)
	seen := map[string]bool{}
	for _, list := range l.links {
		for _, k := range list {
			if seen[k.example] {
				continue
			}
			seen[k.example] = true
			t.Run(k.example, func(t *testing.T) {
				sentence, words := marked(k.example)
				got, err := Read(article(sentence))
				require.NoError(t, err)
				from := strings.Index(sentence, words)
				span := timeline.Span{Start: len([]rune(sentence[:from])), End: len([]rune(sentence[:from+len(words)]))}
				for _, x := range got.Relations {
					if x.Type == k.relation && x.Span.Overlaps(span) {
						return
					}
				}
				t.Errorf("want %s, have %+v of %+v", k.relation, got.Relations, got.Events)
			})
		}
	}
}

func TestWhatLedToWhatIsReadFromTheWords(t *testing.T) {
	const riot = "Crowds rioted in Gori on Monday."
	for name, tt := range map[string]struct {
		text, later, earlier string
		want                 timeline.RelationType
	}{
		"a verb of reaction and its object":          {riot + " The minister condemned the riot.", "condemned", "rioted", timeline.ResponseTo},
		"what is reacted to stands before":           {"The general held an election in May that ministers criticised.", "criticised", "election", timeline.ResponseTo},
		"what is reacted to is the verb before":      {"The rebels fired two missiles on Monday, which the king condemned.", "condemned", "fired", timeline.ResponseTo},
		"it, which another condemned before":         {"Jets bombed the port of Almar on Monday. Britain condemned the raid. France has denounced it.", "denounced", "bombed", timeline.ResponseTo},
		"it, told in the sentence before":            {"The bank made a bid for its rival on Monday. The board rejected it on Tuesday.", "rejected", "made a bid", timeline.ResponseTo},
		"the decision is what the article is about":  {"The company announced on Monday that it would cut 500 jobs.\nUnions criticised the decision.", "criticised", "cut", timeline.ResponseTo},
		"the noun made of a verb":                    {"The bank filed for bankruptcy on Monday. The minister resigned on Tuesday because of the filing.", "resigned", "filed", timeline.CausedBy},
		"a noun by which it was told":                {"Nurses began a three-day strike on Monday. The government called the strike irresponsible.", "called", "began", timeline.ResponseTo},
		"what is called something behind a phrase":   {riot + " The minister called the riot in Gori a disgrace on Tuesday.", "called", "rioted", timeline.ResponseTo},
		"described as something":                     {riot + " The minister described the riot on Tuesday as a crime.", "described", "rioted", timeline.ResponseTo},
		"in reply, of whatever kind":                 {"The company cut 500 jobs on Monday. In reply the mayor accused the board of greed.", "accused", "cut", timeline.ResponseTo},
		"a denial of what the sentence tells":        {"Georgia accused Russia of a raid on Monday; Russia denied it.", "denied", "accused", timeline.Contradicts},
		"a claim is rejected":                        {"The army accused the rebels of murder on Monday. The rebels rejected that on Tuesday.", "rejected", "accused", timeline.Contradicts},
		"a successor":                                {"Robert Lacoste resigned as minister on Monday. Jan Meyer was appointed to succeed Mr Lacoste on Tuesday.", "appointed", "resigned", timeline.Follows},
		"because of what was done":                   {"Work at the plant stopped on Tuesday because suppliers had halted deliveries.", "stopped", "halted", timeline.CausedBy},
		"when something was done":                    {"When the court sentenced the leader in May, crowds rioted in Gori.", "rioted", "sentenced", timeline.ResponseTo},
		"having done":                                {"The minister resigned on Tuesday, having met the king.", "resigned", "met", timeline.Follows},
		"a statement about an event":                 {"The minister resigned on Monday. The king said in a statement that the resignation saved the country.", "said", "resigned", timeline.ResponseTo},
		"who put something off because of it":        {"The government put off the vote on Tuesday because of the flood on Monday.", "put off", "flood", timeline.ResponseTo},
		"a part of a coup":                           {"Soldiers seized power on Monday and detained the president.", "detained", "seized", timeline.PartOf},
		"what happened after something was answered": {"The king resigned on Monday after crowds rioted in Gori.", "resigned", "rioted", timeline.ResponseTo},
		"an event before its clause's verb":          {"The council met on Friday, and three days after the riots John Smith resigned.", "resigned", "riots", timeline.ResponseTo},
		"what only came so many days later":          {"A gunman shot the mayor on Monday. Police arrested him two days after the shooting.", "arrested", "shot", ""},
		"what did not come of it":                    {"A bomb exploded in Gori on Monday. The minister said on Tuesday that no flights were cancelled because of the explosion.", "said", "exploded", ""},
		"a passive that turns the words round":       {"The bank collapsed on Monday, followed by a riot.", "riot", "collapsed", timeline.Follows},
		"a verb that an event is not the subject of": {"Police shot a boy on Monday and the mayor caused a riot on Tuesday.", "riot", "shot", ""},
		"a verb of reaction that acts on nothing":    {riot + " The minister called for an inquiry on Tuesday.", "called", "rioted", ""},
	} {
		t.Run(name, func(t *testing.T) {
			a := article(strings.Split(tt.text, "\n")...)
			got, err := Read(a)
			require.NoError(t, err)
			if have := related(t, a, got, tt.later, tt.earlier); have != tt.want {
				t.Errorf("%q: %q to %q\n have %q\n want %q", tt.text, tt.later, tt.earlier, have, tt.want)
			}
		})
	}
}

func TestWhatAnswersANewsOfThisDayIsOnlyPerhapsOfThisDay(t *testing.T) {
	a := article("Crowds rioted in Gori on Thursday.", "The minister condemned the riot.")
	got, err := Read(a)
	require.NoError(t, err)
	require.Equal(t, timeline.ResponseTo, related(t, a, got, "condemned", "rioted"))
	require.Equal(t, "2020-01-09?", find(t, a, got, "condemned").Date.String())
}

func TestALinkIsRefused(t *testing.T) {
	for name, tt := range map[string]struct{ line, says string }{
		"without an example":            {"follows | after |", "want relation"},
		"without words in brackets":     {"follows | after | => He left.", "want relation"},
		"of an unknown relation":        {"before | until | => He left [until] then.", "no relation"},
		"with an unknown condition":     {"follows | after | when => He left [after] it.", "no condition"},
		"with a kind that nobody knows": {"follows | after | later=riot => He left [after] it.", "no kind"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := parseLink(tt.line)
			require.Error(t, err)
			require.Contains(t, err.Error(), tt.says)
		})
	}
}
