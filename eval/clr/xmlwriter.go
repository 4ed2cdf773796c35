package clr

import (
	"fmt"
	"strings"
	"unicode/utf16"
)

// An xmlWriter writes a tree as XNode.ToString does. It looks for prefixes
// first among the declarations in the tree and then among those that it has
// written, and declares what is missing.
type xmlWriter struct {
	env      *Env
	out      []byte
	indented bool // line breaks and two spaces where there is no text
	omit     bool // no declarations that change nothing

	declared []xmlPrefix // in the tree, those of the outermost element first
	scope    []xmlPrefix // those that count for what is written
	open     []openElement
	mixed    bool // text has been written into the open element, or it is inside such
	text     int  // where the text ends that was written last; 0 at the start
}

// An xmlPrefix is what a prefix stands for.
type xmlPrefix struct {
	prefix, namespace string
	pending           bool // must be declared at the end of the start tag
}

// An openElement is an element whose end tag is to come.
type openElement struct {
	name            string // with its prefix
	content         int    // where the start tag ends
	declared, scope int    // how many there were outside
	mixed           bool   // of the element outside
}

// format is XNode.ToString with SaveOptions.
func (n *XNode) format(env *Env, options int64) string {
	w := newXMLWriter(env)
	w.indented, w.omit = options&saveUnformatted == 0, options&saveOmitDuplicates != 0
	if n.kind == documentNode {
		for at := n.first; at != nil; at = at.next {
			w.node(at)
		}
	} else {
		w.node(n)
	}
	return string(w.out)
}

// save is what Save writes into a StringWriter: a document with a declaration,
// whose encoding is that of a .NET string.
func (n *XNode) save(env *Env, to *StringWriter, options int64) Void {
	d := XDeclaration{version: "1.0", encoding: "utf-16"}
	if n.kind == documentNode {
		if n.Root() == nil {
			Throw(InvalidOperation("Token EndDocument in state Document would result in an invalid XML document."))
		}
		if n.declaration != nil {
			d.standalone = n.declaration.standalone
		}
	}
	to.Write(env, d.ToString())
	if options&saveUnformatted == 0 {
		to.Write(env, NewLine)
	}
	return to.Write(env, n.format(env, options))
}

// saveRows are the members that write a node into a TextWriter.
func saveRows(what, example string) []Member {
	return []Member{
		Row("void Save(TextWriter textWriter)", "Writes "+what+" behind a declaration, indented.", F3(func(env *Env, n *XNode, to *StringWriter) Void { return n.save(env, to, n.saveOptions(env)) }), `var w = new StringWriter(); `+example+`.Save(w); return w.ToString(); // "<?xml version=\"1.0\" encoding=\"utf-16\"?>\n<a />"`),
		Row("void Save(TextWriter textWriter, SaveOptions options)", "Writes "+what+" behind a declaration.", F4(func(env *Env, n *XNode, to *StringWriter, options Enum) Void { return n.save(env, to, options.V) })),
	}
}

// ToString is XNode.ToString, within a budget of its own.
func (n *XNode) ToString() string {
	env := &Env{Limits: DefaultLimits}
	return n.format(env, n.saveOptions(env))
}

// ToString is XAttribute.ToString, within a budget of its own.
func (a *XAttribute) ToString() string {
	w := newXMLWriter(&Env{Limits: DefaultLimits})
	prefix, found := "", a.name.Namespace == ""
	switch {
	case found:
	case a.element != nil:
		prefix, found = a.element.prefixOf(w.env, a.name.Namespace)
	default:
		prefix, found = reservedPrefix(a.name.Namespace)
	}
	w.attribute(a, prefix, found)
	return strings.TrimSpace(string(w.out))
}

func newXMLWriter(env *Env) *xmlWriter {
	return &xmlWriter{env: env, scope: []xmlPrefix{{prefix: "xmlns", namespace: xmlnsNamespace}, {prefix: "xml", namespace: xmlNamespace}, {}}}
}

// builtinPrefixes is how many prefixes a writer's scope begins with.
const builtinPrefixes = 3

func reservedPrefix(namespace string) (prefix string, ok bool) {
	switch namespace {
	case xmlNamespace:
		return "xml", true
	case xmlnsNamespace:
		return "xmlns", true
	}
	return "", false
}

// write writes markup and charges for it.
func (w *xmlWriter) write(s string) {
	w.env.Charge(len(s))
	w.out = append(w.out, s...)
}

