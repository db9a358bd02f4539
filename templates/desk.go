package templates

import "html/template"

// parseDesk parses the editors' pages.
func parseDesk(basePath string) (*template.Template, error) {
	return template.New("desk").Funcs(funcs(basePath)), nil
}
