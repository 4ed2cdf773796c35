package policy

// DefaultMaxBytes is API Management's limit on a document: 512 KiB.
const DefaultMaxBytes = 512 << 10

// Options say how a document is read. The zero Options are API Management's
// limits and no named values.
type Options struct {
	// MaxBytes is the size of the largest file accepted; 0 is DefaultMaxBytes.
	MaxBytes int

	// MaxDepth is the deepest nesting of elements accepted; 0 is 200.
	MaxDepth int

	// NamedValues looks up a named value. When it is nil every {{name}} stays
	// as typed and is listed in Document.NamedValues; otherwise an unknown
	// name is a fault.
	NamedValues func(name string) (value string, secret, ok bool)

	// NamedValueNames are the names that a suggestion may offer. Optional.
	NamedValueNames []string

	// Fragments looks up a fragment by its id. When it is nil, include-fragment
	// elements are left alone; otherwise an unknown id is a fault.
	Fragments func(id string) (*Document, bool)

	// FragmentIDs are the ids that a suggestion may offer. Optional.
	FragmentIDs []string
}

func (o Options) maxBytes() int {
	if o.MaxBytes > 0 {
		return o.MaxBytes
	}
	return DefaultMaxBytes
}

func (o Options) maxDepth() int {
	if o.MaxDepth > 0 {
		return o.MaxDepth
	}
	return 200
}
