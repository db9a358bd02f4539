package desk

import (
	"container/list"
	"sync"
	"time"
)

// editions keeps the editions that were read last, by hash: an edition never
// changes. Its zero is empty.
type editions struct {
	mu    sync.Mutex
	order *list.List // of *Published, the last read first
	kept  map[string]*list.Element
	bytes int
}

// keptBytes bounds the memory that editions take.
const keptBytes = 128 << 20

// size is how much memory an edition takes, about: what its JSON says is in
// memory a second time, in a larger form.
func (p *Published) size() int {
	return 4*len(p.JSON) + len(p.Option) + len(p.SVG) + len(p.Narrow) + 1024
}

func (c *editions) get(hash string) *Published {
	c.mu.Lock()
	defer c.mu.Unlock()
	e, ok := c.kept[hash]
	if !ok {
		return nil
	}
	c.order.MoveToFront(e)
	return e.Value.(*Published)
}

// put keeps an edition, and of the others what there is room for.
func (c *editions) put(p *Published) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.kept == nil {
		c.kept, c.order = map[string]*list.Element{}, list.New()
	}
	if _, ok := c.kept[p.Hash]; ok {
		return
	}
	c.kept[p.Hash] = c.order.PushFront(p)
	c.bytes += p.size()
	for c.bytes > keptBytes && c.order.Len() > 1 {
		old := c.order.Remove(c.order.Back()).(*Published)
		delete(c.kept, old.Hash)
		c.bytes -= old.size()
	}
}

// shown remembers for a moment which edition the readers of a timeline see, so
// that a page that many read costs the database a query a second. What is
// published or deleted here is forgotten at once; what another process does to
// the same database is seen when the moment is over.
type shown struct {
	mu   sync.RWMutex
	of   map[string]seen // by slug
	turn int             // rises with each forget
}

type seen struct {
	hash  string
	until time.Time
}

const (
	moment    = time.Second
	mostShown = 10000 // slugs; beyond, all are forgotten
)

// get returns the hash of a slug's edition, "" if it is not known now.
func (s *shown) get(slug string) string {
	s.mu.RLock()
	defer s.mu.RUnlock()
	if e := s.of[slug]; time.Now().Before(e.until) {
		return e.hash
	}
	return ""
}

// begin is called before the database is asked, for set to know whether the
// answer still holds.
func (s *shown) begin() (turn int) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return s.turn
}

func (s *shown) set(turn int, slug, hash string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if turn != s.turn {
		return
	}
	if s.of == nil || len(s.of) >= mostShown {
		s.of = map[string]seen{}
	}
	s.of[slug] = seen{hash, time.Now().Add(moment)}
}

// forget forgets all of them.
func (s *shown) forget() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.turn++
	s.of = nil
}
