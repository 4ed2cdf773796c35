// Package syntax is the C# front end: it turns the text of a policy expression
// into tokens and the tokens into a tree.
//
// In goes a [source.Text] that holds @(expression) or @{statements}; out come a
// tree, always, and what is wrong with the text. The language is C# 7.3 as far
// as it can stand inside a method body. Newer constructs are recognised only to
// be refused with the compiler's code and a hint at what C# 7 has instead.
// Names and types are not looked at: that is a binder's work.
//
// [ScanEnd] is for those who do not know yet how long the expression is: readers
// of policy files, in which C# stands unescaped.
//
// # Rationale
//
// The whole text is cut into tokens before any is parsed, in a buffer that is
// used again. Looking ahead is then an index, and matching brackets are known,
// which decides between a lambda and a parenthesis and makes it cheap to get
// back in step after a fault. Turned down: a scanner on demand, which would have
// to be rewound at each < and each cast.
//
// Interpolated strings are tokens of their own on the same level, not texts to
// be scanned again, so that nesting costs neither recursion nor quadratic time.
//
// A tree keeps parentheses and the spelling of literals. Printing is then exact
// without a table of precedences, and (a?.b).c stays apart from a?.b.c.
//
// Nesting and chains of operators are limited, because everything behind the
// parser recurses over the tree and a policy comes from outside. The limits are
// far above what people write; meeting one in a real policy would change them.
//
// One compiler differs from another in what it reports first for a text out of
// order. We follow Roslyn's codes where they are known, and where the judge of
// our test cases is more lenient, as in new int[3][0], we are as lenient.
package syntax
