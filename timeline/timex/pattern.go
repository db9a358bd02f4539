package timex

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"unicode"
	"unicode/utf8"
)

// A pattern is written as
//
//	word  mark        the token itself; a word with a capital wants a capital
//	{class} {s=class} a token or phrase of a class, kept in slot s (or in the
//	                  slot named as the class)
//	{name}            a named pattern; its slots are the rule's
//	{s:value}         matches nothing and puts a value in slot s
//	(a b | c)  x?     choice, option
//	< >               around the expression itself, where the pattern also
//	                  names what must stand beside it
//
// Between two items a space may stand in the text or not; items written
// without a space between them must be glued in the text too. A backslash
// takes the meaning from a character.

type nodeOp uint8

const (
	opAtom   nodeOp = iota // read one token
	opSplit                // go on at x or, if that fails, at y
	opPut                  // put a value into a slot
	opOpen                 // the expression begins here
	opClose                // and ends here
	opAccept               // rule matched
)

type node struct {
	op    nodeOp
	glued bool
	atom  atom
	x, y  int32
	slot  string
	class *class
	value string
	rule  int32
}

// A program is the patterns of all rules as one nondeterministic automaton.
type program struct {
	nodes []node
	lex   *lexicon
	named map[string]string

	after  []atomic.Pointer[[]edge] // by node, see edges
	firsts atomic.Pointer[[][]edge] // see firstEdges
	mu     sync.Mutex
}

// fragment is a piece under construction: where it begins, and the ends that
// are still to be joined to what follows.
type fragment struct {
	start int32
	ends  []int32 // node<<1 for its x, node<<1|1 for its y
}

func (p *program) add(n node) int32 {
	n.x, n.y = -1, -1
	p.nodes = append(p.nodes, n)
	return int32(len(p.nodes) - 1)
}

func (p *program) join(ends []int32, to int32) {
	for _, e := range ends {
		if e&1 == 0 {
			p.nodes[e>>1].x = to
		} else {
			p.nodes[e>>1].y = to
		}
	}
}

type patternParser struct {
	*program
	text  string
	at    int
	depth int
}

// maxDepth of named patterns within each other: more is a circle.
const maxDepth = 12

// compile adds a pattern and returns its fragment.
func (p *program) compile(text string, glued bool, depth int) (fragment, error) {
	if depth > maxDepth {
		return fragment{}, fmt.Errorf("pattern %q: named patterns stand within each other in a circle", text)
	}
	q := &patternParser{program: p, text: text, depth: depth}
	f, err := q.choice(glued)
	if err == nil && q.at < len(text) {
		err = fmt.Errorf("a %q too many", text[q.at])
	}
	if err != nil {
		return f, fmt.Errorf("pattern %q at %d: %w", text, q.at, err)
	}
	return f, nil
}

func (q *patternParser) choice(glued bool) (fragment, error) {
	f, err := q.sequence(glued)
	if err != nil {
		return f, err
	}
	for q.at < len(q.text) && q.text[q.at] == '|' {
		q.at++
		g, err := q.sequence(glued)
		if err != nil {
			return f, err
		}
		s := q.add(node{op: opSplit})
		q.nodes[s].x, q.nodes[s].y = f.start, g.start
		f = fragment{s, append(f.ends, g.ends...)}
	}
	return f, nil
}

func (q *patternParser) sequence(glued bool) (fragment, error) {
	first := true
	var f fragment
	for q.at < len(q.text) {
		c := q.text[q.at]
		if c == ' ' || c == '\t' {
			glued = glued && first
			q.at++
			continue
		}
		if c == '|' || c == ')' {
			break
		}
		g, reads, err := q.item(glued)
		if err != nil {
			return f, err
		}
		if first {
			f = g
		} else {
			q.join(f.ends, g.start)
			f.ends = g.ends
		}
		first = false
		if reads {
			glued = true
		}
	}
	if first {
		s := q.add(node{op: opSplit}) // an empty sequence: only x is used
		return fragment{s, []int32{s << 1}}, nil
	}
	return f, nil
}

