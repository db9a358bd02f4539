package interchange

import (
	"encoding/json"
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"dateline/timeline/edtf"
)

// A tjsDate is TimelineJS's date. Its parts are numbers, but files hold texts
// too, and empty ones.
type tjsDate struct {
	Year        part   `json:"year,omitzero"`
	Month       part   `json:"month,omitzero"`
	Day         part   `json:"day,omitzero"`
	Hour        part   `json:"hour,omitzero"`
	Minute      part   `json:"minute,omitzero"`
	Second      part   `json:"second,omitzero"`
	DisplayDate string `json:"display_date,omitempty"`
}

// A part is a number that may be absent, which is not 0: an hour may be 0.
type part struct {
	n     int64
	given bool
}

func (p part) MarshalJSON() ([]byte, error) { return strconv.AppendInt(nil, p.n, 10), nil }

func (p *part) UnmarshalJSON(b []byte) error {
	if string(b) == "null" {
		return nil
	}
	s := string(b)
	if b[0] == '"' {
		if err := json.Unmarshal(b, &s); err != nil {
			return err
		}
	}
	return p.read(s)
}

// read reads a number as sheets hold it: "5", "05", "5.0", "65,000,000", or
// nothing.
func (p *part) read(s string) error {
	digits := strings.TrimSuffix(strings.NewReplacer(" ", "", ",", "", "\u00a0", "", "\u202f", "", "\u2212", "-").Replace(strings.TrimSpace(s)), ".0")
	if digits == "" {
		return nil
	}
	n, err := strconv.ParseInt(digits, 10, 64)
	if err != nil {
		return fmt.Errorf("%q is not a whole number", cut(s, 60))
	}
	*p = part{n, true}
	return nil
}

// longYear is the last year that EDTF writes with four digits. In longer ones
// before the first nobody counts whether there was a year 0.
const longYear = 9999

// date returns the EDTF value of a date, zero if it has no part at all, or the
// part at fault with what is wrong about it.
func (d tjsDate) date() (v edtf.Date, field, wrong string) {
	// TimelineJS's own forms write 0 where there is no month or day.
	month, day := d.Month, d.Day
	if month.n == 0 {
		month = part{}
	}
	if day.n == 0 {
		day = part{}
	}
	clock := d.Hour.given || d.Minute.given || d.Second.given
	switch {
	case !d.Year.given && (month.given || day.given || clock):
		return v, "year", "is missing"
	case !d.Year.given:
		return v, "", ""
	case d.Year.n > 1e12 || d.Year.n < -1e12:
		return v, "year", fmt.Sprintf("%d is out of reach: 1000000000000 years fit", d.Year.n)
	case month.given && (month.n < 1 || month.n > 12):
		return v, "month", fmt.Sprintf("%d is not from 1 to 12", month.n)
	case day.given && !month.given:
		return v, "month", "is missing, though there is a day"
	case day.given && (day.n < 1 || day.n > 31):
		return v, "day", fmt.Sprintf("%d is not from 1 to 31", day.n)
	case clock && !day.given && (d.Hour.n != 0 || d.Minute.n != 0 || d.Second.n != 0):
		return v, "day", "is missing, though there is a time"
	case d.Hour.n < 0 || d.Hour.n > 23:
		return v, "hour", fmt.Sprintf("%d is not from 0 to 23", d.Hour.n)
	case d.Minute.n < 0 || d.Minute.n > 59:
		return v, "minute", fmt.Sprintf("%d is not from 0 to 59", d.Minute.n)
	case d.Second.n < 0 || d.Second.n > 59:
		return v, "second", fmt.Sprintf("%d is not from 0 to 59", d.Second.n)
	}
	year := d.Year.n
	if year < 0 && year >= -longYear {
		year++ // TimelineJS shows -44 as 44 BCE, which is -0043 in ISO 8601
	}
	s := fmt.Sprintf("%04d", year)
	long := year > longYear || year < -longYear
	switch {
	case long:
		s = fmt.Sprintf("Y%d", year) // EDTF has no months of such years
	case year < 0:
		s = fmt.Sprintf("-%04d", -year)
	}
	if month.given && !long {
		s += fmt.Sprintf("-%02d", month.n)
		if day.given {
			s += fmt.Sprintf("-%02d", day.n)
			if clock {
				s += fmt.Sprintf("T%02d:%02d:%02d", d.Hour.n, d.Minute.n, d.Second.n)
			}
		}
	}
	v, err := edtf.Parse(s)
	if err != nil {
		return v, "day", fmt.Sprintf("%d: the month %d of %d has no such day", day.n, month.n, d.Year.n)
	}
	return v, "", ""
}

