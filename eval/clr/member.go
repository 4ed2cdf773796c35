package clr

import (
	"fmt"
	"strings"
)

// A Member is one row of a type: a member as it is declared.
type Member struct {
	Sig      string   // in C#, see Method
	Doc      string   // what it does, with units and exceptions
	Fn       Impl     // the getter, method, constructor or operator
	Setter   Impl     // of a property or indexer that can be set
	Examples []string // `"abc".Length // 3`, `x // throws FormatException`
	Beyond   bool     // not on APIM's allow-list; accepted unless strict
}

// Row declares a member. The signature is C#:
//
//	int Length { get; }                                     property
//	TValue this[TKey key] { get; set; }                     indexer, see Member.Set
//	string Substring(int startIndex, int length)            method
//	new(char c, int count)                                  constructor
//	static bool TryParse(string s, out int result)          static method
//	static string Empty { get; }                            static property or field
//	const int MaxValue                                      constant
//	static bool operator ==(string a, string b)             operator
//	static implicit operator JToken(string value)           conversion
//	static int Count<T>(this IEnumerable<T> source)         extension method
//	TResult Invoke(T arg)                                   of a delegate: its signature
func Row(sig, doc string, fn Impl, examples ...string) Member {
	return Member{Sig: sig, Doc: doc, Fn: fn, Examples: examples}
}

// Set gives a row its setter: F2 of receiver and value, F3 of receiver, index
// and value for an indexer.
func (m Member) Set(fn Impl) Member {
	m.Setter = fn
	return m
}

// NotListed marks a row that APIM's allow-list lacks: lenient mode accepts it,
// strict mode refuses it with APIM0002.
func (m Member) NotListed() Member {
	m.Beyond = true
	return m
}

// A MethodKind says what sort of member a Method is.
type MethodKind uint8

// The kinds of members.
const (
	PropertyMember MethodKind = iota // and fields
	IndexerMember
	MethodMember
	ConstructorMember
	OperatorMember
	ConversionMember
	ConstMember
)

// A ParamMode says how an argument is passed.
type ParamMode uint8

// The parameter modes.
const (
	ByValue ParamMode = iota
	ByRef
	ByOut
	ParamArray
)

// A Param is one parameter of a member.
type Param struct {
	Name     string
	Type     *Type
	Mode     ParamMode
	Optional bool
	Default  any // value when Optional; an Enum for an enum's member
}

// A Constraint is what a type argument must be: "struct" or "class", or derived
// from Base.
type Constraint struct {
	Word string
	Base *Type
}

// A Method is a member with its types resolved, as seen on one type: for
// List<string> the parameters say string where the row says T.
type Method struct {
	Row        *Member
	Owner      *Type // the type that declares it, constructed as seen
	Kind       MethodKind
	Name       string // of an operator its token, of a conversion "implicit" or "explicit", of an indexer "this", of a constructor "new"
	Static     bool
	Extension  bool
	TypeParams []*Type
	Where      map[string]Constraint // by type parameter
	Params     []Param
	Result     *Type
	CanGet     bool
	CanSet     bool
}

// ID names the overload: System.String.Substring(int,int).
func (m *Method) ID() string {
	params := make([]string, len(m.Params))
	for i, p := range m.Params {
		params[i] = [...]string{"", "ref ", "out ", "params "}[p.Mode] + p.Type.String()
	}
	open, shut := "(", ")"
	switch m.Kind {
	case PropertyMember, ConstMember:
		return m.Owner.FullName() + "." + m.Name
	case IndexerMember:
		open, shut = "[", "]"
	}
	name := m.Name
	if len(m.TypeParams) > 0 {
		name = fmt.Sprintf("%s`%d", name, len(m.TypeParams))
	}
	return m.Owner.FullName() + "." + name + open + strings.Join(params, ",") + shut
}

