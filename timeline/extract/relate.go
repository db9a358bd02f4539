package extract

import (
	"fmt"
	"slices"
	"strings"

	"dateline/timeline"
)

// A link is words that say what led to what.
type link struct {
	relation timeline.RelationType
	words    []string
	swap     bool // the event after the words is the later one
	example  string
}

func loadLinks(tag string) ([]link, error) {
	var out []link
	err := eachLine(tag+"/relations.txt", func(line string) error {
		head, example, ok := strings.Cut(line, "=>")
		f := strings.Split(head, "|")
		if !ok || len(f) != 3 || !strings.Contains(example, "[") {
			return fmt.Errorf("want relation | words | swap => example with [words]")
		}
		l := link{relation: timeline.RelationType(strings.TrimSpace(f[0])), words: strings.Fields(f[1]), swap: strings.TrimSpace(f[2]) == "swap", example: strings.TrimSpace(example)}
		if !l.relation.Valid() || len(l.words) == 0 {
			return fmt.Errorf("%q is no relation", f[0])
		}
		out = append(out, l)
		return nil
	})
	slices.SortStableFunc(out, func(a, b link) int { return len(b.words) - len(a.words) })
	return out, err
}

// A relation ties two events by words.
type relation struct {
	from, to   *event
	kind       timeline.RelationType
	first, end int // tokens
}

// relate finds the relations that the words say.
func (r *reader) relate() {
	at := 0
	for s := range r.sentences {
		sent := &r.sentences[s]
		lo := at
		for at < len(r.mentions) && r.mentions[at].sentence == s {
			at++
		}
		mentions := r.mentions[lo:at]
		if len(mentions) == 0 {
			continue
		}
		for i := sent.first; i < sent.end; {
			n := r.linkAt(sent, i, mentions)
			i += max(1, n)
		}
		r.answers(sent, mentions)
		r.follows(sent, mentions)
	}
}

// linkAt reads a link at token i and returns its length in tokens, 0 if none.
func (r *reader) linkAt(s *sentence, i int, mentions []*mention) int {
	if r.tokens[i].quoted || r.tokens[i].punct {
		return 0
	}
	for _, l := range r.lang.links {
		if !r.sameWords(i, l.words) {
			continue
		}
		n := len(l.words)
		earlier := r.mentionAfter(s, i+n, mentions)
		if earlier == nil && containsMention(mentions, i, i+n) {
			earlier = r.mentionAfter(s, i+n-1, mentions)
		}
		later := r.mentionBefore(s, i, mentions)
		if k := slices.IndexFunc(mentions, func(m *mention) bool { return m.event != nil && !m.noun && m.first >= i && m.first < i+n }); k >= 0 {
			later = mentions[k] // "responded to"
		}
		if later == nil && earlier != nil && i <= s.first+2 {
			later = r.mainAfter(s, earlier, mentions)
		}
		if earlier == nil || later == nil {
			return 0
		}
		if l.swap {
			earlier, later = later, earlier
		}
		kind := l.relation
		if kind == timeline.CausedBy && groupOf(later.event.kind) == timeline.Diplomacy {
			kind = timeline.ResponseTo // what is said because of something answers it
		}
		r.tie(later.event, kind, earlier.event, i, i+n)
		return n
	}
	return 0
}

func containsMention(mentions []*mention, first, end int) bool {
	return slices.ContainsFunc(mentions, func(m *mention) bool { return m.first >= first && m.first < end })
}

// tie records a relation once; words that say more than "after" replace it.
func (r *reader) tie(from *event, kind timeline.RelationType, to *event, first, end int) {
	if from == nil || to == nil || from == to {
		return
	}
	for i, x := range r.relations {
		if x.from == from && x.to == to && x.kind == timeline.Follows && kind != timeline.Follows {
			r.relations[i] = relation{from, to, kind, first, end}
			return
		}
		if x.from == from && x.to == to || x.from == to && x.to == from {
			return
		}
	}
	r.relations = append(r.relations, relation{from, to, kind, first, end})
	if kind.Bounds() && !from.scheduled {
		from.after = append(from.after, to)
	}
}

// mentionAfter returns the first mention that tells an event at or after
// token i, within the same stretch.
func (r *reader) mentionAfter(s *sentence, i int, mentions []*mention) *mention {
	for _, m := range mentions {
		if m.event == nil || m.first < i {
			continue
		}
		if m.first-i > 12 {
			return nil
		}
		for j := i; j < m.first; j++ {
			if r.tokens[j].punct && isStop(r.tokens[j].text) {
				return nil
			}
		}
		return m
	}
	return nil
}

