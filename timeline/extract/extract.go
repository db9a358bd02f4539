// Package extract reads the events that an article tells: what happened, who
// did it, where and when, what answered what, each tied to its words.
//
//	e, err := extract.Read(article)
//	// e.Events[0]: "Iran fired missiles at two bases", missile-attack
//
// What did not happen is no event: plans, fears, demands, conditions, denials
// and what is generally so are left out; what is firmly scheduled is told as
// scheduled, and a claim keeps who makes it. The same event told several
// times is one proposal. A date says no more than the article does.
//
// Words are data (en/…): triggers with their kind, their conditions and an
// example that is their test; names of states, organisations and places; the
// closed classes of words. The code holds the mechanism. A text is read once,
// in time proportional to its length. No clock is read.
package extract

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"dateline/timeline"
	"dateline/timeline/edtf"
	"dateline/timeline/timex"
)

// Read returns the events of an article, in the order of its text, with IDs
// e1, e2, … Times are found in every language that timex knows; an article in
// a language without rules for events gives its time expressions alone.
// An article without a publication time gets only the dates that its words
// give. The error has the code [timeline.Invalid] if the text is not UTF-8.
func Read(a *timeline.Article) (*timeline.Extraction, error) { return read(a, false) }

// Explain is [Read], and tells of each field which words and which rule gave it.
func Explain(a *timeline.Article) (*timeline.Extraction, error) { return read(a, true) }

func read(a *timeline.Article, explain bool) (*timeline.Extraction, error) {
	if !utf8.ValidString(a.Text) {
		return nil, timeline.FieldProblem("text", "is not valid UTF-8")
	}
	out := &timeline.Extraction{Events: []timeline.Proposal{}, Relations: []timeline.ProposedRelation{}}
	points := newPoints(a.Text)
	times, err := timesOf(a, points)
	if err != nil {
		return nil, err
	}
	out.Timexes = make([]timeline.Timex, 0, len(times))
	for _, t := range times {
		out.Timexes = append(out.Timexes, timeline.Timex{Span: points.span(t.Start, t.End), Text: t.Text, Type: t.Type, Value: t.Value, Mod: t.Mod})
	}
	l, err := languageOf(a.Language)
	if err != nil {
		return nil, fmt.Errorf("the rules for events in %s: %w", a.Language, err)
	}
	if l == nil {
		return out, nil
	}
	r := newReader(a, l, times, points)
	defer r.release()
	r.explain = explain
	r.understand()
	r.propose(out)
	return out, nil
}

// understand finds the events and all that is to say of them.
func (r *reader) understand() {
	r.findNames()
	r.placeTimes()
	for s := range r.sentences {
		r.splitClauses(&r.sentences[s])
	}
	r.findMentions()
	r.dateMentions()
	r.join()
	r.relate()
	r.placeEvents()
	r.bound()
	r.callAsArticle()
	for i := range r.entities {
		r.entities[i].thing = r.isThing(&r.entities[i]) // asked for beside every event
	}
}

// timesOf finds the time expressions of an article. Those of an entry of a
// live blog are resolved against the time of the entry, and nothing that was
// told in another.
func timesOf(a *timeline.Article, p *points) ([]timex.Timex, error) {
	g, err := timex.For(languageTag(a))
	if err != nil {
		// Events have rules for no language that times have none for.
		return nil, nil
	}
	var all []timex.Timex
	start, published := 0, a.Published
	upTo := func(end int) error {
		found, err := g.Find(a.Text[start:end], published)
		if start == 0 {
			all, start = found, end // mostly all there is
			return err
		}
		all = slices.Grow(all, len(found))
		for _, t := range found {
			t.Start, t.End = t.Start+start, t.End+start
			if t.Range.End > 0 {
				t.Range.Start, t.Range.End = t.Range.Start+start, t.Range.End+start
			}
			all = append(all, t)
		}
		start = end
		return err
	}
	for _, q := range a.Paragraphs {
		own := q.Published
		if own.IsZero() {
			own = a.Published
		}
		if own.Equal(published) {
			continue
		}
		at, _ := p.bytes(q.Span)
		if err := upTo(max(start, at)); err != nil {
			return nil, err
		}
		published = own
	}
	return all, upTo(len(a.Text))
}

