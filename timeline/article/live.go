package article

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"dateline/timeline"
	"dateline/timeline/edtf"
)

// A mark is where an entry of a live blog says when it was written: "14:35
// GMT", "Posted at 9.05pm 12 Mar 2024", "16:30 - The gate opens."
type mark struct {
	at    int    // the paragraph in which it stands
	first int    // the first paragraph of the entry: its headline may stand before
	day   string // "2024-03-12", "" if it says none
	clock string // "T14:35:00"
	zone  string // "Z" or "+01:00", "" if it says none that we know
	rest  int    // where in the paragraph the entry itself goes on, in bytes; 0 if it does not show the time
	ago   bool   // it is told how long ago, as only a page that is live does
}

var (
	liveWords = compile(`(?i)^live\s*[:|–—-]|[:|–—-]\s*live$|\blive\s*(?:updates?|blog|coverage|ticker|news|reports?|reporting)\b|^live$|\blatest updates\b|\bas it happened\b|\bkey events\b|\bliveblog\b|\bliveticker\b|\bnewsblog\b|\bnewsticker\b|\ben direct\b|\bdirect\s*[:–—-]|\ben vivo\b|\bin diretta\b|\bao vivo\b`)
	liveAside = regexp.MustCompile(`(?i)^.{1,80}\s[–—|-]\s+live\b`) // no pattern, which would count to 80 in states
	liveClass = regexp.MustCompile(`(?i)(?:^|[\s_-])(?:live-?blog|lx-stream|live-?(?:posts?|entry|entries|updates?|cards?|feed)(?:$|[\s_-]))`)
	liveSlug  = regexp.MustCompile(`(?i)/live/|/live-?blog|[/-]live(?:-updates?|-news|-blog|blog)?(?:[/.?-]|$)|liveticker|as-it-happened`)
	allTimes  = regexp.MustCompile(`(?i:\ball times\b)[^.\n]{0,30}?(?P<zone>\b(?:GMT|UTC)\s?[+−-]\s?\d{1,2}(?::?\d{2})?|\b[A-Z]{3,4}\b)`)

	// markLead is what may stand before the time of an entry, and ago what
	// tells that the page counts along.
	markLead  = regexp.MustCompile(`^[\[(+*•\s]*(?i:(?:last )?(?:posted|published|updated)(?:\s+(?:at|on))?:?\s*|at\s+|um\s+)?`)
	ago       = regexp.MustCompile(`^(?i:\d{1,3}\s?(?:s|secs?|m|mins?|minutes?|h|hrs?|hours?|d|days?)\s+ago)[\s,(|·•–-]*`)
	markClock = regexp.MustCompile(`^` + clockPattern)
	zoneAside = regexp.MustCompile(`^\s*\(((?:GMT|UTC)\s?[+−-]\d{1,2}(?::?\d{2})?|[A-Z]{2,5})\)`)
	markTail  = regexp.MustCompile(`^(?i:\s*\(?(?:uhr|local(?: time)?|hrs?|[BI]ST|[ECMP]T|A[CS]T)\)?(?:\s|[:\])–—-]|$))`)
	separator = regexp.MustCompile(`^[\])]?\s*(?:[:|•·+]|[-–—]{1,2})+\s*`)
)

// saysLive reports whether a line is that of a live blog, as its headline is.
func saysLive(s string) bool {
	if len(s) > 300 {
		return false
	}
	s = oneLine(s)
	return liveWords.MatchString(s) || strings.Contains(strings.ToLower(s), "live") && strings.ContainsAny(s, "–—|-") && liveAside.MatchString(s)
}

func isLiveAddress(s string) bool { return liveSlug.MatchString(s) }

