package bind

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"sallyport/eval/clr"
	"sallyport/eval/source"
	"sallyport/eval/syntax"
)

// The types that the tests speak of.
var (
	shape = clr.Declare(clr.Decl{Name: "Tests.Shape", Doc: "A class with overloads, operators and conversions."})
	round = clr.Declare(clr.Decl{Name: "Tests.Round", Base: "Tests.Shape", Interfaces: "System.IDisposable", Doc: "A shape."})
	_     = clr.Declare(clr.Decl{Name: "Tests.X500DistinguishedName", Doc: "Stands for the certificate's."})
	hue   = clr.Declare(clr.Decl{Name: "Tests.Hue", Kind: clr.EnumKind, Doc: "A color.", Values: []clr.EnumValue{{Name: "Red"}, {Name: "Green", Value: 1}}})
	root  = clr.Declare(clr.Decl{Name: "Tests.Root", Doc: "The context of the tests."})
	extra = clr.Declare(clr.Decl{Name: "Tests.Extra", Kind: clr.StaticClass, Beyond: true, Doc: "Extension methods."})
)

func init() {
	void := clr.Fn(0, func([]any) any { return nil })
	row := func(sig string) clr.Member { return clr.Row(sig, "Does nothing.", void) }
	shape.Define(
		row("new()"), row("new(int size)"), row("int Size { get; }"),
		row("int Area { get; set; }").Set(void), row("int this[string key] { get; }"),
		row("int Take(int n)"), row("long Take(long n)"), row("object Take(object o)"),
		row("string Join(string separator, params object[] list)"),
		row("int Named(int first, int second = 2)"),
		row("int Both(int a, long b)"), row("int Both(long a, int b)"), row("bool Parse(string text, out int result)"),
		row("T Pick<T>(T value)"), row("R Map<T, R>(T value, Func<T, R> f)"),
		row("void Act(Action<int> f)"), row("int Twice(Func<int, int> f)"), row("long Twice(Func<int, long> f)"),
		row("static int Make(int n)"), row("string Get(string name, string other)"), row("string[] Get(string name, string[] other)"),
		row("static bool operator ==(Shape a, Shape b)"), row("static bool operator !=(Shape a, Shape b)"),
		row("static Shape operator +(Shape a, Shape b)"),
		row("static implicit operator Shape(string value)"), row("static explicit operator int(Shape value)"),
	)
	round.Define(row("new()"), row("void Dispose()"))
	root.Define(row("Shape Shape { get; }"), row("X500DistinguishedName SubjectName { get; }"), row("object Any { get; }"), row("int? Maybe { get; }"))
	extra.Define(row("static int Grow(this Shape shape, int by)"), row("static T First2<T>(this IEnumerable<T> list)"),
		row("static IEnumerable<R> Each<T, R>(this IEnumerable<T> list, Func<T, R> f)"))
}

func bindText(t *testing.T, text string, o Options) (*Program, source.Diagnostics) {
	t.Helper()
	src := source.NewText("test", text)
	body, ds := syntax.Parse(src)
	if ds.HasErrors() {
		t.Fatalf("Parse(%q): %v", text, ds)
	}
	if o.Context == nil {
		o.Context = root
	}
	return Bind(body, src, o)
}

