package source

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestReadCodes(t *testing.T) {
	got := ReadCodes(`package p

// The codes.
const (
	// CodeOne: the first, which
	// goes on.
	//
	// Example: @(1)
	CodeOne source.Code = "P0001"

	// codeTwo: the second.
	//
	// Example: "a\x00b"
	codeTwo source.Code = "P0002"
)

var other = "text"

// CodeThree: alone, and without an example.
const CodeThree source.Code = "P0003"
`)
	want := []CodeDoc{
		{"P0001", "The first, which goes on.", "@(1)"},
		{"P0002", "The second.", "a\x00b"},
		{"P0003", "Alone, and without an example.", ""},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("ReadCodes (-want +got):\n%s", diff)
	}
}
