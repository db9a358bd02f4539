package main

import (
	"bufio"
	"context"
	"io"
	"strings"
	"testing"
)

// BenchmarkDemoStart times the demo from its start to the moment at which it
// has read its articles, published, and says that it serves.
func BenchmarkDemoStart(b *testing.B) {
	for b.Loop() {
		ctx, stop := context.WithCancel(b.Context())
		r, w := io.Pipe()
		done := make(chan error, 1)
		go func() {
			err := demo(ctx, w, "127.0.0.1:0", "")
			w.Close()
			done <- err
		}()
		lines := bufio.NewScanner(r)
		for lines.Scan() && !strings.HasPrefix(lines.Text(), "stop with") {
		}
		b.StopTimer()
		stop()
		if err := <-done; err != nil {
			b.Fatal(err)
		}
		b.StartTimer()
	}
}
