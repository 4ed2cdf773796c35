package eval

import (
	"errors"
	"strings"
	"testing"
	"time"

	"sallyport/eval/clr"
	"sallyport/eval/source"
)

// hostile are expressions that would take an outage's worth of time or memory,
// by the limit that ends them.
var hostile = map[string][]string{
	"steps": {
		`@{ while (true) { } }`,
		`@{ for (;;) { } }`,
		`@{ do { continue; } while (true); }`,
		`@{ start: goto start; }`,
		`@{ switch (1) { case 1: goto case 1; } return 1; }`,
		`@{ foreach (var x in Enumerable.Repeat(1, 2147483647)) { } return 1; }`,
		`@{ try { while (true) { } } catch { } finally { while (true) { } } return 1; }`,
		`@{ while (true) { try { throw new Exception(); } catch { } } }`,
		`@{ while (true) { try { int.Parse("x"); } catch (Exception) { continue; } finally { } } }`,
		`@{ while (true) { try { new string('x', -1); } catch (Exception) when (true) { } } }`,
		`@{ void F() { while (true) { } } try { F(); } catch { } return 1; }`,
		`@(Enumerable.Range(0, 100).Any(x => { while (true) { } }))`,
		`@(Enumerable.Range(0, 2147483647).Count())`,
		`@(Enumerable.Range(0, 3000).SelectMany(x => Enumerable.Range(0, 3000)).Max())`,
		`@{ IEnumerable<int> l = new[] { 1 }; for (var i = 0; i < 100; i++) { l = l.Concat(l); } return l.Count(); }`,
		`@(new Random(1).Next() + Enumerable.Repeat(1, 2147483647).Sum())`,
	},
	"bytes": {
		`@(new string('x', 2147483647))`,
		`@("x".PadLeft(2147483647))`,
		`@("x".PadRight(2147483647, 'y').Length)`,
		`@($"{1,999999999}")`,
		`@{ var s = "x"; while (true) { s += s; } }`,
		`@{ var s = "x"; while (true) { s = $"{s}{s}"; } }`,
		`@{ var s = "x"; while (true) { s = s.Replace("x", "xx"); } }`,
		`@{ var s = "x"; while (true) { s = string.Format("{0}{0}", s); } }`,
		`@{ var s = "x"; while (true) { s = string.Join(s, s, s, s); } }`,
		`@{ var s = "xxxx"; while (true) { s = Regex.Replace(s, "(x+)", "$1$1"); } }`,
		`@{ while (true) { try { new string('x', 2147483647); } catch { } finally { } } }`,
		`@(string.Concat(Enumerable.Repeat("xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", 2147483647)))`,
		`@(new StringBuilder().Append('x', 2147483647).Length)`,
		`@(new StringBuilder().Insert(0, "xx", 2147483647).Length)`,
		`@{ var b = new StringBuilder("x"); while (true) { b.Append(b.ToString()); } }`,
		`@(new string('x', 500000).Split('x').Length)`,
		`@(Regex.Split(new string('x', 100000), "x").Length)`,
		`@(new Regex(new string('(', 100000) + new string(')', 100000)).IsMatch("x"))`,
		`@(Enumerable.Range(0, 2147483647).ToList())`,
		`@(Enumerable.Range(0, 2147483647).ToArray())`,
		`@(Enumerable.Range(0, 2147483647).OrderBy(x => -x).First())`,
		`@(new HashSet<int>(Enumerable.Range(0, 2147483647)))`,
		`@(new List<int>(2147483647))`,
		`@(new int[2147483647])`,
		`@{ var l = new List<int> { 1 }; while (true) { l.AddRange(l); } }`,
		`@{ var l = new List<int> { 1 }; while (true) { l = l.Concat(l).ToList(); } }`,
		`@{ var d = new Dictionary<string, string>(); var i = 0; while (true) { d["k" + i++] = "v"; } }`,
		`@{ Func<int, int> f = x => x; while (true) { f += f; } }`,
		`@{ var x = new XElement("a"); while (true) { x = new XElement("a", x, x); } }`,
		`@{ JToken t = 1; while (true) { t = new JArray(t, t); } }`,
	},
	"calls inside one another": {
		`@{ Func<int, int> f = null; f = n => f(n + 1); return f(0); }`,
		`@{ int F(int n) { return F(n + 1); } return F(0); }`,
		`@{ bool F(int n) { try { return F(n + 1); } catch { return false; } finally { F(n); } } return F(0); }`,
		`@{ Func<object, object> f = null; f = o => new[] { o }.Select(x => f(x)).First(); return f(1); }`,
		`@{ Func<int, int> f = x => x; for (var i = 0; i < 1000; i++) { var g = f; f = x => g(x) + 1; } return f(1); }`,
	},
	"queries over queries": {
		`@{ IEnumerable<int> l = new[] { 1 }; while (true) { l = l.Select(x => x + 1); } }`,
	},
	"values inside one another": {
		`@{ object t = 1; for (var i = 0; i < 40; i++) { t = Tuple.Create(t, t); } return t.ToString(); }`,
		`@{ object t = 1; for (var i = 0; i < 40; i++) { t = new { t, u = t }; } return t.GetHashCode(); }`,
		`@{ object t = 1; for (var i = 0; i < 40; i++) { t = new KeyValuePair<object, object>(t, t); } return t.ToString(); }`,
		`@{ object t = 1, u = 1; for (var i = 0; i < 40; i++) { t = (t, t); u = (u, u); } return t.Equals(u); }`,
	},
	"in one match of a regular expression": {
		`@(Regex.IsMatch("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!", "^(a+)+$"))`,
		`@{ while (true) { try { Regex.Match("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!", "^(a|aa)+$"); } catch { } } }`,
	},
	"bytes of its result": {
		`@(new string('x', 600000))`,
		`@(new byte[30000])`,
	},
}

