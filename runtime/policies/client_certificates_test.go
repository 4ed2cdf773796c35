package policies

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/sha1"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/hex"
	"fmt"
	"math/big"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"sallyport/eval/clr"
	"sallyport/runtime"
)

// A key is a certificate and the key that signs for it.
type key struct {
	cert *x509.Certificate
	key  *ecdsa.PrivateKey
}

// issue makes a certificate of a common name; a nil issuer makes it a root.
func issue(t testing.TB, name string, issuer *key, change func(*x509.Certificate)) *key {
	t.Helper()
	k, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(0xFE01), Subject: pkix.Name{CommonName: name, Organization: []string{"Contoso, Ltd."}},
		NotBefore: now.Add(-time.Hour), NotAfter: now.Add(time.Hour), DNSNames: []string{name + ".example.com"},
		BasicConstraintsValid: true, IsCA: issuer == nil, KeyUsage: x509.KeyUsageDigitalSignature | x509.KeyUsageCertSign,
	}
	if change != nil {
		change(template)
	}
	parent, signer := template, k
	if issuer != nil {
		parent, signer = issuer.cert, issuer.key
	}
	der, err := x509.CreateCertificate(rand.Reader, template, parent, k.Public(), signer)
	if err != nil {
		t.Fatal(err)
	}
	cert, err := x509.ParseCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	return &key{cert, k}
}

func face(k *key) *clr.X509Certificate2 {
	return clr.NewX509Certificate2(k.cert, clr.CertificateOptions{})
}

func thumbprint(k *key) string {
	sum := sha1.Sum(k.cert.Raw)
	return strings.ToUpper(hex.EncodeToString(sum[:]))
}

// published are the four documents that Microsoft publishes on client
// certificates, with the names in them made those of a certificate.
func published(t testing.TB, right *key) map[string]string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for dir != "/" && !exists(filepath.Join(dir, "go.mod")) {
		dir = filepath.Dir(dir)
	}
	files, _ := filepath.Glob(filepath.Join(dir, "..", "shared", "client-certificates", "*.xml"))
	if len(files) == 0 {
		t.Skip("the published documents are not here")
	}
	name := strings.NewReplacer(
		"trusted-issuer", quoted(clr.NewX500DistinguishedName(right.cert.RawIssuer).Name()),
		"expected-subject-name", quoted(clr.NewX500DistinguishedName(right.cert.RawSubject).Name()),
		"desired-thumbprint", thumbprint(right),
	)
	texts := map[string]string{}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		texts[strings.TrimSuffix(filepath.Base(file), ".xml")] = name.Replace(string(data))
	}
	return texts
}

// quoted is a text as the inside of a C# string.
func quoted(text string) string { return strings.ReplaceAll(text, `"`, `\"`) }

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

func TestPublishedClientCertificateDocuments(t *testing.T) {
	ca, otherCA := issue(t, "ca", nil, nil), issue(t, "other-ca", nil, nil)
	right := issue(t, "ann", ca, nil)
	expired := issue(t, "ann", ca, func(c *x509.Certificate) { c.NotAfter = now.Add(-time.Minute) })
	wrongIssuer := issue(t, "ann", otherCA, nil)
	wrongSubject := issue(t, "bob", ca, nil)
	uploaded := &runtime.Deployment{Certificates: runtime.NewCertificates(map[string]*clr.X509Certificate2{"partner": face(right), "other": face(otherCA)})}

	clients := map[string]*key{"none": nil, "expired": expired, "wrong issuer": wrongIssuer, "wrong thumbprint": wrongSubject, "right": right}
	admits := map[string][]string{
		"expiration":            {"wrong issuer", "wrong thumbprint", "right"},
		"issuer-and-subject":    {"expired", "right"},
		"thumbprint":            {"right"},
		"uploaded-certificates": {"right"},
	}
	for file, text := range published(t, right) {
		pipeline := load(t, text, runtime.Options{Deployment: uploaded})
		for client, k := range clients {
			b := &backend{}
			x := newExchange(b, uploaded)
			if k != nil {
				x.Request.Certificate = face(k)
			}
			pipeline.Run(context.Background(), x)
			want := strings.Contains(strings.Join(admits[file], "|"), client)
			if x.Forwarded != want {
				t.Errorf("%s with %s certificate: forwarded %v, want %v", file, client, x.Forwarded, want)
			}
			if !want && (x.Response.Status != 403 || x.Response.Reason != "Invalid client certificate" || x.Response.Body != nil) {
				t.Errorf("%s with %s certificate: %d %s", file, client, x.Response.Status, x.Response.Reason)
			}
		}
	}
}

