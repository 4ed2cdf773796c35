package clr

// RegexOptionsType is System.Text.RegularExpressions.RegexOptions.
var RegexOptionsType = Declare(Decl{Name: regularExpressions + "RegexOptions", Kind: EnumKind, Flags: true, Doc: "How a regular expression is read.", Values: []EnumValue{
	{Name: "None", Value: 0},
	{Name: "IgnoreCase", Value: 1, Doc: "Upper and lower case are the same."},
	{Name: "Multiline", Value: 2, Doc: "^ and $ are at every line."},
	{Name: "ExplicitCapture", Value: 4, Doc: "Only named groups capture."},
	{Name: "Compiled", Value: regexCompiled, Doc: "Changes nothing: every expression is compiled."},
	{Name: "Singleline", Value: 16, Doc: "The dot matches \\n too."},
	{Name: "IgnorePatternWhitespace", Value: 32, Doc: "White space in the pattern is ignored, and # begins a comment."},
	{Name: "RightToLeft", Value: regexRightToLeft, Doc: "Matches from the end."},
	{Name: "ECMAScript", Value: regexECMAScript, Doc: "As JavaScript's: \\d \\w \\s are ASCII."},
	{Name: "CultureInvariant", Value: regexInvariant, Doc: "Changes nothing: the culture is the invariant one."},
}})

const (
	regularExpressions = "System.Text.RegularExpressions."

	regexCompiled    = 8
	regexRightToLeft = 64
	regexECMAScript  = 256
	regexInvariant   = 512
)
