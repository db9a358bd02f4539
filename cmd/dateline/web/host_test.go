package web

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/target"
	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/net/html"

	"dateline/timeline"
	"dateline/timeline/edtf"
)

// A host is another site whose page holds our embed: it is reached as
// localhost, and ours as 127.0.0.1, so that the browser keeps the two apart.
type host struct {
	*testing.T
	site   *site
	server *httptest.Server
	ctx    context.Context // the tab
	page   string          // its body
	header http.Header
	quiet  bool // what the browser complains of in a frame is no failure
}

// elsewhere is the path of a page of the host that an event links to.
const elsewhere = "/elsewhere"

// newHost publishes a chronology of three events and more at /t/january, and
// starts a host and a browser that shows its scrollbars.
func newHost(t *testing.T, more int) *host {
	t.Helper()
	h := &host{T: t, ctx: browser(t, chromedp.Flag("hide-scrollbars", false)), header: http.Header{}}
	h.server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		for name, values := range h.header {
			w.Header()[name] = values
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		if r.URL.Path == elsewhere {
			_, _ = w.Write([]byte(`<!doctype html><link rel="icon" href="data:,"><title>Elsewhere</title>`))
			return
		}
		_, _ = w.Write([]byte(h.page))
	}))
	t.Cleanup(h.server.Close)
	h.site, _ = published(t)
	for i := range more {
		e := timeline.Event{Title: fmt.Sprintf("The council meets for the %d. time", i+1), Kind: "meeting", Date: edtf.MustParse(fmt.Sprintf("2020-01-%02d", 8+i)), Text: strings.Repeat("It took all day. ", 20)}
		if i == 0 {
			e.URL = h.address() + elsewhere
		}
		require.NoError(t, h.site.desk.AddEvent(t.Context(), edith, "january", &e))
	}
	p, err := h.site.desk.Publish(t.Context(), edith, "january")
	require.NoError(t, err)
	require.Len(t, p.Edition.Events, 3+more)
	return h
}

func (h *host) address() string { return strings.Replace(h.server.URL, "127.0.0.1", "localhost", 1) }

func (h *host) embed() string { return h.site.server.URL + "/t/january/embed" }

// open shows a page that holds EMBED, SCRIPT and SITE.
func (h *host) open(page string) {
	h.Helper()
	h.page = strings.NewReplacer("EMBED", h.embed(), "SCRIPT", h.site.server.URL+"/embed.js", "SITE", h.site.server.URL).Replace(page)
	act(h.T, h.ctx, chromedp.Navigate(h.address()))
}

// around is a page around an embed.
func around(body string) string {
	return `<!doctype html><html lang="en"><title>Host</title><link rel="icon" href="data:,"><p>Above.</p>` + body + `<p>Below.</p>`
}

// frames waits for so many embeds, and goes into each.
func (h *host) frames(n int) []context.Context {
	h.Helper()
	var found []target.ID
	require.Eventually(h, func() bool {
		all, err := chromedp.Targets(h.ctx)
		found = found[:0]
		for _, info := range all {
			if info.Type == "iframe" && strings.HasPrefix(info.URL, h.site.server.URL+"/t/") {
				found = append(found, info.TargetID)
			}
		}
		return err == nil && len(found) == n
	}, 20*time.Second, 50*time.Millisecond, "%d embeds", n)
	var all []context.Context
	for _, id := range found {
		options := []chromedp.ContextOption{chromedp.WithTargetID(id), chromedp.WithDetachOnCancel()}
		if !h.quiet {
			options = append(options, chromedp.WithListener(complaints(h.T)))
		}
		ctx, cancel := chromedp.NewContext(h.ctx, options...)
		h.Cleanup(cancel)
		becomes(h.T, ctx, `document.readyState === 'complete'`, "the embed is loaded")
		all = append(all, ctx)
	}
	return all
}

func (h *host) frame() context.Context {
	h.Helper()
	return h.frames(1)[0]
}

// fits waits until a frame is as high as its content and so much more, and
// nothing of it has to be scrolled to.
func (h *host) fits(frame context.Context, more int, when string) {
	h.Helper()
	const size = `((r) => [innerHeight - Math.ceil(document.querySelector('main').getBoundingClientRect().bottom + scrollY), r.scrollHeight - innerHeight, r.scrollWidth - r.clientWidth, innerWidth - r.clientWidth])(document.documentElement)`
	want, got := fmt.Sprint([]int{more, 0, 0, 0}), ""
	ok := assert.Eventually(h, func() bool {
		v, err := chromedp.Run(frame, chromedp.Evaluate[[]int](size))
		got = fmt.Sprint(v)
		return err == nil && got == want
	}, 10*time.Second, 50*time.Millisecond)
	require.True(h, ok, "%s: pixels that the frame is too high, too low by, too narrow by, and of its scrollbar: %s, want %s", when, got, want)
}

