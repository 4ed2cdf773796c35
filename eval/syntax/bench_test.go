package syntax

import (
	"testing"

	"sallyport/eval/source"
)

// condition is a usual one, of 137 characters.
const condition = `@(context.Request.Certificate == null || !context.Request.Certificate.Verify() || context.Request.Certificate.Thumbprint != "desired-thumb")`

func BenchmarkParse(b *testing.B) {
	text := source.NewText("condition", condition)
	b.SetBytes(int64(len(condition)))
	b.ReportAllocs()
	for b.Loop() {
		Parse(text)
	}
}

func BenchmarkScanEnd(b *testing.B) {
	b.SetBytes(int64(len(condition)))
	b.ReportAllocs()
	for b.Loop() {
		ScanEnd(condition, 0)
	}
}

// Parsing a condition allocates its 28 nodes, the value of the string, the parser
// and what the scanner has open, and nothing for each token. A buffer for the
// tokens is added when the pool has none, as the race detector makes it at times.
func TestParseAllocations(t *testing.T) {
	text := source.NewText("condition", condition)
	if got, most := testing.AllocsPerRun(100, func() { Parse(text) }), 34.0; got > most {
		t.Errorf("Parse of a condition makes %v allocations, want at most %v", got, most)
	}
	if got, most := testing.AllocsPerRun(100, func() { ScanEnd(condition, 0) }), 2.0; got > most {
		t.Errorf("ScanEnd of a condition makes %v allocations, want at most %v", got, most)
	}
}
