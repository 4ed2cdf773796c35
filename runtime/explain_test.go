package runtime

import (
	"context"
	"strings"
	"testing"

	"sallyport/eval/source"
	"sallyport/policy"
)

// fails runs <say> with an expression that throws on a request with secrets,
// twice, and explains the second failure.
func fails(t *testing.T, expression string, traced bool) (explained string, x *Exchange) {
	t.Helper()
	text := "<policies>\n<inbound>\n<say word=\"" + expression + "\"/>\n</inbound></policies>"
	doc, ds := policy.Parse(source.NewFile("a.xml", text), policy.Options{
		NamedValues: func(name string) (string, bool, bool) { return "k-12345", true, name == "key" },
	})
	if ds.HasErrors() {
		t.Fatal(ds)
	}
	p, ds := Compile([]Source{{Scope: GlobalScope, Document: doc}}, testKinds, Options{Observe: traced})
	if ds.HasErrors() {
		t.Fatal(ds)
	}
	for range 2 {
		x = testExchange()
		x.Request.Method = "GET"
		x.Request.Header.Add("Authorization", "Basic YW5uOmh1bnRlcjI=") // ann:hunter2
		x.Deployment = &Deployment{Secrets: []string{"k-12345"}}
		x.Variables.Set("copy", "ann:hunter2")
		if traced {
			x.Trace = &Trace{}
		}
		p.Run(context.Background(), x)
	}
	d, ok := x.Explain(x.LastError)
	if !ok {
		t.Fatalf("no explanation of %v", x.LastError)
	}
	return d.Format(source.Style{}), x
}

func TestExplain(t *testing.T) {
	const failed = "error: say: Expression evaluation failed. "
	for _, test := range []struct{ name, expression, want string }{
		{"the path to null", `@(context.Request.Certificate.Thumbprint)`,
			"a.xml:3:14: " + failed + "Object reference not set to an instance of an object. [System.NullReferenceException]\n" +
				"   3 | <say word=\"@(context.Request.Certificate.Thumbprint)\"/>\n" +
				"     |              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^\n" +
				"     = context.Request.Certificate is null\n"},
		{"the line in which it threw", "@{\n  var n = context.Request.Method.Length;\n  return context.Request.Method.Substring(n + 1);\n}",
			"a.xml:5:10: " + failed + "startIndex cannot be larger than length of string.; Parameter name: startIndex [System.ArgumentOutOfRangeException]\n" +
				"   5 |   return context.Request.Method.Substring(n + 1);\n" +
				"     |          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^\n" +
				"     = context.Request.Method is \"GET\"\n     = n + 1 is 4\n     = n is 3\n"},
		{"a secret named value, and pieces of it", `@("{{key}}".Substring(1).Substring(context.Request.Method.Length * 3))`,
			"a.xml:3:14: " + failed + "startIndex cannot be larger than length of string.; Parameter name: startIndex [System.ArgumentOutOfRangeException]\n" +
				"   3 | <say word=\"@(\"{{key}}\".Substring(1).Substring(context.Request.Method.Length * 3))\"/>\n" +
				"     |              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^\n" +
				"     = \"{{key}}\".Substring(1) is ***\n     = context.Request.Method.Length * 3 is ***\n     = context.Request.Method.Length is ***\n     = context.Request.Method is ***\n"},
		{"a password that Basic hides", `@(int.Parse((string)context.Variables["copy"]) + "")`,
			"a.xml:3:14: " + failed + "Input string was not in a correct format. [System.FormatException]\n" +
				"   3 | <say word=\"@(int.Parse((string)context.Variables[\"copy\"]) + \"\")\"/>\n" +
				"     |              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^\n" +
				"     = (string)context.Variables[\"copy\"] is \"***\"\n     = context.Variables[\"copy\"] is \"***\"\n"},
		{"a secret in the message", `@(context.Request.Method == "GET" ? throw new Exception("no " + context.Variables["copy"]) : "")`,
			"a.xml:3:48: " + failed + "no *** [System.Exception]\n" +
				"   3 | <say word=\"@(context.Request.Method == \"GET\" ? throw new Exception(\"no \" + context.Variables[\"copy\"]) : \"\")\"/>\n" +
				"     |                                                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^\n" +
				"     = context.Request.Method == \"GET\" is True\n     = context.Request.Method is \"GET\"\n" +
				"     = new Exception(\"no \" + context.Variables[\"copy\"]) is System.Exception: no ***\n" +
				"     = \"no \" + context.Variables[\"copy\"] is \"no ***\"\n     = context.Variables[\"copy\"] is \"***\"\n"},
	} {
		for _, traced := range []bool{false, true} {
			got, x := fails(t, test.expression, traced)
			if got != test.want {
				t.Errorf("%s, traced %v: got\n%s\nwant\n%s", test.name, traced, got, test.want)
			}
			for _, secret := range []string{"hunter2", "k-12345", "-12345"} {
				if strings.Contains(got, secret) {
					t.Errorf("%s, traced %v: a secret is in\n%s", test.name, traced, got)
				}
			}
			if traced {
				list, _ := x.Trace.Entries[0].Data["expressions"].([]Evaluation)
				fault := list[0].Fault
				if fault == nil || !strings.HasPrefix(got, strings.SplitN(fault.Explained, " error: ", 2)[0]) || strings.Contains(fault.Explained, "hunter2") {
					t.Errorf("%s: the trace has %+v", test.name, fault)
				}
			}
		}
	}
}

func TestExplainWhatNoExpressionThrew(t *testing.T) {
	x := testExchange()
	p, _ := chain(t, map[Scopes]string{GlobalScope: `<inbound><fail/></inbound>`})
	p.Run(context.Background(), x)
	if d, ok := x.Explain(x.LastError); !ok || d.Error() != "global.xml:1:20: error: fail: it failed [fail]" {
		t.Errorf("explained as %v", d.Error())
	}
	if _, ok := x.Explain(&Error{Source: "authorization", Message: "no key"}); ok {
		t.Error("a step of the gateway has a place in a file")
	}
}
