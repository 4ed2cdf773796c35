package clr

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// drawText draws a text of code units, with pairs and lone surrogates among
// them.
func drawText(t *rapid.T, name string) []uint16 {
	unit := rapid.SampledFrom([]uint16{'a', 'b', 'A', ' ', 'é', 'ß', 0xD83D, 0xDE00, 0x200D, '-', 0})
	return rapid.SliceOfN(unit, 0, 8).Draw(t, name)
}

// TestUnitsLaw: a text is its code units, whatever they are.
func TestUnitsLaw(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := drawText(t, "a"), drawText(t, "b")
		s, joined := FromUnits(a), FromUnits(slices.Concat(a, b))
		if !slices.Equal(Units(s), a) || Length(s) != len(a) {
			t.Fatalf("%x reads back as %x", a, Units(s))
		}
		if got := Concat(s, FromUnits(b)); got != joined {
			t.Fatalf("Concat(%x, %x) = %x", a, b, Units(got))
		}
		if got := rejoined(unpaired(s)); got != s {
			t.Fatalf("rejoined(unpaired(%x)) = %x", a, Units(got))
		}
		for i := range a {
			if got := unitAt(s, i); got != Char(a[i]) {
				t.Fatalf("%x[%d] = %x", a, i, got)
			}
		}
	})
}

// TestStringLaws holds members of System.String against the same rule said of
// code units.
func TestStringLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b, c := drawText(t, "a"), drawText(t, "b"), drawText(t, "c")
		s, u, v := FromUnits(a), FromUnits(b), FromUnits(c)
		i := rapid.IntRange(0, len(a)).Draw(t, "i")
		n := rapid.IntRange(0, len(a)-i).Draw(t, "n")
		check := func(what, got string, want []uint16) {
			if !slices.Equal(Units(got), want) {
				t.Fatalf("%s of %x, %x, %x at %d, %d = %x, want %x", what, a, b, c, i, n, Units(got), want)
			}
		}
		check("Substring", substring(nil, s, int32(i), int32(n)), a[i:i+n])
		check("Insert", insertText(nil, s, int32(i), u), slices.Insert(slices.Clone(a), i, b...))
		check("Remove", removeText(s, int32(i), int32(n)), slices.Delete(slices.Clone(a), i, i+n))
		check("PadLeft", pad(nil, s, int32(len(a)+2), ' ', true), append([]uint16{' ', ' '}, a...))
		if len(b) > 0 {
			check("Replace", replaceText(nil, s, u, Some(v)), replaceUnits(a, b, c))
			if got, want := find(s, u, ordinal, false), indexUnits(a, b); got != want {
				t.Fatalf("IndexOf(%x, %x) = %d, want %d", a, b, got, want)
			}
		}
		sep := NewArray(CharType, []any{Char(0xD83D), Char('a')})
		parts := splitChars(nil, s, Some(sep), allParts, Enum{T: StringSplitOptions})
		want := splitUnits(a, 0xD83D, 'a')
		if len(parts) != len(want) {
			t.Fatalf("Split(%x) has %d parts, want %d", a, len(parts), len(want))
		}
		for j := range parts {
			check("Split", parts[j], want[j])
		}
		check("Join", joinTexts(nil, Some(v), []string{s, u}), slices.Concat(a, c, b))
		if got, want := compareOrdinal(s, u) == 0, slices.Equal(a, b); got != want {
			t.Fatalf("CompareOrdinal(%x, %x)", a, b)
		}
	})
}

func indexUnits(a, b []uint16) int {
	for i := 0; i+len(b) <= len(a); i++ {
		if slices.Equal(a[i:i+len(b)], b) {
			return i
		}
	}
	return -1
}

func replaceUnits(a, b, c []uint16) []uint16 {
	var out []uint16
	for i := 0; i < len(a); {
		if i+len(b) <= len(a) && slices.Equal(a[i:i+len(b)], b) {
			out = append(out, c...)
			i += len(b)
			continue
		}
		out = append(out, a[i])
		i++
	}
	return out
}

func splitUnits(a []uint16, separators ...uint16) [][]uint16 {
	parts := [][]uint16{nil}
	for _, u := range a {
		if slices.Contains(separators, u) {
			parts = append(parts, nil)
			continue
		}
		parts[len(parts)-1] = append(parts[len(parts)-1], u)
	}
	return parts
}

