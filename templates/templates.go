// Package templates holds what people see: HTML templates with a typed struct
// a page, the style sheets and our own scripts, all of them embedded.
//
// A page is complete before any script runs. Scripts are ES modules that are
// served as they stand here; each enhances markup that already works and
// finds it by data attributes. Dates are shown in words that never say more
// than the value does.
package templates

import (
	"bytes"
	"embed"
	"errors"
	"fmt"
	"html/template"
	"net/http"
	"strings"
)

//go:embed public/*.html
var publicFiles embed.FS

// Pages are the parsed templates. They may be used at once.
type Pages struct {
	public map[string]*template.Template // by language, see wordsOf, and foreign
	desk   *template.Template
}

// Parse parses every template. basePath is the path of the public base URL,
// "" or such as "/chronology"; addresses in pages begin with it.
func Parse(basePath string) (*Pages, error) {
	p := &Pages{public: map[string]*template.Template{}}
	parse := func(tag string, w words) (err error) {
		special := template.FuncMap{
			"foreign": func() bool { return tag == foreign },
			// date writes what is told in words, see spanOf; how is how it is
			// written, or nothing.
			"date": func(span, words string, how ...string) template.HTML {
				text := template.HTMLEscapeString(words)
				if from, to, both := strings.Cut(span, "/"); tag == foreign && from != "" {
					attributes := `<time datetime="` + template.HTMLEscapeString(from) + `" data-write="` + template.HTMLEscapeString(strings.Join(how, " ")) + `"`
					if both {
						attributes += ` data-to="` + template.HTMLEscapeString(to) + `"`
					}
					text = attributes + ">" + text + "</time>"
				}
				return template.HTML(text)
			},
		}
		p.public[tag], err = template.New("public").Funcs(funcs(basePath)).Funcs(w.funcs()).Funcs(special).Option("missingkey=error").ParseFS(publicFiles, "public/*.html")
		return err
	}
	err := parse(foreign, languages()["en"])
	for tag, w := range languages() {
		err = errors.Join(err, parse(tag, w))
	}
	if err != nil {
		return nil, fmt.Errorf("public templates: %w", err)
	}
	if p.desk, err = parseDesk(basePath); err != nil {
		return nil, fmt.Errorf("desk templates: %w", err)
	}
	return p, nil
}

// foreign stands for the languages that have no message file. Their pages speak
// English and say so, and have the browser write their dates, see dates.js.
const foreign = "foreign"

// in returns the public templates in the language of a BCP 47 tag.
func (p *Pages) in(language string) *template.Template {
	if t, ok := p.public[primary(language)]; ok {
		return t
	}
	return p.public[foreign]
}

// funcs are the functions that every template may call.
func funcs(basePath string) template.FuncMap {
	return template.FuncMap{
		// static gives the address of a file of static, by its content.
		"static": func(name string) (string, error) {
			hashed, ok := hashedNames[name]
			if !ok {
				return "", fmt.Errorf("there is no static file %q", name)
			}
			return basePath + StaticPrefix + hashed, nil
		},
		// style is a sheet of the public pages, which stands in them: a page is
		// drawn as soon as it comes, without waiting for a second answer.
		"style": func(name string) template.CSS { return template.CSS(pageStyles()[name]) },
		// at gives the address of a path of this site.
		"at": func(path string) string { return basePath + path },
	}
}

func render(t *template.Template, name string, page any) ([]byte, error) {
	var b bytes.Buffer
	if err := t.ExecuteTemplate(&b, name, page); err != nil {
		return nil, fmt.Errorf("page %s: %w", name, err)
	}
	return b.Bytes(), nil
}

// A Head is what the top of every page needs.
type Head struct {
	Language  string // BCP 47
	Direction string // "ltr" or "rtl"
	Title     string // of the document
	Theme     string // "light" or "dark" whatever the reader's system prefers, or ""
	// Description and Canonical are for search engines, "" for pages that
	// should not be found.
	Description, Canonical string
}

// An ErrorPage tells a person what went wrong. In a language other than English
// it says so in general, and Detail, which is English, stands under it.
type ErrorPage struct {
	Head
	Status int    // of HTTP
	Title  string // the status in words, in English
	Detail string // a sentence in English, "" if there is nothing to add
	Framed bool   // it stands in another site's page, and leads nowhere
}

// Fault names the messages that stand for Title and Detail, "error." and "why."
// with it behind; "" in English.
func (p ErrorPage) Fault() string {
	switch {
	case primary(p.Language) == "en":
		return ""
	case p.Status == http.StatusNotFound || p.Status == http.StatusGone:
		return "missing"
	case p.Status == http.StatusTooManyRequests || p.Status == http.StatusServiceUnavailable:
		return "busy"
	case p.Status < http.StatusInternalServerError:
		return "asked"
	}
	return "broken"
}

// Error renders the page for errors.
func (p *Pages) Error(page ErrorPage) ([]byte, error) {
	if fault := page.Fault(); fault != "" {
		page.Head.Title = wordsOf(page.Language).must("error." + fault)
	}
	return render(p.in(page.Language), "error.html", page)
}
