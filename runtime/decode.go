package runtime

import (
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"sallyport/eval"
	"sallyport/eval/clr"
	"sallyport/eval/source"
	"sallyport/policy"
)

// A place is where an element stands, as far as its content must know.
type place struct {
	section Sections
	scope   Scopes
	path    string
	doc     *document
	barred  []string // the policies that what is around takes at no depth
}

func (p place) in(name string, n int) place {
	if p.path != "" {
		p.path += "/"
	}
	p.path += name + "[" + strconv.Itoa(n) + "]"
	return p
}

// decode reads an element into a struct, reports what is wrong with it and
// says whether nothing was.
func (c *Compiler) decode(e *policy.Element, into reflect.Value, s *Schema, at place) bool {
	before := c.errors
	c.attributes(e, into, s)
	c.content(e, into, s, at)
	if c.errors != before {
		return false
	}
	if v, ok := into.Addr().Interface().(Validator); ok && !unjudged(e, s.Policies == nil) {
		v.Validate(&Checker{Section: at.section, Scope: at.scope, Options: &c.options, Operation: at.doc.operation, element: e, compiler: c})
	}
	return c.errors == before
}

// unjudged reports whether a value of the element is not known, or one below it
// when what is below is the policy's own, so that rules across values cannot be
// judged.
func unjudged(e *policy.Element, deep bool) bool {
	if e.Value().Unresolved || slices.ContainsFunc(e.Attrs, func(a *policy.Attr) bool { return a.Value.Unresolved }) {
		return true
	}
	if deep {
		for child := range e.Elements() {
			if unjudged(child, true) {
				return true
			}
		}
	}
	return false
}

func (c *Compiler) attributes(e *policy.Element, into reflect.Value, s *Schema) {
	_, isPolicy := into.Addr().Interface().(Policy)
	for _, a := range e.Attrs {
		i := slices.IndexFunc(s.Attributes, func(b Attribute) bool { return b.Name == a.Name })
		switch {
		case i >= 0:
			b := &s.Attributes[i]
			c.value(e, a.Value, into.FieldByIndex(b.field), b.rule, `attribute "`+a.Name+`"`, false)
		case a.Name == "id" && isPolicy:
			if a.Value.Expr {
				c.errorf(e, a.Value.Span, CodeNoExpression, `attribute "id" takes no expression`)
			}
		default:
			c.unknownAttribute(e, a, s.Attributes, isPolicy)
		}
	}
	for i := range s.Attributes {
		b := &s.Attributes[i]
		if e.Attr(b.Name) != nil {
			continue
		}
		if b.Required {
			c.errorf(e, e.NameSpan, CodeMissingAttribute, "<%s> needs the attribute %q", e.Name, b.Name)
		}
		if b.Default != "" {
			if err := setDefault(into.FieldByIndex(b.field), b.Default); err != nil {
				panic(err) // schemaOf has tried it
			}
		}
	}
}

func (c *Compiler) unknownAttribute(e *policy.Element, a *policy.Attr, known []Attribute, isPolicy bool) {
	var names []string
	for _, b := range known {
		names = append(names, b.Name)
	}
	if isPolicy {
		names = append(names, "id")
	}
	d := c.errorf(e, a.NameSpan, CodeUnknownAttribute, "unknown attribute %q of <%s>", a.Name, e.Name)
	d.suggest(a.Name, names)
	if d.Suggest == "" && len(known) > 0 {
		d.Message += "; it has " + strings.Join(names[:len(known)], ", ")
	}
}

