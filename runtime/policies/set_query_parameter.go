package policies

import (
	"context"
	"strings"

	"sallyport/runtime"
)

func init() {
	register(runtime.Kind{
		Name:     "set-query-parameter",
		Sections: runtime.Inbound | runtime.Backend,
		Doc:      "Adds, changes or removes a parameter of the request's query.",
		New:      func() runtime.Policy { return new(setQueryParameter) },
	})
}

type setQueryParameter struct {
	Name   runtime.Value[string]   `attr:"name,required" doc:"The parameter's name."`
	Action runtime.Value[string]   `attr:"exists-action" enum:"override,skip,append,delete" default:"override" doc:"What to do when the parameter is there. delete removes it and takes no value."`
	Values []runtime.Value[string] `elem:"value" doc:"The values. Several repeat the parameter."`
}

func (p *setQueryParameter) Validate(c *runtime.Checker) {
	if action, ok := p.Action.Constant(); ok && action != deletes && len(p.Values) == 0 {
		c.Errorf("exists-action", "<set-query-parameter> needs a <value>, unless exists-action is delete")
	}
}

func (p *setQueryParameter) Execute(_ context.Context, x *runtime.Exchange) error {
	var name, action string
	if err := x.Eval(p.Name.Into(&name), p.Action.Into(&action)); err != nil {
		return err
	}
	var values []string
	there := false
	for n, value := range runtime.Parameters(x.Request.URL.QueryString) {
		if strings.EqualFold(n, name) {
			there = true
			if action == appends {
				values = append(values, value)
			}
		}
	}
	if action == skip && there {
		return nil
	}
	if action != deletes {
		for i := range p.Values {
			value, err := p.Values[i].Get(x)
			if err != nil {
				return err
			}
			values = append(values, value)
		}
	}
	x.Request.URL.QueryString = runtime.EditQuery(x.Request.URL.QueryString, name, values)
	if x.Tracing() {
		x.Note("query is %q", x.Request.URL.QueryString)
	}
	return nil
}
