package clr

import (
	"bytes"
	"iter"
	"math"
	"math/big"
)

// A JValue is a Newtonsoft.Json.Linq.JValue: a token without others in it. A
// JRaw is one of kind JRaw.
type JValue struct {
	tokenBase
	kind  JKind
	value any // a C# value of the kind's type; nil for null
}

// JValueType is Newtonsoft.Json.Linq.JValue.
var JValueType = Declare(Decl{Name: "Newtonsoft.Json.Linq.JValue", Base: "JToken", Interfaces: "IEquatable<JValue>, IFormattable, IComparable, IComparable<JValue>", Doc: "A value in JSON: a text, number, boolean, date or null."})

// NewJText is a text as a value of JSON.
func NewJText(s string) *JValue { return newJValue(s) }

// newJValue is new JValue(object). A value that JSON has no kind for throws
// ArgumentException.
func newJValue(v any) *JValue { return &JValue{kind: valueKind(JNone, v), value: v} }

func jsonNullValue() *JValue { return &JValue{kind: JNull} }

// valueKind is the kind of a C# value; a text keeps the kind it had.
func valueKind(was JKind, v any) JKind {
	switch v := v.(type) {
	case nil:
		return JNull
	case string:
		if was == JComment || was == JRaw {
			return was
		}
		return JString
	case int8, uint8, int16, uint16, int32, uint32, int64, uint64, Enum, BigInteger:
		return JInteger
	case float32, float64, Decimal:
		return JFloat
	case DateTime, DateTimeOffset:
		return JDate
	case bool:
		return JBoolean
	case *Array:
		if v.ElemType() == Byte {
			return JBytes
		}
	case *Uri:
		return JUri
	case Guid:
		return JGuid
	case TimeSpan:
		return JTimeSpan
	}
	Throw(Argument("Could not determine JSON object type for type "+TypeOf(v).FullName()+".", ""))
	return JNone
}

// CLRType is JValue, or JRaw.
func (v *JValue) CLRType() *Type {
	if v.kind == JRaw {
		return JRawType
	}
	return JValueType
}

// Kind is the kind of value.
func (v *JValue) Kind() JKind { return v.kind }

// Value is the C# value.
func (v *JValue) Value() any { return v.value }

// ToString is the value as text, not as JSON; null is "".
func (v *JValue) ToString() string { return Text(v.value) }

// FormatWith is the value in a format of its type.
func (v *JValue) FormatWith(format string) string {
	if v.value == nil {
		return ""
	}
	return FormatValue(v.value, format, nil)
}

// Iterate yields nothing: a value has no children.
func (v *JValue) Iterate(*Env) iter.Seq[any] { return func(func(any) bool) {} }

func (v *JValue) get(any) Token {
	Throw(InvalidOperation("Cannot access child value on " + v.CLRType().FullName() + "."))
	return nil
}

func (v *JValue) set(*Env, any, Token) {
	Throw(InvalidOperation("Cannot set child value on " + v.CLRType().FullName() + "."))
}

func (v *JValue) clone(c *cloner, _ int) Token {
	c.count()
	return &JValue{kind: v.kind, value: v.value}
}

func (v *JValue) deepEquals(other Token, _ int) bool { return v.EqualsTo(other) }

// EqualsTo compares values of the same kind: numbers as numbers, whatever
// their C# types.
func (v *JValue) EqualsTo(other any) bool {
	o, ok := other.(*JValue)
	return ok && (o == v || o.kind == v.kind && compareJSON(v.kind, v.value, o.value) == 0)
}

// Hash agrees with EqualsTo.
func (v *JValue) Hash() uint64 {
	switch v.kind {
	case JInteger, JFloat:
		return HashOf(jsonDouble(v.value))
	case JBytes:
		if a, ok := v.value.(*Array); ok {
			return HashOf(string(a.Bytes()))
		}
	}
	return HashOf(v.value)
}

// CompareTo orders values by the kind of the first, or of both when one is a
// text.
func (v *JValue) CompareTo(other any) int {
	o := other.(*JValue)
	kind := v.kind
	if kind == JString && o.kind != JString {
		kind = o.kind
	}
	return compareJSON(kind, v.value, o.value)
}

