package web

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/gin-gonic/gin"

	"dateline/cmd/dateline/desk"
	"dateline/templates"
	"dateline/timeline"
)

// statuses maps the codes of errors to HTTP: the one table. An error with
// neither a code nor a status of its own is a fault of ours.
var statuses = map[timeline.Code]int{
	timeline.Invalid:      http.StatusUnprocessableEntity,
	timeline.NotFound:     http.StatusNotFound,
	timeline.Conflicting:  http.StatusConflict,
	timeline.Forbidden:    http.StatusForbidden,
	timeline.Unauthorized: http.StatusUnauthorized,
	timeline.TooLarge:     http.StatusRequestEntityTooLarge,
	timeline.Upstream:     http.StatusBadGateway,
}

// A statusError is a failure of the protocol, which only this package knows:
// a body that is no JSON, a header that is missing.
type statusError struct {
	status int
	detail string
}

func (e *statusError) Error() string { return e.detail }

// statusErrorf returns an error with a status of its own.
func statusErrorf(status int, format string, args ...any) error {
	return &statusError{status, fmt.Sprintf(format, args...)}
}

var errTooLarge = statusErrorf(http.StatusRequestEntityTooLarge, "the body is larger than %d bytes, the most that is taken", maxBody)

// A problem is an error as a client gets it: the problem details of RFC 9457,
// of the type about:blank, with the fields at fault.
type problem struct {
	Title  string             `json:"title"` // the status in words
	Status int                `json:"status"`
	Detail string             `json:"detail,omitempty"`
	Errors []timeline.Problem `json:"errors,omitempty"`
	// Current is what stands now, where the client's version is stale.
	Current any `json:"current,omitempty"`
	// Yours is what the client wanted to write over it.
	Yours json.RawMessage `json:"yours,omitempty"`
}

// problemOf tells a client about err. A fault of ours tells nothing of its cause.
func problemOf(err error) problem {
	var (
		own    *statusError
		large  *http.MaxBytesError
		fields timeline.Problems
		stale  *desk.StaleError
	)
	p := problem{Status: http.StatusInternalServerError}
	switch code := timeline.CodeOf(err); {
	case errors.As(err, &large):
		p.Status, p.Detail = http.StatusRequestEntityTooLarge, errTooLarge.Error()
	case errors.As(err, &own):
		p.Status, p.Detail = own.status, own.detail
	case errors.As(err, &stale):
		p.Status, p.Detail = http.StatusConflict, err.Error()
	case statuses[code] != 0:
		p.Status, p.Detail = statuses[code], err.Error()
	default:
		p.Detail = "something went wrong here; it has been logged"
	}
	if errors.As(err, &fields) {
		p.Errors = fields
		if len(fields) > 1 {
			p.Detail = fields[0].Field + " and others are not as wanted: errors tells of each"
		}
	}
	p.Title = http.StatusText(p.Status)
	return p
}

// fail replies to a request that failed: with problem details to programs,
// with a page to people. What is a fault of ours is logged.
func (s *server) fail(c *gin.Context, err error) {
	p := problemOf(err)
	switch {
	case c.Request.Context().Err() != nil:
		// The client is gone; nobody reads the reply and nothing is wrong.
		s.log.Debug("the client left", "path", c.Request.URL.Path)
	case p.Status == http.StatusInternalServerError:
		s.log.Error("a request failed", "method", c.Request.Method, "path", c.Request.URL.Path, "error", err)
	}
	s.reply(c, p)
}

// reply sends a problem in the form that the client understands.
func (s *server) reply(c *gin.Context, p problem) {
	h := c.Writer.Header()
	h.Set("Cache-Control", "no-store")
	for _, name := range []string{"ETag", "Last-Modified", "Content-Encoding"} {
		h.Del(name)
	}
	if wantsPage(c.Request) {
		framed, policy := strings.HasSuffix(c.Request.URL.Path, "/embed"), pagePolicy
		if framed { // the page around shows what is wrong, not a broken frame
			policy = embedPolicy
		}
		language := "en" // as the desk is
		if !strings.HasPrefix(c.Request.URL.Path, "/desk") {
			language = templates.ReaderLanguage(c.Request.Header.Get("Accept-Language"))
		}
		if body, err := s.pages.Error(templates.ErrorPage{Head: s.head(language, p.Title), Status: p.Status, Title: p.Title, Detail: sentence(p.Detail), Framed: framed}); err == nil {
			h.Set("Content-Security-Policy", policy)
			write(c.Writer, c.Request, p.Status, "text/html; charset=utf-8", body)
			return
		}
	}
	body, err := json.Marshal(p)
	if err != nil {
		// Current is the caller's, and all else encodes.
		p.Current = nil
		body, _ = json.Marshal(p)
	}
	h.Set("Content-Security-Policy", dataPolicy)
	write(c.Writer, c.Request, p.Status, "application/problem+json", body)
}

// wantsPage reports whether a person is asking: not at an address of the API,
// and with a browser's Accept.
func wantsPage(r *http.Request) bool {
	if strings.HasPrefix(r.URL.Path, "/api/") || r.URL.Path == "/oembed" {
		return false
	}
	return strings.Contains(r.Header.Get("Accept"), "text/html")
}

// sentence makes an error's words one that a page shows.
func sentence(s string) string {
	if s == "" {
		return ""
	}
	first, n := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(first)) + s[n:] + "."
}
