package timex

import (
	"encoding/binary"
	"slices"
	"sync"
	"sync/atomic"
)

// An automaton runs all patterns at once over tokens. Its states are sets of
// nodes of the program, made when a text first reaches them and kept, so that
// a token costs one look-up.
type automaton struct {
	prog  *program
	start *state
	dead  *state

	mu     sync.Mutex
	states map[string]*state
}

type state struct {
	nodes   []int32
	accepts []int32 // rules that match here, the first in the files first
	next    []atomic.Pointer[state]
}

func newAutomaton(p *program, starts []int32) *automaton {
	a := &automaton{prog: p, states: map[string]*state{}}
	a.dead = a.state(nil)
	a.start = a.state(starts)
	return a
}

// step goes from a state over a token.
func (a *automaton) step(s *state, t *token, first bool) *state {
	k := t.sig << 1
	if t.glued && !first {
		k |= 1
	}
	if n := s.next[k].Load(); n != nil {
		return n
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	var to []int32
	for _, i := range s.nodes {
		n := &a.prog.nodes[i]
		if n.op == opAtom && (!n.glued || first || t.glued) && a.prog.lex.has(t.sig, n.atom) {
			to = append(to, n.x)
		}
	}
	n := a.state(to)
	s.next[k].Store(n)
	return n
}

// state returns the state of a set of nodes and all that they lead to without
// reading a token.
func (a *automaton) state(from []int32) *state {
	var set []int32
	seen := map[int32]bool{}
	stack := slices.Clone(from)
	s := &state{}
	for len(stack) > 0 {
		i := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		if i < 0 || seen[i] {
			continue
		}
		seen[i] = true
		switch n := &a.prog.nodes[i]; n.op {
		case opAtom:
			set = append(set, i)
		case opAccept:
			set = append(set, i)
			s.accepts = append(s.accepts, n.rule)
		case opSplit:
			stack = append(stack, n.x, n.y)
		default:
			stack = append(stack, n.x)
		}
	}
	slices.Sort(set)
	key := make([]byte, 0, 4*len(set))
	for _, i := range set {
		key = binary.LittleEndian.AppendUint32(key, uint32(i))
	}
	if old, ok := a.states[string(key)]; ok {
		return old
	}
	slices.Sort(s.accepts)
	s.accepts = slices.Compact(s.accepts)
	s.nodes = set
	s.next = make([]atomic.Pointer[state], 2*len(a.prog.lex.sigs))
	a.states[string(key)] = s
	return s
}

// A slot is what a pattern kept of the tokens.
type slot struct {
	value string
	num   int32 // of a number
	first int32 // token
	isNum bool
}

// captures is how a rule's pattern fits a run of tokens.
type captures struct {
	slots       map[string]slot
	open, close int // tokens of the expression itself
}

type fitter struct {
	prog   *program
	text   string
	tokens []token
	from   int
	to     int
	seen   map[[2]int32]bool
	trail  []trailItem
}

type trailItem struct {
	node  int32
	token int32
}

// fit finds how one rule reads tokens[from:to], which the automaton accepted:
// earlier choices in its pattern are preferred. Each node is tried once at
// each token.
func (p *program) fit(start int32, text string, tokens []token, from, to int) (captures, bool) {
	f := &fitter{prog: p, text: text, tokens: tokens, from: from, to: to, seen: map[[2]int32]bool{}}
	if !f.walk(start, from) {
		return captures{}, false
	}
	c := captures{slots: map[string]slot{}, open: from, close: to}
	for _, it := range f.trail {
		n := &p.nodes[it.node]
		switch n.op {
		case opOpen:
			c.open = int(it.token)
		case opClose:
			c.close = int(it.token)
		case opPut:
			c.slots[n.slot] = slot{value: n.value, first: it.token}
		case opAtom:
			if n.slot != "" {
				c.slots[n.slot] = f.slot(n, it.token)
			}
		}
	}
	return c, true
}

func (f *fitter) slot(n *node, at int32) slot {
	t := &f.tokens[at]
	if t.kind == numberToken {
		return slot{value: f.text[t.start:t.end], num: t.num, first: at, isNum: true}
	}
	return slot{value: n.class.value(fold(f.text, t)), first: at}
}

func (f *fitter) walk(i int32, at int) bool {
	key := [2]int32{i, int32(at)}
	if i < 0 || f.seen[key] {
		return false
	}
	f.seen[key] = true
	mark := len(f.trail)
	n := &f.prog.nodes[i]
	switch n.op {
	case opAccept:
		return at == f.to
	case opSplit:
		return f.walk(n.x, at) || f.walk(n.y, at)
	case opAtom:
		if at == f.to {
			return false
		}
		t := &f.tokens[at]
		if n.glued && !t.glued && at > f.from || !f.prog.lex.has(t.sig, n.atom) {
			return false
		}
		f.trail = append(f.trail, trailItem{i, int32(at)})
		if f.walk(n.x, at+1) {
			return true
		}
	default:
		f.trail = append(f.trail, trailItem{i, int32(at)})
		if f.walk(n.x, at) {
			return true
		}
	}
	f.trail = f.trail[:mark]
	return false
}