// item also tells whether what it made reads a token; what does not leaves
// the glue to the item after it.
func (q *patternParser) item(glued bool) (f fragment, reads bool, err error) {
	before := len(q.nodes)
	f, err = q.primary(glued)
	if err != nil {
		return f, false, err
	}
	reads = slices.ContainsFunc(q.nodes[before:], func(n node) bool { return n.op == opAtom })
	if q.at < len(q.text) && q.text[q.at] == '?' {
		q.at++
		s := q.add(node{op: opSplit})
		q.nodes[s].x = f.start
		f = fragment{s, append(f.ends, s<<1|1)}
	}
	return f, reads, nil
}

func (q *patternParser) primary(glued bool) (fragment, error) {
	switch c := q.text[q.at]; c {
	case '(':
		q.at++
		f, err := q.choice(glued)
		if err != nil {
			return f, err
		}
		if q.at >= len(q.text) || q.text[q.at] != ')' {
			return f, fmt.Errorf("a ( is not closed")
		}
		q.at++
		return f, nil
	case '<', '>':
		q.at++
		op := opOpen
		if c == '>' {
			op = opClose
		}
		s := q.add(node{op: op})
		return fragment{s, []int32{s << 1}}, nil
	case '{':
		end := strings.IndexByte(q.text[q.at:], '}')
		if end < 0 {
			return fragment{}, fmt.Errorf("a { is not closed")
		}
		name := q.text[q.at+1 : q.at+end]
		q.at += end + 1
		return q.reference(name, glued)
	case '?', '}':
		return fragment{}, fmt.Errorf("%q has nothing before it", c)
	}
	return q.literalItem(glued)
}

func (q *patternParser) literalItem(glued bool) (fragment, error) {
	if q.text[q.at] == '\\' && q.at+1 < len(q.text) {
		q.at++
	}
	rest := q.text[q.at:]
	r, size := utf8.DecodeRuneInString(rest)
	in := func(rune) bool { return false }
	if isLetter(r) {
		in = isLetter
	} else if unicode.IsDigit(r) {
		in = unicode.IsDigit
	}
	for size < len(rest) {
		r, n := utf8.DecodeRuneInString(rest[size:])
		if !in(r) {
			break
		}
		size += n
	}
	q.at += size
	s := q.add(node{op: opAtom, glued: glued, atom: q.literalAtom(rest[:size])})
	return fragment{s, []int32{s << 1}}, nil
}

// literalAtom is that of a word, a mark, or a number, which is a class of one.
func (q *patternParser) literalAtom(text string) atom {
	if !isDigit(text[0]) {
		return q.lex.literal(text)
	}
	name := "=" + text
	c := q.lex.classes[name]
	if c == nil {
		n, _ := strconv.Atoi(text)
		c = &class{name: name, atom: q.lex.atom("{" + name + "}"), number: true,
			lo: int32(n), hi: int32(n), wlo: int32(len(text)), whi: int32(len(text))}
		q.lex.classes[name] = c
		q.lex.digits = append(q.lex.digits, c)
	}
	return c.atom
}

func (q *patternParser) reference(name string, glued bool) (fragment, error) {
	if slot, value, ok := strings.Cut(name, ":"); ok {
		s := q.add(node{op: opPut, slot: slot, value: value})
		return fragment{s, []int32{s << 1}}, nil
	}
	if text, ok := q.named[name]; ok {
		return q.compile(text, glued, q.depth+1)
	}
	slot, name, renamed := strings.Cut(name, "=")
	if !renamed {
		name = slot
	}
	c := q.lex.classes[name]
	if c == nil {
		return fragment{}, fmt.Errorf("{%s} is no class and no named pattern; there are %s", name, q.lex.names())
	}
	s := q.add(node{op: opAtom, glued: glued, atom: c.atom, slot: slot, class: c})
	f := fragment{s, []int32{s << 1}}
	for _, ph := range c.phrase {
		g := q.phrase(ph, slot, glued)
		split := q.add(node{op: opSplit})
		q.nodes[split].x, q.nodes[split].y = f.start, g.start
		f = fragment{split, append(f.ends, g.ends...)}
	}
	return f, nil
}

func (q *patternParser) phrase(ph phrase, slot string, glued bool) fragment {
	set := q.add(node{op: opPut, slot: slot, value: ph.value})
	f := fragment{set, []int32{set << 1}}
	for k, part := range ph.parts {
		word := strings.TrimPrefix(part, " ")
		s := q.add(node{op: opAtom, glued: part == word || k == 0 && glued, atom: q.literalAtom(word)})
		q.join(f.ends, s)
		f.ends = []int32{s << 1}
	}
	return f
}