// compareJSON orders C# values of a kind; null comes first.
func compareJSON(kind JKind, a, b any) int {
	switch {
	case a == nil && b == nil:
		return 0
	case b == nil:
		return 1
	case a == nil:
		return -1
	}
	switch kind {
	case JInteger, JFloat:
		return compareJSONNumbers(kind, a, b)
	case JComment, JString, JRaw:
		return int(compareOrdinal(FormatValue(a, "", nil), FormatValue(b, "", nil)))
	case JBoolean:
		return Compare(convertObject(nil, a, Boolean, nil), convertObject(nil, b, Boolean, nil))
	case JDate:
		return compareJSONDates(a, b)
	case JBytes:
		x, y := a.(*Array), sameType[*Array](b, "byte[]")
		return bytes.Compare(x.Bytes(), y.Bytes())
	case JGuid:
		return Compare(a, sameType[Guid](b, "Guid"))
	case JUri:
		return CompareStrings(a.(*Uri).ToString(), sameType[*Uri](b, "Uri").ToString())
	case JTimeSpan:
		return Compare(a, sameType[TimeSpan](b, "TimeSpan"))
	}
	Throw(ArgumentOutOfRange("valueType", "Unexpected value type: "+kind.String()))
	return 0
}

// sameType is a value that is compared with another of its type.
func sameType[T any](v any, name string) T {
	t, ok := v.(T)
	if !ok {
		Throw(Argument("Object must be of type "+name+".", ""))
	}
	return t
}

func compareJSONNumbers(kind JKind, a, b any) int {
	if isBig(a) || isBig(b) {
		return jsonBig(a).Cmp(jsonBig(b))
	}
	is := func(v any, t *Type) bool { return TypeOf(v) == t }
	switch {
	case is(a, UInt64) || is(b, UInt64) || is(a, DecimalType) || is(b, DecimalType):
		return Compare(convertObject(nil, a, DecimalType, nil), convertObject(nil, b, DecimalType, nil))
	case kind == JFloat || is(a, Double) || is(b, Double) || is(a, Single) || is(b, Single):
		x, y := jsonDouble(a), jsonDouble(b)
		// Json.NET takes numbers for equal that differ by no more than rounding does.
		if x == y || math.Abs(x-y) < (math.Abs(x)+math.Abs(y)+10)*2.2204460492503131e-16 {
			return 0
		}
		return Compare(x, y)
	}
	return Compare(convertObject(nil, a, Int64, nil), convertObject(nil, b, Int64, nil))
}

func isBig(v any) bool {
	_, ok := v.(BigInteger)
	return ok
}

// jsonDouble is a number of any type as a double.
func jsonDouble(v any) float64 {
	if b, ok := v.(BigInteger); ok {
		return b.float()
	}
	if f, ok := convertObject(nil, v, Double, nil).(float64); ok {
		return f
	}
	return 0
}

// jsonBig is a number of any type, exactly; what is not finite is beyond all.
func jsonBig(v any) *big.Float {
	switch v := v.(type) {
	case BigInteger:
		return new(big.Float).SetInt(v.n)
	case float64:
		if math.IsNaN(v) {
			return big.NewFloat(math.Inf(-1))
		}
		return big.NewFloat(v)
	case float32:
		return jsonBig(float64(v))
	}
	f, _, err := big.ParseFloat(FormatValue(v, "", nil), 10, 128, big.ToNearestEven)
	if err != nil {
		Throw(Format(""))
	}
	return f
}

// compareJSONDates compares a DateTime by its clock, and a DateTimeOffset by
// its instant.
func compareJSONDates(a, b any) int {
	if x, ok := a.(DateTimeOffset); ok {
		if y, ok := b.(DateTimeOffset); ok {
			return x.CompareTo(y)
		}
		return x.CompareTo(offsetOf(convertObject(nil, b, DateTimeType, nil).(DateTime)))
	}
	x := convertObject(nil, a, DateTimeType, nil).(DateTime)
	if y, ok := b.(DateTimeOffset); ok {
		return x.CompareTo(y.clock)
	}
	return x.CompareTo(convertObject(nil, b, DateTimeType, nil))
}

// setJSONValue is the setter of JValue.Value: a value of another type changes
// the kind.
func setJSONValue(v *JValue, value any) Void {
	if TypeOf(v.value) != TypeOf(value) {
		v.kind = valueKind(v.kind, value)
	}
	v.value = value
	return Void{}
}

