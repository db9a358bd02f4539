package article

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"dateline/timeline"
	"dateline/timeline/edtf"
)

// ReadPublished reads a time of publication: an ISO 8601 day or date-time with
// or without zone, or a day with or without a time as newspapers print it
// ("January 8, 2020 at 9:09 pm", "8 Jan 2020 21:09 GMT", "8.1.2020"). Fractions
// of a second are dropped. "" is the zero Date. Anything else, a month without
// a day or an all-number date that can be read in two ways among it, is
// Problems of the field "published".
func ReadPublished(s string) (edtf.Date, error) {
	s = oneLine(s)
	if s == "" {
		return edtf.Date{}, nil
	}
	const most = 200 // bytes; no time is written at such length
	if len(s) <= most {
		if m, ok := findMoment(s); ok && strings.Trim(s[:m.start]+s[m.end:], " ,.;|") == "" {
			return m.date, nil
		}
	}
	return edtf.Date{}, timeline.FieldProblem("published",
		"%q cannot be read: give a day such as 2020-01-08 or 8 January 2020, or a time such as 2020-01-08T21:09, 2020-01-08T21:09:00Z or 2020-01-08T21:09:00+01:00", timeline.Excerpt(s))
}

// moment is a day or an instant written in a text.
type moment struct {
	byteSpan
	date edtf.Date
}

// months gives the month that a name or its abbreviation, in lower case and
// without a full stop, stands for. The languages are those of [language] that
// write dates with Latin letters and western months.
var months = map[string]time.Month{}

func init() {
	for _, list := range []string{
		"january february march april may june july august september october november december",
		"jan feb mar apr may jun jul aug sep oct nov dec",
		"januar februar märz april mai juni juli august september oktober november dezember",
		"janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
		"enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
		"gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
		"janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
		"januari februari maart april mei juni juli augustus september oktober november december",
		"januari februari mars april maj juni juli augusti september oktober november december",
		"januari februari maret april mei juni juli agustus september oktober november desember",
		"stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia",
		"ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık",
		"января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
		"січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня",
		"يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
	} {
		for i, name := range strings.Fields(list) {
			months[name] = time.Month(i + 1)
		}
	}
	months["sept"] = time.September
}

const (
	clockPattern = `(?P<h>\d{1,2})(?:[:.h](?P<min>\d{2})(?::(?P<s>\d{2})(?:[.,]\d+)?)?)?\s*(?P<half>(?i:[ap]\.?\s?m\b\.?))?\s*(?P<zone>Z\b|(?:GMT|UTC)\s?[+−-]\d{1,2}(?::?\d{2})?\b|[A-Z]{2,5}\b|[+-]\d{2}:?\d{2})?`
	// A clock without minutes must have am or pm, which readClock checks.
	joint = `(?:\s*(?:,|\||-|–|—|•|·|at|um|à|a las|alle|às|om|/)\s*|\s+)`
)

// The ways in which a day is written, most exact first. Each may be followed
// by a clock, or has one before it.
var (
	isoMoment  = regexp.MustCompile(`\b(?P<y>\d{4})-(?P<m>\d{2})-(?P<d>\d{2})(?:[T ](?P<h>\d{2}):(?P<min>\d{2})(?::(?P<s>\d{2})(?:[.,]\d+)?)?\s*(?P<zone>Z\b|[A-Z]{3,4}\b|[+-]\d{2}(?::?\d{2})?)?)?`)
	isoBasic   = regexp.MustCompile(`\b(?P<y>\d{4})(?P<m>\d{2})(?P<d>\d{2})(?:T(?P<h>\d{2})(?P<min>\d{2})(?P<s>\d{2})?(?:[.,]\d+)?(?P<zone>Z\b|[+-]\d{2}(?::?\d{2})?)?)?\b`)
	dayFirst   = regexp.MustCompile(`(?i)\b(?P<d>\d{1,2})(?:st|nd|rd|th|er|º|\.)?\s+(?:de\s+)?(?P<month>\p{L}{3,12})\.?,?\s+(?:de\s+|del\s+)?(?P<y>\d{4})\b`)
	monthFirst = regexp.MustCompile(`(?i)\b(?P<month>\p{L}{3,12})\.?\s+(?P<d>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<y>\d{4})\b`)
	numbers    = regexp.MustCompile(`\b(?P<a>\d{1,2})[/.](?P<b>\d{1,2})[/.](?P<y>\d{4})\b`)
	clockAfter = regexp.MustCompile(`^` + joint + clockPattern)
	clockAhead = regexp.MustCompile(`(?:^|\s)` + clockPattern + joint + `(?:\p{L}+,?\s+)?$`)
	weekday    = regexp.MustCompile(`(?i)(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+$`)
)

// zones are the abbreviations that mean one offset wherever they are printed.
// Those with two meanings (IST, BST, CST, AST) and those that move with the
// season (ET, PT) say no offset that we could know.
var zones = map[string]string{
	"Z": "Z", "UTC": "Z", "GMT": "Z", "EST": "-05:00", "EDT": "-04:00", "PST": "-08:00", "PDT": "-07:00",
	"MST": "-07:00", "MDT": "-06:00", "CDT": "-05:00", "CET": "+01:00", "CEST": "+02:00", "EET": "+02:00", "EEST": "+03:00",
	"MSK": "+03:00", "JST": "+09:00", "KST": "+09:00", "AEST": "+10:00", "AEDT": "+11:00", "NZST": "+12:00", "NZDT": "+13:00", "SAST": "+02:00",
}

