package timex

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"dateline/timeline/edtf"
)

// A feast is a named day, read from what the words file says of it:
//
//	12-25            25 December
//	2001-09-11       that one day, in no other year
//	11-4-4           the fourth Thursday of November (weekdays as in ISO 8601)
//	5--1-1           the last Monday of May
//	11-4-4+1         a day after the fourth Thursday of November
//	11-27>7  5-24<1  the Sunday on or after, the Monday on or before a date
//	easter-2         days from Easter Sunday
//	orthodox+0       from that of the Eastern churches
//	julian 12-25     25 December of the Julian calendar
//	hebrew 7-10      10 Tishri; month 1 is Nisan, 12 is Purim's Adar
//	islamic 10-1     1 Shawwal of the tabular calendar
//	chinese 1-1      of the Chinese lunisolar calendar, months 1 to 10
//	nowruz, diwali   as their functions say
//
// Days of another calendar may be followed by "+1" or "-1" as well. Jewish
// and Islamic days begin at the sunset before; what is given is the daylight.
type feast struct {
	kind       feastKind
	year       int // of a day that is only once
	month, day int
	nth        int // of the month's weekdays; or after (1), before (-1) a date
	weekday    int // ISO 8601
	offset     int
}

type feastKind uint8

const (
	fixedFeast feastKind = iota
	onceFeast
	nthFeast
	besideFeast
	easterFeast
	orthodoxFeast
	julianFeast
	hebrewFeast
	islamicFeast
	chineseFeast
	nowruzFeast
	diwaliFeast
)

// feastNames are the feasts and calendars that a specification may name, and
// the last month that it may give; without one it gives no month.
var feastNames = map[string]struct {
	kind   feastKind
	months int
}{
	"easter": {easterFeast, 0}, "orthodox": {orthodoxFeast, 0}, "nowruz": {nowruzFeast, 0}, "diwali": {diwaliFeast, 0},
	"julian": {julianFeast, 12}, "hebrew": {hebrewFeast, 12}, "islamic": {islamicFeast, 12}, "chinese": {chineseFeast, 10},
}

var feastForms = struct{ fixed, once, nth, beside, named *regexp.Regexp }{
	fixed:  regexp.MustCompile(`^(\d{1,2})-(\d{1,2})$`),
	once:   regexp.MustCompile(`^(\d{4})-(\d{2})-(\d{2})$`),
	nth:    regexp.MustCompile(`^(\d{1,2})-(-?[1-5])-([1-7])([+-]\d{1,3})?$`),
	beside: regexp.MustCompile(`^(\d{1,2})-(\d{1,2})([<>])([1-7])([+-]\d{1,3})?$`),
	named:  regexp.MustCompile(`^([a-z]+)(?: (\d{1,2})-(\d{1,2}))?([+-]\d{1,3})?$`),
}

// isFeasts tells the classes of words whose values are feasts.
func isFeasts(class string) bool { return class == "holiday" || strings.HasPrefix(class, "holiday-") }

// readFeast reads a specification.
func readFeast(spec string) (feast, error) {
	num := func(s string) int { n, _ := strconv.Atoi(s); return n }
	f, forms := feast{}, &feastForms
	if m := forms.fixed.FindStringSubmatch(spec); m != nil {
		f = feast{month: num(m[1]), day: num(m[2])}
	} else if m := forms.once.FindStringSubmatch(spec); m != nil {
		f = feast{kind: onceFeast, year: num(m[1]), month: num(m[2]), day: num(m[3])}
	} else if m := forms.nth.FindStringSubmatch(spec); m != nil {
		f = feast{kind: nthFeast, month: num(m[1]), day: 1, nth: num(m[2]), weekday: num(m[3]), offset: num(m[4])}
	} else if m := forms.beside.FindStringSubmatch(spec); m != nil {
		f = feast{kind: besideFeast, month: num(m[1]), day: num(m[2]), nth: 1, weekday: num(m[4]), offset: num(m[5])}
		if m[3] == "<" {
			f.nth = -1
		}
	} else if m := forms.named.FindStringSubmatch(spec); m != nil {
		named, ok := feastNames[m[1]]
		f = feast{kind: named.kind, month: num(m[2]), day: num(m[3]), offset: num(m[4])}
		switch {
		case !ok:
			return f, fmt.Errorf("the feast %q: there is no calendar or feast %q", spec, m[1])
		case named.months == 0 && m[2] != "":
			return f, fmt.Errorf("the feast %q: %s has no months", spec, m[1])
		case named.months > 0 && (f.month < 1 || f.month > named.months || f.day < 1 || f.day > 31):
			return f, fmt.Errorf("the feast %q: give a month from 1 to %d and a day", spec, named.months)
		}
		return f, nil
	} else {
		return f, fmt.Errorf("%q is no feast: write for example 12-25, 11-4-4, 11-27>7, easter-2 or hebrew 7-10", spec)
	}
	const leapYear = 2000
	if f.month < 1 || f.month > 12 || f.day < 1 || f.day > monthLength(leapYear, f.month) {
		return f, fmt.Errorf("the feast %q: there is no such day", spec)
	}
	return f, nil
}

