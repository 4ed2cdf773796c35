package policy

import (
	"fmt"
	"io"
	"os"
	"strings"
	"unicode/utf8"

	"sallyport/eval/source"
	"sallyport/eval/syntax"
)

// ReadFile reads the policy document in a file. The error is about the file:
// it is not there, or cannot be read. A file above the limit is a diagnostic,
// and is not loaded.
func ReadFile(path string, opts Options) (*Document, source.Diagnostics, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, nil, fmt.Errorf("read policy: %w", err)
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, nil, fmt.Errorf("read policy: %w", err)
	}
	if info.Size() > int64(opts.maxBytes()) {
		doc, diagnostics := tooLarge(source.NewFile(path, ""), opts)
		return doc, diagnostics, nil
	}
	// A pipe does not tell its size: one byte above the limit is enough to know.
	text, err := io.ReadAll(io.LimitReader(f, int64(opts.maxBytes())+1))
	if err != nil {
		return nil, nil, fmt.Errorf("read policy: %w", err)
	}
	doc, diagnostics := Parse(source.NewFile(path, string(text)), opts)
	return doc, diagnostics, nil
}

// Parse reads a policy document. It always answers a document, as much of it as
// could be made out, and the diagnostics in the order of the file.
func Parse(file *source.File, opts Options) (*Document, source.Diagnostics) {
	if len(file.Text) > opts.maxBytes() {
		return tooLarge(file, opts)
	}
	if strings.HasPrefix(file.Text, "\xff\xfe") || strings.HasPrefix(file.Text, "\xfe\xff") {
		return refused(file, invalidEncoding, source.Span{End: 2}, "the file is UTF-16; save it as UTF-8")
	}
	characters := &reporter{file: file}
	characters.checkCharacters()
	p := read(file, opts, false)
	if p.stopped {
		p = read(file, opts, true)
	}
	p.strict = false
	p.checkRoots()
	p.doc.malformed = p.faulty || len(characters.list) > 0
	if p.doc.Kind == Fragment {
		p.checkFragment()
	}
	p.resolveFragments()
	return p.doc, append(characters.list, p.list...).Sort()
}

func tooLarge(file *source.File, opts Options) (*Document, source.Diagnostics) {
	return refused(file, fileTooLarge, source.Span{}, fmt.Sprintf("the file is larger than %d bytes, which is the most a policy may have", opts.maxBytes()))
}

// refused is an empty document, and why the file was not read.
func refused(file *source.File, code source.Code, span source.Span, message string) (*Document, source.Diagnostics) {
	return &Document{File: file, malformed: true}, source.Diagnostics{{Code: code, File: file, Span: span, Message: message}}
}

// read reads a file as XML or, raw, with expressions before markup. As XML it
// stops at the first fault of form.
func read(file *source.File, opts Options, raw bool) *parser {
	p := &parser{opts: opts, doc: &Document{File: file, Raw: raw}}
	p.scanner = scanner{reporter: &reporter{file: file, strict: !raw}, src: file.Text, raw: raw}
	if strings.HasPrefix(file.Text, "\ufeff") {
		p.pos = len("\ufeff")
	}
	for t := p.next(); t.kind != endOfFile && !p.stopped; t = p.next() {
		p.add(t)
	}
	p.finish()
	return p
}

// A parser makes a tree of tokens.
type parser struct {
	scanner
	opts  Options
	doc   *Document
	open  *Element // the innermost element that is open
	depth int      // number of open elements
}

func (p *parser) add(t token) {
	switch t.kind {
	case startTag:
		p.start(t)
	case endTag:
		p.end(t)
	case charData, cdataSection:
		p.chars(t)
	case commentToken:
		p.node(&Comment{place: place{t.span}, Text: t.inner})
	case instruction:
		p.node(&Instruction{place: place{t.span}, Target: t.name})
	}
	p.parent, p.opaque = "", false
	if p.open != nil {
		p.parent, p.opaque = p.open.Name, p.open.opaque
	}
}

// node adds a node to the innermost open element or to the document.
func (p *parser) node(n Node) {
	if p.open != nil {
		p.open.Nodes = append(p.open.Nodes, n)
	} else {
		p.doc.Nodes = append(p.doc.Nodes, n)
	}
}

