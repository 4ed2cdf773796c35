package policies

import (
	"context"
	"time"

	"sallyport/runtime"
)

func init() {
	register(runtime.Kind{
		Name:     "cache-store-value",
		Sections: runtime.AnySection,
		Doc: "Caches a value for a time. Texts, numbers, booleans, characters, dates, times, GUIDs, JSON, and arrays of bytes or strings can be cached; any other value, null " +
			"and one for no time are not. A cache that fails keeps nothing.",
		New: func() runtime.Policy { return new(cacheStoreValue) },
	})
}

type cacheStoreValue struct {
	valueCache
	Value    runtime.Value[any] `attr:"value,required" doc:"The value."`
	Duration runtime.Value[int] `attr:"duration,required" doc:"Seconds to keep it for."`
}

func (p *cacheStoreValue) Execute(ctx context.Context, x *runtime.Exchange) error {
	key, err := p.key(x)
	if err != nil {
		return err
	}
	var (
		v       any
		seconds int
	)
	if err := x.Eval(p.Value.Into(&v), p.Duration.Into(&seconds)); err != nil {
		return err
	}
	cache := p.cache(&x.Services.Stores)
	if v == nil || seconds <= 0 || cache == nil {
		x.Note("nothing is kept")
		return nil
	}
	data, err := encodeValue(v)
	if err == nil {
		err = x.Outside(ctx, func() error { return cache.Store(ctx, key, data, time.Duration(seconds)*time.Second) })
	}
	if err != nil {
		x.Note("nothing is kept: %v", err)
	}
	return nil
}
