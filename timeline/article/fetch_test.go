package article

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/net/dns/dnsmessage"

	"dateline/timeline"
)

// fetcherFor is a Fetcher to which each named host is on the public internet
// and is served by its handler; all other addresses are what they are. The
// guard stands as in production: only the way to the named hosts is bent, from
// their port 80 to a server of the test.
func fetcherFor(t *testing.T, sites map[string]http.HandlerFunc) *Fetcher {
	t.Helper()
	f := NewFetcher(FetcherOptions{Contact: "https://paper.example/about"})
	f.pace.interval = 0
	servers := map[string]string{}
	for name, h := range sites {
		s := httptest.NewServer(h)
		t.Cleanup(s.Close)
		servers[name+":80"] = s.Listener.Addr().String()
	}
	guarded := f.transport().DialContext
	f.transport().DialContext = func(ctx context.Context, network, address string) (net.Conn, error) {
		if to, ok := servers[address]; ok {
			return new(net.Dialer).DialContext(ctx, network, to)
		}
		return guarded(ctx, network, address)
	}
	return f
}

// names makes every name in hosts resolve to its addresses, and no other name
// to any, until the test ends.
func names(t *testing.T, hosts map[string][]string) {
	t.Helper()
	before := net.DefaultResolver
	t.Cleanup(func() { net.DefaultResolver = before })
	net.DefaultResolver = &net.Resolver{PreferGo: true, Dial: func(context.Context, string, string) (net.Conn, error) {
		ours, theirs := net.Pipe()
		go func() {
			defer theirs.Close()
			for {
				var size uint16
				if binary.Read(theirs, binary.BigEndian, &size) != nil {
					return
				}
				query := make([]byte, size)
				if _, err := io.ReadFull(theirs, query); err != nil {
					return
				}
				var m dnsmessage.Message
				if m.Unpack(query) != nil || len(m.Questions) == 0 {
					return
				}
				q := m.Questions[0]
				m.Response, m.Additionals = true, nil
				addresses, known := hosts[strings.TrimSuffix(q.Name.String(), ".")]
				if !known {
					m.RCode = dnsmessage.RCodeNameError
				}
				for _, a := range addresses {
					ip := net.ParseIP(a)
					h := dnsmessage.ResourceHeader{Name: q.Name, Type: q.Type, Class: q.Class, TTL: 1}
					if v4 := ip.To4(); v4 != nil && q.Type == dnsmessage.TypeA {
						m.Answers = append(m.Answers, dnsmessage.Resource{Header: h, Body: &dnsmessage.AResource{A: [4]byte(v4)}})
					} else if v4 == nil && q.Type == dnsmessage.TypeAAAA {
						m.Answers = append(m.Answers, dnsmessage.Resource{Header: h, Body: &dnsmessage.AAAAResource{AAAA: [16]byte(ip)}})
					}
				}
				reply, err := m.Pack()
				if err != nil {
					return
				}
				_ = binary.Write(theirs, binary.BigEndian, uint16(len(reply)))
				if _, err := theirs.Write(reply); err != nil {
					return
				}
			}
		}()
		return ours, nil
	}}
}

// serve answers with a page wherever there is no robots.txt.
func serve(page string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/robots.txt" {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprint(w, page)
	}
}

func urlProblem(t *testing.T, err error, what string) string {
	t.Helper()
	var p timeline.Problems
	if !assert.True(t, errors.As(err, &p), "%s: %v", what, err) {
		return ""
	}
	assert.Equal(t, "url", p[0].Field, what)
	return p[0].Detail
}

