// Package policies has the policies that Sallyport runs, one in each file: what
// its element may hold, as tags of a struct, and what it does to an exchange.
// Nothing in it knows how documents are read, how steps are traced or how
// errors find their way to on-error; package runtime does.
package policies

import (
	"slices"
	"strings"

	"sallyport/runtime"
)

var kinds []runtime.Kind

// register enters a policy. It is called while the program starts and panics
// on a name that is taken.
func register(k runtime.Kind) {
	if slices.ContainsFunc(kinds, func(other runtime.Kind) bool { return other.Name == k.Name }) {
		panic("policies: " + k.Name + " is there twice")
	}
	kinds = append(kinds, k)
}

// All lists the policies by name.
func All() []runtime.Kind {
	all := slices.Clone(kinds)
	slices.SortFunc(all, func(a, b runtime.Kind) int { return strings.Compare(a.Name, b.Name) })
	return all
}
