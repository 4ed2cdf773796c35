package clr

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// call calls the row of a type with a signature.
func call(t *testing.T, owner *Type, sig string, args ...any) any {
	t.Helper()
	for _, m := range owner.Own() {
		if m.Row.Sig == sig {
			return m.Row.Fn.Call(args...)
		}
	}
	t.Fatalf("%s has no row %q", owner.Decl.Name, sig)
	return nil
}

// TestListIsASlice holds List<T> against a Go slice.
func TestListIsASlice(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		l, want := ListOf(Int32, nil), []any(nil)
		place := func(extra int) int { return rapid.IntRange(0, len(want)-1+extra).Draw(t, "place") }
		value := func() any { return rapid.Int32Range(0, 5).Draw(t, "value") }
		for range rapid.IntRange(0, 40).Draw(t, "steps") {
			op := rapid.IntRange(0, 7).Draw(t, "op")
			if len(want) == 0 && op > 2 {
				op = 0
			}
			switch op {
			case 0:
				v := value()
				l.Add(nil, v)
				want = append(want, v)
			case 1:
				i, v := place(1), value()
				listInsert(nil, l, int32(i), v)
				want = slices.Insert(want, i, v)
			case 2: // a list added to itself
				if len(want) < 100 {
					listAddRange(nil, l, l)
					want = append(want, want...)
				}
			case 3:
				i := place(0)
				listRemoveAt(nil, l, int32(i))
				want = slices.Delete(want, i, i+1)
			case 4:
				v := value()
				i := slices.Index(want, v)
				if l.Remove(v) != (i >= 0) {
					t.Fatalf("Remove(%v) of %v", v, want)
				}
				if i >= 0 {
					want = slices.Delete(want, i, i+1)
				}
			case 5:
				odd := func(v any) bool { return v.(int32)%2 == 1 }
				n := len(want)
				want = slices.DeleteFunc(want, odd)
				if got := listRemoveAll(nil, l, odd); int(got) != n-len(want) {
					t.Fatalf("RemoveAll = %d, want %d", got, n-len(want))
				}
			case 6:
				listReverse(nil, l)
				slices.Reverse(want)
			case 7:
				i, v := place(0), value()
				listSet(l, int32(i), v)
				want[i] = v
			}
			if !slices.Equal(l.items, want) {
				t.Fatalf("after operation %d: %v, want %v", op, l.items, want)
			}
			v := value()
			if got := listIndexOf(nil, l, v); int(got) != slices.Index(want, v) {
				t.Fatalf("IndexOf(%v) = %d in %v", v, got, want)
			}
			if l.capacity < len(l.items) {
				t.Fatalf("capacity %d of %d elements", l.capacity, len(l.items))
			}
		}
	})
}

func TestListSearchesBackwards(t *testing.T) {
	l := ListOf(Int32, boxed([]int32{1, 2, 1, 3}))
	is := func(want int32) func(any) bool { return func(v any) bool { return v == want } }
	for _, c := range []struct {
		what string
		got  int32
		want int32
	}{
		{"LastIndexOf(1)", listLastIndexOf(nil, l, int32(1)), 2},
		{"LastIndexOf(1, 1)", listLastIndexOfFrom(nil, l, int32(1), 1), 0},
		{"LastIndexOf(1, 1, 1)", listLastIndexOfPart(nil, l, int32(1), 1, 1), -1},
		{"LastIndexOf of none", listLastIndexOfPart(nil, ListOf(Int32, nil), int32(1), 5, 5), -1},
		{"FindLastIndex(1)", listFindLastIndex(nil, l, is(1)), 2},
		{"FindLastIndex(1, 1)", listFindLastIndexFrom(nil, l, 1, is(1)), 0},
		{"FindLastIndex(3, 2, 1)", listFindLastIndexPart(nil, l, 3, 2, is(1)), 2},
		{"FindLastIndex(3, 1, 1)", listFindLastIndexPart(nil, l, 3, 1, is(1)), -1},
		{"BinarySearch(2)", search(boxed([]int32{1, 3, 5}), 0, int32(2), DefaultOrdering), -2},
		{"BinarySearch(6)", search(boxed([]int32{1, 3, 5}), 0, int32(6), DefaultOrdering), -4},
		{"BinarySearch(5)", search(boxed([]int32{1, 3, 5}), 10, int32(5), DefaultOrdering), 12},
	} {
		if c.got != c.want {
			t.Errorf("%s = %d, want %d", c.what, c.got, c.want)
		}
	}
}

