package policies

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"sallyport/runtime"
)

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
