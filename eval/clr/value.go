package clr

import (
	"fmt"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// An Object is a value that knows its own .NET type. Every value that is not a
// Go string, bool or number is one. It may implement Stringer, Equaler, Hasher,
// Comparer and Seq as well; what it does not implement, it has from object.
type Object interface {
	CLRType() *Type
}

// A Stringer has a ToString of its own.
type Stringer interface{ ToString() string }

// An Equaler has an Equals of its own; other is never nil.
type Equaler interface{ EqualsTo(other any) bool }

// A Hasher is a key that is equal to others by value.
type Hasher interface{ Hash() uint64 }

// A Comparer is an IComparable; other is of the same type.
type Comparer interface{ CompareTo(other any) int }

// A Char is one UTF-16 code unit.
type Char uint16

// An Enum is a value of an enum type, a combination of flags included.
type Enum struct {
	T *Type
	V int64
}

// EnumNamed is the value of an enum's member.
func EnumNamed(t *Type, name string) Enum {
	for _, v := range t.Values {
		if v.Name == name {
			return Enum{t, v.Value}
		}
	}
	panic(fmt.Sprintf("clr: %s has no member %s", t.Decl.Name, name))
}

// CLRType is the enum's type.
func (e Enum) CLRType() *Type { return e.T }

// ToString is the member's name; of flags the names, "A, B"; else the number.
func (e Enum) ToString() string {
	for _, v := range e.T.Values {
		if v.Value == e.V {
			return v.Name
		}
	}
	if e.T.Flags {
		return e.flags()
	}
	return fmt.Sprint(e.V)
}

// CompareTo orders values of one enum by number.
func (e Enum) CompareTo(other any) int { return compareOrdered(e.V, other.(Enum).V) }

// A Ref is a variable that is shared: a captured local, or an out argument.
type Ref struct{ V any }

// An Array is a C# array. The array of byte holds Go bytes, any other boxed
// values. Arrays of several dimensions are in row-major order.
type Array struct {
	T     *Type // the array's own type
	items []any
	bytes []byte
	Dims  []int // lengths, when there are several dimensions
}

// NewArray makes an array of an element type around boxed values.
func NewArray(elem *Type, items []any) *Array {
	if elem == Byte {
		data := make([]byte, len(items))
		for i, v := range items {
			data[i] = v.(uint8)
		}
		return NewBytes(data)
	}
	return &Array{T: ArrayOf(elem), items: items}
}

// NewBytes makes a byte[] around Go bytes.
func NewBytes(data []byte) *Array { return &Array{T: ArrayOf(Byte), bytes: data} }

// NewStrings makes a string[] of Go strings.
func NewStrings(list []string) *Array {
	items := make([]any, len(list))
	for i, s := range list {
		items[i] = s
	}
	return &Array{T: ArrayOf(String), items: items}
}

// MakeArray makes an array of default values.
func MakeArray(elem *Type, n int) *Array {
	if elem == Byte {
		return NewBytes(make([]byte, n))
	}
	items := make([]any, n)
	if d := Default(elem); d != nil {
		for i := range items {
			items[i] = d
		}
	}
	return &Array{T: ArrayOf(elem), items: items}
}

// CLRType is the array's type.
func (a *Array) CLRType() *Type { return a.T }

// ElemType is the type of the elements.
func (a *Array) ElemType() *Type { return a.T.Elem }

// Len is the number of elements, of all dimensions together.
func (a *Array) Len() int {
	if a.T.Elem == Byte {
		return len(a.bytes)
	}
	return len(a.items)
}

// At is an element; the caller has checked the index.
func (a *Array) At(i int) any {
	if a.T.Elem == Byte {
		return a.bytes[i]
	}
	return a.items[i]
}

// SetAt changes an element; the caller has checked index and type.
func (a *Array) SetAt(i int, v any) {
	if a.T.Elem == Byte {
		a.bytes[i] = v.(uint8)
		return
	}
	a.items[i] = v
}

// Bytes is the memory of a byte[], shared.
func (a *Array) Bytes() []byte { return a.bytes }

// Items is the elements as boxed values: shared, but for a byte[] a copy.
func (a *Array) Items() []any {
	if a.T.Elem != Byte {
		return a.items
	}
	items := make([]any, len(a.bytes))
	for i, b := range a.bytes {
		items[i] = b
	}
	return items
}

// A Delegate is a function that C# can hold.
type Delegate struct {
	T  *Type
	Fn func(args []any) any

	list []*Delegate // of a combined one, those that it calls in turn
}

// CLRType is the delegate's type.
func (d *Delegate) CLRType() *Type { return d.T }

// Call invokes the delegate.
func (d *Delegate) Call(args ...any) any { return d.Fn(args) }

// TypeOf is the run-time type of a value, or nil for null.
func TypeOf(v any) *Type {
	switch v := v.(type) {
	case nil:
		return nil
	case string:
		return String
	case bool:
		return Boolean
	case int32:
		return Int32
	case int64:
		return Int64
	case float64:
		return Double
	case Char:
		return CharType
	case uint8:
		return Byte
	case int8:
		return SByte
	case int16:
		return Int16
	case uint16:
		return UInt16
	case uint32:
		return UInt32
	case uint64:
		return UInt64
	case float32:
		return Single
	case Object:
		return v.CLRType()
	}
	panic(fmt.Sprintf("clr: %T is not a value", v))
}

// IsInstance reports whether a value is of a type, as C#'s `is`: never for
// null; of T? when it is a T.
func IsInstance(v any, t *Type) bool {
	if v == nil {
		return false
	}
	t = t.NonNull()
	vt := TypeOf(v)
	if vt == t || t == ObjectType {
		return true
	}
	if t.IsValue() {
		return false
	}
	return vt.DerivesFrom(t)
}

// Cast is v as a reference or boxed value of type t, as C#'s cast from object:
// exact for value types, null for null where the type allows it.
func Cast(v any, t *Type) any {
	if v == nil {
		if !t.AcceptsNull() && t.IsValue() {
			Throw(NullReference())
		}
		return nil
	}
	if IsInstance(v, t) {
		return v
	}
	if t.IsValue() {
		Throw(InvalidCast("Specified cast is not valid."))
	}
	Throw(InvalidCast(fmt.Sprintf("Unable to cast object of type '%s' to type '%s'.", TypeOf(v).FullName(), t.FullName())))
	return nil
}

// Default is default(T), boxed.
func Default(t *Type) any {
	switch t {
	case Boolean:
		return false
	case Int32:
		return int32(0)
	case Int64:
		return int64(0)
	case Double:
		return float64(0)
	case CharType:
		return Char(0)
	case Byte:
		return uint8(0)
	case SByte:
		return int8(0)
	case Int16:
		return int16(0)
	case UInt16:
		return uint16(0)
	case UInt32:
		return uint32(0)
	case UInt64:
		return uint64(0)
	case Single:
		return float32(0)
	}
	switch {
	case t.IsNullable() || t.IsReference():
		return nil
	case t.Kind == EnumKind:
		return Enum{T: t}
	case t.Kind == Struct:
		if zero := zeros[t.Definition()]; zero != nil {
			return zero(t)
		}
		panic("clr: " + t.Decl.Name + " has no default value; see Zero")
	}
	return nil
}

var zeros = map[*Type]func(*Type) any{}

// Zero says what default(T) of a struct is; the function gets the constructed type.
func Zero(t *Type, zero func(t *Type) any) { zeros[t] = zero }

// UTF-16 and WTF-8.

// Units is a string's UTF-16 code units.
func Units(s string) []uint16 {
	units := make([]uint16, 0, len(s))
	for i := 0; i < len(s); {
		if s[i] < utf8.RuneSelf {
			units = append(units, uint16(s[i]))
			i++
			continue
		}
		r, n := decodeWTF8(s[i:])
		i += n
		if r >= 0x10000 {
			hi, lo := utf16.EncodeRune(r)
			units = append(units, uint16(hi), uint16(lo))
		} else {
			units = append(units, uint16(r))
		}
	}
	return units
}

// FromUnits is the string of UTF-16 code units.
func FromUnits(units []uint16) string {
	var b strings.Builder
	b.Grow(len(units))
	for i := 0; i < len(units); i++ {
		u := rune(units[i])
		if utf16.IsSurrogate(u) && i+1 < len(units) {
			if r := utf16.DecodeRune(u, rune(units[i+1])); r != utf8.RuneError {
				b.WriteRune(r)
				i++
				continue
			}
		}
		writeWTF8(&b, u)
	}
	return b.String()
}

// decodeWTF8 is the first code point of s, which may be a lone surrogate, and
// its length. A byte that begins no code point is U+FFFD.
func decodeWTF8(s string) (rune, int) {
	r, n := utf8.DecodeRuneInString(s)
	if r == utf8.RuneError && n == 1 && len(s) >= 3 && s[0] == 0xED && s[1] >= 0xA0 && s[1] <= 0xBF && s[2] >= 0x80 && s[2] <= 0xBF {
		return 0xD000 | rune(s[1]&0x3F)<<6 | rune(s[2]&0x3F), 3
	}
	return r, n
}

func writeWTF8(b *strings.Builder, r rune) {
	if utf16.IsSurrogate(r) {
		b.Write([]byte{0xED, byte(0x80 | r>>6&0x3F), byte(0x80 | r&0x3F)})
		return
	}
	b.WriteRune(r)
}

// ASCII reports whether a string has only ASCII, where bytes are code units.
func ASCII(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// Length is the number of UTF-16 code units of a string.
func Length(s string) int {
	n := 0
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c < 0x80 || c >= 0xC0 && c < 0xF0:
			n++
		case c >= 0xF0:
			n += 2
		}
	}
	return n
}

// Concat joins two strings; a lone high surrogate at the end of one and a lone
// low one at the start of the other become one character.
func Concat(a, b string) string {
	if len(a) >= 3 && len(b) >= 3 && a[len(a)-3] == 0xED && b[0] == 0xED {
		hi, _ := decodeWTF8(a[len(a)-3:])
		lo, _ := decodeWTF8(b)
		if r := utf16.DecodeRune(hi, lo); r != utf8.RuneError {
			return a[:len(a)-3] + string(r) + b[3:]
		}
	}
	return a + b
}
