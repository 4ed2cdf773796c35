package syntax

import (
	_ "embed"

	"sallyport/eval/source"
)

//go:embed codes.go
var codesText string

// Codes is the reference of the codes that the package reports.
func Codes() []source.CodeDoc { return source.ReadCodes(codesText) }

// The codes of lexical faults. Where a C# compiler has a code for it, it is
// that; what only policy expressions forbid has a code of ours, EXP.
const (
	// notExpression: the text is not a policy expression.
	//
	// Example: 1 + 1
	notExpression source.Code = "EXP0001"

	// invalidEscape: an escape sequence that C# has not.
	//
	// Example: @("a\qb")
	invalidEscape source.Code = "CS1009"

	// newlineInConstant: a string or a character ends with its line.
	//
	// Example: @("abc)
	newlineInConstant source.Code = "CS1010"

	// emptyCharacter: a character literal without a character.
	//
	// Example: @('')
	emptyCharacter source.Code = "CS1011"

	// manyCharacters: a character literal with more than one, usually a string
	// in the wrong quotes.
	//
	// Example: @('text')
	manyCharacters source.Code = "CS1012"

	// invalidNumber: digits in no order that C# knows.
	//
	// Example: @(0x)
	invalidNumber source.Code = "CS1013"

	// numberTooLarge: a whole number above ulong.
	//
	// Example: @(99999999999999999999)
	numberTooLarge source.Code = "CS1021"

	// realTooLarge: a real number beyond its type.
	//
	// Example: @(1e999)
	realTooLarge source.Code = "CS0594"

	// commentUnterminated: a comment without its end.
	//
	// Example: @(1 /* one)
	commentUnterminated source.Code = "CS1035"

	// verbatimUnterminated: a verbatim string without its end.
	//
	// Example: @(@"abc)
	verbatimUnterminated source.Code = "CS1039"

	// directive: a preprocessor directive.
	//
	// Example: @(1
	//	#if X
	//	)
	directive source.Code = "CS1040"

	// unexpectedCharacter: a character that begins no token.
	//
	// Example: @(“a”)
	unexpectedCharacter source.Code = "CS1056"

	// verbatimExpected: an @ before neither a string nor an identifier.
	//
	// Example: @(@ 1)
	verbatimExpected source.Code = "CS1646"

	// holeUnclosed: a hole without its end.
	//
	// Example: @($"{1:N")
	holeUnclosed source.Code = "CS8076"

	// closeBraceNotDoubled: a single } in the text of an interpolated string.
	//
	// Example: @($"a } b")
	closeBraceNotDoubled source.Code = "CS8086"

	// braceNotDoubled: a single { in the format of a hole.
	//
	// Example: @($"{1:{}")
	braceNotDoubled source.Code = "CS8087"

	// newerLanguage: a construct of C# 8 or later.
	//
	// Example: @(("a")!.Length)
	newerLanguage source.Code = "CS8370"

	// verbatimOrder: @$ where C# 7 wants $@.
	//
	// Example: @(@$"{1}")
	verbatimOrder source.Code = "CS8401"

	// newlineInHole: a line end in a hole of $"".
	//
	// Example: @($"{1 +
	//	2}")
	newlineInHole source.Code = "CS8967"
)

