package clr

import (
	"fmt"
	"math"
	"strings"
)

// StringBuilderType is System.Text.StringBuilder.
var StringBuilderType = Declare(Decl{Name: "System.Text.StringBuilder", Doc: "Text that can be changed."})

// A StringBuilder is a System.Text.StringBuilder.
type StringBuilder struct {
	text     []byte // WTF-8, as a string
	units    int    // length in code units
	capacity int
	limit    int
}

// CLRType is System.Text.StringBuilder.
func (*StringBuilder) CLRType() *Type { return StringBuilderType }

// ToString is the text.
func (b *StringBuilder) ToString() string { return string(b.text) }

// NewStringBuilder makes one with a text in it.
func NewStringBuilder(env *Env, text string) *StringBuilder {
	b := &StringBuilder{limit: math.MaxInt32}
	return b.Append(env, text)
}

// Append puts a text at the end.
func (b *StringBuilder) Append(env *Env, text string) *StringBuilder {
	n := Length(text)
	b.grow(b.units + n)
	env.Charge(len(text))
	if len(b.text) >= 3 && len(text) >= 3 && text[0] == 0xED && b.text[len(b.text)-3] == 0xED {
		b.set(rejoined(string(b.text) + text)) // halves of a pair
		return b
	}
	b.text = append(b.text, text...)
	b.units += n
	return b
}

// grow throws when the text may not have that many code units.
func (b *StringBuilder) grow(units int) {
	if units > b.limit {
		Throw(ArgumentOutOfRange("requiredLength", "capacity was less than the current size."))
	}
	if units > b.capacity {
		b.capacity = max(units, 2*b.capacity, 16)
	}
}

func (b *StringBuilder) set(text string) *StringBuilder {
	n := Length(text)
	b.grow(n)
	b.text, b.units = append(b.text[:0], text...), n
	return b
}

// check throws unless count units lie between start and the end.
func (b *StringBuilder) check(start, count int32, startName, countName string) {
	if start < 0 || int(start) > b.units {
		Throw(ArgumentOutOfRange(startName, indexRange))
	}
	if count < 0 || int(count) > b.units-int(start) {
		Throw(ArgumentOutOfRange(countName, indexRange))
	}
}

func (b *StringBuilder) insert(env *Env, at int32, text string) *StringBuilder {
	if at < 0 || int(at) > b.units {
		Throw(ArgumentOutOfRange("index", indexRange))
	}
	if int(at) == b.units {
		return b.Append(env, text)
	}
	env.Charge(len(b.text) + len(text))
	return b.set(insertText(nil, b.ToString(), at, text))
}

// replace changes a part of the text.
func (b *StringBuilder) replace(env *Env, old string, value Opt[string], start, count int32) *StringBuilder {
	b.check(start, count, "startIndex", "count")
	s := b.ToString()
	env.Charge(len(s))
	part := replaceText(env, slice(s, int(start), int(count)), old, value)
	if int(count) == b.units {
		return b.set(part)
	}
	return b.set(Concat(Concat(slice(s, 0, int(start)), part), slice(s, int(start+count), b.units-int(start+count))))
}

func (b *StringBuilder) setLength(env *Env, n int32) Void {
	if n < 0 || int(n) > b.limit {
		Throw(ArgumentOutOfRange("value", "Length cannot be less than zero."))
	}
	if int(n) <= b.units {
		b.set(slice(b.ToString(), 0, int(n)))
	} else {
		b.Append(env, repeatChar(env, 0, n-int32(b.units)))
	}
	return Void{}
}

func (b *StringBuilder) setCapacity(n int32) Void {
	if n < 0 || int(n) < b.units || int(n) > b.limit {
		Throw(ArgumentOutOfRange("value", "capacity was less than the current size."))
	}
	b.capacity = int(n)
	return Void{}
}

