package timex

import (
	"strconv"
	"strings"
	"time"

	"dateline/timeline/edtf"
)

// A unit of the calendar, the smaller before the larger.
type unit uint8

const (
	noUnit unit = iota
	second
	minute
	hour
	day
	weekend
	week
	month
	quarter
	season
	half
	year
	decade
	century
	millennium
)

// units by the names that the files of words give them, with the letters
// that ISO 8601 durations write.
var units = map[string]unit{
	"second": second, "minute": minute, "hour": hour, "day": day, "weekend": weekend, "week": week,
	"month": month, "quarter": quarter, "season": season, "half": half, "year": year,
	"decade": decade, "century": century, "millennium": millennium,
}

// unitOf reads a unit of a file of words, which may be a number of another:
// "2week" is a fortnight. many is 0 for what is no unit.
func unitOf(name string) (u unit, many int) {
	if u, ok := units[name]; ok {
		return u, 1
	}
	digits := strings.IndexFunc(name, func(r rune) bool { return r < '0' || r > '9' })
	if digits < 1 {
		return noUnit, 0
	}
	many, err := strconv.Atoi(name[:digits])
	if u, ok := units[name[digits:]]; ok && err == nil {
		return u, many
	}
	return noUnit, 0
}

var unitNames = [...]string{"", "second", "minute", "hour", "day", "weekend", "week", "month", "quarter", "season",
	"half", "year", "decade", "century", "millennium"}

func (u unit) String() string { return unitNames[u] }

// years is how many of them a unit of years has, 0 for a smaller one.
func (u unit) years() int {
	switch u {
	case year:
		return 1
	case decade:
		return 10
	case century:
		return 100
	case millennium:
		return 1000
	}
	return 0
}

// A period is a stretch of the calendar that has a name of its own.
type period struct {
	unit unit
	year int // astronomical: 0 is 1 BC; the ISO week's year for weeks
	n    int // month, week, quarter, season (1 spring … 4 winter) or half
	day  int // of the month
}

func dayPeriod(d edtf.Day) period {
	y, m, n := d.Date()
	return period{unit: day, year: y, n: int(m), day: n}
}

// periodOf returns the period of a unit that a day lies in.
func periodOf(u unit, d edtf.Day) period {
	y, m, _ := d.Date()
	switch u {
	case week, weekend:
		w, n := isoWeek(d)
		return period{unit: u, year: w, n: n}
	case month:
		return period{unit: month, year: y, n: int(m)}
	case quarter:
		return period{unit: quarter, year: y, n: (int(m) + 2) / 3}
	case half:
		return period{unit: half, year: y, n: (int(m) + 5) / 6}
	case season:
		n := (int(m) + 9) % 12 / 3 // March to May is 0
		if m < time.March {
			y--
		}
		return period{unit: season, year: y, n: n + 1}
	case year, decade, century, millennium:
		return period{unit: u, year: y}.floor()
	}
	return dayPeriod(d)
}

// floor puts the year of a decade, century or millennium on its first. Those
// before Christ count from year 1 BC: the 470s BC are 479 to 470.
func (p period) floor() period {
	size := p.unit.years()
	if size < 10 {
		return p
	}
	if p.year > 0 {
		p.year -= p.year % size
	} else {
		bc := 1 - p.year
		p.year = 1 - (bc - bc%size + size - 1)
		if size > 10 { // the 5th century BC is 500 to 401
			p.year = 1 - (bc+size-1)/size*size
		}
	}
	return p
}

func isoWeek(d edtf.Day) (year, week int) {
	monday := d - edtf.Day((int(d.Weekday())+6)%7)
	y, _, _ := (monday + 3).Date()
	first := edtf.DayOf(y, time.January, 4)
	first -= edtf.Day((int(first.Weekday()) + 6) % 7)
	return y, int(monday-first)/7 + 1
}

func weekMonday(year, n int) edtf.Day {
	d := edtf.DayOf(year, time.January, 4)
	return d - edtf.Day((int(d.Weekday())+6)%7) + edtf.Day(7*(n-1))
}

func monthLength(y, m int) int {
	first := edtf.DayOf(y, time.Month(m), 1)
	if m == 12 {
		return 31
	}
	return int(edtf.DayOf(y, time.Month(m+1), 1) - first)
}

// days returns the first and last day.
func (p period) days() (first, last edtf.Day) {
	months := func(y, m, n int) (edtf.Day, edtf.Day) {
		y2, m2 := y, m+n-1
		for m2 > 12 {
			y2, m2 = y2+1, m2-12
		}
		return edtf.DayOf(y, time.Month(m), 1), edtf.DayOf(y2, time.Month(m2), monthLength(y2, m2))
	}
	switch p.unit {
	case week:
		d := weekMonday(p.year, p.n)
		return d, d + 6
	case weekend:
		d := weekMonday(p.year, p.n)
		return d + 5, d + 6
	case month:
		return months(p.year, p.n, 1)
	case quarter:
		return months(p.year, 3*p.n-2, 3)
	case season:
		return months(p.year, 3*p.n, 3)
	case half:
		return months(p.year, 6*p.n-5, 6)
	case year:
		return months(p.year, 1, 12)
	case decade:
		return months(p.year, 1, 120)
	case century:
		return months(p.year, 1, 1200)
	case millennium:
		return months(p.year, 1, 12000)
	}
	d := edtf.DayOf(p.year, time.Month(p.n), p.day)
	return d, d
}

