package clr

// The interfaces that arrays, strings and collections share. Their members are
// defined in the files of the collections.
var (
	IComparable         = Declare(Decl{Name: "System.IComparable", Kind: Interface, Beyond: true, Doc: "A value that has an order."})
	IComparableOf       = Declare(Decl{Name: "System.IComparable<T>", Kind: Interface, Beyond: true, Doc: "A value that has an order among its own type."})
	IEquatable          = Declare(Decl{Name: "System.IEquatable<T>", Kind: Interface, Beyond: true, Doc: "A value that compares with its own type."})
	IFormattable        = Declare(Decl{Name: "System.IFormattable", Kind: Interface, Beyond: true, Doc: "A value that takes a format."})
	IDisposable         = Declare(Decl{Name: "System.IDisposable", Kind: Interface, Beyond: true, Doc: "What `using` ends."})
	IEnumerableAny      = Declare(Decl{Name: "System.Collections.IEnumerable", Kind: Interface, Beyond: true, Doc: "A sequence of objects."})
	IEnumeratorAny      = Declare(Decl{Name: "System.Collections.IEnumerator", Kind: Interface, Beyond: true, Doc: "A place in a sequence of objects."})
	IEnumerable         = Declare(Decl{Name: "System.Collections.Generic.IEnumerable<T>", Kind: Interface, Interfaces: "System.Collections.IEnumerable", Doc: "A sequence."})
	IEnumerator         = Declare(Decl{Name: "System.Collections.Generic.IEnumerator<T>", Kind: Interface, Interfaces: "System.Collections.IEnumerator, IDisposable", Doc: "A place in a sequence."})
	IReadOnlyCollection = Declare(Decl{Name: "System.Collections.Generic.IReadOnlyCollection<T>", Kind: Interface, Interfaces: "IEnumerable<T>", Doc: "A sequence with a count."})
	IReadOnlyList       = Declare(Decl{Name: "System.Collections.Generic.IReadOnlyList<T>", Kind: Interface, Interfaces: "IReadOnlyCollection<T>", Beyond: true, Doc: "A sequence with an index."})
	ICollection         = Declare(Decl{Name: "System.Collections.Generic.ICollection<T>", Kind: Interface, Interfaces: "IEnumerable<T>", Doc: "A collection that can change."})
	IList               = Declare(Decl{Name: "System.Collections.Generic.IList<T>", Kind: Interface, Interfaces: "ICollection<T>", Doc: "A list that can change."})
	ISet                = Declare(Decl{Name: "System.Collections.Generic.ISet<T>", Kind: Interface, Interfaces: "ICollection<T>", Doc: "A set."})
	IReadOnlyDictionary = Declare(Decl{Name: "System.Collections.Generic.IReadOnlyDictionary<TKey, TValue>", Kind: Interface, Interfaces: "IReadOnlyCollection<KeyValuePair<TKey, TValue>>", Doc: "A map that cannot be changed."})
	IDictionary         = Declare(Decl{Name: "System.Collections.Generic.IDictionary<TKey, TValue>", Kind: Interface, Interfaces: "ICollection<KeyValuePair<TKey, TValue>>", Doc: "A map."})
	KeyValuePair        = Declare(Decl{Name: "System.Collections.Generic.KeyValuePair<TKey, TValue>", Kind: Struct, Doc: "A key and its value."})
)
