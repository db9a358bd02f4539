package web

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"dateline/timeline"
	"dateline/timeline/edtf"
)

var update = flag.Bool("update", false, "take the golden pictures anew")

// shrink is how much smaller golden pictures are than the window: what a
// reader would see moves their cells, how a font is smoothed does not.
const shrink = 4

// A picture differs from the golden one if its cells differ by so much of 255:
// all of them on average, or any one.
const onAverage, anyCell = 1.5, 110

// TestPagesLookAsTheyDid compares the first view of pages with golden pictures.
// It needs the fonts that .ci/run installs, so it runs where all tests are
// asked for. With DATELINE_SCREENSHOTS the windows are written there at their
// full size.
func TestPagesLookAsTheyDid(t *testing.T) {
	if os.Getenv("DATELINE_TEST_ALL") != "1" && !*update {
		t.Skip("golden pictures need the fonts of .ci/run: set DATELINE_TEST_ALL=1")
	}
	ctx := browser(t)
	at := time.Date(2024, 5, 1, 12, 0, 0, 0, time.UTC)
	s := newSiteAt(t, func() time.Time { return at })
	for _, ed := range []*timeline.Edition{
		invented("20 events", "en", 20), invented("200 events", "en", 200), invented("10 000 events", "en", 10000),
		sixOfOneDay(), centuriesAndHours(), longTitles(), harbourInArabic(),
	} {
		b, err := json.Marshal(ed)
		require.NoError(t, err)
		in, err := s.desk.Import(t.Context(), edith, timeline.Timeline{Slug: ed.Slug, Title: ed.Title}, ed.Slug+".json", bytes.NewReader(b))
		require.NoError(t, err)
		require.Empty(t, in.Problems)
		_, err = s.desk.UpdateTimeline(t.Context(), edith, ed.Slug, 0, func(t *timeline.Timeline) { t.Language = ed.Language })
		require.NoError(t, err)
		_, err = s.desk.Publish(t.Context(), edith, ed.Slug)
		require.NoError(t, err)
		for _, width := range []int64{1280, 768, 390, 320} {
			for _, scheme := range []string{"light", "dark"} {
				name := fmt.Sprintf("%s-%d-%s", ed.Slug, width, scheme)
				t.Run(name, func(t *testing.T) {
					_, err := chromedp.Call(ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}}})
					require.NoError(t, err)
					act(t, ctx, chromedp.EmulateViewport(width, 880), chromedp.Navigate(s.server.URL+"/t/"+ed.Slug), chromedp.WaitReady(chromedp.CSS("[data-filter]:enabled")))
					assert.LessOrEqual(t, evaluated[int64](t, ctx, `document.documentElement.scrollWidth`), width, "the page is wider than the window")
					shot, err := chromedp.Run(ctx, chromedp.CaptureScreenshot())
					require.NoError(t, err)
					if dir := os.Getenv("DATELINE_SCREENSHOTS"); dir != "" {
						require.NoError(t, os.WriteFile(filepath.Join(dir, name+".png"), shot, 0o644))
					}
					golden(t, name, shot)
				})
			}
		}
	}
}

func golden(t *testing.T, name string, shot []byte) {
	t.Helper()
	window, err := png.Decode(bytes.NewReader(shot))
	require.NoError(t, err)
	got := cells(window)
	path := filepath.Join("testdata", "golden", name+".png")
	if *update {
		var b bytes.Buffer
		require.NoError(t, (&png.Encoder{CompressionLevel: png.BestCompression}).Encode(&b, got))
		require.NoError(t, os.MkdirAll(filepath.Dir(path), 0o755))
		require.NoError(t, os.WriteFile(path, b.Bytes(), 0o644))
		return
	}
	f, err := os.Open(path)
	require.NoError(t, err, "run go test -update and look at the picture")
	defer f.Close()
	kept, err := png.Decode(f)
	require.NoError(t, err)
	want := kept.(*image.Gray)
	require.Equal(t, want.Bounds(), got.Bounds())
	sum, most := 0, 0
	for i := range want.Pix {
		d := int(want.Pix[i]) - int(got.Pix[i])
		sum, most = sum+max(d, -d), max(most, d, -d)
	}
	average := float64(sum) / float64(len(want.Pix))
	assert.True(t, average <= onAverage && most <= anyCell, "it differs by %.2f on average and %d at most: if that is meant, run go test -update and look at the picture", average, most)
}

// cells is a picture in grey, each cell the mean of shrink by shrink pixels.
func cells(p image.Image) *image.Gray {
	b := p.Bounds()
	small := image.NewGray(image.Rect(0, 0, b.Dx()/shrink, b.Dy()/shrink))
	for y := range small.Rect.Dy() {
		for x := range small.Rect.Dx() {
			sum := 0
			for i := range shrink * shrink {
				sum += int(color.GrayModel.Convert(p.At(b.Min.X+x*shrink+i%shrink, b.Min.Y+y*shrink+i/shrink)).(color.Gray).Y)
			}
			small.Pix[y*small.Stride+x] = uint8(sum / (shrink * shrink))
		}
	}
	return small
}