// shift moves by a number of the period's own unit.
func (p period) shift(n int) period {
	per := func(size int) period {
		k := p.year*size + p.n - 1 + n
		p.year = floorDiv(k, size)
		p.n = k - p.year*size + 1
		return p
	}
	switch p.unit {
	case week, weekend:
		q := periodOf(week, weekMonday(p.year, p.n)+edtf.Day(7*n))
		q.unit = p.unit
		return q
	case month:
		return per(12)
	case quarter, season:
		return per(4)
	case half:
		return per(2)
	case year:
		p.year += n
		return p
	case decade:
		p.year += 10 * n
		return p
	case century:
		p.year += 100 * n
		return p
	case millennium:
		p.year += 1000 * n
		return p
	}
	d, _ := p.days()
	return dayPeriod(d + edtf.Day(n))
}

func floorDiv(a, b int) int {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}

var seasonCodes = [...]string{"", "SP", "SU", "FA", "WI"}

// value writes the period as TIMEX3 does, years before Christ with "BC".
func (p period) value() string {
	var buf [16]byte
	b, y := buf[:0], p.year
	if y <= 0 {
		b, y = append(b, "BC"...), 1-y
		if p.unit == century || p.unit == millennium {
			y -= p.unit.years() // TIMEX3 has 03 for the fourth
		}
	}
	b = appendInt(b, y, 4)
	switch p.unit {
	case week:
		b = appendInt(append(b, "-W"...), p.n, 2)
	case weekend:
		b = append(appendInt(append(b, "-W"...), p.n, 2), "-WE"...)
	case month:
		b = appendInt(append(b, '-'), p.n, 2)
	case quarter:
		b = appendInt(append(b, "-Q"...), p.n, 1)
	case season:
		b = append(append(b, '-'), seasonCodes[p.n]...)
	case half:
		b = appendInt(append(b, "-H"...), p.n, 1)
	case year:
	case decade:
		b = b[:len(b)-1]
	case century:
		b = b[:len(b)-2]
	case millennium:
		b = b[:len(b)-3]
	default:
		b = appendInt(append(appendInt(append(b, '-'), p.n, 2), '-'), p.day, 2)
	}
	return string(b)
}

// edtfString writes the period as EDTF.
func (p period) edtfString() string {
	switch p.unit {
	case week, weekend:
		return within(p.days())
	case decade, century, millennium:
		if size := p.unit.years(); p.year <= 0 {
			return "[" + edtfYear(p.year) + ".." + edtfYear(p.year+size-1) + "]"
		}
	}
	var buf [16]byte
	return string(p.appendEDTF(buf[:0]))
}

// appendEDTF writes what is no set of days.
func (p period) appendEDTF(b []byte) []byte {
	b = appendYear(b, p.year)
	switch p.unit {
	case month:
		return appendInt(append(b, '-'), p.n, 2)
	case quarter:
		return appendInt(append(b, '-'), 32+p.n, 2)
	case season:
		return appendInt(append(b, '-'), 20+p.n, 2)
	case half:
		return appendInt(append(b, '-'), 39+p.n, 2)
	case year:
		return b
	case decade:
		return append(b[:len(b)-1], 'X')
	case century:
		return append(b[:len(b)-2], "XX"...)
	case millennium:
		return append(b[:len(b)-3], "XXX"...)
	}
	return appendInt(append(appendInt(append(b, '-'), p.n, 2), '-'), p.day, 2)
}

// appendInt writes a number that is not negative with at least so many digits.
func appendInt(b []byte, n, width int) []byte {
	for limit := 10; width > 1; width, limit = width-1, limit*10 {
		if n < limit {
			b = append(b, '0')
		}
	}
	return strconv.AppendInt(b, int64(n), 10)
}

func appendYear(b []byte, y int) []byte {
	if y < 0 {
		b, y = append(b, '-'), -y
	}
	return appendInt(b, y, 4)
}

func edtfYear(y int) string { return string(appendYear(nil, y)) }

func edtfDay(d edtf.Day) string { return dayPeriod(d).edtfString() }

func within(from, to edtf.Day) string {
	if from == to {
		return edtfDay(from)
	}
	var buf [32]byte
	b := dayPeriod(from).appendEDTF(append(buf[:0], '['))
	return string(append(dayPeriod(to).appendEDTF(append(b, ".."...)), ']'))
}

// part returns the EDTF of the early, middle or late part of a period: of a
// month its ten days, of longer periods their thirds in months or years. ok
// is false where the newsroom's rules know no parts.
func (p period) part(mod string) (string, bool) {
	k := 0
	switch mod {
	case "START":
	case "MID":
		k = 1
	case "END":
		k = 2
	default:
		return "", false
	}
	first, last := p.days()
	switch p.unit {
	case month:
		from, to := first+edtf.Day(10*k), first+edtf.Day(10*k+9)
		if k == 2 {
			to = last
		}
		return within(from, to), true
	case quarter:
		m := 3*p.n - 2 + k
		return period{unit: month, year: p.year, n: m}.edtfString(), true
	case year:
		a := period{unit: month, year: p.year, n: 4*k + 1}
		b := period{unit: month, year: p.year, n: 4*k + 4}
		return "[" + a.edtfString() + ".." + b.edtfString() + "]", true
	case decade, century, millennium:
		size := p.unit.years()
		bounds := []int{0, (size + 2) / 3, size - (size+2)/3, size}
		return "[" + edtfYear(p.year+bounds[k]) + ".." + edtfYear(p.year+bounds[k+1]-1) + "]", true
	}
	return "", false
}

func (p period) first() edtf.Day {
	first, _ := p.days()
	return first
}
