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
