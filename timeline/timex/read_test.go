package timex

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"dateline/timeline/edtf"
)

func TestReadTakesADateAsPeopleWriteIt(t *testing.T) {
	dct := edtf.MustParse("2020-01-08")
	for text, want := range map[string]string{
		"8 Jan 2020":                 "2020-01-08",
		"8 jan 2020":                 "2020-01-08",
		"Jan 8":                      "2020-01-08",
		"last week":                  "[2019-12-30..2020-01-05]",
		"6–9 March 2019":             "2019-03-06/2019-03-09",
		"from 2003 to 2007":          "2003/2007",
		"early January":              "[2020-01-01..2020-01-10]",
		"2020-01-08":                 "2020-01-08",
		"1985/..":                    "1985/..",
		"  Wednesday ":               "2020-01-08",
		"by 5 January":               "[..2020-01-05]",
		"four years ago":             "2016~",
		"the autumn of 2013":         "2013-23",
		"noon on 3 May 2019":         "2019-05-03T12:00:00",
		"letzte Woche":               "[2019-12-30..2020-01-05]",
		"am 8. Januar 2020":          "2020-01-08",
		"9/11":                       "2001-09-11",
		"two days after Easter 2019": "2019-04-23",
	} {
		x, err := Read(text, dct)
		if assert.NoError(t, err, text) {
			assert.Equal(t, want, x.Date.String(), text)
		}
	}
}

func TestReadTakesADayWithItsTimeInEitherOrder(t *testing.T) {
	dct := edtf.MustParse("2026-05-20")
	for text, want := range map[string]string{
		"12 May 2026, 9 pm":           "2026-05-12T21:00:00",
		"12 May 2026 21:00":           "2026-05-12T21:00:00",
		"12 May 2026, 21:00":          "2026-05-12T21:00:00",
		"12 May 2026 at 21:00":        "2026-05-12T21:00:00",
		"12 May 2026, at 9 p.m.":      "2026-05-12T21:00:00",
		"9 p.m. on 12 May 2026":       "2026-05-12T21:00:00",
		"May 12, 2026, 9:30 pm":       "2026-05-12T21:30:00",
		"2026-05-12, 21:00":           "2026-05-12T21:00:00",
		"12 May 2026, 21:00 CET":      "2026-05-12T21:00:00+01:00",
		"Tuesday, 12 May 2026, 9 pm":  "2026-05-12T21:00:00",
		"12. Mai 2026 um 21:00 Uhr":   "2026-05-12T21:00:00",
		"Dienstag, 12. Mai 2026":      "2026-05-12",
		"yesterday at 9 pm":           "2026-05-19T21:00:00",
		"Nacht zum Dienstag, 12. Mai": "[2026-05-11..2026-05-12]",
	} {
		x, err := Read(text, dct)
		if assert.NoError(t, err, text) {
			assert.Equal(t, want, x.Date.String(), text)
		}
	}
	for _, text := range []string{"12 May 2026 after 9 pm", "9 pm before 12 May 2026", "12 May 2026, 9"} {
		_, err := Read(text, dct)
		assert.ErrorContains(t, err, "not understood", text)
	}
}

func TestReadRefusesAWeekdayThatIsNotTheDays(t *testing.T) {
	for text, says := range map[string]string{
		"Monday, 12 May 2026":                           "12 May 2026 is a Tuesday, not a Monday",
		"mon 12 may 2026":                               "12 May 2026 is a Tuesday, not a Monday",
		"Monday 12 May 2026 21:00":                      "12 May 2026 is a Tuesday, not a Monday",
		"Monday, May 12, 2026, 9 pm":                    "12 May 2026 is a Tuesday, not a Monday",
		"9 pm on Monday, 12 May 2026":                   "12 May 2026 is a Tuesday, not a Monday",
		"Montag, 12.5.2026":                             "12 May 2026 is a Tuesday, not a Monday",
		"from Monday 11 May 2026 to Friday 14 May 2026": "14 May 2026 is a Thursday, not a Friday",
	} {
		_, err := Read(text, edtf.MustParse("2026-05-20"))
		assert.ErrorContains(t, err, says, text)
	}
}

func TestReadRefusesWhatIsNoDateAndSaysSo(t *testing.T) {
	for text, says := range map[string]string{
		"":              "empty",
		"banana":        "banana",
		"8 Jan foo":     "foo",
		"three days":    "no day",
		"\xff":          "UTF-8",
		"30 February 4": "30 February 4",
	} {
		_, err := Read(text, edtf.MustParse("2020-01-08"))
		if assert.Error(t, err, text) {
			assert.Contains(t, err.Error(), says)
			assert.Contains(t, err.Error(), "write for example")
		}
	}
}

func TestDatelineGivesTheTimeOfCreation(t *testing.T) {
	g, err := For("en")
	require.NoError(t, err)
	for text, want := range map[string]string{
		"Talks end late\n\nJanuary 8, 2020 at 9:09 pm\n\nThe envoys": "2020-01-08T21:09:00",
		"A headline\nMay 29, 2006\nBoeing on Tuesday delivered":      "2006-05-29",
		"BRUSSELS, Jan 8, 2020 (Reuters) - NATO said on":             "2020-01-08",
		"Published: Wednesday, 8 January 2020\n\nText":               "2020-01-08",
		"The war began on January 8, 2020 and ended":                 "",
		"BRUSSELS, Jan 8 (Reuters) - NATO said":                      "",
		"Paris, Jan 8, 2020 (Reuters) – NATO said on Tuesday":        "2020-01-08",
	} {
		d, ok := g.dateline(text)
		assert.Equal(t, want, d.String(), text)
		assert.Equal(t, want != "", ok, text)
	}
}

func TestDatelineStandsInForAMissingDay(t *testing.T) {
	g, err := For("en")
	require.NoError(t, err)
	found := g.find("A headline\nMay 29, 2006\nBoeing delivered it yesterday.", edtf.Date{})
	require.Len(t, found, 2)
	assert.Equal(t, "2006-05-28", found[1].Value)
}

func TestTheEndsOfARangeWithoutAYearAreOfOneStretch(t *testing.T) {
	for _, tt := range []struct{ text, dct, want string }{
		{"6-9 March", "2020-01-08", "2020-03-06/2020-03-09"},
		{"10-12 March", "2020-01-12", "2020-03-10/2020-03-12"},
		{"6–9 March 2019", "2020-01-08", "2019-03-06/2019-03-09"},
		{"between 28 December and 3 January", "2020-01-08", "[2019-12-28..2020-01-03]"},
		{"from Monday to Friday", "2020-01-08", "2020-01-06/2020-01-10"},
		{"from January to March", "2020-01-08", "2020-01/2020-03"},
	} {
		x, err := Read(tt.text, edtf.MustParse(tt.dct))
		if assert.NoError(t, err, tt.text) {
			assert.Equal(t, tt.want, x.Date.String(), tt.text)
		}
	}
}