// readMark reads the time with which an entry begins.
func readMark(s string) (m mark, ok bool) {
	const most = 90 // bytes of a time with all that stands around it
	head, _, _ := strings.Cut(s, "\n")
	head = head[:min(len(head), most)]
	if !strings.ContainsAny(head[:min(len(head), most/2)], "0123456789") {
		return m, false // what most paragraphs are
	}
	at := len(markLead.FindString(head))
	if i := len(ago.FindString(head[at:])); i > 0 {
		at, m.ago = at+i, true
		at += len(markLead.FindString(head[at:]))
	}
	end, plain, ok := m.readTime(head[at:])
	if !ok {
		m.ago = m.ago && strings.Trim(head[at:], " )]|,·•") == ""
		return m, false
	}
	at += end
	sep := len(separator.FindString(head[at:]))
	if left := strings.TrimLeft(head[at+sep:], " )]"); left != "" && sep == 0 {
		// "14:35 The gate opens."
		first, _ := utf8.DecodeRuneInString(left)
		if plain && !strings.Contains(head[:at], ":") || len(left) == len(head)-at || unicode.IsLower(first) || unicode.IsDigit(first) {
			return m, false
		}
	}
	m.rest = at + sep
	for m.rest < len(s) && strings.IndexByte(" \t\r\n)]", s[m.rest]) >= 0 {
		m.rest++
	}
	return m, true
}

// readTime reads the clock at the beginning of s, with the zone and the day
// that stand before or behind it, and says where it ends. It is plain if it
// could be any number: "10.50 euros".
func (m *mark) readTime(s string) (end int, plain, ok bool) {
	if found, dated := findMoment(s); dated && found.start == 0 && strings.Contains(found.date.String(), "T") {
		m.split(found.date)
		end = found.end
	} else {
		loc := markClock.FindStringSubmatchIndex(s)
		if loc == nil {
			return 0, false, false
		}
		clock, good := readClock(markClock, s, loc)
		if !good || clock == "" {
			return 0, false, false
		}
		m.clock, m.zone = clock[:len("T00:00:00")], clock[len("T00:00:00"):]
		plain = m.zone == "" && group(markClock, s, loc, "half") == ""
		if end = loc[1]; m.zone == "" { // a word in capitals may be no zone
			end = len(strings.TrimRight(s[:end-len(group(markClock, s, loc, "zone"))], " "))
		}
		if aside := zoneAside.FindStringSubmatchIndex(s[end:]); aside != nil && m.zone == "" {
			if m.zone = zoneOf(s[end+aside[2] : end+aside[3]]); m.zone != "" {
				end, plain = end+aside[1], false
			}
		}
	}
	if tail := markTail.FindString(s[end:]); tail != "" {
		end, plain = end+len(strings.TrimRight(tail, ":])–—- ")), false
	}
	behind := strings.TrimLeft(s[end:], " ,|")
	if day, dated := findMoment(behind); dated && day.start == 0 && m.day == "" {
		m.split(day.date)
		end, plain = len(s)-len(behind)+day.end, false
	}
	return end, plain, true
}

// split takes the day, the clock and the zone of a date.
func (m *mark) split(d edtf.Date) {
	day, clock, timed := strings.Cut(d.String(), "T")
	m.day = day
	if timed && len(clock) >= len("00:00:00") {
		m.clock, m.zone = "T"+clock[:len("00:00:00")], clock[len("00:00:00"):]
	}
}

// findEntries returns the entries of a live blog, nil if the article is none:
// if neither it nor the caller says so, or fewer than two entries tell when
// they were written. A page of news has many times that are not those of
// entries, so that times alone make no live blog. A time that stands before
// the words of its entry becomes a paragraph of its own.
func findEntries(text string, ps []paragraph, live bool) ([]paragraph, []mark) {
	const head = 8 // paragraphs in which a live blog says that it is one
	var marks []mark
	for i := range ps {
		s := ps[i].of(text)
		if len(marks) == 0 && i < head {
			live = live || saysLive(s) || beginsLive(s)
		}
		m, ok := readMark(s)
		live = live || m.ago && (ok || !ps[i].stamp.IsZero())
		if !ps[i].stamp.IsZero() {
			// What the page says to programs is more exact than what it shows.
			m.split(ps[i].stamp)
			if !ok && ps[i].said && wordCount(s) <= 8 && !isSentence(s) {
				m.rest = len(s) // "3 min ago"
			}
			ok = m.clock != ""
		}
		if !ok {
			continue
		}
		m.at, m.first = i, i
		if i > 0 && ps[i-1].heading && (i+1 == len(ps) || !ps[i+1].heading) && m.rest == len(s) {
			m.first = i - 1
		}
		marks = append(marks, m)
	}
	if !live {
		return ps, nil
	}
	// A time that nothing follows is none of an entry: "Published … Updated …".
	kept := marks[:0]
	dated := 0
	for k, m := range marks {
		end := len(ps)
		if k+1 < len(marks) {
			end = marks[k+1].first
		}
		if m.rest == len(ps[m.at].of(text)) && !tellsAnything(text, ps[m.at+1:end]) {
			continue
		}
		if m.day != "" {
			dated++
		}
		kept = append(kept, m)
	}
	if len(kept) > 1 && kept[0].day != "" && dated == 1 {
		kept = kept[1:] // the article's own line of publication
	}
	if len(kept) < 2 {
		return ps, nil
	}
	return cutMarks(text, ps, kept), kept
}