// yearly is the feast as a TIMEX3 set, "XXXX-12-25"; of a movable one only
// how often it comes.
func (f *feast) yearly() string {
	if f.kind != fixedFeast {
		return "P1Y"
	}
	return string(appendInt(append(appendInt([]byte("XXXX-"), f.month, 2), '-'), f.day, 2))
}

// approximate tells the feasts that begin when the moon is seen: the tabular
// calendar may be a day from what was observed, and countries differ.
func (f *feast) approximate() bool { return f.kind == islamicFeast }

// in returns the feast's days in a Gregorian year: one, but none in a year
// that has no such day, and sometimes two of those of the Islamic calendar,
// whose year is the shorter.
func (f *feast) in(y int) (days [2]edtf.Day, n int) {
	put := func(d edtf.Day, ok bool) {
		d += edtf.Day(f.offset)
		if at, _, _ := d.Date(); ok && at == y && n < len(days) {
			days[n] = d
			n++
		}
	}
	switch f.kind {
	case fixedFeast, onceFeast:
		put(edtf.DayOf(y, time.Month(f.month), min(f.day, monthLength(y, f.month))),
			f.day <= monthLength(y, f.month) && (f.kind == fixedFeast || y == f.year))
	case nthFeast:
		d := nthWeekday(y, f.month, f.nth, f.weekday)
		_, mo, _ := d.Date()
		put(d, int(mo) == f.month)
	case besideFeast:
		d := edtf.DayOf(y, time.Month(f.month), f.day)
		if f.nth > 0 {
			put(d+edtf.Day((f.weekday-int(d.Weekday())+7)%7), true)
		} else {
			put(d-edtf.Day((int(d.Weekday())-f.weekday+7)%7), true)
		}
	case easterFeast:
		put(easter(y))
	case orthodoxFeast:
		put(orthodoxEaster(y))
	case julianFeast:
		for year := y - 1; year <= y+1; year++ {
			put(julianDay(year, f.month, f.day), true)
		}
	case hebrewFeast:
		const toSpring, toAutumn = 3760, 3761
		put(hebrewDay(y+toSpring, f.month, f.day), y > 0)
		put(hebrewDay(y+toAutumn, f.month, f.day), y > 0)
	case islamicFeast:
		// 33 of its years are 32 of the sun's.
		first := (y-622)*33/32 - 1
		for year := first; year <= first+4; year++ {
			put(islamicDay(year, f.month, f.day), year > 0)
		}
	case chineseFeast:
		put(chineseDay(y, f.month, f.day))
	case nowruzFeast:
		put(nowruz(y))
	case diwaliFeast:
		put(diwali(y))
	}
	return days, n
}

// upTo returns the last day of the feast that is not after d, or before it
// where strict.
func (f *feast) upTo(d edtf.Day, strict bool) (edtf.Day, bool) {
	y, _, _ := d.Date()
	for year := y; year > y-9; year-- {
		days, n := f.in(year)
		for k := n - 1; k >= 0; k-- {
			if days[k] < d || days[k] == d && !strict {
				return days[k], true
			}
		}
	}
	return 0, false
}

// from returns the first day of the feast that is not before d, or after it
// where strict.
func (f *feast) from(d edtf.Day, strict bool) (edtf.Day, bool) {
	y, _, _ := d.Date()
	for year := y; year < y+9; year++ {
		days, n := f.in(year)
		for k := range n {
			if days[k] > d || days[k] == d && !strict {
				return days[k], true
			}
		}
	}
	return 0, false
}

// nthWeekday counts from the end of the month where n is negative.
func nthWeekday(y, mo, n, weekday int) edtf.Day {
	if n < 0 {
		last := edtf.DayOf(y, time.Month(mo), monthLength(y, mo))
		return last - edtf.Day((int(last.Weekday())-weekday%7+7)%7) + edtf.Day(7*(n+1))
	}
	first := edtf.DayOf(y, time.Month(mo), 1)
	return first + edtf.Day((weekday%7-int(first.Weekday())+7)%7) + edtf.Day(7*(n-1))
}

// gregorianYear is the first in which Easter was reckoned by the Gregorian
// calendar, councilYear that of the council that gave it its rule.
const gregorianYear, councilYear = 1583, 325