// newBuilder is the constructor with all arguments.
func newBuilder(env *Env, text Opt[string], start, length, capacity, limit int32) *StringBuilder {
	switch {
	case capacity < 0:
		Throw(ArgumentOutOfRange("capacity", "'capacity' must be greater than zero."))
	case limit < 1:
		Throw(ArgumentOutOfRange("maxCapacity", "MaxCapacity must be one or greater."))
	case capacity > limit:
		Throw(ArgumentOutOfRange("capacity", "Capacity exceeds maximum capacity."))
	case length < 0:
		Throw(ArgumentOutOfRange("length", "'length' must be non-negative."))
	case start < 0 || int(start) > Length(text.Value)-int(length):
		Throw(ArgumentOutOfRange("length", "Index and length must refer to a location within the string."))
	}
	if capacity == 0 {
		capacity = min(16, limit)
	}
	b := &StringBuilder{capacity: int(capacity), limit: int(limit)}
	return b.Append(env, slice(text.Value, int(start), int(length)))
}

func init() {
	const any32 = math.MaxInt32
	length := func(s Opt[string]) int32 { return int32(Length(s.Value)) }
	StringBuilderType.Define(
		Row("new()", "Makes an empty one.", F1(func(env *Env) *StringBuilder { return newBuilder(env, Opt[string]{}, 0, 0, 0, any32) }), `new StringBuilder().Length // 0`),
		Row("new(int capacity)", "Makes an empty one.", F2(func(env *Env, n int32) *StringBuilder { return newBuilder(env, Opt[string]{}, 0, 0, n, any32) }), `new StringBuilder(-1) // throws ArgumentOutOfRangeException`),
		Row("new(string value)", "Makes one with a text in it.", F2(func(env *Env, s Opt[string]) *StringBuilder { return newBuilder(env, s, 0, length(s), 0, any32) }), `new StringBuilder("hello").ToString() // "hello"`),
		Row("new(string value, int capacity)", "Makes one with a text in it.", F3(func(env *Env, s Opt[string], n int32) *StringBuilder {
			return newBuilder(env, s, 0, length(s), n, any32)
		}), `new StringBuilder("a", 9).Capacity // 9`),
		Row("new(int capacity, int maxCapacity)", "Makes an empty one that has a greatest length.", F3(func(env *Env, n, limit int32) *StringBuilder {
			return newBuilder(env, Opt[string]{}, 0, 0, n, limit)
		}), `new StringBuilder(1, 2).Append("abc") // throws ArgumentOutOfRangeException`),
		Row("new(string value, int startIndex, int length, int capacity)", "Makes one with a part of a text in it.", F5(func(env *Env, s Opt[string], at, n, capacity int32) *StringBuilder {
			return newBuilder(env, s, at, n, capacity, any32)
		}), `new StringBuilder("hello", 1, 3, 9).ToString() // "ell"`),
		Row("int Capacity { get; set; }", "Code units it has room for.", F1(func(b *StringBuilder) int32 { return int32(b.capacity) }), `new StringBuilder(20).Capacity // 20`).Set(F2((*StringBuilder).setCapacity)),
		Row("char this[int index] { get; set; }", "The code unit at an index.", F2(func(b *StringBuilder, i int32) Char {
			if i < 0 || int(i) >= b.units {
				Throw(IndexOutOfRange())
			}
			return unitAt(b.ToString(), int(i))
		}), `new StringBuilder("abc")[1] // 'b'`, `new StringBuilder("")[0] // throws IndexOutOfRangeException`).Set(F3(func(b *StringBuilder, i int32, c Char) Void {
			if i < 0 || int(i) >= b.units {
				Throw(ArgumentOutOfRange("index", indexRange))
			}
			units := Units(b.ToString())
			units[i] = uint16(c)
			b.set(FromUnits(units))
			return Void{}
		})),
		Row("int Length { get; set; }", "Number of code units; a greater one adds U+0000.", F1(func(b *StringBuilder) int32 { return int32(b.units) }), `new StringBuilder("a😀").Length // 3`).Set(F3(func(env *Env, b *StringBuilder, n int32) Void { return b.setLength(env, n) })),
		Row("int MaxCapacity { get; }", "The greatest length.", F1(func(b *StringBuilder) int32 { return int32(b.limit) }), `new StringBuilder(1, 5).MaxCapacity // 5`),
	)
	defineAppends()
	StringBuilderType.Define(
		Row("StringBuilder Clear()", "Makes it empty.", F1(func(b *StringBuilder) *StringBuilder { return b.set("") }), `new StringBuilder("a").Clear().Length // 0`),
		Row("void CopyTo(int sourceIndex, char[] destination, int destinationIndex, int count)", "Writes some of the text into an array.", F5(func(b *StringBuilder, from int32, to *Array, at, n int32) Void {
			b.check(from, n, "sourceIndex", "count")
			checkRange(at, n, int32(to.Len()), "destinationIndex", "count")
			for i, u := range Units(slice(b.ToString(), int(from), int(n))) {
				to.SetAt(int(at)+i, Char(u))
			}
			return Void{}
		})),
		Row("int EnsureCapacity(int capacity)", "Makes room; the capacity.", F2(func(b *StringBuilder, n int32) int32 {
			if n < 0 {
				Throw(ArgumentOutOfRange("capacity", "Capacity must be positive."))
			}
			if int(n) > b.capacity {
				b.setCapacity(n)
			}
			return int32(b.capacity)
		}), `new StringBuilder(1).EnsureCapacity(30) // 30`),
		Row("bool Equals(StringBuilder sb)", "Whether text and capacities are the same.", F2(func(b *StringBuilder, o Opt[*StringBuilder]) bool {
			return o.Valid && b.capacity == o.Value.capacity && b.limit == o.Value.limit && b.ToString() == o.Value.ToString()
		}), `new StringBuilder("a").Equals(new StringBuilder("a")) // true`),
	)
	defineInserts()
	StringBuilderType.Define(
		Row("StringBuilder Remove(int startIndex, int length)", "Takes a part out.", F3(func(b *StringBuilder, at, n int32) *StringBuilder {
			b.check(at, n, "startIndex", "length")
			return b.set(removeText(b.ToString(), at, n))
		}), `new StringBuilder("hello").Remove(1, 3).ToString() // "ho"`, `new StringBuilder("a").Remove(0, 2) // throws ArgumentOutOfRangeException`),
		Row("StringBuilder Replace(char oldChar, char newChar)", "Puts one character for another.", F4(func(env *Env, b *StringBuilder, o, n Char) *StringBuilder {
			return b.replace(env, charText(o), Some(charText(n)), 0, int32(b.units))
		}), `new StringBuilder("a-b").Replace('-', '+').ToString() // "a+b"`),
		Row("StringBuilder Replace(string oldValue, string newValue)", "Puts one text for another.", F4(func(env *Env, b *StringBuilder, o string, n Opt[string]) *StringBuilder {
			return b.replace(env, o, n, 0, int32(b.units))
		}), `new StringBuilder("hello").Replace("l", "L").ToString() // "heLLo"`, `new StringBuilder("a").Replace("", "b") // throws ArgumentException`),
		Row("StringBuilder Replace(char oldChar, char newChar, int startIndex, int count)", "The same in a part.", F6(func(env *Env, b *StringBuilder, o, n Char, at, count int32) *StringBuilder {
			return b.replace(env, charText(o), Some(charText(n)), at, count)
		}), `new StringBuilder("aaa").Replace('a', 'b', 1, 1).ToString() // "aba"`),
		Row("StringBuilder Replace(string oldValue, string newValue, int startIndex, int count)", "The same in a part.", F6(func(env *Env, b *StringBuilder, o string, n Opt[string], at, count int32) *StringBuilder {
			return b.replace(env, o, n, at, count)
		}), `new StringBuilder("aaa").Replace("a", "", 0, 2).ToString() // "a"`),
		Row("string ToString()", "The text.", F2(func(env *Env, b *StringBuilder) string {
			env.Charge(len(b.text))
			return b.ToString()
		}), `new StringBuilder("a").ToString() // "a"`),
		Row("string ToString(int startIndex, int length)", "A part of the text.", F3(func(b *StringBuilder, at, n int32) string {
			b.check(at, n, "startIndex", "length")
			return slice(b.ToString(), int(at), int(n))
		}), `new StringBuilder("hello").ToString(1, 3) // "ell"`),
	)
}