// heights is how often the host was told another height than before.
const heights = `told.filter((height, i) => height !== told[i - 1]).length`

// rests checks that no further height comes: a loop brings one in each frame
// or two.
func (h *host) rests(when string) {
	h.Helper()
	v, err := chromedp.Run(h.ctx, chromedp.Evaluate[[]int](`(async () => {
		for (let i = 0; i < 20; i++) await new Promise(requestAnimationFrame); // what is on its way
		const before = `+heights+`;
		for (let i = 0; i < 40; i++) await new Promise(requestAnimationFrame);
		return [before, `+heights+`];
	})()`, chromedp.EvalAwaitPromise))
	require.NoError(h, err)
	require.Equal(h, v[0], v[1], "%s: no height brings about another", when)
}

// click clicks with the mouse on what a selector finds in the frame, which the
// host shows as #frame, and which nobody was in.
func (h *host) click(frame context.Context, selector string) {
	h.Helper()
	evaluated[bool](h.T, frame, fmt.Sprintf(`(document.querySelector(%q).scrollIntoView({block: 'center'}), true)`, selector))
	// The host scrolls too, in a process of its own.
	var x, y float64
	for range 20 {
		rests(h.T, frame)
		rests(h.T, h.ctx)
		if x, y = h.at(frame, selector); y > 0 && y < 700 {
			break
		}
	}
	require.True(h, y > 0 && y < 700, "%s comes into view: at %v, %v", selector, x, y)
	// A finger stays down for longer than the browser takes to tell the host
	// which frame its reader is in.
	act(h.T, h.ctx, chromedp.MouseEvent(input.DispatchMouseEventTypeMousePressed, x, y, chromedp.ButtonLeft, chromedp.ClickCount(1)))
	becomes(h.T, h.ctx, `document.activeElement.id === 'frame'`, "the reader is in the frame")
	act(h.T, h.ctx, chromedp.MouseEvent(input.DispatchMouseEventTypeMouseReleased, x, y, chromedp.ButtonLeft, chromedp.ClickCount(1)))
}

// at is where the middle of what a selector finds in the frame stands in the window.
func (h *host) at(frame context.Context, selector string) (x, y float64) {
	h.Helper()
	const middle = `((r) => [r.x + Math.min(r.width / 2, 40), r.y + r.height / 2])(document.querySelector(%q).getBoundingClientRect())`
	in := evaluated[[]float64](h.T, frame, fmt.Sprintf(middle, selector))
	out := evaluated[[]float64](h.T, h.ctx, `((f, r) => [r.x + f.clientLeft, r.y + f.clientTop])(document.getElementById('frame'), document.getElementById('frame').getBoundingClientRect())`)
	return in[0] + out[0], in[1] + out[1]
}

// takesOver reaches for the chart, and waits for its script to be there.
func (h *host) takesOver(frame context.Context) {
	h.Helper()
	evaluated[bool](h.T, frame, `(document.querySelector('[data-chart]').scrollIntoView(), document.querySelector('[data-chart]').dispatchEvent(new PointerEvent('pointerenter')))`)
	becomes(h.T, frame, `document.querySelector('[data-drawing]').dataset.state === 'ready'`, "the chart takes over")
}

func hostPage(t *testing.T, name string, pairs ...string) string {
	t.Helper()
	page, err := os.ReadFile(filepath.Join("testdata", "hosts", name+".html"))
	require.NoError(t, err)
	return strings.NewReplacer(pairs...).Replace(string(page))
}

const secret = "a1B2c3D4e5"

// openFirst opens an event of the embed, openAll the whole of its short list.
const (
	openFirst = `(document.querySelector('li:not([data-minor]) summary').click(), true)`
	openAll   = `(document.querySelector('[data-all]').click(), true)`
)

