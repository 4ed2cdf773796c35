package clr

// An XNodeDocumentOrderComparer is a System.Xml.Linq.XNodeDocumentOrderComparer.
type XNodeDocumentOrderComparer struct{ env *Env }

// XNodeDocumentOrderComparerType is System.Xml.Linq.XNodeDocumentOrderComparer.
var XNodeDocumentOrderComparerType = Declare(Decl{Name: "System.Xml.Linq.XNodeDocumentOrderComparer", Interfaces: "IComparer<XNode>", Doc: "Orders nodes as they stand in their document."})

// CLRType is XNodeDocumentOrderComparer.
func (*XNodeDocumentOrderComparer) CLRType() *Type { return XNodeDocumentOrderComparerType }

// Order is XNode.CompareDocumentOrder.
func (c *XNodeDocumentOrderComparer) Order(a, b any) int {
	return int(compareOrder(c.env, nodeOf(a), nodeOf(b)))
}

func newOrderComparer(env *Env) *XNodeDocumentOrderComparer { return &XNodeDocumentOrderComparer{env} }

func init() {
	XNodeDocumentOrderComparerType.Define(
		Row("new()", "Makes one.", F1(newOrderComparer), `new XNodeDocumentOrderComparer().Compare(null, new XElement("a")) // -1`),
		Row("int Compare(XNode x, XNode y)", "Below 0 when x stands before y; null comes first. InvalidOperationException when they have no document in common.", F3(func(c *XNodeDocumentOrderComparer, x, y any) int32 { return int32(c.Order(x, y)) }),
			`new XNodeDocumentOrderComparer().Compare(new XElement("a"), new XElement("b")) // throws InvalidOperationException`),
	)
}
