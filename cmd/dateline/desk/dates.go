package desk

import (
	"errors"
	"regexp"
	"strings"
	"unicode/utf8"

	"dateline/timeline"
	"dateline/timeline/edtf"
	"dateline/timeline/timex"
)

// maxDate is the longest date in code points that ReadDate looks at.
const maxDate = 200

// ReadDate reads a date as an editor writes it: EDTF, or words such as "8 Jan
// 2020" or "last week", which count from the reference, zero for none. words
// is the date in English for readers. What it cannot read is Problems of the
// field "date".
func ReadDate(text string, reference edtf.Date) (d edtf.Date, words string, err error) {
	s := strings.TrimSpace(text)
	switch n := utf8.RuneCountInString(s); {
	case n == 0:
		return d, "", timeline.FieldProblem("date", "is missing: give a day such as 8 January 2020 or at least bounds, such as [..2020-01-08]")
	case n > maxDate:
		return d, "", timeline.FieldProblem("date", "has %d characters; %d fit", n, maxDate)
	}
	d, notEDTF := edtf.Parse(s)
	if notEDTF == nil {
		return d, d.Words(), nil
	}
	if d := readBack(s, reference); !d.IsZero() {
		return d, d.Words(), nil
	}
	x, err := timex.Read(s, reference)
	switch {
	case err == nil && !x.Date.IsZero():
		return x.Date, x.Date.Words(), nil
	case err == nil:
		return edtf.Date{}, "", timeline.FieldProblem("date", "%q gives no date by itself: give a day, or bounds such as [2020-01-06..2020-01-08]", s)
	}
	if first, last, ok := backwards(s, reference); ok {
		return edtf.Date{}, "", timeline.FieldProblem("date", "ends before it begins: %q is before %q; give the earlier end first", last, first)
	}
	// What looks like the notation is told where it departs from it.
	var syntax *edtf.SyntaxError
	if strings.IndexAny(s, "0123456789[{Y-.") == 0 && !strings.Contains(s, " ") && errors.As(notEDTF, &syntax) {
		return edtf.Date{}, "", timeline.FieldProblem("date",
			"cannot be read: %v: give a date such as 8 January 2020, last week or 6–9 March 2020, or EDTF such as 2020-01-08 or [2020-01-06..2020-01-08]", syntax)
	}
	return edtf.Date{}, "", timeline.FieldProblem("date", "cannot be read: %s", strings.TrimPrefix(err.Error(), "timex: "))
}

// backwards returns the two ends of what would be a stretch of time if its end
// did not come before its beginning.
func backwards(s string, reference edtf.Date) (first, last string, ok bool) {
	inner := strings.TrimSpace(strings.Trim(s, "[]"))
	for _, before := range []string{"from ", "between ", "From ", "Between "} {
		inner = strings.TrimPrefix(inner, before)
	}
	for _, between := range []string{"..", "/", " to ", " until ", " and ", "–", " - "} {
		first, last, cut := strings.Cut(inner, between)
		if !cut {
			continue
		}
		a, noA := timex.Read(first, reference)
		b, noB := timex.Read(last, reference)
		if noA != nil || noB != nil {
			continue
		}
		begins, known := a.Date.Earliest()
		ends, bounded := b.Date.Latest()
		if known && bounded && ends < begins {
			return strings.TrimSpace(first), strings.TrimSpace(last), true
		}
	}
	return "", "", false
}

// own are the words that Date.Words has around those of a simpler date, with
// the notation around its value. An editor changes the day in them and leaves
// the rest.
var own = []struct{ before, after, open, close string }{
	{"some time ", "", "", ""},
	{"reported on ", "", "", "?"},
	{"perhaps ", "", "", "?"},
	{"since ", "", "", "/.."},
	{"until ", "", "../", ""},
	{"", " or later", "[", "..]"},
}

// hours are those of one day as Date.Words writes them, to be said as two ends.
var hours = regexp.MustCompile(`^(\d\d:\d\d(?::\d\d)?)–(\d\d:\d\d(?::\d\d)?)( UTC[^,]*)?(, .+)$`)

// readBack reads words in the way that Date.Words writes them, else the zero
// Date.
func readBack(s string, reference edtf.Date) edtf.Date {
	if hours.MatchString(s) {
		if x, err := timex.Read(hours.ReplaceAllString(s, "$1$3$4 – $2$3$4"), reference); err == nil {
			return x.Date
		}
	}
	for _, w := range own {
		if !strings.HasPrefix(s, w.before) || !strings.HasSuffix(s, w.after) || len(s) <= len(w.before)+len(w.after) {
			continue
		}
		inner, err := timex.Read(s[len(w.before):len(s)-len(w.after)], reference)
		if err != nil || inner.Date.IsZero() {
			continue
		}
		if d, err := edtf.Parse(w.open + inner.Date.String() + w.close); err == nil {
			return d
		}
	}
	return edtf.Date{}
}
