package article

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"dateline/timeline"
)

// roles returns each paragraph as "role: words" with the words cut at 40 code
// points.
func roles(a *timeline.Article) []string {
	var out []string
	text := []rune(a.Text)
	for _, p := range a.Paragraphs {
		s := text[p.Start:p.End]
		out = append(out, string(p.Role)+": "+string(s[:min(len(s), 40)]))
	}
	return out
}

func read(t *testing.T, text string, h Hints) *timeline.Article {
	t.Helper()
	a, err := FromText(text, h)
	require.NoError(t, err)
	assert.Equal(t, text, a.Text, "the text is never changed")
	return a
}

func TestAnArticlePastedFromASiteIsToldApartFromTheSite(t *testing.T) {
	a := read(t, `menu

All the news that matters since 1871

Harbour reopens after week of storms

Print  Share

By Ann Roe and Lee Poe

March 3, 2019 at 9:09 pm

Fishing boats wait at the quay of the harbour, which the storms had closed [Ann Roe – Coast Agency]

The harbour reopened on Sunday after a week of storms, officials said. “We are glad,” said the harbour master.

READ: Why storms have names

“We have waited for this day since the waves came over the wall.”

Boats left at noon. (Reporting by A. Roe; editing by L. Poe)

More stories
Ten storms of the century
The sea, explained
Sign up for our newsletter
`, Hints{})
	assert.Equal(t, []string{
		"boilerplate: menu",
		"boilerplate: All the news that matters since 1871",
		"title: Harbour reopens after week of storms",
		"boilerplate: Print  Share",
		"boilerplate: By Ann Roe and Lee Poe",
		"dateline: March 3, 2019 at 9:09 pm",
		"caption: Fishing boats wait at the quay of the ha",
		"body: The harbour reopened on Sunday after a w",
		"related: READ: Why storms have names",
		"quote: “We have waited for this day since the w",
		"body: Boats left at noon.",
		"boilerplate: (Reporting by A. Roe; editing by L. Poe)",
		"related: More stories",
		"related: Ten storms of the century",
		"related: The sea, explained",
		"boilerplate: Sign up for our newsletter",
	}, roles(a))
	assert.Equal(t, "Harbour reopens after week of storms", a.Title)
	assert.Equal(t, "2019-03-03T21:09:00", a.Published.String())
	assert.Equal(t, "en", a.Language)
}