// forbidden are addresses of no public network, in every way of writing that
// some program reads.
var forbidden = map[string][]string{
	"leads to": {
		"http://127.0.0.1/", "http://127.1.2.3/", "http://0.0.0.0/", "http://0.1.2.3/", "https://10.0.0.1/", "http://172.16.0.1/",
		"http://172.31.255.255/", "http://192.168.1.1/", "http://169.254.169.254/latest/meta-data/", "http://100.64.0.1/", "http://192.0.0.1/",
		"http://192.0.2.1/", "http://198.18.0.1/", "http://198.51.100.1/", "http://203.0.113.1/", "http://192.88.99.1/", "http://224.0.0.1/",
		"http://240.0.0.1/", "http://255.255.255.255/", "http://168.63.129.16/", "http://192.175.48.1/",
		"http://[::1]/", "http://[::]/", "http://[0:0:0:0:0:0:0:1]/", "http://[::ffff:127.0.0.1]/", "http://[::ffff:7f00:1]/",
		"http://[::ffff:169.254.169.254]/", "http://[::127.0.0.1]/", "http://[64:ff9b::127.0.0.1]/", "http://[64:ff9b::a9fe:a9fe]/",
		"http://[64:ff9b:1::7f00:1]/", "http://[2002:7f00:1::]/", "http://[2001:0:7f00:1::]/", "http://[fe80::1]/", "http://[fec0::1]/",
		"http://[fc00::1]/", "http://[fd00:ec2::254]/", "http://[ff02::1]/", "http://[100::1]/", "http://[2001:db8::1]/", "http://[3fff::1]/",
		"http://[5f00::1]/",
		"http://１２７.0.0.1/", "http://127。0。0。1/", // full-width digits and dots
	},
	"form that is not read": {
		"http://2130706433/", "http://017700000001/", "http://0x7f000001/", "http://0X7F.1/", "http://0177.0.0.1/", "http://127.1/", "http://127.0.1/",
		"http://0x7f.0x0.0x0.0x1/", "http://127.0.0.1./", "http://127.0.0.01/", "http://0/", "http://127.0.0.1.1/", "http://256.1.1.1/",
	},
	"local network": {
		"http://localhost/", "http://LOCALHOST./", "http://router/", "http://printer.local/", "http://a.localhost/", "http://metadata.google.internal/",
		"http://nas.home.arpa/",
	},
	"not an http or https address": {
		"file:///etc/passwd", "ftp://example.org/", "gopher://127.0.0.1/", "javascript://x/", "//example.org/", "example.org", "dict://127.0.0.1:11211/",
	},
	"not an address":     {"http:example.org", "http://a%20b.example/", "http://exa mple.org/", "http://[::1", "http://example.org:port/", "http://\x00/"},
	"names no host":      {"http://", "http:///etc", "http://:80/", "http://./"},
	"zone":               {"http://[fe80::1%25eth0]/"},
	"name or a password": {"http://user:secret@example.org/", "http://example.org@127.0.0.1/"},
	"port other than":    {"http://127.0.0.1:22/", "http://8.8.8.8:6379/"},
	"is missing":         {"", " \n"},
	"2000 fit":           {"http://example.org/" + strings.Repeat("a", 2000)},
}

func TestAnAddressOutsideThePublicInternetIsRefusedHoweverItIsWritten(t *testing.T) {
	names(t, nil)
	f := fetcherFor(t, nil)
	for says, addresses := range forbidden {
		for _, a := range addresses {
			_, _, err := f.Fetch(t.Context(), a)
			detail := urlProblem(t, err, a)
			assert.Contains(t, detail, says, a)
			assert.NotContains(t, detail, "secret@", "%s: shows what was typed as a password", a)
		}
	}
}

