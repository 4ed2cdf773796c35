package policy

import (
	_ "embed"

	"sallyport/eval/source"
)

//go:embed codes.go
var codesText string

// Codes is the reference of the codes that the package reports.
func Codes() []source.CodeDoc { return source.ReadCodes(codesText) }

// The codes of faults in a document, whatever policies it holds.
const (
	// fileTooLarge: a file above the limit; it is not read.
	//
	// Example: <a b="................................................................................................................................"/>
	fileTooLarge source.Code = "DOC0001"

	// invalidEncoding: bytes that are not UTF-8.
	//
	// Example: "<a>caf\xe9</a>"
	invalidEncoding source.Code = "DOC0002"

	// forbiddenCharacter: a character that no XML document may hold.
	//
	// Example: "<a>\x00</a>"
	forbiddenCharacter source.Code = "DOC0003"

	// tooManyFaults: reading stopped, because what follows would be noise.
	//
	// Example: "<a>&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&</a>"
	tooManyFaults source.Code = "DOC0004"

	// tooDeep: elements nested beyond the limit; the rest is not read.
	//
	// Example: <a><a><a><a><a><a/></a></a></a></a></a>
	tooDeep source.Code = "DOC0005"

	// noPolicy: a document without an element.
	//
	// Example: <!-- nothing -->
	noPolicy source.Code = "DOC0006"

	// textOutside: text that stands in no element.
	//
	// Example: <policies/> and more
	textOutside source.Code = "DOC0007"

	// afterRoot: an element behind or before the one root of a document.
	//
	// Example: <policies/><choose/>
	afterRoot source.Code = "DOC0008"

	// doctype: a document type or another declaration. It could define
	// entities that expand without bound, so none is read.
	//
	// Example: <!DOCTYPE a [ <!ENTITY b "c"> ]><a/>
	doctype source.Code = "DOC0009"

	// misplacedDeclaration: an XML declaration that is not the first thing.
	//
	// Example: <a><?xml version="1.0"?></a>
	misplacedDeclaration source.Code = "DOC0010"

	// invalidInstruction: a processing instruction without a name.
	//
	// Example: <a><? ?></a>
	invalidInstruction source.Code = "DOC0011"

	// unterminated: a tag, comment, section or value without its end.
	//
	// Example: <a/><!-- b
	unterminated source.Code = "DOC0012"

	// commentDashes: -- inside a comment.
	//
	// Example: <a><!-- b -- c --></a>
	commentDashes source.Code = "DOC0013"

	// strayLess: a < that begins no tag.
	//
	// Example: <a>1 < 2</a>
	strayLess source.Code = "DOC0014"

	// sectionEnd: ]]> outside a CDATA section.
	//
	// Example: <a>b]]></a>
	sectionEnd source.Code = "DOC0015"

	// invalidName: an element or attribute name that XML does not allow.
	//
	// Example: <a:b:c/>
	invalidName source.Code = "DOC0016"

	// invalidTag: something in a tag that is no attribute.
	//
	// Example: <a b="c" "d"/>
	invalidTag source.Code = "DOC0017"

	// attributeValue: an attribute without a value in quotes.
	//
	// Example: <a b=c/>
	attributeValue source.Code = "DOC0018"

	// attributeLess: a < in the value of an attribute.
	//
	// Example: <a b="1 < 2"/>
	attributeLess source.Code = "DOC0019"

	// duplicateAttribute: the same attribute twice in one tag.
	//
	// Example: <a b="1" b="2"/>
	duplicateAttribute source.Code = "DOC0020"

	// bareAmpersand: an & that begins no reference.
	//
	// Example: <a b="x&y"/>
	bareAmpersand source.Code = "DOC0021"

	// unknownEntity: a named reference that XML does not define.
	//
	// Example: <a>&nbsp;</a>
	unknownEntity source.Code = "DOC0022"

	// invalidReference: a numeric reference to no character of XML.
	//
	// Example: <a>&#0;</a>
	invalidReference source.Code = "DOC0023"

	// unclosedElement: a start tag without an end tag.
	//
	// Example: <a><b></a>
	unclosedElement source.Code = "DOC0024"

	// unopenedElement: an end tag without a start tag.
	//
	// Example: <when></otherwise></when>
	unopenedElement source.Code = "DOC0025"

	// mismatchedTag: an end tag whose name is misspelt.
	//
	// Example: <inbound></inbond>
	mismatchedTag source.Code = "DOC0026"

	// unclosedExpression: an @( or @{ whose end cannot be found.
	//
	// Example: <a b="@(c"/>
	unclosedExpression source.Code = "DOC0027"

	// afterExpression: text between an expression and the end of its value.
	//
	// Example: <a b="@(c == "d"))"/>
	afterExpression source.Code = "DOC0028"

	// mixedExpression, a warning: an expression with text before or behind it
	// in one value, which API Management does not evaluate.
	//
	// Example: <a b="@(c) d"/>
	mixedExpression source.Code = "DOC0029"

	// unknownNamedValue: a {{name}} for which no value is known.
	//
	// Example: <a b="{{nobody}}"/>
	unknownNamedValue source.Code = "DOC0030"

	// unknownFragment: an include-fragment of a fragment that is not there.
	//
	// Example: <include-fragment fragment-id="nobody"/>
	unknownFragment source.Code = "DOC0031"

	// notFragment: an include-fragment of a whole policy document.
	//
	// Example: <include-fragment fragment-id="whole"/>
	notFragment source.Code = "DOC0032"

	// fragmentContent: what no fragment may hold: a section, <base/> or
	// another include-fragment.
	//
	// Example: <fragment><base/></fragment>
	fragmentContent source.Code = "DOC0033"
)
