package policies

import (
	"context"
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/hmac"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"math/big"
	"testing"

	"sallyport/runtime"
	"sallyport/runtime/message"
)

var (
	secretKey   = []byte("the first key, of 32 bytes or so")
	benchRSA, _ = rsa.GenerateKey(rand.Reader, 2048)
	benchEC, _  = ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
)

// token signs claims by hand.
func token(t testing.TB, alg string, key any, claims string) string {
	t.Helper()
	b64 := base64.RawURLEncoding.EncodeToString
	signed := b64([]byte(`{"alg":"`+alg+`","kid":"`+alg+`","typ":"JWT"}`)) + "." + b64([]byte(claims))
	hash := sha256.Sum256([]byte(signed))
	var signature []byte
	var err error
	switch k := key.(type) {
	case []byte:
		mac := hmac.New(sha256.New, k)
		mac.Write([]byte(signed))
		signature = mac.Sum(nil)
	case *rsa.PrivateKey:
		signature, err = rsa.SignPKCS1v15(nil, k, crypto.SHA256, hash[:])
	case *ecdsa.PrivateKey:
		var r, s *big.Int
		if r, s, err = ecdsa.Sign(rand.Reader, k, hash[:]); err == nil {
			signature = append(r.FillBytes(make([]byte, 32)), s.FillBytes(make([]byte, 32))...)
		}
	}
	if err != nil {
		t.Fatal(err)
	}
	return signed + "." + b64(signature)
}

// A keyServer is an OpenID provider with the keys of the benchmarks.
type keyServer struct{}

func (keyServer) Send(_ context.Context, o *runtime.Outgoing, r *runtime.Response) error {
	b64 := base64.RawURLEncoding.EncodeToString
	answer := map[string]any{"issuer": "https://issuer.example.com", "jwks_uri": "https://login.example.com/keys"}
	if o.URL.Path == "/keys" {
		public, err := benchEC.PublicKey.ECDH()
		if err != nil {
			return err
		}
		point := public.Bytes() // 4, x, y
		answer = map[string]any{"keys": []map[string]string{
			{"kty": "RSA", "kid": "RS256", "use": "sig", "n": b64(benchRSA.N.Bytes()), "e": "AQAB"},
			{"kty": "EC", "kid": "ES256", "use": "sig", "crv": "P-256", "x": b64(point[1:33]), "y": b64(point[33:])},
		}}
	}
	data, err := json.Marshal(answer)
	r.Status, r.Body = 200, message.NewBody(data)
	return err
}

// A loaded pipeline and the exchange that goes through it, again and again.
type loop struct {
	p *runtime.Pipeline
	x *runtime.Exchange
}

func newLoop(t testing.TB, inbound string) *loop {
	x := newExchange(nil, nil)
	x.Services.Transport = keyServer{}
	x.Services.OpenID = runtime.NewOpenID(x.Services)
	return &loop{load(t, "<policies><inbound>"+inbound+"</inbound><backend/></policies>", runtime.Options{Services: x.Services}), x}
}

// run takes a request with a header field through the pipeline.
func (l *loop) run(t testing.TB, name, value string) {
	l.x.Reset(nil)
	l.x.Request.IP = "10.0.0.2"
	l.x.Request.Header.Add(name, value)
	l.p.Run(context.Background(), l.x)
	if l.x.LastError != nil {
		t.Fatal(l.x.LastError, l.x.LastError.Cause)
	}
}

const (
	claimsOfAnn = `{"iss":"https://issuer.example.com","aud":"orders","sub":"ann","exp":2000000000,"scp":"orders.read orders.write","roles":["reader"]}`

	validateByKeys = `<validate-jwt header-name="Authorization" require-scheme="Bearer">
		<openid-config url="https://login.example.com/openid-configuration"/>
		<audiences><audience>orders</audience></audiences>
		<required-claims><claim name="scp" separator=" "><value>orders.read</value></claim></required-claims>
	</validate-jwt>`
	limitByKey   = `<rate-limit-by-key calls="1000000000" renewal-period="60" counter-key="@(context.Request.Headers.GetValueOrDefault("X-User", "-"))"/>`
	lookUpString = `<cache-lookup-value key="greeting" variable-name="v"/>`
)

// TestWhatAccessCosts bounds what the policies of every request allocate.
func TestWhatAccessCosts(t *testing.T) {
	if raceEnabled {
		t.Skip("the race detector allocates more")
	}
	for _, test := range []struct {
		name, inbound, header, value string
		budget                       float64
	}{
		{"validate-jwt RS256", validateByKeys, "Authorization", "Bearer " + token(t, "RS256", benchRSA, claimsOfAnn), 160},
		{"validate-jwt ES256", validateByKeys, "Authorization", "Bearer " + token(t, "ES256", benchEC, claimsOfAnn), 170},
		{"rate-limit-by-key", limitByKey, "X-User", "ann", 8},
		{"cache-lookup-value", `<cache-store-value key="greeting" value="hello" duration="60"/>` + lookUpString, "X-User", "ann", 11},
		{"check-header", `<check-header name="X-User" failed-check-httpcode="400"/>`, "X-User", "ann", 2},
		{"ip-filter", `<ip-filter action="forbid"><address>10.0.0.1</address></ip-filter>`, "X-User", "ann", 2},
	} {
		l := newLoop(t, test.inbound)
		l.run(t, test.header, test.value)
		got := testing.AllocsPerRun(100, func() { l.run(t, test.header, test.value) })
		if got > test.budget {
			t.Errorf("%s allocates %v times, want at most %v", test.name, got, test.budget)
		}
	}
}

func BenchmarkValidateJwt(b *testing.B) {
	for alg, key := range map[string]any{"RS256": benchRSA, "ES256": benchEC} {
		b.Run(alg, func(b *testing.B) {
			l := newLoop(b, validateByKeys)
			value := "Bearer " + token(b, alg, key, claimsOfAnn)
			l.run(b, "Authorization", value)
			b.ReportAllocs()
			for b.Loop() {
				l.run(b, "Authorization", value)
			}
		})
	}
}

func BenchmarkRateLimitByKey(b *testing.B) {
	for _, n := range []int{1, 100_000} {
		b.Run(fmt.Sprintf("%d keys", n), func(b *testing.B) {
			l := newLoop(b, limitByKey)
			keys := make([]string, n)
			for i := range keys {
				keys[i] = fmt.Sprint("user-", i)
				l.run(b, "X-User", keys[i])
			}
			b.ReportAllocs()
			i := 0
			for b.Loop() {
				l.run(b, "X-User", keys[i])
				if i++; i == n {
					i = 0
				}
			}
		})
	}
}

func BenchmarkCacheLookupValue(b *testing.B) {
	l := newLoop(b, lookUpString)
	store := load(b, `<policies><inbound><cache-store-value key="greeting" value="hello" duration="60"/></inbound><backend/></policies>`, runtime.Options{Services: l.x.Services})
	store.Run(context.Background(), l.x)
	b.ReportAllocs()
	for b.Loop() {
		l.run(b, "X-User", "ann")
	}
}
