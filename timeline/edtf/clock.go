package edtf

import "time"

// clock reads hh:mm:ss and a zone (Z, ±hh or ±hh:mm) of a day and returns the
// canonical text, in which no zone is -00. 24:00:00 is the end of the day;
// 23:59:60 a leap second, which only the last days of June and December have.
func (p *parser) clock(day Day) (string, error) {
	start := p.at
	h, err := p.two(24, "an hour from 00 to 24")
	if err != nil {
		return "", err
	}
	if !p.take(':') {
		return "", p.fail(p.at, "a colon, as in 21:09:00")
	}
	most, wanted := 59, "minutes from 00 to 59"
	if h == 24 {
		most, wanted = 0, "00 minutes after 24"
	}
	m, err := p.two(most, wanted)
	if err != nil {
		return "", err
	}
	if !p.take(':') {
		return "", p.fail(p.at, "a colon and seconds, as in 21:09:00")
	}
	at := p.at
	most, wanted = 60, "seconds from 00 to 59"
	if h == 24 {
		most, wanted = 0, "00 seconds after 24:00"
	}
	s, err := p.two(most, wanted)
	if err != nil {
		return "", err
	}
	zone := p.at
	minutes := 0
	if !p.take('Z') && (p.peek() == '+' || p.peek() == '-') {
		if minutes, err = p.zone(); err != nil {
			return "", err
		}
	}
	if s == 60 && !leapSecond(day, h*60+m-minutes) {
		return "", p.fail(at, wanted)
	}
	if minutes == 0 && zone < p.at && p.in[zone] == '-' {
		return p.in[start:zone] + "+" + p.in[zone+1:p.at], nil
	}
	return p.in[start:p.at], nil
}

// zone reads ±hh or ±hh:mm, in minutes.
func (p *parser) zone() (int, error) {
	west := p.peek() == '-'
	p.at++
	h, err := p.two(14, "a zone's hours from 00 to 14")
	if err != nil {
		return 0, err
	}
	m := 0
	if p.take(':') {
		most, wanted := 59, "a zone's minutes from 00 to 59"
		if h == 14 {
			most, wanted = 0, "00 minutes in a zone 14 hours away"
		}
		if m, err = p.two(most, wanted); err != nil {
			return 0, err
		}
	}
	if west {
		return -h*60 - m, nil
	}
	return h*60 + m, nil
}

// leapSecond reports whether a minute of UTC, counted from the beginning of a
// day, is the last of June or December.
func leapSecond(day Day, minute int) bool {
	const whole = 24 * 60
	day += Day(floorDiv(int64(minute), whole))
	_, m, d := day.Date()
	return (minute+whole)%whole == whole-1 && (m == time.June && d == 30 || m == time.December && d == 31)
}

// two takes two digits that are at most a number.
func (p *parser) two(most int, wanted string) (int, error) {
	at := p.at
	n := 0
	for ; p.at < at+2; p.at++ {
		c := p.peek()
		if c < '0' || c > '9' {
			return 0, p.fail(p.at, wanted)
		}
		n = n*10 + int(c-'0')
	}
	if n > most {
		return 0, p.fail(at, wanted)
	}
	return n, nil
}

// instant is the time that d gives, in seconds since 1970 UTC, and how far east
// its zone is; without a zone, as if it were UTC. It is false unless d is one
// date and time of day.
func (d Date) instant() (seconds, east int64, zone byte, ok bool) {
	if d.form != Single || d.prec != Second {
		return 0, 0, 0, false
	}
	const date, clock = len("2020-01-08T"), len("21:09:00")
	s := d.s[date:]
	if d.s[0] == '-' {
		s = s[1:]
	}
	seconds = int64(d.lo)*86400 + int64(number2(s))*3600 + int64(number2(s[3:]))*60 + int64(number2(s[6:]))
	if len(s) == clock {
		return seconds, 0, 0, true
	}
	if zone = s[clock]; zone != 'Z' {
		east = int64(number2(s[clock+1:])) * 3600
		if len(s) == clock+len("+04:30") {
			east += int64(number2(s[clock+4:])) * 60
		}
		if zone == '-' {
			east = -east
		}
	}
	return seconds - east, east, zone, true
}

// Time returns the instant that d gives, which is false unless d is a single
// date and time of day. Without a zone, hasZone is false and the instant is
// given as if in UTC. A leap second is the beginning of the next, as package
// time counts.
func (d Date) Time() (t time.Time, hasZone, ok bool) {
	seconds, east, zone, ok := d.instant()
	if !ok {
		return time.Time{}, false, false
	}
	t = time.Unix(seconds, 0).UTC()
	if zone == '+' || zone == '-' {
		t = t.In(time.FixedZone("", int(east)))
	}
	return t, zone != 0, true
}
