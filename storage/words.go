package storage

import (
	"context"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
	"gorm.io/gorm"

	"dateline/timeline"
)

// Limits of what is searched, so that one event cannot fill an index.
const (
	maxWord  = 60   // code points of a word that count
	maxWords = 4000 // different words of an event
	maxQuery = 12   // words of a query
)

// ofTimeline begins the word that names an event's timeline: a code point for
// private use, which no folded word has.
const ofTimeline = "\ue000"

// foldWords returns the words of a text as both databases search them: runs of
// letters and digits, lower case, without accents (NFKD less the combining
// marks), each once.
func foldWords(text string, most int) []string {
	var all []string
	seen := map[string]bool{}
	var word []rune
	flush := func() {
		if w := string(word); len(word) > 0 && !seen[w] && len(all) < most {
			seen[w] = true
			all = append(all, w)
		}
		word = word[:0]
	}
	for _, r := range norm.NFKD.String(text) {
		switch {
		case unicode.IsLetter(r) || unicode.IsNumber(r):
			if len(word) < maxWord {
				word = append(word, unicode.ToLower(r))
			}
		case unicode.Is(unicode.Mn, r):
		default:
			flush()
		}
	}
	flush()
	return all
}

// wordsOf is what an event is found by.
func wordsOf(timelineID string, e *timeline.Event) string {
	var b strings.Builder
	for _, t := range []string{e.Title, e.Text, e.Place, e.Lane, e.Attribution, string(e.Kind)} {
		b.WriteString(t + "\n")
	}
	for _, a := range e.Actors {
		b.WriteString(a.Name + "\n")
	}
	for _, c := range e.Citations {
		b.WriteString(c.Exact + "\n")
	}
	return strings.Join(append([]string{ofTimeline + timelineID}, foldWords(b.String(), maxWords)...), " ")
}

// index makes events findable by their words. The seqs are theirs, in order.
func (s *Store) index(tx *gorm.DB, timelineID string, seqs []int64, events []timeline.Event) error {
	insert, row, onConflict := `INSERT OR REPLACE INTO event_words (rowid, words) VALUES `, `(?, ?)`, ``
	if s.dialect != sqlite {
		insert, row = `INSERT INTO event_words (seq, words) VALUES `, `(CAST(? AS bigint), array_to_tsvector(string_to_array(?, ' ')))`
		onConflict = ` ON CONFLICT (seq) DO UPDATE SET words = EXCLUDED.words`
	}
	for at := 0; at < len(events); at += batch {
		var args []any
		part := events[at:min(at+batch, len(events))]
		for i := range part {
			args = append(args, seqs[at+i], wordsOf(timelineID, &part[i]))
		}
		rows := row + strings.Repeat(", "+row, len(part)-1)
		if err := tx.Exec(insert+rows+onConflict, args...).Error; err != nil {
			return err
		}
	}
	return nil
}

// unindex makes it unfindable.
func (s *Store) unindex(tx *gorm.DB, seq int64) error {
	if s.dialect == sqlite {
		return tx.Exec(`DELETE FROM event_words WHERE rowid = ?`, seq).Error
	}
	return tx.Exec(`DELETE FROM event_words WHERE seq = ?`, seq).Error
}

// matching finds, as "hit", the seq of each event of a timeline that holds
// every word of a query, the last as the beginning of a word: beginnings are
// costly where many words begin so.
func (s *Store) matching(ctx context.Context, timelineID, query string) *gorm.DB {
	words := append([]string{ofTimeline + timelineID}, foldWords(query, maxQuery)...)
	// Words are letters and digits alone, so quoting them is enough.
	if s.dialect == sqlite {
		match := `"` + strings.Join(words, `" AND "`) + `"*`
		return s.view(ctx).Table("event_words").Select("rowid AS hit").Where("event_words MATCH ?", match)
	}
	match := `'` + strings.Join(words, `' & '`) + `':*`
	return s.view(ctx).Table("event_words").Select("seq AS hit").Where("words @@ CAST(? AS tsquery)", match)
}
