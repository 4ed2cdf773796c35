package jose

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"encoding/base64"
	"errors"
	"strings"
	"testing"

	"github.com/lestrrat-go/jwx/v3/jwa"
	"github.com/lestrrat-go/jwx/v3/jwe"
	"github.com/lestrrat-go/jwx/v3/jws"
)

var (
	secret    = []byte("the first key, of 32 bytes or so")
	ecKey, _  = ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	ec384, _  = ecdsa.GenerateKey(elliptic.P384(), rand.Reader)
	rsaKey, _ = rsa.GenerateKey(rand.Reader, 2048)
)

func sign(t testing.TB, alg string, key any, kid string) string {
	t.Helper()
	a, ok := jwa.LookupSignatureAlgorithm(alg)
	h := jws.NewHeaders()
	if kid != "" {
		if err := h.Set("kid", kid); err != nil {
			t.Fatal(err)
		}
	}
	token, err := jws.Sign([]byte(`{"sub":"ann"}`), jws.WithKey(a, key, jws.WithProtectedHeaders(h)))
	if err != nil || !ok {
		t.Fatal(alg, err)
	}
	return string(token)
}

func public(t testing.TB, id string, key any) Key {
	t.Helper()
	k, err := PublicKey(id, key)
	if err != nil {
		t.Fatal(err)
	}
	return k
}

func TestVerify(t *testing.T) {
	shared, err := SecretKey("s", secret)
	if err != nil {
		t.Fatal(err)
	}
	keys := map[string]Key{
		"shared": shared, "rsa": public(t, "r", &rsaKey.PublicKey), "ec": public(t, "e", &ecKey.PublicKey), "ec384": public(t, "e3", &ec384.PublicKey),
	}
	for _, test := range []struct {
		alg  string
		key  any
		kid  string
		with string
		want error
	}{
		{"HS256", secret, "", "shared", nil},
		{"HS512", secret, "s", "shared", nil},
		{"RS256", rsaKey, "r", "rsa", nil},
		{"PS512", rsaKey, "", "rsa", nil},
		{"ES256", ecKey, "e", "ec", nil},
		{"ES384", ec384, "e3", "ec384", nil},
		{"ES256", ecKey, "e3", "ec384", ErrNoKey}, // of another curve
		{"HS256", secret, "r", "rsa", ErrNoKey},   // of another kind
		{"HS256", rsaKey.N.Bytes(), "r", "rsa", ErrNoKey},
		{"HS256", []byte("another key, which is as long as"), "s", "shared", ErrSignature},
		{"HS256", []byte("another key, which is as long as"), "x", "shared", ErrNoKey},
		{"RS256", rsaKey, "", "ec", ErrNoKey},
	} {
		token, err := Parse(sign(t, test.alg, test.key, test.kid))
		if err != nil {
			t.Fatal(err)
		}
		if err := token.Verify(nil, []Key{keys[test.with]}); !errors.Is(err, test.want) {
			t.Errorf("%s of kid %q with %s: %v, want %v", test.alg, test.kid, test.with, err, test.want)
		}
	}
}

// A changed bit anywhere makes a token another's.
func TestVerifyFindsChanges(t *testing.T) {
	text := sign(t, "ES256", ecKey, "")
	keys := []Key{public(t, "", &ecKey.PublicKey)}
	for i := range text {
		if text[i] == '.' || i == len(text)-1 { // the last letter holds bits that mean nothing
			continue
		}
		changed := []byte(text)
		changed[i] = map[bool]byte{true: 'B', false: 'A'}[text[i] == 'A']
		token, err := Parse(string(changed))
		if err == nil && token.Verify(keys) == nil {
			t.Fatalf("letter %d may be changed", i)
		}
	}
}

func TestParseRefuses(t *testing.T) {
	b64 := base64.RawURLEncoding.EncodeToString
	for name, text := range map[string]string{
		"nothing":            "",
		"two parts":          "a.b",
		"four parts":         "a.b.c.d",
		"no base64":          "!.!.!",
		"no object":          b64([]byte(`[]`)) + ".e30.YQ",
		"null":               b64([]byte(`null`)) + ".e30.YQ",
		"alg of a number":    b64([]byte(`{"alg":256}`)) + ".e30.YQ",
		"critical extension": b64([]byte(`{"alg":"HS256","crit":["exp"]}`)) + ".e30.YQ",
		"too long":           strings.Repeat("a", MaxToken+1),
	} {
		if _, err := Parse(text); !errors.Is(err, ErrMalformed) {
			t.Errorf("%s: %v, want that it is malformed", name, err)
		}
	}
}

