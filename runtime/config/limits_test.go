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
	if services.Limits.Expression != want || services.Limits.Body != 2000 || o.Limits.Line != 1000 {
		t.Errorf("limits %+v of services, %+v of the gateway", services.Limits, o.Limits)
	}
	(&Limits{}).Apply(&o)
	if services.Limits.Expression != want {
		t.Errorf("absent limits made %+v of them", services.Limits.Expression)
	}
}
