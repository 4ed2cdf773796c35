package runtime

import (
	"encoding/base64"
	"strings"

	"sallyport/eval/clr"
)

var (
	stringExtensions = clr.Declare(clr.Decl{Name: namespace + "StringExtensions", Kind: clr.StaticClass, Doc: "What APIM adds to string."})
	basicType        = clr.Declare(clr.Decl{Name: namespace + "BasicAuthCredentials", Doc: "What a Basic Authorization header holds."})
	jwtType          = clr.Declare(clr.Decl{Name: namespace + "Jwt", Doc: "A JSON web token, decoded and not verified."})
)

// authorizationType is what get-authorization-context puts into a variable.
var authorizationType = clr.Declare(clr.Decl{Name: namespace + "Authorization", Doc: "An access token of a credential provider."})

// An Authorization is an access token of a credential provider.
type Authorization struct {
	AccessToken string
	Claims      *clr.Dictionary // of string and object
}

// CLRType is Authorization.
func (*Authorization) CLRType() *clr.Type { return authorizationType }

// A basicCredentials is what a Basic Authorization header holds.
type basicCredentials struct{ user, password string }

// CLRType is BasicAuthCredentials.
func (*basicCredentials) CLRType() *clr.Type { return basicType }

// parseBasic reads the value of an Authorization header (RFC 7617): the scheme
// in any case, base64 of UTF-8, user and password apart at the first colon.
func parseBasic(text string) *basicCredentials {
	scheme, rest, ok := strings.Cut(strings.TrimSpace(text), " ")
	if !ok || !strings.EqualFold(scheme, "Basic") {
		return nil
	}
	data, err := base64.StdEncoding.DecodeString(strings.Join(strings.Fields(rest), ""))
	if err != nil {
		return nil
	}
	user, password, ok := strings.Cut(decodeText(data), ":")
	if !ok {
		return nil
	}
	return &basicCredentials{user, password}
}

func init() {
	authorizationType.Define(
		clr.Row("string AccessToken { get; }", "The token.", clr.F1(func(a *Authorization) string { return a.AccessToken })),
		clr.Row("IReadOnlyDictionary<string, object> Claims { get; }", "What else the provider said.", clr.F1(func(a *Authorization) *clr.Dictionary { return a.Claims })),
	)
	user := clr.F1(func(c *basicCredentials) string { return c.user })
	basicType.Define(
		clr.Row("string Password { get; }", "The password.", clr.F1(func(c *basicCredentials) string { return c.password }), `"Basic YTpi".AsBasic().Password // "b"`),
		clr.Row("string UserId { get; }", "The user.", user, `"Basic YTpi".AsBasic().UserId // "a"`),
		clr.Row("string Username { get; }", "The same by the name that Azure's policy toolkit has for it.", user, `"Basic YTpi".AsBasic().Username // "a"`),
	)
	text := func(get func(*Jwt) string) clr.Impl {
		return clr.F1(func(t *Jwt) any { return orNull(get(t)) })
	}
	jwtType.Define(
		clr.Row("string Algorithm { get; }", "How it is signed: alg. Or null.", text(func(t *Jwt) string { return t.Algorithm })),
		clr.Row("IEnumerable<string> Audiences { get; }", "Whom it is for: aud.", clr.F1(func(t *Jwt) *clr.Array { return clr.NewStrings(t.Claim("aud")) })),
		clr.Row("IReadOnlyDictionary<string, string[]> Claims { get; }", "All claims.", clr.F1(func(t *Jwt) *claims { return (*claims)(t) })),
		clr.Row("DateTime? ExpirationTime { get; }", "When it ends, exp, in UTC; or null.", clr.F1(func(t *Jwt) any { return dateOrNull(t.Expires) })),
		clr.Row("string Id { get; }", "Its id: jti. Or null.", text(func(t *Jwt) string { return t.first("jti") })),
		clr.Row("DateTime? IssuedAt { get; }", "When it was made, iat, in UTC; or null.", clr.F1(func(t *Jwt) any { return dateOrNull(t.Issued) })),
		clr.Row("string Issuer { get; }", "Who made it: iss. Or null.", text(func(t *Jwt) string { return t.first("iss") })),
		clr.Row("DateTime? NotBefore { get; }", "When it begins, nbf, in UTC; or null.", clr.F1(func(t *Jwt) any { return dateOrNull(t.NotBefore) })),
		clr.Row("string Subject { get; }", "Whom it is about: sub. Or null.", text(func(t *Jwt) string { return t.first("sub") })),
		clr.Row("string Type { get; }", "What it is: typ. Or null.", text(func(t *Jwt) string { return t.Type })),
	)
	stringExtensions.Define(
		clr.Row("static BasicAuthCredentials AsBasic(this string input)", "Reads the value of a Basic Authorization header; null when it is none.", clr.F1(func(s clr.Opt[string]) *basicCredentials { return parseBasic(s.Value) }),
			`"Basic YTpi".AsBasic().UserId // "a"`, `"none".AsBasic() // null`),
		clr.Row("static Jwt AsJwt(this string input)", "Reads a token, or the value of a Bearer Authorization header; null when it is none. It verifies nothing.", clr.F1(func(s clr.Opt[string]) *Jwt { return ParseJwt(s.Value) }),
			`"none".AsJwt() // null`),
		clr.Row("static bool TryParseBasic(this string input, out BasicAuthCredentials credentials)", "Whether a text is the value of a Basic Authorization header.", clr.F2(func(s clr.Opt[string], out *clr.Ref) bool {
			c := parseBasic(s.Value)
			if out.V = nil; c != nil {
				out.V = c
			}
			return c != nil
		})),
		clr.Row("static bool TryParseJwt(this string input, out Jwt token)", "Whether a text is a token.", clr.F2(func(s clr.Opt[string], out *clr.Ref) bool {
			t := ParseJwt(s.Value)
			if out.V = nil; t != nil {
				out.V = t
			}
			return t != nil
		})),
	)
}
