package clr

// An XNamespace is a System.Xml.Linq.XNamespace: the name of a namespace. Equal
// ones are the same object, as in .NET.
type XNamespace struct{ Name string }

// XNamespaceType is System.Xml.Linq.XNamespace.
var XNamespaceType = Declare(Decl{Name: "System.Xml.Linq.XNamespace", Abstract: true, Doc: "The name of an XML namespace. A string converts to one."})

// The namespaces that XML itself names.
const (
	xmlNamespace   = "http://www.w3.org/XML/1998/namespace"
	xmlnsNamespace = "http://www.w3.org/2000/xmlns/"
)

// CLRType is XNamespace.
func (XNamespace) CLRType() *Type { return XNamespaceType }

// ToString is the namespace's name.
func (n XNamespace) ToString() string { return n.Name }

func init() {
	XNamespaceType.Define(
		Row("static XNamespace None { get; }", "The namespace of names without one.", Const(XNamespace{}), `XNamespace.None.NamespaceName // ""`),
		Row("static XNamespace Xml { get; }", "The namespace of xml:lang and its kin.", Const(XNamespace{xmlNamespace}), `XNamespace.Xml.NamespaceName // "http://www.w3.org/XML/1998/namespace"`),
		Row("static XNamespace Xmlns { get; }", "The namespace of declarations of prefixes.", Const(XNamespace{xmlnsNamespace}), `XNamespace.Xmlns + "p" == XName.Get("{http://www.w3.org/2000/xmlns/}p") // true`),
		Row("string NamespaceName { get; }", "The name.", F1(func(n XNamespace) string { return n.Name }), `XNamespace.Get("urn:x").NamespaceName // "urn:x"`),
		Row("static XNamespace Get(string namespaceName)", "The namespace of a name.", F1(func(s string) XNamespace { return XNamespace{s} }), `XNamespace.Get("urn:x") == XNamespace.Get("urn:x") // true`, `XNamespace.Get(null) // throws ArgumentNullException`),
		Row("XName GetName(string localName)", "A name in the namespace. XmlException for what is none.", F2(func(n XNamespace, local string) XName { return newName(local, n.Name) }), `XNamespace.Get("urn:x").GetName("a").ToString() // "{urn:x}a"`),
		Row("bool Equals(object obj)", "Whether both are the same namespace.", F2(func(a XNamespace, b any) bool { return any(a) == b }), `XNamespace.Get("urn:x").Equals(XNamespace.None) // false`),
		Row("string ToString()", "The name.", F1(XNamespace.ToString), `XNamespace.Get("urn:x").ToString() // "urn:x"`),
		Row("static implicit operator XNamespace(string namespaceName)", "The namespace of a name; null stays null.", F1(func(s Opt[string]) any {
			if !s.Valid {
				return nil
			}
			return XNamespace{s.Value}
		}), `((XNamespace)"urn:x").NamespaceName // "urn:x"`, `(XNamespace)(string)null == null // true`),
		Row("static XName operator +(XNamespace ns, string localName)", "A name in a namespace.", F2(func(n XNamespace, local string) XName { return newName(local, n.Name) }), `((XNamespace)"urn:x" + "a").LocalName // "a"`, `(XNamespace)null + "a" // throws ArgumentNullException`),
		Row("static bool operator ==(XNamespace left, XNamespace right)", "Whether both are the same namespace.", F2(ReferenceEquals), `XNamespace.None == "" // true`),
		Row("static bool operator !=(XNamespace left, XNamespace right)", "Whether they differ.", F2(func(a, b any) bool { return a != b }), `XNamespace.None != "urn:x" // true`),
	)
}