func TestARedirectIsCheckedAsTheFirstAddressWas(t *testing.T) {
	names(t, map[string][]string{"inside.example": {"10.0.0.7"}})
	var target atomic.Value
	f := fetcherFor(t, map[string]http.HandlerFunc{"public.example": func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/robots.txt" {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("Location", target.Load().(string))
		w.WriteHeader(http.StatusFound)
	}})
	for _, addresses := range forbidden {
		for _, a := range addresses {
			if !strings.HasPrefix(a, "http://") || strings.ContainsAny(a, "\x00\n") || len(a) > 1000 {
				continue // relative to the site, or no header could carry it
			}
			target.Store(a)
			_, _, err := f.Fetch(t.Context(), "http://public.example/")
			if timeline.CodeOf(err) == timeline.Upstream {
				continue // no address at all: the site is at fault
			}
			urlProblem(t, err, a)
		}
	}
	for _, a := range []string{"file:///etc/passwd", "http://inside.example/", "gopher://public.example/"} {
		target.Store(a)
		_, _, err := f.Fetch(t.Context(), "http://public.example/")
		urlProblem(t, err, a)
	}
	target.Store("http://public.example/again")
	_, _, err := f.Fetch(t.Context(), "http://public.example/")
	assert.Equal(t, timeline.Upstream, timeline.CodeOf(err))
	assert.ErrorContains(t, err, "redirects more than 5 times")
}

func TestANameThatResolvesToAForbiddenAddressIsRefused(t *testing.T) {
	hosts := map[string][]string{}
	for i, a := range []string{"127.0.0.1", "10.1.2.3", "169.254.169.254", "192.168.0.1", "0.0.0.0", "::1", "fd00::1", "fe80::1", "64:ff9b::7f00:1", "::ffff:127.0.0.1", "2002:7f00:1::"} {
		hosts[fmt.Sprintf("h%d.example", i)] = []string{a}
	}
	hosts["both.example"] = []string{"127.0.0.1", "10.0.0.1", "::1"}
	names(t, hosts)
	f := fetcherFor(t, nil)
	for name, to := range hosts {
		_, _, err := f.Fetch(t.Context(), "http://"+name+"/news/1")
		assert.Contains(t, urlProblem(t, err, name), "not on the public internet", "%s -> %v", name, to)
	}
	_, _, err := f.Fetch(t.Context(), "http://nowhere.example/")
	assert.Contains(t, urlProblem(t, err, "unknown name"), "the name nowhere.example does not resolve")
}

func TestANameThatMovesInsideBetweenTwoRequestsIsRefused(t *testing.T) {
	names(t, map[string][]string{"moves.example": {"127.0.0.1"}})
	guarded := NewFetcher(FetcherOptions{}).transport().DialContext
	f := fetcherFor(t, map[string]http.HandlerFunc{"moves.example": serve("<p>page</p>")})
	_, _, err := f.Fetch(t.Context(), "http://moves.example/")
	require.NoError(t, err)
	f.transport().DialContext = guarded // now the name is what the resolver says
	_, _, err = f.Fetch(t.Context(), "http://moves.example/")
	assert.Contains(t, urlProblem(t, err, "moved"), "not on the public internet")
}

func TestAPageIsReadAndRedirectsAreFollowed(t *testing.T) {
	var agent atomic.Value
	f := fetcherFor(t, map[string]http.HandlerFunc{
		"a.example": func(w http.ResponseWriter, r *http.Request) {
			if r.URL.Path == "/robots.txt" {
				http.NotFound(w, r)
				return
			}
			http.Redirect(w, r, "http://b.example/story?id=1#top", http.StatusMovedPermanently)
		},
		"b.example": func(w http.ResponseWriter, r *http.Request) {
			agent.Store(r.UserAgent())
			if r.URL.Path == "/robots.txt" {
				fmt.Fprint(w, "User-agent: *\nDisallow: /private\n")
				return
			}
			w.Header().Set("Content-Type", "text/html; charset=iso-8859-1")
			_, _ = w.Write([]byte("<p>K\xf6ln</p>"))
		},
	})
	page, final, err := f.Fetch(t.Context(), " http://A.example/old ")
	require.NoError(t, err)
	assert.Equal(t, "<p>Köln</p>", string(page))
	assert.Equal(t, "http://b.example/story?id=1", final)
	assert.Equal(t, "Dateline/1.0 (+https://paper.example/about)", agent.Load())

	_, _, err = f.Fetch(t.Context(), "http://b.example/private/1")
	assert.Contains(t, urlProblem(t, err, "closed by robots.txt"), "robots.txt")
}

