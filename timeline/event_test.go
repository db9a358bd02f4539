package timeline

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"dateline/timeline/edtf"
)

func event() Event {
	e := Event{ID: "a", Title: "Iran fires missiles", Kind: "missile-attack", Date: edtf.MustParse("2020-01-08")}
	e.Normalize()
	return e
}

func TestValidateNamesEveryFieldAtFault(t *testing.T) {
	tests := []struct {
		name  string
		spoil func(*Event)
		field string
		says  string
	}{
		{"a title is needed", func(e *Event) { e.Title = "" }, "title", "is missing"},
		{"a title of 121 characters does not fit", func(e *Event) { e.Title = strings.Repeat("é", 121) }, "title", "has 121 characters; 120 fit"},
		{"a title holds no control character", func(e *Event) { e.Title = "a\x00b" }, "title", "control character after 1 byte"},
		{"an unknown kind is refused by name", func(e *Event) { e.Kind = "alien-landing" }, "kind", `"alien-landing"`},
		{"an accepted event needs a date", func(e *Event) { e.Date = edtf.Date{} }, "date", "is missing"},
		{"a script is no address", func(e *Event) { e.URL = "javascript:alert(1)" }, "url", "not an http or https address"},
		{"an address needs a host", func(e *Event) { e.URL = "https:///x" }, "url", "not an http or https address"},
		{"a picture needs words", func(e *Event) { e.Image = &Image{URL: "https://example.org/a.png"} }, "image.alt", "is missing"},
		{"importance ends at one", func(e *Event) { e.Importance = 1.5 }, "importance", "not between"},
		{"a label is one of four", func(e *Event) { e.Label = "sure" }, "label", `"sure"`},
		{"an actor has a known role", func(e *Event) { e.Actors = []Actor{{"Iran", "villain"}} }, "actors", `"villain"`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			e := event()
			require.NoError(t, e.Validate(Vocabulary{}))
			tt.spoil(&e)
			err := e.Validate(Vocabulary{})
			var p Problems
			require.ErrorAs(t, err, &p)
			require.Len(t, p, 1)
			assert.Equal(t, tt.field, p[0].Field)
			assert.Contains(t, p[0].Detail, tt.says)
			assert.Equal(t, Invalid, CodeOf(err))
		})
	}
}

func TestValidateReportsAllProblemsAtOnce(t *testing.T) {
	e := event()
	e.Title, e.Kind, e.URL = "", "x", "ftp://example.org"
	var p Problems
	require.ErrorAs(t, e.Validate(Vocabulary{}), &p)
	assert.Len(t, p, 3)
}

func TestAProposalMayLackADate(t *testing.T) {
	e := event()
	e.State, e.Date = Proposed, edtf.Date{}
	assert.NoError(t, e.Validate(Vocabulary{}))
}

func TestNothingIsReadInAnotherOrderThanItIsWritten(t *testing.T) {
	e := Event{Title: "\u202eevil\u202c", Actors: []Actor{{Name: "\u202dIran"}}}
	e.Normalize()
	assert.Equal(t, "evil\u202c", e.Title)
	assert.Equal(t, "Iran", e.Actors[0].Name)
}

func TestNormalizeDropsEmptyActorsAndFillsRoles(t *testing.T) {
	e := Event{Title: "  x ", Actors: []Actor{{Name: " "}, {Name: " Iran "}}}
	e.Normalize()
	assert.Equal(t, "x", e.Title)
	assert.Equal(t, []Actor{{"Iran", Participant}}, e.Actors)
	assert.Equal(t, Happened, e.Status)
	assert.Equal(t, Kind("other"), e.Kind)
}
