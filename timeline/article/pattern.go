package article

import (
	"regexp"
	"regexp/syntax"
	"slices"
	"sync"
	"sync/atomic"
	"unicode"
	"unicode/utf8"
)

// A pattern is a regular expression that tells whether a text matches, some ten
// times as fast as package regexp does: every paragraph is held against hundreds
// of alternatives, and that was half of the time that an article took. The set
// of alternatives that are still open is one state of an automaton, built when
// a text first leads to it, so that a character costs one look-up.
type pattern struct {
	expr     string
	regexp   func() *regexp.Regexp // for what the automaton has no room for
	prog     *syntax.Prog
	anchored bool
	kinds    []rune // the first of each run of characters that no instruction tells apart
	first    *state

	mu     sync.Mutex
	states map[string]*state
	far    map[farStep]*state // the steps that are no ASCII
}

// mostStates bounds the memory of a pattern against texts that are made to fill
// it; those that news leads to are some hundred, of a kilobyte each.
const mostStates = 1000

type state struct {
	insts  []uint32 // of the program, what the next character is held against
	before rune     // one of the kind of the last character, -1 at the beginning
	done   bool     // the text matches, whatever follows
	dead   bool     // it does not
	end    bool     // it does if it ends here
	next   [utf8.RuneSelf]atomic.Pointer[state]
}

type farStep struct {
	from *state
	kind int // of the character: how many of kinds are not above it
}

func compile(expr string) *pattern {
	parsed, err := syntax.Parse(expr, syntax.Perl)
	if err != nil {
		panic(err)
	}
	prog, err := syntax.Compile(parsed.Simplify())
	if err != nil {
		panic(err)
	}
	p := &pattern{expr: expr, regexp: sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expr) }), prog: prog, states: map[string]*state{}, far: map[farStep]*state{}}
	p.anchored = prog.StartCond()&syntax.EmptyBeginText != 0
	for _, inst := range prog.Inst {
		if len(inst.Rune) == 1 {
			r := inst.Rune[0]
			p.kinds = append(p.kinds, r, r+1)
			for f := unicode.SimpleFold(r); f != r; f = unicode.SimpleFold(f) {
				p.kinds = append(p.kinds, f, f+1)
			}
			continue
		}
		for i := 0; i < len(inst.Rune); i += 2 {
			p.kinds = append(p.kinds, inst.Rune[i], inst.Rune[i+1]+1)
		}
	}
	p.kinds = append(p.kinds, utf8.RuneSelf) // what \b tells apart is below
	slices.Sort(p.kinds)
	p.kinds = slices.Compact(p.kinds)
	p.first = p.state([]uint32{uint32(prog.Start)}, -1, false)
	return p
}

// String returns the expression.
func (p *pattern) String() string { return p.expr }

// MatchString reports whether s contains a match.
func (p *pattern) MatchString(s string) bool {
	at := p.first
	for _, r := range s {
		if at.done || at.dead {
			return at.done
		}
		var to *state
		if r < utf8.RuneSelf {
			to = at.next[r].Load()
		}
		if to == nil {
			if to = p.step(at, r); to == nil {
				return p.regexp().MatchString(s)
			}
		}
		at = to
	}
	return at.done || at.end
}

// step returns the state to which r leads, nil if there is no room for it.
func (p *pattern) step(from *state, r rune) *state {
	p.mu.Lock()
	defer p.mu.Unlock()
	kind, _ := slices.BinarySearch(p.kinds, r+1)
	if to := p.far[farStep{from, kind}]; to != nil {
		return to
	}
	if len(p.states)+len(p.far) >= mostStates {
		return nil
	}
	open, done := p.open(from.insts, from.before, r)
	var insts []uint32
	for _, i := range open {
		if inst := &p.prog.Inst[i]; inst.MatchRune(r) && !slices.Contains(insts, inst.Out) {
			insts = append(insts, inst.Out)
		}
	}
	if start := uint32(p.prog.Start); !p.anchored && !slices.Contains(insts, start) {
		insts = append(insts, start)
	}
	slices.Sort(insts) // only whether there is a match is asked, not which comes first
	before := '.'
	switch {
	case syntax.IsWordChar(r):
		before = 'a'
	case r == '\n':
		before = r
	}
	to := p.state(insts, before, done)
	if r < utf8.RuneSelf {
		from.next[r].Store(to)
	} else {
		p.far[farStep{from, kind}] = to
	}
	return to
}

// open follows what takes no character, between before and after, and reports
// whether that ends in a match.
func (p *pattern) open(insts []uint32, before, after rune) (runes []uint32, done bool) {
	here := syntax.EmptyOpContext(before, after)
	seen := map[uint32]bool{}
	todo := slices.Clone(insts)
	for len(todo) > 0 {
		i := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		if seen[i] {
			continue
		}
		seen[i] = true
		switch inst := &p.prog.Inst[i]; inst.Op {
		case syntax.InstAlt, syntax.InstAltMatch:
			todo = append(todo, inst.Out, inst.Arg)
		case syntax.InstEmptyWidth:
			if syntax.EmptyOp(inst.Arg)&^here == 0 {
				todo = append(todo, inst.Out)
			}
		case syntax.InstCapture, syntax.InstNop:
			todo = append(todo, inst.Out)
		case syntax.InstMatch:
			done = true
		case syntax.InstFail:
		default:
			runes = append(runes, i)
		}
	}
	return runes, done
}

// state returns the one state of its kind.
func (p *pattern) state(insts []uint32, before rune, done bool) *state {
	key := make([]rune, 0, len(insts)+2)
	key = append(key, before+1)
	for _, i := range insts {
		key = append(key, rune(i))
	}
	if done {
		key = append(key[:0], utf8.MaxRune)
	}
	s := p.states[string(key)]
	if s == nil {
		s = &state{insts: insts, before: before, done: done, dead: len(insts) == 0 && !done}
		_, s.end = p.open(insts, before, -1)
		p.states[string(key)] = s
	}
	return s
}
