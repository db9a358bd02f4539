package web

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"dateline/timeline"
)

// browser starts Chromium with one tab. Whatever the browser complains of, a
// script's error or a breach of the policy among it, fails the test.
func browser(t *testing.T, more ...chromedp.ExecAllocatorOption) context.Context {
	t.Helper()
	path := ""
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if p, err := exec.LookPath(name); err == nil {
			path = p
			break
		}
	}
	if path == "" {
		if os.Getenv("DATELINE_TEST_ALL") == "1" {
			t.Fatal("no Chromium is installed, and DATELINE_TEST_ALL=1 asks for it")
		}
		t.Skip("no Chromium is installed")
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.DisableGPU, chromedp.WindowSize(1280, 900), chromedp.UserDataDir(filepath.Join(t.TempDir(), "profile")),
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-component-update", true))
	allocator, cancel := chromedp.NewExecAllocator(t.Context(), append(options, more...)...)
	t.Cleanup(cancel)
	ctx, cancel := chromedp.NewContext(allocator)
	t.Cleanup(cancel)
	ctx, cancel = context.WithTimeout(ctx, 10*time.Minute) // a slow machine takes three for the longest of tests
	t.Cleanup(cancel)
	require.NoError(t, chromedp.Listen(ctx, complaints(t)))
	return ctx
}

// complaints fails the test for what the browser complains of.
func complaints(t *testing.T) func(any) {
	return func(event any) {
		switch e := event.(type) {
		case *runtime.EventExceptionThrown:
			t.Errorf("a page threw: %+v", e.ExceptionDetails)
		case *runtime.EventConsoleAPICalled:
			if e.Type == runtime.ConsoleAPICalledTypeError {
				t.Errorf("a page's script complains: %+v", e.Args)
			}
		case *log.EventEntryAdded:
			if e.Entry.Level == log.EntryLevelError || e.Entry.Level == log.EntryLevelWarning {
				t.Errorf("the browser complains: %s %s", e.Entry.Text, e.Entry.URL)
			}
		}
	}
}

// act takes steps, each as soon as it can be: an element that has just been found may
// not be laid out yet, or drawn again meanwhile, on a slow machine.
func act(t *testing.T, ctx context.Context, steps ...chromedp.Action[chromedp.Void]) {
	t.Helper()
	notYet := func(err error) bool {
		return slices.ContainsFunc([]string{"not focusable", "content quads", "layout object", "detached", "node with given id"}, func(s string) bool { return strings.Contains(strings.ToLower(err.Error()), s) })
	}
	for _, step := range steps {
		err := chromedp.Do(ctx, step)
		for begun := time.Now(); err != nil && notYet(err) && time.Since(begun) < 20*time.Second; err = chromedp.Do(ctx, step) {
			time.Sleep(50 * time.Millisecond)
		}
		require.NoError(t, err)
	}
}

func evaluated[T any](t *testing.T, ctx context.Context, script string) T {
	t.Helper()
	v, err := chromedp.Run(ctx, chromedp.Evaluate[T](script))
	require.NoError(t, err, script)
	return v
}

// becomes waits until a script gives true.
func becomes(t *testing.T, ctx context.Context, script, what string) {
	t.Helper()
	require.Eventually(t, func() bool {
		v, err := chromedp.Run(ctx, chromedp.Evaluate[bool](script))
		return err == nil && v
	}, 20*time.Second, 50*time.Millisecond, what)
}

// rested waits until nothing of the page has changed or scrolled for a quarter
// of a second, so that what is seen is still there when it is measured or
// touched: on a slow machine a chart may be drawn again, and a card come into
// view, long after what a reader did.
const rested = `() => new Promise((rest, fail) => {
	let quiet;
	const begun = performance.now();
	const end = () => { clearTimeout(quiet); watch.disconnect(); removeEventListener('scroll', wait, true); };
	const wait = () => {
		clearTimeout(quiet);
		quiet = setTimeout(() => { end(); rest(); }, 250);
		if (performance.now() - begun > 20000) { end(); fail(new Error('the page does not come to rest')); }
	};
	const watch = new MutationObserver(wait);
	watch.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
	addEventListener('scroll', wait, true);
	wait();
})`