func TestEveryHostFitsTheFrameToTheEmbed(t *testing.T) {
	h := newHost(t, 13)
	for _, tt := range []struct {
		name, page string
		more       int
	}{
		{name: "Datawrapper", page: hostPage(t, "datawrapper", "MORE", "0")},
		{name: "Datawrapper, a few pixels more", page: hostPage(t, "datawrapper", "MORE", "7"), more: 7},
		{name: "Pym", page: hostPage(t, "pym")},
		{name: "Medium", page: hostPage(t, "medium")},
		{name: "embed.js", page: around(listening + `<div>` + byScript(`data-target="january"`) + `</div>`)},
	} {
		t.Run(tt.name, func(t *testing.T) {
			h.T = t
			act(t, h.ctx, chromedp.EmulateViewport(1280, 900))
			h.open(tt.page)
			frame := h.frame()
			h.fits(frame, tt.more, "at first")
			evaluated[bool](t, frame, openFirst)
			h.fits(frame, tt.more, "an event opened")
			h.rests("an event opened")
			evaluated[bool](t, frame, `(location.hash = document.querySelector('li').id, true)`)
			evaluated[bool](t, frame, openAll)
			h.fits(frame, tt.more, "the whole list")
			act(t, h.ctx, chromedp.EmulateViewport(420, 900))
			h.fits(frame, tt.more, "a narrow window")
			act(t, h.ctx, chromedp.EmulateViewport(900, 700))
			h.fits(frame, tt.more, "a middling window")
			h.takesOver(frame)
			h.fits(frame, tt.more, "the chart took over")
			evaluated[bool](t, frame, openFirst)
			h.fits(frame, tt.more, "an event closed")
			h.rests("in the end")
			assert.LessOrEqual(t, evaluated[int](t, h.ctx, heights), 12, "no height is told in vain")
		})
	}
}

func TestAMPFitsAFrameOutOfSightAtOnceAndOneInSightWhenAsked(t *testing.T) {
	h := newHost(t, 13)
	h.open(strings.Replace(hostPage(t, "amp"), "<p>Above.</p>", `<div style="height:2000px"></div>`, 1))
	frame := h.frame()
	becomes(t, h.ctx, `told.length > 0 && frame.clientHeight === told.at(-1)`, "below the window it gets its height")
	assert.True(t, evaluated[bool](t, h.ctx, `overflow.hidden`))
	act(t, h.ctx, chromedp.ScrollIntoView(chromedp.CSS("#frame")))
	h.fits(frame, 0, "in sight")
	evaluated[bool](t, frame, openFirst)
	becomes(t, h.ctx, `!document.getElementById('overflow').hidden`, "what is open asks for room")
	assert.True(t, evaluated[bool](t, frame, `document.documentElement.scrollHeight > innerHeight`))
	becomes(t, frame, `getComputedStyle(document.documentElement).overflowY !== 'hidden'`, "till then it can be scrolled")
	evaluated[bool](t, h.ctx, `(document.getElementById('overflow').click(), true)`)
	h.fits(frame, 0, "asked for")
	h.rests("in the end")
}

// filtered is our oEmbed's html as WordPress leaves it: of the attributes those
// that its filter knows, a sandbox, the secret and, because of the blockquote,
// out of sight.
func (h *host) filtered() string {
	h.Helper()
	var reply oembedReply
	require.NoError(h, json.Unmarshal(h.site.get("/oembed?format=json&url="+url.QueryEscape(h.site.server.URL+"/t/january")).body, &reply))
	root, err := html.Parse(strings.NewReader(reply.HTML))
	require.NoError(h, err)
	found := page{h, root}.all("iframe")
	require.Len(h, found, 1)
	var b strings.Builder
	b.WriteString(`<iframe id="frame" sandbox="allow-scripts" security="restricted" class="wp-embedded-content" style="position: absolute; visibility: hidden" data-secret="` + secret + `"`)
	for _, a := range found[0].Attr {
		switch a.Key {
		case "src":
			a.Val += "#?secret=" + secret
		case "width", "height", "frameborder", "marginwidth", "marginheight", "scrolling", "title":
		default:
			continue
		}
		fmt.Fprintf(&b, ` %s="%s"`, a.Key, html.EscapeString(a.Val))
	}
	return b.String() + "></iframe>"
}