// dateOf makes one value of a start, an end and the words that a file shows for
// the two. A start and an end are something that lasted, unless the words are
// our own for something else ("some time between …") or begin with "about",
// "circa" or "c.". The last result is why the end cannot be.
func dateOf(start, end edtf.Date, display string) (d edtf.Date, wrong string) {
	display = strings.Join(strings.Fields(display), " ")
	if start.IsZero() {
		return edtf.Date{}, "is given without a start"
	}
	if display != "" {
		for _, s := range meanings(start.String(), end.String(), display) {
			if m, err := edtf.Parse(s); err == nil && m.Words() == display && endsWith(m, end) {
				return m, ""
			}
		}
	}
	rough := circa.MatchString(display)
	if end.IsZero() || end.Equal(start) {
		if rough {
			start = start.AsApproximate()
		}
		return start, ""
	}
	if rough {
		start, end = start.AsApproximate(), end.AsApproximate()
	}
	d, err := edtf.Lasting(start, end)
	if err != nil {
		return d, fmt.Sprintf("%s is before the start, %s", end, start)
	}
	return d, ""
}

// endsWith reports whether m ends where end does, if there is one: "the 1900s"
// are a decade or a century.
func endsWith(m, end edtf.Date) bool {
	if end.IsZero() {
		return true
	}
	a, _ := m.Latest()
	b, _ := end.Latest()
	return a == b
}

var (
	circa   = regexp.MustCompile(`(?i)^(about|around|approximately|circa|ca\.?|c\.)(\s|$|\d)`)
	zoneOf  = regexp.MustCompile(`UTC([+−]\d\d(?::\d\d)?)?`)
	ofYears = regexp.MustCompile(`^\d{4}`)
)

// meanings lists what a start and an end may stand for, to be told apart by
// their words.
func meanings(start, end, display string) []string {
	marks := []string{"", "?", "~", "%"}
	if z := zoneOf.FindStringSubmatch(display); z != nil && strings.Contains(start, "T") {
		zone := strings.Replace(z[1], "−", "-", 1)
		if zone == "" {
			zone = "Z"
		}
		start += zone
		if strings.Contains(end, "T") {
			end += zone
		}
	}
	var all []string
	if end == "" {
		for _, m := range marks {
			s := start + m
			all = append(all, s, s+"/..", "../"+s, s+"/", "/"+s, "["+s+"..]", "[.."+s+"]")
		}
		return all
	}
	for _, m := range marks {
		for _, n := range marks {
			all = append(all, start+m+"/"+end+n, "["+start+m+".."+end+n+"]")
		}
	}
	if ofYears.MatchString(start) {
		wide := []string{start[:3] + "X", start[:2] + "XX", start[:4] + "-XX-XX"}
		if len(start) > 7 {
			wide = append(wide, start[:7]+"-XX")
		}
		for code := 21; code <= 41; code++ {
			wide = append(wide, fmt.Sprintf("%s-%d", start[:4], code))
		}
		for _, w := range wide {
			for _, m := range marks {
				all = append(all, w+m)
			}
		}
	}
	return all
}

// span is what TimelineJS can draw of a date: a start, and an end if the date
// is not one point. It is false for a date without any bound.
func span(d edtf.Date) (start, end *tjsDate, ok bool) {
	from, to, _, _ := d.Interval()
	switch {
	case !from.IsZero() || !to.IsZero():
		start, end = pointOf(from), pointOf(to)
	case d.Form() == edtf.Single && exact(d):
		start = pointOf(d)
	default:
		first, ok1 := d.Earliest()
		last, ok2 := d.Latest()
		if ok1 {
			start = pointOf(edtf.OfDay(first))
		}
		if ok2 && last != first {
			end = pointOf(edtf.OfDay(last))
		}
	}
	if start == nil {
		start, end = end, nil
	}
	return start, end, start != nil
}

// exact reports whether a date's digits are all there, so that year, month and
// day say all of it.
func exact(d edtf.Date) bool {
	switch d.Precision() {
	case edtf.Year, edtf.Month, edtf.DayPrecision, edtf.Second:
		return !strings.ContainsAny(d.String(), "XS")
	}
	return false
}

// pointOf returns the parts of a single date, nil for none.
func pointOf(d edtf.Date) *tjsDate {
	if d.IsZero() {
		return nil
	}
	if !exact(d) {
		first, ok := d.Earliest()
		if !ok {
			return nil
		}
		d = edtf.OfDay(first)
	}
	first, ok := d.Earliest()
	if !ok {
		return nil
	}
	y, m, day := first.Date()
	if y <= 0 && y > -longYear {
		y-- // see date: TimelineJS has no year 0
	}
	p := &tjsDate{Year: part{int64(y), true}}
	if d.Precision() >= edtf.Month {
		p.Month = part{int64(m), true}
	}
	if d.Precision() >= edtf.DayPrecision {
		p.Day = part{int64(day), true}
	}
	if t, _, ok := d.Time(); ok {
		p.Hour, p.Minute = part{int64(t.Hour()), true}, part{int64(t.Minute()), true}
		p.Second = part{int64(t.Second()), true}
	}
	return p
}

// plainly reports whether a date's parts say all that the date says.
func plainly(d edtf.Date) bool {
	if d.Form() == edtf.Interval {
		from, to, _, _ := d.Interval()
		return !from.IsZero() && !to.IsZero() && !from.Equal(to) && plainly(from) && plainly(to)
	}
	_, zoned, _ := d.Time()
	return d.Form() == edtf.Single && exact(d) && !d.Uncertain() && !d.Approximate() && !zoned
}
