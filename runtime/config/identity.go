package config

import (
	"sallyport/eval/source"
	"sallyport/runtime"
	"sallyport/runtime/config/yaml"
)

// EnvIdentity is the identity that Azure's hosts give a program by its
// environment; nil when it gives none, or nobody knows the environment.
func EnvIdentity(s *runtime.Services, env func(name string) (value string, ok bool)) runtime.Identity {
	if env == nil {
		return nil
	}
	endpoint, ok := env("IDENTITY_ENDPOINT")
	if !ok || endpoint == "" {
		return nil
	}
	header, _ := env("IDENTITY_HEADER")
	return runtime.NewIdentityEndpoint(s, endpoint, header)
}

// identity is where the gateway gets tokens in its own name; nil when it gets
// none.
func (l *loader) identity() runtime.Identity {
	in := &l.in.Identity
	switch {
	case in.Span == (source.Span{}):
		return EnvIdentity(l.options.Services, l.options.Env)
	case in.Endpoint.Set == (in.Token != nil):
		l.report(CodeValue, in.Span, "want one of the keys endpoint and token")
		return nil
	case in.Token != nil:
		text, _ := l.secret(*in.Token)
		l.hide(text)
		return runtime.StaticIdentity(text)
	}
	if _, ok := l.url(in.Endpoint); !ok {
		return nil
	}
	var header string
	if in.Header != nil {
		header, _ = l.secret(*in.Header)
		l.hide(header)
	}
	return runtime.NewIdentityEndpoint(l.options.Services, in.Endpoint.Value, header)
}

// connections are the access tokens of credential providers.
func (l *loader) connections() map[runtime.ConnectionID]runtime.Connection {
	all := map[runtime.ConnectionID]runtime.Connection{}
	for _, provider := range l.in.Authorizations {
		for _, e := range provider.Value {
			text, _ := l.secret(e.Value.Token)
			l.hide(text)
			all[runtime.ConnectionID{Provider: provider.Name, Authorization: e.Name}] = runtime.Connection{Token: text, Claims: texts(e.Value.Claims)}
		}
	}
	return all
}

func texts(m yaml.Map[yaml.Text]) map[string]string {
	all := make(map[string]string, len(m))
	for _, e := range m {
		all[e.Name] = e.Value.Value
	}
	return all
}
