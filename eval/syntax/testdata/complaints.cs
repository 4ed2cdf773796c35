@(1 + ) /* ERROR "got ')', want an expression [CS1525]" */

@(1 2 /* ERROR "got number 2, want ')' [CS1026]" */ )

@(if /* ERROR "got 'if', want an expression [CS1525]" */ (true) 1 else 2)

@(a) b /* ERROR "got identifier b, want the end of the expression" */

@(f(1 2 /* ERROR "got number 2, want ',' or ')'" */, 3, 4 5 /* ERROR "got number 5" */))

@(f(, /* ERROR "got ',', want an expression" */ 1))

@(f(1,) /* ERROR "got ')', want an expression" */)

@(a /* ERROR "want an index between the brackets [CS0443]" */ [] + 1)

@(context.) /* ERROR "got ')', want an identifier [CS1001]" */

@(context.if /* ERROR "got 'if', want an identifier" */)

@(int /* ERROR "got 'int', want an expression" */ + 1)

@('' /* ERROR "got '', want one character between the quotes [CS1011]" */)

@('text' /* ERROR "a string stands in double quotes [CS1012]" */)

@("a\qb" /* ERROR "unknown escape sequence \\q" */ + "\x" /* ERROR "\\x" */ + "\u12" /* ERROR "\\u" */ + '\U00110000' /* ERROR "\\U" */)

@(1abc /* ERROR "no number of C# [CS1013]" */ + 1_ /* ERROR "CS1013" */ + 0x /* ERROR "CS1013" */ + 1.5u /* ERROR "CS1013" */ + 0b2 /* ERROR "CS1013" */)

@(99999999999999999999 /* ERROR "above the largest ulong [CS1021]" */ + 1e999 /* ERROR "out of the range of its type [CS0594]" */ + 1e30m /* ERROR "CS0594" */ + 1e99f /* ERROR "CS0594" */)

@(a $ /* ERROR "unexpected character $ [CS1056]" */ b)

@(“ /* ERROR "straight quotes only" */ a”  /* ERROR "straight quotes only" */)

@(x switch /* ERROR "switch expressions are C# 8" */ { 1 => 2, _ => 3 })

@(x with /* ERROR "with expressions are C# 9" */ { A = 1 })

@(a[1.. /* ERROR "ranges are C# 8" */] + a[.. /* ERROR "ranges" */2] + a[.. /* ERROR "ranges" */] + a[^ /* ERROR "indices from the end are C# 8" */1])

@(x is { /* ERROR "property patterns are C# 8" */ A: 1 } y && x is T /* ERROR "property patterns" */ { B: 2 } && x is T /* ERROR "positional patterns are C# 8" */ (1, 2))

@(x is not /* ERROR "patterns with 'not' are C# 9" */ null && x is > /* ERROR "comparisons as patterns are C# 9" */ 3 and /* ERROR "patterns joined by 'and' and 'or' are C# 9" */ < 5)

@(x is string or /* ERROR "patterns joined by" */ int)

@(new /* ERROR "new without a type is C# 9" */ () { A = 1 })

@(a! /* ERROR "the null-forgiving ! is C# 8" */.b)

@{ x ??= /* ERROR "??= is C# 8; in C# 7 write x = x ?? y [CS8370]" */ y; return x; }

@("""raw""" /* ERROR "raw strings are C# 11" */ + "a"u8 /* ERROR "UTF-8 strings are C# 11" */ + $"""{a}""" /* ERROR "raw strings" */)

@(a + [ /* ERROR "collection expressions are C# 12" */1, 2])

@{ int[] a = [ /* ERROR "collection expressions are C# 12; in C# 7 use new[]" */ 1, 2]; return a; }

@(static /* ERROR "static lambdas are C# 9" */ x => x)

@{ static /* ERROR "static local functions are C# 8" */ int F() => 1; return F(); }

@{ using /* ERROR "using declarations are C# 8" */ var r = f(); return r; }

@{ switch (x) { case int /* ERROR "a type alone as a pattern is C# 9" */: return 1; case > /* ERROR "comparisons as patterns" */ 3: return 2; } return 3; }

@(await /* ERROR "await has no place in a policy expression, which is not async [CS4033]" */ f())

@(async /* ERROR "async functions are not supported in policy expressions [EXP0002]" */ x => x)

@(async /* ERROR "EXP0002" */ () => { })

