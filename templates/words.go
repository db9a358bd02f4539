package templates

import (
	"embed"
	"encoding/json"
	"errors"
	"fmt"
	"html/template"
	"strconv"
	"strings"
	"sync"

	"github.com/nicksnyder/go-i18n/v2/i18n"
	"golang.org/x/text/language"
	"golang.org/x/text/message"
	"golang.org/x/text/number"

	"dateline/timeline"
	"dateline/timeline/edtf"
)

//go:embed messages/*.json
var messageFiles embed.FS

// words are what public pages say in one language: the messages of its file,
// numbers, and dates.
type words struct {
	tag       string // the primary subtag of BCP 47
	localizer *i18n.Localizer
	numbers   *message.Printer
	dates     *edtf.Language
}

// languages are the languages of the message files, read when first needed.
var languages = sync.OnceValue(func() map[string]words {
	entries, err := messageFiles.ReadDir("messages")
	if err != nil {
		panic("embedded files can be listed: " + err.Error())
	}
	all := map[string]words{}
	for _, e := range entries {
		body, err := messageFiles.ReadFile("messages/" + e.Name())
		if err != nil {
			panic("embedded files can be read: " + err.Error())
		}
		w, err := newWords(strings.TrimSuffix(e.Name(), ".json"), body)
		if err != nil {
			panic("messages/" + e.Name() + ": " + err.Error())
		}
		all[w.tag] = w
	}
	return all
})

// newWords reads a message file, JSON of go-i18n. Digits are 0 to 9 in every
// language, as in the dates.
func newWords(tag string, file []byte) (words, error) {
	parsed, err := language.Parse(tag)
	if err != nil {
		return words{}, err
	}
	digits, err := language.Parse(tag + "-u-nu-latn")
	if err != nil {
		return words{}, err
	}
	bundle := i18n.NewBundle(parsed)
	if _, err := bundle.ParseMessageFileBytes(file, tag+".json"); err != nil {
		return words{}, err
	}
	return words{tag, i18n.NewLocalizer(bundle, tag), message.NewPrinter(digits), edtf.LanguageOf(tag)}, nil
}

// wordsOf returns the words of a BCP 47 tag; English stands in for every
// language that has no file.
func wordsOf(tag string) words {
	if w, ok := languages()[primary(tag)]; ok {
		return w
	}
	return languages()["en"]
}

// primary is the language of a BCP 47 tag without its region and script.
func primary(tag string) string {
	language, _, _ := strings.Cut(strings.ToLower(tag), "-")
	return language
}

// say returns a message. args are the names and values that it holds; Count
// chooses the plural form too, and numbers are written as the language does.
// A message that there is none of, or that lacks a form, is an error.
func (w words) say(key string, args ...any) (string, error) {
	data, config := map[string]any{}, &i18n.LocalizeConfig{MessageID: key}
	if len(args)%2 != 0 {
		return "", fmt.Errorf("message %q: %d names and values are not pairs", key, len(args))
	}
	for i := 0; i < len(args); i += 2 {
		name, ok := args[i].(string)
		if !ok {
			return "", fmt.Errorf("message %q: %v is no name of a value", key, args[i])
		}
		data[name] = args[i+1]
		if n, ok := args[i+1].(int); ok {
			data[name] = w.number(n)
			if name == "Count" {
				config.PluralCount = n
			}
		}
	}
	config.TemplateData = data
	text, err := w.localizer.Localize(config)
	if err != nil {
		return "", fmt.Errorf("in %q: %w", w.tag, err)
	}
	return text, nil
}

// must is say for keys that stand in this package, which a test knows to be in
// every file.
func (w words) must(key string, args ...any) string {
	text, err := w.say(key, args...)
	if err != nil {
		panic(err)
	}
	return text
}

// or is say for what a newsroom may have named itself: where there is no such
// message, the name stands.
func (w words) or(key, name string) string {
	var none *i18n.MessageNotFoundErr
	text, err := w.say(key)
	if errors.As(err, &none) {
		return name
	}
	if err != nil {
		panic(err)
	}
	return text
}

