package extract

import "sync"

// scratch is the memory that a reader fills and the next one fills again: what
// was used a moment ago is near the processor, and what is new is far from it.
type scratch struct {
	tokens      []token
	paras       []para
	sentences   []sentence
	clauses     []clause // of all sentences
	verbs       []verb   // of a sentence
	names       []name
	entities    []entity
	times       []timeAt
	timeOf      []int32 // by token: the time expression that it is part of, counted from 1; 0 for none
	told        []bool  // by token: the last word of a phrase with a gap, "declared … a disaster"
	entityBy    map[string]int
	spelt       map[string]uint8    // see wordsInside
	mixed       map[string]bool     // words that stand with one capital
	meanings    map[reference][]int // whom those asked for mean
	letters     map[string]int      // "DPJ" → the entity whose name it stands for behind
	holders     map[string]int      // title → entity
	heard       heard
	parties     []candidate // of the event before, to be overwritten
	mentions    []*mention
	events      []*event
	allMentions block[mention]
	allEvents   block[event]
}

var scratches = sync.Pool{New: func() any {
	return &scratch{entityBy: map[string]int{}, spelt: map[string]uint8{}, mixed: map[string]bool{}, meanings: map[reference][]int{}, letters: map[string]int{}, holders: map[string]int{}}
}}

// mostKept is for how many tokens memory is kept: that of a longer article is too much
// to be held for what may never come. What is kept holds the texts of the last articles,
// until the collector takes both.
const mostKept = 1 << 15

// release gives the reader's memory to the next one: nothing that it has found may be
// used any more.
func (r *reader) release() {
	s := r.scratch
	r.scratch = nil
	if cap(s.tokens) > mostKept {
		return
	}
	s.tokens, s.paras, s.sentences, s.clauses = s.tokens[:0], s.paras[:0], s.sentences[:0], s.clauses[:0]
	s.names, s.entities = s.names[:0], s.entities[:0]
	s.times, s.timeOf = s.times[:0], s.timeOf[:0] // until times are placed no word is in one
	s.parties, s.mentions, s.events = s.parties[:0], s.mentions[:0], s.events[:0]
	s.heard.in = nil // another sentence will stand there
	s.allMentions.used, s.allEvents.used = s.allMentions.used[:0], s.allEvents.used[:0]
	clear(s.entityBy)
	clear(s.spelt)
	clear(s.mixed)
	clear(s.meanings)
	clear(s.letters)
	clear(s.holders)
	scratches.Put(s)
}

// zeroed returns a slice of n zeros in the memory of s.
func zeroed[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n)
	}
	s = s[:n]
	clear(s)
	return s
}

// A block holds values that are pointed at, and so do not move.
type block[T any] struct{ used []T }

// keep returns a pointer to a copy of v.
func (b *block[T]) keep(v T) *T {
	if len(b.used) == cap(b.used) {
		const least = 32
		b.used = make([]T, 0, max(least, 2*cap(b.used)))
	}
	b.used = append(b.used, v)
	return &b.used[len(b.used)-1]
}
