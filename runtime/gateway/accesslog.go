package gateway

import (
	"cmp"
	"context"
	"errors"
	"log/slog"
	"strconv"
	"time"

	"sallyport/eval"
	"sallyport/eval/source"
	"sallyport/runtime"
	"sallyport/runtime/gateway/http1"
)

// A record is what the log says of one request. It has no query, no header and
// no message made of what a client sent: they may be secret. Only where an
// expression threw are there values, without what is known to be secret.
type record struct {
	c       *connection
	start   time.Time
	request string // its ID
	method  string
	path    string
	failure string // what went wrong in the gateway itself

	attrs, problem []slog.Attr // memory for the log
}

func (r *record) begin(c *connection, req *http1.Request, id string) {
	r.c, r.request, r.method = c, id, req.Method
	r.start = c.g.services.Now()
	r.path, _ = splitTarget(req.Origin())
}

func (r *record) reset() {
	clear(r.attrs)
	clear(r.problem)
	*r = record{attrs: r.attrs[:0], problem: r.problem[:0]}
}

// answered logs a request that was answered with n bytes of content; err says
// why the answer is not complete.
func (g *Gateway) answered(ctx context.Context, v *visit, n int64, err error) {
	if g.log == nil {
		return
	}
	level := slog.LevelInfo
	if v.resp.Status >= 500 || v.record.failure != "" {
		level = slog.LevelWarn
	}
	if !g.log.Enabled(ctx, level) {
		return
	}
	r := &v.record
	r.describe(v, n)
	r.explain(v.x, err)
	if len(r.problem) > 0 {
		r.attrs = append(r.attrs, slog.Attr{Key: "error", Value: slog.GroupValue(r.problem...)})
	}
	// A group without a name stands for its attributes, and needs no memory.
	g.log.LogAttrs(ctx, level, "request", slog.Attr{Value: slog.GroupValue(r.attrs...)})
}

// describe notes what was asked and answered.
func (r *record) describe(v *visit, n int64) {
	r.attrs = append(r.attrs[:0],
		slog.String("method", r.method),
		slog.String("path", r.path),
		slog.Int("status", v.resp.Status),
		slog.String("reason", v.resp.Reason),
	)
	x := v.x
	if x.API != nil {
		r.attrs = append(r.attrs, slog.String("api", x.API.ID))
	}
	if x.Operation != nil {
		r.attrs = append(r.attrs, slog.String("operation", x.Operation.ID))
	}
	if x.Product != nil {
		r.attrs = append(r.attrs, slog.String("product", x.Product.ID))
	}
	if x.Subscription != nil {
		r.attrs = append(r.attrs, slog.String("subscription", x.Subscription.ID))
	}
	r.attrs = append(r.attrs,
		slog.Int64("bytes", n),
		slog.Duration("duration", r.c.g.services.Now().Sub(r.start)),
		slog.String("ip", r.c.ip),
	)
	if r.c.thumbprint != "" {
		r.attrs = append(r.attrs, slog.String("certificate", r.c.thumbprint))
	}
	r.attrs = append(r.attrs, slog.String("request", r.request))
}

// explain notes what went wrong: in the policies, in the gateway, or on the way
// to the client.
func (r *record) explain(x *runtime.Exchange, err error) {
	r.problem = r.problem[:0]
	if e := x.LastError; e != nil {
		r.problem = append(r.problem, slog.String("source", e.Source), slog.String("reason", e.Reason))
		if d, ok := x.Explain(e); ok {
			at := d.Position()
			r.problem = append(r.problem, slog.String("at", d.File.Name+":"+strconv.Itoa(at.Line)+":"+strconv.Itoa(at.Column)))
			var fault *eval.Error
			if errors.As(e.Cause, &fault) {
				r.problem = append(r.problem, slog.String("exception", string(d.Code)), slog.String("explained", d.Format(source.Style{})))
			}
		}
		var call *http1.CallError
		if errors.As(e.Cause, &call) { // says addresses and what the system said of them
			r.problem = append(r.problem, slog.String("cause", call.Error()))
		}
	}
	if r.failure != "" {
		r.problem = append(r.problem, slog.String("failure", r.failure))
	}
	if err != nil {
		r.problem = append(r.problem, slog.String("response", err.Error()))
	}
}

// refused logs what came on a connection and was no request.
func (g *Gateway) refused(c *connection, refusal *http1.Error) {
	if g.log == nil {
		return
	}
	g.log.LogAttrs(context.Background(), slog.LevelInfo, "refused", slog.Int("status", refusal.Status),
		slog.String("cause", refusal.Message), slog.String("ip", c.ip),
		slog.String("certificate", cmp.Or(c.thumbprint, "none")))
}
