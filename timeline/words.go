package timeline

// Words are what a drawing says in the language of its edition, beside dates.
// The zero is English, and so is what is missing.
type Words struct {
	Kinds     map[Kind]string // labels of the starting vocabulary
	Groups    map[Group]string
	Labels    map[Label]string
	Relations map[RelationType]string
	Others    string // the lane of what has no lane of its own
	// Made says of how many events and sources a picture's chronology is made,
	// and when, where an edition shows so many of all its events.
	Made func(shown *Edition, all int) string
}
