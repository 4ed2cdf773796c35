package clr

import (
	"fmt"
	"strconv"
	"strings"
)

// JSON of XML, and XML of JSON, as Json.NET's XmlNodeConverter has it: elements
// are properties, attributes are properties whose names begin with @, elements
// of the same name are an array.

// jsonNamespace is that of the attributes that Json.NET understands:
// json:Array="true" makes an array of one element.
const jsonNamespace = "http://james.newtonking.com/projects/json"

// decodeXMLName undoes encodeXMLName.
func decodeXMLName(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); {
		if u, ok := escapedUnit(s[i:]); ok {
			b.WriteString(FromUnits([]uint16{u}))
			i += len("_x0000_")
			continue
		}
		b.WriteByte(s[i])
		i++
	}
	return b.String()
}

// escapedUnit is the code unit that a text begins with the escape of.
func escapedUnit(s string) (uint16, bool) {
	if len(s) < len("_x0000_") || s[:2] != "_x" || s[6] != '_' {
		return 0, false
	}
	n, err := strconv.ParseUint(s[2:6], 16, 16)
	return uint16(n), err == nil
}

// encodeXMLName makes a name of any text, as XmlConvert.EncodeLocalName does: a
// space becomes _x0020_.
func encodeXMLName(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); {
		r, n := decodeWTF8(s[i:])
		if _, escape := escapedUnit(s[i:]); escape || i == 0 && !isNameStart(r) || !isNameChar(r) {
			fmt.Fprintf(&b, "_x%04X_", r)
		} else {
			b.WriteString(s[i : i+n])
		}
		i += n
	}
	return b.String()
}

// TokenOfXML is a node as the token that JsonConvert.SerializeXNode writes. It
// throws.
func TokenOfXML(env *Env, n *XNode) Token { return xmlToken(env, n, false) }

// xmlToken is a node or attribute as a token; if asked, without the object
// around the root.
func xmlToken(env *Env, o XObject, omitRoot bool) Token {
	return (&xmlToJSON{env: env, w: newXMLWriter(env)}).root(o, omitRoot)
}

// serializeXML is JsonConvert.SerializeXNode: the text, with comments, for
// which a JObject has no place.
func serializeXML(env *Env, o XObject, indent, omitRoot bool) string {
	c := &xmlToJSON{env: env, w: newXMLWriter(env), comments: true}
	return WriteToken(env, c.root(o, omitRoot), indent)
}

type xmlToJSON struct {
	env      *Env
	w        *xmlWriter // knows the prefixes
	comments bool       // become properties, which a jsonWriter writes as comments
	depth    int        // of the element that is read
}

func (c *xmlToJSON) root(o XObject, omitRoot bool) Token {
	n, isNode := o.(*XNode)
	if isNode {
		c.w.inherit(n)
	}
	switch {
	case omitRoot:
		return c.value(o)
	case isNode && n.kind == documentNode:
		return c.content(n)
	}
	out := NewJObject()
	c.put(out, c.name(o), c.value(o))
	return out
}

// name is the property that an object becomes.
func (c *xmlToJSON) name(o Object) string {
	switch o := o.(type) {
	case *XAttribute:
		if o.name.Namespace == jsonNamespace {
			return "$" + o.name.Local
		}
		return "@" + c.qualified(o.name)
	case *XDeclaration:
		return "?xml"
	case *XNode:
		switch o.kind {
		case elementNode: // what it declares counts for its own name
			declared := c.w.declared
			c.w.declared = c.w.declarations(declared, o)
			name := c.qualified(o.name)
			c.w.declared = declared
			return name
		case cdataNode:
			return "#cdata-section"
		case commentNode:
			return "#comment"
		case instructionNode:
			return "?" + o.name.Local
		case doctypeNode:
			return "!" + o.name.Local
		}
	}
	return "#text"
}

func (c *xmlToJSON) qualified(name XName) string {
	prefix := ""
	if name != (XName{"xmlns", ""}) && name != (XName{"xmlns", xmlnsNamespace}) {
		prefix, _ = c.w.prefixOf(name.Namespace, false)
	}
	return qualified(prefix, decodeXMLName(name.Local))
}

// put adds a property.
func (c *xmlToJSON) put(o *JObject, name string, t Token) {
	switch {
	case t.Kind() != JComment:
		o.Set(c.env, name, t)
	case c.comments:
		o.append(o, NewJProperty(name, t))
	}
}

