package article

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"mime"
	"net"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"time"
	"unicode/utf8"

	"github.com/doyensec/safeurl"
	"golang.org/x/net/html/charset"

	"dateline/timeline"
)

// Limits of reading from an address.
const (
	fetchDeadline = 10 * time.Second // for all of it: robots.txt, redirects, the page
	fetchInterval = time.Second      // between two requests to one host
	maxRedirects  = 5
)

// FetcherOptions are how a Fetcher presents itself. The zero value is fine.
type FetcherOptions struct {
	// Contact is an address (a web page, or mailto:) where the owner of a site
	// finds who reads it; it stands in the User-Agent.
	Contact string
}

// A Fetcher reads pages from addresses that people typed, and so must not
// become a way into the network that it runs in. It connects to public
// addresses alone, judged after the name is resolved, so that no way of
// writing an address, no redirect and no name gets past it. It keeps to
// robots.txt and to one request a second to a host. It is safe for use by
// several goroutines; create it once, for it remembers hosts.
type Fetcher struct {
	client   *safeurl.WrappedClient
	agent    string
	deadline time.Duration
	pace     pace
	robots   robots
}

// NewFetcher returns a Fetcher.
func NewFetcher(o FetcherOptions) *Fetcher {
	agent := robotName + "/1.0"
	if contact := clean(o.Contact); contact != "" {
		agent += " (+" + strings.NewReplacer("(", "", ")", "").Replace(contact) + ")"
	}
	config := safeurl.GetConfigBuilder().
		SetTimeout(fetchDeadline).
		EnableIPv6(true).
		SetBlockedIPsCIDR(blocked...).
		SetCheckRedirect(func(*http.Request, []*http.Request) error {
			return http.ErrUseLastResponse // each step is checked by get
		}).Build()
	f := &Fetcher{client: safeurl.Client(config), agent: agent, deadline: fetchDeadline, pace: pace{interval: fetchInterval}}
	// Connections are not kept: hosts are many and seldom asked twice.
	t := f.transport()
	t.DisableKeepAlives = true
	t.MaxResponseHeaderBytes = 64 << 10
	return f
}

func (f *Fetcher) transport() *http.Transport { return f.client.Client.Transport.(*http.Transport) }

// Fetch reads the page at an address, in UTF-8, and says from which address it
// came in the end.
//
// What is wrong with the address itself is Problems of the field "url": one
// that is not http or https, that leads to a network that is not public,
// cannot be resolved, is closed by robots.txt or is no page of HTML. A site
// that answers badly, too slowly or with more than [MaxHTML] bytes is an Error
// with the code Upstream.
func (f *Fetcher) Fetch(ctx context.Context, address string) (page []byte, finalURL string, err error) {
	ctx, cancel := context.WithTimeout(ctx, f.deadline)
	defer cancel()
	u, err := parseAddress(address)
	if err != nil {
		return nil, "", err
	}
	for range maxRedirects + 1 {
		if err := f.allowed(ctx, u); err != nil {
			return nil, "", err
		}
		next, page, err := f.get(ctx, u, MaxHTML, readHTML)
		if err != nil {
			return nil, "", err
		}
		if next == nil {
			return page, u.String(), nil
		}
		u = next
	}
	return nil, "", timeline.Errorf(timeline.Upstream, "%s redirects more than %d times", u.Host, maxRedirects)
}

// get asks for u once, when its host's turn comes. It answers where u
// redirects to, or else what read makes of the reply, of whose body it gets
// one byte more than most at the most.
func (f *Fetcher) get(ctx context.Context, u *url.URL, most int64, read func(*http.Response, []byte) ([]byte, error)) (next *url.URL, body []byte, err error) {
	if err := f.pace.wait(ctx, u.Hostname()); err != nil {
		return nil, nil, f.explain(ctx, u, err)
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, u.String(), nil)
	if err != nil {
		return nil, nil, timeline.FieldProblem("url", "%q is not an http or https address", u)
	}
	req.Header.Set("User-Agent", f.agent)
	req.Header.Set("Accept", "text/html,application/xhtml+xml,*/*;q=0.5")
	res, err := f.client.Do(req)
	if err != nil {
		return nil, nil, f.explain(ctx, u, err)
	}
	defer res.Body.Close()
	if res.StatusCode >= 300 && res.StatusCode < 400 && res.Header.Get("Location") != "" {
		to, err := res.Location()
		if err != nil {
			return nil, nil, timeline.Errorf(timeline.Upstream, "%s redirects to no address", u.Host)
		}
		if next, err = parseAddress(to.String()); err != nil {
			return nil, nil, timeline.FieldProblem("url", "leads on to another address that cannot be read: %v", err)
		}
		return next, nil, nil
	}
	// What was not asked for (brotli) cannot be decoded; gzip already is.
	if e := res.Header.Get("Content-Encoding"); e != "" && !strings.EqualFold(e, "identity") {
		return nil, nil, timeline.Errorf(timeline.Upstream, "%s answered in an encoding (%s) that was not asked for", u.Host, clean(e))
	}
	// Read after decompression, so that a small reply cannot become a big one.
	body, err = io.ReadAll(io.LimitReader(res.Body, most+1))
	if err != nil {
		return nil, nil, f.explain(ctx, u, err)
	}
	body, err = read(res, body)
	return nil, body, err
}

