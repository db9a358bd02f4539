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
	prog   *program
	starts []int32
	kept   atomic.Pointer[states]
}

// maxStates bounds what is kept. The news reaches some hundreds of states; a
// text made to reach ever more of them lets the automaton begin again.
const maxStates = 8192

// states are those made so far. They hold no pointers to each other, so that
// the collector has nothing to follow in their tables.
type states struct {
	auto *automaton
	list atomic.Pointer[[]*state]

	mu    sync.Mutex
	known map[string]int32
}

type state struct {
	nodes   []int32
	accepts []int32        // rules that match here, the first in the files first
	next    []atomic.Int32 // by signature: the number of a state, 0 where not yet made
}

// The numbers of the first states; 0 is none.
const (
	deadState  = 1
	startState = 2
)

func newAutomaton(p *program, starts []int32) *automaton {
	a := &automaton{prog: p, starts: starts}
	a.begin()
	return a
}

func (a *automaton) begin() {
	s := &states{auto: a, known: map[string]int32{}}
	s.list.Store(&[]*state{nil})
	s.state(nil)
	s.state(a.starts)
	a.kept.Store(s)
}

func (s *states) at(n int32) *state { return (*s.list.Load())[n] }

// step goes from a state over a token.
func (s *states) step(from *state, t *token, first bool) int32 {
	k := t.sig << 1
	if t.glued && !first {
		k |= 1
	}
	if n := from.next[k].Load(); n != 0 {
		return n
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	var to []int32
	for _, i := range from.nodes {
		n := &s.auto.prog.nodes[i]
		if n.op == opAtom && (!n.glued || first || t.glued) && s.auto.prog.lex.has(t.sig, n.atom) {
			to = append(to, n.x)
		}
	}
	n := s.state(to)
	from.next[k].Store(n)
	return n
}

// state returns the number of the state of a set of nodes and all that they
// lead to without reading a token.
func (s *states) state(from []int32) int32 {
	p := s.auto.prog
	var set []int32
	seen := map[int32]bool{}
	stack := slices.Clone(from)
	made := &state{}
	for len(stack) > 0 {
		i := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		if i < 0 || seen[i] {
			continue
		}
		seen[i] = true
		switch n := &p.nodes[i]; n.op {
		case opAtom:
			set = append(set, i)
		case opAccept:
			set = append(set, i)
			made.accepts = append(made.accepts, n.rule)
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
	if n, ok := s.known[string(key)]; ok {
		return n
	}
	slices.Sort(made.accepts)
	made.accepts = slices.Compact(made.accepts)
	made.nodes = set
	made.next = make([]atomic.Int32, 2*len(p.lex.sigs))
	old := *s.list.Load()
	list := append(old, made) // readers look only at what they have been given
	s.list.Store(&list)
	n := int32(len(old))
	s.known[string(key)] = n
	if n == maxStates {
		s.auto.begin()
	}
	return n
}
