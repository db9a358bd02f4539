package timex

import (
	"fmt"
	"strings"
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
	if r := t.Range; len(found) == 2 && r != (ByteSpan{}) && found[1].Range == r {
		end = found[1].End
		t.ByteSpan, t.Text, t.Value = r, s[r.Start:r.End], t.Date.String()
		t.steps = append(t.steps[:len(t.steps):len(t.steps)], found[1].steps...)
	}
	if len(found) == 2 && t.Type == "TIME" && found[1].Type == "DATE" && g.leadsIn(s[t.End:found[1].Start]) && t.Date.Overlaps(found[1].Date) {
		end = found[1].End // "noon on 3 May"
	}
	if !g.leadsIn(s[:t.Start]) {
		return t, s[:t.Start]
	}
	if rest := strings.Trim(s[end:], " .,"); rest != "" {
		return t, rest
	}
	return t, ""
}

// leadsIn tells whether words may stand before a date and add nothing to it.
func (g *Grammar) leadsIn(s string) bool {
	tokens := g.prog.lex.tokenize(s, nil)
	for k := range tokens {
		if _, ok := g.prog.lex.classes["lead-in"].values[fold(s, &tokens[k])]; !ok {
			return false
		}
	}
	return true
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