func TestRolesOfSingleLines(t *testing.T) {
	for line, want := range map[string]timeline.Role{
		"FILE PHOTO: The bridge before it fell":                          timeline.RoleCaption,
		"[Photo: A woman weeps outside a block in Gori, August 9, 2008]": timeline.RoleCaption,
		"A demonstrator holds up a poster, October 8. (File photo)":      timeline.RoleCaption,
		"Divers stand by a boat, March 8, 2018. (Coast/J. Roe)":          timeline.RoleCaption,
		"A banner hangs outside parliament in Hong Kong, June 18, 2015.": timeline.RoleCaption,
		"A jet takes off. (AP Photo/Jane Roe)":                           timeline.RoleCaption,
		"Photo: Roses outside the cathedral. Our reporters follow.":      timeline.RoleCaption,
		"READ MORE: What walls are made of":                              timeline.RoleRelated,
		"Related: The street behind the quay":                            timeline.RoleRelated,
		"Also on Coast: herring nears its highest price":                 timeline.RoleRelated,
		"(Additional reporting by our bureau. To subscribe, call us.)":   timeline.RoleBoilerplate,
		"By Ann Roe at the Palace of Nations":                            timeline.RoleBoilerplate,
		"FOLLOW our live coverage | SUBSCRIBE":                           timeline.RoleBoilerplate,
		"LIVE - Harbour storm: latest updates":                           timeline.RoleBoilerplate,
		"As it happened - all times are local":                           timeline.RoleBoilerplate,
		"Advertisement. The story continues below.":                      timeline.RoleBoilerplate,
		"What comes next":                                                 timeline.RoleBoilerplate,
		"> We shall go on, he wrote.":                                     timeline.RoleQuote,
		"* March 4: Two boats sink in the bay":                            timeline.RoleBody,
		"16:30 - The gate opens.":                                         timeline.RoleBody,
		"Agency writer Lea Morn in Vell contributed to this report.":      timeline.RoleBoilerplate,
		"Lea Morn contributed reporting from Vell.":                       timeline.RoleBoilerplate,
		"A version of this article appears in print on March 13, 2024.":   timeline.RoleBoilerplate,
		"Follow Coast’s coverage of harbours at https://coast.example/h":  timeline.RoleBoilerplate,
		"To read the rest of this article, subscribe or sign in.":         timeline.RoleBoilerplate,
		"Get the stories of the day in your inbox. Sign up now.":          timeline.RoleBoilerplate,
		"after newsletter promotion":                                      timeline.RoleBoilerplate,
		"Alle Rechte vorbehalten":                                         timeline.RoleBoilerplate,
		"(Avec AFX)":                                                      timeline.RoleBoilerplate,
		"Lesen Sie auch: Warum Mauern reißen":                             timeline.RoleRelated,
		"Lire aussi : Pourquoi les murs se fissurent":                     timeline.RoleRelated,
		"Lea también: Por qué se agrietan los muros":                      timeline.RoleRelated,
		"Publié le 12 mars 2024 à 15h05 - Mis à jour le 13 mars à 8h00":   timeline.RoleDateline,
		"Stand: 12.03.2024, 15:05 Uhr":                                    timeline.RoleDateline,
		"Get out while you can, the harbour master told the boats.":       timeline.RoleBody,
		"Keep reading the sky, the old men of the harbour tell the boys.": timeline.RoleBody,
		"He contributed to this report of the council, and to others.":    timeline.RoleBody,
		"To read the letter the mayor put on her glasses, and she wept.":  timeline.RoleBody,
		"CORRECTION: We gave March 3 as the day of the storm. It was 4.":  timeline.RoleBody,
		"He read more: books, letters and the minutes of the meeting.":    timeline.RoleBody,
		"By Friday the troops had left the town, the ministry said.":      timeline.RoleBody,
		"Police want to hear from witnesses (call the office at night).":  timeline.RoleBody,
		"Share prices fell by a tenth and the bank closed its doors.":     timeline.RoleBody,
		"BRUSSELS, Jan 8 (Coast) - The ministers agreed on the new rule.": timeline.RoleBody,
	} {
		a := read(t, "The first paragraph of the body is a sentence of some length, which nobody doubts.\n\n"+line, Hints{})
		require.Len(t, a.Paragraphs, 2, line)
		assert.Equal(t, want, a.Paragraphs[1].Role, line)
	}
}

func TestTheTitleThatTheCallerKnowsIsFoundInTheText(t *testing.T) {
	text := "Obama: ‘We will act’\nDecember 20, 2007\nThe president said on Thursday that the country would act before the year was out.\nIt did.\n"
	a := read(t, text, Hints{Title: `Obama: "We will act"`})
	assert.Equal(t, []string{"title: Obama: ‘We will act’", "dateline: December 20, 2007", "body: The president said on Thursday that the ", "body: It did."}, roles(a))
	assert.Equal(t, `Obama: "We will act"`, a.Title, "a hint wins")
	assert.Equal(t, "2007-12-20", a.Published.String())

	a = read(t, text, Hints{Title: "Another headline", Published: "2007-12-21T08:00Z", Language: "en-GB"})
	assert.Equal(t, "Another headline", a.Title)
	assert.Equal(t, timeline.RoleBoilerplate, a.Paragraphs[0].Role, "the caller knows the title, and this is not it")
	assert.Equal(t, "2007-12-21T08:00:00Z", a.Published.String())
	assert.Equal(t, "en-GB", a.Language)
}

func TestATextWithoutHeadHasNoTitle(t *testing.T) {
	a := read(t, "KHARTOUM, Sudan, Aug. 21 - Thousands of demonstrators marched on the embassy here on Friday.", Hints{})
	assert.Empty(t, a.Title)
	assert.True(t, a.Published.IsZero(), "a wire dateline without a year is no time of publication")
	assert.Equal(t, []string{"body: KHARTOUM, Sudan, Aug. 21 - Thousands of "}, roles(a))
}