// rests waits until the page is rested.
func rests(t *testing.T, ctx context.Context) {
	t.Helper()
	_, err := chromedp.Run(ctx, chromedp.Evaluate[chromedp.Void](`(`+rested+`)()`, chromedp.EvalAwaitPromise))
	require.NoError(t, err)
}

// look checks that a page is not wider than the window at either width, and
// takes pictures of it, light and dark, if a directory for them is named.
func look(t *testing.T, ctx context.Context, name string) {
	t.Helper()
	dir := os.Getenv("DATELINE_SCREENSHOTS")
	for _, width := range []int64{1280, 390} {
		act(t, ctx, chromedp.EmulateViewport(width, 900))
		assert.LessOrEqual(t, evaluated[int64](t, ctx, `document.documentElement.scrollWidth`), width, "%s is wider than a window of %d", name, width)
		if dir == "" {
			continue
		}
		for _, scheme := range []string{"light", "dark"} {
			_, err := chromedp.Call(ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}}})
			require.NoError(t, err)
			picture, err := chromedp.Run(ctx, chromedp.FullScreenshot(90))
			require.NoError(t, err)
			require.NoError(t, os.WriteFile(filepath.Join(dir, fmt.Sprintf("%s-%d-%s.jpg", name, width, scheme)), picture, 0o644))
		}
	}
	act(t, ctx, chromedp.EmulateViewport(1280, 900))
}

func TestWordsAndCardsFindEachOtherInABrowser(t *testing.T) {
	ctx := browser(t)
	s := newSite(t)
	v := s.signedIn("editor")
	v.newTimeline("X")
	v.addRaid()
	review := v.at.Path
	v.open("/desk/t/x/events/new?article=" + strings.TrimPrefix(review, "/desk/t/x/articles/"))
	v.submit(v.form("button.go"), "title", "The depot burns", "date", "Monday", "quote", "bombed a depot near Kirkuk on Monday, killing six people, the army said")
	require.Len(t, v.all("details.card"), 3)

	css := func(selector string) chromedp.CSS { return chromedp.CSS(selector) }
	act(t, ctx, chromedp.Navigate(s.server.URL+review), chromedp.WaitVisible(css("#name")), chromedp.SendKeys(css("#name"), "editor"), chromedp.SendKeys(css("#password"), password), chromedp.Click(css("button.go")), chromedp.WaitVisible(css("details.card[open]")))
	const shared = `[...document.querySelectorAll('mark')].find((m) => m.dataset.event.includes(' '))`
	open := func() string {
		return evaluated[string](t, ctx, `document.querySelector('details.card[open]').dataset.event`)
	}
	seen := map[string]bool{}
	for range 2 {
		evaluated[bool](t, ctx, `(`+shared+`.click(), true)`)
		becomes(t, ctx, `document.activeElement.closest('details.card[open]') !== null && `+shared+`.classList.contains('on')`, "words that two events tell stand out for either")
		seen[open()] = true
	}
	assert.Len(t, seen, 2, "a click on them reaches each in turn")

	const cited = `document.querySelector('details.card[open] .cites').checkVisibility()`
	assert.False(t, evaluated[bool](t, ctx, cited), "beside the article no words are said twice")
	act(t, ctx, chromedp.EmulateViewport(390, 800))
	assert.True(t, evaluated[bool](t, ctx, cited), "on a phone a card brings its words")
	act(t, ctx, chromedp.Click(css("details.card[open] .cites a")))
	becomes(t, ctx, `(() => { const r = document.querySelector('mark.on').getBoundingClientRect(); return r.top >= 0 && r.bottom <= innerHeight; })()`, "and leads to them")
	assert.Empty(t, s.log.String())
}