func TestWordPressHoldsTheEmbedInItsSandbox(t *testing.T) {
	h := newHost(t, 1)
	page := strings.NewReplacer("SECRET", secret, "OEMBED", h.filtered()).Replace(hostPage(t, "wordpress"))
	h.open(page)
	frame := h.frame()
	assert.True(t, evaluated[bool](t, frame, `self.origin === 'null' && (() => { try { localStorage.length; return false; } catch { return true; } })()`), "its origin is opaque")
	becomes(t, h.ctx, `document.getElementById('frame').checkVisibility({visibilityProperty: true}) && !document.querySelector('blockquote').checkVisibility()`, "the frame takes the place of the quotation when it speaks")
	assert.Equal(t, "0px", evaluated[string](t, h.ctx, `getComputedStyle(document.getElementById('frame')).borderTopWidth`))
	h.fits(frame, 0, "at first")
	evaluated[bool](t, frame, `(document.querySelector('#chronology').remove(), document.querySelector('.chart').remove(), true)`)
	becomes(t, h.ctx, `told.at(-1) === 200`, "no height below what it takes is told")
	h.open(page)
	frame = h.frame()
	h.takesOver(frame)
	evaluated[bool](t, frame, `(location.hash = document.querySelector('li').id, true)`)
	evaluated[bool](t, frame, `(document.querySelectorAll('details').forEach((d) => { d.open = true; }), true)`)
	becomes(t, h.ctx, `told.at(-1) === 1000 && document.getElementById('frame').clientHeight === 1000`, "and none above, also when an event has taken the place of the secret behind #")
	becomes(t, frame, `getComputedStyle(document.documentElement).overflowY !== 'hidden'`, "the rest can be scrolled to")

	// The host follows a link of the frame that its reader is in, and no other.
	evaluated[bool](t, h.ctx, `(document.activeElement.blur(), true)`)
	evaluated[bool](t, frame, `(document.querySelector('.quote a[data-go]').click(), true)`)
	becomes(t, h.ctx, `links.length === 1`, "a source is told")
	assert.Regexp(t, `^`+h.site.server.URL+`/t/january/source/\w+/0$`, evaluated[string](t, h.ctx, `links[0]`), "by its address here")
	h.click(frame, "p.link a")
	becomes(t, h.ctx, `location.pathname === '`+elsewhere+`'`, "what an event links to is reached by way of this host")
	h.open(page)
	frame = h.frame()
	h.fits(frame, 0, "again")
	h.click(frame, "h1 a")
	becomes(t, h.ctx, `location.href === '`+h.site.server.URL+`/t/january'`, "the page is reached")
}

func TestWordPressMayTellTheSecretLate(t *testing.T) {
	h := newHost(t, 0)
	h.open(strings.ReplaceAll(hostPage(t, "late"), "SECRET", secret))
	frame := h.frame()
	becomes(t, frame, `performance.now() > 4500`, "what is told by itself is told")
	assert.Zero(t, evaluated[int](t, h.ctx, `told.length`))
	evaluated[bool](t, h.ctx, `(reveal(), true)`)
	h.fits(frame, 0, "when the secret is known")
	h.rests("when the secret is known")
	before := evaluated[int](t, h.ctx, `(ready('another'), told.length)`)
	act(t, h.ctx, chromedp.Sleep(700*time.Millisecond))
	assert.Equal(t, before, evaluated[int](t, h.ctx, `told.length`), "no other secret is answered")
	evaluated[bool](t, h.ctx, `(frame.height = 150, ready('`+secret+`'), true)`)
	becomes(t, h.ctx, fmt.Sprintf(`told.length > %d`, before), "a host that is ready is told")
	h.fits(frame, 0, "when the host is ready")
	h.rests("when the host is ready")
}

func TestAHostThatListensLateHearsTheHeight(t *testing.T) {
	h := newHost(t, 13)
	h.open(strings.NewReplacer("addEventListener('message', (e)", "window.listen = () => addEventListener('message', (e)").Replace(hostPage(t, "datawrapper", "MORE", "0")))
	frame := h.frame()
	evaluated[bool](t, h.ctx, `(listen(), true)`)
	h.fits(frame, 0, "told again")
}

func TestAScrollbarOfTheHostMakesNoLoop(t *testing.T) {
	h := newHost(t, 13)
	h.open(hostPage(t, "datawrapper", "MORE", "0"))
	h.fits(h.frame(), 0, "at first")
	// The chart's height goes with the width, but where a line breaks in two,
	// which is a matter of the fonts here; so a width is looked for at which a
	// scrollbar's width makes the page lower.
	height := func(width int64) int64 {
		act(t, h.ctx, chromedp.EmulateViewport(width, 3000))
		h.fits(h.frame(), 0, fmt.Sprintf("at a width of %d", width))
		return evaluated[int64](t, h.ctx, `document.documentElement.getBoundingClientRect().height`)
	}
	width := int64(760)
	wide, narrow := height(width), height(width-15)
	for narrow+1 >= wide {
		width += 20
		require.Less(t, width, int64(1000), "no width at which a narrower page is lower")
		wide, narrow = height(width), height(width-15)
	}
	// The window is as high as makes the page need a scrollbar by the frame's
	// wide height and not by the other.
	before := evaluated[int](t, h.ctx, heights)
	act(t, h.ctx, chromedp.EmulateViewport(width, (narrow+wide)/2))
	becomes(t, h.ctx, fmt.Sprintf(`innerWidth === %d`, width), "the window is set")
	h.rests("at the edge")
	assert.LessOrEqual(t, evaluated[int](t, h.ctx, heights), before+1, "it grows, and stays as the scrollbar comes")
	assert.True(t, evaluated[bool](t, h.ctx, `document.documentElement.clientWidth < innerWidth`), "which came")
}

