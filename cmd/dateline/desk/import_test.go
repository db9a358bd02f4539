package desk

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"dateline/timeline"
)

const sheet = `Year,Month,Day,Headline,Text,Group
2020,1,8,Missiles hit a base,"At night.",missile-attack
2020,13,1,No such month,,
2020,1,9,Talks in Vienna,,Europe
`

func TestAFileIsImportedIntoANewTimeline(t *testing.T) {
	d := newDesk(t)
	ctx := t.Context()
	in, err := d.Import(ctx, editor, timeline.Timeline{Slug: "b"}, "/some/where/January events.csv", strings.NewReader(sheet))
	require.NoError(t, err)
	assert.True(t, in.Made)
	assert.Equal(t, "January events", in.Timeline.Title)
	assert.Equal(t, 2, in.Added)
	assert.Equal(t, 1, in.Refused())
	assert.Equal(t, 2, in.Problems[0].Row)
	events, _, err := d.Events(ctx, editor, "b", EventQuery{})
	require.NoError(t, err)
	require.Len(t, events, 2)
	assert.Equal(t, timeline.Accepted, events[0].State)
	assert.Equal(t, timeline.Kind("missile-attack"), events[0].Kind)
	assert.Equal(t, "Europe", events[1].Lane)

	again, err := d.Import(ctx, editor, timeline.Timeline{Slug: "b", Title: "Another title"}, "x.csv", strings.NewReader(sheet))
	require.NoError(t, err)
	assert.False(t, again.Made)
	assert.Equal(t, "January events", again.Timeline.Title)
}

func TestAnEditionComesBackInWithItsRelations(t *testing.T) {
	d := newDesk(t)
	ctx := t.Context()
	one, two := add(t, d, meeting("One", "2020-01")), add(t, d, meeting("Two", "2020-02"))
	_, err := d.Relate(ctx, editor, "a", timeline.Relation{From: two.ID, Type: timeline.Follows, To: one.ID})
	require.NoError(t, err)
	p, err := d.Publish(ctx, editor, "a")
	require.NoError(t, err)
	in, err := d.Import(ctx, editor, timeline.Timeline{Slug: "b", Timezone: "Asia/Tehran"}, "a.json", bytes.NewReader(bytes.Replace(p.JSON, []byte(`"language":"en"`), []byte(`"language":"fr"`), 1)))
	require.NoError(t, err)
	assert.Equal(t, 2, in.Added)
	assert.Equal(t, "A story", in.Timeline.Title)
	assert.Equal(t, "fr", in.Timeline.Language, "what is not given is the file's own")
	assert.Equal(t, "Asia/Tehran", in.Timeline.Timezone)
	events, _, err := d.Events(ctx, editor, "b", EventQuery{})
	require.NoError(t, err)
	relations, err := d.Relations(ctx, editor, "b")
	require.NoError(t, err)
	require.Len(t, relations, 1)
	assert.Equal(t, [2]string{events[1].ID, events[0].ID}, [2]string{relations[0].From, relations[0].To})
	assert.NotEqual(t, one.ID, events[0].ID)
}

func TestImportRefuses(t *testing.T) {
	d := newDesk(t)
	ctx := t.Context()
	_, err := d.Import(ctx, contributor, timeline.Timeline{Slug: "b"}, "x.csv", strings.NewReader(sheet))
	assert.Equal(t, timeline.Forbidden, timeline.CodeOf(err))
	_, err = d.Import(ctx, editor, timeline.Timeline{Slug: "No Slug"}, "x.csv", strings.NewReader(sheet))
	assert.Equal(t, []string{"slug"}, fields(t, err))
	_, err = d.Import(ctx, editor, timeline.Timeline{Slug: "b"}, "x.csv", strings.NewReader(strings.Repeat("x", MaxFile+1)))
	assert.Equal(t, timeline.TooLarge, timeline.CodeOf(err))
	_, err = d.Import(ctx, editor, timeline.Timeline{Slug: "b"}, "x.csv", strings.NewReader("\xff\xfe"))
	assert.Equal(t, timeline.Invalid, timeline.CodeOf(err))
	_, err = d.Import(ctx, editor, timeline.Timeline{Slug: "b"}, "x.csv", failing{})
	assert.Equal(t, timeline.Invalid, timeline.CodeOf(err))

	in, err := d.Import(ctx, editor, timeline.Timeline{Slug: "b"}, "x.csv", strings.NewReader("Year,Month,Day,Headline\n2020,13,1,Bad\n"))
	require.NoError(t, err)
	assert.Equal(t, 1, in.Refused())
	_, err = d.Timeline(ctx, editor, "b")
	assert.Equal(t, timeline.NotFound, timeline.CodeOf(err), "no timeline was made for nothing")
}

type failing struct{}

func (failing) Read([]byte) (int, error) { return 0, errors.New("the disk is gone") }

// BenchmarkImport reads and stores 10,000 events of two sentences.
func BenchmarkImport(b *testing.B) {
	var file strings.Builder
	file.WriteString("Year,Month,Day,Headline,Text,Group\n")
	for i := range 10_000 {
		fmt.Fprintf(&file, "%d,%d,%d,Ministers meet for talks number %d,The ministers of both states spoke for three hours. Nothing was said of what they agreed on.,Europe\n", 1900+i/336, i/28%12+1, i%28+1, i)
	}
	b.SetBytes(int64(file.Len()))
	d := newDesk(b)
	for n := 0; b.Loop(); n++ {
		in, err := d.Import(b.Context(), editor, timeline.Timeline{Slug: fmt.Sprint("b", n), Title: "T"}, "x.csv", strings.NewReader(file.String()))
		if err != nil || in.Added != 10_000 {
			b.Fatal(in.Added, in.Problems, err)
		}
	}
}
