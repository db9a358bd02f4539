package edtf

import (
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

var tongues = []string{"de", "fr", "es", "tr", "ar"}

func TestDatesInSixLanguages(t *testing.T) {
	for date, want := range map[string][5]string{ // de, fr, es, tr, ar
		"2020-01-01":               {"1. Januar 2020", "1er janvier 2020", "1 de enero de 2020", "1 Ocak 2020", "1 يناير 2020"},
		"2020-01-08":               {"8. Januar 2020", "8 janvier 2020", "8 de enero de 2020", "8 Ocak 2020", "8 يناير 2020"},
		"2020-01-08T21:09:00Z":     {"8. Januar 2020, 21:09 UTC", "8 janvier 2020, 21:09 UTC", "8 de enero de 2020, 21:09 UTC", "8 Ocak 2020, 21:09 UTC", "8 يناير 2020، 21:09 UTC"},
		"2020-03":                  {"März 2020", "mars 2020", "marzo de 2020", "Mart 2020", "مارس 2020"},
		"-0043":                    {"44 v. Chr.", "44 av. J.-C.", "44 a. C.", "MÖ 44", "44 ق.م"},
		"2020-01-08?":              {"gemeldet am 8. Januar 2020", "rapporté le 8 janvier 2020", "informado el 8 de enero de 2020", "8 Ocak 2020 tarihinde bildirildi", "أُعلن في 8 يناير 2020"},
		"2015~":                    {"etwa 2015", "vers 2015", "hacia 2015", "2015 civarı", "نحو 2015"},
		"[2019-12-30..2020-01-05]": {"zwischen dem 30. Dezember 2019 und dem 5. Januar 2020", "entre le 30 décembre 2019 et le 5 janvier 2020", "entre el 30 de diciembre de 2019 y el 5 de enero de 2020", "30 Aralık 2019 ile 5 Ocak 2020 arasında", "بين 30 ديسمبر 2019 و5 يناير 2020"},
		"[2020-01-01..2020-01-03]": {"zwischen dem 1. und dem 3. Januar 2020", "entre le 1er et le 3 janvier 2020", "entre el 1 y el 3 de enero de 2020", "1 ile 3 Ocak 2020 arasında", "بين 1 و3 يناير 2020"},
		"[2020-01-11..2020-01-20]": {"Mitte Januar 2020", "mi-janvier 2020", "mediados de enero de 2020", "Ocak 2020 ortası", "منتصف يناير 2020"},
		"[..2020-01-08]":           {"spätestens am 8. Januar 2020", "au plus tard le 8 janvier 2020", "a más tardar el 8 de enero de 2020", "en geç 8 Ocak 2020", "في موعد أقصاه 8 يناير 2020"},
		"[2020-01-08..]":           {"8. Januar 2020 oder später", "le 8 janvier 2020 ou plus tard", "el 8 de enero de 2020 o más tarde", "8 Ocak 2020 veya sonrası", "8 يناير 2020 أو بعد ذلك"},
		"1980/1988":                {"1980 – 1988", "1980 – 1988", "1980 – 1988", "1980 – 1988", "1980 – 1988"},
		"2020-01-30/2020-02-02":    {"30. Januar – 2. Februar 2020", "30 janvier – 2 février 2020", "30 de enero – 2 de febrero de 2020", "30 Ocak – 2 Şubat 2020", "30 يناير – 2 فبراير 2020"},
		"2020-01-06/..":            {"seit dem 6. Januar 2020", "depuis le 6 janvier 2020", "desde el 6 de enero de 2020", "6 Ocak 2020 tarihinden beri", "منذ 6 يناير 2020"},
		"/1988":                    {"bis 1988, Beginn unbekannt", "jusqu’en 1988, début inconnu", "hasta 1988, comienzo desconocido", "1988 yılına kadar, başlangıcı bilinmiyor", "حتى 1988، والبداية غير معروفة"},
		"../2020-01-08":            {"bis zum 8. Januar 2020", "jusqu’au 8 janvier 2020", "hasta el 8 de enero de 2020", "8 Ocak 2020 tarihine kadar", "حتى 8 يناير 2020"},
		"2007-28":                  {"Winter 2007–08 auf der Nordhalbkugel", "hiver 2007–08 dans l’hémisphère Nord", "invierno de 2007–08 en el hemisferio norte", "2007–08 kışı (kuzey yarımküre)", "شتاء 2007–08 في نصف الكرة الشمالي"},
		"2012-35":                  {"3. Quartal 2012", "3e trimestre 2012", "tercer trimestre de 2012", "2012 üçüncü çeyreği", "الربع الثالث من 2012"},
		"18XX":                     {"19. Jahrhundert", "XIXe siècle", "siglo XIX", "19. yüzyıl", "القرن 19"},
		"1985-04-XX":               {"April 1985, Tag unbekannt", "avril 1985, jour inconnu", "abril de 1985, día desconocido", "Nisan 1985, gün bilinmiyor", "أبريل 1985، اليوم غير معروف"},
		"2020-01-1X":               {"Januar 2020, zwischen 10. und 19.", "janvier 2020, entre 10 et 19", "enero de 2020, entre 10 y 19", "Ocak 2020, 10 ile 19 arasında", "يناير 2020، بين 10 و19"},
		"XXXX-12-25":               {"25. Dezember, Jahr unbekannt", "25 décembre, année inconnue", "25 de diciembre, año desconocido", "25 Aralık, yıl bilinmiyor", "25 ديسمبر، السنة غير معروفة"},
		"2020-XX-31":               {"2020, Monat unbekannt, 31.", "2020, mois inconnu, 31", "2020, mes desconocido, 31", "2020, ay bilinmiyor, 31", "2020، الشهر غير معروف، 31"},
		"2004?-06-11":              {"11. Juni 2004 (Jahr unsicher)", "11 juin 2004 (année sans certitude)", "11 de junio de 2004 (año sin certeza)", "11 Haziran 2004 (yıl belirsiz)", "11 يونيو 2004 (السنة: غير مؤكد)"},
		"[1667,1668,1670..1672]":   {"1667, 1668 oder zwischen 1670 und 1672", "1667, 1668 ou entre 1670 et 1672", "1667, 1668 o entre 1670 y 1672", "1667, 1668 veya 1670 ile 1672 arasında", "1667، 1668 أو بين 1670 و1672"},
		"{..1984}":                 {"jedes Jahr bis 1984", "chaque année jusqu’en 1984", "cada año hasta 1984", "1984 yılına kadar her yıl", "كل سنة حتى 1984"},

		"2020-01-08T21:09:00Z/2020-01-08T23:00:00Z": {"8. Januar 2020, 21:09–23:00 UTC", "8 janvier 2020, 21:09–23:00 UTC", "8 de enero de 2020, 21:09–23:00 UTC", "8 Ocak 2020, 21:09–23:00 UTC", "8 يناير 2020، 21:09–23:00 UTC"},
	} {
		for i, tag := range tongues {
			assert.Equal(t, want[i], MustParse(date).WordsIn(tag), "%s in %s", date, tag)
		}
	}
	assert.Equal(t, "8. Januar 2020", MustParse("2020-01-08").WordsIn("de-AT"))
	assert.Equal(t, "8 January 2020", MustParse("2020-01-08").WordsIn("xx"), "English stands in")
}

// A date of whatever form has words in every language, with nothing left open.
func TestNoLanguageLacksWordsForADate(t *testing.T) {
	for _, line := range stringsOf(t, "valid.txt") {
		_, s, _ := strings.Cut(line, "\t")
		for _, tag := range tongues {
			words := MustParse(s).WordsIn(tag)
			assert.NotEmpty(t, words, "%s in %s", s, tag)
			assert.NotRegexp(t, `[{}]|^[ ,،]|  |[ ,،]$`, words, "%s in %s", s, tag)
		}
	}
}

// The forms of a text for a day, a month or a year are a language's own
// affair, and so is what English words with more care, see unspecified.
func TestEveryLanguageWordsTheSameTexts(t *testing.T) {
	form := regexp.MustCompile(`\.(day|month|year)$`)
	base := func(tag string) []string {
		var keys []string
		for key := range languages()[tag].texts {
			if form.MatchString(key) && languages()["en"].texts[key] == "" || strings.HasPrefix(key, "x.") {
				continue
			}
			keys = append(keys, key)
		}
		slices.Sort(keys)
		return keys
	}
	placeholder := regexp.MustCompile(`\{\w+\}`)
	extra := func(tag string) []string {
		return slices.Sorted(func(yield func(string) bool) {
			for key := range languages()[tag].texts {
				if strings.HasPrefix(key, "x.") && !yield(key) {
					return
				}
			}
		})
	}
	assert.ElementsMatch(t, append(slices.Clone(tongues), "en"), slices.Collect(maps.Keys(languages())))
	for _, tag := range tongues {
		assert.Equal(t, base("en"), base(tag), tag)
		assert.Equal(t, extra("de"), extra(tag), tag)
		l := languages()[tag]
		assert.Len(t, l.Months, 12, tag)
		assert.Len(t, l.Short, 12, tag)
		assert.Len(t, l.Weekdays, 7, tag)
		for key, text := range l.texts {
			english := languages()["en"].texts[key]
			if english == "" {
				english = languages()["en"].texts[form.ReplaceAllString(key, "")]
			}
			if english == "" {
				continue
			}
			of := func(text string) []string {
				all := placeholder.FindAllString(strings.ReplaceAll(text, "{bare}", "{a}"), -1)
				slices.Sort(all)
				return all
			}
			assert.Equal(t, of(english), of(text), "%s in %s", key, tag)
		}
	}
}
