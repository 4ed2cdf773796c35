package syntax

import (
	"testing"

	"sallyport/eval/source"
)

// checkTree checks the laws of spans: every node's lies inside its parent's and
// inside the text, and siblings follow one another.
func checkTree(t testing.TB, root Node, text *source.Text) {
	t.Helper()
	inside := source.Span{Start: 0, End: len(text.Content)}
	var check func(n Node, within source.Span)
	check = func(n Node, within source.Span) {
		s := n.Span()
		if s.Start < within.Start || s.End > within.End || s.Start > s.End {
			t.Errorf("in %q: span %v of %T is not inside %v", text.Content, s, n, within)
			return
		}
		Walk(n, func(c Node) bool {
			if c != n {
				check(c, s)
			}
			return c == n
		})
	}
	check(root, inside)
}
