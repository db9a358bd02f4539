package web

import (
	"bytes"
	"encoding/json"
	"net/http"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestATimelineOverTheAPI(t *testing.T) {
	c := newSite(t).client("editor")

	made := c.do("POST", "/timelines", `{"title":"From airstrike to retaliation","language":"en","timezone":"Europe/Brussels"}`)
	require.Equal(t, http.StatusCreated, made.status, "%s", made.body)
	assert.Equal(t, "/api/v1/timelines/from-airstrike-to-retaliation", made.header.Get("Location"))
	assert.Equal(t, "from-airstrike-to-retaliation", made.object(t)["slug"])
	assert.Equal(t, "application/json", made.header.Get("Content-Type"))
	assert.Equal(t, "nosniff", made.header.Get("X-Content-Type-Options"))
	assert.Equal(t, "no-store", made.header.Get("Cache-Control"))

	at := "/timelines/from-airstrike-to-retaliation"
	got := c.do("GET", at, "")
	require.Equal(t, http.StatusOK, got.status)
	assert.Equal(t, made.object(t), got.object(t))
	tag := got.header.Get("ETag")
	assert.Equal(t, made.header.Get("ETag"), tag)
	assert.Regexp(t, `^"[^"]+"$`, tag, "a strong entity tag")

	patched := c.do("PATCH", at, `{"summary":"Two weeks"}`, "If-Match", tag)
	require.Equal(t, http.StatusOK, patched.status, "%s", patched.body)
	assert.Equal(t, "Two weeks", patched.object(t)["summary"])
	assert.Equal(t, "Europe/Brussels", patched.object(t)["timezone"], "what a PATCH does not name stays")
	assert.NotEqual(t, tag, patched.header.Get("ETag"))

	list := c.do("GET", "/timelines", "").object(t)["timelines"].([]any)
	assert.Len(t, list, 1)

	assert.Equal(t, http.StatusConflict, c.do("DELETE", at, "", "If-Match", tag).status)
	gone := c.do("DELETE", at, "", "If-Match", patched.header.Get("ETag"))
	assert.Equal(t, http.StatusNoContent, gone.status)
	assert.Empty(t, gone.body)
	assert.Equal(t, http.StatusNotFound, c.do("GET", at, "").status)
}

func TestAnEventOverTheAPI(t *testing.T) {
	c := newSite(t).client("editor")
	at := c.timeline("x")
	given := `{"title":"Raid","date":"[2019-12-30..2020-01-05]","kind":"airstrike","text":"Text","actors":[{"name":"United States","role":"agent"},{"name":"NATO"}],
		"place":"Kirkuk","url":"https://example.org/a","attribution":"the army","label":"confirmed","status":"happened","lane":"Iraq","importance":0.75,
		"image":{"url":"https://example.org/p.jpg","alt":"A depot","credit":"AP"}}`
	made := c.do("POST", at+"/events", given)
	require.Equal(t, http.StatusCreated, made.status, "%s", made.body)
	e := made.object(t)
	for field, want := range map[string]any{
		"title": "Raid", "date": "[2019-12-30..2020-01-05]", "kind": "airstrike", "text": "Text", "place": "Kirkuk", "url": "https://example.org/a",
		"attribution": "the army", "label": "confirmed", "status": "happened", "lane": "Iraq", "importance": 0.75, "state": "accepted", "version": 1.0,
		"image":     map[string]any{"url": "https://example.org/p.jpg", "alt": "A depot", "credit": "AP"},
		"actors":    []any{map[string]any{"name": "United States", "role": "agent"}, map[string]any{"name": "NATO", "role": "participant"}},
		"citations": []any{}, "why": []any{}, "confidence": 1.0,
	} {
		assert.Equal(t, want, e[field], field)
	}
	one := strings.TrimPrefix(made.header.Get("Location"), "/api/v1")
	assert.Equal(t, at+"/events/"+e["id"].(string), one)
	tag := made.header.Get("ETag")
	assert.Regexp(t, `^"[^"]+"$`, tag)

	got := c.do("GET", one, "")
	require.Equal(t, http.StatusOK, got.status)
	assert.JSONEq(t, string(made.body), string(got.body))
	assert.Equal(t, tag, got.header.Get("ETag"))
	head := c.do("HEAD", one, "")
	assert.Equal(t, http.StatusOK, head.status)
	assert.Equal(t, got.header.Get("ETag"), head.header.Get("ETag"))
	assert.Empty(t, head.body)

	patched := c.do("PATCH", one, `{"date":"2020-01-02","image":null,"text":null,"actors":[]}`, "If-Match", tag)
	require.Equal(t, http.StatusOK, patched.status, "%s", patched.body)
	e = patched.object(t)
	assert.Equal(t, "2020-01-02", e["date"])
	assert.Nil(t, e["image"], "null clears")
	assert.Equal(t, "", e["text"])
	assert.Equal(t, []any{}, e["actors"])
	assert.Equal(t, "Kirkuk", e["place"], "what a PATCH does not name stays")

	t.Run("a list of tags matches by any of them, a weak one never", func(t *testing.T) {
		assert.Equal(t, http.StatusConflict, c.do("PATCH", one, `{"lane":"a"}`, "If-Match", "W/"+patched.header.Get("ETag")).status)
		r := c.do("PATCH", one, `{"lane":"a"}`, "If-Match", `"zzz", `+patched.header.Get("ETag"))
		assert.Equal(t, http.StatusOK, r.status, "%s", r.body)
		assert.Equal(t, http.StatusOK, c.do("PATCH", one, `{"lane":"b"}`, "If-Match", "*").status)
	})
	assert.Equal(t, http.StatusNoContent, c.do("DELETE", one, "", "If-Match", "*").status)
	assert.Equal(t, http.StatusNotFound, c.do("GET", one, "").status)
}

func TestAStaleVersionShowsBoth(t *testing.T) {
	c := newSite(t).client("editor")
	one, made := c.event(c.timeline("x"))
	require.Equal(t, http.StatusOK, c.do("PATCH", one, `{"title":"Theirs"}`, "If-Match", made.header.Get("ETag")).status)

	r := c.do("PATCH", one, `{"title":"Mine"}`, "If-Match", made.header.Get("ETag"))
	require.Equal(t, http.StatusConflict, r.status)
	var p struct {
		Current struct{ Title string }
		Yours   struct{ Title string }
	}
	require.NoError(t, json.Unmarshal(r.body, &p))
	assert.Equal(t, "Theirs", p.Current.Title)
	assert.Equal(t, "Mine", p.Yours.Title)
	assert.Equal(t, "Theirs", c.do("GET", one, "").object(t)["title"], "nothing was overwritten")
	// The tag that comes with the refusal is the one to try again with.
	assert.Equal(t, http.StatusOK, c.do("PATCH", one, `{"title":"Mine"}`, "If-Match", r.header.Get("ETag")).status)
}

func TestAChangeWithoutIfMatchIsRefused(t *testing.T) {
	c := newSite(t).client("editor")
	at := c.timeline("x")
	one, _ := c.event(at)
	for _, path := range []string{at, one} {
		for _, method := range []string{"PATCH", "DELETE"} {
			r := c.do(method, path, `{"title":"New"}`)
			assert.Equal(t, http.StatusPreconditionRequired, r.status, "%s %s", method, path)
			assert.Contains(t, r.problem(t).Detail, "If-Match")
			assert.Equal(t, http.StatusBadRequest, c.do(method, path, `{"title":"New"}`, "If-Match", "3").status)
		}
	}
}

// TestTheAPIRefuses goes through what a POST of an event may get wrong: none
// of it is stored.
func TestTheAPIRefuses(t *testing.T) {
	s := newSite(t)
	c := s.client("editor")
	at := c.timeline("x")
	const good = `"title":"Raid","date":"2020-01-06","kind":"airstrike"`
	for name, tt := range map[string]struct {
		body   string
		status int
		field  string // at fault, "" if it is the whole body
		says   string // in the detail of the field or the problem
	}{
		"an empty body":                      {``, 422, "title", "missing"},
		"a body that is no JSON":             {`{"title":`, 400, "", "ends before"},
		"a comma too many":                   {`{` + good + `,}`, 400, "", "byte 55"},
		"two values":                         {`{` + good + `} {}`, 400, "", "byte 56"},
		"a list":                             {`[]`, 400, "", "a list"},
		"a text":                             {`"Raid"`, 400, "", "a text"},
		"null":                               {`null`, 400, "", "null"},
		"bytes that are not UTF-8":           {"{\"title\":\"R\xffid\"}", 400, "", "byte 11"},
		"half of a surrogate pair":           {`{"title":"\ud83d"}`, 400, "", "byte 10"},
		"deep nesting":                       {strings.Repeat(`{"a":`, 5000) + "1" + strings.Repeat("}", 5000), 400, "", "nested"},
		"nesting within a text is no matter": {`{` + good + `,"text":"` + strings.Repeat("[{", 100) + `"}`, 201, "", ""},
		"an unknown member":                  {`{` + good + `,"colour":"red"}`, 422, "colour", "what may stand is title"},
		"a member in another case":           {`{` + good + `,"Place":"Kirkuk"}`, 422, "Place", "not known"},
		"a member that is not the client's":  {`{` + good + `,"state":"proposed"}`, 422, "state", "not known"},
		"a member twice":                     {`{` + good + `,"title":"Again"}`, 422, "title", "twice"},
		"a number for a text":                {`{"title":5,"date":"2020-01-06","kind":"airstrike"}`, 422, "title", "the number 5 (byte 9)"},
		"a text for a number":                {`{` + good + `,"importance":"much"}`, 422, "importance", "a text"},
		"a number that is too large":         {`{` + good + `,"importance":1e999}`, 422, "importance", "1e999"},
		"importance beyond its bounds":       {`{` + good + `,"importance":1.5}`, 422, "importance", "between 0 and 1"},
		"actors that are no list":            {`{` + good + `,"actors":"NATO"}`, 422, "actors", "a list is wanted"},
		"an actor that is a text":            {`{` + good + `,"actors":["NATO"]}`, 422, "actors[0]", "an object is wanted"},
		"an actor with an unknown member":    {`{` + good + `,"actors":[{"name":"NATO","age":3}]}`, 422, "actors[0].age", "not known"},
		"an actor with an unknown role":      {`{` + good + `,"actors":[{"name":"NATO","role":"hero"}]}`, 422, "actors", "hero"},
		"no title":                           {`{"date":"2020-01-06","kind":"airstrike"}`, 422, "title", "missing"},
		"a title of white space":             {`{"title":"  ","date":"2020-01-06"}`, 422, "title", "missing"},
		"a title that is too long":           {`{"title":"` + strings.Repeat("x", 121) + `","date":"2020-01-06"}`, 422, "title", "121"},
		"no date":                            {`{"title":"Raid","kind":"airstrike"}`, 422, "date", "missing"},
		"a date that is none":                {`{"title":"Raid","date":"2020-02-30"}`, 422, "date", ""},
		"a date in words":                    {`{"title":"Raid","date":"yesterday"}`, 422, "date", ""},
		"a date that is a number":            {`{"title":"Raid","date":2020}`, 422, "date", "EDTF"},
		"an event that ends before it began": {`{"title":"Raid","date":"2020-02-01/2020-01-01"}`, 422, "date", ""},
		"a kind that is not there":           {`{"title":"Raid","date":"2020-01-06","kind":"space-walk"}`, 422, "kind", "space-walk"},
		"an address that is no web address":  {`{` + good + `,"url":"javascript:alert(1)"}`, 422, "url", "http"},
		"a picture without a description":    {`{` + good + `,"image":{"url":"https://example.org/p.jpg"}}`, 422, "image.alt", "missing"},
		"a picture that is a text":           {`{` + good + `,"image":"https://example.org/p.jpg"}`, 422, "image", "an object"},
		"a label that is none":               {`{` + good + `,"label":"sure"}`, 422, "label", "confirmed"},
		"a status that is none":              {`{` + good + `,"status":"maybe"}`, 422, "status", "scheduled"},
		"a control character":                {`{"title":"Ra\u0007id","date":"2020-01-06"}`, 422, "title", "control"},
	} {
		t.Run(name, func(t *testing.T) {
			before := len(c.do("GET", at+"/events", "").object(t)["events"].([]any))
			r := c.do("POST", at+"/events", tt.body, "Content-Type", "application/json")
			require.Equal(t, tt.status, r.status, "%s", r.body)
			if tt.status == 201 {
				return
			}
			p := r.problem(t)
			if tt.field == "" {
				assert.Contains(t, p.Detail, tt.says)
			} else {
				var fields []string
				for _, e := range p.Errors {
					fields = append(fields, e.Field)
					if e.Field == tt.field {
						assert.Contains(t, e.Detail, tt.says)
					}
				}
				assert.Contains(t, fields, tt.field)
			}
			after := len(c.do("GET", at+"/events", "").object(t)["events"].([]any))
			assert.Equal(t, before, after, "nothing was stored")
		})
	}
	assert.Empty(t, s.log.String(), "no bad input is a fault of ours")
}

func TestTheAPIAsksWhoIsThere(t *testing.T) {
	s := newSite(t)
	c := s.client("editor")
	c.timeline("x")
	for name, header := range map[string]string{
		"no token":                  "",
		"a token that is not known": "Bearer dateline_AAAA",
		"another scheme":            "Basic ZWRpdG9yOng=",
		"a scheme without a token":  "Bearer ",
	} {
		t.Run(name, func(t *testing.T) {
			r := client{s, ""}.do("GET", "/timelines/x", "", "Authorization", header)
			assert.Equal(t, http.StatusUnauthorized, r.status)
			assert.Contains(t, r.header.Get("WWW-Authenticate"), "Bearer")
			assert.NotEmpty(t, r.problem(t).Detail)
		})
	}
	r := client{s, ""}.do("GET", "/timelines/x", "", "Authorization", "bearer "+c.bearer)
	assert.Equal(t, http.StatusOK, r.status, "a scheme is written in any case")
}

func TestAContributorDoesNotDecide(t *testing.T) {
	s := newSite(t)
	at := s.client("editor").timeline("x")
	one, _ := s.client("editor").event(at)
	c := s.client("contributor")
	assert.Equal(t, http.StatusCreated, c.do("POST", at+"/events", `{"title":"A","date":"2020","kind":"other"}`).status)
	for _, path := range []string{one + "/accept", one + "/reject", at + "/publish"} {
		r := c.do("POST", path, "")
		assert.Equal(t, http.StatusForbidden, r.status, path)
		assert.NotEmpty(t, r.problem(t).Detail)
	}
	assert.Equal(t, http.StatusForbidden, c.do("DELETE", one, "", "If-Match", "*").status)
}

func TestWhatIsNotThereAndWhatIsNotTaken(t *testing.T) {
	c := newSite(t).client("editor")
	at := c.timeline("x")
	for _, path := range []string{"/timelines/y", "/timelines/y/events", at + "/events/nothing", at + "/articles/nothing", at + "/events/%00", "/timelines/%ff", "/nothing"} {
		r := c.do("GET", path, "")
		assert.Equal(t, http.StatusNotFound, r.status, "%s %s", path, r.body)
		assert.NotEmpty(t, r.problem(t).Detail)
	}
	assert.Equal(t, http.StatusNotFound, c.do("POST", at+"/events/nothing/accept", "").status)
	r := c.do("PUT", at, `{}`)
	assert.Equal(t, http.StatusMethodNotAllowed, r.status)
	for _, method := range []string{"GET", "PATCH", "DELETE"} {
		assert.Contains(t, r.header.Get("Allow"), method)
	}
	assert.NotEmpty(t, r.problem(t).Detail)
	for media, want := range map[string]int{
		"application/json": 201, "application/json; charset=utf-8": 201, "application/merge-patch+json": 201, "": 201,
		"text/plain": 415, "application/x-www-form-urlencoded": 415, "application/json; charset=latin1": 415, "nonsense": 415,
	} {
		r := c.do("POST", at+"/events", `{"title":"A","date":"2020","kind":"other"}`, "Content-Type", media)
		assert.Equal(t, want, r.status, "%s: %s", media, r.body)
	}
	r = c.do("POST", at+"/events", `{"title":"A","date":"2020","kind":"other"}`, "Content-Encoding", "gzip")
	assert.Equal(t, http.StatusUnsupportedMediaType, r.status)
}

func TestABodyOverTheLimitIsRefused(t *testing.T) {
	c := newSite(t).client("editor")
	at := c.timeline("x")
	r := c.do("POST", at+"/articles", `{"text":"`+strings.Repeat("x", maxBody)+`"}`)
	assert.Equal(t, http.StatusRequestEntityTooLarge, r.status)
	assert.NotEmpty(t, r.problem(t).Detail)
}

func TestTheSameKeyGetsTheSameAnswer(t *testing.T) {
	c := newSite(t).client("editor")
	at := c.timeline("x")
	body := `{"title":"Raid","date":"2020-01-06","kind":"airstrike"}`
	first := c.do("POST", at+"/events", body, "Idempotency-Key", "k1")
	again := c.do("POST", at+"/events", body, "Idempotency-Key", `"k1"`)
	require.Equal(t, http.StatusCreated, first.status)
	assert.Equal(t, first.status, again.status)
	assert.Equal(t, first.body, again.body)
	for _, name := range []string{"ETag", "Location", "Content-Type"} {
		assert.Equal(t, first.header.Get(name), again.header.Get(name), name)
	}
	assert.Len(t, c.do("GET", at+"/events", "").object(t)["events"], 1)

	other := c.do("POST", at+"/events", strings.Replace(body, "Raid", "Other", 1), "Idempotency-Key", "k1")
	assert.Equal(t, http.StatusUnprocessableEntity, other.status)
	assert.Equal(t, "Idempotency-Key", other.problem(t).Errors[0].Field)
	elsewhere := c.do("POST", c.timeline("y")+"/events", body, "Idempotency-Key", "k1")
	assert.Equal(t, http.StatusUnprocessableEntity, elsewhere.status)

	refused := c.do("POST", at+"/events", `{"title":""}`, "Idempotency-Key", "k2")
	assert.Equal(t, refused.body, c.do("POST", at+"/events", `{"title":""}`, "Idempotency-Key", "k2").body, "a refusal is an answer too")

	for _, bad := range []string{`""`, strings.Repeat("k", 256)} {
		assert.Equal(t, http.StatusBadRequest, c.do("POST", at+"/events", body, "Idempotency-Key", bad).status)
	}
	t.Run("it may come with every POST", func(t *testing.T) {
		one, _ := c.event(at)
		for _, path := range []string{"/timelines", at + "/articles", at + "/publish", one + "/reject", one + "/accept"} {
			body := map[string]string{"/timelines": `{"title":"Z"}`, at + "/articles": mustJSON(map[string]string{"text": raid})}[path]
			a := c.do("POST", path, body, "Idempotency-Key", "key "+path)
			b := c.do("POST", path, body, "Idempotency-Key", "key "+path)
			assert.Less(t, a.status, 300, "%s %s", path, a.body)
			assert.Equal(t, a.status, b.status, path)
			assert.True(t, bytes.Equal(a.body, b.body), path)
		}
	})
}

func mustJSON(v any) string {
	b, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return string(b)
}

func TestEventsComeInPagesAndByFilters(t *testing.T) {
	c := newSite(t).client("editor")
	at := c.timeline("x")
	for _, e := range []string{
		`{"title":"Raid one","date":"2020-01-06","kind":"airstrike"}`, `{"title":"Talks","date":"2020-01-08","kind":"meeting"}`,
		`{"title":"Raid two","date":"[2020-01-10..2020-01-12]","kind":"airstrike"}`,
	} {
		require.Equal(t, http.StatusCreated, c.do("POST", at+"/events", e).status)
	}
	titles := func(query string) (list []string, next any) {
		r := c.do("GET", at+"/events"+query, "")
		require.Equal(t, http.StatusOK, r.status, "%s %s", query, r.body)
		o := r.object(t)
		list = []string{}
		for _, e := range o["events"].([]any) {
			list = append(list, e.(map[string]any)["title"].(string))
		}
		require.Contains(t, o, "next")
		return list, o["next"]
	}
	for query, want := range map[string][]string{
		"":                                {"Raid one", "Talks", "Raid two"},
		"?kind=airstrike":                 {"Raid one", "Raid two"},
		"?state=accepted":                 {"Raid one", "Talks", "Raid two"},
		"?state=proposed":                 {},
		"?from=2020-01-08":                {"Talks", "Raid two"},
		"?to=2020-01-08":                  {"Raid one", "Talks"},
		"?from=2020-01-11&to=2020-01-31":  {"Raid two"},
		"?q=raid":                         {"Raid one", "Raid two"},
		"?q=raid+two":                     {"Raid two"},
		"?utm_source=a&kind=meeting":      {"Talks"},
		"?from=2020&to=2020&limit=1000":   {"Raid one", "Talks", "Raid two"},
		"?q=nothing+like+this&limit=1000": {},
	} {
		got, next := titles(query)
		assert.Equal(t, want, got, query)
		assert.Nil(t, next, query)
	}
	var all []string
	query, pages := "?limit=2", 0
	for {
		list, next := titles(query)
		all = append(all, list...)
		if pages++; next == nil {
			break
		}
		query = "?limit=2&cursor=" + next.(string)
	}
	assert.Equal(t, []string{"Raid one", "Talks", "Raid two"}, all)
	assert.Equal(t, 2, pages)
	for query, field := range map[string]string{
		"?limit=0": "limit", "?limit=x": "limit", "?limit=100000": "limit", "?state=done": "state", "?kind=space-walk": "kind",
		"?from=yesterday": "from", "?to=2020-13": "to", "?cursor=abc": "cursor", "?limit=1&limit=2": "limit",
	} {
		r := c.do("GET", at+"/events"+query, "")
		require.Equal(t, http.StatusUnprocessableEntity, r.status, "%s %s", query, r.body)
		assert.Equal(t, field, r.problem(t).Errors[0].Field, query)
	}
}

func TestAnArticleIsReadIntoProposalsThatAreDecidedAndPublished(t *testing.T) {
	c := newSite(t).client("editor")
	at := c.timeline("x")
	r := c.do("POST", at+"/articles", mustJSON(map[string]string{"text": raid}))
	require.Equal(t, http.StatusCreated, r.status, "%s", r.body)
	var read struct {
		ID      string
		Article struct {
			ID, Text, Title, Published string
			Paragraphs                 []struct{ Role string }
		}
		Events []struct {
			ID, Title, Date, Kind, State string
			Citations                    []struct {
				Article, Exact string
				Start, End     int
			}
		}
		Relations []struct{ From, Type, To string }
	}
	require.NoError(t, json.Unmarshal(r.body, &read))
	assert.Equal(t, "/api/v1"+at+"/articles/"+read.ID, r.header.Get("Location"))
	assert.Equal(t, raid, read.Article.Text, "the text is as it was given")
	assert.Equal(t, "2020-01-08", read.Article.Published)
	require.GreaterOrEqual(t, len(read.Events), 2, "%s", r.body)
	for _, e := range read.Events {
		assert.Equal(t, "proposed", e.State)
		require.NotEmpty(t, e.Citations)
		q := e.Citations[0]
		assert.Equal(t, string([]rune(raid)[q.Start:q.End]), q.Exact, "offsets count code points")
	}
	assert.Equal(t, r.object(t)["article"], c.do("GET", at+"/articles/"+read.ID, "").object(t)["article"])

	accepted := c.do("POST", at+"/events/"+read.Events[0].ID+"/accept", "")
	require.Equal(t, http.StatusOK, accepted.status, "%s", accepted.body)
	assert.Equal(t, "accepted", accepted.object(t)["state"])
	assert.NotEmpty(t, accepted.header.Get("ETag"))
	rejected := c.do("POST", at+"/events/"+read.Events[1].ID+"/reject", "{}")
	require.Equal(t, http.StatusOK, rejected.status, "%s", rejected.body)
	assert.Equal(t, "rejected", rejected.object(t)["state"])
	assert.Equal(t, http.StatusConflict, c.do("POST", at+"/events/"+read.Events[0].ID+"/reject", "", "If-Match", `"1"`).status, "a decision about another version is none")

	published := c.do("POST", at+"/publish", "")
	require.Equal(t, http.StatusOK, published.status, "%s", published.body)
	assert.Equal(t, 1.0, published.object(t)["edition"])
	assert.Equal(t, http.StatusUnprocessableEntity, c.do("POST", at+"/publish", `{"alone":"yes"}`).status)
	assert.Equal(t, 2.0, c.do("POST", at+"/publish", `{"alone":true}`).object(t)["edition"])
	assert.Equal(t, 2.0, c.do("POST", at+"/publish", `{"alone":false}`).object(t)["edition"], "nothing has changed")
	req, err := http.NewRequestWithContext(t.Context(), "GET", c.server.URL+"/t/x.json", nil)
	require.NoError(t, err)
	public := c.send(req)
	require.Equal(t, http.StatusOK, public.status)
	assert.Contains(t, string(public.body), read.Events[0].Title)
	assert.NotContains(t, string(public.body), read.Events[1].Title)

	again := c.do("POST", at+"/articles", mustJSON(map[string]string{"text": raid}))
	assert.Equal(t, http.StatusOK, again.status, "an article that is there is not made again")
	for name, body := range map[string]string{
		"text":      `{}`,
		"html":      `{"text":"Some words.","html":"<p>Some words.</p>"}`,
		"url":       `{"url":"http://127.0.0.1/"}`,
		"published": mustJSON(map[string]string{"text": raid, "published": "someday"}),
	} {
		r := c.do("POST", at+"/articles", body)
		require.Equal(t, http.StatusUnprocessableEntity, r.status, "%s %s", name, r.body)
		assert.Equal(t, name, r.problem(t).Errors[0].Field)
	}
}

func TestAnotherExtractorProposes(t *testing.T) {
	c := newSite(t).client("editor")
	at := c.timeline("x")
	read := c.do("POST", at+"/articles", mustJSON(map[string]string{"text": raid})).object(t)
	article := at + "/articles/" + read["id"].(string)
	const words = "American jets bombed a depot near Kirkuk on Monday"
	start := len([]rune(raid[:strings.Index(raid, words)]))
	propose := func(from int, text string) string {
		return mustJSON(map[string]any{"id": "a", "timexes": []any{}, "relations": []any{}, "events": []any{map[string]any{
			"id": "e1", "title": "A proposal from elsewhere", "kind": "airstrike", "date": "2020-01-06", "start": start, "end": start + len(words),
			"trigger": map[string]any{"start": from, "end": from + len(text), "text": text}, "actors": []any{}, "place": "Kirkuk", "status": "happened",
			"attribution": "", "confidence": 0.5, "timex": nil, "also": []any{},
		}}})
	}
	at2 := start + strings.Index(words, "bombed")
	r := c.do("POST", article+"/proposals", propose(at2, "bombed"))
	require.Equal(t, http.StatusCreated, r.status, "%s", r.body)
	e := r.object(t)["events"].([]any)[0].(map[string]any)
	assert.Equal(t, "proposed", e["state"])
	assert.Equal(t, words, e["citations"].([]any)[0].(map[string]any)["exact"])

	for name, body := range map[string]string{
		"words that do not stand there": propose(at2+1, "bombed"),
		"an unknown member":             `{"events":[{"title":"A","colour":"red"}]}`,
		"no events":                     `{}`,
		"offsets that are texts":        `{"events":[{"title":"A","start":"1","end":5}]}`,
	} {
		r := c.do("POST", article+"/proposals", body)
		assert.Equal(t, http.StatusUnprocessableEntity, r.status, "%s: %s", name, r.body)
		assert.NotEmpty(t, r.problem(t).Errors, name)
	}
}

func TestASlugThatIsTakenIsAConflict(t *testing.T) {
	c := newSite(t).client("editor")
	c.timeline("x")
	r := c.do("POST", "/timelines", `{"title":"Another","slug":"x"}`)
	require.Equal(t, http.StatusConflict, r.status)
	assert.Equal(t, "slug", r.problem(t).Errors[0].Field)
	r = c.do("POST", "/timelines", `{"title":"Another","slug":"Not a slug"}`)
	require.Equal(t, http.StatusUnprocessableEntity, r.status)
	assert.Equal(t, "slug", r.problem(t).Errors[0].Field)
}
