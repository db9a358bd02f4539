package interchange

import (
	"archive/zip"
	"bytes"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/unicode"

	"dateline/timeline"
)

// titles of what came in.
func titles(in Import) []string {
	all := []string{}
	for _, e := range in.Events {
		all = append(all, e.Title)
	}
	return all
}

func TestATableIsReadHoweverASpreadsheetSavedIt(t *testing.T) {
	const table = "Year,Month,Headline,Text\n2020,1,\"Talks, at last\",\"He said \"\"no\"\".\nTwice.\"\n2020,2,Accord,\n"
	utf16, err := unicode.UTF16(unicode.BigEndian, unicode.UseBOM).NewEncoder().String(strings.ReplaceAll(table, ",", "\t"))
	require.NoError(t, err)
	for name, file := range map[string]string{
		"with commas":                  table,
		"with a byte order mark":       "\ufeff" + table,
		"with carriage returns":        strings.ReplaceAll(table, "\n", "\r\n"),
		"with carriage returns alone":  strings.ReplaceAll(table, "\n", "\r"),
		"with semicolons":              strings.NewReplacer("Talks, at", "Talks; at", ",", ";").Replace(table),
		"with tabs":                    strings.NewReplacer("Talks, at", "Talks\t at", ",", "\t").Replace(table),
		"as Unicode text, with tabs":   utf16,
		"with quotes around each cell": strings.Replace(strings.Replace(table, "2020,1,", `"2020","1",`, 1), "2020,2,Accord,", `"2020","2","Accord",""`, 1),
	} {
		in, err := Read([]byte(file), timeline.Vocabulary{})
		require.NoError(t, err, name)
		assert.Empty(t, in.Problems, name)
		require.Len(t, in.Events, 2, name)
		assert.Equal(t, "Accord", in.Events[1].Title, name)
		assert.Equal(t, "He said \"no\".\nTwice.", in.Events[0].Text, name)
		assert.Regexp(t, `^Talks[,;]? at last$`, in.Events[0].Title, name)
	}
}

func TestARowIsRefusedByItsColumnAndTheOthersComeIn(t *testing.T) {
	for name, tt := range map[string]struct{ header, row, column, says string }{
		"29 February of no leap year":  {"Year,Month,Day,Headline", "2019,2,29,x", "Day", "no such day"},
		"month 13":                     {"Year,Month,Day,Headline", "2019,13,1,x", "Month", "1 to 12"},
		"an end before the start":      {"Year,Headline,End Year", "2019,x,2018", "End Year", "before the start"},
		"no headline":                  {"Year,Headline", "2019,", "Headline", "missing"},
		"no year":                      {"Year,Headline", ",x", "Year", "missing"},
		"a script as the media":        {"Year,Headline,Media", "2019,x,javascript:alert(1)", "Media", "http"},
		"a script behind a space":      {"Year,Headline,Media", "2019,x, JavaScript:alert(1)", "Media", "http"},
		"a script as our own address":  {"Year,Headline,URL", "2019,x,javascript:alert(1)", "URL", "http"},
		"data as the media":            {"Year,Headline,Media", `2019,x,"data:text/html,x"`, "Media", "http"},
		"a kind of nobody":             {"EDTF,Headline,Kind", "2019,x,picnic", "Kind", "not a kind"},
		"no EDTF":                      {"EDTF,Headline", "soon,x", "EDTF", "soon"},
		"a time that is none":          {"Year,Month,Day,Time,Headline", "2019,1,1,half past,x", "Time", "no time"},
		"a day of an old sheet":        {"Start Date,Headline", "2/30/2019,x", "Start Date", "no such day"},
		"an end of an old sheet":       {"Start Date,End Date,Headline", "2/3/2019,1/1/2018,x", "End Date", "before"},
		"a type that is none":          {"Year,Headline,Type", "2019,x,slide", "Type", "title, era"},
		"a cell beyond measure":        {"Year,Headline,Text", "2019,x," + strings.Repeat("y", 1<<20), "Text", "5000 fit"},
		"a cell too many":              {"Year,Headline,Text", "2019,Talks, in Vienna,and more", "row", "4 cells under 3 headers"},
		"a quotation mark left open":   {"Year,Headline,Text", `2019,"Talks,x`, "Headline", "nothing closes"},
		"a quotation mark left single": {"Year,Headline,Text", "2019,x,\"He said \"no\".\nTwice.", "Text", "quotation mark"},
	} {
		good := "1956" + strings.Repeat(",", strings.Count(tt.header, ","))
		cells := strings.Split(good, ",")
		for i, h := range strings.Split(tt.header, ",") {
			if h == "Headline" {
				cells[i] = "good"
			}
		}
		good = strings.Join(cells, ",")
		in, err := Read([]byte(tt.header+"\n"+good+"\n"+tt.row+"\n"+good+"\n"), timeline.Vocabulary{})
		require.NoError(t, err, name)
		require.NotEmpty(t, in.Problems, name)
		p := in.Problems[0]
		assert.Equal(t, [2]any{2, tt.column}, [2]any{p.Row, p.Field}, "%s: %s", name, p)
		assert.Contains(t, p.Detail, tt.says, name)
		got := titles(in)
		assert.Equal(t, []string{"good", "good"}, []string{got[0], got[len(got)-1]}, name)
	}
}