// cutMarks cuts the times from what they stand before: "16:30 - The gate
// opens." They are nobody's name and no part of what is told.
func cutMarks(text string, ps []paragraph, marks []mark) []paragraph {
	out := make([]paragraph, 0, len(ps)+len(marks))
	at := 0
	for k := range marks {
		m := &marks[k]
		cut := m.at
		m.first, m.at = m.first+len(out)-at, m.at+len(out)-at
		out = append(out, ps[at:cut]...)
		at = cut + 1
		p := ps[cut]
		if m.rest == 0 || m.rest == len(p.of(text)) {
			out = append(out, p)
			continue
		}
		time, rest := p, p
		time.byteSpan, time.heading = trimSpan(text, byteSpan{p.start, p.start + m.rest}), false
		rest.byteSpan = trimSpan(text, byteSpan{p.start + m.rest, p.end})
		if !p.heading {
			rest.role = anywhere(rest.of(text))
		}
		out = append(out, time, rest)
		m.rest = len(time.of(text))
	}
	return append(out, ps[at:]...)
}

func tellsAnything(text string, ps []paragraph) bool {
	for _, p := range ps {
		if s := p.of(text); p.role != timeline.RoleRelated && (isSentence(s) && wordCount(s) > 2 || wordCount(s) > 5) {
			return true
		}
	}
	return false
}

// firstEntry is the paragraph with which the first entry begins, n if there is
// none.
func firstEntry(marks []mark, n int) int {
	if len(marks) == 0 {
		return n
	}
	return marks[0].first
}

// dateEntries gives the paragraphs of each entry its time, and its headline
// its role. A clock without a day is of the day that a line above it says, else
// of the article's day, or of a day before or after where the clock tells that
// midnight was passed. started says that published is when the live blog was
// begun, not when it was last written to.
func dateEntries(text string, ps []paragraph, marks []mark, published edtf.Date, started bool) {
	if len(marks) == 0 {
		return
	}
	zone := ""
	for i := range ps[:marks[0].at] {
		if m := allTimes.FindStringSubmatch(ps[i].of(text)); m != nil {
			zone = zoneOf(m[allTimes.SubexpIndex("zone")])
		}
	}
	days := daysOf(text, ps, marks, published, started)
	for k, m := range marks {
		end := len(ps)
		if k+1 < len(marks) {
			end = marks[k+1].first
		}
		var when edtf.Date
		if days[k] != "" {
			if m.zone == "" && m.day == "" {
				m.zone = zone
			}
			when, _ = edtf.Parse(days[k] + m.clock + m.zone)
		}
		for i := m.first; i < end; i++ {
			ps[i].published = when
		}
		headEntry(text, ps[m.first:end], m.at-m.first, m.rest > 0)
	}
}

