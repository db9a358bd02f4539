package templates

import "dateline/timeline"

// DirectionOf returns "rtl" or "ltr" for a BCP 47 tag, see [timeline.RightToLeft].
func DirectionOf(language string) string {
	if timeline.RightToLeft(language) {
		return "rtl"
	}
	return "ltr"
}