func TestCultureOrder(t *testing.T) {
	want := "1,10,2,a,-a,A,a 1,a1,ad,ae,æ,aé,af,b,B,co op,co.op,co_op,coo,coop,co-op,c-oop,Co-op,COOP,cop,e,E,é,É,ea,éa,eb,f,its,it's,itt,sr,ß,ss,st"
	list := strings.Split(want, ",")
	slices.Reverse(list)
	slices.SortStableFunc(list, CompareStrings)
	sorted := strings.Join(list, ",")
	// æ and ae, ß and ss are equal, and stand as they came.
	want = strings.NewReplacer("ae,æ", "æ,ae", "ß,ss", "ss,ß").Replace(want)
	if sorted != want {
		t.Errorf("sorted as\n%s, want\n%s", sorted, want)
	}
	for _, c := range []struct {
		a, b string
		want int
	}{{"A", "a", 1}, {"aA", "Aa", -1}, {"Aa", "aB", -1}, {"ss", "ß", 0}, {"AE", "Æ", 0}, {"a\u200db", "ab", 0}, {"resume", "résumé", -1}, {"e\u0301", "é", 0}, {"", "\u200d", 0}, {"a-b", "ab", 1}} {
		if got := CompareStrings(c.a, c.b); got != c.want {
			t.Errorf("CompareStrings(%q, %q) = %d, want %d", c.a, c.b, got, c.want)
		}
	}
}

// TestCultureOrderLaw: the order is total, agrees with equality and hash, and
// the quick path for ASCII with the general one.
func TestCultureOrderLaw(t *testing.T) {
	text := rapid.StringOfN(rapid.SampledFrom([]rune("aAbBéÉ e\u0301-'1ßsæ\u200d_")), 0, 6, -1)
	ascii := rapid.StringOfN(rapid.SampledFrom([]rune("aAbB _1.")), 0, 6, -1)
	rapid.Check(t, func(t *rapid.T) {
		a, b, c := text.Draw(t, "a"), text.Draw(t, "b"), text.Draw(t, "c")
		if CompareStrings(a, b) != -CompareStrings(b, a) {
			t.Fatalf("%q and %q have no order", a, b)
		}
		if CompareStrings(a, b) <= 0 && CompareStrings(b, c) <= 0 && CompareStrings(a, c) > 0 {
			t.Fatalf("%q, %q, %q have no order", a, b, c)
		}
		if CompareStrings(a, b) == 0 && hashText(a, currentCulture) != hashText(b, currentCulture) {
			t.Fatalf("%q and %q are equal but for their hash", a, b)
		}
		p, q := ascii.Draw(t, "p"), ascii.Draw(t, "q")
		if got, want := CompareStrings(p, q), CompareStrings(p+"\u200d", q); got != want {
			t.Fatalf("CompareStrings(%q, %q) = %d by the quick path, %d by the other", p, q, got, want)
		}
	})
}

func TestCultureSearch(t *testing.T) {
	for _, c := range []struct {
		s, value    string
		first, last int
	}{
		{"Hello", "l", 2, 3}, {"straße", "ss", 4, 4}, {"a\u200db", "ab", 0, 0}, {"co-op", "coop", -1, -1}, {"xé", "e\u0301", 1, 1}, {"e\u0301", "e", -1, -1}, {"abc", "\x00", -1, -1},
	} {
		if first, last := find(c.s, c.value, currentCulture, false), find(c.s, c.value, currentCulture, true); first != c.first || last != c.last {
			t.Errorf("%q in %q is at %d and %d, want %d and %d", c.value, c.s, first, last, c.first, c.last)
		}
	}
}

func TestCasePairs(t *testing.T) {
	for s, want := range map[string]string{"straße": "STRAßE", "ǆ": "Ǆ", "ı": "ı", "ſ": "ſ", "µ": "µ", "é😀": "É😀", "ა": "ა"} {
		if got := ToUpper(s); got != want {
			t.Errorf("ToUpper(%q) = %q, want %q", s, got, want)
		}
	}
	if EqualFold("I", "ı") || !EqualFold("É", "é") || EqualFold("ss", "ß") || EqualFold("k", "\u212a") {
		t.Error("EqualFold follows pairs only")
	}
}

func TestBudgetBeforeMemory(t *testing.T) {
	for name, f := range map[string]func(env *Env){
		"new string": func(env *Env) { repeatChar(env, 'x', 1<<31-1) },
		"PadLeft":    func(env *Env) { pad(env, "a", 1<<31-1, ' ', true) },
		"Replace":    func(env *Env) { replaceText(env, strings.Repeat("a", 1000), "a", Some(strings.Repeat("b", 100_000))) },
		"Format":     func(env *Env) { FormatComposite(env, "{0,999999}", []any{"a"}) },
		"Insert":     func(env *Env) { NewStringBuilder(env, "a").setLength(env, 1<<31-1) },
		"+":          func(env *Env) { ConcatStrings(env, strings.Repeat("a", 1<<20), "b") },
	} {
		env := &Env{Limits: Limits{Bytes: 100_000}}
		func() {
			defer func() {
				if _, ok := recover().(*LimitError); !ok {
					t.Errorf("%s ignores the budget", name)
				}
			}()
			f(env)
		}()
	}
}
