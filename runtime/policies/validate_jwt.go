package policies

import (
	"context"
	"errors"
	"fmt"
	"time"

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

func (p *validateJwt) Execute(ctx context.Context, x *runtime.Exchange) error {
	return p.execute(x, "validate-jwt", func(text string) (*runtime.Jwt, *refusal, error) { return p.judge(ctx, x, text) })
}

// judge is what execute asks of a token.
func (p *validateJwt) judge(ctx context.Context, x *runtime.Exchange, text string) (*runtime.Jwt, *refusal, error) {
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