// The names in a header have a case, which a reader of JSON may overlook.
func TestParseTakesExactNames(t *testing.T) {
	token, err := Parse(base64.RawURLEncoding.EncodeToString([]byte(`{"ALG":"HS256","Kid":"s"}`)) + ".e30.YQ")
	if err != nil || token.Algorithm != "" || token.KeyID != "" || !errors.Is(token.Verify(), ErrAlgorithm) {
		t.Errorf("got %+v, %v", token, err)
	}
}

func encrypt(t testing.TB, alg jwa.KeyEncryptionAlgorithm, key any, options ...jwe.EncryptOption) string {
	t.Helper()
	data, err := jwe.Encrypt([]byte(strings.Repeat("a", 1<<20)), append(options, jwe.WithKey(alg, key), jwe.WithContentEncryption(jwa.A128CBC_HS256()))...)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func TestDecryptRefuses(t *testing.T) {
	shared, err := SecretDecryptionKey("", secret)
	if err != nil {
		t.Fatal(err)
	}
	private, err := PrivateDecryptionKey("", rsaKey)
	if err != nil {
		t.Fatal(err)
	}
	keys := []DecryptionKey{shared, private}
	for name, test := range map[string]struct {
		text string
		want error
	}{
		"a bomb":        {encrypt(t, jwa.DIRECT(), secret, jwe.WithCompress(jwa.Deflate())), ErrDecrypt},
		"a password":    {encryptShort(t, jwa.PBES2_HS256_A128KW(), secret), ErrDecrypt},
		"RSA1_5":        {encryptShort(t, jwa.RSA1_5(), &rsaKey.PublicKey), ErrDecrypt},
		"another's key": {encryptShort(t, jwa.DIRECT(), []byte("another key, which is as long as")), ErrDecrypt},
		"no header":     {"a.b.c.d.e", ErrMalformed},
		"too long":      {strings.Repeat("a.", 4) + strings.Repeat("a", MaxToken), ErrMalformed},
	} {
		if plain, err := Decrypt(test.text, keys); !errors.Is(err, test.want) {
			t.Errorf("%s: %d bytes, %v, want %v", name, len(plain), err, test.want)
		}
	}
	if plain, err := Decrypt(encryptShort(t, jwa.RSA_OAEP(), &rsaKey.PublicKey), keys); err != nil || string(plain) != "a" {
		t.Errorf("got %q, %v", plain, err)
	}
}

func encryptShort(t testing.TB, alg jwa.KeyEncryptionAlgorithm, key any) string {
	t.Helper()
	data, err := jwe.Encrypt([]byte("a"), jwe.WithKey(alg, key), jwe.WithContentEncryption(jwa.A128CBC_HS256()))
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func TestKeysAreLongEnough(t *testing.T) {
	for name, make := range map[string]func() error{
		"shared":         func() error { _, err := SecretKey("", secret[:15]); return err },
		"for decryption": func() error { _, err := SecretDecryptionKey("", secret[:15]); return err },
		"RSA":            func() error { _, err := RSAKey("", "AQAB", "AQAB"); return err },
		"an even exponent": func() error {
			_, err := RSAKey("", base64.RawURLEncoding.EncodeToString(rsaKey.N.Bytes()), "AQAA")
			return err
		},
		"no modulus":  func() error { _, err := RSAKey("", "", "AQAB"); return err },
		"no exponent": func() error { _, err := RSAKey("", "AQAB", "!"); return err },
		"no key":      func() error { _, err := PublicKey("", secret); return err },
		"a curve":     func() error { _, err := PrivateDecryptionKey("", ecKey); return err },
	} {
		if make() == nil {
			t.Errorf("%s: taken, want an error", name)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add(sign(f, "ES256", ecKey, "k"))
	f.Add("a.b.c.d.e")
	keys := []Key{public(f, "", &ecKey.PublicKey)}
	shared, err := SecretDecryptionKey("", secret)
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if token, err := Parse(text); err == nil {
			_ = token.Verify(keys)
		}
		if IsEncrypted(text) {
			_, _ = Decrypt(text, []DecryptionKey{shared})
		}
	})
}
