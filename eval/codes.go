package eval

import (
	_ "embed"

	"sallyport/eval/source"
)

//go:embed codes.go
var codesText string

// Codes is the reference of the codes that the package reports.
func Codes() []source.CodeDoc { return source.ReadCodes(codesText) }

// CodeInternal: an expression that binds could not be lowered, which is a fault
// of ours and never of the author. No input is known that raises it.
const CodeInternal source.Code = "EVAL0001"
