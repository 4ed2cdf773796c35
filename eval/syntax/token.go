package syntax

// A Token is a kind of lexical element of C#.
//
// The scanner never joins '>' with a '>' behind it, because the pair may close
// two lists of type arguments; SHR and SHR_ASSIGN are made by the parser, which
// knows. Contextual keywords (var, from, when, nameof and the like) are IDENT.
type Token uint8

// The tokens.
const (
	ILLEGAL Token = iota // a character or a piece of text that is no C#
	EOF

	IDENT      // x, @class, \u0061
	NUMBER     // 1, 0xFFul, 1_000, 1.5m
	CHAR       // 'a'
	TEXT       // "a", @"a"
	INTERP     // $" or $@": begins an interpolated string
	INTERPTEXT // the text between two holes
	HOLE       // { of a hole
	FORMAT     // : and the format behind it, in a hole
	HOLEEND    // } of a hole
	INTERPEND  // " that ends an interpolated string

	LPAREN    // (
	RPAREN    // )
	LBRACK    // [
	RBRACK    // ]
	LBRACE    // {
	RBRACE    // }
	DOT       // .
	COMMA     // ,
	SEMICOLON // ;
	COLON     // :
	COLONS    // ::
	ARROW     // =>
	POINTER   // ->
	QUESTION  // ?
	QUERYDOT  // ?.
	COALESCE  // ??
	RANGE     // ..

	ADD   // +
	SUB   // -
	MUL   // *
	QUO   // /
	REM   // %
	AND   // &
	OR    // |
	XOR   // ^
	SHL   // <<
	SHR   // >>
	INC   // ++
	DEC   // --
	NOT   // !
	TILDE // ~
	LAND  // &&
	LOR   // ||
	EQL   // ==
	NEQ   // !=
	LSS   // <
	GTR   // >
	LEQ   // <=
	GEQ   // >=

	ASSIGN          // =
	ADD_ASSIGN      // +=
	SUB_ASSIGN      // -=
	MUL_ASSIGN      // *=
	QUO_ASSIGN      // /=
	REM_ASSIGN      // %=
	AND_ASSIGN      // &=
	OR_ASSIGN       // |=
	XOR_ASSIGN      // ^=
	SHL_ASSIGN      // <<=
	SHR_ASSIGN      // >>=
	COALESCE_ASSIGN // ??=, which is C# 8

	firstKeyword
	ABSTRACT
	AS
	BASE
	BOOL
	BREAK
	BYTE
	CASE
	CATCH
	CHARTYPE // char
	CHECKED
	CLASS
	CONST
	CONTINUE
	DECIMAL
	DEFAULT
	DELEGATE
	DO
	DOUBLE
	ELSE
	ENUM
	EVENT
	EXPLICIT
	EXTERN
	FALSE
	FINALLY
	FIXED
	FLOAT
	FOR
	FOREACH
	GOTO
	IF
	IMPLICIT
	IN
	INT
	INTERFACE
	INTERNAL
	IS
	LOCK
	LONG
	NAMESPACE
	NEW
	NULL
	OBJECT
	OPERATOR
	OUT
	OVERRIDE
	PARAMS
	PRIVATE
	PROTECTED
	PUBLIC
	READONLY
	REF
	RETURN
	SBYTE
	SEALED
	SHORT
	SIZEOF
	STACKALLOC
	STATIC
	STRING
	STRUCT
	SWITCH
	THIS
	THROW
	TRUE
	TRY
	TYPEOF
	UINT
	ULONG
	UNCHECKED
	UNSAFE
	USHORT
	USING
	VIRTUAL
	VOID
	VOLATILE
	WHILE
	lastKeyword
)

