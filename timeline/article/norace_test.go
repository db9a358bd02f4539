//go:build !race

package article

const raced = false
