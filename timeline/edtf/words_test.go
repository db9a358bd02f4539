package edtf

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestWordsForReaders(t *testing.T) {
	for name, tt := range map[string]struct{ in, words string }{
		"a day":                                     {"2020-01-08", "8 January 2020"},
		"a month":                                   {"2020-01", "January 2020"},
		"a year":                                    {"2015", "2015"},
		"an instant with no zone":                   {"2020-01-08T21:09:00", "21:09, 8 January 2020"},
		"an instant in UTC":                         {"2020-01-08T21:09:30Z", "21:09:30 UTC, 8 January 2020"},
		"an instant west of it":                     {"2020-01-08T21:09:00-03:30", "21:09 UTC−03:30, 8 January 2020"},
		"hours of a day":                            {"2024-05-03T10:00:00/2024-05-03T12:00:00", "10:00–12:00, 3 May 2024"},
		"hours of a day in a zone":                  {"2024-05-03T10:00:00+02:00/2024-05-03T12:30:15+02:00", "10:00–12:30:15 UTC+02:00, 3 May 2024"},
		"hours of a day in two zones":               {"2024-05-03T10:00:00Z/2024-05-03T14:00:00+02:00", "10:00 UTC, 3 May 2024 – 14:00 UTC+02:00, 3 May 2024"},
		"hours of two days":                         {"2024-05-03T22:00:00Z/2024-05-04T02:00:00Z", "22:00 UTC, 3 May 2024 – 02:00 UTC, 4 May 2024"},
		"a year that could be taken for a day":      {"0033-04-03", "3 April AD 33"},
		"a year before the Common Era":              {"-0043", "44 BC"},
		"a day before it":                           {"-0043-03-15", "15 March 44 BC"},
		"the year 0 is 1 BC":                        {"0000", "1 BC"},
		"a long year":                               {"Y170000002", "the year 170,000,002"},
		"a long year before the Common Era":         {"Y-17E7", "the year 170,000,001 BC"},
		"an estimate to two digits":                 {"1950S2", "some time between 1900 and 1999, probably 1950"},
		"a season":                                  {"2007-21", "spring 2007"},
		"a southern season":                         {"2007-31", "autumn 2007 in the southern hemisphere"},
		"a northern season":                         {"2007-28", "winter 2007–08 in the northern hemisphere"},
		"a quarter":                                 {"2012-35", "the third quarter of 2012"},
		"a quadrimester":                            {"2012-39", "the last third of 2012"},
		"a semester":                                {"2012-40", "the first half of 2012"},
		"a decade":                                  {"199X", "the 1990s"},
		"the first decade of a century":             {"200X", "the 2000s"},
		"a century":                                 {"18XX", "the 19th century"},
		"the 21st century":                          {"20XX", "the 21st century"},
		"a century before the Common Era":           {"-04XX", "the 5th century BC"},
		"a decade before the Common Era":            {"-004X", "a year between 50 BC and 41 BC"},
		"a millennium":                              {"1XXX", "a year between 1000 and 1999"},
		"a year with a digit missing in the middle": {"19X5", "a year between 1905 and 1995"},
		"no year at all":                            {"XXXX", "a year that is not known"},
		"no year but that it is before the Common Era": {"-XXXX", "a year BC that is not known"},
		"no month at all":                                {"XXXX-XX", "a month that is not known"},
		"no day at all":                                  {"XXXX-XX-XX", "a day that is not known"},
		"some month of a year":                           {"2004-XX", "some month in 2004"},
		"some day of a month":                            {"1985-04-XX", "some day in April 1985"},
		"some day of a year":                             {"1985-XX-XX", "some day in 1985"},
		"some day of a decade":                           {"198X-XX-XX", "some day in the 1980s"},
		"one of the last months":                         {"1984-1X", "October, November or December 1984"},
		"one of the first months":                        {"1984-0X", "a month from January to September 1984"},
		"one of two months":                              {"1984-X1", "January or November 1984"},
		"a day in the tens":                              {"2020-01-1X", "some day from 10 to 19 January 2020"},
		"a day in the thirties":                          {"2020-01-3X", "30 or 31 January 2020"},
		"a day that ends in 1":                           {"2020-01-X1", "1, 11, 21 or 31 January 2020"},
		"a day in February's twenties":                   {"2019-02-2X", "some day from 20 to 28 February 2019"},
		"a 31st of some month":                           {"2020-XX-31", "the 31st of some month in 2020"},
		"a 2nd of a month of some year":                  {"201X-XX-02", "the 2nd of some month in the 2010s"},
		"a day of some year in a decade":                 {"156X-12-25", "25 December of some year in the 1560s"},
		"a day of some year in a century":                {"15XX-12-25", "25 December of some year in the 16th century"},
		"a day of some year in a millennium":             {"1XXX-12-25", "25 December of a year between 1000 and 1999"},
		"a day of whatever year":                         {"XXXX-12-25", "25 December of some year"},
		"a month of whatever year":                       {"XXXX-12", "December of some year"},
		"some day of a month of whatever year":           {"XXXX-12-XX", "some day in December of some year"},
		"a day of some month of whatever year":           {"XXXX-XX-25", "the 25th of some month, the year unknown"},
		"an uncertain day":                               {"2020-01-08?", "reported on 8 January 2020"},
		"an uncertain month":                             {"2020-01?", "perhaps January 2020"},
		"an approximate year":                            {"2015~", "about 2015"},
		"an approximate and uncertain day":               {"2004-06-11%", "perhaps about 11 June 2004"},
		"an uncertain decade":                            {"199X?", "perhaps the 1990s"},
		"an uncertain year":                              {"2004?-06-11", "11 June 2004 (year uncertain)"},
		"an approximate month of its year":               {"2004-06~-11", "11 June 2004 (year and month approximate)"},
		"parts that are marked each":                     {"?2004-06-~11", "11 June 2004 (year uncertain, day approximate)"},
		"one part that is marked both ways":              {"2004-%06-11", "11 June 2004 (month uncertain and approximate)"},
		"a season of an uncertain year":                  {"2007?-21", "spring 2007 (year uncertain)"},
		"an uncertain season of its year":                {"2007-?21", "spring 2007 (season uncertain)"},
		"an approximate half":                            {"2007-~40", "the first half of 2007 (part of the year approximate)"},
		"what lasted":                                    {"1980/1988", "1980 – 1988"},
		"what lasted days of one month":                  {"2020-01-06/2020-01-08", "6 – 8 January 2020"},
		"what lasted days of one year":                   {"2020-01-30/2020-02-02", "30 January – 2 February 2020"},
		"what lasted months of one year":                 {"2020-01/2020-03", "January – March 2020"},
		"what lasted a day":                              {"2020-01-08/2020-01-08", "throughout 8 January 2020"},
		"what still lasts":                               {"2020-01-06/..", "since 6 January 2020"},
		"what lasts since an uncertain day":              {"2020-01-06?/..", "since perhaps 6 January 2020"},
		"what lasted from whenever":                      {"../1988", "until 1988"},
		"what began at an unknown time":                  {"/1988", "until 1988, from an unknown time"},
		"what ended at an unknown time":                  {"1988/", "from 1988, until an unknown time"},
		"about a year until a month":                     {"1984~/2004-06", "about 1984 – June 2004"},
		"within a week":                                  {"[2019-12-30..2020-01-05]", "some time between 30 December 2019 and 5 January 2020"},
		"within two days of a month":                     {"[2020-01-06..2020-01-08]", "some time between 6 and 8 January 2020"},
		"within months of one year":                      {"[2020-02..2020-03]", "some time between February and March 2020"},
		"within years":                                   {"[2015..2017]", "some time between 2015 and 2017"},
		"within the first days of a month":               {"[2020-01-01..2020-01-10]", "early January 2020"},
		"within the middle of a month":                   {"[2020-01-11..2020-01-20]", "mid-January 2020"},
		"within the last days of a month":                {"[2020-02-21..2020-02-29]", "late February 2020"},
		"within what are not the last days of the month": {"[2020-02-21..2020-02-28]", "some time between 21 and 28 February 2020"},
		"within the first third of a year":               {"[2015-01..2015-04]", "early 2015"},
		"within the second third of a year":              {"[2015-05..2015-08]", "mid-2015"},
		"within the last third of a year":                {"[2015-09..2015-12]", "late 2015"},
		"within a third of a year that is not sure":      {"[2015-01?..2015-04]", "some time between perhaps January 2015 and April 2015"},
		"by a day":                        {"[..2020-01-08]", "by 8 January 2020"},
		"from a day on":                   {"[2020-01-08..]", "8 January 2020 or later"},
		"one of two":                      {"[1667,1760-12]", "1667 or December 1760"},
		"one of several with a range":     {"[1667,1668,1670..1672]", "1667, 1668 or between 1670 and 1672"},
		"one of several with an open end": {"[1760-01,1760-02,1760-12..]", "January 1760, February 1760 or from December 1760 on"},
		"both":                            {"{1960,1961-12}", "1960 and December 1961"},
		"all of several with a range":     {"{1667,1668,1670..1672}", "1667, 1668 and every year from 1670 to 1672"},
		"every day":                       {"{2020-01-06..2020-01-08}", "every day from 6 to 8 January 2020"},
		"every month":                     {"{2020-01..2020-04}", "every month from January to April 2020"},
		"every year up to one":            {"{..1984}", "every year up to 1984"},
		"every year from one on":          {"{1984..}", "every year from 1984"},
	} {
		t.Run(name, func(t *testing.T) {
			d := MustParse(tt.in)
			assert.Equal(t, tt.words, d.Words(), tt.in)
			assert.Equal(t, tt.in, d.String(), "is canonical")
		})
	}
	assert.Empty(t, Date{}.Words())
}

// Readers and programs that read words back rely on it.
func TestDifferentDatesHaveDifferentWords(t *testing.T) {
	seen := map[string]string{}
	for _, line := range stringsOf(t, "valid.txt") {
		_, s, _ := strings.Cut(line, "\t")
		d, err := Parse(s)
		require.NoError(t, err)
		w := d.Words()
		if seen[w] == s {
			continue // some lines come at two levels
		}
		assert.Empty(t, seen[w], "%q and %q are both %q", s, seen[w], w)
		seen[w] = s
	}
}
