package bind

import (
	_ "embed"

	"sallyport/eval/source"
)

//go:embed codes.go
var codesText string

// Codes is the reference of the codes that the package reports.
func Codes() []source.CodeDoc { return source.ReadCodes(codesText) }

// The codes of what the binder reports: the C# compiler's, APIM's (APIM) and,
// for what only policies know, ours (EXP). Each has an example that raises it.
const (
	// CodeOperator: no operator takes operands of these types.
	//
	// Example: @(true + 1)
	CodeOperator source.Code = "CS0019"

	// CodeDivideByZero: a constant divided by the constant zero.
	//
	// Example: @(1 / 0)
	CodeDivideByZero source.Code = "CS0020"

	// CodeNoIndexer: an index into what has no indexer.
	//
	// Example: @(true[0])
	CodeNoIndexer source.Code = "CS0021"

	// CodeIndexCount: an array with another number of dimensions.
	//
	// Example: @(new int[1][0, 0])
	CodeIndexCount source.Code = "CS0022"

	// CodeUnary: no operator takes an operand of this type.
	//
	// Example: @(!1)
	CodeUnary source.Code = "CS0023"

	// CodeNoConversion: no conversion.
	//
	// Example: @{ int n = true; return n; }
	CodeNoConversion source.Code = "CS0029"

	// CodeNoCast: no conversion, not even an explicit one.
	//
	// Example: @((int)true)
	CodeNoCast source.Code = "CS0030"

	// CodeConstantRange: a constant outside of its type.
	//
	// Example: @{ byte n = 256; return n; }
	CodeConstantRange source.Code = "CS0031"

	// CodeNullValue: null for a type that has none.
	//
	// Example: @{ int n = null; return n; }
	CodeNullValue source.Code = "CS0037"

	// CodeUnknownName: a name that stands for nothing.
	//
	// Example: @(nothing)
	CodeUnknownName source.Code = "CS0103"

	// CodeNoStaticMember: a type has no such static member.
	//
	// Example: @(object.Nothing)
	CodeNoStaticMember source.Code = "CS0117"

	// CodeNotAVariable: a method group, type or namespace where a value is wanted.
	//
	// Example: @(Exception)
	CodeNotAVariable source.Code = "CS0119"

	// CodeNeedsReceiver: an instance member named by its type.
	//
	// Example: @(object.ToString())
	CodeNeedsReceiver source.Code = "CS0120"

	// CodeAmbiguous: two overloads are equally good.
	CodeAmbiguous source.Code = "CS0121"

	// CodeReturnValue: return without a value, or with one where none is wanted.
	//
	// Example: @{ return; }
	CodeReturnValue source.Code = "CS0126"

	// CodeReturnNothing: a value returned from what returns nothing.
	//
	// Example: @{ void f() { return 1; } f(); return 1; }
	CodeReturnNothing source.Code = "CS0127"

	// CodeDuplicateLocal: a name declared twice in a scope.
	//
	// Example: @{ int n = 1; int n = 2; return n; }
	CodeDuplicateLocal source.Code = "CS0128"

	// CodeNotAssignable: the left side of an assignment is no variable.
	//
	// Example: @{ 1 = 2; return 1; }
	CodeNotAssignable source.Code = "CS0131"

	// CodeNotConstant: a constant is wanted.
	//
	// Example: @{ int n = 1; const int m = n; return m; }
	CodeNotConstant source.Code = "CS0133"

	// CodeShadow: a local hides another.
	//
	// Example: @{ int n = 1; { int n = 2; } return n; }
	CodeShadow source.Code = "CS0136"

	// CodeNoLoop: break or continue outside of a loop.
	//
	// Example: @{ break; }
	CodeNoLoop source.Code = "CS0139"

	// CodeNoType: no type has the name.
	//
	// Example: @(new Nothing())
	CodeNoType source.Code = "CS0246"

	// CodeAbstract: an abstract type cannot be made.
	//
	// Example: @(new Delegate())
	CodeAbstract source.Code = "CS0144"

	// CodeNotInvocable: a call of what is no function.
	//
	// Example: @{ var n = 1; return n(); }
	CodeNotInvocable source.Code = "CS0149"

	// CodeDuplicateCase: two cases for one value.
	//
	// Example: @{ switch (1) { case 1: break; case 1: break; } return 1; }
	CodeDuplicateCase source.Code = "CS0152"

	// CodeThrowType: what is thrown or caught is no exception.
	//
	// Example: @{ throw 1; }
	CodeThrowType source.Code = "CS0155"

	// CodeRethrow: throw without a value outside of a catch.
	//
	// Example: @{ throw; }
	CodeRethrow source.Code = "CS0156"

	// CodeLeavesFinally: return, break, continue or goto out of a finally.
	//
	// Example: @{ try { } finally { return 1; } }
	CodeLeavesFinally source.Code = "CS0157"

	// CodeShadowLabel: a label hides one of a block around.
	//
	// Example: @{ a: { a: return 1; } }
	CodeShadowLabel source.Code = "CS0158"

	// CodeDuplicateLabel: a label twice in a block.
	//
	// Example: @{ a: ; a: return 1; }
	CodeDuplicateLabel source.Code = "CS0140"

	// CodeNoLabel: a goto without its label.
	//
	// Example: @{ goto nowhere; }
	CodeNoLabel source.Code = "CS0159"

	// CodeNoReturn: a path that returns no value.
	//
	// Example: @{ if (1 > 2) return 1; }
	CodeNoReturn source.Code = "CS0161"

	// CodeFallThrough: a section of a switch runs into the next.
	//
	// Example: @{ switch (1) { case 1: int n = 1; case 2: break; } return 1; }
	CodeFallThrough source.Code = "CS0163"

	// CodeUnassigned: a local is used before it has a value.
	//
	// Example: @{ int n; return n; }
	CodeUnassigned source.Code = "CS0165"

	// CodeNoCommonType: the branches of ?: have no common type.
	//
	// Example: @(true ? 1 : null)
	CodeNoCommonType source.Code = "CS0173"

	// CodeReadOnlyMember: a property that cannot be set.
	//
	// Example: @{ new Exception().Message = ""; return 1; }
	CodeReadOnlyMember source.Code = "CS0200"

	// CodeOverflow: a constant too large for its type.
	//
	// Example: @(2147483647 + 1)
	CodeOverflow source.Code = "CS0220"

	// CodeConstantCast: a constant that a cast would cut.
	//
	// Example: @((byte)256)
	CodeConstantCast source.Code = "CS0221"

	// CodeExplicitNeeded: a conversion exists, but only with a cast.
	//
	// Example: @{ long n = 1; int m = n; return m; }
	CodeExplicitNeeded source.Code = "CS0266"

	// CodeTypeCount: a wrong number of type arguments, or none where some are needed.
	//
	// Example: @{ object f() => null; return f<int>(); }
	CodeTypeCount source.Code = "CS0308"

	// CodeNoInference: type arguments that cannot be inferred.
	CodeNoInference source.Code = "CS0411"

	// CodeNoForEach: not a sequence.
	//
	// Example: @{ foreach (var x in 1) { } return 1; }
	CodeNoForEach source.Code = "CS1579"

	// CodeNoMethodConversion: a method or lambda that does not fit the delegate.
	//
	// Example: @{ Func<int> f = x => 1; return f; }
	CodeNoMethodConversion source.Code = "CS1593"

	// CodeArgumentCount: no overload takes so many arguments.
	//
	// Example: @(new object().ToString(1, 2))
	CodeArgumentCount source.Code = "CS1501"

	// CodeArgumentType: an argument of the wrong type.
	//
	// Example: @{ void f(int n) { } f(true); return 1; }
	CodeArgumentType source.Code = "CS1503"

	// CodeNoMember: a type has no such member.
	//
	// Example: @(new object().Nothing)
	CodeNoMember source.Code = "CS1061"

	// CodeReadOnlyLocal: a foreach, using or const variable is assigned.
	//
	// Example: @{ foreach (var n in new[] {1}) n = 2; return 1; }
	CodeReadOnlyLocal source.Code = "CS1656"

	// CodeNoNamedArgument: no parameter has the name.
	//
	// Example: @(new object().Equals(nothing: 1))
	CodeNoNamedArgument source.Code = "CS1739"

	// CodeUsing: what using is given cannot be disposed of.
	//
	// Example: @{ using (new object()) { } return 1; }
	CodeUsing source.Code = "CS1674"

	// CodeImplicitType: var without a type to infer.
	//
	// Example: @{ var n = null; return n; }
	CodeImplicitType source.Code = "CS0815"

	// CodeNoInitializer: var without an initial value.
	//
	// Example: @{ var n; return 1; }
	CodeNoInitializer source.Code = "CS0818"

	// CodeNotAReference: ref or out of what is no variable.
	//
	// Example: @(context.Shape.Parse("", out context.Shape.Area))
	CodeNotAReference source.Code = "CS0206"

	// CodeLock: lock on what is no reference.
	//
	// Example: @{ lock (1) { return 1; } }
	CodeLock source.Code = "CS0185"

	// CodeUsingInitializer: using of a variable without a value.
	//
	// Example: @{ using (Round r) { return 1; } }
	CodeUsingInitializer source.Code = "CS0210"

	// CodeTupleNames: two elements of a tuple with one name.
	//
	// Example: @((a: 1, a: 2))
	CodeTupleNames source.Code = "CS8127"

	// CodeFallOut: the last section of a switch goes on behind it.
	//
	// Example: @{ switch (1) { case 1: break; default: ; } return 1; }
	CodeFallOut source.Code = "CS8070"

	// CodeHandledCase: a case of which nothing is left.
	//
	// Example: @{ object o = 1; switch (o) { case object x: return 1; case int i: return 2; } return 3; }
	CodeHandledCase source.Code = "CS8120"

	// CodeNotPatternValue: a pattern for what has no type.
	//
	// Example: @(null is null)
	CodeNotPatternValue source.Code = "CS8117"

	// CodeAsValue: as with a type that has no null.
	//
	// Example: @((object)1 as int)
	CodeAsValue source.Code = "CS0077"

	// CodeCaseNotConstant: a case that is no constant.
	//
	// Example: @{ int n = 1; switch (1) { case n: return 1; } return 2; }
	CodeCaseNotConstant source.Code = "CS0150"

	// CodeIncrementTarget: ++ or -- on what cannot be assigned.
	//
	// Example: @(5++)
	CodeIncrementTarget source.Code = "CS1059"

	// CodeNotAVariableArgument: ref or out before what is no variable.
	//
	// Example: @(int.TryParse("1", out 5))
	CodeNotAVariableArgument source.Code = "CS1510"

	// CodeLambdaConversion: a lambda for what is no delegate.
	//
	// Example: @{ object f = x => 1; return f; }
	CodeLambdaConversion source.Code = "CS1660"

	// CodeGroupConversion: a method that is not called.
	//
	// Example: @("a".ToUpper)
	CodeGroupConversion source.Code = "CS0428"

	// CodeNotStatement: a lambda that gives a value for what returns nothing.
	//
	// Example: @{ Action f = () => 5; return 1; }
	CodeNotStatement source.Code = "CS0201"

	// CodeUsedBefore: a local before its declaration.
	//
	// Example: @{ int y = x; int x = 1; return y; }
	CodeUsedBefore source.Code = "CS0841"

	// CodeRealLiteral: a double literal for a float or decimal.
	//
	// Example: @{ decimal d = 1.5; return d; }
	CodeRealLiteral source.Code = "CS0664"

	// CodeTupleItem: ItemN as the name of another element.
	//
	// Example: @((Item2: 1, b: 2))
	CodeTupleItem source.Code = "CS8125"

	// CodeDuplicateTypeParam: a type parameter twice.
	//
	// Example: @{ void f<T, T>() { } return 1; }
	CodeDuplicateTypeParam source.Code = "CS0692"

	// CodeNoTypeParam: a constraint on what is no type parameter.
	//
	// Example: @{ void f<T>() where U : class { } return 1; }
	CodeNoTypeParam source.Code = "CS0699"

	// CodeConstraint: a type argument that breaks a constraint.
	//
	// Example: @{ void f<T>(T t) where T : Exception { } f("a"); return 1; }
	CodeConstraint source.Code = "CS0311"

	// CodeBoundCycle: a type parameter whose bounds lead back to it.
	//
	// Example: @{ void f<T, U>() where T : U where U : T { } return 1; }
	CodeBoundCycle source.Code = "CS0454"

	// CodeParamsType: params of what is no array.
	//
	// Example: @{ int f(params int n) => n; return 1; }
	CodeParamsType source.Code = "CS0225"

	// CodeOutUnassigned: an out parameter without a value at the end.
	//
	// Example: @{ void f(out int n) { } return 1; }
	CodeOutUnassigned source.Code = "CS0177"

	// CodeCapturesReference: a ref or out parameter used by a function inside.
	//
	// Example: @{ int f(ref int n) { Func<int> g = () => n; return g(); } return 1; }
	CodeCapturesReference source.Code = "CS1628"

	// CodeSizeOf: sizeof a type whose size the language does not say.
	//
	// Example: @(sizeof(object))
	CodeSizeOf source.Code = "CS0233"

	// CodeNoName: nameof of what has no name.
	//
	// Example: @(nameof(1 + 2))
	CodeNoName source.Code = "CS8081"

	// CodeStaticByValue: a static member behind a value.
	//
	// Example: @(new object().ReferenceEquals(1, 2))
	CodeStaticByValue source.Code = "CS0176"

	// CodeManyVar: several variables declared with one var.
	//
	// Example: @{ var n = 1, m = 2; return n; }
	CodeManyVar source.Code = "CS0819"

	// CodeConstVar: a constant declared with var.
	//
	// Example: @{ const var n = 1; return n; }
	CodeConstVar source.Code = "CS0822"

	// CodeConstType: a constant of a type that has none.
	//
	// Example: @{ const DateTime t = default(DateTime); return t; }
	CodeConstType source.Code = "CS0283"

	// CodeConstReference: a constant of a reference type that is not null.
	//
	// Example: @{ const object o = "a"; return o; }
	CodeConstReference source.Code = "CS0134"

	// CodeDefaultNotConstant: the default of a parameter is no constant.
	//
	// Example: @{ int f(object o = new object()) => 1; return f(); }
	CodeDefaultNotConstant source.Code = "CS1736"

	// CodeVoid: a variable of type void.
	//
	// Example: @{ void n; return 1; }
	CodeVoid source.Code = "CS1547"

	// CodeSizeNotConstant: an array of given elements and a size that is no constant.
	//
	// Example: @{ int n = 1; return new int[n] { 1 }; }
	CodeSizeNotConstant source.Code = "CS0150"

	// CodeElementCount: an array with more or fewer elements than its size.
	//
	// Example: @(new int[1] { 1, 2 })
	CodeElementCount source.Code = "CS0847"

	// CodeNegativeSize: an array of negative size.
	//
	// Example: @(new int[-1])
	CodeNegativeSize source.Code = "CS0248"

	// CodeDecimalOverflow: a constant too large for decimal.
	//
	// Example: @(79228162514264337593543950335m * 2m)
	CodeDecimalOverflow source.Code = "CS0463"

	// CodeCaughtAlready: a catch that the ones before it leave nothing.
	//
	// Example: @{ try { return 1; } catch (Exception) { } catch (FormatException) { } return 2; }
	CodeCaughtAlready source.Code = "CS0160"

	// CodeCatchAll: a catch behind one for everything.
	//
	// Example: @{ try { return 1; } catch { } catch (Exception) { } return 2; }
	CodeCatchAll source.Code = "CS1017"

	// CodeAnonymousTwice: a property of an anonymous type twice.
	//
	// Example: @(new { a = 1, a = 2 })
	CodeAnonymousTwice source.Code = "CS0833"

	// CodeNotACollection: elements in braces for what cannot be enumerated.
	//
	// Example: @(new XElement("a") { "b" })
	CodeNotACollection source.Code = "CS1922"

	// CodeNoElementType: an array whose element type cannot be inferred.
	//
	// Example: @(new[] { 1, "a" })
	CodeNoElementType source.Code = "CS0826"

	// CodeMissingArgument: a parameter without an argument.
	//
	// Example: @{ int f(int n) => n; return f(); }
	CodeMissingArgument source.Code = "CS7036"

	// CodeUnsupportedType: APIM's allow-list lacks the type.
	//
	// Example: @(new FormatException()) // strict
	CodeUnsupportedType source.Code = "APIM0001"

	// CodeUnsupportedMember: APIM's allow-list lacks the member.
	CodeUnsupportedMember source.Code = "APIM0002"

	// CodeDynamic: APIM refuses dynamic.
	//
	// Example: @{ dynamic n = 1; return n; }
	CodeDynamic source.Code = "APIM0006"

	// CodeSubjectName: a certificate's SubjectName is compared with a string,
	// which C# refuses; its Name is compared instead.
	CodeSubjectName source.Code = "EXP0101"

	// CodeUnsupported: C# that Sallyport does not run.
	CodeUnsupported source.Code = "EXP0102"

	// CodeTooComplex: so many nested lambdas in overloaded calls that binding
	// them would take too long.
	CodeTooComplex source.Code = "EXP0103"
)
