package templates

import (
	"cmp"
	"math"
	"path"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"dateline/timeline"
)

// A ReviewPage shows an article beside the events that were read in it.
type ReviewPage struct {
	DeskHead
	Slug, Timeline string
	ID             string // of the article
	Heading        string
	Title          string // of the article
	Publisher      string
	Published      string
	Source         string // address of the article, "" if it has none
	Language       string
	Direction      string
	Again          Input    // the form that reads the article again, as published at another time
	Warnings       []string // what could not be read in the article, in sentences
	Headline       string   // to stand above the text, "" where the text has it
	Paragraphs     []ReviewParagraph
	Cards          []Card
	Waiting        int  // proposals that nobody decided
	Empty          bool // whether no event of the timeline is accepted
	Kinds          []KindGroup
}

// A ReviewParagraph is a paragraph of an article in pieces.
type ReviewParagraph struct {
	Role    timeline.Role
	Heading string // what the paragraph is, where it does not tell the story itself
	Start   int    // of its text, in code points of the article's
	Pieces  []Piece
}

// A Piece is a run of text that tells the same events.
type Piece struct {
	Events  []string // IDs of those that the words tell, the one that cites least first
	Group   timeline.Group
	Also    bool  // a later mention of the first event
	Numbers []int // of the events whose words begin here
	Runs    []Run
}

// A Run is text that is alike throughout.
type Run struct {
	Text     string
	Date     bool // gave an event its date
	Relation bool // ties two events
}

// A Card is an event beside its article.
type Card struct {
	EventRow
	Number  int
	Open    bool
	First   bool // takes the focus when the page opens
	Decided string
	Form    Input
	Reads   Reading
	Cites   []Cite // for a window that has no room for the article beside the card
	// Reference is the day that words such as "last week" count from, EDTF.
	Reference string
	Because   []Because // of the date first
	Ties      []Tie
	Like      string // ID of an event that tells the same, "" if none seems to
	LikeName  string
	LikeDate  string
}

// HeadlineOf returns an article's title, "" if its text begins with it or has
// it as a paragraph, as pages do below what stands over their headline.
func HeadlineOf(a timeline.Article) string {
	plain := func(s string) string { return strings.ToLower(strings.Join(strings.Fields(s), " ")) }
	title := plain(a.Title)
	runes := []rune(a.Text)
	if strings.HasPrefix(plain(a.Text), title) || slices.ContainsFunc(a.Paragraphs, func(p timeline.Paragraph) bool {
		return p.Start >= 0 && p.Start <= p.End && p.End <= len(runes) && plain(string(runes[p.Start:p.End])) == title
	}) {
		return ""
	}
	return a.Title
}

// A Cite is words of the article that tell an event.
type Cite struct {
	Words     string
	Paragraph int // its Start
}

// CitesOf returns the words of an article that tell an event.
func CitesOf(a timeline.Article, e timeline.Event) []Cite {
	var all []Cite
	for _, c := range e.Citations {
		p := slices.IndexFunc(a.Paragraphs, func(p timeline.Paragraph) bool { return p.Start <= c.Start && c.Start < p.End })
		if words := quoted(c); c.Article == a.ID && p >= 0 && words != "" {
			all = append(all, Cite{words, a.Paragraphs[p].Start})
		}
	}
	return all
}

// A Because is a reason in words.
type Because struct {
	Field string // its label
	Words string // from the article
	Rule  string
	Brief string // the rule without what only its makers follow
}

var (
	// A step that names a rule of the grammar or one of its slots.
	innerStep = regexp.MustCompile(`^“.*” is read by the rule |^[a-z-]+ = |^for the chronology: `)
	isoDay    = regexp.MustCompile(`\b\d{4}-\d{2}-\d{2}\b`)
)

// brief says a rule as an editor would: "the words in its own clause; the nearest
// up to Sunday 17 July 2016".
func brief(rule string) string {
	if trigger, ok := strings.CutPrefix(rule, "trigger "); ok {
		return "a word of the list for " + path.Base(path.Dir(trigger))
	}
	head, steps, ok := strings.Cut(rule, ": ")
	if !ok {
		return rule
	}
	plain := []string{head}
	for _, step := range strings.Split(steps, "; ") {
		if !innerStep.MatchString(step) {
			plain = append(plain, step)
		}
	}
	return isoDay.ReplaceAllStringFunc(strings.Join(plain, "; "), func(day string) string {
		if t, err := time.Parse(time.DateOnly, day); err == nil {
			return t.Format("2 January 2006")
		}
		return day
	})
}

// A Tie is a relation to another event.
type Tie struct {
	Words  string
	Number int // of the event beside the same article, 0 if it is not there
	ID     string
	Title  string
}

// reasonLabels names the fields of reasons for people.
var reasonLabels = map[string]string{
	"date": "Date", "kind": "Kind", "title": "Title", "actors": "Who", "place": "Place", "attribution": "According to", "status": "Status", "also": "Told again",
}

// BecauseOf puts reasons into words, those of the date first.
func BecauseOf(why []timeline.Reason) []Because {
	var all []Because
	for _, r := range why {
		label := reasonLabels[r.Field]
		if label == "" {
			label = r.Field
		}
		all = append(all, Because{label, r.Words, r.Rule, brief(r.Rule)})
	}
	slices.SortStableFunc(all, func(a, b Because) int {
		first := func(b Because) int {
			if b.Field == "Date" {
				return 0
			}
			return 1
		}
		return cmp.Compare(first(a), first(b))
	})
	return all
}

