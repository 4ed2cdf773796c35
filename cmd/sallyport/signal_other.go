//go:build !unix

package main

import (
	"context"
	"iter"
)

// hangups yields nothing: the system has no SIGHUP.
func hangups(context.Context) iter.Seq[struct{}] { return func(func(struct{}) bool) {} }
