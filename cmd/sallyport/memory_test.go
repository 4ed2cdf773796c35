package main

import (
	"runtime/debug"
	"testing"
)

func TestMemoryLimit(t *testing.T) {
	for text, want := range map[string]int64{"536870912\n": 429496720, "max\n": 0, "": 0, "0": 0, "-1": 0} {
		if got, ok := memoryLimit(text); ok != (want > 0) || ok && got != want {
			t.Errorf("memoryLimit(%q) = %d, %v; want %d", text, got, ok, want)
		}
	}
}

func TestLimitMemoryLeavesTheEnvironmentItsWay(t *testing.T) {
	limit := debug.SetMemoryLimit(1 << 40)
	defer debug.SetMemoryLimit(limit)
	limitMemory(func(string) string { return "set" })
	if got := debug.SetMemoryLimit(-1); got != 1<<40 {
		t.Errorf("GOMEMLIMIT is set, and the limit has become %d", got)
	}
}
