package timex

import "slices"

// A slot is what a pattern kept of the tokens.
type slot struct {
	name  string
	value string
	num   int32 // of a number
	first int32 // token
	isNum bool
}

// captures is how a rule's pattern fits a run of tokens.
type captures struct {
	slots       []slot
	open, close int // tokens of the expression itself
}

// get returns the last value put into a slot.
func (c *captures) get(name string) (slot, bool) {
	for k := len(c.slots) - 1; k >= 0; k-- {
		if c.slots[k].name == name {
			return c.slots[k], true
		}
	}
	return slot{}, false
}

// An edge leads from a place in a pattern to the token that may come next there,
// over nodes that put values into slots or say where the expression begins.
type edge struct {
	atom int32   // the node that reads the token; acceptEdge at the pattern's end
	over []int32 // the nodes on the way
}

const acceptEdge = -1

// edges returns those that lead from a node, the ones preferred first. They are
// found once.
func (p *program) edges(from int32) []edge {
	if known := p.after[from].Load(); known != nil {
		return *known
	}
	var list []edge
	var over []int32
	seen := map[int32]bool{}
	var visit func(i int32)
	visit = func(i int32) {
		if i < 0 || seen[i] {
			return
		}
		seen[i] = true
		switch n := &p.nodes[i]; n.op {
		case opAtom:
			list = append(list, edge{i, slices.Clone(over)})
		case opAccept:
			list = append(list, edge{acceptEdge, slices.Clone(over)})
		case opSplit:
			visit(n.x)
			visit(n.y)
		default:
			over = append(over, i)
			visit(n.x)
			over = over[:len(over)-1]
		}
	}
	visit(from)
	p.after[from].Store(&list)
	return list
}

// firstEdges are those of a rule's beginning that read a token with a
// signature. A rule may begin in hundreds of ways, of which a token allows few.
func (p *program) firstEdges(r *rule, sig int32) []edge {
	if n := r.first[sig].Load(); n > 0 {
		return (*p.firsts.Load())[n-1]
	}
	var list []edge
	for _, e := range p.edges(r.start) {
		if e.atom != acceptEdge && p.lex.has(sig, p.nodes[e.atom].atom) {
			list = append(list, e)
		}
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	var all [][]edge
	if known := p.firsts.Load(); known != nil {
		all = *known
	}
	all = append(all, list)
	p.firsts.Store(&all)
	r.first[sig].Store(int32(len(all)))
	return list
}

// A fitter finds how one rule reads tokens that the automaton accepted. It is
// used again and again for one text.
type fitter struct {
	prog   *program
	text   string
	tokens []token

	rule     *rule
	from, to int
	seen     []uint64 // a bit for each node of the rule at each token: nothing fits from there
	trail    []trailItem
	slots    []slot
}

type trailItem struct {
	node  int32
	token int32
}

// fit reads tokens[from:to] by a rule; earlier choices in its pattern are
// preferred. Each node is tried once at each token.
func (f *fitter) fit(r *rule, from, to int) (captures, bool) {
	f.rule, f.from, f.to = r, from, to
	words := (int(r.end-r.begin)*(to-from) + 63) / 64
	f.seen = slices.Grow(f.seen[:0], words)[:words]
	clear(f.seen)
	f.trail = f.trail[:0]
	if !f.walk(f.prog.firstEdges(r, f.tokens[from].sig), from) {
		return captures{}, false
	}
	c := captures{open: from, close: to}
	n := 0
	for _, it := range f.trail {
		if f.prog.nodes[it.node].slot != "" {
			n++
		}
	}
	c.slots = f.room(n)
	for _, it := range f.trail {
		switch n := &f.prog.nodes[it.node]; {
		case n.op == opOpen:
			c.open = int(it.token)
		case n.op == opClose:
			c.close = int(it.token)
		case n.op == opPut:
			c.slots = append(c.slots, slot{name: n.slot, value: n.value, first: it.token})
		case n.slot != "":
			c.slots = append(c.slots, f.slot(n, it.token))
		}
	}
	return c, true
}

// walk follows the edges over the tokens from one on.
func (f *fitter) walk(edges []edge, at int) bool {
	for k := range edges {
		e := &edges[k]
		if e.atom == acceptEdge {
			if at < f.to {
				continue
			}
			f.pass(e.over, at)
			return true
		}
		if at == f.to {
			continue
		}
		n, t := &f.prog.nodes[e.atom], &f.tokens[at]
		if n.glued && !t.glued && at > f.from || !f.prog.lex.has(t.sig, n.atom) {
			continue
		}
		bit := int(e.atom-f.rule.begin)*(f.to-f.from) + at - f.from
		if f.seen[bit>>6]>>(bit&63)&1 == 1 {
			continue
		}
		f.seen[bit>>6] |= 1 << (bit & 63)
		mark := len(f.trail)
		f.pass(e.over, at)
		f.trail = append(f.trail, trailItem{e.atom, int32(at)})
		if f.walk(f.prog.edges(n.x), at+1) {
			return true
		}
		f.trail = f.trail[:mark]
	}
	return false
}

func (f *fitter) pass(nodes []int32, at int) {
	for _, i := range nodes {
		f.trail = append(f.trail, trailItem{i, int32(at)})
	}
}

// room returns an empty slice for n slots, cut from a larger one.
func (f *fitter) room(n int) []slot {
	if cap(f.slots)-len(f.slots) < n {
		f.slots = make([]slot, 0, max(32, n))
	}
	from := len(f.slots)
	f.slots = f.slots[:from+n]
	return f.slots[from : from : from+n]
}

func (f *fitter) slot(n *node, at int32) slot {
	t := &f.tokens[at]
	if t.kind == numberToken {
		return slot{name: n.slot, value: f.text[t.start:t.end], num: t.num, first: at, isNum: true}
	}
	return slot{name: n.slot, value: n.class.value(fold(f.text, t)), first: at}
}
