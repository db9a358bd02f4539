package extract

import (
	"reflect"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"dateline/timeline"
)

// The memory of one article is used for the next, which must not see anything of it.
func TestAnArticleLeavesNothingForTheNext(t *testing.T) {
	a := article("On Monday, 6 January 2020, King Abdullah met the Democratic Party of Japan (DPJ). The king said it had won. On Tuesday he visited Lisbon, and his minister resigned. It rained. Shops closed. Trade went on.")
	r, err := readerOf(a)
	require.NoError(t, err)
	r.understand()
	r.propose(&timeline.Extraction{})
	s := r.scratch
	left := func() (names []string) {
		v := reflect.ValueOf(s).Elem()
		for i := range v.NumField() {
			f := v.Field(i)
			if f.Kind() == reflect.Struct {
				f = f.Field(0) // of a block, or of what is heard
			}
			if f.Kind() == reflect.Pointer && !f.IsNil() || f.Kind() != reflect.Pointer && f.Len() > 0 {
				names = append(names, v.Type().Field(i).Name)
			}
		}
		return names
	}
	filled := left()
	r.release()
	// These two are emptied before they are used.
	after := slices.DeleteFunc(left(), func(name string) bool { return name == "verbs" || name == "told" })
	assert.Empty(t, after)
	assert.Len(t, filled, reflect.TypeFor[scratch]().NumField(), "all of it was used")
}