// embeds counts the frames of a page and of the elements in it.
const embeds = `[document, ...[...document.querySelectorAll('dateline-chart')].map((e) => e.shadowRoot)].flatMap((d) => d ? [...d.querySelectorAll('iframe')] : []).length`

// listening notes the heights that are told in a page without a script of its own.
const listening = `<script>window.told = []; addEventListener('message', (e) => { if (e.data['datawrapper-height']) told.push(Object.values(e.data['datawrapper-height'])[0]); });</script>`

// byScript is the embed by script with attributes.
func byScript(attributes string) string {
	return `<script defer src="SCRIPT" ` + attributes + `></script>`
}

func TestTheScriptPutsAFrameWhereItIsTold(t *testing.T) {
	h := newHost(t, 0)
	for name, page := range map[string]string{
		"by its slug":                   `<section>` + byScript(`data-target="january" data-title="What happened" data-height="450"`) + `</section>`,
		"by its address":                `<section>` + byScript(`data-target="SITE/t/january" data-title="What happened" data-height="450"`) + `</section>`,
		"by its embed's address":        `<section>` + byScript(`data-target="EMBED" data-title="What happened" data-height="450"`) + `</section>`,
		"into a place before":           `<section id="place"></section>` + byScript(`data-target="#place" data-src="january" data-title="What happened" data-height="450"`),
		"into a place that comes later": `<script async src="SCRIPT" data-target="#place" data-src="SITE/t/january" data-title="What happened" data-height="450"></script><section id="place"></section>`,
		"as an element":                 `<section><dateline-chart src="january" title="What happened" height="450"><a href="SITE/t/january">The chronology</a></dateline-chart></section>` + byScript(""),
	} {
		t.Run(name, func(t *testing.T) {
			h.T = t
			h.open(around(page))
			h.fits(h.frame(), 0, "by itself")
			assert.Equal(t, "What happened", evaluated[string](t, h.ctx, `(document.querySelector('section dateline-chart')?.shadowRoot ?? document.querySelector('section')).querySelector('iframe[loading=lazy]').title`))
			assert.Equal(t, 1, evaluated[int](t, h.ctx, embeds), "one frame")
			assert.False(t, evaluated[bool](t, h.ctx, `document.querySelector('section a')?.checkVisibility() ?? false`), "what stands in for it is not shown")
		})
	}
	t.Run("by the chronology's own title", func(t *testing.T) {
		h.T = t
		h.open(around(byScript(`data-target="january"`)))
		becomes(t, h.ctx, `document.querySelector("iframe[loading=lazy]")?.title.startsWith("January: <")`, "the frame has told its title")
	})
	t.Run("not where there is nothing of ours", func(t *testing.T) {
		h.T = t
		for _, attributes := range []string{`data-target="https://evil.example/t/january"`, `data-target="SITE.evil.example/t/january"`, `data-target="#none" data-src="january"`, `data-target="january/../../desk"`, `data-target="SITE/desk"`, `data-target="#place" data-src="javascript:alert(1)"`} {
			h.open(around(`<p id="place">` + byScript(attributes) + `<dateline-chart src="https://evil.example/t/january">Stands in</dateline-chart>`))
			becomes(t, h.ctx, `customElements.get('dateline-chart') !== undefined`, "the script has run")
			assert.Zero(t, evaluated[int](t, h.ctx, embeds), attributes)
			assert.True(t, evaluated[bool](t, h.ctx, `document.querySelector('dateline-chart').offsetHeight > 0`), "what stands in for it stays")
		}
	})
	t.Run("not without a script, where a picture stands", func(t *testing.T) {
		h.T = t
		without(t, h.ctx, true)
		defer without(t, h.ctx, false)
		for _, code := range h.site.page("/t/january").all("pre code") {
			if strings.Contains(code.FirstChild.Data, "<script") {
				h.open(around(code.FirstChild.Data))
			}
		}
		becomes(t, h.ctx, `document.querySelector('noscript img').naturalWidth > 0`, "the picture is shown")
	})
}

// without switches scripts off in a tab, or on again.
func without(t *testing.T, ctx context.Context, scripts bool) {
	t.Helper()
	_, err := chromedp.Call(ctx, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: scripts})
	require.NoError(t, err)
}

func TestTheScriptIsSmall(t *testing.T) {
	assert.Less(t, len(newSite(t).get("/embed.js", "Accept-Encoding", "br").body), 2000, "bytes under brotli")
}