func TestAnArticleIsDatedAndNothingPublishedInABrowser(t *testing.T) {
	ctx := browser(t)
	s := newSite(t)
	css := func(selector string) chromedp.CSS { return chromedp.CSS(selector) }
	act(t, ctx, chromedp.Navigate(s.server.URL+"/desk"), chromedp.WaitVisible(css("#name")),
		chromedp.SendKeys(css("#name"), "editor"), chromedp.SendKeys(css("#password"), password), chromedp.Click(css("button.go")), chromedp.WaitVisible(css("#title")),
		chromedp.SendKeys(css("#title"), "Kirkuk"), chromedp.Click(css("main button.go")), chromedp.WaitVisible(css(`a[href$="/articles/new"]`)))
	look(t, ctx, "nothing-accepted")
	asked := evaluated[string](t, ctx, `(() => { let asked = ""; window.confirm = (what) => { asked = what; return false; }; document.querySelector(".act button").click(); return asked; })()`)
	assert.Contains(t, asked, "the page will be empty")
	act(t, ctx, chromedp.Navigate(s.server.URL+"/desk/t/kirkuk/articles/new"), chromedp.WaitVisible(css("#text")),
		chromedp.SetValue(css("#text"), "Jets bombed a depot near Kirkuk on Monday, the army said.\n\nPolice arrested two men in Basra on Tuesday.\n"),
		chromedp.Click(css("button.go")), chromedp.WaitVisible(css(".again #published")))
	look(t, ctx, "undated")
	reads := `document.querySelector('.again [data-reads]').textContent`
	act(t, ctx, chromedp.SendKeys(css("#published"), "Monday, 7 January 2020"))
	becomes(t, ctx, reads+`.includes('is a Tuesday, not a Monday')`, "a slip is told while it is typed")
	look(t, ctx, "undated-slip")
	act(t, ctx, chromedp.Evaluate[chromedp.Void](`document.querySelector('#published').select()`), chromedp.KeyEvent("8 January 2020, 9 pm"))
	becomes(t, ctx, reads+`.includes('21:00, 8 January 2020')`, "the time is read")
	act(t, ctx, chromedp.Click(css(".again button")), chromedp.WaitVisible(css(".notice[role=status]")))
	becomes(t, ctx, `document.querySelector('details.card input[name=date]').value === '6 January 2020'`, "the events are dated")
	look(t, ctx, "dated")
	info, err := s.desk.Timeline(t.Context(), s.user("editor"), "kirkuk")
	require.NoError(t, err)
	assert.Zero(t, info.Edition, "who says no to an empty page publishes none")
	for range 2 {
		act(t, ctx, chromedp.Click(css("details.card.proposed[open] button[value=reject]")), chromedp.WaitVisible(css(".notice[role=status]")))
		becomes(t, ctx, `document.querySelector('.notice').textContent.includes('Rejected')`, "it is rejected")
		act(t, ctx, chromedp.Navigate(evaluated[string](t, ctx, `location.href.split('?')[0]`)), chromedp.WaitVisible(css("h1")))
	}
	look(t, ctx, "all-rejected")
}