// InArticleOrder sorts events as an article tells them.
func InArticleOrder(article string, events []timeline.Event) []timeline.Event {
	at := func(e timeline.Event) int {
		for _, c := range e.Citations {
			if c.Article == article {
				return c.Start
			}
		}
		return 1 << 30
	}
	sorted := slices.Clone(events)
	slices.SortStableFunc(sorted, func(a, b timeline.Event) int { return cmp.Compare(at(a), at(b)) })
	return sorted
}

// a stretch is a citation in the article that is shown.
type stretch struct {
	timeline.Span
	event  string
	number int
	group  timeline.Group
	also   bool
}

// MarkArticle cuts an article into pieces by the words that its events cite.
// The events are numbered as they stand; words that several tell have the
// colour of the one that cites least.
func MarkArticle(a timeline.Article, events []timeline.Event, relations []timeline.Relation, v timeline.Vocabulary) []ReviewParagraph {
	runes := []rune(a.Text)
	inside := func(s timeline.Span) bool { return s.Start >= 0 && s.Start < s.End && s.End <= len(runes) }
	var cited []stretch
	var dates, ties []timeline.Span
	for i, e := range events {
		first := true
		for _, c := range e.Citations {
			if c.Article != a.ID || !inside(c.Span) {
				continue
			}
			cited = append(cited, stretch{c.Span, e.ID, i + 1, v.Info(e.Kind).Group, !first})
			first = false
			if inside(c.DateText.Span) {
				dates = append(dates, c.DateText.Span)
			}
		}
	}
	for _, r := range relations {
		if s, ok := tieOf(a.Text, r, cited); ok {
			ties = append(ties, s)
		}
	}
	// The shortest first: what begins and ends within another is told apart.
	slices.SortStableFunc(cited, func(a, b stretch) int { return cmp.Compare(a.End-a.Start, b.End-b.Start) })

	var all []ReviewParagraph
	for _, p := range a.Paragraphs {
		if !inside(p.Span) {
			continue
		}
		one := ReviewParagraph{Role: p.Role, Heading: roleHeadings[p.Role], Start: p.Start}
		if len(all) > 0 && all[len(all)-1].Role == p.Role {
			one.Heading = ""
		}
		one.Pieces = pieces(runes, p.Span, cited, dates, ties)
		all = append(all, one)
	}
	return all
}

// tieOf finds the words of a relation: where they stand several times, those
// nearest to what its events cite.
func tieOf(text string, r timeline.Relation, cited []stretch) (tie timeline.Span, ok bool) {
	if r.Quote == "" {
		return tie, false
	}
	nearest, length := math.MaxInt, utf8.RuneCountInString(r.Quote)
	for from := 0; ; {
		at := strings.Index(text[from:], r.Quote)
		if at < 0 {
			return tie, ok
		}
		start := utf8.RuneCountInString(text[:from+at])
		s := timeline.Span{Start: start, End: start + length}
		far := math.MaxInt - 1 // no event of it is cited here
		for _, c := range cited {
			if c.event == r.From || c.event == r.To {
				far = min(far, max(0, c.Start-s.End, s.Start-c.End))
			}
		}
		if far < nearest {
			tie, ok, nearest = s, true, far
		}
		from += at + len(r.Quote)
	}
}

// roleHeadings say what a paragraph is that is not the story itself.
var roleHeadings = map[timeline.Role]string{
	timeline.RoleTitle:       "Headline",
	timeline.RoleCaption:     "Caption",
	timeline.RoleDateline:    "Dateline",
	timeline.RoleRelated:     "Related link, not read",
	timeline.RoleBoilerplate: "Not part of the story, not read",
}

func pieces(text []rune, p timeline.Span, cited []stretch, dates, ties []timeline.Span) []Piece {
	cuts := []int{p.Start, p.End}
	cut := func(s timeline.Span) {
		for _, at := range []int{s.Start, s.End} {
			if at > p.Start && at < p.End {
				cuts = append(cuts, at)
			}
		}
	}
	for _, c := range cited {
		cut(c.Span)
	}
	for _, s := range slices.Concat(dates, ties) {
		cut(s)
	}
	slices.Sort(cuts)
	cuts = slices.Compact(cuts)

	var all []Piece
	covers := func(spans []timeline.Span, at int) bool {
		return slices.ContainsFunc(spans, func(s timeline.Span) bool { return s.Start <= at && at < s.End })
	}
	var last []int // indexes in cited of the piece before
	for i := 0; i+1 < len(cuts); i++ {
		from, to := cuts[i], cuts[i+1]
		run := Run{string(text[from:to]), covers(dates, from), covers(ties, from)}
		var by, numbers []int
		for n, c := range cited {
			if c.Start <= from && from < c.End {
				by = append(by, n)
			}
			if c.Start == from || c.Start < p.Start && from == p.Start && c.End > from {
				numbers = append(numbers, c.number)
			}
		}
		slices.Sort(numbers)
		numbers = slices.Compact(numbers)
		if n := len(all); n > 0 && slices.Equal(by, last) && len(numbers) == 0 {
			all[n-1].Runs = append(all[n-1].Runs, run)
			continue
		}
		piece := Piece{Numbers: numbers, Runs: []Run{run}}
		for _, n := range by {
			c := cited[n]
			if len(piece.Events) == 0 {
				piece.Group, piece.Also = c.group, c.also
			}
			if !slices.Contains(piece.Events, c.event) {
				piece.Events = append(piece.Events, c.event)
			}
		}
		all = append(all, piece)
		last = by
	}
	return all
}