// mentionBefore returns the mention that a link at token i hangs on: the verb
// of its clause, else the last before it; at the beginning of a sentence, the
// main verb after it.
func (r *reader) mentionBefore(s *sentence, i int, mentions []*mention) *mention {
	var last *mention
	k := s.clauseOf(i)
	if s.clauses[k].hasVerb && !s.clauses[k].verb.finite() && s.clauses[k].verb.first >= i && s.clauses[k].parent >= 0 {
		k = s.clauses[k].parent
	}
	for _, m := range mentions {
		if m.event == nil || m.end > i {
			continue
		}
		last = m
		if !m.noun && m.clause == k {
			return m
		}
	}
	if last != nil {
		return last
	}
	return nil
}

// mainAfter returns the main verb of a sentence that begins with "In reply to
// the strike".
func (r *reader) mainAfter(s *sentence, earlier *mention, mentions []*mention) *mention {
	for _, m := range mentions {
		if m.event != nil && m.event != earlier.event && !m.noun && m.first > earlier.first && s.clauses[m.clause].opener < 0 {
			return m
		}
	}
	return nil
}

// follows ties what is told to have come "after" an event to it: a reaction
// as an answer, a disturbance as an effect.
func (r *reader) follows(s *sentence, mentions []*mention) {
	for i := s.first; i < s.end; i++ {
		t := &r.tokens[i]
		if t.quoted || t.class&timeAfter == 0 || t.class&(preposition|subordinator) == 0 || t.class&sameTime != 0 {
			continue
		}
		earlier := r.mentionAfter(s, i+1, mentions)
		if earlier == nil || !earlier.noun && earlier.first == i+1 && s.clauses[earlier.clause].verb.finite() {
			continue // "soon after resumed"
		}
		later := r.mentionBefore(s, i, mentions)
		if later == nil && i <= s.first+4 {
			later = r.mainAfter(s, earlier, mentions)
		}
		if later == nil || later.scheduled || earlier.scheduled || later.event == earlier.event {
			continue
		}
		kind := timeline.Follows
		a, b := groupOf(later.event.kind), groupOf(earlier.event.kind)
		switch {
		case b == timeline.Disaster && (a == timeline.Other || a == timeline.Disaster || a == timeline.Economy):
			kind = timeline.CausedBy
		case a == timeline.Diplomacy && b != timeline.Diplomacy, later.event.kind == "resignation" && b != timeline.Diplomacy:
			kind = timeline.ResponseTo
		}
		r.tie(later.event, kind, earlier.event, i, i+1)
	}
}

// answers ties what welcomes, condemns or denies to what it speaks of.
func (r *reader) answers(s *sentence, mentions []*mention) {
	for i, m := range mentions {
		if m.event == nil || m.noun || m.event.teller != m {
			continue
		}
		kind := timeline.ResponseTo
		switch m.kind {
		case "support", "accusation":
		case "rejection":
			if m.pattern.entry.flags["contrary"] {
				kind = timeline.Contradicts
			}
		default:
			continue
		}
		for _, o := range mentions[i+1:] {
			if o.event != nil && o.event != m.event && o.noun && o.first-m.end < 6 && o.definite && (kind != timeline.Contradicts || o.event.kind == "accusation") && groupOf(o.event.kind) != "" {
				r.tie(m.event, kind, o.event, m.first, o.end)
				break
			}
		}
		if kind == timeline.Contradicts {
			r.denies(m, mentions[:i])
		}
	}
}

// denies ties a denial to the accusation told just before, else to what the
// same sentence told before.
func (r *reader) denies(m *mention, before []*mention) {
	for k := m.event.index - 1; k >= 0 && k >= m.event.index-recent; k-- {
		e := r.events[k]
		if m.sentence-e.mentions[0].sentence <= 2 && e.kind == "accusation" {
			r.tie(m.event, timeline.Contradicts, e, m.first, m.end)
			return
		}
	}
	for k := len(before) - 1; k >= 0; k-- {
		if o := before[k]; o.event != nil && o.event != m.event && !o.noun {
			r.tie(m.event, timeline.Contradicts, o.event, m.first, m.end)
			return
		}
	}
}
