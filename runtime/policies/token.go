package policies

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"sallyport/runtime"
	"sallyport/runtime/jose"
)

// A tokenPlace says where a request has its token, and what becomes of one
// whose token is refused.
type tokenPlace struct {
	Header  runtime.Value[string] `attr:"header-name" doc:"The header field that holds the token. A scheme Bearer before it is left out."`
	Query   runtime.Value[string] `attr:"query-parameter-name" doc:"The query parameter that holds the token."`
	Token   runtime.Value[string] `attr:"token-value" doc:"The token."`
	Status  runtime.Value[int]    `attr:"failed-validation-httpcode" min:"100" max:"599" default:"401" doc:"The status of a refusal."`
	Message runtime.Value[string] `attr:"failed-validation-error-message" doc:"The message in the body of a refusal. It may ask for context.LastError. When absent, JWT not present. or Invalid JWT."`
	Scheme  runtime.Value[string] `attr:"require-scheme" doc:"The scheme that must stand before the token in the field Authorization; of another field it asks nothing."`
	Output  string                `attr:"output-token-variable-name" doc:"The variable for the token, a Jwt, when it is accepted."`
}

func (p *tokenPlace) validate(c *runtime.Checker, most string) {
	if p.places() > 1 {
		c.Errorf("", "header-name, query-parameter-name and token-value exclude each other: %s one is given", most)
	}
	if name, ok := p.Header.Constant(); ok && p.Header.Given() && !isToken(name) {
		c.Errorf("header-name", "%q is no name of a header field", name)
	}
	if c.Has("output-token-variable-name") && p.Output == "" {
		c.Errorf("output-token-variable-name", "the name of a variable is empty")
	}
}

func (p *tokenPlace) places() (n int) {
	for _, given := range []bool{p.Header.Given(), p.Query.Given(), p.Token.Given()} {
		if given {
			n++
		}
	}
	return n
}

// find is the token of a request, "" when there is none. One that comes several
// times is none that anybody understands.
func (p *tokenPlace) find(x *runtime.Exchange) (string, error) {
	switch {
	case p.Token.Given():
		token, err := p.Token.Get(x)
		return bearer(token), err
	case p.Query.Given():
		name, err := p.Query.Get(x)
		var values []string
		for n, value := range runtime.Parameters(x.Request.URL.QueryString) {
			if strings.EqualFold(n, name) {
				values = append(values, value)
			}
		}
		return bearer(strings.Join(values, ",")), err
	}
	name := "Authorization"
	if p.Header.Given() {
		var err error
		if name, err = p.Header.Get(x); err != nil {
			return "", err
		}
	}
	value := strings.TrimSpace(strings.Join(x.Request.Header.Values(name), ","))
	scheme, err := p.Scheme.Get(x)
	if err != nil || scheme == "" || !strings.EqualFold(name, "Authorization") {
		return bearer(value), err
	}
	got, token, ok := strings.Cut(value, " ")
	if !ok || !strings.EqualFold(got, scheme) {
		return "", nil
	}
	return strings.TrimSpace(token), nil
}

// bearer is a token without the scheme Bearer before it.
func bearer(value string) string {
	if scheme, token, ok := strings.Cut(value, " "); ok && strings.EqualFold(scheme, "Bearer") {
		value = token
	}
	return strings.TrimSpace(value)
}

// A refusal is why a token is refused. A nil one is none.
type refusal struct {
	reason  string
	library string // what API Management's library says, with its code
	message string // instead of that
	cause   error
}

// What a caller reads of a refusal.
const (
	noToken      = "JWT not present."
	invalidToken = "Invalid JWT."
)

var errTokenMissing = &refusal{reason: "TokenNotPresent", message: noToken}

// errorOf is the failure that on-error sees.
func (r *refusal) errorOf(source string) *runtime.Error {
	e := &runtime.Error{Source: source, Reason: r.reason, Message: r.message, Status: 401, Text: invalidToken, Cause: r.cause}
	switch {
	case r.reason == errTokenMissing.reason:
		e.Text = noToken
	case r.message == "" && r.reason == reasonInvalid:
		e.Message = r.library + "."
	case r.message == "":
		e.Message = r.library + ". Access denied."
	}
	return e
}

const reasonInvalid = "JwtInvalid"

// refuse makes a refusal the failure of the policy.
func (p *tokenPlace) refuse(x *runtime.Exchange, source string, r *refusal) error {
	e := r.errorOf(source)
	x.Note("JWT Validation Failed: %s", strings.TrimSuffix(e.Message, " Access denied."))
	if r.cause != nil {
		x.Note("%v", r.cause)
	}
	var (
		status int
		text   string
	)
	if err := x.WithError(e, func() error { return x.Eval(p.Status.Into(&status), p.Message.Into(&text)) }); err != nil {
		return err
	}
	e.Status = status
	if text != "" {
		e.Text = text
	}
	return e
}

// accept ends the validation of a good token.
func (p *tokenPlace) accept(x *runtime.Exchange, t *runtime.Jwt) error {
	if p.Output != "" {
		x.Variables.Set(p.Output, t)
	}
	x.Note("the token is valid")
	return nil
}

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

// A lifetime says when tokens are good.
type lifetime struct {
	now     time.Time
	skew    time.Duration
	endless bool // tokens need no end
}

// libraryTime is a time as API Management's library prints it.
func libraryTime(t time.Time) string { return t.UTC().Format("01/02/2006 15:04:05") }

