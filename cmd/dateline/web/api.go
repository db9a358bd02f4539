package web

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"maps"
	"mime"
	"net/http"
	"strconv"
	"strings"

	"github.com/gin-gonic/gin"

	"dateline/cmd/dateline/desk"
	"dateline/timeline"
)

// apiRoutes routes /api/v1.
func (s *server) apiRoutes(r *gin.Engine) {
	api := r.Group("/api/v1")
	get(api, "/timelines", s.api(listTimelines))
	api.POST("/timelines", s.api(createTimeline))

	one := api.Group("/timelines/:slug")
	get(one, "", s.api(getTimeline))
	one.PATCH("", s.api(patchTimeline))
	one.DELETE("", s.api(deleteTimeline))
	one.POST("/publish", s.api(publishTimeline))

	get(one, "/events", s.api(listEvents))
	one.POST("/events", s.api(createEvent))
	get(one, "/events/:id", s.api(getEvent))
	one.PATCH("/events/:id", s.api(patchEvent))
	one.DELETE("/events/:id", s.api(deleteEvent))
	one.POST("/events/:id/accept", s.api(acceptEvent))
	one.POST("/events/:id/reject", s.api(rejectEvent))

	get(one, "/articles", s.api(listArticles))
	one.POST("/articles", s.api(createArticle))
	get(one, "/articles/:id", s.api(getArticle))
	one.POST("/articles/:id/proposals", s.api(createProposals))
}

// A call is a request of the API by somebody who is known.
type call struct {
	*server
	ctx  context.Context
	who  timeline.User
	slug string // of the timeline in the address, "" if there is none
	id   string // of the event or article in the address, "" if there is none
	r    *http.Request
	body []byte
}

// An answer is what an action of the API replies with when nothing went wrong.
type answer struct {
	status   int
	location string // a path of the API, "" for none
	tag      string // of the entity, without quotes, "" for none
	body     any    // nil for none
}

// api makes a handler of an action: it finds out who is asking, reads the
// body, and sends the answer or the problem. What a POST with an
// Idempotency-Key was answered is answered again.
func (s *server) api(act func(*call) (answer, error)) gin.HandlerFunc {
	return func(c *gin.Context) {
		c.Header("Cache-Control", "no-store")
		ctx := c.Request.Context()
		who, err := s.bearer(c)
		if err != nil {
			s.fail(c, err)
			return
		}
		body, err := readBody(c.Request)
		if err != nil {
			s.fail(c, err)
			return
		}
		q := &call{server: s, ctx: ctx, who: who, slug: c.Param("slug"), id: c.Param("id"), r: c.Request, body: body}
		do := func() desk.Answer { return s.answered(c, q, act) }

		key, given, err := idempotencyKey(c.Request)
		switch {
		case err != nil:
			s.fail(c, err)
			return
		case !given:
			s.send(c, do())
			return
		}
		same := bytes.Join([][]byte{[]byte(c.Request.Method + " " + c.Request.URL.RequestURI()), body}, []byte("\n"))
		a, err := s.desk.Once(ctx, who, key, same, do)
		if err != nil {
			s.fail(c, err)
			return
		}
		s.send(c, a)
	}
}

// bearer finds the user whose token the request carries (RFC 6750, 2.1).
func (s *server) bearer(c *gin.Context) (timeline.User, error) {
	const challenge = `Bearer realm="dateline"`
	scheme, token, _ := strings.Cut(c.GetHeader("Authorization"), " ")
	if !strings.EqualFold(scheme, "Bearer") || strings.TrimSpace(token) == "" {
		c.Header("WWW-Authenticate", challenge)
		return timeline.User{}, timeline.Errorf(timeline.Unauthorized, "a token is missing: send Authorization: Bearer TOKEN")
	}
	who, err := s.desk.UserByToken(c.Request.Context(), strings.TrimSpace(token))
	if timeline.CodeOf(err) == timeline.Unauthorized || timeline.CodeOf(err) == timeline.NotFound {
		c.Header("WWW-Authenticate", challenge+`, error="invalid_token"`)
		return timeline.User{}, timeline.Errorf(timeline.Unauthorized, "this token is not known")
	}
	return who, err
}

