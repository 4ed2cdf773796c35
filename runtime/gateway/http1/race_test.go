//go:build race

package http1

// The race detector makes pools forget, so that more is allocated.
func init() { raceEnabled = true }
