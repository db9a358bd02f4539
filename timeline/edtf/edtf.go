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
//
// # Canonical text
//
// What means the same by the standard is one value and prints as one text, by
// these rules (their names are those of the specification that the Library of
// Congress publishes, a profile of ISO 8601-2:2019):
//
//   - Qualification (ISO 8601-2, 8): each part is covered by one mark, and the
//     marks are as few as can be: ?2020-?01-?08 is 2020-01-08?. Complete goes
//     before group, group before individual; a mark of the year stands on its
//     right if it is the only one, else on its left.
//   - Letter-prefixed and exponential year: Y beyond four digits only; an
//     exponent of two or more where at most four digits are left before it
//     (Y-170000000 is Y-17E7, Y171010000 stays). Leading zeros go.
//   - Significant digits: none if all digits of the year are (1950S4 is 1950).
//   - Set representation: members in order of time, each once; what a range of
//     the same precision holds or continues becomes part of it; a set of one
//     date is that date. A list of values in a row is not made a range: [a..b]
//     says within a stretch, [a,b] names the choices.
//   - Date and time: no zone is negative zero. Z, +00 and +00:00 are kept apart:
//     UTC, and local time as finely as its shift is given.
//
// An interval from a day to the same day stays one: it says that something
// lasted the day.
//
// # Limits
//
// Years end at 1E15 either way, and a set at 1000 members; seconds have no
// fractions, which EDTF leaves out. A season has a year without X.
package edtf

import "strings"

// A Date is one EDTF value. The zero Date is "no date" and prints as "". Dates
// are values: copy them freely, compare them with [Date.Equal] or ==.
type Date struct {
	s      string // canonical
	lo, hi Day    // meaningful where noLo and noHi are false
	noLo   bool   // no first day is known
	noHi   bool   // no last day is known
	form   Form
	prec   Precision // of a single date, else the finest of its parts
	marks  marks
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

// A Precision is how finely a date is known. A larger one is finer. Digits that
// are not given add nothing: 2004-XX is known to the year.
type Precision uint8

// The precisions. Season covers the codes 21 to 32, Quarter 33 to 41 (the
// thirds and halves of a year too).
const (
	Unknown Precision = iota // no date, or no finer than a millennium
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

// Equal reports whether both mean the same by the standard, that is, print the
// same; 2020-01 and 2020-01-01/2020-01-31 do not.
func (d Date) Equal(e Date) bool { return d.s == e.s }

// Form returns what sort of statement d makes.
func (d Date) Form() Form { return d.form }

// Precision returns how fine d is; of an interval or a set, how fine its
// finest part is.
func (d Date) Precision() Precision { return d.prec }

// Uncertain reports whether some part of d is marked uncertain (? or %).
func (d Date) Uncertain() bool { return d.marks.any(Uncertain) }

// Approximate reports whether some part of d is marked approximate (~ or %).
func (d Date) Approximate() bool { return d.marks.any(Approximate) }

// Marks tells which parts are uncertain or approximate. A season's mark is the
// month's. Of an interval or a set they are those of all its dates together;
// [Date.Interval] and [Date.Members] give these one by one.
func (d Date) Marks() (year, month, day Mark) {
	return d.marks.of(0), d.marks.of(1), d.marks.of(2)
}

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
		if !d.many() {
			return strings.Cut(d.s[1:len(d.s)-1], "..")
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