// TestCollectionExceptions: type, parameter and message are .NET's.
func TestCollectionExceptions(t *testing.T) {
	list := func() *List { return ListOf(Int32, boxed([]int32{1, 2, 3})) }
	dict := newDictionary(TypeArgs{String, Int32}, nil)
	dict.Put(nil, "a", int32(1))
	always := func(any) bool { return true }
	for _, c := range []struct {
		name, typ, param, message string
		f                         func()
	}{
		{"list[3]", "ArgumentOutOfRange", "index", indexRange, func() { listGet(list(), 3) }},
		{"Insert(4)", "ArgumentOutOfRange", "index", insertRange, func() { listInsert(nil, list(), 4, int32(1)) }},
		{"RemoveRange(-1, 2)", "ArgumentOutOfRange", "index", needNonNegative, func() { listRemoveRange(list(), -1, 2) }},
		{"GetRange(2, 2)", "Argument", "", offsetLength, func() { listGetRange(nil, list(), 2, 2) }},
		{"FindIndex(4)", "ArgumentOutOfRange", "startIndex", indexRange, func() { listFindIndexFrom(nil, list(), 4, always) }},
		{"FindIndex(1, 3)", "ArgumentOutOfRange", "count", countRange, func() { listFindIndexPart(nil, list(), 1, 3, always) }},
		{"FindLastIndex(5)", "ArgumentOutOfRange", "startIndex", indexRange, func() { listFindLastIndexFrom(nil, list(), 5, always) }},
		{"LastIndexOf(1, 5)", "ArgumentOutOfRange", "index", indexRange, func() { listLastIndexOfFrom(nil, list(), int32(1), 5) }},
		{"LastIndexOf(1, 1, 3)", "ArgumentOutOfRange", "count", largerThanSize, func() { listLastIndexOfPart(nil, list(), int32(1), 1, 3) }},
		{"Capacity = 1", "ArgumentOutOfRange", "value", "capacity was less than the current size.", func() { listSetCapacity(nil, list(), 1) }},
		{"CopyTo", "Argument", "", destinationShort, func() { listCopyTo(nil, list(), intArray(1), 0) }},
		{"((IList<int>)array)[1]", "ArgumentOutOfRange", "index", indexRange, func() { at(intArray(1), 1) }},
		{"((ICollection<int>)array).Add", "NotSupported", "", fixedSize, func() { editable[Editable](intArray(1)) }},
		{"AsReadOnly().Add", "NotSupported", "", readOnly, func() { editable[Editable](listAsReadOnly(list())) }},
		{"dict[b]", "Collections.Generic.KeyNotFound", "", "The given key was not present in the dictionary.", func() { dictionaryGet(dict, "b") }},
		{"dict[null]", "ArgumentNull", "key", "Value cannot be null.", func() { dictionaryGet(dict, nil) }},
		{"dict.Add(a)", "Argument", "", "An item with the same key has already been added.", func() { dictionaryAdd(nil, dict, "a", int32(2)) }},
		{"new Queue<int>().Dequeue()", "InvalidOperation", "", "Queue empty.", func() { queueDequeue(newQueue(ints, nil)) }},
		{"new Stack<int>().Pop()", "InvalidOperation", "", "Stack empty.", func() { stackPop(newStack(ints, nil)) }},
		{"First of none", "InvalidOperation", "", "Sequence contains no elements", func() { firstElement(nil, intArray()) }},
		{"First without match", "InvalidOperation", "", "Sequence contains no matching element", func() { firstMatch(nil, intArray(), always) }},
		{"Single of two", "InvalidOperation", "", "Sequence contains more than one element", func() { singleOrDefault(nil, ints, intArray(1, 2)) }},
		{"Single with two matches", "InvalidOperation", "", "Sequence contains more than one matching element", func() { singleMatch(nil, intArray(1, 2), always) }},
		{"Average of none", "InvalidOperation", "", "Sequence contains no elements", func() { orEmpty(averageInts[int32](intArray().Iterate(nil)), false) }},
		{"ElementAt(-1)", "ArgumentOutOfRange", "index", indexRange, func() { elementAt(nil, intArray(1), -1) }},
		{"Range past int", "ArgumentOutOfRange", "count", defaultMessages[ArgumentOutOfRangeType], func() { enumerableRange(1<<31-1, 2) }},
		{"ToDictionary of null", "ArgumentNull", "key", "Value cannot be null.", func() { toDictionary(nil, TypeArgs{String, String}, NewArray(String, []any{nil}), identity) }},
		{"Array.Copy too much", "Argument", "", destinationShort, func() { arrayCopyStart(nil, intArray(1), intArray(), 1) }},
		{"Array.Copy past the end", "Argument", "", sourceShort, func() { arrayCopyStart(nil, intArray(1), intArray(1, 2), 2) }},
		{"Array.Clear", "IndexOutOfRange", "", defaultMessages[IndexOutOfRangeType], func() { arrayClear(nil, intArray(1), 0, 2) }},
		{"GetLength(1)", "IndexOutOfRange", "", defaultMessages[IndexOutOfRangeType], func() { arrayGetLength(intArray(1), 1) }},
		{"IndexOf in two dimensions", "Rank", "", "Only single dimension arrays are supported here.", func() {
			arrayIndexOf(nil, &Array{T: ArrayOfRank(Int32, 2), items: boxed([]int32{1}), Dims: []int{1, 1}}, int32(1))
		}},
	} {
		e := caught(c.f)
		if e == nil || e.T.FullName() != "System."+c.typ+"Exception" || e.Param != c.param || e.Message != c.message {
			t.Errorf("%s throws %v (%q), want %s of %q: %s", c.name, e, e.Param, c.typ, c.param, c.message)
		}
	}
}

