package web

import (
	"encoding/json"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strings"
	"sync"
	"time"

	"github.com/alexedwards/scs/v2"
	"github.com/alexedwards/scs/v2/memstore"
	"github.com/gin-gonic/gin"

	"dateline/cmd/dateline/desk"
	"dateline/timeline"
)

// sessionLife is how long a person stays signed in: a long day.
const sessionLife = 16 * time.Hour

// Keys of what a session holds.
const (
	sessionUser   = "user"   // ID of who is signed in
	sessionNotice = "notice" // what was done just now
	sessionUndo   = "undo"   // JSON of an undoing
)

// newSessions keeps sessions in the desk's store. The cookie goes to the desk
// alone, so that no public page ever sees one.
func newSessions(d *desk.Desk, base *url.URL) *scs.SessionManager {
	m := scs.New()
	if memory, ok := m.Store.(*memstore.MemStore); ok {
		memory.StopCleanup()
	}
	m.Store = d.Sessions()
	m.HashTokenInStore = true
	m.Lifetime = sessionLife
	m.Cookie.Name = "dateline_desk"
	m.Cookie.Path = base.Path + "/desk"
	m.Cookie.HttpOnly = true
	m.Cookie.SameSite = http.SameSiteLaxMode
	m.Cookie.Secure = base.Scheme == "https"
	return m
}

// loadSession puts the session of a request into its context.
func (d *editors) loadSession(c *gin.Context) error {
	token := ""
	if cookie, err := c.Request.Cookie(d.sessions.Cookie.Name); err == nil {
		token = cookie.Value
	}
	ctx, err := d.sessions.Load(c.Request.Context(), token)
	if err != nil {
		return err
	}
	c.Request = c.Request.WithContext(ctx)
	return nil
}

// keepSession stores what was changed in the session.
func (d *editors) keepSession(c *gin.Context) error {
	ctx := c.Request.Context()
	switch d.sessions.Status(ctx) {
	case scs.Modified:
		token, expiry, err := d.sessions.Commit(ctx)
		if err != nil {
			return err
		}
		d.sessions.WriteSessionCookie(ctx, c.Writer, token, expiry)
	case scs.Destroyed:
		d.sessions.WriteSessionCookie(ctx, c.Writer, "", time.Time{})
	}
	return nil
}

// An undoing takes the last decision about an event back.
type undoing struct {
	Slug    string
	ID      string
	Version int // of the event after the decision
	Before  timeline.Event
}

// say leaves a notice for the page that comes next, with a way back if there
// is one.
func (v *visit) say(notice string, back *undoing) error {
	v.sessions.Put(v.ctx, sessionNotice, notice)
	v.sessions.Remove(v.ctx, sessionUndo)
	if back != nil {
		b, err := json.Marshal(back)
		if err != nil {
			return err
		}
		v.sessions.Put(v.ctx, sessionUndo, string(b))
	}
	return v.keepSession(v.c)
}

// undoable returns what can be undone, nil if nothing can.
func (v *visit) undoable() *undoing {
	var u undoing
	if s := v.sessions.GetString(v.ctx, sessionUndo); s == "" || json.Unmarshal([]byte(s), &u) != nil {
		return nil
	}
	return &u
}

// How many times signing in may fail in a while.
const (
	attemptsWithin  = 15 * time.Minute
	attemptsByBoth  = 8  // of one name from one address
	attemptsByPlace = 60 // of one address: a newsroom may share it
	attemptsHeld    = 20000
)

// attempts counts failed sign-ins. A name alone locks nobody out: else
// anybody could lock an editor out.
type attempts struct {
	mu     sync.Mutex
	now    func() time.Time
	failed map[string][]time.Time
}

func newAttempts(now func() time.Time) *attempts {
	return &attempts{now: now, failed: map[string][]time.Time{}}
}

func attemptKeys(name, place string) map[string]int {
	return map[string]int{place + "\n" + strings.ToLower(name): attemptsByBoth, place: attemptsByPlace}
}

// wait is how long nobody may try with this name from this place, 0 if they may.
func (a *attempts) wait(name, place string) time.Duration {
	a.mu.Lock()
	defer a.mu.Unlock()
	var longest time.Duration
	for key, most := range attemptKeys(name, place) {
		recent := a.recent(key)
		if len(recent) >= most {
			longest = max(longest, recent[len(recent)-most].Add(attemptsWithin).Sub(a.now()))
		}
	}
	return longest
}

func (a *attempts) recent(key string) []time.Time {
	all := a.failed[key]
	for len(all) > 0 && a.now().Sub(all[0]) >= attemptsWithin {
		all = all[1:]
	}
	if len(all) == 0 {
		delete(a.failed, key)
	} else {
		a.failed[key] = all
	}
	return all
}

// fail counts a failure.
func (a *attempts) fail(name, place string) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if len(a.failed) > attemptsHeld {
		for key := range a.failed {
			a.recent(key)
		}
		if len(a.failed) > attemptsHeld {
			clear(a.failed) // bounded memory before a perfect count
		}
	}
	for key := range attemptKeys(name, place) {
		a.failed[key] = append(a.recent(key), a.now())
	}
}

// succeed forgets the failures of a name from a place.
func (a *attempts) succeed(name, place string) {
	a.mu.Lock()
	defer a.mu.Unlock()
	delete(a.failed, place+"\n"+strings.ToLower(name))
}

// placeOf is where a request comes from: its address, or the /64 of an IPv6
// address, which is one customer's.
func placeOf(r *http.Request) string {
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		host = r.RemoteAddr
	}
	ip, err := netip.ParseAddr(host)
	if err != nil || !ip.Is6() || ip.Is4In6() {
		return host
	}
	p, err := ip.Prefix(64)
	if err != nil {
		return host
	}
	return p.String()
}
