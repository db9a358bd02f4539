package edtf

import (
	"fmt"
	"strconv"
	"time"
)

// A Day counts days since 1970-01-01 in the proleptic Gregorian calendar.
// Differences of Days are numbers of days.
type Day int64

// DayOf returns the day of a date; a day or month outside its range carries
// over, as in package time.
func DayOf(y int, m time.Month, d int) Day {
	return Day(floorDiv(time.Date(y, m, d, 0, 0, 0, 0, time.UTC).Unix(), 86400))
}

// Date returns the day's year, month and day of the month. Package time would
// not do: its years end long before those of EDTF.
func (d Day) Date() (year int, month time.Month, day int) {
	// The reverse of civil.
	n := int64(d) + 719468
	era := floorDiv(n, 146097)
	doe := n - era*146097
	yoe := (doe - doe/1460 + doe/36524 - doe/146096) / 365
	doy := doe - (365*yoe + yoe/4 - yoe/100)
	mp := (5*doy + 2) / 153
	y, m := yoe+era*400, mp+3
	if m > 12 {
		y, m = y+1, m-12
	}
	return int(y), time.Month(m), int(doy - (153*mp+2)/5 + 1)
}

// Weekday returns the day of the week.
func (d Day) Weekday() time.Weekday {
	const thursday = 4 // 1970-01-01
	n := int64(d) + thursday
	return time.Weekday(n - floorDiv(n, 7)*7)
}

// String returns the day as a plain EDTF date; of a year beyond four digits,
// which has no days in EDTF, with a Y before it, for people.
func (d Day) String() string {
	y, m, day := d.Date()
	two := func(n int) string { return string([]byte{byte('0' + n/10), byte('0' + n%10)}) }
	return yearText(y) + "-" + two(int(m)) + "-" + two(day)
}

// civil is DayOf for dates in range, without a detour through package time: it
// counts the days of the 400-year cycle from March, so that a leap day is the
// last of its year.
func civil(y int64, m, d int) Day {
	if m <= 2 {
		y--
	}
	era := floorDiv(y, 400)
	yoe := y - era*400
	doy := int64((153*((m+9)%12)+2)/5 + d - 1)
	return Day(era*146097 + yoe*365 + yoe/4 - yoe/100 + doy - 719468)
}

func floorDiv(a, b int64) int64 {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}

func isLeap(y int64) bool { return y%4 == 0 && (y%100 != 0 || y%400 == 0) }

var monthDays = [13]int{0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31}

func daysIn(y int64, m int) int {
	if m == 2 && isLeap(y) {
		return 29
	}
	return monthDays[m]
}

// yearText writes a year as EDTF has it: four digits, and the Y of level 1
// where they do not hold it.
func yearText(y int) string {
	switch {
	case y > 9999 || y < -9999:
		return fmt.Sprintf("Y%d", y)
	case y < 0:
		return fmt.Sprintf("-%04d", -y)
	}
	if y > 999 {
		return strconv.Itoa(y)
	}
	return fmt.Sprintf("%04d", y)
}

// OfDay returns the date of a day; of a year beyond four digits, that year's.
func OfDay(d Day) Date {
	y, _, _ := d.Date()
	if y > 9999 || y < -9999 {
		return OfYear(y) // EDTF writes no days of such years
	}
	return Date{s: d.String(), lo: d, hi: d, prec: DayPrecision}
}

// OfMonth returns the date of a month, of a far year that year's; a month
// outside its range carries over, as in [DayOf].
func OfMonth(y int, m time.Month) Date {
	n := floorDiv(int64(m)-1, 12)
	y, m = y+int(n), m-time.Month(12*n)
	if y > 9999 || y < -9999 {
		return OfYear(y)
	}
	return MustParse(fmt.Sprintf("%s-%02d", yearText(y), m))
}

// OfYear returns the date of a year. It panics beyond 1E15, where no year is read.
func OfYear(y int) Date { return MustParse(yearText(y)) }

// Within returns [from..to]: some one time from the first day to the last. One
// day is that day; the two are put in order. Of a far year, which has no days
// in EDTF, the year stands for each.
func Within(from, to Day) Date {
	if from > to {
		from, to = to, from
	}
	if from == to {
		return OfDay(from)
	}
	return MustParse("[" + OfDay(from).s + ".." + OfDay(to).s + "]")
}

// By returns [..to]: some time on or before a day.
func By(to Day) Date { return MustParse("[.." + OfDay(to).s + "]") }

// After returns [from..]: some time on or after a day.
func After(from Day) Date { return MustParse("[" + OfDay(from).s + "..]") }

// Lasting returns from/to. A zero Date is an end that is not known, as in
// 2020-01-06/ (see [Ongoing] for one that is still going on).
func Lasting(from, to Date) (Date, error) { return Parse(from.String() + "/" + to.String()) }

// Ongoing returns from/..: begun and not ended.
func Ongoing(from Date) (Date, error) { return Parse(from.String() + "/..") }

// AsUncertain returns d with all its parts marked uncertain (2020-01-08?); of an
// interval, a set or an instant, d itself, which has its own way to be vague or
// can carry no mark.
func (d Date) AsUncertain() Date { return d.mark(Uncertain) }

// AsApproximate returns d with all its parts marked approximate (2015~); of an
// interval, a set or an instant, d itself.
func (d Date) AsApproximate() Date { return d.mark(Approximate) }

func (d Date) mark(q Mark) Date {
	if d.IsZero() || d.form != Single || d.prec == Second {
		return d
	}
	w := partsOf(d.s)
	last := 0
	if w.month != "" {
		last++
	}
	if w.day != "" {
		last++
	}
	d.marks.upTo(last, q)
	d.s = string(appendSingle(nil, w, d.marks))
	return d
}