func TestEnumerationNoticesChanges(t *testing.T) {
	dict := NewDictionary(String, Int32)
	dict.Put(nil, "a", int32(1))
	list, set := ListOf(Int32, boxed([]int32{1})), NewHashSet(Int32)
	set.Add(nil, int32(1))
	queue, stack := newQueue(ints, boxed([]int32{1})), newStack(ints, boxed([]int32{1}))
	for name, c := range map[string]struct {
		s      Seq
		change func()
		throws bool
	}{
		"dictionary, value changed": {dict, func() { dict.Put(nil, "a", int32(2)) }, true},
		"dictionary keys":           {keyCollection(dict.T.Args, dict), func() { dict.Put(nil, "b", int32(2)) }, true},
		"list element":              {list, func() { list.SetAt(0, int32(2)) }, true},
		"list sort":                 {list, func() { listSort(nil, list) }, true},
		"set, element there":        {set, func() { set.Add(nil, int32(1)) }, false},
		"set, element new":          {set, func() { set.Add(nil, int32(2)) }, true},
		"queue":                     {queue, func() { queueDequeue(queue) }, true},
		"stack":                     {stack, func() { stackPush(nil, stack, int32(2)) }, true},
	} {
		e := caught(func() {
			for range Iterate(nil, c.s) {
				c.change()
			}
		})
		if (e != nil) != c.throws {
			t.Errorf("%s: throws %v, want %v", name, e, c.throws)
		}
	}
}

