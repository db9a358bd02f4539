//go:build race

package article

// raced: the race detector slows regular expressions by forty times, so that
// times say nothing under it.
const raced = true