func TestAShortSentenceThatOpensTheTextIsRead(t *testing.T) {
	a := read(t, "Apple opens a shop\n\nThe general has been arrested.\nPolice took him from his house near the river on Monday morning, a neighbour said.\n", Hints{Title: "A general falls"})
	assert.Equal(t, []string{"boilerplate: Apple opens a shop", "body: The general has been arrested.", "body: Police took him from his house near the "}, roles(a))
}

// What somebody types to try the program has a sentence or two, and no headline.
func TestShortSentencesAloneAreAReport(t *testing.T) {
	for text, want := range map[string][]string{
		"The minister resigned.":                     {"body: The minister resigned."},
		"Jets bombed a depot.\n\nSix people died.":   {"body: Jets bombed a depot.", "body: Six people died."},
		"Minister resigns\n\nThe minister resigned.": {"title: Minister resigns", "body: The minister resigned."},

		"Ann Day visited Lima on 3 May 2019.":                                     {"body: Ann Day visited Lima on 3 May 2019."},
		"Published on 7 January 2014.\n\nThe minister resigned.":                  {"dateline: Published on 7 January 2014.", "body: The minister resigned."},
		"She quits her post.\n\nPublished: 7 January 2014\n\nShe resigned today.": {"title: She quits her post.", "dateline: Published: 7 January 2014", "body: She resigned today."},
	} {
		assert.Equal(t, want, roles(read(t, text, Hints{})), text)
	}
}

func TestHardWrappedLinesAreOneParagraph(t *testing.T) {
	text := strings.ReplaceAll(`The harbour reopened on Sunday after a week of storms, the
harbour master told reporters at the quay, where boats had
waited for days.
A second storm is expected to come in from the west before the
end of the month, and the wall is not yet mended, although the
council voted for the money last year.`, "\n", "\r\n")
	a := read(t, text, Hints{})
	assert.Equal(t, []string{"body: The harbour reopened on Sunday after a w", "body: A second storm is expected to come in fr"}, roles(a))
}

func TestSpansCountCodePoints(t *testing.T) {
	a := read(t, "\ufeffÉlan 🚀 vital\n\n«Żółć» — the ship — left the port of Gdańsk on Monday with 30 people on board.\n", Hints{})
	text := []rune(a.Text)
	for _, p := range a.Paragraphs {
		s := string(text[p.Start:p.End])
		assert.Equal(t, strings.TrimSpace(s), s)
	}
	require.Len(t, a.Paragraphs, 2)
	assert.Equal(t, "Élan 🚀 vital", string(text[a.Paragraphs[0].Start:a.Paragraphs[0].End]))
}

func TestWhatIsNoTextIsRefusedByField(t *testing.T) {
	for name, c := range map[string]struct {
		text  string
		hints Hints
		field string
		says  string
	}{
		"nothing at all":                    {"", Hints{}, "text", "holds no words"},
		"white space and a byte order mark": {"\ufeff \n\u200b\t", Hints{}, "text", "holds no words"},
		"Latin-1":                           {"The caf\xe9 closed.", Hints{}, "text", "byte 0xe9 at offset 7"},
		"a surrogate half":                  {"ok \xed\xa0\x80", Hints{}, "text", "byte 0xed at offset 3"},
		"a month for a publication":         {"A text.", Hints{Published: "2020-01"}, "published", `"2020-01" cannot be read: give a day such as 2020-01-08`},
		"a day that is not":                 {"A text.", Hints{Published: "2020-02-30"}, "published", "2020-02-30"},
		"words that are no time":            {"A text.", Hints{Published: "last week"}, "published", "last week"},
		"numbers that can be read two ways": {"A text.", Hints{Published: "08/01/2020"}, "published", "08/01/2020"},
		"a day with something after it":     {"A text.", Hints{Published: "2020-01-08 or so"}, "published", "or so"},
		"an hour that is not":               {"A text.", Hints{Published: "2020-01-08T25:00"}, "published", "25:00"},
	} {
		a, err := FromText(c.text, c.hints)
		assert.Nil(t, a, name)
		var p timeline.Problems
		require.True(t, errors.As(err, &p), "%s: %v", name, err)
		assert.Equal(t, c.field, p[0].Field, name)
		assert.Contains(t, p[0].Detail, c.says, name)
	}
}

