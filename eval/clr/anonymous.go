package clr

import (
	"fmt"
	"slices"
	"strings"
	"sync"
)

// An Anonymous is a value of an anonymous type: new { a = 1, b = "x" }.
type Anonymous struct {
	T      *Type
	values []any // in the order of the properties
}

var anonymousTypes = struct {
	sync.Mutex
	made map[string]*Type
}{made: map[string]*Type{}}

// anonymousName is the full name of every anonymous type.
const anonymousName = "<anonymous>"

// NewAnonymousType is the type with these properties, in this order. The same
// names and types give the same type, as within one C# assembly.
func NewAnonymousType(names []string, types []*Type) *Type {
	var id strings.Builder
	for i, n := range names {
		fmt.Fprintf(&id, "%s %p,", n, types[i])
	}
	anonymousTypes.Lock()
	defer anonymousTypes.Unlock()
	if t := anonymousTypes.made[id.String()]; t != nil {
		return t
	}
	props := make([]string, len(names))
	for i, n := range names {
		props[i] = types[i].String() + " " + n
	}
	t := &Type{
		Decl:   Decl{Name: anonymousName, Keyword: "<anonymous type: " + strings.Join(props, ", ") + ">", Abstract: true, Doc: "An anonymous type."},
		Simple: fmt.Sprintf("<>f__AnonymousType%d", len(anonymousTypes.made)),
		byName: map[string][]*Method{},
	}
	t.once.Do(func() { t.defineAnonymous(slices.Clone(names), slices.Clone(types)) })
	anonymousTypes.made[id.String()] = t
	return t
}

// defineAnonymous gives the type its properties without rows: the names of
// anonymous types cannot be written in a signature.
func (t *Type) defineAnonymous(names []string, types []*Type) {
	t.baseOf = ObjectType
	for i, n := range names {
		row := Row(types[i].String()+" "+n+" { get; }", "A property of an anonymous type.", F1(func(a *Anonymous) any { return a.values[i] }))
		row.Fn.describe(nil, true)
		m := &Method{Row: &row, Owner: t, Kind: PropertyMember, Name: n, Result: types[i], CanGet: true}
		t.members = append(t.members, m)
		t.byName[n] = append(t.byName[n], m)
	}
}

// MakeAnonymous makes a value of an anonymous type around the values of its
// properties.
func MakeAnonymous(t *Type, values []any) *Anonymous { return &Anonymous{t, values} }

// CLRType is the anonymous type.
func (a *Anonymous) CLRType() *Type { return a.T }

// ToString is "{ a = 1, b = x }".
func (a *Anonymous) ToString() string { return nestedText(a) }

func (a *Anonymous) writeTo(w *walker) {
	w.string("{")
	for i, v := range a.values {
		if i > 0 {
			w.string(",")
		}
		w.string(" " + a.T.members[i].Name + " = ")
		w.write(v)
	}
	w.string(" }")
}

// Properties yields the names and values in order, for what serialises them.
func (a *Anonymous) Properties(yield func(name string, v any) bool) {
	for i, v := range a.values {
		if !yield(a.T.members[i].Name, v) {
			return
		}
	}
}

// EqualsTo compares the properties of values of the same type.
func (a *Anonymous) EqualsTo(other any) bool { return a.equalsWith(&walker{}, other) }

func (a *Anonymous) equalsWith(w *walker, other any) bool {
	o, ok := other.(*Anonymous)
	return ok && o.T == a.T && w.allEqual(a.values, o.values)
}

// Hash agrees with EqualsTo.
func (a *Anonymous) Hash() uint64 { return a.hashWith(&walker{}) }

func (a *Anonymous) hashWith(w *walker) uint64 { return w.hashAll(a.values) }
