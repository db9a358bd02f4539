package timeline

import (
	"regexp"
	"slices"
	"strings"
)

// A Kind names what sort of event happened, such as "airstrike". The kinds
// that every newsroom starts with are in [Kinds]; it may add its own, see
// [Vocabulary].
type Kind string

// A Group gathers kinds; the chart gives each group one shape and one colour.
type Group string

// The groups, in the order in which legends and filters list them.
const (
	Conflict  Group = "conflict"
	Diplomacy Group = "diplomacy"
	Politics  Group = "politics"
	Justice   Group = "justice"
	Disaster  Group = "disaster"
	Economy   Group = "economy"
	Other     Group = "other"
)

// A GroupInfo is how a group is shown. Each colour has at least 4.5:1 contrast
// with the paper of its scheme and differs from the others for eyes that lack a
// cone; no two groups share a shape, so that colour never speaks alone.
type GroupInfo struct {
	Group Group  `json:"group"`
	Label string `json:"label"`
	Shape string `json:"shape"` // triangle, circle, diamond, square, cross, bar or ring
	Light string `json:"light"` // sRGB hex on white paper
	Dark  string `json:"dark"`  // sRGB hex on dark paper
}

// Groups is the table of groups in the order in which they are listed.
var Groups = []GroupInfo{
	{Conflict, "Conflict", "triangle", "#8e1102", "#e37b5a"},
	{Diplomacy, "Diplomacy", "circle", "#024b85", "#6aabfb"},
	{Politics, "Politics", "diamond", "#8b59bb", "#b086c0"},
	{Justice, "Justice", "square", "#8c6a0c", "#e2b64a"},
	{Disaster, "Disaster", "cross", "#52755a", "#98d6b0"},
	{Economy, "Economy", "bar", "#27788b", "#73e5f6"},
	{Other, "Other", "ring", "#494e50", "#8c9598"},
}

// A KindInfo is a row of the table of kinds.
type KindInfo struct {
	Kind  Kind   `json:"kind"`
	Group Group  `json:"group"`
	Label string `json:"label"` // for readers, in sentence case
	// CAMEO is the root of the event code in CAMEO (Schrodt 2012), "" where
	// none fits.
	CAMEO string `json:"cameo,omitempty"`
	// MediaTopic is the id of the IPTC Media Topic, "" where none fits. Its
	// URI is http://cv.iptc.org/newscodes/mediatopic/ and the id.
	MediaTopic string `json:"mediaTopic,omitempty"`
}

// Kinds is the vocabulary that every newsroom starts with.
var Kinds = []KindInfo{
	{"airstrike", Conflict, "Airstrike", "19", "20000056"},
	{"drone-strike", Conflict, "Drone strike", "19", "20000056"},
	{"missile-attack", Conflict, "Missile attack", "19", "20000056"},
	{"shelling", Conflict, "Shelling", "19", "20000056"},
	{"ground-attack", Conflict, "Ground attack", "19", "20000056"},
	{"bombing", Conflict, "Bombing", "18", "20000053"},
	{"shooting", Conflict, "Shooting", "18", "16000000"},
	{"killing", Conflict, "Killing", "18", "16000000"},
	{"abduction", Conflict, "Abduction", "18", "16000000"},
	{"deployment", Conflict, "Deployment", "15", "16000000"},
	{"withdrawal", Conflict, "Withdrawal", "08", "20000073"},
	{"ceasefire", Conflict, "Ceasefire", "08", "20000073"},

	{"phone-call", Diplomacy, "Phone call", "04", "20000639"},
	{"meeting", Diplomacy, "Meeting", "04", "20000640"},
	{"visit", Diplomacy, "Visit", "04", "20000639"},
	{"statement", Diplomacy, "Statement", "01", "20000639"},
	{"appeal", Diplomacy, "Appeal", "02", "20000639"},
	{"accusation", Diplomacy, "Accusation", "11", "20000639"},
	{"rejection", Diplomacy, "Rejection", "12", "20000639"},
	{"threat", Diplomacy, "Threat", "13", "20000639"},
	{"support", Diplomacy, "Support", "05", "20000639"},
	{"aid", Diplomacy, "Aid", "07", "20000639"},
	{"agreement", Diplomacy, "Agreement", "05", "20000641"},
	{"sanction", Diplomacy, "Sanction", "16", "20000642"},
	{"expulsion", Diplomacy, "Expulsion", "16", "20000639"},
	{"resolution", Diplomacy, "Resolution", "01", "20000639"},

	{"election", Politics, "Election", "", ""},
	{"appointment", Politics, "Appointment", "", ""},
	{"resignation", Politics, "Resignation", "", ""},
	{"legislation", Politics, "Legislation", "", ""},
	{"protest", Politics, "Protest", "14", "20000066"},
	{"coup", Politics, "Coup", "19", "20000070"},

	{"investigation", Justice, "Investigation", "09", ""},
	{"arrest", Justice, "Arrest", "17", ""},
	{"charge", Justice, "Charge", "11", ""},
	{"trial", Justice, "Trial", "17", ""},
	{"verdict", Justice, "Verdict", "17", ""},
	{"lawsuit", Justice, "Lawsuit", "11", ""},

	{"accident", Disaster, "Accident", "", ""},
	{"earthquake", Disaster, "Earthquake", "", ""},
	{"storm", Disaster, "Storm", "", ""},
	{"flood", Disaster, "Flood", "", ""},
	{"fire", Disaster, "Fire", "", ""},
	{"outbreak", Disaster, "Outbreak", "", ""},

	{"launch", Economy, "Launch", "", ""},
	{"acquisition", Economy, "Acquisition", "", ""},
	{"results", Economy, "Results", "", ""},
	{"layoffs", Economy, "Layoffs", "", ""},
	{"strike-action", Economy, "Strike action", "14", ""},
	{"market-move", Economy, "Market move", "", ""},

	{"other", Other, "Other", "", ""},
}

