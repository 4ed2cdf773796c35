package policies

import (
	"context"
	"errors"
	"math"
	"reflect"
	"testing"
	"time"

	"sallyport/eval/clr"
	"sallyport/runtime/state"
)

// cachedValues are one of each kind that a cache keeps.
var cachedValues = []any{
	nil, true, false, "", "héllo", "lone \xed\xa0\x80", clr.Char('x'), int32(math.MinInt32), int64(math.MaxInt64), 0.1, math.Inf(-1),
	decimal("1.00"), clr.DateTimeOf(12345, clr.Utc), clr.TimeSpan(-1), clr.Guid{1, 15: 2}, clr.NewBytes([]byte{0, 1}), clr.NewStrings([]string{"a", ""}),
}

func decimal(text string) clr.Decimal {
	d, ok := clr.ParseDecimal(text)
	if !ok {
		panic(text)
	}
	return d
}

func TestAValueComesOutOfTheCacheAsItWentIn(t *testing.T) {
	for _, v := range cachedValues {
		data, err := encodeValue(v)
		if err != nil {
			t.Errorf("%v: %v", v, err)
			continue
		}
		if got, err := decodeValue(data); err != nil || !reflect.DeepEqual(got, v) {
			t.Errorf("got %#v, %v, want %#v", got, err, v)
		}
	}
}

func TestATokenComesOutOfTheCacheAsItWentIn(t *testing.T) {
	for _, text := range []string{`{}`, `[]`, `{"a":[1,2.5,"x",null,true,{"b":{}}],"":"2026-01-15T10:30:00Z"}`, `"text"`, `null`} {
		token := clr.ParseToken(nil, text)
		data, err := encodeValue(token)
		if err != nil {
			t.Errorf("%s: %v", text, err)
			continue
		}
		got, err := decodeValue(data)
		if err != nil || clr.Text(got) != clr.Text(token) || clr.TypeOf(got) != clr.TypeOf(token) {
			t.Errorf("%s: got %v, %v", text, got, err)
		}
	}
}

func TestWhatNoCacheKeeps(t *testing.T) {
	deep := clr.NewJArray()
	for range 2 * maxCachedDepth {
		deep = clr.NewJArray(deep)
	}
	for name, v := range map[string]any{
		"a list": clr.ListOf(clr.String, nil), "an array of int": clr.NewArray(clr.Int32, nil), "a property": clr.NewJProperty("a", clr.ParseToken(nil, "1")), "what is too deep": deep,
	} {
		if data, err := encodeValue(v); !errors.Is(err, errNotCached) {
			t.Errorf("%s: %q, %v, want that it is not cached", name, data, err)
		}
	}
}

func FuzzDecodeValue(f *testing.F) {
	for _, v := range append(cachedValues, clr.ParseToken(nil, `{"a":[1,null]}`)) {
		data, err := encodeValue(v)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		v, err := decodeValue(data)
		if err != nil {
			return
		}
		again, err := encodeValue(v)
		if err != nil {
			t.Fatalf("%v was decoded and cannot be encoded: %v", v, err)
		}
		if _, err := decodeValue(again); err != nil {
			t.Fatal(err)
		}
	})
}

// A failingCache fails.
type failingCache struct{}

var errCacheDown = errors.New("the cache is down")

func (failingCache) Load(context.Context, string) ([]byte, bool, error) {
	return nil, false, errCacheDown
}
func (failingCache) Store(context.Context, string, []byte, time.Duration) error {
	return errCacheDown
}
func (failingCache) Remove(context.Context, string) error { return errCacheDown }

func TestACacheThatFailsHasNothing(t *testing.T) {
	const doc = `<cache-store-value key="k" value="1" duration="60"/><cache-lookup-value key="k" variable-name="v" default-value="none"/><cache-remove-value key="k"/>`
	for name, cache := range map[string]state.Cache{"fails": failingCache{}, "holds something else": strangeCache{}} {
		x := newExchange(&backend{}, nil)
		x.Services.ExternalCache = cache
		run(t, doc, x)
		if v, _ := x.Variables.Get("v"); v != "none" || x.Response.Status != 200 {
			t.Errorf("a cache that %s: %v, status %d", name, v, x.Response.Status)
		}
	}
}

// A strangeCache holds what somebody else has put there.
type strangeCache struct{ failingCache }

func (strangeCache) Load(context.Context, string) ([]byte, bool, error) {
	return []byte("{}"), true, nil
}

func TestTheExternalCacheIsPreferred(t *testing.T) {
	x := newExchange(&backend{}, nil)
	x.Services.ExternalCache = state.NewMemory(x.Services.Now, state.MemoryOptions{})
	run(t, `<cache-store-value key="a" value="shared" duration="60"/><cache-store-value key="b" value="own" duration="60" caching-type="internal"/>
		<cache-lookup-value key="a" variable-name="a" caching-type="external"/><cache-lookup-value key="b" variable-name="b" default-value="none"/>
		<cache-lookup-value key="b" variable-name="c" caching-type="internal"/>`, x)
	for name, want := range map[string]string{"a": "shared", "b": "none", "c": "own"} {
		if got, _ := x.Variables.Get(name); got != want {
			t.Errorf("%s is %v, want %s", name, got, want)
		}
	}
}
