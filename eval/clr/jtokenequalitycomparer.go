package clr

// A jtokenEqualityComparer is a Newtonsoft.Json.Linq.JTokenEqualityComparer.
type jtokenEqualityComparer struct{}

// JTokenEqualityComparer is Newtonsoft.Json.Linq.JTokenEqualityComparer.
var JTokenEqualityComparer = Declare(Decl{Name: "Newtonsoft.Json.Linq.JTokenEqualityComparer", Interfaces: "IEqualityComparer<JToken>", Beyond: true, Doc: "Compares tokens with all in them, as JToken.DeepEquals."})

// CLRType is JTokenEqualityComparer.
func (jtokenEqualityComparer) CLRType() *Type { return JTokenEqualityComparer }

// Equal is JToken.DeepEquals.
func (jtokenEqualityComparer) Equal(a, b any) bool { return deepEquals(a, b) }

// HashOf agrees with Equal: what a container has in it does not count.
func (jtokenEqualityComparer) HashOf(v any) uint64 {
	switch t := v.(type) {
	case *JValue:
		return t.Hash()
	case JContainer:
		return uint64(t.Count())
	}
	return 0
}

func init() {
	JTokenEqualityComparer.Define(
		Row("new()", "Makes one.", F0(func() jtokenEqualityComparer { return jtokenEqualityComparer{} })),
		Row("bool Equals(JToken x, JToken y)", "Whether both are alike, with all in them.", F3(func(c jtokenEqualityComparer, x, y any) bool { return c.Equal(x, y) }), `JToken.EqualityComparer.Equals(JToken.Parse("[1]"), new JArray(1)) // true`),
		Row("int GetHashCode(JToken obj)", "A number that is the same for tokens that are alike. It differs from .NET's.", F2(func(c jtokenEqualityComparer, v any) int32 { return int32(c.HashOf(v)) }), `new JTokenEqualityComparer().GetHashCode(null) // 0`),
	)
}
