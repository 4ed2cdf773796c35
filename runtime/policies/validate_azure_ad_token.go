package policies

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"sallyport/runtime"
	"sallyport/runtime/jose"
)

func init() {
	register(runtime.Kind{
		Name:     "validate-azure-ad-token",
		Sections: runtime.Inbound,
		Doc: "Answers 401 to a request without a token of Microsoft Entra that is signed with a key of the tenant, in date, and of the application, audience and claims that are asked for. " +
			"The issuer is the tenant's, in the form of version 1 or 2. The application is the claim azp, or else appid. " +
			"Keys are fetched and kept as by validate-jwt.",
		New: func() runtime.Policy { return new(validateAzureADToken) },
	})
}

type validateAzureADToken struct {
	_ struct{} `order:"any"`
	tokenPlace
	Tenant     runtime.Value[string] `attr:"tenant-id,required" doc:"The tenant: its id, its domain or its URL; organizations for those of all organizations, common for personal accounts too."`
	Endpoint   runtime.Value[string] `attr:"authentication-endpoint" default:"login.microsoftonline.com" doc:"Where the cloud signs in, for national clouds."`
	Forwarded  bool                  `attr:"allow-protected-forwarded-tokens" default:"false" doc:"Changes nothing: API Management's schema has it and does not say what it does."`
	Possession bool                  `attr:"allow-proof-of-possession-tokens" default:"false" doc:"Changes nothing: API Management's schema has it and does not say what it does."`

	Applications *applications    `elem:"client-application-ids" doc:"The applications whose tokens are accepted; every one's when absent."`
	Backends     *applications    `elem:"backend-application-ids" doc:"The applications that tokens may be for, as well as the audiences."`
	Audiences    *audienceList    `elem:"audiences" doc:"Whom tokens may be for; anybody when absent."`
	Required     *requiredClaims  `elem:"required-claims" doc:"Claims that a token must have."`
	Decryption   *certificateKeys `elem:"decryption-keys" doc:"Keys for tokens that are encrypted."`

	unlock []jose.DecryptionKey
	openID *jose.Providers
}

type applications struct {
	List []string `elem:"application-id,min=1" doc:"The id of an application."`
}

type certificateKeys struct {
	Keys []certificateKey `elem:"key,min=1" doc:"The private key of a certificate."`
}

type certificateKey struct {
	Certificate string `attr:"certificate-id,required" doc:"The certificate, among those of the gateway."`
}

func (p *validateAzureADToken) Validate(c *runtime.Checker) {
	p.validate(c, "at most")
	if p.Forwarded {
		c.Warnf("allow-protected-forwarded-tokens", "allow-protected-forwarded-tokens changes nothing: nobody documents what it does")
	}
	if p.Possession {
		c.Warnf("allow-proof-of-possession-tokens", "allow-proof-of-possession-tokens changes nothing: nobody documents what it does")
	}
	if p.Applications == nil && p.Audiences == nil && p.Backends == nil {
		c.Warnf("", "neither client-application-ids nor audiences are given: every token of the tenant is accepted, whoever it is for")
	}
	tenant, fixed := p.Tenant.Constant()
	endpoint, fixedEndpoint := p.Endpoint.Constant()
	if fixed && fixedEndpoint {
		if _, err := tenantOf(tenant, endpoint); err != nil {
			c.Errorf("tenant-id", "%v", err)
		}
	}
}

func (p *validateAzureADToken) Provision(o *runtime.Options) error {
	if o.Services == nil || o.Services.OpenID == nil {
		return errors.New("there is no way to fetch the keys of tenants")
	}
	p.openID = o.Services.OpenID
	if p.Decryption == nil {
		return nil
	}
	for i := range p.Decryption.Keys {
		k, err := privateKey(o.Deployment, "", p.Decryption.Keys[i].Certificate)
		if err != nil {
			return fmt.Errorf("decryption key %d: %w", i+1, err)
		}
		p.unlock = append(p.unlock, k)
	}
	return nil
}

// A tenant is a tenant of Microsoft Entra, or all of them.
type tenant struct{ endpoint, id string }

// The ids that stand for many tenants, and that of personal accounts.
const (
	anyOrganization = "organizations"
	anyAccount      = "common"
	personalTenant  = "9188040d-6c67-4c5b-b112-36a304b66dad"
)