// languageTag is the language that an article is read in: English if it is
// not known.
func languageTag(a *timeline.Article) string {
	if a.Language == "" {
		return "en"
	}
	return a.Language
}

// A reader holds one article while it is read.
type reader struct {
	explain  bool
	learning func(e, told *event, news edtf.Date) // what only bounds date keeps them, to learn from
	article  *timeline.Article
	lang     *language
	text     string
	points   *points
	*scratch
	topic     int // whom the article is about, -1
	firmFrom  int // the token from which on "the company" is the topic
	home      int // the state whose police and ministers an article means, -1
	rawTimes  []timex.Timex
	relations []relation
	news      *event    // what the article is about
	salient   *salience // made when it is asked for
	trial     mention   // what is tried at a token: zero but for what mentionAt sets
	paired    pair      // that of the comparison before, to be overwritten

	published    edtf.Date // as the article has it
	publishedDay edtf.Day  // its last day; of a live blog that of the newest entry
	hasPublished bool
	here         int                // entity of the wire dateline's place, -1
	datelineIn   string             // the state it lies in
	sites        map[string][]locus // noun → the building that it means
	named        map[string]bool    // capitals that the article names
}

// A para is a paragraph that tells events.
type para struct {
	role       timeline.Role
	start, end int // bytes
	lead       bool
	body       int      // the how manieth paragraph of the body, 0 for none
	entry      int      // the how manieth entry of a live blog it belongs to, 0 for none
	published  edtf.Day // the last day on which it may have been written, if dated
	dated      bool
}

func newReader(a *timeline.Article, l *language, times []timex.Timex, p *points) *reader {
	r := &reader{article: a, lang: l, text: a.Text, points: p, rawTimes: times, scratch: scratches.Get().(*scratch), home: -1, topic: -1, published: a.Published, here: -1}
	if !a.Published.IsZero() {
		r.publishedDay, r.hasPublished = a.Published.Latest()
	}
	for _, q := range a.Paragraphs {
		if day, ok := q.Published.Latest(); ok && (!r.hasPublished || day > r.publishedDay) {
			r.publishedDay, r.hasPublished = day, true
		}
	}
	const perToken, perSentence = 5, 100 // bytes with the space before it, so that what is read seldom moves
	r.tokens = slices.Grow(r.tokens, len(a.Text)/perToken)
	r.sentences = slices.Grow(r.sentences, len(a.Text)/perSentence)
	r.paras = slices.Grow(r.paras, len(a.Paragraphs))
	open, body := false, 0
	entry, led := 0, 0 // entries begun, and those whose first paragraph was met
	own := edtf.Date{}
	for _, q := range a.Paragraphs {
		if !q.Published.Equal(own) {
			own = q.Published
			if !own.IsZero() {
				entry++
			}
		}
		if !q.Role.Tells() {
			continue
		}
		start, end := p.bytes(q.Span)
		first := len(r.tokens)
		r.tokens = l.tokenise(a.Text, start, end, r.tokens)
		tokens := r.tokens[first:]
		if len(tokens) == 0 {
			continue
		}
		times = r.freeZones(tokens, times)
		if q.Role == timeline.RoleBody {
			body++
		}
		one := para{role: q.Role, start: start, end: end, lead: q.Role == timeline.RoleBody && body == 1, body: body * btoi(q.Role == timeline.RoleBody)}
		// What stands around the entries is as new as the newest of them.
		if one.published, one.dated = r.publishedDay, r.hasPublished; !own.IsZero() {
			one.entry = entry
			one.published, one.dated = own.Latest()
			if q.Role == timeline.RoleBody && led < entry {
				one.lead, led = true, entry
			}
		}
		r.paras = append(r.paras, one)
		if q.Role == timeline.RoleQuote {
			quote(tokens)
			if len(tokens) <= minQuote {
				continue
			}
		} else {
			// A quotation that an odd mark leaves open goes on in the next
			// paragraph if that one has an odd mark too.
			odd := straightQuotes(tokens)%2 == 1
			left := markQuotes(tokens, open && odd)
			open = left && odd
		}
		at := len(r.sentences)
		r.sentences = l.sentences(r.tokens, a.Text, first, len(r.paras)-1, r.sentences)
		r.cutLong(at)
		if at < len(r.sentences) {
			r.skipDateline(&r.sentences[at])
		}
		for i := at; i < len(r.sentences); i++ {
			r.bracketDashes(&r.sentences[i])
		}
	}
	return r
}

