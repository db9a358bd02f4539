package timex

import (
	"fmt"
	"slices"
	"strings"
	"sync/atomic"
)

// A rule reads one kind of expression, or, as a veto, says that what looks
// like one is none.
type rule struct {
	id       string
	where    string // file and line
	veto     bool
	start    int32 // node of the program
	begin    int32 // its nodes are those from begin
	end      int32 // to end, exclusive
	give     action
	examples []example
	first    []atomic.Int32 // by the first token's signature, one more than an index into the program's firsts
}

// An action says how a rule's slots become a value: an operation that this
// package knows, with arguments that are constants or "{slot}".
type action struct {
	op     string
	do     func(*resolver, *match) (outcome, bool)
	counts bool     // from the date that follows, where one does
	args   []string // key, value, key, value…
}

// An example stands beside a rule and is its test.
type example struct {
	text  string // with the expression in [brackets]
	dct   string // as EDTF; the files' own default where empty
	value string // TIMEX3 value; empty for a veto
	date  string // EDTF; not compared where empty
	where string // file and line, for messages
}

// defaultDCT is what examples without "@ date" are read on: a Wednesday.
const defaultDCT = "2020-01-08"

// ruleFile reads the blocks of a file of rules.
//
//	last-unit
//	  match    last {unit}
//	  gives    step unit={unit} n=-1
//	  example  killed Soleimani [last week] => 2020-W01; [2019-12-30..2020-01-05]
//
//	!may-verb
//	  match    may {verb}
//	  example  the talks [may] resume
//
//	{day}
//	  match    {d=day} | {d=day}{suffix}
//
// The first is a rule, the second a veto, the third a named pattern. Several
// match lines are a choice. An example gives the TIMEX3 value and, after a
// semicolon, the EDTF; "@ 2010-05-03" at its end names another day on which
// it was written.
func (g *Grammar) ruleFile(file, text string) error {
	rules := g.blocks
	first := len(rules)
	for n, line := range strings.Split(text, "\n") {
		trimmed := strings.TrimSpace(line)
		if trimmed == "" || trimmed[0] == '#' {
			continue
		}
		where := fmt.Sprintf("%s:%d", file, n+1)
		if line[0] != ' ' && line[0] != '\t' {
			rules = append(rules, &block{name: trimmed, where: where})
			continue
		}
		if len(rules) == first {
			return fmt.Errorf("%s: a line stands under no rule", where)
		}
		b := rules[len(rules)-1]
		key, rest, _ := strings.Cut(trimmed, " ")
		rest = strings.TrimSpace(rest)
		switch key {
		case "match":
			b.match = append(b.match, rest)
		case "gives":
			b.gives = rest
		case "example":
			b.examples = append(b.examples, rest)
			b.lines = append(b.lines, where)
		default:
			return fmt.Errorf("%s: %q is none of match, gives, example", where, key)
		}
	}
	g.blocks = rules
	return nil
}

// compileRules compiles what the files held: first the named patterns, so
// that a rule of any file may use them.
func (g *Grammar) compileRules() error {
	for _, b := range g.blocks {
		if len(b.match) == 0 {
			return fmt.Errorf("%s: %s matches nothing: give it a match line", b.where, b.name)
		}
		if b.name[0] == '{' {
			name := strings.Trim(b.name, "{}")
			if _, twice := g.prog.named[name]; twice {
				return fmt.Errorf("%s: the pattern %s is named twice", b.where, name)
			}
			g.prog.named[name] = strings.Join(b.match, " | ")
		}
	}
	for _, b := range g.blocks {
		if b.name[0] != '{' {
			if err := g.rule(b); err != nil {
				return fmt.Errorf("%s: %s: %w", b.where, b.name, err)
			}
		}
	}
	g.blocks = nil
	return nil
}

// A block is the lines of one rule as they stand in a file.
type block struct {
	name, where string
	match       []string
	gives       string
	examples    []string
	lines       []string
}

func (g *Grammar) rule(b *block) error {
	r := &rule{where: b.where, id: strings.TrimPrefix(b.name, "!"), veto: b.name[0] == '!'}
	if slices.ContainsFunc(g.rules, func(o *rule) bool { return o.id == r.id }) {
		return fmt.Errorf("this id is taken by another rule")
	}
	if len(b.examples) == 0 {
		return fmt.Errorf("has no example, and a rule without one is refused")
	}
	for k, text := range b.examples {
		e, err := readExample(text, r.veto)
		if err != nil {
			return err
		}
		e.where = b.lines[k]
		r.examples = append(r.examples, e)
	}
	if r.veto != (b.gives == "") {
		return fmt.Errorf("a rule has a gives line, and a veto has none")
	}
	if !r.veto {
		give, err := readAction(b.gives)
		if err != nil {
			return err
		}
		if day := give.arg("day", &captures{}); give.op == "holiday" && day != "" {
			if err := g.prog.lex.feast(day); err != nil {
				return err
			}
		}
		r.give = give
	}
	r.begin = int32(len(g.prog.nodes))
	f, err := g.prog.compile(strings.Join(b.match, " | "), false, 0)
	if err != nil {
		return err
	}
	accept := g.prog.add(node{op: opAccept, rule: int32(len(g.rules))})
	g.prog.join(f.ends, accept)
	r.start, r.end = f.start, accept+1
	g.rules = append(g.rules, r)
	return nil
}

func readAction(text string) (action, error) {
	f := strings.Fields(text)
	a := action{op: f[0]}
	var ok bool
	if a.do, ok = operations[a.op]; !ok {
		return a, fmt.Errorf("gives %q: there is no such operation", a.op)
	}
	for _, arg := range f[1:] {
		key, value, ok := strings.Cut(arg, "=")
		if !ok {
			return a, fmt.Errorf("gives: %q is not key=value", arg)
		}
		a.args = append(a.args, key, value)
		a.counts = a.counts || key == "next" || key == "shift" || key == "from" && value == "next"
	}
	return a, nil
}

// arg returns an argument, with a slot's value where it names one; "" where
// neither is there.
func (a *action) arg(key string, c *captures) string {
	for k := 0; k < len(a.args); k += 2 {
		if a.args[k] == key {
			v := a.args[k+1]
			if v[0] == '{' {
				return c.value(v[1 : len(v)-1])
			}
			return v
		}
	}
	return ""
}

func readExample(text string, veto bool) (example, error) {
	var e example
	text, want, given := strings.Cut(text, " => ")
	if veto {
		if given {
			return e, fmt.Errorf("example %q: a veto's example has no value", text)
		}
		text, e.dct = cutDCT(text)
	} else {
		if !given {
			return e, fmt.Errorf("example %q has no \" => value\"", text)
		}
		want, e.dct = cutDCT(want)
		value, date, _ := strings.Cut(want, ";")
		e.value, e.date = strings.TrimSpace(value), strings.TrimSpace(date)
	}
	if strings.Count(text, "[") != 1 || strings.Count(text, "]") != 1 {
		return e, fmt.Errorf("example %q: mark one expression by brackets", text)
	}
	e.text = strings.TrimSpace(text)
	return e, nil
}

func cutDCT(s string) (rest, dct string) {
	rest, dct, ok := strings.Cut(s, " @ ")
	if !ok {
		return s, defaultDCT
	}
	return rest, strings.TrimSpace(dct)
}