func TestTimesOfPublicationAsTheyAreWritten(t *testing.T) {
	for in, want := range map[string]string{
		"":                                "",
		"2020-01-08":                      "2020-01-08",
		"2020-01-08T21:09":                "2020-01-08T21:09:00",
		"2020-01-08 21:09:30":             "2020-01-08T21:09:30",
		"2020-01-08T21:09:00Z":            "2020-01-08T21:09:00Z",
		"2020-01-08T21:09:00.123+01:00":   "2020-01-08T21:09:00+01:00",
		"2020-01-08T21:09:00+0530":        "2020-01-08T21:09:00+05:30",
		"2020-01-08T21:09:00+00:00":       "2020-01-08T21:09:00Z",
		"January 8, 2020 at 9:09 pm":      "2020-01-08T21:09:00",
		"Wednesday, January 8, 2020":      "2020-01-08",
		"Jan. 8, 2020, 12:05 a.m. EST":    "2020-01-08T00:05:00-05:00",
		"8 Jan 2020 21:09 GMT":            "2020-01-08T21:09:00Z",
		"Wed, 08 Jan 2020 21:09:00 +0000": "2020-01-08T21:09:00Z",
		"9.15pm, 8 January 2020":          "2020-01-08T21:15:00",
		"8 janvier 2020":                  "2020-01-08",
		"8. März 2020":                    "2020-03-08",
		"8 de enero de 2020":              "2020-01-08",
		"8 января 2020, 21:09":            "2020-01-08T21:09:00",
		"8 października 2020":             "2020-10-08",
		"8 يناير 2020":                    "2020-01-08",
		"28/01/2020":                      "2020-01-28",
		"08.01.2020 21:09":                "2020-01-08T21:09:00",
		"1/28/2020":                       "2020-01-28",
		"8th May 2020":                    "2020-05-08",
		"January 8, 2020 21:09 IST":       "2020-01-08T21:09:00",
		"8 January 2020 21:09 GMT+3":      "2020-01-08T21:09:00+03:00",
		"8 January 2020 21:09 UTC-03:30":  "2020-01-08T21:09:00-03:30",
		"8 January 2020 21:09 UTC+0":      "2020-01-08T21:09:00Z",
		"20200108T210930Z":                "2020-01-08T21:09:30Z",
		"20200108T2109+0100":              "2020-01-08T21:09:00+01:00",
		"20200108":                        "2020-01-08",
	} {
		d, err := ReadPublished(in)
		require.NoError(t, err, in)
		assert.Equal(t, want, d.String(), in)
	}
}

func TestLinesThatSayWhenAnArticleWasPublished(t *testing.T) {
	for in, want := range map[string]string{
		"Published: 8 Jan 2020 | Updated: 9 Jan 2020":                             "2020-01-08",
		"Updated 9 January 2020 Published 8 January 2020":                         "2020-01-08",
		"Last updated on January 9, 2020 10:00":                                   "2020-01-09T10:00:00",
		"COAST BRIEFING - Sunday, March 20, 2011":                                 "2011-03-20",
		"LONDON, 8 January 2020":                                                  "2020-01-08",
		"Publié le 8 janvier 2020 à 15h05 - Mis à jour le 9 janvier 2020 à 08h00": "2020-01-08T15:05:00",
		"Aktualisiert am 9. Januar 2020, veröffentlicht am 8. Januar 2020":        "2020-01-08",
		"The war began on 1 September 1939 in Poland":                             "",
		"On 8 January 2020 the parliament voted for the bill":                     "",
		"The talks of January 2020":                                               "",
		"The minister resigned on 3 May 2019.":                                    "",
		"Posted by our staff on 8 January 2020.":                                  "2020-01-08",
		"Reviewed on 8 January 2020.":                                             "2020-01-08",
	} {
		d, ok := publicationLine(in)
		assert.Equal(t, want != "", ok, in)
		if ok {
			assert.Equal(t, want, d.String(), in)
		}
	}
}

