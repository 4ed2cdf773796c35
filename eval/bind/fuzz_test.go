package bind

import (
	"testing"

	"sallyport/eval/source"
	"sallyport/eval/syntax"
)

// FuzzBind binds whatever parses: it must end without a panic, and a program
// without complaints is complete.
func FuzzBind(f *testing.F) {
	for _, s := range []string{
		`@(context.Shape.Map(1, n => n + 1L))`, `@(context.Shape?.Size ?? 5)`, `@(from n in new[] { 1 } where n > 0 select n)`,
		`@{ int n; switch (context.Any) { case int i when i > 1: n = i; break; default: n = 2; break; } return n; }`,
		`@{ int f(int k) => k < 2 ? 1 : f(k - 1); Func<int, int> g = f; foreach (var x in new[] { 1 }) g(x); return g(2); }`,
		`@{ var (a, b) = (1, "x"); a += 1; return $"{a,3:N}{b}"; }`, `@(new Dictionary<string, int> { ["a"] = 1, ["b"] = 2 })`,
		`@{ try { goto end; } catch (Exception e) when (e != null) { throw; } finally { } end: return checked(1 + 1); }`,
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		text := source.NewText("fuzz", s)
		body, _ := syntax.Parse(text)
		p, ds := Bind(body, text, Options{Context: root})
		if !ds.HasErrors() && (p.Body.Result == nil || (p.Body.Expr == nil) == (p.Body.Block == nil)) {
			t.Errorf("%q: an incomplete program without complaints", s)
		}
	})
}
