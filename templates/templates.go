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
	"fmt"
	"html/template"
)

//go:embed public/*.html
var publicFiles embed.FS

// Pages are the parsed templates. They may be used at once.
type Pages struct {
	public map[string]*template.Template // by language, see wordsOf
	desk   *template.Template
}

// Parse parses every template. basePath is the path of the public base URL,
// "" or such as "/chronology"; addresses in pages begin with it.
func Parse(basePath string) (*Pages, error) {
	p := &Pages{public: map[string]*template.Template{}}
	for tag, w := range languages() {
		t, err := template.New("public").Funcs(funcs(basePath)).Funcs(w.funcs()).Option("missingkey=error").ParseFS(publicFiles, "public/*.html")
		if err != nil {
			return nil, fmt.Errorf("public templates: %w", err)
		}
		p.public[tag] = t
	}
	var err error
	if p.desk, err = parseDesk(basePath); err != nil {
		return nil, fmt.Errorf("desk templates: %w", err)
	}
	return p, nil
}

// in returns the public templates in the language of a BCP 47 tag.
func (p *Pages) in(language string) *template.Template { return p.public[wordsOf(language).tag] }

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

// An ErrorPage tells a person what went wrong.
type ErrorPage struct {
	Head
	Status int    // of HTTP
	Title  string // the status in words
	Detail string // a sentence, "" if there is nothing to add
}

// Error renders the page for errors.
func (p *Pages) Error(page ErrorPage) ([]byte, error) {
	return render(p.in(page.Language), "error.html", page)
}
