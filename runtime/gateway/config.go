package gateway

// An API is what a gateway serves under a path.
type API struct {
	ID   string
	Path string // "orders", "shop/orders"; "" is the root

	// Version names the version that this API is of its set. An API of a set
	// without one is the original, which answers when no version is asked for.
	Version    string
	VersionSet *VersionSet // nil when the API has no versions

	// Revision is the number that ";rev=" asks for, "1" when empty. The current
	// one answers when none is asked for; a path has one at most.
	Revision   string
	NotCurrent bool

	// Operations are the methods and paths that the API has. With none, every
	// method and path is the API's.
	Operations []Operation
}

func (a *API) current() bool { return !a.NotCurrent }

// An Operation is a method and a path of an API.
type Operation struct {
	ID          string
	Method      string // as it is sent: GET; no wildcard
	URLTemplate string // "/{id}", "/items?type={type}", "/*"
}

// A VersionScheme says where a request names the version it wants.
type VersionScheme int

const (
	VersionSegment VersionScheme = iota // the segment after the API's path
	VersionHeader
	VersionQuery
)

// A VersionSet is how the versions of an API are told apart.
type VersionSet struct {
	Scheme VersionScheme
	Header string // name of the header, of VersionHeader
	Query  string // name of the query parameter, of VersionQuery
}