func TestSetOperations(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := drawInts(t, "a"), drawInts(t, "b")
		set := func(list []int32) map[int32]bool {
			m := map[int32]bool{}
			for _, v := range list {
				m[v] = true
			}
			return m
		}
		x, y := set(a), set(b)
		common := 0
		for v := range x {
			if y[v] {
				common++
			}
		}
		h := func() *HashSet { return newHashSetFrom(nil, ints, intArray(a...), nil) }
		other := intArray(b...)
		for name, c := range map[string]struct{ got, want bool }{
			"IsSubsetOf":         {hashSetIsSubset(nil, h(), other), common == len(x)},
			"IsProperSubsetOf":   {hashSetIsProperSubset(nil, h(), other), common == len(x) && len(x) < len(y)},
			"IsSupersetOf":       {hashSetIsSuperset(nil, h(), other), common == len(y)},
			"IsProperSupersetOf": {hashSetIsProperSuperset(nil, h(), other), common == len(y) && len(y) < len(x)},
			"Overlaps":           {hashSetOverlaps(nil, h(), other), common > 0},
			"SetEquals":          {hashSetEquals(nil, h(), other), common == len(x) && common == len(y)},
		} {
			if c.got != c.want {
				t.Fatalf("%s of %v and %v = %v", name, a, b, c.got)
			}
		}
		for name, c := range map[string]struct {
			f    func(*Env, *HashSet, Seq) Void
			want func(inA, inB bool) bool
		}{
			"UnionWith":           {hashSetUnionWith, func(a, b bool) bool { return a || b }},
			"IntersectWith":       {hashSetIntersectWith, func(a, b bool) bool { return a && b }},
			"ExceptWith":          {hashSetExceptWith, func(a, b bool) bool { return a && !b }},
			"SymmetricExceptWith": {hashSetSymmetricExceptWith, func(a, b bool) bool { return a != b }},
		} {
			s := h()
			c.f(nil, s, other)
			for v := int32(-4); v <= 4; v++ {
				if s.Contains(v) != c.want(x[v], y[v]) {
					t.Fatalf("%s of %v and %v: %d is there: %v", name, a, b, v, s.Contains(v))
				}
			}
		}
	})
}

func TestComparersOfKeys(t *testing.T) {
	d := newDictionary(TypeArgs{String, Int32}, ignoreCase{})
	d.Put(nil, "A", int32(1))
	d.Put(nil, "a", int32(2))
	if v, ok := d.Lookup("A"); !ok || v != int32(2) || d.Count() != 1 {
		t.Errorf("A = %v of %d keys, want 2 of 1", v, d.Count())
	}
	s := newHashSet(TypeArgs{String}, ignoreCase{})
	s.Add(nil, "A")
	if !contains(nil, s, "a") {
		t.Error("a set seen as an ICollection<string> forgets its comparer")
	}
	if got := elements(distinctBy(TypeArgs{String}, NewStrings([]string{"a", "A", "b"}), ignoreCase{})); !slices.Equal(got, []any{"a", "b"}) {
		t.Errorf("Distinct = %v", got)
	}
}

// ignoreCase compares strings by their lower case.
type ignoreCase struct{}

func (ignoreCase) Equal(a, b any) bool { return strings.EqualFold(a.(string), b.(string)) }
func (ignoreCase) HashOf(v any) uint64 { return HashOf(strings.ToLower(v.(string))) }

