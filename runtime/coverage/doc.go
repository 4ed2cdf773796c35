// Package coverage measures what of policy documents was run: policies, the
// branches of choose, expressions with the statements in them, and the ways that
// conditions and ?? took.
//
//	runtime.Options.Observer <- Profile -> Report -> text, HTML, LCOV, Cobertura
//
// A [Profile] listens while documents are compiled and run, by as many goroutines
// as there are. A [Report] is what it heard, by file. Each thing that a file holds
// is an [Item] with one goal or two: that it ran, that a condition was true and
// that it was false. A percentage is that of the goals that were reached.
//
// The package runs nothing, and reads files only through the documents it is told
// of.
//
// # Rationale
//
// Goals are those of C#'s conditions and not of expr-lang's instructions: each
// operand of && and || must be true once and false once, which says more than
// whether the right one was evaluated. Places are counted by file and offset
// rather than by document, since every test compiles its own.
package coverage
