package edtf

import (
	"strconv"
	"strings"
)

// unspecified writes a date some of whose digits are not given: what is known
// of it, then what is not, as "April 1985, Tag unbekannt".
func (l *Language) unspecified(w written) string {
	year, known := l.unspecifiedYear(w.year)
	day, month := "", ""
	exact := w.day != "" && !strings.Contains(w.day, "X")
	switch {
	case exact:
		day = l.day(number2(w.day))
	case w.day != "" && w.day != "XX":
		var days []string
		for n := 1; n <= 31; n++ {
			if fits2(w.day, n) {
				days = append(days, l.say("d", "{d}", l.day(n)))
			}
		}
		day = l.choice(days, w.day)
	}
	if w.month != "" && w.month != "XX" {
		var names []string
		for i, name := range l.Months {
			if fits2(w.month, i+1) {
				names = append(names, name)
			}
		}
		month = l.choice(names, w.month)
	}
	var parts []string
	switch {
	case month != "" && exact && known:
		parts = append(parts, l.say("dmy", "{d}", day, "{m}", month, "{y}", year))
	case month != "" && exact:
		parts = append(parts, l.say("dm", "{d}", day, "{m}", month), year)
	case month != "" && known && w.month != "0X":
		parts = append(parts, l.say("my", "{m}", month, "{y}", year))
	case month != "":
		parts = append(parts, year, month)
	case w.year != "XXXX" || w.month == "" || day != "":
		parts = append(parts, year)
	}
	switch {
	case w.day == "XX":
		parts = append(parts, l.texts["x.day"])
	case w.month == "XX":
		parts = append(parts, l.texts["x.month"])
	}
	switch {
	case month == "" && exact:
		parts = append(parts, l.say("d", "{d}", day))
	case !exact && day != "":
		parts = append(parts, day)
	}
	return strings.Join(parts, l.texts["comma"])
}

// choice is what two digits can be.
func (l *Language) choice(all []string, digits string) string {
	if len(all) > 3 && digits[1] == 'X' {
		return l.say("among", "{a}", all[0], "{b}", all[len(all)-1])
	}
	return l.list(all, "or")
}

// unspecifiedYear writes a year, or those that four digits with X can be.
func (l *Language) unspecifiedYear(text string) (words string, known bool) {
	mask, negative := strings.CutPrefix(text, "-")
	y := yearsOf(mask, negative)
	bc := ""
	if negative {
		bc = ".bc"
	}
	switch x := strings.Trim(mask, "0123456789"); {
	case y.known:
		return l.year(y.least), true
	case mask == "XXXX":
		return l.texts["x.year"+bc], false
	case x == "XX" && strings.HasSuffix(mask, x):
		n := number2(mask) + 1
		return l.say("x.century"+bc, "{n}", strconv.Itoa(n), "{roman}", roman(n)), false
	case x == "X" && strings.HasSuffix(mask, x) && y.least >= 100:
		return l.say("x.decade", "{y}", strconv.FormatInt(y.least, 10)), false
	}
	return l.say("x.years", "{a}", l.year(y.least), "{b}", l.year(y.most)), false
}

// roman writes a number from 1 to 100.
func roman(n int) string {
	var b strings.Builder
	for _, r := range []struct {
		n int
		s string
	}{{100, "C"}, {90, "XC"}, {50, "L"}, {40, "XL"}, {10, "X"}, {9, "IX"}, {5, "V"}, {4, "IV"}, {1, "I"}} {
		for ; n >= r.n; n -= r.n {
			b.WriteString(r.s)
		}
	}
	return b.String()
}
