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

func TestTuneMemoryLeavesTheEnvironmentItsWay(t *testing.T) {
	before := debug.SetGCPercent(100)
	defer debug.SetGCPercent(before)
	limit := debug.SetMemoryLimit(-1)
	defer debug.SetMemoryLimit(limit)
	tuneMemory(func(string) string { return "set" })
	if got := debug.SetGCPercent(100); got != 100 {
		t.Errorf("GOGC is set, and the collector's percentage is %d", got)
	}
	tuneMemory(func(string) string { return "" })
	if got := debug.SetGCPercent(100); got != gcPercent {
		t.Errorf("the collector's percentage is %d", got)
	}
}
