package web

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"strconv"
	"strings"
	"sync"

	"github.com/andybalholm/brotli"

	"dateline/templates"
)

// An asset is a reply that is made once: its bytes, compressed too where that
// makes them smaller.
type asset struct {
	mediaType string
	cache     string // Cache-Control
	policy    string // Content-Security-Policy
	download  string // file name, "" to be shown in place
	identity  encoded
	gzip      encoded // without a body where it saves nothing
	brotli    encoded // the same
	often     bool    // asked for so often that a smaller encoding pays, see brotliOften
	fields    struct{ mediaType, cache, policy []string }
	once      sync.Once
}

// encoded is an asset in one encoding, with the values of its header fields.
type encoded struct {
	body              []byte
	name, tag, length []string
}

// newEncoded encodes nothing itself: the tag is that of the plain bytes, to
// which each encoding but identity adds its own end.
func newEncoded(body []byte, name, tag string) encoded {
	e := encoded{body: body, tag: []string{`"` + tag + `"`}, length: []string{strconv.Itoa(len(body))}}
	if name != "" {
		e.name = []string{name}
	}
	return e
}

// Values of Cache-Control.
const (
	cacheForever = "public, max-age=31536000, immutable"
	// cacheEdition lets caches make one request of a second's rush, and gives
	// who returns within a minute the page at once while the next is asked for
	// (RFC 5861). More than a second would show those who publish by the API
	// and look what their browser kept; the desk's link to the page is another
	// address for each edition. A CDN may hold the page for a minute, and have
	// nobody wait for the next (RFC 9213).
	cacheEdition    = "public, max-age=1, stale-while-revalidate=60"
	cacheEditionCDN = "public, max-age=60, stale-while-revalidate=600"
	cacheScript     = "public, max-age=3600, stale-while-revalidate=86400"
)

// brotliLevel is for what is rendered while somebody waits: a higher one takes
// longer and more memory for a few per cent, see BenchmarkBrotli.
const brotliLevel = 6

// brotliOften is the level for what every reader asks for first: at least 8 per
// cent less to send for 30 to 140 milliseconds once, and for up to 60 MB, which
// is why it is taken for one asset at a time, and the other level meanwhile. See
// BenchmarkBrotli.
const brotliOften = 10

var encodingOften sync.Mutex

// worthCompressing, in bytes: less fits one packet anyway.
const worthCompressing = 860

// newAsset makes an asset of body, which is compressed when it is first asked
// for: the chart's script alone takes a third of a second, which a start of the
// program should not wait for.
func newAsset(mediaType, cache, policy string, body []byte) *asset {
	sum := sha256.Sum256(body)
	a := &asset{mediaType: mediaType, cache: cache, policy: policy, identity: newEncoded(body, "", hex.EncodeToString(sum[:12]))}
	a.fields.mediaType, a.fields.cache, a.fields.policy = []string{mediaType}, []string{cache}, []string{policy}
	return a
}

// compress makes the encodings, once, unless the type is compressed already.
func (a *asset) compress() { a.once.Do(a.encode) }

func (a *asset) encode() {
	body, tag := a.identity.body, strings.Trim(a.identity.tag[0], `"`)
	if len(body) < worthCompressing || !compressible(a.mediaType) {
		return
	}
	var b bytes.Buffer
	z, _ := gzip.NewWriterLevel(&b, gzip.BestCompression) // the level is a valid one
	z.Write(body)
	z.Close()
	if b.Len() < len(body) {
		a.gzip = newEncoded(bytes.Clone(b.Bytes()), "gzip", tag+"-gz")
	}
	b.Reset()
	level, end := brotliLevel, "-br"
	if a.often && encodingOften.TryLock() {
		defer encodingOften.Unlock()
		level, end = brotliOften, "-br10" // other bytes, and so another tag
	}
	br := brotli.NewWriterLevel(&b, level)
	br.Write(body)
	br.Close()
	if b.Len() < len(body) {
		a.brotli = newEncoded(bytes.Clone(b.Bytes()), "br", tag+end)
	}
}

// compressible reports whether a media type is not compressed already.
func compressible(mediaType string) bool {
	return strings.HasPrefix(mediaType, "text/") || strings.HasPrefix(mediaType, "application/json") || strings.HasSuffix(mediaType, "+json") || mediaType == "image/svg+xml"
}

// size is how much memory the asset takes, about.
func (a *asset) size() int {
	a.compress()
	return len(a.identity.body) + len(a.gzip.body) + len(a.brotli.body) + 1024
}

