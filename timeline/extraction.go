package timeline

import "dateline/timeline/edtf"

// An Extraction is what a program read in one article. Its JSON is the line
// that `dateline extract` writes.
type Extraction struct {
	Timexes   []Timex            `json:"timexes"`
	Events    []Proposal         `json:"events"`
	Relations []ProposedRelation `json:"relations"`
}

// A Timex is a time expression in an article, as TIMEX3 has it.
type Timex struct {
	Span
	Text  string `json:"text"`
	Type  string `json:"type"`          // DATE, TIME, DURATION or SET
	Value string `json:"value"`         // TIMEX3 value, such as 2020-W01
	Mod   string `json:"mod,omitempty"` // TIMEX3 mod, such as START
}

// A Proposal is an event that a program proposes, with the words that it
// was read from. No proposal is published before a person accepted it.
type Proposal struct {
	ID    string    `json:"id"` // unique within its Extraction
	Title string    `json:"title"`
	Kind  Kind      `json:"kind"`
	Date  edtf.Date `json:"date"`
	Span            // the cited words: the clause that tells the event
	// Trigger is the head word or words alone: "took off", not "took off
	// from Toulouse".
	Trigger     Quote   `json:"trigger"`
	Actors      []Actor `json:"actors"`
	Place       string  `json:"place"`
	Status      Status  `json:"status"`
	Attribution string  `json:"attribution"` // who says so, "" if the article itself does
	Confidence  float64 `json:"confidence"`  // 0…1
	Timex       *int    `json:"timex"`       // index of the expression that dates it, nil if none does
	Also        []Span  `json:"also"`        // the triggers of later mentions of the same event
	// Why tells, a line a field, the words and the rule that gave it.
	Why []Reason `json:"why,omitempty"`
}

// A Reason tells where one field of a proposal comes from.
type Reason struct {
	Field string `json:"field"`
	Words string `json:"words,omitempty"` // verbatim from the article
	Rule  string `json:"rule"`            // for people: what was made of the words, and against what
}

// A ProposedRelation ties two proposals of one Extraction; its span is the
// words that say so.
type ProposedRelation struct {
	From string       `json:"from"`
	Type RelationType `json:"type"`
	To   string       `json:"to"`
	Span
}
