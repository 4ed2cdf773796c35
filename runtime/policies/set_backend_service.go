package policies

import (
	"context"
	"fmt"
	"strings"

	"sallyport/runtime"
)

func init() {
	register(runtime.Kind{
		Name:     "set-backend-service",
		Sections: runtime.Inbound | runtime.Backend,
		Doc: "Sends the request to another backend: to a URL, or to a backend that the configuration names. A URL does not take the place of a backend that a broader scope chose by id. " +
			"backend-id=\"dapr\" calls a method of an application through Dapr's sidecar at http://localhost:3500.",
		New: func() runtime.Policy { return new(setBackendService) },
	})
}

type setBackendService struct {
	BaseURL   runtime.Value[string] `attr:"base-url" doc:"Scheme, host, port and base path. The request's own path and query stay."`
	BackendID runtime.Value[string] `attr:"backend-id" doc:"A backend of the configuration, with its URL, credentials and TLS."`

	ResolveCondition runtime.Value[bool]   `attr:"sf-resolve-condition" doc:"Service Fabric: whether to resolve again. Changes nothing for a backend that is a URL, as all of ours are."`
	InstanceName     runtime.Value[string] `attr:"sf-service-instance-name" doc:"Service Fabric: the instance. Changes nothing."`
	PartitionKey     runtime.Value[string] `attr:"sf-partition-key" doc:"Service Fabric: the partition. Changes nothing."`
	ListenerName     runtime.Value[string] `attr:"sf-listener-name" doc:"Service Fabric: the listener. Changes nothing."`
	ReplicaType      runtime.Value[string] `attr:"sf-replica-type" enum:"primary,secondary" doc:"Service Fabric: the replica. Changes nothing."`

	daprTarget
}

func (p *setBackendService) Validate(c *runtime.Checker) {
	for _, name := range []string{"sf-resolve-condition", "sf-service-instance-name", "sf-partition-key", "sf-listener-name", "sf-replica-type"} {
		if c.Has(name) {
			c.Warnf(name, "%s changes nothing: it is for backends in a Service Fabric cluster, and those of the configuration are URLs", name)
		}
	}
	id, _ := p.BackendID.Constant()
	p.validate(c, id == daprBackend)
	if p.BaseURL.Given() == p.BackendID.Given() {
		c.Errorf("backend-id", "<set-backend-service> needs either base-url or backend-id")
	}
	if text, ok := p.BaseURL.Constant(); ok && p.BaseURL.Given() {
		if _, err := parseBase(text); err != nil {
			c.Errorf("base-url", "%v", err)
		}
	}
}

// Provision refuses a literal id that no backend has.
func (p *setBackendService) Provision(o *runtime.Options) error {
	id, literal := p.BackendID.Constant()
	if !literal || !p.BackendID.Given() || p.App.Given() {
		return nil
	}
	if o.Deployment == nil || o.Deployment.Backends == nil {
		return fmt.Errorf("no backend %q", id)
	}
	if _, ok, _ := o.Deployment.Backends.Backend(id); !ok {
		return fmt.Errorf("no backend %q", id)
	}
	return nil
}

func (p *setBackendService) Execute(_ context.Context, x *runtime.Exchange) error {
	switch {
	case p.App.Given():
		return p.invoke(x)
	case p.BackendID.Given():
		return p.backend(x)
	}
	text, err := p.BaseURL.Get(x)
	if err != nil {
		return err
	}
	base, err := parseBase(text)
	if err != nil {
		return invalid("The base-url is not valid: " + err.Error() + ".")
	}
	changed := x.SetBackend(nil, &base)
	switch {
	case !x.Tracing():
	case changed:
		x.Note("backend at %s", base.String())
	default:
		x.Note("a broader scope chose a backend by id: base-url changes nothing")
	}
	return nil
}

func (p *setBackendService) backend(x *runtime.Exchange) error {
	id, err := p.BackendID.Get(x)
	if err != nil {
		return err
	}
	if x.Deployment.Backends != nil {
		b, ok, err := x.Deployment.Backends.Backend(id)
		if err != nil {
			return err
		}
		if ok {
			x.SetBackend(b, &b.URL)
			if x.Tracing() {
				x.Note("backend %s at %s", id, b.URL.String())
			}
			return nil
		}
	}
	return &runtime.Error{Message: fmt.Sprintf("There is no backend %q.", id)}
}

func parseBase(text string) (runtime.URL, error) {
	u, err := runtime.ParseURL(strings.TrimSpace(text))
	switch {
	case err != nil:
		return u, err
	case u.Scheme != "http" && u.Scheme != "https":
		return u, fmt.Errorf("parse URL %q: want http or https", text)
	case u.QueryString != "":
		return u, fmt.Errorf("parse URL %q: a base has no query", text)
	}
	return u, nil
}