// findMoment finds the first day in s, with its clock and zone if it has them.
func findMoment(s string) (moment, bool) {
	digits := longestNumber(s)
	if digits < len("2020") { // as every day is written
		return moment{}, false // what most lines are
	}
	best := moment{}
	found := false
	for _, re := range []*regexp.Regexp{isoMoment, isoBasic, dayFirst, monthFirst, numbers} {
		if re == isoMoment && !strings.Contains(s, "-") || re == isoBasic && digits < len("20200108") || re == numbers && !strings.ContainsAny(s, "/.") {
			continue
		}
		for at := 0; at < len(s); {
			loc := re.FindStringSubmatchIndex(s[at:])
			if loc == nil {
				break
			}
			shift(loc, at)
			if m, ok := readMoment(re, s, loc); ok {
				if !found || m.start < best.start {
					best, found = m, true
				}
				break
			}
			at = loc[0] + 1
		}
		if found && best.start == 0 {
			break // none begins before it
		}
	}
	return best, found
}

// longestNumber is how many digits s has in a row.
func longestNumber(s string) int {
	run, most := 0, 0
	for i := range len(s) {
		if run++; s[i] < '0' || s[i] > '9' {
			run = 0
		}
		most = max(most, run)
	}
	return most
}

func shift(loc []int, by int) {
	for i := range loc {
		if loc[i] >= 0 {
			loc[i] += by
		}
	}
}

// group returns the named part of a match, "" if it has none.
func group(re *regexp.Regexp, s string, loc []int, name string) string {
	if i := re.SubexpIndex(name); i >= 0 && loc[2*i] >= 0 {
		return s[loc[2*i]:loc[2*i+1]]
	}
	return ""
}

func readMoment(re *regexp.Regexp, s string, loc []int) (moment, bool) {
	part := func(name string) int {
		n, _ := strconv.Atoi(group(re, s, loc, name))
		return n
	}
	y, m, d := part("y"), part("m"), part("d")
	switch re {
	case dayFirst, monthFirst:
		m = int(months[strings.ToLower(group(re, s, loc, "month"))])
	case numbers:
		// 8/1/2020 is August in one country and January in the next: only
		// where one number can be no month is there one reading. Full stops
		// stand behind ordinals, and so the day comes first.
		switch a, b := part("a"), part("b"); {
		case a > 12 || strings.Count(s[loc[0]:loc[1]], ".") == 2 && b <= 12:
			d, m = a, b
		case b > 12:
			m, d = a, b
		case a == b:
			m, d = a, b
		default:
			return moment{}, false
		}
	}
	t := time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC)
	if y < 1000 || m < 1 || t.Day() != d || int(t.Month()) != m {
		return moment{}, false
	}
	span := byteSpan{loc[0], loc[1]}
	clock := ""
	if re == isoMoment || re == isoBasic {
		var ok bool
		if clock, ok = readClock(re, s, loc); !ok {
			return moment{}, false
		}
	} else if after := clockAfter.FindStringSubmatchIndex(s[span.end:]); after != nil {
		shift(after, span.end)
		if c, ok := readClock(clockAfter, s, after); ok && c != "" {
			clock, span.end = c, after[1]
		}
	}
	if w := weekday.FindStringIndex(s[:span.start]); w != nil {
		span.start = w[0]
	}
	if clock == "" && re != isoMoment {
		if ahead := clockAhead.FindStringSubmatchIndex(s[:span.start]); ahead != nil {
			if c, ok := readClock(clockAhead, s, ahead); ok && c != "" {
				clock, span.start = c, ahead[0]
			}
		}
	}
	date, err := edtf.Parse(fmt.Sprintf("%04d-%02d-%02d%s", y, m, d, clock))
	if err != nil {
		return moment{}, false
	}
	return moment{span, date}, true
}

// readClock returns the clock of a match as "T21:09:00" with its zone, "" if
// there is none; false if what stands there is no time of day.
func readClock(re *regexp.Regexp, s string, loc []int) (string, bool) {
	hour, min, sec := group(re, s, loc, "h"), group(re, s, loc, "min"), group(re, s, loc, "s")
	half := strings.ToLower(group(re, s, loc, "half"))
	if hour == "" {
		return "", true
	}
	if min == "" && half == "" {
		return "", false
	}
	h, _ := strconv.Atoi(hour)
	m, _ := strconv.Atoi(min)
	x, _ := strconv.Atoi(sec)
	if half != "" {
		if h < 1 || h > 12 {
			return "", false
		}
		h %= 12
		if half[0] == 'p' {
			h += 12
		}
	}
	if h > 23 || m > 59 || x > 59 {
		return "", false
	}
	return fmt.Sprintf("T%02d:%02d:%02d%s", h, m, x, zoneOf(group(re, s, loc, "zone"))), true
}

// zoneOf is a zone as EDTF has it, "" if it means no one offset: "GMT" is "Z",
// "UTC+3", "+03" and "+0300" are "+03:00".
func zoneOf(zone string) string {
	if offset := strings.TrimSpace(strings.TrimPrefix(strings.TrimPrefix(zone, "GMT"), "UTC")); offset != "" {
		zone = strings.ReplaceAll(strings.ReplaceAll(offset, "−", "-"), " ", "")
	}
	if zone == "" || zone[0] != '+' && zone[0] != '-' {
		return zones[zone]
	}
	hours, minutes := strings.ReplaceAll(zone[1:], ":", ""), "00"
	if len(hours) > 2 {
		hours, minutes = hours[:len(hours)-2], hours[len(hours)-2:]
	}
	if len(hours) == 1 {
		hours = "0" + hours
	}
	switch {
	case hours+minutes == "0000":
		return "Z"
	case hours > "14" || minutes > "59":
		return "" // no zone of this world
	}
	return zone[:1] + hours + ":" + minutes
}