// node writes a node with all in it.
func (w *xmlWriter) node(n *XNode) {
	if n.kind == elementNode {
		w.inherit(n)
	}
	for at := n; ; {
		w.env.Step(1)
		if at.kind != elementNode {
			w.leaf(at)
		} else {
			w.startTag(at)
			if at.first != nil {
				at = at.first
				continue
			}
			w.endTag(!at.filled)
		}
		for at != n && at.next == nil {
			at = at.parent
			w.endTag(false)
		}
		if at == n {
			return
		}
		at = at.next
	}
}

// inherit declares what the elements above one do.
func (w *xmlWriter) inherit(n *XNode) {
	var list []xmlPrefix // the nearest first
	for e := parentElement(n); e != nil; e = parentElement(e) {
		w.env.Step(1)
		list = w.declarations(list, e)
	}
	for i := len(list) - 1; i >= 0; i-- {
		w.declared = append(w.declared, list[i])
	}
}

// declarations appends what the attributes of an element declare.
func (w *xmlWriter) declarations(list []xmlPrefix, e *XNode) []xmlPrefix {
	for a := e.firstAttr; a != nil; a = a.next {
		w.env.Step(1)
		if prefix, ok := a.declares(); ok {
			w.env.Charge(slotBytes)
			list = append(list, xmlPrefix{prefix: prefix, namespace: a.value})
		}
	}
	return list
}

// prefixOf is the prefix that the tree declares for a namespace.
func (w *xmlWriter) prefixOf(namespace string, attribute bool) (prefix string, ok bool) {
	if namespace == "" {
		return "", true
	}
	if prefix, ok := w.nearest(w.declared, namespace, attribute); ok {
		return prefix, true
	}
	return reservedPrefix(namespace)
}

// nearest is the prefix declared last that stands for a namespace and is not
// hidden by a later one. An attribute cannot do with the default namespace.
func (w *xmlWriter) nearest(list []xmlPrefix, namespace string, attribute bool) (prefix string, ok bool) {
	for i := len(list) - 1; i >= 0; i-- {
		w.env.Step(1)
		if d := list[i]; d.namespace == namespace && !(attribute && d.prefix == "") && w.index(list, d.prefix) == i {
			return d.prefix, true
		}
	}
	return "", false
}

// index is where a prefix was declared last, or -1.
func (w *xmlWriter) index(list []xmlPrefix, prefix string) int {
	i := len(list) - 1
	for i >= 0 && list[i].prefix != prefix {
		i--
	}
	w.env.Step((len(list) - i) / 8)
	return i
}

// scopePrefix is the prefix that stands for a namespace where the writer is.
func (w *xmlWriter) scopePrefix(namespace string) string {
	for i := len(w.scope) - 1; i >= 0; i-- {
		w.env.Step(1)
		if d := w.scope[i]; d.namespace == namespace {
			if w.index(w.scope, d.prefix) == i {
				return d.prefix
			}
			break
		}
	}
	return ""
}

// startTag writes the start tag of an element.
func (w *xmlWriter) startTag(n *XNode) {
	w.indent()
	w.env.Charge(slotBytes)
	w.open = append(w.open, openElement{declared: len(w.declared), scope: len(w.scope), mixed: w.mixed})
	w.declared = w.declarations(w.declared, n)
	prefix, ok := w.prefixOf(n.name.Namespace, false)
	if !ok {
		prefix = w.scopePrefix(n.name.Namespace)
	}
	name := qualified(prefix, n.name.Local)
	w.open[len(w.open)-1].name = name
	w.write("<" + name)
	w.use(prefix, n.name.Namespace)
	for a := n.firstAttr; a != nil; a = a.next {
		w.env.Step(1)
		prefix, ok := w.prefixOf(a.name.Namespace, true)
		w.attribute(a, prefix, ok)
	}
	for i := len(w.scope) - 1; i >= w.top().scope; i-- {
		if d := w.scope[i]; d.pending {
			w.declaration(d.prefix, d.namespace)
		}
	}
	w.write(">")
	w.top().content = len(w.out)
	if len(w.open) == 1 {
		w.mixed = false
	}
}

func (w *xmlWriter) top() *openElement { return &w.open[len(w.open)-1] }

// endTag ends the open element, with an empty tag if it may.
func (w *xmlWriter) endTag(empty bool) {
	e := *w.top()
	w.open = w.open[:len(w.open)-1]
	if empty {
		w.out = w.out[:len(w.out)-1]
		w.write(" />")
	} else {
		if e.content != len(w.out) {
			w.indent()
		}
		w.write("</" + e.name + ">")
	}
	w.mixed = e.mixed
	w.declared, w.scope = w.declared[:e.declared], w.scope[:e.scope]
}