// A Vocabulary is the kinds that one newsroom uses: [Kinds] and its own.
// The zero Vocabulary holds Kinds alone.
type Vocabulary struct {
	own []KindInfo
}

var kindName = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)

// NewVocabulary returns Kinds and the newsroom's own kinds. It refuses a name
// that is not lower-case words joined by hyphens, a name that occurs twice and
// an unknown group.
func NewVocabulary(own ...KindInfo) (Vocabulary, error) {
	var v Vocabulary
	for _, k := range own {
		if err := v.add(k); err != nil {
			return Vocabulary{}, err
		}
	}
	return v, nil
}

func (v *Vocabulary) add(k KindInfo) error {
	var p Problems
	if !kindName.MatchString(string(k.Kind)) || len(k.Kind) > 40 {
		p.Add("kind", "%q is no name for a kind: use up to 40 of a-z, 0-9 and single hyphens", k.Kind)
	} else if _, ok := v.Lookup(k.Kind); ok {
		p.Add("kind", "%q is there already", k.Kind)
	}
	if strings.TrimSpace(k.Label) == "" {
		p.Add("label", "is missing")
	}
	if !slices.ContainsFunc(Groups, func(g GroupInfo) bool { return g.Group == k.Group }) {
		p.Add("group", "%q is no group: use one of %s", k.Group, groupNames())
	}
	if err := p.Err(); err != nil {
		return err
	}
	v.own = append(v.own, k)
	return nil
}

// Lookup finds a kind by name.
func (v Vocabulary) Lookup(k Kind) (KindInfo, bool) {
	if i, ok := kindAt[k]; ok {
		return Kinds[i], true
	}
	for _, i := range v.own {
		if i.Kind == k {
			return i, true
		}
	}
	return KindInfo{}, false
}

// kindAt tells where in Kinds each kind stands: reading an article asks for the group of
// a kind many thousand times.
var kindAt = func() map[Kind]int {
	at := map[Kind]int{}
	for i, k := range Kinds {
		at[k.Kind] = i
	}
	return at
}()

// All returns every kind, the newsroom's own last.
func (v Vocabulary) All() []KindInfo { return slices.Concat(Kinds, v.own) }

// Info returns the row of a kind; one that the vocabulary lacks is shown by
// its own name among the others, because an old edition may still hold it.
func (v Vocabulary) Info(k Kind) KindInfo {
	if i, ok := v.Lookup(k); ok {
		return i
	}
	return KindInfo{Kind: k, Group: Other, Label: string(k)}
}

// InfoOf returns the row of a group; an unknown one is shown as Other.
func InfoOf(g Group) GroupInfo {
	for _, i := range Groups {
		if i.Group == g {
			return i
		}
	}
	return Groups[len(Groups)-1]
}

func groupNames() string {
	var names []string
	for _, g := range Groups {
		names = append(names, string(g.Group))
	}
	return strings.Join(names, ", ")
}

// A RelationType says how one event bears on another.
type RelationType string

// The relations, each read from the later event to the earlier: "missiles
// retaliation-for airstrike".
const (
	RetaliationFor RelationType = "retaliation-for"
	ResponseTo     RelationType = "response-to"
	CausedBy       RelationType = "caused-by"
	PartOf         RelationType = "part-of"
	Follows        RelationType = "follows"
	Contradicts    RelationType = "contradicts"
)

// RelationTypes lists the relations with the words that readers see between
// the two events.
var RelationTypes = []struct {
	Type  RelationType
	Words string
}{
	{RetaliationFor, "in retaliation for"},
	{ResponseTo, "in response to"},
	{CausedBy, "caused by"},
	{PartOf, "part of"},
	{Follows, "following"},
	{Contradicts, "contradicts"},
}

// Words returns what readers see between the two events.
func (t RelationType) Words() string {
	for _, r := range RelationTypes {
		if r.Type == t {
			return r.Words
		}
	}
	return string(t)
}

// Valid reports whether t is one of RelationTypes.
func (t RelationType) Valid() bool {
	for _, r := range RelationTypes {
		if r.Type == t {
			return true
		}
	}
	return false
}

// Bounds reports whether t says that its first event cannot have begun before
// its second: what answers an event is not before it.
func (t RelationType) Bounds() bool {
	switch t {
	case RetaliationFor, ResponseTo, CausedBy, Follows:
		return true
	}
	return false
}