// freeZones takes the capitals from the zones of clocks, which are no names and begin no
// sentence: "at 9:30 a.m. Eastern", "03:12 GMT". It returns the times behind the tokens.
func (r *reader) freeZones(tokens []token, times []timex.Timex) []timex.Timex {
	for i := range tokens {
		for len(times) > 0 && times[0].End <= tokens[i].start {
			times = times[1:]
		}
		if len(times) == 0 {
			break
		}
		if t := &tokens[i]; t.capital && times[0].Type == "TIME" && times[0].Start < t.start && t.class&(weekday|month) == 0 {
			t.capital = false
		}
	}
	return times
}

// mostTokens is more than any sentence has. What goes on longer is a table, or
// markup, or made to be slow to read, and is cut: the work on a sentence grows
// faster than its length.
const mostTokens = 500

// cutLong cuts the sentences from first on that are too long.
func (r *reader) cutLong(first int) {
	for i := first; i < len(r.sentences); i++ {
		if s := r.sentences[i]; s.end-s.first > mostTokens {
			rest := s
			r.sentences[i].end, rest.first = s.first+mostTokens, s.first+mostTokens
			r.sentences = slices.Insert(r.sentences, i+1, rest)
		}
	}
}

// longAside is the most tokens that an aside has.
const longAside = 30

// bracketDashes writes an aside between two dashes as one between brackets, for what it is
// read as is the same: "the minister – he took office in May – resigned".
func (r *reader) bracketDashes(s *sentence) {
	open := -1
	s.brackets = s.first < s.end && r.tokens[s.first].text == "("
	for i := s.first + 1; i < s.end-1; i++ {
		switch t := &r.tokens[i]; {
		case !t.punct && !t.quoted:
		case t.text == "(":
			s.brackets = true
			fallthrough
		case t.text == ")", t.text == ";", t.quoted:
			open = -1
		case !isDash(t.text), t.start == r.tokens[i-1].end && len(t.text) < 2, r.tokens[i+1].start == t.end && t.text == "–":
		case open < 0, i-open > longAside, t.text != r.tokens[open].text:
			open = i
		default:
			r.tokens[open].text, t.text = "(", ")"
			s.brackets, open = true, -1
		}
	}
}

// skipDateline passes over "BEIRUT, Lebanon, Aug. 10 (Agency) - " and "New Delhi: ".
func (r *reader) skipDateline(s *sentence) {
	if r.inTitle(s.para) {
		return
	}
	const words = 6
	named := 0 // tokens of the city
	for i := s.first; i+1 < s.end && i <= s.first+words; i++ {
		t := &r.tokens[i]
		if t.text != ":" {
			if !t.capital && !t.digit && t.text != "," {
				break
			}
			if named == i-s.first && t.capital && t.class&month == 0 {
				named++
			}
			continue
		}
		city := titleCase(r.tokens[s.first : s.first+named])
		if k, ok := r.lang.names.placeNamed(city); ok && (k.sort == place || k.capital) {
			if r.paras[s.para].body <= 1 {
				r.here = r.entityNamed(city, place) // later it only says where the paragraph is
			}
			s.first = i + 1
		}
		return
	}
	if !allCapitals(r.tokens[s.first].text) {
		r.skipPlaces(s)
		return
	}
	for i := s.first + 1; i < s.end && i < s.first+14; i++ {
		switch t := r.tokens[i].text; {
		case isDash(t):
			if i+1 < s.end {
				r.here = r.datelinePlace(s.first, i)
				s.first = i + 1
			}
			return
		case t == ".", t == "said":
			return
		}
	}
}

