package chart

import "strings"

// calendar is the names on the axis in the language of an edition.
type calendar struct {
	Months []string `json:"months"`
	Short  []string `json:"short"`
	BCE    string   `json:"bce"`
}

// calendars are the languages of Dateline's public pages beside English, whose
// names the script has. The names and short forms are those of Unicode CLDR 44
// (gregorian, stand-alone).
var calendars = map[string]*calendar{
	"ar": names("يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر", "", "ق.م"),
	"de": names("Januar Februar März April Mai Juni Juli August September Oktober November Dezember", "Jan Feb Mär Apr Mai Jun Jul Aug Sep Okt Nov Dez", "v. Chr."),
	"es": names("enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre", "ene feb mar abr may jun jul ago sept oct nov dic", "a. C."),
	"fr": names("janvier février mars avril mai juin juillet août septembre octobre novembre décembre", "janv. févr. mars avr. mai juin juil. août sept. oct. nov. déc.", "av. J.-C."),
	"tr": names("Ocak Şubat Mart Nisan Mayıs Haziran Temmuz Ağustos Eylül Ekim Kasım Aralık", "Oca Şub Mar Nis May Haz Tem Ağu Eyl Eki Kas Ara", "MÖ"),
}

func names(months, short, bce string) *calendar {
	if short == "" { // a language that does not shorten them
		short = months
	}
	return &calendar{Months: strings.Fields(months), Short: strings.Fields(short), BCE: bce}
}

// calendarOf returns the names of a BCP 47 tag's language; nil is English,
// which stands in for every language that is not known.
func calendarOf(language string) *calendar {
	primary, _, _ := strings.Cut(strings.ToLower(language), "-")
	return calendars[primary]
}
