package chart

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"dateline/timeline/edtf"
)

func ms(s string) float64 {
	d, _ := edtf.MustParse(s).Earliest()
	return float64(d) * day
}

func TestADateIsDrawnAsExactAsItIs(t *testing.T) {
	for _, tt := range []struct {
		name, date string
		want       placement
	}{
		{"a day is a full mark", "2020-01-08", placement{Form: at, From: ms("2020-01-08"), To: ms("2020-01-09")}},
		{"an uncertain day is a hollow mark", "2020-01-08?", placement{Form: at, From: ms("2020-01-08"), To: ms("2020-01-09"), Hollow: true}},
		{"an instant stands at its own zone's clock", "2020-01-08T06:12:00+03:30", placement{Form: at, From: ms("2020-01-08") + 6*hour + 12*minute, To: ms("2020-01-08") + 6*hour + 12*minute}},
		{"some time within is a band", "[2019-12-30..2020-01-05]", placement{Form: within, From: ms("2019-12-30"), To: ms("2020-01-06"), Hollow: true}},
		{"by then fades in", "[..2020-01-08]", placement{Form: before, From: ms("2020-01-08") + day/2, To: ms("2020-01-08") + day/2, Hollow: true, FadeIn: true}},
		{"not before then fades out", "[2020-01-08..]", placement{Form: after, From: ms("2020-01-08") + day/2, To: ms("2020-01-08") + day/2, Hollow: true, FadeOut: true}},
		{"a month is a band where it is wide", "2020-01", placement{Form: within, From: ms("2020-01-01"), To: ms("2020-02-01"), Soft: true}},
		{"about a year fades at both ends", "2015~", placement{Form: within, From: ms("2015-01-01"), To: ms("2016-01-01"), Soft: true, Hollow: true, FadeIn: true, FadeOut: true}},
		{"lasting is a bar", "2020-01-04/2020-01-06", placement{Form: lasting, From: ms("2020-01-04"), To: ms("2020-01-07")}},
		{"still going on has no end", "2020-01-06/..", placement{Form: lasting, From: ms("2020-01-06"), To: ms("2020-01-06"), FadeOut: true, Ongoing: true}},
		{"an unknown end fades", "2020-01-06/", placement{Form: lasting, From: ms("2020-01-06"), To: ms("2020-01-06"), FadeOut: true}},
		{"an unknown start fades", "/1988", placement{Form: lasting, From: ms("1989-01-01"), To: ms("1989-01-01"), FadeIn: true}},
		{"an approximate end fades", "1980/1988~", placement{Form: lasting, From: ms("1980-01-01"), To: ms("1989-01-01"), FadeOut: true}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got, err := placementOf(edtf.MustParse(tt.date))
			require.NoError(t, err)
			assert.Equal(t, tt.want, got)
		})
	}
}

func TestADateWithoutBoundsHasNoPlace(t *testing.T) {
	_, err := placementOf(edtf.Date{})
	assert.Error(t, err)
}