// forJSON reports whether an attribute is meant for Json.NET alone.
func forJSON(a *XAttribute) bool {
	_, declares := a.declares()
	return declares && a.value == jsonNamespace || a.name == XName{"Array", jsonNamespace}
}

func (c *xmlToJSON) value(o Object) Token {
	c.env.Step(1)
	c.env.Charge(tokenBytes)
	switch o := o.(type) {
	case *XAttribute:
		return newJValue(o.value)
	case *XDeclaration:
		return c.parts("@version", o.version, "@encoding", o.encoding, "@standalone", o.standalone)
	case *XNode:
		switch o.kind {
		case documentNode:
			return c.content(o)
		case elementNode:
			return c.element(o)
		case commentNode:
			return &JValue{kind: JComment, value: o.text}
		case doctypeNode:
			return c.parts("@name", o.name.Local, "@public", o.doctype.public, "@system", o.doctype.system, "@internalSubset", o.doctype.subset)
		}
		return newJValue(o.text)
	}
	return jsonNullValue()
}

// parts is an object of names and texts, without those that are null or empty.
func (c *xmlToJSON) parts(list ...any) Token {
	o := NewJObject()
	for i := 0; i < len(list); i += 2 {
		if v := list[i+1]; v != nil && v != "" {
			o.Set(c.env, list[i].(string), newJValue(v))
		}
	}
	return o
}

func (c *xmlToJSON) element(e *XNode) Token {
	c.depth++
	defer func() { c.depth-- }()
	checkDepth(c.depth)
	declared := c.w.declared
	c.w.declared = c.w.declarations(declared, e)
	defer func() { c.w.declared = declared }()
	values := false
	for a := e.firstAttr; a != nil; a = a.next {
		values = values || a.name.Namespace != jsonNamespace && !forJSON(a)
	}
	switch {
	case !values && e.first == e.last && e.first.isText():
		return newJValue(e.first.text)
	case e.first == nil && e.firstAttr == nil && e.filled:
		return newJValue("")
	case e.first == nil && e.firstAttr == nil:
		return jsonNullValue()
	}
	return c.content(e)
}

// content is the attributes and nodes of a node as an object; those of the same
// name are an array.
func (c *xmlToJSON) content(n *XNode) Token {
	out := NewJObject()
	for a := n.firstAttr; a != nil; a = a.next {
		if !forJSON(a) {
			out.Set(c.env, c.name(a), newJValue(a.value))
		}
	}
	groups := map[string][]Object{}
	var names []string
	add := func(o Object) {
		name := c.name(o)
		if groups[name] == nil {
			names = append(names, name)
		}
		groups[name] = append(groups[name], o)
	}
	if n.declaration != nil {
		add(n.declaration)
	}
	for in := n.first; in != nil; in = in.next {
		add(in)
	}
	for _, name := range names {
		list := groups[name]
		if len(list) == 1 && !isJSONArray(list[0]) {
			c.put(out, name, c.value(list[0]))
			continue
		}
		a := &JArray{}
		for _, o := range list {
			if t := c.value(o); t.Kind() != JComment {
				a.append(a, t)
			}
		}
		out.Set(c.env, name, a)
	}
	return out
}

// isJSONArray reports whether an element asks to be an array.
func isJSONArray(o Object) bool {
	e, ok := o.(*XNode)
	if !ok {
		return false
	}
	a := e.attribute(nil, XName{"Array", jsonNamespace})
	if a == nil {
		return false
	}
	yes, fault := parseXMLBool(a.value)
	if fault != nil {
		Throw(fault)
	}
	return yes
}

// xmlOfJSON is JsonConvert.DeserializeXNode: a document of a JSON text.
func xmlOfJSON(env *Env, json, rootName string, arrays bool) *XNode {
	t := ParseToken(env, json)
	if v, ok := t.(*JValue); ok && v.kind == JNull {
		return nil
	}
	o, ok := t.(*JObject)
	if !ok {
		Throw(NewException(JsonSerializationExceptionType, "XmlNodeConverter can only convert JSON that begins with an object."))
	}
	c := &jsonToXML{env: env, arrays: arrays}
	d := NewDocument(env)
	if rootName != "" {
		c.element(d, rootName, o, 0)
	} else {
		c.members(d, o, 0)
	}
	return d
}

type jsonToXML struct {
	env      *Env
	arrays   bool // an array of one element is marked
	prefixes []xmlPrefix
}

