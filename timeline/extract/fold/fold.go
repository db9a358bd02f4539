// Package fold writes names in plain letters, so that "São Paulo" and
// "Sao Paulo", "Sana'a" and "Sanaa" are one name. It refuses no text: what has
// no plain form stays as it is.
//
//	fold.Fold("Łódź") // "Lodz"
//
// It follows Unicode 15's canonical decomposition (UAX #15).
package fold

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// plain holds the letters that Unicode does not decompose, and the marks that
// stand for a stop in the throat, of which news writes none or an apostrophe.
var plain = strings.NewReplacer(
	"ø", "o", "Ø", "O", "ł", "l", "Ł", "L", "đ", "d", "Đ", "D", "ı", "i", "ß", "ss", "æ", "ae", "Æ", "Ae", "œ", "oe", "Œ", "Oe", "ð", "d", "þ", "th", "Þ", "Th", "ə", "a", "Ə", "A",
	"'", "", "’", "", "‘", "", "ʻ", "", "ʼ", "", "ʿ", "", "ʾ", "", "`", "",
)

// Fold returns s without diacritics and apostrophes. ASCII text without an
// apostrophe is returned as it is.
func Fold(s string) string {
	simple := true
	for i := 0; i < len(s) && simple; i++ {
		simple = s[i] < 0x80 && s[i] != '\'' && s[i] != '`'
	}
	if simple {
		return s
	}
	var b strings.Builder
	for _, c := range norm.NFD.String(s) {
		if !unicode.Is(unicode.Mn, c) {
			b.WriteRune(c)
		}
	}
	return plain.Replace(b.String())
}