func TestAFileOfNothingButOpenQuotationMarksIsGivenUp(t *testing.T) {
	_, err := Read([]byte("Year,Headline\n"+strings.Repeat("2019,\"x\n", 100_000)), timeline.Vocabulary{})
	assert.ErrorContains(t, err, "quotation mark")
	assert.Equal(t, timeline.Invalid, timeline.CodeOf(err))
}

func TestATitleThatDoesNotFitIsCutAndSaidSo(t *testing.T) {
	in, err := Read([]byte("Year,Headline,Text,Type\n,"+strings.Repeat("long ", 50)+","+strings.Repeat("word ", 200)+",title\n2019,x,,\n"), timeline.Vocabulary{})
	require.NoError(t, err)
	require.Len(t, in.Problems, 2)
	assert.Equal(t, "Headline is cut to 195 characters: 249 do not fit", in.Problems[0].String())
	assert.LessOrEqual(t, len([]rune(in.Summary)), timeline.MaxSummary)
	require.NoError(t, (&timeline.Timeline{Slug: "x", Title: in.Title, Summary: in.Summary, Language: "en"}).Validate())
}

// sheet makes a spreadsheet by hand: rows as they stand in its XML.
func sheet(t *testing.T, rows string) []byte {
	t.Helper()
	const ns = "http://schemas.openxmlformats.org/"
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, part := range [][2]string{
		{"[Content_Types].xml", `<Types xmlns="` + ns + `package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>`},
		{"_rels/.rels", `<Relationships xmlns="` + ns + `package/2006/relationships"><Relationship Id="r1" Type="` + ns + `officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>`},
		{"xl/workbook.xml", `<workbook xmlns="` + ns + `spreadsheetml/2006/main" xmlns:r="` + ns + `officeDocument/2006/relationships"><sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>`},
		{"xl/_rels/workbook.xml.rels", `<Relationships xmlns="` + ns + `package/2006/relationships"><Relationship Id="r1" Type="` + ns + `officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`},
		{"xl/worksheets/sheet1.xml", `<worksheet xmlns="` + ns + `spreadsheetml/2006/main"><sheetData>` + rows + `</sheetData></worksheet>`},
	} {
		w, err := z.Create(part[0])
		require.NoError(t, err)
		_, err = w.Write([]byte(part[1]))
		require.NoError(t, err)
	}
	require.NoError(t, z.Close())
	return b.Bytes()
}

func cell(at, text string) string {
	return `<c r="` + at + `" t="inlineStr"><is><t>` + text + `</t></is></c>`
}

func TestASpreadsheetThatUnpacksToMuchMoreIsRefused(t *testing.T) {
	head := "<row r=\"1\">" + cell("A1", "Year") + cell("B1", "Headline") + "</row>"
	wide := head
	for i := 2; i < 2000; i++ {
		wide += fmt.Sprintf("<row r=\"%d\">%s</row>", i, cell(fmt.Sprintf("XFD%d", i), "x"))
	}
	for name, file := range map[string][]byte{
		"larger than it may be":       sheet(t, head+"<!--"+strings.Repeat("x", maxSheet)+"-->"),
		"more rows than there may be": sheet(t, head+strings.Repeat("<row>"+`<c><v>1</v></c>`+"</row>", maxRows+1)),
		"rows that end far right":     sheet(t, wide),
	} {
		assert.Less(t, len(file), 2<<20, "%s: it is small as a file", name)
		in, err := Read(file, timeline.Vocabulary{})
		assert.Equal(t, timeline.Invalid, timeline.CodeOf(err), "%s: %v", name, err)
		assert.Empty(t, in.Events)
	}
	// One cell at the very end is a slip of the hand.
	in, err := Read(sheet(t, head+`<row r="2">`+cell("A2", "1956")+cell("B2", "Canal")+`</row><row r="1048576">`+cell("C1048576", "x")+`</row>`), timeline.Vocabulary{})
	require.NoError(t, err)
	assert.Equal(t, []string{"Canal"}, titles(in))
}

