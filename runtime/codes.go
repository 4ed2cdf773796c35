package runtime

import (
	_ "embed"

	"sallyport/eval/source"
)

//go:embed codes.go
var codesText string

// Codes is the reference of the codes that the package reports.
func Codes() []source.CodeDoc { return source.ReadCodes(codesText) }

// The codes of faults in what a document says to a policy.
const (
	// CodeUnknownPolicy: an element that no policy of API Management has.
	//
	// Example: <inbound><set-heder name="a"/></inbound>
	CodeUnknownPolicy source.Code = "POL0001"

	// CodeNotSupported: a policy that API Management has and this program does
	// not run yet.
	//
	// Example: <inbound><cosmosdb-data-source/></inbound>
	CodeNotSupported source.Code = "POL0002"

	// CodeWrongSection: a policy in a section that may not hold it.
	//
	// Example: <inbound><forward-request/></inbound>
	CodeWrongSection source.Code = "POL0003"

	// CodeWrongScope: a policy in a document of a scope that may not hold it.
	//
	// Example: <inbound><global-only/></inbound>
	CodeWrongScope source.Code = "POL0004"

	// CodeRepeated: a policy or element more often than it may stand there.
	//
	// Example: <inbound><once/><once/></inbound>
	CodeRepeated source.Code = "POL0005"

	// CodeUnknownAttribute: an attribute that the element does not have.
	//
	// Example: <inbound><sample nmae="a"/></inbound>
	CodeUnknownAttribute source.Code = "POL0006"

	// CodeMissingAttribute: an element without an attribute that it needs.
	//
	// Example: <inbound><sample/></inbound>
	CodeMissingAttribute source.Code = "POL0007"

	// CodeUnknownElement: a child that the element does not have.
	//
	// Example: <inbound><sample name="a"><vaule/></sample></inbound>
	CodeUnknownElement source.Code = "POL0008"

	// CodeMissingElement: an element without a child that it needs.
	//
	// Example: <inbound><holder/></inbound>
	CodeMissingElement source.Code = "POL0009"

	// CodeElementOrder: children in another order than the policy's.
	//
	// Example: <inbound><sample name="a"><value>b</value><first/></sample></inbound>
	CodeElementOrder source.Code = "POL0010"

	// CodeStrayText: text in an element that takes none.
	//
	// Example: <inbound>and then</inbound>
	CodeStrayText source.Code = "POL0011"

	// CodeMissingText: an element without the text that it needs.
	//
	// Example: <inbound><said/></inbound>
	CodeMissingText source.Code = "POL0012"

	// CodeInvalidValue: a literal that its attribute cannot have.
	//
	// Example: <inbound><sample name="a" count="many"/></inbound>
	CodeInvalidValue source.Code = "POL0013"

	// CodeNoExpression: an expression where only a literal may stand.
	//
	// Example: <inbound><sample name="a" literal="@(1)"/></inbound>
	CodeNoExpression source.Code = "POL0014"

	// CodeUnknownSection: a child of policies that is no section.
	//
	// Example: <policies><inbond/></policies>
	CodeUnknownSection source.Code = "POL0015"

	// CodeBackendCount: more than one policy in the backend section.
	//
	// Example: <backend><base/><forward-request/></backend>
	CodeBackendCount source.Code = "POL0016"

	// CodeMisplacedBase: base where no outer policies can be put.
	//
	// Example: <inbound><holder><base/></holder></inbound>
	CodeMisplacedBase source.Code = "POL0017"

	// CodeMissing: a named value or fragment that was not given.
	//
	// Example: <inbound><sample name="{{nobody}}"/></inbound>
	CodeMissing source.Code = "POL0018"

	// CodeRule: a rule of one policy about several of its values, such as attributes
	// that exclude each other, or about one that no list of words can say.
	//
	// Example: <inbound><picky/></inbound>
	CodeRule source.Code = "POL0019"

	// CodeDocument: a fragment where a whole policy or a snippet is wanted.
	//
	// Example: <fragment><sample name="a"/></fragment>
	CodeDocument source.Code = "POL0020"

	// CodeProvision: a policy that could not be made ready.
	//
	// Example: <inbound><unready/></inbound>
	CodeProvision source.Code = "POL0021"
)
