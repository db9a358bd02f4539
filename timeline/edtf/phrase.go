package edtf

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// phrase writes one date, without its year if the other end has the same. told
// is the text for an uncertain day; a day without doubts gets its article, in
// languages that have one, if article is set.
func (d Date) phrase(l *Language, year bool, told string, article bool) string {
	w := partsOf(d.s)
	text := d.plain(l, w, year)
	marked := []Mark{d.marks.of(0), d.marks.of(1), d.marks.of(2)}
	switch {
	case w.month == "":
		marked = marked[:1]
	case w.day == "":
		marked = marked[:2]
	}
	for _, m := range marked {
		if m != marked[0] {
			return text + " (" + doubts(l, marked, d.prec) + ")"
		}
	}
	day := d.prec >= DayPrecision && !strings.Contains(d.s, "X")
	doubt := ""
	switch marked[0] {
	case Uncertain | Approximate:
		doubt = "perhaps about"
	case Uncertain:
		if doubt = "perhaps"; d.prec >= DayPrecision {
			doubt = told
		}
	case Approximate:
		doubt = "about"
	default:
		if article && day {
			return l.say("the.day", "{a}", text)
		}
		return text
	}
	if day && l.texts[doubt+".day"] != "" {
		doubt += ".day"
	}
	return l.say(doubt, "{a}", text)
}

// doubts says which parts of a date are not sure: "year uncertain, month and
// day approximate".
func doubts(l *Language, marked []Mark, prec Precision) string {
	names := [3]string{"part.year", "part.month", "part.day"}
	switch prec {
	case Season:
		names[1] = "part.season"
	case Quarter:
		names[1] = "part.quarter"
	}
	var all []string
	for _, k := range []struct {
		Mark
		key string
	}{{Uncertain, "uncertain"}, {Approximate, "approximate"}, {Uncertain | Approximate, "uncertain and approximate"}} {
		var parts []string
		for i, m := range marked {
			if m == k.Mark {
				parts = append(parts, l.texts[names[i]])
			}
		}
		if len(parts) > 0 {
			all = append(all, l.say(k.key, "{parts}", l.list(parts, "and")))
		}
	}
	return strings.Join(all, l.texts["comma"])
}

// plain writes a date without its marks.
func (d Date) plain(l *Language, w written, year bool) string {
	switch {
	case strings.Contains(w.year, "S"):
		return l.say("estimate", "{a}", l.Format("y", d.lo), "{b}", l.Format("y", d.hi), "{c}", l.year(yearNumber(w.year)))
	case strings.HasPrefix(w.year, "Y"):
		return l.say("long", "{y}", l.year(yearNumber(w.year)))
	case d.prec == Season || d.prec == Quarter:
		return d.partOfYear(l, w)
	case strings.Contains(w.year+w.month+w.day, "X"):
		if l.Tag == "en" {
			return unspecified(w)
		}
		return l.unspecified(w)
	}
	parts := ""
	if w.day != "" {
		parts = "dm"
		if year {
			parts = "dmy"
		}
	} else if w.month != "" {
		parts = "m"
		if year {
			parts = "my"
		}
	} else {
		parts = "y"
	}
	if w.clock != "" {
		return l.say("clock", "{day}", l.Format(parts, d.lo), "{clock}", clockWords(w.clock))
	}
	return l.Format(parts, d.lo)
}

// partOfYear writes a part of a year, by its code from 21 to 41.
func (d Date) partOfYear(l *Language, w written) string {
	year := l.year(yearNumber(w.year))
	y1, _, _ := d.lo.Date()
	if y2, _, _ := d.hi.Date(); y2 != y1 && y1 > 0 { // a winter, where it is one
		year = fmt.Sprintf("%d–%02d", y1, y2%100)
	}
	code, where := number2(w.month), ""
	switch {
	case code >= 25 && code <= 28:
		code, where = code-4, "north"
	case code >= 29 && code <= 32:
		code, where = code-8, "south"
	}
	text := l.say("season."+strconv.Itoa(code), "{y}", year)
	if where != "" {
		text = l.say(where, "{a}", text)
	}
	return text
}

