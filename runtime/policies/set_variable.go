package policies

import (
	"context"
	"slices"

	"sallyport/eval/clr"
	"sallyport/runtime"
)

func init() {
	register(runtime.Kind{
		Name:     "set-variable",
		Sections: runtime.AnySection,
		Doc:      "Keeps a value for the policies that follow, until the request ends. A literal is a string, an expression keeps its type.",
		New:      func() runtime.Policy { return new(setVariable) },
	})
}

type setVariable struct {
	Name  string             `attr:"name,required" doc:"The variable's name. Case counts."`
	Value runtime.Value[any] `attr:"value,required" doc:"The value."`
}

// keptTypes are the types that the policy's page allows a variable to have, by
// full name, with those that other pages put into variables.
var keptTypes = []string{
	"Newtonsoft.Json.Linq.JArray", "Newtonsoft.Json.Linq.JConstructor", "Newtonsoft.Json.Linq.JContainer",
	"Newtonsoft.Json.Linq.JObject", "Newtonsoft.Json.Linq.JProperty", "Newtonsoft.Json.Linq.JRaw",
	"Newtonsoft.Json.Linq.JToken", "Newtonsoft.Json.Linq.JValue", "System.Boolean", "System.Byte", "System.Byte[]",
	"System.Char", "System.DateTime", "System.Decimal", "System.Double", "System.Guid", "System.Int16",
	"System.Int32", "System.Int64", "System.Object", "System.SByte", "System.SByte[]", "System.Single",
	"System.String", "System.TimeSpan", "System.UInt16", "System.UInt32", "System.UInt64",
	"Microsoft.WindowsAzure.ApiManagement.Proxy.Gateway.Jwt",
}

func (p *setVariable) Validate(c *runtime.Checker) {
	t := p.Value.Type()
	if t == nil || t == clr.VoidType {
		return
	}
	if !slices.Contains(keptTypes, t.NonNull().FullName()) {
		c.Warnf("value", "API Management does not let a variable be a %s", t)
	}
}

func (p *setVariable) Execute(_ context.Context, x *runtime.Exchange) error {
	value, err := p.Value.Get(x)
	if err != nil {
		return err
	}
	x.Variables.Set(p.Name, value)
	if x.Tracing() {
		x.Note("%s = %s", p.Name, clr.Text(value))
	}
	return nil
}