func (l lifetime) check(t *runtime.Jwt) *refusal {
	for _, name := range []string{"exp", "nbf"} {
		if is := map[string]time.Time{"exp": t.Expires, "nbf": t.NotBefore}[name]; is.IsZero() && t.Claim(name) != nil {
			return &refusal{reason: reasonInvalid, library: "IDX12701: The claim '" + name + "' is no time"}
		}
	}
	switch {
	case t.Expires.IsZero() && !l.endless:
		return &refusal{reason: reasonInvalid, library: "IDX10225: Lifetime validation failed. The token is missing an Expiration Time"}
	case !t.Expires.IsZero() && t.Expires.Before(l.now.Add(-l.skew)):
		return &refusal{reason: "TokenExpired", library: fmt.Sprintf("IDX10223: Lifetime validation failed. The token is expired. ValidTo: '%s', Current time: '%s'", libraryTime(t.Expires), libraryTime(l.now))}
	case t.NotBefore.After(l.now.Add(l.skew)):
		return &refusal{reason: reasonInvalid, library: fmt.Sprintf("IDX10222: Lifetime validation failed. The token is not yet valid. ValidFrom: '%s', Current time: '%s'", libraryTime(t.NotBefore), libraryTime(l.now))}
	}
	return nil
}

// providerDown is the refusal for want of what a provider says.
func providerDown(err error) *refusal {
	return &refusal{reason: reasonInvalid, library: "IDX20803: Unable to obtain configuration of the OpenID provider", cause: err}
}

// checkIssuer asks that the token is of one of the issuers, if there are any.
// When they are not known, it is of none.
func checkIssuer(t verified, accepted []string) *refusal {
	switch {
	case slices.Contains(accepted, issuerOf(t)):
		return nil
	case t.down != nil:
		return providerDown(t.down)
	case len(accepted) == 0:
		return nil
	}
	return issuerNotAllowed(t, accepted)
}

func issuerOf(t verified) string { return strings.Join(t.Claim("iss"), ",") }

func issuerNotAllowed(t verified, accepted []string) *refusal {
	return &refusal{reason: "TokenIssuerNotAllowed", library: fmt.Sprintf("IDX10205: Issuer validation failed. Issuer: '%s'. Did not match any of: '%s'", issuerOf(t), strings.Join(accepted, ", "))}
}

// checkAudience asks that the token is for one of the audiences, if there are
// any.
func checkAudience(t *runtime.Jwt, accepted []string) *refusal {
	for _, audience := range t.Claim("aud") {
		if slices.Contains(accepted, audience) {
			return nil
		}
	}
	if len(accepted) == 0 {
		return nil
	}
	return &refusal{reason: "TokenAudienceNotAllowed", library: fmt.Sprintf("IDX10214: Audience validation failed. Audiences: '%s'. Did not match any of: '%s'", strings.Join(t.Claim("aud"), ", "), strings.Join(accepted, ", "))}
}

type requiredClaims struct {
	Claims []requiredClaim `elem:"claim,min=1" doc:"A claim that the token must have."`
}

type requiredClaim struct {
	Name      runtime.Value[string]   `attr:"name,required" doc:"Its name."`
	Match     runtime.Value[string]   `attr:"match" enum:"all,any" default:"all" doc:"Whether the token must have all of the values or any of them."`
	Separator string                  `attr:"separator" doc:"What stands between the values when they come in one text, such as a space."`
	Values    []runtime.Value[string] `elem:"value" doc:"A value that is asked for; with none, the claim need only be there."`
}

// check asks that a token has the claims. All that are missing are named.
func (r *requiredClaims) check(x *runtime.Exchange, t *runtime.Jwt) (*refusal, error) {
	if r == nil {
		return nil, nil
	}
	var missing []string
	var wrong *refusal
	for i := range r.Claims {
		name, err := r.Claims[i].Name.Get(x)
		if err != nil {
			return nil, err
		}
		if t.Claim(name) == nil {
			missing = append(missing, name)
			continue
		}
		ok, err := r.Claims[i].agrees(x, t.Claim(name))
		if err != nil {
			return nil, err
		}
		if !ok && wrong == nil {
			wrong = claimNotAllowed(name, t.Claim(name))
		}
	}
	if missing != nil {
		return &refusal{reason: "TokenClaimNotFound", message: "JWT token is missing the following claims: " + strings.Join(missing, ", ") + ". Access denied."}, nil
	}
	return wrong, nil
}

func claimNotAllowed(name string, values []string) *refusal {
	return &refusal{reason: "TokenClaimValueNotAllowed", message: fmt.Sprintf("Claim %s value of %s is not allowed. Access denied.", name, strings.Join(values, ", "))}
}

// agrees reports whether a claim has the values that are asked for.
func (c *requiredClaim) agrees(x *runtime.Exchange, values []string) (bool, error) {
	match, err := c.Match.Get(x)
	if err != nil || len(c.Values) == 0 {
		return err == nil, err
	}
	if c.Separator != "" {
		var parts []string
		for _, v := range values {
			parts = append(parts, strings.Split(v, c.Separator)...)
		}
		values = parts
	}
	found := 0
	for i := range c.Values {
		want, err := c.Values[i].Get(x)
		if err != nil {
			return false, err
		}
		if slices.Contains(values, want) {
			found++
		}
	}
	return found == len(c.Values) || match == "any" && found > 0, nil
}

// textsOf evaluates a list of values.
func textsOf(x *runtime.Exchange, list []runtime.Value[string]) ([]string, error) {
	texts := make([]string, len(list))
	for i := range list {
		var err error
		if texts[i], err = list[i].Get(x); err != nil {
			return nil, err
		}
	}
	return texts, nil
}
