package templates

import (
	"crypto/sha256"
	"embed"
	"encoding/base64"
	"encoding/hex"
	"io/fs"
	"mime"
	"path"
	"regexp"
	"slices"
	"strings"
	"sync"
)

//go:embed static
var staticFiles embed.FS

// StaticPrefix is where the static files are served, below the base.
const StaticPrefix = "/static/"

// A StaticFile is a style sheet, a script or a picture. Its name holds a hash
// of its content, so that it may be kept for ever.
type StaticFile struct {
	Name string // such as site.0a1b2c3d.css
	Type string // media type, with its charset
	Body []byte
}

var (
	staticList  []StaticFile
	hashedNames = map[string]string{} // name in static → StaticFile.Name
)

func init() {
	entries, err := fs.ReadDir(staticFiles, "static")
	if err != nil {
		panic("embedded files can be listed: " + err.Error())
	}
	for _, e := range entries {
		body, err := staticFiles.ReadFile(path.Join("static", e.Name()))
		if err != nil {
			panic("embedded files can be read: " + err.Error())
		}
		ext := path.Ext(e.Name())
		if ext == ".js" {
			body = bare(body)
		}
		sum := sha256.Sum256(body)
		hashed := strings.TrimSuffix(e.Name(), ext) + "." + hex.EncodeToString(sum[:])[:10] + ext
		hashedNames[e.Name()] = hashed
		staticList = append(staticList, StaticFile{Name: hashed, Type: mediaType(ext), Body: body})
	}
}

// StaticFiles lists the static files.
func StaticFiles() []StaticFile { return staticList }

// EmbedScript returns the script that puts an embed into another site's page.
// Its public address is /embed.js, without a hash: it stands in articles.
func EmbedScript() []byte { return bare(static("embed.js")) }

// Icon returns the picture that stands for the site in a browser's tab.
func Icon() []byte { return static("icon.svg") }

// pageStyles are the sheets that stand in the public pages themselves, by name,
// without their comments and indents.
var pageStyles = sync.OnceValue(func() map[string]string {
	styles := map[string]string{}
	for _, name := range []string{"site.css", "dark.css"} {
		bare := cssComments.ReplaceAllString(string(static(name)), "")
		styles[name] = strings.TrimSpace(cssIndents.ReplaceAllString(bare, "\n"))
	}
	return styles
})

// bare leaves out of a script the comments that stand on lines of their own:
// they are for who reads the source, and a fifth of the bytes.
func bare(script []byte) []byte { return jsComments.ReplaceAll(script, nil) }

var (
	jsComments  = regexp.MustCompile(`(?m)^[ \t]*(//.*|/\*\*([^*]|\*[^/])*\*/)\n`)
	cssComments = regexp.MustCompile(`(?s)/\*.*?\*/`)
	cssIndents  = regexp.MustCompile(`\s*\n\s*`)
)

// StyleHashes returns the sources by which a Content-Security-Policy allows the
// style elements of the public pages, such as 'sha256-…' 'sha256-…'.
func StyleHashes() string {
	var sources []string
	for _, style := range pageStyles() {
		sum := sha256.Sum256([]byte(style))
		sources = append(sources, "'sha256-"+base64.StdEncoding.EncodeToString(sum[:])+"'")
	}
	slices.Sort(sources)
	return strings.Join(sources, " ")
}

func static(name string) []byte {
	body, err := staticFiles.ReadFile("static/" + name)
	if err != nil {
		panic("the static files are embedded: " + err.Error())
	}
	return body
}

// mediaType does not ask the machine, which may know .js as something else.
func mediaType(ext string) string {
	switch ext {
	case ".css":
		return "text/css; charset=utf-8"
	case ".js":
		return "text/javascript; charset=utf-8"
	case ".svg":
		return "image/svg+xml"
	case ".woff2":
		return "font/woff2"
	}
	return mime.TypeByExtension(ext)
}