// skipPlaces passes over "Abidjan, Ivory Coast - " and "Seoul, South Korea (CNN) ", in
// which no word has all capitals.
func (r *reader) skipPlaces(s *sentence) {
	if r.paras[s.para].body > 1 {
		return
	}
	const words = 6
	var parts []string
	begin := s.first
	for i := s.first; i+1 < s.end && i <= s.first+words; i++ {
		t := &r.tokens[i]
		if t.capital && t.class&(month|weekday) == 0 {
			continue
		}
		if i == begin || t.text != "," && t.text != "(" && !isDash(t.text) {
			return
		}
		name := titleCase(r.tokens[begin:i])
		k, ok := r.lang.names.placeNamed(name)
		if !ok || k.sort != place && k.sort != state || len(parts) == 0 && k.sort == state && !k.capital {
			return // "Iran - under sanctions - expelled"
		}
		parts, begin = append(parts, name), i+1
		switch {
		case t.text == ",":
			continue
		case isDash(t.text) && t.start == r.tokens[i-1].end:
			return // "Paris-based"
		case t.text == "(":
			if len(parts) < 2 || k.sort != state || i+2 >= s.end || !r.tokens[i+1].capital || r.tokens[i+2].text != ")" {
				return // "Paris (which …", "London, Paris (and Rome)"
			}
			i += 2 // the agency
		}
		for i++; i < s.end && isDash(r.tokens[i].text); i++ {
		}
		if i < s.end && (r.tokens[i].capital || r.tokens[i].digit) && !slices.ContainsFunc(r.tokens[i:s.end], func(t token) bool { return isDash(t.text) && t.end-t.start > 1 }) {
			r.here, s.first = r.entityNamed(parts[0], place), i
		}
		return
	}
}

func isDash(s string) bool { return s == "-" || s == "—" || s == "–" || s == "--" }

// datelinePlace returns the entity of the city in tokens[first:end].
func (r *reader) datelinePlace(first, end int) int {
	i := first
	for i < end && allCapitals(r.tokens[i].text) {
		i++
	}
	if i == first {
		return -1
	}
	return r.entityNamed(titleCase(r.tokens[first:i]), place)
}

// titleCase joins words, of those in capitals all letters but the first made small.
func titleCase(tokens []token) string {
	var words []string
	for i := range tokens {
		w := tokens[i].text
		if allCapitals(w) {
			w = capitalise(tokens[i].low)
			for at := 1; at+1 < len(w); at++ {
				if w[at] == '-' || w[at] == '\'' { // "Jean-Claude O'Brien"
					w = w[:at+1] + capitalise(w[at+1:])
				}
			}
		}
		words = append(words, w)
	}
	return strings.Join(words, " ")
}

func allCapitals(s string) bool {
	letters := 0
	for _, c := range s {
		if c >= 'a' && c <= 'z' {
			return false
		}
		if c >= 'A' && c <= 'Z' {
			letters++
		}
	}
	return letters > 1
}

func (r *reader) inTitle(p int) bool { return r.paras[p].role == timeline.RoleTitle }

// writtenOn returns the day on which a sentence was written: in a live blog that
// of its entry.
func (r *reader) writtenOn(sentence int) (day edtf.Day, ok bool) {
	p := &r.paras[r.sentences[sentence].para]
	return p.published, p.dated
}

// toldBy returns the first day on which an event was told as having happened:
// of a live blog's entries, which tell it again and again, the earliest.
func (r *reader) toldBy(e *event) (day edtf.Day, ok bool) {
	entry := false
	for _, m := range e.mentions {
		if d, known := r.writtenOn(m.sentence); known && m.makes {
			own := r.entryOf(m) > 0
			if !ok || own && !entry || own == entry && d < day {
				day, ok, entry = d, true, own
			}
		}
	}
	if !ok {
		return r.publishedDay, r.hasPublished
	}
	return day, ok
}

// entryOf returns the entry of a live blog that a mention stands in, 0 if it
// is none.
func (r *reader) entryOf(m *mention) int { return r.paras[r.sentences[m.sentence].para].entry }

// headline reports whether the present tense of a paragraph tells what has
// happened, as in titles and captions.
func (r *reader) headline(p int) bool {
	return r.paras[p].role == timeline.RoleTitle || r.paras[p].role == timeline.RoleCaption
}

// paraOf returns the paragraph of token i.
func (r *reader) paraOf(i int) int {
	at := r.tokens[i].start
	lo, hi := 0, len(r.paras)-1
	for lo < hi {
		if m := (lo + hi + 1) / 2; r.paras[m].start <= at {
			lo = m
		} else {
			hi = m - 1
		}
	}
	return lo
}

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}
