package policies

import (
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"strings"
	"time"

	"sallyport/eval/clr"
	"sallyport/runtime"
	"sallyport/runtime/jose"
)

func init() {
	register(runtime.Kind{
		Name:     "validate-jwt",
		Sections: runtime.Inbound,
		Doc: "Answers 401 to a request without a JSON web token that is signed by a known key, in date, and with the issuer, audience and claims that are asked for. " +
			"Issuers are those that are named and those of the OpenID providers; with neither, the issuer is not looked at. " +
			"Keys of a provider are fetched when first needed, again after an hour, and at most every five minutes when a token names a key that it lacks; " +
			"while it does not answer, its last keys are good for a day, and without any every token is refused.",
		New: func() runtime.Policy { return new(validateJwt) },
	})
}

type validateJwt struct {
	_ struct{} `order:"any"`
	tokenPlace
	Expires        runtime.Value[bool] `attr:"require-expiration-time" default:"true" doc:"Whether a token must say when it ends."`
	Signed         runtime.Value[bool] `attr:"require-signed-tokens" default:"true" doc:"Whether a token must be signed. A signature that is there must be good in any case."`
	Skew           runtime.Value[int]  `attr:"clock-skew" min:"0" default:"0" doc:"Seconds by which the clocks of issuer and gateway may differ."`
	OpenID         []openIDConfig      `elem:"openid-config" doc:"An OpenID provider whose keys and issuer are accepted."`
	SigningKeys    *signingKeys        `elem:"issuer-signing-keys" doc:"Keys that are accepted."`
	DecryptionKeys *decryptionKeys     `elem:"decryption-keys" doc:"Keys for tokens that are encrypted."`
	Audiences      *audienceList       `elem:"audiences" doc:"Whom tokens may be for; anybody when absent."`
	Issuers        *issuerList         `elem:"issuers" doc:"Who may have made tokens."`
	Required       *requiredClaims     `elem:"required-claims" doc:"Claims that a token must have."`

	ring   keyring // without keys that only a request knows
	unlock []jose.DecryptionKey
	openID *jose.Providers
}

type openIDConfig struct {
	URL       runtime.Value[string] `attr:"url,required" doc:"Where its configuration is."`
	Reachable bool                  `attr:"validate-connectivity" default:"true" doc:"Changes nothing here: nothing is fetched when a policy is loaded."`
	Host      string                `attr:"host" doc:"Changes nothing: API Management's schema has it and does not say what it does."`
}

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

type audienceList struct {
	List []runtime.Value[string] `elem:"audience,min=1" doc:"An audience; one of a token's must be one of them."`
}

type issuerList struct {
	List []runtime.Value[string] `elem:"issuer,min=1" doc:"An issuer; a token's must be one of them."`
}

func (p *validateJwt) Validate(c *runtime.Checker) {
	p.validate(c, "exactly")
	if p.places() == 0 {
		c.Errorf("", "<validate-jwt> needs one of header-name, query-parameter-name and token-value")
	}
}

func (p *openIDConfig) Validate(c *runtime.Checker) {
	if u, ok := p.URL.Constant(); ok {
		if err := checkHTTP(u); err != nil {
			c.Errorf("url", "%v", err)
		}
	}
	if p.Host != "" {
		c.Warnf("host", "host changes nothing: nobody documents what it does")
	}
}

// checkHTTP asks that a text is a URL of HTTP.
func checkHTTP(text string) error {
	u, err := runtime.ParseURL(text)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return fmt.Errorf("%q is no URL of HTTP", text)
	}
	return nil
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

