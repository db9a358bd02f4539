package web

import (
	"container/list"
	"sync"
)

// cacheBytes bounds the memory that renderings of editions take, whatever the
// number of timelines.
const cacheBytes = 64 << 20

// renderings keeps the assets of editions that were asked for last. The key
// holds the edition's hash, so that nothing in it is ever stale.
type renderings struct {
	mu    sync.Mutex
	most  int // bytes
	total int // bytes
	order *list.List
	byKey map[string]*list.Element
}

type rendering struct {
	key   string
	asset *asset
}

func newRenderings(most int) *renderings {
	return &renderings{most: most, order: list.New(), byKey: map[string]*list.Element{}}
}

// find returns the asset of a key, nil if it is not held.
func (c *renderings) find(key string) *asset {
	c.mu.Lock()
	defer c.mu.Unlock()
	e, ok := c.byKey[key]
	if !ok {
		return nil
	}
	c.order.MoveToFront(e)
	return e.Value.(rendering).asset
}

// get returns the asset of a key, made by render if it is not held. Two that
// ask at once may both render; the bytes are the same.
func (c *renderings) get(key string, render func() (*asset, error)) (*asset, error) {
	if a := c.find(key); a != nil {
		return a, nil
	}
	a, err := render()
	if err != nil || a.size() > c.most {
		return a, err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if e, ok := c.byKey[key]; ok {
		return e.Value.(rendering).asset, nil
	}
	c.byKey[key] = c.order.PushFront(rendering{key, a})
	c.total += a.size()
	for c.total > c.most {
		last := c.order.Back()
		old := c.order.Remove(last).(rendering)
		delete(c.byKey, old.key)
		c.total -= old.asset.size()
	}
	return a, nil
}
