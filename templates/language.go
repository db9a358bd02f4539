package templates

import "strings"

// rightToLeft lists the primary subtags of languages that are written from
// right to left in their usual script.
var rightToLeft = map[string]bool{
	"ar": true, "arc": true, "ckb": true, "dv": true, "fa": true, "he": true, "iw": true, "ks": true,
	"ps": true, "sd": true, "ug": true, "ur": true, "yi": true,
}

// rightToLeftScripts lists ISO 15924 codes of scripts from right to left.
var rightToLeftScripts = map[string]bool{"arab": true, "hebr": true, "thaa": true, "syrc": true, "nkoo": true, "adlm": true}

// DirectionOf returns "rtl" or "ltr" for a BCP 47 tag; a script in it decides.
func DirectionOf(language string) string {
	parts := strings.Split(strings.ToLower(language), "-")
	rtl := rightToLeft[parts[0]]
	if len(parts) > 1 && len(parts[1]) == 4 {
		rtl = rightToLeftScripts[parts[1]]
	}
	if rtl {
		return "rtl"
	}
	return "ltr"
}
