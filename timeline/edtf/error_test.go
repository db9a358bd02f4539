package edtf

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestAnErrorSaysWhereAndWhatWasExpected(t *testing.T) {
	const (
		month  = "a month from 01 to 12 or a season from 21 to 41"
		year   = "a year of four digits"
		oneEnd = "a date: one end must be known"
	)
	for name, tt := range map[string]struct {
		in       string
		offset   int
		expected string
	}{
		"nothing at all":                         {"", 0, year},
		"words":                                  {"last week", 0, year},
		"a space before the date":                {" 2020", 0, year},
		"a year of three digits":                 {"202", 3, year},
		"a letter in the year":                   {"20a0", 2, year},
		"a year of five digits":                  {"12345", 4, "the end"},
		"a year -0000":                           {"-0000", 0, "another year than -0000, which is 0000"},
		"a year -0000 in a set":                  {"[1999,-0000]", 6, "another year than -0000, which is 0000"},
		"two marks in one place":                 {"2020??", 5, "the end"},
		"a month of one digit":                   {"2020-1", 6, "a month of two digits"},
		"a month in words":                       {"2020-Jan", 5, "a month of two digits"},
		"a month 13":                             {"2016-13", 5, month},
		"a month 00":                             {"2016-00-XX", 5, month},
		"a season 20":                            {"2001-20", 5, month},
		"a season 42":                            {"2001-42", 5, month},
		"a season with a day":                    {"2001-21-01", 7, "the end"},
		"a season of a decade":                   {"200X-21", 5, month},
		"a day of one digit":                     {"2020-01-8", 9, "a day of two digits"},
		"a day 00":                               {"2016-05-00", 8, "a day from 01 to 31"},
		"a 30 February in a leap year":           {"2016-02-30", 8, "a day from 01 to 29"},
		"a 29 February in another":               {"2015-02-29", 8, "a day from 01 to 28"},
		"a 29 February in no leap year of any":   {"1XX1-02-29", 8, "a day that the month has"},
		"a 29 February of a round year":          {"X100-02-29", 8, "a day that the month has"},
		"a 31 September of some year":            {"156X-09-31", 8, "a day that the month has"},
		"a day in February's thirties":           {"15XX-02-3X", 8, "a day that the month has"},
		"something after the day":                {"2020-01-08x", 10, "the end"},
		"a space instead of T":                   {"2020-01-08 21:09:00", 10, "the end"},
		"a time of one digit":                    {"2020-01-08T9:00:00", 12, "an hour from 00 to 24"},
		"an hour 25":                             {"2020-01-08T25:00:00", 11, "an hour from 00 to 24"},
		"a time with no colon":                   {"2020-01-08T2109", 13, "a colon, as in 21:09:00"},
		"a minute 60":                            {"2020-01-08T21:60:00", 14, "minutes from 00 to 59"},
		"a time with no seconds":                 {"2020-01-08T21:09", 16, "a colon and seconds, as in 21:09:00"},
		"a second 60 that is no leap second":     {"2016-05-02T01:01:60", 17, "seconds from 00 to 59"},
		"a leap second of another zone":          {"2016-12-31T23:59:60+01:00", 17, "seconds from 00 to 59"},
		"a leap second of another day":           {"2016-12-30T23:59:60Z", 17, "seconds from 00 to 59"},
		"a second 61":                            {"2016-12-31T23:59:61Z", 17, "seconds from 00 to 59"},
		"a minute after 24:00":                   {"2016-05-02T24:01:00", 14, "00 minutes after 24"},
		"a second after 24:00":                   {"2016-05-02T24:00:01", 17, "00 seconds after 24:00"},
		"a fraction of a second":                 {"2020-01-08T21:09:00.5Z", 19, "the end"},
		"a zone beyond 14 hours":                 {"2016-05-02T12:00:00+15", 20, "a zone's hours from 00 to 14"},
		"a zone just beyond 14 hours":            {"2016-05-02T12:00:00+14:01", 23, "00 minutes in a zone 14 hours away"},
		"a zone with no colon":                   {"2016-05-02T12:00:00+0430", 22, "the end"},
		"a time of a month":                      {"2020-01T10:00:00Z", 7, "the end"},
		"a time of an uncertain day":             {"2020-01-08?T10:00:00Z", 11, "no time of day after a date that is not a plain day"},
		"a mark behind a time":                   {"2020-01-08T10:00:00Z?", 20, "the end"},
		"a Y before four digits":                 {"Y9999", 1, beyond},
		"a Y before a minus and four digits":     {"Y-9999", 2, beyond},
		"a Y before zeros and four digits":       {"Y0009999", 1, beyond},
		"an exponent that makes four digits":     {"Y1E3", 1, beyond},
		"a Y before nothing":                     {"Y", 1, "the digits of a year"},
		"a Y before a letter":                    {"Y-x", 2, "the digits of a year"},
		"an exponent that is none":               {"Y17E", 4, "an exponent up to 15"},
		"an exponent beyond all years":           {"Y1E99", 3, "an exponent up to 15"},
		"a year beyond counting":                 {"Y12345678901234567890", 1, beyond},
		"a year just beyond counting":            {"Y1000000000000001", 1, beyond},
		"no significant digits":                  {"1950S0", 5, "how many of the year's digits are significant, from 1 to 4"},
		"more significant digits than digits":    {"1950S5", 5, "how many of the year's digits are significant, from 1 to 4"},
		"significant digits with a month":        {"1950S2-01", 6, "the end"},
		"a set that is not closed":               {"[2020-01-08", 11, "a comma or ']'"},
		"a set that is closed as another":        {"[1999}", 5, "a comma or ']'"},
		"a set of all that is not closed":        {"{1999", 5, "a comma or '}'"},
		"an empty set":                           {"[]", 1, year},
		"a set of an open range":                 {"[..]", 3, year},
		"a comma at the end of a set":            {"[1999,]", 6, year},
		"a space in a set":                       {"[1999, 2000]", 6, year},
		"a set in a set":                         {"[[1999]]", 1, year},
		"an interval in a set":                   {"[1999/2000]", 5, "a comma or ']'"},
		"something after a set":                  {"[1999]x", 6, "the end"},
		"a range that ends before it begins":     {"[1990,1999..1998]", 6, "a range that does not end before it begins"},
		"a range outside a set":                  {"1999..2000", 4, "the end"},
		"an interval that ends before it begins": {"2020-01-08/2020-01-07", 0, "an interval that does not end before it begins"},
		"an interval of instants that does":      {"2020-01-08T10:00:00Z/2020-01-08T09:00:00Z", 0, forward},
		"an interval of instants in two zones":   {"2020-01-08T23:00:00-05/2020-01-09T03:00:00Z", 0, forward},
		"an interval that ends on no day":        {"2020-01-08/2020-02-30", 19, "a day from 01 to 29"},
		"an interval of three":                   {"2018/2019/2020", 9, "the end"},
		"two open ends":                          {"../..", 3, oneEnd},
		"two unknown ends":                       {"/", 1, oneEnd},
		"an unknown and an open end":             {"/..", 1, oneEnd},
		"two dots alone":                         {"..", 2, `"/"`},
		"a byte that is no character":            {"2020-\xff", 5, "a month of two digits"},
	} {
		t.Run(name, func(t *testing.T) {
			d, err := Parse(tt.in)
			assert.Zero(t, d)
			var got *SyntaxError
			require.ErrorAs(t, err, &got, "%q", tt.in)
			assert.Equal(t, SyntaxError{tt.in, tt.offset, tt.expected}, *got)
		})
	}
}

