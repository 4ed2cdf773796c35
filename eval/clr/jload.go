package clr

import "strings"

// ParseToken reads a JSON text as JToken.Parse does. It throws
// JsonReaderException.
func ParseToken(env *Env, json string) Token { return parseToken(env, json, nil) }

// ParseTokenText is ParseToken where texts that look like dates stay texts, as
// with DateParseHandling.None.
func ParseTokenText(env *Env, json string) Token {
	l := newLoader(env, json, nil)
	l.r.texts = true
	return l.whole()
}

// ParseObject reads a JSON text that is an object.
func ParseObject(env *Env, json string) *JObject { return parseAs[*JObject](env, json, nil) }

// ParseArray reads a JSON text that is an array.
func ParseArray(env *Env, json string) *JArray { return parseAs[*JArray](env, json, nil) }

// parseAs reads a text that is of one kind.
func parseAs[T JContainer](env *Env, json string, settings any) T {
	l := newLoader(env, json, settings)
	var want T
	name, start, noun := want.CLRType().Simple, jsonStartObject, "object"
	if want.Kind() == JKindArray {
		start, noun = jsonStartArray, "array"
	}
	l.first(name)
	if l.r.kind != start {
		l.r.fail("Error reading %s from JsonReader. Current JsonReader item is not an %s: %s", name, noun, l.r.kind)
	}
	t := l.token()
	l.end()
	return t.(T)
}

func parseToken(env *Env, json string, settings any) Token {
	return newLoader(env, json, settings).whole()
}

// whole is the only token of the text.
func (l *loader) whole() Token {
	l.first("JToken")
	t := l.token()
	l.end()
	return t
}

// A loader makes tokens of what a jsonReader reads. It makes many at once,
// since most texts have many.
type loader struct {
	r          *jsonReader
	settings   JsonLoadSettings
	top        JContainer // the outermost container, while it is read
	pending    *JProperty // the one whose value comes next
	values     []JValue
	properties []JProperty
}

func newLoader(env *Env, json string, settings any) *loader {
	l := &loader{r: newJSONReader(env, json)}
	if s, ok := settings.(*JsonLoadSettings); ok {
		l.settings = *s
	}
	return l
}

// first goes to the first token that is no comment.
func (l *loader) first(name string) {
	for l.r.read() {
		if l.r.kind != jsonComment {
			return
		}
	}
	l.r.fail("Error reading %s from JsonReader", name)
}

// end reads what follows a whole text: only comments may.
func (l *loader) end() {
	for l.r.read() {
	}
}

// token is the token that the reader is at, with all that is in it.
func (l *loader) token() Token {
	switch l.r.kind {
	case jsonStartObject, jsonStartArray, jsonStartConstructor:
		return l.container()
	case jsonEndObject, jsonEndArray, jsonEndConstructor, jsonPropertyName:
		l.r.fail("Error reading JToken from JsonReader. Unexpected token: %s", l.r.kind)
	}
	return l.scalar()
}

// container reads a container and all that is in it, without recursion.
func (l *loader) container() Token {
	r := l.r
	top := l.open()
	l.top = top
	if !r.read() {
		if r.raw {
			l.unfinished(top, top)
		}
		r.fail("Error reading %s from JsonReader", top.CLRType().Simple)
	}
	parent := top // the innermost container that is open
	put := func(t Token) {
		switch in := parent.(type) {
		case *JArray:
			in.append(in, t)
		case *JConstructor:
			in.append(in, t)
		default:
			l.pending.fill(t)
			l.pending = nil
		}
	}
	for {
		switch r.kind {
		case jsonStartObject, jsonStartArray, jsonStartConstructor:
			c := l.open()
			put(c)
			parent = c
		case jsonEndObject, jsonEndArray, jsonEndConstructor:
			if parent == top {
				return top
			}
			if parent = parent.base().parent; parent.Kind() == JKindProperty {
				parent = parent.base().parent
			}
		case jsonPropertyName:
			l.pending = l.property(parent.(*JObject))
		case jsonComment:
			if l.settings.Comments == loadComments && parent.Kind() != JKindObject {
				put(&JValue{kind: JComment, value: r.value})
			}
		default:
			put(l.scalar())
		}
		if !r.read() {
			l.unfinished(top, parent)
		}
	}
}

// unfinished throws at the end of a text that leaves a container open.
func (l *loader) unfinished(top, inner JContainer) {
	if l.r.raw {
		_, _, where := l.r.place()
		Throw(NewException(JsonSerializationExceptionType, "Unexpected end when deserializing "+strings.ToLower(inner.Kind().String())+"."+where))
	}
	l.r.fail("Unexpected end of content while loading %s", top.CLRType().Simple)
}

func (l *loader) open() JContainer {
	l.r.env.Charge(tokenBytes)
	switch l.r.kind {
	case jsonStartObject:
		return &JObject{}
	case jsonStartArray:
		return &JArray{}
	}
	if l.r.value == "" {
		Throw(noConstructorName())
	}
	return &JConstructor{name: l.r.value}
}

// property makes the property that the reader is at. A name that is there
// already gets a new property in its old place.
func (l *loader) property(o *JObject) *JProperty {
	name := l.r.value.(string)
	l.r.env.Charge(tokenBytes)
	if len(l.properties) == 0 {
		l.properties = make([]JProperty, l.chunk())
	}
	p := &l.properties[0]
	l.properties = l.properties[1:]
	p.name = name
	old := o.Property(name)
	switch {
	case old == nil:
		o.append(o, p)
		if o.names != nil {
			o.names[name] = p
		}
		return p
	case l.settings.Duplicates == ignoreDuplicates:
		return p
	case l.settings.Duplicates == refuseDuplicates:
		l.r.fail("Property with the name '%s' already exists in the current JSON object", name)
	}
	p.tokenBase = old.tokenBase
	old.tokenBase = tokenBase{}
	o.items[p.at] = p
	if o.names != nil {
		o.names[name] = p
	}
	return p
}

var jsonKinds = [...]JKind{jsonInteger: JInteger, jsonFloat: JFloat, jsonString: JString, jsonBoolean: JBoolean, jsonNull: JNull, jsonUndefined: JUndefined, jsonDate: JDate, jsonBytes: JBytes}

// scalar is the value that the reader is at.
func (l *loader) scalar() *JValue {
	l.r.env.Charge(tokenBytes)
	if len(l.values) == 0 {
		l.values = make([]JValue, l.chunk())
	}
	v := &l.values[0]
	l.values = l.values[1:]
	v.kind, v.value = jsonKinds[l.r.kind], l.r.value
	return v
}

// chunk is how many tokens are made at once: few for a short text.
func (l *loader) chunk() int {
	return min(64, 1+strings.Count(l.r.text[:min(len(l.r.text), 1024)], ","))
}
