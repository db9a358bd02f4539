package article

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"dateline/timeline"
	"dateline/timeline/edtf"
)

// FromText reads an article that came as plain text. Its Text is text itself,
// unchanged. Paragraphs are separated by blank lines or by single line breaks;
// hard-wrapped lines are joined.
//
// It refuses with Problems a text that is not UTF-8 (with the offset of the
// byte), a text without words, and a hint that cannot be read.
func FromText(text string, h Hints) (*timeline.Article, error) {
	if err := checkText("text", text); err != nil {
		return nil, err
	}
	published, err := ReadPublished(h.Published)
	if err != nil {
		return nil, err
	}
	spans := split(text)
	ps := make([]paragraph, 0, len(spans))
	for _, s := range spans {
		ps = append(ps, paragraph{byteSpan: s, role: anywhere(s.of(text))})
	}
	ps, marks := findEntries(text, ps, saysLive(h.Title) || isLiveAddress(h.URL))
	head := readHead(text, ps, h.Title, firstEntry(marks, len(ps)))
	markRest(text, ps[head.end:])
	if published.IsZero() {
		published = head.published
	}
	dateEntries(text, ps, marks, published, false)
	a := assemble(text, cutCredits(text, ps))
	a.Title = head.title
	h.apply(a, published)
	return a, nil
}

// head is what stands before the body.
type head struct {
	title     string
	published edtf.Date
	end       int // index of the first paragraph of the body
}

// readHead gives the paragraphs before the body their roles. The title is the
// one that hint repeats, else the likeliest headline among them. The head
// ends before paragraph most.
func readHead(text string, ps []paragraph, hint string, most int) head {
	var h head
	hint = oneLine(hint)
	for h.end < most && !startsBody(text, ps[h.end], hint) {
		h.end++
	}
	if h.end == len(ps) { // none has the length of a report's first sentence
		first := 0 // behind the lines that say when it was published and by whom
		for i, p := range ps {
			s := oneLine(p.of(text))
			if _, dated := publicationLine(s); dated || isByline(s) {
				first = i + 1
			}
		}
		if i := slices.IndexFunc(ps[first:], func(p paragraph) bool { return isShortReport(text, p, hint) }); i >= 0 {
			h.end = first + i
		}
	}
	var words map[string]bool
	if hint == "" {
		words = wordsOf(text, ps[h.end:])
	}
	title, best := -1, 0
	for i := range ps[:h.end] {
		s := oneLine(ps[i].of(text))
		if day, ok := publicationLine(s); ok {
			ps[i].role = timeline.RoleDateline
			if h.published.IsZero() {
				h.published = day
			}
			continue
		}
		if hint != "" {
			if sameWords(s, hint) && title < 0 {
				title = i
			}
		} else if n := headlineScore(ps, text, i, h.end, words); ps[i].role == "" && n > best {
			title, best = i, n
		}
	}
	for i := range ps[:h.end] {
		// That of a live blog looks like a notice, but there is no other.
		if s := ps[i].of(text); title < 0 && hint == "" && ps[i].role == timeline.RoleBoilerplate && beginsLive(s) && wordCount(s) > 3 && !allTimes.MatchString(s) {
			title = i
		}
	}
	for i := range ps[:h.end] {
		switch s := oneLine(ps[i].of(text)); {
		case i == title:
			ps[i].role, h.title = timeline.RoleTitle, s
		case ps[i].role != "":
		case title >= 0 && i > title && wordCount(s) >= 6 && !isSlogan(s),
			i > title && (title >= 0 || hint != "") && wordCount(s) >= 4 && isSentence(s) && !isSlogan(s):
			ps[i].role = timeline.RoleBody // a standfirst, or a short sentence that opens the text
		default:
			ps[i].role = timeline.RoleBoilerplate
		}
	}
	if h.published.IsZero() && h.end < len(ps) {
		h.published = wireDate(ps[h.end].of(text))
	}
	return h
}

var wireDash = regexp.MustCompile(`\s(?:--?|–|—)\s|—`)

