package timex

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

// A fitter finds how one rule reads tokens that the automaton accepted. It is
// used again and again for one text.
type fitter struct {
	prog   *program
	text   string
	tokens []token

	rule     *rule
	from, to int
	seen     []uint64 // a bit for each node of the rule at each token
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
	words := (int(r.end-r.begin)*(to-from+1) + 63) / 64
	if cap(f.seen) < words {
		f.seen = make([]uint64, words)
	}
	f.seen = f.seen[:words]
	clear(f.seen)
	f.trail = f.trail[:0]
	if !f.walk(r.start, from) {
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

// room returns an empty slice for n slots, cut from a larger one.
func (f *fitter) room(n int) []slot {
	if cap(f.slots)-len(f.slots) < n {
		f.slots = make([]slot, 0, max(128, n))
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

func (f *fitter) walk(i int32, at int) bool {
	if i < 0 {
		return false
	}
	n := &f.prog.nodes[i]
	if n.op == opAtom {
		// Most tries end here, so no bit is spent on them.
		if at == f.to {
			return false
		}
		t := &f.tokens[at]
		if n.glued && !t.glued && at > f.from || !f.prog.lex.has(t.sig, n.atom) {
			return false
		}
	}
	bit := int(i-f.rule.begin)*(f.to-f.from+1) + at - f.from
	if f.seen[bit>>6]>>(bit&63)&1 == 1 {
		return false
	}
	f.seen[bit>>6] |= 1 << (bit & 63)
	switch n.op {
	case opAccept:
		return at == f.to
	case opSplit:
		return f.walk(n.x, at) || f.walk(n.y, at)
	case opAtom:
		return f.take(i, at, at+1)
	}
	return f.take(i, at, at)
}

func (f *fitter) take(i int32, at, next int) bool {
	mark := len(f.trail)
	f.trail = append(f.trail, trailItem{i, int32(at)})
	if f.walk(f.prog.nodes[i].x, next) {
		return true
	}
	f.trail = f.trail[:mark]
	return false
}
