package chart

import (
	"fmt"
	"strings"
	"time"

	"dateline/timeline/edtf"
)

// placement is where a date stands on the axis and how it is drawn. Times are
// milliseconds since 1970-01-01T00:00 in the calendar's own local time.
type placement struct {
	Form    string  `json:"form"` // at, within, lasting, before or after
	From    float64 `json:"from"`
	To      float64 `json:"to"`
	Hollow  bool    `json:"hollow,omitempty"`  // the day is not certain
	FadeIn  bool    `json:"fadeIn,omitempty"`  // the start is open, not known or approximate
	FadeOut bool    `json:"fadeOut,omitempty"` // the same of the end
	Soft    bool    `json:"soft,omitempty"`    // a month or a year: a band only where it is wider than a mark
}

func placementOf(d edtf.Date) (placement, error) {
	s := d.String()
	ms := func(s string) float64 {
		t, _ := time.Parse("2006-01-02", s)
		return float64(t.UnixMilli())
	}
	switch {
	case strings.HasPrefix(s, "[.."):
		b := ms(s[3 : len(s)-1])
		return placement{Form: "before", From: b + day/2, To: b + day/2, FadeIn: true, Hollow: true}, nil
	case strings.HasPrefix(s, "["):
		a, b, _ := strings.Cut(s[1:len(s)-1], "..")
		return placement{Form: "within", From: ms(a), To: ms(b) + day, Hollow: true}, nil
	case strings.Contains(s, "/"):
		a, b, _ := strings.Cut(s, "/")
		return placement{Form: "lasting", From: ms(a), To: ms(b) + day}, nil
	case strings.HasSuffix(s, "?"):
		a := ms(s[:len(s)-1])
		return placement{Form: "at", From: a, To: a + day, Hollow: true}, nil
	case len(s) == 10:
		a := ms(s)
		return placement{Form: "at", From: a, To: a + day}, nil
	}
	return placement{}, fmt.Errorf("its date %q has no place on an axis", s)
}

func wordsOf(d edtf.Date) string { return d.String() }
