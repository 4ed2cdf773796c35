package clr

import (
	"iter"
	"maps"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

var ints = TypeArgs{Int32, Int32, Int32, Int32}

func intArray(list ...int32) *Array { return NewArray(Int32, boxed(list)) }

// elements is the elements of a sequence.
func elements(s Seq) []any { return slices.Collect(Iterate(&Env{}, s)) }

func drawInts(t *rapid.T, name string) []int32 {
	return rapid.SliceOfN(rapid.Int32Range(-4, 4), 0, 20).Draw(t, name)
}

func sameElements(t *rapid.T, what string, got Seq, want []any) {
	t.Helper()
	for range 2 { // a query runs anew each time
		if list := elements(got); !slices.Equal(list, want) {
			t.Fatalf("%s = %v, want %v", what, list, want)
		}
	}
}

// TestQueryLaws states each operator once more, over slices.
func TestQueryLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := drawInts(t, "a"), drawInts(t, "b")
		n := rapid.Int32Range(-2, 22).Draw(t, "n")
		x, y := intArray(a...), intArray(b...)
		even := func(v any) bool { return v.(int32)%2 == 0 }
		split := min(max(0, int(n)), len(a))
		found := slices.IndexFunc(boxed(a), func(v any) bool { return !even(v) })
		if found < 0 {
			found = len(a)
		}
		dedupe := func(list []any) []any {
			var out []any
			for _, v := range list {
				if !slices.Contains(out, v) {
					out = append(out, v)
				}
			}
			return out
		}
		keep := func(list []any, cond func(any) bool) []any {
			var out []any
			for _, v := range list {
				if cond(v) {
					out = append(out, v)
				}
			}
			return out
		}
		in := func(list []int32) func(any) bool { return func(v any) bool { return slices.Contains(list, v.(int32)) } }
		not := func(f func(any) bool) func(any) bool { return func(v any) bool { return !f(v) } }
		reversed := boxed(a)
		slices.Reverse(reversed)

		sameElements(t, "Where", where(ints, x, even), keep(boxed(a), even))
		sameElements(t, "Take", take(ints, x, n), boxed(a[:split]))
		sameElements(t, "Skip", skip(ints, x, n), boxed(a[split:]))
		sameElements(t, "TakeLast", takeLast(ints, x, n), boxed(a[len(a)-split:]))
		sameElements(t, "SkipLast", skipLast(ints, x, n), boxed(a[:len(a)-split]))
		sameElements(t, "TakeWhile", takeWhile(ints, x, even), boxed(a[:found]))
		sameElements(t, "SkipWhile", skipWhile(ints, x, even), boxed(a[found:]))
		sameElements(t, "Concat", concat(ints, x, y), append(boxed(a), boxed(b)...))
		sameElements(t, "Reverse", reverse(ints, x), reversed)
		sameElements(t, "Distinct", distinct(ints, x), dedupe(boxed(a)))
		sameElements(t, "Union", union(ints, x, y), dedupe(append(boxed(a), boxed(b)...)))
		sameElements(t, "Intersect", intersect(ints, x, y), dedupe(keep(boxed(a), in(b))))
		sameElements(t, "Except", except(ints, x, y), dedupe(keep(boxed(a), not(in(b)))))

		pairs := zip(ints, x, y, func(v, w any) any { return v.(int32)*100 + w.(int32) })
		var zipped []any
		for i := range min(len(a), len(b)) {
			zipped = append(zipped, a[i]*100+b[i])
		}
		sameElements(t, "Zip", pairs, zipped)
		if got := sequenceEqual(nil, x, y); got != slices.Equal(a, b) {
			t.Fatalf("SequenceEqual(%v, %v) = %v", a, b, got)
		}

		mod := func(v any) any { return v.(int32) % 3 }
		byKey := map[any][]any{}
		for _, v := range a {
			byKey[v%3] = append(byKey[v%3], v)
		}
		keys := dedupe(elements(selectEach(ints, x, mod)))
		var gotKeys []any
		for g := range Iterate(nil, groupBy(ints, x, mod)) {
			g := g.(*Grouping)
			gotKeys = append(gotKeys, g.Key)
			if !slices.Equal(g.items, byKey[g.Key]) {
				t.Fatalf("group %v = %v, want %v", g.Key, g.items, byKey[g.Key])
			}
		}
		if !slices.Equal(gotKeys, keys) {
			t.Fatalf("GroupBy keys %v, want %v in the order first seen", gotKeys, keys)
		}

		var joined []any
		for _, v := range a {
			for _, w := range b {
				if v%3 == w%3 {
					joined = append(joined, v*100+w)
				}
			}
		}
		sameElements(t, "Join", join(ints, x, y, mod, mod, func(v, w any) any { return v.(int32)*100 + w.(int32) }), joined)
	})
}

