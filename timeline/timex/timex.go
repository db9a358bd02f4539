// Package timex finds time expressions in text and says what they mean: the
// TIMEX3 value of TimeML, and the EDTF date that a chronology can show.
//
//	g, err := timex.For("en")
//	found, err := g.Find("killed in Baghdad last week", edtf.MustParse("2020-01-08"))
//	// [last week] DATE 2020-W01, [2019-12-30..2020-01-05]
//
// The words and rules of a language are files of this package (en/…, de/…),
// each rule with examples that are its tests; the code knows no language, but
// for what it says to people, which is English. They are compiled to one
// automaton, which reads a text once.
//
// A date is never more exact than its words: "last week" stays a week. What
// only an event can date ("two days after the attack") is given as a Shift.
// Without a document creation time only what the text itself gives is
// resolved. No clock is read.
package timex

import (
	"fmt"
	"unicode/utf8"

	"dateline/timeline/edtf"
)

// A ByteSpan is a stretch of a text in bytes, the end exclusive.
type ByteSpan struct{ Start, End int }

// A Timex is one time expression.
type Timex struct {
	ByteSpan
	Text  string
	Type  string // DATE, TIME, DURATION or SET
	Value string // as TIMEX3 writes it; "XXXX" where the text does not say
	Mod   string // START, MID, END, APPROX, MORE_THAN, LESS_THAN, …, or ""

	// Date is what the chronology gets, with "by", "before" and "after" in
	// front of the expression counted in. It is zero for sets, for vague
	// references, and for a duration that is tied to no day.
	Date edtf.Date
	// Range is the whole of "5 to 8 January", of which this expression is
	// one end; both ends then have the range as their Date.
	Range ByteSpan
	// Shift is set where the expression is to be counted from an event that
	// the text names. Date may be set too, counted from the last date told.
	Shift *Shift

	Anchor string // what it was resolved against: "", "dct", "narrative" or "text"
	Rule   string // the id of the rule that read it

	rule  *rule
	slots []slot
	steps []step

	misnamed string // what is wrong with the weekday that Read found, or ""
}

// A Shift is a distance from an event.
type Shift struct {
	N     int    // how many; 0 where the text does not say ("days after")
	Unit  string // second, minute, hour, day, week, month, year, decade, century
	After bool   // false: before the event
}

// Find returns the time expressions of a text in their order; none overlap.
// dct is the document creation time: a day, an instant, or zero, when the
// dateline that the text may have is used. A text that is not UTF-8 is an
// EncodingError. Find takes time in proportion to the text.
func (g *Grammar) Find(text string, dct edtf.Date) ([]Timex, error) {
	if at, points := invalid(text); at >= 0 {
		return nil, &EncodingError{Offset: at, CodePoint: points}
	}
	return g.find(text, dct), nil
}

func (g *Grammar) find(text string, dct edtf.Date) []Timex {
	if dct.IsZero() {
		dct, _ = g.dateline(text)
	}
	w := workshops.Get().(*workshop)
	defer w.leave()
	r := newResolver(g, text, w, dct)
	return r.resolveAll(g.scan(text, w))
}

// An EncodingError says where a text is not UTF-8.
type EncodingError struct {
	Offset    int // in bytes
	CodePoint int // how many characters stand before it
}

func (e *EncodingError) Error() string {
	return fmt.Sprintf("timex: the text is not UTF-8 at byte %d, after %d characters", e.Offset, e.CodePoint)
}

// invalid returns where text stops being UTF-8, or -1.
func invalid(text string) (offset, points int) {
	if utf8.ValidString(text) {
		return -1, 0
	}
	for offset < len(text) {
		r, size := utf8.DecodeRuneInString(text[offset:])
		if r == utf8.RuneError && size == 1 {
			return offset, points
		}
		offset += size
		points++
	}
	return -1, 0
}
