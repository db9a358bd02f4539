package timex

import (
	"strings"
	"testing"

	"dateline/timeline/edtf"
)

// Each rule's own examples: the rule itself must read the marked words, and
// give the value. Of a veto, nothing may be found at the marked words, and it
// must be the veto that prevents it.
func TestEveryRuleReadsItsExamples(t *testing.T) {
	folders, err := languages.ReadDir(".")
	if err != nil || len(folders) < 2 {
		t.Fatal("there are fewer languages than two: ", err)
	}
	for _, folder := range folders {
		language := folder.Name()
		g, err := For(language)
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range g.rules {
			for _, e := range r.examples {
				t.Run(language+"/"+r.id, func(t *testing.T) { checkExample(t, g, r, e) })
			}
		}
	}
}

func checkExample(t *testing.T, g *Grammar, r *rule, e example) {
	t.Helper()
	e.text = strings.ReplaceAll(e.text, `\`, "")
	start := strings.IndexByte(e.text, '[')
	end := strings.IndexByte(e.text, ']') - 1
	text := strings.NewReplacer("[", "", "]", "").Replace(e.text)
	dct := edtf.MustParse(e.dct)
	if r.veto {
		checkVeto(t, g, r, e, text, start, end)
		return
	}
	var seen []string
	for _, x := range g.find(text, dct) {
		if x.Start != start || x.End != end {
			seen = append(seen, x.Rule+" ["+x.Text+"] "+x.Value)
			continue
		}
		if x.Rule != r.id || x.Value != e.value || e.date != "" && x.Date.String() != e.date {
			t.Errorf("%s: %q\n got %s by rule %s; %s\nwant %s by rule %s; %s\n%s", e.where, e.text,
				x.Value, x.Rule, x.Date, e.value, r.id, e.date, strings.Join(x.Steps(), "\n"))
		}
		return
	}
	t.Errorf("%s: %q is not found; found is %q", e.where, e.text, seen)
}

func checkVeto(t *testing.T, g *Grammar, r *rule, e example, text string, start, end int) {
	t.Helper()
	tokens := g.prog.lex.tokenize(text, nil)
	fired := false
	for i := range tokens {
		here, later := g.longest(&fitter{prog: g.prog, text: text, tokens: tokens}, i)
		for _, m := range []match{here, later} {
			if m.rule == r && int(tokens[m.first].start) <= start && int(tokens[m.last-1].end) >= end {
				fired = true
			}
		}
	}
	if !fired {
		t.Errorf("%s: the veto does not reach %q", e.where, e.text)
	}
	for _, x := range g.find(text, edtf.MustParse(e.dct)) {
		if x.Start < end && x.End > start {
			t.Errorf("%s: %q is read as %s by rule %s", e.where, x.Text, x.Value, x.Rule)
		}
	}
}
