package chart

import (
	"bytes"
	"crypto/sha256"
	_ "embed" // the script
	"encoding/hex"
	"sync"
)

//go:generate go run bundle/generate.go

//go:embed bundle/chronology.gen.js
var script []byte

var scriptName = sync.OnceValue(func() string {
	sum := sha256.Sum256(script)
	return "chronology-" + hex.EncodeToString(sum[:6]) + ".js"
})

// Script returns the generated ES module that draws options in a browser, and
// a file name that changes with its content, so that it may be cached for
// good. It imports nothing, so that it can stand at any address; what it
// exports is documented in bundle/mount.js.
func Script() (name string, body []byte) { return scriptName(), script }

// classic returns the script without its last line, which makes a module of
// it: the interpreter that draws on the server knows no modules.
func classic() string {
	return string(script[:bytes.LastIndex(script, []byte("\nexport "))])
}