// indent begins a line, unless there is text around.
func (w *xmlWriter) indent() {
	if w.indented && !w.mixed && w.text != len(w.out) {
		w.env.Charge(1 + 2*len(w.open))
		w.out = append(w.out, '\n')
		for range w.open {
			w.out = append(w.out, "  "...)
		}
	}
}

// qualified is a name with its prefix.
func qualified(prefix, local string) string {
	if prefix == "" {
		return local
	}
	return prefix + ":" + local
}

// use notes that the open element needs a prefix, which is declared at the end
// of the start tag if it stands for something else.
func (w *xmlWriter) use(prefix, namespace string) {
	i := w.index(w.scope, prefix)
	if i < 0 || prefix == "xml" || prefix == "xmlns" {
		checkReserved(prefix, namespace)
	}
	switch {
	case i >= w.opened():
		w.checkSame(w.scope[i], namespace)
	default:
		w.push(xmlPrefix{prefix: prefix, namespace: namespace, pending: i < 0 || w.scope[i].namespace != namespace})
	}
}

// opened is where the scope of the open element begins.
func (w *xmlWriter) opened() int {
	if len(w.open) == 0 {
		return builtinPrefixes
	}
	return w.top().scope
}

func (w *xmlWriter) push(p xmlPrefix) {
	w.env.Charge(slotBytes)
	w.scope = append(w.scope, p)
}

// checkSame throws when a prefix stands for another namespace in the same tag.
func (w *xmlWriter) checkSame(p xmlPrefix, namespace string) {
	if p.namespace != namespace {
		Throw(xmlFault("The prefix '%s' cannot be redefined from '%s' to '%s' within the same start element tag.", p.prefix, p.namespace, namespace))
	}
}

// What is said of prefixes and namespaces that XML reserves; %s is a prefix.
const (
	xmlReserved       = `Prefix "xml" is reserved for use by XML and can be mapped only to namespace name "` + xmlNamespace + `".`
	xmlnsReserved     = `Prefix "xmlns" is reserved for use by XML.`
	namespaceReserved = `Prefix '%s' cannot be mapped to namespace name reserved for "xml" or "xmlns".`
)

// checkReserved throws when a prefix or namespace that XML reserves is used for
// another.
func checkReserved(prefix, namespace string) {
	switch {
	case prefix == "xmlns":
		Throw(Argument(xmlnsReserved, ""))
	case prefix == "xml" && namespace != xmlNamespace:
		Throw(Argument(xmlReserved, ""))
	case prefix != "xml" && (namespace == xmlNamespace || namespace == xmlnsNamespace):
		Throw(Argument(fmt.Sprintf(namespaceReserved, prefix), ""))
	}
}

// attribute writes an attribute. found says whether the tree has a prefix for
// it.
func (w *xmlWriter) attribute(a *XAttribute, prefix string, found bool) {
	if declared, ok := a.declares(); ok {
		w.declare(declared, a.value)
		return
	}
	if a.name.Namespace != "" {
		if !found || prefix == "" {
			if prefix = w.scopePrefix(a.name.Namespace); prefix == "" {
				prefix = w.newPrefix()
			}
		} else if i := w.index(w.scope, prefix); i >= w.opened() && w.scope[i].namespace != a.name.Namespace {
			prefix = w.newPrefix()
		}
		w.use(prefix, a.name.Namespace)
	}
	value := a.value
	if prefix == "xml" && a.name.Local == "space" {
		value = strings.Trim(value, " \t\r\n")
		if value != "default" && value != "preserve" {
			Throw(Argument("'"+value+"' is an invalid xml:space value.", ""))
		}
	}
	w.write(" " + qualified(prefix, a.name.Local) + `="`)
	w.escaped(value, true)
	w.write(`"`)
}

// declare writes an attribute that declares a prefix, unless it changes nothing
// and may be left out.
func (w *xmlWriter) declare(prefix, namespace string) {
	i := w.index(w.scope, prefix)
	omit := false
	if i >= w.opened() {
		p := &w.scope[i]
		w.checkSame(*p, namespace)
		omit = w.omit && !p.pending
		p.pending = false
	} else {
		omit = w.omit && i >= 0 && w.scope[i].namespace == namespace
		checkReserved(prefix, namespace)
		w.push(xmlPrefix{prefix: prefix, namespace: namespace})
	}
	if !omit {
		w.declaration(prefix, namespace)
	}
}

