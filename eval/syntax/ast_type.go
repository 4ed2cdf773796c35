package syntax

// An Ident is an identifier. Text is without the @ and with its escapes decoded.
//
//	x
//	@class
type Ident struct {
	nameNode
	Text     string
	Verbatim bool // written with @ or escapes, so that it is no contextual keyword
}

// ID is the identifier itself.
func (n *Ident) ID() *Ident { return n }

// TypeArgs is nil.
func (n *Ident) TypeArgs() []Type { return nil }

func (*Ident) designation() {}

// A GenericName is an identifier with type arguments.
//
//	GetValueOrDefault<string>
//	Dictionary<,>               in typeof, Args are *OmittedType
type GenericName struct {
	nameNode
	Ident *Ident
	Args  []Type
}

// ID is the identifier before the type arguments.
func (n *GenericName) ID() *Ident { return n.Ident }

// TypeArgs are the type arguments.
func (n *GenericName) TypeArgs() []Type { return n.Args }

// An AliasQualified is a name behind ::. The only alias that policies can use
// is global.
//
//	global::System
type AliasQualified struct {
	nameNode
	Alias *Ident
	Name  Name
}

// A PredefinedType is a type named by a keyword. Kind is that keyword. As an
// expression it stands only before a dot: int.Parse("1").
//
//	int
//	string
//	void        only as a local function's return type and in typeof(void)
type PredefinedType struct {
	nameNode
	Kind Token
}

// A QualifiedType is a name behind a dot, in a place where only a type can
// stand; elsewhere the same text is a [Member].
//
//	System.Text.StringBuilder
type QualifiedType struct {
	typeNode
	Left Type // *Ident, *GenericName, *AliasQualified or *QualifiedType
	Name Name
}

// An ArrayType is an array of Elem with Rank dimensions. int[][,] is an array
// of one dimension whose elements are arrays of two.
//
//	Elem[]
//	Elem[,]
type ArrayType struct {
	typeNode
	Elem Type
	Rank int // 1 and up
}

// A NullableType is a type or null.
//
//	Elem?
type NullableType struct {
	typeNode
	Elem Type
}

// A TupleType is two or more types, named or not.
//
//	(int, string name)
type TupleType struct {
	typeNode
	Elems []*TupleTypeElem
}

// A TupleTypeElem is one element of a tuple type; Name may be nil.
type TupleTypeElem struct {
	place
	Type Type
	Name *Ident
}

// A VarType stands where a declaration leaves its type to be inferred.
//
//	var
type VarType struct{ typeNode }

// An OmittedType is a type argument left out, in typeof(List<>).
type OmittedType struct{ typeNode }

// A BadType stands where a type should and none could be read.
type BadType struct{ typeNode }

// TypeExpr is the expression with the spelling of a type's name, for the places
// where only a binder can tell a type from a value: x is A.B. It is nil for a
// type that is no name.
func TypeExpr(t Type) Expr {
	switch t := t.(type) {
	case *Ident:
		return t
	case *GenericName:
		return t
	case *AliasQualified:
		return t
	case *PredefinedType:
		return t
	case *QualifiedType:
		x := TypeExpr(t.Left)
		if x == nil {
			return nil
		}
		m := &Member{X: x, Name: t.Name}
		m.span = t.span
		return m
	}
	return nil
}
