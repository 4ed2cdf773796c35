package policies

import (
	"encoding/base64"
	"errors"
	"fmt"
	"strings"

	"sallyport/eval/clr"
	"sallyport/runtime"
	"sallyport/runtime/jose"
)

type signingKeys struct {
	Keys []signingKey `elem:"key,min=1" doc:"A key: shared, of a certificate, or of RSA by its numbers."`
}

type signingKey struct {
	ID          string                `attr:"id" doc:"The kid of the tokens that it signs. When no key has a token's, all are tried."`
	Certificate string                `attr:"certificate-id" doc:"The certificate, among those of the gateway, whose public key it is."`
	N           string                `attr:"n" doc:"The modulus of an RSA key, base64url."`
	E           string                `attr:"e" doc:"The exponent of an RSA key, base64url."`
	Secret      runtime.Value[string] `text:"" doc:"A shared key, base64."`
}

type decryptionKeys struct {
	Keys []decryptionKey `elem:"key,min=1" doc:"A key: shared, or the private one of a certificate."`
}

type decryptionKey struct {
	ID          string `attr:"id" doc:"The kid of the tokens that it decrypts. When no key has a token's, all are tried."`
	Certificate string `attr:"certificate-id" doc:"The certificate, among those of the gateway, whose private key it is."`
	Secret      string `text:"" doc:"A shared key, base64."`
}

func (k *signingKey) Validate(c *runtime.Checker) {
	numbers := k.N != "" || k.E != ""
	if (k.N == "") != (k.E == "") {
		c.Errorf("", "n and e go together")
	}
	if count(k.Certificate != "", numbers, k.Secret.Given()) != 1 {
		c.Errorf("", "<key> needs one of a text, certificate-id, and n with e")
	}
	if text, ok := k.Secret.Constant(); ok && k.Secret.Given() {
		warnSecret(c, text)
	}
}

func (k *decryptionKey) Validate(c *runtime.Checker) {
	if count(k.Certificate != "", k.Secret != "") != 1 {
		c.Errorf("", "<key> needs one of a text and certificate-id")
	}
	if k.Secret != "" {
		warnSecret(c, k.Secret)
	}
}

func count(conditions ...bool) (n int) {
	for _, c := range conditions {
		if c {
			n++
		}
	}
	return n
}

// warnSecret warns of a key that is none: a template's place for one, which is
// refused when the policy is loaded.
func warnSecret(c *runtime.Checker, text string) {
	if _, err := decodeSecret(text); err != nil {
		c.Warnf("", "the key is not base64")
	}
}

// decodeSecret reads base64 of either alphabet.
func decodeSecret(text string) ([]byte, error) {
	text = strings.Join(strings.Fields(text), "")
	text = strings.NewReplacer("-", "+", "_", "/").Replace(strings.TrimRight(text, "="))
	data, err := base64.RawStdEncoding.DecodeString(text)
	if err != nil {
		return nil, errors.New("the key is not base64")
	}
	return data, nil
}

// fixed is the key, if it does not depend on the request.
func (k *signingKey) fixed(d *runtime.Deployment) (key jose.Key, ok bool, err error) {
	text, constant := k.Secret.Constant()
	switch {
	case k.N != "":
		key, err = jose.RSAKey(k.ID, k.N, k.E)
	case k.Certificate != "":
		var cert *clr.X509Certificate2
		if cert, err = certificateOf(d, k.Certificate); err == nil {
			key, err = jose.PublicKey(k.ID, cert.Certificate().PublicKey)
		}
	case constant:
		key, err = k.secret(text)
	default:
		return key, false, nil
	}
	return key, err == nil, err
}

func (k *signingKey) secret(text string) (jose.Key, error) {
	data, err := decodeSecret(text)
	if err != nil {
		return jose.Key{}, err
	}
	return jose.SecretKey(k.ID, data)
}

// certificateOf is a certificate of the gateway.
func certificateOf(d *runtime.Deployment, id string) (*clr.X509Certificate2, error) {
	if d != nil {
		if cert := d.Certificates.Get(id); cert != nil {
			return cert, nil
		}
	}
	return nil, fmt.Errorf("no certificate %q", id)
}

func (d *decryptionKeys) provision(deployment *runtime.Deployment) ([]jose.DecryptionKey, error) {
	if d == nil {
		return nil, nil
	}
	list := make([]jose.DecryptionKey, len(d.Keys))
	for i := range d.Keys {
		k := &d.Keys[i]
		var err error
		if k.Certificate != "" {
			list[i], err = privateKey(deployment, k.ID, k.Certificate)
		} else if secret, e := decodeSecret(k.Secret); e != nil {
			err = e
		} else {
			list[i], err = jose.SecretDecryptionKey(k.ID, secret)
		}
		if err != nil {
			return nil, fmt.Errorf("decryption key %d: %w", i+1, err)
		}
	}
	return list, nil
}

func privateKey(d *runtime.Deployment, id, certificate string) (jose.DecryptionKey, error) {
	cert, err := certificateOf(d, certificate)
	if err != nil {
		return jose.DecryptionKey{}, err
	}
	if cert.PrivateKey() == nil {
		return jose.DecryptionKey{}, fmt.Errorf("the certificate %q has no private key", certificate)
	}
	return jose.PrivateDecryptionKey(id, cert.PrivateKey())
}

// unwrap decrypts a token that is encrypted.
func unwrap(text string, keys []jose.DecryptionKey) (string, *refusal) {
	if !jose.IsEncrypted(text) {
		return text, nil
	}
	plain, err := jose.Decrypt(text, keys)
	switch {
	case errors.Is(err, jose.ErrDecrypt):
		return "", &refusal{reason: reasonInvalid, library: "IDX10603: Decryption failed. No key of the policy decrypts the token"}
	case err != nil:
		return "", malformed(err)
	}
	return string(plain), nil
}
