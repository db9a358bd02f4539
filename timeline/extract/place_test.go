package extract

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"dateline/timeline"
)

// placeOf returns the place of the event that words tell in a text.
func placeOf(t *testing.T, a *timeline.Article, words string) string {
	t.Helper()
	got, err := Read(a)
	require.NoError(t, err)
	checkSpans(t, a, got)
	p := find(t, a, got, words)
	require.NotNil(t, p, "no event: %s", a.Text)
	return p.Place
}

func TestAnEventIsWhereItsClauseSays(t *testing.T) {
	for sentence, want := range map[string]string{
		"Police [arrested] two men in Kharkiv on Tuesday.":                                                             "Kharkiv",
		"A bomb exploded on Tuesday, [killing] 12 people at a market in central Baghdad.":                              "Baghdad",
		"In Lagos thousands [marched] on Tuesday.":                                                                     "Lagos",
		"Police in Marseille [arrested] two men on Tuesday.":                                                           "Marseille",
		"Troops had [driven into] the town of Gori on Tuesday.":                                                        "Gori",
		"The army [pulled] its men out of Khartoum on Tuesday.":                                                        "Khartoum",
		"Crowds [marched] in Myanmar's cities on Tuesday.":                                                             "Myanmar",
		"Warplanes [bombed] Tripoli and Benghazi on Tuesday.":                                                          "Tripoli and Benghazi",
		"Rebels [shelled] Donetsk on Tuesday.":                                                                         "Donetsk",
		"Gunmen [attacked] the Karlovo air base on Tuesday.":                                                           "Karlovo air base",
		"Two men were [arrested] at Torez station on Tuesday.":                                                         "Torez station",
		"Soldiers [arrested] the commander of the Incirlik air base on Tuesday.":                                       "Incirlik air base",
		"The [bombing] of Dresden in 1945 is remembered.":                                                              "Dresden",
		"Two men were charged on Tuesday over the Boston [bombing] of 2013.":                                           "Boston",
		"The Haiti [earthquake] of January 2010 killed thousands.":                                                     "Haiti",
		"He was [killed] in its Istanbul consulate on Tuesday.":                                                        "Istanbul consulate",
		"A gunman landed on the island of Utoeya, where he [killed] 69 people on Tuesday.":                             "Utoeya",
		"The jet [took off] from Toulouse in France on Tuesday.":                                                       "Toulouse",
		"Iran [fired] missiles at American bases in Iraq on Tuesday.":                                                  "Iraq",
		"He was [arrested] in Toledo, Ohio, on Tuesday.":                                                               "Toledo",
		"A policeman was [killed] in the clashes in Tunis on Tuesday.":                                                 "Tunis",
		"The general was [killed] in the U.S. on Tuesday.":                                                             "United States",
		"The party won the [election] in Italy on Tuesday.":                                                            "Italy",
		"Police [arrested] two men at four French sites on Tuesday.":                                                   "France",
		"A bomb on the edge of the Sudanese capital, Khartoum, [killed] two on Tuesday.":                               "Khartoum",
		"The company [unveiled] a jet on Tuesday that can fly from London to Sydney.":                                  "",
		"The minister [condemned] on Tuesday what had been done in Paris.":                                             "",
		"The general [announced] an operation in a televised address from the Oval Office on Tuesday.":                 "Oval Office",
		"The president [told reporters] in Cairo on Tuesday that he would go.":                                         "Cairo",
		"The minister [threatened] on Tuesday to impose a curfew in Algiers.":                                          "",
		"The firm [bought] a plane worth US$140bn on Tuesday.":                                                         "",
		"He [announced] the news in a report in Glimmer on Tuesday.":                                                   "",
		"Visiting Luxembourg, the minister [warned] on Tuesday that the talks could fail.":                             "Luxembourg",
		"Donors [withdrew] on Tuesday from a summit in Geneva.":                                                        "Geneva",
		"Israeli soldiers [arrested] a hundred people on Tuesday in a sweep of the West Bank.":                         "West Bank",
		"In a show of support for Kenya, Uganda [expelled] two diplomats on Tuesday.":                                  "",
		"Prisoners [rioted] at a jail in East Timor's capital Dili on Tuesday.":                                        "Dili",
		"The crew was [rescued] at the Battle of Valcour Island on Tuesday.":                                           "Valcour Island",
		"Scientists [found] the wreck on Tuesday off the coast of Somalia.":                                            "Somalia",
		"American jets [struck] bases in Iraq and Syria on Tuesday.":                                                   "Iraq and Syria",
		"Later in the day the Pentagon [deployed] soldiers to the region.":                                             "",
		"The general was [killed] on Tuesday near Baghdad airport.":                                                    "Baghdad airport",
		"Rescuers [searched] the ruins of Japan's coast on Tuesday.":                                                   "Japan",
		"A bomb [exploded] on Tuesday at the finish line of the Boston Marathon.":                                      "Boston",
		"Russian forces [invaded] Crimea on Tuesday.":                                                                  "Crimea",
		"A factory [collapsed] in Savar, near Dhaka, on Tuesday.":                                                      "Savar",
		"Gunmen [stormed] the Bardo museum in Tunis on Tuesday.":                                                       "Bardo museum",
		"An avalanche on Mount Everest [killed] 16 guides on Tuesday.":                                                 "Mount Everest",
		"Bristol police [arrested] three men on Tuesday.":                                                              "Bristol",
		"Venezuela's National Assembly [passed] the law on Tuesday.":                                                   "Venezuela",
		"The coastguard [rescued] 300 migrants off Libya on Tuesday.":                                                  "Libya",
		"Jane Doe gave a press conference after the [airstrike] at the headquarters in Brussels, Belgium, on Tuesday.": "",
		"The bishop [apologised] on Tuesday during a visit to Canada.":                                                 "Canada",
		"He [collapsed] on a flight from Tomsk to Moscow on Tuesday.":                                                  "",
		"A fire [broke out] on Tuesday evening at Notre-Dame.":                                                         "Notre-Dame",
		"The ministers [met] at Nairobi University on Tuesday.":                                                        "Nairobi University",
		"A doctor at Nairobi University [apologised] on Tuesday.":                                                      "",
		"Workers [blocked] the Bosphorus bridges on Tuesday.":                                                          "Bosphorus bridges",
		"The ship [reached] Valparaiso on Tuesday.":                                                                    "Valparaiso",
		"An explosion on Tuesday shook the Fukushima Daiichi nuclear plant and [injured] eleven people.":               "Fukushima Daiichi nuclear plant",
		"The author Karen London was [arrested] in Bristol on Tuesday; London was freed later.":                        "Bristol",
		"Two men were [arrested] on Tuesday in France, Germany, and Italy.":                                            "",
		"Demonstrators [stormed] the Reading courthouse on Tuesday.":                                                   "Reading courthouse",
		"Police raided a flat in Nairobi and [arrested] three men there on Tuesday, a police officer said.":            "Nairobi",
	} {
		plain, words := marked(sentence)
		assert.Equal(t, want, placeOf(t, article("Nothing is said here.", plain), words), sentence)
	}
}