// tenantOf reads what the attributes say. The URL of a tenant says its endpoint
// too.
func tenantOf(text, endpoint string) (tenant, error) {
	t := tenant{strings.TrimRight(trimScheme(endpoint), "/"), strings.Trim(text, "/")}
	if strings.Contains(t.id, "/") {
		host, id, ok := strings.Cut(trimScheme(t.id), "/")
		id, _, _ = strings.Cut(id, "/") // the version, if there is one
		if !ok || host == "" {
			return t, fmt.Errorf("%q is no tenant", text)
		}
		t = tenant{host, id}
	}
	isName := func(s string) bool {
		return s != "" && strings.Trim(s, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-:") == "" && strings.Trim(s, ".") == s
	}
	if !isName(t.id) || !isName(t.endpoint) || strings.Contains(t.id, ":") {
		return t, fmt.Errorf("%q is no tenant", text)
	}
	return t, nil
}

func trimScheme(text string) string {
	if scheme, rest, ok := strings.Cut(text, "://"); ok && strings.EqualFold(scheme, "https") {
		return rest
	}
	return text
}

// configuration is where the tenant's keys are said to be.
func (t tenant) configuration() string {
	return "https://" + t.endpoint + "/" + t.id + "/v2.0/.well-known/openid-configuration"
}

// issuers are those of the tenant's tokens, of version 2 and 1. of is the issuer
// that the configuration has, in which {tenantid} stands for the tenant of the
// token. A token of a tenant that is none has no issuer.
func (t tenant) issuers(of, tokenTenant string) []string {
	id := tenantInIssuer(of)
	if id == "{tenantid}" {
		id = strings.ToLower(tokenTenant)
		if !isGUID(id) || t.id == anyOrganization && id == personalTenant {
			return nil
		}
		of = strings.Replace(of, "{tenantid}", id, 1)
	}
	v1 := "https://sts.windows.net/"
	if strings.HasSuffix(t.endpoint, ".cn") {
		v1 = "https://sts.chinacloudapi.cn/"
	}
	return []string{of, v1 + id + "/"}
}

// tenantInIssuer is the first segment of an issuer's path.
func tenantInIssuer(issuer string) string {
	_, path, _ := strings.Cut(trimScheme(issuer), "/")
	id, _, _ := strings.Cut(path, "/")
	return id
}

func isGUID(text string) bool {
	if len(text) != 36 {
		return false
	}
	for i := range len(text) {
		if dash := i == 8 || i == 13 || i == 18 || i == 23; dash != (text[i] == '-') || !dash && strings.IndexByte("0123456789abcdef", text[i]) < 0 {
			return false
		}
	}
	return true
}

func (p *validateAzureADToken) Execute(ctx context.Context, x *runtime.Exchange) error {
	return p.execute(x, "validate-azure-ad-token", func(text string) (*runtime.Jwt, *refusal, error) { return p.judge(ctx, x, text) })
}

// judge is what execute asks of a token.
func (p *validateAzureADToken) judge(ctx context.Context, x *runtime.Exchange, text string) (*runtime.Jwt, *refusal, error) {
	var id, endpoint string
	if err := x.Eval(p.Tenant.Into(&id), p.Endpoint.Into(&endpoint)); err != nil {
		return nil, nil, err
	}
	tenant, err := tenantOf(id, endpoint)
	if err != nil {
		return nil, nil, invalid("The tenant is not valid: " + err.Error() + ".")
	}
	text, refused := unwrap(text, p.unlock)
	if refused != nil {
		return nil, refused, nil
	}
	x.Hide(text)
	ring := keyring{providers: []*jose.Provider{p.openID.Of(tenant.configuration())}}
	token, refused := ring.verify(ctx, x, text)
	if refused != nil {
		return nil, refused, nil
	}
	refused, err = p.checkClaims(x, token, tenant)
	return token.Jwt, refused, err
}

// checkClaims judges what a token claims.
func (p *validateAzureADToken) checkClaims(x *runtime.Exchange, t verified, of tenant) (*refusal, error) {
	var issuers []string
	for _, issuer := range t.issuers {
		issuers = append(issuers, of.issuers(issuer, strings.Join(t.Claim("tid"), ","))...)
	}
	refused := checkIssuer(t, issuers)
	if refused == nil && len(issuers) == 0 { // a tenant is always asked for
		refused = issuerNotAllowed(t, nil)
	}
	if refused != nil {
		return refused, nil
	}
	audiences, err := p.audiences(x)
	if err != nil {
		return nil, err
	}
	if refused := checkAudience(t.Jwt, audiences); refused != nil {
		return refused, nil
	}
	if refused := (lifetime{now: x.Services.Now()}).check(t.Jwt); refused != nil {
		return refused, nil
	}
	if refused := p.checkApplication(t.Jwt); refused != nil {
		return refused, nil
	}
	return p.Required.check(x, t.Jwt)
}

// audiences are those that are named, and those of the applications that tokens
// may be for, in the forms that Entra has for one.
func (p *validateAzureADToken) audiences(x *runtime.Exchange) (list []string, err error) {
	if p.Audiences != nil {
		if list, err = textsOf(x, p.Audiences.List); err != nil {
			return nil, err
		}
	}
	if p.Backends != nil {
		for _, id := range p.Backends.List {
			list = append(list, id, "api://"+id, "spn:"+id)
		}
	}
	return list, nil
}

// checkApplication asks that the token was given to one of the applications.
func (p *validateAzureADToken) checkApplication(t *runtime.Jwt) *refusal {
	if p.Applications == nil {
		return nil
	}
	name := "azp"
	if t.Claim(name) == nil {
		name = "appid"
	}
	values := t.Claim(name)
	if values == nil {
		return &refusal{reason: "TokenClaimNotFound", message: "JWT token is missing the following claims: azp. Access denied."}
	}
	if len(values) == 1 && slices.ContainsFunc(p.Applications.List, func(id string) bool { return strings.EqualFold(id, values[0]) }) {
		return nil
	}
	return claimNotAllowed(name, values)
}
