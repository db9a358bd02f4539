package chart

import (
	"sort"

	"dateline/timeline"
)

// Lanes beyond these are gathered in one, so that each lane has something to say.
const (
	maxLanes   = 6
	otherLanes = "Others"
)

// assignment is a set of lanes and the lane of each event.
type assignment struct {
	names  []string
	of     []int // by index of the event
	shared int   // events in a lane that has a name of its own
}

// actorLanes gives each event an editor's own lane if it has one, else the
// lane of an actor: of the actors that take part in most events, the agent
// first. An actor with a single event gets no lane unless an editor says so.
func actorLanes(ed *timeline.Edition, rest string) assignment {
	lane := make([]string, len(ed.Events)) // "" until one is found
	own := map[string]bool{}
	for i, e := range ed.Events {
		lane[i] = plain(e.Lane)
		if lane[i] != "" {
			own[lane[i]] = true
		}
	}
	chosen := map[string]bool{}
	for name := range own {
		chosen[name] = true
	}
	for len(chosen) < maxLanes {
		// The actor who would take most of the events that are still without a
		// lane; acting counts twice as much as being acted on.
		weight, events := map[string]int{}, map[string]int{}
		for i, e := range ed.Events {
			if lane[i] != "" {
				continue
			}
			for name, w := range rolesIn(e) {
				weight[name] += w
				events[name]++
			}
		}
		best := ""
		for name, w := range weight {
			if events[name] < 2 {
				continue
			}
			if best == "" || w > weight[best] || w == weight[best] && name < best {
				best = name
			}
		}
		if best == "" {
			break
		}
		chosen[best] = true
		for i, e := range ed.Events {
			// Only as an agent for good; a better actor may yet come for the rest.
			if lane[i] == "" && rolesIn(e)[best] == agentWeight {
				lane[i] = best
			}
		}
		for i, e := range ed.Events {
			if lane[i] == "" && rolesIn(e)[best] > 0 && !agentMayCome(e, weight, events) {
				lane[i] = best
			}
		}
		if !anyIn(lane, best) { // all its events have agents of their own to come
			for i, e := range ed.Events {
				if lane[i] == "" && rolesIn(e)[best] > 0 {
					lane[i] = best
				}
			}
		}
	}
	for i, e := range ed.Events { // what is left: any actor that has a lane
		for _, a := range e.Actors {
			if name := plain(a.Name); lane[i] == "" && chosen[name] {
				lane[i] = name
			}
		}
	}
	return arrange(lane, rest)
}

const agentWeight = 2

func rolesIn(e timeline.PublishedEvent) map[string]int {
	m := map[string]int{}
	for _, a := range e.Actors {
		w := 1
		if a.Role == timeline.Agent {
			w = agentWeight
		}
		if name := plain(a.Name); name != "" {
			m[name] = max(m[name], w)
		}
	}
	return m
}

// agentMayCome reports whether an event has an agent who could still get a lane.
func agentMayCome(e timeline.PublishedEvent, weight, events map[string]int) bool {
	for name, w := range rolesIn(e) {
		if w == agentWeight && events[name] >= 2 && weight[name] > 0 {
			return true
		}
	}
	return false
}

func anyIn(lane []string, name string) bool {
	for _, l := range lane {
		if l == name {
			return true
		}
	}
	return false
}

// arrange makes lanes of names: the fullest first, then the one that begins
// first; "" and whatever is too much go into the last, which is named rest.
func arrange(lane []string, rest string) assignment {
	count, first := map[string]int{}, map[string]int{}
	var names []string
	for i, name := range lane {
		if name == "" {
			continue
		}
		if count[name] == 0 {
			first[name] = i
			names = append(names, name)
		}
		count[name]++
	}
	sort.Slice(names, func(i, j int) bool {
		a, b := names[i], names[j]
		if count[a] != count[b] {
			return count[a] > count[b]
		}
		return first[a] < first[b]
	})
	if len(names) > maxLanes+2 {
		names = names[:maxLanes+2]
	}
	at := map[string]int{}
	for i, name := range names {
		at[name] = i
	}
	as := assignment{names: names, of: make([]int, len(lane))}
	others := -1
	for i, name := range lane {
		n, ok := at[name]
		if !ok {
			if others < 0 {
				others = len(as.names)
				as.names = append(as.names, rest)
			}
			n = others
		} else {
			as.shared++
		}
		as.of[i] = n
	}
	if len(as.names) == 0 {
		as.names = []string{""}
	}
	return as
}

// kindLanes has a lane for each group of kinds that occurs, in their order.
func kindLanes(ed *timeline.Edition, groups map[timeline.Kind]timeline.KindInfo, words map[timeline.Group]string) assignment {
	at := map[timeline.Group]int{}
	var as assignment
	for _, g := range timeline.Groups {
		for _, e := range ed.Events {
			if _, seen := at[g.Group]; !seen && groups[e.Kind].Group == g.Group {
				at[g.Group] = len(as.names)
				as.names = append(as.names, or(words, g.Group, g.Label))
			}
		}
	}
	for _, e := range ed.Events {
		as.of = append(as.of, at[groups[e.Kind].Group])
	}
	if len(as.names) == 0 {
		as.names = []string{""}
	}
	return as
}

// chooseLanes takes the actors where they hold two thirds of the events in
// lanes of their own; else the kinds, and one line where there is one kind.
func chooseLanes(actors, kinds assignment) Lanes {
	switch {
	case len(actors.names) > 1 && actors.shared*3 >= len(actors.of)*2:
		return ByActor
	case len(kinds.names) > 1 && len(kinds.of) > 3:
		return ByKind
	}
	return OneLine
}
