package chart

// calendar is the names on the axis in the language of an edition.
type calendar struct {
	Months []string `json:"months"`
	Short  []string `json:"short"`
	BCE    string   `json:"bce"`
}

func calendarOf(language string) *calendar { return nil }
