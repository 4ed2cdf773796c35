//go:build race

package eval

// The race detector makes pools forget, so that more is allocated.
func init() { raceEnabled = true }