// raceEnabled reports that the race detector runs.
var raceEnabled bool

func allocations(t *testing.T, run func()) float64 {
	t.Helper()
	if raceEnabled {
		t.Skip("the race detector allocates")
	}
	return testing.AllocsPerRun(100, run)
}

func TestPublishedConditionsAllocateLittle(t *testing.T) {
	right := issue(t, "ann", issue(t, "ca", nil, nil), nil)
	certificates := map[string]*clr.X509Certificate2{"zz": face(right)}
	for i := range 9 {
		certificates[fmt.Sprint("c", i)] = face(issue(t, "other", nil, nil))
	}
	d := &runtime.Deployment{Certificates: runtime.NewCertificates(certificates)}
	for file, text := range published(t, right) {
		p := load(t, withoutBackend(text), runtime.Options{Deployment: d})
		x := newExchange(nil, d)
		x.Request.Certificate = face(right)
		ctx := context.Background()
		p.Run(ctx, x)
		if x.LastError != nil || x.Response.Status != 200 {
			t.Fatalf("%s: %v", file, x.LastError)
		}
		if n := allocations(t, func() { p.Run(ctx, x) }); n > 0 {
			t.Errorf("%s: %v allocations, want none", file, n)
		}
	}
}

func withoutBackend(inbound string) string {
	return "<policies><inbound>" + inbound + "</inbound><backend/></policies>"
}

const threeConditions = `<choose>
	<when condition="@(context.Request.Method == "POST")"><set-method>PUT</set-method></when>
	<when condition="@(context.Request.Certificate == null)"><set-method>PUT</set-method></when>
	<when condition="@(context.Request.Certificate.NotAfter < DateTime.Now)"><set-method>PUT</set-method></when>
</choose>`

func TestChooseDoesNotAllocate(t *testing.T) {
	x := newExchange(nil, nil)
	x.Request.Certificate = face(issue(t, "ann", nil, nil))
	p := load(t, withoutBackend(threeConditions), runtime.Options{})
	p.Run(context.Background(), x)
	if n := allocations(t, func() { p.Run(context.Background(), x) }); n > 0 {
		t.Errorf("%v allocations, want none", n)
	}
}

func BenchmarkChoose(b *testing.B) {
	x := newExchange(nil, nil)
	x.Request.Certificate = face(issue(b, "ann", nil, nil))
	p := load(b, withoutBackend(threeConditions), runtime.Options{})
	b.ReportAllocs()
	for b.Loop() {
		p.Run(context.Background(), x)
	}
}

func BenchmarkPublishedConditions(b *testing.B) {
	right := issue(b, "ann", issue(b, "ca", nil, nil), nil)
	certificates := map[string]*clr.X509Certificate2{"zz": face(right)}
	for i := range 9 {
		certificates[fmt.Sprint("c", i)] = face(issue(b, "other", nil, nil))
	}
	d := &runtime.Deployment{Certificates: runtime.NewCertificates(certificates)}
	for file, text := range published(b, right) {
		b.Run(file, func(b *testing.B) {
			p := load(b, withoutBackend(text), runtime.Options{Deployment: d})
			x := newExchange(nil, d)
			x.Request.Certificate = face(right)
			b.ReportAllocs()
			for b.Loop() {
				p.Run(context.Background(), x)
			}
		})
	}
}

func BenchmarkCompile(b *testing.B) {
	text := withoutBackend(threeConditions)
	for b.Loop() {
		compile(text, runtime.Options{})
	}
}