func TestOrderByIsStable(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		list := rapid.SliceOfN(rapid.Int32Range(0, 999), 0, 60).Draw(t, "list")
		hundreds := func(v any) any { return v.(int32) / 100 }
		units := func(v any) any { return v.(int32) % 10 }
		want := slices.Clone(list)
		slices.SortStableFunc(want, func(a, b int32) int { return int(a/100 - b/100) })
		sameElements(t, "OrderBy", orderBy(ints, intArray(list...), hundreds), boxed(want))

		refined := slices.Clone(list)
		slices.SortStableFunc(refined, func(a, b int32) int {
			if c := int(b/100 - a/100); c != 0 {
				return c
			}
			return int(a%10 - b%10)
		})
		sameElements(t, "OrderByDescending.ThenBy", thenBy(orderByDescending(ints, intArray(list...), hundreds), units), boxed(refined))
	})
}

func TestAggregates(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		list := rapid.SliceOfN(rapid.Int32(), 1, 6).Draw(t, "list")
		var total int64
		overflow := false
		for _, v := range list {
			total += int64(v)
			overflow = overflow || total != int64(int32(total))
		}
		values := slices.Values(boxed(list))
		if e := caught(func() {
			if got := sumInts[int32](values); got != int32(total) {
				t.Fatalf("Sum(%v) = %v, want %d", list, got, total)
			}
		}); (e != nil) != overflow {
			t.Fatalf("Sum(%v) throws %v, overflow is %v", list, e, overflow)
		}
		if got, want := averageInts[int32](values), float64(total)/float64(len(list)); got != want {
			t.Fatalf("Average(%v) = %v, want %v", list, got, want)
		}
		if got := extreme(minOp, false, values); got != slices.Min(list) {
			t.Fatalf("Min(%v) = %v", list, got)
		}
		if got := extreme(maxOp, false, values); got != slices.Max(list) {
			t.Fatalf("Max(%v) = %v", list, got)
		}
	})
}

// enumerableRow is the function of the first row whose signature has a text.
func enumerableRow(t *testing.T, text string) Impl {
	t.Helper()
	for _, m := range Enumerable.Own() {
		if strings.Contains(m.Row.Sig, text) {
			return m.Row.Fn
		}
	}
	t.Fatalf("no row has %q", text)
	return Impl{}
}

func TestArgumentsAreCheckedAtTheCall(t *testing.T) {
	f := &Delegate{T: Construct(Funcs[1], Int32, Boolean), Fn: func([]any) any { return true }}
	for _, c := range []struct {
		row   string
		args  []any
		param string
	}{
		{"Where<TSource>", []any{ints, nil, f}, "source"},
		{"Where<TSource>", []any{ints, intArray(1), nil}, "predicate"},
		{"Select<TSource, TResult>", []any{ints, intArray(1), nil}, "selector"},
		{"Concat<TSource>", []any{ints, intArray(1), nil}, "second"},
		{"Any<TSource>", []any{&Env{}, nil}, "source"},
		{"int? Sum(", []any{&Env{}, nil}, "source"},
		{"ThenBy<TSource, TKey>", []any{nil, f}, "source"},
		{"OrderBy<TSource, TKey>", []any{ints, intArray(1), nil}, "keySelector"},
	} {
		e := caught(func() { enumerableRow(t, " "+strings.TrimPrefix(c.row, " ")).Call(c.args...) })
		if e == nil || e.T != ArgumentNullExceptionType || e.Param != c.param {
			t.Errorf("%s throws %v, want ArgumentNullException of %s", c.row, e, c.param)
		}
	}
}

func TestQueriesRunWhenEnumerated(t *testing.T) {
	list := ListOf(Int32, boxed([]int32{1, 2}))
	calls := 0
	q := selectEach(ints, list, func(v any) any { calls++; return v })
	if calls != 0 {
		t.Errorf("Select called its function %d times before enumeration", calls)
	}
	list.Add(nil, int32(3))
	if got := elements(q); len(got) != 3 || calls != 3 {
		t.Errorf("got %v after %d calls, want three elements", got, calls)
	}
	if first, _ := first(nil, q, always); first != int32(1) || calls != 4 {
		t.Errorf("First made %d calls in all, want 4", calls)
	}
	e := caught(func() {
		for range Iterate(nil, where(ints, list, always)) {
			list.Add(nil, int32(9))
		}
	})
	if e == nil || !strings.HasPrefix(e.Message, "Collection was modified") {
		t.Errorf("a list changed under its query throws %v", e)
	}
}

