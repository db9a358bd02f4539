//go:build generate

// Generate puts into gen what pictures are drawn with, from the npm packages
// that package-lock.json pins: run "npm ci" here, then "go generate". Its
// output depends on nothing else (the encoder is pinned by go.mod), so that CI
// can make it again and compare.
package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/andybalholm/brotli"
)

const (
	modules = "node_modules/"
	fonts   = modules + "@expo-google-fonts/"
)

// The sans-serif and serif faces are those that the layout's table of widths
// was made for, see bundle/metrics.js. Of scripts beside Latin, Greek and
// Cyrillic, those that are read from right to left have a bold of their own.
var files = []string{
	modules + "@resvg/resvg-wasm/index_bg.wasm",
	fonts + "noto-sans/400Regular/NotoSans_400Regular.ttf",
	fonts + "noto-sans/600SemiBold/NotoSans_600SemiBold.ttf",
	fonts + "noto-serif/400Regular_Italic/NotoSerif_400Regular_Italic.ttf",
	fonts + "noto-serif/700Bold/NotoSerif_700Bold.ttf",
	fonts + "noto-sans-arabic/400Regular/NotoSansArabic_400Regular.ttf",
	fonts + "noto-sans-arabic/700Bold/NotoSansArabic_700Bold.ttf",
	fonts + "noto-sans-hebrew/400Regular/NotoSansHebrew_400Regular.ttf",
	fonts + "noto-sans-hebrew/700Bold/NotoSansHebrew_700Bold.ttf",
	fonts + "noto-sans-bengali/400Regular/NotoSansBengali_400Regular.ttf",
	fonts + "noto-sans-devanagari/400Regular/NotoSansDevanagari_400Regular.ttf",
	fonts + "noto-sans-thai/400Regular/NotoSansThai_400Regular.ttf",
}

func main() {
	for _, name := range files {
		plain := read(name)
		var b bytes.Buffer
		w := brotli.NewWriterLevel(&b, brotli.BestCompression)
		_, err := w.Write(plain)
		if err == nil {
			err = w.Close()
		}
		if err != nil {
			fatal(err)
		}
		write(strings.Replace(filepath.Base(name), "index_bg", "resvg", 1)+".br", b.Bytes())
	}
	write("OFL.txt", read(fonts+"noto-sans/LICENSE_FONT"))
}

func read(name string) []byte {
	b, err := os.ReadFile(name)
	if err != nil {
		fatal(fmt.Errorf("%w: run \"npm ci\" in timeline/chart/picture first", err))
	}
	return b
}

func write(name string, b []byte) {
	if err := os.WriteFile(filepath.Join("gen", name), b, 0o644); err != nil {
		fatal(err)
	}
}

func fatal(err error) {
	fmt.Fprintln(os.Stderr, "generate:", err)
	os.Exit(1)
}
