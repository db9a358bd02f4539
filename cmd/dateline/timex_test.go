package main

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestTimexShowsHowAnExpressionIsUnderstood(t *testing.T) {
	out, err := run(t, "", "timex", "two days after", "Easter 2019", "--published", "2020-01-08")
	require.NoError(t, err)
	for _, says := range []string{
		"two days after Easter 2019\n", "type   DATE", "value  2019-04-23", "EDTF   2019-04-23", "words  23 April 2019",
		"is read by the rule after-event (en/durations.rules:", "n = 2", "unit = day",
		"“Easter 2019” is read by the rule holiday", "counted from Sunday 2019-04-21: 2 days on",
	} {
		assert.Contains(t, out, says)
	}
}

func TestTimexReadsStandardInputInALanguage(t *testing.T) {
	out, err := run(t, "Der Rat trat am Mittwoch zusammen,\nnach drei Tagen Streit.", "timex", "--language", "de", "--published", "10 January 2020")
	require.NoError(t, err)
	assert.Contains(t, out, "Mittwoch\n  type   DATE\n  value  2020-01-08")
	assert.Contains(t, out, "drei Tagen\n  type   DURATION\n  value  P3D\n  EDTF   none: it gives the chronology no date by itself")
}

func TestTimexTakesTheOrderOfDayAndMonthFromTheRegion(t *testing.T) {
	for region, want := range map[string]string{"en-GB": "2020-08-07", "en-US": "2020-07-08"} {
		out, err := run(t, "", "timex", "7/8/2020", "--language", region)
		require.NoError(t, err)
		assert.Contains(t, out, "value  "+want, region)
	}
}

func TestTimexSaysWhatIsWrong(t *testing.T) {
	for name, c := range map[string]struct {
		args []string
		in   string
		says string
	}{
		"no expression":      {[]string{"banana"}, "", `no time expression in "banana"`},
		"no text":            {nil, " ", "the text is empty"},
		"a bad day":          {[]string{"Monday", "--published", "someday"}, "", `--published "someday" cannot be read`},
		"a language not had": {[]string{"Monday", "--language", "tlh"}, "", "there is de, en"},
		"not UTF-8":          {nil, "on \xff Monday", "not UTF-8 at byte 3, after 3 characters"},
	} {
		_, err := run(t, c.in, append([]string{"timex"}, c.args...)...)
		assert.ErrorContains(t, err, c.says, name)
	}
}
