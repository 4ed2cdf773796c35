package clr

import (
	"reflect"
	"testing"
)

// TestEveryTypeResolves reads every declaration and every row's signature, and
// holds each against the Go function behind it.
func TestEveryTypeResolves(t *testing.T) {
	for _, typ := range Types() {
		for _, m := range typ.Own() {
			if m.Row.Fn.IsZero() && m.CanGet {
				t.Errorf("%s: %q has no function", typ.Decl.Name, m.Row.Sig)
				continue
			}
			if err := checkSignature(m, m.Row.Fn, false); err != "" {
				t.Errorf("%s: %q: %s", typ.Decl.Name, m.Row.Sig, err)
			}
			if m.CanSet {
				if m.Row.Setter.IsZero() {
					t.Errorf("%s: %q has no setter", typ.Decl.Name, m.Row.Sig)
				} else if err := checkSignature(m, m.Row.Setter, true); err != "" {
					t.Errorf("%s: %q: setter: %s", typ.Decl.Name, m.Row.Sig, err)
				}
			}
		}
	}
}

// checkSignature says how a row's Go function differs from its signature.
func checkSignature(m *Method, f Impl, setter bool) string {
	g := f.GoType()
	if g == nil || g == reflect.TypeFor[func([]any) any]() {
		return ""
	}
	var want []*Type
	if !m.Static && m.Kind != ConstructorMember {
		want = append(want, m.Owner)
	}
	for _, p := range m.Params {
		if p.Mode == ByOut || p.Mode == ByRef {
			want = append(want, nil)
			continue
		}
		want = append(want, p.Type)
	}
	if setter {
		want = append(want, m.Result)
	}
	at := 0
	if f.NeedsEnv() {
		at++
	}
	if f.NeedsTypes() {
		at++
	}
	if g.NumIn()-at != len(want) {
		return "the Go function takes " + g.String()
	}
	for i, w := range want {
		if in := g.In(at + i); !fits(w, in) {
			return "parameter " + in.String() + " does not take " + typeName(w)
		}
	}
	if !setter && g.NumOut() == 1 && !fits(m.Result, g.Out(0)) {
		return "result " + g.Out(0).String() + " is not " + m.Result.String()
	}
	return ""
}

func typeName(t *Type) string {
	if t == nil {
		return "an out or ref argument"
	}
	return t.String()
}

// exact maps each simple type to the one Go type that may stand for it.
var exact = map[*Type]reflect.Type{
	Boolean: reflect.TypeFor[bool](), String: reflect.TypeFor[string](), CharType: reflect.TypeFor[Char](),
	SByte: reflect.TypeFor[int8](), Byte: reflect.TypeFor[uint8](), Int16: reflect.TypeFor[int16](), UInt16: reflect.TypeFor[uint16](),
	Int32: reflect.TypeFor[int32](), UInt32: reflect.TypeFor[uint32](), Int64: reflect.TypeFor[int64](), UInt64: reflect.TypeFor[uint64](),
	Single: reflect.TypeFor[float32](), Double: reflect.TypeFor[float64](), VoidType: reflect.TypeFor[Void](),
}

func fits(t *Type, g reflect.Type) bool {
	if g == reflect.TypeFor[any]() {
		return true
	}
	if t == nil {
		return g == reflect.TypeFor[*Ref]()
	}
	if g.Kind() == reflect.Struct && g.NumField() == 2 && g.Field(1).Name == "Valid" && g.Field(0).Name == "Value" {
		return t.AcceptsNull() && fits(t.NonNull(), g.Field(0).Type)
	}
	if want, ok := exact[t]; ok {
		return g == want
	}
	for s, want := range exact { // no other type may be a simple type's Go type
		if g == want && s != t {
			return false
		}
	}
	switch g {
	case reflect.TypeFor[[]byte]():
		return t == ArrayOf(Byte)
	case reflect.TypeFor[[]any](), reflect.TypeFor[*Array]():
		return t.Elem != nil || t == ArrayType
	case reflect.TypeFor[[]string]():
		return t == ArrayOf(String)
	}
	return t.Kind != ArrayKind
}

