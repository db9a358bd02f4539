package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"unicode/utf8"

	"dateline/timeline"
	"dateline/timeline/article"
	"dateline/timeline/extract"
)

// maxLine bounds one line of JSONL or one file, in bytes, so that a broken
// pipe of input cannot fill the memory.
const maxLine = 64 << 20

// An item is one article that the command line was given.
type item struct {
	id      json.RawMessage // as it was given, echoed; null if it could not be read
	article *timeline.Article
	// found says that the text was not given as such: the reply must carry it.
	found bool
	err   error
}

// quoted is a string as JSON.
func quoted(s string) json.RawMessage {
	b, err := json.Marshal(s)
	if err != nil {
		panic("a string always encodes: " + err.Error())
	}
	return b
}

// name is the id as text; an article without one goes by its place n.
func (it item) name(n int) string {
	var s string
	switch err := json.Unmarshal(it.id, &s); {
	case err == nil && s != "":
		return s
	case err != nil:
		return string(it.id) // a number, say
	}
	return strconv.Itoa(n)
}

// line is one article as a line of JSONL; other members are ignored.
type line struct {
	ID        json.RawMessage `json:"id"`
	Title     string          `json:"title"`
	Published string          `json:"published"`
	Language  string          `json:"language"`
	Text      string          `json:"text"`
	HTML      string          `json:"html"`
	URL       string          `json:"url"`
}

