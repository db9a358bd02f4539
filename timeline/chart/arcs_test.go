package chart

import (
	"context"
	"encoding/json"
	"fmt"
	"regexp"
	"strconv"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"dateline/timeline"
)

// stacked has an effect right below an event that has nothing to do with it, in the
// same lane and on the same day.
func stacked(t testing.TB) *timeline.Edition {
	return edition(t, "One above the other", []told{
		{"strike", "United States", "drone-strike", "US drone strike kills Iranian general Qasem Soleimani", "2020-01-03", 1},
		{"jets", "United States", "airstrike", "US jets strike militia bases in Iraq and Syria", "2019-12-29", .9},
		{"crowd", "Iraq", "protest", "Crowd breaks into US embassy compound in Baghdad", "2019-12-31", .8},
		{"vote", "Iraq", "legislation", "Iraqi parliament votes to expel foreign troops", "2020-01-05", .7},
		{"plane", "Iran", "missile-attack", "Iran's forces shot down a Ukrainian airliner by mistake", "2020-01-08", 1},
		{"missiles", "Iran", "missile-attack", "Iran fires missiles at bases housing US troops", "2020-01-08", .9},
	}, relation("missiles", timeline.RetaliationFor, "strike"), relation("vote", timeline.ResponseTo, "strike"), relation("crowd", timeline.ResponseTo, "jets"))
}

var arcPath = regexp.MustCompile(`data-cause="(\w+)" data-effect="(\w+)">\s*<path d="M([-\d.]+) ([-\d.]+)C([-\d.]+) ([-\d.]+) ([-\d.]+) ([-\d.]+) ([-\d.]+) ([-\d.]+)`)

// An arc that ran through a mark would seem to lead there.
func TestNoArcRunsThroughTheMarkOfAnother(t *testing.T) {
	r := NewRenderer()
	for name, ed := range map[string]*timeline.Edition{"stacked": stacked(t), "january": january(t)} {
		for width := 480; width <= Wide; width += 40 {
			t.Run(fmt.Sprint(name, " ", width), func(t *testing.T) {
				option := optionOf(t, ed)
				marks := map[string]layoutBox{}
				ids := eventIDs(t, option)
				for _, b := range r.inspect(t, option, width).Boxes {
					if b.Part == "mark" {
						marks[ids[b.I]] = b
					}
				}
				svg, err := r.SVG(context.Background(), option, width)
				require.NoError(t, err)
				arcs := arcPath.FindAllSubmatch(svg, -1)
				require.Len(t, arcs, len(ed.Relations))
				for _, a := range arcs {
					cause, effect := string(a[1]), string(a[2])
					var p [8]float64
					for i := range p {
						p[i], err = strconv.ParseFloat(string(a[3+i]), 64)
						require.NoError(t, err)
					}
					assert.Less(t, marks[effect].distance(p[6], p[7]), 8.0, "%s ends at its effect", effect)
					for k := range 101 {
						x, y := onCurve(p, float64(k)/100)
						for id, m := range marks {
							if id != cause && id != effect && m.distance(x, y) == 0 {
								t.Fatalf("the arc from %s to %s runs through %s", cause, effect, id)
							}
						}
					}
				}
			})
		}
	}
}

// eventIDs lists the events of an option in the order of their indices.
func eventIDs(t *testing.T, option []byte) (ids []string) {
	var o struct {
		Series []struct{ Data []struct{ Name string } }
	}
	require.NoError(t, json.Unmarshal(option, &o))
	for _, d := range o.Series[0].Data {
		if d.Name != "ground" && d.Name != "relation" {
			ids = append(ids, d.Name)
		}
	}
	return ids
}

// distance is how far a point lies from a box along the farther axis, 0 inside.
func (a layoutBox) distance(x, y float64) float64 {
	return max(0, a.X-x, x-a.X-a.W, a.Y-y, y-a.Y-a.H)
}

func onCurve(p [8]float64, t float64) (x, y float64) {
	u := 1 - t
	a, b, c, d := u*u*u, 3*u*u*t, 3*u*t*t, t*t*t
	return a*p[0] + b*p[2] + c*p[4] + d*p[6], a*p[1] + b*p[3] + c*p[5] + d*p[7]
}