func TestTheLanguageIsNamedOnlyWhereItIsSure(t *testing.T) {
	for text, want := range map[string]string{
		"The minister said on Monday that the bridge was not safe and that it had been closed for repairs.":                          "en",
		"Der Minister sagte am Montag, dass die Brücke nicht sicher ist und für die Reparatur gesperrt wurde, wie auch der Tunnel.":  "de",
		"Le ministre a dit lundi que le pont n'est pas sûr et que les travaux sont prévus pour cette année dans la ville.":           "fr",
		"El ministro dijo el lunes que el puente no es seguro y que los trabajos de la ciudad se harán con una empresa para el año.": "es",
		"وزیر گفت که این پل برای مردم خطر دارد و کار در آن از دوشنبه آغاز شده است و تا پایان سال با دولت است":                        "fa",
		"Brussels Paris Rome": "",
		"Lorem ipsum dolor sit amet consectetur adipiscing elit sed eiusmod tempor incididunt labore": "",
	} {
		assert.Equal(t, want, language(text), text)
	}
}

func TestTheSeedArticleIsReadWithoutHints(t *testing.T) {
	b, err := os.ReadFile("../../../shared/seed/article.txt")
	if os.IsNotExist(err) {
		t.Skip("../shared/seed is not there")
	}
	require.NoError(t, err)
	var expected struct{ Title string }
	answer, err := os.ReadFile("../../../shared/seed/expected.json")
	require.NoError(t, err)
	require.NoError(t, json.Unmarshal(answer, &expected))
	a := read(t, string(b), Hints{})
	assert.Equal(t, expected.Title, a.Title)
	assert.Equal(t, "2020-01-08T21:09:00", a.Published.String())
	assert.Equal(t, "en", a.Language)
	var got []timeline.Role
	for _, p := range a.Paragraphs {
		got = append(got, p.Role)
	}
	assert.Equal(t, []timeline.Role{"boilerplate", "boilerplate", "title", "dateline", "caption", "body", "body", "body", "body", "body", "related", "body", "body", "body", "body"}, got)
}

// megabyte is an article of 1 MB, after a head of its own.
func megabyte(head, paragraph string) string {
	return head + strings.Repeat(paragraph, (1<<20-len(head))/len(paragraph))
}

// How long these take, BenchmarkFromText shows for the two usual ones.
func TestAnArticleOfAMegabyteIsRead(t *testing.T) {
	for name, text := range map[string]string{
		"of paragraphs":        megabyte("Storm\n\n", "The harbour reopened on Sunday after a week of storms, the harbour master told reporters.\n\n"),
		"of one paragraph":     megabyte("Storm\n\n", "The harbour reopened on Sunday after a week of storms, the harbour master told reporters. "),
		"of short lines":       megabyte("Storm\n\n", "The sea\n"),
		"of words on lines":    megabyte("", "a\n"),
		"of one word":          megabyte("", "a"),
		"of blank lines":       megabyte("Storm", "\n \r\n"),
		"of dates":             megabyte("Storm\n\n", "12 March 2019\n"),
		"of numbers":           megabyte("Storm\n\n", "99/99/9999 "),
		"of entries":           megabyte("Storm: live updates\n\n", "14:35 - The sea is high at the wall.\n\n"),
		"of times":             megabyte("Storm: live updates\n\n", "14:35 GMT\n"),
		"of quotation marks":   megabyte("Storm\n\n", "“"),
		"of brackets":          megabyte("Storm\n\n", "[("),
		"of letters and marks": megabyte("Storm\n\n", "A, - "),
		"of credits":           megabyte("Storm\n\n", "He said. (Reporting by A. Roe)\n"),
		"of open credits":      megabyte("Storm\n\nHe said.", " (reporting by "),
		"of joined marks":      megabyte("Storm\n\n", "e\u0301"),
	} {
		t.Run(name, func(t *testing.T) { checkSpans(t, read(t, text, Hints{})) })
	}
}

