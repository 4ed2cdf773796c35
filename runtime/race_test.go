//go:build race

package runtime

// The race detector makes pools forget, so that more is allocated.
func init() { raceEnabled = true }