// wireDate reads the day on which a dateline says that a report was written, if it
// says the year: "LYON, France, 14 May 2026 (AP) — Two trains …". Its town stands
// in capitals.
func wireDate(s string) edtf.Date {
	const longest = 100 // bytes of a dateline
	dash := wireDash.FindStringIndex(s[:min(len(s), longest)])
	if dash == nil {
		return edtf.Date{}
	}
	s = s[:dash[0]]
	town, _, _ := strings.Cut(s, ",")
	m, ok := findMoment(s)
	if !ok || town == "" || town != strings.ToUpper(town) || !strings.ContainsFunc(town, unicode.IsLetter) || m.start < len(town) {
		return edtf.Date{}
	}
	return m.date
}

// startsBody reports whether the body begins with p. Captions, notices and the
// title that the caller knows stand before it, however much they look like it.
func startsBody(text string, p paragraph, hint string) bool {
	s := p.of(text)
	if p.role == timeline.RoleQuote {
		return true
	}
	return p.role == "" && isProse(s) && (hint == "" || !sameWords(s, hint))
}

// isShortReport reports a sentence that can be the first of a text which has no longer
// ones: "The minister resigned."
func isShortReport(text string, p paragraph, hint string) bool {
	s := p.of(text)
	return p.role == "" && wordCount(s) >= 3 && isSentence(s) && !isSlogan(s) && (hint == "" || !sameWords(s, hint))
}

// headlineScore says how much paragraph i of the head looks like a headline;
// 0 or less is no headline.
func headlineScore(ps []paragraph, text string, i, end int, body map[string]bool) int {
	s := ps[i].of(text)
	n := wordCount(s)
	if n < 2 || utf8.RuneCountInString(s) > 200 || isSlogan(s) || breadcrumb.MatchString(s) {
		return 0
	}
	score := 0
	switch {
	case n >= 4 && n <= 20:
		score += 3
	case n == 3:
		score++
	}
	if isSentence(s) {
		score--
	}
	if r, _ := utf8.DecodeRuneInString(s); unicode.IsLower(r) {
		score--
	}
	// What follows a headline: its date, its byline, its picture or the body.
	for j := i + 1; j < len(ps) && j <= i+2 && j <= end; j++ {
		t := oneLine(ps[j].of(text))
		if _, dated := publicationLine(t); dated || isByline(t) {
			score += 2
			break
		}
	}
	// A headline's words come again in the body; a site's slogan's do not.
	again := 0
	for w := range strings.FieldsFuncSeq(s, notLetter) {
		if utf8.RuneCountInString(w) > 3 && body[strings.ToLower(w)] {
			again++
		}
	}
	return score + min(again, 4)
}

func isSlogan(s string) bool { return slogan.MatchString(s) }

func notLetter(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }

// wordsOf is the longer words at the beginning of the body, in lower case.
func wordsOf(text string, ps []paragraph) map[string]bool {
	const paragraphs = 8
	words := map[string]bool{}
	for _, p := range ps[:min(len(ps), paragraphs)] {
		for w := range strings.FieldsFuncSeq(p.of(text), notLetter) {
			if len(w) > 3 && len(words) < 2000 {
				words[strings.ToLower(w)] = true
			}
		}
	}
	return words
}

// sameWords compares two titles by their letters and digits alone: sites set
// other quotation marks and spaces in one place than in another.
func sameWords(a, b string) bool {
	if len(a) > 4*len(b)+16 || len(b) > 4*len(a)+16 {
		return false // so that many short lines are not compared with a long one at length
	}
	letters := func(s string) string {
		return strings.Map(func(r rune) rune {
			if notLetter(r) {
				return -1
			}
			return unicode.ToLower(r)
		}, s)
	}
	return letters(a) == letters(b)
}

