package fold

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestFoldWritesPlainLetters(t *testing.T) {
	for in, want := range map[string]string{
		"Paris": "Paris", "São Paulo": "Sao Paulo", "Łódź": "Lodz", "Sana'a": "Sanaa", "Sanʿa’": "Sana",
		"Tórshavn": "Torshavn", "Bağcılar": "Bagcilar", "Bogotá": "Bogota", "Straßburg": "Strassburg", "北京": "北京", "": "",
	} {
		assert.Equal(t, want, Fold(in), in)
	}
}

func FuzzFoldingTwiceChangesNothing(f *testing.F) {
	f.Add("Ñuñoa ́ ’")
	f.Fuzz(func(t *testing.T, s string) {
		once := Fold(s)
		assert.Equal(t, once, Fold(once))
	})
}