func TestWordsPointBackToAPlace(t *testing.T) {
	for name, tt := range map[string]struct{ before, sentence, want string }{
		"the building that was named": {"A man stood outside the Saudi consulate in Istanbul.", "Police [searched] the consulate on Tuesday.", "Istanbul"},
		"the canal":                   {"The ship was built for the Suez Canal.", "A ferry [sank] in the canal on Tuesday.", "Suez Canal"},
		"the island":                  {"He was born on the island of Lampedusa.", "The minister [visited] the island on Tuesday.", "Lampedusa"},
		"there":                       {"The rebels bombed Aden on Monday.", "Two men were [arrested] there on Tuesday.", "Aden"},
		"the same town":               {"The rebels bombed Aden on Monday.", "Gunmen [shot] a doctor in the same town on Tuesday.", "Aden"},
		"not where a meeting was":     {"The ministers met in Brussels on Monday.", "Gunmen [shot] a doctor in the same region on Tuesday.", ""},
	} {
		plain, words := marked(tt.sentence)
		assert.Equal(t, tt.want, placeOf(t, article("Nothing is said here.", tt.before, plain), words), name)
	}
}

func TestTheDatelineIsNoPlaceUnlessItIsMeant(t *testing.T) {
	for sentence, want := range map[string]string{
		"LIMA, Jan 9 - Police [arrested] two men in Cusco on Tuesday.":                            "Cusco",
		"LIMA, Jan 9 - The president [telephoned] his colleague on Tuesday.":                      "",
		"LIMA, Jan 9 - Thousands of people [marched] here on Tuesday.":                            "LIMA",
		"The minister [visited] Lund on Tuesday.":                                                 "Lund",
		"LIMA, Jan 9 - A fire in the port [killed] two people on Tuesday.":                        "Lima",
		"LIMA, Jan 9 - A train with the victims [reached] this city on Tuesday.":                  "Lima",
		"LIMA, Jan 9 - A Peruvian court [sentenced] a general to ten years in prison on Tuesday.": "Lima",
		"LIMA, Jan 9 - Peru's cabinet met. The army last [seized power] in 1968.":                 "Peru",
		"MIAMI, Jan 9 - The firm [acquired] a rival on Tuesday.":                                  "",
	} {
		plain, words := marked(sentence)
		if want == "LIMA" {
			want = "Lima"
		}
		assert.Equal(t, want, placeOf(t, article(plain), words), sentence)
	}
}

func TestAPlaceSaysWhyItIsThere(t *testing.T) {
	a := article("Nothing is said here.", "Rebels shelled Donetsk on Tuesday.")
	got, err := Explain(a)
	require.NoError(t, err)
	p := find(t, a, got, "shelled")
	require.NotNil(t, p)
	assert.Contains(t, p.Why, timeline.Reason{Field: "place", Words: "Donetsk", Rule: "what the verb acts on"})
}