func TestGenericTypes(t *testing.T) {
	listOf := func(e *Type) *Type { return Construct(IEnumerable, e) }
	if first, again := listOf(String), listOf(String); first != again {
		t.Error("constructed types are not interned")
	}
	if n := testing.AllocsPerRun(100, func() { Construct(IReadOnlyDictionary, String, Int32) }); n > 0 {
		t.Errorf("finding a constructed type allocates %v times", n)
	}
	for _, c := range []struct {
		t, u *Type
		want bool
	}{
		{listOf(String), listOf(ObjectType), true},
		{listOf(ObjectType), listOf(String), false},
		{listOf(Int32), listOf(ObjectType), false},
		{ArrayOf(String), listOf(ObjectType), true},
		{ArrayOf(String), ArrayOf(ObjectType), true},
		{ArrayOf(Int32), ArrayOf(ObjectType), false},
		{String, listOf(CharType), true},
		{Construct(Funcs[1], ObjectType, String), Construct(Funcs[1], String, ObjectType), true},
		{ArgumentNullExceptionType, ExceptionType, true},
	} {
		if got := c.t.DerivesFrom(c.u); got != c.want {
			t.Errorf("%s.DerivesFrom(%s) = %v, want %v", c.t, c.u, got, c.want)
		}
	}
	pair := Construct(KeyValuePair, String, ArrayOf(Int32))
	if got, want := Construct(IReadOnlyDictionary, String, ArrayOf(Int32)).As(IEnumerable), listOf(pair); got != want {
		t.Errorf("As(IEnumerable) = %s, want %s", got, want)
	}
	if got, want := pair.String(), "KeyValuePair<string, int[]>"; got != want {
		t.Errorf("String = %q, want %q", got, want)
	}
	if got, want := NullableOf(Int32).FullName(), "System.Nullable`1[System.Int32]"; got != want {
		t.Errorf("FullName = %q, want %q", got, want)
	}
}

func TestSignatures(t *testing.T) {
	owner := &Type{Decl: Decl{Name: "X.Y", Kind: StaticClass}, Simple: "Y", Namespace: "X"}
	for _, sig := range []string{
		"static TResult Fold<T, TResult>(this IEnumerable<T> source, Func<T, int, TResult> f, TResult seed = null)",
		"bool TryParse(string s, out int? result)",
		"static bool operator ==(string a, string b)",
		"static bool operator >(string a, string b)",
		"static explicit operator int[](string a)",
		"char this[int index] { get; }",
		"string Join(string sep, params object[] values)",
		"const long MaxValue",
		"T Max<T>(T a, T b = default) where T : struct",
	} {
		row := Row(sig, "", Impl{})
		m, err := parseSignature(owner, &row)
		if err != nil {
			t.Errorf("parseSignature(%q): %v", sig, err)
			continue
		}
		if m.Signature() == "" || m.ID() == "" {
			t.Errorf("%q has no name", sig)
		}
	}
	for _, sig := range []string{"int", "Unknown X()", "int X(int", "int X(int a) b"} {
		row := Row(sig, "", Impl{})
		if m, err := parseSignature(owner, &row); err == nil {
			t.Errorf("parseSignature(%q) = %s, want an error", sig, m.Signature())
		}
	}
}

func TestFloatingPointText(t *testing.T) {
	for f, want := range map[float64]string{0.1 + 0.2: "0.3", 1.0 / 3: "0.333333333333333", 1e15: "1E+15", 123456789012345: "123456789012345",
		0.0001: "0.0001", 0.00001: "1E-05", -2.5: "-2.5", 1e20: "1E+20", 100: "100", 1.5e300: "1.5E+300"} {
		if got := doubleText(f); got != want {
			t.Errorf("doubleText(%v) = %q, want %q", f, got, want)
		}
	}
	if got := singleText(float32(1) / 3); got != "0.3333333" {
		t.Errorf("singleText(1/3) = %q", got)
	}
}

func TestSurrogatesJoin(t *testing.T) {
	units := Units("a😀")
	if len(units) != 3 || Length("a😀é") != 4 {
		t.Fatalf("Units = %x", units)
	}
	hi, lo := FromUnits(units[1:2]), FromUnits(units[2:])
	if got := Concat("a"+hi, lo); got != "a😀" {
		t.Errorf("Concat = %q", got)
	}
	if Length(hi) != 1 || Units(hi)[0] != 0xd83d {
		t.Errorf("a lone surrogate is %q", hi)
	}
}

func TestNullArguments(t *testing.T) {
	row := Row("string Cut(string text)", "", F2(func(s, text string) string { return s }))
	owner := &Type{Decl: Decl{Name: "X.Z"}, Simple: "Z", rows: []Member{row}}
	m := owner.Own()[0]
	throws := func(args ...any) (e *Exception) {
		defer func() { e, _ = recover().(*Exception) }()
		m.Row.Fn.Call(args...)
		return nil
	}
	if e := throws(nil, "a"); e == nil || e.T != NullReferenceExceptionType {
		t.Errorf("null receiver throws %v", e)
	}
	if e := throws("a", nil); e == nil || e.FullMessage() != "Value cannot be null.\nParameter name: text" {
		t.Errorf("null argument throws %v", e)
	}
	if e := throws("a", "b"); e != nil {
		t.Errorf("throws %v", e)
	}
}
