package main

import (
	"os"
	"runtime/debug"
	"strconv"
	"strings"
)

// What run asks of the garbage collector, unless GOMEMLIMIT says it: where the
// process may have only so much memory, it stays below that by collecting more
// often. How often it collects otherwise is left to GOGC: a request over HTTP/1.1
// allocates so little that a gateway at GOGC=400 takes as much time as at 100,
// and half as much memory again.
const (
	gcMemory    = 80 // percent of the memory that the process may have
	cgroupLimit = "/sys/fs/cgroup/memory.max"
)

// limitMemory sets the collector's limit for serving. getenv looks up the
// environment.
func limitMemory(getenv func(string) string) {
	if getenv("GOMEMLIMIT") != "" {
		return
	}
	data, err := os.ReadFile(cgroupLimit)
	if limit, ok := memoryLimit(string(data)); err == nil && ok {
		debug.SetMemoryLimit(limit)
	}
}

// memoryLimit is the limit for the collector in bytes, of what a cgroup says:
// a number of bytes, or max.
func memoryLimit(text string) (limit int64, ok bool) {
	n, err := strconv.ParseInt(strings.TrimSpace(text), 10, 64)
	return n / 100 * gcMemory, err == nil && n > 0
}
