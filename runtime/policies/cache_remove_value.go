package policies

import (
	"context"

	"sallyport/runtime"
)

func init() {
	register(runtime.Kind{
		Name:     "cache-remove-value",
		Sections: runtime.AnySection,
		Doc:      "Removes a value from the cache, if it is there.",
		New:      func() runtime.Policy { return new(cacheRemoveValue) },
	})
}

type cacheRemoveValue struct{ valueCache }

func (p *cacheRemoveValue) Execute(ctx context.Context, x *runtime.Exchange) error {
	key, err := p.key(x)
	if err != nil {
		return err
	}
	cache := p.cache(&x.Services.Stores)
	if cache == nil {
		return nil
	}
	if err := x.Outside(ctx, func() error { return cache.Remove(ctx, key) }); err != nil {
		x.Note("the cache could not be changed: %v", err)
	}
	return nil
}
