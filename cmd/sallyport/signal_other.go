//go:build !unix

package main

import (
	"context"
	"os"
)

// hangups receives nothing: the system has no SIGHUP.
func hangups(context.Context) <-chan os.Signal { return nil }
