package clr

import "strings"

// An XName is a System.Xml.Linq.XName: a local name in a namespace, "" for
// none. Equal ones are the same object, as in .NET.
type XName struct{ Local, Namespace string }

// XNameType is System.Xml.Linq.XName.
var XNameType = Declare(Decl{Name: "System.Xml.Linq.XName", Interfaces: "IEquatable<XName>", Abstract: true, Doc: "The name of an element or attribute. A string converts to one: {namespace}local, or local."})

// CLRType is XName.
func (XName) CLRType() *Type { return XNameType }

// ToString is the expanded name: {namespace}local.
func (n XName) ToString() string {
	if n.Namespace == "" {
		return n.Local
	}
	return "{" + n.Namespace + "}" + n.Local
}

// newName is a name in a namespace; it throws XmlException for what is no name.
func newName(local, namespace string) XName {
	verifyNCName(local)
	return XName{local, namespace}
}

// ParseXName is the name that an expanded name says. It throws
// ArgumentException and XmlException.
func ParseXName(expanded string) XName {
	if !strings.HasPrefix(expanded, "{") {
		if expanded == "" {
			Throw(Argument("'' is an invalid expanded name.", ""))
		}
		return newName(expanded, "")
	}
	end := strings.LastIndexByte(expanded, '}')
	if end <= 1 || end == len(expanded)-1 {
		Throw(Argument("'"+expanded+"' is an invalid expanded name.", ""))
	}
	return newName(expanded[end+1:], expanded[1:end])
}

func init() {
	XNameType.Define(
		Row("string LocalName { get; }", "The name without its namespace.", F1(func(n XName) string { return n.Local }), `XName.Get("{urn:x}a").LocalName // "a"`),
		Row("XNamespace Namespace { get; }", "The namespace.", F1(func(n XName) XNamespace { return XNamespace{n.Namespace} }), `XName.Get("{urn:x}a").Namespace == "urn:x" // true`),
		Row("string NamespaceName { get; }", "The namespace's name; empty for none.", F1(func(n XName) string { return n.Namespace }), `XName.Get("{urn:x}a").NamespaceName // "urn:x"`, `XName.Get("a").NamespaceName // ""`),
		Row("static XName Get(string expandedName)", "The name of {namespace}local or local. ArgumentException, XmlException.", F1(ParseXName),
			`XName.Get("{urn:x}a").ToString() // "{urn:x}a"`, `XName.Get("") // throws ArgumentException`, `XName.Get("{urn:x}") // throws ArgumentException`, `XName.Get("a b") // throws XmlException`),
		Row("static XName Get(string localName, string namespaceName)", "A name in a namespace.", F2(newName), `XName.Get("a", "urn:x").ToString() // "{urn:x}a"`, `XName.Get("a:b", "") // throws XmlException`),
		Row("bool Equals(object obj)", "Whether both are the same name.", F2(func(a XName, b any) bool { return any(a) == b }), `XName.Get("a").Equals(XName.Get("{urn:x}a")) // false`),
		Row("string ToString()", "The expanded name: {namespace}local.", F1(XName.ToString), `XName.Get("a").ToString() // "a"`),
		Row("static implicit operator XName(string expandedName)", "The name of {namespace}local or local; null stays null.", F1(func(s Opt[string]) any {
			if !s.Valid {
				return nil
			}
			return ParseXName(s.Value)
		}), `((XName)"{urn:x}a").LocalName // "a"`, `(XName)(string)null == null // true`),
		Row("static bool operator ==(XName left, XName right)", "Whether both are the same name.", F2(ReferenceEquals), `new XElement("a").Name == "a" // true`),
		Row("static bool operator !=(XName left, XName right)", "Whether they differ.", F2(func(a, b any) bool { return a != b }), `new XElement("a").Name != "a" // false`),
	)
}
