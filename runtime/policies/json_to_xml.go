package policies

import (
	"context"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"sallyport/eval/clr"
	"sallyport/runtime"
)

func init() {
	register(runtime.Kind{
		Name:     "json-to-xml",
		Sections: runtime.Inbound | runtime.Outbound | runtime.OnError,
		Doc: "Makes XML of a JSON body: a property becomes an element, an array one for each item. A document that is no object of one " +
			"property gets the root <Document>. A character that no name may have is written _xHHHH_. " +
			"A body that is no JSON is a failure. What is said of the last seven attributes is our choice: API Management has them without saying what they do.",
		New: func() runtime.Policy { return new(jsonToXML) },
	})
}

type jsonToXML struct {
	Apply       runtime.Value[string] `attr:"apply,required" enum:"always,content-type-json" doc:"Whether to convert every body, or only one whose Content-Type is JSON."`
	Accept      runtime.Value[bool]   `attr:"consider-accept-header" default:"true" doc:"Whether to convert only when the request's Accept names XML."`
	Dates       bool                  `attr:"parse-date" default:"true" doc:"Whether texts that look like dates are written as XML writes dates; otherwise they stay as they are."`
	Separator   runtime.Value[string] `attr:"namespace-separator" default:"_" doc:"What stands in a property's name between a declared prefix and the local name."`
	Prefix      runtime.Value[string] `attr:"namespace-prefix" doc:"Properties of this name, or of this name, the separator and a prefix, declare namespaces."`
	Attributes  runtime.Value[string] `attr:"attribute-block-name" doc:"The property whose members become attributes of the element."`
	AttrPrefix  string                `attr:"attribute-prefix" doc:"Properties whose names begin with this become attributes."`
	Namespaces  string                `attr:"namespace-block-name" doc:"The property whose members declare namespaces, by prefix."`
	Replacement string                `attr:"invalid-character-replacement" doc:"What is written for a character that no name may have."`
	Nulls       bool                  `attr:"null-values" default:"true" doc:"Whether null becomes an empty element; otherwise there is none."`
	Trim        bool                  `attr:"trim-values" default:"false" doc:"Whether space around texts is left out."`
	Empty       string                `attr:"empty-values" enum:"preserve,as-null" default:"preserve" doc:"Whether an empty text is taken for null."`
}

// documentRoot is the root of what has none of its own. It is what users report;
// API Management does not say.
const documentRoot = "Document"

// arrayItem is what the items are called of a document that is an array.
const arrayItem = "Item"

func (p *jsonToXML) Execute(_ context.Context, x *runtime.Exchange) error {
	w := &xmlWriter{p: p, env: x.Env(), limit: x.BodyLimit()}
	var apply string
	var accept bool
	err := x.Eval(p.Apply.Into(&apply), p.Accept.Into(&accept), p.Separator.Into(&w.separator), p.Prefix.Into(&w.prefix), p.Attributes.Into(&w.attributes))
	if err != nil {
		return err
	}
	return convertContent(x, apply == "always", accept, "json", "xml", func(text string) string {
		parse := clr.ParseTokenText
		if p.Dates {
			parse = clr.ParseToken
		}
		w.document(parse(w.env, text))
		return w.String()
	})
}

// An xmlWriter writes the elements of a JSON document. It throws.
type xmlWriter struct {
	strings.Builder
	p     *jsonToXML
	env   *clr.Env
	limit int64

	separator, prefix, attributes string

	declared []string // the prefixes in scope
	open     bool     // the last start tag has no > yet
}

func (w *xmlWriter) document(t clr.Token) {
	if o, ok := t.(*clr.JObject); ok && o.Count() == 1 {
		for name, value := range o.Pairs() {
			_, isArray := value.(*clr.JArray)
			if text := name.(string); !isArray && !w.isPart(text) {
				w.element(text, value.(clr.Token), true)
				return
			}
		}
	}
	w.element(documentRoot, t, true)
}

// isPart reports whether a property says something of the element that it is in
// and is none itself.
func (w *xmlWriter) isPart(name string) bool {
	_, declares := w.declares(name)
	return declares || name != "" && (name == w.attributes || name == w.p.Namespaces) || w.p.AttrPrefix != "" && strings.HasPrefix(name, w.p.AttrPrefix)
}

// declares is the prefix that a property of a name declares.
func (w *xmlWriter) declares(name string) (prefix string, ok bool) {
	rest, ok := strings.CutPrefix(name, w.prefix)
	if w.prefix == "" || !ok {
		return "", false
	}
	if rest == "" {
		return "", true
	}
	return strings.CutPrefix(rest, w.separator)
}

// element writes what a property stands for. root says that there must be an
// element, whatever the value is.
func (w *xmlWriter) element(name string, t clr.Token, root bool) {
	w.env.Step(1)
	if int64(w.Len()) > w.limit {
		clr.Throw(clr.InvalidOperation("The result would be larger than the limit for buffered bodies."))
	}
	switch t := t.(type) {
	case *clr.JObject:
		scope := len(w.declared)
		w.declare(t)
		tag := w.start(name)
		w.startTag(t)
		for name, value := range t.Pairs() {
			if !w.isPart(name.(string)) {
				w.element(name.(string), value.(clr.Token), false)
			}
		}
		w.end(tag)
		w.declared = w.declared[:scope]
	case *clr.JArray:
		if root {
			defer w.end(w.start(name))
			name = arrayItem
		}
		for i := range t.Count() {
			w.element(name, t.At(i).(clr.Token), false)
		}
	default:
		text, null := w.value(t)
		if null && !w.p.Nulls && !root {
			return
		}
		tag := w.start(name)
		w.text(text)
		w.end(tag)
	}
}

