// Package feast says on which days feasts fall: Christmas, Thanksgiving, Easter
// and what is counted from it, and those of the Jewish, Islamic, Chinese,
// Iranian and Indian years.
//
// It refuses a specification that names no day (see Parse), and gives no day
// for a year in which the rule of a feast did not hold or is not known to (see
// Feast.In). It knows no names of feasts, which are a language's, no days off
// work, and no clock.
//
//	f, err := feast.Parse("easter-2") // Good Friday
//	days, n := f.In(2020)             // 1 day: 2020-04-10
//	d, ok := f.From(days[0], true)    // the next, 2021-04-02
//
// All days are those of edtf, in the proleptic Gregorian calendar; months and
// weekdays are numbered as in ISO 8601-1:2019. Jewish and Islamic days begin at
// the sunset before; what is given is the daylight.
//
// # Sources
//
// Easter, and the sun and moon for the Chinese calendar, nowruz and diwali: Jean
// Meeus, "Astronomical Algorithms", second edition, chapters 8, 25, 27, 47 and
// 49. The Julian, Hebrew and Islamic calendars: Edward Reingold and Nachum
// Dershowitz, "Calendrical Calculations". How each is reckoned, and how exact
// it is, stands with its function.
package feast

import (
	"fmt"
	"regexp"
	"strconv"
	"time"

	"dateline/timeline/edtf"
)

// A Feast is a named day: one date, or a rule that gives a day of each year.
// Feasts are values: copy them freely, compare them with ==. The zero Feast
// has no day in any year.
type Feast struct {
	kind       kind
	year       int // of a day that is only once
	month, day int
	nth        int // of the month's weekdays; or after (1), before (-1) a date
	weekday    int // ISO 8601
	offset     int
}

type kind uint8

