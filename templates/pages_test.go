package templates

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"dateline/timeline"
)

// described is the JSON-LD of an edition as a crawler decodes it.
func described(t *testing.T, ed *timeline.Edition) (v struct {
	DatePublished, DateModified, TemporalCoverage string
	Correction                                    []map[string]string
	MainEntity                                    struct {
		ItemListElement []struct {
			Item struct{ StartDate, EndDate, EventStatus string }
		}
	}
}) {
	t.Helper()
	b, err := json.Marshal(JSONLD(ed, "https://a.example/t/x", ""))
	require.NoError(t, err)
	require.NoError(t, json.Unmarshal(b, &v))
	return v
}

func TestJSONLDCoversTheTimeOfItsEvents(t *testing.T) {
	for want, dates := range map[string][]string{
		"2020-01-06/2020-02-29":   {"2020-01-06", "2020-02"},
		"-0099-01-01/-0043-03-15": {"-0099", "-0043-03-15"},
		"0999-01-01/2020-12-31":   {"2020", "0999"},
		"2020-01-06/..":           {"2020-01-06/..", "2020-01-08"},
		"2020-01-06/2020-01-07":   {"[..2020-01-07]", "2020-01-06"},
		"":                        {"[..2020-01-07]"},
	} {
		assert.Equal(t, want, described(t, chronology(dates...)).TemporalCoverage, dates)
	}
}

func TestJSONLDGivesADateOnlyWhereItIsOne(t *testing.T) {
	for date, want := range map[string][2]string{
		"2020-01-06":               {"2020-01-06", ""},
		"2020-01-06T21:09:00Z":     {"2020-01-06T21:09:00Z", ""},
		"2020-01-06/2020-01-08":    {"2020-01-06", "2020-01-08"},
		"2020-01-06/..":            {"2020-01-06", ""},
		"{2020-01-06,2020-01-08}":  {},
		"[2020-01-06..2020-01-08]": {},
		"2020-01-06?":              {},
		"2020-01":                  {},
	} {
		item := described(t, chronology(date)).MainEntity.ItemListElement[0].Item
		assert.Equal(t, want, [2]string{item.StartDate, item.EndDate}, date)
	}
}

func TestJSONLDTellsCorrectionsAndWhatIsPlanned(t *testing.T) {
	ed := chronology("2020-01-06", "2020-01-20")
	first := ed.Published.Add(-24 * time.Hour)
	ed.Events[0].Since, ed.Events[1].Since = first, ed.Published
	ed.Events[0].Changes = []timeline.Change{{Published: ed.Published, Fields: []string{"date", "text", "actors"}}, {Published: ed.Published, Fields: []string{"citations"}}}
	ed.Events[1].Status = timeline.Scheduled
	got := described(t, ed)
	assert.Equal(t, "2020-01-10T18:40:00Z", got.DatePublished)
	assert.Equal(t, "2020-01-11T18:40:00Z", got.DateModified)
	assert.Equal(t, []map[string]string{{"@type": "CorrectionComment", "datePublished": "2020-01-11T18:40:00Z", "text": "Changed of “Event 0”: date, who took part"}}, got.Correction)
	assert.Equal(t, "https://schema.org/EventScheduled", got.MainEntity.ItemListElement[1].Item.EventStatus)

	ed.Events[0].Since = time.Time{}
	assert.Equal(t, got.DateModified, described(t, ed).DatePublished, "an edition made before editions told it")
}
