package web

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"math"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/alexedwards/scs/v2"
	"github.com/gin-gonic/gin"

	"dateline/cmd/dateline/desk"
	"dateline/templates"
	"dateline/timeline"
)

// editors serves the desk: pages that work without script, and forms that
// come back with what was typed when they are refused.
type editors struct {
	*server
	sessions *scs.SessionManager
	cross    *http.CrossOriginProtection
	attempts *attempts
}

// deskRoutes routes /desk.
func (s *server) deskRoutes(r *gin.Engine) {
	d := &editors{server: s, sessions: newSessions(s.desk, s.base), cross: http.NewCrossOriginProtection(), attempts: newAttempts(s.now)}
	// Behind a proxy the Host of a request may be another than people see.
	if err := d.cross.AddTrustedOrigin(s.base.Scheme + "://" + s.base.Host); err != nil {
		s.log.Error("the base URL is no origin", "error", err)
	}
	g := r.Group("/desk", d.enter)
	get(g, "/sign-in", d.signInForm)
	g.POST("/sign-in", d.signIn)
	g.POST("/sign-out", d.signOut)

	get(g, "", d.page(timelinesPage))
	g.POST("/timelines", d.page(makeTimeline))
	get(g, "/date", d.page(readDate))

	one := g.Group("/t/:slug")
	get(one, "", d.page(timelinePage))
	one.POST("/settings", d.page(saveSettings))
	one.POST("/publish", d.page(publish))
	one.POST("/undo", d.page(undo))

	get(one, "/articles/new", d.page(articlePage))
	one.POST("/articles", d.page(addArticle))
	get(one, "/articles/:id", d.page(reviewPage))
	one.POST("/articles/:id/read", d.page(readAgain))

	get(one, "/events/new", d.page(newEventPage))
	one.POST("/events", d.page(addEvent))
	get(one, "/events/:id", d.page(eventPage))
	one.POST("/events/:id", d.page(decide))

	one.POST("/relations", d.page(relate))
	one.POST("/relations/:id", d.page(unrelate))
}

// A visit is a request to the desk by somebody who is signed in.
type visit struct {
	*editors
	c    *gin.Context
	ctx  context.Context
	who  timeline.User
	slug string
	id   string
}

// enter keeps the desk to itself: nothing of it is stored on the way, no
// other site may frame it or send its forms.
func (d *editors) enter(c *gin.Context) {
	c.Header("Cache-Control", "no-store")
	c.Header("Content-Security-Policy", pagePolicy)
	c.Header("Referrer-Policy", "same-origin")
	err := d.cross.Check(c.Request)
	if err != nil {
		err = timeline.Errorf(timeline.Forbidden, "this form was sent from another site: open the desk and send it from there")
	} else {
		err = d.loadSession(c)
	}
	if err != nil {
		d.fail(c, err)
		c.Abort()
	}
}

// page makes a handler of a page that somebody must be signed in for.
func (d *editors) page(h func(*visit) error) gin.HandlerFunc {
	return func(c *gin.Context) {
		ctx := c.Request.Context()
		who, err := d.signedIn(ctx)
		switch {
		case timeline.CodeOf(err) == timeline.Unauthorized && c.Request.Method == http.MethodPost:
			d.askAgain(c)
			return
		case timeline.CodeOf(err) == timeline.Unauthorized:
			d.redirect(c, "/desk/sign-in?next="+url.QueryEscape(c.Request.URL.RequestURI()))
			return
		case err == nil:
			err = h(&visit{editors: d, c: c, ctx: ctx, who: who, slug: c.Param("slug"), id: c.Param("id")})
		}
		if err != nil {
			d.fail(c, err)
		}
	}
}

// signedIn returns who is signed in, else Unauthorized.
func (d *editors) signedIn(ctx context.Context) (timeline.User, error) {
	nobody := timeline.Errorf(timeline.Unauthorized, "sign in first")
	id := d.sessions.GetString(ctx, sessionUser)
	if id == "" {
		return timeline.User{}, nobody
	}
	who, err := d.desk.User(ctx, id)
	if timeline.CodeOf(err) == timeline.NotFound {
		return who, nobody
	}
	return who, err
}

