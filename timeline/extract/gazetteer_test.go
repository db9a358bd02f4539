package extract

import (
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func names(t testing.TB) *gazetteer {
	l, err := languageOf("en")
	require.NoError(t, err)
	return l.names
}

func TestStatesHaveTheNamesThatNewsGivesThem(t *testing.T) {
	g := names(t)
	for name, want := range map[string]string{
		"United Kingdom": "Britain", "U.K.": "Britain", "Britons": "Britain",
		"Russian Federation": "Russia", "Soviet": "Soviet Union", "Moscow": "Russia",
		"Republic of Korea": "South Korea", "DPRK": "North Korea", "South Koreans": "South Korea",
		"Czechia": "Czech Republic", "Côte d'Ivoire": "Ivory Coast", "Türkiye": "Turkey",
		"USA": "United States", "Washington": "United States", "Afghans": "Afghanistan",
		"Democratic Republic of the Congo": "Congo", "Burma": "Myanmar", "Timor-Leste": "East Timor",
		"Dutch": "Netherlands", "Norwegian": "Norway", "French": "France", "Greenland": "Greenland",
		"Brasilia": "Brazil", "Bogotá": "Colombia", "Islamic Republic of Iran": "Iran",
	} {
		k, ok := g.named(name)
		if assert.True(t, ok, name) {
			assert.Equal(t, state, k.sort, name)
			assert.Equal(t, want, k.name, name)
		}
	}
	for _, city := range []string{"Vienna", "Brussels", "The Hague", "Amsterdam", "San Jose"} {
		k, ok := g.named(city)
		assert.True(t, ok && k.sort == place, "%s stands for no government", city)
	}
}

func TestATownIsFoundByItsWholeName(t *testing.T) {
	g := names(t)
	for text, want := range map[string]struct {
		name, in string
		words    int
	}{
		"Rio de Janeiro said":     {"Rio de Janeiro", "Brazil", 3},
		"São Paulo burned":        {"São Paulo", "Brazil", 2},
		"Sao Paulo burned":        {"Sao Paulo", "Brazil", 2},
		"Ho Chi Minh City police": {"Ho Chi Minh City", "Vietnam", 4},
		"Kharkiv":                 {"Kharkiv", "Ukraine", 1},
		"West Berlin":             {"West Berlin", "Germany", 2},
		"Gaza City":               {"Gaza City", "Palestine", 2},
		"Lockerbie":               {"Lockerbie", "Britain", 1},
		"Nice":                    {"", "", 0},
		"Mobile":                  {"", "", 0},
		"Clinton":                 {"", "", 0}, // a small town, which needs evidence
		"Zzyzx":                   {"", "", 0},
		"Ägypten":                 {"", "", 0},
	} {
		l, err := languageOf("en")
		require.NoError(t, err)
		k, n := g.find(l.tokenise(text, 0, len(text), nil), 0)
		assert.Equal(t, want.words, n, text)
		assert.Equal(t, want.name, k.name, text)
		assert.Equal(t, want.in, k.in, text)
	}
	k, ok := g.placeNamed("Clinton")
	assert.True(t, ok)
	assert.Equal(t, town, k.extent)
}

func TestEveryTownOfTheListIsFound(t *testing.T) {
	g := names(t)
	lines := strings.Split(strings.TrimSpace(g.towns), "\n")
	require.Greater(t, len(lines), 20_000)
	require.True(t, slices.IsSorted(lines), "towns are searched by halving")
	for _, line := range lines {
		name, _, _ := strings.Cut(line, "\t")
		k, people, ok := g.townAt(g.from(name), name)
		assert.True(t, ok, name)
		if !ok || g.ambiguous[name] || !g.large(k, people) {
			continue
		}
		l, err := languageOf("en")
		require.NoError(t, err)
		tokens := l.tokenise(name, 0, len(name), nil)
		if len(tokens) == 1 && tokens[0].class&notName == 0 {
			found, n := g.findTown(tokens, 0)
			assert.True(t, n == 1 && found.name == name, "%s is not found in a text", name)
		}
	}
}

// What is written by hand and said by nothing else would otherwise rot.
func TestAnAmbiguousNameIsOneOfAPlace(t *testing.T) {
	g := names(t)
	for name := range g.ambiguous {
		_, written := g.withheld[name]
		_, _, generated := g.townAt(g.from(name), name)
		assert.True(t, written || generated, "%s names no place", name)
	}
}

func BenchmarkTheGazetteerIsLoaded(b *testing.B) {
	for b.Loop() {
		if _, err := loadGazetteer("en"); err != nil {
			b.Fatal(err)
		}
	}
}