const (
	fixedFeast kind = iota
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

// names are the feasts and calendars that a specification may name, and
// the last month that it may give; without one it gives no month.
var names = map[string]struct {
	kind   kind
	months int
}{
	"easter": {easterFeast, 0}, "orthodox": {orthodoxFeast, 0}, "nowruz": {nowruzFeast, 0}, "diwali": {diwaliFeast, 0},
	"julian": {julianFeast, 12}, "hebrew": {hebrewFeast, 12}, "islamic": {islamicFeast, 12}, "chinese": {chineseFeast, 10},
}

var forms = struct{ fixed, once, nth, beside, named *regexp.Regexp }{
	fixed:  regexp.MustCompile(`^(\d{1,2})-(\d{1,2})$`),
	once:   regexp.MustCompile(`^(\d{4})-(\d{2})-(\d{2})$`),
	nth:    regexp.MustCompile(`^(\d{1,2})-(-?[1-5])-([1-7])([+-]\d{1,3})?$`),
	beside: regexp.MustCompile(`^(\d{1,2})-(\d{1,2})([<>])([1-7])([+-]\d{1,3})?$`),
	named:  regexp.MustCompile(`^([a-z]+)(?: (\d{1,2})-(\d{1,2}))?([+-]\d{1,3})?$`),
}

// Parse reads a specification. The forms are:
//
//	12-25            25 December
//	2001-09-11       that one day, in no other year
//	11-4-4           the fourth Thursday of November
//	5--1-1           the last Monday of May
//	11-4-4+1         a day after the fourth Thursday of November
//	11-27>7  5-24<1  the Sunday on or after, the Monday on or before a date
//	easter-2         days from Easter Sunday
//	orthodox+0       from that of the Eastern churches
//	julian 12-25     25 December of the Julian calendar
//	hebrew 7-10      10 Tishri; month 1 is Nisan, 12 is Purim's Adar
//	islamic 10-1     1 Shawwal of the tabular calendar
//	chinese 1-1      of the Chinese lunisolar calendar, months 1 to 10
//	nowruz           the first day of the Iranian year
//	diwali           the evening of Lakshmi's worship, in India
//
// Months and days are numbers, of the Gregorian calendar where no other is
// named; weekdays are those of ISO 8601, 1 for Monday to 7 for Sunday. All
// but the first two forms may end in a count of days, "+1" or "-46": up to
// three digits, none meaning "+0".
//
// Anything else is an error, which quotes the specification and says what is
// wrong with it, and the zero Feast. A day that only some years have is no
// error: "2-29" is none in the others; "2019-02-29" is one. Any other form
// counts on into the month that follows, as does a day beyond the end of a
// month of another calendar, up to 31.
func Parse(spec string) (Feast, error) {
	num := func(s string) int { n, _ := strconv.Atoi(s); return n }
	f := Feast{}
	if m := forms.fixed.FindStringSubmatch(spec); m != nil {
		f = Feast{month: num(m[1]), day: num(m[2])}
	} else if m := forms.once.FindStringSubmatch(spec); m != nil {
		f = Feast{kind: onceFeast, year: num(m[1]), month: num(m[2]), day: num(m[3])}
	} else if m := forms.nth.FindStringSubmatch(spec); m != nil {
		f = Feast{kind: nthFeast, month: num(m[1]), day: 1, nth: num(m[2]), weekday: num(m[3]), offset: num(m[4])}
	} else if m := forms.beside.FindStringSubmatch(spec); m != nil {
		f = Feast{kind: besideFeast, month: num(m[1]), day: num(m[2]), nth: 1, weekday: num(m[4]), offset: num(m[5])}
		if m[3] == "<" {
			f.nth = -1
		}
	} else if m := forms.named.FindStringSubmatch(spec); m != nil {
		named, ok := names[m[1]]
		f = Feast{kind: named.kind, month: num(m[2]), day: num(m[3]), offset: num(m[4])}
		switch {
		case !ok:
			return Feast{}, fmt.Errorf("the feast %q: there is no calendar or feast %q", spec, m[1])
		case named.months == 0 && m[2] != "":
			return Feast{}, fmt.Errorf("the feast %q: %s has no months", spec, m[1])
		case named.months > 0 && (f.month < 1 || f.month > named.months || f.day < 1 || f.day > 31):
			return Feast{}, fmt.Errorf("the feast %q: give a month from 1 to %d and a day", spec, named.months)
		}
		return f, nil
	} else {
		return Feast{}, fmt.Errorf("%q is no feast: write for example 12-25, 11-4-4, 11-27>7, easter-2 or hebrew 7-10", spec)
	}
	year := 2000 // a leap year
	if f.kind == onceFeast {
		year = f.year
	}
	if f.month < 1 || f.month > 12 || f.day < 1 || f.day > monthLength(year, f.month) {
		return Feast{}, fmt.Errorf("the feast %q: there is no such day", spec)
	}
	return f, nil
}

// Yearly returns the feast as the TIMEX3 value of a set, "XXXX-12-25"; of one
// that is not Fixed only how often it comes, "P1Y".
func (f Feast) Yearly() string {
	if !f.Fixed() {
		return "P1Y"
	}
	return fmt.Sprintf("XXXX-%02d-%02d", f.month, f.day)
}

// Fixed reports whether the feast is on the same date of the Gregorian
// calendar in each year that has that date.
func (f Feast) Fixed() bool { return f.kind == fixedFeast }

// Once returns the year of a feast that is one day of one year. It is false
// for those that come again.
func (f Feast) Once() (year int, ok bool) { return f.year, f.kind == onceFeast }

// Approximate reports whether the feast begins when the moon is seen: the
// tabular calendar may be a day from what was observed, and countries differ.
func (f Feast) Approximate() bool { return f.kind == islamicFeast }

// In returns the n days of the feast in a year of the Gregorian calendar, in
// order; year 0 is 1 BC. It is one day, but none in a year that has no such
// day, and two where a year of another calendar is so short that the feast
// comes again: often of the Islamic, now and then of the Hebrew.
//
// A rule is not taken beyond the years for which it stands. Easter has no day
// before 325, the Hebrew calendar none before the year 1, the Islamic none
// before its own first year, nowruz and diwali none outside 1000 to 2999, and
// the Chinese calendar none outside 1001 to 2999. Easter before 1583, the
// Eastern too, is the date that was written then, in the Julian calendar.
//
// A weekday or a count of days that leads out of the year leads to no day,
// save in the Julian, Hebrew and Islamic calendars: most years have no
// "12-31>7".
func (f Feast) In(y int) (days [2]edtf.Day, n int) {
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

// UpTo returns the last day of the feast that is not after d; where strict,
// the last before d. It is false where the feast has none back to the start of
// the eighth year before that of d: such a feast is over, has not begun, or is
// as rare as a fifth Thursday of February.
func (f Feast) UpTo(d edtf.Day, strict bool) (edtf.Day, bool) {
	y, _, _ := d.Date()
	for year := y; year > y-9; year-- {
		days, n := f.In(year)
		for k := n - 1; k >= 0; k-- {
			if days[k] < d || days[k] == d && !strict {
				return days[k], true
			}
		}
	}
	return 0, false
}

// From returns the first day of the feast that is not before d; where strict,
// the first after d. It is false where the feast has none up to the end of the
// eighth year after that of d.
func (f Feast) From(d edtf.Day, strict bool) (edtf.Day, bool) {
	y, _, _ := d.Date()
	for year := y; year < y+9; year++ {
		days, n := f.In(year)
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

func monthLength(y, m int) int {
	return int(edtf.DayOf(y, time.Month(m+1), 1) - edtf.DayOf(y, time.Month(m), 1))
}
