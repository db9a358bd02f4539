package interchange

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"dateline/timeline"
	"dateline/timeline/edtf"
	"dateline/timeline/interchange/interchangetest"
)

func TestAnEditionWithAllItsMembersIsAsTheSchemaSays(t *testing.T) {
	var b bytes.Buffer
	require.NoError(t, JSON(&b, told(t)))
	interchangetest.Edition(t, Schema(), b.Bytes())
}

// A recorder is a test that may fail.
type recorder struct {
	testing.TB
	failed bool
}

func (r *recorder) Helper()               {}
func (r *recorder) Errorf(string, ...any) { r.failed = true }

func TestWhatAnEditionCitesIsSaidToStayBehind(t *testing.T) {
	var b bytes.Buffer
	require.NoError(t, JSON(&b, told(t)))
	in, err := Read(b.Bytes(), timeline.Vocabulary{})
	require.NoError(t, err)
	require.NotEmpty(t, in.Events)
	require.Len(t, in.Problems, 1)
	assert.Zero(t, in.Problems[0].Row, "every event came in")
	assert.Contains(t, in.Problems[0].String(), "citations of these events")
}

func TestTheSchemaRefusesWhatIsNoEdition(t *testing.T) {
	var b bytes.Buffer
	require.NoError(t, JSON(&b, told(t)))
	for change, to := range map[string]string{
		`"kind": "legislation"`:                  `"kind": "Legislation!"`,
		`"date": "1956-07-26"`:                   `"date": "26 July"`,
		`"role": "agent"`:                        `"role": "hero"`,
		`"url": "https://example.org/canal"`:     `"url": "javascript:alert(1)"`,
		`"type": "response-to"`:                  `"type": "likes"`,
		`"status": "scheduled"`:                  `"status": "maybe"`,
		`"importance": 0,`:                       `"importance": 2,`,
		`"start": 20`:                            `"start": -1`,
		`"alt": "A man at a lectern, arms wide"`: `"alt": ""`,
		`"edition": 2`:                           `"edition": 2, "draft": true`,
		`"language": "en"`:                       `"language": ""`,
		`"published": "2020-01-08T12:00:00Z"`:    `"published": "yesterday"`,
	} {
		require.Contains(t, b.String(), change)
		r := &recorder{TB: t}
		interchangetest.Edition(r, Schema(), []byte(strings.Replace(b.String(), change, to, 1)))
		assert.True(t, r.failed, to)
	}
}

func feedOf(t *testing.T, ed *timeline.Edition) map[string]any {
	t.Helper()
	var b bytes.Buffer
	require.NoError(t, JSONFeed(&b, ed, "https://dateline.example/t/suez"))
	var v map[string]any
	require.NoError(t, json.Unmarshal(b.Bytes(), &v))
	return v
}

func TestAFeedTellsWhatIsNewFirst(t *testing.T) {
	v := feedOf(t, told(t))
	assert.Equal(t, "https://jsonfeed.org/version/1.1", v["version"])
	assert.Equal(t, "https://dateline.example/t/suez.feed.json", v["feed_url"])
	items := v["items"].([]any)
	require.Len(t, items, 5)
	newest, corrected, old := items[0].(map[string]any), items[1].(map[string]any), items[2].(map[string]any)
	assert.Equal(t, "The canal is clear", newest["title"], "added by this edition")
	assert.Equal(t, "2020-01-08T12:00:00Z", newest["date_published"])
	assert.NotContains(t, newest, "date_modified")
	assert.Equal(t, "https://dateline.example/t/suez#e=a", corrected["url"], "changed by this edition")
	assert.Equal(t, "2020-01-06T12:00:00Z", corrected["date_published"])
	assert.Equal(t, "2020-01-08T12:00:00Z", corrected["date_modified"])
	assert.Equal(t, "26 July 1956\n\nHe said so in Alexandria; the crowd, it is said, cheered.", corrected["content_text"])
	assert.Equal(t, "https://example.org/nasser.jpg", corrected["image"])
	assert.Equal(t, "https://example.org/canal", corrected["external_url"])
	assert.Equal(t, "Ceasefire at midnight", old["title"], "of what was there from the first on the latest")
	assert.Contains(t, old["content_text"], "Confirmed")
	assert.Equal(t, map[string]any{"date": "1956-11-06T23:59:00+02:00", "kind": "ceasefire", "status": "happened"}, old["_dateline"])
}

func TestAFeedIsBoundedAndItsAddressesLeadToTheEvents(t *testing.T) {
	var events []timeline.Event
	for i := range timeline.Whole + 1 {
		e := timeline.Event{ID: fmt.Sprint("e", i), Title: "Talks", Date: edtf.MustParse(fmt.Sprint(1500 + i))}
		e.Normalize()
		events = append(events, e)
	}
	ed, err := timeline.NewEdition(timeline.Timeline{Slug: "suez", Title: "Suez"}, events, nil, nil, timeline.Vocabulary{}, time.Date(2020, 1, 8, 12, 0, 0, 0, time.UTC))
	require.NoError(t, err)
	items := feedOf(t, ed)["items"].([]any)
	require.Len(t, items, feedItems)
	first := items[0].(map[string]any)
	assert.Equal(t, "https://dateline.example/t/suez/event/e300", first["url"])
	assert.Equal(t, "https://dateline.example/t/suez#e=e300", first["id"])
	ids := map[any]bool{}
	for _, i := range items {
		ids[i.(map[string]any)["id"]] = true
	}
	assert.Len(t, ids, feedItems)
}