func TestDaysAndTimesOfASpreadsheetAreReadAsShown(t *testing.T) {
	f := excelize.NewFile()
	day, err := f.NewStyle(&excelize.Style{NumFmt: 14})
	require.NoError(t, err)
	clock, err := f.NewStyle(&excelize.Style{NumFmt: 20})
	require.NoError(t, err)
	require.NoError(t, f.SetSheetRow("Sheet1", "A1", &[]any{"Start Date", "Headline", "Year", "Month", "Day", "Time"}))
	require.NoError(t, f.SetSheetRow("Sheet1", "A2", &[]any{time.Date(1956, 7, 26, 0, 0, 0, 0, time.UTC), "A day"}))
	require.NoError(t, f.SetCellStyle("Sheet1", "A2", "A2", day))
	require.NoError(t, f.SetSheetRow("Sheet1", "A3", &[]any{nil, "An evening", 1956, 7, 26, 0.795138888888889}))
	require.NoError(t, f.SetCellStyle("Sheet1", "F3", "F3", clock))
	require.NoError(t, f.SetCellFormula("Sheet1", "B4", `HYPERLINK("javascript:alert(1)","A link")`))
	require.NoError(t, f.SetSheetRow("Sheet1", "C4", &[]any{1957}))
	var b bytes.Buffer
	require.NoError(t, f.Write(&b))
	in, err := Read(b.Bytes(), timeline.Vocabulary{})
	require.NoError(t, err)
	require.Len(t, in.Events, 2)
	assert.Equal(t, "1956-07-26", in.Events[0].Date.String())
	assert.Equal(t, "1956-07-26T19:05:00", in.Events[1].Date.String())
	assert.Equal(t, []RowProblem{{3, "Headline", "is missing"}}, in.Problems, "a formula is not what it says")
}

func TestOurOwnJSONIsReadRowByRow(t *testing.T) {
	in, err := Read([]byte(`{"slug":"x","title":"X","events":[
		{"id":"a","title":"A","date":"2020"}, {"id":"a","title":"Twin","date":"2021"}, {"id":"c","title":"C","date":"2021-02-30"},
		{"id":"d","title":"D","date":"2021","url":"javascript:alert(1)"}, {"id":"e","title":"E","date":"2021","kind":"picnic"},
		{"id":"f","title":5,"date":"2021"}, {"id":"g","title":"G","date":"2022"}],
		"relations":[{"from":"g","type":"follows","to":"a"},{"from":"g","type":"resembles","to":"a"},{"from":"g","type":"follows","to":"d"}]}`), timeline.Vocabulary{})
	require.NoError(t, err)
	assert.Equal(t, []string{"A", "G"}, titles(in))
	require.Len(t, in.Relations, 1)
	var where [][2]any
	for _, p := range in.Problems {
		where = append(where, [2]any{p.Row, p.Field})
	}
	assert.Equal(t, [][2]any{{2, "id"}, {3, "date"}, {4, "url"}, {5, "kind"}, {6, "title"}, {9, "type"}, {10, "to"}}, where)
}

// A link of an HTML text that leads to a script leaves its words and nothing else.
func TestNoScriptComesInByALink(t *testing.T) {
	for _, text := range []string{`See <a href=\"javascript:alert(1)\">this page</a>.`, `See <a href=\" javascript&colon;alert(1)\">this page</a>.`, `See <a href='data:text/html,x' onclick='alert(1)'>this page</a>.`} {
		e, problems := slide(t, `{"start_date":{"year":1956},"text":{"headline":"Canal","text":"`+text+`"}}`)
		assert.Empty(t, problems)
		assert.Equal(t, "See this page.", e.Text)
		assert.Empty(t, e.URL)
	}
	for field, media := range map[string]string{
		"an address": `{"url":"javascript:alert(1)"}`,
		"a link":     `{"url":"https://example.org/a.png","alt":"Ships","link":"javascript:alert(1)"}`,
		"a picture":  `{"url":"javascript:alert(1)//a.png","alt":"Ships"}`,
	} {
		e, problems := slide(t, `{"start_date":{"year":1956},"text":{"headline":"Canal"},"media":`+media+`}`)
		assert.Empty(t, e.Title, field)
		require.NotEmpty(t, problems, field)
		assert.Equal(t, "media.url", problems[0].Field, field)
	}
}

func BenchmarkReadTimelineJS(b *testing.B) {
	var file strings.Builder
	file.WriteString(`{"events":[`)
	for i := range 10_000 {
		fmt.Fprintf(&file, `{"unique_id":"e%d","start_date":{"year":2023,"month":10,"day":7},"group":"Markets","text":{"headline":"Talks of day %d","text":"<p>The ministers of both states spoke for <b>three</b> hours.</p>"}},`, i, i)
	}
	file.WriteString(`{"start_date":{"year":2023},"text":{"headline":"Last"}}]}`)
	b.SetBytes(int64(file.Len()))
	for b.Loop() {
		in, err := Read([]byte(file.String()), timeline.Vocabulary{})
		if err != nil || len(in.Events) != 10_001 {
			b.Fatal(len(in.Events), err)
		}
	}
}
