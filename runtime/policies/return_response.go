package policies

import (
	"context"
	"fmt"

	"sallyport/runtime"
)

func init() {
	register(runtime.Kind{
		Name:     "return-response",
		Sections: runtime.AnySection,
		Doc:      "Ends the pipeline and answers the caller: with an empty 200, or the response in a variable, changed by what the element holds.",
		New:      func() runtime.Policy { return new(returnResponse) },
	})
}

type returnResponse struct {
	Variable string      `attr:"response-variable-name" doc:"The variable that holds the response to begin with, such as send-request makes."`
	Status   *setStatus  `elem:"set-status" doc:"Its status."`
	Headers  []setHeader `elem:"set-header" doc:"Changes of its header fields."`
	Body     *setBody    `elem:"set-body" doc:"Its body."`
}

func (p *returnResponse) Execute(_ context.Context, x *runtime.Exchange) error {
	// What is made is not the response before it is complete: the expressions
	// of the children still read the one there is.
	r := x.Draft()
	if p.Variable != "" {
		from, err := p.variable(x)
		if err != nil {
			return err
		}
		r.Status, r.Reason, r.Body = from.Status, from.Reason, from.Body
		for _, f := range from.Header.Fields() {
			r.Header.Add(f.Name, f.Value)
		}
	}
	if p.Status != nil {
		if err := p.Status.apply(x, r); err != nil {
			return err
		}
	}
	for i := range p.Headers {
		if err := p.Headers[i].apply(x, &r.Header); err != nil {
			return err
		}
	}
	if p.Body != nil {
		if err := p.Body.apply(x, r); err != nil {
			return err
		}
	}
	x.Respond(r)
	return runtime.Stop
}

func (p *returnResponse) variable(x *runtime.Exchange) (*runtime.Response, error) {
	value, _ := x.Variables.Get(p.Variable)
	r, ok := value.(*runtime.Response)
	if !ok {
		return nil, &runtime.Error{Message: fmt.Sprintf("The variable %q holds no response.", p.Variable)}
	}
	return r, nil
}
