package extract

import (
	"sort"
	"unicode/utf8"

	"dateline/timeline"
)

// points turns byte offsets into code points and back. Everything inside the
// package counts bytes; what goes out and comes in counts code points.
type points struct {
	text string
	at   []int // code points before byte i*stride
}

const stride = 256

func newPoints(text string) *points {
	p := &points{text: text, at: make([]int, 0, len(text)/stride+2)}
	n := 0
	for i := 0; i < len(text); i++ {
		if i%stride == 0 {
			p.at = append(p.at, n)
		}
		if utf8.RuneStart(text[i]) {
			n++
		}
	}
	p.at = append(p.at, n)
	return p
}

// point counts the code points before byte i, which begins one.
func (p *points) point(i int) int {
	k := i / stride
	n := p.at[k]
	for j := k * stride; j < i; j++ {
		if utf8.RuneStart(p.text[j]) {
			n++
		}
	}
	return n
}

func (p *points) span(start, end int) timeline.Span {
	return timeline.Span{Start: p.point(start), End: p.point(end)}
}

// byteAt is the byte at which code point n begins; offsets outside the text
// are moved to its ends.
func (p *points) byteAt(n int) int {
	if n <= 0 {
		return 0
	}
	k := sort.SearchInts(p.at, n+1) - 1
	i := k * stride
	for c := p.at[k]; i < len(p.text); i++ {
		if utf8.RuneStart(p.text[i]) {
			if c == n {
				return i
			}
			c++
		}
	}
	return len(p.text)
}

func (p *points) bytes(s timeline.Span) (start, end int) {
	start = p.byteAt(s.Start)
	return start, max(start, p.byteAt(s.End))
}
