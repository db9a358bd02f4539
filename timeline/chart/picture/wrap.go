package picture

import (
	"strings"

	"github.com/go-text/typesetting/segmenter"
)

// A paragraph is a text to be broken into lines.
type paragraph struct {
	parts []part
	space float64 // between two words, as part of the size that they are drawn in
	width func(string) float64
}

// A part is what no line may break (UAX #14): a word, or of scripts without
// spaces a character.
type part struct {
	text  string
	width float64 // as part of the size
	apart bool    // a space stands before it
}

func (t *typesetter) paragraph(text string, s style) *paragraph {
	p := &paragraph{width: func(text string) float64 { return t.set(text, s).width }}
	p.space = p.width("n n") - p.width("nn")
	var seg segmenter.Segmenter
	seg.Init([]rune(strings.Join(strings.Fields(text), " ")))
	apart := false
	for i := seg.LineIterator(); i.Next(); {
		text := string(i.Line().Text)
		word := strings.TrimRight(text, " ")
		p.parts = append(p.parts, part{word, p.width(word), apart})
		apart = word != text
	}
	return p
}

// textOf is the line of some parts.
func textOf(parts []part) string {
	var b strings.Builder
	for i, w := range parts {
		if i > 0 && w.apart {
			b.WriteByte(' ')
		}
		b.WriteString(w.text)
	}
	return b.String()
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
			end = len(p.parts)
		}
		text, whole := p.cut(textOf(p.parts[from:end]), most)
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
	for i, w := range p.parts {
		gap := 0.0
		if w.apart && line > 0 {
			gap = p.space
		}
		if i > 0 && line+gap+w.width > most {
			ends = append(ends, i)
			line, gap = 0, 0
		}
		line += gap + w.width
	}
	return append(ends, len(p.parts))
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
