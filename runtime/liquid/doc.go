// Package liquid renders the Liquid templates of set-body: DotLiquid's language
// with the names of C#.
//
//	text -> Parse -> *Template -> Render(*clr.Env, bindings) -> text
//
// A template sees values of C#, JSON and XML through [Of], and objects whose
// members are found when they are asked for through [Members]. Filters have
// the names and the arithmetic of DotLiquid; their texts count UTF-16 units.
// What a template may do is bounded by the budget of the environment and by the
// size that its text may have. It opens no files: there is no include.
//
// # Rationale
//
// github.com/osteele/liquid brings the grammar and the tags that only choose
// what to render. Loops, captures and filters are this package's own, because
// those of the module have no bounds, and filters of other names. Leaving the
// module would cost a parser of some six hundred lines.
//
// An unknown filter is a fault when the template is read. DotLiquid leaves the
// value as it is, so that a misspelt filter would do nothing.
package liquid
