package policies

import (
	"context"
	"errors"
	"fmt"

	"sallyport/runtime"
	"sallyport/runtime/jose"
)

// A keyring is what signatures are verified with.
type keyring struct {
	keys      []jose.Key
	providers []*jose.Provider
	unsigned  bool // tokens need no signature
}

// A verified token is one whose signature, if it must have one, is good.
type verified struct {
	*runtime.Jwt
	issuers []string // of the providers that vouch for tokens
	down    error    // why the issuer of one of them is not known
}

// verify verifies the signature of a token.
func (k *keyring) verify(ctx context.Context, x *runtime.Exchange, text string) (verified, *refusal) {
	token, err := jose.Parse(text)
	if err != nil {
		return verified{}, malformed(err)
	}
	v := verified{Jwt: runtime.NewJwt(token.Algorithm, token.Type, token.Payload)}
	if v.Jwt == nil {
		return verified{}, malformed(errors.New("the payload is no JSON object"))
	}
	if k.unsigned && !token.Signed() {
		return v, nil
	}
	known, down := k.configurations(ctx, x)
	v.down = down
	err = verifyWith(token, k.keys, known)
	if errors.Is(err, jose.ErrNoKey) && k.renew(ctx, x, token, known) {
		err = verifyWith(token, k.keys, known)
	}
	for _, c := range known {
		if c != nil && c.Issuer != "" {
			v.issuers = append(v.issuers, c.Issuer)
		}
	}
	return v, signatureRefusal(err, token, down)
}

func verifyWith(t *jose.Token, own []jose.Key, known []*jose.Configuration) error {
	var room [4][]jose.Key
	sets := append(room[:0], own)
	for _, c := range known {
		if c != nil {
			sets = append(sets, c.Keys)
		}
	}
	return t.Verify(sets...)
}

// configurations are what the providers say, nil of those of which nothing is
// known, and why that is.
func (k *keyring) configurations(ctx context.Context, x *runtime.Exchange) (list []*jose.Configuration, down error) {
	list = make([]*jose.Configuration, len(k.providers))
	for i, p := range k.providers {
		c, ok := p.Current()
		if !ok {
			err := x.Outside(ctx, func() (err error) {
				c, err = p.Configuration(ctx)
				return err
			})
			if err != nil {
				c, down = nil, err
			}
		}
		list[i] = c
	}
	return list, down
}

// renew asks the providers again when a token names a key that none has: keys
// change. It reports whether one had something new to say.
func (k *keyring) renew(ctx context.Context, x *runtime.Exchange, t *jose.Token, known []*jose.Configuration) (renewed bool) {
	if t.KeyID == "" || t.HasKey(k.keys) {
		return false
	}
	for i, c := range known {
		if c == nil || t.HasKey(c.Keys) {
			continue
		}
		var newer *jose.Configuration
		err := x.Outside(ctx, func() (err error) {
			newer, err = k.providers[i].Newer(ctx, c)
			return err
		})
		if err == nil && newer != c {
			known[i], renewed = newer, true
		}
	}
	return renewed
}

// malformed is the refusal of what is no token.
func malformed(err error) *refusal {
	return &refusal{reason: reasonInvalid, library: "IDX12741: JWT must have three segments (JWS) or five segments (JWE)", cause: err}
}

// signatureRefusal puts a signature that does not vouch for a token into the
// words of API Management's library. down is why a provider's keys are missing.
func signatureRefusal(err error, t *jose.Token, down error) *refusal {
	switch {
	case err == nil:
		return nil
	case errors.Is(err, jose.ErrUnsigned):
		return &refusal{reason: "TokenSignatureInvalid", library: "IDX10504: Unable to validate signature, token does not have a signature"}
	case errors.Is(err, jose.ErrAlgorithm):
		return &refusal{reason: "TokenSignatureInvalid", library: fmt.Sprintf("IDX10511: Signature validation failed. The algorithm '%s' is not supported", t.Algorithm)}
	case errors.Is(err, jose.ErrSignature):
		return &refusal{reason: "TokenSignatureInvalid", library: fmt.Sprintf("IDX10511: Signature validation failed. Keys tried do not match. kid: '%s'", t.KeyID)}
	case down != nil:
		return providerDown(down)
	}
	return &refusal{reason: "TokenSignatureKeyNotFound", library: fmt.Sprintf("IDX10501: Signature validation failed. Unable to match key: kid: '%s'", t.KeyID)}
}
