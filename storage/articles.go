package storage

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"gorm.io/gorm"

	"dateline/timeline"
)

// An Article is an article with what was read in it.
type Article struct {
	timeline.Article
	Timexes []timeline.Timex
	// Sum is the SHA-256 of what makes two articles of a timeline the same.
	Sum     [32]byte
	Created time.Time
}

type articleRow struct {
	ID         string
	TimelineID string
	Sum        []byte
	URL        string
	Title      string
	Published  string
	Language   string
	Publisher  string
	Text       string
	Paragraphs []timeline.Paragraph `gorm:"serializer:json"`
	Timexes    []timeline.Timex     `gorm:"serializer:json"`
	Created    int64
}

func (articleRow) TableName() string { return "articles" }

func (r *articleRow) article() (Article, error) {
	a := Article{
		Article: timeline.Article{
			ID: r.ID, URL: r.URL, Title: r.Title, Language: r.Language, Publisher: r.Publisher, Text: r.Text, Paragraphs: r.Paragraphs,
		},
		Timexes: r.Timexes, Created: timeOf(r.Created),
	}
	copy(a.Sum[:], r.Sum)
	if err := a.Published.UnmarshalText([]byte(r.Published)); err != nil {
		return a, fmt.Errorf("the stored date of article %s: %w", r.ID, err)
	}
	return a, nil
}

// AddArticle stores an article with the events and relations that were read in
// it, all or none, and sets their IDs. Events name it, and relations name
// events, by the IDs that they came with, which are replaced.
//
// An article whose sum the timeline has already is not stored again, nor are
// its events: known is true and a.ID the first one's.
func (s *Store) AddArticle(ctx context.Context, by timeline.User, timelineID string, a *Article, events []timeline.Event, relations []timeline.Relation) (known bool, err error) {
	err = s.change(ctx, func(tx *gorm.DB) error {
		if _, err := lockTimeline(tx, timelineID); err != nil {
			return err
		}
		var first articleRow
		err := tx.Select("id").Where("timeline_id = ? AND sum = ?", timelineID, a.Sum[:]).Take(&first).Error
		if err == nil {
			a.ID, known = first.ID, true
			return nil
		}
		if !errors.Is(err, gorm.ErrRecordNotFound) {
			return err
		}
		now := s.now()
		given := a.ID
		a.ID, a.Created = newID('a', now), timeOf(instant(now))
		row := articleRow{
			ID: a.ID, TimelineID: timelineID, Sum: a.Sum[:], URL: a.URL, Title: a.Title, Published: a.Published.String(),
			Language: a.Language, Publisher: a.Publisher, Text: a.Text, Paragraphs: a.Paragraphs, Timexes: a.Timexes, Created: instant(now),
		}
		if err := tx.Create(&row).Error; err != nil {
			return stored(err)
		}
		if err := s.log(tx, by, timelineID, entry{"article", a.ID, "add", nil, sourceOf(row)}); err != nil {
			return err
		}
		for i := range events {
			for j := range events[i].Citations {
				if c := &events[i].Citations[j]; c.Article == given {
					c.Article = a.ID
				}
			}
		}
		return s.addBoth(tx, by, timelineID, "propose", events, relations)
	})
	return known, err
}

// ReadAgain stores what was read anew in an article that is there: when it was
// published, its paragraphs and expressions, and the events and relations, as
// AddArticle does. They replace the proposals that nobody has touched. What a
// person changed, decided, tied to another event or deleted stays as it is; an
// event of the same trigger is not proposed again, and its relations go to the
// one that stays.
func (s *Store) ReadAgain(ctx context.Context, by timeline.User, timelineID string, a *Article, events []timeline.Event, relations []timeline.Relation) error {
	return s.change(ctx, func(tx *gorm.DB) error {
		if _, err := lockTimeline(tx, timelineID); err != nil {
			return err
		}
		var before articleRow
		if err := tx.Where("id = ? AND timeline_id = ?", a.ID, timelineID).Take(&before).Error; err != nil {
			return found(err, "article %q in this timeline", a.ID)
		}
		after := before
		after.Published, after.Paragraphs, after.Timexes = a.Published.String(), a.Paragraphs, a.Timexes
		if err := tx.Model(&articleRow{}).Where("id = ?", a.ID).Select("published", "paragraphs", "timexes").Updates(&after).Error; err != nil {
			return stored(err)
		}
		if err := s.log(tx, by, timelineID, entry{"article", a.ID, "change", sourceOf(before), sourceOf(after)}); err != nil {
			return err
		}
		stays, err := s.replaceProposals(tx, by, timelineID, a.ID)
		if err != nil {
			return err
		}
		told := map[string]string{} // the IDs that events came with, of those that stay
		events = slices.DeleteFunc(events, func(e timeline.Event) bool {
			id, known := stays[e.Citations[0].Trigger]
			if known {
				told[e.ID] = id
			}
			return known
		})
		for i := range relations {
			for _, end := range []*string{&relations[i].From, &relations[i].To} {
				if id, known := told[*end]; known {
					*end = id
				}
			}
		}
		// Of what was deleted, nothing is tied to anything.
		relations = slices.DeleteFunc(relations, func(r timeline.Relation) bool { return r.From == "" || r.To == "" || r.From == r.To })
		return s.addBoth(tx, by, timelineID, "propose", events, relations)
	})
}