func TestTypes(t *testing.T) {
	for text, want := range map[string]string{
		`1`: "int", `1 + 2L`: "long", `1 + 2.0`: "double", `1 + 2u`: "uint", `-1 + 2u`: "long", `'a' + 1`: "int", `1 + 1m`: "decimal",
		`(byte)1 + (byte)2`: "int", `"a" + 1`: "string", `1 + 2 + "a"`: "string", `true & false`: "bool", `1 << 2L.GetHashCode()`: "int",
		`-1u`: "long", `~Hue.Red`: "Hue", `Hue.Red + 1`: "Hue", `Hue.Green - Hue.Red`: "int", `Hue.Red == 0`: "bool",
		`context.Maybe + 1`: "int?", `context.Maybe == null`: "bool", `context.Maybe < 1`: "bool", `context.Maybe ?? 1`: "int", `context.Maybe ?? 1L`: "long",
		`context.Shape?.Size`: "int?", `context.Shape?.Size ?? 5`: "int", `context.Shape?["a"]`: "int?",
		`context.Shape.Take(1)`: "int", `context.Shape.Take(1u)`: "long", `context.Shape.Take(1.5)`: "object", `context.Shape.Take((byte)1)`: "int",
		`context.Shape.Join(", ", 1, "a", null)`: "string", `context.Shape.Named(second: 1, first: 2)`: "int", `context.Shape.Named(1)`: "int",
		`context.Shape.Pick(1)`: "int", `context.Shape.Pick<object>(1)`: "object", `context.Shape.Map(1, n => n + 1L)`: "long",
		`context.Shape.Map(1, n => { if (n > 1) return 1; return 2L; })`: "long", `context.Shape.Map(1, Shape.Make)`: "int",
		`context.Shape.Twice(n => n)`: "int", `context.Shape.Twice(n => n + 1L)`: "long",
		`context.Shape.Get("a", null)`: "string", `new List<int> { 1 }.Count(n => n > 0)`: "int", `new List<int> { 1 }.Count`: "int",
		`new { a = 1, context.Maybe }.Maybe`: "int?", `new[] { 1 }.Select(n => new { n, s = "x" }).Where(p => p.n > 0).First().s`: "string",
		`(1, name: "a").name`: "string", `(1, "a").Item1`: "int", `from n in new[] { 1, 2 } where n > 1 orderby n descending select n * 2L`: "IEnumerable<long>", `from n in new[] { 1 } group n by n > 0`: "IEnumerable<IGrouping<bool, int>>",
		`from n in new[] { 1 } let m = n + 1L where m > n select m`:                                          "IEnumerable<long>",
		`from a in new[] { 1 } join b in new[] { 2L } on a equals (int)b orderby b select a + b`:             "IEnumerable<long>",
		`from a in new[] { 1 } from b in new[] { "x" } where b != null from c in new[] { 1.5 } select c + a`: "IEnumerable<double>", `from a in new[] { 1 } from b in new[] { "x" } select b + a`: "IEnumerable<string>", `new[] { 1, 2 }.Select((n, i) => n * i).Sum()`: "int",
		`new[] { "a" }.ToDictionary(s => s, s => 1)["a"]`: "int", `new[] { 1 }.Aggregate(0L, (a, n) => a + n)`: "long", `new[] { 1 }.OrderBy(n => n).ThenBy(n => -n).First()`: "int",
		`new Dictionary<string, List<int>> { ["a"] = new List<int> { 1 } }["a"][0]`: "int", `new Dictionary<string, int> { { "a", 1 } }.Where(p => p.Value > 0).Select(p => p.Key).ToList()`: "List<string>", `context.Shape.Grow(2)`: "int",
		`context.Shape == "a"`: "bool", `context.Shape + "a"`: "Shape", `(int)context.Shape`: "int", `context.Any == "a"`: "bool",
		`new[] { 1, 2L }`: "long[]", `new[] { 1, 2 }.Each(n => n * 1.5)`: "IEnumerable<double>", `new int[2, 3][0, 1]`: "int",
		`true ? 1 : 2L`: "long", `true ? context.Shape : null`: "Shape", `true ? new Round() : new Shape()`: "Shape",
		`context.Any is int`: "bool", `context.Any as string`: "string", `context.Any is int n && n > 1`: "bool",
		`typeof(int)`: "Type", `default(int)`: "int", `nameof(context.Shape.Size)`: "string", `$"{1,5:N2} {context.Shape}"`: "string",
		`((Func<int, int>)(n => n + 1))(2)`: "int", `context.Shape ?? throw new Exception("none")`: "Shape",
		`System.Collections.Generic.KeyValuePair<int, string>.Equals(1, 2)`: "bool", `checked(1 + 1)`: "int",
		`(long?)1`: "long?", `(int?)context.Maybe`: "int?", `(int)context.Any`: "int", `(object)1 == null`: "bool",
		`new[] { new XElement("a") }.Ancestors()`: "IEnumerable<XElement>", `(short)new XElement("a")`: "short", `(int?)new XElement("a")`: "int?",
	} {
		p, ds := bindText(t, "@("+text+")", Options{})
		if ds.HasErrors() {
			t.Errorf("%s: %v", text, ds)
			continue
		}
		if got := p.Body.Result.String(); got != want {
			t.Errorf("%s is of type %s, want %s", text, got, want)
		}
	}
}

func TestConstants(t *testing.T) {
	for text, want := range map[string]any{
		`1 + 2 * 3`: int32(7), `7 / 2`: int32(3), `-7 % 3`: int32(-1), `1L << 40`: int64(1) << 40, `1 << 33`: int32(2),
		`unchecked(2147483647 + 1)`: int32(-2147483648), `"a" + "b"`: "ab", `(byte)255`: uint8(255), `(char)65`: clr.Char('A'),
		`7 / 2.0`: 3.5, `(int)3.9`: int32(3), `1 < 2`: true, `!true || 1 == 1`: true, `Hue.Green | Hue.Red`: clr.Enum{T: hue, V: 1},
		`-8 >> 1`: int32(-4), `0xFFFFFFFFu >> 4`: uint32(0x0FFFFFFF), `true ? 1 : 2`: int32(1),
	} {
		p, ds := bindText(t, "@("+text+")", Options{})
		if ds.HasErrors() {
			t.Errorf("%s: %v", text, ds)
			continue
		}
		c, ok := p.Body.Expr.(*Const)
		if !ok || c.Value != want {
			t.Errorf("%s = %#v, want %#v", text, p.Body.Expr, want)
		}
	}
}