func TestTheMainJobInABrowser(t *testing.T) {
	ctx := browser(t)
	s := newSite(t)
	css := func(selector string) chromedp.CSS { return chromedp.CSS(selector) }
	// retype types over what stands in a field, as a person would.
	retype := func(selector, value string) {
		evaluated[bool](t, ctx, fmt.Sprintf(`(() => { const e = document.querySelector(%q); e.focus(); e.select(); return true; })()`, selector))
		act(t, ctx, chromedp.KeyEvent(value))
	}

	// Sign in, make a timeline, paste an article.
	act(t, ctx, chromedp.Navigate(s.server.URL+"/desk"), chromedp.WaitVisible(css("#name")))
	look(t, ctx, "sign-in")
	act(t, ctx, chromedp.SendKeys(css("#name"), "editor"), chromedp.SendKeys(css("#password"), password), chromedp.Click(css("button.go")), chromedp.WaitVisible(css("#title")))
	act(t, ctx, chromedp.SendKeys(css("#title"), "Kirkuk in January"), chromedp.Click(css("main button.go")), chromedp.WaitVisible(css(`a[href$="/articles/new"]`)))
	act(t, ctx, chromedp.Click(css(`a[href$="/articles/new"]`)), chromedp.WaitVisible(css("#text")))
	look(t, ctx, "article")
	act(t, ctx, chromedp.SetValue(css("#text"), raid), chromedp.Click(css("button.go")), chromedp.WaitVisible(css("details.card[open]")))
	review := evaluated[string](t, ctx, `location.pathname`)
	require.Equal(t, 2, evaluated[int](t, ctx, `document.querySelectorAll('details.card').length`))
	becomes(t, ctx, `document.querySelector('mark.on') !== null`, "the words of the open card stand out")
	look(t, ctx, "review")

	// A card that is opened low in the window comes into view.
	act(t, ctx, chromedp.EmulateViewport(1280, 700), chromedp.Evaluate[chromedp.Void](`scrollTo(0, 0); document.querySelectorAll('details.card > summary')[1].click()`))
	becomes(t, ctx, `document.querySelectorAll('details.card')[1].open && document.querySelectorAll('details.card')[1].getBoundingClientRect().bottom < innerHeight + 1`, "all of the card is in view")
	act(t, ctx, chromedp.EmulateViewport(1280, 900), chromedp.Evaluate[chromedp.Void](`document.querySelectorAll('details.card > summary')[0].click()`))

	// A date is understood while it is typed.
	const date, read = "details[open] input[name=date]", `document.querySelector('details[open] [data-reads]').textContent`
	retype(date, "last week")
	becomes(t, ctx, read+`.includes('[2019-12-30..2020-01-05]')`, "the date is read")
	retype(date, "some day")
	becomes(t, ctx, read+`.includes('The date cannot be read: “some day” says no day, month or year') && `+read+`.includes('EDTF such as 2020-01-08')`, "the field, the words that are not understood and what would be are said")
	retype(date, "5 January 2020")
	becomes(t, ctx, read+`.includes("2020-01-05")`, "a day is read")

	// Change the first and let it save itself; accept it by its key.
	retype("details[open] input[name=title]", "US raid near Kirkuk")
	becomes(t, ctx, `document.querySelector('[data-saved]').textContent === 'All changes saved'`, "the form saves itself")
	act(t, ctx, chromedp.KeyEvent("a"))
	assert.Equal(t, review, evaluated[string](t, ctx, `location.pathname`), "a key in a field is a letter")
	retype("details[open] input[name=title]", "US raid near Kirkuk")
	act(t, ctx, chromedp.Focus(css("details[open] summary")), chromedp.KeyEvent("a"))
	becomes(t, ctx, `document.querySelector('.notice').textContent.includes('Accepted: “US raid near Kirkuk”')`, "it is accepted")

	// The next has the focus; reject it by its key, take that back, and again.
	becomes(t, ctx, `document.activeElement.matches('details.card.proposed[open] > summary')`, "the next to decide has the focus")
	act(t, ctx, chromedp.KeyEvent("k"))
	becomes(t, ctx, `document.activeElement.closest('details.card.accepted[open]') !== null`, "k goes back")
	act(t, ctx, chromedp.KeyEvent("j"))
	becomes(t, ctx, `document.activeElement.closest('details.card.proposed[open]') !== null`, "j goes on")
	act(t, ctx, chromedp.KeyEvent("x"))
	becomes(t, ctx, `document.querySelector('h1').textContent === 'Everything is decided'`, "all is decided")
	act(t, ctx, chromedp.Click(css(".notice button")))
	becomes(t, ctx, `document.querySelector('.notice').textContent.includes('Undone') && document.querySelector('details.card.proposed[open]') !== null`, "the decision is undone")
	act(t, ctx, chromedp.Click(css("details[open] button[value=reject]")))
	becomes(t, ctx, `document.querySelector('h1').textContent === 'Everything is decided'`, "all is decided again")

	// Add an event by hand, publish, and take the code.
	home := strings.Split(review, "/articles/")[0]
	act(t, ctx, chromedp.Navigate(s.server.URL+home+"/events/new"), chromedp.WaitVisible(css("#title")), chromedp.SendKeys(css("#title"), "Funeral in Kerman"), chromedp.SendKeys(css("#date"), "7 January 2020"))
	becomes(t, ctx, `document.querySelector('[data-reads]').textContent.includes('2020-01-07')`, "the date is read")
	look(t, ctx, "event")
	act(t, ctx, chromedp.Click(css("button[value=add]")), chromedp.WaitVisible(css(".act button.go")), chromedp.Click(css(".act button.go")), chromedp.WaitVisible(css("#frame")))
	look(t, ctx, "timeline")
	frame, script := evaluated[string](t, ctx, `document.querySelector('#frame').value`), evaluated[string](t, ctx, `document.querySelector('#script').value`)
	assert.Contains(t, frame, s.server.URL+"/t/kirkuk-in-january/embed")

	// The reader's page shows what was accepted and nothing else.
	act(t, ctx, chromedp.Navigate(s.server.URL+"/t/kirkuk-in-january"), chromedp.WaitVisible(css("main")))
	becomes(t, ctx, `document.querySelector('svg') !== null`, "the chart is drawn")
	text := evaluated[string](t, ctx, `document.body.innerText`)
	assert.Contains(t, text, "US raid near Kirkuk")
	assert.Contains(t, text, "Funeral in Kerman")
	assert.Contains(t, text, "American jets bombed a depot", "with its cited words")
	assert.NotContains(t, text, "embassy", "what was rejected is not published")

	t.Run("the embed inside a page of another origin", func(t *testing.T) {
		for name, code := range map[string]string{"frame": frame, "script": script} {
			// Another port is another origin.
			paper := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
				w.Header().Set("Content-Type", "text/html; charset=utf-8")
				_, _ = fmt.Fprintf(w, `<!doctype html><html lang="en"><title>Paper</title><link rel="icon" href="data:,"><p>An article.</p>%s`, code)
			}))
			act(t, ctx, chromedp.Navigate(paper.URL), chromedp.WaitVisible(css("iframe")))
			assert.Contains(t, evaluated[string](t, ctx, `document.querySelector('iframe').src`), s.server.URL+"/t/kirkuk-in-january/embed", name)
			// Of another origin nothing is told but what the browser itself knows.
			becomes(t, ctx, `performance.getEntriesByType('resource').some((e) => e.initiatorType === 'iframe' && e.responseEnd > 0)`, name+": the embed is loaded")
			assert.GreaterOrEqual(t, evaluated[float64](t, ctx, `document.querySelector('iframe').getBoundingClientRect().height`), 100.0, name)
			if name == "script" {
				becomes(t, ctx, `document.querySelector('iframe').clientHeight > 150`, "the frame takes the height that the embed tells")
			}
			paper.Close()
		}
	})

	t.Run("without script every event is there", func(t *testing.T) {
		_, err := chromedp.Call(ctx, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
		require.NoError(t, err)
		events, _, err := s.desk.Events(t.Context(), s.user("editor"), "kirkuk-in-january", deskQuery())
		require.NoError(t, err)
		require.Len(t, events, 2)
		for _, path := range []string{"/t/kirkuk-in-january", "/t/kirkuk-in-january/embed"} {
			act(t, ctx, chromedp.Navigate(s.server.URL+path), chromedp.WaitVisible(css("body")))
			shown, err := chromedp.Run(ctx, chromedp.Text(css("body")))
			require.NoError(t, err)
			for _, e := range events {
				assert.Equal(t, timeline.Accepted, e.State)
				assert.Contains(t, shown, e.Title, path)
			}
		}
	})
	assert.Empty(t, s.log.String())
}