// story is an edition of events as {title, date, kind, actor}.
func story(slug, title, language string, events ...[4]string) *timeline.Edition {
	ed := &timeline.Edition{Slug: slug, Title: title, Language: language, Timezone: "UTC"}
	for i, e := range events {
		ev := timeline.PublishedEvent{ID: fmt.Sprint("e", i), Title: e[0], Date: edtf.MustParse(e[1]), Kind: timeline.Kind(e[2]), Importance: float64(i*37%100) / 100, Status: timeline.Happened}
		if e[3] != "" {
			ev.Actors = []timeline.Actor{{Name: e[3], Role: timeline.Agent}}
		}
		ed.Events = append(ed.Events, ev)
	}
	return ed
}

// invented is n events over two years, of every kind and form of date.
func invented(title, language string, n int) *timeline.Edition {
	what := [][2]string{
		{"Ministers meet over the harbour", "meeting"}, {"Shells hit the grain terminal", "shelling"}, {"Court hears the pilots", "trial"},
		{"Storm closes the strait", "storm"}, {"Parliament votes on the lease", "legislation"}, {"Dockers walk out", "strike-action"},
		{"Envoy calls for a truce", "appeal"}, {"Police arrest two owners of the ship", "arrest"},
	}
	who := []string{"The harbour board", "The government", "The navy", "The union"}
	var events [][4]string
	for i := range n {
		day := time.Date(2022, 1, 1+i*7919%730, 0, 0, 0, 0, time.UTC)
		date := day.Format(time.DateOnly)
		switch i % 11 {
		case 3:
			date += "/" + day.AddDate(0, 0, 12).Format(time.DateOnly)
		case 6:
			date = "[" + date + ".." + day.AddDate(0, 0, 6).Format(time.DateOnly) + "]"
		case 9:
			date += "?"
		}
		w := what[i*5%len(what)]
		events = append(events, [4]string{fmt.Sprintf("%s, day %d", w[0], i+1), date, w[1], who[i%len(who)]})
	}
	slug := fmt.Sprint("n", n)
	return story(slug, title, language, events...)
}

func sixOfOneDay() *timeline.Edition {
	return story("six", "Six events of one day", "en",
		[4]string{"The bridge closes at dawn", "2021-05-06", "accident", "City"}, [4]string{"The mayor calls the contractor", "2021-05-06", "phone-call", "City"},
		[4]string{"Engineers find a crack", "2021-05-06", "investigation", "Inspectors"}, [4]string{"Ferries take the commuters over", "2021-05-06", "other", "City"},
		[4]string{"The contractor’s shares fall by a tenth", "2021-05-06", "market-move", "Contractor"}, [4]string{"A prosecutor opens a case", "2021-05-06", "investigation", "Inspectors"})
}

func centuriesAndHours() *timeline.Edition {
	return story("spans", "Two hundred years beside two hours", "en",
		[4]string{"The first lock is dug", "1821", "other", ""}, [4]string{"The canal opens to steamers", "1859-08-17", "other", ""}, [4]string{"War closes the canal", "1914-08-04/1918-11-11", "ground-attack", ""},
		[4]string{"The locks are rebuilt", "1931/1934", "other", ""}, [4]string{"A barge strikes the gate", "2021-03-02T08:10:00Z", "accident", ""}, [4]string{"Alarm", "2021-03-02T08:14:00Z", "other", ""},
		[4]string{"The gate gives way", "2021-03-02T09:02:00Z", "accident", ""}, [4]string{"Pumps are switched off", "2021-03-02T09:40:00Z", "other", ""}, [4]string{"The reach runs dry", "2021-03-02T10:05:00Z", "flood", ""})
}

func longTitles() *timeline.Edition {
	var events [][4]string
	for i := range 9 {
		title := fmt.Sprintf("On day %d the harbour board, the union and three insurers agree after nine hours that nobody pays for the sunken crane", i+1)
		events = append(events, [4]string{title, fmt.Sprintf("2023-04-%02d", 3+2*i), []string{"agreement", "statement", "lawsuit"}[i%3], []string{"The harbour board", "The union"}[i%2]})
	}
	return story("long", "Titles of a hundred and twenty characters", "en", events...)
}

func harbourInArabic() *timeline.Edition {
	return story("arabic", "أسبوعان في الميناء", "ar",
		[4]string{"إغلاق الميناء بعد العاصفة", "2022-02-03", "storm", "هيئة الميناء"}, [4]string{"لقاء الوزراء في العاصمة", "2022-02-05", "meeting", "الحكومة"},
		[4]string{"إضراب عمال الأرصفة", "2022-02-06/2022-02-10", "strike-action", "النقابة"}, [4]string{"اتصال هاتفي بين رئيس الوزراء والنقابة", "[2022-02-08..2022-02-10]", "phone-call", "الحكومة"},
		[4]string{"التوصل إلى اتفاق", "2022-02-11", "agreement", "النقابة"}, [4]string{"عودة السفن إلى الميناء", "2022-02-14?", "other", "هيئة الميناء"})
}
