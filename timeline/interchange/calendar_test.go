package interchange

import (
	"bytes"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	ics "github.com/arran4/golang-ical"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"dateline/timeline"
	"dateline/timeline/edtf"
)

// calendarOf writes an edition and reads it with a parser of others.
func calendarOf(t require.TestingT, ed *timeline.Edition) (raw string, events []*ics.VEvent) {
	var b bytes.Buffer
	require.NoError(t, ICalendar(&b, ed))
	cal, err := ics.ParseCalendar(bytes.NewReader(b.Bytes()))
	require.NoError(t, err, b.String())
	return b.String(), cal.Events()
}

// property is a text property; the parser has unescaped it.
func property(e *ics.VEvent, name ics.ComponentProperty) string {
	if p := e.GetProperty(name); p != nil {
		return p.Value
	}
	return ""
}

func TestAnotherProgramReadsTheCalendarAsItWasMeant(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		ed := editionOf(t, heldDates, true)
		for i := range ed.Events {
			ed.Events[i].Title += rapid.SampledFrom([]string{"", `; a, b \n c: d`, "été 🚢 " + strings.Repeat("ø", 60)}).Draw(t, "rest")
			ed.Events[i].Title = strings.TrimSpace(ed.Events[i].Title)
		}
		raw, events := calendarOf(t, ed)
		for line := range strings.SplitSeq(strings.TrimSuffix(raw, "\r\n"), "\r\n") {
			require.LessOrEqual(t, len(line), 75, line)
			require.True(t, utf8.ValidString(line), "cut within a character: %q", line)
			require.NotContains(t, line, "\n")
		}
		byID := map[string]*ics.VEvent{}
		for _, e := range events {
			byID[property(e, ics.ComponentPropertyUniqueId)] = e
		}
		held := 0
		for _, want := range ed.Events {
			if _, _, ok := calendarSpan(want.Date); !ok {
				continue
			}
			held++
			got := byID[want.ID+"@suez.dateline"]
			require.NotNil(t, got, raw)
			summary, _ := strings.CutSuffix(property(got, ics.ComponentPropertySummary), " ("+want.Date.Words()+")")
			require.Equal(t, want.Title, summary)
			require.Equal(t, paragraphs(want.Date.Words(), want.Text), property(got, ics.ComponentPropertyDescription))
			require.Equal(t, want.Place, property(got, ics.ComponentPropertyLocation))
			stamp, err := got.GetDtStampTime()
			require.NoError(t, err)
			require.True(t, stamp.Equal(ed.Published))
			first, begins := want.Date.Earliest()
			last, ends := want.Date.Latest()
			if !begins || !ends || strings.Contains(want.Date.String(), "T") {
				continue
			}
			from, err := got.GetAllDayStartAt()
			require.NoError(t, err)
			until, err := got.GetAllDayEndAt()
			require.NoError(t, err)
			require.Equal(t, int(last-first)+1, int(until.Sub(from).Hours()+1)/24, "from the first day that is possible to the last, whose end is exclusive")
			y, m, d := first.Date()
			require.Equal(t, time.Date(y, m, d, 0, 0, 0, 0, from.Location()), from)
		}
		require.Len(t, events, held)
	})
}

// What a calendar cannot say is said in words, and the days are those that are
// possible.
func TestACalendarSaysInWordsWhatItsDaysCannot(t *testing.T) {
	for date, want := range map[string]struct{ start, end, summary, status string }{
		"1956-10-29":                {";VALUE=DATE:19561029", ";VALUE=DATE:19561030", "Talks", "CONFIRMED"},
		"1956-10-29/1956-11-07":     {";VALUE=DATE:19561029", ";VALUE=DATE:19561108", "Talks", "CONFIRMED"},
		"1956-02":                   {";VALUE=DATE:19560201", ";VALUE=DATE:19560301", "Talks (February 1956)", "TENTATIVE"},
		"1956":                      {";VALUE=DATE:19560101", ";VALUE=DATE:19570101", "Talks (1956)", "TENTATIVE"},
		"[1956-10-22..1956-10-24]":  {";VALUE=DATE:19561022", ";VALUE=DATE:19561025", "Talks (some time between 22 and 24 October 1956)", "TENTATIVE"},
		"[..1956-10-24]":            {";VALUE=DATE:19561024", ";VALUE=DATE:19561025", "Talks (by 24 October 1956)", "TENTATIVE"},
		"1956-10-29?":               {";VALUE=DATE:19561029", ";VALUE=DATE:19561030", "Talks (reported on 29 October 1956)", "TENTATIVE"},
		"1956-11-06T23:59:00+02:00": {":19561106T215900Z", "", "Talks", "CONFIRMED"},
		"1956-11-06T23:59:00":       {":19561106T235900", "", "Talks", "CONFIRMED"},
		"1956-12-31":                {";VALUE=DATE:19561231", ";VALUE=DATE:19570101", "Talks", "CONFIRMED"},
		"-0044-03-15":               {}, // no calendar has it
	} {
		e := timeline.Event{ID: "a", Title: "Talks", Date: edtf.MustParse(date)}
		e.Normalize()
		ed, err := timeline.NewEdition(timeline.Timeline{Slug: "suez", Title: "Suez"}, []timeline.Event{e}, nil, nil, timeline.Vocabulary{}, time.Date(2020, 1, 8, 12, 0, 0, 0, time.UTC))
		require.NoError(t, err)
		raw, events := calendarOf(t, ed)
		if want.start == "" {
			assert.Empty(t, events, date)
			continue
		}
		require.Len(t, events, 1, date)
		raw = strings.ReplaceAll(raw, "\r\n ", "")
		assert.Contains(t, raw, "\r\nDTSTART"+want.start+"\r\n", date)
		if want.end == "" {
			assert.NotContains(t, raw, "DTEND", date)
		} else {
			assert.Contains(t, raw, "\r\nDTEND"+want.end+"\r\n", date)
		}
		assert.Equal(t, want.summary, property(events[0], ics.ComponentPropertySummary), date)
		assert.Equal(t, want.status, property(events[0], ics.ComponentPropertyStatus), date)
	}
}
