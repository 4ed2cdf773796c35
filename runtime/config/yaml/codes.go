package yaml

import (
	_ "embed"

	"sallyport/eval/source"
)

//go:embed codes.go
var codesText string

// Codes is the reference of the codes that the package reports.
func Codes() []source.CodeDoc { return source.ReadCodes(codesText) }

// The codes of faults in a YAML file. The examples are read as
//
//	address: text, required    count: number    mode: a or b    tls: {certificate}    later: unsupported
const (
	// CodeSyntax: not YAML, or YAML that no file of ours may use.
	//
	// Example: address: [
	CodeSyntax source.Code = "YAML0001"

	// CodeUnknownKey: a key that has no meaning at its place.
	//
	// Example: {address: a, mood: b}
	CodeUnknownKey source.Code = "YAML0002"

	// CodeType: a value of another type than the key takes.
	//
	// Example: {address: a, count: many}
	CodeType source.Code = "YAML0003"

	// CodeMissingKey: a mapping without a key that it needs.
	//
	// Example: {count: 1}
	CodeMissingKey source.Code = "YAML0004"

	// CodeEnum: a text that is none of those the key takes.
	//
	// Example: {address: a, mode: c}
	CodeEnum source.Code = "YAML0005"

	// CodeUnsupported: a key that the format has and this program does not act
	// upon yet.
	//
	// Example: {address: a, later: true}
	CodeUnsupported source.Code = "YAML0006"
)
