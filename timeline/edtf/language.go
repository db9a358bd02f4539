package edtf

import (
	"embed"
	"encoding/json"
	"strconv"
	"strings"
	"sync"
	"time"
)

//go:embed words/*.json
var wordFiles embed.FS

// A Language words dates. The names of months and weekdays and their short
// forms are those of Unicode CLDR 44 (gregorian); digits are 0 to 9 in every
// language, as its newspapers' sites write them.
type Language struct {
	Tag           string   // the primary subtag of BCP 47, such as "de"
	Months, Short []string // from January on; the same where a language shortens none
	Weekdays      []string // from Sunday on
	BCE           string   // as it stands beside a year
	texts         map[string]string
}

// languages are read when first needed.
var languages = sync.OnceValue(func() map[string]*Language {
	entries, err := wordFiles.ReadDir("words")
	if err != nil {
		panic("embedded files can be listed: " + err.Error())
	}
	all := map[string]*Language{}
	for _, e := range entries {
		body, err := wordFiles.ReadFile("words/" + e.Name())
		if err != nil {
			panic("embedded files can be read: " + err.Error())
		}
		l := &Language{Tag: strings.TrimSuffix(e.Name(), ".json")}
		if err := json.Unmarshal(body, &l.texts); err != nil {
			panic("the words of dates in " + e.Name() + ": " + err.Error())
		}
		l.Months, l.Short = strings.Fields(l.texts["months"]), strings.Fields(l.texts["short"])
		l.Weekdays, l.BCE = strings.Fields(l.texts["weekdays"]), l.texts["bce"]
		all[l.Tag] = l
	}
	return all
})

// LanguageOf returns the language of a BCP 47 tag. English stands in for every
// language that is not known.
func LanguageOf(tag string) *Language {
	primary, _, _ := strings.Cut(strings.ToLower(tag), "-")
	if l := languages()[primary]; l != nil {
		return l
	}
	return languages()["en"]
}

// Weekday returns the name of a day's weekday.
func (l *Language) Weekday(d Day) string { return l.Weekdays[d.Weekday()] }

// Format writes what parts says of a day: "d", "dm", "dmy", "m", "my" or "y",
// with "short." before all but d and y for the months' short names.
func (l *Language) Format(parts string, d Day) string {
	y, m, n := d.Date()
	switch parts {
	case "y":
		return l.year(int64(y))
	case "m", "short.m":
		return l.month(parts, m)
	}
	return l.say(parts, "{d}", l.day(n), "{m}", l.month(parts, m), "{y}", l.year(int64(y)))
}

// Stamp writes a day, already in words, with a time of day.
func (l *Language) Stamp(day, clock string) string {
	return l.say("stamp", "{day}", day, "{clock}", clock)
}

// Comma is what stands between the parts of a list.
func (l *Language) Comma() string { return l.texts["comma"] }

// Brief puts what a bound is before the words of a date, for a narrow column:
// "since", "until", "by" or "after".
func (l *Language) Brief(bound string, d Date, words string) string {
	return l.say(l.fit("brief."+bound, d), "{a}", words)
}

func (l *Language) month(parts string, m time.Month) string {
	if strings.HasPrefix(parts, "short.") {
		return l.Short[m-1]
	}
	return l.Months[m-1]
}

func (l *Language) day(n int) string {
	if n == 1 {
		return l.texts["first"]
	}
	return strconv.Itoa(n)
}

// year writes a year of the proleptic Gregorian calendar as EDTF counts them.
func (l *Language) year(y int64) string {
	switch {
	case y <= 0: // EDTF has a year 0, which is 1 BC
		return l.say("bc", "{n}", l.grouped(1-y))
	case y < 1000: // "33" alone could be a day
		return l.say("ad", "{n}", strconv.FormatInt(y, 10))
	}
	return l.grouped(y)
}

// grouped separates the thousands of numbers beyond four digits.
func (l *Language) grouped(n int64) string {
	s := strconv.FormatInt(n, 10)
	if len(s) <= 4 {
		return s
	}
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + l.texts["thousands"] + s[i:]
	}
	return s
}

// say fills in a text: pairs are placeholders, each with what stands for it.
func (l *Language) say(key string, pairs ...string) string {
	return strings.NewReplacer(pairs...).Replace(l.texts[key])
}

// fit chooses the form of a text that a date needs, where the language has
// several: "until 1980" and "until 8 January" take other words in French.
func (l *Language) fit(key string, d Date) string {
	if g := key + d.grain(); l.texts[g] != "" {
		return g
	}
	return key
}

// grain names the forms of texts: ".day", ".month" or ".year" for a date
// without doubts, "" for any other.
func (d Date) grain() string {
	switch {
	case d.marks != 0 || d.form != Single || strings.ContainsAny(d.s, "XYS"):
	case d.prec >= DayPrecision:
		return ".day"
	case d.prec == Month:
		return ".month"
	case d.prec == Year:
		return ".year"
	}
	return ""
}

// about writes a text about one date.
func (l *Language) about(key string, d Date) string {
	return l.say(l.fit(key, d), "{a}", d.end(l), "{bare}", d.phrase(l, true, "perhaps", false))
}

// list is "a, b and c".
func (l *Language) list(parts []string, last string) string {
	n := len(parts) - 1
	if n == 0 {
		return parts[0]
	}
	return l.say(last, "{a}", strings.Join(parts[:n], l.texts["comma"]), "{b}", parts[n])
}
