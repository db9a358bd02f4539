package web

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"dateline/timeline"
	"dateline/timeline/edtf"
)

// maxDepth of nested JSON: the deepest that any body has is six.
const maxDepth = 32

// An object is a JSON object of a body, read member by member. What is wrong
// with a member is kept as a problem under its path, such as
// events[2].trigger.start, so that all of them are told at once. A member
// that is absent leaves what it is read into as it was; null clears it.
type object struct {
	path     string // "" for the body itself, else such as "image."
	members  map[string]member
	known    []string
	problems *timeline.Problems
}

type member struct {
	raw json.RawMessage
	at  int64 // byte offset of the value in the body
}

// readObject reads a body that holds one JSON object. An empty body is an
// empty object.
func readObject(body []byte) (*object, error) {
	if len(body) == 0 {
		body = []byte("{}")
	}
	if err := inspect(body); err != nil {
		return nil, err
	}
	d := json.NewDecoder(bytes.NewReader(body))
	var raw json.RawMessage
	if err := d.Decode(&raw); err != nil {
		var syntax *json.SyntaxError
		if errors.As(err, &syntax) {
			return nil, statusErrorf(http.StatusBadRequest, "the body is not JSON: byte %d: %s", syntax.Offset-1, syntax)
		}
		return nil, statusErrorf(http.StatusBadRequest, "the body is not JSON: it ends before its value does")
	}
	end := d.InputOffset()
	if rest := bytes.TrimLeft(body[end:], " \t\r\n"); len(rest) > 0 {
		return nil, statusErrorf(http.StatusBadRequest, "the body holds more than one JSON value: the second begins at byte %d", len(body)-len(rest))
	}
	at := end - int64(len(raw))
	if raw[0] != '{' {
		return nil, statusErrorf(http.StatusBadRequest, "the body is %s: an object is wanted", typeOf(raw))
	}
	o := &object{problems: &timeline.Problems{}}
	o.split(member{raw, at})
	return o, nil
}

// inspect refuses what encoding/json would silently repair or take long over:
// bytes that are not UTF-8, halves of surrogate pairs, deep nesting.
func inspect(body []byte) error {
	for i := 0; i < len(body); {
		r, n := utf8.DecodeRune(body[i:])
		if r == utf8.RuneError && n == 1 {
			return statusErrorf(http.StatusBadRequest, "the body is not UTF-8: byte %d", i)
		}
		i += n
	}
	depth, inString := 0, false
	for i := 0; i < len(body); i++ {
		switch b := body[i]; {
		case inString && b == '\\':
			half, n := surrogate(body[i:])
			if half {
				return statusErrorf(http.StatusBadRequest, "the body has half of a surrogate pair at byte %d", i)
			}
			i += n - 1
		case b == '"':
			inString = !inString
		case inString:
		case b == '{' || b == '[':
			if depth++; depth > maxDepth {
				return statusErrorf(http.StatusBadRequest, "the body is nested deeper than %d levels at byte %d", maxDepth, i)
			}
		case b == '}' || b == ']':
			depth--
		}
	}
	return nil
}

// surrogate looks at an escape: whether it is half of a pair alone, and how
// many bytes belong to it.
func surrogate(b []byte) (half bool, n int) {
	unit := func(b []byte) (uint64, bool) {
		if len(b) < 6 || b[0] != '\\' || b[1] != 'u' {
			return 0, false
		}
		v, err := strconv.ParseUint(string(b[2:6]), 16, 16)
		return v, err == nil
	}
	v, ok := unit(b)
	switch {
	case !ok:
		return false, 2
	case v >= 0xdc00 && v < 0xe000:
		return true, 6
	case v < 0xd800 || v >= 0xe000:
		return false, 6
	}
	low, ok := unit(b[6:])
	return !ok || low < 0xdc00 || low >= 0xe000, 12
}

// split takes an object apart; raw is valid JSON.
func (o *object) split(m member) {
	o.members = map[string]member{}
	d := json.NewDecoder(bytes.NewReader(m.raw))
	_, _ = d.Token()
	for d.More() {
		name, _ := d.Token()
		var raw json.RawMessage
		if err := d.Decode(&raw); err != nil {
			return // unreachable: raw is valid
		}
		at := m.at + d.InputOffset() - int64(len(raw))
		key := name.(string)
		if _, twice := o.members[key]; twice {
			o.add(key, "stands twice, again at byte %d", at)
		}
		o.members[key] = member{raw, at}
	}
}

func (o *object) add(name, format string, args ...any) {
	o.problems.Add(o.path+timeline.Excerpt(name), format, args...)
}

// take returns a member that is there; null and absent are told apart.
func (o *object) take(name string) (m member, there, null bool) {
	o.known = append(o.known, name)
	m, there = o.members[name]
	return m, there, there && string(m.raw) == "null"
}