func TestRobotsTxtIsKeptTo(t *testing.T) {
	for name, c := range map[string]struct {
		status  int
		body    string
		allowed bool
		code    timeline.Code
	}{
		"all is allowed":          {200, "User-agent: *\nAllow: /\n", true, ""},
		"all is forbidden":        {200, "User-agent: *\nDisallow: /\n", false, timeline.Invalid},
		"only we are forbidden":   {200, "User-agent: dateline\nDisallow: /\n\nUser-agent: *\nAllow: /\n", false, timeline.Invalid},
		"only others are":         {200, "User-agent: other\nDisallow: /\n", true, ""},
		"a pattern forbids it":    {200, "User-agent: *\nDisallow: /*?id=\n", false, timeline.Invalid},
		"there is none":           {404, "", true, ""},
		"it is not for us":        {403, "", true, ""},
		"it is endless":           {200, "User-agent: *\nDisallow: /\n" + strings.Repeat("# a\n", 200_000), false, timeline.Invalid},
		"it is a page, not rules": {200, "<html><body>hello</body></html>", true, ""},
		"the site is down":        {503, "", false, timeline.Upstream},
	} {
		f := fetcherFor(t, map[string]http.HandlerFunc{"a.example": func(w http.ResponseWriter, r *http.Request) {
			if r.URL.Path == "/robots.txt" {
				w.WriteHeader(c.status)
				fmt.Fprint(w, c.body)
				return
			}
			w.Header().Set("Content-Type", "text/html")
			fmt.Fprint(w, "<p>page</p>")
		}})
		_, _, err := f.Fetch(t.Context(), "http://a.example/story?id=1")
		assert.Equal(t, c.allowed, err == nil, "%s: %v", name, err)
		assert.Equal(t, c.code, timeline.CodeOf(err), name)
	}
}

func TestASiteThatAnswersBadlyIsUpstream(t *testing.T) {
	var zipped bytes.Buffer
	z := gzip.NewWriter(&zipped)
	zeros := make([]byte, 1<<20)
	for range 20 {
		_, _ = z.Write(zeros)
	}
	_ = z.Close()
	require.Less(t, zipped.Len(), MaxHTML/50, "the bomb itself is small")

	for name, c := range map[string]struct {
		handler http.HandlerFunc
		says    string
	}{
		"not found":  {func(w http.ResponseWriter, r *http.Request) { http.NotFound(w, r) }, "answered 404 Not Found"},
		"down":       {func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(500) }, "answered 500"},
		"no content": {func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(204) }, "answered 204"},
		"too large":  {func(w http.ResponseWriter, r *http.Request) { _, _ = w.Write(make([]byte, MaxHTML+1)) }, "more than 2097152 bytes"},
		"a gzip bomb": {func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Encoding", "gzip")
			_, _ = w.Write(zipped.Bytes())
		}, "more than 2097152 bytes"},
		"broken gzip": {func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Encoding", "gzip")
			fmt.Fprint(w, "no gzip")
		}, "could not be read"},
		"another encoding": {func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Encoding", "br")
			fmt.Fprint(w, "x")
		}, "encoding (br)"},
		"cut off": {func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Length", "1000")
			fmt.Fprint(w, "<p>")
		}, "could not be read"},
		"no HTTP": {func(w http.ResponseWriter, r *http.Request) {
			c, _, _ := w.(http.Hijacker).Hijack()
			fmt.Fprint(c, "SSH-2.0-OpenSSH\r\n")
			c.Close()
		}, "could not be read"},
		"endless headers": {func(w http.ResponseWriter, r *http.Request) {
			c, _, _ := w.(http.Hijacker).Hijack()
			defer c.Close()
			fmt.Fprint(c, "HTTP/1.1 200 OK\r\n")
			for range 10_000 {
				if _, err := fmt.Fprintf(c, "X-A: %s\r\n", strings.Repeat("a", 1000)); err != nil {
					return
				}
			}
		}, "could not be read"},
	} {
		f := fetcherFor(t, map[string]http.HandlerFunc{"a.example": func(w http.ResponseWriter, r *http.Request) {
			if r.URL.Path == "/robots.txt" {
				http.NotFound(w, r)
				return
			}
			w.Header().Set("Content-Type", "text/html")
			c.handler(w, r)
		}})
		page, _, err := f.Fetch(t.Context(), "http://a.example/")
		assert.Nil(t, page, name)
		assert.Equal(t, timeline.Upstream, timeline.CodeOf(err), "%s: %v", name, err)
		assert.ErrorContains(t, err, c.says, name)
	}
}

