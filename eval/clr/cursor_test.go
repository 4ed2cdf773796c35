package clr

import (
	"strings"
	"testing"
	"unicode/utf16"

	"pgregory.net/rapid"
)

// TestCursor asks long texts of every kind of character for code units and
// pieces in any order, and holds them against the code units as a list.
func TestCursor(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var units []uint16
		for _, r := range rapid.SliceOfN(rapid.SampledFrom([]rune{'a', 'é', '€', '😀', 0x10FFFF}), 1, 40).Draw(t, "characters") {
			units = utf16.AppendRune(units, r)
		}
		if rapid.Bool().Draw(t, "lone surrogates") {
			units = append(append(units, 0xDC00, 'x', 0xD800), units...)
		}
		units = append(units, utf16.Encode([]rune(strings.Repeat("aé", short)))...)
		s, e := FromUnits(units), &Env{}
		units = Units(s)
		for range 50 {
			i := rapid.IntRange(0, len(units)-1).Draw(t, "index")
			if got := charAt(e, s, i); got != Char(units[i]) {
				t.Fatalf("unit %d of %+q is %x, want %x", i, s, got, units[i])
			}
			n := rapid.IntRange(0, len(units)-i).Draw(t, "length")
			if got, want := substring(e, s, int32(i), int32(n)), FromUnits(units[i:i+n]); got != want {
				t.Fatalf("Substring(%d, %d) of %+q is %+q, want %+q", i, n, s, got, want)
			}
		}
		if got := lengthOf(e, s); got != len(units) {
			t.Fatalf("Length of %+q is %d, want %d", s, got, len(units))
		}
	})
}

func TestCursorsOfSeveralTexts(t *testing.T) {
	e := &Env{}
	var texts []string
	for i := range 2 * maxCursors {
		texts = append(texts, strings.Repeat("é", short)+string(rune('a'+i)))
	}
	for range 3 {
		for i, s := range texts {
			if got := charAt(e, s, short); got != Char('a'+i) {
				t.Errorf("the last character of text %d is %c", i, got)
			}
		}
	}
	if len(e.cursors) != maxCursors {
		t.Errorf("%d cursors", len(e.cursors))
	}
	if e.Start(); len(e.cursors) != 0 || e.cursors[:1][0].text != "" {
		t.Error("an evaluation keeps texts of the one before")
	}
}

// BenchmarkIndexLoop reads a text unit by unit: the time for a unit does not
// grow with the text.
func BenchmarkIndexLoop(b *testing.B) {
	for name, s := range map[string]string{"1 KB": strings.Repeat("é", 512), "1 MB": strings.Repeat("é", 512<<10), "1 MB ASCII": strings.Repeat("e", 1<<20)} {
		b.Run(name, func(b *testing.B) {
			e := &Env{}
			n := lengthOf(e, s)
			for i := 0; b.Loop(); i++ {
				charAt(e, s, i%n)
			}
		})
	}
}
