package chart

import (
	"fmt"
	"math"
	"regexp"
	"strconv"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"dateline/timeline"
)

// rgb is a colour in linear light, 0…1.
type rgb [3]float64

func colour(t *testing.T, s string) rgb {
	t.Helper()
	var c rgb
	for i := range c {
		n, err := strconv.ParseUint(s[1+2*i:3+2*i], 16, 8)
		require.NoError(t, err, s)
		v := float64(n) / 255
		if v <= 0.04045 {
			c[i] = v / 12.92
		} else {
			c[i] = math.Pow((v+0.055)/1.055, 2.4)
		}
	}
	return c
}

// contrast is that of WCAG 2.2.
func contrast(a, b rgb) float64 {
	light := func(c rgb) float64 { return 0.2126*c[0] + 0.7152*c[1] + 0.0722*c[2] }
	x, y := light(a), light(b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

// schemes are the variables of Colours.
func schemes(t *testing.T) map[string]map[string]rgb {
	light, dark := Colours()
	all := map[string]map[string]rgb{}
	for name, css := range map[string]string{"light": light, "dark": dark} {
		all[name] = map[string]rgb{}
		for _, m := range regexp.MustCompile(`--dl-([a-z]+):(#[0-9a-f]{6});`).FindAllStringSubmatch(css, -1) {
			all[name][m[1]] = colour(t, m[2])
		}
		require.Len(t, all[name], len(pageColours)+len(timeline.Groups), name)
	}
	return all
}

func TestColoursHaveContrast(t *testing.T) {
	for name, c := range schemes(t) {
		for _, paper := range []string{"paper", "wash"} {
			// A group's colour is that of its kinds' names too.
			text := []string{"ink", "soft", "accent", "arc"}
			for _, g := range timeline.Groups {
				text = append(text, string(g.Group))
			}
			for _, ink := range text {
				assert.GreaterOrEqual(t, contrast(c[ink], c[paper]), 4.5, "%s: %s on %s", name, ink, paper)
			}
		}
	}
}

// How eyes that lack a cone see a colour in linear light: Machado, Oliveira and
// Fernandes (2009), severity 1.
var blindness = map[string][3]rgb{
	"all cones":    {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}},
	"protanopia":   {{0.152286, 1.052583, -0.204868}, {0.114503, 0.786281, 0.099216}, {-0.003882, -0.048116, 1.051998}},
	"deuteranopia": {{0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}},
	"tritanopia":   {{1.255528, -0.076749, -0.178779}, {-0.078411, 0.930809, 0.147602}, {0.004733, 0.691367, 0.303900}},
}

// lab is CIE L*a*b* of D65.
func lab(c rgb) [3]float64 {
	f := func(v float64) float64 {
		if v > 0.008856 {
			return math.Cbrt(v)
		}
		return 7.787*v + 16.0/116
	}
	x, y, z := f((0.4124*c[0]+0.3576*c[1]+0.1805*c[2])/0.95047), f(0.2126*c[0]+0.7152*c[1]+0.0722*c[2]), f((0.0193*c[0]+0.1192*c[1]+0.9505*c[2])/1.08883)
	return [3]float64{116*y - 16, 500 * (x - y), 200 * (y - z)}
}

func TestGroupsAreToldApartWhateverConesAReaderHas(t *testing.T) {
	shapes := map[string]timeline.Group{}
	for _, g := range timeline.Groups {
		assert.Empty(t, shapes[g.Shape], "%s has the shape of %s", g.Group, shapes[g.Shape])
		shapes[g.Shape] = g.Group
	}
	for name, c := range schemes(t) {
		for eyes, m := range blindness {
			least, which := math.Inf(1), ""
			seen := func(g timeline.Group) [3]float64 {
				var s rgb
				for i := range s {
					for j := range s {
						s[i] += m[i][j] * c[string(g)][j]
					}
					s[i] = min(1, max(0, s[i]))
				}
				return lab(s)
			}
			for i, g := range timeline.Groups {
				for _, h := range timeline.Groups[i+1:] {
					a, b := seen(g.Group), seen(h.Group)
					if d := math.Hypot(math.Hypot(a[0]-b[0], a[1]-b[1]), a[2]-b[2]); d < least {
						least, which = d, fmt.Sprintf("%s and %s", g.Group, h.Group)
					}
				}
			}
			t.Logf("%s, %s: ΔE at least %.1f, between %s", name, eyes, least, which)
			assert.Greater(t, least, 14.0, "%s, %s: %s", name, eyes, which)
		}
	}
}
