package clr

import (
	"fmt"
	"slices"
	"strings"
	"sync"
)

// A Kind says what sort of type a Type is.
type Kind uint8

// The kinds of types.
const (
	Class Kind = iota
	Struct
	Interface
	EnumKind
	DelegateKind
	ArrayKind
	TypeParameter
	VoidKind
	StaticClass
)

func (k Kind) String() string {
	return [...]string{"class", "struct", "interface", "enum", "delegate", "array", "type parameter", "void", "static class"}[k]
}

// A Type is a .NET type: a definition (string, List<T>) or one constructed
// from a generic definition (List<string>) or from an element type (string[]).
// Types are interned: two Types are the same type if the pointers are equal.
type Type struct {
	Decl
	Namespace string
	Simple    string   // name without namespace, outer type and arity: List
	Params    []*Type  // the type parameters of a generic definition
	Def       *Type    // the definition that a constructed type is made from
	Args      []*Type  // its type arguments
	Elem      *Type    // of an array
	Rank      int      // of an array
	Ordinal   int      // of a type parameter
	OfMethod  bool     // a type parameter that belongs to a method
	Names     []string // of a ValueTuple's elements, as the author names them; "" for one without

	plain   *Type // the same type without names; nil when it has none
	rows    []Member
	once    sync.Once
	members []*Method
	byName  map[string][]*Method
	baseOf  *Type
	ifaces  []*Type
}

// A Decl declares a type. Names of types in it and in the rows of its members
// are C#, resolved when first needed, so that files may come in any order.
type Decl struct {
	Name       string      // full name; type parameters in angle brackets: System.Collections.Generic.List<T>
	Keyword    string      // C#'s word for it: int
	Kind       Kind        // Class when not said
	Base       string      // base class; object when not said
	Interfaces string      // comma separated
	Doc        string      // one sentence or more
	Values     []EnumValue // of an enum
	Underlying string      // of an enum; int when not said
	Flags      bool        // an enum whose values combine
	Beyond     bool        // not on APIM's allow-list; accepted unless strict
	Abstract   bool        // cannot be constructed
	Exact      func(v any) bool
}

// An EnumValue is one named constant of an enum.
type EnumValue struct {
	Name  string
	Value int64
	Doc   string
}

var registry = struct {
	sync.Mutex
	all    []*Type
	sorted []*Type            // all by full name, shared; nil when it is to be made anew
	byFull map[string]*Type   // System.Collections.Generic.List`1
	bySimp map[string][]*Type // List`1
}{byFull: map[string]*Type{}, bySimp: map[string][]*Type{}}

// constructed interns the types made of others. Programs construct types while
// they run (the List<T> of a ToList), so finding one allocates nothing.
var constructed = struct {
	sync.RWMutex
	types map[typeKey]*Type
}{types: map[typeKey]*Type{}}

// A typeKey is what a type is made of: a definition and its arguments, or an
// element type and a rank. Func<...> has the most arguments.
type typeKey struct {
	of    *Type
	rank  int
	names string // of a ValueTuple's elements
	args  [len(Funcs)]*Type
}

// Declare enters a type in the library. It is called while the program starts
// and panics on a name that is taken.
func Declare(d Decl) *Type {
	name, params, _ := strings.Cut(d.Name, "<")
	t := &Type{Decl: d}
	if params != "" {
		for i, p := range strings.Split(strings.TrimSuffix(params, ">"), ",") {
			t.Params = append(t.Params, &Type{Decl: Decl{Name: strings.TrimSpace(p), Kind: TypeParameter}, Simple: strings.TrimSpace(p), Ordinal: i})
		}
	}
	dot := strings.LastIndexByte(name, '.')
	t.Simple = name[dot+1:]
	if dot > 0 {
		t.Namespace = name[:dot]
	}
	key, simple := arity(name, len(t.Params)), arity(t.Simple, len(t.Params))
	registry.Lock()
	defer registry.Unlock()
	if registry.byFull[key] != nil {
		panic("clr: " + key + " is declared twice")
	}
	registry.byFull[key] = t
	registry.bySimp[simple] = append(registry.bySimp[simple], t)
	registry.all, registry.sorted = append(registry.all, t), nil
	return t
}

// Define gives a type its members. Rows stand apart from the declaration
// because the functions of a type speak of the type itself.
func (t *Type) Define(rows ...Member) { t.rows = append(t.rows, rows...) }

func arity(name string, n int) string {
	if n == 0 {
		return name
	}
	return fmt.Sprintf("%s`%d", name, n)
}