func TestArrayCopyConverts(t *testing.T) {
	for _, c := range []struct {
		from   *Array
		to     *Type
		want   any
		throws *Type
	}{
		{intArray(1), Int64, int64(1), nil},
		{intArray(1), Double, 1.0, nil},
		{intArray(1), ObjectType, int32(1), nil},
		{NewArray(ObjectType, []any{int32(1)}), Int32, int32(1), nil},
		{NewArray(ObjectType, []any{"a"}), Int32, nil, InvalidCastExceptionType},
		{NewArray(ObjectType, []any{nil}), Int32, nil, InvalidCastExceptionType},
		{NewArray(ObjectType, []any{nil}), String, nil, nil},
		{NewArray(Int64, []any{int64(1)}), Int32, nil, ArrayTypeMismatchType},
		{intArray(1), String, nil, ArrayTypeMismatchType},
		{NewStrings([]string{"a"}), ObjectType, "a", nil},
		{NewBytes([]byte{7}), Byte, uint8(7), nil},
		{NewBytes([]byte{7}), Int32, int32(7), nil},
	} {
		to := MakeArray(c.to, 1)
		e := caught(func() { arrayCopyStart(nil, c.from, to, 1) })
		if c.throws != nil {
			if e == nil || e.T != c.throws {
				t.Errorf("Array.Copy of %s to %s throws %v, want %s", c.from.T, to.T, e, c.throws)
			}
		} else if e != nil || to.At(0) != c.want {
			t.Errorf("Array.Copy of %s to %s = %v (%v), want %v", c.from.T, to.T, to.At(0), e, c.want)
		}
	}
	a := intArray(1, 2, 3, 4)
	arrayCopy(nil, a, 0, a, 1, 3)
	if !slices.Equal(a.Items(), boxed([]int32{1, 1, 2, 3})) {
		t.Errorf("an array copied onto itself = %v", a.Items())
	}
}

func TestArraysOfBytes(t *testing.T) {
	data := NewBytes([]byte{3, 1, 2})
	arraySort(nil, data)
	arrayReversePart(nil, data, 1, 2)
	if got := data.Bytes(); !slices.Equal(got, []byte{1, 3, 2}) {
		t.Errorf("got %v, want 1 3 2", got)
	}
	ref := &Ref{V: data}
	arrayResize(nil, TypeArgs{Byte}, ref, 4)
	if got := ref.V.(*Array).Bytes(); !slices.Equal(got, []byte{1, 3, 2, 0}) {
		t.Errorf("resized to %v", got)
	}
	matrix := &Array{T: ArrayOfRank(Int32, 2), items: boxed([]int32{1, 2, 3, 4, 5, 6}), Dims: []int{2, 3}}
	if got := matrix.At(matrix.place([]int32{1, 0})); got != int32(4) || arrayGetLength(matrix, 1) != 3 {
		t.Errorf("matrix[1, 0] = %v", got)
	}
	if e := caught(func() { matrix.place([]int32{0, 3}) }); e == nil || e.T != IndexOutOfRangeType {
		t.Errorf("matrix[0, 3] throws %v", e)
	}
	if e := caught(func() { matrix.place([]int32{0}) }); e == nil || e.T != ArgumentExceptionType {
		t.Errorf("matrix.GetValue(0) throws %v", e)
	}
}

func TestTuples(t *testing.T) {
	nine := make([]*Type, 9)
	values := make([]any, 9)
	for i := range nine {
		nine[i], values[i] = Int32, int32(i+1)
	}
	long := NewValueTuple(nine, values)
	if got, want := long.ToString(), "(1, 2, 3, 4, 5, 6, 7, 8, 9)"; got != want {
		t.Errorf("ToString = %q, want %q", got, want)
	}
	if long.T != ValueTupleOf(nine) || len(long.Items) != 8 || !slices.Equal(long.Flat(), values) {
		t.Errorf("nine values make a %s of %v", long.T, long.Items)
	}
	pair := func(a, b int32) *Tuple { return NewValueTuple([]*Type{Int32, Int32}, []any{a, b}) }
	hash := HashOf(pair(1, 2))
	if !Equals(pair(1, 2), pair(1, 2)) || Equals(pair(1, 2), pair(2, 1)) || hash != HashOf(pair(1, 2)) {
		t.Error("tuples are not equal by value")
	}
	if Compare(pair(1, 2), pair(1, 3)) >= 0 || Compare(pair(2, 0), pair(1, 9)) <= 0 {
		t.Error("tuples do not order by their first different items")
	}
	p := pair(1, 2)
	copied := CopyStruct(p).(*Tuple)
	p.Items[0] = int32(9)
	if copied.Items[0] != int32(1) {
		t.Error("a copy of a ValueTuple shares its items")
	}
	made := call(t, tupleFactory, "static Tuple<T1, T2> Create<T1, T2>(T1 item1, T2 item2)", &Env{}, TypeArgs{Int32, String}, int32(1), nil).(*Tuple)
	if made.T != Construct(Tuples[2], Int32, String) || made.ToString() != "(1, )" || CopyStruct(made) != any(made) {
		t.Errorf("Tuple.Create(1, null) = %s %s", made.T, made.ToString())
	}
	if d := Default(ValueTupleOf([]*Type{Int32, String})).(*Tuple); d.ToString() != "(0, )" {
		t.Errorf("default of (int, string) = %s", d.ToString())
	}
}

