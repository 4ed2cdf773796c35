package policies

import (
	"context"

	"sallyport/runtime"
)

func init() {
	register(runtime.Kind{
		Name:     "cache-lookup-value",
		Sections: runtime.AnySection,
		Doc: "Puts a value that was cached into a variable. When there is none, the variable is given the default; without one, it is not made. " +
			"A cache that fails has nothing. Each request gets a value of its own.",
		New: func() runtime.Policy { return new(cacheLookupValue) },
	})
}

type cacheLookupValue struct {
	valueCache
	Variable string             `attr:"variable-name,required" doc:"The variable's name."`
	Default  runtime.Value[any] `attr:"default-value" doc:"What the variable is when nothing was found."`
}

func (p *cacheLookupValue) Validate(c *runtime.Checker) {
	if p.Variable == "" {
		c.Errorf("variable-name", "the name of a variable is empty")
	}
}

func (p *cacheLookupValue) Execute(ctx context.Context, x *runtime.Exchange) error {
	key, err := p.key(x)
	if err != nil {
		return err
	}
	if v, ok := p.load(ctx, x, key); ok {
		x.Variables.Set(p.Variable, v)
		x.Note("found")
		return nil
	}
	x.Note("not found")
	if !p.Default.Given() {
		return nil
	}
	v, err := p.Default.Get(x)
	if err == nil {
		x.Variables.Set(p.Variable, v)
	}
	return err
}

func (p *cacheLookupValue) load(ctx context.Context, x *runtime.Exchange, key string) (v any, ok bool) {
	cache := p.cache(&x.Services.Stores)
	if cache == nil {
		return nil, false
	}
	var data []byte
	err := x.Outside(ctx, func() (err error) {
		data, ok, err = cache.Load(ctx, key)
		return err
	})
	if err == nil && ok {
		v, err = decodeValue(data)
	}
	if err != nil {
		x.Note("the cache could not be read: %v", err)
		return nil, false
	}
	return v, ok
}
