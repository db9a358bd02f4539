package web

import (
	"fmt"
	"net/http"
	"sort"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/gin-gonic/gin"
)

// counters are what /metrics tells, in the text format of Prometheus 0.0.4.
type counters struct {
	mu       sync.Mutex
	requests map[[3]string]uint64 // method, route, status
	seconds  map[string]float64   // by route
}

func newCounters() *counters {
	return &counters{requests: map[[3]string]uint64{}, seconds: map[string]float64{}}
}

// count counts each request by its route, never by its path: anybody may ask
// for any number of paths.
func (s *server) count(c *gin.Context) {
	start := time.Now()
	c.Next()
	route := c.FullPath()
	if route == "" {
		route = "none"
	}
	method := c.Request.Method
	switch method {
	case http.MethodGet, http.MethodHead, http.MethodPost, http.MethodPut, http.MethodPatch, http.MethodDelete, http.MethodOptions:
	default:
		method = "other"
	}
	s.counts.add(method, route, c.Writer.Status(), time.Since(start))
}

func (m *counters) add(method, route string, status int, took time.Duration) {
	m.mu.Lock()
	m.requests[[3]string{method, route, strconv.Itoa(status)}]++
	m.seconds[route] += took.Seconds()
	m.mu.Unlock()
}

// text returns the counters, in a stable order.
func (m *counters) text() []byte {
	m.mu.Lock()
	defer m.mu.Unlock()
	var lines []string
	for k, n := range m.requests {
		lines = append(lines, fmt.Sprintf("dateline_http_requests_total{method=%q,route=%q,status=%q} %d\n", k[0], k[1], k[2], n))
	}
	sort.Strings(lines)
	var b strings.Builder
	b.WriteString("# HELP dateline_http_requests_total Requests by method, route and status.\n# TYPE dateline_http_requests_total counter\n")
	b.WriteString(strings.Join(lines, ""))
	lines = lines[:0]
	for route, t := range m.seconds {
		lines = append(lines, fmt.Sprintf("dateline_http_request_seconds_total{route=%q} %g\n", route, t))
	}
	sort.Strings(lines)
	b.WriteString("# HELP dateline_http_request_seconds_total Time spent on requests by route.\n# TYPE dateline_http_request_seconds_total counter\n")
	b.WriteString(strings.Join(lines, ""))
	return []byte(b.String())
}

func (s *server) metrics(c *gin.Context) {
	c.Header("Cache-Control", "no-store")
	write(c.Writer, c.Request, http.StatusOK, "text/plain; version=0.0.4; charset=utf-8", s.counts.text())
}
