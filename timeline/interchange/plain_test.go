package interchange

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

func TestHTMLBecomesPlainText(t *testing.T) {
	for in, want := range map[string]string{
		"<p>One.</p>\n<p>Two <b>bold</b>.</p>":                "One.\n\nTwo bold.",
		"One<br>two<br/>three":                                "One\ntwo\nthree",
		"<ul><li>One</li><li>Two</li></ul>after":              "One\nTwo\n\nafter",
		"<table><tr><td>a</td><td>b</td></tr></table>":        "a b",
		"Profit &amp; loss &lt;b&gt; &eacute;":                "Profit & loss <b> é",
		"a <b and c":                                          "a <b and c",
		"5 < 6 and 7 > 2 <3":                                  "5 < 6 and 7 > 2 <3",
		"he said <sic> so":                                    "he said <sic> so",
		"<script>alert(1)</script>kept<style>p{}</style>":     "kept",
		"<!-- not a word -->kept":                             "kept",
		`<img src="a.png" alt="Ships at anchor">`:             "Ships at anchor",
		"no <em>space</em>lost":                               "no spacelost",
		"line one\nline two":                                  "line one\nline two",
		"line one\nline <i>two</i>":                           "line one line two",
		"non-breaking":                                        "non-breaking",
		"<p>control\x00\x07</p>":                              "control",
		"<iframe src='https://a.example/'></iframe>":          "",
		"<blockquote><p>We stay.</p>— a general</blockquote>": "We stay.\n\n— a general",
	} {
		got, _ := plain(in)
		assert.Equal(t, want, got, "%q", in)
	}
	_, link := plain(`See <a href="#x">this</a> and <a href="https://example.org/a?b=1&amp;c=2">that</a>.`)
	assert.Equal(t, "https://example.org/a?b=1&c=2", link)
}

// words of text that markup must carry through.
var anyWord = rapid.StringMatching(`[a-zé<>&"'/=#;0-9-]{1,8}`)

func TestPlainTextComesBackFromMarkup(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := textOf().Draw(t, "text")
		got, _ := plain(markup(text))
		require.Equal(t, text, got)
	})
}

// textOf makes paragraphs of lines of words.
func textOf() *rapid.Generator[string] {
	return rapid.Custom(func(t *rapid.T) string {
		var b strings.Builder
		for i := range rapid.IntRange(0, 12).Draw(t, "words") {
			if i > 0 {
				b.WriteString(rapid.SampledFrom([]string{" ", "\n", "\n\n"}).Draw(t, "gap"))
			}
			b.WriteString(anyWord.Draw(t, "word"))
		}
		return b.String()
	})
}

func TestNoWordIsLostWhateverTheMarkup(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var b strings.Builder
		var words []string
		for range rapid.IntRange(1, 10).Draw(t, "n") {
			w := rapid.StringMatching(`[a-z]{3,8}`).Draw(t, "word")
			words = append(words, w)
			b.WriteString(rapid.SampledFrom([]string{"<p>", "</p>", " <b>", "<br>", "< ", " <x1> ", "<li>", "& ", "</div>", " "}).Draw(t, "mark") + w)
		}
		got, _ := plain(b.String())
		at := 0
		for _, w := range words {
			i := strings.Index(got[at:], w)
			require.GreaterOrEqual(t, i, 0, "%q of %q in %q", w, b.String(), got)
			at += i
		}
	})
}