func TestEnumerationIsCounted(t *testing.T) {
	limit := func(l Limits, f func(env *Env)) (what string) {
		defer func() {
			if e, ok := recover().(*LimitError); ok {
				what = e.What
			}
		}()
		env := &Env{Limits: l}
		env.Start()
		f(env)
		return ""
	}
	endless := enumerableRange(0, 1<<31-1)
	if got := limit(Limits{Steps: 1000}, func(env *Env) { countElements(env, endless) }); got != "steps" {
		t.Errorf("Count of a long range ends with %q, want steps", got)
	}
	if got := limit(Limits{Bytes: 1 << 20}, func(env *Env) { toList(env, ints, endless) }); got != "bytes" {
		t.Errorf("ToList of a long range ends with %q, want bytes", got)
	}
	if got := limit(Limits{Bytes: 1 << 20}, func(env *Env) { newListCapacity(env, ints, 1<<30) }); got != "bytes" {
		t.Errorf("a list of a large capacity ends with %q, want bytes", got)
	}
	if got := limit(Limits{Bytes: 1 << 20}, func(env *Env) { newLookup(env, Int32, Int32, endless, identity, nil, nil, false) }); got != "bytes" {
		t.Errorf("GroupBy of a long range ends with %q, want bytes", got)
	}
	if got := limit(Limits{}, func(*Env) {
		var q Seq = intArray(1)
		for range 2 * maxQueryDepth {
			q = concat(ints, q, intArray(1))
		}
	}); got != "queries over queries" {
		t.Errorf("queries over queries end with %q", got)
	}
	var q Seq = intArray(1)
	for range maxQueryDepth {
		q = where(ints, q, always)
	}
	if got := len(elements(q)); got != 1 {
		t.Errorf("the deepest query has %d elements, want 1", got)
	}
}

func identity(v any) any { return v }

func TestTypesOfResults(t *testing.T) {
	for _, c := range []struct {
		v    any
		want string
	}{
		{toList(nil, TypeArgs{String}, NewStrings(nil)), "List<string>"},
		{toArray(nil, TypeArgs{String}, NewStrings(nil)), "string[]"},
		{toDictionaryElement(nil, TypeArgs{Int32, String, Boolean}, intArray(), identity, identity), "Dictionary<string, bool>"},
		{toHashSet(nil, ints, intArray()), "HashSet<int>"},
		{NewArray(Byte, []any{uint8(1)}), "byte[]"},
	} {
		if got := TypeOf(c.v).String(); got != c.want {
			t.Errorf("got %s, want %s", got, c.want)
		}
	}
	for def, v := range map[*Type]any{
		IEnumerable:        where(ints, intArray(), always),
		IOrderedEnumerable: orderBy(ints, intArray(), identity),
		ILookup:            toLookup(nil, ints, intArray(), identity),
		IList:              intArray(),
		ISet:               NewHashSet(Int32),
	} {
		if TypeOf(v).As(def) == nil {
			t.Errorf("%s is not an %s", TypeOf(v), def)
		}
	}
	text := selectEach(TypeArgs{CharType, CharType}, AsSeq("ab"), identity)
	if got := elements(text); !slices.Equal(got, []any{Char('a'), Char('b')}) {
		t.Errorf("Select over a string = %v", got)
	}
	if got := castEach(TypeArgs{CharType}, AsSeq("ab")); got != "ab" {
		t.Errorf("Cast<char> of a string = %#v, want the string", got)
	}
}

// TestEnumeratorsEnd: a place in a sequence is a coroutine, and none outlives
// its use.
func TestEnumeratorsEnd(t *testing.T) {
	ended := false
	seq := newQuery(Int32, func(*Env) iter.Seq[any] {
		return func(yield func(any) bool) {
			defer func() { ended = true }()
			_ = yield(int32(1)) && yield(int32(2))
		}
	})
	e := NewEnumerator(Int32, seq)
	if e.Current() != int32(0) || !e.MoveNext(nil) || e.Current() != int32(1) {
		t.Errorf("the first element is %v, want 1", e.Current())
	}
	e.Dispose()
	if !ended || e.MoveNext(nil) {
		t.Error("Dispose did not end the sequence")
	}
	if x := caught(e.Reset); x == nil || x.T != NotSupportedExceptionType {
		t.Errorf("Reset of a query throws %v", x)
	}
	l := NewEnumerator(Int32, intArray(7))
	if x := caught(func() { l.currentObject() }); x == nil || x.T != InvalidOperationType {
		t.Errorf("IEnumerator.Current before the first element throws %v", x)
	}
	for range 2 {
		if !l.MoveNext(nil) || l.Current() != int32(7) || l.MoveNext(nil) || l.Current() != int32(0) {
			t.Error("an array's enumerator does not yield 7 alone")
		}
		l.Reset()
	}
}

func TestLookup(t *testing.T) {
	l := toLookup(nil, TypeArgs{String, Int32}, NewStrings([]string{"a", "bb", "c"}), func(v any) any { return int32(len(v.(string))) })
	if got := elements(l.elements(int32(1))); !slices.Equal(got, []any{"a", "c"}) {
		t.Errorf("lookup[1] = %v", got)
	}
	if got := elements(l.elements(int32(9))); len(got) != 0 {
		t.Errorf("lookup[9] = %v, want none", got)
	}
	if got := maps.Collect(func(yield func(any, int) bool) {
		for g := range l.Iterate(nil) {
			yield(g.(*Grouping).Key, g.(*Grouping).Count())
		}
	}); got[int32(1)] != 2 || got[int32(2)] != 1 {
		t.Errorf("groups = %v", got)
	}
}
