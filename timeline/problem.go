package timeline

import (
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"
)

// A Code is what sort of failure an error is. A program's edge maps codes to
// its own protocol (HTTP status, exit status) in one table; an error without
// a code is a fault of ours, logged and shown as "internal".
type Code string

// The codes.
const (
	Invalid      Code = "invalid"      // the input is bad; Problems says which field
	NotFound     Code = "not-found"    // there is no such thing
	Conflicting  Code = "conflict"     // taken, or changed by another since it was read
	Forbidden    Code = "forbidden"    // this person may not
	Unauthorized Code = "unauthorized" // nobody is signed in
	TooLarge     Code = "too-large"    // over a limit
	Upstream     Code = "upstream"     // a site that we read from answered badly
)

// An Error is a failure that a caller can act on.
type Error struct {
	Code    Code
	Message string // a sentence for people, without a full stop
	Err     error  // the cause; may be nil
}

// Errorf returns an Error; a %w among the verbs becomes its cause.
func Errorf(c Code, format string, args ...any) *Error {
	err := fmt.Errorf(format, args...)
	return &Error{Code: c, Message: err.Error(), Err: errors.Unwrap(err)}
}

func (e *Error) Error() string { return e.Message }

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Err }

// CodeOf returns the code of err, "" if it has none.
func CodeOf(err error) Code {
	var e *Error
	var p Problems
	switch {
	case err == nil:
		return ""
	case errors.As(err, &e):
		return e.Code
	case errors.As(err, &p):
		return Invalid
	}
	return ""
}

// A Problem is one field at fault.
type Problem struct {
	Field  string `json:"field"`
	Detail string `json:"detail"` // what is wrong and what would be accepted
}

// Problems is an error with an entry for each field at fault, so that a form
// can mark all of them at once. Its code is Invalid.
type Problems []Problem

// MaxProblems is how many problems are told at once: what is wrong is read by
// people, and a bad input must not become a much larger reply.
const MaxProblems = 50

// Add appends a problem of a field. Of those beyond MaxProblems it says only,
// once and under no field, that there are more.
func (p *Problems) Add(field, format string, args ...any) {
	switch {
	case len(*p) < MaxProblems:
		*p = append(*p, Problem{field, fmt.Sprintf(format, args...)})
	case len(*p) == MaxProblems:
		*p = append(*p, Problem{"", fmt.Sprintf("and more: these are the first %d", MaxProblems)})
	}
}

// maxQuoted, in code points, is how much of a bad value an error repeats.
const maxQuoted = 80

// Excerpt is s as an error quotes it: at most 80 code points, an ellipsis the
// last of them where s is longer.
func Excerpt[T ~string](s T) string {
	n := 0
	for i := range s {
		if n++; n == maxQuoted && utf8.RuneCountInString(string(s[i:])) > 1 {
			return string(s[:i]) + "…"
		}
	}
	return string(s)
}

// Err returns p as an error, nil if it is empty.
func (p Problems) Err() error {
	if len(p) == 0 {
		return nil
	}
	return p
}

func (p Problems) Error() string {
	var b strings.Builder
	for i, q := range p {
		if i > 0 {
			b.WriteString("; ")
		}
		if q.Field != "" {
			b.WriteString(q.Field + " ")
		}
		b.WriteString(q.Detail)
	}
	return b.String()
}

// FieldProblem is an Invalid error about one field.
func FieldProblem(field, format string, args ...any) error {
	var p Problems
	p.Add(field, format, args...)
	return p
}
