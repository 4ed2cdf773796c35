//go:build race

package policies

// The race detector makes pools forget, so that more is allocated.
func init() { raceEnabled = true }
