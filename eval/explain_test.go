package eval

import (
	"strings"
	"testing"

	"sallyport/eval/source"
)

func TestExplain(t *testing.T) {
	for text, want := range map[string][]string{
		`@("abc".Length == 3)`: {
			`(Binary Op='=='`,
			"  Function : bool\n    Expr: Binary Op=\"==\" Operand=int : bool\n      X: Call Method=string.Length : int\n        Recv: Const Value=\"abc\" : string\n",
			`"abc".Length`,
			"func(any, any) bool",
		},
		`@{ var n = 1; Func<int, int> f = x => x + n; return f(2); }`: {
			"Fun: Function(int x) : int",
			"X: Local Var=x : int",
			"program 2",
		},
		`@{ int F(int n) { return n == 0 ? 0 : F(n - 1); } return F(3); }`: {
			"Fun: Function F(int n) : int",
		},
	} {
		e, ds := Compile(source.NewText("test", text), Options{})
		if ds.HasErrors() {
			t.Fatal(ds)
		}
		var b strings.Builder
		if err := e.Explain(&b); err != nil {
			t.Fatal(err)
		}
		for _, w := range want {
			if !strings.Contains(b.String(), w) {
				t.Errorf("Explain of %s lacks %q:\n%s", text, w, b.String())
			}
		}
	}
}
