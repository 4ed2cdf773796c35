package runtime

import (
	"context"
	"strings"
)

// A Kind is one policy that documents may use.
type Kind struct {
	Name     string   // of its element
	Sections Sections // where it may stand
	Scopes   Scopes   // in whose documents it may stand; 0 means every scope
	Once     Once     // how often it may stand there
	Doc      string   // what it does, one sentence or more

	// New makes the struct that its element is decoded into. The struct's
	// fields are the schema; see Schema.
	New func() Policy

	// Inline says that its element only stands for others: the compiler puts
	// what it includes in its place and never makes a Policy of it.
	Inline bool
}

// A Policy is one element of a document, ready to run. It is shared by all
// requests, so Execute must not change it.
//
// Execute returns nil to go on, Stop to end the pipeline with the response as
// it is, and any other error to go to on-error. An error that is no *Error
// becomes one: a policy need not say where it stands.
//
// A Policy may implement, in the order in which the compiler calls them,
// Validator and Provisioner.
type Policy interface {
	Execute(ctx context.Context, x *Exchange) error
}

// A Validator has rules that tags cannot say: attributes that exclude each
// other, a template with parameters. It is called for every element that could
// be decoded, those inside of other policies first.
type Validator interface {
	Validate(c *Checker)
}

// A Provisioner makes ready what does not depend on the request. It is called
// when all documents are free of faults and a pipeline is wanted, never by a
// check. An error keeps the pipeline from loading.
type Provisioner interface {
	Provision(o *Options) error
}

// Sections is one section of a document, or a set of them.
type Sections uint8

// The sections, in the order in which they run.
const (
	Inbound Sections = 1 << iota
	Backend
	Outbound
	OnError

	// AnySection is all of them.
	AnySection = Inbound | Backend | Outbound | OnError
)

// sectionNames are the elements of the sections.
var sectionNames = [...]string{"inbound", "backend", "outbound", "on-error"}

// SectionNamed is the section of an element's name, or 0.
func SectionNamed(name string) Sections {
	for i, n := range sectionNames {
		if n == name {
			return 1 << i
		}
	}
	return 0
}

// Names lists the names of the sections in the set.
func (s Sections) Names() []string { return names(uint8(s), sectionNames[:]) }

// String is the names, joined with commas.
func (s Sections) String() string { return join(s.Names()) }

// index is the place of a single section among all.
func (s Sections) index() int {
	for i := range sectionNames {
		if s == 1<<i {
			return i
		}
	}
	panic("runtime: not one section: " + s.String())
}

// Scopes is the scope of a document, or a set of scopes.
type Scopes uint8

// The scopes, from broad to narrow.
const (
	GlobalScope Scopes = 1 << iota
	WorkspaceScope
	ProductScope
	APIScope
	OperationScope

	// AnyScope is all of them.
	AnyScope = GlobalScope | WorkspaceScope | ProductScope | APIScope | OperationScope
)

var scopeNames = [...]string{"global", "workspace", "product", "api", "operation"}

// Names lists the names of the scopes in the set.
func (s Scopes) Names() []string { return names(uint8(s), scopeNames[:]) }

// String is the names, joined with commas. Of one scope it is what C# reads as
// context.LastError.Scope.
func (s Scopes) String() string { return join(s.Names()) }

// Once says how often a policy may stand in a document.
type Once uint8

// The rules of repetition.
const (
	Repeatable Once = iota
	OncePerSection
	OncePerDocument
)

func names(set uint8, all []string) []string {
	var list []string
	for i, n := range all {
		if set&(1<<i) != 0 {
			list = append(list, n)
		}
	}
	return list
}

func join(list []string) string { return strings.Join(list, ", ") }
