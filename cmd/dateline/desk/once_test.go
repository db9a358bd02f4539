package desk

import (
	"context"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"dateline/timeline"
)

func TestTheSameRequestGetsTheFirstAnswerAgain(t *testing.T) {
	d := newDesk(t)
	first := Answer{Status: 201, Header: map[string]string{"ETag": `"1"`}, Body: []byte(`{"id":"e1"}`)}
	for i := range 3 {
		got, err := d.Once(t.Context(), editor, "key", []byte("POST /events {}"), func() Answer {
			assert.Zero(t, i, "done again")
			return first
		})
		require.NoError(t, err)
		assert.Equal(t, first, got)
	}
	// The key of another person is another key.
	got, err := d.Once(t.Context(), admin, "key", []byte("POST /events {}"), func() Answer { return Answer{Status: 204} })
	require.NoError(t, err)
	assert.Equal(t, 204, got.Status)
}

func TestAKeyWithAnotherRequestIsRefused(t *testing.T) {
	d := newDesk(t)
	_, err := d.Once(t.Context(), editor, "key", []byte("one"), func() Answer { return Answer{Status: 201} })
	require.NoError(t, err)
	_, err = d.Once(t.Context(), editor, "key", []byte("two"), func() Answer { t.Error("done"); return Answer{} })
	assert.Equal(t, timeline.Invalid, timeline.CodeOf(err))
	assert.Equal(t, []string{"Idempotency-Key"}, fields(t, err))
	for _, bad := range []string{"", strings.Repeat("x", 256), "a\nb", "ä", "\x00"} {
		_, err := d.Once(t.Context(), editor, bad, nil, func() Answer { t.Error("done"); return Answer{} })
		assert.Equal(t, []string{"Idempotency-Key"}, fields(t, err), "%q", bad)
	}
}

func TestRequestsThatComeAtOnceAreDoneOnce(t *testing.T) {
	d := newDesk(t)
	var done atomic.Int32
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			got, err := d.Once(t.Context(), editor, "key", []byte("body"), func() Answer {
				done.Add(1)
				e := meeting("Talks", "2020-01-08")
				assert.NoError(t, d.AddEvent(t.Context(), editor, "a", &e))
				return Answer{Status: 201, Body: []byte(e.ID)}
			})
			if assert.NoError(t, err) {
				assert.Equal(t, 201, got.Status)
			}
		})
	}
	wg.Wait()
	assert.Equal(t, int32(1), done.Load())
	info, err := d.Timeline(t.Context(), editor, "a")
	require.NoError(t, err)
	assert.Equal(t, 1, info.Accepted)
}

func TestAFaultOfOursIsNotKept(t *testing.T) {
	d := newDesk(t)
	ctx := t.Context()
	got, err := d.Once(ctx, editor, "key", []byte("x"), func() Answer { return Answer{Status: 500} })
	require.NoError(t, err)
	assert.Equal(t, 500, got.Status)
	assert.Panics(t, func() { _, _ = d.Once(ctx, editor, "key", []byte("x"), func() Answer { panic("a fault") }) })
	got, err = d.Once(ctx, editor, "key", []byte("x"), func() Answer { return Answer{Status: 422} })
	require.NoError(t, err)
	assert.Equal(t, 422, got.Status, "it was done again")
}

func TestAnAnswerIsKeptThoughTheClientHasGone(t *testing.T) {
	d := newDesk(t)
	ctx, leave := context.WithCancel(t.Context())
	_, err := d.Once(ctx, editor, "key", []byte("x"), func() Answer { leave(); return Answer{Status: 201} })
	require.NoError(t, err)
	got, err := d.Once(t.Context(), editor, "key", []byte("x"), func() Answer { t.Error("done again"); return Answer{} })
	require.NoError(t, err)
	assert.Equal(t, 201, got.Status)
}