// replaceProposals deletes the proposals that were read in an article and that
// nobody has touched. It returns the IDs of the article's other events by their
// triggers, "" of those that a person deleted.
func (s *Store) replaceProposals(tx *gorm.DB, by timeline.User, timelineID, articleID string) (stays map[timeline.Span]string, err error) {
	var rows []eventRow
	const tied = `EXISTS (SELECT 1 FROM relations r WHERE r.quote = '' AND (r.from_id = events.id OR r.to_id = events.id))`
	cites := tx.Where("id IN (SELECT event_id FROM event_articles WHERE article_id = ?)", articleID)
	if err := tx.Where(cites).Where("(deleted <> 0 OR state <> ? OR version > 1 OR "+tied+")", string(timeline.Proposed)).Find(&rows).Error; err != nil {
		return nil, err
	}
	stays = map[timeline.Span]string{}
	kept := []string{""}
	for _, r := range rows {
		kept = append(kept, r.ID)
		id := r.ID
		if r.Deleted != 0 {
			id = ""
		}
		for _, c := range r.Citations {
			if c.Article == articleID && c.Trigger.Start < c.Trigger.End {
				stays[c.Trigger] = id
			}
		}
	}
	rows = nil
	if err := tx.Where(cites).Where("id NOT IN ?", kept).Find(&rows).Error; err != nil {
		return nil, err
	}
	for _, r := range rows {
		e, err := r.event()
		if err != nil {
			return nil, err
		}
		if err := s.deleteEvent(tx, by, timelineID, r.Seq, "replace", e); err != nil {
			return nil, err
		}
		// What still cites the article though it is deleted, a person deleted.
		if err := tx.Where("event_id = ?", e.ID).Delete(&eventArticleRow{}).Error; err != nil {
			return nil, err
		}
	}
	return stays, nil
}

// Article finds an article of a timeline.
func (s *Store) Article(ctx context.Context, timelineID, id string) (Article, error) {
	var row articleRow
	if err := s.view(ctx).Where("id = ? AND timeline_id = ?", id, timelineID).Take(&row).Error; err != nil {
		return Article{}, found(err, "article %q in this timeline", id)
	}
	return row.article()
}

// An ArticleInfo is an article in a list.
type ArticleInfo struct {
	timeline.Source
	Created                      time.Time
	Proposed, Accepted, Rejected int // events that cite it
}

// Articles returns the articles of a timeline, the newest first.
func (s *Store) Articles(ctx context.Context, timelineID string) ([]ArticleInfo, error) {
	var rows []struct {
		Row                          articleRow `gorm:"embedded"`
		Proposed, Accepted, Rejected int
	}
	const count = `(SELECT COUNT(*) FROM event_articles x JOIN events e ON e.id = x.event_id
		WHERE x.article_id = articles.id AND e.deleted = 0 AND e.state = '`
	err := s.view(ctx).Table("articles").
		Select("id, url, title, publisher, published, created, "+
			count+"proposed') AS proposed, "+count+"accepted') AS accepted, "+count+"rejected') AS rejected").
		Where("timeline_id = ?", timelineID).Order("created DESC, id DESC").Scan(&rows).Error
	if err != nil {
		return nil, err
	}
	all := make([]ArticleInfo, len(rows))
	for i, r := range rows {
		all[i] = ArticleInfo{sourceOf(r.Row), timeOf(r.Row.Created), r.Proposed, r.Accepted, r.Rejected}
	}
	return all, nil
}

func sourceOf(r articleRow) timeline.Source {
	return timeline.Source{ID: r.ID, Title: r.Title, URL: r.URL, Publisher: r.Publisher, Published: r.Published}
}