func TestTheElementFollowsItsPage(t *testing.T) {
	h := newHost(t, 0)
	require.NoError(t, h.site.desk.CreateTimeline(t.Context(), edith, &timeline.Timeline{Slug: "other", Title: "Another"}))
	require.NoError(t, h.site.desk.AddEvent(t.Context(), edith, "other", &timeline.Event{Title: "It ends", Kind: "meeting", Date: edtf.MustParse("2021-01")}))
	_, err := h.site.desk.Publish(t.Context(), edith, "other")
	require.NoError(t, err)
	do := func(script string) { evaluated[bool](t, h.ctx, "("+script+", true)") }
	const frame = `document.querySelector('dateline-chart').shadowRoot.querySelector('iframe')`

	h.open(around(`<div id="a"></div><div id="b" style="width:500px"></div>` + byScript("")))
	becomes(t, h.ctx, `customElements.get('dateline-chart') !== undefined`, "the script has run")
	do(`window.made = document.createElement('dateline-chart'), made.setAttribute('src', 'january'), document.getElementById('a').append(made)`)
	h.fits(h.frame(), 0, "made by a script")
	do(`document.getElementById('b').append(made)`)
	h.fits(h.frame(), 0, "moved")
	assert.Equal(t, 500, evaluated[int](t, h.ctx, frame+`.clientWidth`))
	do(`window.kept = ` + frame + `, document.getElementById('a').moveBefore(made, null)`)
	assert.True(t, evaluated[bool](t, h.ctx, `kept === `+frame), "moved in place, the frame goes on")
	h.fits(h.frame(), 0, "moved in place")
	do(`made.title = 'Another name'`)
	assert.True(t, evaluated[bool](t, h.ctx, `kept === `+frame+` && kept.title === 'Another name'`), "a name needs no other frame")
	do(`made.setAttribute('src', 'other')`)
	becomes(t, h.ctx, frame+`.src.startsWith('`+h.site.server.URL+`/t/other/embed')`, "another chronology")
	h.fits(h.frame(), 0, "another chronology")
	do(`made.setAttribute('theme', 'auto')`)
	becomes(t, h.ctx, `!`+frame+`.src.includes('theme')`, "as the reader's system has it")
	do(`made.setAttribute('src', 'https://evil.example/')`)
	assert.Zero(t, evaluated[int](t, h.ctx, embeds), "no chronology of ours")
	do(`made.setAttribute('src', 'january')`)
	h.fits(h.frame(), 0, "and one again")
	do(`made.remove()`)
	assert.Zero(t, evaluated[int](t, h.ctx, embeds), "removed")
	do(`document.getElementById('b').append(made)`)
	h.fits(h.frame(), 0, "and back")
}

func TestSeveralEmbedsShareTheChartsScriptAndKeepTheirHeights(t *testing.T) {
	h := newHost(t, 13)
	h.open(around(`<div style="width:600px">` + byScript(`data-target="january"`) + `</div><div style="width:900px">` + byScript(`data-target="january"`) + `</div><dateline-chart src="january" style="width:320px"></dateline-chart>`))
	all := h.frames(3)
	// Beyond the window a frame is told its size when it comes into view.
	fit := func(when string) {
		for _, frame := range all {
			evaluated[bool](t, frame, `(document.querySelector('footer').scrollIntoView(), true)`)
			h.fits(frame, 0, when)
		}
	}
	fit("at first")
	evaluated[bool](t, all[1], openAll)
	fit("one is shown whole")
	for _, frame := range all {
		if evaluated[bool](t, frame, `innerWidth > 481`) {
			h.takesOver(frame)
		}
	}
	fit("the charts took over")
	assert.Contains(t, string(h.site.get("/metrics").body), `dateline_http_requests_total{method="GET",route="/embed.js",status="200"} 1`+"\n")
	assert.Equal(t, 1, h.site.asked(h.site.page("/t/january/embed").attr("[data-script]", "data-script")), "one request for the chart's script")
}

