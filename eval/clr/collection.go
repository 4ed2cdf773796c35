package clr

import "iter"

// The interfaces of this file are how the members of IEnumerable<T>,
// ICollection<T>, IList<T> and IDictionary<TKey, TValue> reach a value: a Go
// type that implements one can stand wherever C# has the .NET interface, if its
// CLRType says so too. Values of maps and lists are boxed; indexes are checked
// by the caller.

// A Collection is a Seq that knows how many elements it has: an
// IReadOnlyCollection<T> or ICollection<T>.
type Collection interface {
	Seq
	Count() int
}

// A Lister is a Collection with an index: an IReadOnlyList<T> or IList<T>. The
// caller of At has checked that 0 <= i < Count().
type Lister interface {
	Collection
	At(i int) any
}

// A Container says itself whether it holds a value, because it does not compare
// as EqualityComparer<T>.Default does, or is quicker.
type Container interface{ Contains(v any) bool }

// An Editable is an ICollection<T> that can change. Collections that do not
// implement it are read-only, and ICollection<T>.Add and its kin throw
// NotSupportedException. Remove reports whether the value was there.
type Editable interface {
	Collection
	Add(env *Env, v any)
	Remove(v any) bool
	Clear()
}

// An EditableList is an IList<T> that can change. The caller has checked
// indexes: for Insert 0 <= i <= Count().
type EditableList interface {
	Editable
	At(i int) any
	SetAt(i int, v any)
	Insert(env *Env, i int, v any)
	RemoveAt(i int)
}

// A Map is an IReadOnlyDictionary<TKey, TValue> or IDictionary<TKey, TValue>:
// a Dictionary, a JObject, the headers of a request. Keys are never null.
// Iterate yields a *Pair for each of Pairs, unless the type says otherwise.
type Map interface {
	Count() int
	Lookup(key any) (value any, ok bool)
	Pairs() iter.Seq2[any, any] // key and value, in the order of enumeration
}

// A Defaulter is a Map whose indexer answers for a missing key; of others it
// throws KeyNotFoundException.
type Defaulter interface{ Missing(key any) any }

// An EditableMap is an IDictionary<TKey, TValue> that can change. Put adds a
// key or changes its value; Delete reports whether the key was there.
type EditableMap interface {
	Map
	Put(env *Env, key, value any)
	Delete(key any) bool
	Clear()
}

// Get is the indexer of a Map.
func Get(m Map, key any) any {
	if key == nil {
		Throw(ArgumentNull("key"))
	}
	v, ok := m.Lookup(key)
	if !ok {
		if d, isDefaulter := m.(Defaulter); isDefaulter {
			return d.Missing(key)
		}
		Throw(KeyNotFound())
	}
	return v
}
