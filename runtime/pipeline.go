package runtime

import (
	"context"
	"errors"

	"sallyport/eval/source"
)

// A Pipeline is the effective policy of one operation: its sections with every
// scope in its place. It is immutable and shared by all requests.
type Pipeline struct {
	sections   [len(sectionNames)]Steps
	publishers Steps // those of inbound that may answer before any API
}

// Steps are policies that run one after another: a section, or what a policy
// such as choose holds.
type Steps []*step

// A step is one policy in its place.
type step struct {
	policy  Policy
	kind    *Kind
	section Sections
	scope   Scopes
	path    string // choose[3]/when[2]/set-header[1]
	id      string // the id attribute
	file    *source.File
	span    source.Span // of the element's start tag
}

// Run runs the steps in order until one ends the pipeline or fails. The error
// is nil, Stop or an *Error.
func (s Steps) Run(ctx context.Context, x *Exchange) error {
	for _, step := range s {
		if err := step.run(ctx, x); err != nil {
			return err
		}
	}
	return nil
}

// run runs one step. What is the same for every policy happens here.
func (s *step) run(ctx context.Context, x *Exchange) error {
	x.step = s
	if x.Trace != nil {
		return s.traced(ctx, x)
	}
	if err := s.policy.Execute(ctx, x); err != nil {
		return s.fail(ctx, err)
	}
	return nil
}

func (s *step) traced(ctx context.Context, x *Exchange) error {
	t := x.Trace
	outer := t.enter(s, x)
	err := s.policy.Execute(ctx, x)
	if err != nil {
		var e *Error
		first := !errors.As(err, &e) || e.File == nil
		switch err = s.fail(ctx, err); {
		case err == Stop && !t.stopped:
			t.stopped, t.current.End = true, Stopped
		case first && err != Stop:
			t.current.End = Failed
			x.Note("%s", err.(*Error).Message)
		}
	}
	t.leave(outer, x)
	return err
}

// fail completes an error by the place where it happened. The innermost step
// that fails is the one that counts.
func (s *step) fail(ctx context.Context, err error) error {
	if err == Stop {
		return Stop
	}
	var e *Error
	switch {
	case errors.As(err, &e):
		if e.File != nil {
			return e // an inner step has completed it
		}
		own := *e // the policy may have it from somewhere that others read
		e = &own
	case errors.Is(err, context.Canceled) && ctx.Err() != nil:
		e = &Error{Reason: ReasonClientConnection, Message: "The operation was canceled.", Cause: err}
	default:
		e = &Error{Message: err.Error(), Cause: err}
	}
	if e.Source == "" {
		e.Source = s.kind.Name
	}
	if e.Path != "" {
		e.Path = "/" + e.Path
	}
	e.Scope, e.Section, e.Path, e.PolicyID = s.scope.String(), s.section.String(), s.path+e.Path, s.id
	e.File, e.Span = s.file, s.span
	return e
}

// Run takes an exchange through inbound, backend and outbound, or on-error when
// something fails. Then x.Response is what the client gets.
func (p *Pipeline) Run(ctx context.Context, x *Exchange) {
	if x.Trace != nil {
		x.Trace.begin(x)
	}
	for i, section := range [...]Sections{Inbound, Backend, Outbound} {
		if section == Outbound {
			x.EnsureResponse()
		}
		x.section = section
		err := p.sections[i].Run(ctx, x)
		if err == nil && ctx.Err() != nil {
			err = &Error{Source: section.String(), Section: section.String(), Reason: ReasonClientConnection, Message: "The operation was canceled.", Cause: ctx.Err()}
		}
		if err == Stop {
			break
		}
		if err != nil {
			p.fail(ctx, x, err.(*Error))
			break
		}
	}
	x.finish(ctx)
}

// Fail runs on-error for an exchange that a step of the gateway refused before
// inbound. Then x.Response is what the client gets.
func (p *Pipeline) Fail(ctx context.Context, x *Exchange, e *Error) {
	if x.Trace != nil {
		x.Trace.begin(x)
	}
	p.fail(ctx, x, e)
	x.section = 0
}

func (p *Pipeline) fail(ctx context.Context, x *Exchange, e *Error) {
	x.fail(e)
	x.section = OnError
	err := p.sections[OnError.index()].Run(ctx, x)
	if err != nil && err != Stop {
		second := err.(*Error)
		second.Status, second.Text, second.Keep = 500, "", false
		x.fail(second)
	}
}

// fail makes e the last error and its response the pending one.
func (x *Exchange) fail(e *Error) {
	x.LastError = e
	if !e.Keep || x.Response == nil {
		e.response(x.NewResponse(), x.RequestID)
	}
}

// WithError runs f while e is the last error and its response the response, as
// they are in on-error, and then puts back what they were before.
func (x *Exchange) WithError(e *Error, f func() error) error {
	before, response := x.LastError, x.Response
	defer func() { x.LastError, x.Response = before, response }()
	x.LastError = e
	if !e.Keep || x.Response == nil {
		x.Response = &Response{x: x}
		e.response(x.Response, x.RequestID)
	}
	return f()
}