// start begins an element; its start tag stays open for attributes until there is
// content.
func (w *xmlWriter) start(name string) (tag string) {
	w.close()
	tag = w.name(name)
	w.WriteString("<" + tag)
	w.open = true
	return tag
}

// close ends a start tag that is open.
func (w *xmlWriter) close() {
	if w.open {
		w.WriteByte('>')
	}
	w.open = false
}

// end ends an element, as an empty one if there is nothing in it.
func (w *xmlWriter) end(tag string) {
	if w.open {
		w.WriteString(" />")
		w.open = false
		return
	}
	w.WriteString("</" + tag + ">")
}

// text writes a text as content.
func (w *xmlWriter) text(text string) {
	if text != "" {
		w.close()
		w.escape(text)
	}
}

// declare brings the prefixes into scope that an object declares.
func (w *xmlWriter) declare(o *clr.JObject) {
	for name := range w.namespaces(o) {
		w.declared = append(w.declared, name)
	}
}

// namespaces are the prefixes and namespaces that an object declares.
func (w *xmlWriter) namespaces(o *clr.JObject) func(yield func(prefix, namespace string) bool) {
	return func(yield func(string, string) bool) {
		for name, value := range o.Pairs() {
			text, _ := w.value(value.(clr.Token))
			if prefix, ok := w.declares(name.(string)); ok && !yield(prefix, text) {
				return
			}
			block, ok := value.(*clr.JObject)
			if !ok || name == "" || name != w.p.Namespaces {
				continue
			}
			for prefix, value := range block.Pairs() {
				text, _ := w.value(value.(clr.Token))
				if !yield(strings.TrimPrefix(prefix.(string), "xmlns"), text) {
					return
				}
			}
		}
	}
}

// startTag writes the declarations and attributes of an object.
func (w *xmlWriter) startTag(o *clr.JObject) {
	written := map[string]bool{}
	attribute := func(name, text string) {
		if written[name] {
			clr.Throw(clr.InvalidOperation("Two attributes of an element are called " + name + "."))
		}
		written[name] = true
		w.WriteString(" " + name + `="`)
		w.escape(text)
		w.WriteByte('"')
	}
	for prefix, namespace := range w.namespaces(o) {
		name := "xmlns"
		if prefix != "" {
			name += ":" + w.local(prefix)
		}
		attribute(name, namespace)
	}
	for name, value := range o.Pairs() {
		name := name.(string)
		if block, ok := value.(*clr.JObject); ok && name != "" && name == w.attributes {
			for name, value := range block.Pairs() {
				if text, null := w.value(value.(clr.Token)); !null {
					attribute(w.name(name.(string)), text)
				}
			}
			continue
		}
		rest, ok := strings.CutPrefix(name, w.p.AttrPrefix)
		if w.p.AttrPrefix == "" || !ok {
			continue
		}
		if text, null := w.value(value.(clr.Token)); !null {
			attribute(w.name(rest), text)
		}
	}
}

// value is a value as XML text.
func (w *xmlWriter) value(t clr.Token) (text string, null bool) {
	v, ok := t.(*clr.JValue)
	if !ok {
		return clr.WriteToken(w.env, t, false), false
	}
	if v.Value() == nil {
		return "", true
	}
	text, isText := v.Value().(string)
	if !isText {
		text = strings.Trim(clr.WriteToken(w.env, v, false), `"`)
	}
	if w.p.Trim {
		text = strings.TrimSpace(text)
	}
	return text, text == "" && w.p.Empty == "as-null"
}

// name is a property's name as a qualified name: before the separator stands a
// prefix if one of that name is in scope.
func (w *xmlWriter) name(property string) string {
	if prefix, local, ok := strings.Cut(property, w.separator); ok && w.separator != "" && local != "" {
		for _, d := range w.declared {
			if d == prefix && prefix != "" {
				return w.local(prefix) + ":" + w.local(local)
			}
		}
	}
	return w.local(property)
}

// local is a text as a name without a colon.
func (w *xmlWriter) local(s string) string {
	if s == "" {
		clr.Throw(clr.InvalidOperation("A property without a name cannot become an element."))
	}
	var b strings.Builder
	for i, r := range s {
		switch {
		case r == '_' || unicode.IsLetter(r):
			b.WriteRune(r)
		case i > 0 && (r == '-' || r == '.' || r == '\u00b7' || unicode.IsDigit(r) || unicode.IsMark(r)):
			b.WriteRune(r)
		case w.p.Replacement != "":
			b.WriteString(w.p.Replacement)
		default:
			fmt.Fprintf(&b, "_x%04X_", r)
		}
	}
	return b.String()
}

// escape writes a text. It throws on a character that no XML may hold.
func (w *xmlWriter) escape(text string) {
	for i, r := range text {
		if r < ' ' && r != '\t' && r != '\n' && r != '\r' || r == '\ufffe' || r == '\uffff' || r == utf8.RuneError && !strings.HasPrefix(text[i:], "\ufffd") {
			clr.Throw(clr.InvalidOperation("The JSON holds a character that XML cannot."))
		}
	}
	xmlEscapes.WriteString(w, text)
}