// value reads a literal or an expression into a field of a struct.
func (c *Compiler) value(e *policy.Element, v policy.Value, field reflect.Value, r *rule, what string, trim bool) {
	target := field.Addr().Interface()
	s, takesExpr := target.(settable)
	switch {
	case v.Unresolved:
		c.incomplete(e, v)
		return
	case v.Expr && !takesExpr:
		c.errorf(e, v.Span, CodeNoExpression, "%s of <%s> takes no expression", what, e.Name)
		return
	case v.Expr:
		if x := c.expression(v, s); x != nil {
			s.setExpr(x, r, v.Secret, c.options.Observer)
		}
		return
	}
	text := v.Content()
	if trim {
		text = strings.TrimSpace(text)
	}
	var err error
	fault := ""
	if takesExpr {
		if err = s.setLiteral(text, v.Secret); err == nil {
			fault = s.check(r)
		}
	} else if err = parseLiteral(target, text); err == nil {
		fault = r.check(field.Interface())
	}
	if err != nil {
		fault = strconv.Quote(text) + ", " + err.Error()
	}
	if fault == "" {
		return
	}
	if v.Secret {
		fault = "not what it may be"
	}
	d := c.errorf(e, v.Span, CodeInvalidValue, "%s of <%s> is %s", what, e.Name, fault)
	if r != nil && !v.Secret {
		d.Suggest = source.Nearest(text, r.enum)
	}
}

// expression compiles a policy expression for a slot, or reports its faults.
func (c *Compiler) expression(v policy.Value, s settable) *eval.Expression {
	b := source.NewBuilder(v.Text.File)
	b.Append(v.Text, v.Code)
	want := s.want()
	if want == nil && v.Body() {
		want = clr.ObjectType // or the returns would be converted to a type that all of them fit
	}
	x, ds := eval.Compile(b.Text(), eval.Options{Context: ContextType, Want: want, Strict: c.options.Strict})
	c.add(ds...)
	if x != nil && c.options.Observe {
		x = x.Observed()
		if c.options.Observer != nil {
			c.options.Observer.Compiled(x)
		}
	}
	return x
}

// incomplete reports a value in which a named value is missing.
func (c *Compiler) incomplete(e *policy.Element, v policy.Value) {
	if !c.options.Check {
		c.errorf(e, v.Span, CodeMissing, "the value is not complete: a named value or the end of an expression is missing")
	}
}

// content reads what stands between the tags.
func (c *Compiler) content(e *policy.Element, into reflect.Value, s *Schema, at place) {
	if s.Text != nil {
		field := into
		if s.Text.field != nil {
			field = into.FieldByIndex(s.Text.field)
		}
		c.text(e, field, s.Text)
		if s.Text.xml {
			return
		}
	} else {
		c.strayText(e, e.Nodes, e.Name)
	}
	counts := make([]int, len(s.Elements))
	last := 0
	var policies []*policy.Element
	for child := range e.Elements() {
		i := slices.IndexFunc(s.Elements, func(b Child) bool { return b.Name == child.Name })
		if i < 0 {
			if s.Policies != nil {
				policies = append(policies, child)
			} else {
				c.unknownElement(e, child, s.Elements)
			}
			continue
		}
		counts[i]++
		b := &s.Elements[i]
		if b.Max > 0 && counts[i] > b.Max {
			c.errorf(child, child.NameSpan, CodeRepeated, "<%s> may stand %s in <%s>", child.Name, times(b.Max), e.Name)
			continue
		}
		if i < last && !s.anyOrder {
			c.errorf(child, child.NameSpan, CodeElementOrder, "<%s> must stand before <%s>", child.Name, s.Elements[last].Name)
		}
		last = max(last, i)
		c.child(child, into.FieldByIndex(b.field), b.Schema, at.in(child.Name, counts[i]))
	}
	for i, n := range counts {
		if b := &s.Elements[i]; n < b.Min {
			c.errorf(e, e.NameSpan, CodeMissingElement, "<%s> needs %s <%s>", e.Name, atLeast(b.Min), b.Name)
		}
	}
	if s.Policies != nil {
		c.policies(e, policies, into, s.Policies, at)
	}
}

func (c *Compiler) policies(e *policy.Element, list []*policy.Element, into reflect.Value, p *Policies, at place) {
	if len(list) < p.Min {
		c.errorf(e, e.NameSpan, CodeMissingElement, "<%s> needs %s policy", e.Name, atLeast(p.Min))
	}
	if p.Only != nil {
		for _, child := range list {
			if !slices.Contains(p.Only, child.Name) {
				c.errorf(child, child.NameSpan, CodeUnknownElement, "<%s> may not stand in <%s>; it holds %s", child.Name, e.Name, strings.Join(p.Only, ", "))
				return
			}
		}
	}
	at.barred = append(slices.Clip(at.barred), p.Except...)
	into.FieldByIndex(p.field).Set(reflect.ValueOf(c.steps(list, at)))
}