func TestAnonymousTypes(t *testing.T) {
	names, types := []string{"a", "b"}, []*Type{Int32, String}
	typ := NewAnonymousType(names, types)
	if typ != NewAnonymousType(names, types) || typ == NewAnonymousType([]string{"b", "a"}, types) {
		t.Error("an anonymous type is not its names and types")
	}
	v := MakeAnonymous(typ, []any{int32(1), nil})
	if got, want := v.ToString(), "{ a = 1, b =  }"; got != want {
		t.Errorf("ToString = %q, want %q", got, want)
	}
	if got := MakeAnonymous(NewAnonymousType(nil, nil), nil).ToString(); got != "{ }" {
		t.Errorf("ToString of an empty one = %q", got)
	}
	if w := MakeAnonymous(typ, []any{int32(1), nil}); !Equals(v, w) || HashOf(v) != HashOf(w) {
		t.Error("anonymous values are not equal by value")
	}
	m := typ.Members("a")
	if len(m) != 1 || m[0].Result != Int32 || m[0].Row.Fn.Call(v) != int32(1) {
		t.Errorf("Members(a) = %v", m)
	}
	if len(typ.Members("ToString")) == 0 || typ.String() != "<anonymous type: int a, string b>" {
		t.Errorf("%s lacks what object has", typ)
	}
	if e := caught(func() { m[0].Row.Fn.Call(nil) }); e == nil || e.T != NullReferenceExceptionType {
		t.Errorf("a property of null throws %v", e)
	}
	if !typ.DerivesFrom(ObjectType) {
		t.Errorf("%s is no object", typ)
	}
}

// headers is a context dictionary: a Map that is not a Dictionary.
type headers struct{ *Dictionary }

func (headers) CLRType() *Type { return Construct(IReadOnlyDictionary, String, ArrayOf(String)) }

// variables answers null for what is missing.
type variables struct{ *Dictionary }

func (variables) CLRType() *Type  { return Construct(IReadOnlyDictionary, String, ObjectType) }
func (variables) Missing(any) any { return nil }

func TestContextDictionaries(t *testing.T) {
	h := headers{NewDictionary(String, ArrayOf(String))}
	h.Put(nil, "Accept", NewStrings([]string{"a", "b"}))
	v := variables{NewDictionary(String, ObjectType)}
	v.Put(nil, "n", int32(5))
	v.Put(nil, "null", nil)
	for _, c := range []struct {
		what string
		got  any
		want any
	}{
		{"values are joined", joinedOrNull(h, "Accept"), "a,b"},
		{"a missing header", joinedOrNull(h, "X"), nil},
		{"a missing header with default", joinedOr(h, "X", "d"), "d"},
		{"a variable", variableOrDefault(TypeArgs{Int32}, v, "n"), int32(5)},
		{"a variable as T?", variableOrDefault(TypeArgs{NullableOf(Int32)}, v, "n"), int32(5)},
		{"a missing variable", variableOrDefault(TypeArgs{Int32}, v, "x"), int32(0)},
		{"a null variable", variableOr(TypeArgs{String}, v, "null", "d"), "d"},
		{"the indexer of a Defaulter", Get(v, "x"), nil},
		{"a form", formText(nil, h, "", "+"), "Accept=a&Accept=b"},
		{"an empty form", formText(nil, headers{NewDictionary(String, ArrayOf(String))}, "?", "%20"), nil},
		{"escapes", escapeForm("a b&ü~", "%20"), "a%20b%26%C3%BC~"},
	} {
		if c.got != c.want {
			t.Errorf("%s: got %v, want %v", c.what, c.got, c.want)
		}
	}
	e := caught(func() { variableOrDefault(TypeArgs{Int64}, v, "n") })
	if want := "Unable to convert context variable `n` of type `System.Int32` to the type of `System.Int64`."; e == nil || e.Message != want {
		t.Errorf("a variable of another type throws %v, want %q", e, want)
	}
	if e := caught(func() { Get(h, "X") }); e == nil || e.T != KeyNotFoundExceptionType {
		t.Errorf("the indexer of a missing header throws %v", e)
	}
	if e := caught(func() { putNew(nil, readOnlyMap{h}, "X", nil) }); e == nil || e.T != NotSupportedExceptionType {
		t.Errorf("Add to a read-only map throws %v", e)
	}
	if got := len(elements(h)); got != 1 {
		t.Errorf("a context dictionary enumerates %d pairs, want 1", got)
	}
}

