package policies

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"

	"sallyport/eval/clr"
	"sallyport/runtime"
	"sallyport/runtime/state"
)

// The values that a cache keeps are bytes: no two requests ever share an object
// that one of them may change, and gateways can share a cache. A value is a kind
// and what that kind needs; texts and lists have their length before them.
const (
	cachedNull     = 'n'
	cachedFalse    = 'f'
	cachedTrue     = 't'
	cachedString   = 's'
	cachedChar     = 'c'
	cachedInt      = 'i'
	cachedLong     = 'l'
	cachedDouble   = 'd'
	cachedDecimal  = 'm'
	cachedBytes    = 'b'
	cachedDate     = 'D'
	cachedTimeSpan = 'T'
	cachedGuid     = 'G'
	cachedStrings  = 'S' // string[]
	cachedToken    = 'j' // JValue
	cachedObject   = 'o' // JObject
	cachedArray    = 'a' // JArray
)

// errNotCached says that a value is of a type that no cache keeps.
var errNotCached = errors.New("values of this type are not cached")

// maxCachedDepth bounds how deep values may be inside one another.
const maxCachedDepth = 128

// encodeValue is a C# value in bytes. The error wraps errNotCached.
func encodeValue(v any) ([]byte, error) { return appendValue(nil, v, 0) }

func appendValue(b []byte, v any, depth int) ([]byte, error) {
	if depth > maxCachedDepth {
		return nil, fmt.Errorf("%w: it is too deep", errNotCached)
	}
	switch v := v.(type) {
	case nil:
		return append(b, cachedNull), nil
	case bool:
		if v {
			return append(b, cachedTrue), nil
		}
		return append(b, cachedFalse), nil
	case string:
		return appendText(append(b, cachedString), v), nil
	case clr.Char:
		return binary.AppendUvarint(append(b, cachedChar), uint64(v)), nil
	case int32:
		return binary.AppendVarint(append(b, cachedInt), int64(v)), nil
	case int64:
		return binary.AppendVarint(append(b, cachedLong), v), nil
	case float64:
		return binary.BigEndian.AppendUint64(append(b, cachedDouble), math.Float64bits(v)), nil
	case clr.Decimal:
		return appendText(append(b, cachedDecimal), v.ToString()), nil
	case clr.DateTime:
		return binary.BigEndian.AppendUint64(append(b, cachedDate), uint64(v)), nil
	case clr.TimeSpan:
		return binary.AppendVarint(append(b, cachedTimeSpan), int64(v)), nil
	case clr.Guid:
		return append(append(b, cachedGuid), v[:]...), nil
	case *clr.Array:
		return appendArray(b, v, depth+1)
	case clr.Token:
		return appendToken(b, v, depth+1)
	}
	return nil, fmt.Errorf("%w: %s", errNotCached, clr.TypeOf(v).FullName())
}

func appendText(b []byte, text string) []byte {
	return append(binary.AppendUvarint(b, uint64(len(text))), text...)
}

func appendArray(b []byte, a *clr.Array, depth int) ([]byte, error) {
	switch a.ElemType() {
	case clr.Byte:
		return appendText(append(b, cachedBytes), string(a.Bytes())), nil
	case clr.String:
		b = binary.AppendUvarint(append(b, cachedStrings), uint64(a.Len()))
		for i := range a.Len() {
			var err error
			if b, err = appendValue(b, a.At(i), depth); err != nil {
				return nil, err
			}
		}
		return b, nil
	}
	return nil, fmt.Errorf("%w: %s", errNotCached, a.CLRType().FullName())
}

func appendToken(b []byte, t clr.Token, depth int) (_ []byte, err error) {
	switch t := t.(type) {
	case *clr.JObject:
		b = binary.AppendUvarint(append(b, cachedObject), uint64(t.Count()))
		for name, value := range t.Pairs() {
			if b, err = appendValue(appendText(b, name.(string)), value, depth); err != nil {
				return nil, err
			}
		}
		return b, nil
	case *clr.JArray:
		b = binary.AppendUvarint(append(b, cachedArray), uint64(t.Count()))
		for i := range t.Count() {
			if b, err = appendValue(b, t.At(i), depth); err != nil {
				return nil, err
			}
		}
		return b, nil
	case *clr.JValue:
		if t.CLRType() == clr.JValueType {
			return appendValue(append(b, cachedToken), t.Value(), depth)
		}
	}
	return nil, fmt.Errorf("%w: %s", errNotCached, t.CLRType().FullName())
}

// errCached says that what a cache holds is nothing that this program has put
// there.
var errCached = errors.New("the cache holds something else")

// decodeValue reads a value that encodeValue has written.
func decodeValue(data []byte) (any, error) {
	d := decoder{rest: data}
	v, err := d.value()
	if err == nil && len(d.rest) > 0 {
		err = errCached
	}
	return v, err
}

// A decoder reads values one after another.
type decoder struct {
	rest  []byte
	depth int
}