func TestValidateClientCertificate(t *testing.T) {
	ca, otherCA := issue(t, "ca", nil, nil), issue(t, "other-ca", nil, nil)
	middle := issue(t, "middle", ca, func(c *x509.Certificate) { c.IsCA = true })
	ann := issue(t, "ann", ca, nil)
	deep := issue(t, "deep", middle, nil)
	roots := x509.NewCertPool()
	roots.AddCert(ca.cert)
	d := &runtime.Deployment{ClientCAs: roots, Certificates: runtime.NewCertificates(map[string]*clr.X509Certificate2{"ca": face(ca), "other": face(otherCA)})}

	only := func(attributes string) string {
		return `<validate-client-certificate validate-revocation="false"><identities><identity common-name="nobody"/><identity ` + attributes + `/></identities></validate-client-certificate>`
	}
	const plain = `<validate-client-certificate validate-revocation="false"/>`
	for _, test := range []struct {
		name    string
		element string
		client  *key
		chain   []*x509.Certificate
		reason  string // "" admits
	}{
		{"trusted", plain, ann, nil, ""},
		{"none", plain, nil, nil, "ClientCertificateNotFound"},
		{"another CA", plain, issue(t, "ann", otherCA, nil), nil, "ClientCertificateNotTrusted"},
		{"another CA that came along", plain, issue(t, "ann", otherCA, nil), []*x509.Certificate{otherCA.cert}, "ClientCertificateNotTrusted"},
		{"self-signed", plain, issue(t, "ann", nil, nil), nil, "ClientCertificateNotTrusted"},
		{"untrusted but trust is not asked", `<validate-client-certificate validate-revocation="false" validate-trust="false"/>`, issue(t, "ann", otherCA, nil), nil, ""},
		{"expired", plain, issue(t, "ann", ca, func(c *x509.Certificate) { c.NotAfter = now.Add(-1) }), nil, "ClientCertificateExpired"},
		{"expired but not asked", `<validate-client-certificate validate-revocation="false" validate-not-after="false"/>`, issue(t, "ann", ca, func(c *x509.Certificate) { c.NotAfter = now.Add(-1) }), nil, ""},
		{"not yet valid", plain, issue(t, "ann", ca, func(c *x509.Certificate) { c.NotBefore = now.Add(time.Minute) }), nil, "ClientCertificateNotYetValid"},
		{"not yet valid but not asked", `<validate-client-certificate validate-revocation="0" validate-not-before="0"/>`, issue(t, "ann", ca, func(c *x509.Certificate) { c.NotBefore = now.Add(time.Minute) }), nil, ""},
		{"intermediate missing", plain, deep, nil, "ClientCertificateNotTrusted"},
		{"intermediate there", plain, deep, []*x509.Certificate{middle.cert}, ""},
		{"revocation cannot be asked", `<validate-client-certificate/>`, ann, nil, "ClientCertificateRevoked"},
		{"errors ignored", `<validate-client-certificate ignore-error="true"/>`, nil, nil, ""},

		{"thumbprint", only(`thumbprint="` + strings.ToLower(thumbprint(ann)) + `"`), ann, nil, ""},
		{"another thumbprint", only(`thumbprint="` + thumbprint(ca) + `"`), ann, nil, "ClientCertificateIdentityNotMatched"},
		{"serial number", only(`serial-number="00:fe:01"`), ann, nil, ""},
		{"another serial number", only(`serial-number="FE02"`), ann, nil, "ClientCertificateIdentityNotMatched"},
		{"common name", only(`common-name="ann"`), ann, nil, ""},
		{"subject", only(`subject="CN=ann,O=&quot;Contoso, Ltd.&quot;"`), ann, nil, ""},
		{"subject in another order", only(`subject="O=&quot;Contoso, Ltd.&quot;, CN=ann"`), ann, nil, "ClientCertificateIdentityNotMatched"},
		{"DNS name", only(`dns-name="ANN.example.com"`), ann, nil, ""},
		{"another DNS name", only(`dns-name="example.com"`), ann, nil, "ClientCertificateIdentityNotMatched"},
		{"issuer's subject", only(`issuer-subject="CN=ca, O=&quot;Contoso, Ltd.&quot;"`), ann, nil, ""},
		{"issuer's thumbprint", only(`issuer-thumbprint="` + thumbprint(ca) + `"`), ann, nil, ""},
		{"issuer's thumbprint, intermediate", only(`issuer-thumbprint="` + thumbprint(middle) + `"`), deep, []*x509.Certificate{middle.cert}, ""},
		{"issuer's issuer", only(`issuer-thumbprint="` + thumbprint(ca) + `"`), deep, []*x509.Certificate{middle.cert}, "ClientCertificateIdentityNotMatched"},
		{"issuer by id", only(`issuer-certificate-id="ca"`), ann, nil, ""},
		{"another issuer by id", only(`issuer-certificate-id="other"`), ann, nil, "ClientCertificateIdentityNotMatched"},
		{"all but one attribute", only(`common-name="ann" serial-number="1"`), ann, nil, "ClientCertificateIdentityNotMatched"},
	} {
		t.Run(test.name, func(t *testing.T) {
			x := newExchange(&backend{}, d)
			if test.client != nil {
				x.Request.Certificate, x.Request.Chain = face(test.client), test.chain
			}
			run(t, test.element, x)
			if test.reason == "" {
				if !x.Forwarded {
					t.Fatalf("refused: %v", x.LastError)
				}
				return
			}
			if x.LastError == nil || x.LastError.Reason != test.reason || x.Forwarded {
				t.Fatalf("error %+v, want %s", x.LastError, test.reason)
			}
			if got := bodyText(t, x.Response.Body); x.Response.Status != 401 || got != `{ "statusCode": 401, "message": "Invalid client certificate" }` {
				t.Errorf("answered %d %s", x.Response.Status, got)
			}
		})
	}
}

