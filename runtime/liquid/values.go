package liquid

import (
	"iter"
	"strings"

	"github.com/osteele/liquid/values"

	"sallyport/eval/clr"
)

// Options say how values are shown to a template.
type Options struct {
	Texts   bool // JSON texts that look like dates stay texts
	NilNull bool // an XML element with xsi:nil is nil, not ""
}

// JSON is a JSON text as a template sees it. It throws.
func (o Options) JSON(env *clr.Env, text string) any {
	if o.Texts {
		return o.Of(env, clr.ParseTokenText(env, text))
	}
	return o.Of(env, clr.ParseToken(env, text))
}

// XML is an XML text as a template sees it: an object whose member is the root.
// It throws.
func (o Options) XML(env *clr.Env, text string) any { return o.Of(env, clr.ParseDocument(env, text)) }

// Of is a value of C# as a template sees it: null, numbers, booleans, dates and
// texts as such, JSON and XML as objects and lists, anything else as its text.
//
// The members of an XML element are its elements and attributes by local name,
// whose case counts only to tell two apart. An element with text alone is that
// text, and repeated ones are a list.
func (o Options) Of(env *clr.Env, v any) any {
	switch v := v.(type) {
	case nil, bool, string:
		return v
	case int32:
		return int(v)
	case int64:
		return int(v)
	case float64:
		return number(v)
	case float32:
		return number(v)
	case clr.Decimal:
		return number(v.Float())
	case clr.DateTime:
		return date(v)
	case *clr.JValue:
		return o.Of(env, v.Value())
	case *clr.JObject:
		return object{&data{v, source{env, o, false}}}
	case *clr.XNode:
		return source{env, o, true}.value(clr.TokenOfXML(env, v))
	case indexed:
		return list{&listed{v, source{env, o, false}}}
	}
	return clr.Text(v)
}

// indexed is a list of C#: an array, a List<T>, a JArray.
type indexed interface {
	Count() int
	At(i int) any
}

// A source says where a value comes from, and so what its parts are.
type source struct {
	env     *clr.Env
	options Options
	xml     bool
}

// value is a part of a value.
func (s source) value(v any) any {
	s.env.Step(1)
	if !s.xml {
		return s.options.Of(s.env, v)
	}
	switch v := v.(type) {
	case *clr.JObject:
		d := &data{v, s}
		if d.isNil() {
			if s.options.NilNull {
				return nil
			}
			return ""
		}
		return object{d}
	case *clr.JArray:
		return list{&listed{v, s}}
	case *clr.JValue:
		return v.ToString() // an empty element is ""
	}
	return ""
}

// A number is one that may have a fraction. It prints as .NET prints it.
type number float64

func (n number) String() string { return clr.Text(float64(n)) }

// A date prints as .NET prints it: 01/31/2024 10:20:30.
type date clr.DateTime

func (d date) String() string { return clr.DateTime(d).ToString() }

// notNumber ends the rendering where an object or a list stands for a number.
func notNumber() int { panic(values.TypeError("an object or a list is no number")) }

// An object is a JSON object or an XML element. It is a struct around a pointer
// because the module prints pointers in a way of its own.
type object struct{ *data }

type data struct {
	members *clr.JObject
	source
}

var _ values.Value = object{}

func (o object) Int() int               { return notNumber() }
func (o object) Less(values.Value) bool { return false }
func (o object) Test() bool             { return true }
func (o object) Interface() any         { return o }
func (o object) Contains(v values.Value) bool {
	name, ok := v.Interface().(string)
	if !ok {
		return false
	}
	_, found := o.member(name)
	return found
}

// Equal compares an XML element by its text.
func (o object) Equal(v values.Value) bool {
	if text, ok := v.Interface().(string); ok && o.xml {
		return o.String() == text
	}
	return v.Interface() == any(o)
}

// IndexValue is a member, or of an element, which may be the only one of its
// name, itself.
func (o object) IndexValue(v values.Value) values.Value {
	if i, ok := integer(v.Interface()); ok && o.xml && i == 0 {
		return o
	}
	return o.PropertyValue(v)
}

// PropertyValue is a member, or how many there are.
func (o object) PropertyValue(v values.Value) values.Value {
	name, ok := v.Interface().(string)
	if !ok {
		return values.ValueOf(nil)
	}
	member, found := o.member(name)
	if !found && (name == "size" || name == "Size") {
		return values.ValueOf(o.members.Count())
	}
	return values.ValueOf(member)
}

// String is an element's text, or an object as JSON.
func (o object) String() string {
	if o.xml {
		if text := o.members.Value("#text"); text != nil {
			return clr.Text(text)
		}
		return ""
	}
	return clr.WriteToken(o.env, o.members, false)
}

// member is a member by name.
func (d *data) member(name string) (value any, found bool) {
	if !d.xml {
		if t := d.members.Value(name); t != nil {
			return d.value(t), true
		}
		return nil, false
	}
	var near any
	for key, t := range d.members.Pairs() {
		d.env.Step(1)
		switch local := localName(key.(string)); {
		case local == "":
		case local == name:
			return d.value(t), true
		case near == nil && strings.EqualFold(local, name):
			near = t
		}
	}
	if near == nil {
		return nil, false
	}
	return d.value(near), true
}