// unspecified writes a date some of whose digits are not given, in English;
// [Language.unspecified] does so more simply in the others.
func unspecified(w written) string {
	year, known := yearsWords(w.year)
	if w.month == "" {
		return year
	}
	never := w.year == "XXXX"
	month := monthsWords(w.month)
	sure := !strings.Contains(w.month, "X")
	after := " of some year in " + year // after what has a name
	switch {
	case known:
		after = " " + year
	case never:
		after = " of some year"
	case strings.HasPrefix(year, "a year "):
		after = " of " + year
	}
	within := " in " + year // after "some day" or "some month"
	if never {
		within = ", the year unknown"
	}
	if w.month != "XX" {
		within = after
	}
	switch {
	case w.day == "" && never && w.month == "XX":
		return "a month that is not known"
	case w.day == "":
		return month + within
	case w.day == "XX" && w.month == "XX" && never:
		return "a day that is not known"
	case w.day == "XX" && w.month == "XX":
		return "some day" + within
	case w.day == "XX":
		return "some day in " + month + within
	case strings.Contains(w.day, "X"):
		return dayChoice(w, sure) + month + within
	case sure:
		return strconv.Itoa(number2(w.day)) + " " + month + after
	}
	return "the " + ordinal(number2(w.day)) + " of " + month + within
}

// dayChoice is "some day from 10 to 19 " and what joins it to a month.
func dayChoice(w written, sure bool) string {
	most := 31
	if sure {
		most = daysIn(2000, number2(w.month))
		if y := yearsOf(strings.TrimPrefix(w.year, "-"), w.year[0] == '-'); y.known {
			most = daysIn(y.least, number2(w.month))
		}
	}
	var days []string
	for n := 1; n <= most; n++ {
		if fits2(w.day, n) {
			days = append(days, strconv.Itoa(n))
		}
	}
	join := " "
	if !sure {
		join = " of "
	}
	if w.day[1] == 'X' && len(days) > 2 {
		return "some day from " + days[0] + " to " + days[len(days)-1] + join
	}
	return list(days, "or") + join
}

// monthsWords names the months that two digits can be.
func monthsWords(digits string) string {
	if digits == "XX" {
		return "some month"
	}
	var names []string
	for m := time.January; m <= time.December; m++ {
		if fits2(digits, int(m)) {
			names = append(names, m.String())
		}
	}
	if len(names) > 3 {
		return "a month from " + names[0] + " to " + names[len(names)-1]
	}
	return list(names, "or")
}

// yearsWords writes a year, or those that four digits with X can be.
func yearsWords(text string) (words string, known bool) {
	mask, negative := strings.CutPrefix(text, "-")
	y := yearsOf(mask, negative)
	switch x := strings.Trim(mask, "0123456789"); {
	case y.known:
		return yearWords(y.least), true
	case mask == "XXXX" && negative:
		return "a year BC that is not known", false
	case mask == "XXXX":
		return "a year that is not known", false
	case x == "XX" && strings.HasSuffix(mask, x):
		century := ordinal(number2(mask)+1) + " century"
		if negative {
			return "the " + century + " BC", false // -1899 to -1800, 1900 to 1801 BC
		}
		return "the " + century, false
	case x == "X" && strings.HasSuffix(mask, x) && y.least >= 100:
		return fmt.Sprintf("the %ds", y.least), false
	}
	return "a year between " + yearWords(y.least) + " and " + yearWords(y.most), false
}

func clockWords(clock string) string {
	w := clock[:5]
	if clock[6:8] != "00" {
		w = clock[:8]
	}
	switch zone := clock[8:]; zone {
	case "":
	case "Z":
		w += " UTC"
	default:
		w += " UTC" + strings.Replace(zone, "-", "−", 1)
	}
	return w
}

// yearNumber is the year that a text without X gives: 0044, -0043, Y-17E7S2.
func yearNumber(text string) int64 {
	text, _, _ = strings.Cut(strings.TrimPrefix(text, "Y"), "S")
	text, zeros, _ := strings.Cut(text, "E")
	n, _ := strconv.ParseInt(text, 10, 64)
	e, _ := strconv.Atoi(zeros)
	for range e {
		n *= 10
	}
	return n
}

func yearWords(y int64) string { return LanguageOf("en").year(y) }

// list is "a, b and c" in English.
func list(parts []string, last string) string { return LanguageOf("en").list(parts, last) }

func ordinal(n int) string {
	suffix := "th"
	if n/10%10 != 1 {
		switch n % 10 {
		case 1:
			suffix = "st"
		case 2:
			suffix = "nd"
		case 3:
			suffix = "rd"
		}
	}
	return strconv.Itoa(n) + suffix
}
