package chart

import "dateline/timeline/edtf"

// calendar is the names on the axis in the language of an edition.
type calendar struct {
	Months []string `json:"months"`
	Short  []string `json:"short"`
	BCE    string   `json:"bce"`
}

// calendarOf returns the names of a BCP 47 tag's language; nil is English,
// whose names the script has and which stands in for every language that is
// not known.
func calendarOf(language string) *calendar {
	l := edtf.LanguageOf(language)
	if l.Tag == "en" {
		return nil
	}
	return &calendar{Months: l.Months, Short: l.Short, BCE: l.BCE}
}
