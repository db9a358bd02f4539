package feast

import (
	"math"
	"sort"
	"time"

	"dateline/timeline/edtf"
)

// The feasts that sun and moon decide. All is after Meeus, "Astronomical
// Algorithms", second edition: new moons to some seconds (chapter 49), solstice
// and equinox to a minute (27), the sun's longitude to a hundredth of a degree
// (25), the moon's to three (47, its largest terms).

// firstSky and lastSky are the years for which chapter 27 holds.
const firstSky, lastSky = 1000, 2999

const (
	j2000     = 2451545.0
	unixEpoch = 2440587.5 // as a Julian day
	synodic   = 29.530588861
	moonEpoch = 2451550.09766 // of k = 0
)

// A wave is a periodic term: its amplitude, and how its argument runs.
type wave struct{ a, b, c float64 }

func sin(degrees float64) float64 { return math.Sin(degrees * math.Pi / 180) }
func cos(degrees float64) float64 { return math.Cos(degrees * math.Pi / 180) }

func circle(degrees float64) float64 { return degrees - 360*math.Floor(degrees/360) }

// deltaT is how far the clock of the formulas is ahead of the earth's, in
// days: from the observed values, later ones as they are expected.
func deltaT(year int) float64 {
	table := [...]struct {
		year    int
		seconds float64
	}{{1900, -3}, {1920, 21}, {1940, 24}, {1960, 33}, {1980, 51}, {2000, 64}, {2020, 69}, {2050, 85}, {2100, 130}}
	if year < table[0].year || year >= table[len(table)-1].year {
		u := float64(year-1820) / 100
		return (32*u*u - 20) / 86400
	}
	k := sort.Search(len(table), func(k int) bool { return table[k].year > year })
	a, b := table[k-1], table[k]
	return (a.seconds + (b.seconds-a.seconds)*float64(year-a.year)/float64(b.year-a.year)) / 86400
}

// dayAt is the day of a moment where the clock is so many hours from UTC.
func dayAt(jde, delta, hours float64) edtf.Day {
	return edtf.Day(math.Floor(jde - delta + hours/24 - unixEpoch))
}

// momentAt is the moment of an hour on a day, by a clock so far from UTC.
func momentAt(d edtf.Day, delta, hour, hours float64) float64 {
	return float64(d) + unixEpoch + (hour-hours)/24 + delta
}

// newMoon is the k-th after that of 6 January 2000.
func newMoon(k int) float64 {
	n := float64(k)
	t := n / 1236.85
	e := 1 - 0.002516*t - 0.0000074*t*t
	s := 2.5534 + 29.10535670*n - 0.0000014*t*t
	m := 201.5643 + 385.81693528*n + 0.0107582*t*t + 0.00001238*t*t*t
	f := 160.7108 + 390.67050284*n - 0.0016118*t*t - 0.00000227*t*t*t
	o := 124.7746 - 1.56375588*n + 0.0020672*t*t
	sum := -0.40720*sin(m) + 0.17241*e*sin(s) + 0.01608*sin(2*m) + 0.01039*sin(2*f) +
		0.00739*e*sin(m-s) - 0.00514*e*sin(m+s) + 0.00208*e*e*sin(2*s) - 0.00111*sin(m-2*f) -
		0.00057*sin(m+2*f) + 0.00056*e*sin(2*m+s) - 0.00042*sin(3*m) + 0.00042*e*sin(s+2*f) +
		0.00038*e*sin(s-2*f) - 0.00024*e*sin(2*m-s) - 0.00017*sin(o) - 0.00007*sin(m+2*s) +
		0.00004*sin(2*m-2*f) + 0.00004*sin(3*s) + 0.00003*sin(m+s-2*f) + 0.00003*sin(2*m+2*f) -
		0.00003*sin(m+s+2*f) + 0.00003*sin(m-s+2*f) - 0.00002*sin(m-s-2*f) - 0.00002*sin(3*m+s) + 0.00002*sin(4*m)
	for _, w := range [...]wave{
		{325, 299.77, 0.107408}, {165, 251.88, 0.016321}, {164, 251.83, 26.651886}, {126, 349.42, 36.412478},
		{110, 84.66, 18.206239}, {62, 141.74, 53.303771}, {60, 207.14, 2.453732}, {56, 154.84, 7.306860},
		{47, 34.52, 27.261239}, {42, 207.19, 0.121824}, {40, 291.34, 1.844379}, {37, 161.72, 24.198154},
		{35, 239.56, 25.513099}, {23, 331.55, 3.592518},
	} {
		sum += 1e-6 * w.a * sin(w.b+w.c*n)
	}
	return moonEpoch + synodic*n + 0.00015437*t*t - 0.00000015*t*t*t + sum
}

// sunTerms are those of chapter 27, table C.
var sunTerms = [...]wave{
	{485, 324.96, 1934.136}, {203, 337.23, 32964.467}, {199, 342.08, 20.186}, {182, 27.85, 445267.112},
	{156, 73.14, 45036.886}, {136, 171.52, 22518.443}, {77, 222.54, 65928.934}, {74, 296.72, 3034.906},
	{70, 243.58, 9037.513}, {58, 119.81, 33718.147}, {52, 297.17, 150.678}, {50, 21.02, 2281.226},
	{45, 247.54, 29929.562}, {44, 325.15, 31555.956}, {29, 60.93, 4443.417}, {18, 155.12, 67555.328},
	{17, 288.79, 4562.452}, {16, 198.04, 62894.029}, {14, 199.76, 31436.921}, {12, 95.39, 14577.848},
	{12, 287.11, 31931.756}, {12, 320.81, 34777.259}, {9, 227.73, 1222.114}, {8, 15.45, 16859.074},
}

