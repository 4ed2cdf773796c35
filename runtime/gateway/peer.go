package gateway

import (
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"net"
	"strconv"
	"strings"
	"sync"
	"time"

	"sallyport/eval/clr"
	"sallyport/runtime"
	"sallyport/runtime/gateway/http1"
)

// peers are the servers that requests were sent to. A server is known by what
// connections to it are made of, because they are shared only where that is the
// same.
type peers struct {
	roots *x509.CertPool

	mu    sync.RWMutex
	known map[peerKey]*peer
}

type peerKey struct {
	scheme, host        string
	port                int
	certificate         *clr.X509Certificate2
	skipChain, skipName bool
	proxy               runtime.Proxy
}

// maxPeers bounds how many are remembered: policies can make up hosts.
const maxPeers = 4096

// A peer is a server and how it is spoken to.
type peer struct {
	http1.Peer
	authority string // for the Host field

	// Of a server that a proxy passes requests on to: what their targets begin
	// with, and their Proxy-Authorization.
	absolute, authorization string

	http2Peer
}

func (p *peers) init(roots *x509.CertPool) {
	p.roots, p.known = roots, map[peerKey]*peer{}
}

// find is the peer of a request.
func (p *peers) find(out *runtime.Outgoing) (*peer, error) {
	key := peerKey{scheme: out.URL.Scheme, host: out.URL.Host, port: out.URL.Port}
	if b := out.Backend; b != nil {
		key.certificate, key.skipChain, key.skipName = b.Certificate, b.SkipChain, b.SkipName
	}
	if out.Proxy != nil {
		key.proxy = *out.Proxy
	}
	p.mu.RLock()
	found := p.known[key]
	p.mu.RUnlock()
	if found != nil {
		return found, nil
	}
	made, err := newPeer(out.URL, &key, p.roots)
	if err != nil {
		return nil, err
	}
	if out.Proxy != nil {
		made.proxied(out.Proxy)
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if found := p.known[key]; found != nil {
		return found, nil
	}
	if len(p.known) >= maxPeers {
		p.forget()
	}
	key.scheme, key.host = strings.Clone(key.scheme), strings.Clone(key.host) // not all of the request
	p.known[key] = made
	return made, nil
}

// forget drops all peers. It is called with mu held.
func (p *peers) forget() {
	for _, known := range p.known {
		known.close()
	}
	clear(p.known)
}

func (p *peers) close() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.forget()
}

func newPeer(u *runtime.URL, key *peerKey, roots *x509.CertPool) (*peer, error) {
	p := &peer{authority: strings.Clone(u.Authority())}
	secure := false
	switch u.Scheme {
	case "http", "ws":
	case "https", "wss":
		secure = true
	default:
		return nil, fmt.Errorf("backend URL has the scheme %q, want http or https", u.Scheme)
	}
	port := u.Port
	switch {
	case port != 0:
	case secure:
		port = 443
	default:
		port = 80
	}
	name := strings.Trim(u.Host, "[]")
	p.Addr = net.JoinHostPort(name, strconv.Itoa(port))
	if secure {
		p.TLS = clientTLS(name, key, roots)
	}
	return p, nil
}

// proxied has a proxy between: it passes requests on, or connects when what is
// spoken with the server is not for it to see.
func (p *peer) proxied(proxy *runtime.Proxy) {
	server := p.Addr
	p.Addr = net.JoinHostPort(strings.Trim(proxy.URL.Host, "[]"), strconv.Itoa(proxy.URL.Port))
	if p.TLS != nil {
		p.Through, p.Authorization = server, proxy.Authorization()
		return
	}
	p.absolute, p.authorization = "http://"+p.authority, proxy.Authorization()
}

// clientTLS is the client side of TLS with a backend.
func clientTLS(name string, key *peerKey, roots *x509.CertPool) *tls.Config {
	c := &tls.Config{
		ServerName: strings.Clone(name), RootCAs: roots, MinVersion: tls.VersionTLS12,
		ClientSessionCache: tls.NewLRUClientSessionCache(0),
	}
	if shown := key.certificate; shown != nil {
		leaf := shown.Certificate()
		own := tls.Certificate{Certificate: [][]byte{leaf.Raw}, PrivateKey: shown.PrivateKey(), Leaf: leaf}
		// Shown whatever authorities the backend names: it was configured.
		c.GetClientCertificate = func(*tls.CertificateRequestInfo) (*tls.Certificate, error) { return &own, nil }
	}
	if key.skipChain || key.skipName {
		skipChain, skipName := key.skipChain, key.skipName
		c.InsecureSkipVerify = true // VerifyConnection verifies what is left
		c.VerifyConnection = func(s tls.ConnectionState) error { return verifyServer(&s, name, skipChain, skipName, roots) }
	}
	return c
}

// verifyServer verifies of a backend's certificate what its configuration does
// not skip.
func verifyServer(s *tls.ConnectionState, name string, skipChain, skipName bool, roots *x509.CertPool) error {
	if len(s.PeerCertificates) == 0 {
		return errors.New("backend showed no certificate")
	}
	leaf := s.PeerCertificates[0]
	if !skipName {
		if err := leaf.VerifyHostname(name); err != nil {
			return err
		}
	}
	if skipChain {
		return nil
	}
	between := x509.NewCertPool()
	for _, c := range s.PeerCertificates[1:] {
		between.AddCert(c)
	}
	_, err := leaf.Verify(x509.VerifyOptions{Roots: roots, Intermediates: between, CurrentTime: time.Now()})
	return err
}
