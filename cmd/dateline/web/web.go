// Package web is Dateline over HTTP: the readers' pages and embeds, oEmbed,
// the API and the editors' desk. It decodes a request, calls the desk and
// encodes what comes back; the rules are the desk's and timeline's.
//
// What readers ask for is answered from editions alone, as bytes that are
// made once an edition: see published.go. Addresses in pages come from the
// base URL that the program was given, never from a request.
package web

import (
	"fmt"
	"log/slog"
	"net/http"
	"net/url"
	"runtime/debug"
	"strings"
	"time"

	"github.com/gin-gonic/gin"

	"dateline/cmd/dateline/desk"
	"dateline/templates"
	"dateline/timeline"
)

// maxBody, in bytes, is what a request may bring; the desk's largest is a
// page of 2 MB in a form, the API's a timeline to import.
const maxBody = 8 << 20

// Options are what a server is made of. Desk and BaseURL are needed.
type Options struct {
	Desk *desk.Desk
	// BaseURL is the address under which people reach this server, http or
	// https, without a slash at its end; it may have a path.
	BaseURL string
	Now     func() time.Time // nil is time.Now
	Logger  *slog.Logger     // nil is slog.Default
}

// A server is the state that handlers share.
type server struct {
	desk     *desk.Desk
	base     *url.URL
	now      func() time.Time
	log      *slog.Logger
	pages    *templates.Pages
	static   map[string]*asset // by path below the base
	cache    *renderings
	pictures *pictures
	counts   *counters
}

// New returns the handler of all addresses. It fails if the base URL is none
// or a template does not parse.
func New(o Options) (http.Handler, error) {
	base, err := url.Parse(strings.TrimSuffix(o.BaseURL, "/"))
	if err != nil || base.Scheme != "http" && base.Scheme != "https" || base.Host == "" || base.RawQuery != "" || base.Fragment != "" {
		return nil, fmt.Errorf("base URL %q is not an http or https address such as https://chronology.example.org", o.BaseURL)
	}
	pages, err := templates.Parse(base.Path)
	if err != nil {
		return nil, err
	}
	s := &server{
		desk: o.Desk, base: base, now: o.Now, log: o.Logger, pages: pages,
		cache: newRenderings(cacheBytes), pictures: newPictures(), counts: newCounters(),
	}
	if s.now == nil {
		s.now = time.Now
	}
	if s.log == nil {
		s.log = slog.Default()
	}
	if s.static, err = staticAssets(); err != nil {
		return nil, err
	}

	gin.SetMode(gin.ReleaseMode)
	r := gin.New()
	// No proxy's word is taken for who is asking: nothing here depends on it.
	if err := r.SetTrustedProxies(nil); err != nil {
		return nil, err
	}
	r.HandleMethodNotAllowed = true
	r.RedirectTrailingSlash = false
	r.Use(s.count, s.guard, s.recover)
	r.NoRoute(func(c *gin.Context) {
		s.fail(c, timeline.Errorf(timeline.NotFound, "there is no page at this address"))
	})
	r.NoMethod(func(c *gin.Context) {
		s.fail(c, statusErrorf(http.StatusMethodNotAllowed, "this address does not take %s", c.Request.Method))
	})
	s.publicRoutes(r)
	s.apiRoutes(r)
	s.deskRoutes(r)
	if base.Path != "" {
		return s.under(base.Path, s.front(r)), nil
	}
	return s.front(r), nil
}

// under serves what is below a path; outside it every address is unknown, and
// told so as any other.
func (s *server) under(path string, inside http.Handler) http.Handler {
	outside := gin.New()
	outside.Use(s.count, s.guard, s.recover)
	outside.NoRoute(func(c *gin.Context) {
		s.fail(c, timeline.Errorf(timeline.NotFound, "there is no page at this address: all are below %s", path))
	})
	stripped := http.StripPrefix(path, inside)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == path || strings.HasPrefix(r.URL.Path, path+"/") {
			stripped.ServeHTTP(w, r)
			return
		}
		outside.ServeHTTP(w, r)
	})
}

// common sets what every reply carries, but for its policy.
func (s *server) common(h http.Header) {
	h["X-Content-Type-Options"] = nosniff
	h["Referrer-Policy"] = referrer
	if s.base.Scheme == "https" {
		h["Strict-Transport-Security"] = secure
	}
}

// Header values are shared by all replies, which spares them an allocation.
var (
	nosniff  = []string{"nosniff"}
	referrer = []string{"strict-origin-when-cross-origin"}
	secure   = []string{"max-age=31536000"}
)

// guard sets what every reply carries and limits every body.
func (s *server) guard(c *gin.Context) {
	h := c.Writer.Header()
	s.common(h)
	h.Set("Content-Security-Policy", pagePolicy)
	if c.Request.ContentLength > maxBody {
		// The rest of a body that is too large is not worth reading.
		h.Set("Connection", "close")
		s.fail(c, errTooLarge)
		c.Abort()
		return
	}
	c.Request.Body = http.MaxBytesReader(c.Writer, c.Request.Body, maxBody)
	c.Next()
}

// recover turns a panic of a handler into a logged fault of ours.
func (s *server) recover(c *gin.Context) {
	defer func() {
		switch v := recover(); v {
		case nil:
		case http.ErrAbortHandler:
			panic(v)
		default:
			s.log.Error("a handler panicked", "path", c.Request.URL.Path, "panic", v, "stack", string(debug.Stack()))
			if !c.Writer.Written() {
				s.reply(c, problemOf(fmt.Errorf("panic: %v", v)))
			}
			c.Abort()
		}
	}()
	c.Next()
}

// get routes GET and HEAD: a HEAD has the headers of its GET.
func get(r gin.IRoutes, path string, h gin.HandlerFunc) {
	r.GET(path, h)
	r.HEAD(path, h)
}

// absolute returns the public address of a path that begins with a slash.
func (s *server) absolute(path string) string { return s.base.String() + path }
