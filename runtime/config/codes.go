package config

import (
	_ "embed"

	"sallyport/eval/source"
)

//go:embed codes.go
var codesText string

// Codes is the reference of the codes that the package reports.
func Codes() []source.CodeDoc { return source.ReadCodes(codesText) }

// The codes of faults in sallyport.yaml that the YAML alone does not show. The
// examples are read as the files of a folder without others.
const (
	// CodeFile: a file that cannot be read, or does not hold what it should.
	//
	// Example: policy: absent.xml
	CodeFile source.Code = "CONF0001"

	// CodeReference: an id that nothing has.
	//
	// Example: products: { p: { apis: [absent] } }
	CodeReference source.Code = "CONF0002"

	// CodeValue: a text that is no URL, address or whatever its key takes.
	//
	// Example: backends: { b: { url: "not a URL" } }
	CodeValue source.Code = "CONF0003"

	// CodeSecret: a secret that is nowhere, or in more than one place.
	//
	// Example: named-values: { key: { env: SALLYPORT_NO_SUCH_VARIABLE } }
	CodeSecret source.Code = "CONF0004"

	// CodeWhole: parts that do not go together, such as two APIs at one path.
	//
	// Example: apis: { a: { path: p }, b: { path: p } }
	CodeWhole source.Code = "CONF0005"
)
