package clr

// JRawType is Newtonsoft.Json.Linq.JRaw: a *JValue of kind JRaw.
var JRawType = Declare(Decl{Name: "Newtonsoft.Json.Linq.JRaw", Base: "JValue", Doc: "A text that is written into JSON as it is."})

func init() {
	JRawType.Define(
		Row("new(JRaw other)", "Copies one.", F1(func(v *JValue) *JValue { return &JValue{kind: JRaw, value: v.value} }), `new JRaw(new JRaw("1")).ToString() // "1"`),
		Row("new(object rawJson)", "Makes one of a text, which is not read.", F1(func(v any) *JValue { return &JValue{kind: JRaw, value: v} }), `new JArray(new JRaw("{a:1}")).ToString(Formatting.None) // "[{a:1}]"`),
	)
}