func init() {
	make := func(sig string, kind JKind, examples ...string) Member {
		return Row(sig, "Makes a value.", F1(func(v any) *JValue { return &JValue{kind: kind, value: v} }), examples...)
	}
	compare := func(v *JValue, other any) int32 {
		if other == nil {
			return 1
		}
		o, ok := other.(*JValue)
		if !ok {
			o = &JValue{kind: v.kind, value: other}
		}
		return int32(v.CompareTo(o))
	}
	JValueType.Define(
		make("new(bool value)", JBoolean, `new JValue(true).Type.ToString() // "Boolean"`),
		make("new(char value)", JString, `new JValue('c').ToString(Formatting.None) // "\"c\""`),
		make("new(DateTime value)", JDate, `new JValue(new DateTime(2024, 1, 2)).ToString(Formatting.None) // "\"2024-01-02T00:00:00\""`),
		make("new(DateTimeOffset value)", JDate),
		make("new(decimal value)", JFloat, `new JValue(2m).ToString(Formatting.None) // "2.0"`),
		make("new(Guid value)", JGuid),
		make("new(double value)", JFloat, `new JValue(double.NaN).ToString(Formatting.None) // "\"NaN\""`),
		make("new(long value)", JInteger, `new JValue(5).Value.GetType().Name // "Int64"`),
		Row("new(JValue other)", "Copies a value.", F1(func(v *JValue) *JValue { return &JValue{kind: v.kind, value: v.value} }), `new JValue(new JValue(5)).ToString() // "5"`),
		Row("new(object value)", "Makes a value of any type that JSON has. ArgumentException.", F1(newJValue), `new JValue((object)5).Value.GetType().Name // "Int32"`, `new JValue((object)'c') // throws ArgumentException`),
		make("new(float value)", JFloat, `new JValue(1.5f).ToString(Formatting.None) // "1.5"`),
		make("new(string value)", JString, `new JValue("a\n").ToString(Formatting.None) // "\"a\\n\""`, `new JValue((string)null).ToString(Formatting.None) // "null"`),
		make("new(TimeSpan value)", JTimeSpan, `new JValue(TimeSpan.FromSeconds(90)).ToString(Formatting.None) // "\"00:01:30\""`),
		make("new(ulong value)", JInteger),
		Row("new(Uri value)", "Makes a value.", F1(func(u any) *JValue { return newJValue(u) }), `new JValue(new Uri("http://a/")).Type.ToString() // "Uri"`),
		Row("int CompareTo(JValue obj)", "The order of the values: texts by their code units.", F2(func(v *JValue, o any) int32 { return compare(v, o) }), `new JValue(1).CompareTo(new JValue(2)) // -1`, `new JValue("b").CompareTo(new JValue("a")) // 1`),
		Row("static JValue CreateComment(string value)", "A comment.", F1(func(v any) *JValue { return &JValue{kind: JComment, value: v} }), `JValue.CreateComment("c").ToString(Formatting.None) // "/*c*/"`),
		Row("static JValue CreateNull()", "A null.", F0(jsonNullValue), `JValue.CreateNull().ToString(Formatting.None) // "null"`),
		Row("static JValue CreateString(string value)", "A text.", F1(func(v any) *JValue { return &JValue{kind: JString, value: v} }), `JValue.CreateString("a").ToString() // "a"`),
		Row("static JValue CreateUndefined()", "JavaScript's undefined.", F0(func() *JValue { return &JValue{kind: JUndefined} }), `JValue.CreateUndefined().ToString(Formatting.None) // "undefined"`),
		Row("bool Equals(JValue other)", "Whether kind and value are equal.", F2(func(v *JValue, o any) bool { return o != nil && v.EqualsTo(o) }), `new JValue(1).Equals(new JValue(1)) // true`, `new JValue(1).Equals(new JValue(1.0)) // false`),
		Row("bool Equals(object obj)", "Whether it is a JValue of the same kind and value.", F2(func(v *JValue, o any) bool { return o != nil && v.EqualsTo(o) }), `new JValue(1).Equals((object)1) // false`),
		Row("int GetHashCode()", "A number that is the same for equal values.", F1(func(v *JValue) int32 { return int32(v.Hash()) }), `new JValue(1).GetHashCode() == new JValue(1).GetHashCode() // true`),
		Row("string ToString()", "The value as text; null is \"\".", F1((*JValue).ToString), `new JValue(1.5).ToString() // "1.5"`, `new JValue(true).ToString() // "True"`, `JValue.CreateNull().ToString() // ""`),
		Row("string ToString(string format)", "The value in a format of its type.", F2(func(v *JValue, f Opt[string]) string { return v.FormatWith(f.Or("")) }), `new JValue(5).ToString("D3") // "005"`),
		Row("string ToString(IFormatProvider formatProvider)", "The value as text of a culture.", F2(func(v *JValue, provider any) string {
			if v.value == nil {
				return ""
			}
			return FormatValue(v.value, "", provider)
		})),
		Row("string ToString(string format, IFormatProvider formatProvider)", "The value in a format and culture.", F3(func(v *JValue, f Opt[string], provider any) string {
			if v.value == nil {
				return ""
			}
			return FormatValue(v.value, f.Or(""), provider)
		}), `new JValue(1.5).ToString("F2", null) // "1.50"`),
		Row("object Value { get; set; }", "The C# value. Setting one of another type changes Type.", F1(func(v *JValue) any { return v.value }), `((JValue)JToken.Parse("1")).Value // 1L`, `((JValue)JToken.Parse("null")).Value // null`).Set(F2(setJSONValue)),
	)
}
