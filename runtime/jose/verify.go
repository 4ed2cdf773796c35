package jose

import (
	"crypto/ecdsa"
	"crypto/rsa"
	"errors"
	"strings"

	"github.com/lestrrat-go/jwx/v3/jws/jwsbb"
)

// Why a signature does not vouch for a token.
var (
	ErrUnsigned  = errors.New("the token is not signed")
	ErrAlgorithm = errors.New("the token's algorithm is not known")
	ErrNoKey     = errors.New("no key is the token's")
	ErrSignature = errors.New("the signature is not that of the token's key")
)

// kinds says which keys an algorithm takes.
var kinds = map[string]func(key any) bool{
	"HS256": isSecret, "HS384": isSecret, "HS512": isSecret,
	"RS256": isRSA, "RS384": isRSA, "RS512": isRSA,
	"PS256": isRSA, "PS384": isRSA, "PS512": isRSA,
	"ES256": isCurve(256), "ES384": isCurve(384), "ES512": isCurve(521),
}

func isSecret(key any) bool {
	_, ok := key.([]byte)
	return ok
}

func isRSA(key any) bool {
	_, ok := key.(*rsa.PublicKey)
	return ok
}

func isCurve(bits int) func(key any) bool {
	return func(key any) bool {
		k, ok := key.(*ecdsa.PublicKey)
		return ok && k.Curve.Params().BitSize == bits
	}
}

// Verify checks the signature. The keys that have the token's id are tried, or,
// when none has, all; in either case those that are of the algorithm's kind. The
// error is one of those above.
func (t *Token) Verify(sets ...[]Key) error {
	if !t.Signed() {
		return ErrUnsigned
	}
	suits := kinds[t.Algorithm]
	if suits == nil {
		return ErrAlgorithm
	}
	known, tried := t.HasKey(sets...), false
	signed := []byte(t.signed)
	for _, keys := range sets {
		for i := range keys {
			k := &keys[i]
			if known && k.ID != t.KeyID || !suits(k.key) || k.only != "" && k.only != t.Algorithm {
				continue
			}
			tried = true
			if jwsbb.Verify(k.key, t.Algorithm, signed, t.signature) == nil {
				return nil
			}
		}
	}
	if tried && (known || t.KeyID == "") {
		return ErrSignature
	}
	return ErrNoKey
}

// HasKey reports whether one of the keys has the id that the token names.
func (t *Token) HasKey(sets ...[]Key) bool {
	if t.KeyID == "" {
		return false
	}
	for _, keys := range sets {
		for i := range keys {
			if keys[i].ID == t.KeyID {
				return true
			}
		}
	}
	return false
}

func trimPadding(text string) string { return strings.TrimRight(text, "=") }
