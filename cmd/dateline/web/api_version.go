package web

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"dateline/cmd/dateline/desk"
	"dateline/timeline"
)

// eventTag is the entity tag of an event: its version says all.
func eventTag(e timeline.Event) string { return fmt.Sprint(e.Version) }

// timelineTag is the entity tag of a timeline: publishing changes what it says
// without changing what an editor wrote.
func timelineTag(t timeline.Timeline) string { return fmt.Sprintf("%d.%d", t.Version, t.Edition) }

// ifMatch reads the entity tags of the If-Match that a change must carry
// (RFC 9110, 13.1.1). any is "*". A weak tag never matches, so it is left out.
func ifMatch(r *http.Request) (tags []string, any bool, err error) {
	field := strings.TrimSpace(strings.Join(r.Header.Values("If-Match"), ","))
	switch field {
	case "":
		return nil, false, statusErrorf(http.StatusPreconditionRequired, "If-Match is missing: send the ETag of what you read, so that nobody's change is lost")
	case "*":
		return nil, true, nil
	}
	for field != "" {
		if field = strings.TrimLeft(field, " \t,"); field == "" {
			break
		}
		rest, weak := strings.CutPrefix(field, "W/")
		end := -1
		if strings.HasPrefix(rest, `"`) {
			end = strings.IndexByte(rest[1:], '"') // a comma may stand inside
		}
		if end < 0 {
			return nil, false, statusErrorf(http.StatusBadRequest, "If-Match is no list of entity tags such as \"3\"")
		}
		if !weak {
			tags = append(tags, rest[1:1+end])
		}
		field = rest[end+2:]
	}
	return tags, false, nil
}

// matching reports whether a change that carries If-Match may be made to what
// has this tag. A change without If-Match is an error.
func matching(r *http.Request, tag string) (bool, error) {
	tags, any, err := ifMatch(r)
	return err == nil && (any || slices.Contains(tags, tag)), err
}

// A conflict is a stale version with what the client wanted to write, so that
// both can be shown.
type conflict struct {
	error
	yours json.RawMessage
}

func (c *conflict) Unwrap() error { return c.error }

// withYours adds to an error about a stale version what was sent.
func withYours(err error, body []byte) error {
	if staleOf(err) == nil || len(body) == 0 {
		return err
	}
	return &conflict{err, body}
}

// staleOf returns what stands now, if err is about a stale version.
func staleOf(err error) *desk.StaleError {
	var stale *desk.StaleError
	if errors.As(err, &stale) {
		return stale
	}
	return nil
}
