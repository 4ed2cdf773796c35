package runtime

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"iter"
	"math"
	"strings"
	"time"
	"unicode/utf8"

	"sallyport/eval/clr"
)

// A Jwt is a JSON web token (RFC 7519) as it was decoded. That it was decoded
// says nothing of who made it.
type Jwt struct {
	Algorithm, Type            string
	Expires, NotBefore, Issued time.Time // zero when there is none

	claims []claim
}

type claim struct {
	name   string
	values []string
}

// CLRType is Jwt.
func (*Jwt) CLRType() *clr.Type { return jwtType }

// Claim is the values of a claim; nil when the token has none of the name.
func (t *Jwt) Claim(name string) []string {
	for _, c := range t.claims {
		if c.name == name {
			return c.values
		}
	}
	return nil
}

func (t *Jwt) first(name string) string {
	if values := t.Claim(name); len(values) > 0 {
		return values[0]
	}
	return ""
}

// ParseJwt decodes a token in its compact form, with or without "Bearer "
// before it, or answers nil. It verifies nothing.
func ParseJwt(text string) *Jwt {
	text = strings.TrimSpace(text)
	if scheme, rest, ok := strings.Cut(text, " "); ok && strings.EqualFold(scheme, "Bearer") {
		text = strings.TrimSpace(rest)
	}
	parts := strings.Split(text, ".")
	if len(parts) != 3 {
		return nil
	}
	var header struct{ Alg, Typ string }
	head, payload := decodePart(parts[0]), decodePart(parts[1])
	if _, err := base64.RawURLEncoding.DecodeString(strings.TrimRight(parts[2], "=")); err != nil || json.Unmarshal(head, &header) != nil {
		return nil
	}
	return NewJwt(header.Alg, header.Typ, payload)
}

// NewJwt makes a token of what its header says and its payload, a JSON object;
// of anything else it makes nil. Of claims with one name the last counts, as in
// .NET.
func NewJwt(algorithm, typ string, payload []byte) *Jwt {
	t := &Jwt{Algorithm: algorithm, Type: typ}
	known := map[string]int{}
	for name, value := range members(payload) {
		if i, again := known[name]; again {
			t.claims[i].values = claimValues(value)
		} else {
			known[name] = len(t.claims)
			t.claims = append(t.claims, claim{name, claimValues(value)})
		}
		switch name {
		case "exp":
			t.Expires = epoch(value)
		case "nbf":
			t.NotBefore = epoch(value)
		case "iat":
			t.Issued = epoch(value)
		}
	}
	if len(t.claims) == 0 && !isObject(payload) {
		return nil
	}
	return t
}

// decodePart decodes one part of a token; what is no base64 gives nothing.
func decodePart(text string) []byte {
	data, err := base64.RawURLEncoding.DecodeString(strings.TrimRight(text, "="))
	if err != nil {
		return nil
	}
	return data
}

func isObject(data []byte) bool {
	return json.Valid(data) && bytes.HasPrefix(bytes.TrimSpace(data), []byte("{"))
}

// members yields the members of a JSON object in order; nothing of anything
// else.
func members(data []byte) iter.Seq2[string, json.RawMessage] {
	return func(yield func(string, json.RawMessage) bool) {
		if !isObject(data) {
			return
		}
		d := json.NewDecoder(bytes.NewReader(data))
		_, _ = d.Token() // the opening brace: isObject has seen it
		for d.More() {
			name, err := d.Token()
			if err != nil {
				return
			}
			var value json.RawMessage
			if d.Decode(&value) != nil || !yield(name.(string), value) {
				return
			}
		}
	}
}

// claimValues are the values of a claim as texts: one of each element of an
// array; numbers, booleans and objects as JSON, null as "".
func claimValues(value json.RawMessage) []string {
	if value[0] != '[' {
		return []string{claimText(value)}
	}
	var list []json.RawMessage
	_ = json.Unmarshal(value, &list) // it is JSON
	values := make([]string, len(list))
	for i, v := range list {
		values[i] = claimText(v)
	}
	return values
}

func claimText(value json.RawMessage) string {
	switch value[0] {
	case '"':
		if plain := value[1 : len(value)-1]; bytes.IndexByte(plain, '\\') < 0 && utf8.Valid(plain) {
			return string(plain)
		}
		var text string
		_ = json.Unmarshal(value, &text) // it is JSON
		return text
	case 'n': // null
		return ""
	case '{', '[':
		var b bytes.Buffer
		if err := json.Compact(&b, value); err != nil {
			return ""
		}
		return b.String()
	}
	return string(value)
}

// epoch is a number of seconds since 1970 as a time, or the zero time.
func epoch(value json.RawMessage) time.Time {
	var seconds float64
	if bytes.Equal(value, []byte("null")) || json.Unmarshal(value, &seconds) != nil || math.Abs(seconds) > 1e11 {
		return time.Time{}
	}
	whole, part := math.Modf(seconds)
	return time.Unix(int64(whole), int64(part*1e9)).UTC()
}

// claims is a token's claims as a dictionary.
type claims Jwt

// CLRType is IReadOnlyDictionary<string, string[]>.
func (*claims) CLRType() *clr.Type { return multiMap }

// Count is the number of claims.
func (c *claims) Count() int { return len(c.claims) }

// Lookup is the values of a claim.
func (c *claims) Lookup(key any) (any, bool) {
	values := (*Jwt)(c).Claim(key.(string))
	if values == nil {
		return nil, false
	}
	return clr.NewStrings(values), true
}

// Pairs yields claims in the token's order.
func (c *claims) Pairs() iter.Seq2[any, any] {
	return func(yield func(any, any) bool) {
		for _, claim := range c.claims {
			if !yield(claim.name, clr.NewStrings(claim.values)) {
				return
			}
		}
	}
}

// Iterate yields a KeyValuePair for each claim.
func (c *claims) Iterate(*clr.Env) iter.Seq[any] { return clr.PairsSeq(c, multiMapPair) }
