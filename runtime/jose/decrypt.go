package jose

import (
	"crypto/rsa"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"github.com/lestrrat-go/jwx/v3/jwa"
	"github.com/lestrrat-go/jwx/v3/jwe"
)

// ErrDecrypt says that no key decrypts a token.
var ErrDecrypt = errors.New("no key decrypts the token")

// A DecryptionKey decrypts tokens.
type DecryptionKey struct {
	id  string
	key any // []byte or *rsa.PrivateKey
}

// SecretDecryptionKey is a key that both sides share.
func SecretDecryptionKey(id string, secret []byte) (DecryptionKey, error) {
	if len(secret) < minSecret {
		return DecryptionKey{}, fmt.Errorf("a shared key has at least %d bits, and this one has %d", minSecret*8, len(secret)*8)
	}
	return DecryptionKey{id, secret}, nil
}

// PrivateDecryptionKey is a private key of RSA.
func PrivateDecryptionKey(id string, private any) (DecryptionKey, error) {
	k, ok := private.(*rsa.PrivateKey)
	if !ok {
		return DecryptionKey{}, fmt.Errorf("a %T decrypts no token", private)
	}
	return DecryptionKey{id, k}, nil
}

// IsEncrypted reports whether a text has the five parts of an encrypted token
// (JWE).
func IsEncrypted(text string) bool { return strings.Count(text, ".") == 4 }

// Decrypt reads an encrypted token in its compact form: most often a signed one
// is inside. The keys that have its id are tried, or, when none has, all. The
// error wraps ErrMalformed or is ErrDecrypt.
func Decrypt(text string, keys []DecryptionKey) ([]byte, error) {
	if len(text) > MaxToken {
		return nil, fmt.Errorf("%w: it has more than %d bytes", ErrMalformed, MaxToken)
	}
	head, _, _ := strings.Cut(text, ".")
	data, err := decode(head)
	if err != nil {
		return nil, err
	}
	var header map[string]json.RawMessage
	var alg, id string
	if json.Unmarshal(data, &header) != nil || json.Unmarshal(header["alg"], &alg) != nil {
		return nil, fmt.Errorf("%w: its header is no JSON object with an alg", ErrMalformed)
	}
	if header["kid"] != nil && json.Unmarshal(header["kid"], &id) != nil {
		return nil, fmt.Errorf("%w: kid in its header is no text", ErrMalformed)
	}
	known := false
	for _, k := range keys {
		known = known || id != "" && k.id == id
	}
	for _, k := range keys {
		method, ok := wrappings[alg]
		if !ok || known && k.id != id || method.secret != isSecret(k.key) {
			continue
		}
		plain, err := jwe.Decrypt([]byte(text), jwe.WithKey(method.alg, k.key), jwe.WithMaxDecompressBufferSize(MaxToken))
		if err == nil {
			return plain, nil
		}
	}
	return nil, ErrDecrypt
}

// wrappings are the ways in which the key of the content is wrapped. Those with
// passwords are left out, which make the gateway work as hard as the token says,
// and RSA1_5, which tells too much by failing.
var wrappings = map[string]struct {
	alg    jwa.KeyEncryptionAlgorithm
	secret bool
}{
	"dir":    {jwa.DIRECT(), true},
	"A128KW": {jwa.A128KW(), true}, "A192KW": {jwa.A192KW(), true}, "A256KW": {jwa.A256KW(), true},
	"A128GCMKW": {jwa.A128GCMKW(), true}, "A192GCMKW": {jwa.A192GCMKW(), true}, "A256GCMKW": {jwa.A256GCMKW(), true},
	"RSA-OAEP": {jwa.RSA_OAEP(), false}, "RSA-OAEP-256": {jwa.RSA_OAEP_256(), false},
}