// readOnlyMap hides that a map can change.
type readOnlyMap struct{ Map }

func TestSortedMaps(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		list := drawInts(t, "keys")
		s := newSorted(SortedDictionaryType, TypeArgs{Int32, Int32}, nil)
		want := map[int32]int{}
		for i, k := range list {
			if i%3 == 2 {
				if _, there := want[k]; s.Delete(k) != there {
					t.Fatalf("Delete(%d) of %v", k, want)
				}
				delete(want, k)
				continue
			}
			s.Put(nil, k, i)
			want[k] = i
		}
		last := int32(-100)
		for k, v := range s.Pairs() {
			if k.(int32) <= last || want[k.(int32)] != v {
				t.Fatalf("%v: %v after %v", k, v, last)
			}
			last = k.(int32)
		}
		if s.Count() != len(want) {
			t.Fatalf("%d keys, want %d", s.Count(), len(want))
		}
	})
}

// TestLinkedListIsASlice holds LinkedList<T> against a Go slice, from both ends.
func TestLinkedListIsASlice(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		l, want := &LinkedList{T: Construct(LinkedListType, Int32)}, []any(nil)
		for _, v := range drawInts(t, "values") {
			switch i := slices.Index(want, any(v)); {
			case i < 0 && v < 0:
				l.insert(nil, v, l.first)
				want = slices.Insert(want, 0, any(v))
			case i < 0:
				l.Add(nil, v)
				want = append(want, v)
			default:
				l.Remove(v)
				want = slices.Delete(want, i, i+1)
			}
		}
		var back []any
		for n := l.last; n != nil; n = n.prev {
			back = append(back, n.value)
		}
		slices.Reverse(back)
		if got := elements(l); !slices.Equal(got, want) || !slices.Equal(back, want) || l.count != len(want) {
			t.Fatalf("got %v and backwards %v, want %v", got, back, want)
		}
	})
}

func TestSortedSetIsSortedAndUnique(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := drawInts(t, "a"), drawInts(t, "b")
		sorted := func(list []int32) []any { return boxed(slices.Compact(slices.Sorted(slices.Values(list)))) }
		s := newSortedSet(nil, ints, intArray(a...), nil)
		if got := elements(s); !slices.Equal(got, sorted(a)) {
			t.Fatalf("SortedSet(%v) = %v", a, got)
		}
		s.addAll(nil, intArray(b...))
		if got := elements(s); !slices.Equal(got, sorted(append(slices.Clone(a), b...))) {
			t.Fatalf("UnionWith(%v) = %v", b, got)
		}
		n := s.keep(nil, func(v any) bool { return !slices.Contains(b, v.(int32)) })
		if got := elements(s); int(n) != len(sorted(b)) || slices.ContainsFunc(got, func(v any) bool { return slices.Contains(b, v.(int32)) }) {
			t.Fatalf("without %v: %v, %d taken out", b, got, n)
		}
	})
}