func BenchmarkFromText(b *testing.B) {
	for name, text := range map[string]string{
		"article":   megabyte("Storm\n\n12 March 2019\n\n", "The harbour reopened on Sunday after a week of storms, the harbour master told reporters at the quay.\n\n"),
		"live blog": megabyte("Storm: live updates\n\n12 March 2019\n\n", "14:35 - The harbour reopened on Sunday after a week of storms, the harbour master told reporters at the quay.\n\n"),
	} {
		for _, size := range []int{10_000, 100_000, 1_000_000} {
			b.Run(fmt.Sprint(name, " of ", size/1000, " kB"), func(b *testing.B) {
				b.SetBytes(int64(size))
				for b.Loop() {
					if _, err := FromText(text[:size], Hints{}); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}

func FuzzFromText(f *testing.F) {
	for _, s := range []string{"A\n\nB", "By Ann\r\n\u2028“x”", "Title\nJanuary 8, 2020 at 9:09 pm\n\nHe said. (Reporting by A)\n", "\ufeff\u200b.", "[Photo: x]\n* a\n> b"} {
		f.Add(s, "")
	}
	f.Add("Title\n8/8/2020\nBody of the text.", "Title")
	f.Add("March 12, 2019\nAll times GMT\n0:20 GMT – It goes\nThe sea. It came.\n\n11.40pm\nBoats left. It was late.\n(9:30 UTC+2): A boat.", "Storm: live")
	f.Add("5m ago (14:35 GMT)\nThe wall broke here.\n7m ago\nPosted at 14:35 12 Mar 2019 | Boats came.\n+++ 1:30 Uhr Öl +++ ab.", "")
	f.Fuzz(func(t *testing.T, text, title string) {
		a, err := FromText(text, Hints{Title: title})
		if err != nil {
			assert.Equal(t, timeline.Invalid, timeline.CodeOf(err))
			return
		}
		assert.Equal(t, text, a.Text)
		checkSpans(t, a)
	})
}

// checkSpans asserts that paragraphs are in order, do not overlap, have a role
// and leave out only white space.
func checkSpans(t *testing.T, a *timeline.Article) {
	t.Helper()
	text := []rune(a.Text)
	at := 0
	for _, p := range a.Paragraphs {
		if p.Start < at || p.End <= p.Start || p.End > len(text) || p.Role == "" {
			t.Fatalf("paragraph %+v after %d in %q", p, at, a.Text)
		}
		assert.Empty(t, strings.TrimFunc(string(text[at:p.Start]), isSpace), "between paragraphs")
		at = p.End
	}
	assert.Empty(t, strings.TrimFunc(string(text[at:]), isSpace), "after the last")
}

func TestADatelineWithItsYearSaysWhenAReportWasWritten(t *testing.T) {
	const rest = " Two trains collided near the station on Tuesday, and at least nine people were taken to hospital, the railway said."
	for opening, want := range map[string]string{
		"LYON, France, 14 May 2026 (AP) -":        "2026-05-14",
		"TORVIK, Thursday, May 14, 2026 —":        "2026-05-14",
		"SAINT-ÉTIENNE, 14 May 2026 —":            "2026-05-14",
		"LYON, May 14 (AP) —":                     "", // of which year
		"The trains of 14 May 2026 were late -":   "",
		"LYON, France (AP) - On 14 May 2026 they": "",
	} {
		a := read(t, "Trains collide near Lyon\n\n"+opening+rest, Hints{})
		assert.Equal(t, want, a.Published.String(), opening)
	}
	a := read(t, "Trains collide near Lyon\n\nLYON, 14 May 2026 -"+rest, Hints{Published: "2026-05-15"})
	assert.Equal(t, "2026-05-15", a.Published.String(), "who knows better is believed")
}
