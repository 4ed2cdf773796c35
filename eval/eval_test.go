package eval

import (
	"errors"
	"testing"

	"sallyport/eval/clr"
	"sallyport/eval/source"
)

// run evaluates a policy expression without a context.
func run(t *testing.T, text string) (any, error) {
	t.Helper()
	e, ds := Compile(source.NewText("test", text), Options{})
	if ds.HasErrors() {
		return nil, ds
	}
	return e.Eval(&clr.Env{Limits: clr.DefaultLimits})
}

func TestEval(t *testing.T) {
	for text, want := range map[string]any{
		`@(1 + 2 * 3)`:   int32(7),
		`@("a" + 1 + 2)`: "a12",
		`@(1 + 2 + "a")`: "3a",
		`@{ var n = 2147483647; return n / 2 * 3; }`: int32(-1073741827),
		`@(7 / 2.0)`:                                 3.5,
		`@("abc".Length > 2 && "b" != "c")`:          true,
		`@(((string)null)?.Length ?? -1)`:            int32(-1),
		`@($"{1 + 1,4}|{"x",-2}|")`:                  "   2|x |",
		`@(new[] {3, 1, 2}.OrderBy(x => x).First())`: int32(1),
		`@{ int n = 0; for (var i = 0; i < 5; i++) { if (i == 3) continue; n += i; } return n; }`:                                int32(7),
		`@{ var l = new List<Func<int>>(); foreach (var i in new[] {1, 2}) l.Add(() => i); return l[0]() * 10 + l[1](); }`:       int32(12),
		`@{ try { var a = new int[1]; return a[1]; } catch (IndexOutOfRangeException e) { return -1; } }`:                        int32(-1),
		`@{ int x = 1; int Twice(int n) { x += n; return n * 2; } return Twice(4) + x; }`:                                        int32(13),
		`@{ string r = ""; switch (2) { case 1: r = "one"; break; case 2: r = "two"; goto case 1; default: break; } return r; }`: "one",
		`@{ var d = new Dictionary<string, int> {{"a", 1}}; d["b"] = 2; d["a"] += 5; return d["a"] + d["b"]; }`:                  int32(8),
		`@{ object o = 5; return o is int i ? i + 1 : 0; }`:                                                                      int32(6),
	} {
		if got, err := run(t, text); err != nil || got != want {
			t.Errorf("%s = %#v, %v; want %#v", text, got, err, want)
		}
	}
}

func TestExceptionsKeepTheirPlace(t *testing.T) {
	for text, want := range map[string]string{
		`@(1 + ((string)null).Length)`:                        `((string)null).Length`,
		`@{ var a = new int[2]; return "x" + a[1 + 4]; }`:     `a[1 + 4]`,
		`@(new[] {1, 0}.Select(x => 10 / x).Sum())`:           `10 / x`,
		`@{ if (true) throw new Exception("no"); return 1; }`: `throw new Exception("no");`,
	} {
		_, err := run(t, text)
		var fault *Error
		if !errors.As(err, &fault) || fault.Exception == nil {
			t.Errorf("%s: %v, want an exception", text, err)
			continue
		}
		if got := fault.File.Slice(fault.Span); got != want {
			t.Errorf("%s threw at %q, want %q", text, got, want)
		}
	}
}
