//go:build unix

package main

import (
	"context"
	"iter"
	"os"
	"os/signal"
	"syscall"
)

// hangups yields at each SIGHUP until ctx ends.
func hangups(ctx context.Context) iter.Seq[struct{}] {
	return func(yield func(struct{}) bool) {
		signals := make(chan os.Signal, 1)
		signal.Notify(signals, syscall.SIGHUP)
		defer signal.Stop(signals)
		for {
			select {
			case <-ctx.Done():
				return
			case <-signals:
				if !yield(struct{}{}) {
					return
				}
			}
		}
	}
}
