package syntax

import "sallyport/eval/source"

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
	// tokenExpected: one token, and no other, could stand here.
	//
	// Example: @(new int[3)
	tokenExpected source.Code = "CS1003"

	// closeParenExpected: a ) is missing.
	//
	// Example: @((1 + 2)
	closeParenExpected source.Code = "CS1026"

	// closeBraceExpected: a } is missing.
	//
	// Example: @{ return 1;
	closeBraceExpected source.Code = "CS1513"

	// arraySizeMisplaced: a size in the type of a declaration.
	//
	// For example @{ int[3] a; return 1; }
	arraySizeMisplaced source.Code = "CS0270"

	// arraySizeMissing: an array creation with neither size nor elements.
	//
	// For example @(new int[])
	arraySizeMissing source.Code = "CS1586"

	// asyncUnsupported: an async function, which policy expressions have not.
	//
	// For example @(async x => x)
	asyncUnsupported source.Code = "EXP0002"

	// awaitUnsupported: await outside an async function.
	//
	// For example @(await context)
	awaitUnsupported source.Code = "CS1992"

	// baseMisplaced: base, where there is no class around.
	//
	// For example @(base.ToString())
	baseMisplaced source.Code = "CS1511"

	// catchExpected: a try without catch or finally.
	//
	// For example @{ try { } return 1; }
	catchExpected source.Code = "CS1524"

	// conditionalInHole: a conditional in a hole without parentheses.
	//
	// For example @($"{true ? 1 : 2}")
	conditionalInHole source.Code = "CS8361"

	// constWithoutValue: a const without its value.
	//
	// For example @{ const int a; return 1; }
	constWithoutValue source.Code = "CS0145"

	// declarationEmbedded: a declaration as the body of another statement.
	//
	// For example @{ if (true) int a = 1; return 1; }
	declarationEmbedded source.Code = "CS1023"

	// declarationMisplaced: a declaration inside an expression that allows none.
	//
	// For example @(1 + var x)
	declarationMisplaced source.Code = "CS8185"

	// expressionExpected: something that begins no expression.
	//
	// For example @(1 + )
	expressionExpected source.Code = "CS1525"

	// formatEmpty: an empty format in a hole.
	//
	// For example @($"{1:}")
	formatEmpty source.Code = "CS8089"

	// identifierExpected: a name is missing.
	//
	// For example @(context.)
	identifierExpected source.Code = "CS1001"

	// memberNameMissing: an anonymous object's member without a name.
	//
	// For example @(new { 1 })
	memberNameMissing source.Code = "CS0746"

	// mixedParams: parameters with and without types in one list.
	//
	// For example @((int a, b) => a)
	mixedParams source.Code = "CS0748"

	// newIncomplete: new without ( [ or {.
	//
	// For example @(new string)
	newIncomplete source.Code = "CS1526"

	// noEffect: a value that is not used.
	//
	// For example @{ 1 + 1; return 1; }
	noEffect source.Code = "CS0201"

	// openBraceExpected: a { is missing.
	//
	// For example @{ try return 1; }
	openBraceExpected source.Code = "CS1514"

	// queryIncomplete: a query without select or group at its end.
	//
	// For example @(from x in y where x)
	queryIncomplete source.Code = "CS0742"

	// refUnsupported: ref where policy expressions have no references.
	//
	// For example @{ ref int a = ref b; return a; }
	refUnsupported source.Code = "EXP0003"

	// semicolonExpected: a ; is missing.
	//
	// For example @{ return 1 }
	semicolonExpected source.Code = "CS1002"

	// thisMisplaced: this, where there is no object around.
	//
	// For example @(this.ToString())
	thisMisplaced source.Code = "CS0026"

	// throwMisplaced: throw as a value where none may stand.
	//
	// For example @(1 + throw null)
	throwMisplaced source.Code = "CS8115"

	// tooComplex: nesting deeper than the limit.
	tooComplex source.Code = "CS8078"

	// tupleTooShort: a tuple of one element.
	//
	// For example @{ (int a) b; return 1; }
	tupleTooShort source.Code = "CS8124"

	// typeExpected: a type is missing.
	//
	// For example @(typeof())
	typeExpected source.Code = "CS1031"

	// unsafeCode: pointers and other unsafe code.
	//
	// For example @(*context)
	unsafeCode source.Code = "CS0214"

	// valueExpected: an expression is missing at the end.
	//
	// For example @()
	valueExpected source.Code = "CS1733"
)
