package policies

import (
	"context"
	"fmt"
	"time"

	"sallyport/runtime"
)

func init() {
	register(runtime.Kind{
		Name:     "send-request",
		Sections: runtime.AnySection,
		Doc: "Sends a request of its own and puts the response into a variable. A status of 400 or more is no failure, unless it is asked " +
			"to be; redirects are not followed.",
		New: func() runtime.Policy { return new(sendRequest) },
	})
}

// sendRequest has the attributes of the policy's page and those that only its
// schema has. The page's timeout covers the body too when it is buffered.
type sendRequest struct {
	Variable runtime.Value[string] `attr:"response-variable-name,required" doc:"The variable that the response is put into."`
	outgoing
	TimeoutMs      runtime.Value[int] `attr:"timeout-ms" min:"0" doc:"The time-out in milliseconds, in place of timeout."`
	IgnoreError    bool               `attr:"ignore-error" default:"false" doc:"Whether to go on when there is no response: the variable is null then."`
	BufferResponse bool               `attr:"buffer-response" default:"true" doc:"Whether to hold the response's body, within the time-out; false streams it to whom reads it."`
	FailOnError    bool               `attr:"fail-on-error-status-code" default:"false" doc:"Whether a status of 400 or more is a failure."`
}

func (p *sendRequest) Execute(ctx context.Context, x *runtime.Exchange) error {
	variable, err := p.Variable.Get(x)
	if err != nil {
		return err
	}
	o, err := p.request(ctx, x)
	if err != nil {
		return err
	}
	if p.TimeoutMs.Given() {
		n, err := p.TimeoutMs.Get(x)
		if err != nil {
			return err
		}
		o.Timeout = time.Duration(n) * time.Millisecond
	}
	response, err := p.send(ctx, x, o)
	switch {
	case err == nil:
		x.Variables.Set(variable, response)
	case !p.IgnoreError || ctx.Err() != nil:
		return err
	default:
		x.Note("ignored: %v", err)
		x.Variables.Set(variable, nil)
	}
	return nil
}

func (p *sendRequest) send(ctx context.Context, x *runtime.Exchange, o *runtime.Outgoing) (*runtime.Response, error) {
	if x.Tracing() {
		x.Note("%s %s, at most %v", o.Method, o.URL, o.Timeout)
	}
	response, err := x.Call(ctx, o, p.BufferResponse)
	if err != nil {
		return nil, err
	}
	if x.Tracing() {
		x.Note("%d %s", response.Status, response.Phrase())
	}
	if status := response.Status; p.FailOnError && status >= 400 {
		return nil, &runtime.Error{Message: fmt.Sprintf("%s answered %d %s.", o.URL.Authority(), status, response.Phrase())}
	}
	return response, nil
}
