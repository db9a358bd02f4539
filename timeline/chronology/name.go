package chronology

import (
	"sort"
	"strings"
	"unicode"

	"dateline/timeline/extract"
)

// name is the words of an actor's name in lower case, without titles.
type name []string

// titles stand before names and are no part of them.
var titles = func() map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(`mr mrs ms dr sir lord lady president prime minister chancellor secretary general king queen prince princess foreign
		defence defense interior justice health finance mining information deputy vice ambassador senator governor mayor chief colonel sergeant captain
		pope judge justice premier spokesman spokeswoman us uk us's the of former`) {
		m[w] = true
	}
	return m
}()

func nameOf(s string) name {
	words := strings.FieldsFunc(strings.ToLower(extract.ListedName(s)), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '\'' && r != '-' && r != '.'
	})
	for i, w := range words {
		words[i] = strings.Trim(strings.ReplaceAll(w, ".", ""), "'-")
	}
	for len(words) > 1 && titles[words[0]] {
		words = words[1:]
	}
	return words
}

// sameName reports whether two names can be of one actor: the same words, or
// one is the end of the other ("Merkel", "Angela Merkel").
func sameName(a, b name) bool {
	if len(a) == 0 || len(b) == 0 {
		return false
	}
	if len(a) > len(b) {
		a, b = b, a
	}
	for i := range a {
		if a[len(a)-1-i] != b[len(b)-1-i] {
			return false
		}
	}
	return true
}

// nameActors gives all names of one actor the same id: that of the longest
// name that ends as they do. A short name that could be two actors stays its
// own.
func (c *corpus) nameActors() {
	full := map[string]name{}
	for _, it := range c.items {
		for _, a := range it.actors {
			n := nameOf(a.name)
			full[strings.Join(n, " ")] = n
		}
	}
	keys := make([]string, 0, len(full))
	byLast := map[string][]string{}
	for k, n := range full {
		keys = append(keys, k)
		if len(n) > 0 {
			byLast[n[len(n)-1]] = append(byLast[n[len(n)-1]], k)
		}
	}
	sort.Strings(keys)
	id := map[string]string{}
	for _, k := range keys {
		id[k] = k
		n := full[k]
		if len(n) == 0 {
			continue
		}
		longer := ""
		for _, other := range byLast[n[len(n)-1]] {
			if len(full[other]) <= len(n) || !sameName(n, full[other]) {
				continue
			}
			switch {
			case longer == "" || sameName(full[longer], full[other]) && len(full[other]) > len(full[longer]):
				longer = other
			case !sameName(full[longer], full[other]):
				longer = k // two actors could be meant
			}
			if longer == k {
				break
			}
		}
		if longer != "" {
			id[k] = longer
		}
	}
	for _, it := range c.items {
		for i := range it.actors {
			it.actors[i].id = id[strings.Join(nameOf(it.actors[i].name), " ")]
		}
	}
}