// The codes of syntax faults.
const (
	// asyncUnsupported: an async function, which policy expressions have no use for.
	//
	// Example: @{ Func<Task> f = async () => { }; return f; }
	asyncUnsupported source.Code = "EXP0002"

	// refUnsupported: a reference to a variable in a local, a return or an assignment.
	//
	// Example: @{ int x = 1; ref int y = ref x; return y; }
	refUnsupported source.Code = "EXP0003"

	// thisMisplaced: this, of which there is none.
	//
	// Example: @(this.Request)
	thisMisplaced source.Code = "CS0027"

	// modifierMisplaced: a modifier of members before a local.
	//
	// Example: @{ public int x = 1; return x; }
	modifierMisplaced source.Code = "CS0106"

	// constWithoutValue: a constant without its value.
	//
	// Example: @{ const int x; return x; }
	constWithoutValue source.Code = "CS0145"

	// noEffect: a value that nothing is done with.
	//
	// Example: @{ 1 + 1; return 1; }
	noEffect source.Code = "CS0201"

	// unsafeCode: a pointer or stackalloc.
	//
	// Example: @{ int* p; return 1; }
	unsafeCode source.Code = "CS0214"

	// unsafeBlock: an unsafe block.
	//
	// Example: @{ unsafe { } return 1; }
	unsafeBlock source.Code = "CS0227"

	// valueExpected: an index without a value.
	//
	// Example: @(context.Variables[])
	valueExpected source.Code = "CS0443"

	// queryIncomplete: a query that ends in neither select nor group.
	//
	// Example: @(from x in new[] { 1 } where x > 1)
	queryIncomplete source.Code = "CS0742"

	// memberNameMissing: a property of an anonymous object whose name cannot be told.
	//
	// Example: @(new { 1 })
	memberNameMissing source.Code = "CS0746"

	// mixedParams: some parameters of a lambda with a type and some without.
	//
	// Example: @{ Func<int, int, int> f = (int x, y) => x; return f; }
	mixedParams source.Code = "CS0748"

	// identifierExpected: an identifier is missing.
	//
	// Example: @(context.)
	identifierExpected source.Code = "CS1001"

	// semicolonExpected: a ; is missing.
	//
	// Example: @{ int x = 5 return x; }
	semicolonExpected source.Code = "CS1002"

	// tokenExpected: one token, and no other, could stand here.
	//
	// Example: @(f(1 2))
	tokenExpected source.Code = "CS1003"

	// declarationEmbedded: a declaration as the body of a statement.
	//
	// Example: @{ if (true) int x = 1; return 1; }
	declarationEmbedded source.Code = "CS1023"

	// closeParenExpected: a ) is missing.
	//
	// Example: @((1 + 2)
	closeParenExpected source.Code = "CS1026"

	// typeExpected: a type is missing.
	//
	// Example: @(new 1)
	typeExpected source.Code = "CS1031"

	// baseMisplaced: base, of which there is none.
	//
	// Example: @(base.ToString())
	baseMisplaced source.Code = "CS1512"

	// closeBraceExpected: a } is missing.
	//
	// Example: @{ return 1;
	closeBraceExpected source.Code = "CS1513"

	// openBraceExpected: a { is missing.
	//
	// Example: @{ try return 1; catch { } }
	openBraceExpected source.Code = "CS1514"

	// catchExpected: a try with neither catch nor finally.
	//
	// Example: @{ try { } return 1; }
	catchExpected source.Code = "CS1524"

	// expressionExpected: no expression can begin here.
	//
	// Example: @(1 + )
	expressionExpected source.Code = "CS1525"

	// newIncomplete: a new whose type nothing follows.
	//
	// Example: @(new Random)
	newIncomplete source.Code = "CS1526"

	// arraySizeMissing: an array without size or elements.
	//
	// Example: @(new int[])
	arraySizeMissing source.Code = "CS1586"

	// yieldMisplaced: yield outside an iterator.
	//
	// Example: @{ yield return 1; }
	yieldMisplaced source.Code = "CS1621"

	// holeEmpty: a hole without a value.
	//
	// Example: @($"{}")
	holeEmpty source.Code = "CS1733"

	// awaitUnsupported: await outside an async function.
	//
	// Example: @(await context.Request)
	awaitUnsupported source.Code = "CS4033"

	// unboundMisplaced: a generic type without its arguments, outside typeof.
	//
	// Example: @(new List<>())
	unboundMisplaced source.Code = "CS7003"

	// tooComplex: more nesting, or more operators in a row, than is supported.
	//
	// Example: @(
	//	!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!
	//	!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!
	//	!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!
	//	!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!
	//	!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!
	//	!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!
	//	true)
	tooComplex source.Code = "CS8078"

	// formatEmpty: a colon in a hole without a format.
	//
	// Example: @($"{1:}")
	formatEmpty source.Code = "CS8089"

	// throwMisplaced: a throw as an operand.
	//
	// Example: @(1 + throw new Exception())
	throwMisplaced source.Code = "CS8115"

	// tupleTooShort: a tuple of one element.
	//
	// Example: @((name: 1))
	tupleTooShort source.Code = "CS8124"

	// declarationMisplaced: a variable declared in a tuple that takes nothing apart.
	//
	// Example: @((int x, int y))
	declarationMisplaced source.Code = "CS8185"

	// conditionalInHole: a ?: in a hole, whose : begins the format.
	//
	// Example: @($"{true ? 1 : 2}")
	conditionalInHole source.Code = "CS8361"

	// elseMisplaced: else without if.
	//
	// Example: @{ else return 1; }
	elseMisplaced source.Code = "CS8641"
)
