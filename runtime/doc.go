// Package runtime runs API Management's policies: it turns policy documents
// into a [Pipeline] and runs requests through it.
//
//	[]Source -> Compile -> *Pipeline -> Run(ctx, *Exchange)
//
// In go documents that package policy has read and the kinds of policies there
// are; out comes a pipeline that any number of requests may share. One request
// and its response is an [Exchange], which is also what C# calls `context`.
//
// The package does not know a single policy by name, but for the lists of what
// API Management has and we have not: package runtime/policies brings them. It
// knows nothing of net/http and opens no connection: time, chance, network and
// stores come in as [Services].
//
// # Three lifetimes
//
//	process        Services    made once, outlives a reload
//	configuration  Pipeline    compiled whole, then swapped
//	               Deployment  certificates and backends that belong to it
//	request        Exchange
//
// # Rationale
//
// A policy's struct is its schema. Its tags are read once, when a program
// starts, by decoding, checking and documentation alike, so there is no second
// list to fall behind. What an attribute may hold, a literal or a policy
// expression, is the type of its field: string or Value[string].
//
// Nothing fails open. An element, attribute, section or scope that is not known
// is a fault when the policy is loaded, and so is a policy that API Management
// has and this program does not run yet.
package runtime