// TestLimits sees that what is hostile ends by the limit for it, that no catch
// holds it up, and that observing changes nothing in that.
func TestLimits(t *testing.T) {
	for what, list := range hostile {
		limits := clr.Limits{Steps: 100_000, Bytes: 1 << 20, Depth: 100, Result: 20_000}
		if what == "in one match of a regular expression" {
			limits.RegexTime = 20 * time.Millisecond
		}
		for _, text := range list {
			e, ds := Compile(source.NewText("test", text), Options{Want: clr.ObjectType})
			if ds.HasErrors() {
				t.Errorf("%s: %v", text, ds)
				continue
			}
			for name, eval := range evaluations {
				_, err := eval(e, &clr.Env{Limits: limits})
				var limit *clr.LimitError
				var fault *Error
				switch {
				case !errors.As(err, &limit):
					t.Errorf("%s: %s: %v, want a LimitError", name, text, err)
				case limit.What != what:
					t.Errorf("%s: %s: ended by %q, want %q", name, text, limit.What, what)
				case !errors.As(err, &fault) || fault.Span.Len() == 0:
					t.Errorf("%s: %s: ended without a place", name, text)
				}
			}
		}
	}
}

// TestNestedJSON reads JSON that is deeper than any stack.
func TestNestedJSON(t *testing.T) {
	deep := strings.Repeat("[", 5<<20) + strings.Repeat("]", 5<<20)
	for _, text := range []string{`@(JToken.Parse(context.Text))`, `@(JsonConvert.DeserializeObject<object>(context.Text))`} {
		e, ds := Compile(source.NewText("test", text), Options{Context: textType})
		if ds.HasErrors() {
			t.Fatal(ds)
		}
		_, err := e.Eval(&clr.Env{Limits: clr.DefaultLimits, Context: textContext(deep)})
		var fault *Error
		if !errors.As(err, &fault) || fault.Exception == nil || fault.Exception.T.Simple != "JsonReaderException" {
			t.Errorf("%s: %v, want a JsonReaderException", text, err)
		}
	}
}

// A textContext is a context that has a text.
type textContext string

var textType = clr.Declare(clr.Decl{Name: "Test.Text"})

func (textContext) CLRType() *clr.Type { return textType }

func init() {
	textType.Define(clr.Row("string Text { get; }", "", clr.F1(func(c textContext) string { return string(c) })))
}