// items calls yield for each article of the named files, or of the lines of
// stdin where no file is named, until yield fails.
func items(stdin io.Reader, files []string, yield func(item) error) error {
	if len(files) == 0 {
		return lines(stdin, yield)
	}
	for _, name := range files {
		var err error
		switch strings.ToLower(filepath.Ext(name)) {
		case ".jsonl", ".ndjson":
			opened := false
			err = file(name, func(f io.Reader) error { opened = true; return lines(f, yield) })
			if err != nil && !opened {
				err = yield(item{id: quoted(filepath.Base(name)), err: err})
			}
		default:
			err = yield(readFile(name))
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// readings calls yield for each of the items, in their order, with what was read
// in it, until yield fails or ctx ends. They are read side by side, one a processor.
func readings(ctx context.Context, stdin io.Reader, files []string, explain bool, yield func(item, *timeline.Extraction, error) error) error {
	type reading struct {
		item       item
		extraction *timeline.Extraction
		err        error
	}
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	begun := make(chan chan reading, runtime.GOMAXPROCS(0))
	var ended error // is set before begun is closed
	go func() {
		defer close(begun)
		ended = items(stdin, files, func(it item) error {
			done := make(chan reading, 1)
			select {
			case begun <- done:
			case <-ctx.Done():
				return errors.New("stopped before the end")
			}
			go func() {
				x, err := it.read(explain)
				done <- reading{it, x, err}
			}()
			return nil
		})
	}()
	for done := range begun {
		r := <-done
		if err := yield(r.item, r.extraction, r.err); err != nil {
			return err
		}
	}
	return ended
}

func file(name string, do func(io.Reader) error) error {
	f, err := os.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	return do(f)
}

// readFile reads one text or page; which of them it is, its name or its first
// characters tell.
func readFile(name string) item {
	it := item{id: quoted(filepath.Base(name)), found: true}
	it.err = file(name, func(f io.Reader) error {
		body, err := io.ReadAll(io.LimitReader(f, maxLine+1))
		if err != nil {
			return err
		}
		if len(body) > maxLine {
			return fmt.Errorf("%s is larger than %d MB", name, maxLine>>20)
		}
		if isPage(name, body) {
			it.article, err = article.FromHTML(body, "", article.Hints{})
		} else {
			it.article, err = article.FromText(string(body), article.Hints{})
		}
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		return nil
	})
	return it
}

func isPage(name string, body []byte) bool {
	switch strings.ToLower(filepath.Ext(name)) {
	case ".html", ".htm", ".xhtml":
		return true
	}
	head := bytes.ToLower(bytes.TrimLeft(body[:min(len(body), 512)], " \t\r\n\ufeff"))
	for _, tag := range []string{"<!doctype html", "<html", "<head", "<body", "<article", "<!--", "<?xml"} {
		if bytes.HasPrefix(head, []byte(tag)) {
			return true
		}
	}
	return false
}

// lines reads JSONL. A line that cannot be read is an item with an error; the
// next line is read all the same.
func lines(r io.Reader, yield func(item) error) error {
	in := bufio.NewReaderSize(r, 1<<16)
	for n := 1; ; n++ {
		b, err := readLine(in)
		if err != nil && !errors.Is(err, errLong) && (!errors.Is(err, io.EOF) || len(b) == 0) {
			if errors.Is(err, io.EOF) {
				return nil
			}
			return err
		}
		if n == 1 {
			b = bytes.TrimPrefix(b, []byte("\ufeff"))
		}
		it := item{id: json.RawMessage("null")}
		switch b = bytes.TrimSpace(b); {
		case errors.Is(err, errLong):
			it.err = fmt.Errorf("line %d: %w", n, err)
		case len(b) == 0:
			continue
		default:
			it = readArticle(b)
			if it.err != nil {
				it.err = fmt.Errorf("line %d: %w", n, it.err)
			}
		}
		if err := yield(it); err != nil {
			return err
		}
	}
}

var errLong = fmt.Errorf("is longer than %d MB", maxLine>>20)

// readLine returns the next line; one longer than maxLine is read to its end
// and gives errLong.
func readLine(in *bufio.Reader) ([]byte, error) {
	var b []byte
	long := false
	for {
		part, err := in.ReadSlice('\n')
		if long = long || len(b)+len(part) > maxLine; !long {
			b = append(b, part...)
		}
		if errors.Is(err, bufio.ErrBufferFull) {
			continue
		}
		if long {
			return nil, errLong
		}
		return b, err
	}
}

func readArticle(b []byte) item {
	it := item{id: json.RawMessage("null")}
	if !utf8.Valid(b) {
		it.err = fmt.Errorf("is not UTF-8 after byte %d", validPrefix(b))
		return it
	}
	var l line
	err := json.Unmarshal(b, &l)
	if len(l.ID) > 0 {
		it.id = l.ID
	}
	if err != nil {
		it.err = explainJSON(err)
		return it
	}
	if strings.ContainsRune(l.Text, utf8.RuneError) && !bytes.ContainsRune(b, utf8.RuneError) && !bytes.Contains(bytes.ToLower(b), []byte(`\ufffd`)) {
		it.err = timeline.FieldProblem("text", `has half of a surrogate pair (such as \ud800), which is no character`)
		return it
	}
	hints := article.Hints{Title: l.Title, Published: l.Published, Language: l.Language, URL: l.URL}
	switch {
	case l.Text != "":
		it.article, it.err = article.FromText(l.Text, hints)
	case l.HTML != "":
		it.found = true
		it.article, it.err = article.FromHTML([]byte(l.HTML), l.URL, hints)
	default:
		it.err = timeline.FieldProblem("text", "is missing: give text or html")
	}
	return it
}

func explainJSON(err error) error {
	var syntax *json.SyntaxError
	var typ *json.UnmarshalTypeError
	switch {
	case errors.As(err, &syntax):
		return fmt.Errorf("is not JSON at byte %d: %w", syntax.Offset, err)
	case errors.As(err, &typ) && typ.Field == "":
		return fmt.Errorf("is a JSON %s where an object was expected", typ.Value)
	case errors.As(err, &typ):
		return fmt.Errorf("%q is a %s where a string was expected", typ.Field, typ.Value)
	}
	return err
}

func validPrefix(b []byte) int {
	n := 0
	for n < len(b) {
		r, size := utf8.DecodeRune(b[n:])
		if r == utf8.RuneError && size <= 1 {
			break
		}
		n += size
	}
	return n
}

// read extracts the events of the item's article, and explains them if asked.
func (it item) read(explain bool) (*timeline.Extraction, error) {
	if it.err != nil {
		return nil, it.err
	}
	if explain {
		return extract.Explain(it.article)
	}
	return extract.Read(it.article)
}
