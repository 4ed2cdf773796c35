package policies

import (
	"fmt"
	"iter"
	"strings"

	"sallyport/eval"
	"sallyport/eval/clr"
	"sallyport/runtime"
	"sallyport/runtime/liquid"
	"sallyport/runtime/message"
)

// renderLiquid renders a template with API Management's variables: body, which
// is nil when there is no content, and context.
func renderLiquid(x *runtime.Exchange, t *liquid.Template, o liquid.Options, content []byte, contentType string) (string, error) {
	env := x.Env()
	vars := map[string]any{"context": contextFor(x, o)}
	if t.Uses("body") && len(content) > 0 {
		env.Start()
		var body any
		if err := eval.Guard(func() { body = bodyFor(env, o, string(content), contentType) }); err != nil {
			return "", &runtime.Error{Message: "The body could not be read for the Liquid template: " + messageOf(err), Cause: err}
		}
		vars["body"] = body
	}
	text, err := t.Render(env, vars, x.BodyLimit())
	if err != nil {
		return "", &runtime.Error{Message: fmt.Sprintf("The Liquid template could not be rendered: %v.", err), Cause: err}
	}
	return text, nil
}

// bodyFor is a body as a template sees it: of JSON or XML its parts, of any
// other type nothing.
func bodyFor(env *clr.Env, o liquid.Options, content, contentType string) any {
	switch text := strings.TrimPrefix(content, "\ufeff"); {
	case isMediaType(contentType, "json"):
		return o.JSON(env, text)
	case isMediaType(contentType, "xml"):
		return o.XML(env, text)
	}
	return nil
}

// contextFor is the part of context that a template sees.
func contextFor(x *runtime.Exchange, o liquid.Options) any {
	return liquid.Members(func(name string) any {
		switch name {
		case "Request":
			return liquid.Members(func(name string) any { return requestMember(x, name) })
		case "Response":
			if x.Response != nil {
				return liquid.Members(func(name string) any { return responseMember(x, name) })
			}
		case "Variables":
			return variablesFor(x, o)
		}
		return nil
	})
}

func requestMember(x *runtime.Exchange, name string) any {
	r := &x.Request
	switch name {
	case "Url":
		return urlFor(&r.URL)
	case "OriginalUrl":
		return urlFor(&r.OriginalURL)
	case "Method":
		return r.Method
	case "OriginalMethod":
		if r.OriginalMethod == "" {
			return r.Method
		}
		return r.OriginalMethod
	case "IpAddress":
		return r.IP
	case "HasBody":
		return r.Body != nil
	case "Headers":
		return headersFor(&r.Header)
	case "MatchedParameters":
		return textsFor(false, func(yield func(string, string) bool) {
			for _, p := range r.Parameters {
				if !yield(p.Name, p.Value) {
					return
				}
			}
		})
	case "ClientCertificates":
		if r.Certificate == nil {
			return nil
		}
		return []any{certificateFor(r.Certificate)}
	}
	return nil
}

func responseMember(x *runtime.Exchange, name string) any {
	switch name {
	case "StatusCode":
		return x.Response.Status
	case "Method":
		return x.Request.Method
	case "Headers":
		return headersFor(&x.Response.Header)
	}
	return nil
}

func variablesFor(x *runtime.Exchange, o liquid.Options) any {
	find := func(name string) any {
		value, _ := x.Variables.Get(name)
		return o.Of(x.Env(), value)
	}
	return liquid.Map(find, func(yield func(string, any) bool) {
		for name, value := range x.Variables.All() {
			if !yield(name, o.Of(x.Env(), value)) {
				return
			}
		}
	})
}

// headersFor are header fields by name; the values of one are joined.
func headersFor(h *message.Header) any {
	return textsFor(true, func(yield func(string, string) bool) {
		for name, values := range h.Names() {
			if !yield(name, strings.Join(values, ", ")) {
				return
			}
		}
	})
}

// textsFor are texts by name, the first of a name, whose case may not count.
func textsFor(fold bool, all iter.Seq2[string, string]) any {
	find := func(name string) any {
		for n, value := range all {
			if n == name || fold && strings.EqualFold(n, name) {
				return value
			}
		}
		return nil
	}
	return liquid.Map(find, func(yield func(string, any) bool) {
		for name, value := range all {
			if !yield(name, value) {
				return
			}
		}
	})
}

func urlFor(u *runtime.URL) any {
	return liquid.Members(func(name string) any {
		switch name {
		case "Scheme":
			return u.Scheme
		case "Host":
			return u.Host
		case "Port":
			return u.Port
		case "Path":
			return u.Path
		case "QueryString":
			return u.QueryString
		case "ToUri", "ToString":
			return u.String()
		case "Query":
			return textsFor(true, runtime.Parameters(u.QueryString))
		}
		return nil
	})
}

// certificateFor is the client's certificate by the names that C# has for it.
func certificateFor(c *clr.X509Certificate2) any {
	return liquid.Members(func(name string) any {
		switch name {
		case "Subject", "Issuer", "Thumbprint", "SerialNumber":
			for _, m := range c.CLRType().Members(name) {
				if len(m.Params) == 0 {
					return m.Row.Fn.Call(c)
				}
			}
		}
		return nil
	})
}