// Provision makes the keys ready that do not depend on the request.
func (p *validateJwt) Provision(o *runtime.Options) error {
	if len(p.OpenID) > 0 {
		if o.Services == nil || o.Services.OpenID == nil {
			return errors.New("there is no way to fetch the keys of OpenID providers")
		}
		p.openID = o.Services.OpenID
	}
	if p.SigningKeys != nil {
		for i := range p.SigningKeys.Keys {
			k, ok, err := p.SigningKeys.Keys[i].fixed(o.Deployment)
			if err != nil {
				return fmt.Errorf("key %d: %w", i+1, err)
			}
			if ok {
				p.ring.keys = append(p.ring.keys, k)
			}
		}
	}
	for i := range p.OpenID {
		if u, ok := p.OpenID[i].URL.Constant(); ok {
			p.ring.providers = append(p.ring.providers, p.openID.Of(u))
		}
	}
	var err error
	p.unlock, err = p.DecryptionKeys.provision(o.Deployment)
	return err
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

func (p *validateJwt) Execute(ctx context.Context, x *runtime.Exchange) error {
	text, err := p.find(x)
	if err != nil {
		return err
	}
	token, refused, err := p.judge(ctx, x, text)
	switch {
	case err != nil:
		return err
	case refused != nil:
		return p.refuse(x, "validate-jwt", refused)
	}
	return p.accept(x, token)
}

// judge says why a token is refused, or nothing. The error is that of an
// expression.
func (p *validateJwt) judge(ctx context.Context, x *runtime.Exchange, text string) (*runtime.Jwt, *refusal, error) {
	if text == "" {
		return nil, errTokenMissing, nil
	}
	x.Hide(text)
	ring, life, err := p.rules(x)
	if err != nil {
		return nil, nil, err
	}
	text, refused := unwrap(text, p.unlock)
	if refused != nil {
		return nil, refused, nil
	}
	x.Hide(text)
	token, refused := ring.verify(ctx, x, text)
	if refused != nil {
		return nil, refused, nil
	}
	refused, err = p.checkClaims(x, token, life)
	return token.Jwt, refused, err
}

// rules are the keys and the times that a request's token is held against.
func (p *validateJwt) rules(x *runtime.Exchange) (keyring, lifetime, error) {
	var (
		signed, expires bool
		skew            int
	)
	ring := p.ring
	if err := x.Eval(p.Signed.Into(&signed), p.Expires.Into(&expires), p.Skew.Into(&skew)); err != nil {
		return ring, lifetime{}, err
	}
	ring.unsigned = !signed
	err := p.addKeys(x, &ring)
	return ring, lifetime{x.Services.Now(), time.Duration(skew) * time.Second, !expires}, err
}

// addKeys adds what only the request knows.
func (p *validateJwt) addKeys(x *runtime.Exchange, ring *keyring) error {
	for i := range p.OpenID {
		if _, fixed := p.OpenID[i].URL.Constant(); fixed {
			continue
		}
		u, err := p.OpenID[i].URL.Get(x)
		if err != nil {
			return err
		}
		if err := checkHTTP(u); err != nil {
			return invalid("The address of an OpenID provider is not valid: " + err.Error() + ".")
		}
		ring.providers = append(ring.providers[:len(ring.providers):len(ring.providers)], p.openID.Of(u))
	}
	if p.SigningKeys == nil {
		return nil
	}
	for i := range p.SigningKeys.Keys {
		k := &p.SigningKeys.Keys[i]
		if _, fixed := k.Secret.Constant(); fixed {
			continue
		}
		text, err := k.Secret.Get(x)
		if err != nil {
			return err
		}
		key, err := k.secret(text)
		if err != nil {
			return invalid("A key is not valid: " + err.Error() + ".")
		}
		ring.keys = append(ring.keys[:len(ring.keys):len(ring.keys)], key)
	}
	return nil
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

// checkClaims judges what a token claims.
func (p *validateJwt) checkClaims(x *runtime.Exchange, t verified, life lifetime) (*refusal, error) {
	issuers, audiences := t.issuers, []string(nil)
	if p.Issuers != nil {
		named, err := textsOf(x, p.Issuers.List)
		if err != nil {
			return nil, err
		}
		issuers = append(named, issuers...)
	}
	if p.Audiences != nil {
		var err error
		if audiences, err = textsOf(x, p.Audiences.List); err != nil {
			return nil, err
		}
	}
	for _, check := range []func() *refusal{
		func() *refusal { return checkIssuer(t, issuers) },
		func() *refusal { return checkAudience(t.Jwt, audiences) },
		func() *refusal { return life.check(t.Jwt) },
	} {
		if refused := check(); refused != nil {
			return refused, nil
		}
	}
	return p.Required.check(x, t.Jwt)
}
