package timeline

// Words are what a drawing says in the language of its edition, beside dates.
// The zero is English, and so is what is missing.
type Words struct {
	Kinds     map[Kind]string // labels of the starting vocabulary
	Groups    map[Group]string
	Labels    map[Label]string
	Relations map[RelationType]string
	Others    string // the lane of what has no lane of its own
}