func marchEquinox(year int) float64 {
	y := float64(year-2000) / 1000
	return turning(2451623.80984 + y*(365242.37404+y*(0.05169+y*(-0.00411-y*0.00057))))
}

func decemberSolstice(year int) float64 {
	y := float64(year-2000) / 1000
	return turning(2451900.05952 + y*(365242.74049+y*(-0.06223+y*(-0.00823+y*0.00032))))
}

// turning puts the periodic terms to a mean solstice or equinox.
func turning(mean float64) float64 {
	t := (mean - j2000) / 36525
	w := 35999.373*t - 2.47
	sum := 0.0
	for _, s := range sunTerms {
		sum += s.a * cos(s.b+s.c*t)
	}
	return mean + 0.00001*sum/(1+0.0334*cos(w)+0.0007*cos(2*w))
}

// sunLongitude is the sun's apparent longitude in degrees.
func sunLongitude(jde float64) float64 {
	t := (jde - j2000) / 36525
	m := 357.52911 + t*(35999.05029-0.0001537*t)
	c := (1.914602-t*(0.004817+0.000014*t))*sin(m) + (0.019993-0.000101*t)*sin(2*m) + 0.000289*sin(3*m)
	return circle(280.46646 + t*(36000.76983+0.0003032*t) + c - 0.00569 - 0.00478*sin(125.04-1934.136*t))
}

// moonLongitude is the moon's longitude in degrees.
func moonLongitude(jde float64) float64 {
	t := (jde - j2000) / 36525
	d := 297.8501921 + 445267.1114034*t - 0.0018819*t*t
	s := 357.5291092 + 35999.0502909*t
	m := 134.9633964 + 477198.8675055*t + 0.0087414*t*t
	f := 93.2720950 + 483202.0175233*t - 0.0036539*t*t
	return circle(218.3164477 + 481267.88123421*t - 0.0015786*t*t +
		6.288774*sin(m) + 1.274027*sin(2*d-m) + 0.658314*sin(2*d) + 0.213618*sin(2*m) -
		0.185116*sin(s) - 0.114332*sin(2*f) + 0.058793*sin(2*d-2*m) + 0.057066*sin(2*d-s-m) +
		0.053322*sin(2*d+m) + 0.045758*sin(2*d-s) - 0.040923*sin(s-m) - 0.034720*sin(d) -
		0.030383*sin(s+m) + 0.015327*sin(2*d-2*f) - 0.012528*sin(m+2*f) + 0.010980*sin(m-2*f))
}

// chineseDay is a date of the Chinese lunisolar calendar, reckoned at UTC+8,
// which China keeps since 1929: a month begins on the day of the new moon, the
// eleventh holds the winter solstice, and of thirteen months between two
// solstices the first in which the sun enters no sign is a leap month. y is
// the Gregorian year in which the first month begins; months 1 to 10 lie in it.
func chineseDay(y, mo, d int) (edtf.Day, bool) {
	if y <= firstSky || y > lastSky {
		return 0, false
	}
	const east = 8
	delta := deltaT(y)
	day := func(k int) edtf.Day { return dayAt(newMoon(k), delta, east) }
	solstice := decemberSolstice(y - 1)
	winter := dayAt(solstice, delta, east)
	k := int(math.Floor((solstice-moonEpoch)/synodic)) + 1
	for day(k) > winter {
		k--
	}
	at := k + mo + 1
	if day(k+13) <= dayAt(decemberSolstice(y), delta, east) {
		sign := func(k int) int { return int(sunLongitude(momentAt(day(k), delta, 0, east)) / 30) }
		for j, before := k+1, sign(k+1); j <= at; j++ {
			after := sign(j + 1)
			if before == after {
				at++
				break
			}
			before = after
		}
	}
	return day(at) + edtf.Day(d-1), true
}

// nowruz is the first day of the Iranian year: that of the March equinox at
// Tehran, or the next where the equinox comes after noon.
func nowruz(y int) (edtf.Day, bool) {
	const east = 3.5
	return dayAt(marchEquinox(y), deltaT(y), east+12), y >= firstSky && y <= lastSky
}

// diwali is the evening on which Lakshmi is worshipped: of the days at whose
// sunset the last lunar day before the new moon of Kartika runs, the first;
// where it runs at no sunset, the day on which it ends. The new moon is the
// one at which the sun stands in the Libra of the fixed stars. One sunset,
// that of central India in autumn, stands for all, so that the day may be
// another where the lunar day begins or ends close to it.
func diwali(y int) (edtf.Day, bool) {
	if y < firstSky || y > lastSky {
		return 0, false
	}
	const (
		east, sunset     = 5.5, 17.7
		ayanamsa, yearly = 23.853, 0.01397 // Lahiri's, in 2000
		libra, lunarDay  = 180, 12
	)
	delta := deltaT(y)
	stars := ayanamsa + yearly*float64(y-2000)
	october := momentAt(edtf.DayOf(y, time.October, 1), delta, 0, east)
	k := int(math.Floor((october-moonEpoch)/synodic)) + 1
	for ; ; k++ {
		moon := newMoon(k)
		if s := circle(sunLongitude(moon) - stars); s < libra || s >= libra+30 {
			if moon > october+60 {
				return 0, false
			}
			continue
		}
		d := dayAt(moon, delta, east)
		before := momentAt(d-1, delta, sunset, east)
		if circle(moonLongitude(before)-sunLongitude(before)) >= 360-lunarDay {
			d--
		}
		return d, true
	}
}