// Types lists the definitions of the library by full name. The list is shared:
// it must not be changed.
func Types() []*Type {
	registry.Lock()
	defer registry.Unlock()
	if registry.sorted == nil {
		registry.sorted = slices.SortedFunc(slices.Values(registry.all), func(a, b *Type) int { return strings.Compare(a.Decl.Name, b.Decl.Name) })
	}
	return registry.sorted
}

// Find is the definition of a full name (System.String, or
// System.Collections.Generic.List with n type parameters), or nil.
func Find(full string, n int) *Type {
	registry.Lock()
	defer registry.Unlock()
	return registry.byFull[arity(full, n)]
}

// FindSimple lists the definitions with a simple name, in any namespace.
func FindSimple(simple string, n int) []*Type {
	registry.Lock()
	defer registry.Unlock()
	return registry.bySimp[arity(simple, n)]
}

// IsNamespace reports whether some type's namespace is, or begins with, name.
// An outer type (System.TimeZoneInfo) counts as the namespace of its nested ones.
func IsNamespace(name string) bool {
	registry.Lock()
	defer registry.Unlock()
	return slices.ContainsFunc(registry.all, func(t *Type) bool {
		return t.Namespace == name || strings.HasPrefix(t.Namespace, name+".")
	})
}

// Construct makes a generic definition's type for its arguments.
func Construct(def *Type, args ...*Type) *Type {
	if len(args) != len(def.Params) {
		panic(fmt.Sprintf("clr: %s takes %d type arguments, got %d", def.Decl.Name, len(def.Params), len(args)))
	}
	if len(args) == 0 || slices.Equal(args, def.Params) {
		return def
	}
	k := typeKey{of: def}
	if copy(k.args[:], args) < len(args) {
		panic(fmt.Sprintf("clr: %s has too many type parameters", def.Decl.Name))
	}
	if t := k.find(); t != nil {
		return t
	}
	t := &Type{Decl: def.Decl, Namespace: def.Namespace, Simple: def.Simple, Def: def, Args: slices.Clone(args)}
	if slices.ContainsFunc(args, (*Type).named) {
		t.plain = Construct(def, plainTypes(args)...)
	}
	return k.intern(t)
}

// WithNames is a ValueTuple with names for its elements. It is another Type than
// the one without, but only to whom the names matter: see Plain.
func (t *Type) WithNames(names []string) *Type {
	if !slices.ContainsFunc(names, func(n string) bool { return n != "" }) {
		return t
	}
	k := typeKey{of: t, names: strings.Join(names, ",")}
	if known := k.find(); known != nil {
		return known
	}
	return k.intern(&Type{Decl: t.Decl, Namespace: t.Namespace, Simple: t.Simple, Def: t.Def, Args: t.Args, Names: slices.Clone(names), plain: t.Plain()})
}

// Plain is the type without the names of tuples' elements anywhere in it, which
// is the type that exists when a program runs.
func (t *Type) Plain() *Type {
	if t.plain != nil {
		return t.plain
	}
	return t
}

func (t *Type) named() bool { return t.plain != nil }

func plainTypes(list []*Type) []*Type {
	plain := make([]*Type, len(list))
	for i, t := range list {
		plain[i] = t.Plain()
	}
	return plain
}

// ArrayOf is the type of one-dimensional arrays of an element type.
func ArrayOf(elem *Type) *Type { return ArrayOfRank(elem, 1) }

// ArrayOfRank is the type of arrays with a number of dimensions.
func ArrayOfRank(elem *Type, rank int) *Type {
	k := typeKey{of: elem, rank: rank}
	if t := k.find(); t != nil {
		return t
	}
	t := &Type{Decl: Decl{Name: elem.Decl.Name + "[" + strings.Repeat(",", rank-1) + "]", Kind: ArrayKind}, Namespace: elem.Namespace, Simple: elem.Simple, Elem: elem, Rank: rank}
	if elem.named() {
		t.plain = ArrayOfRank(elem.Plain(), rank)
	}
	return k.intern(t)
}

// NullableOf is T? for a value type that is not nullable itself.
func NullableOf(t *Type) *Type { return Construct(Nullable, t) }

func (k typeKey) find() *Type {
	constructed.RLock()
	defer constructed.RUnlock()
	return constructed.types[k]
}

// intern enters a type, unless another goroutine was faster.
func (k typeKey) intern(t *Type) *Type {
	constructed.Lock()
	defer constructed.Unlock()
	if first := constructed.types[k]; first != nil {
		return first
	}
	constructed.types[k] = t
	return t
}

