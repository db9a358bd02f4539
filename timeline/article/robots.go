package article

import (
	"context"
	"net/http"
	"net/url"
	"sync"
	"time"

	"github.com/temoto/robotstxt"

	"dateline/timeline"
)

// robotName is the name by which a robots.txt may speak of us.
const robotName = "Dateline"

const (
	maxRobots      = 500 << 10 // bytes, RFC 9309 section 2.5
	robotsLifetime = time.Hour // at most a day, RFC 9309 section 2.4
)

// robots remembers what the robots.txt of each site says.
type robots struct {
	mu    sync.Mutex
	sites map[string]rules
}

type rules struct {
	data  *robotstxt.RobotsData
	until time.Time
}

func (r *robots) get(site string) (*robotstxt.RobotsData, bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	s, ok := r.sites[site]
	return s.data, ok && time.Now().Before(s.until)
}

func (r *robots) put(site string, data *robotstxt.RobotsData) {
	r.mu.Lock()
	defer r.mu.Unlock()
	const most = 1000
	if r.sites == nil || len(r.sites) >= most {
		r.sites = map[string]rules{}
	}
	r.sites[site] = rules{data, time.Now().Add(robotsLifetime)}
}

// allowed asks the site's robots.txt (RFC 9309) whether u may be read. A site
// without one allows all; one that cannot give it now (5xx) allows nothing.
func (f *Fetcher) allowed(ctx context.Context, u *url.URL) error {
	site := u.Scheme + "://" + u.Host
	data, ok := f.robots.get(site)
	if !ok {
		var err error
		if data, err = f.readRobots(ctx, u); err != nil {
			return err
		}
		f.robots.put(site, data)
	}
	path := u.EscapedPath()
	if path == "" {
		path = "/"
	}
	if u.RawQuery != "" {
		path += "?" + u.RawQuery
	}
	if !data.TestAgent(path, robotName) {
		return timeline.FieldProblem("url", "is one that %s does not let programs read (robots.txt); paste the article's text instead", u.Host)
	}
	return nil
}

func (f *Fetcher) readRobots(ctx context.Context, u *url.URL) (*robotstxt.RobotsData, error) {
	at := &url.URL{Scheme: u.Scheme, Host: u.Host, Path: "/robots.txt"}
	status := http.StatusNotFound // after too many redirects, RFC 9309 section 2.3.1.2
	var body []byte
	for range maxRedirects + 1 {
		next, b, err := f.get(ctx, at, maxRobots, func(res *http.Response, b []byte) ([]byte, error) {
			status = res.StatusCode
			return b[:min(len(b), maxRobots)], nil // rules beyond that need not be read
		})
		if err != nil {
			return nil, err
		}
		if next == nil {
			body = b
			break
		}
		at = next
	}
	if status >= 500 {
		return nil, timeline.Errorf(timeline.Upstream, "%s answered %d %s when asked for its robots.txt", u.Host, status, http.StatusText(status))
	}
	data, err := robotstxt.FromStatusAndBytes(status, body)
	if err != nil {
		// A file that is no robots.txt forbids nothing (RFC 9309 section 2.2:
		// lines that cannot be read are passed over).
		data, err = robotstxt.FromStatusAndBytes(http.StatusNotFound, nil)
	}
	return data, err
}