func (p *parser) start(t token) {
	e := &Element{
		place: place{t.span}, Name: t.name, NameSpan: t.named, Parent: p.open, doc: p.doc, Empty: t.empty,
		StartTag: t.span, EndTag: source.Span{Start: t.span.End, End: t.span.End}, Content: source.Span{Start: t.span.End, End: t.span.End},
	}
	if p.open != nil {
		e.liquid = p.open.liquid
		e.opaque = p.open.opaque || p.open.Name == "set-body" || p.open.Name == "xsl-transform" && e.Name != "parameter"
	}
	p.attrs(e, t.attrs)
	e.text = Value{Text: source.Verbatim(p.file, e.Content), Span: e.Content}
	if a := e.Attr("template"); e.Name == "set-body" && a != nil && strings.EqualFold(a.Value.Content(), "liquid") {
		e.liquid = true
	}
	p.node(e)
	if p.depth == p.opts.maxDepth() {
		p.fault(tooDeep, t.span, fmt.Sprintf("elements are nested more than %d deep; the rest was not read", p.opts.maxDepth()))
		p.stopped = true
		return
	}
	if t.empty {
		return
	}
	p.open = e
	p.depth++
}

// manyAttrs is the number of attributes above which they are looked up in a map.
const manyAttrs = 16

func (p *parser) attrs(e *Element, attrs []rawAttr) {
	var first map[string]*Attr // for the tag that has a thousand
	if len(attrs) > manyAttrs {
		first = make(map[string]*Attr, len(attrs))
	}
	for _, t := range attrs {
		before := first[t.name]
		if first == nil {
			before = e.Attr(t.name)
		}
		if before != nil {
			p.note(p.fault(duplicateAttribute, t.named, `attribute "`+t.name+`" is already given`), before.NameSpan, "here")
			continue
		}
		a := &Attr{Name: t.name, NameSpan: t.named, Span: t.span, Quote: t.quote}
		a.Value = p.value(t.value, t.form, e)
		e.Attrs = append(e.Attrs, a)
		if first != nil {
			first[t.name] = a
		}
	}
}

func (p *parser) end(t token) {
	e := p.open
	for e != nil && e.Name != t.name {
		e = e.Parent
	}
	switch {
	case e == nil && p.open != nil && source.Nearest(t.name, []string{p.open.Name}) != "":
		d := p.fault(mismatchedTag, t.named, `got end tag "`+t.name+`", want "`+p.open.Name+`"`)
		d.Suggest = p.open.Name
		p.note(d, p.open.NameSpan, "the element begins here")
		e = p.open
	case e == nil:
		d := p.fault(unopenedElement, t.span, `end tag "`+t.name+`" ends no element`)
		if p.open != nil {
			p.note(d, p.open.NameSpan, `the element open here is "`+p.open.Name+`"`)
		}
		return
	}
	for p.open != e {
		p.note(p.fault(unclosedElement, p.open.NameSpan, `element "`+p.open.Name+`" has no end tag`), t.span, `"`+e.Name+`" ends here`)
		p.close(source.Span{Start: t.span.Start, End: t.span.Start})
	}
	p.close(t.span)
}

// close ends the innermost open element with the tag at a span.
func (p *parser) close(tag source.Span) {
	e := p.open
	e.EndTag = tag
	e.Content.End = tag.Start
	e.span.End = tag.End
	e.text = p.elementValue(e)
	p.open = e.Parent
	p.depth--
}

// finish closes what is open at the end of the file, and complains once: about
// the innermost, for the others follow from it.
func (p *parser) finish() {
	if p.open != nil && !p.stopped {
		d := p.fault(unclosedElement, p.open.NameSpan, `element "`+p.open.Name+`" has no end tag`)
		for e := p.open.Parent; e != nil && len(d.Notes) < 3; e = e.Parent {
			p.note(d, e.NameSpan, `nor has "`+e.Name+`"`)
		}
	}
	for p.open != nil {
		p.close(source.Span{Start: p.pos, End: p.pos})
	}
}

func (p *parser) chars(t token) {
	text := &Text{place: place{t.span}, CDATA: t.kind == cdataSection}
	if text.CDATA {
		t.form = cdata
	}
	text.Value = p.value(t.inner, t.form, p.open)
	p.node(text)
}

// value decodes a value, puts named values in and looks whether all of it is an
// expression.
func (p *parser) value(span source.Span, form form, in *Element) Value {
	v := Value{Span: span, raw: form == code || form == blend, Unresolved: form == broken}
	v.typed = p.decode(span, form, p.reporter)
	p.substitute(&v, in, form == cdata)
	if form != broken && (in == nil || !in.opaque) {
		p.detect(&v, p.reporter)
	}
	return v
}

