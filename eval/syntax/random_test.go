package syntax

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"sallyport/eval/source"
)

// expressionForms are the ways to make an expression of others: E stands for an
// expression, S for a statement. The last forms have neither.
var (
	expressionForms = []string{
		"E + E", "E - E", "E * E", "E % E", "E << E", "E == E", "E != E", "E < E", "E >= E", "E && E", "E || E", "E ?? E", "E | E", "E ^ E",
		"E ? E : E", "(E)", "!E", "-E", "~E", "+E", "(int)E", "(string)(E)", "E is string", "E as JObject", "E is int n", "E.Name", "E?.Name", "E?[E]",
		"E[E]", "f(E, E)", "E.Select(x => E)", "E.M<int>(E)", "(x, y) => E", "x => { S }", "new List<int> { E, E }", "new { A = E, b = E }",
		"new Dictionary<string, object> { [E] = E }", "new[] { E, E }", "new int[E]", "$\"a{E}b\"", "(E, E)", "a = E", "a += E", "typeof(List<int>)",
		"from x in E where E orderby E descending select E", "checked(E)", "throw E", "default(int)", "nameof(a.B)",
		"1", "2.5m", "0x1FL", "'c'", `"text\n"`, `@"a""b"`, "null", "true", "context", "a", "x++", "--x",
	}
	statementForms = []string{
		"var a = E;", "int b = E, c;", "if (E) S else S", "if (E) { S S }", "for (var i = 0; E; i++) S", "foreach (var x in E) { S }", "while (E) { S }",
		"do { S } while (E);", "switch (E) { case 1: S break; case string s when E: default: S break; }", "try { S } catch (Exception e) when (E) { S } finally { S }",
		"using (var u = E) { S }", "lock (E) { S }", "{ S S }", "throw E;", "return E;", "int F(int n) => E;", "l: S", "f(E);",
		"break;", "continue;", ";", "return;", "goto l;",
	}
)

// closed is how many forms at the end of each list have nothing inside.
const (
	closedExpressions = 12
	closedStatements  = 5
)

// fill replaces the marks of a form by random code, to a depth.
func fill(t *rapid.T, form string, depth int) string {
	var b strings.Builder
	for i := 0; i < len(form); i++ {
		alone := (i == 0 || !isLetter(form[i-1])) && (i+1 == len(form) || !isLetter(form[i+1]))
		switch {
		case alone && form[i] == 'E':
			b.WriteString(fill(t, draw(t, expressionForms, closedExpressions, depth), depth-1))
		case alone && form[i] == 'S':
			b.WriteString(fill(t, draw(t, statementForms, closedStatements, depth), depth-1))
		default:
			b.WriteByte(form[i])
		}
	}
	return b.String()
}

func draw(t *rapid.T, forms []string, closed, depth int) string {
	if depth <= 0 {
		forms = forms[len(forms)-closed:]
	}
	return rapid.SampledFrom(forms).Draw(t, "form")
}

func isLetter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' || c == '_' }

// TestRandomRoundTrip prints random programs and reads them again: the trees are
// the same, for every program that is C#.
func TestRandomRoundTrip(t *testing.T) {
	read := 0
	rapid.Check(t, func(r *rapid.T) {
		form := rapid.SampledFrom([]string{"@(E)", "@{ S return E; }", "@{ S S S }"}).Draw(r, "program")
		text := fill(r, form, rapid.IntRange(1, 4).Draw(r, "depth"))
		body, ds := Parse(source.NewText("random", text))
		if ds.HasErrors() {
			return // not everything may stand everywhere
		}
		read++
		want := Dump(body)
		printed := Sprint(body)
		again, ds := Parse(source.NewText("printed", printed))
		if got := Dump(again); ds.HasErrors() || got != want {
			r.Fatalf("%s is printed as %s\n%v\ngot\n%s\nwant\n%s", text, printed, ds, got, want)
		}
	})
	t.Logf("%d programs were C#", read)
	if read < 20 {
		t.Errorf("only %d programs were C#", read)
	}
}