// redirect sends a browser to a path of the desk by GET.
func (d *editors) redirect(c *gin.Context, path string) {
	c.Redirect(http.StatusSeeOther, d.base.Path+path)
}

func (v *visit) goTo(path string) error {
	v.redirect(v.c, path)
	return nil
}

// at is the desk's path of the timeline of the visit.
func (v *visit) at(path string) string { return "/desk/t/" + v.slug + path }

// show sends a page.
func (d *editors) show(c *gin.Context, status int, body []byte, err error) error {
	if err != nil {
		return err
	}
	write(c.Writer, c.Request, status, "text/html; charset=utf-8", body)
	return nil
}

func (v *visit) show(status int, body []byte, err error) error {
	return v.editors.show(v.c, status, body, err)
}

// deskHead fills in the top of a page, and takes the notice out of the session.
func (v *visit) deskHead(title string) templates.DeskHead {
	h := templates.DeskHead{
		Head: v.head("en", title+" · Dateline desk"), User: v.who.Name, Decides: v.who.Role.May(timeline.Editor), Once: rand.Text(),
		Notice: v.sessions.PopString(v.ctx, sessionNotice),
	}
	if h.Notice != "" {
		if u := v.undoable(); u != nil {
			h.Undo = &templates.Undo{Slug: u.Slug, Words: "Undo"}
		}
		if err := v.keepSession(v.c); err != nil {
			v.log.Error("a notice stays in its session", "error", err)
		}
	}
	return h
}

// once does what a form asks for; a form that is sent twice does it once. to
// is where the browser goes then. What was refused may be sent again.
func (v *visit) once(do func() (to string, err error)) error {
	if err := v.c.Request.ParseForm(); err != nil {
		return formError(err)
	}
	key := v.c.PostForm("once")
	if key == "" || len(key) > 100 {
		to, err := do()
		if err != nil {
			return err
		}
		return v.goTo(to)
	}
	var refused error
	request := v.c.Request.URL.Path + "\n" + v.c.Request.PostForm.Encode()
	a, err := v.desk.Once(v.ctx, v.who, "form "+key, []byte(request), func() desk.Answer {
		var to string
		if to, refused = do(); refused != nil {
			return desk.Answer{Status: http.StatusInternalServerError} // which is not kept
		}
		return desk.Answer{Status: http.StatusSeeOther, Header: map[string]string{"Location": to}}
	})
	switch {
	case refused != nil:
		return refused
	case err != nil:
		return err
	}
	return v.goTo(a.Header["Location"])
}

// formError tells a form that is too large from one that cannot be read.
func formError(err error) error {
	var large *http.MaxBytesError
	if errors.As(err, &large) {
		return err
	}
	return statusErrorf(http.StatusBadRequest, "the form cannot be read: %v", err)
}

// refused splits an error into problems for a form and the status of its page.
// An error that is no fault of what was typed is returned as it is.
func refused(err error) (p timeline.Problems, status int, other error) {
	status = problemOf(err).Status
	switch {
	case err == nil:
		return nil, http.StatusOK, nil
	case errors.As(err, &p):
		return p, status, nil
	}
	return nil, status, err
}

func (d *editors) signInForm(c *gin.Context) {
	if _, err := d.signedIn(c.Request.Context()); err == nil {
		d.redirect(c, nextPath(c.Query("next")))
		return
	}
	d.askToSignIn(c, http.StatusOK, templates.SignInPage{Next: nextPath(c.Query("next"))})
}

func (d *editors) askToSignIn(c *gin.Context, status int, page templates.SignInPage) {
	page.Head = d.head("en", "Sign in · Dateline desk")
	body, err := d.pages.DeskSignIn(page)
	if err := d.show(c, status, body, err); err != nil {
		d.fail(c, err)
	}
}

// mostKept, in bytes, is what a form may hold to be sent again after signing in.
const mostKept = 1 << 20