@{ async /* ERROR "EXP0002" */ Task F() { } return 1; }

@{ yield /* ERROR "yield has no place in a policy expression; add to a List<T> [CS1621]" */ return 1; }

@{ ref /* ERROR "EXP0003" */ int x = ref /* ERROR "EXP0003" */ y; return ref /* ERROR "EXP0003" */ x; }

@{ int* /* ERROR "pointers are not allowed in a policy expression [CS0214]" */ p = & /* ERROR "CS0214" */ x; * /* ERROR "CS0214" */p = 1; p-> /* ERROR "CS0214" */x = 1; return 1; }

@(stackalloc /* ERROR "stackalloc is not allowed in a policy expression; use new [CS0214]" */ int[3])

@{ unsafe /* ERROR "unsafe code is not allowed in a policy expression [CS0227]" */ { } return 1; }

@(this /* ERROR "there is no this in a policy expression" */.x + base /* ERROR "there is no base" */.y)

@(1 + throw /* ERROR "a throw is no operand" */ new E())

@(( /* ERROR "a tuple has at least two elements [CS8124]" */ name: 1))

@((int /* ERROR "a variable can be declared here only on the left of = [CS8185]" */ x, y))

@((int /* ERROR "either all parameters have a type or none has [CS0748]" */ x, y) => x)

@(new Random) /* ERROR "got ')', want '(', '[' or '{' behind the type [CS1526]" */

@(new[] a /* ERROR "got identifier a, want '{' [CS1514]" */)

@(new /* ERROR "want the size of the array, or its elements in braces [CS1586]" */ int[])

@(new { 1 /* ERROR "this property has no name; write Name = value [CS0746]" */, a /* ERROR "this property has no name" */ .b() })

@(from x in xs where x > 1) /* ERROR "got ')', want select or group at the end of the query [CS0742]" */

@(from x in xs join y on ys /* ERROR "got identifier ys, want 'in'" */ on x equals y select x)

@{ int x = 5 /* ERROR "got 'return', want ';' [CS1002]" */ return x; }

@{ int x = ; /* ERROR "got ';', want an expression" */ int y = 1 /* ERROR "got number 2, want ';'" */ 2; y = ) /* ERROR "got ')', want an expression" */ ; return y; }

@{ if true /* ERROR "got 'true', want '('" */ return 1; return 2; }

@{ if (a return /* ERROR "got 'return', want ')'" */ 1; return 2; }

@{ if (a) return 1 /* ERROR "got 'else', want ';'" */ else return 2; }

@{ 1 /* ERROR "this value is not used" */ + 1; a /* ERROR "this value is not used" */ ?.b; ( /* ERROR "this value is not used" */ f()); return 1; }

@{ if (a) int /* ERROR "put it in braces [CS1023]" */ x = 1; return 1; }

@{ else /* ERROR "got 'else' without an if before it [CS8641]" */ return 1; }

@{ catch /* ERROR "got 'catch' without a try before it" */ { } case /* ERROR "got 'case' outside a switch" */ 1: return 1; }

@{ try { } return /* ERROR "got 'return', want 'catch' or 'finally' [CS1524]" */ 1; }

@{ try return /* ERROR "got 'return', want '{' [CS1514]" */ 1; catch { } }

@{ switch (x) { return /* ERROR "got 'return', want 'case', 'default' or '}'" */ 1; case 2: return 3; } }

@{ const int x; /* ERROR "got ';', want '=' and the value of the constant [CS0145]" */ return x; }

@{ public /* ERROR "got 'public', which has no place before a local variable or function [CS0106]" */ int x = 1; return x; }

@{ class /* ERROR "a policy expression declares no types" */ C { int x; } return 1; }

@{ void F() return /* ERROR "got 'return', want '{'" */ 1; }

@{ foreach (var x of /* ERROR "got identifier of, want 'in'" */ xs) { } return 1; }

@{ for (int i = 0, i < /* ERROR "got '<', want ';' [CS1003]" */ 3; i++) { } return 1; }

@{ return 1; } } /* ERROR "got '}', want the end of the expression" */

@{ f(a[1) /* ERROR "got ')', want ',' or ']' [CS1003]" */ ; return 1; }

@{ var f = xs.Where(x => { return x; ) /* ERROR "got ')', want '}' [CS1513]" */ ; return 1; }

@(x is int? ?) /* ERROR "got ')', want an expression" */