// builderValues are the types that Append and Insert have overloads for.
var builderValues = []string{"bool", "sbyte", "byte", "char", "short", "int", "long", "float", "double", "decimal", "ushort", "uint", "ulong", "object", "string"}

func defineAppends() {
	const doc = "Puts the value's text at the end; of null nothing."
	for _, word := range builderValues {
		StringBuilderType.Define(Row("StringBuilder Append("+word+" value)", doc, F3(func(env *Env, b *StringBuilder, v any) *StringBuilder { return b.Append(env, Text(v)) }), appendExample(word)))
	}
	some := func(s string, at, n int32) string {
		checkRange(at, n, int32(Length(s)), "startIndex", "count")
		return slice(s, int(at), int(n))
	}
	StringBuilderType.Define(
		Row("StringBuilder Append(char[] value)", "Puts characters at the end.", F3(func(env *Env, b *StringBuilder, v Opt[*Array]) *StringBuilder {
			if !v.Valid {
				return b
			}
			return b.Append(env, charsText(v.Value.Items()))
		}), `new StringBuilder().Append(new[] {'a', 'b'}).ToString() // "ab"`),
		Row("StringBuilder Append(char value, int repeatCount)", "Puts a character at the end a number of times.", F4(func(env *Env, b *StringBuilder, c Char, n int32) *StringBuilder {
			if n < 0 {
				Throw(ArgumentOutOfRange("repeatCount", "Count cannot be less than zero."))
			}
			return b.Append(env, repeatChar(env, c, n))
		}), `new StringBuilder().Append('a', 3).ToString() // "aaa"`),
		Row("StringBuilder Append(char[] value, int startIndex, int charCount)", "Puts some characters at the end.", F5(func(env *Env, b *StringBuilder, v *Array, at, n int32) *StringBuilder {
			return b.Append(env, some(charsText(v.Items()), at, n))
		}), `new StringBuilder().Append(new[] {'a', 'b'}, 1, 1).ToString() // "b"`),
		Row("StringBuilder Append(string value, int startIndex, int count)", "Puts a part of a text at the end.", F5(func(env *Env, b *StringBuilder, s string, at, n int32) *StringBuilder {
			return b.Append(env, some(s, at, n))
		}), `new StringBuilder().Append("hello", 1, 3).ToString() // "ell"`),
	)
	const format = "Puts a format at the end, as string.Format."
	appendFormat := func(env *Env, b *StringBuilder, p any, f string, args ...any) *StringBuilder {
		return b.Append(env, formatComposite(env, p, f, args))
	}
	StringBuilderType.Define(
		Row("StringBuilder AppendFormat(string format, object arg0)", format, F4(func(env *Env, b *StringBuilder, f string, x any) *StringBuilder {
			return appendFormat(env, b, nil, f, x)
		}), `new StringBuilder().AppendFormat("{0:D2}", 5).ToString() // "05"`),
		Row("StringBuilder AppendFormat(string format, object arg0, object arg1)", format, F5(func(env *Env, b *StringBuilder, f string, x, y any) *StringBuilder {
			return appendFormat(env, b, nil, f, x, y)
		}), `new StringBuilder().AppendFormat("{1}{0}", 1, 2).ToString() // "21"`),
		Row("StringBuilder AppendFormat(string format, object arg0, object arg1, object arg2)", format, F6(func(env *Env, b *StringBuilder, f string, x, y, z any) *StringBuilder {
			return appendFormat(env, b, nil, f, x, y, z)
		}), `new StringBuilder().AppendFormat("{2}{1}{0}", 1, 2, 3).ToString() // "321"`),
		Row("StringBuilder AppendFormat(string format, params object[] args)", format, F4(func(env *Env, b *StringBuilder, f string, args []any) *StringBuilder {
			return appendFormat(env, b, nil, f, args...)
		}), `new StringBuilder().AppendFormat("{0}{1}{2}{3}", 1, 2, 3, 4).ToString() // "1234"`),
		Row("StringBuilder AppendFormat(IFormatProvider provider, string format, object arg0)", format, F5(func(env *Env, b *StringBuilder, p any, f string, x any) *StringBuilder {
			return appendFormat(env, b, p, f, x)
		}), `new StringBuilder().AppendFormat(CultureInfo.GetCultureInfo("de-DE"), "{0}", 1.5).ToString() // "1,5"`),
		Row("StringBuilder AppendFormat(IFormatProvider provider, string format, object arg0, object arg1)", format, F6(func(env *Env, b *StringBuilder, p any, f string, x, y any) *StringBuilder {
			return appendFormat(env, b, p, f, x, y)
		}), `new StringBuilder().AppendFormat(CultureInfo.InvariantCulture, "{0}{1}", 1, 2).ToString() // "12"`),
		Row("StringBuilder AppendFormat(IFormatProvider provider, string format, object arg0, object arg1, object arg2)", format, F7(func(env *Env, b *StringBuilder, p any, f string, x, y, z any) *StringBuilder {
			return appendFormat(env, b, p, f, x, y, z)
		}), `new StringBuilder().AppendFormat(CultureInfo.InvariantCulture, "{0}{1}{2}", 1, 2, 3).ToString() // "123"`),
		Row("StringBuilder AppendFormat(IFormatProvider provider, string format, params object[] args)", format, F5(func(env *Env, b *StringBuilder, p any, f string, args []any) *StringBuilder {
			return appendFormat(env, b, p, f, args...)
		}), `new StringBuilder().AppendFormat(CultureInfo.InvariantCulture, "{0}", 1.5).ToString() // "1.5"`),
		Row("StringBuilder AppendLine()", "Puts a line break at the end.", F2(func(env *Env, b *StringBuilder) *StringBuilder { return b.Append(env, NewLine) }), `new StringBuilder().AppendLine().Length > 0 // true`),
		Row("StringBuilder AppendLine(string value)", "Puts a text and a line break at the end.", F3(func(env *Env, b *StringBuilder, s Opt[string]) *StringBuilder {
			return b.Append(env, s.Value).Append(env, NewLine)
		}), `new StringBuilder().AppendLine("a").ToString().Trim() // "a"`),
	)
}

