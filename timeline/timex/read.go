package timex

import (
	"fmt"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"dateline/timeline/edtf"
)

// Read reads a whole string as one date, as an editor writes it in a form: in
// EDTF, or in words of one of the languages as articles do ("8 Jan 2020", "last
// week", "6–9 March", "letzte Woche"), against the day dct, which may be zero.
// The error says which part was not understood and what would be.
func Read(s string, dct edtf.Date) (Timex, error) {
	s = strings.TrimSpace(s)
	if s == "" {
		return Timex{}, fmt.Errorf("timex: the date is empty; %s", accepted)
	}
	if at, _ := invalid(s); at >= 0 {
		return Timex{}, fmt.Errorf("timex: the date is not UTF-8 at byte %d; %s", at, accepted)
	}
	if d, err := edtf.Parse(s); err == nil {
		return Timex{ByteSpan: ByteSpan{0, len(s)}, Text: s, Type: "DATE", Value: s, Date: d, Rule: "edtf",
			steps: []step{{say: "written in EDTF"}}}, nil
	}
	unread := s
	for _, language := range []string{"en", "de"} { // English first: what both know is English
		g, err := For(language)
		if err != nil {
			return Timex{}, err
		}
		for _, spelling := range []string{s, capitals(s)} { // people do not trouble with capitals in a form
			t, left := g.readWhole(spelling, dct)
			switch left = strings.TrimSpace(left); {
			case left == "" && t.misnamed != "":
				return Timex{}, &WeekdayError{t.misnamed}
			case left == "" && !t.Date.IsZero():
				t.Text = s[t.Start:t.End]
				return t, nil
			case left == "":
				return Timex{}, fmt.Errorf("timex: %q says no day, month or year to show; %s", s, accepted)
			case len(left) < len(unread):
				unread = left
			}
		}
	}
	if unread != s {
		return Timex{}, fmt.Errorf("timex: %q is not understood as a date because of %q; %s", s, unread, accepted)
	}
	return Timex{}, fmt.Errorf("timex: %q is not understood as a date; %s", s, accepted)
}

const accepted = `write for example "8 Jan 2020", "March 2019", "last week", "6-9 March 2020" or EDTF such as 2020-01-08`

// readWhole returns the expression that is all of s, or what is left over.
func (g *Grammar) readWhole(s string, dct edtf.Date) (t Timex, left string) {
	found := g.find(s, dct)
	if len(found) == 0 {
		return t, s
	}
	t = found[0]
	end := t.End
	for k := range found {
		if t.misnamed == "" {
			t.misnamed = found[k].weekdayProblem()
		}
	}
	if r := t.Range; len(found) == 2 && r != (ByteSpan{}) && found[1].Range == r {
		end = found[1].End
		t.ByteSpan, t.Text, t.Value = r, s[r.Start:r.End], t.Date.String()
		t.steps = append(t.steps[:len(t.steps):len(t.steps)], found[1].steps...)
	}
	start := t.Start
	if len(found) == 2 && t.Range == (ByteSpan{}) && t.Type != found[1].Type && t.Date.Overlaps(found[1].Date) && g.consists("beside-clock", s[t.End:found[1].Start]) {
		switch {
		case t.Type == "TIME" && found[1].Type == "DATE": // "noon on 3 May"
			end = found[1].End
		case t.Type == "DATE" && found[1].Type == "TIME": // "3 May at noon"
			end, found[1].misnamed = found[1].End, t.misnamed
			t = found[1]
		}
	}
	if !g.consists("lead-in", s[:start]) {
		return t, s[:start]
	}
	if rest := strings.Trim(s[end:], " .,"); rest != "" {
		return t, rest
	}
	return t, ""
}

// consists tells whether a text has, but for commas, only words of a class.
func (g *Grammar) consists(class, s string) bool {
	s = strings.Trim(s, " ,")
	tokens := g.prog.lex.tokenize(s, nil)
	for k := range tokens {
		if _, ok := g.prog.lex.classes[class].values[fold(s, &tokens[k])]; !ok {
			return false
		}
	}
	return true
}

// A WeekdayError is a weekday in the words of a day that is not the day's.
type WeekdayError struct {
	says string // "12 May 2026 is a Tuesday, not a Monday; correct one of the two"
}

func (e *WeekdayError) Error() string { return "timex: " + e.says }

// weekdayProblem says that the weekday in the words of a day is not the day's,
// else "". One of the two is a slip, and nobody but who wrote it knows which.
func (t *Timex) weekdayProblem() string {
	if t.rule == nil || t.rule.give.arg("eve", nil) != "" || len(t.Value) < len("2006-01-02") {
		return ""
	}
	named, ok := (&captures{slots: t.slots}).num("wd")
	d, err := edtf.Parse(t.Value[:len("2006-01-02")])
	day, known := d.Earliest()
	if !ok || err != nil || !known || d.Precision() != edtf.DayPrecision || int(day.Weekday()) == named%7 {
		return ""
	}
	return fmt.Sprintf("%s is a %s, not a %s; correct one of the two", d.Words(), day.Weekday(), time.Weekday(named%7))
}

// capitals writes each word with a capital, byte for byte as long.
func capitals(s string) string {
	b := []rune(s)
	for k, r := range b {
		if u := unicode.ToUpper(r); utf8.RuneLen(u) == utf8.RuneLen(r) && (k == 0 || !unicode.IsLetter(b[k-1])) {
			b[k] = u
		}
	}
	return string(b)
}