// Signature is the member as a person reads it in a message:
// string.Substring(int startIndex, int length).
func (m *Method) Signature() string {
	var b strings.Builder
	b.WriteString(m.Owner.String())
	switch m.Kind {
	case PropertyMember, ConstMember:
		return b.String() + "." + m.Name
	case IndexerMember:
		b.WriteString("[")
	case ConstructorMember:
		b.WriteString("(")
	default:
		b.WriteString("." + m.Name)
		if len(m.TypeParams) > 0 {
			for i, p := range m.TypeParams {
				b.WriteString([...]string{"<", ", "}[min(i, 1)] + p.Simple)
			}
			b.WriteString(">")
		}
		b.WriteString("(")
	}
	for i, p := range m.Params {
		if i > 0 {
			b.WriteString(", ")
		}
		if i == 0 && m.Extension {
			b.WriteString("this ")
		}
		b.WriteString([...]string{"", "ref ", "out ", "params "}[p.Mode] + p.Type.String() + " " + p.Name)
	}
	if m.Kind == IndexerMember {
		return b.String() + "]"
	}
	return b.String() + ")"
}

// on is the member as seen on a type constructed from its owner.
func (m *Method) on(t *Type) *Method {
	n := *m
	n.Owner = t
	n.Result = m.Result.Subst(t.Args, nil)
	n.Params = substParams(m.Params, t.Args, nil)
	return &n
}

// Instantiate puts type arguments in the place of a generic method's parameters.
func (m *Method) Instantiate(args []*Type) *Method {
	n := *m
	n.Result = m.Result.Subst(nil, args)
	n.Params = substParams(m.Params, nil, args)
	return &n
}

func substParams(params []Param, args, margs []*Type) []Param {
	list := make([]Param, len(params))
	for i, p := range params {
		list[i] = p
		list[i].Type = p.Type.Subst(args, margs)
	}
	return list
}

// resolveMembers makes the type's own members; resolve calls it once.
func (t *Type) resolveMembers() {
	t.byName = map[string][]*Method{}
	add := func(m *Method) {
		t.members = append(t.members, m)
		t.byName[m.Name] = append(t.byName[m.Name], m)
	}
	if t.Def != nil {
		for _, m := range t.Def.members {
			add(m.on(t))
		}
		return
	}
	for i := range t.rows {
		m, err := parseSignature(t, &t.rows[i])
		if err != nil {
			panic(fmt.Sprintf("clr: %s: %q: %v", t.Decl.Name, t.rows[i].Sig, err))
		}
		names := make([]string, len(m.Params))
		for j, p := range m.Params {
			names[j] = p.Name
		}
		instance := !m.Static && m.Kind != ConstructorMember
		t.rows[i].Fn.describe(names, instance)
		t.rows[i].Setter.describe(append(names, "value"), instance)
		add(m)
	}
}

// Own lists the members that the type itself declares, in the order of its rows.
func (t *Type) Own() []*Method {
	t.resolve()
	return t.members
}

// Members lists the members of a name that a value of the type offers: its
// own, then those of its bases (of an interface: of the interfaces it extends
// and of object), without those that a nearer one hides by the same signature.
func (t *Type) Members(name string) []*Method {
	t.resolve()
	var list []*Method
	seen := map[string]bool{}
	add := func(u *Type) {
		u.resolve()
		for _, m := range u.byName[name] {
			sig := fmt.Sprint(m.Kind, len(m.TypeParams))
			for _, p := range m.Params {
				sig += "," + p.Type.FullName() + fmt.Sprint(p.Mode)
			}
			if m.Kind == ConversionMember { // conversions differ by what they give, too
				sig += ">" + m.Result.FullName()
			}
			if !seen[sig] {
				seen[sig] = true
				list = append(list, m)
			}
		}
	}
	for u := t; u != nil; u = u.BaseType() {
		add(u)
	}
	if t.Kind == Interface {
		for _, i := range t.AllInterfaces() {
			add(i)
		}
		add(ObjectType)
	}
	return list
}

// Invoke is the signature of a delegate type, or nil.
func (t *Type) Invoke() *Method {
	if t.Kind != DelegateKind {
		return nil
	}
	t.resolve()
	if list := t.byName["Invoke"]; len(list) > 0 {
		return list[0]
	}
	return nil
}

// Extensions lists the extension methods of a name, of all static classes.
func Extensions(name string) []*Method {
	var list []*Method
	for _, t := range Types() {
		if t.Kind != StaticClass {
			continue
		}
		t.resolve()
		for _, m := range t.byName[name] {
			if m.Extension {
				list = append(list, m)
			}
		}
	}
	return list
}