func (c *jsonToXML) members(parent *XNode, o *JObject, depth int) {
	checkDepth(depth)
	for _, t := range o.items {
		p := t.(*JProperty)
		if parent.kind == documentNode && parent.Root() != nil && !strings.HasPrefix(p.name, "?") {
			Throw(NewException(JsonSerializationExceptionType, "JSON root object has multiple properties. The root object must have a single property in order to create a valid XML document. Consider specifying a DeserializeRootElementName."))
		}
		a, ok := p.value.(*JArray)
		if !ok {
			c.member(parent, p.name, p.value, depth)
			continue
		}
		for _, in := range a.items {
			c.member(parent, p.name, in, depth)
		}
		if c.arrays && len(a.items) == 1 && parent.last != nil && parent.last.kind == elementNode {
			parent.last.appendAttribute(newAttribute(c.env, XName{"Array", jsonNamespace}, "true"))
			parent.last.appendAttribute(newAttribute(c.env, XName{"json", xmlnsNamespace}, jsonNamespace))
		}
	}
}

// member adds what a property stands for.
func (c *jsonToXML) member(parent *XNode, name string, t Token, depth int) {
	text, _ := c.text(t)
	switch {
	case name == "#text", name == "#whitespace", name == "#significant-whitespace":
		parent.add(c.env, text)
	case name == "#cdata-section":
		parent.add(c.env, newNode(c.env, XNode{kind: cdataNode, text: text}))
	case name == "?xml":
		c.declaration(parent, t)
	case strings.HasPrefix(name, "?"):
		parent.add(c.env, newNode(c.env, XNode{kind: instructionNode, name: instructionTarget(name[1:]), text: text}))
	case t.Kind() == JComment:
		parent.add(c.env, newNode(c.env, XNode{kind: commentNode, text: text}))
	case strings.HasPrefix(name, "@"):
		if parent.kind == elementNode {
			parent.setAttributeValue(c.env, Some(c.resolve(name[1:], false)), text)
		}
	default:
		c.element(parent, name, t, depth)
	}
}

func (c *jsonToXML) declaration(d *XNode, t Token) {
	o, ok := t.(*JObject)
	if !ok || d.kind != documentNode {
		return
	}
	part := func(name string) any {
		if v := o.Value(name); v != nil {
			return v.ToString()
		}
		return nil
	}
	d.declaration = &XDeclaration{part("@version"), part("@encoding"), part("@standalone")}
}

// text is a value as XML text; ok is false for a null and for containers.
func (c *jsonToXML) text(t Token) (text string, ok bool) {
	v, isValue := t.(*JValue)
	if !isValue || v.value == nil {
		return "", false
	}
	return stringValue(v.value), true
}

// resolve is the name that a property's name stands for.
func (c *jsonToXML) resolve(name string, element bool) XName {
	prefix, local, ok := strings.Cut(name, ":")
	if !ok {
		prefix, local = "", name
	}
	n := XName{Local: encodeXMLName(local)}
	switch {
	case prefix == "xmlns":
		n.Namespace = xmlnsNamespace
	case prefix == "xml":
		n.Namespace = xmlNamespace
	case prefix != "" || element:
		for _, p := range c.prefixes { // the last counts
			if p.prefix == prefix {
				n.Namespace = p.namespace
			}
		}
	}
	return n
}

// element adds an element of a property. What its attributes declare counts
// for its own name.
func (c *jsonToXML) element(parent *XNode, name string, t Token, depth int) {
	checkDepth(depth)
	if name == "" {
		Throw(NewException(JsonSerializationExceptionType, "XmlNodeConverter cannot convert JSON with an empty property name to XML."))
	}
	scope := len(c.prefixes)
	o, isObject := t.(*JObject)
	if isObject {
		for _, in := range o.items {
			if p := in.(*JProperty); p.name == "@xmlns" || strings.HasPrefix(p.name, "@xmlns:") {
				text, _ := c.text(p.value)
				_, prefix, _ := strings.Cut(p.name, ":")
				c.prefixes = append(c.prefixes, xmlPrefix{prefix: prefix, namespace: text})
			}
		}
	}
	e := NewElement(c.env, c.resolve(name, true))
	parent.add(c.env, e)
	switch in := t.(type) {
	case *JObject:
		c.members(e, in, depth+1)
	case *JArray:
		for _, item := range in.items {
			c.member(e, name, item, depth+1)
		}
	default:
		if text, ok := c.text(t); ok {
			e.add(c.env, text)
		}
	}
	c.prefixes = c.prefixes[:scope]
}