// askAgain asks somebody whose session ended while they typed to sign in, and
// keeps what they typed in the page.
func (d *editors) askAgain(c *gin.Context) {
	page := templates.SignInPage{Next: "/desk", Problem: "You were signed out meanwhile. Sign in, and send what you typed again: it is kept here."}
	if err := parseForm(c.Request); err != nil {
		d.fail(c, err)
		return
	}
	size := 0
	for name, values := range c.Request.PostForm {
		for _, value := range values {
			size += len(value)
			page.Kept = append(page.Kept, templates.KeptField{Name: name, Value: value})
		}
	}
	page.KeptPath = c.Request.URL.Path
	if size > mostKept || len(page.Kept) == 0 || page.KeptPath == "/desk/sign-out" {
		page.Kept, page.Problem = nil, "You were signed out meanwhile. Sign in to go on."
	}
	d.askToSignIn(c, http.StatusUnauthorized, page)
}

// nextPath is a path of the desk to go to; it never leads to another site.
func nextPath(next string) string {
	u, err := url.Parse(next)
	if err != nil || u.Scheme != "" || u.Host != "" || u.Path != "/desk" && !strings.HasPrefix(u.Path, "/desk/") || strings.Contains(next, `\`) || u.Path == "/desk/sign-in" {
		return "/desk"
	}
	return next
}

func (d *editors) signIn(c *gin.Context) {
	if err := c.Request.ParseForm(); err != nil {
		d.fail(c, formError(err))
		return
	}
	name, next := strings.TrimSpace(c.PostForm("name")), nextPath(c.PostForm("next"))
	page := templates.SignInPage{Name: name, Next: next, KeptPath: c.PostForm("kept-path")}
	for key, values := range c.Request.PostForm {
		if field, kept := strings.CutPrefix(key, "kept."); kept {
			for _, value := range values {
				page.Kept = append(page.Kept, templates.KeptField{Name: field, Value: value})
			}
		}
	}
	place := placeOf(c.Request)
	if wait := d.attempts.wait(name, place); wait > 0 {
		c.Header("Retry-After", strconv.Itoa(int(math.Ceil(wait.Seconds()))))
		page.Problem = fmt.Sprintf("Too many attempts failed. Try again in %d minutes.", int(math.Ceil(wait.Minutes())))
		d.askToSignIn(c, http.StatusTooManyRequests, page)
		return
	}
	ctx := c.Request.Context()
	who, err := d.desk.SignIn(ctx, name, c.PostForm("password"))
	switch {
	case timeline.CodeOf(err) == timeline.Unauthorized:
		d.attempts.fail(name, place)
		page.Problem = "The name or the password is wrong."
		d.askToSignIn(c, http.StatusUnauthorized, page)
		return
	case err != nil:
		d.fail(c, err)
		return
	}
	d.attempts.succeed(name, place)
	// A new token: one that somebody planted before is worth nothing now.
	if err := d.sessions.RenewToken(ctx); err != nil {
		d.fail(c, err)
		return
	}
	d.sessions.Put(ctx, sessionUser, who.ID)
	if err := d.keepSession(c); err != nil {
		d.fail(c, err)
		return
	}
	if len(page.Kept) > 0 && page.KeptPath == nextPath(page.KeptPath) {
		body, err := d.pages.DeskResend(templates.ResendPage{DeskHead: templates.DeskHead{Head: d.head("en", "Signed in · Dateline desk"), User: who.Name}, Path: page.KeptPath, Kept: page.Kept})
		if err := d.show(c, http.StatusOK, body, err); err != nil {
			d.fail(c, err)
		}
		return
	}
	d.redirect(c, next)
}

func (d *editors) signOut(c *gin.Context) {
	if err := d.sessions.Destroy(c.Request.Context()); err != nil {
		d.fail(c, err)
		return
	}
	if err := d.keepSession(c); err != nil {
		d.fail(c, err)
		return
	}
	d.redirect(c, "/desk/sign-in")
}

// parseForm reads a form of either encoding; a file stays in memory, since a
// body is bounded.
func parseForm(r *http.Request) error {
	err := r.ParseMultipartForm(maxBody)
	if err != nil && !errors.Is(err, http.ErrNotMultipart) {
		return formError(err)
	}
	return nil
}

// shownTime is when something happened at the desk, in the timeline's zone.
func shownTime(t time.Time, zone string) string {
	if l, err := time.LoadLocation(zone); err == nil {
		t = t.In(l)
	}
	return t.Format("2 January 2006, 15:04")
}
