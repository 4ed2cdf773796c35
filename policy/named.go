package policy

import (
	"strings"

	"sallyport/eval/source"
)

// longestNamedValue is the longest name that API Management allows.
const longestNamedValue = 256

// nextReference finds the first {{name}} of a text from an offset on. A name is
// made of letters, digits, dots, hyphens and underscores; anything else between
// braces is Liquid's or C#'s.
func nextReference(text string, at int) (name string, span source.Span, ok bool) {
	for {
		n := strings.Index(text[at:], "{{")
		if n < 0 {
			return "", source.Span{}, false
		}
		start := at + n
		end := start + 2
		for end < len(text) && end-start < longestNamedValue+3 && isNamedValueByte(text[end]) {
			end++
		}
		if length := end - start - 2; 0 < length && length <= longestNamedValue && strings.HasPrefix(text[end:], "}}") {
			return text[start+2 : end], source.Span{Start: start, End: end + 2}, true
		}
		at = start + 1
	}
}

func isNamedValueByte(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || c == '.' || c == '-' || c == '_'
}

// doubtful reports whether a reference in C# stands in one brace more on either
// side: $"{{{name}}}" is a hole in escaped braces unless a value has that name.
func doubtful(text string, span source.Span) bool {
	return span.Start > 0 && text[span.Start-1] == '{' && strings.HasPrefix(text[span.End:], "}")
}

// substitute puts the values of the {{name}} of v.typed in, as plain text: a
// value is never read as markup, and a {{name}} inside it stays. It lists the
// references and completes Text, Secret and Unresolved.
func (p *parser) substitute(v *Value, in *Element, cdata bool) {
	text := v.typed.Content
	v.Text = v.typed
	if !strings.Contains(text, "{{") {
		return
	}
	isCode := beginsExpression(text, skipSpace(text, 0))
	b := source.NewBuilder(p.file)
	copied := 0
	for at := 0; ; {
		name, span, ok := nextReference(text, at)
		if !ok {
			break
		}
		at = span.End
		ref := Reference{Name: name, Span: v.typed.Origin(span), Liquid: in != nil && in.liquid, cdata: cdata}
		if p.opts.NamedValues != nil {
			ref.value, ref.secret, ref.Known = p.opts.NamedValues(name)
		}
		switch {
		case ref.Known:
			b.Append(v.typed, source.Span{Start: copied, End: span.Start})
			b.Replace(ref.Span, ref.value)
			copied = span.End
			v.Secret = v.Secret || ref.secret
		case isCode && doubtful(text, span):
			continue
		case !ref.Liquid:
			v.Unresolved = true
			p.unknownNamedValue(ref)
		}
		p.doc.NamedValues = append(p.doc.NamedValues, ref)
	}
	if copied > 0 {
		b.Append(v.typed, source.Span{Start: copied, End: len(text)})
		v.Text = b.Text()
	}
}

func (p *parser) unknownNamedValue(ref Reference) {
	if p.opts.NamedValues == nil {
		return
	}
	d := p.report(unknownNamedValue, ref.Span, `no named value "`+ref.Name+`"`)
	if near := source.Nearest(ref.Name, p.opts.NamedValueNames); near != "" {
		d.Message += `; did you mean "` + near + `"?`
		d.Suggest = "{{" + near + "}}"
	}
}
