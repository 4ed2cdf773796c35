package policytest

import (
	_ "embed"

	"sallyport/eval/source"
)

//go:embed codes.go
var codesText string

// Codes is the reference of the codes that the package reports.
func Codes() []source.CodeDoc { return source.ReadCodes(codesText) }

// The codes of faults in test files that the YAML alone does not show. The
// examples are read as the tests of a file whose policy is empty.
const (
	// CodeSubject: a test that does not say what is tested, or says it twice.
	//
	// Example: [ { name: a, expect: { status: 200 } } ]
	CodeSubject source.Code = "TEST0001"

	// CodeNoExpectation: a test that would always pass.
	//
	// Example: [ { name: a, request: {}, expect: {} } ]
	CodeNoExpectation source.Code = "TEST0002"

	// CodePattern: a text between slashes that is no regular expression.
	//
	// Example: [ { name: a, request: {}, expect: { body: "/(/" } } ]
	CodePattern source.Code = "TEST0003"

	// CodeValue: a text that is no URL, time, Base64 or whatever its key takes.
	//
	// Example: [ { name: a, request: { url: "orders" }, expect: { status: 200 } } ]
	CodeValue source.Code = "TEST0004"

	// CodeFile: a file that cannot be read, or does not hold what it should.
	//
	// Example: [ { name: a, request: { client-certificate: absent.pem }, expect: { status: 200 } } ]
	CodeFile source.Code = "TEST0005"

	// CodeRepeated: two tests of one name.
	//
	// Example: [ { name: a, expression: "1", value: 1 }, { name: a, expression: "1", value: 1 } ]
	CodeRepeated source.Code = "TEST0006"
)
