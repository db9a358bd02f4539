package chart

import (
	"encoding/json"
	"fmt"
	"testing"

	"github.com/dop251/goja"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"dateline/timeline"
	"dateline/timeline/edtf"
)

type layoutBox struct {
	I          int
	Part       string
	X, Y, W, H float64
}

type layout struct {
	Height float64
	Hidden int // events without a label
	Cut    int // labels that are not whole
	Boxes  []layoutBox
}

func (r *Renderer) inspect(t *testing.T, option []byte, width int) layout {
	if r.vm == nil {
		require.NoError(t, r.start())
	}
	v, err := r.vm.RunString("(option, width) => JSON.stringify(dateline.inspect(JSON.parse(option), width))")
	require.NoError(t, err)
	f, _ := goja.AssertFunction(v)
	out, err := f(goja.Undefined(), r.vm.ToValue(string(option)), r.vm.ToValue(width))
	require.NoError(t, err)
	var l layout
	require.NoError(t, json.Unmarshal([]byte(out.String()), &l))
	return l
}

func (a layoutBox) meets(b layoutBox) bool {
	const slack = 0.5
	return a.X+slack < b.X+b.W && b.X+slack < a.X+a.W && a.Y+slack < b.Y+b.H && b.Y+slack < a.Y+a.H
}

func TestNothingOverlapsALabel(t *testing.T) {
	r := NewRenderer()
	for _, s := range samples {
		for _, lanes := range []Lanes{"", OneLine} {
			for _, width := range []int{320, Narrow, Wide} {
				t.Run(fmt.Sprint(s.name, " ", lanes, " ", width), func(t *testing.T) {
					option, err := Option(s.make(t), Settings{Lanes: lanes})
					require.NoError(t, err)
					l := r.inspect(t, option, width)
					for i, a := range l.Boxes {
						assert.GreaterOrEqual(t, a.Y, 40.0, "%+v is over the axis", a)
						assert.LessOrEqual(t, a.Y+a.H, l.Height, "%+v is below the drawing", a)
						if a.Part != "label" && a.Part != "line" {
							continue
						}
						assert.GreaterOrEqual(t, a.X, -0.5, "%+v is cut at the left", a)
						assert.LessOrEqual(t, a.X+a.W, float64(width)+0.5, "%+v is cut at the right", a)
						for j, b := range l.Boxes {
							if i != j && a.meets(b) && (a.I != b.I || b.Part == "mark") {
								t.Errorf("%+v overlaps %+v", a, b)
							}
						}
					}
				})
			}
		}
	}
}

func TestWhereItIsDenseLeaderLinesReachLabels(t *testing.T) {
	r := NewRenderer()
	l := r.inspect(t, optionOf(t, many(t, 60, 60)), 320)
	marks, labels := map[int]layoutBox{}, map[int]layoutBox{}
	for _, b := range l.Boxes {
		switch b.Part {
		case "mark":
			marks[b.I] = b
		case "label":
			labels[b.I] = b
		}
	}
	lines := 0
	for _, b := range l.Boxes {
		if b.Part != "line" {
			continue
		}
		lines++
		grown := layoutBox{X: b.X - 1, Y: b.Y - 1, W: b.W + 2, H: b.H + 2}
		assert.True(t, grown.meets(marks[b.I]), "%+v begins at its mark", b)
		assert.True(t, grown.meets(labels[b.I]), "%+v ends at its label", b)
	}
	assert.GreaterOrEqual(t, lines, 3)
}

func TestTitlesWithoutSpacesAreBroken(t *testing.T) {
	r := NewRenderer()
	ed := &timeline.Edition{Slug: "x", Title: "港湾", Language: "ja", Timezone: "UTC"}
	for i, title := range []string{"港湾労働者がストライキに入り、コンテナ船十二隻が沖合で待機", "码头工人罢工进入第二周，粮食出口陷入停顿", "首相「交渉の再開を求める」と表明"} {
		ed.Events = append(ed.Events, timeline.PublishedEvent{ID: fmt.Sprint(i), Title: title, Kind: "other", Date: edtf.MustParse(fmt.Sprintf("2024-03-%02d", 4*i+1))})
	}
	l := r.inspect(t, optionOf(t, ed), 320)
	assert.Zero(t, l.Cut)
	assert.Zero(t, l.Hidden)
	out, err := r.SVG(t.Context(), optionOf(t, ed), 320)
	require.NoError(t, err)
	svg := string(out)
	assert.Contains(t, svg, "港湾労働者")
	assert.NotContains(t, svg, ed.Events[0].Title+"</text>", "it takes more than a line")
	assert.NotRegexp(t, `>[、，」）。]`, svg, "what closes begins no line")
	assert.NotRegexp(t, `「</text>`, svg, "what opens ends none")
}

func TestFewEventsAllHaveTheirTitlesWhole(t *testing.T) {
	r := NewRenderer()
	for _, s := range samples {
		l := r.inspect(t, optionOf(t, s.make(t)), Wide)
		if s.name == "long-titles" {
			assert.LessOrEqual(t, l.Cut, 1, "a word that is longer than any line")
		} else {
			assert.Zero(t, l.Cut, s.name)
		}
		if n := len(s.make(t).Events); n <= 60 {
			assert.Zero(t, l.Hidden, s.name)
		} else {
			assert.Less(t, l.Hidden, n*3/4, "%s: at least a quarter of the events is labelled", s.name)
		}
		assert.LessOrEqual(t, l.Height, 1240.0, s.name)
	}
}