// easter is Easter Sunday of the Western church, after Meeus ("Astronomical
// Algorithms", chapter 8), who has it from Butcher. Before the Gregorian
// calendar it is the date that was written then, as with every date of a text
// of that time; there is none before the council of Nicaea.
func easter(y int) (edtf.Day, bool) {
	if y < gregorianYear {
		mo, d := julianEaster(max(y, 0))
		return edtf.DayOf(y, time.Month(mo), d), y >= councilYear
	}
	a, b, c := y%19, y/100, y%100
	d, e := b/4, b%4
	g := (8*b + 13) / 25
	h := (19*a + b - d - g + 15) % 30
	i, k := c/4, c%4
	l := (32 + 2*e + 2*i - h - k) % 7
	m := (a + 11*h + 22*l) / 451
	n := h + l - 7*m + 114
	return edtf.DayOf(y, time.Month(n/31), n%31+1), true
}

// orthodoxEaster is Easter Sunday of the Eastern churches as a day of the
// Gregorian calendar.
func orthodoxEaster(y int) (edtf.Day, bool) {
	if y < gregorianYear {
		return easter(y)
	}
	mo, d := julianEaster(y)
	return julianDay(y, mo, d), true
}

// julianEaster is the Easter Sunday of the Julian calendar, after Meeus.
func julianEaster(y int) (month, day int) {
	d := (19*(y%19) + 15) % 30
	e := (2*(y%4) + 4*(y%7) - d + 34) % 7
	n := d + e + 114
	return n / 31, n%31 + 1
}

// rataDie is the day before the first of the year 1: Reingold and Dershowitz
// ("Calendrical Calculations") count the days of all calendars from it, and
// the epochs below are theirs.
var rataDie = edtf.DayOf(1, time.January, 1) - 1

// julianDay is a date of the Julian calendar.
func julianDay(y, mo, d int) edtf.Day {
	n := -2 + 365*(y-1) + floorDiv(y-1, 4) + (367*mo-362)/12 + d
	if mo > 2 {
		n--
		if floorDiv(y, 4)*4 != y {
			n--
		}
	}
	return rataDie + edtf.Day(n)
}

// hebrewDay is a date of the arithmetical Hebrew calendar, after Reingold and
// Dershowitz: months from Nisan, the year from Tishri. Month 12 is the Adar
// of Purim, which a leap year has as its second.
func hebrewDay(y, mo, d int) edtf.Day {
	const tishri, adar = 7, 12
	leap := (7*y+1)%19 < 7
	length := hebrewNewYear(y+1) - hebrewNewYear(y)
	days := func(m int) int {
		switch {
		case m == 2, m == 4, m == 6, m == 10, m == 13,
			m == adar && !leap,
			m == 8 && length%10 != 5, // Heshvan is long in years of 355 and 385
			m == 9 && length%10 == 3: // and Kislev short in those of 353 and 383
			return 29
		}
		return 30
	}
	last := adar
	if leap {
		last = 13
	}
	if mo == adar {
		mo = last
	}
	n := d - 1
	for m := tishri; m != mo; {
		n += days(m)
		if m++; m > last {
			m = 1
		}
	}
	return hebrewNewYear(y) + edtf.Day(n)
}

// hebrewNewYear is 1 Tishri, moved where it or another year would begin on a
// day that the calendar forbids.
func hebrewNewYear(y int) edtf.Day {
	const epoch = -1373427
	before, at, after := hebrewMoons(y-1), hebrewMoons(y), hebrewMoons(y+1)
	switch {
	case after-at == 356:
		at += 2
	case at-before == 382:
		at++
	}
	return rataDie + edtf.Day(epoch+at)
}

// hebrewMoons counts the days from the epoch to the mean new moon that begins
// a year, put off from Sunday, Wednesday and Friday.
func hebrewMoons(y int) int {
	months := (235*y - 234) / 19
	parts := 12084 + 13753*months
	day := 29*months + parts/25920
	if 3*(day+1)%7 < 3 {
		day++
	}
	return day
}

// islamicDay is a date of the tabular Islamic calendar: months of 30 and 29
// days in turn, and eleven leap years in thirty. The epoch is the
// astronomers', and the place of the leap years in the cycle is the one that
// meets most of Saudi Arabia's dates from 1990 to 2030: 149 of the 211 in the
// tests, the others a day away.
func islamicDay(y, mo, d int) edtf.Day {
	const epoch, cycle = 227014, 12
	return rataDie + edtf.Day(epoch-1+(y-1)*354+(cycle+11*y)/30+29*(mo-1)+mo/2+d)
}
