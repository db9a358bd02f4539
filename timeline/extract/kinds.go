package extract

import (
	"slices"

	"dateline/timeline"
)

// families says which kinds a word of wide meaning can stand for: "the
// attack" may be an airstrike told before. The first kind is not special;
// "any" covers every kind.
var families = map[string][]timeline.Kind{
	"attack":        {"airstrike", "drone-strike", "missile-attack", "shelling", "ground-attack", "bombing", "shooting", "killing", "abduction"},
	"war":           {"ground-attack"},
	"blast":         {"accident", "bombing"},
	"ceasefire":     {"ceasefire", "agreement"},
	"withdrawal":    {"withdrawal"},
	"phone-call":    {"phone-call", "meeting"},
	"meeting":       {"meeting", "phone-call", "agreement", "legislation", "resolution"},
	"statement":     {"statement", "appeal", "accusation", "rejection", "threat", "support"},
	"deal":          {"agreement", "acquisition", "ceasefire"},
	"aid":           {"aid"},
	"sanction":      {"sanction"},
	"expulsion":     {"expulsion"},
	"resolution":    {"resolution", "statement"},
	"election":      {"election"},
	"vote":          {"election", "legislation", "resolution"},
	"appointment":   {"appointment"},
	"resignation":   {"resignation"},
	"legislation":   {"legislation", "resolution"},
	"protest":       {"protest", "strike-action"},
	"coup":          {"coup"},
	"investigation": {"investigation"},
	"arrest":        {"arrest"},
	"charge":        {"charge"},
	"trial":         {"trial"},
	"verdict":       {"verdict"},
	"lawsuit":       {"lawsuit", "trial"},
	"accident":      {"accident", "earthquake", "storm", "flood", "fire", "missile-attack"},
	"earthquake":    {"earthquake"},
	"storm":         {"storm"},
	"flood":         {"flood", "earthquake"},
	"fire":          {"fire", "accident"},
	"outbreak":      {"outbreak"},
	"launch":        {"launch"},
	"results":       {"results"},
	"layoffs":       {"layoffs"},
	"strike-action": {"strike-action"},
	"market-move":   {"market-move"},
	"death":         {"other", "killing"},
	"decision":      {"sanction", "resolution", "agreement", "verdict", "legislation", "appointment", "resignation", "layoffs", "acquisition", "expulsion", "withdrawal", "deployment", "launch", "rejection", "lawsuit", "charge", "aid", "ceasefire", "statement", "other"},
	"any":           nil,
}

// The kinds of what is said, and of what is done by force.
var (
	statements = families["statement"]
	attacks    = families["attack"]
)

// wide reports whether the word says nothing of what happened: "the move".
func (e *entry) wide() bool { return e.covers == "any" || e.covers == "decision" }

// stands reports whether a word of this entry can name an event of that kind. A
// killing may be named by what killed: "killed the general … the airstrike".
func (e *entry) stands(kind timeline.Kind) bool {
	if kind == e.kind || e.covers == "any" || kind == "killing" && slices.Contains(attacks, e.kind) {
		return true
	}
	return slices.Contains(e.family, kind)
}

// tellers are the families that each kind is of whose events can be told by
// another kind: a bit for each.
var tellers = func() map[timeline.Kind]uint8 {
	out := map[timeline.Kind]uint8{}
	for i, f := range [...]string{"attack", "statement", "deal", "accident"} {
		for _, k := range families[f] {
			out[k] |= 1 << i
		}
	}
	return out
}()

// sameFamily reports whether one event can be told by both kinds.
func sameFamily(a, b timeline.Kind) bool { return a == b || tellers[a]&tellers[b] != 0 }

// groupOf is the group of a kind.
func groupOf(k timeline.Kind) timeline.Group { return timeline.Vocabulary{}.Info(k).Group }
