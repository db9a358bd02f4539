package picture

import "strings"

// A paragraph is a text to be broken into lines.
type paragraph struct {
	words  []string
	widths []float64 // of the words, as part of the size that they are drawn in
	space  float64   // between two of them
	width  func(string) float64
}

func (t *typesetter) paragraph(text string, s style) *paragraph {
	p := &paragraph{width: func(text string) float64 { return t.set(text, s).width }}
	p.space = p.width("n n") - p.width("nn")
	for _, w := range strings.Fields(text) {
		p.words, p.widths = append(p.words, w), append(p.widths, p.width(w))
	}
	return p
}

// wrap breaks it into lines no wider than most, as part of the size, and as
// even as they can be. What does not fit into so many lines ends in an
// ellipsis, and cut is true.
func (p *paragraph) wrap(most float64, lines int) (out []string, cut bool) {
	ends := p.breaks(most)
	if len(ends) <= lines {
		// The same number of lines in the least width reads as one block.
		for low, high := most/2, most; high-low > 0.2; {
			middle := (low + high) / 2
			if even := p.breaks(middle); len(even) == len(ends) {
				ends, high = even, middle
			} else {
				low = middle
			}
		}
	}
	from := 0
	for i, end := range ends {
		if i == lines-1 {
			end = len(p.words)
		}
		text, whole := p.cut(strings.Join(p.words[from:end], " "), most)
		out, cut, from = append(out, text), cut || !whole, end
		if i == lines-1 {
			break
		}
	}
	return out, cut
}

// breaks returns the words that each line ends before, each line as long as
// there is room.
func (p *paragraph) breaks(most float64) []int {
	var ends []int
	line := 0.0
	for i, w := range p.widths {
		if i > 0 && line+p.space+w > most {
			ends = append(ends, i)
			line = 0
		}
		if line > 0 {
			line += p.space
		}
		line += w
	}
	return append(ends, len(p.words))
}

// cut shortens a line that is wider than most.
func (p *paragraph) cut(line string, most float64) (short string, whole bool) {
	if p.width(line) <= most {
		return line, true
	}
	runes := []rune(line)
	low, high := 0, len(runes) // low of them fit
	for low < high-1 {
		middle := (low + high) / 2
		if p.width(string(runes[:middle])+"…") <= most {
			low = middle
		} else {
			high = middle
		}
	}
	return strings.TrimRight(string(runes[:low]), " ,;:.–—-") + "…", false
}
