package policies

import (
	"fmt"
	"net/url"
	"slices"
	"strings"

	"sallyport/runtime"
)

// daprBackend is the backend-id that stands for Dapr's sidecar.
const daprBackend = "dapr"

// daprSidecar is where the sidecar listens: next to a self-hosted gateway, at the
// port that it has unless it is told another.
const daprSidecar = "http://localhost:3500"

// A daprTarget is a method of an application that Dapr invokes.
type daprTarget struct {
	App       runtime.Value[string] `attr:"dapr-app-id" doc:"Dapr: the application. Needs backend-id=\"dapr\"."`
	Method    runtime.Value[string] `attr:"dapr-method" doc:"Dapr: the method, a name or the end of a URL. The request keeps its query unless this has one."`
	Namespace runtime.Value[string] `attr:"dapr-namespace" doc:"Dapr: the namespace of the application."`
}

// validate holds the rules of the attributes; chosen says that the backend is
// Dapr.
func (p *daprTarget) validate(c *runtime.Checker, chosen bool) {
	for _, name := range []string{"dapr-app-id", "dapr-method", "dapr-namespace"} {
		if c.Has(name) && !chosen {
			c.Errorf(name, "%s needs backend-id=\"dapr\"", name)
		}
	}
	if chosen && !(p.App.Given() && p.Method.Given()) {
		c.Errorf("backend-id", "backend-id=\"dapr\" needs dapr-app-id and dapr-method")
	}
}

// invoke sends the request to the sidecar.
func (p *daprTarget) invoke(x *runtime.Exchange) error {
	var app, method, namespace string
	if err := x.Eval(p.App.Into(&app), p.Method.Into(&method), p.Namespace.Into(&namespace)); err != nil {
		return err
	}
	if namespace != "" {
		app += "." + namespace
	}
	base, err := runtime.ParseURL(daprSidecar + "/v1.0/invoke/" + url.PathEscape(app) + "/method")
	if err != nil {
		return err
	}
	target, err := runtime.ParseURL(daprSidecar + "/" + strings.TrimPrefix(method, "/"))
	if err != nil || app == "" || leaves(app) || leaves(target.Path) {
		return invalid(fmt.Sprintf("Dapr cannot invoke the method %q of %q.", method, app))
	}
	query := target.QueryString
	if query == "" {
		query = x.Request.URL.QueryString
	}
	x.SetBackend(&runtime.BackendService{ID: daprBackend, URL: base}, &base)
	x.Request.Route(&base, target.Path, query)
	if x.Tracing() {
		x.Note("%s", x.Request.URL.String())
	}
	return nil
}

// leaves reports whether a path has segments that lead out of what it stands
// below, also when they are encoded.
func leaves(path string) bool {
	decoded, err := url.PathUnescape(path)
	return err != nil || slices.ContainsFunc(strings.FieldsFunc(decoded, func(r rune) bool { return r == '/' || r == '\\' }), func(s string) bool {
		return s == "." || s == ".."
	})
}
