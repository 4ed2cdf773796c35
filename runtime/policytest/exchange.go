package policytest

import (
	"cmp"
	"context"
	"fmt"
	"io/fs"
	"os"

	"sallyport/eval/clr"
	"sallyport/runtime"
	"sallyport/runtime/config/yaml"
)

// exchange makes the exchange of a request.
func (w *world) exchange(r *Request) (*runtime.Exchange, error) {
	x, err := w.contextExchange(w.variables())
	if err != nil {
		return nil, err
	}
	x.RequestID, x.Timestamp, x.Trace = w.newID(), w.clock.Now(), &runtime.Trace{}
	in := &x.Request
	in.Method = cmp.Or(r.Method.Value, "GET")
	if in.OriginalURL, err = requestURL(r.URL.Value); err != nil {
		return nil, err
	}
	in.IP = cmp.Or(r.IP.Value, in.IP)
	in.Header.Add("Host", in.OriginalURL.Authority())
	in.Body = fillMessage(&in.Header, r.Headers, r.Body, r.JSON, r.Base64)
	if r.Certificate.Set {
		chain, err := w.certificates(r.Certificate.Value)
		if err != nil {
			return nil, err
		}
		in.Certificate, in.Chain = clr.NewX509Certificate2(chain[0], clr.CertificateOptions{}), chain[1:]
	}
	w.identify(x)
	return x, nil
}

// identify says whom the request comes from.
func (w *world) identify(x *runtime.Exchange) {
	g := w.given
	if w.product != nil {
		x.Product = &runtime.ProductInfo{ID: w.product.ID.Value, Name: cmp.Or(w.product.Name.Value, w.product.ID.Value), SubscriptionRequired: true}
	}
	if s := g.Subscription; s != nil {
		x.Subscription = &runtime.SubscriptionInfo{
			ID: s.ID.Value, Name: cmp.Or(s.Name.Value, s.ID.Value), Key: s.Key.Value, PrimaryKey: s.Key.Value,
		}
		x.Subscription.Start, _ = parseTime(s.Start.Value) // Parse has seen to it
	}
	if u := g.User; u != nil {
		x.User = &runtime.UserInfo{ID: u.ID.Value, Email: u.Email.Value, FirstName: u.FirstName.Value, LastName: u.LastName.Value}
		for _, name := range u.Groups {
			x.User.Groups = append(x.User.Groups, runtime.GroupInfo{ID: name.Value, Name: name.Value})
		}
	}
}

// contextExchange is the exchange of a context file with the members given.
func (w *world) contextExchange(members yaml.Value) (*runtime.Exchange, error) {
	f, err := runtime.ParseContextFile(members.AppendJSON(nil))
	if err != nil {
		return nil, err
	}
	return f.Exchange(w.services, folder{w})
}

// A folder is where the paths in a test file start.
type folder struct{ *world }

// Open opens a file that is named in the test file.
func (f folder) Open(name string) (fs.File, error) { return os.Open(f.suite.path(name)) }

// variables is a context file with the variables that are given.
func (w *world) variables() yaml.Value {
	variables := yaml.Value{Kind: yaml.Mapping}
	for _, e := range w.given.Variables {
		value := e.Value
		if typ, v, ok := typedForm(&value); ok {
			value = yaml.Value{Kind: yaml.Mapping, Members: yaml.Map[yaml.Value]{
				{Name: "$type", Value: yaml.Value{Kind: yaml.String, Text: fullTypeName(typ)}}, {Name: "value", Value: *v},
			}}
		}
		variables.Members = append(variables.Members, yaml.Entry[yaml.Value]{Name: e.Name, Value: value})
	}
	return yaml.Value{Kind: yaml.Mapping, Members: yaml.Map[yaml.Value]{{Name: "variables", Value: variables}}}
}

// An outcome is what became of a request.
type outcome struct {
	*runtime.Exchange
	body []byte // of the response
	sent []*sent
}

// run takes a request through the gateway.
func (w *world) run(ctx context.Context, r *Request) (*outcome, error) {
	x, err := w.exchange(r)
	if err != nil {
		return nil, err
	}
	w.gateway.Run(ctx, x)
	out := &outcome{Exchange: x, sent: w.network.take()}
	if out.body, err = x.Response.Body.Bytes(w.services.Limits.Body); err != nil {
		return nil, fmt.Errorf("read the response's body: %w", err)
	}
	return out, nil
}