// localName is what a template calls a property that Json.NET has made of an
// element or attribute; "" when it has no name for it.
func localName(property string) string {
	name := strings.TrimPrefix(property, "@")
	if strings.HasPrefix(name, "xmlns") || strings.ContainsAny(property[:1], "#?!$") {
		return ""
	}
	if _, local, ok := strings.Cut(name, ":"); ok {
		return local
	}
	return name
}

// isNil reports whether an element says that it is nil.
func (d *data) isNil() bool {
	for key, t := range d.members.Pairs() {
		if name := key.(string); strings.HasPrefix(name, "@") && strings.HasSuffix(name, ":nil") {
			text := clr.Text(t)
			return text == "true" || text == "1"
		}
	}
	return false
}

// A list is an array, a list, or elements of one name.
type list struct{ *listed }

type listed struct {
	items indexed
	source
}

var _ values.Value = list{}

func (l list) Int() int               { return notNumber() }
func (l list) Less(values.Value) bool { return false }
func (l list) Test() bool             { return true }
func (l list) Interface() any         { return l }
func (l list) Len() int               { return l.items.Count() }
func (l list) Index(i int) any        { return l.value(l.items.At(i)) }

func (l list) Equal(v values.Value) bool { return v.Interface() == any(l) }

func (l list) Contains(v values.Value) bool {
	for i := range l.Len() {
		if values.ValueOf(l.Index(i)).Equal(v) {
			return true
		}
	}
	return false
}

func (l list) IndexValue(v values.Value) values.Value {
	i, ok := integer(v.Interface())
	if i < 0 {
		i += l.Len()
	}
	if !ok || i < 0 || i >= l.Len() {
		return values.ValueOf(nil)
	}
	return values.ValueOf(l.Index(i))
}

func (l list) PropertyValue(v values.Value) values.Value {
	switch v.Interface() {
	case "first", "First":
		return l.IndexValue(values.ValueOf(0))
	case "last", "Last":
		return l.IndexValue(values.ValueOf(-1))
	case "size", "Size":
		return values.ValueOf(l.Len())
	}
	return values.ValueOf(nil)
}

// String is the items, one behind the other.
func (l list) String() string { return join(l, "") }

// Members is an object whose members are found when they are asked for; nil is
// one that it has not.
func Members(find func(name string) any) any { return Map(find, func(func(string, any) bool) {}) }

// Map is Members of which there is a list: a for has a Key and a Value in each
// turn.
func Map(find func(name string) any, all iter.Seq2[string, any]) any {
	return members{&memberSet{find, all}}
}

type members struct{ *memberSet }

type memberSet struct {
	find func(name string) any
	all  iter.Seq2[string, any]
}

var _ values.Value = members{}

func (m members) Int() int                     { return notNumber() }
func (m members) Less(values.Value) bool       { return false }
func (m members) Test() bool                   { return true }
func (m members) Interface() any               { return m }
func (m members) Equal(v values.Value) bool    { return v.Interface() == any(m) }
func (m members) Contains(v values.Value) bool { return m.PropertyValue(v).Interface() != nil }
func (m members) String() string               { return "" }

func (m members) IndexValue(v values.Value) values.Value { return m.PropertyValue(v) }

func (m members) PropertyValue(v values.Value) values.Value {
	name, ok := v.Interface().(string)
	if !ok {
		return values.ValueOf(nil)
	}
	return values.ValueOf(m.find(name))
}

// pair is a name and its value in a turn of a for.
func pair(name string, value any) any {
	return Members(func(part string) any {
		switch part {
		case "Key", "key":
			return name
		case "Value", "value":
			return value
		}
		return nil
	})
}

// items are what a for goes over.
type items interface {
	Len() int
	Index(i int) any
}

// slice is items that are at hand.
type slice []any

func (s slice) Len() int        { return len(s) }
func (s slice) Index(i int) any { return s[i] }

// itemsOf is what a value is to a for: a list its items, a JSON object its
// members, nil nothing, anything else itself alone.
func itemsOf(v any) items {
	switch v := v.(type) {
	case nil:
		return slice(nil)
	case members:
		var pairs slice
		for name, value := range v.all {
			pairs = append(pairs, pair(name, value))
		}
		return pairs
	case items:
		return v
	case []any:
		return slice(v)
	case object:
		if !v.xml {
			var pairs slice
			for name, t := range v.members.Pairs() {
				pairs = append(pairs, pair(name.(string), v.value(t)))
			}
			return pairs
		}
	}
	return slice{v}
}

// integer is a value as a whole number, if it is one.
func integer(v any) (int, bool) {
	switch v := v.(type) {
	case int:
		return v, true
	case number:
		return int(v), v == number(int(v))
	case float64:
		return int(v), v == float64(int(v))
	}
	return 0, false
}