// Definition is the generic definition of a constructed type, or the type itself.
func (t *Type) Definition() *Type {
	if t.Def != nil {
		return t.Def
	}
	return t
}

// Is reports whether a type is a definition or made from it.
func (t *Type) Is(def *Type) bool { return t == def || t.Def == def }

// IsValue reports whether values of the type are copied and never null.
func (t *Type) IsValue() bool { return t.Kind == Struct || t.Kind == EnumKind }

// IsReference reports whether null is a value of the type and identity counts.
// A type parameter is neither a value nor a reference type.
func (t *Type) IsReference() bool {
	return t.Kind == Class || t.Kind == Interface || t.Kind == ArrayKind || t.Kind == DelegateKind
}

// IsNullable reports whether the type is T? of a value type.
func (t *Type) IsNullable() bool { return t.Def == Nullable }

// AcceptsNull reports whether null converts to the type.
func (t *Type) AcceptsNull() bool { return t.IsReference() || t.IsNullable() }

// NonNull is T for T?, and the type itself for any other.
func (t *Type) NonNull() *Type {
	if t.IsNullable() {
		return t.Args[0]
	}
	return t
}

// IsOpen reports whether a type parameter occurs in the type.
func (t *Type) IsOpen() bool {
	return t.Kind == TypeParameter || len(t.Params) > 0 || t.Elem != nil && t.Elem.IsOpen() || slices.ContainsFunc(t.Args, (*Type).IsOpen)
}

// Subst puts types in the place of type parameters: args for those of a type,
// margs for those of a method. A nil list leaves its parameters as they are.
func (t *Type) Subst(args, margs []*Type) *Type {
	switch {
	case t.Kind == TypeParameter:
		list := args
		if t.OfMethod {
			list = margs
		}
		if t.Ordinal < len(list) && list[t.Ordinal] != nil {
			return list[t.Ordinal]
		}
		return t
	case t.Elem != nil:
		if e := t.Elem.Subst(args, margs); e != t.Elem {
			return ArrayOfRank(e, t.Rank)
		}
	case t.Def != nil:
		changed := false
		list := make([]*Type, len(t.Args))
		for i, a := range t.Args {
			list[i] = a.Subst(args, margs)
			changed = changed || list[i] != a
		}
		if changed {
			return Construct(t.Def, list...).WithNames(t.Names)
		}
	case len(t.Params) > 0 && args != nil:
		return Construct(t, args...)
	}
	return t
}

// BaseType is the base class, or nil for object, interfaces and type parameters.
func (t *Type) BaseType() *Type {
	t.resolve()
	return t.baseOf
}

// Implements lists the interfaces that the type declares itself.
func (t *Type) Implements() []*Type {
	t.resolve()
	return t.ifaces
}

// AllInterfaces lists every interface of the type: its own, those of its bases
// and those they extend.
func (t *Type) AllInterfaces() []*Type {
	var all []*Type
	var add func(*Type)
	add = func(u *Type) {
		for ; u != nil; u = u.BaseType() {
			for _, i := range u.Implements() {
				if !slices.Contains(all, i) {
					all = append(all, i)
					add(i)
				}
			}
		}
	}
	add(t)
	return all
}

// As is the one type among t, its bases and interfaces that is made from a
// definition, or nil: List<int> as IEnumerable<T> is IEnumerable<int>.
func (t *Type) As(def *Type) *Type {
	for u := t; u != nil; u = u.BaseType() {
		if u.Is(def) {
			return u
		}
	}
	for _, i := range t.AllInterfaces() {
		if i.Is(def) {
			return i
		}
	}
	return nil
}

// DerivesFrom reports whether a reference of type t is a u without conversion
// at run time: identity, base class, interface, array and delegate variance.
// It says nothing of boxing; see AssignableFrom.
func (t *Type) DerivesFrom(u *Type) bool {
	if t == u || u == ObjectType && t.Kind != VoidKind {
		return true
	}
	if t.Elem != nil && u.Elem != nil {
		return t.Rank == u.Rank && t.Elem.IsReference() && t.Elem.DerivesFrom(u.Elem)
	}
	for b := t; b != nil; b = b.BaseType() {
		if b == u || variant(b, u) {
			return true
		}
	}
	if u.Kind != Interface {
		return false
	}
	return slices.ContainsFunc(t.AllInterfaces(), func(i *Type) bool { return i == u || variant(i, u) })
}