// markup is say for a message with texts of others in it: each stands in a
// bdi, for its own direction.
func (w words) markup(key string, args ...any) (template.HTML, error) {
	for i := 1; i < len(args); i += 2 {
		if text, ok := args[i].(string); ok {
			args[i] = template.HTML("<bdi>" + template.HTMLEscapeString(text) + "</bdi>")
		}
	}
	text, err := w.say(key, args...)
	return template.HTML(text), err
}

// number writes a whole number; one of four digits needs no separator, and
// years have none beside it.
func (w words) number(n int) string {
	if n < 10000 {
		return strconv.Itoa(n)
	}
	return w.numbers.Sprint(number.Decimal(n))
}

// kind is the label of a kind: the newsroom's own, or that of the starting
// vocabulary in the page's language.
func (w words) kind(k timeline.KindInfo) string {
	if start, ok := (timeline.Vocabulary{}).Lookup(k.Kind); ok && start.Label == k.Label {
		return w.must("kind." + string(k.Kind))
	}
	return k.Label
}

// chart are the words of the chart's script, see WORDS in its mount.js; "" in
// English, which it has itself.
func (w words) chart() (string, error) {
	if w.tag == "en" {
		return "", nil
	}
	text, err := json.Marshal(map[string]string{
		"chart": w.must("chart.chart"), "open": w.must("chart.open"), "now": w.must("chart.now"),
		"overview": w.must("chart.overview"), "before": w.must("chart.before"), "planned": w.must("planned"),
	})
	return string(text), err
}

// funcs are what templates say in the language.
func (w words) funcs() template.FuncMap {
	return template.FuncMap{
		"say":       w.say,
		"sayMarkup": w.markup,
		"number":    w.number,
		"words":     w.or,
		"chart":     w.chart,
		"left":      w.left,
		"events": func(events, articles int) (string, error) {
			text := w.must("events", "Count", events)
			if articles == 0 {
				return text, nil
			}
			return w.say("eventsFrom", "Events", text, "Articles", w.must("ofArticles", "Count", articles))
		},
	}
}

// left says how many of all events are shown.
func (w words) left(shown, all int) string {
	return strings.NewReplacer("{shown}", w.number(shown), "{all}", w.number(all)).Replace(w.must("shown"))
}

// made says of how many events and sources a chronology is made, and when.
func (w words) made(shown *timeline.Edition, all int) string {
	text := w.must("events", "Count", all)
	if n := len(shown.Events); n < all {
		text = w.left(n, all)
	}
	if n := len(shown.Sources); n > 0 {
		text = w.must("eventsFrom", "Events", text, "Articles", w.must("ofArticles", "Count", n))
	}
	if !shown.Published.IsZero() {
		text += " · " + w.day(shown.Published, shown.Timezone)
	}
	return text
}

// ChartWords are the words that a chart needs in the language of a BCP 47 tag.
func ChartWords(tag string) timeline.Words {
	w := wordsOf(tag)
	if w.tag == "en" {
		return timeline.Words{Made: w.made} // the others are the chart's own
	}
	c := timeline.Words{
		Kinds: map[timeline.Kind]string{}, Groups: map[timeline.Group]string{}, Labels: map[timeline.Label]string{},
		Relations: map[timeline.RelationType]string{}, Others: w.must("others"), Made: w.made,
	}
	for _, k := range timeline.Kinds {
		c.Kinds[k.Kind] = w.must("kind." + string(k.Kind))
	}
	for _, g := range timeline.Groups {
		c.Groups[g.Group] = w.must("group." + string(g.Group))
	}
	for _, l := range []timeline.Label{timeline.Confirmed, timeline.Reported, timeline.Disputed, timeline.Unconfirmed} {
		c.Labels[l] = w.must("label." + string(l))
	}
	for _, r := range timeline.RelationTypes {
		// On an arc nothing follows what a language ends with a colon.
		c.Relations[r.Type] = strings.TrimSuffix(w.must("relation."+string(r.Type)), ":")
	}
	return c
}
