package interchange

import (
	"cmp"
	"io"
	"slices"
	"strings"
	"time"

	"dateline/timeline"
)

// The members of JSON Feed 1.1, https://www.jsonfeed.org/version/1.1/.
type (
	feed struct {
		Version     string     `json:"version"`
		Title       string     `json:"title"`
		HomePageURL string     `json:"home_page_url"`
		FeedURL     string     `json:"feed_url"`
		Description string     `json:"description,omitempty"`
		Language    string     `json:"language"`
		Items       []feedItem `json:"items"`
	}
	feedItem struct {
		ID          string     `json:"id"`
		URL         string     `json:"url"`
		ExternalURL string     `json:"external_url,omitempty"`
		Title       string     `json:"title"`
		ContentText string     `json:"content_text"`
		Image       string     `json:"image,omitempty"`
		Published   string     `json:"date_published"`          // RFC 3339
		Modified    string     `json:"date_modified,omitempty"` // RFC 3339
		Tags        []string   `json:"tags"`
		Dateline    feedHappen `json:"_dateline"`
	}
	// feedHappen is our extension: date_published says when readers first saw
	// an event, which is not when it happened.
	feedHappen struct {
		Date   string          `json:"date"` // EDTF
		Kind   timeline.Kind   `json:"kind"`
		Status timeline.Status `json:"status"`
		Place  string          `json:"place,omitempty"`
	}
)

// feedItems is how many events a feed holds: it tells what is new, and readers
// fetch it again and again.
const feedItems = 200

// JSONFeed writes the events of an edition that were added or changed last, the
// newest first, as JSON Feed 1.1. page is the absolute address of the
// chronology's page, without a slash at its end.
func JSONFeed(w io.Writer, ed *timeline.Edition, page string) error {
	out := feed{
		Version: "https://jsonfeed.org/version/1.1", Title: ed.Title, HomePageURL: page, FeedURL: page + ".feed.json",
		Description: ed.Summary, Language: ed.Language, Items: []feedItem{},
	}
	events := slices.Clone(ed.Events)
	slices.SortStableFunc(events, func(a, b timeline.PublishedEvent) int {
		return cmp.Or(touched(b).Compare(touched(a)), b.Date.Compare(a.Date))
	})
	for _, e := range events[:min(len(events), feedItems)] {
		address := page + "#e=" + e.ID
		if len(ed.Events) > timeline.Whole { // the page does not list each
			address = page + "/event/" + e.ID
		}
		item := feedItem{
			// The id is the same whichever address the event has.
			ID: page + "#e=" + e.ID, URL: address, ExternalURL: e.URL, Title: e.Title,
			ContentText: paragraphs(e.Date.WordsIn(ed.Language), cmp.Or(e.Text, e.Title), attributed(e)), // a date alone says nothing
			Published:   cmp.Or(e.Since, ed.Published).UTC().Format(time.RFC3339),
			Tags:        []string{kindLabel(ed, e.Kind)},
			Dateline:    feedHappen{e.Date.String(), e.Kind, e.Status, e.Place},
		}
		if n := len(e.Changes); n > 0 {
			item.Modified = e.Changes[n-1].Published.UTC().Format(time.RFC3339)
		}
		if e.Image != nil {
			item.Image = e.Image.URL
		}
		if e.Lane != "" {
			item.Tags = append(item.Tags, e.Lane)
		}
		out.Items = append(out.Items, item)
	}
	return encode(w, out)
}

// touched is when an event was added or last changed.
func touched(e timeline.PublishedEvent) time.Time {
	if n := len(e.Changes); n > 0 {
		return e.Changes[n-1].Published
	}
	return e.Since
}

// attributed says who says so and how sure the newsroom is, "" if neither is
// said.
func attributed(e timeline.PublishedEvent) string {
	var said []string
	if e.Attribution != "" {
		said = append(said, "According to "+e.Attribution)
	}
	if e.Label != "" {
		label := string(e.Label)
		said = append(said, strings.ToUpper(label[:1])+label[1:])
	}
	return strings.Join(said, ". ")
}
