package templates

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"dateline/timeline"
)

func TestASourceOpensAtTheCitedWords(t *testing.T) {
	long := strings.Repeat("many words of a long sentence ", 12)
	for name, tt := range map[string]struct {
		address string
		c       timeline.Citation
		want    string
	}{
		"a sentence":                            {"https://a.example/x", timeline.Citation{Exact: "Iran fired missiles on Wednesday"}, "https://a.example/x#:~:text=Iran%20fired%20missiles%20on%20Wednesday"},
		"characters that directives use":        {"https://a.example/", timeline.Citation{Exact: "Smith & Jones, vice-president of oil"}, "https://a.example/#:~:text=Smith%20%26%20Jones%2C%20vice%2Dpresident%20of%20oil"},
		"an address with a fragment":            {"https://a.example/#part", timeline.Citation{Exact: "Iran fired missiles on Wednesday"}, "https://a.example/#part:~:text=Iran%20fired%20missiles%20on%20Wednesday"},
		"a few words stand with their context":  {"https://a.example/", timeline.Citation{Exact: "he resigned", Prefix: "ng, the minister said ", Suffix: " on Friday, after thr"}, "https://a.example/#:~:text=the%20minister%20said-,he%20resigned,-on%20Friday%2C%20after"},
		"context ends with the paragraph":       {"https://a.example/", timeline.Citation{Exact: "He resigned.", Prefix: "end of one.\n\n", Suffix: "\n\nThe next begins"}, "https://a.example/#:~:text=He%20resigned."},
		"a long quotation by its two ends":      {"https://a.example/", timeline.Citation{Exact: long}, "https://a.example/#:~:text=many%20words%20of%20a%20long,words%20of%20a%20long%20sentence"},
		"words of two paragraphs by their ends": {"https://a.example/", timeline.Citation{Exact: "one two three four five six\n\nseven eight nine ten eleven twelve"}, "https://a.example/#:~:text=one%20two%20three%20four%20five,eight%20nine%20ten%20eleven%20twelve"},
		"Arabic":                                {"https://a.example/", timeline.Citation{Exact: "قُتل سليماني في بغداد ليلاً"}, "https://a.example/#:~:text=%D9%82%D9%8F%D8%AA%D9%84%20%D8%B3%D9%84%D9%8A%D9%85%D8%A7%D9%86%D9%8A%20%D9%81%D9%8A%20%D8%A8%D8%BA%D8%AF%D8%A7%D8%AF%20%D9%84%D9%8A%D9%84%D8%A7%D9%8B"},
		"no words":                              {"https://a.example/", timeline.Citation{}, "https://a.example/"},
		"no address":                            {"", timeline.Citation{Exact: "Iran fired missiles"}, ""},
		"an address that is code":               {"javascript:alert(1)", timeline.Citation{Exact: "Iran fired missiles"}, ""},
		"a file":                                {"file:///etc/passwd", timeline.Citation{Exact: "Iran fired missiles"}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			assert.Equal(t, tt.want, SourceLink(tt.address, tt.c))
		})
	}
}

func TestAQuotationShowsWhereItIsCut(t *testing.T) {
	for name, tt := range map[string]struct {
		c    timeline.Citation
		want string
	}{
		"a whole sentence":               {timeline.Citation{Exact: "Iran fired missiles.", Suffix: " The army said"}, "Iran fired missiles."},
		"a sentence without its stop":    {timeline.Citation{Exact: "Iran fired missiles", Suffix: ". The army said"}, "Iran fired missiles"},
		"it begins inside a sentence":    {timeline.Citation{Exact: "after Iran fired missiles", Suffix: "."}, "… after Iran fired missiles"},
		"it ends inside a sentence":      {timeline.Citation{Exact: "Iran fired missiles", Suffix: " on Wednesday"}, "Iran fired missiles …"},
		"it ends at a comma":             {timeline.Citation{Exact: "Iran fired missiles,", Suffix: " officials said"}, "Iran fired missiles …"},
		"the paragraph ends":             {timeline.Citation{Exact: "Iran fires missiles", Suffix: "\n\nThe army said"}, "Iran fires missiles"},
		"lines are joined":               {timeline.Citation{Exact: "Iran fired\n  missiles."}, "Iran fired missiles."},
		"a script without small letters": {timeline.Citation{Exact: "قُتل سليماني", Suffix: "."}, "قُتل سليماني"},
		"it begins with a closing mark":  {timeline.Citation{Exact: "\" he said outside the court.", Suffix: " Then"}, "… he said outside the court."},
		"the mark before a comma":        {timeline.Citation{Exact: "”, Smith said."}, "Smith said."},
		"an opening mark stays":          {timeline.Citation{Exact: "“We won,” he said."}, "“We won,” he said."},
		"an apostrophe stays":            {timeline.Citation{Exact: "’Twas Iran."}, "’Twas Iran."},
		"a mark alone":                   {timeline.Citation{Exact: "”."}, ""},
		"no words":                       {timeline.Citation{}, ""},
	} {
		t.Run(name, func(t *testing.T) { assert.Equal(t, tt.want, quoted(tt.c)) })
	}
}
