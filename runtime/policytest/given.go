package policytest

import (
	"cmp"
	"crypto/x509"
	"encoding/pem"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"sallyport/eval/source"
	"sallyport/policy"
	"sallyport/runtime"
	"sallyport/runtime/config"
	"sallyport/runtime/config/yaml"
	"sallyport/runtime/gateway"
	"sallyport/runtime/state"
)

// over is what a test gives put over what its file gives.
func (g *Given) over(outer *Given) *Given {
	m := *outer
	if g.Now.Set {
		m.Now = g.Now
	}
	if g.ClientCA.Set {
		m.ClientCA = g.ClientCA
	}
	m.Seed = cmp.Or(g.Seed, m.Seed)
	m.Revoked = cmp.Or(g.Revoked, m.Revoked)
	m.API = cmp.Or(g.API, m.API)
	m.Operation = cmp.Or(g.Operation, m.Operation)
	m.Product = cmp.Or(g.Product, m.Product)
	m.Subscription = cmp.Or(g.Subscription, m.Subscription)
	m.User = cmp.Or(g.User, m.User)
	m.NamedValues = mergeMap(m.NamedValues, g.NamedValues)
	m.Fragments = mergeMap(m.Fragments, g.Fragments)
	m.Certificates = mergeMap(m.Certificates, g.Certificates)
	m.Backends = mergeMap(m.Backends, g.Backends)
	m.Identity = cmp.Or(g.Identity, m.Identity)
	m.Authorizations = mergeMap(m.Authorizations, g.Authorizations)
	m.Variables = mergeMap(m.Variables, g.Variables)
	if g.Backend != nil {
		m.Backend = g.Backend
	}
	if g.Calls != nil {
		m.Calls = g.Calls
	}
	return &m
}

// mergeMap is the entries of outer with those of inner in place of, or behind,
// them.
func mergeMap[T any](outer, inner yaml.Map[T]) yaml.Map[T] {
	m := slices.Clone(outer)
	for _, e := range inner {
		i := slices.IndexFunc(m, func(o yaml.Entry[T]) bool { return o.Name == e.Name })
		if i < 0 {
			m = append(m, e)
		} else {
			m[i] = e
		}
	}
	return m
}

// A world is what a test runs in: a gateway of its own, with nothing around it
// but what is given.
type world struct {
	suite    *Suite
	given    *Given
	clock    *clock
	random   *rand.Rand // of ids
	network  *network
	services *runtime.Services
	policies []*policy.Document
	product  *Product         // that requests come with; nil when there is none
	gateway  *gateway.Gateway // nil for an expression
}

// startTime is what the clock shows when nothing is said: the same as in a
// context file.
var startTime = new(runtime.ContextFile).Now()

func (s *Suite) newWorld(g *Given, o *Options) *world {
	w := &world{suite: s, given: g, product: g.Product, clock: &clock{now: startTime}}
	switch {
	case g.Now.Value == systemTime:
		w.clock.now = o.Now().UTC()
	case g.Now.Set:
		w.clock.now, _ = parseTime(g.Now.Value) // Parse has seen to it
	}
	var seed uint64
	if g.Seed != nil {
		seed = uint64(*g.Seed)
	}
	w.random = rand.New(rand.NewPCG(seed, 1))
	limits := runtime.DefaultLimits
	w.network = &network{clock: w.clock, limit: limits.Body, backend: newScript(g.Backend), calls: newScript(g.Calls)}
	w.services = &runtime.Services{
		Now: w.clock.Now, Random: rand.New(rand.NewPCG(seed, 0)), Transport: w.network, Limits: limits,
		Sleep: w.clock.sleep, Go: func(f func()) { f() },
		Stores: state.All(state.NewMemory(w.clock.Now, state.MemoryOptions{})),
	}
	w.services.OpenID = runtime.NewOpenID(w.services)
	return w
}

// hermetic is an environment without what a test would depend on unasked: the
// identity of the machine that it runs on.
func hermetic(env func(string) (string, bool)) func(string) (string, bool) {
	return func(name string) (string, bool) {
		if strings.HasPrefix(name, "IDENTITY_") {
			return "", false
		}
		return env(name)
	}
}

// open makes the gateway of a test. Without errors among the diagnostics there
// is one.
func (w *world) open(t *Test, o *Options) source.Diagnostics {
	options := config.Options{Kinds: o.Kinds, Services: w.services, Env: hermetic(o.Env), Strict: o.Strict, Observe: true}
	if o.Coverage != nil {
		options.Observer = o.Coverage
	}
	var loaded *config.Loaded
	var ds source.Diagnostics
	in := &w.suite.in
	if markup, policies := t.Policy, t.Policies; in.Gateway.Set && !markup.Set && policies == nil {
		options.NamedValues = map[string]string{}
		for _, e := range w.given.NamedValues {
			options.NamedValues[e.Name] = e.Value.Value.Value
		}
		var err error
		if loaded, ds, err = config.Load(w.suite.path(in.Gateway.Value), options); err != nil {
			return source.Diagnostics{w.suite.fault(CodeFile, in.Gateway.Span, err)}
		}
	} else {
		if !markup.Set && policies == nil {
			markup, policies = in.Policy, in.Policies
		}
		if policies == nil {
			policies = &Policies{API: markup}
		}
		file, fault := w.configuration(policies)
		if fault != nil {
			return source.Diagnostics{*fault}
		}
		loaded, ds = config.Build(w.suite.file, file, options)
	}
	w.policies = loaded.Documents
	if ds.HasErrors() {
		return ds
	}
	if err := w.trust(loaded.Gateway.Deployment); err != nil {
		return append(ds, w.suite.fault(CodeFile, w.given.ClientCA.Span, err))
	}
	g, err := gateway.New(*loaded.Gateway, gateway.Options{Services: w.services})
	if err != nil {
		return append(ds, w.suite.fault(CodeValue, t.Name.Span, err))
	}
	w.gateway = g
	return ds
}

