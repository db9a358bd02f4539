package edtf

import "strings"

// Words returns d in English for readers: "8 January 2020", "some time between
// 30 December 2019 and 5 January 2020", "early 2015", "by 8 January 2020",
// "reported on 8 January 2020". The words say what the notation says and no
// more; "" for no date.
func (d Date) Words() string { return d.WordsIn("en") }

// WordsIn is Words in the language of a BCP 47 tag; see [LanguageOf].
func (d Date) WordsIn(tag string) string {
	l := LanguageOf(tag)
	switch {
	case d.IsZero():
		return ""
	case d.form == Single:
		return d.phrase(l, true, "reported", false)
	case d.form == Interval:
		return d.lasting(l)
	case !d.many() && d.form == OneOf:
		return d.within(l, "within")
	}
	var parts []string
	for _, m := range d.Members() {
		switch m.form {
		case OneOf:
			if from, _, _, open := m.Interval(); open {
				parts = append(parts, l.about("onward", from))
				continue
			}
			parts = append(parts, m.within(l, "among"))
		case AllOf:
			parts = append(parts, m.every(l))
		default:
			parts = append(parts, m.phrase(l, true, "perhaps", false))
		}
	}
	if d.form == OneOf {
		return l.list(parts, "or")
	}
	return l.list(parts, "and")
}

// lasting writes an interval.
func (d Date) lasting(l *Language) string {
	from, to, startOpen, endOpen := d.Interval()
	switch {
	case startOpen:
		return l.about("until", to)
	case from.IsZero():
		return l.about("unbegun", to)
	case endOpen:
		return l.about("since", from)
	case to.IsZero():
		return l.about("unended", from)
	case from.Equal(to):
		return l.about("throughout", from)
	}
	if hours := sameDay(partsOf(from.s), partsOf(to.s)); hours != "" {
		return l.say("clock", "{day}", l.Format("dmy", from.lo), "{clock}", hours)
	}
	a, b := pair(l, from, to, false)
	return l.say("lasting", "{a}", a, "{b}", b)
}

// sameDay writes two times of day, "" if they are not of one day and zone.
func sameDay(a, b written) string {
	const seconds = len("21:09:00")
	if a.clock == "" || b.clock == "" || a.clock[seconds:] != b.clock[seconds:] || a.year+a.month+a.day != b.year+b.month+b.day {
		return ""
	}
	first, _, _ := strings.Cut(clockWords(a.clock), " ")
	return first + "–" + clockWords(b.clock)
}

// within writes one of a single range; key is the text for two ends.
func (d Date) within(l *Language, key string) string {
	from, to, startOpen, endOpen := d.Interval()
	switch {
	case startOpen:
		return l.about("by", to)
	case endOpen:
		return l.about("later", from)
	}
	if w := third(l, from, to); w != "" {
		return w
	}
	a, b := pair(l, from, to, true)
	return l.say(key, "{a}", a, "{b}", b)
}

// every writes all of a single range.
func (d Date) every(l *Language) string {
	from, to, startOpen, endOpen := d.Interval()
	each := l.texts["each"]
	switch max(from.unit(), to.unit()) {
	case Year:
		each = l.texts["each.year"]
	case Month:
		each = l.texts["each.month"]
	case DayPrecision:
		each = l.texts["each.day"]
	}
	switch {
	case startOpen:
		return strings.Replace(l.about("upto", to), "{each}", each, 1)
	case endOpen:
		return strings.Replace(l.about("from", from), "{each}", each, 1)
	}
	a, b := pair(l, from, to, false)
	return l.say("every", "{each}", each, "{a}", a, "{b}", b)
}

// third is "early 2015" for its first four months, "mid-January 2020" for the
// second ten days, "" for what is no such third.
func third(l *Language, from, to Date) string {
	if from.unit() == Unknown || from.unit() != to.unit() {
		return ""
	}
	y, m1, d1 := from.lo.Date()
	y2, m2, d2 := to.hi.Date()
	if y != y2 {
		return ""
	}
	first, last, ends := int(m1), int(m2), [3]int{4, 8, 12}
	what := l.year(int64(y))
	if from.unit() == DayPrecision {
		if m1 != m2 {
			return ""
		}
		first, last, ends = d1, d2, [3]int{10, 20, daysIn(int64(y), int(m1))}
		what = l.Format("my", from.lo)
	} else if from.unit() == Year {
		return ""
	}
	begins := 1
	for i, end := range ends {
		if first == begins && last == end {
			return l.say([3]string{"early", "mid", "late"}[i], "{a}", what)
		}
		begins = end + 1
	}
	return ""
}

// pair writes two ends, the year only once where both have the same, and the
// month too; with articles if they are parts of a sentence.
func pair(l *Language, from, to Date, article bool) (string, string) {
	a, b := from.phrase(l, true, "perhaps", article), to.phrase(l, true, "perhaps", article)
	if from.unit() != to.unit() || from.unit() < Month {
		return a, b
	}
	y1, m1, _ := from.lo.Date()
	y2, m2, _ := to.lo.Date()
	switch {
	case y1 != y2 || from.s == to.s:
		return a, b
	case m1 == m2:
		a = l.Format("d", from.lo)
		if article {
			a = l.say("the.day", "{a}", a)
		}
		return a, b
	}
	return from.phrase(l, false, "", article), b
}

// end writes a single date that is a part of something.
func (d Date) end(l *Language) string { return d.phrase(l, true, "perhaps", true) }
