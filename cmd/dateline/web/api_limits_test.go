package web

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"dateline/timeline"
)

func TestABadBodyDoesNotBecomeALargerReply(t *testing.T) {
	c := newSite(t).client("editor")
	at := c.timeline("x")
	var strange strings.Builder
	for i := range 20000 {
		fmt.Fprintf(&strange, `"m%d":0,`, i)
	}
	long := strings.Repeat("é", 1e6)
	for name, body := range map[string]string{
		"many unknown members": `{` + strange.String() + `"title":"A"}`,
		"a long name":          `{"` + long + `":0}`,
		"a long date":          `{"title":"A","date":"` + long + `"}`,
		"a long kind":          `{"title":"A","date":"2020","kind":"` + long + `"}`,
		"many bad actors":      `{"title":"A","actors":[` + strings.Repeat(`{"x":1},`, 20000) + `0]}`,
	} {
		r := c.do("POST", at+"/events", body)
		require.Equal(t, http.StatusUnprocessableEntity, r.status, name)
		assert.Less(t, len(r.body), 10000, name)
		assert.LessOrEqual(t, len(r.problem(t).Errors), timeline.MaxProblems+1, name)
		assert.Less(t, len(r.problem(t).Detail), 1000, name)
	}
	r := c.do("POST", at+"/events", `{"strange":1,"stranger":2,"title":"A"}`)
	assert.Equal(t, 1, strings.Count(string(r.body), "attribution, label"), "what may stand is told once in errors: %s", r.problem(t).Errors)
}
