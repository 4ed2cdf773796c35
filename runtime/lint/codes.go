package lint

import (
	_ "embed"

	"sallyport/eval/source"
)

//go:embed codes.go
var codesText string

// Codes is the reference of the codes that the package reports.
func Codes() []source.CodeDoc { return source.ReadCodes(codesText) }

// The codes of what is said of the comments that turn rules off. The rules' own
// are their ids.
const (
	// CodeUnknownRule: a comment turns off a rule that there is not.
	//
	// Example: <!-- sallyport:ignore mising-base --><return-response/>
	CodeUnknownRule source.Code = "LINT0001"
)