// publicationLine reads a line that says when the article was published, and
// at most where and by whom: "January 8, 2020 at 9:09 pm", "Published: 8 Jan
// 2020 | Updated: 9 Jan 2020", "COAST BRIEFING - Sunday, March 20, 2011".
func publicationLine(s string) (edtf.Date, bool) {
	if len(s) > 140 || strings.HasSuffix(s, ".") && wordCount(s) > 8 {
		return edtf.Date{}, false
	}
	first, ok := findMoment(s)
	if !ok {
		return edtf.Date{}, false
	}
	rest, updated := s[:first.start], isUpdate(s[:first.start])
	for tail := s[first.end:]; ; {
		m, again := findMoment(tail)
		if !again {
			rest += " " + tail
			break
		}
		if updated && !isUpdate(tail[:m.start]) {
			first.date, updated = m.date, false
		}
		rest += " " + tail[:m.start]
		tail = tail[m.end:]
	}
	words, small, by := 0, 0, false // small ones do not begin as a name does
	for w := range strings.FieldsFuncSeq(rest, notLetter) {
		low := strings.ToLower(w)
		by = by || low == "by" // behind it stands who wrote it
		if !publicationWords[low] {
			words++
			if r, _ := utf8.DecodeRuneInString(w); !by && unicode.IsLower(r) {
				small++
			}
		}
	}
	if small > 0 && words > 1 && isSentence(s) {
		return edtf.Date{}, false // "Ann Day resigned on 3 May 2019."
	}
	return first.date, words <= 4
}

func isUpdate(s string) bool {
	s = strings.ToLower(s)
	for _, word := range []string{"updated", "modified", "aktualisiert", "mis à jour", "modifié", "actualizado", "aggiornato", "atualizado"} {
		if strings.Contains(s, word) {
			return true
		}
	}
	return false
}

// publicationWords are what a publication line says beside its date.
var publicationWords = func() map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields("this article story report page was is has been published updated posted first last modified issued released date dated on at am pm a m p by of time local read min mins minute minutes ago " +
		"monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thurs fri sat sun et est edt gmt utc bst ist pt pst pdt ct h uhr " +
		"stand vom am um veröffentlicht aktualisiert zuletzt erstellt montag dienstag mittwoch donnerstag freitag samstag sonntag mo di mi do fr sa so " +
		"publié publiée le à mis mise jour modifié lundi mardi mercredi jeudi vendredi samedi dimanche " +
		"publicado actualizado el a las pubblicato aggiornato il alle ore publicado atualizado em às") {
		m[w] = true
	}
	return m
}()

// markRest gives the paragraphs of the body their roles.
func markRest(text string, ps []paragraph) {
	inRelated := false
	for i := range ps {
		s := ps[i].of(text)
		switch {
		case ps[i].role == timeline.RoleRelated:
			inRelated = relatedHead.MatchString(s)
			continue
		case ps[i].role != "":
			continue
		}
		dated := func() bool { _, ok := publicationLine(oneLine(s)); return ok }
		switch {
		case isSentence(s) || wordCount(s) > 25 || isItem(s) || liveEntry.MatchString(s):
			inRelated = false
			ps[i].role = timeline.RoleBody
		case inRelated:
			ps[i].role = timeline.RoleRelated
		case dated():
			ps[i].role = timeline.RoleDateline
		case wordCount(s) <= 6:
			ps[i].role = timeline.RoleBoilerplate // a crosshead, a signature
		default:
			ps[i].role = timeline.RoleBody
		}
	}
}

// cutCredits makes a paragraph of its own of each credit that closes a
// paragraph of the body: "… he said. (Reporting by A. Roe)".
func cutCredits(text string, ps []paragraph) []paragraph {
	var out []paragraph
	done := 0
	for i, p := range ps {
		if p.role != timeline.RoleBody || text[p.end-1] != ')' { // as most do not end
			continue
		}
		m := wireCredit.FindStringSubmatchIndex(p.of(text))
		if m == nil {
			continue
		}
		rest := p
		rest.byteSpan, rest.role = byteSpan{p.start + m[2], p.start + m[3]}, timeline.RoleBoilerplate
		if p.byteSpan = trimSpan(text, byteSpan{p.start, p.start + m[0]}); p.end > p.start {
			out = append(append(out, ps[done:i]...), p, rest)
			done = i + 1
		}
	}
	if done == 0 {
		return ps
	}
	return append(out, ps[done:]...)
}
