package main

import (
	"bufio"
	"context"
	"io"
	"io/fs"
	"path"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"dateline/timeline"
	"dateline/timeline/interchange"
	"dateline/timeline/interchange/interchangetest"
)

func TestADemoThatIsKeptGoesOnWhereItWasStopped(t *testing.T) {
	clock := &storyClock{}
	d, closeStore, err := openDeskAt(t.Context(), "sqlite:"+filepath.Join(t.TempDir(), "kept.db"), "", clock.now, logger())
	require.NoError(t, err)
	defer closeStore()

	// A first run that was stopped in the midst of its first story.
	early := timeline.Timeline{Slug: stories[0].slug, Title: stories[0].title}
	require.NoError(t, d.CreateTimeline(t.Context(), theOperator, &early))

	first, err := fill(t.Context(), d, clock, "http://127.0.0.1:1")
	require.NoError(t, err)
	var counts []int
	for _, s := range stories {
		p, err := d.Published(t.Context(), s.slug)
		require.NoError(t, err, s.slug)
		counts = append(counts, len(p.Edition.Events))
	}
	second, err := fill(t.Context(), d, clock, "http://127.0.0.1:1")
	require.NoError(t, err)
	assert.NotEqual(t, first, second)
	_, err = d.SignIn(t.Context(), theDemo, second)
	assert.NoError(t, err)
	for i, s := range stories {
		p, err := d.Published(t.Context(), s.slug)
		require.NoError(t, err)
		files, err := fs.Glob(samples, path.Join("samples", s.folder, "*.txt"))
		require.NoError(t, err)
		assert.Equal(t, len(files)-s.unread, p.Edition.Number, "an edition an article that is read, and nothing is told twice")
		assert.Less(t, p.Edition.Published.Year(), 2022, "it was published in the time of the story")
		assert.Len(t, p.Edition.Events, counts[i])
		interchangetest.Edition(t, interchange.Schema(), p.JSON)
	}
}

func TestTheDemoLeavesANewsroomsDatabaseAlone(t *testing.T) {
	d, closeStore, err := openDesk(t.Context(), "sqlite:"+filepath.Join(t.TempDir(), "news.db"), "", logger())
	require.NoError(t, err)
	defer closeStore()
	_, _, err = d.AddUser(t.Context(), "editor", timeline.Editor, "a password of their own")
	require.NoError(t, err)
	require.NoError(t, d.CreateTimeline(t.Context(), theOperator, &timeline.Timeline{Slug: "election", Title: "Election"}))
	_, err = fill(t.Context(), d, &storyClock{}, "http://127.0.0.1:1")
	assert.ErrorContains(t, err, `"election"`)
	_, err = d.SignIn(t.Context(), "editor", "a password of their own")
	assert.NoError(t, err)
	_, err = d.SignIn(t.Context(), theDemo, "anything")
	assert.Error(t, err)
}

// BenchmarkDemoStart times the demo from its start to the moment at which it
// has read its articles, published, and says that it serves.
func BenchmarkDemoStart(b *testing.B) {
	for b.Loop() {
		ctx, stop := context.WithCancel(b.Context())
		r, w := io.Pipe()
		done := make(chan error, 1)
		go func() {
			err := demo(ctx, w, "127.0.0.1:0", "")
			w.Close()
			done <- err
		}()
		lines := bufio.NewScanner(r)
		for lines.Scan() && !strings.HasPrefix(lines.Text(), "stop with") {
		}
		b.StopTimer()
		stop()
		if err := <-done; err != nil {
			b.Fatal(err)
		}
		b.StartTimer()
	}
}
