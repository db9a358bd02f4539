// Package edtf holds dates as news knows them: a day, a month, "some time
// last week", a war of eight years, a day that is not certain.
//
// The notation is the Extended Date/Time Format, levels 0 to 2, of ISO
// 8601-2:2019. A [Date] says no more than its notation says: a month has no
// day, an open end is known to be open, and "[a..b]" (some one time within)
// is told apart from "a/b" (lasting from a to b). The package refuses what is
// no date of the calendar: 2019-02-29, 156X-09-31, a month 00.
//
//	d := edtf.MustParse("[2019-12-30..2020-01-05]")
//	first, ok := d.Earliest() // 2019-12-30, true
//	d.Words()                 // some time between 30 December 2019 and 5 January 2020
package edtf

import (
	"cmp"
	"math"
	"strings"
	"time"
)

// A Date is one EDTF value. The zero Date is "no date" and prints as "". Dates
// are values: copy them freely, compare them with [Date.Equal] or ==.
type Date struct {
	s        string // canonical
	lo, hi   Day    // meaningful where noLo and noHi are false
	noLo     bool   // no first day is known
	noHi     bool   // no last day is known
	form     Form
	prec     Precision // of a single date, else the finest of its parts
	doubtful bool      // some part is uncertain (? or %)
	about    bool      // some part is approximate (~ or %)
}

// A Form is what sort of statement a Date makes.
type Form uint8

// The forms.
const (
	Single   Form = iota // one date: a day, a month, an instant
	Interval             // a/b: lasting from a to b
	OneOf                // [a..b]: some one time within
	AllOf                // {a,b}: at each of them
)

// A Precision is how fine a date is. A larger one is finer.
type Precision uint8

// The precisions. Season covers the codes 21 to 32, Quarter 33 to 41 (the
// thirds and halves of a year too).
const (
	Unknown Precision = iota // no date, or all digits unspecified
	Century
	Decade
	Year
	Season
	Quarter
	Month
	DayPrecision
	Second
)

// IsZero reports whether d is no date.
func (d Date) IsZero() bool { return d.s == "" }

// String returns the canonical notation, "" for the zero Date. Parse reads it
// back to an equal Date.
func (d Date) String() string { return d.s }

// Equal reports whether both are written the same; 2020-01 and
// 2020-01-01/2020-01-31 are not.
func (d Date) Equal(e Date) bool { return d.s == e.s }

// Form returns what sort of statement d makes.
func (d Date) Form() Form { return d.form }

// Precision returns how fine d is; of an interval or a set, how fine its
// finest part is.
func (d Date) Precision() Precision { return d.prec }

// Uncertain reports whether some part of d is marked uncertain (? or %).
func (d Date) Uncertain() bool { return d.doubtful }

// Approximate reports whether some part of d is marked approximate (~ or %).
func (d Date) Approximate() bool { return d.about }

// Earliest returns the first day that d may touch, in the date's own calendar
// day. It is false where the start is open or unknown.
func (d Date) Earliest() (Day, bool) { return d.lo, d.s != "" && !d.noLo }

// Latest returns the last day that d may touch. It is false where the end is
// open or unknown.
func (d Date) Latest() (Day, bool) { return d.hi, d.s != "" && !d.noHi }

// Interval returns the two ends of an interval, or of a set that is one range.
// An end that is open ("..") or unknown is the zero Date; open tells the two
// apart. For every other date all results are zero.
func (d Date) Interval() (start, end Date, startOpen, endOpen bool) {
	from, to, ok := d.ends()
	if !ok {
		return Date{}, Date{}, false, false
	}
	set := d.form != Interval // in a set, nothing before or after .. is open
	return end1(from), end1(to), from == ".." || set && from == "", to == ".." || set && to == ""
}

// ends cuts an interval, or a set that is one range, in two.
func (d Date) ends() (from, to string, ok bool) {
	switch d.form {
	case Interval:
		return strings.Cut(d.s, "/")
	case OneOf, AllOf:
		if inner := d.s[1 : len(d.s)-1]; !strings.Contains(inner, ",") {
			return strings.Cut(inner, "..")
		}
	}
	return "", "", false
}

// end1 reads one end, which Parse has read before.
func end1(s string) Date {
	if s == "" || s == ".." {
		return Date{}
	}
	return MustParse(s)
}

// Time returns the instant that d gives, which is false unless d is a single
// date and time of day. Without a zone, hasZone is false and the instant is
// given as if in UTC.
func (d Date) Time() (t time.Time, hasZone, ok bool) {
	if d.form != Single || d.prec != Second {
		return time.Time{}, false, false
	}
	s := strings.NewReplacer("?", "", "~", "", "%", "").Replace(d.s)
	clock := s[strings.IndexByte(s, 'T')+1:]
	switch zone := strings.IndexAny(clock, "Z+-"); {
	case zone < 0:
		s += "Z"
	case len(clock[zone:]) == len("+04"):
		hasZone, s = true, s+":00"
	default:
		hasZone = true
	}
	// 24:00:00 is the midnight at the end of the day, which package time
	// writes as the next day's beginning.
	late := strings.HasPrefix(clock, "24")
	if late {
		s = strings.Replace(s, "T24", "T00", 1)
	}
	t, err := time.Parse(time.RFC3339, s)
	if err != nil {
		return time.Time{}, false, false
	}
	if late {
		t = t.AddDate(0, 0, 1)
	}
	return t, hasZone, true
}

// Contains reports whether every day of e is a day of d.
func (d Date) Contains(e Date) bool {
	if d.IsZero() || e.IsZero() {
		return false
	}
	a, b := d.reach()
	x, y := e.reach()
	return a <= x && y <= b
}

// Overlaps reports whether some day is of both. An open end reaches without
// limit.
func (d Date) Overlaps(e Date) bool {
	if d.IsZero() || e.IsZero() {
		return false
	}
	a, b := d.reach()
	x, y := e.reach()
	return a <= y && x <= b
}

func (d Date) reach() (lo, hi Day) {
	lo, hi = d.lo, d.hi
	if d.noLo {
		lo = math.MinInt64
	}
	if d.noHi {
		hi = math.MaxInt64
	}
	return lo, hi
}

// Compare orders dates for a reader: by first day (by the last where the start
// is open), then by last day, instants of one day by the clock, and equal
// bounds by their notation, so that the order is total. No date comes last.
func (d Date) Compare(e Date) int {
	if d.IsZero() || e.IsZero() {
		return cmp.Compare(btoi(d.IsZero()), btoi(e.IsZero()))
	}
	a, x := d.key(), e.key()
	_, b := d.reach()
	_, y := e.reach()
	if c := cmp.Or(cmp.Compare(a, x), cmp.Compare(b, y)); c != 0 {
		return c
	}
	// Instants stand together after the days they are of: were they compared
	// by the clock among themselves and by notation with all else, the order
	// would have circles.
	t, _, ok1 := d.Time()
	u, _, ok2 := e.Time()
	if c := cmp.Or(cmp.Compare(btoi(ok1), btoi(ok2)), t.Compare(u)); c != 0 {
		return c
	}
	return strings.Compare(d.s, e.s)
}

func (d Date) key() Day {
	lo, hi := d.reach()
	if d.noLo {
		return hi
	}
	return lo
}

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}

// MarshalText is String.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.s), nil }

// UnmarshalText is Parse, except that "" gives the zero Date.
func (d *Date) UnmarshalText(b []byte) error {
	if len(b) == 0 {
		*d = Date{}
		return nil
	}
	v, err := Parse(string(b))
	if err != nil {
		return err
	}
	*d = v
	return nil
}