// fault is something wrong in the test file that running it brought up.
func (s *Suite) fault(code source.Code, span source.Span, err error) source.Diagnostic {
	return source.Diagnostic{Code: code, File: s.file, Span: span, Message: err.Error()}
}

// The ids of what a test does not name.
const (
	defaultAPI       = "api"
	defaultOperation = "operation"
	defaultProduct   = "product"
	defaultBackend   = "https://backend.example.com"
)

// configuration is a gateway that serves nothing but what is tested.
func (w *world) configuration(p *Policies) (config.File, *source.Diagnostic) {
	g := w.given
	api := config.API{Policy: p.API, SubscriptionRequired: new(bool), ServiceURL: yaml.Text{Value: defaultBackend, Set: true}}
	id := defaultAPI
	f := config.File{
		Policy: p.Global, NamedValues: g.NamedValues, Fragments: g.Fragments, Certificates: g.Certificates, Backends: g.Backends,
		Authorizations: g.Authorizations,
	}
	if g.Identity != nil {
		f.Identity = *g.Identity
	}
	if a := g.API; a != nil {
		id = cmp.Or(a.ID.Value, id)
		api.Path, api.Revision, api.Version = a.Path, a.Revision, a.Version
		if a.ServiceURL.Set {
			api.ServiceURL = a.ServiceURL
		}
		if a.Version.Set {
			api.VersionSet = yaml.Text{Value: "segment", Set: true}
			f.VersionSets = yaml.Map[config.VersionSet]{{Name: "segment", Value: config.VersionSet{Scheme: yaml.Text{Value: "segment", Set: true}}}}
		}
	}
	if op := g.Operation; op != nil {
		method := yaml.Text{Value: cmp.Or(op.Method.Value, "GET"), Span: op.Method.Span, Set: true}
		api.Operations = yaml.Map[config.Operation]{{
			Name:  cmp.Or(op.ID.Value, defaultOperation),
			Value: config.Operation{Method: method, URLTemplate: op.URLTemplate, Policy: p.Operation, Responses: op.Responses},
		}}
	} else if p.Operation.Set {
		d := w.suite.fault(CodeSubject, p.Operation.Span, fmt.Errorf("the policy of an operation needs given: operation"))
		return f, &d
	}
	f.APIs = yaml.Map[config.API]{{Name: id, Value: api}}
	if p.Product.Set && w.product == nil {
		w.product = &Product{ID: yaml.Text{Value: defaultProduct, Set: true}}
	}
	if w.product != nil {
		f.Products = yaml.Map[config.Product]{{Name: w.product.ID.Value, Value: config.Product{
			Policy: p.Product, APIs: []yaml.Text{{Value: id, Set: true}}, SubscriptionRequired: new(bool),
		}}}
	}
	return f, nil
}

// trust makes the authorities and revocations that are given those of a deployment.
func (w *world) trust(d *runtime.Deployment) error {
	if ca := w.given.ClientCA; ca.Set {
		chain, err := w.certificates(ca.Value)
		if err != nil {
			return err
		}
		d.ClientCAs = x509.NewCertPool()
		for _, c := range chain {
			d.ClientCAs.AddCert(c)
		}
	}
	if w.given.Revoked == nil {
		return nil
	}
	var revoked []*x509.Certificate
	for _, name := range *w.given.Revoked {
		list, err := w.certificates(name.Value)
		if err != nil {
			return err
		}
		revoked = append(revoked, list...)
	}
	d.Revoked = func(chain []*x509.Certificate) (bool, error) {
		return slices.ContainsFunc(chain, func(c *x509.Certificate) bool { return slices.ContainsFunc(revoked, c.Equal) }), nil
	}
	return nil
}

// path is a path of the test file, seen from where the program runs.
func (s *Suite) path(p string) string {
	if filepath.IsAbs(p) {
		return p
	}
	return filepath.Join(filepath.Dir(s.file.Name), p)
}

// certificates reads the certificates of a PEM file.
func (w *world) certificates(name string) ([]*x509.Certificate, error) {
	data, err := os.ReadFile(w.suite.path(name))
	if err != nil {
		return nil, fmt.Errorf("read certificate: %w", err)
	}
	var list []*x509.Certificate
	for block, rest := pem.Decode(data); block != nil; block, rest = pem.Decode(rest) {
		if block.Type != "CERTIFICATE" {
			continue
		}
		c, err := x509.ParseCertificate(block.Bytes)
		if err != nil {
			return nil, fmt.Errorf("read certificate: %s: %w", name, err)
		}
		list = append(list, c)
	}
	if list == nil {
		return nil, fmt.Errorf("read certificate: %s holds none in PEM", name)
	}
	return list, nil
}

// newID is the id of the next request.
func (w *world) newID() string {
	a, b := w.random.Uint64(), w.random.Uint64()
	a = a&^0xF000 | 0x4000 // version 4
	b = b&^(3<<62) | 1<<63 // variant 1
	return fmt.Sprintf("%08x-%04x-%04x-%04x-%012x", a>>32, a>>16&0xFFFF, a&0xFFFF, b>>48, b&(1<<48-1))
}
