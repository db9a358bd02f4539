// Package edtf holds dates as news knows them: a day, a month, "some time
// last week", a war of eight years, a day that is not certain.
//
// The notation is the Extended Date/Time Format, levels 0 to 2, of ISO
// 8601-2:2019. A [Date] says no more than its notation says: a month has no
// day, an open end is known to be open, and "[a..b]" (some one time within)
// is told apart from "a/b" (lasting from a to b).
package edtf

import "errors"

// A Date is one EDTF value. The zero Date is "no date" and prints as "".
// Dates are compared with [Date.Equal]; String is canonical.
type Date struct {
	s string
}

// Parse reads one EDTF value; "" is an error. A bad value gives a *SyntaxError.
func Parse(s string) (Date, error) { return Date{}, errors.New("not yet") }

// MustParse is Parse for constants; it panics on a bad value.
func MustParse(s string) Date {
	d, err := Parse(s)
	if err != nil {
		panic(err)
	}
	return d
}

// IsZero reports whether d is no date.
func (d Date) IsZero() bool { return d.s == "" }

// String returns the canonical notation, "" for the zero Date.
func (d Date) String() string { return d.s }

// Compare orders by earliest day, an open start by its latest day, then by latest.
func (d Date) Compare(e Date) int { return 0 }

// MarshalText is String.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.s), nil }

// UnmarshalText is Parse, but "" gives the zero Date.
func (d *Date) UnmarshalText(b []byte) error { d.s = string(b); return nil }
