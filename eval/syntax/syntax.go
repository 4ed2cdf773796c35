// Package syntax is the C# front end: it turns the text of a policy expression
// into tokens and the tokens into a tree.
//
// In goes a [source.Text] that holds @(expression) or @{statements}; out come a
// tree, always, and what is wrong with the text. The language is C# 7.3 as far
// as it can stand inside a method body. Newer constructs are recognised only to
// be refused with the compiler's code and a hint at what C# 7 has instead.
// Names and types are not looked at: that is a binder's work.
package syntax