// child reads one child element into its field, or into a new item of it.
func (c *Compiler) child(e *policy.Element, field reflect.Value, s *Schema, at place) {
	if field.Kind() == reflect.Slice && field.Type().Elem().Kind() != reflect.Uint8 {
		field.Set(reflect.Append(field, reflect.Zero(field.Type().Elem())))
		field = field.Index(field.Len() - 1)
	}
	if field.Kind() == reflect.Pointer {
		field.Set(reflect.New(field.Type().Elem()))
		field = field.Elem()
	}
	c.decode(e, field, s, at)
}

// text reads the text of an element.
func (c *Compiler) text(e *policy.Element, field reflect.Value, t *Text) {
	v := e.Value()
	if t.xml && e.HasElements() {
		if err := setDefault(field, innerXML(e)); err != nil {
			panic(err) // a text takes any text
		}
		return
	}
	content := v.Content()
	if !t.verbatim {
		content = strings.TrimSpace(content)
	}
	if content == "" && !v.Unresolved {
		if t.Required {
			c.errorf(e, e.NameSpan, CodeMissingText, "<%s> needs a text", e.Name)
		}
		return
	}
	c.value(e, v, field, t.rule, "the text", !t.verbatim)
}

// strayText reports text that stands where only elements may.
func (c *Compiler) strayText(e *policy.Element, nodes []policy.Node, in string) {
	for _, n := range nodes {
		t, ok := n.(*policy.Text)
		if !ok || strings.TrimSpace(t.Value.Content()) == "" {
			continue
		}
		typed := e.File().Slice(t.Value.Span)
		from := len(typed) - len(strings.TrimLeft(typed, " \t\r\n"))
		span := source.Span{Start: t.Value.Span.Start + from, End: t.Value.Span.Start + len(strings.TrimRight(typed, " \t\r\n"))}
		c.errorf(e, span, CodeStrayText, "<%s> takes no text", in)
	}
}

func (c *Compiler) unknownElement(e, child *policy.Element, known []Child) {
	var names []string
	for _, b := range known {
		names = append(names, b.Name)
	}
	d := c.errorf(child, child.NameSpan, CodeUnknownElement, "unknown element <%s> in <%s>", child.Name, e.Name)
	d.suggest(child.Name, names)
	switch {
	case d.Suggest != "":
	case len(names) == 0:
		d.Message += "; it holds no elements"
	default:
		d.Message += "; it holds " + strings.Join(names, ", ")
	}
}

func times(n int) string {
	if n == 1 {
		return "once"
	}
	return fmt.Sprintf("%d times", n)
}

func atLeast(n int) string {
	if n == 1 {
		return "a"
	}
	return fmt.Sprintf("%d", n)
}

// innerXML is the content of an element as a text, named values put in.
func innerXML(e *policy.Element) string {
	var b strings.Builder
	writeXML(&b, e.Nodes)
	return strings.TrimSpace(b.String())
}

func writeXML(b *strings.Builder, nodes []policy.Node) {
	for _, n := range nodes {
		switch n := n.(type) {
		case *policy.Text:
			if n.CDATA {
				b.WriteString("<![CDATA[" + n.Value.Content() + "]]>")
			} else {
				xmlText.WriteString(b, n.Value.Content())
			}
		case *policy.Element:
			b.WriteString("<" + n.Name)
			for _, a := range n.Attrs {
				b.WriteString(" " + a.Name + `="`)
				xmlAttr.WriteString(b, a.Value.Content())
				b.WriteString(`"`)
			}
			if n.Empty {
				b.WriteString(" />")
				continue
			}
			b.WriteString(">")
			writeXML(b, n.Nodes)
			b.WriteString("</" + n.Name + ">")
		}
	}
}

var (
	xmlText = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;")
	xmlAttr = strings.NewReplacer("&", "&amp;", "<", "&lt;", `"`, "&quot;", "\n", "&#10;", "\t", "&#9;")
)