// variant reports whether a constructed interface or delegate converts to
// another of the same definition by variance of its parameters.
func variant(t, u *Type) bool {
	if t.Def == nil || t.Def != u.Def || t.Kind != Interface && t.Kind != DelegateKind {
		return false
	}
	for i, a := range t.Args {
		b := u.Args[i]
		if a == b {
			continue
		}
		if !a.IsReference() || !b.IsReference() {
			return false
		}
		switch variance(t.Def, i) {
		case "out":
			if !a.DerivesFrom(b) {
				return false
			}
		case "in":
			if !b.DerivesFrom(a) {
				return false
			}
		default:
			return false
		}
	}
	return true
}

// variance is the word before a type parameter in .NET's declaration.
func variance(def *Type, i int) string {
	switch def.Simple {
	case "IEnumerable", "IJEnumerable", "IEnumerator", "IReadOnlyCollection", "IReadOnlyList", "IGrouping", "IOrderedEnumerable", "IQueryable":
		return "out"
	case "Func":
		if i == len(def.Params)-1 {
			return "out"
		}
		return "in"
	case "Converter":
		return [...]string{"in", "out"}[i]
	case "Action", "Predicate", "Comparison", "IComparer", "IEqualityComparer", "IComparable":
		return "in"
	}
	return ""
}

// String is the type as C# writes it: int, List<string>, byte[].
func (t *Type) String() string {
	switch {
	case t.Keyword != "":
		return t.Keyword
	case t.Elem != nil:
		return t.Elem.String() + "[" + strings.Repeat(",", t.Rank-1) + "]"
	case t.IsNullable():
		return t.Args[0].String() + "?"
	case t.Names != nil:
		var parts []string
		for i, e := range TupleElements(t) {
			parts = append(parts, strings.TrimSpace(e.String()+" "+t.Names[i]))
		}
		return "(" + strings.Join(parts, ", ") + ")"
	}
	name := t.Simple
	if outer := Find(t.Namespace, 0); outer != nil { // a nested type
		name = outer.Simple + "." + name
	}
	list := t.Args
	if list == nil {
		list = t.Params
	}
	if len(list) == 0 {
		return name
	}
	args := make([]string, len(list))
	for i, a := range list {
		args[i] = a.String()
	}
	return name + "<" + strings.Join(args, ", ") + ">"
}

// FullName is the type as .NET's Type.ToString writes it:
// System.Collections.Generic.List`1[System.String].
func (t *Type) FullName() string {
	if t.Elem != nil {
		return t.Elem.FullName() + "[" + strings.Repeat(",", t.Rank-1) + "]"
	}
	name := t.Simple
	if t.Namespace != "" {
		sep := "."
		if Find(t.Namespace, 0) != nil {
			sep = "+"
		}
		name = t.Namespace + sep + name
	}
	list := t.Args
	if list == nil {
		list = t.Params
	}
	if len(list) == 0 {
		return name
	}
	args := make([]string, len(list))
	for i, a := range list {
		args[i] = a.FullName()
	}
	return fmt.Sprintf("%s`%d[%s]", name, len(list), strings.Join(args, ","))
}

// resolve reads the declaration's names and the rows' signatures.
func (t *Type) resolve() {
	t.once.Do(func() {
		switch {
		case t.Elem != nil:
			t.baseOf = ArrayType
			if t.Rank == 1 {
				for _, def := range []*Type{IList, IReadOnlyList} {
					t.ifaces = append(t.ifaces, Construct(def, t.Elem))
				}
			}
		case t.Def != nil:
			t.Def.resolve()
			if t.Def.baseOf != nil {
				t.baseOf = t.Def.baseOf.Subst(t.Args, nil)
			}
			for _, i := range t.Def.ifaces {
				t.ifaces = append(t.ifaces, i.Subst(t.Args, nil))
			}
		case t.Kind == TypeParameter, t == ObjectType, t.Kind == VoidKind:
		default:
			s := scope{owner: t}
			switch {
			case t.Base != "":
				t.baseOf = s.typ(t.Base)
			case t.Kind == Struct:
				t.baseOf = ValueType
			case t.Kind == EnumKind:
				t.baseOf = EnumType
			case t.Kind != Interface && t.Kind != StaticClass:
				t.baseOf = ObjectType
			}
			if t.Decl.Interfaces != "" {
				t.ifaces = s.types(t.Decl.Interfaces)
			}
		}
		t.resolveMembers()
	})
}