// detect finds out whether the whole of a value is an expression.
func (p *parser) detect(v *Value, report *reporter) {
	text := v.Content()
	at := skipSpace(text, 0)
	if !beginsExpression(text, at) {
		return
	}
	end, fault := syntax.ScanEnd(text, at)
	stop := skipSpace(text, end)
	start := v.Text.Origin(source.Span{Start: at, End: at + 2})
	switch {
	case fault != nil && end == len(text):
		v.Unresolved = true
		report.unclosed(start, v.Text, fault)
	case stop < len(text):
		p.behind(v, source.Span{Start: stop, End: len(strings.TrimRight(text, " \t\r\n"))}, start, report)
	default:
		v.Expr = true
		v.Code = source.Span{Start: at, End: end}
	}
}

// behind reports text behind the end of the expression that a value begins with.
// A value that ends with a bracket as well is C# to API Management, and does not
// compile; any other is plain text.
func (p *parser) behind(v *Value, after, start source.Span, report *reporter) {
	if last := v.Content()[after.End-1]; last == ')' || last == '}' {
		v.Unresolved = true
		report.note(report.report(afterExpression, v.Text.Origin(after), expressionEnded), start, "the expression begins here")
		return
	}
	d := report.report(mixedExpression, v.Text.Origin(after), "with text behind it, the expression is plain text to API Management")
	d.Severity = source.Warning
	report.note(d, start, "the expression begins here")
}

// elementValue joins the texts of an element.
func (p *parser) elementValue(e *Element) Value {
	var texts []*Text
	for _, n := range e.Nodes {
		if t, ok := n.(*Text); ok {
			texts = append(texts, t)
		}
	}
	if len(texts) == 1 {
		v := texts[0].Value
		v.Expr = v.Expr && !e.HasElements()
		return v
	}
	b := source.NewBuilder(p.file)
	v := Value{Span: e.Content}
	for _, t := range texts {
		b.Append(t.Value.Text, source.Span{End: len(t.Value.Content())})
		v.Secret = v.Secret || t.Value.Secret
		v.Unresolved = v.Unresolved || t.Value.Unresolved
	}
	v.Text = b.Text()
	if len(texts) == 0 {
		v.Text = source.Verbatim(p.file, source.Span{Start: e.Content.Start, End: e.Content.Start})
	}
	if !v.Unresolved && !e.opaque && !e.HasElements() {
		p.detect(&v, new(reporter))
	}
	return v
}

// checkRoots tells what kind of document it is, and that there is nothing
// beside the roots.
func (p *parser) checkRoots() {
	var roots []*Element
	for _, n := range p.doc.Nodes {
		switch n := n.(type) {
		case *Element:
			roots = append(roots, n)
		case *Text:
			if text := trimmed(p.file, n.span); text.Len() > 0 {
				p.fault(textOutside, text, "text stands outside the elements")
			}
		}
	}
	if len(roots) == 0 {
		p.fault(noPolicy, source.Span{}, "the file holds no policy")
		return
	}
	for _, root := range roots {
		if kind := kinds[root.Name]; kind != Snippet {
			p.doc.Kind = kind
			p.oneRoot(root, roots)
			return
		}
	}
}

var kinds = map[string]Kind{"policies": Policies, "fragment": Fragment}

func (p *parser) oneRoot(root *Element, roots []*Element) {
	for _, other := range roots {
		if other != root {
			p.note(p.fault(afterRoot, other.NameSpan, `<`+root.Name+`> holds the whole of a document, and "`+other.Name+`" stands outside it`), root.NameSpan, "here")
		}
	}
	p.doc.root = root
}

// trimmed is a span of a file without the space around its text.
func trimmed(f *source.File, span source.Span) source.Span {
	text := f.Slice(span)
	span.Start += len(text) - len(strings.TrimLeft(text, " \t\r\n"))
	span.End -= len(text) - len(strings.TrimRight(text, " \t\r\n"))
	return span
}

// checkCharacters reports bytes that are no UTF-8 and characters that no XML
// document holds; a run of them once.
func (r *reporter) checkCharacters() {
	last := -1 // end of the last bad character
	for i := 0; i < len(r.file.Text) && !r.stopped; {
		c, size := utf8.DecodeRuneInString(r.file.Text[i:])
		bad := !validRune(c) && !(c == '\ufeff' && i == 0) || c == utf8.RuneError && size == 1
		if bad && i != last {
			span := source.Span{Start: i, End: i + size}
			if c == utf8.RuneError {
				r.report(invalidEncoding, span, fmt.Sprintf("byte %#02x is not UTF-8", r.file.Text[i]))
			} else {
				r.report(forbiddenCharacter, span, fmt.Sprintf("XML does not allow the character %U", c))
			}
		}
		i += size
		if bad {
			last = i
		}
	}
}