func TestStatementsBind(t *testing.T) {
	for _, text := range []string{
		`int n; if (context.Any == null) n = 1; else n = 2; return n;`,
		`int n = 0; for (int i = 0; i < 10; i++) { if (i == 5) continue; n += i; } return n;`,
		`foreach (var x in new[] { 1, 2 }) { if (x > 1) return x; } return 0;`,
		`foreach (string s in new object[] { "a" }) return s; return null;`,
		`while (true) { if (context.Maybe == 1) return 1; }`,
		`do { break; } while (true); return 1;`,
		`switch (context.Any) { case int n when n > 1: return n; case string s: return 2; case null: goto default; default: return 3; }`,
		`switch (1) { case 1: goto case 2; case 2: return 2; } return 0;`,
		`try { return 1; } catch (ArgumentException e) when (e.Message != null) { throw; } catch { return 2; } finally { }`,
		`using (var r = new Round()) { return 1; }`,
		`int f(int n) => n < 2 ? 1 : n * f(n - 1); return f(5);`,
		`int count = 0; void up() { count++; } up(); return count;`,
		`int f() { return g(); } int k = 1; int g() { return k; } Func<int> h = f; return h();`,
		`if (!context.Shape.Parse("1", out var n)) return 0; return n;`,
		`if (context.Any is string s && s != null) return s; return "";`,
		`const int a = 1, b = a + 1; byte c = b; c += 1; c++; return c;`,
		`var list = new[] { 1 }; list[0] += 2; context.Shape.Area = 3; return list[0];`,
		`Func<int, Func<int, int>> add = a => b => a + b; return add(1)(2);`,
		`int i = 0; again: i++; if (i < 3) goto again; return i;`,
		`{ int x = 1; } { int x = 2; } return 1;`,
		`throw new Exception("no");`,
		`var (a, b) = (1, "x"); (a, _) = (2, b); return a;`,
		`(int n, string s) f() => (1, "x"); var r = f(); return r.n + r.s;`,
		`foreach (var (k, v) in new[] { (1, "a") }) return k; return 0;`,
		`checked { int n = 1; n++; return n; }`,
	} {
		if _, ds := bindText(t, "@{"+text+"}", Options{}); len(ds) > 0 {
			t.Errorf("%s: %v", text, ds)
		}
	}
}

// TestComplaints binds programs in which /* ERROR "code text" */ stands right
// before what is wrong.
func TestComplaints(t *testing.T) {
	mark := regexp.MustCompile(`/\* ERROR "([^"]*)" \*/ `)
	for _, text := range []string{
		`@(/* ERROR "CS0103 nothing is called contxt" */ contxt.Shape)`,
		`@(context./* ERROR "CS1061 Root has no member Shap" */ Shap)`,
		`@(Shape./* ERROR "CS0117 Shape has no member Mak" */ Mak(1))`,
		`@(/* ERROR "CS0019 operator == takes no operands of type object and int" */ context.Any == 1)`,
		`@(/* ERROR "CS0173 the branches have no common type" */ true ? 1 : null)`,
		`@{ int n = /* ERROR "CS0266 got long, want int" */ 1L; return n; }`,
		`@{ string s = /* ERROR "CS0029 got int, want string" */ 1; return s; }`,
		`@{ int n; return /* ERROR "CS0165 n may have no value yet" */ n; }`,
		`@{ int n = 1; { int /* ERROR "CS0136 n would hide" */ n = 2; } return n; }`,
		`@{ int n = 1; int /* ERROR "CS0128 n is declared" */ n = 2; return 1; }`,
		`@(/* ERROR "CS0220 2147483647 + 1 overflows int" */ 2147483647 + 1)`,
		`@(/* ERROR "CS0020 division by constant zero" */ 1 / 0)`,
		`@(/* ERROR "CS0221 the constant is outside" */ (byte)256)`,
		`@{ /* ERROR "CS0200 Shape.Size cannot be set" */ context.Shape.Size = 1; return 1; }`,
		`@(context.Shape./* ERROR "CS7036 argument first" */ Named())`,
		`@(context.Shape.Twice(n => /* ERROR "CS0103 nothing is called m" */ m))`,
		`@(context.Shape.Join(/* ERROR "CS1503 argument separator" */ 1))`,
		`@(/* ERROR "CS0121 the call fits" */ context.Shape.Both(1, 1))`,
		`@(context.Shape./* ERROR "CS0411 the type arguments of Shape.Pick" */ Pick(null))`,
		`@(/* ERROR "CS0023 operator ! takes no operand of type int" */ !1)`,
		`@(/* ERROR "CS0246 no type is called Nothing" */ new Nothing() == null)`,
		`@{ foreach (var m in Regex.Matches("a", "a")) { return m./* ERROR "CS1061 object has no member Value" */ Value; } return ""; }`,
	} {
		at := mark.FindStringSubmatchIndex(text)
		want := text[at[2]:at[3]]
		text = text[:at[0]] + text[at[1]:]
		_, ds := bindText(t, text, Options{})
		if len(ds) != 1 || !strings.HasPrefix(string(ds[0].Code)+" "+ds[0].Message, want) {
			t.Errorf("%s: got %v, want %s", text, ds, want)
			continue
		}
		if ds[0].Span.Start != at[0] && !strings.HasPrefix(text[at[0]:], "new ") {
			t.Errorf("%s: the complaint is at %d, want %d", text, ds[0].Span.Start, at[0])
		}
	}
}

