package storage

import (
	"context"
	"errors"
	"fmt"
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
