package policies

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"testing"

	"sallyport/runtime"
)

// What a policy needs of the gateway must be there when it is loaded.
func TestPoliciesThatNeedSomethingRefuseToLoad(t *testing.T) {
	for text, want := range map[string]string{
		`<rate-limit calls="1" renewal-period="60"/>`:                                                                         "there is no store to count calls in",
		`<rate-limit-by-key calls="1" renewal-period="60" counter-key="k"/>`:                                                  "there is no store to count calls in",
		`<quota-by-key calls="1" renewal-period="300" counter-key="k"/>`:                                                      "there is no store to count use in",
		`<validate-jwt token-value="t"><openid-config url="https://a/b"/></validate-jwt>`:                                     "no way to fetch the keys of OpenID providers",
		`<validate-azure-ad-token tenant-id="common"/>`:                                                                       "no way to fetch the keys of tenants",
		`<authentication-managed-identity resource="r"/>`:                                                                     "the gateway has no identity",
		`<get-authorization-context provider-id="p" authorization-id="a" context-variable-name="v"/>`:                         "the gateway has no connections to credential providers",
		`<send-request mode="copy" response-variable-name="r"><authentication-managed-identity resource="r"/></send-request>`: "<authentication-managed-identity>: the gateway has no identity",
	} {
		if _, ds := compile(text, runtime.Options{Services: &runtime.Services{}}); !ds.HasErrors() || !strings.Contains(ds[0].Message, want) {
			t.Errorf("%s: %v, want %s", text, ds, want)
		}
		if _, ds := compile(text, runtime.Options{Check: true}); ds.HasErrors() {
			t.Errorf("%s: a check says %v", text, ds)
		}
	}
}

// mixed is a pipeline of many policies, each of which keeps something for a
// request.
const mixed = `<policies>
	<inbound>
		<check-header name="X-User" failed-check-httpcode="400" failed-check-error-message="@("no " + context.RequestId)"/>
		<ip-filter action="forbid"><address>@("10.0.0." + context.Request.Headers["X-User"][0])</address></ip-filter>
		<rate-limit-by-key calls="1000000" renewal-period="60" counter-key="@(context.Request.Headers["X-User"][0])" remaining-calls-variable-name="left"
			increment-condition="@(context.Response.StatusCode == 200)"/>
		<quota-by-key calls="1000000" renewal-period="300" counter-key="@(context.Request.Headers["X-User"][0])"/>
		<validate-jwt token-value="@(context.Request.Headers["X-Token"][0])" output-token-variable-name="token" failed-validation-error-message="@(context.LastError.Reason + context.RequestId)">
			<issuer-signing-keys><key>dGhlIGZpcnN0IGtleSwgb2YgMzIgYnl0ZXMgb3Igc28=</key></issuer-signing-keys>
		</validate-jwt>
		<cache-lookup-value key="@(context.Request.Headers["X-User"][0])" variable-name="cached" default-value="@(new JObject(new JProperty("user", context.Request.Headers["X-User"][0])))"/>
		<set-variable name="object" value="@{ var o = (JObject)context.Variables["cached"]; o["request"] = context.RequestId.ToString(); return o; }"/>
		<cache-store-value key="@(context.Request.Headers["X-User"][0])" value="@((JObject)context.Variables["object"])" duration="60"/>
		<authentication-basic username="@(context.Request.Headers["X-User"][0])" password="p"/>
	</inbound>
	<backend><forward-request/></backend>
	<outbound>
		<set-header name="X-Result"><value>@{
			var o = (JObject)context.Variables["object"];
			return o["user"] + "|" + o["request"] + "|" + ((Jwt)context.Variables["token"]).Subject + "|" + context.Request.Headers["Authorization"][0].AsBasic().UserId;
		}</value></set-header>
	</outbound>
	<on-error><set-header name="X-Result"><value>@(context.LastError.Source + "|" + context.RequestId)</value></set-header></on-error>
</policies>`

func TestRequestsNeverSeeEachOther(t *testing.T) {
	s := newExchange(nil, nil).Services
	s.Transport = emptyBackend{}
	p := load(t, mixed, runtime.Options{Services: s})
	good := token(t, "HS256", secretKey, `{"sub":"ann","exp":2000000000}`)
	var all sync.WaitGroup
	for worker := range 8 {
		all.Go(func() {
			x := runtime.NewExchange(s, nil)
			for n := range 200 {
				x.Reset(nil)
				id := fmt.Sprintf("00000000-0000-4000-8000-%04d%08d", worker, n)
				user := fmt.Sprint((worker*7 + n) % 16)
				x.RequestID, x.Timestamp, x.Request.Method, x.Request.IP = id, s.Now(), "GET", "10.0.1.1"
				x.Request.URL = parse("https://backend/")
				x.Request.OriginalURL = x.Request.URL
				want := user + "|" + id + "|ann|" + user
				switch n % 4 {
				case 0: // refused by check-header
					want = "check-header|" + id
				case 1: // refused by validate-jwt
					x.Request.Header.Add("X-User", user)
					x.Request.Header.Add("X-Token", good+"x")
					want = "validate-jwt|" + id
				default:
					x.Request.Header.Add("X-User", user)
					x.Request.Header.Add("X-Token", good)
				}
				p.Run(context.Background(), x)
				if got := x.Response.Header.Get("X-Result"); got != want {
					t.Errorf("request %s: got %s, want %s", id, got, want)
					return
				}
				if body := bodyText(t, x.Response.Body); n%4 == 0 && !strings.Contains(body, id) {
					t.Errorf("request %s: %s", id, body)
				}
			}
		})
	}
	all.Wait()
}

// A token is looked at before its signature says whose it is: whatever is in it
// must not cost much.
func TestATokenThatIsTooMuch(t *testing.T) {
	var many strings.Builder
	for i := range 25_000 {
		fmt.Fprintf(&many, `"%d":1,`, i)
	}
	whole := many.String()[:strings.LastIndexByte(many.String()[:150_000], ',')]
	for name, test := range map[string]struct{ token, reason string }{
		"too long":    {strings.Repeat("a", 300_000), "JwtInvalid"},
		"many parts":  {strings.Repeat("a.", 100_000), "JwtInvalid"},
		"many claims": {token(t, "HS256", []byte("another key, which is as long as"), `{`+many.String()+`"exp":2000000000}`)[:200_000], "JwtInvalid"},
		"all of them": {token(t, "HS256", []byte("another key, which is as long as"), `{`+whole+`}`), "TokenSignatureKeyNotFound"},
		"deep":        {token(t, "HS256", secretKey, `{"exp":2000000000,"a":`+strings.Repeat("[", 50_000)+strings.Repeat("]", 50_000)+`}`), "JwtInvalid"},
	} {
		l := newExchange(&backend{}, nil)
		l.Variables.Set("token", test.token)
		run(t, `<validate-jwt token-value="@((string)context.Variables["token"])"><issuer-signing-keys><key id="k">dGhlIGZpcnN0IGtleSwgb2YgMzIgYnl0ZXMgb3Igc28=</key></issuer-signing-keys></validate-jwt>`, l)
		if l.LastError == nil || l.LastError.Reason != test.reason || l.Response.Status != 401 {
			t.Errorf("%s: status %d, %v, want %s", name, l.Response.Status, l.LastError, test.reason)
		}
	}
}
