package main

import (
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// rooms is the design's table of who may import whom. Every room may import
// timeline/edtf, which imports nothing of ours.
var rooms = map[string][]string{
	"timeline":             {},
	"timeline/edtf":        {},
	"timeline/article":     {"timeline"},
	"timeline/timex":       {"timeline/timex/feast"},
	"timeline/timex/feast": {},
	"timeline/extract":     {"timeline", "timeline/timex"},
	"timeline/chronology":  {"timeline", "timeline/extract"},
	"timeline/chart":       {"timeline"},
	"timeline/interchange": {"timeline"},
	"storage":              {"timeline"},
	"templates":            {"timeline"},
	"cmd/dateline/desk":    {"timeline", "timeline/*", "storage", "templates"},
	"cmd/dateline/web":     {"cmd/dateline/desk", "timeline", "timeline/*", "templates"},
	"cmd/dateline/jobs":    {"cmd/dateline/desk"},
}

// owners names the one room that may know a library.
var owners = map[string]string{
	"gorm.io/":                           "storage",
	"github.com/ncruces/":                "storage",
	"github.com/gin-gonic/":              "cmd/dateline/web",
	"github.com/riverqueue/":             "cmd/dateline/jobs",
	"github.com/go-echarts/":             "timeline/chart",
	"github.com/dop251/goja":             "timeline/chart",
	"github.com/tetratelabs/wazero":      "timeline/chart",
	"github.com/doyensec/safeurl":        "timeline/article",
	"codeberg.org/readeck/go-readabilit": "timeline/article",
}

func TestRoomsImportOnlyWhatTheDesignAllows(t *testing.T) {
	const root = "../.."
	seen := 0
	err := filepath.WalkDir(root, func(p string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			if name := d.Name(); name == "node_modules" || name == "testdata" || strings.HasPrefix(name, ".") && p != root {
				return fs.SkipDir
			}
			return nil
		}
		rel, err := filepath.Rel(root, p)
		if err != nil || !strings.HasSuffix(p, ".go") || strings.HasSuffix(p, "_test.go") {
			return err
		}
		dir := path.Dir(filepath.ToSlash(rel))
		room := roomOf(dir)
		f, err := parser.ParseFile(token.NewFileSet(), p, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		seen++
		for _, spec := range f.Imports {
			name, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				return err
			}
			if ours, ok := strings.CutPrefix(name, "dateline/"); ok && !mayImport(room, roomOf(ours)) {
				t.Errorf("%s imports %s, which the room %s may not", rel, name, room)
			}
			for lib, owner := range owners {
				if strings.HasPrefix(name, lib) && room != owner {
					t.Errorf("%s imports %s, which only %s may", rel, name, owner)
				}
			}
		}
		return nil
	})
	require.NoError(t, err)
	require.Greater(t, seen, 20, "the tree was not found")
}

// roomOf returns the innermost room that holds a package; the program itself
// is "cmd/dateline".
func roomOf(dir string) string {
	for d := dir; d != "."; d = path.Dir(d) {
		if _, ok := rooms[d]; ok {
			return d
		}
	}
	return dir
}

func mayImport(from, to string) bool {
	allowed, known := rooms[from]
	if !known || from == to || to == "timeline/edtf" {
		return from != "timeline/edtf" || to == from
	}
	for _, a := range allowed {
		if a == to || strings.HasSuffix(a, "/*") && strings.HasPrefix(to, strings.TrimSuffix(a, "*")) {
			return true
		}
	}
	return false
}
