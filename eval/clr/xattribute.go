package clr

// An XAttribute is a System.Xml.Linq.XAttribute.
type XAttribute struct {
	element    *XNode // nil when it is in none
	prev, next *XAttribute
	name       XName
	value      string
	notes      []any // its annotations
}

// XAttributeType is System.Xml.Linq.XAttribute.
var XAttributeType = Declare(Decl{Name: "System.Xml.Linq.XAttribute", Base: "XObject", Doc: "An attribute: a name and a value. Casts convert the value."})

// CLRType is XAttribute.
func (*XAttribute) CLRType() *Type { return XAttributeType }

func (a *XAttribute) above() *XNode { return a.element }

func (a *XAttribute) annotated() *[]any { return &a.notes }

// Name is the attribute's name.
func (a *XAttribute) Name() XName { return a.name }

// Value is the attribute's value.
func (a *XAttribute) Value() string { return a.value }

// attributeBytes is what an attribute costs the budget.
const attributeBytes = 128

// newAttribute makes an attribute of a value that is text already.
func newAttribute(env *Env, name XName, value string) *XAttribute {
	env.Charge(attributeBytes)
	checkDeclaration(name, value)
	return &XAttribute{name: name, value: value}
}

// declares reports whether the attribute declares a prefix, "" for the default
// namespace.
func (a *XAttribute) declares() (prefix string, ok bool) {
	if a.name.Namespace == "" {
		return "", a.name.Local == "xmlns"
	}
	return a.name.Local, a.name.Namespace == xmlnsNamespace
}

// checkDeclaration throws ArgumentException for a declaration that
// "Namespaces in XML" forbids.
func checkDeclaration(name XName, value string) {
	const (
		xml   = "The prefix 'xml' is bound to the namespace name 'http://www.w3.org/XML/1998/namespace'. Other prefixes must not be bound to this namespace name, and it must not be declared as the default namespace."
		xmlns = "The prefix 'xmlns' is bound to the namespace name 'http://www.w3.org/2000/xmlns/'. It must not be declared. Other prefixes must not be bound to this namespace name, and it must not be declared as the default namespace."
	)
	prefixed := name.Namespace == xmlnsNamespace
	if !prefixed && name != (XName{"xmlns", ""}) {
		return
	}
	switch {
	case prefixed && value == "":
		Throw(Argument("The prefix '"+name.Local+"' cannot be bound to the empty namespace name.", ""))
	case value == xmlNamespace && !(prefixed && name.Local == "xml"):
		Throw(Argument(xml, ""))
	case value == xmlnsNamespace:
		Throw(Argument(xmlns, ""))
	case value != xmlNamespace && prefixed && name.Local == "xml":
		Throw(Argument(xml, ""))
	case prefixed && name.Local == "xmlns":
		Throw(Argument(xmlns, ""))
	}
}

// setValue changes the value.
func (a *XAttribute) setValue(value string) Void {
	checkDeclaration(a.name, value)
	a.value = value
	return Void{}
}

// remove takes the attribute out of its element.
func (a *XAttribute) remove() Void {
	e := a.element
	if e == nil {
		Throw(missingParent())
	}
	if a.prev != nil {
		a.prev.next = a.next
	} else {
		e.firstAttr = a.next
	}
	if a.next != nil {
		a.next.prev = a.prev
	} else {
		e.lastAttr = a.prev
	}
	a.element, a.prev, a.next = nil, nil, nil
	return Void{}
}

func init() {
	XAttributeType.Define(
		Row("new(XName name, object value)", "An attribute. null throws ArgumentNullException.", F3(func(env *Env, name XName, value any) *XAttribute {
			if value == nil {
				Throw(ArgumentNull("value"))
			}
			return newAttribute(env, name, stringValue(value))
		}), `new XAttribute("a", true).Value // "true"`, `new XAttribute("a", null) // throws ArgumentNullException`),
		Row("new(XAttribute other)", "A copy of an attribute.", F2(func(env *Env, other *XAttribute) *XAttribute { return newAttribute(env, other.name, other.value) }), `new XAttribute(new XAttribute("a", 1)).Value // "1"`),
		Row("static IEnumerable<XAttribute> EmptySequence { get; }", "No attributes.", F0(emptyAttributes), `XAttribute.EmptySequence.Count() // 0`),
		Row("bool IsNamespaceDeclaration { get; }", "Whether it declares a prefix or the default namespace.", F1(func(a *XAttribute) bool { _, ok := a.declares(); return ok }), `new XAttribute("xmlns", "urn:x").IsNamespaceDeclaration // true`),
		Row("XName Name { get; }", "The name.", F1((*XAttribute).Name), `new XAttribute("a", 1).Name.LocalName // "a"`),
		Row("XAttribute NextAttribute { get; }", "The next attribute of the element, or null.", F1(func(a *XAttribute) *XAttribute { return a.next }), `XElement.Parse("<a b='1' c='2'/>").FirstAttribute.NextAttribute.Value // "2"`),
		Row("XAttribute PreviousAttribute { get; }", "The attribute of the element before this, or null.", F1(func(a *XAttribute) *XAttribute { return a.prev }), `XElement.Parse("<a b='1' c='2'/>").LastAttribute.PreviousAttribute.Value // "1"`),
		Row("string Value { get; set; }", "The value. null throws ArgumentNullException.", F1((*XAttribute).Value), `XElement.Parse("<a b='&lt;'/>").Attribute("b").Value // "<"`).Set(F2((*XAttribute).setValue)),
		Row("void Remove()", "Takes it out of its element. InvalidOperationException when it is in none.", F1((*XAttribute).remove)),
		Row("void SetValue(object value)", "Sets the value, as text. null throws ArgumentNullException.", F2(func(a *XAttribute, v any) Void {
			if v == nil {
				Throw(ArgumentNull("value"))
			}
			return a.setValue(stringValue(v))
		})),
		Row("string ToString()", "The attribute as it is written.", F1((*XAttribute).ToString), `new XAttribute("a", "<\"").ToString() // "a=\"&lt;&quot;\""`),
	)
	XAttributeType.Define(xmlCasts("XAttribute attribute", func(_ *Env, v any) (string, bool) {
		if v == nil {
			return "", false
		}
		return v.(*XAttribute).value, true
	}, func(text string) string { return `new XAttribute("a", "` + text + `")` })...)
}