// spellings are the tokens as they are typed, or, for the classes of tokens, as
// they are called.
var spellings = [...]string{
	ILLEGAL: "unknown text", EOF: "end of expression",
	IDENT: "identifier", NUMBER: "number", CHAR: "character literal", TEXT: "string literal",
	INTERP: "interpolated string", INTERPTEXT: "text of an interpolated string", HOLE: "{", FORMAT: "format",
	HOLEEND: "}", INTERPEND: "end of interpolated string",

	LPAREN: "(", RPAREN: ")", LBRACK: "[", RBRACK: "]", LBRACE: "{", RBRACE: "}",
	DOT: ".", COMMA: ",", SEMICOLON: ";", COLON: ":", COLONS: "::", ARROW: "=>", POINTER: "->",
	QUESTION: "?", QUERYDOT: "?.", COALESCE: "??", RANGE: "..",

	ADD: "+", SUB: "-", MUL: "*", QUO: "/", REM: "%", AND: "&", OR: "|", XOR: "^", SHL: "<<", SHR: ">>",
	INC: "++", DEC: "--", NOT: "!", TILDE: "~", LAND: "&&", LOR: "||",
	EQL: "==", NEQ: "!=", LSS: "<", GTR: ">", LEQ: "<=", GEQ: ">=",

	ASSIGN: "=", ADD_ASSIGN: "+=", SUB_ASSIGN: "-=", MUL_ASSIGN: "*=", QUO_ASSIGN: "/=", REM_ASSIGN: "%=",
	AND_ASSIGN: "&=", OR_ASSIGN: "|=", XOR_ASSIGN: "^=", SHL_ASSIGN: "<<=", SHR_ASSIGN: ">>=", COALESCE_ASSIGN: "??=",

	ABSTRACT: "abstract", AS: "as", BASE: "base", BOOL: "bool", BREAK: "break", BYTE: "byte", CASE: "case",
	CATCH: "catch", CHARTYPE: "char", CHECKED: "checked", CLASS: "class", CONST: "const", CONTINUE: "continue",
	DECIMAL: "decimal", DEFAULT: "default", DELEGATE: "delegate", DO: "do", DOUBLE: "double", ELSE: "else",
	ENUM: "enum", EVENT: "event", EXPLICIT: "explicit", EXTERN: "extern", FALSE: "false", FINALLY: "finally",
	FIXED: "fixed", FLOAT: "float", FOR: "for", FOREACH: "foreach", GOTO: "goto", IF: "if", IMPLICIT: "implicit",
	IN: "in", INT: "int", INTERFACE: "interface", INTERNAL: "internal", IS: "is", LOCK: "lock", LONG: "long",
	NAMESPACE: "namespace", NEW: "new", NULL: "null", OBJECT: "object", OPERATOR: "operator", OUT: "out",
	OVERRIDE: "override", PARAMS: "params", PRIVATE: "private", PROTECTED: "protected", PUBLIC: "public",
	READONLY: "readonly", REF: "ref", RETURN: "return", SBYTE: "sbyte", SEALED: "sealed", SHORT: "short",
	SIZEOF: "sizeof", STACKALLOC: "stackalloc", STATIC: "static", STRING: "string", STRUCT: "struct",
	SWITCH: "switch", THIS: "this", THROW: "throw", TRUE: "true", TRY: "try", TYPEOF: "typeof", UINT: "uint",
	ULONG: "ulong", UNCHECKED: "unchecked", UNSAFE: "unsafe", USHORT: "ushort", USING: "using",
	VIRTUAL: "virtual", VOID: "void", VOLATILE: "volatile", WHILE: "while",
	lastKeyword: "",
}

// keywords maps each reserved word to its token.
var keywords = func() map[string]Token {
	m := make(map[string]Token, lastKeyword-firstKeyword)
	for t := firstKeyword + 1; t < lastKeyword; t++ {
		m[spellings[t]] = t
	}
	return m
}()

// String is the token as it is typed: "+=", "while"; the classes of tokens have
// a name: "identifier".
func (t Token) String() string { return spellings[t] }

// GoString is the token ready for "got X, want Y": a spelling stands in single
// quotes, the name of a class does not.
func (t Token) GoString() string {
	if t >= LPAREN && t != lastKeyword || t == HOLE || t == HOLEEND {
		return "'" + spellings[t] + "'"
	}
	return spellings[t]
}

// IsKeyword reports whether the token is a reserved word of C#.
func (t Token) IsKeyword() bool { return firstKeyword < t && t < lastKeyword }

// IsPredefinedType reports whether the token is the keyword of a type: int,
// string, object and so on, and void.
func (t Token) IsPredefinedType() bool {
	switch t {
	case BOOL, BYTE, CHARTYPE, DECIMAL, DOUBLE, FLOAT, INT, LONG, OBJECT, SBYTE, SHORT, STRING, UINT, ULONG, USHORT, VOID:
		return true
	}
	return false
}

// IsAssignment reports whether the token is = or one of its compounds.
func (t Token) IsAssignment() bool { return ASSIGN <= t && t <= COALESCE_ASSIGN }

// Operator is the binary operator inside a compound assignment: ADD for +=.
// It is ILLEGAL for = and for any other token.
func (t Token) Operator() Token {
	switch t {
	case ADD_ASSIGN:
		return ADD
	case SUB_ASSIGN:
		return SUB
	case MUL_ASSIGN:
		return MUL
	case QUO_ASSIGN:
		return QUO
	case REM_ASSIGN:
		return REM
	case AND_ASSIGN:
		return AND
	case OR_ASSIGN:
		return OR
	case XOR_ASSIGN:
		return XOR
	case SHL_ASSIGN:
		return SHL
	case SHR_ASSIGN:
		return SHR
	case COALESCE_ASSIGN:
		return COALESCE
	}
	return ILLEGAL
}