func (d *decoder) value() (any, error) {
	if d.depth++; d.depth > 2*maxCachedDepth {
		return nil, errCached
	}
	defer func() { d.depth-- }()
	kind, err := d.take(1)
	if err != nil {
		return nil, err
	}
	switch kind[0] {
	case cachedNull:
		return nil, nil
	case cachedFalse, cachedTrue:
		return kind[0] == cachedTrue, nil
	case cachedString:
		return d.text()
	case cachedChar:
		n, err := d.length(math.MaxUint16)
		return clr.Char(n), err
	case cachedInt:
		n, err := d.number()
		return int32(n), err
	case cachedLong:
		return d.number()
	case cachedDouble:
		n, err := d.word()
		return math.Float64frombits(n), err
	case cachedDecimal:
		text, err := d.text()
		if n, ok := clr.ParseDecimal(text); ok {
			return n, err
		}
		return nil, errCached
	case cachedDate:
		n, err := d.word()
		return clr.DateTime(n), err
	case cachedTimeSpan:
		n, err := d.number()
		return clr.TimeSpan(n), err
	case cachedGuid:
		id, err := d.take(16)
		if err != nil {
			return nil, err
		}
		return clr.Guid(id), nil
	case cachedBytes:
		text, err := d.text()
		return clr.NewBytes([]byte(text)), err
	case cachedStrings:
		items, err := d.list()
		return clr.NewArray(clr.String, items), err
	case cachedToken:
		v, err := d.value()
		if err != nil {
			return nil, err
		}
		return clr.TokenOf(nil, v), nil
	case cachedArray:
		return d.array()
	case cachedObject:
		return d.object()
	}
	return nil, errCached
}

func (d *decoder) take(n int) ([]byte, error) {
	if n > len(d.rest) {
		return nil, errCached
	}
	data := d.rest[:n]
	d.rest = d.rest[n:]
	return data, nil
}

func (d *decoder) word() (uint64, error) {
	data, err := d.take(8)
	if err != nil {
		return 0, err
	}
	return binary.BigEndian.Uint64(data), nil
}

func (d *decoder) number() (int64, error) {
	n, size := binary.Varint(d.rest)
	if size <= 0 {
		return 0, errCached
	}
	d.rest = d.rest[size:]
	return n, nil
}

// length reads a number of up to limit.
func (d *decoder) length(limit int) (int, error) {
	n, size := binary.Uvarint(d.rest)
	if size <= 0 || n > uint64(limit) {
		return 0, errCached
	}
	d.rest = d.rest[size:]
	return int(n), nil
}

func (d *decoder) text() (string, error) {
	n, err := d.length(len(d.rest))
	if err != nil {
		return "", err
	}
	data, err := d.take(n)
	return string(data), err
}

func (d *decoder) list() ([]any, error) {
	n, err := d.length(len(d.rest)) // an item has a byte at least
	if err != nil {
		return nil, err
	}
	items := make([]any, n)
	for i := range items {
		if items[i], err = d.value(); err != nil {
			return nil, err
		}
	}
	return items, nil
}

func (d *decoder) array() (any, error) {
	items, err := d.list()
	if err != nil {
		return nil, err
	}
	tokens := make([]clr.Token, len(items))
	for i, v := range items {
		var ok bool
		if tokens[i], ok = v.(clr.Token); !ok {
			return nil, errCached
		}
	}
	return clr.NewJArray(tokens...), nil
}

func (d *decoder) object() (any, error) {
	n, err := d.length(len(d.rest))
	if err != nil {
		return nil, err
	}
	o := clr.NewJObject()
	for range n {
		name, err := d.text()
		if err != nil {
			return nil, err
		}
		v, err := d.value()
		if err != nil {
			return nil, err
		}
		t, ok := v.(clr.Token)
		if !ok {
			return nil, errCached
		}
		o.AddValue(nil, name, t)
	}
	return o, nil
}

// A valueCache says which cache a policy uses, and what for.
type valueCache struct {
	Key  runtime.Value[string] `attr:"key,required" doc:"What the value is kept under. All policies and APIs share the keys."`
	Type string                `attr:"caching-type" enum:"prefer-external,external,internal" default:"prefer-external" doc:"Which cache: the one that gateways share, the gateway's own, or the first if there is one. Where the cache that is asked for is not there, nothing is kept and nothing found."`
}

// cache is the cache to use; nil when there is none of the kind.
func (p *valueCache) cache(s *state.Stores) state.Cache {
	switch {
	case p.Type == "internal":
		return s.Cache
	case s.ExternalCache != nil || p.Type == "external":
		return s.ExternalCache
	}
	return s.Cache
}

// key is what the value is kept under. Policies that cache responses have other
// keys.
func (p *valueCache) key(x *runtime.Exchange) (string, error) {
	key, err := p.Key.Get(x)
	return "value:" + key, err
}
