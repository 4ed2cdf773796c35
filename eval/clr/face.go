package clr

import "iter"

// A JObject is a sequence of two kinds: of its properties as an
// IEnumerable<JToken>, of names and values as an IDictionary<string, JToken>.
// Which of them C# means, the static type says; a value that converts to the
// second is an objectPairs from there on.

// objectPairs is a JObject as a sequence of KeyValuePair<string, JToken>.
type objectPairs struct{ *JObject }

// Iterate yields a *Pair for each property.
func (o *objectPairs) Iterate(*Env) iter.Seq[any] { return PairsSeq(o.JObject, pairType()) }

// EqualsTo compares the objects behind, by reference.
func (o *objectPairs) EqualsTo(other any) bool { return Plainly(other) == any(o.JObject) }

// Hash agrees with EqualsTo.
func (o *objectPairs) Hash() uint64 { return HashOf(o.JObject) }

// pairType is KeyValuePair<string, JToken>.
func pairType() *Type { return Construct(KeyValuePair, String, JTokenType) }

// InPairs is a value as a sequence of pairs, if it is one of two kinds.
func InPairs(v any) any {
	if o, ok := v.(*JObject); ok {
		return &objectPairs{o}
	}
	return v
}

// Plainly undoes InPairs.
func Plainly(v any) any {
	if o, ok := v.(*objectPairs); ok {
		return o.JObject
	}
	return v
}

// Face says what a reference conversion between two types does to the value
// besides: InPairs or Plainly, or nothing when it is nil.
func Face(from, to *Type) func(any) any {
	switch paired, pairs := inPairs(from), inPairs(to); {
	case pairs && !paired:
		return InPairs
	case paired && !pairs:
		return Plainly
	}
	return nil
}

// inPairs reports whether values of a type are sequences of pairs of a JObject,
// and of nothing else.
func inPairs(t *Type) bool {
	if t.Kind != Interface {
		return false
	}
	seq := t.As(IEnumerable)
	return seq != nil && seq.Args[0] == pairType()
}