func TestRevocation(t *testing.T) {
	ca := issue(t, "ca", nil, nil)
	ann, bob := issue(t, "ann", ca, nil), issue(t, "bob", ca, nil)
	roots := x509.NewCertPool()
	roots.AddCert(ca.cert)
	d := &runtime.Deployment{ClientCAs: roots, Revoked: func(chain []*x509.Certificate) (bool, error) { return chain[0].Equal(bob.cert), nil }}
	for client, want := range map[*key]bool{ann: true, bob: false} {
		x := newExchange(&backend{}, d)
		x.Request.Certificate = face(client)
		run(t, `<validate-client-certificate/><set-variable name="v" value="@(context.Request.Certificate.Verify())"/>`, x)
		if x.Forwarded != want {
			t.Errorf("%s: %v", client.cert.Subject, x.LastError)
		}
		x = newExchange(&backend{}, d)
		x.Request.Certificate = face(client)
		run(t, `<set-variable name="v" value="@(context.Request.Certificate.Verify() + "," + context.Request.Certificate.VerifyNoRevocation())"/>`, x)
		if v, _ := x.Variables.Get("v"); v != map[bool]string{true: "True,True", false: "False,True"}[want] {
			t.Errorf("%s: Verify gives %v", client.cert.Subject, v)
		}
	}
}

// null answers every request with an empty 200, and allocates nothing.
type null struct{}

func (null) Send(_ context.Context, _ *runtime.Outgoing, r *runtime.Response) error {
	r.Status = 200
	return nil
}

func TestRequestsAllocateLittle(t *testing.T) {
	for name, text := range map[string]string{
		"refused":   `<choose><when condition="@(context.Request.Certificate == null)"><return-response><set-status code="403" reason="Invalid client certificate"/></return-response></when></choose>`,
		"forwarded": `<choose><when condition="@(context.Request.Certificate != null)"><return-response/></when></choose><set-header name="X-A"><value>1</value></set-header>`,
	} {
		x := newExchange(nil, nil)
		x.Services.Transport = null{}
		p := load(t, text, runtime.Options{})
		base := parse("http://backend")
		serve := func() {
			x.Reset(nil)
			x.Request.Method = "GET"
			x.Request.Route(&base, "/orders", "")
			p.Run(context.Background(), x)
		}
		serve()
		if x.LastError != nil {
			t.Fatal(x.LastError)
		}
		if n := allocations(t, serve); n > 0 {
			t.Errorf("%s: %v allocations, want none", name, n)
		}
	}
}