func TestWhatIsNoPageIsAProblemOfTheAddress(t *testing.T) {
	f := fetcherFor(t, map[string]http.HandlerFunc{"a.example": func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/sniffed" {
			w.Header()["Content-Type"] = nil
			fmt.Fprint(w, "<!doctype html><p>page</p>")
			return
		}
		w.Header().Set("Content-Type", "application/pdf")
		fmt.Fprint(w, "%PDF-1.7")
	}})
	_, _, err := f.Fetch(t.Context(), "http://a.example/report.pdf")
	assert.Contains(t, urlProblem(t, err, "a PDF"), `is "application/pdf", not a page`)
	page, _, err := f.Fetch(t.Context(), "http://a.example/sniffed")
	require.NoError(t, err)
	assert.Contains(t, string(page), "page")
}

func TestASiteThatNeverAnswersIsGivenUp(t *testing.T) {
	stop := make(chan struct{})
	f := fetcherFor(t, map[string]http.HandlerFunc{"a.example": func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/robots.txt" {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("Content-Type", "text/html")
		for { // a byte at a time: no single read is slow
			select {
			case <-stop:
				return
			case <-r.Context().Done():
				return
			case <-time.After(10 * time.Millisecond):
				fmt.Fprint(w, "a")
				w.(http.Flusher).Flush()
			}
		}
	}})
	defer close(stop)
	f.deadline = 100 * time.Millisecond
	_, _, err := f.Fetch(t.Context(), "http://a.example/")
	assert.Equal(t, timeline.Upstream, timeline.CodeOf(err))
	assert.ErrorContains(t, err, "a.example did not answer within 100ms")

	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, _, err = f.Fetch(ctx, "http://a.example/")
	assert.ErrorIs(t, err, context.Canceled, "the caller's own end is no fault of the site")
	assert.Equal(t, timeline.Code(""), timeline.CodeOf(err))
}

func TestAHostIsAskedOnceASecond(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := pace{interval: time.Second}
		start := time.Now()
		for i := range 3 {
			require.NoError(t, p.wait(t.Context(), "a.example"))
			assert.Equal(t, time.Duration(i)*time.Second, time.Since(start))
		}
		require.NoError(t, p.wait(t.Context(), "b.example"))
		assert.Equal(t, 2*time.Second, time.Since(start), "another host does not wait")

		ctx, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond)
		defer cancel()
		assert.ErrorIs(t, p.wait(ctx, "a.example"), context.DeadlineExceeded)
		assert.Equal(t, 2*time.Second, time.Since(start), "nobody waits for a turn that comes too late")
		require.NoError(t, p.wait(t.Context(), "a.example"))
		assert.Equal(t, 3*time.Second, time.Since(start), "and who gave up took no turn")
	})
}

func TestTheUserAgentCannotBeUsedToAddHeaders(t *testing.T) {
	f := NewFetcher(FetcherOptions{Contact: "https://x.example/\r\nCookie: a"})
	assert.Equal(t, "Dateline/1.0 (+https://x.example/ Cookie: a)", f.agent)
	assert.Equal(t, "Dateline/1.0", NewFetcher(FetcherOptions{}).agent)
}
