package article

import (
	"strings"
	"unicode"
)

// stopWords are the commonest function words of each language that [language]
// knows, those first that its neighbours do not have.
var stopWords = map[string]string{
	"en": "the of and to in that was for on with is it by at from his had has were an which be this are he not said",
	"de": "der die und das den von zu mit dem des auf für ist nicht ein eine als auch sich im wurde hat bei nach",
	"fr": "le la les des et du une est dans pour que qui au sur par avec pas plus ce sont aux a été cette",
	"es": "el la los las de y del que en una por con para su se al un es como más fue ha este entre",
	"it": "il di che la e un per non del della in una è con sono le dei alla nel gli ha anche più",
	"pt": "o os a as de e do da em que um uma para com não dos das no na por ao foi mais é",
	"nl": "de het een van en in is dat op te zijn met voor niet aan er om ook bij door naar werd",
	"sv": "och att det som en på är av för med den till inte har ett om var vid från efter",
	"pl": "w i na z się do nie że jest o to po przez dla od za jak są został także",
	"tr": "ve bir bu da de için ile olarak daha çok sonra kadar olan en gibi ancak göre dedi",
	"id": "yang dan di dengan untuk dari pada ini itu dalam tidak akan oleh ke telah adalah juga karena",
	"ru": "и в не на что с по как из у за от для его о был это к года при",
	"uk": "і в не на що з та до як у за від для його про був це року при й",
	"ar": "في من على إلى أن عن التي الذي مع هذا ما هذه كما بعد قال بين لم كان",
	"fa": "و در به از که این را با است برای آن یک خود تا کرد شده بر می",
}

var languagesOf = func() map[string][]string {
	of := map[string][]string{}
	for lang, words := range stopWords {
		for _, w := range strings.Fields(words) {
			of[w] = append(of[w], lang)
		}
	}
	return of
}()

// language guesses the language of a text from its function words. It answers
// "" where they are few or where two languages are near each other: a wrong
// answer would read the dates by the wrong rules.
func language(text string) string {
	const most, fewest = 2000, 3 // words looked at, function words needed
	hits := map[string]int{}
	words := 0
	for w := range strings.FieldsFuncSeq(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsMark(r) && r != '\'' }) {
		if words++; words > most {
			break
		}
		for _, lang := range languagesOf[strings.ToLower(w)] {
			hits[lang]++
		}
	}
	best, second := "", 0
	for lang, n := range hits {
		switch {
		case best == "" || n > hits[best]:
			if best != "" {
				second = max(second, hits[best])
			}
			best = lang
		default:
			second = max(second, n)
		}
	}
	// Function words are a third to a half of running text; names and slogans
	// alone have fewer than a tenth.
	if n := hits[best]; n < fewest || 10*n < words || 2*n < 3*second {
		return ""
	}
	return best
}
