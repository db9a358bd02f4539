package templates

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"dateline/timeline/edtf"
)

func TestADateIsSaidNoMoreExactlyThanItIs(t *testing.T) {
	for date, want := range map[string]struct {
		form                          Form
		soft, bold, when, note, short string
	}{
		"2020-01-03":               {FormDay, "Friday", "3 January 2020", "", "", "3 Jan"},
		"2020-01-08T21:09:00Z":     {FormDay, "Wednesday", "8 January 2020", "21:09 UTC", "", "8 Jan"},
		"2020-01-08?":              {FormReported, "Wednesday", "8 January 2020", "reported on 8 January 2020", "", "8 Jan"},
		"2020-01-08~":              {FormAbout, "Wednesday", "8 January 2020", "about 8 January 2020", "", "8 Jan"},
		"2020-01":                  {FormWithin, "", "January 2020", "", "the day is not known", "January 2020"},
		"2015":                     {FormWithin, "", "2015", "", "the day is not known", "2015"},
		"2015~":                    {FormWithin, "", "about 2015", "", "the day is not known", "about 2015"},
		"[2019-12-30..2020-01-05]": {FormWithin, "Some time", "30 December 2019 – 5 January 2020", "", "the day is not known", "30 Dec 2019 – 5 Jan"},
		"[2020-01-06..2020-01-08]": {FormWithin, "Some time", "6–8 January 2020", "", "the day is not known", "6–8 Jan"},
		"[2020-01-30..2020-02-02]": {FormWithin, "Some time", "30 January – 2 February 2020", "", "the day is not known", "30 Jan – 2 Feb"},
		"[2015..2017]":             {FormWithin, "Some time in", "2015–2017", "", "the year is not known", "2015–2017"},
		"[..2020-01-08]":           {FormBefore, "", "by 8 January 2020", "", "the day is not known", "by 8 Jan"},
		"[2020-01-08..]":           {FormAfter, "", "8 January 2020 or later", "", "the day is not known", "after 8 Jan"},
		"2019-12-31/2020-01-01":    {FormLasting, "Tuesday", "31 December 2019", "31 December 2019 – 1 January 2020", "", "31 Dec 2019 – 1 Jan"},
		"1980/1988":                {FormLasting, "", "1980", "1980 – 1988", "", "1980–1988"},
		"2020-01-06/..":            {FormSince, "Monday", "6 January 2020", "since 6 January 2020", "", "since 6 Jan"},
		"/1988":                    {FormUntil, "", "1988", "until 1988, from an unknown time", "", "until 1988"},
		"1980/..":                  {FormSince, "", "1980", "since 1980", "", "since 1980"},
		"[..2015]":                 {FormBefore, "", "by 2015", "", "the day is not known", "by 2015"},
		"[2015-06..]":              {FormAfter, "", "June 2015 or later", "", "the day is not known", "after June 2015"},
		"{2020-01-07,2020-01-09}":  {FormDay, "Tuesday", "7 January 2020", "7 January 2020 and 9 January 2020", "", "7 January 2020 and 9 January 2020"},
	} {
		t.Run(date, func(t *testing.T) {
			d := edtf.MustParse(date)
			form := FormOf(d)
			h := headingOf(wordsOf("en"), d, form)
			when, note := wordsOf("en").when(d, form)
			assert.Equal(t, want.form, form)
			assert.Equal(t, want.soft, h.soft)
			assert.Equal(t, want.bold, h.words(wordsOf("en"), noYear))
			assert.Equal(t, want.when, when)
			assert.Equal(t, want.note, note)
			assert.Equal(t, want.short, wordsOf("en").short(d, 2020))
		})
	}
}

func TestAShortDateTellsTheYearThatNothingAboveItSays(t *testing.T) {
	for date, want := range map[string][2]string{ // under 2020, and under no year
		"2020-01-03":               {"3 Jan", "3 Jan 2020"},
		"2018-08-24/2018-10-06":    {"24 Aug – 6 Oct 2018", "24 Aug – 6 Oct 2018"},
		"[2019-12-30..2020-01-05]": {"30 Dec 2019 – 5 Jan", "30 Dec 2019 – 5 Jan 2020"},
		"[2020-01-06..2020-01-08]": {"6–8 Jan", "6–8 Jan 2020"},
		"[..2018-12-31]":           {"by 31 Dec 2018", "by 31 Dec 2018"},
		"2020-02/2020-05":          {"Feb – May", "Feb – May 2020"},
		"[2018-10..2019-01]":       {"Oct 2018 – Jan 2019", "Oct 2018 – Jan 2019"},
	} {
		d := edtf.MustParse(date)
		assert.Equal(t, want, [2]string{wordsOf("en").short(d, 2020), wordsOf("en").short(d, noYear)}, date)
	}
}

func TestAHeadingLeavesOutTheYearThatTheOneBeforeSaid(t *testing.T) {
	heading := func(date string) heading {
		d := edtf.MustParse(date)
		return headingOf(wordsOf("en"), d, FormOf(d))
	}
	assert.Equal(t, "3 January", heading("2020-01-03").words(wordsOf("en"), 2020))
	assert.Equal(t, "3 January 2020", heading("2020-01-03").words(wordsOf("en"), 2019))
	assert.Equal(t, "6–8 January", heading("[2020-01-06..2020-01-08]").words(wordsOf("en"), 2020))
	assert.Equal(t, "30 December 2019 – 5 January 2020", heading("[2019-12-30..2020-01-05]").words(wordsOf("en"), 2020), "two years are both said")
	assert.Equal(t, "January 2020", heading("2020-01").words(wordsOf("en"), 2020), "a month's words are not cut")
}

func TestOnlyADayOfTheDataSharesADaysHeading(t *testing.T) {
	key := func(date string) string {
		d := edtf.MustParse(date)
		return headingOf(wordsOf("en"), d, FormOf(d)).key
	}
	for _, same := range []string{"2020-01-08T21:09:00Z", "2020-01-08?", "2020-01-08/2020-01-09", "2020-01-08/.."} {
		assert.Equal(t, key("2020-01-08"), key(same), same)
	}
	for _, other := range []string{"[..2020-01-08]", "[2020-01-08..]", "[2020-01-08..2020-01-09]", "2020-01", "2020", "[2020-01-01..2020-01-08]", "2020-01-09"} {
		assert.NotEqual(t, key("2020-01-08"), key(other), other)
	}
}
