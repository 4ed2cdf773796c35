package config

import (
	"sallyport/runtime"
	"sallyport/runtime/message"
)

// backends are the backends of a configuration by id.
type backends map[string]*runtime.BackendService

// Backend is the backend of an id.
func (b backends) Backend(id string) (*runtime.BackendService, bool, error) {
	s, ok := b[id]
	return s, ok, nil
}

func (l *loader) loadBackends() {
	l.backends = backends{}
	for _, e := range l.in.Backends {
		in := e.Value
		out := &runtime.BackendService{ID: e.Name, SkipChain: !isTrue(in.TLS.ValidateChain, true), SkipName: !isTrue(in.TLS.ValidateName, true)}
		l.backends[e.Name] = out
		if in.URL.Set {
			out.URL, _ = l.url(in.URL)
		}
		for _, h := range in.Credentials.Header {
			out.Header = append(out.Header, l.credential(h.Name, "", h.Value))
		}
		if a := in.Credentials.Authorization; a != nil {
			out.Header = append(out.Header, l.credential("Authorization", a.Scheme.Value+" ", a.Parameter))
		}
		for _, q := range in.Credentials.Query {
			out.Query = append(out.Query, l.credential(q.Name, "", q.Value))
		}
		if id := in.Credentials.Certificate; id.Set {
			if out.Certificate = l.certificates[id.Value]; out.Certificate == nil {
				l.unknown(id, "certificate", l.in.Certificates.Names())
			} else if out.Certificate.PrivateKey() == nil {
				l.report(CodeFile, id.Span, "the certificate %q has no private key in its file, so it cannot be shown to a backend", id.Value)
			}
		}
	}
}

// credential is a field or parameter whose value no trace shows.
func (l *loader) credential(name, prefix string, s Secret) message.Field {
	text, _ := l.secret(s)
	l.hide(text)
	return message.Field{Name: name, Value: prefix + text}
}