// readBody reads the body of a request that may have one, and refuses what is
// not JSON by its name.
func readBody(r *http.Request) ([]byte, error) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return nil, bodyError(err)
	}
	if len(bytes.TrimSpace(body)) == 0 {
		return nil, nil
	}
	if coding := r.Header.Get("Content-Encoding"); coding != "" && !strings.EqualFold(coding, "identity") {
		return nil, statusErrorf(http.StatusUnsupportedMediaType, "the body is encoded as %q: send it as it is", timeline.Excerpt(coding))
	}
	given := r.Header.Get("Content-Type")
	if given == "" {
		return body, nil
	}
	kind, params, err := mime.ParseMediaType(given)
	if err != nil || kind != "application/json" && !(strings.HasPrefix(kind, "application/") && strings.HasSuffix(kind, "+json")) {
		return nil, statusErrorf(http.StatusUnsupportedMediaType, "the body is %q: send application/json", timeline.Excerpt(given))
	}
	if set := params["charset"]; set != "" && !strings.EqualFold(set, "utf-8") {
		return nil, statusErrorf(http.StatusUnsupportedMediaType, "the body is in %q: send UTF-8", timeline.Excerpt(set))
	}
	return body, nil
}

// bodyError tells a body that is too large from one that the client broke off.
func bodyError(err error) error {
	if p := problemOf(err); p.Status < 500 {
		return err
	}
	return statusErrorf(http.StatusBadRequest, "the body could not be read to its end")
}

// idempotencyKey returns the key that a POST carries. The structured field
// of the IETF draft has it in quotes; most clients send it bare.
func idempotencyKey(r *http.Request) (key string, given bool, err error) {
	all := r.Header.Values("Idempotency-Key")
	if r.Method != http.MethodPost || len(all) == 0 {
		return "", false, nil
	}
	key = strings.TrimSpace(all[0])
	if len(key) >= 2 && key[0] == '"' && key[len(key)-1] == '"' {
		key = key[1 : len(key)-1]
	}
	printable := strings.IndexFunc(key, func(r rune) bool { return r < ' ' || r > '~' }) < 0
	if len(all) > 1 || key == "" || len(key) > 255 || !printable {
		return "", false, statusErrorf(http.StatusBadRequest, "Idempotency-Key is not one key of 1 to 255 printable ASCII characters")
	}
	return key, true, nil
}

// answered does an action and encodes what came of it.
func (s *server) answered(c *gin.Context, q *call, act func(*call) (answer, error)) desk.Answer {
	a, err := act(q)
	if err != nil {
		s.note(c, err)
		return s.refusal(err)
	}
	header := map[string]string{}
	if a.location != "" {
		header["Location"] = s.base.Path + "/api/v1" + a.location
	}
	if a.tag != "" {
		header["ETag"] = strconv.Quote(a.tag)
	}
	var body []byte
	if a.body != nil {
		header["Content-Type"] = "application/json"
		if body, err = encode(a.body); err != nil {
			s.note(c, err)
			return s.refusal(err)
		}
	}
	return desk.Answer{Status: a.status, Header: header, Body: body}
}

// note logs what is a fault of ours.
func (s *server) note(c *gin.Context, err error) {
	if problemOf(err).Status == http.StatusInternalServerError && c.Request.Context().Err() == nil {
		s.log.Error("a request failed", "method", c.Request.Method, "path", c.Request.URL.Path, "error", err)
	}
}

// refusal encodes a problem, with what stands now where a version is stale.
func (s *server) refusal(err error) desk.Answer {
	p := problemOf(err)
	header := map[string]string{"Content-Type": "application/problem+json"}
	if stale := staleOf(err); stale != nil {
		switch {
		case stale.Timeline.ID != "":
			p.Current, header["ETag"] = timelineJSONOf(s, stale.Timeline), strconv.Quote(timelineTag(stale.Timeline))
		default:
			p.Current, header["ETag"] = eventJSONOf(stale.Current), strconv.Quote(eventTag(stale.Current))
		}
	}
	var both *conflict
	if errors.As(err, &both) {
		p.Yours = both.yours
	}
	body, encodeErr := encode(p)
	if encodeErr != nil {
		p.Current, p.Yours = nil, nil
		body, _ = encode(p)
	}
	return desk.Answer{Status: p.Status, Header: header, Body: body}
}

// send writes an answer.
func (s *server) send(c *gin.Context, a desk.Answer) {
	h := c.Writer.Header()
	h.Set("Content-Security-Policy", dataPolicy)
	for name, value := range maps.All(a.Header) {
		h.Set(name, value)
	}
	if len(a.Body) == 0 {
		c.Writer.WriteHeader(a.Status)
		c.Writer.WriteHeaderNow()
		return
	}
	write(c.Writer, c.Request, a.Status, a.Header["Content-Type"], a.Body)
}

// encode is JSON as people can read it too: < and & stand as they are.
func encode(v any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}
