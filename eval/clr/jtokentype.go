package clr

// A JKind is a value of Newtonsoft.Json.Linq.JTokenType.
type JKind uint8

// The kinds of JSON tokens.
const (
	JNone JKind = iota
	JKindObject
	JKindArray
	JKindConstructor
	JKindProperty
	JComment
	JInteger
	JFloat
	JString
	JBoolean
	JNull
	JUndefined
	JDate
	JRaw
	JBytes
	JGuid
	JUri
	JTimeSpan
)

// JTokenTypeType is Newtonsoft.Json.Linq.JTokenType.
var JTokenTypeType = Declare(Decl{Name: "Newtonsoft.Json.Linq.JTokenType", Kind: EnumKind, Doc: "The kind of a JSON token.", Values: []EnumValue{
	{Name: "None", Value: int64(JNone), Doc: "No token."},
	{Name: "Object", Value: int64(JKindObject), Doc: "An object."},
	{Name: "Array", Value: int64(JKindArray), Doc: "An array."},
	{Name: "Constructor", Value: int64(JKindConstructor), Doc: "A JavaScript constructor: new Date(0)."},
	{Name: "Property", Value: int64(JKindProperty), Doc: "A name and value of an object."},
	{Name: "Comment", Value: int64(JComment), Doc: "A comment."},
	{Name: "Integer", Value: int64(JInteger), Doc: "A whole number."},
	{Name: "Float", Value: int64(JFloat), Doc: "A number with a point or an exponent."},
	{Name: "String", Value: int64(JString), Doc: "A text."},
	{Name: "Boolean", Value: int64(JBoolean), Doc: "true or false."},
	{Name: "Null", Value: int64(JNull), Doc: "null."},
	{Name: "Undefined", Value: int64(JUndefined), Doc: "undefined, which JavaScript has beside null."},
	{Name: "Date", Value: int64(JDate), Doc: "A date and time."},
	{Name: "Raw", Value: int64(JRaw), Doc: "A text that is written as it is."},
	{Name: "Bytes", Value: int64(JBytes), Doc: "Bytes, written in base 64."},
	{Name: "Guid", Value: int64(JGuid), Doc: "A Guid."},
	{Name: "Uri", Value: int64(JUri), Doc: "A Uri."},
	{Name: "TimeSpan", Value: int64(JTimeSpan), Doc: "A duration."},
}})

// enum is the kind as C# sees it.
func (k JKind) enum() Enum { return Enum{JTokenTypeType, int64(k)} }

func (k JKind) String() string { return k.enum().ToString() }
