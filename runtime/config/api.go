package config

import (
	"cmp"
	"slices"
	"strings"

	"sallyport/policy"
	"sallyport/runtime"
	"sallyport/runtime/config/yaml"
	"sallyport/runtime/gateway"
)

func (l *loader) loadFragments() {
	l.fragments = map[string]*policy.Document{}
	for _, e := range l.in.Fragments {
		if d := l.document(e.Value, policy.Options{NamedValues: l.namedValue, NamedValueNames: l.in.NamedValues.Names()}); d != nil {
			l.fragments[e.Name] = d
		}
	}
}

// policyOptions are how the policies of the configuration are read.
func (l *loader) policyOptions() policy.Options {
	return policy.Options{
		NamedValues:     l.namedValue,
		NamedValueNames: l.in.NamedValues.Names(),
		Fragments:       func(id string) (*policy.Document, bool) { d, ok := l.fragments[id]; return d, ok },
		FragmentIDs:     l.in.Fragments.Names(),
	}
}

// document reads a policy, once however often its file is named. It is nil when
// there is none or it cannot be read. Of one with faults, which are reported, it
// is what could be made out: it has others that only compiling shows.
func (l *loader) document(t yaml.Text, o policy.Options) *policy.Document {
	if !t.Set {
		return nil
	}
	if isMarkup(t.Value) {
		d, ds := policy.Parse(t.File(l.file), o)
		l.list, l.parsed = append(l.list, ds...), append(l.parsed, d)
		return d
	}
	path := l.path(t.Value)
	if d, ok := l.documents[path]; ok {
		return d
	}
	d, ds, err := policy.ReadFile(path, o)
	l.list = append(l.list, ds...)
	if err != nil {
		l.report(CodeFile, t.Span, "%s cannot be read: %v", t.Value, reason(err))
	}
	l.documents[path] = d
	if err == nil {
		l.policyFiles, l.parsed = append(l.policyFiles, path), append(l.parsed, d)
	}
	return d
}

// policy is the document of a scope.
func (l *loader) policy(t yaml.Text, scope runtime.Scopes) *policy.Document {
	d := l.document(t, l.policyOptions())
	if d != nil {
		l.scopes[d] |= scope
	}
	return d
}

// isMarkup reports whether a text is a policy itself and not the file of one.
func isMarkup(text string) bool { return strings.HasPrefix(strings.TrimSpace(text), "<") }

// A chain is the documents of the scopes around what is compiled.
type chain []runtime.Source

// with is the chain with a narrower scope's document, if there is one.
func (c chain) with(scope runtime.Scopes, d *policy.Document, op *runtime.OperationInfo) chain {
	if d == nil {
		return c
	}
	return append(c[:len(c):len(c)], runtime.Source{Scope: scope, Document: d, Operation: op})
}

// A policed is an API, or an operation of one, with the documents of its scopes:
// the workspace's between the global one and a product's, and its own at the end.
type policed struct {
	api, operation string // ids; operation is "" of an API
	outer, inner   chain
	products       []productPolicy
}

// A productPolicy is a product that an API is in, and the product's policy.
type productPolicy struct {
	id       string
	document *policy.Document
}

// sources is the whole chain, with a product's policy if the product has one.
func (p *policed) sources(product *policy.Document) chain {
	outer := p.outer.with(runtime.ProductScope, product, nil)
	return append(outer[:len(outer):len(outer)], p.inner...)
}

// loadAPIs reads and compiles the policies of every scope.
func (l *loader) loadAPIs() {
	global := chain(nil).with(runtime.GlobalScope, l.policy(l.in.Policy, runtime.GlobalScope), nil)
	outer := l.outerScopes(global)
	products := l.productPolicies()
	apis := make([]gateway.API, len(l.in.APIs))
	for i, e := range l.in.APIs {
		apis[i] = l.api(e)
		p := policed{api: e.Name, outer: outer[e.Value.Workspace.Value], products: products[e.Name]}
		p.inner = chain(nil).with(runtime.APIScope, l.policy(e.Value.Policy, runtime.APIScope), nil)
		l.policed = append(l.policed, p)
		for j, op := range e.Value.Operations {
			own := p
			own.operation = op.Name
			own.inner = p.inner.with(runtime.OperationScope, l.policy(op.Value.Policy, runtime.OperationScope), &apis[i].Operations[j].OperationInfo)
			l.policed = append(l.policed, own)
		}
	}
	l.config.APIs = apis
	l.compiler = runtime.NewCompiler(l.options.Kinds, runtime.Options{
		Strict: l.options.Strict, Check: l.options.Check || l.list.HasErrors(), Observe: l.options.Observe, Observer: l.options.Observer,
		Services: l.options.Services, Deployment: l.config.Deployment,
	})
	l.config.Global = l.compiler.Pipeline(global...)
	next := l.policed // in the order of the APIs, each before its operations
	for i := range apis {
		apis[i].Policies, next = l.policies(&next[0]), next[1:]
		for j := range apis[i].Operations {
			apis[i].Operations[j].Policies, next = l.policies(&next[0]), next[1:]
		}
	}
	l.list = append(l.list, l.compiler.Diagnostics()...)
}