func TestAnErrorShowsThePartAtFaultInWholeCharacters(t *testing.T) {
	for in, says := range map[string]string{
		"2020-05-01/2020-01-01":     `"2020-05-01/2020-01-01" ends (2020-01-01) before it begins (2020-05-01)`,
		"2020-ééééééé":              `has "ééééééé" at byte 5`,
		"2020-Thirteenth-01":        `has "Thirteenth" at byte 5`,
		strings.Repeat("é", 100000): `"` + strings.Repeat("é", 79) + `…" has`,
		"2020-01-01xé/2020-01-02":   `has "xé" at byte 10`,
	} {
		_, err := Parse(in)
		require.Error(t, err, "%.40s", in)
		assert.Contains(t, err.Error(), says)
		assert.True(t, utf8.ValidString(err.Error()))
		assert.Less(t, len(err.Error()), 500)
	}
}

func TestAnErrorReadsAsASentence(t *testing.T) {
	for in, want := range map[string]string{
		"2016-13":    `"2016-13" has "13" at byte 5 where a month from 01 to 12 or a season from 21 to 41 was expected`,
		"2016-05-00": `"2016-05-00" has "00" at byte 8 where a day from 01 to 31 was expected`,
		"2016-5":     `"2016-5" ends where a month of two digits was expected`,
	} {
		_, err := Parse(in)
		assert.EqualError(t, err, want)
	}
}
