package policies

import (
	"context"
	"fmt"
	"time"

	"sallyport/runtime"
)

func init() {
	register(runtime.Kind{
		Name:     "forward-request",
		Sections: runtime.Backend,
		Doc:      "Sends the request to the backend and takes its response.",
		New:      func() runtime.Policy { return new(forwardRequest) },
	})
}

type forwardRequest struct {
	Timeout         runtime.Value[int]  `attr:"timeout" min:"0" default:"300" doc:"Seconds until the fields of the response are there."`
	TimeoutMs       runtime.Value[int]  `attr:"timeout-ms" min:"0" doc:"The same in milliseconds, instead of timeout."`
	ContinueTimeout runtime.Value[int]  `attr:"continue-timeout" min:"0" doc:"Seconds to wait for 100 Continue."`
	HTTPVersion     string              `attr:"http-version" enum:"1,2,2or1" default:"1" doc:"The version of HTTP to the backend; 2or1 prefers 2."`
	FollowRedirects runtime.Value[bool] `attr:"follow-redirects" default:"false" doc:"Whether the gateway follows redirects itself."`
	BufferRequest   bool                `attr:"buffer-request-body" default:"false" doc:"Whether to hold the request's body, so that retry can send it again."`
	BufferResponse  bool                `attr:"buffer-response" default:"true" doc:"Whether to gather the response's body in pieces of 8 KB; false relays each piece at once, as event streams need."`
	FailOnError     bool                `attr:"fail-on-error-status-code" default:"false" doc:"Whether a status of 400 or more goes to on-error."`
}

func (p *forwardRequest) Validate(c *runtime.Checker) {
	if p.Timeout.Given() && p.TimeoutMs.Given() {
		c.Errorf("timeout-ms", "timeout and timeout-ms exclude each other")
	}
}

func (p *forwardRequest) Execute(ctx context.Context, x *runtime.Exchange) error {
	timeout, err := p.timeout(x)
	if err != nil {
		return err
	}
	wait, err := p.ContinueTimeout.Get(x)
	if err != nil {
		return err
	}
	follow, err := p.FollowRedirects.Get(x)
	if err != nil {
		return err
	}
	o := x.Outgoing()
	o.Timeout, o.ContinueTimeout = timeout, time.Duration(wait)*time.Second
	o.HTTPVersion, o.FollowRedirects = p.HTTPVersion, follow
	o.BufferBody, o.Unbuffered = p.BufferRequest, !p.BufferResponse
	if x.Tracing() {
		x.Note("%s %s, at most %v", o.Method, o.URL, timeout)
	}
	if err := x.Forward(ctx, o); err != nil {
		return err
	}
	if x.Tracing() {
		x.Note("%d %s", x.Response.Status, x.Response.Phrase())
	}
	if status := x.Response.Status; p.FailOnError && status >= 400 {
		return &runtime.Error{Message: fmt.Sprintf("The backend answered %d %s.", status, x.Response.Phrase()), Status: status, Keep: true}
	}
	return nil
}

func (p *forwardRequest) timeout(x *runtime.Exchange) (time.Duration, error) {
	if p.TimeoutMs.Given() {
		n, err := p.TimeoutMs.Get(x)
		return time.Duration(n) * time.Millisecond, err
	}
	n, err := p.Timeout.Get(x)
	return time.Duration(n) * time.Second, err
}