func TestSubjectNameIsALeniency(t *testing.T) {
	p, ds := bindText(t, `@(context.SubjectName != "CN=a")`, Options{})
	if len(ds) != 1 || ds[0].Code != CodeSubjectName || ds[0].Severity != source.Warning {
		t.Fatalf("got %v, want one warning", ds)
	}
	if got := ds[0].File.Slice(ds[0].Span); got != "SubjectName" {
		t.Errorf("the warning is at %q", got)
	}
	x := p.Body.Expr.(*Binary).X.(*Convert)
	if x.Kind != NameOfSubject || x.T != clr.String {
		t.Errorf("got %#v, want NameOfSubject", x)
	}
}

func TestStrict(t *testing.T) {
	for text, want := range map[string]source.Code{`@(context.Shape.Grow(1))`: CodeUnsupportedType, `@(new FormatException("a"))`: CodeUnsupportedType} {
		if _, ds := bindText(t, text, Options{}); len(ds) > 0 {
			t.Errorf("%s: %v", text, ds)
		}
		_, ds := bindText(t, text, Options{Strict: true})
		if len(ds) == 0 || ds[0].Code != want {
			t.Errorf("%s in strict mode: got %v, want %s", text, ds, want)
		}
	}
}

func TestWant(t *testing.T) {
	p, ds := bindText(t, `@(1)`, Options{Want: clr.Int64})
	if ds.HasErrors() || p.Body.Result != clr.Int64 || p.Body.Expr.(*Const).Value != int64(1) {
		t.Errorf("got %#v %v, want the long 1", p.Body.Expr, ds)
	}
	if _, ds := bindText(t, `@(context.Maybe == 1)`, Options{Want: clr.String}); len(ds) != 1 || ds[0].Code != CodeNoConversion {
		t.Errorf("got %v, want %s", ds, CodeNoConversion)
	}
}

// TestCaptures checks that what inner functions use has a shared cell and that
// a call of a local function from inside another passes the right ones.
func TestCaptures(t *testing.T) {
	p, ds := bindText(t, `@{ int k = 1; int g() { return k; } Func<int> f = () => g() + 1; return f(); }`, Options{})
	if ds.HasErrors() {
		t.Fatal(ds)
	}
	f := p.Body.Block.Stmts[2].(*ExprStmt).X.(*Assign).Value.(*Lambda).Fun
	if len(f.Captures) != 1 || !f.Captures[0].Var.Captured || f.Captures[0].Var.Name != "k" {
		t.Fatalf("the lambda captures %v, want k", f.Captures)
	}
	g := f.Expr.(*Binary).X.(*CallFunc).Fun
	if g.Captures[0].From != f.Captures[0].To {
		t.Errorf("g takes k from slot %d of the lambda, want %d", g.Captures[0].From, f.Captures[0].To)
	}
}

// TestCodeExamples binds the example of each code that has one.
func TestCodeExamples(t *testing.T) {
	for _, c := range Codes() {
		if c.Example == "" {
			continue
		}
		example, strict := strings.CutSuffix(c.Example, " // strict")
		_, ds := bindText(t, example, Options{Strict: strict})
		found := false
		for _, d := range ds {
			found = found || d.Code == c.Code
		}
		if !found {
			t.Errorf("%s: got %v, want %s", example, ds, c.Code)
		}
	}
}

// TestNestedLambdasEnd nests calls of an overloaded method, each of which
// doubles how often the lambdas inside are bound.
func TestNestedLambdasEnd(t *testing.T) {
	var text strings.Builder
	for i := range 40 {
		fmt.Fprintf(&text, "context.Shape.Twice(n%d => ", i)
	}
	_, ds := bindText(t, "@("+text.String()+"1"+strings.Repeat(")", 40)+")", Options{})
	if len(ds) == 0 || ds[0].Code != CodeTooComplex {
		t.Errorf("got %.200s, want %s", ds.Error(), CodeTooComplex)
	}
}
