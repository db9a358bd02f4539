package chronology

import (
	"slices"
	"sort"
)

// pair is two items that may be one event.
type pair struct {
	a, b int // indices of items, a < b
	like float64
}

// cluster groups the items that are one event. The likeliest pairs come first;
// two groups are joined if their items are alike on average and none of them
// forbids it. Ties are decided by the items' own order, so that the order of
// the articles makes no difference.
func (c *corpus) cluster() [][]*item {
	group := make([]*[]int, len(c.items))
	for i := range group {
		group[i] = &[]int{i}
	}
	for _, p := range c.pairs() {
		if group[p.a] == group[p.b] {
			continue
		}
		x, y := *group[p.a], *group[p.b]
		if !c.join(x, y) {
			continue
		}
		all := append(slices.Clone(x), y...)
		for _, i := range all {
			group[i] = &all
		}
	}
	var out [][]*item
	seen := map[*[]int]bool{}
	for _, g := range group {
		if seen[g] {
			continue
		}
		seen[g] = true
		slices.Sort(*g)
		items := make([]*item, len(*g))
		for k, j := range *g {
			items[k] = c.items[j]
		}
		out = append(out, items)
	}
	return out
}

// join reports whether two groups are one event.
func (c *corpus) join(x, y []int) bool {
	sum := 0.0
	for _, i := range x {
		for _, j := range y {
			a, b := c.items[i], c.items[j]
			if a.article == b.article {
				return false
			}
			like := c.likeness(a, b)
			if like == 0 {
				return false
			}
			sum += like
		}
	}
	// Articles that tell little of an event are less alike than the two that
	// brought the groups together.
	return sum/float64(len(x)*len(y)) >= 0.75*same
}

// pairs are the pairs that are alike enough, the likeliest first. Only items
// that share an actor, a place, a day or a word, and one that few share, are
// compared, so that the work grows with what is alike and not with the square.
func (c *corpus) pairs() []pair {
	const most = 200 // items that may share a key for it to tell anything
	postings := map[string][]int{}
	for i, it := range c.items {
		for w := range it.words {
			postings["w "+w] = append(postings["w "+w], i)
		}
		for _, a := range it.actors {
			postings["a "+a.id] = append(postings["a "+a.id], i)
		}
		if it.place != "" {
			postings["p "+it.place] = append(postings["p "+it.place], i)
		}
		if b := boundsOf(it.date); b.day() {
			day := "d " + b.lo.String()
			postings[day] = append(postings[day], i)
		}
	}
	tried := map[[2]int]bool{}
	var out []pair
	for _, list := range postings {
		if len(list) > most {
			continue
		}
		for k, i := range list {
			for _, j := range list[k+1:] {
				p := [2]int{min(i, j), max(i, j)}
				if i == j || tried[p] || c.items[i].article == c.items[j].article {
					continue
				}
				tried[p] = true
				if like := c.likeness(c.items[p[0]], c.items[p[1]]); like >= same {
					out = append(out, pair{p[0], p[1], like})
				}
			}
		}
	}
	sort.Slice(out, func(i, j int) bool {
		x, y := out[i], out[j]
		switch {
		case x.like != y.like:
			return x.like > y.like
		case x.a != y.a:
			return x.a < y.a
		}
		return x.b < y.b
	})
	return out
}