// read decodes a member into v, if it is there and of the wanted type.
func (o *object) read(name, wanted string, v any, clear func()) {
	m, there, null := o.take(name)
	switch {
	case !there:
	case null:
		clear()
	default:
		if err := json.Unmarshal(m.raw, v); err != nil {
			o.add(name, "is %s (byte %d); %s is wanted", typeOf(m.raw), m.at, wanted)
		}
	}
}

func (o *object) text(name string, into *string) {
	o.read(name, "a text", into, func() { *into = "" })
}

func (o *object) truth(name string, into *bool) {
	o.read(name, "true or false", into, func() { *into = false })
}

func (o *object) number(name string, into *float64) {
	o.read(name, "a number", into, func() { *into = 0 })
}

func (o *object) integer(name string, into *int) {
	o.read(name, fmt.Sprintf("a whole number of at most %d", math.MaxInt32), into, func() { *into = 0 })
}

// date reads an EDTF value; "" and null are no date.
func (o *object) date(name string, into *edtf.Date) {
	var s string
	m, there, null := o.take(name)
	switch {
	case !there:
		return
	case null:
		*into = edtf.Date{}
		return
	}
	if err := json.Unmarshal(m.raw, &s); err != nil {
		o.add(name, "is %s (byte %d); a text with an EDTF date is wanted, such as \"2020-01-08\"", typeOf(m.raw), m.at)
		return
	}
	if s == "" {
		*into = edtf.Date{}
		return
	}
	d, err := edtf.Parse(s)
	if err != nil {
		o.add(name, "%s", err)
		return
	}
	*into = d
}

// textOf reads a text of a type of its own.
func textOf[T ~string](o *object, name string, into *T) {
	s := string(*into)
	o.text(name, &s)
	*into = T(s)
}

// inner returns the object in a member, nil if it is absent, null or no object.
func (o *object) inner(name string) (in *object, null bool) {
	m, there, null := o.take(name)
	switch {
	case !there || null:
		return nil, null
	case m.raw[0] != '{':
		o.add(name, "is %s (byte %d); an object is wanted", typeOf(m.raw), m.at)
		return nil, false
	}
	in = &object{path: o.path + name + ".", problems: o.problems}
	in.split(m)
	return in, false
}

// list reads the objects of a list; it reports whether the member is there.
func (o *object) list(name string, each func(*object)) (there bool) {
	m, there, null := o.take(name)
	if !there || null {
		return there
	}
	if m.raw[0] != '[' {
		o.add(name, "is %s (byte %d); a list is wanted", typeOf(m.raw), m.at)
		return true
	}
	d := json.NewDecoder(bytes.NewReader(m.raw))
	_, _ = d.Token()
	for i := 0; d.More(); i++ {
		var raw json.RawMessage
		if err := d.Decode(&raw); err != nil {
			return true // unreachable: raw is valid
		}
		at := m.at + d.InputOffset() - int64(len(raw))
		if raw[0] != '{' {
			o.add(fmt.Sprintf("%s[%d]", name, i), "is %s (byte %d); an object is wanted", typeOf(raw), at)
			continue
		}
		in := &object{path: fmt.Sprintf("%s%s[%d].", o.path, name, i), problems: o.problems}
		in.split(member{raw, at})
		each(in)
		in.finish()
	}
	return true
}

// ignore names members that may come and are not read.
func (o *object) ignore(names ...string) { o.known = append(o.known, names...) }

// finish refuses the members that nobody asked for.
func (o *object) finish() {
	var strange []string
	for name := range o.members {
		if !slices.Contains(o.known, name) {
			strange = append(strange, name)
		}
	}
	slices.Sort(strange)
	for i, name := range strange {
		switch {
		case len(o.known) == 0:
			o.add(name, "is not known here: nothing is wanted")
		case i == 0:
			o.add(name, "is not known here: what may stand is %s", strings.Join(o.known, ", "))
		case i < timeline.MaxProblems:
			o.add(name, "is not known here")
		default:
			// One more is enough to say that there are more.
			o.add(name, "is not known here")
			return
		}
	}
}

// err finishes the object and returns its problems.
func (o *object) err() error {
	o.finish()
	return o.problems.Err()
}

// typeOf names the type of a valid JSON value.
func typeOf(raw []byte) string {
	switch raw[0] {
	case '{':
		return "an object"
	case '[':
		return "a list"
	case '"':
		return "a text"
	case 't', 'f':
		return "true or false"
	case 'n':
		return "null"
	}
	return "the number " + shortened(string(raw), 20)
}

// shortened is s with at most n bytes of it, for ASCII.
func shortened(s string, n int) string {
	if len(s) > n {
		return s[:n] + "…"
	}
	return s
}

// nothing reads a body that has nothing to say.
func nothing(q *call) error {
	o, err := readObject(q.body)
	if err != nil {
		return err
	}
	return o.err()
}