func (w *xmlWriter) declaration(prefix, namespace string) {
	if prefix == "" {
		w.write(` xmlns="`)
	} else {
		w.write(" xmlns:" + prefix + `="`)
	}
	w.escaped(namespace, true)
	w.write(`"`)
}

// newPrefix is a prefix that stands for nothing yet.
func (w *xmlWriter) newPrefix() string {
	p := fmt.Sprintf("p%d", len(w.scope)-builtinPrefixes)
	name := p
	for i := 0; w.index(w.scope, name) >= 0; i++ {
		name = fmt.Sprintf("%s%d", p, i)
	}
	return name
}

// leaf writes a node that is no element.
func (w *xmlWriter) leaf(n *XNode) {
	switch n.kind {
	case textNode:
		w.mixed = n.parent == nil || n.parent.kind != documentNode
		w.escaped(n.text, false)
		w.text = len(w.out)
	case cdataNode:
		w.mixed = true
		w.write("<![CDATA[")
		w.raw(strings.ReplaceAll(n.text, "]]>", "]]]]><![CDATA[>"))
		w.write("]]>")
		w.text = len(w.out)
	case commentNode:
		w.indent()
		w.write("<!--")
		w.raw(separated(n.text, '-', '-', true))
		w.write("-->")
	case instructionNode:
		w.indent()
		w.write("<?" + n.name.Local)
		if n.text != "" {
			w.write(" ")
			w.raw(separated(n.text, '?', '>', false))
		}
		w.write("?>")
	case doctypeNode:
		w.indent()
		w.doctype(n)
	}
}

// separated is a text with a blank between each two characters that end what
// it stands in, and after the first of them at the end.
func separated(s string, first, second byte, atEnd bool) string {
	var b strings.Builder
	for i := range len(s) {
		b.WriteByte(s[i])
		if s[i] == first && (i+1 < len(s) && s[i+1] == second || i+1 == len(s) && atEnd) {
			b.WriteByte(' ')
		}
	}
	return b.String()
}

func (w *xmlWriter) doctype(n *XNode) {
	d := n.doctype
	w.write("<!DOCTYPE " + n.name.Local)
	switch {
	case d.public != nil:
		w.write(` PUBLIC "` + Text(d.public) + `" "` + Text(d.system) + `"`)
	case d.system != nil:
		w.write(` SYSTEM "` + Text(d.system) + `"`)
	default:
		w.write(" ")
	}
	if d.subset != nil {
		w.write("[" + Text(d.subset) + "]")
	}
	w.write(">")
}

// raw writes text as it is, with line ends as they are on the host.
func (w *xmlWriter) raw(s string) { w.characters(s, nil) }

// escaped writes the text of an element or of an attribute.
func (w *xmlWriter) escaped(s string, attribute bool) {
	if attribute {
		w.characters(s, attributeEscapes)
	} else {
		w.characters(s, textEscapes)
	}
}

var (
	textEscapes      = map[rune]string{'<': "&lt;", '>': "&gt;", '&': "&amp;"}
	attributeEscapes = map[rune]string{'<': "&lt;", '>': "&gt;", '&': "&amp;", '"': "&quot;", '\t': "&#x9;", '\n': "&#xA;", '\r': "&#xD;"}
)

// characters writes text and throws ArgumentException for a character that XML
// does not allow.
func (w *xmlWriter) characters(s string, escapes map[rune]string) {
	w.env.Charge(len(s))
	w.env.Step(len(s) / 64)
	for i := 0; i < len(s); {
		r, n := decodeWTF8(s[i:])
		switch escape, ok := escapes[r]; {
		case ok:
			w.out = append(w.out, escape...)
		case r == '\r':
			w.out = append(w.out, '\n')
			if strings.HasPrefix(s[i+1:], "\n") {
				i++
			}
		case !isXMLChar(r):
			Throw(badXMLChar(r))
		default:
			w.out = append(w.out, s[i:i+n]...)
		}
		i += n
	}
}

// badXMLChar is the fault of writing a character that XML does not allow.
func badXMLChar(r rune) *Exception {
	if utf16.IsSurrogate(r) {
		return Argument("The surrogate pair is invalid. Missing a low surrogate character.", "")
	}
	return Argument(invalidXMLChar(r, ""), "")
}
