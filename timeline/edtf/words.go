package edtf

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// Words returns d in English for readers: "8 January 2020", "some time between
// 30 December 2019 and 5 January 2020", "by 8 January 2020", "reported on 8
// January 2020". The words say what the notation says and no more; "" for no
// date.
func (d Date) Words() string {
	if d.IsZero() {
		return ""
	}
	_, _, ranged := d.ends()
	from, to, _, _ := d.Interval()
	switch {
	case d.form == Single:
		return d.single(true)
	case ranged && d.form == Interval:
		return lasting(d.s, from, to)
	case ranged && d.form == OneOf:
		return within(from, to)
	case ranged:
		return strings.TrimPrefix(within(from, to), "some time ")
	}
	var parts []string
	for m := range strings.SplitSeq(d.s[1:len(d.s)-1], ",") {
		switch a, b, ok := strings.Cut(m, ".."); {
		case ok:
			parts = append(parts, strings.TrimPrefix(within(end1(a), end1(b)), "some time "))
		default:
			parts = append(parts, MustParse(m).single(true))
		}
	}
	last := len(parts) - 1
	if last == 0 {
		return parts[0]
	}
	join := " and "
	if d.form == OneOf {
		join = " or "
	}
	return strings.Join(parts[:last], ", ") + join + parts[last]
}

func lasting(s string, from, to Date) string {
	switch {
	case from.IsZero() && strings.HasPrefix(s, ".."):
		return "until " + to.single(true)
	case from.IsZero():
		return "until " + to.single(true) + ", from an unknown time"
	case to.IsZero() && strings.HasSuffix(s, ".."):
		return "since " + from.single(true)
	case to.IsZero():
		return "from " + from.single(true) + ", until an unknown time"
	}
	a, b := pair(from, to)
	return a + " – " + b
}

func within(from, to Date) string {
	switch {
	case from.IsZero():
		return "by " + to.single(true)
	case to.IsZero():
		return from.single(true) + " or later"
	case from.Equal(to):
		return from.single(true)
	}
	a, b := pair(from, to)
	return "some time between " + a + " and " + b
}

// pair writes two ends, the year only once where both have the same, and the
// month too.
func pair(from, to Date) (string, string) {
	a, b := from.single(true), to.single(true)
	if from.prec != to.prec || from.prec != DayPrecision && from.prec != Month || from.vague() || to.vague() {
		return a, b
	}
	y1, m1, _ := from.lo.Date()
	y2, m2, _ := to.lo.Date()
	switch {
	case y1 != y2:
		return a, b
	case m1 == m2 && from.prec == DayPrecision:
		_, _, day := from.lo.Date()
		return strconv.Itoa(day), b
	}
	return from.single(false), b
}

func (d Date) vague() bool { return d.doubtful || d.about }

// single writes one date, without its year if the other end has the same.
func (d Date) single(year bool) string {
	w := d.plain(year)
	switch {
	case d.doubtful && d.about:
		return "perhaps about " + w
	case d.doubtful && d.prec >= DayPrecision:
		return "reported on " + w
	case d.doubtful:
		return "perhaps " + w
	case d.about:
		return "about " + w
	}
	return w
}

func (d Date) plain(year bool) string {
	y, m, day := d.lo.Date()
	tail := ""
	if year {
		tail = " " + yearWords(y)
	}
	switch d.prec {
	case Second:
		return d.clockWords() + ", " + fmt.Sprintf("%d %s%s", day, m, tail)
	case DayPrecision:
		return fmt.Sprintf("%d %s%s", day, m, tail)
	case Month:
		return m.String() + tail
	case Season, Quarter:
		if i := strings.LastIndexByte(strings.TrimRight(d.s, "?~%"), '-'); i > 0 {
			code, _ := strconv.Atoi(strings.Trim(d.s[i+1:], "?~%"))
			return seasonWords[code] + " " + yearWords(y)
		}
	case Year:
		if !strings.Contains(d.s, "X") {
			return yearWords(y)
		}
	case Decade:
		if y > 0 {
			return fmt.Sprintf("the %ds", y-y%10)
		}
	case Century:
		if y >= 100 {
			return fmt.Sprintf("the %d00s", y/100)
		}
	}
	return d.unspecified()
}

// unspecified writes a date some of whose digits are not given.
func (d Date) unspecified() string {
	if d.noLo {
		return "a time that is not known"
	}
	y1, m1, d1 := d.lo.Date()
	y2, m2, d2 := d.hi.Date()
	switch {
	case y1 == y2 && m1 == 1 && m2 == time.December:
		return "some day in " + yearWords(y1)
	case y1 == y2 && m1 == m2 && d1 == 1 && d2 == daysIn(int64(y1), int(m1)):
		return "some day in " + m1.String() + " " + yearWords(y1)
	case m1 == 1 && d1 == 1 && m2 == time.December && d2 == 31:
		return "some time between " + yearWords(y1) + " and " + yearWords(y2)
	}
	a, b := pair(OfDay(d.lo), OfDay(d.hi))
	return "some time between " + a + " and " + b
}

func (d Date) clockWords() string {
	_, clock, _ := strings.Cut(d.s, "T")
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

func yearWords(y int) string {
	if y <= 0 {
		return strconv.Itoa(1-y) + " BC" // EDTF has a year 0, which is 1 BC
	}
	return strconv.Itoa(y)
}

var seasonWords = [...]string{
	21: "spring", 22: "summer", 23: "autumn", 24: "winter",
	25: "spring", 26: "summer", 27: "autumn", 28: "winter",
	29: "southern spring", 30: "southern summer", 31: "southern autumn", 32: "southern winter",
	33: "the first quarter of", 34: "the second quarter of", 35: "the third quarter of", 36: "the fourth quarter of",
	37: "the first third of", 38: "the second third of", 39: "the last third of",
	40: "the first half of", 41: "the second half of",
}
