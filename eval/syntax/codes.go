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
)
