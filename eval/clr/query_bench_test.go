package clr

import "testing"

// BenchmarkAnyOfDictionary is context.Deployment.Certificates.Any(c => ...),
// the question that most client-certificate policies ask.
func BenchmarkAnyOfDictionary(b *testing.B) {
	d := NewDictionary(String, String)
	for _, k := range []string{"a", "b", "c"} {
		d.Put(nil, k, k)
	}
	env := &Env{}
	b.ReportAllocs()
	for b.Loop() {
		anyMatch(env, d, func(v any) bool { return v.(*Pair).Value == "c" })
	}
}

// BenchmarkWhereToList is list.Where(x => ...).ToList().
func BenchmarkWhereToList(b *testing.B) {
	l := ListOf(Int32, boxed([]int32{1, 2, 3, 4, 5, 6, 7, 8}))
	env := &Env{}
	b.ReportAllocs()
	for b.Loop() {
		toList(env, ints, where(ints, l, func(v any) bool { return v.(int32) > 3 }))
	}
}
