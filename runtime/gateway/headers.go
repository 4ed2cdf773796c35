package gateway

import (
	"strings"

	"sallyport/runtime/gateway/http1"
	"sallyport/runtime/message"
)

// proxySays are the fields in which a proxy that ends TLS tells those behind it
// what certificate a client showed (X-ARR-ClientCert is Azure App Service's,
// Client-Cert is RFC 9440). Here the gateway ends TLS, so from a client they are
// a claim that nobody checked, and a backend might believe it.
var proxySays = [...]string{
	"X-ARR-ClientCert", "X-Forwarded-Client-Cert", "X-Forwarded-Tls-Client-Cert", "X-Forwarded-Tls-Client-Cert-Info",
	"Client-Cert", "Client-Cert-Chain", "Ssl-Client-Cert",
}

// proxySaysPrefixes begin the names of more such fields.
var proxySaysPrefixes = [...]string{"X-Client-Cert", "X-SSL-Client-", "X-SSL-CERT"}

// receive takes out of the header of a request what no policy and no backend is
// to see: what speaks to the gateway alone, and what only a proxy may say.
func receive(h *message.Header) {
	http1.RemoveHopByHop(h)
	for i := h.Len() - 1; i >= 0; i-- {
		if name := h.Fields()[i].Name; claimsCertificate(name) {
			h.Del(name)
			i = min(i, h.Len())
		}
	}
}

// claimsCertificate reports whether a field is one in which proxies speak of a
// client's certificate. Some servers take an underscore for a hyphen.
func claimsCertificate(name string) bool {
	if len(name) < len("Client-Cert") {
		return false
	}
	if strings.IndexByte(name, '_') >= 0 {
		name = strings.ReplaceAll(name, "_", "-")
	}
	for _, n := range proxySays {
		if strings.EqualFold(name, n) {
			return true
		}
	}
	for _, p := range proxySaysPrefixes {
		if len(name) >= len(p) && strings.EqualFold(name[:len(p)], p) {
			return true
		}
	}
	return false
}