func appendExample(word string) string {
	switch word {
	case "string", "object":
		return fmt.Sprintf(`new StringBuilder("a").Append((%s)null).Length // 1`, word)
	case "bool":
		return `new StringBuilder().Append(true).ToString() // "True"`
	case "char":
		return `new StringBuilder().Append('a').ToString() // "a"`
	}
	return fmt.Sprintf(`new StringBuilder().Append((%s)5).ToString() // "5"`, word)
}

func defineInserts() {
	for _, word := range builderValues {
		StringBuilderType.Define(Row("StringBuilder Insert(int index, "+word+" value)", "Puts the value's text at an index; of null nothing.", F4(func(env *Env, b *StringBuilder, at int32, v any) *StringBuilder {
			return b.insert(env, at, Text(v))
		}), strings.Replace(appendExample(word), "Append(", "Insert(0, ", 1)))
	}
	StringBuilderType.Define(
		Row("StringBuilder Insert(int index, char[] value)", "Puts characters at an index.", F4(func(env *Env, b *StringBuilder, at int32, v Opt[*Array]) *StringBuilder {
			if !v.Valid {
				return b.insert(env, at, "")
			}
			return b.insert(env, at, charsText(v.Value.Items()))
		}), `new StringBuilder("c").Insert(0, new[] {'a', 'b'}).ToString() // "abc"`),
		Row("StringBuilder Insert(int index, char[] value, int startIndex, int charCount)", "Puts some of an array's characters at an index.", F6(func(env *Env, b *StringBuilder, at int32, v *Array, from, n int32) *StringBuilder {
			if from < 0 || n < 0 || int(from) > v.Len()-int(n) {
				Throw(ArgumentOutOfRange("startIndex", "Index was out of range. Must be non-negative and less than the size of the collection."))
			}
			return b.insert(env, at, charsText(v.Items()[from:from+n]))
		}), `new StringBuilder("c").Insert(0, new[] {'x', 'a', 'b'}, 1, 2).ToString() // "abc"`),
		Row("StringBuilder Insert(int index, string value, int count)", "Puts a text at an index a number of times.", F5(func(env *Env, b *StringBuilder, at int32, s Opt[string], n int32) *StringBuilder {
			if n < 0 {
				Throw(ArgumentOutOfRange("count", "Non-negative number required."))
			}
			env.Charge(len(s.Value) * int(n))
			return b.insert(env, at, strings.Repeat(s.Value, int(n)))
		}), `new StringBuilder("c").Insert(0, "ab", 2).ToString() // "ababc"`),
	)
}