// outerScopes are the documents around a product's, by workspace; those of "" are
// around APIs that are in none.
func (l *loader) outerScopes(global chain) map[string]chain {
	outer := map[string]chain{"": global}
	for _, e := range l.in.Workspaces {
		outer[e.Name] = global.with(runtime.WorkspaceScope, l.policy(e.Value.Policy, runtime.WorkspaceScope), nil)
	}
	return outer
}

// productPolicies are the products that have policies, by the APIs in them. An
// API's other revisions are in its products.
func (l *loader) productPolicies() map[string][]productPolicy {
	products := map[string][]productPolicy{}
	for _, e := range l.in.Products {
		d := l.policy(e.Value.Policy, runtime.ProductScope)
		if d == nil {
			continue
		}
		for _, api := range l.in.APIs {
			current := l.currentOf(api)
			if contains(e.Value.APIs, api.Name) || current != nil && contains(e.Value.APIs, current.Name) {
				products[api.Name] = append(products[api.Name], productPolicy{e.Name, d})
			}
		}
	}
	return products
}

// policies are the pipelines of an API or operation: one without a product, and
// one for each product that has the API and a policy.
func (l *loader) policies(p *policed) gateway.Policies {
	out := gateway.Policies{Default: l.compiler.Pipeline(p.sources(nil)...)}
	for _, product := range p.products {
		if out.Products == nil {
			out.Products = map[string]*runtime.Pipeline{}
		}
		out.Products[product.id] = l.compiler.Pipeline(p.sources(product.document)...)
	}
	return out
}

// currentOf is the API that another is a revision of and that is the current one;
// nil of one that is current itself.
func (l *loader) currentOf(e yaml.Entry[API]) *yaml.Entry[API] {
	if isTrue(e.Value.Current, true) {
		return nil
	}
	path := func(a *API) string { return strings.Trim(a.Path.Value, "/") }
	for i := range l.in.APIs {
		a, b := &l.in.APIs[i].Value, &e.Value
		if isTrue(a.Current, true) && strings.EqualFold(path(a), path(b)) && a.VersionSet.Value == b.VersionSet.Value && a.Version.Value == b.Version.Value {
			return &l.in.APIs[i]
		}
	}
	return nil
}

// api is an API without policies, and its operations.
func (l *loader) api(e yaml.Entry[API]) gateway.API {
	in, revisionOf := e.Value, ""
	if current := l.currentOf(e); current != nil {
		revisionOf = current.Name
		in.SubscriptionRequired = cmp.Or(in.SubscriptionRequired, current.Value.SubscriptionRequired)
		if in.KeyNames == (KeyNames{}) {
			in.KeyNames = current.Value.KeyNames
		}
	}
	out := gateway.API{
		APIInfo: runtime.APIInfo{
			ID: e.Name, Name: cmp.Or(in.Name, e.Name), Path: strings.Trim(in.Path.Value, "/"),
			Version: in.Version.Value, Revision: cmp.Or(in.Revision.Value, "1"), NotCurrent: !isTrue(in.Current, true),
			KeyHeader: in.KeyNames.Header.Value, KeyQuery: in.KeyNames.Query.Value,
		},
		RevisionOf:           revisionOf,
		SubscriptionRequired: isTrue(in.SubscriptionRequired, true),
	}
	for _, p := range in.Protocols {
		if !slices.Contains([]string{"http", "https", "ws", "wss"}, p.Value) {
			l.report(CodeValue, p.Span, "got %q, want http, https, ws or wss", p.Value)
		}
		out.Protocols = append(out.Protocols, p.Value)
	}
	if id := in.Workspace; id.Set {
		if out.Workspace = l.workspaces[id.Value]; out.Workspace == nil {
			l.unknown(id, "workspace", l.in.Workspaces.Names())
		}
	}
	if in.ServiceURL.Set {
		if u, ok := l.url(in.ServiceURL); ok {
			out.ServiceURL = &u
		}
	}
	if id := in.VersionSet; id.Set {
		if out.VersionSet = l.versionSets[id.Value]; out.VersionSet == nil {
			l.unknown(id, "version set", l.in.VersionSets.Names())
		}
	} else if in.Version.Set {
		l.report(CodeValue, in.Version.Span, "a version needs the key %q", "version-set")
	}
	for _, op := range in.Operations {
		m := op.Value.Method
		if m.Set && (m.Value == "*" || strings.ToUpper(m.Value) != m.Value) {
			l.report(CodeValue, m.Span, "got %q, want a method as it is sent, such as GET", m.Value)
		}
		out.Operations = append(out.Operations, gateway.Operation{OperationInfo: runtime.OperationInfo{
			ID: op.Name, Name: cmp.Or(op.Value.Name, op.Name), Method: m.Value, URLTemplate: op.Value.URLTemplate.Value,
			Responses: l.responses(op.Value.Responses),
		}})
	}
	return out
}
