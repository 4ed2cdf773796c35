package config

import (
	"math"

	"sallyport/runtime/gateway"
)

// Apply puts the limits that were given in the place of a gateway's own, those
// of its services included.
func (l *Limits) Apply(o *gateway.Options) {
	set(&o.Limits.Line, l.Line)
	set(&o.Limits.Head, l.Head)
	set(&o.Limits.Fields, l.Fields)
	set(&o.Limits.Body, int64(l.Body))
	set(&o.Limits.Streams, uint32(max(0, min(l.Streams, math.MaxInt32))))
	set(&o.Timeouts.Handshake, l.HandshakeTime)
	set(&o.Timeouts.Idle, l.Idle)
	set(&o.Timeouts.Head, l.HeadTime)
	set(&o.Timeouts.Body, l.BodyTime)
	set(&o.Timeouts.Write, l.WriteTime)
	set(&o.Timeouts.Drain, l.DrainTime)
	if s := o.Services; s != nil {
		set(&s.Limits.Body, int64(l.BufferedBody))
		set(&s.Limits.Expression.Time, l.ExpressionTime)
		set(&s.Limits.Expression.RegexTime, l.RegexTime)
		set(&s.Limits.Expression.Steps, int64(l.ExpressionSteps))
		set(&s.Limits.Expression.Bytes, int64(l.ExpressionBytes))
		set(&s.Limits.Expression.Depth, l.ExpressionDepth)
		set(&s.Limits.Expression.Result, int64(l.ExpressionResult))
	}
}

// set puts a value that was given in the place of another.
func set[T ~int | ~int64 | ~uint32](to *T, value T) {
	if value > 0 {
		*to = value
	}
}
