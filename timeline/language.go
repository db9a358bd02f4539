package timeline

import "strings"

// rightToLeft lists the primary subtags of languages that are written from
// right to left in their usual script.
var rightToLeft = map[string]bool{
	"ar": true, "arc": true, "ckb": true, "dv": true, "fa": true, "he": true, "iw": true, "ks": true,
	"ps": true, "sd": true, "ug": true, "ur": true, "yi": true,
}

// rightToLeftScripts lists ISO 15924 codes of scripts from right to left.
var rightToLeftScripts = map[string]bool{"arab": true, "hebr": true, "thaa": true, "syrc": true, "nkoo": true, "adlm": true}

// RightToLeft reports whether the language of a BCP 47 tag is written from
// right to left; a script in the tag decides.
func RightToLeft(language string) bool {
	parts := strings.Split(strings.ToLower(language), "-")
	if len(parts) > 1 && len(parts[1]) == 4 {
		return rightToLeftScripts[parts[1]]
	}
	return rightToLeft[parts[0]]
}