// readHTML is the page in a reply, in UTF-8.
func readHTML(res *http.Response, body []byte) ([]byte, error) {
	host := res.Request.URL.Host
	if res.StatusCode != http.StatusOK {
		return nil, timeline.Errorf(timeline.Upstream, "%s answered %d %s", host, res.StatusCode, http.StatusText(res.StatusCode))
	}
	if len(body) > MaxHTML {
		return nil, timeline.Errorf(timeline.Upstream, "%s answered with more than %d bytes", host, MaxHTML)
	}
	declared := res.Header.Get("Content-Type")
	kind := declared
	if kind == "" {
		kind = http.DetectContentType(body)
	}
	media, params, err := mime.ParseMediaType(kind)
	if err != nil || media != "text/html" && media != "application/xhtml+xml" {
		return nil, timeline.FieldProblem("url", "is %q, not a page: give the address of an article in HTML", clean(kind))
	}
	if params["charset"] == "" || utf8.Valid(body) {
		return body, nil
	}
	// The reply's own word on the character set outranks the page's.
	encoding, _, _ := charset.DetermineEncoding(body, declared)
	out, err := encoding.NewDecoder().Bytes(body)
	if err != nil {
		return nil, timeline.Errorf(timeline.Upstream, "%s answered with text that is not in its character set", host)
	}
	if len(out) > MaxHTML {
		return nil, timeline.Errorf(timeline.Upstream, "%s answered with more than %d bytes", host, MaxHTML)
	}
	return bytes.TrimPrefix(out, []byte("\ufeff")), nil
}

// explain says what a failure to reach u means: an address that must not or
// cannot be asked, or a site that does not answer.
func (f *Fetcher) explain(ctx context.Context, u *url.URL, err error) error {
	var address *safeurl.AllowedIPError
	var port *safeurl.AllowedPortError
	var scheme *safeurl.AllowedSchemeError
	var host *safeurl.InvalidHostError
	var credentials *safeurl.SendingCredentialsBlockedError
	var name *net.DNSError
	switch {
	case errors.As(err, &address):
		return timeline.FieldProblem("url", "leads to %s, which is not on the public internet", u.Host)
	case errors.As(err, &port):
		return timeline.FieldProblem("url", "names a port other than 80 and 443")
	case errors.As(err, &scheme), errors.As(err, &host), errors.As(err, &credentials):
		return timeline.FieldProblem("url", "cannot be asked: %v", err)
	case errors.Is(ctx.Err(), context.Canceled):
		return fmt.Errorf("reading %s: %w", u.Host, context.Canceled)
	case errors.As(err, &name):
		return timeline.FieldProblem("url", "cannot be found: the name %s does not resolve", u.Hostname())
	case ctx.Err() != nil, isTimeout(err):
		return &timeline.Error{Code: timeline.Upstream, Message: fmt.Sprintf("%s did not answer within %s", u.Host, f.deadline), Err: err}
	}
	return &timeline.Error{Code: timeline.Upstream, Message: u.Host + " could not be read", Err: err}
}

func isTimeout(err error) bool {
	var t interface{ Timeout() bool }
	return errors.As(err, &t) && t.Timeout()
}

// pace keeps the requests to a host apart.
type pace struct {
	interval time.Duration
	mu       sync.Mutex
	next     map[string]time.Time // when the host may be asked again
}

// wait waits for the turn of one request to host, in order of arrival.
func (p *pace) wait(ctx context.Context, host string) error {
	p.mu.Lock()
	now := time.Now()
	if p.next == nil {
		p.next = map[string]time.Time{}
	}
	const most = 1000 // hosts remembered
	if len(p.next) >= most {
		for h, t := range p.next {
			if t.Before(now) {
				delete(p.next, h)
			}
		}
	}
	turn := now
	if t := p.next[host]; t.After(now) {
		turn = t
	}
	if end, ok := ctx.Deadline(); ok && turn.After(end) {
		p.mu.Unlock()
		return context.DeadlineExceeded // without taking a turn
	}
	p.next[host] = turn.Add(p.interval)
	p.mu.Unlock()
	timer := time.NewTimer(turn.Sub(now))
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
