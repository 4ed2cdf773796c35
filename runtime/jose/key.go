package jose

import (
	"crypto/ecdsa"
	"crypto/rsa"
	"encoding/base64"
	"errors"
	"fmt"
	"math/big"

	"github.com/lestrrat-go/jwx/v3/jwk"
)

// A Key verifies signatures.
type Key struct {
	ID string // kid; "" when it has none

	only string // the one algorithm that it is for; "" is all of its kind
	key  any    // []byte, *rsa.PublicKey or *ecdsa.PublicKey
}

// The least that a key must have. Shorter ones can be found by trying.
const (
	minSecret = 16   // bytes
	minRSA    = 1024 // bits; what Go's crypto/rsa takes, and .NET to verify with
)

// SecretKey is a key that both sides share.
func SecretKey(id string, secret []byte) (Key, error) {
	if len(secret) < minSecret {
		return Key{}, fmt.Errorf("a shared key has at least %d bits, and this one has %d", minSecret*8, len(secret)*8)
	}
	return Key{ID: id, key: secret}, nil
}

// PublicKey is the public half of an RSA key or one on a curve of NIST.
func PublicKey(id string, public any) (Key, error) {
	switch k := public.(type) {
	case *rsa.PublicKey:
		if bits := k.N.BitLen(); bits < minRSA {
			return Key{}, fmt.Errorf("an RSA key has at least %d bits, and this one has %d", minRSA, bits)
		}
		return Key{ID: id, key: k}, nil
	case *ecdsa.PublicKey:
		return Key{ID: id, key: k}, nil
	}
	return Key{}, fmt.Errorf("a %T verifies no token", public)
}

// RSAKey is a key of modulus and exponent, base64url of big-endian numbers.
func RSAKey(id, n, e string) (Key, error) {
	modulus, err := number(n)
	if err != nil {
		return Key{}, fmt.Errorf("the modulus: %w", err)
	}
	exponent, err := number(e)
	if err != nil {
		return Key{}, fmt.Errorf("the exponent: %w", err)
	}
	if !exponent.IsInt64() || exponent.Int64() > 1<<31-1 || exponent.Int64() < 3 || exponent.Bit(0) == 0 {
		return Key{}, errors.New("the exponent is not one of RSA")
	}
	return PublicKey(id, &rsa.PublicKey{N: modulus, E: int(exponent.Int64())})
}

func number(text string) (*big.Int, error) {
	data, err := base64.RawURLEncoding.DecodeString(trimPadding(text))
	if err != nil || len(data) == 0 {
		return nil, errors.New("not base64url of a number")
	}
	return new(big.Int).SetBytes(data), nil
}

// maxKeys bounds a set: a token without a known kid is tried with every key.
const maxKeys = 100

// ParseSet reads a JWK set (RFC 7517). Keys that verify no signature are left
// out, and so are shared ones: what is published is no secret.
func ParseSet(data []byte) ([]Key, error) {
	set, err := jwk.Parse(data, jwk.WithIgnoreParseError(true), jwk.WithMaxKeys(maxKeys))
	if err != nil {
		return nil, fmt.Errorf("parse key set: %w", err)
	}
	var keys []Key
	for i := range set.Len() {
		k, ok := set.Key(i)
		if !ok {
			continue
		}
		if use, ok := k.KeyUsage(); ok && use != "sig" {
			continue
		}
		public, err := jwk.PublicRawKeyOf(k)
		if err != nil {
			continue // of a kind that is not known here
		}
		id, _ := k.KeyID()
		key, err := PublicKey(id, public)
		if err != nil {
			continue
		}
		if alg, ok := k.Algorithm(); ok {
			key.only = alg.String()
		}
		keys = append(keys, key)
	}
	if keys == nil {
		return nil, errors.New("parse key set: it has no key that verifies signatures")
	}
	return keys, nil
}