func TestAPageThatIsHardOnItsFramesCannotBreakTheEmbed(t *testing.T) {
	h := newHost(t, 13)
	for _, tt := range []struct{ name, style, page string }{
		{name: "rules for everything", style: `* { height: 40px !important; max-height: 50px !important; width: 50px !important; margin: 9px !important; padding: 9px !important; border: 5px solid red !important; opacity: .2 !important; transform: rotate(20deg) !important; position: static !important; float: left !important; visibility: visible !important; zoom: 2 !important; filter: blur(3px) !important; writing-mode: vertical-rl !important } html, body, section { all: revert !important }`},
		{name: "rules for frames", style: `@layer low { iframe { height: 100px !important } } iframe { display: none !important; position: absolute !important; aspect-ratio: 16 / 9 !important; max-width: 200px !important; height: 300px !important } iframe:not(#x):not(#y) { width: 100px !important; color-scheme: dark !important }`},
		{name: "a page that is turned about and grown", style: `section { transform: scale(.8); zoom: 1.25 } html { direction: rtl; font-size: 40px }`},
		{name: "a place in a row", style: `section { display: flex; align-items: center; justify-content: center }`},
		{name: "a place in a grid", style: `section { display: grid; grid-template-columns: 1fr 2fr }`},
		{name: "quirks", page: `<title>Host</title><link rel="icon" href="data:,"><table width="80%"><tr><td>`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			h.T = t
			page := tt.page
			if page == "" {
				page = `<!doctype html><html lang="en"><title>Host</title><link rel="icon" href="data:,"><style>` + tt.style + `</style>`
			}
			h.open(page + listening + `<section>` + byScript(`data-target="january"`) + `</section>`)
			frame := h.frame()
			h.fits(frame, 0, "at first")
			evaluated[bool](t, frame, openFirst)
			h.fits(frame, 0, "an event opened")
			assert.True(t, evaluated[bool](t, h.ctx, `((f) => f.checkVisibility({opacityProperty: true, visibilityProperty: true}) && f.clientWidth >= 200 && getComputedStyle(f).borderTopWidth === '0px' && getComputedStyle(f).transform === 'none')(document.querySelector('iframe'))`))
			h.rests("in the end")
		})
	}
}

func TestAPolicyThatAllowsOurSiteAloneIsEnough(t *testing.T) {
	h := newHost(t, 13)
	ours := h.site.server.URL
	h.header.Set("Content-Security-Policy", "default-src 'none'; script-src "+ours+"; frame-src "+ours+"; img-src data:")
	h.open(around(`<section>` + byScript(`data-target="january"`) + `</section><dateline-chart src="january"></dateline-chart>`))
	for _, frame := range h.frames(2) {
		evaluated[bool](t, frame, `(document.querySelector('footer').scrollIntoView(), true)`)
		h.fits(frame, 0, "at first")
		h.takesOver(frame)
	}
}

func TestTheScriptMayBeLoadedTwice(t *testing.T) {
	h := newHost(t, 0)
	h.open(around(byScript("") + byScript(`data-target="january"`) + `<dateline-chart src="january"></dateline-chart>` + byScript("")))
	for _, frame := range h.frames(2) {
		h.fits(frame, 0, "at first")
	}
	assert.Equal(t, 2, evaluated[int](t, h.ctx, embeds), "no frame is made twice")
}

func TestAnEmbedBelowTheWindowLoadsWhenItsReaderComes(t *testing.T) {
	h := newHost(t, 13)
	h.open(around(`<div style="height:9000px"></div><section style="min-height:600px">` + byScript(`data-target="january"`) + `</section>`))
	becomes(t, h.ctx, embeds+` === 1`, "the frame is there")
	assert.Zero(t, h.site.asked("/t/january/embed"), "and asks for nothing")
	act(t, h.ctx, chromedp.ScrollIntoView(chromedp.CSS("section")))
	h.fits(h.frame(), 0, "when its reader comes")
}

func TestAnEmbedThatIsHiddenAtFirstFitsWhenItIsShown(t *testing.T) {
	h := newHost(t, 13)
	// A plain frame, which loads though nobody sees it.
	page := strings.Replace(hostPage(t, "datawrapper", "MORE", "0"), "<p>Above.</p>", `<div id="tab" style="display:none">`, 1)
	h.open(strings.Replace(page, "<p>Below.</p>", "</div>", 1))
	frame := h.frame()
	assert.Equal(t, 0, evaluated[int](t, h.ctx, `told.length`), "no height is told that it has not")
	evaluated[bool](t, h.ctx, `(document.getElementById('tab').style.display = '', true)`)
	h.fits(frame, 0, "shown")
}

func TestAnEmbedIsAsDarkAsItsPage(t *testing.T) {
	h := newHost(t, 0)
	for _, tt := range []struct{ system, style, theme string }{
		{"dark", "", "light"}, {"dark", "body { background: #fff }", "light"}, {"dark", "body { background: oklch(.98 0 0) }", "light"}, {"dark", "body { background: color(display-p3 1 1 1) }", "light"},
		{"dark", "body { background: #111 }", ""}, {"dark", "body { background: oklch(.2 0 0) }", ""}, {"dark", "section { background: color(srgb .1 .1 .1) }", ""}, {"dark", ":root { color-scheme: dark light }", ""}, {"dark", "body { background: rgb(0 0 0 / .1) }", "light"},
		{"light", "", "light"}, {"light", "body { background: #111 }", "dark"}, {"light", ":root { color-scheme: dark light }", "light"},
	} {
		_, err := chromedp.Call(h.ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: tt.system}}})
		require.NoError(t, err)
		h.open(around(`<style>` + tt.style + `</style><section>` + byScript(`data-target="january"`) + `</section>`))
		becomes(t, h.ctx, embeds+` === 1`, tt.style)
		assert.Equal(t, tt.theme, evaluated[string](t, h.ctx, `new URL(document.querySelector('iframe').src).searchParams.get('theme') ?? ''`), "%s, %s", tt.system, tt.style)
		frame := h.frame()
		dark := tt.theme == "dark" || tt.theme == "" && tt.system == "dark"
		assert.Equal(t, dark, evaluated[bool](t, frame, `getComputedStyle(document.body).backgroundColor !== 'rgb(255, 255, 255)'`), "%s, %s", tt.system, tt.style)
	}
}

