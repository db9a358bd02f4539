package timex

import "sync"

// A workshop is the room in which one text is read. It is used again for the
// next one, so that most of what a reading needs is allocated once.
type workshop struct {
	tokens   []token
	sentence []int32 // of each token, its number
	para     []int32 // and that of its paragraph
	fit      fitter
	matches  []match
	outcomes [ring]outcome
}

var workshops = sync.Pool{New: func() any { return new(workshop) }}

// leave lets go of the text and of all that was made of it.
func (w *workshop) leave() {
	const large = 1 << 20 // tokens; the room of a larger text is not kept
	if cap(w.tokens) > large {
		return
	}
	clear(w.matches)
	w.outcomes = [ring]outcome{}
	w.fit = fitter{seen: w.fit.seen, trail: w.fit.trail}
	workshops.Put(w)
}