// serve answers a GET or HEAD with the asset and returns the status. Header
// fields are set as slices that all replies share: a page that is in memory
// costs little more than its bytes.
func (a *asset) serve(w http.ResponseWriter, r *http.Request) int {
	a.compress()
	h := w.Header()
	h["Content-Type"], h["Cache-Control"], h["Content-Security-Policy"] = a.fields.mediaType, a.fields.cache, a.fields.policy
	if a.cache == cacheEdition {
		h["Cdn-Cache-Control"] = forCDN
	}
	h["Access-Control-Allow-Origin"] = anyOrigin
	// Without it an embed in a sandboxed frame, whose origin is opaque, could
	// not load its own style sheet on a site that isolates itself.
	h["Cross-Origin-Resource-Policy"] = crossOrigin
	e := &a.identity
	if a.gzip.body != nil || a.brotli.body != nil {
		h["Vary"] = byEncoding
		switch chooseEncoding(joined(r.Header["Accept-Encoding"]), a.brotli.body != nil, a.gzip.body != nil) {
		case "br":
			e = &a.brotli
		case "gzip":
			e = &a.gzip
		case "":
			h.Set("Cache-Control", "no-store")
			h.Del("CDN-Cache-Control")
			write(w, r, http.StatusNotAcceptable, "text/plain; charset=utf-8", []byte("Accept-Encoding refuses br, gzip and identity: there is no other\n"))
			return http.StatusNotAcceptable
		}
	}
	if a.download != "" {
		h.Set("Content-Disposition", `attachment; filename="`+a.download+`"`)
	}
	h["Etag"] = e.tag
	if noneMatch(joined(r.Header["If-None-Match"]), e.tag[0]) {
		h.Del("Content-Type")
		w.WriteHeader(http.StatusNotModified)
		return http.StatusNotModified
	}
	if e.name != nil {
		h["Content-Encoding"] = e.name
	}
	h["Content-Length"] = e.length
	send(w, r, http.StatusOK, e.body)
	return http.StatusOK
}

// Values of header fields that are the same in every reply.
var (
	forCDN      = []string{cacheEditionCDN}
	anyOrigin   = []string{"*"}
	crossOrigin = []string{"cross-origin"}
	byEncoding  = []string{"Accept-Encoding"}
)

// joined makes one field of several of the same name.
func joined(fields []string) string {
	if len(fields) == 1 {
		return fields[0]
	}
	return strings.Join(fields, ",")
}

// write sends a whole reply; of a HEAD, its headers.
func write(w http.ResponseWriter, r *http.Request, status int, mediaType string, body []byte) {
	h := w.Header()
	h.Set("Content-Type", mediaType)
	h.Set("Content-Length", strconv.Itoa(len(body)))
	send(w, r, status, body)
}

// send sends what write does, its header fields being set.
func send(w http.ResponseWriter, r *http.Request, status int, body []byte) {
	w.WriteHeader(status)
	if head, ok := w.(interface{ WriteHeaderNow() }); ok && r.Method == http.MethodHead {
		// Else the router, which sees nothing written, replies itself where it
		// knows no route.
		head.WriteHeaderNow()
	}
	if r.Method != http.MethodHead {
		// A client that leaves in the middle is no fault of ours.
		_, _ = w.Write(body)
	}
}

// noneMatch reports whether an If-None-Match field names the tag, which has its
// quotation marks, by the weak comparison of RFC 9110, 13.1.2.
func noneMatch(field, tag string) bool {
	field = strings.TrimSpace(field)
	if field == "*" {
		return true
	}
	for field != "" {
		field = strings.TrimLeft(field, " \t,")
		field = strings.TrimPrefix(field, "W/")
		if !strings.HasPrefix(field, `"`) {
			return false
		}
		// A comma may stand inside the quotes.
		end := strings.IndexByte(field[1:], '"')
		if end < 0 {
			return false
		}
		if field[:end+2] == tag {
			return true
		}
		field = field[end+2:]
	}
	return false
}

// chooseEncoding picks by an Accept-Encoding field with weights (RFC 9110,
// 12.5.3): "br", "gzip", "identity", or "" if all of them are refused. Of
// equal weights the smaller wins: br, gzip, identity.
func chooseEncoding(field string, hasBrotli, hasGzip bool) string {
	weights := map[string]float64{}
	for part := range strings.SplitSeq(field, ",") {
		name, params, _ := strings.Cut(part, ";")
		name = strings.ToLower(strings.TrimSpace(name))
		if name == "" {
			continue
		}
		if name == "x-gzip" {
			name = "gzip"
		}
		q := 1.0
		if key, value, ok := strings.Cut(params, "="); ok && strings.EqualFold(strings.TrimSpace(key), "q") {
			var err error
			if q, err = strconv.ParseFloat(strings.TrimSpace(value), 64); err != nil || !(q >= 0 && q <= 1) {
				q = 0
			}
		}
		weights[name] = q
	}
	star, hasStar := weights["*"]
	weight := func(name string) float64 {
		if q, ok := weights[name]; ok {
			return q
		}
		if hasStar {
			return star
		}
		if name == "identity" {
			// Always acceptable unless refused, but never preferred to what was asked for.
			return 0.0001
		}
		return 0
	}
	best, most := "", 0.0
	for _, e := range []struct {
		name string
		has  bool
	}{{"br", hasBrotli}, {"gzip", hasGzip}, {"identity", true}} {
		if q := weight(e.name); e.has && q > most {
			best, most = e.name, q
		}
	}
	return best
}

// staticAssets makes the assets of templates' static files.
func staticAssets() (map[string]*asset, error) {
	all := map[string]*asset{}
	for _, f := range templates.StaticFiles() {
		all[templates.StaticPrefix+f.Name] = newAsset(f.Type, cacheForever, dataPolicy, f.Body)
	}
	return all, nil
}
