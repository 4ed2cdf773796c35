package clr

// NewTypeParameter is the ith type parameter of a function that an expression
// declares.
func NewTypeParameter(name string, i int) *Type {
	return &Type{Decl: Decl{Name: name, Keyword: name, Kind: TypeParameter}, Simple: name, Ordinal: i, OfMethod: true}
}

// NewOpaque is a type of which nothing is known but its bounds: what a type
// parameter is inside its own function. It is a struct or a class.
func NewOpaque(name string, value bool) *Type {
	t := &Type{Decl: Decl{Name: name, Keyword: name}, Simple: name, baseOf: ObjectType, byName: map[string][]*Method{}}
	if value {
		t.Kind, t.baseOf = Struct, ValueType
	}
	t.once.Do(func() {}) // no rows declare it
	return t
}

// BoundBy gives an opaque type its base class and interfaces, which may speak of
// the type itself, and, when makes says so, a constructor without parameters. It
// reports false for a type that would be its own base.
func (t *Type) BoundBy(makes bool, bounds ...*Type) bool {
	for _, b := range bounds {
		switch {
		case b.Kind == Interface:
			t.ifaces = append(t.ifaces, b)
		case b.DerivesFrom(t):
			return false
		default:
			t.baseOf = b
		}
	}
	for _, i := range t.AllInterfaces() {
		i.resolve()
		for _, m := range i.members {
			t.byName[m.Name] = append(t.byName[m.Name], m)
		}
	}
	if makes {
		t.byName["new"] = []*Method{{Row: &Member{}, Owner: t, Kind: ConstructorMember, Name: "new", Result: t}}
	}
	return true
}
