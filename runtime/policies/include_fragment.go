package policies

import (
	"context"
	"errors"

	"sallyport/runtime"
)

func init() {
	register(runtime.Kind{
		Name:     "include-fragment",
		Sections: runtime.AnySection,
		Doc:      "Stands for the policies of a fragment, which are put in its place when the document is loaded.",
		Inline:   true,
		New:      func() runtime.Policy { return new(includeFragment) },
	})
}

type includeFragment struct {
	ID string `attr:"fragment-id,required" doc:"The fragment."`
}

// Execute is never called for an Inline kind, and fails closed if it is.
func (p *includeFragment) Execute(context.Context, *runtime.Exchange) error {
	return errors.New("the fragment was not put in the place of include-fragment")
}
