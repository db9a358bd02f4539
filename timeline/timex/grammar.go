package timex

import (
	"embed"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
)

// The languages: a folder each, words in *.words, rules in *.rules. No Go
// code knows any language.
//
//go:embed de en
var languages embed.FS

// A Grammar is one language's rules, compiled. It may be used by several
// goroutines at once.
type Grammar struct {
	language string
	region   string // in lower case, "" for none
	prog     *program
	rules    []*rule
	auto     *automaton
	cues     cues
	blocks   []*block // while loading
}

var grammars sync.Map // language → func() (*Grammar, error)

// For returns the grammar of a language, given as a BCP 47 tag of which the
// first part counts ("en", "en-GB"), and the region where dates in digits are
// ambiguous. It is compiled once. The error names the
// languages that there are.
func For(language string) (*Grammar, error) {
	name, rest, _ := strings.Cut(strings.ToLower(strings.ReplaceAll(language, "_", "-")), "-")
	once, ok := grammars.Load(name)
	if !ok {
		known, err := fs.ReadDir(languages, ".")
		if err != nil {
			return nil, fmt.Errorf("timex: %w", err)
		}
		var names []string
		for _, d := range known {
			names = append(names, d.Name())
		}
		if !slices.Contains(names, name) {
			return nil, fmt.Errorf("timex: no grammar for the language %q; there is %s", language, strings.Join(names, ", "))
		}
		once, _ = grammars.LoadOrStore(name, sync.OnceValues(func() (*Grammar, error) {
			return compile(languages, name)
		}))
	}
	g, err := once.(func() (*Grammar, error))()
	if err != nil || rest == "" {
		return g, err
	}
	regional := *g
	for part := range strings.SplitSeq(rest, "-") {
		if len(part) == 2 {
			regional.region = part
		}
	}
	return &regional, nil
}

// regionOrder is how the grammar's region orders day and month in digits: "dmy",
// "mdy", or "" if that is not known.
func (g *Grammar) regionOrder() string {
	if c := g.prog.lex.classes["region"]; c != nil {
		return c.values[g.region]
	}
	return ""
}

// compile reads a folder of words and rules.
func compile(files fs.FS, folder string) (*Grammar, error) {
	g := &Grammar{language: folder}
	g.prog = &program{lex: newLexicon(), named: map[string]string{}, nodes: make([]node, 0, 1<<15)}
	list, err := fs.ReadDir(files, folder)
	if err != nil {
		return nil, fmt.Errorf("timex: %w", err)
	}
	// Words first, so that a rule may name any class.
	for _, step := range []struct {
		suffix string
		read   func(file, text string) error
	}{
		{".words", g.prog.lex.read}, {".rules", g.ruleFile},
	} {
		for _, f := range list {
			if path.Ext(f.Name()) != step.suffix {
				continue
			}
			text, err := fs.ReadFile(files, path.Join(folder, f.Name()))
			if err != nil {
				return nil, fmt.Errorf("timex: %w", err)
			}
			if err := step.read(path.Join(folder, f.Name()), string(text)); err != nil {
				return nil, fmt.Errorf("timex: %w", err)
			}
		}
	}
	if err := g.compileRules(); err != nil {
		return nil, fmt.Errorf("timex: %w", err)
	}
	if err := g.prog.lex.phraseAtoms(); err != nil {
		return nil, fmt.Errorf("timex: %w", err)
	}
	g.prog.lex.seal()
	g.cues = g.prog.lex.cues()
	starts := make([]int32, len(g.rules))
	g.prog.after = make([]atomic.Pointer[[]edge], len(g.prog.nodes))
	for k, r := range g.rules {
		starts[k] = r.start
		r.first = make([]atomic.Int32, len(g.prog.lex.sigs))
	}
	g.auto = newAutomaton(g.prog, starts)
	return g, nil
}
