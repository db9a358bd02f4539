package extract

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// A noun names the deed that another word told, if it is a definite one and no new one.
func TestANounNamesADeed(t *testing.T) {
	for name, tt := range map[string]struct {
		text string
		also []string // the mentions of the first event
	}{
		"of a verb that it is not made from":   {"The minister fled to Oman on Monday. His departure surprised nobody.", []string{"departure"}},
		"of a verb and its particle":           {"Norway handed the former president over to Chile on Monday. The transfer took an hour.", []string{"transfer"}},
		"of a noun that is spelled like it":    {"The miners went on strike on Monday. The stoppage cost the firm $3 million.", []string{"stoppage"}},
		"but no other deed":                    {"The minister fled to Oman on Monday. His marriage surprised nobody.", nil},
		"but not if it is a new one":           {"The minister fled to Oman on Monday. The press recalled the departure of a king.", nil},
		"but not if it describes another noun": {"The plane took off on Monday. The flight crew of six wore parachutes.", nil},
		"but not if it is of another":          {"The minister fled to Oman on Monday. The departure of the fleet surprised nobody.", nil},
		"but not if it has another owner":      {"Acme cut 500 jobs on Monday. The club regretted the player's cut.", nil},
		"nor if the loser names it":            {"Jan Moe conceded defeat on Monday. The victory was Tom Reid's second.", nil},
		"but not if it was over others":        {"The party won the election on Monday. Fans rioted after the victory over Chile.", []string{"election"}},
		"but not if another noun says of what": {"Shares rose on Monday. The union regretted the tax increase.", nil},
		"but of whom it tells":                 {"Norway handed Per Lund over to Chile on Monday. The transfer of Per Lund took an hour.", []string{"transfer"}},
		"but not if it is indefinite":          {"The minister fled to Oman on Monday. A departure is never easy.", nil},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := Read(article(tt.text))
			require.NoError(t, err)
			require.NotEmpty(t, got.Events)
			var also []string
			for _, s := range got.Events[0].Also {
				also = append(also, string([]rune(tt.text)[s.Start:s.End]))
			}
			assert.Equal(t, tt.also, also)
		})
	}
}

func TestNominalsRefuseALine(t *testing.T) {
	l, err := languageOf("en")
	require.NoError(t, err)
	for line, says := range map[string]string{
		"departure leave":         "want nouns => verbs",
		"departure =>":            "want nouns => verbs",
		"departure => leave,,go":  "a verb is missing",
		"departure, , exit => go": "a noun is missing",
	} {
		err := (&lexicon{deeds: map[string][]deed{}, toldBy: map[*lexeme][]deed{}}).readDeeds(line, l)
		require.Error(t, err, line)
		assert.Contains(t, err.Error(), says)
	}
}
