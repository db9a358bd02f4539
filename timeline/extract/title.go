package extract

import (
	"cmp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxTitle, in code points, is what a mark's label on the chart holds.
const maxTitle = 60

// titleOf makes a title in the article's own words that stands alone.
func (r *reader) titleOf(e *event) string {
	best, trigger, score := "", "", -1
	for _, m := range e.mentions {
		var t string
		n := 0
		switch {
		case m.noun:
			t = r.nounTitle(m)
			n = 2
			if len(m.actors()) > 0 {
				n = 4
			}
		default:
			var subject bool
			t, subject = r.verbTitle(m, e)
			n = 6
			if len(m.agents)+len(m.targets) == 0 {
				n = 3
			}
			if !subject {
				n -= 4 // "killed 25 militiamen": a noun stands alone better
			}
		}
		if t == "" {
			continue
		}
		if m.flag("speech") && m.kind != e.kind {
			n -= 4 // "stressed", of a telephone call
		}
		if !m.makes {
			n -= 3 // it only names what another tells
		}
		if m == e.teller {
			n++
		}
		if r.inTitle(r.sentences[m.sentence].para) {
			n++
		}
		if utf8.RuneCountInString(t) < 12 {
			n -= 3
		}
		if n > score {
			best, trigger, score = t, r.words(m.first, m.end), n
		}
	}
	if best == "" {
		best = r.words(e.teller.first, e.teller.end)
	}
	return capitalise(r.clip(best, trigger))
}

// verbTitle is the clause without what opens it and the time. It says whether
// it has a subject; where there is none ("had shot down a plane"), what it was
// done to comes first.
func (r *reader) verbTitle(m *mention, e *event) (title string, subject bool) {
	s := &r.sentences[m.sentence]
	c := &s.clauses[m.clause]
	var parts []string
	words := cmp.Or(r.subjectWords(m, s, r.subjectClause(s, m.clause)), r.subjectWords(m, s, c))
	if words != "" {
		who := m.agents
		if c.verb.passive {
			who = m.targets
		}
		if utf8.RuneCountInString(words) > maxTitle/2 && len(who) == 1 {
			if name := r.entities[who[0]].name; utf8.RuneCountInString(name) < utf8.RuneCountInString(words) {
				words = name // without the titles
			}
		}
		parts = append(parts, words)
	} else if !c.verb.passive && len(m.agents) > 0 {
		parts = append(parts, r.entities[m.agents[0]].name)
	} else if len(m.targets) > 0 && c.verb.passive {
		parts = append(parts, r.entities[m.targets[0]].name)
	}
	first := c.verb.first
	if first > m.first {
		first = m.first
	}
	if !c.verb.finite() {
		first = m.first
	}
	if subject = len(parts) > 0; !subject && !c.verb.passive && r.forms(m.first)&participle != 0 {
		if object := r.objectWords(m, s); object != "" {
			return object + " " + r.trimmed(m.first, m.end, m), true
		}
	}
	parts = append(parts, r.trimmed(first, m.end, m))
	end := r.reach(s, m)
	if end < c.end {
		end = min(c.end, m.end+16)
	}
	if rest := r.trimmed(m.end, end, m); rest != "" {
		parts = append(parts, rest)
	}
	return strings.Join(parts, " "), subject
}

// objectWords returns the noun phrase right behind a verb, without its article.
func (r *reader) objectWords(m *mention, s *sentence) string {
	first, end := m.end, m.end
	for end < s.end && !r.tokens[end].punct && !r.inTime(end) && r.tokens[end].class&(preposition|coordinator|subordinator|relative|pronoun) == 0 {
		end++
	}
	if first < end && r.tokens[first].class&determiner != 0 {
		first++
	}
	return r.trimmed(first, end, m)
}

// subjectClause returns the clause that has the subject of clause k: its own,
// or that of the clauses before which it is joined to by "and".
func (r *reader) subjectClause(s *sentence, k int) *clause {
	for k > 0 && s.clauses[k].sharesSubject {
		k--
	}
	return &s.clauses[k]
}

// subjectWords returns the words of the subject, "" where they are a pronoun
// or somewhere else.
func (r *reader) subjectWords(m *mention, s *sentence, c *clause) string {
	if !c.verb.finite() {
		return ""
	}
	if c.lead[1] > 0 {
		first := c.lead[0]
		for first < c.lead[1] && (r.tokens[first].punct || r.inTime(first) || r.tokens[first].class&(coordinator|adverb|preposition) != 0 && r.tokens[first].class&determiner == 0) {
			first++
		}
		return r.trimmed(first, c.lead[1], m)
	}
	first := c.first
	if c.opener >= first && c.opener < c.verb.first {
		if r.tokens[c.opener].class&relative != 0 && r.tokens[c.opener].low != "that" {
			return ""
		}
		first = c.opener + 1
	}
	for first < c.verb.first && (r.tokens[first].punct || r.tokens[first].class&(coordinator|adverb) != 0 && r.tokens[first].class&determiner == 0) {
		first++
	}
	// What stands before the subject ends with a comma or is a time.
	for i := first; i < c.verb.first; i++ {
		if r.tokens[i].text == "," && r.tokens[first].class&preposition != 0 {
			first = i + 1
		}
	}
	if first >= c.verb.first && c.opener < 0 {
		// "An attempt to free the ship had failed": other verbs stand between.
		for first = c.verb.first; first > s.first && !r.tokens[first-1].punct && r.tokens[first-1].class&(subordinator|relative) == 0; first-- {
		}
		for k := range s.clauses {
			if o := &s.clauses[k]; o != c && o.hasVerb && o.verb.finite() && o.verb.head >= first && o.verb.head < c.verb.first {
				return ""
			}
		}
	}
	if first >= c.verb.first || r.tokens[first].class&preposition != 0 && !r.inTime(first) {
		return ""
	}
	if r.tokens[first].class&pronoun != 0 && c.verb.first-first < 3 && r.tokens[first].class&determiner == 0 {
		return ""
	}
	if r.tokens[first].class&possessiveWord != 0 && first+1 < c.verb.first {
		first++ // "its forces": whose, a title by itself does not tell
	}
	return r.trimmed(first, c.verb.first, m)
}

// trimmed returns the words of tokens[first:end] without time expressions, up
// to the first mark, and without words that hang at the end.
func (r *reader) trimmed(first, end int, m *mention) string {
	var b strings.Builder
	for first < end && r.tokens[first].punct && r.tokens[first].text != "“" && r.tokens[first].text != "\"" {
		first++
	}
	last := -1
	for i := first; i < end; i++ {
		t := &r.tokens[i]
		if t.punct && !r.isOwner(i) && t.low != "'s" {
			switch t.text {
			case "&", "%", "$", "€", "£", "-", "\"", "“", "”", "’", "'", "‘":
			default:
				goto done
			}
		}
		if r.inTime(i) {
			continue
		}
		if i+1 < end && r.inTime(i+1) && t.class&preposition != 0 {
			continue
		}
		if last >= 0 && r.tokens[last].end < t.start {
			b.WriteByte(' ')
		}
		b.WriteString(t.text)
		last = i
	}
done:
	return b.String()
}

// nounTitle is the phrase of the noun with its complement.
func (r *reader) nounTitle(m *mention) string {
	s := &r.sentences[m.sentence]
	first := r.phraseStart(s, m.first)
	for first > s.first && (r.tokens[first-1].low == "'s" || r.isOwner(first-1)) {
		first = r.phraseStart(s, first-1)
	}
	for first < m.first && (r.tokens[first].class&determiner != 0 || r.inTime(first) || r.isOwner(first) || r.tokens[first].low == "'s") {
		first++
	}
	end := m.end
	if m.end < s.end && r.tokens[m.end].class&preposition != 0 {
		end = r.nounReach(s, m)
	}
	return r.trimmed(first, end, m)
}

// clip cuts a title that is too long at the last phrase, or else the last
// word, that fits, and drops words that cannot end one.
func (r *reader) clip(t, trigger string) string {
	triggered := strings.Contains(trigger, " ") // its last word may be a particle: "broke out"
	words := strings.Fields(t)
	n, fit := 0, 0
	for fit < len(words) {
		n += utf8.RuneCountInString(words[fit])
		if n > maxTitle {
			break
		}
		n++
		fit++
	}
	if fit == 0 {
		return string([]rune(t)[:min(maxTitle, utf8.RuneCountInString(t))])
	}
	if fit < len(words) {
		for k := fit; k > fit/2 && k > 3; k-- {
			if r.lang.words[strings.ToLower(words[k])]&(preposition|coordinator|subordinator|relative) != 0 {
				fit = k
				break
			}
		}
	}
	for fit > 1 && !(triggered && strings.HasSuffix(strings.Join(words[:fit], " "), trigger)) && r.lang.words[strings.ToLower(words[fit-1])]&(preposition|determiner|coordinator|subordinator|relative|beVerb|haveVerb|toInfinitive) != 0 {
		fit--
	}
	return strings.TrimRight(strings.Join(words[:fit], " "), " ,;:-–—")
}

func capitalise(t string) string {
	c, n := utf8.DecodeRuneInString(t)
	if n == 0 {
		return t
	}
	return string(unicode.ToUpper(c)) + t[n:]
}
