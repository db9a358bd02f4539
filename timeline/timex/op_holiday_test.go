package timex

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"dateline/timeline/edtf"
)

func TestFeastsInTheirSentences(t *testing.T) {
	g, err := For("en")
	require.NoError(t, err)
	for _, tt := range []struct{ text, dct, value, date string }{
		{"He died on Eid ul-Adha.", "2019-09-01", "2019-08-11", "2019-08-11~"},
		{"They were shot on Eid al-Fitr 2000.", "2020-01-08", "2000-01-08", "2000-01-08~"},
		{"The permits expire on New Year’s Eve.", "2019-06-01", "2019-12-31", "2019-12-31"},
		{"The market opens by Nowruz.", "2020-03-01", "2020-03-20", "[2020-03-01..2020-03-20]"},
		{"A city of lights at Christmas", "2019-12-20", "2019-12-25", "2019-12-25"},
		{"He was shot at Christmas.", "2019-12-20", "2018-12-25", "2018-12-25"},
		{"He was killed last Christmas.", "2019-12-25", "2018-12-25", "2018-12-25"},
		{"He will be back next Christmas.", "2019-12-25", "2020-12-25", "2020-12-25"},
		{"They will meet this Diwali.", "2018-06-25", "2018-11-07", "2018-11-07"},
		{"At Easter 1066 a comet was seen.", "2020-01-08", "1066-04-16", "1066-04-16"},
		{"Memories of 9/11 and of what came after", "2020-01-08", "2001-09-11", "2001-09-11"},
		{"In 1914 they sang on Christmas Eve.", "", "1914-12-24", "1914-12-24"},
		{"They sang on Christmas Eve.", "", "XXXX-12-24", ""},
		{"They fasted on Yom Kippur.", "", "XXXX-XX-XX", ""},
		{"They sing every Easter there.", "2020-01-08", "P1Y", ""},
		{"The 9/11 attacks", "2000-01-08", "", ""},
		{"It was filed on 9/11/2019.", "2020-01-08", "2019-11-09", "[2019-09-11,2019-11-09]"},
		{"They met at 24/7 and 19/11.", "2020-01-08", "", ""},
		{"The Good Friday Agreement holds.", "2020-01-08", "", ""},
		{"He works in Corpus Christi.", "2020-01-08", "", ""},
	} {
		var dct edtf.Date
		if tt.dct != "" {
			dct = edtf.MustParse(tt.dct)
		}
		value, date := "", ""
		for _, x := range g.find(tt.text, dct) {
			value, date = x.Value, x.Date.String()
		}
		assert.Equal(t, tt.value, value, tt.text)
		assert.Equal(t, tt.date, date, tt.text)
	}
}

func TestLoadingRefusesAnUnknownFeast(t *testing.T) {
	const rules = "r\n  match {holiday}\n  gives holiday day=%\n  example at [Yule] => X\n"
	for _, spec := range []string{"13-1", "2-30", "christmas", "easter 1-1", "hebrew", "chinese 12-8", "11-6-4", "1-1>8", "-", ""} {
		_, err := compile(fstest.MapFS{
			"xx/a.words": {Data: []byte("[holiday]\n\n" + spec + " = Yule\n")},
			"xx/a.rules": {Data: []byte(strings.ReplaceAll(rules, "%", "{holiday}"))},
		}, "xx")
		if assert.Error(t, err, spec) {
			assert.Contains(t, err.Error(), "a.words:3: ", spec)
			assert.Contains(t, err.Error(), "feast", spec)
		}
	}
	_, err := compile(fstest.MapFS{
		"xx/a.words": {Data: []byte("[holiday]\n12-21 = Yule\n")},
		"xx/a.rules": {Data: []byte(strings.ReplaceAll(rules, "%", "yule"))},
	}, "xx")
	if assert.Error(t, err) {
		assert.Contains(t, err.Error(), "a.rules:1: ")
		assert.Contains(t, err.Error(), "yule")
	}
}
