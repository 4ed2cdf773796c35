package policies

import (
	"os"
	"regexp"
	"slices"
	"testing"

	"sallyport/runtime"
	"sallyport/runtime/policytest"
)

// documented are the reasons of failures by policy: those of API Management's page
// on errors, and those that the policies' own docs add to it.
var documented = map[string][]string{
	"check-header":                {"HeaderNotFound", "HeaderValueNotAllowed"},
	"forward-request":             {runtime.ReasonTimeout, runtime.ReasonBackendConnection},
	"ip-filter":                   {"CallerIpNotAllowed", "CallerIpBlocked"}, // and FailedToParseCallerIP, below,
	"jsonp":                       {"CallbackParameterInvalid"},
	"limit-concurrency":           {"ConcurrencyLimitExceeded"},
	"quota":                       {"QuotaExceeded"},
	"quota-by-key":                {"QuotaExceeded"},
	"rate-limit":                  {"RateLimitExceeded"},
	"rate-limit-by-key":           {"RateLimitExceeded"},
	"send-request":                {runtime.ReasonTimeout, runtime.ReasonBackendConnection},
	"validate-client-certificate": {"ClientCertificateNotFound", "ClientCertificateNotYetValid", "ClientCertificateExpired", "ClientCertificateNotTrusted", "ClientCertificateRevoked", "ClientCertificateIdentityNotMatched"},
	"validate-jwt": {
		"TokenNotPresent", "TokenSignatureInvalid", "TokenSignatureKeyNotFound", "TokenAudienceNotAllowed", "TokenIssuerNotAllowed",
		"TokenExpired", "TokenClaimNotFound", "TokenClaimValueNotAllowed", "JwtInvalid",
	},
}

// reasonExpected is a reason that a test expects of the last error.
var reasonExpected = regexp.MustCompile(`\breason: ([A-Z]\w+)`)

// TestEveryDocumentedErrorIsRaised asks the tests of each policy for its
// documented failures.
func TestEveryDocumentedErrorIsRaised(t *testing.T) {
	for name, reasons := range documented {
		if !isPolicy(name) {
			t.Errorf("there is no policy %s", name)
			continue
		}
		file := "testdata/" + name + policytest.Suffix
		text, err := os.ReadFile(file)
		if err != nil {
			t.Error(err)
			continue
		}
		var expected []string
		for _, m := range reasonExpected.FindAllSubmatch(text, -1) {
			expected = append(expected, string(m[1]))
		}
		for _, reason := range reasons {
			if !slices.Contains(expected, reason) {
				t.Errorf("%s expects no %s", file, reason)
			}
		}
	}
}

// A caller always has an address in a test file.
func TestIPFilterRefusesACallerWithoutAnAddress(t *testing.T) {
	b := &backend{}
	x := newExchange(b, nil)
	x.Request.IP = "unknown"
	run(t, `<ip-filter action="forbid"><address>10.0.0.1</address></ip-filter>`, x)
	want := "Failed to establish IP address for the caller. Access denied."
	if e := x.LastError; e == nil || e.Reason != "FailedToParseCallerIP" || e.Message != want || x.Response.Status != 403 || b.calls != 0 {
		t.Errorf("last error %+v, status %d", x.LastError, x.Response.Status)
	}
}
