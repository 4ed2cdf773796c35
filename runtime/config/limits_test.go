package config

import (
	"testing"
	"time"

	"sallyport/eval/clr"
	"sallyport/eval/source"
	"sallyport/runtime"
	"sallyport/runtime/config/yaml"
	"sallyport/runtime/gateway"
)

func TestLimitsApply(t *testing.T) {
	var in File
	file := source.NewFile("sallyport.yaml", `limits:
  line: 1000
  head: 1001
  fields: 1002
  body: 1003
  streams: 1004
  handshake-time: 11s
  idle: 12s
  head-time: 13s
  body-time: 14s
  write-time: 15s
  drain-time: 16s
  buffered-body: 2000
  expression-time: 2s
  regex-time: 30ms
  expression-steps: 4000
  expression-bytes: 5000
  expression-depth: 60
  expression-result: 7000
`)
	if ds := yaml.Decode(file, &in); ds.HasErrors() {
		t.Fatal(ds)
	}
	services := &runtime.Services{Limits: runtime.DefaultLimits}
	o := gateway.Options{Services: services}
	in.Limits.Apply(&o)
	want := clr.Limits{Steps: 4000, Bytes: 5000, Time: 2 * time.Second, Depth: 60, RegexTime: 30 * time.Millisecond, Result: 7000}
	if services.Limits.Expression != want || services.Limits.Body != 2000 {
		t.Errorf("limits %+v of services", services.Limits)
	}
	if want := (gateway.Limits{Line: 1000, Head: 1001, Fields: 1002, Body: 1003, Streams: 1004}); o.Limits != want {
		t.Errorf("limits %+v of the gateway, want %+v", o.Limits, want)
	}
	const s = time.Second
	if want := (gateway.Timeouts{Handshake: 11 * s, Idle: 12 * s, Head: 13 * s, Body: 14 * s, Write: 15 * s, Drain: 16 * s}); o.Timeouts != want {
		t.Errorf("time-outs %+v of the gateway, want %+v", o.Timeouts, want)
	}
	(&Limits{}).Apply(&o)
	if services.Limits.Expression != want {
		t.Errorf("absent limits made %+v of them", services.Limits.Expression)
	}
}