func TestWithoutScriptTheFrameCanBeScrolled(t *testing.T) {
	h := newHost(t, 13)
	h.quiet = true // it says that it blocked the scripts
	h.open(around(`<iframe id="frame" src="EMBED" sandbox="" width="500" height="300"></iframe>`))
	frame := h.frame()
	assert.True(t, evaluated[bool](t, frame, `document.documentElement.scrollHeight > innerHeight && getComputedStyle(document.documentElement).overflowY !== 'hidden'`))
	assert.Equal(t, 16, evaluated[int](t, frame, `[...document.querySelectorAll('li.event')].filter((li) => li.checkVisibility()).length`), "with every event")
	assert.True(t, evaluated[bool](t, frame, `document.querySelector('[data-drawing] svg').getBoundingClientRect().height > 50`), "and the drawing")
}

// TestAnEmbedAtEveryWidth looks at the embed, and takes pictures of it if a
// directory for them is named.
func TestAnEmbedAtEveryWidth(t *testing.T) {
	h := newHost(t, 13)
	require.NoError(t, h.site.desk.CreateTimeline(t.Context(), edith, &timeline.Timeline{Slug: "arabic", Title: "كانون الثاني: أسبوعان هزّا المنطقة", Language: "ar", Timezone: "Asia/Baghdad"}))
	for i, title := range []string{"صواريخ تسقط قرب السفارة في بغداد", "الجيش يعلن حالة التأهب على الحدود", "محادثات هاتفية بين وزراء الخارجية", "احتجاجات أمام البرلمان تطالب بانسحاب القوات الأجنبية من البلاد", "بيان مشترك يدعو إلى ضبط النفس"} {
		require.NoError(t, h.site.desk.AddEvent(t.Context(), edith, "arabic", &timeline.Event{Title: title, Kind: []timeline.Kind{"missile-attack", "deployment", "phone-call", "protest", "statement"}[i], Date: edtf.MustParse(fmt.Sprintf("2020-01-%02d", 3+2*i)), Text: "قال شهود إن الحادث وقع بعد منتصف الليل."}))
	}
	_, err := h.site.desk.Publish(t.Context(), edith, "arabic")
	require.NoError(t, err)
	for _, slug := range []string{"january", "arabic"} {
		for _, width := range []int64{300, 480, 600, 800} {
			act(t, h.ctx, chromedp.EmulateViewport(width+40, 1400))
			h.open(fmt.Sprintf(`<!doctype html><html lang="en"><title>Host</title><link rel="icon" href="data:,"><style>:root { color-scheme: light dark } @media (prefers-color-scheme: dark) { body { background: #14161a } }</style><div style="width:%dpx">%s</div>`, width, byScript(`data-target="`+slug+`" data-theme="auto"`)))
			for _, scheme := range []string{"light", "dark"} {
				_, err := chromedp.Call(h.ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}}})
				require.NoError(t, err)
				frame := h.frame()
				when := fmt.Sprintf("%s-%d-%s", slug, width, scheme)
				becomes(t, frame, fmt.Sprintf(`matchMedia('(prefers-color-scheme: %s)').matches`, scheme), when)
				h.fits(frame, 0, when)
				assert.Empty(t, evaluated[[]string](t, frame, `[...document.querySelectorAll('h1, h3, p, time, button')].filter((e) => e.checkVisibility() && e.getClientRects().length && (e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).display !== 'inline' || e.getBoundingClientRect().right > innerWidth + 1 || e.getBoundingClientRect().left < -1)).map((e) => e.outerHTML.slice(0, 80))`), "%s: nothing is cut", when)
				if dir := os.Getenv("DATELINE_SCREENSHOTS"); dir != "" {
					picture, err := chromedp.Run(h.ctx, chromedp.FullScreenshot(100))
					require.NoError(t, err)
					require.NoError(t, os.WriteFile(filepath.Join(dir, "embed-"+when+".png"), picture, 0o644))
				}
			}
		}
	}
}
