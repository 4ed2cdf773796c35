package jose

import (
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
)

// MaxToken is how many bytes of a token are looked at: a longer one is none.
const MaxToken = 256_000

// ErrMalformed says that a text is no token.
var ErrMalformed = errors.New("malformed token")

// A Token is a signed token (JWS) of which nothing was verified.
type Token struct {
	Algorithm string // alg
	KeyID     string // kid; "" when there is none
	Type      string // typ
	Payload   []byte

	signed    string // what the signature is of
	signature []byte
}

// Parse reads a token in its compact form. The error wraps ErrMalformed.
func Parse(text string) (*Token, error) {
	if len(text) > MaxToken {
		return nil, fmt.Errorf("%w: it has more than %d bytes", ErrMalformed, MaxToken)
	}
	head, rest, _ := strings.Cut(text, ".")
	body, end, ok := strings.Cut(rest, ".")
	if !ok || strings.Contains(end, ".") {
		return nil, fmt.Errorf("%w: it has not three parts", ErrMalformed)
	}
	t := &Token{signed: text[:len(head)+1+len(body)]}
	if err := t.readHeader(head); err != nil {
		return nil, err
	}
	var err error
	if t.Payload, err = decode(body); err != nil {
		return nil, err
	}
	t.signature, err = decode(end)
	return t, err
}

// Signed reports whether the token has a signature at all.
func (t *Token) Signed() bool { return len(t.signature) > 0 && !strings.EqualFold(t.Algorithm, "none") }

func (t *Token) readHeader(head string) error {
	data, err := decode(head)
	if err != nil {
		return err
	}
	var members map[string]json.RawMessage // by their exact names, which a struct does not ask for
	if err := json.Unmarshal(data, &members); err != nil || members == nil {
		return fmt.Errorf("%w: its header is no JSON object", ErrMalformed)
	}
	if _, critical := members["crit"]; critical {
		return fmt.Errorf("%w: its header says that extensions must be understood, and none is", ErrMalformed)
	}
	for name, to := range map[string]*string{"alg": &t.Algorithm, "kid": &t.KeyID, "typ": &t.Type} {
		value, ok := members[name]
		if ok && json.Unmarshal(value, to) != nil {
			return fmt.Errorf("%w: %s in its header is no text", ErrMalformed, name)
		}
	}
	return nil
}

// decode reads base64url. RFC 7515 has no padding; what comes with some is read
// all the same, as .NET does.
func decode(part string) ([]byte, error) {
	data, err := base64.RawURLEncoding.DecodeString(strings.TrimRight(part, "="))
	if err != nil {
		return nil, fmt.Errorf("%w: a part is not base64url", ErrMalformed)
	}
	return data, nil
}
