package edtf

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// phrase writes one date, without its year if the other end has the same. told
// is what stands before an uncertain day.
func (d Date) phrase(year bool, told string) string {
	w := partsOf(d.s)
	text := d.plain(w, year)
	marked := []Mark{d.marks.of(0), d.marks.of(1), d.marks.of(2)}
	switch {
	case w.month == "":
		marked = marked[:1]
	case w.day == "":
		marked = marked[:2]
	}
	for _, m := range marked {
		if m != marked[0] {
			return text + " (" + doubts(marked, d.prec) + ")"
		}
	}
	switch marked[0] {
	case Uncertain | Approximate:
		return "perhaps about " + text
	case Uncertain:
		if d.prec >= DayPrecision {
			return told + text
		}
		return "perhaps " + text
	case Approximate:
		return "about " + text
	}
	return text
}

// doubts says which parts of a date are not sure: "year uncertain, month and
// day approximate".
func doubts(marked []Mark, prec Precision) string {
	names := [3]string{"year", "month", "day"}
	switch prec {
	case Season:
		names[1] = "season"
	case Quarter:
		names[1] = "part of the year"
	}
	var all []string
	for _, k := range []struct {
		Mark
		words string
	}{{Uncertain, "uncertain"}, {Approximate, "approximate"}, {Uncertain | Approximate, "uncertain and approximate"}} {
		var parts []string
		for i, m := range marked {
			if m == k.Mark {
				parts = append(parts, names[i])
			}
		}
		if len(parts) > 0 {
			all = append(all, list(parts, "and")+" "+k.words)
		}
	}
	return strings.Join(all, ", ")
}

// plain writes a date without its marks.
func (d Date) plain(w written, year bool) string {
	switch {
	case strings.Contains(w.year, "S"):
		y1, _, _ := d.lo.Date()
		y2, _, _ := d.hi.Date()
		return fmt.Sprintf("some time between %s and %s, probably %s", yearWords(int64(y1)), yearWords(int64(y2)), yearWords(yearNumber(w.year)))
	case strings.HasPrefix(w.year, "Y"):
		return "the year " + yearWords(yearNumber(w.year))
	case d.prec == Season || d.prec == Quarter:
		y1, _, _ := d.lo.Date()
		if y2, _, _ := d.hi.Date(); y2 != y1 && y1 > 0 { // a winter, where it is one
			return fmt.Sprintf(seasonWords[number2(w.month)], fmt.Sprintf("%d–%02d", y1, y2%100))
		}
		return fmt.Sprintf(seasonWords[number2(w.month)], yearWords(yearNumber(w.year)))
	case strings.Contains(w.year+w.month+w.day, "X"):
		return unspecified(w)
	}
	y, m, day := d.lo.Date()
	tail := ""
	if year {
		tail = " " + yearWords(int64(y))
	}
	switch {
	case w.clock != "":
		return fmt.Sprintf("%s, %d %s%s", clockWords(w.clock), day, m, tail)
	case w.day != "":
		return fmt.Sprintf("%d %s%s", day, m, tail)
	case w.month != "":
		return m.String() + tail
	}
	return yearWords(int64(y))
}

// unspecified writes a date some of whose digits are not given.
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

func yearWords(y int64) string {
	switch {
	case y <= 0:
		return grouped(1-y) + " BC" // EDTF has a year 0, which is 1 BC
	case y < 1000:
		return "AD " + strconv.FormatInt(y, 10) // "33" alone could be a day
	}
	return grouped(y)
}

// grouped writes numbers beyond four digits with commas.
func grouped(n int64) string {
	s := strconv.FormatInt(n, 10)
	if len(s) <= 4 {
		return s
	}
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

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

// seasonWords write the codes 21 to 41 of a year.
var seasonWords = [...]string{
	21: "spring %s", 22: "summer %s", 23: "autumn %s", 24: "winter %s",
	25: "spring %s in the northern hemisphere", 26: "summer %s in the northern hemisphere",
	27: "autumn %s in the northern hemisphere", 28: "winter %s in the northern hemisphere",
	29: "spring %s in the southern hemisphere", 30: "summer %s in the southern hemisphere",
	31: "autumn %s in the southern hemisphere", 32: "winter %s in the southern hemisphere",
	33: "the first quarter of %s", 34: "the second quarter of %s", 35: "the third quarter of %s", 36: "the fourth quarter of %s",
	37: "the first third of %s", 38: "the second third of %s", 39: "the last third of %s",
	40: "the first half of %s", 41: "the second half of %s",
}
