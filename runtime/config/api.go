package config

import (
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
func (l *loader) policy(t yaml.Text, scope runtime.Scopes, o policy.Options) *policy.Document {
	d := l.document(t, o)
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

// apiDocuments are the policies of an API and its operations, nil where there is
// none.
type apiDocuments struct {
	api        *policy.Document
	operations []*policy.Document
}

// loadAPIs reads and compiles the policies of every scope.
func (l *loader) loadAPIs() {
	options := l.policyOptions()
	global := chain(nil).with(runtime.GlobalScope, l.policy(l.in.Policy, runtime.GlobalScope, options), nil)
	products := map[string]*policy.Document{}
	for _, e := range l.in.Products {
		if d := l.policy(e.Value.Policy, runtime.ProductScope, options); d != nil {
			products[e.Name] = d
		}
	}
	documents := make([]apiDocuments, len(l.in.APIs))
	for i, e := range l.in.APIs {
		documents[i].api = l.policy(e.Value.Policy, runtime.APIScope, options)
		for _, op := range e.Value.Operations {
			documents[i].operations = append(documents[i].operations, l.policy(op.Value.Policy, runtime.OperationScope, options))
		}
	}
	c := runtime.NewCompiler(l.options.Kinds, runtime.Options{
		Strict: l.options.Strict, Check: l.options.Check || l.list.HasErrors(), Observe: l.options.Observe, Observer: l.options.Observer,
		Services: l.options.Services, Deployment: l.config.Deployment,
	})
	l.config.Global = c.Pipeline(global...)
	for i, e := range l.in.APIs {
		api, document := l.api(e), documents[i].api
		api.Policies = l.policies(c, global, e.Name, products, document, nil, nil)
		for j, op := range e.Value.Operations {
			out := gateway.Operation{OperationInfo: runtime.OperationInfo{
				ID: op.Name, Name: op.Name, Method: op.Value.Method.Value, URLTemplate: op.Value.URLTemplate.Value, Responses: l.responses(op.Value.Responses),
			}}
			out.Policies = l.policies(c, global, e.Name, products, document, documents[i].operations[j], &out.OperationInfo)
			api.Operations = append(api.Operations, out)
		}
		l.config.APIs = append(l.config.APIs, api)
	}
	l.list = append(l.list, c.Diagnostics()...)
}

// policies are the pipelines of an API or operation: one without a product, and
// one for each product that has the API and a policy.
func (l *loader) policies(c *runtime.Compiler, global chain, api string, products map[string]*policy.Document, doc, opDoc *policy.Document, op *runtime.OperationInfo) gateway.Policies {
	narrow := func(outer chain) *runtime.Pipeline {
		return c.Pipeline(outer.with(runtime.APIScope, doc, nil).with(runtime.OperationScope, opDoc, op)...)
	}
	p := gateway.Policies{Default: narrow(global)}
	for _, e := range l.in.Products {
		d := products[e.Name]
		if d == nil || !contains(e.Value.APIs, api) {
			continue
		}
		if p.Products == nil {
			p.Products = map[string]*runtime.Pipeline{}
		}
		p.Products[e.Name] = narrow(global.with(runtime.ProductScope, d, nil))
	}
	return p
}

func contains(list []yaml.Text, value string) bool {
	for _, t := range list {
		if t.Value == value {
			return true
		}
	}
	return false
}

// api is an API without its policies.
func (l *loader) api(e yaml.Entry[API]) gateway.API {
	in := e.Value
	out := gateway.API{
		APIInfo: runtime.APIInfo{
			ID: e.Name, Name: e.Name, Path: strings.Trim(in.Path.Value, "/"),
			Version: in.Version.Value, Revision: in.Revision.Value, NotCurrent: !isTrue(in.Current, true),
			KeyHeader: in.KeyNames.Header.Value, KeyQuery: in.KeyNames.Query.Value,
		},
		SubscriptionRequired: isTrue(in.SubscriptionRequired, true),
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
		if m := op.Value.Method; m.Set && (m.Value == "*" || strings.ToUpper(m.Value) != m.Value) {
			l.report(CodeValue, m.Span, "got %q, want a method as it is sent, such as GET", m.Value)
		}
	}
	return out
}
