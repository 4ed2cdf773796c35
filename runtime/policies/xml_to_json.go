package policies

import (
	"context"
	"strings"

	"sallyport/eval/clr"
	"sallyport/runtime"
)

func init() {
	register(runtime.Kind{
		Name:     "xml-to-json",
		Sections: runtime.Inbound | runtime.Outbound | runtime.OnError,
		Doc: "Makes JSON of an XML body: an element becomes a property, repeated ones an array, and one with text alone a text. " +
			"In a name with a prefix $ stands for the colon. Of kind direct an attribute is a property @name, text beside attributes or " +
			"elements is #text, and an XML declaration gives a property version. Of kind javascript-friendly attributes have their names alone, " +
			"such text is $text, and declarations of namespaces are left out: our reading, since its shape is published nowhere. " +
			"A body that is no XML is a failure.",
		New: func() runtime.Policy { return new(xmlToJSON) },
	})
}

type xmlToJSON struct {
	Kind   runtime.Value[string] `attr:"kind,required" enum:"direct,javascript-friendly" doc:"What attributes, namespaces and mixed text become."`
	Apply  runtime.Value[string] `attr:"apply,required" enum:"always,content-type-xml" doc:"Whether to convert every body, or only one whose Content-Type is XML."`
	Accept runtime.Value[bool]   `attr:"consider-accept-header" default:"true" doc:"Whether to convert only when the request's Accept names JSON."`
	Arrays runtime.Value[bool]   `attr:"always-array-child-elements" default:"false" doc:"Whether every child element becomes an array; otherwise only repeated ones do."`
	Space  runtime.Value[bool]   `attr:"preserve-whitespace-nodes" default:"false" doc:"Whether white space between elements is text. Undocumented."`
	Trim   runtime.Value[bool]   `attr:"trim-values" default:"false" doc:"Whether space around texts is left out. Undocumented."`
	Empty  runtime.Value[string] `attr:"empty-values" enum:"preserve,as-null" default:"preserve" doc:"Whether an empty element is an empty text or null. Undocumented."`
}

func (p *xmlToJSON) Execute(_ context.Context, x *runtime.Exchange) error {
	c := &jsonOfXML{env: x.Env()}
	var kind, apply, empty string
	var accept, space bool
	err := x.Eval(p.Kind.Into(&kind), p.Apply.Into(&apply), p.Accept.Into(&accept), p.Arrays.Into(&c.arrays),
		p.Space.Into(&space), p.Trim.Into(&c.trim), p.Empty.Into(&empty))
	if err != nil {
		return err
	}
	c.friendly, c.nulls = kind == "javascript-friendly", empty == "as-null"
	return convertContent(x, apply == "always", accept, "xml", "json", func(text string) string {
		parse := clr.ParseDocument
		if space {
			parse = clr.ParseDocumentSpace
		}
		whole := clr.TokenOfXML(c.env, parse(c.env, text)).(*clr.JObject)
		return clr.WriteToken(c.env, c.object(whole, true), false)
	})
}

// jsonOfXML turns what Json.NET makes of XML into what API Management does.
type jsonOfXML struct {
	env      *clr.Env
	friendly bool
	arrays   bool // each child element is an array
	trim     bool
	nulls    bool // an empty element is null
}

// object is an element with attributes or elements, or the whole document.
func (c *jsonOfXML) object(in *clr.JObject, document bool) *clr.JObject {
	out := clr.NewJObject()
	texts := ""
	hasText := false
	for name, value := range in.Pairs() {
		c.env.Step(1)
		switch name := name.(string); {
		case name == "?xml":
			if declaration, ok := value.(*clr.JObject); ok && !c.friendly {
				out.Set(c.env, "version", declaration.Value("@version"))
			}
		case strings.HasPrefix(name, "?"), strings.HasPrefix(name, "!"), name == "#comment":
		case strings.HasPrefix(name, "#"):
			texts, hasText = texts+c.texts(value), true
		case strings.HasPrefix(name, "@"):
			c.attribute(out, name, value)
		default:
			c.add(out, strings.Replace(name, ":", "$", 1), c.child(value.(clr.Token), document))
		}
	}
	if hasText {
		c.add(out, map[bool]string{false: "#text", true: "$text"}[c.friendly], c.text(texts))
	}
	return out
}

func (c *jsonOfXML) attribute(out *clr.JObject, name string, value any) {
	declares := name == "@xmlns" || strings.HasPrefix(name, "@xmlns:")
	if c.friendly {
		if declares {
			return
		}
		name = name[1:]
	}
	c.add(out, strings.Replace(name, ":", "$", 1), c.text(c.texts(value)))
}

// add adds a member. Where an attribute and an element have one name, both are in
// an array.
func (c *jsonOfXML) add(out *clr.JObject, name string, value any) {
	switch there := out.Value(name).(type) {
	case nil:
		out.Put(c.env, name, value)
	case *clr.JArray:
		there.Add(c.env, value)
	default:
		both := clr.NewJArray()
		both.Add(c.env, there) // copied, as it has a parent
		both.Add(c.env, value)
		out.Put(c.env, name, both)
	}
}

// child is an element, or the elements of one name.
func (c *jsonOfXML) child(t clr.Token, root bool) any {
	list, repeated := t.(*clr.JArray)
	if !repeated {
		value := c.element(t)
		if root || !c.arrays {
			return value
		}
		a := clr.NewJArray()
		a.Add(c.env, value)
		return a
	}
	a := clr.NewJArray()
	for i := range list.Count() {
		a.Add(c.env, c.element(list.At(i).(clr.Token)))
	}
	return a
}

// element is one element: a text when it has nothing else.
func (c *jsonOfXML) element(t clr.Token) any {
	o, ok := t.(*clr.JObject)
	if !ok {
		return c.text(c.texts(t))
	}
	for name := range o.Pairs() {
		if !strings.HasPrefix(name.(string), "#") {
			return c.object(o, false)
		}
	}
	var b strings.Builder
	for name, value := range o.Pairs() {
		if name != "#comment" {
			b.WriteString(c.texts(value))
		}
	}
	return c.text(b.String())
}

// texts are the texts of a value, one behind the other.
func (c *jsonOfXML) texts(value any) string {
	switch v := value.(type) {
	case *clr.JValue:
		if v.Kind() == clr.JComment {
			return ""
		}
		return v.ToString()
	case *clr.JArray:
		var b strings.Builder
		for i := range v.Count() {
			b.WriteString(c.texts(v.At(i)))
		}
		return b.String()
	}
	return ""
}

// text is a text as a value of JSON.
func (c *jsonOfXML) text(s string) any {
	if c.trim {
		s = strings.TrimSpace(s)
	}
	if s == "" && c.nulls {
		return nil
	}
	return clr.NewJText(s)
}