// headEntry gives the head of an entry its roles: ps[at] has the time. The
// headline is the heading before or after it, else a line beside or below it
// that is no sentence and no name.
func headEntry(text string, ps []paragraph, at int, bare bool) {
	const near, most = 3, 25 // paragraphs from the time to its heading; words of a headline
	if bare {
		ps[at].role = timeline.RoleDateline
	}
	for i := range ps[:min(len(ps), at+1+near)] {
		if p := &ps[i]; p.heading && p.role != timeline.RoleRelated && !isSentence(p.of(text)) && wordCount(p.of(text)) > 1 {
			p.role = timeline.RoleTitle
			return
		}
	}
	head := at + 1
	for head < len(ps) && head <= at+near && ago.MatchString(ps[head].of(text)) {
		head++ // "22 minutes ago"
	}
	if !bare || head+1 >= len(ps) {
		return
	}
	p, s := &ps[head], ps[head].of(text)
	beside := !strings.ContainsAny(text[ps[at].end:p.start], "\r\n")
	if n := wordCount(s); p.role != timeline.RoleRelated && !isSentence(s) && !isByline(s) && n <= most && n > 1 && (beside || n > 3 || hasSmallWord(s)) {
		p.role = timeline.RoleTitle
	}
}

// hasSmallWord reports whether a word of s begins with a small letter, as in no
// name of a writer.
func hasSmallWord(s string) bool {
	for w := range strings.FieldsSeq(s) {
		if r, _ := utf8.DecodeRuneInString(w); unicode.IsLower(r) {
			return true
		}
	}
	return false
}

// daysOf gives the day of each mark, "" where nothing tells.
func daysOf(text string, ps []paragraph, marks []mark, published edtf.Date, started bool) []string {
	days := make([]string, len(marks))
	lines := make([]string, len(marks)) // the day that a line above says
	at, day := marks[0].first, ""
	for k, m := range marks {
		for ; at < m.at; at++ {
			if d, ok := publicationLine(oneLine(ps[at].of(text))); ok && ps[at].role == timeline.RoleDateline {
				day, _, _ = strings.Cut(d.String(), "T")
			}
		}
		lines[k] = day
		if m.day != "" {
			lines[k], day = m.day, ""
		}
	}
	// The newest entry stands first, unless less time goes by from the first
	// to the last if they are read the other way.
	const aDay = 24 * 60
	down, up := 0, 0
	for k := 1; k < len(marks); k++ {
		later := marks[k].minutes() - marks[k-1].minutes()
		down += (aDay - later) % aDay
		up += (aDay + later) % aDay
	}
	step := edtf.Day(-1)
	if up < down {
		step = 1
	}
	last, known := published.Latest()
	if !known {
		return lines
	}
	// The marks before the first line that says a day are counted from the
	// article's.
	open := 0
	for open < len(marks) && lines[open] == "" {
		open++
	}
	offset := make([]edtf.Day, len(marks))
	for k := 1; k < len(marks); k++ {
		if offset[k] = offset[k-1]; marks[k-1].passesMidnight(marks[k], step) {
			offset[k] += step
		}
	}
	if open > 0 {
		newest, oldest := 0, open-1
		if step > 0 {
			newest, oldest = oldest, newest
		}
		base := last - offset[newest]
		if started {
			base = last - offset[oldest]
		} else if clock := clockOf(published); clock >= 0 && clock < 4*60 && marks[newest].minutes() >= 12*60 {
			base-- // it was published after midnight
		}
		for k := range open {
			days[k] = (base + offset[k]).String()
		}
	}
	for k := open; k < len(marks); k++ {
		if days[k] = lines[k]; days[k] == "" && k > 0 && days[k-1] != "" {
			if d, err := edtf.Parse(days[k-1]); err == nil {
				day, _ := d.Latest()
				days[k] = (day + offset[k] - offset[k-1]).String()
			}
		}
	}
	return days
}

// minutes is the mark's clock in minutes since midnight.
func (m mark) minutes() int {
	h, _ := strconv.Atoi(m.clock[1:3])
	min, _ := strconv.Atoi(m.clock[4:6])
	return 60*h + min
}

// passesMidnight reports whether the clock jumps the wrong way from m to next
// by more than entries that stand out of order do.
func (m mark) passesMidnight(next mark, step edtf.Day) bool {
	const most = 3 * 60
	return int(step)*(next.minutes()-m.minutes()) < -most
}

// clockOf is the clock of a date in minutes since midnight, -1 if it has none.
func clockOf(d edtf.Date) int {
	m := mark{}
	if m.split(d); m.clock == "" {
		return -1
	}
	return m.minutes()
}
